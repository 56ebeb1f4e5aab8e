# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The forecast: every file is counted once, sums are exact, and a stream of any length costs the same memory."""

import datetime as dt
import json
import tracemalloc
from collections import Counter

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earsiv.errors import GirdiHatasi
from earsiv.saklama import Durum, Engel, ImhaEngeli, Sayim, Sonuc, compute, judge_all
from earsiv.saklama.tahmin import TAHMIN_SONUCLARI, Kova, Yuk, forecast
from earsiv.sdp import effective
from earsiv.testing.saklama import BIRIMLER, days, files, make_file

PLAN = effective("belediye")
BUGUN = dt.date(2026, 11, 21)
DAVA = Engel(ImhaEngeli.DAVA, "dondurma D-2026/1", "uydurma dava")


def kalem(kod="165.05", kapanis="2013-12-31", bayt=0, engeller=(), bugun=BUGUN, **alanlar):
    dosya = make_file(kod, kapanis, **alanlar)
    return dosya, compute(dosya, PLAN, None, engeller, bugun), bayt


KALEMLER = st.lists(
    st.tuples(
        files(PLAN),
        st.integers(0, 2_000),
        st.integers(0, 2**50),
        st.sampled_from([(), (DAVA,)]),
    ),
    max_size=30,
)


@given(KALEMLER, days(), st.integers(1, 100))
def test_rows_add_up_to_what_was_examined(kalemler, bugun, yil):
    """Files, millimetres and bytes: nothing is lost, nothing counted twice, and the counts are those of the sweep."""
    akis, sayim = [], Sayim()
    for dosya, mm, bayt, engeller in kalemler:
        uzun = attrs.evolve(dosya, uzunluk_mm=mm)
        hesap = compute(uzun, PLAN, None, engeller, bugun)
        sayim.add(hesap.durum)
        akis.append((uzun, hesap, bayt))
    tahmin = forecast(iter(akis), bugun, yil_sayisi=yil)
    assert tahmin.total() == Yuk(len(akis), sum(d.uzunluk_mm for d, _, _ in akis), sum(b for *_, b in akis))
    assert tahmin.incelenen == sayim.incelenen and tahmin.dolan == sayim.dolan
    for kova, *durumlar in ((Kova.SUREKLI, Durum.SUREKLI), (Kova.ACIK, Durum.ACIK, Durum.BEKLEYEN), (Kova.HATALI, Durum.HATALI)):
        assert tahmin.total(kova).dosya == sum(sayim[durum] for durum in durumlar)
    assert tahmin.total(Kova.BIRIKMIS).dosya == sayim[Durum.ADAY] + sayim[Durum.DIGER]
    assert sum((tahmin.total(k) for k in Kova), Yuk()) == tahmin.total()
    assert sum((tahmin.total(birim=b) for b in tahmin.birimler), Yuk()) == tahmin.total()
    assert sum((tahmin.total(Kova.DOLACAK, yil=y) for y in tahmin.yillar), Yuk()) == tahmin.total(Kova.DOLACAK)
    dolacak = sum((tahmin.total(Kova.DOLACAK, sonuc=s) for s in TAHMIN_SONUCLARI), Yuk())
    assert dolacak == tahmin.total(Kova.DOLACAK)


@given(KALEMLER, days(), st.randoms(use_true_random=False))
def test_order_of_the_stream_does_not_matter(kalemler, bugun, karistir):
    """The same files in another order give the same forecast, row for row."""
    akis = [(d, compute(d, PLAN, None, e, bugun), b) for d, _, b, e in kalemler]
    ilk = forecast(akis, bugun)
    karistir.shuffle(akis)
    assert forecast(akis, bugun) == ilk
    assert json.loads(json.dumps(ilk.as_dict())) == ilk.as_dict()


@pytest.mark.parametrize(
    ("kapanis", "kova", "yil"),
    [
        ("2013-12-31", Kova.BIRIKMIS, None),  # 10 years: listable since 2024
        ("2015-06-01", Kova.BIRIKMIS, None),  # since 1 January of the present year
        ("2016-01-01", Kova.DOLACAK, 2027),
        ("2025-12-31", Kova.DOLACAK, 2036),
        ("2026-01-01", Kova.SONRA, None),
        (None, Kova.ACIK, None),
        ("2026-11-22", Kova.ACIK, None),
    ],
)
def test_a_file_stands_in_the_year_it_falls_due(kapanis, kova, yil):
    """What is due already piles up and is not spread over the years; the last year of the forecast is in it."""
    (satir,) = forecast([kalem(kapanis=kapanis)], BUGUN).satirlar
    assert (satir.kova, satir.yil) == (kova, yil)


