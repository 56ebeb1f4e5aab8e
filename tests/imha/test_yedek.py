# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Copies outside the archive: which of them still hold what was destroyed."""

import datetime as dt

import pytest

from earsiv.errors import GirdiHatasi
from earsiv.imha import Yedek, backups_holding

ZAMAN = dt.datetime(2037, 3, 1, 21, 30, tzinfo=dt.UTC)  # 2 March in Turkey


@pytest.mark.fault("I25")
@pytest.mark.parametrize(
    ("alindi", "biter", "tutar"),
    [
        ("2037-03-01", "2038-03-01", True),
        ("2037-03-02", None, True),  # the same day: nobody knows which was first
        ("2037-03-03", None, False),
        ("2036-01-01", "2037-03-02", True),
        ("2036-01-01", "2037-03-01", False),
        ("2036-01-01", None, True),
    ],
)
def test_a_copy_holds_what_was_there_when_it_was_taken_until_its_end(alindi, biter, tutar):
    """Days are counted in Turkey, and a day in doubt counts as holding."""
    yedek = Yedek.of("Bant 4", alindi, biter)
    assert backups_holding([yedek], ZAMAN) == ((yedek,) if tutar else ())


def test_the_copies_stand_by_their_end():
    """What ends first comes first, what never ends last."""
    yedekler = [Yedek.of("B", "2030-01-01"), Yedek.of("A", "2036-01-01", "2040-01-01"), Yedek.of("C", "2036-01-01", "2038-01-01")]
    assert [y.yer for y in backups_holding(yedekler, ZAMAN)] == ["C", "A", "B"]


def test_an_entry_goes_through_json_and_back():
    """Plain values, dates as ISO 8601."""
    yedek = Yedek.of(" Bant 4 ", "2037-01-05", "2038-01-05", "kasada", "Y-2037/1")
    veri = {"yer": "Bant 4", "alindi": "2037-01-05", "biter": "2038-01-05", "aciklama": "kasada", "kimlik": "Y-2037/1"}
    assert yedek.as_dict() == veri and Yedek.from_dict(veri) == yedek


@pytest.mark.parametrize(
    ("degerler", "alan"),
    [((" ", "2037-01-05"), "yer"), (("Bant", "2037-01-05", "2037-01-04"), "biter"), (("Bant", "5 Ocak"), "tarih"), (("Bant", ""), "tarih")],
)
def test_an_entry_that_makes_no_sense_is_refused(degerler, alan):
    """No place, no day, or an end before its beginning."""
    with pytest.raises(GirdiHatasi) as hata:
        Yedek.of(*degerler)
    assert hata.value.kod == "IMH-056" and alan in str(hata.value)
