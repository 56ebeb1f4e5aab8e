# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The evidence at hand for one judgement: what the signature carries, what its stamps carry, what the archive's own store holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final

import attrs

from earsiv.imza import der, iptal, sertifika
from earsiv.imza.iptal import Ocsp, Sil
from earsiv.imza.kanit_kumesi import KanitKaynagi
from earsiv.imza.sertifika import Sertifika


class Kaynak(StrEnum):
    """Where a piece of evidence was found."""

    IMZA = "imza"  # revocation-values and certificate-values of the signature: must be sound
    CMS = "cms"  # the fields of the SignedData
    DAMGA = "damga"  # in or beside a time-stamp
    PDF = "pdf"  # the DSS of a PDF
    DEPO = "depo"  # the archive's evidence store


# of one piece found in several places the first counts: the signature's own, then any in the file, then the store's
_SIRA: Final = {Kaynak.DEPO: 0, Kaynak.CMS: 1, Kaynak.DAMGA: 1, Kaynak.PDF: 1, Kaynak.IMZA: 2}


@attrs.define
class Havuz:
    """Certificates, lists and answers by what they speak of; each with where it came from."""

    depo: KanitKaynagi | None = None
    sertifikalar: dict[str, tuple[Sertifika, Kaynak]] = attrs.field(factory=dict)
    siller: dict[str, tuple[Sil, Kaynak]] = attrs.field(factory=dict)
    ocspler: dict[str, tuple[Ocsp, Kaynak]] = attrs.field(factory=dict)
    _sorulan: set[object] = attrs.field(factory=set)
    _imzalayan: dict[tuple[str, str], bool] = attrs.field(factory=dict)

    def copy(self) -> Havuz:
        """Return a pool to which more can be added without changing this one."""
        return Havuz(self.depo, dict(self.sertifikalar), dict(self.siller), dict(self.ocspler), imzalayan=self._imzalayan)

    def lent(self) -> Havuz:
        """Return a pool for another signer: what lies in this signature is only lent to that one."""
        kopya = Havuz(self.depo, imzalayan=self._imzalayan)
        kopya.sertifikalar = {a: (d, _lent(k)) for a, (d, k) in self.sertifikalar.items()}
        kopya.siller = {a: (d, _lent(k)) for a, (d, k) in self.siller.items()}
        kopya.ocspler = {a: (d, _lent(k)) for a, (d, k) in self.ocspler.items()}
        return kopya

    def signed(self, kanit: Sil | Ocsp, aday: Sertifika) -> bool:
        """Tell whether a list or an answer is signed with a certificate's key; computed once in a judgement."""
        anahtar = (kanit.sha256, aday.sha256)
        if anahtar not in self._imzalayan:
            self._imzalayan[anahtar] = bool(kanit.signed_by(aday))
        return self._imzalayan[anahtar]

    def add_certificates(self, adaylar: Iterable[Sertifika], kaynak: Kaynak) -> None:
        """Take certificates in; the signature's own place wins over others, else the first one."""
        for aday in adaylar:
            if _outranks(kaynak, self.sertifikalar.get(aday.sha256)):
                self.sertifikalar[aday.sha256] = (aday, kaynak)

    def add_crls(self, hamlar: Iterable[bytes], kaynak: Kaynak) -> int:
        """Take lists in and return how many could not be read."""
        bozuk = 0
        for ham in hamlar:
            try:
                sil = iptal.read_crl(ham)
            except der.DerHatasi:
                bozuk += 1
                continue
            if _outranks(kaynak, self.siller.get(sil.sha256)):
                self.siller[sil.sha256] = (sil, kaynak)
        return bozuk

    def add_ocsps(self, hamlar: Iterable[bytes], kaynak: Kaynak) -> int:
        """Take answers in, with the certificates in them, and return how many could not be read."""
        bozuk = 0
        for ham in hamlar:
            try:
                ocsp = iptal.read_ocsp(ham)
            except der.DerHatasi:
                bozuk += 1
                continue
            if _outranks(kaynak, self.ocspler.get(ocsp.sha256)):
                self.ocspler[ocsp.sha256] = (ocsp, kaynak)
            self.add_certificates(ocsp.sertifikalar, kaynak)
        return bozuk

    def certificates(self, aday: Sertifika) -> list[Sertifika]:
        """Return all certificates at hand, after asking the store for those above ``aday``."""
        ad = aday.veren
        for _ in range(8):
            if self.depo is None or ad in self._sorulan:
                break
            self._sorulan.add(ad)
            bulunan = [s for k in self.depo.certificates(ad) if (s := _certificate(k.veri)) is not None]
            self.add_certificates(bulunan, Kaynak.DEPO)
            ad = next((s.veren for s in bulunan if not s.kendi_veren), ad)
        return self.certificates_any()

    def certificates_any(self) -> list[Sertifika]:
        """Return all certificates at hand, without asking the store."""
        return [s for s, _ in self.sertifikalar.values()]

    def crls(self, aday: Sertifika, an: dt.datetime) -> Iterator[tuple[Sil, Kaynak]]:
        """Yield the lists that cover a certificate; of the store's, those around a moment."""
        self._ask(aday, an)
        yield from ((s, k) for s, k in self.siller.values() if s.covers(aday))

    def ocsps(self, aday: Sertifika, makam: Sertifika, an: dt.datetime) -> Iterator[tuple[Ocsp, iptal.Yanit, Kaynak]]:
        """Yield the answers about a certificate of an issuer."""
        self._ask(aday, an)
        for ocsp, kaynak in self.ocspler.values():
            yield from ((ocsp, y, kaynak) for y in ocsp.yanitlar if y.about(aday, makam))

    def _ask(self, aday: Sertifika, an: dt.datetime) -> None:
        """Ask the store once for what it holds about a certificate around a moment."""
        anahtar = (aday.veren, an)
        if self.depo is not None and anahtar not in self._sorulan:
            self._sorulan.add(anahtar)
            self.add_crls((k.veri for k in self.depo.crls(aday.veren, an)), Kaynak.DEPO)
        if self.depo is not None and aday.seri not in self._sorulan:
            self._sorulan.add(aday.seri)
            self.add_ocsps((k.veri for k in self.depo.ocsps(aday.seri)), Kaynak.DEPO)


def _outranks(kaynak: Kaynak, onceki: tuple[object, Kaynak] | None) -> bool:
    return (
        onceki is None
        or (onceki[1] is not Kaynak.IMZA and kaynak is Kaynak.IMZA)
        or (onceki[1] is Kaynak.DEPO and kaynak is not Kaynak.DEPO)
    )


def _lent(kaynak: Kaynak) -> Kaynak:
    return Kaynak.CMS if kaynak is Kaynak.IMZA else kaynak


def _certificate(ham: bytes) -> Sertifika | None:
    try:
        return sertifika.read(ham)
    except der.DerHatasi:
        return None
