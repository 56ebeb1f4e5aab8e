# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""What a file is, by its first bytes; the extension is only compared."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Final

from earsiv.errors import GirdiHatasi, os_reason, require_regular


class Kind(StrEnum):
    """Kinds of content the archive takes in."""

    PDF = "pdf"
    TIFF = "tiff"
    PNG = "png"
    JPEG = "jpeg"
    ZIP = "zip"


_IMZALAR: Final = (
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"II*\0", Kind.TIFF),
    (b"MM\0*", Kind.TIFF),
    (b"II+\0", Kind.TIFF),
    (b"MM\0+", Kind.TIFF),
    (b"PK\x03\x04", Kind.ZIP),
    (b"PK\x05\x06", Kind.ZIP),
)
_PDF_PENCERE: Final = 1024
UZANTILAR: Final = {
    ".pdf": Kind.PDF,
    ".tif": Kind.TIFF,
    ".tiff": Kind.TIFF,
    ".png": Kind.PNG,
    ".jpg": Kind.JPEG,
    ".jpeg": Kind.JPEG,
    ".eyp": Kind.ZIP,
    ".eyps": Kind.ZIP,
    ".eypg": Kind.ZIP,
}


def kind_of(bas: bytes) -> Kind | None:
    """Return the kind that the first kilobyte shows, or ``None``."""
    for imza, tur in _IMZALAR:
        if bas.startswith(imza):
            return tur
    return Kind.PDF if b"%PDF-" in bas[:_PDF_PENCERE] else None


def detect(yol: Path) -> Kind | None:
    """Return the kind of a file by content.

    Raises:
        GirdiHatasi: KAB-001 not readable, KAB-002 empty.
    """
    try:
        require_regular(yol)
        with yol.open("rb") as dosya:
            bas = dosya.read(_PDF_PENCERE)
    except OSError as hata:
        raise GirdiHatasi("KAB-001", str(yol), ayrinti=os_reason(hata)) from None
    if not bas:
        raise GirdiHatasi("KAB-002", yol.name)
    return kind_of(bas)
