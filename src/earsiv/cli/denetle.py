# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv denetle`` and ``earsiv yeniden-kur``."""

from __future__ import annotations

from collections.abc import Iterator

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import Komut, archive, ortak
from earsiv.cli._yaz import emit, findings, progress


@click.command(cls=Komut)
@click.option("--hizli/--tam", "hizli", default=False, help="Yalnız yapı, kayıt ve zincir; ya da her bayt (varsayılan).")
@ortak(depo=True)
def denetle(hizli: bool) -> Cikis:
    """Dosyaları, defteri, denetim izini ve dizini birbirine karşı denetler; hiçbir şeyi değiştirmez.

    Örnek: earsiv denetle --depo arsiv
    """
    with archive() as arsiv, progress("Denetim") as ilerleme:
        bulgular = arsiv.check(tam=not hizli, ilerleme=ilerleme)
        sayilar = arsiv.counts()

    def metin() -> Iterator[str]:
        yield from findings(bulgular, "")
        yield f"{sayilar['belge']} belge, {sayilar['dosya']} dosya, {sayilar['liste']} liste, {sayilar['denetim']} denetim satırı"
        yield "Sağlam." if not bulgular else f"SAĞLAM DEĞİL: {len(bulgular)} bulgu."

    emit({"saglam": not bulgular, "bulgular": [b.as_dict() for b in bulgular], "sayilar": sayilar}, metin)
    return Cikis.DEPO if bulgular else Cikis.TAMAM


@click.command("yeniden-kur", cls=Komut)
@click.option("--dizin", is_flag=True, required=True, help="Arama dizinini kayıtlardan yeniden kurar.")
@ortak(depo=True, yazar=True)
def yeniden_kur(dizin: bool, deneme: bool) -> Cikis:
    """Arama dizinini kayıtlardan yeniden kurar; bitene kadar eskisi çalışır.

    Örnek: earsiv yeniden-kur --dizin --depo arsiv
    """
    del dizin
    with archive() as arsiv, progress("Dizin") as ilerleme:
        sayi = arsiv.counts()["belge"] if deneme else arsiv.rebuild_index(ilerleme=ilerleme)
    emit({"belge": sayi}, lambda: [f"{sayi} belge dizine {'girecek' if deneme else 'girdi'}."])
    return Cikis.TAMAM
