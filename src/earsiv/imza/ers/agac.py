# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The hash tree of RFC 4998 §4.2: one root over a night of objects, and the way from each leaf to it.

The children of a node are concatenated in binary ascending order and hashed. The tree is binary; a node without a sibling moves up
unchanged, and leaves are sorted and unique, so a root depends on the set of digests alone. The RFC has no mark that tells a leaf
from an inner node: an object whose bytes are two digests of the tree could pass for one. Archived files are no such thing.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import attrs

from earsiv.errors import GirdiHatasi

OIDLER: Final = {
    "sha256": "2.16.840.1.101.3.4.2.1",
    "sha384": "2.16.840.1.101.3.4.2.2",
    "sha512": "2.16.840.1.101.3.4.2.3",
    "sha3_256": "2.16.840.1.101.3.4.2.8",
    "sha3_384": "2.16.840.1.101.3.4.2.9",
    "sha3_512": "2.16.840.1.101.3.4.2.10",
}
ESKI_OIDLER: Final = {"sha1": "1.3.14.3.2.26", "sha224": "2.16.840.1.101.3.4.2.4"}
ADLAR: Final = {oid: ad for ad, oid in (OIDLER | ESKI_OIDLER).items()}  # what may be read; only the first table is written


def digest_function(algoritma: str) -> Callable[[bytes], bytes]:
    """Return the function that hashes bytes with ``algoritma`` (a name of ``hashlib``).

    Raises:
        GirdiHatasi: IMZ-162 the algorithm is not supported.
    """
    if algoritma not in OIDLER and algoritma not in ESKI_OIDLER:
        raise GirdiHatasi("IMZ-162", "özet ağacı", algoritma=algoritma)
    kur: Callable[[bytes], Any] = getattr(hashlib, algoritma)
    return lambda veri: bytes(kur(veri).digest())


def digest_size(algoritma: str) -> int:
    """Return the length of a digest in bytes.

    Raises:
        GirdiHatasi: IMZ-162 the algorithm is not supported.
    """
    return len(digest_function(algoritma)(b""))


def node(cocuklar: Sequence[bytes], algoritma: str) -> bytes:
    """Return the father of ``cocuklar``: a single one is its own father (RFC 6283 says so, RFC 4998 leaves it open)."""
    return cocuklar[0] if len(cocuklar) == 1 else digest_function(algoritma)(b"".join(sorted(cocuklar)))


@attrs.frozen
class Agac:
    """A tree: each level is one string of equally long digests, leaves first."""

    algoritma: str
    boy: int
    katlar: tuple[bytes, ...] = attrs.field(repr=False)

    @classmethod
    def build(cls, yapraklar: Iterable[bytes], algoritma: str) -> Agac:
        """Build the tree over at least one digest, in time and memory proportional to their number.

        Raises:
            GirdiHatasi: IMZ-160 no leaf, IMZ-161 a digest of the wrong length, IMZ-162 unknown algorithm.
        """
        boy = digest_size(algoritma)
        kat = sorted(set(yapraklar))
        if not kat:
            raise GirdiHatasi("IMZ-160", "özet ağacı")
        if yanlis := next((y for y in kat if len(y) != boy), None):
            raise GirdiHatasi("IMZ-161", yanlis.hex()[:16], uzunluk=len(yanlis), beklenen=boy, algoritma=algoritma)
        katlar, ozet = [b"".join(kat)], digest_function(algoritma)
        while len(kat) > 1:
            ciftler = zip(kat[::2], kat[1::2], strict=False)
            kat = [ozet(a + b if a < b else b + a) for a, b in ciftler] + ([kat[-1]] if len(kat) % 2 else [])
            katlar.append(b"".join(kat))
        return cls(algoritma, boy, tuple(katlar))

    @property
    def kok(self) -> bytes:
        """The root."""
        return self.katlar[-1]

    def path(self, yaprak: bytes) -> tuple[tuple[bytes, ...], ...]:
        """Return the siblings on the way from a leaf to the root, each as a list of one: the reduced tree without its first list.

        Raises:
            GirdiHatasi: IMZ-173 the tree has no such leaf.
        """
        yapraklar = self.katlar[0]
        sira = bisect_left(range(len(yapraklar) // self.boy), yaprak, key=lambda i: self._at(0, i))
        if self._at(0, sira) != yaprak:
            raise GirdiHatasi("IMZ-173", "özet ağacı", ad=yaprak.hex()[:16])
        yol = []
        for kat in range(len(self.katlar) - 1):
            if kardes := self._at(kat, sira ^ 1):
                yol.append((kardes,))
            sira //= 2
        return tuple(yol)

    def _at(self, kat: int, sira: int) -> bytes:
        """Return a digest of a level; empty beyond its end."""
        return self.katlar[kat][sira * self.boy : (sira + 1) * self.boy]
