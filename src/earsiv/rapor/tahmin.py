# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The forecast of retention as a report: a table for people, CSV for a Turkish spreadsheet, JSON, and the chart.

Sums are exact until the moment they are shown: millimetres become metres with two decimals only in the text.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from earsiv.errors import GirdiHatasi
from earsiv.rapor.metin import safe_text
from earsiv.saklama.sonuc import Sonuc
from earsiv.saklama.tahmin import TAHMIN_SONUCLARI, Kova, Tahmin, Yuk

BICIMLER: Final = ("csv", "json", "svg", "png")
EN_COK_YIL: Final = 20  # more columns are not readable on A4
SONUC_ADLARI: Final = {
    Sonuc.IMHA: "İmha adayı",
    Sonuc.KOMISYON: "Değerlendirme",
    Sonuc.ORNEK: "Örnek seçme",
    Sonuc.DEVIR: "Devir",
    Sonuc.SUREKLI: "Sürekli",
    Sonuc.BELIRSIZ: "Belirsiz",
}
KOVA_ADLARI: Final = {
    Kova.BIRIKMIS: "Birikmiş",
    Kova.DOLACAK: "Dolacak",
    Kova.SONRA: "Daha sonra",
    Kova.ENGELLI: "Engelli",
    Kova.SUREKLI: "Sürekli",
    Kova.ACIK: "Açık",
    Kova.HATALI: "Hatalı",
}
_BIRIMLER: Final = ("bayt", "kB", "MB", "GB", "TB", "PB", "EB")
_BASLIK: Final = ("Durum", "Yıl", "Birim", "Sonuç", "Dosya", "Raf (m)", "Raf (mm)", "Veri (bayt)")


def count_text(sayi: int) -> str:
    """Return a whole number as it is written in Turkish: 1.234.567."""
    return f"{sayi:,}".replace(",", ".")


def metre_text(mm: int) -> str:
    """Return millimetres as metres with two decimals, halves up: 12.345 mm is 12,35 m."""
    yuvarlak = (abs(mm) + 5) // 10
    return f"{'-' if mm < 0 else ''}{count_text(yuvarlak // 100)},{yuvarlak % 100:02}"


