# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""One signer of a CMS SignedData: the attribute rules, the signing certificate, the digest and the maths.

pyHanko accepts a signature without signed attributes and one without a signing-certificate reference; both are forgeable, so
those rules are checked here before its maths is asked.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import attrs

from earsiv.errors import Bulgu, GirdiHatasi, bulgu
from earsiv.imza.sonuc import AltGosterge, Gosterge, failed, unclear

if TYPE_CHECKING:
    from asn1crypto import cms, x509

_DAMGA: Final = "1.2.840.113549.1.9.16.2.14"
_KARSI: Final = "1.2.840.113549.1.9.6"
_SEVIYE: Final = (  # unsigned attribute OIDs, highest level first
    ("A", {"1.2.840.113549.1.9.16.2.27", "1.2.840.113549.1.9.16.2.48", "0.4.0.1733.2.4"}),
    ("XL", {"1.2.840.113549.1.9.16.2.23", "1.2.840.113549.1.9.16.2.24"}),
    ("X", {"1.2.840.113549.1.9.16.2.25", "1.2.840.113549.1.9.16.2.26"}),
    ("C", {"1.2.840.113549.1.9.16.2.21", "1.2.840.113549.1.9.16.2.22"}),
    ("T", {_DAMGA}),
)
_POLITIKA: Final = "1.2.840.113549.1.9.16.2.15"
_PROFIL: Final = {
    "2.16.792.1.61.0.1.5070.3.1.1": "P2",
    "2.16.792.1.61.0.1.5070.3.2.1": "P3",
    "2.16.792.1.61.0.1.5070.3.3.1": "P4",
}
_ZAYIF: Final = frozenset({"md5", "sha1", "md2"})

Karar = tuple[Gosterge, AltGosterge, Bulgu]


@attrs.frozen
class Imzaci:
    """A SignerInfo with what belongs to it: its certificate, the other certificates, the content type."""

    bilgi: cms.SignerInfo
    sertifika: x509.Certificate | None
    digerleri: tuple[x509.Certificate, ...]
    icerik_turu: str
    yer: str

    def attributes(self, *, imzali: bool) -> list[tuple[str, cms.CMSAttribute]]:
        """Return (OID, attribute) of the signed or unsigned attributes, in stored order."""
        kume = self.bilgi["signed_attrs" if imzali else "unsigned_attrs"]
        return [] if is_absent(kume) else [(o["type"].dotted, o) for o in kume]

    def values(self, oid: str) -> list[Any]:
        """Return every value of a signed attribute, over all its occurrences."""
        return [deger for kimlik, oge in self.attributes(imzali=True) if kimlik == oid for deger in oge["values"]]

    @property
    def seviye(self) -> str:
        """The level that the attributes present would make it, unproven."""
        oidler = {oid for oid, _ in self.attributes(imzali=False)}
        for ad, gereken in _SEVIYE:
            if gereken & oidler:
                return ad
        return "EPES" if self.values(_POLITIKA) else "BES"

    @property
    def profil(self) -> str | None:
        """The Turkish profile whose policy it names; a level below C without policy names none."""
        for deger in self.values(_POLITIKA):
            kimlik = deger.native
            if isinstance(kimlik, dict):
                return _PROFIL.get(kimlik.get("sig_policy_id", ""))
        return None


def is_absent(deger: Any) -> bool:
    """Tell whether an optional field is not there. Asking for its native value would build its whole tree, at every level anew."""
    from asn1crypto import core

    return isinstance(deger, core.Void)


def load(veri: bytes, yer: str) -> tuple[cms.SignedData, tuple[x509.Certificate, ...]]:
    """Parse SignedData strictly and return it with its certificates.

    Raises:
        GirdiHatasi: IMZ-005 not a SignedData, IMZ-006 no or too many signers.
    """
    from asn1crypto import cms, tsp
    from pyhanko.sign.ades import qualified_asn1

    # importing these registers the ESS attributes and the QC statements with the parser, before it reads the first certificate
    assert tsp.SigningCertificateV2 and qualified_asn1  # noqa: S101, PT018
    try:
        kap = cms.ContentInfo.load(veri, strict=True)
        if kap["content_type"].native != "signed_data":
            raise GirdiHatasi("IMZ-005", yer)
        imzali: cms.SignedData = kap["content"]
        ham = imzali["certificates"]
        sertifikalar = () if is_absent(ham) else tuple(s.chosen for s in ham if s.name == "certificate")
        for sertifika in sertifikalar:
            sertifika.native  # noqa: B018
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
        raise GirdiHatasi("IMZ-005", yer) from None
    return imzali, sertifikalar


