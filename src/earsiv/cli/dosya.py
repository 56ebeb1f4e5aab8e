# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv dosya ac|cilt|kapat|koy|goster|liste|olay|uzat|kod|atif|konu|raf``."""

from __future__ import annotations

import datetime as dt

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import Grup, Tarih, archive, ortak
from earsiv.cli._yaz import emit, findings, table
from earsiv.cli.dosya_saklama import register


@click.group(cls=Grup)
def dosya() -> None:
    """Dosyalar: açma, kapatma, görme, saklamasını etkileyen olaylar."""


register(dosya)


@dosya.command()
@click.option("--kod", required=True, help="Dosya kodu.")
@click.option("--ad", default="", help="Dosyanın adı; verilmezse plandaki başlık.")
@click.option("--birim", default="", help="Üreten birim (DETSİS).")
@click.option("--acilis", type=Tarih(), help="Açılış tarihi; verilmezse bugün.")
@click.option("--vaka", is_flag=True, help="Vaka dosyası: tek işin dosyası, yılda bir kapanmaz.")
@click.option("--diger-kod", "digerleri", multiple=True, help="Başka bir kodu; en uzun süre geçerlidir.")
@click.option("--ilgili", "ilgililer", multiple=True, help="Dosyanın ilgilendirdiği kişi; birden çok verilebilir.")
@click.option("--esas", "esaslar", multiple=True, help="Dava ya da soruşturma esas numarası.")
@ortak(depo=True, yazar=True)
def ac(kod: str, ad: str, birim: str, acilis: dt.date | None, vaka: bool, deneme: bool, **adlar: tuple[str, ...]) -> Cikis:
    """Bir plan kodu altında dosya açar.

    Örnek: earsiv dosya ac --kod 105.04 --birim 99900011 --depo arsiv
    """
    ek = {"diger_kodlar": adlar["digerleri"], "ilgililer": adlar["ilgililer"], "esaslar": adlar["esaslar"], "vaka": vaka}
    with archive() as arsiv:
        acilan = arsiv.open_dosya(kod, ad, birim=birim, acilis=acilis, deneme=deneme, **ek)
        bulgular = arsiv.plan.check(kod, birim=acilan.birim)
    emit(
        {**acilan.as_dict(), "bulgular": [b.as_dict() for b in bulgular]},
        lambda: [f"Dosya {'açılabilir' if deneme else 'açıldı'}: {acilan.kimlik}  {acilan.kod} {acilan.ad}", *findings(bulgular)],
    )
    return Cikis.TAMAM


@dosya.command()
@click.argument("kimlik")
@click.option("--kapanis", type=Tarih(), help="Kapanış tarihi; verilmezse bugün.")
@ortak(depo=True, yazar=True)
def kapat(kimlik: str, kapanis: dt.date | None, deneme: bool) -> Cikis:
    """Dosyayı kapatır; saklama süresi izleyen yılın başında başlar.

    Örnek: earsiv dosya kapat KIMLIK --kapanis 2015-12-31 --depo arsiv
    """
    with archive() as arsiv:
        kapanan = arsiv.close_dosya(kimlik, kapanis, deneme=deneme)
    emit(kapanan.as_dict(), lambda: [f"Dosya {'kapatılabilir' if deneme else 'kapatıldı'}: {kapanan.kimlik}  {kapanan.kapanis}"])
    return Cikis.TAMAM


@dosya.command()
@click.argument("kimlik")
@ortak(depo=True)
def goster(kimlik: str) -> Cikis:
    """Dosyayı belgeleri ve saklama hesabıyla gösterir.

    Örnek: earsiv dosya goster KIMLIK --depo arsiv
    """
    with archive() as arsiv:
        kayit = arsiv.dosya(kimlik)
        belgeler = arsiv.belgeler(kimlik)
        hesap = arsiv.retention(kimlik)
        aciklama = arsiv.explain(kimlik)
    emit(
        {**kayit.as_dict(), "belgeler": [b.as_dict() for b in belgeler], "saklama": hesap.as_dict()},
        lambda: [
            f"{kayit.kod} {kayit.ad}  birim {kayit.birim}  {kayit.acilis} – {kayit.kapanis or 'açık'}",
            *table(("kimlik", "tarih", "sayı", "konu"), [(b.kimlik, b.tarih, b.sayi, b.konu) for b in belgeler]),
            str(aciklama),
        ],
    )
    return Cikis.TAMAM


@dosya.command()
@click.argument("belge")
@click.option("--dosya", "hedef", default="", help="Konacağı dosyanın kimliği.")
@click.option("--kod", default="", help="Dosya kodu; yılın konu dosyası bulunur ya da açılır.")
@ortak(depo=True, yazar=True)
def koy(belge: str, hedef: str, kod: str, deneme: bool) -> Cikis:
    """Tasnif bekleyen bir belgeyi dosyasına koyar.

    Örnek: earsiv dosya koy KIMLIK --kod 622.01 --depo arsiv
    """
    with archive() as arsiv:
        konan = arsiv.file(belge, dosya=hedef, kod=kod, deneme=deneme)
    emit(konan.as_dict(), lambda: [f"Belge dosyasına {'konabilir' if deneme else 'kondu'}: {konan.kimlik}  dosya {konan.dosya}"])
    return Cikis.TAMAM


@dosya.command()
@ortak(depo=True)
def liste() -> Cikis:
    """Dosyaları listeler.

    Örnek: earsiv dosya liste --depo arsiv
    """
    with archive() as arsiv:
        dosyalar = arsiv.dosyalar()
    emit(
        [d.as_dict() for d in dosyalar],
        lambda: table(
            ("kimlik", "kod", "ad", "birim", "açılış", "kapanış"), [(d.kimlik, d.kod, d.ad, d.birim, d.acilis, d.kapanis) for d in dosyalar]
        ),
    )
    return Cikis.TAMAM
