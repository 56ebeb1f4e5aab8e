# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Every pair of period and disposal code that the shipped plans print, against what a person wrote down for it.

The pairs are read from the data; a pair that nobody wrote an expectation for fails the test.
"""

import csv
import datetime as dt
from pathlib import Path

import pytest

from earsiv.saklama import Sonuc, compute
from earsiv.sdp import EtkinPlan, load
from earsiv.testing.saklama import make_file

SDP = Path(__file__).resolve().parents[2] / "sdp"
SON = dt.date(2999, 12, 31)

HIC = None
BEKLENEN = {
    ("", ""): (Sonuc.BELIRSIZ, HIC),  # a group, or a leaf the plan forgot: no period, no date
    ("02", "C"): (Sonuc.KOMISYON, 2),
    ("05", "D"): (Sonuc.IMHA, 5),
    ("1", "C"): (Sonuc.KOMISYON, 1),
    ("1", "D"): (Sonuc.IMHA, 1),
    ("2", "D"): (Sonuc.IMHA, 2),
    ("5", "C"): (Sonuc.KOMISYON, 5),
    ("5", "D"): (Sonuc.IMHA, 5),
    ("10", "A2"): (Sonuc.ORNEK, 10),
    ("10", "A3"): (Sonuc.ORNEK, 10),
    ("10", "B"): (Sonuc.SUREKLI, HIC),  # MEB: after ten years it stays for good
    ("10", "C"): (Sonuc.KOMISYON, 10),
    ("10", "D"): (Sonuc.IMHA, 10),
    ("15", "A"): (Sonuc.DEVIR, 15),
    ("15", "A2"): (Sonuc.ORNEK, 15),
    ("15", "A3"): (Sonuc.ORNEK, 15),
    ("15", "B"): (Sonuc.SUREKLI, HIC),
    ("15", "C"): (Sonuc.KOMISYON, 15),
    ("15", "D"): (Sonuc.IMHA, 15),
    ("20", "A"): (Sonuc.DEVIR, 20),
    ("20", "A2"): (Sonuc.ORNEK, 20),
    ("20", "A3"): (Sonuc.ORNEK, 20),
    ("20", "C"): (Sonuc.KOMISYON, 20),
    ("20", "D"): (Sonuc.IMHA, 20),
    ("30", "A3"): (Sonuc.ORNEK, 30),
    ("30", "C"): (Sonuc.KOMISYON, 30),
    ("40", "A3"): (Sonuc.ORNEK, 40),
    ("B", "A"): (Sonuc.SUREKLI, HIC),  # stays in the institution; decided anew only when it closes
    ("B", "A3"): (Sonuc.SUREKLI, HIC),
    ("B", "C"): (Sonuc.SUREKLI, HIC),
    ("B", "D"): (Sonuc.SUREKLI, HIC),  # not destroyable
    ("C", "C"): (Sonuc.BELIRSIZ, HIC),  # a misprint of the MEB plan: no period
    ("C", "D"): (Sonuc.BELIRSIZ, HIC),
}


def satirlar():
    """(plan, version, code, pair that binds) of every row; an empty leaf of an inheriting plan is bound by its nearest ancestor."""
    for yol in sorted(SDP.glob("*/*/plan.csv")):
        plan, surum = yol.parts[-3], yol.parts[-2]
        with yol.open(encoding="utf-8", newline="") as dosya:
            tablo = {s["kod"]: (s["saklama_suresi"], s["saklama_kodu"]) for s in csv.DictReader(dosya)}
        for kod, cift in tablo.items():
            yaprak = not any(k.startswith(f"{kod}.") for k in tablo)
            ata = kod
            while plan == "universite" and yaprak and not cift[0] and "." in ata:
                ata = ata.rpartition(".")[0]
                cift = tablo.get(ata, cift) if tablo.get(ata, ("", ""))[0] else cift
            yield plan, surum, kod, cift


SATIRLAR = list(satirlar())
CIFTLER = sorted({cift for *_, cift in SATIRLAR})


def test_every_pair_of_the_data_has_an_expectation_and_the_other_way_round():
    """A new pair in a plan stops here until somebody writes down what it means; one that left stops here too."""
    assert set(CIFTLER) == set(BEKLENEN)


@pytest.mark.parametrize("cift", CIFTLER, ids=lambda c: "+".join(c) or "yok")
@pytest.mark.parametrize("kapanis", ["2015-01-01", "2016-02-29", "2015-12-31"])
def test_pair_gives_outcome_end_and_first_day_on_every_row_that_prints_it(cift, kapanis):
    """N years after a closing in Y: the last day is 31.12.(Y+N), the first day 1.1.(Y+N+1), due on it and not on the day before."""
    sonuc, yil = BEKLENEN[cift]
    y = int(kapanis[:4])
    for plan, surum, kod, onun in SATIRLAR:
        if onun != cift:
            continue
        etkin = EtkinPlan(plan, (load(plan, surum),))
        dosya = make_file(kod, kapanis, plan=plan, plan_surumu=surum)
        sonunda = compute(dosya, etkin, None, (), SON)
        assert sonunda.sonuc is sonuc, (plan, kod)
        if yil is None:
            assert (sonunda.bitis, sonunda.ilk_gun, sonunda.suresi_doldu, sonunda.imha_adayi) == (None, None, False, False), (plan, kod)
            continue
        bitis, ilk = dt.date(y + yil, 12, 31), dt.date(y + yil + 1, 1, 1)
        assert (sonunda.baslangic, sonunda.bitis, sonunda.ilk_gun) == (dt.date(y + 1, 1, 1), bitis, ilk), (plan, kod)
        assert [compute(dosya, etkin, None, (), gun).suresi_doldu for gun in (bitis, ilk)] == [False, True], (plan, kod)
        assert compute(dosya, etkin, None, (), ilk).imha_adayi is (sonuc is Sonuc.IMHA), (plan, kod)


@pytest.mark.fault("I07")
def test_uncertain_rows_carry_an_error_line():
    """Where no date can be given the reason is a finding of level hata, never silence."""
    for plan, surum, kod, cift in SATIRLAR:
        if BEKLENEN[cift][0] is Sonuc.BELIRSIZ:
            hesap = compute(
                make_file(kod, "1950-01-01", plan=plan, plan_surumu=surum), EtkinPlan(plan, (load(plan, surum),)), None, (), SON
            )
            assert any(b.seviye == "hata" for b in hesap.bulgular), (plan, kod)
