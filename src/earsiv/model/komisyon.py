# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The commission: its seats, who sits on them on which day, its session, its members' votes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

import attrs

from earsiv.model.olay import TarihliKayit, civil_day, stripped


class KoltukTuru(StrEnum):
    """Whom a seat belongs to."""

    BASKAN = "BASKAN"  # the chief of the unit that runs the institution archive
    ARSIV = "ARSIV"  # a member from that unit
    BIRIM = "BIRIM"  # a member from the unit whose records are examined
    DOGAL = "DOGAL"  # the library or documentation chief, where there is one


class Oy(StrEnum):
    """What a member says about a line; one who abstains does not say that it may go."""

    IMHA = "IMHA"
    SAKLA = "SAKLA"
    DEVRET = "DEVRET"
    CEKIMSER = "CEKIMSER"


@attrs.frozen
class Koltuk(TarihliKayit):
    """A seat and who was appointed to it: ``kisi`` is the id by which a person acts, ``birim`` their unit (DETSİS).

    ``kod`` names the seat (``B``, ``A1``, ``U1`` …); unit seats of different units may have the same code. The mandate runs
    from ``bas`` to ``bit``, both inclusive; without end where ``bit`` is ``None``.
    """

    kod: str = attrs.field(converter=stripped)
    tur: KoltukTuru = attrs.field(converter=KoltukTuru)
    kisi: str = attrs.field(converter=stripped)
    ad: str = attrs.field(converter=stripped)
    unvan: str
    birim: str
    bas: dt.date = attrs.field(converter=civil_day)
    bit: dt.date | None = attrs.field(default=None, converter=civil_day)


@attrs.frozen
class Vekalet(TarihliKayit):
    """A deputy on a seat for some days, by a document; ``koltuk_birimi`` tells unit seats of the same code apart."""

    koltuk: str
    kisi: str = attrs.field(converter=stripped)
    ad: str = attrs.field(converter=stripped)
    unvan: str
    birim: str
    bas: dt.date = attrs.field(converter=civil_day)
    bit: dt.date = attrs.field(converter=civil_day)
    belge: str = attrs.field(converter=stripped)
    koltuk_birimi: str = ""


@attrs.frozen
class Uye(TarihliKayit):
    """Who sits on a seat on one day; ``vekalet`` is the document by which a deputy does."""

    koltuk: str
    tur: KoltukTuru = attrs.field(converter=KoltukTuru)
    kisi: str
    ad: str
    unvan: str
    birim: str
    vekalet: str = ""


@attrs.frozen
class Komisyon:
    """An appointed commission: number, the olur that appointed it, its seats and its deputies.

    The seats of the archive are the same for every unit; the unit seats change with the unit examined.
    """

    no: str
    olur_sayi: str
    olur_tarihi: dt.date = attrs.field(converter=civil_day)
    koltuklar: tuple[Koltuk, ...]
    vekaletler: tuple[Vekalet, ...] = ()
    arsiv_birimi: str = ""

    def seats(self, birim: str) -> tuple[Koltuk, ...]:
        """Return the seats that decide about a unit's records."""
        return tuple(k for k in self.koltuklar if k.tur is not KoltukTuru.BIRIM or k.birim == birim)

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "no": self.no,
            "olur_sayi": self.olur_sayi,
            "olur_tarihi": self.olur_tarihi.isoformat(),
            "arsiv_birimi": self.arsiv_birimi,
            "koltuklar": [k.as_dict() for k in self.koltuklar],
            "vekaletler": [v.as_dict() for v in self.vekaletler],
        }

    @classmethod
    def from_dict(cls, veri: Mapping[str, Any]) -> Komisyon:
        """Return the value of :meth:`as_dict` again."""
        return cls(
            no=veri["no"],
            olur_sayi=veri["olur_sayi"],
            olur_tarihi=veri["olur_tarihi"],
            koltuklar=tuple(Koltuk.from_dict(k) for k in veri["koltuklar"]),
            vekaletler=tuple(Vekalet.from_dict(v) for v in veri.get("vekaletler", ())),
            arsiv_birimi=veri.get("arsiv_birimi", ""),
        )


@attrs.frozen
class Oturum:
    """A session over one list: when, where, by which commission, and who sat there (every seat filled)."""

    komisyon: str
    komisyon_oluru: str
    tarih: dt.date = attrs.field(converter=civil_day)
    yer: str
    uyeler: tuple[Uye, ...]

    def member(self, kisi: str) -> Uye | None:
        """Return the member who is this person."""
        return next((u for u in self.uyeler if u.kisi == kisi), None)

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "komisyon": self.komisyon,
            "komisyon_oluru": self.komisyon_oluru,
            "tarih": self.tarih.isoformat(),
            "yer": self.yer,
            "uyeler": [u.as_dict() for u in self.uyeler],
        }

    @classmethod
    def from_dict(cls, veri: Mapping[str, Any]) -> Oturum:
        """Return the value of :meth:`as_dict` again."""
        return cls(**{**veri, "uyeler": tuple(Uye.from_dict(u) for u in veri["uyeler"])})


_OYLAR: Final = {str(oy): oy for oy in Oy}


def _vote(oy: Oy | str) -> Oy:
    """Return a vote by its word; looked up, because a list has a quarter of a million."""
    return _OYLAR.get(oy) or Oy(oy)


@attrs.frozen
class SatirOyu:
    """One vote: a line, the seat, what was said, and why."""

    satir: int
    koltuk: str
    oy: Oy = attrs.field(converter=_vote)
    gerekce: str = attrs.field(default="", converter=stripped)
