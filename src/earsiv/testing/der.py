# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""A small DER writer: test objects are put together from bytes, so that anything in them can be left out, doubled or broken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

NULL: Final = b"\x05\x00"
TRUE: Final = b"\x01\x01\xff"


def length(sayi: int) -> bytes:
    """Return the length octets of DER."""
    if sayi < 0x80:
        return bytes([sayi])
    govde = sayi.to_bytes((sayi.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(govde)]) + govde


def tlv(tag: int, *icerik: bytes) -> bytes:
    """Return tag, length and the contents put together."""
    govde = b"".join(icerik)
    return bytes([tag]) + length(len(govde)) + govde


def seq(*icerik: bytes) -> bytes:
    """Return a SEQUENCE."""
    return tlv(0x30, *icerik)


def set_of(uyeler: Iterable[bytes], *, tag: int = 0x31, sirala: bool = True) -> bytes:
    """Return a SET OF in DER order, or in the order given."""
    liste = list(uyeler)
    return tlv(tag, *(sorted(liste) if sirala else liste))


def explicit(no: int, *icerik: bytes) -> bytes:
    """Return a constructed context tag."""
    return tlv(0xA0 | no, *icerik)


def integer(sayi: int, tag: int = 0x02) -> bytes:
    """Return an INTEGER (or, by tag, an ENUMERATED)."""
    return tlv(tag, sayi.to_bytes(sayi.bit_length() // 8 + 1, "big", signed=True))


def octets(veri: bytes, tag: int = 0x04) -> bytes:
    """Return an OCTET STRING."""
    return tlv(tag, veri)


def bits(veri: bytes) -> bytes:
    """Return a BIT STRING of whole octets."""
    return tlv(0x03, b"\x00", veri)


def utf8(metin: str) -> bytes:
    """Return a UTF8String."""
    return tlv(0x0C, metin.encode())


def ia5(metin: str) -> bytes:
    """Return an IA5String."""
    return tlv(0x16, metin.encode("ascii"))


def gtime(an: dt.datetime) -> bytes:
    """Return a GeneralizedTime to the second."""
    return tlv(0x18, an.astimezone(dt.UTC).strftime("%Y%m%d%H%M%SZ").encode())


def utime(an: dt.datetime) -> bytes:
    """Return a UTCTime."""
    return tlv(0x17, an.astimezone(dt.UTC).strftime("%y%m%d%H%M%SZ").encode())


def _base128(sayi: int) -> bytes:
    parcalar = [sayi & 0x7F]
    while sayi := sayi >> 7:
        parcalar.append(0x80 | (sayi & 0x7F))
    return bytes(reversed(parcalar))


def oid(noktali: str) -> bytes:
    """Return an OBJECT IDENTIFIER."""
    ilk, ikinci, *kalan = (int(p) for p in noktali.split("."))
    return tlv(0x06, _base128(ilk * 40 + ikinci), *(_base128(p) for p in kalan))


def split(der: bytes) -> tuple[int, bytes, bytes]:
    """Return the tag and contents of the first element, and the bytes after it (definite lengths only)."""
    boy, bas = der[1], 2
    if boy & 0x80:
        bas += boy & 0x7F
        boy = int.from_bytes(der[2:bas], "big")
    return der[0], der[bas : bas + boy], der[bas + boy :]


def children(der: bytes) -> list[bytes]:
    """Return the elements inside a constructed one, each with its header."""
    kalan = split(der)[1]
    parcalar = []
    while kalan:
        sonra = split(kalan)[2]
        parcalar.append(kalan[: len(kalan) - len(sonra)])
        kalan = sonra
    return parcalar
