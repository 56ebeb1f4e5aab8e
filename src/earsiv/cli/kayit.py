# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv goster`` and ``earsiv cikar``: one record, and its original bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, Komut, archive, ortak
from earsiv.cli._yaz import emit, table


@click.command(cls=Komut)
@click.argument("kimlik")
@ortak(depo=True)
def goster(kimlik: str) -> Cikis:
    """Bir belgeyi künyesi, imza kararı, saklama hesabı ve geçmişiyle gösterir.

    Örnek: earsiv goster KIMLIK --depo arsiv
    """
    with archive() as arsiv:
        veri = arsiv.show(kimlik)

    def metin() -> Iterator[str]:
        yield f"{veri['konu']}"
        for ad, anahtar in (("sayı", "sayi"), ("tarih", "tarih"), ("tür", "tur"), ("birim", "birim"), ("gizlilik", "gizlilik")):
            yield f"  {ad}: {veri[anahtar] or '—'}"
        yield f"  imza: {veri['imza_durumu'] or 'imzasız'}   metin: {veri['metin_durumu']}   sayfa: {veri['sayfa_sayisi']}"
        if veri["saklama"]:
            yield from (f"  {adim}" for adim in veri["saklama"]["neden"])
        yield from table(("sıra", "zaman", "aktör", "eylem"), [tuple(g.values()) for g in veri["gecmis"]])

    emit(veri, metin)
    return Cikis.TAMAM


@click.command(cls=Komut)
@click.argument("kimlik")
@click.option("--hedef", required=True, type=YOL, help="Hedef klasör.")
@ortak(depo=True)
def cikar(kimlik: str, hedef: Path) -> Cikis:
    """Belgenin aslını, geldiği baytlarla bir klasöre çıkarır.

    Örnek: earsiv cikar KIMLIK --hedef cikti/ --depo arsiv
    """
    with archive() as arsiv:
        yol = arsiv.export(kimlik, hedef)
    emit({"kimlik": kimlik, "yol": str(yol)}, lambda: [str(yol)])
    return Cikis.TAMAM
