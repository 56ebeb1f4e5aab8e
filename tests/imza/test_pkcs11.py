# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Signing with a key that never leaves its device: SoftHSM2 stands for the card."""

import datetime as dt
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_der_private_key

from earsiv.errors import AracHatasi, GirdiHatasi
from earsiv.imza import _kart, kripto
from earsiv.imza.anahtar import Pkcs11Anahtari, algorithm_for
from earsiv.imza.imzala import Hazirlik, complete, prepare, sign
from earsiv.imza.oznitelik import Profil
from earsiv.testing import SahteSaat
from earsiv.testing.dunya import dunya

pytestmark = pytest.mark.servis

MODULLER = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so", "/usr/local/lib/softhsm/libsofthsm2.so")
PIN = "135790"
AN = dt.datetime(2026, 5, 4, 9, 0, tzinfo=dt.UTC)
SAAT = SahteSaat(AN)
VERI = b"karttan imza" * 50
D = dunya()


def _yukle(oturum, etiket, kimlik):
    """Put key and certificate of a label onto the token, the certificates above it without keys."""
    from pkcs11 import Attribute, ObjectClass
    from pkcs11.util.ec import decode_ec_private_key
    from pkcs11.util.rsa import decode_rsa_private_key

    ozel = load_der_private_key(D.anahtar(etiket), None)
    geleneksel = ozel.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    coz = decode_ec_private_key if etiket.endswith("-ec") else decode_rsa_private_key
    oturum.create_object({**coz(geleneksel), Attribute.ID: kimlik, Attribute.LABEL: etiket, Attribute.TOKEN: True, Attribute.SIGN: True})
    for no, ham in enumerate(D.zincir(etiket)):
        sertifika = x509.load_der_x509_certificate(ham)
        oturum.create_object(
            {
                Attribute.CLASS: ObjectClass.CERTIFICATE,
                Attribute.CERTIFICATE_TYPE: 0,
                Attribute.TOKEN: True,
                Attribute.LABEL: etiket if not no else f"{etiket} makam {no}",
                Attribute.ID: kimlik if not no else bytes([200 + no]),
                Attribute.SUBJECT: sertifika.subject.public_bytes(),
                Attribute.ISSUER: sertifika.issuer.public_bytes(),
                Attribute.SERIAL_NUMBER: sertifika.serial_number.to_bytes(20, "big"),
                Attribute.VALUE: ham,
            }
        )


@pytest.fixture(scope="module")
def modul(tmp_path_factory):
    """A token in a folder of its own; what is missing is said aloud."""
    bulunan = next((yol for yol in MODULLER if Path(yol).exists()), None)
    if bulunan is None or shutil.which("softhsm2-util") is None:
        pytest.skip("KARTLA İMZA DENENMEDİ: SoftHSM2 yok (apt-get install softhsm2)")
    pkcs11 = pytest.importorskip("pkcs11", reason="KARTLA İMZA DENENMEDİ: python-pkcs11 yok (pip install earsiv[pkcs11])")
    klasor = tmp_path_factory.mktemp("softhsm")
    (klasor / "jetonlar").mkdir()
    (klasor / "softhsm2.conf").write_text(f"directories.tokendir = {klasor / 'jetonlar'}\nobjectstore.backend = file\nlog.level = ERROR\n")
    eski = os.environ.get("SOFTHSM2_CONF")
    os.environ["SOFTHSM2_CONF"] = str(klasor / "softhsm2.conf")
    for jeton in ("deneme", "bos"):
        komut = ["softhsm2-util", "--init-token", "--free", "--label", jeton, "--pin", PIN, "--so-pin", "12345678"]
        subprocess.run(komut, check=True, capture_output=True)
    with pkcs11.lib(bulunan).get_token(token_label="deneme").open(user_pin=PIN, rw=True) as oturum:
        for no, etiket in enumerate(("kisi-inkar-yok", "kisi", "kisi-ec"), start=1):
            _yukle(oturum, etiket, bytes([no]))
    yield bulunan
    if eski is None:
        del os.environ["SOFTHSM2_CONF"]
    else:
        os.environ["SOFTHSM2_CONF"] = eski


