# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv basvuru ac|uzat|cevapla|itiraz|kapat|liste|goster|sayim|takvim``: the register of requests.

Lists never show who asked; ``goster --basvuran`` does, and that it was asked is logged.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import Grup, Tarih, archive, ortak, scope_options
from earsiv.cli._yaz import emit, findings, table
from earsiv.model import BasvuruTuru, CevapTuru, RetNedeni
from earsiv.saklama import Kapsam, KapsamTuru
from earsiv.saklama.basvuru import BasvuruOzeti

_KAPSAMLAR: Final = (
    ("--belge", KapsamTuru.BELGE, "Belge kimliği."),
    ("--dosya", KapsamTuru.DOSYA, "Dosya kimliği."),
    ("--kisi", KapsamTuru.KISI, "Kişinin geçtiği dosyalar; kayıtta maskelenir."),
    ("--esas", KapsamTuru.ESAS, "Esas numarasının geçtiği dosyalar."),
    ("--kod", KapsamTuru.KOD, "Bu dosya kodu ve altı."),
    ("--kapsam-birim", KapsamTuru.BIRIM, "Birimin bütün dosyaları (DETSİS)."),
    ("--sorgu", KapsamTuru.SORGU, "Aramanın bulduğu belgelerin dosyaları."),
)


@click.group(cls=Grup)
def basvuru() -> None:
    """Bilgi edinme başvuruları ve kişisel veri talepleri."""


@basvuru.command()
@click.option("--tur", required=True, type=click.Choice([str(t) for t in BasvuruTuru]), help="Türü.")
@click.option("--basvuran", required=True, help="Başvuranın adı; listelerde ve denetim izinde görünmez.")
@click.option("--konu", required=True, help="Konusu; başvuranın adı yazılmaz.")
@click.option("--alindi", type=Tarih(), help="Alındığı gün; verilmezse bugün.")
@click.option("--birim", default="", help="Cevap verecek birim (DETSİS); verilmezse kurum.")
@click.option("--evrak", default="", help="Başvuru yazısının sayısı.")
@click.option("--iletisim", default="", help="Cevabın gideceği adres; adla birlikte saklanır.")
@scope_options(_KAPSAMLAR, on_ek="k_", yardim="İstenen: ")
@ortak(depo=True, yazar=True)
def ac(
    tur: str,
    basvuran: str,
    konu: str,
    alindi: dt.date | None,
    birim: str,
    evrak: str,
    iletisim: str,
    deneme: bool,
    **kapsam: tuple[str, ...],
) -> Cikis:
    """Başvuruyu kaydeder, istenenleri dondurur (silme talebi dondurmaz), son günü hesaplar.

    Örnek: earsiv basvuru ac --tur bilgi_edinme --basvuran "Ad Soyad" --konu "Park ihalesi" --dosya KIMLIK --depo arsiv
    """
    kapsamlar = [Kapsam(tur_, deger) for _, tur_, _ in _KAPSAMLAR for deger in kapsam[f"k_{tur_}"]]
    with archive() as arsiv:
        yeni = arsiv.open_request(tur, basvuran, konu, kapsamlar, alindi=alindi, birim=birim, evrak=evrak, iletisim=iletisim, deneme=deneme)
    return _print(yeni)


@basvuru.command()
@click.argument("no")
@click.option("--gerekce", required=True, help="Neden uzadığı.")
@click.option("--katki", required=True, help="Katkısı beklenen birim ya da kurum.")
@click.option("--bildirim", type=Tarih(), help="Başvurana yazıyla bildirildiği gün; verilmezse bugün.")
@click.option("--sayi", default="", help="Bildirim yazısının sayısı.")
@ortak(depo=True, yazar=True)
def uzat(no: str, gerekce: str, katki: str, bildirim: dt.date | None, sayi: str, deneme: bool) -> Cikis:
    """Süreyi uzatır; başvurana ilk süre dolmadan yazıyla bildirilmiş olmalıdır.

    Örnek: earsiv basvuru uzat B-2026/3 --gerekce "Başka birimde" --katki "Fen İşleri" --depo arsiv
    """
    with archive() as arsiv:
        yeni = arsiv.extend_request(no, gerekce, katki, bildirim=bildirim, sayi=sayi, deneme=deneme)
    return _print(yeni)


