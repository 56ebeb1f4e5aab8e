# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv komisyon kur|goster|koltuk|vekil|bitir``: who sits on the commission, by which document, from when to when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, Grup, Tarih, archive, ortak
from earsiv.cli._tanim import entries, read_definition
from earsiv.cli._yaz import emit, table
from earsiv.errors import GirdiHatasi
from earsiv.model import Koltuk, Komisyon, Vekalet
from earsiv.rapor.sozler import KOLTUKLAR, day

_TANIM: Final = {"olur_sayi": True, "olur_tarihi": True, "koltuklar": True, "arsiv_birimi": False, "vekaletler": False}


@click.group(cls=Grup)
def komisyon() -> None:
    """Ayıklama ve imha komisyonu: görevlendirme, koltuklar, vekiller."""


@komisyon.command()
@click.argument("tanim", type=YOL)
@ortak(depo=True, yazar=True)
def kur(tanim: Path, deneme: bool) -> Cikis:
    """Olurla görevlendirilen komisyonu TOML ya da JSON dosyasından yazar.

    Alanlar: olur_sayi, olur_tarihi, arsiv_birimi, koltuklar (kod, tur, kisi, ad, unvan, birim, bas, bit dizisi),
    vekaletler (koltuk, kisi, ad, unvan, birim, bas, bit, belge, koltuk_birimi dizisi).
    Koltuk türleri: BASKAN, ARSIV, BIRIM, DOGAL.

    Örnek: earsiv komisyon kur komisyon.toml --depo arsiv
    """
    veri = read_definition(tanim, _TANIM)
    for ad in ("olur_sayi", "arsiv_birimi"):
        if not isinstance(veri.get(ad, ""), str):
            raise GirdiHatasi("IMH-091", str(tanim), ayrinti=f"{ad} bir metin değil")
    koltuklar = entries(Koltuk, veri["koltuklar"], f"{tanim} · koltuklar", unvan="")
    vekaletler = entries(Vekalet, veri.get("vekaletler", []), f"{tanim} · vekaletler", unvan="")
    with archive() as arsiv:
        yeni = arsiv.appoint(
            koltuklar,
            veri["olur_sayi"],
            veri["olur_tarihi"],
            vekaletler=vekaletler,
            arsiv_birimi=veri.get("arsiv_birimi", ""),
            deneme=deneme,
        )
    return _tell(yeni, "kuruldu", deneme=deneme)


@komisyon.command()
@click.argument("no", required=False)
@ortak(depo=True)
def goster(no: str | None) -> Cikis:
    """Bir komisyonu koltukları ve vekilleriyle, numara verilmezse bütün komisyonları gösterir.

    Örnek: earsiv komisyon goster K-2037/1 --depo arsiv
    """
    with archive() as arsiv:
        if no is not None:
            tek = arsiv.komisyon(no)
            emit(tek.as_dict(), lambda: _lines(tek))
            return Cikis.TAMAM
        hepsi = arsiv.komisyonlar()
    satirlar = [(k.no, k.olur_sayi, day(k.olur_tarihi), len(k.koltuklar), len(k.vekaletler)) for k in hepsi]
    emit([k.as_dict() for k in hepsi], lambda: table(("no", "olur", "olur günü", "koltuk", "vekâlet"), satirlar))
    return Cikis.TAMAM


@komisyon.command()
@click.argument("no")
@click.argument("tanim", type=YOL)
@ortak(depo=True, yazar=True)
def koltuk(no: str, tanim: Path, deneme: bool) -> Cikis:
    """Komisyona koltuk ekler (incelenecek başka bir birimin üyeleri gibi). Dosyada “koltuklar” dizisi bulunur.

    Örnek: earsiv komisyon koltuk K-2037/1 birim-uyeleri.toml --depo arsiv
    """
    veri = read_definition(tanim, {"koltuklar": True})
    yeniler = entries(Koltuk, veri["koltuklar"], f"{tanim} · koltuklar", unvan="")
    with archive() as arsiv:
        yeni = arsiv.add_seats(no, yeniler, deneme=deneme)
    return _tell(yeni, "değişti", deneme=deneme)


@komisyon.command()
@click.argument("no")
@click.option("--koltuk", required=True, help="Koltuğun kodu.")
@click.option("--kisi", required=True, help="Vekilin kimliği.")
@click.option("--ad", required=True, help="Vekilin adı.")
@click.option("--unvan", default="", help="Vekilin unvanı.")
@click.option("--birim", required=True, help="Vekilin birimi (DETSİS).")
@click.option("--bas", required=True, type=Tarih(), help="Vekâletin ilk günü.")
@click.option("--bit", required=True, type=Tarih(), help="Vekâletin son günü.")
@click.option("--belge", required=True, help="Vekâlet yazısının sayısı.")
@click.option("--koltuk-birimi", default="", help="Aynı kodlu birim koltuklarını ayırır (DETSİS).")
@ortak(depo=True, yazar=True)
def vekil(no: str, deneme: bool, **alanlar: Any) -> Cikis:
    """Bir koltuğa, günleri belli bir vekil yazar.

    Örnek: earsiv komisyon vekil K-2037/1 --koltuk A1 --kisi s-9 --ad "Ad" --birim 99900001 --bas 01.03.2037 --bit 31.03.2037 --belge E-7
    """
    with archive() as arsiv:
        yeni = arsiv.add_deputy(no, Vekalet(**alanlar), deneme=deneme)
    return _tell(yeni, "değişti", deneme=deneme)


@komisyon.command()
@click.argument("no")
@click.option("--koltuk", required=True, help="Koltuğun kodu.")
@click.option("--bit", required=True, type=Tarih(), help="Görevin son günü.")
@click.option("--birim", default="", help="Aynı kodlu birim koltuklarını ayırır (DETSİS).")
@ortak(depo=True, yazar=True)
def bitir(no: str, koltuk: str, bit: dt.date, birim: str, deneme: bool) -> Cikis:
    """Bir koltukta oturanın görevini bitirir.

    Örnek: earsiv komisyon bitir K-2037/1 --koltuk A1 --bit 31.12.2037 --depo arsiv
    """
    with archive() as arsiv:
        yeni = arsiv.end_seat(no, koltuk, bit, birim=birim, deneme=deneme)
    return _tell(yeni, "değişti", deneme=deneme)


def _tell(yeni: Komisyon, ne: str, *, deneme: bool) -> Cikis:
    def metin() -> Iterator[str]:
        yield f"Komisyon {yeni.no} {ne}{' (deneme, yazılmadı)' if deneme else ''}."
        yield from _lines(yeni)

    emit({**yeni.as_dict(), "deneme": deneme}, metin)
    return Cikis.TAMAM


def _lines(k: Komisyon) -> Iterator[str]:
    yield f"Komisyon {k.no}  olur {k.olur_sayi}  {day(k.olur_tarihi)}  arşivi yürüten birim {k.arsiv_birimi or '—'}"
    basliklar = ("koltuk", "görev", "kimlik", "ad", "unvan", "birim", "başlangıç", "bitiş")
    satirlar = [(s.kod, KOLTUKLAR[s.tur], s.kisi, s.ad, s.unvan, s.birim, day(s.bas), day(s.bit) if s.bit else "") for s in k.koltuklar]
    yield from table(basliklar, satirlar)
    if k.vekaletler:
        basliklar = ("vekâlet", "kimlik", "ad", "unvan", "birim", "başlangıç", "bitiş", "yazı")
        yield from table(basliklar, [(v.koltuk, v.kisi, v.ad, v.unvan, v.birim, day(v.bas), day(v.bit), v.belge) for v in k.vekaletler])
