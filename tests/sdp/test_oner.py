# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Suggestions: what is offered and why, what is never offered, and how well it does on records nobody trained on."""

import csv
import datetime as dt
import json
import math
import runpy
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import earsiv
from earsiv._text import ascii_fold, upper
from earsiv.cli import run as calistir
from earsiv.cli.sdp_oner import oner, uyum
from earsiv.errors import GirdiHatasi
from earsiv.model import DosyaKodu
from earsiv.sdp import EkIslemi, EkSatiri, Kitaplik, KurumEki, effective
from earsiv.sdp.kelime import number_codes, subject_line, words
from earsiv.sdp.ogren import Ogrenilen
from earsiv.sdp.oner import check, suggest
from earsiv.sdp.puan import Tur, clues
from earsiv.testing import render

KOK = Path(__file__).resolve().parents[2]
BELEDIYE = effective("belediye")
BASKA = attrs.evolve(BELEDIYE)
DIGERLERI = [("903.05", "Yıllık izin", "", ""), ("841.01", "Bütçe çağrısı", "", "")] * 20
KONU = "Cadde Üzerindeki Çukurların Kapatılması"
METIN = "Yağışlardan sonra asfaltta çukurlar oluşmuştur. Yama yapılması hususunda gereğini arz ederim."
METINLER = st.lists(
    st.sampled_from(
        [*METIN.split(), *KONU.split(), "Olur", "protokol", "sözleşme", "bütçe", "önergesi", "imar", "PLANI", "\n", "Konu:", "x-\ny"]
    ),
    max_size=25,
).map(" ".join)


def codes(oneriler):
    return [o.satir.kod for o in oneriler]


def history(*kayitlar):
    ogrenilen = Ogrenilen()
    for kod, konu, metin, birim in kayitlar:
        ogrenilen.add(kod, BELEDIYE.get(kod).anahtar, konu, metin, birim)
    return ogrenilen


# ---- what is offered


def test_the_subject_is_found_without_a_word_of_the_title():
    """A hole in the road is Bakım Onarım (trap 23: the subject is not the title)."""
    ilk = suggest(BELEDIYE, METIN, konu=KONU)[0]
    assert ilk.satir.kod == "160.03"
    assert "çukurların" in ilk.neden
    assert ilk.neden.endswith(".")


@settings(deadline=None)
@given(METINLER, METINLER)
def test_the_parts_add_up_to_the_score(konu, metin):
    """Every reason's weight is shown; their sum is the score before the curve."""
    for o in suggest(BELEDIYE, metin, konu=konu, gonderen_kodu="160.03"):
        assert math.isclose(math.fsum(n.agirlik for n in o.nedenler), o.ham, abs_tol=1e-9)
        assert 0 < o.puan < 1
        assert any(n.kelimeler and n.tur is not Tur.GONDEREN for n in o.nedenler)


@settings(deadline=None)
@given(METINLER)
def test_beliefs_are_shares_and_fall(metin):
    """The beliefs of all codes stay under 1 together and go down the list; equal scores go by code."""
    oneriler = suggest(BELEDIYE, metin, adet=2000)
    assert math.fsum(o.puan for o in oneriler) < 1
    assert [(-o.ham, o.satir.kod) for o in oneriler] == sorted((-o.ham, o.satir.kod) for o in oneriler)


@settings(deadline=None)
@given(METINLER)
def test_the_same_question_has_the_same_answer(metin):
    """Nothing is random and nothing depends on what was asked before."""
    assert suggest(BELEDIYE, metin) == suggest(BASKA, metin)


@pytest.mark.parametrize("plan", ["belediye", "universite", "meb", "ortak"])
def test_what_may_not_be_a_first_code_is_never_offered(plan):
    """Sections, 020 and 030.x, unknown codes: not even for a text full of their words."""
    etkin = effective(plan)
    metin = " ".join(satir.ad for satir in etkin.rows())
    for o in suggest(etkin, metin, konu="Olurlar, Sözleşmeler, Protokoller, Genel İşler", adet=5000):
        assert etkin.usable(o.satir.kod)
        assert not etkin.only_second(o.satir.kod)


