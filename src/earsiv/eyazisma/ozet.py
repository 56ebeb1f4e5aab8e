# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Digest parts (PaketOzeti, ParafOzeti, NihaiOzet): read the references, hash the parts as stored, compare.

The order of the checks and the numbers 1-36 are those of the format's official verifier, so that both say the same;
unlike it, nothing stops at the first failure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from earsiv.errors import Bulgu, GirdiHatasi, Seviye, bulgu
from earsiv.eyazisma.bilesen import ALGORITMA, DAHILI, HARICI, UZAY, ZAYIF, folded, same_name
from earsiv.eyazisma.deger import decode_base64
from earsiv.eyazisma.yapi import line, text
from earsiv.opc import Kap, Parca

if TYPE_CHECKING:
    from lxml.etree import _Element


@attrs.frozen
class OzetDegeri:
    """One digest of a reference: algorithm URI (``None``: no DigestMethod) and value (``None``: none, or ``bozuk`` is no base64)."""

    algoritma: str | None
    deger: bytes | None
    bozuk: str = ""


@attrs.frozen
class Referans:
    """A reference: the part name as written, inside or outside the package, and its digests."""

    uri: str | None
    tur: str
    ozetler: tuple[OzetDegeri, ...]
    satir: int = 0


@attrs.frozen
class OzetParcasi:
    """A digest part: its name in the package, the id it carries and its references."""

    parca: Parca
    id: str
    referanslar: tuple[Referans, ...]

    def covered(self, kap: Kap) -> set[str]:
        """Return the names of the parts that are referenced as parts of the package: only those are hashed."""
        return {p.ad for r in self.referanslar if r.uri and r.tur == DAHILI and (p := kap.find(r.uri))}


def parse(kok: _Element, parca: Parca, nesil: int) -> OzetParcasi:
    """Read a digest part from its root."""
    uzay = f"{{{UZAY}PaketOzeti-{nesil}}}"
    return OzetParcasi(
        parca=parca,
        id=kok.get("Id") or "",
        referanslar=tuple(_reference(oge, uzay, nesil) for oge in kok.iterchildren(uzay + "Reference")),
    )


def _reference(oge: _Element, uzay: str, nesil: int) -> Referans:
    """Read a reference: the first generation holds its one digest directly, the second two of them in items."""
    kaplar = [oge] if nesil == 1 else list(oge.iterchildren(uzay + "DigestItem"))
    return Referans(
        uri=oge.get("URI"),
        tur=oge.get("Type") or "",
        ozetler=tuple(_value(kap, uzay) for kap in kaplar),
        satir=line(oge),
    )


def _value(kap: _Element, uzay: str) -> OzetDegeri:
    ilk: dict[str, _Element] = {}
    for alt in kap:
        ilk.setdefault(str(alt.tag), alt)
    yontem, deger = ilk.get(uzay + "DigestMethod"), ilk.get(uzay + "DigestValue")
    metin = "" if deger is None else text(deger)
    ham = decode_base64(metin)
    return OzetDegeri(None if yontem is None else (yontem.get("Algorithm") or ""), ham or None, metin[:40] if ham is None else "")


@attrs.frozen
class Mazeret:
    """What may be missing: ``paraf`` part names, attachments (by ``same_name``) for certain or for some recipient."""

    paraf: frozenset[str] = frozenset()
    kesin: frozenset[str] = frozenset()
    belki: frozenset[str] = frozenset()

    def weigh(self, ad: str, kusur: Bulgu) -> Bulgu:
        """Return the finding of a missing part with the weight that its excuse leaves it."""
        ek = same_name(ad) if folded(ad).startswith(("/ekler/", "/imzasizekler/")) else None
        if ad in self.paraf or ek in self.kesin:
            return attrs.evolve(kusur, seviye=Seviye.BILGI)
        return attrs.evolve(kusur, seviye=Seviye.UYARI) if ek in self.belki else kusur


class Hesap:
    """Digests of parts, each part streamed once under every algorithm that any digest part asks of it."""

    def __init__(
        self,
        kap: Kap,
        istenen: dict[str, set[str]],
        izleyiciler: Mapping[str, Callable[[bytes], None]],
        bilinen: Mapping[str, dict[str, bytes]],
    ) -> None:
        self._kap = kap
        self._istenen = istenen
        self._izleyiciler = izleyiciler
        self._bilinen: dict[str, dict[str, bytes] | GirdiHatasi] = dict(bilinen)

    def digests(self, parca: Parca) -> dict[str, bytes]:
        """Return the digests of a part.

        Raises:
            GirdiHatasi: PKT-024 the part cannot be read to its end.
        """
        if parca.ad not in self._bilinen:
            try:
                adlar = sorted(self._istenen.get(parca.ad, ()))
                self._bilinen[parca.ad] = self._kap.digest(parca, adlar, self._izleyiciler.get(parca.ad))
            except GirdiHatasi as hata:
                self._bilinen[parca.ad] = hata
        sonuc = self._bilinen[parca.ad]
        if isinstance(sonuc, GirdiHatasi):
            raise sonuc
        return sonuc


