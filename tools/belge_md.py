# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Pieces of Markdown that the generated pages are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

BAS: Final = (
    "<!-- SPDX-FileCopyrightText: 2026 earsiv geliştiricileri -->\n"
    "<!-- SPDX-License-Identifier: Apache-2.0 -->\n"
    "<!-- Bu sayfayı tools/belge.py yazar; elle değiştirmeyin. -->\n\n"
)
_KOD: Final = re.compile(
    r"``(?P<ikili>[^`]+)``"  # rst literal
    r"|:[a-z]+:`~?(?P<rol>[^`]+)`"  # rst role
    r"|“(?P<komut>earsiv [^”]+)”"  # a command to type
    r"|(?P<alan>\{\w+\})"  # a parameter
    r"|(?<![\w-])(?P<secenek>--[a-z][a-z-]*)"
)
_OZEL: Final = re.compile(r"([\\`*_<>\[\]|$])")


def prose(metin: str) -> str:
    """Return text as Markdown: parameters, options, commands and rst literals as code, the rest escaped."""
    parcalar, son = [], 0
    for bulunan in _KOD.finditer(metin):
        parcalar += [_OZEL.sub(r"\\\1", metin[son : bulunan.start()]), f"`{next(g for g in bulunan.groups() if g)}`"]
        son = bulunan.end()
    return "".join(parcalar) + _OZEL.sub(r"\\\1", metin[son:])


def code(metin: str) -> str:
    """Return text as code that may stand in a table cell."""
    return f"`{metin}`".replace("|", "\\|")


def table(basliklar: Iterable[str], satirlar: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield a Markdown table."""
    basliklar = list(basliklar)
    yield f"| {' | '.join(basliklar)} |"
    yield f"|{' --- |' * len(basliklar)}"
    for satir in satirlar:
        yield f"| {' | '.join(satir)} |"


def join(satirlar: Iterable[str]) -> str:
    """Return a page."""
    return BAS + "\n".join(satirlar).rstrip() + "\n"