@basvuru.command()
@click.argument("no")
@click.option("--cevap", type=click.Choice([str(c) for c in CevapTuru]), help="Cevap; silme talebinde verilmezse saklama hesabından çıkar.")
@click.option("--gerekce", default="", help="Gerekçe; ret ve kısmen kabulde zorunlu.")
@click.option("--neden", type=click.Choice([str(n) for n in RetNedeni]), help="Ret nedeni; yıllık sayımda görünür.")
@click.option("--tarih", type=Tarih(), help="Cevap günü; verilmezse bugün.")
@click.option("--teblig", type=Tarih(), help="Cevabın başvurana ulaştığı gün; verilmezse cevap günü.")
@click.option("--sayi", default="", help="Cevap yazısının sayısı.")
@ortak(depo=True, yazar=True)
def cevapla(
    no: str,
    cevap: str | None,
    gerekce: str,
    neden: str | None,
    tarih: dt.date | None,
    teblig: dt.date | None,
    sayi: str,
    deneme: bool,
) -> Cikis:
    """Cevabı yazar; dondurma itiraz süresi dolup başvuru kapatılana dek sürer.

    Örnek: earsiv basvuru cevapla B-2026/3 --cevap kabul --sayi E-99900001-622.03-12 --depo arsiv
    """
    with archive() as arsiv:
        yeni = arsiv.answer_request(no, cevap, gerekce=gerekce, neden=neden, tarih=tarih, teblig=teblig, sayi=sayi, deneme=deneme)
    return _print(yeni)


@basvuru.command()
@click.argument("no")
@click.option("--tarih", type=Tarih(), help="İtiraz günü; verilmezse bugün.")
@click.option("--sayi", default="", help="İtirazın sayısı.")
@ortak(depo=True, yazar=True)
def itiraz(no: str, tarih: dt.date | None, sayi: str, deneme: bool) -> Cikis:
    """Cevaba itiraz edildiğini yazar; dondurma sürer.

    Örnek: earsiv basvuru itiraz B-2026/3 --sayi 2026/114 --depo arsiv
    """
    with archive() as arsiv:
        yeni = arsiv.object_request(no, tarih=tarih, sayi=sayi, deneme=deneme)
    return _print(yeni)


@basvuru.command()
@click.argument("no")
@click.option("--gerekce", required=True, help="Neden kapatıldığı.")
@click.option("--itiraz-sonucu", type=click.Choice([str(c) for c in CevapTuru]), help="İtirazın sonucu, başvurana göre.")
@click.option("--karar", default="", help="İtiraz kararının sayısı.")
@click.option("--vazgecildi", is_flag=True, help="Başvuran cevaplanmadan vazgeçti.")
@ortak(depo=True, yazar=True)
def kapat(no: str, gerekce: str, itiraz_sonucu: str | None, karar: str, vazgecildi: bool, deneme: bool) -> Cikis:
    """Başvuruyu kapatır ve dondurmasını kaldırır; itiraz süresi dolmadan kapanmaz.

    Örnek: earsiv basvuru kapat B-2026/3 --gerekce "Cevaplandı, itiraz edilmedi" --depo arsiv
    """
    with archive() as arsiv:
        yeni = arsiv.close_request(no, gerekce, itiraz_sonucu=itiraz_sonucu, karar=karar, vazgecildi=vazgecildi, deneme=deneme)
    return _print(yeni)


