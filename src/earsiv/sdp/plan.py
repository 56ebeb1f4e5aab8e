# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``EtkinPlan``: the plan versions and the overlay that bind one institution together on a day.

Look-ups, what speaks against a code, and the rows whose period binds a file. Dates of retention are computed in
``saklama``; which versions are in force is decided in ``kitaplik``.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Any, Final

import attrs

from earsiv.errors import Bulgu, GirdiHatasi, Seviye, bulgu
from earsiv.model import DosyaKodu
from earsiv.sdp.ayar import VARSAYILAN_AYAR, KodAyari, weigh
from earsiv.sdp.deger import Bolum, Kaynak, Plan, PlanSatiri
from earsiv.sdp.ek import KURUM_EKI, EkGorunumu, EkIslemi, EkSatiri, KurumEki, binding_rows
from earsiv.sdp.ozel import split_suffix

__all__ = ["BOS_EK", "Bolum", "EtkinPlan", "Kaynak", "Plan", "PlanSatiri"]

BOS_EK: Final = KurumEki()
"""No overlay."""

Anahtar = tuple[str, str]


@attrs.frozen
class EtkinPlan:
    """The plans that bind one institution together, in order of precedence; each code is answered by one of them.

    ``an`` is the day asked (``None``: today's newest), ``ek`` the overlay as known, ``bulgular`` what is unsure about the
    versions chosen, ``yukle`` finds any other version by its key, so that old files are still read, ``gunluk`` the version that
    answered for a code on another day.
    """

    ad: str
    katmanlar: tuple[Plan, ...]
    ek: KurumEki = attrs.field(default=BOS_EK, repr=False)
    an: dt.date | None = None
    bulgular: tuple[Bulgu, ...] = ()
    yukle: Callable[[str, str], Plan] | None = attrs.field(default=None, eq=False, repr=False)
    gunluk: Callable[[DosyaKodu, dt.date], Plan | None] | None = attrs.field(default=None, eq=False, repr=False)
    gorunum: EkGorunumu = attrs.field(
        default=attrs.Factory(lambda self: EkGorunumu(self.ek, self.an), takes_self=True), init=False, eq=False, repr=False
    )
    _planlar: dict[Anahtar, Plan | None] = attrs.field(factory=dict, init=False, eq=False, repr=False)
    _baglar: dict[tuple[str, Anahtar | None], tuple[PlanSatiri, ...]] = attrs.field(factory=dict, init=False, eq=False, repr=False)
    _degisik: dict[tuple[str, Anahtar | None, str, int], tuple[PlanSatiri, ...]] = attrs.field(
        factory=dict, init=False, eq=False, repr=False
    )
    _ikinci: frozenset[str] = attrs.field(
        default=attrs.Factory(lambda self: frozenset(self._second_only()), takes_self=True), init=False, eq=False, repr=False
    )

    # ---- look-up

    def plan_of(self, kod: DosyaKodu) -> Plan | None:
        """Return the layer that speaks for the code: the first whose ranges cover it."""
        return next((plan for plan in self.katmanlar if plan.covers(kod)), None)

    def filed_key(self, kod: str, gun: dt.date) -> Anahtar | None:
        """Return the plan and version under which a code was filed on a day; before the first known version, that one.

        A version that came later never speaks for a file opened before it, whatever it prints for the code.
        """
        plan = self.gunluk(DosyaKodu.parse(kod), gun) if self.gunluk else None
        return plan.anahtar if plan else None

    def version(self, anahtar: Anahtar) -> Plan | None:
        """Return a plan version by its key: a layer, or any other that can be read; ``None`` where there is none."""
        if anahtar not in self._planlar:
            plan = next((p for p in self.katmanlar if p.anahtar == anahtar), None)
            if plan is None and self.yukle:
                try:
                    plan = self.yukle(*anahtar)
                except GirdiHatasi:
                    plan = None
            self._planlar[anahtar] = plan
        return self._planlar[anahtar]

    def published(self, kod: DosyaKodu) -> PlanSatiri | None:
        """Return the row as the answering plan prints it, without the overlay."""
        plan = self.plan_of(kod)
        return plan.satirlar.get(kod.metin) if plan else None

    def find(self, kod: str | DosyaKodu, anahtar: Anahtar | None = None) -> PlanSatiri | None:
        """Return the row of a code, or ``None`` when it is unknown here (which is not the same as wrong).

        With ``anahtar``, the plan and version a file names, the row is the one of that version, in force or not.

        Raises:
            GirdiHatasi: SDP-001, the text is not a code at all.
        """
        deger = kod if isinstance(kod, DosyaKodu) else DosyaKodu.parse(kod)
        if anahtar is not None:
            return self._keyed(deger.metin, anahtar)
        satir = self.published(deger) or self.gorunum.eklenen.get(deger.metin)
        return self.gorunum.shown(satir) if satir else None

    def _keyed(self, kod: str, anahtar: Anahtar) -> PlanSatiri | None:
        if anahtar[0] == KURUM_EKI:
            return self.gorunum.by_key(kod, anahtar[1])
        plan = self.version(anahtar)
        return plan.satirlar.get(kod) if plan else None

    def get(self, kod: str | DosyaKodu) -> PlanSatiri:
        """Return the row of a code.

        Raises:
            GirdiHatasi: SDP-001 not a code, SDP-002 unknown in this plan and version.
        """
        satir = self.find(kod)
        if satir is None:
            deger = kod if isinstance(kod, DosyaKodu) else DosyaKodu.parse(kod)
            raise GirdiHatasi("SDP-002", str(deger), plan=self._layer_name(deger))
        return satir

    def _layer_name(self, kod: DosyaKodu) -> str:
        plan = self.plan_of(kod)
        return f"{plan.ad} {plan.surum}" if plan else self.ad

    def rows(self) -> Iterator[PlanSatiri]:
        """Yield every row that answers here once, in order of layer and code: titles and codes of the overlay included."""
        for plan in self.katmanlar:
            for satir in plan.satirlar.values():
                if self.plan_of(DosyaKodu(satir.kod)) is plan:
                    yield self.gorunum.shown(satir)
        for kod, satir in sorted(self.gorunum.eklenen.items()):
            if self.published(DosyaKodu(kod)) is None:
                yield self.gorunum.shown(satir)

    def parent(self, kod: str) -> str | None:
        """Return the code above: the prefix parent, or the section of a three-digit code; ``None`` at the top."""
        deger = DosyaKodu.parse(kod)
        if deger.ust:
            return deger.ust
        plan = self.plan_of(deger)
        bolum = plan.section(deger) if plan else None
        return bolum.kod if bolum and bolum.kod != deger.metin else None

    def children(self, kod: str) -> tuple[str, ...]:
        """Return the codes one level below, added ones too; for a section, the main codes of its range."""
        deger = DosyaKodu.parse(kod)
        plan = self.plan_of(deger)
        if plan is None:
            return ()
        alt = self.gorunum.alt
        if bolum := plan.heading(deger.metin):
            ana = (*plan.satirlar, *alt.get("", ()))
            return tuple(sorted({k for k in ana if len(k) == 3 and bolum.ilk <= int(k) <= bolum.son and k != bolum.kod}))
        cocuklar = plan.cocuklar.get(deger.metin, ())
        eklenen = alt.get(deger.metin)
        return tuple(sorted({*cocuklar, *eklenen})) if eklenen else cocuklar

    # ---- what may be used

    def _second_only(self) -> Iterator[str]:
        """Yield the codes for second place; one added among or below such codes is one too (030.01-030.99 is a range)."""
        for plan in self.katmanlar:
            yield from plan.ikinci_kodlar
            for kod in self.gorunum.eklenen:
                ust = kod.rpartition(".")[0]
                kardesler = plan.cocuklar.get(ust, ())
                atalar = DosyaKodu(kod).atalar
                if not plan.ikinci_kodlar.isdisjoint(atalar) or (kardesler and plan.ikinci_kodlar.issuperset(kardesler)):
                    yield kod

    def only_second(self, kod: str, acilis: dt.date | None = None) -> bool:
        """Tell whether the plan allows the code only as a second code (020, 030.x).

        Args:
            acilis: the day a file was opened; a version that came later does not make it so for that file.
        """
        sade = kod.partition("[")[0].strip()
        if sade not in self._ikinci or acilis is None:
            return sade in self._ikinci
        anahtar = self.filed_key(sade, acilis)
        plan = self.version(anahtar) if anahtar else None
        return plan is None or sade not in plan.satirlar or sade in plan.ikinci_kodlar

    def check(self, kod: str, *, ilk_kod: bool = True, birim: str = "", ayar: KodAyari = VARSAYILAN_AYAR) -> tuple[Bulgu, ...]:
        """Return what speaks against filing under ``kod``; an empty answer means it may be used.

        Args:
            kod: the code as written, with or without its ``[…]`` suffix.
            ilk_kod: whether it is to stand as the first code (020 and 030.x may only be second).
            birim: the unit that files; empty when unknown, then a restriction to units is a warning at most.
            ayar: how the institution weighs what it may weigh.

        Raises:
            GirdiHatasi: SDP-001, the text is not a code at all.
        """
        ekli = split_suffix(kod)
        deger = ekli.kod
        satir = self.find(deger)
        if satir is None:
            return (*ekli.bulgular, bulgu("SDP-002", deger.metin, plan=self._layer_name(deger)))
        plan = self.plan_of(deger)
        bulgular = list(ekli.bulgular)
        if plan and plan.heading(deger.metin):
            bulgular.append(bulgu("SDP-003", deger.metin))
        elif alt := self._open_children(deger.metin):
            bulgular += weigh(ayar.ust_kod, bulgu("SDP-004", deger.metin, cocuk=", ".join(alt[:3])))
        if ilk_kod and self.only_second(deger.metin):
            bulgular += weigh(ayar.ikinci_kod, bulgu("SDP-005", deger.metin))
        if deger.metin.endswith(".99") or (plan and plan.is_section_end(deger)):
            bulgular += weigh(ayar.diger_kod, bulgu("SDP-006", deger.metin))
        if plan and satir.plan == plan.ad and not plan.may_bind(self.an):
            bulgular.append(bulgu("SDP-007", deger.metin, plan=f"{plan.ad} {plan.surum}"))
        return (*bulgular, *self._overlay_findings(satir, birim, ayar))

    def _open_children(self, kod: str) -> tuple[str, ...]:
        return tuple(k for k in self.children(kod) if not self._state_is(k, EkIslemi.KAPAT))

    def _state_is(self, kod: str, islem: EkIslemi) -> bool:
        satir = self.find(DosyaKodu(kod))
        durum = self.gorunum.state(satir) if satir else None
        return durum is not None and durum.islem is islem

    def _overlay_findings(self, satir: PlanSatiri, birim: str, ayar: KodAyari) -> Iterator[Bulgu]:
        durum = self.gorunum.state(satir)
        if durum and durum.islem is EkIslemi.KAPAT:
            yield bulgu("SDP-008", satir.kod, tarih=f"{durum.baslangic:%d.%m.%Y}", dayanak=durum.dayanak)
        elif durum:
            yield from weigh(ayar.pasif_kod, bulgu("SDP-009", satir.kod, dayanak=durum.dayanak))
        birimler = self.gorunum.units(satir)
        if birimler and birim not in birimler:
            kusur = weigh(ayar.birim_disi, bulgu("SDP-015", satir.kod, birimler=", ".join(birimler)))
            yield from kusur if birim else (attrs.evolve(k, seviye=Seviye.UYARI) for k in kusur)

    def usable(self, kod: str, *, birim: str = "", ayar: KodAyari = VARSAYILAN_AYAR) -> bool:
        """Tell whether the code may be used as the first code of a new file: no finding of level hata."""
        return not any(b.seviye == "hata" for b in self.check(kod, birim=birim, ayar=ayar))

    def offered(self, kod: str, *, birim: str = "", ayar: KodAyari = VARSAYILAN_AYAR) -> bool:
        """Tell whether the code may be offered to a person: usable and not passive, whatever the setting says of passive codes."""
        return self.usable(kod, birim=birim, ayar=ayar) and not self._state_is(DosyaKodu.parse(kod).metin, EkIslemi.PASIF)

    # ---- period

    def period_row(self, kod: str) -> PlanSatiri | None:
        """Return the row whose period binds the code without the overlay: its own, or an ancestor's where the plan inherits."""
        satirlar = self._base(kod, None)
        return satirlar[0] if satirlar else None

    def binding(
        self, kod: str, *, anahtar: Anahtar | None = None, birim: str = "", acilis: dt.date | None = None
    ) -> tuple[PlanSatiri, ...]:
        """Return every row whose period binds a file under the code; empty when there is no row.

        First the row in force when the file was opened (its own or inherited), then every later change of the institution:
        a shorter period never frees a file that was opened before it, or before it was written down.

        Args:
            kod: the plan code of the file.
            anahtar: the plan and version the file names; without it the effective layer answers.
            birim: the file's unit, for periods that hold for some units only; unknown: all of them bind.
            acilis: the day the file was opened; unknown: every row binds.

        Raises:
            GirdiHatasi: SDP-001, the text is not a code at all.
        """
        bagli = self._baglar.get((kod, anahtar))
        if bagli is None:
            bagli = self._base(kod, anahtar)
        sureli = self.gorunum.sureli
        if not bagli or not sureli or not (kod in sureli or bagli[0].kod in sureli or "[" in kod):
            return bagli
        soru = (kod, anahtar, birim, -1 if acilis is None else bisect_right(self.gorunum.gunler, acilis))
        degisik = self._degisik.get(soru)
        if degisik is None:
            degisik = self._degisik[soru] = self._with_overlay(DosyaKodu.parse(kod).metin, anahtar, bagli, birim, acilis)
        return degisik

    def _base(self, kod: str, anahtar: Anahtar | None) -> tuple[PlanSatiri, ...]:
        """Return what binds without any changed period; remembered, for a sweep asks a million times."""
        deger = DosyaKodu.parse(kod)
        if anahtar and anahtar[0] == KURUM_EKI:
            satir = self.gorunum.by_key(deger.metin, anahtar[1])
        else:
            plan = self.version(anahtar) if anahtar else self.plan_of(deger)
            satir = plan.period_row(deger.metin) if plan else None
            if satir is None and not anahtar:
                satir = self.gorunum.eklenen.get(deger.metin)
        if satir is None:
            return ()
        self._baglar[deger.metin, anahtar] = bagli = (satir,)
        return bagli

    def _with_overlay(
        self, kod: str, anahtar: Anahtar | None, bagli: tuple[PlanSatiri, ...], birim: str, acilis: dt.date | None
    ) -> tuple[PlanSatiri, ...]:
        taban = bagli[0]
        if taban.kod != kod:  # inherited: a change of the ancestor's period is inherited with it
            if taban.kod in self.gorunum.sureli:
                bagli = binding_rows(self.gorunum, taban, bagli, birim, acilis)
            taban = self.find(DosyaKodu(kod), anahtar) or taban
        return binding_rows(self.gorunum, taban, bagli, birim, acilis) if kod in self.gorunum.sureli else bagli

    # ---- for people

    def describe(self, kod: str) -> dict[str, Any]:
        """Return the row as the command line shows it.

        Raises:
            GirdiHatasi: SDP-001 not a code, SDP-002 unknown in this plan and version.
        """
        satir = self.get(split_suffix(kod).kod)
        deger = DosyaKodu(satir.kod)
        plan = self.plan_of(deger)
        bolum = plan.section(deger) if plan else None
        yayimlanan = self.published(deger)
        durum: EkSatiri | None = self.gorunum.state(satir)
        bulgular = self.check(kod)
        return {
            "kod": satir.kod,
            "ad": satir.ad,
            "plan": satir.plan,
            "surum": satir.surum,
            "ust": self.parent(satir.kod),
            "cocuklar": list(self.children(satir.kod)),
            "bolum": {"kod": bolum.kod, "ad": bolum.ad} if bolum else None,
            "saklama_suresi": satir.saklama_suresi or None,
            "tasfiye_kodu": satir.saklama_kodu or None,
            "aciklama": satir.aciklama,
            "kullanilabilir": not any(b.seviye == "hata" for b in bulgular),
            "plandaki_ad": yayimlanan.ad if yayimlanan else None,
            "durum": durum.islem.value if durum else "ACIK",
            "birimler": list(self.gorunum.units(satir)),
            "yalniz_ikinci_kod": self.only_second(satir.kod),
            "sureler": [_period(s) for s in self.binding(satir.kod, acilis=self.an or dt.date.max)],
            "bulgular": [b.as_dict() for b in bulgular],
        }


def _period(satir: PlanSatiri) -> dict[str, Any]:
    return {
        "kod": satir.kod,
        "plan": satir.plan,
        "surum": satir.surum,
        "saklama_suresi": satir.saklama_suresi or None,
        "tasfiye_kodu": satir.saklama_kodu or None,
    }
