# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""What the number report says: series, gaps, clashes, dates that go backwards, and what was left out of it.

A gap is a number that the archive does not hold; whether it was cancelled, never given or never handed in, only the register of
the EBYS knows. Nothing here gives a number to anything.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Final, NamedTuple

import attrs

from earsiv.errors import Bulgu, bulgu
from earsiv.model.olay import plain_value

EN_COK_BELGE: Final = 50
"""How many of the records that share a number are named; their count is always whole."""


class SayiKapsami(StrEnum):
    """The frame in which a record number is one of a kind: the values of the parameter ``sayi_kapsami``.

    ``BIRIM_YIL`` is the unit that the number names, or where it names the institution, the unit that holds the record;
    ``KURUM_YIL`` and ``SUREKLI`` (never begun anew) are of the whole institution.
    """

    DETSIS_YIL = "DETSIS_YIL"
    BIRIM_YIL = "BIRIM_YIL"
    KURUM_YIL = "KURUM_YIL"
    SUREKLI = "SUREKLI"


class NumaraBicimi(StrEnum):
    """How a record number is built: ``1250``, ``2026.1250.1`` with a year in front, or digits in groups whose order says nothing."""

    DUZ = "duz"
    YILLI = "yilli"
    SERBEST = "serbest"


class NumaraliBelge(NamedTuple):
    """A record as the report needs it: id, number, date, the unit that holds it, and the digest of its bytes.

    One that is not ``gorunur`` takes up its number, and nothing else of it is said: no id, no date.
    """

    kimlik: str
    sayi: str
    tarih: dt.date | None
    birim: str
    ozet: str = ""
    gorunur: bool = True


@attrs.frozen
class Aralik:
    """Numbers from ``bas`` to ``son``, both within."""

    bas: int
    son: int

    @property
    def adet(self) -> int:
        """How many they are."""
        return self.son - self.bas + 1

    def __str__(self) -> str:
        """Return ``7`` or ``7-12``."""
        return str(self.bas) if self.bas == self.son else f"{self.bas}-{self.son}"


@attrs.frozen
class Gerileme:
    """Two neighbours of a series of which the higher number carries the earlier date; which date is wrong is not said."""

    onceki: int
    onceki_tarih: dt.date
    numara: int
    tarih: dt.date


@attrs.frozen
class Catisma:
    """One number on records of different bytes.

    ``asgari`` tells that only the least frame is broken: one DETSİS number and calendar year, across series of the institution's own
    frame. ``adet`` counts the records, ``gizli`` those among them that the asker may not see; of the rest the first are named.
    """

    birim: str
    yil: int | None
    numara: str
    adet: int
    gizli: int
    belgeler: tuple[NumaraliBelge, ...]
    asgari: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        belgeler = [{"kimlik": b.kimlik, "sayi": b.sayi, "tarih": plain_value(b.tarih), "birim": b.birim} for b in self.belgeler]
        return {ad: getattr(self, ad) for ad in ("birim", "yil", "numara", "adet", "gizli", "asgari")} | {"belgeler": belgeler}


