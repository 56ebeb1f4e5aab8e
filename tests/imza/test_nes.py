# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Person or seal, and by which statement; the holder's number is masked wherever a verdict is shown, written or logged."""

import itertools
import json
import logging
import unicodedata

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earsiv.imza import DogrulamaPolitikasi, Gosterge, GuvenDeposu, KanitKumesi, Nitelik, nes, sertifika, verify_cms
from earsiv.testing import der
from earsiv.testing.cades import ICERIK
from earsiv.testing.cms_yaz import (
    CONTENT_TYPE,
    ID_DATA,
    MESSAGE_DIGEST,
    ImzaliVeri,
    attribute,
    ess_certificate,
    issuer_and_serial,
    sign_attributes,
)
from earsiv.testing.dunya import dunya
from earsiv.testing.dunya_imza import digest
from earsiv.testing.saldiri import SALDIRILAR
from earsiv.testing.saldiri_temel import YARGI_ANI, damgali, simdi

D = dunya()
GUVEN = GuvenDeposu.of(*D.kokler())
QC, ILKE, AMAC = "1.3.6.1.5.5.7.1.3", "2.5.29.32", "2.5.29.37"
NO = "12345678901"


def _qc(*oidler):
    return der.seq(*(der.seq(der.oid(o)) for o in oidler))


def _replaced(uzantilar, **yeni):
    """The extensions with other contents; ``None`` takes one out."""
    sonuc = [u for u in uzantilar if der.split(der.children(u)[0])[1] not in {der.split(der.oid(o))[1] for o in yeni}]
    return [*sonuc, *(der.seq(der.oid(o), der.octets(d)) for o, d in yeni.items() if d is not None)]


def sertifika_yap(*, konu=None, **uzantilar):
    """The person's certificate with another subject or other extensions, issued anew by its authority."""
    alanlar = der.children(der.children(D.sertifika("kisi"))[0])
    if konu is not None:
        alanlar[5] = konu
    eski = der.children(der.children(alanlar[-1])[0])
    alanlar[-1] = der.explicit(3, der.seq(*_replaced(eski, **uzantilar)))
    makam, tbs = D.makam("alt"), der.seq(*alanlar)
    return der.seq(tbs, makam.algoritma, der.bits(makam.sign(tbs)))


def imzala(ham):
    imzali = [attribute(CONTENT_TYPE, der.oid(ID_DATA)), attribute(MESSAGE_DIGEST, der.octets(digest("sha256", ICERIK)))]
    bilgi = sign_attributes(D.anahtar("kisi"), issuer_and_serial(ham), [*imzali, ess_certificate(ham)])
    return ImzaliVeri(ID_DATA, ICERIK, (bilgi,), (ham, D.sertifika("alt"))).dump()


def yargila(cms, **politika):
    ilke = DogrulamaPolitikasi(**politika)
    return verify_cms(cms, "x", guven=GUVEN, kanit=KanitKumesi.of(*simdi()), politika=ilke, an=YARGI_ANI)


@pytest.mark.fault("S16", "S25")
@pytest.mark.parametrize(
    ("etiket", "nitelik"),
    [
        ("kisi", "NES"),
        ("kisi-ec", "NES"),
        ("kisi-pss", "NES"),
        ("muhur", "KURUMSAL_MUHUR"),
        ("nitelikli-muhur", "NITELIKLI_MUHUR"),
        ("mali-muhur", "MALI_MUHUR"),
        ("kisi-qc-yok", "DIGER"),
        ("kisi-qc-yarim", "DIGER"),
        ("zd", "DIGER"),
        ("kok", "DIGER"),
    ],
)
def test_certificates_of_the_world_are_what_they_are(etiket, nitelik):
    """By statement, policy and purpose, never by name."""
    assert nes.nature(sertifika.read(D.sertifika(etiket))) == Nitelik[nitelik]


BEYANLAR = (nes.AB_NITELIKLI, nes.TR_NES, nes.TR_KULLANIM_KISITI, nes.TR_MUHUR)


@pytest.mark.fault("S16", "S25")
def test_every_choice_of_statements_has_its_nature():
    """A seal by either statement before a person; a person needs both; the order in the certificate does not matter."""
    for secim in itertools.product((False, True), repeat=4):
        ab, tr, kisit, muhur = secim
        beyanlar = [b for b, s in zip(BEYANLAR, secim, strict=True) if s]
        beklenen = (
            Nitelik.NITELIKLI_MUHUR if muhur else Nitelik.KURUMSAL_MUHUR if tr and kisit else Nitelik.NES if tr and ab else Nitelik.DIGER
        )
        for sira in (beyanlar, beyanlar[::-1], ["0.4.0.1862.1.4", *beyanlar, "0.4.0.1862.1.6"]):
            assert nes.nature(sertifika.read(sertifika_yap(**{QC: _qc(*sira)}))) is beklenen


