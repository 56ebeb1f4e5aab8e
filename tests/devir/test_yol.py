# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The way of a transfer: what may follow what, two sides, counts, the receipt; pure."""

import datetime as dt
import itertools

import attrs
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from earsiv import devir
from earsiv.devir import ADIMLAR, SON, DevirIslemi
from earsiv.errors import GirdiHatasi, KuralHatasi
from earsiv.model import AlindiBelgesi, DevirDurumu, DevirTuru, DevirYolu, PaketOzeti
from tests.devir.dunya import AN, belge, dosya, hesap, liste, taraf, yol

PAKET = PaketOzeti(bicim="BagIt", ad="p", ozet="a" * 128, dosya=2, belge=2, bayt=6)


def alindi(ozet="a" * 128, gun=AN, no="A-1"):
    return AlindiBelgesi(no, gun, ozet, "Ali Örnek", "Uzman")


def kod(islev, *args, **kw):
    """The code of the refusal."""
    with pytest.raises((KuralHatasi, GirdiHatasi)) as hata:
        islev(*args, **kw)
    return hata.value.kod


@pytest.mark.parametrize("tur", DevirTuru)
def test_only_the_steps_of_the_table_can_be_taken(tur):
    """From every state every step: the table's next state, or DEV-006 with what is possible."""
    for durum, islem in itertools.product(DevirDurumu, DevirIslemi):
        once = attrs.evolve(yol(tur), durum=durum)
        sonra = ADIMLAR[tur].get((durum, islem))
        if sonra is None:
            assert kod(devir.step, once, islem) == "DEV-006"
        else:
            yeni = devir.step(once, islem)
            assert yeni.durum is sonra and bool(yeni.tutulan) == (sonra not in SON)
        assert not (durum in SON and devir.possible(tur, durum))


def test_every_state_is_reached_and_only_a_receipt_leads_to_removal():
    """From HAZIRLIK every state of a kind is reached; the step before KALDIR is ALINDI."""
    for tur, tablo in ADIMLAR.items():
        ulasilan = {DevirDurumu.HAZIRLIK}
        for _ in DevirDurumu:
            ulasilan |= {s for (o, _), s in tablo.items() if o in ulasilan}
        assert ulasilan == {DevirDurumu.HAZIRLIK, *tablo.values()}
        girenler = {i for (o, i), s in tablo.items() for (o2, i2) in tablo if i2 is DevirIslemi.KALDIR and s is o2}
        assert girenler == ({DevirIslemi.ALINDI} if tur is DevirTuru.KURUM_DEVLET else set())


def test_a_step_about_another_list_is_refused():
    """The digest that was signed is held against the list's."""
    y = yol()
    assert kod(devir.deliver, y, taraf(), AN, "b" * 64) == "DEV-007"
    assert devir.deliver(y, taraf(), AN, y.liste.ozet).durum is DevirDurumu.TESLIM


@pytest.mark.parametrize("ad", ["kisi", "ad", "unvan"])
def test_a_side_says_who_it_is(ad):
    """Person, name and title, each."""
    assert kod(devir.deliver, yol(), attrs.evolve(taraf(), **{ad: " "}), AN) == "DEV-026"


def test_days_never_run_backwards_nor_ahead():
    """List, giver, taker; none in the future."""
    gun = dt.timedelta(days=1)
    assert kod(devir.deliver, yol(), taraf(gun=AN - gun), AN) == "DEV-035"
    assert kod(devir.deliver, yol(), taraf(gun=AN + gun), AN) == "DEV-035"
    y = devir.count(devir.deliver(yol(), taraf(gun=AN + gun), AN + gun), ["B1", "B2"], "veli", "z")
    assert kod(devir.accept, y, taraf("veli", AN), {}, AN + gun) == "DEV-035"
    assert devir.accept(y, taraf("veli", AN + gun), {}, AN + gun).durum is DevirDurumu.KABUL


def test_one_person_does_not_sign_both_sides():
    """DEV-001."""
    y = devir.count(devir.deliver(yol(), taraf(), AN), ["B1", "B2"], "veli", "z")
    assert kod(devir.accept, y, taraf(), {}, AN) == "DEV-001"


