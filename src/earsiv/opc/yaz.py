# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Write a zip whose bytes depend on its content alone: fixed order, time, attributes and compression; streamed, entry by entry.

The profile is that of the packages in use: version 2.0, host 0, no flags, no data descriptors, no extra fields (but zip64 where an entry
needs it), no directory entries. An entry may also be copied compressed as it is from another container, which keeps its bytes.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import shutil
import struct
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

import attrs

from earsiv.errors import GirdiHatasi, os_reason

if TYPE_CHECKING:
    from earsiv.opc.kap import Kap, Parca

_ZAMAN: Final = (1 << 5 | 1) << 16  # 1980-01-01 00:00 as DOS date and time
_DUZEY: Final = 6
_SINIR32: Final = 0xFFFFFFFF
_BUYUK: Final = _SINIR32 - (64 << 20)  # from here on an entry gets zip64 fields, whatever it compresses to


@attrs.define
class _Kayit:
    ad: bytes
    yontem: int
    konum: int
    zaman: int
    zip64: bool
    crc: int = 0
    sikisik: int = 0
    acik: int = 0


class ZipYazici:
    """A zip being written to a seekable stream; ``close`` writes the directory."""

    def __init__(self, akis: BinaryIO) -> None:
        self._akis = akis
        self._kayitlar: list[_Kayit] = []

    def add(
        self, ad: str, veri: bytes | Iterable[bytes], *, boyut: int | None = None, sakla: bool = False, ozetler: Iterable[str] = ()
    ) -> dict[str, bytes]:
        """Write one entry and return the digests of exactly what was written, by hashlib name.

        Args:
            veri: the bytes, or blocks of them.
            boyut: how many bytes will come, where they come in blocks and may exceed 4 GiB.
            sakla: store instead of deflate.

        Raises:
            GirdiHatasi: PKT-030 more bytes than announced for an entry without zip64 fields.
        """
        bloklar: Iterable[bytes] = (veri,) if isinstance(veri, bytes) else veri
        beklenen = len(veri) if isinstance(veri, bytes) else boyut or 0
        kayit = self._begin(ad, 0 if sakla else 8, _ZAMAN, zip64=beklenen > _BUYUK)
        sikistir = None if sakla else zlib.compressobj(_DUZEY, zlib.DEFLATED, -15)
        hesaplar = {n: hashlib.new(n) for n in ozetler}
        for blok in bloklar:
            kayit.crc = zlib.crc32(blok, kayit.crc)
            kayit.acik += len(blok)
            for hesap in hesaplar.values():
                hesap.update(blok)
            self._write(kayit, sikistir.compress(blok) if sikistir else blok)
        if sikistir:
            self._write(kayit, sikistir.flush())
        self._finish(kayit)
        return {n: hesap.digest() for n, hesap in hesaplar.items()}

    def copy(self, kap: Kap, parca: Parca) -> None:
        """Copy an entry of another container compressed as it is; nothing is inflated."""
        girdi = parca.girdi
        kayit = self._begin(girdi.ad, girdi.yontem, girdi.zaman, zip64=max(girdi.acik, girdi.sikisik) > _BUYUK)
        kayit.crc, kayit.acik = girdi.crc, girdi.acik
        for blok in kap.raw(parca):
            self._write(kayit, blok)
        self._finish(kayit)

    def close(self) -> None:
        """Write the directory; the stream stays open."""
        bas = self._akis.tell()
        for k in self._kayitlar:
            self._akis.write(_directory_entry(k))
        son = self._akis.tell()
        uzunluk, sayi = son - bas, len(self._kayitlar)
        if sayi >= 0xFFFF or bas >= _SINIR32 or uzunluk >= _SINIR32:
            self._akis.write(struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, sayi, sayi, uzunluk, bas))
            self._akis.write(struct.pack("<4sLQL", b"PK\x06\x07", 0, son, 1))
        kisa = min(sayi, 0xFFFF)
        self._akis.write(struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, kisa, kisa, min(uzunluk, _SINIR32), min(bas, _SINIR32), 0))

    def mark(self) -> tuple[int, int]:
        """Return the present place, to come back to."""
        return self._akis.tell(), len(self._kayitlar)

    def rewind(self, isaret: tuple[int, int]) -> None:
        """Forget everything written since a mark."""
        konum, sayi = isaret
        del self._kayitlar[sayi:]
        self._akis.seek(konum)
        self._akis.truncate()

    def _begin(self, ad: str, yontem: int, zaman: int, *, zip64: bool) -> _Kayit:
        kayit = _Kayit(ad.encode(), yontem, self._akis.tell(), zaman, zip64)
        self._kayitlar.append(kayit)
        self._akis.write(_local_header(kayit))
        return kayit

    def _write(self, kayit: _Kayit, veri: bytes) -> None:
        self._akis.write(veri)
        kayit.sikisik += len(veri)

    def _finish(self, kayit: _Kayit) -> None:
        if not kayit.zip64 and max(kayit.acik, kayit.sikisik) >= _SINIR32:
            raise GirdiHatasi("PKT-030", kayit.ad.decode(), sinir=_SINIR32)
        son = self._akis.tell()
        self._akis.seek(kayit.konum)
        self._akis.write(_local_header(kayit))
        self._akis.seek(son)


