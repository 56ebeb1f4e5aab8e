# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv dondur``: opened on anything, closed by whom it may be, listed with what it covers."""

import pytest

from earsiv.cli import run


@pytest.fixture(autouse=True)
def depo(js, tmp_path, monkeypatch):
    """An archive with two more actors who may hold."""
    js("kur", tmp_path / "arsiv", "--kurum", "Örnekova", "--detsis", "99900001")
    monkeypatch.setenv("EARSIV_DEPO", str(tmp_path / "arsiv"))
    with (tmp_path / "arsiv" / "earsiv.toml").open("a", encoding="utf-8") as f:
        f.write('\n[[aktor]]\nkimlik = "ayse"\nderece = "CGZ"\nbirimler = ["*"]\nislemler = ["gor", "dondur"]\n')
        f.write('\n[[aktor]]\nkimlik = "veli"\nderece = "CGZ"\nbirimler = ["*"]\nislemler = ["gor", "dondur"]\n')


@pytest.mark.fault("I01", "I04")
def test_a_hold_goes_its_way_from_opening_to_closing(js, capsys):
    """Many kinds at once, listed with what they cover, closed with a reason by who opened it or by the top official."""
    dosya = js("dosya", "ac", "--kod", "165.05", "--acilis", "2013-01-01", "--esas", "2026/14")["kimlik"]
    js("dosya", "kapat", dosya, "--kapanis", "2013-12-31")
    ortak = ("dondur", "koy", "--tur", "E4", "--gerekce", "Tazminat davası", "--dayanak", "Mahkeme yazısı")
    assert js(*ortak, "--esas", "2026/14", "--deneme")["no"] == js(*ortak, "--esas", "2026/14", "--birim", "1", "--aktor", "ayse")["no"]
    (kayit,) = js("dondur", "liste", "--acik")
    assert (kayit["dosyalar"], kayit["dosya_sayisi"], kayit["kapali_sayisi"], kayit["acan"]) == ([dosya], 1, 1, "ayse")
    hesap = js("saklama", "acikla", dosya, "--bugun", "2037-03-01")
    assert [(e["kod"], e["kaynak"]) for e in hesap["engeller"]] == [("E4", f"dondurma {kayit['no']}")]
    assert js("liste", "olustur", kod=3)["hata"]["kod"] == "IMH-021"
    assert run(["dondur", "liste", kayit["no"]]) == 0
    cikti = capsys.readouterr().out
    assert "Tazminat davası" in cikti and "esas: 2026/14" in cikti and dosya in cikti
    assert js("dondur", "kaldir", kayit["no"], "--gerekce", "bitti", "--aktor", "veli", kod=3)["hata"]["kod"] == "YET-005"
    assert js("dondur", "kaldir", kayit["no"], "--gerekce", "bitti", "--deneme")["kapatan"] == "yerel"
    assert js("dondur", "kaldir", kayit["no"], "--gerekce", "bitti", "--aktor", "ayse")["kapatan"] == "ayse"
    assert js("dondur", "kaldir", kayit["no"], "--gerekce", "bitti", kod=3)["hata"]["kod"] == "SAK-023"
    assert js("dondur", "liste", "--acik") == [] and len(js("dondur", "liste")) == 1
    assert js("saklama", "acikla", dosya, "--bugun", "2037-03-01")["engeller"] == []
    assert js("denetle")["saglam"]


def test_a_table_of_targets_is_one_hold(js, tmp_path):
    """And a table that is none is refused whole."""
    tablo = tmp_path / "t.csv"
    tablo.write_text("tur;deger\nesas;2026/14\nkisi;Ayşe Örnek\n", "utf-8-sig")
    assert len(js("dondur", "koy", "--tur", "E5", "--gerekce", "denetim", "--tablo", tablo)["kapsamlar"]) == 2
    tablo.write_bytes(b"tur;deger\nki\xfei;x\n")
    assert js("dondur", "koy", "--tur", "E5", "--gerekce", "x", "--tablo", tablo, kod=2)["hata"]["kod"] == "KAB-001"
    tablo.write_text("tur;deger\nnesne;1\n", "utf-8")
    assert js("dondur", "koy", "--tur", "E5", "--gerekce", "x", "--tablo", tablo, kod=2)["hata"]["kod"] == "SAK-031"
    assert js("dondur", "koy", "--tur", "E5", "--gerekce", "x", "--tablo", tmp_path / "yok", kod=2)["hata"]["kod"] == "KAB-001"


@pytest.mark.parametrize(
    ("ek", "beklenen"),
    [
        ((), "SAK-021"),
        (("--esas", " "), "SAK-021"),
        (("--esas", "1", "--gerekce", " "), "SAK-022"),
        (("--kod", "165.5"), "SDP-001"),
        (("--sorgu", "x" * 2000), "ARA-002"),
    ],
    ids=["nothing", "blank", "no-reason", "no-code", "no-query"],
)
def test_a_hold_that_says_nothing_is_no_hold(js, ek, beklenen):
    """Wrong use is told by its code, and nothing is written."""
    assert js("dondur", "koy", "--tur", "E4", "--gerekce", "dava", *ek, kod=2)["hata"]["kod"] == beklenen
    assert js("dondur", "koy", "--tur", "E1", "--gerekce", "x", "--esas", "1", kod=2)["hata"]["kod"] == "KULLANIM"
    assert js("dondur", "liste", "D-1999/1", kod=2)["hata"]["kod"] == "SAK-032" and js("dondur", "liste") == []
