# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Attacks on time-stamps: over the signature, over the content, over references, and on the archive chain."""

from __future__ import annotations

from typing import Any, Final

from earsiv.testing import der
from earsiv.testing.cades import ICERIK, IMZA_ANI, Imza, append, content_stamp, sign
from earsiv.testing.cades_uzat import (
    ATS_V2,
    CERT_VALUES,
    DAMGA_ANI,
    REV_VALUES,
    SIGNATURE_STAMP,
    archive_stamp_v2,
    archive_stamp_v3,
    certificate_values,
    embed_stamp_evidence,
    esc_stamp,
    hash_index,
    in_signed_data,
    refs_stamp,
    signature_stamp,
)
from earsiv.testing.cms_yaz import ID_DATA, attribute
from earsiv.testing.dunya import dunya
from earsiv.testing.dunya_imza import digest
from earsiv.testing.saldiri_saglam import archived_v3
from earsiv.testing.saldiri_temel import (
    ARSIV_ANI,
    DAKIKA,
    GUN,
    SAAT,
    YARGI_ANI,
    YENILEME_ANI,
    Saldiri,
    arsiv,
    damgali,
    expect,
    hicbir,
    p4_kanit,
    revoked,
    xl,
    yenilenmis,
    zd2_iyi,
    zd_iyi,
    zd_kanit,
)


def _stamp(**kusur: Any) -> Imza:
    """A signature whose time-stamp has a fault."""
    return damgali(damga=kusur)


def _two_stamps() -> Imza:
    imza = damgali()
    return imza.add(signature_stamp(imza, DAMGA_ANI + DAKIKA, uzerine=b"baska", tsa="zd2"))


def _stamp_of_another() -> Imza:
    """The stamp was taken from another person's signature over the same content."""
    return sign().add(damgali(kim="kisi2").unsigned(SIGNATURE_STAMP))


def _stamp_broken() -> Imza:
    return sign().add(attribute(SIGNATURE_STAMP, der.utf8("damga")))


def _content(an: Any, **kusur: Any) -> Imza:
    return damgali(duzenle=append(content_stamp(kusur.pop("icerik", ICERIK), an, **kusur)))


def _x1(**kusur: Any) -> Imza:
    imza = damgali().add(*p4_kanit().refs())
    return imza.add(esc_stamp(imza, kusur.pop("an", DAMGA_ANI + SAAT), **kusur), *p4_kanit().values())


def _x2(**kusur: Any) -> Imza:
    imza = damgali().add(*p4_kanit().refs())
    return imza.add(refs_stamp(imza, kusur.pop("an", DAMGA_ANI + SAAT), **kusur), *p4_kanit().values())


def _values_changed_after() -> Imza:
    """A certificate is slipped into certificate-values after the archive stamp."""
    ekli = certificate_values(*dunya().zincir("kisi")[1:], dunya().sertifika("kisi2"))
    return arsiv().edit_unsigned(lambda liste: [ekli if o.oid == CERT_VALUES else o for o in liste])


def _stamp_evidence_changed_after() -> Imza:
    """The evidence in the first stamp is put there after the archive stamp that should cover it."""
    temel = xl()
    damga = archive_stamp_v2(temel, ARSIV_ANI)
    return embed_stamp_evidence(temel, SIGNATURE_STAMP, zd_kanit()).add(damga)


def _renewed_backwards() -> Imza:
    """The renewal claims to be older than the archive stamp it was laid over."""
    temel = embed_stamp_evidence(arsiv(), ATS_V2, zd_kanit("zd", YENILEME_ANI - GUN))
    return temel.add(archive_stamp_v2(temel, ARSIV_ANI - 5 * SAAT, tsa="zd2"))


def _without_first_evidence() -> Imza:
    """Archived without the evidence of the first stamp's authority."""
    temel = xl()
    return temel.add(archive_stamp_v2(temel, ARSIV_ANI, tsa="zd2"))


def _v3(**kusur: Any) -> Imza:
    dolu = in_signed_data(xl(), zd_kanit())
    return dolu.add(archive_stamp_v3(dolu, ARSIV_ANI, **kusur))


def _v3_other_index() -> Imza:
    """The index beside the stamp is not the one the stamp was laid over."""
    dolu = in_signed_data(xl(), zd_kanit())
    sahte = hash_index(dolu.add(certificate_values(dunya().sertifika("kisi2"))))
    govde = der.oid(ID_DATA) + digest("sha256", dolu.icerik) + b"".join(dolu.imzaci.fields) + hash_index(dolu)
    return dolu.add(archive_stamp_v3(dolu, ARSIV_ANI, indeks=sahte, uzerine=govde))


def _v3_value_removed() -> Imza:
    """revocation-values, covered by the index, is taken out afterwards."""
    return archived_v3().edit_unsigned(lambda liste: [o for o in liste if o.oid != REV_VALUES])


