# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The register of copies outside the archive: which of them still hold what was destroyed, and until when.

A register and a warning: what lies on a tape in a safe is removed by people, and this says so in the minutes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs

from earsiv import _clock
from earsiv.errors import GirdiHatasi
from earsiv.model.olay import TarihliKayit, civil_day, stripped


@attrs.frozen
class Yedek(TarihliKayit):
    """A copy of the archive: where it is, the civil day on which it was taken, and the day from which it is no more.

    ``biter`` is ``None`` where nobody has set an end: such a copy holds what it holds for ever.
    """

    yer: str = attrs.field(converter=stripped)
    alindi: dt.date = attrs.field(converter=civil_day)
    biter: dt.date | None = attrs.field(default=None, converter=civil_day)
    aciklama: str = ""
    kimlik: str = ""

    @classmethod
    def of(cls, yer: str, alindi: dt.date | str, biter: dt.date | str | None = None, aciklama: str = "", kimlik: str = "") -> Yedek:
        """Return a checked entry of the register.

        Raises:
            GirdiHatasi: IMH-056 no place, or an end before the day on which it was taken.
        """
        try:
            yedek = cls(yer, alindi, biter or None, aciklama, kimlik)
        except ValueError:
            raise GirdiHatasi("IMH-056", yer, alan="tarih") from None
        if not yedek.yer:
            raise GirdiHatasi("IMH-056", kimlik, alan="yer")
        if yedek.biter is not None and yedek.biter < yedek.alindi:
            raise GirdiHatasi("IMH-056", yedek.yer, alan="biter")
        return yedek

    def holds_at(self, gun: dt.date) -> bool:
        """Tell whether it holds what was destroyed on a civil day; on its first and last day it counts as holding."""
        return self.alindi <= gun and (self.biter is None or gun <= self.biter)


def backups_holding(yedekler: Iterable[Yedek], zaman: dt.datetime) -> tuple[Yedek, ...]:
    """Return the copies taken before a destruction whose end has not come by then: those without end last, else by end.

    Args:
        zaman: the moment of the destruction.
    """
    gun = _clock.civil_date(zaman)
    return tuple(sorted((y for y in yedekler if y.holds_at(gun)), key=lambda y: (y.biter or dt.date.max, y.alindi, y.yer)))
