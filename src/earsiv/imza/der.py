# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Read ASN.1 values where they lie: tags, lengths and the exact stored bytes, nothing re-encoded, nothing built ahead.

A verdict hashes what was stored, so the reader hands out views on the bytes, BER or DER. It is lazy: only what a rule asks for is looked
at, which keeps a signature with a large revocation list cheap. ``koruma`` has walked the whole value before.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Final

OID: Final = 0x06
SEQUENCE: Final = 0x30
SET: Final = 0x31
OCTET: Final = 0x04
BIT: Final = 0x03
INTEGER: Final = 0x02
BOOLEAN: Final = 0x01
ENUM: Final = 0x0A

METIN: Final = {
    0x0C: "utf-8",
    0x13: "ascii",
    0x14: "latin-1",
    0x16: "ascii",
    0x1A: "ascii",
    0x1C: "utf-32-be",
    0x1E: "utf-16-be",
    0x12: "ascii",
}
_DERIN: Final = 64
_EN_COK_OGE: Final = 4096
_SON_AN: Final = dt.datetime(9999, 12, 30, tzinfo=dt.UTC)  # a day before the last one, so that every time zone can show it
_UTC: Final = re.compile(rb"(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?:Z|([+-])(\d{2})(\d{2}))\Z")
_GEN: Final = re.compile(rb"(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?:[.,](\d{1,9}))?(?:Z|([+-])(\d{2})(\d{2}))\Z")


class DerHatasi(ValueError):
    """The bytes are not the value that was expected there; caught inside the room, never outside."""


class Dugum:
    """One TLV inside ``veri``: ``bas`` first byte of the tag, ``govde``/``bitis`` the content, ``son`` the first byte after it."""

    __slots__ = ("bas", "bitis", "etiket", "govde", "son", "veri")

    def __init__(self, veri: bytes, bas: int, govde: int, bitis: int, son: int) -> None:
        self.veri, self.bas, self.govde, self.bitis, self.son = veri, bas, govde, bitis, son
        self.etiket = veri[bas]

    @property
    def ham(self) -> bytes:
        """The whole value as stored, tag and length included."""
        return self.veri[self.bas : self.son]

    @property
    def icerik(self) -> bytes:
        """The content bytes as stored."""
        return self.veri[self.govde : self.bitis]

    def cocuklar(self) -> list[Dugum]:
        """Return the values inside, in stored order.

        Raises:
            DerHatasi: not constructed, or a length that leaves its parent.
        """
        if not self.etiket & 0x20:
            raise DerHatasi("yapılı değil")
        veri, konum, bitis = self.veri, self.govde, self.bitis
        liste = []
        while konum < bitis:
            dugum = oku(veri, konum, bitis)
            liste.append(dugum)
            konum = dugum.son
            if len(liste) > _EN_COK_OGE:
                raise DerHatasi("öğe sayısı")
        return liste

    def tur(self, etiket: int) -> Dugum:
        """Return itself when it has this tag.

        Raises:
            DerHatasi: it has another.
        """
        if self.etiket != etiket:
            msg = f"etiket {self.etiket:#x}, beklenen {etiket:#x}"
            raise DerHatasi(msg)
        return self

    def oid(self) -> str:
        """Return the dotted form of an OBJECT IDENTIFIER."""
        return dotted(self.tur(OID).icerik)

    def tamsayi(self) -> int:
        """Return an INTEGER (or ENUMERATED, or an implicitly tagged one)."""
        if self.bitis == self.govde:
            raise DerHatasi("boş tamsayı")
        return int.from_bytes(self.icerik, "big", signed=True)

    def dogru(self) -> bool:
        """Return a BOOLEAN; any non-zero byte is true, as BER has it."""
        return self.tur(BOOLEAN).icerik not in {b"\0", b""}

    def sekizli(self) -> bytes:
        """Return an OCTET STRING, joined where BER stored it in chunks; the tag may be an implicit one."""
        return self.icerik if not self.etiket & 0x20 else b"".join(c.sekizli() for c in self.cocuklar())

    def bitler(self) -> bytes:
        """Return the bytes of a BIT STRING, without the count of unused bits."""
        ham = self.tur(BIT).icerik
        if not ham or ham[0] > 7:
            raise DerHatasi("bit dizisi")
        return ham[1:]

    def metin(self) -> str:
        """Return a character string of any of the string types; what cannot be decoded becomes a question mark."""
        if self.etiket not in METIN:
            raise DerHatasi("metin değil")
        return self.icerik.decode(METIN[self.etiket], "replace")

    def zaman(self) -> dt.datetime:
        """Return a UTCTime or GeneralizedTime as an aware moment in UTC."""
        return moment(self.etiket, self.icerik)


