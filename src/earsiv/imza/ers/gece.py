# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""A night: many objects under one time-stamp, and the evidence record of each on demand.

A record is a path through the tree and the token; both are cheap to write, so a night keeps the digests and the tokens and writes
a record when it is asked for. Stored, it is one file (see ``to_bytes``) from which every tree is built again: its root must then be
the digest in the token, so a damaged file cannot give wrong records.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar

import attrs

from earsiv.errors import GirdiHatasi
from earsiv.imza.ers import dosya, kayit
from earsiv.imza.ers.agac import OIDLER, Agac, digest_function, node
from earsiv.imza.ers.kayit import DamgaOlgusu, Listeler

Ozet = bytes | Sequence[bytes]
Nesne = bytes | tuple[bytes, ...]
T = TypeVar("T")


class Damgaci(Protocol):
    """Where time-stamps come from."""

    def stamp(self, ozet: bytes, algoritma: str) -> bytes:
        """Return the DER TimeStampToken (RFC 3161) over ``ozet``, a digest of ``algoritma`` (a name of ``hashlib``)."""
        ...


@attrs.frozen
class Taslak(Generic[T]):
    """Work that waits for a time-stamp: carry ``kok`` to a time-stamp authority, then ``complete`` with its token."""

    kok: bytes
    algoritma: str
    _bitir: Callable[[bytes], T] = attrs.field(repr=False)

    def complete(self, token: bytes) -> T:
        """Finish with the token.

        Raises:
            GirdiHatasi: IMZ-163 the token is laid over something else, IMZ-164 it cannot be read, IMZ-177 it is not newer.
        """
        require_token(token, self.kok, self.algoritma)
        return self._bitir(token)

    def stamp(self, damgaci: Damgaci) -> T:
        """Fetch the token and finish."""
        return self.complete(damgaci.stamp(self.kok, self.algoritma))


def require_token(token: bytes, kok: bytes, algoritma: str) -> DamgaOlgusu:
    """Read a token and refuse one that is laid over anything but ``kok``.

    Raises:
        GirdiHatasi: IMZ-163, IMZ-164.
    """
    olgu = kayit.token_facts(token, "zaman damgası")
    if (olgu.algoritma, olgu.ozet) != (algoritma, kok):
        raise GirdiHatasi("IMZ-163", "zaman damgası", beklenen=kok.hex()[:16], bulunan=olgu.ozet.hex()[:16])
    return olgu


@attrs.frozen
class Halka:
    """One chain of a night: its objects' digests, their tree, and its time-stamps.

    ``ust`` are the lists between the root of this night's tree and what the first token covers (several nights under one token);
    each further time-stamp of ``yenilemeler`` has its own reduced tree, shared by all objects of the night.
    """

    algoritma: str
    ozetler: Mapping[str, Nesne] = attrs.field(repr=False)
    agac: Agac
    token: bytes = attrs.field(repr=False)
    ust: Listeler = ()
    yenilemeler: tuple[tuple[Listeler, bytes], ...] = attrs.field(default=(), repr=False)

    @property
    def son_token(self) -> bytes:
        """The newest time-stamp of the chain."""
        return self.yenilemeler[-1][1] if self.yenilemeler else self.token

    def lists(self, ad: str) -> Listeler:
        """Return the reduced hash tree of an object's first time-stamp; empty where the token is laid over its digest itself."""
        nesne = self.ozetler[ad]
        yol = (*self.agac.path(leaf(nesne, self.algoritma)), *self.ust)
        if isinstance(nesne, bytes):
            return ((nesne,), *yol) if yol else ()
        return (nesne, *yol) if yol or len(nesne) > 1 else ()

    def chain(self, ad: str) -> bytes:
        """Return the DER of an object's ArchiveTimeStampChain."""
        return kayit.chain((self.algoritma, listeler, token) for listeler, token in ((self.lists(ad), self.token), *self.yenilemeler))


def leaf(nesne: Nesne, algoritma: str) -> bytes:
    """Return the leaf of an object: its digest, or the father of its group."""
    return nesne if isinstance(nesne, bytes) else node(nesne, algoritma)


def objects(ozetler: Mapping[str, Ozet], algoritma: str) -> dict[str, Nesne]:
    """Return the digests in the form the trees use: a group is sorted and each digest in it stands once.

    Raises:
        GirdiHatasi: IMZ-160 no object or an empty group, IMZ-161 a digest of the wrong length, IMZ-162 unknown algorithm.
    """
    if algoritma not in OIDLER:
        raise GirdiHatasi("IMZ-162", "kanıt kaydı", algoritma=algoritma)
    if not ozetler:
        raise GirdiHatasi("IMZ-160", "kanıt kaydı")
    boy = len(digest_function(algoritma)(b""))
    temiz: dict[str, Nesne] = {}
    for ad, deger in ozetler.items():
        nesne: Nesne = deger if isinstance(deger, bytes) else tuple(sorted(set(deger)))
        uyeler = (nesne,) if isinstance(nesne, bytes) else nesne
        if not uyeler:
            raise GirdiHatasi("IMZ-160", ad)
        for uye in uyeler:
            if len(uye) != boy:
                raise GirdiHatasi("IMZ-161", ad, uzunluk=len(uye), beklenen=boy, algoritma=algoritma)
        temiz[ad] = nesne
    return temiz


