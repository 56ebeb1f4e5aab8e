# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv imha LISTE-NO``, and ``earsiv liste fiziki|birak|tutanak|kalinti``: an approved list executed, recorded, minuted.

``imha`` takes the number of a list and nothing else that chooses: no query, no unit, no answer given beforehand to a question.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import click

from earsiv.ayiklama import DURUM_ADLARI, ListeYolu, pack_lines
from earsiv.cli._cikis import Cikis
from earsiv.cli._liste_yaz import line_table, moment_text, tell
from earsiv.cli._ortak import YOL, Komut, Tarih, archive, ortak
from earsiv.cli._secim import Kisi, Satirlar
from earsiv.cli._tanim import entries, grams, read_definition
from earsiv.cli._yaz import emit, findings, progress, table
from earsiv.errors import Bulgu, GirdiHatasi
from earsiv.imha import Yuruyus
from earsiv.model import FizikiImha, Hazirun, ImhaTutanagi
from earsiv.rapor.sozler import YONTEMLER, day, kilo_text

# -- execution ------------------------------------------------------------------------------------------------------


@click.command(cls=Komut)
@click.argument("no")
@ortak(depo=True, yazar=True)
def imha(no: str, deneme: bool) -> Cikis:
    """Oluru alınmış bir listenin bugün engeli olmayan satırlarını imha eder; geri dönüşü yoktur. Önce --deneme ile bakın.

    Her satır silinmeden hemen önce yeniden yargılanır, kanıtı önce yazılır. Yarıda kalırsa aynı komut kaldığı yerden sürer.
    Kalan satır ya da borç varsa 1 ile çıkar.

    Örnek: earsiv imha 2037/1 --deneme --depo arsiv
    """
    with archive() as arsiv, progress("İmha") as ilerleme:
        yol, sonuc = arsiv.destroy(no, deneme=deneme, ilerleme=ilerleme)
    kalan = [s.sira_no for s in yol.executable() if s.sira_no not in sonuc.edilen]
    veri = {
        "liste": no,
        "ozet": yol.liste.ozet,
        "durum": str(yol.durum),
        **sonuc.as_dict(),
        "kalan": kalan,
        "deneme": deneme,
    }
    emit(veri, lambda: _run_lines(yol, sonuc, kalan, deneme=deneme))
    return Cikis.BULGU if kalan or sonuc.borclar else Cikis.TAMAM


def _run_lines(yol: ListeYolu, sonuc: Yuruyus, kalan: list[int], *, deneme: bool) -> Iterator[str]:
    giden = frozenset(sonuc.edilen)
    fiil = "İmha edilecek (deneme, hiçbir şey değişmedi)" if deneme else "İmha edilen"
    yield f"Liste {yol.liste.no}  {DURUM_ADLARI[yol.durum]}"
    yield f"{fiil}: {len(giden)} satır, {sonuc.belge} belge, {sonuc.bayt} bayt"
    yield from line_table([s for s in yol.liste.satirlar if s.sira_no in giden]) if giden else ()
    yield from _faults("Engelli", sonuc.engellenen)
    yield from _faults("Hatalı", sonuc.hatali)
    bekleyen = set(kalan) - {satir for satir, _ in (*sonuc.engellenen, *sonuc.hatali)}
    if bekleyen:
        yield f"Fiziki imha kaydı bekleyen satırlar: {pack_lines(bekleyen)}"
    yield from findings(sonuc.borclar)
    if sonuc.kanit:
        yield f"Kanıt (SHA-512)  {sonuc.kanit}"


def _faults(baslik: str, kusurlar: Iterable[tuple[int, Bulgu]]) -> Iterator[str]:
    for satir, kusur in kusurlar:
        yield f"{baslik}, satır {satir}:"
        yield from findings([kusur])


