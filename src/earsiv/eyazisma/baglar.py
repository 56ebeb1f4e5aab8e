# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Relationships are covered by no digest and no signature, so what they say is held against what is signed.

Attack: point the signed attachment's relationship at another part, swap two attachments, hang the cover letter on an attachment, add a
second relationship of the same id or one from another source. Every digest still holds; the meaning has changed.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from typing import Final

import attrs

from earsiv.errors import Bulgu, Seviye, bulgu
from earsiv.eyazisma.bilesen import ILISKI, IMZA_YERLERI, Tur, encode_name
from earsiv.eyazisma.model import Ek
from earsiv.eyazisma.paket import Paket
from earsiv.opc import Parca

_KLASOR: Final = {"ustyazi": "/UstYazi/", "ek": "/Ekler/", "imzasizEk": "/ImzasizEkler/"}


def check(paket: Paket, eksik_olabilir: frozenset[str]) -> Iterator[Bulgu]:
    """Yield where relationships, parts and üstveri do not tell the same story.

    Args:
        eksik_olabilir: part names whose absence is excused.
    """
    yield from _missing(paket, eksik_olabilir)
    yield from _sources(paket)
    for ad, klasor in _KLASOR.items():
        for iliski in paket.relationships(ad):
            if not iliski.hedef.startswith(klasor):
                yield bulgu("EYP-014", f"{paket.yer} · {iliski.kimlik}", hedef=iliski.hedef, klasor=klasor)
    if paket.tur is Tur.EYP and paket.ustveri:
        yield from _attachments(paket, paket.ustveri.ekler)
        yield from _cover_type(paket)


def _missing(paket: Paket, eksik_olabilir: frozenset[str]) -> Iterator[Bulgu]:
    for iliski in paket.kap.eksik:
        kusur = bulgu("PKT-021", f"{paket.yer} · {iliski.kaynak} · {iliski.kimlik}", hedef=iliski.hedef)
        yield attrs.evolve(kusur, seviye=Seviye.BILGI) if iliski.hedef in eksik_olabilir else kusur


def _sources(paket: Paket) -> Iterator[Bulgu]:
    """Each relationship of the format hangs where it belongs, and no id stands twice."""
    imzalar = {iliski: paket.ozetler[ozet].parca.ad for iliski, _, ozet in IMZA_YERLERI.values() if ozet in paket.ozetler}
    for iliski in paket.kap.iliskiler:
        tur = iliski.tur[len(ILISKI) :].lower()  # ASCII: a URI
        bizim = iliski.tur.lower().startswith(ILISKI)  # ASCII: a URI
        ek_kimligi = iliski.kimlik.lower().startswith(("idek_", "idimzasizek_"))  # ASCII: ids
        if (bizim and iliski.kaynak != imzalar.get(tur, "/")) or (ek_kimligi and not (bizim and tur in {"ek", "imzasizek"})):
            yield bulgu("EYP-012", f"{paket.yer} · {iliski.kaynak} · {iliski.kimlik}", tur=iliski.tur)
    sayim = Counter((i.kaynak, i.kimlik.lower()) for i in paket.kap.iliskiler)  # ASCII: ids
    for (kaynak, kimlik), sayi in sayim.items():
        if sayi > 1:
            yield bulgu("EYP-013", f"{paket.yer} · {kaynak} · {kimlik}")


def _attachments(paket: Paket, ekler: tuple[Ek, ...]) -> Iterator[Bulgu]:
    parcalar: dict[str, Parca] = {}
    for ek in ekler:
        if ek.tur == "DED" and (parca := paket.attachment_part(ek)):
            parcalar[ek.id] = parca
    sahipli = {p.ad for p in parcalar.values()}
    for parca in paket.kap.parts():
        if parca.ad.startswith(("/Ekler/", "/ImzasizEkler/")) and parca.ad not in sahipli:
            yield bulgu("EYP-037", f"{paket.yer} · {parca.ad}", kimlik="yok")
    for ek in ekler:
        if ek.id in parcalar:
            yield from _attachment(paket, ek, parcalar[ek.id], {p.ad for i, p in parcalar.items() if i != ek.id})


def _attachment(paket: Paket, ek: Ek, parca: Parca, digerleri: set[str]) -> Iterator[Bulgu]:
    yer = f"{paket.yer} · üstveri/Ek[{ek.id}]"
    imzasiz_yerde = parca.ad.startswith("/ImzasizEkler/")
    if (ek.imzali is True and imzasiz_yerde) or (ek.imzali is False and not imzasiz_yerde):
        yield bulgu("EYP-016", yer, parca=parca.ad)
    ozet = paket.ozetler.get("paketozeti")
    if ek.imzali and ozet and not any(p.ad == parca.ad for r in ozet.referanslar if (p := paket.kap.find(r.uri))):
        yield bulgu("EYP-017", yer, parca=parca.ad)
    if parca.ad in digerleri:
        yield bulgu("EYP-018", yer, ad=ek.dosya_adi, parca=parca.ad)
        return
    beklenen = {ek.dosya_adi, encode_name(ek.dosya_adi)}
    if posixpath.basename(parca.ad) in beklenen or not ek.dosya_adi:
        return
    baskasinin = any(posixpath.basename(ad) in beklenen for ad in digerleri)
    yield bulgu("EYP-018" if baskasinin else "EYP-019", yer, ad=ek.dosya_adi, parca=parca.ad)


def _cover_type(paket: Paket) -> Iterator[Bulgu]:
    """The content type of the cover letter is unsigned, the üstveri's MimeTuru is signed."""
    parca, u = paket.part("ustyazi"), paket.ustveri
    if parca and u and u.mime_turu and parca.mime and parca.mime.lower() != u.mime_turu.lower():  # ASCII: MIME types
        yield bulgu("EYP-064", f"{paket.yer} · {parca.ad}", parca=parca.mime, ustveri=u.mime_turu)
