# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The counts of the published tables, reproduced from the shipped data: one changed cell shows."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from earsiv.model import DosyaKodu
from earsiv.sdp import available, effective, load

ORTAK, ESKI = load("ortak", "2024"), load("ortak", "eski-kismi")
BELEDIYE, UNIVERSITE, MEB = load("belediye", "2018"), load("universite", "2017"), load("meb", "2024")
TAPU = load("tapu_kadastro", "kismi")
HEPSI = (ORTAK, ESKI, BELEDIYE, UNIVERSITE, MEB, TAPU)
TAM = (ORTAK, BELEDIYE, UNIVERSITE, MEB)
SDP = Path(__file__).resolve().parents[2] / "sdp"


def adlar(plan):
    return plan.ad + "/" + plan.surum


def period(satir):
    return (satir.saklama_suresi, satir.saklama_kodu)


def disagreements(plan):
    """Pairs of parent and child that both carry a period, and not the same."""
    ciftler = ((DosyaKodu(k).ust, k) for k in plan.satirlar if DosyaKodu(k).ust)
    return [
        (u, k)
        for u, k in ciftler
        if all(period(plan.satirlar[x])[0] for x in (u, k)) and period(plan.satirlar[u]) != period(plan.satirlar[k])
    ]


@pytest.mark.parametrize(("plan", "satir"), list(zip(HEPSI, (718, 52, 392, 468, 388, 28), strict=True)), ids=lambda d: getattr(d, "ad", d))
def test_rows_of_each_plan(plan, satir):
    """Row counts equal those of the published tables."""
    assert len(plan.satirlar) == satir
    assert plan.anahtar in available()


@pytest.mark.parametrize(
    ("plan", "duzeyler"),
    [(ORTAK, (160, 322, 158, 78)), (BELEDIYE, (23, 128, 181, 60)), (UNIVERSITE, (53, 200, 184, 31)), (MEB, (82, 227, 79, 0))],
    ids=lambda d: getattr(d, "ad", ""),
)
def test_codes_at_each_level(plan, duzeyler):
    """Levels 1-4 as counted in the tables."""
    sayim = Counter(DosyaKodu(k).duzey for k in plan.satirlar)
    assert tuple(sayim[d] for d in (1, 2, 3, 4)) == duzeyler


def test_the_common_plan_has_seventeen_sections_and_ends_at_969():
    """Sections are ranges; they do not overlap and leave out only 680-699, where there is no code."""
    assert [b.kod for b in ORTAK.bolumler] == "000 600 620 640 660 700 720 740 750 770 800 820 840 870 900 930 950".split()
    kapsanan = [n for b in ORTAK.bolumler for n in range(b.ilk, b.son + 1)]
    assert sorted(kapsanan) == [*range(100), *range(600, 680), *range(700, 970)]
    assert {int(k[:3]) for k in ORTAK.satirlar} <= {*kapsanan}


def pairs(plan):
    def soy(sure):
        return sure if sure in {"", "B", "C"} else "N"

    return Counter(f"{soy(s.saklama_suresi)}+{s.saklama_kodu}" for s in plan.satirlar.values())


@pytest.mark.parametrize(
    ("cift", "sayilar"),
    [
        (("N+A",), (9, 4, 20, 22)),
        (("B+A",), (38, 8, 4, 1)),
        (("N+A3", "N+A2"), (80, 16, 0, 0)),
        (("N+C",), (198, 77, 41, 48)),
        (("N+D",), (108, 136, 63, 170)),
        (("B+A3", "B+C", "B+D"), (171, 85, 16, 63)),
        (("N+B",), (0, 0, 0, 20)),
        (("C+C", "C+D"), (0, 0, 0, 3)),
        (("+",), (114, 66, 324, 61)),
    ],
    ids=lambda d: " ".join(d) if isinstance(d[0], str) else "",
)
def test_pairs_of_period_and_disposal_code(cift, sayilar):
    """Counts in ortak / belediye / universite / meb; every row is in one of the kinds."""
    assert tuple(sum(pairs(plan)[c] for c in cift) for plan in TAM) == sayilar


