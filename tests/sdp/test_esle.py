# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Mapping of dead and reused codes: candidates with reasons, decisions of a person, never by itself."""

import datetime as dt
import json

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earsiv.errors import GirdiHatasi
from earsiv.kabul.tablo import parse_csv
from earsiv.sdp import effective, load
from earsiv.sdp.esle import EslemeKarari, KodEslemesi, validate_mapping
from earsiv.sdp.esle_oner import BASLIKLAR, KodDurumu, read_worksheet, suggest_mapping

ESKI, YENI = load("ortak", "eski-kismi"), effective("belediye")
GUN = dt.date(2026, 3, 2)
KARAR = KodEslemesi(
    ("ortak", "eski-kismi"), "050.01.04", EslemeKarari.ESLE, "Karar dosyaları", "sicil:4711", GUN, ("ortak", "2024"), "050.04"
)


def oneri(kod):
    return suggest_mapping(ESKI, YENI, [kod])[0]


@pytest.mark.fault("R02")
def test_dead_code_gets_candidates_with_reasons():
    """The old 050.01.04 Kararlar is dead; the new 050.04 Kararlar comes first and says why."""
    sonuc = oneri("050.01.04")
    assert sonuc.durum is KodDurumu.OLU and sonuc.adaylar[0].satir.kod == "050.04"
    assert [n.tur for n in sonuc.adaylar[0].nedenler] == ["ayni-ad"] and all(n.metin for a in sonuc.adaylar for n in a.nedenler)


def test_reused_code_is_not_its_own_successor():
    """050.01 was Genel Kurullar and is Üyelik: the same number is no candidate."""
    sonuc = oneri("050.01")
    assert sonuc.durum is KodDurumu.YENIDEN_KULLANILMIS and "050.01" not in {a.satir.kod for a in sonuc.adaylar}


def test_code_that_goes_on_and_code_nobody_knows():
    """010.01 Kanunlar goes on; 903.07.02 is in neither plan."""
    assert (oneri("010.01").durum, oneri("010.01").adaylar[0].puan) == (KodDurumu.AYNI, 1.0)
    assert oneri("903.07.02").durum is KodDurumu.BILINMEYEN
    with pytest.raises(GirdiHatasi) as hata:
        suggest_mapping(ESKI, YENI, ["105.1"])
    assert hata.value.kod == "SDP-001"


def test_without_codes_only_those_that_cannot_go_on_are_listed():
    """Dead, reused or closed; every candidate may be used for filing; the same answer twice."""
    hepsi = suggest_mapping(ESKI, YENI)
    assert KodDurumu.AYNI not in {o.durum for o in hepsi} and len([o for o in hepsi if o.durum is KodDurumu.OLU]) == 22
    assert all(YENI.usable(a.satir.kod) for o in hepsi for a in o.adaylar)
    assert hepsi == suggest_mapping(ESKI, YENI)
    for o in hepsi:
        puanlar = [a.puan for a in o.adaylar]
        assert puanlar == sorted(puanlar, reverse=True) and all(0 < p <= 1 for p in puanlar)
        assert o.as_dict()["karar"] == ""


@pytest.mark.parametrize(
    ("degisik", "kod"),
    [
        ({}, None),
        ({"gerekce": " "}, "SDP-066"),
        ({"aktor": ""}, "SDP-066"),
        ({"yeni_kod": "", "yeni_anahtar": None}, "SDP-066"),
        ({"karar": EslemeKarari.KALSIN}, "SDP-066"),
        ({"karar": EslemeKarari.KALSIN, "yeni_kod": "", "yeni_anahtar": None}, None),
        ({"eski_kod": "050.01.77"}, "SDP-002"),
        ({"eski_anahtar": ("ortak", "2012")}, "SDP-002"),
        ({"yeni_kod": "903.07.02"}, "SDP-002"),
        ({"yeni_anahtar": ("ortak", "2012")}, "SDP-002"),
        ({"yeni_kod": "620"}, "SDP-003"),
        ({"yeni_kod": "020"}, "SDP-005"),
        ({"yeni_kod": "50.4"}, "SDP-001"),
    ],
)
def test_decision_is_checked(degisik, kod):
    """New code known and usable, reason and actor given; a decision to stay has no new code."""
    kodlar = [b.kod for b in validate_mapping([attrs.evolve(KARAR, **degisik)], ESKI, YENI)]
    assert kodlar == ([kod] if kod else [])


def test_two_decisions_for_one_code_contradict():
    """The same twice is no contradiction."""
    baska = attrs.evolve(KARAR, yeni_kod="050.03")
    assert "SDP-067" in {b.kod for b in validate_mapping([KARAR, baska], ESKI, YENI)}
    assert not validate_mapping([KARAR, KARAR], ESKI, YENI)