def signers(imzali: cms.SignedData, sertifikalar: tuple[x509.Certificate, ...], yer: str) -> Iterator[Imzaci]:
    """Yield each signer with the certificate its identifier names."""
    coklu = len(imzali["signer_infos"]) > 1
    for no, bilgi in enumerate(imzali["signer_infos"], start=1):
        sid = bilgi["sid"]
        eslesen = [s for s in sertifikalar if _names(sid, s)]
        yield Imzaci(
            bilgi=bilgi,
            sertifika=eslesen[0] if eslesen else None,
            digerleri=tuple(s for s in sertifikalar if not eslesen or s is not eslesen[0]),
            icerik_turu=imzali["encap_content_info"]["content_type"].native,
            yer=f"{yer} · imzacı {no}" if coklu else yer,
        )


def _names(sid: cms.SignerIdentifier, sertifika: x509.Certificate) -> bool:
    if sid.name == "issuer_and_serial_number":
        cift = sid.chosen
        return bool(cift["serial_number"].native == sertifika.serial_number and cift["issuer"] == sertifika.issuer)
    return bool(sertifika.key_identifier == sid.chosen.native)


def judge(imzaci: Imzaci, icerik: bytes) -> Karar | None:
    """Judge structure, signing certificate, digest and signature value; ``None`` when all of it holds.

    The first failure decides, in the standard's order: format, certificate identification, cryptographic verification.
    """
    for adim in (_attributes, _certificate, _strength):
        if (karar := adim(imzaci)) is not None and karar[0] is Gosterge.TOTAL_FAILED:
            return karar
    return _maths(imzaci, icerik) or _strength(imzaci)


def _attributes(imzaci: Imzaci) -> Karar | None:
    if not imzaci.attributes(imzali=True):
        return failed(AltGosterge.FORMAT_FAILURE, "IMZ-007", imzaci.yer)
    oidler = [oid for oid, _ in imzaci.attributes(imzali=True)]
    for oid, ad in (("1.2.840.113549.1.9.3", "content-type"), ("1.2.840.113549.1.9.4", "message-digest")):
        if oidler.count(oid) != 1 or len(imzaci.values(oid)) != 1:
            return failed(AltGosterge.FORMAT_FAILURE, "IMZ-008", imzaci.yer, ad=ad)
    if len(set(oidler)) != len(oidler):
        return failed(AltGosterge.FORMAT_FAILURE, "IMZ-008", imzaci.yer, ad="aynı öznitelik iki kez")
    if imzaci.values("1.2.840.113549.1.9.3")[0].native != imzaci.icerik_turu:
        return failed(AltGosterge.FORMAT_FAILURE, "IMZ-008", imzaci.yer, ad="content-type")
    return None


def _certificate(imzaci: Imzaci) -> Karar | None:
    """The signing certificate is present and is the one the signed reference (ESS) names."""
    if imzaci.sertifika is None:
        return failed(AltGosterge.NO_SIGNING_CERTIFICATE_FOUND, "IMZ-009", imzaci.yer)
    der = imzaci.sertifika.dump()
    surum1, surum2 = imzaci.values("1.2.840.113549.1.9.16.2.12"), imzaci.values("1.2.840.113549.1.9.16.2.47")
    if not surum1 and not surum2:
        return failed(AltGosterge.NO_SIGNING_CERTIFICATE_FOUND, "IMZ-010", imzaci.yer)
    for deger, yeni in [*((d, True) for d in surum2), *((d, False) for d in surum1)]:
        kimlikler = deger["certs"]
        if not len(kimlikler):
            return failed(AltGosterge.NO_SIGNING_CERTIFICATE_FOUND, "IMZ-010", imzaci.yer)
        algoritma = kimlikler[0]["hash_algorithm"]["algorithm"].native if yeni else "sha1"
        if algoritma not in hashlib.algorithms_available:
            return failed(AltGosterge.NO_SIGNING_CERTIFICATE_FOUND, "IMZ-011", imzaci.yer)
        if not hmac.compare_digest(hashlib.new(algoritma, der).digest(), kimlikler[0]["cert_hash"].native):
            return failed(AltGosterge.NO_SIGNING_CERTIFICATE_FOUND, "IMZ-011", imzaci.yer)
    return None


