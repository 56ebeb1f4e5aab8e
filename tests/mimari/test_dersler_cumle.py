# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Lessons from the trouble of others that only the source can show: one computation of a date, one table of steps, rules by their level."""

import ast
from pathlib import Path

import pytest

from earsiv.ayiklama import gecis
from earsiv.errors import kurallar

KAYNAK = Path(gecis.__file__).parents[1]
HESAP = {"saklama/takvim.py", "saklama/hesap.py"}
BASKA_SURE = {
    "devir/liste.py": "the years a file stays in its unit",
    "_arsiv_imha.py": "the years that minutes are kept",
    "saklama/kvkk.py": "the months between two periodic runs",
    "saklama/hikaye.py": "a story told again from its own steps; a property holds it against the computation",
}
HUKUK = {
    **dict.fromkeys(("IMH-001", "IMH-002", "IMH-003", "IMH-004", "IMH-005", "IMH-006", "IMH-007", "IMH-008", "IMH-011"), "hata"),
    **dict.fromkeys(("IMH-009", "IMH-010", "IMH-012", "DEV-003"), "uyari"),
    **dict.fromkeys(("DEV-001", "DEV-002"), "hata"),
}


def agaclar():
    for yol in sorted(KAYNAK.rglob("*.py")):
        yield yol.relative_to(KAYNAK).as_posix(), ast.parse(yol.read_text("utf-8"))


def test_the_date_of_disposal_is_computed_in_one_place():
    """Years are added to a day where retention is computed, and where another period is meant; a period is a number nowhere else."""
    toplayan, sayan = set(), set()
    for ad, agac in agaclar():
        for dugum in ast.walk(agac):
            if not isinstance(dugum, ast.Call):
                continue
            cagri = getattr(dugum.func, "attr", getattr(dugum.func, "id", ""))
            if cagri in {"add_years", "add_months", "period_end"}:
                toplayan.add(ad)
            if cagri == "int" and any(getattr(d, "attr", "") == "saklama_suresi" for d in ast.walk(dugum)):
                sayan.add(ad)
    assert toplayan == HESAP | set(BASKA_SURE)
    assert sayan <= HESAP


def test_the_state_of_a_list_moves_in_one_place():
    """``GECISLER`` is looked up by the path alone, and nobody else gives a list on its way another state."""
    okuyan = {
        ad for ad, agac in agaclar() for d in ast.walk(agac) if isinstance(d, ast.Subscript) and getattr(d.value, "id", "") == "GECISLER"
    }
    assert okuyan == {"ayiklama/yol.py"}
    yazan = {
        ad
        for ad, agac in agaclar()
        for d in ast.walk(agac)
        if isinstance(d, ast.keyword) and d.arg == "durum" and getattr(getattr(d.value, "value", None), "id", "") == "ListeDurumu"
    }
    assert yazan <= {"ayiklama/yol.py", "devir/kaldir.py"}  # the latter names a transfer's removal for the executor


@pytest.mark.fault("I19")
def test_rules_of_the_law_have_their_code_and_level():
    """IMH-01 … IMH-12 and DEV-01 … DEV-03 stand in the catalogue under their own number."""
    assert {kod: str(kurallar()[kod].seviye) for kod in HUKUK} == HUKUK
