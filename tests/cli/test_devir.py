# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv devir``: from the list to the receipt and the removal, by commands alone."""

import pytest

from earsiv.cli import run
from earsiv.testing import render

pytestmark = pytest.mark.yavas

AYSE = ("--ad", "Ayşe Örnek", "--unvan", "Birim sorumlusu", "--kisi", "ayse")
VELI = ("--ad", "Veli Örnek", "--unvan", "Arşivci", "--kisi", "veli")


@pytest.fixture(autouse=True)
def depo(js, tmp_path, monkeypatch):
    """An empty archive."""
    js("kur", tmp_path / "arsiv", "--kurum", "Örnekova", "--detsis", "99900001")
    monkeypatch.setenv("EARSIV_DEPO", str(tmp_path / "arsiv"))


@pytest.fixture
def dosya(js, tmp_path):
    """A closed file with a record."""

    def _dosya(kod="165.05", no=1):
        (tmp_path / f"b{no}.pdf").write_bytes(render([f"tutanak {no}"], "metinli-pdf"))
        kimlik = js("dosya", "ac", "--kod", kod, "--acilis", "2001-01-01", "--vaka")["kimlik"]
        liste = tmp_path / f"liste{no}.csv"
        liste.write_text(f"yol;dosya;tarih;konu\nb{no}.pdf;{kimlik};2001-05-01;Tutanak {no}\n", "utf-8")
        js("kabul", liste)
        js("devir", "fiziki", kimlik, "--barkod", f"B-{no}", "--klasor-no", no)
        js("dosya", "kapat", kimlik, "--kapanis", "2001-12-31")
        return kimlik

    return _dosya


def test_a_unit_hands_over_by_commands(js, dosya, tmp_path, capsys):
    """Dry runs write nothing and answer the same; the count at the door is told barcode by barcode."""
    bir, iki = dosya(no=1), dosya(no=2)
    ortak = ("devir", "hazirla", "--tur", "birim_kurum", "--dosya", bir, "--dosya", iki)
    denenen = js(*ortak, "--deneme")
    assert js("devir", "goster") == []
    liste = js(*ortak)
    assert [s["dosya"] for s in liste["satirlar"]] == [s["dosya"] for s in denenen["satirlar"]] and liste["no"] == denenen["no"]
    no = liste["no"]
    assert js("devir", "teslim", no, *AYSE, "--deneme")["durum"] == "teslim" and js("devir", "goster", no)["durum"] == "hazirlik"
    assert js("devir", "teslim", no, "--ad", "Ayşe", kod=2)["hata"]["kod"] == "DEV-026"
    assert js("devir", "teslim", no, *AYSE, "--ozet", liste["ozet"])["durum"] == "teslim"
    okunan = tmp_path / "okunan.txt"
    okunan.write_text("\ufeffB-1\r\nB-9\r\n", "utf-8")
    cevap = js("devir", "barkod", no, "--tablo", okunan, kod=1)
    assert not cevap["tutuyor"] and {b["yer"] for b in cevap["bulgular"]} == {"B-2", "B-9"}
    okunan.write_bytes(b"\xff\xfe")
    assert js("devir", "barkod", no, "--tablo", okunan, kod=2)["hata"]["kod"] == "KAB-001"
    assert js("devir", "al", no, *VELI, kod=3)["hata"]["kod"] == "DEV-001"
    assert js("devir", "barkod", no, "B-1", "B-2")["tutuyor"]
    son = js("devir", "al", no, *VELI, "--yer", f"{bir}=Depo 1")
    assert (son["durum"], son["tutulan"], son["alan"]["kisi"]) == ("kabul", [], "veli")
    assert js("dosya", "goster", bir)["arsiv_yeri"] == "Depo 1"
    assert js("devir", "reddet", no, "--gerekce", "x", kod=3)["hata"]["kod"] == "DEV-006"
    for komut in (["devir", "goster"], ["devir", "goster", no], ["devir", "geciken"]):
        assert run(komut) == 0
    assert "B-2" in capsys.readouterr().out and js("denetle")["saglam"]


def test_a_package_goes_and_its_content_leaves_after_the_receipt(js, dosya, tmp_path):
    """Nothing is removed without it; ``kaldir --deneme`` names what would go."""
    kimlik = dosya("105.04")
    no = js("devir", "hazirla", "--tur", "kurum_devlet")["no"]
    assert js("devir", "kaldir", no, kod=3)["hata"]["kod"] == "DEV-023"
    (tmp_path / "form.pdf").write_bytes(b"%PDF")
    ek = ("--ek", tmp_path / "form.pdf")
    assert js("devir", "paket", no, "--hedef", tmp_path / "p.zip", "--kap", "zip", *ek, "--deneme")["durum"] == "hazirlik"
    ozet = js("devir", "paket", no, "--hedef", tmp_path / "p.zip", "--kap", "zip", *ek)["paket"]["ozet"]
    assert (tmp_path / "p.zip").exists() and js("devir", "paket", no, "--hedef", tmp_path / "p.zip", kod=2)["hata"]["kod"] == "KAB-013"
    js("devir", "teslim", no, *AYSE)
    alindi = ("devir", "alindi", no, "--alindi-no", "A-5", "--ad", "Ali Örnek", "--paket-ozeti")
    assert js(*alindi, "00", kod=3)["hata"]["kod"] == "DEV-024"
    assert js(*alindi, ozet)["durum"] == "kabul"
    assert js("devir", "kaldir", no, "--deneme")["edilen"] == [1] and js("dosya", "goster", kimlik)["yer"] == "devlet"
    assert js("devir", "kaldir", no)["belge"] == 1 and js("devir", "goster", no)["durum"] == "yerel_silindi"
    assert js("dosya", "goster", kimlik, kod=3)["hata"]["kod"] == "YET-002" and js("denetle")["saglam"]


def test_files_of_a_person_go_to_another(js, dosya):
    """With the giver, or by witnesses and minutes."""
    kimlik = dosya()
    assert js("devir", "sorumlu", kimlik, "ayse")["sorumlu"] == "ayse"
    ortak = ("devir", "hazirla", "--tur", "kisi_kisi", "--veren", "ayse", "--alan", "veli")
    no = js(*ortak)["no"]
    assert js("devir", "iptal", no, "--gerekce", "vefat")["durum"] == "iptal"
    no = js(*ortak)["no"]
    tanik = ("--tanik", "fatma;Fatma Örnek;Memur", "--tutanak", "2037/5")
    assert js("devir", "teslim", no, *tanik, kod=3)["hata"]["kod"] == "DEV-001"
    assert js("devir", "teslim", no, *tanik, "--tanik", "mehmet", kod=2)["hata"]["kod"] == "DEV-026"
    assert js("devir", "teslim", no, *tanik, "--tanik", "mehmet;Mehmet Örnek;Şef")["tutanak"] == "2037/5"
    assert js("devir", "al", no, *VELI)["durum"] == "kabul" and js("dosya", "goster", kimlik)["sorumlu"] == "veli"