def test_a_period_that_never_ends_with_code_d_is_no_rarity():
    """122 common and municipal rows are B+D: kept, never destroyed; 903.05 and 170.01 among them."""
    assert pairs(ORTAK)["B+D"] + pairs(BELEDIYE)["B+D"] == 122
    assert period(ORTAK.satirlar["903.05"]) == period(BELEDIYE.satirlar["170.01"]) == ("B", "D")


@pytest.mark.fault("R01")
@pytest.mark.parametrize("plan", HEPSI, ids=adlar)
def test_every_code_is_sound_and_has_its_parent_source_and_order(plan):
    """Form, no orphan, source order sorted, period and code filled together, the row's source listed in the plan."""
    kaynaklar = {k.kod for k in plan.kaynaklar}
    assert list(plan.satirlar) == sorted(plan.satirlar)
    for kod, satir in plan.satirlar.items():
        assert re.fullmatch(r"\d{3}(\.\d{2}){0,3}", kod)
        assert DosyaKodu(kod).ust in {None, *plan.satirlar}, kod
        assert satir.ad.strip() and satir.kaynak in kaynaklar
        assert bool(satir.saklama_suresi) == bool(satir.saklama_kodu), kod
        assert plan.covers(DosyaKodu(kod))


def test_values_of_the_two_columns():
    """Periods are 1-100, B or empty, but for three rows of meb; A1 occurs nowhere, A2 five times, code B only in meb."""
    kotu = {
        k: s.saklama_suresi
        for plan in HEPSI
        for k, s in plan.satirlar.items()
        if s.saklama_suresi not in {"", "B"} and not (s.saklama_suresi.isdigit() and 1 <= int(s.saklama_suresi) <= 100)
    }
    assert kotu == {"101.06": "C", "101.08": "C", "101.09": "C"}
    kodlar = Counter((plan.ad, s.saklama_kodu) for plan in HEPSI for s in plan.satirlar.values())
    assert {kod for _, kod in kodlar} == {"", "A", "A2", "A3", "B", "C", "D"}
    assert {ad: n for (ad, kod), n in kodlar.items() if kod == "A2"} == {"ortak": 5}
    assert {ad: n for (ad, kod), n in kodlar.items() if kod == "B"} == {"meb": 20}


@pytest.mark.fault("R03")
def test_periods_with_a_zero_stay_text():
    """044 and 951.04.10 are printed 05 and 02 and are kept so."""
    assert {k: s.saklama_suresi for k, s in ORTAK.satirlar.items() if s.saklama_suresi.startswith("0")} == {"044": "05", "951.04.10": "02"}


@pytest.mark.parametrize(
    ("plan", "delikler"),
    [(ORTAK, {"730": [4, 5], "952.03": [1]}), (BELEDIYE, {}), (MEB, {}), (UNIVERSITE, {"105.01.01": [2]})],
    ids=lambda d: getattr(d, "ad", ""),
)
def test_holes_in_the_numbering(plan, delikler):
    """Sibling numbers run on, .99 aside, but for the holes that the provenance names."""
    bulunan = {}
    for ust, altlar in plan.cocuklar.items():
        nolar = {int(k[-2:]) for k in altlar} - {99}
        if eksik := sorted(set(range(1, max(nolar, default=0) + 1)) - nolar):
            bulunan[ust] = eksik
    assert bulunan == delikler


@pytest.mark.parametrize(
    ("plan", "bos"),
    [
        (ORTAK, []),
        (MEB, []),
        (BELEDIYE, ["155.04.05.07", "210.06.02"]),
        (UNIVERSITE, ["102.99", "304.99", "311.02", "311.03", "311.04", "311.99"]),
    ],
    ids=lambda d: getattr(d, "ad", ""),
)
def test_leaves_without_any_period(plan, bos):
    """Section headings aside, these leaves have no period, and none above to inherit."""
    yapraklar = [k for k in plan.satirlar if k not in plan.cocuklar and not plan.heading(k)]
    assert [k for k in yapraklar if not plan.period_row(k).saklama_suresi] == bos


