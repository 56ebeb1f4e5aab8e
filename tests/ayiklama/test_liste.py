# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""From the sweep to a frozen list with one digest."""

import datetime as dt
from enum import Enum

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earsiv.ayiklama import DosyaOzeti, freeze, holds, sweep
from earsiv.ayiklama.aday import skipped_years
from earsiv.errors import ImhaHatasi
from earsiv.model import Dosya, ImhaListesi
from earsiv.saklama import Engel, ImhaEngeli
from earsiv.sdp import effective

PLAN = effective("belediye")
AN = dt.date(2037, 3, 1)
BILGI = {"kurum": "Örnekova Belediyesi", "an": AN, "duzenleyen": "a", "duzenlenme": "2026-11-21T09:00:00.000000Z"}


def ozet(no, kod="165.05", kapanis=dt.date(2013, 12, 31), birim="1", **ayar):
    satir = PLAN.find(kod)
    anahtar = (satir.plan, satir.surum) if satir else ("belediye", "2018")
    dosya = Dosya(f"d{no}", kod, *anahtar, f"Dosya {no}", birim, dt.date(2013, 1, 1), kapanis)
    return DosyaOzeti(dosya, adet=2, ilk=dt.date(2013, 2, 1), son=dt.date(2013, 5, 1), sayilar=("E-1", "", "E-9"), **ayar)


def supur(*ozetler, an=AN, birim=None):
    return sweep(ozetler, lambda _: PLAN, an, birim=birim)


def test_sweep_counts_everything_it_examined():
    """Due, barred, listed, in error, permanent, open: nothing is unaccounted for."""
    s = supur(
        ozet(1),
        ozet(2, "105.04"),
        ozet(3, "934.01"),
        ozet(4, "755.05"),
        ozet(5, "903.05"),
        ozet(6, kapanis=None),
        ozet(7, "155.04.05.07"),
        ozet(8, engeller=(Engel(ImhaEngeli.DAVA),)),
        ozet(9, liste="2030/1"),
        ozet(10, kapanis=dt.date(2036, 1, 1)),
    )
    assert (s.incelenen, s.dolan, s.surekli, s.acik) == (10, 6, 1, 1)
    assert [o.dosya.kimlik for o, _ in s.adaylar] == ["d1"]
    assert {o.dosya.kimlik for o, _ in s.diger} == {"d2", "d3", "d4"}
    assert {o.dosya.kimlik for o, _ in s.engelli} == {"d8", "d9"}
    assert [o.dosya.kimlik for o, _ in s.hatali] == ["d7"]
    assert set(s.as_dict()) >= {"incelenen", "dolan", "adaylar", "diger", "engelli", "hatali", "surekli", "acik"}


def test_sweep_of_one_unit_does_not_examine_the_others():
    """Lists are per unit."""
    assert supur(ozet(1), ozet(2, birim="2"), birim="2").incelenen == 1


def test_list_lines_carry_the_fields_of_the_form():
    """Years, number range, count, period, year of listing."""
    satir = freeze("2037/1", supur(ozet(1)).adaylar, **BILGI).satirlar[0]
    assert (satir.sira_no, satir.dosya_kodu, satir.yil, satir.belge_sayi_araligi, satir.adet) == (1, "165.05", "2013", "E-1 – E-9", 2)
    assert (satir.saklama_suresi, satir.saklama_kodu, satir.imha_yili, satir.plan_surumu) == ("10", "D", 2024, "2018")


def another(deger):
    """Return another value of the same kind."""
    if isinstance(deger, Enum):
        return next(uye for uye in type(deger) if uye is not deger)
    return not deger if isinstance(deger, bool) else deger + 1 if isinstance(deger, int) else deger + "x"


