# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Sheets that would give a wrong period or a wrong code without saying so: each must be a question instead."""

import datetime as dt
import importlib.util
from pathlib import Path

import pytest

from earsiv.errors import GirdiHatasi
from earsiv.kabul.tablo import parse_csv
from earsiv.sdp import EtkinPlan, load
from earsiv.sdp.esle_oner import BASLIKLAR, read_worksheet
from earsiv.sdp.hucre import Hucre, HucreTuru, Tablo, read_level
from earsiv.sdp.ice_al import IceAlmaHedefi, import_plan

KOK = Path(__file__).resolve().parents[2]
_tanim = importlib.util.spec_from_file_location("earsiv_faults_build_sdp", KOK / "tests" / "faults" / "build_sdp.py")
build = importlib.util.module_from_spec(_tanim)
_tanim.loader.exec_module(build)
HEDEF = IceAlmaHedefi("deneme", "1")


def al(*satirlar, hedef=HEDEF, birlesik=()):
    """Read rows as a sheet and take what is sound: the plan's rows and why the others are not there."""
    tablo = Tablo("t", tuple(tuple(map(Hucre, s)) for s in satirlar), birlesik=birlesik)
    sonuc = import_plan([tablo], hedef, siki=False)
    alinan = {s.kod: (s.saklama_suresi, s.saklama_kodu) for s in sonuc.plan.satirlar.values()} if sonuc.plan else {}
    return alinan, {a.no: a.nedenler for a in sonuc.rapor.alinmayanlar}


@pytest.mark.fault("R01", "R03")
@pytest.mark.parametrize(
    ("baslik", "satir"),
    [
        (("Kodu", "Konu", "Saklama Süresi", "", "Tasfiye"), ("105.01", "Üyeler", "5", "10", "D")),
        (("Kodu", "Konu", "Saklama Süresi", "Kurum Arşivi", "Tasfiye"), ("105.01", "Üyeler", "5", "10", "D")),
        (("Kodu", "Konu", "Birim Arşivi", "Merkez Arşivi", "Tasfiye"), ("105.01", "Üyeler", "5", "10", "D")),
        (("Kodu", "Konu", "Birim Arşivi", "Kurum Arşivi", "Tasfiye"), ("105.01", "Üyeler", "5", "", "D")),
        (("Kodu", "Konu", "Birim Arşivi", "Kurum Arşivi", "Süre", "Tasfiye"), ("105.01", "Üyeler", "5", "10", "5", "D")),
        (("Kodu", "Konu", "Süre", "Yeni Süre", "Tasfiye"), ("105.01", "Üyeler", "5", "15", "D")),
        (("Kodu", "Konu", "Sak. Süresi", "Tasf."), ("105.01", "Üyeler", "5", "D")),
        (("Kodu", "Konu", "Süre", "Tasfiye"), ("105.01", "Meclis", "5", "D", "10", "B")),
    ],
    ids=["basliksiz", "kurum", "taninmayan", "yalniz-birim", "toplam-tutmuyor", "yeni", "kisaltma", "tasan"],
)
def test_a_period_beside_another_that_is_not_read_is_a_question(baslik, satir):
    """Five years in the unit and ten in the institution are not five years."""
    alinan, alinmayan = al(baslik, ("105", "Meclis"), satir)
    assert alinan == {"105": ("", "")} and alinmayan == {3: ("SDP-042",)}


@pytest.mark.parametrize(
    ("satir", "sure"),
    [
        (("105.01", "Üyeler", "5", "10", "15", "D"), "15"),
        (("105.01", "Üyeler", "B", "", "B", "D"), "B"),
        (("105.01", "Ü", "", "", "5", "D"), "5"),
    ],
)
def test_a_total_beside_its_parts_is_taken(satir, sure):
    """Where the form adds up there is nothing to ask."""
    alinan, _ = al(("Kodu", "Konu", "Birim Arşivi", "Kurum Arşivi", "Toplam Saklama Süresi", "Tasfiye"), ("105", "Meclis"), satir)
    assert alinan["105.01"] == (sure, "D")


def test_kept_in_the_unit_for_ever_is_for_ever():
    """A cell that spans both archives holds its B in the first."""
    assert al(("Kodu", "Konu", "Birim Arşivi", "Kurum Arşivi", "Tasfiye"), ("105.01", "Ü"), ("105", "M", "B", "", "D"))[0]["105"] == (
        "B",
        "D",
    )


@pytest.mark.fault("R01")
def test_a_merged_period_is_not_inherited_from_above():
    """Merged over three rows the period stands in the first only: the parent's shorter one must not take its place."""
    satirlar = (
        ("Kod", "Konu", "Süre", "Tasfiye"),
        ("105", "Meclis", "5", "D"),
        ("105.01", "A", "B", "D"),
        ("105.02", "B"),
        ("105.03", "C"),
        ("105.04", "D"),
    )
    hedef = IceAlmaHedefi("deneme", "1", miras=True)
    alinan, alinmayan = al(*satirlar, hedef=hedef, birlesik=((2, 2, 4, 2), (2, 3, 4, 3)))
    assert set(alinan) == {"105", "105.01", "105.04"} and alinmayan == {4: ("SDP-042",), 5: ("SDP-042",)}


