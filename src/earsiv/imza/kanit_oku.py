# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Tell what a piece of evidence is and by which names it is looked up, from its tags alone.

Files on carried-in media have any name: a certificate, a CRL of four megabytes, an OCSP answer, a time-stamp reply, a PKCS#7 bag of
certificates, DER or PEM. Nothing here judges a signature or a date. The entries of a CRL are one value that is stepped over.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

import attrs

from earsiv._limits import MIB, Sinirlar
from earsiv.errors import GirdiHatasi
from earsiv.imza import der, oid
from earsiv.imza.koruma import inspect
from earsiv.imza.sonuc import KanitTuru

EN_BUYUK: Final = 32 * MIB
_SINIR: Final = Sinirlar(imza_bayt=EN_BUYUK)
_PARCA: Final = Sinirlar(imza_bayt=MIB, asn1_dugum=20_000)  # of a CRL, without its entries
_PEM: Final = re.compile(rb"-----BEGIN ([A-Z0-9 ]{1,40})-----(.*?)-----END \1-----", re.DOTALL)
_ZAMANLAR: Final = frozenset({0x17, 0x18})
_EN_COK: Final = 5_000  # objects in one file
_HEPSI: Final = 16
_ADIMLAR: Final = (0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89)


@attrs.frozen
class KanitAnahtari:
    """What an object is, and the names it is found by: subject and issuer as stored (DER), serial numbers of an OCSP answer.

    ``uretim`` is when a CRL (thisUpdate) or an OCSP answer (producedAt) was issued.
    """

    tur: KanitTuru
    konu: bytes = b""
    veren: bytes = b""
    seriler: tuple[int, ...] = ()
    uretim: dt.datetime | None = None

    def index_keys(self) -> tuple[tuple[str, str], ...]:
        """Return the index entries: (kind of key, key)."""
        match self.tur:
            case KanitTuru.SERTIFIKA:
                return (("konu", name_key(self.konu)),)
            case KanitTuru.SIL:
                return (("veren", name_key(self.veren)),)
            case KanitTuru.OCSP:
                return tuple(("seri", serial_key(s)) for s in dict.fromkeys(self.seriler))
            case _:
                return ()


def name_key(ad: bytes) -> str:
    """Return the index key of a Name."""
    return hashlib.sha256(ad).hexdigest()


def serial_key(seri: int) -> str:
    """Return the index key of a serial number."""
    return f"{seri:x}"


def nearest(anlar: Sequence[dt.datetime], an: dt.datetime) -> list[int]:
    """Return which of many moments (ascending) to look at for one: the nearest on both sides, then ever wider gaps, and the newest.

    An issuer's lists of ten years are thousands; the one before the moment, the ones right after it, some later ones that a caution
    period may ask for, and the newest say all that they have to say.
    """
    if len(anlar) <= _HEPSI:
        return list(range(len(anlar)))
    orta = bisect_right(anlar, an)
    yerler = {len(anlar) - 1} | {y for adim in _ADIMLAR for y in (orta + adim, orta - 1 - adim) if 0 <= y < len(anlar)}
    return sorted(yerler)


def sniff(veri: bytes, yer: str) -> KanitAnahtari:
    """Return what one object is.

    Raises:
        GirdiHatasi: IMZ-190 it is no evidence, is damaged, or exceeds a limit.
    """
    if len(veri) > EN_BUYUK:
        raise _unknown(yer, f"{EN_BUYUK} bayttan büyük")
    try:
        kok = der.oku(veri)
        if kok.son != len(veri):
            raise _unknown(yer, "sonunda fazla bayt var")
        kisimlar = _children(kok.tur(der.SEQUENCE), 4)
        anahtar = _crl(kisimlar, yer)
        if anahtar is None:
            inspect(veri, yer, _SINIR)
            anahtar = _certificate(kisimlar) or _ocsp(kok, kisimlar) or _token(kisimlar)
    except (ValueError, IndexError):
        raise _unknown(yer, "okunamadı veya yarım") from None
    except GirdiHatasi as hata:
        raise hata if hata.kod == "IMZ-190" else _unknown(yer, "okunamadı, yarım ya da bir sınırı aşıyor") from None
    if anahtar is None:
        raise _unknown(yer, "sertifika, SİL, OCSP cevabı veya zaman damgası değil")
    return anahtar


