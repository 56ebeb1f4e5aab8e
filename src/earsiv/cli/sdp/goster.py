# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv sdp goster``."""

from __future__ import annotations

from collections.abc import Iterator

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import Komut, ortak
from earsiv.cli._yaz import emit, findings
from earsiv.cli.sdp._plan import PLAN
from earsiv.sdp import effective


@click.command(cls=Komut)
@click.argument("kod")
@PLAN
@ortak()
def goster(kod: str, plan: str) -> Cikis:
    """Bir kodu üstü, altları, süresi ve kullanılabilirliğiyle gösterir.

    Örnek: earsiv sdp goster 105.04
    """
    etkin = effective(plan)
    kayit = etkin.describe(kod)

    def metin() -> Iterator[str]:
        yield f"{kayit['kod']}  {kayit['ad']}  ({kayit['plan']} {kayit['surum']})"
        yield f"  saklama süresi: {kayit['saklama_suresi'] or '—'}   tasfiye kodu: {kayit['tasfiye_kodu'] or '—'}"
        yield f"  üst: {kayit['ust'] or '—'}   altlar: {', '.join(kayit['cocuklar']) or '—'}"
        yield f"  kullanılabilir: {'evet' if kayit['kullanilabilir'] else 'hayır'}"
        if kayit["aciklama"]:
            yield f"  açıklama: {kayit['aciklama']}"
        yield from findings(etkin.check(kod))

    emit(kayit, metin)
    return Cikis.TAMAM
