# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Change a finished package in one place and make the rest agree again: digests are taken anew, signatures made anew.

So a fault of the üstveri can be tested without every digest breaking as well, for packages of any origin. ``dialect`` rewrites a package
the way other programs spell it.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
import zipfile
from collections.abc import Callable
from typing import Final

from earsiv.opc import write_zip
from earsiv.testing.pki import SahtePki, test_pki

Parcalar = dict[str, bytes]
Degisiklik = Callable[[Parcalar], None]

_OZETLER: Final = (
    ("/ParafOzeti/ParafOzeti.xml", ("/Paraflar/ParafImzaCades.imz",), "kisi"),
    ("/PaketOzeti/PaketOzeti.xml", ("/Imzalar/ImzaCades.imz",), "kisi"),
    ("/NihaiOzet/NihaiOzet.xml", ("/Muhur/MuhurCades.imz", "/Muhurler/MuhurCades.imz"), "muhur"),
)
_REFERANS: Final = re.compile(r'<(?:\w+:)?Reference\b[^>]*?\bURI="([^"]*)"[^>]*>.*?</(?:\w+:)?Reference>', re.DOTALL)
_CIFT: Final = re.compile(r'(Algorithm="([^"]+)"\s*/>\s*<(?:\w+:)?DigestValue>)([^<]*)(<)')
_ADLAR: Final = {"sha1": "sha1", "sha256": "sha256", "sha384": "sha384", "sha512": "sha512", "ripemd160": "ripemd160"}


def unpack(veri: bytes) -> Parcalar:
    """Return the parts of a package by name, tables too, in order."""
    with zipfile.ZipFile(io.BytesIO(veri)) as z:  # noqa: TID251 - our own sound packages, in tests
        return {"/" + ad: z.read(ad) for ad in z.namelist() if not ad.endswith("/")}


def pack(parcalar: Parcalar) -> bytes:
    """Return a package of these parts."""
    return write_zip((ad.lstrip("/"), veri) for ad, veri in parcalar.items())


def altered(veri: bytes, degistir: Degisiklik, *, pki: SahtePki | None = None, sonra: Degisiklik | None = None) -> bytes:
    """Return a package with a change; digests and signatures are made to agree with it.

    Args:
        degistir: changes the parts in place.
        sonra: changes them once more, after digests and signatures: what it does stays broken.
    """
    parcalar = unpack(veri)
    degistir(parcalar)
    agree(parcalar, pki or test_pki())
    if sonra:
        sonra(parcalar)
    return pack(parcalar)


def agree(parcalar: Parcalar, pki: SahtePki) -> None:
    """Take every digest anew and sign the digest parts anew, in the order of the format."""
    for ozet, imzalar, kim in _OZETLER:
        if ozet not in parcalar:
            continue
        metin = parcalar[ozet].decode("utf-8")
        parcalar[ozet] = _REFERANS.sub(lambda m: _redigested(m, parcalar), metin).encode()
        for imza in imzalar:
            if imza in parcalar:
                parcalar[imza] = pki.imzala(parcalar[ozet], kim=kim)


def _redigested(referans: re.Match[str], parcalar: Parcalar) -> str:
    parca = parcalar.get(referans[1])
    if parca is None:
        return referans[0]

    def deger(m: re.Match[str]) -> str:
        ad = _ADLAR.get(m[2].rpartition("#")[2])
        return m[0] if ad is None else f"{m[1]}{base64.b64encode(hashlib.new(ad, parca).digest()).decode()}{m[4]}"

    return _CIFT.sub(deger, referans[0])


def replaced(ad: str, eski: str, yeni: str, *, kere: int = -1) -> Degisiklik:
    """Return a change of text in one part.

    Raises:
        AssertionError: the text is not there: the test would test nothing.
    """

    def degistir(parcalar: Parcalar) -> None:
        metin = parcalar[ad].decode("utf-8")
        if eski not in metin:
            raise AssertionError(eski)
        parcalar[ad] = metin.replace(eski, yeni, kere).encode()

    return degistir


def dialect(
    on_ek: str | None = None, *, bom: bool = True, satir: str | None = None, docprops: bool = False, goreli: bool = False
) -> Degisiklik:
    """Return a change of spelling: another prefix, no byte order mark, other line ends, ``docProps/core.xml``, relative targets."""

    def degistir(parcalar: Parcalar) -> None:
        for ad, veri in list(parcalar.items()):
            if ad.endswith((".xml", ".rels", ".psmdcp")):
                parcalar[ad] = _respelt(veri.decode("utf-8-sig"), on_ek, satir, bom=bom)
        if docprops:
            eski = next(ad for ad in parcalar if ad.endswith(".psmdcp"))
            parcalar["/docProps/core.xml"] = parcalar.pop(eski)
            for ad in ("/_rels/.rels", "/NihaiOzet/NihaiOzet.xml"):
                if ad in parcalar:
                    parcalar[ad] = parcalar[ad].replace(eski.encode(), b"/docProps/core.xml")
        if goreli:
            parcalar["/_rels/.rels"] = parcalar["/_rels/.rels"].replace(b'Target="/', b'Target="')

    return degistir


def _respelt(metin: str, on_ek: str | None, satir: str | None, *, bom: bool) -> bytes:
    if on_ek is not None:
        metin = metin.replace("tipler:", f"{on_ek}:").replace("xmlns:tipler", f"xmlns:{on_ek}")
    if satir is not None:
        metin = metin.replace("\r\n", "\n").replace("\n", satir)
    return (("\ufeff" if bom else "") + metin).encode()
