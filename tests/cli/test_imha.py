# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv imha`` and what follows it: only by a list's number, shown before it happens, told afterwards, minuted once."""

import ast
import inspect
import json
import re

import click
import pytest

from earsiv.cli import earsiv
from earsiv.testing import render
from tests.cli.kurul import BIRIM, BUGUN, dosya, karara, olura, oturum, resim, yazi
from tests.conftest import KOK

pytestmark = pytest.mark.yavas

N = "2026/1"
HAZIR = ("--hazir", "s-1:Deneme Örnek:Şef", "--hazir", "s-2:Bora Uydurma")
FIZIKI = """
satirlar = "1"
tarih = "21.11.2026"
saat = "14:30"
yer = "Örnekova Geri Dönüşüm Tesisi"
yontem = "KAGIT_HAMURU"
agirlik = "2,5"
klasor = 1
adet = 40
teslim_alan = "Örnek Kâğıt Geri Kazanım"
fis = "KF-14"
hazir = [{kisi = "s-1", ad = "Deneme Örnek"}, {kisi = "s-2", ad = "Bora Uydurma", unvan = "Memur"}]
"""


def komutlar(grup=earsiv, yol=()):
    ctx = click.Context(grup)
    for ad in grup.list_commands(ctx):
        komut = grup.get_command(ctx, ad)
        if isinstance(komut, click.Group):
            yield from komutlar(komut, (*yol, ad))
        else:
            yield " ".join((*yol, ad)), komut


# -- what there is not ------------------------------------------------------------------------------------------------

KALDIRAN = {"imha": "destroy", "devir kaldir": "remove_local"}


def cagrilan(komut):
    """Return the names of everything that a command's own function calls on something."""
    agac = ast.parse(inspect.cleandoc(inspect.getsource(inspect.unwrap(komut.callback))))
    return {d.func.attr for d in ast.walk(agac) if isinstance(d, ast.Call) and isinstance(d.func, ast.Attribute)}


@pytest.mark.fault("I12", "I30")
def test_only_a_list_by_its_number_can_make_content_go():
    """Of all commands two remove content; both want the number of a list or transfer, and none takes an answer beforehand."""
    hepsi = dict(komutlar())
    assert len(hepsi) > 60
    assert {ad: fiil for ad, komut in hepsi.items() for fiil in cagrilan(komut) & set(KALDIRAN.values())} == KALDIRAN
    for ad in KALDIRAN:
        argumanlar = [p for p in hepsi[ad].params if isinstance(p, click.Argument)]
        assert [(p.name, p.required, p.nargs) for p in argumanlar] == [("no", True, 1)], ad
        assert {p.name for p in hepsi[ad].params} == {"no", "depo", "aktor", "json_iste", "deneme"}, ad
    for ad, komut in hepsi.items():
        adlar = {o for p in komut.params if isinstance(p, click.Option) for o in (*p.opts, *p.secondary_opts)}
        assert not adlar & {"--evet", "--zorla", "--onay", "--force", "--yes", "-y", "-f"}, ad


@pytest.mark.fault("I12")
def test_the_verbs_that_remove_stand_in_no_other_file_of_the_commands():
    """A helper could hide a call: the words stand in two files, once each, and nothing of the commands knows the shredder."""
    kaynak = {y.name: y.read_text("utf-8") for y in (KOK / "src" / "earsiv" / "cli").rglob("*.py")}
    bulunan = [(ad, fiil) for ad, metin in kaynak.items() for fiil in re.findall(r"\b(destroy|remove_local|Yurutucu|_destroy)\(", metin)]
    assert sorted(bulunan) == [("devir.py", "remove_local"), ("imha.py", "destroy")]
    assert not [ad for ad, metin in kaynak.items() if re.search(r"import.*(_destroy|Yurutucu)|getattr\(arsiv", metin)]


def test_what_would_choose_otherwise_is_wrong_use(kurum, calistir):
    """No number, two numbers, a query, a unit, an answer: exit code 2."""
    for argumanlar in ((), (N, "2026/2"), ("--birim", BIRIM), ("--sorgu", "x"), (N, "--evet"), (N, "--zorla")):
        calistir("imha", *argumanlar, kod=2)


# -- the way ----------------------------------------------------------------------------------------------------------


