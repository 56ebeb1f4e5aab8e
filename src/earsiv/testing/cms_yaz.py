# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""SignedData written piece by piece for the tests: the frame of signatures and of time-stamp tokens alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs

from earsiv.testing import der
from earsiv.testing.dunya_imza import algorithm_id, digest, digest_id, sign

ID_DATA: Final = "1.2.840.113549.1.7.1"
ID_SIGNED_DATA: Final = "1.2.840.113549.1.7.2"
CONTENT_TYPE: Final = "1.2.840.113549.1.9.3"
MESSAGE_DIGEST: Final = "1.2.840.113549.1.9.4"
SIGNING_TIME: Final = "1.2.840.113549.1.9.5"
ESS_V1: Final = "1.2.840.113549.1.9.16.2.12"
ESS_V2: Final = "1.2.840.113549.1.9.16.2.47"


@attrs.frozen
class Oznitelik:
    """An attribute: its type and its values in DER, as many as wanted."""

    oid: str
    degerler: tuple[bytes, ...]

    def dump(self) -> bytes:
        """Return the DER of the attribute."""
        return der.seq(der.oid(self.oid), der.set_of(self.degerler))


def attribute(oid: str, *degerler: bytes) -> Oznitelik:
    """Return an attribute with these values."""
    return Oznitelik(oid, degerler)


def issuer_and_serial(sertifika: bytes) -> bytes:
    """Return IssuerAndSerialNumber of a certificate."""
    tbs = der.children(der.children(sertifika)[0])
    return der.seq(tbs[3], tbs[1])


def ess_certificate(sertifika: bytes, ozet: str = "sha256", *, surum: int = 2, degistir: bytes = b"") -> Oznitelik:
    """Return signing-certificate (v1, SHA-1) or signing-certificate-v2 naming a certificate, or with another hash put in."""
    tbs = der.children(der.children(sertifika)[0])
    veren = der.seq(der.seq(der.explicit(4, tbs[3])), tbs[1])
    karma = der.octets(degistir or digest("sha1" if surum == 1 else ozet, sertifika))
    alg = b"" if surum == 1 or ozet == "sha256" else digest_id(ozet)
    return attribute(ESS_V1 if surum == 1 else ESS_V2, der.seq(der.seq(der.seq(alg, karma, veren))))


@attrs.frozen
class ImzaciBilgisi:
    """The parts of a SignerInfo. ``imzali`` empty means: no signed attributes."""

    sid: bytes
    ozet: str
    imzali: tuple[Oznitelik, ...]
    algoritma: bytes
    imza: bytes
    imzasiz: tuple[Oznitelik, ...] = ()
    surum: int = 1
    ozet_kimligi: bytes = b""
    imzali_sirala: bool = True

    @property
    def digest_algorithm(self) -> bytes:
        """The AlgorithmIdentifier of the digest."""
        return self.ozet_kimligi or digest_id(self.ozet)

    @property
    def signed_attributes(self) -> bytes:
        """The field ``[0]``, empty where there are none."""
        return der.set_of([o.dump() for o in self.imzali], tag=0xA0, sirala=self.imzali_sirala) if self.imzali else b""

    @property
    def fields(self) -> list[bytes]:
        """Every field before the unsigned attributes, in order."""
        return [der.integer(self.surum), self.sid, self.digest_algorithm, self.signed_attributes, self.algoritma, der.octets(self.imza)]

    def dump(self) -> bytes:
        """Return the DER; unsigned attributes stand in the order given."""
        sona = [der.set_of([o.dump() for o in self.imzasiz], tag=0xA1, sirala=False)] if self.imzasiz else []
        return der.seq(*self.fields, *sona)


def sign_attributes(
    anahtar: bytes,
    sid: bytes,
    imzali: Sequence[Oznitelik],
    *,
    ozet: str = "sha256",
    imza_ozeti: str = "",
    pss: bool = False,
    icerik: bytes = b"",
    sirala: bool = True,
) -> ImzaciBilgisi:
    """Return a SignerInfo over its signed attributes, or straight over ``icerik`` where there are none."""
    taslak = ImzaciBilgisi(sid, ozet, tuple(imzali), algorithm_id(anahtar, imza_ozeti or ozet, pss=pss), b"", imzali_sirala=sirala)
    veri = b"\x31" + taslak.signed_attributes[1:] if imzali else icerik
    return attrs.evolve(taslak, imza=sign(anahtar, veri, imza_ozeti or ozet, pss=pss))


@attrs.frozen
class ImzaliVeri:
    """The parts of a SignedData; every one can be replaced before ``dump``."""

    icerik_turu: str
    icerik: bytes | None
    imzacilar: tuple[ImzaciBilgisi, ...]
    sertifikalar: tuple[bytes, ...] = ()
    siller: tuple[bytes, ...] = ()
    surum: int = 1
    icerik_kodu: bytes | None = None
    ham_imzacilar: bytes | None = None
    disa: str = ID_SIGNED_DATA

    @property
    def encap(self) -> bytes:
        """The encapContentInfo."""
        govde = self.icerik_kodu
        if govde is None and self.icerik is not None:
            govde = der.explicit(0, der.octets(self.icerik))
        return der.seq(der.oid(self.icerik_turu), govde or b"")

    @property
    def certificates(self) -> bytes:
        """The field ``[0]``."""
        return der.set_of(self.sertifikalar, tag=0xA0) if self.sertifikalar else b""

    @property
    def crls(self) -> bytes:
        """The field ``[1]``."""
        return der.set_of(self.siller, tag=0xA1) if self.siller else b""

    @property
    def fields(self) -> list[bytes]:
        """The elements of the SignedData in order."""
        ozetler = der.set_of({i.digest_algorithm for i in self.imzacilar})
        imzacilar = der.set_of([i.dump() for i in self.imzacilar]) if self.ham_imzacilar is None else self.ham_imzacilar
        return [der.integer(self.surum), ozetler, self.encap, self.certificates, self.crls, imzacilar]

    def dump(self) -> bytes:
        """Return the DER of the ContentInfo."""
        return der.seq(der.oid(self.disa), der.explicit(0, der.seq(*self.fields)))
