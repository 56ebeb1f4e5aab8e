# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The child that opens XLSX intake lists; started by ``_cocuk``. A cell comes back as text, or tagged as number or date."""

from __future__ import annotations

import datetime as dt
from typing import Any

from earsiv import _cocuk


def _isle(istek: dict[str, Any]) -> dict[str, Any]:
    from openpyxl import load_workbook

    try:
        sayfa = load_workbook(istek["yol"], read_only=True, data_only=True).worksheets[0]
        satirlar: list[list[Any]] = []
        for satir in sayfa.iter_rows(values_only=True, max_col=istek["sutun"]):
            if len(satirlar) > istek["satir"]:
                break
            satirlar.append([_cell(hucre) for hucre in satir])
    except Exception as hata:  # noqa: BLE001 - a hostile workbook may raise anything; the child answers in words
        return {"kusur": f"{type(hata).__name__}: {str(hata)[:100]}"}
    return {"satirlar": satirlar}


def _cell(deger: Any) -> Any:
    if isinstance(deger, dt.datetime):
        return {"tarih": deger.date().isoformat()}
    if isinstance(deger, dt.date):
        return {"tarih": deger.isoformat()}
    if isinstance(deger, bool) or deger is None or isinstance(deger, str):
        return deger if isinstance(deger, str) else "" if deger is None else str(deger)
    return {"sayi": str(deger)}


if __name__ == "__main__":
    _cocuk.serve(_isle)
