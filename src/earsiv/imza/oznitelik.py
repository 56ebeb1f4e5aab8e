# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Build the ASN.1 of CAdES: signed attributes of the Turkish profiles, references and values, the hash index of an archive stamp.

Every function returns finished DER. What comes from outside (certificates, lists, answers) goes in byte for byte as it was given.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from typing import Final

from earsiv.imza import der, oid, sertifika
from earsiv.imza._zarf import Imzaci, Zarf
from earsiv.imza.kripto import ImzaAlgoritmasi
from earsiv.imza.profil import ProfilKurali, profiles

_OZET_OIDLERI: Final = {ad: kimlik for kimlik, ad in oid.OZETLER.items()}
_IMZA_OIDLERI: Final = {
    ("rsa", "sha256"): "1.2.840.113549.1.1.11",
    ("rsa", "sha384"): "1.2.840.113549.1.1.12",
    ("rsa", "sha512"): "1.2.840.113549.1.1.13",
    ("ec", "sha256"): "1.2.840.10045.4.3.2",
    ("ec", "sha384"): "1.2.840.10045.4.3.3",
    ("ec", "sha512"): "1.2.840.10045.4.3.4",
}
_PSS: Final = "1.2.840.113549.1.1.10"
_MGF1: Final = "1.2.840.113549.1.1.8"
_OCSP_BILGISI: Final = "1.3.6.1.5.5.7.16.2"  # id-ri-ocsp-response, RFC 5940
_NULL: Final = b"\x05\0"


class Profil(StrEnum):
    """The four signature profiles of BTK's guide."""

    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"


def sequence(*parcalar: bytes) -> bytes:
    """Return a SEQUENCE."""
    return der.wrap(der.SEQUENCE, b"".join(parcalar))


def set_of(*parcalar: bytes) -> bytes:
    """Return a SET OF in the order DER asks for."""
    return der.wrap(der.SET, b"".join(sorted(parcalar)))


def octets(veri: bytes) -> bytes:
    """Return an OCTET STRING."""
    return der.wrap(der.OCTET, veri)


@cache
def oid_der(kimlik: str) -> bytes:
    """Return an OBJECT IDENTIFIER."""
    from asn1crypto import core

    return bytes(core.ObjectIdentifier(kimlik).dump())


def digest_algorithm(ozet: str) -> bytes:
    """Return the AlgorithmIdentifier of a digest, without parameters (RFC 5754)."""
    return sequence(oid_der(_OZET_OIDLERI[ozet]))


def signature_algorithm(alg: ImzaAlgoritmasi) -> bytes:
    """Return the AlgorithmIdentifier of a signature.

    Raises:
        KeyError: no new signature is made with it.
    """
    ozet = alg.ozet or ""
    if alg.aile == "rsa-pss":
        ozet_alg = sequence(oid_der(_OZET_OIDLERI[ozet]), _NULL)
        tuz = der.wrap(der.INTEGER, bytes((alg.tuz,)))
        ayar = (ozet_alg, sequence(oid_der(_MGF1), ozet_alg), tuz)
        return sequence(oid_der(_PSS), sequence(*(der.wrap(0xA0 + i, parca) for i, parca in enumerate(ayar))))
    return sequence(oid_der(_IMZA_OIDLERI[alg.aile, ozet]), _NULL if alg.aile == "rsa" else b"")


def attribute(kimlik: str, *degerler: bytes) -> bytes:
    """Return an Attribute."""
    return sequence(oid_der(kimlik), set_of(*degerler))


def _time(an: dt.datetime) -> bytes:
    """Return a Time as RFC 5652 has it: UTCTime through 2049."""
    from asn1crypto import core

    if an.tzinfo is None:
        raise TypeError("aware datetime")
    an = an.astimezone(dt.UTC).replace(microsecond=0)
    return bytes((core.UTCTime(an) if 1950 <= an.year < 2050 else core.GeneralizedTime(an)).dump())


def issuer_serial(ham: bytes) -> bytes:
    """Return IssuerAndSerialNumber (of CMS) of a certificate, the bytes as they stand in it."""
    veren, seri = _issuer_and_serial(ham)
    return sequence(veren, seri)


def _issuer_and_serial(ham: bytes) -> tuple[bytes, bytes]:
    ogeler = der.oku(ham).cocuklar()[0].cocuklar()
    ilk = 1 if ogeler[0].etiket == 0xA0 else 0
    return ogeler[ilk + 2].ham, ogeler[ilk].ham


def _general_issuer_serial(ham: bytes) -> bytes:
    """Return IssuerSerial (of ESS) of a certificate: the issuer is a directoryName in GeneralNames."""
    veren, seri = _issuer_and_serial(ham)
    return sequence(sequence(der.wrap(0xA4, veren)), seri)


def signing_certificate(ham: bytes, ozet: str = "sha256") -> bytes:
    """Return the signing-certificate-v2 attribute; SHA-256 is the default of the structure and left out."""
    kimlik = sequence(
        b"" if ozet == "sha256" else digest_algorithm(ozet), octets(hashlib.new(ozet, ham).digest()), _general_issuer_serial(ham)
    )
    return attribute(oid.SIGNING_CERT_V2, sequence(sequence(kimlik)))


def signature_policy(kural: ProfilKurali) -> bytes:
    """Return the signature-policy-identifier attribute with the SPURI qualifier."""
    ozet = sequence(digest_algorithm(kural.ozet_algoritmasi), octets(kural.ozet))
    adres = sequence(oid_der(oid.SPURI), der.wrap(0x16, kural.adres.encode("ascii")))
    return attribute(oid.SIG_POLICY, sequence(oid_der(kural.oid), ozet, sequence(adres)))


