# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv basvuru`` and ``earsiv kvkk``: the way of a request, the list with its deadlines, the calendar, the periodic run."""

import datetime as dt

import pytest

from earsiv._clock import today
from earsiv.cli import run
from earsiv.testing import SahteSaat

pytestmark = pytest.mark.yavas

AD = "Ayşe Örnek"


@pytest.fixture(autouse=True)
def depo(js, tmp_path, monkeypatch):
    """An archive on a still clock, with one more actor."""
    saat = SahteSaat()
    monkeypatch.setattr("earsiv._acilis.SystemClock", lambda: saat)
    js("kur", tmp_path / "arsiv", "--kurum", "Örnekova", "--detsis", "99900001")
    monkeypatch.setenv("EARSIV_DEPO", str(tmp_path / "arsiv"))
    with (tmp_path / "arsiv" / "earsiv.toml").open("a", encoding="utf-8") as f:
        f.write('\n[[aktor]]\nkimlik = "ayse"\nderece = "CGZ"\nbirimler = ["*"]\nislemler = ["gor"]\n')
    return saat


@pytest.fixture
def dosya(js):
    """A closed file about a person, due from 2024."""
    kimlik = js("dosya", "ac", "--kod", "165.05", "--acilis", "2013-01-01", "--ilgili", AD)["kimlik"]
    js("dosya", "kapat", kimlik, "--kapanis", "2013-12-31")
    return kimlik


@pytest.fixture
def ac(js, dosya):
    """Enter a request about that file."""

    def _ac(*ek, tur="bilgi_edinme", kod=0):
        return js("basvuru", "ac", "--tur", tur, "--basvuran", AD, "--konu", "Tutanak örneği", "--dosya", dosya, *ek, kod=kod)

    return _ac


def test_a_request_goes_its_way(js, ac, dosya, depo):
    """Entered, extended, answered, objected to, closed; the hold lasts as long, dry runs write nothing."""
    assert ac("--deneme")["no"] == "B-2026/1" and js("basvuru", "liste") == []
    yeni = ac("--alindi", "20.11.2026", "--evrak", "E-1")
    assert (yeni["no"], yeni["son_gun"], yeni["durum"], yeni["kesin"]) == ("B-2026/1", "2026-12-11", "acik", True)
    assert [e["kod"] for e in js("saklama", "acikla", dosya)["engeller"]] == ["E6"]
    assert js("dondur", "kaldir", yeni["dondurma"], "--gerekce", "x", kod=3)["hata"]["kod"] == "BIL-013"
    uzun = js("basvuru", "uzat", yeni["no"], "--gerekce", "Başka birimde", "--katki", "Fen İşleri")
    assert uzun["son_gun"] == "2027-01-04"
    kismen = ("--cevap", "kismen", "--gerekce", "Sırlar ayrıldı", "--neden", "ticari_sir")
    assert js("basvuru", "cevapla", yeni["no"], *kismen)["itiraz_son_gun"] == "2026-12-07"
    assert js("basvuru", "kapat", yeni["no"], "--gerekce", "bitti", kod=3)["hata"]["kod"] == "BIL-009"
    assert js("basvuru", "itiraz", yeni["no"], "--sayi", "2026/114")["durum"] == "itirazda"
    assert js("basvuru", "kapat", yeni["no"], "--gerekce", "bitti", kod=2)["hata"]["kod"] == "BIL-019"
    son = ("basvuru", "kapat", yeni["no"], "--gerekce", "Kurul kararı", "--itiraz-sonucu", "ret", "--karar", "2026/9")
    assert js(*son, "--deneme")["durum"] == js(*son)["durum"] == "kapandi"
    assert js("saklama", "acikla", dosya)["engeller"] == [] and js("basvuru", "liste", "--acik") == []
    sayim = js("basvuru", "sayim", "2026")["turler"]["bilgi_edinme"]
    assert (sayim["alinan"], sayim["kismen"], sayim["ret_nedenleri"], sayim["itiraz_sonuclari"]) == (1, 1, {"ticari_sir": 1}, {"ret": 1})
    assert js("denetle")["saglam"]


def test_lists_show_deadlines_and_no_names(ac, js, calistir, depo):
    """Late ones make the exit code 1; the name is shown when asked for, and only then."""
    ac("--alindi", "2026-11-20")
    assert js("basvuru", "liste", "--geciken") == []
    depo.move(days=30)
    (gec,) = js("basvuru", "liste", "--geciken", kod=1)
    assert gec["gecikti"] and [b["kod"] for b in gec["bulgular"]] == ["BIL-015"]
    cikti = calistir("basvuru", "liste", kod=1)[0] + calistir("basvuru", "goster", "B-2026/1")[0]
    assert "11.12.2026" in cikti and "bilgi edinme başvurusu" in cikti and AD not in cikti
    assert js("basvuru", "goster", "B-2026/1", "--basvuran")["basvuran_kaydi"]["ad"] == AD
    assert AD in calistir("basvuru", "goster", "B-2026/1", "--basvuran")[0]
    (satir,) = js("basvuru", "goster", "B-2026/1", "--kapsam")["dosyalar"]
    assert satir["kalis"] == "engelli"
    assert run(["basvuru", "sayim", "2026"]) == 0


