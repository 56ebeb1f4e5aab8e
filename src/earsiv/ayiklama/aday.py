# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The sweep: judge every file on one day and sort it by what may happen to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

import attrs

from earsiv.errors import Bulgu, bulgu
from earsiv.model import Dosya, GizlilikDerecesi
from earsiv.saklama import VARSAYILAN_PROFIL, Durum, Engel, KurumProfili, SaklamaHesabi, compute
from earsiv.sdp import EtkinPlan


@attrs.define(on_setattr=attrs.setters.frozen)
class DosyaOzeti:
    """A file with what a list line needs to know of its records.

    ``adet`` counts them, ``ilk`` and ``son`` are their earliest and latest dates, ``sayilar`` their first and last numbers,
    ``engeller`` the bars known, ``liste`` the open list it stands on already, ``gizlilik`` the highest degree of its records,
    ``atiflar`` the files that refer to it.
    """

    dosya: Dosya
    adet: int = 0
    ilk: dt.date | None = None
    son: dt.date | None = None
    sayilar: tuple[str, ...] = ()
    engeller: tuple[Engel, ...] = ()
    liste: str | None = None
    gizlilik: GizlilikDerecesi = GizlilikDerecesi.YOK
    atiflar: tuple[Dosya, ...] = ()

    @property
    def yillar(self) -> tuple[int, int]:
        """First and last calendar year of the file."""
        bas = (self.ilk or self.dosya.acilis).year
        bit = (self.son or self.dosya.kapanis or self.dosya.acilis).year
        return min(bas, bit), max(bas, bit)


@attrs.frozen
class Supurme:
    """What a sweep found, as (file, account) pairs by outcome.

    ``adaylar`` may go on an imha listesi; ``diger`` are due with another outcome (transfer, appraisal, samples); ``engelli``
    due but barred or listed already; ``hatali`` could not be computed; ``bekleyen`` are closed and wait for the event that starts
    their clock; ``surekli`` stay for good, ``acik`` are not closed, ``dolmayan`` not due: all add up to ``incelenen``.
    """

    an: dt.date
    incelenen: int
    adaylar: tuple[tuple[DosyaOzeti, SaklamaHesabi], ...]
    diger: tuple[tuple[DosyaOzeti, SaklamaHesabi], ...]
    engelli: tuple[tuple[DosyaOzeti, SaklamaHesabi], ...]
    hatali: tuple[tuple[DosyaOzeti, SaklamaHesabi], ...]
    surekli: int
    acik: int
    dolmayan: int
    bekleyen: tuple[tuple[DosyaOzeti, SaklamaHesabi], ...] = ()
    bulgular: tuple[Bulgu, ...] = ()

    @property
    def dolan(self) -> int:
        """How many files are due on that day, whatever their outcome and bars."""
        return len(self.adaylar) + len(self.diger) + len(self.engelli)

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "an": self.an.isoformat(),
            "incelenen": self.incelenen,
            "dolan": self.dolan,
            "adaylar": [_short(*c) for c in self.adaylar],
            "diger": [_short(*c) for c in self.diger],
            "engelli": [_short(*c) for c in self.engelli],
            "hatali": [_short(*c) for c in self.hatali],
            "surekli": self.surekli,
            "acik": self.acik,
            "dolmayan": self.dolmayan,
            "bekleyen": [_short(*c) for c in self.bekleyen],
            "bulgular": [b.as_dict() for b in self.bulgular],
        }


def _short(ozet: DosyaOzeti, hesap: SaklamaHesabi) -> dict[str, Any]:
    return {
        "dosya": ozet.dosya.kimlik,
        "kod": ozet.dosya.kod,
        "ad": ozet.dosya.ad,
        "birim": ozet.dosya.birim,
        "kapanis": ozet.dosya.kapanis.isoformat() if ozet.dosya.kapanis else None,
        "adet": ozet.adet,
        "sonuc": str(hesap.sonuc),
        "listelenebilir_yil": hesap.listelenebilir_yil,
        "liste": ozet.liste,
        "engeller": list(dict.fromkeys(str(e) for e in hesap.engeller)),
        "engel_nedenleri": [e.aciklama for e in hesap.engeller],
        "bulgular": [b.as_dict() for b in hesap.bulgular],
    }


