# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Attacks on algorithms, validity, revocation, and the nature of the signer's certificate."""

from __future__ import annotations

import datetime as dt
from typing import Final

from earsiv.testing import der
from earsiv.testing.cades import IMZA_ANI, Imza, sign
from earsiv.testing.cades_uzat import DAMGA_ANI
from earsiv.testing.saldiri_temel import (
    DAKIKA,
    GUN,
    Saldiri,
    damgali,
    expect,
    p3_kanit,
    p4_kanit,
    raised,
    revoked,
    xl,
    zd_iyi,
)

_ESKI: Final = dt.datetime(2022, 9, 1, 9, 0, tzinfo=dt.UTC)  # while kisi-suresi-dolmus was good
_P384_MERTEBE: Final = 2**384 - 0x389CB27E0BC8D220A7E5F24DB74F58851313E695333AD68D
_ONCE: Final = IMZA_ANI - 5 * GUN


def _bent() -> Imza:
    asil = sign()
    imza = asil.imzaci.imza
    return asil.with_signer(imza=imza[:50] + bytes([imza[50] ^ 1]) + imza[51:])


def _wrong_length() -> Imza:
    asil = sign()
    return asil.with_signer(imza=asil.imzaci.imza + b"\x00")


def _algorithm_swapped() -> Imza:
    """The signature is RSA with SHA-256, the field says SHA-512."""
    return sign().with_signer(algoritma=sign(ozet="sha512").imzaci.algoritma)


def _ec_trailing() -> Imza:
    asil = sign("kisi-ec")
    return asil.with_signer(imza=asil.imzaci.imza + b"\x00")


def _ec_pair() -> tuple[Imza, list[int]]:
    asil = sign("kisi-ec")
    return asil, [int.from_bytes(der.split(p)[1], "big") for p in der.children(asil.imzaci.imza)]


def _ec_raw() -> Imza:
    """R and s side by side, the form of cards and web cryptography, where CMS wants a SEQUENCE."""
    asil, rs = _ec_pair()
    return asil.with_signer(imza=b"".join(x.to_bytes(48, "big") for x in rs))


def _ec_plus_order() -> Imza:
    """R raised by the order of the curve: the same number to careless arithmetic."""
    asil, (r, s) = _ec_pair()
    return asil.with_signer(imza=der.seq(der.integer(r + _P384_MERTEBE), der.integer(s)))


def _pss_other_salt() -> Imza:
    """The parameters claim a salt of 20 octets, the signature has 32."""
    asil = sign("kisi-pss")
    return asil.with_signer(algoritma=asil.imzaci.algoritma.replace(b"\xa2\x03\x02\x01\x20", b"\xa2\x03\x02\x01\x14"))


def _then_expired(iptal: dt.datetime | None) -> Imza:
    """Signed and stamped in 2022 with the CRLs of those days inside; the certificate expired on 1 January 2023."""
    an = _ESKI + 26 * 60 * DAKIKA
    satirlar = {"kisi-suresi-dolmus": (iptal, "key_compromise")} if iptal else {}
    kanit = p3_kanit("kisi-suresi-dolmus", an=an, sonraki=an + GUN, iptal=satirlar)
    return raised(damgali(kim="kisi-suresi-dolmus", an=_ESKI, damga_ani=_ESKI + DAKIKA), kanit)


_CRYPTO = ("CRYPTO_CONSTRAINTS_FAILURE", "CRYPTO_CONSTRAINTS_FAILURE_NO_POE")
_CHAIN = "CHAIN_CONSTRAINTS_FAILURE"
_YOL_YOK = ("NO_CERTIFICATE_CHAIN_FOUND", "CERTIFICATE_CHAIN_GENERAL_FAILURE", _CHAIN)
_SINIR = ("OUT_OF_BOUNDS_NO_POE", "OUT_OF_BOUNDS_NOT_REVOKED")
# ETSI keeps REVOKED_NO_POE where the revocation is older than the proven time; the legal reading is the same
_IPTAL = ("REVOKED", "REVOKED_NO_POE")
_IKISI = "GECERSIZ BELIRSIZ"

