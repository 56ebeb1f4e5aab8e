# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""A free composer of CAdES: any attribute can be left out, doubled, bent or put where it does not belong.

Independent of the production signer on purpose: what both agree on was written twice. Levels above T are in ``cades_uzat``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, Final

import attrs

from earsiv.testing import der
from earsiv.testing.cms_yaz import (
    CONTENT_TYPE,
    ID_DATA,
    MESSAGE_DIGEST,
    SIGNING_TIME,
    ImzaciBilgisi,
    ImzaliVeri,
    Oznitelik,
    attribute,
    ess_certificate,
    issuer_and_serial,
    sign_attributes,
)
from earsiv.testing.dunya import dunya
from earsiv.testing.dunya_imza import digest, digest_id

COUNTER_SIGNATURE: Final = "1.2.840.113549.1.9.6"
SIGNATURE_POLICY: Final = "1.2.840.113549.1.9.16.2.15"
CONTENT_STAMP: Final = "1.2.840.113549.1.9.16.2.20"
_SPURI: Final = "1.2.840.113549.1.9.16.5.1"

POLITIKALAR: Final = {
    "P2": "2.16.792.1.61.0.1.5070.3.1.1",
    "P3": "2.16.792.1.61.0.1.5070.3.2.1",
    "P4": "2.16.792.1.61.0.1.5070.3.3.1",
}
REHBER_OZETI: Final = bytes.fromhex("ff39bd29463383f69b2052ac47439e06ce7c3b8646e888b6e5ae3e46ba08117a")
REHBER_ADRESI: Final = "https://www.btk.gov.tr/uploads/pages/elektronik-imza-kullanim-profilleri-rehberi-5a33ff5b59f93.pdf"

ICERIK: Final = "Örnekova Belediyesi deneme yazısı: hiçbir hüküm doğurmaz.\n".encode()
IMZA_ANI: Final = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)

Duzenle = Callable[[list[Oznitelik]], list[Oznitelik]]


@attrs.frozen
class Imza:
    """A signature being composed: its SignedData, the content it is over, and whether the content stays outside."""

    veri: ImzaliVeri
    icerik: bytes
    ayrik: bool = False

    @property
    def imzaci(self) -> ImzaciBilgisi:
        """The (first) signer."""
        return self.veri.imzacilar[0]

    @property
    def disarida(self) -> bytes | None:
        """The content to hand to a verifier beside the signature."""
        return self.icerik if self.ayrik else None

    def dump(self) -> bytes:
        """Return the DER."""
        return self.veri.dump()

    def with_data(self, **alanlar: Any) -> Imza:
        """Replace parts of the SignedData."""
        return attrs.evolve(self, veri=attrs.evolve(self.veri, **alanlar))

    def with_signer(self, **alanlar: Any) -> Imza:
        """Replace parts of the first SignerInfo."""
        return self.with_data(imzacilar=(attrs.evolve(self.imzaci, **alanlar), *self.veri.imzacilar[1:]))

    def add(self, *oznitelikler: Oznitelik) -> Imza:
        """Append unsigned attributes to the first signer."""
        return self.with_signer(imzasiz=(*self.imzaci.imzasiz, *oznitelikler))

    def edit_unsigned(self, duzenle: Duzenle) -> Imza:
        """Let a function change the unsigned attributes of the first signer."""
        return self.with_signer(imzasiz=tuple(duzenle(list(self.imzaci.imzasiz))))

    def unsigned(self, oid: str) -> Oznitelik:
        """Return the last unsigned attribute of a type."""
        return [o for o in self.imzaci.imzasiz if o.oid == oid][-1]


def drop(*oidler: str) -> Duzenle:
    """Return an edit that leaves attributes out."""
    return lambda liste: [o for o in liste if o.oid not in oidler]


def double(oid: str) -> Duzenle:
    """Return an edit that puts an attribute in twice."""
    return lambda liste: [*liste, *(o for o in liste if o.oid == oid)]


def put(oid: str, *degerler: bytes) -> Duzenle:
    """Return an edit that gives an attribute other values, as many as wanted."""
    return lambda liste: [attribute(oid, *degerler) if o.oid == oid else o for o in liste]


def append(*oznitelikler: Oznitelik) -> Duzenle:
    """Return an edit that adds attributes."""
    return lambda liste: [*liste, *oznitelikler]


def policy(profil: str, *, oid: str = "", ozet: bytes = REHBER_OZETI, ozet_adi: str = "sha256") -> Oznitelik:
    """Return signature-policy-identifier of a Turkish profile with the SPURI qualifier, or with another OID or hash."""
    niteleyen = der.seq(der.oid(_SPURI), der.ia5(REHBER_ADRESI))
    return attribute(
        SIGNATURE_POLICY,
        der.seq(der.oid(oid or POLITIKALAR[profil]), der.seq(digest_id(ozet_adi), der.octets(ozet)), der.seq(niteleyen)),
    )


def content_stamp(icerik: bytes, an: dt.datetime, **kusur: Any) -> Oznitelik:
    """Return content-time-stamp over some content."""
    return attribute(CONTENT_STAMP, dunya().damga(digest("sha256", icerik), "sha256", an, **kusur))