@basvuru.command()
@click.option("--acik", is_flag=True, help="Yalnız kapanmamış olanlar.")
@click.option("--geciken", is_flag=True, help="Yalnız cevap süresi dolan ve beş gün içinde dolacak olanlar.")
@click.option("--an", type=Tarih(), help="Sürelerin hesaplanacağı gün; verilmezse bugün.")
@ortak(depo=True)
def liste(acik: bool, geciken: bool, an: dt.date | None) -> Cikis:
    """Başvuruları süreleriyle listeler; süresi geçen varsa 1 ile çıkar.

    Örnek: earsiv basvuru liste --geciken --depo arsiv
    """
    with archive() as arsiv:
        ozetler: list[BasvuruOzeti] = arsiv.overdue_requests(an) if geciken else arsiv.requests(acik=True if acik else None, an=an)

    def metin() -> Iterator[str]:
        basliklar = ("no", "tür", "durum", "alındı", "son gün", "kalan", "dondurma", "konu")
        yield from table(basliklar, [_row(o) for o in ozetler])
        for ozet in ozetler:
            yield from findings(ozet.sureler.bulgular)

    emit([o.as_dict() for o in ozetler], metin)
    return Cikis.BULGU if any(o.sureler.gecikti for o in ozetler) else Cikis.TAMAM


def _row(ozet: BasvuruOzeti) -> tuple[object, ...]:
    b, s = ozet.basvuru, ozet.sureler
    kalan = "" if s.kalan is None else f"{s.kalan} {'iş günü' if s.is_gunu else 'gün'}"
    kesin = "" if s.kesin else " (kesin değil)"
    return (b.no, b.tur.ad, b.durum.ad, f"{b.alindi:%d.%m.%Y}", f"{s.son_gun:%d.%m.%Y}{kesin}", kalan, b.dondurma, b.konu)


@basvuru.command()
@click.argument("no")
@click.option("--basvuran", is_flag=True, help="Başvuranın adını da gösterir; denetim izine yazılır.")
@click.option("--kapsam", is_flag=True, help="İstenen dosyaların saklama durumunu da gösterir.")
@ortak(depo=True)
def goster(no: str, basvuran: bool, kapsam: bool) -> Cikis:
    """Bir başvuruyu gösterir.

    Örnek: earsiv basvuru goster B-2026/3 --depo arsiv
    """
    with archive() as arsiv:
        ozet = arsiv.request(no)
        ek: dict[str, Any] = {"basvuran_kaydi": arsiv.applicant(no)} if basvuran else {}
        satirlar = arsiv.deletion_scope(no) if kapsam else ()
    if kapsam:
        ek["dosyalar"] = [satir.as_dict() for satir in satirlar]

    def metin() -> Iterator[str]:
        yield from _lines(ozet)
        if basvuran:
            yield f"  başvuran: {ek['basvuran_kaydi']['ad']}  {ek['basvuran_kaydi']['iletisim']}".rstrip()
        yield from (f"  {satir.dosya}  {satir.aciklama}" for satir in satirlar)

    emit({**ozet.as_dict(), **ek}, metin)
    return Cikis.TAMAM


@basvuru.command()
@click.argument("yil", type=int)
@ortak(depo=True)
def sayim(yil: int) -> Cikis:
    """Bir yıl içinde gelen başvuruların sayımı: yıllık rapor için.

    Örnek: earsiv basvuru sayim 2026 --depo arsiv
    """
    with archive() as arsiv:
        rapor = arsiv.basvuru_report(yil)
    alanlar = ("alinan", "kabul", "kismen", "ret", "vazgecilen", "bekleyen", "uzatilan", "geciken", "itiraz")
    basliklar = ("tür", "alınan", "kabul", "kısmen", "ret", "vazgeçilen", "bekleyen", "uzatılan", "geciken", "itiraz")

    def metin() -> Iterator[str]:
        yield from table(basliklar, [(BasvuruTuru(tur).ad, *(s[ad] for ad in alanlar)) for tur, s in rapor["turler"].items()])
        for tur, s in rapor["turler"].items():
            yield from (f"  {BasvuruTuru(tur).ad}, ret nedeni {neden}: {sayi}" for neden, sayi in s["ret_nedenleri"].items())
            yield from (f"  {BasvuruTuru(tur).ad}, itiraz sonucu {sonuc}: {sayi}" for sonuc, sayi in s["itiraz_sonuclari"].items())

    emit(rapor, metin)
    return Cikis.TAMAM


