# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""CAdES verdicts: what is broken fails with the standard's word, what is not judged yet never passes, openssl agrees."""

import datetime as dt
import shutil
import subprocess

import pytest
from asn1crypto import cms
from hypothesis import given, settings
from hypothesis import strategies as st

from earsiv.imza import Gosterge, GuvenDeposu, HukukiKarar, verify_cms, verify_file
from earsiv.testing import SahteSaat, test_pki
from earsiv.testing.pki import issue

PKI = test_pki()
GUVEN = GuvenDeposu.of(PKI.kok.sertifika)
VERI = "Örnekova Belediyesi".encode()
GOMULU = PKI.imzala(VERI)
AYRIK = PKI.imzala(VERI, ayrik=True)
SAAT = SahteSaat()


def yargila(imza, icerik=None, guven=GUVEN, an=None):
    sonuc = verify_cms(imza, "x.imz", icerik=icerik, guven=guven, an=an, saat=SAAT)
    return sonuc, sonuc.imzalar[0]


def degistir(ham, islem):
    """Parse, let ``islem`` change the SignedData, and dump again."""
    kap = cms.ContentInfo.load(ham)
    islem(kap["content"])
    return kap.dump(force=True)


def test_sound_signature_with_a_root_is_undecided_for_want_of_revocation():
    """Maths and path hold; without revocation evidence it is INDETERMINATE / TRY_LATER, never PASSED."""
    for imza, icerik in ((GOMULU, None), (GOMULU, VERI), (AYRIK, VERI)):
        sonuc, imzaci = yargila(imza, icerik)
        assert (sonuc.durum, imzaci.alt_durum, imzaci.karar) == (Gosterge.INDETERMINATE, "TRY_LATER", HukukiKarar.BELIRSIZ)
        assert (imzaci.ad, imzaci.kimlik, imzaci.seviye, imzaci.profil) == ("DENEME ÖRNEK", "123******01", "BES", None)
        assert imzaci.imza_zamani.startswith("2026-11-20")


def test_without_roots_the_identity_is_open():
    """Nothing is built in and nothing comes from the system."""
    _, imzaci = yargila(GOMULU, guven=None)
    assert imzaci.alt_durum == "NO_CERTIFICATE_CHAIN_FOUND" and imzaci.bulgular[0].kod == "IMZ-015"


@pytest.mark.fault("S14")
def test_root_of_the_same_name_and_other_key_vouches_for_nobody():
    """NO_CERTIFICATE_CHAIN_FOUND."""
    _, imzaci = yargila(GOMULU, guven=GuvenDeposu.of(test_pki("baska").kok.sertifika))
    assert imzaci.alt_durum == "NO_CERTIFICATE_CHAIN_FOUND"


@pytest.mark.fault("S06")
@pytest.mark.parametrize(("imza", "icerik"), [(AYRIK, b"baska"), (GOMULU, b"baska")])
def test_other_content_fails(imza, icerik):
    """Detached over other bytes, or a file that is not what the envelope holds: HASH_FAILURE."""
    sonuc, imzaci = yargila(imza, icerik)
    assert (sonuc.durum, imzaci.alt_durum) == (Gosterge.TOTAL_FAILED, "HASH_FAILURE")


def test_detached_without_content_cannot_be_judged():
    """SIGNED_DATA_NOT_FOUND, undecided: a forgotten option disproves nothing."""
    sonuc, imzaci = yargila(AYRIK)
    assert (sonuc.durum, imzaci.alt_durum) == (Gosterge.INDETERMINATE, "SIGNED_DATA_NOT_FOUND")


@pytest.mark.fault("S07")
@pytest.mark.parametrize(
    ("ad", "alt"),
    [("message_digest", "FORMAT_FAILURE"), ("content_type", "FORMAT_FAILURE"), ("signing_certificate_v2", "SIG_CRYPTO_FAILURE")],
)
def test_missing_signed_attribute_fails(ad, alt):
    """Each mandatory signed attribute; pyHanko alone would accept the last one."""

    def cikar(imzali):
        bilgi = imzali["signer_infos"][0]
        bilgi["signed_attrs"] = cms.CMSAttributes([o for o in bilgi["signed_attrs"] if o["type"].native != ad])

    sonuc, imzaci = yargila(degistir(GOMULU, cikar))
    assert (sonuc.durum, imzaci.alt_durum) == (Gosterge.TOTAL_FAILED, alt)


@pytest.mark.fault("S07")
def test_doubled_signed_attribute_fails():
    """A message-digest that stands twice could be read twice."""

    def ikile(imzali):
        bilgi = imzali["signer_infos"][0]
        ogeler = list(bilgi["signed_attrs"])
        bilgi["signed_attrs"] = cms.CMSAttributes([*ogeler, next(o for o in ogeler if o["type"].native == "message_digest")])

    _, imzaci = yargila(degistir(GOMULU, ikile))
    assert imzaci.alt_durum == "FORMAT_FAILURE"


def test_no_signed_attributes_at_all_fails():
    """The attributes-as-content trick: pyHanko and openssl accept it."""

    def soy(imzali):
        del imzali["signer_infos"][0]["signed_attrs"]

    _, imzaci = yargila(degistir(GOMULU, soy))
    assert imzaci.alt_durum == "FORMAT_FAILURE"


