# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The clocks of requests and what may follow on what, without any archive."""

import datetime as dt
import itertools

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earsiv.errors import GirdiHatasi, KuralHatasi
from earsiv.model import Basvuru, BasvuruDurumu, BasvuruTuru, Cevap, CevapTuru, Itiraz, RetNedeni, SureUzatimi
from earsiv.saklama import ImhaEngeli, Kapsam, KapsamTuru, KurumProfili, ProfilDegeri
from earsiv.saklama import basvuru as kural
from earsiv.saklama.basvuran import Basvuran, digest_of, names_person
from earsiv.saklama.basvuru import GECISLER, TURLER, BasvuruIslemi, BasvuruOzeti, BasvuruSaati
from earsiv.saklama.isgunu import KapaliGun, ResmiTakvim

G = dt.date.fromisoformat
SAAT = BasvuruSaati()
ALINDI = G("2026-11-20")
SON = G("2026-12-11")  # fifteen working days
UZUN_SON = G("2027-01-04")  # thirty
GEC = G("2027-06-01")
D, T = BasvuruDurumu, BasvuruTuru


def basvuru(tur=T.BILGI_EDINME, alindi=ALINDI, **ek):
    return Basvuru("B-2026/1", tur, alindi, "Park ihalesi", "99900001", "abc", (("dosya", "1"),), **ek)


def uzatma(bildirim="2026-12-01", gerekce="Başka birimde", katki="Fen İşleri"):
    return SureUzatimi(bildirim, gerekce, katki)


def cevap(tarih="2026-12-01", tur=CevapTuru.KABUL, teblig=None, **ek):
    return Cevap(tarih, tur, teblig or tarih, **ek)


# -- the clock --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tur", "son", "is_gunu", "engel"),
    [
        (T.BILGI_EDINME, SON, True, ImhaEngeli.BILGI_EDINME),
        (T.BILGI_EDINME_ITIRAZ, SON, True, ImhaEngeli.BILGI_EDINME),
        (T.KVKK_ERISIM, G("2026-12-20"), False, ImhaEngeli.KVKK_TALEBI),
        (T.KVKK_DUZELTME, G("2026-12-20"), False, ImhaEngeli.KVKK_TALEBI),
        (T.KVKK_SILME, G("2026-12-20"), False, None),
    ],
)
def test_each_kind_has_its_time_and_its_bar(tur, son, is_gunu, engel):
    """Fifteen working days, or thirty days; a request to delete bars nothing."""
    sureler = SAAT.times(basvuru(tur), ALINDI)
    assert (sureler.son_gun, sureler.ilk_son_gun, sureler.is_gunu, sureler.itiraz_son_gun) == (son, son, is_gunu, None)
    assert TURLER[tur].engel is engel and sureler.kesin and not sureler.bulgular


def test_every_kind_has_a_rule_and_a_name():
    """No kind is forgotten."""
    assert set(TURLER) == set(T) and all(t.ad for t in T) and all(d.ad for d in D)


@pytest.mark.parametrize(
    ("bugun", "kalan", "kodlar"),
    [
        ("2026-11-20", 15, []),
        ("2026-12-03", 6, []),
        ("2026-12-04", 5, ["BIL-016"]),
        ("2026-12-11", 0, ["BIL-016"]),
        ("2026-12-12", -1, ["BIL-015"]),  # a Saturday: no working day has passed, and it is late all the same
        ("2026-12-16", -3, ["BIL-015"]),
    ],
)
def test_what_is_left_is_counted_in_working_days(bugun, kalan, kodlar):
    """Told from five days on, and warned of when over."""
    sureler = SAAT.times(basvuru(), G(bugun))
    assert (sureler.kalan, [b.kod for b in sureler.bulgular], sureler.gecikti) == (kalan, kodlar, kalan < 0)


def test_the_clock_reads_the_institutions_calendar_and_parameters():
    """A day off learned of later moves the deadline; the parameter of the day the request came in counts."""
    takvim = ResmiTakvim(kapali=(KapaliGun("2026-12-07", "2026-12-08", "idari izin"),))
    assert BasvuruSaati(takvim).times(basvuru(), ALINDI).son_gun == G("2026-12-15")
    kisa = ProfilDegeri("bilgi_edinme_is_gunu", 10, G("2026-12-01"), "iç kural", G("2026-12-01"))
    saat = BasvuruSaati(profil=KurumProfili((kisa,)))
    assert saat.times(basvuru(), ALINDI).son_gun == SON
    assert saat.times(basvuru(alindi=G("2026-12-01")), ALINDI).son_gun == G("2026-12-15")


