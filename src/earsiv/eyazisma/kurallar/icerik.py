# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Content parts: not empty, what they say they are, and for the cover letter PDF/A and no macros."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from earsiv.errors import Bulgu, GirdiHatasi, bulgu
from earsiv.eyazisma.bilesen import Tur
from earsiv.eyazisma.kural import Baglam, kural

_PDF: Final = "application/pdf"
_TEHLIKELI: Final = frozenset({"application/x-msdownload", "application/x-executable", "text/html"})


@kural(Tur.EYP)
def not_empty(b: Baglam) -> Iterator[Bulgu]:
    """A letter or an attachment of no bytes says nothing."""
    for ad in ("ustyazi", "ek", "imzasizEk"):
        for iliski in b.paket.relationships(ad):
            parca = b.paket.kap.find(iliski.hedef)
            if parca and parca.boyut == 0:
                yield bulgu("EYP-135", b.at(parca.ad))


@kural(Tur.EYP)
def cover_letter(b: Baglam) -> Iterator[Bulgu]:
    """The content type of the cover letter is unsigned, the üstveri's MimeTuru is signed; the bytes tell which is true."""
    parca, u = b.paket.part("ustyazi"), b.paket.ustveri
    if parca is None:
        return
    try:
        b.hesap.digests(parca)  # passes the bytes by the observer, unless that happened already
    except GirdiHatasi:
        return  # told where the digest is judged
    mime = (u.mime_turu if u else "").lower()  # ASCII: a MIME type
    if mime and parca.mime and parca.mime.lower() != mime:  # ASCII: MIME types
        yield bulgu("EYP-064", b.at(parca.ad), parca=parca.mime, ustveri=mime)
    tur = b.izleyici.tur
    if tur and mime and (tur == _PDF) != (mime == _PDF):
        yield bulgu("EYP-156", b.at(parca.ad), tur=tur, ustveri=mime)
    if b.izleyici.makro or tur in _TEHLIKELI:
        yield bulgu("EYP-155", b.at(parca.ad), tur=tur or mime or "bilinmeyen")
    if parca.boyut and b.izleyici.pdfa != 1:
        yield bulgu("EYP-152", b.at(parca.ad), tur=f"PDF/A-{b.izleyici.pdfa}" if b.izleyici.pdfa else tur or mime or "bilinmeyen")
