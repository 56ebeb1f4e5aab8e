# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``series``: records as a stream in, the number report out; the order of the stream changes nothing.

A record number that names its own year belongs to the series of that year, every other one to the year of the record's date. Numbers
of other institutions, older forms and unreadable ones are counted apart: their order says nothing about ours. Nothing is repaired
by guess and no number is given to anything.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from enum import StrEnum
from itertools import pairwise
from typing import Final, NamedTuple

import attrs

from earsiv.model.sayi import BelgeSayisi, Bicim
from earsiv.model.sayi_harita import NumaraHaritasi
from earsiv.model.sayi_rapor import (
    EN_COK_BELGE,
    Aralik,
    Catisma,
    Gerileme,
    NumaraBicimi,
    NumaraliBelge,
    SayiKapsami,
    Seri,
    SeriRaporu,
)

KapsamBul = Callable[[dt.date | None], SayiKapsami]
"""Gives the frame of numbers of a day; ``None`` asks for today's."""

_AYRAC: Final = re.compile(r"[./-]")
_YIL: Final = re.compile(r"(?:19|20)[0-9]{2}")


class _Ayri(StrEnum):
    """Why a record stands in no series: the names of the report's counts."""

    SAYISIZ = "sayisiz"
    OKUNAMAYAN = "okunamayan"
    ESKI = "eski"
    BASKA_KURUM = "baska_kurum"
    TARIHSIZ = "tarihsiz"


class _Anahtar(NamedTuple):
    """What one series has in common."""

    birim: str
    yil: int | None
    bicim: NumaraBicimi


_Ortak = tuple[_Anahtar, tuple[int, ...]]
"""What records that share a number have in common: a series or least frame, and the whole number."""


class _Yer(NamedTuple):
    """Where a number stands: its series, the least frame of the same number, its place in the order, and the whole of it."""

    seri: _Anahtar
    asgari: _Anahtar
    sira: int
    numara: tuple[int, ...]
    farkli_yil: bool


@attrs.frozen
class _Cerceve:
    """What is asked: the frame of numbers, what is ours, and which series are wanted."""

    kapsam: KapsamBul
    kurum: str
    birimler: Collection[str] | None
    yil: int | None
    birim: str | None

    def place(self, belge: NumaraliBelge) -> _Yer | _Ayri | None:
        """Return where a record stands, why it stands nowhere, or ``None`` when it was not asked for."""
        yer = self._place(belge)
        if isinstance(yer, _Yer):
            return yer if self.yil in {None, yer.seri.yil} and self.birim in {None, yer.seri.birim} else None
        ilgili = belge.tarih is None or self.yil in {None, belge.tarih.year}
        return yer if ilgili and self.birim in {None, belge.birim} else None

    def _place(self, belge: NumaraliBelge) -> _Yer | _Ayri:
        if not belge.sayi.strip():
            return _Ayri.SAYISIZ
        sayi = BelgeSayisi.parse(belge.sayi)
        if sayi.bicim is Bicim.BOZUK or sayi.kayit_no is None:
            return _Ayri.OKUNAMAYAN
        if sayi.detsis and self.birimler and sayi.detsis not in self.birimler:
            return _Ayri.BASKA_KURUM
        if sayi.bicim is Bicim.ESKI or sayi.detsis is None:
            return _Ayri.ESKI
        gruplar = _AYRAC.split(sayi.kayit_no)
        bicim = _form(gruplar)
        numara = tuple(int(g) for g in gruplar)
        kendi = numara[0] if bicim is NumaraBicimi.YILLI else None
        yil = kendi or (belge.tarih.year if belge.tarih else None)
        kapsam = self.kapsam(belge.tarih or (dt.date(kendi, 1, 1) if kendi else None))
        if yil is None and kapsam is not SayiKapsami.SUREKLI:
            return _Ayri.TARIHSIZ
        seri = _Anahtar(self._unit(kapsam, sayi.detsis, belge.birim), None if kapsam is SayiKapsami.SUREKLI else yil, bicim)
        sira = numara[1] if kendi else numara[0]
        farkli = kendi is not None and belge.tarih is not None and belge.gorunur and belge.tarih.year != kendi
        return _Yer(seri, _Anahtar(sayi.detsis, yil, bicim), sira, numara, farkli)

    def _unit(self, kapsam: SayiKapsami, detsis: str, birim: str) -> str:
        if kapsam is SayiKapsami.BIRIM_YIL:
            return birim if detsis == self.kurum else detsis
        return detsis if kapsam is SayiKapsami.DETSIS_YIL else ""


