# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Change a CMS without touching what is stored in it: values are put in beside the others, only the lengths around them change.

A time-stamp covers stored bytes, so nothing here parses a value to write it again. A place in the tree is a path of child numbers from
the outermost value; everything on that path gets a new length, everything else is copied as it lies.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import attrs

from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv.errors import GirdiHatasi
from earsiv.imza import der, koruma, oid

Yol = tuple[int, ...]
_SD: Final = (1, 0)  # ContentInfo → [0] → SignedData
_IMZASIZ: Final = 0xA1


@attrs.frozen
class Oznitelik:
    """An unsigned attribute: its OID, its bytes, the values in it, and where each of them lies below the SignerInfo."""

    oid: str
    dugum: der.Dugum
    degerler: tuple[der.Dugum, ...]
    yol: Yol

    def value_path(self, no: int) -> Yol:
        """Return the path of a value, from the SignerInfo."""
        return (*self.yol, 1, no)


@attrs.frozen
class Imzaci:
    """A SignerInfo taken apart; ``yol`` is its place below the outermost value."""

    yol: Yol
    dugum: der.Dugum
    surum: der.Dugum
    sid: der.Dugum
    ozet_alg: der.Dugum
    imzali: der.Dugum | None
    imza_alg: der.Dugum
    imza: der.Dugum
    imzasiz: der.Dugum | None

    def unsigned(self) -> list[Oznitelik]:
        """Return the unsigned attributes in stored order."""
        if self.imzasiz is None:
            return []
        sira = [c.bas for c in self.dugum.cocuklar()].index(self.imzasiz.bas)
        liste = []
        for no, oge in enumerate(self.imzasiz.cocuklar()):
            tur, kume = oge.tur(der.SEQUENCE).cocuklar()[:2]
            liste.append(Oznitelik(tur.oid(), oge, tuple(kume.tur(der.SET).cocuklar()), (sira, no)))
        return liste

    def has(self, *kimlikler: str) -> bool:
        """Tell whether any of these unsigned attributes is there."""
        return any(o.oid in kimlikler for o in self.unsigned())

    def signed_value(self, kimlik: str) -> der.Dugum | None:
        """Return the first value of a signed attribute."""
        for oge in self.imzali.cocuklar() if self.imzali else ():
            tur, kume = oge.cocuklar()[:2]
            if tur.oid() == kimlik:
                return kume.cocuklar()[0]
        return None

    def identified(self, konu: bytes, seri: int, ski: bytes | None) -> bool:
        """Tell whether its identifier names the certificate of this issuer and serial number, or this key identifier."""
        if self.sid.etiket & 0x1F == 0:
            return ski is not None and self.sid.sekizli() == ski
        from earsiv.imza import sertifika

        veren, no = self.sid.cocuklar()[:2]
        return no.tamsayi() == seri and sertifika.same_name(veren.ham, konu)


