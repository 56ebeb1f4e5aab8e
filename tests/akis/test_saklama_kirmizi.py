# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""What a careless or hostile hand may try in the archive: nothing that must be kept comes onto a destruction list."""

import datetime as dt
import json

import attrs
import pytest
from sqlalchemy import text

import earsiv
from earsiv.errors import DepoHatasi, EarsivError, ImhaHatasi, KuralHatasi, YetkiHatasi
from earsiv.model import GizlilikDerecesi, Islem, Yetki
from earsiv.saklama import Kapsam, KapsamTuru, Sonuc
from earsiv.sdp import EkIslemi, EkSatiri, load
from earsiv.store import defter
from earsiv.testing import render

pytestmark = pytest.mark.yavas

GUN = dt.date(2026, 11, 21)
BIRIM = "99900001"


@pytest.fixture
def kapali(arsiv):
    """A closed file of code 165.05: ten years, D; due from 2024."""
    return arsiv.close_dosya(arsiv.open_dosya("165.05", "Tutanaklar", acilis=dt.date(2013, 1, 1)).kimlik, dt.date(2013, 12, 31))


@pytest.fixture
def ekle(arsiv, tmp_path):
    """Put a record into a file."""

    def _ekle(dosya, metin="zabıta tespit tutanağı Örnek Sokak", tarih=dt.date(2013, 5, 1), **bilgi):
        yol = tmp_path / f"{abs(hash(metin))}.pdf"
        yol.write_bytes(render([metin], "metinli-pdf"))
        kalem = arsiv.add(yol, dosya=dosya, tarih=tarih, **bilgi)
        assert kalem.durum == "alindi", kalem.bulgular
        return kalem.kimlik

    return _ekle


def kapsam(tur, deger):
    return Kapsam(KapsamTuru(tur), deger)


def vaka(arsiv, kod="165.05", kapanis=dt.date(2013, 12, 31), **ek):
    dosya = arsiv.open_dosya(kod, "Vaka", acilis=dt.date(2013, 1, 1), vaka=True, **ek)
    return arsiv.close_dosya(dosya.kimlik, kapanis)


def aday(arsiv, kimlik, an=GUN):
    """Whether the file would come onto a list, by the single question and by the list alike."""
    tek = arsiv.retention(kimlik, an).imha_adayi
    try:
        satirlar = {s.dosya for s in arsiv.propose_imha(an, deneme=True).satirlar}
    except ImhaHatasi:
        satirlar = set()
    assert (kimlik in satirlar) is tek
    return tek


# -- closing and events -----------------------------------------------------------------------------------------------


def test_a_closing_event_does_not_close_an_open_file(arsiv, ekle):
    """A file with a record of this year is not due because somebody writes down a closing of 1990."""
    dosya = arsiv.open_dosya("165.05", acilis=dt.date(2020, 1, 1))
    ekle(dosya.kimlik, tarih=dt.date(2026, 5, 1))
    with pytest.raises(EarsivError):
        arsiv.add_event(dosya.kimlik, "KAPANIS", dt.date(1990, 1, 1))
    assert not aday(arsiv, dosya.kimlik)


def test_a_file_that_waits_for_an_event_is_not_freed_of_it_without_a_reason(arsiv, kapali):
    """Going back to the closing makes it due: that wants a ground, which stays in the trail."""
    arsiv.set_start(kapali.kimlik, "DAVA_KESIN")
    assert not aday(arsiv, kapali.kimlik)
    with pytest.raises(EarsivError) as hata:
        arsiv.set_start(kapali.kimlik, "KAPANIS")
    assert hata.value.kod == "SAK-022" and not aday(arsiv, kapali.kimlik)
    arsiv.set_start(kapali.kimlik, "KAPANIS", "Dosyanın davası yokmuş")
    with arsiv.depo.reader() as baglanti:
        assert [s.ayrinti["gerekce"] for s in defter.audit_rows(baglanti) if s.eylem == "baslangic_belirle"][-1] == "Dosyanın davası yokmuş"


