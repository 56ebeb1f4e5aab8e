# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Import of plans: every layout, every way a spreadsheet spoils a code, nothing repaired by guess."""

import datetime as dt
import importlib.util
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earsiv.errors import EarsivError, GirdiHatasi, Seviye
from earsiv.kabul.tablo import parse_csv, read_tables
from earsiv.sdp import Bolum, Plan, available, dump_plan, load, parse_plan
from earsiv.sdp.bicim import Bicim
from earsiv.sdp.denetle import audit
from earsiv.sdp.hucre import Hucre, HucreTuru, Tablo, code_candidates, date_candidates, read_code, read_level, read_outcome, read_period
from earsiv.sdp.ice_al import IceAlmaHedefi, import_plan

pytestmark = pytest.mark.yavas

KOK = Path(__file__).resolve().parents[2]
_tanim = importlib.util.spec_from_file_location("earsiv_faults_build_sdp", KOK / "tests" / "faults" / "build_sdp.py")
build = importlib.util.module_from_spec(_tanim)
_tanim.loader.exec_module(build)
HEDEF = IceAlmaHedefi("deneme", "1")
OKUNMAZ = {"meb": {"101.06", "101.08", "101.09"}}

CABUK = {"resmi_tasimali", "resmi_tasimali_xls"}
ORNEKLER = [  # a workbook costs a child process: most of them wait for the long run
    pytest.param(ad, marks=[] if v.uzanti == "csv" or v.yap()[:1] == b"<" or ad in CABUK else pytest.mark.yavas)
    for ad, v in build.VAKALAR.items()
]


@pytest.mark.fault("R01", "R03")
@pytest.mark.parametrize("ad", ORNEKLER)
def test_each_sample_gives_its_findings_and_only_its_sound_rows(ad):
    """Told by its codes; what is doubtful is left out with its cells; strictness refuses the whole."""
    vaka = build.VAKALAR[ad]
    yol = KOK / "fixtures" / "sdp" / f"{ad}.{vaka.uzanti}"
    try:
        tablolar = read_tables(yol)
        sonuc = import_plan(tablolar, HEDEF, siki=False)
    except GirdiHatasi as hata:
        assert (hata.kod,) == vaka.bulgular and hata.oneri and not vaka.alinan
        return
    rapor = sonuc.rapor
    kodlar = {b.kod for b in rapor.bulgular}
    assert set(vaka.bulgular) <= kodlar and {b.kod for b in rapor.bulgular if b.seviye is Seviye.HATA} <= set(vaka.bulgular)
    assert set(sonuc.plan.satirlar) == set(vaka.alinan)
    assert not vaka.bicim or rapor.bicim == vaka.bicim
    assert all(yol.name in b.yer or "deneme/1" in b.yer for b in rapor.bulgular)
    assert rapor.gecerli == (not rapor.alinmayanlar) == (import_plan(tablolar, HEDEF).plan is not None)
    assert all(a.ham and a.nedenler for a in rapor.alinmayanlar)
    dosyalar = dump_plan(sonuc.plan)
    assert parse_plan(dosyalar["plan.csv"], dosyalar["plan.toml"]) == sonuc.plan
    json.dumps(rapor.as_dict())


def test_kept_samples_are_those_that_the_script_makes():
    """``python tests/faults/build_sdp.py fixtures/sdp``; a difference means that somebody changed one by hand."""
    klasor = KOK / "fixtures" / "sdp"
    assert {y.name for y in klasor.iterdir()} == {f"{ad}.{v.uzanti}" for ad, v in build.VAKALAR.items()}
    for ad, vaka in build.VAKALAR.items():
        assert (klasor / f"{ad}.{vaka.uzanti}").read_bytes() == vaka.yap(), ad


def sheet(plan: Plan, duzen: Bicim) -> list[tuple[str, ...]]:
    """The plan as the official tables print it, under a letterhead."""
    satirlar: list[tuple[str, ...]] = [("SAKLAMA SÜRELİ STANDART DOSYA PLANI",), (), (*build.RESMI, "Açıklama")]
    for s in plan.satirlar.values():
        p = [*s.kod.split("."), "", "", ""][:4]
        if duzen is Bicim.TASIMALI and p[1]:
            p[0] = ""
        satirlar.append((*p, s.ad, s.saklama_suresi, s.saklama_kodu, s.aciklama))
    return satirlar


