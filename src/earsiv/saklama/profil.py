# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``KurumProfili``: the parameters of law and practice, dated, with a recorded reason for everything an institution changes.

The defaults and the law's own history are data (``data/parametreler.toml``). An entry of the institution speaks from its
``baslangic`` on and is known from its ``kayit`` on, so that a computation can be asked as of a past day and give what it gave
then: an entry written down later is not seen.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

import attrs

from earsiv._veri import read_data
from earsiv.errors import GirdiHatasi
from earsiv.model import DosyaKodu
from earsiv.model.olay import TarihliKayit, civil_day, stripped
from earsiv.saklama.takvim import BaslangicKurali

Deger = int | str | bool | None


@attrs.frozen
class Parametre:
    """A parameter as the library knows it: default, allowed values, and the ground with its evidence tag.

    ``tur`` is ``yil``, ``ay``, ``gun``, ``sayi``, ``gun-ay`` (``03-01``), ``evet-hayir`` or ``secenek``; ``secenekler`` the
    allowed words, ``dayanakli`` those that need a cited document; ``en_az`` and ``en_cok`` the bounds of a number; ``bos`` whether
    it may be unset; ``tarihce`` the values the law gave it since which day; ``kanit`` P, S, L or M: how well the ground is known.
    """

    ad: str
    aciklama: str
    tur: str
    varsayilan: Deger
    dayanak: str
    kanit: str
    secenekler: tuple[str, ...] = ()
    en_az: int = 0
    en_cok: int = 1000
    bos: bool = False
    tarihce: tuple[tuple[dt.date, Deger], ...] = ()
    dayanakli: tuple[str, ...] = ()

    def at(self, an: dt.date) -> Deger:
        """Return the value of law or practice on a day."""
        return next((deger for gun, deger in reversed(self.tarihce) if gun <= an), self.varsayilan)

    def accepts(self, deger: Deger) -> bool:
        """Tell whether a value is one this parameter may take."""
        if deger is None:
            return self.bos
        if self.tur == "secenek":
            return deger in self.secenekler
        if self.tur == "evet-hayir":
            return isinstance(deger, bool)
        if self.tur == "gun-ay":
            return isinstance(deger, str) and _is_day(deger)
        return isinstance(deger, int) and not isinstance(deger, bool) and self.en_az <= deger <= self.en_cok


def _is_day(metin: str) -> bool:
    try:
        dt.date.fromisoformat(f"2000-{metin}")
    except ValueError:
        return False
    return True


@cache
def parameters() -> dict[str, Parametre]:
    """Return every parameter by name, in the order of the data file."""
    veri = tomllib.loads(read_data("parametreler.toml").decode())
    return {ad: _parameter(ad, alanlar) for ad, alanlar in veri.items()}


def _parameter(ad: str, alanlar: dict[str, Any]) -> Parametre:
    tarihce = tuple((dt.date.fromisoformat(gun), deger) for gun, deger in alanlar.pop("tarihce", ()))
    secenekler = tuple(alanlar.pop("secenekler", ()))
    dayanakli = tuple(alanlar.pop("dayanakli", ()))
    degerler = {"varsayilan": alanlar.pop("varsayilan", None), "secenekler": secenekler, "tarihce": tarihce, "dayanakli": dayanakli}
    return Parametre(ad=ad, **degerler, **alanlar)


@attrs.frozen
class ProfilDegeri(TarihliKayit):
    """What an institution sets a parameter to, since when, why, on what ground; ``kayit`` is the day it was written down."""

    ad: str
    deger: Deger
    baslangic: dt.date = attrs.field(converter=civil_day)
    gerekce: str
    kayit: dt.date = attrs.field(converter=civil_day)
    dayanak: str = ""
    aktor: str = ""


@attrs.frozen
class SaklamaKurali(TarihliKayit):
    """A period that another law or the institution demands on top of the plan; it only ever lengthens.

    It holds for ``kod`` and every code below it (empty: every code) and for the unit ``birim`` (empty: every unit), for files
    judged from ``baslangic`` to ``bitis``. ``sure`` is whole years as text, or ``B``.
    """

    ad: str
    kod: str
    sure: str
    gerekce: str
    dayanak: str
    baslangic: dt.date = attrs.field(converter=civil_day)
    kayit: dt.date = attrs.field(converter=civil_day)
    birim: str = attrs.field(default="", converter=stripped)
    bitis: dt.date | None = attrs.field(default=None, converter=civil_day)
    aktor: str = ""

    def covers(self, kod: str, birim: str, an: dt.date) -> bool:
        """Tell whether the rule speaks of a code, with or without its ``[…]`` suffix, and a unit on a day."""
        if not (self.baslangic <= an and (self.bitis is None or an <= self.bitis)):
            return False
        sade = kod.partition("[")[0].strip()
        return (not self.kod or sade == self.kod or sade.startswith(f"{self.kod}.")) and self.birim in {"", birim}


_SURE: Final = tuple(str(yil) for yil in range(1, 101))
_BASLANGIC: Final = "saklama_baslangic_kurali"
_KORUYAN: Final = (BaslangicKurali.KAPANIS_GUNU, BaslangicKurali.SONRAKI_YILBASI, BaslangicKurali.SON_ISLEM)
"""The ways in which the clock may start, the earliest end first."""


