# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Suggest file codes for a record, and say when a filed code and the text disagree.

A suggestion is for a person: nothing is filed by it. Each one shows the words that speak for it; the weights shown add up to the score,
and the score becomes a belief between 0 and 1 by one fixed curve (:func:`_believe`), so that a threshold means the same for every record.
The same input gives the same answer; equal scores go by code. What may not stand as a first code is never offered.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

import attrs

from earsiv._text import upper
from earsiv.errors import Bulgu, GirdiHatasi, bulgu
from earsiv.model import DosyaKodu
from earsiv.sdp.deger import PlanSatiri
from earsiv.sdp.kelime import number_codes, subject_line
from earsiv.sdp.ogren import Ogrenilen
from earsiv.sdp.plan import EtkinPlan
from earsiv.sdp.puan import PlanDizini, Tur, build, question, weigh

_SUSKUN: Final = 20.0  # the weight of "none of these": with less than ln 20 for it, a code alone is believed by less than a half
_NUMARADAN: Final = 0.5  # a code read in a number of the text is worth half of one that the package names
_UYARI: Final = 0.5  # belief in another code from which a disagreement is spoken of
_UZAK: Final = 0.001  # and the belief in the filed code, its kin included, up to which it is
_KELIME: Final = 3  # and how many words must speak for the other code
_ANILIR: Final = 0.05  # the belief from which a second better code is named
_DAR: Final = 0.8  # belief in a narrower code from which a general one is doubted
_DAR_KAT: Final = 20.0  # and how many times the belief in the general one that must be


@attrs.frozen
class Neden:
    """One reason: who speaks, with which words, and with what weight."""

    tur: Tur
    kelimeler: tuple[str, ...]
    agirlik: float

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {"tur": str(self.tur), "kelimeler": list(self.kelimeler), "agirlik": round(self.agirlik, 4)}


