# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv kabul`` and ``earsiv calis``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, Komut, archive, ortak
from earsiv.cli._yaz import emit, findings, progress

_DURUM = {"alindi": "alındı", "bekliyor": "alındı*", "zaten_var": "zaten var", "reddedildi": "REDDEDİLDİ"}


@click.command(cls=Komut)
@click.argument("yollar", nargs=-1, required=True, type=YOL, metavar="YOL...")
@click.option("--dosya", default="", help="Konacağı dosyanın kimliği.")
@click.option("--kod", default="", help="Dosya kodu; yılın konu dosyası bulunur ya da açılır.")
@click.option("--birim", default="", help="Üreten birim (DETSİS).")
@click.option("--guven", type=YOL, help="İmzalar için kök sertifikaların klasörü (ya da EARSIV_GUVEN).")
@click.option("--kanit", type=YOL, help="İmzalar için kanıtların klasörü (ya da EARSIV_KANIT).")
@ortak(depo=True, yazar=True)
def kabul(yollar: tuple[Path, ...], dosya: str, kod: str, birim: str, guven: Path | None, kanit: Path | None, deneme: bool) -> Cikis:
    """Paket, PDF, tarama, klasör veya liste (CSV, XLSX) alır; bozuk olan raporlanır, gerisi sürer.

    Örnek: earsiv kabul gelen/ --kod 105.04 --depo arsiv
    """
    from earsiv.kabul import KabulBilgisi

    with archive(guven, kanit) as arsiv, progress("Kabul") as ilerleme:
        rapor = arsiv.add_all(yollar, KabulBilgisi(dosya=dosya, kod=kod, birim=birim), deneme=deneme, ilerleme=ilerleme)
    veri = rapor.as_dict()

    def metin() -> Iterator[str]:
        for kalem in rapor.kalemler:
            yield f"{_DURUM[kalem.durum]:11} {kalem.tur or '—':5} {kalem.sayfa_sayisi:4} sayfa  {kalem.yol}  {kalem.kimlik or ''}"
            yield from findings(kalem.bulgular, "             ")
        yield from findings(rapor.bulgular, "")
        yield f"alınan {veri['alinan']}, reddedilen {veri['reddedilen']}, metni bekleyen {veri['bekleyen']}"

    emit(veri, metin)
    if rapor.kesildi:
        return Cikis.DEPO
    if veri["reddedilen"] and not veri["alinan"] and all(b.kod == "KAB-001" for k in rapor.kalemler for b in k.bulgular):
        return Cikis.KULLANIM
    return Cikis.BULGU if veri["reddedilen"] or rapor.bulgular else Cikis.TAMAM


@click.command(cls=Komut)
@ortak(depo=True)
def calis() -> Cikis:
    """Bekleyen işleri yapar: OCR bekleyen metinler, dizine girmemiş belgeler.

    Örnek: earsiv calis --depo arsiv
    """
    with archive() as arsiv, progress("Bekleyen işler") as ilerleme:
        sonuc = arsiv.process_pending(ilerleme=ilerleme)
    emit(sonuc, lambda: [f"okunan {sonuc['okunan']}, hâlâ bekleyen {sonuc['bekleyen']}, dizine giren {sonuc['dizinlenen']}"])
    return Cikis.BULGU if sonuc["bekleyen"] else Cikis.TAMAM
