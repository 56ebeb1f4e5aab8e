# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``ImhaListesi``: a frozen list of files put before the commission, with one digest over its canonical form."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any

import attrs


class ListeDurumu(StrEnum):
    """Where a list stands on its way; a list that is not ``IPTAL`` holds its files."""

    ONERI = "oneri"
    IPTAL = "iptal"


@attrs.frozen
class ImhaSatiri:
    """One line, one file. Fields follow the imha listesi form; years are calendar years, ``adet`` counts records."""

    sira_no: int
    dosya: str
    ureten_birim: str
    dosya_kodu: str
    plan: str
    plan_surumu: str
    konu: str
    yil_bas: int
    yil_bit: int
    belge_sayi_araligi: str
    klasor_no: str
    adet: int
    saklama_suresi: str
    saklama_kodu: str
    imha_yili: int
    dusunce: str
    aciklama: str = ""

    @property
    def yil(self) -> str:
        """The years of the file as printed: ``2015`` or ``2013-2015``."""
        return str(self.yil_bas) if self.yil_bas == self.yil_bit else f"{self.yil_bas}-{self.yil_bit}"


@attrs.frozen
class ImhaListesi:
    """A list as proposed: who made it, for which day, and its lines; ``ozet`` names exactly this content.

    ``no`` is ``<year>/<n>``, ``an`` the civil day on which the lines were judged, ``ozet`` the SHA-256 (hex) of the
    canonical form of everything else. Any edit gives another digest.
    """

    no: str
    kurum: str
    an: dt.date
    duzenleyen: str
    duzenlenme: str
    satirlar: tuple[ImhaSatiri, ...]
    ozet: str = ""
    durum: ListeDurumu = attrs.field(default=ListeDurumu.ONERI, eq=False)

    def content(self) -> dict[str, Any]:
        """Return what the digest covers: everything but the digest itself and the moving state."""
        return {
            "no": self.no,
            "kurum": self.kurum,
            "an": self.an.isoformat(),
            "duzenleyen": self.duzenleyen,
            "duzenlenme": self.duzenlenme,
            "satirlar": [attrs.asdict(satir) for satir in self.satirlar],
        }

    @classmethod
    def from_content(cls, veri: dict[str, Any], ozet: str, durum: ListeDurumu = ListeDurumu.ONERI) -> ImhaListesi:
        """Return the list of a stored content and digest; whether they agree is asked of ``ayiklama``."""
        return cls(
            no=veri["no"],
            kurum=veri["kurum"],
            an=dt.date.fromisoformat(veri["an"]),
            duzenleyen=veri["duzenleyen"],
            duzenlenme=veri["duzenlenme"],
            satirlar=tuple(ImhaSatiri(**satir) for satir in veri["satirlar"]),
            ozet=ozet,
            durum=durum,
        )
