# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Whose a file is now, and so who may still change it: the one check behind every act that would.

Rights to see are not asked here. What was handed over stays as it was handed over.
"""

from __future__ import annotations

from typing import Any, Final

from earsiv.errors import KuralHatasi
from earsiv.model import ArsivYeri, Dosya, Islem, Yetki

YENI_CILT: Final[dict[str, Any]] = {"yer": ArsivYeri.BIRIM, "klasor_no": "", "barkod": "", "arsiv_yeri": ""}
"""What a further volume does not take over from the first one: it is a folder of its own and begins in the unit."""


def require_custody(dosya: Dosya, yetki: Yetki, yer: str) -> None:
    """Refuse to change a file that is no longer the unit's.

    Raises:
        KuralHatasi: DEV-021 it lies in the institution archive and the actor may not act for it; DEV-022 it was handed to Devlet Arşivleri.
    """
    if dosya.yer is ArsivYeri.DEVLET:
        raise KuralHatasi("DEV-022", yer)
    if dosya.yer is ArsivYeri.KURUM and Islem.DEVIR not in yetki.islemler:
        raise KuralHatasi("DEV-021", yer, aktor=yetki.aktor)