def test_closed_passive_and_foreign_unit_codes_are_not_offered():
    """The institution's overlay is heard; its own codes and names are offered."""
    gun = dt.date(2025, 1, 1)
    ortak = {"baslangic": gun, "kayit": gun, "dayanak": "Karar 1", "aktor": "arsivci"}
    satirlar = (
        EkSatiri(islem=EkIslemi.KAPAT, kod="160.03", **ortak),
        EkSatiri(islem=EkIslemi.PASIF, kod="160.02", **ortak),
        EkSatiri(islem=EkIslemi.BIRIM, kod="210.06.04", birimler=("99910001",), **ortak),
        EkSatiri(islem=EkIslemi.EKLE, kod="160.05", ad="Asfalt Yama Ekipleri", saklama_suresi="10", saklama_kodu="D", **ortak),
    )
    plan = Kitaplik(ek=KurumEki(satirlar)).effective("belediye")
    bulunan = codes(suggest(plan, METIN + " refüj", konu=KONU, adet=2000, birim="99910002"))
    assert bulunan[0] == "160.05"
    assert not {"160.03", "160.02", "210.06.04"} & set(bulunan)
    assert "210.06.04" in codes(suggest(plan, METIN + " refüj", konu=KONU, adet=2000, birim="99910001"))


def test_a_text_that_says_nothing_gets_no_suggestion():
    """No word, no suggestion; a code is not made up from numbers."""
    for metin in ("", "   ", "Bilgilerinize arz ederim.", "105.04 12345678901 2026", "\0\ufeff-'’"):
        assert suggest(BELEDIYE, metin) == ()


@pytest.mark.parametrize(
    "bozuk", [upper, ascii_fold, lambda m: m.replace("Ç", "C").replace("ı", "i"), lambda m: m.replace("asfaltta", "asfalt'ta")]
)
def test_case_dots_and_apostrophes_do_not_matter(bozuk):
    """Trap 22: İ/I, lost dots and apostrophes give the same first code."""
    assert codes(suggest(BELEDIYE, bozuk(METIN), konu=bozuk(KONU)))[0] == "160.03"


def test_words_broken_and_misread_are_still_words():
    """A word broken at a line end is one word; OCR's l for İ is an İ; suffixes and lost vowels meet their stem."""
    assert [k.yazim for k in words("taşın-\nmazın Belediye’nin")] == ["taşınmazın"]
    kokler = {k.kokler[0] for k in words("izin iznin İZNİ lzin izinlerinin")}
    assert kokler == {"izin"}


def test_the_subject_line_of_a_letter_is_its_subject():
    """Without a subject given, what stands behind “Konu :” counts as it."""
    assert subject_line("Sayı : E-1\nKonu   : Yıllık İzin\n\nMetin") == "Yıllık İzin"
    assert suggest(BELEDIYE, f"Konu : {KONU}\n{METIN}")[0].satir.kod == "160.03"


@settings(deadline=None)
@given(st.text(), st.text(), st.text(max_size=12))
def test_no_text_breaks_it(konu, metin, gonderen):
    """Whatever the characters, there is an answer and never an exception."""
    suggest(BELEDIYE, metin, konu=konu, gonderen_kodu=gonderen)
    check(BELEDIYE, "105.04", metin, konu=konu)
    history(("105.04", konu, metin, "99910001")).remove("105.04", BELEDIYE.get("105.04").anahtar, konu, metin, "99910001")


# ---- the sender's code


@settings(deadline=None)
@given(METINLER, METINLER, st.sampled_from(["170.01", "105.04", "903.05", "020", "999.99", "x", ""]))
def test_the_senders_code_never_dominates(konu, metin, kod):
    """Trap 18: it adds at most half a unit, only where words speak already, and never brings in a code."""
    olmadan = {o.satir.kod: o.ham for o in suggest(BELEDIYE, metin, konu=konu, adet=2000)}
    ile = {o.satir.kod: o.ham for o in suggest(BELEDIYE, metin, konu=konu, adet=2000, gonderen_kodu=kod)}
    assert olmadan.keys() == ile.keys()
    for aday, ham in ile.items():
        assert 0 <= ham - olmadan[aday] <= (0.5 if aday == kod else 1e-9) + 1e-9


def test_the_number_in_a_text_is_the_senders_and_not_a_word():
    """170.01 in a ministry's number is no licence here: the text decides."""
    metin = f"Sayı : E-12345678-170.01-\n4567\n{METIN}"
    assert number_codes(metin) == ("170.01",)
    assert codes(suggest(BELEDIYE, metin, konu=KONU))[0] == "160.03"
    assert "170.01" not in codes(suggest(BELEDIYE, metin, konu=KONU, adet=2000))


# ---- what was filed before


def test_filed_records_teach_their_code_and_say_so():
    """A word that no plan knows leads to the code it was filed under, with its reason."""
    assert suggest(BELEDIYE, "Zımbırtı") == ()
    ilk = suggest(BELEDIYE, "Zımbırtı", gecmis=history(*[("165.03", "Zımbırtının sökülmesi", "", "")] * 2, *DIGERLERI))[0]
    assert ilk.satir.kod == "165.03"
    assert Tur.OGRENILEN in {n.tur for n in ilk.nedenler}


