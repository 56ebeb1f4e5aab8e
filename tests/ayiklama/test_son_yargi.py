# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""What may come onto a list, and what may still go on the last day: every bar asked again, nothing taken on trust."""

import datetime as dt
import json
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earsiv import _canon
from earsiv.ayiklama import DosyaOzeti, ListeKapsami, check_candidate, freeze, holds, judge_line, list_findings
from earsiv.ayiklama.liste import MUHUR_ONEKI, digest
from earsiv.errors import ImhaHatasi, Seviye
from earsiv.model import ArsivYeri, Belge, Dosya, GizlilikDerecesi, ImhaListesi, Siniflama, Uzatma
from earsiv.model.kayit import BelgeTuru, MetinDurumu
from earsiv.saklama import VARSAYILAN_PROFIL, Engel, ImhaEngeli, SaklamaKurali, Sonuc, compute
from earsiv.sdp import effective
from tests.ayiklama.uretec import BIR_GUN, IMAR, ZABITA, kararda, kotu_metin, liste, muaf_profili, satir
from tests.ayiklama.uretec import gorus as gorus_yazisi

PLAN = effective("belediye")
AN = dt.date(2037, 3, 1)
D, C, A3, BD, A, YOK = "165.05", "120.99", "120.02", "115.02.10", "105.02", "999.99"
"""Codes of the plan by what becomes of them: D 10 years, C 10, A3 10, B/D, A 15, and one that the plan does not have."""
HEPSI = ListeKapsami(degerlendirme=True, ornek={"d1": "O-2037/1"})


def dosya(kod=D, no=1, **ek):
    bulunan = PLAN.find(kod)
    anahtar = (bulunan.plan, bulunan.surum) if bulunan else ("belediye", "2018")
    alanlar = {"kapanis": dt.date(2013, 12, 31), "yer": ArsivYeri.KURUM}
    return Dosya(f"d{no}", kod, *anahtar, f"Yapı yazışmaları {no}", IMAR, dt.date(2013, 1, 1), **alanlar | ek)


def hesapla(d, an=AN, engeller=(), profil_=VARSAYILAN_PROFIL):
    return compute(d, PLAN, None, engeller, an, profil=profil_)


def aday(kod=D, no=1, *, an=AN, engeller=(), ozet=None, **ek):
    """Return a file with its account as the sweep would hand it over."""
    d = dosya(kod, no, **ek)
    ozetler = {"adet": 2, "ilk": dt.date(2013, 2, 1), "son": dt.date(2013, 5, 1), "engeller": tuple(engeller)} | (ozet or {})
    return DosyaOzeti(d, **ozetler), hesapla(d, an, engeller)


def belge(no, **ek):
    alanlar = {
        "kimlik": f"b{no}",
        "dosya": "d1",
        "tur": BelgeTuru.PDF,
        "sayi": f"E-{no}",
        "tarih": dt.date(2013, no, 1),
        "konu": f"Yazı {no}",
        "birim": IMAR,
        "gizlilik": GizlilikDerecesi.YOK,
        "kaynak_adi": "",
        "boyut": 1,
        "sha512": "",
        "sha256": "",
        "sayfa_sayisi": 1,
        "metin_durumu": MetinDurumu.VAR,
        "imza_durumu": None,
        "alindi": "2013-01-01T00:00:00Z",
    }
    return Belge(**alanlar | ek)


def dondur(*adaylar, kapsam=None, an=AN):
    ek = {} if kapsam is None else {"kapsam": kapsam}
    return freeze("2037/1", adaylar, kurum="Örnekova Belediyesi", an=an, duzenleyen="sicil:4711", duzenlenme="2037-03-01T06:00:00Z", **ek)


def donmaz(kod, *adaylar, **ek):
    with pytest.raises(ImhaHatasi) as hata:
        dondur(*adaylar, **ek)
    assert hata.value.kod == kod, hata.value
    return hata.value


def kodlar(bulgular):
    return {b.kod for b in bulgular}


# -- what may come onto a list --------------------------------------------------------------------------------------


