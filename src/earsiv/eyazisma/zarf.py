# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""CMS EnvelopedData (RFC 5652) as a stream: AES-256 with one RSA key transport a recipient; other content ciphers only to read.

Keys, padding and ciphers are ``cryptography``'s, structures ``asn1crypto``'s; here are only the lengths around them, because both libraries
want the whole content in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import attrs

from earsiv._clock import entropy
from earsiv._limits import VARSAYILAN
from earsiv.errors import GirdiHatasi
from earsiv.imza import koruma

if TYPE_CHECKING:
    from asn1crypto import cms

_BLOK: Final = 1 << 18
_EN_BUYUK_BAS: Final = 1 << 18  # recipients and algorithms together
_EN_DERIN: Final = 16
_OID_ZARF: Final = bytes.fromhex("06092a864886f70d010703")
_OID_VERI: Final = bytes.fromhex("06092a864886f70d010701")
_SURUM0: Final = bytes.fromhex("020100")
_AES256_CBC: Final = bytes.fromhex("060960864801650304012a")
_OAEP_OZETLERI: Final = frozenset({"sha1", "sha256", "sha384", "sha512"})


@attrs.frozen
class Sarma:
    """How a content key is wrapped: ``oaep`` with a digest and that of its mask, or ``pkcs1``."""

    tur: str
    ozet: str = ""
    maske: str = ""


_SARMALAR: Final = {"oaep": Sarma("oaep", "sha256", "sha256"), "pkcs1": Sarma("pkcs1")}
Cozucu = Callable[[bytes, Sarma], bytes]


@attrs.frozen
class SifrelemeAnahtari:
    """An institution's decryption key: its certificate (DER) and what unwraps a content key (a private key here, or a device)."""

    sertifika: bytes
    coz: Cozucu = attrs.field(repr=False)