def sign(
    kim: str = "kisi",
    *,
    icerik: bytes = ICERIK,
    ayrik: bool = False,
    profil: str = "",
    an: dt.datetime | None = IMZA_ANI,
    ozet: str = "",
    imza_ozeti: str = "",
    ess: int | None = 2,
    anahtar: str = "",
    sertifika: str = "",
    ek_sertifikalar: Sequence[str] | None = None,
    duzenle: Duzenle | None = None,
) -> Imza:
    """Return a BES or (with ``profil``) EPES signature.

    Args:
        kim: label of the signer in the test world.
        icerik: what is signed.
        ayrik: leave it outside.
        profil: P2, P3 or P4.
        an: claimed signing-time, ``None`` for no such attribute.
        ozet: digest; SHA-384 for P-384 keys and SHA-256 for others by default.
        imza_ozeti: digest of the signature algorithm where it differs.
        ess: 1 or 2 for the version of signing-certificate, ``None`` for none.
        anahtar: label of another key to sign with.
        sertifika: label of another certificate to embed and name in ``sid``; signing-certificate still names that of ``kim``.
        ek_sertifikalar: labels of further certificates to embed; the path without the root by default.
        duzenle: last word on the signed attributes before they are signed.
    """
    d = dunya()
    makam = d.makam(kim)
    md = ozet or makam.ozet
    gomulu = sertifika or kim
    imzali = [attribute(CONTENT_TYPE, der.oid(ID_DATA)), attribute(MESSAGE_DIGEST, der.octets(digest(md, icerik)))]
    imzali += [attribute(SIGNING_TIME, der.utime(an))] if an else []
    imzali += [ess_certificate(makam.sertifika, md if md in {"sha384", "sha512"} else "sha256", surum=ess)] if ess else []
    imzali += [policy(profil)] if profil else []
    imzali = duzenle(imzali) if duzenle else imzali
    bilgi = sign_attributes(
        d.anahtar(anahtar or kim),
        issuer_and_serial(d.sertifika(gomulu)),
        imzali,
        ozet=md,
        imza_ozeti=imza_ozeti,
        pss=makam.pss,
        icerik=icerik,
    )
    ekler = d.zincir_etiketleri(gomulu)[1:-1] if ek_sertifikalar is None else ek_sertifikalar
    sertifikalar = tuple(dict.fromkeys(d.sertifika(e) for e in (gomulu, *ekler)))
    return Imza(ImzaliVeri(ID_DATA, None if ayrik else icerik, (bilgi,), sertifikalar), icerik, ayrik)


def merge(*imzalar: Imza) -> Imza:
    """Return one SignedData with the signers of several, side by side (parallel signatures over the same content)."""
    ilk = imzalar[0]
    bilgiler = tuple(b for i in imzalar for b in i.veri.imzacilar)
    sertifikalar = tuple(dict.fromkeys(s for i in imzalar for s in i.veri.sertifikalar))
    return ilk.with_data(imzacilar=bilgiler, sertifikalar=sertifikalar)


def counter_sign(
    hedef: ImzaciBilgisi,
    kim: str = "kisi2",
    *,
    an: dt.datetime = IMZA_ANI + dt.timedelta(minutes=10),
    uzerine: bytes | None = None,
    ice: Sequence[Oznitelik] = (),
    boz: bool = False,
    duzenle: Duzenle | None = None,
) -> Oznitelik:
    """Return a counter-signature over the signature value of ``hedef`` (or over ``uzerine``).

    ``ice`` are unsigned attributes of the counter-signature itself, for instance a counter-signature on it; see ``counter_info``.
    """
    bilgi = counter_info(hedef, kim, an=an, uzerine=uzerine, duzenle=duzenle)
    imza = bytes([bilgi.imza[0] ^ 1]) + bilgi.imza[1:] if boz else bilgi.imza
    return attribute(COUNTER_SIGNATURE, attrs.evolve(bilgi, imza=imza, imzasiz=tuple(ice)).dump())


def counter_info(
    hedef: ImzaciBilgisi,
    kim: str = "kisi2",
    *,
    an: dt.datetime = IMZA_ANI + dt.timedelta(minutes=10),
    uzerine: bytes | None = None,
    duzenle: Duzenle | None = None,
) -> ImzaciBilgisi:
    """Return the SignerInfo of a counter-signature; it has no content-type (RFC 5652, 11.4)."""
    d = dunya()
    makam = d.makam(kim)
    imzali = [
        attribute(MESSAGE_DIGEST, der.octets(digest(makam.ozet, hedef.imza if uzerine is None else uzerine))),
        attribute(SIGNING_TIME, der.utime(an)),
        ess_certificate(makam.sertifika, makam.ozet),
    ]
    imzali = duzenle(imzali) if duzenle else imzali
    return sign_attributes(makam.anahtar, issuer_and_serial(makam.sertifika), imzali, ozet=makam.ozet, pss=makam.pss)


def with_certificates(imza: Imza, *etiketler: str) -> Imza:
    """Embed further certificates."""
    ekler = (dunya().sertifika(e) for e in etiketler)
    return imza.with_data(sertifikalar=tuple(dict.fromkeys((*imza.veri.sertifikalar, *ekler))))


def as_ber(imza: Imza, *, parca: int = 16) -> bytes:
    """Return the signature with indefinite lengths outside and the content in chunks, as streaming tools write it."""

    def belirsiz(tag: int, *icerik: bytes) -> bytes:
        return bytes([tag, 0x80]) + b"".join(icerik) + b"\x00\x00"

    veri = imza.veri
    alanlar = veri.fields
    if veri.icerik is not None:
        parcalar = [der.octets(veri.icerik[i : i + parca]) for i in range(0, len(veri.icerik), parca)]
        alanlar[2] = belirsiz(0x30, der.oid(veri.icerik_turu), belirsiz(0xA0, belirsiz(0x24, *parcalar)))
    return belirsiz(0x30, der.oid(veri.disa), belirsiz(0xA0, belirsiz(0x30, *alanlar)))
