# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Write into a PDF without touching what is there: an increment with room for a signature, and the value put into that room.

The file is the user's own and is opened in this process; whatever pyHanko raises over it becomes one refusal.
"""

from __future__ import annotations

import io
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from earsiv.errors import EarsivError, GirdiHatasi, os_reason, require_regular

if TYPE_CHECKING:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter


def place(yazici: IncrementalPdfFileWriter, alan: str, yuva: Any, ozet: str) -> tuple[Any, io.BytesIO]:
    """Write the increment with an empty signature dictionary; return what was prepared (digest, room) and the file."""
    from pyhanko.sign.fields import SigFieldSpec
    from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup

    adim: Generator[Any, Any, Any] = PdfCMSEmbedder(new_field_spec=SigFieldSpec(alan)).write_cms(alan, yazici)
    next(adim)
    adim.send(SigObjSetup(sig_placeholder=yuva))
    cikti = io.BytesIO()
    hazir, _ = adim.send(SigIOSetup(md_algorithm=ozet, output=cikti))
    return hazir, cikti


def filled(pdf: bytes, bas: int, son: int, deger: bytes) -> bytes:
    """Return the PDF with a value written as hex into the room kept for it.

    Raises:
        GirdiHatasi: IMZ-112 it does not fit, IMZ-102 there is no such room.
    """
    if not (0 <= bas < son <= len(pdf)) or pdf[bas : bas + 1] != b"<" or pdf[son - 1 : son] != b">":
        raise GirdiHatasi("IMZ-102", ayrinti="PDF'te imza için ayrılan yer bulunamadı")
    yer = son - bas - 2
    if len(deger) * 2 > yer:
        raise GirdiHatasi("IMZ-112", ayrinti=f"imza ayrılan yere sığmıyor ({len(deger)} bayt)")
    return pdf[: bas + 1] + deger.hex().encode("ascii").ljust(yer, b"0") + pdf[son - 1 :]


def free_name(yazici: IncrementalPdfFileWriter, kok: str) -> str:
    """Return a field name that the document does not have yet."""
    from pyhanko.sign.fields import enumerate_sig_fields

    var = {ad for ad, _, _ in enumerate_sig_fields(yazici.prev)}
    return next(ad for n in range(1, len(var) + 2) if (ad := f"{kok}{n}") not in var)


def bytes_of(pdf: bytes | Path) -> bytes:
    if isinstance(pdf, bytes):
        return pdf
    try:
        require_regular(pdf)
        return pdf.read_bytes()
    except OSError as hata:
        raise GirdiHatasi("IMZ-112", str(pdf), ayrinti=os_reason(hata)) from None


@contextmanager
def writer(pdf: bytes | Path) -> Iterator[IncrementalPdfFileWriter]:
    """Open a PDF for an increment; what pyHanko raises on the way becomes the refusal of this library."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    ham = bytes_of(pdf)
    yer = "" if isinstance(pdf, bytes) else str(pdf)
    try:
        yazici = IncrementalPdfFileWriter(io.BytesIO(ham))
        _require_plain(yazici, yer)
        yield yazici
    except EarsivError:
        raise
    except (TypeError, ValueError, KeyError, IndexError, AttributeError, RecursionError, AssertionError, OSError) as hata:
        raise GirdiHatasi("IMZ-112", yer, ayrinti=type(hata).__name__) from None
    except Exception as hata:  # pyHanko's own errors have several roots
        if not type(hata).__module__.startswith("pyhanko"):
            raise
        raise GirdiHatasi("IMZ-112", yer, ayrinti=type(hata).__name__) from None


def _require_plain(yazici: IncrementalPdfFileWriter, yer: str) -> None:
    if yazici.prev.encrypted:
        raise GirdiHatasi("IMZ-112", yer, ayrinti="dosya şifreli")


def require_open(yazici: IncrementalPdfFileWriter) -> None:
    """Refuse a document whose author certified it against any change, another signature included.

    Raises:
        GirdiHatasi: IMZ-112.
    """
    from pyhanko.sign.fields import MDPPerm

    if any(s.docmdp_level is MDPPerm.NO_CHANGES for s in yazici.prev.embedded_regular_signatures):
        raise GirdiHatasi("IMZ-112", ayrinti="belgeyi onaylayan, sonradan imza eklenmesine izin vermemiş")
