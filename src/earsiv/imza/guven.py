# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``GuvenDeposu``: the root certificates a caller trusts, from a folder. Nothing is built in, nothing comes from the system."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from earsiv.errors import Bulgu, GirdiHatasi, bulgu, os_reason

if TYPE_CHECKING:
    from asn1crypto import x509

_UZANTILAR: Final = frozenset({".cer", ".crt", ".der", ".pem", ".cert"})
_EN_BUYUK: Final = 64 * 1024
_PEM_SON: Final = b"-----END CERTIFICATE-----"


@attrs.frozen
class GuvenDeposu:
    """Trusted roots as DER bytes, with what was refused while loading them."""

    kokler: tuple[bytes, ...] = ()
    bulgular: tuple[Bulgu, ...] = ()

    @classmethod
    def load(cls, klasor: Path) -> GuvenDeposu:
        """Read every certificate below a folder (DER or PEM); broken ones are refused with a finding, the rest are used.

        Raises:
            GirdiHatasi: KAB-001 when the folder cannot be read.
        """
        if not klasor.is_dir():
            raise GirdiHatasi("KAB-001", str(klasor), ayrinti="klasör yok")
        kokler: dict[str, bytes] = {}
        bulgular: list[Bulgu] = []
        for yol in sorted(klasor.rglob("*")):
            if not yol.is_file() or yol.suffix.lower() not in _UZANTILAR:  # ASCII
                continue
            try:
                ham = yol.read_bytes()
            except OSError as hata:
                bulgular.append(bulgu("IMZ-020", yol.name, ayrinti=os_reason(hata)))
                continue
            for sira, parca in enumerate(_split(ham), start=1):
                yer = yol.name if sira == 1 else f"{yol.name} ({sira})"
                try:
                    kok = _root(parca, yer)
                except GirdiHatasi as hata:
                    bulgular.append(hata.bulgu)
                    continue
                parmak = hashlib.sha256(kok).hexdigest()
                if parmak in kokler:
                    bulgular.append(bulgu("IMZ-021", yer, parmak=parmak[:16]))
                kokler[parmak] = kok
        return cls(tuple(kokler.values()), tuple(bulgular))

    def certificates(self) -> list[x509.Certificate]:
        """Return the roots as parsed certificates."""
        from asn1crypto import x509

        return [x509.Certificate.load(kok) for kok in self.kokler]


def _split(ham: bytes) -> list[bytes]:
    """Return each certificate of a PEM file on its own; a DER file is one."""
    parcalar = ham.split(_PEM_SON)
    return [p + _PEM_SON for p in parcalar[:-1]] if len(parcalar) > 1 else [ham]


def _root(ham: bytes, yer: str) -> bytes:
    """Return the DER of a sound root: one certificate, a CA, signed by itself with a signature that holds."""
    from cryptography import x509
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import Encoding

    if len(ham) > _EN_BUYUK:
        raise GirdiHatasi("IMZ-020", yer, ayrinti="dosya çok büyük")
    try:
        pem = b"-----BEGIN CERTIFICATE-----" in ham
        sertifika = x509.load_pem_x509_certificate(ham) if pem else x509.load_der_x509_certificate(ham)
        temel = sertifika.extensions.get_extension_for_class(x509.BasicConstraints).value
    except x509.ExtensionNotFound:
        temel = None
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise GirdiHatasi("IMZ-020", yer, ayrinti="sertifika okunamadı") from None
    if temel is None or not temel.ca:
        raise GirdiHatasi("IMZ-020", yer, ayrinti="sertifika makamı (CA) değil")
    try:
        sertifika.verify_directly_issued_by(sertifika)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        raise GirdiHatasi("IMZ-020", yer, ayrinti="kendi imzası tutmuyor") from None
    return sertifika.public_bytes(Encoding.DER)