@pytest.mark.fault("I17")
def test_any_edit_gives_another_digest():
    """Row, order, title, number, institution: the digest names exactly this content."""
    liste = freeze("2037/1", supur(ozet(1), ozet(2)).adaylar, **BILGI)
    assert holds(liste) and len(liste.ozet) == 64
    assert holds(ImhaListesi.from_content(liste.content(), liste.ozet))
    degisik = [
        attrs.evolve(liste, **d)
        for d in (
            {"no": "2037/2"},
            {"kurum": "x"},
            {"an": dt.date(2038, 1, 1)},
            {"satirlar": liste.satirlar[::-1]},
            {"satirlar": liste.satirlar[:1]},
        )
    ]
    for alan in attrs.fields_dict(type(liste.satirlar[0])):
        yeni = attrs.evolve(liste.satirlar[0], **{alan: another(getattr(liste.satirlar[0], alan))})
        degisik.append(attrs.evolve(liste, satirlar=(yeni, *liste.satirlar[1:])))
    assert not any(holds(d) for d in degisik)


@pytest.mark.fault("I01", "I06", "I07", "I10")
@pytest.mark.parametrize(
    ("kalem", "an", "kod"),
    [
        (ozet(1), dt.date(2023, 12, 31), "IMH-003"),
        (ozet(1, "105.04"), AN, "IMH-005"),
        (ozet(1, "934.01"), AN, "IMH-005"),
        (ozet(1, "903.05"), AN, "IMH-005"),
        (ozet(1, "155.04.05.07"), AN, "IMH-005"),
        (ozet(1, kapanis=None), AN, "IMH-005"),
        (ozet(1, engeller=(Engel(ImhaEngeli.DAVA),)), AN, "IMH-004"),
        (ozet(1, liste="2030/1"), AN, "IMH-022"),
    ],
)
def test_freeze_refuses_what_may_not_be_listed_whoever_asks(kalem, an, kod):
    """Not due, not D, barred, listed already: the rule is asked again here, not only in the sweep."""
    from earsiv.saklama import compute

    hesap = compute(kalem.dosya, PLAN, None, kalem.engeller, an)
    with pytest.raises(ImhaHatasi) as hata:
        freeze("2037/1", [(kalem, hesap)], **{**BILGI, "an": an})
    assert hata.value.kod == kod


def test_empty_list_is_refused():
    """A commission does not meet over nothing."""
    with pytest.raises(ImhaHatasi) as hata:
        freeze("2037/1", [], **BILGI)
    assert hata.value.kod == "IMH-021"


def test_older_years_first_and_skipping_them_is_told():
    """Sorted by the year they became listable."""
    s = supur(ozet(1, kapanis=dt.date(2020, 1, 1)), ozet(2), ozet(3, kapanis=dt.date(2016, 1, 1)))
    assert [o.dosya.kimlik for o, _ in s.adaylar] == ["d2", "d3", "d1"]
    assert not skipped_years(s, ["d2", "d3"])
    assert [b.kod for b in skipped_years(s, ["d1"])] == ["IMH-010"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["165.05", "105.04", "934.01", "903.05", "622.01", "155.04.05.07"]),
            st.none() | st.dates(dt.date(1990, 1, 1), dt.date(2040, 1, 1)),
            st.booleans(),
        ),
        max_size=12,
    ),
    st.dates(dt.date(2000, 1, 1), dt.date(2060, 1, 1)),
)
def test_no_sweep_ever_offers_what_is_not_due_or_not_d(kalemler, an):
    """Q1 over any mixture of files: what is offered is D, over, and free."""
    s = sweep(
        (ozet(i, kod, kapanis, engeller=(ImhaEngeli.DENETIM,) if engel else ()) for i, (kod, kapanis, engel) in enumerate(kalemler)),
        lambda _: PLAN,
        an,
    )
    for kalem, _ in s.adaylar:
        satir = PLAN.get(kalem.dosya.kod)
        assert satir.saklama_kodu == "D" and kalem.dosya.kapanis.year + int(satir.saklama_suresi) < an.year and not kalem.engeller
    assert s.incelenen == len(kalemler) == s.dolan + len(s.hatali) + s.surekli + s.acik + s.dolmayan
