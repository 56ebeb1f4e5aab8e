# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The calendar of working days: known days, feasts and their half days, the institution's own days off, and the counting."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earsiv.errors import GirdiHatasi
from earsiv.saklama.isgunu import (
    RESMI_TAKVIM,
    BayramYili,
    KapaliGun,
    ResmiTakvim,
    add_working_days,
    next_working_day,
    unknown_years,
    working_days_between,
)

G = dt.date.fromisoformat
GUNLER = st.dates(dt.date(2018, 1, 1), dt.date(2032, 12, 31))
SAYILAR = st.integers(0, 80)


@st.composite
def takvimler(draw):
    """The official calendar with some days off of the institution's own, half days counted or not."""
    gunler = draw(st.lists(st.tuples(GUNLER, st.integers(0, 9), st.booleans()), max_size=4))
    kapali = tuple(KapaliGun(bas, bas + dt.timedelta(days=n), "idari izin", yarim) for bas, n, yarim in gunler)
    return ResmiTakvim(kapali=kapali, yarim_is_gunu=draw(st.booleans()))


@pytest.mark.parametrize(
    ("yil", "ramazan", "kurban"),
    [
        (2019, "2019-06-04", "2019-08-11"),
        (2020, "2020-05-24", "2020-07-31"),
        (2021, "2021-05-13", "2021-07-20"),
        (2022, "2022-05-02", "2022-07-09"),
        (2023, "2023-04-21", "2023-06-28"),
        (2024, "2024-04-10", "2024-06-16"),
        (2025, "2025-03-30", "2025-06-06"),
        (2026, "2026-03-20", "2026-05-27"),
        (2027, "2027-03-09", "2027-05-16"),
        (2029, "2029-02-14", "2029-04-24"),
        (2030, "2030-02-04", "2030-04-13"),
    ],
)
def test_feasts_last_three_and_four_days_and_begin_with_a_half_day(yil, ramazan, kurban):
    """The day before is off in the afternoon, unless it is off anyway; the days after the feast are no holiday by it."""
    tatiller = {t.gun: t for t in RESMI_TAKVIM.holidays(yil)}
    for ilk, uzunluk, ad in ((G(ramazan), 3, "Ramazan Bayramı"), (G(kurban), 4, "Kurban Bayramı")):
        for n in range(uzunluk):
            assert not tatiller[ilk + dt.timedelta(days=n)].yarim
        arife = tatiller[ilk - dt.timedelta(days=1)]
        assert arife.yarim == arife.ad.startswith(ad)
        sonraki = tatiller.get(ilk + dt.timedelta(days=uzunluk))
        assert sonraki is None or not sonraki.ad.startswith(ad)
    assert RESMI_TAKVIM.is_known(yil)


@pytest.mark.parametrize("ay_gun", ["01-01", "04-23", "05-01", "05-19", "07-15", "08-30", "10-29"])
def test_national_days_are_off_every_year(ay_gun):
    """Whatever the weekday."""
    for yil in range(2019, 2035):
        assert not RESMI_TAKVIM.is_working(G(f"{yil}-{ay_gun}"))


def test_a_national_day_is_off_from_the_year_it_was_made_one():
    """15 July since 2017, 1 May since 2009."""
    assert RESMI_TAKVIM.is_working(G("2016-07-15")) and RESMI_TAKVIM.is_working(G("2008-05-01"))
    assert not RESMI_TAKVIM.is_working(G("2009-05-01"))


@pytest.mark.parametrize(
    ("gun", "calisilir", "yarim"),
    [
        ("2026-10-28", True, True),
        ("2026-10-29", False, False),
        ("2026-03-19", True, True),
        ("2026-11-21", False, False),  # a Saturday
        ("2023-10-28", False, False),  # a Saturday: no half of it is worked
        ("2027-05-19", False, False),  # national day and feast at once
        ("2029-04-23", False, False),  # a whole day off stands before the half one of a feast
        ("2026-11-20", True, False),
    ],
)
def test_days_that_are_told_apart(gun, calisilir, yarim):
    """Half days count as working days."""
    assert (RESMI_TAKVIM.is_working(G(gun)), RESMI_TAKVIM.is_half(G(gun))) == (calisilir, yarim)


def test_an_institution_may_count_half_days_as_off():
    """Then the same period ends a day later."""
    siki = ResmiTakvim(yarim_is_gunu=False)
    assert not siki.is_working(G("2026-03-19")) and siki.is_half(G("2026-03-19"))
    assert add_working_days(G("2026-03-02"), 15) == G("2026-03-24")
    assert add_working_days(G("2026-03-02"), 15, siki) == G("2026-03-25")


@pytest.mark.parametrize(
    ("alindi", "sayi", "son"),
    [
        ("2026-11-20", 15, "2026-12-11"),
        ("2026-11-21", 15, "2026-12-11"),  # came in on a Saturday: Monday is the first day
        ("2026-12-28", 15, "2027-01-19"),
        ("2026-10-27", 1, "2026-10-28"),
        ("2026-10-28", 1, "2026-10-30"),
        ("2025-03-28", 1, "2025-04-02"),
        ("2026-05-18", 15, "2026-06-12"),
        ("2026-11-20", 0, "2026-11-20"),
    ],
)
def test_the_last_day_of_a_period(alindi, sayi, son):
    """Counted by hand over a calendar on the wall; the day itself is not counted."""
    assert add_working_days(G(alindi), sayi) == G(son)


