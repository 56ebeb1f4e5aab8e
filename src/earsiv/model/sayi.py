# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``BelgeSayisi``: the number of an official letter, read strictly, tolerantly or in its older forms.

Today's form is ``<ortam>-<DETSİS>-<SDP>-<kayıt no>`` joined by short hyphens (Resmî Yazışmalar Yönetmeliği). Real letters
carry dotted record numbers, broken lines and long dashes; older ones have the E before the record number, a letter-dotted
haberleşme kodu, or a date inside. All of these are read and say so; a wrong number is never repaired by guess.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any

import attrs

from earsiv._text import nfc
from earsiv.errors import Bulgu, bulgu

_SDP = r"(?P<sdp>[0-9]{3}(?:\.[0-9]{2}){0,3})"
_KESIN = re.compile(rf"(?P<ortam>[EZO])-(?P<detsis>[1-9][0-9]{{7}})-{_SDP}-(?P<kayit>[0-9]+)")
_TOLERANS = re.compile(rf"(?P<ortam>[EZO])-(?P<detsis>[1-9][0-9]{{7}})-{_SDP}-(?P<kayit>[0-9]+(?:[./-][0-9]+)*)")
_TARIH = re.compile(r"(?P<once>.*[0-9])-(?P<tarih>[0-3][0-9][./][01][0-9][./](?:19|20)[0-9]{2})")
_ESKI = (
    # 60933651-302.01.03-E.115264 · 48154937-612.01.03-945 · 22671628-805.03/1250 · 6378844-805.02.01-3473
    re.compile(rf"(?P<detsis>[1-9][0-9]{{6,7}})-{_SDP}[-/](?:(?P<ortam>[EZO])\.)?(?P<kayit>[0-9]+(?:[./-][0-9]+)*)"),
    # B.08.6.YÖK.2.DĞ.0.78-806.01.05-01 · B.02.1.DPT.0.14.00.00-107.01/2474
    re.compile(rf"(?P<haberlesme>[A-ZÇĞİÖŞÜ](?:\.[0-9A-ZÇĞİÖŞÜ]{{1,5}}){{4,9}})-{_SDP}[-/](?P<kayit>[0-9].*)"),
    # E.351978
    re.compile(r"(?P<ortam>[EZO])\.(?P<kayit>[0-9]+)"),
)
_UZUN_TIRE = re.compile(r"[‐‑‒–—―−]")
_BOSLUK = re.compile(r"\s+")
_EN_UZUN = 200


class Bicim(StrEnum):
    """How a number was read."""

    GUNCEL = "guncel"
    TOLERANSLI = "toleransli"
    ESKI = "eski"
    BOZUK = "bozuk"


@attrs.frozen
class BelgeSayisi:
    """A document number and its parts; a part that the form does not have is ``None``.

    ``sayi`` is the text as given, ``kayit_no`` the record number (``2026.11264.1``), ``ortam`` E electronic,
    Z paper by necessity, O paper in an emergency, ``detsis`` the 8-digit unit number, ``sdp`` the file code.
    """

    sayi: str
    bicim: Bicim
    ortam: str | None = None
    detsis: str | None = None
    sdp: str | None = None
    kayit_no: str | None = None
    bulgular: tuple[Bulgu, ...] = ()

    @classmethod
    def parse(cls, metin: str) -> BelgeSayisi:
        """Read a number; never raises: an unreadable one is ``BOZUK`` with findings that say why."""
        sade, onarim = _normalize(metin)
        if eslesme := _TOLERANS.fullmatch(sade):
            bulgular = list(onarim)
            if not _KESIN.fullmatch(sade):
                bulgular.append(bulgu("SAY-010", metin, kayit=eslesme["kayit"]))
            return cls._of(metin, Bicim.TOLERANSLI if bulgular else Bicim.GUNCEL, eslesme, bulgular)
        return cls._parse_legacy(metin, sade, onarim) or cls(metin, Bicim.BOZUK, bulgular=_why_broken(metin, sade))

    @classmethod
    def _parse_legacy(cls, metin: str, sade: str, onarim: tuple[Bulgu, ...]) -> BelgeSayisi | None:
        bulgular = [bulgu("SAY-020", metin), *onarim]
        if tarihli := _TARIH.fullmatch(sade):
            sade = tarihli["once"]
            bulgular.append(bulgu("SAY-022", metin, tarih=tarihli["tarih"]))
        for desen in _ESKI:
            if eslesme := desen.fullmatch(sade):
                parcalar = eslesme.groupdict()
                if len(parcalar.get("detsis") or "") == 7:
                    bulgular.append(bulgu("SAY-021", metin, detsis=parcalar["detsis"]))
                if parcalar.get("haberlesme"):
                    bulgular.append(bulgu("SAY-023", metin, kod=parcalar["haberlesme"]))
                if "sdp" not in parcalar:
                    bulgular.append(bulgu("SAY-024", metin))
                return cls._of(metin, Bicim.ESKI, eslesme, bulgular)
        return None

    @classmethod
    def _of(cls, metin: str, bicim: Bicim, eslesme: re.Match[str], bulgular: list[Bulgu]) -> BelgeSayisi:
        parcalar = eslesme.groupdict()
        return cls(
            sayi=metin,
            bicim=bicim,
            ortam=parcalar.get("ortam"),
            detsis=parcalar.get("detsis"),
            sdp=parcalar.get("sdp"),
            kayit_no=parcalar["kayit"],
            bulgular=tuple(bulgular),
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form that the command line promises."""
        return {
            "sayi": self.sayi,
            "bicim": str(self.bicim),
            "ortam": self.ortam,
            "detsis": self.detsis,
            "sdp": self.sdp,
            "kayit_no": self.kayit_no,
            "bulgular": [b.as_dict() for b in self.bulgular],
        }


def _normalize(metin: str) -> tuple[str, tuple[Bulgu, ...]]:
    """Join what a page break or a word processor did to the number, saying so."""
    sade = nfc(metin).strip()[:_EN_UZUN]
    bulgular = []
    if _UZUN_TIRE.search(sade):
        sade = _UZUN_TIRE.sub("-", sade)
        bulgular.append(bulgu("SAY-012", metin))
    if _BOSLUK.search(sade):
        sade = _BOSLUK.sub("", sade)
        bulgular.append(bulgu("SAY-011", metin))
    return sade, tuple(bulgular)


def _why_broken(metin: str, sade: str) -> tuple[Bulgu, ...]:
    """Name the parts that are wrong in a number of four parts; otherwise say that it has no known form."""
    parcalar = sade.split("-", 3)
    if len(parcalar) != 4:
        return (bulgu("SAY-005" if "/" in sade else "SAY-001", metin),)
    ortam, detsis, sdp, kayit = parcalar
    kusurlar = (
        ("SAY-002", ortam in {"E", "Z", "O"}, ortam),
        ("SAY-003", re.fullmatch(r"[1-9][0-9]{7}", detsis), detsis),
        ("SAY-004", re.fullmatch(r"[0-9]{3}(?:\.[0-9]{2}){0,3}", sdp), sdp),
        ("SAY-006", re.fullmatch(r"[0-9]+(?:[./-][0-9]+)*", kayit), kayit),
    )
    return tuple(bulgu(kod, metin, parca=parca) for kod, tamam, parca in kusurlar if not tamam) or (bulgu("SAY-001", metin),)
