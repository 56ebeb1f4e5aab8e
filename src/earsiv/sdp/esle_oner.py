# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Candidates for codes that are dead, reused or closed in today's plan, and the worksheet on which a person decides.

The score orders candidates and is no probability. Codes stand on the worksheet together with their titles, because a spreadsheet turns a
bare 105.10 into 105.1.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, Final

import attrs

from earsiv._text import search_fold
from earsiv.errors import Bulgu, GirdiHatasi, bulgu
from earsiv.model import DosyaKodu
from earsiv.sdp.deger import Plan, PlanSatiri
from earsiv.sdp.esle import EslemeKarari, KodEslemesi
from earsiv.sdp.fark import same_subject, title_key, title_words
from earsiv.sdp.hucre import BOS, Hucre, Tablo, read_code
from earsiv.sdp.plan import EtkinPlan

_ADET: Final = 5
_ESIK: Final = 0.15
BASLIKLAR: Final = ("plan", "eski", "durum", "adaylar", "karar", "yeni", "gerekce")
_KOD: Final = re.compile(r"([0-9]{3}(?:\.[0-9]{2}){0,3})(?:\s+\S.*)?", re.DOTALL)


class KodDurumu(StrEnum):
    """How an old code stands in today's plan."""

    OLU = "olu"
    YENIDEN_KULLANILMIS = "yeniden-kullanilmis"
    KULLANILMAZ = "kullanilmaz"
    AYNI = "ayni"
    BILINMEYEN = "bilinmeyen"  # the old plan does not have it either


class NedenTuru(StrEnum):
    """Why a code is a candidate."""

    AYNI_KOD_AD = "ayni-kod-ad"
    AYNI_AD = "ayni-ad"
    KELIME = "kelime"
    AYNI_UST = "ayni-ust"
    UST_KOD = "ust-kod"


@attrs.frozen
class EslemeNedeni:
    """One reason: its kind, its share of the score, and a sentence."""

    tur: NedenTuru
    agirlik: float
    metin: str


@attrs.frozen
class EslemeAdayi:
    """A code of today's plan that an old code may go to; the weights of the reasons add up to the score."""

    satir: PlanSatiri
    nedenler: tuple[EslemeNedeni, ...]

    @property
    def puan(self) -> float:
        """The order of candidates, at most 1."""
        return round(min(1.0, sum(n.agirlik for n in self.nedenler)), 4)

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "kod": self.satir.kod,
            "ad": self.satir.ad,
            "plan": self.satir.plan,
            "surum": self.satir.surum,
            "puan": self.puan,
            "nedenler": [{"tur": str(n.tur), "agirlik": n.agirlik, "metin": n.metin} for n in self.nedenler],
        }


