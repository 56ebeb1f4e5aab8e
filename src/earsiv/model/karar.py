# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""What is decided about a list: the commission's decision, consent, approval, signatures, minutes.

Each names the list's digest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

import attrs

from earsiv.model.komisyon import Oturum, Oy
from earsiv.model.liste import SatirSonucu
from earsiv.model.olay import TarihliKayit, civil_day, stripped


def _refusals(ret: Iterable[Sequence[Any]]) -> tuple[tuple[int, str], ...]:
    return tuple((int(satir), str(neden)) for satir, neden in ret)


def _lines(satirlar: Iterable[int]) -> tuple[int, ...]:
    return tuple(int(s) for s in satirlar)


_SONUCLAR: Final = {str(sonuc): sonuc for sonuc in SatirSonucu}


def _result(sonuc: SatirSonucu | str) -> SatirSonucu:
    """Return an outcome by its word; looked up, because a list has fifty thousand."""
    return _SONUCLAR.get(sonuc) or SatirSonucu(sonuc)


@attrs.frozen
class SatirKarari:
    """The decision on one line: what it came to, each seat's vote, and the reasons given, by seat.

    ``oylar`` follows the order of the session's seats; ``gerekceler`` holds (seat, reason) where one was given; ``karsi`` names
    the seats that voted otherwise than was decided.
    """

    satir: int
    sonuc: SatirSonucu = attrs.field(converter=_result)
    oylar: tuple[Oy, ...]
    gerekceler: tuple[tuple[str, str], ...] = ()
    karsi: tuple[str, ...] = ()


@attrs.frozen
class KomisyonKarari:
    """The commission's decision on a list, line by line; ``ozet`` is the SHA-256 (hex) of the canonical form of all else.

    ``liste_ozeti`` names the list it is about; ``nisap`` the rule by which it was counted.
    """

    no: str
    tarih: dt.date = attrs.field(converter=civil_day)
    liste: str
    liste_ozeti: str
    nisap: str
    oturum: Oturum
    satirlar: tuple[SatirKarari, ...]
    ozet: str = ""

    def count(self, sonuc: SatirSonucu) -> int:
        """Return how many lines came to an outcome."""
        return sum(satir.sonuc is sonuc for satir in self.satirlar)

    def content(self) -> dict[str, Any]:
        """Return what the digest covers."""
        return {
            "no": self.no,
            "tarih": self.tarih.isoformat(),
            "liste": self.liste,
            "liste_ozeti": self.liste_ozeti,
            "nisap": self.nisap,
            "oturum": self.oturum.as_dict(),
            "satirlar": [
                [s.satir, str(s.sonuc), [str(o) for o in s.oylar], [list(g) for g in s.gerekceler], list(s.karsi)] for s in self.satirlar
            ],
        }

    @classmethod
    def from_content(cls, veri: Mapping[str, Any], ozet: str) -> KomisyonKarari:
        """Return the decision of a stored content and digest; whether they agree is asked of ``ayiklama``."""
        oylar = {str(o): o for o in Oy}
        return cls(
            no=veri["no"],
            tarih=veri["tarih"],
            liste=veri["liste"],
            liste_ozeti=veri["liste_ozeti"],
            nisap=veri["nisap"],
            oturum=Oturum.from_dict(veri["oturum"]),
            satirlar=tuple(
                SatirKarari(sira, sonuc, tuple(oylar[o] for o in verilen), tuple((k, g) for k, g in gerekceler), tuple(karsi))
                for sira, sonuc, verilen, gerekceler, karsi in veri["satirlar"]
            ),
            ozet=ozet,
        )


@attrs.frozen
class UygunGorus(TarihliKayit):
    """The consent of Devlet Arşivleri to a list, or the exemption that stands for it (``muafiyet``: the document cited).

    ``ret`` maps refused lines to the reason; ``belge`` is the letter where it is kept in the archive.
    """

    sayi: str = attrs.field(converter=stripped)
    tarih: dt.date = attrs.field(converter=civil_day)
    liste_ozeti: str = attrs.field(converter=stripped)
    ret: tuple[tuple[int, str], ...] = attrs.field(default=(), converter=_refusals)
    muafiyet: str = ""
    belge: str = ""


@attrs.frozen
class UstYoneticiOnayi(TarihliKayit):
    """The olur of the üst yönetici to a list; ``yetki_devri`` is the document by which another person gives it.

    ``ret`` maps refused lines to the reason; ``imza`` names the kept signature where it was given electronically, ``belge`` the letter
    where it is kept in the archive.
    """

    sayi: str = attrs.field(converter=stripped)
    tarih: dt.date = attrs.field(converter=civil_day)
    liste_ozeti: str = attrs.field(converter=stripped)
    kisi: str = attrs.field(converter=stripped)
    ad: str = attrs.field(converter=stripped)
    unvan: str = ""
    yetki_devri: str = ""
    ret: tuple[tuple[int, str], ...] = attrs.field(default=(), converter=_refusals)
    imza: str = ""
    belge: str = ""


