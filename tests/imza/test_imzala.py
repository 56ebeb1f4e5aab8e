# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Signing: what goes into a CAdES signature, in one step and in two, beside and beneath other signatures; openssl agrees with all of it."""

import base64
import datetime as dt
import hashlib
import json
import shutil
import subprocess

import pytest
from asn1crypto import cms, core, tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_der_private_key, pkcs12
from hypothesis import given, settings
from hypothesis import strategies as st

from earsiv._veri import read_data
from earsiv.errors import EarsivError, GirdiHatasi
from earsiv.imza import pkcs12_signer
from earsiv.imza._zarf import Zarf
from earsiv.imza.anahtar import IslevAnahtari, Pkcs12Anahtari, algorithm_for
from earsiv.imza.imzala import Hazirlik, complete, prepare, sign
from earsiv.imza.oznitelik import Profil
from earsiv.imza.paralel import add_counter, add_parallel, prepare_counter, prepare_parallel
from earsiv.imza.profil import profiles
from earsiv.imza.yukselt import XlKaniti, add_timestamp, archive, raise_to_xl
from earsiv.testing import SahteSaat
from earsiv.testing.dunya import dunya
from earsiv.testing.pki import encryption_key

pytestmark = pytest.mark.yavas

D = dunya()
AN = dt.datetime(2026, 5, 4, 9, 0, tzinfo=dt.UTC)
SAAT = SahteSaat(AN)
VERI = "Örnekova Belediyesi: deneme yazısı".encode() * 20
KOKLER = {"kisi": "kok", "muhur": "kok", "kisi-ec": "kok-ec", "kisi-pss": "kok-pss"}


class Damgalayan:
    def __init__(self, an=AN + dt.timedelta(minutes=1), tsa="zd"):
        self.an, self.tsa = an, tsa

    def stamp(self, ozet, algoritma):
        return D.damga(ozet, algoritma, self.an, tsa=self.tsa)


def anahtar(etiket):
    return Pkcs12Anahtari(D.sertifika(etiket), D.zincir(etiket)[1:], load_der_private_key(D.anahtar(etiket), None))


