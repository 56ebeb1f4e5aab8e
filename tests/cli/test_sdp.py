# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv sdp denetle|ice-al|fark|esle``: words, keys, exit codes, and that nothing is written that should not be."""

import csv
import errno
import io
import json
import os
from pathlib import Path

import pytest

from earsiv.sdp import load, parse_plan

ORNEKLER = Path(__file__).resolve().parents[2] / "fixtures" / "sdp"
TEMEL = ("--plan", "belediye", "--surum", "2026")


def test_audit_of_a_table_tells_layout_and_findings(js, calistir):
    """Exit 1 when a row is doubtful, 0 when not, 2 when it is no plan at all."""
    rapor = js("sdp", "denetle", ORNEKLER / "yetim.csv", kod=1)
    assert rapor["bicim"] == "tek-sutun" and not rapor["gecerli"]
    assert {"kod", "seviye", "yer", "mesaj", "oneri", "dayanak"} <= set(rapor["bulgular"][0])
    assert rapor["alinmayanlar"][0]["ham"][0] == "110.01" and rapor["alinmayanlar"][0]["nedenler"] == ["SDP-039"]
    assert js("sdp", "denetle", ORNEKLER / "bom.csv")["gecerli"]
    assert js("sdp", "denetle", ORNEKLER / "basliksiz.csv", kod=2)["hata"]["kod"] == "SDP-030"
    cikti, _ = calistir("sdp", "denetle", ORNEKLER / "yetim.csv", kod=1)
    assert "✗ SDP-039" in cikti and "kodun tamamı tek sütunda" in cikti


def test_import_writes_plan_and_report(js, tmp_path):
    """What is written is read back as the plan; a second run does not write over it."""
    hedef = tmp_path / "a" / "plan"
    cevap = js(
        "sdp",
        "ice-al",
        ORNEKLER / "bom.csv",
        *TEMEL,
        "--aralik",
        "100-599",
        "--bolum",
        "100=100-599:Genel",
        "--yururluk",
        "01.02.2026",
        "--dayanak",
        "Yazı",
        "--cikti",
        hedef,
    )
    assert cevap["yazildi"] and cevap["alinan"] == 2
    plan = parse_plan(hedef.joinpath("plan.csv").read_bytes(), hedef.joinpath("plan.toml").read_bytes())
    assert (
        plan.anahtar == ("belediye", "2026")
        and plan.araliklar == ((100, 599),)
        and str(plan.yururluk) == "2026-02-01"
        and plan.bolumler[0].ad == "Genel"
    )
    assert json.loads(hedef.joinpath("rapor.json").read_text("utf-8"))["gecerli"] and len(list(hedef.iterdir())) == 3
    assert js("sdp", "ice-al", ORNEKLER / "bom.csv", *TEMEL, "--cikti", hedef, kod=2)["hata"]["kod"] == "SDP-044"
    assert js("sdp", "denetle", hedef)["alinan"] == 2


def test_dry_run_and_doubtful_plan_write_nothing(js, calistir, tmp_path):
    """One doubtful row and nothing is written; with --eksik-kabul the sound rows are."""
    hedef = tmp_path / "plan"
    assert not js("sdp", "ice-al", ORNEKLER / "bom.csv", *TEMEL, "--cikti", hedef, "--deneme")["yazildi"] and not hedef.exists()
    assert not js("sdp", "ice-al", ORNEKLER / "yetim.csv", *TEMEL, "--cikti", hedef, kod=1)["yazildi"] and not hedef.exists()
    _, hata = calistir("sdp", "ice-al", ORNEKLER / "yetim.csv", *TEMEL, "--cikti", hedef, kod=1)
    assert "Plan yazılmadı" in hata
    cevap = js("sdp", "ice-al", ORNEKLER / "yetim.csv", *TEMEL, "--cikti", hedef, "--eksik-kabul")
    assert cevap["yazildi"] and cevap["alinan"] == 1 and not cevap["gecerli"]
    assert not parse_plan(hedef.joinpath("plan.csv").read_bytes(), hedef.joinpath("plan.toml").read_bytes()).tam


