# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv sdp oner`` and ``uyum`` with an archive: its own plan and its own records answer; without one nothing is different."""

import datetime as dt
import io
import json
import sys

import pytest

import earsiv
from earsiv.cli import run
from earsiv.sdp import EkIslemi, EkSatiri
from tests.akis.test_siniflama import CUKUR, KODLAR, METINLER, yaz

pytestmark = pytest.mark.yavas


@pytest.fixture
def js(capsys, monkeypatch):
    def _js(*argumanlar, kod=0, girdi=""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(girdi.encode()), "utf-8"))
        capsys.readouterr()
        gelen = run([*(str(a) for a in argumanlar), "--json"])
        cikti, hata = capsys.readouterr()
        assert gelen == kod, (argumanlar, cikti, hata)
        return json.loads(cikti)

    return _js


@pytest.fixture
def depo(tmp_path):
    """Three files; the word Zımbırtı under 165.05, and holes in the road wrongly under 105.04."""
    with earsiv.create(tmp_path / "arsiv", kurum="Örnekova", detsis="99900001") as arsiv:
        kimlikler = [arsiv.open_dosya(kod, acilis=dt.date(2026, 1, 5)).kimlik for kod in KODLAR[:3]]
        for _ in range(2):
            yaz(arsiv, METINLER[0], kimlikler[0])
        for _ in range(20):
            yaz(arsiv, METINLER[3], kimlikler[2])
        yaz(arsiv, METINLER[1], kimlikler[1])
        yaz(arsiv, CUKUR, kimlikler[2], "Çukurların Kapatılması")
    return tmp_path / "arsiv"


def test_the_archive_teaches_the_suggestion(depo, js, monkeypatch):
    """--depo or EARSIV_DEPO: what was filed before speaks; without an archive, the word is not known."""
    assert js("sdp", "oner", "-", girdi="Zımbırtı") == []
    ilk = js("sdp", "oner", "-", "--depo", depo, girdi="Zımbırtı")[0]
    assert list(ilk)[:5] == ["kod", "ad", "plan", "puan", "neden"] and ilk["kod"] == "165.05"
    monkeypatch.setenv("EARSIV_DEPO", str(depo))
    assert js("sdp", "oner", "-", girdi="Zımbırtı")[0]["kod"] == "165.05"
    assert js("sdp", "oner", "-", "--plan", "belediye", girdi="Zımbırtı") == []


def test_the_archives_own_plan_answers(depo, js):
    """A code the institution has closed is not offered."""
    with earsiv.open(depo) as arsiv:
        bugun = arsiv.today()
        arsiv.amend_plan(EkSatiri(islem=EkIslemi.KAPAT, kod="160.03", baslangic=bugun, kayit=bugun, dayanak="Karar 7", aktor="yerel"))
    assert "160.03" in {k["kod"] for k in js("sdp", "oner", "-", girdi=CUKUR)}
    assert "160.03" not in {k["kod"] for k in js("sdp", "oner", "-", "--depo", depo, girdi=CUKUR)}


def test_a_code_and_a_record_are_checked_against_the_archive(depo, js):
    """A code with a text, and a filed record by its id: exit 1 with the finding, exit 0 where they agree."""
    cevap = js("sdp", "uyum", "105.04", "-", "--depo", depo, kod=1, girdi=CUKUR)
    assert list(cevap) == ["kod", "uyumlu", "bulgular"] and cevap["bulgular"][0]["kod"] == "SDP-072"
    assert js("sdp", "uyum", "160.03", "-", "--depo", depo, girdi=CUKUR)["uyumlu"]
    with earsiv.open(depo) as arsiv:
        yanlis, dogru = (next(b.kimlik for b in arsiv.belgeler() if b.konu == konu) for konu in ("Çukurların Kapatılması", "Yazı"))
    cevap = js("sdp", "uyum", yanlis, "--depo", depo, kod=1)
    assert (cevap["kod"], cevap["belge"], cevap["uyumlu"]) == ("105.04", yanlis, False)
    assert js("sdp", "uyum", dogru, "--depo", depo)["uyumlu"]
    assert js("sdp", "uyum", "01a1fd55-0000-7000-8000-000000000000", "--depo", depo, kod=3)["hata"]["kod"] == "YET-002"


def test_all_filed_records_are_checked(depo, js, capsys):
    """--hepsi lists the misfiled ones and says how many were judged; a limit by year and by number holds."""
    cevap = js("sdp", "uyum", "--depo", depo, "--hepsi", kod=1)
    assert {k: cevap[k] for k in ("incelenen", "uyumsuz", "karsilastirilamayan", "okunamayan")} == {
        "incelenen": 24,
        "uyumsuz": 1,
        "karsilastirilamayan": 0,
        "okunamayan": 0,
    }
    assert [(k["kod"], k["konu"], k["bulgular"][0]["kod"]) for k in cevap["belgeler"]] == [("105.04", "Çukurların Kapatılması", "SDP-072")]
    assert js("sdp", "uyum", "--depo", depo, "--hepsi", "--yil", 2020)["belgeler"] == []
    assert len(js("sdp", "uyum", "--depo", depo, "--hepsi", "--adet", 1, kod=1)["belgeler"]) == 1
    capsys.readouterr()
    assert run(["sdp", "uyum", "--depo", str(depo), "--hepsi"]) == 1
    cikti = capsys.readouterr().out
    assert "160.03" in cikti and "24 belge incelendi: 1 uyuşmuyor" in cikti


def test_a_parent_code_is_told_with_the_narrower_one(js):
    """SDP-076 beside the plan's own warning about parent codes."""
    assert [b["kod"] for b in js("sdp", "uyum", "160", "-", kod=1, girdi=CUKUR)["bulgular"]] == ["SDP-004", "SDP-076"]


@pytest.mark.parametrize(
    "satir",
    [
        ("uyum",),
        ("uyum", "105.04"),
        ("uyum", "105.04", "-", "--yil", "2026"),
        ("uyum", "105.04", "--hepsi"),
        ("uyum", "--hepsi"),
        ("uyum", "01a1fd55-0000-7000-8000-000000000000"),
        ("oner", "-", "--depo", "yok", "--plan", "belediye"),
        ("uyum", "105.04", "-", "--depo", "yok", "--ogrenilen", "x.json"),
    ],
)
def test_lines_that_ask_for_two_things_or_none_are_wrong_use(satir, js):
    """Exit 2, in Turkish, before anything is read."""
    assert js("sdp", *satir, kod=2)["hata"]["kod"] == "KULLANIM"
