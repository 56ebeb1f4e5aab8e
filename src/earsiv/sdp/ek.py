# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``KurumEki``: what an institution adds to the published plans, dated, recorded, with ground and actor.

An entry speaks from its ``baslangic`` on and is known from its ``kayit`` on; entries are only ever appended, so an answer
given for a past day stays what it was. There is no removal: a code that is not wanted any more is closed and stays readable.
The overlay is a value; whether an entry fits the plan is judged in ``ek_kural`` when it is added.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

import attrs

from earsiv.errors import Bulgu, GirdiHatasi
from earsiv.model.olay import civil_day
from earsiv.sdp.deger import PlanSatiri

if TYPE_CHECKING:
    from earsiv.sdp.plan import EtkinPlan

KURUM_EKI: Final = "kurum-eki"
"""The plan name in the key of a row that an institution added or whose period it changed; the version is the day."""


class EkIslemi(StrEnum):
    """What an entry does to a code."""

    EKLE = "EKLE"  # a code of the institution's own
    ADLANDIR = "ADLANDIR"  # another title
    KAPAT = "KAPAT"  # no new filing, still read
    PASIF = "PASIF"  # not offered
    AC = "AC"  # open again, after KAPAT or PASIF
    BIRIM = "BIRIM"  # only these units; without units: every unit again
    SURE = "SURE"  # another period and disposal code, of some units or of all


DURUMLAR: Final = frozenset({EkIslemi.KAPAT, EkIslemi.PASIF, EkIslemi.AC})
"""The kinds of entry that replace one another: open, passive or closed."""


