# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv sdp fark``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import Komut, ortak
from earsiv.cli._yaz import emit, findings, table
from earsiv.cli.sdp._plan import open_plan
from earsiv.sdp import PlanSatiri

_BASLIKLAR: Final = {
    "eklenen": "Eklenen",
    "kaldirilan": "Kaldırılan",
    "adi_degisen": "Adı değişen",
    "suresi_degisen": "Süresi veya tasfiye kodu değişen",
    "tasinan": "Taşınmış olabilir (aynı ad, başka numara)",
    "yeniden_kullanilan": "Numarası yeniden kullanılan (aynı kod, başka konu)",
}


@click.command(cls=Komut)
@click.argument("eski", metavar="A")
@click.argument("yeni", metavar="B")
@ortak()
def fark(eski: str, yeni: str) -> Cikis:
    """İki plan ya da sürüm arasındaki farkı gösterir; A ve B kurulu plan (ortak/2024), klasör ya da tablodur.

    Örnek: earsiv sdp fark ortak/eski-kismi ortak/2024
    """
    from earsiv.sdp.fark import DegisimTuru, diff

    (a, a_kusurlar), (b, b_kusurlar) = open_plan(eski), open_plan(yeni)
    sonuc = diff(a, b)
    kusurlar = (*a_kusurlar, *b_kusurlar)

    def metin() -> Iterator[str]:
        yield f"{a.ad} {a.surum} → {b.ad} {b.surum}; değişmeyen: {sonuc.ayni}"
        yield from findings((*sonuc.bulgular, *kusurlar))
        for tur in DegisimTuru:
            if degisimler := sonuc.of(tur):
                yield f"\n{_BASLIKLAR[tur]}: {len(degisimler)}"
                satirlar = [(d.kod, *_cells(d.eski), *_cells(d.yeni), ", ".join(d.hedefler)) for d in degisimler]
                yield from table(("kod", "eski ad", "süre", "yeni ad", "süre", "hedef"), satirlar)

    kayit = sonuc.as_dict()
    emit(kayit | {"bulgular": [*kayit["bulgular"], *(k.as_dict() for k in kusurlar)]}, metin)
    return Cikis.TAMAM


def _cells(satir: PlanSatiri | None) -> tuple[str, str]:
    return (satir.ad, f"{satir.saklama_suresi or '—'}/{satir.saklama_kodu or '—'}") if satir else ("—", "")
