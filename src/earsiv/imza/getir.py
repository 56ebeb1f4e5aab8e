# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Collect what a verdict said is missing: ask OCSP servers, CRL and certificate addresses through a ``Fetcher``, keep what answers.

A server's word is worth nothing by itself: an answer is stored only if it is evidence of the kind that was asked for and speaks of the
certificate that was asked about. Whether its signature, its authority and its date will do is for the next verdict.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from earsiv._clock import ISTANBUL, Clock
from earsiv._limits import KIB, MIB
from earsiv.errors import Bulgu, EarsivError, GirdiHatasi, bulgu
from earsiv.imza import der, oid
from earsiv.imza.ag import Fetcher, HttpFetcher, Istek, YasakFetcher, check_address, shown
from earsiv.imza.damgaci import DamgaOlgusu, HttpDamgaci, timestamp_request, timestamp_token, token_facts
from earsiv.imza.kanit import Kanit, KanitDeposu, basic_response, sniff, split_objects
from earsiv.imza.sonuc import EksikKanit, KanitTuru

__all__ = [
    "Alinamayan",
    "DamgaOlgusu",
    "Fetcher",
    "HttpDamgaci",
    "HttpFetcher",
    "Istek",
    "ToplamaSonucu",
    "YasakFetcher",
    "check_address",
    "collect",
    "ocsp_request",
    "shown",
    "timestamp_request",
    "timestamp_token",
    "token_facts",
]

_NONCE: Final = "06092b0601050507300102"  # id-pkix-ocsp-nonce, DER
_SHA1: Final = bytes.fromhex("300906052b0e03021a0500")  # AlgorithmIdentifier, DER
_BOYLAR: Final = {KanitTuru.OCSP: 256 * KIB, KanitTuru.SIL: 32 * MIB, KanitTuru.SERTIFIKA: MIB}
_EN_COK_ADRES: Final = 5
_OCSP_HATALARI: Final = {1: "istek bozuk", 2: "sunucu hatası", 3: "sonra deneyin", 5: "imzalı istek istiyor", 6: "yetkisiz"}


@attrs.frozen
class Alinamayan:
    """What could not be collected, with the reason at each address."""

    eksik: EksikKanit
    bulgular: tuple[Bulgu, ...]


@attrs.frozen
class ToplamaSonucu:
    """What was collected (and is in the store now), what was not, and notes on what was."""

    alinan: tuple[Kanit, ...] = ()
    alinamayan: tuple[Alinamayan, ...] = ()
    bulgular: tuple[Bulgu, ...] = ()


@attrs.frozen
class _Taraflar:
    """What a question about a certificate is made of: the names and numbers as stored."""

    seri: der.Dugum
    veren: bytes
    konu: bytes
    makam_konu: bytes = b""
    makam_anahtar: bytes = b""


def _fields(ham: bytes) -> list[der.Dugum]:
    """Return serial, algorithm, issuer, validity, subject, key … of a certificate."""
    alanlar = der.oku(ham).tur(der.SEQUENCE).cocuklar()[0].tur(der.SEQUENCE).cocuklar()
    alanlar = alanlar[1:] if alanlar[0].etiket == 0xA0 else alanlar
    if len(alanlar) < 6:
        raise der.DerHatasi("alan eksik")
    return alanlar


def _parties(sertifika: bytes, makam: bytes) -> _Taraflar:
    """Read a certificate and, where given, its issuer.

    Raises:
        GirdiHatasi: IMZ-210 one of them cannot be read, or the issuer is another.
    """
    try:
        for ham in filter(None, (sertifika, makam)):
            sniff(ham, "")
        aday = _fields(sertifika)
        taraf = _Taraflar(aday[0], aday[2].ham, aday[4].ham)
        if makam:
            ust = _fields(makam)
            taraf = attrs.evolve(taraf, makam_konu=ust[4].ham, makam_anahtar=ust[5].cocuklar()[1].bitler())
    except (ValueError, IndexError, GirdiHatasi):
        raise GirdiHatasi("IMZ-210", "", ayrinti="sertifika ya da makamı okunamadı") from None
    return taraf


