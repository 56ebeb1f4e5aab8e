# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""References, values and the chain of a long-term signature held against each other (CAdES C, X, XL).

Every reference needs its value, every value its reference, and the chain up to the root must be referenced: else evidence could be
exchanged or left out unseen.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import attrs

from earsiv.errors import Bulgu, bulgu
from earsiv.imza import agac, der, iptal, kripto, oid
from earsiv.imza.agac import Imzaci
from earsiv.imza.iptal import Ocsp, Sil
from earsiv.imza.sertifika import Sertifika


@attrs.frozen
class OtherHash:
    """A digest of something referenced."""

    ozet: str
    deger: bytes

    @classmethod
    def read(cls, dugum: der.Dugum) -> OtherHash:
        """Read sha1Hash or otherHash."""
        if dugum.etiket == der.OCTET:
            return cls("sha1", dugum.sekizli())
        alg, deger = dugum.tur(der.SEQUENCE).cocuklar()
        return cls(kripto.digest_name(alg), deger.tur(der.OCTET).sekizli())

    def names(self, aday: Sertifika | Sil) -> bool:
        """Tell whether it is the digest of a certificate or a list."""
        return self.deger.hex() == aday.sha256 if self.ozet == "sha256" else self.of(aday.ham)

    def of(self, *adaylar: bytes) -> bool:
        """Tell whether it is the digest of one of the byte strings."""
        return (
            self.ozet != "md5"
            and kripto.computable(self.ozet)
            and any(hmac.compare_digest(kripto.digest(self.ozet, a), self.deger) for a in adaylar if a)
        )


@attrs.frozen
class OcspRef:
    """A reference to an OCSP answer: responder, moment, digest where given."""

    kimlik: bytes
    uretim: object
    ozet: OtherHash | None

    def of(self, ocsp: Ocsp) -> bool:
        """Tell whether it names an answer; the digest may be of the answer or of the response around it."""
        if ocsp.kimlik.ham != self.kimlik or ocsp.uretim != self.uretim:
            return False
        return self.ozet is None or self.ozet.of(ocsp.ham, ocsp.zarf, wrapped(ocsp.ham))


def wrapped(ham: bytes) -> bytes:
    """Return a BasicOCSPResponse as the successful OCSPResponse that carried it."""
    ic = der.wrap(der.SEQUENCE, bytes.fromhex("06092b0601050507300101") + der.wrap(der.OCTET, ham))
    return der.wrap(der.SEQUENCE, b"\x0a\x01\x00" + der.wrap(0xA0, ic))


@attrs.frozen(eq=False)
class UzunDonem:
    """The long-term attributes of a signer (or of a token): references and values, read. ``None``: the attribute is absent."""

    sertifika_ref: tuple[OtherHash, ...] | None
    sil_ref: tuple[OtherHash, ...]
    ocsp_ref: tuple[OcspRef, ...]
    iptal_ref_var: bool
    sertifika_degeri: tuple[Sertifika, ...] | None
    siller: tuple[bytes, ...]
    ocspler: tuple[bytes, ...]
    iptal_degeri_var: bool

    @cached_property
    def okunan_siller(self) -> tuple[Sil, ...]:
        """The lists among the values."""
        return tuple(iptal.read_crl(h) for h in self.siller)

    @cached_property
    def okunan_ocspler(self) -> tuple[Ocsp, ...]:
        """The answers among the values."""
        return tuple(iptal.read_ocsp(h) for h in self.ocspler)


def read(imzaci: Imzaci) -> UzunDonem:
    """Read the long-term attributes.

    Raises:
        DerHatasi: one of them is not what it should be, or stands twice.
    """
    tek = {k: _single(imzaci, k) for k in (oid.CERT_REFS, oid.REV_REFS, oid.CERT_VALUES, oid.REV_VALUES)}
    try:
        siller, ocspler = _revocation_refs(tek[oid.REV_REFS])
        iptal_degeri = tek[oid.REV_VALUES]
        degerler = iptal_degeri.cocuklar() if iptal_degeri else []
        liste = {e: [o.ham for o in alan.cocuklar()[0].cocuklar()] if (alan := der.explicit(degerler, e)) else [] for e in (0xA0, 0xA1)}
        sertifika_ref, sertifika_degeri = tek[oid.CERT_REFS], tek[oid.CERT_VALUES]
        return UzunDonem(
            sertifika_ref=None if sertifika_ref is None else tuple(OtherHash.read(o.cocuklar()[0]) for o in sertifika_ref.cocuklar()),
            sil_ref=tuple(siller),
            ocsp_ref=tuple(ocspler),
            iptal_ref_var=tek[oid.REV_REFS] is not None,
            sertifika_degeri=None if sertifika_degeri is None else agac.readable(sertifika_degeri.cocuklar()),
            siller=tuple(liste[0xA0]),
            ocspler=tuple(liste[0xA1]),
            iptal_degeri_var=iptal_degeri is not None,
        )
    except (IndexError, ValueError) as hata:
        raise der.DerHatasi(str(hata)) from None


def _single(imzaci: Imzaci, kimlik: str) -> der.Dugum | None:
    bulunan = [d for o in imzaci.unsigned(kimlik) for d in o.degerler]
    if len(bulunan) > 1:
        raise der.DerHatasi("öznitelik iki kez")
    return bulunan[0] if bulunan else None


