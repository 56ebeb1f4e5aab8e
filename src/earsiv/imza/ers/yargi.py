# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The judge of an evidence record's tokens: the room's own judge of time-stamps, asked for one token at a time.

A renewed token is judged like one under an archive time-stamp: evidence about its authority must be at hand, and its algorithms need
to have held until the next token only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import attrs

from earsiv.imza import damga_yargi, der, zaman
from earsiv.imza.havuz import Havuz, Kaynak
from earsiv.imza.sonuc import DamgaSonucu, DamgaTuru
from earsiv.imza.yol_yargi import Ortam


def judge(ortam: Ortam, yer: str = "kanıt kaydı") -> Callable[[bytes, bytes, str, dt.datetime | None], DamgaSonucu]:
    """Return the judge to hand to ``verify``: policy, roots, evidence and moment come from ``ortam``."""
    havuz = Havuz(ortam.kanit)

    def ask(token: bytes, ozet: bytes, algoritma: str, until: dt.datetime | None) -> DamgaSonucu:
        try:
            jeton = zaman.read(token, yer)
        except der.DerHatasi:
            return damga_yargi.judge_one(zaman.Damga(DamgaTuru.KAYIT, yer, None, kapsar=False, ham=token), None, ortam, havuz).result()
        kapsar = jeton.ozet == ozet and jeton.algoritma == algoritma
        damga = zaman.Damga(DamgaTuru.KAYIT, f"{yer} · {jeton.an:%Y-%m-%d}", jeton, kapsar, ham=token)
        ust = attrs.evolve(damga, tur=DamgaTuru.ARSIV, jeton=attrs.evolve(jeton, an=until)) if until else None
        damga_yargi.token_evidence(damga, havuz, Kaynak.DAMGA)
        return damga_yargi.judge_one(damga, ust, ortam, havuz).result()

    return ask