def ocsp_request(sertifika: bytes, makam: bytes, nonce: bytes | None = None) -> bytes:
    """Return an OCSPRequest about one certificate (RFC 6960; names hashed with SHA-1, which every responder knows).

    Args:
        makam: the certificate of its issuer.
        nonce: up to 32 bytes that a fresh answer would repeat.

    Raises:
        GirdiHatasi: IMZ-210 a certificate cannot be read.
    """
    taraf = _parties(sertifika, makam)
    if not makam:
        raise GirdiHatasi("IMZ-210", "", ayrinti="makamın sertifikası yok")
    ad, anahtar = (der.wrap(der.OCTET, _hash("sha1", h)) for h in (taraf.veren, taraf.makam_anahtar))
    istek = der.wrap(der.SEQUENCE, der.wrap(der.SEQUENCE, _SHA1 + ad + anahtar + taraf.seri.ham))
    govde = der.wrap(der.SEQUENCE, istek)
    if nonce is not None:
        uzanti = der.wrap(der.SEQUENCE, bytes.fromhex(_NONCE) + der.wrap(der.OCTET, der.wrap(der.OCTET, nonce)))
        govde += der.wrap(0xA2, der.wrap(der.SEQUENCE, uzanti))
    return der.wrap(der.SEQUENCE, der.wrap(der.SEQUENCE, govde))


def _hash(ad: str, veri: bytes) -> bytes:
    return hashlib.new(ad, veri, usedforsecurity=False).digest()


def collect(
    eksikler: Sequence[EksikKanit], fetcher: Fetcher, depo: KanitDeposu, saat: Clock, *, sure: float = 30.0, sil_sure: float = 120.0
) -> ToplamaSonucu:
    """Fetch missing evidence and keep what answers; every address is tried until one does.

    Nothing is asked before its time: evidence that only counts after the caution period is named with the date instead.

    Args:
        sure: seconds for one question; ``sil_sure`` for a CRL, which may be large.

    Raises:
        GirdiHatasi: IMZ-193, IMZ-194 the store cannot be written.
    """
    toplama = _Toplama(fetcher, depo, saat, {t: sil_sure if t is KanitTuru.SIL else sure for t in KanitTuru})
    alinan: dict[str, Kanit] = {}
    alinamayan: list[Alinamayan] = []
    notlar: list[Bulgu] = []
    for eksik in eksikler:
        kanitlar, bulgular = toplama.one(eksik)
        alinan.update({k.sha256: k for k in kanitlar})
        if kanitlar:
            notlar += [b for b in bulgular if b.kod == "IMZ-206"]
        else:
            alinamayan.append(Alinamayan(eksik, tuple(bulgular)))
    return ToplamaSonucu(tuple(alinan.values()), tuple(alinamayan), tuple(dict.fromkeys(notlar)))


class _Toplama:
    """One round of questions; the same question is asked once."""

    def __init__(self, fetcher: Fetcher, depo: KanitDeposu, saat: Clock, sureler: dict[KanitTuru, float]) -> None:
        self._fetcher, self._depo, self._saat, self._sureler = fetcher, depo, saat, sureler
        self._cevaplar: dict[tuple[str, bytes | None], bytes | EarsivError] = {}

    def one(self, eksik: EksikKanit) -> tuple[list[Kanit], list[Bulgu]]:
        """Return what was stored for one piece of missing evidence, and what went wrong or is to be known."""
        yer = f"{eksik.veren} {eksik.seri}"
        if eksik.bas is not None and eksik.bas > self._saat.now() and eksik.tur is not KanitTuru.SERTIFIKA:
            return [], [bulgu("IMZ-211", yer, bas=_show(eksik.bas))]
        if eksik.tur not in _BOYLAR:
            return [], [bulgu("IMZ-207", yer, ayrinti="zaman damgası sonradan toplanamaz")]
        bulgular: list[Bulgu] = []
        for adres in eksik.adresler[:_EN_COK_ADRES]:
            try:
                nesneler = _answering(self._fetch(eksik, adres), eksik, adres)
            except EarsivError as hata:
                bulgular.append(hata.bulgu)
                continue
            return [self._depo.add(n, shown(adres)) for n in nesneler], list(_too_early(nesneler[0], eksik, yer))
        return [], bulgular or [bulgu("IMZ-207", yer, ayrinti="sertifika adres göstermiyor")]

    def _fetch(self, eksik: EksikKanit, adres: str) -> bytes:
        govde = ocsp_request(eksik.sertifika, eksik.makam) if eksik.tur is KanitTuru.OCSP else None
        if (adres, govde) not in self._cevaplar:
            try:
                istek = Istek(adres, govde, str(eksik.tur), _BOYLAR[eksik.tur], self._sureler[eksik.tur])
                self._cevaplar[adres, govde] = self._fetcher.fetch(istek)
            except EarsivError as hata:
                self._cevaplar[adres, govde] = hata
        cevap = self._cevaplar[adres, govde]
        if isinstance(cevap, EarsivError):
            raise cevap
        return cevap


