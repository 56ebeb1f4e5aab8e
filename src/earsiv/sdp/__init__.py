# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Standart Dosya Planı: plans as versioned data, the effective plan of an institution, look-up and search.

The key of a row is (plan, version, code), never the code alone: 105.04 is Meclis Kararları in the municipal plan and
something else in others. A plan says how long and what then; the dates are computed in :mod:`earsiv.saklama`.
"""

from earsiv.sdp.ara import Aday, search
from earsiv.sdp.plan import EtkinPlan, Plan, PlanSatiri
from earsiv.sdp.yukle import KATMANLAR, available, effective, load

__all__ = ["KATMANLAR", "Aday", "EtkinPlan", "Plan", "PlanSatiri", "available", "effective", "load", "search"]
