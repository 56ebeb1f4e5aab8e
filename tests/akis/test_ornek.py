# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Samples in the archive: proposed from what is due, changed, decided, given up, sent; kept whole under competition and damage."""

import datetime as dt

import pytest

import earsiv
from earsiv.errors import DepoHatasi, GirdiHatasi, ImhaHatasi, YetkiHatasi
from earsiv.model import GizlilikDerecesi, Islem, OrnekOlcutu, Yetki
from earsiv.saklama import Kapsam, KapsamTuru
from earsiv.store import defter, ocfl_id

pytestmark = pytest.mark.yavas

BIRIM, DIGER = "99900001", "99900002"
BUGUN = dt.date(2026, 11, 21)
A3 = "120.02"  # ten years, those with special features
A2 = "952.04.01.03"  # ten years, a share of the files


@pytest.fixture
def dosya(arsiv):
    """A closed file of a series, due long ago."""

    def _dosya(yil, kod=A3, birim=BIRIM, kapali=True, **ek):
        acik = arsiv.open_dosya(kod, f"Dosya {yil}", birim=birim, acilis=dt.date(yil, 1, 1), **ek)
        return arsiv.close_dosya(acik.kimlik, dt.date(yil, 12, 31)) if kapali else acik

    return _dosya


@pytest.fixture
def dizi(dosya):
    """Five due files of one series; the third names a case number."""
    return [dosya(2004 + n, **({"esaslar": ["2006/3 E."]} if n == 2 else {})).kimlik for n in range(5)]


def baska(arsiv, islemler, aktor="baska", birimler=None):
    return earsiv.open(arsiv.depo.kok, Yetki(aktor, GizlilikDerecesi.CGZ, birimler, frozenset(islemler)), clock=arsiv.depo.saat)


def denetim(arsiv):
    with arsiv.depo.reader() as b:
        return [(s.eylem, s.nesne) for s in defter.audit_rows(b)]


def test_the_whole_way_of_a_choice(arsiv, dizi):
    """Proposed by rule, changed with a reason, decided, sent: each step a version, an audit row and a digest that holds."""
    (secim,) = arsiv.propose_samples(kod="120")
    assert (secim.no, secim.kurallar, secim.kod, secim.birim) == ("O-2026/1", ("A3",), A3, BIRIM)
    assert set(secim.secilenler) == {dizi[0], dizi[2], dizi[4]} and [d.yil for d in secim.dosyalar] == list(range(2004, 2009))
    assert arsiv.samples() == [secim] and arsiv.sample(secim.no) == secim
    yeni = arsiv.choose_samples(secim.no, [dizi[1]], [dizi[4]], "Kent tarihi için önemli")
    assert set(yeni.secilenler) == {dizi[0], dizi[1], dizi[2]} and yeni.ozet != secim.ozet
    karar = arsiv.decide_samples(secim.no, "2026/4", BUGUN)
    assert karar.karar.ozet == yeni.ozet and arsiv.remainder_of(secim.no) == dict.fromkeys(sorted([dizi[3], dizi[4]]), secim.no)
    giden = arsiv.send_samples(secim.no, "DV-2026/1")
    assert (str(giden.durum), giden.devir) == ("devredildi", "DV-2026/1") and len(arsiv.remainder_of(secim.no)) == 2
    eylemler = [e for e, nesne in denetim(arsiv) if nesne == secim.no]
    assert eylemler == ["ornek", "ornek_degistir", "ornek_karar", "ornek_devir"] and arsiv.check() == []


@pytest.mark.fault("I29")
def test_trying_writes_nothing_and_says_the_same(arsiv, dizi):
    """``deneme`` gives the very answer of the real run."""
    deneme = arsiv.propose_samples(kod=A3, deneme=True)
    assert arsiv.samples() == [] and arsiv.propose_samples(kod=A3) == deneme
    no = deneme[0].no
    for islem in (
        lambda **k: arsiv.choose_samples(no, [dizi[1]], gerekce="neden", **k),
        lambda **k: arsiv.decide_samples(no, "2026/4", BUGUN, **k),
        lambda **k: arsiv.abort_samples(no, "neden", **k),
    ):
        once = arsiv.sample(no)
        denenen = islem(deneme=True)
        assert arsiv.sample(no) == once != denenen
        assert islem() == denenen