@pytest.mark.fault("I07", "I10")
@pytest.mark.parametrize(
    ("kod", "yalin", "degerlendirmeli", "ornekli", "hepsi"),
    [
        (D, True, True, True, True),
        (C, False, True, False, True),
        (A3, False, False, True, True),
        (BD, False, False, False, False),
        (A, False, False, False, False),
    ],
)
def test_which_code_may_stand_on_which_list(kod, yalin, degerlendirmeli, ornekli, hepsi):
    """D always; C where the commission appraises; A3 as the remainder of a choice; B and A never, whatever is asked for."""
    kapsamlar = (None, ListeKapsami(degerlendirme=True), ListeKapsami(ornek={"d1": "O-2037/1"}), HEPSI)
    for kapsam, girer in zip(kapsamlar, (yalin, degerlendirmeli, ornekli, hepsi), strict=True):
        if girer:
            assert dondur(aday(kod), kapsam=kapsam).satirlar[0].saklama_kodu == kod_harfi(kod)
        else:
            donmaz("IMH-005", aday(kod), kapsam=kapsam)


def kod_harfi(kod):
    return PLAN.find(kod).saklama_kodu


def test_remainder_names_the_choice_and_only_its_files_are_in_it():
    """The line says which decision freed it; a file of another choice does not come along."""
    kapsam = ListeKapsami(ornek={"d1": "O-2037/1"})
    assert dondur(aday(A3), kapsam=kapsam).satirlar[0].dayanak == "O-2037/1"
    assert dondur(aday(D), kapsam=kapsam).satirlar[0].dayanak == "", "a D file needs no choice"
    donmaz("IMH-005", aday(A3), aday(A3, 2), kapsam=kapsam)


@pytest.mark.fault("I07")
@pytest.mark.parametrize("kapsam", [None, HEPSI])
def test_code_without_a_row_and_open_file_are_never_listed(kapsam):
    """No plan row is IMH-002; no closing date is no outcome."""
    donmaz("IMH-002", aday(YOK), kapsam=kapsam)
    donmaz("IMH-005", aday(D, kapanis=None), kapsam=kapsam)


@pytest.mark.fault("I06")
@pytest.mark.parametrize("kod", [D, C, A3])
def test_last_day_of_the_period_and_the_day_after(kod):
    """Ten years after a closing in 2013: 31 December 2023 not, 1 January 2024 yes, whatever the code."""
    son = dt.date(2023, 12, 31)
    donmaz("IMH-003", aday(kod, an=son), kapsam=HEPSI, an=son)
    assert dondur(aday(kod, an=son + BIR_GUN), kapsam=HEPSI, an=son + BIR_GUN).satirlar[0].imha_yili == 2024


@pytest.mark.fault("I06")
def test_account_of_another_day_does_not_help():
    """A file judged for a later day is not due on the day of the list."""
    erken = dt.date(2023, 12, 31)
    donmaz("IMH-003", aday(D, an=AN), an=erken)


@pytest.mark.fault("I01", "I04")
@pytest.mark.parametrize("kod", [D, C, A3])
@pytest.mark.parametrize("engel", list(ImhaEngeli))
def test_any_bar_keeps_any_file_off_any_list(kod, engel):
    """The bar is named with its source (IMH-004)."""
    hata = donmaz("IMH-004", aday(kod, engeller=[Engel(engel, "T-2037/5", "2037/14 esas")]), kapsam=HEPSI)
    assert "T-2037/5" in hata.bulgu.mesaj


@pytest.mark.fault("I05")
def test_one_bar_of_two_is_enough():
    """One released, another open: still barred; both open: both are told."""
    iki = [Engel(ImhaEngeli.DAVA, "T-1"), Engel(ImhaEngeli.DENETIM, "T-2")]
    assert len(check_candidate(*aday(engeller=iki), AN)) == 2
    donmaz("IMH-004", aday(engeller=iki[1:]))
    dondur(aday())


def test_file_on_a_list_or_twice_on_this_one():
    """One file, one list, one line (IMH-022)."""
    donmaz("IMH-022", aday(ozet={"liste": "2036/4"}))
    donmaz("IMH-022", aday(), aday(D, 2), aday())


def test_list_of_nothing():
    """No candidates, or files that are put forward record by record and have no records (IMH-021)."""
    donmaz("IMH-021")
    donmaz("IMH-021", aday(), kapsam=ListeKapsami(belgeler={"d1": ()}))


