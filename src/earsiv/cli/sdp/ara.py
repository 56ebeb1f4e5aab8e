# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv sdp ara``."""

from __future__ import annotations

import datetime as dt

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import Komut, ortak
from earsiv.cli._yaz import emit, table
from earsiv.cli.sdp._plan import AN, KURUM_PLANI, plan_in_use
from earsiv.sdp import search


@click.command(cls=Komut)
@click.argument("kelimeler", nargs=-1, required=True, metavar="METİN...")
@KURUM_PLANI
@AN
@click.option("--adet", default=20, type=click.IntRange(1, 500), show_default=True, help="En çok kaç kod.")
@ortak(depo=True)
def ara(kelimeler: tuple[str, ...], plan: str, an: dt.date | None, adet: int) -> Cikis:
    """Kelimeleri plan başlıklarında ve açıklamalarında arar; --depo ile kurumun kendi kodlarında da.

    Örnek: earsiv sdp ara meclis kararları
    """
    bulunan = search(plan_in_use(plan, an), " ".join(kelimeler), adet)
    kayitlar = [aday.as_dict() for aday in bulunan]
    emit(kayitlar, lambda: table(("kod", "ad", "plan", "puan", "neden"), [tuple(k.values()) for k in kayitlar]))
    return Cikis.TAMAM
