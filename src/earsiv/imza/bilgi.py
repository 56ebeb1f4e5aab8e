# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Plain facts of a CMS SignedData, without judging it: what it holds, who counter-signed, what its signers call the content."""

from __future__ import annotations

from typing import Final

import attrs

from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv.errors import GirdiHatasi
from earsiv.imza import agac, koruma, oid

_MIME: Final = "0.4.0.1733.2.1"  # id-aa-ets-mimeType


@attrs.frozen
class CmsBilgisi:
    """``icerik`` is the embedded content (``None``: detached), ``mime_turleri`` the signed mime-type attributes."""

    icerik: bytes | None
    imzaci_sayisi: int
    karsi_imza: bool
    mime_turleri: tuple[str, ...]


def cms_facts(veri: bytes, yer: str, sinirlar: Sinirlar = VARSAYILAN) -> CmsBilgisi | None:
    """Return the facts, ``None`` when the bytes are no SignedData."""
    try:
        koruma.inspect(veri, yer, sinirlar)
        imzali = agac.load(veri, yer, sinirlar.imzaci_sayisi)
        return CmsBilgisi(
            icerik=imzali.icerik,
            imzaci_sayisi=len(imzali.imzacilar),
            karsi_imza=any(i.unsigned(oid.COUNTER_SIGNATURE) for i in imzali.imzacilar),
            mime_turleri=tuple(d.metin() for i in imzali.imzacilar for d in i.values(_MIME)),
        )
    except (GirdiHatasi, ValueError, IndexError):
        return None