def test_no_period_runs_backwards():
    """A negative number of days is a programmer's mistake."""
    with pytest.raises(ValueError):
        add_working_days(G("2026-01-01"), -1)


def test_a_calendar_without_working_days_comes_to_an_end():
    """The last day of all, not a loop without end."""

    class Kapali:
        def is_working(self, gun):
            return False

        def is_half(self, gun):
            return False

        def is_known(self, yil):
            return True

    assert add_working_days(dt.date(9999, 12, 1), 3, Kapali()) == dt.date.max
    assert next_working_day(dt.date(9999, 12, 1), Kapali()) == dt.date.max


def test_days_off_of_the_institution_move_the_end():
    """An idari izin of two days moves it by two working days; a half one by none."""
    izinli = RESMI_TAKVIM.with_closure(KapaliGun("2026-11-26", "2026-11-27", "idari izin"))
    assert add_working_days(G("2026-11-20"), 15, izinli) == G("2026-12-15")
    yarim = RESMI_TAKVIM.with_closure(KapaliGun("2026-11-26", "2026-11-27", "idari izin", yarim=True))
    assert add_working_days(G("2026-11-20"), 15, yarim) == G("2026-12-11") and yarim.is_half(G("2026-11-26"))
    assert ResmiTakvim.from_dict(izinli.as_dict()) == izinli


def test_a_year_whose_feasts_are_not_known_is_told():
    """And once the institution wrote them down, it is known; its own entry stands before the shipped one."""
    (bulunan,) = unknown_years(G("2027-12-20"), G("2028-01-20"), RESMI_TAKVIM)
    assert (bulunan.kod, bulunan.yer, bulunan.seviye) == ("BIL-014", "2028", "uyari") and "2028" in bulunan.mesaj
    ilan = BayramYili(2028, ["2028-02-26"], ["2028-05-05"], "İlan edilen takvim")
    takvim = RESMI_TAKVIM.with_feasts(ilan)
    assert not unknown_years(G("2027-12-20"), G("2028-01-20"), takvim)
    assert not takvim.is_working(G("2028-02-28")) and RESMI_TAKVIM.is_working(G("2028-02-28"))
    assert takvim.is_half(G("2028-02-25")) and ResmiTakvim.from_dict(takvim.as_dict()) == takvim
    duzeltme = takvim.with_feasts(BayramYili(2028, ["2028-02-27"], ["2028-05-05"], "Düzeltme"))
    assert duzeltme.is_working(G("2028-02-25")) and not duzeltme.is_half(G("2028-02-25"))


@pytest.mark.parametrize(
    "kapali",
    [
        KapaliGun("2026-01-05", "2026-01-04", "ters"),
        KapaliGun("2026-01-05", "2026-01-06", " "),
        KapaliGun("2026-01-05", "2028-01-06", "iki yıl"),
    ],
    ids=["ters", "nedensiz", "uzun"],
)
def test_days_off_that_say_nothing_are_refused(kapali):
    """Wrong use, told by its code."""
    with pytest.raises(GirdiHatasi, match="BIL-018"):
        RESMI_TAKVIM.with_closure(kapali)


@pytest.mark.parametrize(
    "bayram",
    [
        BayramYili(2028, [], ["2028-05-05"], "x"),
        BayramYili(2028, ["2028-02-26"], ["2027-05-05"], "x"),
        BayramYili(2028, ["2028-02-26"], ["2028-05-05"], " "),
    ],
    ids=["eksik", "baska yil", "dayanaksiz"],
)
def test_feasts_that_say_nothing_are_refused(bayram):
    """Wrong use, told by its code."""
    with pytest.raises(GirdiHatasi, match="BIL-018"):
        RESMI_TAKVIM.with_feasts(bayram)


@given(GUNLER, SAYILAR, takvimler())
def test_counting_forth_and_back_meets(gun, sayi, takvim):
    """The days up to the end of a period of n days are n, and the end is a working day."""
    son = add_working_days(gun, sayi, takvim)
    assert working_days_between(gun, son, takvim) == sayi == -working_days_between(son, gun, takvim)
    assert sayi == 0 or takvim.is_working(son)


@given(GUNLER, SAYILAR, SAYILAR, takvimler())
def test_a_longer_period_ends_later_and_periods_add_up(gun, a, b, takvim):
    """Strictly later, and two periods one after the other are one."""
    ilk = add_working_days(gun, a, takvim)
    assert add_working_days(ilk, b, takvim) == add_working_days(gun, a + b, takvim)
    assert b == 0 or add_working_days(gun, a + b, takvim) > ilk


@given(GUNLER, st.integers(0, 400), SAYILAR, takvimler())
def test_a_later_start_never_ends_earlier(gun, fark, sayi, takvim):
    """Monotone in the day it starts."""
    assert add_working_days(gun, sayi, takvim) <= add_working_days(gun + dt.timedelta(days=fark), sayi, takvim)


@given(GUNLER, SAYILAR, takvimler(), GUNLER)
def test_a_further_day_off_never_makes_a_period_shorter(gun, sayi, takvim, kapali):
    """Deadlines only move back."""
    yeni = takvim.with_closure(KapaliGun(kapali, kapali, "idari izin"))
    assert add_working_days(gun, sayi, yeni) >= add_working_days(gun, sayi, takvim)
