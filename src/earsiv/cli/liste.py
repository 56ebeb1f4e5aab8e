# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv liste``: imha lists, made, shown, split and given up; votes, approvals and execution are in files of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import click

from earsiv.ayiklama import DURUM_ADLARI
from earsiv.cli._cikis import Cikis
from earsiv.cli._liste_yaz import bar_json, bar_lines, list_json, list_lines, path_json, path_lines, tell
from earsiv.cli._ortak import Grup, Tarih, archive, ortak
from earsiv.cli._secim import line_filter, line_options
from earsiv.cli._yaz import emit, findings, say, table
from earsiv.cli.imha import KOMUTLAR as IMHA
from earsiv.cli.liste_onay import KOMUTLAR as ONAY
from earsiv.cli.liste_oy import KOMUTLAR as OYLAMA
from earsiv.errors import Bulgu
from earsiv.model import ImhaListesi, ListeDurumu, MalzemeTuru


@click.group(cls=Grup)
def liste() -> None:
    """İmha listeleri: öneri, komisyon, karar, uygun görüş, olur, imha, tutanak."""


for _komut in (*OYLAMA, *ONAY, *IMHA):
    liste.add_command(_komut)


@liste.command()
@click.option("--an", type=Tarih(), help="Yargı günü (komisyonun toplanacağı gün); verilmezse bugün.")
@click.option("--birim", help="Yalnız bu birimin dosyaları (DETSİS).")
@click.option("--malzeme", type=click.Choice([str(m) for m in MalzemeTuru]), help="Yalnız bu malzeme türü.")
@click.option("--dosya", "dosyalar", multiple=True, help="Yalnız bu dosya (kimlik). Birden çok verilebilir.")
@click.option("--degerlendirme", is_flag=True, help="Komisyonca değerlendirilecek (C kodlu) dosyalar da listeye girer.")
@click.option("--ornek", help="Bu örnek seçiminden kalan dosyalar (O-2037/1).")
@click.option("--belge-bazinda", multiple=True, help="Bu dosya komisyona belge belge sunulur. Birden çok verilebilir.")
@ortak(depo=True, yazar=True)
def olustur(
    an: dt.date | None,
    birim: str | None,
    malzeme: str | None,
    dosyalar: tuple[str, ...],
    degerlendirme: bool,
    ornek: str | None,
    belge_bazinda: tuple[str, ...],
    deneme: bool,
) -> Cikis:
    """Süresi dolan imha adaylarını numaralı ve özetli bir listeye dondurur.

    Örnek: earsiv liste olustur --an 2037-03-01 --birim 99900012 --depo arsiv
    """
    with archive() as arsiv:
        yeni = arsiv.propose_imha(
            an,
            birim=birim,
            malzeme=malzeme,
            dosyalar=dosyalar or None,
            degerlendirme=degerlendirme,
            ornek=ornek,
            belge_bazinda=belge_bazinda,
            deneme=deneme,
        )
        bulgular = arsiv.list_findings(yeni)
    _warn(yeni, bulgular)
    emit({**list_json(yeni), "bulgular": [b.as_dict() for b in bulgular], "deneme": deneme}, lambda: _proposed(yeni, deneme=deneme))
    return Cikis.TAMAM


def _proposed(yeni: ImhaListesi, *, deneme: bool) -> Iterator[str]:
    yield from list_lines(yeni)
    if deneme:
        yield "Deneme: liste yazılmadı."


def _warn(yeni: ImhaListesi, bulgular: tuple[Bulgu, ...]) -> None:
    """Say on stderr what a commission ought to know of a list."""
    for satir in findings(bulgular):
        say(satir)
    if len(yeni.birimler) > 1 or len(yeni.malzemeler) > 1:
        say(f"  ! Listede {len(yeni.birimler)} birim ve {len(yeni.malzemeler)} malzeme türü var; komisyon bir birimin tek türünü görüşür.")
        say(f"    → earsiv liste bol {yeni.no}")


