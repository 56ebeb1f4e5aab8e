# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv eyp sifrele`` and ``coz``: wrap a letter for its recipients, open one with the institution's key."""

from __future__ import annotations

from pathlib import Path

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, Komut, ortak
from earsiv.cli._yaz import emit, findings
from earsiv.cli.eyp._imza import dry, password, target


@click.command(cls=Komut)
@click.argument("paket", type=YOL)
@click.option("--alici", "alicilar", type=YOL, multiple=True, required=True, help="Alıcının şifreleme sertifikası; yinelenebilir.")
@click.option("--cikti", type=YOL, required=True, help="Yazılacak .eyps dosyası.")
@click.option("--sarma", type=click.Choice(["oaep", "pkcs1"]), default="oaep", show_default=True, help="Anahtarın sarılışı.")
@ortak(yazar=True)
def sifrele(paket: Path, alicilar: tuple[Path, ...], cikti: Path, sarma: str, deneme: bool) -> Cikis:
    """Bitmiş bir paketi alıcıların sertifikalarıyla şifreler (.eyps).

    Örnek: earsiv eyp sifrele giden.eyp --alici kurum.cer --cikti giden.eyps
    """
    from earsiv import eyazisma

    with target(cikti, deneme) as yol:
        eyazisma.encrypt(paket, yol, [eyazisma.load_certificate(sertifika) for sertifika in alicilar], sarma=sarma)
    if deneme:
        return dry(cikti)
    emit({"cikti": str(cikti), "alici_sayisi": len(alicilar)}, lambda: [f"{cikti}: yazıldı ({len(alicilar)} alıcı)"])
    return Cikis.TAMAM


@click.command(cls=Komut)
@click.argument("paket", type=YOL)
@click.option("--anahtar", type=YOL, help="Kurumun şifreleme anahtarı: PKCS#12, ya da --sertifika ile PEM/DER.")
@click.option("--sertifika", type=YOL, help="Anahtarın sertifikası (PKCS#12 değilse).")
@click.option("--cikti", type=YOL, required=True, help="Yazılacak .eyp dosyası.")
@ortak(yazar=True)
def coz(paket: Path, anahtar: Path | None, sertifika: Path | None, cikti: Path, deneme: bool) -> Cikis:
    """Şifreli paketi açar; dışındaki özet ile içindekini karşılaştırır. Parola EARSIV_PAROLA ortam değişkeninde.

    Örnek: earsiv eyp coz gelen.eyps --anahtar kurum.p12 --cikti gelen.eyp
    """
    from earsiv import eyazisma

    kilit = eyazisma.load_key(anahtar, password("ANAHTAR"), sertifika) if anahtar else None
    with target(cikti, deneme) as yol:
        bulgular = eyazisma.decrypt(paket, yol, kilit)
    veri = {"cikti": str(cikti), "bulgular": [b.as_dict() for b in bulgular]} | ({"deneme": True} if deneme else {})
    emit(veri, lambda: [f"{cikti}: {'açılabilir' if deneme else 'yazıldı'}", *findings(bulgular)])
    return Cikis.BULGU if any(b.seviye == "hata" for b in bulgular) else Cikis.TAMAM
