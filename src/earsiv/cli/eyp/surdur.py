# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv eyp surdur``: go on with a draft whose bytes were signed elsewhere (card, remote service, browser)."""

from __future__ import annotations

from pathlib import Path

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, Komut, ortak
from earsiv.cli._yaz import emit
from earsiv.cli.eyp._imza import dry, sign_option, target
from earsiv.cli.eyp.olustur import finish


@click.command(cls=Komut)
@click.argument("taslak_dosyasi", type=YOL, metavar="TASLAK")
@click.option("--imza", type=YOL, required=True, help="İmzalanacak baytların tümleşik CMS imzası.")
@click.option("--cikti", type=YOL, required=True, help="Yazılacak paket.")
@click.option(
    "--nihai", type=YOL, help="Sayı, tarih ve imzacıları veren JSON (belge_no, tarih, imzalar); ikinci nesilde imzadan sonra gerekir."
)
@sign_option("--muhurle", "Kurum mührünün")
@click.option("--taslak", type=YOL, help="Sıradaki imza da başka yerde atılacaksa yeni taslak.")
@ortak(yazar=True)
def surdur(
    taslak_dosyasi: Path, imza: Path, cikti: Path, nihai: Path | None, muhurle: Path | None, taslak: Path | None, deneme: bool
) -> Cikis:
    """Taslağa dışarıda atılmış imzayı koyar; paketi bitirir ya da sıradaki imza için yeni taslak yazar.

    Örnek: earsiv eyp surdur giden.taslak --imza imza.p7s --nihai tanim.json --muhurle kurum.p12 --cikti giden.eyp
    """
    from earsiv import eyazisma
    from earsiv.errors import GirdiHatasi, os_reason

    try:
        cms = imza.read_bytes()
    except OSError as hata:
        raise GirdiHatasi("KAB-001", str(imza), ayrinti=os_reason(hata)) from None
    with target(cikti, deneme) as yol, eyazisma.resume(taslak_dosyasi, yol) as adim:
        if not isinstance(adim, eyazisma.ParafAdimi | eyazisma.ImzaAdimi | eyazisma.MuhurAdimi):
            raise GirdiHatasi("EYP-097", str(taslak_dosyasi))
        nihai_veri = eyazisma.load_final(nihai) if nihai else None
        if isinstance(adim, eyazisma.ImzaAdimi) and (nihai_veri is None) is (adim.nesil == 2):
            mesaj = "--nihai ikinci nesilde, yazının imzasıyla birlikte verilir."
            raise click.UsageError(mesaj)
        if nihai_veri:
            eyazisma.require_final(nihai_veri, str(nihai))
        sonraki = adim.attach_signature(cms)
        if deneme:
            return dry(cikti)
        if isinstance(sonraki, eyazisma.UstveriAdimi):
            return finish(sonraki.digest(), cikti, None, taslak)
        if isinstance(sonraki, eyazisma.NihaiAdimi):
            return finish(sonraki.finalize(nihai_veri), cikti, muhurle, taslak, muhursuz=nihai_veri is None)
    emit({"cikti": str(cikti), "gecerli": eyazisma.judge(cikti).gecerli}, lambda: [f"{cikti}: yazıldı"])
    return Cikis.TAMAM
