# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The test world is a sound PKI: openssl, which knows nothing of it, accepts what is meant to be good and refuses what is not."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import subprocess
import sys
import warnings

import pytest

from earsiv.testing.dunya import dunya

pytestmark = pytest.mark.yavas

AN = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
SONRA = AN + dt.timedelta(days=7)
SAGLAM = [
    "kisi",
    "kisi2",
    "muhur",
    "nitelikli-muhur",
    "mali-muhur",
    "ocsp",
    "zd",
    "zd2",
    "kisi-pss",
    "ocsp-pss",
    "zd-pss",
    "kisi-ec",
    "ocsp-ec",
    "zd-ec",
]


@pytest.fixture(scope="module")
def openssl():
    program = shutil.which("openssl")
    if program is None:
        warnings.warn(UserWarning("openssl yok: deneme dünyası bağımsız olarak doğrulanamadı"), stacklevel=1)
        pytest.skip("openssl yok")

    def kos(*komut):
        return subprocess.run([program, *map(str, komut)], capture_output=True, text=True, check=False)

    return kos


@pytest.fixture(scope="module")
def d():
    return dunya()


@pytest.fixture
def dosya(tmp_path):
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    def yaz(ad, *parcalar, pem=True):
        yol = tmp_path / ad
        cikti = (x509.load_der_x509_certificate(p).public_bytes(Encoding.PEM) for p in parcalar) if pem else parcalar
        yol.write_bytes(b"".join(cikti))
        return yol

    return yaz


def _dogrula(openssl, d, dosya, etiket, *ek):
    yaprak, *ara, _kok = d.zincir(etiket)
    secenek = ["-untrusted", dosya("ara.pem", *ara)] if ara else []
    return openssl(
        "verify", "-attime", int(AN.timestamp()), "-CAfile", dosya("kok.pem", *d.kokler()), *secenek, *ek, dosya("yaprak.pem", yaprak)
    )


@pytest.mark.parametrize("etiket", SAGLAM)
def test_sound_certificate_has_a_path_to_a_trusted_root(openssl, d, dosya, etiket):
    sonuc = _dogrula(openssl, d, dosya, etiket, "-x509_strict")
    assert sonuc.returncode == 0, sonuc.stderr


@pytest.mark.parametrize(
    ("etiket", "neden"),
    [
        ("kisi-suresi-dolmus", "expired"),
        ("kisi-baslamamis", "not yet valid"),
        ("kisi-sahte", "issuer certificate"),
        ("zd-sahte", "issuer certificate"),
        ("kisi-kisiden", "invalid CA"),
        ("kisi-bilinmeyen-kritik", "unhandled critical"),
    ],
)
def test_faulty_certificate_is_refused_for_its_fault(openssl, d, dosya, etiket, neden):
    sonuc = _dogrula(openssl, d, dosya, etiket)
    assert sonuc.returncode != 0
    assert neden in sonuc.stderr


@pytest.mark.parametrize("etiket", ["zd", "zd2", "zd-pss", "zd-ec"])
def test_time_stamp_certificate_has_the_purpose(openssl, d, dosya, etiket):
    assert _dogrula(openssl, d, dosya, etiket, "-purpose", "timestampsign").returncode == 0


@pytest.mark.parametrize("etiket", ["zd-eku-yok", "zd-eku-kritik-degil", "zd-eku-fazla"])
def test_time_stamp_certificate_without_the_sole_critical_purpose_is_refused(openssl, d, dosya, etiket):
    assert "purpose" in _dogrula(openssl, d, dosya, etiket, "-purpose", "timestampsign").stderr


def test_person_carries_the_turkish_statements(d):
    from cryptography import x509

    sertifika = x509.load_der_x509_certificate(d.sertifika("kisi"))
    qc = sertifika.extensions.get_extension_for_oid(x509.ObjectIdentifier("1.3.6.1.5.5.7.1.3")).value.value
    assert x509.ObjectIdentifier("2.16.792.1.61.0.1.5070.1.1").dotted_string and "5070 sayılı Elektronik İmza Kanununa".encode() in qc
    usage = sertifika.extensions.get_extension_for_class(x509.KeyUsage)
    assert usage.critical and usage.value.content_commitment and not usage.value.digital_signature
    politika = sertifika.extensions.get_extension_for_class(x509.CertificatePolicies).value[0]
    assert politika.policy_identifier.dotted_string == "2.16.792.1.2.1.1.5.7.1.1" and politika.policy_qualifiers[0].explicit_text