def seal(bloklar: Iterable[bytes], boyut: int, sertifikalar: Iterable[bytes], *, sarma: str = "oaep") -> tuple[int, Iterator[bytes]]:
    """Encrypt a stream for several recipients; return the length of the CMS and its blocks.

    Args:
        boyut: length of the clear content, bytes.
        sertifikalar: recipients' certificates, DER.
        sarma: ``oaep`` (SHA-256) or ``pkcs1``.

    Raises:
        GirdiHatasi: EYP-098 a certificate that cannot be used.
        ValueError: no such ``sarma``.
    """
    if sarma not in _SARMALAR:
        raise ValueError(sarma)
    anahtar, iv = entropy(32), entropy(16)
    alicilar = b"".join(sorted(_recipient(der, anahtar, sarma) for der in sertifikalar))
    sifreli = (boyut // 16 + 1) * 16
    algoritma = _tlv(0x30, _AES256_CBC + _tlv(0x04, iv))
    ic_bas = _OID_VERI + algoritma + _head(0x80, sifreli)
    zarf_bas = _SURUM0 + _tlv(0x31, alicilar) + _head(0x30, len(ic_bas) + sifreli) + ic_bas
    govde = _head(0x30, len(zarf_bas) + sifreli) + zarf_bas
    bas = _OID_ZARF + _head(0xA0, len(govde) + sifreli) + govde
    bas = _head(0x30, len(bas) + sifreli) + bas
    return len(bas) + sifreli, _encrypt(bas, bloklar, anahtar, iv)


def unseal(akis: BinaryIO, anahtar: SifrelemeAnahtari, yer: str) -> Iterator[bytes]:
    """Yield the clear content of an EnvelopedData, DER or BER; nothing is whole before the last block.

    Raises:
        GirdiHatasi: EYP-069 no EnvelopedData, not for this key, an unknown algorithm, or broken.
    """
    okur = _Ber(akis, yer)
    okur.enter(0x30)
    if okur.element(0x06) != _OID_ZARF:
        raise GirdiHatasi("EYP-069", yer, ayrinti="CMS EnvelopedData değil")
    okur.enter(0xA0)
    okur.enter(0x30)
    okur.element(0x02)
    alicilar = okur.element(0x31, 0xA0)
    if alicilar[0] == 0xA0:
        alicilar = okur.element(0x31)
    okur.enter(0x30)
    okur.element(0x06)
    algoritma = okur.element(0x30)
    icerik = okur.content()
    for ham in (alicilar, algoritma):  # tags, lengths and OIDs are looked at before a parser sees them
        try:
            koruma.inspect(b"\x30" + ham[1:], yer, VARSAYILAN)
        except GirdiHatasi:
            raise GirdiHatasi("EYP-069", yer, ayrinti="CMS bozuk") from None
    anahtar_baytlari = _unwrap(alicilar, anahtar, yer)
    yield from _decrypt(icerik, algoritma, anahtar_baytlari, yer)


def _recipient(der: bytes, anahtar: bytes, sarma: str) -> bytes:
    from asn1crypto import cms, core
    from asn1crypto import x509 as asn1_x509
    from cryptography import x509
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric import rsa

    try:
        sertifika = x509.load_der_x509_certificate(der)
        acik = sertifika.public_key()
        kullanim = next((e.value for e in sertifika.extensions if isinstance(e.value, x509.KeyUsage)), None)
    except (ValueError, UnsupportedAlgorithm, x509.InvalidVersion, x509.DuplicateExtension):
        raise GirdiHatasi("EYP-098", ayrinti="sertifika okunamadı") from None
    if not isinstance(acik, rsa.RSAPublicKey) or acik.key_size < 2048:
        raise GirdiHatasi("EYP-098", ayrinti="en az 2048 bitlik RSA değil")
    if kullanim is not None and not (kullanim.key_encipherment or kullanim.data_encipherment):
        raise GirdiHatasi("EYP-098", ayrinti="anahtar kullanımı şifreleme değil")
    try:
        sarili = acik.encrypt(anahtar, _padding(_SARMALAR[sarma]))
    except ValueError:
        raise GirdiHatasi("EYP-098", ayrinti="anahtar kullanılamıyor") from None
    asil = asn1_x509.Certificate.load(der)
    algoritma: dict[str, Any] = {"algorithm": "rsaes_pkcs1v15", "parameters": core.Null()}
    if sarma == "oaep":
        ozet = {"algorithm": "sha256"}
        mgf = {"algorithm": "mgf1", "parameters": ozet}
        algoritma = {"algorithm": "rsaes_oaep", "parameters": {"hash_algorithm": ozet, "mask_gen_algorithm": mgf}}
    bilgi = cms.KeyTransRecipientInfo(
        {
            "version": 0,
            "rid": cms.RecipientIdentifier(
                {"issuer_and_serial_number": cms.IssuerAndSerialNumber({"issuer": asil.issuer, "serial_number": asil.serial_number})}
            ),
            "key_encryption_algorithm": algoritma,
            "encrypted_key": sarili,
        }
    )
    return bytes(bilgi.dump())


def _padding(sarma: Sarma) -> Any:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding

    if sarma.tur == "pkcs1":
        return padding.PKCS1v15()
    ozetler: dict[str, hashes.HashAlgorithm] = {
        "sha1": hashes.SHA1(),  # noqa: S303 - the sender's choice of a mask, no digest of anything
        "sha256": hashes.SHA256(),
        "sha384": hashes.SHA384(),
        "sha512": hashes.SHA512(),
    }
    return padding.OAEP(padding.MGF1(ozetler[sarma.maske]), ozetler[sarma.ozet], None)


def private_key_unwrapper(anahtar: Any) -> Cozucu:
    """Return what unwraps content keys with an RSA private key of ``cryptography``."""
    return lambda sarili, sarma: bytes(anahtar.decrypt(sarili, _padding(sarma)))


def _unwrap(alicilar: bytes, anahtar: SifrelemeAnahtari, yer: str) -> bytes:
    """Find this key among the recipients and unwrap the content key."""
    from asn1crypto import cms
    from asn1crypto import x509 as asn1_x509

    try:
        sertifika = asn1_x509.Certificate.load(anahtar.sertifika)
        for alici in cms.RecipientInfos.load(alicilar):
            bilgi = alici.chosen
            if alici.name == "ktri" and _is_for(bilgi["rid"], sertifika):
                return anahtar.coz(bilgi["encrypted_key"].native, _wrapping(bilgi["key_encryption_algorithm"], yer))
    except GirdiHatasi:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise GirdiHatasi("EYP-069", yer, ayrinti="anahtar açılamadı") from None
    raise GirdiHatasi("EYP-069", yer, ayrinti="paket bu anahtar için şifrelenmemiş")


def _is_for(rid: cms.RecipientIdentifier, sertifika: Any) -> bool:
    if rid.name == "issuer_and_serial_number":
        return bool(rid.chosen["serial_number"].native == sertifika.serial_number and rid.chosen["issuer"] == sertifika.issuer)
    return bool(rid.chosen.native == sertifika.key_identifier)


def _wrapping(algoritma: Any, yer: str) -> Sarma:
    ad = algoritma["algorithm"].native
    if ad in {"rsaes_pkcs1v15", "rsa"}:
        return Sarma("pkcs1")
    if ad == "rsaes_oaep":
        ozet = algoritma["parameters"]["hash_algorithm"]["algorithm"].native
        maske = algoritma["parameters"]["mask_gen_algorithm"]["parameters"]["algorithm"].native
        if {ozet, maske} <= _OAEP_OZETLERI:
            return Sarma("oaep", ozet, maske)
    raise GirdiHatasi("EYP-069", yer, ayrinti=f"anahtar şifreleme algoritması desteklenmiyor ({ad})")


def _encrypt(bas: bytes, bloklar: Iterable[bytes], anahtar: bytes, iv: bytes) -> Iterator[bytes]:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
    from cryptography.hazmat.primitives.padding import PKCS7

    dolgu, sifre = PKCS7(128).padder(), Cipher(algorithms.AES(anahtar), modes.CBC(iv)).encryptor()
    yield bas
    for blok in bloklar:
        yield sifre.update(dolgu.update(blok))
    yield sifre.update(dolgu.finalize()) + sifre.finalize()


def _decrypt(icerik: Iterator[bytes], algoritma: bytes, anahtar: bytes, yer: str) -> Iterator[bytes]:
    from asn1crypto import algos
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
    from cryptography.hazmat.primitives.padding import PKCS7

    try:
        bilgi = algos.EncryptionAlgorithm.load(algoritma)
        ad, iv = bilgi["algorithm"].native, bilgi.encryption_iv
        if ad not in {"aes128_cbc", "aes192_cbc", "aes256_cbc"} or len(anahtar) * 8 != int(ad[3:6]):
            raise GirdiHatasi("EYP-069", yer, ayrinti=f"şifreleme algoritması desteklenmiyor ({ad})")
        cozer, dolgu = Cipher(algorithms.AES(anahtar), modes.CBC(iv)).decryptor(), PKCS7(128).unpadder()
        for blok in icerik:
            yield dolgu.update(cozer.update(blok))
        yield dolgu.update(cozer.finalize()) + dolgu.finalize()
    except (ValueError, TypeError, KeyError, AttributeError):
        raise GirdiHatasi("EYP-069", yer, ayrinti="içerik bozuk ya da anahtar yanlış") from None


def _tlv(etiket: int, veri: bytes) -> bytes:
    return _head(etiket, len(veri)) + veri


def _head(etiket: int, uzunluk: int) -> bytes:
    if uzunluk < 0x80:
        return bytes((etiket, uzunluk))
    ham = uzunluk.to_bytes((uzunluk.bit_length() + 7) // 8, "big")
    return bytes((etiket, 0x80 | len(ham))) + ham


class _Ber:
    """Walks the few elements of an EnvelopedData in a stream; lengths may be definite or not."""

    def __init__(self, akis: BinaryIO, yer: str) -> None:
        self._akis = akis
        self._yer = yer
        self._okunan = 0

    def _fault(self, ayrinti: str = "CMS yarım veya bozuk") -> GirdiHatasi:
        return GirdiHatasi("EYP-069", self._yer, ayrinti=ayrinti)

    def _read(self, n: int) -> bytes:
        veri = self._akis.read(n)
        if len(veri) != n:
            raise self._fault()
        return veri

    def _header(self) -> tuple[int, int | None, bytes]:
        """Return tag, length (``None``: until the end mark) and the header's bytes."""
        ham = self._read(2)
        if ham[1] == 0x80:
            return ham[0], None, ham
        if ham[1] < 0x80:
            return ham[0], ham[1], ham
        n = ham[1] & 0x7F
        if n > 8:
            raise self._fault()
        uzun = self._read(n)
        return ham[0], int.from_bytes(uzun, "big"), ham + uzun

    def enter(self, etiket: int) -> None:
        """Go inside the next element, which must have this tag."""
        if self._header()[0] != etiket:
            raise self._fault("CMS EnvelopedData değil")

    def element(self, *etiketler: int) -> bytes:
        """Return the next element whole, which must have one of these tags."""
        self._okunan = 0
        etiket, uzunluk, bas = self._header()
        if etiket not in etiketler:
            raise self._fault("CMS EnvelopedData değil")
        return bas + self._body(uzunluk, 0)

    def _body(self, uzunluk: int | None, derinlik: int) -> bytes:
        if uzunluk is not None:
            self._okunan += uzunluk
            if self._okunan > _EN_BUYUK_BAS:
                raise self._fault("CMS başlığı çok büyük")
            return self._read(uzunluk)
        if derinlik > _EN_DERIN:
            raise self._fault()
        parcalar = []
        while True:
            etiket, alt, bas = self._header()
            self._okunan += len(bas)
            if self._okunan > _EN_BUYUK_BAS:
                raise self._fault("CMS başlığı çok büyük")
            parcalar.append(bas)
            if (etiket, alt) == (0, 0):
                return b"".join(parcalar)
            parcalar.append(self._body(alt, derinlik + 1))

    def content(self) -> Iterator[bytes]:
        """Yield the blocks of the implicitly tagged octet string, in one piece or in many."""
        etiket, uzunluk, _ = self._header()
        if etiket not in {0x80, 0xA0} or (etiket == 0x80 and uzunluk is None):
            raise self._fault()
        yield from self._pieces(uzunluk, 0) if etiket == 0xA0 else self._blocks(uzunluk or 0)

    def _blocks(self, uzunluk: int) -> Iterator[bytes]:
        while uzunluk:
            blok = self._read(min(_BLOK, uzunluk))
            uzunluk -= len(blok)
            yield blok

    def _pieces(self, uzunluk: int | None, derinlik: int) -> Iterator[bytes]:
        if derinlik > _EN_DERIN:
            raise self._fault()
        kalan = uzunluk
        while kalan is None or kalan > 0:
            etiket, alt, bas = self._header()
            if kalan is None and (etiket, alt) == (0, 0):
                return
            if etiket == 0x24:
                if kalan is not None and alt is None:
                    raise self._fault()
                yield from self._pieces(alt, derinlik + 1)
            elif etiket == 0x04 and alt is not None:
                yield from self._blocks(alt)
            else:
                raise self._fault()
            if kalan is not None:
                kalan -= len(bas) + (alt or 0)
        if kalan:
            raise self._fault()
