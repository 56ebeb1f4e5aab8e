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
@ortak(yazar=True)
def kur(dizin: Path, kurum: str, detsis: str, plan: str, arka_uc: str, deneme: bool) -> Cikis:
    """Boş bir klasörde yeni bir arşiv kurar.

    Örnek: earsiv kur arsiv --kurum "Örnekova Belediyesi" --detsis 99900001
    """
    import os

    import earsiv
    from earsiv.errors import DepoHatasi

    aktor = shared("aktor") or os.environ.get("EARSIV_AKTOR") or "yerel"
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
