# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""A CMS SignedData as a tree of views: signers, their attributes, certificates and revocation data, with the mathematics as facts.

Nothing here depends on a policy, a root or a date: a tree that was read once can be judged again under another policy.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from functools import cached_property
from typing import Final

import attrs

from earsiv.errors import GirdiHatasi
from earsiv.imza import der, kripto, oid, sertifika
from earsiv.imza.sertifika import Sertifika

_OCSP_BILGISI: Final = "1.3.6.1.5.5.7.16.2"
_EN_COK_OZNITELIK: Final = 512


@attrs.frozen
class Oznitelik:
    """An attribute: its type, its values, the bytes it was stored in."""

    oid: str
    dugum: der.Dugum
    tur: der.Dugum
    kume: der.Dugum

    @property
    def degerler(self) -> list[der.Dugum]:
        """Its values, in stored order."""
        return self.kume.cocuklar()


@attrs.frozen(eq=False)
class Imzaci:
    """A SignerInfo. ``imzali`` and ``imzasiz`` are its attributes; ``ust`` is the signer it counter-signs."""

    dugum: der.Dugum
    surum: der.Dugum
    sid: der.Dugum
    ozet_alani: der.Dugum
    imzali_alani: der.Dugum | None
    imza_alg_alani: der.Dugum
    imza_alani: der.Dugum
    imzasiz_alani: der.Dugum | None
    imzali: tuple[Oznitelik, ...]
    imzasiz: tuple[Oznitelik, ...]
    yer: str

    @cached_property
    def ozet(self) -> str:
        """Its digest algorithm, hashlib's name or the OID."""
        return kripto.digest_name(self.ozet_alani)

    @cached_property
    def algoritma(self) -> kripto.ImzaAlgoritmasi | None:
        """Its signature algorithm; the digest named elsewhere filled in."""
        alg = kripto.signature_algorithm(self.imza_alg_alani)
        return attrs.evolve(alg, ozet=self.ozet) if alg is not None and alg.ozet is None else alg

    @cached_property
    def imza(self) -> bytes:
        """The signature value."""
        return self.imza_alani.sekizli()

    def values(self, kimlik: str) -> list[der.Dugum]:
        """Return every value of a signed attribute, over all its occurrences."""
        return [d for o in self.imzali if o.oid == kimlik for d in o.degerler]

    def unsigned(self, *kimlikler: str) -> list[Oznitelik]:
        """Return the unsigned attributes of these types, in stored order."""
        return [o for o in self.imzasiz if o.oid in kimlikler]

    def names(self, aday: Sertifika) -> bool:
        """Tell whether the signer identifier names a certificate."""
        if self.sid.etiket == der.SEQUENCE:
            veren, seri = self.sid.cocuklar()[:2]
            return seri.tamsayi() == aday.seri and sertifika.same_name(veren.ham, aday.veren)
        return self.sid.etiket in {0x80, 0xA0} and self.sid.sekizli() == aday.ski

    def signed_bytes(self) -> tuple[bytes, ...]:
        """Return what the signature value is over: the signed attributes as stored, under the tag of a SET.

        A set that was stored otherwise than DER would (indefinite length, another order) is looked at in both forms: it is the same set.
        """
        alan = self.imzali_alani
        if alan is None:
            return ()
        sirali = der.wrap(der.SET, b"".join(sorted(o.dugum.ham for o in self.imzali)))
        return tuple(dict.fromkeys((b"\x31" + alan.ham[1:], der.wrap(der.SET, alan.icerik), sirali)))

    @cached_property
    def ess(self) -> tuple[tuple[str, bytes, der.Dugum | None, bool], ...]:
        """(digest, value, issuerSerial, v2) of the first certificate that each ESS attribute names."""
        sonuc = []
        for kimlik, yeni in ((oid.SIGNING_CERT_V2, True), (oid.SIGNING_CERT, False)):
            for deger in self.values(kimlik):
                kimlikler = deger.cocuklar()[0].cocuklar()
                if not kimlikler:
                    raise der.DerHatasi("boş signing-certificate")
                ogeler = kimlikler[0].cocuklar()
                ozet = "sha256" if yeni else "sha1"
                if yeni and ogeler[0].etiket == der.SEQUENCE:
                    ozet = kripto.digest_name(ogeler.pop(0))
                sonuc.append((ozet, ogeler[0].tur(der.OCTET).sekizli(), ogeler[1] if len(ogeler) > 1 else None, yeni))
        return tuple(sonuc)

    def references(self, aday: Sertifika) -> bool:
        """Tell whether every ESS attribute names this certificate."""
        for ozet, deger, veren_seri, _ in self.ess:
            if not kripto.computable(ozet) or not hmac.compare_digest(kripto.digest(ozet, aday.ham), deger):
                return False
            if veren_seri is not None and not _is_issuer_serial(veren_seri, aday):
                return False
        return bool(self.ess)

    def counters(self) -> Iterator[Imzaci]:
        """Yield the signers that counter-sign this one."""
        no = 0
        for oznitelik in self.unsigned(oid.COUNTER_SIGNATURE):
            for deger in oznitelik.degerler:
                no += 1
                yield read_signer(deger, f"{self.yer} · seri imza {no}")


