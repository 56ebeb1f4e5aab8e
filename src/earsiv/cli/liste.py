# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv liste olustur|goster`` and ``earsiv rapor``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import attrs
import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, Grup, Komut, Tarih, archive, ortak
from earsiv.cli._yaz import emit, table
from earsiv.model import ImhaListesi


@click.group(cls=Grup)
def liste() -> None:
    """İmha listeleri."""


@liste.command()
@click.option("--an", type=Tarih(), help="Yargı günü (komisyonun toplanacağı gün); verilmezse bugün.")
@click.option("--birim", help="Yalnız bu birimin dosyaları (DETSİS).")
@ortak(depo=True, yazar=True)
def olustur(an: dt.date | None, birim: str | None, deneme: bool) -> Cikis:
    """Süresi dolan imha adaylarını numaralı ve özetli bir listeye dondurur.

    Örnek: earsiv liste olustur --an 2037-03-01 --depo arsiv
    """
    with archive() as arsiv:
        yeni = arsiv.propose_imha(an, birim=birim, deneme=deneme)
    _print(yeni)
    return Cikis.TAMAM


@liste.command()
@click.argument("no", required=False)
@ortak(depo=True)
def goster(no: str | None) -> Cikis:
    """Bir listeyi, numara verilmezse bütün listeleri gösterir.

    Örnek: earsiv liste goster 2037/1 --depo arsiv
    """
    with archive() as arsiv:
        if no is None:
            listeler = arsiv.listeler()
            emit(listeler, lambda: table(("no", "özet", "durum"), [tuple(satir.values()) for satir in listeler]))
            return Cikis.TAMAM
        _print(arsiv.liste(no))
    return Cikis.TAMAM


def _print(yeni: ImhaListesi) -> None:
    sutunlar = ("sira_no", "ureten_birim", "dosya_kodu", "konu", "yil", "adet", "saklama_suresi", "saklama_kodu", "imha_yili")
    emit(
        {
            **yeni.content(),
            "satirlar": [{**attrs.asdict(s), "yil": s.yil} for s in yeni.satirlar],
            "ozet": yeni.ozet,
            "durum": str(yeni.durum),
        },
        lambda: [
            f"Liste {yeni.no}  {yeni.an:%d.%m.%Y}  {len(yeni.satirlar)} dosya  özet {yeni.ozet}",
            *table(sutunlar, [[getattr(s, ad) for ad in sutunlar] for s in yeni.satirlar]),
        ],
    )


@click.command(cls=Komut)
@click.argument("form")
@click.argument("no")
@click.option("--bicim", required=True, type=click.Choice(["pdf", "xlsx", "csv"]), help="Biçim.")
@click.option("--cikti", required=True, type=YOL, help="Yazılacak dosya; varsa üstüne yazılmaz.")
@ortak(depo=True, yazar=True)
def rapor(form: str, no: str, bicim: str, cikti: Path, deneme: bool) -> Cikis:
    """Bir formu yazar. Form: imha-listesi.

    Örnek: earsiv rapor imha-listesi 2037/1 --bicim pdf --cikti liste.pdf --depo arsiv
    """
    from earsiv.opc import whole_file

    with archive() as arsiv:
        veri = arsiv.report(form, no, bicim)
    if not deneme:
        with whole_file(cikti) as akis:
            akis.write(veri)
    emit(
        {"form": form, "no": no, "bicim": bicim, "cikti": str(cikti), "boyut": len(veri)},
        lambda: [f"{cikti}  {len(veri)} bayt{' (yazılmadı)' if deneme else ''}"],
    )
    return Cikis.TAMAM
