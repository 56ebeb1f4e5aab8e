# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv liste`` from the proposal to the olur: what is shown, what is asked for, what is refused and what then may be done."""

import hashlib
import io

import pytest
from openpyxl import load_workbook

from earsiv.ayiklama import DURUM_ADLARI, GECISLER, Eylem
from earsiv.cli._liste_yaz import KOMUTLAR
from earsiv.cli.rapor import rapor as rapor_komutu
from earsiv.kabul.oy_tablosu import BASLIK_SATIRI, SAYFA
from earsiv.model import ListeDurumu
from earsiv.rapor import BICIMLER, form_names
from earsiv.testing import render, test_pki
from tests.cli.kurul import BIRIM, BUGUN, DIGER, KISILER, dosya, karara, oturum, resim, yazi

pytestmark = pytest.mark.yavas

N = "2026/1"


@pytest.fixture
def liste(komisyon, js):
    """A list of three lines of one unit."""
    for yil, kod in ((2013, "165.05"), (2014, "165.05"), (2012, "622.01")):
        dosya(js, kod=kod, yil=yil)
    return js("liste", "olustur")


def satirlar(liste):
    return [s["sira_no"] for s in liste["satirlar"]]


# -- proposing --------------------------------------------------------------------------------------------------------


def test_a_list_tells_what_a_commission_ought_to_know(kurum, js, calistir):
    """Vague titles and files still in their unit stand on stderr and in the JSON; a trial answers the same and writes nothing."""
    dosya(js, ad="Muhtelif Yazışmalar")
    once = resim(kurum)
    denenen = js("liste", "olustur", "--deneme")
    assert resim(kurum) == once and js("liste", "goster") == []
    cikti, hata = calistir("liste", "olustur")
    assert "Özet  " in cikti and "IMH-012" in hata and "IMH-046" in hata and "liste bol" not in hata
    yazilan = js("liste", "goster", N)
    assert denenen["no"] == yazilan["no"] == N and denenen["satirlar"][0].items() <= yazilan["satirlar"][0].items()
    assert [b["kod"] for b in denenen["bulgular"]] == ["IMH-012", "IMH-046"] and denenen["ozet"] == yazilan["ozet"]


def test_older_years_left_waiting_are_told(kurum, js):
    """A list of the newer file alone: IMH-010 counts the older one; a trial counts it too."""
    dosya(js, yil=2010)
    yeni = dosya(js, yil=2014)
    for ek in (("--deneme",), ()):
        assert "IMH-010" in [b["kod"] for b in js("liste", "olustur", "--dosya", yeni, *ek)["bulgular"]]
    assert "IMH-010" not in [b["kod"] for b in js("liste", "olustur")["bulgular"]]


def test_which_files_come_on_a_list(kurum, js):
    """By unit, by kind of material, by name, C files when asked for; a file that may not be listed is named."""
    bir, iki = dosya(js), dosya(js, birim=DIGER)
    c = dosya(js, kod="105.99", yil=2001)
    ortak = ("liste", "olustur", "--deneme")
    adlar = {s["dosya"] for s in js(*ortak)["satirlar"]}
    assert adlar == {bir, iki}
    assert [s["dosya"] for s in js(*ortak, "--birim", DIGER)["satirlar"]] == [iki]
    assert [s["dosya"] for s in js(*ortak, "--dosya", bir)["satirlar"]] == [bir]
    assert {s["dosya"] for s in js(*ortak, "--malzeme", "evrak")["satirlar"]} == {bir, iki}
    assert js(*ortak, "--malzeme", "defter", kod=3)["hata"]["kod"] == "IMH-021"
    assert js(*ortak, "--malzeme", "tas", kod=2)["hata"]["kod"] == "KULLANIM"
    assert {s["dosya"] for s in js(*ortak, "--degerlendirme")["satirlar"]} == {bir, iki, c}
    assert js(*ortak, "--dosya", c, kod=3)["hata"]["kod"] == "IMH-005"
    assert js(*ortak, "--dosya", dosya(js, yil=2025), kod=3)["hata"]["kod"] == "IMH-003"
    assert js(*ortak, "--ornek", "O-2026/9", kod=2)["hata"]["kod"] == "IMH-073"