@pytest.mark.fault("S16", "S25")
def test_policies_and_purposes_count_too():
    """The seal policy makes a seal of what states a person; the fiscal policy or purpose a fiscal seal of anything."""
    kisi = _qc(nes.AB_NITELIKLI, nes.TR_NES)

    def ilkeli(oid_):
        return der.seq(der.seq(der.oid(oid_)))

    assert nes.nature(sertifika.read(sertifika_yap(**{QC: kisi, ILKE: ilkeli("2.16.792.1.2.1.1.5.7.1.10")}))) is Nitelik.KURUMSAL_MUHUR
    assert nes.nature(sertifika.read(sertifika_yap(**{QC: kisi, ILKE: ilkeli("2.16.792.1.2.1.1.5.7.4.1")}))) is Nitelik.MALI_MUHUR
    assert (
        nes.nature(sertifika.read(sertifika_yap(**{QC: kisi, AMAC: der.seq(der.oid("2.16.792.1.2.1.1.5.7.50.1"))}))) is Nitelik.MALI_MUHUR
    )
    assert nes.nature(sertifika.read(sertifika_yap(**{QC: kisi, ILKE: None}))) is Nitelik.NES
    # the OID of the Turkish statement as a certificate policy is no statement
    assert nes.nature(sertifika.read(sertifika_yap(**{QC: _qc(nes.AB_NITELIKLI), ILKE: ilkeli(nes.TR_NES)}))) is Nitelik.DIGER


@pytest.mark.fault("S16", "S25")
@pytest.mark.parametrize("etiket", ["kisi", "muhur", "nitelikli-muhur", "mali-muhur", "kisi-qc-yok"])
@pytest.mark.parametrize("kullanim", ["her", "imza", "muhur"])
@pytest.mark.parametrize("zorunlu", [True, False])
def test_policy_decides_who_may_sign(etiket, kullanim, zorunlu):
    """Qualified or not, person or seal: the mathematics and the chain hold in every case, and "not qualified" has its own word."""
    sonuc = yargila(damgali(kim=etiket).dump(), kullanim=kullanim, nes_zorunlu=zorunlu).imzalar[0]
    nitelik = nes.nature(sertifika.read(D.sertifika(etiket)))
    nitelikli = nitelik is Nitelik.NES or nitelik in nes.MUHURLER
    uygun = {"her": True, "imza": nitelik is Nitelik.NES, "muhur": nitelik in nes.MUHURLER}[kullanim]
    kodlar = {b.kod for b in sonuc.bulgular}
    assert ("IMZ-068" in kodlar) is (zorunlu and not nitelikli)
    assert ("IMZ-069" in kodlar) is (nitelikli and not uygun)
    assert (sonuc.matematik, sonuc.nitelik, bool(sonuc.zincir)) == (True, str(nitelik), True)
    if {"IMZ-068", "IMZ-069"} & kodlar:
        assert sonuc.alt_durum == "CHAIN_CONSTRAINTS_FAILURE"


@pytest.mark.fault("S15", "S16")
@pytest.mark.parametrize("bozuk", [b"", b"\x30", b"\x05\x00", der.seq(der.NULL), der.seq(der.seq(der.integer(1))), b"\x30\x80"])
def test_statements_that_cannot_be_read_make_no_person(bozuk):
    """A finding, not an exception and not a pass."""
    sonuc = yargila(imzala(sertifika_yap(**{QC: bozuk}))).imzalar[0]
    assert sonuc.durum is not Gosterge.TOTAL_PASSED and sonuc.bulgular


@pytest.mark.fault("S15")
@pytest.mark.parametrize(
    ("bitler", "gecer"),
    [
        (b"\x03\x02\x06\x40", True),
        (b"\x03\x02\x06\xc0", True),
        (b"\x03\x02\x07\x80", False),
        (b"\x03\x02\x00\x00", False),
        (b"\x03\x02\x02\x04", False),
    ],
)
def test_a_person_signs_with_non_repudiation(bitler, gecer):
    """digitalSignature alone, or no usage at all, is no signature certificate."""
    sonuc = yargila(imzala(sertifika_yap(**{"2.5.29.15": bitler})))
    assert (sonuc.durum is Gosterge.TOTAL_PASSED) is gecer
    assert gecer or sonuc.alt_durum == "CHAIN_CONSTRAINTS_FAILURE"


