# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Holds: opened on anything, closed by the right hand only, and a file is free when the last one that names it is closed."""

import datetime as dt
import json

import attrs
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from earsiv.errors import EarsivError, GirdiHatasi, KuralHatasi, YetkiHatasi
from earsiv.model import Siniflama
from earsiv.saklama import DONDURULABILIR, DondurmaDizini, ImhaEngeli, Kapsam, KapsamTuru, TasfiyeDondurma, compute
from earsiv.sdp import effective
from earsiv.testing.saklama import BIRIMLER, make_file

PLAN = effective("belediye")
GUN = dt.date(2026, 3, 2)
SONRA = GUN + dt.timedelta(days=1)


def koy(*kapsamlar, no="D-2026/1", tur=ImhaEngeli.DAVA, acan="hukuk", acilis=GUN, **ek):
    return TasfiyeDondurma.of(no, tur, [Kapsam(*k) for k in kapsamlar], gerekce="mahkeme yazısı", acan=acan, acilis=acilis, **ek)


DOSYA = make_file(
    "165.05",
    "2013-12-31",
    kimlik="D-7",
    birim="99990001",
    ust="D-5",
    diger_kodlar=("105.04",),
    ilgililer=("Uydurma Kişi", "Başka Kişi"),
    esaslar=("2015/12",),
    onceki=(Siniflama("934.01", "ortak", "2024", dt.date(2014, 1, 1), "yanlış kod", "K-1"),),
)


@pytest.mark.fault("I04")
@pytest.mark.parametrize(
    ("kapsam", "bagli"),
    [
        (("dosya", "D-7"), True),
        (("dosya", "D-5"), True),  # its first volume
        (("dosya", "D-8"), False),
        (("birim", "99990001"), True),
        (("birim", "99990002"), False),
        (("kisi", "Uydurma Kişi"), True),
        (("kisi", "UYDURMA  kişi"), True),  # letters and blanks as somebody else writes them
        (("kisi", "Uydurma"), False),
        (("esas", "2015/12"), True),
        (("esas", "2015/1"), False),
        (("kod", "165"), True),
        (("kod", "165.05"), True),
        (("kod", "165.0"), None),  # no code at all
        (("kod", "105.04"), True),  # a further code
        (("kod", "934"), True),  # an earlier code: re-filing is no way out
        (("kod", "165.05.01"), False),  # only what lies below it
    ],
)
def test_hold_names_files_units_persons_cases_and_codes(kapsam, bagli):
    """The file itself, its first volume, its unit, its persons, its cases, its codes and the codes above them; never a part of a word."""
    if bagli is None:
        with pytest.raises(GirdiHatasi) as hata:
            koy(kapsam)
        assert hata.value.kod == "SDP-001"
        return
    engeller = DondurmaDizini([koy(kapsam)], GUN).on(DOSYA)
    assert bool(engeller) is bagli
    hesap = compute(DOSYA, PLAN, None, engeller, GUN)
    assert hesap.suresi_doldu is (hesap.ilk_gun <= GUN) and not (bagli and hesap.imha_adayi)


@pytest.mark.fault("I04")
@pytest.mark.parametrize("tur", ["belge", "sorgu"])
def test_hold_on_a_record_or_a_query_binds_the_files_it_leads_to(tur):
    """Whoever knows the ledger and the index says where it leads; nothing found, nothing bound; nobody asked, all bound."""
    dondurma = koy((tur, "aranan"))
    assert DondurmaDizini([dondurma], GUN, {f"{tur}:aranan": ["D-7", "D-9"]}).on(DOSYA)
    assert not DondurmaDizini([dondurma], GUN, {f"{tur}:aranan": ["D-9"]}).on(DOSYA)
    assert not DondurmaDizini([dondurma], GUN, {f"{tur}:aranan": []}).on(DOSYA)
    assert DondurmaDizini([dondurma], GUN).on(DOSYA)


@pytest.mark.fault("I01")
def test_held_file_is_refused_and_the_hold_is_named():
    """The bar carries the number of the hold, its ground and the paper that asks for it."""
    dizin = DondurmaDizini([koy(("dosya", "D-7"), dayanak="E-99990001-640-77")], GUN)
    hesap = compute(DOSYA, PLAN, None, dizin.on(DOSYA), dt.date(2100, 1, 1))
    engel = hesap.engeller[0]
    assert not hesap.imha_adayi and engel.tur is ImhaEngeli.DAVA
    assert all(parca in engel.aciklama for parca in ("D-2026/1", "mahkeme yazısı", "E-99990001-640-77"))


@pytest.mark.fault("I05")
def test_still_blocked_while_another_hold_is_open():
    """Two holds, one closed: blocked by the other; both closed: free."""
    bir, iki = koy(("dosya", "D-7")), koy(("birim", "99990001"), no="D-2026/2", acan="teftiş", tur=ImhaEngeli.DENETIM)
    bir_kapali = bir.close("hukuk", SONRA, "dava bitti")
    iki_kapali = iki.close("teftiş", SONRA, "denetim bitti")
    assert [e.tur for e in DondurmaDizini([bir, iki], SONRA).on(DOSYA)] == [ImhaEngeli.DAVA, ImhaEngeli.DENETIM]
    assert [e.tur for e in DondurmaDizini([bir_kapali, iki], SONRA).on(DOSYA)] == [ImhaEngeli.DENETIM]
    assert DondurmaDizini([bir_kapali, iki_kapali], SONRA).on(DOSYA) == ()


