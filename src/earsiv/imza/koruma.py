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
    yuruyus = _Yuruyus(veri, yer, sinirlar)
    while yuruyus.step():
        pass
    if yuruyus.konum != len(veri):
        raise GirdiHatasi("IMZ-004", f"{yer} bayt {yuruyus.konum}", fazla=len(veri) - yuruyus.konum)
    return Yapi(yuruyus.dugum, yuruyus.en_derin, yuruyus.ber)


class _Yuruyus:
    """One walk over tags and lengths; ``sonlar`` holds the ends of the open values, ``None`` for one closed by end-of-contents."""

    def __init__(self, veri: bytes, yer: str, sinirlar: Sinirlar) -> None:
        self.konum = self.dugum = self.en_derin = 0
        self.ber = False
        self._veri, self._yer, self._sinirlar = veri, yer, sinirlar
        self._sonlar: list[int | None] = []

    def step(self) -> bool:
        """Read one node; false when the outermost value is complete."""
        while self._sonlar and self._sonlar[-1] == self.konum:
            self._sonlar.pop()
        if self.dugum and not self._sonlar:
            return False
        sinir = next((s for s in reversed(self._sonlar) if s is not None), len(self._veri))
        etiket, uzunluk, govde = _header(self._veri, self.konum, sinir, self._yer)
        self.dugum += 1
        self._limit("düğüm sayısı", self.dugum, self._sinirlar.asn1_dugum)
        if etiket == _SON and uzunluk == 0 and self._sonlar and self._sonlar[-1] is None:
            self._sonlar.pop()
            self.konum = govde
            return bool(self._sonlar)
        if etiket == _OID:
            self._limit("OID uzunluğu", uzunluk or 0, self._sinirlar.asn1_oid)
        self._enter(etiket, uzunluk, govde)
        return True

    def _enter(self, etiket: int, uzunluk: int | None, govde: int) -> None:
        """Go into a constructed value, or past a primitive one."""
        if uzunluk is None:
            self.ber = True
            self._sonlar.append(None)
        elif etiket & 0x20:
            self._sonlar.append(govde + uzunluk)
        else:
            govde += uzunluk
        self.konum = govde
        self.en_derin = max(self.en_derin, len(self._sonlar))
        self._limit("iç içe derinlik", self.en_derin, self._sinirlar.asn1_derinlik)

    def _limit(self, ne: str, deger: int, sinir: int) -> None:
        if deger > sinir:
            raise GirdiHatasi("IMZ-002", f"{self._yer} bayt {self.konum}", ne=ne, sinir=sinir)


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
