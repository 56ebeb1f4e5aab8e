# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""XLSX by openpyxl, streamed; the container is then written anew with fixed times, so that the same list gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any, Final

from earsiv.opc import write_zip
from earsiv.rapor.form import Tablo
from earsiv.rapor.metin import safe_text

_DEGISKEN: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def write_xlsx(tablo: Tablo) -> bytes:
    """Return the workbook of a table."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    kitap = Workbook(write_only=True)
    sayfa = kitap.create_sheet(tablo.form.baslik[:31])
    sayfa.page_setup.orientation = "landscape"
    sayfa.page_setup.paperSize = 9
    sayfa.page_setup.fitToHeight = 0
    sayfa.sheet_properties.pageSetUpPr.fitToPage = True
    sayfa.oddFooter.center.text = "&P/&N"
    baslik_satiri = len(tablo.bilgiler) + 3
    sayfa.print_title_rows = f"{baslik_satiri}:{baslik_satiri}"
    sayfa.freeze_panes = f"A{baslik_satiri + 1}"
    for sira, sutun in enumerate(tablo.form.sutunlar, start=1):
        sayfa.column_dimensions[get_column_letter(sira)].width = max(7, sutun.genislik * 1.3)
    ince = Side(style="thin", color="FF808080")
    kenar = Border(left=ince, right=ince, top=ince, bottom=ince)
    kalin, dolgu = Font(bold=True), PatternFill("solid", fgColor="FFE8E8E8")
    orta = Alignment(wrap_text=True, vertical="center", horizontal="center")
    govde = Alignment(wrap_text=True, vertical="top")

    sayfa.append([_cell(sayfa, tablo.form.baslik, font=Font(bold=True, size=14))])
    for ad, deger in tablo.bilgiler:
        sayfa.append([_cell(sayfa, ad, font=kalin), None, _cell(sayfa, deger)])
    sayfa.append([])
    sayfa.append([_cell(sayfa, s.baslik, font=kalin, border=kenar, fill=dolgu, alignment=orta) for s in tablo.form.sutunlar])
    for satir in tablo.satirlar:
        sayfa.append([_cell(sayfa, hucre, border=kenar, alignment=govde) for hucre in satir])
    sayfa.append([])
    sayfa.append([_cell(sayfa, "Liste özeti (SHA-256)", font=kalin), None, _cell(sayfa, tablo.ozet)])
    kitap.properties.creator = "earsiv"
    kitap.properties.title = tablo.form.baslik
    kitap.properties.created = kitap.properties.modified = tablo.zaman.replace(tzinfo=None, microsecond=0)
    return _reproducible(kitap, tablo)


def _cell(sayfa: Any, deger: str | int, **bicim: Any) -> Any:
    """Return a cell whose text stays text, whatever it begins with."""
    from openpyxl.cell import WriteOnlyCell

    hucre = WriteOnlyCell(sayfa, value=safe_text(deger) if isinstance(deger, str) else deger)
    if isinstance(deger, str):
        hucre.data_type = "s"
        hucre.number_format = "@"
    for ad, stil in bicim.items():
        setattr(hucre, ad, stil)
    return hucre


def _reproducible(kitap: Any, tablo: Tablo) -> bytes:
    """Write the workbook's parts in name order with fixed times; openpyxl stamps the moment of saving into one of them."""
    ham = io.BytesIO()
    kitap.save(ham)
    damga = f"{tablo.zaman:%Y-%m-%dT%H:%M:%SZ}".encode()
    with zipfile.ZipFile(ham) as arsiv:
        parcalar = [(ad, arsiv.read(ad)) for ad in sorted(arsiv.namelist(), key=lambda ad: (ad != "[Content_Types].xml", ad))]
    return write_zip(
        (ad, _DEGISKEN.sub(rb"\g<1>" + damga + rb"\g<2>", veri) if ad == "docProps/core.xml" else veri) for ad, veri in parcalar
    )
