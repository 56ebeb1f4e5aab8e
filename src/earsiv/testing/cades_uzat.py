# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Levels above EPES for the composer of CAdES: T, C, X type 1 and 2, XL, A with archive-time-stamp v2 and v3.

Imprints follow RFC 5126 (6.1.1, 6.3.5, 6.3.6, 6.4.1) and EN 319 122-1 (5.5.2, 5.5.3).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

import attrs

from earsiv.testing import der
from earsiv.testing.cades import Imza
from earsiv.testing.cms_yaz import Oznitelik, attribute
from earsiv.testing.dunya import dunya
from earsiv.testing.dunya_imza import digest, digest_id

SIGNATURE_STAMP: Final = "1.2.840.113549.1.9.16.2.14"
CERT_REFS: Final = "1.2.840.113549.1.9.16.2.21"
REV_REFS: Final = "1.2.840.113549.1.9.16.2.22"
CERT_VALUES: Final = "1.2.840.113549.1.9.16.2.23"
REV_VALUES: Final = "1.2.840.113549.1.9.16.2.24"
ESC_STAMP: Final = "1.2.840.113549.1.9.16.2.25"
CERT_CRL_STAMP: Final = "1.2.840.113549.1.9.16.2.26"
ATS_V2: Final = "1.2.840.113549.1.9.16.2.48"
ATS_V3: Final = "0.4.0.1733.2.4"
HASH_INDEX_V1: Final = "0.4.0.1733.2.5"
HASH_INDEX_V3: Final = "0.4.0.19122.1.5"

DAMGA_ANI: Final = dt.datetime(2026, 3, 2, 9, 1, tzinfo=dt.UTC)


def basic_response(yanit: bytes) -> bytes:
    """Return the BasicOCSPResponse inside an OCSPResponse."""
    return der.split(der.children(der.children(der.children(yanit)[1])[0])[1])[1]


def signature_stamp(
    imza: Imza, an: dt.datetime = DAMGA_ANI, *, uzerine: bytes | None = None, ozet: str = "sha256", **kusur: Any
) -> Oznitelik:
    """Return signature-time-stamp over the signature value (or over ``uzerine``)."""
    veri = imza.imzaci.imza if uzerine is None else uzerine
    return attribute(SIGNATURE_STAMP, dunya().damga(digest(ozet, veri), ozet, an, **kusur))


def _other_hash(veri: bytes) -> bytes:
    return der.seq(digest_id("sha256"), der.octets(digest("sha256", veri)))


def certificate_refs(*sertifikalar: bytes) -> Oznitelik:
    """Return complete-certificate-references."""
    satirlar = []
    for s in sertifikalar:
        tbs = der.children(der.children(s)[0])
        satirlar.append(der.seq(_other_hash(s), der.seq(der.seq(der.explicit(4, tbs[3])), tbs[1])))
    return attribute(CERT_REFS, der.seq(*satirlar))


def certificate_values(*sertifikalar: bytes) -> Oznitelik:
    """Return certificate-values."""
    return attribute(CERT_VALUES, der.seq(*sertifikalar))


def _crl_ref(sil: bytes) -> bytes:
    tbs = der.children(der.children(sil)[0])
    return der.seq(_other_hash(sil), der.seq(tbs[2], tbs[3]))


def _ocsp_ref(yanit: bytes) -> bytes:
    basit = basic_response(yanit)
    kim, zaman = der.children(der.children(basit)[0])[:2]
    return der.seq(der.seq(kim, zaman), _other_hash(basit))


def revocation_refs(*satirlar: bytes) -> Oznitelik:
    """Return complete-revocation-references, one CrlOcspRef for each CRL or OCSPResponse, in the order of the path."""
    refler = []
    for kanit in satirlar:
        if is_ocsp(kanit):
            refler.append(der.seq(der.explicit(1, der.seq(der.seq(_ocsp_ref(kanit))))))
        else:
            refler.append(der.seq(der.explicit(0, der.seq(der.seq(_crl_ref(kanit))))))
    return attribute(REV_REFS, der.seq(*refler))


def revocation_values(*kanitlar: bytes) -> Oznitelik:
    """Return revocation-values of CRLs and OCSPResponses."""
    siller = [k for k in kanitlar if not is_ocsp(k)]
    yanitlar = [basic_response(k) for k in kanitlar if is_ocsp(k)]
    return attribute(
        REV_VALUES,
        der.seq(der.explicit(0, der.seq(*siller)) if siller else b"", der.explicit(1, der.seq(*yanitlar)) if yanitlar else b""),
    )


def is_ocsp(kanit: bytes) -> bool:
    """Tell an OCSPResponse from a CRL: it begins with its status."""
    return der.split(kanit)[1][0] == 0x0A


@attrs.frozen
class Kanit:
    """What raises a signature to XL: certificates above the signer, and revocation data in the order of the path."""

    sertifikalar: tuple[bytes, ...]
    iptaller: tuple[bytes, ...]

    def refs(self) -> tuple[Oznitelik, Oznitelik]:
        """The two attributes of references."""
        return certificate_refs(*self.sertifikalar), revocation_refs(*self.iptaller)

    def values(self) -> tuple[Oznitelik, Oznitelik]:
        """The two attributes of values."""
        return certificate_values(*self.sertifikalar), revocation_values(*self.iptaller)


def _bare(*oznitelikler: Oznitelik) -> bytes:
    """Attribute types and value sets one after the other, without the SEQUENCE header of the attribute."""
    return b"".join(der.split(o.dump())[1] for o in oznitelikler)