def openssl(tmp_path, imza, icerik=None, kokler=("kok",)):
    """Run ``openssl cms -verify -cades``; its absence is loud."""
    if shutil.which("openssl") is None:
        pytest.skip("OPENSSL İLE İKİNCİ GÖRÜŞ ALINMADI: openssl yok")
    (tmp_path / "x.p7s").write_bytes(imza)
    pem = b"".join(x509.load_der_x509_certificate(D.sertifika(k)).public_bytes(Encoding.PEM) for k in kokler)
    (tmp_path / "kok.pem").write_bytes(pem)
    komut = ["openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "x.p7s", "-CAfile", "kok.pem", "-purpose", "any"]
    komut += ["-attime", str(int(AN.timestamp())), "-out", "cikti"]
    if icerik is not None:
        (tmp_path / "icerik").write_bytes(icerik)
        komut += ["-content", "icerik"]
    return subprocess.run(komut, cwd=tmp_path, capture_output=True, check=False).returncode == 0


def imzacilar(imza):
    return cms.ContentInfo.load(imza, strict=True)["content"]["signer_infos"]


def oznitelikler(imzaci, kume="signed_attrs"):
    return {o["type"].dotted: o["values"] for o in imzaci[kume]} if not isinstance(imzaci[kume], core.Void) else {}


def parcalar(imza):
    """Return everything that a CMS stores, value by value: fields, certificates, and the parts of each signer."""
    zarf = Zarf.load(imza)
    sertifikalar = [c.ham for c in zarf.sertifikalar.cocuklar()]
    return zarf.icerik.ham, sertifikalar, [i.dugum.ham for i in zarf.signers()]


@pytest.mark.parametrize("etiket", KOKLER)
@pytest.mark.parametrize("ayrik", [False, True])
def test_every_key_kind_signs_and_openssl_agrees(tmp_path, etiket, ayrik):
    """RSA with SHA-256, P-384 with SHA-384, RSA-PSS; content inside and outside; another content is refused by openssl."""
    imza = sign(VERI, anahtar(etiket), profil=Profil.P4, ayrik=ayrik, saat=SAAT, pss=etiket == "kisi-pss")
    assert openssl(tmp_path, imza, VERI if ayrik else None, (KOKLER[etiket],))
    if ayrik:
        assert not openssl(tmp_path, imza, VERI + b".", (KOKLER[etiket],))
    kap = cms.ContentInfo.load(imza, strict=True)["content"]
    assert isinstance(kap["encap_content_info"]["content"], core.Void) is ayrik
    ozet, alg = {"kisi-ec": ("sha384", "sha384_ecdsa"), "kisi-pss": ("sha256", "rsassa_pss")}.get(etiket, ("sha256", "sha256_rsa"))
    imzaci = kap["signer_infos"][0]
    assert (imzaci["digest_algorithm"]["algorithm"].native, imzaci["signature_algorithm"]["algorithm"].native) == (ozet, alg)


@pytest.mark.parametrize("pss", [False, True])
def test_pss_is_an_option_of_rsa_keys(tmp_path, pss):
    """The same key, either padding."""
    imza = sign(VERI, anahtar("kisi"), saat=SAAT, pss=pss, ozet="sha512")
    assert openssl(tmp_path, imza)
    alg = imzacilar(imza)[0]["signature_algorithm"]
    assert alg["algorithm"].native == ("rsassa_pss" if pss else "sha512_rsa")
    if pss:
        assert (alg["parameters"]["salt_length"].native, alg["parameters"]["hash_algorithm"]["algorithm"].native) == (64, "sha512")


@pytest.mark.parametrize("profil", [None, *Profil])
def test_signed_attributes_are_those_of_the_profile(profil):
    """Content type, digest, signing certificate, signing time; from P2 on the policy with hash and address, before not."""
    imzaci = imzacilar(sign(VERI, anahtar("kisi"), profil=profil, saat=SAAT))[0]
    var = oznitelikler(imzaci)
    temel = {"1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4", "1.2.840.113549.1.9.5", "1.2.840.113549.1.9.16.2.47"}
    politikali = profil in {Profil.P2, Profil.P3, Profil.P4}
    assert set(var) == temel | ({"1.2.840.113549.1.9.16.2.15"} if politikali else set())
    assert var["1.2.840.113549.1.9.3"][0].native == "data" and var["1.2.840.113549.1.9.5"][0].native == AN
    assert var["1.2.840.113549.1.9.4"][0].native == hashlib.sha256(VERI).digest()
    ham = imzaci["signed_attrs"].contents
    siralar = [o.dump() for o in imzaci["signed_attrs"]]
    assert siralar == sorted(siralar) and ham == b"".join(siralar)
    assert isinstance(imzaci["unsigned_attrs"], core.Void)


def test_signing_certificate_names_issuer_and_serial_and_leaves_the_default_hash_out():
    """ESSCertIDv2: SHA-256 is the DEFAULT, which DER forbids to write."""
    deger = oznitelikler(imzacilar(sign(VERI, anahtar("kisi"), saat=SAAT))[0])["1.2.840.113549.1.9.16.2.47"][0]
    kimlik = tsp.SigningCertificateV2.load(deger.dump())["certs"][0]
    sertifika = x509.load_der_x509_certificate(D.sertifika("kisi"))
    assert kimlik["cert_hash"].native == hashlib.sha256(D.sertifika("kisi")).digest()
    assert kimlik["issuer_serial"]["serial_number"].native == sertifika.serial_number
    assert kimlik["issuer_serial"]["issuer"][0].dump().endswith(sertifika.issuer.public_bytes())
    assert kimlik["issuer_serial"]["issuer"][0].name == "directory_name"
    assert kimlik.contents[:2] == b"\x04\x20"


@pytest.mark.parametrize(("profil", "son"), [(Profil.P2, "1"), (Profil.P3, "2"), (Profil.P4, "3")])
def test_policy_is_that_of_the_guide(profil, son):
    """OID, SHA-256 of the guide, and its address as SPURI."""
    deger = oznitelikler(imzacilar(sign(VERI, anahtar("kisi"), profil=profil, saat=SAAT))[0])["1.2.840.113549.1.9.16.2.15"][0]
    kimlik, ozet, nitelik = core.SequenceOf.load(deger.dump(), spec=core.Any)
    assert core.ObjectIdentifier.load(kimlik.dump()).dotted == f"2.16.792.1.61.0.1.5070.3.{son}.1"
    kural = profiles()[f"2.16.792.1.61.0.1.5070.3.{son}.1"]
    assert kural.ad == profil and kural.ozet.hex() == "ff39bd29463383f69b2052ac47439e06ce7c3b8646e888b6e5ae3e46ba08117a"
    assert kural.ozet in ozet.dump() and kural.adres.encode() in nitelik.dump()
    assert bytes.fromhex("060b2a864886f70d0109100501") in nitelik.dump()  # id-spq-ets-uri
    assert kural.ozet in kural.ozetler and len(kural.ozetler) == 2 and bytes(32) not in kural.ozetler
    assert b"5070.3.3.1" in read_data("profil.toml")


@pytest.mark.parametrize("etiket", ["kisi", "kisi-ec", "kisi-pss"])
def test_two_phases_across_processes_give_what_one_step_gives(tmp_path, etiket):
    """Prepared, written down, read back, signed elsewhere, completed."""
    anahtar_ = anahtar(etiket)
    saklanan = prepare(VERI, D.sertifika(etiket), profil=Profil.P4, imza_zamani=AN, zincir=D.zincir(etiket)[1:]).to_bytes()
    hazirlik = Hazirlik.from_bytes(saklanan)
    assert hazirlik.imzalanacak[:1] == b"\x31" and hazirlik.ozet == hashlib.new(hazirlik.algoritma.ozet, hazirlik.imzalanacak).digest()
    assert Hazirlik.from_bytes(hazirlik.to_bytes()) == hazirlik
    imza = complete(hazirlik, anahtar_.sign(hazirlik.imzalanacak, hazirlik.algoritma))
    assert openssl(tmp_path, imza, None, (KOKLER[etiket],))
    if etiket == "kisi":  # PKCS#1 v1.5 has no randomness
        assert imza == sign(VERI, anahtar_, profil=Profil.P4, saat=SAAT)


def test_two_numbers_of_a_browser_become_der(tmp_path):
    """WebCrypto and cards give r and s side by side."""
    hazirlik = prepare(VERI, D.sertifika("kisi-ec"), imza_zamani=AN, zincir=D.zincir("kisi-ec")[1:])
    r, s = decode_dss_signature(anahtar("kisi-ec").sign(hazirlik.imzalanacak, hazirlik.algoritma))
    assert openssl(tmp_path, complete(hazirlik, r.to_bytes(48, "big") + s.to_bytes(48, "big")), None, ("kok-ec",))


def test_a_value_of_another_key_or_over_other_bytes_is_refused():
    """Nothing leaves that does not hold."""
    hazirlik = prepare(VERI, D.sertifika("kisi"), imza_zamani=AN)
    for deger in (
        b"",
        bytes(256),
        anahtar("muhur").sign(hazirlik.imzalanacak, hazirlik.algoritma),
        anahtar("kisi").sign(VERI, hazirlik.algoritma),
    ):
        with pytest.raises(GirdiHatasi) as hata:
            complete(hazirlik, deger)
        assert hata.value.kod == "IMZ-101"


@pytest.mark.parametrize(
    "boz",
    [
        lambda a: a.update(icerik=base64.b64encode(b"baska").decode()),
        lambda a: a.update(sertifika=base64.b64encode(D.sertifika("muhur")).decode()),
        lambda a: a.update(bicim="baska"),
        lambda a: a.pop("yol"),
        lambda a: a.update(imzalanacak="!!"),
        lambda a: a.update(imzalanacak=base64.b64encode(b"\x31\x00").decode()),
        lambda a: a.update(sertifika=base64.b64encode(b"0\x03abc").decode()),
        lambda a: a.update(tur="paralel"),
        lambda a: a.update(tur="yok"),
        lambda a: a["algoritma"].pop("aile"),
        lambda a: a["algoritma"].update(tuz=float("inf")),
        lambda a: a["algoritma"].update(ozet="yok"),
        lambda a: a.update(icerik_turu="1.2.3"),
        lambda a: a.update(icerik_turu="x"),
        lambda a: a.update(zincir=["AAAA"]),
    ],
)
def test_a_preparation_that_was_changed_is_refused(boz):
    """Another content, another certificate, a hole, no ASN.1: the store between the phases is not trusted."""
    hazirlik = prepare(VERI, D.sertifika("kisi"), imza_zamani=AN)
    deger = anahtar("kisi").sign(hazirlik.imzalanacak, hazirlik.algoritma)
    alanlar = json.loads(hazirlik.to_bytes())
    boz(alanlar)
    with pytest.raises(GirdiHatasi) as hata:
        complete(Hazirlik.from_bytes(json.dumps(alanlar).encode()), deger)
    assert hata.value.kod in {"IMZ-102", "IMZ-101"}


@given(st.binary(max_size=200))
def test_what_is_no_preparation_is_refused(ham):
    """Any bytes."""
    with pytest.raises(GirdiHatasi, match="IMZ-102"):
        Hazirlik.from_bytes(ham)


def _tek_kullanimlik(anahtar_, baslangic=AN - dt.timedelta(days=9), bitis=AN + dt.timedelta(days=9)):
    ad = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "DENEME (geçersiz)")])
    kurucu = x509.CertificateBuilder().subject_name(ad).issuer_name(ad).public_key(anahtar_.public_key()).serial_number(7)
    return kurucu.not_valid_before(baslangic).not_valid_after(bitis).sign(anahtar_, hashes.SHA256()).public_bytes(Encoding.DER)