@pytest.mark.fault("I08")
@pytest.mark.parametrize(
    ("ana", "diger", "kapsam", "kod"),
    [
        (D, C, ListeKapsami(degerlendirme=True), "C"),
        (D, A3, HEPSI, "A3"),
        (C, A3, HEPSI, "A3"),
        (C, D, ListeKapsami(degerlendirme=True), "C"),
        (D, "645", None, "D"),
    ],
)
def test_line_of_a_file_with_two_codes_shows_the_code_that_decided(ana, diger, kapsam, kod):
    """The most protective outcome is the file's: its line says so, and on the last day it is still the same file."""
    an = dt.date(2060, 3, 1)
    ozet, hesap = aday(ana, an=an, diger_kodlar=(diger,))
    l = dondur((ozet, hesap), kapsam=kapsam, an=an)
    assert l.satirlar[0].saklama_kodu == kod
    assert judge_line(l.satirlar[0], ozet.dosya, hesap, (), 2) == ()
    if kapsam is not None:
        donmaz("IMH-005", (ozet, hesap), an=an)


@pytest.mark.fault("I08")
def test_exemption_does_not_cover_a_file_that_a_further_code_puts_before_the_commission():
    """A D file with a C code beside it is appraised, so Devlet Arşivleri is asked."""
    an = dt.date(2037, 3, 1)
    l = dondur(aday(D, an=an, diger_kodlar=(C,)), kapsam=ListeKapsami(degerlendirme=True), an=an)
    yol = kararda(l)
    with pytest.raises(ImhaHatasi) as hata:
        yol.consent(gorus_yazisi(yol, muafiyet="E-1"), yol.gecmis[0], bugun=dt.date(2037, 6, 1), profil=muaf_profili())
    assert hata.value.kod == "IMH-033"


# -- sealed lists ---------------------------------------------------------------------------------------------------


def muhur(bitis, karar=f"{MUHUR_ONEKI}2026/1"):
    return Uzatma("İmha listesi ve tutanağı denetime hazır tutulur.", dt.date(2026, 3, 1), bitis=bitis, karar=karar)


@pytest.mark.fault("I27")
@pytest.mark.parametrize("kapsam", [None, HEPSI])
def test_sealed_list_is_not_listed_before_its_day(kapsam):
    """Lists and minutes stay ten years: refused with the list's number on the last day, free the day after (IMH-008)."""
    hata = donmaz("IMH-008", aday(uzatmalar=(muhur(AN),)), kapsam=kapsam)
    assert "2026/1" in hata.bulgu.mesaj and "01.03.2037" in hata.bulgu.mesaj
    donmaz("IMH-008", aday(uzatmalar=(muhur(dt.date(2036, 1, 1)), muhur(AN + BIR_GUN))), kapsam=kapsam)
    dondur(aday(uzatmalar=(muhur(dt.date(2036, 12, 31)),)), kapsam=kapsam)


@pytest.mark.fault("I27")
def test_ordinary_extension_is_a_matter_of_the_period():
    """An extension by another decision makes the file not due, which is IMH-003."""
    donmaz("IMH-003", aday(uzatmalar=(muhur(AN, "2026/14 sayılı karar"),)))


@pytest.mark.fault("I27")
def test_seal_that_came_after_the_listing_stops_the_line():
    """Minutes filed into a listed file meanwhile: the file stays."""
    s = dondur(aday()).satirlar[0]
    d = dosya(uzatmalar=(muhur(AN + BIR_GUN),))
    assert "IMH-008" in kodlar(judge_line(s, d, hesapla(d), (), 2))


# -- what a commission is told --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("konu", "belirsiz"),
    [
        ("Muhtelif yazışmalar", True),
        ("MUHTELİF", True),
        ("muhtelıf", True),
        ("Yapı, muhtelif, 2013", True),
        ("Muhtelif.", True),
        ("Evrak/muhtelif", True),
        ("Çeşitli yazışmalar", True),
        ("ÇEŞİTLİ", True),
        ("Diğer", True),
        ("Karışık (2013)", True),
        ("   ", True),
        ("", True),
        ("Yapı ruhsatı yazışmaları 2013", False),
        ("Çeşitlilik projesi", False),
        ("Diğergâm Derneği", False),
    ],
)
def test_vague_title_is_told(konu, belirsiz):
    """A line says what will be destroyed; a word that says nothing is a warning and stops nothing (IMH-012)."""
    bulgular = list_findings(liste([satir(1), satir(2, konu=konu)]))
    assert [(b.kod, b.seviye) for b in bulgular] == ([("IMH-012", Seviye.UYARI)] if belirsiz else [])