# -- profile and plan -------------------------------------------------------------------------------------------------


def test_a_start_rule_written_down_today_frees_no_file_closed_before(arsiv):
    """Whatever day it claims to begin on."""
    dosya = vaka(arsiv, kapanis=dt.date(2016, 1, 15))
    once = arsiv.retention(dosya.kimlik).ilk_gun
    arsiv.set_parameter("saklama_baslangic_kurali", "KAPANIS_GUNU", "karar", baslangic=dt.date(2000, 1, 1))
    assert arsiv.retention(dosya.kimlik).ilk_gun == once and not aday(arsiv, dosya.kimlik)


def test_no_list_is_made_for_a_day_before_a_rule_or_a_longer_period_began(arsiv, kapali):
    """What is kept today does not come onto a list that is made today for yesterday."""
    arsiv.amend_plan(
        EkSatiri(
            islem=EkIslemi.SURE,
            kod="165.05",
            baslangic=GUN,
            kayit=GUN,
            dayanak="2026/12",
            aktor="a",
            saklama_suresi="50",
            saklama_kodu="D",
        )
    )
    assert not aday(arsiv, kapali.kimlik)
    with pytest.raises(EarsivError):
        arsiv.propose_imha(GUN - dt.timedelta(days=1))


def yeni_surum(surum, sureler):
    eski = load("belediye", "2018")
    satirlar = {k: attrs.evolve(s, surum=surum) for k, s in eski.satirlar.items()}
    for kod, (sure, harf) in sureler.items():
        satirlar[kod] = attrs.evolve(satirlar[kod], saklama_suresi=sure, saklama_kodu=harf)
    return attrs.evolve(eski, surum=surum, satirlar=satirlar, yururluk=GUN, yururluk_bitis=None)


@pytest.mark.parametrize("hedef", ["105.04", "165.04"])
def test_a_new_filing_keeps_the_old_period_of_the_further_codes(arsiv, kapali, hedef):
    """A further code that the next version shortens goes on binding as it was filed."""
    arsiv.add_code(kapali.kimlik, "105.04")
    once = arsiv.retention(kapali.kimlik)
    assert once.sonuc is Sonuc.DEVIR
    arsiv.add_plan(yeni_surum("2027", {"105.04": ("1", "D"), "165.04": ("1", "D")}))
    arsiv.reclassify(kapali.kimlik, hedef, "yeni plan")
    sonra = arsiv.retention(kapali.kimlik)
    assert sonra.sonuc is Sonuc.DEVIR and sonra.ilk_gun >= once.ilk_gun and not aday(arsiv, kapali.kimlik)


def test_a_further_code_binds_as_it_was_given_and_as_the_file_reads_it(arsiv, kapali):
    """Given under a version that keeps it for good, in a file of a version that does not."""
    arsiv.add_plan(yeni_surum("2027", {"165.04": ("50", "A")}))
    arsiv.add_code(kapali.kimlik, "165.04")
    hesap = arsiv.retention(kapali.kimlik)
    assert (hesap.sonuc, hesap.bitis) == (Sonuc.DEVIR, dt.date(2063, 12, 31))
    assert arsiv.add_code(kapali.kimlik, "165.03").onceki == arsiv.dosya(kapali.kimlik).onceki[:1]


# -- holds ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tur", ["dosya", "kisi", "esas"])
def test_a_hold_on_a_file_holds_the_records_it_refers_to(arsiv, kapali, ekle, tur):
    """The record of the held case lies in another file: that file may not go; nor may the reference be taken back."""
    davali = vaka(arsiv, ilgililer=["Ayşe Örnek"], esaslar=["2026/14"])
    kayit = ekle(kapali.kimlik)
    arsiv.refer(kayit, davali.kimlik)
    deger = {"dosya": davali.kimlik, "kisi": "Ayşe Örnek", "esas": "2026/14"}[tur]
    arsiv.hold("E4", [kapsam(tur, deger)], "dava")
    assert not aday(arsiv, kapali.kimlik)
    with pytest.raises(KuralHatasi):
        arsiv.unrefer(kayit, davali.kimlik)
    assert not aday(arsiv, kapali.kimlik)


