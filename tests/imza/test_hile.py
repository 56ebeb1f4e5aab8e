# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""What somebody with an editor for DER could try to get past the judge, or to make it refuse without reason.

The attack list holds faults of single objects; here evidence is moved, hidden, dated or spelled so that each object alone looks sound.
"""

import datetime as dt
import time

import attrs
import pytest

from earsiv.imza import DogrulamaPolitikasi, GuvenDeposu, KanitKumesi, verify_cms
from earsiv.testing import der
from earsiv.testing.cades import ICERIK, IMZA_ANI, SIGNATURE_POLICY, content_stamp, counter_sign, put, sign
from earsiv.testing.cades_uzat import (
    ATS_V2,
    ATS_V3,
    CERT_CRL_STAMP,
    CERT_REFS,
    CERT_VALUES,
    DAMGA_ANI,
    HASH_INDEX_V3,
    REV_VALUES,
    SIGNATURE_STAMP,
    archive_stamp_v2,
    archive_stamp_v3,
    basic_response,
    certificate_refs,
    certificate_values,
    embed_stamp_evidence,
    in_signed_data,
    refs_stamp,
    revocation_refs,
    revocation_values,
    signature_stamp,
    token_with,
)
from earsiv.testing.cms_yaz import ESS_V2, SIGNING_TIME, attribute
from earsiv.testing.dunya import dunya
from earsiv.testing.dunya_imza import OZET_OID, digest, digest_id
from earsiv.testing.dunya_kanit import make_token
from earsiv.testing.saldiri_temel import (
    ARSIV_ANI,
    DAKIKA,
    GUN,
    KESINLESME,
    SAAT,
    YARGI_ANI,
    arsiv,
    damgali,
    p3_kanit,
    p4_kanit,
    raised,
    simdi,
    xl,
    yenilenmis,
    zd_kanit,
)

pytestmark = pytest.mark.yavas

D = dunya()
GUVEN = GuvenDeposu.of(*D.kokler())
ONCE = DAMGA_ANI - GUN  # revoked then, the stamp comes too late
SERI = D.seri("kisi")
GECTI, BEKLE, KISIT, ZINCIR = "None", "TRY_LATER", "SIG_CONSTRAINTS_FAILURE", "CHAIN_CONSTRAINTS_FAILURE"
ZAYIF, IPTAL, BICIM, SERTIFIKASIZ = (
    "CRYPTO_CONSTRAINTS_FAILURE",
    "REVOKED_NO_POE",
    "FORMAT_FAILURE",
    "NO_SIGNING_CERTIFICATE_FOUND",
)


def yargi(imza, kanit=(), *, an=YARGI_ANI, **politika):
    """Return the verdict on the file; what is unknown of the newest stamp is told only, unless said otherwise."""
    ilke = DogrulamaPolitikasi(**{"son_zd_iptal": "uyari", **politika})
    veri, icerik = (imza, None) if isinstance(imza, bytes) else (imza.dump(), imza.disarida)
    return verify_cms(veri, "x.p7s", icerik=icerik, guven=GUVEN, kanit=KanitKumesi.of(*kanit), politika=ilke, an=an)


def sozcuk(*girdi, **ayar):
    return str(yargi(*girdi, **ayar).alt_durum)


def uzanti(oid, deger, *, kritik=False):
    return der.seq(der.oid(oid), der.TRUE if kritik else b"", der.octets(deger))


def liste(*, kayitlar=(), uzantilar=(), an=KESINLESME, sonraki=KESINLESME + GUN):
    """Return a CRL of ``alt`` with entries and extensions written by hand."""
    makam = D.makam("alt")
    tbs = der.seq(
        der.integer(1),
        makam.algoritma,
        makam.ad,
        der.utime(an),
        der.utime(sonraki),
        der.seq(*kayitlar) if kayitlar else b"",
        der.explicit(0, der.seq(uzanti("2.5.29.20", der.integer(1)), *uzantilar)),
    )
    return der.seq(tbs, makam.algoritma, der.bits(makam.sign(tbs)))


def p3_ile(sil):
    """Return a P3 signature whose list about the signer is this one."""
    kanit = p3_kanit()
    return xl("P3", kanit=attrs.evolve(kanit, iptaller=(sil, kanit.iptaller[1])))


def cevap_ile(*cevaplar, **ocsp):
    """Return a P4 signature with other answers about the signer."""
    kanit = p4_kanit(**ocsp)
    return xl(kanit=attrs.evolve(kanit, iptaller=(*cevaplar, *kanit.iptaller[1 if cevaplar else 0 :])))


def imzali_degistir(oid, deger):
    """Return an edit of the signed attributes that gives one of them another value."""
    return lambda oznitelikler: [attribute(oid, deger) if o.oid == oid else o for o in oznitelikler]


# ---- evidence that is borrowed, hidden or dated ----


@pytest.mark.fault("S13", "S18")
@pytest.mark.parametrize("eksik", ["kok-sili", "imzaci-sili", "iptal-degerleri", "hepsi"])
def test_evidence_only_inside_a_stamp_does_not_stand_for_what_the_signer_must_reference(eksik):
    """The stamp's token carries the lists of the same authorities; the signature's own references do not name them."""
    profil, tam = ("P4", p4_kanit()) if eksik == "kok-sili" else ("P3", p3_kanit())
    kalan = {"kok-sili": tam.iptaller[:1], "imzaci-sili": tam.iptaller[1:]}.get(eksik, ())
    kanit = attrs.evolve(tam, iptaller=kalan)
    if eksik == "hepsi":
        imza = damgali(profil)
    elif eksik == "iptal-degerleri":
        imza = damgali(profil).add(certificate_refs(*tam.sertifikalar), certificate_values(*tam.sertifikalar))
    else:
        imza = raised(damgali(profil), kanit)
    assert sozcuk(arsiv(imza)) == KISIT


@pytest.mark.fault("S13")
def test_references_without_values_are_not_answered_by_other_lists():
    """Lists in the SignedData are not those that the references name."""
    kanit = p3_kanit()
    sonra = KESINLESME + GUN
    imza = damgali("P3").add(*kanit.refs(), certificate_values(*kanit.sertifikalar))
    siller = (D.sil("alt", sonra, sonraki=sonra + GUN), D.sil("kok", sonra, sonraki=sonra + 90 * GUN))
    assert sozcuk(imza.with_data(siller=siller)) == KISIT


def _negatif_bas(seri):
    govde = der.split(der.integer(seri))[1]
    return b"\x02" + bytes([len(govde) + 1]) + b"\0" + govde


def _uzun_boy(seri):
    govde = der.split(der.integer(seri))[1]
    return b"\x02\x81" + bytes([len(govde)]) + govde


def _kayit(seri=b"", zaman=b"", *ek):
    return der.seq(seri or der.integer(SERI), zaman or der.utime(ONCE), *ek)


_GOVDE = der.integer(SERI) + der.utime(ONCE)
_GERI_ALMA = der.seq(uzanti("2.5.29.21", der.integer(8, 0x0A)))
GIZLI_KAYITLAR = {
    "kontrol": (IPTAL, [_kayit()]),
    "seri-basinda-sifir": (IPTAL, [_kayit(_negatif_bas(SERI))]),
    "seri-uzun-boy": (IPTAL, [_kayit(_uzun_boy(SERI))]),
    "kayit-uzun-boy": (IPTAL, [b"\x30\x84" + len(_GOVDE).to_bytes(4, "big") + _GOVDE]),
    "kayit-belirsiz-boy": (IPTAL, [b"\x30\x80" + _GOVDE + b"\0\0"]),
    "iki-kayit-once-geri-alma": (IPTAL, [_kayit(b"", b"", _GERI_ALMA), _kayit()]),
    "iki-kayit-once-gec-tarih": (IPTAL, [_kayit(b"", der.utime(YARGI_ANI)), _kayit()]),
    "kayit-zamani-bozuk": (ZINCIR, [_kayit(b"", der.tlv(0x17, b"260301090000"))]),
    "kayit-uzantisi-bozuk": (ZINCIR, [_kayit(b"", b"", der.seq(der.integer(5)))]),
    "kayit-dizi-degil": (ZINCIR, [der.integer(SERI)]),
}


@pytest.mark.fault("S12", "S13")
@pytest.mark.parametrize("ad", GIZLI_KAYITLAR)
def test_revoked_serial_cannot_be_hidden_by_how_its_entry_is_written(ad):
    """However numbers, lengths and order are spelled the entry is found; what cannot be read makes the list useless."""
    beklenen, kayitlar = GIZLI_KAYITLAR[ad]
    assert sozcuk(p3_ile(liste(kayitlar=kayitlar))) == beklenen


def _nokta(ad):
    return (uzanti("2.5.29.28", der.seq(der.explicit(0, ad)), kritik=True),)


def _adres(uri):
    return der.explicit(0, der.tlv(0x86, uri))


KAPSAMLAR = {
    "baska-adres": (BEKLE, _nokta(_adres(b"http://baska.deneme.invalid/1.crl"))),
    "ayni-adres": (GECTI, _nokta(_adres(b"http://sil.deneme.invalid/alt.crl"))),
    "baska-dizin-adi": (BEKLE, _nokta(der.explicit(0, der.explicit(4, D.makam("kok-ec").ad)))),
    "verene-gore-ad": (BEKLE, _nokta(der.tlv(0xA1, der.seq(der.oid("2.5.4.3"), der.utf8("SİL 77"))))),
    "yalniz-makamlar": (BEKLE, (uzanti("2.5.29.28", der.seq(b"\x82\x01\xff"), kritik=True),)),
    "yalniz-kullanicilar": (GECTI, (uzanti("2.5.29.28", der.seq(b"\x81\x01\xff"), kritik=True),)),
    "yalniz-bazi-nedenler": (ZINCIR, (uzanti("2.5.29.28", der.seq(b"\x83\x02\x07\x80"), kritik=True),)),
}


@pytest.mark.fault("S13")
@pytest.mark.parametrize("ad", KAPSAMLAR)
def test_list_of_another_distribution_point_says_nothing_about_the_signer(ad):
    """A list for other certificates is silent, not good; one for these counts."""
    beklenen, uzantilar = KAPSAMLAR[ad]
    assert sozcuk(p3_ile(liste(uzantilar=uzantilar))) == beklenen


@pytest.mark.fault("S11", "S13")
@pytest.mark.parametrize(("tarih", "beklenen"), [(b"20200101000000Z", GECTI), (b"20250101000000Z", "REVOCATION_OUT_OF_BOUNDS_NO_POE")])
def test_expired_certificates_count_as_listed_only_since_the_date_the_list_names(tarih, beklenen):
    """expiredCertsOnCRL of 2025 says nothing about a certificate that ended in 2023."""
    ani = dt.datetime(2022, 6, 1, tzinfo=dt.UTC)
    imza = damgali("", kim="kisi-suresi-dolmus", damga_ani=ani, an=ani - DAKIKA)
    sil = liste(uzantilar=(uzanti("2.5.29.60", der.tlv(0x18, tarih)),), an=YARGI_ANI - GUN, sonraki=YARGI_ANI + GUN)
    assert sozcuk(imza, (sil, D.sil("kok", YARGI_ANI - GUN, sonraki=YARGI_ANI + GUN))) == beklenen


@pytest.mark.fault("S13", "S22")
@pytest.mark.parametrize(
    "zamanlar",
    [
        {"an": DAMGA_ANI + DAKIKA, "sonraki": DAMGA_ANI - GUN},
        {"an": DAMGA_ANI + GUN, "uretim": DAMGA_ANI - 400 * GUN},
        {"an": YARGI_ANI + 100 * GUN, "uretim": DAMGA_ANI + DAKIKA},
    ],
)
def test_answer_with_times_that_cannot_be_is_not_evidence(zamanlar):
    """Next update before this one; state known only after the answer was made."""
    assert sozcuk(cevap_ile(**zamanlar)) == ZINCIR


@pytest.mark.fault("S13", "S22")
def test_list_whose_next_update_is_before_it_is_not_evidence():
    """The same for lists."""
    assert sozcuk(xl("P3", kanit=p3_kanit(sonraki=KESINLESME - 9 * GUN))) == ZINCIR


@pytest.mark.fault("S13")
@pytest.mark.parametrize(("once", "beklenen"), [(DAKIKA, GECTI), (4 * DAKIKA, GECTI), (12 * SAAT, BEKLE)])
def test_p4_answer_from_before_the_stamp_is_only_preliminary(once, beklenen):
    """It may be fresh by its own window and still know nothing of the moment of the stamp; clocks may differ a little."""
    assert sozcuk(cevap_ile(an=DAMGA_ANI - once, sonraki=DAMGA_ANI + 12 * SAAT)) == beklenen


@pytest.mark.fault("S13")
def test_responder_whose_own_state_nobody_tells_is_a_gap_and_not_a_fault():
    """Without the extension that frees it from being asked, and without a list: bring the list. With it, the answer counts."""
    kanit = p4_kanit(yanitlayan="ocsp-nocheck-yok")
    assert sozcuk(xl(kanit=kanit)) == BEKLE
    for iptal, beklenen in (({}, GECTI), ({"ocsp-nocheck-yok": (ONCE, None)}, ZINCIR)):
        sil = D.sil("alt", DAMGA_ANI, sonraki=DAMGA_ANI + GUN, iptal=iptal)
        assert sozcuk(xl(kanit=attrs.evolve(kanit, iptaller=(*kanit.iptaller, sil)))) == beklenen


# ---- algorithms, attributes, names ----


@pytest.mark.fault("S05")
@pytest.mark.parametrize(
    ("kur", "beklenen"),
    [
        (lambda: damgali(ozet="sha1"), GECTI),
        (lambda: damgali(ozet="md5"), ZAYIF),
        (lambda: damgali(kim="kisi-zayif"), ZAYIF),
        (lambda: sign("kisi-zayif"), ZAYIF + "_NO_POE"),
    ],
)
def test_mercy_for_sha1_of_the_past_reaches_neither_md5_nor_short_keys(kur, beklenen):
    """Under ``sha1_tarihsel`` digests that were once allowed are excused, nothing else."""
    assert sozcuk(kur(), simdi(), sha1_tarihsel=True) == beklenen


@pytest.mark.fault("S05", "S07")
def test_certificate_named_by_md5_is_not_named():
    """A signing-certificate-v2 whose digest anyone can make collide."""
    md5 = der.seq(der.seq(der.seq(digest_id("md5"), der.octets(digest("md5", D.sertifika("kisi"))))))
    assert sozcuk(sign(duzenle=imzali_degistir(ESS_V2, md5)), simdi()) == ZAYIF


@pytest.mark.fault("S07")
def test_certificate_named_with_another_issuer_is_another_certificate():
    """The digest fits, the issuer beside it does not."""
    veren = der.seq(der.seq(der.explicit(4, D.makam("kok-ec").ad)), der.integer(SERI))
    kimlik = der.seq(der.seq(der.seq(der.octets(digest("sha256", D.sertifika("kisi"))), veren)))
    assert sozcuk(sign(duzenle=imzali_degistir(ESS_V2, kimlik)), simdi()) == SERTIFIKASIZ


@pytest.mark.fault("S07")
@pytest.mark.parametrize("deger", [der.tlv(0x17, b"bozukzaman"), der.octets(b"bozukzaman")])
def test_unreadable_signing_time_is_not_an_absent_one(deger):
    """Else the two-hour rule could be escaped."""
    assert sozcuk(damgali(duzenle=imzali_degistir(SIGNING_TIME, deger)), simdi()) == BICIM


@pytest.mark.fault("S07")
@pytest.mark.parametrize("oid", [SIGNATURE_STAMP, ATS_V2, CERT_REFS, REV_VALUES, "1.2.840.113549.1.9.6"])
def test_attribute_without_values_is_refused(oid):
    """It would raise the level, or hide that a stamp is missing."""
    assert sozcuk(sign(profil="P4").add(attribute(oid)), simdi()) == BICIM


@pytest.mark.fault("S09")
def test_signed_attributes_stored_in_another_order_are_judged_as_signed():
    """Signed in the order of DER, stored backwards: some writers do."""
    imza = sign()
    ters = attrs.evolve(imza.imzaci, imzali=tuple(sorted(imza.imzaci.imzali, key=lambda o: o.dump(), reverse=True)), imzali_sirala=False)
    assert ters.signed_attributes != imza.imzaci.signed_attributes
    assert sozcuk(imza.with_data(imzacilar=(ters,)), simdi()) == GECTI


def _cevap(*, kritik=b"", ad=b""):
    """Return an answer about the signer with an extension, or with the issuer's name spelled in another way."""
    makam, kim, an = D.makam("alt"), D.makam("ocsp"), DAMGA_ANI + DAKIKA
    kimlik = der.seq(
        der.seq(der.oid(OZET_OID["sha1"]), der.NULL),
        der.octets(digest("sha1", ad or makam.ad)),
        der.octets(digest("sha1", makam.acik_anahtar)),
        der.integer(SERI),
    )
    ek = der.explicit(1, der.seq(kritik)) if kritik else b""
    tek = der.seq(kimlik, b"\x80\x00", der.gtime(an))
    tbs = der.seq(der.explicit(2, der.octets(digest("sha1", kim.acik_anahtar))), der.gtime(an), der.seq(tek), ek)
    temel = der.seq(tbs, kim.algoritma, der.bits(kim.sign(tbs)), der.explicit(0, der.seq(kim.sertifika)))
    return der.seq(der.integer(0, 0x0A), der.explicit(0, der.seq(der.oid("1.3.6.1.5.5.7.48.1.1"), der.octets(temel))))


