# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""DosyaKodu: text, not numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earsiv.errors import GirdiHatasi
from earsiv.model import DosyaKodu


@pytest.mark.parametrize("metin", ["010", "105.04", "952.01.04.01", " 105.04 "])
def test_codes_of_one_to_four_levels(metin):
    """Up to four levels, zeros kept."""
    assert str(DosyaKodu.parse(metin)) == metin.strip()


@pytest.mark.fault("R01", "R03")
@pytest.mark.parametrize("metin", ["10", "105.1", "105,04", "1050.4", "105.04.", "105.04.01.01.01", "１０５", "105.04\n1", "", "BAŞ"])
def test_what_a_spreadsheet_made_of_a_code_is_refused(metin):
    """Lost zeros, commas, a fifth level and full-width digits are not codes."""
    with pytest.raises(GirdiHatasi) as hata:
        DosyaKodu.parse(metin)
    assert hata.value.kod == "SDP-001"


def test_special_code_in_brackets_belongs_to_the_filing():
    """The suffix is kept and never looked up."""
    kod = DosyaKodu.parse("115.02.04[Ada 12 - Parsel 5]")
    assert (kod.metin, kod.ozel) == ("115.02.04", "Ada 12 - Parsel 5")


@given(st.from_regex(r"[0-9]{3}(\.[0-9]{2}){0,3}", fullmatch=True))
def test_ancestors_lead_to_the_code(metin):
    """The chain of prefixes ends at the code, and the one before it is its parent."""
    kod = DosyaKodu.parse(metin)
    assert kod.atalar[-1] == metin and len(kod.atalar) == kod.duzey
    assert kod.ust == (kod.atalar[-2] if kod.duzey > 1 else None)
