# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Signatures of a PDF as facts for the same judge: a child process reads the file, the rules are those of CAdES.

In Turkish practice (BTK guide) the signature time-stamp of a PDF is a document time-stamp: the first one after a signature proves its
time, those after it keep it alive, and the document security store (DSS) holds the evidence.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import attrs

from earsiv import _cocuk
from earsiv._limits import Sinirlar
from earsiv.errors import AracHatasi, Bulgu, GirdiHatasi, bulgu
from earsiv.imza import agac, der, koruma, kripto, oid, olgu, zaman
from earsiv.imza.havuz import Havuz, Kaynak
from earsiv.imza.olgu import ImzaOlgulari
from earsiv.imza.sertifika import Sertifika
from earsiv.imza.sonuc import AltGosterge, DamgaTuru, DogrulamaSonucu, Gosterge, HukukiKarar, ImzaSonucu
from earsiv.imza.zaman import Damga, Ozetci

_PARCA = 1024 * 1024
# what pyHanko's reading of the later revisions means: evidence and stamps alone, or something that can be seen
_EKLER = {"NONE": "IMZ-048", "LTA_UPDATES": "IMZ-048", "FORM_FILLING": "IMZ-047"}


@attrs.frozen
class PdfImzasi:
    """One signature field that is no time-stamp: its facts, or the verdict where there is nothing to judge."""

    olgular: ImzaOlgulari | None
    sonuc: ImzaSonucu | None
    seviye: str
    kapsam: str
    korunmayan: tuple[tuple[int, int], ...] = ()
    ek_bulgular: tuple[Bulgu, ...] = ()


@attrs.frozen
class PdfOlgulari:
    """What was read of a PDF: its signatures, its document time-stamps, its DSS (certificates, lists, answers)."""

    imzalar: tuple[PdfImzasi, ...]
    damgalar: tuple[Damga, ...]
    dss: tuple[tuple[bytes, ...], tuple[bytes, ...], tuple[bytes, ...]]

    def pool(self, havuz: Havuz) -> None:
        """Put the DSS into a pool."""
        havuz.add_certificates(_certificates(self.dss[0]), Kaynak.PDF)
        havuz.add_crls(self.dss[1], Kaynak.PDF)
        havuz.add_ocsps(self.dss[2], Kaynak.PDF)
        for damga in self.damgalar:
            if damga.jeton:
                havuz.add_certificates(damga.jeton.imzali.sertifikalar, Kaynak.PDF)
        for imza in self.imzalar:
            if imza.olgular:
                havuz.add_certificates(imza.olgular.imzali.sertifikalar, Kaynak.CMS)


def _certificates(hamlar: Sequence[bytes]) -> tuple[Sertifika, ...]:
    dugumler = []
    for ham in hamlar:
        try:
            dugumler.append(der.oku(ham))
        except der.DerHatasi:
            continue
    return agac.readable(dugumler)


def read(yol: Path, sinirlar: Sinirlar) -> PdfOlgulari | DogrulamaSonucu:
    """Return the facts of a PDF, or the verdict where it cannot be read or holds no signature."""
    istek = {"yol": str(yol.resolve()), "en_fazla": sinirlar.imzaci_sayisi, "dss_bayt": sinirlar.imza_bayt}
    try:
        cevap = _cocuk.run_module("earsiv.imza._pades_isci", istek, sinirlar, yol.name)
    except AracHatasi as hata:
        return DogrulamaSonucu.unreadable("pades", [hata.bulgu])
    if cevap.get("cok"):
        return DogrulamaSonucu.unreadable("pades", [bulgu("IMZ-006", yol.name, sayi=cevap["cok"])])
    if cevap.get("hata"):
        return DogrulamaSonucu.unreadable("pades", [bulgu("IMZ-040", yol.name, ayrinti=cevap["hata"])])
    if not cevap["imzalar"]:
        return DogrulamaSonucu("pades", (), (bulgu("IMZ-041", yol.name),))
    alanlar = sorted(cevap["imzalar"], key=lambda a: max((b + n for b, n in a["araliklar"]), default=0))
    damgalar = tuple(_stamp(a, yol, sinirlar) if a["tur"] == "damga" else None for a in alanlar)
    dss = tuple(tuple(bytes.fromhex(h) for h in cevap["dss"][ad]) for ad in ("sertifika", "sil", "ocsp"))
    imzalar = []
    acik = _gaps(alanlar[-1], yol)
    tek = sum(a["tur"] != "damga" for a in alanlar) == 1
    for sira, alan in enumerate(alanlar):
        if alan["tur"] != "damga":
            sonraki = [(d, a["dss"]) for d, a in zip(damgalar[sira + 1 :], alanlar[sira + 1 :], strict=True) if d is not None]
            imza = _signature(alan, yol, sonraki, _certificates(dss[0]), sinirlar, dss_var=bool(dss[1] or dss[2]))
            olgular = attrs.evolve(imza.olgular, tek_imza=tek) if imza.olgular else None
            imzalar.append(attrs.evolve(imza, olgular=olgular, korunmayan=acik))
    return PdfOlgulari(tuple(imzalar), tuple(d for d in damgalar if d is not None), (dss[0], dss[1], dss[2]))


