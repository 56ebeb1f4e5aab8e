# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Time-stamp requests that other tools read, and answers that are believed only when they answer this request."""

import datetime as dt
import hashlib
import subprocess

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from earsiv._clock import SystemClock
from earsiv.errors import AracHatasi, GirdiHatasi
from earsiv.imza import der
from earsiv.imza.getir import HttpDamgaci, YasakFetcher, timestamp_request, timestamp_token, token_facts
from earsiv.testing import SahteSaat
from earsiv.testing.getir import SahteFetcher

pytestmark = pytest.mark.yavas

ADRES = "http://zd.ornek.invalid/"
OZET = hashlib.sha256(b"deneme").digest()
ILKE = "2.999.7.1"
_AYAR = f"""
[tsa]
default_tsa = t
[t]
serial = seri
default_policy = {ILKE}
digests = sha256, sha384, sha512
signer_digest = sha256
accuracy = secs:1
ess_cert_id_chain = no
"""


@pytest.fixture(scope="module")
def makam(tmp_path_factory):
    """An authority: OpenSSL with a certificate for time-stamping."""
    klasor = tmp_path_factory.mktemp("zd")
    anahtar = ec.generate_private_key(ec.SECP256R1())
    ad = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Deneme ZD (geçersiz)")])
    sertifika = (
        x509.CertificateBuilder()
        .subject_name(ad)
        .issuer_name(ad)
        .public_key(anahtar.public_key())
        .serial_number(9)
        .not_valid_before(dt.datetime(2020, 1, 1))
        .not_valid_after(dt.datetime(2040, 1, 1))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(anahtar, hashes.SHA256())
    )
    (klasor / "zd.pem").write_bytes(sertifika.public_bytes(Encoding.PEM))
    (klasor / "zd.key").write_bytes(anahtar.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (klasor / "ayar.cnf").write_text(_AYAR)

    def damgala(istek):
        (klasor / "istek.tsq").write_bytes(istek)
        komut = "openssl ts -reply -config ayar.cnf -section t -queryfile istek.tsq -signer zd.pem -inkey zd.key -out cevap.tsr".split()
        subprocess.run(komut, cwd=klasor, capture_output=True, check=True)
        return (klasor / "cevap.tsr").read_bytes()

    return damgala


@pytest.mark.parametrize(
    ("ad", "nonce", "ilke"), [("sha256", None, None), ("sha384", 5, ILKE), ("sha512", 2**63 + 1, None), ("sha1", 128, None)]
)
def test_request_is_what_openssl_reads(ad, nonce, ilke):
    """Digest, nonce, policy and the wish for the certificate."""
    ozet = hashlib.new(ad, b"x").digest()
    istek = timestamp_request(ozet, ad, nonce=nonce, politika=ilke)
    metin = subprocess.run(
        ["openssl", "ts", "-query", "-in", "/dev/stdin", "-text"], input=istek, capture_output=True, check=True
    ).stdout.decode()
    assert f"Hash Algorithm: {ad}" in metin and "Certificate required: yes" in metin
    assert f"Policy OID: {ilke or 'unspecified'}" in metin and ("Nonce: unspecified" in metin) == (nonce is None)
    if nonce is not None:
        assert f"Nonce: 0x{nonce:0{(len(f'{nonce:x}') + 1) // 2 * 2}X}" in metin


@pytest.mark.parametrize(
    ("ozet", "ad", "ilke"),
    [(OZET, "sha384", None), (OZET, "md5", None), (b"", "sha256", None), (OZET, "sha256", "x"), (OZET, "sha256", "1")],
)
def test_request_that_makes_no_sense_is_refused(ozet, ad, ilke):
    """A digest of another length, an unknown algorithm, no OID."""
    with pytest.raises(GirdiHatasi) as hata:
        timestamp_request(ozet, ad, politika=ilke)
    assert hata.value.kod == "IMZ-210"


def test_two_steps_without_network(makam):
    """Write the request, carry it, bring the answer back."""
    token = timestamp_token(makam(timestamp_request(OZET, "sha256")), ozet=OZET, algoritma="sha256")
    olgu = token_facts(token)
    assert (olgu.algoritma, olgu.ozet, olgu.politika, olgu.nonce) == ("sha256", OZET, ILKE, None)
    assert abs(olgu.an - SystemClock().now()) < dt.timedelta(minutes=1)


def test_stamp_over_http_with_login_header(makam):
    """The authority's login is computed from the digest and goes only into the header."""
    getirici = SahteFetcher({ADRES: lambda istek: makam(istek.govde)})
    damgaci = HttpDamgaci(ADRES, getirici, SystemClock(), kimlik=lambda ozet: {"identity": ozet.hex()[:8]}, politika=ILKE)
    assert token_facts(damgaci.stamp(OZET, "sha256")).ozet == OZET
    istek = getirici.istekler[0]
    assert istek.tur == "damga" and istek.basliklar == (("identity", OZET.hex()[:8]),)
    damgaci.stamp(OZET, "sha256")
    assert getirici.istekler[1].govde != istek.govde


@pytest.mark.fault("S17")
def test_stamp_of_another_request_is_refused(makam):
    """Replayed nonce, other digest, other algorithm, other policy, other time."""
    eski = makam(timestamp_request(OZET, "sha256", nonce=7))
    for ayar, neden in (
        ({"ozet": OZET, "algoritma": "sha256", "nonce": 8}, "nonce"),
        ({"ozet": hashlib.sha256(b"baska").digest(), "algoritma": "sha256"}, "özet"),
        ({"ozet": OZET, "algoritma": "sha3_256"}, "özet"),
        ({"ozet": OZET, "algoritma": "sha256", "politika": "2.999.9"}, "ilke"),
    ):
        with pytest.raises(AracHatasi) as hata:
            timestamp_token(eski, **ayar)
        assert hata.value.kod == "IMZ-209" and neden in str(hata.value)
    with pytest.raises(AracHatasi) as hata:
        HttpDamgaci(ADRES, SahteFetcher({ADRES: eski}), SystemClock()).stamp(OZET, "sha256")
    assert "nonce" in str(hata.value)
    uzak = SahteSaat(SystemClock().now() + dt.timedelta(hours=2))
    with pytest.raises(AracHatasi) as hata:
        HttpDamgaci(ADRES, SahteFetcher({ADRES: lambda i: makam(i.govde)}), uzak).stamp(OZET, "sha256")
    assert hata.value.kod == "IMZ-209" and "saat" in str(hata.value)


def test_refusal_of_the_authority_is_told_in_its_words(makam):
    """Status, failure bits and text."""
    cevap = makam(timestamp_request(hashlib.sha1(b"x").digest(), "sha1"))
    with pytest.raises(AracHatasi) as hata:
        timestamp_token(cevap, ozet=OZET, algoritma="sha256")
    assert hata.value.kod == "IMZ-208" and "tanınmayan algoritma" in str(hata.value) and "not supported" in str(hata.value)


def test_garbage_is_an_error_of_ours(makam):
    """Every byte of an answer damaged in turn, and what is none."""
    iyi = makam(timestamp_request(OZET, "sha256", nonce=7))
    kotuler = [b"", b"cop", b"<html>", iyi + b"\0", iyi[:-1], b"\x30\x80" * 3000, der.wrap(0x30, der.wrap(0x30, b"\x02\x01\x00"))]
    for kotu in [*kotuler, *(iyi[:i] + bytes((iyi[i] ^ 0x55,)) + iyi[i + 1 :] for i in range(200))]:
        try:
            timestamp_token(kotu, ozet=OZET, algoritma="sha256", nonce=7, politika=ILKE)
        except AracHatasi as hata:
            assert hata.kod in {"IMZ-208", "IMZ-209"}
        else:
            assert kotu not in kotuler


@pytest.mark.fault("S20")
def test_no_network_no_stamp():
    """The refusal of the fetcher comes through as it is."""
    with pytest.raises(AracHatasi) as hata:
        HttpDamgaci(ADRES, YasakFetcher(), SahteSaat()).stamp(OZET, "sha256")
    assert hata.value.kod == "IMZ-200"
