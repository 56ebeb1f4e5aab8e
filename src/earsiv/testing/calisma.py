# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""A folder to try the library in: a letter that came in, a letter to be written, keys of a person, a seal and an institution."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, cast

from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, load_der_private_key, pkcs12
from cryptography.x509 import load_der_x509_certificate

from earsiv.testing.belge import render
from earsiv.testing.pki import Kimlik, encryption_key, test_pki
from earsiv.testing.yazi import write_letter

PAROLA: Final = b"1234"


def p12(kimlik: Kimlik) -> bytes:
    """Return a PKCS#12 file of a certificate and key, with the password ``1234``."""
    sertifika, anahtar = load_der_x509_certificate(kimlik.sertifika), cast("Any", load_der_private_key(kimlik.anahtar, None))
    return pkcs12.serialize_key_and_certificates(b"deneme", anahtar, sertifika, None, BestAvailableEncryption(PAROLA))


def workspace(klasor: Path) -> Path:
    """Fill a folder: ``gelen.eyp``, ``ustyazi.pdf``, ``liste.txt``, ``kisi.p12``, ``muhur.p12``, ``kurum.p12``, ``kurum.cer``, ``kokler/``."""
    pki, kurum = test_pki(), encryption_key("kurum")
    ustyazi = render(["Bilgi İşlem Müdürlüğü " * 8], "metinli-pdf")
    write_letter(klasor / "gelen.eyp", ustyazi=ustyazi)
    (klasor / "ustyazi.pdf").write_bytes(ustyazi)
    (klasor / "liste.txt").write_text("Bakımı yapılan cihazlar\n", "utf-8")
    for ad, kimlik in (("kisi", pki.kisi), ("muhur", pki.muhur), ("kurum", kurum)):
        (klasor / f"{ad}.p12").write_bytes(p12(kimlik))
    (klasor / "kurum.cer").write_bytes(load_der_x509_certificate(kurum.sertifika).public_bytes(Encoding.PEM))
    (klasor / "kokler").mkdir()
    (klasor / "kokler" / "deneme.cer").write_bytes(pki.kok.sertifika)
    return klasor
