# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv goster`` and ``earsiv cikar``: one record, or what stays of one that went; its original bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, Komut, archive, ortak
from earsiv.cli._yaz import emit, table
from earsiv.errors import YetkiHatasi
from earsiv.model import Kalinti

_TASFIYELER: Final = {"imha": "imha edildi", "devir": "devredildi"}


@click.command(cls=Komut)
@click.argument("kimlik")
@ortak(depo=True)
def goster(kimlik: str) -> Cikis:
    """Bir belgeyi künyesi, imza kararı, saklama hesabı ve geçmişiyle gösterir; imha edilmişse geride kalan künyesini.

    Örnek: earsiv goster KIMLIK --depo arsiv
    """
    with archive() as arsiv:
        try:
            veri = arsiv.show(kimlik)
        except YetkiHatasi as yok:
            kalan = _stub(arsiv, kimlik) if yok.kod == "YET-002" else None
            if kalan is None:
                raise
            emit({"kimlik": kimlik, "kalinti": kalan.as_dict()}, lambda: _stub_lines(kalan))
            return Cikis.TAMAM

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


def _stub(arsiv: Any, kimlik: str) -> Kalinti | None:
    """Return what stays of a record or file, where the actor may see it."""
    try:
        kalinti: Kalinti = arsiv.stub(kimlik)
    except YetkiHatasi:
        return None
    return kalinti


def _stub_lines(k: Kalinti) -> Iterator[str]:
    from earsiv.cli._liste_yaz import moment_text

    yield f"{k.konu}"
    yield f"  {_TASFIYELER.get(k.tasfiye, k.tasfiye)}: {moment_text(k.zaman)}  liste {k.liste}  yapan {k.yapan}  yöntem {k.yontem}"
    yield f"  dayanak: {k.dayanak}"
    yield f"  tür: {k.tur}   dosya: {k.dosya}   birim: {k.birim}   kod: {k.kod}"
    gunler = " – ".join(dict.fromkeys(gun for gun in (k.bas, k.bit) if gun))
    yield f"  sayı: {k.sayi or '—'}   tarih: {gunler or '—'}   adet: {k.adet}   bayt: {k.boyut}"
    if k.sha256:
        yield f"  SHA-256: {k.sha256}"


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
