# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The algorithm calendar: which digest and which key could be used until when. The dates are data (``data/algoritma.toml``)."""

from __future__ import annotations

import datetime as dt
import hashlib
import tomllib
from functools import cache
from typing import Any, Final

import attrs

from earsiv._clock import civil_date
from earsiv._veri import read_data
from earsiv.imza import kripto

SONSUZ: Final = dt.date.max
_KIME: Final = ("imzaci", "eshs")


@attrs.frozen
class Takvim:
    """Last usable days by digest and by (who, key family, least bits); ``gozden`` is the last day the text of today speaks of."""

    ozetler: dict[str, dt.date]
    anahtarlar: dict[tuple[str, str], tuple[tuple[int, dt.date], ...]]
    gozden: dt.date
    eshs_yeni: dict[str, Any]
    sha256: str

    @classmethod
    def read(cls, ham: bytes) -> Takvim:
        """Read a calendar.

        Raises:
            ValueError: it is not one.
        """
        veri = tomllib.loads(ham.decode("utf-8"))
        gozden = [SONSUZ]
        for satir in [*veri["ozet"].values(), *(s for kime in _KIME for liste in veri[kime].values() for s in liste)]:
            gozden += [satir["gozden_gecirme"]] if "gozden_gecirme" in satir else []
        return cls(
            ozetler={ad: satir.get("bitis", SONSUZ) for ad, satir in veri["ozet"].items()},
            anahtarlar={
                (kime, tur): tuple((s["bit"], s.get("bitis", SONSUZ)) for s in liste) for kime in _KIME for tur, liste in veri[kime].items()
            },
            gozden=min(gozden),
            eshs_yeni=veri["eshs_yeni"],
            sha256=hashlib.sha256(ham).hexdigest(),
        )

    def digest_until(self, ozet: str | None) -> dt.date | None:
        """Return the last day a digest could be used; ``None``: never."""
        return self.ozetler.get(ozet or "")

    def key_until(self, kime: str, tur: str, bit: int) -> dt.date | None:
        """Return the last day a key could be used by ``imzaci`` or ``eshs``; ``None``: never."""
        return max((bitis for asgari, bitis in self.anahtarlar.get((kime, tur), ()) if bit >= asgari), default=None)

    def weak_at(self, an: dt.datetime, ozet: str | None, anahtar: tuple[str, int], *, kime: str, tarihsel: bool) -> tuple[str, bool] | None:
        """Return what may not be used at a moment and whether it could be once; ``None`` where all may.

        Args:
            tarihsel: judge digests that were ever allowed as unbroken; keys that are too short stay so.
        """
        gun, ozet_adi = civil_date(an), kripto.show_digest(ozet)
        for ad, bitis in (
            (ozet_adi, self.digest_until(ozet)),
            (kripto.show_key(anahtar), self.key_until(kime, *anahtar)),
        ):
            if bitis is None or (gun > bitis and not (tarihsel and ad == ozet_adi)):
                return ad, bitis is not None
        return None


@cache
def calendar() -> Takvim:
    """Return the calendar that comes with the library."""
    return Takvim.read(read_data("algoritma.toml"))