def _konu(*ciftler):
    return der.seq(*(der.tlv(0x31, der.seq(der.oid(o), deger)) for o, deger in ciftler))


@pytest.mark.fault("S26")
@pytest.mark.parametrize(
    ("etiket", "kodlama", "bicim"),
    [(0x0C, "utf-8", "NFC"), (0x0C, "utf-8", "NFD"), (0x1E, "utf-16-be", "NFC"), (0x1E, "utf-16-be", "NFD"), (0x1C, "utf-32-be", "NFC")],
)
def test_turkish_names_are_shown_as_the_certificate_has_them(etiket, kodlama, bicim):
    """UTF8String, BMPString, UniversalString; composed or not: the letters stay, nothing is folded."""
    ad = unicodedata.normalize(bicim, "IŞIL ĞÜVENÇ İĞDIR (uydurma)")
    konu = _konu(("2.5.4.3", der.tlv(etiket, ad.encode(kodlama))), ("2.5.4.5", der.tlv(0x13, NO.encode())))
    sonuc = yargila(imzala(sertifika_yap(konu=konu)))
    imzaci = sonuc.imzalar[0]
    assert (sonuc.durum, imzaci.ad, imzaci.kimlik) == (Gosterge.TOTAL_PASSED, ad, "123******01")
    assert f"CN={ad}" in imzaci.zincir[0].konu


@given(st.text(max_size=40))
def test_mask_shows_at_most_five_characters(no):
    """The length stays, the middle is hidden, a short number is hidden whole."""
    gizli = sertifika.mask(no)
    assert len(gizli) == len(no)
    assert sum(a != "*" for a in gizli) <= (5 if len(no) > 5 else 0)


@pytest.mark.parametrize("yazilis", [NO, f"TCKN-{NO}", f"PNOTR-{NO}", f"TR-{NO}", f" {NO} ", f"TR:{NO}"])
@pytest.mark.parametrize("etiket", [0x13, 0x0C])
def test_number_is_masked_however_it_is_written(yazilis, etiket):
    """With or without the prefix of the European form."""
    konu = _konu(("2.5.4.3", der.utf8("UYDURMA KİŞİ")), ("2.5.4.5", der.tlv(etiket, yazilis.encode())))
    sonuc = yargila(imzala(sertifika_yap(konu=konu)))
    assert NO not in json.dumps(sonuc.as_dict()) and NO not in repr(sonuc)
    assert sonuc.imzalar[0].kimlik == sertifika.mask(yazilis)


@pytest.mark.parametrize(
    "ad",
    [
        "saglam-a-v2-iki-damga",
        "saglam-karsi-imza-ic-ice",
        "kanit-yok-t-p4",
        "iptal-damgadan-once",
        "paralel-biri-bozuk",
        "ocsp-kisi-imzalamis",
    ],
)
def test_number_is_in_nothing_a_verdict_shows_or_logs(ad, caplog):
    """JSON, repr, every finding with its advice, every missing piece, and the log at its most talkative."""
    s = SALDIRILAR[ad]
    girdi = s.girdi()
    with caplog.at_level(logging.DEBUG):
        sonuc = verify_cms(
            girdi.cms,
            "x",
            icerik=girdi.icerik,
            guven=GUVEN,
            kanit=KanitKumesi.of(*s.kanit),
            politika=DogrulamaPolitikasi(**s.politika),
            an=s.an,
        )
    metin = caplog.text + repr(sonuc) + json.dumps(sonuc.as_dict(), ensure_ascii=False)
    for imzaci in (i for u in sonuc.imzalar for i in u.all()):
        metin += "".join(map(repr, (*imzaci.eksik_kanit, *imzaci.kullanilan_kanit, *imzaci.zincir, *imzaci.zaman_damgalari)))
        metin += "".join(f"{b.mesaj}{b.oneri}" for b in imzaci.bulgular)
    assert not [no for no in (NO, "12345678902", "12345678903", NO.encode().hex()) if no in metin]
    assert any(i.kimlik.startswith("123***") for u in sonuc.imzalar for i in u.all())


def test_institution_keeps_its_name_beside_the_mask():
    """A seal's holder is an institution; its number is masked like any other, its name is not."""
    sonuc = yargila(damgali(kim="muhur").dump(), kullanim="muhur").imzalar[0]
    assert sonuc.ad == "ÖRNEKOVA BELEDİYE BAŞKANLIĞI (deneme)" and "*" in sonuc.kimlik
    assert attrs.asdict(sonuc.zincir[0])["konu"].count("*") >= 3