def test_every_series_gets_a_choice_of_its_own(arsiv, dosya, dizi):
    """Units and codes apart, only what is due; what is not due tells where the series ends."""
    oteki, a2 = dosya(2005, birim=DIGER), dosya(2010, kod=A2)
    dosya(2024), dosya(2025, kapali=False), dosya(2006, kod="165.05")
    secimler = arsiv.propose_samples(kod="120")
    assert [(s.no, s.birim, len(s.dosyalar)) for s in secimler] == [("O-2026/1", BIRIM, 5), ("O-2026/2", DIGER, 1)]
    assert set(secimler[0].secilenler) == {dizi[0], dizi[2]} and secimler[1].secilenler == (oteki.kimlik,)
    (secim,) = arsiv.propose_samples(kod=A2, olcut=OrnekOlcutu(yuzde=10))
    assert (secim.no, secim.kurallar, secim.secilenler, secim.olcut.yuzde) == ("O-2026/3", ("A2",), (a2.kimlik,), 10)
    assert arsiv.check() == []


def test_one_unit_alone_is_proposed_when_asked(arsiv, dosya, dizi):
    """The others wait for their own."""
    dosya(2005, birim=DIGER)
    assert [s.birim for s in arsiv.propose_samples(kod=A3, birim=DIGER)] == [DIGER]
    assert [s.birim for s in arsiv.propose_samples(kod=A3)] == [BIRIM]


def test_a_file_is_in_one_open_choice_only(arsiv, dosya, dizi):
    """Proposed again: nothing left; what became due since goes into a choice of its own, and knows the first."""
    (ilk,) = arsiv.propose_samples(kod=A3)
    with pytest.raises(ImhaHatasi) as hata:
        arsiv.propose_samples(kod=A3)
    assert hata.value.kod == "IMH-071" and ilk.no in str(hata.value)
    gec = dosya(2010).kimlik
    (ikinci,) = arsiv.propose_samples(kod=A3)
    assert [d.dosya for d in ikinci.dosyalar] == [gec] and {str(g.neden) for g in ikinci.dosyalar[0].gerekceler} == {"son_dosya"}
    arsiv.abort_samples(ilk.no, "birlikte önerilecek")
    arsiv.abort_samples(ikinci.no, "birlikte önerilecek")
    (hepsi,) = arsiv.propose_samples(kod=A3)
    assert hepsi.no == "O-2026/3" and len(hepsi.dosyalar) == 6 and arsiv.check() == []


def test_a_choice_that_is_no_longer_the_whole_series_cannot_be_decided(arsiv, dosya, dizi):
    """A file came due, was held back or re-filed since: propose anew."""
    (secim,) = arsiv.propose_samples(kod=A3)
    arsiv.extend(dizi[3], gerekce="inceleme", yil=40)
    with pytest.raises(ImhaHatasi) as hata:
        arsiv.decide_samples(secim.no, "2026/4", BUGUN)
    assert hata.value.kod == "IMH-075" and dizi[3] in str(hata.value)
    arsiv.abort_samples(secim.no, "yeniden")
    (secim,) = arsiv.propose_samples(kod=A3)
    dosya(2003)
    with pytest.raises(ImhaHatasi) as hata:
        arsiv.decide_samples(secim.no, "2026/4", BUGUN)
    assert hata.value.kod == "IMH-075" and "1 dosya eksik" in str(hata.value)


def test_a_hold_open_or_closed_makes_a_file_special_and_does_not_hide_it(arsiv, dizi):
    """A barred file stands in the choice too: every due file does."""
    kapali = arsiv.hold("E4", [Kapsam(KapsamTuru.DOSYA, dizi[1])], "Tazminat davası")
    arsiv.release(kapali.no, "kesinleşti")
    arsiv.hold("E5", [Kapsam(KapsamTuru.DOSYA, dizi[3])], "Sayıştay denetimi")
    (secim,) = arsiv.propose_samples(kod=A3)
    nedenler = {d.dosya: [str(g.neden) for g in d.gerekceler] for d in secim.dosyalar}
    assert (nedenler[dizi[1]], nedenler[dizi[3]]) == (["dava"], ["dondurma"]) and len(nedenler) == 5


