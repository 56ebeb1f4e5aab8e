# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""From office prose to stems, for classification: what a letter is about, without what every letter says.

Letters are folded to ASCII, so ``I/ı`` and lost dots do not matter; what follows an apostrophe is a suffix; a word broken at a line end is
one word. Suffixes are taken off by a short list, not by a dictionary, and the rest is cut to a fixed length: both sides of a comparison go
the same way, so a stem need not be a word. Beside it stands the plain beginning of the word (marked ``~``): where the list takes off too
much or too little, the beginnings still meet. Numbers say nothing of the subject and are dropped, but for the number of a law. This module
does not correct spelling; :func:`near` only finds the known stem that is one slip away.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Final

import attrs

from earsiv._text import expand, lower, search_fold
from earsiv._veri import read_data

KOK_BOYU: Final = 6
_BAS_BOYU: Final = 5
_EN_KISA: Final = 3
_UNLU: Final = frozenset("aeiou")
_EN_UZUN: Final = 40
_METIN_SINIRI: Final = 20_000  # characters: the matter of a letter stands on its first pages
_KESME: Final = "'’‘`´ʼ＇"
_KIRIK: Final = re.compile(r"(?<=\w)[-\u00ad‐][ \t]*\r?\n[ \t]*(?=[a-zçğıöşüâîû])")
_PARCA: Final = re.compile(rf"(?P<kanun>\d{{3,4}})(?=\s+say[ıiI]l[ıiI])|(?P<kelime>[^\W\d_][\w{re.escape(_KESME)}]*)")
_NUMARA: Final = re.compile(r"(?<![\w-])(?:[EZO]-)?[1-9]\d{6,7}-\s{0,3}(?P<kod>\d{3}(?:\.\d{2}){0,3})\s?[-/\[]")
_KONU: Final = re.compile(r"^[ \t]*konu[ \t]*:[ \t]*(?P<konu>\S.{0,300})$", re.MULTILINE | re.IGNORECASE)

_SERT: Final = {"b": "p", "d": "t", "g": "k"}


@attrs.frozen(slots=True)
class Kelime:
    """A word as it stands in the text, in lower case and without its apostrophe suffix, with its stem and its beginning."""

    yazim: str
    kokler: tuple[str, str]


def words(metin: str, sinir: int = _METIN_SINIRI) -> Iterator[Kelime]:
    """Yield the telling words of a text in order; never raises, whatever the text."""
    for eslesme in _PARCA.finditer(_KIRIK.sub("", expand(_NUMARA.sub(" ", metin[:sinir])))):
        if eslesme["kanun"]:
            yield Kelime(eslesme["kanun"], (eslesme["kanun"], f"{eslesme['kanun']}~"))
        elif (kelime := _word(eslesme["kelime"])) is not None:
            yield kelime


def stems(metin: str) -> tuple[str, ...]:
    """Return the stems and beginnings of a text in order, each as often as it stands there."""
    return tuple(kok for k in words(metin) for kok in k.kokler)


@attrs.frozen
class _Listeler:
    """``bos`` says nothing, ``kisa`` does although short, ``ekler`` are suffixes, ``dusen`` what a stem becomes when it loses a vowel."""

    bos: frozenset[str]
    kisa: frozenset[str]
    ekler: tuple[str, ...]
    dusen: Mapping[str, str]


@cache
def _lists() -> _Listeler:
    veri: dict[str, str] = tomllib.loads(read_data("sdp_kelime.toml").decode("utf-8"))
    bos, kisa, ekler, dusen = (veri[ad].split() for ad in ("bos", "kisa", "ekler", "dusen"))
    return _Listeler(frozenset(bos), frozenset(kisa), tuple(ekler), {dusuk: dolu for dusuk, _, dolu in (c.partition(":") for c in dusen)})


@lru_cache(maxsize=1 << 15)
def _word(ham: str) -> Kelime | None:
    for isaret in _KESME:
        bas, _, _ = ham.partition(isaret)
        ham = bas or ham.strip(_KESME)
    sade = search_fold(ham)[:_EN_UZUN]
    if len(sade) > _EN_KISA and sade[0] == "l" and sade[1] not in _UNLU:
        sade = "i" + sade[1:]  # no Turkish word begins so: OCR read a capital i
    listeler = _lists()
    if sade in listeler.bos or not sade.isascii() or (len(sade) < _EN_KISA and sade not in listeler.kisa):
        return None
    return Kelime(lower(ham)[:_EN_UZUN], (stem(sade), f"{sade[:_BAS_BOYU]}~"))


def stem(kelime: str) -> str:
    """Take the suffixes off a folded word and cut the rest: ``kararlarinin`` and ``karari`` give one stem."""
    if dolu := _lists().dusen.get(kelime[:4] if kelime[:4] in _lists().dusen else kelime[:3]):
        return dolu
    kok, ekler = kelime, _lists().ekler
    while ek := next((e for e in ekler if len(kok) - len(e) > _EN_KISA and kok.endswith(e)), ""):
        kok = kok[: -len(ek)]
    kok = kok[:KOK_BOYU]
    return kok[:-1] + _SERT.get(kok[-1], kok[-1])


def subject_line(metin: str) -> str:
    """Return what a letter writes behind ``Konu :``, or nothing."""
    eslesme = _KONU.search(metin[:_METIN_SINIRI])
    return eslesme["konu"].strip() if eslesme else ""


def number_codes(metin: str) -> tuple[str, ...]:
    """Return the plan codes inside the document numbers of a text, in order: they are their senders' codes."""
    return tuple(dict.fromkeys(e["kod"] for e in _NUMARA.finditer(metin[:_METIN_SINIRI])))


def deletions(kok: str) -> Iterator[str]:
    """Yield the word and the words with one letter less: two words one slip apart share one of them."""
    yield kok
    for i in range(len(kok)):
        yield kok[:i] + kok[i + 1 :]


def slips(kokler: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the table that :func:`near` looks into."""
    tablo: dict[str, list[str]] = {}
    for kok in sorted(set(kokler)):
        if len(kok) >= KOK_BOYU - 1 and kok[-1] != "~":
            for kisa in deletions(kok):
                tablo.setdefault(kisa, []).append(kok)
    return {kisa: tuple(liste) for kisa, liste in tablo.items()}


def near(kok: str, tablo: Mapping[str, tuple[str, ...]]) -> str:
    """Return the only known stem that is one slip (a letter more, less or other) away, or nothing when there are two."""
    if len(kok) < KOK_BOYU - 1 or kok[-1] == "~":
        return ""
    bulunan = {aday for kisa in deletions(kok) for aday in tablo.get(kisa, ()) if abs(len(aday) - len(kok)) <= 1}
    return bulunan.pop() if len(bulunan) == 1 else ""
