# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Make CAdES signatures in two phases: prepare the bytes to be signed, let a key anywhere sign them, complete the CMS.

Between the two lie a browser, a card, a mobile phone or a day: a ``Hazirlik`` can be written down and read back by another process.
Completing checks the signature value against the certificate, so what leaves this module holds at least mathematically.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Final

import attrs

from earsiv._clock import Clock, SystemClock
from earsiv.errors import GirdiHatasi
from earsiv.imza import der, kripto, oid, sertifika
from earsiv.imza import oznitelik as oz
from earsiv.imza._zarf import readable
from earsiv.imza.anahtar import Anahtar, algorithm_for
from earsiv.imza.kripto import ImzaAlgoritmasi
from earsiv.imza.oznitelik import Profil

VERI: Final = "1.2.840.113549.1.7.1"  # id-data
_BICIM: Final = "earsiv-hazirlik-1"
_IMZA_BITLERI: Final = {0, 1}  # digitalSignature, nonRepudiation


class HazirlikTuru(StrEnum):
    """What the signature value will be put into: a new CMS, an existing one beside its signers, or beneath one of them."""

    YENI = "yeni"
    PARALEL = "paralel"
    SERI = "seri"


@attrs.frozen
class Hazirlik:
    """A signature that waits for its value.

    ``imzalanacak`` is what has to be signed: the DER SET of the signed attributes; ``ozet`` is its digest, for keys that sign digests.
    ``kap`` and ``yol`` are the CMS and the place in it where a parallel or counter-signature goes.
    """

    imzalanacak: bytes
    algoritma: ImzaAlgoritmasi
    sertifika: bytes = attrs.field(repr=False)
    zincir: tuple[bytes, ...] = attrs.field(default=(), repr=False)
    icerik: bytes | None = attrs.field(default=None, repr=False)
    tur: HazirlikTuru = HazirlikTuru.YENI
    kap: bytes | None = attrs.field(default=None, repr=False)
    yol: tuple[int, ...] = ()
    icerik_turu: str = VERI

    @property
    def ozet(self) -> bytes:
        """The digest of ``imzalanacak``."""
        return hashlib.new(self.algoritma.ozet or "sha256", self.imzalanacak).digest()

    def to_bytes(self) -> bytes:
        """Return a form that can be stored; there is no secret in it."""
        alanlar: dict[str, Any] = {
            "bicim": _BICIM,
            "tur": str(self.tur),
            "imzalanacak": _b64(self.imzalanacak),
            "algoritma": attrs.asdict(self.algoritma),
            "sertifika": _b64(self.sertifika),
            "zincir": [_b64(s) for s in self.zincir],
            "icerik": _b64(self.icerik),
            "kap": _b64(self.kap),
            "yol": list(self.yol),
            "icerik_turu": self.icerik_turu,
        }
        return json.dumps(alanlar, separators=(",", ":")).encode("ascii")

    @classmethod
    def from_bytes(cls, ham: bytes) -> Hazirlik:
        """Read what ``to_bytes`` wrote.

        Raises:
            GirdiHatasi: IMZ-102 it is something else, or damaged.
        """
        try:
            alanlar = json.loads(ham)
            if alanlar["bicim"] != _BICIM:
                raise GirdiHatasi("IMZ-102", ayrinti="başka bir biçim")
            alg = alanlar["algoritma"]
            return cls(
                imzalanacak=_bytes(alanlar["imzalanacak"]),
                algoritma=ImzaAlgoritmasi(str(alg["aile"]), str(alg["ozet"]), alg["maske"], int(alg["tuz"])),
                sertifika=_bytes(alanlar["sertifika"]),
                zincir=tuple(_bytes(s) for s in alanlar["zincir"]),
                icerik=None if alanlar["icerik"] is None else _bytes(alanlar["icerik"]),
                tur=HazirlikTuru(alanlar["tur"]),
                kap=None if alanlar["kap"] is None else _bytes(alanlar["kap"]),
                yol=tuple(int(n) for n in alanlar["yol"]),
                icerik_turu=str(alanlar["icerik_turu"]),
            )
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
            raise GirdiHatasi("IMZ-102", ayrinti="okunamıyor") from None


