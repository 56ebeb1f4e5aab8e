# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Highlighting: by analysing the page again, the same for every engine."""

import pytest

from earsiv.arama import parse
from earsiv.arama.vurgu import highlight
from earsiv.tarama import Kelime

METIN = "Örnekova Belediyesi'nin <b>Bilgi İşlem Müdürlüğü</b> tarafından yürütülen işler. " + "Dolgu metni. " * 40 + "Miidiirliigii notu."


@pytest.mark.parametrize(
    ("sorgu", "katman"),
    [("müdürlüğü", "tam"), ("MUDURLUGU", "tam"), ("belediyeler", "gövde"), ("müdürlüğüne", "gövde"), ("dol*", "tam"), ("yok", "")],
)
def test_best_layer_is_named(sorgu, katman):
    """Told honestly: exact, stem, or OCR-like."""
    assert highlight(parse(sorgu), METIN).katman == katman


def test_ocr_like_match_is_called_so():
    """Only the damaged spelling is there."""
    vurgu = highlight(parse("müdürlüğü"), "eski Miidiirliigii notu")
    assert vurgu.katman == "OCR benzeri" and "<mark>Miidiirliigii</mark>" in vurgu.parca_html


def test_snippet_is_html_safe_and_around_the_best_hit():
    """The record's own markup is shown, not interpreted."""
    parca = highlight(parse("müdürlüğü"), METIN).parca_html
    assert "&lt;b&gt;" in parca and "<b>" not in parca and "<mark>Müdürlüğü</mark>" in parca
    assert len(parca) < 500


def test_boxes_of_matching_words():
    """In points, of the words that matched."""
    kelimeler = (Kelime("MÜDÜRLÜĞÜ", 1, 2, 3, 4, 90.0), Kelime("dolgu", 5, 6, 7, 8, 90.0))
    assert highlight(parse("müdürlüğü"), "MÜDÜRLÜĞÜ dolgu", kelimeler).kutular == ((1, 2, 3, 4),)