def test_a_deadline_over_a_year_that_is_not_known_is_not_certain():
    """The answer says so; a period in calendar days needs no calendar."""
    sureler = SAAT.times(basvuru(alindi=G("2027-12-20")), G("2027-12-20"))
    assert not sureler.kesin and [b.kod for b in sureler.bulgular] == ["BIL-014"] and not sureler.as_dict()["kesin"]
    assert SAAT.times(basvuru(T.KVKK_SILME, G("2027-12-20")), G("2027-12-20")).kesin


# -- extension ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("bildirim", "olur"), [("2026-11-20", True), ("2026-12-10", True), ("2026-12-11", False), ("2026-12-14", False)])
def test_an_extension_is_told_before_the_last_day(bildirim, olur):
    """Thirty working days from the day it came in; on the last day it is too late."""
    if not olur:
        with pytest.raises(KuralHatasi, match="BIL-005"):
            kural.extend(basvuru(), uzatma(bildirim), SAAT, GEC)
        return
    yeni = kural.extend(basvuru(), uzatma(bildirim), SAAT, GEC)
    assert yeni.durum is D.UZATILDI
    sureler = SAAT.times(yeni, ALINDI)
    assert (sureler.ilk_son_gun, sureler.son_gun) == (SON, UZUN_SON)


@pytest.mark.parametrize("tur", [t for t in T if t is not T.BILGI_EDINME])
def test_other_kinds_are_not_extended(tur):
    """Only a request for information is."""
    with pytest.raises(KuralHatasi, match="BIL-006"):
        kural.extend(basvuru(tur), uzatma(), SAAT, GEC)


@pytest.mark.parametrize("bildirim", ["2026-11-19", "2026-12-02"])
def test_nobody_was_told_before_the_request_or_tomorrow(bildirim):
    """The day lies between the day it came in and today."""
    with pytest.raises(KuralHatasi, match="BIL-004"):
        kural.extend(basvuru(), uzatma(bildirim), SAAT, G("2026-12-01"))


@pytest.mark.parametrize("alan", ["gerekce", "katki"])
def test_an_extension_says_why_and_who_contributes(alan):
    """Both."""
    with pytest.raises(GirdiHatasi, match="BIL-010"):
        kural.extend(basvuru(), uzatma(**{alan: " "}), SAAT, GEC)


# -- answer, objection, closing -----------------------------------------------------------------------------------------


def test_a_late_answer_is_written_down_and_told():
    """The register keeps what happened."""
    yeni = kural.answer(basvuru(), cevap("2026-12-14"), GEC)
    assert [b.kod for b in SAAT.times(yeni, GEC).bulgular] == ["BIL-017"]
    assert not SAAT.times(kural.answer(basvuru(), cevap("2026-12-11"), GEC), GEC).bulgular


@pytest.mark.parametrize("tur", [CevapTuru.RET, CevapTuru.KISMEN])
def test_a_refusal_has_a_reason_and_a_ground(tur):
    """Wholly or in part."""
    for eksik in ({"gerekce": "x"}, {"neden": RetNedeni.OZEL_HAYAT}, {"gerekce": " ", "neden": RetNedeni.DIGER}):
        with pytest.raises(GirdiHatasi, match="BIL-010"):
            kural.answer(basvuru(), cevap(tur=tur, **eksik), GEC)
    assert kural.answer(basvuru(), cevap(tur=tur, gerekce="x", neden="ozel_hayat"), GEC).durum is D.CEVAPLANDI


@pytest.mark.parametrize(("tarih", "teblig"), [("2026-11-19", None), ("2027-06-02", None), ("2026-12-01", "2026-11-30")])
def test_an_answer_follows_the_request_and_is_received_after_it_is_given(tarih, teblig):
    """No day out of order."""
    with pytest.raises(KuralHatasi, match="BIL-004"):
        kural.answer(basvuru(), cevap(tarih, teblig=teblig), GEC)


@pytest.mark.parametrize(
    ("teblig", "son"),
    [("2026-12-01", "2026-12-16"), ("2026-12-04", "2026-12-21"), ("2026-12-17", "2027-01-04")],
    ids=["calendar days", "ends on a Saturday", "ends on New Year"],
)
def test_the_time_to_object_runs_from_receipt_and_ends_on_a_working_day(teblig, son):
    """Fifteen calendar days; the applicant is not to lose the last one to a day off."""
    yeni = kural.answer(basvuru(), cevap("2026-12-01", teblig=teblig), GEC)
    son_gun = SAAT.times(yeni, GEC).itiraz_son_gun
    assert son_gun == G(son)
    with pytest.raises(KuralHatasi, match="BIL-009"):
        kural.close(yeni, "bitti", SAAT, son_gun)
    assert kural.close(yeni, "bitti", SAAT, son_gun + dt.timedelta(days=1)).durum is D.KAPANDI
    with pytest.raises(KuralHatasi, match="BIL-008"):
        kural.object_to(yeni, Itiraz(son_gun + dt.timedelta(days=1)), SAAT, GEC)
    itirazli = kural.object_to(yeni, Itiraz(son_gun, "2026/14"), SAAT, GEC)
    assert itirazli.durum is D.ITIRAZDA