@pytest.mark.fault("S13")
def test_critical_nonce_is_understood_and_an_unknown_critical_extension_is_not():
    """Some responders mark the nonce critical."""
    for oid, beklenen in (("1.3.6.1.5.5.7.48.1.2", GECTI), ("2.16.792.1.61.0.1.9999.3", ZINCIR)):
        assert sozcuk(cevap_ile(_cevap(kritik=uzanti(oid, der.octets(b"12345678"), kritik=True)))) == beklenen


@pytest.mark.fault("S13")
def test_answer_about_another_issuer_name_is_about_another_certificate():
    """The same key and serial number, the digest of a name that neither certificate bears."""
    assert sozcuk(cevap_ile(_cevap())) == GECTI
    assert sozcuk(cevap_ile(_cevap(ad=D.makam("kok-ec").ad))) == BEKLE


def _konusu(deger):
    """Return a certificate with another subject; its signature does not matter, nobody uses it."""
    alanlar = der.children(der.children(D.sertifika("alt-ec"))[0])
    alanlar[5] = der.seq(der.set_of([der.seq(der.oid("2.5.4.45"), deger)]))
    return der.seq(der.seq(*alanlar), *der.children(D.sertifika("alt-ec"))[1:])


@pytest.mark.fault("S23", "S26")
@pytest.mark.parametrize("deger", [b"\x03\x02\x00\x01", b""])
def test_certificate_or_list_that_cannot_be_read_harms_itself_alone(deger):
    """Odd names in the file or in the store, and a list with an unreadable scope: the signature beside them still passes."""
    imza, tuhaf = sign(), _konusu(deger)
    assert sozcuk(imza.with_data(sertifikalar=(*imza.veri.sertifikalar, tuhaf)), simdi()) == GECTI
    sil = liste(uzantilar=(uzanti("2.5.29.28", b"\x04\x01\x00", kritik=True),), an=YARGI_ANI - GUN, sonraki=YARGI_ANI + GUN)
    assert sozcuk(imza, (tuhaf, sil, *simdi())) == GECTI


