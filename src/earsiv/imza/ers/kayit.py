# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The ASN.1 of RFC 4998: an EvidenceRecord as DER out, and as frozen facts in.

Writing is plain concatenation, because what was time-stamped must stay byte for byte as it was. Reading goes through the guard
first and keeps the stored bytes of every part that is hashed later: nothing is encoded anew before it is hashed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

import attrs

from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv.errors import GirdiHatasi
from earsiv.imza import der, koruma, oid
from earsiv.imza.der import Dugum
from earsiv.imza.ers.agac import ADLAR, ESKI_OIDLER, OIDLER

EN_COK_ZINCIR: Final = 64
EN_COK_DAMGA: Final = 512
EN_COK_LISTE: Final = 64  # lists of one reduced tree: enough for 2**63 objects
EN_COK_OZET: Final = 65_536  # digests of one record

Listeler = tuple[tuple[bytes, ...], ...]


@attrs.frozen
class DamgaOlgusu:
    """What a time-stamp token says: when, and over which digest of which algorithm (empty where it is not one we know)."""

    an: dt.datetime
    algoritma: str
    ozet: bytes


@attrs.frozen
class ArsivDamgasi:
    """An ArchiveTimeStamp: the lists of its reduced hash tree (none: the token is laid over the digest itself) and the token as stored."""

    algoritma: str
    listeler: Listeler
    token: bytes = attrs.field(repr=False)
    olgu: DamgaOlgusu
    ham: bytes = attrs.field(repr=False)
    oznitelikli: bool = False


@attrs.frozen
class Zincir:
    """An ArchiveTimeStampChain, with its stored bytes."""

    damgalar: tuple[ArsivDamgasi, ...]
    ham: bytes = attrs.field(repr=False)


@attrs.frozen
class Kayit:
    """An EvidenceRecord. ``ekler`` are its CryptoInfos and EncryptionInfo as stored, ``sifreli`` tells of the second."""

    algoritmalar: tuple[str, ...]
    zincirler: tuple[Zincir, ...]
    ekler: bytes = attrs.field(default=b"", repr=False)
    sifreli: bool = False
    ber: bool = False

    @property
    def damgalar(self) -> tuple[ArsivDamgasi, ...]:
        """Every archive time-stamp, oldest first."""
        return tuple(d for z in self.zincirler for d in z.damgalar)


def tlv(etiket: int, *parcalar: bytes) -> bytes:
    """Return one DER value."""
    return der.wrap(etiket, b"".join(parcalar))


@cache
def _oid(algoritma: str) -> bytes:
    """Return the DER of an algorithm's object identifier."""
    ilk, ikinci, *sayilar = map(int, (OIDLER | ESKI_OIDLER)[algoritma].split("."))
    govde = bytearray((40 * ilk + ikinci,))
    for sayi in sayilar:
        parcalar = [sayi & 0x7F]
        while sayi := sayi >> 7:
            parcalar.append(sayi & 0x7F | 0x80)
        govde += bytes(reversed(parcalar))
    return tlv(0x06, bytes(govde))


def algorithm_identifier(algoritma: str) -> bytes:
    """Return the DER AlgorithmIdentifier of a digest algorithm, without parameters (RFC 5754)."""
    return tlv(0x30, _oid(algoritma))


def archive_timestamp(algoritma: str, listeler: Listeler, token: bytes) -> bytes:
    """Return the DER of an ArchiveTimeStamp."""
    agac = tlv(0xA2, *(tlv(0x30, *(tlv(0x04, ozet) for ozet in sorted(liste))) for liste in listeler)) if listeler else b""
    return tlv(0x30, tlv(0xA0, _oid(algoritma)), agac, token)


def chain(damgalar: Iterable[tuple[str, Listeler, bytes]]) -> bytes:
    """Return the DER of an ArchiveTimeStampChain."""
    return tlv(0x30, *(archive_timestamp(*damga) for damga in damgalar))


def sequence(zincirler: Iterable[bytes]) -> bytes:
    """Return the DER of an ArchiveTimeStampSequence over stored chains; its digest is ``ha(i)`` of §5.2."""
    return tlv(0x30, *zincirler)


def crypto_infos(oznitelikler: Sequence[bytes]) -> bytes:
    """Return the DER of CryptoInfos over DER attributes; nothing where there are none."""
    return tlv(0xA0, *oznitelikler) if oznitelikler else b""


def record(algoritmalar: Iterable[str], zincirler: Iterable[bytes], ekler: bytes = b"") -> bytes:
    """Return the DER of an EvidenceRecord, version 1; ``ekler`` are its encoded CryptoInfos and EncryptionInfo."""
    adlar = dict.fromkeys(algoritmalar)
    ozetler = tlv(0x30, *(algorithm_identifier(ad) for ad in adlar))
    return tlv(0x30, b"\x02\x01\x01", ozetler, ekler, sequence(zincirler))