def test_a_hold_on_one_volume_holds_them_all(arsiv, kapali):
    """The second volume is named: the first is the same file."""
    cilt = arsiv.open_volume(kapali.kimlik, dt.date(2013, 6, 1))
    arsiv.close_dosya(cilt.kimlik, dt.date(2013, 12, 31))
    assert aday(arsiv, kapali.kimlik)
    arsiv.hold("E4", [kapsam("dosya", cilt.kimlik)], "dava")
    assert not aday(arsiv, kapali.kimlik) and not aday(arsiv, cilt.kimlik)


def test_the_volumes_of_a_referring_file_count_with_it(arsiv, kapali, ekle):
    """The referring file goes on in a further volume: the record is still in use."""
    diger = vaka(arsiv)
    arsiv.refer(ekle(kapali.kimlik), diger.kimlik)
    assert aday(arsiv, kapali.kimlik)
    arsiv.open_volume(diger.kimlik)
    assert not aday(arsiv, kapali.kimlik)


def test_what_a_further_volume_is_referred_to_for_counts_for_the_first(arsiv, kapali, ekle):
    """All volumes have the retention of the longest."""
    cilt = arsiv.open_volume(kapali.kimlik, dt.date(2013, 6, 1))
    arsiv.close_dosya(cilt.kimlik, dt.date(2013, 12, 31))
    arsiv.refer(ekle(cilt.kimlik, tarih=dt.date(2013, 7, 1)), vaka(arsiv, "105.04").kimlik)
    assert arsiv.retention(cilt.kimlik).sonuc is Sonuc.DEVIR and arsiv.retention(kapali.kimlik).sonuc is Sonuc.DEVIR


@pytest.mark.parametrize("bicim", ["bosluk", "buyuk"])
@pytest.mark.parametrize("tur", ["dosya", "belge", "birim", "kod"])
def test_a_hold_binds_however_its_target_is_typed(arsiv, kapali, ekle, tur, bicim):
    """Blanks around it, an id in capitals, a code with its suffix."""
    deger = {"dosya": kapali.kimlik, "belge": ekle(kapali.kimlik), "birim": BIRIM, "kod": "165.05 [Gül Sokağı]"}[tur]
    arsiv.hold("E4", [kapsam(tur, f" {deger}\t" if bicim == "bosluk" else deger.upper() if tur != "kod" else deger)], "dava")  # ASCII
    assert not aday(arsiv, kapali.kimlik)


def test_a_hold_on_a_unit_holds_its_records_in_files_of_others(arsiv, kapali, ekle):
    """A unit's hold is on what the unit produced, wherever it lies."""
    ekle(kapali.kimlik, birim="99900077")
    assert aday(arsiv, kapali.kimlik)
    arsiv.hold("E5", [kapsam("birim", "99900077")], "denetim")
    assert not aday(arsiv, kapali.kimlik)


def test_a_stored_query_holds_what_has_not_been_read_yet(arsiv, kapali, tmp_path, ocrsiz):
    """A scan whose text is still waiting may be just what the query looks for."""
    arsiv._ocr = ocrsiz
    (tmp_path / "t.pdf").write_bytes(render(["zabıta tutanağı"], "pdf"))
    kalem = arsiv.add(tmp_path / "t.pdf", dosya=kapali.kimlik, tarih=dt.date(2013, 5, 1))
    assert kalem.durum == "bekliyor"
    arsiv.hold("E4", [kapsam("sorgu", "zabıta")], "dava")
    assert not aday(arsiv, kapali.kimlik)


def test_a_stored_query_fails_closed_when_the_index_lacks_a_record(arsiv, kapali, ekle):
    """An index that lost a page holds nothing; then nothing is listed."""
    kayit = ekle(kapali.kimlik)
    arsiv.hold("E4", [kapsam("sorgu", "zabıta")], "dava")
    assert not aday(arsiv, kapali.kimlik)
    arsiv._dizin.write([], silinen=[kayit])
    with pytest.raises(EarsivError):
        arsiv.propose_imha(GUN)


