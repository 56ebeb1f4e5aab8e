# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The query: a tree of frozen values whose leaves hold analysed terms, and the small language people type.

Words are joined by AND; ``"…"`` is a phrase, ``word*`` a prefix, ``-word`` excludes, ``VEYA`` joins two neighbours by OR. Anything else
is words: no input is a syntax error, and no input reaches an engine's own query parser.
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv._text import nfc
from earsiv.arama.analiz import Terim, analyze
from earsiv.errors import GirdiHatasi

_PARCA: Final = re.compile(r'(?P<eksi>-?)(?:"(?P<ifade>[^"]*)"?|(?P<kelime>[^\s"]+))')


@attrs.frozen
class Kelime:
    """One word in its layers."""

    terim: Terim


@attrs.frozen
class Ifade:
    """Words that stand side by side."""

    terimler: tuple[Terim, ...]


@attrs.frozen
class Onek:
    """The beginning of a word, in layer ``t``."""

    onek: str


@attrs.frozen
class Ve:
    """All of these, none of those."""

    hepsi: tuple[Sorgu, ...]
    hicbiri: tuple[Sorgu, ...] = ()


@attrs.frozen
class Veya:
    """Any of these."""

    biri: tuple[Sorgu, ...]


Sorgu = Kelime | Ifade | Onek | Ve | Veya


@attrs.frozen
class Suzgec:
    """Filters of a search: file code (with everything below it), unit, years (inclusive)."""

    kod: str = ""
    birim: str = ""
    yil_bas: int | None = None
    yil_bit: int | None = None


def parse(metin: str, sinirlar: Sinirlar = VARSAYILAN) -> Ve:
    """Read what a person typed.

    Raises:
        GirdiHatasi: ARA-001 nothing to search for, ARA-002 too long, ARA-003 too many words.
    """
    metin = nfc(metin)
    if len(metin) > sinirlar.sorgu_uzunluk:
        raise GirdiHatasi("ARA-002", metin[:40], sinir=sinirlar.sorgu_uzunluk)
    hepsi: list[Sorgu] = []
    hicbiri: list[Sorgu] = []
    veya = False
    for parca in _PARCA.finditer(metin):
        if parca["kelime"] in {"VEYA", "OR"} and not parca["eksi"]:
            veya = bool(hepsi)
            continue
        dugum = _leaf(parca["ifade"], parca["kelime"])
        if dugum is None:
            continue
        if parca["eksi"]:
            hicbiri.append(dugum)
        elif veya:
            onceki = hepsi.pop()
            hepsi.append(Veya((*(onceki.biri if isinstance(onceki, Veya) else (onceki,)), dugum)))
        else:
            hepsi.append(dugum)
        veya = False
    if not hepsi:
        raise GirdiHatasi("ARA-001", metin[:40])
    if _count(hepsi + hicbiri) > sinirlar.sorgu_terim:
        raise GirdiHatasi("ARA-003", metin[:40], sinir=sinirlar.sorgu_terim)
    return Ve(tuple(hepsi), tuple(hicbiri))


def _leaf(ifade: str | None, kelime: str | None) -> Sorgu | None:
    if kelime is not None and kelime.endswith("*"):
        terimler = _terms(kelime.rstrip("*"))
        if len(terimler) == 1:
            return Onek(terimler[0].t)
    terimler = _terms(ifade if ifade is not None else kelime or "")
    if not terimler:
        return None
    return Kelime(terimler[0]) if len(terimler) == 1 else Ifade(terimler)


def _terms(metin: str) -> tuple[Terim, ...]:
    return tuple(terim for terim in analyze(metin) if not terim.ek)


def _count(dugumler: list[Sorgu]) -> int:
    sayi = 0
    for dugum in dugumler:
        match dugum:
            case Ifade(terimler):
                sayi += len(terimler)
            case Veya(biri):
                sayi += _count(list(biri))
            case _:
                sayi += 1
    return sayi


def leaves(dugum: Sorgu) -> list[Kelime | Ifade | Onek]:
    """Return the leaves that a hit may show, those excluded left out."""
    match dugum:
        case Ve(hepsi, _):
            return [yaprak for alt in hepsi for yaprak in leaves(alt)]
        case Veya(biri):
            return [yaprak for alt in biri for yaprak in leaves(alt)]
        case _:
            return [dugum]
