# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv dosya olay|uzat|kod|atif|konu|raf|cilt``: what happens to a file and bears on its retention."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import Grup, Komut, Tarih, archive, ortak
from earsiv.cli._yaz import emit
from earsiv.model import Dosya, OlayTuru

_TURLER = [str(t) for t in OlayTuru]


def _tell(dosya: Dosya, ne: str, *, deneme: bool) -> Cikis:
    emit(dosya.as_dict(), lambda: [f"{ne}: {dosya.kimlik}  {dosya.kod} {dosya.ad}{' (yazılmadı)' if deneme else ''}"])
    return Cikis.TAMAM


@click.command(cls=Komut)
@click.argument("kimlik")
@click.option("--tur", type=click.Choice(_TURLER), help="Olayın türü; --tarih ile.")
@click.option("--tarih", type=Tarih(), help="Olayın günü.")
@click.option("--aciklama", default="", help="Olay hakkında not; süreyi öne alan bir değişikliğin gerekçesi.")
@click.option("--baslatan", type=click.Choice(_TURLER), help="Süreyi bundan böyle bu olay başlatır.")
@ortak(depo=True, yazar=True)
def olay(kimlik: str, tur: str | None, tarih: dt.date | None, aciklama: str, baslatan: str | None, deneme: bool) -> Cikis:
    """Dosyanın başından geçen bir olayı yazar ya da süreyi hangi olayın başlatacağını belirler.

    Örnek: earsiv dosya olay KIMLIK --tur DAVA_KESIN --tarih 2026-05-01 --depo arsiv
    """
    if (tur is None) != (tarih is None) or (tur is None and baslatan is None):
        mesaj = "--tur ile --tarih birlikte, ya da --baslatan verilir."
        raise click.UsageError(mesaj)
    with archive() as arsiv:
        if baslatan:
            dosya = arsiv.set_start(kimlik, baslatan, aciklama, deneme=deneme)
        if tur:
            dosya = arsiv.add_event(kimlik, tur, tarih, aciklama, deneme=deneme)
    return _tell(dosya, "Olay yazıldı" if tur else "Başlatan olay belirlendi", deneme=deneme)


@click.command(cls=Komut)
@click.argument("kimlik")
@click.option("--yil", default=0, type=click.IntRange(0, 100), help="Süreye eklenen yıl.")
@click.option("--bitis", type=Tarih(), help="Sürenin önce bitmeyeceği gün.")
@click.option("--gerekce", required=True, help="Neden uzatıldığı.")
@click.option("--karar", default="", help="Kararın ya da yazının numarası.")
@ortak(depo=True, yazar=True)
def uzat(kimlik: str, yil: int, bitis: dt.date | None, gerekce: str, karar: str, deneme: bool) -> Cikis:
    """Dosyanın saklama süresini gerekçesiyle uzatır.

    Örnek: earsiv dosya uzat KIMLIK --yil 5 --gerekce "Benzer davalar sürüyor" --depo arsiv
    """
    with archive() as arsiv:
        dosya = arsiv.extend(kimlik, gerekce=gerekce, yil=yil, bitis=bitis, karar=karar, deneme=deneme)
    return _tell(dosya, "Uzatıldı", deneme=deneme)


@click.command(cls=Komut)
@click.argument("kimlik")
@click.option("--ekle", help="Dosyaya bir kod daha verir; en uzun süre geçerlidir.")
@click.option("--degistir", help="Dosyayı bugünkü planın bu koduna geçirir; --gerekce ile.")
@click.option("--gerekce", default="", help="Neden değiştiği.")
@click.option("--karar", default="", help="Eski sürenin artık bağlamadığı karar; verilmezse uzun olan bağlar.")
@ortak(depo=True, yazar=True)
def kod(kimlik: str, ekle: str | None, degistir: str | None, gerekce: str, karar: str, deneme: bool) -> Cikis:
    """Dosyaya kod ekler ya da dosyanın kodunu iz bırakarak değiştirir.

    Örnek: earsiv dosya kod KIMLIK --degistir 165.05 --gerekce "Yanlış tasnif" --depo arsiv
    """
    if (ekle is None) == (degistir is None):
        mesaj = "--ekle ya da --degistir verilir."
        raise click.UsageError(mesaj)
    with archive() as arsiv:
        dosya = arsiv.add_code(kimlik, ekle, deneme=deneme) if ekle else arsiv.reclassify(kimlik, degistir, gerekce, karar, deneme=deneme)
    return _tell(dosya, "Kod eklendi" if ekle else "Kod değişti", deneme=deneme)


