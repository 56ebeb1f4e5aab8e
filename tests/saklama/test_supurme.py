# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The sweep: every file of a stream judged once, where each stands, counts that add up, nothing held back."""

import datetime as dt
import itertools

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earsiv.model import OlayTuru
from earsiv.saklama import (
    DondurmaDizini,
    Durum,
    Elek,
    Engel,
    ImhaEngeli,
    Kapsam,
    KurumProfili,
    ProfilDegeri,
    Sayim,
    TasfiyeDondurma,
    Yargi,
    compute,
    judge_all,
)
from earsiv.sdp import EkIslemi, EkSatiri, Kitaplik, effective
from earsiv.testing.saklama import days, files, make_file, rules

PLAN = effective("belediye")
BUGUN = dt.date(2026, 11, 21)


def supur(dosyalar, bugun=BUGUN, **ek):
    return list(judge_all(dosyalar, lambda _: PLAN, bugun, **ek))


def engel_koy(_):
    return (Engel(ImhaEngeli.DAVA, "dondurma D-2026/1"),)


@pytest.mark.parametrize(
    ("dosya", "durum", "engelli"),
    [
        (make_file("165.05", "2013-12-31"), Durum.ADAY, Durum.ENGELLI),
        (make_file("105.04", "2001-12-31"), Durum.DIGER, Durum.ENGELLI),
        (make_file("934.01", "2001-12-31"), Durum.DIGER, Durum.ENGELLI),
        (make_file("165.05", "2025-12-31"), Durum.DOLMAYAN, Durum.DOLMAYAN),
        (make_file("165.05", "2016-12-31"), Durum.DOLMAYAN, Durum.DOLMAYAN),
        (make_file("165.05", "2015-12-31"), Durum.ADAY, Durum.ENGELLI),
        (make_file("903.05", "1950-12-31"), Durum.SUREKLI, Durum.SUREKLI),
        (make_file("155.04.05.07", "1950-12-31"), Durum.HATALI, Durum.HATALI),
        (make_file("619.77", "1950-12-31"), Durum.HATALI, Durum.HATALI),
        (make_file("165.05", None), Durum.ACIK, Durum.ACIK),
        (make_file("165.05", "2026-11-22"), Durum.ACIK, Durum.ACIK),
        (make_file("165.05", "1990-12-31", baslatan=OlayTuru.DAVA_KESIN), Durum.BEKLEYEN, Durum.BEKLEYEN),
    ],
)
def test_standing_of_each_kind_of_file_free_and_held(dosya, durum, engelli):
    """Due and destroyable, due otherwise, held, faulty, permanent, open, not due."""
    assert supur([dosya])[0][2] is durum
    assert supur([dosya], engeller=engel_koy)[0][2] is engelli


def test_stream_is_judged_as_it_comes():
    """One file in, one account out: an endless stream is no matter."""
    sonsuz = (make_file("165.05", "2013-12-31", kimlik=f"D-{n}") for n in itertools.count())
    ilk = list(itertools.islice(judge_all(sonsuz, lambda _: PLAN, BUGUN), 500))
    assert [d.kimlik for d, *_ in ilk] == [f"D-{n}" for n in range(500)]
    assert next(sonsuz).kimlik == "D-500"


@given(st.lists(files(PLAN), max_size=8), st.lists(rules(PLAN), max_size=2), days(), st.sets(st.integers(0, 7)), st.sets(st.integers(0, 7)))
def test_sweep_says_of_each_file_what_compute_says(dosyalar, kurallar, bugun, tutulan, atifli):
    """Whatever is kept ready for files that are alike: the same account as for the file alone, in the same order."""
    dosyalar = [attrs.evolve(d, kimlik=f"D-{n}") for n, d in enumerate(dosyalar)] * 2
    profil = KurumProfili((), tuple(kurallar))
    dizin = DondurmaDizini(
        [TasfiyeDondurma.of("D-1", "E4", [Kapsam("dosya", f"D-{n}") for n in tutulan], gerekce="g", acan="a", acilis=dt.date.min)]
        if tutulan
        else [],
        bugun,
    )
    atif = make_file("105.04", "2018-02-02", kimlik="D-99")

    def atiflar(dosya):
        return (atif,) if int(dosya.kimlik[2:]) in atifli else ()

    olan = supur(dosyalar, bugun, profil=profil, engeller=dizin.on, atiflar=atiflar)
    assert [d for d, *_ in olan] == dosyalar
    elek = Elek(bugun, profil)
    for dosya, hesap, durum in olan:
        assert elek.judge(dosya, PLAN, dizin.on(dosya), atiflar(dosya)) == Yargi.of(hesap)
        kendi = compute(dosya, PLAN, None, dizin.on(dosya), bugun, profil=profil, atiflar=atiflar(dosya))
        assert hesap == kendi
        assert (durum is Durum.ADAY) is kendi.imha_adayi
        assert (durum in {Durum.ADAY, Durum.DIGER, Durum.ENGELLI}) is kendi.suresi_doldu