def test_a_request_objected_to_is_closed_with_what_came_of_it():
    """And only then may that be told."""
    yeni = kural.answer(basvuru(), cevap(), GEC)
    itirazli = kural.object_to(yeni, Itiraz("2026-12-05"), SAAT, GEC)
    with pytest.raises(GirdiHatasi, match="BIL-019"):
        kural.close(itirazli, "bitti", SAAT, GEC)
    with pytest.raises(GirdiHatasi, match="BIL-019"):
        kural.close(yeni, "bitti", SAAT, GEC, itiraz_sonucu=CevapTuru.RET)
    kapali = kural.close(itirazli, "Kurul kararı", SAAT, G("2026-12-06"), itiraz_sonucu=CevapTuru.KABUL, karar="2026/99")
    assert (kapali.itiraz.sonuc, kapali.itiraz.karar, kapali.kapanis) == (CevapTuru.KABUL, "2026/99", G("2026-12-06"))


def test_the_answer_to_an_objection_is_final_here():
    """There is no second objection, and it closes when the papers are sent and a person says so."""
    yeni = kural.answer(basvuru(T.BILGI_EDINME_ITIRAZ), cevap(), GEC)
    with pytest.raises(KuralHatasi, match="BIL-006"):
        kural.object_to(yeni, Itiraz("2026-12-02"), SAAT, GEC)
    assert kural.close(yeni, "Kurul karar verdi", SAAT, G("2026-12-02")).durum is D.KAPANDI


def test_a_request_taken_back_closes_before_an_answer_alone():
    """With a reason; an answered one is not taken back."""
    kapali = kural.close(basvuru(), "Dilekçesiyle vazgeçti", SAAT, ALINDI, vazgecildi=True)
    assert kapali.vazgecildi and kapali.durum is D.KAPANDI
    with pytest.raises(GirdiHatasi, match="BIL-010"):
        kural.close(basvuru(), " ", SAAT, ALINDI, vazgecildi=True)
    with pytest.raises(KuralHatasi, match="BIL-003"):
        kural.close(kural.answer(basvuru(), cevap(), GEC), "vazgeçti", SAAT, GEC, vazgecildi=True)


ISLER = {
    BasvuruIslemi.UZAT: lambda b: kural.extend(b, uzatma(), SAAT, GEC),
    BasvuruIslemi.CEVAPLA: lambda b: kural.answer(b, cevap(), GEC),
    BasvuruIslemi.ITIRAZ: lambda b: kural.object_to(b, Itiraz("2026-12-05"), SAAT, GEC),
    BasvuruIslemi.KAPAT: lambda b: kural.close(b, "bitti", SAAT, GEC, itiraz_sonucu=CevapTuru.RET if b.durum is D.ITIRAZDA else None),
    BasvuruIslemi.VAZGEC: lambda b: kural.close(b, "vazgeçti", SAAT, GEC, vazgecildi=True),
}


def durumda(durum):
    """A request in a state, reached on a lawful way."""
    yollar = {
        D.ACIK: (),
        D.UZATILDI: ("uzat",),
        D.CEVAPLANDI: ("uzat", "cevapla"),
        D.ITIRAZDA: ("cevapla", "itiraz"),
        D.KAPANDI: ("cevapla", "kapat"),
    }
    bugunku = basvuru()
    for is_ in yollar[durum]:
        bugunku = ISLER[is_](bugunku)
    assert bugunku.durum is durum
    return bugunku


@pytest.mark.parametrize(("durum", "islem"), list(itertools.product(D, BasvuruIslemi)))
def test_only_what_the_table_says_follows(durum, islem):
    """Each act in each state: what stands in the table leads there, everything else is refused and says what may be done."""
    if (durum, islem) in GECISLER:
        assert ISLER[islem](durumda(durum)).durum is GECISLER[durum, islem]
        return
    with pytest.raises(KuralHatasi, match="BIL-003") as hata:
        ISLER[islem](durumda(durum))
    assert all(str(i) in hata.value.oneri for d, i in GECISLER if d is durum)