@attrs.frozen
class Oneri:
    """A code suggested: ``puan`` is the share of belief (0-1), ``ham`` the sum of the weights of ``nedenler``."""

    satir: PlanSatiri
    puan: float
    ham: float
    nedenler: tuple[Neden, ...]
    bulgular: tuple[Bulgu, ...] = ()

    @property
    def neden(self) -> str:
        """The reasons as one Turkish sentence, the weightiest first."""
        sozler = [_SOZLER[n.tur].format(kelimeler=", ".join(f"“{k}”" for k in n.kelimeler[:5])) for n in self.nedenler]
        cumle = "; ".join(sozler)
        return upper(cumle[:1]) + cumle[1:] + "."

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form that the command line promises."""
        return {
            "kod": self.satir.kod,
            "ad": self.satir.ad,
            "plan": self.satir.plan,
            "puan": round(self.puan, 4),
            "neden": self.neden,
            "surum": self.satir.surum,
            "ham": round(self.ham, 4),
            "nedenler": [n.as_dict() for n in self.nedenler],
            "bulgular": [b.as_dict() for b in self.bulgular],
        }


_SOZLER: Final = {
    Tur.BASLIK: "{kelimeler} başlıkta geçiyor",
    Tur.UST_BASLIK: "{kelimeler} üst başlıkta geçiyor",
    Tur.ACIKLAMA: "{kelimeler} planın açıklamasında geçiyor",
    Tur.IPUCU: "{kelimeler} bu kodun ipucu kelimelerinden",
    Tur.OGRENILEN: "{kelimeler} daha önce bu koda ya da üstüne konan belgelerde geçiyor",
    Tur.BIRIM: "birim bu koda ya da üstüne sık dosyalıyor",
    Tur.GONDEREN: "gönderenin kodu da {kelimeler}, zayıf bir ipucu",
    Tur.GENEL_KOD: "kod genel olduğundan geri çekildi",
}


def suggest(
    plan: EtkinPlan,
    metin: str,
    *,
    konu: str = "",
    birim: str | None = None,
    gecmis: Ogrenilen | None = None,
    gonderen_kodu: str = "",
    adet: int = 10,
) -> tuple[Oneri, ...]:
    """Return the codes that fit a record, best first; none when no word of it speaks for any code.

    Args:
        plan: the effective plan of the institution.
        metin: the text of the record.
        konu: its subject; when empty, what the text writes behind ``Konu:``.
        birim: DETSİS number of the unit that files; codes that it may not use are left out.
        gecmis: what was learned from filed records.
        gonderen_kodu: the sender's code; a weak hint, for the sender's plan may be another.
        adet: how many at most.
    """
    hesap = _judge(plan, metin, konu, gecmis, birim or "", _senders(gonderen_kodu, f"{konu}\n{metin}"))
    secilen: list[Oneri] = []
    for kod in hesap.ranked():
        if len(secilen) == adet:
            break
        if not birim or plan.offered(kod, birim=birim):
            secilen.append(_explain(hesap, kod, plan.check(kod, birim=birim or "")))
    return tuple(secilen)


def check(
    plan: EtkinPlan, kod: str, metin: str, *, konu: str = "", gecmis: Ogrenilen | None = None, birim: str | None = None
) -> tuple[Bulgu, ...]:
    """Return a warning when the text speaks strongly for other codes and hardly for the one filed under; nothing when unsure.

    The codes at, below and above the filed one count as it: a general code is no wrong code. But where it has codes below it, or is a
    "Diğer", and one of those below or beside it fits clearly, that one is named. Whether the code may be used at all is asked of
    ``EtkinPlan.check``. Only words are heard here: that a unit files elsewhere is no disagreement.

    Args:
        plan: the effective plan of the institution.
        kod: the code filed under; for one that may only be a second code nothing is said.
        metin: the text of the record.
        konu: its subject; when empty, what the text writes behind ``Konu:``.
        gecmis: what was learned from filed records, this one not among them.
        birim: the unit that files; codes that it may not use are not named as better.

    Raises:
        GirdiHatasi: SDP-001 not a code.
    """
    dosyalanan = DosyaKodu.parse(kod.partition("[")[0].strip(), kod).metin
    if plan.only_second(dosyalanan):
        return ()
    hesap = _judge(plan, metin, konu, gecmis)
    dar = _narrower(hesap, plan, dosyalanan, birim or "")
    return dar or _elsewhere(hesap, plan, dosyalanan, birim or "")


def _narrower(hesap: _Hesap, plan: EtkinPlan, kod: str, birim: str) -> tuple[Bulgu, ...]:
    """Return the finding that a code below a general one, or beside a "Diğer", fits clearly."""
    altlar = _narrower_codes(plan, kod)
    ilk = next((aday for aday in hesap.ranked() if aday.startswith(altlar) and plan.offered(aday, birim=birim)), "") if altlar else ""
    inanc = hesap.puanlar.get(ilk, 0.0)
    if inanc < _DAR or inanc < _DAR_KAT * hesap.puanlar.get(kod, 0.0) or hesap.words(ilk) < _KELIME:
        return ()
    oneri = _explain(hesap, ilk)
    return (bulgu("SDP-076", kod, aday=f"{ilk} {oneri.satir.ad}", puan=f"{inanc:.2f}", neden=oneri.neden),)


def _narrower_codes(plan: EtkinPlan, kod: str) -> tuple[str, ...]:
    """Return how the codes begin of which one may fit better than a general code: those below it, those beside a "Diğer" and below them."""
    sozler = {b.kod for b in plan.check(kod)}
    altlar = [f"{kod}."] if "SDP-004" in sozler else []
    ust = plan.parent(kod) if "SDP-006" in sozler else None
    return (*altlar, *(k for k in plan.children(ust) if k != kod)) if ust else tuple(altlar)


def _elsewhere(hesap: _Hesap, plan: EtkinPlan, kod: str, birim: str) -> tuple[Bulgu, ...]:
    """Return the finding that the text speaks for codes elsewhere and hardly for the one filed under and its kin."""
    yakin = math.fsum(puan for aday, puan in hesap.puanlar.items() if _is_kin(aday, kod))
    uzaklar = (aday for aday in hesap.ranked() if not _is_kin(aday, kod) and plan.offered(aday, birim=birim))
    ilk = next(uzaklar, "")
    if not ilk or yakin > _UZAK or hesap.puanlar[ilk] < _UYARI or hesap.words(ilk) < _KELIME:
        return ()
    oneri = _explain(hesap, ilk)
    sonraki = next(uzaklar, "")
    diger = f" Sonraki: {sonraki} {hesap.dizin.satirlar[sonraki].ad}." if sonraki and hesap.puanlar[sonraki] > _ANILIR else ""
    aday = f"{ilk} {oneri.satir.ad}"
    return (bulgu("SDP-072", kod, aday=aday, puan=f"{oneri.puan:.2f}", neden=oneri.neden, diger=diger),)


@attrs.frozen
class _Hesap:
    """What was judged of one record: the beliefs and the parts they come from."""

    dizin: PlanDizini
    deliller: Mapping[str, Mapping[tuple[Tur, str], float]]
    hamlar: Mapping[str, float]
    puanlar: Mapping[str, float]

    def ranked(self) -> list[str]:
        """Return the codes, best first; equal ones by code."""
        return sorted(self.hamlar, key=lambda kod: (-self.hamlar[kod], kod))

    def words(self, kod: str) -> int:
        """Return how many different words speak for a code."""
        return len({yazim for _, yazim in self.deliller[kod] if yazim})


def _judge(
    plan: EtkinPlan, metin: str, konu: str, gecmis: Ogrenilen | None, birim: str = "", gonderen: Mapping[str, float] | None = None
) -> _Hesap:
    dizin = _index(_Kimlik(plan))
    deliller = weigh(dizin, question(konu or subject_line(metin), metin), gecmis=gecmis, birim=birim, gonderen=gonderen)
    hamlar = {kod: math.fsum(parcalar.values()) for kod, parcalar in deliller.items()}
    return _Hesap(dizin, deliller, hamlar, _believe(hamlar))


def _believe(hamlar: Mapping[str, float]) -> dict[str, float]:
    """Return the belief in each code: scores are logarithms of odds, and "none of these" always keeps its share.

    On the training half no other temperature of the curve foretold better (docs/kavramlar/siniflama.md).
    """
    en_cok = max(0.0, *hamlar.values()) if hamlar else 0.0
    agirlar = {kod: math.exp(ham - en_cok) for kod, ham in hamlar.items()}
    toplam = math.fsum(agirlar.values()) + _SUSKUN * math.exp(-en_cok)
    return {kod: agir / toplam for kod, agir in agirlar.items()}


def _senders(kod: str, metin: str) -> dict[str, float]:
    """Return the sender's code as given, else the codes in the document numbers of the text for half as much."""
    try:
        return {DosyaKodu.parse(kod).metin: 1.0} if kod else dict.fromkeys(number_codes(metin), _NUMARADAN)
    except GirdiHatasi:  # a sender may write anything there
        return {}


