# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Text of records made fit to be shown: what no writer can take is replaced, what a spreadsheet would run is quoted."""

from __future__ import annotations

import re
from typing import Final

_YASAK: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FORMUL: Final = ("=", "+", "-", "@", "\t", "\r")
_EN_UZUN: Final = 32_767


def safe_text(metin: str, *, csv: bool = False) -> str:
    """Return text that a spreadsheet shows as it is: no control characters; in CSV, no formula either."""
    temiz = _YASAK.sub("\ufffd", metin)[:_EN_UZUN]
    return f"'{temiz}" if csv and temiz.startswith(_FORMUL) else temiz
