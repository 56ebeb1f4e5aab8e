# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv eyp olustur``: a package from a description, signed here or step by step elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, Komut, ortak
from earsiv.cli._yaz import emit
from earsiv.cli.eyp._imza import dry, hand_over, sign_option, signer, target


@click.command(cls=Komut)
@click.argument("tanim", type=YOL, metavar="TANIM.json")
@click.option("--cikti", type=YOL, required=True, help="Yazılacak paket.")
@click.option("--surum", type=click.Choice(["2.0", "1.3"]), default="2.0", show_default=True, help="Paket sürümü.")
@sign_option("--parafla", "Paraf imzası atanın")
@sign_option("--imzala", "Yazıyı imzalayanın")
@sign_option("--muhurle", "Kurum mührünün")
@click.option("--taslak", type=YOL, help="İmza başka yerde atılacaksa: taslağı ve imzalanacak baytları buraya yazar.")
@ortak(yazar=True)
def olustur(
    tanim: Path,
    cikti: Path,
    surum: str,
    parafla: Path | None,
    imzala: Path | None,
    muhurle: Path | None,
    taslak: Path | None,
    deneme: bool,
) -> Cikis:
    """JSON tanımından paket yazar; geçersiz paket yazmaz, bütün bulguları söyler.

    Örnek: earsiv eyp olustur tanim.json --cikti giden.eyp --imzala kisi.p12 --muhurle kurum.p12
    """
    from earsiv import eyazisma
    from earsiv._clock import SystemClock

    saat = SystemClock()
    istek = eyazisma.load_description(tanim, saat)
    if not (deneme or imzala or taslak):
        mesaj = "--imzala ya da --taslak verin: imzasız paket yazılmaz."
        raise click.UsageError(mesaj)
    if imzala and surum == "2.0":
        eyazisma.require_final(istek.nihai, tanim.name)
    with target(cikti, deneme) as yol, eyazisma.create(yol, surum=surum, saat=saat) as icerik:
        adim: Any = eyazisma.fill(icerik, istek)
        if deneme:
            return dry(cikti)
        if parafla:
            adim = adim.initials().sign(signer(parafla, "PARAF"))
        adim = adim.digest()
        if imzala:
            adim = adim.sign(signer(imzala, "IMZA")).finalize(istek.nihai if surum == "2.0" else None)
        return finish(adim, cikti, muhurle if imzala else None, taslak, muhursuz=surum == "1.3")


def finish(adim: Any, cikti: Path, muhurle: Path | None, taslak: Path | None, *, muhursuz: bool = False) -> Cikis:
    """Seal and publish, or hand the draft over; a package of the first generation may stay without seal."""
    from earsiv import eyazisma

    if muhurle:
        adim.sign(signer(muhurle, "MUHUR"))
    elif taslak:
        veri = hand_over(adim, taslak)
        emit(veri, lambda: [f"taslak: {veri['taslak']}", f"imzalanacak ({veri['adim']}): {veri['imzalanacak']}"])
        return Cikis.TAMAM
    elif muhursuz:
        adim.publish_unsealed()
    else:
        mesaj = "--muhurle ya da --taslak verin: bu paket mühürsüz yazılmaz."
        raise click.UsageError(mesaj)
    rapor = eyazisma.judge(cikti)
    emit({"cikti": str(cikti), "gecerli": rapor.gecerli}, lambda: [f"{cikti}: yazıldı"])
    return Cikis.TAMAM