def _explain(hesap: _Hesap, kod: str, bulgular: Iterable[Bulgu] = ()) -> Oneri:
    """Gather the parts of a score by witness, the weightiest first."""
    turler: dict[Tur, list[tuple[str, float]]] = {}
    for (tur, yazim), deger in hesap.deliller[kod].items():
        turler.setdefault(tur, []).append((yazim, deger))
    nedenler = []
    for tur, parcalar in turler.items():
        parcalar.sort(key=lambda p: (-p[1], p[0]))
        nedenler.append(Neden(tur, tuple(yazim for yazim, _ in parcalar if yazim), math.fsum(deger for _, deger in parcalar)))
    nedenler.sort(key=lambda n: (-n.agirlik, n.tur))
    return Oneri(hesap.dizin.satirlar[kod], hesap.puanlar[kod], hesap.hamlar[kod], tuple(nedenler), tuple(bulgular))


def _is_kin(bir: str, iki: str) -> bool:
    """Tell whether one code is the other or stands above it."""
    return bir == iki or bir.startswith(f"{iki}.") or iki.startswith(f"{bir}.")


@attrs.frozen(eq=False)
class _Kimlik:
    """A plan by identity: plans hold tables and cannot be hashed by value."""

    plan: EtkinPlan

    def __eq__(self, diger: object) -> bool:
        return isinstance(diger, _Kimlik) and self.plan is diger.plan

    def __hash__(self) -> int:
        return id(self.plan)


@lru_cache(maxsize=8)
def _index(kimlik: _Kimlik) -> PlanDizini:
    return build(kimlik.plan)
