# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Ayıklama: from every file's retention account to a frozen list with one digest. Pure; storage and paper are elsewhere.

A sweep reports how many files it examined, how many are due, barred, or in error, so that an empty list is never mistaken for a clean
one. Board, votes, consent and approval come on top of the list's digest and are not here yet.
"""

from earsiv.ayiklama.aday import DosyaOzeti, Supurme, sweep
from earsiv.ayiklama.liste import freeze, holds

__all__ = ["DosyaOzeti", "Supurme", "freeze", "holds", "sweep"]
