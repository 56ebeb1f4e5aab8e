# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The part of ``Arsiv`` that suggests codes and doubts them, with what its own filed records teach.

Nothing is filed or moved by it: an answer is for a person. Records with a degree of confidentiality are never learned; what others filed
shows as counts only, also to an actor who may see but one unit (docs/kavramlar/siniflama.md).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

import attrs

from earsiv import _canon
from earsiv._arsiv_taban import ArsivTabani
from earsiv._ogrenme import Ogrenme, text_of
from earsiv._text import fold
from earsiv.errors import Bulgu, EarsivError, GirdiHatasi, bulgu
from earsiv.model import Belge, Dosya, DosyaKodu, Islem
from earsiv.sdp import EtkinPlan, Oneri, check, suggest
from earsiv.store import defter, kayitlar, ocfl_id, siniflanan
from earsiv.store.siniflanan import Ornek

Ilerleme = Callable[[int, int, str], None]


@attrs.frozen
class Uyumsuz:
    """A filed record whose text speaks strongly for another code."""

    belge: str
    dosya: str
    kod: str
    konu: str
    birim: str
    bulgular: tuple[Bulgu, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "belge": self.belge,
            "dosya": self.dosya,
            "kod": self.kod,
            "konu": self.konu,
            "birim": self.birim,
            "bulgular": [b.as_dict() for b in self.bulgular],
        }


@attrs.define
class UyumTaramasi:
    """A walk over the filed records, one in memory at a time; the counts are whole when it has ended.

    ``incelenen`` counts the records that were judged, ``uyumsuz`` those that were yielded, ``karsilastirilamayan`` those filed under a code
    that today's plan does not know by that name, ``okunamayan`` those whose text cannot be read.
    """

    _yuru: Callable[[UyumTaramasi], Iterator[Uyumsuz]] = attrs.field(repr=False)
    incelenen: int = attrs.field(default=0, init=False)
    uyumsuz: int = attrs.field(default=0, init=False)
    karsilastirilamayan: int = attrs.field(default=0, init=False)
    okunamayan: int = attrs.field(default=0, init=False)

    def __iter__(self) -> Iterator[Uyumsuz]:
        """Walk from the beginning."""
        self.incelenen = self.uyumsuz = self.karsilastirilamayan = self.okunamayan = 0
        return self._yuru(self)

    def counts(self) -> dict[str, int]:
        """Return the counts by name."""
        return {ad: getattr(self, ad) for ad in ("incelenen", "uyumsuz", "karsilastirilamayan", "okunamayan")}


