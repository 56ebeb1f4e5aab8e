# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Hand-over from unit to institution archive, to Devlet Arşivleri, and from person to person: list, steps, package, receipt.

It deletes nothing itself: what has a receipt is removed by ``imha``, proof first. Rule: two persons sign, what was counted is what is
listed, confidentiality goes over unchanged, every step names one digest, and a file stands on one open list at most.
"""

from earsiv.devir.bagit import BagIt
from earsiv.devir.kaldir import removal_list
from earsiv.devir.kapi import bars, door_findings, outgoing_findings, overdue, personal_findings, undecided, wanted
from earsiv.devir.liste import as_form_rows, differences, digest, facts, form_facts, form_sides, freeze, holds, line, unit_stage_end
from earsiv.devir.paket import BelgeKaynagi, DevirBicimi, DevirKalemi, DevirKalemleri
from earsiv.devir.yol import (
    ADIMLAR,
    SON,
    DevirIslemi,
    accept,
    close,
    count,
    count_findings,
    deliver,
    deliver_absent,
    packed,
    possible,
    receipted,
    require_receipt,
    step,
)

__all__ = [
    "ADIMLAR",
    "SON",
    "BagIt",
    "BelgeKaynagi",
    "DevirBicimi",
    "DevirIslemi",
    "DevirKalemi",
    "DevirKalemleri",
    "accept",
    "as_form_rows",
    "bars",
    "close",
    "count",
    "count_findings",
    "deliver",
    "deliver_absent",
    "differences",
    "digest",
    "door_findings",
    "facts",
    "form_facts",
    "form_sides",
    "freeze",
    "holds",
    "line",
    "outgoing_findings",
    "overdue",
    "packed",
    "personal_findings",
    "possible",
    "receipted",
    "removal_list",
    "require_receipt",
    "step",
    "undecided",
    "unit_stage_end",
    "wanted",
]
