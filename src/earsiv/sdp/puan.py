# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The evidence for each code of a plan, word by word, as weights that are simply added.

Four witnesses speak: the plan (title, titles above, note, clue words), what the archive filed before, what the unit files, and the sender's
code. Each gives its weight per word, so that a score can be taken apart again. The last two only lift a code for which words speak.
Nothing is decided or calibrated here, see :mod:`earsiv.sdp.oner`.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Final

import attrs

from earsiv._veri import read_data
from earsiv.model import DosyaKodu
from earsiv.sdp.deger import PlanSatiri
from earsiv.sdp.kelime import near, slips, stems, words
from earsiv.sdp.ogren import Ogrenilen
from earsiv.sdp.plan import EtkinPlan


class Tur(StrEnum):
    """Who speaks for a code, or against it."""

    BASLIK = "baslik"  # the title
    UST_BASLIK = "ust_baslik"  # a title above, the section's too
    ACIKLAMA = "aciklama"  # the note of the plan
    IPUCU = "ipucu"  # clue words, of the code or of one above
    OGRENILEN = "ogrenilen"  # records filed before
    BIRIM = "birim"  # what the unit files
    GONDEREN = "gonderen"  # the sender's code
    GENEL_KOD = "genel_kod"  # against: a code with codes below it, or "Diğer"


@attrs.frozen
class Agirliklar:
    """The weights, chosen by cross-validation on the training half of the evaluation data and never on the other half.

    The first five are the fields of the plan; ``doyum`` and ``boy`` are the saturation and the length norm of BM25. ``konu`` and ``metin``
    weigh a word by where it stands in the record, ``tekrar`` one that stands in both, ``metin_siniri`` is how many different words of text
    count fully. ``kayma`` weighs a stem found one slip away, ``yumusatma`` is how many records' worth of
    doubt is added to a code's own, ``seyrek`` how many to a stem's: a word seen once proves little.
    """

    baslik: float = 3.0
    ust_baslik: float = 0.4
    aciklama: float = 0.7
    ipucu: float = 2.0
    ust_ipucu: float = 1.2
    doyum: float = 1.2
    boy: float = 0.6
    konu: float = 1.0
    metin: float = 0.8
    tekrar: float = 0.3
    metin_siniri: float = 40.0
    kayma: float = 0.6
    ogrenilen: float = 0.4
    ogrenilen_ust: float = 0.03
    yumusatma: float = 0.5
    seyrek: float = 16.0
    birim: float = 1.3
    gonderen: float = 0.5
    diger: float = 1.0
    ust_kod: float = 2.2


VARSAYILAN: Final = Agirliklar()

Sorgu = Mapping[str, tuple[str, float]]
Deliller = dict[str, dict[tuple[Tur, str], float]]
_YER: Final = {"baslik": Tur.BASLIK, "ust_baslik": Tur.UST_BASLIK, "aciklama": Tur.ACIKLAMA, "ipucu": Tur.IPUCU, "ust_ipucu": Tur.IPUCU}
_ORTAK_SON: Final = 99  # 000-099 and 600-969 are the same everywhere
_ORTAK_BAS: Final = 600


@attrs.frozen(eq=False)
class PlanDizini:
    """A plan made ready: the codes that may be offered, where each stem stands, and what is known to be one slip away.

    ``yerler`` gives for a stem the codes, the field and the weight; ``indirimler`` the weight against general codes; ``dallar`` the codes
    at and below each ``plan/sürüm/kod``, with whether it is the code itself.
    """

    satirlar: Mapping[str, PlanSatiri]
    yerler: Mapping[str, tuple[tuple[str, Tur, float], ...]]
    indirimler: Mapping[str, float]
    dallar: Mapping[str, tuple[tuple[str, bool], ...]]
    kaymalar: Mapping[str, tuple[str, ...]]


@cache
def clues() -> dict[str, dict[str, str]]:
    """Return the clue words that are shipped, by ``plan/sürüm`` and code."""
    veri: dict[str, dict[str, str]] = tomllib.loads(read_data("sdp_ipucu.toml").decode("utf-8"))
    return veri


