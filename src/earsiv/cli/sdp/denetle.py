# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv sdp denetle``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, Komut, ortak
from earsiv.cli._yaz import emit, findings
from earsiv.cli.sdp._plan import is_folder, read_folder, read_table, table_options
from earsiv.errors import Seviye


@click.command(cls=Komut)
@click.argument("dosya", type=YOL)
@table_options
@ortak()
def denetle(dosya: Path, bicim: str | None, sayfa: str) -> Cikis:
    """Bir plan tablosunu ya da plan klasörünü denetler; hiçbir şeyi düzeltmez.

    Örnek: earsiv sdp denetle belediye.xlsx
    """
    if is_folder(dosya):
        return _folder(dosya)
    from earsiv.cli.sdp._rapor import report

    rapor = read_table(dosya, bicim, sayfa).rapor
    emit(rapor.as_dict(), lambda: report(rapor))
    return Cikis.TAMAM if rapor.gecerli else Cikis.BULGU


def _folder(klasor: Path) -> Cikis:
    from earsiv.sdp.denetle import audit

    plan = read_folder(klasor)
    bulgular = audit(plan)
    gecerli = not any(b.seviye is Seviye.HATA for b in bulgular)

    def metin() -> Iterator[str]:
        yield f"{plan.baslik} ({plan.ad} {plan.surum}): {len(plan.satirlar)} kod"
        yield from findings(bulgular)

    kayit = {"kaynak": str(klasor), "gecerli": gecerli, "plan": plan.ad, "surum": plan.surum, "alinan": len(plan.satirlar)}
    emit(kayit | {"bulgular": [b.as_dict() for b in bulgular]}, metin)
    return Cikis.TAMAM if gecerli else Cikis.BULGU
