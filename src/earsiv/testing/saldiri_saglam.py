# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Sound files: a verifier that refuses one of these is as wrong as one that accepts an attack."""

from __future__ import annotations

import datetime as dt
from typing import Final

from earsiv.testing import der
from earsiv.testing.cades import ICERIK, IMZA_ANI, Imza, append, as_ber, content_stamp, counter_info, counter_sign, merge, sign
from earsiv.testing.cades_uzat import (
    ATS_V2,
    DAMGA_ANI,
    SIGNATURE_STAMP,
    archive_stamp_v2,
    archive_stamp_v3,
    embed_stamp_evidence,
    esc_stamp,
    in_signed_data,
    refs_stamp,
    signature_stamp,
)
from earsiv.testing.saldiri_oznitelik import by_key_id
from earsiv.testing.saldiri_temel import (
    ARSIV_ANI,
    DAKIKA,
    GUN,
    SAAT,
    YENILEME_ANI,
    Saldiri,
    arsiv,
    crls,
    damgali,
    expect,
    hicbir,
    p4_kanit,
    revoked,
    simdi,
    xl,
    yenilenmis,
    zd_kanit,
)

_X_ANI: Final = DAMGA_ANI + 2 * SAAT


def _parallel() -> Imza:
    return merge(sign("kisi"), sign("kisi2"))


def _parallel_xl() -> Imza:
    """Two signers, each raised on its own: references, values and stamps belong to a SignerInfo."""
    return merge(xl("P4"), xl("P4", kim="kisi2"))


def _countersigned() -> Imza:
    imza = sign("kisi", ek_sertifikalar=("alt", "kisi2"))
    return imza.add(counter_sign(imza.imzaci))


def _nested() -> Imza:
    """A counter-signature that is itself counter-signed."""
    imza = sign("kisi", ek_sertifikalar=("alt", "kisi2", "kisi3"))
    dis = counter_info(imza.imzaci, "kisi2")
    ic = counter_sign(dis, "kisi3", an=IMZA_ANI + 20 * DAKIKA)
    return imza.add(counter_sign(imza.imzaci, "kisi2", ice=(ic,)))


def _x1() -> Imza:
    imza = damgali().add(*p4_kanit().refs())
    return imza.add(esc_stamp(imza, _X_ANI), *p4_kanit().values())


def _x2() -> Imza:
    imza = damgali().add(*p4_kanit().refs())
    return imza.add(refs_stamp(imza, _X_ANI), *p4_kanit().values())


def archived_v3(surum: int = 3) -> Imza:
    """A signature at level A with archive-time-stamp v3; the evidence of the first stamp lies in SignedData."""
    dolu = in_signed_data(xl(), zd_kanit())
    return dolu.add(archive_stamp_v3(dolu, ARSIV_ANI, surum=surum))


def _v3_over_v2() -> Imza:
    """Archived the old way, renewed the new way."""
    dolu = embed_stamp_evidence(arsiv(), ATS_V2, zd_kanit("zd", YENILEME_ANI - GUN))
    return dolu.add(archive_stamp_v3(dolu, YENILEME_ANI, tsa="zd2"))


def _content_stamped() -> Imza:
    return damgali(duzenle=append(content_stamp(ICERIK, IMZA_ANI - 5 * DAKIKA)))


def short_lived() -> Imza:
    """The first stamp's authority expired on 1 May; the archive stamp of April covers it."""
    return arsiv(xl(damga={"tsa": "zd-kisa"}), ilk_tsa="zd-kisa", an=ARSIV_ANI + 30 * GUN)


def _revoked_later_ocsp() -> Imza:
    """The answer says "revoked", at a moment after the stamp: it proves that the certificate was good before."""
    sonra = DAMGA_ANI + 20 * DAKIKA
    return xl(kanit=p4_kanit(durum="revoked", an=DAMGA_ANI + 25 * DAKIKA, iptal_ani=sonra, neden="superseded"))


def _ec() -> Imza:
    imza = xl("P4", kim="kisi-ec", damga={"tsa": "zd-ec"})
    dolu = embed_stamp_evidence(imza, SIGNATURE_STAMP, zd_kanit("zd-ec"))
    return dolu.add(archive_stamp_v2(dolu, ARSIV_ANI, tsa="zd-ec"))


def _p4_outside() -> tuple[bytes, ...]:
    return (*simdi(), *p4_kanit().iptaller)