_CHAIN = "CHAIN_CONSTRAINTS_FAILURE"
_SIRA = ("TIMESTAMP_ORDER_FAILURE", "SIG_CONSTRAINTS_FAILURE")
_IKISI = "GECERSIZ BELIRSIZ"
_CRYPTO = ("CRYPTO_CONSTRAINTS_FAILURE", "CRYPTO_CONSTRAINTS_FAILURE_NO_POE")
_ADSIZ = ("NO_SIGNING_CERTIFICATE_FOUND", "FORMAT_FAILURE", "SIG_CONSTRAINTS_FAILURE")

DAMGA: Final[dict[str, Saldiri]] = {
    # signature time-stamp
    "damga-baska-ozet": expect(lambda: _stamp(uzerine=b"baska"), "HASH_FAILURE"),
    "damga-baskasinin": expect(_stamp_of_another, "HASH_FAILURE"),
    "damga-imzasi-bozuk": expect(lambda: _stamp(bozuk_imza=True), "SIG_CRYPTO_FAILURE"),
    "damga-bozuk": expect(_stamp_broken, "FORMAT_FAILURE"),
    "damga-bilgisi-kirpik": expect(lambda: _stamp(bilgi_kirp=True), "FORMAT_FAILURE"),
    "damga-icerik-turu-yanlis": expect(lambda: _stamp(icerik_turu=ID_DATA), "FORMAT_FAILURE"),
    "damga-sertifikasi-yok": expect(lambda: _stamp(sertifikasiz=True), "NO_SIGNING_CERTIFICATE_FOUND", karar=_IKISI),
    "damga-ess-yok": expect(lambda: _stamp(ess=None), *_ADSIZ),
    "damga-ess-uyusmaz": expect(lambda: _stamp(ess_sertifika=dunya().sertifika("zd2")), "NO_SIGNING_CERTIFICATE_FOUND"),
    "damga-eku-yok": expect(lambda: _stamp(tsa="zd-eku-yok"), _CHAIN),
    "damga-eku-kritik-degil": expect(lambda: _stamp(tsa="zd-eku-kritik-degil"), _CHAIN),
    "damga-eku-yalniz-degil": expect(lambda: _stamp(tsa="zd-eku-fazla"), _CHAIN),
    "damga-kisi-sertifikasiyla": expect(lambda: _stamp(tsa="kisi2"), _CHAIN),
    "damga-zd-suresi-dolmus": expect(
        lambda: _stamp(tsa="zd-suresi-dolmus"), "EXPIRED", "OUT_OF_BOUNDS_NO_POE", "OUT_OF_BOUNDS_NOT_REVOKED", karar=_IKISI
    ),
    "damga-zd-sahte-kok": expect(lambda: _stamp(tsa="zd-sahte"), "NO_CERTIFICATE_CHAIN_FOUND", "CERTIFICATE_CHAIN_GENERAL_FAILURE"),
    "damga-zd-once-iptal": expect(damgali, "REVOKED", "REVOKED_NO_POE", karar=_IKISI, kanit=revoked("zd", IMZA_ANI - 5 * GUN)),
    "damga-ozeti-sha1": expect(lambda: _stamp(ozet="sha1"), *_CRYPTO, karar=_IKISI),
    "damga-imzasi-sha1": expect(lambda: _stamp(imza_ozeti="sha1"), *_CRYPTO, "SIG_CRYPTO_FAILURE", karar=_IKISI),
    "damga-iki-tane-biri-bozuk": expect(_two_stamps, "HASH_FAILURE"),
    "damga-imzadan-bir-saat-once": expect(lambda: damgali("P2", damga_ani=IMZA_ANI - SAAT), *_SIRA),
    "damga-imzadan-uc-saat-sonra": expect(lambda: damgali("P2", damga_ani=IMZA_ANI + 3 * SAAT), *_SIRA),
    "damga-p4-uc-saat-sonra": expect(lambda: xl("P4", damga_ani=IMZA_ANI + 3 * SAAT, kanit=p4_kanit(an=IMZA_ANI + 4 * SAAT)), *_SIRA),
    "damga-gelecekten": expect(lambda: damgali(an=YARGI_ANI + GUN, damga_ani=YARGI_ANI + GUN + DAKIKA), *_SIRA),
    "damga-biraz-once-tolerans-dar": expect(lambda: damgali("P2", damga_ani=IMZA_ANI - 3 * DAKIKA), *_SIRA, saat_toleransi_sn=60),
    "damga-zd-anahtari-sonra-calinmis-etsi": expect(
        damgali,
        "REVOKED_NO_POE",
        "REVOKED",
        "NO_POE",
        "TRY_LATER",
        karar=_IKISI,
        kanit=revoked("zd", YENILEME_ANI),
        tsa_anahtar_guveni="etsi",
    ),
    # content time-stamp
    "icerik-damgasi-baska-ozet": expect(lambda: _content(IMZA_ANI - 5 * DAKIKA, icerik=b"baska"), "HASH_FAILURE"),
    "icerik-damgasi-imzasi-bozuk": expect(lambda: _content(IMZA_ANI - 5 * DAKIKA, bozuk_imza=True), "SIG_CRYPTO_FAILURE"),
    "icerik-damgasi-eku-yok": expect(lambda: _content(IMZA_ANI - 5 * DAKIKA, tsa="zd-eku-yok"), _CHAIN),
    "icerik-damgasi-imza-damgasindan-sonra": expect(lambda: _content(DAMGA_ANI + SAAT), *_SIRA),
    # stamps over references
    "x1-baska-ozet": expect(lambda: _x1(uzerine=b"baska"), "HASH_FAILURE"),
    "x1-imzasi-bozuk": expect(lambda: _x1(bozuk_imza=True), "SIG_CRYPTO_FAILURE"),
    "x1-imza-damgasindan-once": expect(lambda: _x1(an=DAMGA_ANI - SAAT), *_SIRA),
    "x1-eku-yok": expect(lambda: _x1(tsa="zd-eku-yok"), _CHAIN),
    "x2-baska-ozet": expect(lambda: _x2(uzerine=b"baska"), "HASH_FAILURE"),
    "x2-imzasi-bozuk": expect(lambda: _x2(bozuk_imza=True), "SIG_CRYPTO_FAILURE"),
    # archive stamps
    "ats-baska-ozet": expect(lambda: arsiv(uzerine=b"baska"), "HASH_FAILURE"),
    "ats-imzasi-bozuk": expect(lambda: arsiv(bozuk_imza=True), "SIG_CRYPTO_FAILURE"),
    "ats-eku-kritik-degil": expect(lambda: arsiv(tsa="zd-eku-kritik-degil"), _CHAIN),
    "ats-zd-sahte-kok": expect(lambda: arsiv(tsa="zd-sahte"), "NO_CERTIFICATE_CHAIN_FOUND", "CERTIFICATE_CHAIN_GENERAL_FAILURE"),
    "ats-zd-once-iptal": expect(
        arsiv, "REVOKED", "REVOKED_NO_POE", karar=_IKISI, kanit=revoked("zd", ARSIV_ANI - GUN, "cessation_of_operation")
    ),
    "ats-imza-damgasindan-once": expect(lambda: arsiv(an=DAMGA_ANI - SAAT), *_SIRA),
    "ats-ikinci-birinciden-once": expect(_renewed_backwards, "TIMESTAMP_ORDER_FAILURE", "HASH_FAILURE"),
    "ats-ikinci-baska-ozet": expect(lambda: yenilenmis(uzerine=b"baska"), "HASH_FAILURE"),
    "ats-degerler-sonradan-degismis": expect(_values_changed_after, "HASH_FAILURE", "SIG_CONSTRAINTS_FAILURE"),
    "ats-damga-kaniti-sonradan-eklenmis": expect(_stamp_evidence_changed_after, "HASH_FAILURE"),
    "ats-icerik-degismis": expect(lambda: arsiv().with_data(icerik=b"baska icerik"), "HASH_FAILURE"),
    "ats-imza-damgasi-cikarilmis": expect(
        lambda: arsiv().edit_unsigned(lambda liste: [o for o in liste if o.oid != SIGNATURE_STAMP]),
        "SIG_CONSTRAINTS_FAILURE",
        "HASH_FAILURE",
    ),
    "ats-onceki-zd-kaniti-yok": expect(lambda: yenilenmis(kanitsiz=True), "TRY_LATER", kanit=zd2_iyi),
    "ats-ilk-damganin-kaniti-yok": expect(_without_first_evidence, "TRY_LATER", kanit=zd2_iyi),
    "ats-son-zd-iptali-bilinmiyor": expect(arsiv, "TRY_LATER", kanit=hicbir),
    "ats-v3-baska-ozet": expect(lambda: _v3(uzerine=b"baska"), "HASH_FAILURE"),
    "ats-v3-indeks-yok": expect(lambda: _v3(indekssiz=True), "FORMAT_FAILURE", "HASH_FAILURE", "SIG_CONSTRAINTS_FAILURE"),
    "ats-v3-indeks-baska": expect(_v3_other_index, "HASH_FAILURE", "FORMAT_FAILURE", "SIG_CONSTRAINTS_FAILURE"),
    "ats-v3-deger-cikarilmis": expect(_v3_value_removed, "HASH_FAILURE", "SIG_CONSTRAINTS_FAILURE"),
    "xl-zd-iptali-bilinmiyor": expect(xl, "TRY_LATER", kanit=hicbir),
    "xl-zd-kaniti-yalniz-ocsp": expect(xl, "GECTI", kanit=zd_iyi),
}