def test_a_young_archive_teaches_little():
    """Two records outweigh nothing: the plan's own words stay first until there is something to compare with."""
    gecmis = history(("105.04", "Çukur asfalt", "", ""), ("160.03", "Karar", "", ""))
    assert suggest(BELEDIYE, METIN, konu=KONU, gecmis=gecmis)[0].satir.kod == "160.03"


def test_what_another_plan_taught_is_not_said_here():
    """Trap 1: a code filed under another plan or version teaches nothing about this one's."""
    ogrenilen = Ogrenilen()
    ogrenilen.add("105.04", ("meb", "2024"), "Pansiyon kapasite", "Zımbırtı", "")
    assert suggest(BELEDIYE, "Zımbırtı", gecmis=ogrenilen) == ()


def test_the_unit_lifts_what_it_files():
    """Of two codes with equal words, the one this unit files stands before the one it does not, with the reason BIRIM."""
    gecmis = history(*[("220.02.03", "Sayaç", "", "99910001"), ("225.03", "Sayaç", "", "99910002")] * 3)
    for birim, kendi, oteki in (("99910001", "220.02.03", "225.03"), ("99910002", "225.03", "220.02.03")):
        oneriler = {o.satir.kod: o for o in suggest(BELEDIYE, "Sayaç istenmektedir", birim=birim, gecmis=gecmis)}
        assert list(oneriler).index(kendi) < list(oneriler).index(oteki)
        assert Tur.BIRIM in {n.tur for n in oneriler[kendi].nedenler}
        assert Tur.BIRIM not in {n.tur for n in oneriler[oteki].nedenler}


# ---- check


def test_a_code_that_fits_is_not_doubted():
    """Quiet for the right code and for a second code (of the code above it, see test_oner_genel)."""
    for kod in ("160.03", "160.03[Gül Sokak-2026]", "020"):
        assert check(BELEDIYE, kod, METIN, konu=KONU) == ()


def test_a_code_that_disagrees_is_named_with_a_better_one():
    """The warning names the better code and the words."""
    (b,) = check(BELEDIYE, "105.04", METIN, konu=KONU)
    assert (b.kod, b.seviye, b.yer) == ("SDP-072", "uyari", "105.04")
    assert "160.03" in b.mesaj
    assert "çukur" in b.mesaj


def test_check_is_quiet_when_unsure_and_refuses_what_is_no_code():
    """No words, no warning; SDP-001 for what is not a code."""
    assert check(BELEDIYE, "105.04", "Gereğini arz ederim.") == ()
    with pytest.raises(GirdiHatasi) as hata:
        check(BELEDIYE, "10.5", METIN)
    assert hata.value.kod == "SDP-001"


def test_clue_words_belong_to_codes_that_exist():
    """Every shipped clue names a code of its plan version, and says something the title does not."""
    for anahtar, ipuclari in clues().items():
        plan = {satir.kod for satir in effective("belediye").rows() if f"{satir.plan}/{satir.surum}" == anahtar}
        assert set(ipuclari) <= plan
        for kod, metin in ipuclari.items():
            assert list(words(metin)), kod
            assert DosyaKodu.parse(kod).metin == kod


# ---- command line


def run(komut, *args, girdi=None):
    sonuc = CliRunner().invoke(komut, [*args, "--json"], input=girdi, standalone_mode=False)
    assert sonuc.exception is None, sonuc.exception
    return sonuc.return_value, json.loads(sonuc.stdout)


def test_suggestions_on_the_command_line(tmp_path):
    """A list, best first, with the promised keys; the same from a file, from Windows-1254 and from standard input."""
    yol = tmp_path / "yazi.txt"
    yol.write_bytes(f"Konu : {KONU}\r\n{METIN}".encode("cp1254"))
    cikis, kayitlar = run(oner, str(yol), "--adet", "3")
    assert cikis == 0
    assert [k["kod"] for k in kayitlar][0] == "160.03"
    assert len(kayitlar) <= 3
    assert list(kayitlar[0])[:5] == ["kod", "ad", "plan", "puan", "neden"]
    assert run(oner, "-", "--adet", "3", girdi=f"Konu : {KONU}\n{METIN}")[1] == kayitlar


def test_agreement_on_the_command_line():
    """Exit 1 with the finding where code and text disagree, 0 where they do not."""
    assert run(uyum, "160.03", "-", "--konu", KONU, girdi=METIN) == (0, {"kod": "160.03", "uyumlu": True, "bulgular": []})
    cikis, cevap = run(uyum, "105.04", "-", "--konu", KONU, girdi=METIN)
    assert cikis == 1
    assert [b["kod"] for b in cevap["bulgular"]] == ["SDP-072"]