def _revocation_refs(deger: der.Dugum | None) -> tuple[list[OtherHash], list[OcspRef]]:
    siller, ocspler = [], []
    for oge in deger.cocuklar() if deger else ():
        for alan in oge.tur(der.SEQUENCE).cocuklar():
            kimlikler = alan.cocuklar()[0].cocuklar()[0].cocuklar() if alan.etiket in {0xA0, 0xA1} else []
            for kimlik in kimlikler:
                ogeler = kimlik.cocuklar()
                if alan.etiket == 0xA0:
                    siller.append(OtherHash.read(ogeler[0]))
                else:
                    veren, uretim = ogeler[0].cocuklar()
                    ocspler.append(OcspRef(veren.ham, uretim.zaman(), OtherHash.read(ogeler[1]) if len(ogeler) > 1 else None))
    return siller, ocspler


def compare(
    uzun: UzunDonem,
    zincir: Sequence[Sertifika],
    kullanilan: Iterable[Sil | Ocsp],
    eldeki: Sequence[Sertifika],
    tanidik: Iterable[Sertifika],
    yer: str,
) -> Iterator[Bulgu]:
    """Yield what does not fit: between references and values, and between both and what the verdict rests on.

    Args:
        zincir: the signer's path, leaf first.
        kullanilan: the evidence the verdict on that path rests on.
        eldeki: every certificate at hand, for references without values (C, X).
        tanidik: certificates that may stand among the values without a reference: the signer's own, those of stamps and responders.
    """
    if uzun.sertifika_ref is None and not uzun.iptal_ref_var:
        if uzun.sertifika_degeri is not None or uzun.iptal_degeri_var:
            yield bulgu("IMZ-060", yer, ne="değerler var, referanslar yok")
        return
    bilinen = {*tanidik, *zincir[:1]}
    yield from _certificates(uzun, zincir, eldeki, bilinen, yer)
    for fazla in uzun.sertifika_degeri or ():
        if fazla not in bilinen and not any(r.names(fazla) for r in uzun.sertifika_ref or ()):
            yield bulgu("IMZ-060", yer, ne=f"referansı olmayan sertifika değeri: {fazla.ad}")
    yield from _revocation(uzun, yer)
    if uzun.iptal_ref_var:
        for kanit in kullanilan:
            if not _referenced(uzun, kanit):
                yield bulgu("IMZ-060", yer, ne="kararın dayandığı iptal kanıtı referanslarda yok")


def values_of_references(uzun: UzunDonem, kendi: Iterable[Sertifika], yer: str) -> Iterator[Bulgu]:
    """Yield the references of a token without value, and its values without reference, where it has references at all.

    Args:
        kendi: the certificates in the token's own field, which count as values.
    """
    if uzun.sertifika_ref is not None and uzun.sertifika_degeri is not None:
        yield from _certificates(uzun, (), (), set(kendi), yer)
    if uzun.iptal_ref_var:
        yield from _revocation(uzun, yer)


def _certificates(
    uzun: UzunDonem, zincir: Sequence[Sertifika], eldeki: Sequence[Sertifika], bilinen: set[Sertifika], yer: str
) -> Iterator[Bulgu]:
    refler = uzun.sertifika_ref or ()
    bakilan = eldeki if uzun.sertifika_degeri is None else (*uzun.sertifika_degeri, *bilinen)
    for no, ref in enumerate(refler, start=1):
        if not any(ref.names(s) for s in bakilan):
            yield bulgu("IMZ-061" if uzun.sertifika_degeri is None else "IMZ-060", yer, ne=f"{no}. sertifika referansının değeri yok")
    for ust in zincir[1:]:
        if not any(r.names(ust) for r in refler):
            yield bulgu("IMZ-060", yer, ne=f"zincirdeki sertifika referanslarda yok: {ust.ad}")
        if uzun.sertifika_degeri is not None and ust not in uzun.sertifika_degeri:
            yield bulgu("IMZ-060", yer, ne=f"zincirdeki sertifika değerlerde yok: {ust.ad}")


def _revocation(uzun: UzunDonem, yer: str) -> Iterator[Bulgu]:
    if not uzun.iptal_degeri_var:
        return
    siller, ocspler = uzun.okunan_siller, uzun.okunan_ocspler
    for no, sil_ref in enumerate(uzun.sil_ref, start=1):
        if not any(sil_ref.names(s) for s in siller):
            yield bulgu("IMZ-060", yer, ne=f"{no}. SİL referansının değeri yok")
    for no, ocsp_ref in enumerate(uzun.ocsp_ref, start=1):
        if not any(ocsp_ref.of(o) for o in ocspler):
            yield bulgu("IMZ-060", yer, ne=f"{no}. ÇİSDuP referansının değeri yok")
    kanitlar: tuple[Sil | Ocsp, ...] = (*siller, *ocspler)
    for kanit in kanitlar:
        if not _referenced(uzun, kanit):
            yield bulgu("IMZ-060", yer, ne="referansı olmayan iptal kanıtı var")


def _referenced(uzun: UzunDonem, kanit: Sil | Ocsp) -> bool:
    if isinstance(kanit, Sil):
        return any(r.names(kanit) for r in uzun.sil_ref)
    return any(r.of(kanit) for r in uzun.ocsp_ref)
