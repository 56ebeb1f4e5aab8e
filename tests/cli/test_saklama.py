# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv saklama``, ``dosya``, ``profil`` and ``plan``: keys of the contract, trials, exit codes."""

import csv
import datetime as dt

import attrs
import pytest

import earsiv
from earsiv.archive import Arsiv
from earsiv.cli import run
from earsiv.errors import DepoHatasi
from earsiv.sdp import dump_plan
from earsiv.sdp.esle_oner import BASLIKLAR
from earsiv.testing import render
from tests.akis.test_saklama import yeni_surum


@pytest.fixture
def metin(calistir):
    return lambda *argumanlar, kod=0: calistir(*argumanlar, kod=kod)[0]


@pytest.fixture
def depo(tmp_path, js, monkeypatch):
    js("kur", tmp_path / "arsiv", "--kurum", "Örnekova", "--detsis", "99900001")
    monkeypatch.setenv("EARSIV_DEPO", str(tmp_path / "arsiv"))
    return tmp_path / "arsiv"


@pytest.fixture
def kapali(depo, js):
    kimlik = js("dosya", "ac", "--kod", "165.05", "--acilis", "2013-01-01")["kimlik"]
    js("dosya", "kapat", kimlik, "--kapanis", "2013-12-31")
    return kimlik


def plan_al(js, klasor, *ek):
    """Write a new version of the municipal plan without 165.05, in force long since, and take it in."""
    for ad, veri in dump_plan(attrs.evolve(yeni_surum(), yururluk=dt.date(2020, 1, 1))).items():
        (klasor / ad).write_bytes(veri)
    return js("plan", "ice-al", klasor, *ek)


# -- one computation --------------------------------------------------------------------------------------------------


def test_events_codes_and_extensions_on_the_command_line(js, metin):
    """Each moves the date as the library would; the story is in the answer."""
    temel = ("saklama", "hesapla", "--kod", "165.05", "--kapanis", "2013-12-31", "--bugun", "2037-01-01")
    assert js(*temel)["ilk_gun"] == "2024-01-01"
    assert js(*temel, "--uzat", 3)["ilk_gun"] == "2027-01-01"
    assert js(*temel, "--diger-kod", "105.04")["sonuc"] == "DEVIR"
    assert js(*temel, "--baslatan", "DAVA_KESIN", kod=1)["sonuc"] == "BELIRSIZ"
    assert js(*temel, "--baslatan", "DAVA_KESIN", "--olay", "DAVA_KESIN=01.05.2020")["ilk_gun"] == "2031-01-01"
    assert js("saklama", "hesapla", "--kod", "105.04 [Gül]", "--kapanis", "2013-12-31")["kod"] == "105.04"
    assert js("saklama", "hesapla", "--kod", "105.04", kod=1)["bulgular"][0]["kod"] == "SAK-003"
    assert js(*temel, "--olay", "BAYRAM=2020-01-01", kod=2)["hata"]["kod"] == "KULLANIM"
    assert js(*temel, "--olay", "DAVA_KESIN=dün", kod=2)["hata"]["kod"] == "KULLANIM"
    assert "listelenebilir yıl: 2024" in metin(*temel) and "1. " in metin(*temel)
    assert js("saklama", "hesapla", "--kod", "165.05", "--kapanis", "2013-12-31", "--an", "2026-01-01")["bugun"] == "2026-01-01"


# -- the archive ------------------------------------------------------------------------------------------------------


def test_the_story_of_a_file_in_the_archive(js, metin, kapali):
    """Account, steps, and the same as of a past day that is known."""
    kayit = js("saklama", "acikla", kapali, "--bugun", "2037-03-01")
    assert kayit["sonuc"] == "IMHA" and kayit["suresi_doldu"] and kayit["hikaye"]["adimlar"]
    assert js("saklama", "acikla", kapali, "--itibariyla", "2000-01-01", kod=3)["hata"]["kod"] == "YET-002"
    assert js("saklama", "acikla", kapali, "--itibariyla", "2999-01-01", kod=2)["hata"]["kod"] == "SAK-030"
    assert "1. " in metin("saklama", "acikla", kapali) and "1. " in metin("dosya", "goster", kapali)


