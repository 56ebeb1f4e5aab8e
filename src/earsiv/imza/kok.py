# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Is this certificate a sound root? Asked of every file of a trust store before anything is built on it.

The roots of the years before 2018 are signed by themselves with SHA-1 and some break rules that today's strict parsers insist on, so the
certificate is read where it lies and only the maths is left to ``cryptography``. A root that cannot prove itself is refused with the
reason; whether it is *trusted* is the caller's word alone. Expired roots are sound: old packages need them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING, Final

import attrs

from earsiv._limits import KIB, Sinirlar
from earsiv.errors import GirdiHatasi
from earsiv.imza import der, oid
from earsiv.imza.koruma import inspect

if TYPE_CHECKING:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric.padding import AsymmetricPadding

EN_BUYUK: Final = 64 * KIB
_SINIR: Final = Sinirlar(imza_bayt=EN_BUYUK, asn1_dugum=20_000)
_KEY_CERT_SIGN: Final = 0x04  # bit 5 of keyUsage, in its first byte
_EN_AZ_RSA: Final = 1024
_KIRIK: Final = frozenset({"md2", "md5"})


@attrs.frozen
class KokOlgusu:
    """What is read from a sound root; ``v1`` marks one of version 1, which cannot say of itself that it is a CA."""

    sertifika: bytes = attrs.field(repr=False)
    sha256: str
    konu: bytes = attrs.field(repr=False)
    baslangic: dt.datetime
    bitis: dt.datetime
    v1: bool


def read_root(ham: bytes, yer: str) -> KokOlgusu:
    """Return the facts of a sound root: DER, self-issued, a CA that may sign certificates, with a self-signature that holds.

    Raises:
        GirdiHatasi: IMZ-020 with the reason.
    """
    if len(ham) > EN_BUYUK:
        raise _refused(yer, "dosya çok büyük")
    try:
        if inspect(ham, yer, _SINIR).ber:
            raise _refused(yer, "DER değil (BER)")
        return _facts(ham, yer)
    except (ValueError, IndexError):
        raise _refused(yer, "sertifika okunamadı") from None
    except GirdiHatasi as hata:
        raise hata if hata.kod == "IMZ-020" else _refused(yer, "sertifika okunamadı") from None


def _refused(yer: str, neden: str) -> GirdiHatasi:
    return GirdiHatasi("IMZ-020", yer, ayrinti=neden)


def _facts(ham: bytes, yer: str) -> KokOlgusu:
    """Walk the certificate once; the order of the questions is the order of the reasons."""
    tbs, dis_alg, imza = _exactly(der.oku(ham).tur(der.SEQUENCE).cocuklar(), 3)
    ogeler = tbs.tur(der.SEQUENCE).cocuklar()
    surum = ogeler.pop(0).cocuklar()[0].tamsayi() if ogeler and ogeler[0].etiket == 0xA0 else 0
    if len(ogeler) < 6 or surum not in {0, 1, 2}:
        raise der.DerHatasi("alan eksik")
    _, ic_alg, veren, gecerlilik, konu, spki = ogeler[:6]
    if imza.icerik[:1] != b"\0":
        raise der.DerHatasi("imza tam bayt değil")
    bas, son = (z.zaman() for z in _exactly(gecerlilik.tur(der.SEQUENCE).cocuklar(), 2))
    if bas > son:
        raise _refused(yer, "geçerlilik aralığı ters")
    if veren.ham != konu.ham:
        raise _refused(yer, "kendi verdiği bir sertifika değil (konu ile veren farklı)")
    if ic_alg.ham != dis_alg.ham:
        raise _refused(yer, "imza algoritması iki yerde farklı yazılmış")
    _check_extensions(ogeler[6:], surum, yer)
    _check_signature(tbs.ham, dis_alg, imza.bitler(), spki.ham, yer)
    return KokOlgusu(ham, hashlib.sha256(ham).hexdigest(), konu.ham, bas, son, v1=surum == 0)


def _exactly(ogeler: list[der.Dugum], n: int) -> list[der.Dugum]:
    if len(ogeler) != n:
        raise der.DerHatasi("alan sayısı")
    return ogeler


def _check_extensions(ogeler: list[der.Dugum], surum: int, yer: str) -> None:
    """Refuse what says that it is no CA, or may not sign certificates; version 1 has nothing to say."""
    kutu = der.explicit(ogeler, 0xA3)
    if kutu is None:
        if surum == 0:
            return
        raise _refused(yer, "sertifika makamı (CA) değil")
    uzantilar: dict[str, bytes] = {}
    for uzanti in kutu.cocuklar()[0].cocuklar():
        alanlar = uzanti.cocuklar()
        ad = alanlar[0].oid()
        if ad in uzantilar:
            raise _refused(yer, "aynı uzantı iki kez yazılmış")
        uzantilar[ad] = alanlar[-1].sekizli()
    if not _is_ca(uzantilar.get(oid.BASIC_CONSTRAINTS)):
        raise _refused(yer, "sertifika makamı (CA) değil")
    kullanim = uzantilar.get(oid.KEY_USAGE)
    if kullanim is not None:
        bitler = der.oku(kullanim).bitler()
        if not bitler or not bitler[0] & _KEY_CERT_SIGN:
            raise _refused(yer, "anahtar kullanımı sertifika imzalamaya (keyCertSign) izin vermiyor")


