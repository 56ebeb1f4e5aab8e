# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Limits with units, in one value that is handed in: what hostile input may cost at the most.

Every reader takes a ``Sinirlar``; an error names the limit, its value and that it can be raised here.
"""

from __future__ import annotations

from typing import Final

import attrs

KIB: Final = 1024
MIB: Final = 1024 * KIB
GIB: Final = 1024 * MIB


@attrs.frozen
class Sinirlar:
    """Limits of everything that reads input from outside.

    Sizes are bytes, times are seconds, the rest are counts. The defaults fit an office machine with 4 GiB.
    """

    # for every package and its parts
    paket_bayt: int = 8 * GIB
    parca_sayisi: int = 2_000
    parca_adi: int = 512
    iliski_sayisi: int = 10_000
    acilmis_bayt: int = 8 * GIB
    sikistirma_orani: int = 200
    oran_esigi: int = 8 * MIB  # a ratio is judged only once a part has grown beyond this
    # XML
    xml_bayt: int = 16 * MIB
    xml_derinlik: int = 64
    xml_dugum: int = 200_000
    # signature: CMS in ASN.1
    imza_bayt: int = 32 * MIB
    asn1_derinlik: int = 64
    asn1_dugum: int = 200_000
    asn1_oid: int = 64
    asn1_oge: int = 4_096  # values directly inside one value; the entries of a CRL do not count
    imzaci_sayisi: int = 64
    sertifika_sayisi: int = 256
    # scans: enforced inside a child process
    tarama_bayt: int = 2 * GIB
    sayfa_sayisi: int = 5_000
    piksel: int = 120_000_000
    sayfa_karakter: int = 2_000_000
    cocuk_bellek: int = 2 * GIB
    cocuk_sure: int = 300
    ocr_sure: int = 180
    # search
    sorgu_uzunluk: int = 1_000
    sorgu_terim: int = 64
    onek_acilim: int = 200


VARSAYILAN: Final = Sinirlar()