def _form(gruplar: list[str]) -> NumaraBicimi:
    if len(gruplar) == 1:
        return NumaraBicimi.DUZ
    return NumaraBicimi.YILLI if _YIL.fullmatch(gruplar[0]) else NumaraBicimi.SERBEST


class _SeriSayimi:
    """One series while it is counted."""

    def __init__(self) -> None:
        self.harita = NumaraHaritasi()
        self.kayit = 0
        self.yil_farki = 0
        self.ornek: tuple[tuple[int, ...], str] | None = None

    def add(self, yer: _Yer, belge: NumaraliBelge) -> None:
        """Count a record."""
        gun = belge.tarih.toordinal() if belge.tarih and belge.gorunur else 0
        self.harita.add(yer.sira, gun if yer.seri.bicim is not NumaraBicimi.SERBEST else 0)
        self.kayit += 1
        if yer.farkli_yil:
            self.yil_farki += 1
            aday = (yer.numara, belge.sayi)
            self.ornek = min(self.ornek, aday) if self.ornek else aday


class _Yigin:
    """The records that share one number, as few of them as must be kept."""

    def __init__(self) -> None:
        self.adet = self.gizli = 0
        self.ozet = ""
        self.ayri = self.ayri_seri = False  # bytes, series that differ
        self.seri: _Anahtar | None = None
        self.belgeler: list[NumaraliBelge] = []

    def add(self, belge: NumaraliBelge, seri: _Anahtar) -> None:
        """Count a record; without a digest every record is its own."""
        ozet = belge.ozet or f"kimlik:{belge.kimlik}"
        self.ayri |= self.adet > 0 and ozet != self.ozet
        self.ayri_seri |= self.adet > 0 and seri != self.seri
        self.ozet, self.seri = ozet, seri
        self.adet += 1
        if belge.gorunur:
            insort(self.belgeler, belge, key=lambda b: b.kimlik)
            del self.belgeler[EN_COK_BELGE:]
        else:
            self.gizli += 1

    def clash(self, anahtar: _Anahtar, numara: tuple[int, ...], *, asgari: bool) -> Catisma:
        """Return the clash that these records are."""
        metin = ".".join(str(n) for n in numara)
        return Catisma(anahtar.birim, anahtar.yil, metin, self.adet, self.gizli, tuple(self.belgeler), asgari)


class _Sayici:
    """Counts a stream in a first reading and looks up the records of repeated numbers in a second."""

    def __init__(self, cerceve: _Cerceve) -> None:
        self.cerceve = cerceve
        self.ayri = dict.fromkeys(_Ayri, 0)
        self.seriler: dict[_Anahtar, _SeriSayimi] = defaultdict(_SeriSayimi)
        self.asgariler: dict[_Anahtar, NumaraHaritasi] = defaultdict(NumaraHaritasi)
        self.yiginlar: dict[_Ortak, _Yigin] = defaultdict(_Yigin)
        self.asgari_yiginlar: dict[_Ortak, _Yigin] = defaultdict(_Yigin)

    def count(self, belgeler: Iterable[NumaraliBelge]) -> None:
        """Read the stream for the first time."""
        for belge in belgeler:
            yer = self.cerceve.place(belge)
            if isinstance(yer, _Ayri):
                self.ayri[yer] += 1
            elif yer is not None:
                self.seriler[yer.seri].add(yer, belge)
                self.asgariler[yer.asgari].add(yer.sira)

    def repeats(self) -> bool:
        """Tell whether any number came more than once, so that a second reading is needed."""
        return any(h.tekrar for h in (*self.asgariler.values(), *(s.harita for s in self.seriler.values())))

    def collect(self, belgeler: Iterable[NumaraliBelge]) -> None:
        """Read the stream again and keep what shares a number."""
        for belge in belgeler:
            yer = self.cerceve.place(belge)
            if not isinstance(yer, _Yer) or yer.seri not in self.seriler or yer.asgari not in self.asgariler:
                continue
            if yer.sira in self.seriler[yer.seri].harita.tekrar:
                self.yiginlar[yer.seri, yer.numara].add(belge, yer.seri)
            if yer.sira in self.asgariler[yer.asgari].tekrar:
                self.asgari_yiginlar[yer.asgari, yer.numara].add(belge, yer.seri)

    def clashes(self) -> Iterator[tuple[_Anahtar, Catisma]]:
        """Yield every clash with its series: those in the institution's own frame, then those in the least one alone."""
        for (anahtar, numara), yigin in sorted(self.yiginlar.items(), key=_order):
            if yigin.ayri:
                yield anahtar, yigin.clash(anahtar, numara, asgari=False)
        for (anahtar, numara), yigin in sorted(self.asgari_yiginlar.items(), key=_order):
            if yigin.ayri and yigin.ayri_seri:
                yield anahtar, yigin.clash(anahtar, numara, asgari=True)