def build(plan: EtkinPlan, agirlik: Agirliklar = VARSAYILAN, ipuclari: Mapping[str, Mapping[str, str]] | None = None) -> PlanDizini:
    """Make a plan ready for :func:`weigh`; ``ipuclari`` in place of the shipped clue words."""
    satirlar = {satir.kod: satir for satir in plan.rows() if plan.offered(satir.kod)}
    alanlar = {kod: _fields(plan, satir, clues() if ipuclari is None else ipuclari) for kod, satir in satirlar.items()}
    paylar = _shares(alanlar, agirlik)
    gecen = Counter(kok for pay in paylar.values() for kok in pay)
    yerler: dict[str, list[tuple[str, Tur, float]]] = {}
    for kod, pay in paylar.items():
        for kok, parcalar in pay.items():
            ayirt = math.log1p((len(paylar) - gecen[kok] + 0.5) / (gecen[kok] + 0.5))
            yerler.setdefault(kok, []).extend((kod, _YER[alan], deger * ayirt) for alan, deger in parcalar.items())
    return PlanDizini(
        satirlar=satirlar,
        yerler={kok: tuple(yer) for kok, yer in yerler.items()},
        indirimler={kod: indirim for kod in satirlar if (indirim := _discount(plan, kod, agirlik))},
        dallar=_branches(satirlar),
        kaymalar=slips(yerler),
    )


