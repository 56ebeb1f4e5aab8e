# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv eyp goster``: what a package says, in the words of a clerk, as JSON, or as one HTML page."""

from __future__ import annotations

from pathlib import Path

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, Komut, ortak
from earsiv.cli._yaz import emit, findings


@click.command(cls=Komut)
@click.argument("paket", type=YOL)
@click.option("--html", type=YOL, help="Paketi, kararı ve üst yazıyı tek bir HTML sayfasına yazar.")
@click.option("--guven", type=YOL, help="Kök sertifikaların klasörü (yalnız --html ile).")
@click.option("--alici", help="Bu nüshanın alıcısı (yalnız --html ile).")
@ortak()
def goster(paket: Path, html: Path | None, guven: Path | None, alici: str | None) -> Cikis:
    """Paketin üstverisini, dağıtımını, eklerini ve imzacılarını gösterir.

    Örnek: earsiv eyp goster gelen.eyp --html gelen.html
    """
    from earsiv import eyazisma
    from earsiv.imza import GuvenDeposu

    if html:
        sonuc = eyazisma.write_html(paket, html, guven=GuvenDeposu.load(guven) if guven else None, alici=alici)
        emit({"dosya": str(paket), "html": str(html), "gecerli": sonuc.gecerli}, lambda: [str(html)])
        return Cikis.TAMAM
    with eyazisma.read(paket) as acik:
        veri = eyazisma.describe(acik)
        bulgular = list(acik.bulgular)
    emit(veri, lambda: [*eyazisma.plain_lines(veri), *findings(bulgular)])
    return Cikis.TAMAM