@pytest.mark.parametrize(
    ("okunan", "beklenen"),
    [
        (["B1"], {"B2": "okunmadı"}),
        (["B1", "B2", "B9"], {"B9": "listede yok"}),
        (["B1", "B2", "B2"], {"B2": "birden çok"}),
        ([], {"B1": "okunmadı", "B2": "okunmadı"}),
        ([" B1 ", "B2", ""], {}),
    ],
    ids=["missing", "extra", "double", "none", "exact"],
)
def test_what_was_read_at_the_door_is_what_is_listed(okunan, beklenen):
    """One finding a barcode, and no acceptance before the count agrees."""
    y = devir.count(devir.deliver(yol(), taraf(), AN), okunan, "veli", "z")
    bulgular = devir.count_findings(y.sayim)
    assert {b.yer for b in bulgular} == set(beklenen) and all(beklenen[b.yer] in b.mesaj and b.kod == "DEV-001" for b in bulgular)
    if beklenen:
        assert kod(devir.accept, y, taraf("veli"), {}, AN) == "DEV-001"
    else:
        assert devir.accept(y, taraf("veli"), {"D-1": "Dolap 3"}, AN).yerler == (("D-1", "Dolap 3"),)


def test_a_unit_s_folders_are_counted_before_they_are_taken_over():
    """No count, no acceptance; files that lie on no shelf need none; a place is given to listed files only."""
    y = devir.deliver(yol(), taraf(), AN)
    assert kod(devir.accept, y, taraf("veli"), {}, AN) == "DEV-001"
    d = dosya(1, barkod="", klasor_no="", uzunluk_mm=0)
    bas = {ad: getattr(liste(), ad) for ad in ("no", "tur", "kurum", "veren", "alan", "an", "duzenleyen", "duzenlenme")}
    elektronik = devir.freeze([devir.line(d, [belge("b1")], hesap(d))], **bas)
    y = devir.deliver(DevirYolu(elektronik, tutulan=elektronik.dosyalar), taraf(), AN)
    assert kod(devir.accept, y, taraf("veli"), {"D-9": "x"}, AN) == "DEV-009"
    assert devir.accept(y, taraf("veli"), {}, AN).durum is DevirDurumu.KABUL


def test_who_died_is_stood_in_for_by_two_witnesses_and_minutes():
    """Two different persons, neither of them a side, and the minutes named; never from a unit."""
    y = yol(DevirTuru.KISI_KISI, veren="ayse", alan="veli")
    iki = [taraf("fatma"), taraf("mehmet")]
    for taniklar in ([taraf("fatma")], [taraf("fatma")] * 2, [taraf("fatma"), taraf("veli")], [taraf("fatma"), taraf("ayse")]):
        assert kod(devir.deliver_absent, y, taniklar, "2037/5", AN) == "DEV-001"
    assert kod(devir.deliver_absent, y, iki, " ", AN) == "DEV-025"
    assert kod(devir.deliver_absent, yol(), iki, "2037/5", AN) == "DEV-001"
    yeni = devir.deliver_absent(y, iki, " 2037/5 ", AN)
    assert (yeni.durum, yeni.tutanak, yeni.veren) == (DevirDurumu.TESLIM, "2037/5", None)
    assert kod(devir.accept, yeni, taraf("fatma"), {}, AN) == "DEV-001"
    assert kod(devir.accept, yeni, taraf("hasan"), {}, AN) == "DEV-001"
    assert devir.accept(yeni, taraf("veli"), {}, AN).alan.kisi == "veli"


def test_a_receipt_names_the_package_that_left():
    """Number, taker, day and digest; without it nothing is removed."""
    y = yol(DevirTuru.KURUM_DEVLET)
    assert kod(devir.require_receipt, y) == "DEV-023"
    y = devir.deliver(devir.packed(y, PAKET, "z"), taraf(), AN)
    assert (y.durum, y.paket.liste_ozeti) == (DevirDurumu.GONDERILDI, y.liste.ozet)
    assert kod(devir.receipted, y, alindi("b" * 128), AN) == "DEV-024"
    assert kod(devir.receipted, y, alindi(""), AN) == "DEV-024"
    assert kod(devir.receipted, y, alindi(no=" "), AN) == "DEV-026"
    assert kod(devir.receipted, y, alindi(gun=AN - dt.timedelta(days=1)), AN) == "DEV-035"
    assert kod(devir.removal_list, y) == "DEV-023"
    yeni = devir.receipted(y, alindi(), AN)
    assert devir.require_receipt(yeni).no == "A-1" and devir.removal_list(yeni) == devir.removal_list(yeni)
    assert [s.dosya for s in devir.removal_list(yeni).satirlar] == list(y.liste.dosyalar)


