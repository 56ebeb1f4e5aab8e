# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The overlay of an institution: what an entry does, which entries are refused, and that the past does not change."""

import datetime as dt
import json

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earsiv.errors import EarsivError, GirdiHatasi
from earsiv.sdp import KURUM_EKI, EkIslemi, EkSatiri, Kitaplik, KodAyari, KurumEki, effective, load, search

GUN = dt.date(2026, 3, 1)
ANAHTAR = ("belediye", "2018")
BIRIM, BASKA = "99910001", "99910002"


def row(islem, kod, baslangic=GUN, kayit=None, **alanlar):
    return EkSatiri(islem, kod, baslangic, kayit or baslangic, "DAB görüşü 12/3", "Deniz Yazan", **alanlar)


def library(*satirlar, tur="belediye"):
    kitaplik = Kitaplik()
    for satir in satirlar:
        kitaplik = kitaplik.amend(tur, satir)
    return kitaplik


def plan_of(*satirlar, an=dt.date(2030, 1, 1), tur="belediye"):
    return library(*satirlar, tur=tur).effective(tur, an)


def codes(bulgular):
    return [b.kod for b in bulgular]


def pairs(satirlar):
    return [(s.saklama_suresi, s.saklama_kodu) for s in satirlar]


EKLE = row("EKLE", "105.60", ad="Kent Konseyi", saklama_suresi="10", saklama_kodu="C")


# ---- what an entry does


def test_an_added_code_is_found_listed_searched_and_has_a_key_of_its_own():
    """Title, period, parent, children, search; its plan is the overlay and its version the day."""
    plan = plan_of(EKLE)
    satir = plan.get("105.60")
    assert (satir.ad, satir.anahtar, satir.kaynak) == ("Kent Konseyi", (KURUM_EKI, "2026-03-01"), "DAB görüşü 12/3")
    assert plan.parent("105.60") == "105" and "105.60" in plan.children("105") and plan.usable("105.60")
    assert pairs(plan.binding("105.60")) == pairs(plan.binding("105.60", anahtar=satir.anahtar)) == [("10", "C")]
    assert search(plan, "kent konseyi")[0].satir == satir
    assert plan.describe("105.60")["plandaki_ad"] is None


def test_a_code_added_below_a_leaf_makes_it_a_parent():
    """105.04 had no codes below it; now a finding says that it has."""
    plan = plan_of(row("EKLE", "105.04.01", ad="Komisyon Kararları", saklama_suresi="15", saklama_kodu="A"))
    assert plan.children("105.04") == ("105.04.01",)
    assert codes(plan.check("105.04")) == ["SDP-004"] and not plan.usable("105.04")
    assert plan.usable("105.04", ayar=KodAyari(ust_kod="UYARI"))
    assert codes(plan.check("105.04", ayar=KodAyari(ust_kod="YASAK"))) == ["SDP-004"]
    assert not plan.usable("105.04", ayar=KodAyari(ust_kod="YASAK")) and not plan.check("105.04", ayar=KodAyari(ust_kod="IZINLI"))
    assert pairs(plan.binding("105.04", anahtar=ANAHTAR)) == [("15", "A")]


def test_a_code_added_below_an_inheriting_leaf_does_not_take_its_period_away():
    """University: the leaf still inherits what the published plan gives it."""
    yaprak = next(
        k
        for k, s in load("universite", "2017").satirlar.items()
        if not s.saklama_suresi and effective("universite").binding(k)[0].saklama_suresi
    )
    once = effective("universite").binding(yaprak)
    plan = plan_of(row("EKLE", f"{yaprak}.01", ad="Alt İş", saklama_suresi="1", saklama_kodu="D"), tur="universite")
    assert plan.binding(yaprak) == once


def test_a_main_code_of_the_institutions_own_stands_in_its_section():
    """A new three-digit code is a child of the section whose range holds it."""
    plan = plan_of(row("EKLE", "577", ad="Kent Tarımı"))
    assert "577" in plan.children("100") and plan.parent("577") == "100"
    assert pairs(plan.binding("577")) == [("", "")]


def test_a_renamed_code_keeps_its_key_and_shows_the_plans_title_too():
    """Only the title changes, from its day on; the row read by key is the plan's."""
    kitaplik = library(row("ADLANDIR", "105.04", ad="Belediye Meclisi Kararları"))
    plan = kitaplik.effective("belediye", GUN)
    assert plan.get("105.04").ad == "Belediye Meclisi Kararları" and plan.get("105.04").anahtar == ANAHTAR
    assert plan.describe("105.04")["plandaki_ad"] == plan.find("105.04", ANAHTAR).ad == "Meclis Kararları"
    assert kitaplik.effective("belediye", GUN - dt.timedelta(1)).get("105.04").ad == "Meclis Kararları"
    assert search(plan, "belediye meclisi kararları")[0].satir.kod == "105.04"


