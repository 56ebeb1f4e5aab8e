# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The evaluation data of classification: usable codes, enough of them, an honest split, and nobody's personal data."""

import collections
import csv
import itertools
import re
from pathlib import Path

import pytest

from earsiv._text import search_fold
from earsiv.model import DosyaKodu
from earsiv.sdp import effective

KLASOR = Path(__file__).resolve().parents[2] / "fixtures" / "siniflama"
BELEDIYE = effective("belediye")
ONEMSIZ = {"icin", "isleri", "islemleri", "diger"}


def _oku():
    with (KLASOR / "konular.csv").open(encoding="utf-8", newline="") as dosya:
        return list(csv.DictReader(dosya))


KONULAR = _oku()


def _kodlar():
    gruplar = collections.defaultdict(list)
    for satir in KONULAR:
        gruplar[satir["kod"]].append(satir)
    return gruplar


def _govdeler(metin):
    """The words without their suffixes, roughly: the first five letters of every word of three or more."""
    return {s[:5] for s in re.findall(r"\w{3,}", search_fold(metin)) if s not in ONEMSIZ}


def _benzerlik(bir, iki):
    return len(bir & iki) / max(1, len(bir | iki))


def _tckn_gecerli(no):
    """The checksum of a T.C. kimlik no: the tenth and the eleventh digit follow from the first nine."""
    h = [int(c) for c in no]
    return h[0] != 0 and (sum(h[0:9:2]) * 7 - sum(h[1:8:2])) % 10 == h[9] and sum(h[:10]) % 10 == h[10]


def test_every_cell_is_filled_and_known():
    """Six columns, none empty; plan, unit and split are of the values that KAYNAK.md lists."""
    birimler = set(re.findall(r"\b999\d{5}\b", (KLASOR / "KAYNAK.md").read_text("utf-8")))
    for satir in KONULAR:
        assert list(satir) == ["kod", "plan", "konu", "metin", "birim", "bolum"]
        assert all(deger == deger.strip() != "" for deger in satir.values()), satir
        assert satir["bolum"] in {"egitim", "sinama"}
        assert satir["birim"] in birimler, satir


def test_every_code_is_a_usable_leaf_and_names_its_plan():
    """Each code can be a first code in the effective municipal plan, and the column tells which layer speaks for it."""
    for kod, satirlar in _kodlar().items():
        assert BELEDIYE.usable(kod), kod
        assert not BELEDIYE.children(kod), kod
        assert {s["plan"] for s in satirlar} == {BELEDIYE.plan_of(DosyaKodu.parse(kod)).ad}, kod


def test_there_are_enough_subjects_over_enough_codes():
    """At least 400 subjects over at least 120 codes, both layers well present."""
    assert len(KONULAR) >= 400
    assert len(_kodlar()) >= 120
    assert min(collections.Counter(s["plan"] for s in KONULAR).values()) >= 100


def test_no_subject_and_no_text_occurs_twice():
    """Compared as searched: case, dots and hats do not make two of one."""
    for alan in ("konu", "metin"):
        say = collections.Counter(search_fold(s[alan]) for s in KONULAR)
        assert [deger for deger, kac in say.items() if kac > 1] == []


def test_subjects_and_texts_have_the_length_of_letters():
    """A subject line of 3 to 9 words, a body of 15 to 50."""
    for satir in KONULAR:
        assert 3 <= len(satir["konu"].split()) <= 9, satir["konu"]
        assert 15 <= len(satir["metin"].split()) <= 50, satir["konu"]


def test_subjects_are_not_copies_of_the_titles_of_the_plan():
    """No subject is its code's title, and at least two thirds share one word with it at most."""
    uzak = 0
    for satir in KONULAR:
        ad = BELEDIYE.get(satir["kod"]).ad
        assert search_fold(satir["konu"]) != search_fold(ad)
        uzak += len(_govdeler(satir["konu"]) & _govdeler(ad)) <= 1
    assert uzak / len(KONULAR) >= 2 / 3


def test_a_third_of_every_code_is_held_out():
    """Three documents or more: a third (rounded down, one at least) is for testing; fewer: the code lies on one side."""
    for kod, satirlar in _kodlar().items():
        sinama = sum(s["bolum"] == "sinama" for s in satirlar)
        if len(satirlar) >= 3:
            assert sinama == max(1, len(satirlar) // 3), kod
        else:
            assert sinama in {0, len(satirlar)}, kod


def test_about_a_third_of_the_rare_codes_is_never_seen_in_training():
    """Some codes of the test split have no example to learn from."""
    ender = [satirlar for satirlar in _kodlar().values() if len(satirlar) < 3]
    gorulmeyen = sum(satirlar[0]["bolum"] == "sinama" for satirlar in ender)
    assert gorulmeyen == pytest.approx(len(ender) / 3, abs=2)


@pytest.mark.parametrize("alan", ["konu", "metin"])
def test_the_splits_hold_no_near_copies_of_each_other(alan):
    """No subject or text of the test split shares half of its words with one of the training split."""
    bolumler = {b: [(s["konu"], _govdeler(s[alan])) for s in KONULAR if s["bolum"] == b] for b in ("egitim", "sinama")}
    yakin = [(a, b) for (a, x), (b, y) in itertools.product(bolumler["egitim"], bolumler["sinama"]) if _benzerlik(x, y) >= 0.5]
    assert yakin == []


def test_no_personal_data_can_be_read():
    """No number that could be somebody's T.C. kimlik no (with or without blanks), no address of electronic mail."""
    assert _tckn_gecerli("10000000146"), "the checksum itself"
    metin = (KLASOR / "konular.csv").read_text("utf-8")
    for no in re.findall(r"(?<!\d)(?:\d[ .]?){10}\d(?!\d)", metin):
        assert not _tckn_gecerli(re.sub(r"\D", "", no)), no
    assert "@" not in metin


def test_the_counts_of_the_note_are_those_of_the_file():
    """KAYNAK.md states the numbers of the file as it is."""
    gorulen = {b: {s["kod"] for s in KONULAR if s["bolum"] == b} for b in ("egitim", "sinama")}
    gorulmeyen = gorulen["sinama"] - gorulen["egitim"]
    beklenen = {
        "bütün": (len(KONULAR), len(_kodlar())),
        "`egitim`": (sum(s["bolum"] == "egitim" for s in KONULAR), len(gorulen["egitim"])),
        "`sinama`": (sum(s["bolum"] == "sinama" for s in KONULAR), len(gorulen["sinama"])),
        "`sinama`da olup `egitim`de olmayan": (sum(s["kod"] in gorulmeyen for s in KONULAR), len(gorulmeyen)),
        "`belediye` planı": (sum(s["plan"] == "belediye" for s in KONULAR), len({s["kod"] for s in KONULAR if s["plan"] == "belediye"})),
        "`ortak` plan": (sum(s["plan"] == "ortak" for s in KONULAR), len({s["kod"] for s in KONULAR if s["plan"] == "ortak"})),
    }
    not_metni = (KLASOR / "KAYNAK.md").read_text("utf-8")
    yazilan = {ad: (int(belge), int(kod)) for ad, belge, kod in re.findall(r"^\| (.+?) \| (\d+) \| (\d+) \|$", not_metni, re.M)}
    assert yazilan == beklenen