SAGLAM: Final[dict[str, Saldiri]] = {
    "saglam-bes": expect(sign, "GECTI"),
    "saglam-bes-icerik-parcayla-ayni": expect(sign, "GECTI", disarida=ICERIK),
    "saglam-bes-ayrik": expect(lambda: sign(ayrik=True), "GECTI"),
    "saglam-bes-zamansiz": expect(lambda: sign(an=None), "GECTI"),
    "saglam-bes-ber": expect(lambda: as_ber(sign()), "GECTI"),
    "saglam-t-ber": expect(lambda: as_ber(damgali("P2"), parca=7), "GECTI"),
    "saglam-bes-ec": expect(lambda: sign("kisi-ec"), "GECTI"),
    "saglam-bes-pss": expect(lambda: sign("kisi-pss"), "GECTI"),
    "saglam-bes-sha512": expect(lambda: sign(ozet="sha512"), "GECTI"),
    "saglam-bes-rsa-encryption": expect(lambda: sign().with_signer(algoritma=der.seq(der.oid("1.2.840.113549.1.1.1"), der.NULL)), "GECTI"),
    "saglam-bes-ozet-null-degiskenli": expect(
        lambda: sign().with_signer(ozet_kimligi=der.seq(der.oid("2.16.840.1.101.3.4.2.1"), der.NULL)), "GECTI"
    ),
    "saglam-bes-anahtar-kimligiyle": expect(by_key_id, "GECTI"),
    "saglam-t-sha1-tarihsel": expect(lambda: damgali(ozet="sha1"), "GECTI", sha1_tarihsel=True),
    "saglam-xl-son-zd-uyari": expect(xl, "GECTI", kanit=hicbir, son_zd_iptal="uyari"),
    "saglam-a-v3-indeks-v1": expect(lambda: archived_v3(surum=1), "GECTI"),
    "saglam-a-v2-ustune-v3": expect(_v3_over_v2, "GECTI"),
    "saglam-paralel": expect(_parallel, "GECTI"),
    "saglam-paralel-xl": expect(_parallel_xl, "GECTI"),
    "saglam-karsi-imza": expect(_countersigned, "GECTI"),
    "saglam-karsi-imza-ic-ice": expect(_nested, "GECTI"),
    "saglam-t": expect(damgali, "GECTI"),
    "saglam-t-p2": expect(lambda: damgali("P2"), "GECTI"),
    "saglam-t-p4-kanit-disarida": expect(lambda: damgali("P4"), "GECTI", kanit=_p4_outside),
    "saglam-t-ayrik-p2": expect(lambda: damgali("P2", ayrik=True), "GECTI"),
    "saglam-t-pss": expect(lambda: damgali(kim="kisi-pss", damga={"tsa": "zd-pss"}), "GECTI"),
    "saglam-t-damga-sha512": expect(lambda: damgali(damga={"ozet": "sha512"}), "GECTI"),
    "saglam-t-baska-zd": expect(lambda: damgali(damga={"tsa": "zd2"}), "GECTI"),
    "saglam-t-damga-biraz-once": expect(lambda: damgali("P2", damga_ani=IMZA_ANI - 3 * DAKIKA), "GECTI"),
    "saglam-t-damga-iki-saate-yakin": expect(lambda: damgali("P2", damga_ani=IMZA_ANI + 110 * DAKIKA), "GECTI"),
    "saglam-t-iki-damga": expect(lambda: (i := damgali()).add(signature_stamp(i, DAMGA_ANI + DAKIKA, tsa="zd2")), "GECTI"),
    "saglam-icerik-damgasi": expect(_content_stamped, "GECTI"),
    "saglam-xl-p2": expect(lambda: xl("P2"), "GECTI"),
    "saglam-xl-p3": expect(lambda: xl("P3"), "GECTI"),
    "saglam-xl-p4": expect(xl, "GECTI"),
    "saglam-xl-p4-ayrik": expect(lambda: xl(ayrik=True), "GECTI"),
    "saglam-xl-politikasiz": expect(lambda: xl("", kanit=p4_kanit()), "GECTI"),
    "saglam-xl-p4-ocsp-ad-ile": expect(lambda: xl(kanit=p4_kanit(ad_ile=True)), "GECTI"),
    "saglam-x1": expect(_x1, "GECTI"),
    "saglam-x2": expect(_x2, "GECTI"),
    "saglam-a-v2": expect(arsiv, "GECTI"),
    "saglam-a-v2-ayrik": expect(lambda: arsiv(xl(ayrik=True)), "GECTI"),
    "saglam-a-v2-p3": expect(lambda: arsiv(xl("P3")), "GECTI"),
    "saglam-a-v2-ec": expect(_ec, "GECTI"),
    "saglam-a-v2-iki-damga": expect(yenilenmis, "GECTI"),
    "saglam-a-v2-iki-damga-ayrik": expect(lambda: yenilenmis(arsiv(xl(ayrik=True))), "GECTI"),
    "saglam-a-v2-sertifika-bitmis": expect(
        yenilenmis, "GECTI", an=dt.datetime(2031, 1, 1, tzinfo=dt.UTC), kanit=lambda: crls(dt.datetime(2030, 12, 31, tzinfo=dt.UTC))
    ),
    "saglam-a-v2-ilk-zd-bitmis": expect(short_lived, "GECTI"),
    "saglam-a-v3": expect(archived_v3, "GECTI"),
    "saglam-iptal-sonra-sil": expect(damgali, "GECTI", kanit=revoked("kisi", YENILEME_ANI)),
    "saglam-iptal-sonra-ocsp": expect(_revoked_later_ocsp, "GECTI"),
    "saglam-zd-iptal-sonra": expect(damgali, "GECTI", kanit=revoked("zd", YENILEME_ANI, "cessation_of_operation")),
    "saglam-muhur": expect(lambda: damgali(kim="muhur"), "GECTI", kullanim="muhur"),
    "saglam-nitelikli-muhur": expect(lambda: damgali(kim="nitelikli-muhur"), "GECTI", kullanim="muhur"),
    "saglam-kisi-sadece-kisi": expect(damgali, "GECTI", kullanim="imza"),
    "saglam-mali-muhur-nes-istenmezse": expect(lambda: damgali(kim="mali-muhur"), "GECTI", nes_zorunlu=False),
}