@attrs.frozen
class EslemeOnerisi:
    """An old code, how it stands today, and its candidates, best first."""

    anahtar: tuple[str, str]
    kod: str
    ad: str
    durum: KodDurumu
    adaylar: tuple[EslemeAdayi, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form, with the empty places a person fills."""
        return {
            "eski": {"plan": self.anahtar[0], "surum": self.anahtar[1], "kod": self.kod, "ad": self.ad},
            "durum": str(self.durum),
            "adaylar": [a.as_dict() for a in self.adaylar],
            "karar": "",
            "yeni_kod": "",
            "gerekce": "",
        }

    def row(self) -> tuple[str, ...]:
        """Return the line of the worksheet, in the order of ``BASLIKLAR``."""
        adaylar = " | ".join(f"{a.satir.kod} {a.satir.ad} ({a.puan:.2f})" for a in self.adaylar)
        return ("/".join(self.anahtar), f"{self.kod} {self.ad or '(eski planda da yok)'}", str(self.durum), adaylar, "", "", "")


def suggest_mapping(eski: Plan, yeni: EtkinPlan, kodlar: Iterable[str] | None = None) -> tuple[EslemeOnerisi, ...]:
    """Return old codes with candidates of today's plan; the same input gives the same answer.

    Args:
        eski: the plan version files were filed under.
        yeni: today's effective plan.
        kodlar: the codes in use; without them every code of the old plan that cannot simply go on.

    Raises:
        GirdiHatasi: SDP-001 one of the codes is not a code.
    """
    hedefler = _Hedefler(yeni)
    istenen = [DosyaKodu.parse(k).metin for k in kodlar] if kodlar is not None else list(eski.satirlar)
    oneriler = []
    for kod in dict.fromkeys(istenen):
        satir = eski.satirlar.get(kod)
        durum = _state(kod, satir, yeni)
        if kodlar is None and (durum is KodDurumu.AYNI or eski.heading(kod)):
            continue
        adaylar = hedefler.candidates(kod, satir, eski)
        oneriler.append(EslemeOnerisi(eski.anahtar, kod, satir.ad if satir else "", durum, adaylar))
    return tuple(oneriler)


def _state(kod: str, satir: PlanSatiri | None, yeni: EtkinPlan) -> KodDurumu:
    bugun = yeni.find(kod)
    if satir is None:
        return KodDurumu.BILINMEYEN
    if bugun is None:
        return KodDurumu.OLU
    if not same_subject(satir.ad, bugun.ad):
        return KodDurumu.YENIDEN_KULLANILMIS
    return KodDurumu.AYNI if yeni.usable(kod) else KodDurumu.KULLANILMAZ


class _Hedefler:
    """The usable codes of today's plan, with the words of their titles weighed by how rare they are."""

    def __init__(self, yeni: EtkinPlan) -> None:
        self._yeni = yeni
        self._satirlar = sorted((s for s in yeni.rows() if yeni.usable(s.kod)), key=lambda s: s.kod)
        self._adlar = {s.kod: title_key(s.ad) for s in self._satirlar}
        self._kelimeler = {s.kod: title_words(s.ad) for s in self._satirlar}
        sayim = Counter(k for kelimeler in self._kelimeler.values() for k in kelimeler)
        self._agirlik = {k: math.log(1 + len(self._satirlar) / n) for k, n in sayim.items()}
        self._bilinmeyen = math.log(1 + len(self._satirlar))

    def candidates(self, kod: str, satir: PlanSatiri | None, eski: Plan) -> tuple[EslemeAdayi, ...]:
        """Return the best candidates of one old code."""
        ust = kod.rpartition(".")[0]
        eski_ust, yeni_ust = eski.satirlar.get(ust), self._yeni.find(ust) if ust else None
        suren = ust if eski_ust and yeni_ust and same_subject(eski_ust.ad, yeni_ust.ad) else None
        anahtar, kelimeler = (title_key(satir.ad), title_words(satir.ad)) if satir else ("", frozenset[str]())
        adaylar = []
        for hedef in self._satirlar:
            nedenler = (*self._title_reasons(kod, anahtar, kelimeler, hedef.kod), *_parent_reasons(suren, hedef.kod))
            if sum(n.agirlik for n in nedenler) >= _ESIK:
                adaylar.append(EslemeAdayi(hedef, nedenler))
        return tuple(sorted(adaylar, key=lambda a: (-a.puan, a.satir.kod))[:_ADET])

    def _title_reasons(self, kod: str, anahtar: str, aranan: frozenset[str], hedef: str) -> Iterator[EslemeNedeni]:
        if anahtar and anahtar == self._adlar[hedef]:
            if kod == hedef:
                yield EslemeNedeni(NedenTuru.AYNI_KOD_AD, 0.9, "kodu da adı da aynı")
            else:
                yield EslemeNedeni(NedenTuru.AYNI_AD, 0.7, "adı aynı, numarası başka")
            return
        olan = self._kelimeler[hedef]
        if ortak := aranan & olan:
            pay = sum(self._weight(k) for k in ortak) / sum(self._weight(k) for k in aranan | olan)
            yield EslemeNedeni(NedenTuru.KELIME, round(0.6 * pay, 4), "ortak kelimeler: " + ", ".join(sorted(ortak)))

    def _weight(self, kelime: str) -> float:
        return self._agirlik.get(kelime, self._bilinmeyen)


def _parent_reasons(suren: str | None, hedef: str) -> Iterator[EslemeNedeni]:
    """Yield the reasons from the numbering, where the code above the old one goes on."""
    if suren and hedef == suren:
        yield EslemeNedeni(NedenTuru.UST_KOD, 0.3, "eski kodun üst kodu sürüyor")
    elif suren and hedef.rpartition(".")[0] == suren:
        yield EslemeNedeni(NedenTuru.AYNI_UST, 0.1, f"aynı üst kodun ({suren}) altında")


@attrs.frozen
class Cizelge:
    """A filled worksheet as read: the decisions, and the lines that could not be read as one."""

    eslemeler: tuple[KodEslemesi, ...]
    bulgular: tuple[Bulgu, ...]


def read_worksheet(tablo: Tablo, yeni: EtkinPlan, *, aktor: str, tarih: dt.date) -> Cizelge:
    """Read the worksheet that a person filled; lines without a decision stay undecided.

    Raises:
        GirdiHatasi: SDP-069 it is not a worksheet of ``earsiv sdp esle``.
    """
    basliklar = [search_fold(h.metin).strip() for h in tablo.satirlar[0]] if tablo.satirlar else []
    if any(basliklar.count(ad) != 1 for ad in BASLIKLAR):
        raise GirdiHatasi("SDP-069", tablo.ad, ayrinti=f"sütunlar {', '.join(BASLIKLAR)} olmalı, her biri bir kez")
    eslemeler: list[KodEslemesi] = []
    bulgular: list[Bulgu] = []
    for no, satir in enumerate(tablo.satirlar[1:], start=2):
        hucreler = dict(zip(basliklar, [*satir, *[BOS] * len(basliklar)], strict=False))
        if hucreler["karar"].bos and hucreler["yeni"].bos:
            continue
        sonuc = _decision(hucreler, yeni, f"{tablo.ad} satır {no}", aktor, tarih)
        if isinstance(sonuc, KodEslemesi):
            eslemeler.append(sonuc)
        else:
            bulgular += sonuc
    return Cizelge(tuple(eslemeler), tuple(bulgular))


def _decision(hucreler: Mapping[str, Hucre], yeni: EtkinPlan, yer: str, aktor: str, tarih: dt.date) -> KodEslemesi | tuple[Bulgu, ...]:
    karar = search_fold(hucreler["karar"].metin).strip()
    if karar not in set(EslemeKarari):
        return (bulgu("SDP-066", yer, ayrinti=f"karar “{karar}”; esle ya da kalsin olmalı"),)
    eski = _leading_code(hucreler["eski"], yer)
    hedef = _leading_code(hucreler["yeni"], yer)
    plan, _, surum = hucreler["plan"].metin.strip().partition("/")
    kusurlar = tuple(d for d in (eski, hedef) if isinstance(d, Bulgu))
    if kusurlar or not (eski and plan and surum):
        return kusurlar or (bulgu("SDP-066", yer, ayrinti="eski kod veya planı"),)
    satir = yeni.find(str(hedef)) if hedef else None
    if satir and (yabanci := _foreign_words(hucreler["yeni"], satir)):
        return (bulgu("SDP-066", yer, ayrinti=f"{satir.kod} kodunun adı “{satir.ad}”; yanında başka söz var: {', '.join(yabanci)}"),)
    return KodEslemesi(
        eski_anahtar=(plan, surum),
        eski_kod=str(eski),
        karar=EslemeKarari(karar),
        gerekce=hucreler["gerekce"].metin.strip(),
        aktor=aktor,
        tarih=tarih,
        yeni_anahtar=satir.anahtar if satir else ("", "") if hedef else None,
        yeni_kod=str(hedef),
    )


def _foreign_words(hucre: Hucre, satir: PlanSatiri) -> list[str]:
    """Return what stands beside a code and is not of its title: another code's title, or more than one candidate."""
    return sorted(title_words(hucre.metin.strip().removeprefix(satir.kod)) - title_words(satir.ad))


def _leading_code(hucre: Hucre, yer: str) -> str | Bulgu:
    """Return the code a cell begins with, as written there with or without its title; a bare number is no code any more."""
    eslesme = _KOD.fullmatch(hucre.metin.strip())
    if eslesme and hucre.metin.strip() != eslesme[1]:
        return eslesme[1]
    okuma = read_code(hucre, yer)
    return okuma.bulgular[0] if okuma.deger is None else okuma.deger
