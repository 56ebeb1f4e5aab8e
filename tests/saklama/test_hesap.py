# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Retention: the rules as vectors, properties over every code of every plan, and a second, simpler computation."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earsiv.saklama import ImhaEngeli, Sonuc, compute, explain
from earsiv.sdp import effective, load

BELEDIYE = effective("belediye")
MEB = effective("meb")
KODLAR = sorted({k for p in BELEDIYE.katmanlar for k in p.satirlar})
TARIH = st.dates(dt.date(1950, 1, 1), dt.date(2090, 12, 31))


def gun(metin):
    return dt.date.fromisoformat(metin)


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
    hesap = compute(kod, gun(kapanis), gun("2100-01-01"), plan=BELEDIYE)
    assert (hesap.sonuc, hesap.listelenebilir_yil) == (sonuc, yil)
    assert hesap.suresi_doldu is (yil is not None)


@pytest.mark.fault("I10")
def test_d_with_b_is_never_a_candidate():
    """D with a permanent period is kept, a thousand years on as well."""
    hesap = compute("903.05", gun("1900-01-01"), gun("2999-01-01"), plan=BELEDIYE)
    assert not hesap.imha_adayi and not hesap.suresi_doldu and hesap.bitis is None


@pytest.mark.fault("I06")
@pytest.mark.parametrize(("bugun", "doldu"), [("2023-12-31", False), ("2024-01-01", True), ("2024-02-29", True)])
def test_due_to_the_day(bugun, doldu):
    """Not one day early: 31 December is too soon, 1 January is due."""
    assert compute("165.05", gun("2013-06-15"), gun(bugun), plan=BELEDIYE).suresi_doldu is doldu


@pytest.mark.fault("I07")
def test_missing_closing_date_is_an_error_and_never_due():
    """An open file has no period."""
    hesap = compute("165.05", None, gun("2999-01-01"), plan=BELEDIYE)
    assert hesap.sonuc is Sonuc.BELIRSIZ and not hesap.suresi_doldu
    assert [b.kod for b in hesap.bulgular] == ["SAK-003"]


def test_letters_that_are_no_period_are_not_computed():
    """The published MEB plan prints C as a period in three rows; N+B stays for good."""
    assert compute("101.06", gun("2000-01-01"), gun("2100-01-01"), plan=MEB).sonuc is Sonuc.BELIRSIZ
    n_b = next(s.kod for s in load("meb", "2024").satirlar.values() if s.saklama_kodu == "B" and s.saklama_suresi.isdigit())
    assert compute(n_b, gun("1900-01-01"), gun("2999-01-01"), plan=MEB).sonuc is Sonuc.SUREKLI


def test_bars_never_move_the_dates_and_always_stop_the_candidate():
    """A lawsuit does not change when the period ends; it keeps the file off the list."""
    serbest = compute("165.05", gun("2013-12-31"), gun("2030-01-01"), plan=BELEDIYE)
    engelli = compute("165.05", gun("2013-12-31"), gun("2030-01-01"), plan=BELEDIYE, engeller=[ImhaEngeli.DAVA])
    assert serbest.imha_adayi and not engelli.imha_adayi
    assert (serbest.bitis, serbest.listelenebilir_yil) == (engelli.bitis, engelli.listelenebilir_yil)
    assert "Engel E4" in explain(engelli)


def oracle(kod, kapanis):
    """The same rule, written a second time and as simply as can be: first listable year or None."""
    satir = BELEDIYE.period_row(kod)
    if satir is None or not satir.saklama_suresi.isdigit() or satir.saklama_kodu == "B":
        return None
    return kapanis.year + 1 + int(satir.saklama_suresi)


@pytest.mark.fault("R06")
@given(st.sampled_from(KODLAR), TARIH, TARIH)
def test_two_computations_agree_on_every_code(kod, kapanis, bugun):
    """Table-driven and simple: equal for any code, closing and day."""
    hesap = compute(kod, kapanis, bugun, plan=BELEDIYE)
    yil = oracle(kod, kapanis)
    assert hesap.listelenebilir_yil == yil
    assert hesap.suresi_doldu is (yil is not None and bugun.year >= yil)


@pytest.mark.fault("R04")
@given(st.sampled_from(KODLAR), TARIH, TARIH)
def test_explanation_names_the_dates_it_led_to(kod, kapanis, bugun):
    """The story ends where the computation ended."""
    hesap = compute(kod, kapanis, bugun, plan=BELEDIYE)
    metin = explain(hesap)
    if hesap.listelenebilir_yil:
        assert f"{hesap.baslangic:%d.%m.%Y}" in metin and f"{hesap.bitis:%d.%m.%Y}" in metin and str(hesap.listelenebilir_yil) in metin
    elif hesap.sonuc is Sonuc.BELIRSIZ:
        assert hesap.bulgular and "listeye girmez" in metin
    else:
        assert "dolmaz" in metin or "kurumunda saklanır" in metin


@given(st.sampled_from(KODLAR), TARIH, TARIH, st.integers(0, 4000))
def test_a_later_closing_never_comes_due_earlier(kod, kapanis, bugun, gunler):
    """Monotonic: closing later, due later or never."""
    once = compute(kod, kapanis, bugun, plan=BELEDIYE)
    sonra = compute(kod, kapanis + dt.timedelta(days=gunler), bugun, plan=BELEDIYE)
    assert not (sonra.suresi_doldu and not once.suresi_doldu)
    assert not (once.sonuc is Sonuc.SUREKLI and once.suresi_doldu)
