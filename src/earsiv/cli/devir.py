# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv devir hazirla|goster|teslim|barkod|al|reddet|iptal|paket|alindi|kaldir|geciken|fiziki|sorumlu``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, Grup, Tarih, archive, ortak
from earsiv.cli._yaz import emit, findings, progress, table
from earsiv.errors import GirdiHatasi, os_reason
from earsiv.model import DevirTarafi, DevirTuru, DevirYolu, MalzemeTuru

_SUTUNLAR: Final = ("sira_no", "ureten_birim", "dosya_kodu", "konu", "klasor_no", "barkod", "adet", "gizlilik", "bas", "bit")
_BASLIKLAR: Final = ("sıra", "birim", "kod", "konu", "klasör", "barkod", "belge", "gizlilik", "başlangıç", "bitiş")
_EN_BUYUK: Final = 4 << 20


@click.group(cls=Grup)
def devir() -> None:
    """Devir-teslim: birimden kurum arşivine, Devlet Arşivlerine, kişiden kişiye."""


def _side(islev: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of who signs."""
    for secenek in (
        click.option("--ozet", default="", help="İmzalanan listenin özeti; bu listeninkiyle karşılaştırılır."),
        click.option("--tarih", type=Tarih(), help="İmza günü; verilmezse bugün."),
        click.option("--kisi", default="", help="İmzalayanın kimliği; verilmezse işlemi yapan."),
        click.option("--unvan", default="", help="İmzalayanın unvanı."),
        click.option("--ad", default="", help="İmzalayanın adı."),
    ):
        islev = secenek(islev)
    return islev


@devir.command()
@click.option("--tur", required=True, type=click.Choice([str(t) for t in DevirTuru]), help="Kimden kime.")
@click.option("--veren", default="", help="Devreden birim (DETSİS) ya da kişi; verilmezse kurumun kendisi.")
@click.option("--alan", default="", help="Devralan kişi (yalnız kişiden kişiye).")
@click.option("--dosya", "dosyalar", multiple=True, help="Yalnız bu dosya; birden çok verilebilir.")
@click.option("--dayanak", default="", help="Adı verilen dosyaların devrini isteyen karar ya da örnek seçimi.")
@ortak(depo=True, yazar=True)
def hazirla(tur: str, veren: str, alan: str, dosyalar: tuple[str, ...], dayanak: str, deneme: bool) -> Cikis:
    """Devredilecek dosyaları numaralı ve özetli bir listeye dondurur.

    Örnek: earsiv devir hazirla --tur birim_kurum --veren 99900011 --depo arsiv
    """
    with archive() as arsiv:
        yeni = arsiv.propose_transfer(tur, veren=veren, alan=alan, dosyalar=dosyalar or None, dayanak=dayanak, deneme=deneme)
    bulgular = [b.as_dict() for b in yeni.bulgular]

    def metin() -> Iterator[str]:
        yield f"Devir listesi {yeni.no}  {len(yeni.satirlar)} dosya  özet {yeni.ozet}{'  (yazılmadı)' if deneme else ''}"
        yield from _line_table(yeni.satirlar)
        yield from findings(yeni.bulgular)

    emit({**yeni.content(), "ozet": yeni.ozet, "durum": "hazirlik", "bulgular": bulgular}, metin)
    return Cikis.TAMAM


def _line_table(satirlar: Any) -> Iterator[str]:
    return table(_BASLIKLAR, [[getattr(s, ad) for ad in _SUTUNLAR] for s in satirlar])


@devir.command()
@click.argument("no", required=False)
@ortak(depo=True)
def goster(no: str | None) -> Cikis:
    """Bir devri satırları ve adımlarıyla, numara verilmezse bütün devirleri gösterir.

    Örnek: earsiv devir goster DV-2037/1 --depo arsiv
    """
    with archive() as arsiv:
        if no is None:
            hepsi = arsiv.transfers()
            adlar = ("no", "tur", "durum", "veren", "alan", "dosya", "tutulan", "an")
            emit(hepsi, lambda: table(("no", "tür", "durum", "devreden", "devralan", "dosya", "tutulan", "gün"), _rows(hepsi, adlar)))
            return Cikis.TAMAM
        yol = arsiv.transfer(no)
    emit(
        {**yol.as_dict(), **yol.liste.content()},
        lambda: [f"{yol.liste.no}  {yol.liste.tur}  {yol.durum}  özet {yol.liste.ozet}", *_line_table(yol.liste.satirlar)],
    )
    return Cikis.TAMAM


def _rows(satirlar: list[dict[str, Any]], adlar: tuple[str, ...]) -> list[list[Any]]:
    return [[satir[ad] for ad in adlar] for satir in satirlar]


def _told(yol: DevirYolu, deneme: bool) -> Cikis:
    emit(yol.as_dict(), lambda: [f"Devir {yol.liste.no}: {yol.durum}{'  (yazılmadı)' if deneme else ''}"])
    return Cikis.TAMAM


@devir.command()
@click.argument("no")
@_side
@click.option("--tanik", "taniklar", multiple=True, help="Veren yoksa tanık: kimlik;ad;unvan. İki tane verilir.")
@click.option("--tutanak", default="", help="Veren yoksa tutulan tutanak.")
@ortak(depo=True, yazar=True)
def teslim(
    no: str,
    ad: str,
    unvan: str,
    kisi: str,
    tarih: dt.date | None,
    ozet: str,
    taniklar: tuple[str, ...],
    tutanak: str,
    deneme: bool,
) -> Cikis:
    """Teslim eden imzalar; Devlet Arşivlerine giden paket bununla yola çıkar.

    Örnek: earsiv devir teslim DV-2037/1 --ad "Ayşe Örnek" --unvan "Birim sorumlusu" --depo arsiv
    """
    with archive() as arsiv:
        if taniklar or tutanak:
            gun = tarih or arsiv.today()
            yol = arsiv.hand_over_absent(no, [_witness(t, gun) for t in taniklar], tutanak, ozet=ozet, deneme=deneme)
        else:
            yol = arsiv.hand_over(no, ad=ad, unvan=unvan, kisi=kisi, tarih=tarih, ozet=ozet, deneme=deneme)
    return _told(yol, deneme)


def _witness(metin: str, gun: dt.date) -> DevirTarafi:
    kisi, ad, unvan = (*metin.split(";"), "", "")[:3]
    return DevirTarafi(kisi, ad, unvan, gun)


@devir.command()
@click.argument("no")
@click.argument("okunan", nargs=-1)
@click.option("--tablo", type=YOL, help="Okuyucunun dosyası: her satırda bir barkod.")
@ortak(depo=True, yazar=True)
def barkod(no: str, okunan: tuple[str, ...], tablo: Path | None, deneme: bool) -> Cikis:
    """Kapıda okunan barkodları listeyle karşılaştırır; eksik, fazla ve çift okunan tek tek yazılır.

    Örnek: earsiv devir barkod DV-2037/1 --tablo okunan.txt --depo arsiv
    """
    kodlar = [*okunan, *(_lines_of(tablo) if tablo else ())]
    with archive() as arsiv:
        bulgular = arsiv.receive(no, kodlar, deneme=deneme)
    emit(
        {"no": no, "okunan": len(kodlar), "tutuyor": not bulgular, "bulgular": [b.as_dict() for b in bulgular]},
        lambda: [f"{len(kodlar)} barkod okundu: {'listeyle tutuyor' if not bulgular else 'tutmuyor'}", *findings(bulgular)],
    )
    return Cikis.BULGU if bulgular else Cikis.TAMAM


def _lines_of(yol: Path) -> list[str]:
    try:
        with yol.open("rb") as akis:
            veri = akis.read(_EN_BUYUK + 1)
        if len(veri) > _EN_BUYUK:
            raise GirdiHatasi("KAB-001", str(yol), ayrinti="dosya çok büyük")
        return veri.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise GirdiHatasi("KAB-001", str(yol), ayrinti="UTF-8 metin değil") from None
    except OSError as hata:
        raise GirdiHatasi("KAB-001", str(yol), ayrinti=os_reason(hata)) from None


@devir.command()
@click.argument("no")
@_side
@click.option("--yer", "yerler", multiple=True, help="Dosyanın arşivdeki yeri: KİMLİK=YER. Birden çok verilebilir.")
@ortak(depo=True, yazar=True)
def al(no: str, ad: str, unvan: str, kisi: str, tarih: dt.date | None, ozet: str, yerler: tuple[str, ...], deneme: bool) -> Cikis:
    """Teslim alan imzalar; dosyaların sorumluluğu el değiştirir, sıra ve gizlilik değişmez.

    Örnek: earsiv devir al DV-2037/1 --ad "Veli Örnek" --unvan Arşivci --kisi veli --depo arsiv
    """
    with archive() as arsiv:
        raflar = dict(_pair(y) for y in yerler)
        yol = arsiv.take_over(no, ad=ad, unvan=unvan, kisi=kisi, tarih=tarih, yerler=raflar, ozet=ozet, deneme=deneme)
    return _told(yol, deneme)


def _pair(metin: str) -> tuple[str, str]:
    kimlik, _, yer = metin.partition("=")
    return kimlik.strip(), yer.strip()


@devir.command()
@click.argument("no")
@click.option("--gerekce", required=True, help="Neden alınmadığı.")
@ortak(depo=True, yazar=True)
def reddet(no: str, gerekce: str, deneme: bool) -> Cikis:
    """Teslim alan reddeder; dosyalar başka bir liste için serbest kalır.

    Örnek: earsiv devir reddet DV-2037/1 --gerekce "Sırtlıklar eksik" --depo arsiv
    """
    with archive() as arsiv:
        yol = arsiv.refuse_transfer(no, gerekce, deneme=deneme)
    return _told(yol, deneme)


@devir.command()
@click.argument("no")
@click.option("--gerekce", required=True, help="Neden vazgeçildiği.")
@ortak(depo=True, yazar=True)
def iptal(no: str, gerekce: str, deneme: bool) -> Cikis:
    """Devirden vazgeçer; dosyalar başka bir liste için serbest kalır.

    Örnek: earsiv devir iptal DV-2037/1 --gerekce "Liste yeniden yapılacak" --depo arsiv
    """
    with archive() as arsiv:
        yol = arsiv.abort_transfer(no, gerekce, deneme=deneme)
    return _told(yol, deneme)


@devir.command()
@click.argument("no")
@click.option("--hedef", required=True, type=YOL, help="Yazılacak klasör ya da dosya; varsa üstüne yazılmaz.")
@click.option("--kap", default="klasor", type=click.Choice(["klasor", "zip", "tar"]), help="Paketin kabı.")
@click.option("--ek", "ekler", multiple=True, type=YOL, help="Pakete konacak başka bir dosya (imzalı form gibi).")
@ortak(depo=True, yazar=True)
def paket(no: str, hedef: Path, kap: str, ekler: tuple[Path, ...], deneme: bool) -> Cikis:
    """Devlet Arşivleri için devir paketini (BagIt 1.0) yazar: asıllar, üst veri, envanter, özetler.

    Örnek: earsiv devir paket DV-2037/1 --hedef paket.zip --kap zip --depo arsiv
    """
    from earsiv.devir import BagIt

    with archive() as arsiv:
        form = {} if deneme else {"envanter.pdf": arsiv.report("dab-devir", no, "pdf")}
        yol = arsiv.package(no, hedef, BagIt(kap), ekler={**form, **{e.name: _bytes_of(e) for e in ekler}}, deneme=deneme)
    ozet = yol.paket.ozet if yol.paket and not deneme else ""
    emit({**yol.as_dict(), "hedef": str(hedef)}, lambda: [f"{hedef}{'  (yazılmadı)' if deneme else ''}", f"  paketin özeti {ozet}"])
    return Cikis.TAMAM


def _bytes_of(yol: Path) -> bytes:
    try:
        return yol.read_bytes()
    except OSError as hata:
        raise GirdiHatasi("KAB-001", str(yol), ayrinti=os_reason(hata)) from None


@devir.command()
@click.argument("no")
@click.option("--alindi-no", required=True, help="Alındı belgesinin numarası.")
@click.option("--paket-ozeti", required=True, help="Alındı belgesindeki paket özeti (SHA-512).")
@click.option("--ad", required=True, help="Paketi teslim alanın adı.")
@click.option("--unvan", default="", help="Paketi teslim alanın unvanı.")
@click.option("--tarih", type=Tarih(), help="Alındı belgesinin günü; verilmezse bugün.")
@ortak(depo=True, yazar=True)
def alindi(no: str, alindi_no: str, paket_ozeti: str, ad: str, unvan: str, tarih: dt.date | None, deneme: bool) -> Cikis:
    """Devlet Arşivlerinin alındı belgesini yazar; dosyalar artık onundur ve değiştirilemez.

    Örnek: earsiv devir alindi DV-2037/1 --alindi-no A-5 --paket-ozeti ÖZET --ad "Ali Örnek" --depo arsiv
    """
    with archive() as arsiv:
        yol = arsiv.record_receipt(no, alindi_no, paket_ozeti, ad=ad, unvan=unvan, tarih=tarih, deneme=deneme)
    return _told(yol, deneme)


@devir.command()
@click.argument("no")
@ortak(depo=True, yazar=True)
def kaldir(no: str, deneme: bool) -> Cikis:
    """Alındı belgesi gelmiş bir devrin içeriğini bu arşivden kaldırır: önce kanıt yazılır, kalıntılar kalır.

    Örnek: earsiv devir kaldir DV-2037/1 --deneme --depo arsiv
    """
    with archive() as arsiv, progress("kaldırma") as ilerleme:
        sonuc = arsiv.remove_local(no, deneme=deneme, ilerleme=ilerleme)
    kalan = [b for _, b in (*sonuc.engellenen, *sonuc.hatali)]

    def metin() -> Iterator[str]:
        yield f"{len(sonuc.edilen)} dosya, {sonuc.belge} belge {'kaldırılabilir' if deneme else 'kaldırıldı'}; {len(kalan)} dosya kaldı."
        yield from findings((*kalan, *sonuc.borclar))

    emit({"no": no, **sonuc.as_dict()}, metin)
    return Cikis.BULGU if kalan else Cikis.TAMAM


@devir.command()
@click.option("--an", type=Tarih(), help="Bu güne göre; verilmezse bugün.")
@click.option("--birim", help="Yalnız bu birimin dosyaları (DETSİS).")
@ortak(depo=True)
def geciken(an: dt.date | None, birim: str | None) -> Cikis:
    """Birimde kalma süresini geçtiği hâlde kurum arşivine devredilmemiş dosyaları listeler.

    Örnek: earsiv devir geciken --birim 99900011 --depo arsiv
    """
    with archive() as arsiv:
        bulgular = arsiv.overdue_in_units(an, birim=birim)
    emit([b.as_dict() for b in bulgular], lambda: findings(bulgular))
    return Cikis.BULGU if bulgular else Cikis.TAMAM


@devir.command()
@click.argument("kimlik")
@click.option("--malzeme", type=click.Choice([str(m) for m in MalzemeTuru]), help="Malzeme türü.")
@click.option("--klasor-no", help="Klasör numarası.")
@click.option("--barkod", "barkodu", help="Barkod; arşivde bir dosyada bulunur.")
@click.option("--arsiv-yeri", help="Arşivdeki yeri.")
@ortak(depo=True, yazar=True)
def fiziki(kimlik: str, malzeme: str | None, klasor_no: str | None, barkodu: str | None, arsiv_yeri: str | None, deneme: bool) -> Cikis:
    """Dosyanın klasöründe ve rafta yazanları yazar; verilmeyen olduğu gibi kalır.

    Örnek: earsiv devir fiziki KIMLIK --barkod B-000123 --klasor-no 12 --depo arsiv
    """
    with archive() as arsiv:
        yeni = arsiv.set_physical(kimlik, malzeme=malzeme, klasor_no=klasor_no, barkod=barkodu, arsiv_yeri=arsiv_yeri, deneme=deneme)
    emit(yeni.as_dict(), lambda: [f"{yeni.kimlik}  {yeni.malzeme}  klasör {yeni.klasor_no}  barkod {yeni.barkod}  {yeni.arsiv_yeri}"])
    return Cikis.TAMAM


@devir.command()
@click.argument("kimlik")
@click.argument("kisi")
@ortak(depo=True, yazar=True)
def sorumlu(kimlik: str, kisi: str, deneme: bool) -> Cikis:
    """Dosyadan sorumlu kişiyi ilk kez yazar; sonra devir listesiyle el değiştirir.

    Örnek: earsiv devir sorumlu KIMLIK ayse --depo arsiv
    """
    with archive() as arsiv:
        yeni = arsiv.assign(kimlik, kisi, deneme=deneme)
    emit(yeni.as_dict(), lambda: [f"{yeni.kimlik}  sorumlu {yeni.sorumlu}"])
    return Cikis.TAMAM