# ---- stamps ----


def _zarf(ani):
    """Return a signature stamped at an impossible moment."""
    imza = sign()
    return imza.add(attribute(SIGNATURE_STAMP, make_token(digest("sha256", imza.imzaci.imza), "sha256", ani, D.makam("zd"))))


@pytest.mark.fault("S17", "S23")
def test_stamp_at_the_end_of_time_is_a_verdict():
    """The year 9999 plus a tolerance is no date; the answer still is one."""
    assert sozcuk(_zarf(dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=dt.UTC)), simdi()) == "TIMESTAMP_ORDER_FAILURE"


@pytest.mark.fault("S17", "S18")
def test_unknown_state_is_excused_for_the_newest_stamp_alone():
    """Under ``uyari`` the renewed stamp must have had its evidence."""
    assert sozcuk(yenilenmis()) == GECTI
    for tsa in ("zd2", "zd"):
        assert sozcuk(yenilenmis(kanitsiz=True, tsa=tsa)) == BEKLE


@pytest.mark.fault("S18")
def test_stamp_over_references_alone_keeps_no_other_stamp_alive():
    """Only the kind that begins with the signature value does."""
    kanit = p4_kanit()
    imza = damgali(damga={"tsa": "zd-kisa"}).add(*kanit.refs())
    imza = imza.add(refs_stamp(imza, ARSIV_ANI), *kanit.values())
    assert imza.unsigned(CERT_CRL_STAMP)
    assert sozcuk(imza, simdi(), son_zd_iptal="belirsiz") == "REVOCATION_OUT_OF_BOUNDS_NO_POE"


