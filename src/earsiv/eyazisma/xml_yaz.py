# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""XML parts in the bytes of the official writer: byte order mark, CRLF, two blanks of indent, ``<x />``, no newline at the end.

Digests are over these bytes, so the spelling is part of the format; a general serializer would not give it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from earsiv.errors import GirdiHatasi

BAS: Final = '\ufeff<?xml version="1.0" encoding="utf-8"?>'
_SATIR: Final = "\r\n"
_YASAK: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_METIN: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#xD;"}
_OZNITELIK: Final = _METIN | {'"': "&quot;", "\n": "&#xA;", "\t": "&#x9;"}


@attrs.frozen
class Oge:
    """An element to be written: children or text, and attributes in the order in which they stand."""

    ad: str
    icerik: str | tuple[Oge, ...] = ""
    oznitelikler: tuple[tuple[str, str], ...] = ()


def render(kok: Oge, *, on_ek: str = "") -> bytes:
    """Return a part.

    Args:
        on_ek: prefix of every element below the root (``tipler:``).

    Raises:
        GirdiHatasi: EYP-067 a value holds a character that XML cannot carry.
    """
    return (BAS + _SATIR + _SATIR.join(_lines(kok, "", on_ek, kok.ad))).encode()


def escape(metin: str, ad: str, *, oznitelik: bool = False) -> str:
    """Return a text as XML writes it.

    Raises:
        GirdiHatasi: EYP-067.
    """
    if _YASAK.search(metin):
        raise GirdiHatasi("EYP-067", alan=ad)
    tablo = _OZNITELIK if oznitelik else _METIN
    return "".join(tablo.get(h, h) for h in metin.replace("\r\n", "\n"))


def _lines(oge: Oge, girinti: str, on_ek: str, ad: str) -> Iterator[str]:
    bas = f"{girinti}<{ad}" + "".join(f' {n}="{escape(d, n, oznitelik=True)}"' for n, d in oge.oznitelikler)
    if not oge.icerik:
        yield f"{bas} />"
    elif isinstance(oge.icerik, str):
        yield f"{bas}>{escape(oge.icerik, oge.ad)}</{ad}>"
    else:
        yield f"{bas}>"
        for alt in oge.icerik:
            yield from _lines(alt, girinti + "  ", on_ek, on_ek + alt.ad)
        yield f"{girinti}</{ad}>"


def group(ad: str, ogeler: Iterable[Oge]) -> list[Oge]:
    """Return a list element, nothing for an empty list."""
    icerik = tuple(ogeler)
    return [Oge(ad, icerik)] if icerik else []


def given(**alanlar: str) -> list[Oge]:
    """Return text elements for the values that are there, each with the language it names."""
    return [Oge(ad, deger, (("languageID", dil),) if (dil := getattr(deger, "dil", "")) else ()) for ad, deger in alanlar.items() if deger]