def test_weak_keys_and_digests_make_no_new_signatures():
    """RSA-1024, P-192, SHA-1."""
    kisa = rsa.generate_private_key(65537, 1024)
    for sertifika, ozet in ((_tek_kullanimlik(kisa), None), (D.sertifika("kisi"), "sha1"), (D.sertifika("kisi"), "md5")):
        with pytest.raises(GirdiHatasi) as hata:
            prepare(VERI, sertifika, imza_zamani=AN, ozet=ozet)
        assert hata.value.kod == "IMZ-100"
    with pytest.raises(GirdiHatasi, match="IMZ-117"):
        algorithm_for(b"sertifika degil")


def test_digest_fits_the_curve():
    """P-256 with SHA-256, P-384 with SHA-384, P-521 with SHA-512."""
    for egri, ozet in ((ec.SECP256R1(), "sha256"), (ec.SECP384R1(), "sha384"), (ec.SECP521R1(), "sha512")):
        assert algorithm_for(_tek_kullanimlik(ec.generate_private_key(egri))).ozet == ozet


def test_expired_and_future_certificates_do_not_sign():
    """The day of signing lies outside of the certificate's time."""
    for etiket in ("kisi-suresi-dolmus", "kisi-baslamamis"):
        with pytest.raises(GirdiHatasi) as hata:
            sign(VERI, anahtar(etiket), saat=SAAT)
        assert hata.value.kod == "IMZ-118"