def test_what_cannot_be_proposed_is_told(arsiv, dizi):
    """No code, nothing due, a day that is over, numbers out of range, no such choice."""
    for kod, ayar in (
        ("SDP-001", {"kod": "120.2"}),
        ("IMH-070", {"kod": "165"}),
        ("IMH-070", {"kod": f"{A3}[yok]"}),
        ("IMH-078", {"kod": A3, "an": BUGUN - dt.timedelta(days=1)}),
        ("IMH-078", {"kod": A3, "olcut": OrnekOlcutu(yuzde=0)}),
    ):
        with pytest.raises((GirdiHatasi, ImhaHatasi)) as hata:
            arsiv.propose_samples(**ayar)
        assert hata.value.kod == kod
    for no in ("O-2026/9", "K-2026/1", "", "profil"):
        with pytest.raises(GirdiHatasi) as yok:
            arsiv.sample(no)
        assert yok.value.kod == "IMH-073"
    (ileri,) = arsiv.propose_samples(dt.date(2037, 3, 1), kod=A3)
    assert ileri.no == "O-2037/1"
    with pytest.raises(GirdiHatasi) as erken:
        arsiv.decide_samples(ileri.no, "1", BUGUN)
    assert erken.value.kod == "IMH-078"


def test_powers_are_asked_and_other_units_do_not_exist(arsiv, dizi):
    """Proposing and deciding are two powers; who may not see the unit sees no choice of it."""
    (secim,) = arsiv.propose_samples(kod=A3)
    with baska(arsiv, {Islem.GOR, Islem.LISTE}) as yazan, baska(arsiv, {Islem.GOR, Islem.KOMISYON}) as katip:
        for yasak in (
            lambda: yazan.decide_samples(secim.no, "1", BUGUN),
            lambda: katip.choose_samples(secim.no, [dizi[1]], gerekce="x"),
            lambda: katip.propose_samples(kod=A3),
            lambda: katip.abort_samples(secim.no, "x"),
            lambda: yazan.send_samples(secim.no, "DV-1"),
            katip.samples,
        ):
            with pytest.raises(YetkiHatasi) as hata:
                yasak()
            assert hata.value.kod == "YET-003"
        assert katip.decide_samples(secim.no, "1", BUGUN).karar.kaydeden == "baska"
        with pytest.raises(YetkiHatasi):
            yazan.abort_samples(secim.no, "karardan sonra")
    with baska(arsiv, {Islem.GOR}) as okur, pytest.raises(YetkiHatasi):
        okur.sample(secim.no)
    with baska(arsiv, Islem, birimler=frozenset({DIGER})) as dar:
        assert dar.samples() == []
        with pytest.raises(GirdiHatasi) as hata:
            dar.sample(secim.no)
        assert hata.value.kod == "IMH-073"


@pytest.mark.fault("I17")
def test_a_choice_edited_behind_our_back_is_refused(arsiv, dizi):
    """In the row that mirrors it: not read, not built on, and found by the check."""
    (secim,) = arsiv.propose_samples(kod=A3)
    arsiv.decide_samples(secim.no, "1", BUGUN)
    with arsiv.depo.transaction("saldirgan") as islem:
        islem.baglanti.exec_driver_sql("update ayar set deger = replace(deger, '\"secildi\"', '\"kalan\"') where kimlik = 'O-2026/1'")
    for oku in (lambda: arsiv.sample(secim.no), arsiv.samples, lambda: arsiv.remainder_of(secim.no)):
        with pytest.raises(DepoHatasi) as hata:
            oku()
        assert hata.value.kod == "IMH-074"
    assert any(b.yer.startswith(("ornek", "O-2026/1")) or "O-2026/1" in b.yer for b in arsiv.check())
    with arsiv.depo.transaction("saldirgan") as islem:
        islem.baglanti.exec_driver_sql("update ayar set deger = '{\"icerik\": {}}' where kimlik = 'O-2026/1'")
    with pytest.raises(DepoHatasi) as hata:
        arsiv.sample(secim.no)
    assert hata.value.kod == "DEP-020"


