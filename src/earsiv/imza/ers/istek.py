# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The answer of a time-stamp authority that was carried in on media (RFC 3161 §2.4.2), whole or as the bare token.

The request went out without a nonce, because nothing is kept between the two steps: the token is bound to the tree by its imprint alone.
"""

from __future__ import annotations

from typing import Final

from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv.errors import GirdiHatasi
from earsiv.imza import der, koruma
from earsiv.imza.ers import kayit

_VERILDI: Final = (0, 1)  # granted, grantedWithMods


def token(cevap: bytes, yer: str, sinirlar: Sinirlar = VARSAYILAN) -> bytes:
    """Return the TimeStampToken of an answer; a bare token is its own answer.

    Raises:
        GirdiHatasi: IMZ-001 … IMZ-004 from the guard, IMZ-164 the authority refused, or this is no answer.
    """
    koruma.inspect(cevap, yer, sinirlar)
    try:
        durum, *jetonlar = der.oku(cevap).tur(der.SEQUENCE).cocuklar()
        if durum.etiket == der.OID:
            kayit.token_facts(cevap, yer, sinirlar)
            return cevap
        kod = durum.tur(der.SEQUENCE).cocuklar()[0].tur(der.INTEGER).tamsayi()
        if kod not in _VERILDI or len(jetonlar) != 1:
            raise GirdiHatasi("IMZ-164", yer, ayrinti=f"makamın cevabı: durum {kod}")
    except (der.DerHatasi, IndexError, ValueError) as hata:
        raise GirdiHatasi("IMZ-164", yer, ayrinti=str(hata)) from None
    kayit.token_facts(jetonlar[0].ham, yer, sinirlar)
    return jetonlar[0].ham
