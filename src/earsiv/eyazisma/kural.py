# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""What a rule is: a small function from a package to findings, and for which kinds and generations it speaks.

A new rule is one function in a module of :mod:`earsiv.eyazisma.kurallar` with ``@kural``, and one row with its words in
``data/kurallar.toml``; nothing else lists it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import ModuleType
from typing import Final

import attrs

from earsiv.errors import Bulgu
from earsiv.eyazisma.bilesen import IMZA_YERLERI, Tur, same_name
from earsiv.eyazisma.icerik import Izleyici
from earsiv.eyazisma.model import Ek
from earsiv.eyazisma.ozet import Hesap, Mazeret, wanted
from earsiv.eyazisma.paket import Paket

HEPSI: Final = frozenset(Tur)


@attrs.frozen
class Baglam:
    """What a rule may look at: the package, whose copy it is, what may be missing, digests and content marks (each part read once)."""

    paket: Paket
    alici: str | None
    mazeret: Mazeret
    hesap: Hesap
    izleyici: Izleyici

    @classmethod
    def of(
        cls,
        paket: Paket,
        alici: str | None,
        *,
        bilinen: Mapping[str, dict[str, bytes]] | None = None,
        izleyici: Izleyici | None = None,
    ) -> Baglam:
        """Return the context of one judgement.

        Args:
            bilinen: digests of parts that were just taken from their bytes, with the ``izleyici`` that saw the cover letter pass.
        """
        izleyici = izleyici or Izleyici()
        ustyazi = paket.part("ustyazi")
        izlenen = {ustyazi.ad: izleyici.see} if ustyazi else {}
        hesap = Hesap(paket.kap, wanted(paket.kap, paket.ozetler.values(), paket.nesil), izlenen, bilinen or {})
        return cls(paket, alici, _excuses(paket, alici), hesap, izleyici)

    def at(self, parca: str, satir: int = 0, yol: str = "") -> str:
        """Return a place: package, part (by relationship type or name), line, element path."""
        bulunan = parca if parca.startswith("/") else getattr(self.paket.part(parca), "ad", parca)
        return " · ".join(p for p in (self.paket.yer, bulunan, f"satır {satir}" if satir else "", yol) if p)


@attrs.frozen
class Kural:
    """A rule: its function, the kinds and generations it judges, and whether its faults break the digests' verdict."""

    islev: Callable[[Baglam], Iterator[Bulgu]]
    turler: frozenset[Tur]
    nesiller: frozenset[int]
    ozet: bool

    def applies(self, paket: Paket) -> bool:
        """Tell whether the rule speaks about this package."""
        return paket.tur in self.turler and paket.nesil in self.nesiller


def kural(
    *turler: Tur, nesil: int | None = None, ozet: bool = False
) -> Callable[[Callable[[Baglam], Iterator[Bulgu]]], Callable[[Baglam], Iterator[Bulgu]]]:
    """Mark a function as a rule for these kinds (none: all) and this generation (``None``: both)."""

    def isaretle(islev: Callable[[Baglam], Iterator[Bulgu]]) -> Callable[[Baglam], Iterator[Bulgu]]:
        nesiller = frozenset({1, 2} if nesil is None else {nesil})
        islev.__dict__["kural"] = Kural(islev, frozenset(turler) or HEPSI, nesiller, ozet)
        return islev

    return isaretle


def rules_of(modul: ModuleType) -> tuple[Kural, ...]:
    """Return the rules of a module, in the order in which they stand."""
    return tuple(k for islev in vars(modul).values() if (k := getattr(islev, "kural", None)) and islev.__module__ == modul.__name__)


def omitted(paket: Paket, alici: str | None) -> tuple[list[Ek], list[Ek]]:
    """Return the attachments left out for this recipient, and, where no recipient is named, those left out for somebody."""
    u = paket.ustveri
    if u is None:
        return [], []
    idler = {e.upper() for d in u.dagitimlar if alici is None or d.taraf.kimlik == alici for e in d.konulmamis_ekler}  # ASCII: GUIDs
    ekler = [ek for ek in u.ekler if ek.id.upper() in idler]  # ASCII: GUIDs
    return ([], ekler) if alici is None else (ekler, [])


def _excuses(paket: Paket, alici: str | None) -> Mazeret:
    """Name the parts whose absence is excused: a removed paraf, attachments left out for this recipient that have no part here."""
    paraf = frozenset(IMZA_YERLERI["paraf"][1] if paket.tur is Tur.EYP and paket.nesil == 2 else ())
    kesin, belki = ({same_name(ek.dosya_adi) for ek in ekler if paket.attachment_part(ek) is None} for ekler in omitted(paket, alici))
    # a name that an attachment carries which is here excuses nothing
    burada = {same_name(ek.dosya_adi) for ek in (paket.ustveri.ekler if paket.ustveri else ()) if paket.attachment_part(ek)}
    return Mazeret(paraf, frozenset(kesin - burada), frozenset(belki - burada))
