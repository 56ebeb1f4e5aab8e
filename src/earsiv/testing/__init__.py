# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Fakes and makers for tests, public because EBYS teams need them too: a fixed clock, a test PKI, packages sound and broken, scans.

Nothing of the library imports this room. Names are invented and T.C. kimlik numbers fail their checksum.
"""

from earsiv.testing.belge import render
from earsiv.testing.paket import PaketKurucu, broken_package
from earsiv.testing.pki import SahtePki, test_pki
from earsiv.testing.saat import SahteSaat

__all__ = ["PaketKurucu", "SahtePki", "SahteSaat", "broken_package", "render", "test_pki"]
