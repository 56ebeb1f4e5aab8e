# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Turkish text: the measured traps of Python's own case functions, and properties over any text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earsiv import _text

TURKCE = st.text(alphabet="abcçdefgğhıijklmnoöprsştuüvyzABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZâîûÂÎÛ '’-0123456789", max_size=40)


@pytest.mark.parametrize(
    ("girdi", "kucuk", "buyuk"),
    [
        ("IĞDIR", "ığdır", "IĞDIR"),
        ("İSTANBUL", "istanbul", "İSTANBUL"),
        ("ışık", "ışık", "IŞIK"),
        ("İ", "i", "İ"),
        ("I\u0307", "i", "İ"),
        ("KÂTİP", "kâtip", "KÂTİP"),
        ("şğüöç", "şğüöç", "ŞĞÜÖÇ"),
    ],
)
def test_case_follows_the_turkish_rule(girdi, kucuk, buyuk):
    """I and i are different letters, and İ lowers to one code point."""
    assert _text.lower(girdi) == kucuk
    assert _text.upper(girdi) == buyuk


def test_fold_keeps_dotless_and_dotted_apart_and_search_fold_joins_them():
    """ILIK (warm) is not ilik (marrow) until ASCII folding is asked for."""
    assert _text.fold("ILIK") == "ılık" != _text.fold("İLİK")
    assert _text.search_fold("ILIK") == _text.search_fold("İLİK") == "ilik"


@pytest.mark.fault("F07", "F08", "F09")
@pytest.mark.parametrize(
    "yazim", ["MÜDÜRLÜĞÜ", "müdürlüğü", "MUDURLUGU", "Müdürlüğü", unicodedata.normalize("NFD", "müdürlüğü"), "müdür\u00adlüğü"]
)
def test_spellings_of_one_word_meet(yazim):
    """Case, missing diacritics, NFD and soft hyphens do not separate a word from itself."""
    assert _text.search_fold(yazim) == "mudurlugu"


def test_ligatures_open():
    """A PDF's ﬁ is two letters."""
    assert _text.expand("oﬃs ﬁlm") == "offis film"


@given(TURKCE)
def test_upper_and_lower_are_inverse_on_turkish_letters(metin):
    """No letter of the alphabet is lost on the way up and down."""
    assert _text.lower(_text.upper(metin)) == _text.lower(metin)


@given(st.text(max_size=60))
def test_folding_is_stable_and_blind_to_normal_form(metin):
    """Folding twice is folding once, and NFD folds as NFC."""
    assert _text.fold(_text.fold(metin)) == _text.fold(metin)
    assert _text.search_fold(unicodedata.normalize("NFD", metin)) == _text.search_fold(unicodedata.normalize("NFC", metin))


@given(TURKCE)
def test_search_fold_of_turkish_is_ascii(metin):
    """Every Turkish letter has an ASCII neighbour."""
    assert _text.search_fold(metin).replace("’", "").isascii()


@pytest.mark.fault("F13")
def test_sort_follows_the_turkish_alphabet():
    """ç after c, ğ after g, ı before i, ö after o, ş after s, ü after u."""
    dogru = ["Acar", "Can", "Çam", "Gül", "Ğ", "Ilık", "İnci", "Ok", "Öz", "Sel", "Şen", "Ulu", "Ün"]
    assert sorted(reversed(dogru), key=_text.sort_key) == dogru
