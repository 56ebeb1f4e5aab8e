# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``forecast``: what falls due in the coming years, by year, unit and outcome, in files, millimetres of shelf and bytes.

A stream goes in and only sums are kept, so a million files cost no more memory than a thousand. Every file is counted in
exactly one place: what is due already is not spread over the years, and a held file falls due nowhere as long as it is held.
A forecast is no list: it names no file, and nothing may be destroyed by it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Any, Final

import attrs

from earsiv.errors import GirdiHatasi
from earsiv.model import Dosya
from earsiv.saklama.sonuc import Durum, SaklamaHesabi, Sonuc
from earsiv.saklama.supurme import Yargi

EN_COK_YIL: Final = 100  # no period of a plan is longer


class Kova(StrEnum):
    """The one place where a file is counted."""

    BIRIKMIS = "BIRIKMIS"  # due already on the day of judgement
    DOLACAK = "DOLACAK"  # falls due in a year of the forecast
    SONRA = "SONRA"  # falls due after it
    ENGELLI = "ENGELLI"  # has a date, and something stands in the way: a hold, an open file that refers to it
    SUREKLI = "SUREKLI"  # stays for good
    ACIK = "ACIK"  # not closed yet, or waiting for the event that starts its clock
    HATALI = "HATALI"  # not computable: never due


_KOVALAR: Final = {Durum.ACIK: Kova.ACIK, Durum.BEKLEYEN: Kova.ACIK, Durum.HATALI: Kova.HATALI, Durum.SUREKLI: Kova.SUREKLI}


@attrs.frozen
class Yuk:
    """A load: files, their length on the shelf in millimetres, their bytes. All whole numbers, so sums are exact."""

    dosya: int = 0
    uzunluk_mm: int = 0
    bayt: int = 0

    def __add__(self, diger: Yuk) -> Yuk:
        return Yuk(self.dosya + diger.dosya, self.uzunluk_mm + diger.uzunluk_mm, self.bayt + diger.bayt)

    def as_dict(self) -> dict[str, int]:
        """Return plain JSON values."""
        return {"dosya": self.dosya, "uzunluk_mm": self.uzunluk_mm, "bayt": self.bayt}


@attrs.frozen
class TahminSatiri:
    """A sum of the forecast. ``yil`` is the year in which the files fall due, or would if they were not held; else ``None``."""

    kova: Kova
    yil: int | None
    birim: str
    sonuc: Sonuc
    yuk: Yuk

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {"kova": str(self.kova), "yil": self.yil, "birim": self.birim, "sonuc": str(self.sonuc), **self.yuk.as_dict()}


@attrs.frozen
class Tahmin:
    """A forecast: its rows add up to ``incelenen``.

    ``dolan`` counts the files that are due on ``bugun`` whatever their outcome and bars, as the sweep does: what has piled up,
    and what is due but held.
    """

    bugun: dt.date
    yil_sayisi: int
    dolan: int
    satirlar: tuple[TahminSatiri, ...]

    @property
    def incelenen(self) -> int:
        """How many files were examined."""
        return self.total().dosya

    @property
    def yillar(self) -> tuple[int, ...]:
        """The years of the forecast; the present one only where something still falls due in it."""
        bu_yil = self.bugun.year
        simdi = any(s.kova is Kova.DOLACAK and s.yil == bu_yil for s in self.satirlar)
        return tuple(range(bu_yil if simdi else bu_yil + 1, bu_yil + self.yil_sayisi + 1))

    @property
    def birimler(self) -> tuple[str, ...]:
        """The units that have files here, in order."""
        return tuple(sorted({s.birim for s in self.satirlar}))

    def total(self, kova: Kova | None = None, *, yil: int | None = None, birim: str | None = None, sonuc: Sonuc | None = None) -> Yuk:
        """Return the sum of the rows that fit; what is not given is not asked."""
        toplam = Yuk()
        for satir in self.satirlar:
            if kova in {None, satir.kova} and yil in {None, satir.yil} and birim in {None, satir.birim} and sonuc in {None, satir.sonuc}:
                toplam += satir.yuk
        return toplam

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        kovalar = {kova: self.total(kova) for kova in Kova}
        return {
            "bugun": self.bugun.isoformat(),
            "yil_sayisi": self.yil_sayisi,
            "incelenen": self.incelenen,
            "dolan": self.dolan,
            "engelli": kovalar[Kova.ENGELLI].dosya,
            "hatali": kovalar[Kova.HATALI].dosya,
            "kovalar": {str(kova): yuk.as_dict() for kova, yuk in kovalar.items()},
            "yillar": list(self._years()),
            "satirlar": [satir.as_dict() for satir in self.satirlar],
        }

    def _years(self) -> Iterator[dict[str, Any]]:
        for yil in self.yillar:
            sonuclar = {str(s): yuk.as_dict() for s in TAHMIN_SONUCLARI if (yuk := self.total(Kova.DOLACAK, yil=yil, sonuc=s)).dosya}
            yield {"yil": yil, **self.total(Kova.DOLACAK, yil=yil).as_dict(), "sonuclar": sonuclar}


