# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``ImhaListesi``: a frozen list of files put before the commission, with one digest over its canonical form."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any, Final

import attrs

from earsiv.model.kayit import MalzemeTuru


class ListeDurumu(StrEnum):
    """Where a list stands on its way; a list that is not at an end holds its files."""

    ONERI = "oneri"  # frozen, waits for the commission
    GORUSME = "gorusme"  # before the commission: members vote
    KARAR = "karar"  # decided line by line
    GORUS = "gorus"  # Devlet Arşivleri consented, or the exemption was cited
    OLUR = "olur"  # approved by the üst yönetici: final
    YURUTME = "yurutme"  # execution has begun
    KISMEN = "kismen"  # a run ended and lines are left
    TAMAM = "tamam"  # nothing is left to be executed
    TUTANAK = "tutanak"  # the minutes are sealed: at an end
    KAPANDI = "kapandi"  # no line is left that may be destroyed: at an end
    BOLUNDU = "bolundu"  # split into other lists: at an end
    IPTAL = "iptal"  # given up: at an end


class SatirTuru(StrEnum):
    """What one line stands for."""

    DOSYA = "dosya"  # a whole file
    BELGE = "belge"  # one record of a file that is appraised record by record


class SatirSonucu(StrEnum):
    """What became of a line so far."""

    BEKLIYOR = "bekliyor"  # not decided
    ERTELENDI = "ertelendi"  # put off by the commission with a reason
    IMHA = "imha"  # to be destroyed, as decided
    SAKLA = "sakla"  # kept: by majority, by a tie or in doubt
    DEVRET = "devret"  # to be transferred
    GORUS_RET = "gorus_ret"  # Devlet Arşivleri refused
    OLUR_RET = "olur_ret"  # the üst yönetici refused
    IMHA_EDILDI = "imha_edildi"  # its content is gone, the stub stays
    BIRAKILDI = "birakildi"  # approved, not executed, and given up


_MALZEMELER: Final = {str(malzeme): malzeme for malzeme in MalzemeTuru}


def _material(malzeme: MalzemeTuru | str) -> MalzemeTuru:
    """Return a kind of material by its word; looked up, because a list has fifty thousand."""
    return _MALZEMELER.get(malzeme) or MalzemeTuru(malzeme)


@attrs.frozen
class ImhaSatiri:
    """One line, one file or one record of it. Fields follow the imha listesi form; years are calendar years, ``adet`` counts records.

    ``belge`` is the record where the line is about one alone; ``malzeme`` the kind of material, ``gizlilik`` the highest degree of
    its records by code, ``fiziki`` whether there is something on a shelf, ``dayanak`` the sampling decision that freed the remainder.
    """

    sira_no: int
    dosya: str
    ureten_birim: str
    dosya_kodu: str
    plan: str
    plan_surumu: str
    konu: str
    yil_bas: int
    yil_bit: int
    belge_sayi_araligi: str
    klasor_no: str
    adet: int
    saklama_suresi: str
    saklama_kodu: str
    imha_yili: int
    dusunce: str
    aciklama: str = ""
    belge: str = ""
    malzeme: MalzemeTuru = attrs.field(default=MalzemeTuru.EVRAK, converter=_material)
    gizlilik: str = "YOK"
    fiziki: bool = False
    dayanak: str = ""

    @property
    def yil(self) -> str:
        """The years of the file as printed: ``2015`` or ``2013-2015``."""
        return str(self.yil_bas) if self.yil_bas == self.yil_bit else f"{self.yil_bas}-{self.yil_bit}"

    @property
    def tur(self) -> SatirTuru:
        """Whether the line is a file or a record."""
        return SatirTuru.BELGE if self.belge else SatirTuru.DOSYA

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values; what came to the form later stands there only where it says something, so old digests hold."""
        sonradan = {ad: deger for ad, varsayilan in _SONRADAN.items() if (deger := getattr(self, ad)) != varsayilan}
        return {ad: getattr(self, ad) for ad in _BASTAN} | {ad: str(d) if isinstance(d, StrEnum) else d for ad, d in sonradan.items()}


_SONRADAN: Final = {alan.name: alan.default for alan in attrs.fields(ImhaSatiri)[17:]}
_BASTAN: Final = tuple(alan.name for alan in attrs.fields(ImhaSatiri)[:17])


@attrs.frozen
class ImhaListesi:
    """A list as proposed: who made it, for which day, and its lines; ``ozet`` names exactly this content.

    ``no`` is ``<year>/<n>``, ``an`` the civil day on which the lines were judged, ``ozet`` the SHA-256 (hex) of the
    canonical form of everything else. Any edit gives another digest.
    """

    no: str
    kurum: str
    an: dt.date
    duzenleyen: str
    duzenlenme: str
    satirlar: tuple[ImhaSatiri, ...]
    ozet: str = ""
    durum: ListeDurumu = attrs.field(default=ListeDurumu.ONERI, eq=False)

    @property
    def birimler(self) -> tuple[str, ...]:
        """The units whose files are on the list."""
        return tuple(sorted({satir.ureten_birim for satir in self.satirlar}))

    @property
    def malzemeler(self) -> tuple[MalzemeTuru, ...]:
        """The kinds of material on the list."""
        return tuple(sorted({satir.malzeme for satir in self.satirlar}))

    def content(self) -> dict[str, Any]:
        """Return what the digest covers: everything but the digest itself and the moving state."""
        return {
            "no": self.no,
            "kurum": self.kurum,
            "an": self.an.isoformat(),
            "duzenleyen": self.duzenleyen,
            "duzenlenme": self.duzenlenme,
            "satirlar": [satir.as_dict() for satir in self.satirlar],
        }

    @classmethod
    def from_content(cls, veri: dict[str, Any], ozet: str, durum: ListeDurumu = ListeDurumu.ONERI) -> ImhaListesi:
        """Return the list of a stored content and digest; whether they agree is asked of ``ayiklama``."""
        return cls(
            no=veri["no"],
            kurum=veri["kurum"],
            an=dt.date.fromisoformat(veri["an"]),
            duzenleyen=veri["duzenleyen"],
            duzenlenme=veri["duzenlenme"],
            satirlar=tuple(ImhaSatiri(**satir) for satir in veri["satirlar"]),
            ozet=ozet,
            durum=durum,
        )