def _unknown(yer: str, neden: str) -> GirdiHatasi:
    return GirdiHatasi("IMZ-190", yer, ayrinti=neden)


def _children(dugum: der.Dugum, en_cok: int) -> list[der.Dugum]:
    """Return the values inside one that holds few; sixteen million of them are not read to be counted.

    Raises:
        DerHatasi: more than ``en_cok``.
    """
    if not dugum.etiket & 0x20:
        raise der.DerHatasi("yapılı değil")
    liste: list[der.Dugum] = []
    konum = dugum.govde
    while konum < dugum.bitis:
        liste.append(der.oku(dugum.veri, konum, dugum.bitis))
        konum = liste[-1].son
        if len(liste) > en_cok:
            raise der.DerHatasi("çok fazla alan")
    return liste


def _signed(kisimlar: list[der.Dugum]) -> list[der.Dugum] | None:
    """Return the fields of what is signed where the object is SEQUENCE { SEQUENCE, algorithm, BIT STRING … }."""
    if len(kisimlar) >= 3 and [k.etiket for k in kisimlar[:3]] == [der.SEQUENCE, der.SEQUENCE, der.BIT]:
        return _children(kisimlar[0], 12)
    return None


def _crl(kisimlar: list[der.Dugum], yer: str) -> KanitAnahtari | None:
    """Read a CertificateList; its entries are not looked at, everything else is measured."""
    alanlar = _signed(kisimlar) if len(kisimlar) == 3 else None
    if alanlar and alanlar[0].etiket == der.INTEGER:
        alanlar = alanlar[1:]
    if not alanlar or len(alanlar) < 3 or [a.etiket for a in alanlar[:2]] != [der.SEQUENCE] * 2 or alanlar[2].etiket not in _ZAMANLAR:
        return None
    for parca in (alanlar[0], alanlar[1], kisimlar[1], *(c for a in alanlar[3:] if a.etiket == 0xA0 for c in _children(a, 1))):
        inspect(parca.ham, yer, _PARCA)
    return KanitAnahtari(KanitTuru.SIL, veren=alanlar[1].ham, uretim=alanlar[2].zaman())


def _certificate(kisimlar: list[der.Dugum]) -> KanitAnahtari | None:
    alanlar = _signed(kisimlar) if len(kisimlar) == 3 else None
    if alanlar and alanlar[0].etiket == 0xA0:
        alanlar = alanlar[1:]
    if not alanlar or [a.etiket for a in alanlar[:6]] != [der.INTEGER, *[der.SEQUENCE] * 5]:
        return None
    gecerlilik = alanlar[3].cocuklar()
    if len(gecerlilik) != 2 or any(z.etiket not in _ZAMANLAR for z in gecerlilik):
        return None
    return KanitAnahtari(KanitTuru.SERTIFIKA, alanlar[4].ham, alanlar[2].ham, (alanlar[0].tamsayi(),))


def basic_response(veri: bytes) -> bytes | None:
    """Return the BasicOCSPResponse of a successful OCSPResponse, or of one that is bare (as CAdES revocation-values hold it).

    ``None`` where it is neither, or the responder answered with an error.
    """
    try:
        kok = der.oku(veri)
        return _basic(kok, _children(kok.tur(der.SEQUENCE), 4))
    except (ValueError, IndexError, RecursionError):
        return None


def _basic(kok: der.Dugum, kisimlar: list[der.Dugum]) -> bytes | None:
    if len(kisimlar) == 2 and kisimlar[0].etiket == der.ENUM and kisimlar[1].etiket == 0xA0:
        tur, cevap = _children(_children(kisimlar[1], 1)[0], 2)
        return cevap.tur(der.OCTET).sekizli() if tur.oid() == oid.OCSP_BASIC and kisimlar[0].tamsayi() == 0 else None
    alanlar = _signed(kisimlar)
    if alanlar and alanlar[0].etiket == 0xA0 and len(alanlar) > 1:
        alanlar = alanlar[1:]
    return kok.ham if alanlar and alanlar[0].etiket in {0xA1, 0xA2} else None