@attrs.frozen
class ListeImzasi(TarihliKayit):
    """An electronic signature over the canonical list that was accepted and kept: whose, as what, and how it was judged.

    ``dosya`` is the kept CMS file, ``sha256`` its digest; ``durum`` the verdict in ETSI words, ``zaman`` the moment of judging (UTC).
    """

    kisi: str
    ad: str
    sifat: str
    dosya: str
    sha256: str
    durum: str
    alt_durum: str
    zaman: str


class ImhaYontemi(StrEnum):
    """How something is destroyed."""

    KAGIT_HAMURU = "KAGIT_HAMURU"  # given to recycling as raw material
    KIYMA = "KIYMA"  # made unreadable first
    YAKMA_OZEL = "YAKMA_OZEL"  # burnt, for material that cannot go another way
    ELEKTRONIK_SILME = "ELEKTRONIK_SILME"  # removed in the system
    ORTAM_TAHRIBI = "ORTAM_TAHRIBI"  # the carrier itself is destroyed


@attrs.frozen
class Hazirun(TarihliKayit):
    """A person who was present at the act."""

    kisi: str
    ad: str = attrs.field(converter=stripped)
    unvan: str = ""


@attrs.frozen
class FizikiImha:
    """The physical act as people prove it: which lines, when, where, how, how much, given to whom, before whom.

    ``agirlik_gram`` is the weight in grams, ``adet`` and ``klasor`` count pieces and folders; ``teslim_alan`` is who took the material,
    ``fis`` the waybill or weighing slip; ``kiyma_beyani`` states that confidential pieces were made unreadable first.
    """

    satirlar: tuple[int, ...] = attrs.field(converter=_lines)
    tarih: dt.date = attrs.field(converter=civil_day)
    saat: str
    yer: str = attrs.field(converter=stripped)
    yontem: ImhaYontemi = attrs.field(converter=ImhaYontemi)
    agirlik_gram: int
    klasor: int
    adet: int
    teslim_alan: str = attrs.field(converter=stripped)
    fis: str
    kiyma_beyani: str
    hazir: tuple[Hazirun, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            **{ad: getattr(self, ad) for ad in ("saat", "yer", "agirlik_gram", "klasor", "adet", "teslim_alan", "fis", "kiyma_beyani")},
            "satirlar": list(self.satirlar),
            "tarih": self.tarih.isoformat(),
            "yontem": str(self.yontem),
            "hazir": [h.as_dict() for h in self.hazir],
        }

    @classmethod
    def from_dict(cls, veri: Mapping[str, Any]) -> FizikiImha:
        """Return the value of :meth:`as_dict` again."""
        return cls(**{**veri, "hazir": tuple(Hazirun.from_dict(h) for h in veri["hazir"])})


@attrs.frozen
class ImhaTutanagi:
    """The minutes of a destruction: facts of the list's whole way, what went, what did not and why. ``no`` is used once.

    ``yok_edilen`` counts by (files, records, bytes); ``kalan`` holds (line, reason) of what was approved and not destroyed; ``kanit``
    is the digest of the proof that was written before the first byte went.
    """

    no: str
    tarih: dt.date = attrs.field(converter=civil_day)
    saat: str
    yer: str
    liste: str
    liste_ozeti: str
    karar: str
    karar_ozeti: str
    uygun_gorus: str
    olur: str
    kanit: str
    dosya: int
    belge: int
    bayt: int
    imha_edilen: tuple[int, ...]
    kalan: tuple[tuple[int, str], ...]
    fiziki: tuple[FizikiImha, ...]
    hazir: tuple[Hazirun, ...]
    yedekler: tuple[dict[str, Any], ...] = ()
    ozet: str = ""

    def content(self) -> dict[str, Any]:
        """Return what the digest covers."""
        return {
            **{ad: getattr(self, ad) for ad in _SADE},
            "tarih": self.tarih.isoformat(),
            "imha_edilen": list(self.imha_edilen),
            "kalan": [list(k) for k in self.kalan],
            "fiziki": [f.as_dict() for f in self.fiziki],
            "hazir": [h.as_dict() for h in self.hazir],
            "yedekler": list(self.yedekler),
        }

    @classmethod
    def from_content(cls, veri: Mapping[str, Any], ozet: str) -> ImhaTutanagi:
        """Return the minutes of a stored content and digest."""
        return cls(
            **{
                **veri,
                "imha_edilen": tuple(veri["imha_edilen"]),
                "kalan": tuple((int(s), str(n)) for s, n in veri["kalan"]),
                "fiziki": tuple(FizikiImha.from_dict(f) for f in veri["fiziki"]),
                "hazir": tuple(Hazirun.from_dict(h) for h in veri["hazir"]),
                "yedekler": tuple(veri["yedekler"]),
                "ozet": ozet,
            }
        )


_SADE: Final = (
    "no",
    "saat",
    "yer",
    "liste",
    "liste_ozeti",
    "karar",
    "karar_ozeti",
    "uygun_gorus",
    "olur",
    "kanit",
    "dosya",
    "belge",
    "bayt",
)
