# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""What the tests of commands share: running one as a script would."""

import json

import pytest

from earsiv.cli import run
from tests.cli.kurul import TANIM


@pytest.fixture
def calistir(capsys):
    """Run a command, hold it to its exit code, give what it wrote to stdout and stderr."""

    def _calistir(*argumanlar, kod=0):
        capsys.readouterr()
        gelen = run([str(a) for a in argumanlar])
        cikti, hata = capsys.readouterr()
        assert gelen == kod, (argumanlar, cikti, hata)
        return cikti, hata

    return _calistir


@pytest.fixture
def js(calistir):
    """Run a command with ``--json`` and give its document."""
    return lambda *argumanlar, kod=0: json.loads(calistir(*argumanlar, "--json", kod=kod)[0])


@pytest.fixture
def kurum(tmp_path, js, monkeypatch, saat):
    """An empty archive that the commands find by themselves, under a clock that stands still."""
    monkeypatch.setattr("earsiv._acilis.SystemClock", lambda: saat)
    js("kur", tmp_path / "arsiv", "--kurum", "Örnekova Belediyesi", "--detsis", "99900001")
    monkeypatch.setenv("EARSIV_DEPO", str(tmp_path / "arsiv"))
    return tmp_path / "arsiv"


@pytest.fixture
def komisyon(kurum, tmp_path, js):
    """A commission of five, three of the archive and two of a unit; gives its number."""
    tanim = tmp_path / "komisyon.json"
    tanim.write_text(json.dumps(TANIM), "utf-8")
    return js("komisyon", "kur", tanim)["no"]
