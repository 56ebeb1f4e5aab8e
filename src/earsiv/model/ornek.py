# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``OrnekSecimi``: which files of a series go to Devlet Arşivleri as samples (A1, A2, A3) and which are left, with one digest.

It says what was chosen, by which rule, on which ground, by whom. What is left is not freed by it: that takes a decision of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Any

import attrs

from earsiv.model.olay import TarihliKayit, civil_day, stripped


class OrnekDurumu(StrEnum):
    """Where a choice stands; it holds its files until it is at an end."""

    ONERI = "oneri"  # proposed, may be changed with a reason
    KARAR = "karar"  # decided by the commission
    DEVREDILDI = "devredildi"  # the samples are with Devlet Arşivleri
    IPTAL = "iptal"  # given up: at an end


class OrnekSonucu(StrEnum):
    """What became of a file in a choice."""

    SECILDI = "secildi"  # goes to Devlet Arşivleri
    KALAN = "kalan"  # appraised on its own


class OrnekNedeni(StrEnum):
    """The ground on which a file is chosen, or taken out again."""

    ILK_YIL = "ilk_yil"  # A1: the first year of the series
    SON_YIL = "son_yil"  # A1: its last year
    ARALIK = "aralik"  # A1: every n-th year
    DEGISIM = "degisim"  # A1, A2: the practice changed
    PAY = "pay"  # A2: the share, spread over time
    DAVA = "dava"  # A3: a lawsuit
    DONDURMA = "dondurma"  # A3: it is or was held
    UZATMA = "uzatma"  # A3: its retention was extended
    DIGER_KOD = "diger_kod"  # A3: it stands under further codes
    ATIF = "atif"  # A3: another file refers to it
    HACIM = "hacim"  # A3: far more records than the rest of the group
    ILK_DOSYA = "ilk_dosya"  # A3: the first of the series
    SON_DOSYA = "son_dosya"  # A3: the last of the series
    KISI = "kisi"  # A3: it names persons, which is rare in the group
    ESAS = "esas"  # A3: it names a case number, which is rare in the group
    EKLENDI = "eklendi"  # put in by hand
    CIKARILDI = "cikarildi"  # taken out by hand


def _grounds(degerler: Any) -> tuple[OrnekGerekcesi, ...]:
    return tuple(g if isinstance(g, OrnekGerekcesi) else OrnekGerekcesi.from_dict(g) for g in degerler)


def _words(degerler: Any) -> tuple[str, ...]:
    return tuple(str(d) for d in degerler)


@attrs.frozen
class OrnekGerekcesi(TarihliKayit):
    """One ground: the rule (``A1``…; empty where a person said so), the ground, and a Turkish sentence about it.

    ``kim`` and ``gun`` are who changed the choice by hand and when.
    """

    kural: str
    neden: OrnekNedeni = attrs.field(converter=OrnekNedeni)
    aciklama: str = attrs.field(converter=stripped)
    kim: str = ""
    gun: dt.date | None = attrs.field(default=None, converter=civil_day)


@attrs.frozen
class OrnekDosyasi(TarihliKayit):
    """A file in a choice: what it is, the rules that ask for samples of it, whether it was chosen and on which grounds.

    ``yil`` is the year it counts for in its series, ``adet`` its number of records.
    """

    dosya: str
    ad: str
    yil: int
    adet: int
    plan: str
    plan_surumu: str
    saklama_suresi: str
    kurallar: tuple[str, ...] = attrs.field(converter=_words)
    sonuc: OrnekSonucu = attrs.field(converter=OrnekSonucu)
    gerekceler: tuple[OrnekGerekcesi, ...] = attrs.field(default=(), converter=_grounds)

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        ek = {"kurallar": list(self.kurallar), "sonuc": str(self.sonuc), "gerekceler": [g.as_dict() for g in self.gerekceler]}
        return {ad: getattr(self, ad) for ad in _DUZ_ALANLAR} | ek


_DUZ_ALANLAR = tuple(alan.name for alan in attrs.fields(OrnekDosyasi)[:7])


