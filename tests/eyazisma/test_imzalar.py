# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Signature, seal, paraf and update seal: four answers each, kept apart."""

from functools import cache

import pytest

from earsiv import eyazisma
from earsiv.imza import Gosterge, GuvenDeposu
from earsiv.testing import altered, pack, sample, test_pki, unpack

PKI = test_pki()
IMZA, MUHUR, PARAF = "/Imzalar/ImzaCades.imz", "/Muhur/MuhurCades.imz", "/Paraflar/ParafImzaCades.imz"
PAKET, NOZET = "/PaketOzeti/PaketOzeti.xml", "/NihaiOzet/NihaiOzet.xml"


@cache
def taban(tur="2.0", paraf=True):
    return sample(tur, paraf=paraf and tur == "2.0")


def judged(tmp_path, veri, **ayar):
    (tmp_path / "p.eyp").write_bytes(veri)
    return eyazisma.judge(tmp_path / "p.eyp", **ayar)


def dort(s):
    return s.ozetler, s.matematik, s.icerik, s.duzey


def sonradan(**imzalar):
    """Put other bytes into signature parts; the digests of the NihaiOzet follow, so that only the signature is wrong."""
    adlar = {"imza": IMZA, "muhur": MUHUR, "paraf": PARAF}
    return altered(taban(), lambda p: None, sonra=lambda p: p.update({adlar[a]: f(p) for a, f in imzalar.items()}))


def test_all_four_answers_of_each_signature(tmp_path):
    """Digests, mathematics and content hold; the level of a test signature does not."""
    rapor = judged(tmp_path, taban(), guven=GuvenDeposu.of(PKI.kok.sertifika))
    for s in (rapor.imza, rapor.muhur, rapor.paraf):
        assert dort(s) == (True, True, True, False) and s.durum is Gosterge.INDETERMINATE
        assert [b.kod for b in s.bulgular if b.kod.startswith("EYP")] == ["EYP-080", "EYP-082", "EYP-084", "EYP-091"]
    assert rapor.gecerli
    assert rapor.as_dict()["imza"]["ayri"] == {"ozetler": True, "matematik": True, "icerik": True, "duzey": False}


@pytest.mark.fault("S01", "S06")
def test_signed_hash_instead_of_the_part(tmp_path):
    """Seen in production: mathematics hold, digests hold, the content is 32 other bytes."""
    import hashlib

    rapor = judged(tmp_path, sonradan(muhur=lambda p: PKI.imzala(hashlib.sha256(p[NOZET]).digest(), kim="muhur")))
    assert dort(rapor.muhur) == (True, True, False, False) and rapor.muhur.durum is Gosterge.TOTAL_FAILED
    assert {"EYP-085", "IMZ-035"} <= {b.kod for b in rapor.bulgular if b.seviye == "hata"} and not rapor.gecerli
    assert rapor.muhur.imzalar[0].ad


def test_detached_signature_is_judged_over_the_part_and_told(tmp_path):
    """K.100: an enveloping one is wanted; the bytes of the part are what it signed all the same."""
    rapor = judged(tmp_path, sonradan(muhur=lambda p: PKI.imzala(p[NOZET], kim="muhur", ayrik=True)))
    assert dort(rapor.muhur) == (True, True, None, False)
    assert "EYP-073" in {b.kod for b in rapor.bulgular if b.seviye == "hata"} and not rapor.gecerli
    baska = judged(tmp_path, sonradan(muhur=lambda p: PKI.imzala(p[PAKET], kim="muhur", ayrik=True)))
    assert dort(baska.muhur)[:3] == (True, False, None) and "EYP-083" in {b.kod for b in baska.bulgular}


@pytest.mark.fault("S01")
def test_broken_mathematics(tmp_path):
    """One bit of the signature value: content and digests hold."""

    def boz(p):
        ham = bytearray(p[MUHUR])
        ham[-3] ^= 1
        return bytes(ham)

    rapor = judged(tmp_path, sonradan(muhur=boz))
    assert dort(rapor.muhur)[:3] == (True, False, True) and "EYP-083" in {b.kod for b in rapor.bulgular}


def test_digests_that_fail_are_said_beside_the_signature(tmp_path):
    """The signature of the özet stays sound, and no longer speaks for the package."""
    rapor = judged(tmp_path, altered(taban(), lambda p: None, sonra=lambda p: p.update({"/UstYazi/ustyazi.pdf": b"baska"})))
    assert dort(rapor.imza) == (False, True, True, False) and "EYP-081" in {b.kod for b in rapor.bulgular}


@pytest.mark.fault("S25")
def test_signature_without_what_it_signs(tmp_path):
    """EYP-072: the digest part is gone."""
    rapor = judged(tmp_path, altered(taban(), lambda p: p.update({PAKET: b"<x/>"})))
    assert dort(rapor.imza) == (False, None, None, None) and "EYP-072" in {b.kod for b in rapor.bulgular}


