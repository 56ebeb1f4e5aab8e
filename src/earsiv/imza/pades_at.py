# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Sign PDFs (PAdES B, T, LT, LTA) and extend signed ones; pyHanko writes the increment, the CMS is that of ``imzala``.

The Turkish form stamps with a DocTimeStamp after the signature and keeps evidence in the DSS. Nothing is fetched: evidence is handed in.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import io
import json
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import attrs

from earsiv._clock import Clock, SystemClock
from earsiv.errors import GirdiHatasi
from earsiv.imza import der, oid
from earsiv.imza import oznitelik as oz
from earsiv.imza._pades_yaz import bytes_of, filled, free_name, place, require_open, writer
from earsiv.imza._xl import XlKaniti, arrange
from earsiv.imza._zarf import readable
from earsiv.imza.anahtar import Anahtar, algorithm_for
from earsiv.imza.imzala import Hazirlik, complete, prepare_digest, require_valid, signed_values
from earsiv.imza.iptal import read_ocsp
from earsiv.imza.oznitelik import Profil
from earsiv.imza.yukselt import Damgaci, add_timestamp, checked_token

_BICIM: Final = "earsiv-pdf-hazirlik-1"
_YER_AYIR: Final = 32 * 1024  # hex digits kept free for a CMS
_DAMGA_AYIR: Final = 32 * 1024
_OZET: Final = "sha256"


class PdfSeviyesi(StrEnum):
    """Levels of PAdES."""

    B = "B"
    T = "T"
    LT = "LT"
    LTA = "LTA"


class DamgaBicimi(StrEnum):
    """Where the time-stamp of a signature goes: a document time-stamp after it (Turkish profile) or an attribute inside it."""

    BELGE = "belge"
    OZNITELIK = "oznitelik"


@attrs.frozen
class PdfHazirlik:
    """A PDF with room for a signature, and the signature that waits for its value; ``hazirlik.imzalanacak`` has to be signed."""

    pdf: bytes = attrs.field(repr=False)
    hazirlik: Hazirlik
    bas: int
    son: int

    def to_bytes(self) -> bytes:
        """Return a form that can be stored."""
        pdf, ic = (base64.b64encode(veri).decode("ascii") for veri in (self.pdf, self.hazirlik.to_bytes()))
        return json.dumps({"bicim": _BICIM, "pdf": pdf, "hazirlik": ic, "bas": self.bas, "son": self.son}).encode("ascii")

    @classmethod
    def from_bytes(cls, ham: bytes) -> PdfHazirlik:
        """Read what ``to_bytes`` wrote.

        Raises:
            GirdiHatasi: IMZ-102 it is something else, or damaged.
        """
        try:
            alanlar = json.loads(ham)
            if alanlar["bicim"] != _BICIM:
                raise GirdiHatasi("IMZ-102", ayrinti="başka bir biçim")
            pdf, ic = (base64.b64decode(alanlar[ad], validate=True) for ad in ("pdf", "hazirlik"))
            return cls(pdf, Hazirlik.from_bytes(ic), int(alanlar["bas"]), int(alanlar["son"]))
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
            raise GirdiHatasi("IMZ-102", ayrinti="okunamıyor") from None


def prepare_pdf(
    pdf: bytes | Path,
    sertifika: bytes,
    *,
    imza_zamani: dt.datetime,
    profil: Profil | None = None,
    zincir: Sequence[bytes] = (),
    alan: str | None = None,
    neden: str | None = None,
    yer: str | None = None,
    ozet: str | None = None,
    pss: bool = False,
) -> PdfHazirlik:
    """Write the increment with room for a signature and prepare what has to be signed.

    Args:
        pdf: the document.
        sertifika: the signing certificate (DER).
        imza_zamani: the claimed signing time (``/M``).
        profil: see ``imzala.prepare``.
        zincir: certificates to be put in beside the signer's.
        alan: name of the signature field; without it a new one.
        neden: reason shown by viewers.
        yer: place shown by viewers.
        ozet: see ``imzala.prepare``.
        pss: RSA-PSS.

    Raises:
        GirdiHatasi: IMZ-112 the PDF cannot be signed, IMZ-100, IMZ-117.
    """
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers.pdf_byterange import SignatureObject

    algoritma = algorithm_for(sertifika, ozet, pss=pss)
    with writer(pdf) as yazici:
        require_open(yazici)
        yuva = SignatureObject(
            timestamp=imza_zamani, subfilter=SigSeedSubFilter.PADES, reason=neden, location=yer, bytes_reserved=_YER_AYIR
        )
        hazir, cikti = place(yazici, alan or free_name(yazici, "Imza"), yuva, algoritma.ozet or "")
        hazirlik = prepare_digest(hazir.document_digest, sertifika, algoritma, profil=profil, zincir=zincir)
        return PdfHazirlik(cikti.getvalue(), hazirlik, hazir.reserved_region_start, hazir.reserved_region_end)