@pytest.mark.parametrize(("bugun", "kova"), [("2023-12-31", Kova.DOLACAK), ("2024-01-01", Kova.BIRIKMIS)])
def test_a_file_leaves_the_years_on_the_day_it_is_due(bugun, kova):
    """31 December: next year's; 1 January: piled up."""
    gun = dt.date.fromisoformat(bugun)
    (satir,) = forecast([kalem(bugun=gun)], gun).satirlar
    assert satir.kova is kova


def test_held_files_stand_apart_with_their_year():
    """A held file falls due in no year; its own year is kept, so that one sees what a hold keeps back."""
    tahmin = forecast([kalem(engeller=(DAVA,)), kalem(kapanis="2017-05-05", engeller=(DAVA,)), kalem(kapanis="2017-05-05")], BUGUN)
    assert {(s.kova, s.yil) for s in tahmin.satirlar} == {(Kova.ENGELLI, 2024), (Kova.ENGELLI, 2028), (Kova.DOLACAK, 2028)}
    assert tahmin.dolan == 1 and tahmin.as_dict()["engelli"] == 2


def test_permanent_and_faulty_rows_fall_due_in_no_year():
    """B+D stays for good, also when held; an unknown code is an error row, never a year."""
    tahmin = forecast([kalem("903.05"), kalem("903.05", engeller=(DAVA,)), kalem("999.99"), kalem("155.04.05.07")], BUGUN)
    assert {(s.kova, s.sonuc, s.yuk.dosya) for s in tahmin.satirlar} == {
        (Kova.SUREKLI, Sonuc.SUREKLI, 2),
        (Kova.HATALI, Sonuc.BELIRSIZ, 2),
    }


def test_rows_are_by_year_unit_and_outcome():
    """One row each; shelf and bytes are added exactly."""
    akis = [
        kalem(birim=BIRIMLER[0], kapanis="2017-01-01", uzunluk_mm=33, bayt=2**60),
        kalem(birim=BIRIMLER[0], kapanis="2017-12-31", uzunluk_mm=34, bayt=1),
        kalem(birim=BIRIMLER[1], kapanis="2017-01-01", uzunluk_mm=5),
        kalem("105.04", "2012-01-01", birim=BIRIMLER[1]),
    ]
    satirlar = [(s.yil, s.birim, s.sonuc, s.yuk) for s in forecast(akis, BUGUN).satirlar]
    assert satirlar == [
        (2028, BIRIMLER[0], Sonuc.IMHA, Yuk(2, 67, 2**60 + 1)),
        (2028, BIRIMLER[1], Sonuc.IMHA, Yuk(1, 5, 0)),
        (2028, BIRIMLER[1], Sonuc.DEVIR, Yuk(1, 0, 0)),
    ]


@pytest.mark.parametrize("yil", [0, -1, 101])
def test_number_of_years_is_bounded(yil):
    """1 to 100."""
    with pytest.raises(GirdiHatasi) as hata:
        forecast([], BUGUN, yil_sayisi=yil)
    assert hata.value.kod == "SAK-060"


def test_empty_archive_has_an_empty_forecast():
    """All zeros, and the years are there."""
    tahmin = forecast([], BUGUN)
    assert tahmin.incelenen == tahmin.dolan == 0 and tahmin.yillar == tuple(range(2027, 2037)) and not tahmin.satirlar


def test_memory_does_not_grow_with_the_stream():
    """Ten times the files, the same memory: only sums are kept."""
    hazir = [kalem(kapanis=f"{yil}-05-05", birim=b) for yil in range(2000, 2026) for b in BIRIMLER]

    def olc(n):
        tracemalloc.start()
        tahmin = forecast((hazir[i % len(hazir)] for i in range(n)), BUGUN)
        tepe = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert tahmin.incelenen == n
        return tepe

    kucuk, buyuk = olc(2_000), olc(20_000)
    assert buyuk < kucuk * 1.3


def test_forecast_takes_the_stream_of_a_sweep():
    """Judged and summed in one go."""
    dosyalar = [make_file(kapanis=f"{2000 + i}-03-03", kimlik=f"D-{i}") for i in range(25)]
    akis = ((d, h, 10) for d, h, _ in judge_all(iter(dosyalar), lambda d: PLAN, BUGUN))
    tahmin = forecast(akis, BUGUN)
    assert Counter({s.kova: s.yuk.dosya for s in tahmin.satirlar if s.kova is Kova.BIRIKMIS})[Kova.BIRIKMIS] == 16
    assert tahmin.total().bayt == 250
