# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv imza tahmin`` and ``yenilenecek``: until when a signature will still verify, and what the archive must renew by when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._dayanak import evidence_options, grounds
from earsiv.cli._ortak import YOL, Komut, Tarih, archive, ortak
from earsiv.cli._yaz import emit, table


@click.command(cls=Komut)
@click.argument("dosyalar", nargs=-1, required=True, type=YOL, metavar="DOSYA...")
@click.option("--icerik", type=YOL, help="Ayrık imzanın imzaladığı dosya.")
@evidence_options
@ortak()
def tahmin(
    dosyalar: tuple[Path, ...], icerik: Path | None, guven: Path | None, kanit: Path | None, politika: Path | None, an: dt.datetime | None
) -> Cikis:
    """İmzaların ne zamana dek doğrulanacağını ve o güne dek ne yapılması gerektiğini söyler.

    Örnek: earsiv imza tahmin karar.pdf --guven kokler/
    """
    from earsiv._clock import civil_date
    from earsiv.imza import forecast, read_file

    dayanak = grounds(guven, kanit, politika, an)
    tahminler = [(str(yol), forecast(read_file(yol, icerik=icerik), **dayanak)) for yol in dosyalar]

    def metin() -> Iterator[str]:
        for ad, t in tahminler:
            if t.son:
                yield f"{ad}: {civil_date(t.son):%d.%m.%Y} gününe dek doğrulanır; sonra {t.neden}."
            else:
                yield f"{ad}: {'bilinen bir sonu yok' if t.neden is None else f'bugün doğrulanmıyor ({t.neden})'}."
            yield f"  Yapılacak: {t.yapilacak} ({t.komut})"
            yield f"  Algoritma takvimi: {t.gozden:%d.%m.%Y} gününden sonra yeniden bakılmalı."
            for e in t.eksik:
                yield f"  Eksik: {e.tur} — {e.veren}, seri {e.seri}{' — ' + ', '.join(e.adresler) if e.adresler else ''}"

    emit([{"dosya": ad, **t.as_dict()} for ad, t in tahminler], metin)
    return Cikis.TAMAM if all(t.neden is None or t.son for _, t in tahminler) else Cikis.BULGU


@click.command(cls=Komut)
@click.option("--son", type=Tarih(), required=True, help="Bu güne dek yapılması gerekenler.")
@ortak(depo=True)
def yenilenecek(son: dt.date) -> Cikis:
    """Arşivde bu güne dek damgası alınması, yükseltilmesi veya yenilenmesi gereken imzaları listeler.

    Örnek: earsiv imza yenilenecek --depo belediye.earsiv --son 2030-12-31
    """
    with archive() as arsiv:
        isler = arsiv.renewals(son)

    def metin() -> Iterator[str]:
        satirlar = ((i.kimlik, f"{i.son:%d.%m.%Y}", i.durum, i.yapilacak) for i in isler)
        yield from table(("Kimlik", "Son gün", "Durum", "Yapılacak"), satirlar)

    emit([i.as_dict() for i in isler], metin)
    return Cikis.BULGU if isler else Cikis.TAMAM
