# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""What every search engine behind us must do, and the values that pass through it.

``yetki`` is an argument without default everywhere: a search without rights cannot be written. It becomes a filter inside the engine,
so hits, totals and suggestions are all counted after it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final, Protocol

import attrs

from earsiv.arama.sorgu import Sorgu, Suzgec
from earsiv.model import DosyaKodu, GizlilikDerecesi, Yetki

KATMANLAR: Final = ("t", "g", "s")
AGIRLIK: Final = {"t": 8.0, "g": 3.0, "s": 1.0}
KONU_AGIRLIGI: Final = 4.0


@attrs.frozen
class SayfaKaydi:
    """One page as it goes into an index: ids, filters, and its terms (already analysed, joined by blanks).

    ``terimler`` and ``konu`` map a layer (t, g, s) to its terms; ``tarih`` is yyyymmdd, 0 when unknown.
    """

    belge: str
    sayfa: int
    birim: str
    gizlilik: GizlilikDerecesi
    sdp: tuple[str, ...]
    tarih: int
    konu: dict[str, str]
    terimler: dict[str, str]

    @property
    def kimlik(self) -> str:
        """The page's own id: record and page number."""
        return f"{self.belge}#{self.sayfa}"


@attrs.frozen
class Isabet:
    """A page found: record, page number (0 is the record's subject line), score."""

    belge: str
    sayfa: int
    puan: float


@attrs.frozen
class Bulunan:
    """What a search found: the total after the rights filter, and the best hits."""

    toplam: int
    isabetler: tuple[Isabet, ...]


@attrs.frozen
class Yetenekler:
    """What an engine can do beyond the common part."""

    ifade: bool = True
    onek: bool = True
    anlik_goruntu: bool = False
    dagitik: bool = False


class AramaArkaUcu(Protocol):
    """An engine. Leaves of a query hold analysed terms: an engine translates, it never analyses."""

    yetenekler: Yetenekler

    def open(self, klasor: Path, *, yeni: bool = False) -> None:
        """Open the index in a folder, or make an empty one there."""
        ...

    def write(self, sayfalar: Iterable[SayfaKaydi]) -> None:
        """Put pages in; all pages of a record named are replaced."""
        ...

    def delete(self, belgeler: Sequence[str]) -> None:
        """Take every page of these records out."""
        ...

    def purge(self, belgeler: Sequence[str], sayfalar: Callable[[Sequence[str]], Iterable[SayfaKaydi]]) -> bool:
        """Take every page of these records out so that none of their words stays in the folder; durable and visible on return.

        Words of earlier states of them go as well: nothing that was ever deleted stays.

        Args:
            sayfalar: gives the pages of living records, for an engine that can only drop what it writes again.

        Returns:
            Whether the folder is clean; if not, the index must be built anew.

        Raises:
            DepoHatasi: DEP-022 the index is not readable, DEP-023 another process holds it.
        """
        ...

    def commit(self) -> None:
        """Make what was written durable and visible."""
        ...

    def refresh(self) -> None:
        """See what another process has committed meanwhile."""
        ...

    def search(self, sorgu: Sorgu, yetki: Yetki, suzgec: Suzgec, *, adet: int, bas: int = 0) -> Bulunan:
        """Return the best pages that the actor may see."""
        ...

    def count(self, sorgu: Sorgu, yetki: Yetki, suzgec: Suzgec) -> int:
        """Return how many pages the actor may see that match."""
        ...

    def terms(self, onek: str, yetki: Yetki, *, adet: int) -> list[str]:
        """Return terms of layer ``t`` that begin so, from pages the actor may see."""
        ...

    def records(self) -> dict[str, int]:
        """Return every record in the index with its number of pages, for checking."""
        ...

    def maintain(self) -> None:
        """Merge segments and collect what crashed writers left; nothing found before is lost."""
        ...

    def snapshot(self, hedef: Path) -> None:
        """Copy the index, as last committed, into an empty folder that opens as an index."""
        ...

    def close(self) -> None:
        """Release the index."""
        ...


def date_number(tarih: dt.date | None) -> int:
    """Return a date as yyyymmdd, 0 when unknown."""
    return tarih.year * 10000 + tarih.month * 100 + tarih.day if tarih else 0


def code_terms(kod: str) -> tuple[str, ...]:
    """Return a file code and everything above it, so that a prefix filter is a term filter."""
    return DosyaKodu(kod).atalar if kod else ()