def _dizinli(imza, *disarida):
    """Return an archive stamp v3 whose index leaves some attributes (or single values) out."""
    degerler = [der.oid(o.oid) + d for o in imza.imzaci.imzasiz for d in o.degerler if o.oid not in disarida and d not in disarida]
    listeler = (sorted(imza.veri.sertifikalar), sorted(imza.veri.siller), degerler)
    indeks = der.seq(digest_id("sha256"), *(der.seq(*(der.octets(digest("sha256", p)) for p in liste)) for liste in listeler))
    return imza.add(archive_stamp_v3(imza, ARSIV_ANI + 30 * GUN, indeks=indeks))


@pytest.mark.fault("S18")
def test_index_protects_the_values_it_lists_and_no_others():
    """Two stamps in one attribute, the one of a unit that ended is not listed: it is not kept alive."""
    imza = in_signed_data(xl(damga={"tsa": "zd-kisa"}), zd_kanit("zd-kisa"))
    ilk = imza.unsigned(SIGNATURE_STAMP).degerler[0]
    ikinci = signature_stamp(imza, DAMGA_ANI + DAKIKA).degerler[0]
    iki = imza.edit_unsigned(put(SIGNATURE_STAMP, ilk, ikinci))
    assert sozcuk(_dizinli(iki)) == GECTI
    assert sozcuk(_dizinli(iki, ikinci)) == GECTI
    assert sozcuk(_dizinli(iki, ilk)) != GECTI
    assert sozcuk(_dizinli(imza, SIGNATURE_STAMP)) != GECTI


