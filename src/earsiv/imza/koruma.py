# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The guard before any ASN.1 parser: size, depth, node count, OID length, truncation, trailing bytes.

Parsers behind it are quadratic on long OIDs and slow on huge trees; this walk reads only tags and lengths, once, without
recursion. BER (indefinite lengths, chunked strings) is let through and flagged: Turkish tools emit it.
"""

from __future__ import annotations

from typing import Any

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
    son, yapi = _walk(veri, yer, sinirlar)
    if son != len(veri):
        raise GirdiHatasi("IMZ-004", f"{yer} bayt {son}", fazla=len(veri) - son)
    return yapi


def _walk(veri: bytes, yer: str, sinirlar: Sinirlar) -> tuple[int, Yapi]:
    """Walk one value and return where it ends.

    ``acik`` holds for each open value its end (``None``: closed by end-of-contents), the end that bounds what is inside, and how many
    values it has so far.
    """
    konum = dugum = en_derin = 0
    ber = False
    acik: list[list[Any]] = []
    while acik or not dugum:
        sinir = acik[-1][1] if acik else len(veri)
        etiket, uzunluk, govde = _header(veri, konum, sinir, yer)
        dugum += 1
        if acik:
            acik[-1][2] += 1
        if etiket == _SON and uzunluk == 0 and acik and acik[-1][0] is None:
            acik.pop()
            konum = govde
        else:
            konum, ic = _enter(veri, etiket, uzunluk, govde, sinir)
            ber = ber or uzunluk is None
            acik += ic
            en_derin = max(en_derin, len(acik))
            if etiket == _OID or not dugum & 0x3F or ic:
                _bound(sinirlar, dugum, acik, uzunluk if etiket == _OID else 0, f"{yer} bayt {konum}")
        while acik and acik[-1][0] == konum:
            acik.pop()
    return konum, Yapi(dugum, en_derin, ber)


def _enter(veri: bytes, etiket: int, uzunluk: int | None, govde: int, sinir: int) -> tuple[int, list[list[Any]]]:
    """Return where to go on, and the value that was opened: none for a primitive one."""
    if uzunluk is None:
        return govde, [[None, sinir, 0]]
    if etiket & 0x20 and not _crl_entries(veri, govde, govde + uzunluk):
        return govde, [[govde + uzunluk, govde + uzunluk, 0]]
    return govde + uzunluk, []


def _bound(sinirlar: Sinirlar, dugum: int, acik: list[list[Any]], oid: int | None, yer: str) -> None:
    """Refuse what has grown beyond a limit."""
    ust = acik[-2][2] if len(acik) > 1 else 0
    for ne, deger, sinir in (
        ("düğüm sayısı", dugum, sinirlar.asn1_dugum),
        ("bir değerin öğe sayısı", max(ust, acik[-1][2] if acik else 0), sinirlar.asn1_oge),
        ("OID uzunluğu", oid or 0, sinirlar.asn1_oid),
        ("iç içe derinlik", len(acik), sinirlar.asn1_derinlik),
    ):
        if deger > sinir:
            raise GirdiHatasi("IMZ-002", yer, ne=ne, sinir=sinir)


def _crl_entries(veri: bytes, bas: int, son: int) -> bool:
    """Tell whether a value begins like the entries of a revocation list: (serial, time). Nobody ever unfolds those, so no walk does."""
    if son - bas < 8 or veri[bas] != 0x30 or veri[bas + 1] >= 0x80 or veri[bas + 2] != 0x02:
        return False
    zaman = bas + 4 + veri[bas + 3]
    return zaman < son and veri[zaman] in {0x17, 0x18}


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
