# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The object identifiers the rules speak of, under the names their standards give them, and algorithms by OID."""

from __future__ import annotations

from typing import Final

SIGNED_DATA: Final = "1.2.840.113549.1.7.2"
TST_INFO: Final = "1.2.840.113549.1.9.16.1.4"

CONTENT_TYPE: Final = "1.2.840.113549.1.9.3"
MESSAGE_DIGEST: Final = "1.2.840.113549.1.9.4"
SIGNING_TIME: Final = "1.2.840.113549.1.9.5"
COUNTER_SIGNATURE: Final = "1.2.840.113549.1.9.6"
SIGNING_CERT: Final = "1.2.840.113549.1.9.16.2.12"
SIGNING_CERT_V2: Final = "1.2.840.113549.1.9.16.2.47"
OTHER_SIGNING_CERT: Final = "1.2.840.113549.1.9.16.2.19"
ALGORITHM_PROTECT: Final = "1.2.840.113549.1.9.52"
SIG_POLICY: Final = "1.2.840.113549.1.9.16.2.15"
CONTENT_TS: Final = "1.2.840.113549.1.9.16.2.20"
SIGNATURE_TS: Final = "1.2.840.113549.1.9.16.2.14"
CERT_REFS: Final = "1.2.840.113549.1.9.16.2.21"
REV_REFS: Final = "1.2.840.113549.1.9.16.2.22"
CERT_VALUES: Final = "1.2.840.113549.1.9.16.2.23"
REV_VALUES: Final = "1.2.840.113549.1.9.16.2.24"
ESC_TS: Final = "1.2.840.113549.1.9.16.2.25"
CERT_CRL_TS: Final = "1.2.840.113549.1.9.16.2.26"
ATS_V1: Final = "1.2.840.113549.1.9.16.2.27"
ATS_V2: Final = "1.2.840.113549.1.9.16.2.48"
ATS_V3: Final = "0.4.0.1733.2.4"
HASH_INDEX_V1: Final = "0.4.0.1733.2.5"
HASH_INDEX_V2: Final = "0.4.0.19122.1.4"
HASH_INDEX_V3: Final = "0.4.0.19122.1.5"
ADOBE_REVOCATION: Final = "1.2.840.113583.1.1.8"

ARSIV_DAMGALARI: Final = {ATS_V1: "v1", ATS_V2: "v2", ATS_V3: "v3"}

TEK_DEGERLI: Final = frozenset({CONTENT_TYPE, MESSAGE_DIGEST, SIGNING_TIME, SIGNING_CERT, SIGNING_CERT_V2, SIG_POLICY, ALGORITHM_PROTECT})

SPURI: Final = "1.2.840.113549.1.9.16.5.1"

BASIC_CONSTRAINTS: Final = "2.5.29.19"
KEY_USAGE: Final = "2.5.29.15"
EXT_KEY_USAGE: Final = "2.5.29.37"
POLICIES: Final = "2.5.29.32"
SKI: Final = "2.5.29.14"
AKI: Final = "2.5.29.35"
CRL_DP: Final = "2.5.29.31"
AIA: Final = "1.3.6.1.5.5.7.1.1"
QC_STATEMENTS: Final = "1.3.6.1.5.5.7.1.3"
OCSP_NOCHECK: Final = "1.3.6.1.5.5.7.48.1.5"
OCSP_BASIC: Final = "1.3.6.1.5.5.7.48.1.1"
EKU_TIMESTAMP: Final = "1.3.6.1.5.5.7.3.8"
AIA_OCSP: Final = "1.3.6.1.5.5.7.48.1"
AIA_ISSUERS: Final = "1.3.6.1.5.5.7.48.2"
EKU_OCSP: Final = "1.3.6.1.5.5.7.3.9"

