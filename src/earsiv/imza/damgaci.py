# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Time-stamps from an authority (RFC 3161): the request, what may be believed of the answer, and both over HTTP.

Request and answer also work apart, for a machine without network: write the request to a file, carry it, bring the answer back. Checked
here is only that the token answers *this* request; whether its signature and its authority hold is a verdict like any other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Final

import attrs

from earsiv._clock import Clock, entropy
from earsiv._limits import KIB, Sinirlar
from earsiv.errors import AracHatasi, GirdiHatasi
from earsiv.imza import der, oid
from earsiv.imza.ag import Fetcher, Istek, shown
from earsiv.imza.koruma import inspect

_OZET_OID: Final = {ad: kimlik for kimlik, ad in oid.OZETLER.items()}
_BOYLAR: Final = {"sha1": 20, "sha224": 28, "sha256": 32, "sha384": 48, "sha512": 64, "sha3_256": 32, "sha3_384": 48, "sha3_512": 64}
_CEVAP: Final = 256 * KIB
_SINIR: Final = Sinirlar(imza_bayt=_CEVAP, asn1_dugum=20_000)
_DURUMLAR: Final = {2: "istek reddedildi", 3: "beklemede", 4: "sertifika iptal edilmek üzere", 5: "sertifika iptal edilmiş"}
_NEDENLER: Final = {
    0: "tanınmayan algoritma",
    2: "istek kabul edilmedi",
    5: "istek anlaşılmadı",
    14: "sunucunun saati kullanılamıyor",
    15: "istenen ilke desteklenmiyor",
    16: "istenen uzantı desteklenmiyor",
    17: "ek bilgi verilemiyor",
    25: "sunucu hatası",
}

Kimlik = Callable[[bytes], Mapping[str, str]]


def timestamp_request(ozet: bytes, algoritma: str, *, nonce: int | None = None, politika: str | None = None) -> bytes:
    """Return a TimeStampReq that also asks for the authority's certificate.

    Args:
        ozet: digest of what is to be stamped.
        algoritma: its name (``sha256``, ``sha384`` …).
        nonce: a number that the answer must repeat; ``None`` for a request that is carried by hand and has none.
        politika: OID of the authority's policy, if a certain one is wanted.

    Raises:
        GirdiHatasi: IMZ-210 unknown algorithm or a digest of another length.
    """
    if _BOYLAR.get(algoritma) != len(ozet):
        raise GirdiHatasi("IMZ-210", "", ayrinti=f"{algoritma} özeti {len(ozet)} bayt olamaz")
    govde = b"\x02\x01\x01" + _imprint(ozet, algoritma)
    if politika is not None:
        govde += _oid(politika)
    if nonce is not None:
        govde += _integer(nonce)
    return der.wrap(der.SEQUENCE, govde + b"\x01\x01\xff")


def _imprint(ozet: bytes, algoritma: str) -> bytes:
    return der.wrap(der.SEQUENCE, der.wrap(der.SEQUENCE, _oid(_OZET_OID[algoritma]) + b"\x05\x00") + der.wrap(der.OCTET, ozet))


