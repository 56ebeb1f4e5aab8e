# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""A small PKI of its own: a root, a person who signs letters, an institution that seals them. Keys come from a seed."""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import cache
from typing import Any, Final

import attrs
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID, ObjectIdentifier

from earsiv.imza.kos import run
from earsiv.imza.oid import name_qc_statements

_P256_SIRASI: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_BASLANGIC: Final = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
_BITIS: Final = dt.datetime(2040, 1, 1, tzinfo=dt.UTC)
# DER of QcStatements: 0.4.0.1862.1.1 and 2.16.792.1.61.0.1.5070.1.1, the two statements of a Turkish NES
_NES_QC: Final = bytes.fromhex("30193008060604008e460101300d060b608618013d0001a74e0101")
# the same with 2.16.792.1.61.0.1.5070.2.1: an institution's qualified seal
_MUHUR_QC: Final = bytes.fromhex("30193008060604008e460101300d060b608618013d0001a74e0201")
_QC_OID: Final = ObjectIdentifier("1.3.6.1.5.5.7.1.3")


@attrs.frozen
class Kimlik:
    """A certificate (DER) with its key (PKCS#8 DER)."""

    sertifika: bytes
    anahtar: bytes


@attrs.frozen
class SahtePki:
    """Root, person and seal; ``imzala`` and ``imzala_pdf`` make signatures with pyHanko."""

    kok: Kimlik
    kisi: Kimlik
    muhur: Kimlik

    def imzala(self, veri: bytes, *, kim: str = "kisi", ayrik: bool = False, an: dt.datetime | None = None) -> bytes:
        """Return a CAdES-BES signature over ``veri``, enveloping unless ``ayrik``."""
        from pyhanko.sign.ades.api import CAdESSignedAttrSpec
        from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

        ayar = PdfCMSSignedAttributes(
            signing_time=an or dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC), cades_signed_attrs=CAdESSignedAttrSpec()
        )
        imzaci = self._signer(getattr(self, kim))
        kap = run(imzaci.async_sign_general_data(veri, "sha256", detached=ayrik, use_cades=True, signed_attr_settings=ayar))
        return bytes(kap.dump())

    def imzala_pdf(self, pdf: bytes, *, an: dt.datetime | None = None) -> bytes:
        """Return a PDF with a PAdES-B signature over the whole of it."""
        from cryptography.hazmat.primitives.serialization import load_der_private_key

        from earsiv.imza.anahtar import Pkcs12Anahtari
        from earsiv.imza.pades_at import sign_pdf
        from earsiv.testing.saat import SahteSaat

        anahtar = Pkcs12Anahtari(self.kisi.sertifika, (self.kok.sertifika,), load_der_private_key(self.kisi.anahtar, None))
        return sign_pdf(pdf, anahtar, saat=SahteSaat(an or dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)))

    def _signer(self, kimlik: Kimlik) -> Any:
        from asn1crypto import keys
        from asn1crypto import x509 as asn1_x509
        from pyhanko.sign.ades import qualified_asn1
        from pyhanko_certvalidator.registry import SimpleCertificateStore

        from earsiv.testing.imzaci import RepeatableSigner

        assert qualified_asn1  # importing it registers the QC statements before a certificate is read
        name_qc_statements()
        depo = SimpleCertificateStore()
        depo.register_multiple([asn1_x509.Certificate.load(self.kok.sertifika)])
        return RepeatableSigner(
            signing_cert=asn1_x509.Certificate.load(kimlik.sertifika),
            signing_key=keys.PrivateKeyInfo.load(kimlik.anahtar),
            cert_registry=depo,
        )


def _key(tohum: str) -> ec.EllipticCurvePrivateKey:
    sayi = int.from_bytes(hashlib.sha512(tohum.encode()).digest(), "big") % (_P256_SIRASI - 1) + 1
    return ec.derive_private_key(sayi, ec.SECP256R1())


