# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv eyp guncelle``: an update package (.eypg) around an untouched original."""

from __future__ import annotations

from pathlib import Path

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, Komut, ortak
from earsiv.cli.eyp._imza import dry, sign_option, target
from earsiv.cli.eyp.olustur import finish


@click.command(cls=Komut)
@click.argument("paket", type=YOL)
@click.option("--tanim", type=YOL, required=True, help="Güncellemeyi anlatan JSON (guncellemeler, olusturan, konu).")
@click.option("--cikti", type=YOL, required=True, help="Yazılacak .eypg dosyası.")
@sign_option("--muhurle", "Kurum mührünün")
@click.option("--taslak", type=YOL, help="Mühür başka yerde basılacaksa: taslağı ve mühürlenecek baytları buraya yazar.")
@ortak(yazar=True)
def guncelle(paket: Path, tanim: Path, cikti: Path, muhurle: Path | None, taslak: Path | None, deneme: bool) -> Cikis:
    """Gizlilik derecesi değişikliğini, aslına dokunmadan bir güncelleme paketine yazar.

    Örnek: earsiv eyp guncelle gelen.eyp --tanim karar.json --muhurle kurum.p12 --cikti gelen.eypg
    """
    from earsiv import eyazisma
    from earsiv._clock import SystemClock, uuid7

    saat = SystemClock()
    guncellemeler, olusturan, konu, kimlik = eyazisma.load_changes(tanim)
    belge_id = kimlik or uuid7(saat).upper()  # ASCII: a GUID
    with (
        target(cikti, deneme) as yol,
        eyazisma.create_update(yol, paket, guncellemeler, belge_id=belge_id, olusturan=olusturan, konu=konu, saat=saat) as adim,
    ):
        return dry(cikti) if deneme else finish(adim, cikti, muhurle, taslak)
