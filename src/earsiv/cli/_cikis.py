# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Exit codes: part of the API, scripts rely on them."""

from __future__ import annotations

from enum import IntEnum

from earsiv.errors import AracHatasi, DepoHatasi, EarsivError, GirdiHatasi, KuralHatasi, YetkiHatasi


class Cikis(IntEnum):
    """What the command ended with."""

    TAMAM = 0  # done, valid
    BULGU = 1  # findings: invalid package, signature not passed, damage found
    KULLANIM = 2  # wrong use or unreadable input
    KURAL = 3  # refused by a rule of law or for want of power
    DEPO = 4  # archive damaged, locked or newer
    ARAC = 5  # outside tool or extra missing
    KESILDI = 130  # stopped


_KODLAR: tuple[tuple[type[EarsivError], Cikis], ...] = (
    (GirdiHatasi, Cikis.KULLANIM),
    (KuralHatasi, Cikis.KURAL),
    (YetkiHatasi, Cikis.KURAL),
    (DepoHatasi, Cikis.DEPO),
    (AracHatasi, Cikis.ARAC),
)


def exit_code(hata: EarsivError) -> Cikis:
    """Return the exit code of an error."""
    return next((kod for tur, kod in _KODLAR if isinstance(hata, tur)), Cikis.KULLANIM)