def complete_pdf(hazirlik: PdfHazirlik, imza_degeri: bytes, damgaci: Damgaci | None = None) -> bytes:
    """Return the PDF with a signature value put in; with a ``damgaci`` the signature also gets a time-stamp attribute.

    Raises:
        GirdiHatasi: IMZ-101, IMZ-102, IMZ-105, IMZ-112.
    """
    _require_same_range(hazirlik)
    cms = complete(hazirlik.hazirlik, imza_degeri)
    if damgaci is not None:
        cms = add_timestamp(cms, damgaci)
    return filled(hazirlik.pdf, hazirlik.bas, hazirlik.son, cms)


def _require_same_range(hazirlik: PdfHazirlik) -> None:
    """Refuse a stored preparation whose PDF is not the one its digest was made of."""
    with readable("", "IMZ-102"):
        beklenen = signed_values(hazirlik.hazirlik.imzalanacak)[oid.MESSAGE_DIGEST].sekizli()
        hesap = hashlib.new(hazirlik.hazirlik.algoritma.ozet or "", hazirlik.pdf[: hazirlik.bas] + hazirlik.pdf[hazirlik.son :])
    if hesap.digest() != beklenen:
        raise GirdiHatasi("IMZ-102", ayrinti="PDF, hazırlanan özetle tutmuyor")


def sign_pdf(
    pdf: bytes | Path,
    anahtar: Anahtar,
    *,
    seviye: PdfSeviyesi | str = PdfSeviyesi.B,
    damgaci: Damgaci | None = None,
    kanit: Sequence[XlKaniti] = (),
    damga_kaniti: Sequence[XlKaniti] = (),
    damga_bicimi: DamgaBicimi = DamgaBicimi.BELGE,
    saat: Clock | None = None,
    **ayar: Any,
) -> bytes:
    """Return a signed PDF.

    Args:
        pdf: the document.
        anahtar: the key.
        seviye: B, T, LT or LTA.
        damgaci: who stamps; needed from T on.
        kanit: evidence of the signer and of the signature stamp, for LT and LTA.
        damga_kaniti: evidence of the newest stamp's authority, for LTA where ``kanit`` does not hold it.
        damga_bicimi: where the signature stamp goes.
        saat: the clock that gives the signing time.
        ayar: keywords of ``prepare_pdf``: profil, alan, neden, yer, ozet, pss.

    Raises:
        GirdiHatasi: IMZ-116 a stamp is needed, IMZ-107 evidence is needed, IMZ-118; those of ``prepare_pdf`` and ``complete_pdf``.
    """
    seviye, damga_bicimi = PdfSeviyesi(seviye), DamgaBicimi(damga_bicimi)
    _require_means(seviye, damgaci, kanit)
    an = (saat or SystemClock()).now()
    require_valid(anahtar.sertifika, an)
    hazirlik = prepare_pdf(pdf, anahtar.sertifika, imza_zamani=an, zincir=anahtar.zincir, **ayar)
    deger = anahtar.sign(hazirlik.hazirlik.imzalanacak, hazirlik.hazirlik.algoritma)
    icine = damgaci if seviye is not PdfSeviyesi.B and damga_bicimi is DamgaBicimi.OZNITELIK else None
    imzali = complete_pdf(hazirlik, deger, icine)
    if seviye is PdfSeviyesi.B or (seviye is PdfSeviyesi.T and icine is not None):
        return imzali
    if icine is None and damgaci is not None:
        imzali = stamp_pdf(imzali, damgaci)
    return imzali if seviye is PdfSeviyesi.T else extend_pdf(imzali, seviye=seviye, damgaci=damgaci, kanit=[*kanit, *damga_kaniti])


def extend_pdf(pdf: bytes | Path, *, seviye: PdfSeviyesi | str, damgaci: Damgaci | None = None, kanit: Sequence[XlKaniti] = ()) -> bytes:
    """Extend a signed PDF: T adds a document time-stamp, LT evidence, LTA evidence and a document time-stamp over it.

    A PDF that is LTA is renewed the same way: the evidence of its newest stamp's authority, then a new stamp.

    Raises:
        GirdiHatasi: IMZ-041 there is no signature, IMZ-116, IMZ-107, IMZ-105, IMZ-112.
    """
    seviye = PdfSeviyesi(seviye)
    _require_means(seviye, damgaci, kanit)
    ham = bytes_of(pdf)
    with writer(ham) as yazici:
        if not list(yazici.prev.embedded_signatures):
            raise GirdiHatasi("IMZ-041")
    if seviye in {PdfSeviyesi.LT, PdfSeviyesi.LTA}:
        ham = add_evidence(ham, kanit)
    if damgaci is not None and seviye in {PdfSeviyesi.T, PdfSeviyesi.LTA}:
        ham = stamp_pdf(ham, damgaci)
    return ham


