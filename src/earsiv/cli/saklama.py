# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv saklama hesapla|acikla|tara|tahmin``."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, Grup, Tarih, archive, ortak
from earsiv.cli._yaz import emit, table
from earsiv.cli.saklama_tahmin import tahmin
from earsiv.model import Dosya, DosyaKodu, Olay, OlayTuru, Uzatma
from earsiv.saklama import Durum, SaklamaHesabi, Sayim, Sonuc, Yargi, compute, explain
from earsiv.saklama.supurme import DOLMUS
from earsiv.sdp import KATMANLAR, effective

ITIBARIYLA = click.option("--itibariyla", "--an", type=Tarih(), help="Geçmiş bir gün: dosya, plan, profil ve dondurmalar o günkü hâliyle.")
_PLAN_GUNU = click.option("--itibariyla", "--an", type=Tarih(), help="Geçmiş bir gün: plan ve hukukun parametreleri o günkü hâliyle.")


@click.group(cls=Grup)
def saklama() -> None:
    """Saklama süreleri."""


saklama.add_command(tahmin)


class OlayGunu(click.ParamType[Olay]):
    """An event and its day: ``DAVA_KESIN=2020-05-01``."""

    name = "TÜR=TARİH"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Olay:
        """Read the event."""
        if isinstance(value, Olay):
            return value
        tur, _, gun = str(value).partition("=")
        if tur.strip() not in set(OlayTuru):
            self.fail(f"“{tur}” bir olay türü değil; bilinenler: {', '.join(OlayTuru)}", param, ctx)
        return Olay(OlayTuru(tur.strip()), Tarih().convert(gun, param, ctx))


@saklama.command()
@click.option("--kod", required=True, help="Dosya kodu.")
@click.option("--kapanis", type=Tarih(), help="Dosyanın kapanış tarihi; açıksa verilmez.")
@click.option("--acilis", type=Tarih(), help="Dosyanın açılış tarihi.")
@click.option("--plan", default="belediye", type=click.Choice(list(KATMANLAR)), show_default=True, help="Kurumun planı.")
@click.option("--bugun", type=Tarih(), help="Hesap günü; verilmezse bugün.")
@click.option("--olay", "olaylar", multiple=True, type=OlayGunu(), help="Dosyanın başından geçen bir olay; birden çok verilebilir.")
@click.option(
    "--baslatan", default=str(OlayTuru.KAPANIS), type=click.Choice(list(OlayTuru)), show_default=True, help="Süreyi başlatan olay."
)
@click.option("--diger-kod", "digerleri", multiple=True, help="Dosyanın başka bir kodu; en uzun süre geçerlidir.")
@click.option("--uzat", type=click.IntRange(1, 100), help="Süreye eklenen yıl.")
@_PLAN_GUNU
@ortak()
def hesapla(
    kod: str,
    kapanis: dt.date | None,
    acilis: dt.date | None,
    plan: str,
    bugun: dt.date | None,
    olaylar: tuple[Olay, ...],
    baslatan: str,
    digerleri: tuple[str, ...],
    uzat: int | None,
    itibariyla: dt.date | None,
) -> Cikis:
    """Bir dosyanın ne zaman listeye alınabileceğini hesaplar ve nedenini söyler.

    Örnek: earsiv saklama hesapla --kod 105.04 --kapanis 2015-12-31
    """
    from earsiv._clock import SystemClock, today

    gun = bugun or itibariyla or today(SystemClock())
    dosya = Dosya(
        kimlik="",
        kod=DosyaKodu.parse(kod).metin,
        plan="",
        plan_surumu="",
        ad="",
        birim="",
        acilis=acilis or kapanis or gun,
        kapanis=kapanis,
        diger_kodlar=tuple(DosyaKodu.parse(k).metin for k in digerleri),
        baslatan=OlayTuru(baslatan),
        olaylar=olaylar,
        uzatmalar=(Uzatma("komut satırında verildi", gun, uzat),) if uzat else (),
    )
    hesap = compute(dosya, effective(plan, itibariyla), None, (), gun)
    emit(hesap.as_dict(), lambda: _account_lines(hesap))
    return _exit(hesap)


@saklama.command()
@click.argument("kimlik")
@click.option("--bugun", type=Tarih(), help="Hesap günü; verilmezse bugün.")
@ITIBARIYLA
@ortak(depo=True)
def acikla(kimlik: str, bugun: dt.date | None, itibariyla: dt.date | None) -> Cikis:
    """Arşivdeki bir dosyanın ya da belgenin saklama hesabını adım adım anlatır.

    Örnek: earsiv saklama acikla KIMLIK --itibariyla 2025-12-31 --depo arsiv
    """
    with archive() as arsiv:
        hesap = arsiv.retention(kimlik, bugun, itibariyla=itibariyla)
    emit({**hesap.as_dict(), "kimlik": kimlik, "hikaye": explain(hesap).as_dict()}, lambda: _account_lines(hesap))
    return _exit(hesap)


def _account_lines(hesap: SaklamaHesabi) -> Iterator[str]:
    yield f"Sonuç: {hesap.sonuc}   listelenebilir yıl: {hesap.listelenebilir_yil or '—'}"
    yield str(explain(hesap))


def _exit(hesap: SaklamaHesabi) -> Cikis:
    return Cikis.BULGU if hesap.sonuc is Sonuc.BELIRSIZ else Cikis.TAMAM


