# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The short way to a signature with a PKCS#12 file: a function that signs bytes at the basic level, content inside.

Who needs a profile, a card, a remote service or the long-term levels goes through ``imzala``, ``anahtar`` and ``yukselt``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from earsiv._clock import Clock, SystemClock
from earsiv.imza.anahtar import Pkcs12Anahtari
from earsiv.imza.imzala import complete, prepare


def pkcs12_signer(yol: Path | str, parola: bytes | None, saat: Clock | None = None) -> Callable[[bytes], bytes]:
    """Return a function that signs bytes (CAdES-BES, enveloping) with the key of a PKCS#12 file.

    Raises:
        GirdiHatasi: IMZ-044 the file cannot be read, or holds no key for signatures.
    """
    anahtar = Pkcs12Anahtari.load(yol, parola)
    an = (saat or SystemClock()).now()

    def imzala(veri: bytes) -> bytes:
        hazirlik = prepare(veri, anahtar.sertifika, imza_zamani=an, zincir=anahtar.zincir)
        return complete(hazirlik, anahtar.sign(hazirlik.imzalanacak, hazirlik.algoritma))

    return imzala
