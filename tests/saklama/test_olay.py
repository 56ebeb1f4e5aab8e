# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""What happens to a file: events that start its clock, extensions, later plans; leap days, Istanbul days, the age of arşiv belgesi."""

import datetime as dt
import json

import attrs
import pytest

from earsiv._clock import civil_date
from earsiv.model import Dosya, Olay, OlayTuru, Siniflama, Uzatma
from earsiv.saklama import Hikaye, KurumProfili, ProfilDegeri, Sonuc, compute, explain, verify
from earsiv.sdp import EtkinPlan, Kitaplik, effective, load
from earsiv.testing.saklama import make_file

BELEDIYE = effective("belediye")
ESKI = dt.date(1900, 1, 1)


def gun(metin):
    return dt.date.fromisoformat(metin)


def hesapla(dosya, bugun="2100-01-01", plan=BELEDIYE, **ek):
    return compute(dosya, plan, None, (), gun(bugun), **ek)


def kural(ad, deger, baslangic=ESKI, kayit=ESKI):
    return KurumProfili((ProfilDegeri(ad, deger, baslangic, "gerekçe", kayit),))


KAPANIS_GUNU = kural("saklama_baslangic_kurali", "KAPANIS_GUNU")
SON_ISLEM = kural("saklama_baslangic_kurali", "SON_ISLEM")


@pytest.mark.parametrize(
    ("olay", "ilk"),
    [
        ("2016-05-05", "2027-01-01"),  # the lawsuit ended after the closing: its year counts
        ("2013-12-31", "2024-01-01"),
        ("2010-01-01", "2024-01-01"),  # before the closing: the closing counts
        ("2014-01-01", "2025-01-01"),
    ],
)
@pytest.mark.parametrize("tur", [t for t in OlayTuru if t is not OlayTuru.KAPANIS])
def test_named_event_starts_the_clock_where_it_is_later_than_the_closing(tur, olay, ilk):
    """Ten years from 1 January after the year of the later of the two; the story names the event's day."""
    hesap = hesapla(make_file("165.05", "2013-12-31", baslatan=tur, olaylar=[Olay(tur, gun(olay))]))
    assert hesap.ilk_gun == gun(ilk)
    assert olay <= "2013-12-31" or f"{gun(olay):%d.%m.%Y}" in str(explain(hesap))


@pytest.mark.fault("I07")
def test_file_that_waits_for_an_event_that_is_not_there_is_never_due():
    """No final decision, no period; an event of another kind is no substitute."""
    for olaylar in ([], [Olay(OlayTuru.SOZLESME_SONU, gun("1990-01-01"))]):
        hesap = hesapla(make_file("165.05", "1980-01-01", baslatan=OlayTuru.DAVA_KESIN, olaylar=olaylar), "2999-01-01")
        assert hesap.sonuc is Sonuc.BELIRSIZ and not hesap.suresi_doldu
        assert [b.kod for b in hesap.bulgular if b.seviye == "hata"] == ["SAK-012"]


def test_event_of_a_kind_nobody_waits_for_changes_nothing():
    """A contract that ended in 2020 does not matter to a file whose clock starts with its closing."""
    hesap = hesapla(make_file("165.05", "2013-12-31", olaylar=[Olay(OlayTuru.SOZLESME_SONU, gun("2020-01-01"))]))
    assert hesap.ilk_gun == gun("2024-01-01")


def test_the_latest_of_several_events_of_the_kind_counts():
    """Decided 2014, reopened, decided 2018: 2018."""
    olaylar = [Olay(OlayTuru.DAVA_KESIN, gun(g)) for g in ("2018-03-03", "2014-02-02")]
    hesap = hesapla(make_file("165.05", "2013-01-01", baslatan=OlayTuru.DAVA_KESIN, olaylar=olaylar))
    assert hesap.ilk_gun == gun("2029-01-01")


