# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Find and load plan data: inside the wheel (``earsiv/data/sdp``), else in the top-level ``sdp/`` of a checkout."""

from __future__ import annotations

import csv
import datetime as dt
import tomllib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from earsiv.errors import DepoHatasi, GirdiHatasi
from earsiv.model import DosyaKodu
from earsiv.sdp.plan import Bolum, EtkinPlan, Plan, PlanSatiri

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

KATMANLAR: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "belediye": (("belediye", "2018"), ("ortak", "2024")),
    "universite": (("universite", "2017"), ("ortak", "2024")),
    "meb": (("meb", "2024"), ("ortak", "2024")),
    "ortak": (("ortak", "2024"),),
}
"""Effective plans by name: (plan, version) layers, the institution's own sector plan first."""


def _root() -> Traversable:
    """Return the folder of plan data; looks in the package first and at the checkout second."""
    paket = resources.files("earsiv").joinpath("data/sdp")
    if paket.is_dir():
        return paket
    depo = Path(__file__).resolve().parents[3] / "sdp"
    if depo.is_dir():
        return depo
    raise DepoHatasi("SDP-010", "earsiv/data/sdp")


def available() -> tuple[tuple[str, str], ...]:
    """Return every (plan, version) that is shipped, sorted."""
    return tuple(
        sorted(
            (plan.name, surum.name)
            for plan in _root().iterdir()
            if plan.is_dir()
            for surum in plan.iterdir()
            if surum.joinpath("plan.toml").is_file()
        )
    )


@cache
def load(plan: str, surum: str) -> Plan:
    """Load one shipped plan version.

    Raises:
        GirdiHatasi: SDP-011 no such plan or version; SDP-012 a row of it is not readable.
    """
    klasor = _root().joinpath(plan, surum)
    if (plan, surum) not in available():
        raise GirdiHatasi("SDP-011", f"{plan} {surum}", bilinenler=", ".join("/".join(p) for p in available()))
    tanim = tomllib.loads(klasor.joinpath("plan.toml").read_text("utf-8"))
    satirlar = _rows(klasor.joinpath("plan.csv").read_text("utf-8"), plan, surum)
    return Plan(
        ad=plan,
        surum=surum,
        baslik=tanim["ad"],
        araliklar=tuple(_range(a) for a in tanim["araliklar"]),
        bolumler=tuple(_section(b) for b in tanim["bolumler"]),
        ikinci_kodlar=frozenset(tanim["sadece_ikinci_kod"]),
        miras=tanim["ust_sureden_miras"],
        tam=tanim["durum"] == "tam",
        yururlukte=tanim["yururlukte"],
        yururluk=dt.date.fromisoformat(tanim["yururluk_baslangic"]) if tanim["yururluk_baslangic"] else None,
        satirlar=satirlar,
        cocuklar=_children(satirlar),
    )


@cache
def effective(ad: str = "belediye") -> EtkinPlan:
    """Return the effective plan of a kind of institution: its sector plan over the common one.

    Raises:
        GirdiHatasi: SDP-011 when no such institution kind is known.
    """
    if ad not in KATMANLAR:
        raise GirdiHatasi("SDP-011", ad, bilinenler=", ".join(KATMANLAR))
    return EtkinPlan(ad, tuple(load(*katman) for katman in KATMANLAR[ad]))


def _rows(metin: str, plan: str, surum: str) -> dict[str, PlanSatiri]:
    satirlar: dict[str, PlanSatiri] = {}
    for no, satir in enumerate(csv.DictReader(metin.splitlines()), start=2):
        try:
            kod = DosyaKodu.parse(satir["kod"]).metin
            if kod in satirlar:
                raise GirdiHatasi("SDP-012", f"{plan}/{surum} satır {no}", kod=kod)
            satirlar[kod] = PlanSatiri(**satir, plan=plan, surum=surum)
        except (KeyError, TypeError):
            raise GirdiHatasi("SDP-012", f"{plan}/{surum} satır {no}", kod=satir.get("kod", "")) from None
    return satirlar


def _children(satirlar: dict[str, PlanSatiri]) -> dict[str, tuple[str, ...]]:
    cocuklar: dict[str, list[str]] = {}
    for kod in satirlar:
        if ust := kod.rpartition(".")[0]:
            cocuklar.setdefault(ust, []).append(kod)
    return {ust: tuple(alt) for ust, alt in cocuklar.items()}


def _range(metin: str) -> tuple[int, int]:
    ilk, _, son = metin.partition("-")
    return int(ilk), int(son or ilk)


def _section(veri: dict[str, Any]) -> Bolum:
    return Bolum(veri["kod"], veri["ad"], *_range(veri["aralik"]))
