# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Renewal (RFC 4998 §5.2), for many nights or records under one new time-stamp.

Time-stamp renewal covers the previous token and needs no object: do it before the certificate, the key or the signature algorithm of
that token goes bad. Hash-tree renewal starts a new chain with a new digest algorithm and needs every object again: do it before the
digest algorithm of the tree goes bad. The RFC's figure sorts ``h(i)`` and ``ha(i)`` before they are hashed, its text does not; the
text is followed, as every implementation known does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from earsiv.errors import GirdiHatasi
from earsiv.imza.ers import kayit
from earsiv.imza.ers.agac import Agac, digest_function
from earsiv.imza.ers.gece import Damgaci, Gece, Halka, Nesne, Ozet, Taslak, leaf, objects
from earsiv.imza.ers.kayit import Listeler


def prepare_renewal(geceler: Sequence[Gece]) -> Taslak[tuple[Gece, ...]]:
    """Build one tree over the newest tokens of the nights and wait for its time-stamp.

    Raises:
        GirdiHatasi: IMZ-160 no night, IMZ-174 nights of different digest algorithms.
    """
    algoritma = _one_algorithm([g.algoritma for g in geceler])
    agac, yapraklar = _over([g.token for g in geceler], algoritma)

    def finish(token: bytes) -> tuple[Gece, ...]:
        _require_newer(token, [g.token for g in geceler])
        return tuple(_extended(g, _lists(agac, y), token) for g, y in zip(geceler, yapraklar, strict=True))

    return Taslak(agac.kok, algoritma, finish)


def renew(geceler: Sequence[Gece], damgaci: Damgaci) -> tuple[Gece, ...]:
    """Renew the time-stamps of nights by one new time-stamp."""
    return prepare_renewal(geceler).stamp(damgaci)


def _extended(gece: Gece, listeler: Listeler, token: bytes) -> Gece:
    son = gece.halkalar[-1]
    return Gece((*gece.halkalar[:-1], attrs.evolve(son, yenilemeler=(*son.yenilemeler, (listeler, token)))))


def prepare_rehash(geceler: Sequence[Gece], ozetler: Sequence[Mapping[str, Ozet]], algoritma: str) -> Taslak[tuple[Gece, ...]]:
    """Build new trees over the objects and their records so far, one tree over their roots, and wait for its time-stamp.

    Args:
        geceler: the nights; an object that is missing in ``ozetler`` (destroyed meanwhile) leaves its night.
        ozetler: for each night, the digests of its objects in the new algorithm. A group stays a group with the same number of members.
        algoritma: the new digest algorithm.

    Raises:
        GirdiHatasi: IMZ-160 no night or object, IMZ-161 a digest of the wrong length, IMZ-162 unknown algorithm, IMZ-173 an object
            that the night does not have.
    """
    if not geceler or len(geceler) != len(ozetler):
        raise GirdiHatasi("IMZ-160", "kanıt kaydı")
    yeniler = []
    for gece, yeni in zip(geceler, ozetler, strict=True):
        nesneler = {ad: _bound(nesne, gece.sequence(ad), algoritma) for ad, nesne in objects(yeni, algoritma).items()}
        yeniler.append((gece, nesneler, Agac.build((leaf(n, algoritma) for n in nesneler.values()), algoritma)))
    ust = Agac.build((agac.kok for _, _, agac in yeniler), algoritma)

    def finish(token: bytes) -> tuple[Gece, ...]:
        _require_newer(token, [g.token for g in geceler])
        return tuple(
            Gece((*gece.halkalar, Halka(algoritma, nesneler, agac, token, ust.path(agac.kok)))) for gece, nesneler, agac in yeniler
        )

    return Taslak(ust.kok, algoritma, finish)


def rehash(geceler: Sequence[Gece], ozetler: Sequence[Mapping[str, Ozet]], damgaci: Damgaci, algoritma: str) -> tuple[Gece, ...]:
    """Renew the hash trees of nights under one new time-stamp; see ``prepare_rehash``."""
    return prepare_rehash(geceler, ozetler, algoritma).stamp(damgaci)


