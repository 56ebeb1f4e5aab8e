# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The part of ``Arsiv`` that asks about retention: one file, one record, all of them as a stream, now or as of a past day.

Nothing is written here, and no rule lives here: the judgement is ``earsiv.saklama``'s.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterable, Iterator

import attrs
from sqlalchemy import Connection

from earsiv import ayiklama
from earsiv._arsiv_taban import ArsivTabani
from earsiv._bilinen import Bilinen
from earsiv.errors import DepoHatasi, GirdiHatasi, YetkiHatasi
from earsiv.model import Dosya, GizlilikDerecesi, Islem
from earsiv.saklama import Durum, Elek, Engel, Hikaye, ImhaEngeli, KapsamTuru, SaklamaHesabi, Yargi, compute, explain, judge_all
from earsiv.saklama.supurme import DOLMUS
from earsiv.sdp import EtkinPlan
from earsiv.store import defter
from earsiv.store.akis import DosyaToplami, files_with_totals
from earsiv.store.zemin import check_ground, check_trail

_GIZLI = "başka birimde"
_KUSUR = Engel(ImhaEngeli.IMZA_BUTUNLUK, "imza", "dosyada imzası doğrulanamayan belge var")


class SaklamaIsleri(ArsivTabani):
    """Questions about retention."""

    def retention(self, kimlik: str, bugun: dt.date | None = None, *, itibariyla: dt.date | None = None) -> SaklamaHesabi:
        """Return the retention account of a file, or of a record: the longest of the file it lies in and those that refer to it.

        Args:
            bugun: the day of judgement; the day of ``itibariyla``, else today.
            itibariyla: a past civil day: the file, the profile, the plans and the holds as the archive knew them at its end.

        Raises:
            YetkiHatasi: YET-002, YET-003.
            GirdiHatasi: KAB-014 the record is not filed yet; SAK-030 a day that is not over yet.
        """
        bilinen = self._known(itibariyla)
        kimin, belge = self._target(kimlik, bilinen)
        self._require(Islem.GOR)
        return self._judge(kimin, bugun or itibariyla or self._today(), bilinen, belge)

    def explain(self, kimlik: str, bugun: dt.date | None = None, *, itibariyla: dt.date | None = None) -> Hikaye:
        """Return the retention account as a story of numbered steps; its ``str()`` is the Turkish text.

        Raises:
            YetkiHatasi: YET-002, YET-003.
            GirdiHatasi: KAB-014, SAK-030.
        """
        return explain(self.retention(kimlik, bugun, itibariyla=itibariyla))

    def sweep(self, an: dt.date | None = None, *, birim: str | None = None, itibariyla: dt.date | None = None) -> ayiklama.Supurme:
        """Judge every file the actor may see on one day and sort it by what may happen to it.

        What is due, barred or in error is kept in memory; :meth:`screened` keeps nothing.

        Args:
            birim: only the files of this unit.
            itibariyla: a past civil day, as in :meth:`retention`.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: SAK-030.
        """
        self._require(Islem.GOR)
        gun = an or itibariyla or self._today()
        tur = _Tur(self._known(itibariyla), gun)
        return ayiklama.sweep(self._summaries(tur, birim), tur.plan_of, gun, profil=tur.bilinen.profil)

    def judged(
        self, gun: dt.date, *, itibariyla: dt.date | None = None, birim: str | None = None
    ) -> Iterator[tuple[Ozet, SaklamaHesabi, Durum]]:
        """Judge every file the actor may see and yield it with all that bears on it; one is in memory at a time.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: SAK-030.
        """
        self._require(Islem.GOR)
        tur = _Tur(self._known(itibariyla), gun)
        akis = _Akis(self._summaries(tur, birim))
        profil = tur.bilinen.profil
        for _, hesap, durum in judge_all(akis, tur.plan_of, gun, profil=profil, engeller=akis.engeller, atiflar=akis.atiflar):
            ozet = akis.simdiki
            yield ozet, hesap, Durum.ENGELLI if ozet.liste and durum in DOLMUS else durum

    def screened(self, gun: dt.date, *, itibariyla: dt.date | None = None, birim: str | None = None) -> Iterator[tuple[Ozet, Yargi]]:
        """Judge every file the actor may see in short: as :meth:`judged`, and many times faster where files are alike.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: SAK-030.
        """
        self._require(Islem.GOR)
        tur = _Tur(self._known(itibariyla), gun)
        elek = Elek(gun, tur.bilinen.profil)
        for ozet in self._summaries(tur, birim):
            yargi = elek.judge(ozet.dosya, tur.plan, ozet.engeller, ozet.atiflar)
            if ozet.liste and yargi.durum in DOLMUS:
                yargi = attrs.evolve(yargi, durum=Durum.ENGELLI)
            yield ozet, yargi

    # -- helpers ----------------------------------------------------------------------------------------------------

    def _barred_files(self, liste: str, birim: str) -> frozenset[str]:
        """Return the files of a list, all of one unit, on which a hold or another bar lies today: one quick round, however long it is."""
        tur = _Tur(self._known(), self._today())
        return frozenset(o.dosya.kimlik for o in self._summaries(tur, birim) if o.liste == liste and o.engeller)

    def _require_ground(self, dosyalar: Iterable[str] = (), *, kesin: bool = False) -> None:
        """Refuse to rest a step on rows that their objects do not bear out, on these files and on what bears on every file.

        Args:
            kesin: something is to be destroyed: the audit trail must hold as well, and name what is there.

        Raises:
            DepoHatasi: DEP-010…DEP-022, DNT-… the first fault.
        """
        if kesin:
            for kusur in check_trail(self.depo):
                raise DepoHatasi.of(kusur)
        secilen = list(dosyalar)
        for bekle in (False, True):  # what another writer was just showing is asked again while nobody writes
            with self.depo.transaction(self.yetki.aktor) if bekle else contextlib.nullcontext(), self.depo.reader() as baglanti:
                bulunan = next(check_ground(self.depo, baglanti, secilen, kesin=kesin), None)
            if bulunan is None:
                return
            if bekle:
                raise DepoHatasi.of(bulunan)

    def _require_whole_index(self) -> None:
        """Refuse to rely on stored queries while the index lacks a record.

        Raises:
            DepoHatasi: DEP-022.
        """
        if not any(k.tur is KapsamTuru.SORGU for d in self._known().binding() for k in d.kapsamlar):
            return
        if eksik := self._dizinleyici.missing():
            raise DepoHatasi("DEP-022", f"dizin · belge {eksik[0]}", ayrinti="eksik")

    def _target(self, kimlik: str, bilinen: Bilinen) -> tuple[Dosya, str]:
        """Return the file asked for, as known then, and the record when one was asked for."""
        belge = ""
        try:
            dosya = self.dosya(kimlik)
        except YetkiHatasi:
            belge = self.belge(kimlik).kimlik
            with self.depo.reader() as baglanti:
                nerede = bilinen.dosya_of_record(baglanti, belge)
            if not nerede:
                raise GirdiHatasi("KAB-014", kimlik) from None
            dosya = self.dosya(nerede)
        if bilinen.gecmis is None:
            return dosya, belge
        with self.depo.reader() as baglanti:
            eski = bilinen.dosya(baglanti, dosya.kimlik)
        if eski is None:
            raise YetkiHatasi("YET-002", kimlik)
        return eski, belge

    def _judge(self, dosya: Dosya, gun: dt.date, bilinen: Bilinen, belge: str = "") -> SaklamaHesabi:
        """Judge one file with everything that bears on it."""
        with self.depo.reader() as baglanti:
            bagli = bilinen.bound_to(baglanti, dosya, belge)
            kusurlu = defter.has_failed_signature(baglanti, dosya.kimlik, bilinen.gecmis.once if bilinen.gecmis else "")
        engeller = (*bilinen.bars().on(dosya, bagli), *((_KUSUR,) if kusurlu else ()))
        return compute(dosya, bilinen.plan(gun), None, engeller, gun, profil=bilinen.profil, atiflar=self._masked(bagli))

    def _masked(self, bagli: tuple[Dosya, ...]) -> tuple[Dosya, ...]:
        """Return the files that one hangs on; of those the actor may not see only what they bear on it, not which they are."""
        gorulen = (self.yetki.may_see(GizlilikDerecesi.YOK, d.birim) for d in bagli)
        return tuple(d if goren else attrs.evolve(d, kimlik=_GIZLI) for d, goren in zip(bagli, gorulen, strict=True))

    def _summaries(self, tur: _Tur, birim: str | None) -> Iterator[Ozet]:
        """Yield the files that the actor may see, as known then, each with what bears on it."""
        with self.depo.reader() as baglanti, self.depo.reader() as yan:
            bagli = tur.bilinen.hanging(yan)
            for toplam in self._files(baglanti, yan, tur.bilinen, birim):
                dosya = toplam.dosya
                digerleri = tur.bilinen.bound_to(yan, dosya) if dosya.kimlik in bagli else ()
                engeller = tur.barlar.on(dosya, digerleri)
                yield Ozet(
                    dosya=dosya,
                    adet=toplam.adet,
                    ilk=toplam.ilk,
                    son=toplam.son,
                    engeller=(*engeller, _KUSUR) if toplam.kusurlu else engeller,
                    liste=toplam.liste,
                    atiflar=self._masked(digerleri) if digerleri else (),
                    bayt=toplam.bayt,
                )

    def _files(self, baglanti: Connection, yan: Connection, bilinen: Bilinen, birim: str | None) -> Iterator[DosyaToplami]:
        """Yield the files with their totals that the actor may see, as known then."""
        gecmis = bilinen.gecmis
        toplamlar = files_with_totals(baglanti, birim=birim, once=gecmis.once if gecmis else "")
        gorulen = (t for t in toplamlar if self.yetki.may_see(GizlilikDerecesi.YOK, t.dosya.birim))
        if gecmis is None:
            yield from toplamlar if self.yetki.birimler is None else gorulen
            return
        degisen = gecmis.changed(yan)
        listeler = gecmis.listed(yan, degisen)
        for toplam in gorulen:
            kimlik = toplam.dosya.kimlik
            if kimlik not in degisen and kimlik not in listeler:
                yield toplam
            elif (eski := bilinen.dosya(yan, kimlik)) is not None:
                yield toplam._replace(dosya=eski, liste=listeler.get(kimlik, toplam.liste))


