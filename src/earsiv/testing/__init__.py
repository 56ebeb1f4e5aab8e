# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Fakes and makers for tests, public because EBYS teams need them too: a fixed clock, a test PKI, packages sound and broken, scans.

Nothing of the library imports this room. Names are invented and T.C. kimlik numbers fail their checksum.
"""

from earsiv.testing.belge import render
from earsiv.testing.calisma import workspace
from earsiv.testing.degistir import altered, dialect, pack, replaced, unpack
from earsiv.testing.paket import PaketKurucu, broken_package
from earsiv.testing.pki import SahtePki, test_pki
from earsiv.testing.saat import SahteSaat
from earsiv.testing.yazi import sample, write_letter, write_update

__all__ = [
    "PaketKurucu",
    "SahtePki",
    "SahteSaat",
    "altered",
    "broken_package",
    "dialect",
    "pack",
    "render",
    "replaced",
    "sample",
    "test_pki",
    "unpack",
    "workspace",
    "write_letter",
    "write_update",
]
