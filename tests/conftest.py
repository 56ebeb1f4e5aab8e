# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Shared by all tests: a fixed clock, an archive in a temporary folder, and no network for anybody."""

from __future__ import annotations

import os
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import settings

import earsiv
from earsiv.model import Yetki
from earsiv.tarama import Ocr
from earsiv.testing import SahteSaat

settings.register_profile("earsiv", deadline=None)  # machines are shared and noisy: no test asserts a time
settings.load_profile("earsiv")

ORNEKLER = Path(os.environ.get("EARSIV_ORNEKLER", Path(__file__).resolve().parents[2] / "shared" / "eyp-samples"))
KOK = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def _ag_yok(monkeypatch):
    """Nothing may open a connection: a test that would is a bug."""

    def yasak(self, adres):
        raise AssertionError(f"ağa çıkılmak istendi: {adres}")

    monkeypatch.setattr(socket.socket, "connect", yasak)
    monkeypatch.setattr(socket.socket, "connect_ex", yasak)


@pytest.fixture
def saat():
    return SahteSaat()


@pytest.fixture
def arsiv(tmp_path, saat):
    with earsiv.create(tmp_path / "arsiv", kurum="Örnekova Belediyesi", detsis="99900001", clock=saat) as acik:
        yield acik


@pytest.fixture
def ocrsiz():
    """An OCR tool that is not there."""
    return Ocr(program="boyle-bir-arac-yok")


@pytest.fixture
def tam_yetki():
    return Yetki.full("deneme")


@pytest.fixture
def birlikte():
    """Run one function in many threads at once; what any of them raised comes back."""

    def kos(islev, kere):
        with ThreadPoolExecutor(kere) as havuz:
            return [h for h in (i.exception() for i in [havuz.submit(islev) for _ in range(kere)]) if h]

    return kos


@pytest.fixture(scope="session")
def ornekler():
    if not ORNEKLER.is_dir():
        pytest.skip("başka yazılımların örnek paketleri burada yok")
    return ORNEKLER


@pytest.fixture(scope="session")
def ocr():
    """Tesseract with Turkish; its absence is loud, because the promises about scans are then untested."""
    arac = Ocr()
    if (engel := arac.available()) is not None:
        pytest.skip(f"OCR DENENMEDİ: {engel}")
    return arac
