# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Order evidence: which list and which answer speaks of which certificate of a chain, and whether anything is missing or foreign."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence
from typing import Final

import attrs

from earsiv._limits import VARSAYILAN
from earsiv.errors import GirdiHatasi
from earsiv.imza import der, koruma, kripto, oid, sertifika
from earsiv.imza._zarf import Imzaci, readable
from earsiv.imza.sertifika import Sertifika

_BASIT: Final = 0x30
_ADLA: Final = 0xA1  # ResponderID byName


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
class Sil:
    """A revocation list: who issued it, when."""

    ham: bytes = attrs.field(repr=False)
    veren: bytes
    zaman: dt.datetime


@attrs.frozen
class Ocsp:
    """A BasicOCSPResponse: when it was made, what it answers (digest, hash of the issuer's key, serial number), the certificates inside."""

    ham: bytes = attrs.field(repr=False)
    zaman: dt.datetime
    yanitlayan: der.Dugum = attrs.field(repr=False, eq=False)
    kimlikler: frozenset[tuple[str, bytes, int]]
    sertifikalar: tuple[bytes, ...] = attrs.field(repr=False)

    def responder(self, kayit: Sertifika) -> bool:
        """Tell whether it names this certificate, by name or by key, as the one that answers."""
        ic = self.yanitlayan.cocuklar()[0]
        if self.yanitlayan.etiket == _ADLA:
            return sertifika.same_name(kayit.konu, ic.ham)
        return ic.sekizli() == kayit.anahtar_ozeti

    def about(self, kayit: Sertifika, veren: Sertifika) -> bool:
        """Tell whether it answers for a certificate of an issuer."""
        anahtar = der.oku(veren.spki).cocuklar()[1].bitler()
        return any(seri == kayit.seri and kripto.digest(ozet, anahtar) == deger for ozet, deger, seri in self.kimlikler)


@attrs.frozen
class Duzen:
    """Evidence in order: the chain, and for each certificate of it the lists and answers that speak of it."""

    zincir: tuple[Sertifika, ...]
    sira: tuple[tuple[tuple[bytes, ...], tuple[bytes, ...]], ...]
    siller: tuple[Sil, ...]
    ocspler: tuple[Ocsp, ...]
    ekler: tuple[bytes, ...]


def basic_response(ham: bytes) -> bytes:
    """Return the BasicOCSPResponse of an answer, which may be one already.

    Raises:
        DerHatasi: it is no answer, or one that says no.
    """
    dugum = der.oku(ham).tur(der.SEQUENCE)
    ilk, *kalan = dugum.cocuklar()
    if ilk.etiket == _BASIT:
        return ham
    tur, govde = kalan[0].cocuklar()[0].cocuklar()[:2]
    if ilk.etiket != der.ENUM or ilk.tamsayi() != 0 or tur.oid() != oid.OCSP_BASIC:
        raise der.DerHatasi("başarılı bir ÇİSDuP cevabı değil")
    return govde.sekizli()


def read_ocsp(ham: bytes) -> Ocsp:
    """Read an answer.

    Raises:
        DerHatasi: it is none.
    """
    basit = basic_response(ham)
    tbs, *kalan = der.oku(basit).cocuklar()
    ogeler = tbs.cocuklar()
    ilk = 1 if ogeler[0].etiket == 0xA0 else 0
    cevaplar = [c.cocuklar()[0].cocuklar() for c in ogeler[ilk + 2].cocuklar()]
    kimlikler = frozenset((kripto.digest_name(c[0]), c[2].sekizli(), c[3].tamsayi()) for c in cevaplar)
    ic = der.explicit(kalan, 0xA0)
    sertifikalar = tuple(s.ham for s in ic.cocuklar()[0].cocuklar()) if ic else ()
    return Ocsp(basit, ogeler[ilk + 1].zaman(), ogeler[ilk], kimlikler, sertifikalar)


def read_crl(ham: bytes) -> Sil:
    """Read who issued a list and when.

    Raises:
        DerHatasi: it is none.
    """
    ogeler = der.oku(ham).tur(der.SEQUENCE).cocuklar()[0].tur(der.SEQUENCE).cocuklar()
    ilk = 1 if ogeler[0].etiket == der.INTEGER else 0
    return Sil(ham, ogeler[ilk + 1].tur(der.SEQUENCE).ham, ogeler[ilk + 2].zaman())


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
    ekler = tuple(e for e in kanit.ekler if e not in kanit.zincir and not any(e in o.sertifikalar for o in ocspler))
    return Duzen(zincir, sira, siller, ocspler, ekler)


def _require_signed(siller: Sequence[Sil], ocspler: Sequence[Ocsp], bilinen: Sequence[Sertifika], yer: str) -> None:
    """Refuse lists and answers whose signature is nobody's that could have made it; what cannot be computed here is let through."""
    icindeki = [sertifika.read(s) for o in ocspler for s in o.sertifikalar]
    for sil in siller:
        if not _signed_by(sil.ham, [s for s in (*bilinen, *icindeki) if sertifika.same_name(s.konu, sil.veren)]):
            raise GirdiHatasi("IMZ-107", yer, ayrinti=f"SİL'in imzası tutmuyor ({sil.zaman:%d.%m.%Y %H:%M})")
    for ocsp in ocspler:
        if not _signed_by(ocsp.ham, [s for s in (*bilinen, *icindeki) if ocsp.responder(s)]):
            raise GirdiHatasi("IMZ-107", yer, ayrinti=f"ÇİSDuP cevabının imzası tutmuyor ({ocsp.zaman:%d.%m.%Y %H:%M})")


def _signed_by(ham: bytes, adaylar: Iterable[Sertifika]) -> bool:
    """Tell whether one of the candidates signed a list or an answer, or could have as far as this machine can compute."""
    tbs, alg, imza = der.oku(ham).cocuklar()[:3]
    algoritma = kripto.signature_algorithm(alg)
    return any(kripto.verify(s.spki, algoritma, None, tbs.ham, imza.bitler()) is not False for s in adaylar)


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
        cevaplar = [o for o in ocspler if o.about(kayit, veren)]
        verenler = [kayit.veren, *(sertifika.read(s).veren for o in cevaplar for s in (*o.sertifikalar, *ekler))]
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
