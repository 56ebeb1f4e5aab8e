# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Attacks on content, signed attributes, the naming of the signing certificate, and the signature policy."""

from __future__ import annotations

from typing import Any, Final

from earsiv.testing import der
from earsiv.testing.cades import ICERIK, IMZA_ANI, SIGNATURE_POLICY, Imza, append, double, drop, policy, put, sign, with_certificates
from earsiv.testing.cms_yaz import (
    CONTENT_TYPE,
    ESS_V2,
    ID_DATA,
    MESSAGE_DIGEST,
    SIGNING_TIME,
    attribute,
    ess_certificate,
    issuer_and_serial,
)
from earsiv.testing.dunya import dunya
from earsiv.testing.dunya_imza import digest
from earsiv.testing.saldiri_temel import DAKIKA, Saldiri, damgali, expect, hicbir, simdi, xl, zd_iyi

BASKA: Final = ICERIK.replace(b"deneme", b"DENEME")
_OZET: Final = der.octets(digest("sha256", ICERIK))
_DATA: Final = der.oid(ID_DATA)


def _stripped() -> Imza:
    """Signed attributes become the content: the signature value holds over them (CMS "attributes as content")."""
    asil = sign()
    oznitelikler = b"\x31" + asil.imzaci.signed_attributes[1:]
    return Imza(asil.with_signer(imzali=()).with_data(icerik=oznitelikler).veri, oznitelikler)


def _other_serial() -> Imza:
    """The hash in signing-certificate-v2 fits, the issuer and serial number beside it are another certificate's."""
    d = dunya()
    baska = ess_certificate(d.sertifika("kisi2"), degistir=digest("sha256", d.sertifika("kisi")))
    return sign(duzenle=put(ESS_V2, *baska.degerler))


def _no_signer_certificate() -> Imza:
    return sign().with_data(sertifikalar=(dunya().sertifika("alt"),))


def _twin() -> Imza:
    """Certificate substitution: sid and certificate are those of another certificate with the same key."""
    asil = sign()
    d = dunya()
    return asil.with_signer(sid=issuer_and_serial(d.sertifika("kisi-ikiz"))).with_data(
        sertifikalar=(d.sertifika("kisi-ikiz"), d.sertifika("alt"))
    )


def by_key_id(kimin: str = "kisi") -> Imza:
    """The signer named by subject key identifier instead of issuer and serial number."""
    d = dunya()
    imza = sign(ek_sertifikalar=("alt", "kisi2")).with_data(surum=3)
    return imza.with_signer(sid=der.octets(digest("sha1", d.makam(kimin).acik_anahtar), 0x80), surum=3)


def _policy(**ayar: Any) -> Imza:
    """A stamped signature that names a policy of one's own making."""
    return damgali(duzenle=append(policy("P4", **ayar)))


_FORMAT = "FORMAT_FAILURE"
_ESS = ("NO_SIGNING_CERTIFICATE_FOUND", "SIG_CONSTRAINTS_FAILURE")