@pytest.mark.fault("I09")
@pytest.mark.parametrize(
    ("kod", "yeni", "uyari"),
    [("105.04", "105.01", True), ("105.01", "105.04", False), ("155.01.01", "105.04", True), ("105.04", "105.04", False)],
)
def test_weaker_protection_is_allowed_and_said(kod, yeni, uyari):
    """A shorter period or a weaker letter warns; it is a finding of level uyarı, for the old period never ends by a mapping."""
    plan = load("belediye", "2018")
    esleme = KodEslemesi(plan.anahtar, kod, EslemeKarari.ESLE, "g", "a", GUN, plan.anahtar, yeni)
    bulgular = validate_mapping([esleme], plan, YENI)
    assert (["SDP-068"] if uyari else []) == [b.kod for b in bulgular if b.seviye == "uyari"] and not [
        b for b in bulgular if b.seviye == "hata"
    ]


@given(
    st.builds(
        KodEslemesi,
        eski_anahtar=st.tuples(st.text(), st.text()),
        eski_kod=st.text(),
        karar=st.sampled_from(EslemeKarari),
        gerekce=st.text(),
        aktor=st.text(),
        tarih=st.dates(),
        yeni_anahtar=st.tuples(st.text(), st.text()),
        yeni_kod=st.text(),
    )
)
def test_decision_goes_through_json(esleme):
    """Plain JSON and back, and checking it raises nothing, whatever it holds."""
    assert KodEslemesi.from_dict(json.loads(json.dumps(esleme.as_dict()))) == esleme
    validate_mapping([esleme], ESKI, YENI)


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=4),
        lambda d: (
            st.lists(d, max_size=3) | st.dictionaries(st.sampled_from("eski yeni karar gerekce aktor tarih plan surum kod".split()), d)
        ),
        max_leaves=9,
    )
)
def test_json_of_another_form_is_one_of_our_errors(veri):
    """Nothing foreign leaves."""
    with pytest.raises(GirdiHatasi) as hata:
        KodEslemesi.from_dict(veri)
    assert hata.value.kod == "SDP-069"


def sheet(*satirlar):
    return parse_csv(("\n".join(";".join(s) for s in (BASLIKLAR, *satirlar))).encode(), "c.csv")


def test_worksheet_filled_by_a_person_is_read_back():
    """Codes stand with their titles, so that a spreadsheet leaves them alone; lines without a decision stay undecided."""
    satirlar = [list(o.row()) for o in suggest_mapping(ESKI, YENI)]
    for s in satirlar:
        if s[1].startswith("050.01.04"):
            s[4:] = ["Eşle", "050.04 Kararlar", "Karar dosyaları"]
        if s[1].startswith("040.01"):
            s[4:] = ["kalsın", "", "Dosyalar kapalı"]
    cizelge = read_worksheet(sheet(*[[h.replace(";", ",") for h in s] for s in satirlar]), YENI, aktor="sicil:4711", tarih=GUN)
    assert not cizelge.bulgular and cizelge.eslemeler[1] == KARAR
    assert cizelge.eslemeler[0].karar is EslemeKarari.KALSIN and not validate_mapping(cizelge.eslemeler, ESKI, YENI)


@pytest.mark.fault("R03")
@pytest.mark.parametrize(
    ("satir", "kod"),
    [
        (("ortak/eski-kismi", "050.01.04 K", "", "", "esle", "50.4", "g"), "SDP-034"),
        (("ortak/eski-kismi", "050.01.04 K", "", "", "esle", "10", "g"), "SDP-036"),
        (("ortak/eski-kismi", "050.01.04 K", "", "", "belki", "050.04", "g"), "SDP-066"),
        (("ortak/eski-kismi", "050.01.04 K", "", "", "", "050.04", "g"), "SDP-066"),
        (("ortak", "050.01.04 K", "", "", "esle", "050.04", "g"), "SDP-066"),
        (("ortak/eski-kismi", "K", "", "", "esle", "050.04", "g"), "SDP-037"),
    ],
)
def test_line_that_a_spreadsheet_or_a_slip_spoilt_is_no_decision(satir, kod):
    """Told by its line, never guessed."""
    cizelge = read_worksheet(sheet(satir), YENI, aktor="a", tarih=GUN)
    assert not cizelge.eslemeler and [b.kod for b in cizelge.bulgular] == [kod] and "satır 2" in cizelge.bulgular[0].yer


def test_unknown_new_code_is_found_when_the_decision_is_checked():
    """Read as written, refused by the check."""
    cizelge = read_worksheet(sheet(("ortak/eski-kismi", "050.01.04 K", "", "", "esle", "903.07.02", "g")), YENI, aktor="a", tarih=GUN)
    assert [b.kod for b in validate_mapping(cizelge.eslemeler, ESKI, YENI)] == ["SDP-002"]


def test_another_table_is_no_worksheet():
    """Its columns are missing."""
    with pytest.raises(GirdiHatasi) as hata:
        read_worksheet(parse_csv(b"Kod;Ad\n105;Meclis\n", "x.csv"), YENI, aktor="a", tarih=GUN)
    assert hata.value.kod == "SDP-069"