@pytest.mark.fault("R02")
def test_a_closed_code_is_refused_for_new_files_and_still_read():
    """There is no removal: closed, its row, period and children stay; it can be opened again."""
    kapat = row("KAPAT", "105.04")
    plan = plan_of(kapat)
    assert codes(plan.check("105.04")) == ["SDP-008"] and not plan.usable("105.04") and not plan.offered("105.04")
    assert "01.03.2026" in plan.check("105.04")[0].mesaj
    assert plan.get("105.04") and pairs(plan.binding("105.04", anahtar=ANAHTAR)) == [("15", "A")]
    assert plan_of(kapat, row("AC", "105.04", dt.date(2027, 1, 1))).usable("105.04")
    assert "SIL" not in EkIslemi.__members__


def test_a_parent_whose_children_are_all_closed_is_a_leaf_again():
    """Closed codes leave nothing to choose below."""
    ekle = row("EKLE", "105.04.01", ad="Komisyon Kararları")
    assert not plan_of(ekle, row("KAPAT", "105.04.01", dt.date(2027, 1, 1))).check("105.04")


def test_a_passive_code_may_be_used_and_is_not_offered():
    """A warning by default; nobody is offered it."""
    plan = plan_of(row("PASIF", "105.04"))
    assert codes(plan.check("105.04")) == ["SDP-009"] and plan.usable("105.04") and not plan.offered("105.04")
    izinli = KodAyari(pasif_kod="IZINLI")
    assert not plan.check("105.04", ayar=izinli) and not plan.offered("105.04", ayar=izinli)
    assert not plan.usable("105.04", ayar=KodAyari(pasif_kod="YASAK"))


def test_a_code_kept_for_units_is_refused_to_others():
    """The finding names the units; an unknown unit is warned; the restriction can be lifted."""
    birim = row("BIRIM", "105.04", birimler=(BIRIM,))
    plan = plan_of(birim)
    assert not plan.check("105.04", birim=BIRIM)
    assert plan.check("105.04", birim=BASKA)[0].seviye == "hata" and BIRIM in plan.check("105.04", birim=BASKA)[0].mesaj
    assert [(b.kod, b.seviye) for b in plan.check("105.04")] == [("SDP-015", "uyari")]
    assert not plan_of(birim, row("BIRIM", "105.04", dt.date(2027, 1, 1))).check("105.04", birim=BASKA)


# ---- changed periods


def test_a_longer_period_binds_files_opened_before_it_as_well():
    """First the row in force at the opening, then the change."""
    plan = plan_of(row("SURE", "165.05", saklama_suresi="30", saklama_kodu="C"))
    eski = plan.binding("165.05", anahtar=ANAHTAR, acilis=dt.date(2020, 1, 1))
    assert len(eski) == 2 and eski[0].anahtar == ANAHTAR and pairs(eski)[1] == ("30", "C")
    assert eski[1].anahtar == (KURUM_EKI, "2026-03-01") and eski[1].ad == eski[0].ad


def test_a_shorter_period_never_frees_a_file_opened_before_it():
    """Opened before: both count. Opened on the day or later: the new one alone. Opening day unknown: both."""
    plan = plan_of(row("SURE", "105.04", saklama_suresi="5", saklama_kodu="D"))
    assert pairs(plan.binding("105.04", acilis=dt.date(2026, 2, 28))) == [("15", "A"), ("5", "D")]
    assert pairs(plan.binding("105.04", acilis=GUN)) == [("5", "D")]
    assert pairs(plan.binding("105.04")) == [("15", "A"), ("5", "D")]


def test_a_period_that_begins_before_it_was_written_down_frees_nothing_opened_until_then():
    """Shortened in 2026 as from 2020: a file of 2022 is held by both, one opened after the writing by the new one."""
    plan = plan_of(row("SURE", "105.04", dt.date(2020, 1, 1), GUN, saklama_suresi="5", saklama_kodu="D"))
    assert pairs(plan.binding("105.04", acilis=dt.date(2022, 1, 1))) == [("15", "A"), ("5", "D")]
    assert pairs(plan.binding("105.04", acilis=GUN)) == [("5", "D")]