def prepare(
    icerik: bytes,
    sertifika: bytes,
    *,
    profil: Profil | None = None,
    ayrik: bool = False,
    imza_zamani: dt.datetime,
    zincir: Sequence[bytes] = (),
    ozet: str | None = None,
    pss: bool = False,
) -> Hazirlik:
    """Prepare a new signature over content.

    Args:
        icerik: the content.
        sertifika: the signing certificate (DER).
        profil: the Turkish profile; P2 to P4 name its policy in the signature.
        ayrik: the content stays outside of the signature (detached).
        imza_zamani: the claimed signing time, aware.
        zincir: certificates to be put in beside the signer's.
        ozet: digest; without it the one that fits the key.
        pss: RSA-PSS.

    Raises:
        GirdiHatasi: IMZ-100 the key of the certificate makes no new signatures, IMZ-117 the certificate cannot be read.
    """
    algoritma = algorithm_for(sertifika, ozet, pss=pss)
    deger = hashlib.new(algoritma.ozet or "", icerik).digest()
    imzalanacak = oz.signed_attributes(deger, sertifika, tur=VERI, an=imza_zamani, profil=profil)
    return Hazirlik(imzalanacak, algoritma, sertifika, tuple(zincir), None if ayrik else icerik)


def prepare_digest(
    deger: bytes, sertifika: bytes, algoritma: ImzaAlgoritmasi, *, profil: Profil | None, zincir: Sequence[bytes] = ()
) -> Hazirlik:
    """Prepare a detached signature without signing-time over a digest that somebody else computed: the byte range of a PDF."""
    imzalanacak = oz.signed_attributes(deger, sertifika, tur=VERI, an=None, profil=profil)
    return Hazirlik(imzalanacak, algoritma, sertifika, tuple(zincir))


def complete(hazirlik: Hazirlik, imza_degeri: bytes) -> bytes:
    """Return the CMS with a signature value put in.

    Raises:
        GirdiHatasi: IMZ-101 the value is not that of the certificate's key over what was prepared, IMZ-102 what was prepared
            contradicts itself; for parallel and counter-signatures also those of ``paralel``.
    """
    with readable("", "IMZ-102"):
        _require_coherent(hazirlik)
        deger = checked_value(hazirlik, imza_degeri)
        imzaci = signer_info(hazirlik, deger)
    if hazirlik.tur is HazirlikTuru.YENI:
        return _new_cms(hazirlik, imzaci)
    from earsiv.imza.paralel import insert

    return insert(hazirlik, imzaci)


def sign(
    icerik: bytes,
    anahtar: Anahtar,
    *,
    profil: Profil | None = None,
    ayrik: bool = False,
    saat: Clock | None = None,
    damgaci: Any = None,
    ozet: str | None = None,
    pss: bool = False,
) -> bytes:
    """Return a signature over content: BES, with a profile EPES, with a ``damgaci`` raised to T at once.

    Args:
        icerik: the content.
        anahtar: the key.
        profil: see ``prepare``.
        ayrik: see ``prepare``.
        saat: the clock that gives the signing time.
        damgaci: who stamps (``yukselt.Damgaci``).
        ozet: see ``prepare``.
        pss: RSA-PSS.

    Raises:
        GirdiHatasi: IMZ-118 the certificate is not valid today, IMZ-119 not for signatures; those of ``prepare``, ``complete`` and
            ``add_timestamp``.
        AracHatasi: IMZ-103 the device with the key refused.
    """
    an = (saat or SystemClock()).now()
    require_valid(anahtar.sertifika, an)
    hazirlik = prepare(icerik, anahtar.sertifika, profil=profil, ayrik=ayrik, imza_zamani=an, zincir=anahtar.zincir, ozet=ozet, pss=pss)
    cms = complete(hazirlik, anahtar.sign(hazirlik.imzalanacak, hazirlik.algoritma))
    if damgaci is None:
        return cms
    from earsiv.imza.yukselt import add_timestamp

    return add_timestamp(cms, damgaci)


def require_valid(ham: bytes, an: dt.datetime) -> None:
    """Refuse to sign with a certificate outside its time, or one that is not for signatures.

    Raises:
        GirdiHatasi: IMZ-118, IMZ-119, IMZ-117.
    """
    with readable("", "IMZ-117"):
        kayit = sertifika.read(ham)
        kullanim = kayit.kullanim
    if kullanim is not None and not kullanim & _IMZA_BITLERI:
        raise GirdiHatasi("IMZ-119", kayit.ad)
    if not kayit.baslangic <= an <= kayit.bitis:
        raise GirdiHatasi("IMZ-118", kayit.ad, bas=f"{kayit.baslangic:%d.%m.%Y}", son=f"{kayit.bitis:%d.%m.%Y}")


