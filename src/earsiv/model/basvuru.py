# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``Basvuru``: a request for information, or about personal data, as the register keeps it: what was asked, answered, objected to.

Who asked is not here. The register knows a person only by a salted digest; the name lies apart, with the salt (``earsiv._arsiv_basvuru``).
Clocks and what may follow on what are ``earsiv.saklama.basvuru``'s.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

import attrs

from earsiv.model.olay import TarihliKayit, civil_day, stripped


class BasvuruTuru(StrEnum):
    """What is asked for."""

    BILGI_EDINME = "bilgi_edinme"  # information or a document, by whoever asks
    BILGI_EDINME_ITIRAZ = "bilgi_edinme_itiraz"  # an objection whose request is not open here (any more): the board asks for the papers
    KVKK_ERISIM = "kvkk_erisim"  # the person concerned asks what is kept of them
    KVKK_DUZELTME = "kvkk_duzeltme"  # … asks that it be put right
    KVKK_SILME = "kvkk_silme"  # … asks that it be deleted

    @property
    def ad(self) -> str:
        """The kind as it is said."""
        return _TUR_ADLARI[self]


_TUR_ADLARI = {
    BasvuruTuru.BILGI_EDINME: "bilgi edinme başvurusu",
    BasvuruTuru.BILGI_EDINME_ITIRAZ: "bilgi edinme itirazı",
    BasvuruTuru.KVKK_ERISIM: "kişisel veri erişim talebi",
    BasvuruTuru.KVKK_DUZELTME: "kişisel veri düzeltme talebi",
    BasvuruTuru.KVKK_SILME: "kişisel veri silme talebi",
}


class BasvuruDurumu(StrEnum):
    """Where a request stands."""

    ACIK = "acik"
    UZATILDI = "uzatildi"
    CEVAPLANDI = "cevaplandi"
    ITIRAZDA = "itirazda"
    KAPANDI = "kapandi"

    @property
    def ad(self) -> str:
        """The state as it is said."""
        return _DURUM_ADLARI[self]


_DURUM_ADLARI = {
    BasvuruDurumu.ACIK: "açık",
    BasvuruDurumu.UZATILDI: "süresi uzatıldı",
    BasvuruDurumu.CEVAPLANDI: "cevaplandı",
    BasvuruDurumu.ITIRAZDA: "itirazda",
    BasvuruDurumu.KAPANDI: "kapandı",
}


class CevapTuru(StrEnum):
    """What was answered; also what came of an objection, seen from the applicant's side."""

    KABUL = "kabul"
    KISMEN = "kismen"  # given without the parts that may not be given
    RET = "ret"


class RetNedeni(StrEnum):
    """On what ground a request was refused, wholly or in part: what the yearly report counts."""

    DEVLET_SIRRI = "devlet_sirri"
    EKONOMIK_CIKAR = "ekonomik_cikar"
    ISTIHBARAT = "istihbarat"
    IDARI_SORUSTURMA = "idari_sorusturma"
    ADLI_SORUSTURMA = "adli_sorusturma"
    OZEL_HAYAT = "ozel_hayat"
    HABERLESME = "haberlesme"
    TICARI_SIR = "ticari_sir"
    FIKIR_SANAT = "fikir_sanat"
    KURUM_ICI = "kurum_ici"
    GORUS = "gorus"  # advice and opinions on the way to a decision
    YAYIMLANMIS = "yayimlanmis"  # published already: told where
    AYRI_CALISMA = "ayri_calisma"  # would have to be worked out anew
    BELGE_YOK = "belge_yok"
    ARSIV_SAKLAMA = "arsiv_saklama"  # the retention of an archive has not ended
    DIGER = "diger"


@attrs.frozen
class SureUzatimi(TarihliKayit):
    """That a request takes longer because others must contribute: the day the applicant was told in writing, why, who contributes."""

    bildirim: dt.date = attrs.field(converter=civil_day)
    gerekce: str = attrs.field(converter=stripped)
    katki: str = attrs.field(converter=stripped)
    sayi: str = ""