def read(veri: bytes, yer: str, sinirlar: Sinirlar = VARSAYILAN) -> Kayit:
    """Read an EvidenceRecord.

    Raises:
        GirdiHatasi: IMZ-001 … IMZ-004 from the guard, IMZ-164 a token, IMZ-165 not an evidence record, IMZ-166 a limit.
    """
    yapi = koruma.inspect(veri, yer, sinirlar)
    try:
        surum, ozetler, *ekler, dizi = der.oku(veri).tur(der.SEQUENCE).cocuklar()
        if surum.tur(der.INTEGER).tamsayi() != 1:
            raise GirdiHatasi("IMZ-165", yer, ayrinti=f"sürüm {surum.tamsayi()}")
        kripto, sifre = _optional(ekler, 0xA0, 0xA1)
        if kripto is not None:
            _attributes(kripto)
        zincirler = dizi.tur(der.SEQUENCE).cocuklar()
        _limit(yer, "zincir", len(zincirler), EN_COK_ZINCIR)
        _limit(yer, "zaman damgası", sum(len(z.tur(der.SEQUENCE).cocuklar()) for z in zincirler), EN_COK_DAMGA)
        kayit = Kayit(
            algoritmalar=tuple(_name(a.tur(der.SEQUENCE)) for a in ozetler.tur(der.SEQUENCE).cocuklar()),
            zincirler=tuple(_chain(z, f"{yer} · zincir {no}", sinirlar) for no, z in enumerate(zincirler, start=1)),
            ekler=b"".join(ek.ham for ek in ekler),
            sifreli=sifre is not None,
            ber=yapi.ber,
        )
    except (ValueError, IndexError) as hata:
        raise GirdiHatasi("IMZ-165", yer, ayrinti=str(hata)) from None
    if not kayit.zincirler or not all(z.damgalar for z in kayit.zincirler):
        raise GirdiHatasi("IMZ-165", yer, ayrinti="damgasız zincir")
    _limit(yer, "özet", sum(len(liste) for d in kayit.damgalar for liste in d.listeler), EN_COK_OZET)
    return kayit


def _optional(ogeler: Sequence[Dugum], *etiketler: int) -> Iterator[Dugum | None]:
    """Yield the values that may stand under the tags, each at most once and in this order.

    Raises:
        DerHatasi: anything else stands there.
    """
    kalan = list(ogeler)
    for etiket in etiketler:
        yield kalan.pop(0) if kalan and kalan[0].etiket == etiket else None
    if kalan:
        raise der.DerHatasi("beklenmeyen alan")


def _chain(ham: Dugum, yer: str, sinirlar: Sinirlar) -> Zincir:
    damgalar = tuple(_archive_timestamp(d, f"{yer} · damga {no}", sinirlar) for no, d in enumerate(ham.cocuklar(), start=1))
    return Zincir(damgalar, ham.ham)


def _archive_timestamp(ham: Dugum, yer: str, sinirlar: Sinirlar) -> ArsivDamgasi:
    *ekler, token = ham.tur(der.SEQUENCE).cocuklar()
    algoritma, oznitelikler, agac = _optional(ekler, 0xA0, 0xA1, 0xA2)
    if oznitelikler is not None:
        _attributes(oznitelikler)
    olgu = token_facts(token.tur(der.SEQUENCE).ham, yer, sinirlar)
    return ArsivDamgasi(
        algoritma=_name(algoritma) if algoritma is not None else olgu.algoritma,
        listeler=_lists(agac, yer) if agac is not None else (),
        token=token.ham,
        olgu=olgu,
        ham=ham.ham,
        oznitelikli=oznitelikler is not None,
    )


def _lists(agac: Dugum, yer: str) -> Listeler:
    ham = agac.cocuklar()
    _limit(yer, "özet listesi", len(ham), EN_COK_LISTE)
    listeler = tuple(tuple(ozet.tur(der.OCTET).icerik for ozet in liste.tur(der.SEQUENCE).cocuklar()) for liste in ham)
    if not listeler or not all(listeler):
        raise GirdiHatasi("IMZ-165", yer, ayrinti="boş özet listesi")
    return listeler


def _attributes(ham: Dugum) -> None:
    """Refuse what stands in the place of attributes and is none."""
    for oznitelik in ham.cocuklar():
        tur, degerler = oznitelik.tur(der.SEQUENCE).cocuklar()
        if not tur.oid() or not degerler.tur(der.SET).cocuklar():
            raise der.DerHatasi("öznitelik")


def token_facts(token: bytes, yer: str, sinirlar: Sinirlar = VARSAYILAN) -> DamgaOlgusu:
    """Read what a TimeStampToken says; who said it is not looked at here.

    Raises:
        GirdiHatasi: IMZ-001 … IMZ-004 from the guard, IMZ-164 it is no RFC 3161 token.
    """
    koruma.inspect(token, yer, sinirlar)
    try:
        tur, kap = der.oku(token).tur(der.SEQUENCE).cocuklar()
        ic_tur, ic = kap.tur(0xA0).cocuklar()[0].tur(der.SEQUENCE).cocuklar()[2].tur(der.SEQUENCE).cocuklar()
        if (tur.oid(), ic_tur.oid()) != (oid.SIGNED_DATA, oid.TST_INFO):
            raise GirdiHatasi("IMZ-164", yer, ayrinti="içerik türü")
        bilgi = ic.tur(0xA0).cocuklar()[0].sekizli()
        koruma.inspect(bilgi, yer, sinirlar)
        alanlar = der.oku(bilgi).tur(der.SEQUENCE).cocuklar()
        algoritma, ozet = alanlar[2].tur(der.SEQUENCE).cocuklar()
        return DamgaOlgusu(alanlar[4].zaman(), _name(algoritma.tur(der.SEQUENCE)), ozet.tur(der.OCTET).icerik)
    except (ValueError, IndexError) as hata:
        raise GirdiHatasi("IMZ-164", yer, ayrinti=str(hata)) from None


def _name(algoritma: Dugum) -> str:
    kimlik = algoritma.cocuklar()[0].oid()
    return ADLAR.get(kimlik, kimlik)


def _limit(yer: str, ne: str, sayi: int, sinir: int) -> None:
    if sayi > sinir:
        raise GirdiHatasi("IMZ-166", yer, ne=ne, sinir=sinir)
