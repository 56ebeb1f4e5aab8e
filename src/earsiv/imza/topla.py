# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Gather the evidence for raising a signature from a heap: a folder of certificates, revocation lists and OCSP answers.

Nothing is fetched. What the signature carries already belongs to the heap; what goes in is what the judge would rest on (``_secim``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import attrs

from earsiv._clock import Clock, SystemClock
from earsiv._limits import VARSAYILAN
from earsiv.errors import GirdiHatasi, os_reason
from earsiv.imza import agac, der, oid, profil, referans, sertifika
from earsiv.imza._damga import newest
from earsiv.imza._secim import choose, path, pool, signer_question, stamp_question
from earsiv.imza._xl import XlKaniti
from earsiv.imza._zarf import Damga, Imzaci, Zarf, read_token, readable
from earsiv.imza.dogrula import Olgular
from earsiv.imza.guven import GuvenDeposu
from earsiv.imza.havuz import Havuz
from earsiv.imza.iptal import read_crl, read_ocsp
from earsiv.imza.olgu import ImzaOlgulari
from earsiv.imza.olgu import facts as read_facts
from earsiv.imza.sertifika import Sertifika
from earsiv.imza.sonuc import DamgaTuru

_YER: Final = "imza"
_DAMGALAR: Final = (oid.SIGNATURE_TS, oid.ESC_TS, oid.CERT_CRL_TS, *oid.ARSIV_DAMGALARI)


@attrs.frozen
class Yigin:
    """A heap of evidence: from a folder, from a signature."""

    sertifikalar: tuple[bytes, ...] = attrs.field(default=(), repr=False)
    siller: tuple[bytes, ...] = attrs.field(default=(), repr=False)
    ocspler: tuple[bytes, ...] = attrs.field(default=(), repr=False)

    def __add__(self, diger: Yigin) -> Yigin:
        """Return both heaps as one."""
        return Yigin(self.sertifikalar + diger.sertifikalar, self.siller + diger.siller, self.ocspler + diger.ocspler)


def load_folder(klasor: Path) -> Yigin:
    """Read every certificate, list and answer (DER or PEM) in a folder; other files are passed over.

    Raises:
        GirdiHatasi: IMZ-107 the folder cannot be read.
    """
    kutular: tuple[list[bytes], list[bytes], list[bytes]] = ([], [], [])
    try:
        yollar = sorted(y for y in klasor.rglob("*") if y.is_file())
        if not klasor.is_dir():
            raise GirdiHatasi("IMZ-107", str(klasor), ayrinti="klasör yok")
        for yol in yollar:
            for ham in _ders(yol.read_bytes()):
                if (kutu := _kind(ham)) is not None:
                    kutular[kutu].append(ham)
    except OSError as hata:
        raise GirdiHatasi("IMZ-107", str(klasor), ayrinti=os_reason(hata)) from None
    return Yigin(*(tuple(kutu) for kutu in kutular))


def _ders(ham: bytes) -> list[bytes]:
    """Return the values of a file: the file itself, or what its PEM blocks hold."""
    if b"-----BEGIN" not in ham[:4096]:
        return [ham]
    from asn1crypto import pem

    try:
        return [govde for _, _, govde in pem.unarmor(ham, multiple=True)]
    except ValueError:
        return []


def _kind(ham: bytes) -> int | None:
    """Tell what a value is: 0 certificate, 1 revocation list, 2 OCSP answer."""
    okuyanlar: tuple[Callable[[bytes], object], ...] = (sertifika.read, read_crl, read_ocsp)
    for no, oku in enumerate(okuyanlar):
        try:
            oku(ham)
        except (ValueError, IndexError):
            continue
        return no
    return None


def carried(cms: bytes) -> Yigin:
    """Return the evidence that a CMS carries, in its fields, its signers' attributes and their stamps; what is unreadable is left out."""
    try:
        imzali = agac.load(cms, _YER, VARSAYILAN.imzaci_sayisi)
        siller, ocspler = imzali.iptal_verisi
    except (ValueError, IndexError, GirdiHatasi):
        return Yigin()
    yigin = Yigin(tuple(s.ham for s in imzali.sertifikalar), _only(siller, read_crl), _only(ocspler, read_ocsp))
    return sum((_signer_carries(i) for i in imzali.imzacilar), yigin)


def _signer_carries(imzaci: agac.Imzaci) -> Yigin:
    yigin = Yigin()
    try:
        uzun = referans.read(imzaci)
        yigin += Yigin(tuple(s.ham for s in uzun.sertifika_degeri or ()), _only(uzun.siller, read_crl), _only(uzun.ocspler, read_ocsp))
    except (ValueError, IndexError):
        pass
    for oge in imzaci.unsigned(*_DAMGALAR):
        for deger in oge.degerler:
            yigin += carried(deger.ham)
    try:
        return sum((_signer_carries(k) for k in imzaci.counters()), yigin)
    except (ValueError, IndexError):
        return yigin


def _only(hamlar: Iterable[bytes], oku: Callable[[bytes], object]) -> tuple[bytes, ...]:
    """Return the values that a reader can read."""

    def okunur(ham: bytes) -> bool:
        try:
            oku(ham)
        except (ValueError, IndexError):
            return False
        return True

    return tuple(filter(okunur, hamlar))


def signer_evidence(cms: bytes, yigin: Yigin, guven: GuvenDeposu | None = None) -> list[XlKaniti]:
    """Return from a heap the evidence of every signer of a CMS that has a time-stamp, for ``raise_to_xl``.

    Args:
        guven: the roots at which chains end; without them a self-issued certificate of the heap will do.

    Raises:
        GirdiHatasi: IMZ-107 a chain cannot be built, or evidence fit for the moment of the stamp is missing; IMZ-114 of the kind that the
            profile takes; those of reading the CMS.
    """
    zarf = Zarf.load(cms, _YER)
    with readable(_YER):
        havuz = _pooled(yigin + carried(cms))
        imzacilar = [(i, _first_stamp(i)) for i in map(zarf.signer_at, zarf.paths())]
        return [_of_signer(i, an, havuz, guven) for i, an in imzacilar if an is not None]


def stamp_evidence(cms: bytes, yigin: Yigin, guven: GuvenDeposu | None = None) -> list[XlKaniti]:
    """Return from a heap the evidence of the authorities of the newest stamps of a CMS, for ``archive`` and ``renew``.

    A stamp that has its evidence inside needs none.

    Raises:
        GirdiHatasi: IMZ-107 a chain cannot be built, or fit evidence is missing; those of reading the CMS.
    """
    zarf = Zarf.load(cms, _YER)
    with readable(_YER):
        havuz = _pooled(yigin + carried(cms))
        damgalar = [read_token(oge.degerler[no], _YER) for i in map(zarf.signer_at, zarf.paths()) for oge, no in newest(i)]
        return [_of_stamp(d, havuz, guven) for d in damgalar if not d.imzaci.has(oid.CERT_VALUES, oid.REV_VALUES)]


def pdf_evidence(pdf: bytes | Path, yigin: Yigin, guven: GuvenDeposu | None = None) -> list[XlKaniti]:
    """Return from a heap the evidence of every signer and every time-stamp of a PDF, for ``sign_pdf`` and ``extend_pdf``.

    Certificates and evidence that lie anywhere in the PDF belong to the heap.

    Raises:
        GirdiHatasi: IMZ-107 a chain cannot be built, or fit evidence is missing; IMZ-114; IMZ-112 the PDF cannot be read.
    """
    from earsiv.imza.pades_at import embedded

    ogeler = embedded(pdf)
    kanitlar: list[XlKaniti] = []
    with readable(_YER):
        havuz = _pooled(sum((carried(cms) for _, cms in ogeler), yigin + _dss(pdf)))
        for sira, (damga, cms) in enumerate(ogeler):
            zarf = Zarf.load(cms, _YER)
            if damga:
                kanitlar.append(_of_stamp(read_token(zarf.kok, _YER), havuz, guven))
                continue
            belge = [read_token(der.oku(c), _YER).an for d, c in ogeler[sira + 1 :] if d]
            for imzaci in map(zarf.signer_at, zarf.paths()):
                anlar = [an for an in (_first_stamp(imzaci), *belge) if an is not None]
                kanitlar.append(_of_signer(imzaci, min(anlar, default=None), havuz, guven))
                kanitlar += [_of_stamp(read_token(oge.degerler[no], _YER), havuz, guven) for oge, no in newest(imzaci)]
    return kanitlar


def token_evidence(token: bytes, yigin: Yigin, guven: GuvenDeposu | None = None) -> XlKaniti:
    """Return from a heap the evidence of a time-stamp token's authority.

    Raises:
        GirdiHatasi: IMZ-107, IMZ-105 it is no token.
    """
    with readable(_YER, "IMZ-105"):
        damga = read_token(der.oku(token), _YER)
    with readable(_YER):
        return _of_stamp(damga, _pooled(yigin + carried(token)), guven)


def require_path(ham: bytes, yigin: Yigin, guven: GuvenDeposu | None = None, saat: Clock | None = None) -> None:
    """Look whether a certificate that signs now leads to a root, before a stamp is paid for.

    Raises:
        GirdiHatasi: IMZ-107 it does not.
    """
    with readable(_YER, "IMZ-107"):
        aday = sertifika.read(ham)
        path(aday, signer_question(aday, None, (saat or SystemClock()).now()), _pooled(yigin), guven, _YER)


def require_paths(imza: bytes, yigin: Yigin, guven: GuvenDeposu | None = None, saat: Clock | None = None) -> None:
    """Look whether every signer of a CMS or a PDF that has no time-stamp yet leads to a root, before one is paid for.

    Raises:
        GirdiHatasi: IMZ-107 one does not; those of reading the signature.
    """
    from earsiv.imza.pades_at import embedded

    kaplar = [cms for damga, cms in embedded(imza) if not damga] if b"%PDF-" in imza[:1024] else [imza]
    with readable(_YER):
        havuz = _pooled(sum((carried(cms) for cms in kaplar), yigin + _dss(imza)))
        for zarf in (Zarf.load(cms, _YER) for cms in kaplar):
            for imzaci in map(zarf.signer_at, zarf.paths()):
                aday = _named(imzaci, havuz, _YER)
                if _first_stamp(imzaci) is None:
                    path(aday, signer_question(aday, None, (saat or SystemClock()).now()), havuz, guven, _YER)


def _dss(imza: bytes | Path) -> Yigin:
    """Return what the DSS of a PDF holds; nothing for a CMS."""
    from earsiv.imza.pades_at import stored

    if isinstance(imza, bytes) and b"%PDF-" not in imza[:1024]:
        return Yigin()
    sertifikalar, siller, ocspler = stored(imza)
    return Yigin(_only(sertifikalar, sertifika.read), _only(siller, read_crl), _only(ocspler, read_ocsp))


def _pooled(yigin: Yigin) -> Havuz:
    return pool(yigin.sertifikalar, yigin.siller, yigin.ocspler)


def _first_stamp(imzaci: Imzaci) -> dt.datetime | None:
    """Return the moment of the earliest time-stamp over a signature value."""
    return min((read_token(d, _YER).an for o in imzaci.unsigned() if o.oid == oid.SIGNATURE_TS for d in o.degerler), default=None)


def _of_signer(imzaci: Imzaci, an: dt.datetime | None, havuz: Havuz, guven: GuvenDeposu | None) -> XlKaniti:
    aday = _named(imzaci, havuz, _YER)
    return choose(aday, signer_question(aday, profil.named(imzaci.signed_value(oid.SIG_POLICY)), an), havuz, guven, _YER)


def _of_stamp(damga: Damga, havuz: Havuz, guven: GuvenDeposu | None) -> XlKaniti:
    yer = f"{_YER} · zaman damgası"
    return choose(_named(damga.imzaci, havuz, yer), stamp_question(damga.an), havuz, guven, yer)


def _named(imzaci: Imzaci, havuz: Havuz, yer: str) -> Sertifika:
    """Return the certificate that a signer names.

    Raises:
        GirdiHatasi: IMZ-107 it is not at hand.
    """
    bulunan = next((s for s in havuz.certificates_any() if imzaci.identified(s.veren, s.seri, s.ski)), None)
    if bulunan is None:
        raise GirdiHatasi("IMZ-107", yer, ayrinti="imzalayanın sertifikası ne imzada ne kanıtlarda")
    return bulunan


def facts_without_content(cms: bytes, yer: str) -> Olgular:
    """Return the facts of a detached CMS as if its content were the one it names: enough to tell what evidence is missing, no verdict.

    Raises:
        GirdiHatasi: IMZ-001 … IMZ-006 it cannot be read.
    """
    Zarf.load(cms, yer)
    imzali = agac.load(cms, yer, VARSAYILAN.imzaci_sayisi)
    icerikten = {DamgaTuru.ICERIK, DamgaTuru.ARSIV}
    olgular: list[ImzaOlgulari] = []
    with readable(yer):
        for imzaci in imzali.imzacilar:
            olgu = read_facts(imzaci, imzali, lambda _, i=imzaci: i.values(oid.MESSAGE_DIGEST)[0].sekizli(), None)  # type: ignore[misc]
            damgalar = tuple(attrs.evolve(d, kapsar=True) if d.tur in icerikten else d for d in olgu.damgalar)
            olgular.append(attrs.evolve(olgu, damgalar=damgalar))
    return Olgular("cades", tuple(olgular))
