# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Every record with its number as a stream, by date, and the units that are the archive's own. Judges no number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection, select

from earsiv.model import GizlilikDerecesi, NumaraliBelge
from earsiv.store import tablolar as t

_YIGIN: Final = 2_000  # rows fetched at a time


def numbered(baglanti: Connection) -> Iterator[tuple[NumaraliBelge, GizlilikDerecesi]]:
    """Yield every record with its number and its degree, by date: numbers of one series then come nearly in order."""
    b = t.BELGE.c
    sorgu = select(b.kimlik, b.sayi, b.tarih, b.birim, b.sha512, b.gizlilik).order_by(b.tarih, b.kimlik)
    for *alanlar, gizlilik in baglanti.execute(sorgu, execution_options={"yield_per": _YIGIN}):
        yield NumaraliBelge(*alanlar), GizlilikDerecesi(gizlilik)


def units(baglanti: Connection) -> set[str]:
    """Return the units that files or records stand under."""
    return {str(b) for tablo in (t.DOSYA, t.BELGE) for b in baglanti.execute(select(tablo.c.birim).distinct()).scalars() if b}


def degrees(baglanti: Connection, kimlikler: set[str]) -> dict[str, GizlilikDerecesi]:
    """Return the degree of each of these records."""
    b = t.BELGE.c
    bulunan: dict[str, GizlilikDerecesi] = {}
    sirali = sorted(kimlikler)
    for bas in range(0, len(sirali), _YIGIN // 4):
        sorgu = select(b.kimlik, b.gizlilik).where(b.kimlik.in_(sirali[bas : bas + _YIGIN // 4]))
        bulunan |= {kimlik: GizlilikDerecesi(derece) for kimlik, derece in baglanti.execute(sorgu)}
    return bulunan
