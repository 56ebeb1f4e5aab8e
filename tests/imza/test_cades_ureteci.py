# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The composer makes real CAdES: openssl and asn1crypto, which know nothing of it, read what is sound and see through what is not."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import subprocess
import warnings

import pytest
from asn1crypto import cms, core, tsp, x509

from earsiv.imza.sonuc import Gosterge, HukukiKarar
from earsiv.testing import der
from earsiv.testing.cades import Imza, as_ber, counter_info, sign
from earsiv.testing.cades_uzat import (
    ATS_V2,
    ATS_V3,
    CERT_REFS,
    CERT_VALUES,
    ESC_STAMP,
    HASH_INDEX_V3,
    REV_REFS,
    REV_VALUES,
    SIGNATURE_STAMP,
)
from earsiv.testing.dunya import dunya
from earsiv.testing.saldiri import SALDIRILAR
from earsiv.testing.saldiri_temel import YARGI_ANI

pytestmark = pytest.mark.yavas

SAGLAM = [ad for ad, s in SALDIRILAR.items() if s.saglam]
SALDIRI = [ad for ad in SALDIRILAR if ad not in SAGLAM]
BICIMSIZ = {ad for ad in SALDIRILAR if ad.startswith("yapi-")} | {"karsi-imza-cok-derin"}


@pytest.fixture(scope="module")
def openssl(tmp_path_factory):
    program = shutil.which("openssl")
    if program is None:
        warnings.warn(UserWarning("openssl yok: üretilen imzalar bağımsız olarak doğrulanamadı"), stacklevel=1)
        pytest.skip("openssl yok")
    d = dunya()
    klasor = tmp_path_factory.mktemp("openssl")
    guven = klasor / "guven.pem"
    makamlar = [*d.kokler(), *(d.sertifika(e) for e in ("alt", "alt-pss", "alt-ec"))]
    guven.write_bytes(b"".join(x509_pem(s) for s in makamlar))

    def kos(girdi, *ek, an=dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)):
        yol, icerik, cikti = klasor / "imza.p7s", klasor / "icerik", klasor / "cikti"
        yol.write_bytes(girdi.cms)
        disarida = []
        if girdi.icerik is not None:
            icerik.write_bytes(girdi.icerik)
            disarida = ["-content", icerik]
        komut = [
            "cms",
            "-verify",
            "-inform",
            "DER",
            "-in",
            yol,
            *disarida,
            "-binary",
            "-CAfile",
            guven,
            "-purpose",
            "any",
            "-attime",
            int(an.timestamp()),
        ]
        return subprocess.run([program, *map(str, [*komut, "-out", cikti, *ek])], capture_output=True, text=True, check=False)

    return kos


def x509_pem(ham):
    from asn1crypto import pem

    return pem.armor("CERTIFICATE", ham)


def attributes(ham):
    """Unsigned attributes of the first signer as asn1crypto sees them: OID -> list of values in DER."""
    bilgi = cms.ContentInfo.load(ham, strict=True)["content"]["signer_infos"][0]
    return [(o["type"].dotted, [der_of(d) for d in o["values"]], o) for o in bilgi["unsigned_attrs"]]


def der_of(deger):
    return deger.dump()


def imprint(jeton):
    bilgi = cms.ContentInfo.load(jeton)["content"]["encap_content_info"]["content"]
    iz = tsp.TSTInfo.load(bytes(bilgi))
    return iz["message_imprint"]["hashed_message"].native, iz["gen_time"].native


@pytest.mark.parametrize("ad", SAGLAM)
def test_sound_file_is_accepted_by_openssl(openssl, ad):
    """Signature, signed attributes, signing-certificate and path hold; what stands above B level is checked below."""
    an = dt.datetime(2022, 9, 1, 9, 0, tzinfo=dt.UTC) if ad == "gecerlilik-sonra-bitmis" else dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
    sonuc = openssl(SALDIRILAR[ad].girdi(), "-cades", an=an)
    assert "successful" in sonuc.stderr, sonuc.stderr


@pytest.mark.parametrize("ad", [a for a in SALDIRILAR if a not in BICIMSIZ])
def test_file_is_well_formed_asn1(ad):
    """An attack on a rule must not be caught by the parser instead."""
    ham = SALDIRILAR[ad].girdi().cms
    paket = cms.ContentInfo.load(ham, strict=True)
    assert paket["content_type"].native == "signed_data"
    assert len(paket["content"]["signer_infos"]) >= 1


@pytest.mark.parametrize("ad", [a for a in SALDIRILAR if not {"ber"} & set(a.split("-")) and a not in BICIMSIZ])
def test_file_is_der_unless_it_means_to_be_ber(ad):
    ham = SALDIRILAR[ad].girdi().cms
    assert cms.ContentInfo.load(ham).copy().dump(force=False) == ham
    assert _minimal(ham)


def _minimal(ham):
    """Every length of the tree is definite and in the fewest octets."""
    yigin = [ham]
    while yigin:
        parca = yigin.pop()
        if der.tlv(parca[0], der.split(parca)[1]) != parca:
            return False
        if parca[0] & 0x20:
            yigin += der.children(parca)
    return True


