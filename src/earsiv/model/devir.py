# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``DevirTeslimListesi``: files that change hands, frozen with one digest, and what was recorded on the way.

Values only: which step may follow which is asked of ``earsiv.devir``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Final

import attrs

from earsiv.errors import Bulgu
from earsiv.model.kayit import MalzemeTuru
from earsiv.model.olay import TarihliKayit, civil_day, plain_value, stripped


class DevirTuru(StrEnum):
    """Between whom files change hands."""

    BIRIM_KURUM = "birim_kurum"  # from the unit that produced them to the institution archive
    KURUM_DEVLET = "kurum_devlet"  # from the institution to Devlet Arşivleri
    KISI_KISI = "kisi_kisi"  # from one person who answers for them to another


class DevirDurumu(StrEnum):
    """Where a transfer stands; one that is not at an end holds its files."""

    HAZIRLIK = "hazirlik"  # frozen, not handed over yet
    TESLIM = "teslim"  # the giver has signed
    PAKET = "paket"  # the package is written
    GONDERILDI = "gonderildi"  # the package is on its way, the giver has signed
    KABUL = "kabul"  # the taker has signed, or the receipt is here
    YEREL_SILINDI = "yerel_silindi"  # the content has left this archive, stubs stay: at an end
    RET = "ret"  # refused with a reason: at an end, the files are free again
    IPTAL = "iptal"  # given up: at an end


@attrs.frozen
class DevirSatiri:
    """One line, one file, in the fields of the devir-teslim ve envanter formu.

    ``bas`` and ``bit`` are the first and last civil day, ``adet`` counts records and ``sayfa`` their pages, ``gizlilik`` is their
    highest degree by code.
    ``fiziki`` tells whether there is something on a shelf, ``icerik_ozeti`` names the records and their bytes, ``gizlilik_ozeti``
    the degree of each; ``dayanak`` is the decision by which the file goes (a choice of samples, a decision of the commission).
    """

    sira_no: int
    dosya: str
    ureten_birim: str
    dosya_kodu: str
    plan: str
    plan_surumu: str
    konu: str
    bas: dt.date = attrs.field(converter=civil_day)
    bit: dt.date = attrs.field(converter=civil_day)
    klasor_no: str
    barkod: str
    adet: int
    sayfa: int
    malzeme: MalzemeTuru = attrs.field(converter=MalzemeTuru)
    fiziki: bool
    gizlilik: str
    icerik_ozeti: str
    gizlilik_ozeti: str
    saklama_suresi: str = ""
    saklama_kodu: str = ""
    imha_yili: int | None = None
    arsiv_yeri: str = ""
    dayanak: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {ad: plain_value(getattr(self, ad)) for ad in _SATIR_ALANLARI}


_SATIR_ALANLARI: Final = tuple(alan.name for alan in attrs.fields(DevirSatiri))


@attrs.frozen
class DevirTeslimListesi:
    """A transfer as it was frozen: kind, the two ends, and its lines; ``ozet`` names exactly this content.

    ``no`` is ``DV-<year>/<n>``; ``veren`` and ``alan`` are a unit (DETSİS), an institution or the id of a person, by kind.
    ``bulgular`` is what a person should look at; it is not part of the content.
    """

    no: str
    tur: DevirTuru = attrs.field(converter=DevirTuru)
    kurum: str
    veren: str
    alan: str
    an: dt.date = attrs.field(converter=civil_day)
    duzenleyen: str
    duzenlenme: str
    satirlar: tuple[DevirSatiri, ...]
    ozet: str = ""
    bulgular: tuple[Bulgu, ...] = attrs.field(default=(), eq=False)

    @property
    def barkodlar(self) -> tuple[str, ...]:
        """The barcodes that must be read at the door, in the order of the lines."""
        return tuple(satir.barkod for satir in self.satirlar if satir.barkod)

    @property
    def dosyalar(self) -> tuple[str, ...]:
        """The files on the list."""
        return tuple(satir.dosya for satir in self.satirlar)

    def content(self) -> dict[str, Any]:
        """Return what the digest covers."""
        return {
            **{ad: plain_value(getattr(self, ad)) for ad in _LISTE_ALANLARI},
            "satirlar": [satir.as_dict() for satir in self.satirlar],
        }

    @classmethod
    def from_content(cls, veri: Mapping[str, Any], ozet: str) -> DevirTeslimListesi:
        """Return the list of a stored content and digest; whether they agree is asked of ``devir``."""
        return cls(**{**veri, "satirlar": tuple(DevirSatiri(**satir) for satir in veri["satirlar"])}, ozet=ozet)


