# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Where a package is written to: a folder, a zip or a tar. Each entry is streamed and digested on the way; times and order are fixed.

Whatever goes wrong, nothing is left at the target: it appears when it is whole.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import io
import os
import shutil
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Final, Protocol

import attrs

from earsiv.errors import DepoHatasi, GirdiHatasi
from earsiv.opc import whole_file
from earsiv.opc.yaz import ZipYazici, writing

_BLOK: Final = 1 << 20


@attrs.frozen
class Girdi:
    """An entry as written: name, size, digests (hex)."""

    ad: str
    boyut: int
    sha512: str
    sha256: str


class Kap(Protocol):
    """A package being written."""

    def add(self, ad: str, veri: bytes | Path) -> Girdi:
        """Write one entry from bytes or from a file."""
        ...


class _Okur(io.RawIOBase):
    """A stream over a source that counts and digests what passes."""

    def __init__(self, veri: bytes | Path) -> None:
        super().__init__()
        self._yer = "" if isinstance(veri, bytes) else str(veri)
        self.sha512, self.sha256, self.boyut = hashlib.sha512(), hashlib.sha256(), 0
        with self._read_only():
            self._akis: BinaryIO = io.BytesIO(veri) if isinstance(veri, bytes) else veri.open("rb")

    @contextlib.contextmanager
    def _read_only(self) -> Iterator[None]:
        try:
            yield
        except OSError:
            raise DepoHatasi("DEP-012", self._yer) from None

    def read(self, n: int = -1, /) -> bytes:
        """Return the next bytes."""
        with self._read_only():
            blok = self._akis.read(n)
        self.sha512.update(blok)
        self.sha256.update(blok)
        self.boyut += len(blok)
        return blok

    def blocks(self) -> Iterator[bytes]:
        """Yield the bytes in blocks."""
        while blok := self.read(_BLOK):
            yield blok

    def close(self) -> None:
        """Close the source."""
        if hasattr(self, "_akis"):
            self._akis.close()
        super().close()

    def entry(self, ad: str) -> Girdi:
        """Return what passed as an entry."""
        return Girdi(ad, self.boyut, self.sha512.hexdigest(), self.sha256.hexdigest())


def _size(veri: bytes | Path) -> int:
    if isinstance(veri, bytes):
        return len(veri)
    try:
        return veri.stat().st_size
    except OSError:
        raise DepoHatasi("DEP-012", str(veri)) from None


class _Klasor:
    """A folder; files get one time, that of the list."""

    def __init__(self, kok: Path) -> None:
        self.kok = kok

    def add(self, ad: str, veri: bytes | Path) -> Girdi:
        """Write one file and sync it."""
        yol = self.kok / ad
        yol.parent.mkdir(parents=True, exist_ok=True)
        with _Okur(veri) as okur, yol.open("xb") as akis:
            for blok in okur.blocks():
                akis.write(blok)
            akis.flush()
            os.fsync(akis.fileno())
            return okur.entry(ad)

    def settle(self, zaman: int) -> None:
        """Give everything the same time, folders last."""
        for yol in sorted(self.kok.rglob("*"), reverse=True):
            os.utime(yol, (zaman, zaman))
        os.utime(self.kok, (zaman, zaman))


class _Zip:
    """A zip, entries stored: bytes do not depend on a compressor."""

    def __init__(self, yazici: ZipYazici, kok: str) -> None:
        self._yazici, self._kok = yazici, kok

    def add(self, ad: str, veri: bytes | Path) -> Girdi:
        """Write one entry."""
        boyut = _size(veri)
        with _Okur(veri) as okur:
            self._yazici.add(f"{self._kok}/{ad}", okur.blocks(), boyut=boyut, sakla=True)
            return okur.entry(ad)


class _Tar:
    """A tar; owners and times are fixed."""

    def __init__(self, yazici: tarfile.TarFile, kok: str, zaman: int) -> None:
        self._yazici, self._kok, self._zaman = yazici, kok, zaman

    def add(self, ad: str, veri: bytes | Path) -> Girdi:
        """Write one entry."""
        bilgi = tarfile.TarInfo(f"{self._kok}/{ad}")
        bilgi.size, bilgi.mtime, bilgi.mode = _size(veri), self._zaman, 0o644
        with _Okur(veri) as okur:
            self._yazici.addfile(bilgi, okur)
            return okur.entry(ad)


@contextlib.contextmanager
def _folder(hedef: Path, kok: str, zaman: int) -> Iterator[Kap]:
    del kok
    with writing(hedef):
        with contextlib.suppress(FileNotFoundError):
            hedef.lstat()
            raise GirdiHatasi("KAB-013", str(hedef))
        gecici = Path(tempfile.mkdtemp(dir=hedef.parent, prefix=".earsiv-"))
        try:
            yarim = _Klasor(gecici / "yarim")
            yarim.kok.mkdir()
            yield yarim
            yarim.settle(zaman)
            if os.path.lexists(hedef):
                raise GirdiHatasi("KAB-013", str(hedef))
            yarim.kok.rename(hedef)
        finally:
            shutil.rmtree(gecici, ignore_errors=True)


@contextlib.contextmanager
def _zip(hedef: Path, kok: str, zaman: int) -> Iterator[Kap]:
    del zaman
    with whole_file(hedef) as akis:
        yazici = ZipYazici(akis)
        yield _Zip(yazici, kok)
        yazici.close()


@contextlib.contextmanager
def _tar(hedef: Path, kok: str, zaman: int) -> Iterator[Kap]:
    with whole_file(hedef) as akis, tarfile.open(fileobj=akis, mode="w", format=tarfile.PAX_FORMAT) as yazici:
        yield _Tar(yazici, kok, zaman)


KAPLAR: Final[dict[str, Callable[[Path, str, int], contextlib.AbstractContextManager[Kap]]]] = {
    "klasor": _folder,
    "zip": _zip,
    "tar": _tar,
}
"""The containers by name: each opens a target, given the name of the folder inside and the one time of everything."""


def epoch(zaman: str) -> int:
    """Return the seconds of a moment (ISO 8601, UTC)."""
    return int(dt.datetime.fromisoformat(zaman).timestamp())
