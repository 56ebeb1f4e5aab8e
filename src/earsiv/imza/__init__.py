# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""e-imza verdicts in the words of ETSI EN 319 102-1, offline, with the roots and the evidence that are handed in.

pyHanko and certvalidator give path building, PDF reading and the signing stack; the maths is the library's of the operating system; what
is accepted is decided here. ``read_cms``/``read_file`` give facts, ``evaluate`` judges them, ``verify_*`` do both.
"""

from earsiv.imza.at import pkcs12_signer
from earsiv.imza.bilgi import CmsBilgisi, cms_facts
from earsiv.imza.dogrula import Olgular, evaluate, read_cms, read_file, verify_cms, verify_file, verify_pdf
from earsiv.imza.guven import GuvenDeposu, Kok, Kullanim
from earsiv.imza.kanit import KanitDeposu
from earsiv.imza.kanit_kumesi import Kanit, KanitKaynagi, KanitKumesi
from earsiv.imza.nes import Nitelik
from earsiv.imza.politika import DogrulamaPolitikasi
from earsiv.imza.sonuc import (
    AltGosterge,
    DamgaSonucu,
    DamgaTuru,
    DogrulamaSonucu,
    EksikKanit,
    Gosterge,
    HukukiKarar,
    ImzaPolitikasi,
    ImzaSonucu,
    KanitRef,
    KanitTuru,
    Olgunluk,
    SertifikaOzeti,
)
from earsiv.imza.tahmin import Tahmin, Yenileme, forecast, renewals

__all__ = [
    "AltGosterge",
    "CmsBilgisi",
    "DamgaSonucu",
    "DamgaTuru",
    "DogrulamaPolitikasi",
    "DogrulamaSonucu",
    "EksikKanit",
    "Gosterge",
    "GuvenDeposu",
    "HukukiKarar",
    "ImzaPolitikasi",
    "ImzaSonucu",
    "Kanit",
    "KanitDeposu",
    "KanitKaynagi",
    "KanitKumesi",
    "KanitRef",
    "KanitTuru",
    "Kok",
    "Kullanim",
    "Nitelik",
    "Olgular",
    "Olgunluk",
    "SertifikaOzeti",
    "Tahmin",
    "Yenileme",
    "cms_facts",
    "evaluate",
    "forecast",
    "pkcs12_signer",
    "read_cms",
    "read_file",
    "renewals",
    "verify_cms",
    "verify_file",
    "verify_pdf",
]
