# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Lines, digest, the check at the door, what keeps a file here; pure."""

import datetime as dt

import attrs
import pytest

from earsiv import devir
from earsiv.errors import GirdiHatasi
from earsiv.model import ArsivYeri, DevirTeslimListesi, DevirTuru, GizlilikDerecesi
from earsiv.saklama import Durum, Engel, ImhaEngeli, Sonuc, compute
from tests.devir.dunya import AN, PLAN, belge, dosya, hesap, liste, taraf, yol


def kodlar(bulgular):
    return [b.kod for b in bulgular]


def kapi(d, belgeler, **ek):
    return kodlar(devir.door_findings(d, belgeler, **{"kod_var": True, "birim_sonu": None, "an": AN, **ek}))


def test_a_list_is_what_its_digest_names():
    """Any edit of any line breaks it; it survives being written down."""
    yeni = liste()
    assert devir.holds(yeni) and devir.holds(DevirTeslimListesi.from_content(yeni.content(), yeni.ozet))
    for ad, deger in (("gizlilik", "GZL"), ("barkod", "X"), ("adet", 9), ("sira_no", 7), ("icerik_ozeti", "0")):
        bozuk = attrs.evolve(yeni, satirlar=(attrs.evolve(yeni.satirlar[0], **{ad: deger}), *yeni.satirlar[1:]))
        assert not devir.holds(bozuk)
    assert not devir.holds(attrs.evolve(yeni, alan="başka"))


def test_lines_stand_in_the_order_of_the_shelf_whatever_order_they_came_in():
    """One order, one digest."""
    satirlar = list(liste(adet=5).satirlar)
    bas = {ad: getattr(liste(), ad) for ad in ("no", "tur", "kurum", "veren", "alan", "an", "duzenleyen", "duzenlenme")}
    ters = [attrs.evolve(s, sira_no=0) for s in reversed(satirlar)]
    assert devir.freeze(ters, **bas) == liste(adet=5) and [s.sira_no for s in satirlar] == [1, 2, 3, 4, 5]
    for kotu, neden in (
        ([], "devredilecek"),
        ([*ters, ters[0]], "iki kez"),
        ([ters[0], attrs.evolve(ters[1], barkod=ters[0].barkod)], "iki kez"),
    ):
        with pytest.raises(GirdiHatasi, match=f"DEV-009.*{neden}"):
            devir.freeze(kotu, **bas)


def test_confidentiality_and_content_are_told_apart():
    """DEV-002 when a degree changed alone; DEV-019 with what else changed."""
    d = dosya(1)
    satir = devir.line(d, [belge("b1")], hesap(d))
    assert kodlar(devir.differences(satir, d, [belge("b1")])) == []
    assert kodlar(devir.differences(satir, d, [belge("b1", gizlilik=GizlilikDerecesi.GZL)])) == ["DEV-002"]
    (kusur,) = devir.differences(satir, attrs.evolve(d, barkod="Z", ad="başka"), [belge("b1"), belge("b2")])
    assert kusur.kod == "DEV-019" and all(ad in kusur.mesaj for ad in ("barkod", "ad", "içindekiler"))


def test_two_degrees_that_change_places_do_not_pass():
    """The highest degree is the same, but not record by record."""
    gizli, acik = GizlilikDerecesi.GZL, GizlilikDerecesi.YOK
    d = dosya(1)
    satir = devir.line(d, [belge("b1", gizlilik=gizli), belge("b2", gizlilik=acik)], hesap(d))
    assert kodlar(devir.differences(satir, d, [belge("b1", gizlilik=acik), belge("b2", gizlilik=gizli)])) == ["DEV-002"]


@pytest.mark.parametrize(
    ("alanlar", "ek", "beklenen"),
    [
        ({}, {}, []),
        ({"barkod": ""}, {}, ["DEV-010"]),
        ({"klasor_no": ""}, {}, ["DEV-011"]),
        ({"barkod": "", "klasor_no": "", "uzunluk_mm": 0}, {}, []),
        ({"kapanis": None}, {}, ["DEV-017"]),
        ({"yer": ArsivYeri.KURUM}, {}, ["DEV-032"]),
        ({}, {"kod_var": False}, ["DEV-012"]),
        ({}, {"kusurlar": [("b1", "EYP-034"), ("b1", "EYP-034"), ("b1", "EYP-001")]}, ["DEV-015"]),
        ({}, {"birim_sonu": AN}, ["DEV-018"]),
        ({}, {"birim_sonu": AN - dt.timedelta(days=1)}, []),
    ],
)
def test_the_door_sees_what_is_wrong_with_a_file(alanlar, ek, beklenen):
    """Code, spine, content, attachments, stage; each by its own code."""
    d = attrs.evolve(dosya(1), **alanlar)
    assert kapi(d, [belge("b1")], **ek) == beklenen


def test_the_door_reads_the_content_list():
    """Nothing in it, records without date or subject, degrees."""
    d = dosya(1, barkod="", klasor_no="", uzunluk_mm=0)
    assert kapi(d, []) == ["DEV-013"]
    assert kapi(d, [belge("b1", tarih=None), belge("b2", konu=" ")]) == ["DEV-014"]
    assert kapi(d, [belge("b1", gizlilik=GizlilikDerecesi.HZO)]) == ["DEV-016"]


