# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Text of records made fit to be shown: what no writer can take is replaced, what a spreadsheet would run is quoted.

What would hide or turn round other text (bidi controls) is written as its number. Nothing here decides how something looks.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

_YASAK: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_YON: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")
_SUPHELI: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\uffff\U000e0000-\U000e007f]"
)
_SATIR: Final = re.compile("\r\n?|[\x85\u2028\u2029]")
_FORMUL: Final = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")
_EN_UZUN: Final = 32_767
_KESIK: Final = " … (kısaltıldı)"
_ARALIK: Final = 40  # ranges in one cell


def safe_text(metin: str, *, csv: bool = False) -> str:
    """Return text that every writer shows as it is: no control characters, no hidden reordering; in CSV, no formula either."""
    temiz = metin
    if _SUPHELI.search(metin):
        temiz = _YON.sub(lambda e: f"[U+{ord(e[0]):04X}]", _YASAK.sub("\ufffd", _SATIR.sub("\n", metin)))
    if len(temiz) > _EN_UZUN:
        temiz = temiz[: _EN_UZUN - len(_KESIK)] + _KESIK
    return f"'{temiz}" if csv and temiz.startswith(_FORMUL) else temiz


def shown(deger: Any) -> str | int:
    """Return a value as a cell holds it: whole numbers as numbers, days as gg.aa.yyyy, nothing as empty text."""
    if deger is None:
        return ""
    if isinstance(deger, bool):
        return "Evet" if deger else "Hayır"
    if isinstance(deger, int):
        return int(deger)
    if isinstance(deger, dt.date):
        return f"{deger:%d.%m.%Y}"
    return str(deger)


def ranges(satirlar: Iterable[int]) -> Iterator[str]:
    """Yield line numbers as ranges, ``1–3, 5``, in pieces that fit into a cell."""
    parcalar: list[str] = []
    for ilk, son in _runs(satirlar):
        if len(parcalar) == _ARALIK:
            yield ", ".join(parcalar)
            parcalar = []
        parcalar.append(str(ilk) if ilk == son else f"{ilk}–{son}")
    if parcalar:
        yield ", ".join(parcalar)


def _runs(satirlar: Iterable[int]) -> Iterator[tuple[int, int]]:
    ilk = son = None
    for satir in sorted(set(satirlar)):
        if son is not None and ilk is not None and satir == son + 1:
            son = satir
            continue
        if ilk is not None and son is not None:
            yield ilk, son
        ilk = son = satir
    if ilk is not None and son is not None:
        yield ilk, son


# ---- words too long for a line

KIRIK: Final = "\u200b"  # no width: a line may be broken here
_AYIRAC: Final = re.compile(r"(?<=[-./_:,;=&?@+*#)\]|\\])(?=\S)")
_HECESIZ: Final = re.compile(r"[^aeıioöuüâîûAEIİOÖUÜÂÎÛ]{5}|(.)\1\1")
_HECELENEN: Final = 25


def breakable_text(metin: str, sigan: int) -> str:
    """Return text with places to break every word that is longer than ``sigan`` letters and that no syllable rule can break.

    Marks without width are put after separators first, and between all letters only where that is not enough.
    """
    if len(metin) <= sigan:
        return metin
    return re.sub(rf"\S{{{sigan + 1},}}", lambda e: _broken(e[0], sigan), metin)


def _broken(soz: str, sigan: int) -> str:
    parcalar = _AYIRAC.split(soz)
    return KIRIK.join(p if len(p) <= sigan or _has_syllables(p) else KIRIK.join(p) for p in parcalar)


def _has_syllables(soz: str) -> bool:
    govde = soz.rstrip(".,;:!?)»”’'\"")
    return govde.isalpha() and len(govde) <= _HECELENEN and not _HECESIZ.search(govde)