GECERLILIK: Final[dict[str, Saldiri]] = {
    # algorithms: all stamped, so that the moment is proven and long after the end of the weak ones
    "kripto-sha1": expect(lambda: damgali(ozet="sha1"), *_CRYPTO, karar="GECERSIZ"),
    "kripto-md5": expect(lambda: damgali(ozet="md5"), *_CRYPTO, karar="GECERSIZ"),
    "kripto-imza-algoritmasi-sha1": expect(lambda: damgali(imza_ozeti="sha1"), *_CRYPTO, "SIG_CRYPTO_FAILURE", karar="GECERSIZ"),
    "kripto-rsa-1024": expect(lambda: damgali(kim="kisi-zayif"), *_CRYPTO, karar="GECERSIZ"),
    "kripto-sertifika-sha1": expect(lambda: damgali(kim="kisi-sha1"), *_CRYPTO, karar="GECERSIZ"),
    "kripto-sha1-damgasiz": expect(lambda: sign(ozet="sha1"), *_CRYPTO, karar=_IKISI),
    "kripto-ozet-ile-imza-algoritmasi-farkli": expect(lambda: sign(imza_ozeti="sha512"), "SIG_CRYPTO_FAILURE"),
    "kripto-algoritma-alani-degistirilmis": expect(_algorithm_swapped, "SIG_CRYPTO_FAILURE"),
    "kripto-imza-bozuk": expect(_bent, "SIG_CRYPTO_FAILURE"),
    "kripto-imza-bir-bayt-uzun": expect(_wrong_length, "SIG_CRYPTO_FAILURE", "FORMAT_FAILURE"),
    "kripto-imza-bos": expect(lambda: sign().with_signer(imza=b""), "SIG_CRYPTO_FAILURE", "FORMAT_FAILURE"),
    "kripto-baska-anahtar": expect(lambda: sign(anahtar="kisi2"), "SIG_CRYPTO_FAILURE"),
    "kripto-anahtar-turu-baska": expect(lambda: sign(anahtar="kisi-ec"), "SIG_CRYPTO_FAILURE"),
    "kripto-ec-sifir": expect(lambda: sign("kisi-ec").with_signer(imza=der.seq(der.integer(0), der.integer(0))), "SIG_CRYPTO_FAILURE"),
    "kripto-ec-sondaki-bayt": expect(_ec_trailing, "SIG_CRYPTO_FAILURE", "FORMAT_FAILURE"),
    "kripto-ec-ham-bicim": expect(_ec_raw, "SIG_CRYPTO_FAILURE", "FORMAT_FAILURE"),
    "kripto-ec-mertebe-eklenmis": expect(_ec_plus_order, "SIG_CRYPTO_FAILURE"),
    "kripto-pss-tuz-boyu-yanlis": expect(_pss_other_salt, "SIG_CRYPTO_FAILURE", "CRYPTO_CONSTRAINTS_FAILURE"),
    "kripto-pss-pkcs1-diye": expect(lambda: sign("kisi-pss").with_signer(algoritma=sign().imzaci.algoritma), "SIG_CRYPTO_FAILURE"),
    "kripto-bilinmeyen-algoritma": expect(
        lambda: sign().with_signer(algoritma=der.seq(der.oid("1.2.3.4.5"))), "SIG_CRYPTO_FAILURE", *_CRYPTO, karar=_IKISI
    ),
    "kripto-bilinmeyen-ozet": expect(
        lambda: sign().with_signer(ozet_kimligi=der.seq(der.oid("1.2.3.4.5"))), "SIG_CRYPTO_FAILURE", "HASH_FAILURE", *_CRYPTO, karar=_IKISI
    ),
    # validity
    "gecerlilik-bitmis-damgasiz": expect(lambda: sign("kisi-suresi-dolmus", an=_ESKI), *_SINIR, karar="BELIRSIZ"),
    "gecerlilik-bittikten-sonra-damga": expect(lambda: damgali(kim="kisi-suresi-dolmus", an=_ESKI), "EXPIRED", *_SINIR, karar="GECERSIZ"),
    "gecerlilik-bittikten-sonra-imza": expect(lambda: damgali(kim="kisi-suresi-dolmus"), "EXPIRED", *_SINIR, karar="GECERSIZ"),
    "gecerlilik-baslamadan": expect(lambda: damgali(kim="kisi-baslamamis"), "NOT_YET_VALID", "OUT_OF_BOUNDS_NO_POE", karar="GECERSIZ"),
    "gecerlilik-sonra-bitmis": expect(lambda: _then_expired(None), "GECTI"),
    # revocation
    "iptal-damgadan-once": expect(damgali, *_IPTAL, karar="GECERSIZ", kanit=revoked("kisi", _ONCE)),
    "iptal-damgadan-once-nedensiz": expect(damgali, *_IPTAL, karar="GECERSIZ", kanit=revoked("kisi", _ONCE, None)),
    "iptal-damgadan-once-ocsp": expect(
        lambda: xl(kanit=p4_kanit(durum="revoked", iptal_ani=_ONCE, neden="key_compromise")), *_IPTAL, karar="GECERSIZ", kanit=zd_iyi
    ),
    "iptal-damgadan-once-sonra-bitmis": expect(lambda: _then_expired(_ESKI - 60 * GUN), *_IPTAL, karar="GECERSIZ"),
    "iptal-alt-kok-damgadan-once": expect(
        damgali, *_IPTAL, "REVOKED_CA_NO_POE", karar="GECERSIZ", kanit=revoked("alt", _ONCE, "ca_compromise")
    ),
    "iptal-yalniz-iddiadan-sonra": expect(sign, "REVOKED_NO_POE", kanit=revoked("kisi", IMZA_ANI + 10 * GUN)),
    "iptal-iddiadan-once-damgasiz": expect(sign, "REVOKED_NO_POE", "REVOKED", karar=_IKISI, kanit=revoked("kisi", _ONCE)),
    "iptal-damgayla-iddia-arasinda": expect(
        lambda: damgali(an=DAMGA_ANI - 90 * DAKIKA), *_IPTAL, karar="GECERSIZ", kanit=revoked("kisi", DAMGA_ANI - 60 * DAKIKA)
    ),
    "iptal-askida": expect(damgali, *_IPTAL, "TRY_LATER", karar=_IKISI, kanit=revoked("kisi", _ONCE, "certificate_hold")),
    # nature and path
    "nitelik-inkar-edilemezlik-yok": expect(lambda: damgali(kim="kisi-inkar-yok"), _CHAIN),
    "nitelik-qc-yok": expect(lambda: damgali(kim="kisi-qc-yok"), _CHAIN),
    "nitelik-qc-yarim": expect(lambda: damgali(kim="kisi-qc-yarim"), _CHAIN),
    "nitelik-muhur-kisi-yerine": expect(lambda: damgali(kim="muhur"), _CHAIN, kullanim="imza"),
    "nitelik-nitelikli-muhur-kisi-yerine": expect(lambda: damgali(kim="nitelikli-muhur"), _CHAIN, kullanim="imza"),
    "nitelik-kisi-muhur-yerine": expect(damgali, _CHAIN, kullanim="muhur"),
    "nitelik-mali-muhur": expect(lambda: damgali(kim="mali-muhur"), _CHAIN),
    "nitelik-zaman-damgasi-sertifikasiyla-imza": expect(lambda: damgali(kim="zd"), _CHAIN),
    "yol-sahte-kok": expect(
        lambda: damgali(kim="kisi-sahte", ek_sertifikalar=("alt-sahte", "kok-sahte")),
        "NO_CERTIFICATE_CHAIN_FOUND",
        "CERTIFICATE_CHAIN_GENERAL_FAILURE",
    ),
    "yol-sahte-kok-gercek-alt-kokle": expect(lambda: damgali(kim="kisi-sahte", ek_sertifikalar=("alt",)), *_YOL_YOK, karar=_IKISI),
    "yol-kisinin-verdigi-sertifika": expect(lambda: damgali(kim="kisi-kisiden", ek_sertifikalar=("kisi2", "alt")), *_YOL_YOK, karar=_IKISI),
    "yol-bilinmeyen-kritik-uzanti": expect(lambda: damgali(kim="kisi-bilinmeyen-kritik"), *_YOL_YOK, karar=_IKISI),
    "yol-alt-kok-eksik": expect(lambda: damgali(ek_sertifikalar=(), damga={"tsa": "zd2"}), "NO_CERTIFICATE_CHAIN_FOUND"),
}
