# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Full-text search in Turkish: analysis once, by us; several engines behind one protocol; rights inside the query.

The index is a disposable cache of the records, stamped with the analyser's version and rebuilt when it differs. It is never the
truth, and no engine ever analyses a word.
"""

from earsiv.arama.analiz import COZUMLEYICI_SURUMU, Terim, analyze
from earsiv.arama.bakim import Dizinleyici
from earsiv.arama.dizin import Dizin
from earsiv.arama.goster import AramaCevabi, AramaSonucu, present
from earsiv.arama.sorgu import Suzgec, parse
from earsiv.arama.uc import AramaArkaUcu, Bulunan, Isabet, SayfaKaydi, Yetenekler

__all__ = [
    "COZUMLEYICI_SURUMU",
    "AramaArkaUcu",
    "AramaCevabi",
    "AramaSonucu",
    "Bulunan",
    "Dizin",
    "Dizinleyici",
    "Isabet",
    "SayfaKaydi",
    "Suzgec",
    "Terim",
    "Yetenekler",
    "analyze",
    "parse",
    "present",
]
