# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``Kitaplik``: every plan version an institution knows, and the effective plan of a day put together from them.

Of each plan the version in force on the day answers. Where a start is known nowhere the version is taken to be in force and
a finding says so; where no version is known for a day the plan does not answer for it: nothing is invented.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache, partial
from typing import Final

import attrs

from earsiv.errors import Bulgu, GirdiHatasi, bulgu
from earsiv.model import DosyaKodu
from earsiv.sdp import yukle
from earsiv.sdp.deger import Plan
from earsiv.sdp.ek import EkSatiri, KurumEki
from earsiv.sdp.plan import BOS_EK, EtkinPlan

KATMANLAR: Final[dict[str, tuple[str, ...]]] = {
    "belediye": ("belediye", "ortak"),
    "universite": ("universite", "ortak"),
    "meb": ("meb", "ortak"),
    "ortak": ("ortak",),
}
"""Kinds of institution and the plans that bind them, their own sector plan first."""


def _unique(planlar: Iterable[Plan]) -> tuple[Plan, ...]:
    """Return the institution's own versions, each key once.

    Raises:
        GirdiHatasi: SDP-024 a version that exists already: a version never changes its content.
    """
    tekil: dict[tuple[str, str], Plan] = {}
    for plan in planlar:
        if plan.anahtar in tekil or plan.anahtar in yukle.available():
            raise GirdiHatasi("SDP-024", f"{plan.ad}/{plan.surum}")
        tekil[plan.anahtar] = plan
    return tuple(tekil.values())


@attrs.frozen
class Kitaplik:
    """The shipped plan versions with an institution's own versions and its overlay; a value.

    Raises:
        GirdiHatasi: SDP-024 two versions with one key.
    """

    planlar: tuple[Plan, ...] = attrs.field(default=(), converter=_unique)
    ek: KurumEki = BOS_EK

    def available(self) -> tuple[tuple[str, str], ...]:
        """Return every (plan, version) that can be read, sorted."""
        return tuple(sorted({*yukle.available(), *(p.anahtar for p in self.planlar)}))

    def load(self, plan: str, surum: str) -> Plan:
        """Return one plan version, shipped or the institution's own.

        Raises:
            GirdiHatasi: SDP-011 no such plan or version; SDP-012, SDP-013 it is not readable.
        """
        kendi = next((p for p in self.planlar if p.anahtar == (plan, surum)), None)
        if kendi is None and (plan, surum) not in yukle.available():
            raise GirdiHatasi("SDP-011", f"{plan} {surum}", bilinenler=", ".join("/".join(p) for p in self.available()))
        return kendi or yukle.load(plan, surum)

    def effective(self, kurum_turu: str = "belediye", an: dt.date | None = None, bilgi: dt.date | None = None) -> EtkinPlan:
        """Return the plans that bind a kind of institution together.

        Args:
            kurum_turu: a name of ``KATMANLAR``, or of a plan the institution brought itself (over the common one).
            an: the day whose plan is asked: of each plan the version in force then, of the overlay what speaks then.
                ``None`` is the newest of everything, begun or not.
            bilgi: only what was recorded by this day (own versions and overlay entries; shipped data is always known).

        Raises:
            GirdiHatasi: SDP-011 when no such institution kind is known.
        """
        kendi = [p for p in self.planlar if bilgi is None or p.kayit is None or p.kayit <= bilgi]
        adlar = KATMANLAR.get(kurum_turu) or ((kurum_turu, "ortak") if any(p.ad == kurum_turu for p in kendi) else ())
        if not adlar:
            raise GirdiHatasi("SDP-011", kurum_turu, bilinenler=", ".join(KATMANLAR))
        katmanlar: list[Plan] = []
        bulgular: list[Bulgu] = []
        surumler = {ad: _versions(ad, kendi) for ad in adlar}
        for ad in adlar:
            plan, kusurlar = version_on(ad, surumler[ad], an)
            katmanlar += [plan] if plan else []
            bulgular += kusurlar
        ek = self.ek if bilgi is None else self.ek.known_on(bilgi)
        gunluk = partial(_filed_version, surumler)
        return EtkinPlan(kurum_turu, tuple(katmanlar), ek=ek, an=an, bulgular=tuple(bulgular), yukle=self.load, gunluk=gunluk)

    def with_plan(self, plan: Plan) -> Kitaplik:
        """Return the library with one more version; those there are stay for the files filed under them.

        Raises:
            GirdiHatasi: SDP-024 the version exists already.
        """
        return attrs.evolve(self, planlar=(*self.planlar, plan))

    def amend(self, kurum_turu: str, satir: EkSatiri) -> Kitaplik:
        """Return the library with one more overlay entry, judged against the plan of the day it begins.

        Raises:
            GirdiHatasi: see ``KurumEki.with_row``.
        """
        return attrs.evolve(self, ek=self.ek.with_row(satir, self.effective(kurum_turu, satir.baslangic)))


def _versions(ad: str, kendi: Iterable[Plan]) -> tuple[Plan, ...]:
    gonderilen = (yukle.load(*anahtar) for anahtar in yukle.available() if anahtar[0] == ad)
    return (*gonderilen, *(p for p in kendi if p.ad == ad))


def _filed_version(surumler: Mapping[str, tuple[Plan, ...]], kod: DosyaKodu, gun: dt.date) -> Plan | None:
    """Return the version that answered for a code on a day; before the first known one, the oldest that was ever in force."""
    for ad, hepsi in surumler.items():
        if konusan := [p for p in hepsi if p.covers(kod) and p.yururlukte]:
            return version_on(ad, konusan, gun)[0] or min(konusan, key=_age)
    return None


def version_on(ad: str, surumler: Iterable[Plan], an: dt.date | None) -> tuple[Plan | None, tuple[Bulgu, ...]]:
    """Return the version of a plan that answers on a day (``None``: the newest in force), and what is unsure about it.

    A version known to be in force goes first, the newest before the others. Else one that may have been in force is taken to
    be: the newest whose letter is not later than the day, or the oldest there is.
    """
    adaylar = sorted((p for p in surumler if p.may_bind(an)), key=_age)
    if an is None:
        return (adaylar[-1] if adaylar else None), ()
    if not adaylar:
        return None, (bulgu("SDP-027", ad, plan=ad, tarih=f"{an:%d.%m.%Y}"),)
    if bilinen := [p for p in adaylar if p.in_force(an)]:
        return bilinen[-1], ()
    yazili = [p for p in adaylar if p.yazi_tarihi is None or p.yazi_tarihi <= an]
    secilen = yazili[-1] if yazili else adaylar[0]
    yazi = f"{secilen.yazi_tarihi:%d.%m.%Y}" if secilen.yazi_tarihi else "bilinmiyor"
    return secilen, (bulgu("SDP-014", f"{secilen.ad}/{secilen.surum}", plan=f"{secilen.ad} {secilen.surum}", yazi=yazi),)


def _age(plan: Plan) -> tuple[dt.date, str]:
    """Order versions by their start, by their letter where the start is unknown, and by name where both are."""
    return (plan.yururluk or plan.yazi_tarihi or dt.date.min, plan.surum)


@cache
def _shipped() -> Kitaplik:
    return Kitaplik()


@lru_cache(maxsize=64)
def effective(kurum_turu: str = "belediye", an: dt.date | None = None) -> EtkinPlan:
    """Return the effective plan of a kind of institution from the shipped data alone.

    Raises:
        GirdiHatasi: SDP-011 when no such institution kind is known.
    """
    return _shipped().effective(kurum_turu, an)
