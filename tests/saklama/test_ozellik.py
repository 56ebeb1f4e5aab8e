# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Properties of the judgement over files of any life: never earlier by adding something, told so that it can be computed again."""

import datetime as dt
import json

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from earsiv._clock import civil_date
from earsiv.model import Olay, OlayTuru, Siniflama, Uzatma
from earsiv.saklama import Engel, Hikaye, ImhaEngeli, KurumProfili, ProfilDegeri, Sonuc, compute, explain, replay
from earsiv.sdp import effective
from earsiv.testing.saklama import codes, days, earlier, events, extensions, files, make_file, rules

pytestmark = pytest.mark.yavas

PLAN = effective("belediye")
GUN = dt.timedelta(days=1)
KORUMA = [Sonuc.IMHA, Sonuc.KOMISYON, Sonuc.ORNEK, Sonuc.DEVIR, Sonuc.SUREKLI]
BASLANGIC = [
    KurumProfili((ProfilDegeri("saklama_baslangic_kurali", ad, dt.date(1900, 1, 1), "gerekçe", dt.date(1900, 1, 1)),))
    for ad in ("SONRAKI_YILBASI", "KAPANIS_GUNU", "SON_ISLEM")
]
DOSYA = files(PLAN)
SURELI_KODLAR = [s.kod for k in PLAN.katmanlar for s in k.satirlar.values() if s.saklama_suresi.isdigit()]
SURELI = st.builds(
    make_file,
    st.sampled_from(SURELI_KODLAR),
    days(),
    diger_kodlar=st.lists(st.sampled_from(SURELI_KODLAR), max_size=2),
    uzatmalar=st.lists(extensions(), max_size=2),
)
KAPALI = files(PLAN, acik=False)
PROFIL = st.builds(
    lambda taban, kurallar: attrs.evolve(taban, kurallar=tuple(kurallar)), st.sampled_from(BASLANGIC), st.lists(rules(PLAN), max_size=2)
)
ATIFLAR = st.lists(DOSYA, max_size=2)
ENGEL = st.sampled_from(ImhaEngeli) | st.builds(
    Engel, st.sampled_from(ImhaEngeli), st.sampled_from(["dondurma D-2026/1", "dondurma D-2026/2"])
)


def hesapla(dosya, bugun, profil=KurumProfili(), atiflar=(), engeller=()):
    return compute(dosya, PLAN, None, engeller, bugun, profil=profil, atiflar=atiflar)


def koruma(hesap):
    """How much the outcome protects; what cannot be computed is as safe as what is kept for good."""
    return 4 if hesap.sonuc is Sonuc.BELIRSIZ else KORUMA.index(hesap.sonuc)


def require_not_freer(once, sonra):
    """Nothing that was barred, later or better protected has become less so."""
    assert koruma(sonra) >= koruma(once)
    if sonra.ilk_gun is not None:
        assert once.ilk_gun is not None and sonra.ilk_gun >= once.ilk_gun
    assert once.suresi_doldu or not sonra.suresi_doldu
    assert once.imha_adayi or not sonra.imha_adayi
    assert once.sonuc is not Sonuc.BELIRSIZ or sonra.sonuc is Sonuc.BELIRSIZ


@pytest.mark.fault("R05")
@given(DOSYA, codes(PLAN), st.integers(0, 2), days(), PROFIL)
def test_a_further_code_never_frees(dosya, kod, yer, bugun, profil):
    """Wherever among the further codes it is put."""
    kodlar = (*dosya.diger_kodlar[:yer], kod, *dosya.diger_kodlar[yer:])
    require_not_freer(hesapla(dosya, bugun, profil), hesapla(attrs.evolve(dosya, diger_kodlar=kodlar), bugun, profil))


@pytest.mark.fault("R05")
@given(DOSYA, extensions(), days(), PROFIL)
def test_an_extension_never_frees(dosya, uzatma, bugun, profil):
    """Years on top, or a day before which nothing ends; a day long past changes nothing."""
    sonra = attrs.evolve(dosya, uzatmalar=(*dosya.uzatmalar, uzatma))
    require_not_freer(hesapla(dosya, bugun, profil), hesapla(sonra, bugun, profil))


