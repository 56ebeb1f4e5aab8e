# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""PDF/A-2b by typst with its own embedded font: no system library, no system font, the same bytes on every machine.

The template is a file of ours; what records say goes in as one JSON value and is only ever shown, never evaluated. A long report is
set in parts of a few hundred rows, each in a child process that gives its memory back (:mod:`earsiv.rapor.parca`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any, Final

from earsiv._dizgi import set_here, set_in_child
from earsiv.rapor.deger import Bolum, Rapor
from earsiv.rapor.form import Sutun
from earsiv.rapor.metin import breakable_text, safe_text

PARCA_SATIRI: Final = 1_000
_BURADA: Final = 300  # rows that are set in this process; the typesetter does not give its memory back
_YABANCI: Final = re.compile("[\u0590-\u1dff\u2c00-\ufefe\uff00-\uffef\U00010000-\U0010ffff]")  # scripts that our main font has not
_EN_COK_PARAF: Final = 9
_IMZA_HARFI: Final = 16  # letters that fit where one of five signs
_BASLIK_HARFI: Final = 40
_UST_HARFI: Final = 120
_SAYFA_MM: Final = {"yatay": 273.0, "dikey": 186.0}
_HARF_MM: Final = 1.75  # an ample letter of the body
_UZUN_BILGI: Final = {"yatay": 44, "dikey": 42}
_BIRLIKTE: Final = 10  # rows that may stand in one block with the signatures
_UZUN_HUCRE: Final = 1_200  # a cell beyond this may go over to the next page


def write_pdf(rapor: Rapor) -> bytes:
    """Return the PDF of a report: title, facts, sections, rows under a repeated head, signature places, degree and page on every page.

    Raises:
        AracHatasi: ARC-001 … ARC-004 the typesetter cannot be run or refuses, ARC-007 its template is not installed.
    """
    from earsiv.rapor.parca import KALIP, join_parts

    parcalar = _parts(_blocks(rapor))
    ilk = next(parcalar)
    ikinci = next(parcalar, None)
    if ikinci is None:
        kirma = "simple" if _YABANCI.search(json.dumps(ilk, ensure_ascii=False)) else "optimized"
        veri = {**_frame(rapor), "bicim": "tam", **_together(ilk), "kirma": kirma}
        return set_here(KALIP, veri) if sum(len(b.get("satirlar", ())) for b in ilk) <= _BURADA else set_in_child(KALIP, veri)
    cerceve = _frame(rapor)
    govdeler = ({**cerceve, "bicim": "govde", **_together(parca)} for parca in chain((ilk, ikinci), parcalar))
    return join_parts(govdeler, {**cerceve, "bicim": "kenar", **_together([])})


# ---- what the template gets


def _together(bloklar: list[dict[str, Any]]) -> dict[str, Any]:
    """Return blocks, and how many of the last are kept on one page: the signatures with the section before them, if it is short."""
    if not bloklar or bloklar[-1]["tur"] != "imza":
        return {"bloklar": bloklar, "birlikte": 0}
    onceki = bloklar[-2] if len(bloklar) > 1 else {"tur": ""}
    kisa = len(onceki.get("satirlar", ())) <= _BIRLIKTE and not onceki.get("kirilir")
    bas = 3 if onceki["tur"] == "tablo" and kisa else 2
    bolumlu = len(bloklar) >= bas and bloklar[-bas]["tur"] == "bolum"
    return {"bloklar": bloklar, "birlikte": bas if bolumlu else 1}


def _frame(rapor: Rapor) -> dict[str, Any]:
    """Return what stands on every page."""
    form = rapor.form
    return {
        "yon": form.yon,
        "kurum": breakable_text(safe_text(rapor.kurum)[:_UST_HARFI], _BASLIK_HARFI),
        "kisa": breakable_text(safe_text(f"{form.baslik} · {rapor.kunye}" if rapor.kunye else form.baslik)[:_UST_HARFI], _BASLIK_HARFI),
        "derece": rapor.derece,
        "kirma": "simple",
        "paraf": len(rapor.yerler) if form.paraf and len(rapor.yerler) <= _EN_COK_PARAF else 0,
        "ozet_adi": form.ozet_adi,
        "ozet": rapor.ozet,
        "tarih": [rapor.zaman.year, rapor.zaman.month, rapor.zaman.day],
        "saniye": int(rapor.zaman.timestamp()),
    }


def _blocks(rapor: Rapor) -> Iterator[dict[str, Any]]:
    """Yield the report as the template sets it, block by block; a table's rows stay an iterator."""
    form = rapor.form
    genislik = _SAYFA_MM[form.yon]
    sinir = _UZUN_BILGI[form.yon]
    bilgiler = [(ad, safe_text(deger)) for ad, deger in rapor.bilgiler]
    yield {
        "tur": "bas",
        "kurum": breakable_text(safe_text(rapor.kurum), _BASLIK_HARFI),
        "baslik": breakable_text(safe_text(form.baslik), _BASLIK_HARFI),
        "aciklama": breakable_text(safe_text(form.aciklama), _BASLIK_HARFI),
        "kisa": [(ad, breakable_text(deger, 28)) for ad, deger in bilgiler if len(deger) <= sinir],
        "uzun": [(ad, breakable_text(deger, 70)) for ad, deger in bilgiler if len(deger) > sinir],
    }
    for bolum in rapor.once:
        yield from _section(bolum, genislik)
    if rapor.tablo_baslik:
        yield {"tur": "bolum", "baslik": rapor.tablo_baslik, "metinler": []}
    yield _table(rapor.columns(), rapor.rows(), form.bos, genislik)
    for bolum in rapor.sonra:
        yield from _section(bolum, genislik)
    alanlar = ("baslik", "ad", "unvan", "birim")
    yerler = [{ad: breakable_text(safe_text(getattr(y, ad)), _IMZA_HARFI) for ad in alanlar} for y in rapor.yerler]
    if yerler:
        yield {"tur": "imza", "baslik": form.imza_baslik, "yerler": yerler}


def _section(bolum: Bolum, genislik: float) -> Iterator[dict[str, Any]]:
    yield {
        "tur": "bolum",
        "baslik": safe_text(bolum.baslik),
        "metinler": [breakable_text(safe_text(m), _BASLIK_HARFI) for m in bolum.metinler],
    }
    if bolum.sutunlar:
        yield _table(bolum.sutunlar, bolum.satirlar, bolum.bos, genislik)


def _table(sutunlar: tuple[Sutun, ...], satirlar: Iterable[tuple[str | int, ...]], bos: str, genislik: float) -> dict[str, Any]:
    """Return a table with rows that are made when they are asked for; words too long for a column may be broken there."""
    toplam = sum(s.genislik for s in sutunlar)
    sigan = [max(2, int(s.genislik / toplam * genislik / _HARF_MM) - 1) for s in sutunlar]
    return {
        "tur": "tablo",
        "sutunlar": [
            {
                "baslik": breakable_text(safe_text(s.baslik), n),
                "genislik": s.genislik,
                "hiza": s.hiza,
                "hece": any(len(soz) > n for soz in s.baslik.split()),
            }
            for s, n in zip(sutunlar, sigan, strict=True)
        ],
        "satirlar": (
            [breakable_text(safe_text(str(h)).replace("\t", " "), n) for h, n in zip(satir, sigan, strict=True)] for satir in satirlar
        ),
        "bos": bos,
    }


def _parts(bloklar: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Yield the blocks in parts of at most so many rows; a table that is longer goes on in the next part under its own head."""
    parca: list[dict[str, Any]] = []
    yer = PARCA_SATIRI
    for blok in bloklar:
        if blok["tur"] != "tablo":
            parca.append(blok)
            continue
        if not yer:
            basi = [parca.pop()] if parca[-1]["tur"] == "bolum" else []
            yield parca
            parca, yer = basi, PARCA_SATIRI
        dilim = list(islice(blok["satirlar"], yer))
        while True:
            parca.append({**blok, "satirlar": dilim, "kirilir": any(len(h) > _UZUN_HUCRE for s in dilim for h in s)})
            yer -= len(dilim)
            dilim = list(islice(blok["satirlar"], PARCA_SATIRI)) if not yer else []
            if not dilim:
                break
            yield parca
            parca, yer = [], PARCA_SATIRI
    yield parca
