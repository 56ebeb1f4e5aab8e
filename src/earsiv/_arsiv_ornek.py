# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The part of ``Arsiv`` that keeps the choices of samples: proposed, changed, decided, sent, given up.

No rule lives here: which files are samples is ``earsiv.ayiklama``'s to propose and the commission's to decide. A choice is a register
of the institution; it destroys and transfers nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

import attrs
from sqlalchemy import Connection

from earsiv import _clock
from earsiv._arsiv_saklama import SaklamaIsleri
from earsiv.ayiklama.ornek import (
    OrnekOnerisi,
    change_samples,
    complete,
    decide_samples,
    freeze_samples,
    give_up_samples,
    propose_samples,
    remainder,
    require_decided,
    samples_hold,
    send_samples,
)
from earsiv.ayiklama.ornek_kural import Aday, OrnekBaglami, series_of
from earsiv.errors import DepoHatasi, GirdiHatasi, ImhaHatasi
from earsiv.model import Dosya, DosyaKodu, GizlilikDerecesi, Islem, OrnekDurumu, OrnekOlcutu, OrnekSecimi
from earsiv.saklama import Engel, Sonuc, compute
from earsiv.saklama.supurme import DOLMUS
from earsiv.store import defter, kayitlar, listeler
from earsiv.store.zemin import check_ground

_TUR = "ornek"


