# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv yedek kaydet|liste``: the register of copies that lie elsewhere. Making and removing such copies is people's work."""

from __future__ import annotations

import datetime as dt

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import Grup, Tarih, archive, ortak
from earsiv.cli._yaz import emit, table
from earsiv.rapor.sozler import day


@click.group(cls=Grup)
def yedek() -> None:
    """Arşiv dışındaki yedeklerin kaydı; imha tutanağı, içeriği hâlâ taşıyanları sayar."""


@yedek.command()
@click.option("--yer", required=True, help="Yedeğin bulunduğu yer.")
@click.option("--alindi", required=True, type=Tarih(), help="Alındığı gün.")
@click.option("--biter", type=Tarih(), help="Silineceği gün; verilmezse içeriği süresiz taşır.")
@click.option("--aciklama", default="", help="Not: kaset no, sorumlu.")
@ortak(depo=True, yazar=True)
def kaydet(yer: str, alindi: dt.date, biter: dt.date | None, aciklama: str, deneme: bool) -> Cikis:
    """Arşivin başka yerdeki bir yedeğini kaydeder.

    Örnek: earsiv yedek kaydet --yer "Kasa 2" --alindi 01.03.2037 --biter 31.03.2038 --depo arsiv
    """
    with archive() as arsiv:
        kayit = arsiv.register_backup(yer, alindi, biter, aciklama, deneme=deneme)
    sonu = f"{day(kayit.biter)} günü siliniyor" if kayit.biter else "silineceği gün belli değil"
    emit(
        {**kayit.as_dict(), "deneme": deneme},
        lambda: [f"Yedek {'kaydedilebilir' if deneme else 'kaydedildi'}: {kayit.kimlik}  {kayit.yer}; {sonu}"],
    )
    return Cikis.TAMAM


@yedek.command()
@ortak(depo=True)
def liste() -> Cikis:
    """Kayıtlı yedekleri gösterir.

    Örnek: earsiv yedek liste --depo arsiv
    """
    with archive() as arsiv:
        kayitlar = arsiv.backups()
    satirlar = [(k.kimlik, k.yer, day(k.alindi), day(k.biter) if k.biter else "", k.aciklama) for k in kayitlar]
    emit([k.as_dict() for k in kayitlar], lambda: table(("no", "yer", "alındığı gün", "silineceği gün", "not"), satirlar))
    return Cikis.TAMAM
