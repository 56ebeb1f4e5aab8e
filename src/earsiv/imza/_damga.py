# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Time-stamps from the side of who lays them: what is stamped, whether the token is over it, which stamp nothing covers yet."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from typing import Final, Protocol

from earsiv.errors import GirdiHatasi
from earsiv.imza import der, oid
from earsiv.imza._zarf import Imzaci, Oznitelik, Zarf, read_token, readable

ARSIV: Final = tuple(oid.ARSIV_DAMGALARI)
ORTEN: Final = (*ARSIV, oid.ESC_TS, oid.CERT_CRL_TS)
_YER: Final = "imza"


class Damgaci(Protocol):
    """Who stamps: a time-stamping authority, or a fake of one."""

    def stamp(self, ozet: bytes, algoritma: str) -> bytes:
        """Return a TimeStampToken (DER) over a digest; ``algoritma`` is hashlib's name."""
        ...


def new_stamp(damgaci: Damgaci, ozet: str, *parcalar: bytes) -> bytes:
    """Ask for a token over byte strings one after the other and check that it stamps their digest.

    Raises:
        GirdiHatasi: IMZ-105.
    """
    hesap = hashlib.new(ozet)
    for parca in parcalar:
        hesap.update(parca)
    return checked_token(damgaci.stamp(hesap.digest(), ozet), hesap.digest(), ozet)


def checked_token(token: bytes, ozet: bytes, algoritma: str) -> bytes:
    """Return a token that stamps this digest.

    Raises:
        GirdiHatasi: IMZ-105 it stamps another one, or is no token.
    """
    with readable("", "IMZ-105"):
        damga = read_token(der.oku(token), "")
    if damga.algoritma != algoritma or not hmac.compare_digest(damga.ozet, ozet):
        raise GirdiHatasi("IMZ-105", ayrinti="damga istenen özete ait değil")
    return token


def imprint_v2(zarf: Zarf, imzaci: Imzaci, icerik: bytes) -> list[bytes]:
    """Return what a new archive-time-stamp v2 is laid over, every value as stored."""
    parcalar = [zarf.icerik.ham]
    if zarf.gomulu is None:
        parcalar.append(icerik)
    parcalar += [alan.ham for alan in (zarf.sertifikalar, zarf.siller) if alan is not None]
    return [*parcalar, *_signer_fields(imzaci), imzaci.imzasiz.ham if imzaci.imzasiz else b""]


def imprint_v3(zarf: Zarf, imzaci: Imzaci, icerik: bytes, dizin: bytes, ozet: str) -> list[bytes]:
    """Return what an archive-time-stamp-v3 is laid over (EN 319 122-1 5.5.3): type, digest of the content, the signer, the index."""
    tur = zarf.icerik.cocuklar()[0].ham
    return [tur, hashlib.new(ozet, icerik).digest(), *_signer_fields(imzaci), dizin]


def _signer_fields(imzaci: Imzaci) -> list[bytes]:
    alanlar = (imzaci.surum, imzaci.sid, imzaci.ozet_alg, imzaci.imzali, imzaci.imza_alg, imzaci.imza)
    return [a.ham for a in alanlar if a is not None]


def newest(imzaci: Imzaci) -> list[tuple[Oznitelik, int]]:
    """Return the stamps that no later stamp covers: the newest archive (or reference) stamp, else every signature stamp."""
    orten: list[tuple[dt.datetime, Oznitelik, int]] = []
    imza: list[tuple[Oznitelik, int]] = []
    for oge in imzaci.unsigned():
        for sira, deger in enumerate(oge.degerler):
            if oge.oid in ORTEN:
                orten.append((read_token(deger, _YER).an, oge, sira))
            elif oge.oid == oid.SIGNATURE_TS:
                imza.append((oge, sira))
    if not orten:
        return imza
    son = max(enumerate(orten), key=lambda cift: (cift[1][0], cift[0]))[1]
    return [(son[1], son[2])]


def require_later(token: bytes, imzaci: Imzaci) -> None:
    """Refuse a token that is not later than every archive stamp of the signer: the order of the chain is that of the times.

    Raises:
        GirdiHatasi: IMZ-105.
    """
    an = read_token(der.oku(token), _YER).an
    for oge in imzaci.unsigned():
        if oge.oid in ARSIV and any(read_token(deger, _YER).an >= an for deger in oge.degerler):
            raise GirdiHatasi("IMZ-105", _YER, ayrinti="yeni damga öncekinden sonra değil")
