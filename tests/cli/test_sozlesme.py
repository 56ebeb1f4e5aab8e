# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The command's contract: words, JSON keys, exit codes, options before and after, Turkish talk on stderr."""

import datetime as dt
import json
import re

import click
import pytest

from earsiv.cli import earsiv
from earsiv.errors import kurallar
from earsiv.imza import GuvenDeposu
from earsiv.testing import PaketKurucu, broken_package, render, test_pki

METIN = (
    "T.C.\nÖRNEKOVA BELEDİYE BAŞKANLIĞI\nBilgi İşlem Müdürlüğü bakım raporu; Belediyesi'nin kâğıt ve ışık giderleri burada gösterilmiştir."
)


@pytest.fixture
def depo(tmp_path, js):
    js("kur", tmp_path / "arsiv", "--kurum", "Örnekova Belediyesi", "--detsis", "99900001")
    return tmp_path / "arsiv"


def komutlar(grup=earsiv, yol=()):
    ctx = click.Context(grup)
    for ad in grup.list_commands(ctx):
        komut = grup.get_command(ctx, ad)
        yield (*yol, ad), komut
        if isinstance(komut, click.Group):
            yield from komutlar(komut, (*yol, ad))


@pytest.mark.parametrize(("yol", "komut"), [(" ".join(y), k) for y, k in komutlar()])
def test_every_command_has_help_and_an_example_in_turkish(yol, komut, calistir):
    """Help is real Turkish, the example names the command, and no English heading is left."""
    cikti, _ = calistir(*yol.split(), "--help")
    assert "Kullanım:" in cikti and not re.search(r"Usage|Options:|Commands:|Show this|\[OPTIONS\]|TEXT|INTEGER", cikti)
    if not isinstance(komut, click.Group):
        assert f"Örnek: earsiv {yol}" in " ".join(cikti.split()), yol
        assert "--json" in cikti


@pytest.mark.fault("D14", "I30")
def test_no_command_prunes_the_log_or_destroys_by_query():
    """There is no such command; ``imha`` takes the number of a list."""
    adlar = {" ".join(y) for y, _ in komutlar()}
    assert [a for a in adlar if re.search(r"\b(sil|imha|temizle|buda|purge|delete)\b", a)] == ["imha"]


def test_numbers_in_input_order(js):
    """A list, as given; a broken one makes the exit code 1."""
    sonuc = js("sayi", "coz", "E-67915368-903.07.02-4752", "E.351978")
    assert [(s["sayi"], s["bicim"]) for s in sonuc] == [("E-67915368-903.07.02-4752", "guncel"), ("E.351978", "eski")]
    assert set(sonuc[0]) == {"sayi", "bicim", "ortam", "detsis", "sdp", "kayit_no", "bulgular"}
    bozuk = js("sayi", "coz", "A-84784440-105.04-1", kod=1)
    assert bozuk[0]["bicim"] == "bozuk" and set(bozuk[0]["bulgular"][0]) >= {"kod", "seviye", "yer", "mesaj", "dayanak"}


def test_plan_look_up_and_search(js):
    """Keys of the contract, and codes that are not codes or not known."""
    kayit = js("sdp", "goster", "105.04")
    assert (
        kayit
        | {
            "kod": "105.04",
            "ad": "Meclis Kararları",
            "plan": "belediye",
            "surum": "2018",
            "ust": "105",
            "cocuklar": [],
            "saklama_suresi": "15",
            "tasfiye_kodu": "A",
            "kullanilabilir": True,
        }
        == kayit
    )
    assert js("sdp", "goster", "105.04", "--plan", "universite")["ad"] != "Meclis Kararları"
    assert js("sdp", "goster", "105.4", kod=2)["hata"]["kod"] == "SDP-001"
    assert js("sdp", "goster", "903.07.02", kod=2)["hata"]["kod"] == "SDP-002"
    ilk = js("sdp", "ara", "meclis", "kararları")[0]
    assert ilk["kod"] == "105.04" and set(ilk) == {"kod", "ad", "plan", "puan", "neden"}


def test_retention(js):
    """105.04 closed in 2015 is listable from 2031."""
    kayit = js("saklama", "hesapla", "--kod", "105.04", "--kapanis", "2015-06-01", "--bugun", "01.01.2031")
    beklenen = {
        "kod": "105.04",
        "plan": "belediye",
        "saklama_suresi": "15",
        "tasfiye_kodu": "A",
        "baslangic": "2016-01-01",
        "bitis": "2030-12-31",
        "listelenebilir_yil": 2031,
        "sonuc": "DEVIR",
        "suresi_doldu": True,
        "engeller": [],
    }
    assert kayit | beklenen == kayit and kayit["neden"]
    assert js("saklama", "hesapla", "--kod", "903.05", "--kapanis", "1990-01-01")["sonuc"] == "SUREKLI"
    assert js("saklama", "hesapla", "--kod", "999.99", "--kapanis", "1990-01-01", kod=1)["sonuc"] == "BELIRSIZ"