def test_events_handed_in_take_the_place_of_the_files_own():
    """``compute`` can be asked "what if": other events, same file."""
    dosya = make_file("165.05", "2013-12-31", baslatan=OlayTuru.DAVA_KESIN, olaylar=[Olay(OlayTuru.DAVA_KESIN, gun("2014-01-01"))])
    assert compute(dosya, BELEDIYE, [Olay(OlayTuru.DAVA_KESIN, gun("2020-01-01"))], (), gun("2100-01-01")).ilk_gun == gun("2031-01-01")
    assert compute(dosya, BELEDIYE, [], (), gun("2100-01-01")).sonuc is Sonuc.BELIRSIZ


@pytest.mark.parametrize(
    ("profil", "baslangic", "bitis"),
    [
        (KurumProfili(), "2017-01-01", "2026-12-31"),
        (KAPANIS_GUNU, "2016-03-01", "2026-03-01"),  # no 29 February in 2026: a day later, never a day earlier
        (SON_ISLEM, "2019-01-01", "2028-12-31"),
    ],
)
def test_leap_day_closing_under_each_rule_of_the_clock(profil, baslangic, bitis):
    """Closed 29 February 2016, last act 2018, ten years."""
    dosya = make_file("165.05", "2016-02-29", olaylar=[Olay(OlayTuru.SON_ISLEM, gun("2018-06-30"))])
    hesap = hesapla(dosya, profil=profil)
    assert (hesap.baslangic, hesap.bitis) == (gun(baslangic), gun(bitis))
    assert hesap.ilk_gun == gun(bitis) + dt.timedelta(days=1)


def test_twenty_years_from_a_leap_day_end_on_a_leap_day():
    """29 February 2000 and twenty years: 29 February 2020 is the last day, 1 March the first."""
    yirmi = next(s.kod for s in load("ortak", "2024").satirlar.values() if (s.saklama_suresi, s.saklama_kodu) == ("20", "D"))
    hesap = hesapla(make_file(yirmi, "2000-02-29"), profil=KAPANIS_GUNU)
    assert (hesap.bitis, hesap.ilk_gun) == (gun("2020-02-29"), gun("2020-03-01"))


@pytest.mark.fault("I06")
@pytest.mark.parametrize(
    ("an", "ilk"),
    [
        ("2013-12-31T21:59:59+00:00", "2024-01-01"),
        ("2013-12-31T22:00:00+00:00", "2025-01-01"),  # winter time was UTC+2 until 2016
        ("2013-12-31T23:30:00+00:00", "2025-01-01"),
        ("2014-01-01T00:30:00+03:00", "2024-01-01"),  # written with another offset: 23:30 in Turkey
        ("2017-12-31T20:59:59+00:00", "2028-01-01"),
        ("2017-12-31T21:00:00+00:00", "2029-01-01"),  # UTC+3 the whole year since then
        ("2017-12-31T23:30:00+00:00", "2029-01-01"),
    ],
)
def test_closing_moment_is_a_civil_day_in_istanbul(an, ilk):
    """31 December 23:30 UTC is 1 January in Turkey: a year later."""
    assert hesapla(make_file("165.05", civil_date(dt.datetime.fromisoformat(an)))).ilk_gun == gun(ilk)


@pytest.mark.parametrize(
    ("uzatmalar", "ilk"),
    [
        ([(5, None)], "2029-01-01"),
        ([(5, None), (3, None)], "2032-01-01"),
        ([(0, "2020-06-06")], "2024-01-01"),  # a day before the end changes nothing
        ([(0, "2030-06-06")], "2031-01-01"),  # calendar years: the named day's year counts in full
        ([(5, "2026-01-01")], "2029-01-01"),
        ([(1, "2026-01-01")], "2027-01-01"),
    ],
)
def test_extensions_add_years_or_name_a_day(uzatmalar, ilk):
    """165.05 closed 2013 would be listable in 2024."""
    liste = [Uzatma("inceleme sürüyor", gun("2020-01-01"), yil, gun(b) if b else None, "K-7") for yil, b in uzatmalar]
    hesap = hesapla(make_file("165.05", "2013-12-31", uzatmalar=liste))
    assert hesap.ilk_gun == gun(ilk)
    assert "inceleme sürüyor" in str(explain(hesap)) and "K-7" in str(explain(hesap))


