# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The only XML parser factory: no DOCTYPE, no entities, no network, bounded size, depth and node count.

A parser hardened by flags alone still *accepts* a DOCTYPE, so the prolog is read before lxml sees a byte, and the result
is checked again. Comments and processing instructions are dropped while parsing, so a comment inside a value
(``E-1<!-- -->2``) cannot cut it in half. The raw bytes stay with the caller; nothing here is written back.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import TYPE_CHECKING

from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv.errors import GirdiHatasi

if TYPE_CHECKING:
    from lxml.etree import XMLParser, XPath, _Element

_BILDIRIM = re.compile(r"<\?xml\s[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_KABUL = {"utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be"}


def parse(veri: bytes, yer: str, sinirlar: Sinirlar = VARSAYILAN) -> _Element:
    """Return the root element of ``veri``.

    Args:
        veri: the bytes of one XML document, with or without byte order mark.
        yer: name of the part or file, used in errors.
        sinirlar: size, depth and node limits.

    Raises:
        GirdiHatasi: XML-001 empty, XML-002 too large, XML-003 DOCTYPE, XML-004 not well-formed, XML-005 too deep,
            XML-006 too many nodes, XML-007 encoding.
    """
    from lxml import etree

    if not veri.strip(b" \t\r\n\xef\xbb\xbf\0"):
        raise GirdiHatasi("XML-001", yer)
    if len(veri) > sinirlar.xml_bayt:
        raise GirdiHatasi("XML-002", yer, boyut=len(veri), sinir=sinirlar.xml_bayt)
    if veri.count(b"<") > 2 * sinirlar.xml_dugum:  # before a tree is built of them
        raise GirdiHatasi("XML-006", yer, sinir=sinirlar.xml_dugum)
    metin = _decode(veri, yer)
    if _has_doctype(metin):
        raise GirdiHatasi("XML-003", yer)
    try:
        kok = etree.fromstring(veri, _parser())
    except (etree.XMLSyntaxError, ValueError) as hata:
        satir = getattr(hata, "lineno", None) or 0
        raise GirdiHatasi("XML-004", f"{yer} satır {satir}" if satir else yer, ayrinti=_short(str(hata))) from None
    if kok.getroottree().docinfo.doctype:  # type: ignore[union-attr]  # the stubs lag behind lxml
        raise GirdiHatasi("XML-003", yer)
    _check_shape(kok, len(veri), yer, sinirlar)
    return kok


def _decode(veri: bytes, yer: str) -> str:
    """Decode for inspection only, refusing every encoding but UTF-8 and UTF-16 with a mark."""
    kodlama = "utf-16" if veri.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        metin = veri.decode(kodlama)
    except UnicodeDecodeError as hata:
        raise GirdiHatasi("XML-007", f"{yer} bayt {hata.start}", kodlama=kodlama) from None
    bildirim = _BILDIRIM.match(metin[:200])
    if bildirim and bildirim[1].lower() not in _KABUL:  # an ASCII token, not user text
        raise GirdiHatasi("XML-007", yer, kodlama=bildirim[1])
    return metin


def _has_doctype(metin: str) -> bool:
    """Walk the prolog (declaration, comments, instructions) up to the root element and look for a DOCTYPE."""
    konum = 0
    while True:
        konum = metin.find("<", konum)
        if konum < 0:
            return False
        for bas, son in (("<?", "?>"), ("<!--", "-->")):
            if metin.startswith(bas, konum):
                bitis = metin.find(son, konum)
                if bitis < 0:
                    return False
                konum = bitis + len(son)
                break
        else:
            return metin.startswith("<!", konum)


def _check_shape(kok: _Element, boyut: int, yer: str, sinirlar: Sinirlar) -> None:
    """Refuse trees that are too deep or too wide; a node takes four bytes at least, so a small document need not be counted."""
    if _deeper_than(sinirlar.xml_derinlik)(kok):
        raise GirdiHatasi("XML-005", yer, sinir=sinirlar.xml_derinlik)
    if boyut > 4 * sinirlar.xml_dugum and sum(1 + len(oge.attrib) for oge in kok.iter()) > sinirlar.xml_dugum:
        raise GirdiHatasi("XML-006", yer, sinir=sinirlar.xml_dugum)


@cache
def _parser() -> XMLParser:
    """Return the one parser, which lxml lets several threads share."""
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=False,
    )


@cache
def _deeper_than(derinlik: int) -> XPath:
    """Return a test for elements below a depth, evaluated inside libxml2."""
    from lxml import etree

    return etree.XPath(f"boolean({'/*' * (derinlik + 1)})")


def _short(metin: str) -> str:
    return " ".join(metin.split())[:160]
