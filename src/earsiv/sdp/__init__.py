# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Standart Dosya Planı: plans as versioned data, the effective plan of an institution, look-up and search.

The key of a row is (plan, version, code), never the code alone: 105.04 is Meclis Kararları in the municipal plan and
something else in others. A plan says how long and what then; the dates are computed in :mod:`earsiv.saklama`.
"""

from earsiv.sdp.ara import Aday, search
from earsiv.sdp.ayar import VARSAYILAN_AYAR, KodAyari, KodKurali
from earsiv.sdp.deger import Bolum, Kaynak, Plan, PlanSatiri
from earsiv.sdp.denetle import audit
from earsiv.sdp.ek import KURUM_EKI, EkIslemi, EkSatiri, KurumEki
from earsiv.sdp.esle import EslemeKarari, KodEslemesi, validate_mapping
from earsiv.sdp.esle_oner import suggest_mapping
from earsiv.sdp.fark import Fark, diff
from earsiv.sdp.ice_al import IceAlma, IceAlmaHedefi, IceAlmaRaporu, import_plan
from earsiv.sdp.kitaplik import KATMANLAR, Kitaplik, effective
from earsiv.sdp.ogren import Ogrenilen
from earsiv.sdp.oner import Neden, Oneri, check, suggest
from earsiv.sdp.ozel import EkliKod, split_suffix
from earsiv.sdp.plan import EtkinPlan
from earsiv.sdp.yaz import dump_plan
from earsiv.sdp.yukle import available, load, parse_plan

__all__ = [
    "KATMANLAR",
    "KURUM_EKI",
    "VARSAYILAN_AYAR",
    "Aday",
    "Bolum",
    "EkIslemi",
    "EkSatiri",
    "EkliKod",
    "EslemeKarari",
    "EtkinPlan",
    "Fark",
    "IceAlma",
    "IceAlmaHedefi",
    "IceAlmaRaporu",
    "Kaynak",
    "Kitaplik",
    "KodAyari",
    "KodEslemesi",
    "KodKurali",
    "KurumEki",
    "Neden",
    "Ogrenilen",
    "Oneri",
    "Plan",
    "PlanSatiri",
    "audit",
    "available",
    "check",
    "diff",
    "dump_plan",
    "effective",
    "import_plan",
    "load",
    "parse_plan",
    "search",
    "split_suffix",
    "suggest",
    "suggest_mapping",
    "validate_mapping",
]