@pytest.mark.parametrize("islem", [DevirIslemi.RET, DevirIslemi.IPTAL])
def test_refusing_and_giving_up_need_a_reason_and_free_the_files(islem):
    """The refusal path back."""
    y = devir.deliver(yol(), taraf(), AN)
    assert kod(devir.close, y, islem, "  ") == "DEV-025"
    yeni = devir.close(y, islem, " sırtlıklar eksik ")
    assert yeni.durum in SON and yeni.tutulan == () and yeni.gerekce == "sırtlıklar eksik"


def test_a_way_survives_being_written_down():
    """Through plain JSON and back, at every step."""
    y = devir.accept(devir.count(devir.deliver(yol(), taraf(), AN), ["B1", "B2"], "veli", "z"), taraf("veli"), {"D-1": "R1"}, AN)
    d = devir.receipted(devir.deliver(devir.packed(yol(DevirTuru.KURUM_DEVLET), PAKET, "z"), taraf(), AN), alindi(), AN)
    k = devir.deliver_absent(yol(DevirTuru.KISI_KISI, veren="a", alan="b"), [taraf("c"), taraf("d")], "5", AN)
    for once in (yol(), y, d, k):
        assert DevirYolu.from_dict(once.as_dict(), once.liste) == once


class Yollar(RuleBasedStateMachine):
    """One transfer of any kind under any order of steps."""

    def __init__(self):
        super().__init__()
        self.yol = None

    @precondition(lambda self: self.yol is None)
    @rule(tur=st.sampled_from(DevirTuru))
    def propose(self, tur):
        self.yol, self.alinan, self.sayilan = yol(tur, veren="ayse", alan="veli"), False, False

    def _try(self, islev, *args):
        once = self.yol
        try:
            self.yol = islev(self.yol, *args)
        except (KuralHatasi, GirdiHatasi):
            assert self.yol == once
            return False
        return True

    @precondition(lambda self: self.yol)
    @rule(kisi=st.sampled_from(["ayse", "veli"]))
    def deliver(self, kisi):
        self._try(devir.deliver, taraf(kisi), AN)

    @precondition(lambda self: self.yol)
    @rule(okunan=st.lists(st.sampled_from(["B1", "B2", "B3"]), max_size=3))
    def count(self, okunan):
        if self._try(devir.count, okunan, "veli", "z"):
            self.sayilan = sorted(okunan) == ["B1", "B2"]

    @precondition(lambda self: self.yol)
    @rule(kisi=st.sampled_from(["ayse", "veli"]))
    def accept(self, kisi):
        if self._try(devir.accept, taraf(kisi), {}, AN):
            assert self.yol.veren.kisi != kisi
            assert self.sayilan or self.yol.liste.tur is DevirTuru.KISI_KISI

    @precondition(lambda self: self.yol)
    @rule()
    def pack(self):
        self._try(devir.packed, PAKET, "z")

    @precondition(lambda self: self.yol)
    @rule(ozet=st.sampled_from(["a" * 128, "b" * 128]))
    def receipt(self, ozet):
        if self._try(devir.receipted, alindi(ozet), AN):
            self.alinan = ozet == PAKET.ozet

    @precondition(lambda self: self.yol)
    @rule(islem=st.sampled_from([DevirIslemi.RET, DevirIslemi.IPTAL]))
    def close(self, islem):
        self._try(devir.close, islem, "neden")

    @precondition(lambda self: self.yol)
    @rule()
    def remove(self):
        if self._try(devir.step, DevirIslemi.KALDIR):
            assert self.alinan

    @invariant()
    def holds(self):
        if self.yol is None:
            return
        assert devir.holds(self.yol.liste)
        assert set(self.yol.tutulan) == (set() if self.yol.durum in SON else set(self.yol.liste.dosyalar))
        assert self.yol.durum is not DevirDurumu.YEREL_SILINDI or self.alinan
        if self.yol.durum is DevirDurumu.KABUL:
            assert self.yol.veren and (self.yol.alan or self.yol.alindi)


@pytest.mark.yavas
def test_no_order_of_steps_breaks_a_promise():
    """Two persons, counts that agree, no removal without receipt, files held exactly while the list is open."""
    run_state_machine_as_test(Yollar)
