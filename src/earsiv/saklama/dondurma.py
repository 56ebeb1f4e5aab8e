# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``TasfiyeDondurma``: a hold on records, files, units, persons, case numbers or whatever a stored query finds.

A hold is accepted whatever the state of what it names, and it names things that do not exist yet as well: a file that is
opened tomorrow in a held unit is held tomorrow. Many holds may lie on one file; it is free when the last one is closed.
Holds never move a date, they only stand in the way. Kept apart from the plan's answer so that both can be shown.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, Final

import attrs

from earsiv._text import search_fold
from earsiv.errors import GirdiHatasi, KuralHatasi, YetkiHatasi
from earsiv.model import Dosya, DosyaKodu
from earsiv.model.olay import civil_day, stripped
from earsiv.saklama.engel import Engel, ImhaEngeli
from earsiv.sdp import Bolum


class KapsamTuru(StrEnum):
    """What a hold names."""

    BELGE = "belge"  # a record by id: holds the file it lies in and every file that refers to it
    DOSYA = "dosya"  # a file by id, its further volumes too
    BIRIM = "birim"  # everything a unit produced (DETSİS)
    KISI = "kisi"  # everything about a person, as the institution writes them
    ESAS = "esas"  # everything about a case number
    KOD = "kod"  # everything under a plan code and below it
    SORGU = "sorgu"  # whatever a search finds, asked anew every time


DONDURULABILIR: Final = frozenset(
    {
        ImhaEngeli.GUNCEL_IS,
        ImhaEngeli.DAVA,
        ImhaEngeli.DENETIM,
        ImhaEngeli.BILGI_EDINME,
        ImhaEngeli.KVKK_TALEBI,
        ImhaEngeli.MUSADERE,
        ImhaEngeli.IMZA_BUTUNLUK,
        ImhaEngeli.KAGIT_ASIL,
    }
)
"""The grounds on which a person may hold; the other bars follow from plan and dates."""


@attrs.frozen
class Kapsam:
    """One thing a hold names."""

    tur: KapsamTuru = attrs.field(converter=KapsamTuru)
    deger: str = attrs.field(converter=stripped)

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {"tur": str(self.tur), "deger": self.deger}


def _kapsamlar(degerler: Iterable[Kapsam | Mapping[str, str]]) -> tuple[Kapsam, ...]:
    return tuple(k if isinstance(k, Kapsam) else Kapsam(KapsamTuru(k["tur"]), k["deger"]) for k in degerler)