def checked_value(hazirlik: Hazirlik, imza_degeri: bytes) -> bytes:
    """Return the signature value in the form CMS wants, once it holds.

    Browsers and some cards give an ECDSA value as two numbers of equal length; that form is turned into DER.

    Raises:
        GirdiHatasi: IMZ-101.
    """
    spki = sertifika.read(hazirlik.sertifika).spki
    adaylar = [imza_degeri]
    if hazirlik.algoritma.aile == "ec" and len(imza_degeri) == 2 * ((kripto.key_strength(spki)[1] + 7) // 8):
        from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

        yari = len(imza_degeri) // 2
        adaylar.append(encode_dss_signature(int.from_bytes(imza_degeri[:yari], "big"), int.from_bytes(imza_degeri[yari:], "big")))
    for aday in adaylar:
        if kripto.verify(spki, hazirlik.algoritma, None, hazirlik.imzalanacak, aday):
            return aday
    raise GirdiHatasi("IMZ-101", sertifika.read(hazirlik.sertifika).ad)


def signer_info(hazirlik: Hazirlik, imza_degeri: bytes) -> bytes:
    """Return the SignerInfo."""
    return oz.sequence(
        b"\x02\x01\x01",
        oz.issuer_serial(hazirlik.sertifika),
        oz.digest_algorithm(hazirlik.algoritma.ozet or ""),
        der.wrap(0xA0, der.oku(hazirlik.imzalanacak).icerik),
        oz.signature_algorithm(hazirlik.algoritma),
        oz.octets(imza_degeri),
    )


def _new_cms(hazirlik: Hazirlik, imzaci: bytes) -> bytes:
    ic = der.wrap(0xA0, oz.octets(hazirlik.icerik)) if hazirlik.icerik is not None else b""
    sertifikalar = sorted({hazirlik.sertifika, *hazirlik.zincir})
    imzali = oz.sequence(
        b"\x02\x01\x01",
        oz.set_of(oz.digest_algorithm(hazirlik.algoritma.ozet or "")),
        oz.sequence(oz.oid_der(hazirlik.icerik_turu), ic),
        der.wrap(0xA0, b"".join(sertifikalar)),
        oz.set_of(imzaci),
    )
    return oz.sequence(oz.oid_der(oid.SIGNED_DATA), der.wrap(0xA0, imzali))


def signed_values(imzalanacak: bytes) -> dict[str, der.Dugum]:
    """Return the first value of each signed attribute by OID.

    Raises:
        DerHatasi: it is no set of attributes.
    """
    ogeler = (o.cocuklar()[:2] for o in der.oku(imzalanacak).tur(der.SET).cocuklar())
    return {tur.oid(): kume.cocuklar()[0] for tur, kume in ogeler}


def _require_coherent(hazirlik: Hazirlik) -> None:
    """Refuse a stored preparation whose content is not the one that its attributes name."""
    oznitelikler = signed_values(hazirlik.imzalanacak)
    if hazirlik.icerik is not None:
        beklenen = hashlib.new(hazirlik.algoritma.ozet or "", hazirlik.icerik).digest()
        if not hmac.compare_digest(beklenen, oznitelikler[oid.MESSAGE_DIGEST].sekizli()):
            raise GirdiHatasi("IMZ-102", ayrinti="içerik, hazırlanan özetle tutmuyor")
    ess = oz.signing_certificate(hazirlik.sertifika)
    if oznitelikler[oid.SIGNING_CERT_V2].ham != der.oku(ess).cocuklar()[1].cocuklar()[0].ham:
        raise GirdiHatasi("IMZ-102", ayrinti="sertifika, hazırlanan imzanınki değil")
    if hazirlik.tur is HazirlikTuru.YENI and oznitelikler[oid.CONTENT_TYPE].oid() != hazirlik.icerik_turu:
        raise GirdiHatasi("IMZ-102", ayrinti="içerik türü, hazırlanan imzanınki değil")
    for ham in hazirlik.zincir:
        sertifika.read(ham)


def _b64(ham: bytes | None) -> str | None:
    return None if ham is None else base64.b64encode(ham).decode("ascii")


def _bytes(metin: str) -> bytes:
    return base64.b64decode(metin, validate=True)
