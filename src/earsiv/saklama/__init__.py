# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""When a file may be put on a list, why, and what stands in the way. Pure: values in, a ``SaklamaHesabi`` out.

The answer is never "destroy", only "may be listed from this day". Anything missing or odd makes the answer
``BELIRSIZ`` and never due; a permanent period never ends, so B+D is not destroyable.
"""

from earsiv.saklama.dondurma import DONDURULABILIR, DondurmaDizini, Kapsam, KapsamTuru, TasfiyeDondurma
from earsiv.saklama.engel import Engel, ImhaEngeli
from earsiv.saklama.hesap import compute
from earsiv.saklama.hikaye import Adim, Hikaye, Tekrar, explain, replay, verify
from earsiv.saklama.profil import VARSAYILAN_PROFIL, KurumProfili, Parametre, ProfilDegeri, SaklamaKurali, parameters
from earsiv.saklama.sonuc import ArsivBelgesi, Durum, SaklamaHesabi, Sonuc, SureKalemi, SureKaynagi
from earsiv.saklama.supurme import Elek, Sayim, Yargi, judge_all
from earsiv.saklama.tahmin import Kova, Tahmin, TahminSatiri, Yuk, forecast
from earsiv.saklama.takvim import BaslangicKurali

__all__ = [
    "DONDURULABILIR",
    "VARSAYILAN_PROFIL",
    "Adim",
    "ArsivBelgesi",
    "BaslangicKurali",
    "DondurmaDizini",
    "Durum",
    "Elek",
    "Engel",
    "Hikaye",
    "ImhaEngeli",
    "Kapsam",
    "KapsamTuru",
    "Kova",
    "KurumProfili",
    "Parametre",
    "ProfilDegeri",
    "SaklamaHesabi",
    "SaklamaKurali",
    "Sayim",
    "Sonuc",
    "SureKalemi",
    "SureKaynagi",
    "Tahmin",
    "TahminSatiri",
    "TasfiyeDondurma",
    "Tekrar",
    "Yargi",
    "Yuk",
    "compute",
    "explain",
    "forecast",
    "judge_all",
    "parameters",
    "replay",
    "verify",
]