@click.command(cls=Komut)
@click.argument("no")
@click.option("--gerekce", required=True, help="Neden bırakıldığı.")
@ortak(depo=True, yazar=True)
def birak(no: str, gerekce: str, deneme: bool) -> Cikis:
    """Kısmen imha edilmiş bir listenin kalan satırlarından vazgeçer; dosyaları yeni bir listeye alınabilir.

    Örnek: earsiv liste birak 2037/1 --gerekce "Dava sürüyor" --depo arsiv
    """
    with archive() as arsiv:
        yol = arsiv.give_up_rest(no, gerekce, deneme=deneme)
    return tell(yol, f"{len(yol.birakilan)} satır bırakıldı.", deneme=deneme, birakilan=sorted(yol.birakilan))


# -- the physical act and the minutes -------------------------------------------------------------------------------

_KAYIT_ALANLARI: Final = {
    **dict.fromkeys(("satirlar", "tarih", "yer", "yontem", "hazir"), True),
    **dict.fromkeys(("saat", "agirlik", "agirlik_gram", "klasor", "adet", "teslim_alan", "fis", "kiyma_beyani"), False),
}
_METINLER: Final = ("saat", "yer", "teslim_alan", "fis", "kiyma_beyani")
_SAYILAR: Final = ("agirlik_gram", "klasor", "adet")


@click.command(cls=Komut)
@click.argument("no")
@click.argument("kayit", type=YOL)
@ortak(depo=True, yazar=True)
def fiziki(no: str, kayit: Path, deneme: bool) -> Cikis:
    """Raftaki malzemenin fiziki imhasını TOML ya da JSON dosyasından kaydeder; o satırlar ancak bundan sonra imha edilebilir.

    Alanlar: satirlar ("1-3,7" ya da dizi), tarih, saat, yer, yontem (KAGIT_HAMURU, KIYMA, YAKMA_OZEL, ORTAM_TAHRIBI),
    agirlik (kilogram: "2,5") ya da agirlik_gram, klasor, adet, teslim_alan, fis, kiyma_beyani, hazir (kisi, ad, unvan dizisi).

    Örnek: earsiv liste fiziki 2037/1 fiziki.toml --depo arsiv
    """
    kaydi = _physical(kayit)
    with archive() as arsiv:
        yol = arsiv.record_physical(no, kaydi, deneme=deneme)
    ne = f"Fiziki imha kaydedildi: satır {pack_lines(kaydi.satirlar)}, {kilo_text(kaydi.agirlik_gram)}, {YONTEMLER[kaydi.yontem]}."
    return tell(yol, ne, deneme=deneme, fiziki=kaydi.as_dict())


def _physical(yol: Path) -> FizikiImha:
    """Read the record of a physical act.

    Raises:
        GirdiHatasi: KAB-001, KAB-018, IMH-091.
    """
    veri, yer = read_definition(yol, _KAYIT_ALANLARI), str(yol)
    if "agirlik" in veri:
        if "agirlik_gram" in veri:
            raise GirdiHatasi("IMH-091", yer, ayrinti="ağırlık iki kez yazılmış (agirlik, agirlik_gram)")
        veri["agirlik_gram"] = grams(veri.pop("agirlik"), yer)
    temel: dict[str, Any] = {**dict.fromkeys(_METINLER, ""), **dict.fromkeys(_SAYILAR, 0), **veri}
    for adlar, tur, ne in ((_METINLER, str, "metin"), (_SAYILAR, int, "tam sayı"), (("yontem",), str, "metin")):
        for ad in adlar:
            if not isinstance(temel[ad], tur) or isinstance(temel[ad], bool) or (tur is int and temel[ad] < 0):
                raise GirdiHatasi("IMH-091", yer, ayrinti=f"{ad} bir {ne} değil")
    temel["satirlar"] = _numbers(temel["satirlar"], yer)
    temel["hazir"] = entries(Hazirun, temel["hazir"], f"{yer} · hazir")
    try:
        return FizikiImha(**temel)
    except ValueError:
        raise GirdiHatasi("IMH-091", yer, ayrinti=f"“{temel['yontem']}” bir imha yöntemi değil") from None