@pytest.mark.yavas
@pytest.mark.fault("I25", "I26", "I29")
def test_the_whole_way_by_commands_to_the_stub(komisyon, kurum, js, calistir, tmp_path):
    """Each step tried first: the trial changes no byte and answers like the step; at the end the content is gone and the proof is there."""
    (tmp_path / "a.pdf").write_bytes(render(["zümrütüanka bakım raporu"], "metinli-pdf"))
    (tmp_path / "l.csv").write_text(f"yol,kod,tarih,kapanis,birim\na.pdf,622.01,2012-10-09,2012-12-31,{BIRIM}\n", "utf-8")
    kimlik = js("kabul", tmp_path / "l.csv")["kalemler"][0]["kimlik"]
    assert js("ara", "zümrütüanka")["toplam"] == 1
    js("yedek", "kaydet", "--yer", "Kasa 2", "--alindi", "01.11.2026", "--biter", "2027-11-01")

    def adim(*argumanlar, degisen=()):
        once = resim(kurum)
        denenen = js(*argumanlar, "--deneme")
        assert resim(kurum) == once, argumanlar
        gercek = js(*argumanlar)
        assert {ad: d for ad, d in denenen.items() if ad not in {"deneme", *degisen}} == {
            ad: d for ad, d in gercek.items() if ad not in {"deneme", *degisen}
        }
        return gercek

    ozet = js("liste", "olustur", "--birim", BIRIM)["ozet"]
    adim(*oturum(N, komisyon), degisen=("bulgular",))
    for kisi in ("s-1", "s-2", "s-3", "s-4", "s-5"):
        adim("liste", "oyla", N, "--oy", "IMHA", "--uye", kisi)
    adim("liste", "karar", N, degisen=("durum",))
    adim(*yazi("gorus", N, ozet))
    adim(*yazi("olur", N, ozet))
    sonuc = adim("imha", N, degisen=("durum", "kanit"))
    assert (sonuc["liste"], sonuc["durum"], sonuc["edilen"], sonuc["engellenen"], sonuc["belge"]) == (N, "tamam", [1], [], 1)
    assert set(sonuc) >= {"hatali", "bayt", "kanit", "borclar", "deneme"} and len(sonuc["kanit"]) == 128
    # gone, and shown as gone
    assert js("ara", "zümrütüanka")["toplam"] == 0
    assert not [y for y in kurum.rglob("*") if y.is_file() and "zümrütüanka".encode() in y.read_bytes()]
    kalinti = js("goster", kimlik)["kalinti"]
    assert (kalinti["liste"], kalinti["liste_ozeti"], kalinti["tasfiye"]) == (N, ozet, "imha")
    assert js("goster", kalinti["dosya"])["kalinti"]["tur"] == "dosya"
    assert [k["kimlik"] for k in js("liste", "kalinti", N)] == [kalinti["dosya"], kimlik]
    assert "imha edildi: 21.11.2026 12:00" in calistir("goster", kimlik)[0] and kimlik in calistir("liste", "kalinti", N)[0]
    assert js("goster", "yok", kod=3)["hata"]["kod"] == "YET-002"
    js("cikar", kimlik, "--hedef", tmp_path / "c", kod=3)
    assert js("imha", N, kod=3)["hata"]["kod"] == "IMH-030"
    # minuted once
    assert js("liste", "tutanak", N, "--yer", "Arşiv", *HAZIR[:2], kod=3)["hata"]["kod"] == "IMH-040"
    assert js("liste", "tutanak", N, "--yer", "Arşiv", "--hazir", "s-1", kod=2)["hata"]["kod"] == "KULLANIM"
    tutanak = adim("liste", "tutanak", N, "--yer", "Arşiv", *HAZIR, degisen=("durum", "belge_kimligi"))
    assert tutanak["imha_edilen"] == [1] and [y["yer"] for y in tutanak["yedekler"]] == ["Kasa 2"]
    assert js("goster", tutanak["belge_kimligi"])["dosya_kaydi"]["uzatmalar"]
    son = js("liste", "goster", N)
    assert (son["durum"], son["sonraki"], son["satirlar"][0]["sonuc"]) == ("tutanak", [], "imha_edildi")
    assert son["tutanak"]["ozet"] == tutanak["ozet"] and son["tutanak"]["belge"] == tutanak["belge_kimligi"]
    cikti, _ = calistir("liste", "goster", N)
    assert "Tutanak  2026/1-T" in cikti and "Karar  2026/1-K" in cikti and "Olur  E-olur-1" in cikti
    assert js("liste", "tutanak", N, "--yer", "Arşiv", *HAZIR, kod=3)["hata"]["kod"] == "IMH-030"
    assert js("denetle")["saglam"]


