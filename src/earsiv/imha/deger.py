# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""What goes into an execution and what comes out: the decisions it rests on, and what became of each line. Values only."""

from __future__ import annotations

from typing import Any, Final

import attrs

from earsiv.errors import Bulgu, ImhaHatasi
from earsiv.model import ImhaListesi, ImhaSatiri, ImhaYontemi

TASFIYELER: Final = frozenset({"imha", "devir"})


@attrs.frozen
class Dayanak:
    """What an execution rests on: the list's digest, the commission's decision with its digest, the consent and the olur.

    ``tasfiye`` is what becomes of the content: ``imha``, or ``devir`` where another archive has taken it over with a receipt.
    """

    liste_ozeti: str
    karar: str
    karar_ozeti: str
    uygun_gorus: str
    olur: str
    yontem: ImhaYontemi = attrs.field(default=ImhaYontemi.ELEKTRONIK_SILME, converter=ImhaYontemi)
    tasfiye: str = attrs.field(default="imha", validator=attrs.validators.in_(TASFIYELER))

    def __str__(self) -> str:
        """Return the line that stands in every stub."""
        return f"karar {self.karar}; uygun görüş {self.uygun_gorus}; olur {self.olur}"

    def require(self, liste: ImhaListesi) -> None:
        """Refuse what does not name every decision, or names another list.

        Raises:
            ImhaHatasi: IMH-051.
        """
        eksik = next((ad for ad in _ZORUNLU if not getattr(self, ad).strip()), "")
        if eksik or self.liste_ozeti != liste.ozet:
            raise ImhaHatasi("IMH-051", liste.no, alan=eksik or "liste_ozeti")

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {ad: str(getattr(self, ad)) for ad in (*_ZORUNLU, "yontem", "tasfiye")}


_ZORUNLU: Final = ("liste_ozeti", "karar", "karar_ozeti", "uygun_gorus", "olur")


@attrs.frozen
class Yuruyus:
    """What one run did, or would do.

    ``edilen`` are the lines whose content is gone, ``engellenen`` those that may not go and why, ``hatali`` those that failed and why:
    a later run takes them up. ``belge`` and ``bayt`` count what went, ``kanit`` is the SHA-512 of the inventory of the proof, and
    ``borclar`` says what is still owed although the content is gone.
    """

    edilen: tuple[int, ...] = ()
    engellenen: tuple[tuple[int, Bulgu], ...] = ()
    hatali: tuple[tuple[int, Bulgu], ...] = ()
    belge: int = 0
    bayt: int = 0
    kanit: str = ""
    borclar: tuple[Bulgu, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "edilen": list(self.edilen),
            "engellenen": [{"satir": satir, **b.as_dict()} for satir, b in self.engellenen],
            "hatali": [{"satir": satir, **b.as_dict()} for satir, b in self.hatali],
            "belge": self.belge,
            "bayt": self.bayt,
            "kanit": self.kanit,
            "borclar": [b.as_dict() for b in self.borclar],
        }


def require_lines(liste: ImhaListesi, satirlar: tuple[ImhaSatiri, ...]) -> None:
    """Refuse lines that are not exactly those of the list.

    Raises:
        ImhaHatasi: IMH-052.
    """
    bilinen = {satir.sira_no: satir for satir in liste.satirlar}
    for satir in satirlar:
        if bilinen.get(satir.sira_no) != satir:
            raise ImhaHatasi("IMH-052", f"{liste.no} · satır {satir.sira_no}")