def test_ber_form_says_the_same_as_der(openssl):
    imza = sign()
    ber = as_ber(imza)
    assert ber != imza.dump() and b"\x30\x80" in ber and b"\x24\x80" in ber
    okunan = cms.ContentInfo.load(ber)["content"]["encap_content_info"]["content"]
    assert bytes(okunan) == imza.icerik


@pytest.mark.parametrize(
    "ad", ["saglam-t-p2", "saglam-xl-p4", "saglam-a-v2-iki-damga", "saglam-a-v3", "saglam-t-damga-sha512", "saglam-a-v2-ec"]
)
def test_signature_stamp_is_over_the_signature_value(ad):
    ham = SALDIRILAR[ad].girdi().cms
    imza = cms.ContentInfo.load(ham)["content"]["signer_infos"][0]["signature"].native
    jeton = next(d for oid, (d, *_), _o in attributes(ham) if oid == SIGNATURE_STAMP)
    iz, _an = imprint(jeton)
    assert iz in {hashlib.sha256(imza).digest(), hashlib.sha512(imza).digest()}


def test_references_name_the_values():
    """Hashes of complete references, read by asn1crypto, are those of the values, in the order of the path."""
    sozluk = {oid: d[0] for oid, d, _ in attributes(SALDIRILAR["saglam-xl-p4"].girdi().cms)}
    sertifikalar = der.children(sozluk[CERT_VALUES])
    assert [x509.Certificate.load(s).subject.native["common_name"][:10] for s in sertifikalar] == ["Deneme Nit", "Deneme Kök"]
    refler = [core.Sequence.load(r) for r in der.children(sozluk[CERT_REFS])]
    assert [der.split(der.children(r[0].dump())[1])[1] for r in refler] == [hashlib.sha256(s).digest() for s in sertifikalar]
    siller, yanitlar = (der.children(der.children(k)[0]) for k in der.children(sozluk[REV_VALUES]))
    ilk, ikinci = der.children(sozluk[REV_REFS])
    assert hashlib.sha256(yanitlar[0]).digest() in ilk and hashlib.sha256(siller[0]).digest() in ikinci


def test_type_one_stamp_covers_raw_signature_then_bare_attributes():
    ham = SALDIRILAR["saglam-x1"].girdi().cms
    bilgi = cms.ContentInfo.load(ham)["content"]["signer_infos"][0]
    govde = {o["type"].dotted: o for o in bilgi["unsigned_attrs"]}
    parcalar = [bilgi["signature"].native]
    for oid in (SIGNATURE_STAMP, CERT_REFS, REV_REFS):
        parcalar += [govde[oid]["type"].dump(), govde[oid]["values"].dump()]
    jeton = next(d for oid, (d, *_), _o in attributes(ham) if oid == ESC_STAMP)
    assert imprint(jeton)[0] == hashlib.sha256(b"".join(parcalar)).digest()


@pytest.mark.parametrize(
    "ad", ["saglam-a-v2", "saglam-a-v2-ayrik", "saglam-a-v2-ec", "saglam-a-v2-iki-damga", "saglam-a-v2-iki-damga-ayrik"]
)
def test_archive_stamps_v2_cover_what_asn1crypto_reads(ad):
    """RFC 5126 6.4.1 computed a second time over the parsed file: all but this stamp and those not older."""
    girdi = SALDIRILAR[ad].girdi()
    veri = cms.ContentInfo.load(girdi.cms)["content"]
    bilgi = veri["signer_infos"][0]
    alanlar = ["version", "sid", "digest_algorithm", "signed_attrs", "signature_algorithm", "signature"]
    bas = veri["encap_content_info"].dump() + (girdi.icerik or b"") + veri["certificates"].dump()
    bas += b"".join(bilgi[a].dump() for a in alanlar)
    hepsi = [(oid, o.dump(), imprint(d[0]) if oid == ATS_V2 else None) for oid, d, o in attributes(girdi.cms)]
    damgalar = [(i, iz) for i, (oid, _ham, iz) in enumerate(hepsi) if oid == ATS_V2]
    assert len(damgalar) == (2 if "iki" in ad else 1)
    for _i, (iz, an) in damgalar:
        kalan = b"".join(ham for oid, ham, baska in hepsi if oid != ATS_V2 or baska[1] < an)
        assert hashlib.sha256(bas + der.tlv(0xA1, kalan)).digest() == iz