def test_wrong_use_is_told_by_its_code(js, ac):
    """And an actor without the power is refused."""
    assert js("basvuru", "goster", "B-2026/7", kod=2)["hata"]["kod"] == "BIL-001"
    assert ac("--alindi", "2026-11-30", kod=3)["hata"]["kod"] == "BIL-007"
    assert js("basvuru", "ac", "--tur", "bilgi_edinme", "--basvuran", AD, "--konu", "x", kod=2)["hata"]["kod"] == "SAK-021"
    assert js("basvuru", "ac", "--tur", "dilekce", "--basvuran", AD, "--konu", "x", kod=2)["hata"]["kod"] == "KULLANIM"
    assert js("basvuru", "liste", "--aktor", "ayse", kod=3)["hata"]["kod"] == "YET-003"
    no = ac()["no"]
    assert js("basvuru", "cevapla", no, kod=2)["hata"]["kod"] == "BIL-002"
    assert js("basvuru", "cevapla", no, "--cevap", "ret", kod=2)["hata"]["kod"] == "BIL-010"
    assert js("basvuru", "kapat", no, "--gerekce", "Vazgeçti", "--vazgecildi")["vazgecildi"]


def test_the_calendar_is_shown_and_added_to(js, calistir, ac):
    """Holidays of a year; closures and announced feasts move deadlines."""
    yil = js("basvuru", "takvim")
    assert yil["yil"] == 2026 and {"gun": "2026-10-28", "ad": "Cumhuriyet Bayramı (öğleden sonra)", "yarim": True} in yil["tatiller"]
    assert not js("basvuru", "takvim", "2028")["bayramlar_biliniyor"]
    assert "bilinmiyor" in calistir("basvuru", "takvim", "2028")[0] and "20.03.2026" in calistir("basvuru", "takvim")[0]
    bayram = ("basvuru", "takvim", "2028", "--bayram", "2028-02-26", "05.05.2028", "--dayanak", "İlan edilen takvim")
    assert js(*bayram, "--deneme")["bayramlar_biliniyor"] and not js("basvuru", "takvim", "2028")["bayramlar_biliniyor"]
    assert js(*bayram)["bayramlar_biliniyor"] and js("basvuru", "takvim", "2028")["bayramlar_biliniyor"]
    ac("--alindi", "2026-11-20")
    js("basvuru", "takvim", "--kapali", "2026-11-26", "2026-11-27", "--dayanak", "İdari izin")
    assert js("basvuru", "liste")[0]["son_gun"] == "2026-12-15"
    assert js("basvuru", "takvim", "--kapali", "2026-11-27", "2026-11-26", "--dayanak", "x", kod=2)["hata"]["kod"] == "BIL-018"


def test_the_periodic_run_proposes_and_removes_nothing(js, calistir, ac, dosya, depo):
    """Overdue before the first; proposed when nothing bars; dry run the same; the codes of the institution count."""
    assert [b["kod"] for b in js("kvkk", "durum", kod=1)["bulgular"]] == ["KVK-001"]
    assert js("kvkk", "calistir", "--deneme")["onerilen"] == [dosya] and js("kvkk", "durum", kod=1)["son"] is None
    kosu = js("kvkk", "calistir")
    assert (kosu["onerilen"], kosu["incelenen"], kosu["sonraki"]) == ([dosya], 1, "2027-05-21")
    assert js("kvkk", "durum")["son"]["no"] == "P-2026/1" and "21.05.2027" in calistir("kvkk", "durum")[0]
    ac()
    assert js("kvkk", "calistir")["onerilen"] == [] and "E6" in calistir("kvkk", "calistir", "--deneme")[0]
    js("dosya", "ac", "--kod", "903.01", "--acilis", "2020-01-01")
    assert js("kvkk", "kodlar", "903", "--gerekce", "Özlük")["kodlar"] == ["903"] == js("kvkk", "kodlar")["kodlar"]
    assert js("kvkk", "calistir")["incelenen"] == 2
    assert js("kvkk", "kodlar", "9.3", "--gerekce", "x", kod=2)["hata"]["kod"] == "KVK-007"
    assert js("dosya", "goster", dosya)["kimlik"] == dosya
    depo.move(days=200)
    assert [b["kod"] for b in js("kvkk", "durum", kod=1)["bulgular"]] == ["KVK-002"] and today(depo) > dt.date(2027, 5, 21)


def test_a_request_to_delete_is_answered_by_retention(js, ac, dosya):
    """Without an answer given: what the law allows, with its ground; more than that is refused."""
    genc = js("dosya", "ac", "--kod", "165.05", "--acilis", "2020-01-01", "--ilgili", AD)["kimlik"]
    no = ac("--dosya", genc, tur="kvkk_silme")["no"]
    assert js("basvuru", "goster", no)["dondurma"] == ""
    assert js("basvuru", "cevapla", no, "--cevap", "kabul", kod=3)["hata"]["kod"] == "KVK-003"
    cevap = js("basvuru", "cevapla", no)["cevap"]
    assert (cevap["tur"], cevap["neden"]) == ("kismen", "arsiv_saklama") and "6698" in cevap["gerekce"]
