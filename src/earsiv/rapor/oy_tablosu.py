# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Write the vote sheet of a session: a line a row, two columns a seat. The same list and session give the same bytes.

What the sheet says of the list is locked, so that nobody changes it by accident; that nobody did is checked when it comes back
(``earsiv.kabul.oy_tablosu``). The lock has no password and protects nothing.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from typing import Any, Final

from earsiv.kabul.oy_tablosu import BASLIK_SATIRI, GIZLI_SAYFA, OY_SOZLERI, SAYFA, SUTUNLAR, facts, headings, info
from earsiv.model import ImhaListesi, Oturum
from earsiv.opc import Kap, write_zip
from earsiv.rapor.metin import safe_text

_ACIKLAMA: Final = (
    "Oy hücresine İMHA, SAKLA, DEVRET ya da ÇEKİMSER yazın. SAKLA ve DEVRET için gerekçe zorunludur. "
    "Boş bırakılan hücre oy verilmemiş sayılır."
)
_DEGISKEN: Final = re.compile(rb"(<dcterms:(?:modified|created)[^>]*>)[^<]*(</dcterms:(?:modified|created)>)")
_CEKIRDEK: Final = "/docProps/core.xml"
_TURLER: Final = "/[Content_Types].xml"
_KACIS: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_OY_EN, _GEREKCE_EN = 13, 28


def write_vote_sheet(liste: ImhaListesi, oturum: Oturum) -> bytes:
    """Return the vote sheet of a list for a session as XLSX."""
    from openpyxl import Workbook

    kitap = Workbook(write_only=True)
    _fill(kitap.create_sheet(SAYFA), liste, oturum)
    gizli = kitap.create_sheet(GIZLI_SAYFA)
    gizli.sheet_state = "hidden"
    gizli.protection.sheet = True
    for ad, deger in facts(liste, oturum):
        gizli.append([_cell(gizli, ad), _cell(gizli, deger)])
    kitap.properties.creator = "earsiv"
    kitap.properties.title = f"Oy Tablosu {liste.no}"
    ham = io.BytesIO()
    kitap.save(ham)
    return _reproducible(ham, dt.datetime.fromisoformat(liste.duzenlenme))


def _fill(sayfa: Any, liste: ImhaListesi, oturum: Oturum) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    basliklar = headings(oturum)
    ince = Side(style="thin", color="FF808080")
    kenar = Border(left=ince, right=ince, top=ince, bottom=ince)
    kalin = Font(bold=True)
    _layout(sayfa, len(basliklar), len(liste.satirlar), kenar)

    sayfa.append([_cell(sayfa, "Ayıklama ve İmha Komisyonu Oy Tablosu", font=Font(bold=True, size=14))])
    for ad, deger in info(liste, oturum):
        sayfa.append([_cell(sayfa, ad, font=kalin), None, _cell(sayfa, deger)])
    sayfa.append([])
    sayfa.append([_cell(sayfa, _ACIKLAMA)])
    for _ in range(BASLIK_SATIRI - len(info(liste, oturum)) - 4):
        sayfa.append([])
    dolgu = PatternFill("solid", fgColor="FFE8E8E8")
    orta = Alignment(wrap_text=True, vertical="center", horizontal="center")
    sayfa.append([_cell(sayfa, ad, font=kalin, border=kenar, fill=dolgu, alignment=orta) for ad in basliklar])
    govde = Alignment(wrap_text=True, vertical="top")
    hucreler = [_cell(sayfa, "", border=kenar, alignment=govde) for _ in SUTUNLAR]  # a row is written at once: the cells serve again
    for satir in liste.satirlar:
        for hucre, (_, _, deger_of) in zip(hucreler, SUTUNLAR, strict=True):
            _put(hucre, deger_of(satir))
        sayfa.append(hucreler)


def _layout(sayfa: Any, sutun_sayisi: int, satir_sayisi: int, kenar: Any) -> None:
    """Set what comes before the rows: print, widths, the lock, and the open columns of the seats with the words they take."""
    from openpyxl.styles import Alignment, Protection
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sayfa.page_setup.orientation = "landscape"
    sayfa.page_setup.paperSize = 9
    sayfa.page_setup.fitToHeight = 0
    sayfa.sheet_properties.pageSetUpPr.fitToPage = True
    sayfa.oddFooter.center.text = "&P/&N"
    sayfa.print_title_rows = f"{BASLIK_SATIRI}:{BASLIK_SATIRI}"
    sayfa.freeze_panes = f"E{BASLIK_SATIRI + 1}"
    for sira, (_, genislik, _) in enumerate(SUTUNLAR, start=1):
        sayfa.column_dimensions[get_column_letter(sira)].width = genislik
    sozler = DataValidation(type="list", formula1=f'"{",".join(OY_SOZLERI.values())}"', allow_blank=True, showErrorMessage=True)
    sozler.errorTitle, sozler.error = "Oy", "İMHA, SAKLA, DEVRET ya da ÇEKİMSER."
    for sira in range(len(SUTUNLAR) + 1, sutun_sayisi + 1):
        harf, oy_mu = get_column_letter(sira), (sira - len(SUTUNLAR)) % 2 == 1
        sutun = sayfa.column_dimensions[harf]
        sutun.width = _OY_EN if oy_mu else _GEREKCE_EN
        sutun.protection, sutun.border, sutun.number_format = Protection(locked=False), kenar, "@"
        sutun.alignment = Alignment(wrap_text=True, vertical="top")
        if oy_mu and satir_sayisi:
            sozler.add(f"{harf}{BASLIK_SATIRI + 1}:{harf}{BASLIK_SATIRI + satir_sayisi}")
    if satir_sayisi:
        sayfa.data_validations.append(sozler)
    sayfa.protection.sheet = True
    sayfa.protection.formatColumns = sayfa.protection.formatRows = sayfa.protection.autoFilter = False  # allowed


def _cell(sayfa: Any, deger: str | int, **bicim: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    hucre = WriteOnlyCell(sayfa)
    for ad, stil in bicim.items():
        setattr(hucre, ad, stil)
    hucre.number_format = "@"
    return _put(hucre, deger)


def _put(hucre: Any, deger: str | int) -> Any:
    """Give a cell its value; text stays text, whatever it begins with, and means what it says."""
    if isinstance(deger, int):
        hucre.value = deger
    else:
        hucre.value = _KACIS.sub("_x005F_", safe_text(deger))
        hucre.data_type = "s"
    return hucre


def _reproducible(ham: io.BytesIO, zaman: dt.datetime) -> bytes:
    """Write the workbook's parts in name order with fixed times; openpyxl stamps the moment of saving into one of them."""
    damga = f"{zaman.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}".encode()

    def parcalar(kap: Kap) -> Iterator[tuple[str, bytes]]:
        for parca in sorted((*kap.tables(), *kap.parts()), key=lambda p: (p.ad != _TURLER, p.ad)):
            veri = b"".join(kap.stream(parca))
            yield parca.ad.lstrip("/"), _DEGISKEN.sub(rb"\g<1>" + damga + rb"\g<2>", veri) if parca.ad == _CEKIRDEK else veri

    with Kap(ham, "oy-tablosu.xlsx") as kap:
        return write_zip(parcalar(kap))