@pytest.mark.yavas
@pytest.mark.fault("I03", "I21")
def test_a_hold_after_the_olur_leaves_its_line(komisyon, js, calistir):
    """Exit code 1, the line and the hold named, trial and run alike; what is left is given up with a reason and stands in the minutes."""
    for yil in (2013, 2014):
        dosya(js, yil=yil)
    liste = js("liste", "olustur")
    olura(js, N)
    js("dondur", "koy", "--tur", "E4", "--gerekce", "Tazminat davası", "--dosya", liste["satirlar"][0]["dosya"])
    cikti, _ = calistir("imha", N, "--deneme", kod=1)
    assert "hiçbir şey değişmedi" in cikti and "Engelli, satır 1" in cikti and "Tazminat davası" in cikti
    denenen = js("imha", N, "--deneme", kod=1)
    sonuc = js("imha", N, kod=1)
    for cevap in (denenen, sonuc):
        assert (cevap["edilen"], cevap["kalan"]) == ([2], [1])
        assert [(e["satir"], e["kod"]) for e in cevap["engellenen"]] == [(1, "IMH-004")]
    assert (denenen["durum"], sonuc["durum"]) == ("olur", "kismen")
    assert js("imha", N, kod=1)["edilen"] == []
    assert js("liste", "birak", N, "--gerekce", "Dava sürüyor")["birakilan"] == [1]
    cikti, _ = calistir("liste", "tutanak", N, "--yer", "Arşiv", *HAZIR)
    assert "Kalan satır 1" in cikti and "Tazminat davası" in cikti and "1 satır, 1 dosya" in cikti
    assert "İmhası bırakıldı" in calistir("liste", "goster", N)[0]


@pytest.mark.yavas
def test_a_paper_lot_goes_after_its_physical_act_is_recorded(komisyon, js, calistir, tmp_path, kurum):
    """Weight in kilograms as people write it; until the record is there the line is left; a record with a gap is refused by what is missing."""
    kayit = tmp_path / "fiziki.toml"
    dosya(js, yil=2012, raf=80)
    dosya(js, yil=2013)
    js("liste", "olustur")
    olura(js, N)
    assert js("imha", N, "--deneme", kod=1)["kalan"] == [1]
    assert "Fiziki imha kaydı bekleyen satırlar: 1" in calistir("imha", N, kod=1)[0]
    assert js("imha", N, kod=3)["hata"]["kod"] == "IMH-039"
    kayit.write_text(FIZIKI.replace('teslim_alan = "Örnek Kâğıt Geri Kazanım"', ""), "utf-8")
    hata = js("liste", "fiziki", N, kayit, kod=3)["hata"]
    assert hata["kod"] == "IMH-040" and "teslim alan" in hata["mesaj"]
    kayit.write_text(FIZIKI.replace('satirlar = "1"', "satirlar = [2]"), "utf-8")
    assert js("liste", "fiziki", N, kayit, kod=3)["hata"]["kod"] == "IMH-027"
    kayit.write_text(FIZIKI, "utf-8")
    once = resim(kurum)
    assert js("liste", "fiziki", N, kayit, "--deneme")["fiziki"]["agirlik_gram"] == 2500 and resim(kurum) == once
    assert "2,5 kg" in calistir("liste", "fiziki", N, kayit)[0]
    sonuc = js("imha", N)
    assert (sonuc["edilen"], sonuc["kalan"], sonuc["durum"]) == ([1], [], "tamam")
    assert "2,5 kg" in calistir("liste", "tutanak", N, "--yer", "Arşiv", *HAZIR)[0]
    assert "Örnekova Geri Dönüşüm" in calistir("liste", "goster", N)[0]


