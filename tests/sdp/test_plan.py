# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Plans as shipped, the effective plan of a municipality, and what may be used for filing."""

import collections

import pytest

from earsiv.errors import GirdiHatasi
from earsiv.model import DosyaKodu
from earsiv.sdp import available, effective, load, search

BELEDIYE = effective("belediye")
SATIRLAR = {
    ("ortak", "2024"): 718,
    ("belediye", "2018"): 392,
    ("universite", "2017"): 468,
    ("meb", "2024"): 388,
    ("ortak", "eski-kismi"): 52,
    ("tapu_kadastro", "kismi"): 28,
}


def test_every_shipped_plan_loads_with_its_count_of_rows():
    """Row counts equal those of the published tables."""
    assert {anahtar: len(load(*anahtar).satirlar) for anahtar in available()} == SATIRLAR


@pytest.mark.fault("R01")
@pytest.mark.parametrize("anahtar", SATIRLAR)
def test_every_code_has_its_parent_and_its_source(anahtar):
    """No orphan: the prefix parent of every code is a row; every row says where it was read."""
    plan = load(*anahtar)
    for kod, satir in plan.satirlar.items():
        ust = DosyaKodu.parse(kod).ust
        assert ust is None or ust in plan.satirlar, kod
        assert satir.kaynak and satir.ad


def test_pairs_of_period_and_code_are_those_of_the_tables():
    """Counts by kind of pair: one changed cell shows."""

    def sayim(anahtar):
        say = collections.Counter()
        for s in load(*anahtar).satirlar.values():
            if s.saklama_suresi:
                say[
                    ("B" if s.saklama_suresi == "B" else "C" if s.saklama_suresi == "C" else "N")
                    + "+"
                    + s.saklama_kodu[:1]
                    + ("x" if len(s.saklama_kodu) > 1 else "")
                ] += 1
        return say

    assert (
        sayim(("ortak", "2024")) == {"N+A": 9, "B+A": 38, "N+Ax": 80, "N+C": 198, "N+D": 108, "B+Ax": 85, "B+C": 4, "B+D": 82}
        or sum(sayim(("ortak", "2024")).values()) == 604
    )
    ortak, belediye, meb = sayim(("ortak", "2024")), sayim(("belediye", "2018")), sayim(("meb", "2024"))
    assert (ortak["N+A"], ortak["B+A"], ortak["N+Ax"], ortak["N+C"], ortak["N+D"]) == (9, 38, 80, 198, 108)
    assert (belediye["N+A"], belediye["B+A"], belediye["N+Ax"], belediye["N+C"], belediye["N+D"]) == (4, 8, 16, 77, 136)
    assert ortak["B+D"] + belediye["B+D"] == 122
    assert meb["N+B"] == 20 and meb["C+C"] + meb["C+D"] == 3


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
        ("105", "SDP-004", True),
        ("020", "SDP-005", False),
        ("030.01", "SDP-005", False),
        ("115.02.99", "SDP-006", True),
        ("639", "SDP-006", True),
        ("903.07.02", "SDP-002", False),
        ("115.02.01[Ada 5]", None, True),
    ],
)
def test_what_speaks_against_a_code(kod, kusur, kullanilir):
    """Sections and second-only codes are refused, parents and "Diğer" warned of, dead codes unknown."""
    kodlar = [b.kod for b in BELEDIYE.check(kod)]
    assert (kusur in kodlar) if kusur else not kodlar
    assert BELEDIYE.usable(kod) is kullanilir


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
