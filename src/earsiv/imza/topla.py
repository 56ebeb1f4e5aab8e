# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Gather the evidence for raising a signature from a heap: a folder of certificates, revocation lists and OCSP answers.

Nothing is fetched. What is chosen is what speaks of the signer's chain; whether it is enough is decided where it is put in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import attrs

from earsiv.errors import GirdiHatasi, os_reason
from earsiv.imza import der, sertifika
from earsiv.imza._damga import newest
from earsiv.imza._xl import XlKaniti, order, read_crl, read_ocsp, require_chain
from earsiv.imza._zarf import Imzaci, Zarf, read_token, readable

_YER: Final = "imza"
_EN_UZUN_ZINCIR: Final = 16


@attrs.frozen
class Yigin:
    """A heap of evidence read from a folder."""

    sertifikalar: tuple[bytes, ...]
    siller: tuple[bytes, ...]
    ocspler: tuple[bytes, ...]


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


def collect(
    imzaci: Imzaci, sertifikalar: Iterable[bytes], siller: Iterable[bytes] = (), ocspler: Iterable[bytes] = (), yer: str = ""
) -> XlKaniti:
    """Choose from a heap the evidence of one signer: the chain by names and signatures, then what speaks of its certificates.

    Raises:
        GirdiHatasi: IMZ-107 the signer's certificate is not in the heap, or its chain does not reach a root.
    """
    with readable(yer, "IMZ-107"):
        havuz = list(dict.fromkeys(map(sertifika.read, sertifikalar)))
        zincir = [next((s for s in havuz if imzaci.identified(s.veren, s.seri, s.ski)), None)]
        while (son := zincir[-1]) is not None and not son.kendi_veren and len(zincir) < _EN_UZUN_ZINCIR:
            zincir.append(next((s for s in havuz if sertifika.same_name(s.konu, son.veren) and son.issued_by(s)), None))
        tam = tuple(s for s in zincir if s is not None)
        require_chain(tam, yer)
        okunan_sil, okunan_ocsp = tuple(map(read_crl, siller)), tuple(map(read_ocsp, ocspler))
        ilgili = order(tam, okunan_sil, okunan_ocsp, ())
    secilen_sil = dict.fromkeys(k for sil, _ in ilgili for k in sil)
    return XlKaniti([s.ham for s in tam], secilen_sil, dict.fromkeys(k for _, ocsp in ilgili for k in ocsp))


def signer_evidence(cms: bytes, yigin: Yigin) -> list[XlKaniti]:
    """Return from a heap the evidence of every signer of a CMS, for ``raise_to_xl``.

    Raises:
        GirdiHatasi: IMZ-107 a chain cannot be built; those of reading the CMS.
    """
    zarf = Zarf.load(cms, _YER)
    with readable(_YER):
        return [
            collect(i, (*_held(zarf), *yigin.sertifikalar), yigin.siller, yigin.ocspler, _YER) for i in map(zarf.signer_at, zarf.paths())
        ]


def stamp_evidence(cms: bytes, yigin: Yigin) -> list[XlKaniti]:
    """Return from a heap the evidence of the authorities of the newest stamps of a CMS, for ``archive`` and ``renew``.

    Raises:
        GirdiHatasi: IMZ-107 a chain cannot be built; those of reading the CMS.
    """
    zarf = Zarf.load(cms, _YER)
    with readable(_YER):
        damgalar = [read_token(oge.degerler[no], _YER) for i in map(zarf.signer_at, zarf.paths()) for oge, no in newest(i)]
        return [
            collect(d.imzaci, (*_held(d.zarf), *_held(zarf), *yigin.sertifikalar), yigin.siller, yigin.ocspler, f"{_YER} · zaman damgası")
            for d in damgalar
        ]


def pdf_evidence(pdf: bytes | Path, yigin: Yigin) -> list[XlKaniti]:
    """Return from a heap the evidence of every signer and every time-stamp of a PDF, for ``sign_pdf`` and ``extend_pdf``.

    Raises:
        GirdiHatasi: IMZ-107 a chain cannot be built, IMZ-112 the PDF cannot be read.
    """
    from earsiv.imza.pades_at import embedded

    kanitlar: list[XlKaniti] = []
    for damga, cms in embedded(pdf):
        kanitlar += [token_evidence(cms, yigin)] if damga else [*signer_evidence(cms, yigin), *stamp_evidence(cms, yigin)]
    return kanitlar


def token_evidence(token: bytes, yigin: Yigin) -> XlKaniti:
    """Return from a heap the evidence of a time-stamp token's authority.

    Raises:
        GirdiHatasi: IMZ-107, IMZ-105 it is no token.
    """
    with readable(_YER, "IMZ-105"):
        damga = read_token(der.oku(token), _YER)
    return collect(damga.imzaci, (*_held(damga.zarf), *yigin.sertifikalar), yigin.siller, yigin.ocspler, f"{_YER} · zaman damgası")


def _held(zarf: Zarf) -> list[bytes]:
    """Return the certificates inside a SignedData; other kinds in that field are passed over."""
    ham = [c.ham for c in zarf.sertifikalar.cocuklar()] if zarf.sertifikalar else []
    return [h for h in ham if h[0] == der.SEQUENCE and _kind(h) == 0]