def esc_stamp(imza: Imza, an: dt.datetime, *, uzerine: bytes | None = None, **kusur: Any) -> Oznitelik:
    """Return CAdES-C-time-stamp (X type 1): raw signature octets, then signature stamp and references."""
    veri = imza.imzaci.imza + _bare(*(imza.unsigned(o) for o in (SIGNATURE_STAMP, CERT_REFS, REV_REFS)))
    return attribute(ESC_STAMP, dunya().damga(digest("sha256", veri if uzerine is None else uzerine), "sha256", an, **kusur))


def refs_stamp(imza: Imza, an: dt.datetime, *, uzerine: bytes | None = None, **kusur: Any) -> Oznitelik:
    """Return time-stamped-certs-crls-references (X type 2): the references alone."""
    veri = _bare(imza.unsigned(CERT_REFS), imza.unsigned(REV_REFS))
    return attribute(CERT_CRL_STAMP, dunya().damga(digest("sha256", veri if uzerine is None else uzerine), "sha256", an, **kusur))


def archive_imprint_v2(imza: Imza) -> bytes:
    """Return what the next archive-time-stamp (v2) is laid over: everything there is now."""
    veri, bilgi = imza.veri, imza.imzaci
    imzasiz = der.set_of([o.dump() for o in bilgi.imzasiz], tag=0xA1, sirala=False) if bilgi.imzasiz else b""
    return b"".join([veri.encap, imza.icerik if imza.ayrik else b"", veri.certificates, veri.crls, *bilgi.fields, imzasiz])


def archive_stamp_v2(imza: Imza, an: dt.datetime, *, uzerine: bytes | None = None, **kusur: Any) -> Oznitelik:
    """Return archive-time-stamp v2 over the signature as it stands."""
    veri = archive_imprint_v2(imza) if uzerine is None else uzerine
    return attribute(ATS_V2, dunya().damga(digest("sha256", veri), "sha256", an, **kusur))


def hash_index(imza: Imza, surum: int = 3) -> bytes:
    """Return ATSHashIndexV3 (or the first version, TS 101 733) over certificates, CRLs and unsigned attributes as they stand.

    Version 3 hashes each value with its type; version 1 whole attributes, and leaves SHA-256 out as the default.
    """

    def ozetler(parcalar: Sequence[bytes]) -> bytes:
        return der.seq(*(der.octets(digest("sha256", p)) for p in parcalar))

    imzasiz = imza.imzaci.imzasiz
    degerler = [o.dump() for o in imzasiz] if surum == 1 else [der.oid(o.oid) + deger for o in imzasiz for deger in o.degerler]
    alg = b"" if surum == 1 else digest_id("sha256")
    return der.seq(alg, ozetler(sorted(imza.veri.sertifikalar)), ozetler(sorted(imza.veri.siller)), ozetler(degerler))


def archive_stamp_v3(
    imza: Imza,
    an: dt.datetime,
    *,
    surum: int = 3,
    indeks: bytes | None = None,
    indekssiz: bool = False,
    uzerine: bytes | None = None,
    **kusur: Any,
) -> Oznitelik:
    """Return archive-time-stamp v3 with its hash index; ``indeks`` replaces the index, ``indekssiz`` leaves the attribute out."""
    sira = hash_index(imza, surum) if indeks is None else indeks
    veri = der.oid(imza.veri.icerik_turu) + digest("sha256", imza.icerik) + b"".join(imza.imzaci.fields) + sira
    damga = dunya().damga(digest("sha256", veri if uzerine is None else uzerine), "sha256", an, **kusur)
    tur = HASH_INDEX_V1 if surum == 1 else HASH_INDEX_V3
    return attribute(ATS_V3, damga if indekssiz else token_with(damga, attribute(tur, sira)))


def token_with(damga: bytes, *oznitelikler: Oznitelik) -> bytes:
    """Return a time-stamp token with further unsigned attributes; nothing that is signed changes."""
    tur, dis = der.children(damga)
    *bas, imzacilar = der.children(der.children(dis)[0])
    alanlar = der.children(der.children(imzacilar)[0])
    eski = der.children(alanlar.pop()) if alanlar[-1][0] == 0xA1 else []
    yeni = der.set_of([*eski, *(o.dump() for o in oznitelikler)], tag=0xA1, sirala=False)
    return der.seq(tur, der.explicit(0, der.seq(*bas, der.set_of([der.seq(*alanlar, yeni)]))))


def embed_stamp_evidence(imza: Imza, oid: str, kanit: Kanit) -> Imza:
    """Put the path and revocation data of a stamp's authority into that stamp (the last of its type), as Kamu SM expects before an archive stamp."""
    hedef = imza.unsigned(oid)
    yeni = attribute(oid, token_with(hedef.degerler[0], *kanit.values()))
    return imza.edit_unsigned(lambda liste: [yeni if o is hedef else o for o in liste])


def in_signed_data(imza: Imza, kanit: Kanit) -> Imza:
    """Put path and CRLs into SignedData itself, as archive-time-stamp v3 has it."""
    sertifikalar = tuple(dict.fromkeys((*imza.veri.sertifikalar, *kanit.sertifikalar)))
    siller = tuple(dict.fromkeys((*imza.veri.siller, *(k for k in kanit.iptaller if not is_ocsp(k)))))
    return imza.with_data(sertifikalar=sertifikalar, siller=siller)
