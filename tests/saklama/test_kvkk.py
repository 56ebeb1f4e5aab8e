# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The judgement of the periodic run over personal data: archive retention first, and every file told why it stays."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earsiv.errors import KuralHatasi, bulgu
from earsiv.model import CevapTuru, RetNedeni
from earsiv.saklama import Durum, Engel, ImhaEngeli, Sonuc, Yargi
from earsiv.saklama.kvkk import (
    Kalis,
    KvkkSatiri,
    PeriyodikImha,
    allowed_answer,
    conclude,
    deletion_answer,
    is_personal,
    judge_file,
    standing,
)
from earsiv.testing.saklama import make_file

G = dt.date.fromisoformat
BUGUN = G("2026-11-21")


def yargi(durum, sonuc=Sonuc.IMHA, ilk_gun=None, engeller=(), bulgular=()):
    return Yargi(durum, sonuc, ilk_gun, durum in {Durum.ADAY, Durum.DIGER, Durum.ENGELLI}, engeller, bulgular)


@pytest.mark.parametrize(
    ("verilen", "liste", "kalis", "soz"),
    [
        (yargi(Durum.ADAY), None, Kalis.ONERILIR, "imha listesine önerilir"),
        (yargi(Durum.ADAY), "2026/1", Kalis.LISTEDE, "2026/1"),
        (yargi(Durum.ENGELLI), "2026/1", Kalis.LISTEDE, "2026/1"),
        (yargi(Durum.ACIK), None, Kalis.ACIK, "açık"),
        (yargi(Durum.BEKLEYEN), None, Kalis.BEKLEYEN, "olay"),
        (yargi(Durum.DOLMAYAN, ilk_gun=G("2030-01-01")), None, Kalis.DOLMADI, "En erken 01.01.2030 günü"),
        (yargi(Durum.SUREKLI, Sonuc.SUREKLI), None, Kalis.SUREKLI, "Süresiz"),
        (yargi(Durum.DIGER, Sonuc.DEVIR), None, Kalis.BASKA_SONUC, "Devlet Arşivlerine"),
        (yargi(Durum.DIGER, Sonuc.KOMISYON), None, Kalis.BASKA_SONUC, "komisyon"),
        (yargi(Durum.DIGER, Sonuc.ORNEK), None, Kalis.BASKA_SONUC, "örnek"),
        (yargi(Durum.ADAY, Sonuc.DEVIR), None, Kalis.BASKA_SONUC, "Devlet Arşivlerine"),
        (yargi(Durum.HATALI, Sonuc.BELIRSIZ, bulgular=(bulgu("SAK-030"),)), None, Kalis.BELIRSIZ, "geriye dönük"),
    ],
)
def test_each_standing_has_its_sentence(verilen, liste, kalis, soz):
    """What is proposed is due, to be destroyed, barred by nothing and on no list; all else says why it stays."""
    satir = judge_file(make_file(), verilen, liste)
    assert satir.kalis is kalis and soz in satir.aciklama and satir.onerilir is (kalis is Kalis.ONERILIR)


def test_a_bar_is_named_without_its_ground():
    """The ground is free text and may name a person."""
    engel = Engel(ImhaEngeli.DAVA, "dondurma D-2026/1", "Ayşe Örnek davası")
    aciklama = judge_file(make_file(), yargi(Durum.ENGELLI, engeller=(engel,))).aciklama
    assert "E4" in aciklama and "D-2026/1" in aciklama and "Örnek" not in aciklama


def test_a_bar_or_a_longer_retention_counts_also_on_a_list():
    """What stands in the way now is told, whatever list the file was put on before."""
    engel = Engel(ImhaEngeli.DAVA, "dondurma D-2026/1", "dava")
    assert judge_file(make_file(), yargi(Durum.ENGELLI, engeller=(engel,)), "2026/1").kalis is Kalis.ENGELLI
    assert judge_file(make_file(), yargi(Durum.DOLMAYAN, ilk_gun=G("2030-01-01")), "2026/1").kalis is Kalis.DOLMADI


@pytest.mark.parametrize("durum", Durum)
def test_every_standing_of_a_sweep_is_known(durum):
    """None falls through, and only a candidate is proposed."""
    assert judge_file(make_file(), yargi(durum)).onerilir is (durum is Durum.ADAY)


@pytest.mark.parametrize(
    ("dosya", "kodlar", "beklenen"),
    [
        (make_file(ilgililer=("Ayşe Örnek",)), (), True),
        (make_file(), (), False),
        (make_file(), {"165"}, True),
        (make_file(), {"165.05"}, True),
        (make_file(), {"165.0"}, False),
        (make_file("165.06", diger_kodlar=["903.01"]), {"903"}, True),
        (make_file("165.05[A. B.]"), {"165.05"}, True),
    ],
)
def test_a_file_holds_personal_data_by_its_persons_or_by_a_listed_code(dosya, kodlar, beklenen):
    """A listed code stands for everything below it, and for further codes too."""
    assert is_personal(dosya, kodlar) is beklenen


