# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv imza dogrula``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, An, Grup, ortak
from earsiv.cli._yaz import emit, findings


@click.group(cls=Grup)
def imza() -> None:
    """e-imzalar."""


@imza.command()
@click.argument("dosyalar", nargs=-1, required=True, type=YOL, metavar="DOSYA...")
@click.option("--icerik", type=YOL, help="Ayrık imzanın imzaladığı dosya.")
@click.option("--guven", type=YOL, help="Kök sertifikaların klasörü (DER veya PEM).")
@click.option("--an", type=An(), help="Yargı anı; verilmezse şimdi.")
@ortak()
def dogrula(dosyalar: tuple[Path, ...], icerik: Path | None, guven: Path | None, an: dt.datetime | None) -> Cikis:
    """İmza dosyalarını (.imz, .p7s) ve imzalı PDF'leri ağa çıkmadan doğrular.

    Örnek: earsiv imza dogrula karar.pdf --guven kokler/
    """
    from earsiv.errors import EarsivError
    from earsiv.imza import DogrulamaSonucu, Gosterge, GuvenDeposu, verify_file

    depo = GuvenDeposu.load(guven) if guven else None
    sonuclar, okunamayan = [], False
    for yol in dosyalar:
        try:
            sonuc = verify_file(yol, icerik=icerik, guven=depo, an=an)
        except EarsivError as hata:
            okunamayan = True
            sonuc = DogrulamaSonucu.unreadable("cades", [hata.bulgu])
        sonuclar.append((str(yol), sonuc))

    def metin() -> Iterator[str]:
        for ad, s in sonuclar:
            yield f"{ad}: {s.durum} ({s.as_dict()['alt_durum'] or '—'})"
            for i in s.imzalar:
                yield f"  {i.ad or 'imzacı bilinmiyor'} {i.kimlik} — {i.seviye}, {i.imza_zamani or 'zaman yok'}: {i.karar}"
                yield from findings(i.bulgular, "    ")
            yield from findings(s.bulgular)

    emit([{"dosya": ad, **s.as_dict()} for ad, s in sonuclar], metin)
    if okunamayan:
        return Cikis.KULLANIM
    return Cikis.TAMAM if all(s.durum is Gosterge.TOTAL_PASSED for _, s in sonuclar) else Cikis.BULGU