def test_each_file_is_held_by_the_rows_since_its_opening():
    """10 → 5 → 20: what was over before the file was opened does not bind it."""
    plan = plan_of(
        row("SURE", "105.04", dt.date(2020, 1, 1), saklama_suresi="5", saklama_kodu="D"),
        row("SURE", "105.04", dt.date(2024, 1, 1), saklama_suresi="20", saklama_kodu="C"),
    )
    bagli = {yil: pairs(plan.binding("105.04", acilis=dt.date(yil, 6, 1))) for yil in (2019, 2022, 2025)}
    assert bagli == {2019: [("15", "A"), ("5", "D"), ("20", "C")], 2022: [("5", "D"), ("20", "C")], 2025: [("20", "C")]}


def test_a_units_own_period_goes_before_a_general_one():
    """It binds its unit only, and beside a general one that came later; with the unit unknown every row binds."""
    plan = plan_of(
        row("SURE", "105.04", dt.date(2020, 1, 1), saklama_suresi="30", saklama_kodu="A", birimler=(BIRIM,)),
        row("SURE", "105.04", dt.date(2021, 1, 1), saklama_suresi="20", saklama_kodu="A"),
    )
    acilis = dt.date(2025, 1, 1)
    assert pairs(plan.binding("105.04", birim=BIRIM, acilis=acilis)) == [("30", "A"), ("20", "A")]
    assert pairs(plan.binding("105.04", birim=BASKA, acilis=acilis)) == [("20", "A")]
    assert pairs(plan.binding("105.04", acilis=acilis)) == [("20", "A"), ("30", "A")]


def test_a_change_of_an_ancestors_period_is_inherited_where_the_plan_inherits():
    """University: a leaf that takes 302-like periods from above takes the change too."""
    universite = effective("universite")
    yaprak, ata = next(
        (k, universite.binding(k)[0].kod)
        for k, s in load("universite", "2017").satirlar.items()
        if not s.saklama_suresi and universite.binding(k)[0].saklama_suresi
    )
    plan = plan_of(row("SURE", ata, saklama_suresi="99", saklama_kodu="C"), tur="universite")
    assert pairs(plan.binding(yaprak, acilis=GUN)) == [("99", "C")]
    assert len(plan.binding(yaprak, acilis=dt.date(2020, 1, 1))) == 2


def test_an_entry_speaks_of_the_version_it_was_written_for():
    """The code may mean another thing in the next version: its row is not changed, and the audit says so."""
    yeni = attrs.evolve(
        load("belediye", "2018"),
        surum="2028",
        yururluk=dt.date(2028, 1, 1),
        satirlar={k: attrs.evolve(s, surum="2028") for k, s in load("belediye", "2018").satirlar.items()},
    )
    kitaplik = library(row("SURE", "105.04", saklama_suresi="40", saklama_kodu="C"), EKLE).with_plan(yeni)
    sonra = kitaplik.effective("belediye", dt.date(2030, 1, 1))
    assert pairs(sonra.binding("105.04", acilis=dt.date(2029, 1, 1))) == [("15", "A")]
    assert pairs(sonra.binding("105.04", anahtar=ANAHTAR, acilis=dt.date(2027, 1, 1))) == [("40", "C")]
    assert codes(kitaplik.ek.audit(sonra)) == ["SDP-019"]
    assert kitaplik.ek.audit(kitaplik.effective("belediye", GUN)) == ()


def test_audit_tells_of_a_code_the_plan_now_has_itself_and_of_common_codes():
    """The published row answers; files filed under the added one keep its key."""
    temel = load("belediye", "2018")
    satirlar = {k: attrs.evolve(s, surum="2028") for k, s in temel.satirlar.items()}
    satirlar["105.60"] = attrs.evolve(satirlar["105.04"], kod="105.60", ad="Yeni Anlam")
    yeni = attrs.evolve(temel, surum="2028", yururluk=dt.date(2028, 1, 1), satirlar=dict(sorted(satirlar.items())))
    kitaplik = library(EKLE, row("EKLE", "903.60", ad="Kurum İzni")).with_plan(yeni)
    sonra = kitaplik.effective("belediye", dt.date(2030, 1, 1))
    assert sonra.get("105.60").ad == "Yeni Anlam"
    assert sonra.find("105.60", (KURUM_EKI, "2026-03-01")).ad == "Kent Konseyi"
    assert codes(kitaplik.ek.audit(sonra)) == ["SDP-018", "SDP-026"]
    assert [s.kod for s in sonra.rows()].count("105.60") == 1


