# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Put a second signature into a CMS: beside the others (parallel) or beneath one of them (counter-signature, at any depth).

Nothing that is there is written again. Where an archive time-stamp already covers what would change, the answer is no: it would break.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import Any, Final

from earsiv._clock import Clock, SystemClock
from earsiv.errors import GirdiHatasi
from earsiv.imza import der, oid
from earsiv.imza import oznitelik as oz
from earsiv.imza._zarf import Zarf, counters, readable, with_unsigned
from earsiv.imza.anahtar import Anahtar, algorithm_for
from earsiv.imza.imzala import Hazirlik, HazirlikTuru, complete, require_valid, signed_values
from earsiv.imza.oznitelik import Profil

_YER: Final = "imza"
# archive stamps over the whole of certificates and crls; v3 lists single values and lets others be added
_TUMUNU_ORTEN: Final = (oid.ATS_V1, oid.ATS_V2, "0.4.0.1733.2.2")


def prepare_parallel(
    cms: bytes,
    icerik: bytes | None,
    sertifika: bytes,
    *,
    imza_zamani: dt.datetime,
    profil: Profil | None = None,
    zincir: Sequence[bytes] = (),
    ozet: str | None = None,
    pss: bool = False,
) -> Hazirlik:
    """Prepare one more signature over the content of a CMS.

    Args:
        cms: the CMS.
        icerik: the content of a detached CMS; ``None`` where it is embedded.
        sertifika: the new signer's certificate.
        imza_zamani: the claimed signing time.
        profil: see ``imzala.prepare``.
        zincir: certificates to be put in.
        ozet: see ``imzala.prepare``.
        pss: RSA-PSS.

    Raises:
        GirdiHatasi: IMZ-111 the content is missing or another than the embedded one, IMZ-109 an archive stamp covers the
            certificates; those of ``imzala.prepare``.
    """
    zarf = Zarf.load(cms, _YER)
    with readable(_YER):
        gomulu, tur = zarf.gomulu, zarf.icerik.cocuklar()[0].oid()
    veri = gomulu if gomulu is not None else icerik
    if veri is None or (icerik is not None and icerik != veri):
        raise GirdiHatasi("IMZ-111", _YER)
    require_open_certificates(zarf, (sertifika, *zincir))
    algoritma = algorithm_for(sertifika, ozet, pss=pss)
    deger = hashlib.new(algoritma.ozet or "", veri).digest()
    imzalanacak = oz.signed_attributes(deger, sertifika, tur=tur, an=imza_zamani, profil=profil)
    return Hazirlik(imzalanacak, algoritma, sertifika, tuple(zincir), tur=HazirlikTuru.PARALEL, kap=cms, icerik_turu=tur)


def prepare_counter(
    cms: bytes,
    imzaci_yolu: Sequence[int],
    sertifika: bytes,
    *,
    imza_zamani: dt.datetime,
    profil: Profil | None = None,
    zincir: Sequence[bytes] = (),
    ozet: str | None = None,
    pss: bool = False,
) -> Hazirlik:
    """Prepare a counter-signature over the signature value of a signer.

    Args:
        cms: the CMS.
        imzaci_yolu: ``(0,)`` is the first signer, ``(0, 1)`` the second counter-signer beneath it, and so on.
        sertifika: the counter-signer's certificate.
        imza_zamani: the claimed signing time.
        profil: see ``imzala.prepare``.
        zincir: certificates to be put in.
        ozet: see ``imzala.prepare``.
        pss: RSA-PSS.

    Raises:
        GirdiHatasi: IMZ-110 there is no such signer, IMZ-109 an archive stamp covers it; those of ``imzala.prepare``.
    """
    zarf = Zarf.load(cms, _YER)
    with readable(_YER):
        hedef = zarf.signer_at(imzaci_yolu)
        require_open_signers(zarf, imzaci_yolu)
    require_open_certificates(zarf, (sertifika, *zincir))
    algoritma = algorithm_for(sertifika, ozet, pss=pss)
    deger = hashlib.new(algoritma.ozet or "", hedef.imza.sekizli()).digest()
    imzalanacak = oz.signed_attributes(deger, sertifika, tur=None, an=imza_zamani, profil=profil)
    return Hazirlik(imzalanacak, algoritma, sertifika, tuple(zincir), tur=HazirlikTuru.SERI, kap=cms, yol=tuple(imzaci_yolu))


