# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Which numbers a series holds and when each was given, in memory that grows with its irregularities and not with its records.

Neighbours of the same day are one run. Whatever the order of arrival, the same numbers give the same answers. Records themselves
are not kept: which of them share a number is asked of them a second time (see ``sayi_seri``).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple


class Kosu(NamedTuple):
    """Numbers without a hole, ``bas`` to ``son``, given between the days ``erken`` and ``gec`` (ordinals; 0 where no day is known)."""

    bas: int
    son: int
    erken: int
    gec: int


class NumaraHaritasi:
    """The numbers of one series. Mutable on purpose: it rides along a stream."""

    __slots__ = ("_baslar", "_kosular", "tekrar")

    def __init__(self) -> None:
        self._baslar: list[int] = []
        self._kosular: list[Kosu] = []
        self.tekrar: set[int] = set()
        """The numbers that came more than once."""

    def add(self, no: int, gun: int = 0) -> None:
        """Note a number with the day it was given; a number that is there already is noted as repeated."""
        sira = bisect_right(self._baslar, no) - 1
        sol = self._kosular[sira] if sira >= 0 else None
        if sol and no <= sol.son:
            self.tekrar.add(no)
            if gun:
                self._redate(sira, no, gun)
            return
        sag = self._kosular[sira + 1] if sira + 1 < len(self._kosular) else None
        uzar = sol is not None and sol.son == no - 1 and sol.erken == gun == sol.gec
        baglanir = sag is not None and sag.bas == no + 1 and sag.erken == gun == sag.gec
        yeni = Kosu(sol.bas if sol and uzar else no, sag.son if sag and baglanir else no, gun, gun)
        self._replace(sira + (not uzar), sira + 1 + baglanir, [yeni])

    def _redate(self, sira: int, no: int, gun: int) -> None:
        """Widen the days of one number inside a run."""
        kosu = self._kosular[sira]
        erken, gec = min(kosu.erken or gun, gun), max(kosu.gec, gun)
        if (erken, gec) != (kosu.erken, kosu.gec):
            parcalar = (kosu._replace(son=no - 1), Kosu(no, no, erken, gec), kosu._replace(bas=no + 1))
            self._replace(sira, sira + 1, [p for p in parcalar if p.bas <= p.son])

    def _replace(self, ilk: int, son: int, kosular: list[Kosu]) -> None:
        self._kosular[ilk:son] = kosular
        self._baslar[ilk:son] = [k.bas for k in kosular]

    @property
    def adet(self) -> int:
        """How many different numbers there are."""
        return sum(k.son - k.bas + 1 for k in self._kosular)

    def stretches(self) -> Iterator[tuple[int, int]]:
        """Yield the stretches without a hole, whatever their days, from the lowest number up."""
        acik: tuple[int, int] | None = None
        for kosu in self._kosular:
            if acik and kosu.bas == acik[1] + 1:
                acik = (acik[0], kosu.son)
                continue
            if acik:
                yield acik
            acik = (kosu.bas, kosu.son)
        if acik:
            yield acik

    def descents(self) -> Iterator[tuple[Kosu, Kosu]]:
        """Yield the neighbours of which the higher number is surely the earlier day; what has no day is stepped over."""
        onceki: Kosu | None = None
        for kosu in self._kosular:
            if not kosu.gec:
                continue
            if onceki and kosu.gec < onceki.erken:
                yield onceki, kosu
            onceki = kosu