def test_a_prefix_in_a_stored_query_stands_for_every_word(arsiv, kapali, tmp_path):
    """However many words begin so: a hold is not cut short as a search is."""
    sayi = arsiv._limits.onek_acilim + 40
    for no, dosya in enumerate((vaka(arsiv).kimlik, kapali.kimlik)):
        kelimeler = " ".join(f"zab{chr(97 + n // 26 % 26)}{chr(97 + n % 26)}{no}x" for n in range(sayi if not no else 1))
        if no:
            kelimeler = "zabzzzz"
        (tmp_path / f"{no}.pdf").write_bytes(render([kelimeler], "metinli-pdf"))
        assert arsiv.add(tmp_path / f"{no}.pdf", dosya=dosya, tarih=dt.date(2013, 5, 1)).durum == "alindi"
    arsiv.hold("E4", [kapsam("sorgu", "zab*")], "dava")
    assert not aday(arsiv, kapali.kimlik)


def test_a_stored_query_holds_a_record_whose_pages_have_its_words_apart(arsiv, kapali, tmp_path):
    """The person on the second page, the matter on the first."""
    (tmp_path / "p.pdf").write_bytes(render(["zabıta tutanağı", "Ayşenur Uydurma"], "metinli-pdf"))
    assert arsiv.add(tmp_path / "p.pdf", dosya=kapali.kimlik, tarih=dt.date(2013, 5, 1)).durum == "alindi"
    no = arsiv.hold("E4", [kapsam("sorgu", "zabıta Uydurma")], "dava").no
    assert not aday(arsiv, kapali.kimlik)
    arsiv.release(no, "bitti")
    arsiv.hold("E4", [kapsam("sorgu", "zabıta imar")], "dava")
    assert aday(arsiv, kapali.kimlik)


def test_a_reference_of_another_unit_is_not_for_this_one_to_take_back(arsiv, kapali, ekle):
    """Nor is the id of the other unit's file shown anywhere."""
    diger = vaka(arsiv, "105.04", birim="99900077")
    kayit = ekle(kapali.kimlik)
    arsiv.refer(kayit, diger.kimlik)
    yetki = Yetki("dar", GizlilikDerecesi.CGZ, frozenset({BIRIM}), frozenset(Islem) - {Islem.UST_YONETICI})
    with earsiv.open(arsiv.depo.kok, yetki, clock=arsiv.depo.saat) as dar:
        kendi = vaka(dar)
        gorulen = [dar.refer(kayit, kendi.kimlik), dar.unrefer(kayit, kendi.kimlik), str(dar.explain(kapali.kimlik))]
        with pytest.raises(YetkiHatasi):
            dar.unrefer(kayit, diger.kimlik)
        arsiv.open_volume(diger.kimlik)
        gorulen += [dar.retention(kapali.kimlik).as_dict(), str(dar.explain(kapali.kimlik).as_dict())]
        assert diger.kimlik not in json.dumps(gorulen, default=str)
        assert not dar.retention(kapali.kimlik).imha_adayi


@pytest.mark.parametrize("kod", ["100", "165", "165.05"])
def test_a_hold_on_a_section_or_a_code_holds_all_of_its_range(arsiv, kapali, kod):
    """100 heads everything to 599; a section is no prefix."""
    arsiv.hold("E4", [kapsam("kod", kod)], "dava")
    assert not aday(arsiv, kapali.kimlik) and arsiv.hold_report()[0]["dosya_sayisi"] == 1


def test_a_rule_on_a_section_is_refused_because_it_would_bind_nothing(arsiv):
    """The person is told instead of being left in the belief that it binds."""
    with pytest.raises(EarsivError) as hata:
        arsiv.add_rule("k", "B", "g", "d", kod="100")
    assert hata.value.kod == "SDP-003"