@attrs.define(on_setattr=attrs.setters.frozen)
class Ozet(ayiklama.DosyaOzeti):
    """A file with what bears on it, and the bytes of its records."""

    bayt: int = 0


class _Tur:
    """One round over all files: what is known, the plan and the holds of the day."""

    def __init__(self, bilinen: Bilinen, gun: dt.date) -> None:
        self.bilinen = bilinen
        self.plan = bilinen.plan(gun)
        self.barlar = bilinen.bars()

    def plan_of(self, dosya: Dosya) -> EtkinPlan:
        """The effective plan reads every version; which one binds, the file says itself."""
        del dosya
        return self.plan


class _Akis:
    """A stream of files that remembers the summary of the one at hand."""

    simdiki: Ozet

    def __init__(self, ozetler: Iterator[Ozet]) -> None:
        self._ozetler = ozetler

    def __iter__(self) -> Iterator[Dosya]:
        for ozet in self._ozetler:
            self.simdiki = ozet
            yield ozet.dosya

    def engeller(self, _: Dosya) -> tuple[Engel, ...]:
        """Return the bars on the file at hand."""
        return self.simdiki.engeller

    def atiflar(self, _: Dosya) -> tuple[Dosya, ...]:
        """Return the files that the one at hand hangs on."""
        return self.simdiki.atiflar
