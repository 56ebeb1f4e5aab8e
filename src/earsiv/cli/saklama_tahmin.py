# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv saklama tahmin``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, Komut, Tarih, archive, ortak
from earsiv.cli._yaz import emit, table


@click.command(cls=Komut)
@click.option("--bugun", type=Tarih(), help="Hesap günü; verilmezse bugün.")
@click.option("--yil", type=click.IntRange(1, 100), default=10, show_default=True, help="Kaç yıl ileriye bakılacağı; grafikte en çok 20.")
@click.option("--itibariyla", type=Tarih(), help="Geçmiş bir gün: dosyalar, plan, profil ve dondurmalar o günkü hâliyle.")
@click.option("--birim", help="Yalnız bu birimin dosyaları (DETSİS).")
@click.option("--cikti", type=YOL, help="Yazılacak dosya: .csv, .json, .svg ya da .png; varsa üstüne yazılmaz.")
@ortak(depo=True, yazar=True)
def tahmin(bugun: dt.date | None, yil: int, itibariyla: dt.date | None, birim: str | None, cikti: Path | None, deneme: bool) -> Cikis:
    """Hangi yıl, hangi birimde, hangi sonuçla kaç dosyanın, kaç metre rafın ve kaç baytın süresinin dolacağını sayar.

    Süresi şimdiden dolmuş olanlar “birikmiş” diye ayrı durur; engelli dosyalar hiçbir yıla yazılmaz.
    Bütün satırlar incelenen dosya sayısına tamamlanır.

    Örnek: earsiv saklama tahmin --bugun 2026-12-31 --yil 10 --cikti tahmin.png --depo arsiv
    """
    from earsiv._clock import today
    from earsiv.opc import whole_file
    from earsiv.rapor.tahmin import check_format, write_forecast
    from earsiv.saklama.tahmin import forecast

    bicim = check_format(cikti.suffix[1:], yil) if cikti else ""  # before a million files are read
    with archive() as arsiv:
        gun = bugun or itibariyla or today(arsiv.depo.saat)
        kalemler = ((ozet.dosya, yargi, ozet.bayt) for ozet, yargi in arsiv.screened(gun, itibariyla=itibariyla, birim=birim))
        sonuc = forecast(kalemler, gun, yil_sayisi=yil)
        kurum = arsiv.depo.ayarlar.kurum
    if cikti:
        ham = write_forecast(sonuc, bicim, kurum=f"{kurum} {birim}" if birim else kurum)
        if not deneme:
            with whole_file(cikti) as akis:
                akis.write(ham)
    veri = {**sonuc.as_dict(), "birim": birim, "cikti": str(cikti) if cikti and not deneme else None}
    emit(veri, lambda: _lines(sonuc, cikti, deneme=deneme))
    return Cikis.BULGU if veri["hatali"] else Cikis.TAMAM


def _lines(sonuc: Any, cikti: Path | None, *, deneme: bool) -> Iterator[str]:
    from earsiv.rapor.tahmin import count_text, table_rows, unit_rows

    sayilar = sonuc.as_dict()
    yield (
        f"{sonuc.bugun:%d.%m.%Y}: {count_text(sonuc.incelenen)} dosya incelendi: {count_text(sonuc.dolan)} doldu, "
        f"{count_text(sayilar['engelli'])} engelli, {count_text(sayilar['hatali'])} hatalı."
    )
    for satirlar in (table_rows(sonuc), unit_rows(sonuc)):
        yield ""
        baslik = next(satirlar)
        yield from table(baslik, satirlar)
    if cikti:
        yield f"\n{cikti}{' (yazılmadı)' if deneme else ''}"
