# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The folder of roots: sound ones are used, broken ones are refused with a finding, the rest goes on."""

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from earsiv.errors import GirdiHatasi
from earsiv.imza import GuvenDeposu
from earsiv.testing import test_pki


def test_der_pem_and_subfolders_are_read_and_broken_ones_refused(tmp_path):
    """Forged self-signature, non-CA, garbage and duplicates each leave a finding."""
    pki = test_pki()
    (tmp_path / "alt").mkdir()
    (tmp_path / "alt" / "kok.der").write_bytes(pki.kok.sertifika)
    (tmp_path / "ayni.pem").write_bytes(x509.load_der_x509_certificate(pki.kok.sertifika).public_bytes(Encoding.PEM))
    (tmp_path / "kisi.cer").write_bytes(pki.kisi.sertifika)
    bozuk = bytearray(test_pki("baska").kok.sertifika)
    bozuk[-3] ^= 1
    (tmp_path / "sahte.cer").write_bytes(bozuk)
    (tmp_path / "cop.crt").write_bytes(b"cop")
    (tmp_path / "oku.txt").write_text("sertifika degil")
    depo = GuvenDeposu.load(tmp_path)
    assert depo.kokler == (pki.kok.sertifika,)
    assert sorted(b.kod for b in depo.bulgular) == ["IMZ-020", "IMZ-020", "IMZ-020", "IMZ-021"]


def test_missing_folder_is_wrong_use(tmp_path):
    """No silent empty trust."""
    with pytest.raises(GirdiHatasi) as hata:
        GuvenDeposu.load(tmp_path / "yok")
    assert hata.value.kod == "KAB-001"


def test_bundle_of_roots_is_read_whole(tmp_path):
    """Several certificates in one PEM file: each is a root, each broken one a finding."""
    pem = [
        x509.load_der_x509_certificate(c).public_bytes(Encoding.PEM)
        for c in (test_pki().kok.sertifika, test_pki("b").kok.sertifika, test_pki().kisi.sertifika)
    ]
    (tmp_path / "hepsi.pem").write_bytes(b"".join(pem))
    depo = GuvenDeposu.load(tmp_path)
    assert len(depo.kokler) == 2 and [b.kod for b in depo.bulgular] == ["IMZ-020"]