def _order(kalem: tuple[_Ortak, _Yigin]) -> tuple[object, ...]:
    anahtar, numara = kalem[0]
    return (*_series_order(anahtar), numara)


def _series_order(anahtar: _Anahtar) -> tuple[str, int, str]:
    return anahtar.birim, anahtar.yil or 0, str(anahtar.bicim)


def series(
    belgeler: Iterable[NumaraliBelge],
    kapsam: SayiKapsami | KapsamBul = SayiKapsami.DETSIS_YIL,
    *,
    kurum: str = "",
    birimler: Collection[str] | None = None,
    yil: int | None = None,
    birim: str | None = None,
    bugun: dt.date | None = None,
    tam: bool = True,
) -> SeriRaporu:
    """Return the number report of a stream of records.

    The stream is read a second time when a number comes twice, so give one that can be; of one that cannot, all is kept. Memory grows
    with holes, repeated numbers and days, not with records; a stream by date keeps it smallest.

    Args:
        kapsam: the frame in which a number is one of a kind, or what gives it for the day of a record.
        kurum: the DETSİS number of the institution itself; in ``BIRIM_YIL`` its numbers count for the unit that holds the record.
        birimler: the DETSİS numbers that are ours; none given means that every number is.
        yil, birim: only the series of this year, of this DETSİS number or unit.
        bugun: the day of the report; without it no next number is proposed.
        tam: whether the stream holds every record there is.
    """
    kapsam_bul: KapsamBul = kapsam if callable(kapsam) else lambda _: kapsam
    okunacak = list(belgeler) if isinstance(belgeler, Iterator) else belgeler
    sayici = _Sayici(_Cerceve(kapsam_bul, kurum, birimler, yil, birim))
    sayici.count(okunacak)
    if sayici.repeats():
        sayici.collect(okunacak)
    catismalar = list(sayici.clashes())
    return SeriRaporu(
        kapsam=kapsam_bul(bugun),
        seriler=tuple(_close(a, sayici.seriler[a], catismalar) for a in sorted(sayici.seriler, key=_series_order)),
        catismalar=tuple(c for _, c in catismalar),
        bugun=bugun,
        tam=tam,
        **{str(neden): sayi for neden, sayi in sayici.ayri.items()},
    )


def _close(anahtar: _Anahtar, sayim: _SeriSayimi, catismalar: list[tuple[_Anahtar, Catisma]]) -> Seri:
    """Return a series as it stands after the whole stream."""
    kendi = {c.numara for a, c in catismalar if a == anahtar and not c.asgari}
    ortak = Seri(
        birim=anahtar.birim,
        yil=anahtar.yil,
        bicim=anahtar.bicim,
        kayit=sayim.kayit,
        catisan=len(kendi),
        yil_farki=sayim.yil_farki,
        farkli_sayi=sayim.ornek[1] if sayim.ornek else "",
    )
    if anahtar.bicim is NumaraBicimi.SERBEST:
        return ortak
    kosular = [Aralik(bas, son) for bas, son in sayim.harita.stretches()]
    ilk, son = kosular[0].bas, kosular[-1].son
    return attrs.evolve(
        ortak,
        adet=sayim.harita.adet,
        ilk=ilk,
        son=son,
        son_kosu=kosular[-1],
        bastan=Aralik(1, ilk - 1) if ilk > 1 and anahtar.yil is not None else None,
        bosluklar=tuple(Aralik(a.son + 1, b.bas - 1) for a, b in pairwise(kosular)),
        gerilemeler=tuple(
            Gerileme(a.son, dt.date.fromordinal(a.erken), b.bas, dt.date.fromordinal(b.gec)) for a, b in sayim.harita.descents()
        ),
        son_catisir=str(son) in kendi,
    )