# ---- what is refused


@pytest.mark.fault("R01")
@pytest.mark.parametrize(
    ("satir", "kusur"),
    [
        (row("EKLE", "105.6", ad="x"), "SDP-001"),
        (row("EKLE", "105.60[x]", ad="x"), "SDP-001"),
        (attrs.evolve(EKLE, dayanak=" "), "SDP-017"),
        (attrs.evolve(EKLE, aktor=""), "SDP-017"),
        (row("EKLE", "105.04", ad="x"), "SDP-018"),
        (row("KAPAT", "105.61"), "SDP-019"),
        (row("ADLANDIR", "105.04", ad="x", plan="meb", surum="2024"), "SDP-019"),
        (row("EKLE", "105.61.01", ad="x"), "SDP-020"),
        (row("EKLE", "980", ad="x"), "SDP-020"),
        (row("EKLE", "105.61", ad="x", saklama_suresi="0", saklama_kodu="D"), "SDP-021"),
        (row("EKLE", "105.61", ad="x", saklama_suresi="101", saklama_kodu="D"), "SDP-021"),
        (row("EKLE", "105.61", ad="x", saklama_suresi="C", saklama_kodu="D"), "SDP-021"),
        (row("EKLE", "105.61", ad="x", saklama_suresi="٥", saklama_kodu="D"), "SDP-021"),
        (row("EKLE", "105.61", ad="x", saklama_suresi="10", saklama_kodu="E"), "SDP-021"),
        (row("EKLE", "105.61", ad="x", saklama_suresi="10"), "SDP-021"),
        (row("SURE", "105.04"), "SDP-021"),
        (row("SURE", "105.04", saklama_suresi="15", saklama_kodu="A"), "SDP-022"),
        (row("ADLANDIR", "105.04", ad="Meclis Kararları"), "SDP-022"),
        (row("AC", "105.04"), "SDP-022"),
        (row("BIRIM", "105.04"), "SDP-022"),
        (row("EKLE", "105.61"), "SDP-023"),
        (row("EKLE", "105.61", ad="x", plan="belediye"), "SDP-023"),
        (row("KAPAT", "105.04", ad="x"), "SDP-023"),
        (row("KAPAT", "105.04", saklama_suresi="5", saklama_kodu="D"), "SDP-023"),
        (row("BIRIM", "105.04", birimler=(BIRIM, BIRIM)), "SDP-023"),
        (row("BIRIM", "105.04", birimler=("",)), "SDP-023"),
        (row("KAPAT", "903.05", dt.date(2020, 1, 1)), "SDP-019"),
    ],
)
def test_an_entry_that_does_not_fit_is_refused(satir, kusur):
    """Each refusal has its own code and names the entry; the overlay stays as it was."""
    kitaplik = Kitaplik()
    with pytest.raises(GirdiHatasi) as hata:
        kitaplik.amend("belediye", satir)
    assert hata.value.kod == kusur and satir.kod in hata.value.yer
    assert kitaplik.ek == KurumEki()


@pytest.mark.parametrize(
    ("once", "sonra", "kusur"),
    [
        (EKLE, EKLE, "SDP-018"),
        (EKLE, attrs.evolve(EKLE, baslangic=dt.date(2025, 1, 1), kayit=GUN), "SDP-018"),
        (row("KAPAT", "105.04"), row("PASIF", "105.04"), "SDP-022"),
        (row("KAPAT", "105.04"), row("KAPAT", "105.04", dt.date(2027, 1, 1)), "SDP-022"),
        (row("ADLANDIR", "105.04", ad="A"), row("ADLANDIR", "105.04", ad="B"), "SDP-022"),
        (
            row("SURE", "105.04", saklama_suresi="20", saklama_kodu="A"),
            row("SURE", "105.04", saklama_suresi="30", saklama_kodu="A", birimler=(BIRIM,)),
            "SDP-022",
        ),
        (row("KAPAT", "105.04"), row("KAPAT", "105.03", dt.date(2026, 2, 1)), "SDP-025"),
        (EKLE, row("KAPAT", "105.60", dt.date(2026, 2, 1), GUN), "SDP-019"),
    ],
)
def test_an_entry_that_contradicts_an_earlier_one_is_refused(once, sonra, kusur):
    """Twice the same, another word for the same day, out of the order of writing, before the code began."""
    with pytest.raises(GirdiHatasi) as hata:
        library(once, sonra)
    assert hata.value.kod == kusur