def _is_issuer_serial(deger: der.Dugum, aday: Sertifika) -> bool:
    """Tell whether an IssuerSerial names a certificate."""
    adlar, seri = deger.cocuklar()[:2]
    verenler = [a.cocuklar()[0].ham for a in adlar.cocuklar() if a.etiket == 0xA4]
    return seri.tamsayi() == aday.seri and (not verenler or any(sertifika.same_name(v, aday.veren) for v in verenler))


@attrs.frozen(eq=False)
class Imzali:
    """A SignedData. ``icerik`` is the content (``None``: detached), ``ic_alani`` the whole encapContentInfo."""

    kok: der.Dugum
    surum: int
    ozet_kumesi: der.Dugum
    ic_alani: der.Dugum
    icerik_turu: str
    icerik: bytes | None = attrs.field(repr=False)
    sertifika_alani: der.Dugum | None
    sil_alani: der.Dugum | None
    imzacilar: tuple[Imzaci, ...]
    yer: str

    @cached_property
    def sertifikalar(self) -> tuple[Sertifika, ...]:
        """The certificates inside that can be read."""
        return readable(self.sertifika_alani.cocuklar()) if self.sertifika_alani else ()

    @cached_property
    def iptal_verisi(self) -> tuple[list[bytes], list[bytes]]:
        """(CRLs, OCSP answers) of its revocation field."""
        siller, ocspler = [], []
        for oge in self.sil_alani.cocuklar() if self.sil_alani else ():
            if oge.etiket == der.SEQUENCE:
                siller.append(oge.ham)
            elif oge.etiket == 0xA1 and oge.cocuklar()[0].oid() == _OCSP_BILGISI:
                ocspler.append(oge.cocuklar()[1].ham)
        return siller, ocspler


def readable(dugumler: list[der.Dugum]) -> tuple[Sertifika, ...]:
    """Return the certificates among values; what is none (attribute certificates, damage) is left out."""
    sonuc = []
    for dugum in dugumler:
        if dugum.etiket == der.SEQUENCE:
            try:
                sonuc.append(sertifika.read(dugum.ham))
            except der.DerHatasi:
                continue
    return tuple(sonuc)


def load(veri: bytes, yer: str, en_cok: int) -> Imzali:
    """Read a ContentInfo with SignedData.

    Args:
        en_cok: how many signers at the most.

    Raises:
        GirdiHatasi: IMZ-005 not a SignedData, IMZ-006 no or too many signers.
    """
    try:
        return _load(veri, yer, en_cok)
    except (ValueError, IndexError):
        raise GirdiHatasi("IMZ-005", yer) from None


