# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""CRL, OCSP answer and time-stamp token of the test world at any moment and with any fault: certomancer's own services know neither."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

import attrs

from earsiv.testing import der
from earsiv.testing.cms_yaz import (
    CONTENT_TYPE,
    MESSAGE_DIGEST,
    SIGNING_TIME,
    ImzaliVeri,
    Oznitelik,
    attribute,
    ess_certificate,
    issuer_and_serial,
    sign_attributes,
)
from earsiv.testing.dunya_imza import algorithm_id, digest, digest_id, sign

TST_INFO: Final = "1.2.840.113549.1.9.16.1.4"
ZD_POLITIKASI: Final = "2.16.792.1.2.1.1.5.7.3.1"
NEDENLER: Final = {
    "unspecified": 0,
    "key_compromise": 1,
    "ca_compromise": 2,
    "affiliation_changed": 3,
    "superseded": 4,
    "cessation_of_operation": 5,
    "certificate_hold": 6,
    "remove_from_crl": 8,
}


@attrs.frozen
class Makam:
    """Who signs evidence: certificate, key, and the algorithm its signatures use."""

    sertifika: bytes
    anahtar: bytes
    ozet: str = "sha256"
    pss: bool = False

    @property
    def ad(self) -> bytes:
        """The subject name in DER."""
        return der.children(der.children(self.sertifika)[0])[5]

    @property
    def seri(self) -> int:
        """The serial number."""
        return int.from_bytes(der.split(der.children(der.children(self.sertifika)[0])[1])[1], "big")

    @property
    def acik_anahtar(self) -> bytes:
        """The bits of the public key."""
        spki = der.children(der.children(self.sertifika)[0])[6]
        return der.split(der.children(spki)[1])[1][1:]

    @property
    def algoritma(self) -> bytes:
        """The AlgorithmIdentifier of its signatures."""
        return algorithm_id(self.anahtar, self.ozet, pss=self.pss)

    def sign(self, veri: bytes) -> bytes:
        """Sign bytes."""
        return sign(self.anahtar, veri, self.ozet, pss=self.pss)


def _bent(imza: bytes, *, bozuk: bool) -> bytes:
    return imza[:-1] + bytes([imza[-1] ^ 1]) if bozuk else imza


def _extension(oid: str, deger: bytes, *, kritik: bool = False) -> bytes:
    return der.seq(der.oid(oid), der.TRUE if kritik else b"", der.octets(deger))


def make_crl(
    veren: Makam,
    an: dt.datetime,
    sonraki: dt.datetime | None,
    iptal: Mapping[int, tuple[dt.datetime, str | None]],
    *,
    no: int = 1,
    imzalayan: Makam | None = None,
    bozuk_imza: bool = False,
    delta: int | None = None,
    dolayli: bool = False,
    bilinmeyen_kritik: bool = False,
) -> bytes:
    """Return a CRL; ``imzalayan`` signs in the issuer's name, ``delta``, ``dolayli`` and ``bilinmeyen_kritik`` add critical extensions."""
    kim = imzalayan or veren
    satirlar = []
    for seri, (ne_zaman, neden) in iptal.items():
        ek = der.seq(_extension("2.5.29.21", der.integer(NEDENLER[neden], 0x0A))) if neden else b""
        satirlar.append(der.seq(der.integer(seri), der.utime(ne_zaman), ek))
    uzantilar = [
        _extension("2.5.29.35", der.seq(der.octets(digest("sha1", kim.acik_anahtar), 0x80))),
        _extension("2.5.29.20", der.integer(no)),
    ]
    if delta is not None:
        uzantilar.append(_extension("2.5.29.27", der.integer(delta), kritik=True))
    if dolayli:
        uzantilar.append(_extension("2.5.29.28", der.seq(b"\x84\x01\xff"), kritik=True))
    if bilinmeyen_kritik:
        uzantilar.append(_extension("2.16.792.1.61.0.1.9999.2", der.NULL, kritik=True))
    tbs = der.seq(
        der.integer(1),
        kim.algoritma,
        veren.ad,
        der.utime(an),
        der.utime(sonraki) if sonraki else b"",
        der.seq(*satirlar) if satirlar else b"",
        der.explicit(0, der.seq(*uzantilar)),
    )
    return der.seq(tbs, kim.algoritma, der.bits(_bent(kim.sign(tbs), bozuk=bozuk_imza)))


def _status(durum: str, an: dt.datetime | None, neden: str | None) -> bytes:
    if durum == "revoked":
        assert an is not None, "iptal anı gerekli"
        return der.explicit(1, der.gtime(an), der.explicit(0, der.integer(NEDENLER[neden], 0x0A)) if neden else b"")
    return {"good": b"\x80\x00", "unknown": b"\x82\x00"}[durum]


