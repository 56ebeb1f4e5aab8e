# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Plans as values: rows, one plan version, and the effective plan of an institution."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs

from earsiv.errors import Bulgu, GirdiHatasi, bulgu
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


@attrs.frozen
class Bolum:
    """A section heading: it covers a range of main codes and is never used for filing."""

    kod: str
    ad: str
    ilk: int
    son: int


@attrs.frozen
class Plan:
    """One version of one plan.

    ``araliklar`` are the inclusive ranges of main codes it may speak for, ``miras`` tells that a leaf without a
    period takes it from its nearest ancestor (only where the plan is built so), ``ikinci_kodlar`` the codes that
    may stand only as a second code, ``tam`` whether the table is complete.
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
    cocuklar: dict[str, tuple[str, ...]] = attrs.field(repr=False)

    def covers(self, kod: DosyaKodu) -> bool:
        """Tell whether the code lies in the ranges of this plan."""
        return any(ilk <= kod.ana <= son for ilk, son in self.araliklar)

    def section(self, kod: DosyaKodu) -> Bolum | None:
        """Return the section whose range holds the code (622 belongs to 620-639)."""
        return next((b for b in self.bolumler if b.ilk <= kod.ana <= b.son), None)


@attrs.frozen
class EtkinPlan:
    """The plans that bind one institution together, in order of precedence; each code is answered by one of them."""

    ad: str
    katmanlar: tuple[Plan, ...]

    def plan_of(self, kod: DosyaKodu) -> Plan | None:
        """Return the layer that speaks for the code: the first whose ranges cover it."""
        return next((plan for plan in self.katmanlar if plan.covers(kod)), None)

    def find(self, kod: str | DosyaKodu) -> PlanSatiri | None:
        """Return the row of a code, or ``None`` when it is unknown here (which is not the same as wrong).

        Raises:
            GirdiHatasi: SDP-001, the text is not a code at all.
        """
        deger = kod if isinstance(kod, DosyaKodu) else DosyaKodu.parse(kod)
        plan = self.plan_of(deger)
        return plan.satirlar.get(deger.metin) if plan else None

    def get(self, kod: str | DosyaKodu) -> PlanSatiri:
        """Return the row of a code.

        Raises:
            GirdiHatasi: SDP-001 not a code, SDP-002 unknown in this plan and version.
        """
        satir = self.find(kod)
        if satir is None:
            deger = kod if isinstance(kod, DosyaKodu) else DosyaKodu.parse(kod)
            plan = self.plan_of(deger)
            raise GirdiHatasi("SDP-002", str(deger), plan=f"{plan.ad} {plan.surum}" if plan else self.ad)
        return satir

    def parent(self, kod: str) -> str | None:
        """Return the code above: the prefix parent, or the section of a three-digit code; ``None`` at the top."""
        deger = DosyaKodu.parse(kod)
        if deger.ust:
            return deger.ust
        plan = self.plan_of(deger)
        bolum = plan.section(deger) if plan else None
        return bolum.kod if bolum and bolum.kod != deger.metin else None

    def children(self, kod: str) -> tuple[str, ...]:
        """Return the codes one level below; for a section, the main codes of its range."""
        deger = DosyaKodu.parse(kod)
        plan = self.plan_of(deger)
        if plan is None:
            return ()
        if bolum := next((b for b in plan.bolumler if b.kod == deger.metin), None):
            return tuple(k for k in plan.satirlar if len(k) == 3 and bolum.ilk <= int(k) <= bolum.son and k != bolum.kod)
        return plan.cocuklar.get(deger.metin, ())

    def check(self, kod: str, *, ilk_kod: bool = True) -> tuple[Bulgu, ...]:
        """Return what speaks against filing under ``kod``; an empty answer means it may be used.

        Args:
            kod: the code as written, with or without its ``[…]`` suffix.
            ilk_kod: whether it is to stand as the first code (020 and 030.x may only be second).
        """
        deger = DosyaKodu.parse(kod)
        plan = self.plan_of(deger)
        if plan is None or deger.metin not in plan.satirlar:
            return (bulgu("SDP-002", deger.metin, plan=f"{plan.ad} {plan.surum}" if plan else self.ad),)
        bulgular = []
        if any(b.kod == deger.metin for b in plan.bolumler):
            bulgular.append(bulgu("SDP-003", deger.metin))
        elif self.children(deger.metin):
            bulgular.append(bulgu("SDP-004", deger.metin, cocuk=", ".join(self.children(deger.metin)[:3])))
        if ilk_kod and deger.metin in plan.ikinci_kodlar:
            bulgular.append(bulgu("SDP-005", deger.metin))
        if deger.metin.endswith(".99") or _is_section_end(plan, deger):
            bulgular.append(bulgu("SDP-006", deger.metin))
        if not plan.yururlukte:
            bulgular.append(bulgu("SDP-007", deger.metin, plan=f"{plan.ad} {plan.surum}"))
        return tuple(bulgular)

    def usable(self, kod: str) -> bool:
        """Tell whether the code may be used as the first code of a new file: no finding of level hata."""
        return not any(b.seviye == "hata" for b in self.check(kod))

    def period_row(self, kod: str) -> PlanSatiri | None:
        """Return the row whose period binds the code: its own, or an ancestor's where the plan inherits.

        Only a leaf inherits, and only where it has no period itself; otherwise the own row answers, even empty.
        """
        deger = DosyaKodu.parse(kod)
        plan = self.plan_of(deger)
        satir = plan.satirlar.get(deger.metin) if plan else None
        if satir is None or satir.saklama_suresi or plan is None or not plan.miras or plan.cocuklar.get(deger.metin):
            return satir
        for ata in reversed(deger.atalar[:-1]):
            ust = plan.satirlar.get(ata)
            if ust and ust.saklama_suresi:
                return ust
        return satir

    def describe(self, kod: str) -> dict[str, Any]:
        """Return the row as the command line shows it."""
        deger = DosyaKodu.parse(kod)
        satir = self.get(deger)
        bolum = next((p.section(deger) for p in self.katmanlar if p.ad == satir.plan), None)
        return {
            "kod": satir.kod,
            "ad": satir.ad,
            "plan": satir.plan,
            "surum": satir.surum,
            "ust": self.parent(satir.kod),
            "cocuklar": list(self.children(satir.kod)),
            "bolum": {"kod": bolum.kod, "ad": bolum.ad} if bolum else None,
            "saklama_suresi": satir.saklama_suresi or None,
            "tasfiye_kodu": satir.saklama_kodu or None,
            "aciklama": satir.aciklama,
            "kullanilabilir": self.usable(kod),
            "bulgular": [b.as_dict() for b in self.check(kod)],
        }


def _is_section_end(plan: Plan, kod: DosyaKodu) -> bool:
    """Tell whether a main code is its section's last number, which the plans use for "other" (639, 599)."""
    bolum = plan.section(kod)
    return bool(bolum and kod.duzey == 1 and kod.ana == bolum.son and bolum.ilk != bolum.son)
