# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Plans as shipped, the effective plan of a municipality, and what may be used for filing."""

import pytest

from earsiv.errors import GirdiHatasi
from earsiv.sdp import KodAyari, effective, load, search

BELEDIYE = effective("belediye")


def test_same_code_means_another_thing_in_another_plan():
    """The key is (plan, version, code): 105.04 is Meclis Kararları only for a municipality."""
    assert BELEDIYE.get("105.04").ad == "Meclis Kararları"
    assert effective("universite").get("105.04").ad != "Meclis Kararları"
    assert (BELEDIYE.get("105.04").plan, BELEDIYE.get("903.05").plan) == ("belediye", "ortak")


def test_parent_is_prefix_or_section_by_range():
    """622 belongs to section 620-639 though 620 is no prefix of it."""
    assert BELEDIYE.parent("105.04") == "105"
    assert BELEDIYE.parent("622") == "620"
    assert BELEDIYE.parent("622.01") == "622"
    assert BELEDIYE.parent("620") is None


def test_children_of_code_and_section():
    """A code's children are one level down; a section's are the main codes of its range."""
    assert "105.04" in BELEDIYE.children("105")
    assert all(k.count(".") == 1 for k in BELEDIYE.children("105"))
    assert "622" in BELEDIYE.children("620") and "640" not in BELEDIYE.children("620")
    assert BELEDIYE.children("105.04") == ()


@pytest.mark.parametrize(
    ("kod", "kusur", "kullanilir"),
    [
        ("105.04", None, True),
        ("620", "SDP-003", False),
        ("105", "SDP-004", False),
        ("020", "SDP-005", False),
        ("030.01", "SDP-005", False),
        ("115.02.99", "SDP-006", True),
        ("639", "SDP-006", True),
        ("903.07.02", "SDP-002", False),
        ("115.02.01[Ada 5]", None, True),
    ],
)
def test_what_speaks_against_a_code(kod, kusur, kullanilir):
    """Sections, parents and second-only codes are refused, "Diğer" warned of, dead codes unknown."""
    kodlar = [b.kod for b in BELEDIYE.check(kod)]
    assert (kusur in kodlar) if kusur else not kodlar
    assert BELEDIYE.usable(kod) is kullanilir


@pytest.mark.parametrize(
    ("kod", "alan", "kusur"),
    [("105", "ust_kod", "SDP-004"), ("115.02.99", "diger_kod", "SDP-006"), ("020", "ikinci_kod", "SDP-005")],
)
def test_an_institution_weighs_what_it_may_weigh(kod, alan, kusur):
    """Allowed: nothing is said; a warning; refused. The advice stays the same."""
    sonuclar = {kural: BELEDIYE.check(kod, ayar=KodAyari(**{alan: kural})) for kural in ("IZINLI", "UYARI", "YASAK")}
    assert not sonuclar["IZINLI"]
    assert [(b.kod, b.seviye) for k in ("UYARI", "YASAK") for b in sonuclar[k]] == [(kusur, "uyari"), (kusur, "hata")]
    assert [BELEDIYE.usable(kod, ayar=KodAyari(**{alan: kural})) for kural in sonuclar] == [True, True, False]


def test_no_setting_makes_a_section_usable():
    """With everything allowed a section code is still refused."""
    hepsi = KodAyari(ust_kod="IZINLI", diger_kod="IZINLI", ikinci_kod="IZINLI", pasif_kod="IZINLI", birim_disi="IZINLI")
    assert [b.kod for b in BELEDIYE.check("620", ayar=hepsi)] == ["SDP-003"]


def test_second_only_codes_may_stand_second():
    """020 is refused as first code and accepted as second."""
    assert not BELEDIYE.check("020", ilk_kod=False)


def test_unknown_code_is_an_error_with_the_plan_named():
    """Unknown here is not the same as wrong."""
    with pytest.raises(GirdiHatasi, match="ortak 2024") as hata:
        BELEDIYE.get("903.07.02")
    assert hata.value.kod == "SDP-002"


def test_period_is_inherited_only_where_the_plan_is_built_so():
    """University leaves take their ancestor's period; municipal ones never do."""
    universite = effective("universite")
    mirasci = next(
        k for k, s in load("universite", "2017").satirlar.items() if not s.saklama_suresi and universite.period_row(k).saklama_suresi
    )
    assert mirasci.startswith(universite.period_row(mirasci).kod)
    assert BELEDIYE.period_row("155.04.05.07").saklama_suresi == ""


def test_the_row_that_binds_is_found_once_and_remembered():
    """A sweep asks a million times: the same question gets the same answer object."""
    plan = effective("belediye")
    assert plan.binding("105.04", anahtar=("belediye", "2018")) is plan.binding("105.04", anahtar=("belediye", "2018"), birim="99910001")
    assert plan.binding("105.04[x]") == plan.binding("105.04") == (plan.get("105.04"),)
    assert plan.binding("105.61") == plan.binding("105.04", anahtar=("belediye", "1899")) == ()
    assert plan.find("105.04", ("belediye", "1899")) is None


def test_a_row_is_described_with_its_key_place_and_what_binds():
    """The command line's form: plan, section, children, period, state."""
    kayit = BELEDIYE.describe("105.04[Dosya 1]")
    assert (kayit["plan"], kayit["surum"], kayit["ust"], kayit["bolum"]["kod"]) == ("belediye", "2018", "105", "100")
    assert (kayit["durum"], kayit["birimler"], kayit["yalniz_ikinci_kod"], kayit["kullanilabilir"]) == ("ACIK", [], False, True)
    assert kayit["sureler"] == [{"kod": "105.04", "plan": "belediye", "surum": "2018", "saklama_suresi": "15", "tasfiye_kodu": "A"}]
    with pytest.raises(GirdiHatasi):
        BELEDIYE.describe("105.61")


def test_every_row_answers_once():
    """Rows of all layers, each code by the layer that speaks for it."""
    satirlar = list(BELEDIYE.rows())
    assert len(satirlar) == len({s.kod for s in satirlar}) == 718 + 392
    assert all(BELEDIYE.find(s.kod) == s for s in satirlar)


@pytest.mark.parametrize(
    ("metin", "ilk"),
    [
        ("meclis kararları", "105.04"),
        ("MECLIS KARARLARI", "105.04"),
        ("105.04", "105.04"),
        ("zabıta tutanak", "165.05"),
        ("personel izin", "903.05"),
    ],
)
def test_search_finds_the_code_by_words_however_typed(metin, ilk):
    """Turkish capitals, ASCII typing and inflection lead to the same code."""
    assert search(BELEDIYE, metin)[0].satir.kod == ilk


def test_search_gives_a_reason_and_sinks_unusable_codes():
    """Each hit says why; a section heading is not the first answer when a code fits."""
    adaylar = search(BELEDIYE, "mevzuat")
    assert all(a.neden for a in adaylar)
    assert BELEDIYE.usable(adaylar[0].satir.kod)
    assert search(BELEDIYE, "hiçbirbaşlıktaolmayankelime") == ()