def test_sweep_counts_always_and_streams_its_lines_to_a_file(js, metin, kapali, tmp_path):
    """Examined, due, held, error; the file is CSV that a Turkish spreadsheet opens and that runs no formula."""
    bozuk = js("dosya", "ac", "--kod", "165.05", "--ad", "=HYPERLINK(1)", "--acilis", "2013-01-01", "--vaka")["kimlik"]
    js("dosya", "kapat", bozuk, "--kapanis", "2013-12-31")
    js("dondur", "koy", "--tur", "E4", "--gerekce", "dava", "--dosya", bozuk)
    beklenen = {
        "incelenen": 2,
        "dolan": 2,
        "aday_sayisi": 1,
        "engelli_sayisi": 1,
        "hatali_sayisi": 0,
        "acik": 0,
        "surekli": 0,
        "dolmayan": 0,
    }
    tam = js("saklama", "tara", "--bugun", "2037-03-01")
    assert tam | beklenen == tam and [k["dosya"] for k in tam["adaylar"]] == [kapali]
    hedef = tmp_path / "tara.csv"
    akan = js("saklama", "tara", "--bugun", "2037-03-01", "--cikti", hedef)
    assert akan | beklenen == akan and "adaylar" not in akan
    with hedef.open(encoding="utf-8-sig", newline="") as f:
        satirlar = {s["kimlik"]: s for s in csv.DictReader(f, delimiter=";")}
    assert satirlar[kapali]["durum"] == "aday" and satirlar[bozuk]["durum"] == "engelli"
    assert satirlar[bozuk]["ad"].startswith("'=") and "D-" in satirlar[bozuk]["neden"]
    assert js("saklama", "tara", "--cikti", hedef, kod=2)["hata"]["kod"] == "KAB-013"
    assert js("saklama", "tara", "--cikti", tmp_path / "yok" / "x.csv", kod=2)["hata"]["kod"] == "KAB-019"
    assert "2 dosya incelendi: 2 doldu, 1 engelli, 0 hatalı" in metin("saklama", "tara", "--bugun", "2037-03-01")
    assert js("saklama", "tara", "--bugun", "2037-03-01", "--birim", "1")["incelenen"] == 0
    assert js("saklama", "tara", "--itibariyla", "2000-01-01")["incelenen"] == 0


def test_what_happens_to_a_file(js, kapali, tmp_path, depo):
    """Event, extension, code, subject, shelf, volume, reference; a trial writes nothing."""
    js("dosya", "olay", kapali, "--tur", "SON_ISLEM", "--tarih", "2013-12-01")
    assert js("dosya", "olay", kapali, "--baslatan", "SON_ISLEM")["baslatan"] == "SON_ISLEM"
    assert js("dosya", "olay", kapali, kod=2)["hata"]["kod"] == "KULLANIM"
    js("dosya", "uzat", kapali, "--yil", 5, "--gerekce", "karar", "--deneme")
    assert js("dosya", "uzat", kapali, "--yil", 2, "--gerekce", "karar")["uzatmalar"][0]["yil"] == 2
    assert js("dosya", "uzat", kapali, "--gerekce", "x", kod=2)["hata"]["kod"] == "SAK-036"
    assert js("dosya", "kod", kapali, "--ekle", "105.04")["diger_kodlar"] == ["105.04"]
    assert js("dosya", "kod", kapali, "--degistir", "105.04", "--gerekce", "yanlış")["onceki"][0]["kod"] == "165.05"
    assert js("dosya", "kod", kapali, kod=2)["hata"]["kod"] == "KULLANIM"
    assert js("dosya", "konu", kapali, "--ilgili", "Ayşe Örnek", "--esas", "2026/14")["esaslar"] == ["2026/14"]
    assert js("dosya", "raf", kapali, 80)["uzunluk_mm"] == 80
    assert js("dosya", "cilt", kapali)["ust"] == kapali
    diger = js("dosya", "ac", "--kod", "622.01", "--diger-kod", "105.04", "--esas", "1")["kimlik"]
    (tmp_path / "b.pdf").write_bytes(render(["tutanak"], "metinli-pdf"))
    with earsiv.open(depo) as arsiv:
        belge = arsiv.add(tmp_path / "b.pdf", dosya=kapali, tarih=dt.date(2013, 5, 1)).kimlik
    assert js("dosya", "atif", belge, diger)["dosyalar"] == [diger] == js("dosya", "atif", belge)["dosyalar"]
    assert js("dosya", "atif", belge, diger, "--kaldir")["dosyalar"] == []
    assert js("denetle")["saglam"]


