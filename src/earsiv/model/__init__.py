# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The nouns of Turkish archive law as frozen values; each keeps its own invariants and nothing else.

Identifiers are the ASCII fold of the term in ``docs/sozluk.md``. Values are made by the rooms that know how
(``BelgeSayisi.parse`` reads its own grammar) and never change afterwards.
"""

from earsiv.model.basvuru import Basvuru, BasvuruDurumu, BasvuruTuru, Cevap, CevapTuru, Itiraz, RetNedeni, SureUzatimi
from earsiv.model.devir import (
    AlindiBelgesi,
    BarkodSayimi,
    DevirDurumu,
    DevirSatiri,
    DevirTarafi,
    DevirTeslimListesi,
    DevirTuru,
    DevirYolu,
    PaketOzeti,
)
from earsiv.model.karar import (
    FizikiImha,
    Hazirun,
    ImhaTutanagi,
    ImhaYontemi,
    KomisyonKarari,
    ListeImzasi,
    SatirKarari,
    UstYoneticiOnayi,
    UygunGorus,
)
from earsiv.model.kayit import ArsivYeri, Belge, BelgeTuru, Dosya, Kalinti, MalzemeTuru, MetinDurumu
from earsiv.model.kod import DosyaKodu
from earsiv.model.komisyon import Koltuk, KoltukTuru, Komisyon, Oturum, Oy, SatirOyu, Uye, Vekalet
from earsiv.model.liste import ImhaListesi, ImhaSatiri, ListeDurumu, SatirSonucu, SatirTuru
from earsiv.model.olay import Olay, OlayTuru, Siniflama, Uzatma
from earsiv.model.ornek import (
    OrnekDosyasi,
    OrnekDurumu,
    OrnekGerekcesi,
    OrnekKarari,
    OrnekNedeni,
    OrnekOlcutu,
    OrnekSecimi,
    OrnekSonucu,
)
from earsiv.model.sayi import BelgeSayisi, Bicim
from earsiv.model.sayi_rapor import Aralik, Catisma, Gerileme, NumaraBicimi, NumaraliBelge, SayiKapsami, Seri, SeriRaporu
from earsiv.model.yetki import GizlilikDerecesi, Islem, Yetki

__all__ = [
    "AlindiBelgesi",
    "Aralik",
    "ArsivYeri",
    "BarkodSayimi",
    "Basvuru",
    "BasvuruDurumu",
    "BasvuruTuru",
    "Belge",
    "BelgeSayisi",
    "BelgeTuru",
    "Bicim",
    "Catisma",
    "Cevap",
    "CevapTuru",
    "DevirDurumu",
    "DevirSatiri",
    "DevirTarafi",
    "DevirTeslimListesi",
    "DevirTuru",
    "DevirYolu",
    "Dosya",
    "DosyaKodu",
    "FizikiImha",
    "Gerileme",
    "GizlilikDerecesi",
    "Hazirun",
    "ImhaListesi",
    "ImhaSatiri",
    "ImhaTutanagi",
    "ImhaYontemi",
    "Islem",
    "Itiraz",
    "Kalinti",
    "Koltuk",
    "KoltukTuru",
    "Komisyon",
    "KomisyonKarari",
    "ListeDurumu",
    "ListeImzasi",
    "MalzemeTuru",
    "MetinDurumu",
    "NumaraBicimi",
    "NumaraliBelge",
    "Olay",
    "OlayTuru",
    "OrnekDosyasi",
    "OrnekDurumu",
    "OrnekGerekcesi",
    "OrnekKarari",
    "OrnekNedeni",
    "OrnekOlcutu",
    "OrnekSecimi",
    "OrnekSonucu",
    "Oturum",
    "Oy",
    "PaketOzeti",
    "RetNedeni",
    "SatirKarari",
    "SatirOyu",
    "SatirSonucu",
    "SatirTuru",
    "SayiKapsami",
    "Seri",
    "SeriRaporu",
    "Siniflama",
    "SureUzatimi",
    "UstYoneticiOnayi",
    "Uye",
    "UygunGorus",
    "Uzatma",
    "Vekalet",
    "Yetki",
]