def test_a_hold_that_names_a_file_in_many_ways_is_one_bar():
    """File, unit, person and code at once: one hold, one bar."""
    dondurma = koy(("dosya", "D-7"), ("birim", "99990001"), ("kisi", "Başka Kişi"), ("kod", "165"), ("dosya", "D-7"))
    assert len(dondurma.kapsamlar) == 4
    assert len(DondurmaDizini([dondurma], GUN).on(DOSYA)) == 1


@pytest.mark.parametrize("tur", sorted(ImhaEngeli))
def test_only_grounds_of_a_person_can_be_held_on(tur):
    """Bars that follow from plan and dates are nobody's to open."""
    if tur in DONDURULABILIR:
        assert koy(("dosya", "D-7"), tur=str(tur)).tur is tur
    else:
        with pytest.raises(GirdiHatasi, match="SAK-020"):
            koy(("dosya", "D-7"), tur=tur)


def test_opening_wants_a_ground_a_target_and_a_reason():
    """Each missing thing has its own code."""
    for kod, alanlar in {
        "SAK-020": {"tur": "E99"},
        "SAK-021": {"kapsamlar": [Kapsam("dosya", "  ")]},
        "SAK-022": {"gerekce": " "},
    }.items():
        with pytest.raises(GirdiHatasi) as hata:
            TasfiyeDondurma.of(
                **{"no": "D", "tur": "E4", "kapsamlar": [Kapsam("dosya", "D-7")], "gerekce": "g", "acan": "a", "acilis": GUN, **alanlar}
            )
        assert hata.value.kod == kod


def test_closing_is_for_the_opener_or_the_ust_yonetici_with_a_reason_and_once():
    """Another actor is refused even with a reason; the head of the institution may; nobody closes twice or before it began."""
    acik = koy(("dosya", "D-7"))
    with pytest.raises(YetkiHatasi, match="YET-005"):
        acik.close("başkası", SONRA, "bence bitti")
    with pytest.raises(GirdiHatasi, match="SAK-022"):
        acik.close("hukuk", SONRA, "  ")
    with pytest.raises(KuralHatasi, match="SAK-024"):
        acik.close("hukuk", GUN - dt.timedelta(days=1), "bitti")
    kapali = acik.close("başkan", SONRA, "karar", ust_yonetici=True)
    assert (kapali.kapatan, kapali.kapanis, kapali.kapanis_gerekcesi) == ("başkan", SONRA, "karar") and acik.kapanis is None
    with pytest.raises(KuralHatasi, match="SAK-023"):
        kapali.close("hukuk", SONRA, "yine")


def test_hold_binds_from_its_first_day_and_no_longer_on_the_day_of_closing():
    """Opened Monday, closed Wednesday: Monday and Tuesday."""
    dondurma = koy(("dosya", "D-7")).close("hukuk", GUN + dt.timedelta(days=2), "bitti")
    assert [dondurma.binds(GUN + dt.timedelta(days=n)) for n in (-1, 0, 1, 2, 3)] == [False, True, True, False, False]


def test_hold_survives_json():
    """Open and closed ones are written as plain JSON and read back equal."""
    for dondurma in (koy(("kisi", "Şükrü İğneci"), ("kod", "105")), koy(("dosya", "D-7")).close("hukuk", SONRA, "bitti")):
        assert TasfiyeDondurma.from_dict(json.loads(json.dumps(dondurma.as_dict()))) == dondurma


AKTORLER = ("hukuk", "teftiş", "yazı işleri")
KISILER = ("Uydurma Kişi", "Başka Kişi")
ESASLAR = ("2015/12", "2016/3")
HAVUZ = [
    make_file(kod, "2001-01-01", kimlik=f"D-{n}", birim=BIRIMLER[n % 3], **alanlar)
    for n, (kod, alanlar) in enumerate(
        [
            ("165.05", {"ilgililer": KISILER[:1]}),
            ("165.05", {"ust": "D-0", "esaslar": ESASLAR}),
            ("105.04", {"diger_kodlar": ("805.02.02",)}),
            ("805.02.02", {"ilgililer": KISILER, "esaslar": ESASLAR[:1]}),
            ("934.01", {"ust": "D-3"}),
            ("903.05", {}),
        ]
    )
]
HEDEFLER = (
    [("dosya", f"D-{n}") for n in range(8)]
    + [("birim", b) for b in (*BIRIMLER, "99990099")]
    + [("kisi", k) for k in (*KISILER, "Yok Kişi")]
    + [("esas", e) for e in (*ESASLAR, "1999/9")]
    + [("kod", k) for k in ("165", "165.05", "165.05.01", "105", "805.02", "934", "999")]
)