@given(st.lists(st.sampled_from(BasvuruIslemi), max_size=8))
def test_no_order_of_acts_closes_before_the_time_to_object_is_over(isler):
    """Whatever is tried: a closed request was taken back, decided upon objection, or its time to object is over; it stays closed."""
    simdi = basvuru()
    for is_ in isler:
        onceki = simdi
        try:
            simdi = ISLER[is_](simdi)
        except (KuralHatasi, GirdiHatasi):
            assert simdi is onceki
        assert onceki.acik or simdi is onceki
    karara_baglandi = simdi.itiraz is not None and simdi.itiraz.sonuc is not None
    assert simdi.acik or simdi.vazgecildi or karara_baglandi or simdi.kapanis > SAAT.times(simdi, GEC).itiraz_son_gun
    assert Basvuru.from_dict(simdi.as_dict()) == simdi


def test_what_may_be_closed_is_told():
    """Answered, and the time to object over."""
    yeni = kural.answer(basvuru(), cevap(), GEC)
    assert [BasvuruOzeti(yeni, SAAT.times(yeni, G(gun))).kapanabilir for gun in ("2026-12-16", "2026-12-17")] == [False, True]
    assert not BasvuruOzeti(basvuru(), SAAT.times(basvuru(), GEC)).kapanabilir


# -- counts and names ---------------------------------------------------------------------------------------------------


def test_the_counts_of_a_year_add_up():
    """Received = accepted + in part + refused + taken back + waiting; refusals by ground, objections by outcome."""
    ret = cevap(tur=CevapTuru.RET, gerekce="x", neden=RetNedeni.TICARI_SIR)
    hepsi = [
        basvuru(),
        kural.answer(basvuru(), cevap(), GEC),
        kural.answer(
            kural.extend(basvuru(), uzatma(), SAAT, GEC), cevap("2026-12-30", CevapTuru.KISMEN, gerekce="x", neden="ozel_hayat"), GEC
        ),
        kural.object_to(kural.answer(basvuru(), ret, GEC), Itiraz("2026-12-05"), SAAT, GEC),
        ISLER["kapat"](kural.object_to(kural.answer(basvuru(), ret, GEC), Itiraz("2026-12-05"), SAAT, GEC)),
        kural.answer(basvuru(), cevap("2026-12-31"), GEC),
        ISLER["vazgec"](basvuru()),
        basvuru(alindi=G("2025-11-20")),
        basvuru(T.KVKK_SILME),
    ]
    sayilan = kural.count_year(((b, SAAT.times(b, GEC)) for b in hepsi), 2026)
    bilgi = sayilan["bilgi_edinme"]
    assert bilgi["alinan"] == 7 == sum(bilgi[ad] for ad in ("kabul", "kismen", "ret", "vazgecilen", "bekleyen"))
    assert (bilgi["kabul"], bilgi["kismen"], bilgi["ret"], bilgi["uzatilan"], bilgi["geciken"]) == (2, 1, 2, 1, 2)
    assert bilgi["ret_nedenleri"] == {"ozel_hayat": 1, "ticari_sir": 2}
    assert (bilgi["itiraz"], bilgi["itiraz_sonuclari"]) == (2, {"acik": 1, "ret": 1})
    assert sayilan["kvkk_silme"]["alinan"] == 1 and set(sayilan) == set(T)


def test_a_name_is_kept_as_a_salted_digest_however_it_is_typed():
    """Two requests of one person do not look alike."""
    assert digest_of("Ayşe  ÖRNEK", "a") == digest_of("ayse örnek", "a") != digest_of("Ayşe Örnek", "b")
    kisi = Basvuran(
        "Ayşe Örnek", "", "ab", (Kapsam(KapsamTuru.KISI, "Ali Deneme"), Kapsam(KapsamTuru.SORGU, "Ayşe Örnek ruhsat"), Kapsam("kod", "165"))
    )
    assert "Örnek" not in str(kisi.masked()) and "Deneme" not in str(kisi.masked()) and ("kod", "165") in kisi.masked()
    assert Basvuran.from_dict(kisi.as_dict()) == kisi


@pytest.mark.parametrize(
    ("metin", "ad", "gecer"),
    [
        ("Ayşe Örnek’in ruhsatı", "Ayşe Örnek", True),
        ("AYSE ÖRNEK", "ayşe örnek", True),
        ("Ayşe'nin örneği", "Ayşe Örnek", False),
        ("Can suyu hattı", "Can", False),
        ("", "Ayşe Örnek", False),
    ],
)
def test_a_text_that_names_the_applicant_is_noticed(metin, ad, gecer):
    """Whole names, whatever the letters' case; a single word is too common."""
    assert names_person(metin, ad) is gecer


def test_a_request_is_a_value_that_comes_back_from_its_json():
    """With everything in it."""
    dolu = attrs.evolve(
        ISLER["itiraz"](kural.answer(kural.extend(basvuru(), uzatma(), SAAT, GEC), cevap(), GEC)), evrak="1", dondurma="D-2026/1"
    )
    assert Basvuru.from_dict(dolu.as_dict()) == dolu