def test_a_certificate_for_encryption_does_not_sign():
    """Key usage without a signature bit."""
    kimlik = encryption_key("DENEME")
    with pytest.raises(GirdiHatasi, match="IMZ-119"):
        sign(VERI, Pkcs12Anahtari(kimlik.sertifika, (), load_der_private_key(kimlik.anahtar, None)), saat=SAAT)


def test_a_time_without_zone_is_a_mistake_of_the_programmer():
    """No guess is made."""
    with pytest.raises(TypeError):
        prepare(VERI, D.sertifika("kisi"), imza_zamani=dt.datetime(2026, 5, 4))


def test_pkcs12_file_with_its_chain(tmp_path):
    """The file's other certificates go into the signature; the short way of ``pkcs12_signer`` gives the same."""
    (tmp_path / "kisi.p12").write_bytes(D.p12("kisi", b"1234"))
    acilan = Pkcs12Anahtari.load(tmp_path / "kisi.p12", b"1234")
    assert acilan.sertifika == D.sertifika("kisi") and set(acilan.zincir) == set(D.zincir("kisi")[1:])
    assert "PrivateKey" not in repr(acilan)
    imza = pkcs12_signer(tmp_path / "kisi.p12", b"1234", SAAT)(VERI)
    assert openssl(tmp_path, imza) and imza == sign(VERI, acilan, saat=SAAT)


