# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""A certificate as the rules see it: names and extensions as stored, nothing judged.

Read leniently, because old Turkish certificates are not all strict DER; whether a path holds is judged in ``zincir`` by a library.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import string
from functools import cached_property, lru_cache
from typing import Final

import attrs

from earsiv.imza import der, kripto, oid

_KUCUK: Final = {ord(b): ord(k) for b, k in zip(string.ascii_uppercase, string.ascii_lowercase, strict=True)}
_AD_OIDLERI: Final = {
    "2.5.4.3": "CN",
    "2.5.4.5": "SERIALNUMBER",
    "2.5.4.6": "C",
    "2.5.4.7": "L",
    "2.5.4.8": "ST",
    "2.5.4.10": "O",
    "2.5.4.11": "OU",
    "2.5.4.12": "T",
    "2.5.4.4": "SN",
    "2.5.4.42": "GN",
    "2.5.4.97": "ORGANIZATIONID",
    "1.2.840.113549.1.9.1": "E",
}


@attrs.frozen(eq=False)
class Sertifika:
    """One X.509 certificate. Equal when the bytes are equal."""

    ham: bytes = attrs.field(repr=False)
    tbs: bytes = attrs.field(repr=False)
    seri: int
    veren: bytes = attrs.field(repr=False)
    konu: bytes = attrs.field(repr=False)
    baslangic: dt.datetime
    bitis: dt.datetime
    spki: bytes = attrs.field(repr=False)
    algoritma: kripto.ImzaAlgoritmasi | None
    imza: bytes = attrs.field(repr=False)
    uzantilar: dict[str, tuple[bool, bytes]] = attrs.field(repr=False)
    sha256: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sertifika) and self.ham == other.ham

    def __hash__(self) -> int:
        return hash(self.sha256)

    def extension(self, kimlik: str) -> der.Dugum | None:
        """Return the value of an extension."""
        uzanti = self.uzantilar.get(kimlik)
        return der.oku(uzanti[1]) if uzanti else None

    @cached_property
    def makam(self) -> bool:
        """Whether it is a certificate authority by its basic constraints."""
        temel = self.extension(oid.BASIC_CONSTRAINTS)
        ogeler = temel.cocuklar() if temel else []
        return bool(ogeler) and ogeler[0].etiket == der.BOOLEAN and ogeler[0].dogru()

    @cached_property
    def kullanim(self) -> frozenset[int] | None:
        """The bits of its key usage (0 digitalSignature, 1 nonRepudiation, 5 keyCertSign, 6 cRLSign); ``None``: no such extension."""
        uzanti = self.extension(oid.KEY_USAGE)
        if uzanti is None:
            return None
        bitler = uzanti.bitler()
        return frozenset(i for i in range(len(bitler) * 8) if bitler[i // 8] >> (7 - i % 8) & 1)

    @cached_property
    def amaclar(self) -> tuple[str, ...] | None:
        """The OIDs of its extended key usage; ``None``: no such extension."""
        uzanti = self.extension(oid.EXT_KEY_USAGE)
        return None if uzanti is None else tuple(o.oid() for o in uzanti.cocuklar())

    @cached_property
    def ilkeler(self) -> frozenset[str]:
        """The OIDs of its certificate policies."""
        uzanti = self.extension(oid.POLICIES)
        return frozenset(o.cocuklar()[0].oid() for o in uzanti.cocuklar()) if uzanti else frozenset()

    @cached_property
    def beyanlar(self) -> frozenset[str]:
        """The OIDs of its QcStatements."""
        uzanti = self.extension(oid.QC_STATEMENTS)
        return frozenset(o.cocuklar()[0].oid() for o in uzanti.cocuklar()) if uzanti else frozenset()

    @cached_property
    def ski(self) -> bytes | None:
        """Its subject key identifier."""
        uzanti = self.extension(oid.SKI)
        return uzanti.sekizli() if uzanti else None

    @cached_property
    def aki(self) -> bytes | None:
        """The key identifier of its issuer."""
        uzanti = self.extension(oid.AKI)
        anahtar = der.explicit(uzanti.cocuklar(), 0x80) if uzanti else None
        return anahtar.icerik if anahtar else None

    @cached_property
    def kendi_veren(self) -> bool:
        """Whether issuer and subject are the same."""
        return same_name(self.veren, self.konu)

    @property
    def ad(self) -> str:
        """Its common name."""
        return self.field("CN")

    def field(self, alan: str) -> str:
        """Return a field of the subject by its short name, empty when it is not there."""
        return ", ".join(deger for ad, deger in name_fields(self.konu) if ad == alan)

    @cached_property
    def anahtar_ozeti(self) -> bytes:
        """SHA-1 of the public key bits, the name OCSP gives a key (RFC 6960)."""
        return hashlib.sha1(der.oku(self.spki).cocuklar()[1].bitler(), usedforsecurity=False).digest()

    def addresses(self, kimlik: str) -> tuple[str, ...]:
        """Return the URLs of an access method in its authority information access."""
        uzanti = self.extension(oid.AIA)
        ciftler = [o.cocuklar() for o in uzanti.cocuklar()] if uzanti else []
        return tuple(c[1].icerik.decode("latin-1") for c in ciftler if c[0].oid() == kimlik and c[1].etiket == 0x86)

    @cached_property
    def sil_adresleri(self) -> tuple[str, ...]:
        """The URLs of its CRL distribution points."""
        uzanti = self.extension(oid.CRL_DP)
        return tuple(u.icerik.decode("latin-1") for u in descend(uzanti, 0x86)) if uzanti else ()

    @cached_property
    def sil_adlari(self) -> frozenset[bytes]:
        """The full names of its CRL distribution points, as stored."""
        uzanti = self.extension(oid.CRL_DP)
        noktalar = [der.explicit(dp.cocuklar(), 0xA0) for dp in uzanti.cocuklar()] if uzanti else []
        return frozenset(ad for nokta in noktalar if nokta for ad in full_names(nokta))

    def issued_by(self, makam: Sertifika) -> bool | None:
        """Tell whether the signature on it is that of ``makam``'s key; ``None`` where it cannot be computed."""
        return kripto.verify(makam.spki, self.algoritma, None, self.tbs, self.imza)


def full_names(nokta: der.Dugum) -> frozenset[bytes]:
    """Return the full names of a distribution point's name, as stored; a relative name is none of them."""
    return frozenset(ad.ham for alan in nokta.cocuklar() if alan.etiket == 0xA0 for ad in alan.cocuklar())


def descend(dugum: der.Dugum, etiket: int, derin: int = 0) -> list[der.Dugum]:
    """Return the values with a tag, at any of a few levels."""
    if dugum.etiket == etiket:
        return [dugum]
    if not dugum.etiket & 0x20 or derin > 5:
        return []
    return [bulunan for c in dugum.cocuklar() for bulunan in descend(c, etiket, derin + 1)]


@lru_cache(maxsize=2048)
def read(ham: bytes) -> Sertifika:
    """Read a certificate.

    Raises:
        DerHatasi: it is none.
    """
    try:
        dugum = der.oku(ham).tur(der.SEQUENCE)
        tbs, alg, imza = dugum.cocuklar()[:3]
        ogeler = tbs.tur(der.SEQUENCE).cocuklar()
        ogeler = ogeler[1:] if ogeler[0].etiket == 0xA0 else ogeler
        seri, ic_alg, veren, sure, konu, spki = ogeler[:6]
        if ic_alg.ham != alg.ham:
            raise der.DerHatasi("sertifikanın iki algoritma alanı farklı")
        baslangic, bitis = (z.zaman() for z in sure.cocuklar()[:2])
        uzanti = der.explicit(ogeler[6:], 0xA3)
        name_key(veren.ham), name_key(konu.ham)
        return Sertifika(
            ham=dugum.ham,
            tbs=tbs.ham,
            seri=seri.tur(der.INTEGER).tamsayi(),
            veren=veren.tur(der.SEQUENCE).ham,
            konu=konu.tur(der.SEQUENCE).ham,
            baslangic=baslangic,
            bitis=bitis,
            spki=spki.tur(der.SEQUENCE).ham,
            algoritma=kripto.signature_algorithm(alg),
            imza=imza.bitler(),
            uzantilar=extensions(uzanti.cocuklar()[0]) if uzanti else {},
            sha256=hashlib.sha256(dugum.ham).hexdigest(),
        )
    except (IndexError, ValueError) as hata:
        raise der.DerHatasi(str(hata)) from None


def extensions(liste: der.Dugum) -> dict[str, tuple[bool, bytes]]:
    """Return (critical, value) by OID of an Extensions value; a repeated extension is refused (RFC 5280 4.2)."""
    sonuc: dict[str, tuple[bool, bytes]] = {}
    for oge in liste.tur(der.SEQUENCE).cocuklar():
        parcalar = oge.cocuklar()
        kimlik = parcalar[0].oid()
        if kimlik in sonuc:
            raise der.DerHatasi("uzantı iki kez")
        sonuc[kimlik] = (len(parcalar) == 3 and parcalar[1].dogru(), parcalar[-1].tur(der.OCTET).sekizli())
    return sonuc


@lru_cache(maxsize=4096)
def name_fields(ad: bytes) -> tuple[tuple[str, str], ...]:
    """Return (short name or OID, text) of a distinguished name, in stored order."""
    alanlar = []
    for rdn in der.oku(ad).tur(der.SEQUENCE).cocuklar():
        for cift in rdn.tur(der.SET).cocuklar():
            ogeler = cift.tur(der.SEQUENCE).cocuklar()
            if len(ogeler) != 2:
                raise der.DerHatasi("ad alanı")
            tur, deger = ogeler
            alanlar.append((_AD_OIDLERI.get(tur.oid(), tur.oid()), deger.metin() if deger.etiket in der.METIN else deger.ham.hex()))
    return tuple(alanlar)


@lru_cache(maxsize=4096)
def name_key(ad: bytes) -> tuple[tuple[str, str], ...]:
    """Return a distinguished name in the form in which two are compared (RFC 5280 7.1): blanks and the case of ASCII do not count."""
    return tuple((tur, " ".join(deger.translate(_KUCUK).split())) for tur, deger in name_fields(ad))


def same_name(bir: bytes, iki: bytes) -> bool:
    """Tell whether two distinguished names are the same."""
    return bir == iki or name_key(bir) == name_key(iki)


def show_name(ad: bytes) -> str:
    """Return a distinguished name for people; a holder's number in it is masked."""
    return ", ".join(f"{tur}={mask(deger) if tur == 'SERIALNUMBER' else deger}" for tur, deger in name_fields(ad))


def mask(no: str) -> str:
    """Hide the middle of a holder's number: a T.C. kimlik no is personal data."""
    return f"{no[:3]}{'*' * max(len(no) - 5, 0)}{no[-2:]}" if len(no) > 5 else "*" * len(no)
