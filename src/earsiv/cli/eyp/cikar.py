# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv eyp cikar``: the parts of a package as files."""

from __future__ import annotations

from pathlib import Path

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, Komut, ortak
from earsiv.cli._yaz import emit


@click.command(cls=Komut)
@click.argument("paket", type=YOL)
@click.option("--hedef", required=True, type=YOL, help="Hedef klasör.")
@ortak(yazar=True)
def cikar(paket: Path, hedef: Path, deneme: bool) -> Cikis:
    """Paketin parçalarını güvenli adlarla bir klasöre çıkarır; hangi parçanın nereye yazıldığını söyler.

    Örnek: earsiv eyp cikar gelen.eyp --hedef cikti/
    """
    from earsiv import eyazisma

    with eyazisma.read(paket) as acik:
        cikanlar = eyazisma.extract(acik, hedef, deneme=deneme)
    emit({"dosya": str(paket), "hedef": str(hedef), "parcalar": cikanlar}, lambda: [f"{c['parca']}  →  {c['yol']}" for c in cikanlar])
    return Cikis.TAMAM
