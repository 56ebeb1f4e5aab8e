# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""A process that only verifies: nothing a test has loaded before may be what makes it work."""

import json
import subprocess
import sys

import pytest

from earsiv.testing import PaketKurucu, test_pki


@pytest.mark.parametrize("komut", ["eyp", "imza"])
def test_sound_signature_is_read_by_a_fresh_process(tmp_path, komut):
    """The parser knows the ESS attributes from the start."""
    kokler = tmp_path / "kokler"
    kokler.mkdir()
    (kokler / "k.cer").write_bytes(test_pki().kok.sertifika)
    dosya = tmp_path / "x.bin"
    dosya.write_bytes(PaketKurucu().build() if komut == "eyp" else test_pki().imzala(b"x"))
    sonuc = subprocess.run(
        [sys.executable, "-m", "earsiv.cli", komut, "dogrula", str(dosya), "--guven", str(kokler), "--json"],
        capture_output=True,
        check=False,
    )
    kayit = json.loads(sonuc.stdout)[0]
    imza = kayit["imza"] if komut == "eyp" else kayit
    assert (imza["durum"], imza["alt_durum"]) == ("INDETERMINATE", "TRY_LATER"), sonuc.stdout
    assert sonuc.returncode == (0 if komut == "eyp" else 1)
