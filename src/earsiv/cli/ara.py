# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv ara``."""

from __future__ import annotations

import html
from collections.abc import Iterator

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import Komut, Yillar, archive, ortak
from earsiv.cli._yaz import emit


@click.command(cls=Komut, context_settings={"ignore_unknown_options": True})
@click.argument("sorgu", nargs=-1, required=True, type=click.UNPROCESSED, metavar="SORGU...")
@click.option("--kod", default="", help="Dosya kodu ve altı.")
@click.option("--birim", default="", help="Üreten birim (DETSİS).")
@click.option("--yil", type=Yillar(), default=None, help="Belge yılı veya aralığı.")
@click.option("--adet", default=20, type=click.IntRange(1, 1000), show_default=True, help="En çok kaç sayfa.")
@ortak(depo=True)
def ara(sorgu: tuple[str, ...], kod: str, birim: str, yil: tuple[int | None, int | None] | None, adet: int) -> Cikis:
    """Belgelerin içinde Türkçe tam metin arar; sayfa sayfa, yetkinize göre.

    Kelimelerin hepsi aranır; "tırnak" ifade, kelime* baş, -kelime hariç, VEYA seçenek demektir.

    Örnek: earsiv ara müdürlüğü --yil 2013-2015 --depo arsiv
    """
    with archive() as arsiv:
        cevap = arsiv.search(" ".join(sorgu), kod=kod, birim=birim, yil=yil or (None, None), adet=adet)
    veri = {"toplam": cevap.toplam, "sure_ms": cevap.sure_ms, "sonuclar": [s.as_dict() for s in cevap.sonuclar]}

    def metin() -> Iterator[str]:
        yield f"{cevap.toplam} sayfa ({cevap.sure_ms} ms)"
        for s in cevap.sonuclar:
            parca = html.unescape(s.vurgu.parca_html.replace("<mark>", "[").replace("</mark>", "]"))
            yield f"\n{s.belge.konu}  {s.belge.sayi or ''}  {s.belge.tarih or ''}  sayfa {s.sayfa or '—'}  ({s.vurgu.katman})"
            yield f"  {parca}"
            yield f"  {s.belge.kimlik}"

    emit(veri, metin)
    return Cikis.TAMAM