OZETLER: Final[dict[str, str]] = {
    "1.2.840.113549.2.5": "md5",
    "1.3.14.3.2.26": "sha1",
    "2.16.840.1.101.3.4.2.4": "sha224",
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
    "2.16.840.1.101.3.4.2.8": "sha3_256",
    "2.16.840.1.101.3.4.2.9": "sha3_384",
    "2.16.840.1.101.3.4.2.10": "sha3_512",
    "1.3.36.3.2.1": "ripemd160",
    "1.0.10118.3.0.55": "whirlpool",
}
# signature algorithm -> (family, digest or None where the digest is named elsewhere)
IMZALAR: Final[dict[str, tuple[str, str | None]]] = {
    "1.2.840.113549.1.1.1": ("rsa", None),
    "1.2.840.113549.1.1.4": ("rsa", "md5"),
    "1.2.840.113549.1.1.5": ("rsa", "sha1"),
    "1.2.840.113549.1.1.14": ("rsa", "sha224"),
    "1.2.840.113549.1.1.11": ("rsa", "sha256"),
    "1.2.840.113549.1.1.12": ("rsa", "sha384"),
    "1.2.840.113549.1.1.13": ("rsa", "sha512"),
    "2.16.840.1.101.3.4.3.14": ("rsa", "sha3_256"),
    "2.16.840.1.101.3.4.3.15": ("rsa", "sha3_384"),
    "2.16.840.1.101.3.4.3.16": ("rsa", "sha3_512"),
    "1.3.14.3.2.29": ("rsa", "sha1"),
    "1.2.840.113549.1.1.10": ("rsa-pss", None),
    "1.2.840.10045.2.1": ("ec", None),
    "1.2.840.10045.4.1": ("ec", "sha1"),
    "1.2.840.10045.4.3.1": ("ec", "sha224"),
    "1.2.840.10045.4.3.2": ("ec", "sha256"),
    "1.2.840.10045.4.3.3": ("ec", "sha384"),
    "1.2.840.10045.4.3.4": ("ec", "sha512"),
    "2.16.840.1.101.3.4.3.10": ("ec", "sha3_256"),
    "2.16.840.1.101.3.4.3.11": ("ec", "sha3_384"),
    "2.16.840.1.101.3.4.3.12": ("ec", "sha3_512"),
    "1.2.840.10040.4.1": ("dsa", None),
    "1.2.840.10040.4.3": ("dsa", "sha1"),
    "2.16.840.1.101.3.4.3.2": ("dsa", "sha256"),
}
ADLAR: Final[dict[str, str]] = {
    CONTENT_TYPE: "content-type",
    MESSAGE_DIGEST: "message-digest",
    SIGNING_TIME: "signing-time",
    SIGNING_CERT: "signing-certificate",
    SIGNING_CERT_V2: "signing-certificate-v2",
    OTHER_SIGNING_CERT: "other-signing-certificate",
    ALGORITHM_PROTECT: "cms-algorithm-protection",
    SIG_POLICY: "signature-policy-identifier",
    CONTENT_TS: "content-time-stamp",
    "1.2.840.113549.1.9.16.2.4": "content-hints",
    "1.2.840.113549.1.9.16.2.7": "content-identifier",
    "1.2.840.113549.1.9.16.2.10": "content-reference",
    "1.2.840.113549.1.9.16.2.16": "commitment-type-indication",
    "1.2.840.113549.1.9.16.2.17": "signer-location",
    "1.2.840.113549.1.9.16.2.18": "signer-attributes",
    "0.4.0.19122.1.1": "signer-attributes-v2",
    "0.4.0.1733.2.1": "mime-type",
    "1.2.840.113549.1.9.15": "smime-capabilities",
}


def name_qc_statements() -> None:
    """Let the certificate parser know the qualified statements by their name, critical or not, and both ways.

    Another library registers the name one way only; what was asked before would then not be written again.
    """
    from asn1crypto import x509

    adlar = vars(x509.ExtensionId)
    adlar["_map"].setdefault(QC_STATEMENTS, "qc_statements")
    if (ters := adlar.get("_reverse_map")) is not None:
        ters.setdefault("qc_statements", QC_STATEMENTS)