def _show(an: dt.datetime) -> str:
    return f"{an.astimezone(ISTANBUL):%d.%m.%Y %H:%M}"


def _answering(cevap: bytes, eksik: EksikKanit, adres: str) -> list[bytes]:
    """Return the objects of an answer that speak of what was asked, the telling one first.

    Raises:
        GirdiHatasi: IMZ-205 none does; IMZ-210 the question itself cannot be read.
    """
    taraf = _parties(eksik.sertifika, eksik.makam)
    if eksik.tur is KanitTuru.OCSP and (hata_adi := _ocsp_error(cevap)):
        raise _unfit(adres, f"OCSP sunucusu cevap vermedi: {hata_adi}")
    try:
        nesneler = [(nesne, sniff(nesne, adres)) for nesne in split_objects(cevap, adres)]
    except GirdiHatasi:
        raise _unfit(adres, "sertifika, SİL ya da OCSP cevabı değil") from None
    nesneler = [(nesne, anahtar) for nesne, anahtar in nesneler if anahtar.tur is eksik.tur]
    if not nesneler:
        raise _unfit(adres, f"istenen türde ({eksik.tur}) değil")
    match eksik.tur:
        case KanitTuru.OCSP:
            uyan = [n for n, _ in nesneler if _speaks_of(n, taraf)]
        case KanitTuru.SIL:
            uyan = [n for n, anahtar in nesneler if anahtar.veren in {taraf.veren, taraf.makam_konu}]
        case _:
            uyan = [n for n, anahtar in nesneler if anahtar.konu == taraf.veren]
            uyan += [n for n, _ in nesneler if uyan and n not in uyan]  # the rest of a bag is the way up
    if not uyan:
        raise _unfit(adres, "başka bir sertifikaya ya da makama ait")
    return uyan


def _ocsp_error(cevap: bytes) -> str:
    """Return what a responder that did not answer says."""
    try:
        ogeler = der.oku(cevap).tur(der.SEQUENCE).cocuklar() if len(cevap) < 64 else []
        return _OCSP_HATALARI.get(ogeler[0].tur(der.ENUM).tamsayi(), "") if len(ogeler) == 1 else ""
    except ValueError:
        return ""


def _unfit(adres: str, neden: str) -> GirdiHatasi:
    return GirdiHatasi("IMZ-205", shown(adres), ayrinti=neden)


def _speaks_of(cevap: bytes, taraf: _Taraflar) -> bool:
    """Return whether an OCSP answer holds one about this certificate of this issuer."""
    try:
        tbs = der.oku(basic_response(cevap) or b"").cocuklar()[0].cocuklar()
        return any(_names(tek.cocuklar()[0], taraf) for tek in next(o for o in tbs if o.etiket == der.SEQUENCE).cocuklar())
    except (ValueError, IndexError, StopIteration):
        return False


def _names(kimlik: der.Dugum, taraf: _Taraflar) -> bool:
    """Return whether a CertID is this certificate's: number, issuer's name and key, by the digest it uses."""
    alg, ad, anahtar, seri = kimlik.cocuklar()
    ozet = oid.OZETLER.get(alg.cocuklar()[0].oid(), "")
    if seri.tamsayi() != taraf.seri.tamsayi() or ozet not in hashlib.algorithms_guaranteed:
        return False
    return (ad.sekizli(), anahtar.sekizli()) == (_hash(ozet, taraf.veren), _hash(ozet, taraf.makam_anahtar))


def _too_early(nesne: bytes, eksik: EksikKanit, yer: str) -> Iterator[Bulgu]:
    """Yield a note on evidence issued before the moment from which on it is final."""
    an = sniff(nesne, yer).uretim
    if eksik.bas is not None and an is not None and an < eksik.bas:
        yield bulgu("IMZ-206", yer, uretim=_show(an), bas=_show(eksik.bas))