def satirlar(*kalislar):
    return [KvkkSatiri(f"d{n}", "1", k, "x", G("2030-01-01") if k is Kalis.DOLMADI else None) for n, k in enumerate(kalislar)]


def kosu(gun=BUGUN, ay=6, onceki=None, kalislar=(Kalis.ONERILIR, Kalis.ACIK, Kalis.ACIK, Kalis.ENGELLI)):
    return conclude(satirlar(*kalislar), no="P-2026/1", gun=gun, an=gun, aktor="yerel", ay=ay, onceki=onceki)


def test_a_run_counts_what_it_looked_at_and_says_when_the_next_is_due():
    """The counts add up."""
    yeni = kosu()
    assert (yeni.incelenen, yeni.onerilen, yeni.kalan, yeni.sonraki) == (4, ("d0",), {"acik": 2, "engelli": 1}, G("2027-05-21"))
    assert PeriyodikImha.from_dict(yeni.as_dict()) == yeni and not yeni.gec


@given(st.lists(st.sampled_from(Kalis), max_size=30), st.integers(-5, 60), st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)))
def test_two_runs_never_lie_more_than_six_months_apart(kalislar, ay, gun):
    """Whatever the profile says, and however many files there are."""
    yeni = kosu(gun, ay, kalislar=kalislar)
    assert gun < yeni.sonraki <= gun + dt.timedelta(days=184)
    assert yeni.incelenen == len(kalislar) == len(yeni.onerilen) + sum(yeni.kalan.values())


@pytest.mark.parametrize(
    ("ay", "bugun", "kodlar"),
    [
        (6, "2027-05-21", []),
        (6, "2027-05-22", ["KVK-002"]),
        (3, "2027-02-22", ["KVK-002"]),  # made shorter since
        (6, "2026-11-21", []),
    ],
)
def test_a_run_that_is_too_old_is_told(ay, bugun, kodlar):
    """From the day after it was due."""
    nerede = standing(kosu(), ay, G(bugun))
    assert [b.kod for b in nerede.bulgular] == kodlar and nerede.gecikti is bool(kodlar)


def test_that_there_never_was_a_run_is_told():
    """Too."""
    nerede = standing(None, 6, BUGUN)
    assert [b.kod for b in nerede.bulgular] == ["KVK-001"] and nerede.sonraki is None and nerede.as_dict()["son"] is None


def test_a_run_that_came_late_says_so():
    """For ever."""
    assert kosu(G("2027-06-01"), onceki=kosu()).gec and not kosu(G("2027-05-21"), onceki=kosu()).gec


# -- requests to delete -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kalislar", "beklenen", "neden"),
    [
        ((Kalis.ONERILIR,), CevapTuru.KABUL, None),
        ((Kalis.ONERILIR, Kalis.DOLMADI), CevapTuru.KISMEN, RetNedeni.ARSIV_SAKLAMA),
        ((Kalis.DOLMADI, Kalis.SUREKLI), CevapTuru.RET, RetNedeni.ARSIV_SAKLAMA),
        ((Kalis.ENGELLI,), CevapTuru.RET, RetNedeni.DIGER),
        ((Kalis.ENGELLI, Kalis.ACIK), CevapTuru.RET, RetNedeni.ARSIV_SAKLAMA),
        ((Kalis.LISTEDE, Kalis.ONERILIR), CevapTuru.KABUL, None),
        ((), CevapTuru.RET, RetNedeni.BELGE_YOK),
    ],
)
def test_a_request_to_delete_is_answered_with_what_retention_allows(kalislar, beklenen, neden):
    """And with the ground: archive retention first, as the law on personal data itself says."""
    cevap = deletion_answer("B-2026/1", satirlar(*kalislar), BUGUN, BUGUN, None)
    assert (cevap.tur, cevap.neden) == (beklenen, neden) and allowed_answer(satirlar(*kalislar)) is beklenen
    assert ("6698" in cevap.gerekce) is (neden is RetNedeni.ARSIV_SAKLAMA)
    assert ("01.01.2030" in cevap.gerekce) is (Kalis.DOLMADI in kalislar) and ("engel" in cevap.gerekce) is (Kalis.ENGELLI in kalislar)


@given(st.lists(st.sampled_from(Kalis), max_size=6), st.sampled_from(CevapTuru))
def test_nobody_grants_more_than_retention_allows(kalislar, tur):
    """Whoever answers: accepted only when every file may go, in part only when one may."""
    try:
        cevap = deletion_answer("B-2026/1", satirlar(*kalislar), BUGUN, BUGUN, tur, "gerekçe")
    except KuralHatasi as hata:
        assert hata.kod == "KVK-003"
        return
    giden = kalislar.count(Kalis.ONERILIR) + kalislar.count(Kalis.LISTEDE)
    assert cevap.tur is tur
    assert tur is not CevapTuru.KABUL or (kalislar and giden == len(kalislar))
    assert tur is not CevapTuru.KISMEN or giden