def with_attribute(veri, oid, deger):
    """Sign with one more signed attribute."""
    import asyncio

    from asn1crypto import cms, keys, x509
    from pyhanko.sign.ades.api import CAdESSignedAttrSpec
    from pyhanko.sign.attributes import CMSAttributeProvider
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    class Ek(CMSAttributeProvider):
        attribute_type = oid

        async def build_attr_value(self, dry_run=False):
            return deger

        async def get_attribute(self, dry_run=False):
            return cms.CMSAttribute({"type": cms.CMSAttributeType(oid), "values": [deger]})

    class Imzaci(SimpleSigner):
        def _signed_attr_providers(self, *args, **kwargs):
            yield from super()._signed_attr_providers(*args, **kwargs)
            yield Ek()

    depo = SimpleCertificateStore()
    imzaci = Imzaci(
        signing_cert=x509.Certificate.load(PKI.muhur.sertifika), signing_key=keys.PrivateKeyInfo.load(PKI.muhur.anahtar), cert_registry=depo
    )
    ayar = PdfCMSSignedAttributes(cades_signed_attrs=CAdESSignedAttrSpec())
    return asyncio.run(imzaci.async_sign_general_data(veri, "sha256", detached=False, use_cades=True, signed_attr_settings=ayar)).dump()


@pytest.mark.parametrize(("mime", "kotu"), [("image/jpeg", True), ("application/xml", False), ("text/xml; charset=utf-8", False)])
def test_signed_mime_type_that_does_not_fit_is_told(tmp_path, mime, kotu):
    """Kamu SM's case P3_3: the signer called an XML part a picture."""
    from asn1crypto import core

    rapor = judged(tmp_path, sonradan(muhur=lambda p: with_attribute(p[NOZET], "0.4.0.1733.2.1", core.UTF8String(mime))))
    assert dort(rapor.muhur)[:3] == (True, True, True), [str(b) for b in rapor.bulgular]
    assert ("EYP-092" in {b.kod for b in rapor.bulgular}) is kotu and rapor.gecerli is not kotu


def test_update_seal_has_one_signer(tmp_path):
    """Kamu SM's case P4_EYPG_6: parallel signers are refused on the update seal, and only there."""
    from asn1crypto import cms

    def iki_imzaci(p):
        bir = cms.ContentInfo.load(PKI.imzala(p[NOZET], kim="muhur"))
        iki = cms.ContentInfo.load(PKI.imzala(p[NOZET]))
        bir["content"]["signer_infos"] = cms.SignerInfos([bir["content"]["signer_infos"][0], iki["content"]["signer_infos"][0]])
        sertifikalar = {s.chosen.dump(): s for d in (bir, iki) for s in d["content"]["certificates"]}
        bir["content"]["certificates"] = cms.CertificateSet(list(sertifikalar.values()))
        return bir.dump(force=True)

    guncelleme = altered(taban("eypg"), lambda p: None, sonra=lambda p: p.update({MUHUR: iki_imzaci(p)}))
    rapor = judged(tmp_path, guncelleme)
    assert "EYP-093" in {b.kod for b in rapor.bulgular} and not rapor.gecerli
    assert dort(rapor.muhur)[:3] == (True, True, True) and rapor.ic is not None and rapor.ic.gecerli
    assert "EYP-093" not in {b.kod for b in judged(tmp_path, sonradan(muhur=iki_imzaci)).bulgular}


def test_level_and_profile_are_held_against_the_table(tmp_path, monkeypatch):
    """What imza tells of level and profile decides: P4 with X-L for the signature, A for the seal."""
    import attrs

    from earsiv.eyazisma import imzalar

    asil = imzalar.verify_cms

    def yuksek(seviye, profil):
        def judge(*args, **kwargs):
            s = asil(*args, **kwargs)
            return attrs.evolve(s, imzalar=tuple(attrs.evolve(i, seviye=seviye, profil=profil) for i in s.imzalar))

        return judge

    for seviye, profil, imza, muhur in (
        ("XL", "P4", True, False),
        ("A", "P4", True, True),
        ("A", "P2", False, False),
        ("A", None, False, False),
    ):
        monkeypatch.setattr(imzalar, "verify_cms", yuksek(seviye, profil))
        rapor = judged(tmp_path, taban())
        assert (rapor.imza.duzey, rapor.muhur.duzey) == (imza, muhur)
        assert ("EYP-090" in {b.kod for b in rapor.imza.bulgular}) is imza


def test_inner_signatures_of_an_update_package_are_judged_too(tmp_path):
    """A broken signature of the original makes the update package invalid; each report holds its own."""
    icteki = sonradan(imza=lambda p: b"\x01\x02\x03")
    veri = altered(taban("eypg"), lambda p: p.update({"/OrijinalPaket/OrijinalPaket.eyp": icteki}))
    rapor = judged(tmp_path, veri)
    assert not rapor.gecerli and rapor.ic.imza.matematik is False and rapor.imza is None and rapor.muhur.matematik is True


def test_check_alone_asks_no_signature(tmp_path):
    """Structure and digests without the room imza: what benchmarks and drafts need."""
    (tmp_path / "p.eyp").write_bytes(pack({**unpack(taban())}))
    with eyazisma.read(tmp_path / "p.eyp") as p:
        rapor = eyazisma.check(p)
    assert rapor.gecerli and rapor.imza is None and not any(b.kod.startswith("IMZ") for b in rapor.bulgular)