@attrs.frozen
class Cevap(TarihliKayit):
    """An answer: the day it was given, what it was, why, by which letter; ``teblig`` is the day it reached the applicant."""

    tarih: dt.date = attrs.field(converter=civil_day)
    tur: CevapTuru = attrs.field(converter=CevapTuru)
    teblig: dt.date = attrs.field(converter=civil_day)
    gerekce: str = attrs.field(default="", converter=stripped)
    neden: RetNedeni | None = attrs.field(default=None, converter=attrs.converters.optional(RetNedeni))
    sayi: str = ""


@attrs.frozen
class Itiraz(TarihliKayit):
    """An objection to an answer: its day and number, and what came of it (``None`` while it is open)."""

    tarih: dt.date = attrs.field(converter=civil_day)
    sayi: str = ""
    sonuc: CevapTuru | None = attrs.field(default=None, converter=attrs.converters.optional(CevapTuru))
    karar: str = ""


_K = TypeVar("_K", bound=TarihliKayit)


def _entry(tur: type[_K], deger: _K | Mapping[str, Any] | None) -> _K | None:
    return tur.from_dict(deger) if isinstance(deger, Mapping) else deger


def _extension(deger: SureUzatimi | Mapping[str, Any] | None) -> SureUzatimi | None:
    return _entry(SureUzatimi, deger)


def _answer(deger: Cevap | Mapping[str, Any] | None) -> Cevap | None:
    return _entry(Cevap, deger)


def _objection(deger: Itiraz | Mapping[str, Any] | None) -> Itiraz | None:
    return _entry(Itiraz, deger)


def _scope(kapsam: Iterable[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((str(tur), str(deger)) for tur, deger in kapsam)


@attrs.frozen
class Basvuru:
    """A request as it stands.

    ``no`` is ``B-<year>/<n>``, ``alindi`` the civil day it came in, ``konu`` what it is about, ``birim`` the unit that answers (DETSİS),
    ``basvuran`` the salted digest of who asks, ``evrak`` the number of the letter, ``kapsam`` pairs of (kind, value) that name what it
    asks for (persons by a digest), ``dondurma`` the hold that lies on it while it is open, empty for a kind that holds nothing.
    """

    no: str
    tur: BasvuruTuru = attrs.field(converter=BasvuruTuru)
    alindi: dt.date = attrs.field(converter=civil_day)
    konu: str = attrs.field(converter=stripped)
    birim: str
    basvuran: str
    kapsam: tuple[tuple[str, str], ...] = attrs.field(converter=_scope)
    evrak: str = ""
    dondurma: str = ""
    durum: BasvuruDurumu = attrs.field(default=BasvuruDurumu.ACIK, converter=BasvuruDurumu)
    uzatma: SureUzatimi | None = attrs.field(default=None, converter=_extension)
    cevap: Cevap | None = attrs.field(default=None, converter=_answer)
    itiraz: Itiraz | None = attrs.field(default=None, converter=_objection)
    kapanis: dt.date | None = attrs.field(default=None, converter=civil_day)
    kapanis_gerekcesi: str = ""
    vazgecildi: bool = False

    @property
    def acik(self) -> bool:
        """Whether the request still stands in the way of what it asks for."""
        return self.durum is not BasvuruDurumu.KAPANDI

    @property
    def bekliyor(self) -> bool:
        """Whether the applicant still waits for an answer."""
        return self.durum in {BasvuruDurumu.ACIK, BasvuruDurumu.UZATILDI}

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "no": self.no,
            "tur": str(self.tur),
            "alindi": self.alindi.isoformat(),
            "konu": self.konu,
            "birim": self.birim,
            "basvuran": self.basvuran,
            "kapsam": [list(cift) for cift in self.kapsam],
            "evrak": self.evrak,
            "dondurma": self.dondurma,
            "durum": str(self.durum),
            "uzatma": self.uzatma.as_dict() if self.uzatma else None,
            "cevap": self.cevap.as_dict() if self.cevap else None,
            "itiraz": self.itiraz.as_dict() if self.itiraz else None,
            "kapanis": self.kapanis.isoformat() if self.kapanis else None,
            "kapanis_gerekcesi": self.kapanis_gerekcesi,
            "vazgecildi": self.vazgecildi,
        }

    @classmethod
    def from_dict(cls, veri: Mapping[str, Any]) -> Basvuru:
        """Return the value of :meth:`as_dict` again."""
        return cls(**{alan.name: veri[alan.name] for alan in attrs.fields(cls) if alan.name in veri})
