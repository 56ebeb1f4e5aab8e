# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Signatures that depend on key and content alone (RFC 6979, derived PSS salt), so that the test world is the same in every process.

Not for keys that matter: the RSA-PSS arithmetic here is plain Python.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any, Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import load_der_private_key

from earsiv.testing import der

OZET_OID: Final = {
    "md5": "1.2.840.113549.2.5",
    "sha1": "1.3.14.3.2.26",
    "sha256": "2.16.840.1.101.3.4.2.1",
    "sha384": "2.16.840.1.101.3.4.2.2",
    "sha512": "2.16.840.1.101.3.4.2.3",
}
_KARMALAR: Final[dict[str, hashes.HashAlgorithm]] = {
    "md5": hashes.MD5(),
    "sha1": hashes.SHA1(),
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
_RSA_OID: Final = {"md5": "4", "sha1": "5", "sha256": "11", "sha384": "12", "sha512": "13"}
_EC_OID: Final = {"sha1": "1", "sha256": "3.2", "sha384": "3.3", "sha512": "3.4"}


def digest(ozet: str, *parcalar: bytes) -> bytes:
    """Return the hash of some pieces of bytes."""
    return hashlib.new(ozet, b"".join(parcalar)).digest()


def digest_id(ozet: str) -> bytes:
    """Return the AlgorithmIdentifier of a hash."""
    return der.seq(der.oid(OZET_OID[ozet]), *([der.NULL] if ozet in {"md5", "sha1"} else []))


@cache
def _load(anahtar: bytes) -> Any:
    return load_der_private_key(anahtar, None, unsafe_skip_rsa_key_validation=True)


def algorithm_id(anahtar: bytes, ozet: str, *, pss: bool = False) -> bytes:
    """Return the AlgorithmIdentifier of signatures by a key (PKCS#8 DER) over a hash."""
    if isinstance(_load(anahtar), ec.EllipticCurvePrivateKey):
        return der.seq(der.oid(f"1.2.840.10045.4.{_EC_OID[ozet]}"))
    if not pss:
        return der.seq(der.oid(f"1.2.840.113549.1.1.{_RSA_OID[ozet]}"), der.NULL)
    karma = der.seq(der.oid(OZET_OID[ozet]), der.NULL)
    mgf = der.seq(der.oid("1.2.840.113549.1.1.8"), karma)
    tuz = der.integer(hashlib.new(ozet).digest_size)
    return der.seq(der.oid("1.2.840.113549.1.1.10"), der.seq(der.explicit(0, karma), der.explicit(1, mgf), der.explicit(2, tuz)))


def sign(anahtar: bytes, veri: bytes, ozet: str = "sha256", *, pss: bool = False) -> bytes:
    """Return the signature of a key (PKCS#8 DER) over some bytes; the same one each time."""
    ozel = _load(anahtar)
    karma = _KARMALAR[ozet]
    if isinstance(ozel, ec.EllipticCurvePrivateKey):
        return ozel.sign(veri, ec.ECDSA(karma, deterministic_signing=True))
    assert isinstance(ozel, rsa.RSAPrivateKey)
    return _sign_pss(ozel, veri, ozet) if pss else ozel.sign(veri, padding.PKCS1v15(), karma)


def _sign_pss(ozel: rsa.RSAPrivateKey, veri: bytes, ozet: str) -> bytes:
    """RSASSA-PSS (RFC 8017, 9.1.1) with a salt derived from key and content."""
    sayilar = ozel.private_numbers()
    n, bit = sayilar.public_numbers.n, ozel.key_size - 1
    boy = (bit + 7) // 8
    ozeti = digest(ozet, veri)
    tuz = digest(ozet, sayilar.d.to_bytes(ozel.key_size // 8, "big"), ozeti)
    h = digest(ozet, bytes(8), ozeti, tuz)
    db = b"\x01" + tuz
    db = bytes(boy - len(h) - 1 - len(db)) + db
    maske = b"".join(digest(ozet, h, i.to_bytes(4, "big")) for i in range(len(db) // len(h) + 1))
    ortulu = bytearray(a ^ b for a, b in zip(db, maske, strict=False))
    ortulu[0] &= 0xFF >> (8 * boy - bit)
    em = int.from_bytes(bytes(ortulu) + h + b"\xbc", "big")
    m1, m2 = pow(em, sayilar.dmp1, sayilar.p), pow(em, sayilar.dmq1, sayilar.q)
    sonuc = m2 + sayilar.q * ((m1 - m2) * sayilar.iqmp % sayilar.p)
    return (sonuc % n).to_bytes(ozel.key_size // 8, "big")