OZNITELIK: Final[dict[str, Saldiri]] = {
    # content
    "icerik-degismis": expect(lambda: sign().with_data(icerik=BASKA), "HASH_FAILURE"),
    "icerik-degismis-ayrik": expect(lambda: sign(ayrik=True), "HASH_FAILURE", disarida=BASKA),
    "icerik-degismis-damgali": expect(lambda: xl().with_data(icerik=BASKA), "HASH_FAILURE"),
    "icerik-parcadan-farkli": expect(sign, _FORMAT, "HASH_FAILURE", disarida=BASKA),
    "icerik-yok": expect(lambda: sign(ayrik=True).dump(), "SIGNED_DATA_NOT_FOUND"),
    # message-digest and content-type
    "ozet-yok": expect(lambda: sign(duzenle=drop(MESSAGE_DIGEST)), _FORMAT),
    "ozet-yanlis": expect(lambda: sign(duzenle=put(MESSAGE_DIGEST, der.octets(bytes(32)))), "HASH_FAILURE"),
    "ozet-kisa": expect(lambda: sign(duzenle=put(MESSAGE_DIGEST, der.octets(b""))), "HASH_FAILURE", _FORMAT),
    "ozet-iki-kez": expect(lambda: sign(duzenle=double(MESSAGE_DIGEST)), _FORMAT),
    "ozet-iki-degerli": expect(lambda: sign(duzenle=put(MESSAGE_DIGEST, _OZET, der.octets(bytes(32)))), _FORMAT),
    "ozet-degersiz": expect(lambda: sign(duzenle=put(MESSAGE_DIGEST)), _FORMAT),
    "ozet-yanlis-tipte": expect(lambda: sign(duzenle=put(MESSAGE_DIGEST, der.utf8("ozet"))), _FORMAT),
    "tur-yok": expect(lambda: sign(duzenle=drop(CONTENT_TYPE)), _FORMAT),
    "tur-yanlis": expect(lambda: sign(duzenle=put(CONTENT_TYPE, der.oid("1.2.840.113549.1.7.5"))), _FORMAT),
    "tur-iki-kez": expect(lambda: sign(duzenle=double(CONTENT_TYPE)), _FORMAT),
    "tur-iki-degerli": expect(lambda: sign(duzenle=put(CONTENT_TYPE, _DATA, der.oid("1.2.840.113549.1.7.5"))), _FORMAT),
    "imza-zamani-iki-kez": expect(
        lambda: sign(duzenle=append(attribute(SIGNING_TIME, der.utime(IMZA_ANI + DAKIKA)))), _FORMAT, "SIG_CONSTRAINTS_FAILURE"
    ),
    "imza-zamani-iki-degerli": expect(
        lambda: sign(duzenle=put(SIGNING_TIME, der.utime(IMZA_ANI), der.utime(IMZA_ANI + DAKIKA))), _FORMAT, "SIG_CONSTRAINTS_FAILURE"
    ),
    "imzali-oznitelik-yok": expect(lambda: sign(duzenle=lambda _: []), _FORMAT),
    "imzali-oznitelik-icerige-soyulmus": expect(_stripped, _FORMAT),
    "imzali-oznitelik-imzadan-sonra-eklenmis": expect(
        lambda: (i := sign()).with_signer(imzali=(*i.imzaci.imzali, policy("P4"))), "SIG_CRYPTO_FAILURE"
    ),
    # naming of the signing certificate
    "ess-yok": expect(lambda: sign(ess=None), "NO_SIGNING_CERTIFICATE_FOUND"),
    "ess-uyusmaz": expect(
        lambda: sign(duzenle=put(ESS_V2, *ess_certificate(dunya().sertifika("kisi2")).degerler)), "NO_SIGNING_CERTIFICATE_FOUND"
    ),
    "ess-seri-uyusmaz": expect(_other_serial, *_ESS),
    "ess-iki-kez": expect(lambda: sign(duzenle=double(ESS_V2)), _FORMAT, *_ESS),
    "ess-bos-liste": expect(lambda: sign(duzenle=put(ESS_V2, der.seq(der.seq()))), _FORMAT, *_ESS),
    "ess-bozuk": expect(lambda: sign(duzenle=put(ESS_V2, der.utf8("sertifika"))), _FORMAT, *_ESS),
    "ess-v1-p4": expect(
        lambda: damgali("P4", ess=1), "SIG_CONSTRAINTS_FAILURE", "NO_SIGNING_CERTIFICATE_FOUND", "CRYPTO_CONSTRAINTS_FAILURE"
    ),
    "sertifika-ikiziyle-degistirilmis": expect(_twin, "NO_SIGNING_CERTIFICATE_FOUND"),
    "sertifika-dosyada-yok": expect(_no_signer_certificate, "NO_SIGNING_CERTIFICATE_FOUND", karar="GECERSIZ BELIRSIZ"),
    "ess-yalniz-imzasizda": expect(
        lambda: sign(ess=None).add(ess_certificate(dunya().sertifika("kisi"))), "NO_SIGNING_CERTIFICATE_FOUND", _FORMAT
    ),
    "sid-anahtar-kimligi-baskasinin": expect(lambda: by_key_id("kisi2"), "NO_SIGNING_CERTIFICATE_FOUND", "SIG_CRYPTO_FAILURE"),
    "sertifika-ayni-seriyle-sahte": expect(
        lambda: with_certificates(damgali(kim="kisi-sahte-ayni-seri", ek_sertifikalar=("alt",)), "kisi"),
        "NO_CERTIFICATE_CHAIN_FOUND",
        "CERTIFICATE_CHAIN_GENERAL_FAILURE",
        "NO_SIGNING_CERTIFICATE_FOUND",
        "SIG_CRYPTO_FAILURE",
    ),
    # policy
    "politika-yalniz-imzasizda": expect(lambda: damgali().add(policy("P4")), "SIG_CONSTRAINTS_FAILURE", _FORMAT, profil_zorunlu=("P4",)),
    "politika-bilinmeyen": expect(lambda: _policy(oid="2.16.792.1.61.0.1.5070.3.9.1"), "SIGNATURE_POLICY_NOT_AVAILABLE"),
    "politika-baska-ulkenin": expect(lambda: _policy(oid="1.2.3.4.5.6"), "SIGNATURE_POLICY_NOT_AVAILABLE"),
    "politika-ozeti-yanlis": expect(lambda: _policy(ozet=bytes(32)), "POLICY_PROCESSING_ERROR"),
    "politika-ozeti-baska-algoritmayla": expect(lambda: _policy(ozet_adi="sha384"), "POLICY_PROCESSING_ERROR"),
    "politika-iki-kez": expect(
        lambda: damgali("P2", duzenle=append(policy("P4"))), _FORMAT, "SIG_CONSTRAINTS_FAILURE", "POLICY_PROCESSING_ERROR"
    ),
    "politika-bozuk": expect(
        lambda: damgali("P4", duzenle=put(SIGNATURE_POLICY, der.utf8("P4"))), _FORMAT, "POLICY_PROCESSING_ERROR", "SIG_CONSTRAINTS_FAILURE"
    ),
    "politika-p2-damgasiz": expect(lambda: sign(profil="P2"), "SIG_CONSTRAINTS_FAILURE"),
    "politika-p3-damgasiz": expect(lambda: sign(profil="P3"), "SIG_CONSTRAINTS_FAILURE"),
    "politika-p4-damgasiz": expect(lambda: sign(profil="P4"), "SIG_CONSTRAINTS_FAILURE"),
    "politika-p2-imza-zamani-yok": expect(lambda: damgali("P2", an=None), "SIG_CONSTRAINTS_FAILURE"),
    "politika-zorunlu-ama-yok": expect(damgali, "SIG_CONSTRAINTS_FAILURE", profil_zorunlu=("P4",)),
    "politika-zorunlu-olandan-baska": expect(lambda: damgali("P2"), "SIG_CONSTRAINTS_FAILURE", profil_zorunlu=("P3", "P4")),
    "duzey-istenenin-altinda": expect(damgali, "SIG_CONSTRAINTS_FAILURE", asgari_seviye="XL"),
    "duzey-bes-istenen-t": expect(sign, "SIG_CONSTRAINTS_FAILURE", asgari_seviye="T"),
    # evidence that is simply not there yet
    "kanit-yok-bes": expect(sign, "TRY_LATER", kanit=hicbir),
    "kanit-yok-t-p2": expect(lambda: damgali("P2"), "TRY_LATER", kanit=zd_iyi),
    "kanit-yok-t-p4": expect(lambda: damgali("P4"), "TRY_LATER", kanit=zd_iyi),
    "kanit-yok-alt-kok-iptali": expect(sign, "TRY_LATER", kanit=lambda: simdi()[:1]),
}