def _load(veri: bytes, yer: str, en_cok: int) -> Imzali:
    kap = der.oku(veri).tur(der.SEQUENCE)
    tur, govde = kap.cocuklar()
    if tur.oid() != oid.SIGNED_DATA or kap.son != len(veri):
        raise GirdiHatasi("IMZ-005", yer)
    (kok,) = govde.tur(0xA0).cocuklar()
    ogeler = kok.tur(der.SEQUENCE).cocuklar()
    surum, ozetler, ic = ogeler[:3]
    kalan = ogeler[3:]
    sertifikalar, siller = der.explicit(kalan[:-1], 0xA0), der.explicit(kalan[:-1], 0xA1)
    if [o.etiket for o in kalan[:-1]] != [o.etiket for o in (sertifikalar, siller) if o]:
        raise der.DerHatasi("alan sırası")
    bilgiler = kalan[-1].tur(der.SET).cocuklar()
    if not 1 <= len(bilgiler) <= en_cok:
        raise GirdiHatasi("IMZ-006", yer, sayi=len(bilgiler))
    parcalar = ic.tur(der.SEQUENCE).cocuklar()
    icerik = None
    if len(parcalar) > 1:
        (deger,) = parcalar[1].tur(0xA0).cocuklar()
        icerik = deger.ham if deger.etiket not in {der.OCTET, der.OCTET | 0x20} else deger.sekizli()
    return Imzali(
        kok=kok,
        surum=surum.tur(der.INTEGER).tamsayi(),
        ozet_kumesi=ozetler.tur(der.SET),
        ic_alani=ic,
        icerik_turu=parcalar[0].oid(),
        icerik=icerik,
        sertifika_alani=sertifikalar,
        sil_alani=siller,
        imzacilar=tuple(read_signer(b, f"{yer} · imzacı {no}" if len(bilgiler) > 1 else yer) for no, b in enumerate(bilgiler, start=1)),
        yer=yer,
    )


def read_signer(dugum: der.Dugum, yer: str) -> Imzaci:
    """Read a SignerInfo.

    Raises:
        DerHatasi: it is none.
    """
    try:
        ogeler = dugum.tur(der.SEQUENCE).cocuklar()
        surum, sid, ozet = ogeler[:3]
        kalan = ogeler[3:]
        imzali = kalan.pop(0) if kalan[0].etiket == 0xA0 else None
        alg, imza = kalan[:2]
        imzasiz = kalan[2].tur(0xA1) if len(kalan) > 2 else None
        if len(kalan) > 3 or surum.tur(der.INTEGER).tamsayi() not in {1, 3} or imza.etiket not in {der.OCTET, der.OCTET | 0x20}:
            raise der.DerHatasi("SignerInfo")
        return Imzaci(
            dugum=dugum,
            surum=surum,
            sid=sid,
            ozet_alani=ozet.tur(der.SEQUENCE),
            imzali_alani=imzali,
            imza_alg_alani=alg.tur(der.SEQUENCE),
            imza_alani=imza,
            imzasiz_alani=imzasiz,
            imzali=_attributes(imzali),
            imzasiz=_attributes(imzasiz),
            yer=yer,
        )
    except IndexError:
        raise der.DerHatasi("SignerInfo") from None


def _attributes(alan: der.Dugum | None) -> tuple[Oznitelik, ...]:
    ogeler = alan.cocuklar() if alan else []
    if len(ogeler) > _EN_COK_OZNITELIK:
        raise der.DerHatasi("öznitelik sayısı")
    sonuc = []
    for oge in ogeler:
        tur, kume = oge.tur(der.SEQUENCE).cocuklar()
        if kume.govde == kume.bitis:
            raise der.DerHatasi("değersiz öznitelik")
        sonuc.append(Oznitelik(tur.oid(), oge, tur, kume.tur(der.SET)))
    return tuple(sonuc)