def test_leaves_that_depend_on_an_ancestors_period():
    """University: 268. The other plans: none."""
    sayilar = [sum(1 for k, s in p.satirlar.items() if not s.saklama_suresi and p.period_row(k).saklama_suresi) for p in TAM]
    assert sayilar == [0, 0, 268, 0]


def test_parents_and_children_that_disagree():
    """Ten municipal pairs under four parents, one common, fifteen of the university, all under 302."""
    assert disagreements(ORTAK) == [("952.05", "952.05.02")]
    assert len(disagreements(BELEDIYE)) == 10
    assert {u for u, _ in disagreements(BELEDIYE)} == {"115.05", "155.01", "210.04.01", "210.04.02"}
    assert len(disagreements(UNIVERSITE)) == 15
    assert {u for u, _ in disagreements(UNIVERSITE)} == {"302"}


def test_shared_codes_of_two_sector_plans():
    """belediye and meb share 99 codes; 85 have different titles, 63 another period or code."""
    ortak = BELEDIYE.satirlar.keys() & MEB.satirlar.keys()
    assert len(ortak) == 99
    assert sum(BELEDIYE.satirlar[k].ad != MEB.satirlar[k].ad for k in ortak) == 85
    assert sum(period(BELEDIYE.satirlar[k]) != period(MEB.satirlar[k]) for k in ortak) == 63


def test_shared_codes_of_two_versions():
    """Of the old part's 52 codes V.4 holds 30, 11 under another title; 22 are gone."""
    ortak = ESKI.satirlar.keys() & ORTAK.satirlar.keys()
    assert len(ortak) == 30
    assert sum(ESKI.satirlar[k].ad != ORTAK.satirlar[k].ad for k in ortak) == 11
    assert len(ESKI.satirlar.keys() - ORTAK.satirlar.keys()) == 22


def test_digger_codes_mostly_carry_c():
    """C in 39 of 59 .99 rows of the common plan, in 50 of 68 of the municipal one."""
    for plan, c, hepsi in ((ORTAK, 39, 59), (BELEDIYE, 50, 68)):
        diger = [s.saklama_kodu for k, s in plan.satirlar.items() if k.endswith(".99")]
        assert (diger.count("C"), len(diger)) == (c, hepsi)


def test_codes_of_numbers_met_outside():
    """Of fifteen numbers met outside eight carry a code that the sender's present plan does not have."""
    satirlar = list(csv.DictReader((SDP / "ek" / "ornek_sayilar.csv").read_text("utf-8").splitlines()))
    belediye, universite = effective("belediye"), effective("universite")
    yok = [s["sdp_kodu"] for s in satirlar if (universite if "nokul" in s["kaynak"] else belediye).find(s["sdp_kodu"]) is None]
    assert len(satirlar) == 15
    assert sorted(yok) == ["010.06.01", "301.01", "612.01.03", "702.03", "774.09.03", "805.03", "806.01.05", "903.07.02"]


def test_notes_stand_in_54_rows():
    """Two rows carry two notes each; the partial plans carry their own."""
    assert sum(bool(s.aciklama) for s in ORTAK.satirlar.values()) == 54


def test_what_is_known_of_each_version_and_no_more():
    """Only V.4 has a start that was read anywhere; a letter's date is kept apart; the partial ones are not in force."""
    assert {adlar(p): (p.yururluk and p.yururluk.isoformat(), p.tam, p.yururlukte) for p in HEPSI} == {
        "ortak/2024": ("2024-01-02", True, True),
        "ortak/eski-kismi": (None, False, False),
        "belediye/2018": (None, True, True),
        "universite/2017": (None, True, True),
        "meb/2024": (None, True, True),
        "tapu_kadastro/kismi": (None, False, False),
    }
    assert {adlar(p): p.yazi_tarihi.isoformat() for p in HEPSI if p.yazi_tarihi} == {
        "ortak/2024": "2023-10-23",
        "belediye/2018": "2018-01-09",
        "universite/2017": "2017-11-24",
    }
    assert ORTAK.yazi_sayisi == "E-72424901-805.01.01-86936"
    assert all(p.yururluk_bitis is None and p.kayit is None and p.aciklama and p.kapsam and p.kaynaklar for p in HEPSI)
