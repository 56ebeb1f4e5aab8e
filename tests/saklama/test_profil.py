# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The institution's profile: defaults of law, dated values with reasons, extra rules, and what was known on a past day."""

import datetime as dt
import json
import re

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earsiv.errors import GirdiHatasi
from earsiv.saklama import VARSAYILAN_PROFIL, KurumProfili, ProfilDegeri, SaklamaKurali, Sonuc, compute, parameters
from earsiv.sdp import effective
from earsiv.testing.saklama import days, files, make_file, rules

PLAN = effective("belediye")


def gun(metin):
    return dt.date.fromisoformat(metin)


def deger(ad, ne, baslangic="2020-01-01", kayit=None, gerekce="yönerge"):
    return ProfilDegeri(ad, ne, gun(baslangic), gerekce, gun(kayit or baslangic))


def kural(sure="30", kod="165", **ek):
    tam = {"ad": "özel kanun", "gerekce": "gerekçe", "dayanak": "kanun", "baslangic": gun("2020-01-01"), "kayit": gun("2020-01-01"), **ek}
    return SaklamaKurali(kod=kod, sure=sure, **tam)


@pytest.mark.parametrize(
    ("ad", "beklenen"),
    [
        ("birim_gozden_gecirme_ayi", 1),
        ("birim_devir_son_ayi", 3),
        ("arsiv_belgesi_yil", 20),
        ("kesin_sonuc_yil", 15),
        ("imha_listesi_saklama_yil", 10),
        ("dab_devir_ay", 12),
        ("kvkk_periyodik_ay", 6),
        ("kvkk_politikasiz_ay", 3),
        ("kvkk_talep_gun", 30),
        ("kvkk_islem_kaydi_yil", 3),
        ("bilgi_edinme_is_gunu", 15),
        ("bilgi_edinme_itiraz_gun", 15),
        ("saklama_baslangic_kurali", "SONRAKI_YILBASI"),
        ("komisyon_baslangic", "03-01"),
        ("karar_nisabi", "COGUNLUK"),
        ("uygun_gorus", "ZORUNLU"),
        ("birim_arsivi_yil", None),  # a split is the institution's own, never taken from 1988
        ("kurum_arsivi_yil", None),
    ],
)
def test_defaults_are_those_of_the_spec(ad, beklenen):
    """Table of the time rules and of the open points, as of 2026."""
    assert VARSAYILAN_PROFIL.get(ad, gun("2026-11-21")) == beklenen


def test_every_parameter_says_what_it_is_and_how_well_its_ground_is_known():
    """A sentence, a ground, an evidence tag; the default is a value it can take; an article is named only where it was read."""
    for ad, parametre in parameters().items():
        assert parametre.ad == ad and parametre.aciklama.endswith((".", "?")) and parametre.dayanak, ad
        assert parametre.kanit in {"P", "S", "L", "M"}, ad
        assert parametre.accepts(parametre.varsayilan) and all(parametre.accepts(d) for _, d in parametre.tarihce), ad
        assert not re.search(r"\bm\.\d", parametre.dayanak) or re.search(
            r"Kararnamesi m\.(4|9|18|19|20)|Yönetmelik m\.(10|19|33)", parametre.dayanak
        ), ad


def test_law_of_the_day_is_asked_and_not_the_law_of_today():
    """Thirty years until 15 July 2018, twenty since."""
    assert [VARSAYILAN_PROFIL.get("arsiv_belgesi_yil", gun(g)) for g in ("2018-07-15", "2018-07-16")] == [30, 20]


def test_value_of_the_institution_speaks_from_its_day_on():
    """The newest by the day asked; before the first, the default."""
    profil = KurumProfili().with_value(deger("dab_devir_ay", 6, "2021-01-01")).with_value(deger("dab_devir_ay", 9, "2023-01-01"))
    assert [profil.get("dab_devir_ay", gun(g)) for g in ("2020-12-31", "2021-01-01", "2022-12-31", "2023-01-01")] == [12, 6, 6, 9]
    assert profil.entry("dab_devir_ay", gun("2020-12-31")) is None
    assert profil.entry("dab_devir_ay", gun("2022-01-01")).gerekce == "yönerge"