def test_extension_of_a_permanent_or_uncertain_file_changes_nothing():
    """There is no end to move."""
    uzatma = [Uzatma("gerekçe", gun("2020-01-01"), 5)]
    assert hesapla(make_file("903.05", uzatmalar=uzatma)).sonuc is Sonuc.SUREKLI
    assert hesapla(make_file("155.04.05.07", uzatmalar=uzatma)).sonuc is Sonuc.BELIRSIZ


def with_years(plan, yeni, **kodlar):
    """A later version of a plan in which some codes have another period and letter."""
    satirlar = dict(plan.satirlar)
    for kod, (sure, harf) in kodlar.items():
        kod = kod.removeprefix("k").replace("_", ".")
        satirlar[kod] = attrs.evolve(satirlar[kod], surum=yeni, saklama_suresi=sure, saklama_kodu=harf)
    return attrs.evolve(plan, surum=yeni, satirlar=satirlar)


@pytest.fixture(scope="module")
def yeni_plan():
    """The municipal plan of 2030, in which 105.04 is five years D; the one of 2018 can still be read."""
    yeni = with_years(load("belediye", "2018"), "2030", k105_04=("5", "D"), k165_05=("50", "D"))
    return EtkinPlan("belediye", (yeni, load("ortak", "2024")), yukle=load)


@pytest.mark.fault("I09")
def test_later_plan_with_a_shorter_period_frees_no_file_of_the_old_one(yeni_plan):
    """105.04 filed under 2018 stays fifteen years A; a file opened under 2030 has five years D."""
    eski = hesapla(make_file("105.04", "2013-12-31"), plan=yeni_plan)
    assert (eski.surum, eski.sonuc, eski.ilk_gun) == ("2018", Sonuc.DEVIR, gun("2029-01-01"))
    yeni = hesapla(make_file("105.04", "2031-12-31", plan_surumu="2030", acilis=gun("2031-01-01")), plan=yeni_plan)
    assert (yeni.surum, yeni.sonuc, yeni.ilk_gun) == ("2030", Sonuc.IMHA, gun("2037-01-01"))


@pytest.mark.fault("I09")
def test_later_plan_does_not_shorten_a_further_code_either(yeni_plan):
    """The further codes of a file are codes of the version it was filed under."""
    dosya = make_file("115.05.01", "2013-12-31", diger_kodlar=("105.04",))
    assert hesapla(dosya).sonuc is Sonuc.DEVIR
    hesap = hesapla(dosya, plan=yeni_plan)
    assert (hesap.sonuc, hesap.ilk_gun) == (Sonuc.DEVIR, gun("2029-01-01"))


@pytest.mark.fault("I09")
def test_conversion_to_the_new_version_keeps_the_old_period_unless_decided(yeni_plan):
    """A person may convert the filing; only a decision lets the old period go."""
    for karar, ilk in (("", "2029-01-01"), ("K-2030/4", "2019-01-01")):
        eski = Siniflama("105.04", "belediye", "2018", gun("2030-01-01"), "plan değişti", karar)
        hesap = hesapla(make_file("105.04", "2013-12-31", plan_surumu="2030", onceki=(eski,)), plan=yeni_plan)
        assert hesap.ilk_gun == gun(ilk)


def test_version_that_cannot_be_read_any_more_gives_no_date():
    """The plan a file names is lost: a person must look, nothing is taken from another version."""
    hesap = hesapla(make_file("165.05", "1950-01-01", plan_surumu="1999"))
    assert hesap.sonuc is Sonuc.BELIRSIZ and not hesap.suresi_doldu