def target(plan: Plan) -> IceAlmaHedefi:
    return IceAlmaHedefi(
        plan.ad, plan.surum, araliklar=plan.araliklar, bolumler=plan.bolumler, miras=plan.miras, ikinci_kodlar=plan.ikinci_kodlar
    )


def content(plan: Plan, disinda: frozenset[str] | set[str] = frozenset()):
    return [(s.kod, s.ad, s.saklama_suresi, s.saklama_kodu, s.aciklama) for k, s in plan.satirlar.items() if k not in disinda]


@pytest.mark.parametrize("duzen", [Bicim.TEKRARLI, Bicim.TASIMALI])
@pytest.mark.parametrize("anahtar", available())
def test_every_shipped_plan_comes_back_from_both_official_layouts(anahtar, duzen):
    """Row for row, cell for cell, sections too; MEB's three rows without a period are the only ones a person must look at."""
    plan = load(*anahtar)
    okunmaz = OKUNMAZ.get(plan.ad, set())
    sonuc = import_plan([parse_csv(build.csv(*sheet(plan, duzen)), "t.csv")], target(plan), siki=bool(not okunmaz))
    assert sonuc.rapor.bicim is duzen and sonuc.rapor.baslik_satiri == 3
    assert {a.kod for a in sonuc.rapor.alinmayanlar} == okunmaz
    assert content(sonuc.plan) == content(plan, okunmaz)
    assert (sonuc.plan.bolumler, sonuc.plan.araliklar, sonuc.plan.ikinci_kodlar) == (plan.bolumler, plan.araliklar, plan.ikinci_kodlar)


@pytest.mark.parametrize("anahtar", [("ortak", "2024"), ("meb", "2024")])
def test_sections_are_read_from_their_titles(anahtar):
    """The range in the heading makes the section, without help from the caller."""
    plan = load(*anahtar)
    rapor = import_plan([parse_csv(build.csv(*sheet(plan, Bicim.TEKRARLI)), "t.csv")], IceAlmaHedefi("p", "1"), siki=False).rapor
    assert rapor.bolumler == plan.bolumler


@pytest.mark.yavas
@pytest.mark.parametrize("tur", ["xlsx", "xls"])
def test_shipped_plan_comes_back_from_a_workbook(tmp_path, tur):
    """The municipal plan through XLSX and XLS, in the layout its official table has."""
    plan = load("belediye", "2018")
    satirlar = sheet(plan, Bicim.TASIMALI)
    yol = tmp_path / f"b.{tur}"
    yol.write_bytes(build.xlsx(("Belediyeler", satirlar)) if tur == "xlsx" else build.xls(satirlar[2:60]))
    sonuc = import_plan(read_tables(yol), target(plan))
    beklenen = content(plan)
    assert content(sonuc.plan) == (beklenen if tur == "xlsx" else beklenen[:57])


@given(st.data())
def test_a_row_taken_away_is_never_invented(data):
    """Whatever rows are missing, what comes back is a part of the plan, and children of missing parents are orphans, never moved."""
    plan = load("belediye", "2018")
    satirlar = sheet(plan, Bicim.TEKRARLI)
    kalan = [satirlar[2], *(s for s in satirlar[3:90] if data.draw(st.integers(0, 9)) < 8)]
    sonuc = import_plan([parse_csv(build.csv(*kalan), "t.csv")], target(plan), siki=False)
    if sonuc.plan:
        assert set(content(sonuc.plan)) <= set(content(plan))
        assert all(k.rpartition(".")[0] in {"", *sonuc.plan.satirlar} for k in sonuc.plan.satirlar)


@pytest.mark.fault("R03")
@pytest.mark.parametrize(
    ("metin", "tur", "kod", "adaylar"),
    [
        ("105.1", HucreTuru.SAYI, "SDP-034", ("105.10", "105.01")),
        ("105.1", HucreTuru.METIN, "SDP-034", ("105.10", "105.01")),
        ("105,04", HucreTuru.METIN, "SDP-034", ("105.04",)),
        ("1.0", HucreTuru.METIN, "SDP-034", ("001",)),
        ("10", HucreTuru.METIN, "SDP-036", ("010",)),
        ("10.05", HucreTuru.METIN, "SDP-036", ("010.05",)),
        ("4.Oca", HucreTuru.METIN, "SDP-035", ("004.01",)),
        ("01.04.2024", HucreTuru.METIN, "SDP-035", ("001.04", "001.04.24")),
        ("1900-04-14T00:57:36", HucreTuru.TARIH, "SDP-035", ("105.04",)),
        ("105.04.", HucreTuru.METIN, "SDP-037", ("105.04",)),
        ("10504", HucreTuru.METIN, "SDP-037", ("105.04",)),
        ("105.04.01.02.03", HucreTuru.METIN, "SDP-037", ()),
        ("=105", HucreTuru.METIN, "SDP-058", ()),
    ],
)
def test_spoilt_code_is_a_question_with_answers_to_choose_from(metin, tur, kod, adaylar):
    """Never a code of its own accord, also where only one answer is left."""
    okuma = read_code(Hucre(metin, tur), "x")
    assert okuma.deger is None and okuma.bulgular[0].kod == kod and okuma.adaylar == adaylar