def signed_attributes(
    ozet: bytes, ham: bytes, *, tur: str | None, an: dt.datetime | None, profil: Profil | None, ozet_adi: str = "sha256"
) -> bytes:
    """Return the signed attributes as the DER SET that is signed.

    Args:
        ozet: digest of the content (of the signature value, in a counter-signature).
        ham: the signing certificate.
        tur: content type; ``None`` in a counter-signature, which has none.
        an: claimed signing time; ``None`` in a PDF, which states it elsewhere.
        profil: P1 and ``None`` name no policy.
        ozet_adi: the digest by which the signing certificate is named.
    """
    ogeler = [attribute(oid.MESSAGE_DIGEST, octets(ozet)), signing_certificate(ham, ozet_adi)]
    if tur is not None:
        ogeler.append(attribute(oid.CONTENT_TYPE, oid_der(tur)))
    if an is not None:
        ogeler.append(attribute(oid.SIGNING_TIME, _time(an)))
    if (kural := next((k for k in profiles().values() if k.ad == profil), None)) is not None:
        ogeler.append(signature_policy(kural))
    return set_of(*ogeler)


def other_hash(veri: bytes) -> bytes:
    """Return OtherHash with SHA-256."""
    return sequence(digest_algorithm("sha256"), octets(hashlib.sha256(veri).digest()))


def certificate_refs(sertifikalar: Sequence[bytes]) -> bytes:
    """Return complete-certificate-references over these certificates (the signer's is not among them)."""
    return attribute(oid.CERT_REFS, sequence(*(sequence(other_hash(s), _general_issuer_serial(s)) for s in sertifikalar)))


def certificate_values(sertifikalar: Sequence[bytes]) -> bytes:
    """Return certificate-values."""
    return attribute(oid.CERT_VALUES, sequence(*sertifikalar))


def crl_ref(sil: bytes) -> bytes:
    """Return CrlValidatedID of a revocation list: hash, issuer, time, number."""
    ogeler = der.oku(sil).cocuklar()[0].cocuklar()
    ilk = 1 if ogeler[0].etiket == der.INTEGER else 0
    veren, zaman = ogeler[ilk + 1], ogeler[ilk + 2]
    uzanti = der.explicit(ogeler[ilk + 3 :], 0xA0)
    no = sertifika.extensions(uzanti.cocuklar()[0]).get("2.5.29.20") if uzanti else None
    an = zaman.ham if zaman.etiket == 0x17 else _time(zaman.zaman())
    return sequence(other_hash(sil), sequence(veren.ham, an, no[1] if no else b""))


def ocsp_ref(basit: bytes) -> bytes:
    """Return OcspResponsesID of a BasicOCSPResponse: responder, time, hash."""
    ogeler = der.oku(basit).cocuklar()[0].cocuklar()
    ilk = 1 if ogeler[0].etiket == 0xA0 else 0
    return sequence(sequence(ogeler[ilk].ham, ogeler[ilk + 1].ham), other_hash(basit))


def revocation_refs(sira: Sequence[tuple[Sequence[bytes], Sequence[bytes]]]) -> bytes:
    """Return complete-revocation-references: one CrlOcspRef per (lists, answers), in the order of the certificates."""
    ogeler = []
    for siller, ocspler in sira:
        sil = der.wrap(0xA0, sequence(sequence(*map(crl_ref, siller)))) if siller else b""
        ocsp = der.wrap(0xA1, sequence(sequence(*map(ocsp_ref, ocspler)))) if ocspler else b""
        ogeler.append(sequence(sil, ocsp))
    return attribute(oid.REV_REFS, sequence(*ogeler))


def revocation_values(siller: Sequence[bytes], ocspler: Sequence[bytes]) -> bytes:
    """Return revocation-values: lists, and answers as BasicOCSPResponse."""
    sil = der.wrap(0xA0, sequence(*siller)) if siller else b""
    ocsp = der.wrap(0xA1, sequence(*ocspler)) if ocspler else b""
    return attribute(oid.REV_VALUES, sequence(sil, ocsp))


def ocsp_response(basit: bytes) -> bytes:
    """Return an OCSPResponse (successful) around a BasicOCSPResponse."""
    return sequence(b"\x0a\x01\0", der.wrap(0xA0, sequence(oid_der(oid.OCSP_BASIC), octets(basit))))


def ocsp_in_crls(basit: bytes) -> bytes:
    """Return an OCSP answer in the form in which SignedData.crls holds one (RFC 5940)."""
    return der.wrap(0xA1, oid_der(_OCSP_BILGISI) + ocsp_response(basit))


def hash_index(zarf: Zarf, imzaci: Imzaci, ozet: str) -> bytes:
    """Return ATSHashIndexV3 over what a signature holds now (EN 319 122-1 5.5.2)."""

    def ozetle(*parcalar: bytes) -> bytes:
        return octets(hashlib.new(ozet, b"".join(parcalar)).digest())

    sertifikalar = [ozetle(c.ham) for c in zarf.sertifikalar.cocuklar()] if zarf.sertifikalar else []
    siller = [ozetle(c.ham) for c in zarf.siller.cocuklar()] if zarf.siller else []
    imzasiz = [ozetle(o.dugum.cocuklar()[0].ham, deger.ham) for o in imzaci.unsigned() for deger in o.degerler]
    return sequence(digest_algorithm(ozet), sequence(*sertifikalar), sequence(*siller), sequence(*imzasiz))