@attrs.frozen
class TasfiyeDondurma:
    """A hold as it stands: why, on what, opened and closed by whom and when.

    ``acilis`` and ``kapanis`` are civil days; a hold binds from the day it is opened and no longer on the day it is closed.
    ``dayanak`` is the document that asks for it (a court's letter, an audit's number). A closed hold is kept.
    """

    no: str
    tur: ImhaEngeli = attrs.field(converter=ImhaEngeli)
    kapsamlar: tuple[Kapsam, ...] = attrs.field(converter=_kapsamlar)
    gerekce: str
    acan: str
    acilis: dt.date = attrs.field(converter=civil_day)
    dayanak: str = ""
    kapatan: str = ""
    kapanis: dt.date | None = attrs.field(default=None, converter=civil_day)
    kapanis_gerekcesi: str = ""

    @classmethod
    def of(
        cls,
        no: str,
        tur: ImhaEngeli | str,
        kapsamlar: Iterable[Kapsam],
        *,
        gerekce: str,
        acan: str,
        acilis: dt.date,
        dayanak: str = "",
    ) -> TasfiyeDondurma:
        """Open a hold.

        Raises:
            GirdiHatasi: SAK-020 no such ground, or one that is no hold's; SAK-021 nothing is named; SAK-022 no reason is given.
        """
        engel = next((e for e in DONDURULABILIR if e == tur), None)
        if engel is None:
            raise GirdiHatasi("SAK-020", no, verilen=tur, bilinenler=", ".join(sorted(DONDURULABILIR)))
        adlar = tuple(dict.fromkeys(k for k in kapsamlar if k.deger.strip()))
        if not adlar:
            raise GirdiHatasi("SAK-021", no)
        if not gerekce.strip():
            raise GirdiHatasi("SAK-022", no)
        for kapsam in adlar:
            if kapsam.tur is KapsamTuru.KOD:
                DosyaKodu.parse(kapsam.deger)
        return cls(no, engel, adlar, gerekce.strip(), acan, acilis, dayanak.strip())

    def close(self, kapatan: str, kapanis: dt.date, gerekce: str, *, ust_yonetici: bool = False) -> TasfiyeDondurma:
        """Close the hold: only who opened it may, or the üst yönetici, and never without a reason.

        Raises:
            YetkiHatasi: YET-005 another actor.
            GirdiHatasi: SAK-022 no reason.
            KuralHatasi: SAK-023 closed already, SAK-024 before it was opened.
        """
        if kapatan != self.acan and not ust_yonetici:
            raise YetkiHatasi("YET-005", self.no, acan=self.acan)
        if self.kapanis is not None:
            raise KuralHatasi("SAK-023", self.no, kapanis=self.kapanis)
        if not gerekce.strip():
            raise GirdiHatasi("SAK-022", self.no)
        if kapanis < self.acilis:
            raise KuralHatasi("SAK-024", self.no, acilis=self.acilis)
        return attrs.evolve(self, kapatan=kapatan, kapanis=kapanis, kapanis_gerekcesi=gerekce.strip())

    def binds(self, an: dt.date) -> bool:
        """Tell whether the hold is open on a civil day."""
        return self.acilis <= an and (self.kapanis is None or an < self.kapanis)

    @property
    def engel(self) -> Engel:
        """The bar this hold puts in the way."""
        dayanak = f"{self.gerekce}; {self.dayanak}" if self.dayanak else self.gerekce
        return Engel(self.tur, f"dondurma {self.no}", dayanak)

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "no": self.no,
            "tur": str(self.tur),
            "kapsamlar": [k.as_dict() for k in self.kapsamlar],
            "gerekce": self.gerekce,
            "acan": self.acan,
            "acilis": self.acilis.isoformat(),
            "dayanak": self.dayanak,
            "kapatan": self.kapatan,
            "kapanis": self.kapanis.isoformat() if self.kapanis else None,
            "kapanis_gerekcesi": self.kapanis_gerekcesi,
        }

    @classmethod
    def from_dict(cls, veri: Mapping[str, Any]) -> TasfiyeDondurma:
        """Return the value of :meth:`as_dict` again."""
        return cls(**{ad: veri[ad] for ad in (alan.name for alan in attrs.fields(cls))})