def test_files_still_in_their_unit_are_told():
    """Appraisal belongs to the institution archive; how many are elsewhere is told (IMH-046)."""
    assert not list_findings(liste())
    assert [b.kod for b in list_findings(liste(), birimde=2)] == ["IMH-046"]


# -- record by record -----------------------------------------------------------------------------------------------


def test_file_put_forward_record_by_record_has_a_line_for_each():
    """Numbered through, each with its own subject, year, number and degree; other files stay whole."""
    belgeler = (belge(1), belge(2, konu="", gizlilik=GizlilikDerecesi.GZL, tarih=None))
    l = dondur(aday(A3), aday(D, 2), kapsam=attrs.evolve(HEPSI, belgeler={"d1": belgeler}))
    assert [(s.sira_no, s.dosya, s.belge, str(s.tur)) for s in l.satirlar] == [
        (1, "d1", "b1", "belge"),
        (2, "d1", "b2", "belge"),
        (3, "d2", "", "dosya"),
    ]
    assert [s.konu for s in l.satirlar[:2]] == ["Yazı 1", "Yapı yazışmaları 1"] and l.satirlar[1].gizlilik == "GZL"
    assert all(s.adet == 1 and s.dayanak == "O-2037/1" for s in l.satirlar[:2]) and holds(l)


def test_record_that_left_the_file_is_not_destroyed():
    """Filed elsewhere since: the line stops; how many others are in the file does not matter."""
    s = dondur(aday(), kapsam=ListeKapsami(belgeler={"d1": (belge(1),)})).satirlar[0]
    d = dosya()
    assert judge_line(s, d, hesapla(d), {"b1", "b7"}, 9) == ()
    assert kodlar(judge_line(s, d, hesapla(d), {"b7"}, 1)) == {"IMH-047"}


# -- the last day ---------------------------------------------------------------------------------------------------


def son_gun(kod=D, *, kapsam=HEPSI, adet=2, kalan=True, an=AN, engeller=(), profil_=VARSAYILAN_PROFIL, listede=None, **degisen):
    """List a file, change it, and judge its line."""
    s = dondur(aday(kod, **listede or {}), kapsam=kapsam).satirlar[0]
    d = attrs.evolve(dosya(kod, **listede or {}), **degisen)
    return judge_line(s, d, hesapla(d, an, engeller, profil_), (), adet, kalan=kalan)


@pytest.mark.parametrize("kod", [D, C, A3])
def test_line_that_did_not_change_may_go(kod):
    """D, C as the commission decided, A3 as the remainder: also years later."""
    assert son_gun(kod) == () == son_gun(kod, an=dt.date(2045, 1, 1))


@pytest.mark.fault("I02", "I03", "I09")
@pytest.mark.parametrize(
    ("nasil", "beklenen"),
    [
        ({"kod": "641.05", "plan_surumu": "2018"}, "IMH-047"),
        ({"birim": ZABITA}, "IMH-047"),
        ({"adet": 3}, "IMH-047"),
        ({"uzunluk_mm": 20}, "IMH-047"),
        ({"diger_kodlar": (C,)}, "IMH-047"),
        ({"diger_kodlar": (A3,)}, "IMH-047"),
        ({"diger_kodlar": (A,)}, "IMH-047"),
        ({"diger_kodlar": (YOK,)}, "IMH-047"),
        ({"diger_kodlar": (BD,)}, "IMH-003"),
        ({"kapanis": None}, "IMH-003"),
        ({"kapanis": dt.date(2036, 12, 31)}, "IMH-003"),
        ({"uzatmalar": (Uzatma("Dava sürüyor.", dt.date(2037, 3, 2), yil=20),)}, "IMH-003"),
        ({"uzatmalar": (Uzatma("Dava sürüyor.", dt.date(2037, 3, 2), bitis=AN),)}, "IMH-003"),
        ({"onceki": (Siniflama("645", "belediye", "2018", dt.date(2037, 3, 2)),), "kapanis": dt.date(2020, 12, 31)}, "IMH-003"),
        ({"engeller": (Engel(ImhaEngeli.DAVA, "T-2037/5"),)}, "IMH-004"),
        ({"engeller": (Engel(ImhaEngeli.BILGI_EDINME, "B-2037/2"),)}, "IMH-004"),
        ({"engeller": (Engel(ImhaEngeli.IMZA_BUTUNLUK),)}, "IMH-004"),
    ],
)
def test_anything_that_changed_since_the_listing_stops_the_line(nasil, beklenen):
    """Code, unit, count, shelf, outcome, period, bar: each alone is enough, though board, consent and olur are there."""
    assert beklenen in kodlar(son_gun(**nasil)), son_gun(**nasil)