def oku(veri: bytes, konum: int = 0, sinir: int | None = None) -> Dugum:
    """Return the value that starts at ``konum``; it must end before ``sinir``.

    Raises:
        DerHatasi: truncated, longer than its parent, or a tag number above 30.
    """
    son = len(veri) if sinir is None else sinir
    govde = konum + 2
    if govde > son:
        raise DerHatasi("yarım değer")
    if veri[konum] & 0x1F == 0x1F:
        raise DerHatasi("büyük etiket")
    uzunluk = veri[konum + 1]
    if uzunluk >= 0x80:
        n = uzunluk & 0x7F
        if not n:
            bitis = _eoc(veri, govde, son)
            return Dugum(veri, konum, govde, bitis, bitis + 2)
        govde += n
        if n > 5 or govde > son:
            raise DerHatasi("uzunluk")
        uzunluk = int.from_bytes(veri[konum + 2 : govde], "big")
    bitis = govde + uzunluk
    if bitis > son:
        raise DerHatasi("uzunluk")
    return Dugum(veri, konum, govde, bitis, bitis)


def _eoc(veri: bytes, konum: int, son: int, derin: int = 0) -> int:
    """Return where the end-of-contents of an indefinite value lies."""
    if derin > _DERIN:
        raise DerHatasi("derinlik")
    while True:
        if konum + 2 > son:
            raise DerHatasi("yarım değer")
        if veri[konum] == 0 and veri[konum + 1] == 0:
            return konum
        konum = _eoc(veri, konum + 2, son, derin + 1) + 2 if veri[konum + 1] == 128 else oku(veri, konum, son).son


@lru_cache(maxsize=4096)
def dotted(ham: bytes) -> str:
    """Return the dotted form of the content bytes of an OBJECT IDENTIFIER of at most 64 bytes.

    Raises:
        DerHatasi: empty, too long or truncated.
    """
    if not ham or len(ham) > 64 or ham[-1] & 0x80:
        raise DerHatasi("OID")
    sayilar, n = [], 0
    for bayt in ham:
        n = n << 7 | bayt & 0x7F
        if not bayt & 0x80:
            sayilar.append(n)
            n = 0
    ilk = min(sayilar[0] // 40, 2)
    return ".".join(map(str, (ilk, sayilar[0] - 40 * ilk, *sayilar[1:])))


@lru_cache(maxsize=4096)
def moment(etiket: int, ham: bytes) -> dt.datetime:
    """Return the moment that the content of a UTCTime (0x17) or GeneralizedTime (0x18) names.

    Raises:
        DerHatasi: not a time.
    """
    kesir: bytes | None = None
    if etiket == 0x17 and (m := _UTC.match(ham)):
        yil, ay, gun, saat, dakika, saniye, isaret, hh, mm = m.groups()
        yil_no = int(yil) + (1900 if int(yil) >= 50 else 2000)
    elif etiket == 0x18 and (m := _GEN.match(ham)):
        yil, ay, gun, saat, dakika, saniye, kesir, isaret, hh, mm = m.groups()
        yil_no = int(yil)
    else:
        raise DerHatasi("zaman")
    try:
        an = dt.datetime(
            yil_no, int(ay), int(gun), int(saat), int(dakika), int(saniye or 0), int((kesir or b"0").ljust(6, b"0")[:6]), dt.UTC
        )
        fark = dt.timedelta(hours=int(hh or 0), minutes=int(mm or 0))
        return min(_SON_AN, an + fark if isaret == b"-" else an - fark)
    except (ValueError, OverflowError):
        raise DerHatasi("zaman") from None


def explicit(ogeler: list[Dugum], etiket: int) -> Dugum | None:
    """Return the first of the values that has a tag, if any."""
    return next((o for o in ogeler if o.etiket == etiket), None)


def wrap(etiket: int, govde: bytes) -> bytes:
    """Return content under a tag with a DER length."""
    n = len(govde)
    if n < 0x80:
        return bytes((etiket, n)) + govde
    boy = n.to_bytes((n.bit_length() + 7) // 8, "big")
    return bytes((etiket, 0x80 | len(boy))) + boy + govde
