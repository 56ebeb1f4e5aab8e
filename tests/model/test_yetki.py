# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Rights: what an actor may not see does not exist for them."""

import pytest

from earsiv.model import GizlilikDerecesi, Yetki


@pytest.mark.parametrize(
    ("kod", "derece"), [("YOK", 0), ("TSD", 0), ("HZO", 1), ("OZL", 2), ("KSO", 2), ("GZL", 3), ("CGZ", 4), ("???", 4), ("", 4)]
)
def test_unknown_degree_ranks_highest(kod, derece):
    """A code we do not know hides the record rather than showing it."""
    assert GizlilikDerecesi.from_code(kod) == derece


@pytest.mark.fault("E02", "E03")
def test_degree_and_unit_both_decide():
    """Enough degree in the wrong unit sees nothing, and the other way round."""
    yetki = Yetki("a", GizlilikDerecesi.HZO, frozenset({"1"}))
    assert yetki.may_see(GizlilikDerecesi.HZO, "1")
    assert not yetki.may_see(GizlilikDerecesi.GZL, "1")
    assert not yetki.may_see(GizlilikDerecesi.YOK, "2")
    assert Yetki("b", GizlilikDerecesi.YOK, None).may_see(GizlilikDerecesi.YOK, "9")
    assert not Yetki("c").may_see(GizlilikDerecesi.YOK, "1")