def test_profile_on_the_command_line(js, metin, depo):
    """Every parameter with value and ground; a change with its reason; a rule."""
    hepsi = {p["ad"]: p for p in js("profil", "goster")["parametreler"]}
    assert hepsi["arsiv_belgesi_yil"]["deger"] == 20 and not hepsi["arsiv_belgesi_yil"]["kurum"]
    js("profil", "ayarla", "arsiv_belgesi_yil", 25, "--gerekce", "dene", "--deneme")
    js("profil", "ayarla", "arsiv_belgesi_yil", 30, "--gerekce", "kurum kararı")
    js("profil", "ayarla", "kucuk_teskilat", "evet", "--gerekce", "ilçe")
    assert js("profil", "ayarla", "kucuk_teskilat", "belki", "--gerekce", "ilçe", kod=2)["hata"]["kod"] == "SAK-026"
    assert js("profil", "ayarla", "olmayan", "1", "--gerekce", "x", kod=2)["hata"]["kod"] == "SAK-025"
    js("profil", "ayarla", "ust_kod_izni", "YASAK", "--gerekce", "sıkı")
    hepsi = {p["ad"]: p for p in js("profil", "goster")["parametreler"]}
    assert [hepsi[a]["deger"] for a in ("arsiv_belgesi_yil", "kucuk_teskilat", "ust_kod_izni")] == [30, True, "YASAK"]
    js("profil", "kural", "özlük", "--kod", "903", "--sure", "B", "--gerekce", "g", "--dayanak", "d")
    assert js("profil", "goster")["kurallar"][0]["gecerli"] and "özlük" in metin("profil", "goster")
    assert js("dosya", "ac", "--kod", "105", kod=2)["hata"]["kod"] == "SDP-004"


def test_plan_of_the_archive_on_the_command_line(js, metin, kapali, tmp_path):
    """Overlay, import of a version, mapping of the codes it lacks."""
    js("plan", "ek", "EKLE", "165.55", "--ad", "Drone", "--sure", "3", "--tasfiye", "D", "--dayanak", "2026/1")
    assert js("plan", "ek", "KAPAT", "999.99", "--dayanak", "x", kod=2)["hata"]["kod"].startswith("SDP-")
    assert js("plan", "ice-al", tmp_path / "yok", kod=2)["hata"]["kod"] == "KAB-001"
    for ek in (["--deneme"], []):
        assert [b["kod"] for b in plan_al(js, tmp_path, *ek)["bulgular"]] == ["SAK-040"]
    kayit = js("plan", "goster", "--an", "2030-01-01")
    assert kayit["katmanlar"][0]["surum"] == "2027" and kayit["ek"][0]["kod"] == "165.55"
    assert "Drone" in metin("plan", "goster")


def test_a_filled_worksheet_files_the_dead_codes_anew(js, metin, kapali, tmp_path):
    """The sheet of ``sdp esle`` goes in; undecided lines stay; a broken line stops all of it."""
    plan_al(js, tmp_path)
    cizelge = tmp_path / "esleme.csv"

    def yaz(**hucreler):
        with cizelge.open("w", encoding="utf-8-sig", newline="") as f:
            yazici = csv.DictWriter(f, BASLIKLAR, delimiter=";")
            yazici.writeheader()
            yazici.writerow({**dict.fromkeys(BASLIKLAR, ""), "plan": "belediye/2018", "eski": "165.05 Tutanaklar", **hucreler})

    yaz(yeni="105.04 Meclis", karar="belki", gerekce="yeni yeri")
    assert js("plan", "esle", cizelge, kod=1)["no"] is None
    yaz(yeni="999.99 Yok", karar="esle", gerekce="yeni yeri")
    assert js("plan", "esle", cizelge, kod=2)["hata"]["kod"] == "SDP-002"
    yaz(yeni="105.04 Meclis", karar="esle", gerekce="yeni yeri")
    assert js("plan", "esle", cizelge, "--deneme")["tasinan"][0]["kod"] == "105.04"
    sonuc = js("plan", "esle", cizelge)
    assert (sonuc["tasinan"][0]["dosya"], sonuc["tasinan"][0]["surum"], sonuc["kalan"]) == (kapali, "2027", [])
    assert js("plan", "goster")["eslemeler"][0]["no"] == sonuc["no"]
    assert "0 dosya taşındı" in metin("plan", "esle", cizelge)
    assert js("saklama", "acikla", kapali)["sonuc"] == "DEVIR"


@pytest.mark.fault("C03")
def test_a_sweep_that_breaks_off_leaves_no_half_list(kapali, js, tmp_path, monkeypatch):
    """The ledger is lost in the middle: no CSV, nothing beside it; an older one is never touched."""

    def kopan(*_, **__):
        raise DepoHatasi("DEP-009", "defter", ayrinti="koptu")
        yield

    hedef = tmp_path / "tara" / "liste.csv"
    hedef.parent.mkdir()
    with monkeypatch.context() as yama:
        yama.setattr(Arsiv, "screened", kopan)
        assert run(["saklama", "tara", "--cikti", str(hedef)]) == 4
    assert list(hedef.parent.iterdir()) == []
    js("saklama", "tara", "--cikti", hedef)
    ilk = hedef.read_bytes()
    assert ilk.startswith(b"\xef\xbb\xbfdurum;kimlik;") and ilk.endswith(b"\r\n")
    assert run(["saklama", "tara", "--cikti", str(hedef)]) == 2 and hedef.read_bytes() == ilk