def byte_text(bayt: int) -> str:
    """Return bytes in the unit that reads best, with one decimal: 1,5 GB (a thousand steps, as disks are sold)."""
    basamak = 0
    while (onda := (bayt * 10 + 1000**basamak // 2) // 1000**basamak) >= 10_000 and basamak < len(_BIRIMLER) - 1:
        basamak += 1
    return f"{count_text(onda // 10)},{onda % 10} {_BIRIMLER[basamak]}" if basamak else f"{bayt} bayt"


def check_format(bicim: str, yil_sayisi: int) -> str:
    """Return a format if a forecast of so many years can be written in it.

    Raises:
        GirdiHatasi: RAP-021 no such format; RAP-020 more years than a chart can show.
    """
    if bicim not in BICIMLER:
        raise GirdiHatasi("RAP-021", bicim, bilinenler=", ".join(BICIMLER))
    if bicim in {"svg", "png"} and yil_sayisi > EN_COK_YIL:
        raise GirdiHatasi("RAP-020", str(yil_sayisi), en_cok=EN_COK_YIL)
    return bicim


def write_forecast(tahmin: Tahmin, bicim: str, *, kurum: str = "", birimler: Mapping[str, str] | None = None) -> bytes:
    """Return a forecast in a format.

    Args:
        bicim: ``csv``, ``json``, ``svg`` or ``png``; the last two are the chart on an A4 page.
        kurum: the institution, written over the chart.
        birimler: names of units by DETSİS number, written beside the number where known.

    Raises:
        GirdiHatasi: RAP-021 no such format; RAP-020 more years than a chart can show.
        AracHatasi: ARC-003 or ARC-004 the typesetter refuses, ARC-007 its template is not installed.
    """
    from earsiv.rapor.grafik import draw_forecast

    check_format(bicim, tahmin.yil_sayisi)
    if bicim == "csv":
        return _csv(tahmin, birimler or {})
    if bicim == "json":
        return (json.dumps(tahmin.as_dict(), ensure_ascii=False, indent=2) + "\n").encode("utf-8")
    return draw_forecast(tahmin, "svg" if bicim == "svg" else "png", kurum=kurum)


def year_rows(tahmin: Tahmin) -> Iterator[tuple[str, Yuk, tuple[int, ...]]]:
    """Yield what is due by the year: its name, the whole load, and the files of each outcome that has a date.

    What has piled up comes first, then the years, then everything later.
    """
    kovalar = ((Kova.BIRIKMIS, None), *((Kova.DOLACAK, yil) for yil in tahmin.yillar), (Kova.SONRA, None))
    for kova, yil in kovalar:
        sonuclar = tuple(tahmin.total(kova, yil=yil, sonuc=s).dosya for s in TAHMIN_SONUCLARI)
        yield str(yil) if yil else KOVA_ADLARI[kova], tahmin.total(kova, yil=yil), sonuclar


def rest_rows(tahmin: Tahmin) -> Iterator[tuple[str, Yuk]]:
    """Yield what falls due in no year: held, permanent, open, not computable."""
    for kova in (Kova.ENGELLI, Kova.SUREKLI, Kova.ACIK, Kova.HATALI):
        yield KOVA_ADLARI[kova], tahmin.total(kova)


def table_rows(tahmin: Tahmin) -> Iterator[Sequence[str]]:
    """Yield the table for people, head first; its files add up to the last row."""
    yield ("yıl", *(SONUC_ADLARI[s] for s in TAHMIN_SONUCLARI), "dosya", "raf (m)", "veri")
    for ad, yuk, sonuclar in year_rows(tahmin):
        yield (ad, *map(count_text, sonuclar), *_load(yuk))
    bos = ("",) * len(TAHMIN_SONUCLARI)
    for ad, yuk in rest_rows(tahmin):
        yield (ad, *bos, *_load(yuk))
    yield ("Toplam", *bos, *_load(tahmin.total()))


def unit_rows(tahmin: Tahmin) -> Iterator[Sequence[str]]:
    """Yield the units, head first: what has piled up and what falls due within the years, files and shelf."""
    yield ("birim", "birikmiş", "raf (m)", "dolacak", "raf (m)", "engelli")
    for birim in tahmin.birimler:
        eski, yeni = tahmin.total(Kova.BIRIKMIS, birim=birim), tahmin.total(Kova.DOLACAK, birim=birim)
        held = tahmin.total(Kova.ENGELLI, birim=birim)
        yield (
            birim,
            count_text(eski.dosya),
            metre_text(eski.uzunluk_mm),
            count_text(yeni.dosya),
            metre_text(yeni.uzunluk_mm),
            count_text(held.dosya),
        )


def _load(yuk: Yuk) -> tuple[str, str, str]:
    return count_text(yuk.dosya), metre_text(yuk.uzunluk_mm), byte_text(yuk.bayt)


def _csv(tahmin: Tahmin, birimler: Mapping[str, str]) -> bytes:
    """Semicolons, decimal commas without thousands, and a byte order mark: what a Turkish spreadsheet opens right."""
    cikti = io.StringIO()
    yazici = csv.writer(cikti, delimiter=";", lineterminator="\r\n")
    yazici.writerow(_BASLIK)
    for satir in tahmin.satirlar:
        yuk = satir.yuk
        metin = (KOVA_ADLARI[satir.kova], f"{satir.birim} {birimler.get(satir.birim, '')}".strip(), SONUC_ADLARI[satir.sonuc])
        durum, birim, sonuc = (safe_text(m, csv=True) for m in metin)
        metre = metre_text(yuk.uzunluk_mm).replace(".", "")
        yazici.writerow((durum, satir.yil or "", birim, sonuc, yuk.dosya, metre, yuk.uzunluk_mm, yuk.bayt))
    return b"\xef\xbb\xbf" + cikti.getvalue().encode("utf-8")
