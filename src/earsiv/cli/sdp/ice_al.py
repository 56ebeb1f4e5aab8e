# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv sdp ice-al``."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, Komut, Tarih, ortak
from earsiv.cli._yaz import emit, say
from earsiv.cli.sdp._plan import Aralik, read_table, table_options
from earsiv.errors import GirdiHatasi
from earsiv.sdp import Bolum, dump_plan

if TYPE_CHECKING:
    from earsiv.sdp.ice_al import IceAlma


_DOSYALAR: Final = ("plan.csv", "plan.toml", "rapor.json")


class _Bolum(click.ParamType[Bolum]):
    """A section: ``100=100-599:Belediye İşleri``; the name may be left out."""

    name = "KOD=ARALIK[:AD]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Bolum:
        """Read the section."""
        if isinstance(value, Bolum):
            return value
        kod, _, gerisi = value.partition("=")
        aralik, _, ad = gerisi.partition(":")
        if len(kod) != 3 or not kod.isascii() or not kod.isdigit():
            self.fail(f"“{value}” bir bölüm değil; örnek: 100=100-599:Belediye İşleri", param, ctx)
        return Bolum(kod, ad.strip() or kod, *Aralik().convert(aralik, param, ctx))


@click.command(cls=Komut, name="ice-al")
@click.argument("dosya", type=YOL)
@click.option("--plan", required=True, metavar="AD", help="Planın adı, örneğin belediye.")
@click.option("--surum", required=True, metavar="SÜRÜM", help="Planın sürümü, örneğin 2026.")
@click.option("--cikti", required=True, type=YOL, metavar="DİZİN", help="plan.csv, plan.toml ve rapor.json buraya yazılır.")
@click.option("--baslik", default="", metavar="AD", help="Planın tam adı.")
@click.option("--aralik", "araliklar", multiple=True, type=Aralik(), help="Planın ana kodları, örneğin 100-599; yinelenebilir.")
@click.option("--bolum", "bolumler", multiple=True, type=_Bolum(), help="Tablonun söylemediği bölüm: 100=100-599:Genel; yinelenebilir.")
@click.option("--ikinci-kod", "ikinci_kodlar", multiple=True, metavar="KOD", help="Yalnız ikinci kod olabilen kod; yinelenebilir.")
@click.option("--miras", is_flag=True, help="Süresi olmayan uç kod üstünün süresini alır.")
@click.option("--yururluk", type=Tarih(), help="Yürürlük tarihi; bilinmiyorsa verilmez.")
@click.option("--eski", is_flag=True, help="Plan yürürlükte değil; yalnız eski dosyaları okumak için.")
@click.option("--dayanak", default="", metavar="METİN", help="Planın dayandığı yazı veya karar.")
@click.option("--eksik-kabul", is_flag=True, help="Kuşkulu satırları dışarıda bırakıp sağlam olanları yazar.")
@table_options
@ortak(yazar=True)
def ice_al(
    dosya: Path,
    plan: str,
    surum: str,
    cikti: Path,
    baslik: str,
    araliklar: tuple[tuple[int, int], ...],
    bolumler: tuple[Bolum, ...],
    ikinci_kodlar: tuple[str, ...],
    miras: bool,
    yururluk: dt.date | None,
    eski: bool,
    dayanak: str,
    eksik_kabul: bool,
    bicim: str | None,
    sayfa: str,
    deneme: bool,
) -> Cikis:
    """Bir tablodan plan yapar; tahminle hiçbir şeyi düzeltmez, kuşkulu tek satır varsa planı yazmaz.

    Örnek: earsiv sdp ice-al belediye.xlsx --plan belediye --surum 2026 --aralik 100-599 --cikti planlar/belediye-2026
    """
    from earsiv.sdp.ice_al import IceAlmaHedefi

    hedef = IceAlmaHedefi(
        plan=plan,
        surum=surum,
        baslik=baslik,
        araliklar=araliklar,
        yururluk=yururluk,
        dayanak=dayanak,
        bolumler=bolumler,
        ikinci_kodlar=frozenset(ikinci_kodlar),
        miras=miras,
        yururlukte=not eski,
    )
    _require_empty(cikti)
    alinan = read_table(dosya, bicim, sayfa, hedef, siki=not eksik_kabul)
    yazilan = _write(alinan, cikti, deneme=deneme)
    _answer(alinan, cikti, yazilan=yazilan)
    return Cikis.TAMAM if alinan.plan else Cikis.BULGU


def _require_empty(cikti: Path) -> None:
    """Refuse a folder that holds a plan already, or a report of another's.

    Raises:
        GirdiHatasi: SDP-044.
    """
    if cikti.exists() and (not cikti.is_dir() or any(cikti.joinpath(ad).exists() for ad in _DOSYALAR)):
        raise GirdiHatasi("SDP-044", str(cikti), ayrinti="orada bir plan ya da dosya var")


def _write(alinan: IceAlma, cikti: Path, *, deneme: bool) -> bool:
    """Write the plan and its report, the report first: a folder with a plan has its report."""
    if alinan.plan is None:
        return False
    dosyalar = {"rapor.json": json.dumps(alinan.rapor.as_dict(), ensure_ascii=False, indent=2).encode("utf-8", "replace")}
    dosyalar |= dump_plan(alinan.plan)
    if deneme:
        return False
    cikti.mkdir(parents=True, exist_ok=True)
    _write_all(cikti, dosyalar)
    return True


def _write_all(klasor: Path, dosyalar: dict[str, bytes]) -> None:
    """Write every file aside before the first is shown, so that a full disk leaves nothing; ``plan.toml``, last, makes it a plan."""
    gecici = {klasor / ad: klasor / f".{ad}.yeni" for ad in dosyalar}
    gorunen: list[Path] = []
    try:
        for yeni, veri in zip(gecici.values(), dosyalar.values(), strict=True):
            yeni.write_bytes(veri)
        for yol, yeni in gecici.items():
            yeni.replace(yol)
            gorunen.append(yol)
    except BaseException:
        for yol in (*gorunen, *gecici.values()):
            yol.unlink(missing_ok=True)
        raise


def _answer(alinan: IceAlma, cikti: Path, *, yazilan: bool) -> None:
    from earsiv.cli.sdp._rapor import report

    def metin() -> Iterator[str]:
        yield from report(alinan.rapor)
        if alinan.plan:
            yield f"{len(alinan.plan.satirlar)} kod" + (f" yazıldı: {cikti}" if yazilan else " yazılacaktı (deneme)")

    emit(alinan.rapor.as_dict() | {"yazildi": yazilan, "cikti": str(cikti)}, metin)
    if alinan.plan is None:
        say("Plan yazılmadı: önce hatalı satırları düzeltin; sağlam olanlar --eksik-kabul ile yazılır.")
