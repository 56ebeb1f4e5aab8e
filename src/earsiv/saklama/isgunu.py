# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Working days: the calendar that the clocks of requests count in, and the counting.

``ResmiTakvim`` knows weekends, the official holidays (data) and what the institution adds. It never guesses a feast: where a year's
feasts are not known the count goes on with what is known and says so, for a deadline may then fall later than it says, never earlier.
Whether an office really was open on a day is not judged here.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final, Protocol

import attrs

from earsiv._veri import read_data
from earsiv.errors import Bulgu, GirdiHatasi, bulgu
from earsiv.model.olay import TarihliKayit, civil_day, stripped

_BIR_GUN: Final = dt.timedelta(days=1)
_BAYRAM_GUNLERI: Final = (("ramazan", "Ramazan Bayramı", 3), ("kurban", "Kurban Bayramı", 4))


class IsTakvimi(Protocol):
    """A calendar of working days; anything that answers these three may stand in for the official one."""

    def is_working(self, gun: dt.date) -> bool:
        """Tell whether a day counts as a working day."""
        ...

    def is_half(self, gun: dt.date) -> bool:
        """Tell whether only the morning of a day is worked."""
        ...

    def is_known(self, yil: int) -> bool:
        """Tell whether all that is off in a year is known."""
        ...


@attrs.frozen
class Tatil:
    """A day off, or half of one, and its name."""

    gun: dt.date
    ad: str
    yarim: bool = False


@attrs.frozen
class KapaliGun(TarihliKayit):
    """Days on which the institution is closed beyond the official holidays (idari izin): from ``bas`` to ``bit``, both off."""

    bas: dt.date = attrs.field(converter=civil_day)
    bit: dt.date = attrs.field(converter=civil_day)
    neden: str = attrs.field(converter=stripped)
    yarim: bool = False


def _civil_days(gunler: Iterable[str | dt.date]) -> tuple[dt.date, ...]:
    return tuple(dt.date.fromisoformat(g) if isinstance(g, str) else g for g in gunler)


@attrs.frozen
class BayramYili(TarihliKayit):
    """The first days of the feasts of a year as announced, written down by the institution; they stand before the shipped ones."""

    yil: int
    ramazan: tuple[dt.date, ...] = attrs.field(converter=_civil_days)
    kurban: tuple[dt.date, ...] = attrs.field(converter=_civil_days)
    dayanak: str = attrs.field(converter=stripped)

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        gunler = {"ramazan": [g.isoformat() for g in self.ramazan], "kurban": [g.isoformat() for g in self.kurban]}
        return {"yil": self.yil, **gunler, "dayanak": self.dayanak}