_BASLIKLAR: Final = ("kimlik", "kod", "ad", "birim", "kapanış", "adet", "sonuç", "yıl", "neden")
_ALANLAR: Final = ("dosya", "kod", "ad", "birim", "kapanis", "adet", "sonuc", "listelenebilir_yil")
_KOVALAR: Final = {
    "adaylar": "İmha adayları",
    "diger": "Diğer sonuçlar",
    "engelli": "Engelliler",
    "bekleyen": "Olay bekleyenler",
    "hatali": "Hatalılar",
}
_SAYILAR: Final = {"aday": "adaylar", "diger": "diger", "engelli": "engelli", "bekleyen": "bekleyen", "hatali": "hatali"}
_CSV_BASLIKLAR: Final = ("durum", *_BASLIKLAR)


def _why(kayit: dict[str, Any]) -> str:
    """Say in a few words why a file is barred or in error."""
    if kayit["liste"]:
        return f"{kayit['liste']} sayılı listede"
    return "; ".join(kayit["engel_nedenleri"]) or "; ".join(b["mesaj"] for b in kayit["bulgular"])


@saklama.command()
@click.option("--bugun", type=Tarih(), help="Hesap günü; verilmezse bugün.")
@ITIBARIYLA
@click.option("--birim", help="Yalnız bu birimin dosyaları (DETSİS).")
@click.option("--cikti", type=YOL, help="Dolan, engelli ve hatalı dosyalar bu CSV'ye akar; ekrana yalnız sayılar yazılır.")
@ortak(depo=True)
def tara(bugun: dt.date | None, itibariyla: dt.date | None, birim: str | None, cikti: Path | None) -> Cikis:
    """Arşivdeki bütün dosyaları bir güne göre yargılar: dolan, engelli, hatalı.

    Örnek: earsiv saklama tara --bugun 2037-03-01 --depo arsiv
    """
    with archive() as arsiv:
        gun = bugun or itibariyla or arsiv.today()
        veri: dict[str, Any]
        if cikti:
            veri = {"an": gun.isoformat(), **_stream(arsiv.screened(gun, itibariyla=itibariyla, birim=birim), cikti), "cikti": str(cikti)}
        else:
            veri = arsiv.sweep(gun, birim=birim, itibariyla=itibariyla).as_dict()
            veri |= {f"{ad}_sayisi": len(veri[kova]) for ad, kova in _SAYILAR.items()}

    def metin() -> Iterator[str]:
        yield (
            f"{gun:%d.%m.%Y}: {veri['incelenen']} dosya incelendi: {veri['dolan']} doldu, {veri['engelli_sayisi']} engelli, "
            f"{veri['hatali_sayisi']} hatalı, {veri['bekleyen_sayisi']} olay bekliyor, {veri['dolmayan']} dolmadı, "
            f"{veri['surekli']} sürekli, {veri['acik']} açık."
        )
        for ad, baslik in _KOVALAR.items():
            if kayitlar := veri.get(ad):
                yield f"\n{baslik}:"
                yield from table(_BASLIKLAR, [[*(kayit[alan] for alan in _ALANLAR), _why(kayit)] for kayit in kayitlar])
        if cikti:
            yield str(cikti)

    emit(veri, metin)
    return Cikis.BULGU if veri["hatali_sayisi"] else Cikis.TAMAM


def _stream(yargilar: Iterator[tuple[Any, Yargi]], cikti: Path) -> dict[str, int]:
    """Write what is due, barred or in error to a CSV as it comes, and count everything; nothing is kept in memory.

    Raises:
        GirdiHatasi: KAB-013 the file is there already, KAB-019 it cannot be written; nothing half-written stays.
    """
    from earsiv.opc import whole_file
    from earsiv.rapor.metin import safe_text

    sayim = Sayim()
    with whole_file(cikti) as akis:
        dosya = io.TextIOWrapper(akis, encoding="utf-8-sig", newline="")
        yazici = csv.writer(dosya, delimiter=";", lineterminator="\r\n")
        yazici.writerow(_CSV_BASLIKLAR)
        for ozet, yargi in yargilar:
            sayim.add(yargi.durum)
            if yargi.durum in DOLMUS or yargi.durum in {Durum.HATALI, Durum.BEKLEYEN}:
                yazici.writerow([safe_text(h, csv=True) for h in _csv_row(ozet, yargi)])
        dosya.detach()  # flushes, and leaves the stream to who opened it
    sayilar = sayim.as_dict()
    return {f"{ad}_sayisi" if ad in _SAYILAR else ad: sayi for ad, sayi in sayilar.items()}


def _csv_row(ozet: Any, yargi: Yargi) -> Iterator[str]:
    dosya: Dosya = ozet.dosya
    yield from (str(yargi.durum), dosya.kimlik, dosya.kod, dosya.ad, dosya.birim, dosya.kapanis.isoformat() if dosya.kapanis else "")
    yield from (str(ozet.adet), str(yargi.sonuc), str(yargi.listelenebilir_yil or ""))
    listede = f"{ozet.liste} sayılı listede" if ozet.liste else ""
    yield "; ".join(parca for parca in (listede, *(e.aciklama for e in yargi.engeller), *(b.mesaj for b in yargi.bulgular)) if parca)