def test_two_processes_get_the_same_world(d):
    """Certificates, CRLs, answers and stamps are functions of their arguments, RSA-PSS and ECDSA included."""
    kod = (
        "import hashlib, datetime as dt\nfrom earsiv.testing.dunya import dunya\nd = dunya(); an = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)\n"
        "b = [d.sertifika(e) for e in ('alt-pss', 'kisi-ec', 'kisi')] + [d.sil('alt-pss', an, sonraki=None), d.ocsp('kisi-ec', an), d.damga(bytes(32), 'sha256', an, tsa='zd-pss')]\n"
        "print(hashlib.sha256(b''.join(b)).hexdigest())"
    )
    baska = subprocess.run([sys.executable, "-c", kod], capture_output=True, text=True, check=True).stdout.strip()
    burada = [d.sertifika(e) for e in ("alt-pss", "kisi-ec", "kisi")]
    burada += [d.sil("alt-pss", AN, sonraki=None), d.ocsp("kisi-ec", AN), d.damga(bytes(32), "sha256", AN, tsa="zd-pss")]
    assert hashlib.sha256(b"".join(burada)).hexdigest() == baska


@pytest.mark.parametrize(
    ("veren", "kisi"), [("alt", "kisi"), ("alt-pss", "kisi-pss"), ("alt-ec", "kisi-ec"), ("kok", "alt"), ("kok-ec", "alt-ec")]
)
def test_crl_verifies_and_names_the_revoked(openssl, d, dosya, veren, kisi):
    sil = d.sil(veren, AN, sonraki=SONRA, iptal={kisi: (AN - dt.timedelta(days=1), "key_compromise")})
    yol = dosya("a.crl", sil, pem=False)
    sonuc = openssl("crl", "-inform", "DER", "-in", yol, "-noout", "-text", "-CAfile", dosya("ca.pem", d.sertifika(veren), *d.kokler()))
    assert "verify OK" in sonuc.stderr
    assert f"Serial Number: {d.seri(kisi):X}" in sonuc.stdout and "Key Compromise" in sonuc.stdout


def test_crl_with_a_bent_signature_or_another_key_fails(openssl, d, dosya):
    for kusur in ({"bozuk_imza": True}, {"imzalayan": "kok-sahte"}):
        yol = dosya("a.crl", d.sil("alt", AN, sonraki=SONRA, **kusur), pem=False)
        sonuc = openssl("crl", "-inform", "DER", "-in", yol, "-noout", "-CAfile", dosya("ca.pem", d.sertifika("alt"), d.sertifika("kok")))
        assert "verify OK" not in sonuc.stderr


def _ocsp(openssl, d, dosya, etiket, yanit):
    veren = dosya("veren.pem", d.sertifika(d.veren(etiket)))
    return openssl(
        "ocsp", "-issuer", veren, "-serial", d.seri(etiket), "-respin", dosya("y.der", yanit, pem=False), "-CAfile",
        dosya("kok.pem", *d.kokler()), "-verify_other", veren, "-no_nonce", "-attime", int(AN.timestamp()), "-validity_period", 10**9,
    )  # fmt: skip


@pytest.mark.parametrize("etiket", ["kisi", "kisi-pss", "kisi-ec", "alt", "zd2"])
def test_ocsp_answer_verifies(openssl, d, dosya, etiket):
    sonuc = _ocsp(openssl, d, dosya, etiket, d.ocsp(etiket, AN, sonraki=SONRA))
    assert "Response verify OK" in sonuc.stderr and "good" in sonuc.stdout