_LISTE_ALANLARI: Final = ("no", "tur", "kurum", "veren", "alan", "an", "duzenleyen", "duzenlenme")


def _words(kelimeler: Iterable[str]) -> tuple[str, ...]:
    return tuple(kelimeler)


@attrs.frozen
class DevirTarafi(TarihliKayit):
    """A person who signs for one side, or witnesses: id, name, title, and the day."""

    kisi: str = attrs.field(converter=stripped)
    ad: str = attrs.field(converter=stripped)
    unvan: str = attrs.field(converter=stripped)
    tarih: dt.date = attrs.field(converter=civil_day)


@attrs.frozen
class BarkodSayimi(TarihliKayit):
    """What was read at the door against the list: how many were wanted and read, and where the two part."""

    liste_ozeti: str
    beklenen: int
    okunan: int
    eksik: tuple[str, ...] = attrs.field(converter=_words)
    fazla: tuple[str, ...] = attrs.field(converter=_words)
    mukerrer: tuple[str, ...] = attrs.field(converter=_words)
    sayan: str
    zaman: str

    @property
    def tutuyor(self) -> bool:
        """Whether every barcode of the list was read once, and no other."""
        return not (self.eksik or self.fazla or self.mukerrer)


@attrs.frozen
class PaketOzeti(TarihliKayit):
    """A transfer package as it was written: format, name, the digest that stands for all of it, and what is in it.

    ``ozet`` is the SHA-512 (hex) by which the receipt names the package, ``kap_ozeti`` that of the one file it lies in, if it does.
    """

    bicim: str
    ad: str
    ozet: str
    dosya: int
    belge: int
    bayt: int
    kap_ozeti: str = ""
    liste_ozeti: str = ""
    zaman: str = ""


@attrs.frozen
class AlindiBelgesi(TarihliKayit):
    """The receipt of Devlet Arşivleri: number, day, the package it is for by digest, and who took it over."""

    no: str = attrs.field(converter=stripped)
    tarih: dt.date = attrs.field(converter=civil_day)
    paket_ozeti: str = attrs.field(converter=stripped)
    ad: str = attrs.field(converter=stripped)
    unvan: str = attrs.field(default="", converter=stripped)


def _places(yerler: Iterable[Iterable[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((str(dosya), str(yer)) for dosya, yer in yerler)


@attrs.frozen
class DevirYolu:
    """A transfer on its way: the list, where it stands, the files it still holds, and what each step recorded.

    ``taniklar`` sign in place of a giver who is not there, by the minutes ``tutanak``; ``yerler`` is where the taker put each file;
    ``gerekce`` why it was refused or given up. Every step was bound to the list's digest when it was taken.
    """

    liste: DevirTeslimListesi
    durum: DevirDurumu = attrs.field(default=DevirDurumu.HAZIRLIK, converter=DevirDurumu)
    tutulan: tuple[str, ...] = attrs.field(default=(), converter=_words)
    veren: DevirTarafi | None = None
    taniklar: tuple[DevirTarafi, ...] = ()
    tutanak: str = ""
    sayim: BarkodSayimi | None = None
    alan: DevirTarafi | None = None
    yerler: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_places)
    paket: PaketOzeti | None = None
    alindi: AlindiBelgesi | None = None
    gerekce: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values; the lines stand in the list's own content."""
        return {
            "no": self.liste.no,
            "tur": str(self.liste.tur),
            "ozet": self.liste.ozet,
            "durum": str(self.durum),
            "tutulan": list(self.tutulan),
            **{ad: deger.as_dict() if (deger := getattr(self, ad)) else None for ad in _DEGERLER},
            "taniklar": [t.as_dict() for t in self.taniklar],
            "tutanak": self.tutanak,
            "yerler": [list(y) for y in self.yerler],
            "gerekce": self.gerekce,
        }

    @classmethod
    def from_dict(cls, veri: Mapping[str, Any], liste: DevirTeslimListesi) -> DevirYolu:
        """Return the value of :meth:`as_dict` again, of its list."""
        return cls(
            liste=liste,
            durum=veri["durum"],
            tutulan=veri["tutulan"],
            taniklar=tuple(DevirTarafi.from_dict(t) for t in veri["taniklar"]),
            tutanak=veri["tutanak"],
            yerler=veri["yerler"],
            gerekce=veri["gerekce"],
            **{ad: tur.from_dict(veri[ad]) if veri[ad] else None for ad, tur in _DEGERLER.items()},
        )


_DEGERLER: Final[dict[str, Any]] = {
    "veren": DevirTarafi,
    "sayim": BarkodSayimi,
    "alan": DevirTarafi,
    "paket": PaketOzeti,
    "alindi": AlindiBelgesi,
}