def insert(hazirlik: Hazirlik, imzaci: bytes) -> bytes:
    """Put a finished SignerInfo into the CMS it was prepared for; called by ``imzala.complete``.

    Raises:
        GirdiHatasi: IMZ-102, IMZ-109, IMZ-110.
    """
    if hazirlik.kap is None:
        raise GirdiHatasi("IMZ-102", ayrinti="imzanın gireceği dosya yok")
    zarf = Zarf.load(hazirlik.kap, _YER)
    sertifikalar = (hazirlik.sertifika, *hazirlik.zincir)
    with readable(_YER):
        require_open_certificates(zarf, sertifikalar)
        _require_same_target(zarf, hazirlik)
        if hazirlik.tur is HazirlikTuru.PARALEL:
            alg = oz.digest_algorithm(hazirlik.algoritma.ozet or "")
            ekler: dict[int, Sequence[bytes]] = {1: [] if _names_digest(zarf, alg) else [alg], 0xA0: sertifikalar, -1: [imzaci]}
            return Zarf.again(zarf.with_fields(ekler), _YER).sealed()
        require_open_signers(zarf, hazirlik.yol)
        hedef = zarf.signer_at(hazirlik.yol)
        ek = oz.attribute(oid.COUNTER_SIGNATURE, imzaci)
        yeni = Zarf.again(zarf.edited(hedef.yol, lambda d: with_unsigned(d, [ek])), _YER)
        return Zarf.again(yeni.with_fields({0xA0: sertifikalar}), _YER).sealed()


def add_parallel(cms: bytes, icerik: bytes | None, anahtar: Anahtar, *, saat: Clock | None = None, **ayar: Any) -> bytes:
    """Return the CMS with one more signer over its content; keywords are those of ``prepare_parallel``.

    Raises:
        GirdiHatasi: those of ``prepare_parallel`` and ``imzala.complete``; IMZ-118.
        AracHatasi: IMZ-103.
    """
    an = (saat or SystemClock()).now()
    require_valid(anahtar.sertifika, an)
    hazirlik = prepare_parallel(cms, icerik, anahtar.sertifika, imza_zamani=an, zincir=anahtar.zincir, **ayar)
    return complete(hazirlik, anahtar.sign(hazirlik.imzalanacak, hazirlik.algoritma))


def add_counter(cms: bytes, imzaci_yolu: Sequence[int], anahtar: Anahtar, *, saat: Clock | None = None, **ayar: Any) -> bytes:
    """Return the CMS with a counter-signature beneath a signer; keywords are those of ``prepare_counter``.

    Raises:
        GirdiHatasi: those of ``prepare_counter`` and ``imzala.complete``; IMZ-118.
        AracHatasi: IMZ-103.
    """
    an = (saat or SystemClock()).now()
    require_valid(anahtar.sertifika, an)
    hazirlik = prepare_counter(cms, imzaci_yolu, anahtar.sertifika, imza_zamani=an, zincir=anahtar.zincir, **ayar)
    return complete(hazirlik, anahtar.sign(hazirlik.imzalanacak, hazirlik.algoritma))


def require_open_certificates(zarf: Zarf, sertifikalar: Sequence[bytes]) -> None:
    """Refuse to add certificates where an archive stamp covers all of them.

    Raises:
        GirdiHatasi: IMZ-109.
    """
    with readable(zarf.yer):
        var = {c.ham for c in zarf.sertifikalar.cocuklar()} if zarf.sertifikalar else set()
        if any(s not in var for s in sertifikalar) and covers_all(zarf):
            raise GirdiHatasi("IMZ-109", zarf.yer, ne="sertifikalar")


def covers_all(zarf: Zarf) -> bool:
    """Tell whether an archive stamp of any signer, nested ones included, covers the certificates and lists of the whole CMS."""
    sira = zarf.signers()
    while sira:
        imzaci = sira.pop()
        if imzaci.has(*_TUMUNU_ORTEN):
            return True
        sira.extend(counters(imzaci))
    return False


def require_open_signers(zarf: Zarf, yol: Sequence[int]) -> None:
    """Refuse to change the unsigned attributes of a signer that an archive stamp of its own, or of one above it, covers.

    Raises:
        GirdiHatasi: IMZ-109, IMZ-110.
    """
    for derinlik in range(1, len(yol) + 1):
        ust = zarf.signer_at(yol[:derinlik])
        kendisi = derinlik == len(yol)
        if ust.has(*_TUMUNU_ORTEN) or (not kendisi and ust.has(oid.ATS_V3)):
            raise GirdiHatasi("IMZ-109", zarf.yer, ne="imzasız öznitelikler")


def _require_same_target(zarf: Zarf, hazirlik: Hazirlik) -> None:
    """Refuse a preparation whose CMS is not the one its digest was made of."""
    ozet = signed_values(hazirlik.imzalanacak)[oid.MESSAGE_DIGEST].sekizli()
    if hazirlik.tur is HazirlikTuru.SERI:
        veri: bytes | None = zarf.signer_at(hazirlik.yol).imza.sekizli()
    else:
        veri = zarf.gomulu
    if veri is not None and hashlib.new(hazirlik.algoritma.ozet or "", veri).digest() != ozet:
        raise GirdiHatasi("IMZ-102", ayrinti="imzanın gireceği dosya değişmiş")


def _names_digest(zarf: Zarf, alg: bytes) -> bool:
    """Tell whether digestAlgorithms has this digest already, with or without parameters."""
    kimlik = der.oku(alg).cocuklar()[0].ham
    return any(c.cocuklar()[0].ham == kimlik for c in zarf.alanlar[1].cocuklar())


__all__ = ["add_counter", "add_parallel", "insert", "prepare_counter", "prepare_parallel"]
