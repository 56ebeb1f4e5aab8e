# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv liste oturum|oyla|oy-ver|oy-al|ertele|karar|yeniden``: a list before its commission."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._liste_yaz import decision_json, state_lines, tell
from earsiv.cli._ortak import YOL, Komut, Tarih, archive, ortak
from earsiv.cli._secim import Satirlar, line_filter, line_options
from earsiv.cli._yaz import emit, findings, say, table
from earsiv.errors import Seviye
from earsiv.model import KomisyonKarari, Oy
from earsiv.rapor.sozler import NISAPLAR, SONUCLAR


@click.command(cls=Komut)
@click.argument("no")
@click.option("--komisyon", required=True, help="Komisyonun numarası (K-2037/1).")
@click.option("--tarih", type=Tarih(), help="Toplantı günü; verilmezse bugün.")
@click.option("--yer", default="", help="Toplantı yeri.")
@click.option(
    "--hazir", multiple=True, required=True, help="Toplantıda bulunan kişinin kimliği: üye ya da o günün vekili. Her kişi için bir kez."
)
@ortak(depo=True, yazar=True)
def oturum(no: str, komisyon: str, tarih: dt.date | None, yer: str, hazir: tuple[str, ...], deneme: bool) -> Cikis:
    """Listeyi üye tam sayısıyla toplanan komisyonun önüne koyar; önceki bir oturumun oyları düşer.

    Örnek: earsiv liste oturum 2037/1 --komisyon K-2037/1 --yer "Arşiv" --hazir sicil-1 --hazir sicil-2 --depo arsiv
    """
    with archive() as arsiv:
        yol = arsiv.open_session(no, komisyon, tarih, yer, hazir, deneme=deneme)
        bulgular = () if deneme else arsiv.session_findings(no)
    for satir in findings(bulgular):
        say(satir)
    acik = yol.oturum.as_dict() if yol.oturum else None
    return tell(yol, f"Komisyon {komisyon} toplandı.", deneme=deneme, oturum=acik, bulgular=[b.as_dict() for b in bulgular])


@click.command(cls=Komut)
@click.argument("no")
@click.option("--oy", "verilen", required=True, type=click.Choice([str(o) for o in Oy], case_sensitive=False), help="Oy.")
@line_options
@click.option("--gerekce", default="", help="Gerekçe; SAKLA ve DEVRET için zorunlu.")
@click.option("--uye", help="Oyun sahibi (kimlik); verilmezse işlemi yapan. Başkasının oyunu yalnız komisyon sekreteri girer.")
@ortak(depo=True, yazar=True)
def oyla(no: str, verilen: str, gerekce: str, uye: str | None, deneme: bool, **secim: Any) -> Cikis:
    """Bir üyenin oyunu seçilen satırlara yazar, her satıra ayrı bir oy; seçim yoksa ertelenmemiş bütün satırlara.

    Örnek: earsiv liste oyla 2037/1 --oy SAKLA --satir "1-40,57" --gerekce "Dava olabilir" --uye sicil-1 --depo arsiv
    """
    with archive() as arsiv:
        sayi = arsiv.vote(no, verilen, line_filter(**secim), gerekce, uye=uye, deneme=deneme)
    soz = "yazılır (deneme, yazılmadı)" if deneme else "yazıldı"
    emit(
        {"liste": no, "oy": verilen, "uye": uye, "gerekce": gerekce, "sayi": sayi, "deneme": deneme},
        lambda: [f"{verilen} oyu {sayi} satıra {soz}." if sayi else "Seçime uyan satır yok; oy yazılmadı."],
    )
    return Cikis.TAMAM if sayi else Cikis.BULGU


@click.command("oy-ver", cls=Komut)
@click.argument("no")
@click.option("--cikti", required=True, type=YOL, help="Yazılacak XLSX dosyası; varsa üstüne yazılmaz.")
@ortak(depo=True, yazar=True)
def oy_ver(no: str, cikti: Path, deneme: bool) -> Cikis:
    """Kâğıtla toplanan komisyon için oturumun oy tablosunu yazar; doldurulan tablo “oy-al” ile geri alınır.

    Örnek: earsiv liste oy-ver 2037/1 --cikti oylar.xlsx --depo arsiv
    """
    from earsiv.opc import whole_file

    with archive() as arsiv:
        veri = arsiv.export_votes(no)
    if not deneme:
        with whole_file(cikti) as akis:
            akis.write(veri)
    emit(
        {"liste": no, "cikti": str(cikti), "boyut": len(veri), "deneme": deneme},
        lambda: [f"{cikti}  {len(veri)} bayt{' (yazılmadı)' if deneme else ''}"],
    )
    return Cikis.TAMAM