def test_levels_are_not_carried_past_a_title_without_code():
    """It may be a main code that was lost: what follows is not filed under the code before it."""
    alinan, alinmayan = al(
        build.RESMI,
        ("105", "", "", "", "Meclis"),
        ("", "01", "", "", "Üyeler", "5", "D"),
        ("", "", "", "", "Yazı İşleri"),
        ("", "02", "", "", "Gelen", "5", "D"),
        ("110", "", "", "", "Encümen"),
        ("", "01", "", "", "Üyeler", "5", "D"),
    )
    assert set(alinan) == {"105", "105.01", "110", "110.01"} and alinmayan == {5: ("SDP-050",)}


def test_a_level_in_the_main_column_is_no_main_code():
    """01 below 105 is not 001."""
    satirlar = (("105", "Meclis", "", ""), ("01", "Gelen", "5", "D"), ("2", "Giden", "5", "D"))
    alinan, alinmayan = al(("Ana Kod", "Konu", "Süre", "Tasfiye"), *satirlar)
    assert set(alinan) == {"105"} and alinmayan == {3: ("SDP-036",), 4: ("SDP-036",)}
    assert read_level(Hucre("01"), 0, "x").deger is None
    assert read_level(Hucre("1.0", HucreTuru.SAYI), 0, "x").deger == "001"


def test_a_lost_row_of_the_two_period_form_is_named():
    """Years without a code are no note."""
    assert al(("Kodu", "Konu", "Birim Arşivi", "Kurum Arşivi"), ("105", "Meclis"), ("", "Üyeler", "5", "10"))[1] == {3: ("SDP-053",)}


def test_an_open_quote_that_swallows_rows_is_refused():
    """The period of the row that was swallowed would become that of the row before."""
    with pytest.raises(GirdiHatasi, match="kapanmayan bir tırnak"):
        parse_csv(b'Kod;Konu;Sure;Tasfiye\n105.01;"A;10;D\n105.02;B";5;D\n', "t.csv")
    assert len(parse_csv('Kod;Konu\n010;"Işık;\nve ses; renk"\n'.encode(), "t.csv").satirlar) == 2


@pytest.mark.parametrize("metin", ['=HYPERLINK("http://ornek.invalid")', "@SUM(1)", "-2+3|' /C calc'!A0"])
def test_a_formula_in_a_note_does_not_reach_the_plan(metin):
    """plan.csv is opened in spreadsheets too."""
    alinan, alinmayan = al(("Kod", "Konu", "Süre", "Tasfiye", "Açıklama"), ("105", "Meclis"), ("105.01", "A", "5", "D", metin))
    assert set(alinan) == {"105"} and alinmayan == {3: ("SDP-058",)}


def test_inactive_is_told_from_a_float_too():
    """An old workbook keeps 0 as 0.0."""
    tablo = Tablo("t", tuple(tuple(map(Hucre, s)) for s in (("Kod", "Konu", "Aktif"), ("105", "Meclis", "0.0"))))
    assert import_plan([tablo], HEDEF).rapor.pasifler == ("105",)


def test_a_stray_row_does_not_make_a_known_plan_speak_for_others():
    """Without ranges of its own a municipal table speaks for 100-599 only: 903 is of the common plan."""
    hedef = IceAlmaHedefi("belediye", "2031")
    alinan, alinmayan = al(("Kod", "Konu", "Süre", "Tasfiye"), ("105", "Meclis"), ("903", "Personel", "5", "D"), hedef=hedef)
    assert set(alinan) == {"105"} and alinmayan == {3: ("SDP-061",)}


YENI, GUN = EtkinPlan("belediye", (load("belediye", "2018"),)), dt.date(2026, 3, 2)


@pytest.mark.fault("R02", "R03")
@pytest.mark.parametrize(
    "hucre", ["105.04 Encümen Kararları", "105.04 Meclis Kararları (0.70) | 110.04 Encümen Kararları (0.28)", "105.04 Kararlar\n105.05"]
)
def test_a_code_beside_another_title_is_no_decision(hucre):
    """A dragged cell, a pasted list of candidates: nobody has chosen."""
    satirlar = (BASLIKLAR, ("ortak/eski-kismi", "050.01.04 Kararlar", "olu", "", "esle", hucre, "g"))
    tablo = Tablo("t", tuple(tuple(map(Hucre, s)) for s in satirlar))
    cizelge = read_worksheet(tablo, YENI, aktor="a", tarih=GUN)
    assert not cizelge.eslemeler and [b.kod for b in cizelge.bulgular] == ["SDP-066"]


def test_a_column_that_stands_twice_makes_no_worksheet():
    """Which of the two new codes is meant is not known."""
    tablo = Tablo("t", (tuple(map(Hucre, (*BASLIKLAR, "yeni"))),))
    with pytest.raises(GirdiHatasi) as hata:
        read_worksheet(tablo, YENI, aktor="a", tarih=GUN)
    assert hata.value.kod == "SDP-069"