def test_a_correction_of_the_same_day_wins_by_when_it_was_written_down():
    """Two values from one day on: the later note."""
    bir, iki = deger("dab_devir_ay", 6, "2021-01-01", "2021-01-05"), deger("dab_devir_ay", 8, "2021-01-01", "2021-02-05")
    for sira in ((bir, iki), (iki, bir)):
        assert KurumProfili(sira).get("dab_devir_ay", gun("2021-06-01")) == 8
    assert KurumProfili((bir, iki)).known_on(gun("2021-01-31")).get("dab_devir_ay", gun("2021-06-01")) == 6


@pytest.mark.parametrize(
    ("ad", "ne", "gerekce", "kod"),
    [
        ("yok_boyle_bir_sey", 1, "g", "SAK-025"),
        ("dab_devir_ay", 0, "g", "SAK-026"),
        ("dab_devir_ay", "6", "g", "SAK-026"),
        ("dab_devir_ay", True, "g", "SAK-026"),
        ("dab_devir_ay", None, "g", "SAK-026"),
        ("imha_listesi_saklama_yil", 9, "g", "SAK-026"),  # never less than ten years
        ("saklama_baslangic_kurali", "DOSYA_YILI", "g", "SAK-026"),
        ("komisyon_baslangic", "02-30", "g", "SAK-026"),
        ("komisyon_baslangic", "1 Mart", "g", "SAK-026"),
        ("kucuk_teskilat", 1, "g", "SAK-026"),
        ("dab_devir_ay", 6, "  ", "SAK-022"),
    ],
)
def test_value_without_reason_or_outside_the_rule_is_refused(ad, ne, gerekce, kod):
    """Typed errors, nothing stored."""
    with pytest.raises(GirdiHatasi) as hata:
        KurumProfili().with_value(deger(ad, ne, gerekce=gerekce))
    assert hata.value.kod == kod


@pytest.mark.parametrize("sure", ["0", "101", "-1", "C", "", "b", "5-10", "10.5", "süresiz", "٣"])
def test_rule_with_a_period_that_is_none_is_refused(sure):
    """Whole years 1-100 or B."""
    with pytest.raises(GirdiHatasi) as hata:
        KurumProfili().with_rule(kural(sure))
    assert hata.value.kod == "SAK-027"


@pytest.mark.parametrize("alan", ["gerekce", "dayanak"])
def test_rule_without_reason_or_ground_is_refused(alan):
    """A rule is another law's or the institution's own: it must say whose."""
    with pytest.raises(GirdiHatasi) as hata:
        KurumProfili().with_rule(kural(**{alan: " "}))
    assert hata.value.kod == "SAK-022"


@pytest.mark.parametrize(
    ("kod", "birim", "an", "kapsar"),
    [
        ("165", "99990001", "2020-01-01", True),
        ("165.05", "99990001", "2025-01-01", True),
        ("165.05.01", "99990001", "2030-12-31", True),
        ("165.05", "99990002", "2025-01-01", False),
        ("165.05", "99990001", "2019-12-31", False),
        ("165.05", "99990001", "2031-01-01", False),
        ("166", "99990001", "2025-01-01", False),
        ("16", "99990001", "2025-01-01", False),
    ],
)
def test_rule_covers_its_code_and_below_in_its_unit_between_its_days(kod, birim, an, kapsar):
    """165 is no prefix of 1650; both days count."""
    kendi = kural("30", "165", birim="99990001", bitis=gun("2030-12-31"))
    assert kendi.covers(kod, birim, gun(an)) is kapsar
    assert bool(KurumProfili((), (kendi,)).rules_for(kod, birim, gun(an))) is kapsar


def test_rule_without_code_and_unit_covers_everything():
    """The institution's floor under every period."""
    assert all(kural("5", "").covers(kod, "99990009", gun("2025-01-01")) for kod in ("010", "105.04", "934.01.02"))