@basvuru.command()
@click.argument("yil", type=click.IntRange(1900, 9998), required=False)
@click.option("--kapali", nargs=2, type=Tarih(), help="Kurumun kapalı olduğu günler, ilk ve son (idari izin).")
@click.option("--yarim", is_flag=True, help="Kapalı günlerin yalnız öğleden sonrası.")
@click.option("--bayram", nargs=2, type=Tarih(), help="YIL için Ramazan ve Kurban bayramlarının ilk günleri.")
@click.option("--dayanak", default="", help="Kapalı günün nedeni ya da bayram gününü ilan eden yer.")
@ortak(depo=True, yazar=True)
def takvim(
    yil: int | None,
    kapali: tuple[dt.date, dt.date] | None,
    yarim: bool,
    bayram: tuple[dt.date, dt.date] | None,
    dayanak: str,
    deneme: bool,
) -> Cikis:
    """Bir yılın tatillerini gösterir; verilirse kurumun kapalı günlerini ya da ilan edilen bayramları yazar.

    Örnek: earsiv basvuru takvim 2028 --bayram 2028-02-26 2028-05-05 --dayanak "İlan edilen takvim" --depo arsiv
    """
    with archive() as arsiv:
        gun = arsiv.today()
        yil = yil or (bayram or kapali or (gun,))[0].year
        takvimi = arsiv.calendar()
        if kapali:
            takvimi = arsiv.add_closure(*kapali, neden=dayanak, yarim=yarim, deneme=deneme)
        if bayram:
            takvimi = arsiv.set_feasts(yil, bayram[:1], bayram[1:], dayanak=dayanak, deneme=deneme)
    tatiller = takvimi.holidays(yil)

    def metin() -> Iterator[str]:
        if not takvimi.is_known(yil):
            yield f"{yil}: dinî bayramlar bilinmiyor; süreler kesin değildir."
        yield from table(("gün", "tatil"), [(f"{t.gun:%d.%m.%Y}", t.ad) for t in tatiller])

    gunler = [{"gun": t.gun.isoformat(), "ad": t.ad, "yarim": t.yarim} for t in tatiller]
    emit({"yil": yil, "bayramlar_biliniyor": takvimi.is_known(yil), "tatiller": gunler, "kurum": takvimi.as_dict()}, metin)
    return Cikis.TAMAM


def _print(ozet: BasvuruOzeti) -> Cikis:
    emit(ozet.as_dict(), lambda: _lines(ozet))
    return Cikis.TAMAM


def _lines(ozet: BasvuruOzeti) -> Iterator[str]:
    b, s = ozet.basvuru, ozet.sureler
    yield f"{b.no}  {b.tur.ad}  {b.durum.ad}  {b.konu}"
    yield f"  alındı {b.alindi:%d.%m.%Y}, son gün {s.son_gun:%d.%m.%Y}{'' if s.kesin else ' (kesin değil)'}"
    if b.dondurma and b.acik:
        yield f"  dondurma {b.dondurma}: başvuru kapanana dek sürer"
    if b.cevap:
        yield f"  cevap {b.cevap.tarih:%d.%m.%Y}: {b.cevap.tur} {b.cevap.gerekce}".rstrip()
    if s.itiraz_son_gun and b.acik:
        yield f"  itiraz için son gün {s.itiraz_son_gun:%d.%m.%Y}"
    yield from findings(s.bulgular)
