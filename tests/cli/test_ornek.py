# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv ornek``: proposed, changed, decided, given up, shown."""

import pytest

from earsiv.cli import run

KOD = "120.02"


@pytest.fixture(autouse=True)
def dizi(js, tmp_path, monkeypatch):
    """An archive with a series of three due files."""
    js("kur", tmp_path / "arsiv", "--kurum", "Örnekova Belediyesi", "--detsis", "99900001")
    monkeypatch.setenv("EARSIV_DEPO", str(tmp_path / "arsiv"))
    kimlikler = []
    for yil in (2004, 2005, 2006):
        kimlikler.append(js("dosya", "ac", "--kod", KOD, "--ad", f"Hizmetler {yil}", "--acilis", f"{yil}-01-01")["kimlik"])
        js("dosya", "kapat", kimlikler[-1], "--kapanis", f"{yil}-12-31")
    return kimlikler


@pytest.mark.yavas
def test_a_choice_goes_its_way(js, dizi, capsys):
    """Keys of the answer, dry runs that write nothing, words for people."""
    deneme = js("ornek", "oner", "--kod", KOD, "--deneme")
    assert js("ornek", "goster") == []
    (secim,) = js("ornek", "oner", "--kod", KOD)
    assert secim.keys() == deneme[0].keys() and secim["no"] == deneme[0]["no"] and secim["durum"] == "oneri"
    no, gun = secim["no"], secim["an"]
    assert no.startswith("O-") and no.endswith("/1")
    assert (secim["dosya_sayisi"], secim["secilen_sayisi"], secim["kurallar"], secim["karar"]) == (3, 2, ["A3"], None)
    assert {d["dosya"]: [g["neden"] for g in d["gerekceler"]] for d in secim["dosyalar"]} == {
        dizi[0]: ["ilk_dosya"],
        dizi[1]: [],
        dizi[2]: ["son_dosya"],
    }
    degisen = js("ornek", "degistir", no, "--ekle", dizi[1], "--cikar", dizi[2], "--gerekce", "Kent tarihi")
    assert degisen["ozet"] != secim["ozet"] and degisen["dosyalar"][2]["gerekceler"][-1]["aciklama"] == "Kent tarihi"
    karar = js("ornek", "karar", no, "--karar", "2026/4", "--tarih", gun)
    assert karar["karar"] == {"no": "2026/4", "tarih": gun, "ozet": degisen["ozet"], "kaydeden": "yerel"}
    (kayit,) = js("ornek", "goster")
    assert (kayit["durum"], kayit["secilen_sayisi"]) == ("karar", 2) and "dosyalar" not in kayit
    capsys.readouterr()
    assert run(["ornek", "goster", no]) == 0
    metin = capsys.readouterr().out
    assert f"Komisyon kararı 2026/4, {gun[8:]}.{gun[5:7]}.{gun[:4]}" in metin and "Dizinin ilk dosyası." in metin and "Kent tarihi" in metin
    assert run(["ornek", "goster"]) == 0 and no in capsys.readouterr().out
    assert js("ornek", "iptal", no, "--gerekce", "yeniden")["durum"] == "iptal"
    assert js("denetle")["saglam"]


YANLISLAR = (
    (("oner", "--kod", "165"), 3, "IMH-070"),
    (("oner", "--kod", "120.2"), 2, "SDP-001"),
    (("oner", "--kod", KOD, "--an", "2020-01-01"), 2, "IMH-078"),
    (("oner", "--kod", KOD, "--yuzde", "0"), 2, "IMH-078"),
    (("goster", "O-1999/7"), 2, "IMH-073"),
    (("degistir", "O-1999/7", "--gerekce", "x"), 2, "IMH-073"),
    (("karar", "O-1999/7", "--karar", "1"), 2, "KULLANIM"),
    (("iptal", "O-1999/7"), 2, "KULLANIM"),
)


def test_wrong_use_is_told_by_its_code(js):
    """And nothing is written."""
    for argumanlar, kod, beklenen in YANLISLAR:
        assert js("ornek", *argumanlar, kod=kod)["hata"]["kod"] == beklenen, argumanlar
    assert js("ornek", "goster") == []