def test_ocsp_answer_tells_revocation_and_unknown(openssl, d, dosya):
    iptal = d.ocsp("kisi", AN, durum="revoked", iptal_ani=AN - dt.timedelta(days=2), neden="key_compromise")
    cikti = _ocsp(openssl, d, dosya, "kisi", iptal).stdout
    assert "revoked" in cikti and "keyCompromise" in cikti
    assert "unknown" in _ocsp(openssl, d, dosya, "kisi", d.ocsp("kisi", AN, durum="unknown")).stdout


@pytest.mark.parametrize("kusur", [{"bozuk_imza": True}, {"yanitlayan": "ocsp-eku-yok"}, {"yanitlayan": "kisi2"}])
def test_ocsp_answer_of_no_authority_fails(openssl, d, dosya, kusur):
    assert "Response verify OK" not in _ocsp(openssl, d, dosya, "kisi", d.ocsp("kisi", AN, **kusur)).stderr


def _damga(openssl, d, dosya, veri, damga, tsa):
    _, *ara, _kok = d.zincir(tsa)
    return openssl(
        "ts", "-verify", "-data", dosya("veri", veri, pem=False), "-in", dosya("t.tst", damga, pem=False), "-token_in",
        "-CAfile", dosya("kok.pem", *d.kokler()), "-untrusted", dosya("ara.pem", *ara), "-attime", int(AN.timestamp()),
    )  # fmt: skip


@pytest.mark.parametrize(("tsa", "md"), [("zd", "sha256"), ("zd2", "sha512"), ("zd-ec", "sha384")])
def test_time_stamp_verifies(openssl, d, dosya, tsa, md):
    damga = d.damga(hashlib.new(md, b"veri").digest(), md, AN, tsa=tsa)
    sonuc = _damga(openssl, d, dosya, b"veri", damga, tsa)
    assert "Verification: OK" in sonuc.stdout + sonuc.stderr, sonuc.stderr


def test_time_stamp_signed_with_pss_verifies_as_cms(openssl, d, dosya):
    """``openssl ts`` reads tokens with its old PKCS#7 code, which knows no PSS; ``openssl cms`` does."""
    _, *ara, _kok = d.zincir("zd-pss")
    sonuc = openssl(
        "cms", "-verify", "-cades", "-inform", "DER", "-in", dosya("t.tst", d.damga(bytes(32), "sha256", AN, tsa="zd-pss"), pem=False), "-purpose", "any",
        "-CAfile", dosya("kok.pem", *ara, *d.kokler()), "-attime", int(AN.timestamp()), "-binary", "-out", "/dev/null",
    )  # fmt: skip
    assert "successful" in sonuc.stderr, sonuc.stderr


@pytest.mark.parametrize(
    ("tsa", "kusur"),
    [
        ("zd", {"bozuk_imza": True}),
        ("zd", {"sertifikasiz": True}),
        ("zd", {"ess": None}),
        ("zd-eku-fazla", {}),
        ("zd-sahte", {}),
        ("zd", {"bilgi_kirp": True}),
    ],
)
def test_faulty_time_stamp_fails(openssl, d, dosya, tsa, kusur):
    sonuc = _damga(openssl, d, dosya, b"veri", d.damga(hashlib.sha256(b"veri").digest(), "sha256", AN, tsa=tsa, **kusur), tsa)
    assert "Verification: OK" not in sonuc.stdout + sonuc.stderr


def test_time_stamp_over_other_bytes_fails(openssl, d, dosya):
    damga = d.damga(hashlib.sha256(b"veri").digest(), "sha256", AN)
    assert "Verification: OK" not in _damga(openssl, d, dosya, b"baska", damga, "zd").stdout


def test_signer_and_pkcs12_hold_the_key_of_the_certificate(d):
    from cryptography.hazmat.primitives.serialization import pkcs12

    anahtar, sertifika, ust = pkcs12.load_key_and_certificates(d.p12("kisi-ec", b"parola"), b"parola")
    assert anahtar.public_key() == sertifika.public_key() and len(ust) == 2
    assert d.imzaci("kisi").signing_cert.dump() == d.sertifika("kisi")
