# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Where the key is: in a PKCS#12 file, on a card or HSM behind PKCS#11, or with somebody else who signs bytes.

An ``Anahtar`` names its certificate and signs; which algorithm is used is decided from the certificate, never from the key source.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

import attrs

from earsiv.errors import AracHatasi, GirdiHatasi, os_reason, require_regular
from earsiv.imza import kripto, sertifika
from earsiv.imza._zarf import readable
from earsiv.imza.kripto import ImzaAlgoritmasi

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

_OZET_BOYU: Final = {"sha256": 32, "sha384": 48, "sha512": 64}
_EGRI_OZETI: Final = ((256, "sha256"), (384, "sha384"), (1 << 16, "sha512"))
_RSA_EN_AZ: Final = 2048
_EC_EN_AZ: Final = 256
# DigestInfo up to the digest itself, for cards that sign RSA without hashing
_DIGEST_INFO: Final = {
    "sha256": bytes.fromhex("3031300d060960864801650304020105000420"),
    "sha384": bytes.fromhex("3041300d060960864801650304020205000430"),
    "sha512": bytes.fromhex("3051300d060960864801650304020305000440"),
}


class Anahtar(Protocol):
    """A key that signs, with its certificate (DER) and those above it as far as they are known."""

    @property
    def sertifika(self) -> bytes:
        """The signing certificate."""
        ...

    @property
    def zincir(self) -> tuple[bytes, ...]:
        """Certificates above it, to be put in beside it."""
        ...

    def sign(self, veri: bytes, algoritma: ImzaAlgoritmasi) -> bytes:
        """Return the signature value over bytes (ECDSA: in DER)."""
        ...


def algorithm_for(ham: bytes, ozet: str | None = None, *, pss: bool = False) -> ImzaAlgoritmasi:
    """Return the algorithm with which the key of a certificate makes new signatures.

    Args:
        ham: the certificate.
        ozet: ``sha256``, ``sha384`` or ``sha512``; without it SHA-256, on larger curves the digest of their size.
        pss: RSA-PSS instead of PKCS#1 v1.5; a key that is for RSA-PSS only takes it anyway.

    Raises:
        GirdiHatasi: IMZ-100 the key is too short or of another kind, or the digest is not for new signatures.
    """
    with readable("", "IMZ-117"):
        spki = sertifika.read(ham).spki
        aile, bit = kripto.key_strength(spki)
        yalniz_pss = bytes.fromhex("06092a864886f70d01010a") in spki[:32]
    if (aile == "rsa" and bit < _RSA_EN_AZ) or (aile == "ec" and bit < _EC_EN_AZ) or aile not in {"rsa", "ec"}:
        raise GirdiHatasi("IMZ-100", ayrinti=f"{aile} {bit} bit")
    if ozet is None:
        ozet = next(ad for sinir, ad in _EGRI_OZETI if bit <= sinir) if aile == "ec" else "sha256"
    if ozet not in _OZET_BOYU:
        raise GirdiHatasi("IMZ-100", ayrinti=ozet)
    if aile == "rsa" and (pss or yalniz_pss):
        return ImzaAlgoritmasi("rsa-pss", ozet, ozet, _OZET_BOYU[ozet])
    return ImzaAlgoritmasi(aile, ozet)


@attrs.frozen
class Pkcs12Anahtari:
    """A key from a PKCS#12 file, in memory."""

    sertifika: bytes = attrs.field(repr=False)
    zincir: tuple[bytes, ...] = attrs.field(repr=False)
    _anahtar: PrivateKeyTypes = attrs.field(repr=False, eq=False)

    @classmethod
    def load(cls, yol: Path | str, parola: bytes | None) -> Pkcs12Anahtari:
        """Read a PKCS#12 file.

        Raises:
            GirdiHatasi: IMZ-044 the file cannot be read, or holds no key with its certificate.
        """
        try:
            require_regular(Path(yol))
            ham = Path(yol).read_bytes()
        except OSError as hata:
            raise GirdiHatasi("IMZ-044", str(yol), ayrinti=os_reason(hata)) from None
        return cls.load_data(ham, parola, str(yol))

    @classmethod
    def load_data(cls, ham: bytes, parola: bytes | None, yer: str = "") -> Pkcs12Anahtari:
        """Read the bytes of a PKCS#12 file.

        Raises:
            GirdiHatasi: IMZ-044.
        """
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

        try:
            kap = pkcs12.load_pkcs12(ham, parola)
        except (ValueError, TypeError, UnsupportedAlgorithm):
            raise GirdiHatasi("IMZ-044", yer, ayrinti="biçim veya parola yanlış") from None
        if kap.key is None or kap.cert is None:
            raise GirdiHatasi("IMZ-044", yer, ayrinti="içinde anahtar veya sertifikası yok")
        digerleri = tuple(s.certificate.public_bytes(Encoding.DER) for s in kap.additional_certs)
        return cls(kap.cert.certificate.public_bytes(Encoding.DER), digerleri, kap.key)

    def sign(self, veri: bytes, algoritma: ImzaAlgoritmasi) -> bytes:
        """Return the signature value over bytes."""
        return sign_with_key(self._anahtar, veri, algoritma)


