# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Evidence as values, where a verifier asks for it, and a set of it in memory."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, Protocol

import attrs

from earsiv._limits import MIB
from earsiv.errors import Bulgu, GirdiHatasi, bulgu, os_reason
from earsiv.imza._kalici import read_limited, walk
from earsiv.imza.kanit_oku import EN_BUYUK, name_key, nearest, serial_key, sniff, split_objects
from earsiv.imza.sonuc import KanitTuru

_DOSYA: Final = 20_000  # files of a media folder
_TOPLAM: Final = 512 * MIB


@attrs.frozen
class Kanit:
    """One object of evidence: its DER as found, and the first moment at which it is known to have existed here (``None``: unknown).

    ``kaynak`` tells where it came from: a URL, a file name.
    """

    tur: KanitTuru
    veri: bytes = attrs.field(repr=False)
    sha256: str
    ilk_gorulme: dt.datetime | None = None
    kaynak: str = ""


class KanitKaynagi(Protocol):
    """Where a verifier finds evidence; nothing that is returned has been judged."""

    def certificates(self, konu: bytes) -> Sequence[Kanit]:
        """Return certificates with this subject (Name, DER as stored)."""
        ...

    def crls(self, veren: bytes, an: dt.datetime | None = None) -> Sequence[Kanit]:
        """Return revocation lists of this issuer (Name, DER as stored), oldest issue first.

        Args:
            an: the moment of interest; of very many lists only those that can tell something about it are returned.
        """
        ...

    def ocsps(self, seri: int) -> Sequence[Kanit]:
        """Return OCSP answers that speak of a certificate with this serial number."""
        ...


class KanitKumesi:
    """Evidence in memory, each object once; ``bulgular`` tells what was refused."""

    def __init__(self, kanitlar: Iterable[Kanit] = (), bulgular: Iterable[Bulgu] = ()) -> None:
        """Take evidence over; what is not recognised is refused with a finding."""
        self._dizin: dict[tuple[str, str], list[Kanit]] = {}
        self._tumu: dict[str, Kanit] = {}
        self._uretim: dict[str, dt.datetime] = {}
        self.bulgular: tuple[Bulgu, ...] = tuple(bulgular)
        for kanit in kanitlar:
            self._put(kanit.veri, kanit.kaynak, kanit.ilk_gorulme, kanit.kaynak)

    @classmethod
    def of(cls, *der: bytes, an: dt.datetime | None = None, kaynak: str = "") -> KanitKumesi:
        """Return a set of objects whose kind is read from the bytes; bags and PEM are taken apart.

        Args:
            an: the moment from which on they are known to exist.
            kaynak: where they came from.
        """
        kume = cls()
        for sira, ham in enumerate(der, start=1):
            kume._take(ham, f"kanıt {sira}", an, kaynak)
        return kume

    @classmethod
    def read(cls, yol: Path) -> KanitKumesi:
        """Read carried-in media: one file, or every file below a folder, of any name. When it was first seen is unknown.

        Raises:
            GirdiHatasi: KAB-001 there is no such file or folder.
        """
        kume = cls()
        for ad, ham in media(yol, kume):
            kume._take(ham, ad, None, ad)
        return kume

    def certificates(self, konu: bytes) -> Sequence[Kanit]:
        """Return certificates with this subject."""
        return tuple(self._dizin.get(("konu", name_key(konu)), ()))

    def crls(self, veren: bytes, an: dt.datetime | None = None) -> Sequence[Kanit]:
        """Return revocation lists of this issuer, those that matter for a moment where there are very many."""
        hepsi = sorted(self._dizin.get(("veren", name_key(veren)), ()), key=lambda k: self._uretim[k.sha256])
        if an is None:
            return tuple(hepsi)
        return tuple(hepsi[i] for i in nearest([self._uretim[k.sha256] for k in hepsi], an))

    def ocsps(self, seri: int) -> Sequence[Kanit]:
        """Return OCSP answers that speak of this serial number."""
        return tuple(self._dizin.get(("seri", serial_key(seri)), ()))

    def get(self, sha256: str) -> Kanit | None:
        """Return an object by its digest."""
        return self._tumu.get(sha256)

    def __iter__(self) -> Iterator[Kanit]:
        return iter(self._tumu.values())

    def __len__(self) -> int:
        return len(self._tumu)

    def note(self, kusur: Bulgu) -> None:
        """Remember what was refused."""
        self.bulgular += (kusur,)

    def _take(self, ham: bytes, yer: str, an: dt.datetime | None, kaynak: str) -> None:
        try:
            nesneler = split_objects(ham, yer)
        except GirdiHatasi as hata:
            self.note(hata.bulgu)
            return
        for nesne in nesneler:
            self._put(nesne, yer, an, kaynak)

    def _put(self, veri: bytes, yer: str, an: dt.datetime | None, kaynak: str) -> None:
        """Put one object in; the earlier of two first-seen times stays."""
        sha256 = hashlib.sha256(veri).hexdigest()
        eski = self._tumu.get(sha256)
        if eski is not None and (an is None or (eski.ilk_gorulme is not None and eski.ilk_gorulme <= an)):
            return
        try:
            anahtar = sniff(veri, yer)
        except GirdiHatasi as hata:
            self.note(hata.bulgu)
            return
        kanit = self._tumu[sha256] = Kanit(anahtar.tur, veri, sha256, an, kaynak)
        if anahtar.uretim is not None:
            self._uretim[sha256] = anahtar.uretim
        for kayit in anahtar.index_keys():
            liste = self._dizin.setdefault(kayit, [])
            liste[:] = [k for k in liste if k.sha256 != sha256] + [kanit]