def test_packages(js, tmp_path):
    """Judged in order; valid 0, invalid 1, unreadable 2."""
    iyi, kotu, cop = tmp_path / "iyi.eyp", tmp_path / "kotu.eyp", tmp_path / "cop.eyp"
    iyi.write_bytes(PaketKurucu().build())
    kotu.write_bytes(broken_package("EYP-043"))
    cop.write_bytes(b"cop")
    sonuc = js("eyp", "dogrula", iyi, kotu, cop, kod=1)
    assert [s["dosya"] for s in sonuc] == [str(iyi), str(kotu), str(cop)]
    assert [(s["tur"], s["surum"], s["gecerli"], s["ozetler"]) for s in sonuc] == [
        ("eyp", "2.0", True, True),
        ("eyp", "2.0", False, False),
        (None, None, False, None),
    ]
    assert js("eyp", "dogrula", iyi)[0]["muhur"]["durum"] == "INDETERMINATE"
    assert js("eyp", "dogrula", iyi, tmp_path / "yok.eyp", kod=2)[1]["bulgular"][0]["kod"] == "KAB-001"
    assert js("eyp", "goster", iyi)["konu"] == "Bakım Raporu"
    assert js("eyp", "goster", cop, kod=2)["hata"]["kod"] == "PKT-003"


def test_signatures(js, tmp_path):
    """Never the network, never PASSED without evidence; roots from a folder."""
    kokler = tmp_path / "kokler"
    kokler.mkdir()
    (kokler / "k.cer").write_bytes(test_pki().kok.sertifika)
    (kokler / "bozuk.cer").write_bytes(b"bozuk")
    assert len(GuvenDeposu.load(kokler).kokler) == 1
    imza, icerik = tmp_path / "i.p7s", tmp_path / "i.txt"
    imza.write_bytes(test_pki().imzala(b"metin", ayrik=True))
    icerik.write_bytes(b"metin")
    kayit = js("imza", "dogrula", imza, "--icerik", icerik, "--guven", kokler, kod=1)[0]
    assert (kayit["bicim"], kayit["durum"], kayit["alt_durum"], kayit["karar"]) == ("cades", "INDETERMINATE", "TRY_LATER", "BELIRSIZ")
    assert set(kayit["imzalar"][0]) >= {
        "durum",
        "alt_durum",
        "seviye",
        "profil",
        "imzaci",
        "nitelik",
        "imza_zamani",
        "kanitli_zaman",
        "karsi_imzalar",
        "bulgular",
    }
    assert kayit["imzalar"][0]["imzaci"] == {"ad": "DENEME ÖRNEK", "kimlik": "123******01"}
    assert "IMZ-020" in {b["kod"] for b in kayit["bulgular"]}
    assert js("imza", "dogrula", imza, "--icerik", kokler / "k.cer", kod=1)[0]["durum"] == "TOTAL_FAILED"
    gec = js("imza", "dogrula", imza, "--icerik", icerik, "--guven", kokler, "--an", "2045-01-01", kod=1)[0]
    assert gec["alt_durum"] == "OUT_OF_BOUNDS_NO_POE"
    js("imza", "dogrula", tmp_path / "yok", kod=2)
    js("imza", "dogrula", imza, "--guven", tmp_path / "yok", kod=2)