TAHMIN_SONUCLARI: Final = (Sonuc.IMHA, Sonuc.KOMISYON, Sonuc.ORNEK, Sonuc.DEVIR)
"""The outcomes that have a date, from the least protective to the most."""


def is_held(hesap: SaklamaHesabi | Yargi) -> bool:
    """Tell whether something other than plan and dates stands in the way of a file."""
    return bool(hesap.engeller)


def forecast(
    kalemler: Iterable[tuple[Dosya, SaklamaHesabi | Yargi, int]],
    bugun: dt.date,
    *,
    yil_sayisi: int = 10,
    engelli: Callable[[SaklamaHesabi | Yargi], bool] = is_held,
) -> Tahmin:
    """Sum up what falls due and when.

    Args:
        kalemler: files with their account (or judgement in short) of ``bugun`` and their bytes; read once, never kept.
        bugun: the civil day of judgement.
        yil_sayisi: how many years after the present one are told apart.
        engelli: what counts as held.

    Raises:
        GirdiHatasi: SAK-060 the number of years is not one of 1–100.
    """
    if not 1 <= yil_sayisi <= EN_COK_YIL:
        raise GirdiHatasi("SAK-060", str(yil_sayisi), en_cok=EN_COK_YIL)
    son = bugun.year + yil_sayisi
    toplamlar: dict[tuple[Kova, int | None, str, Sonuc], list[int]] = {}
    dolan = 0
    for dosya, hesap, bayt in kalemler:
        kova, yil = _place(hesap, son, engelli)
        dolan += kova is Kova.BIRIKMIS or (kova is Kova.ENGELLI and hesap.suresi_doldu)
        toplam = toplamlar.setdefault((kova, yil, dosya.birim, hesap.sonuc), [0, 0, 0])
        toplam[0] += 1
        toplam[1] += dosya.uzunluk_mm
        toplam[2] += bayt
    return Tahmin(bugun, yil_sayisi, dolan, tuple(_rows(toplamlar)))


def _place(hesap: SaklamaHesabi | Yargi, son: int, engelli: Callable[[SaklamaHesabi | Yargi], bool]) -> tuple[Kova, int | None]:
    """Return the place of a file and, where it has one, its year."""
    durum = hesap.durum
    if durum in _KOVALAR:
        return _KOVALAR[durum], None
    if hesap.ilk_gun is None:
        return Kova.SUREKLI, None
    yil = hesap.ilk_gun.year
    if engelli(hesap):
        return Kova.ENGELLI, yil
    if hesap.suresi_doldu:
        return Kova.BIRIKMIS, None
    return (Kova.DOLACAK, yil) if yil <= son else (Kova.SONRA, None)


def _rows(toplamlar: dict[tuple[Kova, int | None, str, Sonuc], list[int]]) -> Iterator[TahminSatiri]:
    kovalar, sonuclar = list(Kova), list(Sonuc)

    def sira(anahtar: tuple[Kova, int | None, str, Sonuc]) -> tuple[int, int, str, int]:
        kova, yil, birim, sonuc = anahtar
        return kovalar.index(kova), yil or 0, birim, sonuclar.index(sonuc)

    for anahtar in sorted(toplamlar, key=sira):
        yield TahminSatiri(*anahtar, Yuk(*toplamlar[anahtar]))