def make_ocsp(
    seri: int,
    veren: Makam,
    yanitlayan: Makam,
    an: dt.datetime,
    *,
    durum: str = "good",
    iptal_ani: dt.datetime | None = None,
    neden: str | None = None,
    sonraki: dt.datetime | None = None,
    uretim: dt.datetime | None = None,
    ozet: str = "sha1",
    ad_ile: bool = False,
    bozuk_imza: bool = False,
    sertifikasiz: bool = False,
    yanit_durumu: int = 0,
) -> bytes:
    """Return an OCSPResponse about one serial number; ``uretim`` is producedAt where it differs from thisUpdate."""
    if yanit_durumu:
        return der.seq(der.integer(yanit_durumu, 0x0A))
    kimlik = der.seq(
        der.seq(der.oid("1.3.14.3.2.26"), der.NULL) if ozet == "sha1" else digest_id(ozet),
        der.octets(digest(ozet, veren.ad)),
        der.octets(digest(ozet, veren.acik_anahtar)),
        der.integer(seri),
    )
    tek = der.seq(kimlik, _status(durum, iptal_ani, neden), der.gtime(an), der.explicit(0, der.gtime(sonraki)) if sonraki else b"")
    kim = der.explicit(1, yanitlayan.ad) if ad_ile else der.explicit(2, der.octets(digest("sha1", yanitlayan.acik_anahtar)))
    tbs = der.seq(kim, der.gtime(uretim or an), der.seq(tek))
    sertifika = b"" if sertifikasiz else der.explicit(0, der.seq(yanitlayan.sertifika))
    temel = der.seq(tbs, yanitlayan.algoritma, der.bits(_bent(yanitlayan.sign(tbs), bozuk=bozuk_imza)), sertifika)
    return der.seq(der.integer(0, 0x0A), der.explicit(0, der.seq(der.oid("1.3.6.1.5.5.7.48.1.1"), der.octets(temel))))


def make_token(
    ozet: bytes,
    algoritma: str,
    an: dt.datetime,
    tsa: Makam,
    *,
    imza_ozeti: str = "",
    bozuk_imza: bool = False,
    sertifikasiz: bool = False,
    ess: int | None = 2,
    ess_sertifika: bytes = b"",
    baska_sertifika: bytes = b"",
    ek_sertifikalar: tuple[bytes, ...] = (),
    ek_siller: tuple[bytes, ...] = (),
    imzasiz: tuple[Oznitelik, ...] = (),
    icerik_turu: str = TST_INFO,
    bilgi_kirp: bool = False,
) -> bytes:
    """Return a TimeStampToken. ``ess`` 1 or 2 chooses the attribute, ``None`` leaves it out; ``baska_sertifika`` replaces the TSA's in the token.

    ``imza_ozeti`` is the digest of token and signature (the TSA's own otherwise); ``bilgi_kirp`` cuts the TSTInfo short before signing.
    """
    md = imza_ozeti or tsa.ozet
    seri = int.from_bytes(digest("sha256", ozet, an.isoformat().encode(), tsa.ad)[:8], "big") >> 1
    bilgi = der.seq(
        der.integer(1),
        der.oid(ZD_POLITIKASI),
        der.seq(digest_id(algoritma), der.octets(ozet)),
        der.integer(seri),
        der.gtime(an),
        der.seq(der.integer(1)),
        der.explicit(0, der.explicit(4, tsa.ad)),
    )
    if bilgi_kirp:
        bilgi = bilgi[: len(bilgi) // 2]
    imzali = [
        attribute(CONTENT_TYPE, der.oid(icerik_turu)),
        attribute(SIGNING_TIME, der.utime(an)),
        attribute(MESSAGE_DIGEST, der.octets(digest(md, bilgi))),
    ]
    if ess:
        imzali.append(ess_certificate(ess_sertifika or tsa.sertifika, md, surum=ess))
    bilgisi = sign_attributes(tsa.anahtar, issuer_and_serial(tsa.sertifika), imzali, ozet=md, pss=tsa.pss)
    bilgisi = attrs.evolve(bilgisi, imza=_bent(bilgisi.imza, bozuk=bozuk_imza), imzasiz=imzasiz)
    sertifikalar = () if sertifikasiz else (baska_sertifika or tsa.sertifika, *ek_sertifikalar)
    return ImzaliVeri(icerik_turu, bilgi, (bilgisi,), sertifikalar, ek_siller, surum=3).dump()
