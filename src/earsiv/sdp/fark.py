# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""What changed between two versions of a plan, or between two plans: a value that is printed, never an act.

A code is a number and a subject. The same number with another subject is a reused code, the worst of changes: an old file then seems to be
filed under something it is not. Which of two unlike titles is only a new wording is a judgement; the words in common are shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, Final

import attrs

from earsiv._text import search_fold
from earsiv.errors import Bulgu, bulgu
from earsiv.model import DosyaKodu
from earsiv.sdp.deger import Plan, PlanSatiri
from earsiv.sdp.denetle import ranges_text

_KOK: Final = 5  # letters of a folded word that its inflected forms share
_AYNI_SOZ: Final = 0.5
_AYNI_YAZI: Final = 0.75
_SIRADAN: Final = frozenset({"diger", "genel", "genel isler", "diger isler", "isler"})
_BOS_SOZLER: Final = frozenset({"isler", "islem"})
_BOLUM: Final = re.compile(r"\(\s*[0-9]{3}\s*[-–—]\s*[0-9]{3}\s*\)$")


class DegisimTuru(StrEnum):
    """Kinds of change."""

    EKLENDI = "eklenen"
    KALDIRILDI = "kaldirilan"
    ADI_DEGISTI = "adi_degisen"
    SURESI_DEGISTI = "suresi_degisen"
    TASINMIS_OLABILIR = "tasinan"
    YENIDEN_KULLANILDI = "yeniden_kullanilan"


@attrs.frozen
class Degisim:
    """One change: the row before and after (``None`` where there is none), and for a possible move the codes it may have moved to."""

    tur: DegisimTuru
    kod: str
    eski: PlanSatiri | None = None
    yeni: PlanSatiri | None = None
    hedefler: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"kod": self.kod, "eski": _row(self.eski), "yeni": _row(self.yeni)} | (
            {"hedefler": list(self.hedefler)} if self.hedefler else {}
        )


def _row(satir: PlanSatiri | None) -> dict[str, str | None] | None:
    if satir is None:
        return None
    return {"ad": satir.ad, "saklama_suresi": satir.saklama_suresi or None, "tasfiye_kodu": satir.saklama_kodu or None}


@attrs.frozen
class Fark:
    """All changes from one plan version to another, by code; ``ayni`` counts the rows in which nothing changed."""

    eski: tuple[str, str]
    yeni: tuple[str, str]
    degisimler: tuple[Degisim, ...]
    ayni: int
    bulgular: tuple[Bulgu, ...] = ()

    def of(self, tur: DegisimTuru) -> tuple[Degisim, ...]:
        """Return the changes of one kind."""
        return tuple(d for d in self.degisimler if d.tur is tur)

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form that the command line promises."""
        return {
            "eski": {"plan": self.eski[0], "surum": self.eski[1]},
            "yeni": {"plan": self.yeni[0], "surum": self.yeni[1]},
            "sayilar": {str(tur): len(self.of(tur)) for tur in DegisimTuru} | {"ayni": self.ayni},
            **{str(tur): [d.as_dict() for d in self.of(tur)] for tur in DegisimTuru},
            "bulgular": [b.as_dict() for b in self.bulgular],
        }


def title_key(ad: str) -> str:
    """Return the form under which two spellings of one title meet; the range of a section heading is no part of its title."""
    return " ".join(re.findall(r"[^\W_]+", search_fold(_BOLUM.sub("", ad))))


def title_words(ad: str) -> frozenset[str]:
    """Return the stems of a title's words, as far as five letters tell."""
    return frozenset(k[:_KOK] for k in title_key(ad).split() if len(k) > 2)


def same_subject(bir: str, iki: str) -> bool:
    """Tell whether two titles under one number are one subject in two wordings: half of the words in common, or nearly the same letters."""
    a, b = title_key(bir), title_key(iki)
    if a == b:
        return True
    x, y = title_words(bir) - _BOS_SOZLER, title_words(iki) - _BOS_SOZLER
    if x and y and len(x & y) / len(x | y) >= _AYNI_SOZ:
        return True
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= _AYNI_YAZI


