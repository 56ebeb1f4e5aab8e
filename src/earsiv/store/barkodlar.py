# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Whose a barcode is. A barcode stands on one file of the archive; the rare part of a file is asked, within the caller's transaction."""

from __future__ import annotations

from sqlalchemy import Connection, select

from earsiv import _canon
from earsiv.store import defter
from earsiv.store import tablolar as t


def file_with_barcode(baglanti: Connection, barkod: str) -> str | None:
    """Return the file that carries a barcode, ``None`` when none does."""
    parca = _canon.encode({"barkod": barkod}).decode()[1:-1]
    sorgu = select(t.DOSYA).where(t.DOSYA.c.ek.contains(parca, autoescape=True))
    dosyalar = (defter.dosya_of(satir) for satir in baglanti.execute(sorgu).mappings())
    return next((d.kimlik for d in dosyalar if d.barkod == barkod), None)
