# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv sdp goster``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import Komut, ortak
from earsiv.cli._yaz import emit, findings
from earsiv.cli.sdp._plan import AN, KURUM_PLANI, plan_in_use


@click.command(cls=Komut)
@click.argument("kod")
@KURUM_PLANI
@AN
@ortak(depo=True)
def goster(kod: str, plan: str, an: dt.date | None) -> Cikis:
    """Bir kodu üstü, altları, süresi ve kullanılabilirliğiyle gösterir; --depo ile kurumun kendi ekiyle.

    Örnek: earsiv sdp goster 105.04
    """
    etkin = plan_in_use(plan, an)
    kayit = {**etkin.describe(kod), "plan_bulgulari": [b.as_dict() for b in etkin.bulgular]}

    def metin() -> Iterator[str]:
        yield f"{kayit['kod']}  {kayit['ad']}  ({kayit['plan']} {kayit['surum']})"
        yield f"  saklama süresi: {_period(kayit['saklama_suresi'])}   tasfiye kodu: {kayit['tasfiye_kodu'] or '—'}"
        yield f"  üst: {kayit['ust'] or '—'}   altlar: {', '.join(kayit['cocuklar']) or '—'}"
        yield f"  kullanılabilir: {'evet' if kayit['kullanilabilir'] else 'hayır'}"
        if kayit["aciklama"]:
            yield f"  açıklama: {kayit['aciklama']}"
        yield from findings((*etkin.check(kod), *etkin.bulgular))

    emit(kayit, metin)
    return Cikis.TAMAM


def _period(sure: str | None) -> str:
    if sure == "B":
        return "B (sürekli: imha edilmez)"
    return f"{sure} yıl" if sure else "—"
