# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The child that opens plan workbooks; started by ``_cocuk``. XLSX by openpyxl, which shows formulas; XLS and ODS by calamine.

What a hostile workbook raises ends the child; the parent says so in words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from earsiv import _cocuk


def _isle(istek: dict[str, Any]) -> dict[str, Any]:
    oku = _xlsx if istek["tur"] == "xlsx" else _calamine
    try:
        kalan, sayfalar = istek["hucre"], []
        for ad, gizli, satirlar in oku(istek):
            alinan = _rows(satirlar, istek["satir"], kalan)
            kalan -= sum(map(len, alinan))
            sayfalar.append({"ad": ad, "gizli": gizli, "satirlar": alinan})
    except (MemoryError, _CokBuyukError):
        return {"kusur": "tablo çok büyük"}
    return {"sayfalar": sayfalar}


class _CokBuyukError(Exception):
    """A sheet exceeds the rows or cells asked for."""


def _rows(satirlar: Iterable[Any], en_cok: int, kalan: int) -> list[list[Any]]:
    """Return the rows down to the last that holds something; formatted but empty rows below cost nothing."""
    alinan: list[list[Any]] = []
    bos = 0
    for satir in satirlar:
        hucreler = [_cell(h) for h in satir]
        while hucreler and hucreler[-1] == "":  # a read-only sheet pads its rows
            hucreler.pop()
        if not hucreler:
            bos += 1
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
    for ad in kitap.sheetnames[: istek["sayfa"]]:
        sayfa = kitap[ad]
        if hasattr(sayfa, "iter_rows"):  # a chart has none
            yield ad, sayfa.sheet_state != "visible", sayfa.iter_rows(max_col=istek["sutun"])


def _calamine(istek: dict[str, Any]) -> Iterator[tuple[str, bool, Iterable[Any]]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    with CalamineWorkbook.from_path(istek["yol"]) as kitap:
        for bilgi in kitap.sheets_metadata[: istek["sayfa"]]:
            if bilgi.typ is SheetTypeEnum.WorkSheet:
                sayfa = kitap.get_sheet_by_name(bilgi.name)
                if sayfa.total_height > istek["satir"]:
                    raise _CokBuyukError
                satirlar = sayfa.to_python(skip_empty_area=False)
                yield bilgi.name, bilgi.visible is not SheetVisibleEnum.Visible, (s[: istek["sutun"]] for s in satirlar)


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
