# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The hash chain: one row, the next row, and the walk that proves them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import attrs

from earsiv import _canon
from earsiv.errors import Bulgu, bulgu

ILK: Final = "0" * 64
"""What the first row names as its predecessor."""


@attrs.frozen
class Satir:
    """One act: who did what to which object, when, with details; ``ozet`` covers all of it and ``onceki``.

    ``sira`` counts from 1 without gaps and is the order of the log (never the time, which may jump back).
    """

    sira: int
    zaman: str
    aktor: str
    eylem: str
    nesne: str
    ayrinti: dict[str, Any]
    onceki: str
    ozet: str

    def content(self) -> dict[str, Any]:
        """Return what the digest covers."""
        return {alan.name: getattr(self, alan.name) for alan in attrs.fields(Satir) if alan.name != "ozet"}

    def compute(self) -> str:
        """Return the digest that this row ought to carry."""
        return _canon.digest(self.content())


def append(son: Satir | None, *, zaman: str, aktor: str, eylem: str, nesne: str, ayrinti: dict[str, Any]) -> Satir:
    """Return the row that follows ``son`` (``None`` for the first)."""
    satir = Satir(
        sira=son.sira + 1 if son else 1,
        zaman=zaman,
        aktor=aktor,
        eylem=eylem,
        nesne=nesne,
        ayrinti=ayrinti,
        onceki=son.ozet if son else ILK,
        ozet="",
    )
    return attrs.evolve(satir, ozet=satir.compute())


def verify(satirlar: Iterable[Satir]) -> Iterator[Bulgu]:
    """Yield a finding for every place where the rows are not one unbroken chain; streams, so any length will do."""
    sira, ozet = 0, ILK
    for satir in satirlar:
        yer = f"denetim satırı {satir.sira}"
        if satir.sira != sira + 1:
            yield bulgu("DNT-001", yer, beklenen=sira + 1)
        elif satir.onceki != ozet:
            yield bulgu("DNT-002", yer)
        try:
            tutuyor = satir.compute() == satir.ozet
        except TypeError:
            tutuyor = False
        if not tutuyor:
            yield bulgu("DNT-003", yer)
        sira, ozet = satir.sira, satir.ozet