def sign_with_key(anahtar: PrivateKeyTypes, veri: bytes, algoritma: ImzaAlgoritmasi) -> bytes:
    """Return the signature value of a private key in memory.

    Raises:
        GirdiHatasi: IMZ-100 the key cannot do this algorithm.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

    ozetler: dict[str | None, hashes.HashAlgorithm] = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}
    ozet = ozetler.get(algoritma.ozet)
    try:
        if ozet is not None and algoritma.aile == "ec" and isinstance(anahtar, ec.EllipticCurvePrivateKey):
            return anahtar.sign(veri, ec.ECDSA(ozet))
        if ozet is not None and algoritma.aile == "rsa" and isinstance(anahtar, rsa.RSAPrivateKey):
            return anahtar.sign(veri, padding.PKCS1v15(), ozet)
        if ozet is not None and algoritma.aile == "rsa-pss" and isinstance(anahtar, rsa.RSAPrivateKey):
            return anahtar.sign(veri, padding.PSS(padding.MGF1(ozet), algoritma.tuz), ozet)
    except (ValueError, TypeError, UnsupportedAlgorithm) as hata:
        raise GirdiHatasi("IMZ-100", ayrinti=type(hata).__name__) from None
    raise GirdiHatasi("IMZ-100", ayrinti=algoritma.ad)


@attrs.frozen
class IslevAnahtari:
    """A key somewhere else, reached through a function that signs bytes: a service, a mobile operator, a queue."""

    sertifika: bytes = attrs.field(repr=False)
    imzala: Callable[[bytes], bytes]
    zincir: tuple[bytes, ...] = attrs.field(default=(), repr=False)

    def sign(self, veri: bytes, algoritma: ImzaAlgoritmasi) -> bytes:
        """Return the signature value over bytes; the function has to know the algorithm."""
        del algoritma
        return self.imzala(veri)


@attrs.frozen
class Pkcs11Anahtari:
    """A key on a card or in an HSM. Each signature opens a session and closes it; the key never leaves the device.

    Args:
        modul: path of the PKCS#11 library of the device.
        yuva: slot number, else the token is found by ``jeton``; with neither there must be exactly one token.
        jeton: label of the token.
        etiket: label of the certificate; without it the first one that has a key and is for signatures (nonRepudiation first).
        pin: user PIN.
    """

    modul: str
    sertifika: bytes = attrs.field(repr=False)
    zincir: tuple[bytes, ...] = attrs.field(repr=False)
    _kimlik: bytes = attrs.field(repr=False)
    _pin: str = attrs.field(repr=False)
    _yuva: int | None = None
    _jeton: str | None = None

    @classmethod
    def open(
        cls, modul: Path | str, pin: str, *, yuva: int | None = None, jeton: str | None = None, etiket: str | None = None
    ) -> Pkcs11Anahtari:
        """Find the certificate and its key on the device.

        Raises:
            AracHatasi: IMZ-104 the optional part ``earsiv[pkcs11]`` is not installed, IMZ-103 the device cannot be used.
            GirdiHatasi: IMZ-044 there is no certificate with a key.
        """
        from earsiv.imza import _kart

        with _kart.session(str(modul), pin, yuva, jeton) as oturum:
            secilen, zincir, kimlik = _kart.find(oturum, etiket, str(modul))
        return cls(str(modul), secilen, zincir, kimlik, pin, yuva, jeton)

    def sign(self, veri: bytes, algoritma: ImzaAlgoritmasi) -> bytes:
        """Return the signature value that the device makes.

        Raises:
            AracHatasi: IMZ-103 the device refused.
        """
        from earsiv.imza import _kart

        with _kart.session(self.modul, self._pin, self._yuva, self._jeton) as oturum:
            return _kart.sign(oturum, self._kimlik, veri, algoritma)


def digest_info(ozet: str, deger: bytes) -> bytes:
    """Return the DigestInfo of a digest, as RSA signs it."""
    return _DIGEST_INFO[ozet] + deger


def require_device(deger: Any, yer: str, ayrinti: str) -> Any:
    """Return a value that a device must have given.

    Raises:
        AracHatasi: IMZ-103 it gave none.
    """
    if deger is None:
        raise AracHatasi("IMZ-103", yer, ayrinti=ayrinti)
    return deger
