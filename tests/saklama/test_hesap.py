# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Retention: the rules as vectors a person worked out by hand from the plan, each with the sentence of the spec it rests on."""

import datetime as dt

import pytest

from earsiv.errors import GirdiHatasi
from earsiv.model import Siniflama
from earsiv.saklama import Engel, ImhaEngeli, KurumProfili, SaklamaKurali, Sonuc, compute, explain
from earsiv.sdp import effective, load
from earsiv.testing.saklama import make_file

BELEDIYE = effective("belediye")
MEB = effective("meb")
UNIVERSITE = effective("universite")


def gun(metin):
    return dt.date.fromisoformat(metin)


def hesapla(dosya, bugun="2100-01-01", plan=BELEDIYE, engeller=(), **ek):
    return compute(dosya, plan, None, engeller, gun(bugun), **ek)


@pytest.mark.parametrize(
    ("kod", "kapanis", "sonuc", "yil"),
    [
        ("105.04", "2015-12-31", Sonuc.DEVIR, 2031),
        ("105.04", "2015-01-01", Sonuc.DEVIR, 2031),
        ("165.05", "2013-12-31", Sonuc.IMHA, 2024),
        ("934.01", "2019-12-31", Sonuc.KOMISYON, 2030),
        ("755.05", "2017-06-30", Sonuc.ORNEK, 2033),
        ("903.05", "1990-01-01", Sonuc.SUREKLI, None),
        ("170.01", "1990-01-01", Sonuc.SUREKLI, None),
        ("110.04", "1990-01-01", Sonuc.SUREKLI, None),
        ("805.02.02", "2015-05-05", Sonuc.IMHA, 2026),
        ("155.04.05.07", "2000-01-01", Sonuc.BELIRSIZ, None),
        ("105", "2000-01-01", Sonuc.BELIRSIZ, None),
        ("999.99", "2000-01-01", Sonuc.BELIRSIZ, None),
    ],
)
def test_outcome_and_first_listable_year(kod, kapanis, sonuc, yil):
    """The clock starts on 1 January after the closing; N years after a closing in Y end with Y+N."""
    hesap = hesapla(make_file(kod, kapanis))
    assert (hesap.sonuc, hesap.listelenebilir_yil) == (sonuc, yil)
    assert hesap.suresi_doldu is (yil is not None)


def test_period_of_the_spec_is_told_to_the_day():
    """105.04 closed 2015: 2016-2030, listable from 2031 (not 2030, not 2032)."""
    hesap = hesapla(make_file("105.04", "2015-06-01"))
    assert (hesap.baslangic, hesap.bitis, hesap.ilk_gun) == (gun("2016-01-01"), gun("2030-12-31"), gun("2031-01-01"))
    assert (hesap.saklama_suresi, hesap.tasfiye_kodu, hesap.plan, hesap.surum) == ("15", "A", "belediye", "2018")


def test_closing_counts_and_not_the_date_of_a_paper():
    """Trap 16: a 2012 paper in a case file closed in 2024 with ten years is first listable in 2035."""
    dosya = make_file("165.05", "2024-03-03", acilis=gun("2012-01-01"), vaka=True)
    assert hesapla(dosya).ilk_gun == gun("2035-01-01")


@pytest.mark.fault("I10")
def test_d_with_b_is_never_a_candidate():
    """D with a permanent period is kept, a thousand years on as well."""
    hesap = hesapla(make_file("903.05", "1900-01-01"), "2999-01-01")
    assert not hesap.imha_adayi and not hesap.suresi_doldu and hesap.bitis is None and hesap.ilk_gun is None
    assert hesap.sonuc is Sonuc.SUREKLI


@pytest.mark.fault("I06")
@pytest.mark.parametrize(("bugun", "doldu"), [("2023-12-31", False), ("2024-01-01", True), ("2024-02-29", True)])
def test_due_to_the_day(bugun, doldu):
    """Not one day early: 31 December is too soon, 1 January is due."""
    hesap = hesapla(make_file("165.05", "2013-06-15"), bugun)
    assert hesap.suresi_doldu is doldu and hesap.imha_adayi is doldu


@pytest.mark.fault("I07")
@pytest.mark.parametrize(
    ("kod", "kapanis", "plan", "kural"),
    [
        ("165.05", None, BELEDIYE, "SAK-003"),
        ("999.99", "1950-01-01", BELEDIYE, "SAK-001"),
        ("155.04.05.07", "1950-01-01", BELEDIYE, "SAK-002"),
        ("101.06", "1950-01-01", MEB, "SAK-005"),
    ],
)
def test_missing_closing_row_or_period_is_an_error_line_and_never_due(kod, kapanis, plan, kural):
    """Nothing is guessed: empty is not zero, a letter is no period; the line says what is missing."""
    alan = {"plan": "meb", "plan_surumu": "2024"} if plan is MEB else {}
    hesap = hesapla(make_file(kod, kapanis, **alan), "2999-01-01", plan)
    assert hesap.sonuc is Sonuc.BELIRSIZ and not hesap.suresi_doldu and not hesap.imha_adayi
    assert (hesap.baslangic, hesap.bitis, hesap.ilk_gun) == (None, None, None)
    assert kural in [b.kod for b in hesap.bulgular if b.seviye == "hata"]


