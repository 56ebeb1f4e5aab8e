# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Digest and signature mathematics by OID: the well-kept library computes, this file only translates names.

Three answers: true, false, and ``None`` where this machine cannot compute the algorithm. A key that is out of any honest range counts as
not computable, so that a hostile one costs nothing.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import attrs

from earsiv.imza import der, oid

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.hashes import HashAlgorithm

_EN_UZUN_RSA: Final = 16_384
_MGF1: Final = "1.2.840.113549.1.1.8"
_ANAHTARLAR: Final = {"rsa": "RSA", "ec": "EC", "dsa": "DSA"}
_ADLAR: Final = {"rsa": "RSA", "rsa-pss": "RSA-PSS", "ec": "ECDSA", "dsa": "DSA"}


@attrs.frozen
class ImzaAlgoritmasi:
    """A signature algorithm: family, digest (hashlib's name; ``None``: not named by it), and for RSA-PSS the mask digest and salt."""

    aile: str
    ozet: str | None
    maske: str | None = None
    tuz: int = 20

    @property
    def ad(self) -> str:
        """Its name as shown to people."""
        return f"{_ADLAR[self.aile]}/{show_digest(self.ozet)}"


def show_digest(ozet: str | None) -> str:
    """Return a digest as shown to people: SHA256, SHA3-256."""
    return (ozet or "?").upper().replace("_", "-")  # ASCII: names of algorithms


def show_key(gucu: tuple[str, int]) -> str:
    """Return family and size of a key as shown to people: RSA 2048."""
    return f"{_ANAHTARLAR.get(gucu[0], '?')} {gucu[1]}"


def digest_name(alg: der.Dugum) -> str:
    """Return hashlib's name of a digest AlgorithmIdentifier, its OID where unknown."""
    kimlik = alg.cocuklar()[0].oid()
    return oid.OZETLER.get(kimlik, kimlik)


def computable(ozet: str) -> bool:
    """Tell whether this machine can compute a digest."""
    return ozet in hashlib.algorithms_available and ozet in oid.OZETLER.values()


def digest(ozet: str, *parcalar: bytes) -> bytes:
    """Return the digest of byte strings one after the other.

    Raises:
        DerHatasi: an unknown algorithm.
    """
    if not computable(ozet):
        raise der.DerHatasi(ozet)
    hesap = hashlib.new(ozet, usedforsecurity=False)
    for parca in parcalar:
        hesap.update(parca)
    return hesap.digest()


def signature_algorithm(alg: der.Dugum) -> ImzaAlgoritmasi | None:
    """Return what an AlgorithmIdentifier of a signature names, ``None`` where unknown."""
    ogeler = alg.cocuklar()
    bilinen = oid.IMZALAR.get(ogeler[0].oid())
    if bilinen is None:
        return None
    if bilinen[0] != "rsa-pss":
        return ImzaAlgoritmasi(*bilinen)
    ozet, maske, tuz = "sha1", "sha1", 20
    for oge in ogeler[1].cocuklar() if len(ogeler) > 1 and ogeler[1].etiket == der.SEQUENCE else ():
        ic = oge.cocuklar()[0]
        if oge.etiket == 0xA0:
            ozet = digest_name(ic)
        elif oge.etiket == 0xA1 and ic.cocuklar()[0].oid() == _MGF1:
            maske = digest_name(ic.cocuklar()[1])
        elif oge.etiket == 0xA2:
            tuz = ic.tamsayi()
        elif oge.etiket != 0xA3 or ic.tamsayi() != 1:
            return None
    return ImzaAlgoritmasi("rsa-pss", ozet, maske, tuz) if 0 <= tuz <= 1024 else None


@lru_cache(maxsize=1024)
def key_strength(spki: bytes) -> tuple[str, int]:
    """Return family and size in bits of a public key: ``("rsa", 2048)``, ``("ec", 256)``; ``("?", 0)`` where it cannot be read."""
    from cryptography.hazmat.primitives.asymmetric import dsa, ec, rsa

    anahtar = _key(spki)
    for tur, ad in ((rsa.RSAPublicKey, "rsa"), (ec.EllipticCurvePublicKey, "ec"), (dsa.DSAPublicKey, "dsa")):
        if isinstance(anahtar, tur):
            return ad, int(anahtar.key_size)
    return "?", 0


def verify(spki: bytes, alg: ImzaAlgoritmasi | None, ozet: str | None, veri: bytes, imza: bytes) -> bool | None:
    """Tell whether a signature value is the key's over ``veri``.

    Args:
        spki: DER of the SubjectPublicKeyInfo.
        alg: the signature algorithm; ``None`` is not computable.
        ozet: the digest where the signature algorithm names none.
    """
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric import dsa, ec, padding, rsa

    anahtar = _key(spki)
    sinif = _hash(alg.ozet or ozet) if alg else None
    if alg is None or sinif is None or anahtar is None:
        return None
    try:
        if alg.aile == "ec" and isinstance(anahtar, ec.EllipticCurvePublicKey):
            anahtar.verify(imza, veri, ec.ECDSA(sinif))
        elif alg.aile == "rsa" and isinstance(anahtar, rsa.RSAPublicKey):
            anahtar.verify(imza, veri, padding.PKCS1v15(), sinif)
        elif alg.aile == "rsa-pss" and isinstance(anahtar, rsa.RSAPublicKey) and (maske := _hash(alg.maske)) is not None:
            anahtar.verify(imza, veri, padding.PSS(padding.MGF1(maske), alg.tuz), sinif)
        elif alg.aile == "dsa" and isinstance(anahtar, dsa.DSAPublicKey):
            anahtar.verify(imza, veri, sinif)
        else:
            return False
    except InvalidSignature:
        return False
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return None
    return True


@lru_cache(maxsize=1024)
def _key(spki: bytes) -> Any:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    if len(spki) > _EN_UZUN_RSA:
        return None
    try:
        anahtar = load_der_public_key(_plain(spki))
    except (ValueError, TypeError, UnsupportedAlgorithm, OverflowError):
        return None
    return None if isinstance(anahtar, rsa.RSAPublicKey) and anahtar.key_size > _EN_UZUN_RSA else anahtar


def _plain(spki: bytes) -> bytes:
    """Return an RSA-PSS key as a plain RSA key, which is the form the library loads; others as they are."""
    alg, anahtar = der.oku(spki).cocuklar()[:2]
    if alg.cocuklar()[0].oid() != "1.2.840.113549.1.1.10":
        return spki
    return der.wrap(der.SEQUENCE, bytes.fromhex("300d06092a864886f70d0101010500") + anahtar.ham)


def _hash(ad: str | None) -> HashAlgorithm | None:
    from cryptography.hazmat.primitives import hashes

    siniflar: dict[str, type[HashAlgorithm]] = {
        "md5": hashes.MD5,
        "sha1": hashes.SHA1,
        "sha224": hashes.SHA224,
        "sha256": hashes.SHA256,
        "sha384": hashes.SHA384,
        "sha512": hashes.SHA512,
        "sha3_256": hashes.SHA3_256,
        "sha3_384": hashes.SHA3_384,
        "sha3_512": hashes.SHA3_512,
    }
    return siniflar[ad]() if ad in siniflar else None