def _numbers(deger: object, yer: str) -> tuple[int, ...]:
    if isinstance(deger, list) and all(type(n) is int for n in deger):
        return tuple(deger)
    try:
        return Satirlar().convert(deger if isinstance(deger, str) else "", None, None)
    except click.BadParameter:
        raise GirdiHatasi("IMH-091", yer, ayrinti="satirlar satır numaraları değil; örnek: 1-3,7") from None


@click.command(cls=Komut)
@click.argument("no")
@click.option("--yer", required=True, help="İmhanın yapıldığı yer.")
@click.option("--hazir", multiple=True, required=True, type=Kisi(), help="Hazır bulunan; en az iki kişi, her kişi için bir kez.")
@click.option("--tarih", type=Tarih(), help="Tutanak günü; verilmezse bugün.")
@click.option("--saat", default="", help="Saat; verilmezse şimdi.")
@ortak(depo=True, yazar=True)
def tutanak(no: str, yer: str, hazir: tuple[Hazirun, ...], tarih: dt.date | None, saat: str, deneme: bool) -> Cikis:
    """Bitmiş bir imhanın tutanağını mühürler: liste, karar ve tutanak bu arşivin belgesi olur, süresi dolmadan imha edilemez.

    Örnek: earsiv liste tutanak 2037/1 --yer "Arşiv" --hazir "sicil-1:Ad Soyad:Şef" --hazir "sicil-2:Ad Soyad" --depo arsiv
    """
    with archive() as arsiv:
        yeni = arsiv.seal_minutes(no, yer, hazir, tarih=tarih, saat=saat, deneme=deneme)
        yol = arsiv.list_path(no)
    veri = {**yeni.content(), "ozet": yeni.ozet, "belge_kimligi": yol.tutanak_belgesi, "durum": str(yol.durum), "deneme": deneme}
    emit(veri, lambda: _minutes_lines(yeni, yol, deneme=deneme))
    return Cikis.TAMAM


def _minutes_lines(yeni: ImhaTutanagi, yol: ListeYolu, *, deneme: bool) -> Iterator[str]:
    yield f"Tutanak {yeni.no}  {day(yeni.tarih)} {yeni.saat}  {yeni.yer}{'  (deneme, yazılmadı)' if deneme else ''}"
    yield f"İmha edilen: {len(yeni.imha_edilen)} satır, {yeni.dosya} dosya, {yeni.belge} belge, {yeni.bayt} bayt"
    for satir, neden in yeni.kalan:
        yield f"Kalan satır {satir}: {neden or 'nedeni yazılmadı'}"
    for kayit in yeni.fiziki:
        yield f"Fiziki imha: satır {pack_lines(kayit.satirlar)}  {kilo_text(kayit.agirlik_gram)}  {YONTEMLER[kayit.yontem]}"
    for yedek in yeni.yedekler:
        yield f"İçeriği hâlâ taşıyan yedek: {yedek['kimlik']}  {yedek['yer']}  bitiş {yedek['biter'] or 'yok'}"
    yield f"Özet  {yeni.ozet}"
    if not deneme:
        yield f"Belge  {yol.tutanak_belgesi}"


@click.command(cls=Komut)
@click.argument("no")
@ortak(depo=True)
def kalinti(no: str) -> Cikis:
    """Bir listeden imha edilen dosya ve belgelerin geride kalan künyelerini gösterir.

    Örnek: earsiv liste kalinti 2037/1 --depo arsiv
    """
    with archive() as arsiv:
        arsiv.list_path(no)
        kalanlar = sorted(arsiv.stubs(no), key=lambda k: (k.dosya, k.tur != "dosya", k.kimlik))
    basliklar = ("tür", "kimlik", "kod", "konu", "sayı", "bayt", "zaman")
    satirlar = [(k.tur, k.kimlik, k.kod, k.konu[:40], k.sayi, k.boyut, moment_text(k.zaman)) for k in kalanlar]
    emit([k.as_dict() for k in kalanlar], lambda: table(basliklar, satirlar))
    return Cikis.TAMAM


KOMUTLAR: Final = (fiziki, birak, tutanak, kalinti)
"""What ``earsiv liste`` takes from here."""
