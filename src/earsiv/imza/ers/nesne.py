# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Objects on disk: which files make a night, and their digests, read in pieces."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from earsiv.errors import GirdiHatasi, os_reason, require_regular
from earsiv.imza.ers.agac import ESKI_OIDLER, OIDLER

_BLOK: Final = 1 << 20

Yollar = Path | tuple[Path, ...]


def collect(yollar: Iterable[Path], *, grup: bool = False) -> dict[str, Yollar]:
    """Return the objects under paths by name: a file by its own, a file of a folder by ``folder/path``.

    Args:
        yollar: files and folders; links inside folders are not followed.
        grup: a folder is one object, the group of all files in it.

    Raises:
        GirdiHatasi: IMZ-160 an empty folder, IMZ-178 one name twice, KAB-001 a path that cannot be read, KAB-018 no file.
    """
    nesneler: dict[str, Yollar] = {}
    for yol in yollar:
        for ad, nesne in _objects(yol, grup=grup):
            if ad in nesneler:
                raise GirdiHatasi("IMZ-178", str(yol), ayrinti=f"“{ad}” adı iki kez geçiyor")
            nesneler[ad] = nesne
    return nesneler


def _objects(yol: Path, *, grup: bool) -> list[tuple[str, Yollar]]:
    try:
        require_regular(yol)
        if not yol.is_dir():
            return [(yol.name, yol)]
        dosyalar = tuple(sorted(d for d in yol.rglob("*") if d.is_file() and not d.is_symlink()))
    except OSError as hata:
        raise GirdiHatasi("KAB-001", str(yol), ayrinti=os_reason(hata)) from None
    if not dosyalar:
        raise GirdiHatasi("IMZ-160", str(yol))
    kok = yol.resolve().name
    return [(kok, dosyalar)] if grup else [(f"{kok}/{d.relative_to(yol).as_posix()}", d) for d in dosyalar]


def digest_of(yol: Path, algoritma: str) -> bytes:
    """Return the digest of a file.

    Raises:
        GirdiHatasi: IMZ-162 unknown algorithm, KAB-001 the file cannot be read.
    """
    if algoritma not in OIDLER and algoritma not in ESKI_OIDLER:
        raise GirdiHatasi("IMZ-162", str(yol), algoritma=algoritma)
    ozet = hashlib.new(algoritma)
    try:
        with yol.open("rb") as dosya:
            while blok := dosya.read(_BLOK):
                ozet.update(blok)
    except OSError as hata:
        raise GirdiHatasi("KAB-001", str(yol), ayrinti=os_reason(hata)) from None
    return ozet.digest()


def digest(nesne: Yollar, algoritma: str) -> bytes | tuple[bytes, ...]:
    """Return the digest of an object, or those of a group."""
    return digest_of(nesne, algoritma) if isinstance(nesne, Path) else tuple(digest_of(yol, algoritma) for yol in nesne)


def digests(nesneler: Mapping[str, Yollar], algoritma: str) -> dict[str, bytes | tuple[bytes, ...]]:
    """Return the digests of many objects by name."""
    return {ad: digest(nesne, algoritma) for ad, nesne in nesneler.items()}


def merge(nesneler: Iterable[Yollar]) -> Yollar:
    """Return one object: the only file given, or the group of all files."""
    hepsi = tuple(nesneler)
    if len(hepsi) == 1:
        return hepsi[0]
    return tuple(yol for nesne in hepsi for yol in ((nesne,) if isinstance(nesne, Path) else nesne))


def find(kok: Path, ad: str, *, grup: bool) -> Yollar | None:
    """Return the object of a night below a folder by the name it had; ``None`` where it is gone.

    Raises:
        GirdiHatasi: IMZ-178 the name leads out of the folder, KAB-001 it cannot be read.
    """
    yol = kok / ad
    if Path(ad).is_absolute() or ".." in Path(ad).parts:
        raise GirdiHatasi("IMZ-178", str(kok), ayrinti=f"“{ad}” güvenli bir ad değil")
    if not yol.exists() or yol.is_dir() != grup:
        return None
    return _objects(yol, grup=grup)[0][1]


def same(ozet: bytes | tuple[bytes, ...], eski: bytes | tuple[bytes, ...]) -> bool:
    """Tell whether an object is still what it was; the order of a group does not count."""
    if isinstance(ozet, bytes) or isinstance(eski, bytes):
        return ozet == eski
    return set(ozet) == set(eski)
