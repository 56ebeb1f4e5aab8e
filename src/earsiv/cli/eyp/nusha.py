# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv eyp nusha``: the copy of one recipient."""

from __future__ import annotations

from pathlib import Path

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, Komut, ortak
from earsiv.cli._yaz import emit
from earsiv.cli.eyp._imza import target


@click.command(cls=Komut)
@click.argument("paket", type=YOL)
@click.option("--cikti", type=YOL, required=True, help="Yazılacak paket.")
@click.option("--alici", help="Alıcı (KKK, T.C. kimlik no veya kimlik): ona konulmayacak ekler çıkarılır.")
@click.option("--parafsiz", is_flag=True, help="Paraf imzasını çıkarır.")
@ortak(yazar=True)
def nusha(paket: Path, cikti: Path, alici: str | None, parafsiz: bool, deneme: bool) -> Cikis:
    """Bitmiş bir paketin alıcı nüshasını yazar; kalan her parça baytı baytına aynıdır.

    Örnek: earsiv eyp nusha giden.eyp --alici 99900002 --parafsiz --cikti nusha.eyp
    """
    from earsiv import eyazisma

    with target(cikti, deneme) as yol:
        cikan = eyazisma.copy_for(paket, yol, alici=alici, parafsiz=parafsiz)
    veri = {"cikti": str(cikti), "cikarilan": list(cikan)} | ({"deneme": True} if deneme else {})
    emit(veri, lambda: [f"{cikti}: {'yazılabilir' if deneme else 'yazıldı'}", *(f"  çıkarıldı: {ad}" for ad in cikan)])
    return Cikis.TAMAM
