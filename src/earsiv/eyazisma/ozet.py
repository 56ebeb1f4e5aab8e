# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Digest parts (PaketOzeti, ParafOzeti, NihaiOzet): read the references, hash the parts as stored, compare.

The order of the checks and the numbers 1-36 are those of the format's official verifier, so that both say the same;
unlike it, nothing stops at the first failure.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from earsiv.errors import Bulgu, GirdiHatasi, Seviye, bulgu
from earsiv.eyazisma.bilesen import ALGORITMA, DAHILI, HARICI, UZAY, ZAYIF
from earsiv.opc import Kap, Parca

if TYPE_CHECKING:
    from lxml.etree import _Element


@attrs.frozen
class OzetDegeri:
    """One digest of a reference: algorithm URI and value; ``deger`` is ``None`` when it is not base64."""

    algoritma: str
    deger: bytes | None


@attrs.frozen
class Referans:
    """A reference: the part name as written, inside or outside the package, and its digests."""

    uri: str
    tur: str
    ozetler: tuple[OzetDegeri, ...]


@attrs.frozen
class OzetParcasi:
    """A digest part: its name in the package, the id it carries and its references."""

    parca: Parca
    id: str
    referanslar: tuple[Referans, ...]

    def refers_to(self, ad: str) -> bool:
        """Tell whether a part is referenced, by its exact name."""
        return any(r.uri == ad for r in self.referanslar)


def parse(kap: Kap, parca: Parca, ad: str, nesil: int) -> OzetParcasi:
    """Read a digest part.

    Args:
        ad: local name of the root (``PaketOzeti`` …), which is also its namespace stem.

    Raises:
        GirdiHatasi: EYP-010 wrong root; XML-… not readable.
    """
    kok = kap.xml(parca)
    if kok.tag != f"{{{UZAY}{ad}-{nesil}}}{ad}":
        raise GirdiHatasi("EYP-010", f"{kap.yer} · {parca.ad}", beklenen=ad, bulunan=str(kok.tag))
    uzay = f"{{{UZAY}PaketOzeti-{nesil}}}"
    return OzetParcasi(
        parca=parca,
        id=kok.get("Id") or "",
        referanslar=tuple(_reference(oge, uzay) for oge in kok.iterchildren(uzay + "Reference")),
    )


def _reference(oge: _Element, uzay: str) -> Referans:
    kaplar = list(oge.iterchildren(uzay + "DigestItem")) or [oge]
    return Referans(
        uri=oge.get("URI") or "",
        tur=oge.get("Type") or "",
        ozetler=tuple(o for kap in kaplar if (o := _value(kap, uzay)) is not None),
    )


def _value(kap: _Element, uzay: str) -> OzetDegeri | None:
    yontem, deger = kap.find(uzay + "DigestMethod"), kap.find(uzay + "DigestValue")
    if yontem is None and deger is None:
        return None
    metin = "" if deger is None else "".join("".join(map(str, deger.itertext())).split())
    try:
        ham = base64.b64decode(metin, validate=True) if metin else None
    except (binascii.Error, ValueError):
        ham = None
    return OzetDegeri("" if yontem is None else yontem.get("Algorithm") or "", ham)


def verify(
    kap: Kap, ozet: OzetParcasi, nesil: int, *, eksik_olabilir: frozenset[str], onbellek: dict[tuple[str, str], bytes]
) -> Iterator[Bulgu]:
    """Yield a finding for every reference that does not hold.

    Args:
        eksik_olabilir: part names whose absence is excused (removed paraf, attachments left out for a recipient).
        onbellek: digests already computed, (part name, algorithm) -> digest; filled as we go.
    """
    gorulen: set[str] = set()
    for referans in ozet.referanslar:
        yer = f"{kap.yer} · {ozet.parca.ad} · {referans.uri or '(URI yok)'}"
        if referans.uri in gorulen:
            yield bulgu("EYP-044", yer)
        gorulen.add(referans.uri)
        kusurlar = list(_shape(referans, nesil, yer))
        yield from kusurlar
        if any(k.seviye is Seviye.HATA for k in kusurlar) or referans.tur == HARICI:
            continue
        parca = kap.find(referans.uri)
        if parca is None:
            if referans.uri in eksik_olabilir:
                yield bulgu("EYP-045", yer, kod=32)
            else:
                yield bulgu("EYP-041", yer, kod=13)
            continue
        yield from _compare(kap, parca, referans, nesil, yer, onbellek)


def _shape(referans: Referans, nesil: int, yer: str) -> Iterator[Bulgu]:
    """Check what can be judged without the part, with the official code numbers."""
    if not referans.uri:
        yield bulgu("EYP-040", yer, kod=9)
    if referans.tur not in {DAHILI, HARICI}:
        yield bulgu("EYP-046", yer, tur=referans.tur)
    beklenen = 1 if nesil == 1 else 2
    if len(referans.ozetler) != beklenen:
        yield bulgu("EYP-040", yer, kod=28 if not referans.ozetler else 29 if nesil == 2 else 10)
        return
    adlar = []
    for ozet in referans.ozetler:
        ad = ALGORITMA[nesil].get(ozet.algoritma.lower())  # ASCII: an algorithm URI
        adlar.append(ad)
        if not ozet.algoritma:
            yield bulgu("EYP-040", yer, kod=11)
        elif ad is None:
            yield bulgu("EYP-042", yer, kod=12, algoritma=ozet.algoritma)
        elif ad in ZAYIF:
            yield bulgu("EYP-047", yer, algoritma=ad)
    if nesil == 2:
        yield from _pair(adlar, yer)


def _pair(adlar: list[str | None], yer: str) -> Iterator[Bulgu]:
    """The two digests of the second generation differ, and one of them is SHA-512."""
    if adlar[0] == adlar[1]:
        yield bulgu("EYP-040", yer, kod=30)
    if "sha512" not in adlar:
        yield bulgu("EYP-040", yer, kod=31)


def _compare(kap: Kap, parca: Parca, referans: Referans, nesil: int, yer: str, onbellek: dict[tuple[str, str], bytes]) -> Iterator[Bulgu]:
    adlar = [ALGORITMA[nesil][o.algoritma.lower()] for o in referans.ozetler]  # ASCII: a URI
    bilinmeyen = [ad for ad in adlar if ad not in hashlib.algorithms_available]
    if bilinmeyen:
        yield bulgu("EYP-048", yer, algoritma=bilinmeyen[0])
        return
    eksik = [ad for ad in adlar if (parca.ad, ad) not in onbellek]
    if eksik:
        try:
            onbellek.update({(parca.ad, ad): deger for ad, deger in kap.digest(parca, eksik).items()})
        except GirdiHatasi as hata:
            yield hata.bulgu
            yield bulgu("EYP-040", yer, kod=14)
            return
    for ad, ozet in zip(adlar, referans.ozetler, strict=True):
        if onbellek[parca.ad, ad] != ozet.deger:
            yield bulgu("EYP-043", yer, kod=15, algoritma=ad)