def arsiv_belgesi(kapanis, bugun, *olaylar, kod="105.04", profil=KurumProfili()):
    dosya = make_file(kod, kapanis, olaylar=[Olay(tur, gun(g)) for tur, g in olaylar])
    return hesapla(dosya, bugun, profil=profil).arsiv_belgesi


def test_arsiv_belgesi_needs_twenty_years_since_the_last_act():
    """Fifteen years A closed 5 May 2000: the period is over in 2016, arşiv belgesi from 5 May 2020."""
    test = arsiv_belgesi("2000-05-05", "2020-05-04")
    assert (test.yol, test.yil, test.gun, test.oldu) == ("son_islem", 20, gun("2020-05-05"), False)
    assert arsiv_belgesi("2000-05-05", "2020-05-05").oldu
    assert arsiv_belgesi("2000-02-29", "2020-02-29").gun == gun("2020-02-29")


def test_arsiv_belgesi_after_fifteen_years_where_settled_but_not_before_the_period_is_over():
    """Settled for good: fifteen years would be 5 May 2015, the retention ends with 2015, so 1 January 2016."""
    test = arsiv_belgesi("2000-05-05", "2018-01-01", (OlayTuru.KESIN_SONUC, "2001-01-01"))
    assert (test.yol, test.yil, test.gun, test.oldu) == ("kesin_sonuc", 15, gun("2016-01-01"), True)
    gec = arsiv_belgesi("2000-05-05", "2021-01-01", (OlayTuru.KESIN_SONUC, "2018-03-01"))
    assert gec.gun == gun("2018-03-01")


def test_arsiv_belgesi_age_is_the_one_of_the_law_on_that_day():
    """Thirty years until 15 July 2018, twenty from the day after; old texts still say thirty."""
    assert arsiv_belgesi("1990-05-05", "2018-07-15").gun == gun("2020-05-05")
    assert arsiv_belgesi("1990-05-05", "2018-07-16").gun == gun("2010-05-05")


def test_permanent_file_is_never_handed_over_as_arsiv_belgesi():
    """B+A stays in the institution: neither transferred nor destroyed, so no day is named."""
    assert (t := arsiv_belgesi("1950-01-01", "2100-01-01", kod="110.04")) is None or (t.gun is None and not t.oldu)


def test_file_with_all_its_entries_survives_json():
    """Events, extensions, earlier filings: written as plain JSON and read back equal, with the same judgement."""
    dosya = make_file(
        "165.05",
        "2013-12-31",
        diger_kodlar=("105.04",),
        onceki=(Siniflama("934.01", "ortak", "2024", gun("2012-01-01"), "yanlış kod"),),
        baslatan=OlayTuru.DAVA_KESIN,
        olaylar=(Olay(OlayTuru.DAVA_KESIN, gun("2015-01-01"), "onandı"),),
        uzatmalar=(Uzatma("gerekçe", gun("2020-01-01"), 2, gun("2031-05-05"), "K-1"),),
        ilgililer=("Uydurma Kişi",),
        esaslar=("2015/1",),
        uzunluk_mm=40,
    )
    geri = Dosya.from_dict(json.loads(json.dumps(dosya.as_dict())))
    assert geri == dosya and hesapla(geri) == hesapla(dosya)
    assert set(make_file().extras()) == set() and Dosya.from_dict(json.loads(json.dumps(make_file().as_dict()))) == make_file()


@pytest.mark.fault("I09")
def test_later_version_of_the_other_layer_does_not_shorten_a_further_code():
    """641.05 of the common plan, 20 years: a common plan of 2040 that prints one year frees no file opened before it."""
    dosya = make_file("165.05", "2013-12-31", diger_kodlar=("641.05",))
    once = hesapla(dosya, plan=Kitaplik().effective("belediye", gun("2050-01-01")))
    yeni = attrs.evolve(with_years(load("ortak", "2024"), "2040", k641_05=("1", "D")), yururluk=gun("2040-01-01"))
    plan = Kitaplik((yeni,)).effective("belediye", gun("2050-01-01"))
    assert plan.find("641.05").saklama_suresi == "1"
    assert hesapla(dosya, plan=plan).ilk_gun == once.ilk_gun == gun("2034-01-01")
    sonra = attrs.evolve(dosya, acilis=gun("2041-01-01"), kapanis=gun("2041-12-31"))
    assert hesapla(sonra, plan=plan).ilk_gun == gun("2052-01-01")