def issue(
    ad: str,
    tohum: str,
    *,
    makam: tuple[x509.Name, ec.EllipticCurvePrivateKey] | None = None,
    no: str = "",
    ca: bool = False,
    inkar_edilemez: bool = True,
    muhur: bool = False,
    baslangic: dt.datetime = _BASLANGIC,
    bitis: dt.datetime = _BITIS,
) -> Kimlik:
    """Return a new certificate and key; without ``makam`` it signs itself."""
    anahtar = _key(tohum)
    konu = x509.Name(
        [x509.NameAttribute(NameOID.COUNTRY_NAME, "TR"), x509.NameAttribute(NameOID.COMMON_NAME, ad)]
        + ([x509.NameAttribute(NameOID.SERIAL_NUMBER, no)] if no else [])
    )
    veren, imzalayan = makam or (konu, anahtar)
    kurucu = (
        x509.CertificateBuilder()
        .subject_name(konu)
        .issuer_name(veren)
        .public_key(anahtar.public_key())
        .serial_number(int.from_bytes(hashlib.sha256(tohum.encode()).digest()[:15], "big"))
        .not_valid_before(baslangic)
        .not_valid_after(bitis)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not ca and not inkar_edilemez,
                content_commitment=not ca and inkar_edilemez,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=ca,
                crl_sign=ca,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(anahtar.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(imzalayan.public_key()), critical=False)
    )
    if not ca and (no or muhur):
        kurucu = kurucu.add_extension(x509.UnrecognizedExtension(_QC_OID, _MUHUR_QC if muhur else _NES_QC), critical=False)
    sertifika = kurucu.sign(imzalayan, hashes.SHA256(), ecdsa_deterministic=True)
    return Kimlik(sertifika.public_bytes(Encoding.DER), anahtar.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))


@cache
def test_pki(tohum: str = "earsiv") -> SahtePki:  # noqa: PT028 - a maker, not a test
    """Return the PKI of a seed; two seeds give two worlds with the same names and other keys."""
    kok_adi = "Deneme Kök Sertifikası (geçersiz)"
    kok = issue(kok_adi, f"{tohum}/kok", ca=True)
    makam = (x509.load_der_x509_certificate(kok.sertifika).subject, _key(f"{tohum}/kok"))
    return SahtePki(
        kok=kok,
        kisi=issue("DENEME ÖRNEK", f"{tohum}/kisi", makam=makam, no="12345678901"),
        muhur=issue("ÖRNEKOVA BELEDİYE BAŞKANLIĞI (deneme)", f"{tohum}/muhur", makam=makam, muhur=True),
    )


@cache
def encryption_key(ad: str, *, bit: int = 2048, sifreleme: bool = True) -> Kimlik:
    """Return an RSA encryption certificate and key of an institution; made anew in each process, RSA keys have no seed.

    Args:
        sifreleme: whether the certificate's key usage allows it.
    """
    from cryptography.hazmat.primitives.asymmetric import rsa

    anahtar = rsa.generate_private_key(65537, bit)
    konu = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{ad} (deneme şifreleme)")])
    kullanim = x509.KeyUsage(
        digital_signature=not sifreleme,
        content_commitment=False,
        key_encipherment=sifreleme,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    sertifika = (
        x509.CertificateBuilder()
        .subject_name(konu)
        .issuer_name(konu)
        .public_key(anahtar.public_key())
        .serial_number(int.from_bytes(hashlib.sha256(ad.encode()).digest()[:15], "big"))
        .not_valid_before(_BASLANGIC)
        .not_valid_after(_BITIS)
        .add_extension(kullanim, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(anahtar.public_key()), critical=False)
        .sign(anahtar, hashes.SHA256())
    )
    return Kimlik(sertifika.public_bytes(Encoding.DER), anahtar.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))


test_pki.__test__ = False  # type: ignore[attr-defined]  # a maker, not a test
