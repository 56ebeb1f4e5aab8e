# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The part of ``Arsiv`` that keeps the institution's calendar of working days: what it adds to the official holidays.

Entries are only ever added. What a day off does to a deadline is ``earsiv.saklama.isgunu``'s.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, Final

from earsiv._arsiv_dondurma import DondurmaIsleri
from earsiv.model import Islem
from earsiv.saklama.isgunu import BayramYili, KapaliGun, ResmiTakvim
from earsiv.store import kayitlar

TAKVIM: Final = "B-takvim"
"""The object that keeps what the institution added to the official calendar."""


class TakvimIsleri(DondurmaIsleri):
    """The calendar, and what the registers share."""

    def calendar(self) -> ResmiTakvim:
        """Return the institution's calendar of working days.

        Raises:
            YetkiHatasi: YET-003.
        """
        self._require(Islem.GOR)
        return self._calendar()

    def add_closure(
        self, bas: dt.date, bit: dt.date | None = None, *, neden: str, yarim: bool = False, deneme: bool = False
    ) -> ResmiTakvim:
        """Add days on which the institution is closed (idari izin); deadlines of open requests move with them.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: BIL-018 no days, or no reason.
        """
        kapali = KapaliGun(bas, bit or bas, neden, yarim)
        return self._change_calendar(lambda t: t.with_closure(kapali), kapali.as_dict(), deneme=deneme)

    def set_feasts(
        self, yil: int, ramazan: Iterable[dt.date], kurban: Iterable[dt.date], *, dayanak: str, deneme: bool = False
    ) -> ResmiTakvim:
        """Write down the first days of the feasts of a year, as announced; they stand before those the library knows.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: BIL-018 a feast is missing or lies in another year, or no source is named.
        """
        bayram = BayramYili(yil, tuple(ramazan), tuple(kurban), dayanak)
        return self._change_calendar(lambda t: t.with_feasts(bayram), bayram.as_dict(), deneme=deneme)

    def _change_calendar(self, degistir: Callable[[ResmiTakvim], ResmiTakvim], ayrinti: dict[str, Any], *, deneme: bool) -> ResmiTakvim:
        self._require(Islem.BASVURU)
        with self.depo.reader() as baglanti:
            eski = kayitlar.setting(baglanti, TAKVIM)
        yeni = degistir(ResmiTakvim.from_dict(eski or {}))
        if not deneme:
            self._write_setting("basvuru", TAKVIM, yeni.as_dict(), eski, "takvim_yaz", {"giris": ayrinti})
        return yeni

    def _calendar(self) -> ResmiTakvim:
        with self.depo.reader() as baglanti:
            deger = kayitlar.setting(baglanti, TAKVIM)
        yarim = bool(self._known().profil.get("yarim_gun_is_gunu", self._today()))
        return ResmiTakvim.from_dict(deger or {}, yarim_is_gunu=yarim)
