# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The validation objects of an ETSI report: certificates, lists, answers and time-stamps, each once, by digest.

The bytes stay out on purpose: a certificate carries its holder's number in full.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

import attrs

from earsiv.imza.rapor.bicim import utc
from earsiv.imza.rapor.etsi_yaz import OZETLER, URN, b64, put, put_digest, put_poe, put_reference, put_status
from earsiv.imza.rapor.kimlik import ImzaKimligi
from earsiv.imza.sonuc import DamgaSonucu, DamgaTuru, DogrulamaSonucu, Gosterge, ImzaSonucu, KanitTuru

if TYPE_CHECKING:
    from lxml.etree import _Element

_TURLER: Final = {
    KanitTuru.SERTIFIKA: ("C", "certificate"),
    KanitTuru.SIL: ("R", "CRL"),
    KanitTuru.OCSP: ("O", "OCSPResponse"),
    KanitTuru.ZAMAN_DAMGASI: ("T", "timestamp"),
}
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


@attrs.frozen
class Nesne:
    """A validation object: its id in the report, kind, digest; for a time-stamp its verdict and the signers it lies over."""

    kimlik: str
    tur: str
    algoritma: str
    ozet: bytes
    damga: DamgaSonucu | None = None
    imzalar: tuple[str, ...] = ()


def object_id(tur: KanitTuru, sha256: str) -> str | None:
    """Return the id of an object in a report, ``None`` where its digest is not known."""
    return f"{_TURLER[tur][0]}-{sha256}" if _SHA256.fullmatch(sha256) else None


def collect(sonuc: DogrulamaSonucu, belge: tuple[str, bytes] | None) -> dict[str, Nesne]:
    """Return every object that a verdict speaks of, by id, in the order it is spoken of."""
    nesneler: dict[str, Nesne] = {}
    if belge is not None and belge[0] in OZETLER:
        nesneler["D-1"] = Nesne("D-1", "signedData", *belge)
    for imza in (i for ust in sonuc.imzalar for i in ust.all()):
        for tur, sha256 in _mentioned(imza):
            _keep(nesneler, tur, sha256)
        for damga in imza.zaman_damgalari:
            _keep_stamp(nesneler, damga, imza.yer)
    for damga in sonuc.damgalar:
        _keep_stamp(nesneler, damga, None)
    return nesneler


def _mentioned(imza: ImzaSonucu) -> Iterator[tuple[KanitTuru, str]]:
    yield KanitTuru.SERTIFIKA, imza.sertifika_sha256
    yield from ((KanitTuru.SERTIFIKA, s.sha256) for s in imza.zincir)
    yield from ((k.tur, k.sha256) for k in imza.kullanilan_kanit)


def _keep(nesneler: dict[str, Nesne], tur: KanitTuru, sha256: str) -> str | None:
    kimlik = object_id(tur, sha256)
    if kimlik and kimlik not in nesneler:
        nesneler[kimlik] = Nesne(kimlik, _TURLER[tur][1], "sha256", bytes.fromhex(sha256))
    return kimlik


def _keep_stamp(nesneler: dict[str, Nesne], damga: DamgaSonucu, yer: str | None) -> None:
    for halka in damga.zincir:
        _keep(nesneler, KanitTuru.SERTIFIKA, halka.sha256)
    kimlik = _keep(nesneler, KanitTuru.ZAMAN_DAMGASI, damga.sha256)
    if kimlik:
        onceki = nesneler[kimlik]
        uzerinde = damga.tur is not DamgaTuru.ICERIK and yer is not None
        nesneler[kimlik] = attrs.evolve(onceki, damga=damga, imzalar=(*onceki.imzalar, *((yer,) if uzerinde and yer else ())))


def put_objects(kok: _Element, nesneler: Iterable[Nesne], an: dt.datetime | None, kimlikler: Mapping[str, ImzaKimligi]) -> None:
    """Append the list of validation objects."""
    liste = put(kok, "SignatureValidationObjects")
    for nesne in nesneler:
        oge = put(liste, "ValidationObject", id=nesne.kimlik)
        put(oge, "ObjectType", f"{URN}:validationObject:{nesne.tur}")
        put_digest(put(oge, "ValidationObjectRepresentation"), "DigestAlgAndValue", nesne.algoritma, nesne.ozet)
        if an is not None:
            put_poe(oge, "POE", an)
        if nesne.damga is not None:
            _put_stamp(oge, nesne, nesne.damga, kimlikler)


def _put_stamp(oge: _Element, nesne: Nesne, damga: DamgaSonucu, kimlikler: Mapping[str, ImzaKimligi]) -> None:
    """Append what a time-stamp proves and the verdict on it."""
    if damga.an is not None and damga.durum is Gosterge.TOTAL_PASSED:
        saglanan = put(oge, "POEProvisioning")
        put(saglanan, "POETime", utc(damga.an))
        kimlik = next((k for y in nesne.imzalar if (k := kimlikler.get(y)) and nesne.kimlik[2:] not in k.yalniz_referans), None)
        if kimlik:
            put_signature_reference(saglanan, "SignatureReference", kimlik)
    rapor = put(oge, "ValidationReport")
    makam = object_id(KanitTuru.SERTIFIKA, damga.zincir[0].sha256) if damga.zincir else None
    if makam:
        put_reference(put(rapor, "SignerInformation"), "SignerCertificate", makam)
    put_status(rapor, damga.durum, damga.alt_durum, damga=True)


def put_signature_reference(ust: _Element, ad: str, kimlik: ImzaKimligi) -> None:
    """Append a reference to a signature: the digest of its SignerInfo as stored."""
    oge = put(ust, ad)
    put(oge, "DigestMethod", OZETLER["sha256"])
    put(oge, "DigestValue", b64(kimlik.imzaci_sha256))