def test_substituted_certificate_fails():
    """Another certificate over the same key and name is not the one that was signed for."""
    ayni_anahtar = issue("DENEME ÖRNEK", "earsiv/kisi", no="12345678901", bitis=dt.datetime(2039, 1, 1, tzinfo=dt.UTC))

    def koy(imzali):
        from asn1crypto import x509

        yeni = x509.Certificate.load(ayni_anahtar.sertifika)
        imzali["certificates"] = cms.CertificateSet([cms.CertificateChoices("certificate", yeni)])
        imzali["signer_infos"][0]["sid"] = cms.SignerIdentifier(
            "issuer_and_serial_number", cms.IssuerAndSerialNumber({"issuer": yeni.issuer, "serial_number": yeni.serial_number})
        )

    sonuc, imzaci = yargila(degistir(GOMULU, koy))
    assert (sonuc.durum, imzaci.alt_durum) == (Gosterge.INDETERMINATE, "NO_SIGNING_CERTIFICATE_FOUND")
    assert imzaci.karar is HukukiKarar.GECERSIZ


def test_changed_signature_value_fails():
    """SIG_CRYPTO_FAILURE."""

    def boz(imzali):
        bilgi = imzali["signer_infos"][0]
        ham = bytearray(bilgi["signature"].native)
        ham[-1] ^= 1
        bilgi["signature"] = bytes(ham)

    _, imzaci = yargila(degistir(GOMULU, boz))
    assert imzaci.alt_durum == "SIG_CRYPTO_FAILURE"


@pytest.mark.fault("S11", "S22")
def test_expired_certificate_without_stamp_is_undecided():
    """OUT_OF_BOUNDS_NO_POE, judged at the moment that was asked for."""
    _, imzaci = yargila(GOMULU, an=dt.datetime(2041, 1, 1, tzinfo=dt.UTC))
    assert imzaci.alt_durum == "OUT_OF_BOUNDS_NO_POE"


def test_certificate_without_non_repudiation_is_no_signature_certificate():
    """CHAIN_CONSTRAINTS_FAILURE."""
    from cryptography import x509

    from earsiv.testing.pki import _key

    makam = (x509.load_der_x509_certificate(PKI.kok.sertifika).subject, _key("earsiv/kok"))
    import attrs

    zayif = attrs.evolve(PKI, kisi=issue("DENEME ÖRNEK", "earsiv/zayif", makam=makam, inkar_edilemez=False))
    _, imzaci = yargila(zayif.imzala(VERI))
    assert imzaci.alt_durum == "CHAIN_CONSTRAINTS_FAILURE"


@pytest.mark.fault("S08")
def test_parallel_signers_are_each_judged():
    """Two SignerInfos: both shown, the worst decides."""
    diger = cms.ContentInfo.load(PKI.imzala(VERI, kim="muhur"))["content"]

    def ekle(imzali):
        imzali["signer_infos"] = cms.SignerInfos([*imzali["signer_infos"], *diger["signer_infos"]])
        imzali["certificates"] = cms.CertificateSet([*imzali["certificates"], *diger["certificates"]])

    ikili = degistir(GOMULU, ekle)
    sonuc = verify_cms(ikili, "x", guven=GUVEN, saat=SAAT)
    assert [i.alt_durum for i in sonuc.imzalar] == ["TRY_LATER", "TRY_LATER"]

    def boz(imzali):
        imzali["signer_infos"][1]["signature"] = b"\0" * 64

    sonuc = verify_cms(degistir(ikili, boz), "x", guven=GUVEN, saat=SAAT)
    assert sonuc.durum is Gosterge.TOTAL_FAILED and {i.durum for i in sonuc.imzalar} == {"INDETERMINATE", "TOTAL_FAILED"}


@pytest.mark.fault("S01")
@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(GOMULU) * 8 - 1))
def test_no_flipped_bit_ever_passes(bit):
    """Whatever bit is changed, the verdict is a value and it is never TOTAL_PASSED."""
    ham = bytearray(GOMULU)
    ham[bit // 8] ^= 1 << bit % 8
    assert verify_cms(bytes(ham), "x", guven=GUVEN, saat=SAAT).durum is not Gosterge.TOTAL_PASSED


@pytest.mark.parametrize(
    "imza", [b"", b"\x01\x02\x03", b"-----BEGIN CMS-----", b"0", b"\x30\x80", GOMULU[:-1], GOMULU + b"\0", b"\x30\x03\x02\x01\x05"]
)
def test_what_is_no_signature_fails_as_a_format(imza):
    """Placeholders, cut and extended files: an answer, not an exception."""
    sonuc, imzaci = yargila(imza)
    assert (sonuc.durum, imzaci.alt_durum) == (Gosterge.TOTAL_FAILED, "FORMAT_FAILURE") and imzaci.bulgular


@pytest.mark.skipif(shutil.which("openssl") is None, reason="İKİNCİ DOĞRULAYICI DENENMEDİ: openssl yok")
def test_openssl_agrees(tmp_path):
    """An independent verifier accepts our sound files and refuses the broken one."""
    (tmp_path / "a.p7s").write_bytes(AYRIK)
    (tmp_path / "v").write_bytes(VERI)
    (tmp_path / "w").write_bytes(VERI + b"!")
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    (tmp_path / "k.pem").write_bytes(x509.load_der_x509_certificate(PKI.kok.sertifika).public_bytes(Encoding.PEM))

    def openssl(icerik):
        komut = [
            "openssl",
            "cms",
            "-verify",
            "-cades",
            "-in",
            "a.p7s",
            "-inform",
            "DER",
            "-content",
            icerik,
            "-CAfile",
            "k.pem",
            "-purpose",
            "any",
            "-out",
            "/dev/null",
        ]
        return subprocess.run(komut, cwd=tmp_path, capture_output=True, check=False).returncode == 0

    assert openssl("v") and not openssl("w")
    assert verify_file(tmp_path / "a.p7s", icerik=tmp_path / "v").durum is Gosterge.INDETERMINATE
    assert verify_file(tmp_path / "a.p7s", icerik=tmp_path / "w").durum is Gosterge.TOTAL_FAILED