def diff(eski: Plan, yeni: Plan) -> Fark:
    """Return what changed from ``eski`` to ``yeni``.

    Where one of them is only part of a table, codes outside its ranges are not compared: that they are missing says nothing. Nor are
    periods where one of them has none at all.
    """
    aralik, bulgular = _common(eski, yeni)
    a, b = _within(eski, aralik), _within(yeni, aralik)
    nereye = _by_title(kod_satir for kod_satir in b.items() if not (kod_satir[0] in a and _same_title(a[kod_satir[0]], kod_satir[1])))
    sureli = all(any(s.saklama_suresi for s in p.satirlar.values()) for p in (eski, yeni))
    degisimler: list[Degisim] = []
    ayni = 0
    for kod in sorted(a.keys() | b.keys()):
        turler = _kinds(a.get(kod), b.get(kod), sureli=sureli)
        ayni += not turler
        degisimler += [Degisim(tur, kod, a.get(kod), b.get(kod)) for tur in turler]
        if {DegisimTuru.KALDIRILDI, DegisimTuru.YENIDEN_KULLANILDI} & set(turler):
            anahtar = title_key(a[kod].ad)
            hedefler = () if anahtar in _SIRADAN else tuple(k for k in nereye.get(anahtar, ()) if k != kod)
            if hedefler:
                degisimler.append(Degisim(DegisimTuru.TASINMIS_OLABILIR, kod, a[kod], b[hedefler[0]], hedefler))
    return Fark(eski.anahtar, yeni.anahtar, tuple(degisimler), ayni, bulgular)


def _kinds(eski: PlanSatiri | None, yeni: PlanSatiri | None, *, sureli: bool) -> tuple[DegisimTuru, ...]:
    if eski is None or yeni is None:
        return (DegisimTuru.EKLENDI if eski is None else DegisimTuru.KALDIRILDI,)
    turler = []
    if not same_subject(eski.ad, yeni.ad):
        turler.append(DegisimTuru.YENIDEN_KULLANILDI)
    elif not _same_title(eski, yeni):
        turler.append(DegisimTuru.ADI_DEGISTI)
    if sureli and _terms(eski) != _terms(yeni):
        turler.append(DegisimTuru.SURESI_DEGISTI)
    return tuple(turler)


def _same_title(bir: PlanSatiri, iki: PlanSatiri) -> bool:
    return title_key(bir.ad) == title_key(iki.ad)


def _terms(satir: PlanSatiri) -> tuple[str, str]:
    """Return period and code as they bind: ``05`` and ``5`` are one period."""
    return satir.saklama_suresi.lstrip("0"), satir.saklama_kodu


def _common(eski: Plan, yeni: Plan) -> tuple[tuple[tuple[int, int], ...] | None, tuple[Bulgu, ...]]:
    """Return the ranges to compare (``None``: everything), and what is to be said of it."""
    kismi = [p for p in (eski, yeni) if not p.tam]
    if not kismi:
        return None, ()
    aralik = kismi[0].araliklar
    if len(kismi) == 2:
        kesisim = ((max(i, k), min(s, t)) for i, s in aralik for k, t in kismi[1].araliklar)
        aralik = tuple((i, s) for i, s in kesisim if i <= s)
    return aralik, tuple(bulgu("SDP-065", f"{p.ad}/{p.surum}", plan=f"{p.ad} {p.surum}", aralik=ranges_text(aralik)) for p in kismi)


def _within(plan: Plan, araliklar: tuple[tuple[int, int], ...] | None) -> dict[str, PlanSatiri]:
    if araliklar is None:
        return dict(plan.satirlar)
    return {kod: s for kod, s in plan.satirlar.items() if any(ilk <= DosyaKodu(kod).ana <= son for ilk, son in araliklar)}


def _by_title(satirlar: Iterable[tuple[str, PlanSatiri]]) -> Mapping[str, tuple[str, ...]]:
    adlar: dict[str, list[str]] = {}
    for kod, satir in satirlar:
        adlar.setdefault(title_key(satir.ad), []).append(kod)
    return {ad: tuple(kodlar) for ad, kodlar in adlar.items()}
