# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The attack list of e-imza: what is tried against signatures, as files made on demand, with the verdicts that are right, and sound controls."""

from __future__ import annotations

from typing import Final

from earsiv.testing.saldiri_damga import DAMGA
from earsiv.testing.saldiri_gecerlilik import GECERLILIK
from earsiv.testing.saldiri_kanit import KANIT
from earsiv.testing.saldiri_oznitelik import OZNITELIK
from earsiv.testing.saldiri_saglam import SAGLAM
from earsiv.testing.saldiri_temel import Girdi, Saldiri
from earsiv.testing.saldiri_yapi import YAPI

SALDIRILAR: Final[dict[str, Saldiri]] = SAGLAM | OZNITELIK | GECERLILIK | DAMGA | KANIT | YAPI

__all__ = ["SALDIRILAR", "Girdi", "Saldiri"]
