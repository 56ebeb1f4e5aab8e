# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""What a careless or hostile hand may write into plans and overlay: no longer period loses its force by it."""

import datetime as dt

import attrs

from earsiv.saklama import Sonuc, compute
from earsiv.sdp import EkIslemi, EkSatiri, Kitaplik, KurumEki, load
from earsiv.testing.saklama import BIRIMLER, make_file

GUN = dt.date(2026, 3, 2)


def sure(yil, gun, birimler=(), kayit=None):
    return EkSatiri(
        islem=EkIslemi.SURE,
        kod="165.05",
        baslangic=gun,
        kayit=kayit or gun,
        dayanak="uygun görüş",
        aktor="a",
        saklama_suresi=yil,
        saklama_kodu="D",
        birimler=birimler,
    )


def bagli(dosya, *satirlar):
    plan = Kitaplik((), KurumEki(satirlar)).effective("belediye", GUN)
    return compute(dosya, plan, None, (), GUN)


def test_a_later_general_period_binds_a_unit_that_had_its_own():
    """The unit's two years of 2010 do not outlive the fifty years that hold for everybody since 2012."""
    dosya = make_file("165.05", "2014-12-31", acilis=dt.date(2014, 1, 1), birim=BIRIMLER[0])
    kendi, genel = sure("2", dt.date(2010, 1, 1), (BIRIMLER[0],)), sure("50", dt.date(2012, 1, 1))
    assert bagli(dosya, kendi, genel).bitis == dt.date(2064, 12, 31)
    assert bagli(dosya, sure("50", dt.date(2010, 1, 1)), sure("2", dt.date(2012, 1, 1), (BIRIMLER[0],))).bitis == dt.date(2016, 12, 31)


def test_a_back_dated_shorter_period_frees_no_file_opened_before_it_was_written_down():
    """Whatever day it claims to begin on, and for whatever unit."""
    dosya = make_file("165.05", "2020-12-31", acilis=dt.date(2020, 1, 1), birim=BIRIMLER[0])
    for birimler in ((), (BIRIMLER[0],)):
        assert bagli(dosya, sure("1", dt.date(2000, 1, 1), birimler, GUN)).bitis == dt.date(2030, 12, 31)


def test_a_version_that_came_later_does_not_take_a_further_code_out_of_the_count():
    """A code that may stand second only since 2026 goes on binding the files that were opened with it."""
    eski = load("belediye", "2018")
    satirlar = {k: attrs.evolve(s, surum="2026") for k, s in eski.satirlar.items()}
    yeni = attrs.evolve(eski, surum="2026", satirlar=satirlar, yururluk=dt.date(2026, 1, 1), ikinci_kodlar=frozenset({"105.04"}))
    plan = Kitaplik((yeni,)).effective("belediye", GUN)
    assert plan.only_second("105.04") and plan.only_second("105.04 [x]") and plan.only_second("020", dt.date(2013, 1, 1))
    dosya = make_file("165.05", "2013-12-31", acilis=dt.date(2013, 1, 1), diger_kodlar=("105.04", "020"))
    assert compute(dosya, plan, None, (), GUN).sonuc is Sonuc.DEVIR
    assert compute(attrs.evolve(dosya, acilis=GUN), plan, None, (), GUN).sonuc is Sonuc.IMHA
