# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Civil dates of a period: where it starts, where it ends, the first day after. Years are never rounded down."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from earsiv.model import Uzatma

SON_YIL: Final = dt.MAXYEAR - 200
"""The year before which a period must start and end; beyond it nothing is computed."""
_BIR_GUN: Final = dt.timedelta(days=1)


class BaslangicKurali(StrEnum):
    """When the clock starts after the day that starts it (parameter ``saklama_baslangic_kurali``)."""

    SONRAKI_YILBASI = "SONRAKI_YILBASI"  # 1 January of the year after: the plan's own rule
    KAPANIS_GUNU = "KAPANIS_GUNU"  # the next day; periods end on the anniversary
    SON_ISLEM = "SON_ISLEM"  # as the first, but counted from the last act where that is later than the closing

    @property
    def by_year(self) -> bool:
        """Whether periods run over whole calendar years."""
        return self is not BaslangicKurali.KAPANIS_GUNU


def add_years(gun: dt.date, yil: int) -> dt.date:
    """Return the same day some years on; 29 February becomes 1 March where there is none, never a day earlier.

    What lies past the calendar is its last day.
    """
    if gun.year + yil > dt.MAXYEAR:
        return dt.date.max
    try:
        return gun.replace(year=gun.year + yil)
    except ValueError:
        return dt.date(gun.year + yil, 3, 1)


def add_months(gun: dt.date, ay: int) -> dt.date:
    """Return the same day some months on, or the last day of that month where it is shorter."""
    yil, sira = divmod(gun.year * 12 + gun.month - 1 + ay, 12)
    if yil > dt.MAXYEAR:
        return dt.date.max
    return dt.date(yil, sira + 1, min(gun.day, calendar.monthrange(yil, sira + 1)[1]))


def period_start(temel: dt.date, kural: BaslangicKurali) -> dt.date:
    """Return the first day of the period that the day ``temel`` starts."""
    return dt.date(temel.year + 1, 1, 1) if kural.by_year else temel + _BIR_GUN


def period_end(temel: dt.date, kural: BaslangicKurali, yil: int) -> dt.date:
    """Return the last day of a period of whole years."""
    return dt.date(temel.year + yil, 12, 31) if kural.by_year else add_years(temel, yil)


def extended(bitis: dt.date, kural: BaslangicKurali, uzatmalar: Sequence[Uzatma]) -> dt.date:
    """Return the end after extensions: years on top of each other, and not before any day they name; order does not matter.

    Where periods run over calendar years, a named day counts as the end of its year. Nothing written into an extension shortens.
    """
    if not uzatmalar:
        return bitis
    son = add_years(bitis, sum(max(u.yil, 0) for u in uzatmalar))
    for uzatma in uzatmalar:
        if uzatma.bitis is not None:
            son = max(son, dt.date(uzatma.bitis.year, 12, 31) if kural.by_year else uzatma.bitis)
    return son


def beyond(temel: dt.date, yil: int, uzatmalar: Sequence[Uzatma]) -> bool:
    """Tell whether a period would end past the calendar."""
    en_gec = temel.year + yil
    for uzatma in uzatmalar:
        en_gec = max(en_gec + uzatma.yil, uzatma.bitis.year if uzatma.bitis else 0)
    return en_gec >= SON_YIL


def next_day(gun: dt.date) -> dt.date:
    """Return the day after."""
    return gun + _BIR_GUN