def _strength(imzaci: Imzaci) -> Karar | None:
    """Weak algorithms without proof of when they were used: undecided, and a mismatch of the two is a failure."""
    ozet = imzaci.bilgi["digest_algorithm"]["algorithm"].native
    if ozet in _ZAYIF:
        return unclear(AltGosterge.CRYPTO_CONSTRAINTS_FAILURE_NO_POE, "IMZ-013", imzaci.yer, algoritma=ozet)
    anahtar = imzaci.sertifika.public_key if imzaci.sertifika is not None else None
    if anahtar is not None and anahtar.algorithm == "rsa" and anahtar.bit_size < 2048:
        return unclear(AltGosterge.CRYPTO_CONSTRAINTS_FAILURE_NO_POE, "IMZ-013", imzaci.yer, algoritma=f"RSA {anahtar.bit_size}")
    return None


def _maths(imzaci: Imzaci, icerik: bytes) -> Karar | None:
    from pyhanko.sign.general import CMSStructuralError
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko.sign.validation.generic_cms import validate_algorithm_protection, validate_sig_integrity
    from pyhanko_certvalidator.errors import InvalidCertificateError

    ozet_adi = imzaci.bilgi["digest_algorithm"]["algorithm"].native
    if ozet_adi not in hashlib.algorithms_available:
        return unclear(AltGosterge.CRYPTO_CONSTRAINTS_FAILURE_NO_POE, "IMZ-045", imzaci.yer, algoritma=ozet_adi)
    ozet = hashlib.new(ozet_adi, icerik).digest()
    if not hmac.compare_digest(ozet, imzaci.values("1.2.840.113549.1.9.4")[0].native):
        return failed(AltGosterge.HASH_FAILURE, "IMZ-012", imzaci.yer)
    imza_ozeti = _signature_digest(imzaci)
    if imza_ozeti and imza_ozeti != ozet_adi:
        return failed(AltGosterge.SIG_CRYPTO_FAILURE, "IMZ-014", imzaci.yer, ayrinti=f"{imza_ozeti} / {ozet_adi}")
    try:
        koruma = (imzaci.bilgi["digest_algorithm"], imzaci.bilgi["signature_algorithm"], None)
        validate_algorithm_protection(imzaci.bilgi["signed_attrs"], *koruma)
        butun, gecerli = validate_sig_integrity(imzaci.bilgi, imzaci.sertifika, imzaci.icerik_turu, ozet)
    except (
        SignatureValidationError,
        CMSStructuralError,
        InvalidCertificateError,
        ValueError,
        TypeError,
        KeyError,
        RuntimeError,
    ) as hata:
        return failed(AltGosterge.SIG_CRYPTO_FAILURE, "IMZ-014", imzaci.yer, ayrinti=type(hata).__name__)
    if not (butun and gecerli):
        return failed(AltGosterge.SIG_CRYPTO_FAILURE, "IMZ-014", imzaci.yer, ayrinti="imza değeri")
    return None


def _signature_digest(imzaci: Imzaci) -> str | None:
    """Return the digest that the signature algorithm itself names, if it names one."""
    try:
        return str(imzaci.bilgi["signature_algorithm"].hash_algo)
    except (ValueError, KeyError):
        return None


def pending(imzaci: Imzaci) -> list[Bulgu]:
    """Return what is present but not judged by this room yet; each keeps the verdict from passing."""
    bulgular = []
    if imzaci.seviye not in {"BES", "EPES"}:
        bulgular.append(bulgu("IMZ-031", imzaci.yer, duzey=imzaci.seviye))
    if any(oid == _KARSI for oid, _ in imzaci.attributes(imzali=False)):
        bulgular.append(bulgu("IMZ-032", imzaci.yer))
    return bulgular
