# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""What the tests of commands share: running one as a script would."""

import json

import pytest

from earsiv.cli import run


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