def test_text_that_is_no_code_is_refused_by_name_or_left_uncomputed():
    """A broken code never gets a date: typed error or an uncertain answer, nothing else."""
    for kod in ("105.4", "10", "105,04", "105.04.01.02.03"):
        try:
            hesap = hesapla(make_file("105.04", "1950-01-01", diger_kodlar=(kod,)))
        except GirdiHatasi as hata:
            assert hata.kod == "SDP-001"
        else:
            assert hesap.sonuc is Sonuc.BELIRSIZ and not hesap.suresi_doldu


def test_letters_that_are_no_period_are_not_computed():
    """The published MEB plan prints C as a period in three rows; N+B stays for good."""
    n_b = next(s.kod for s in load("meb", "2024").satirlar.values() if s.saklama_kodu == "B" and s.saklama_suresi.isdigit())
    hesap = hesapla(make_file(n_b, "1900-01-01", plan="meb", plan_surumu="2024"), "2999-01-01", MEB)
    assert hesap.sonuc is Sonuc.SUREKLI and hesap.ilk_gun is None


def test_leaf_without_period_inherits_only_where_the_plan_is_built_so():
    """Trap 12: the university plan prints periods on the group; the municipal plan does not, and its empty leaf is refused."""
    yaprak = next(
        s.kod
        for s in load("universite", "2017").satirlar.values()
        if not s.saklama_suresi and (b := UNIVERSITE.binding(s.kod)) and b[0].kod != s.kod and b[0].saklama_suresi == "15"
    )
    hesap = hesapla(make_file(yaprak, "2010-10-10", plan="universite", plan_surumu="2017"), plan=UNIVERSITE)
    assert hesap.ilk_gun == gun("2026-01-01")
    assert hesapla(make_file("210.06.02", "2010-10-10")).sonuc is Sonuc.BELIRSIZ


def test_own_row_wins_over_parent_and_sibling():
    """Trap 13: 115.05 is B/A3 and 115.05.01 15/C; 155.01 10/D and 155.01.01 B/D: the filed code's own row answers."""
    assert hesapla(make_file("115.05.01", "2000-01-01")).ilk_gun == gun("2016-01-01")
    assert hesapla(make_file("155.01.01", "2000-01-01")).sonuc is Sonuc.SUREKLI


@pytest.mark.fault("I08")
def test_longest_of_several_codes_wins_and_the_conflict_is_shown():
    """Ten years D and fifteen years A: fifteen years, to Devlet Arşivleri, and both rows are told."""
    hesap = hesapla(make_file("165.05", "2010-01-01", diger_kodlar=("105.04",)))
    assert (hesap.sonuc, hesap.ilk_gun) == (Sonuc.DEVIR, gun("2026-01-01"))
    assert hesap.bulgular and "165.05" in str(explain(hesap)) and "105.04" in str(explain(hesap))


def test_protection_and_length_may_come_from_different_codes():
    """A short code that is kept and a long one that is destroyed: the long end, the careful outcome."""
    kisa_c = next(s.kod for s in load("belediye", "2018").satirlar.values() if (s.saklama_suresi, s.saklama_kodu) == ("10", "C"))
    uzun_d = next(s.kod for s in load("ortak", "2024").satirlar.values() if (s.saklama_suresi, s.saklama_kodu) == ("20", "D"))
    hesap = hesapla(make_file(kisa_c, "2000-07-07", diger_kodlar=(uzun_d,)))
    assert (hesap.sonuc, hesap.ilk_gun) == (Sonuc.KOMISYON, gun("2021-01-01"))


def test_second_only_code_does_not_change_the_period():
    """Trap 15: 105.04 first and 020 (15, C) second is kept by 105.04; 165.05 (10, D) stays ten years and D."""
    hesap = hesapla(make_file("165.05", "2013-12-31", diger_kodlar=("020", "030.01")))
    assert (hesap.sonuc, hesap.ilk_gun) == (Sonuc.IMHA, gun("2024-01-01"))


def test_one_code_that_cannot_be_computed_stops_the_file():
    """A further code without period: nobody knows whether it is longer."""
    hesap = hesapla(make_file("165.05", "1950-01-01", diger_kodlar=("155.04.05.07",)))
    assert hesap.sonuc is Sonuc.BELIRSIZ and any(b.seviye == "hata" for b in hesap.bulgular)