@pytest.mark.fault("I09")
def test_rule_made_after_the_listing_lengthens_and_stops():
    """Another law asks for thirty years now: not due any more. A change of the plan binds files opened after it, and this is none."""
    gun = dt.date(2037, 3, 2)
    kural = SaklamaKurali("Otuz yıl", D, "30", "Özel kanun.", "Örnek Kanun", gun, gun)
    profil_ = VARSAYILAN_PROFIL.with_rule(kural)
    assert "IMH-003" in kodlar(son_gun(an=gun, profil_=profil_)) and son_gun(an=gun) == ()


@pytest.mark.fault("I09")
@pytest.mark.parametrize(
    ("kod", "sonuc"), [(D, s) for s in Sonuc if s is not Sonuc.IMHA] + [(C, Sonuc.IMHA), (A3, Sonuc.IMHA), (A3, Sonuc.DEVIR)]
)
def test_line_goes_by_the_outcome_it_was_listed_with_and_no_other(kod, sonuc):
    """Also where the new outcome is destruction: what was appraised or sampled was decided as that."""
    s = dondur(aday(kod), kapsam=HEPSI).satirlar[0]
    d = dosya(kod)
    assert "IMH-047" in kodlar(judge_line(s, d, attrs.evolve(hesapla(d), sonuc=sonuc), (), 2))


def test_file_that_is_gone_or_cannot_be_judged():
    """Nothing is destroyed that is not there."""
    s = dondur(aday()).satirlar[0]
    assert kodlar(judge_line(s, None, None, (), 0)) == kodlar(judge_line(s, dosya(), None, (), 2)) == {"IMH-047"}


def test_remainder_of_a_choice_that_was_changed_since():
    """The choice took this file as a sample after all: it stays; a line that rests on no choice does not ask."""
    assert kodlar(son_gun(A3, kalan=False)) == {"IMH-047"}
    assert son_gun(D, kalan=False) == ()


def test_paper_that_was_known_at_the_listing_does_not_stop_the_line():
    """It was listed with something on a shelf, and the commission saw it."""
    assert son_gun(listede={"uzunluk_mm": 20}) == ()
    assert son_gun(listede={"uzunluk_mm": 20}, uzunluk_mm=0) == ()


def test_file_of_which_a_part_went_in_an_earlier_run_may_go_on():
    """More records than listed stop the line; fewer are what a run that was cut short leaves behind."""
    assert kodlar(son_gun(adet=3)) == {"IMH-047"}
    assert son_gun(adet=1) == son_gun(adet=0) == ()


def test_every_reason_is_told_at_once():
    """A person sees all that is in the way, not the first of it."""
    bulunan = son_gun(
        birim=ZABITA, adet=5, engeller=(Engel(ImhaEngeli.DAVA, "T-1"), Engel(ImhaEngeli.DENETIM, "T-2")), kapanis=dt.date(2036, 1, 1)
    )
    assert [b.kod for b in bulunan] == ["IMH-047", "IMH-047", "IMH-003", "IMH-004", "IMH-004"]
    assert all(b.seviye is Seviye.HATA and "satır 1" in b.yer for b in bulunan)


@settings(max_examples=200)
@given(
    st.sampled_from([D, C, A3, BD, A, YOK]),
    st.sampled_from([D, C, A3, BD, A, YOK, None]),
    st.none() | st.dates(dt.date(2005, 1, 1), dt.date(2036, 12, 31)),
    st.booleans(),
    st.dates(dt.date(2037, 3, 1), dt.date(2060, 1, 1)),
)
def test_line_never_goes_while_the_file_could_not_be_listed_anew(kod, diger, kapanis, engelli, gun):
    """Q1: whatever happens to the file, judging the line on a day is never laxer than listing the file on that day."""
    s = dondur(aday()).satirlar[0]
    d = dosya(kod, kapanis=kapanis, diger_kodlar=(diger,) if diger else ())
    engeller = (Engel(ImhaEngeli.DAVA, "T-1"),) if engelli else ()
    hesap = hesapla(d, gun, engeller)
    if judge_line(s, d, hesap, (), 2) == ():
        assert kod == D and diger in {None, D} and kapanis.year + 11 <= gun.year and not engelli
        assert check_candidate(DosyaOzeti(d, adet=2, engeller=engeller), hesap, gun) == ()