@click.command("oy-al", cls=Komut)
@click.argument("no")
@click.argument("tablo", type=YOL)
@ortak(depo=True, yazar=True)
def oy_al(no: str, tablo: Path, deneme: bool) -> Cikis:
    """Doldurulmuş oy tablosunu alır: hatasızsa bütünüyle, değilse hiç; bütün bulguları gösterir.

    Örnek: earsiv liste oy-al 2037/1 oylar.xlsx --depo arsiv
    """
    with archive() as arsiv:
        sayi, bulgular = arsiv.import_votes(no, tablo, deneme=deneme)
    red = any(b.seviye is Seviye.HATA for b in bulgular)

    def metin() -> Iterator[str]:
        if red:
            yield "Tablo alınmadı; hiçbir oy yazılmadı."
        else:
            yield f"{sayi} oy {'alınabilir (deneme, yazılmadı)' if deneme else 'alındı'}."
        yield from findings(bulgular)

    emit({"liste": no, "sayi": sayi, "alindi": not red, "bulgular": [b.as_dict() for b in bulgular], "deneme": deneme}, metin)
    return Cikis.BULGU if red else Cikis.TAMAM


@click.command(cls=Komut)
@click.argument("no")
@click.option("--satir", "satirlar", required=True, type=Satirlar(), help="Satır numaraları: 1-40,57.")
@click.option("--gerekce", required=True, help="Neden ertelendiği.")
@ortak(depo=True, yazar=True)
def ertele(no: str, satirlar: tuple[int, ...], gerekce: str, deneme: bool) -> Cikis:
    """Satırları bu oturumda karara bağlamaz; ertelenen satırlar saklanır.

    Örnek: earsiv liste ertele 2037/1 --satir 12 --gerekce "Belge eksik" --depo arsiv
    """
    with archive() as arsiv:
        yol = arsiv.postpone(no, satirlar, gerekce, deneme=deneme)
    return tell(yol, f"{len(set(satirlar))} satır ertelendi.", deneme=deneme, satirlar=sorted(set(satirlar)))


@click.command(cls=Komut)
@click.argument("no")
@ortak(depo=True, yazar=True)
def karar(no: str, deneme: bool) -> Cikis:
    """Oyları sayar ve kararı yazar: çoğunluk yoksa, eşitlikte ve kuşkuda satır saklanır; karşı oylar karara geçer.

    Örnek: earsiv liste karar 2037/1 --depo arsiv
    """
    with archive() as arsiv:
        yol = arsiv.list_path(no)
        alinan = arsiv.decide(no, deneme=deneme)
        yol = yol if deneme else arsiv.list_path(no)

    def metin() -> Iterator[str]:
        yield from _decision_lines(alinan)
        if deneme:
            yield "Deneme: karar yazılmadı."
        yield from state_lines(yol)

    emit({**decision_json(alinan), "durum": str(yol.durum), "deneme": deneme}, metin)
    return Cikis.TAMAM


def _decision_lines(alinan: KomisyonKarari) -> Iterator[str]:
    yield f"Karar {alinan.no}  {alinan.tarih:%d.%m.%Y}  {NISAPLAR.get(alinan.nisap, alinan.nisap)}"
    yield f"Karar özeti  {alinan.ozet}"
    sayilar = Counter(k.sonuc for k in alinan.satirlar)
    yield from table(("sonuç", "satır"), [(SONUCLAR[sonuc], n) for sonuc, n in sayilar.items()])
    karsi = [k for k in alinan.satirlar if k.karsi]
    yield f"Karşı oy bulunan satır: {len(karsi)}"
    for k in karsi:
        nedenler = "; ".join(f"{koltuk}: {neden}" for koltuk, neden in k.gerekceler)
        yield f"  satır {k.satir}  {', '.join(k.karsi)}  {nedenler}".rstrip()


@click.command(cls=Komut)
@click.argument("no")
@click.option("--gerekce", required=True, help="Neden yeniden görüşüldüğü.")
@ortak(depo=True, yazar=True)
def yeniden(no: str, gerekce: str, deneme: bool) -> Cikis:
    """Uygun görüş gelmeden kararı geri alır; oylar durur ve değiştirilebilir.

    Örnek: earsiv liste yeniden 2037/1 --gerekce "Yeni bilgi geldi" --depo arsiv
    """
    with archive() as arsiv:
        yol = arsiv.reassess(no, gerekce, deneme=deneme)
    return tell(yol, "Karar geri alındı, liste yeniden görüşülüyor.", deneme=deneme)


KOMUTLAR: Final = (oturum, oyla, oy_ver, oy_al, ertele, karar, yeniden)
"""What ``earsiv liste`` takes from here."""