def test_the_archive_from_intake_to_report(depo, js, calistir, tmp_path):
    """kabul, ara, goster, cikar, dosya, saklama tara, liste, rapor, denetle, calis, yeniden-kur."""
    (tmp_path / "a.pdf").write_bytes(render([METIN], "metinli-pdf"))
    (tmp_path / "liste.csv").write_text("yol,kod,tarih,kapanis\na.pdf,622.01,2012-10-09,2012-12-31\n", "utf-8")
    (tmp_path / "bos.pdf").write_bytes(b"")
    rapor = js("kabul", tmp_path / "liste.csv", tmp_path / "bos.pdf", "--depo", depo, kod=1)
    assert (rapor["alinan"], rapor["reddedilen"], rapor["bekleyen"]) == (1, 1, 0)
    assert set(rapor["kalemler"][0]) >= {"yol", "kimlik", "durum", "tur", "sayfa_sayisi", "bulgular"}
    kimlik = rapor["kalemler"][0]["kimlik"]
    for sorgu in ("müdürlüğü", "MUDURLUGU", "Belediyesi'nin"):
        cevap = js("ara", sorgu, "--depo", depo)
        assert cevap["toplam"] == 1 and set(cevap) == {"toplam", "sure_ms", "sonuclar"}
        assert set(cevap["sonuclar"][0]) >= {"kimlik", "sayi", "konu", "dosya_kodu", "tarih", "sayfa", "puan", "parca_html", "kutular"}
    assert js("ara", "müdürlüğü", "--kod", "105", "--depo", depo)["toplam"] == 0
    assert js("ara", "müdürlüğü", "--yil", "2010-2013", "--kod", "622", "--depo", depo)["toplam"] == 1
    assert js("goster", kimlik, "--depo", depo)["saklama"]["listelenebilir_yil"] == 2023
    assert js("cikar", kimlik, "--hedef", tmp_path / "c", "--depo", depo)["yol"].endswith("a.pdf")
    dosya = js("dosya", "liste", "--depo", depo)[0]
    assert js("dosya", "goster", dosya["kimlik"], "--depo", depo)["belgeler"][0]["kimlik"] == kimlik
    tarama = js("saklama", "tara", "--bugun", "2037-03-01", "--depo", depo)
    assert (tarama["incelenen"], tarama["dolan"]) == (1, 1)
    gun = dt.date(dt.date.today().year, 12, 31)
    deneme = js("liste", "olustur", "--an", gun, "--deneme", "--depo", depo)
    assert js("liste", "goster", "--depo", depo) == [] and len(deneme["satirlar"]) == 1
    liste = js("liste", "olustur", "--an", gun, "--depo", depo)
    no = f"{gun.year}/1"
    assert liste["no"] == no and len(liste["ozet"]) == 64
    assert js("liste", "goster", no, "--depo", depo)["ozet"] == liste["ozet"]
    js("liste", "olustur", "--an", gun, "--depo", depo, kod=3)
    for bicim, bas in (("pdf", b"%PDF"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf")):
        cikti = tmp_path / f"l.{bicim}"
        js("rapor", "imha-listesi", no, "--bicim", bicim, "--cikti", cikti, "--depo", depo)
        assert cikti.read_bytes().startswith(bas)
    js("rapor", "imha-listesi", no, "--bicim", "pdf", "--cikti", tmp_path / "l.pdf", "--depo", depo, kod=2)
    assert js("calis", "--depo", depo) == {"okunan": 0, "bekleyen": 0, "dizinlenen": 0}
    assert js("yeniden-kur", "--dizin", "--depo", depo)["belge"] == 1
    for secenek in ("--hizli", "--tam"):
        assert js("denetle", secenek, "--depo", depo)["saglam"] is True
    asil = next((depo / "ocfl").rglob("*.pdf"))
    asil.write_bytes(asil.read_bytes() + b" ")
    assert js("denetle", "--depo", depo, kod=4)["bulgular"][0]["kod"] == "DEP-014"


def test_unclassified_record_is_filed_later(depo, js, tmp_path):
    """dosya koy."""
    (tmp_path / "a.pdf").write_bytes(render([METIN], "metinli-pdf"))
    kimlik = js("kabul", tmp_path / "a.pdf", "--depo", depo)["kalemler"][0]["kimlik"]
    js("dosya", "koy", kimlik, "--kod", "620", "--depo", depo, kod=2)
    assert js("dosya", "koy", kimlik, "--kod", "622.01", "--depo", depo)["dosya"]
    assert js("ara", "müdürlüğü", "--kod", "622.01", "--depo", depo)["toplam"] == 1
    js("dosya", "koy", kimlik, "--kod", "622.01", "--depo", depo, kod=3)
    assert js("denetle", "--depo", depo)["saglam"]


def test_options_stand_before_or_after_the_command(depo, calistir, monkeypatch):
    """--depo and --json, and the environment."""
    for argumanlar in (
        ["--depo", depo, "--json", "dosya", "liste"],
        ["dosya", "liste", "--json", "--depo", depo],
        ["--json", "dosya", "liste", "--depo", depo],
    ):
        assert json.loads(calistir(*argumanlar)[0]) == []
    monkeypatch.setenv("EARSIV_DEPO", str(depo))
    assert json.loads(calistir("dosya", "liste", "--json")[0]) == []


def test_shared_options_are_accepted_by_every_command(calistir, tmp_path):
    """Also where no archive is needed, and between group and command."""
    for argumanlar in (
        ["sayi", "coz", "E.1", "--depo", tmp_path, "--json"],
        ["sayi", "--json", "coz", "E.1"],
        ["--depo", tmp_path, "--json", "sayi", "coz", "E.1"],
    ):
        assert json.loads(calistir(*argumanlar)[0])[0]["bicim"] == "eski"


def test_value_that_is_not_text_is_wrong_use(depo, calistir):
    """A lone byte of another encoding on the command line."""
    for argumanlar in (["goster", "x\udcff"], ["dosya", "ac", "--kod", "622.01", "--ad", "x\udcff"]):
        _, hata = calistir(*argumanlar, "--depo", depo, kod=2)
        assert "metin olmayan" in hata
    assert json.loads(calistir("denetle", "--depo", depo, "--json")[0])["saglam"]


@pytest.mark.parametrize("kurum", ["a\x7fb", 'ters \\ "tırnak"', "satır\nsonu", "İ 😀"])
def test_any_name_of_an_institution_makes_an_archive_that_opens(calistir, tmp_path, kurum):
    """The settings file is TOML whatever is in it."""
    calistir("kur", tmp_path / "a", "--kurum", kurum)
    calistir("denetle", "--depo", tmp_path / "a")


def test_broken_settings_are_the_archives_fault(depo, calistir):
    """Exit code 4."""
    ayar = depo / "earsiv.toml"
    asil = ayar.read_text("utf-8")
    for eski, yeni in (('plan = "belediye"', 'plan = "yok"'), ('arka_uc = "tantivy"', 'arka_uc = "yok"'), ("bicim = 1", 'bicim = "a"')):
        ayar.write_text(asil.replace(eski, yeni), "utf-8")
        calistir("dosya", "liste", "--depo", depo, kod=4)


@pytest.mark.parametrize(
    ("argumanlar", "kod"),
    [
        (["yok"], 2),
        (["sdp", "ara", "x", "--adet", "0"], 2),
        (["sdp", "goster", "105", "--plan", "yok"], 2),
        (["sdp", "ara", "x", "--adet", "iki"], 2),
        ([], 2),
        (["sayi", "coz"], 2),
        (["dosya", "liste"], 2),
        (["dosya", "liste", "--depo", "/boyle/bir/yer/yok"], 4),
        (["saklama", "hesapla", "--kod", "105.04", "--kapanis", "dün"], 2),
        (["eyp", "goster", "/boyle/bir/yer/yok"], 2),
    ],
)
def test_wrong_use_is_one_turkish_line_on_stderr(argumanlar, kod, calistir, monkeypatch):
    """stdout stays clean; no English word of the framework."""
    monkeypatch.delenv("EARSIV_DEPO", raising=False)
    cikti, hata = calistir(*argumanlar, kod=kod)
    assert cikti == "" and hata and not re.search(r"Error|Usage|No such|Missing|Invalid|Traceback|is not", hata)


def test_rights_of_an_actor_come_from_the_settings(depo, js, tmp_path):
    """An actor who may only look may not take in; an unknown one may nothing."""
    (tmp_path / "a.pdf").write_bytes(render([METIN], "metinli-pdf"))
    js("kabul", tmp_path / "a.pdf", "--kod", "622.01", "--birim", "99900012", "--depo", depo)
    with (depo / "earsiv.toml").open("a") as ayar:
        ayar.write('\n[[aktor]]\nkimlik = "sicil:7"\nderece = "YOK"\nbirimler = ["99900011"]\nislemler = ["gor"]\n')
    assert js("ara", "müdürlüğü", "--aktor", "sicil:7", "--depo", depo)["toplam"] == 0
    assert js("ara", "müdürlüğü", "--depo", depo)["toplam"] == 1
    assert js("kabul", tmp_path / "a.pdf", "--aktor", "sicil:7", "--depo", depo, kod=3)["hata"]["kod"] == "YET-003"
    assert js("dosya", "liste", "--aktor", "sicil:8", "--depo", depo, kod=3)["hata"]["kod"] == "YET-001"


def test_interrupt_ends_with_130(depo, calistir, monkeypatch):
    """What is done stays done."""
    from earsiv.kabul import Alici

    def kes(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(Alici, "take", kes)
    _, hata = calistir("kabul", depo / "earsiv.toml", "--depo", depo, kod=130)
    assert "Durduruldu" in hata


def test_every_json_error_has_a_code_of_the_catalogue(calistir, tmp_path):
    """A script reads the code, a person the sentence."""
    cikti, hata = calistir("--json", "eyp", "goster", tmp_path / "yok", kod=2)
    kayit = json.loads(cikti)["hata"]
    assert kayit["kod"] in kurallar() and kayit["mesaj"] in hata and kayit["oneri"]