class SiniflamaIsleri(ArsivTabani):
    """Suggestions and doubts."""

    def suggest(
        self, metin: str, *, konu: str = "", birim: str | None = None, gonderen_kodu: str = "", adet: int = 10
    ) -> tuple[Oneri, ...]:
        """Return the codes of today's plan that fit a text, best first, each with its reasons.

        Args:
            konu: its subject; when empty, what the text writes behind ``Konu:``.
            birim: DETSİS number of the unit that files.
            gonderen_kodu: the sender's code; a weak hint.
            adet: how many at most.

        Raises:
            YetkiHatasi: YET-003.
        """
        self._require(Islem.GOR)
        plan = self._plan_today()
        with self._ogrenme.lent() as gecmis:
            return suggest(plan, metin, konu=konu, birim=birim, gecmis=gecmis, gonderen_kodu=gonderen_kodu, adet=adet)

    def check_code(self, neyi: str, metin: str = "", *, konu: str = "", birim: str | None = None) -> tuple[Bulgu, ...]:
        """Return what speaks against a code for a text, or against the code that a record is filed under; nothing when unsure.

        A record's own part of what was learned is left out first. Reading a confidential one is logged.

        Args:
            neyi: a plan code with a text, or the id of a record, whose own text is read.
            metin: the text.
            konu: the subject, likewise.
            birim: the unit that files, likewise that of the record's file.

        Raises:
            YetkiHatasi: YET-002, YET-003.
            GirdiHatasi: KAB-014 the record is not filed yet; SDP-001 a text is given, and what it is held against is no code.
            DepoHatasi: DEP-010…DEP-012 the record's text cannot be read.
        """
        self._require(Islem.GOR)
        if metin or _is_code(neyi):
            plan = self._plan_today()
            with self._ogrenme.lent() as gecmis:
                return check(plan, neyi, metin, konu=konu, gecmis=gecmis, birim=birim)
        belge = self.belge(neyi)
        if not belge.dosya:
            raise GirdiHatasi("KAB-014", neyi)
        self._log_read("uyum", belge)
        return self._check_record(belge, self.dosya(belge.dosya))

    def misfiled(self, adet: int = 0, *, yil: int | None = None, ilerleme: Ilerleme | None = None) -> UyumTaramasi:
        """Walk over the filed records the actor may see and yield those that disagree strongly with their code: the yearly control.

        Confidential records are left out; ask of one by :meth:`check_code`.

        Args:
            adet: stop after so many; 0 is all.
            yil: only records of this year, by their date, else by the day they came in.

        Raises:
            YetkiHatasi: YET-003.
        """
        self._require(Islem.GOR)
        plan = self._plan_today()
        return UyumTaramasi(lambda tarama: self._walk(plan, tarama, adet, yil, ilerleme))

    # -- helpers ----------------------------------------------------------------------------------------------------

    @cached_property
    def _ogrenme(self) -> Ogrenme:
        return Ogrenme(self.depo)

    @cached_property
    def _planlar(self) -> dict[tuple[dt.date, str], EtkinPlan]:
        return {}

    def _plan_today(self) -> EtkinPlan:
        """Return the effective plan of today; the same object while nothing was decided anew, for it is made ready only once."""
        gun = self._today()
        with self.depo.reader() as baglanti:
            kararlar = _canon.digest([sorted(kayitlar.settings(baglanti, "plan")), kayitlar.settings(baglanti, "ek")])
        if (gun, kararlar) not in self._planlar:
            self._planlar.clear()
            self._planlar[gun, kararlar] = self.plan
        return self._planlar[gun, kararlar]

    def _check_record(self, belge: Belge, dosya: Dosya) -> tuple[Bulgu, ...]:
        """Hold a filed record against its code, its own part of what was learned left out."""
        plan = self._plan_today()
        if not _means_the_same(plan, dosya.kod, (dosya.plan, dosya.plan_surumu)):
            return (bulgu("SDP-077", dosya.kod, plan=f"{dosya.plan} {dosya.plan_surumu}"),)
        metin = text_of(self.depo.ocfl.read(ocfl_id("belge", belge.kimlik), "metin.jsonl"), belge.kimlik)
        with self.depo.reader() as baglanti:
            ornek = siniflanan.find_filed(baglanti, belge.kimlik)
        with self._ogrenme.lent(ornek, metin) as gecmis:
            return check(plan, dosya.kod, metin, konu=belge.konu, gecmis=gecmis, birim=dosya.birim)

    def _walk(self, plan: EtkinPlan, tarama: UyumTaramasi, adet: int, yil: int | None, ilerleme: Ilerleme | None) -> Iterator[Uyumsuz]:
        with self.depo.reader() as baglanti, self.depo.reader() as yan:
            toplam = siniflanan.count_filed(yan)
            for sira, ornek in enumerate(siniflanan.filed(baglanti)):
                if ilerleme:
                    ilerleme(sira, toplam, ornek.konu)
                belge = defter.belge_of(satir) if (satir := defter.find(yan, "belge", ornek.belge)) else None
                if belge is None or not self._may_examine(belge, ornek, yil):
                    continue
                bulgular = self._examine(plan, ornek, tarama)
                if bulgular:
                    tarama.uyumsuz += 1
                    yield Uyumsuz(ornek.belge, ornek.dosya, ornek.kod, ornek.konu, ornek.birim, bulgular)
                    if tarama.uyumsuz == adet:
                        return

    def _may_examine(self, belge: Belge, ornek: Ornek, yil: int | None) -> bool:
        gorunur = all(self.yetki.may_see(belge.gizlilik, birim) for birim in (belge.birim, ornek.birim))
        return gorunur and (yil is None or (belge.tarih.year if belge.tarih else int(belge.alindi[:4])) == yil)

    def _examine(self, plan: EtkinPlan, ornek: Ornek, tarama: UyumTaramasi) -> tuple[Bulgu, ...]:
        if not _means_the_same(plan, ornek.kod, ornek.anahtar):
            tarama.karsilastirilamayan += 1
            return ()
        try:
            metin = self._ogrenme.text(ornek)
        except EarsivError:
            tarama.okunamayan += 1
            return ()
        tarama.incelenen += 1
        with self._ogrenme.lent(ornek, metin) as gecmis:
            return check(plan, ornek.kod, metin, konu=ornek.konu, gecmis=gecmis, birim=ornek.birim)


def _is_code(metin: str) -> bool:
    try:
        DosyaKodu.parse(metin.partition("[")[0].strip())
    except GirdiHatasi:
        return False
    return True


def _means_the_same(plan: EtkinPlan, kod: str, anahtar: tuple[str, str]) -> bool:
    """Tell whether today's plan has the code as the file's own plan version means it: that very row, or one printed with the same title."""
    bugunku = plan.find(kod)
    if bugunku is None or bugunku.anahtar == anahtar:
        return bugunku is not None
    eski, yayimlanan = plan.find(kod, anahtar), plan.published(DosyaKodu.parse(kod))
    return eski is not None and yayimlanan is not None and fold(eski.ad) == fold(yayimlanan.ad)
