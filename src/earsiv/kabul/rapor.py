# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""What became of each item of an intake."""

from __future__ import annotations

from typing import Any, Final

import attrs

from earsiv.errors import Bulgu

ALINDI: Final = "alindi"
ZATEN_VAR: Final = "zaten_var"
BEKLIYOR: Final = "bekliyor"
REDDEDILDI: Final = "reddedildi"


@attrs.frozen
class KabulKalemi:
    """One item: taken in (``alindi``), taken in with text to come (``bekliyor``), there already, or refused."""

    yol: str
    durum: str
    kimlik: str | None = None
    tur: str | None = None
    sayfa_sayisi: int = 0
    imza_durumu: str | None = None
    bulgular: tuple[Bulgu, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form that the command line promises."""
        return {**attrs.asdict(self, filter=attrs.filters.exclude("bulgular")), "bulgular": [b.as_dict() for b in self.bulgular]}


@attrs.frozen
class KabulRaporu:
    """The whole intake; ``alinan`` counts everything now in the archive, ``bekleyen`` those whose text is still to come.

    ``bulgular`` is what concerns no single item: a file that could not be closed, or why the batch
    was cut short (``kesildi``).
    """

    kalemler: tuple[KabulKalemi, ...]
    bulgular: tuple[Bulgu, ...] = ()
    kesildi: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form that the command line promises."""
        sayi = {durum: sum(1 for k in self.kalemler if k.durum == durum) for durum in (ALINDI, ZATEN_VAR, BEKLIYOR, REDDEDILDI)}
        return {
            "alinan": sayi[ALINDI] + sayi[BEKLIYOR] + sayi[ZATEN_VAR],
            "reddedilen": sayi[REDDEDILDI],
            "bekleyen": sayi[BEKLIYOR],
            "kalemler": [k.as_dict() for k in self.kalemler],
            "bulgular": [b.as_dict() for b in self.bulgular],
        }