def test_a_file_is_not_born_closed(arsiv):
    """Opening takes what is said of a new file and nothing else."""
    with pytest.raises(TypeError):
        arsiv.open_dosya("165.05", acilis=dt.date(2025, 1, 1), kapanis=dt.date(1990, 1, 1))


def test_the_cover_of_a_hold_names_what_it_holds_through_references_and_volumes(arsiv, kapali, ekle):
    """What is held is what is shown as held."""
    davali = vaka(arsiv, esaslar=["Örnekova 2. İdare 2026/14 E."])
    arsiv.refer(ekle(kapali.kimlik), davali.kimlik)
    arsiv.hold("E4", [kapsam("esas", "2026/014")], "dava")
    assert set(arsiv.hold_report()[0]["dosyalar"]) == {kapali.kimlik, davali.kimlik}


def test_a_hold_that_a_wrong_clock_opened_on_a_coming_day_binds_now(arsiv, kapali):
    """The clock is set right; the hold was meant all the same."""
    arsiv.depo.saat.move(days=900)
    arsiv.hold("E4", [kapsam("dosya", kapali.kimlik)], "dava")
    arsiv.depo.saat.move(days=-900)
    assert not aday(arsiv, kapali.kimlik)


# -- the moment of the list -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ne", ["dondurma", "uzatma", "kod", "cilt", "atif", "kural", "ek"])
def test_what_happens_while_a_list_is_being_made_keeps_the_file_off_it(arsiv, kapali, ekle, monkeypatch, ne):
    """Between the judgement and the writing of the list somebody holds, lengthens, refers or rules: the list is not made."""
    kayit = ekle(kapali.kimlik)
    eski = type(arsiv)._candidates

    def araya(self, *degerler):
        sonuc = eski(self, *degerler)
        with earsiv.open(arsiv.depo.kok, Yetki.full("baska"), clock=arsiv.depo.saat) as baska:
            {
                "dondurma": lambda: baska.hold("E4", [kapsam("dosya", kapali.kimlik)], "dava"),
                "uzatma": lambda: baska.extend(kapali.kimlik, yil=50, gerekce="karar"),
                "kod": lambda: baska.add_code(kapali.kimlik, "105.04"),
                "cilt": lambda: baska.open_volume(kapali.kimlik),
                "atif": lambda: baska.refer(kayit, baska.open_dosya("105.04").kimlik),
                "kural": lambda: baska.add_rule("k", "B", "g", "d"),
                "ek": lambda: baska.amend_plan(
                    EkSatiri(
                        islem=EkIslemi.SURE,
                        kod="165.05",
                        baslangic=GUN,
                        kayit=GUN,
                        dayanak="d",
                        aktor="a",
                        saklama_suresi="B",
                        saklama_kodu="D",
                    )
                ),
            }[ne]()
        monkeypatch.undo()
        return sonuc

    monkeypatch.setattr(type(arsiv), "_candidates", araya)
    with pytest.raises((DepoHatasi, ImhaHatasi)):
        arsiv.propose_imha(GUN)
    assert arsiv.listeler() == []


def test_what_does_not_bear_on_the_list_does_not_stop_it(arsiv, kapali, ekle, monkeypatch):
    """Other files are opened and filled, and somebody reads, while a list is being made."""
    ekle(kapali.kimlik)
    eski = type(arsiv)._candidates

    def araya(self, *degerler):
        sonuc = eski(self, *degerler)
        with earsiv.open(arsiv.depo.kok, Yetki.full("baska"), clock=arsiv.depo.saat) as baska:
            baska.open_dosya("622.01")
            baska.search("zabıta")
        ekle(arsiv.open_dosya("105.04").kimlik, "başka bir yazı", GUN)
        return sonuc

    monkeypatch.setattr(type(arsiv), "_candidates", araya)
    assert [s.dosya for s in arsiv.propose_imha(GUN).satirlar] == [kapali.kimlik]