def test_pkcs12_that_cannot_be_used_is_refused(tmp_path):
    """Wrong password, another format, no file, no key."""
    (tmp_path / "a.p12").write_bytes(D.p12("kisi", b"1234"))
    (tmp_path / "b.p12").write_bytes(b"baska bir dosya")
    yalniz = pkcs12.serialize_key_and_certificates(None, None, None, [x509.load_der_x509_certificate(D.sertifika("kok"))], NoEncryption())
    (tmp_path / "c.p12").write_bytes(yalniz)
    for ad, parola in (("a", b"yanlis"), ("a", None), ("b", None), ("c", None), ("yok", None)):
        with pytest.raises(GirdiHatasi) as hata:
            Pkcs12Anahtari.load(tmp_path / f"{ad}.p12", parola)
        assert hata.value.kod == "IMZ-044"
    with pytest.raises(GirdiHatasi, match="KAB-018|IMZ-044"):
        Pkcs12Anahtari.load("/dev/null", None)


def test_a_function_that_signs_is_a_key(tmp_path):
    """A service behind a function."""
    ic = anahtar("kisi")
    disarida = IslevAnahtari(D.sertifika("kisi"), lambda veri: ic.sign(veri, algorithm_for(D.sertifika("kisi"))), D.zincir("kisi")[1:])
    assert openssl(tmp_path, sign(VERI, disarida, saat=SAAT))


def test_a_key_of_another_kind_refuses_the_algorithm():
    """An EC key asked for RSA."""
    with pytest.raises(GirdiHatasi, match="IMZ-100"):
        anahtar("kisi-ec").sign(VERI, algorithm_for(D.sertifika("kisi")))


@pytest.mark.parametrize("ayrik", [False, True])
def test_parallel_signer_leaves_the_first_untouched(tmp_path, ayrik):
    """Two kinds of keys over the same content; what was stored is stored still, byte for byte."""
    ilk = sign(VERI, anahtar("kisi"), profil=Profil.P4, ayrik=ayrik, saat=SAAT, damgaci=Damgalayan())
    iki = add_parallel(ilk, VERI if ayrik else None, anahtar("kisi-ec"), saat=SAAT, profil=Profil.P4)
    assert openssl(tmp_path, iki, VERI if ayrik else None, ("kok", "kok-ec"))
    (icerik, sertifikalar, eski), (icerik2, sertifikalar2, yeni) = parcalar(ilk), parcalar(iki)
    assert icerik == icerik2 and sertifikalar2[: len(sertifikalar)] == sertifikalar and yeni[: len(eski)] == eski and len(yeni) == 2
    kap = cms.ContentInfo.load(iki, strict=True)["content"]
    assert [a["algorithm"].native for a in kap["digest_algorithms"]] == ["sha256", "sha384"]


def test_parallel_signer_needs_the_right_content():
    """None where it is outside, another than the one inside."""
    for ayrik, icerik in ((True, None), (False, b"baska")):
        with pytest.raises(GirdiHatasi) as hata:
            add_parallel(sign(VERI, anahtar("kisi"), ayrik=ayrik, saat=SAAT), icerik, anahtar("muhur"), saat=SAAT)
        assert hata.value.kod == "IMZ-111"