@pytest.mark.fault("S18")
@pytest.mark.parametrize("kac", [0, 2])
def test_token_with_no_index_or_two_indexes_lies_over_nothing(kac):
    """Which of two would count?"""
    imza = in_signed_data(xl(), zd_kanit())
    damga = archive_stamp_v3(imza, ARSIV_ANI, indekssiz=kac == 0).degerler[0]
    indeks = attribute(HASH_INDEX_V3, der.seq(digest_id("sha256"), der.seq(), der.seq(), der.seq()))
    assert sozcuk(imza.add(attribute(ATS_V3, token_with(damga, indeks) if kac else damga))) == "HASH_FAILURE"


@pytest.mark.fault("S13", "S18")
def test_evidence_inside_a_token_must_fit_its_own_references():
    """Values that are not those referenced, and lists that are not the authority's."""
    temel, kanit = xl(), zd_kanit()
    baska = attrs.evolve(kanit, iptaller=zd_kanit(an=KESINLESME + GUN).iptaller)
    damga = token_with(temel.unsigned(SIGNATURE_STAMP).degerler[0], *kanit.refs(), *baska.values())
    imza = temel.edit_unsigned(put(SIGNATURE_STAMP, damga))
    assert sozcuk(imza.add(archive_stamp_v2(imza, ARSIV_ANI))) == KISIT
    bozuk = attrs.evolve(kanit, iptaller=(D.sil("alt", KESINLESME, sonraki=KESINLESME + GUN, bozuk_imza=True), kanit.iptaller[1]))
    assert sozcuk(embed_stamp_evidence(temel, SIGNATURE_STAMP, bozuk)) == ZINCIR