def prepare_record_renewal(kayitlar: Sequence[bytes]) -> Taslak[tuple[bytes, ...]]:
    """Renew the time-stamps of records that were handed out, without their nights; see ``prepare_renewal``.

    Raises:
        GirdiHatasi: IMZ-160 no record, IMZ-164 … IMZ-166 a record that cannot be read, IMZ-174 different digest algorithms.
    """
    okunan = [kayit.read(ham, f"kayıt {no}") for no, ham in enumerate(kayitlar, start=1)]
    algoritma = _one_algorithm([k.damgalar[-1].algoritma for k in okunan])
    eskiler = [k.damgalar[-1].token for k in okunan]
    agac, yapraklar = _over(eskiler, algoritma)

    def finish(token: bytes) -> tuple[bytes, ...]:
        _require_newer(token, eskiler)
        cikti = []
        for k, yaprak in zip(okunan, yapraklar, strict=True):
            damga = kayit.archive_timestamp(algoritma, _lists(agac, yaprak), token)
            son = kayit.tlv(0x30, *(d.ham for d in k.zincirler[-1].damgalar), damga)
            cikti.append(kayit.record((*k.algoritmalar, algoritma), (*(z.ham for z in k.zincirler[:-1]), son), k.ekler))
        return tuple(cikti)

    return Taslak(agac.kok, algoritma, finish)


def prepare_record_rehash(kayitlar: Sequence[bytes], ozetler: Sequence[Ozet], algoritma: str) -> Taslak[tuple[bytes, ...]]:
    """Renew the hash trees of records that were handed out, without their nights; see ``prepare_rehash``.

    Raises:
        GirdiHatasi: as ``prepare_rehash``, and IMZ-164 … IMZ-166 a record that cannot be read.
    """
    if not kayitlar or len(kayitlar) != len(ozetler):
        raise GirdiHatasi("IMZ-160", "kanıt kaydı")
    okunan = [kayit.read(ham, f"kayıt {no}") for no, ham in enumerate(kayitlar, start=1)]
    yeni = objects({str(no): ozet for no, ozet in enumerate(ozetler)}, algoritma)
    diziler = (kayit.sequence(z.ham for z in k.zincirler) for k in okunan)
    nesneler = {ad: _bound(nesne, dizi, algoritma) for (ad, nesne), dizi in zip(yeni.items(), diziler, strict=True)}
    agac = Agac.build((leaf(n, algoritma) for n in nesneler.values()), algoritma)

    def finish(token: bytes) -> tuple[bytes, ...]:
        _require_newer(token, [k.damgalar[-1].token for k in okunan])
        halka = Halka(algoritma, nesneler, agac, token)
        return tuple(
            kayit.record((*k.algoritmalar, algoritma), (*(z.ham for z in k.zincirler), halka.chain(ad)), k.ekler)
            for ad, k in zip(nesneler, okunan, strict=True)
        )

    return Taslak(agac.kok, algoritma, finish)


def _bound(nesne: Nesne, dizi: bytes, algoritma: str) -> Nesne:
    """Return ``h(i)'``: the digest of an object's digest followed by that of its ArchiveTimeStampSequence so far; of each group member."""
    ozetle = digest_function(algoritma)
    ha = ozetle(dizi)
    return ozetle(nesne + ha) if isinstance(nesne, bytes) else tuple(sorted(ozetle(uye + ha) for uye in nesne))


def _over(tokenlar: Sequence[bytes], algoritma: str) -> tuple[Agac, list[bytes]]:
    """Return the tree over tokens, and the leaf of each."""
    ozetle = digest_function(algoritma)
    yapraklar = [ozetle(token) for token in tokenlar]
    return Agac.build(yapraklar, algoritma), yapraklar


def _lists(agac: Agac, yaprak: bytes) -> Listeler:
    """Return the reduced tree of a leaf; none where it is the root."""
    yol = agac.path(yaprak)
    return ((yaprak,), *yol) if yol else ()


def _one_algorithm(adlar: Sequence[str]) -> str:
    if not adlar:
        raise GirdiHatasi("IMZ-160", "kanıt kaydı")
    if len(set(adlar)) > 1:
        raise GirdiHatasi("IMZ-174", "yenileme", algoritmalar=", ".join(sorted(set(adlar))))
    return adlar[0]


def _require_newer(token: bytes, eskiler: Sequence[bytes]) -> None:
    """Refuse a new time-stamp that is not later than each one it covers: such a record would never verify."""
    yeni = kayit.token_facts(token, "zaman damgası").an
    en_son = max(kayit.token_facts(eski, "zaman damgası").an for eski in set(eskiler))
    if yeni <= en_son:
        raise GirdiHatasi("IMZ-177", "zaman damgası", yeni=yeni.isoformat(), eski=en_son.isoformat())
