# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv eyp sifrele`` and ``coz``: wrap a letter for its recipients, open one with the institution's key."""

from __future__ import annotations

from pathlib import Path

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, Komut, ortak
from earsiv.cli._yaz import emit, findings
from earsiv.cli.eyp._imza import password


@click.command(cls=Komut)
@click.argument("paket", type=YOL)
@click.option("--alici", "alicilar", type=YOL, multiple=True, required=True, help="Alıcının şifreleme sertifikası; yinelenebilir.")
@click.option("--cikti", type=YOL, required=True, help="Yazılacak .eyps dosyası.")
@click.option("--sarma", type=click.Choice(["oaep", "pkcs1"]), default="oaep", show_default=True, help="Anahtarın sarılışı.")
@ortak()
def sifrele(paket: Path, alicilar: tuple[Path, ...], cikti: Path, sarma: str) -> Cikis:
    """Bitmiş bir paketi alıcıların sertifikalarıyla şifreler (.eyps).

    Örnek: earsiv eyp sifrele giden.eyp --alici kurum.cer --cikti giden.eyps
    """
    from earsiv import eyazisma

    eyazisma.encrypt(paket, cikti, [eyazisma.load_certificate(yol) for yol in alicilar], sarma=sarma)
    emit({"cikti": str(cikti), "alici_sayisi": len(alicilar)}, lambda: [f"{cikti}: yazıldı ({len(alicilar)} alıcı)"])
    return Cikis.TAMAM


@click.command(cls=Komut)
@click.argument("paket", type=YOL)
@click.option("--anahtar", type=YOL, help="Kurumun şifreleme anahtarı: PKCS#12, ya da --sertifika ile PEM/DER.")
@click.option("--sertifika", type=YOL, help="Anahtarın sertifikası (PKCS#12 değilse).")
@click.option("--cikti", type=YOL, required=True, help="Yazılacak .eyp dosyası.")
@ortak()
def coz(paket: Path, anahtar: Path | None, sertifika: Path | None, cikti: Path) -> Cikis:
    """Şifreli paketi açar; dışındaki özet ile içindekini karşılaştırır. Parola EARSIV_PAROLA ortam değişkeninde.

    Örnek: earsiv eyp coz gelen.eyps --anahtar kurum.p12 --cikti gelen.eyp
    """
    from earsiv import eyazisma

    kilit = eyazisma.load_key(anahtar, password("ANAHTAR"), sertifika) if anahtar else None
    bulgular = eyazisma.decrypt(paket, cikti, kilit)
    veri = {"cikti": str(cikti), "bulgular": [b.as_dict() for b in bulgular]}
    emit(veri, lambda: [f"{cikti}: yazıldı", *findings(bulgular)])
    return Cikis.BULGU if any(b.seviye == "hata" for b in bulgular) else Cikis.TAMAM
