# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv komisyon``: appointed from a file that a person writes, changed by documents, refused by name where the rules are not met."""

import copy
import json

import pytest

from tests.cli.kurul import BIRIM, DIGER, TANIM, resim

TOML = """
olur_sayi = "E-99900001-903-1"
olur_tarihi = 2026-01-02
arsiv_birimi = "99900001"

[[koltuklar]]
kod = "B"
tur = "BASKAN"
kisi = "s-1"
ad = "Deneme Örnek"
birim = "99900001"
bas = "02.01.2026"
"""


def yaz(klasor, veri, ad="tanim.json"):
    (klasor / ad).write_text(veri if isinstance(veri, str) else json.dumps(veri), "utf-8")
    return klasor / ad


def test_a_commission_is_appointed_from_a_file_and_shown(kurum, js, calistir, tmp_path):
    """A trial gives the number and writes nothing; JSON and the table carry every seat."""
    tanim = yaz(tmp_path, TANIM)
    once = resim(kurum)
    denenen = js("komisyon", "kur", tanim, "--deneme")
    assert resim(kurum) == once and js("komisyon", "goster") == []
    kurulan = js("komisyon", "kur", tanim)
    assert (kurulan["no"], kurulan["olur_tarihi"], len(kurulan["koltuklar"])) == ("K-2026/1", "2026-01-02", 5)
    assert {**denenen, "deneme": False} == kurulan
    assert [k["no"] for k in js("komisyon", "goster")] == ["K-2026/1"]
    assert {**js("komisyon", "goster", "K-2026/1"), "deneme": False} == kurulan
    cikti, _ = calistir("komisyon", "goster", "K-2026/1")
    assert "Birim temsilcisi" in cikti and "02.01.2026" in cikti and max(map(len, cikti.splitlines())) <= 140
    assert "K-2026/1" in calistir("komisyon", "goster")[0]


@pytest.mark.fault("I13")
def test_rules_of_the_composition_refuse_with_their_code(kurum, js, tmp_path):
    """A short commission, a person on two seats, an olur of tomorrow, TOML with one seat: exit code 3, nothing kept."""
    dort, cift, yarin = (copy.deepcopy(TANIM) for _ in range(3))
    del dort["koltuklar"][2]
    cift["koltuklar"][1]["kisi"] = "s-1"
    yarin["olur_tarihi"] = "2026-11-22"
    for veri, kod in ((dort, "IMH-001"), (cift, "IMH-023"), (yarin, "IMH-001")):
        assert js("komisyon", "kur", yaz(tmp_path, veri), kod=3)["hata"]["kod"] == kod
    assert js("komisyon", "kur", yaz(tmp_path, TOML, "tek.toml"), kod=3)["hata"]["kod"] == "IMH-001"
    assert js("komisyon", "goster") == []


@pytest.mark.parametrize(
    ("degisen", "soz"),
    [
        ({"olur_sayi": None}, "eksik alan olur_sayi"),
        ({"olur_sayı": "1"}, "bilinmeyen alan olur_sayı"),
        ({"olur_sayi": 7}, "olur_sayi bir metin değil"),
        ({"olur_tarihi": "dün"}, "olur_tarihi bir tarih değil"),
        ({"olur_tarihi": 5}, "olur_tarihi bir tarih değil"),
        ({"koltuklar": {}}, "bir dizi bekleniyordu"),
        ({"koltuklar": ["B"]}, "alanlar bekleniyordu"),
        ({"koltuklar": [{**TANIM["koltuklar"][0], "tur": "REIS"}]}, "bir alanın değeri bilinmiyor"),
        ({"koltuklar": [{**TANIM["koltuklar"][0], "kisi": 12}]}, "kisi bir metin değil"),
        ({"koltuklar": [{**TANIM["koltuklar"][0], "sicil": "1"}]}, "bilinmeyen alan sicil"),
        ("[]", "alanlar bekleniyordu"),
        ("{", "JSON olarak okunamıyor, satır 1"),
    ],
)
def test_a_file_with_a_fault_is_told_by_field(kurum, js, tmp_path, degisen, soz):
    """Misspelt, missing and wrong fields are wrong use: nothing is guessed and nothing is left out."""
    veri = degisen if isinstance(degisen, str) else {ad: d for ad, d in {**TANIM, **degisen}.items() if d is not None}
    hata = js("komisyon", "kur", yaz(tmp_path, veri), kod=2)["hata"]
    assert hata["kod"] == "IMH-091" and soz in hata["mesaj"]


def test_a_file_that_is_no_text_or_not_there_is_told(kurum, js, tmp_path):
    """Bytes of another encoding, broken TOML, no file, a folder."""
    (tmp_path / "a.toml").write_bytes(b"ad = '\xff'")
    (tmp_path / "b.toml").write_text("ad =", "utf-8")
    for ad, kod in (("a.toml", "IMH-091"), ("b.toml", "IMH-091"), ("yok.toml", "KAB-001"), (".", "KAB-001")):
        assert js("komisyon", "kur", tmp_path / ad, kod=2)["hata"]["kod"] == kod, ad


def test_seats_and_deputies_change_by_documents(komisyon, kurum, js, calistir, tmp_path):
    """Another unit's seats come in, a deputy stands for days, a mandate ends; trials answer the same and write nothing."""
    ek = [{**k, "kisi": f"{k['kisi']}9", "birim": DIGER} for k in TANIM["koltuklar"][3:]]
    vekil = ("--kisi", "s-20", "--ad", "Vekil Örnek", "--birim", "99900001", "--bas", "01.11.2026", "--bit", "30.11.2026", "--belge", "E-7")
    for adim in (
        ("komisyon", "koltuk", komisyon, yaz(tmp_path, {"koltuklar": ek}, "ek.json")),
        ("komisyon", "vekil", komisyon, "--koltuk", "A1", *vekil),
        ("komisyon", "bitir", komisyon, "--koltuk", "U1", "--birim", DIGER, "--bit", "2026-12-31"),
    ):
        once = resim(kurum)
        denenen = js(*adim, "--deneme")
        assert resim(kurum) == once, adim
        assert {**js(*adim), "deneme": True} == denenen
    son = js("komisyon", "goster", komisyon)
    assert len(son["koltuklar"]) == 7 and son["vekaletler"][0]["belge"] == "E-7"
    assert [k["bit"] for k in son["koltuklar"] if (k["kod"], k["birim"]) in {("U1", DIGER), ("U1", BIRIM)}] == [None, "2026-12-31"]
    assert "E-7" in calistir("komisyon", "goster", komisyon)[0]
    assert js("komisyon", "vekil", komisyon, "--koltuk", "Z9", *vekil, kod=3)["hata"]["kod"] == "IMH-026"
    assert js("komisyon", "bitir", komisyon, "--koltuk", "U1", "--bit", "dün", kod=2)["hata"]["kod"] == "KULLANIM"


def test_an_unknown_number_is_wrong_use(kurum, js):
    """IMH-043 names the command that shows the commissions."""
    hata = js("komisyon", "goster", "K-2026/9", kod=2)["hata"]
    assert hata["kod"] == "IMH-043" and "earsiv komisyon goster" in hata["oneri"]
