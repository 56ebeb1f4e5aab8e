# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The one home of data files that are installed with the library: forms, templates, style sheets."""

from __future__ import annotations

from importlib import resources
from typing import Final

from earsiv.errors import AracHatasi

_KOK: Final = resources.files("earsiv").joinpath("data")


def read_data(ad: str) -> bytes:
    """Return the bytes of a data file of the library; nothing is ever fetched in place of one that is missing.

    Raises:
        AracHatasi: ARC-007 the file is not installed or cannot be read.
    """
    try:
        return _KOK.joinpath(ad).read_bytes()
    except OSError:
        raise AracHatasi("ARC-007", f"earsiv/data/{ad}") from None
