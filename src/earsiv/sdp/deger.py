# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""One version of one plan as a value: its rows, sections, ranges, dates and sources.

A version speaks for itself only: which versions bind an institution together on a day is decided in ``kitaplik``, what the
institution adds in ``ek``. A date nobody has read anywhere is ``None`` here and is never filled in.
"""

from __future__ import annotations

import datetime as dt

import attrs

from earsiv.model import DosyaKodu


@attrs.frozen
class PlanSatiri:
    """A row as printed: ``saklama_suresi`` is years as text, ``B`` or empty, ``saklama_kodu`` A…D or empty."""

    kod: str
    ad: str
    saklama_suresi: str
    saklama_kodu: str
    aciklama: str
    kaynak: str
    plan: str
    surum: str

    @property
    def anahtar(self) -> tuple[str, str]:
        """The plan and version: together with the code the key of the row."""
        return (self.plan, self.surum)


@attrs.frozen
class Bolum:
    """A section heading: it covers a range of main codes and is never used for filing."""

    kod: str
    ad: str
    ilk: int
    son: int


@attrs.frozen
class Kaynak:
    """Where rows were read: ``kod`` is the word that stands in the rows."""

    kod: str
    aciklama: str


def _children(plan: Plan) -> dict[str, tuple[str, ...]]:
    cocuklar: dict[str, list[str]] = {}
    for kod in plan.satirlar:
        if ust := kod.rpartition(".")[0]:
            cocuklar.setdefault(ust, []).append(kod)
    return {ust: tuple(alt) for ust, alt in cocuklar.items()}


@attrs.frozen
class Plan:
    """One version of one plan.

    ``araliklar`` are the inclusive ranges of main codes it may speak for, ``miras`` tells that a leaf without a period takes
    it from its nearest ancestor (only where the plan is built so), ``ikinci_kodlar`` the codes that may stand only as a
    second code, ``tam`` whether the table is complete, ``yururlukte`` whether it is taken to be in force today.

    ``yururluk`` and ``yururluk_bitis`` bound the days it is or was in force, inclusive; ``None`` is unknown or, for the end,
    still. ``yazi_tarihi`` and ``yazi_sayisi`` are the letter that announced it: a letter's date is no effective date.
    ``kayit`` is the day an institution wrote the version down (``None``: shipped with the library).
    """

    ad: str
    surum: str
    baslik: str
    araliklar: tuple[tuple[int, int], ...]
    bolumler: tuple[Bolum, ...]
    ikinci_kodlar: frozenset[str]
    miras: bool
    tam: bool
    yururlukte: bool
    yururluk: dt.date | None
    satirlar: dict[str, PlanSatiri] = attrs.field(repr=False)
    cocuklar: dict[str, tuple[str, ...]] = attrs.field(default=attrs.Factory(_children, takes_self=True), repr=False)
    yururluk_bitis: dt.date | None = None
    yazi_tarihi: dt.date | None = None
    yazi_sayisi: str = ""
    kapsam: str = ""
    aciklama: str = ""
    kaynaklar: tuple[Kaynak, ...] = attrs.field(default=(), repr=False)
    kayit: dt.date | None = None

    @property
    def anahtar(self) -> tuple[str, str]:
        """The plan and version."""
        return (self.ad, self.surum)

    def covers(self, kod: DosyaKodu) -> bool:
        """Tell whether the code lies in the ranges of this plan."""
        return any(ilk <= kod.ana <= son for ilk, son in self.araliklar)

    def section(self, kod: DosyaKodu) -> Bolum | None:
        """Return the section whose range holds the code (622 belongs to 620-639)."""
        return next((b for b in self.bolumler if b.ilk <= kod.ana <= b.son), None)

    def heading(self, kod: str) -> Bolum | None:
        """Return the section whose own code this is."""
        return next((b for b in self.bolumler if b.kod == kod), None)

    def is_section_end(self, kod: DosyaKodu) -> bool:
        """Tell whether a main code is its section's last number, which the plans use for "other" (639, 599)."""
        bolum = self.section(kod)
        return bool(bolum and kod.duzey == 1 and kod.ana == bolum.son and bolum.ilk != bolum.son)

    def in_force(self, an: dt.date) -> bool | None:
        """Tell whether the version was in force on a day; ``None`` where its start, or a bygone version's end, is unknown."""
        if self.yururluk_bitis and an > self.yururluk_bitis:
            return False
        if self.yururluk is None:
            return None
        if an < self.yururluk:
            return False
        return True if self.yururlukte or self.yururluk_bitis else None

    def may_bind(self, an: dt.date | None) -> bool:
        """Tell whether new files may be filed under it on a day (``None``: today), as far as is known.

        A version that is not in force today and of which no day is known never binds.
        """
        if an is None:
            return self.yururlukte
        return self.in_force(an) is not False and bool(self.yururlukte or self.yururluk or self.yururluk_bitis)

    def period_row(self, kod: str) -> PlanSatiri | None:
        """Return the row whose period binds the code: its own, or an ancestor's where the plan inherits.

        Only a leaf inherits, and only where it has no period itself; otherwise the own row answers, even empty.
        """
        satir = self.satirlar.get(kod)
        if satir is None or satir.saklama_suresi or not self.miras or kod in self.cocuklar:
            return satir
        ata = kod
        while ata := ata.rpartition(".")[0]:
            ust = self.satirlar.get(ata)
            if ust and ust.saklama_suresi:
                return ust
        return satir