class DondurmaDizini:
    """The holds that bind on one day, laid out so that a million files are asked quickly.

    It fails closed: a record or query whose files nobody handed in holds every file.
    """

    def __init__(
        self,
        dondurmalar: Iterable[TasfiyeDondurma],
        an: dt.date,
        bulunan: Mapping[str, Iterable[str]] | None = None,
        bolumler: Iterable[Bolum] = (),
    ) -> None:
        """Take the holds and, for each record or query they name, the ids of the files it leads to.

        Args:
            bulunan: file ids by ``"belge:<id>"`` and ``"sorgu:<text>"``, and of any other kind where a target leads to more files
                than its own name tells (``"birim:<no>"``); whoever has the ledger and the index knows them.
            bolumler: the sections of the plans: a hold on a section's code is on its whole range, which is no prefix.
        """
        self._yerler: dict[tuple[str, str], list[Engel]] = {}
        basliklar: dict[str, list[range]] = {}
        for bolum in bolumler:
            basliklar.setdefault(bolum.kod, []).append(range(bolum.ilk, bolum.son + 1))
        for dondurma in dondurmalar:
            if dondurma.binds(an):
                for kapsam in dondurma.kapsamlar:
                    for ad in _places(kapsam, bulunan or {}, basliklar):
                        self._add(ad, dondurma.engel)
        self._turler = {tur for tur, _ in self._yerler}

    def _add(self, ad: tuple[str, str], engel: Engel) -> None:
        yer = self._yerler.setdefault(ad, [])
        if engel not in yer:
            yer.append(engel)

    def on(self, dosya: Dosya, bagli: Iterable[Dosya] = ()) -> tuple[Engel, ...]:
        """Return the bars that open holds put in the way of a file, each hold once.

        Args:
            bagli: the files it hangs on: those that refer to it, and its other volumes; a hold on one of them holds it too.
        """
        if not self._yerler:
            return ()
        bulunan: dict[Engel, None] = {}
        for biri in (dosya, *bagli):
            for ad in self._names(biri):
                for engel in self._yerler.get(ad, ()):
                    bulunan[engel] = None
        return tuple(bulunan)

    def _names(self, dosya: Dosya) -> Iterable[tuple[str, str]]:
        yield _HEPSI
        yield KapsamTuru.DOSYA, _id(dosya.kimlik)
        yield KapsamTuru.BIRIM, dosya.birim.strip()
        if dosya.ust:
            yield KapsamTuru.DOSYA, _id(dosya.ust)
        for kisi in dosya.ilgililer:
            yield KapsamTuru.KISI, _name(kisi)
        for esas in dosya.esaslar:
            yield from ((KapsamTuru.ESAS, ad) for ad in _cases(esas))
        if KapsamTuru.KOD in self._turler:  # an earlier code counts too: re-filing is no way out of a hold
            for kod in (dosya.kod, *dosya.diger_kodlar, *(eski.kod for eski in dosya.onceki)):
                yield from ((KapsamTuru.KOD, ata) for ata in DosyaKodu(_bare(kod)).atalar)


def _places(kapsam: Kapsam, bulunan: Mapping[str, Iterable[str]], basliklar: Mapping[str, list[range]]) -> Iterator[tuple[str, str]]:
    """Yield the names under which a file is held by one target."""
    yer = f"{kapsam.tur}:{kapsam.deger}"
    yield from ((KapsamTuru.DOSYA, _id(dosya)) for dosya in bulunan.get(yer, ()))
    if kapsam.tur in _COZULEN:
        yield from () if yer in bulunan else (_HEPSI,)
        return
    yield from ((kapsam.tur, ad) for ad in _KURALLAR[kapsam.tur](kapsam.deger))
    if kapsam.tur is KapsamTuru.KOD:
        yield from ((KapsamTuru.KOD, f"{ana:03d}") for aralik in basliklar.get(_bare(kapsam.deger), ()) for ana in aralik)


def _id(kimlik: str) -> str:
    """Return an id as it is compared."""
    return kimlik.strip().lower()  # ASCII: ids are hexadecimal


def _bare(kod: str) -> str:
    """Return a code without its ``[…]`` suffix, whatever stands in it: a hold never fails on what it is asked of."""
    return kod.partition("[")[0].strip()


def _name(metin: str) -> str:
    """Return a person or case number so that case, accents and blanks do not matter: too wide a hold is safer than too narrow."""
    return search_fold("".join(metin.split()))


def _cases(metin: str) -> tuple[str, ...]:
    """Return what a case number is found by: the text, and each year and number in it, with or without court and letter."""
    return (_name(metin), *(f"{yil}/{int(no)}" for yil, no in _ESAS_NO.findall(metin)))


_COZULEN: Final = frozenset({KapsamTuru.BELGE, KapsamTuru.SORGU})
_HEPSI: Final = ("", "")
"""Stands for every file."""
_ESAS_NO: Final = re.compile(r"(?<![0-9])([0-9]{4})\s*/\s*([0-9]{1,9})(?![0-9])")
_KURALLAR: Final[Mapping[KapsamTuru, Callable[[str], tuple[str, ...]]]] = {
    KapsamTuru.DOSYA: lambda deger: (_id(deger),),
    KapsamTuru.BIRIM: lambda deger: (deger,),
    KapsamTuru.KOD: lambda deger: (_bare(deger),),
    KapsamTuru.KISI: lambda deger: (_name(deger),),
    KapsamTuru.ESAS: _cases,
}
