# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv dondur koy|kaldir|liste``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, Grup, Tarih, archive, ortak, scope_options
from earsiv.cli._yaz import emit, table
from earsiv.errors import GirdiHatasi, os_reason
from earsiv.saklama import DONDURULABILIR, ImhaEngeli, Kapsam, KapsamTuru

_TURLER: Final = (
    ("--belge", KapsamTuru.BELGE, "Belge kimliği; durduğu ve atıf yapılan dosyalar donar."),
    ("--dosya", KapsamTuru.DOSYA, "Dosya kimliği; ciltleriyle."),
    ("--birim", KapsamTuru.BIRIM, "Birimin bütün dosyaları (DETSİS)."),
    ("--kisi", KapsamTuru.KISI, "Kişinin geçtiği dosyalar."),
    ("--esas", KapsamTuru.ESAS, "Esas numarasının geçtiği dosyalar."),
    ("--kod", KapsamTuru.KOD, "Bu dosya kodu ve altındaki dosyalar."),
    ("--sorgu", KapsamTuru.SORGU, "Aramanın bulduğu belgelerin dosyaları; her hesapta yeniden aranır."),
)


@click.group(cls=Grup)
def dondur() -> None:
    """Dondurmalar: dava, denetim gibi nedenlerle tasfiyeyi durdurma."""


@dondur.command()
@click.option(
    "--tur",
    required=True,
    type=click.Choice([str(e) for e in ImhaEngeli if e in DONDURULABILIR]),
    help="Engel: E3 güncel iş, E4 dava, E5 denetim, E6 bilgi edinme, E7 kişisel veri talebi, E9 müsadere, E10 imza, E11 kâğıt asıl.",
)
@click.option("--gerekce", required=True, help="Neden; engel nerede görünürse orada yazılır.")
@click.option("--dayanak", default="", help="İsteyen yazı: mahkeme, denetim.")
@scope_options(_TURLER)
@click.option("--tablo", type=YOL, help="tur ve deger sütunlu CSV: topluca dondurma.")
@ortak(depo=True, yazar=True)
def koy(tur: str, gerekce: str, dayanak: str, tablo: Path | None, deneme: bool, **kapsam: tuple[str, ...]) -> Cikis:
    """Dondurma koyar; gösterilen şey hangi durumda olursa olsun, henüz yoksa bile.

    Örnek: earsiv dondur koy --tur E4 --gerekce "Tazminat davası" --esas 2026/14 --depo arsiv
    """
    from earsiv._arsiv_dondurma import targets_from_rows

    kapsamlar = [Kapsam(tur_, deger) for _, tur_, _ in _TURLER for deger in kapsam[str(tur_)]]
    if tablo:
        kapsamlar += targets_from_rows(_lines_of(tablo))
    with archive() as arsiv:
        yeni = arsiv.hold(tur, kapsamlar, gerekce, dayanak, deneme=deneme)
        sayi = None if deneme else arsiv.hold_report(yeni.no)[0]["dosya_sayisi"]

    def metin() -> Iterator[str]:
        yield f"Dondurma {'konabilir' if deneme else 'kondu'}: {yeni.no}  {yeni.tur}  {len(yeni.kapsamlar)} kapsam"
        if sayi is not None:
            yield f"Şu anda {sayi} dosyayı tutuyor." if sayi else "Şu anda hiçbir dosyayı tutmuyor: gösterilenlerin yazılışını denetleyin."

    emit({**yeni.as_dict(), "dosya_sayisi": sayi}, metin)
    return Cikis.TAMAM


def _lines_of(yol: Path) -> list[str]:
    try:
        return yol.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise GirdiHatasi("KAB-001", str(yol), ayrinti="UTF-8 metin değil") from None
    except OSError as hata:
        raise GirdiHatasi("KAB-001", str(yol), ayrinti=os_reason(hata)) from None


@dondur.command()
@click.argument("no")
@click.option("--gerekce", required=True, help="Neden kaldırıldığı.")
@ortak(depo=True, yazar=True)
def kaldir(no: str, gerekce: str, deneme: bool) -> Cikis:
    """Dondurmayı kaldırır; yalnız koyan ya da üst yönetici kaldırabilir.

    Örnek: earsiv dondur kaldir D-2026/3 --gerekce "Dava kesinleşti" --depo arsiv
    """
    with archive() as arsiv:
        kapali = arsiv.release(no, gerekce, deneme=deneme)
    emit(kapali.as_dict(), lambda: [f"Dondurma {'kaldırılabilir' if deneme else 'kaldırıldı'}: {kapali.no}"])
    return Cikis.TAMAM


@dondur.command()
@click.argument("no", required=False)
@click.option("--acik", is_flag=True, help="Yalnız bağlayanlar.")
@click.option("--an", type=Tarih(), help="Bu gün bağlayanlara göre; verilmezse bugün.")
@ortak(depo=True)
def liste(no: str | None, acik: bool, an: dt.date | None) -> Cikis:
    """Dondurmaları, neyi tuttukları ve kaç dosyayı kapsadıklarıyla listeler.

    Örnek: earsiv dondur liste --acik --depo arsiv
    """
    with archive() as arsiv:
        kayitlar = [k for k in arsiv.hold_report(no, an) if k["acik"] or not acik]

    def metin() -> Iterator[str]:
        alanlar = ("no", "tur", "acan", "acilis", "kapanis", "dosya_sayisi", "listedeki_sayisi", "gerekce")
        basliklar = ("no", "engel", "koyan", "konduğu gün", "kalktığı gün", "dosya", "listede", "gerekçe")
        yield from table(basliklar, [[k[ad] for ad in alanlar] for k in kayitlar])
        for kayit in kayitlar if no else ():
            yield from (f"  {k['tur']}: {k['deger']}" for k in kayit["kapsamlar"])
            yield from (f"  → {kimlik}" for kimlik in kayit["dosyalar"])

    emit(kayitlar, metin)
    return Cikis.TAMAM
