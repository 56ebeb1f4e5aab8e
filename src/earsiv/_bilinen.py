# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``Bilinen``: what the archive knows, or knew at the end of a past day: files, references, holds, profile, plans.

A judgement asked "as of" a day must not see what was written later. Objects are asked for the version of that day; entries of
profile and overlay carry the day they were written down. What a stored query finds is asked of today's index, less the records
that came later. Rights are not asked here: this is the view of the archive itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

import attrs
from sqlalchemy import Connection

from earsiv import _clock
from earsiv.errors import DepoHatasi
from earsiv.model import Dosya
from earsiv.saklama import DondurmaDizini, Kapsam, KapsamTuru, KurumProfili, TasfiyeDondurma
from earsiv.sdp import EtkinPlan, Kitaplik, KurumEki, Plan, parse_plan
from earsiv.store import Depo, defter, dondurulan, kayitlar, ocfl_id
from earsiv.store.akis import Gecmis

PROFIL = "profil"
KURUM_EKI = "kurum-eki"
"""Ids of the two objects of which an archive has one each."""


class Bilinen:
    """A view of one archive; made anew for every question."""

    def __init__(self, depo: Depo, bulan: Callable[[str], set[str]], itibariyla: dt.date | None = None) -> None:
        """Look at a store.

        Args:
            bulan: gives the records that a stored query finds.
            itibariyla: a past civil day in Turkey, whole; ``None`` is now.
        """
        self._depo = depo
        self._bulan = bulan
        self.itibariyla = itibariyla
        self.gecmis = Gecmis(depo, _clock.iso(_day_after(itibariyla))) if itibariyla else None
        self._planlar: dict[dt.date, EtkinPlan] = {}

    # -- decisions of the institution -------------------------------------------------------------------------------

    @cached_property
    def profil(self) -> KurumProfili:
        """The institution's parameters and rules."""
        deger = self._settings(PROFIL).get(PROFIL)
        profil = KurumProfili.from_dict(deger) if deger else KurumProfili()
        return profil.known_on(self.itibariyla) if self.itibariyla else profil

    @cached_property
    def ek(self) -> KurumEki:
        """The institution's overlay on its plans."""
        deger = self._settings("ek").get(KURUM_EKI)
        return KurumEki.from_dict(deger) if deger else KurumEki()

    @cached_property
    def planlar(self) -> tuple[Plan, ...]:
        """The plans the institution has taken in."""
        return tuple(self._plan(kimlik) for kimlik in self._settings("plan"))

    @cached_property
    def kitaplik(self) -> Kitaplik:
        """Every plan version there is, and the overlay."""
        return Kitaplik(self.planlar, self.ek)

    def plan(self, an: dt.date) -> EtkinPlan:
        """Return the effective plan of a day."""
        if an not in self._planlar:
            self._planlar[an] = self.kitaplik.effective(self._depo.ayarlar.plan, an, self.itibariyla)
        return self._planlar[an]

    def _plan(self, kimlik: str) -> Plan:
        oid = ocfl_id("plan", kimlik)
        return parse_plan(self._depo.ocfl.read(oid, "plan.csv"), self._depo.ocfl.read(oid, "plan.toml"))

    def _settings(self, tur: str) -> dict[str, dict[str, Any]]:
        with self._depo.reader() as baglanti:
            return self.gecmis.settings(baglanti, tur) if self.gecmis else kayitlar.settings(baglanti, tur)

    # -- files and references ---------------------------------------------------------------------------------------

    def dosya(self, baglanti: Connection, kimlik: str) -> Dosya | None:
        """Return a file by id, ``None`` when there is or was none."""
        if self.gecmis:
            return self.gecmis.dosya(kimlik)
        satir = defter.find(baglanti, "dosya", kimlik)
        return defter.dosya_of(satir) if satir else None

    def dosya_of_record(self, baglanti: Connection, kimlik: str) -> str | None:
        """Return the file a record lies or lay in."""
        satir = self.gecmis.read("belge", kimlik) if self.gecmis else defter.find(baglanti, "belge", kimlik)
        return str(satir["dosya"]) if satir and satir["dosya"] else None

    def referring(self, baglanti: Connection, *, dosya: str = "", belge: str = "") -> list[str]:
        """Return the files from which a record, or any record of a file, is referred to."""
        if self.gecmis:
            return self.gecmis.referring(baglanti, dosya=dosya, belge=belge)
        return kayitlar.referring(baglanti, [belge]) if belge else kayitlar.referring_to_file(baglanti, dosya)

    def hanging(self, baglanti: Connection) -> set[str]:
        """Return the files for which :meth:`bound_to` may have an answer."""
        return self.gecmis.referred_files(baglanti) if self.gecmis else kayitlar.referred_files(baglanti)

    def bound_to(self, baglanti: Connection, dosya: Dosya, belge: str = "") -> tuple[Dosya, ...]:
        """Return the files whose retention holds this one: those that refer to it (or to one record of it), and its other volumes.

        The volumes are one file: what refers to any of them refers to all, and a referring file counts with all of its own.
        """
        ciltler = [k for k in self._volumes(baglanti, dosya) if k != dosya.kimlik]
        kimlikler = self.referring(baglanti, dosya=dosya.kimlik, belge=belge)
        if not belge:
            kimlikler += [k for cilt in ciltler for k in self.referring(baglanti, dosya=cilt)]
        atiflar = [d for k in dict.fromkeys(kimlikler) if (d := self.dosya(baglanti, k)) is not None]
        atif_ciltleri = [k for atif in atiflar for k in self._volumes(baglanti, atif)]
        bulunan = {d.kimlik: d for d in atiflar}
        for kimlik in (*ciltler, *atif_ciltleri):
            if kimlik not in bulunan and (diger := self.dosya(baglanti, kimlik)) is not None:
                bulunan[kimlik] = diger
        return tuple(d for k, d in bulunan.items() if k != dosya.kimlik)

    def _volumes(self, baglanti: Connection, dosya: Dosya) -> list[str]:
        ilk = dosya.ust or dosya.kimlik
        return [*kayitlar.volumes(baglanti, ilk), ilk]

    # -- holds ------------------------------------------------------------------------------------------------------

    @cached_property
    def dondurmalar(self) -> tuple[TasfiyeDondurma, ...]:
        """Every hold, closed ones too."""
        with self._depo.reader() as baglanti:
            return tuple(_hold(d) for d in dondurulan.holds(self._depo, baglanti))

    def bars(self) -> DondurmaDizini:
        """Return the holds that are open now, or were on that past day: they bar a judgement for any day.

        Whether a hold will still be open on a coming day nobody knows; that it was not yet open on a past one frees nothing today.
        """
        return self._barlar

    @cached_property
    def _barlar(self) -> DondurmaDizini:
        an = self.itibariyla or _clock.today(self._depo.saat)
        baglayan = self.binding()
        return self.index(baglayan, an, self.resolve(baglayan))

    def binding(self) -> list[TasfiyeDondurma]:
        """Return the holds that are open; one that a wrong clock opened on a coming day is open now."""
        if self.itibariyla:
            return [d for d in self.dondurmalar if d.binds(self.itibariyla)]
        an = _clock.today(self._depo.saat)
        return [d for d in (attrs.evolve(d, acilis=min(d.acilis, an)) for d in self.dondurmalar) if d.binds(an)]

    def index(self, dondurmalar: Iterable[TasfiyeDondurma], an: dt.date, bulunan: Mapping[str, Iterable[str]]) -> DondurmaDizini:
        """Return holds laid out to be asked, with the sections of the plans that are known."""
        return DondurmaDizini(dondurmalar, an, bulunan, (b for plan in self.plan(an).katmanlar for b in plan.bolumler))

    def resolve(self, dondurmalar: Iterable[TasfiyeDondurma]) -> dict[str, list[str]]:
        """Return the files that records, units and stored queries of holds lead to, by ``belge:<id>``, ``birim:<no>``, ``sorgu:<text>``.

        A record whose text has not been read yet may be what any query looks for, so it is taken for found.
        """
        kapsamlar = {k for d in dondurmalar for k in d.kapsamlar if k.tur in _KAYDA_GIDEN}
        bulunanlar = {k.deger: self._bulan(k.deger) for k in kapsamlar if k.tur is KapsamTuru.SORGU}
        with self._depo.reader() as baglanti:
            bekleyen = set(defter.owed(baglanti, "ocr")) if bulunanlar else set()
            belgeler: dict[Kapsam, Iterable[str]] = {}
            for k in kapsamlar:
                if k.tur is KapsamTuru.SORGU:
                    belgeler[k] = bulunanlar[k.deger] | bekleyen
                elif k.tur is KapsamTuru.BIRIM:
                    belgeler[k] = defter.records_elsewhere(baglanti, k.deger)
                else:
                    belgeler[k] = {k.deger.lower()}  # ASCII: an id
            return {
                f"{k.tur}:{k.deger}": sorted({d for belge in bulunan for d in self._files_of(baglanti, belge)})
                for k, bulunan in belgeler.items()
            }

    def _files_of(self, baglanti: Connection, belge: str) -> set[str]:
        ana = self.dosya_of_record(baglanti, belge)
        return {*([ana] if ana else []), *self.referring(baglanti, belge=belge)}


_KAYDA_GIDEN = frozenset({KapsamTuru.BELGE, KapsamTuru.BIRIM, KapsamTuru.SORGU})


def _hold(deger: dict[str, Any]) -> TasfiyeDondurma:
    try:
        return TasfiyeDondurma.from_dict(deger)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise DepoHatasi("DEP-020", f"dondurma {deger['no']}", alan="dondurma") from None


def _day_after(gun: dt.date) -> dt.datetime:
    return dt.datetime.combine(gun + dt.timedelta(days=1), dt.time(), _clock.ISTANBUL)
