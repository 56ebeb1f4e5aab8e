# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``SaklamaHesabi``: everything a judgement of retention came to, as a value that can be shown, explained and replayed."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any, Final

import attrs

from earsiv.errors import Bulgu
from earsiv.model import OlayTuru, Uzatma
from earsiv.saklama.engel import Engel, ImhaEngeli
from earsiv.saklama.takvim import BaslangicKurali


class Sonuc(StrEnum):
    """What the plan wants done with a file when its period has run out."""

    IMHA = "IMHA"  # D: candidate for destruction by the commission
    DEVIR = "DEVIR"  # A: to Devlet Arşivleri
    KOMISYON = "KOMISYON"  # C: appraised first
    ORNEK = "ORNEK"  # A1-A3: samples go to Devlet Arşivleri, the rest is appraised
    SUREKLI = "SUREKLI"  # B: stays, period without end
    BELIRSIZ = "BELIRSIZ"  # not computable: never due


class Durum(StrEnum):
    """Where a file stands on the day of a sweep."""

    ADAY = "aday"  # due, outcome destruction, nothing in the way
    DIGER = "diger"  # due with another outcome: transfer, appraisal, samples
    ENGELLI = "engelli"  # due, but barred
    HATALI = "hatali"  # not computable: a person must look
    SUREKLI = "surekli"  # stays for good
    ACIK = "acik"  # not closed yet
    BEKLEYEN = "bekleyen"  # closed, and waiting for the event that starts its clock
    DOLMAYAN = "dolmayan"  # not due


TASFIYE: Final = {
    "A": Sonuc.DEVIR,
    "A1": Sonuc.ORNEK,
    "A2": Sonuc.ORNEK,
    "A3": Sonuc.ORNEK,
    "B": Sonuc.SUREKLI,
    "C": Sonuc.KOMISYON,
    "D": Sonuc.IMHA,
}
"""The outcome that each disposal code forces."""
KORUMA: Final = (Sonuc.IMHA, Sonuc.KOMISYON, Sonuc.ORNEK, Sonuc.DEVIR, Sonuc.SUREKLI)
"""Outcomes by how much they protect, least first: where codes disagree, the most protective one wins."""


_BEKLEYEN: Final = frozenset({"SAK-003", "SAK-012"})
"""Findings of a file that is only waiting: for its closing, or for the event that starts its clock."""


class SureKaynagi(StrEnum):
    """Where a period that binds a file comes from."""

    ANA = "ana"  # its own code
    EK = "ek"  # the institution's own row for that code
    DIGER = "diger"  # a further code
    ONCEKI = "onceki"  # a code it was filed under before
    KURAL = "kural"  # another law or the institution's own rule
    ATIF = "atif"  # a file that refers to it, or another volume


@attrs.define(on_setattr=attrs.setters.frozen)
class SureKalemi:
    """One period that binds a file: the row or rule, the day that starts it, its end with extensions.

    ``olay`` is the event that gave ``temel``, ``sure`` is whole years as text or ``B``, ``tasfiye`` the disposal code (empty for a
    rule, which has none), ``satir_kodu`` the row the period was read from (another than ``kod`` where the plan inherits), ``bitis``
    the last day or ``None``: without end.
    """

    kaynak: SureKaynagi
    kod: str
    satir_kodu: str
    ad: str
    plan: str
    surum: str
    sure: str
    tasfiye: str
    temel: dt.date
    olay: OlayTuru
    kural: BaslangicKurali
    bitis: dt.date | None
    sonuc: Sonuc | None
    dosya: str = ""
    uzatmalar: tuple[Uzatma, ...] = ()


@attrs.frozen
class ArsivBelgesi:
    """Whether and when the file is arşiv belgesi: the road taken, the last act it counts from, the first day.

    ``yol`` is ``son_islem`` (twenty years since the last act) or ``kesin_sonuc`` (settled for good and fifteen years);
    ``yil`` the years of law used, ``gun`` the first day, never before the retention has run out; ``None``: that never happens.
    """

    yol: str
    yil: int
    son_islem: dt.date
    gun: dt.date | None
    oldu: bool

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "yol": self.yol,
            "yil": self.yil,
            "son_islem": self.son_islem.isoformat(),
            "gun": self.gun.isoformat() if self.gun else None,
            "oldu": self.oldu,
        }


