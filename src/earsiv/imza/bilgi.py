# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Plain facts of a CMS SignedData, without judging it: what it holds, who counter-signed, what its signers call the content."""

from __future__ import annotations

from typing import Final

import attrs

from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv.errors import GirdiHatasi
from earsiv.imza import koruma

_KARSI: Final = "1.2.840.113549.1.9.6"
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
    from earsiv.imza import cms

    try:
        koruma.inspect(veri, yer, sinirlar)
        imzali, sertifikalar = cms.load(veri, yer)
        ic = imzali["encap_content_info"]["content"]
        imzacilar = tuple(cms.signers(imzali, sertifikalar, yer))
        return CmsBilgisi(
            icerik=None if cms.is_absent(ic) else bytes(ic),
            imzaci_sayisi=len(imzacilar),
            karsi_imza=any(oid == _KARSI for i in imzacilar for oid, _ in i.attributes(imzali=False)),
            mime_turleri=tuple(_text(deger) for i in imzacilar for deger in i.values(_MIME)),
        )
    except (GirdiHatasi, ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, RecursionError):
        return None


def _text(deger: object) -> str:
    """Return the text of an attribute value that the parser may know only as any."""
    from asn1crypto import core

    ham = core.UTF8String.load(deger.dump()) if isinstance(deger, core.Any) else deger
    return str(getattr(ham, "native", ""))
