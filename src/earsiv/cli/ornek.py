# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv ornek oner|degistir|karar|iptal|goster``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import Grup, Tarih, archive, ortak
from earsiv.cli._yaz import emit, table
from earsiv.model import OrnekOlcutu, OrnekSecimi

_VARSAYILAN = OrnekOlcutu()


@click.group(cls=Grup)
def ornek() -> None:
    """Örnek seçimleri (A1, A2, A3): örnekler Devlet Arşivlerine gider, kalanlar ayrıca değerlendirilir."""


@ornek.command()
@click.option("--kod", required=True, help="Dosya kodu; altındakilerle birlikte.")
@click.option("--an", type=Tarih(), help="Yargı günü; verilmezse bugün.")
@click.option("--birim", help="Yalnız bu birimin dosyaları (DETSİS).")
@click.option("--yil-araligi", type=int, default=_VARSAYILAN.yil_araligi, show_default=True, help="A1: kaç yılda bir.")
@click.option("--yuzde", type=int, default=_VARSAYILAN.yuzde, show_default=True, help="A2: dosyaların yüzde kaçı.")
@ortak(depo=True, yazar=True)
def oner(kod: str, an: dt.date | None, birim: str | None, yil_araligi: int, yuzde: int, deneme: bool) -> Cikis:
    """Süresi dolan dosyalardan örnek önerir; her birim ve kod için bir seçim, her dosyanın gerekçesiyle.

    Örnek: earsiv ornek oner --kod 903.05 --an 2037-03-01 --depo arsiv
    """
    olcut = OrnekOlcutu(yil_araligi=yil_araligi, yuzde=yuzde)
    with archive() as arsiv:
        secimler = arsiv.propose_samples(an, kod=kod, birim=birim, olcut=olcut, deneme=deneme)
    emit([_json(s) for s in secimler], lambda: (satir for s in secimler for satir in _text(s)))
    return Cikis.TAMAM


@ornek.command()
@click.argument("no")
@click.option("--ekle", multiple=True, help="Örnekler arasına konacak dosya. Birden çok verilebilir.")
@click.option("--cikar", multiple=True, help="Örneklerden çıkarılacak dosya. Birden çok verilebilir.")
@click.option("--gerekce", required=True, help="Neden; dosyanın yanında kalır.")
@ortak(depo=True, yazar=True)
def degistir(no: str, ekle: tuple[str, ...], cikar: tuple[str, ...], gerekce: str, deneme: bool) -> Cikis:
    """Önerilen seçimi, komisyon karar vermeden önce gerekçesiyle değiştirir.

    Örnek: earsiv ornek degistir O-2037/1 --ekle DOSYA --gerekce "Kent tarihi için önemli" --depo arsiv
    """
    with archive() as arsiv:
        _print(arsiv.choose_samples(no, ekle, cikar, gerekce, deneme=deneme))
    return Cikis.TAMAM


@ornek.command()
@click.argument("no")
@click.option("--karar", required=True, help="Komisyon kararının numarası.")
@click.option("--tarih", required=True, type=Tarih(), help="Kararın tarihi.")
@ortak(depo=True, yazar=True)
def karar(no: str, karar: str, tarih: dt.date, deneme: bool) -> Cikis:
    """Komisyonun seçim hakkındaki kararını yazar; bundan sonra seçim değişmez.

    Örnek: earsiv ornek karar O-2037/1 --karar 2037/4 --tarih 2037-03-15 --depo arsiv
    """
    with archive() as arsiv:
        _print(arsiv.decide_samples(no, karar, tarih, deneme=deneme))
    return Cikis.TAMAM


@ornek.command()
@click.argument("no")
@click.option("--gerekce", required=True, help="Neden iptal edildiği.")
@ortak(depo=True, yazar=True)
def iptal(no: str, gerekce: str, deneme: bool) -> Cikis:
    """Seçimi iptal eder; dosyalarından yeniden örnek önerilebilir.

    Örnek: earsiv ornek iptal O-2037/1 --gerekce "Yeni dosyaların süresi doldu" --depo arsiv
    """
    with archive() as arsiv:
        _print(arsiv.abort_samples(no, gerekce, deneme=deneme))
    return Cikis.TAMAM


@ornek.command()
@click.argument("no", required=False)
@ortak(depo=True)
def goster(no: str | None) -> Cikis:
    """Bir seçimi dosyaları ve gerekçeleriyle, numara verilmezse bütün seçimleri gösterir.

    Örnek: earsiv ornek goster O-2037/1 --depo arsiv
    """
    with archive() as arsiv:
        if no is not None:
            _print(arsiv.sample(no))
            return Cikis.TAMAM
        kayitlar = [{ad: deger for ad, deger in _json(s).items() if ad not in {"dosyalar", "notlar"}} for s in arsiv.samples()]
    alanlar = ("no", "durum", "kod", "birim", "dosya_sayisi", "secilen_sayisi", "an")
    basliklar = ("no", "durum", "kod", "birim", "dosya", "seçilen", "yargı günü")
    emit(kayitlar, lambda: table(basliklar, [[k[ad] for ad in alanlar] for k in kayitlar]))
    return Cikis.TAMAM


def _print(secim: OrnekSecimi) -> None:
    emit(_json(secim), lambda: _text(secim))


def _json(secim: OrnekSecimi) -> dict[str, Any]:
    deger = secim.as_dict()
    return {
        **deger.pop("icerik"),
        **deger,
        "kurallar": list(secim.kurallar),
        "dosya_sayisi": len(secim.dosyalar),
        "secilen_sayisi": len(secim.secilenler),
    }


def _text(secim: OrnekSecimi) -> Iterator[str]:
    ozel = f" [{secim.ozel}]" if secim.ozel else ""
    yield f"Seçim {secim.no}  {secim.kod}{ozel}  birim {secim.birim}  {', '.join(secim.kurallar)}  {secim.an:%d.%m.%Y}  {secim.durum}"
    yield f"{len(secim.dosyalar)} dosyanın {len(secim.secilenler)} tanesi örnek  özet {secim.ozet}"
    if secim.karar:
        yield f"Komisyon kararı {secim.karar.no}, {secim.karar.tarih:%d.%m.%Y}"
    yield from (f"  · {not_}" for not_ in secim.notlar)
    satirlar = [[d.sonuc, d.dosya, d.yil, d.adet, d.ad, " ".join(g.aciklama for g in d.gerekceler)] for d in secim.dosyalar]
    yield from table(("sonuç", "dosya", "yıl", "belge", "ad", "gerekçe"), satirlar)