@pytest.mark.fault("R05")
@given(DOSYA, rules(PLAN), days(), PROFIL)
def test_a_rule_of_the_institution_never_frees(dosya, kural, bugun, profil):
    """Another law only lengthens."""
    sonra = attrs.evolve(profil, kurallar=(*profil.kurallar, kural))
    require_not_freer(hesapla(dosya, bugun, profil), hesapla(dosya, bugun, sonra))


@pytest.mark.fault("R05")
@given(DOSYA, DOSYA, ATIFLAR, days(), PROFIL)
def test_a_reference_never_frees(dosya, atif, atiflar, bugun, profil):
    """Open or closed, computable or not."""
    require_not_freer(hesapla(dosya, bugun, profil, atiflar), hesapla(dosya, bugun, profil, [*atiflar, atif]))


@pytest.mark.fault("R05")
@given(DOSYA, ENGEL, st.lists(ENGEL, max_size=2), ATIFLAR, days(), PROFIL)
def test_a_hold_never_moves_a_date_and_always_bars(dosya, engel, engeller, atiflar, bugun, profil):
    """Dates and outcome stay to the day, the candidate goes."""
    once, sonra = (hesapla(dosya, bugun, profil, atiflar, barlar) for barlar in (engeller, [*engeller, engel]))
    require_not_freer(once, sonra)
    assert not sonra.imha_adayi and sonra.engeller
    assert (once.baslangic, once.bitis, once.ilk_gun, once.sonuc) == (sonra.baslangic, sonra.bitis, sonra.ilk_gun, sonra.sonuc)


@pytest.mark.fault("R05", "I09")
@given(DOSYA, earlier(PLAN), days(), PROFIL)
def test_an_earlier_filing_never_frees(dosya, eski, bugun, profil):
    """Refiling adds the old code's period; with a decision it adds nothing."""
    sonra = attrs.evolve(dosya, onceki=(*dosya.onceki, eski))
    require_not_freer(hesapla(dosya, bugun, profil), hesapla(sonra, bugun, profil))
    if eski.karar:
        assert hesapla(sonra, bugun, profil).ilk_gun == hesapla(dosya, bugun, profil).ilk_gun


@pytest.mark.fault("R05", "I09")
@given(KAPALI, codes(PLAN), days())
def test_refiling_without_a_decision_never_frees(dosya, kod, bugun):
    """The file moves to any other code: what bound it before still binds."""
    yeni = next(k for k in PLAN.katmanlar if kod in k.satirlar)
    eski = Siniflama(dosya.kod, dosya.plan, dosya.plan_surumu, dt.date(2020, 1, 1), "yanlış kod")
    sonra = attrs.evolve(dosya, kod=kod, plan=yeni.ad, plan_surumu=yeni.surum, onceki=(*dosya.onceki, eski))
    require_not_freer(hesapla(dosya, bugun), hesapla(sonra, bugun))


@pytest.mark.yavas
@pytest.mark.fault("R05")
@given(KAPALI, events(), days(), PROFIL)
def test_one_more_event_never_frees_a_file_whose_clock_runs(dosya, olay, bugun, profil):
    """A clock that has started is only ever started later by another event."""
    once = hesapla(dosya, bugun, profil)
    assume(once.sonuc is not Sonuc.BELIRSIZ)
    assume(profil.get("saklama_baslangic_kurali", dosya.kapanis) == "SONRAKI_YILBASI")
    require_not_freer(once, hesapla(attrs.evolve(dosya, olaylar=(*dosya.olaylar, olay)), bugun, profil))


@given(KAPALI, days(), st.integers(0, 4000), st.sampled_from(BASLANGIC))
def test_a_later_closing_never_comes_due_earlier(dosya, bugun, gunler, profil):
    """Monotonic: closing later, due later or never."""
    sonra = attrs.evolve(dosya, kapanis=dosya.kapanis + dt.timedelta(days=gunler))
    require_not_freer(hesapla(dosya, bugun, profil), hesapla(sonra, bugun, profil))


