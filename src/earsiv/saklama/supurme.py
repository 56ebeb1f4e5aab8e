# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The sweep: judge every file of a stream on one day and say where each stands. Holds one file at a time, whatever their number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import attrs

from earsiv.errors import Bulgu
from earsiv.model import Dosya, OlayTuru
from earsiv.saklama.engel import Engel
from earsiv.saklama.hesap import compute
from earsiv.saklama.profil import VARSAYILAN_PROFIL, KurumProfili
from earsiv.saklama.sonuc import Durum, SaklamaHesabi, Sonuc
from earsiv.sdp import EtkinPlan

DOLMUS = frozenset({Durum.ADAY, Durum.DIGER, Durum.ENGELLI})
"""The states of a file whose period has run out."""
_EN_COK_HAZIR = 1 << 17  # judgements kept for files that are alike: memory stays flat


class Sayim:
    """Counts of a sweep; they add up to the files examined. Mutable on purpose: it rides along a stream."""

    def __init__(self) -> None:
        self._sayilar = dict.fromkeys(Durum, 0)

    def add(self, durum: Durum) -> None:
        """Count one file."""
        self._sayilar[durum] += 1

    def __getitem__(self, durum: Durum) -> int:
        return self._sayilar[durum]

    @property
    def incelenen(self) -> int:
        """How many files were examined."""
        return sum(self._sayilar.values())

    @property
    def dolan(self) -> int:
        """How many of them are due, whatever their outcome and bars."""
        return sum(self._sayilar[durum] for durum in DOLMUS)

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values: examined, due, and each state."""
        return {"incelenen": self.incelenen, "dolan": self.dolan, **{str(durum): sayi for durum, sayi in self._sayilar.items()}}


def judge_all(
    dosyalar: Iterable[Dosya],
    plan_of: Callable[[Dosya], EtkinPlan],
    bugun: dt.date,
    *,
    profil: KurumProfili = VARSAYILAN_PROFIL,
    engeller: Callable[[Dosya], Iterable[Engel]] | None = None,
    atiflar: Callable[[Dosya], Iterable[Dosya]] | None = None,
) -> Iterator[tuple[Dosya, SaklamaHesabi, Durum]]:
    """Judge files as they come and yield each with its account and standing.

    Args:
        plan_of: the plan that binds a file.
        engeller: the bars that lie on a file (``DondurmaDizini.on``).
        atiflar: the files that refer to it.
    """
    for dosya in dosyalar:
        barlar = tuple(engeller(dosya)) if engeller else ()
        digerleri = tuple(atiflar(dosya)) if atiflar else ()
        hesap = compute(dosya, plan_of(dosya), None, barlar, bugun, profil=profil, atiflar=digerleri)
        yield dosya, hesap, hesap.durum


@attrs.frozen
class Yargi:
    """A judgement in short: what counts, lists and forecasts ask of an account, the same value for files that are alike."""

    durum: Durum
    sonuc: Sonuc
    ilk_gun: dt.date | None
    suresi_doldu: bool
    engeller: tuple[Engel, ...] = ()
    bulgular: tuple[Bulgu, ...] = ()

    @classmethod
    def of(cls, hesap: SaklamaHesabi) -> Yargi:
        """Return the short form of an account."""
        return cls(hesap.durum, hesap.sonuc, hesap.ilk_gun, hesap.suresi_doldu, hesap.engeller, hesap.bulgular)

    @property
    def listelenebilir_yil(self) -> int | None:
        """The first year in which the file may be listed."""
        return self.ilk_gun.year if self.ilk_gun else None


class Elek:
    """Judges a million files by computing once for those that are alike: same code, version and year of closing, nothing else to them.

    Periods that run over calendar years do not know the day of closing, so its year is enough. Everything else (events, extensions,
    further codes, bars, references, an institution's own rule for the start) is computed file by file.
    """

    def __init__(self, bugun: dt.date, profil: KurumProfili = VARSAYILAN_PROFIL) -> None:
        """Take the day of judgement and the profile."""
        self._bugun = bugun
        self._profil = profil
        self._yillik = not any(d.ad == "saklama_baslangic_kurali" for d in profil.degerler)
        self._hazir: dict[tuple[Any, ...], Yargi] = {}
        self._planlar: dict[int, tuple[EtkinPlan, bool]] = {}

    def judge(self, dosya: Dosya, plan: EtkinPlan, engeller: tuple[Engel, ...] = (), atiflar: tuple[Dosya, ...] = ()) -> Yargi:
        """Return the judgement of one file in short: exactly what :func:`compute` comes to."""
        if engeller or atiflar or not self._alike(dosya):
            return Yargi.of(compute(dosya, plan, None, engeller, self._bugun, profil=self._profil, atiflar=atiflar))
        kapanis = dosya.kapanis
        anahtar: tuple[Any, ...] = (id(plan), dosya.kod, dosya.plan, dosya.plan_surumu, kapanis.year if kapanis else 0)
        if self._profil.kurallar or self._own_periods(plan):
            anahtar = (*anahtar, dosya.birim, dosya.acilis)
        yargi = self._hazir.get(anahtar)
        if yargi is None:
            if len(self._hazir) >= _EN_COK_HAZIR:
                self._hazir.clear()
            yargi = self._hazir[anahtar] = Yargi.of(compute(dosya, plan, None, (), self._bugun, profil=self._profil))
        return yargi

    def _own_periods(self, plan: EtkinPlan) -> bool:
        bilinen = self._planlar.get(id(plan))
        if bilinen is None:  # the plan is kept, so that its id stays its own
            bilinen = self._planlar[id(plan)] = (plan, bool(plan.gorunum.sureli))
        return bilinen[1]

    def _alike(self, dosya: Dosya) -> bool:
        if dosya.olaylar or dosya.uzatmalar or dosya.diger_kodlar or dosya.onceki or dosya.baslatan is not OlayTuru.KAPANIS:
            return False
        kapanis = dosya.kapanis
        return kapanis is None or (self._yillik and kapanis.year < self._bugun.year and dosya.acilis <= kapanis)