@attrs.frozen
class KurumProfili:
    """An institution's own values and rules over the defaults; a value, so that every answer can name what it used.

    ``bilgi`` is the day whose knowledge it is, ``None`` for today's: no later law speaks in it.
    """

    degerler: tuple[ProfilDegeri, ...] = ()
    kurallar: tuple[SaklamaKurali, ...] = ()
    bilgi: dt.date | None = None
    _okunan: dict[tuple[str, dt.date], Deger] = attrs.field(factory=dict, init=False, eq=False, repr=False)
    _baslangiclar: dict[dt.date, BaslangicKurali] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    def get(self, ad: str, an: dt.date) -> Deger:
        """Return a parameter on a day: the institution's newest value by then, else the law's or the default.

        Raises:
            GirdiHatasi: SAK-025 no such parameter.
        """
        if (ad, an) not in self._okunan:
            kendi = self.entry(ad, an)
            self._okunan[ad, an] = kendi.deger if kendi else _known(ad).at(min(an, self.bilgi or an))
        return self._okunan[ad, an]

    def start_rule(self, kapanis: dt.date) -> BaslangicKurali:
        """Return the rule by which the clock of a file closed on a day starts.

        An entry never reaches back behind the day it was written down to free a file closed before: the later start holds then.
        """
        kural = self._baslangiclar.get(kapanis)
        if kural is None:
            kurallar = (p.get(_BASLANGIC, kapanis) for p in (self, self.known_on(kapanis)))
            kural = self._baslangiclar[kapanis] = max((BaslangicKurali(str(k)) for k in kurallar), key=_KORUYAN.index)
        return kural

    def entry(self, ad: str, an: dt.date) -> ProfilDegeri | None:
        """Return the institution's entry that speaks for a parameter on a day, or ``None`` where the default does."""
        uyan = [d for d in self.degerler if d.ad == ad and d.baslangic <= an]
        return max(reversed(uyan), key=lambda d: (d.baslangic, d.kayit)) if uyan else None  # of one day, the later written

    def known_on(self, gun: dt.date) -> KurumProfili:
        """Return the profile as it was known on a day: what was written down, or made law, later is left out."""
        degerler = tuple(d for d in self.degerler if d.kayit <= gun)
        return KurumProfili(degerler, tuple(k for k in self.kurallar if k.kayit <= gun), gun)

    def rules_for(self, kod: str, birim: str, an: dt.date) -> tuple[SaklamaKurali, ...]:
        """Return the extra periods that bind a code and unit on a day."""
        return tuple(k for k in self.kurallar if k.covers(kod, birim, an))

    def with_value(self, deger: ProfilDegeri) -> KurumProfili:
        """Return the profile with one more value; earlier ones stay for replay.

        Raises:
            GirdiHatasi: SAK-025 no such parameter, SAK-026 a value it cannot take, SAK-022 no reason.
        """
        parametre = _known(deger.ad)
        if not parametre.accepts(deger.deger):
            raise GirdiHatasi("SAK-026", deger.ad, verilen=deger.deger, bilinenler=_allowed(parametre))
        if not deger.gerekce.strip() or (deger.deger in parametre.dayanakli and not deger.dayanak.strip()):
            raise GirdiHatasi("SAK-022", deger.ad)
        return attrs.evolve(self, degerler=(*self.degerler, deger))

    def with_rule(self, kural: SaklamaKurali) -> KurumProfili:
        """Return the profile with one more rule.

        Raises:
            GirdiHatasi: SAK-027 a period that is no period, SAK-022 no reason or ground, SDP-001 not a bare code.
        """
        if kural.kod and DosyaKodu.parse(kural.kod).metin != kural.kod:
            raise GirdiHatasi("SDP-001", kural.ad, kod=kural.kod)
        if kural.sure != "B" and kural.sure not in _SURE:
            raise GirdiHatasi("SAK-027", kural.ad, sure=kural.sure)
        if not kural.gerekce.strip() or not kural.dayanak.strip():
            raise GirdiHatasi("SAK-022", kural.ad)
        return attrs.evolve(self, kurallar=(*self.kurallar, kural))

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {"degerler": [d.as_dict() for d in self.degerler], "kurallar": [k.as_dict() for k in self.kurallar]}

    @classmethod
    def from_dict(cls, veri: Mapping[str, Iterable[Mapping[str, Any]]]) -> KurumProfili:
        """Return the value of :meth:`as_dict` again."""
        return cls(tuple(ProfilDegeri.from_dict(d) for d in veri["degerler"]), tuple(SaklamaKurali.from_dict(k) for k in veri["kurallar"]))


def _known(ad: str) -> Parametre:
    if (parametre := parameters().get(ad)) is None:
        raise GirdiHatasi("SAK-025", ad, bilinenler=", ".join(parameters()))
    return parametre


def _allowed(parametre: Parametre) -> str:
    if parametre.secenekler:
        return ", ".join(parametre.secenekler)
    return {"evet-hayir": "evet, hayır", "gun-ay": "AA-GG"}.get(parametre.tur, f"{parametre.en_az}–{parametre.en_cok}")


VARSAYILAN_PROFIL: Final = KurumProfili()
"""No change to the defaults."""
