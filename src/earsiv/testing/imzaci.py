# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""A signer whose ECDSA signatures depend on key and content alone (RFC 6979): the same package comes out byte for byte."""

from __future__ import annotations

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_der_private_key
from pyhanko.sign.signers import SimpleSigner


class RepeatableSigner(SimpleSigner):  # type: ignore[misc]  # pyHanko is untyped here
    """pyHanko's signer with deterministic ECDSA over P-256 and SHA-256."""

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: FBT001, FBT002 - pyHanko's signature
        """Sign bytes."""
        del digest_algorithm, dry_run
        anahtar = load_der_private_key(self.signing_key.dump(), None)
        assert isinstance(anahtar, ec.EllipticCurvePrivateKey)
        return anahtar.sign(data, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))
