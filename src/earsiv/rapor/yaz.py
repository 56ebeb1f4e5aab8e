# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Write a report in a format: a table of writers; the same report gives the same bytes in each of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from typing import BinaryIO, Final

from earsiv.errors import GirdiHatasi
from earsiv.model import ImhaListesi
from earsiv.rapor.deger import Rapor
from earsiv.rapor.duzen import FormDuzeni
from earsiv.rapor.liste import list_report
from earsiv.rapor.metin import safe_text
from earsiv.rapor.pdf import write_pdf
from earsiv.rapor.word import write_docx
from earsiv.rapor.xlsx import write_xlsx

_BOM: Final = b"\xef\xbb\xbf"


def write(rapor: Rapor, bicim: str, duzen: FormDuzeni | None = None) -> bytes:
    """Return a report in a format.

    Args:
        bicim: ``pdf``, ``xlsx``, ``docx`` or ``csv``; CSV has the main table alone.
        duzen: the institution's own layout of the form.

    Raises:
        GirdiHatasi: RAP-002 no such format; RAP-003, RAP-005 … RAP-008 the layout does not fit the form; RAP-009 too many rows for DOCX.
        AracHatasi: ARC-001 … ARC-004 the typesetter cannot be run or refuses, ARC-007 its template is not installed.
    """
    cikti = io.BytesIO()
    write_stream(rapor, bicim, cikti, duzen)
    return cikti.getvalue()


def write_stream(rapor: Rapor, bicim: str, akis: BinaryIO, duzen: FormDuzeni | None = None) -> None:
    """Write a report to a seekable stream; XLSX and CSV hold one row at a time.

    Raises:
        GirdiHatasi: as :func:`write`.
        AracHatasi: as :func:`write`.
    """
    if bicim not in _YAZICILAR:
        raise GirdiHatasi("RAP-002", bicim, bilinenler=", ".join(_YAZICILAR))
    _YAZICILAR[bicim](rapor.laid_out(duzen), akis)


def write_list(liste: ImhaListesi, bicim: str, birimler: Mapping[str, str] | None = None, duzen: FormDuzeni | None = None) -> bytes:
    """Return the imha listesi as proposed, in a format.

    Raises:
        GirdiHatasi: as :func:`write`.
        AracHatasi: as :func:`write`.
    """
    return write(list_report(liste, birimler=birimler), bicim, duzen)


def _csv(rapor: Rapor, akis: BinaryIO) -> None:
    """Semicolons and a byte order mark: what a Turkish spreadsheet opens right."""
    akis.write(_BOM)
    metin = io.TextIOWrapper(akis, encoding="utf-8", newline="", write_through=True)
    try:
        yazici = csv.writer(metin, delimiter=";", lineterminator="\r\n")
        yazici.writerow([safe_text(s.baslik, csv=True) for s in rapor.columns()])
        for satir in rapor.rows():
            yazici.writerow([safe_text(h, csv=True) if isinstance(h, str) else h for h in satir])
    finally:
        metin.detach()  # the stream is the caller's, whatever happens


def _pdf(rapor: Rapor, akis: BinaryIO) -> None:
    akis.write(write_pdf(rapor))


def _docx(rapor: Rapor, akis: BinaryIO) -> None:
    akis.write(write_docx(rapor))


_YAZICILAR: Final[dict[str, Callable[[Rapor, BinaryIO], None]]] = {"pdf": _pdf, "xlsx": write_xlsx, "docx": _docx, "csv": _csv}
BICIMLER: Final = tuple(_YAZICILAR)