def wanted(kap: Kap, parcalar: Iterable[OzetParcasi], nesil: int) -> dict[str, set[str]]:
    """Return which digests the digest parts ask of each part they reference."""
    istenen: dict[str, set[str]] = {}
    for ozet in parcalar:
        for referans in ozet.referanslar:
            parca = kap.find(referans.uri) if referans.uri and referans.tur != HARICI else None
            for deger in referans.ozetler if parca else ():
                ad = ALGORITMA[nesil].get((deger.algoritma or "").lower())  # ASCII: a URI
                if parca and ad and ad in hashlib.algorithms_available:
                    istenen.setdefault(parca.ad, set()).add(ad)
    return istenen


def verify(kap: Kap, ozet: OzetParcasi, nesil: int, mazeret: Mazeret, hesap: Hesap) -> Iterator[Bulgu]:
    """Yield a finding for every reference that does not hold, with the official verifier's number."""
    gorulen: set[str] = set()
    for referans in ozet.referanslar:
        yer = f"{kap.yer} · {ozet.parca.ad} · satır {referans.satir} · {referans.uri or '(URI yok)'}"
        anahtar = (referans.uri or "").lower()  # ASCII: part names
        if anahtar in gorulen:
            yield bulgu("EYP-044", yer)
        gorulen.add(anahtar)
        kusurlar = list(_shape(referans, nesil, yer))
        yield from kusurlar
        if referans.tur == HARICI and referans.uri and kap.find(referans.uri):
            yield bulgu("EYP-079", yer)
        if any(k.seviye is Seviye.HATA for k in kusurlar) or referans.tur == HARICI or not referans.uri:
            continue
        parca, hosgoru = kap.locate(referans.uri)
        if parca is None:
            yield _absent(referans.uri, yer, mazeret)
            continue
        if hosgoru:
            yield bulgu(hosgoru, yer, ad=referans.uri, parca=parca.ad)
        yield from _compare(parca, referans, nesil, yer, hesap)


def _absent(uri: str, yer: str, mazeret: Mazeret) -> Bulgu:
    kusur = mazeret.weigh(uri, bulgu("EYP-041", yer, resmi_kod=13))
    return bulgu("EYP-045", yer, resmi_kod=32) if kusur.seviye is Seviye.BILGI else kusur


def _shape(referans: Referans, nesil: int, yer: str) -> Iterator[Bulgu]:
    """Check what can be judged without the part, in the official order."""
    if not referans.uri:
        yield bulgu("EYP-040", yer, ne="URI yok", resmi_kod=9)
    if referans.tur not in {DAHILI, HARICI}:
        yield bulgu("EYP-046", yer, tur=referans.tur or "boş")
    if nesil == 2 and len(referans.ozetler) < 2:
        yield bulgu("EYP-040", yer, ne="iki özet gerekir", resmi_kod=28 + len(referans.ozetler))
        return
    yield from (bulgu("EYP-118", yer, deger=o.bozuk) for o in referans.ozetler if o.bozuk)
    adlar = [ALGORITMA[nesil].get((o.algoritma or "").lower()) for o in referans.ozetler]  # ASCII: algorithm URIs
    for ozet in referans.ozetler:
        if not ozet.algoritma:
            ne = ("DigestMethod yok", 10) if ozet.algoritma is None else ("Algorithm boş", 11)
            yield bulgu("EYP-040", yer, ne=ne[0], resmi_kod=ne[1])
    if nesil == 2:
        yield from _pair(referans, adlar, yer)
    for ozet, ad in zip(referans.ozetler, adlar, strict=True):
        if ozet.algoritma and ad is None:
            yield bulgu("EYP-042", yer, algoritma=ozet.algoritma[:120], resmi_kod=12)
        elif ad in ZAYIF:
            yield bulgu("EYP-047", yer, algoritma=ad)


def _pair(referans: Referans, adlar: list[str | None], yer: str) -> Iterator[Bulgu]:
    """The two digests of the second generation differ, and one of them is SHA-512."""
    ilk, ikinci = ((o.algoritma or "").lower() for o in referans.ozetler[:2])  # ASCII: algorithm URIs
    if not (ilk and ikinci):
        return
    if ilk == ikinci:
        yield bulgu("EYP-040", yer, ne="iki özet aynı algoritmayla", resmi_kod=30)
    if "sha512" not in adlar:
        yield bulgu("EYP-040", yer, ne="SHA-512 yok", resmi_kod=31)


def _compare(parca: Parca, referans: Referans, nesil: int, yer: str, hesap: Hesap) -> Iterator[Bulgu]:
    try:
        bulunan = hesap.digests(parca)
    except GirdiHatasi as hata:
        yield hata.bulgu
        yield bulgu("EYP-040", yer, ne="parça sonuna kadar okunamadı", resmi_kod=14)
        return
    for ozet in referans.ozetler:
        ad = ALGORITMA[nesil][(ozet.algoritma or "").lower()]  # ASCII: a URI
        if ad not in bulunan:
            yield bulgu("EYP-048", yer, algoritma=ad, resmi_kod=14)
        elif bulunan[ad] != ozet.deger:
            yield bulgu("EYP-043", yer, algoritma=ad, resmi_kod=15)