@pytest.mark.fault("K07")
def test_many_at_once_propose_one_choice(arsiv, dizi, birlikte):
    """The others are told that the files stand in it, or that something was written meanwhile."""

    def oner():
        with earsiv.open(arsiv.depo.kok, Yetki.full("a"), clock=arsiv.depo.saat) as ayri:
            ayri.propose_samples(kod=A3)

    hatalar = birlikte(oner, 4)
    assert len(hatalar) == 3 and {h.kod for h in hatalar} <= {"DEP-016", "IMH-071"}
    assert len(arsiv.samples()) == 1 and arsiv.check() == []


def test_a_file_that_changes_between_judgement_and_writing_stops_the_choice(arsiv, dizi, monkeypatch):
    """DEP-016: judge again. A changed choice stops the one who read the old one."""
    asil = arsiv._require_sound_ground

    def araya(oneri):
        asil(oneri)
        with earsiv.open(arsiv.depo.kok, Yetki.full("b"), clock=arsiv.depo.saat) as oteki:
            oteki.extend(dizi[0], gerekce="inceleme", yil=1)

    monkeypatch.setattr(arsiv, "_require_sound_ground", araya)
    with pytest.raises(DepoHatasi) as hata:
        arsiv.propose_samples(kod=A3)
    assert hata.value.kod == "DEP-016" and arsiv.samples() == []
    monkeypatch.undo()
    (secim,) = arsiv.propose_samples(kod=A3)
    arsiv.choose_samples(secim.no, [dizi[1]], gerekce="neden")
    monkeypatch.setattr(arsiv, "sample", lambda _: secim)
    with pytest.raises(DepoHatasi) as hata:
        arsiv.decide_samples(secim.no, "1", BUGUN)
    assert hata.value.kod == "DEP-016"


def test_a_choice_outlives_the_rows_it_is_mirrored_in(arsiv, dizi):
    """It is an object with versions like any other."""
    (secim,) = arsiv.propose_samples(kod=A3)
    arsiv.decide_samples(secim.no, "1", BUGUN)
    oid = ocfl_id("ornek", secim.no)
    assert arsiv.depo.ocfl.head(oid) == 2 and b'"karar"' in arsiv.depo.ocfl.read(oid, "ornek.json")
    assert ocfl_id("ornek", secim.no) and arsiv.check() == []


def test_only_the_rest_of_a_decided_choice_goes_on_a_list(arsiv, dizi):
    """Before the decision nothing; after it the rest, each line naming the choice; while it is listed the choice stands."""
    (secim,) = arsiv.propose_samples(kod=A3)
    for dene in (lambda: arsiv.propose_imha(ornek=secim.no), lambda: arsiv.propose_imha(dosyalar=[dizi[1]])):
        with pytest.raises(ImhaHatasi) as hata:
            dene()
        assert hata.value.kod in {"IMH-072", "IMH-021", "IMH-005"}
    arsiv.decide_samples(secim.no, "2026/4", BUGUN)
    liste = arsiv.propose_imha(ornek=secim.no)
    assert {(s.dosya, s.dayanak) for s in liste.satirlar} == {(dizi[1], secim.no), (dizi[3], secim.no)}
    with pytest.raises(ImhaHatasi) as hata:
        arsiv.abort_samples(secim.no, "vazgeçildi")
    assert hata.value.kod == "IMH-022" and liste.no in str(hata.value)
    arsiv.abort_list(liste.no, "vazgeçildi")
    assert str(arsiv.abort_samples(secim.no, "vazgeçildi").durum) == "iptal"
    with pytest.raises(ImhaHatasi):
        arsiv.propose_imha(ornek=secim.no)