@given(st.text(max_size=30), st.sampled_from(HucreTuru))
def test_reading_a_cell_never_raises_and_never_invents(metin, tur):
    """Any text: a code is taken only where its figures stand in the cell."""
    hucre = Hucre(metin, tur)
    okuma = read_code(hucre, "x")
    assert not okuma.deger or okuma.deger in metin
    for duzey in range(4):
        okuma = read_level(hucre, duzey, "x")
        assert not okuma.deger or int(okuma.deger) == int(metin.strip().removesuffix(".0"))
    for oku in (read_period, read_outcome):
        okuma = oku(hucre, "x")
        assert okuma.deger is not None or okuma.bulgular
    code_candidates(metin), date_candidates(metin)


def test_level_columns_take_whole_numbers_because_their_width_is_fixed():
    """1 can only be 01 and 10 only 10; zero below the main code may mean none and is asked."""
    assert read_level(Hucre("1.0", HucreTuru.SAYI), 1, "x").deger == "01"
    assert read_level(Hucre("10", HucreTuru.SAYI), 0, "x").deger == "010"
    assert read_level(Hucre("01"), 1, "x") == read_level(Hucre(" 01 "), 1, "x") and not read_level(Hucre("01"), 1, "x").bulgular
    for hucre in (Hucre("0", HucreTuru.SAYI), Hucre("00"), Hucre("105"), Hucre("1.5", HucreTuru.SAYI), Hucre("a")):
        assert read_level(hucre, 1, "x").deger is None


def test_period_is_kept_as_written():
    """05 stays 05; a float of the spreadsheet is its whole number."""
    assert read_period(Hucre("05"), "x").deger == "05" and read_period(Hucre("15.0", HucreTuru.SAYI), "x").deger == "15"
    assert read_period(Hucre("1.5", HucreTuru.SAYI), "x").deger is None and read_period(Hucre("SÜRESİZ"), "x").adaylar == ("B",)


def test_phrase_keeps_its_own_words():
    """The letter is a reading; what the form says stands in the note."""
    plan = import_plan(read_tables(KOK / "fixtures" / "sdp" / "deyimler.csv"), HEDEF, siki=False).plan
    assert {k: s.saklama_kodu for k, s in plan.satirlar.items() if s.saklama_kodu} == {
        "105.01": "A", "105.02": "B", "105.03": "D", "105.04": "C", "105.05": "D",
    }  # fmt: skip
    assert plan.satirlar["105.05"].aciklama == "Kaynakta: “Taşra Birim arşivinde imha edilir”."


def test_passive_codes_are_read_and_named():
    """KAYSİS says no dates: a passive code stays readable, and the report lists it for the overlay."""
    rapor = import_plan(read_tables(KOK / "fixtures" / "sdp" / "kaysis.csv"), HEDEF, siki=False).rapor
    assert rapor.pasifler == ("010.02",) and rapor.bolumler == (Bolum("000", "GENEL İŞLER", 0, 99),)
    assert "saklamazaman" in rapor.okunmayan_sutunlar


def test_ambiguous_layout_may_be_named_by_a_person():
    """Main code here repeated, there left out: refused until somebody says which; a layout the header excludes is refused all the same."""
    tablolar = read_tables(KOK / "fixtures" / "sdp" / "karisik_duzen.csv")
    assert import_plan(tablolar, HEDEF, bicim=Bicim.TASIMALI).plan.satirlar["105.03"].ad == "Tutanak"
    with pytest.raises(GirdiHatasi) as hata:
        import_plan(tablolar, HEDEF, bicim=Bicim.KAYSIS)
    assert hata.value.kod == "SDP-031"