def test_a_file_may_be_put_before_the_commission_record_by_record(kurum, js, calistir, tmp_path):
    """A line for each of its records."""
    for sira in (1, 2):
        (tmp_path / f"{sira}.pdf").write_bytes(render([f"yazı {sira}"], "metinli-pdf"))
    (tmp_path / "l.csv").write_text(
        "yol,kod,tarih,kapanis\n1.pdf,622.01,2012-10-09,2012-12-31\n2.pdf,622.01,2012-11-09,2012-12-31\n", "utf-8"
    )
    js("kabul", tmp_path / "l.csv")
    (tek,) = js("liste", "olustur", "--deneme")["satirlar"]
    assert len({s["belge"] for s in js("liste", "olustur", "--belge-bazinda", tek["dosya"])["satirlar"]}) == tek["adet"] == 2


def test_a_mixed_list_is_split_by_the_command_that_is_named(kurum, js, calistir):
    """Two units: the hint names the list; each new list has one unit, the old one is at its end."""
    dosya(js), dosya(js, birim=DIGER)
    assert f"earsiv liste bol {N}" in calistir("liste", "olustur")[1]
    once = resim(kurum)
    assert len(js("liste", "bol", N, "--deneme")["listeler"]) == 2 and resim(kurum) == once
    yeniler = js("liste", "bol", N)["listeler"]
    assert [(y["no"], {s["ureten_birim"] for s in y["satirlar"]}) for y in yeniler] == [("2026/2", {BIRIM}), ("2026/3", {DIGER})]
    assert js("liste", "goster", N)["durum"] == "bolundu"
    assert js("liste", "bol", "2026/2", kod=3)["hata"]["kod"] == "IMH-019"
    cikti, _ = calistir("liste", "goster")
    assert "bölündü" in cikti and "2026/3" in cikti


# -- showing ----------------------------------------------------------------------------------------------------------


def test_every_state_and_act_has_its_words():
    """A state without a name, or an act of a person without a command, would be shown as nothing."""
    assert set(DURUM_ADLARI) == set(ListeDurumu)
    assert {e for _, e in GECISLER} - set(KOMUTLAR) == {Eylem.KISMEN, Eylem.BITIR}


@pytest.mark.fault("I02")
def test_a_hold_that_came_after_the_list_is_shown_by_line(liste, js, calistir):
    """--engeller judges again today; without it nothing is judged."""
    js("dondur", "koy", "--tur", "E4", "--gerekce", "Tazminat davası", "--dosya", liste["satirlar"][1]["dosya"])
    assert js("liste", "goster", N)["engeller"] is None
    engeller = js("liste", "goster", N, "--engeller")["engeller"]
    assert [(e["satir"], e["kod"]) for e in engeller] == [(2, "IMH-004")] and "Tazminat davası" in engeller[0]["mesaj"]
    assert js("liste", "goster", N, "--engeller", "--satir", "1,3")["engeller"] == []
    cikti, _ = calistir("liste", "goster", N, "--engeller")
    assert "Engel, satır 2" in cikti and "Tazminat davası" in cikti
    assert "hiçbir satıra engel yok" in calistir("liste", "goster", N, "--engeller", "--satir", 1)[0]


def test_lines_are_chosen_by_number_code_year_and_retention_code(liste, js):
    """The same filters as of a bulk vote; what is no number is wrong use, a line that is not there is told."""
    yillar = {s["sira_no"]: (s["dosya_kodu"], s["yil"]) for s in liste["satirlar"]}
    (eski,) = (n for n, d in yillar.items() if d[0] == "622.01")
    goster = ("liste", "goster", N)
    assert satirlar(js(*goster, "--satir", "1-2")) == [1, 2]
    assert satirlar(js(*goster, "--kod", "622")) == [eski] == satirlar(js(*goster, "--yil", "-2012"))
    assert len(satirlar(js(*goster, "--yil", "2013-2014"))) == 2
    assert satirlar(js(*goster, "--saklama-kodu", "C")) == []
    assert js(*goster, "--satir", "9", kod=3)["hata"]["kod"] == "IMH-027"
    for kotu in ("x", "", "3-1", "1,3-2", "-"):
        assert js(*goster, "--satir", kotu, kod=2)["hata"]["kod"] == "KULLANIM", kotu


def test_tables_fit_a_terminal(liste, js, calistir):
    """At most 140 columns, whatever the title."""
    dosya(js, ad="Çok uzun bir konu başlığı " * 20)
    js("liste", "olustur")
    for no in (N, "2026/2"):
        cikti, _ = calistir("liste", "goster", no)
        assert max(map(len, cikti.splitlines())) <= 140


def test_the_command_knows_every_form_and_format():
    """What the library can write, the command can be asked for."""
    (bicim,) = (p.type.choices for p in rapor_komutu.params if p.name == "bicim")
    assert set(bicim) == set(BICIMLER) and all(ad in rapor_komutu.help for ad in form_names())


