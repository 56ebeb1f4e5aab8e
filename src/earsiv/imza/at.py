# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Make a CAdES-BES signature with a key in a PKCS#12 file: enveloping, with the signing certificate named.

The basic level only; who needs the long-term one, or a card or a remote service, signs the bytes elsewhere and brings the CMS.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from earsiv._clock import Clock, SystemClock
from earsiv.errors import GirdiHatasi, os_reason, require_regular
from earsiv.imza.kos import run


def pkcs12_signer(yol: Path | str, parola: bytes | None, saat: Clock | None = None) -> Callable[[bytes], bytes]:
    """Return a function that signs bytes with the key of a PKCS#12 file.

    Raises:
        GirdiHatasi: IMZ-044 the file cannot be read, or holds no key for signatures.
    """
    from pyhanko.sign.ades.api import CAdESSignedAttrSpec
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

    try:
        require_regular(Path(yol))
        ham = Path(yol).read_bytes()
        imzaci = SimpleSigner.load_pkcs12_data(ham, other_certs=[], passphrase=parola)
    except OSError as hata:
        raise GirdiHatasi("IMZ-044", str(yol), ayrinti=os_reason(hata)) from None
    except (ValueError, TypeError, KeyError, AttributeError):
        imzaci = None
    if imzaci is None:
        raise GirdiHatasi("IMZ-044", str(yol), ayrinti="biçim veya parola yanlış")
    an = (saat or SystemClock()).now()

    def imzala(veri: bytes) -> bytes:
        ayar = PdfCMSSignedAttributes(signing_time=an, cades_signed_attrs=CAdESSignedAttrSpec())
        kap = run(imzaci.async_sign_general_data(veri, "sha256", detached=False, use_cades=True, signed_attr_settings=ayar))
        return bytes(kap.dump())

    return imzala