def test_periods_of_different_units_may_begin_on_one_day():
    """No contradiction: each binds its own unit."""
    plan = plan_of(
        row("SURE", "105.04", saklama_suresi="20", saklama_kodu="A", birimler=(BIRIM,)),
        row("SURE", "105.04", saklama_suresi="30", saklama_kodu="A", birimler=(BASKA,)),
    )
    assert pairs(plan.binding("105.04", birim=BIRIM, acilis=GUN)) == [("20", "A")]


# ---- plain values, and the past

KODLAR = ("105.04", "165.05", "903.05", "105.60")


@st.composite
def entries(cizim):
    islem = cizim(st.sampled_from(list(EkIslemi)))
    sureli = islem is EkIslemi.SURE or (islem is EkIslemi.EKLE and cizim(st.booleans()))
    return EkSatiri(
        islem,
        cizim(st.sampled_from(KODLAR)),
        dt.date(2024, 6, 1) + dt.timedelta(cizim(st.integers(0, 2000))),
        dt.date(2026, 1, 1),
        "karar",
        "yazan",
        ad=cizim(st.text("abc", min_size=1)) if islem in {EkIslemi.EKLE, EkIslemi.ADLANDIR} else "",
        saklama_suresi=cizim(st.sampled_from(["1", "7", "100", "B"])) if sureli else "",
        saklama_kodu=cizim(st.sampled_from("ABCD")) if sureli else "",
        birimler=cizim(st.sampled_from([(), (BIRIM,)])) if islem in {EkIslemi.BIRIM, EkIslemi.SURE} else (),
    )


def grown(satirlar, adim=30):
    """The library after each accepted entry, every one recorded some days after the one before."""
    kitaplik, tarih = Kitaplik(), dt.date(2026, 1, 1)
    for satir in satirlar:
        tarih += dt.timedelta(adim)
        try:
            kitaplik = kitaplik.amend("belediye", attrs.evolve(satir, kayit=tarih))
        except GirdiHatasi:
            continue
        yield kitaplik, tarih


def answers(plan):
    acilislar = (None, dt.date(2020, 1, 1), dt.date(2026, 6, 1))
    return [
        (
            plan.find(k),
            plan.check(k, birim=BIRIM),
            plan.children(k),
            [plan.binding(k, birim=b, acilis=a) for a in acilislar for b in ("", BIRIM)],
        )
        for k in (*KODLAR, "105")
    ]


@pytest.mark.fault("R07")
@given(st.lists(entries(), max_size=8), st.integers(0, 2500))
def test_the_answer_of_a_past_day_is_not_changed_by_later_entries(satirlar, uzaklik):
    """Whatever is written down later, whenever it begins: asked as of the day before, everything is as it was."""
    an = dt.date(2024, 6, 1) + dt.timedelta(uzaklik)
    adimlar = list(grown(satirlar))
    yanitlar = [(tarih, answers(kitaplik.effective("belediye", an, tarih))) for kitaplik, tarih in adimlar]
    for tarih, yanit in yanitlar:
        assert answers(adimlar[-1][0].effective("belediye", an, tarih)) == yanit


@given(st.lists(entries(), max_size=8))
def test_a_later_entry_never_takes_a_binding_row_from_an_older_file(satirlar):
    """For a file opened before the entries were written, however far back they begin, rows are only ever added."""
    once = ()
    for kitaplik, _ in grown(satirlar):
        simdi = kitaplik.effective("belediye", dt.date(2040, 1, 1)).binding("105.04", anahtar=ANAHTAR, acilis=dt.date(2025, 1, 1))
        assert {*once} <= {*simdi}
        once = simdi


@given(st.lists(entries(), max_size=8))
def test_an_overlay_is_plain_json_and_reads_back(satirlar):
    """Through JSON text and back: the same value."""
    for kitaplik, _ in grown(satirlar):
        assert KurumEki.from_dict(json.loads(json.dumps(kitaplik.ek.as_dict()))) == kitaplik.ek


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda ic: st.lists(ic, max_size=3) | st.dictionaries(st.text(max_size=5), ic, max_size=3),
)


@given(JSON | st.fixed_dictionaries({"satirlar": st.lists(st.fixed_dictionaries(dict.fromkeys(EKLE.as_dict(), JSON)), max_size=2)}))
def test_anything_else_is_no_overlay(veri):
    """A stored value that is not an overlay gives our own error."""
    try:
        assert isinstance(KurumEki.from_dict(veri), KurumEki)
    except EarsivError as hata:
        assert hata.kod == "SDP-028"