# ---- honest files that were refused ----


@pytest.mark.fault("S11", "S22")
def test_newer_list_does_not_harm_what_passed_without_it():
    """The unit expired, a list from after that is at hand: as lenient as without it."""
    imza = xl(damga={"tsa": "zd-kisa"})
    yeni = D.sil("alt", YARGI_ANI - GUN, sonraki=YARGI_ANI + GUN)
    assert sozcuk(imza) == sozcuk(imza, (yeni,)) == GECTI


@pytest.mark.fault("S13")
@pytest.mark.parametrize("fazla", ["kisi", "ocsp", "zd"])
def test_references_may_name_signer_and_responder_too(fazla):
    """More than the path is referenced or stored; the certificates are elsewhere in the file."""
    kanit, sertifika = p4_kanit(), D.sertifika(fazla)
    kalan = (revocation_refs(*kanit.iptaller), revocation_values(*kanit.iptaller))
    degerli = certificate_values(*kanit.sertifikalar, sertifika)
    assert sozcuk(damgali("P4").add(certificate_refs(*kanit.sertifikalar), degerli, *kalan)) == GECTI
    refli = certificate_refs(sertifika, *kanit.sertifikalar)
    assert sozcuk(damgali("P4").add(refli, certificate_values(*kanit.sertifikalar), *kalan)) == GECTI
    assert sozcuk(damgali("P4").add(refli, degerli, *kalan)) == GECTI


# ---- files made to be slow ----

COP = der.seq(der.integer(1), der.utime(YARGI_ANI))