def _integer(n: int) -> bytes:
    return der.wrap(der.INTEGER, n.to_bytes(n.bit_length() // 8 + 1, "big", signed=True))


def _oid(noktali: str) -> bytes:
    """Return an OBJECT IDENTIFIER.

    Raises:
        GirdiHatasi: IMZ-210 it is none.
    """
    try:
        bir, iki, *kalan = (int(p) for p in noktali.split("."))
    except ValueError:
        raise GirdiHatasi("IMZ-210", "", ayrinti=f"“{shown(noktali)}” bir OID değil") from None
    govde = b""
    for n in (bir * 40 + iki, *kalan):
        if n < 0:
            raise GirdiHatasi("IMZ-210", "", ayrinti=f"“{shown(noktali)}” bir OID değil")
        parca = bytes((n & 0x7F,))
        while n := n >> 7:
            parca = bytes((n & 0x7F | 0x80,)) + parca
        govde += parca
    return der.wrap(der.OID, govde)


@attrs.frozen
class DamgaOlgusu:
    """What the TSTInfo of a token says."""

    politika: str
    algoritma: str
    ozet: bytes
    an: dt.datetime
    nonce: int | None


def timestamp_token(
    cevap: bytes, *, ozet: bytes, algoritma: str, nonce: int | None = None, politika: str | None = None, yer: str = ""
) -> bytes:
    """Return the token of a TimeStampResp that answers the request with these values.

    Raises:
        AracHatasi: IMZ-208 no stamp was given, IMZ-209 it is unreadable or answers another request.
    """
    token = _granted(cevap, yer)
    olgu = token_facts(token, yer)
    uyusmayan = [
        ne
        for ne, uyar in (
            ("damgalanan özet başka", (olgu.algoritma, olgu.ozet) == (algoritma, ozet)),
            ("nonce başka", nonce is None or olgu.nonce == nonce),
            ("ilke başka", politika is None or olgu.politika == politika),
        )
        if not uyar
    ]
    if uyusmayan:
        raise AracHatasi("IMZ-209", yer, ayrinti=", ".join(uyusmayan))
    return token


def _granted(cevap: bytes, yer: str) -> bytes:
    """Return the token of a granted answer."""
    try:
        inspect(cevap, yer, _SINIR)
        ogeler = der.oku(cevap).cocuklar()
        durum = ogeler[0].tur(der.SEQUENCE).cocuklar()
        sayi = durum[0].tamsayi()
        if sayi not in {0, 1}:
            raise AracHatasi("IMZ-208", yer, ayrinti=_reason(sayi, durum[1:]))
        return ogeler[1].ham
    except (ValueError, IndexError, GirdiHatasi):
        raise AracHatasi("IMZ-209", yer, ayrinti="cevap okunamadı") from None


def _reason(sayi: int, ogeler: list[der.Dugum]) -> str:
    """Return why no stamp was given: status, failure bits, the authority's own words."""
    parcalar = [_DURUMLAR.get(sayi, f"durum {sayi}")]
    for oge in ogeler:
        if oge.etiket == der.BIT:
            bitler = oge.bitler()
            parcalar += [ne for bit, ne in _NEDENLER.items() if bit // 8 < len(bitler) and bitler[bit // 8] & 0x80 >> bit % 8]
        elif oge.etiket == der.SEQUENCE:
            parcalar += [shown(metin.metin()) for metin in oge.cocuklar()[:3]]
    return ", ".join(parcalar)


def token_facts(token: bytes, yer: str = "") -> DamgaOlgusu:
    """Return what the TSTInfo inside a token says; nothing of it is verified.

    Raises:
        AracHatasi: IMZ-209 it is no token.
    """
    try:
        kap = der.oku(token).cocuklar()
        alanlar = kap[1].cocuklar()[0].cocuklar()
        ic = alanlar[2].cocuklar()
        if kap[0].oid() != oid.SIGNED_DATA or ic[0].oid() != oid.TST_INFO:
            raise der.DerHatasi("tür")
        tst = der.oku(ic[1].cocuklar()[0].sekizli()).tur(der.SEQUENCE).cocuklar()
        alg, ozet = tst[2].cocuklar()
        nonce = next((o.tamsayi() for o in tst[5:] if o.etiket == der.INTEGER), None)
        return DamgaOlgusu(tst[1].oid(), oid.OZETLER.get(alg.cocuklar()[0].oid(), ""), ozet.sekizli(), tst[4].zaman(), nonce)
    except (ValueError, IndexError, RecursionError):
        raise AracHatasi("IMZ-209", yer, ayrinti="zaman damgası okunamadı") from None


class HttpDamgaci:
    """A time-stamp authority behind an address."""

    def __init__(
        self,
        adres: str,
        fetcher: Fetcher,
        saat: Clock,
        *,
        kimlik: Kimlik | None = None,
        politika: str | None = None,
        sure: float = 30.0,
        en_cok_fark: dt.timedelta = dt.timedelta(hours=1),
    ) -> None:
        """Name the authority.

        Args:
            kimlik: given the digest that is to be stamped, returns the headers by which the authority knows its customer
                (Kamu SM asks for such a header); never logged or shown.
            politika: OID of the authority's policy, if a certain one is wanted.
            en_cok_fark: how far the stamp's time may lie from this machine's clock; more means that one of the two is wrong.
        """
        self.adres, self._fetcher, self._saat = adres, fetcher, saat
        self._kimlik, self._politika, self._sure, self._fark = kimlik, politika, sure, en_cok_fark

    def stamp(self, ozet: bytes, algoritma: str) -> bytes:
        """Return a time-stamp token over a digest.

        Raises:
            AracHatasi: IMZ-200 … IMZ-204 the line, IMZ-208 no stamp was given, IMZ-209 the answer does not fit.
            GirdiHatasi: IMZ-210 the digest does not fit its algorithm.
        """
        nonce = int.from_bytes(entropy(8), "big") | 1 << 63
        govde = timestamp_request(ozet, algoritma, nonce=nonce, politika=self._politika)
        basliklar = tuple((self._kimlik(ozet) if self._kimlik else {}).items())
        yer = shown(self.adres)
        cevap = self._fetcher.fetch(Istek(self.adres, govde, "damga", _CEVAP, self._sure, basliklar))
        token = timestamp_token(cevap, ozet=ozet, algoritma=algoritma, nonce=nonce, politika=self._politika, yer=yer)
        fark = abs(token_facts(token, yer).an - self._saat.now())
        if fark > self._fark:
            raise AracHatasi("IMZ-209", yer, ayrinti=f"damganın zamanı bu makinenin saatinden {int(fark.total_seconds())} saniye uzak")
        return token