def test_sheet_may_be_named_even_a_hidden_one():
    """Two sheets look like plans: the caller chooses."""
    satirlar = tuple(tuple(map(Hucre, s)) for s in (build.RESMI, *build.MECLIS))
    tablolar = (Tablo("k.xlsx · A", satirlar), Tablo("k.xlsx · B", satirlar, gizli=True))
    assert import_plan(tablolar, HEDEF, sayfa="B").plan
    with pytest.raises(GirdiHatasi) as hata:
        import_plan(tablolar, HEDEF, sayfa="C")
    assert hata.value.kod == "SDP-030"


def test_code_outside_the_ranges_is_left_out():
    """A municipal table that holds a common code speaks for what is not its own."""
    sonuc = import_plan(
        [parse_csv(build.tek(("105.01", "A", "5", "D"), ("903", "B", "5", "D")), "t.csv")],
        IceAlmaHedefi("p", "1", araliklar=((100, 599),)),
        siki=False,
    )
    assert set(sonuc.plan.satirlar) == {"105", "105.01"} and "SDP-061" in {b.kod for b in sonuc.rapor.bulgular}


@pytest.mark.parametrize(
    "degisik", [{"plan": "Bel"}, {"plan": "../x"}, {"surum": ""}, {"surum": "a/b"}, {"araliklar": ((5, 1),)}, {"plan": "kurum-eki"}]
)
def test_target_that_cannot_be_kept_is_refused(degisik):
    """Names are folder names later on."""
    with pytest.raises(GirdiHatasi) as hata:
        IceAlmaHedefi(**{"plan": "p", "surum": "1"} | degisik)
    assert hata.value.kod == "SDP-044"


def test_what_the_caller_knows_stands_in_the_plan():
    """Date, ground, sections and inheritance are taken from the person, never invented."""
    hedef = IceAlmaHedefi(
        "p", "1", baslik="Plan", yururluk=dt.date(2026, 1, 1), dayanak="Yazı", bolumler=(Bolum("100", "Genel", 100, 599),), miras=True
    )
    plan = import_plan([parse_csv(build.tek(("105.01", "A", "5", "D")), "t.csv")], hedef).plan
    assert (plan.baslik, plan.yururluk, plan.aciklama, plan.miras, plan.araliklar) == (
        "Plan",
        dt.date(2026, 1, 1),
        "Yazı",
        True,
        ((100, 599),),
    )
    assert import_plan([parse_csv(build.tek(("105.01", "A", "5", "D")), "t.csv")], HEDEF).plan.yururluk is None


@given(st.lists(st.lists(st.text(alphabet="0123456789.,-()[] ABCDabcçığöşü=*\"';\n", max_size=12), max_size=6), max_size=12))
def test_no_sheet_brings_the_reader_down(satirlar):
    """Any rows below a header: a report, or one of our errors."""
    tablo = Tablo("t", (tuple(Hucre(b) for b in build.RESMI), *(tuple(Hucre(h) for h in s) for s in satirlar)))
    try:
        sonuc = import_plan([tablo], HEDEF, siki=False)
    except EarsivError:
        return
    if sonuc.plan:
        dosyalar = dump_plan(sonuc.plan)
        assert parse_plan(dosyalar["plan.csv"], dosyalar["plan.toml"]) == sonuc.plan


def test_shipped_plans_have_exactly_the_oddities_that_are_known():
    """Holes, disagreements, leaves without period and impossible periods as the provenance counts them."""

    def sayim(anahtar, kod):
        return [b.yer.rpartition(" ")[2] for b in audit(load(*anahtar)) if b.kod == kod]

    assert sayim(("ortak", "2024"), "SDP-048") == ["730.06", "952.03.02"]
    assert sayim(("universite", "2017"), "SDP-048") == ["105.01.01.03"] and not sayim(("belediye", "2018"), "SDP-048")
    assert [len(sayim(a, "SDP-049")) for a in (("ortak", "2024"), ("belediye", "2018"), ("universite", "2017"))] == [1, 10, 15]
    assert sayim(("belediye", "2018"), "SDP-063") == ["155.04.05.07", "210.06.02"]
    assert sayim(("universite", "2017"), "SDP-063") == ["102.99", "304.99", "311.02", "311.03", "311.04", "311.99"]
    assert sayim(("meb", "2024"), "SDP-042") == ["101.06", "101.08", "101.09"]
    for anahtar in (("ortak", "2024"), ("belediye", "2018"), ("universite", "2017"), ("tapu_kadastro", "kismi"), ("ortak", "eski-kismi")):
        assert not [b for b in audit(load(*anahtar)) if b.seviye is Seviye.HATA]