@pytest.mark.yavas
@given(DOSYA, ATIFLAR, days(), PROFIL, st.randoms(use_true_random=False))
def test_order_of_codes_events_extensions_references_and_rules_does_not_matter(dosya, atiflar, bugun, profil, rastgele):
    """The same things in another order give the same dates."""

    def karistir(degerler):
        return tuple(rastgele.sample(list(degerler), len(degerler)))

    alanlar = ("diger_kodlar", "onceki", "olaylar", "uzatmalar")
    karisik = attrs.evolve(dosya, **{ad: karistir(getattr(dosya, ad)) for ad in alanlar})
    bir = hesapla(dosya, bugun, profil, atiflar)
    iki = hesapla(karisik, bugun, attrs.evolve(profil, kurallar=karistir(profil.kurallar)), karistir(atiflar))
    for ad in ("baslangic", "bitis", "ilk_gun", "sonuc", "suresi_doldu", "imha_adayi"):
        assert getattr(bir, ad) == getattr(iki, ad)


@pytest.mark.fault("I06")
@given(SURELI, st.lists(SURELI, max_size=2), st.sampled_from(BASLANGIC))
def test_due_on_the_first_day_and_never_a_day_earlier(dosya, atiflar, profil):
    """Whatever the rule of the clock: the day before is too early, the day itself is not."""
    ilk = hesapla(dosya, dt.date(3000, 1, 1), profil, atiflar).ilk_gun
    assert [hesapla(dosya, ilk + n * GUN, profil, atiflar).suresi_doldu for n in (-1, 0, 1)] == [False, True, True]


@given(KAPALI, days())
def test_calendar_years_start_and_end_with_the_year(dosya, bugun):
    """By the plan's own rule a period starts on 1 January and ends on 31 December, listable from 1 January."""
    hesap = hesapla(dosya, bugun)
    for gun, ay_gun in ((hesap.baslangic, (1, 1)), (hesap.bitis, (12, 31)), (hesap.ilk_gun, (1, 1))):
        assert gun is None or (gun.month, gun.day) == ay_gun
    assert hesap.listelenebilir_yil == (hesap.ilk_gun.year if hesap.ilk_gun else None)


@given(st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2080, 12, 31), timezones=st.just(dt.UTC)))
def test_the_year_of_closing_is_the_year_in_istanbul(an):
    """A moment is turned into the civil day in Turkey first; the year of that day counts."""
    hesap = hesapla(make_file("165.05", civil_date(an)), dt.date(2200, 1, 1))
    assert hesap.listelenebilir_yil == civil_date(an).year + 11


@pytest.mark.fault("R04")
@given(DOSYA, ATIFLAR, st.lists(ENGEL, max_size=2), days(), PROFIL)
def test_explanation_replays_to_the_same_dates_also_from_json(dosya, atiflar, engeller, bugun, profil):
    """The story alone, kept as JSON, leads where the computation led."""
    hesap = hesapla(dosya, bugun, profil, atiflar, engeller)
    hikaye = explain(hesap)
    kayitli = Hikaye.from_dict(json.loads(json.dumps(hikaye.as_dict())))
    assert kayitli == hikaye
    for tekrar in (replay(hikaye), replay(kayitli)):
        for ad in ("baslangic", "bitis", "ilk_gun", "listelenebilir_yil", "sonuc", "suresi_doldu"):
            assert getattr(tekrar, ad) == getattr(hesap, ad), ad