def test_archive_stamp_v3_covers_its_index():
    """EN 319 122-1 5.5.3: content type, hash of the content, fields of the signer, the index; the index lists all there was."""
    girdi = SALDIRILAR["saglam-a-v3"].girdi()
    veri = cms.ContentInfo.load(girdi.cms)["content"]
    bilgi = veri["signer_infos"][0]
    jeton = next(d for oid, (d, *_), _o in attributes(girdi.cms) if oid == ATS_V3)
    indeks = next(d for oid, (d, *_), _o in attributes(jeton) if oid == HASH_INDEX_V3)
    alanlar = ["version", "sid", "digest_algorithm", "signed_attrs", "signature_algorithm", "signature"]
    icerik = bytes(veri["encap_content_info"]["content"])
    govde = veri["encap_content_info"]["content_type"].dump() + hashlib.sha256(icerik).digest()
    govde += b"".join(bilgi[a].dump() for a in alanlar) + indeks
    assert imprint(jeton)[0] == hashlib.sha256(govde).digest()
    _alg, sertifikalar, siller, imzasiz = der.children(indeks)
    assert {der.split(h)[1] for h in der.children(sertifikalar)} == {hashlib.sha256(c.dump()).digest() for c in veri["certificates"]}
    assert {der.split(h)[1] for h in der.children(siller)} == {hashlib.sha256(c.dump()).digest() for c in veri["crls"]}
    kapsanan = [hashlib.sha256(o["type"].dump() + d[0]).digest() for oid, d, o in attributes(girdi.cms) if oid != ATS_V3]
    assert [der.split(h)[1] for h in der.children(imzasiz)] == kapsanan


def test_counter_signature_is_over_the_signature_value_and_has_no_content_type():
    asil = sign()
    ham = asil.with_data(imzacilar=(asil.imzaci,)).dump()
    assert cms.ContentInfo.load(ham)
    bilgi = cms.SignerInfo.load(counter_info(asil.imzaci).dump(), strict=True)
    oznitelikler = {o["type"].native: o["values"][0].native for o in bilgi["signed_attrs"]}
    assert oznitelikler["message_digest"] == hashlib.sha256(asil.imzaci.imza).digest()
    assert "content_type" not in oznitelikler


@pytest.mark.parametrize(
    "ad",
    ["icerik-degismis", "icerik-degismis-ayrik", "ozet-yok", "ozet-yanlis", "kripto-imza-bozuk", "kripto-baska-anahtar", "kripto-ozet-ile-imza-algoritmasi-farkli",
     "ess-uyusmaz", "sertifika-ikiziyle-degistirilmis", "gecerlilik-baslamadan", "yol-sahte-kok", "yol-kisinin-verdigi-sertifika", "paralel-biri-bozuk",
     "paralel-imzalar-degistirilmis", "yapi-kirpik", "yapi-imzaci-yok"],
)  # fmt: skip
def test_attack_that_openssl_sees_is_refused_by_it(openssl, ad):
    assert openssl(SALDIRILAR[ad].girdi(), "-cades").returncode != 0


@pytest.mark.parametrize(
    "ad",
    ["imzali-oznitelik-icerige-soyulmus", "nitelik-qc-yok", "nitelik-mali-muhur", "nitelik-inkar-edilemezlik-yok", "karsi-imza-bozuk", "damga-baska-ozet",
     "ats-baska-ozet", "politika-ozeti-yanlis", "ref-iptal-degeri-yok", "yapi-sona-bayt", "damga-eku-yok", "kripto-algoritma-alani-degistirilmis"],
)  # fmt: skip
def test_attack_that_openssl_overlooks_is_otherwise_sound(openssl, ad):
    """The fault is where it is meant to be and nowhere else: a verifier that does not look there accepts the file."""
    assert "successful" in openssl(SALDIRILAR[ad].girdi()).stderr


def test_list_is_as_long_as_the_specification_asks():
    assert len(SALDIRI) >= 60 and len([a for a in SAGLAM if a.startswith("saglam-")]) >= 12
    hamlar = [(s.girdi(), s.an, s.kanit, tuple(s.politika.items())) for s in SALDIRILAR.values()]
    assert len({(g.cms, g.icerik, an, hashlib.sha256(b"".join(k)).digest(), p) for g, an, k, p in hamlar}) == len(hamlar)


@pytest.mark.parametrize("ad", SALDIRI)
def test_expected_verdicts_are_consistent(ad):
    """A failed indication is never BELIRSIZ alone, and only what may pass may be GECERLI."""
    s = SALDIRILAR[ad]
    if s.durumlar == {Gosterge.TOTAL_FAILED}:
        assert s.karar is HukukiKarar.GECERSIZ
    assert (HukukiKarar.GECERLI in s.kararlar) == (None in s.alt)
    assert s.an <= YARGI_ANI and isinstance(s.sadece_kisi, bool)


def test_builders_give_the_same_bytes_each_time():
    for ad in ("saglam-a-v2-ec", "saglam-t-pss", "saglam-a-v3", "ocsp-eku-yok"):
        assert SALDIRILAR[ad].girdi() == SALDIRILAR[ad].girdi()


def test_edit_of_unsigned_attributes_leaves_the_rest():
    imza = SALDIRILAR["saglam-xl-p4"].kur()
    assert isinstance(imza, Imza)
    kirpik = imza.edit_unsigned(lambda liste: liste[:1])
    assert kirpik.imzaci.imza == imza.imzaci.imza and len(kirpik.imzaci.imzasiz) == 1