@attrs.frozen
class Zarf:
    """A SignedData in its ContentInfo, taken apart; ``kok`` is the outermost value."""

    kok: der.Dugum
    sd: der.Dugum
    alanlar: tuple[der.Dugum, ...]
    yer: str

    @classmethod
    def load(cls, veri: bytes, yer: str = "", sinirlar: Sinirlar = VARSAYILAN) -> Zarf:
        """Take a CMS apart.

        Raises:
            GirdiHatasi: IMZ-001 … IMZ-005 it is none that could be changed safely, IMZ-006 it has no signer.
        """
        koruma.inspect(veri, yer, sinirlar)
        with readable(yer):
            zarf = cls.at(der.oku(veri), yer)
            if not zarf.signers():
                raise GirdiHatasi("IMZ-006", yer, sayi=0)
            return zarf

    @classmethod
    def again(cls, veri: bytes, yer: str) -> Zarf:
        """Take apart what was just put together from a CMS that went through ``load``; ``sealed`` looks at the whole once more."""
        return cls.at(der.oku(veri), yer)

    def sealed(self, sinirlar: Sinirlar = VARSAYILAN) -> bytes:
        """Return the bytes, once the guard lets them through that every reader of them will have.

        Raises:
            GirdiHatasi: IMZ-002 it grew beyond a limit.
        """
        koruma.inspect(self.kok.ham, self.yer, sinirlar)
        return self.kok.ham

    @classmethod
    def at(cls, kok: der.Dugum, yer: str) -> Zarf:
        """Take apart the ContentInfo that lies at a value."""
        tur, ic = kok.tur(der.SEQUENCE).cocuklar()[:2]
        if tur.oid() != oid.SIGNED_DATA:
            raise der.DerHatasi("SignedData değil")
        sd = ic.cocuklar()[0].tur(der.SEQUENCE)
        alanlar = tuple(sd.cocuklar())
        if len(alanlar) < 4:
            raise der.DerHatasi("SignedData eksik")
        return cls(kok, sd, alanlar, yer)

    @property
    def icerik(self) -> der.Dugum:
        """EncapsulatedContentInfo."""
        return self.alanlar[2]

    @property
    def gomulu(self) -> bytes | None:
        """The embedded content, ``None`` in a detached signature."""
        ogeler = self.icerik.cocuklar()
        return ogeler[1].cocuklar()[0].sekizli() if len(ogeler) > 1 else None

    @property
    def sertifikalar(self) -> der.Dugum | None:
        """The certificates field."""
        return der.explicit(list(self.alanlar[3:]), 0xA0)

    @property
    def siller(self) -> der.Dugum | None:
        """The crls field."""
        return der.explicit(list(self.alanlar[3:]), 0xA1)

    def signers(self) -> list[Imzaci]:
        """Return the parallel signers."""
        no = len(self.alanlar) - 1
        kume = self.alanlar[no].tur(der.SET).cocuklar()
        return [_signer(d, (*_SD, no, i)) for i, d in enumerate(kume)]

    def paths(self) -> list[tuple[int, ...]]:
        """Return the numbers of every signer, counter-signers after the one they sign beneath."""
        sira: list[tuple[int, ...]] = []

        def gez(adaylar: list[Imzaci], ust: tuple[int, ...]) -> None:
            for no, imzaci in enumerate(adaylar):
                sira.append((*ust, no))
                gez(counters(imzaci), (*ust, no))

        gez(self.signers(), ())
        return sira

    def signer_at(self, yol: Sequence[int]) -> Imzaci:
        """Return a signer by number, a counter-signer by the numbers of those it signs beneath and its own.

        Raises:
            GirdiHatasi: IMZ-110 there is none.
        """
        adaylar = self.signers()
        for derinlik, no in enumerate(yol):
            if not 0 <= no < len(adaylar):
                break
            if derinlik == len(yol) - 1:
                return adaylar[no]
            adaylar = counters(adaylar[no])
        raise GirdiHatasi("IMZ-110", self.yer, yol=".".join(str(n + 1) for n in yol))

    def edited(self, yol: Yol, islem: Callable[[der.Dugum], bytes]) -> bytes:
        """Return the whole CMS with the value at a path replaced."""
        return edit(self.kok, yol, islem)

    def with_fields(self, ekler: dict[int, Sequence[bytes]], surum: int | None = None) -> bytes:
        """Return the CMS with values put at the end of certificates (0xA0), crls (0xA1), digestAlgorithms (1) or signerInfos (-1).

        A field that is not there yet is made; a value that is there already is left out. ``surum`` raises the version number.
        """
        mevcut = {1: self.alanlar[1], -1: self.alanlar[-1], 0xA0: self.sertifikalar, 0xA1: self.siller}
        govde = [self.alanlar[0].ham if surum is None or self.alanlar[0].tamsayi() >= surum else der.wrap(der.INTEGER, bytes((surum,)))]
        for sira in (1, 2, 0xA0, 0xA1, -1):
            dugum = self.icerik if sira == 2 else mevcut[sira]
            var = {c.ham for c in dugum.cocuklar()} if dugum and sira != 2 else set()
            yeni = [e for e in dict.fromkeys(ekler.get(sira, ())) if e not in var]
            if dugum is not None:
                govde.append(append(dugum, yeni))
            elif yeni:
                govde.append(der.wrap(sira, b"".join(yeni)))
        return edit(self.kok, _SD, lambda sd: rewrap(sd, b"".join(govde)))