def test_only_what_is_due_for_transfer_leaves_unless_a_decision_says_so():
    """Outcome, period, bars, place."""
    d = dosya(1)
    assert kodlar(devir.outgoing_findings(d, hesap(d))) == ["DEV-027"]
    assert kodlar(devir.outgoing_findings(d, hesap(d), "O-2037/1")) == []
    assert kodlar(devir.outgoing_findings(d, hesap(d, dt.date(2020, 1, 1)), "O-2037/1")) == ["DEV-029"]
    dava = compute(d, PLAN, None, (Engel(ImhaEngeli.DAVA, "D-1", "dava"),), AN)
    assert kodlar(devir.outgoing_findings(d, dava, "K-1")) == ["DEV-028"]
    assert kodlar(devir.outgoing_findings(attrs.evolve(d, yer=ArsivYeri.DEVLET), hesap(d), "x")) == ["DEV-032"]


def test_what_was_confiscated_goes_at_once():
    """E9 is the bar that sends a file on: no period is waited for, and no other decision is needed."""
    d = dosya(1)
    musadere = compute(d, PLAN, None, (Engel(ImhaEngeli.MUSADERE, "D-1", "müsadere"),), dt.date(2020, 1, 1))
    assert kodlar(devir.outgoing_findings(d, musadere)) == []


def test_files_that_overstay_in_their_unit_are_told():
    """DEV-003 from the day after the last one; not where they lie elsewhere, are open, or no years are set."""
    d = dosya(1)
    son = devir.unit_stage_end(hesap(d), 5)
    assert son == dt.date(2018, 12, 31) and devir.unit_stage_end(hesap(d), None) is None
    ertesi = son + dt.timedelta(days=1)
    assert devir.overdue(d, son, son) is None and devir.overdue(d, son, ertesi).kod == "DEV-003"
    assert devir.overdue(attrs.evolve(d, yer=ArsivYeri.KURUM), son, ertesi) is None
    assert devir.overdue(attrs.evolve(d, kapanis=None), son, ertesi) is None and devir.overdue(d, None, ertesi) is None


def test_a_proposal_looks_at_the_right_files_only():
    """By kind: the unit's, those due for transfer, the person's."""
    d = dosya(1, sorumlu="ayse")
    birim, devlet, kisi = DevirTuru.BIRIM_KURUM, DevirTuru.KURUM_DEVLET, DevirTuru.KISI_KISI
    assert devir.wanted(birim, d, Durum.DOLMAYAN, Sonuc.IMHA, d.birim)
    assert not devir.wanted(birim, d, Durum.ACIK, Sonuc.IMHA, d.birim) and not devir.wanted(birim, d, Durum.ADAY, Sonuc.IMHA, "1")
    assert devir.wanted(devlet, d, Durum.DIGER, Sonuc.DEVIR, "") and not devir.wanted(devlet, d, Durum.ENGELLI, Sonuc.DEVIR, "")
    assert devir.wanted(kisi, d, Durum.ACIK, Sonuc.IMHA, "ayse") and not devir.wanted(kisi, d, Durum.ACIK, Sonuc.IMHA, "veli")


def test_the_form_has_the_columns_of_both_hand_over_forms():
    """Names of mevzuat 3.2 and 3.3, dates as people write them."""
    (satir, _) = devir.as_form_rows(liste(DevirTuru.KURUM_DEVLET))
    istenen = (
        "sira_no dosya_kodu dosya_adi ureten_birim baslangic_tarihi bitis_tarihi klasor_no adet ortam gizlilik saklama_suresi saklama_kodu"
    )
    istenen += " imha_yili arsiv_yer_no aciklama dab_kurum_kodu kutu_no dosya_sira ilk_belge_tarihi son_belge_tarihi"
    assert set(istenen.split()) <= satir.keys() and satir["bitis_tarihi"] == "31.12.2013" and satir["ortam"] == "elektronik ve fiziki"
    assert (satir["sayfa_adedi"], satir["yil"]) == (1, "2001-2013") and dict(devir.form_facts(liste()))["Dosya Sayısı"] == "2"


def test_the_form_names_both_sides_as_far_as_they_have_signed():
    """Empty places first; then giver, taker, witnesses, the receipt."""
    y = yol()
    assert devir.form_sides(y) == (("Teslim Eden", "", ""), ("Teslim Alan", "", ""))
    y = devir.count(devir.deliver(y, taraf(), AN), ["B1", "B2"], "veli", "z")
    assert devir.form_sides(y)[0] == ("Teslim Eden", "ayse Örnek", "Memur, 01.03.2037") and devir.form_sides(y)[1][1] == ""
    assert devir.form_sides(devir.accept(y, taraf("veli"), {}, AN))[1] == ("Teslim Alan", "veli Örnek", "Memur, 01.03.2037")
    assert dict(devir.form_facts(y.liste, y))["Kapıda Okunan Barkod"] == "2 / 2"
    k = devir.deliver_absent(yol(DevirTuru.KISI_KISI, veren="a", alan="b"), [taraf("c"), taraf("d")], "5", AN)
    assert [s[0] for s in devir.form_sides(k)] == ["Tanık", "Tanık", "Teslim Alan"]
