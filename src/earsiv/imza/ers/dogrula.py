# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The verdict on one evidence record (RFC 4998 §4.3, §5.3): what each time-stamp covers, in which order, and who vouches for it.

The structure is judged here: the digest in the first list, the way to the root, the imprint of the token, each renewal over what came
before. Each token is judged by the callable that is handed in, at the moment the next time-stamp took over its proof; the newest at
the moment of judgement.
"""

from __future__ import annotations

import datetime as dt
import hmac
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import attrs

from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv.errors import Bulgu, GirdiHatasi, bulgu
from earsiv.imza.ers import kayit as asn1
from earsiv.imza.ers.agac import digest_function, digest_size
from earsiv.imza.ers.gece import climb
from earsiv.imza.ers.kayit import ArsivDamgasi, Kayit, Zincir
from earsiv.imza.sonuc import AltGosterge, DamgaSonucu, Gosterge, HukukiKarar

Ozetler = bytes | Sequence[bytes]
Yargic = Callable[[bytes, bytes, str, "dt.datetime | None"], DamgaSonucu]


@attrs.frozen
class ErsSonucu:
    """The verdict on an evidence record.

    ``kanitli_zaman`` is when the object is proven to have existed (the first time-stamp's genTime), only where the verdict has passed.
    ``damgalar`` are the verdicts on the time-stamps, oldest first; ``zincir`` counts the chains, ``algoritmalar`` names the digest
    algorithm of each, ``grup`` tells that the record covers exactly the group that was given.
    """

    alt_durum: AltGosterge | None
    damgalar: tuple[DamgaSonucu, ...] = ()
    kanitli_zaman: dt.datetime | None = None
    algoritmalar: tuple[str, ...] = ()
    grup: bool = False
    bulgular: tuple[Bulgu, ...] = ()

    @property
    def durum(self) -> Gosterge:
        """The indication."""
        return self.alt_durum.gosterge if self.alt_durum else Gosterge.TOTAL_PASSED

    @property
    def karar(self) -> HukukiKarar:
        """The legal reading."""
        return {
            Gosterge.TOTAL_PASSED: HukukiKarar.GECERLI,
            Gosterge.INDETERMINATE: HukukiKarar.BELIRSIZ,
            Gosterge.TOTAL_FAILED: HukukiKarar.GECERSIZ,
        }[self.durum]

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "durum": str(self.durum),
            "alt_durum": str(self.alt_durum) if self.alt_durum else None,
            "karar": str(self.karar),
            "kanitli_zaman": self.kanitli_zaman.astimezone(dt.UTC).isoformat() if self.kanitli_zaman else None,
            "zincir": len(self.algoritmalar),
            "algoritmalar": list(self.algoritmalar),
            "grup": self.grup,
            "damgalar": [d.as_dict() for d in self.damgalar],
            "bulgular": [b.as_dict() for b in self.bulgular],
        }


class _KusurError(Exception):
    """A rule that does not hold: ends the walk, never leaves this file."""

    def __init__(self, alt: AltGosterge, kusur: Bulgu) -> None:
        super().__init__(kusur.kod)
        self.alt, self.kusur = alt, kusur


def verify(
    kayit: bytes,
    nesne: Ozetler | Callable[[str], Ozetler],
    yargila: Yargic | None = None,
    *,
    yer: str = "kanıt kaydı",
    sinirlar: Sinirlar = VARSAYILAN,
) -> ErsSonucu:
    """Judge an evidence record against the object it is for.

    Args:
        kayit: the DER of the EvidenceRecord.
        nesne: the object's bytes, a list of the bytes of a group's members, or a function that gives the digest, or the list of
            digests, for an algorithm (a name of ``hashlib``). One value must be covered; a list must be exactly the group covered.
        yargila: judges a token: ``(token, imprint, algorithm, until)``, where ``until`` is the genTime of the time-stamp that took
            over, or ``None`` for the newest. Without it no authority is judged and the verdict cannot pass.
    """
    try:
        okunan = asn1.read(kayit, yer, sinirlar)
    except GirdiHatasi as hata:
        return ErsSonucu(AltGosterge.FORMAT_FAILURE, bulgular=(hata.bulgu,))
    bulgular = [*_remarks(okunan, yer)]
    try:
        grup = _structure(okunan, nesne if callable(nesne) else _digester(nesne), yer)
    except _KusurError as hata:
        return ErsSonucu(hata.alt, algoritmalar=_algorithms(okunan), bulgular=(hata.kusur, *bulgular))
    damgalar = tuple(_judged(okunan.damgalar, yargila)) if yargila else ()
    alt = _worst(damgalar) if yargila else AltGosterge.NO_CERTIFICATE_CHAIN_FOUND
    if not yargila:
        bulgular.append(bulgu("IMZ-175", yer))
    zaman = None if alt else okunan.damgalar[0].olgu.an
    return ErsSonucu(alt, damgalar, zaman, _algorithms(okunan), grup, tuple(bulgular))


def _algorithms(okunan: Kayit) -> tuple[str, ...]:
    return tuple(z.damgalar[0].algoritma for z in okunan.zincirler)


def _digester(nesne: Ozetler) -> Callable[[str], Ozetler]:
    if isinstance(nesne, bytes):
        return lambda algoritma: digest_function(algoritma)(nesne)
    return lambda algoritma: [digest_function(algoritma)(uye) for uye in nesne]


def _judged(damgalar: Sequence[ArsivDamgasi], yargila: Yargic) -> Iterator[DamgaSonucu]:
    for damga, sonraki in zip(damgalar, (*damgalar[1:], None), strict=True):
        yield yargila(damga.token, damga.olgu.ozet, damga.olgu.algoritma, sonraki.olgu.an if sonraki else None)


def _worst(damgalar: Sequence[DamgaSonucu]) -> AltGosterge | None:
    """Return the sub-indication of the first that failed, else of the first that is undecided."""
    altlar = [d.alt_durum for d in damgalar if d.alt_durum]
    return next((a for a in altlar if a.gosterge is Gosterge.TOTAL_FAILED), altlar[0] if altlar else None)


def _remarks(okunan: Kayit, yer: str) -> Iterator[Bulgu]:
    """Name what is in the record and covered by no time-stamp, or is not as the RFC wants it."""
    if okunan.ber:
        yield bulgu("IMZ-033", yer)
    if okunan.ekler.startswith(b"\xa0"):
        yield bulgu("IMZ-176", yer, ne="CryptoInfos")
    if okunan.sifreli:
        yield bulgu("IMZ-176", yer, ne="EncryptionInfo")
    if any(d.oznitelikli for d in okunan.damgalar):
        yield bulgu("IMZ-176", yer, ne="attributes")


def _structure(okunan: Kayit, ozetle: Callable[[str], Ozetler], yer: str) -> bool:
    """Walk the chains, oldest first; return whether a group was proven to be exactly the one covered."""
    onceki: ArsivDamgasi | None = None
    grup = False
    for no, zincir in enumerate(okunan.zincirler, start=1):
        algoritma = _chain_algorithm(okunan, zincir, f"{yer} · zincir {no}")
        for sira, damga in enumerate(zincir.damgalar, start=1):
            burasi = f"{yer} · zincir {no} · damga {sira}"
            if onceki is not None and damga.olgu.an <= onceki.olgu.an:
                ayrinti = {"once": onceki.olgu.an.isoformat(), "sonra": damga.olgu.an.isoformat()}
                raise _KusurError(AltGosterge.TIMESTAMP_ORDER_FAILURE, bulgu("IMZ-169", burasi, **ayrinti))
            if sira > 1 and onceki is not None:
                beklenen: tuple[bytes, ...] = (digest_function(algoritma)(onceki.token),)
                if not _covers(damga, beklenen, algoritma, burasi):
                    raise _KusurError(AltGosterge.HASH_FAILURE, bulgu("IMZ-170", burasi))
            else:
                grup |= _first(okunan, no, damga, ozetle(algoritma), burasi)
            onceki = damga
    return grup


def _chain_algorithm(okunan: Kayit, zincir: Zincir, yer: str) -> str:
    """Return the one digest algorithm of a chain: of every tree and imprint in it, and declared by the record."""
    adlar = {d.algoritma for d in zincir.damgalar} | {d.olgu.algoritma for d in zincir.damgalar}
    ad = zincir.damgalar[0].algoritma
    if len(adlar) > 1 or ad not in okunan.algoritmalar:
        raise _KusurError(AltGosterge.FORMAT_FAILURE, bulgu("IMZ-171", yer, algoritmalar=", ".join(sorted(adlar))))
    try:
        digest_size(ad)
    except GirdiHatasi as hata:
        raise _KusurError(AltGosterge.CRYPTO_CONSTRAINTS_FAILURE_NO_POE, hata.bulgu) from None
    return ad


def _first(okunan: Kayit, no: int, damga: ArsivDamgasi, verilen: Ozetler, yer: str) -> bool:
    """Judge the first time-stamp of chain ``no`` against the object and, from the second chain on, all chains before."""
    grup = not isinstance(verilen, bytes)
    ozetler = (verilen,) if isinstance(verilen, bytes) else tuple(verilen)
    boy = digest_size(damga.algoritma)
    if not ozetler or any(len(ozet) != boy for ozet in ozetler):
        raise _KusurError(AltGosterge.SIGNED_DATA_NOT_FOUND, bulgu("IMZ-160", yer))
    if no == 1:
        if not _covers(damga, ozetler, damga.algoritma, yer, tam=grup):
            raise _KusurError(AltGosterge.HASH_FAILURE, bulgu("IMZ-167", yer))
        return grup
    ozetle = digest_function(damga.algoritma)
    ha = ozetle(asn1.sequence(z.ham for z in okunan.zincirler[: no - 1]))
    bagli = tuple(ozetle(ozet + ha) for ozet in ozetler)
    sirali = tuple(ozetle(min(ozet, ha) + max(ozet, ha)) for ozet in ozetler)  # as the figure of the RFC has it
    if not any(_covers(damga, bicim, damga.algoritma, yer) for bicim in (bagli, sirali)):
        raise _KusurError(AltGosterge.HASH_FAILURE, bulgu("IMZ-170", yer))
    return False


def _covers(damga: ArsivDamgasi, ozetler: Sequence[bytes], algoritma: str, yer: str, *, tam: bool = False) -> bool:
    """Tell whether the first list holds the digests (``tam``: and nothing else); the lists must lead to the token's imprint.

    Raises:
        _KusurError: the lists do not lead there, or hold what is no digest.
    """
    listeler = damga.listeler or ((damga.olgu.ozet,),)
    boy = digest_size(algoritma)
    if any(len(ozet) != boy for liste in listeler for ozet in liste):
        raise _KusurError(AltGosterge.FORMAT_FAILURE, bulgu("IMZ-165", yer, ayrinti="özet uzunluğu"))
    kok = climb(listeler[0][0], (listeler[0][1:], *listeler[1:]), algoritma)
    if not hmac.compare_digest(kok, damga.olgu.ozet):
        raise _KusurError(AltGosterge.HASH_FAILURE, bulgu("IMZ-168", yer))
    ilk = set(listeler[0])
    return set(ozetler) == ilk if tam else set(ozetler) <= ilk
