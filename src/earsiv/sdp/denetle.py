# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Audit of a plan as a whole: what no single row shows. It finds; it changes nothing and forbids nothing.

Level hata is what would make a computation wrong (no parent, an impossible period, half of a pair), uyarı what a person should look
at, bilgi what plans do have (holes in the numbering, a child that differs from its parent).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from earsiv.errors import Bulgu, bulgu
from earsiv.model import DosyaKodu
from earsiv.sdp.deger import Plan, PlanSatiri
from earsiv.sdp.hucre import Hucre, read_outcome, read_period

_DIPNOT: Final = re.compile(r"[*†‡¹²³⁴-⁹]+$|\(\*+\)$|\[[0-9*]+\]$|\([0-9]\)$")


def audit(plan: Plan, yerler: Mapping[str, str] | None = None, disarida: Collection[str] = ()) -> tuple[Bulgu, ...]:
    """Return every finding about a plan, in the order of its rows; an empty answer means that nothing was noticed.

    Args:
        plan: the plan version.
        yerler: where each code stands in the sheet it was read from; the plan and code where not given.
        disarida: codes that are there but were not taken: they leave no hole.
    """
    yer = {kod: f"{plan.ad}/{plan.surum} {kod}" for kod in plan.satirlar} | dict(yerler or {})
    bulgular = [b for satir in plan.satirlar.values() for b in _row(plan, satir, yer[satir.kod])]
    bulgular += _order(plan, yer)
    bulgular += _holes(plan, yer, disarida)
    bulgular += _sections(plan)
    return tuple(bulgular)


def _row(plan: Plan, satir: PlanSatiri, yer: str) -> Iterator[Bulgu]:
    kod = DosyaKodu.parse(satir.kod)
    if kod.ust and kod.ust not in plan.satirlar:
        yield bulgu("SDP-039", yer, ust=kod.ust)
    if not plan.covers(kod):
        yield bulgu("SDP-061", yer, araliklar=ranges_text(plan.araliklar))
    yield from read_period(Hucre(satir.saklama_suresi), yer).bulgular
    yield from read_outcome(Hucre(satir.saklama_kodu), yer).bulgular
    if bool(satir.saklama_suresi) != bool(satir.saklama_kodu):
        yield bulgu("SDP-043", yer, dolu=f"süre {satir.saklama_suresi}" if satir.saklama_suresi else f"tasfiye kodu {satir.saklama_kodu}")
    if isaret := _DIPNOT.search(satir.ad):
        yield bulgu("SDP-054", yer, isaret=isaret[0])
    yield from _missing_period(plan, satir, yer)
    yield from _disagreement(plan, satir, yer)


def _missing_period(plan: Plan, satir: PlanSatiri, yer: str) -> Iterator[Bulgu]:
    """Notice a leaf that has no period, its own or inherited; a plan without any period says nothing about them."""
    if plan.cocuklar.get(satir.kod) or any(b.kod == satir.kod for b in plan.bolumler):
        return
    gecerli = plan.period_row(satir.kod)
    if not (gecerli and gecerli.saklama_suresi) and any(s.saklama_suresi for s in plan.satirlar.values()):
        yield bulgu("SDP-063", yer)


def _disagreement(plan: Plan, satir: PlanSatiri, yer: str) -> Iterator[Bulgu]:
    """Notice a child whose period or code differs from its parent's own."""
    ust = plan.satirlar.get(satir.kod.rpartition(".")[0])
    if ust and ust.saklama_suresi and satir.saklama_suresi and _pair(ust) != _pair(satir):
        yield bulgu(
            "SDP-049",
            yer,
            ust=ust.kod,
            ust_sure=f"{ust.saklama_suresi}/{ust.saklama_kodu or '—'}",
            sure=f"{satir.saklama_suresi}/{satir.saklama_kodu or '—'}",
        )


def _pair(satir: PlanSatiri) -> tuple[str, str]:
    return satir.saklama_suresi.lstrip("0"), satir.saklama_kodu


def _order(plan: Plan, yer: Mapping[str, str]) -> Iterator[Bulgu]:
    """Notice a code that stands after a greater one: often a level that was carried down too far."""
    onceki = ""
    for kod in plan.satirlar:
        if kod < onceki:
            yield bulgu("SDP-051", yer[kod], onceki=onceki)
        onceki = kod


def _holes(plan: Plan, yer: Mapping[str, str], disarida: Collection[str]) -> Iterator[Bulgu]:
    """Notice numbers that are skipped below a code; ``.99`` means "other" and stands apart."""
    for cocuklar in plan.cocuklar.values():
        onceki = 0
        for kod in sorted(cocuklar):
            no = int(kod[-2:])
            eksik = [k for n in range(onceki + 1, no) if (k := f"{kod[:-2]}{n:02d}") not in disarida]
            if no != 99 and eksik:
                yield bulgu("SDP-048", yer[kod], eksik=eksik[0] if len(eksik) == 1 else f"{eksik[0]} ile {eksik[-1]} arası")
            onceki = no


def _sections(plan: Plan) -> Iterator[Bulgu]:
    """Notice sections that overlap, run backwards or do not hold their own code."""
    onceki = None
    for bolum in sorted(plan.bolumler, key=lambda b: (b.ilk, b.son)):
        aralik = f"{bolum.ilk:03d}-{bolum.son:03d}"
        icinde = bolum.ilk <= DosyaKodu.parse(bolum.kod).ana <= bolum.son
        if not icinde or (onceki is not None and bolum.ilk <= onceki):
            yield bulgu("SDP-056", f"{plan.ad}/{plan.surum} {bolum.kod}", aralik=aralik)
        onceki = bolum.son


def ranges_text(araliklar: tuple[tuple[int, int], ...]) -> str:
    """Return ranges of main codes as people write them."""
    return ", ".join(f"{ilk:03d}-{son:03d}" for ilk, son in araliklar) or "yok"