def _is_ca(deger: bytes | None) -> bool:
    if deger is None:
        return False
    ogeler = der.oku(deger).tur(der.SEQUENCE).cocuklar()
    return bool(ogeler) and ogeler[0].etiket == der.BOOLEAN and ogeler[0].dogru()


def _check_signature(tbs: bytes, alg: der.Dugum, imza: bytes, spki: bytes, yer: str) -> None:
    """Refuse a self-signature that does not hold, or that proves nothing because key or digest are broken."""
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, padding, rsa
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    aile, ozet = _algorithm(alg)
    if ozet in _KIRIK:
        raise _refused(yer, f"kendi imzası kırılmış bir özetle ({ozet}) atılmış, bir şey kanıtlamaz")
    try:
        anahtar = load_der_public_key(spki)
        match anahtar:
            case rsa.RSAPublicKey() if anahtar.key_size < _EN_AZ_RSA:
                raise _refused(yer, f"anahtarı çok kısa (RSA {anahtar.key_size})")
            case rsa.RSAPublicKey() if aile == "rsa":
                anahtar.verify(imza, tbs, padding.PKCS1v15(), _digest(ozet))
            case rsa.RSAPublicKey() if aile == "rsa-pss":
                dolgu, pss_ozet = _pss(alg)
                anahtar.verify(imza, tbs, dolgu, pss_ozet)
            case ec.EllipticCurvePublicKey() if aile == "ec":
                anahtar.verify(imza, tbs, ec.ECDSA(_digest(ozet)))
            case dsa.DSAPublicKey() if aile == "dsa":
                anahtar.verify(imza, tbs, _digest(ozet))
            case ed25519.Ed25519PublicKey() | ed448.Ed448PublicKey() if aile == "ed":
                anahtar.verify(imza, tbs)
            case _:
                raise _refused(yer, "anahtarı ile imza algoritması uyuşmuyor")
    except InvalidSignature:
        raise _refused(yer, "kendi imzası tutmuyor") from None
    except (UnsupportedAlgorithm, ValueError, TypeError):
        raise _refused(yer, "anahtarı ya da imza algoritması denetlenemiyor (çok zayıf, bozuk veya bilinmiyor)") from None


def _algorithm(alg: der.Dugum) -> tuple[str, str | None]:
    """Return the family and the digest's name of a signature algorithm."""
    ad = alg.cocuklar()[0].oid()
    if ad in {"1.3.101.112", "1.3.101.113"}:
        return "ed", None
    if ad == "1.2.840.113549.1.1.2":
        return "rsa", "md2"
    return oid.IMZALAR.get(ad, ("", None))


def _digest(ad: str | None) -> hashes.HashAlgorithm:
    from cryptography.hazmat.primitives import hashes

    siniflar: dict[str, type[hashes.HashAlgorithm]] = {
        "sha1": hashes.SHA1,
        "sha224": hashes.SHA224,
        "sha256": hashes.SHA256,
        "sha384": hashes.SHA384,
        "sha512": hashes.SHA512,
        "sha3_256": hashes.SHA3_256,
        "sha3_384": hashes.SHA3_384,
        "sha3_512": hashes.SHA3_512,
    }
    if ad not in siniflar:
        raise ValueError(ad)
    return siniflar[ad]()


def _pss(alg: der.Dugum) -> tuple[AsymmetricPadding, hashes.HashAlgorithm]:
    """Return the padding and the digest that RSASSA-PSS parameters name (RFC 4055: SHA-1, MGF1 with SHA-1 and 20 when absent)."""
    from cryptography.hazmat.primitives.asymmetric import padding

    ozet = mgf = "sha1"
    tuz = 20
    parcalar = alg.cocuklar()
    for oge in parcalar[1].cocuklar() if len(parcalar) > 1 and parcalar[1].etiket == der.SEQUENCE else ():
        ic = oge.cocuklar()[0]
        if oge.etiket == 0xA0:
            ozet = oid.OZETLER.get(ic.cocuklar()[0].oid(), "")
        elif oge.etiket == 0xA1:
            mgf = oid.OZETLER.get(ic.cocuklar()[1].cocuklar()[0].oid(), "")
        elif oge.etiket == 0xA2:
            tuz = ic.tamsayi()
    return padding.PSS(padding.MGF1(_digest(mgf)), tuz), _digest(ozet)


def subject_text(konu: bytes) -> str:
    """Return a Name (DER) for reading: the values of its attributes, the common name first."""
    try:
        ogeler = [oge.cocuklar() for kume in der.oku(konu).cocuklar() for oge in kume.cocuklar()]
        degerler = sorted(((oge[0].oid() != "2.5.4.3", oge[1].metin()) for oge in ogeler), key=lambda c: c[0])
    except (ValueError, IndexError):
        return ""
    return ", ".join("".join(c if c.isprintable() else "?" for c in metin) for _, metin in degerler)
