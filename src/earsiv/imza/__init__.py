# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""e-imza verdicts in the words of ETSI EN 319 102-1, offline, with the roots and the evidence that are handed in.

pyHanko and certvalidator give path building, PDF reading and writing; cryptography does the maths; what is accepted is decided here.
``read_cms`` and ``read_file`` give facts, ``evaluate`` judges them, ``verify_*`` do both. ``sign``, ``prepare`` and ``complete`` make
signatures, ``raise_to_xl``, ``archive`` and ``renew`` keep them alive, ``forecast`` tells for how long.
"""

from earsiv.imza.ag import Fetcher, HttpFetcher
from earsiv.imza.anahtar import Anahtar, IslevAnahtari, Pkcs11Anahtari, Pkcs12Anahtari
from earsiv.imza.at import pkcs12_signer
from earsiv.imza.bilgi import CmsBilgisi, cms_facts
from earsiv.imza.damgaci import HttpDamgaci
from earsiv.imza.dogrula import Olgular, evaluate, read_cms, read_file, verify_cms, verify_file, verify_pdf
from earsiv.imza.guven import GuvenDeposu, Kok, Kullanim
from earsiv.imza.imzala import Hazirlik, complete, prepare, sign
from earsiv.imza.kanit import KanitDeposu
from earsiv.imza.kanit_kumesi import Kanit, KanitKaynagi, KanitKumesi
from earsiv.imza.nes import Nitelik
from earsiv.imza.pades_at import complete_pdf, extend_pdf, prepare_pdf, sign_pdf
from earsiv.imza.paralel import add_counter, add_parallel
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
from earsiv.imza.yukselt import XlKaniti, add_timestamp, archive, raise_to_xl, renew

__all__ = [
    "AltGosterge",
    "Anahtar",
    "CmsBilgisi",
    "DamgaSonucu",
    "DamgaTuru",
    "DogrulamaPolitikasi",
    "DogrulamaSonucu",
    "EksikKanit",
    "Fetcher",
    "Gosterge",
    "GuvenDeposu",
    "Hazirlik",
    "HttpDamgaci",
    "HttpFetcher",
    "HukukiKarar",
    "ImzaPolitikasi",
    "ImzaSonucu",
    "IslevAnahtari",
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
    "Pkcs11Anahtari",
    "Pkcs12Anahtari",
    "SertifikaOzeti",
    "Tahmin",
    "XlKaniti",
    "Yenileme",
    "add_counter",
    "add_parallel",
    "add_timestamp",
    "archive",
    "cms_facts",
    "complete",
    "complete_pdf",
    "evaluate",
    "extend_pdf",
    "forecast",
    "pkcs12_signer",
    "prepare",
    "prepare_pdf",
    "raise_to_xl",
    "read_cms",
    "read_file",
    "renew",
    "renewals",
    "sign",
    "sign_pdf",
    "verify_cms",
    "verify_file",
    "verify_pdf",
]