@attrs.frozen
class Seri:
    """One series: of a DETSİS number or unit (``birim``, empty for the whole institution) and a year (``None`` where it never ends).

    ``ilk`` and ``son`` are the lowest and highest number held, ``adet`` how many different ones, ``kayit`` how many records carry them;
    ``bosluklar`` the holes between, ``bastan`` what is missing below ``ilk`` if the series began with 1; ``son_kosu`` the numbers
    without a hole at the end. In the form ``SERBEST`` only clashes are known. ``yil_farki`` counts record numbers that name
    another year than the date does, ``farkli_sayi`` is one of them.
    """

    birim: str
    yil: int | None
    bicim: NumaraBicimi
    kayit: int
    adet: int = 0
    ilk: int | None = None
    son: int | None = None
    son_kosu: Aralik | None = None
    bastan: Aralik | None = None
    bosluklar: tuple[Aralik, ...] = ()
    gerilemeler: tuple[Gerileme, ...] = ()
    catisan: int = 0
    son_catisir: bool = False
    yil_farki: int = 0
    farkli_sayi: str = ""

    @property
    def ad(self) -> str:
        """Return how the series is called: ``99900011 / 2026``."""
        return f"{self.birim or 'kurum'} / {self.yil or 'sürekli'}"

    @property
    def eksik(self) -> int:
        """How many numbers are missing between the first and the last."""
        return sum(a.adet for a in self.bosluklar)

    def findings(self) -> Iterator[Bulgu]:
        """Yield what a person should look at."""
        if self.bosluklar:
            yield bulgu("SAY-030", self.ad, bosluk=len(self.bosluklar), eksik=self.eksik)
        if self.gerilemeler:
            ilk = self.gerilemeler[0]
            once, sonra = f"{ilk.onceki_tarih:%d.%m.%Y}", f"{ilk.tarih:%d.%m.%Y}"
            yerler = {"adet": len(self.gerilemeler), "onceki": ilk.onceki, "numara": ilk.numara}
            yield bulgu("SAY-032", self.ad, once=once, sonra=sonra, **yerler)
        if self.yil_farki:
            yield bulgu("SAY-033", self.ad, adet=self.yil_farki, ornek=self.farkli_sayi)

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values; ranges as pairs of numbers."""
        return {
            **{ad: getattr(self, ad) for ad in ("birim", "yil", "kayit", "adet", "ilk", "son", "eksik", "catisan", "yil_farki")},
            "bicim": str(self.bicim),
            "bastan": [self.bastan.bas, self.bastan.son] if self.bastan else None,
            "bosluklar": [[a.bas, a.son] for a in self.bosluklar],
            "gerilemeler": [{ad: plain_value(deger) for ad, deger in attrs.asdict(g).items()} for g in self.gerilemeler],
        }


@attrs.frozen
class SeriRaporu:
    """The number report: series by unit and year, clashes, and how many records stand in no series and why.

    ``sayisiz`` have no number (a draft has none and gets none here), ``okunamayan`` an unreadable one, ``eski`` one of an older form,
    ``baska_kurum`` that of another institution, ``tarihsiz`` a number that needs a year and a record without a date. ``bugun`` is the
    day of the report; it is not ``tam`` when records were left out that the asker may not see.
    """

    kapsam: SayiKapsami
    seriler: tuple[Seri, ...]
    catismalar: tuple[Catisma, ...] = ()
    sayisiz: int = 0
    okunamayan: int = 0
    eski: int = 0
    baska_kurum: int = 0
    tarihsiz: int = 0
    bugun: dt.date | None = None
    tam: bool = True

    @property
    def seride(self) -> int:
        """How many records stand in a series."""
        return sum(s.kayit for s in self.seriler)

    @property
    def incelenen(self) -> int:
        """How many records were looked at."""
        return self.seride + self.sayisiz + self.okunamayan + self.eski + self.baska_kurum + self.tarihsiz

    @property
    def bulgular(self) -> tuple[Bulgu, ...]:
        """What a person should look at, by series; clashes first."""
        catismalar = (
            bulgu("SAY-034" if c.asgari else "SAY-031", f"{c.birim or 'kurum'} / {c.yil or 'sürekli'}", numara=c.numara, adet=c.adet)
            for c in self.catismalar
        )
        eksik = () if self.tam else (bulgu("SAY-035"),)
        return (*catismalar, *(b for s in self.seriler for b in s.findings()), *eksik)

    def proposal(self, seri: Seri) -> int | None:
        """Return the number a series would give next, ``None`` where that cannot be known (see :func:`next_free`)."""
        return next_free(seri, self.bugun) if self.tam and self.bugun else None

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        sayilar = ("incelenen", "seride", "sayisiz", "okunamayan", "eski", "baska_kurum", "tarihsiz")
        return {
            "kapsam": str(self.kapsam),
            "bugun": plain_value(self.bugun),
            "tam": self.tam,
            **{ad: getattr(self, ad) for ad in sayilar},
            "seriler": [{**s.as_dict(), "siradaki": self.proposal(s)} for s in self.seriler],
            "catismalar": [c.as_dict() for c in self.catismalar],
            "bulgular": [b.as_dict() for b in self.bulgular],
        }


def next_free(seri: Seri, bugun: dt.date) -> int | None:
    """Return the number a series would give next: a proposal for a person, never an act; numbers are given by the EBYS.

    There is none where the end is in doubt: the year is not the present one, the form is not plain digits, the last number stands
    alone behind a hole, or two records share it.
    """
    if seri.bicim is not NumaraBicimi.DUZ or seri.yil not in {None, bugun.year} or seri.son_kosu is None or seri.son_catisir:
        return None
    return seri.son_kosu.son + 1 if seri.son_kosu.adet > 1 or seri.son_kosu.bas == 1 else None
