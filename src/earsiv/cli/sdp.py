# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv sdp goster|ara``."""

from __future__ import annotations

from collections.abc import Iterator

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import Grup, ortak
from earsiv.cli._yaz import emit, findings, table
from earsiv.sdp import KATMANLAR, effective, search

_PLAN = click.option("--plan", default="belediye", type=click.Choice(list(KATMANLAR)), show_default=True, help="Kurumun planı.")


@click.group(cls=Grup)
def sdp() -> None:
    """Standart Dosya Planı."""


@sdp.command()
@click.argument("kod")
@_PLAN
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


@sdp.command()
@click.argument("kelimeler", nargs=-1, required=True, metavar="METİN...")
@_PLAN
@click.option("--adet", default=20, type=click.IntRange(1, 500), show_default=True, help="En çok kaç kod.")
@ortak()
def ara(kelimeler: tuple[str, ...], plan: str, adet: int) -> Cikis:
    """Kelimeleri plan başlıklarında ve açıklamalarında arar.

    Örnek: earsiv sdp ara meclis kararları
    """
    bulunan = search(effective(plan), " ".join(kelimeler), adet)
    kayitlar = [aday.as_dict() for aday in bulunan]
    emit(kayitlar, lambda: table(("kod", "ad", "plan", "puan", "neden"), [tuple(k.values()) for k in kayitlar]))
    return Cikis.TAMAM
