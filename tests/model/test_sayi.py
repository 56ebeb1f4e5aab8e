# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""BelgeSayisi: the vectors of the rule, numbers met in the wild, and any text at all."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earsiv.model import BelgeSayisi, Bicim
from tests.conftest import KOK

GUNCEL = ["E-67915368-903.07.02-4752", "E-61948026-806.99-104526", "E-84801842-902.02-1042582", "Z-99900011-105.04-312", "O-99900011-010-1"]
BOZUK = {
    "E-0123-105.04-1": "SAY-003",
    "E-84784440-105.4-1": "SAY-004",
    "A-84784440-105.04-1": "SAY-002",
    "E/84784440/105.04/1": "SAY-005",
    "E-84784440-105.04-A1": "SAY-006",
    "e-84784440-105.04-1": "SAY-002",
    "": "SAY-001",
    "bir sayı değil": "SAY-001",
}


@pytest.mark.parametrize("sayi", GUNCEL)
def test_current_form_is_read_strictly(sayi):
    """Four parts, no finding."""
    okunan = BelgeSayisi.parse(sayi)
    assert okunan.bicim is Bicim.GUNCEL and not okunan.bulgular
    assert "-".join((okunan.ortam, okunan.detsis, okunan.sdp, okunan.kayit_no)) == sayi


@pytest.mark.parametrize(("sayi", "kod"), BOZUK.items())
def test_broken_number_says_which_part(sayi, kod):
    """A wrong number is refused with the code of its wrong part, never repaired."""
    okunan = BelgeSayisi.parse(sayi)
    assert okunan.bicim is Bicim.BOZUK
    assert kod in [b.kod for b in okunan.bulgular]
    assert okunan.sdp is None


def test_dotted_record_number_is_tolerated_with_a_warning():
    """Real municipal numbers carry dots in the last part."""
    okunan = BelgeSayisi.parse("E-84784440-105.04-2026.11264.1")
    assert (okunan.bicim, okunan.kayit_no, okunan.sdp) == (Bicim.TOLERANSLI, "2026.11264.1", "105.04")
    assert [b.kod for b in okunan.bulgular] == ["SAY-010"]


@pytest.mark.parametrize(
    ("sayi", "beklenen"),
    [
        ("22671628-805.03/1250", (None, "22671628", "805.03", "1250")),
        ("E.351978", ("E", None, None, "351978")),
        ("60933651-302.01.03-E.115264", ("E", "60933651", "302.01.03", "115264")),
        ("22671628-805.03 /1250-03/01/2013", (None, "22671628", "805.03", "1250")),
        ("6378844-805.02.01-3473", (None, "6378844", "805.02.01", "3473")),
        ("B.08.6.YÖK.2.DĞ.0.78 – 806.01.05 – 01", (None, None, "806.01.05", "01")),
        ("B.02.1.DPT.0.14.00.00-107.01/2474", (None, None, "107.01", "2474")),
    ],
)
def test_older_forms_are_read_as_what_they_are(sayi, beklenen):
    """Each older form gives the parts it has and says that it is old."""
    okunan = BelgeSayisi.parse(sayi)
    assert okunan.bicim is Bicim.ESKI
    assert (okunan.ortam, okunan.detsis, okunan.sdp, okunan.kayit_no) == beklenen
    assert okunan.bulgular[0].kod == "SAY-020"


def test_numbers_from_the_wild_carry_the_code_that_was_seen_in_them():
    """Every number of the collection is read, and its file code is the one the collection names."""
    with (KOK / "sdp" / "ek" / "ornek_sayilar.csv").open(encoding="utf-8") as dosya:
        satirlar = list(csv.DictReader(dosya))
    assert len(satirlar) == 15
    for satir in satirlar:
        okunan = BelgeSayisi.parse(satir["sayi"])
        assert okunan.bicim is not Bicim.BOZUK, satir
        assert okunan.sdp == satir["sdp_kodu"], satir


def test_line_break_after_the_hyphen_is_joined_and_told():
    """Text of a PDF breaks numbers; they are joined with a warning."""
    okunan = BelgeSayisi.parse("E-81912396-105.04-\n2026.106304.1")
    assert okunan.kayit_no == "2026.106304.1"
    assert {"SAY-010", "SAY-011"} <= {b.kod for b in okunan.bulgular}


@given(st.text(max_size=60) | st.from_regex(r"[EZOA]-[0-9]{7,9}-[0-9]{3}(\.[0-9]{1,2}){0,4}-[0-9A-Z./]{1,12}"))
def test_any_text_is_answered(metin):
    """Parsing never raises; a number that is not broken has a record number of its own text."""
    okunan = BelgeSayisi.parse(metin)
    assert okunan.sayi == metin
    if okunan.bicim is Bicim.BOZUK:
        assert okunan.bulgular
    else:
        assert okunan.kayit_no
    assert set(okunan.as_dict()) == {"sayi", "bicim", "ortam", "detsis", "sdp", "kayit_no", "bulgular"}
