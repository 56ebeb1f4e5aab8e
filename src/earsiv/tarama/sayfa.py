# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``Sayfa`` and ``Kelime``: what was read of a page, and where on it."""

from __future__ import annotations

import json
from typing import Any

import attrs


@attrs.frozen
class Kelime:
    """A word with its box in points (1/72 inch) from the top left, and the reader's confidence (0-100) if it gave one."""

    metin: str
    x0: float
    y0: float
    x1: float
    y1: float
    guven: float | None = None


@attrs.frozen
class Sayfa:
    """A page: ``no`` counts from 1; ``kaynak`` is ``katman`` (text layer), ``ocr`` or ``yok``; sizes in points.

    ``motor`` names the reader and its version (``tesseract 5.3.0 tur``); ``parca`` the part of a package it lies in.
    """

    no: int
    metin: str
    kaynak: str
    motor: str
    genislik: float
    yukseklik: float
    kelimeler: tuple[Kelime, ...] = ()
    parca: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values; a word is a list ``[text, x0, y0, x1, y1, confidence]``."""
        return {
            "no": self.no,
            "metin": self.metin,
            "kaynak": self.kaynak,
            "motor": self.motor,
            "boyut": [self.genislik, self.yukseklik],
            "parca": self.parca,
            "kelimeler": [list(attrs.astuple(k)) for k in self.kelimeler],
        }

    @classmethod
    def from_dict(cls, veri: dict[str, Any]) -> Sayfa:
        """Return the value of :meth:`as_dict` again."""
        return cls(
            no=veri["no"],
            metin=veri["metin"],
            kaynak=veri["kaynak"],
            motor=veri["motor"],
            genislik=veri["boyut"][0],
            yukseklik=veri["boyut"][1],
            parca=veri["parca"],
            kelimeler=tuple(Kelime(*k) for k in veri["kelimeler"]),
        )


def encode_pages(sayfalar: tuple[Sayfa, ...]) -> bytes:
    """Return the text file of a record: one JSON line a page."""
    return b"".join(json.dumps(s.as_dict(), ensure_ascii=False, separators=(",", ":")).encode() + b"\n" for s in sayfalar)


def decode_pages(veri: bytes) -> tuple[Sayfa, ...]:
    """Return the pages of a text file."""
    return tuple(Sayfa.from_dict(json.loads(satir)) for satir in veri.splitlines() if satir.strip())
