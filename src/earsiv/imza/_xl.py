# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Order evidence: which list and which answer speaks of which certificate of a chain, and whether anything is missing or foreign."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

import attrs

from earsiv._limits import VARSAYILAN
from earsiv.errors import GirdiHatasi
from earsiv.imza import koruma, sertifika
from earsiv.imza._zarf import Imzaci, readable
from earsiv.imza.iptal import Ocsp, Sil, read_crl, read_ocsp
from earsiv.imza.sertifika import Sertifika


def _fixed(parcalar: Iterable[bytes]) -> tuple[bytes, ...]:
    return tuple(parcalar)


@attrs.frozen
class XlKaniti:
    """What proves one certificate: its chain up to the root, revocation lists, OCSP answers (whole or basic), all DER.

    ``ekler`` are certificates of OCSP responders that are not inside their answers.
    """

    zincir: tuple[bytes, ...] = attrs.field(converter=_fixed, repr=False)
    siller: tuple[bytes, ...] = attrs.field(default=(), converter=_fixed, repr=False)
    ocspler: tuple[bytes, ...] = attrs.field(default=(), converter=_fixed, repr=False)
    ekler: tuple[bytes, ...] = attrs.field(default=(), converter=_fixed, repr=False)


@attrs.frozen
class Duzen:
    """Evidence in order: the chain, and for each certificate of it the lists and answers that speak of it."""

    zincir: tuple[Sertifika, ...]
    sira: tuple[tuple[tuple[bytes, ...], tuple[bytes, ...]], ...]
    siller: tuple[Sil, ...]
    ocspler: tuple[Ocsp, ...]
    ekler: tuple[bytes, ...]


def arrange(kanit: XlKaniti, yer: str, *, denetle: bool = True) -> Duzen:
    """Put evidence in order.

    Args:
        kanit: the evidence.
        yer: whose it is, for messages.
        denetle: also look at the signatures on lists and answers: one that does not hold would spoil the signature for ever.

    Raises:
        GirdiHatasi: IMZ-107 the chain has a gap or no root, a certificate has no evidence, some evidence speaks of none of them or is not
            signed by who should have; IMZ-002 … IMZ-004 it is damaged or beyond a limit.
    """
    for ham in (*kanit.zincir, *kanit.ekler, *kanit.siller, *kanit.ocspler):
        koruma.inspect(ham, f"{yer} · kanıt", VARSAYILAN)
    with readable(yer, "IMZ-107"):
        zincir = tuple(sertifika.read(s) for s in kanit.zincir)
        siller, ocspler = tuple(map(read_crl, kanit.siller)), tuple(map(read_ocsp, kanit.ocspler))
        require_chain(zincir, yer)
        sira = order(zincir, siller, ocspler, kanit.ekler)
        if denetle:
            _require_signed(siller, ocspler, [*zincir, *map(sertifika.read, kanit.ekler)], yer)
    for kayit, (sil, ocsp) in zip(zincir[:-1], sira, strict=False):
        if not sil and not ocsp:
            raise GirdiHatasi("IMZ-107", yer, ayrinti=f"“{kayit.ad}” için SİL veya ÇİSDuP cevabı yok")
    kullanilan = {k for sil, ocsp in sira for k in (*sil, *ocsp)}
    if not kullanilan.issuperset([*(s.ham for s in siller), *(o.ham for o in ocspler)]):
        raise GirdiHatasi("IMZ-107", yer, ayrinti="zincirdeki hiçbir sertifikaya ait olmayan kanıt var")
    ekler = tuple(e for e in kanit.ekler if e not in kanit.zincir and not any(e == s.ham for o in ocspler for s in o.sertifikalar))
    return Duzen(zincir, sira, siller, ocspler, ekler)


def _require_signed(siller: Sequence[Sil], ocspler: Sequence[Ocsp], bilinen: Sequence[Sertifika], yer: str) -> None:
    """Refuse lists and answers whose signature is nobody's that could have made it; what cannot be computed here is let through."""
    icindeki = [s for o in ocspler for s in o.sertifikalar]
    for sil in siller:
        if not _signed_by(sil, [s for s in (*bilinen, *icindeki) if sertifika.same_name(s.konu, sil.veren)]):
            raise GirdiHatasi("IMZ-107", yer, ayrinti=f"SİL'in imzası tutmuyor ({sil.bu:%d.%m.%Y %H:%M})")
    for ocsp in ocspler:
        if not _signed_by(ocsp, [s for s in (*bilinen, *icindeki) if ocsp.by(s)]):
            raise GirdiHatasi("IMZ-107", yer, ayrinti=f"ÇİSDuP cevabının imzası tutmuyor ({ocsp.uretim:%d.%m.%Y %H:%M})")


def _signed_by(kanit: Sil | Ocsp, adaylar: Iterable[Sertifika]) -> bool:
    """Tell whether one of the candidates signed a list or an answer, or could have as far as this machine can compute."""
    return any(kanit.signed_by(s) is not False for s in adaylar)


def require_chain(zincir: Sequence[Sertifika], yer: str) -> None:
    """Refuse a chain with a gap, or one that does not end at a root.

    Raises:
        GirdiHatasi: IMZ-107.
    """
    if not zincir or not zincir[-1].kendi_veren:
        raise GirdiHatasi("IMZ-107", yer, ayrinti="zincir köke ulaşmıyor")
    for alt, ust in (*itertools.pairwise(zincir), (zincir[-1], zincir[-1])):
        if not sertifika.same_name(alt.veren, ust.konu) or alt.issued_by(ust) is False:
            raise GirdiHatasi("IMZ-107", yer, ayrinti=f"“{alt.ad}” sertifikasını “{ust.ad}” vermemiş")


def order(
    zincir: Sequence[Sertifika], siller: Sequence[Sil], ocspler: Sequence[Ocsp], ekler: Sequence[bytes]
) -> tuple[tuple[tuple[bytes, ...], tuple[bytes, ...]], ...]:
    """Return for each certificate the lists and answers that speak of it, and the lists that speak of the responders of those answers."""
    sira: list[tuple[tuple[bytes, ...], tuple[bytes, ...]]] = []
    for kayit, veren in itertools.pairwise(zincir):
        cevaplar = [o for o in ocspler if any(y.about(kayit, veren) for y in o.yanitlar)]
        yanitlayanlar = [s for o in cevaplar for s in (*o.sertifikalar, *map(sertifika.read, ekler)) if o.by(s)]
        verenler = [kayit.veren, *(s.veren for s in yanitlayanlar)]
        listeler = tuple(s.ham for s in siller if any(sertifika.same_name(s.veren, v) for v in verenler))
        sira.append((listeler, tuple(o.ham for o in cevaplar)))
    return (*sira, ((), ()))


def match(kanitlar: Iterable[XlKaniti], imzaci: Imzaci) -> XlKaniti | None:
    """Return the evidence whose chain begins with the certificate that a signer names.

    Raises:
        GirdiHatasi: IMZ-107 a chain begins with something else.
    """
    for kanit in kanitlar:
        with readable("kanıt", "IMZ-107"):
            kayit = sertifika.read(kanit.zincir[0]) if kanit.zincir else None
        if kayit is not None and imzaci.identified(kayit.veren, kayit.seri, kayit.ski):
            return kanit
    return None
