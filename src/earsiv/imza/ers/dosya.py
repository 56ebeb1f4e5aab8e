# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The file of a night, readable without us.

``EARSIV-GECE-1`` and a line feed, then blocks of an eight-byte big-endian length and that many bytes, then the SHA-256 of all before
it. Four blocks make a chain, oldest chain first: (1) JSON with ``algoritma``, ``token`` (hex), ``ust`` and ``yenilemeler``;
(2) JSON list of the objects' names; (3) JSON list of numbers, 0 for an object of one digest, otherwise the number of digests of the
group; (4) the digests one after the other. The trees are not stored: they follow from the digests (``agac``).
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from earsiv.errors import GirdiHatasi
from earsiv.imza.ers.agac import digest_size

SIHIR: Final = b"EARSIV-GECE-1\n"
_MUHUR: Final = 32

Zincir = tuple[dict[str, Any], Mapping[str, bytes | tuple[bytes, ...]]]


def pack(zincirler: Sequence[Zincir]) -> bytes:
    """Return the file form of chains: header and digests by name of each."""
    parcalar = [SIHIR]
    for bas, ozetler in zincirler:
        boylar = [0 if isinstance(nesne, bytes) else len(nesne) for nesne in ozetler.values()]
        ham = b"".join(nesne if isinstance(nesne, bytes) else b"".join(nesne) for nesne in ozetler.values())
        for blok in (_json(bas), _json(list(ozetler)), _json(boylar), ham):
            parcalar += [len(blok).to_bytes(8, "big"), blok]
    govde = b"".join(parcalar)
    return govde + hashlib.sha256(govde).digest()


def unpack(veri: bytes, yer: str) -> Iterator[tuple[dict[str, Any], dict[str, bytes | tuple[bytes, ...]]]]:
    """Yield the chains of a file.

    Raises:
        GirdiHatasi: IMZ-172 not such a file, or not whole.
        ValueError, TypeError, KeyError: a block says something else than it should.
    """
    govde = memoryview(veri)[:-_MUHUR]
    if veri[: len(SIHIR)] != SIHIR or not hmac.compare_digest(hashlib.sha256(govde).digest(), veri[-_MUHUR:]):
        raise GirdiHatasi("IMZ-172", yer, ayrinti="özeti tutmuyor")
    bloklar = list(_blocks(govde))
    if not bloklar or len(bloklar) % 4:
        raise GirdiHatasi("IMZ-172", yer, ayrinti="blok sayısı")
    for i in range(0, len(bloklar), 4):
        bas, adlar, boylar = (json.loads(bytes(blok)) for blok in bloklar[i : i + 3])
        yield bas, _digests(adlar, boylar, bytes(bloklar[i + 3]), digest_size(bas["algoritma"]))


def _blocks(govde: memoryview) -> Iterator[memoryview]:
    konum = len(SIHIR)
    while konum < len(govde):
        son = konum + 8 + int.from_bytes(govde[konum : konum + 8], "big")
        if son > len(govde):
            raise ValueError(son)
        yield govde[konum + 8 : son]
        konum = son


def _digests(adlar: list[str], boylar: list[int], ham: bytes, boy: int) -> dict[str, bytes | tuple[bytes, ...]]:
    ozetler: dict[str, bytes | tuple[bytes, ...]] = {}
    konum = 0
    if not all(isinstance(ad, str) for ad in adlar) or not all(type(sayi) is int and sayi >= 0 for sayi in boylar):
        raise ValueError(boy)
    for ad, sayi in zip(adlar, boylar, strict=True):
        son = konum + boy * (sayi or 1)
        parca = ham[konum:son]
        ozetler[ad] = tuple(parca[i : i + boy] for i in range(0, len(parca), boy)) if sayi else parca
        konum = son
    if konum != len(ham) or len(ozetler) != len(adlar):
        raise ValueError(konum)
    return ozetler


def hex_lists(listeler: Sequence[Sequence[bytes]]) -> list[list[str]]:
    """Return lists of digests as text."""
    return [[ozet.hex() for ozet in liste] for liste in listeler]


def from_hex_lists(listeler: Sequence[Sequence[str]]) -> tuple[tuple[bytes, ...], ...]:
    """Return lists of digests from text."""
    return tuple(tuple(bytes.fromhex(ozet) for ozet in liste) for liste in listeler)


def _json(deger: Any) -> bytes:
    return json.dumps(deger, separators=(",", ":")).encode("ascii")