@click.command(cls=Komut)
@click.argument("belge")
@click.argument("dosya", required=False)
@click.option("--kaldir", is_flag=True, help="Atfı kaldırır.")
@ortak(depo=True, yazar=True)
def atif(belge: str, dosya: str | None, kaldir: bool, deneme: bool) -> Cikis:
    """Belgeye başka bir dosyadan atıf yapar, atfı kaldırır ya da dosya verilmezse atıfları gösterir.

    Örnek: earsiv dosya atif BELGE-KIMLIK DOSYA-KIMLIK --depo arsiv
    """
    with archive() as arsiv:
        if dosya is None:
            kalan = arsiv.references(belge)
        else:
            kalan = arsiv.unrefer(belge, dosya, deneme=deneme) if kaldir else arsiv.refer(belge, dosya, deneme=deneme)
    emit({"belge": belge, "dosyalar": kalan}, lambda: [f"{belge}: {len(kalan)} dosyadan atıf", *(f"  {d}" for d in kalan)])
    return Cikis.TAMAM


@click.command(cls=Komut)
@click.argument("kimlik")
@click.option("--ilgili", "ilgililer", multiple=True, help="Dosyanın ilgilendirdiği kişi; verilenler eskilerin yerine geçer.")
@click.option("--esas", "esaslar", multiple=True, help="Dava ya da soruşturma esas numarası; verilenler eskilerin yerine geçer.")
@ortak(depo=True, yazar=True)
def konu(kimlik: str, ilgililer: tuple[str, ...], esaslar: tuple[str, ...], deneme: bool) -> Cikis:
    """Dosyanın kimi ve hangi esas numarasını ilgilendirdiğini yazar; dondurmalar bunlarla bulur.

    Örnek: earsiv dosya konu KIMLIK --esas 2026/14 --depo arsiv
    """
    with archive() as arsiv:
        dosya = arsiv.set_subjects(kimlik, ilgililer=ilgililer or None, esaslar=esaslar or None, deneme=deneme)
    return _tell(dosya, "Konusu yazıldı", deneme=deneme)


@click.command(cls=Komut)
@click.argument("kimlik")
@click.argument("uzunluk_mm", type=click.IntRange(0, 1_000_000), metavar="MİLİMETRE")
@ortak(depo=True, yazar=True)
def raf(kimlik: str, uzunluk_mm: int, deneme: bool) -> Cikis:
    """Dosyanın raftaki uzunluğunu yazar; tahmin rafı bununla sayar.

    Örnek: earsiv dosya raf KIMLIK 80 --depo arsiv
    """
    with archive() as arsiv:
        dosya = arsiv.set_shelf(kimlik, uzunluk_mm, deneme=deneme)
    return _tell(dosya, f"Raf uzunluğu {uzunluk_mm} mm", deneme=deneme)


@click.command(cls=Komut)
@click.argument("kimlik")
@click.option("--acilis", type=Tarih(), help="Açılış tarihi; verilmezse bugün.")
@ortak(depo=True, yazar=True)
def cilt(kimlik: str, acilis: dt.date | None, deneme: bool) -> Cikis:
    """Dosyanın yeni bir cildini açar; ciltlerin süresi en uzun olanınkidir.

    Örnek: earsiv dosya cilt KIMLIK --depo arsiv
    """
    with archive() as arsiv:
        dosya = arsiv.open_volume(kimlik, acilis, deneme=deneme)
    return _tell(dosya, "Cilt açıldı", deneme=deneme)


KOMUTLAR: tuple[Any, ...] = (olay, uzat, kod, atif, konu, raf, cilt)


def register(grup: Grup) -> None:
    """Add these commands to the group of files."""
    for komut in KOMUTLAR:
        grup.add_command(komut)