def stamp_pdf(pdf: bytes | Path, damgaci: Damgaci) -> bytes:
    """Return the PDF with a document time-stamp (DocTimeStamp) over the whole of it.

    Raises:
        GirdiHatasi: IMZ-105, IMZ-112.
    """
    from pyhanko.sign.signers.pdf_byterange import DocumentTimestamp

    with writer(pdf) as yazici:
        hazir, cikti = place(yazici, free_name(yazici, "Damga"), DocumentTimestamp(bytes_reserved=_DAMGA_AYIR), _OZET)
        token = checked_token(damgaci.stamp(hazir.document_digest, _OZET), hazir.document_digest, _OZET)
        return filled(cikti.getvalue(), hazir.reserved_region_start, hazir.reserved_region_end, token)


def add_evidence(pdf: bytes | Path, kanit: Sequence[XlKaniti]) -> bytes:
    """Return the PDF with certificates, lists and answers in its DSS.

    Raises:
        GirdiHatasi: IMZ-107 evidence is missing, foreign or does not hold (see ``yukselt.raise_to_xl``), IMZ-112.
    """
    from asn1crypto import crl, ocsp, x509
    from pyhanko.sign.validation.dss import DocumentSecurityStore

    for bir in kanit:
        arrange(bir, "DSS")
    with readable("DSS", "IMZ-107"):
        sertifikalar = [x509.Certificate.load(s) for s in dict.fromkeys(s for k in kanit for s in (*k.zincir, *k.ekler))]
        siller = [crl.CertificateList.load(s) for s in dict.fromkeys(s for k in kanit for s in k.siller)]
        basitler = dict.fromkeys(read_ocsp(o).ham for k in kanit for o in k.ocspler)
        ocspler = [ocsp.OCSPResponse.load(oz.ocsp_response(b)) for b in basitler]
    with writer(pdf) as yazici:
        DocumentSecurityStore.supply_dss_in_writer(yazici, None, certs=sertifikalar, ocsps=ocspler, crls=siller)
        cikti = io.BytesIO()
        yazici.write(cikti)
        return cikti.getvalue()


def embedded(pdf: bytes | Path) -> list[tuple[bool, bytes]]:
    """Return (is a document time-stamp, CMS) of every signature of a PDF, oldest first, for those who gather evidence.

    Raises:
        GirdiHatasi: IMZ-112.
    """
    with writer(pdf) as yazici, readable("PDF", "IMZ-112"):
        ogeler = yazici.prev.embedded_signatures
        return [(o.sig_object_type == "/DocTimeStamp", der.oku(bytes(o.pkcs7_content)).ham) for o in ogeler]


def stored(pdf: bytes | Path) -> tuple[list[bytes], list[bytes], list[bytes]]:
    """Return the certificates, lists and answers of a PDF's DSS, for those who gather evidence; none where it has no DSS.

    Raises:
        GirdiHatasi: IMZ-112.
    """
    from pyhanko.sign.validation import DocumentSecurityStore
    from pyhanko.sign.validation.errors import NoDSSFoundError

    with writer(pdf) as yazici, readable("PDF", "IMZ-112"):
        try:
            dss = DocumentSecurityStore.read_dss(yazici.prev)
        except NoDSSFoundError:
            return [], [], []
        return ([_stream(r) for r in dss.certs.values()], [_stream(r) for r in dss.crls], [_stream(r) for r in dss.ocsps])


def _stream(basvuru: Any) -> bytes:
    return bytes(basvuru.get_object().data)


def _require_means(seviye: PdfSeviyesi, damgaci: Damgaci | None, kanit: Sequence[XlKaniti]) -> None:
    if seviye in {PdfSeviyesi.T, PdfSeviyesi.LTA} and damgaci is None:
        raise GirdiHatasi("IMZ-116")
    if seviye in {PdfSeviyesi.LT, PdfSeviyesi.LTA} and not kanit:
        raise GirdiHatasi("IMZ-107", ayrinti="LT ve LTA için kanıt verilmedi")


__all__ = [
    "DamgaBicimi",
    "PdfHazirlik",
    "PdfSeviyesi",
    "add_evidence",
    "complete_pdf",
    "embedded",
    "extend_pdf",
    "prepare_pdf",
    "sign_pdf",
    "stamp_pdf",
    "stored",
]
