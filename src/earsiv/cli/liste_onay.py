# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv liste gorus|olur|kanonik|imzala``: what comes after the decision.

The digest of the list is typed in from the paper and never filled in here: that is what ties the letter to the list.
"""

from __future__ import annotations

import datetime as dt
from itertools import chain
from pathlib import Path
from typing import Any, Final

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._liste_yaz import tell
from earsiv.cli._ortak import YOL, Komut, Tarih, archive, ortak
from earsiv.cli._secim import Ozet, Ret, read_bytes
from earsiv.cli._yaz import emit, say

_RET_YARDIM: Final = "Reddedilen satırlar ve gerekçesi: 12-15,20:Dava sürüyor. Birden çok verilebilir."


def _letter_options(islev: Any) -> Any:
    """Add what every letter about a list has: number, day, the digest it names, refused lines, its record here."""
    for secenek in (
        click.option("--belge", default="", help="Yazının bu arşivdeki belge kimliği."),
        click.option("--ret", "retler", type=Ret(), multiple=True, help=_RET_YARDIM),
        click.option("--ozet", required=True, type=Ozet(), help="Yazının gösterdiği liste özeti (SHA-256), yazıdan girilir."),
        click.option("--tarih", required=True, type=Tarih(), help="Yazının tarihi."),
        click.option("--sayi", required=True, help="Yazının sayısı."),
    ):
        islev = secenek(islev)
    return islev


def _trust_options(islev: Any) -> Any:
    for secenek in (
        click.option("--kanit", type=YOL, help="Getirilen kanıtların klasörü ya da kanıt deposu (ya da EARSIV_KANIT)."),
        click.option("--guven", type=YOL, help="İmza için kök sertifikaların klasörü (ya da EARSIV_GUVEN)."),
    ):
        islev = secenek(islev)
    return islev


@click.command(cls=Komut)
@click.argument("no")
@_letter_options
@click.option("--muafiyet", is_flag=True, help="Yazı bir uygun görüş değil, kurumun muafiyet yazısıdır.")
@ortak(depo=True, yazar=True)
def gorus(
    no: str, sayi: str, tarih: dt.date, ozet: str, retler: tuple[tuple[tuple[int, str], ...], ...], belge: str, muafiyet: bool, deneme: bool
) -> Cikis:
    """Devlet Arşivleri Başkanlığının uygun görüşünü yazıdan kaydeder; reddettiği satırlar saklanır.

    Örnek: earsiv liste gorus 2037/1 --sayi E-1 --tarih 01.05.2037 --ozet "SHA256" --ret "12:Dava sürüyor" --depo arsiv
    """
    ret = tuple(chain.from_iterable(retler))
    with archive() as arsiv:
        yol = arsiv.consent(no, sayi, tarih, ozet, ret, muafiyet=muafiyet, belge=belge, deneme=deneme)
    return tell(yol, f"{'Muafiyet' if muafiyet else 'Uygun görüş'} kaydedildi: {sayi}.", deneme=deneme, gorus=yol.gorus.as_dict())


@click.command(cls=Komut)
@click.argument("no")
@_letter_options
@click.option("--kisi", required=True, help="Oluru verenin kimliği; listeyi düzenleyen ya da oy veren olamaz.")
@click.option("--ad", required=True, help="Oluru verenin adı.")
@click.option("--unvan", default="", help="Oluru verenin unvanı.")
@click.option("--yetki-devri", default="", help="Olur yetki devriyle verildiyse devir yazısının sayısı.")
@click.option("--imza", "imza_yolu", type=YOL, help="Olurun kanonik liste üzerindeki elektronik imzası (CAdES).")
@_trust_options
@ortak(depo=True, yazar=True)
def olur(
    no: str,
    retler: tuple[tuple[tuple[int, str], ...], ...],
    imza_yolu: Path | None,
    guven: Path | None,
    kanit: Path | None,
    deneme: bool,
    **yazi: Any,
) -> Cikis:
    """Üst yöneticinin olurunu kaydeder; buradan sonra liste kesindir.

    Örnek: earsiv liste olur 2037/1 --sayi E-2 --tarih 09.05.2037 --ozet "SHA256" --kisi ust-1 --ad "Ad Soyad" --depo arsiv
    """
    imza = read_bytes(imza_yolu) if imza_yolu else None
    with archive(guven, kanit) as arsiv:
        sayi, tarih, ozet = (yazi.pop(ad) for ad in ("sayi", "tarih", "ozet"))
        yol = arsiv.approve(no, sayi, tarih, ozet, ret=tuple(chain.from_iterable(retler)), imza=imza, deneme=deneme, **yazi)
    uyari = yol.gecmis[-1].gerekce
    if uyari:
        say(f"  ! {uyari} İmha günü de engelliyse kalırlar: earsiv liste goster {no} --engeller")
    imzalar = [i.as_dict() for i in yol.imzalar]
    return tell(yol, f"Olur kaydedildi: {sayi}.", deneme=deneme, olur=yol.olur.as_dict(), imzalar=imzalar, uyari=uyari)


@click.command(cls=Komut)
@click.argument("no")
@click.option("--cikti", required=True, type=YOL, help="Yazılacak dosya; varsa üstüne yazılmaz.")
@ortak(depo=True, yazar=True)
def kanonik(no: str, cikti: Path, deneme: bool) -> Cikis:
    """Listenin imzalanacak baytlarını yazar; listenin özeti bu dosyanın SHA-256 değeridir.

    Örnek: earsiv liste kanonik 2037/1 --cikti liste.json --depo arsiv
    """
    from earsiv.opc import whole_file

    with archive() as arsiv:
        veri, ozet = arsiv.canonical_list(no), arsiv.liste(no).ozet
    if not deneme:
        with whole_file(cikti) as akis:
            akis.write(veri)
    emit(
        {"liste": no, "cikti": str(cikti), "boyut": len(veri), "sha256": ozet, "deneme": deneme},
        lambda: [f"{cikti}  {len(veri)} bayt  SHA-256 {ozet}{' (yazılmadı)' if deneme else ''}"],
    )
    return Cikis.TAMAM


@click.command(cls=Komut)
@click.argument("no")
@click.argument("imza_yolu", metavar="İMZA", type=YOL)
@click.option("--kisi", required=True, help="İmzalayan üyenin kimliği; sertifika onun adına olmalıdır.")
@_trust_options
@ortak(depo=True, yazar=True)
def imzala(no: str, imza_yolu: Path, kisi: str, guven: Path | None, kanit: Path | None, deneme: bool) -> Cikis:
    """Bir üyenin kanonik liste üzerindeki elektronik imzasını (CAdES) doğrular ve kararla birlikte saklar.

    Örnek: earsiv liste imzala 2037/1 imza.p7s --kisi sicil-1 --guven kokler/ --depo arsiv
    """
    veri = read_bytes(imza_yolu)
    with archive(guven, kanit) as arsiv:
        kabul = arsiv.sign_list(no, veri, kisi, deneme=deneme)
    ek = " (deneme, yazılmadı)" if deneme else ""
    emit(
        {"liste": no, **kabul.as_dict(), "deneme": deneme},
        lambda: [f"İmza kabul edildi: {kabul.ad}  {kabul.durum} {kabul.alt_durum}".rstrip() + ek],
    )
    return Cikis.TAMAM


KOMUTLAR: Final = (gorus, olur, kanonik, imzala)
"""What ``earsiv liste`` takes from here."""