def _cok_anahtarli():
    """Many answers whose signatures fit nobody, beside many certificates of 4096 bits that all bear the responder's name."""
    kanit, (tbs, *kalan) = p4_kanit(), der.children(D.sertifika("ocsp"))
    alanlar = der.children(tbs)
    sertifikalar = []
    for no in range(100):
        modul = int.from_bytes(b"".join(digest("sha512", bytes([no, i])) for i in range(8)), "big") | 1 << 4095 | 1
        anahtar = der.seq(der.integer(modul), der.integer(65537))
        alanlar[6] = der.seq(der.seq(der.oid("1.2.840.113549.1.1.1"), der.NULL), der.bits(anahtar))
        sertifikalar.append(der.seq(der.seq(*alanlar), *kalan))
    gercek, alg, *_ = der.children(basic_response(D.ocsp("kisi", DAMGA_ANI + DAKIKA, ad_ile=True)))
    cevaplar = []
    for no in range(300):
        temel = der.seq(gercek, alg, der.bits(digest("sha512", no.to_bytes(2, "big")) * 8))
        ic = der.seq(der.oid("1.3.6.1.5.5.7.48.1.1"), der.octets(temel))
        cevaplar.append(der.seq(der.integer(0, 0x0A), der.explicit(0, ic)))
    degerler = certificate_values(*kanit.sertifikalar, *sertifikalar)
    return damgali().add(*kanit.refs(), degerler, revocation_values(*cevaplar))


YAVASLAR = {
    "sertifika-degerleri": lambda: damgali().add(certificate_refs(), attribute(CERT_VALUES, der.seq(COP * 200_000))),
    "iptal-degerleri": lambda: damgali().add(attribute(REV_VALUES, der.seq(der.explicit(0, der.seq(COP * 200_000))))),
    "siller-alani": lambda: sign().with_data(siller=(COP * 300_000,)),
    "imza-damgalari": lambda: (i := xl()).edit_unsigned(put(SIGNATURE_STAMP, *[i.unsigned(SIGNATURE_STAMP).degerler[0]] * 300)),
    "arsiv-damgalari": lambda: (a := arsiv()).add(*[a.unsigned(ATS_V2)] * 60),
    "karsi-imzalar": lambda: (i := sign()).add(*[counter_sign(i.imzaci)] * 200),
    "icerik-damgalari": lambda: sign(duzenle=lambda o: [*o, *[content_stamp(ICERIK, IMZA_ANI - DAKIKA)] * 40]),
    "cevaplar": _cok_anahtarli,
}


@pytest.mark.fault("S23")
@pytest.mark.parametrize("ad", YAVASLAR)
def test_file_stuffed_to_be_slow_is_answered_soon(ad):
    """Megabytes of entries, answers and stamps cost a fraction of a second, and no exception."""
    veri = YAVASLAR[ad]().dump()
    bas = time.perf_counter()
    yargi(veri, simdi())
    assert time.perf_counter() - bas < 2


# ---- bytes that nothing protects ----


@pytest.mark.fault("S01")
def test_what_no_archive_stamp_covers_is_told():
    """Version, identifier and algorithm names of a signer are in no signature: a change there passes, so they are shown."""
    imza = damgali("P4")
    veri, bilgi = imza.dump(), imza.imzaci
    alanlar = yargi(imza, simdi()).imzalar[0].korunmayan
    for parca in (bilgi.sid, der.oid(SIGNATURE_STAMP)):
        konum = veri.index(parca, veri.index(bilgi.sid, veri.index(D.sertifika("alt")) + 1))
        assert any(a <= konum and konum + len(parca) <= b for a, b in alanlar)
    konum = veri.index(der.oid(SIGNATURE_POLICY))
    assert not any(a <= konum < b for a, b in alanlar)
    arsivli = arsiv()
    konum = arsivli.dump().rindex(arsivli.imzaci.sid)
    assert not any(a <= konum < b for a, b in yargi(arsivli).imzalar[0].korunmayan)


# what is nothing makes no level, and what is a signer's own judges no other


def _v3_bos(imza):
    bos = der.seq(digest_id("sha256"), der.seq(), der.seq(), der.seq())
    dolu = in_signed_data(imza, zd_kanit())
    return dolu.add(archive_stamp_v3(dolu, ARSIV_ANI, indeks=bos))


@pytest.mark.parametrize("kur", [lambda: _v3_bos(sign()), lambda: _v3_bos(damgali())])
def test_archive_stamp_over_nothing_makes_no_level_a(kur):
    assert sozcuk(kur(), simdi(), asgari_seviye="A") == KISIT