@attrs.frozen
class EkSatiri:
    """One entry of an overlay.

    ``dayanak`` is the ground (the favourable opinion, the decision), ``aktor`` who wrote it down, ``kayit`` on which day.
    ``plan`` and ``surum`` name the plan version whose row it changes: a code can mean another thing in the next version.
    ``birimler`` are DETSİS numbers.
    """

    islem: EkIslemi = attrs.field(converter=EkIslemi)
    kod: str
    baslangic: dt.date = attrs.field(converter=civil_day)
    kayit: dt.date = attrs.field(converter=civil_day)
    dayanak: str
    aktor: str
    ad: str = ""
    saklama_suresi: str = ""
    saklama_kodu: str = ""
    birimler: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    aciklama: str = ""
    plan: str = ""
    surum: str = ""

    @property
    def yer(self) -> str:
        """The entry in words, for findings."""
        return f"{self.islem} {self.kod} {self.baslangic.isoformat()}"

    @property
    def esik(self) -> dt.date:
        """The day from which a file opened is under the entry alone: it never reaches back behind the day it was written down."""
        return max(self.baslangic, self.kayit)

    def changes(self, satir: PlanSatiri) -> bool:
        """Tell whether the entry speaks of this row: same code, and of its plan and version where it names one."""
        return self.kod == satir.kod and self.plan in {"", satir.plan} and self.surum in {"", satir.surum}

    def as_row(self, temel: PlanSatiri | None = None) -> PlanSatiri:
        """Return the row this entry makes: its own, or ``temel`` with the period of the institution."""
        return PlanSatiri(
            kod=self.kod,
            ad=temel.ad if temel else self.ad,
            saklama_suresi=self.saklama_suresi,
            saklama_kodu=self.saklama_kodu,
            aciklama=temel.aciklama if temel else self.aciklama,
            kaynak=self.dayanak,
            plan=KURUM_EKI,
            surum=self.baslangic.isoformat(),
        )

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values; what is not set is left out."""
        ham = {a.name: getattr(self, a.name) for a in attrs.fields(EkSatiri)}
        return {
            ad: deger.isoformat() if isinstance(deger, dt.date) else list(deger) if isinstance(deger, tuple) else str(deger)
            for ad, deger in ham.items()
            if deger or ad in _ZORUNLU
        }

    @classmethod
    def from_dict(cls, veri: Mapping[str, Any]) -> EkSatiri:
        """Return the value of :meth:`as_dict` again.

        Raises:
            GirdiHatasi: SDP-028 the value is not an entry.
        """
        try:
            metinler = {ad: deger for ad, deger in veri.items() if ad != "birimler"}
            birimler = veri.get("birimler", ())
            if not isinstance(birimler, list | tuple) or not all(isinstance(d, str) for d in (*metinler.values(), *birimler)):
                raise GirdiHatasi("SDP-028", str(veri.get("kod", "")))
            return cls(**metinler, birimler=birimler)
        except (TypeError, ValueError, AttributeError):
            raise GirdiHatasi("SDP-028", "kurum eki") from None


_ZORUNLU: Final = frozenset(a.name for a in attrs.fields(EkSatiri) if a.default is attrs.NOTHING)


def _entries(satirlar: Iterable[EkSatiri]) -> tuple[EkSatiri, ...]:
    return tuple(satirlar)


@attrs.frozen
class KurumEki:
    """The overlay of an institution: every entry ever written down, in the order of writing."""

    satirlar: tuple[EkSatiri, ...] = attrs.field(default=(), converter=_entries)

    def known_on(self, gun: dt.date) -> KurumEki:
        """Return the overlay as it was known on a day: what was written down later is left out."""
        return KurumEki(s for s in self.satirlar if s.kayit <= gun)

    def with_row(self, satir: EkSatiri, plan: EtkinPlan) -> KurumEki:
        """Return the overlay with one more entry; the plan and version it changes are written into it.

        Args:
            satir: the entry.
            plan: the effective plan of the day on which the entry begins, with this overlay (``Kitaplik.amend`` takes care).

        Raises:
            GirdiHatasi: SDP-001 not a code; SDP-017 no ground or actor; SDP-018 the code to add exists; SDP-019 the row to change
                is unknown; SDP-020 no place for the code: no parent, or outside the ranges; SDP-021 no legal period and code;
                SDP-022 contradicts an entry or changes nothing; SDP-023 a field is missing or does not belong; SDP-025
                written down before an earlier entry.
        """
        from earsiv.sdp.ek_kural import require_fit

        return KurumEki((*self.satirlar, require_fit(self, satir, plan)))

    def audit(self, plan: EtkinPlan) -> tuple[Bulgu, ...]:
        """Return what of the overlay no longer fits a plan, say after a new version: see ``ek_kural.audit``."""
        from earsiv.sdp.ek_kural import audit

        return audit(self, plan)

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {"satirlar": [s.as_dict() for s in self.satirlar]}

    @classmethod
    def from_dict(cls, veri: Mapping[str, Any]) -> KurumEki:
        """Return the value of :meth:`as_dict` again.

        Raises:
            GirdiHatasi: SDP-028 the value is not an overlay.
        """
        try:
            return cls(EkSatiri.from_dict(s) for s in veri["satirlar"])
        except (KeyError, TypeError):
            raise GirdiHatasi("SDP-028", "kurum eki") from None


class EkGorunumu:
    """An overlay seen on a day: look-up tables of the entries that speak then. Built once, asked often."""

    __slots__ = ("_anahtarli", "_degisen", "alt", "eklenen", "gunler", "sureli")

    def __init__(self, ek: KurumEki, an: dt.date | None) -> None:
        """Sort the entries by the day they begin; ``an`` leaves out those that begin later (``None``: none)."""
        sirali = sorted(ek.satirlar, key=lambda s: s.baslangic)  # stable: of one day, the later written stands later
        self._anahtarli: Final = {(s.kod, s.baslangic.isoformat()): s.as_row() for s in sirali if s.islem is EkIslemi.EKLE}
        gecerli = [s for s in sirali if an is None or s.baslangic <= an]
        self.eklenen: Final = {s.kod: s.as_row() for s in gecerli if s.islem is EkIslemi.EKLE}
        self._degisen: Final[dict[str, list[EkSatiri]]] = {}
        for satir in gecerli:
            if satir.islem is not EkIslemi.EKLE:
                self._degisen.setdefault(satir.kod, []).append(satir)
        self.sureli: Final = frozenset(s.kod for s in gecerli if s.islem is EkIslemi.SURE)
        self.gunler: Final = tuple(sorted(s.esik for s in gecerli if s.islem is EkIslemi.SURE))
        self.alt: Final[dict[str, tuple[str, ...]]] = {}
        for kod in sorted(self.eklenen):
            ust = kod.rpartition(".")[0]
            self.alt[ust] = (*self.alt.get(ust, ()), kod)

    def by_key(self, kod: str, gun: str) -> PlanSatiri | None:
        """Return the added row of a code by the day in its key."""
        return self._anahtarli.get((kod, gun))

    def shown(self, satir: PlanSatiri) -> PlanSatiri:
        """Return a row under the title the institution gave it."""
        yeni = self._last(satir, frozenset({EkIslemi.ADLANDIR}))
        return attrs.evolve(satir, ad=yeni.ad) if yeni else satir

    def state(self, satir: PlanSatiri) -> EkSatiri | None:
        """Return the entry that closed the row or made it passive, or ``None`` while it is open."""
        son = self._last(satir, DURUMLAR)
        return None if son is None or son.islem is EkIslemi.AC else son

    def units(self, satir: PlanSatiri) -> tuple[str, ...]:
        """Return the units a row is kept for; empty: every unit."""
        son = self._last(satir, frozenset({EkIslemi.BIRIM}))
        return son.birimler if son else ()

    def periods(self, satir: PlanSatiri) -> Iterator[EkSatiri]:
        """Yield the entries that change the row's period, oldest first."""
        return (s for s in self._degisen.get(satir.kod, ()) if s.islem is EkIslemi.SURE and s.changes(satir))

    def _last(self, satir: PlanSatiri, islemler: frozenset[EkIslemi]) -> EkSatiri | None:
        uyan: Iterable[EkSatiri] = reversed(self._degisen.get(satir.kod, ()))
        return next((s for s in uyan if s.islem in islemler and s.changes(satir)), None)


