# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The facts of one signer, read once and judged as often as wanted: no policy, no root, no date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cached_property
from typing import Final

import attrs

from earsiv._clock import ISTANBUL
from earsiv.imza import der, kripto, matematik, oid, referans, sertifika, zaman
from earsiv.imza.agac import Imzaci, Imzali
from earsiv.imza.matematik import ImzaciOlgusu, fault
from earsiv.imza.sonuc import AltGosterge
from earsiv.imza.zaman import Damga, Ozetci

_SEVIYE: Final = (  # highest level first: the unsigned attributes, and whether all of them are needed
    ("A", frozenset(oid.ARSIV_DAMGALARI), False),
    ("XL", frozenset({oid.CERT_VALUES, oid.REV_VALUES}), True),
    ("X", frozenset({oid.ESC_TS, oid.CERT_CRL_TS}), False),
    ("C", frozenset({oid.CERT_REFS, oid.REV_REFS}), True),
    ("T", frozenset({oid.SIGNATURE_TS}), True),
)


@attrs.frozen(eq=False)
class ImzaOlgulari:
    """The facts of one signer, without policy, root or date: read once, judged as often as wanted.

    ``belge_damgalari`` are the document time-stamps of a PDF that lie over this signature, oldest first; ``zaman`` the claimed signing
    time where the CMS does not carry it (``/M`` of a PDF).
    """

    imzaci: Imzaci
    imzali: Imzali
    olgu: ImzaciOlgusu
    damgalar: tuple[Damga, ...]
    uzun: referans.UzunDonem | None
    karsi: tuple[ImzaOlgulari, ...]
    belge_damgalari: tuple[Damga, ...] = ()
    zaman: dt.datetime | None = None
    ust: bool = True
    pdf: bool = False
    tek_imza: bool = True
    pdf_seviyesi: str = ""

    @cached_property
    def seviye(self) -> str:
        """The level the attributes present (in a PDF: its stamps and DSS) make it."""
        if self.pdf_seviyesi:
            return self.pdf_seviyesi
        oidler = {o.oid for o in self.imzaci.imzasiz}
        for ad, gereken, hepsi in _SEVIYE:
            if (gereken <= oidler) if hepsi else (gereken & oidler):
                return ad
        return "EPES" if self.imzaci.values(oid.SIG_POLICY) else "BES"

    @cached_property
    def imza_zamani(self) -> dt.datetime | None:
        """When the signer says that it signed."""
        degerler = self.imzaci.values(oid.SIGNING_TIME)
        try:
            return degerler[0].zaman() if degerler else self.zaman
        except der.DerHatasi:
            return None


def facts(imzaci: Imzaci, imzali: Imzali, icerik: Ozetci, ham_icerik: bytes | None, ek: Sequence[sertifika.Sertifika] = ()) -> ImzaOlgulari:
    """Return the facts of a signer of a SignedData.

    Args:
        icerik: digest of the signed content by algorithm.
        ham_icerik: the content of a detached signature where it is at hand.
        ek: certificates from elsewhere (the archive's store, a PDF) among which the signer's own may be.
    """
    return _facts(imzaci, imzali, imzali.icerik_turu, icerik, ham_icerik, ek)


def _facts(
    imzaci: Imzaci, imzali: Imzali, tur: str | None, icerik: Ozetci, ham_icerik: bytes | None, ek: Sequence[sertifika.Sertifika]
) -> ImzaOlgulari:
    uzun: referans.UzunDonem | None
    damgalar: tuple[Damga, ...] = ()
    karsi: tuple[ImzaOlgulari, ...] = ()
    try:
        uzun = referans.read(imzaci)
    except der.DerHatasi:
        uzun = None
    adaylar = [*imzali.sertifikalar, *ek, *((uzun.sertifika_degeri or ()) if uzun else ())]
    olgu = matematik.check(imzaci, tur, icerik, adaylar)
    try:
        damgalar = tuple(zaman.stamps(imzaci, imzali, icerik, ham_icerik))
        karsi = tuple(attrs.evolve(_facts(k, imzali, None, zaman.digester(imzaci.imza), None, ek), ust=False) for k in imzaci.counters())
    except (ValueError, IndexError):
        olgu = attrs.evolve(olgu, kusur=fault(AltGosterge.FORMAT_FAILURE, "IMZ-005", imzaci.yer))
    return ImzaOlgulari(imzaci, imzali, olgu, damgalar, uzun, karsi)


def algorithm_names(o: ImzaOlgulari) -> tuple[str, ...]:
    """Return the signature algorithm and the key, as shown to people."""
    try:
        alg = o.imzaci.algoritma
    except (ValueError, IndexError):
        return ()
    aday = o.olgu.sertifika
    return (*((alg.ad,) if alg else ()), *((f"{kripto.show_key(kripto.key_strength(aday.spki))} bit",) if aday else ()))


def attribute_text(degerler: Sequence[der.Dugum]) -> str:
    """Return the values of a signed attribute for people: texts, times and identifiers as such, the rest as bytes."""
    parcalar = []
    for deger in degerler:
        try:
            if deger.etiket == der.OID:
                parcalar.append(deger.oid())
            elif deger.etiket in {0x17, 0x18}:
                parcalar.append(f"{deger.zaman().astimezone(ISTANBUL):%d.%m.%Y %H:%M:%S}")
            elif deger.etiket & 0x20:
                metinler = [m.metin() for e in (0x0C, 0x13, 0x16, 0x1E) for m in sertifika.descend(deger, e)]
                parcalar.append(" · ".join(metinler) if metinler else f"{len(deger.ham)} bayt")
            else:
                parcalar.append(deger.metin() if deger.etiket != der.OCTET else deger.icerik.hex())
        except (ValueError, IndexError):
            parcalar.append(f"{len(deger.ham)} bayt")
    return ", ".join(parcalar)[:400]
