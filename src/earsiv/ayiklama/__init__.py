# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Ayıklama: from every file's retention account to a list decided, consented to and approved. Pure; storage and paper are elsewhere.

A sweep reports how many files it examined, how many are due, barred, or in error, so that an empty list is never mistaken for a clean
one. A frozen list has one digest; commission, consent, approval and minutes name it, and the table of transitions says what may follow.
"""

from earsiv.ayiklama.aday import DosyaOzeti, Supurme, sweep
from earsiv.ayiklama.gecis import BITEN, DURUM_ADLARI, GECISLER, Eylem, acts, diagram
from earsiv.ayiklama.komisyon import check_commission, check_deputy, convene, early_session
from earsiv.ayiklama.liste import ListeKapsami, canonical, check_candidate, freeze, holds, judge_line, list_findings
from earsiv.ayiklama.oylama import SatirSuzgeci, check_votes, decide, pack_lines, pack_votes, unpack_lines, unpack_votes
from earsiv.ayiklama.yol import Adim, ListeYolu, minutes_digest, unsigned, witnesses
from earsiv.ayiklama.yol_kaydi import path_dict, path_of, path_with

__all__ = [
    "BITEN",
    "DURUM_ADLARI",
    "GECISLER",
    "Adim",
    "DosyaOzeti",
    "Eylem",
    "ListeKapsami",
    "ListeYolu",
    "SatirSuzgeci",
    "Supurme",
    "acts",
    "canonical",
    "check_candidate",
    "check_commission",
    "check_deputy",
    "check_votes",
    "convene",
    "decide",
    "diagram",
    "early_session",
    "freeze",
    "holds",
    "judge_line",
    "list_findings",
    "minutes_digest",
    "pack_lines",
    "pack_votes",
    "path_dict",
    "path_of",
    "path_with",
    "sweep",
    "unpack_lines",
    "unpack_votes",
    "unsigned",
    "witnesses",
]
