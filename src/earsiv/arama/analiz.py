# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The Turkish analysis: one function from text to terms in three layers, for index and query alike.

``t`` is the word as read, folded to ASCII; ``g`` its first five letters, which meet the inflected forms; ``s`` its OCR skeleton,
seven characters of what wrong-language OCR cannot destroy. Tokens are found in the text as it stands and folded one by one, so every
term knows its place. Numbers, and document numbers above all, are one term and also their parts; a word broken at a line end is one
word; the parts come behind the page's words, so they are found without disturbing phrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import attrs

from earsiv._text import expand, lower, search_fold

COZUMLEYICI_SURUMU: Final = 1
"""Raised whenever the same text would give other terms; an index with another number is rebuilt."""

_KESME: Final = "'’‘`´ʼ＇"
_OCR_HARFI: Final = "$¢@|"  # what OCR in the wrong language makes of letters inside a word
_KIRIK: Final = r"[-\u00ad‐][ \t]*(?:\r?\n[ \t]*){1,2}"  # OCR may take the next line for a new paragraph
_KELIME: Final = re.compile(
    # a number with its parts: dates, codes, document numbers, also when broken after a hyphen
    rf"(?P<sayi>(?:[EZOezo]-)?\d+(?:(?:[./:,-](?=\w)|-[ \t]*\r?\n[ \t]*(?=\d))\w+)*)"
    # a word, perhaps with an apostrophe and suffix, perhaps broken at a line end
    rf"|(?P<kelime>[$¢@]?\w(?:{_KIRIK}(?=[a-zçğıöşüâîû])|[\w{re.escape(_OCR_HARFI)}{_KESME}\u00ad\u0300-\u036f])*)"
)
_KIRIK_YER: Final = re.compile(_KIRIK)
_AYRAC: Final = re.compile(r"[-./:,]+")
_G_BOY: Final = 5
_S_BOY: Final = 7
_EN_KISA: Final = 4
_EN_UZUN: Final = 64


@attrs.frozen(slots=True)
class Terim:
    """A term in its three layers with the span of text it stands for; ``ek`` marks a part, kept out of phrases."""

    t: str
    g: str
    s: str
    bas: int
    son: int
    ek: bool = False


def analyze(metin: str) -> Iterator[Terim]:
    """Yield the terms of a text in order; parts of numbers come last. Never raises, whatever the text."""
    ekler: list[Terim] = []
    for eslesme in _KELIME.finditer(metin):
        if eslesme.lastgroup == "sayi":
            yield from _number(eslesme, ekler)
        else:
            yield from _word(eslesme)
    yield from ekler


def _word(eslesme: re.Match[str]) -> Iterator[Terim]:
    ham = eslesme[0]
    if "\n" in ham:
        ham = _KIRIK_YER.sub("", ham)
    t, g, s = _layers(ham)
    if t:
        yield Terim(t, g, s, eslesme.start(), eslesme.end())


def _number(eslesme: re.Match[str], ekler: list[Terim]) -> Iterator[Terim]:
    """One term for the whole, and behind the page its parts and their parts (``105.04``, ``105``, ``04``)."""
    butun = search_fold("".join(eslesme[0].split())).rstrip(".,:/-")[:_EN_UZUN]
    yield Terim(butun, butun, butun, eslesme.start(), eslesme.end())
    gorulen = {butun}
    for parca in butun.split("-"):
        for alt in (parca, *_AYRAC.split(parca)):
            if alt and alt not in gorulen:
                gorulen.add(alt)
                ekler.append(Terim(alt, alt, alt, eslesme.start(), eslesme.end(), ek=True))


@lru_cache(maxsize=1 << 16)
def _layers(ham: str) -> tuple[str, str, str]:
    """Return the three layers of one raw word; empty strings when nothing is left of it."""
    sade = expand(ham)
    for isaret in _KESME:
        bas, _, _ = sade.partition(isaret)
        sade = bas or sade.strip(_KESME)
    t = search_fold(sade).strip(_OCR_HARFI[2:])[:_EN_UZUN]
    if len(t) < _EN_KISA or not any(h.isalpha() for h in t):
        return t, t, t
    return t, t[:_G_BOY], skeleton(sade)


_ISKELET: Final = str.maketrans(
    {
        **dict.fromkeys("ıîüuûù1|!jíìï", "i"),
        **dict.fromkeys("öó06eéôòêèë", "o"),
        **dict.fromkeys("çgğsş$¢q95ßšśčć", "c"),
        **dict.fromkeys("â@4àáä", "a"),
        "w": "v",
    }
)
_DUS: Final = re.compile(r"[lt]+(?=i)")
_TEKRAR: Final = re.compile(r"(.)\1+")


def skeleton(kelime: str) -> str:
    """Return the OCR skeleton of a word: letters that wrong-language OCR confuses become one.

    ``müdürlüğü``, ``Miidiirliigii`` and ``Midirlugi`` give the same skeleton.
    """
    s = lower(kelime).replace("rn", "ni").replace("m", "ni").translate(_ISKELET)
    while (kisa := _DUS.sub("", _TEKRAR.sub(r"\1", s))) != s:
        s = kisa
    return s[:_S_BOY]
