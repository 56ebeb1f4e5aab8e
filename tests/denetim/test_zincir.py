# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The audit chain: any tampering is found and the row is named."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earsiv.denetim import Satir, append, verify


def chain(n):
    satirlar, son = [], None
    for i in range(n):
        son = append(son, zaman=f"2026-01-{i + 1:02d}", aktor="a", eylem="kabul", nesne=str(i), ayrinti={"ad": f"ğ{i}"})
        satirlar.append(son)
    return satirlar


def test_untouched_chain_holds():
    """An honest log has no finding."""
    assert not list(verify(chain(20)))


@pytest.mark.fault("D01")
@pytest.mark.parametrize("alan", [a.name for a in attrs.fields(Satir)])
def test_each_changed_field_is_found(alan):
    """Every column is covered, time and digest included."""
    satirlar = chain(5)
    eski = getattr(satirlar[2], alan)
    yeni = eski + 1 if isinstance(eski, int) else {"ad": "x"} if isinstance(eski, dict) else eski + "x"
    satirlar[2] = attrs.evolve(satirlar[2], **{alan: yeni})
    assert list(verify(satirlar))


@pytest.mark.fault("D02", "D06")
@given(st.integers(0, 9), st.integers(0, 9))
def test_removed_swapped_or_inserted_rows_are_found(i, j):
    """Only the order in which it was written is the log; a cut tail alone needs a later head to be seen."""
    satirlar = chain(10)
    silinmis = satirlar[:i] + satirlar[i + 1 :]
    assert list(verify(silinmis)) or i == 9
    if i != j:
        satirlar[i], satirlar[j] = satirlar[j], satirlar[i]
        assert list(verify(satirlar))
    assert list(verify([*chain(10)[:3], attrs.evolve(chain(4)[3], nesne="sahte"), *chain(10)[3:]]))


@pytest.mark.fault("D07")
def test_row_without_digest_is_found_not_skipped():
    """An empty digest is a finding."""
    satirlar = chain(3)
    satirlar[1] = attrs.evolve(satirlar[1], ozet="")
    assert {b.kod for b in verify(satirlar)} >= {"DNT-003", "DNT-002"}


def test_row_that_is_not_json_is_a_finding():
    """Nothing a tampered row holds can make the walk stop."""
    satirlar = chain(3)
    satirlar[1] = attrs.evolve(satirlar[1], ayrinti={"x": float("nan")})
    assert any(b.kod == "DNT-003" for b in verify(satirlar))