def test_records_and_lists_whose_rows_were_tampered_with_stop_the_list(arsiv, kapali, ekle):
    """A failed signature wiped out of the row; a listed file wiped out of its list."""
    kayit = ekle(kapali.kimlik)
    bozuk = attrs.evolve(arsiv.belge(kayit), imza_durumu="TOTAL_FAILED")
    arsiv.depo.save("belge", kayit, bozuk.as_dict(), aktor="a", eylem="dene", ayrinti={})
    assert not aday(arsiv, kapali.kimlik)
    with arsiv.depo._motor.begin() as baglanti:
        baglanti.execute(text("UPDATE belge SET imza_durumu = NULL"))
    with pytest.raises(DepoHatasi):
        arsiv.propose_imha(GUN)
    with arsiv.depo._motor.begin() as baglanti:
        baglanti.execute(text("UPDATE belge SET dosya = NULL, imza_durumu = 'TOTAL_FAILED'"))
    with pytest.raises(DepoHatasi):
        arsiv.propose_imha(GUN)


def test_a_list_whose_rows_were_taken_out_stops_the_next(arsiv, kapali):
    """A listed file is not listed again."""
    arsiv.propose_imha(GUN)
    with arsiv.depo._motor.begin() as baglanti:
        baglanti.execute(text("DELETE FROM liste_dosyasi"))
    with pytest.raises(DepoHatasi):
        arsiv.propose_imha(GUN)


def test_a_reference_whose_rows_were_taken_out_stops_the_list(arsiv, kapali, ekle):
    """The object of the reference is still there."""
    arsiv.refer(ekle(kapali.kimlik), vaka(arsiv, "105.04").kimlik)
    with arsiv.depo._motor.begin() as baglanti:
        baglanti.execute(text("DELETE FROM atif"))
    with pytest.raises(DepoHatasi):
        arsiv.propose_imha(GUN)


@pytest.mark.parametrize("sql", ["DELETE FROM dondurma", "UPDATE dondurma SET deger = replace(deger, 'E4', 'E5')"])
def test_a_hold_whose_row_was_tampered_with_stops_the_list(arsiv, kapali, sql):
    """The files are the truth: rows that do not agree with them make no list."""
    baska = vaka(arsiv)
    arsiv.hold("E4", [kapsam("dosya", kapali.kimlik)], "dava")
    with arsiv.depo._motor.begin() as baglanti:
        baglanti.execute(text(sql))
    with pytest.raises(DepoHatasi):
        arsiv.propose_imha(GUN)
    assert baska.kapanis


@pytest.mark.parametrize(
    "sql", ["UPDATE dosya SET kapanis = '1990-12-31'", 'UPDATE dosya SET ek = \'{"kapanis":"1990-12-31"}\'', "UPDATE dosya SET ek = NULL"]
)
def test_a_file_whose_row_was_tampered_with_comes_onto_no_list(arsiv, sql):
    """Its own JSON says when it was closed and how it was extended."""
    dosya = vaka(arsiv, kapanis=dt.date(2020, 12, 31) if "NULL" not in sql else dt.date(2013, 12, 31))
    arsiv.extend(dosya.kimlik, yil=20, gerekce="karar") if "NULL" in sql else None
    with arsiv.depo._motor.begin() as baglanti:
        baglanti.execute(text(sql))
    with pytest.raises((DepoHatasi, ImhaHatasi)):
        arsiv.propose_imha(GUN)


@pytest.mark.parametrize(
    "ek", ["çöp", "[]", '{"baslatan":"YOK"}', '{"olaylar":[{"tur":"KAPANIS","tarih":null}]}', '{"uzatmalar":[{"gerekce":"g","tarih":"x"}]}']
)
def test_garbage_in_the_rare_part_of_a_file_is_our_own_error(arsiv, kapali, ek):
    """And lists nothing."""
    with arsiv.depo._motor.begin() as baglanti:
        baglanti.execute(text("UPDATE dosya SET ek = :ek"), {"ek": ek})
    with pytest.raises(EarsivError):
        arsiv.propose_imha(GUN)