def sweep(
    dosyalar: Iterable[DosyaOzeti],
    plan_of: Callable[[Dosya], EtkinPlan],
    an: dt.date,
    *,
    birim: str | None = None,
    profil: KurumProfili = VARSAYILAN_PROFIL,
) -> Supurme:
    """Judge every file on one day.

    Args:
        plan_of: the plan that binds a file: the one it was filed under.
        an: the civil day of judgement, usually the commission's session.
        birim: only the files of this unit; the others are not examined.
        profil: the institution's parameters and rules on that day.
    """
    kovalar: dict[Durum, list[tuple[DosyaOzeti, SaklamaHesabi]]] = {durum: [] for durum in Durum}
    sayilar = dict.fromkeys(Durum, 0)
    for ozet in dosyalar:
        if birim is not None and ozet.dosya.birim != birim:
            continue
        hesap = compute(ozet.dosya, plan_of(ozet.dosya), None, ozet.engeller, an, profil=profil, atiflar=ozet.atiflar)
        durum = hesap.durum
        if ozet.liste and durum in {Durum.ADAY, Durum.DIGER}:
            durum = Durum.ENGELLI
        sayilar[durum] += 1
        if durum in _GOSTERILEN:
            kovalar[durum].append((ozet, hesap))
    return Supurme(
        an=an,
        incelenen=sum(sayilar.values()),
        adaylar=tuple(sorted(kovalar[Durum.ADAY], key=order)),
        diger=tuple(sorted(kovalar[Durum.DIGER], key=order)),
        engelli=tuple(sorted(kovalar[Durum.ENGELLI], key=order)),
        hatali=tuple(sorted(kovalar[Durum.HATALI], key=order)),
        surekli=sayilar[Durum.SUREKLI],
        acik=sayilar[Durum.ACIK],
        dolmayan=sayilar[Durum.DOLMAYAN],
        bekleyen=tuple(sorted(kovalar[Durum.BEKLEYEN], key=order)),
    )


_GOSTERILEN = frozenset({Durum.ADAY, Durum.DIGER, Durum.ENGELLI, Durum.HATALI, Durum.BEKLEYEN})


def order(cift: tuple[DosyaOzeti, SaklamaHesabi]) -> tuple[Any, ...]:
    """Older years first, then code, unit and id: one order, so one digest."""
    ozet, hesap = cift
    return (hesap.listelenebilir_yil or 0, ozet.dosya.kod, ozet.dosya.birim, ozet.yillar, ozet.dosya.kimlik)


def judge_in_full(
    ozetler: Iterable[DosyaOzeti], plan: EtkinPlan, an: dt.date, profil: KurumProfili
) -> list[tuple[DosyaOzeti, SaklamaHesabi]]:
    """Return files with their whole account on a day, in the order of a list."""
    ciftler = ((o, compute(o.dosya, plan, None, o.engeller, an, profil=profil, atiflar=o.atiflar)) for o in ozetler)
    return sorted(ciftler, key=order)


def skipped_years(supurme: Supurme, secilen: Iterable[str]) -> tuple[Bulgu, ...]:
    """Return a warning when files of older years wait while newer ones are chosen (IMH-10)."""
    kimlikler = set(secilen)
    yillar = {o.dosya.kimlik: h.listelenebilir_yil or 0 for o, h in supurme.adaylar}
    en_yeni = max((yillar[k] for k in kimlikler if k in yillar), default=0)
    bekleyen = sorted(k for k, yil in yillar.items() if k not in kimlikler and yil < en_yeni)
    return (bulgu("IMH-010", "liste", sayi=len(bekleyen)),) if bekleyen else ()