def _fields(plan: EtkinPlan, satir: PlanSatiri, ipuclari: Mapping[str, Mapping[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return the stems of a row by field."""
    kod = DosyaKodu(satir.kod)
    katman = plan.plan_of(kod)
    bolum = katman.section(kod) if katman and len(katman.bolumler) > 1 else None  # a plan of one section says nothing by it
    ustler = [ust for ata in kod.atalar[:-1] if (ust := plan.find(ata))]
    kendi = ipuclari.get(f"{satir.plan}/{satir.surum}", {})
    return {
        "baslik": stems(satir.ad),
        "ust_baslik": stems(" ".join([*(ust.ad for ust in ustler), bolum.ad if bolum else ""])),
        "aciklama": stems(satir.aciklama),
        "ipucu": stems(kendi.get(satir.kod, "")),
        "ust_ipucu": stems(" ".join(ipuclari.get(f"{ust.plan}/{ust.surum}", {}).get(ust.kod, "") for ust in ustler)),
    }


def _shares(alanlar: Mapping[str, Mapping[str, tuple[str, ...]]], agirlik: Agirliklar) -> dict[str, dict[str, dict[str, float]]]:
    """Return what each field gives each stem of each code: the fields of a code are saturated together (BM25F)."""
    boylar = {alan: [len(a[alan]) for a in alanlar.values() if a[alan]] for alan in _YER}
    ortalama = {alan: sum(boy) / len(boy) if boy else 1.0 for alan, boy in boylar.items()}
    paylar: dict[str, dict[str, dict[str, float]]] = {}
    for kod, alan_kokleri in alanlar.items():
        ham: dict[str, dict[str, float]] = {}
        for alan, kokler in alan_kokleri.items():
            olcu = 1 - agirlik.boy + agirlik.boy * len(kokler) / ortalama[alan]
            for kok in dict.fromkeys(kokler):
                ham.setdefault(kok, {})[alan] = getattr(agirlik, alan) / olcu
        paylar[kod] = {
            kok: {alan: deger / (sum(parcalar.values()) + agirlik.doyum) for alan, deger in parcalar.items()}
            for kok, parcalar in ham.items()
        }
    return paylar


def _discount(plan: EtkinPlan, kod: str, agirlik: Agirliklar) -> float:
    """Return the weight against a code with codes below it and against "Diğer"."""
    kodlar = {b.kod for b in plan.check(kod)}
    return -(agirlik.ust_kod * ("SDP-004" in kodlar) + agirlik.diger * ("SDP-006" in kodlar))


def _branches(satirlar: Mapping[str, PlanSatiri]) -> dict[str, tuple[tuple[str, bool], ...]]:
    dallar: dict[str, list[tuple[str, bool]]] = {}
    for kod, satir in satirlar.items():
        for ata in DosyaKodu(kod).atalar:
            dallar.setdefault(f"{satir.plan}/{satir.surum}/{ata}", []).append((kod, ata == kod))
    return {ad: tuple(kodlar) for ad, kodlar in dallar.items()}


def question(konu: str, metin: str, agirlik: Agirliklar = VARSAYILAN) -> dict[str, tuple[str, float]]:
    """Return the different stems of a record with the word as written and its weight: half for each form of the word.

    A long text does not outweigh its subject.
    """
    sorgu: dict[str, tuple[str, float]] = {}
    for kok, yazim in _different(konu):
        sorgu[kok] = (yazim, agirlik.konu / 2)
    govde = tuple(_different(metin))
    pay = min(1.0, 2 * agirlik.metin_siniri / len(govde)) / 2 if govde else 0.0
    for kok, yazim in govde:
        ilk, agir = sorgu.get(kok, (yazim, 0.0))
        sorgu[kok] = (ilk, agir + pay * (agirlik.tekrar if agir else agirlik.metin))
    return sorgu


def _different(metin: str) -> Iterator[tuple[str, str]]:
    """Yield the stems and beginnings of a text once each, with the first word that has it."""
    gorulen: set[str] = set()
    for kelime in words(metin):
        for kok in kelime.kokler:
            if kok not in gorulen:
                gorulen.add(kok)
                yield kok, kelime.yazim


def weigh(
    dizin: PlanDizini,
    sorgu: Sorgu,
    *,
    gecmis: Ogrenilen | None = None,
    birim: str = "",
    gonderen: Mapping[str, float] | None = None,
    agirlik: Agirliklar = VARSAYILAN,
) -> Deliller:
    """Return the parts of the score of every code for which at least one word speaks.

    Args:
        dizin: the plan, made ready.
        sorgu: the words of the record.
        gecmis: what was filed before.
        birim: the unit that files.
        gonderen: the sender's codes and how much each is worth (0-1).
        agirlik: the weights.
    """
    deliller: Deliller = {}
    for kod, tur, yazim, deger in _by_words(dizin, sorgu, gecmis, agirlik):
        parcalar = deliller.setdefault(kod, {})
        parcalar[tur, yazim] = parcalar.get((tur, yazim), 0.0) + deger
    for kod, deger in _by_unit(dizin, gecmis, birim):
        if kod in deliller:
            deliller[kod][Tur.BIRIM, ""] = agirlik.birim * deger
    for kod, deger in (gonderen or {}).items():
        if kod in deliller:
            deliller[kod][Tur.GONDEREN, kod] = agirlik.gonderen * deger * (1.0 if _is_common(kod) else 0.5)
    for kod, indirim in dizin.indirimler.items():
        if kod in deliller:
            deliller[kod][Tur.GENEL_KOD, ""] = indirim
    return deliller


def _is_common(kod: str) -> bool:
    """Tell whether the code lies in the ranges that mean the same in every institution; 100-599 is each one's own."""
    return int(kod[:3]) <= _ORTAK_SON or int(kod[:3]) >= _ORTAK_BAS


def _by_words(dizin: PlanDizini, sorgu: Sorgu, gecmis: Ogrenilen | None, agirlik: Agirliklar) -> Iterator[tuple[str, Tur, str, float]]:
    for kok, (yazim, agir) in sorgu.items():
        bilinen, pay = kok, agir
        if kok not in dizin.yerler and not (gecmis and gecmis.spread(kok)):
            bilinen, pay = near(kok, dizin.kaymalar), agir * agirlik.kayma
        for kod, tur, deger in dizin.yerler.get(bilinen, ()):
            yield kod, tur, yazim, pay * deger
        if gecmis and (yayilim := gecmis.spread(bilinen)):
            oran = (yayilim + agirlik.seyrek) / (gecmis.toplam + agirlik.seyrek)
            yield from _by_history(dizin, gecmis, (bilinen, yazim, pay, oran), agirlik)


def _by_history(
    dizin: PlanDizini, gecmis: Ogrenilen, kelime: tuple[str, str, float, float], agirlik: Agirliklar
) -> Iterator[tuple[str, Tur, str, float]]:
    """Yield how much more often than everywhere the stem stands in the records of a code, as a logarithm; never against a code."""
    kok, yazim, pay, oran = kelime
    kuskulu = agirlik.yumusatma * oran
    for ad, sayi in gecmis.places(kok).items():
        kat = math.log((sayi + kuskulu) / ((gecmis.records(ad) + agirlik.yumusatma) * oran))
        if kat > 0:
            for kod, kendisi in dizin.dallar.get(ad, ()):
                yield kod, Tur.OGRENILEN, yazim, pay * kat * (agirlik.ogrenilen if kendisi else agirlik.ogrenilen_ust)


def _by_unit(dizin: PlanDizini, gecmis: Ogrenilen | None, birim: str) -> Iterator[tuple[str, float]]:
    """Yield how much more often than others the unit files under a code or under one above it, as a logarithm."""
    sayilar = gecmis.of_unit(birim) if gecmis and birim else Counter[str]()
    if not gecmis or not sayilar:
        return
    toplam = sum(sayi for ad, sayi in sayilar.items() if "." not in ad.rpartition("/")[2])
    en_cok: dict[str, float] = {}
    for ad, sayi in sayilar.items():
        oran = gecmis.records(ad) / gecmis.toplam
        kat = math.log((sayi + oran) / ((toplam + 1) * oran))
        for kod, _ in dizin.dallar.get(ad, ()):
            en_cok[kod] = max(en_cok.get(kod, 0.0), kat)
    yield from en_cok.items()