@pytest.mark.fault("R07")
def test_as_of_a_past_day_what_was_written_down_later_is_not_known():
    """A rule that began in 2020 and was written down in 2022 is not in an answer as of 2021, and is in one as of 2023."""
    profil = KurumProfili((), (kural("30", kayit=gun("2022-06-01")),))
    dosya = make_file("165.05", "2005-12-31")

    def o_gun(metin):
        return compute(dosya, PLAN, None, (), gun(metin), profil=profil.known_on(gun(metin))).ilk_gun

    assert [o_gun(g) for g in ("2021-01-01", "2022-05-31", "2022-06-01", "2023-01-01")] == [gun("2016-01-01")] * 2 + [gun("2036-01-01")] * 2


def test_clock_rule_of_a_file_is_the_one_of_the_day_it_was_closed():
    """The institution changes to the anniversary rule in 2020: files closed before keep 1 January."""
    profil = KurumProfili((deger("saklama_baslangic_kurali", "KAPANIS_GUNU", "2020-01-01"),))
    ilk = [compute(make_file("165.05", g), PLAN, None, (), gun("2100-01-01"), profil=profil).ilk_gun for g in ("2019-06-06", "2020-06-06")]
    assert ilk == [gun("2030-01-01"), gun("2030-06-07")]


@pytest.mark.fault("R07")
@given(files(PLAN), st.lists(rules(PLAN), max_size=3), st.lists(rules(PLAN), min_size=1, max_size=3), days())
def test_later_entries_never_change_an_answer_of_a_past_day(dosya, eski, yeni, an):
    """Whatever is written down after a day, the answer as of that day stays."""
    once = KurumProfili((), tuple(eski)).known_on(an)
    sonraki = [attrs.evolve(k, kayit=an + dt.timedelta(days=1 + n)) for n, k in enumerate(yeni)]
    sonra = KurumProfili((), (*eski, *sonraki)).known_on(an)
    assert once == sonra
    assert compute(dosya, PLAN, None, (), an, profil=once) == compute(dosya, PLAN, None, (), an, profil=sonra)


def test_where_the_institution_splits_the_period_the_total_stays():
    """Three years in the unit: told for information; the end and the outcome are those without a split."""
    profil = KurumProfili((deger("birim_arsivi_yil", 3, "2000-01-01"),))
    dosya = make_file("165.05", "2013-12-31")
    bolunmus, duz = (compute(dosya, PLAN, None, (), gun("2030-01-01"), profil=p) for p in (profil, KurumProfili()))
    assert (bolunmus.bitis, bolunmus.ilk_gun, bolunmus.sonuc) == (duz.bitis, duz.ilk_gun, Sonuc.IMHA)
    assert [g for _, g in bolunmus.asamalar] == [gun("2016-12-31"), gun("2023-12-31")] and duz.asamalar == ()


def test_transfer_is_due_within_the_months_of_the_profile():
    """Twelve months after a transfer file is ripe, six where the institution says so; nothing for a file that is not transferred."""
    dosya = make_file("105.04", "2000-12-31")
    alti = KurumProfili((deger("dab_devir_ay", 6, "2000-01-01"),))
    son = [compute(dosya, PLAN, None, (), gun("2026-01-01"), profil=p).devir_son_gun for p in (KurumProfili(), alti)]
    assert son == [gun("2021-12-31"), gun("2021-06-30")]
    assert compute(make_file("165.05", "2000-12-31"), PLAN, None, (), gun("2026-01-01")).devir_son_gun is None


def test_profile_survives_json():
    """Values and rules are written as plain JSON and read back equal."""
    profil = KurumProfili().with_value(deger("dab_devir_ay", 6)).with_value(deger("kesin_sonuc_yil", None)).with_rule(kural("B"))
    assert KurumProfili.from_dict(json.loads(json.dumps(profil.as_dict()))) == profil


def test_doing_without_the_favourable_opinion_needs_a_cited_document():
    """The exemption of an approved plan is no matter of taste: a reason is not enough."""
    deger = ProfilDegeri("uygun_gorus", "MUAF_SSDP", dt.date(2026, 1, 1), "Plan onaylı", dt.date(2026, 1, 1))
    with pytest.raises(GirdiHatasi) as hata:
        KurumProfili().with_value(deger)
    assert hata.value.kod == "SAK-022"
    KurumProfili().with_value(attrs.evolve(deger, dayanak="12.01.2026 tarihli yazı"))
