# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""How values of the model are called on paper, and how days, moments, weights and degrees are written there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from earsiv._clock import ISTANBUL
from earsiv.model import GizlilikDerecesi, ImhaSatiri, ImhaYontemi, KoltukTuru, MalzemeTuru, Oy, SatirSonucu, SatirTuru
from earsiv.rapor.deger import DERECELER
from earsiv.rapor.tahmin import count_text

OYLAR: Final = {Oy.IMHA: "İmha", Oy.SAKLA: "Sakla", Oy.DEVRET: "Devret", Oy.CEKIMSER: "Çekimser"}
SONUCLAR: Final = {
    SatirSonucu.BEKLIYOR: "Bekliyor",
    SatirSonucu.IMHA: "İmha",
    SatirSonucu.SAKLA: "Saklanır",
    SatirSonucu.DEVRET: "Devredilir",
    SatirSonucu.ERTELENDI: "Ertelendi",
    SatirSonucu.GORUS_RET: "Uygun görüş verilmedi",
    SatirSonucu.OLUR_RET: "Onaylanmadı",
    SatirSonucu.IMHA_EDILDI: "İmha edildi",
    SatirSonucu.BIRAKILDI: "İmhası bırakıldı",
}
KOLTUKLAR: Final = {
    KoltukTuru.BASKAN: "Başkan",
    KoltukTuru.ARSIV: "Üye",
    KoltukTuru.BIRIM: "Birim temsilcisi",
    KoltukTuru.DOGAL: "Doğal üye",
}
YONTEMLER: Final = {
    ImhaYontemi.KAGIT_HAMURU: "Kâğıt hamuru",
    ImhaYontemi.KIYMA: "Kıyma",
    ImhaYontemi.YAKMA_OZEL: "Yakma",
    ImhaYontemi.ELEKTRONIK_SILME: "Elektronik silme",
    ImhaYontemi.ORTAM_TAHRIBI: "Ortamın tahribi",
}
MALZEMELER: Final = {
    MalzemeTuru.EVRAK: "Evrak",
    MalzemeTuru.DEFTER: "Defter",
    MalzemeTuru.PLAN: "Plan",
    MalzemeTuru.FOTOGRAF: "Fotoğraf",
    MalzemeTuru.SES: "Ses",
    MalzemeTuru.GORUNTU: "Görüntü",
    MalzemeTuru.DISK: "Disk",
}
SATIR_TURLERI: Final = {SatirTuru.DOSYA: "Dosya", SatirTuru.BELGE: "Belge"}
NISAPLAR: Final = {"COGUNLUK": "Oy çokluğu; eşitlikte saklanır", "OYBIRLIGI": "Oy birliği"}
YOK: Final = "—"


def day(gun: dt.date) -> str:
    """Return a civil day as gg.aa.yyyy."""
    return f"{gun:%d.%m.%Y}"


def moment(an: dt.datetime) -> str:
    """Return a moment by the clock of Türkiye."""
    return f"{an.astimezone(ISTANBUL):%d.%m.%Y %H:%M}"


def number_and_day(sayi: str, gun: dt.date) -> str:
    """Return how a document is cited: its number and day."""
    return f"{sayi}, {day(gun)}" if sayi else day(gun)


def kilo_text(gram: int) -> str:
    """Return grams as kilograms, exact, without needless zeros: 12.500 g is 12,5 kg."""
    kesir = f"{abs(gram) % 1000:03}".rstrip("0")
    return f"{'-' if gram < 0 else ''}{count_text(abs(gram) // 1000)}{',' + kesir if kesir else ''} kg"


def degree_text(kod: str | GizlilikDerecesi) -> str:
    """Return a degree as it is written on paper; a code that is not known stays as it is."""
    if isinstance(kod, str) and not GizlilikDerecesi.known(kod):
        return kod
    derece = kod if isinstance(kod, GizlilikDerecesi) else GizlilikDerecesi.from_code(kod)
    return DERECELER[derece]


def unit_text(birim: str, birimler: Mapping[str, str]) -> str:
    """Return a unit's number with its name where it is known."""
    return f"{birim} {birimler.get(birim, '')}".strip()


def medium_text(satir: ImhaSatiri) -> str:
    """Return where a line's content is: on a shelf, in the system, or both."""
    if not satir.fiziki:
        return "Elektronik"
    return "Fiziki ve elektronik" if satir.adet else "Fiziki"