@pytest.mark.fault("I09")
def test_refiling_under_a_shorter_code_frees_nothing_without_a_decision():
    """Fifteen years before, ten years now: fifteen, unless a decision says that the old period no longer binds."""
    eski = Siniflama("105.04", "belediye", "2018", gun("2014-01-01"), "yanlış kod")
    kararli = Siniflama("105.04", "belediye", "2018", gun("2014-01-01"), "yanlış kod", "K-2014/1")
    assert hesapla(make_file("165.05", "2013-12-31", onceki=(eski,))).ilk_gun == gun("2029-01-01")
    assert hesapla(make_file("165.05", "2013-12-31", onceki=(eski,))).sonuc is Sonuc.DEVIR
    assert hesapla(make_file("165.05", "2013-12-31", onceki=(kararli,))).ilk_gun == gun("2024-01-01")


def kural(sure, kod="165", **ek):
    return SaklamaKurali("uydurma", kod, sure, "gerekçe", "yönerge", gun("2000-01-01"), gun("2000-01-01"), **ek)


def test_rule_of_another_law_only_lengthens():
    """Thirty years on top of ten: thirty; five years on top of ten: ten; B: for good."""
    dosya = make_file("165.05", "2013-12-31")
    assert hesapla(dosya, profil=KurumProfili((), (kural("30"),))).ilk_gun == gun("2044-01-01")
    assert hesapla(dosya, profil=KurumProfili((), (kural("5"),))).ilk_gun == gun("2024-01-01")
    assert hesapla(dosya, "2999-01-01", profil=KurumProfili((), (kural("B"),))).sonuc is Sonuc.SUREKLI
    assert hesapla(dosya, profil=KurumProfili((), (kural("30", "165.0"),))).ilk_gun == gun("2024-01-01")


@pytest.mark.fault("I09")
def test_rule_on_an_earlier_code_binds_until_a_decision_lets_it_go():
    """Moved out of 165.05, on which another law wants thirty years: thirty still, ten by decision."""
    profil = KurumProfili((), (kural("30", "165.05"),))
    for karar, ilk in (("", "2044-01-01"), ("K-2014/1", "2024-01-01")):
        eski = Siniflama("165.05", "belediye", "2018", gun("2014-01-01"), "yanlış kod", karar)
        assert hesapla(make_file("805.02.02", "2013-12-31", onceki=(eski,)), profil=profil).ilk_gun == gun(ilk)


def test_file_referred_to_is_kept_as_long_as_the_file_that_refers():
    """Referred to by a fifteen-year file closed 2018: until the end of 2033, and to Devlet Arşivleri like it."""
    atif = make_file("105.04", "2018-02-02", kimlik="D-2")
    hesap = hesapla(make_file("165.05", "2013-12-31"), atiflar=(atif,))
    assert (hesap.sonuc, hesap.ilk_gun) == (Sonuc.DEVIR, gun("2034-01-01"))
    assert "D-2" in str(explain(hesap))


def test_open_file_that_refers_is_a_bar_and_no_error():
    """Still used in current work (E3): the dates stand, the candidate does not."""
    hesap = hesapla(make_file("165.05", "2013-12-31"), atiflar=(make_file("105.04", None, kimlik="D-2"),))
    assert [e.tur for e in hesap.engeller] == [ImhaEngeli.GUNCEL_IS]
    assert hesap.ilk_gun == gun("2024-01-01") and hesap.suresi_doldu and not hesap.imha_adayi


@pytest.mark.parametrize("engel", [ImhaEngeli.DAVA, Engel(ImhaEngeli.DAVA, "dondurma D-2026/1", "mahkeme yazısı")])
def test_bars_never_move_the_dates_and_always_stop_the_candidate(engel):
    """A lawsuit does not change when the period ends; it keeps the file off the list."""
    serbest = hesapla(make_file("165.05", "2013-12-31"), "2030-01-01")
    engelli = hesapla(make_file("165.05", "2013-12-31"), "2030-01-01", engeller=[engel])
    assert serbest.imha_adayi and not engelli.imha_adayi
    assert (serbest.bitis, serbest.listelenebilir_yil) == (engelli.bitis, engelli.listelenebilir_yil)
    assert "E4" in str(explain(engelli))


@pytest.mark.parametrize("kod", ["105.04", "165.05", "903.05", "934.01", "755.05"])
@pytest.mark.parametrize("kapanis", ["9999-12-31", "9984-02-29", "9982-05-05", "9970-01-01", "0001-01-01"])
def test_mistyped_year_is_an_error_line_or_far_away_never_a_crash(kod, kapanis):
    """A closing in the year 9999 ends past the calendar: not computed, with a reason; never due."""
    hesap = hesapla(make_file(kod, kapanis, acilis=dt.date.min), "9999-12-31")
    assert hesap.sonuc is not Sonuc.BELIRSIZ or any(b.seviye == "hata" for b in hesap.bulgular)
    assert hesap.ilk_gun is None or hesap.ilk_gun > gun(kapanis)
    assert str(explain(hesap))