@pytest.mark.fault("R04")
@given(DOSYA, ATIFLAR, days(), PROFIL)
def test_explanation_names_what_it_led_to(dosya, atiflar, bugun, profil):
    """Dates, rows, error lines and bars stand in the text that a person reads."""
    hesap = hesapla(dosya, bugun, profil, atiflar)
    metin = str(explain(hesap))
    for gun in (hesap.baslangic, hesap.bitis, hesap.ilk_gun, hesap.bugun):
        assert gun is None or f"{gun:%d.%m.%Y}" in metin
    assert all(b.mesaj in metin for b in hesap.bulgular)
    if hesap.sonuc is Sonuc.BELIRSIZ:
        assert any(b.seviye == "hata" for b in hesap.bulgular)
    else:
        assert f"{hesap.plan} {hesap.surum}" in metin and dosya.kod in metin


def degistir(hikaye, no, **degerler):
    adimlar = [a.as_dict() for a in hikaye.adimlar]
    adimlar[no]["degerler"] = {**adimlar[no]["degerler"], **degerler}
    return Hikaye.from_dict({"adimlar": adimlar, "bulgular": []})


@pytest.mark.fault("R04")
@given(SURELI, st.sampled_from(BASLANGIC))
def test_a_story_with_a_changed_step_replays_to_something_else(dosya, profil):
    """Years of a row, the day that starts its clock, its extensions, its disposal code, the day asked: each one matters."""
    ilk = hesapla(dosya, dt.date(3000, 1, 1), profil).ilk_gun
    for bugun, obur in ((ilk - GUN, ilk), (ilk, ilk - GUN)):
        hesap = hesapla(dosya, bugun, profil)
        hikaye = explain(hesap)
        asil = replay(hikaye)
        gunu = next(no for no, a in enumerate(hikaye.adimlar) if a.tur == "gun")
        assert replay(degistir(hikaye, gunu, bugun=obur.isoformat())).suresi_doldu is not hesap.suresi_doldu
        for no, adim in enumerate(hikaye.adimlar):
            if adim.tur != "sure":
                continue
            uzun = [{"gerekce": "g", "tarih": "2000-01-01", "yil": 200}]
            sonraki = dt.date.fromisoformat(adim.degerler["temel"]).replace(day=1, year=2400).isoformat()
            for degisen in ({"sure": "B"}, {"uzatmalar": uzun}, {"temel": sonraki}, {"tasfiye": "B"}):
                tekrar = replay(degistir(hikaye, no, **degisen))
                assert tekrar != asil and not tekrar.suresi_doldu, degisen


@pytest.mark.fault("R04")
@given(SURELI)
def test_one_year_less_in_a_story_of_one_row_is_one_year_less_in_its_replay(dosya):
    """Nothing of the told dates is simply repeated."""
    hesap = hesapla(attrs.evolve(dosya, diger_kodlar=(), uzatmalar=()), dt.date(2100, 1, 1))
    hikaye = explain(hesap)
    no = next(no for no, a in enumerate(hikaye.adimlar) if a.tur == "sure")
    tekrar = replay(degistir(hikaye, no, sure=str(int(hikaye.adimlar[no].degerler["sure"]) - 1)))
    assert tekrar.bitis.year == hesap.bitis.year - 1


@pytest.mark.fault("I07")
@given(DOSYA, st.sampled_from(["closing", "row", "period"]), ATIFLAR, PROFIL)
def test_a_missing_closing_row_or_period_is_never_due(dosya, eksik, atiflar, profil):
    """Whatever else is known of the file, a thousand years on: an error line and no date."""
    if eksik == "closing":
        dosya = attrs.evolve(dosya, kapanis=None, olaylar=tuple(o for o in dosya.olaylar if o.tur is not OlayTuru.KAPANIS))
    elif eksik == "row":
        dosya = attrs.evolve(dosya, kod="619.77", plan="ortak", plan_surumu="2024")
    else:
        dosya = attrs.evolve(dosya, kod="155.04.05.07", plan="belediye", plan_surumu="2018")
    hesap = hesapla(dosya, dt.date(2999, 1, 1), profil, atiflar)
    assert hesap.sonuc is Sonuc.BELIRSIZ and not hesap.suresi_doldu and hesap.ilk_gun is None and not hesap.imha_adayi
    assert any(b.seviye == "hata" for b in hesap.bulgular)


