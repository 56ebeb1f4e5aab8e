# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The Turkish analysis: what meets, what stays apart, and that every term knows its place."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earsiv.arama import analyze
from earsiv.arama.analiz import skeleton


def terimler(metin):
    return [t for t in analyze(metin) if not t.ek]


def t_of(metin):
    return [t.t for t in terimler(metin)]


@pytest.mark.fault("F07", "F08", "F09")
@pytest.mark.parametrize(
    "yazimlar",
    [
        ["ışık", "IŞIK", "isik", "Işık", unicodedata.normalize("NFD", "ışık")],
        ["İstanbul", "ISTANBUL", "istanbul", "İSTANBUL", "I\u0307STANBUL"],
        ["kâğıt", "KÂĞIT", "kağıt", "KAGIT"],
        ["Belediyesi'nin", "Belediyesi’nin", "BELEDİYESİ", "belediyesi", "Belediyesi`nden"],
        ["müdürlüğü", "müdür-\nlüğü", "müdür- \n\n lüğü", "müdür\u00ad\nlüğü", "müdür\u00adlüğü", "MÜDÜRLÜĞÜ"],
        ["office", "oﬃce"],
    ],
)
def test_spellings_of_one_word_are_one_term(yazimlar):
    """Case, diacritics, apostrophe and suffix, line-end hyphen, soft hyphen, ligature."""
    assert len({tuple(t_of(y)) for y in yazimlar}) == 1


@pytest.mark.parametrize("damaged", ["Miidiirliigii", "Midirlugi", "Miidiirltigii", "MUDURLUGU", "miidürliiğü"])
def test_skeleton_meets_wrongly_read_words(damaged):
    """What wrong-language OCR makes of müdürlüğü keeps its skeleton."""
    assert skeleton(damaged) == skeleton("müdürlüğü")
    assert terimler(damaged)[0].s == terimler("müdürlüğü")[0].s


def test_skeleton_keeps_different_words_apart():
    """It is no bag for everything."""
    assert len({skeleton(k) for k in ("müdürlüğü", "belediye", "encümen", "meclis", "komisyon", "yönetmelik", "başkanlık")}) == 7


def test_inflected_forms_meet_in_the_stem_layer():
    """F5: the first five letters."""
    assert len({terimler(k)[0].g for k in ("belediye", "belediyesi", "belediyelerinden", "BELEDİYEMİZ")}) == 1


def test_short_words_and_numbers_stand_only_as_themselves():
    """Skeletons of short words would collide."""
    for metin in ("ve", "il", "2015", "3.500,25"):
        t = terimler(metin)[0]
        assert t.t == t.g == t.s


@pytest.mark.fault("F10")
@pytest.mark.parametrize("parca", ["e-84784440-105.04-2026.11264.1", "84784440", "105.04", "105", "2026.11264.1", "11264"])
def test_document_number_is_found_whole_and_in_parts(parca):
    """The number is one term and also its parts, also when a line breaks after the hyphen."""
    for metin in ("Sayı: E-84784440-105.04-2026.11264.1", "Sayı: E-84784440-105.04-\n2026.11264.1"):
        assert parca in [t.t for t in analyze(metin)]


def test_parts_come_last_so_phrases_stay_whole():
    """Parts of a number never stand between two words."""
    assert t_of("sayılı 12.03.2015 tarihli") == ["sayili", "12.03.2015", "tarihli"]
    assert [t.ek for t in analyze("a1 12.03.2015 b1")] == sorted(t.ek for t in analyze("a1 12.03.2015 b1"))


@given(st.text(max_size=200))
def test_every_term_names_its_own_span(metin):
    """Spans lie in the text, in order, and analysing the span alone gives the same term; nothing is ever raised."""
    bulunan = terimler(metin)
    for t in bulunan:
        assert 0 <= t.bas < t.son <= len(metin) and t.t
    assert [t.bas for t in bulunan] == sorted(t.bas for t in bulunan)


@given(st.lists(st.sampled_from(["müdürlüğü", "BELEDİYE", "kâğıt", "12.03.2015", "encümen", "ışık"]), min_size=1, max_size=8))
def test_case_and_normal_form_never_change_the_terms(kelimeler):
    """Index and query agree whatever the machine's habits."""
    from earsiv import _text

    metin = " ".join(kelimeler)
    beklenen = t_of(metin)
    for cevrilmis in (_text.upper(metin), _text.lower(metin), unicodedata.normalize("NFD", metin)):
        assert t_of(cevrilmis) == beklenen


def test_analysis_is_linear_in_hostile_text():
    """No blow-up on long runs of anything: each doubling of the text at most doubles the terms."""
    for parca in ("a", "1.", "-", "'", "a-\n", "$", "\u0301", "1-\n"):
        assert len(list(analyze(parca * 20_000))) <= 80_000
    rastgele = random.Random(1)
    metin = "".join(rastgele.choice("aİı1.-'\n $") for _ in range(50_000))
    assert list(analyze(metin))
