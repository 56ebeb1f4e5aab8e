# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv saklama hesapla|tara``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import Grup, Tarih, archive, ortak
from earsiv.cli._yaz import emit, table
from earsiv.saklama import Sonuc, compute, explain
from earsiv.sdp import KATMANLAR, effective


@click.group(cls=Grup)
def saklama() -> None:
    """Saklama süreleri."""


@saklama.command()
@click.option("--kod", required=True, help="Dosya kodu.")
@click.option("--kapanis", required=True, type=Tarih(), help="Dosyanın kapanış tarihi.")
@click.option("--plan", default="belediye", type=click.Choice(list(KATMANLAR)), show_default=True, help="Kurumun planı.")
@click.option("--bugun", type=Tarih(), help="Hesap günü; verilmezse bugün.")
@ortak()
def hesapla(kod: str, kapanis: dt.date, plan: str, bugun: dt.date | None) -> Cikis:
    """Bir dosyanın ne zaman listeye alınabileceğini hesaplar ve nedenini söyler.

    Örnek: earsiv saklama hesapla --kod 105.04 --kapanis 2015-12-31
    """
    from earsiv._clock import SystemClock, today

    hesap = compute(kod, kapanis, bugun or today(SystemClock()), plan=effective(plan))

    def metin() -> Iterator[str]:
        yield f"Sonuç: {hesap.sonuc}   listelenebilir yıl: {hesap.listelenebilir_yil or '—'}"
        yield explain(hesap)

    emit(hesap.as_dict(), metin)
    return Cikis.BULGU if hesap.sonuc is Sonuc.BELIRSIZ else Cikis.TAMAM


_BASLIKLAR = ("kod", "ad", "birim", "kapanış", "adet", "sonuç", "yıl", "neden")


_KOVALAR = {"adaylar": "İmha adayları", "diger": "Diğer sonuçlar", "engelli": "Engelliler", "hatali": "Hatalılar"}


def _why(kayit: dict[str, Any]) -> str:
    """Say in a few words why a file is barred or in error."""
    if kayit["liste"]:
        return f"{kayit['liste']} sayılı listede"
    return ", ".join(kayit["engeller"]) or "; ".join(b["mesaj"] for b in kayit["bulgular"])


@saklama.command()
@click.option("--bugun", type=Tarih(), help="Hesap günü; verilmezse bugün.")
@click.option("--birim", help="Yalnız bu birimin dosyaları (DETSİS).")
@ortak(depo=True)
def tara(bugun: dt.date | None, birim: str | None) -> Cikis:
    """Arşivdeki bütün dosyaları bir güne göre yargılar: dolan, engelli, hatalı.

    Örnek: earsiv saklama tara --bugun 2037-03-01 --depo arsiv
    """
    with archive() as arsiv:
        supurme = arsiv.sweep(bugun, birim=birim)
    veri = supurme.as_dict()

    def metin() -> Iterator[str]:
        yield (
            f"{supurme.an:%d.%m.%Y}: {supurme.incelenen} dosya incelendi: {supurme.dolan} doldu, "
            f"{len(supurme.engelli)} engelli, {len(supurme.hatali)} hatalı, "
            f"{supurme.dolmayan} dolmadı, {supurme.surekli} sürekli, {supurme.acik} açık."
        )
        for baslik, ad in _KOVALAR.items():
            if veri[baslik]:
                yield f"\n{ad}:"
                alanlar = ("kod", "ad", "birim", "kapanis", "adet", "sonuc", "listelenebilir_yil")
                yield from table(_BASLIKLAR, [[*(kayit[alan] for alan in alanlar), _why(kayit)] for kayit in veri[baslik]])

    emit(veri, metin)
    return Cikis.BULGU if supurme.hatali else Cikis.TAMAM