def _flags(ad: bytes) -> int:
    return 0 if ad.isascii() else 0x800


def _local_header(k: _Kayit) -> bytes:
    ek = struct.pack("<2H2Q", 1, 16, k.acik, k.sikisik) if k.zip64 else b""
    sikisik, acik = (_SINIR32, _SINIR32) if k.zip64 else (k.sikisik, k.acik)
    surum = 45 if k.zip64 else 20
    bas = struct.pack("<4s3HL3L2H", b"PK\x03\x04", surum, _flags(k.ad), k.yontem, k.zaman, k.crc, sikisik, acik, len(k.ad), len(ek))
    return bas + k.ad + ek


def _directory_entry(k: _Kayit) -> bytes:
    buyukler = [k.acik, k.sikisik] if k.zip64 else []
    konum = k.konum
    if konum >= _SINIR32:
        buyukler, konum = [*buyukler, konum], _SINIR32
    ek = struct.pack(f"<2H{len(buyukler)}Q", 1, 8 * len(buyukler), *buyukler) if buyukler else b""
    sikisik, acik = (_SINIR32, _SINIR32) if k.zip64 else (k.sikisik, k.acik)
    surum = 45 if ek else 20
    alanlar = (b"PK\x01\x02", surum, surum, _flags(k.ad), k.yontem, k.zaman, k.crc, sikisik, acik, len(k.ad), len(ek), 0, 0, 0, 0, konum)
    return struct.pack("<4s4HL3L5H2L", *alanlar) + k.ad + ek


def write_zip(parcalar: Iterable[tuple[str, bytes]], *, sakla: frozenset[str] = frozenset()) -> bytes:
    """Return a zip of ``(name, bytes)`` in the order given; the names in ``sakla`` are stored, the rest deflated."""
    cikti = io.BytesIO()
    yazici = ZipYazici(cikti)
    for ad, veri in parcalar:
        yazici.add(ad, veri, sakla=ad in sakla)
    yazici.close()
    return cikti.getvalue()


@contextlib.contextmanager
def writing(hedef: Path) -> Iterator[None]:
    """Say of which file it was that the operating system refused a write.

    Raises:
        GirdiHatasi: KAB-019.
    """
    try:
        yield
    except OSError as hata:
        raise GirdiHatasi("KAB-019", str(hedef), ayrinti=os_reason(hata)) from None
    except ValueError:  # a name that no file system takes
        raise GirdiHatasi("KAB-019", repr(str(hedef)), ayrinti="ad geçersiz") from None


@contextlib.contextmanager
def whole_file(hedef: Path) -> Iterator[BinaryIO]:
    """Open a stream that becomes the file ``hedef`` when the block ends well, and leaves nothing behind when it does not.

    Raises:
        GirdiHatasi: KAB-019 the target cannot be written; KAB-013 it exists already.
    """
    try:
        with contextlib.suppress(FileNotFoundError):
            hedef.lstat()
            raise GirdiHatasi("KAB-013", str(hedef))
        klasor = Path(tempfile.mkdtemp(dir=hedef.parent, prefix=".earsiv-"))
    except OSError as hata:
        raise GirdiHatasi("KAB-019", str(hedef), ayrinti=os_reason(hata)) from None
    except ValueError:  # a name that no file system takes
        raise GirdiHatasi("KAB-019", repr(str(hedef)), ayrinti="ad geçersiz") from None
    try:
        yarim = klasor / "yarim"
        with yarim.open("w+b") as akis:
            yield akis
            akis.flush()
            os.fsync(akis.fileno())
        _publish(yarim, hedef)
    except FileExistsError:
        raise GirdiHatasi("KAB-013", str(hedef)) from None
    except OSError as hata:
        raise GirdiHatasi("KAB-019", str(hedef), ayrinti=os_reason(hata)) from None
    finally:
        shutil.rmtree(klasor, ignore_errors=True)


def _publish(yarim: Path, hedef: Path) -> None:
    """Give a finished file its name without ever taking the place of another; not every file system can link."""
    try:
        os.link(yarim, hedef)
    except FileExistsError:
        raise
    except OSError:
        if hedef.exists():
            raise FileExistsError(str(hedef)) from None
        yarim.replace(hedef)
