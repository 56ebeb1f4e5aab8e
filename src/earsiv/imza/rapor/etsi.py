# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``etsi_xml``: a verdict as a signature validation report of ETSI TS 119 102-2, for verifiers that speak no Turkish.

The standard's words stay in the standard's places. What only Turkish law knows (karar, olgunluk, nitelik, profile) and the findings go
where the standard leaves room: additional report data and quality, under names of our own.
"""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from earsiv.imza.rapor.bicim import byte_range, exact, parsed, show, utc, window
from earsiv.imza.rapor.etsi_nesne import collect, object_id, put_objects
from earsiv.imza.rapor.etsi_oznitelik import put_attributes
from earsiv.imza.rapor.etsi_yaz import ADLAR, BIZIM, OZETLER, URN, b64, put, put_digest, put_poe, put_reference, put_status, unhex
from earsiv.imza.rapor.kimlik import ImzaKimligi
from earsiv.imza.sonuc import DamgaTuru, DogrulamaSonucu, ImzaSonucu, KanitTuru

if TYPE_CHECKING:
    from lxml.etree import _Element

_ARSIVLIK: Final = frozenset({DamgaTuru.ARSIV, DamgaTuru.BELGE, DamgaTuru.KAYIT})


def etsi_xml(
    ad: str,
    sonuc: DogrulamaSonucu,
    belge_ozeti: tuple[str, bytes] | None = None,
    kimlikler: Mapping[str, ImzaKimligi] | None = None,
) -> bytes:
    """Return the report on one file.

    Args:
        ad: the name of the file, told as the identifier that the caller gave.
        belge_ozeti: algorithm (hashlib's name) and digest of the signed document, where it is at hand.
        kimlikler: what identifies the signers (``identities``); without it signatures are only numbered.
    """
    from lxml import etree

    belge = belge_ozeti if belge_ozeti and belge_ozeti[0] in OZETLER else None
    kok = etree.Element(f"{{{ADLAR['vr']}}}ValidationReport", nsmap=dict(ADLAR))
    yazar = _Rapor(exact(ad), sonuc, belge, kimlikler or {})
    for kimlik, imza in _numbered(sonuc.imzalar, "S"):
        yazar.put_report(kok, kimlik, imza)
    if not sonuc.imzalar:
        put_status(put(kok, "SignatureValidationReport"), sonuc.durum, sonuc.alt_durum)
    nesneler = collect(sonuc, belge)
    if nesneler:
        put_objects(kok, nesneler.values(), sonuc.an, yazar.kimlikler)
    return etree.tostring(kok, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _numbered(imzalar: Iterable[ImzaSonucu], ust: str) -> Iterator[tuple[str, ImzaSonucu]]:
    """Yield every signer with its id, counter-signers after the one they confirm."""
    for sira, imza in enumerate(imzalar, start=1):
        yield f"{ust}-{sira}", imza
        yield from _numbered(imza.karsi_imzalar, f"{ust}-{sira}")


class _Rapor:
    """Writes one SignatureValidationReport; the order of its parts is the schema's."""

    def __init__(self, ad: str, sonuc: DogrulamaSonucu, belge: tuple[str, bytes] | None, kimlikler: Mapping[str, ImzaKimligi]) -> None:
        self.ad, self.sonuc, self.belge, self.kimlikler = ad, sonuc, belge, kimlikler

    def put_report(self, kok: _Element, kimlik: str, imza: ImzaSonucu) -> None:
        """Append the report on one signer."""
        rapor = put(kok, "SignatureValidationReport")
        self._identifier(rapor, kimlik, imza)
        self._policy(rapor)
        if self.sonuc.an is not None:
            self._time(rapor, imza, self.sonuc.an)
        if self.belge is not None and kimlik.count("-") == 1:  # a counter-signer signs a signature, not the document
            belge = put(rapor, "SignersDocument")
            put_digest(belge, "DigestAlgAndValue", *self.belge)
            put_reference(belge, "SignersDocumentRef", "D-1")
        put_attributes(rapor, imza, self.kimlikler)
        imzaci = object_id(KanitTuru.SERTIFIKA, imza.sertifika_sha256)
        if imzaci:
            bilgi = put(rapor, "SignerInformation")
            put_reference(bilgi, "SignerCertificate", imzaci)
            put(bilgi, "Signer", show(imza.ad))
        if imza.nitelik:
            put(put(rapor, "SignatureQuality"), "SignatureQualityInformation", f"{BIZIM}:nitelik:{_token(imza.nitelik)}")
        put(put(rapor, "SignatureValidationProcess"), "SignatureValidationProcessID", f"{URN}:validationprocess:{_process(imza)}")
        _put_data(put_status(rapor, imza.durum, imza.alt_durum), imza)

    def _identifier(self, rapor: _Element, kimlik: str, imza: ImzaSonucu) -> None:
        oge = put(rapor, "SignatureIdentifier", id=kimlik)
        bilinen = self.kimlikler.get(imza.yer)
        if bilinen is not None and bilinen.algoritma in OZETLER:
            put_digest(oge, "DigestAlgAndValue", bilinen.algoritma, bilinen.ozet)
            put(oge, "ds:SignatureValue", b64(bilinen.deger))
        put(oge, "HashOnly", "false")
        put(oge, "DocHashOnly", "false")
        put(oge, "DAIdentifier", self.ad)

    def _policy(self, rapor: _Element) -> None:
        """Name the validation policy by its digest (an ``ni`` URI of RFC 6920): that is what makes it repeatable."""
        ozet = unhex(self.sonuc.politika_sha256)
        if ozet is None:
            return
        politika = put(put(rapor, "ValidationConstraintsEvaluationReport"), "SignatureValidationPolicy")
        kimlik = put(put(politika, "SignaturePolicyIdentifier"), "XAdES:SignaturePolicyId")
        ad = base64.urlsafe_b64encode(ozet).decode("ascii").rstrip("=")
        put(put(kimlik, "XAdES:SigPolicyId"), "XAdES:Identifier", f"ni:///sha-256;{ad}")
        put_digest(kimlik, "XAdES:SigPolicyHash", "sha256", ozet)
        put(politika, "PolicyName", "earsiv DogrulamaPolitikasi")

    def _time(self, rapor: _Element, imza: ImzaSonucu, an: dt.datetime) -> None:
        oge = put(rapor, "ValidationTimeInfo")
        put(oge, "ValidationTime", utc(an))
        kanitli = parsed(imza.kanitli_zaman)
        damga = next((d.sha256 for d in imza.zaman_damgalari if kanitli and d.an == kanitli and d.tur is not DamgaTuru.ICERIK), "")
        put_poe(oge, "BestSignatureTime", kanitli or an, object_id(KanitTuru.ZAMAN_DAMGASI, damga))


def _process(imza: ImzaSonucu) -> str:
    """Return how far validation went: basic, with time-stamps, or with what keeps them."""
    turler = {d.tur for d in imza.zaman_damgalari} - {DamgaTuru.ICERIK}
    return "LTA" if turler & _ARSIVLIK else "LTVM" if turler else "Basic"


def _token(metin: str) -> str:
    """Return a word fit for a URI."""
    return "".join(h for h in metin if h.isascii() and (h.isalnum() or h in "_-"))


def _put_data(durum: _Element, imza: ImzaSonucu) -> None:
    """Append what the status rests on: the chain, the evidence, and what only we say."""
    veri = put(durum, "AssociatedValidationReportData")
    halkalar = [k for s in imza.zincir if (k := object_id(KanitTuru.SERTIFIKA, s.sha256))]
    kok = halkalar[-1] if halkalar and len(halkalar) == len(imza.zincir) and imza.zincir[-1].kok else None
    if kok:
        put_reference(veri, "TrustAnchor", kok)
    if halkalar:
        zincir = put(veri, "CertificateChain")
        put_reference(zincir, "SigningCertificate", halkalar[0])
        for ara in halkalar[1:-1] if kok else halkalar[1:]:
            put_reference(zincir, "IntermediateCertificate", ara)
        if kok:
            put_reference(zincir, "TrustAnchor", kok)
    for kanit in imza.kullanilan_kanit:
        nesne = object_id(kanit.tur, kanit.sha256)
        if nesne and kanit.tur is not KanitTuru.SERTIFIKA:
            put_reference(veri, "RelatedValidationObject", nesne)
    ekler = put(veri, "AdditionalValidationReportData")
    for tur, deger in _additions(imza):
        oge = put(ekler, "ReportData")
        put(oge, "Type", f"{BIZIM}:{tur}")
        put(oge, "Value", deger)


def _additions(imza: ImzaSonucu) -> Iterator[tuple[str, str]]:
    """Yield (name, text) of what the standard has no place for."""
    yield "karar", str(imza.karar)
    yield "olgunluk", str(imza.olgunluk)
    yield "seviye", show(imza.seviye)
    yield "yer", show(imza.yer)
    if imza.profil:
        yield "profil", show(imza.profil)
    if imza.kimlik:
        yield "kimlik", show(imza.kimlik)
    if imza.politika and imza.politika.adres:
        yield "politika-adresi", exact(imza.politika.adres)
    if imza.politika and imza.politika.ozet:
        yield "politika-ozeti", exact(f"{imza.politika.ozet_algoritmasi}:{imza.politika.ozet}")
    if imza.kapsam:
        yield "kapsam", show(imza.kapsam)
    for aralik in imza.korunmayan:
        yield "korunmayan", byte_range(aralik)
    for eksik in imza.eksik_kanit:
        parcalar = (str(eksik.tur), show(eksik.veren), exact(eksik.seri), window(eksik.bas, eksik.son), *map(exact, eksik.adresler))
        yield "eksik-kanit", " | ".join(parcalar)
    for bulgu in imza.bulgular:
        yield f"bulgu:{_token(bulgu.kod)}", f"{bulgu.seviye} | {show(bulgu.yer)} | {show(bulgu.mesaj)}"