# -- digests of lists made before -----------------------------------------------------------------------------------

ESKI_ALANLAR = (
    "sira_no dosya ureten_birim dosya_kodu plan plan_surumu konu yil_bas yil_bit belge_sayi_araligi klasor_no adet "
    "saklama_suresi saklama_kodu imha_yili dusunce aciklama"
).split()
ESKI_OZET = "f563b43332062a778c6c8b2d7d80fac8e04e9b447dd1517f31d9d2c8705ebb5c"
"""Of :func:`eski_icerik`, taken with the first version of the library, which knew none of the later fields."""


def eski_icerik():
    """Return the content of a list as the first version of the library wrote it."""
    degerler = (1, "d1", IMAR, "165.05", "belediye", "2018", "Yapı yazışmaları 1", 2013, 2013, "", "", 2, "10", "D", 2024)
    bir = dict(zip(ESKI_ALANLAR, (*degerler, "Kurum Arşivinde imha edilir", ""), strict=True))
    return {
        "no": "2037/1",
        "kurum": "Örnekova Belediyesi",
        "an": "2037-03-10",
        "duzenleyen": "sicil:4711",
        "duzenlenme": "2037-03-10T06:00:00Z",
        "satirlar": [bir],
    }


def test_list_made_before_the_new_fields_keeps_its_digest():
    """Its content has the seventeen old fields and nothing else; the digest, written down here, still holds."""
    l = ImhaListesi.from_content(eski_icerik(), ESKI_OZET)
    assert l.content() == eski_icerik() and list(l.content()["satirlar"][0]) == ESKI_ALANLAR
    assert holds(l) and digest(l) == _canon.digest(eski_icerik()) == liste([satir(1)]).ozet


@pytest.mark.parametrize(
    ("alan", "deger"), [("belge", "b1"), ("malzeme", "fotograf"), ("gizlilik", "GZL"), ("fiziki", True), ("dayanak", "O-2037/1")]
)
def test_new_field_that_says_something_is_covered_by_the_digest(alan, deger):
    """It stands in the content, changes the digest, and comes back from text."""
    yeni = liste([satir(1, **{alan: deger})])
    assert yeni.content()["satirlar"][0][alan] == deger and yeni.ozet != liste([satir(1)]).ozet
    geri = ImhaListesi.from_content(json.loads(_canon.encode(yeni.content())), yeni.ozet)
    assert geri == yeni and holds(geri)


@given(
    st.lists(
        st.builds(
            satir,
            st.integers(1, 9),
            konu=kotu_metin,
            aciklama=kotu_metin,
            belge=kotu_metin,
            dayanak=kotu_metin,
            gizlilik=st.sampled_from(["YOK", "HZO", "GZL"]),
            fiziki=st.booleans(),
            malzeme=st.sampled_from(["evrak", "defter", "ses"]),
        ),
        max_size=4,
    )
)
def test_two_lists_of_one_digest_are_one_list(satirlar):
    """What is left out of the content when it says nothing can never hide a difference."""
    l = liste(satirlar)
    geri = ImhaListesi.from_content(json.loads(json.dumps(l.content())), l.ozet)
    assert geri == l and holds(geri)
    for i, s in enumerate(satirlar):
        baska = attrs.evolve(s, fiziki=not s.fiziki)
        assert not holds(attrs.evolve(l, satirlar=(*satirlar[:i], baska, *satirlar[i + 1 :])))


def test_no_clock_is_read_here():
    """The pure rooms take every day from the caller: the same question has the same answer tomorrow."""
    import earsiv.ayiklama as oda

    metin = "\n".join(yol.read_text("utf-8") for yol in Path(oda.__file__).parent.glob("*.py"))
    assert ".today()" not in metin and ".now(" not in metin