@attrs.frozen
class Gece:
    """A night: its chains, oldest first. The newest one says which objects are still in it."""

    halkalar: tuple[Halka, ...]

    @property
    def algoritma(self) -> str:
        """The digest algorithm of the newest chain."""
        return self.halkalar[-1].algoritma

    @property
    def kok(self) -> bytes:
        """The root of the newest tree."""
        return self.halkalar[-1].agac.kok

    @property
    def token(self) -> bytes:
        """The newest time-stamp: what the next renewal must cover."""
        return self.halkalar[-1].son_token

    @property
    def adlar(self) -> tuple[str, ...]:
        """The names of its objects, in the order given."""
        return tuple(self.halkalar[-1].ozetler)

    def sequence(self, ad: str) -> bytes:
        """Return the DER of an object's ArchiveTimeStampSequence.

        Raises:
            GirdiHatasi: IMZ-173 the night has no such object.
        """
        if ad not in self.halkalar[-1].ozetler:
            raise GirdiHatasi("IMZ-173", "gece", ad=ad)
        return kayit.sequence(halka.chain(ad) for halka in self.halkalar)

    def record(self, ad: str, kripto: Sequence[bytes] = ()) -> bytes:
        """Return the DER EvidenceRecord of an object; ``kripto`` are DER attributes to carry as CryptoInfos.

        Raises:
            GirdiHatasi: IMZ-173 the night has no such object.
        """
        if ad not in self.halkalar[-1].ozetler:
            raise GirdiHatasi("IMZ-173", "gece", ad=ad)
        return kayit.record((h.algoritma for h in self.halkalar), (h.chain(ad) for h in self.halkalar), kayit.crypto_infos(kripto))

    def to_bytes(self) -> bytes:
        """Return the file form: see ``earsiv.imza.ers.dosya``."""
        return dosya.pack([_store(halka) for halka in self.halkalar])

    @classmethod
    def from_bytes(cls, veri: bytes, yer: str = "gece") -> Gece:
        """Read the file form and build every tree again.

        Raises:
            GirdiHatasi: IMZ-172 damaged, or a root that is not what its token covers.
        """
        try:
            return cls(tuple(_restore(*ham) for ham in dosya.unpack(veri, yer)))
        except (GirdiHatasi, ValueError, TypeError, KeyError, IndexError, RecursionError) as hata:
            ayrinti = hata.bulgu.mesaj if isinstance(hata, GirdiHatasi) else type(hata).__name__
            raise GirdiHatasi("IMZ-172", yer, ayrinti=ayrinti.rstrip(".")) from None


def _store(halka: Halka) -> tuple[dict[str, Any], Mapping[str, Nesne]]:
    bas = {
        "algoritma": halka.algoritma,
        "token": halka.token.hex(),
        "ust": dosya.hex_lists(halka.ust),
        "yenilemeler": [{"listeler": dosya.hex_lists(listeler), "token": token.hex()} for listeler, token in halka.yenilemeler],
    }
    return bas, halka.ozetler


def _restore(bas: dict[str, Any], ozetler: dict[str, Nesne]) -> Halka:
    halka = Halka(
        algoritma=bas["algoritma"],
        ozetler=ozetler,
        agac=Agac.build((leaf(n, bas["algoritma"]) for n in ozetler.values()), bas["algoritma"]),
        token=bytes.fromhex(bas["token"]),
        ust=dosya.from_hex_lists(bas["ust"]),
        yenilemeler=tuple((dosya.from_hex_lists(y["listeler"]), bytes.fromhex(y["token"])) for y in bas["yenilemeler"]),
    )
    require_token(halka.token, climb(halka.agac.kok, halka.ust, halka.algoritma), halka.algoritma)
    return halka


def climb(ozet: bytes, listeler: Listeler, algoritma: str) -> bytes:
    """Return the root that a digest reaches over ``listeler``, the father of each list being added to the next."""
    for liste in listeler:
        ozet = node((ozet, *liste), algoritma)
    return ozet


def prepare(ozetler: Mapping[str, Ozet], algoritma: str = "sha256") -> Taslak[Gece]:
    """Build the tree over a night's objects and wait for its time-stamp.

    Args:
        ozetler: the digest of each object by name, or the digests of a group: data objects that belong together and are proven
            together, as the parts of one package.
        algoritma: a name of ``hashlib``: SHA-2 or SHA-3 of 256 bits and more.

    Raises:
        GirdiHatasi: IMZ-160 no object, IMZ-161 a digest of the wrong length, IMZ-162 an algorithm that is not used for new records.
    """
    nesneler = objects(ozetler, algoritma)
    agac = Agac.build((leaf(n, algoritma) for n in nesneler.values()), algoritma)
    return Taslak(agac.kok, algoritma, lambda token: Gece((Halka(algoritma, nesneler, agac, token),)))


def build(ozetler: Mapping[str, Ozet], damgaci: Damgaci, algoritma: str = "sha256") -> Gece:
    """Put many objects under one time-stamp; see ``prepare``."""
    return prepare(ozetler, algoritma).stamp(damgaci)
