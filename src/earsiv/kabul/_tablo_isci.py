# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The child that opens plan workbooks; started by ``_cocuk``. XLSX by openpyxl, which shows formulas; XLS and ODS by calamine.

calamine gives the last value of a formula: an ODS that holds one is refused, in an XLS it is taken.

What a hostile workbook raises ends the child; the parent says so in words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from earsiv import _cocuk


def _isle(istek: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"sayfalar": _sheets(istek)}
    except (MemoryError, _CokBuyukError):
        return {"kusur": "tablo çok büyük"}


def _sheets(istek: dict[str, Any]) -> list[dict[str, Any]]:
    kalan: int = istek["hucre"]
    sayfalar: list[dict[str, Any]] = []
    for ad, gizli, satirlar in (_xlsx if istek["tur"] == "xlsx" else _calamine)(istek):
        if len(sayfalar) == istek["sayfa"]:
            raise _CokBuyukError
        alinan = _rows(satirlar, istek["satir"], kalan)
        kalan -= sum(map(len, alinan))
        sayfalar.append({"ad": ad, "gizli": gizli, "satirlar": alinan})
    birlesik = _merged(istek["yol"])
    return [{**sayfa, "birlesik": birlesik.get(sayfa["ad"], [])} for sayfa in sayfalar]


class _CokBuyukError(Exception):
    """A workbook exceeds the sheets, rows or cells asked for."""


def _rows(satirlar: Iterable[Any], en_cok: int, kalan: int) -> list[list[Any]]:
    """Return the rows down to the last that holds something; formatted but empty rows below cost nothing."""
    alinan: list[list[Any]] = []
    bos, bos_satir = 0, None
    for satir in satirlar:
        if satir is bos_satir:  # a gap is the same row again and again
            bos += 1
            continue
        hucreler = [_cell(h) for h in satir]
        while hucreler and hucreler[-1] == "":  # a read-only sheet pads its rows
            hucreler.pop()
        if not hucreler:
            bos, bos_satir = bos + 1, satir
            continue
        kalan -= len(hucreler)
        if kalan < 0 or len(alinan) + bos >= en_cok:
            raise _CokBuyukError
        alinan += [*([] for _ in range(bos)), hucreler]
        bos = 0
    return alinan


def _xlsx(istek: dict[str, Any]) -> Iterator[tuple[str, bool, Iterable[Any]]]:
    from openpyxl import load_workbook

    kitap = load_workbook(istek["yol"], read_only=True, keep_links=False)
    for ad in kitap.sheetnames:
        sayfa = kitap[ad]
        if hasattr(sayfa, "iter_rows"):  # a chart has none
            sayfa.reset_dimensions()  # what the sheet says of its own size may be wrong: rows below it would be lost
            yield ad, sayfa.sheet_state != "visible", sayfa.iter_rows(max_col=istek["sutun"])


def _calamine(istek: dict[str, Any]) -> Iterator[tuple[str, bool, Iterable[Any]]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    with CalamineWorkbook.from_path(istek["yol"]) as kitap:
        for bilgi in kitap.sheets_metadata:
            if bilgi.typ is SheetTypeEnum.WorkSheet:
                sayfa = kitap.get_sheet_by_name(bilgi.name)
                if sayfa.total_height > istek["satir"]:
                    raise _CokBuyukError
                satirlar = sayfa.to_python(skip_empty_area=False)
                yield bilgi.name, bilgi.visible is not SheetVisibleEnum.Visible, (s[: istek["sutun"]] for s in satirlar)


def _merged(yol: str) -> dict[str, list[list[int]]]:
    """Return by sheet the cells that are merged over several rows: first row and column, last row and column, from 0."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

    try:
        with CalamineWorkbook.from_path(yol) as kitap:
            sayfalar = [b.name for b in kitap.sheets_metadata if b.typ is SheetTypeEnum.WorkSheet]
            alanlar = {ad: kitap.get_sheet_by_name(ad).merged_cell_ranges or [] for ad in sayfalar}
    except CalamineError:
        return {}  # openpyxl has read it: only this is not known then
    return {ad: [[*ilk, *son] for ilk, son in bulunan if son[0] > ilk[0]] for ad, bulunan in alanlar.items()}


def _cell(hucre: Any) -> Any:
    """Return text as it is, everything else tagged with what the workbook says it is."""
    deger, formul = (hucre.value, hucre.data_type == "f") if hasattr(hucre, "data_type") else (hucre, False)
    hatali = getattr(hucre, "data_type", "") == "e"
    if deger is None or (isinstance(deger, str) and not formul and not hatali):
        return (deger or "")[:32_767]
    if formul or hatali:
        return {"formul" if formul else "diger": str(deger)[:200]}
    if isinstance(deger, dt.datetime | dt.date):
        return {"tarih": deger.isoformat()}
    if isinstance(deger, int | float) and not isinstance(deger, bool):
        return {"sayi": repr(deger)}
    return {"diger": str(deger)[:200]}


if __name__ == "__main__":
    _cocuk.serve(_isle)