def kisaltilmis():
    """The plan with 165.05 shortened by the institution in 2014, for files opened from then on."""
    gun = dt.date(2014, 1, 1)
    satir = EkSatiri(EkIslemi.SURE, "165.05", gun, gun, "Uygun görüş", "sicil:1", saklama_suresi="2", saklama_kodu="D")
    return Kitaplik().amend("belediye", satir).effective("belediye", BUGUN)


KISA = kisaltilmis()
GUNLER = st.dates(dt.date(2010, 1, 1), dt.date(2027, 12, 31))


@given(
    st.lists(
        st.tuples(st.sampled_from(["165.05", "105.04", "903.05", "155.04.05.07"]), GUNLER, st.none() | GUNLER, st.sampled_from("12")),
        min_size=5,
        max_size=40,
    ),
    st.booleans(),
    st.sampled_from(["SONRAKI_YILBASI", "KAPANIS_GUNU", ""]),
    st.sampled_from([BUGUN, dt.date(2024, 1, 1), dt.date(2023, 12, 31), dt.date(2021, 6, 15)]),
)
def test_files_that_look_alike_are_judged_as_if_each_were_alone(gelenler, kisa, kural, bugun):
    """Same code and year of closing, other days, units, openings; a shortened row of the institution, another rule for the start."""
    degerler = (ProfilDegeri("saklama_baslangic_kurali", kural, dt.date.min, "gerekçe", dt.date.min),) if kural else ()
    profil = KurumProfili(degerler)
    elek, plan = Elek(bugun, profil), KISA if kisa else PLAN
    for kod, acilis, kapanis, birim in gelenler:
        dosya = make_file(kod, kapanis, acilis=acilis, birim=birim)
        hesap = compute(dosya, plan, None, (), bugun, profil=profil)
        assert elek.judge(dosya, plan) == Yargi.of(hesap)


@given(st.lists(files(PLAN), max_size=12), days())
def test_counts_add_up_to_the_files_examined(dosyalar, bugun):
    """Examined is the sum of the states, due the sum of its three."""
    sayim = Sayim()
    for *_, durum in supur(dosyalar, bugun, engeller=lambda d: engel_koy(d) if d.birim == "99990001" else ()):
        sayim.add(durum)
    sayi = sayim.as_dict()
    assert sayi["incelenen"] == len(dosyalar) == sum(sayi[d] for d in ("dolan", "hatali", "surekli", "acik", "bekleyen", "dolmayan"))
    assert sayi["dolan"] == sum(sayi[d] for d in ("aday", "diger", "engelli"))
    assert set(sayi) == {"incelenen", "dolan", "aday", "diger", "engelli", "hatali", "surekli", "acik", "bekleyen", "dolmayan"}


def test_plan_is_asked_for_each_file():
    """Two institutions in one stream: each by its own plan, also where code and dates are alike."""
    meb = effective("meb")
    kod = next(k for k, s in meb.katmanlar[0].satirlar.items() if k in PLAN.katmanlar[0].satirlar and s.saklama_suresi)
    bir = make_file(kod, "2000-12-31", kimlik="D-1", plan="", plan_surumu="")
    iki = attrs.evolve(bir, kimlik="D-2")
    olan = list(judge_all([bir, iki, bir], lambda d: meb if d.kimlik == "D-2" else PLAN, BUGUN))
    assert [h.plan for _, h, _ in olan] == ["belediye", "meb", "belediye"]


@pytest.mark.fault("I07")
def test_one_broken_code_does_not_stop_the_sweep():
    """A file whose code is no code at all (an old import) is an error line; the files after it are judged."""
    dosyalar = [make_file("165.05"), attrs.evolve(make_file("165.05"), kod="165.5"), make_file("165.05")]
    assert [durum for *_, durum in supur(dosyalar)] == [Durum.ADAY, Durum.HATALI, Durum.ADAY]