def _ocsp(kok: der.Dugum, kisimlar: list[der.Dugum]) -> KanitAnahtari | None:
    ham = _basic(kok, kisimlar)
    if ham is None:
        return None
    if ham is not kok.ham:
        inspect(ham, "", _SINIR)
    tbs = der.oku(ham).cocuklar()[0].cocuklar()
    cevaplar = next((a for a in tbs if a.etiket == der.SEQUENCE), None)
    uretim = next((a.zaman() for a in tbs if a.etiket == 0x18), None)
    if cevaplar is None or uretim is None:
        return None
    seriler = tuple(c.cocuklar()[0].cocuklar()[3].tamsayi() for c in cevaplar.cocuklar() if len(c.cocuklar()[0].cocuklar()) == 4)
    return KanitAnahtari(KanitTuru.OCSP, seriler=seriler, uretim=uretim) if seriler else None


def _content_info(kisimlar: list[der.Dugum]) -> list[der.Dugum] | None:
    """Return the fields of a SignedData."""
    if len(kisimlar) == 2 and kisimlar[0].etiket == der.OID and kisimlar[0].oid() == oid.SIGNED_DATA and kisimlar[1].etiket == 0xA0:
        return _children(_children(kisimlar[1], 1)[0].tur(der.SEQUENCE), 6)
    return None


def _token(kisimlar: list[der.Dugum]) -> KanitAnahtari | None:
    alanlar = _content_info(kisimlar)
    if alanlar and len(alanlar) >= 3 and _children(alanlar[2], 2)[0].oid() == oid.TST_INFO:
        return KanitAnahtari(KanitTuru.ZAMAN_DAMGASI)
    return None


def split_objects(ham: bytes, yer: str) -> list[bytes]:
    """Return the objects of a file, each as DER: PEM blocks, the token of a time-stamp reply, the certificates and CRLs of a PKCS#7 bag.

    Raises:
        GirdiHatasi: IMZ-190 it cannot be taken apart, or holds too many.
    """
    if ham[:1] != b"\x30":
        bloklar = [_unarmour(govde, yer) for _, govde in _PEM.findall(ham)]
        if not bloklar:
            raise _unknown(yer, "DER ya da PEM değil")
        return _few([nesne for blok in bloklar for nesne in _unbag(blok, yer)], yer)
    return _few(_unbag(ham, yer), yer)


def _few(nesneler: list[bytes], yer: str) -> list[bytes]:
    if len(nesneler) > _EN_COK:
        raise _unknown(yer, f"dosyada {_EN_COK} nesneden fazlası var")
    return nesneler


def _unarmour(govde: bytes, yer: str) -> bytes:
    try:
        return base64.b64decode(b"".join(govde.split()), validate=True)
    except (binascii.Error, ValueError):
        raise _unknown(yer, "PEM bozuk") from None


def _unbag(ham: bytes, yer: str) -> list[bytes]:
    """Return what is inside a time-stamp reply or a PKCS#7 bag; anything else is itself."""
    try:
        kisimlar = _children(der.oku(ham).tur(der.SEQUENCE), 6)
        if kisimlar and kisimlar[0].etiket == der.SEQUENCE and len(kisimlar) == 2 and kisimlar[1].etiket == der.SEQUENCE:
            ic = _children(kisimlar[1], 6)
            if ic and ic[0].etiket == der.OID and ic[0].oid() == oid.SIGNED_DATA:
                return [kisimlar[1].ham]
        alanlar = _content_info(kisimlar)
        if alanlar is None or len(alanlar) < 3 or _children(alanlar[2], 2)[0].oid() == oid.TST_INFO:
            return [ham]
        inspect(ham, yer, _SINIR)
        return [c.ham for a in alanlar[3:] if a.etiket in {0xA0, 0xA1} for c in a.cocuklar() if c.etiket == der.SEQUENCE]
    except (ValueError, IndexError):
        raise _unknown(yer, "okunamadı veya yarım") from None
    except GirdiHatasi:
        raise _unknown(yer, "bir sınırı aşıyor ya da yarım") from None