def test_older_plan_is_kept_for_reading_only(js, tmp_path):
    """--eski: the plan is not in force."""
    js("sdp", "ice-al", ORNEKLER / "bom.csv", *TEMEL, "--cikti", tmp_path / "p", "--eski")
    plan = parse_plan((tmp_path / "p" / "plan.csv").read_bytes(), (tmp_path / "p" / "plan.toml").read_bytes())
    assert plan.tam and not plan.yururlukte


@pytest.mark.parametrize(
    "yanlis", [("--plan", "Bel İ", "--surum", "1"), (*TEMEL, "--aralik", "599-100"), (*TEMEL, "--bolum", "x"), (*TEMEL, "--bicim", "pdf")]
)
def test_wrong_use_is_told(calistir, tmp_path, yanlis):
    """Exit 2, in Turkish."""
    calistir("sdp", "ice-al", ORNEKLER / "bom.csv", *yanlis, "--cikti", tmp_path / "p", kod=2)


def test_ambiguous_table_needs_its_layout_named(js):
    """--bicim decides where the sheet cannot."""
    assert js("sdp", "denetle", ORNEKLER / "karisik_duzen.csv", kod=2)["hata"]["kod"] == "SDP-031"
    assert js("sdp", "denetle", ORNEKLER / "karisik_duzen.csv", "--bicim", "tasimali")["bicim"] == "tasimali"


def test_difference_between_shipped_plan_folder_and_table(js, calistir, tmp_path):
    """A and B may be anything that holds a plan."""
    fark = js("sdp", "fark", "ortak/eski-kismi", "ortak/2024")
    assert fark["sayilar"]["kaldirilan"] == 22 and fark["yeniden_kullanilan"]
    js("sdp", "ice-al", ORNEKLER / "bom.csv", *TEMEL, "--cikti", tmp_path / "p")
    assert js("sdp", "fark", tmp_path / "p", tmp_path / "p" / "plan.csv")["sayilar"]["ayni"] == 2
    yetim = js("sdp", "fark", tmp_path / "p", ORNEKLER / "yetim.csv")
    assert yetim["sayilar"]["kaldirilan"] == 1 and "SDP-039" in {b["kod"] for b in yetim["bulgular"]}
    assert js("sdp", "fark", "ortak/2024", "ortak/1999", kod=2)["hata"]["kod"] == "SDP-011"
    assert "Numarası yeniden kullanılan" in calistir("sdp", "fark", "ortak/eski-kismi", "ortak/2024")[0]


def test_mapping_worksheet_goes_out_and_comes_back(js, calistir, tmp_path):
    """Printed as CSV, filled by a person, checked: exit 1 while a decision is unsound."""
    cikti, _ = calistir("sdp", "esle", "ortak/eski-kismi", "belediye", "--kodlar", "050.01.04, 040.01", "--csv")
    satirlar = list(csv.reader(io.StringIO(cikti), delimiter=";"))
    assert (
        satirlar[0][:4] == ["plan", "eski", "durum", "adaylar"]
        and satirlar[1][1] == "050.01.04 Kararlar"
        and satirlar[1][4:] == ["", "", ""]
    )
    dolu = tmp_path / "dolu.csv"

    def doldur(yeni):
        satirlar[1][4:] = ["esle", yeni, "Kurul kararları"]
        with dolu.open("w", newline="", encoding="utf-8-sig") as akis:
            csv.writer(akis, delimiter=";").writerows(satirlar)

    doldur("050.04 Kararlar")
    cevap = js("sdp", "esle", "ortak/eski-kismi", "belediye", "--dolu", dolu, "--aktor", "sicil:4711")
    assert cevap["gecerli"] and cevap["eslemeler"][0]["yeni"] == {"plan": "ortak", "surum": "2024", "kod": "050.04"}
    assert cevap["eslemeler"][0]["aktor"] == "sicil:4711"
    doldur("620 Basın")
    assert "SDP-003" in {b["kod"] for b in js("sdp", "esle", "ortak/eski-kismi", "belediye", "--dolu", dolu, kod=1)["bulgular"]}


