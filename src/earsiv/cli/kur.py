# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv kur``."""

from __future__ import annotations

from pathlib import Path

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, Komut, ortak, shared
from earsiv.cli._yaz import emit
from earsiv.sdp import KATMANLAR


@click.command(cls=Komut)
@click.argument("dizin", type=YOL)
@click.option("--kurum", default="", help="Kurumun adı.")
@click.option("--detsis", default="", help="Kurumun DETSİS numarası.")
@click.option("--plan", default="belediye", type=click.Choice(list(KATMANLAR)), show_default=True, help="Kurumun planı.")
@click.option("--arka-uc", default="tantivy", type=click.Choice(["tantivy", "whoosh"]), show_default=True, help="Arama arka ucu.")
@click.option("--yukselt", is_flag=True, help="Yeni arşiv kurmaz; eski bir sürümle kurulmuş arşivin defterini yükseltir.")
@ortak(yazar=True)
def kur(dizin: Path, kurum: str, detsis: str, plan: str, arka_uc: str, yukselt: bool, deneme: bool) -> Cikis:
    """Boş bir klasörde yeni bir arşiv kurar ya da eski bir arşivin defterini yükseltir.

    Örnek: earsiv kur arsiv --kurum "Örnekova Belediyesi" --detsis 99900001
    """
    import os

    import earsiv
    from earsiv.errors import DepoHatasi

    aktor = shared("aktor") or os.environ.get("EARSIV_AKTOR") or "yerel"
    if yukselt:
        return _migrate(dizin, aktor, deneme=deneme)
    if deneme:
        if dizin.exists() and any(dizin.iterdir()):
            raise DepoHatasi("DEP-008", str(dizin))
    else:
        with earsiv.create(dizin, kurum=kurum, detsis=detsis, plan=plan, arka_uc=arka_uc, actor=aktor):
            pass
    emit(
        {"dizin": str(dizin), "kurum": kurum, "detsis": detsis, "plan": plan, "kuruldu": not deneme},
        lambda: [f"Arşiv {'kurulabilir' if deneme else 'kuruldu'}: {dizin}"],
    )
    return Cikis.TAMAM


def _migrate(dizin: Path, aktor: str, *, deneme: bool) -> Cikis:
    """Bring an older ledger up to date, or say whether that is needed."""
    import earsiv
    from earsiv.errors import DepoHatasi

    if deneme:
        try:
            with earsiv.open(dizin, aktor):
                gerekli = False
        except DepoHatasi as hata:
            if hata.kod != "DEP-004":
                raise
            gerekli = True
    else:
        gerekli = earsiv.migrate(dizin, aktor)
    soz = ("yükseltilebilir" if deneme else "yükseltildi") if gerekli else "zaten güncel"
    ipucu = ["Yeni yetkiler (dondur, plan, ust_yonetici) earsiv.toml içinde aktörlere verilir."] if gerekli else []
    emit({"dizin": str(dizin), "yukseltildi": gerekli and not deneme, "gerekli": gerekli}, lambda: [f"Defter {soz}: {dizin}", *ipucu])
    return Cikis.TAMAM