@pytest.mark.parametrize(
    ("eski", "yeni", "soz"),
    [
        ('agirlik = "2,5"', 'agirlik = "ikibuçuk"', "bir ağırlık değil"),
        ('agirlik = "2,5"', 'agirlik = "2.5000"', "bir ağırlık değil"),
        ('agirlik = "2,5"', "agirlik = -1", "bir ağırlık değil"),
        ('agirlik = "2,5"', "agirlik = true", "bir ağırlık değil"),
        ('agirlik = "2,5"', "agirlik = 2\nagirlik_gram = 2000", "iki kez"),
        ("klasor = 1", 'klasor = "bir"', "klasor bir tam sayı değil"),
        ("adet = 40", "adet = -40", "adet bir tam sayı değil"),
        ("adet = 40", "adet = true", "adet bir tam sayı değil"),
        ('satirlar = "1"', 'satirlar = "bir"', "satır numaraları değil"),
        ('satirlar = "1"', "satirlar = [true]", "satır numaraları değil"),
        ('yontem = "KAGIT_HAMURU"', 'yontem = "SIHIR"', "bir imha yöntemi değil"),
        ('yer = "Örnekova Geri Dönüşüm Tesisi"', "yer = 5", "yer bir metin değil"),
        ('kisi = "s-1", ', "", "eksik alan kisi"),
        ("hazir = [", "taniklar = [", "bilinmeyen alan taniklar"),
    ],
)
def test_a_record_of_the_physical_act_with_a_fault_is_told_by_field(kurum, js, tmp_path, eski, yeni, soz):
    """Wrong use, before an archive is asked."""
    assert eski in FIZIKI
    (tmp_path / "f.toml").write_text(FIZIKI.replace(eski, yeni, 1), "utf-8")
    hata = js("liste", "fiziki", N, tmp_path / "f.toml", kod=2)["hata"]
    assert hata["kod"] == "IMH-091" and soz in hata["mesaj"]


@pytest.mark.parametrize(("yazilan", "gram"), [('"2,5"', 2500), ('"2.5 kg"', 2500), ("12", 12_000), ("0.125", 125), ('"1,05"', 1050)])
def test_weights_are_whole_grams(tmp_path, yazilan, gram):
    """Kilograms with comma or point, no rounding."""
    from earsiv.cli.imha import _physical

    (tmp_path / "f.toml").write_text(FIZIKI.replace('"2,5"', yazilan), "utf-8")
    assert _physical(tmp_path / "f.toml").agirlik_gram == gram
    (tmp_path / "f.json").write_text(json.dumps(_physical(tmp_path / "f.toml").as_dict()), "utf-8")
    assert _physical(tmp_path / "f.json") == _physical(tmp_path / "f.toml")


def test_a_list_whose_chain_is_broken_is_not_executed(komisyon, js, kurum):
    """Order first, then the digest: without olur nothing goes, whatever the state of the letters."""
    dosya(js)
    js("liste", "olustur")
    ozet = karara(js, N)["liste_ozeti"]
    assert js("imha", N, kod=3)["hata"]["kod"] == "IMH-030"
    js(*yazi("gorus", N, ozet))
    assert js("imha", N, kod=3)["hata"]["kod"] == "IMH-030"
    assert js("dosya", "liste")


# -- copies elsewhere -------------------------------------------------------------------------------------------------


def test_copies_elsewhere_are_registered(kurum, js, calistir):
    """With or without an end; a trial writes nothing; an end before the beginning is refused."""
    ortak = ("yedek", "kaydet", "--yer", "Kasa 2", "--alindi")
    once = resim(kurum)
    assert js(*ortak, BUGUN, "--deneme")["yer"] == "Kasa 2" and resim(kurum) == once and js("yedek", "liste") == []
    assert js(*ortak, BUGUN, "--aciklama", "Kaset 7")["kimlik"] == "Y-2026/1"
    assert js(*ortak, "01.11.2026", "--biter", "2027-11-01")["biter"] == "2027-11-01"
    assert js(*ortak, BUGUN, "--biter", "2026-11-20", kod=2)["hata"]["kod"] == "IMH-056"
    assert [k["kimlik"] for k in js("yedek", "liste")] == ["Y-2026/1", "Y-2026/2"]
    cikti, _ = calistir("yedek", "liste")
    assert "Kaset 7" in cikti and "01.11.2027" in cikti and "silineceği gün belli değil" in calistir(*ortak, BUGUN)[0]