def test_counter_signatures_nest(tmp_path):
    """Beneath the first signer, beneath that one, and a second beside it; each over the signature value of the one above."""
    imza = sign(VERI, anahtar("kisi"), saat=SAAT)
    bir = add_counter(imza, (0,), anahtar("muhur"), saat=SAAT)
    iki = add_counter(bir, (0, 0), anahtar("kisi-ec"), saat=SAAT)
    uc = add_counter(iki, (0,), anahtar("kisi"), saat=SAAT, profil=Profil.P2)
    assert openssl(tmp_path, uc, None, ("kok", "kok-ec"))
    zarf = Zarf.load(uc)
    assert zarf.paths() == [(0,), (0, 0), (0, 0, 0), (0, 1)]
    for yol in zarf.paths()[1:]:
        ust, imzaci = zarf.signer_at(yol[:-1]), zarf.signer_at(yol)
        kayit = cms.SignerInfo.load(imzaci.dugum.ham)
        ozet = kayit["digest_algorithm"]["algorithm"].native
        var = oznitelikler(kayit)
        assert var["1.2.840.113549.1.9.4"][0].native == hashlib.new(ozet, ust.imza.sekizli()).digest()
        assert "1.2.840.113549.1.9.3" not in var
    assert Zarf.load(bir).signer_at((0, 0)).imza.ham == zarf.signer_at((0, 0)).imza.ham
    with pytest.raises(GirdiHatasi, match="IMZ-110"):
        add_counter(uc, (0, 7), anahtar("kisi"), saat=SAAT)


def test_parallel_and_counter_signatures_in_two_phases(tmp_path):
    """The CMS travels in the preparation; one that was exchanged meanwhile is refused."""
    imza, baska = (sign(veri, anahtar("kisi"), saat=SAAT) for veri in (VERI, b"baska"))
    ic = anahtar("muhur")
    for hazirlik in (
        prepare_parallel(imza, None, ic.sertifika, imza_zamani=AN, zincir=ic.zincir),
        prepare_counter(imza, (0,), ic.sertifika, imza_zamani=AN, zincir=ic.zincir),
    ):
        deger = ic.sign(hazirlik.imzalanacak, hazirlik.algoritma)
        assert openssl(tmp_path, complete(Hazirlik.from_bytes(hazirlik.to_bytes()), deger))
        alanlar = json.loads(hazirlik.to_bytes())
        for kap in (base64.b64encode(baska).decode(), None):
            alanlar["kap"] = kap
            with pytest.raises(GirdiHatasi, match="IMZ-102"):
                complete(Hazirlik.from_bytes(json.dumps(alanlar).encode()), deger)


def _kanit(etiket, an, *, ocsp=True):
    yaprak, alt, kok = D.zincir_etiketleri(etiket)
    siller = [D.sil(kok, an, sonraki=an + dt.timedelta(days=90)), D.sil(alt, an, sonraki=an + dt.timedelta(days=7))]
    return XlKaniti(D.zincir(etiket), siller, [D.ocsp(yaprak, an)] if ocsp else [])


@pytest.mark.parametrize("surum", ["v2", "v3"])
def test_what_an_archive_stamp_covers_is_not_changed(surum):
    """A new certificate or a counter-signature would break a v2 stamp; v3 lists its values, so new ones may come beside them."""
    t = sign(VERI, anahtar("kisi"), profil=Profil.P4, saat=SAAT, damgaci=Damgalayan())
    sonra = AN + dt.timedelta(hours=30)
    xl = raise_to_xl(add_counter(t, (0,), anahtar("muhur"), saat=SAAT), [_kanit("kisi", sonra), _kanit("muhur", sonra)])
    a = archive(xl, Damgalayan(sonra), onceki=[_kanit("zd", sonra)], surum=surum)
    kapali = [lambda: add_counter(a, (0, 0), anahtar("kisi"), saat=SAAT)]
    if surum == "v2":
        kapali += [
            lambda: add_parallel(a, None, anahtar("kisi-ec"), saat=SAAT),
            lambda: add_counter(a, (0,), anahtar("kisi"), saat=SAAT),
            lambda: add_timestamp(a, Damgalayan(sonra), (0, 0)),
        ]
        assert len(Zarf.load(add_parallel(a, None, IslevAnahtari(D.sertifika("kisi"), _ham_imza), saat=SAAT)).signers()) == 2
    else:
        assert len(Zarf.load(add_parallel(a, None, anahtar("kisi-ec"), saat=SAAT)).signers()) == 2
        assert Zarf.load(add_counter(a, (0,), anahtar("kisi"), saat=SAAT)).paths() == [(0,), (0, 0), (0, 1)]
    for dene in kapali:
        with pytest.raises(GirdiHatasi) as hata:
            dene()
        assert hata.value.kod == "IMZ-109"


