# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""What changed between plans: the published difference of the common plans, and that a plan does not differ from itself."""

import csv
import json
from pathlib import Path

import attrs
import pytest

from earsiv.sdp import available, load
from earsiv.sdp.fark import DegisimTuru, diff, same_subject

VERI = Path(__file__).resolve().parents[3] / "shared" / "data" / "sdp" / "ek" / "surum_farki_000_050.csv"


def kodlar(fark, tur):
    return {d.kod for d in fark.of(tur)}


@pytest.mark.parametrize("anahtar", available())
def test_plan_does_not_differ_from_itself(anahtar):
    """No change, every row the same."""
    fark = diff(load(*anahtar), load(*anahtar))
    assert not fark.degisimler and fark.ayni == len(load(*anahtar).satirlar)


def test_old_and_new_common_plan_differ_as_published():
    """Trap 2: of 30 codes in both 11 changed title, five of them into another subject; 22 are gone, six came."""
    fark = diff(load("ortak", "eski-kismi"), load("ortak", "2024"))
    assert len(fark.of(DegisimTuru.KALDIRILDI)) == 22 and len(fark.of(DegisimTuru.EKLENDI)) == 6
    baska = kodlar(fark, DegisimTuru.YENIDEN_KULLANILDI)
    assert {"050.01", "050.02", "050.03", "050.04"} <= baska
    assert len(baska | kodlar(fark, DegisimTuru.ADI_DEGISTI)) == 11 and not baska & kodlar(fark, DegisimTuru.ADI_DEGISTI)
    tasinan = {d.kod: d.hedefler for d in fark.of(DegisimTuru.TASINMIS_OLABILIR)}
    assert tasinan["050.01.04"] == ("050.04",) and tasinan["010.07.02"] == ("010.10",)
    assert [b.kod for b in fark.bulgular] == ["SDP-065"]
    assert fark.ayni == 19 and not fark.of(DegisimTuru.SURESI_DEGISTI)  # the old table had no columns of retention
    if VERI.is_file():
        satirlar = list(csv.DictReader(VERI.read_text("utf-8").splitlines()))
        assert kodlar(fark, DegisimTuru.KALDIRILDI) == {s["kod"] for s in satirlar if s["durum"] == "v4te_yok"}
        assert kodlar(fark, DegisimTuru.EKLENDI) == {s["kod"] for s in satirlar if s["durum"] == "eskide_yok"}


def test_municipal_and_meb_plans_share_numbers_not_subjects():
    """Trap 1: 99 codes in both, 85 with another title, 63 with another period or code."""
    fark = diff(load("belediye", "2018"), load("meb", "2024"))
    assert len(kodlar(fark, DegisimTuru.YENIDEN_KULLANILDI) | kodlar(fark, DegisimTuru.ADI_DEGISTI)) == 85
    assert len(fark.of(DegisimTuru.SURESI_DEGISTI)) == 63


def test_period_change_is_told_and_05_is_5():
    """One row with another period; a zero in front changes nothing."""
    plan = load("belediye", "2018")
    satir = plan.satirlar["105.04"]
    for sure, beklenen in (("20", {"105.04"}), ("015", set())):
        baska = attrs.evolve(plan, satirlar=plan.satirlar | {"105.04": attrs.evolve(satir, saklama_suresi=sure)})
        assert kodlar(diff(plan, baska), DegisimTuru.SURESI_DEGISTI) == beklenen


@pytest.mark.parametrize(
    ("bir", "iki", "ayni"),
    [
        ("Rehber,Klavuz", "Rehberler", True),
        ("Kılavuz İşleri", "KLAVUZ işleri", True),
        ("Meclis Kararları", "Haftalık Ders Programları", False),
        ("Genel", "GENEL İŞLER (000-099)", True),
        ("Genel Kurullar", "Üyelik", False),
        ("Personel İşleri", "Satınalma İşleri", False),
    ],
)
def test_wording_and_subject_are_told_apart(bir, iki, ayni):
    """Spelling and inflection are the same subject; “İşleri” in common is not."""
    assert same_subject(bir, iki) is same_subject(iki, bir) is ayni


def test_difference_is_plain_json_with_counts():
    """Keys of the contract."""
    kayit = json.loads(json.dumps(diff(load("ortak", "eski-kismi"), load("ortak", "2024")).as_dict()))
    turler = {str(t) for t in DegisimTuru}
    assert set(kayit) == {"eski", "yeni", "sayilar", "bulgular"} | turler and set(kayit["sayilar"]) == turler | {"ayni"}
    assert all(kayit["sayilar"][t] == len(kayit[t]) for t in turler)