@attrs.frozen
class ResmiTakvim:
    """The official calendar with what the institution adds to it.

    ``yarim_is_gunu`` tells whether a day of which only the afternoon is off counts (it does, unless the institution says otherwise).
    """

    kapali: tuple[KapaliGun, ...] = ()
    bayramlar: tuple[BayramYili, ...] = ()
    yarim_is_gunu: bool = True
    _yillar: dict[int, dict[dt.date, Tatil]] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    def is_working(self, gun: dt.date) -> bool:
        """Tell whether a day counts as a working day."""
        if gun.weekday() >= _CUMARTESI:
            return False
        tatil = self._year(gun.year).get(gun)
        return tatil is None or (tatil.yarim and self.yarim_is_gunu)

    def is_half(self, gun: dt.date) -> bool:
        """Tell whether only the morning of a day is worked."""
        tatil = self._year(gun.year).get(gun)
        return tatil is not None and tatil.yarim and gun.weekday() < _CUMARTESI

    def is_known(self, yil: int) -> bool:
        """Tell whether the feasts of a year are known."""
        return yil in _data().bayramlar or any(b.yil == yil for b in self.bayramlar)

    def holidays(self, yil: int) -> tuple[Tatil, ...]:
        """Return the days off of a year in order, weekends not counted among them."""
        return tuple(tatil for _, tatil in sorted(self._year(yil).items()))

    def with_closure(self, kapali: KapaliGun) -> ResmiTakvim:
        """Return the calendar with further days off.

        Raises:
            GirdiHatasi: BIL-018 they end before they begin, are more than a year, or carry no reason.
        """
        if not (kapali.bas <= kapali.bit <= kapali.bas + dt.timedelta(days=_EN_UZUN)) or not kapali.neden:
            raise GirdiHatasi("BIL-018", f"{kapali.bas:%d.%m.%Y}")
        return attrs.evolve(self, kapali=(*self.kapali, kapali))

    def with_feasts(self, bayram: BayramYili) -> ResmiTakvim:
        """Return the calendar with the feasts of a year; a later entry for the same year stands before an earlier one.

        Raises:
            GirdiHatasi: BIL-018 a feast is missing or lies in another year, or no source is named.
        """
        gunler = (*bayram.ramazan, *bayram.kurban)
        if not bayram.ramazan or not bayram.kurban or not bayram.dayanak or any(g.year != bayram.yil for g in gunler):
            raise GirdiHatasi("BIL-018", str(bayram.yil))
        return attrs.evolve(self, bayramlar=(*self.bayramlar, bayram))

    def as_dict(self) -> dict[str, Any]:
        """Return what the institution added, as plain JSON values."""
        return {"kapali": [k.as_dict() for k in self.kapali], "bayramlar": [b.as_dict() for b in self.bayramlar]}

    @classmethod
    def from_dict(cls, veri: Mapping[str, Any], *, yarim_is_gunu: bool = True) -> ResmiTakvim:
        """Return the calendar with what the institution added."""
        return cls(
            tuple(KapaliGun.from_dict(k) for k in veri.get("kapali", ())),
            tuple(BayramYili.from_dict(b) for b in veri.get("bayramlar", ())),
            yarim_is_gunu,
        )

    def _year(self, yil: int) -> dict[dt.date, Tatil]:
        if yil not in self._yillar:
            gunler: dict[dt.date, Tatil] = {}
            for tatil in self._off(yil):  # a whole day stands before a half one
                if tatil.gun.year == yil and (tatil.gun not in gunler or gunler[tatil.gun].yarim):
                    gunler[tatil.gun] = tatil
            self._yillar[yil] = gunler
        return self._yillar[yil]

    def _off(self, yil: int) -> Iterator[Tatil]:
        for ilk, ay_gun, ad, yarim in _data().gunler:
            if yil >= ilk:
                yield Tatil(dt.date.fromisoformat(f"{yil:04d}-{ay_gun}"), ad, yarim)
        for komsu in (yil - 1, yil, yil + 1):
            yield from self._feasts(komsu)
        for kapali in self.kapali:
            if kapali.bas.year <= yil <= kapali.bit.year:
                yield from (Tatil(gun, kapali.neden, kapali.yarim) for gun in _days(kapali.bas, kapali.bit))

    def _feasts(self, yil: int) -> Iterator[Tatil]:
        kendi = next((b for b in reversed(self.bayramlar) if b.yil == yil), None)
        for alan, ad, uzunluk in _BAYRAM_GUNLERI:
            for ilk in getattr(kendi, alan) if kendi else _data().bayramlar.get(yil, {}).get(alan, ()):
                yield Tatil(ilk - _BIR_GUN, f"{ad} arifesi (öğleden sonra)", yarim=True)
                yield from (Tatil(ilk + n * _BIR_GUN, ad) for n in range(uzunluk))


_CUMARTESI: Final = 5
_EN_UZUN: Final = 366


@attrs.frozen
class _Veri:
    """The data file: days of every year as (first year, month-day, name, half), feasts by year."""

    gunler: tuple[tuple[int, str, str, bool], ...]
    bayramlar: Mapping[int, Mapping[str, tuple[dt.date, ...]]]


@cache
def _data() -> _Veri:
    veri = tomllib.loads(read_data("tatiller.toml").decode())
    return _Veri(
        tuple((g.get("ilk", 0), g["gun"], g["ad"], g.get("yarim", False)) for g in veri["gun"]),
        {int(yil): {ad: (gun,) for ad, gun in bayram.items()} for yil, bayram in veri["bayram"].items()},
    )


RESMI_TAKVIM: Final = ResmiTakvim()
"""The official holidays and nothing else."""


def add_working_days(gun: dt.date, sayi: int, takvim: IsTakvimi = RESMI_TAKVIM) -> dt.date:
    """Return the last day of a period of working days that starts with the day after ``gun``; the day itself for none."""
    if sayi < 0:
        raise ValueError(sayi)
    while sayi and gun < dt.date.max:
        gun += _BIR_GUN
        sayi -= takvim.is_working(gun)
    return gun


def working_days_between(bas: dt.date, bit: dt.date, takvim: IsTakvimi = RESMI_TAKVIM) -> int:
    """Return how many working days lie after ``bas`` up to and with ``bit``; negative where ``bit`` is the earlier one."""
    if bit < bas:
        return -working_days_between(bit, bas, takvim)
    return sum(takvim.is_working(gun) for gun in _days(bas, bit) if gun > bas)


def next_working_day(gun: dt.date, takvim: IsTakvimi = RESMI_TAKVIM) -> dt.date:
    """Return the day itself where it is a working day, else the first one after it."""
    while not takvim.is_working(gun) and gun < dt.date.max:
        gun += _BIR_GUN
    return gun


def unknown_years(bas: dt.date, bit: dt.date, takvim: IsTakvimi) -> tuple[Bulgu, ...]:
    """Return a finding for each year between two days whose feasts are not known: the count is not certain there."""
    return tuple(bulgu("BIL-014", str(yil), yil=yil) for yil in range(bas.year, bit.year + 1) if not takvim.is_known(yil))


def _days(bas: dt.date, bit: dt.date) -> Iterator[dt.date]:
    return (dt.date.fromordinal(n) for n in range(bas.toordinal(), bit.toordinal() + 1))
