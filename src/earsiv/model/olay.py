# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""What happens to a file in its life and bears on its retention: events, extensions, earlier filings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Self

import attrs


class OlayTuru(StrEnum):
    """A kind of event; the one a file names in ``baslatan`` starts its clock (never before the file is closed)."""

    KAPANIS = "KAPANIS"  # the work is finished and the file closed
    SON_ISLEM = "SON_ISLEM"  # the last act on the matter
    DAVA_KESIN = "DAVA_KESIN"  # the lawsuit is finally decided
    SOZLESME_SONU = "SOZLESME_SONU"  # the contract has ended
    ILISIK_KESME = "ILISIK_KESME"  # the person has left the service
    KESIN_KABUL = "KESIN_KABUL"  # the work was finally accepted
    KESIN_SONUC = "KESIN_SONUC"  # the matter is settled for good: the fifteen-year road to arşiv belgesi


def stripped(metin: str) -> str:
    """Return a text without blanks around it."""
    return metin.strip()


def plain_value(deger: Any) -> Any:
    """Return a field as plain JSON: dates as ISO 8601, enums by their word, entries as dictionaries."""
    if isinstance(deger, dt.date):
        return deger.isoformat()
    if isinstance(deger, StrEnum):
        return str(deger)
    if isinstance(deger, tuple):
        return [kalem.as_dict() if isinstance(kalem, TarihliKayit) else plain_value(kalem) for kalem in deger]
    return deger


def civil_day(deger: str | dt.date | None) -> dt.date | None:
    """Return a civil day from its ISO 8601 text; a day, or none, is returned as it is."""
    return dt.date.fromisoformat(deger) if isinstance(deger, str) else deger


@attrs.frozen
class TarihliKayit:
    """A dated entry that is kept as plain JSON."""

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values, dates as ISO 8601."""
        return {alan.name: plain_value(getattr(self, alan.name)) for alan in attrs.fields(type(self))}

    @classmethod
    def from_dict(cls, veri: Mapping[str, Any]) -> Self:
        """Return the value of :meth:`as_dict` again."""
        return cls(**veri)


@attrs.frozen
class Olay(TarihliKayit):
    """An event in the life of a file: its kind, its civil day, and what was written about it."""

    tur: OlayTuru = attrs.field(converter=OlayTuru)
    tarih: dt.date = attrs.field(converter=civil_day)
    aciklama: str = ""


@attrs.frozen
class Uzatma(TarihliKayit):
    """An extension of a file's retention with its ground: whole years on top, or a civil day before which nothing ends.

    ``karar`` is the number of the decision or letter, ``tarih`` the day it was taken.
    """

    gerekce: str
    tarih: dt.date = attrs.field(converter=civil_day)
    yil: int = 0
    bitis: dt.date | None = attrs.field(default=None, converter=civil_day)
    karar: str = ""


@attrs.frozen
class Siniflama(TarihliKayit):
    """An earlier filing of a file: the code, plan and version it stood under until ``tarih``.

    ``karar`` names the decision by which the old period no longer binds; without one the longer of the two periods holds.
    """

    kod: str
    plan: str
    plan_surumu: str
    tarih: dt.date = attrs.field(converter=civil_day)
    gerekce: str = ""
    karar: str = ""