def _ham_imza(veri):
    return anahtar("kisi").sign(veri, algorithm_for(D.sertifika("kisi")))


def test_ber_of_others_stays_ber(tmp_path):
    """A streamed CMS of openssl (indefinite lengths, chunked content) is added to; its bytes stay as they are."""
    if shutil.which("openssl") is None:
        pytest.skip("BER DENENMEDİ: openssl yok")
    pem = x509.load_der_x509_certificate(D.sertifika("kisi")).public_bytes(Encoding.PEM)
    ozel = load_der_private_key(D.anahtar("kisi"), None).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    for ad, ham in (("s.pem", pem), ("k.pem", ozel), ("v", VERI * 200)):
        (tmp_path / ad).write_bytes(ham)
    komut = "openssl cms -sign -cades -binary -nodetach -stream -in v -signer s.pem -inkey k.pem -md sha256 -outform DER -out ber".split()
    subprocess.run(komut, cwd=tmp_path, check=True, capture_output=True)
    ber = (tmp_path / "ber").read_bytes()
    assert ber[1] == 0x80
    sonuc = add_counter(
        add_parallel(add_timestamp(ber, Damgalayan()), None, anahtar("kisi-ec"), saat=SAAT), (0,), anahtar("muhur"), saat=SAAT
    )
    assert sonuc[1] == 0x80 and Zarf.load(sonuc).icerik.ham == Zarf.load(ber).icerik.ham
    eski, yeni = Zarf.load(ber).signers()[0], Zarf.load(sonuc).signers()[0]
    assert (eski.imzali.ham, eski.imza.ham, eski.sid.ham) == (yeni.imzali.ham, yeni.imza.ham, yeni.sid.ham)
    (tmp_path / "alt.pem").write_bytes(x509.load_der_x509_certificate(D.sertifika("alt")).public_bytes(Encoding.PEM))
    assert openssl(tmp_path, sonuc, None, ("kok", "kok-ec", "alt"))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damaged_cms_is_refused_in_our_words(veri):
    """Any byte changed, any end cut: a refusal of this library or a result, nothing else."""
    ham = bytearray(_ORNEK)
    for _ in range(veri.draw(st.integers(1, 3))):
        ham[veri.draw(st.integers(0, len(ham) - 1))] = veri.draw(st.integers(0, 255))
    bozuk = bytes(ham[: veri.draw(st.integers(len(ham) - 40, len(ham)))])
    sabit = D.damga(bytes(32), "sha256", AN)

    class Sabit:
        def stamp(self, ozet, algoritma):
            return sabit

    for dene in (
        lambda: add_counter(bozuk, (0,), IslevAnahtari(D.sertifika("kisi"), lambda v: bytes(256)), saat=SAAT),
        lambda: add_parallel(bozuk, None, IslevAnahtari(D.sertifika("kisi"), lambda v: bytes(256)), saat=SAAT),
        lambda: archive(bozuk, Sabit(), onceki=[]),
        lambda: raise_to_xl(bozuk, []),
        lambda: add_timestamp(bozuk, Sabit()),
    ):
        with pytest.raises(EarsivError):
            dene()


_ORNEK = sign(b"kisa", anahtar("kisi"), profil=Profil.P4, saat=SAAT, damgaci=Damgalayan())
