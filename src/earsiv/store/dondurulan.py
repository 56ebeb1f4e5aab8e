# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Holds as the archive must keep to them: from their objects, whatever became of the rows that mirror them.

A hold that was written binds although its row is gone, closed or unreadable; one whose object cannot be read binds by its row, and where
neither tells that it was closed nothing is answered at all. What a hold means is not known here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Connection, select

from earsiv.errors import DepoHatasi
from earsiv.store import kayitlar
from earsiv.store import tablolar as t
from earsiv.store.depo import Depo, ocfl_id

_NO: Final = re.compile(r"D-([0-9]{4})/[0-9]+")


def holds(depo: Depo, baglanti: Connection) -> list[dict[str, Any]]:
    """Return the JSON of every hold, open and closed, in the order of opening.

    Raises:
        DepoHatasi: DEP-020 neither the object nor the row of a hold tells whether it is open.
    """
    satirlar = kayitlar.hold_rows(baglanti)
    nolar = {*satirlar, *_known(baglanti)}
    nolar.update(_on_disk(depo, baglanti, nolar))
    return sorted((_binding(depo, no, satirlar.get(no)) for no in nolar), key=lambda d: (d["acilis"], d["no"]))


def _known(baglanti: Connection) -> list[str]:
    sorgu = select(t.NESNE.c.kimlik).where(t.NESNE.c.kimlik >= "D-", t.NESNE.c.kimlik < "D.")
    return [no for no in baglanti.execute(sorgu).scalars() if _NO.fullmatch(no)]


def _on_disk(depo: Depo, baglanti: Connection, bilinen: set[str]) -> Iterator[str]:
    """Yield the holds whose objects are there: their numbers follow each other within a year."""
    ilk = str(baglanti.execute(select(t.DENETIM.c.zaman).where(t.DENETIM.c.sira == 1)).scalar() or "")[:4]
    yillar = {depo.saat.now().year, *(int(eslesme[1]) for no in bilinen if (eslesme := _NO.fullmatch(no)))}
    for yil in range(int(ilk) if ilk.isdecimal() else min(yillar), max(yillar) + 1):
        sira = 1
        while (no := f"D-{yil}/{sira}") in bilinen or depo.ocfl.exists(ocfl_id("dondurma", no)):
            yield no
            sira += 1


def _binding(depo: Depo, no: str, satir: dict[str, Any] | None) -> dict[str, Any]:
    """Return what the object says, or the row where only that is open still."""
    acik = satir if satir and not satir["kapanis"] else None
    try:
        deger = json.loads(depo.ocfl.read(ocfl_id("dondurma", no), "dondurma.json"))
        kayitlar.hold_row(deger)
    except (DepoHatasi, ValueError, KeyError, TypeError):
        if acik is None:
            raise DepoHatasi("DEP-020", f"dondurma {no}", alan="dondurma") from None
        return acik
    return acik if acik and deger["kapanis"] else dict(deger)
