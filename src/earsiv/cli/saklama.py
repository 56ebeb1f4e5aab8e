# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv saklama hesapla|tara``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

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
            f"{supurme.an:%d.%m.%Y}: {supurme.incelenen} dosya incelendi, {supurme.dolan} doldu, "
            f"{len(supurme.engelli)} engelli, {len(supurme.hatali)} hatalı, {supurme.surekli} sürekli, {supurme.acik} açık."
        )
        for baslik in ("adaylar", "diger", "engelli", "hatali"):
            if veri[baslik]:
                yield f"\n{baslik}:"
                yield from table(
                    ("kod", "ad", "birim", "kapanış", "adet", "sonuç", "yıl"),
                    [(k["kod"], k["ad"], k["birim"], k["kapanis"], k["adet"], k["sonuc"], k["listelenebilir_yil"]) for k in veri[baslik]],
                )

    emit(veri, metin)
    return Cikis.BULGU if supurme.hatali else Cikis.TAMAM