def binding_rows(
    gorunum: EkGorunumu, taban: PlanSatiri, ust: tuple[PlanSatiri, ...], birim: str, acilis: dt.date | None
) -> tuple[PlanSatiri, ...]:
    """Return the rows whose period binds a file: the one in force when it was opened, and every change since.

    A change of the period never frees a file that was opened before it, nor one opened before it was written down. An entry
    for the file's unit goes before a general one that is no later, and binds beside one that is; where the unit or the opening
    day is unknown nothing is left out.

    Args:
        gorunum: the overlay on the day asked.
        taban: the row filed under.
        ust: what binds without any entry: the row itself or what it inherits.
        birim: the file's unit, empty when unknown.
        acilis: the day the file was opened, ``None`` when unknown.
    """
    satirlar = [s for s in gorunum.periods(taban) if not s.birimler or not birim or birim in s.birimler]
    if acilis is None:
        return (*ust, *(s.as_row(taban) for s in satirlar))
    sonraki = [s for s in satirlar if s.esik > acilis]
    onceki = {s.birimler: s for s in satirlar if s.esik <= acilis}  # of each set of units the newest
    genel = onceki.pop((), None)
    ilk = ust if genel is None else (genel.as_row(taban),)
    if onceki:
        kendi = tuple(s.as_row(taban) for s in onceki.values())
        genel_sonra = genel is not None and genel.esik > max(s.esik for s in onceki.values())
        ilk = (*ilk, *kendi) if not birim else (*kendi, *ilk) if genel_sonra else kendi
    return (*ilk, *(s.as_row(taban) for s in sonraki))
