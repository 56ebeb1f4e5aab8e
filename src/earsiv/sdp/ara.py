# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Find codes by words of their title, notes and ancestors, in Turkish and without a dictionary."""

from __future__ import annotations

import re
from typing import Any

import attrs

from earsiv._text import search_fold
from earsiv.model import DosyaKodu
from earsiv.sdp.plan import EtkinPlan, PlanSatiri

_KELIME = re.compile(r"[^\W_]+")
_KOK = 5  # the first five letters of a folded word meet its inflected forms (measured best for Turkish)
_AGIRLIK = {"ad": 4.0, "ust": 1.5, "aciklama": 1.0}


@attrs.frozen
class Aday:
    """A code found, with its score and the reason in words."""

    satir: PlanSatiri
    puan: float
    neden: str

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form that the command line promises."""
        return {
            "kod": self.satir.kod,
            "ad": self.satir.ad,
            "plan": self.satir.plan,
            "puan": round(self.puan, 4),
            "neden": self.neden,
        }


def search(plan: EtkinPlan, metin: str, adet: int = 20) -> tuple[Aday, ...]:
    """Return the codes that speak of ``metin``, best first; a text that is itself a code finds that code first.

    Each query word counts once per row, at the best place it stands: title, a title above it, or the note. A whole word
    weighs more than a shared stem. Codes that may not be used for filing come after those that may. For a whole record
    see :func:`earsiv.sdp.oner.suggest`.
    """
    kelimeler = tuple(dict.fromkeys(_words(metin)))
    adaylar = [aday for satir in plan.rows() if (aday := _score(plan, satir, kelimeler, metin.strip()))]
    adaylar.sort(key=lambda a: (-a.puan, a.satir.kod))
    return tuple(adaylar[:adet])


def _words(metin: str) -> list[str]:
    return _KELIME.findall(search_fold(metin))


def _score(plan: EtkinPlan, satir: PlanSatiri, kelimeler: tuple[str, ...], ham: str) -> Aday | None:
    if satir.kod == ham:
        return Aday(satir, 100.0, "kodun kendisi")
    alanlar = {"ad": _words(satir.ad), "ust": _ancestor_words(plan, satir), "aciklama": _words(satir.aciklama)}
    puan, nedenler = 0.0, []
    for kelime in kelimeler:
        en_iyi, yer = 0.0, ""
        for alan, icerik in alanlar.items():
            deger = _AGIRLIK[alan] * _match(kelime, icerik)
            if deger > en_iyi:
                en_iyi, yer = deger, alan
        if en_iyi:
            puan += en_iyi
            nedenler.append(f"“{kelime}” {_YER[yer]}")
    if not nedenler:
        return None
    puan /= len(kelimeler) * _AGIRLIK["ad"]
    # a title that says little else is the better answer
    puan *= 0.7 + 0.3 * len(nedenler) / max(len(alanlar["ad"]), len(nedenler))
    if not plan.usable(satir.kod):
        puan *= 0.8
    return Aday(satir, puan, "; ".join(nedenler))


_YER = {"ad": "başlıkta", "ust": "üst başlıkta", "aciklama": "açıklamada"}


def _match(kelime: str, icerik: list[str]) -> float:
    """Return 1 for a whole word, less for a shared stem of five letters, 0 for nothing."""
    if kelime in icerik:
        return 1.0
    if len(kelime) >= _KOK and any(aday[:_KOK] == kelime[:_KOK] for aday in icerik):
        return 0.7
    return 0.4 if len(kelime) >= 3 and any(aday.startswith(kelime) for aday in icerik) else 0.0


def _ancestor_words(plan: EtkinPlan, satir: PlanSatiri) -> list[str]:
    kelimeler: list[str] = []
    for ata in DosyaKodu(satir.kod).atalar[:-1]:
        if ust := plan.find(ata):
            kelimeler += _words(ust.ad)
    return kelimeler
