# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The small words of an ETSI TS 119 102-2 report: elements, digests, references, moments, statuses."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from earsiv.imza.rapor.bicim import utc
from earsiv.imza.sonuc import AltGosterge, Gosterge

if TYPE_CHECKING:
    from lxml.etree import _Element

ADLAR: Final = {
    "vr": "http://uri.etsi.org/19102/v1.2.1#",
    "XAdES": "http://uri.etsi.org/01903/v1.3.2#",
    "ds": "http://www.w3.org/2000/09/xmldsig#",
}
URN: Final = "urn:etsi:019102"
BIZIM: Final = "urn:x-earsiv"
OZETLER: Final[Mapping[str, str]] = {
    "md5": "http://www.w3.org/2001/04/xmldsig-more#md5",
    "sha1": "http://www.w3.org/2000/09/xmldsig#sha1",
    "ripemd160": "http://www.w3.org/2001/04/xmlenc#ripemd160",
    "whirlpool": "http://www.w3.org/2007/05/xmldsig-more#whirlpool",
    "sha224": "http://www.w3.org/2001/04/xmldsig-more#sha224",
    "sha256": "http://www.w3.org/2001/04/xmlenc#sha256",
    "sha384": "http://www.w3.org/2001/04/xmldsig-more#sha384",
    "sha512": "http://www.w3.org/2001/04/xmlenc#sha512",
    "sha3_224": "http://www.w3.org/2007/05/xmldsig-more#sha3-224",
    "sha3_256": "http://www.w3.org/2007/05/xmldsig-more#sha3-256",
    "sha3_384": "http://www.w3.org/2007/05/xmldsig-more#sha3-384",
    "sha3_512": "http://www.w3.org/2007/05/xmldsig-more#sha3-512",
}
_DURUMLAR: Final = {Gosterge.TOTAL_PASSED: "total-passed", Gosterge.TOTAL_FAILED: "total-failed", Gosterge.INDETERMINATE: "indeterminate"}


def put(ust: _Element, ad: str, metin: str | None = None, **nitelikler: str) -> _Element:
    """Append an element; ``ad`` is prefix:name, without a prefix it is of the report's own schema."""
    from lxml import etree

    onek, _, yerel = ad.rpartition(":")
    oge = etree.SubElement(ust, f"{{{ADLAR[onek or 'vr']}}}{yerel}", nitelikler)
    oge.text = metin
    return oge


def put_digest(ust: _Element, ad: str, algoritma: str, ozet: bytes) -> None:
    """Append a DigestAlgAndValue under the given name."""
    oge = put(ust, ad)
    put(oge, "ds:DigestMethod", Algorithm=OZETLER[algoritma])
    put(oge, "ds:DigestValue", b64(ozet))


def put_reference(ust: _Element, ad: str, kimlik: str) -> None:
    """Append a reference to a validation object."""
    put(ust, ad, VOReference=kimlik)


def put_poe(ust: _Element, ad: str, an: dt.datetime, nesne: str | None = None) -> None:
    """Append a proof of existence that was found in validation."""
    poe = put(ust, ad)
    put(poe, "POETime", utc(an))
    put(poe, "TypeOfProof", f"{URN}:poetype:validation")
    if nesne:
        put_reference(poe, "POEObject", nesne)


def put_status(ust: _Element, durum: Gosterge, alt: AltGosterge | None, *, damga: bool = False) -> _Element:
    """Append a SignatureValidationStatus; a time-stamp is passed or failed, a signature totally so."""
    oge = put(ust, "SignatureValidationStatus")
    sozcuk = _DURUMLAR[durum].removeprefix("total-" if damga else "")
    put(oge, "MainIndication", f"{URN}:mainindication:{sozcuk}")
    if alt is not None:
        put(oge, "SubIndication", f"{URN}:subindication:{alt}")
    return oge


def b64(veri: bytes) -> str:
    """Return bytes as base64."""
    return base64.b64encode(veri).decode("ascii")


def unhex(metin: str) -> bytes | None:
    """Return what a hexadecimal digest says, ``None`` where it is none."""
    try:
        return bytes.fromhex(metin) or None
    except ValueError:
        return None
