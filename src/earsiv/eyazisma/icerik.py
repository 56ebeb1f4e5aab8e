# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Marks of a content part, taken from its bytes as they pass by to be hashed: what it is, PDF/A part, macros.

Nothing is parsed: PDF/A demands its metadata unfiltered, and a zip lists its names in clear, so both can be seen in the stream.
"""

from __future__ import annotations

import re
from typing import Final

_ORTUSME: Final = 256
_BAS: Final = 1_024
_PDFA: Final = re.compile(rb"pdfaid:part\s*(?:>|=\s*[\"'])\s*([0-9])")
_PDFA_ADI: Final = b"pdfaid:part"
# a macro project in a zip of the office kinds, and in the older binary ones (UTF-16 names)
_MAKROLAR: Final = (b"vbaProject.bin", b"vbaproject.bin", "_VBA_PROJECT".encode("utf-16-le"))
_IMZALAR: Final = (  # first bytes -> what it is
    (re.compile(rb"%PDF-"), "application/pdf"),
    (re.compile(rb"\A(PK\x03\x04|PK\x05\x06)"), "application/zip"),
    (re.compile(rb"\A\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "application/x-ole-storage"),
    (re.compile(rb"\AMZ"), "application/x-msdownload"),
    (re.compile(rb"\A\x7fELF"), "application/x-executable"),
    (re.compile(rb"\A(II\*\0|MM\0\*)"), "image/tiff"),
    (re.compile(rb"\A\x89PNG\r\n"), "image/png"),
    (re.compile(rb"\A\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"\A(\xef\xbb\xbf)?\s*<(!doctype html|html)", re.IGNORECASE), "text/html"),
)


class Izleyici:
    """Looks at the blocks of one part in order."""

    def __init__(self) -> None:
        self._bas = b""
        self._kuyruk = b""
        self.pdfa: int | None = None
        self.makro = False

    def see(self, blok: bytes) -> None:
        """Take the next block."""
        if len(self._bas) < _BAS:
            self._bas += blok[: _BAS - len(self._bas)]
        pencere = self._kuyruk + blok
        if self.pdfa is None and _PDFA_ADI in pencere and (bulunan := _PDFA.search(pencere)):
            self.pdfa = int(bulunan[1])
        self.makro = self.makro or any(m in pencere for m in _MAKROLAR)
        self._kuyruk = pencere[-_ORTUSME:]

    @property
    def tur(self) -> str | None:
        """The type that the first bytes tell, ``None`` when they tell none."""
        return next((tur for imza, tur in _IMZALAR if imza.search(self._bas)), None)
