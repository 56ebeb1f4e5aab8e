# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The attributes of a signature in an ETSI report: what the signer signed, and the time-stamps and signatures added since."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from earsiv.imza.rapor.bicim import parsed, utc
from earsiv.imza.rapor.etsi_nesne import object_id, put_signature_reference
from earsiv.imza.rapor.etsi_yaz import b64, put, put_reference, unhex
from earsiv.imza.rapor.kimlik import ImzaKimligi
from earsiv.imza.sonuc import DamgaSonucu, DamgaTuru, ImzaSonucu, KanitTuru

if TYPE_CHECKING:
    from lxml.etree import _Element

_DAMGALAR: Final = {
    DamgaTuru.ICERIK: "AllDataObjectsTimeStamp",
    DamgaTuru.IMZA: "SignatureTimeStamp",
    DamgaTuru.REFERANS: "SigAndRefsTimeStamp",
    DamgaTuru.ARSIV: "ArchiveTimeStamp",
    DamgaTuru.BELGE: "DocTimeStamp",
}
_SERTIFIKA: Final = frozenset({"signing-certificate", "signing-certificate-v2", "other-signing-certificate"})


def put_attributes(rapor: _Element, imza: ImzaSonucu, kimlikler: Mapping[str, ImzaKimligi]) -> None:
    """Append SignatureAttributes; nothing where there is no attribute, because an empty list is none to the schema."""
    oge = put(rapor, "SignatureAttributes")
    _signed(oge, imza)
    for damga in imza.zaman_damgalari:
        _stamp(oge, damga, kimlikler.get(imza.yer))
    for karsi in imza.karsi_imzalar:
        kimlik = kimlikler.get(karsi.yer)
        if kimlik:
            put_signature_reference(put(oge, "CounterSignature", Signed="false"), "CounterSignature", kimlik)
    if len(oge) == 0:
        rapor.remove(oge)


def _signed(oge: _Element, imza: ImzaSonucu) -> None:
    oznitelikler = dict(imza.imzali_oznitelikler)
    if an := parsed(imza.imza_zamani):
        put(put(oge, "SigningTime", Signed="true"), "Time", utc(an))
    sertifika = object_id(KanitTuru.SERTIFIKA, imza.sertifika_sha256)
    if sertifika and _SERTIFIKA & set(oznitelikler):
        put_reference(put(oge, "SigningCertificate", Signed="true"), "AttributeObject", sertifika)
    if imza.politika is not None and all(p.isdecimal() and p.isascii() for p in imza.politika.oid.split(".")):
        put(put(oge, "SigPolicyIdentifier", Signed="true"), "SigPolicyId", f"urn:oid:{imza.politika.oid}")
    ozet = unhex(oznitelikler.get("message-digest", ""))
    if ozet:
        put(put(oge, "MessageDigest", Signed="true"), "Digest", b64(ozet))


def _stamp(oge: _Element, damga: DamgaSonucu, kimlik: ImzaKimligi | None) -> None:
    ad = _DAMGALAR.get(damga.tur)
    if ad is None or damga.an is None:
        return
    if damga.tur is DamgaTuru.REFERANS and kimlik and damga.sha256 in kimlik.yalniz_referans:
        ad = "RefsOnlyTimeStamp"
    satir = put(oge, ad, Signed="true" if damga.tur is DamgaTuru.ICERIK else "false")
    nesne = object_id(KanitTuru.ZAMAN_DAMGASI, damga.sha256)
    if nesne:
        put_reference(satir, "AttributeObject", nesne)
    put(satir, "TimeStampValue", utc(damga.an))
