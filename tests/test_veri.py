# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""An installation that has lost a file says so."""

import pytest

from earsiv import _veri, eyazisma
from earsiv.errors import AracHatasi
from earsiv.testing import sample


@pytest.mark.fault("X13")
def test_missing_data_file_is_told_and_not_fetched(tmp_path, monkeypatch):
    """The page of a package without its style sheet: an error of the installation, no page half written."""
    (tmp_path / "p.eyp").write_bytes(sample())
    monkeypatch.setattr(_veri, "_KOK", tmp_path)
    with pytest.raises(AracHatasi) as hata:
        eyazisma.write_html(tmp_path / "p.eyp", tmp_path / "p.html")
    assert hata.value.kod == "ARC-007" and "paket.css" in str(hata.value)
    assert [y.name for y in tmp_path.iterdir()] == ["p.eyp"]