@pytest.mark.fault("I10")
@given(
    st.sampled_from([s.kod for k in PLAN.katmanlar for s in k.satirlar.values() if (s.saklama_suresi, s.saklama_kodu) == ("B", "D")]),
    DOSYA,
    days(),
)
def test_permanent_d_is_never_a_candidate(kod, dosya, bugun):
    """B+D as the file's own code, a further one or an earlier one: never due, never listed."""
    katman = next(k for k in PLAN.katmanlar if kod in k.satirlar)
    kendi = attrs.evolve(dosya, kod=kod, plan=katman.ad, plan_surumu=katman.surum)
    for biri in (kendi, attrs.evolve(dosya, diger_kodlar=(*dosya.diger_kodlar, kod))):
        hesap = hesapla(biri, bugun)
        assert hesap.sonuc in {Sonuc.SUREKLI, Sonuc.BELIRSIZ} and not hesap.imha_adayi and hesap.bitis is None


@given(KAPALI, st.sampled_from(OlayTuru), days(), st.integers(1, 20_000))
def test_a_future_event_starts_no_clock_before_it_happens(dosya, tur, bugun, gunler):
    """An event written down for a later day is not there yet; a file that waits for it goes on waiting."""
    gelecek = Olay(tur, bugun + dt.timedelta(days=gunler))
    bir, iki = hesapla(dosya, bugun), hesapla(attrs.evolve(dosya, olaylar=(*dosya.olaylar, gelecek)), bugun)
    require_not_freer(bir, iki)
    if tur is dosya.baslatan is not OlayTuru.KAPANIS:
        assert iki.sonuc is Sonuc.BELIRSIZ
    elif tur is OlayTuru.KAPANIS:
        assert not iki.suresi_doldu and (iki.ilk_gun is None or iki.ilk_gun > gelecek.tarih)
    else:
        assert (bir.baslangic, bir.bitis, bir.sonuc, bir.suresi_doldu) == (iki.baslangic, iki.bitis, iki.sonuc, iki.suresi_doldu)


@given(KAPALI, st.sampled_from([t for t in OlayTuru if t is not OlayTuru.KAPANIS]), days(), st.integers(1, 20_000))
def test_a_file_that_waits_for_an_event_is_never_due_before_it(dosya, tur, olay_gunu, gunler):
    """The lawsuit's end, the contract's end: without it the period does not run, and it runs from it at the earliest."""
    dosya = attrs.evolve(dosya, baslatan=tur, olaylar=(Olay(tur, olay_gunu),))
    once = hesapla(dosya, olay_gunu - dt.timedelta(days=gunler))
    assert once.sonuc is Sonuc.BELIRSIZ and not once.suresi_doldu
    sonra = hesapla(dosya, dt.date(3000, 1, 1))
    assert sonra.baslangic is None or sonra.baslangic > olay_gunu


@given(
    codes(PLAN),
    st.dates() | st.dates(dt.date(9960, 1, 1)),
    st.dates() | st.just(dt.date.max),
    st.sampled_from(BASLANGIC),
    st.lists(st.builds(Uzatma, st.just("g"), st.dates(), st.integers(0, 9000), st.none() | st.dates()), max_size=2),
    st.lists(st.builds(Olay, st.sampled_from(OlayTuru), st.dates()), max_size=2),
    st.sampled_from(OlayTuru),
)
def test_any_day_of_the_calendar_gives_an_account_and_a_story(kod, kapanis, bugun, profil, uzatmalar, olaylar, baslatan):
    """A mistyped year ends in an error line or a date far away, never in an exception; the story replays all the same."""
    alan = {"uzatmalar": uzatmalar, "olaylar": olaylar, "baslatan": baslatan, "acilis": dt.date.min}
    hesap = hesapla(make_file(kod, kapanis, **alan), bugun, profil)
    tekrar = replay(explain(hesap))
    assert (tekrar.ilk_gun, tekrar.sonuc, tekrar.suresi_doldu) == (hesap.ilk_gun, hesap.sonuc, hesap.suresi_doldu)
    json.dumps(hesap.as_dict())
