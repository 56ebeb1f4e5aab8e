# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The nouns of Turkish archive law as frozen values; each keeps its own invariants and nothing else.

Identifiers are the ASCII fold of the term in ``docs/sozluk.md``. Values are made by the rooms that know how
(``BelgeSayisi.parse`` reads its own grammar) and never change afterwards.
"""

from earsiv.model.kayit import Belge, BelgeTuru, Dosya, MetinDurumu
from earsiv.model.kod import DosyaKodu
from earsiv.model.liste import ImhaListesi, ImhaSatiri, ListeDurumu
from earsiv.model.olay import Olay, OlayTuru, Siniflama, Uzatma
from earsiv.model.sayi import BelgeSayisi, Bicim
from earsiv.model.sayi_rapor import Aralik, Catisma, Gerileme, NumaraBicimi, NumaraliBelge, SayiKapsami, Seri, SeriRaporu
from earsiv.model.yetki import GizlilikDerecesi, Islem, Yetki

__all__ = [
    "Aralik",
    "Belge",
    "BelgeSayisi",
    "BelgeTuru",
    "Bicim",
    "Catisma",
    "Dosya",
    "DosyaKodu",
    "Gerileme",
    "GizlilikDerecesi",
    "ImhaListesi",
    "ImhaSatiri",
    "Islem",
    "ListeDurumu",
    "MetinDurumu",
    "NumaraBicimi",
    "NumaraliBelge",
    "Olay",
    "OlayTuru",
    "SayiKapsami",
    "Seri",
    "SeriRaporu",
    "Siniflama",
    "Uzatma",
    "Yetki",
]