# -- order ------------------------------------------------------------------------------------------------------------

SIRASIZ = (
    ("oyla", N, "--oy", "IMHA", "--uye", "s-1"),
    ("oy-ver", N, "--cikti", "yok.xlsx"),
    ("ertele", N, "--satir", "1", "--gerekce", "x"),
    ("karar", N),
    ("yeniden", N, "--gerekce", "x"),
    ("gorus", N, "--sayi", "1", "--tarih", BUGUN, "--ozet", "0" * 64),
    ("olur", N, "--sayi", "1", "--tarih", BUGUN, "--ozet", "0" * 64, "--kisi", "ust-1", "--ad", "Fikret Kurmaca"),
    ("kapat", N),
    ("birak", N, "--gerekce", "x"),
    ("tutanak", N, "--yer", "Arşiv", "--hazir", "a:A Örnek", "--hazir", "b:B Örnek"),
)


@pytest.mark.fault("I19")
def test_a_step_out_of_order_is_refused_and_says_what_can_be_done(liste, js, kurum):
    """Exit code 3 and IMH-030 with the acts of the state; nothing is written; a trial is refused the same way."""
    once = resim(kurum)
    for adim in (*(("liste", *a) for a in SIRASIZ), ("imha", N)):
        for ek in ((), ("--deneme",)):
            hata = js(*adim, *ek, kod=3)["hata"]
            assert hata["kod"] == "IMH-030" and "komisyonu toplama" in hata["oneri"], adim
    assert resim(kurum) == once
    assert [s["komut"] for s in js("liste", "goster", N)["sonraki"]] == ["liste bol", "liste oturum", "liste iptal"]


def test_an_unknown_list_is_wrong_use_for_every_word(kurum, js, tmp_path):
    """IMH-013, exit code 2."""
    for adim in (("goster", "2026/9"), ("bol", "2026/9"), ("kalinti", "2026/9"), ("kanonik", "2026/9", "--cikti", tmp_path / "k")):
        assert js("liste", *adim, kod=2)["hata"]["kod"] == "IMH-013", adim
    assert js("imha", "2026/9", kod=2)["hata"]["kod"] == "IMH-013" and not (tmp_path / "k").exists()


@pytest.mark.fault("I28")
def test_a_list_given_up_frees_its_files(liste, js, kurum):
    """A reason is needed; a trial changes nothing; afterwards the same files come on a new list."""
    assert js("liste", "iptal", N, kod=2)["hata"]["kod"] == "KULLANIM"
    assert js("liste", "iptal", N, "--gerekce", " ", kod=3)["hata"]["kod"] == "IMH-029"
    once = resim(kurum)
    denenen = js("liste", "iptal", N, "--gerekce", "Birim kapandı", "--deneme")
    assert resim(kurum) == once
    assert {**js("liste", "iptal", N, "--gerekce", "Birim kapandı"), "deneme": True} == denenen
    assert len(js("liste", "olustur")["satirlar"]) == 3


# -- votes ------------------------------------------------------------------------------------------------------------


@pytest.mark.fault("I13", "I14")
def test_votes_come_in_by_filter_and_the_decision_counts_them(liste, js, calistir, kurum):
    """A vote a line; keep needs a reason; put-off lines are not voted on; dissent is recorded; the decision can be taken back."""
    assert js(*oturum(N, kisiler=KISILER[:4]), kod=3)["hata"]["kod"] == "IMH-025"
    once = resim(kurum)
    assert js(*oturum(N), "--deneme")["durum"] == "gorusme" and resim(kurum) == once
    assert len(js(*oturum(N))["oturum"]["uyeler"]) == 5
    assert js("liste", "ertele", N, "--satir", "3", "--gerekce", "Eksik belge")["sayilar"] == {"bekliyor": 2, "ertelendi": 1}
    oyla = ("liste", "oyla", N, "--uye")
    assert js(*oyla, "s-1", "--oy", "IMHA", "--deneme")["sayi"] == 2
    assert js("liste", "goster", N)["oylar"][0]["eksik"] == 2
    for kisi in KISILER:
        assert js(*oyla, kisi, "--oy", "imha")["sayi"] == 2
    assert js(*oyla, "s-5", "--oy", "SAKLA", "--satir", "1", kod=3)["hata"]["kod"] == "IMH-029"
    assert js(*oyla, "s-5", "--oy", "SAKLA", "--satir", "1", "--gerekce", "Yerel tarih")["sayi"] == 1
    assert js(*oyla, "s-5", "--oy", "IMHA", "--kod", "999", kod=1)["sayi"] == 0
    assert js(*oyla, "s-9", "--oy", "IMHA", kod=3)["hata"]["kod"] == "IMH-026"
    assert js(*oyla, "s-5", "--oy", "IMHA", "--satir", "3", kod=3)["hata"]["kod"] == "IMH-041"
    sayim = {o["koltuk"]: (o["IMHA"], o["SAKLA"], o["eksik"]) for o in js("liste", "goster", N)["oylar"]}
    assert sayim == {"B": (2, 0, 0), "A1": (2, 0, 0), "A2": (2, 0, 0), "U1": (2, 0, 0), "U2": (1, 1, 0)}
    once = resim(kurum)
    denenen = js("liste", "karar", N, "--deneme")
    assert resim(kurum) == once
    karar = js("liste", "karar", N)
    assert {**denenen, "durum": "karar", "deneme": False} == karar and karar["sayilar"] == {"imha": 2, "ertelendi": 1}
    assert karar["satirlar"][0]["karsi"] == ["U2"] and karar["satirlar"][0]["gerekceler"] == [{"koltuk": "U2", "gerekce": "Yerel tarih"}]
    assert js("liste", "yeniden", N, "--gerekce", "Yeni bilgi")["durum"] == "gorusme"
    cikti, _ = calistir("liste", "karar", N)
    assert "Karşı oy bulunan satır: 1" in cikti and "U2: Yerel tarih" in cikti