@pytest.mark.fault("R04")
@pytest.mark.parametrize(
    ("tur", "alan", "deger"),
    [
        ("bitis", "bitis", "2020-12-31"),
        ("bitis", "ilk_gun", "2021-01-01"),
        ("baslangic", "baslangic", "2010-01-01"),
        ("sonuc", "sonuc", "IMHA"),
        ("gun", "doldu", False),
        ("uzatma", "yil", 1),
    ],
)
def test_story_whose_dates_were_changed_does_not_verify(tur, alan, deger):
    """Every date and outcome that a story states must be what its rows come to."""
    hikaye = explain(hesapla(make_file("105.04", "2015-12-31", uzatmalar=(Uzatma("inceleme", gun("2020-01-01"), 3),))))
    assert verify(hikaye)
    veri = json.loads(json.dumps(hikaye.as_dict()))
    next(a for a in veri["adimlar"] if a["tur"] == tur)["degerler"][alan] = deger
    assert not verify(Hikaye.from_dict(veri))


def test_an_act_after_the_clock_has_started_is_shown():
    """The dates stay those of the rule; a person is told that the work went on."""
    dosya = make_file("165.05", "2010-06-01", olaylar=(Olay(OlayTuru.SON_ISLEM, gun("2024-01-01")),))
    hesap = hesapla(dosya)
    assert (hesap.ilk_gun, [b.kod for b in hesap.bulgular]) == (gun("2021-01-01"), ["SAK-014"])
    assert not hesapla(dosya, profil=SON_ISLEM).bulgular


def test_a_file_that_opens_after_it_closed_is_shown():
    """One of the two dates is wrong; which, a person says."""
    hesap = hesapla(make_file("165.05", "2015-12-31", acilis=gun("2016-01-01")))
    assert [b.kod for b in hesap.bulgular] == ["SAK-015"]


@pytest.mark.fault("R07")
def test_the_law_of_a_later_day_is_not_known_before():
    """Thirty years as of 2010, whatever day is asked about; twenty as of today."""
    dosya = make_file("105.04", "2005-12-31")
    o_gun = hesapla(dosya, "2026-12-31", profil=KurumProfili().known_on(gun("2010-01-01")))
    assert (o_gun.arsiv_belgesi.yil, o_gun.arsiv_belgesi.oldu) == (30, False)
    assert (hesapla(dosya, "2026-12-31").arsiv_belgesi.yil, hesapla(dosya, "2026-12-31").arsiv_belgesi.oldu) == (20, True)


def test_what_is_unsure_about_the_plan_is_said_with_the_answer():
    """A version whose first day is unknown; a day for which no version of the common plan is known."""
    o_gun = effective("belediye", gun("2010-01-01"))
    sade = make_file("165.05", "2009-12-31", plan="", plan_surumu="")
    assert [b.kod for b in hesapla(sade, "2010-01-01", plan=o_gun).bulgular] == ["SDP-014"]
    ortak = make_file("641.04", "2009-12-31", plan="", plan_surumu="")
    hesap = hesapla(ortak, "2010-01-01", plan=o_gun)
    assert hesap.sonuc is Sonuc.BELIRSIZ and [b.kod for b in hesap.bulgular] == ["SDP-027"]


def test_what_a_commission_may_keep_is_tested_for_age_too():
    """Kod C: if the commission keeps it, it is to be known from when it is arşiv belgesi; a transfer is not due."""
    hesap = hesapla(make_file("934.01", "2001-12-31"))
    assert hesap.sonuc is Sonuc.KOMISYON and hesap.arsiv_belgesi.gun == gun("2021-12-31") and hesap.devir_son_gun is None
