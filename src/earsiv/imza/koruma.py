# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The guard before any ASN.1 parser: size, depth, node count, OID length, truncation, trailing bytes.

Parsers behind it are quadratic on long OIDs and slow on huge trees; this walk reads only tags and lengths, once, without
recursion. BER (indefinite lengths, chunked strings) is let through and flagged: Turkish tools emit it.
"""

from __future__ import annotations

import attrs

from earsiv._limits import Sinirlar
from earsiv.errors import GirdiHatasi

_OID = 0x06
_SON = 0x00


@attrs.frozen
class Yapi:
    """What the walk saw: node count, deepest level, and whether indefinite lengths (BER) occur."""

    dugum: int
    derinlik: int
    ber: bool


def inspect(veri: bytes, yer: str, sinirlar: Sinirlar) -> Yapi:
    """Walk one BER/DER value and refuse what no honest signature holds.

    Raises:
        GirdiHatasi: IMZ-001 empty or not ASN.1, IMZ-002 a limit, IMZ-003 truncated, IMZ-004 trailing bytes.
    """
    if len(veri) < 2 or veri[0] != 0x30:
        raise GirdiHatasi("IMZ-001", yer, boyut=len(veri))
    if len(veri) > sinirlar.imza_bayt:
        raise GirdiHatasi("IMZ-002", yer, ne="boyut", sinir=sinirlar.imza_bayt)
    dugum, en_derin, ber = 0, 0, False
    konum = 0
    sonlar: list[int | None] = []  # ends of the open constructed values; None: closed by end-of-contents
    while True:
        while sonlar and sonlar[-1] == konum:
            sonlar.pop()
        if not sonlar and dugum:
            break
        sinir = next((s for s in reversed(sonlar) if s is not None), len(veri))
        etiket, uzunluk, govde = _header(veri, konum, sinir, yer)
        dugum += 1
        if dugum > sinirlar.asn1_dugum:
            raise GirdiHatasi("IMZ-002", f"{yer} bayt {konum}", ne="düğüm sayısı", sinir=sinirlar.asn1_dugum)
        if etiket == _SON and uzunluk == 0 and sonlar and sonlar[-1] is None:
            sonlar.pop()
            konum = govde
            if not sonlar:
                break
            continue
        if etiket == _OID and (uzunluk or 0) > sinirlar.asn1_oid:
            raise GirdiHatasi("IMZ-002", f"{yer} bayt {konum}", ne="OID uzunluğu", sinir=sinirlar.asn1_oid)
        if uzunluk is None:
            ber = True
            sonlar.append(None)
            konum = govde
        elif etiket & 0x20:
            sonlar.append(govde + uzunluk)
            konum = govde
        else:
            konum = govde + uzunluk
        en_derin = max(en_derin, len(sonlar))
        if en_derin > sinirlar.asn1_derinlik:
            raise GirdiHatasi("IMZ-002", f"{yer} bayt {konum}", ne="iç içe derinlik", sinir=sinirlar.asn1_derinlik)
    if konum != len(veri):
        raise GirdiHatasi("IMZ-004", f"{yer} bayt {konum}", fazla=len(veri) - konum)
    return Yapi(dugum, en_derin, ber)


def _header(veri: bytes, konum: int, sinir: int, yer: str) -> tuple[int, int | None, int]:
    """Return (first tag byte, length or ``None`` for indefinite, offset of the body)."""
    try:
        etiket = veri[konum]
        i = konum + 1
        if etiket & 0x1F == 0x1F:
            while veri[i] & 0x80:
                i += 1
                if i - konum > 5:
                    raise GirdiHatasi("IMZ-003", f"{yer} bayt {konum}")
            i += 1
        ilk = veri[i]
        i += 1
        if ilk < 0x80:
            uzunluk: int | None = ilk
        elif ilk == 0x80:
            if not etiket & 0x20:
                raise GirdiHatasi("IMZ-003", f"{yer} bayt {konum}")
            uzunluk = None
        else:
            n = ilk & 0x7F
            if n > 5 or i + n > sinir:
                raise GirdiHatasi("IMZ-003", f"{yer} bayt {konum}")
            uzunluk = int.from_bytes(veri[i : i + n], "big")
            i += n
    except IndexError:
        raise GirdiHatasi("IMZ-003", f"{yer} bayt {konum}") from None
    if i > sinir or (uzunluk is not None and i + uzunluk > sinir):
        raise GirdiHatasi("IMZ-003", f"{yer} bayt {konum}")
    return etiket, uzunluk, i
