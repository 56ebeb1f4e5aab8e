# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""EU DSS as second opinion: each row of the table says what it decides on a file, and what we decide on the same bytes.

Where the two differ the row says why each is right. Java runs once for the whole table.
"""

import datetime as dt
from collections.abc import Callable

import attrs
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, load_der_private_key

from earsiv.imza import GuvenDeposu, verify_cms, verify_pdf
from earsiv.testing import SahteSaat, render, test_pki
from earsiv.testing.dss import Istek, available, judge

pytestmark = pytest.mark.servis

PKI = test_pki()
AN = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
VERI = "Örnekova Belediyesi".encode()
BASKA = "Örnekova Belediyesj".encode()


@attrs.frozen
class Satir:
    """A file, and what each judge says of its first signature.

    ``dss`` is indication, sub-indication, whether digests and signature value hold, and level; ``biz`` our ``durum`` and ``alt_durum``
    (an empty word where there is none). ``neden`` tells why the two differ, and is empty where they agree.
    """

    ad: str
    kur: Callable[[], Istek]
    dss: tuple[str, str, bool, str]
    biz: tuple[str, str]
    neden: str = ""


_IPTALSIZ = "no revocation data at all: to DSS a fault of the path, to us evidence that is still to be brought"


def istek(imza, icerik=None, kok=PKI.kok, an=AN, **gerisi):
    return Istek("", imza, (kok.sertifika,), an, icerik, **gerisi)


def ertesi_gun():
    """Return a moment after the signing time of a PDF, which the maker takes from the machine's clock."""
    return dt.datetime.now(dt.UTC) + dt.timedelta(days=1)


def sil(*iptaller):
    """Return a CRL of the root, issued half a day before the moment of judgement."""
    kok, anahtar = x509.load_der_x509_certificate(PKI.kok.sertifika), load_der_private_key(PKI.kok.anahtar, None)
    liste = x509.CertificateRevocationListBuilder().issuer_name(kok.subject)
    liste = liste.last_update(AN - dt.timedelta(hours=12)).next_update(AN + dt.timedelta(days=6))
    for kimlik in iptaller:
        no = x509.load_der_x509_certificate(kimlik.sertifika).serial_number
        satir = x509.RevokedCertificateBuilder().serial_number(no).revocation_date(AN - dt.timedelta(days=9))
        liste = liste.add_revoked_certificate(satir.build())
    return liste.sign(anahtar, hashes.SHA256()).public_bytes(Encoding.DER)


def bozuk_deger(imza):
    """Change the last byte of the signature value, which is the last of the file."""
    return imza[:-1] + bytes([imza[-1] ^ 1])


TABLO = (
    Satir(
        "bes-zarf",
        lambda: istek(PKI.imzala(VERI)),
        ("INDETERMINATE", "CERTIFICATE_CHAIN_GENERAL_FAILURE", True, "CAdES-BASELINE-B"),
        ("INDETERMINATE", "TRY_LATER"),
        _IPTALSIZ,
    ),
    Satir(
        "bes-ayrik",
        lambda: istek(PKI.imzala(VERI, ayrik=True), VERI),
        ("INDETERMINATE", "CERTIFICATE_CHAIN_GENERAL_FAILURE", True, "CAdES-BASELINE-B"),
        ("INDETERMINATE", "TRY_LATER"),
        _IPTALSIZ,
    ),
    Satir(
        "bes-zarf-icerik-degisti",
        lambda: istek(PKI.imzala(VERI).replace(VERI, BASKA)),
        ("TOTAL_FAILED", "HASH_FAILURE", False, "CAdES-BASELINE-B"),
        ("TOTAL_FAILED", "HASH_FAILURE"),
    ),
    Satir(
        "bes-ayrik-baska-icerik",
        lambda: istek(PKI.imzala(VERI, ayrik=True), BASKA),
        ("TOTAL_FAILED", "HASH_FAILURE", False, "CAdES-BASELINE-B"),
        ("TOTAL_FAILED", "HASH_FAILURE"),
    ),
    Satir(
        "bes-imza-degeri-bozuk",
        lambda: istek(bozuk_deger(PKI.imzala(VERI))),
        ("TOTAL_FAILED", "SIG_CRYPTO_FAILURE", False, "CAdES-BASELINE-B"),
        ("TOTAL_FAILED", "SIG_CRYPTO_FAILURE"),
    ),
    Satir(
        "bes-yabanci-kok",
        lambda: istek(PKI.imzala(VERI), kok=test_pki("baska").kok),
        ("INDETERMINATE", "NO_CERTIFICATE_CHAIN_FOUND", True, "CAdES-BASELINE-B"),
        ("INDETERMINATE", "NO_CERTIFICATE_CHAIN_FOUND"),
    ),
    Satir(
        "pades-b",
        lambda: istek(PKI.imzala_pdf(render(["Bakım raporu"], "metinli-pdf")), an=ertesi_gun()),
        ("INDETERMINATE", "CERTIFICATE_CHAIN_GENERAL_FAILURE", True, "PAdES-BASELINE-B"),
        ("INDETERMINATE", "TRY_LATER"),
        _IPTALSIZ,
    ),
)