def test_a_member_votes_for_themselves_alone(liste, js, kurum):
    """An actor with the power to vote needs no other; another member's vote is the secretary's to enter."""
    js(*oturum(N))
    with (kurum / "earsiv.toml").open("a") as ayar:
        ayar.write('\n[[aktor]]\nkimlik = "s-4"\nderece = "YOK"\nbirimler = ["*"]\nislemler = ["gor", "oy"]\n')
    oyla = ("liste", "oyla", N, "--oy", "IMHA", "--aktor", "s-4")
    assert js(*oyla)["sayi"] == 3
    assert js(*oyla, "--uye", "s-5", kod=3)["hata"]["kod"] == "YET-003"
    assert js("liste", "karar", N, "--aktor", "s-4", kod=3)["hata"]["kod"] == "YET-003"
    assert js("imha", N, "--aktor", "s-4", kod=3)["hata"]["kod"] == "YET-003"


def doldur(veri, oylar):
    """Fill a vote sheet: {(line, seat number): (vote, reason)}."""
    kitap = load_workbook(io.BytesIO(veri))
    sayfa = kitap[SAYFA]
    for (satir, koltuk), (oy, gerekce) in oylar.items():
        for sutun, deger in ((10 + 2 * koltuk, oy), (11 + 2 * koltuk, gerekce)):
            sayfa.cell(BASLIK_SATIRI + satir, sutun).value = deger or None
    cikti = io.BytesIO()
    kitap.save(cikti)
    return cikti.getvalue()


@pytest.mark.yavas
def test_a_commission_that_meets_on_paper_votes_by_sheet(liste, js, tmp_path, kurum, calistir):
    """The sheet goes out, never over another file; comes back whole or not at all, with every finding."""
    js(*oturum(N))
    bos, dolu = tmp_path / "bos.xlsx", tmp_path / "dolu.xlsx"
    assert js("liste", "oy-ver", N, "--cikti", bos, "--deneme")["boyut"] > 0 and not bos.exists()
    js("liste", "oy-ver", N, "--cikti", bos)
    asil = bos.read_bytes()
    assert js("liste", "oy-ver", N, "--cikti", bos, kod=2)["hata"]["kod"] == "KAB-013" and bos.read_bytes() == asil
    oylar = {(satir, k): ("İMHA", "") for satir in (1, 2, 3) for k in range(5)}
    dolu.write_bytes(doldur(asil, {**oylar, (1, 0): ("OLUR", ""), (2, 1): ("SAKLA", "")}))
    once = resim(kurum)
    kotu = js("liste", "oy-al", N, dolu, kod=1)
    assert not kotu["alindi"] and kotu["sayi"] == 0 and {"IMH-086", "IMH-087"} <= {b["kod"] for b in kotu["bulgular"]}
    assert "hiçbir oy yazılmadı" in calistir("liste", "oy-al", N, dolu, kod=1)[0] and resim(kurum) == once
    dolu.write_bytes(doldur(asil, {**oylar, (2, 1): ("SAKLA", "Dava olabilir")}))
    assert js("liste", "oy-al", N, dolu, "--deneme")["sayi"] == 15 and resim(kurum) == once
    assert js("liste", "oy-al", N, dolu)["sayi"] == 15
    assert js("liste", "karar", N)["satirlar"][1]["karsi"] == ["A1"]
    dolu.write_bytes(b"cop")
    js("liste", "yeniden", N, "--gerekce", "x")
    assert js("liste", "oy-al", N, dolu, kod=2)["hata"]["kod"]
    assert js("liste", "oy-al", N, tmp_path / "yok.xlsx", kod=2)["hata"]["kod"]