class OrnekIsleri(SaklamaIsleri):
    """Samples of series."""

    def propose_samples(
        self, an: dt.date | None = None, *, kod: str, birim: str | None = None, olcut: OrnekOlcutu | None = None, deneme: bool = False
    ) -> list[OrnekSecimi]:
        """Propose samples of every series under a code, one numbered choice a series: unit, code and special suffix.

        Every due file whose plan wants samples is in it, barred ones too; files that stand in an open choice already are left there.
        Each choice is written on its own: what stops the second leaves the first.

        Args:
            an: the day of judgement; today, or a day to come.
            kod: a code with everything below it; with a ``[…]`` suffix only that series.
            birim: only the files of this unit.
            olcut: every how many years, how many per cent.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: SDP-001 no code; IMH-078 a day that is over, or a number out of range.
            ImhaHatasi: IMH-070 nothing is due; IMH-071 all of it stands in a choice; IMH-022 a file came onto a list meanwhile.
            DepoHatasi: DEP-016 something that bears on a file was written meanwhile; DEP-018…DEP-020 ledger and objects part.
        """
        self._require(Islem.LISTE)
        gun = an or self._today()
        if gun < self._today():
            raise GirdiHatasi("IMH-078", gun.isoformat(), ayrinti="geçmiş bir gün için örnek önerilemez")
        with self.depo.reader() as baglanti:
            once = [defter.last_audit_no(baglanti)]
        secimler = self._choices()
        oneri, secimde = self._proposal(gun, DosyaKodu.parse(kod), birim, olcut, secimler)
        if not oneri.gruplar and secimde:
            raise ImhaHatasi("IMH-071", min(secimde), secim=secimde[min(secimde)])
        if not oneri.gruplar:
            raise ImhaHatasi("IMH-070", kod)
        self._require_sound_ground(oneri)
        return self._freeze_all(oneri, gun, once, deneme=deneme)

    def choose_samples(
        self, no: str, ekle: Iterable[str] = (), cikar: Iterable[str] = (), gerekce: str = "", *, deneme: bool = False
    ) -> OrnekSecimi:
        """Put files among the samples of a proposed choice or take them out, with a reason; the digest becomes another.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-073 no such choice; IMH-078 no reason or no file.
            ImhaHatasi: IMH-072 it is decided or given up; IMH-076 a file that is not in it.
            DepoHatasi: IMH-074 the choice is not what its digest names; DEP-016 another writer was faster.
        """
        self._require(Islem.LISTE)
        ekle, cikar = tuple(ekle), tuple(cikar)
        eski = self.sample(no)
        yeni = change_samples(eski, ekle, cikar, gerekce, kim=self.yetki.aktor, gun=self._today())
        ayrinti = {"ozet": yeni.ozet, "ekle": sorted(ekle), "cikar": sorted(cikar), "gerekce": gerekce.strip()}
        return self._move_choice(eski, yeni, "ornek_degistir", ayrinti, deneme=deneme)

    def decide_samples(self, no: str, karar: str, tarih: dt.date, *, deneme: bool = False) -> OrnekSecimi:
        """Record the commission's decision on a choice, which must still be every due file of its series.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-073 no such choice; IMH-078 no number, a day that does not fit, or no sample where there must be one.
            ImhaHatasi: IMH-072 it is decided or given up; IMH-075 the due files of the series are others now.
            DepoHatasi: IMH-074, DEP-016.
        """
        self._require(Islem.KOMISYON)
        with self.depo.reader() as baglanti:
            once = defter.last_audit_no(baglanti)
        eski = self.sample(no)
        yeni = decide_samples(eski, karar, tarih, kaydeden=self.yetki.aktor, bugun=self._today())
        if kusur := complete(eski, self._series_now(eski)):
            raise ImhaHatasi.of(kusur)

        def kosul(baglanti: Connection) -> None:
            if defter.bears_since(baglanti, once, [d.dosya for d in eski.dosyalar]):
                raise DepoHatasi("DEP-016", no)

        ayrinti = {"ozet": yeni.ozet, "karar": karar.strip(), "tarih": tarih.isoformat(), "secilen": len(yeni.secilenler)}
        return self._move_choice(eski, yeni, "ornek_karar", ayrinti, deneme=deneme, kosul=kosul)

    def send_samples(self, no: str, devir: str, *, deneme: bool = False) -> OrnekSecimi:
        """Note the transfer by which the samples of a decided choice came to Devlet Arşivleri.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-073 no such choice; IMH-078 no transfer is named.
            ImhaHatasi: IMH-072 it is not decided, or its samples are sent.
            DepoHatasi: IMH-074, DEP-016.
        """
        self._require(Islem.DEVIR)
        eski = self.sample(no)
        return self._move_choice(eski, send_samples(eski, devir), "ornek_devir", {"ozet": eski.ozet, "devir": devir.strip()}, deneme=deneme)

    def abort_samples(self, no: str, gerekce: str, *, deneme: bool = False) -> OrnekSecimi:
        """Give a choice up, a decided one only while nothing rests on it; its files may then be chosen from again.

        Raises:
            YetkiHatasi: YET-003; a decided choice needs the power over the commission.
            GirdiHatasi: IMH-073 no such choice; IMH-078 no reason, or files of it are gone already.
            ImhaHatasi: IMH-072 the samples are sent, or it is given up; IMH-022 a file of it stands on an open list.
            DepoHatasi: IMH-074, DEP-016.
        """
        self._require(Islem.LISTE)
        eski = self.sample(no)
        if eski.durum is OrnekDurumu.KARAR:
            self._require(Islem.KOMISYON)
        yeni = give_up_samples(eski, gerekce)

        def kosul(baglanti: Connection) -> None:
            dosyalar = [d.dosya for d in eski.dosyalar]
            for dosya, liste in sorted(listeler.holders(baglanti, dosyalar).items()):
                raise ImhaHatasi("IMH-022", dosya, liste=liste)
            giden = sum(defter.find(baglanti, "dosya", dosya) is None for dosya in dosyalar)
            if giden:
                raise GirdiHatasi("IMH-078", no, ayrinti=f"seçimin {giden} dosyası imha ya da devir edilmiş, seçim iptal edilemez")

        with self.depo.reader() as baglanti:
            kosul(baglanti)
        return self._move_choice(eski, yeni, "ornek_iptal", {"ozet": eski.ozet, "gerekce": gerekce.strip()}, deneme=deneme, kosul=kosul)

    def samples(self) -> list[OrnekSecimi]:
        """Return the choices of the units the actor may see, in the order of their numbers.

        Raises:
            YetkiHatasi: YET-003.
            DepoHatasi: IMH-074 one is no longer what its digest names; DEP-020 one is not readable.
        """
        self._require(Islem.LISTE)
        return [s for s in self._choices() if self.yetki.may_see(GizlilikDerecesi.YOK, s.birim)]

    def sample(self, no: str) -> OrnekSecimi:
        """Return a choice by number, after holding it against its digest.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-073 there is none, or none for the actor.
            DepoHatasi: IMH-074, DEP-020.
        """
        if not self.yetki.islemler & _OKUYAN:
            self._require(Islem.LISTE)
        with self.depo.reader() as baglanti:
            deger = kayitlar.setting(baglanti, no) if no.startswith(kayitlar.ON_EKLER[_TUR]) else None
        secim = _choice(no, deger) if deger is not None else None
        if secim is None or not self.yetki.may_see(GizlilikDerecesi.YOK, secim.birim):
            raise GirdiHatasi("IMH-073", no)
        return secim

    def remainder_of(self, no: str) -> dict[str, str]:
        """Return the files that a decided choice leaves to be appraised on their own, each with the choice's number.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-073 no such choice.
            ImhaHatasi: IMH-072 it is not decided, or given up.
            DepoHatasi: IMH-074, DEP-020.
        """
        secim = self.sample(no)
        require_decided(secim)
        return dict.fromkeys(sorted(remainder(secim)), no)

    # -- helpers ----------------------------------------------------------------------------------------------------

    def _choices(self) -> list[OrnekSecimi]:
        with self.depo.reader() as baglanti:
            return _all_choices(baglanti)

    def _proposal(
        self, gun: dt.date, kod: DosyaKodu, birim: str | None, olcut: OrnekOlcutu | None, secimler: list[OrnekSecimi]
    ) -> tuple[OrnekOnerisi, dict[str, str]]:
        """Return what the rules propose, and the due files that stand in an open choice already, with its number."""
        acik = [s for s in secimler if s.acik]
        secimde = {d.dosya: s.no for s in acik for d in s.dosyalar}
        adaylar, digerleri = self._due(gun, kod, birim)
        yeni = [a for a in adaylar if a[0].dosya.kimlik not in secimde and a[0].liste is None]
        kalan = tuple(a[0].dosya for a in adaylar if a[0].dosya.kimlik in secimde or a[0].liste is not None)
        baglam = OrnekBaglami((*digerleri, *kalan), tuple(acik), self._hold_history(gun, yeni))
        oneri = propose_samples(yeni, olcut=olcut, baglam=baglam)
        return oneri, {d.kimlik: secimde[d.kimlik] for d in kalan if d.kimlik in secimde}

    def _due(self, gun: dt.date, kod: DosyaKodu, birim: str | None) -> tuple[list[Aday], list[Dosya]]:
        """Return the files under a code that are due with samples wanted, with their accounts; and the other files under it."""
        bilinen = self._known()
        plan, profil = bilinen.plan(gun), bilinen.profil
        adaylar: list[Aday] = []
        digerleri: list[Dosya] = []
        for ozet, yargi in self.screened(gun):
            dosya = ozet.dosya
            if not f"{dosya.kod}.".startswith(f"{kod.metin}.") or (kod.ozel and dosya.ozel != kod.ozel):
                continue
            if yargi.durum not in DOLMUS or yargi.sonuc is not Sonuc.ORNEK or birim not in {None, dosya.birim}:
                digerleri.append(dosya)
                continue
            adaylar.append((ozet, compute(dosya, plan, None, ozet.engeller, gun, profil=profil, atiflar=ozet.atiflar)))
        return adaylar, digerleri

    def _hold_history(self, gun: dt.date, adaylar: Iterable[Aday]) -> dict[str, tuple[Engel, ...]]:
        """Return the holds that lie or ever lay on files."""
        bilinen = self._known()
        hepsi = [attrs.evolve(d, acilis=min(d.acilis, gun), kapanis=None) for d in bilinen.dondurmalar]
        if not hepsi:
            return {}
        dizin = bilinen.index(hepsi, gun, bilinen.resolve(hepsi))
        return {ozet.dosya.kimlik: barlar for ozet, _ in adaylar if (barlar := dizin.on(ozet.dosya))}

    def _require_sound_ground(self, oneri: OrnekOnerisi) -> None:
        dosyalar = [d.dosya for grup in oneri.gruplar for d in grup.dosyalar]
        with self.depo.reader() as baglanti:
            for kusur in check_ground(self.depo, baglanti, dosyalar):
                raise DepoHatasi.of(kusur)

    def _freeze_all(self, oneri: OrnekOnerisi, gun: dt.date, once: list[int], *, deneme: bool) -> list[OrnekSecimi]:
        with self.depo.reader() as baglanti:
            ilk_no = kayitlar.next_no(baglanti, _TUR, gun.year)
        on_ek, _, sira = ilk_no.rpartition("/")
        secimler = []
        for kacinci, grup in enumerate(oneri.gruplar):
            secim = freeze_samples(
                f"{on_ek}/{int(sira) + kacinci}",
                grup,
                oneri.olcut,
                kurum=self.depo.ayarlar.kurum,
                an=gun,
                duzenleyen=self.yetki.aktor,
                duzenlenme=_clock.iso(self.depo.saat.now()),
            )
            if not deneme:
                self._write(secim, _TUR, {"ozet": secim.ozet, "dosya": len(secim.dosyalar)}, _unchanged(secim, once))
            secimler.append(secim)
        return secimler

    def _series_now(self, secim: OrnekSecimi) -> list[str]:
        """Return the due files of a choice's series as they are now; those in other open choices belong there."""
        baska = {d.dosya for s in self._choices() if s.acik and s.no != secim.no for d in s.dosyalar}
        adaylar, _ = self._due(secim.an, DosyaKodu(secim.kod), secim.birim)
        ad = (secim.birim, secim.kod, secim.ozel)
        return [o.dosya.kimlik for o, _ in adaylar if series_of(o.dosya) == ad and o.dosya.kimlik not in baska and o.liste is None]

    def _move_choice(
        self,
        eski: OrnekSecimi,
        yeni: OrnekSecimi,
        eylem: str,
        ayrinti: Mapping[str, object],
        *,
        deneme: bool,
        kosul: Callable[[Connection], None] | None = None,
    ) -> OrnekSecimi:
        """Write the next state of a choice, unless another was written meanwhile."""
        okunan = eski.as_dict()

        def ayni(baglanti: Connection) -> None:
            if kayitlar.setting(baglanti, eski.no) != okunan:
                raise DepoHatasi("DEP-016", eski.no)
            if kosul:
                kosul(baglanti)

        if not deneme:
            self._write(yeni, eylem, ayrinti, ayni)
        return yeni

    def _write(self, secim: OrnekSecimi, eylem: str, ayrinti: Mapping[str, object], kosul: Callable[[Connection], None]) -> None:
        deger = {"kimlik": secim.no, "icerik": secim.as_dict()}
        self.depo.save(_TUR, secim.no, deger, aktor=self.yetki.aktor, eylem=eylem, ayrinti=dict(ayrinti), kosul=kosul)


