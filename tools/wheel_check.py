# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Run inside an environment that holds the wheel only: plan data, rule texts, templates, migrations and command are in it."""

import datetime as dt
import sys
import tempfile
from pathlib import Path

import earsiv
from earsiv.cli import run
from earsiv.sdp import available, effective

yer = Path(earsiv.__file__).parent
assert "site-packages" in yer.parts, yer
assert (yer / "data/sdp/belediye/2018/plan.csv").is_file(), "plan verisi tekerde yok"
assert len(available()) == 6, available()
assert effective("belediye").get("105.04").ad == "Meclis Kararları"
with tempfile.TemporaryDirectory() as klasor:
    arsiv = Path(klasor) / "arsiv"
    with earsiv.create(arsiv, kurum="Örnekova Belediyesi", detsis="99900001") as acik:
        dosya = acik.open_dosya("165.05", acilis=dt.date(2013, 1, 1))
        acik.close_dosya(dosya.kimlik, dt.date(2013, 12, 31))
        liste = acik.propose_imha(dt.date(2037, 3, 1))
        assert acik.report("imha-listesi", liste.no, "pdf").startswith(b"%PDF")
    kod = run(["denetle", "--depo", str(arsiv)])
sys.exit(kod)