@attrs.define(on_setattr=attrs.setters.frozen)
class SaklamaHesabi:
    """The retention of one file, judged on one day.

    ``baslangic`` and ``bitis`` bound the period (civil dates, inclusive), ``ilk_gun`` is the first day on which the file may be
    listed and ``listelenebilir_yil`` its year (``None``: never, or unknown), ``suresi_doldu`` tells whether that day has come on
    ``bugun``; ``kalemler`` are all periods that bind, ``temel`` the day that started the clock, ``baslatan`` the event the file waits
    for, ``asamalar`` the ends of the stages in unit and institution archive where the institution splits the period, ``devir_son_gun``
    the day by which a transfer is due; ``bulgular`` what a person must look at.
    """

    kod: str
    plan: str
    surum: str
    saklama_suresi: str
    tasfiye_kodu: str
    kapanis: dt.date | None
    bugun: dt.date
    baslangic: dt.date | None
    bitis: dt.date | None
    ilk_gun: dt.date | None
    sonuc: Sonuc
    suresi_doldu: bool
    engeller: tuple[Engel, ...] = ()
    bulgular: tuple[Bulgu, ...] = ()
    kalemler: tuple[SureKalemi, ...] = ()
    baslatan: OlayTuru = OlayTuru.KAPANIS
    temel: dt.date | None = None
    arsiv_belgesi: ArsivBelgesi | None = None
    asamalar: tuple[tuple[str, dt.date], ...] = ()
    devir_son_gun: dt.date | None = None

    @property
    def durum(self) -> Durum:
        """Where the file stands on the day of judgement."""
        belirsiz = self.sonuc is Sonuc.BELIRSIZ
        if belirsiz and self.bulgular[0].kod not in _BEKLEYEN:
            return Durum.HATALI
        if self.kapanis is None or self.kapanis > self.bugun:
            return Durum.ACIK
        if not self.suresi_doldu:
            return Durum.BEKLEYEN if belirsiz else Durum.SUREKLI if self.sonuc is Sonuc.SUREKLI else Durum.DOLMAYAN
        if self.engeller:
            return Durum.ENGELLI
        return Durum.ADAY if self.sonuc is Sonuc.IMHA else Durum.DIGER

    @property
    def listelenebilir_yil(self) -> int | None:
        """The first year in which the file may be listed."""
        return self.ilk_gun.year if self.ilk_gun else None

    @property
    def imha_adayi(self) -> bool:
        """Whether the file may be put on an imha listesi today: D, period over, nothing in the way."""
        return self.sonuc is Sonuc.IMHA and self.suresi_doldu and not self.engeller

    @property
    def imha_engelleri(self) -> tuple[Engel, ...]:
        """Every bar between the file and destruction today: those handed in, and those that plan and dates make."""
        plan = [Engel(ImhaEngeli.PLAN_SATIRI_YOK)] if self.sonuc in {Sonuc.BELIRSIZ, Sonuc.KOMISYON} else []
        arsiv = [Engel(ImhaEngeli.ARSIV_BELGESI)] if self.sonuc in {Sonuc.DEVIR, Sonuc.ORNEK, Sonuc.SUREKLI} else []
        sure = [] if self.suresi_doldu else [Engel(ImhaEngeli.SURE_DOLMADI)]
        return (*arsiv, *sure, *plan, *self.engeller)

    @property
    def neden(self) -> tuple[str, ...]:
        """The steps in the order they were taken, as Turkish sentences."""
        from earsiv.saklama.hikaye import explain

        return tuple(adim.cumle for adim in explain(self).adimlar)

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form that the command line promises."""
        return {
            "kod": self.kod,
            "plan": self.plan,
            "surum": self.surum,
            "saklama_suresi": self.saklama_suresi or None,
            "tasfiye_kodu": self.tasfiye_kodu or None,
            "kapanis": _iso(self.kapanis),
            "bugun": self.bugun.isoformat(),
            "baslangic": _iso(self.baslangic),
            "bitis": _iso(self.bitis),
            "ilk_gun": _iso(self.ilk_gun),
            "listelenebilir_yil": self.listelenebilir_yil,
            "sonuc": str(self.sonuc),
            "suresi_doldu": self.suresi_doldu,
            "engeller": [e.as_dict() for e in self.engeller],
            "imha_engelleri": [str(e) for e in self.imha_engelleri],
            "arsiv_belgesi": self.arsiv_belgesi.as_dict() if self.arsiv_belgesi else None,
            "devir_son_gun": _iso(self.devir_son_gun),
            "asamalar": [{"yer": yer, "bitis": gun.isoformat()} for yer, gun in self.asamalar],
            "neden": list(self.neden),
            "bulgular": [b.as_dict() for b in self.bulgular],
        }


def _iso(gun: dt.date | None) -> str | None:
    return gun.isoformat() if gun else None