_OKUYAN = frozenset({Islem.LISTE, Islem.KOMISYON, Islem.DEVIR, Islem.IMHA})
"""Who has to do with choices may read them."""


def _all_choices(baglanti: Connection) -> list[OrnekSecimi]:
    secimler = [_choice(no, deger) for no, deger in kayitlar.settings(baglanti, _TUR).items()]
    return sorted(secimler, key=lambda s: [int(parca) for parca in s.no.removeprefix(kayitlar.ON_EKLER[_TUR]).split("/")])


def _choice(no: str, deger: dict[str, object]) -> OrnekSecimi:
    """Return a stored choice after holding it against its digest."""
    try:
        secim = OrnekSecimi.from_dict(deger)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise DepoHatasi("DEP-020", no, alan="örnek seçimi") from None
    if secim.no != no or not samples_hold(secim):
        raise DepoHatasi("IMH-074", no)
    return secim


def _unchanged(secim: OrnekSecimi, once: list[int]) -> Callable[[Connection], None]:
    """Return the condition that nothing which bears on a new choice was written since its files were judged; other choices do."""

    def kosul(baglanti: Connection) -> None:
        dosyalar = [d.dosya for d in secim.dosyalar]
        if defter.known(baglanti, secim.no) or defter.bears_since(baglanti, once[0], dosyalar):
            raise DepoHatasi("DEP-016", secim.no)
        for dosya, liste in sorted(listeler.holders(baglanti, dosyalar).items()):
            raise ImhaHatasi("IMH-022", dosya, liste=liste)
        once[0] = defter.last_audit_no(baglanti) + 1  # the row of this very act does not stand in the way of the next series

    return kosul
