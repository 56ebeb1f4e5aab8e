# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The query language: small, and never a syntax error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earsiv.arama.sorgu import Ifade, Kelime, Onek, Veya, parse
from earsiv.errors import GirdiHatasi


def test_words_phrases_prefixes_exclusions_and_alternatives():
    """Everything the help text promises."""
    sorgu = parse('meclis "imar planı" encüm* -zabıta ruhsat VEYA izin')
    meclis, imar, encum, secenek = sorgu.hepsi
    assert isinstance(meclis, Kelime) and isinstance(imar, Ifade) and len(imar.terimler) == 2
    assert encum == Onek("encum")
    assert isinstance(secenek, Veya) and len(secenek.biri) == 2
    assert [k.terim.t for k in sorgu.hicbiri] == ["zabita"]


def test_hyphenated_number_is_one_word():
    """A document number is not an exclusion."""
    assert parse("E-84784440-105.04-1").hepsi[0].terim.t == "e-84784440-105.04-1"


@pytest.mark.parametrize(
    ("metin", "kod"),
    [
        ("", "ARA-001"),
        ('"" - *', "ARA-001"),
        ("-zabıta", "ARA-001"),
        ("x" * 2000, "ARA-002"),
        ("a " * 400, "ARA-003"),
        ('"' + "bir " * 100 + '"', "ARA-003"),
    ],
)
def test_nothing_too_long_and_too_many_are_told(metin, kod):
    """Typed errors with advice."""
    with pytest.raises(GirdiHatasi) as hata:
        parse(metin)
    assert hata.value.kod == kod


@pytest.mark.fault("F11")
@given(st.text(max_size=300) | st.text(alphabet='"*-()[]{}~^:\\ANDORNEAR/ ıİ', max_size=80))
def test_any_input_is_a_query_or_our_error(metin):
    """Quotes, stars, brackets and engine words are words."""
    try:
        assert parse(metin).hepsi
    except GirdiHatasi as hata:
        assert hata.kod.startswith("ARA-")