def test_stamp_over_no_references_makes_no_level_x():
    imza = sign()
    d = D.damga(digest("sha256", imza.imzaci.imza), "sha256", DAMGA_ANI)
    assert sozcuk(imza.add(attribute("1.2.840.113549.1.9.16.2.25", d)), simdi(), asgari_seviye="X") == KISIT


def test_empty_revocation_values_make_no_level_xl():
    k = p4_kanit()
    imza = damgali("P4").add(
        certificate_refs(*k.sertifikalar), certificate_values(*k.sertifikalar), revocation_refs(), attribute(REV_VALUES, der.seq())
    )
    assert sozcuk(imza, k.iptaller, asgari_seviye="XL") == KISIT


def test_index_of_md5_protects_nothing():
    imza = in_signed_data(xl(damga={"tsa": "zd-kisa"}), zd_kanit("zd-kisa"))

    def o(it):
        return der.seq(*(der.octets(digest("md5", x)) for x in it))

    ix = der.seq(
        digest_id("md5"),
        o(imza.veri.sertifikalar),
        o(imza.veri.siller),
        o([der.oid(a.oid) + d for a in imza.imzaci.imzasiz for d in a.degerler]),
    )
    assert sozcuk(imza.add(archive_stamp_v3(imza, ARSIV_ANI + 30 * GUN, indeks=ix))) != GECTI


def test_counter_signature_is_not_stale_by_the_outer_values():
    """XL + counter-signature without a stamp, fresh lists in the store."""
    i = damgali("P4", ek_sertifikalar=("alt", "kisi2"))
    assert sozcuk(raised(i, p4_kanit()).add(counter_sign(i.imzaci)), simdi()) == GECTI


def test_counter_signature_under_an_archive_stamp_lives_on():
    from earsiv.testing.saldiri_temel import crls

    i = damgali("P4", ek_sertifikalar=("alt", "kisi2"))
    a = yenilenmis(arsiv(raised(i, p4_kanit()).add(counter_sign(i.imzaci))))
    an = dt.datetime(2031, 1, 1, tzinfo=dt.UTC)
    assert sozcuk(a, (*simdi(), *crls(an - GUN)), an=an) == GECTI


def test_revocation_shown_by_the_other_signer_counts():
    from earsiv.testing.cades import merge

    k = p4_kanit()
    iptal = D.ocsp("kisi", DAMGA_ANI + DAKIKA, durum="revoked", iptal_ani=ONCE, neden="key_compromise")
    iki = raised(damgali("P4", kim="kisi2"), attrs.evolve(k, iptaller=(D.ocsp("kisi2", DAMGA_ANI + DAKIKA), iptal, k.iptaller[1])))
    assert sozcuk(merge(xl("P4"), iki)) == IPTAL


@pytest.mark.parametrize("ek", [lambda H, M: der.explicit(3, der.integer(2)), lambda H, M: der.explicit(5, der.integer(2))])
def test_pss_parameters_must_be_understood(ek):
    H = der.seq(der.oid(OZET_OID["sha256"]), der.NULL)
    M = der.seq(der.oid("1.2.840.113549.1.1.8"), H)
    alg = der.seq(
        der.oid("1.2.840.113549.1.1.10"), der.seq(der.explicit(0, H), der.explicit(1, M), der.explicit(2, der.integer(32)), ek(H, M))
    )
    assert sozcuk(damgali(kim="kisi-pss", damga={"tsa": "zd-pss"}).with_signer(algoritma=alg), simdi()) != GECTI


def test_tokens_own_certificate_may_be_referenced():
    t, k = xl(), zd_kanit()
    k2 = attrs.evolve(k, sertifikalar=(D.sertifika("zd"), *k.sertifikalar))
    e = t.edit_unsigned(put(SIGNATURE_STAMP, token_with(t.unsigned(SIGNATURE_STAMP).degerler[0], *k2.refs(), *k.values())))
    assert sozcuk(e.add(archive_stamp_v2(e, ARSIV_ANI))) == GECTI


def test_stale_list_of_a_kind_that_does_not_count_is_no_matter():
    k = p4_kanit()
    eski = D.sil("alt", DAMGA_ANI - 30 * SAAT, sonraki=DAMGA_ANI - 6 * SAAT)
    assert sozcuk(xl(kanit=attrs.evolve(k, iptaller=(*k.iptaller, eski)))) == GECTI