def _openssl(tmp_path, imza, kok):
    if shutil.which("openssl") is None:
        pytest.skip("OPENSSL İLE İKİNCİ GÖRÜŞ ALINMADI: openssl yok")
    (tmp_path / "x.p7s").write_bytes(imza)
    (tmp_path / "kok.pem").write_bytes(x509.load_der_x509_certificate(D.sertifika(kok)).public_bytes(Encoding.PEM))
    komut = ["openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "x.p7s", "-CAfile", "kok.pem"]
    komut += ["-purpose", "any", "-attime", str(int(AN.timestamp())), "-out", "cikti"]
    return subprocess.run(komut, cwd=tmp_path, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(("etiket", "pss"), [("kisi", False), ("kisi", True), ("kisi-ec", False)])
def test_the_card_signs_and_openssl_agrees(tmp_path, modul, etiket, pss):
    """RSA, RSA-PSS and P-384; the chain comes from the card."""
    kart = Pkcs11Anahtari.open(modul, PIN, jeton="deneme", etiket=etiket)
    assert kart.sertifika == D.sertifika(etiket) and kart.zincir == D.zincir(etiket)[1:]
    assert PIN not in repr(kart)
    imza = sign(VERI, kart, profil=Profil.P4, saat=SAAT, pss=pss)
    assert _openssl(tmp_path, imza, "kok-ec" if etiket.endswith("-ec") else "kok")


def test_the_certificate_for_signatures_is_taken_first(modul):
    """Without a label: the one with nonRepudiation before the one without."""
    assert Pkcs11Anahtari.open(modul, PIN, jeton="deneme").sertifika in {D.sertifika("kisi"), D.sertifika("kisi-ec")}


def test_two_phases_with_a_card(tmp_path, modul):
    """The card sees only the bytes to be signed."""
    kart = Pkcs11Anahtari.open(modul, PIN, jeton="deneme", etiket="kisi")
    hazirlik = Hazirlik.from_bytes(prepare(VERI, kart.sertifika, imza_zamani=AN, zincir=kart.zincir).to_bytes())
    assert _openssl(tmp_path, complete(hazirlik, kart.sign(hazirlik.imzalanacak, hazirlik.algoritma)), "kok")


@pytest.mark.parametrize(("etiket", "pss"), [("kisi", False), ("kisi", True)])
def test_a_card_that_does_not_hash_signs_too(modul, monkeypatch, etiket, pss):
    """Older cards know only the raw RSA mechanisms: the digest is made here."""
    from pkcs11 import Mechanism

    kart = Pkcs11Anahtari.open(modul, PIN, jeton="deneme", etiket=etiket)
    with _kart.session(modul, PIN, None, "deneme") as oturum:

        class Eski:
            token = type(
                "T", (), {"slot": type("S", (), {"get_mechanisms": lambda self: {Mechanism.RSA_PKCS, Mechanism.RSA_PKCS_PSS}})()}
            )()
            get_objects = oturum.get_objects

        alg = algorithm_for(kart.sertifika, pss=pss)
        deger = _kart.sign(Eski(), kart._kimlik, VERI, alg)
    anahtar_bilgisi = x509.load_der_x509_certificate(kart.sertifika).public_key()
    from cryptography.hazmat.primitives.serialization import PublicFormat

    spki = anahtar_bilgisi.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    assert kripto.verify(spki, alg, None, VERI, deger) is True


def test_what_the_card_refuses_is_said_in_our_words(modul, tmp_path):
    """Wrong PIN, wrong token, two tokens and none named, no such library, a library that is none, no such certificate."""
    (tmp_path / "sahte.so").write_bytes(b"kitaplik degil")
    for yol, pin, ayar in (
        (modul, "yanlis", {"jeton": "deneme"}),
        (modul, PIN, {"jeton": "yok"}),
        (modul, PIN, {}),
        (modul, PIN, {"yuva": 987654}),
        (tmp_path / "yok.so", PIN, {}),
        (tmp_path / "sahte.so", PIN, {}),
    ):
        with pytest.raises(AracHatasi) as hata:
            Pkcs11Anahtari.open(yol, pin, **ayar)
        assert hata.value.kod == "IMZ-103"
    for ayar in ({"jeton": "deneme", "etiket": "yok"}, {"jeton": "bos"}):
        with pytest.raises(GirdiHatasi, match="IMZ-044"):
            Pkcs11Anahtari.open(modul, PIN, **ayar)


def test_the_key_is_gone(modul):
    """The card was exchanged between finding and signing."""
    kart = Pkcs11Anahtari.open(modul, PIN, jeton="deneme", etiket="kisi")
    degismis = Pkcs11Anahtari(kart.modul, kart.sertifika, kart.zincir, b"baska", PIN, None, "deneme")
    with pytest.raises(AracHatasi, match="IMZ-103"):
        sign(VERI, degismis, saat=SAAT)


def test_without_the_optional_part_it_says_what_to_install(monkeypatch):
    """python-pkcs11 is an extra."""
    monkeypatch.setitem(sys.modules, "pkcs11", None)
    with pytest.raises(AracHatasi) as hata:
        Pkcs11Anahtari.open("/usr/lib/softhsm/libsofthsm2.so", PIN)
    assert hata.value.kod == "IMZ-104" and "earsiv[pkcs11]" in hata.value.oneri