def _signature(
    alan: dict[str, Any], yol: Path, sonraki: Sequence[tuple[Damga, bool]], ek: Sequence[Sertifika], sinirlar: Sinirlar, *, dss_var: bool
) -> PdfImzasi:
    yer = f"{yol.name} · {alan['alan']}"
    kapsam = "dosyanın tamamı" if alan["tum_dosya"] else "imzalandığı sürüm; sonradan ek var"
    if alan["degisik"]:
        return PdfImzasi(None, _failed(AltGosterge.HASH_FAILURE, bulgu("IMZ-042", yer, ayrinti=alan["degisik"])), "", kapsam)
    try:
        veri = bytes.fromhex(alan["cms"])
        koruma.inspect(veri, yer, sinirlar)
        imzali = agac.load(veri, yer, 1)
    except GirdiHatasi as hata:
        return PdfImzasi(None, _failed(AltGosterge.FORMAT_FAILURE, hata.bulgu), "", kapsam)
    if imzali.icerik is not None:
        return PdfImzasi(None, _failed(AltGosterge.FORMAT_FAILURE, bulgu("IMZ-046", yer, bicim=alan["bicim"])), "", kapsam)
    olgular = olgu.facts(imzali.imzacilar[0], imzali, _digester(yol, alan["araliklar"]), None, ek)
    damgalar = tuple(d for d, _ in sonraki)
    olgular = attrs.evolve(olgular, belge_damgalari=damgalar, zaman=_moment(alan["zaman"]), pdf=True)
    ekler = () if alan["tum_dosya"] else (bulgu(_EKLER.get(alan["ek"], "IMZ-043"), yer),)
    olgular = attrs.evolve(olgular, pdf_seviyesi=_level(olgular, sonraki, dss_var=dss_var))
    return PdfImzasi(olgular, None, olgular.seviye, kapsam, ek_bulgular=ekler)


def _gaps(alan: dict[str, Any], yol: Path) -> tuple[tuple[int, int], ...]:
    """Return what the newest signature or stamp does not cover: the place of its own value, and what was added after it."""
    araliklar = [*alan["araliklar"], (yol.stat().st_size, 0)]
    bosluklar = [(bas + boy, sonraki) for (bas, boy), (sonraki, _) in itertools.pairwise(araliklar)]
    return tuple((bas, son) for bas, son in bosluklar if bas < son)


def _level(olgular: ImzaOlgulari, sonraki: Sequence[tuple[Damga, bool]], *, dss_var: bool) -> str:
    """Return the level in CAdES words: a first stamp makes T, a DSS with it XL, a later stamp over the DSS A."""
    damgali = olgular.seviye == "T"
    arsiv = [d for d, dss in sonraki[0 if damgali else 1 :] if dss]
    if not damgali and not sonraki:
        return olgular.seviye
    return "A" if arsiv else "XL" if dss_var else "T"


def _stamp(alan: dict[str, Any], yol: Path, sinirlar: Sinirlar) -> Damga:
    yer = f"{yol.name} · {alan['alan']}"
    ham = bytes.fromhex(alan["cms"])
    try:
        koruma.inspect(ham, yer, sinirlar)
        jeton = zaman.read(ham, yer)
        kapsar = not alan["degisik"] and jeton.lies_over(_digester(yol, alan["araliklar"]))
    except (GirdiHatasi, der.DerHatasi):
        return Damga(DamgaTuru.BELGE, yer, None, kapsar=False, ham=ham)
    return Damga(DamgaTuru.BELGE, yer, jeton, kapsar, ham=ham)


def _digester(yol: Path, araliklar: Sequence[Sequence[int]]) -> Ozetci:
    """Return a function that digests the bytes a signature covers, by its ByteRange, read in pieces."""
    bilinen: dict[str, bytes] = {}

    def ozetle(ad: str) -> bytes:
        if ad not in bilinen:
            if not kripto.computable(ad):
                raise der.DerHatasi(ad)
            hesap = hashlib.new(ad, usedforsecurity=False)
            try:
                with yol.open("rb") as dosya:
                    for bas, uzunluk in araliklar:
                        dosya.seek(bas)
                        kalan = uzunluk
                        while kalan > 0 and (parca := dosya.read(min(kalan, _PARCA))):
                            hesap.update(parca)
                            kalan -= len(parca)
            except OSError:
                raise der.DerHatasi("dosya okunamadı") from None
            bilinen[ad] = hesap.digest()
        return bilinen[ad]

    return ozetle


def _moment(metin: str | None) -> dt.datetime | None:
    try:
        an = dt.datetime.fromisoformat(metin) if metin else None
    except ValueError:
        return None
    return an if an is None or an.tzinfo else an.replace(tzinfo=dt.UTC)


def _failed(alt: AltGosterge, kusur: Bulgu) -> ImzaSonucu:
    return ImzaSonucu(Gosterge.TOTAL_FAILED, alt, HukukiKarar.GECERSIZ, yer=kusur.yer, matematik=False, bulgular=(kusur,))


def archival(imzali: agac.Imzaci) -> tuple[list[bytes], list[bytes]]:
    """Return (lists, answers) of Adobe's signed revocation attribute; nothing where it cannot be read."""
    siller: list[bytes] = []
    ocspler: list[bytes] = []
    try:
        for deger in imzali.values(oid.ADOBE_REVOCATION):
            for alan in deger.cocuklar():
                hedef = {0xA0: siller, 0xA1: ocspler}.get(alan.etiket)
                if hedef is not None:
                    hedef += [o.ham for o in alan.cocuklar()[0].cocuklar()]
    except (der.DerHatasi, IndexError):
        return [], []
    return siller, ocspler