def test_mapping_as_json_and_table(js, calistir):
    """Candidates with reasons, best first; a single plan may stand for the new one."""
    (oneri,) = js("sdp", "esle", "ortak/eski-kismi", "ortak/2024", "--kodlar", "050.01.04")
    assert oneri["durum"] == "olu" and oneri["adaylar"][0]["kod"] == "050.04" and oneri["adaylar"][0]["nedenler"][0]["tur"] == "ayni-ad"
    cikti, _ = calistir("sdp", "esle", "ortak/eski-kismi", "belediye", "--kodlar", "050.01.04")
    assert "050.04  Kararlar: adı aynı" in cikti
    assert len(load("ortak", "eski-kismi").satirlar) > len(js("sdp", "esle", "ortak/eski-kismi", "belediye")) > 22


def test_a_plan_folder_with_a_pipe_or_a_device_is_refused_at_once(calistir, tmp_path):
    """Nobody waits for ever, nothing fills the memory; a missing half is said to be missing."""
    for ad in ("boru", "aygit", "eksik"):
        klasor = tmp_path / ad
        klasor.mkdir()
        (klasor / "plan.toml").write_text("", "utf-8")
    os.mkfifo(tmp_path / "boru" / "plan.csv")
    (tmp_path / "aygit" / "plan.csv").symlink_to("/dev/zero")
    calistir("kur", tmp_path / "arsiv")
    for ad, hata in (("boru", "KAB-018"), ("aygit", "KAB-018"), ("eksik", "KAB-001")):
        assert hata in calistir("sdp", "denetle", tmp_path / ad, kod=2)[1]
        assert hata in calistir("plan", "ice-al", tmp_path / ad, "--depo", tmp_path / "arsiv", kod=2)[1]


def test_a_plan_edited_by_hand_is_taken_in_with_what_is_wrong_in_it(js, calistir, tmp_path):
    """A row without parent, an impossible period: nothing is computed from them, and the person is told."""
    (tmp_path / "p.csv").write_text("Kod;Konu;Süre;Tasfiye\n105;Meclis;;\n105.01;A;5;D\n", "utf-8")
    calistir("sdp", "ice-al", tmp_path / "p.csv", *TEMEL, "--cikti", tmp_path / "y")
    yol = tmp_path / "y" / "plan.csv"
    yol.write_text(yol.read_text("utf-8").replace("105,Meclis,,,,tablo\n", "").replace(",5,", ",500,"), "utf-8")
    calistir("kur", tmp_path / "arsiv")
    bulgular = js("plan", "ice-al", tmp_path / "y", "--depo", tmp_path / "arsiv")["bulgular"]
    assert {"SDP-039", "SDP-042"} <= {b["kod"] for b in bulgular}


def test_a_plan_that_cannot_be_written_whole_is_not_written(calistir, tmp_path, monkeypatch):
    """A full disk leaves no half of a plan, and a report that lies there is nobody's to overwrite."""
    (tmp_path / "p.csv").write_text("Kod;Konu;Süre;Tasfiye\n105;Meclis;;\n105.01;A;5;D\n", "utf-8")
    yaz = Path.write_bytes

    def dolu(yol, veri):
        if "plan.toml" in yol.name:
            raise OSError(errno.ENOSPC, "dolu", str(yol))
        return yaz(yol, veri)

    with monkeypatch.context() as m:
        m.setattr(Path, "write_bytes", dolu)
        calistir("sdp", "ice-al", tmp_path / "p.csv", *TEMEL, "--cikti", tmp_path / "y", kod=4)
    assert not any((tmp_path / "y").iterdir())
    (tmp_path / "y" / "rapor.json").write_text("benim", "utf-8")
    calistir("sdp", "ice-al", tmp_path / "p.csv", *TEMEL, "--cikti", tmp_path / "y", kod=2)
    assert (tmp_path / "y" / "rapor.json").read_text("utf-8") == "benim"