@pytest.mark.parametrize(("icerik", "kod"), [(b"\0\1\2", "SDP-073"), (b"a" * (5 << 20), "SDP-074")])
def test_what_is_no_text_is_refused(tmp_path, icerik, kod):
    """A typed error, not a traceback."""
    yol = tmp_path / "girdi.bin"
    yol.write_bytes(icerik)
    sonuc = CliRunner().invoke(oner, [str(yol)], standalone_mode=False)
    assert sonuc.exception.kod == kod


def test_what_was_learned_is_read_from_a_file(tmp_path):
    """--ogrenilen takes the archive's JSON; anything else is SDP-071."""
    yol = tmp_path / "ogrenilen.json"
    yol.write_text(json.dumps(history(*[("165.03", "Zımbırtı", "", "")] * 2, *DIGERLERI).as_dict()), encoding="utf-8")
    assert run(oner, "-", "--ogrenilen", str(yol), girdi="Zımbırtı")[1][0]["kod"] == "165.03"
    yol.write_text("[1", encoding="utf-8")
    sonuc = CliRunner().invoke(oner, ["-", "--ogrenilen", str(yol)], input="Zımbırtı", standalone_mode=False)
    assert sonuc.exception.kod == "SDP-071"


@pytest.mark.yavas
def test_an_archive_teaches_what_it_filed_and_no_secret(tmp_path, capsys):
    """`sdp ogren` counts filed, open records; a waiting one and a confidential one are left out; a trial writes nothing."""
    depo, hedef = tmp_path / "arsiv", tmp_path / "ogrenilen.json"
    with earsiv.create(depo, kurum="Örnekova Belediyesi", detsis="99900001") as arsiv:
        dosya = arsiv.open_dosya("165.03", acilis=dt.date(2026, 1, 5))
        for ad, ek in (("zımbırtı", {"dosya": dosya.kimlik}), ("gizemli", {"dosya": dosya.kimlik, "gizlilik": "GZL"}), ("bekleyen", {})):
            yol = tmp_path / f"{ad}.pdf"
            yol.write_bytes(render([f"Konu: {ad} hakkında yazı"]))
            arsiv.add(yol, **ek)
    komut = ["sdp", "ogren", "--depo", str(depo), "--cikti", str(hedef), "--json"]
    assert calistir([*komut, "--deneme"]) == 0
    assert not hedef.exists()
    capsys.readouterr()
    assert calistir(komut) == 0
    assert json.loads(capsys.readouterr().out) == {"ogrenilen": 1, "atlanan": 2, "kod": 1, "cikti": str(hedef)}
    bilinen = Ogrenilen.from_dict(json.loads(hedef.read_text("utf-8")))
    assert bilinen.belge == {"belediye/2018/165.03": 1}
    assert not any(kok.startswith(("gizem", "bekle")) for kok in bilinen.kelime["belediye/2018/165.03"])


# ---- the evaluation


def data():
    with (KOK / "fixtures" / "siniflama" / "konular.csv").open(encoding="utf-8", newline="") as dosya:
        return list(csv.DictReader(dosya))


def test_the_evaluation_data_is_large_enough_and_its_split_is_clean():
    """At least 400 subjects over 120 codes; no subject and no text stands in both halves, not even folded."""
    kayitlar = data()
    assert len({k["konu"] for k in kayitlar}) >= 400
    assert len({k["kod"] for k in kayitlar}) >= 120
    assert {k["bolum"] for k in kayitlar} == {"egitim", "sinama"}
    for alan in ("konu", "metin"):
        yarilar = [{ascii_fold(upper(" ".join(k[alan].split()))) for k in kayitlar if k["bolum"] == b} for b in ("egitim", "sinama")]
        assert not yarilar[0] & yarilar[1]


@pytest.mark.yavas
def test_ours_beats_title_match_and_tfidf_on_records_never_trained_on():
    """Top-1 and top-5 on the test half, taught by the training half alone, above every peer of the same knowledge."""
    olcu = runpy.run_path(str(KOK / "benchmarks" / "siniflama.py"))
    kayitlar = olcu["read"]()
    egitim, sinama = ([k for k in kayitlar if k.bolum == b] for b in ("egitim", "sinama"))
    sonuc = {ad: olcu["measures"](olcu["ranks"](s, sinama)) for ad, s in olcu["rankers"](egitim).items()}
    bizim = sonuc["earsiv: geçmişle"]
    for es in ("başlık eşleştirme", "TF-IDF: başlık + açıklama", "TF-IDF: eğitim kayıtları (en yakın merkez)"):
        assert bizim[0] > sonuc[es][0]
        assert bizim[1] > sonuc[es][1]
    assert olcu["alarms"](sinama, lambda _, g=olcu["teach"](egitim): g)[0] <= 0.05