@liste.command()
@click.argument("no", required=False)
@line_options
@click.option("--engeller", is_flag=True, help="Satırları bugün tutan engelleri de hesaplar; sonradan konan dondurma burada görünür.")
@ortak(depo=True)
def goster(
    no: str | None,
    satirlar: tuple[int, ...] | None,
    kod: str,
    yil: tuple[int | None, int | None] | None,
    saklama_kodu: str,
    engeller: bool,
) -> Cikis:
    """Bir listeyi bütün durumuyla, numara verilmezse bütün listeleri gösterir.

    Satır seçenekleri gösterilen satırları seçer; toplu oyun hangi satırlara verileceği böyle önceden görülür.

    Örnek: earsiv liste goster 2037/1 --satir 1-40 --depo arsiv
    """
    if no is None:
        return _print_all()
    suzgec = line_filter(satirlar, kod, yil, saklama_kodu)
    with archive() as arsiv:
        yol = arsiv.list_path(no)
        oylar = arsiv.votes(no) if yol.oturum else []
        bulgular = (*arsiv.session_findings(no), *(arsiv.list_findings(no) if engeller else ()))
        tutan = arsiv.list_bars(no) if engeller else {}
    secilen = set(suzgec.apply(yol.liste)) if suzgec else {s.sira_no for s in yol.liste.satirlar}
    tutan = {satir: b for satir, b in tutan.items() if satir in secilen}
    veri = path_json(yol, oylar)
    veri["satirlar"] = [s for s in veri["satirlar"] if s["sira_no"] in secilen]
    veri["bulgular"] = [b.as_dict() for b in bulgular]
    veri["engeller"] = bar_json(tutan) if engeller else None

    def metin() -> Iterator[str]:
        yield from path_lines(yol, oylar, [s for s in yol.liste.satirlar if s.sira_no in secilen])
        yield from findings(bulgular)
        if engeller:
            yield from bar_lines(tutan)

    emit(veri, metin)
    return Cikis.TAMAM


def _print_all() -> Cikis:
    with archive() as arsiv:
        listeler = arsiv.listeler()
    satirlar = [(s["no"], s["ozet"], DURUM_ADLARI[ListeDurumu(s["durum"])]) for s in listeler]
    emit(listeler, lambda: table(("no", "özet", "durum"), satirlar))
    return Cikis.TAMAM


@liste.command()
@click.argument("no")
@ortak(depo=True, yazar=True)
def bol(no: str, deneme: bool) -> Cikis:
    """Komisyona gitmemiş bir listeyi birimlere ve malzeme türlerine böler; yeni numaralar, yeni özetler alır.

    Örnek: earsiv liste bol 2037/1 --depo arsiv
    """
    with archive() as arsiv:
        yeniler = arsiv.split_list(no, deneme=deneme)

    def metin() -> Iterator[str]:
        yield f"Liste {no} {len(yeniler)} listeye {'bölünür (deneme, yazılmadı)' if deneme else 'bölündü'}."
        for yeni in yeniler:
            yield from list_lines(yeni)

    emit({"liste": no, "listeler": [list_json(yeni) for yeni in yeniler], "deneme": deneme}, metin)
    return Cikis.TAMAM


@liste.command()
@click.argument("no")
@click.option("--gerekce", required=True, help="Neden vazgeçildiği.")
@ortak(depo=True, yazar=True)
def iptal(no: str, gerekce: str, deneme: bool) -> Cikis:
    """İmhası başlamamış bir listeyi iptal eder; dosyaları yeni bir listeye alınabilir.

    Örnek: earsiv liste iptal 2037/1 --gerekce "Birim kapandı" --depo arsiv
    """
    with archive() as arsiv:
        yol = arsiv.abort_list(no, gerekce, deneme=deneme)
    return tell(yol, f"Liste {no} iptal edildi.", deneme=deneme)


@liste.command()
@click.argument("no")
@click.option("--gerekce", default="", help="Not.")
@ortak(depo=True, yazar=True)
def kapat(no: str, gerekce: str, deneme: bool) -> Cikis:
    """Hiçbir satırı imha edilmeyecek bir listeyi (hepsi saklanacak, devredilecek ya da reddedilmiş) kapatır.

    Örnek: earsiv liste kapat 2037/1 --depo arsiv
    """
    with archive() as arsiv:
        yol = arsiv.close_list(no, gerekce, deneme=deneme)
    return tell(yol, f"Liste {no} kapandı.", deneme=deneme)