def gosterir(tur, deger, dosya):
    """Whether a target names a file; written apart from the library, with nothing but comparisons."""
    if tur == "kod":
        return any((kod + ".").startswith(deger + ".") for kod in (dosya.kod, *dosya.diger_kodlar))
    return {
        "dosya": deger in (dosya.kimlik, dosya.ust),
        "birim": deger == dosya.birim,
        "kisi": deger in dosya.ilgililer,
        "esas": deger in dosya.esaslar,
    }[tur]


class Dondurmalar(RuleBasedStateMachine):
    """Many holds are opened, closed and opened again; what a model of two sets says is what the library says, today and for every past day."""

    @initialize()
    def basla(self):
        self.bugun = GUN
        self.kayitlar = {}  # number -> hold as the library gives it
        self.model = {}  # number -> (opener, targets, first day, day of closing or None)
        self.gunluk = {}  # day -> what was blocked at its end

    def yeni_no(self):
        return f"D-2026/{len(self.kayitlar) + 1}"

    @rule(
        aktor=st.sampled_from(AKTORLER),
        hedefler=st.lists(st.sampled_from(HEDEFLER), min_size=1, max_size=4),
        tur=st.sampled_from(sorted(DONDURULABILIR)),
    )
    def ac(self, aktor, hedefler, tur):
        """Always accepted, on things that are there, held already, or not there yet."""
        no = self.yeni_no()
        self.kayitlar[no] = koy(*hedefler, no=no, tur=tur, acan=aktor, acilis=self.bugun)
        self.model[no] = (aktor, set(hedefler), self.bugun, None)

    @rule(veri=st.data(), aktor=st.sampled_from(AKTORLER), ust=st.booleans())
    def kapat(self, veri, aktor, ust):
        """By the opener or the head of the institution; another actor changes nothing."""
        if not self.kayitlar:
            return
        no = veri.draw(st.sampled_from(sorted(self.kayitlar)))
        acan, hedefler, ilk, son = self.model[no]
        try:
            yeni = self.kayitlar[no].close(aktor, self.bugun, "bitti", ust_yonetici=ust)
        except EarsivError as hata:
            beklenen = "YET-005" if aktor != acan and not ust else "SAK-023"
            assert hata.kod == beklenen and (beklenen == "YET-005" or son is not None)
        else:
            assert son is None and (aktor == acan or ust)
            self.kayitlar[no] = yeni
            self.model[no] = (acan, hedefler, ilk, self.bugun)

    @rule(veri=st.data(), aktor=st.sampled_from(AKTORLER))
    def yeniden_ac(self, veri, aktor):
        """A matter that comes up again is a new hold on the same things; the old one stays as it was."""
        kapalilar = sorted(no for no, (*_, son) in self.model.items() if son is not None)
        if kapalilar:
            eski = veri.draw(st.sampled_from(kapalilar))
            self.ac(aktor, sorted(self.model[eski][1]), ImhaEngeli.DAVA)

    @rule(gunler=st.integers(1, 40))
    def gun_gecer(self, gunler):
        """What was blocked at the end of a day is written down before the next begins."""
        self.gunluk[self.bugun] = self.beklenen(self.bugun)
        self.bugun += dt.timedelta(days=gunler)

    def beklenen(self, an):
        acik = {no: v for no, v in self.model.items() if v[2] <= an and (v[3] is None or an < v[3])}
        return {
            dosya.kimlik: {no for no, (_, hedefler, *_) in acik.items() if any(gosterir(*h, dosya) for h in hedefler)} for dosya in HAVUZ
        }

    def olan(self, an):
        dizin = DondurmaDizini(self.kayitlar.values(), an)
        return {dosya.kimlik: [e.kaynak.removeprefix("dondurma ") for e in dizin.on(dosya)] for dosya in HAVUZ}

    @invariant()
    def blocked_is_any_open_hold_that_names_it(self):
        beklenen, olan = self.beklenen(self.bugun), self.olan(self.bugun)
        for dosya in HAVUZ:
            assert sorted(olan[dosya.kimlik]) == sorted(beklenen[dosya.kimlik]), dosya.kimlik
            hesap = compute(dosya, PLAN, None, DondurmaDizini(self.kayitlar.values(), self.bugun).on(dosya), self.bugun)
            assert not (beklenen[dosya.kimlik] and hesap.imha_adayi)

    def teardown(self):
        """Replay: asked as of a past day, the holds of that day, whatever was opened and closed since."""
        for an, o_gun in getattr(self, "gunluk", {}).items():
            assert {ad: set(nolar) for ad, nolar in self.olan(an).items()} == o_gun


TestDondurmalar = pytest.mark.fault("I04", "I05")(Dondurmalar.TestCase)
TestDondurmalar.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)


def test_kinds_of_target_are_all_tried_here():
    """A new kind of target must be added to the machine or to the tests of records and queries."""
    assert {tur for tur, _ in HEDEFLER} | {"belge", "sorgu"} == {str(t) for t in KapsamTuru}
    assert attrs.fields_dict(Kapsam).keys() == {"tur", "deger"}
