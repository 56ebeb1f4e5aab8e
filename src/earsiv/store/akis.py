# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Files as a stream: each with what its records add up to, one query for all of them, one row in memory at a time.

Also files and references as they were before a past moment; that is asked of the objects, because rows only know today.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, and_, case, func, select

from earsiv.model import Dosya
from earsiv.store import defter, kayitlar, listeler
from earsiv.store import tablolar as t
from earsiv.store.depo import ATIF_ONEKI, Depo, ocfl_id

_YIGIN: Final = 2_000  # rows fetched at a time


class DosyaToplami(NamedTuple):
    """A file with what its records add up to.

    ``adet`` counts them, ``bayt`` is their size, ``ilk`` and ``son`` their earliest and latest dates, ``kusurlu`` how many carry a
    signature that failed; ``liste`` is the open list the file stands on.
    """

    dosya: Dosya
    adet: int
    bayt: int
    ilk: dt.date | None
    son: dt.date | None
    kusurlu: int
    liste: str | None


def files_with_totals(baglanti: Connection, *, birim: str | None = None, once: str = "") -> Iterator[DosyaToplami]:
    """Yield every file with its totals, by id; memory stays flat whatever their number.

    Args:
        birim: only the files of this unit.
        once: only records taken in before this moment; empty means all.
    """
    b, d, li = t.BELGE.c, t.DOSYA.c, t.LISTE_DOSYASI.c
    kosul = and_(b.dosya == d.kimlik, b.alindi < once) if once else b.dosya == d.kimlik
    sorgu = (
        select(
            *(d[ad] for ad in defter.DOSYA_SUTUNLARI),
            d.ek,
            func.count(b.kimlik),
            func.coalesce(func.sum(b.boyut), 0),
            func.min(b.tarih),
            func.max(b.tarih),
            func.coalesce(func.sum(case((b.imza_durumu == defter.IMZA_KUSURLU, 1), else_=0)), 0),
            func.max(li.liste),
        )
        .select_from(t.DOSYA.outerjoin(t.BELGE, kosul).outerjoin(t.LISTE_DOSYASI, li.dosya == d.kimlik))
        .group_by(d.kimlik)
        .order_by(d.kimlik)
    )
    if birim is not None:
        sorgu = sorgu.where(d.birim == birim)
    for *degerler, ek, adet, bayt, ilk, son, kusurlu, liste in baglanti.execute(sorgu, execution_options={"yield_per": _YIGIN}):
        yield DosyaToplami(defter.dosya_from(degerler, ek), adet, bayt, ilk, son, kusurlu, liste)


class Gecmis:
    """The archive as it was before a past moment, read from the versions of its objects."""

    def __init__(self, depo: Depo, once: str) -> None:
        """Look at a store as it was before ``once`` (ISO 8601, UTC, fixed width)."""
        self._depo = depo
        self.once = once

    def read(self, tur: str, kimlik: str) -> dict[str, Any] | None:
        """Return the JSON an object had then, ``None`` when it was not there.

        Raises:
            DepoHatasi: DEP-010, DEP-012 the object is damaged.
        """
        veri = self._depo.ocfl.read_before(ocfl_id(tur, kimlik), f"{tur}.json", self.once)
        return None if veri is None else dict(json.loads(veri))

    def dosya(self, kimlik: str) -> Dosya | None:
        """Return a file as it was then."""
        deger = self.read("dosya", kimlik)
        return Dosya.from_dict(deger) if deger else None

    def settings(self, baglanti: Connection, tur: str) -> dict[str, dict[str, Any]]:
        """Return the institution's decisions of a kind as they stood then, by id."""
        bulunan = {kimlik: self.read(tur, kimlik) for kimlik in kayitlar.settings(baglanti, tur)}
        return {kimlik: deger["icerik"] for kimlik, deger in bulunan.items() if deger}

    def changed(self, baglanti: Connection) -> set[str]:
        """Return the objects that were written since: only their rows may differ from what was true then."""
        return set(baglanti.execute(select(t.DENETIM.c.nesne).where(t.DENETIM.c.zaman >= self.once).distinct()).scalars())

    def referring(self, baglanti: Connection, *, dosya: str = "", belge: str = "") -> list[str]:
        """Return the files from which a record, or any record of a file, was referred to then."""
        sorgu = select(t.NESNE.c.kimlik).where(t.NESNE.c.tur == "atif")
        if belge:
            sorgu = sorgu.where(t.NESNE.c.kimlik == f"{ATIF_ONEKI}{belge}")
        else:
            icindekiler = select(t.BELGE.c.kimlik).where(t.BELGE.c.dosya == dosya)
            sorgu = sorgu.where(func.substr(t.NESNE.c.kimlik, len(ATIF_ONEKI) + 1).in_(icindekiler))
        bulunan: set[str] = set()
        for kimlik in baglanti.execute(sorgu).scalars().all():
            deger = self.read("atif", kimlik)
            if deger and (belge or self._lay_in(deger["belge"], dosya)):
                bulunan.update(deger["dosyalar"])
        return sorted(bulunan - {dosya})

    def _lay_in(self, belge: str, dosya: str) -> bool:
        return bool((self.read("belge", belge) or {"dosya": None})["dosya"] == dosya)

    def referred_files(self, baglanti: Connection) -> set[str]:
        """Return the files whose retention may have hung on other files then: more than it did, never fewer."""
        belge = func.substr(t.NESNE.c.kimlik, len(ATIF_ONEKI) + 1)
        sorgu = select(t.BELGE.c.dosya).join(t.NESNE, belge == t.BELGE.c.kimlik).where(t.NESNE.c.tur == "atif").distinct()
        return {d for d in baglanti.execute(sorgu).scalars() if d} | kayitlar.referred_files(baglanti)

    def listed(self, baglanti: Connection, degisen: set[str]) -> dict[str, str | None]:
        """Return, for the files on lists that were written since, the list they stood on then."""
        sonuc: dict[str, str | None] = {}
        for liste in defter.lists(baglanti):
            if liste["no"] in degisen:
                sonuc |= dict.fromkeys(defter.files_on_list(baglanti, liste["no"]))
        for no in sorted(li["no"] for li in defter.lists(baglanti) if li["no"] in degisen):
            deger = self.read("liste", no)
            if deger:
                sonuc |= dict.fromkeys(listeler.held_files(deger), no)
        return sonuc