@pytest.fixture(scope="module")
def istekler():
    return {satir.ad: attrs.evolve(satir.kur(), ad=satir.ad) for satir in TABLO}


@pytest.fixture(scope="module")
def dss(istekler):
    """All answers of DSS by name; its absence is loud, because nobody else checks us then."""
    if (engel := available()) is not None:
        pytest.skip(f"EU DSS DENENMEDİ: {engel}")
    return {cevap.ad: cevap for cevap in judge(list(istekler.values()))}


def bizim_hukum(soru, klasor):
    guven = GuvenDeposu.of(*soru.kokler)
    if soru.imza.startswith(b"%PDF"):
        (klasor / "x.pdf").write_bytes(soru.imza)
        return verify_pdf(klasor / "x.pdf", guven=guven, an=soru.an, saat=SahteSaat())
    return verify_cms(soru.imza, "x.imz", icerik=soru.icerik, guven=guven, an=soru.an, saat=SahteSaat())


@pytest.mark.parametrize("satir", TABLO, ids=lambda s: s.ad)
def test_dss_decides_as_the_table_says(satir, dss):
    """Indication, integrity and level, in DSS's own words."""
    cevap = dss[satir.ad]
    assert (cevap.hata, cevap.notlar) == ("", ())
    imza = cevap.imzalar[0]
    assert (imza.durum, imza.alt_durum, imza.butun, imza.duzey) == satir.dss, imza.hatalar


@pytest.mark.parametrize("satir", TABLO, ids=lambda s: s.ad)
def test_we_decide_as_the_table_says(satir, istekler, tmp_path):
    """The same bytes, roots and moment, judged by us; needs no Java."""
    imza = bizim_hukum(istekler[satir.ad], tmp_path).imzalar[0]
    assert (imza.durum, imza.alt_durum or "") == satir.biz, imza.bulgular


@pytest.mark.parametrize("satir", TABLO, ids=lambda s: s.ad)
def test_difference_has_a_reason_and_agreement_none(satir):
    """Nobody decides otherwise than DSS without saying why."""
    assert bool(satir.neden) == (satir.dss[:2] != satir.biz)


def test_evidence_handed_in_decides(dss):
    """With a CRL of the root DSS passes what it could not decide before, and does not pass a revoked signer: it does read what we give it."""
    gecti, iptal = judge([istek(PKI.imzala(VERI), siller=(sil(),)), istek(PKI.imzala(VERI), siller=(sil(PKI.kisi),))])
    assert (gecti.imzalar[0].durum, gecti.imzalar[0].alt_durum) == ("TOTAL_PASSED", "")
    assert (iptal.imzalar[0].durum, iptal.imzalar[0].alt_durum) == ("INDETERMINATE", "REVOKED_NO_POE")


def test_file_that_is_no_signature_is_an_answer(dss):
    """One unreadable file does not end the run, and evidence DSS cannot read is named."""
    cop, iyi = judge([istek(b"imza degil"), istek(PKI.imzala(VERI), siller=(b"bozuk",))])
    assert cop.hata and not cop.imzalar
    assert iyi.imzalar[0].butun and len(iyi.notlar) == 1