class MedyaNotu(Protocol):
    """Who is told what of a media folder was passed over."""

    def note(self, kusur: Bulgu) -> None:
        """Take a finding."""
        ...


def media(yol: Path, kime: MedyaNotu) -> Iterator[tuple[str, bytes]]:
    """Yield (name, bytes) of one file or of every file below a folder, within limits.

    Raises:
        GirdiHatasi: KAB-001 there is no such file or folder.
    """
    if not yol.exists():
        raise GirdiHatasi("KAB-001", str(yol), ayrinti="dosya ya da klasör yok")
    tek = not yol.is_dir()
    toplam = 0
    for sira, dosya in enumerate([yol] if tek else walk(yol, lambda ad, neden: kime.note(bulgu("IMZ-190", ad, ayrinti=neden)))):
        ad = dosya.name if tek else dosya.relative_to(yol).as_posix()
        if sira >= _DOSYA or toplam > _TOPLAM:
            ne, sinir = ("dosya sayısı", _DOSYA) if sira >= _DOSYA else ("toplam bayt", _TOPLAM)
            kime.note(bulgu("IMZ-197", str(yol), ne=ne, sinir=sinir))
            return
        try:
            ham = read_limited(dosya, EN_BUYUK) if dosya.is_file() else None
        except OSError as hata:
            kime.note(bulgu("IMZ-190", ad, ayrinti=os_reason(hata)))
            continue
        if ham is None:
            kime.note(bulgu("IMZ-190", ad, ayrinti=f"sıradan bir dosya değil ya da {EN_BUYUK} bayttan büyük"))
            continue
        toplam += len(ham)
        yield ad, ham


class BirlesikKanit:
    """Several places of evidence asked in order; each object is returned once."""

    def __init__(self, *kaynaklar: KanitKaynagi) -> None:
        """Ask these, the first one first."""
        self._kaynaklar = kaynaklar

    def certificates(self, konu: bytes) -> Sequence[Kanit]:
        """Return certificates with this subject."""
        return _once(k for kaynak in self._kaynaklar for k in kaynak.certificates(konu))

    def crls(self, veren: bytes, an: dt.datetime | None = None) -> Sequence[Kanit]:
        """Return revocation lists of this issuer, those that matter for a moment where there are very many."""
        return _once(k for kaynak in self._kaynaklar for k in kaynak.crls(veren, an))

    def ocsps(self, seri: int) -> Sequence[Kanit]:
        """Return OCSP answers that speak of this serial number."""
        return _once(k for kaynak in self._kaynaklar for k in kaynak.ocsps(seri))


def _once(kanitlar: Iterable[Kanit]) -> tuple[Kanit, ...]:
    ilkler: dict[str, Kanit] = {}
    for kanit in kanitlar:
        ilkler.setdefault(kanit.sha256, kanit)
    return tuple(ilkler.values())