# -- letters and signatures -------------------------------------------------------------------------------------------


@pytest.mark.fault("I16")
def test_a_letter_names_the_list_by_the_digest_that_was_typed_in(liste, js, kurum):
    """Capitals and blanks do not matter; another digest is refused by law, what is no digest is wrong use; without one nothing goes."""
    ozet = karara(js, N)["liste_ozeti"]
    kagit = " ".join(ozet.upper()[i : i + 8] for i in range(0, 64, 8))
    assert js(*yazi("gorus", N, ozet)[:-2], kod=2)["hata"]["kod"] == "KULLANIM"
    assert js(*yazi("gorus", N, ozet[:-1]), kod=2)["hata"]["kod"] == "KULLANIM"
    assert js(*yazi("gorus", N, "0" * 64), kod=3)["hata"]["kod"] == "IMH-007"
    assert js(*yazi("gorus", N, ozet, "--ret", "2"), kod=2)["hata"]["kod"] == "KULLANIM"
    assert js(*yazi("gorus", N, ozet, "--ret", "9:x"), kod=3)["hata"]["kod"] == "IMH-027"
    assert js(*yazi("gorus", N, ozet, "--muafiyet"), kod=3)["hata"]["kod"] == "IMH-033"
    once = resim(kurum)
    denenen = js(*yazi("gorus", N, kagit, "--ret", "2:Dava sürüyor: 2026/14"), "--deneme")
    assert resim(kurum) == once
    gorus = js(*yazi("gorus", N, kagit, "--ret", "2:Dava sürüyor: 2026/14"))
    assert {**denenen, "deneme": False} == gorus and gorus["sayilar"] == {"imha": 2, "gorus_ret": 1}
    assert gorus["gorus"]["ret"] == [[2, "Dava sürüyor: 2026/14"]]
    assert js(*yazi("olur", N, "f" * 64), kod=3)["hata"]["kod"] == "IMH-007"
    olur = js(*yazi("olur", N, kagit, "--ret", "1,3:Saklansın"))
    assert olur["durum"] == "olur" and olur["sayilar"] == {"olur_ret": 2, "gorus_ret": 1} and olur["olur"]["kisi"] == "ust-1"
    assert js("liste", "kapat", N, "--deneme")["durum"] == "kapandi"
    assert js("liste", "kapat", N)["durum"] == "kapandi"


@pytest.mark.fault("I18")
def test_members_sign_the_canonical_bytes(liste, js, calistir, tmp_path):
    """Its SHA-256 is the list's digest; a signature over something else, or in another's name, is refused; a kept one shows its verdict."""
    js(*oturum(N))
    kanonik, imza = tmp_path / "liste.json", tmp_path / "i.p7s"
    assert js("liste", "kanonik", N, "--cikti", kanonik)["sha256"] == liste["ozet"]
    assert hashlib.sha256(kanonik.read_bytes()).hexdigest() == liste["ozet"]
    assert js("liste", "kanonik", N, "--cikti", kanonik, kod=2)["hata"]["kod"] == "KAB-013"
    imza.write_bytes(test_pki().imzala(kanonik.read_bytes() + b" ", ayrik=True))
    assert js("liste", "imzala", N, imza, "--kisi", "s-1", kod=3)["hata"]["kod"] == "IMH-034"
    imza.write_bytes(test_pki().imzala(kanonik.read_bytes(), ayrik=True))
    assert js("liste", "imzala", N, imza, "--kisi", "s-2", kod=3)["hata"]["kod"] == "IMH-035"
    assert js("liste", "imzala", N, imza, "--kisi", "s-1", "--deneme")["kisi"] == "s-1" and js("liste", "goster", N)["imzalar"] == []
    assert js("liste", "imzala", N, imza, "--kisi", "s-1")["durum"] == "INDETERMINATE"
    assert js("liste", "imzala", N, imza, "--kisi", "s-1", kod=3)["hata"]["kod"] == "IMH-037"
    assert js("liste", "imzala", N, tmp_path / "yok.p7s", "--kisi", "s-1", kod=2)["hata"]["kod"] == "KAB-001"
    assert "INDETERMINATE" in calistir("liste", "goster", N)[0]