@attrs.frozen
class OrnekOlcutu(TarihliKayit):
    """By which numbers samples are proposed: every how many years (A1), how many per cent and how many at least (A2)."""

    yil_araligi: int = 5
    yuzde: int = 5
    asgari: int = 1


@attrs.frozen
class OrnekKarari(TarihliKayit):
    """The commission's decision on a choice; ``ozet`` is the digest of the content that was decided, ``kaydeden`` who entered it."""

    no: str = attrs.field(converter=stripped)
    tarih: dt.date = attrs.field(converter=civil_day)
    ozet: str
    kaydeden: str


@attrs.frozen
class OrnekSecimi:
    """A choice of samples from one series: the files of one unit under one code that were due on a day, each once.

    ``notlar`` are sentences for who decides. ``ozet`` is the SHA-256 (hex) of the canonical form of the content; ``durum``, ``karar``,
    ``devir`` (the transfer that took the samples away) and ``iptal_gerekcesi`` move on and are not part of it.
    """

    no: str
    kurum: str
    an: dt.date = attrs.field(converter=civil_day)
    birim: str
    kod: str
    ozel: str
    olcut: OrnekOlcutu
    duzenleyen: str
    duzenlenme: str
    dosyalar: tuple[OrnekDosyasi, ...]
    notlar: tuple[str, ...] = attrs.field(default=(), converter=_words)
    ozet: str = ""
    durum: OrnekDurumu = attrs.field(default=OrnekDurumu.ONERI, converter=OrnekDurumu)
    karar: OrnekKarari | None = None
    devir: str = ""
    iptal_gerekcesi: str = ""

    @property
    def kurallar(self) -> tuple[str, ...]:
        """The rules that ask for samples of the series."""
        return tuple(sorted({kural for d in self.dosyalar for kural in d.kurallar}))

    @property
    def acik(self) -> bool:
        """Whether the choice still binds its files."""
        return self.durum is not OrnekDurumu.IPTAL

    @property
    def secilenler(self) -> tuple[str, ...]:
        """The files that go to Devlet Arşivleri."""
        return tuple(d.dosya for d in self.dosyalar if d.sonuc is OrnekSonucu.SECILDI)

    @cached_property
    def _dizin(self) -> dict[str, OrnekDosyasi]:
        return {d.dosya: d for d in self.dosyalar}

    def find(self, dosya: str) -> OrnekDosyasi | None:
        """Return what the choice says of a file, ``None`` where it is not in it."""
        return self._dizin.get(dosya)

    def content(self) -> dict[str, Any]:
        """Return what the digest covers."""
        return {
            "no": self.no,
            "kurum": self.kurum,
            "an": self.an.isoformat(),
            "birim": self.birim,
            "kod": self.kod,
            "ozel": self.ozel,
            "olcut": self.olcut.as_dict(),
            "duzenleyen": self.duzenleyen,
            "duzenlenme": self.duzenlenme,
            "dosyalar": [d.as_dict() for d in self.dosyalar],
            "notlar": list(self.notlar),
        }

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values: the content, its digest, and how far it has come."""
        return {
            "icerik": self.content(),
            "ozet": self.ozet,
            "durum": str(self.durum),
            "karar": self.karar.as_dict() if self.karar else None,
            "devir": self.devir,
            "iptal_gerekcesi": self.iptal_gerekcesi,
        }

    @classmethod
    def from_dict(cls, veri: Mapping[str, Any]) -> OrnekSecimi:
        """Return the value of :meth:`as_dict` again; whether content and digest agree is asked of ``ayiklama``."""
        icerik = veri["icerik"]
        return cls(
            **{
                **icerik,
                "olcut": OrnekOlcutu.from_dict(icerik["olcut"]),
                "dosyalar": tuple(OrnekDosyasi.from_dict(d) for d in icerik["dosyalar"]),
            },
            ozet=veri["ozet"],
            durum=veri["durum"],
            karar=OrnekKarari.from_dict(veri["karar"]) if veri["karar"] else None,
            devir=veri["devir"],
            iptal_gerekcesi=veri["iptal_gerekcesi"],
        )
