# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""What the commands about plans share: a plan named on the line, and the options that say how a table is read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from earsiv._text import search_fold
from earsiv.cli._ortak import Tarih, archive, shared
from earsiv.errors import Bulgu, GirdiHatasi, Seviye, os_reason, require_regular
from earsiv.sdp import KATMANLAR, EtkinPlan, Plan, available, effective, load, parse_plan

if TYPE_CHECKING:
    from earsiv.sdp.ice_al import IceAlma, IceAlmaHedefi

PLAN: Final = click.option("--plan", default="belediye", type=click.Choice(list(KATMANLAR)), show_default=True, help="Kurumun planı.")
KURUM_PLANI: Final = click.option(
    "--plan", default="belediye", show_default=True, metavar="PLAN", help="Kurumun planı, ya da tek bir sürüm: ortak/2024, bir klasör."
)
AN: Final = click.option("--an", type=Tarih(), help="O gün geçerli olan plan; verilmezse en yenisi.")
_DUZENLER: Final = ("tekrarli", "tasimali", "kaysis", "earsiv", "tek-sutun")
_EN_BUYUK: Final = 32 << 20
_ARALIK: Final = re.compile(r"([0-9]{1,3})-([0-9]{1,3})")


def table_options(islev: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that tell how a table is read, where it does not say so itself."""
    islev = click.option("--bicim", type=click.Choice(_DUZENLER), help="Tablonun düzeni; kendisinden anlaşılmıyorsa.")(islev)
    return click.option("--sayfa", default="", metavar="AD", help="Çalışma kitabının sayfası; birden çoksa.")(islev)


def is_folder(yol: Path) -> bool:
    """Tell whether a path is a folder that holds a plan."""
    return yol.joinpath("plan.toml").exists()


def read_folder(yol: Path) -> Plan:
    """Read a plan from its folder.

    Raises:
        GirdiHatasi: KAB-001 a file is missing or not to be read, KAB-018 it is a pipe or a device; SDP-012, SDP-013 it is no plan.
    """
    return parse_plan(*(_bytes_of(yol / ad) for ad in ("plan.csv", "plan.toml")))


def _bytes_of(yol: Path) -> bytes:
    try:
        require_regular(yol)
        with yol.open("rb") as akis:
            return akis.read(_EN_BUYUK + 1)
    except OSError as hata:
        raise GirdiHatasi("KAB-001", str(yol), ayrinti=os_reason(hata)) from None


def read_table(yol: Path, bicim: str | None, sayfa: str, hedef: IceAlmaHedefi | None = None, *, siki: bool = False) -> IceAlma:
    """Read a table as a plan; without a target the plan is named after the file.

    Raises:
        GirdiHatasi: the file or its layout is refused (SDP-030…SDP-032, PKT-…).
    """
    from earsiv.kabul.tablo import read_tables
    from earsiv.sdp.bicim import Bicim
    from earsiv.sdp.ice_al import IceAlmaHedefi, import_plan

    ad = re.sub(r"[^a-z0-9]+", "-", search_fold(yol.stem)).strip("-")[:30]
    hedef = hedef or IceAlmaHedefi(f"t-{ad}" if not ad[:1].isalpha() else ad, "dosya")
    return import_plan(read_tables(yol), hedef, bicim=Bicim(bicim) if bicim else None, sayfa=sayfa, siki=siki)


def open_plan(metin: str) -> tuple[Plan, tuple[Bulgu, ...]]:
    """Return the plan a word on the line names: one that is shipped (``ortak/2024``), a folder, or a table, with what is wrong with it.

    Raises:
        GirdiHatasi: SDP-011 there is no such thing; SDP-030…SDP-032 the table is refused.
    """
    plan, ayrac, surum = metin.partition("/")
    if ayrac and (plan, surum) in available():
        return load(plan, surum), ()
    yol = Path(metin)
    yol = yol.parent if yol.name == "plan.csv" else yol
    if is_folder(yol):
        return read_folder(yol), ()
    if not yol.is_file():
        raise GirdiHatasi("SDP-011", metin, bilinenler=", ".join("/".join(p) for p in available()) + ", bir klasör ya da bir tablo")
    alinan = read_table(yol, None, "")
    kusurlar = tuple(b for b in alinan.rapor.bulgular if b.seviye is Seviye.HATA)
    if alinan.plan is None:
        raise GirdiHatasi("SDP-030", metin, ayrinti="alınabilecek satır yok")
    return alinan.plan, kusurlar


def plan_in_use(metin: str, an: dt.date | None) -> EtkinPlan:
    """Return the plan a question is asked of: the archive's own with its overlay where one is named on the line, else the one named.

    Raises:
        GirdiHatasi: as :func:`open_plan`.
    """
    if shared("depo"):
        with archive() as arsiv:
            etkin: EtkinPlan = arsiv.effective_plan(an)
            return etkin
    return effective(metin, an) if metin in KATMANLAR else open_effective(metin)


def open_effective(metin: str) -> EtkinPlan:
    """Return the effective plan of an institution kind (``belediye``), or a single plan as :func:`open_plan` finds it.

    Raises:
        GirdiHatasi: as :func:`open_plan`.
    """
    if metin in KATMANLAR:
        return effective(metin)
    plan, _ = open_plan(metin)
    return EtkinPlan(plan.ad, (plan,))


class Aralik(click.ParamType[tuple[int, int]]):
    """A range of main codes: ``100-599``."""

    name = "ARALIK"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Read the range."""
        if isinstance(value, tuple):
            return value
        eslesme = _ARALIK.fullmatch(value.strip())
        if eslesme is None or int(eslesme[1]) > int(eslesme[2]):
            self.fail(f"“{value}” bir kod aralığı değil; örnek: 100-599", param, ctx)
        return int(eslesme[1]), int(eslesme[2])
