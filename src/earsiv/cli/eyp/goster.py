# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv eyp goster``: what a package says, in the words of a clerk, as JSON, or as one HTML page."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._dayanak import evidence_options, grounds
from earsiv.cli._ortak import YOL, Komut, ortak
from earsiv.cli._yaz import emit, findings


@click.command(cls=Komut)
@click.argument("paket", type=YOL)
@click.option("--html", type=YOL, help="Paketi, kararı ve üst yazıyı tek bir HTML sayfasına yazar.")
@evidence_options
@click.option("--alici", help="Bu nüshanın alıcısı (yalnız --html ile).")
@ortak()
def goster(
    paket: Path,
    html: Path | None,
    guven: Path | None,
    kanit: Path | None,
    politika: Path | None,
    an: dt.datetime | None,
    alici: str | None,
) -> Cikis:
    """Paketin üstverisini, dağıtımını, eklerini ve imzacılarını gösterir; kökler, kanıt, an ve politika yalnız --html ile anlamlıdır.

    Örnek: earsiv eyp goster gelen.eyp --html gelen.html
    """
    from earsiv import eyazisma

    if html:
        sonuc = eyazisma.write_html(paket, html, alici=alici, **grounds(guven, kanit, politika, an))
        emit({"dosya": str(paket), "html": str(html), "gecerli": sonuc.gecerli}, lambda: [str(html)])
        return Cikis.TAMAM
    with eyazisma.read(paket) as acik:
        veri = eyazisma.describe(acik)
        bulgular = list(acik.bulgular)
    emit(veri, lambda: [*eyazisma.plain_lines(veri), *findings(bulgular)])
    return Cikis.TAMAM