def _signer(dugum: der.Dugum, yol: Yol) -> Imzaci:
    ogeler = dugum.tur(der.SEQUENCE).cocuklar()
    surum, sid, ozet_alg = ogeler[:3]
    imzali = ogeler[3] if ogeler[3].etiket == 0xA0 else None
    kalan = ogeler[4 if imzali else 3 :]
    imzasiz = kalan[2] if len(kalan) > 2 and kalan[2].etiket == _IMZASIZ else None
    return Imzaci(yol, dugum, surum, sid, ozet_alg, imzali, kalan[0].tur(der.SEQUENCE), kalan[1], imzasiz)


def counters(imzaci: Imzaci) -> list[Imzaci]:
    """Return the counter-signers of a signer, over all attributes that hold some."""
    return [
        _signer(deger, (*imzaci.yol, *oge.value_path(no)))
        for oge in imzaci.unsigned()
        if oge.oid == oid.COUNTER_SIGNATURE
        for no, deger in enumerate(oge.degerler)
    ]


def with_unsigned(dugum: der.Dugum, yeni: Sequence[bytes]) -> bytes:
    """Return a SignerInfo with attributes put after its other unsigned ones."""
    imzaci = _signer(dugum, ())
    if imzaci.imzasiz is None:
        return rewrap(dugum, dugum.icerik + der.wrap(_IMZASIZ, b"".join(yeni)))
    eski = imzaci.imzasiz
    return rewrap(dugum, dugum.veri[dugum.govde : eski.bas] + append(eski, yeni) + dugum.veri[eski.son : dugum.bitis])


def append(dugum: der.Dugum, yeni: Sequence[bytes]) -> bytes:
    """Return a value with more values at its end; the same bytes when there are none."""
    return rewrap(dugum, dugum.icerik + b"".join(yeni)) if yeni else dugum.ham


def rewrap(dugum: der.Dugum, icerik: bytes) -> bytes:
    """Return new content under the tag of a value; one of indefinite length (BER) stays one."""
    if dugum.son != dugum.bitis:
        return bytes((dugum.etiket, 0x80)) + icerik + b"\0\0"
    return der.wrap(dugum.etiket, icerik)


def edit(dugum: der.Dugum, yol: Yol, islem: Callable[[der.Dugum], bytes]) -> bytes:
    """Return a value with the one at a path below it replaced by what ``islem`` makes of it."""
    if not yol:
        return islem(dugum)
    cocuk = dugum.cocuklar()[yol[0]]
    ic = dugum.veri[dugum.govde : cocuk.bas] + edit(cocuk, yol[1:], islem) + dugum.veri[cocuk.son : dugum.bitis]
    return rewrap(dugum, ic)


@attrs.frozen
class Damga:
    """What a time-stamp token says: the digest it stamps and when; ``zarf`` is the token taken apart."""

    zarf: Zarf
    algoritma: str
    ozet: bytes
    an: dt.datetime
    imzaci: Imzaci


def read_token(kok: der.Dugum, yer: str) -> Damga:
    """Read a TimeStampToken.

    Raises:
        DerHatasi: it is none.
    """
    zarf = Zarf.at(kok, yer)
    if zarf.icerik.cocuklar()[0].oid() != oid.TST_INFO or (govde := zarf.gomulu) is None:
        raise der.DerHatasi("zaman damgası değil")
    ogeler = der.oku(govde).tur(der.SEQUENCE).cocuklar()
    alg, ozet = ogeler[2].cocuklar()[:2]
    kimlik = alg.cocuklar()[0].oid()
    an = next(o for o in ogeler[3:] if o.etiket == 0x18).zaman()
    return Damga(zarf, oid.OZETLER.get(kimlik, kimlik), ozet.sekizli(), an, zarf.signers()[0])


@contextmanager
def readable(yer: str, kod: str = "IMZ-005") -> Iterator[None]:
    """Turn what a malformed value makes the readers raise into the refusal of this library."""
    try:
        yield
    except (ValueError, LookupError, StopIteration, RecursionError):
        raise GirdiHatasi(kod, yer, ayrinti="okunamıyor") from None
