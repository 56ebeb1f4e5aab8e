# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""e-imza verdicts in the words of ETSI EN 319 102-1, offline, with the roots that are handed in.

pyHanko gives the maths, the path building and the PDF reading; what is accepted is decided here. This room judges the basic
level: structure, signed attributes, signing certificate, content digest, signature value, path to a given root. Revocation,
time-stamps, profiles and the nature of the certificate are not judged yet: such a signature is ``INDETERMINATE``, never passed.
"""

from earsiv.imza.at import pkcs12_signer
from earsiv.imza.bilgi import CmsBilgisi, cms_facts
from earsiv.imza.dogrula import verify_cms, verify_file, verify_pdf
from earsiv.imza.guven import GuvenDeposu
from earsiv.imza.sonuc import AltGosterge, DogrulamaSonucu, Gosterge, HukukiKarar, ImzaSonucu

__all__ = [
    "AltGosterge",
    "CmsBilgisi",
    "DogrulamaSonucu",
    "Gosterge",
    "GuvenDeposu",
    "HukukiKarar",
    "ImzaSonucu",
    "cms_facts",
    "pkcs12_signer",
    "verify_cms",
    "verify_file",
    "verify_pdf",
]
