# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The part of ``Arsiv`` for the commission: appointed, convened over a list, voting, deciding.

Votes stand in the ledger, a row a line and seat, and in the audit trail as they were given; a decision is only taken from votes on which
both agree, and is then kept with the list as one canonical document.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import attrs
from sqlalchemy import Connection

from earsiv import _canon, _clock, ayiklama
from earsiv._arsiv_liste import ListeIsleri
from earsiv.ayiklama import Eylem, ListeYolu, SatirSuzgeci
from earsiv.errors import Bulgu, DepoHatasi, GirdiHatasi, ImhaHatasi, Seviye
from earsiv.model import Islem, Koltuk, Komisyon, KomisyonKarari, Oy, SatirOyu, Vekalet
from earsiv.store import defter, kayitlar, listeler, ocfl_id


class KomisyonIsleri(ListeIsleri):
    """The commission and its decisions."""

    # -- appointment ------------------------------------------------------------------------------------------------

    def appoint(
        self,
        koltuklar: Iterable[Koltuk],
        olur_sayi: str,
        olur_tarihi: dt.date,
        *,
        vekaletler: Iterable[Vekalet] = (),
        arsiv_birimi: str = "",
        deneme: bool = False,
    ) -> Komisyon:
        """Write down the commission that an olur appointed: the archive's seats, and two seats for each unit it will examine.

        Raises:
            YetkiHatasi: YET-003.
            ImhaHatasi: IMH-001, IMH-011, IMH-023, IMH-036 its composition, over every unit that has seats in it.
        """
        self._require(Islem.KOMISYON)
        bugun, profil = self._today(), self._known().profil
        taslak = Komisyon("", olur_sayi.strip(), olur_tarihi, tuple(koltuklar), tuple(vekaletler), arsiv_birimi)
        if olur_tarihi > bugun:
            raise ImhaHatasi("IMH-001", "komisyon", neden=f"olur {olur_tarihi:%d.%m.%Y} tarihli, o gün gelmedi")
        birimler = sorted({k.birim for k in taslak.koltuklar if k.tur == "BIRIM"}) or [arsiv_birimi]
        gun = max(bugun, olur_tarihi, *(k.bas for k in taslak.koltuklar)) if taslak.koltuklar else bugun
        for birim in birimler:
            for kusur in ayiklama.check_commission(taslak, birim, gun, profil):
                raise ImhaHatasi.of(kusur)
        for vekalet in taslak.vekaletler:
            for kusur in ayiklama.check_deputy(taslak, vekalet):
                raise ImhaHatasi.of(kusur)
        if deneme:
            return attrs.evolve(taslak, no=self._next_in_register("komisyon")())
        ayrinti = {"olur": taslak.olur_sayi, "koltuk": len(taslak.koltuklar)}

        def deger_of(no: str) -> dict[str, Any]:
            return {"kimlik": no, "icerik": attrs.evolve(taslak, no=no).as_dict()}

        no = self._write_numbered("komisyon", self._next_in_register("komisyon"), deger_of, eylem="komisyon", ayrinti=ayrinti)
        return attrs.evolve(taslak, no=no)

    def komisyon(self, no: str) -> Komisyon:
        """Return a commission by number.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-043 no such commission.
        """
        self._require(Islem.LISTE)
        with self.depo.reader() as baglanti:
            deger = kayitlar.setting(baglanti, no)
        if deger is None or "koltuklar" not in deger:
            raise GirdiHatasi("IMH-043", no)
        return Komisyon.from_dict(deger)

    def komisyonlar(self) -> list[Komisyon]:
        """Return every commission, oldest first.

        Raises:
            YetkiHatasi: YET-003.
        """
        self._require(Islem.LISTE)
        with self.depo.reader() as baglanti:
            return [Komisyon.from_dict(d) for d in kayitlar.settings(baglanti, "komisyon").values()]

    def add_deputy(self, no: str, vekalet: Vekalet, *, deneme: bool = False) -> Komisyon:
        """Write down a deputy for a seat, with the document that makes them one; judged again on the day of the session.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-043.
            ImhaHatasi: IMH-011, IMH-023, IMH-026, IMH-036.
        """
        self._require(Islem.KOMISYON)
        eski = self.komisyon(no)
        for kusur in ayiklama.check_deputy(eski, vekalet):
            raise ImhaHatasi.of(kusur)
        yeni = attrs.evolve(eski, vekaletler=(*eski.vekaletler, vekalet))
        return self._change_commission(eski, yeni, "vekalet", {"koltuk": vekalet.koltuk, "belge": vekalet.belge}, deneme=deneme)

    def add_seats(self, no: str, koltuklar: Iterable[Koltuk], *, deneme: bool = False) -> Komisyon:
        """Add seats, those of another unit, say; a seat that was filled before ends with :meth:`end_seat`.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-043.
            ImhaHatasi: IMH-001, IMH-011, IMH-023.
        """
        self._require(Islem.KOMISYON)
        eski, ek = self.komisyon(no), tuple(koltuklar)
        yeni = attrs.evolve(eski, koltuklar=(*eski.koltuklar, *ek))
        gun = max([self._today(), *(k.bas for k in ek)])
        for birim in sorted({k.birim for k in ek if k.tur == "BIRIM"}):
            for kusur in ayiklama.check_commission(yeni, birim, gun, self._known().profil):
                raise ImhaHatasi.of(kusur)
        return self._change_commission(eski, yeni, "koltuk_ekle", {"koltuk": len(ek)}, deneme=deneme)

    def end_seat(self, no: str, koltuk: str, bit: dt.date, *, birim: str = "", deneme: bool = False) -> Komisyon:
        """End the mandate of who sits on a seat; ``birim`` tells unit seats of the same code apart.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-043.
            ImhaHatasi: IMH-026 no such seat is filled.
        """
        self._require(Islem.KOMISYON)
        eski = self.komisyon(no)
        biten = [k for k in eski.koltuklar if k.kod == koltuk and k.bit is None and birim in {"", k.birim}]
        if len(biten) != 1:
            raise ImhaHatasi("IMH-026", no, kisi=koltuk)
        yeni = tuple(attrs.evolve(k, bit=bit) if k == biten[0] else k for k in eski.koltuklar)
        return self._change_commission(eski, attrs.evolve(eski, koltuklar=yeni), "koltuk_bitir", {"koltuk": koltuk}, deneme=deneme)

    def _change_commission(self, eski: Komisyon, yeni: Komisyon, eylem: str, ayrinti: dict[str, Any], *, deneme: bool) -> Komisyon:
        if not deneme:
            self._write_setting("komisyon", yeni.no, yeni.as_dict(), eski.as_dict(), eylem, ayrinti)
        return yeni

    # -- session ----------------------------------------------------------------------------------------------------

    def open_session(
        self, no: str, komisyon: str, tarih: dt.date | None = None, yer: str = "", hazir: Iterable[str] = (), *, deneme: bool = False
    ) -> ListeYolu:
        """Put a list before a commission, every seat filled; a list that is before one already goes to this one, its votes are void.

        Args:
            hazir: ids of the persons present: members, or their deputies of that day.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-013, IMH-043.
            ImhaHatasi: IMH-030; IMH-001, IMH-011, IMH-023…IMH-026, IMH-031, IMH-036, IMH-045 who may sit there.
        """
        self._require(Islem.KOMISYON)
        self._require_ground()
        kurul, profil, bugun = self.komisyon(komisyon), self._known().profil, self._today()
        kisiler = frozenset(k.strip() for k in hazir)

        def ilerlet(yol: ListeYolu) -> ListeYolu:
            yol.require(Eylem.OTURUM)
            oturum = ayiklama.convene(kurul, yol.liste, tarih or bugun, yer.strip(), kisiler, bugun, profil)
            return yol.open_session(oturum, self._adim())

        ayrinti = {"komisyon": komisyon, "tarih": (tarih or bugun).isoformat(), "hazir": sorted(kisiler)}
        return self._advance(no, ilerlet, "oturum", ayrinti, kosul=lambda baglanti: listeler.clear_votes(baglanti, no), deneme=deneme)

    def session_findings(self, no: str) -> tuple[Bulgu, ...]:
        """Return what is unusual about the session of a list: it met too early in the year.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-013.
        """
        oturum = self.list_path(no).oturum
        return ayiklama.early_session(oturum, self._known().profil) if oturum else ()

    def postpone(self, no: str, satirlar: Iterable[int], gerekce: str, *, deneme: bool = False) -> ListeYolu:
        """Put lines off: they are not decided in this session and stay kept.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-013.
            ImhaHatasi: IMH-027 no such line; IMH-029 no reason; IMH-030.
        """
        self._require(Islem.KOMISYON)
        secilen = tuple(satirlar)
        ayrinti = {"satirlar": ayiklama.pack_lines(secilen), "gerekce": gerekce.strip()}
        return self._advance(no, lambda y: y.postpone(secilen, gerekce, self._adim()), "satir_ertele", ayrinti, deneme=deneme)

    # -- votes ------------------------------------------------------------------------------------------------------

    def vote(
        self,
        no: str,
        oy: Oy | str,
        satirlar: SatirSuzgeci | Iterable[int] | None = None,
        gerekce: str = "",
        *,
        uye: str | None = None,
        deneme: bool = False,
    ) -> int:
        """Give a vote on every line chosen, one row a line, and return how many; a vote may be changed until the decision.

        Args:
            satirlar: line numbers or a filter; every line that is not put off when not given.
            uye: the member whose vote it is; the actor's own when not given. Another's is entered by the secretary alone.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-013; IMH-042 no such vote.
            ImhaHatasi: IMH-026 who has no seat; IMH-027, IMH-029, IMH-030, IMH-041.
        """
        kisi = uye or self.yetki.aktor
        self._require_voter(kisi)
        yol, surum = self._path(no)
        uyesi = self._member(yol, kisi)
        suzgec = satirlar if isinstance(satirlar, SatirSuzgeci) else SatirSuzgeci(None if satirlar is None else tuple(satirlar))
        secilen = suzgec.apply(yol.liste)
        if suzgec.satirlar is None:
            secilen = tuple(s for s in secilen if s not in yol.ertelenen)
        oylar = [SatirOyu(s, uyesi, _vote(oy, no), gerekce) for s in secilen]
        return self._put_votes(yol, surum, {kisi: oylar}, deneme=deneme)

    def _require_voter(self, kisi: str) -> None:
        if kisi == self.yetki.aktor and Islem.OY in self.yetki.islemler:
            return
        self._require(Islem.KOMISYON)

    def _member(self, yol: ListeYolu, kisi: str) -> str:
        yol.require(Eylem.OY)
        uye = yol.oturum.member(kisi) if yol.oturum else None
        if uye is None:
            raise ImhaHatasi("IMH-026", yol.liste.no, kisi=kisi)
        return uye.koltuk

    def _put_votes(self, yol: ListeYolu, surum: int, oylar: dict[str, Sequence[SatirOyu]], *, deneme: bool) -> int:
        """Write votes and their audit rows in one transaction; the same votes again change nothing."""
        no, sayi = yol.liste.no, sum(len(o) for o in oylar.values())
        yol.require(Eylem.OY)
        if yol.oturum is None:
            raise RuntimeError
        for verilen in oylar.values():
            ayiklama.check_votes(yol.liste, yol.oturum, yol.ertelenen, verilen)
        if deneme or not sayi:
            return sayi
        zaman = _clock.iso(self.depo.saat.now())
        with self.depo.transaction(self.yetki.aktor) as islem:
            if self.depo.ocfl.head(ocfl_id("liste", no)) != surum:
                raise DepoHatasi("DEP-016", no)
            koltuklar = {o.koltuk for verilen in oylar.values() for o in verilen}
            eski = {(kisi, o.koltuk, o.satir): o for kisi, o in listeler.votes(islem.baglanti, no, koltuklar)}
            for kisi, verilen in oylar.items():
                yeni = [o for o in verilen if eski.get((kisi, o.koltuk, o.satir)) != o]
                if yeni:
                    listeler.put_votes(islem.baglanti, no, kisi, yeni, zaman)
                    islem.audit("oy", no, {"kisi": kisi, "sayi": len(yeni), "oylar": ayiklama.pack_votes(yeni)})
        return sayi

    def votes(self, no: str) -> list[tuple[str, SatirOyu]]:
        """Return (person, vote) as they count now, by line and seat.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-013.
        """
        self._require(Islem.LISTE)
        self._path(no)
        with self.depo.reader() as baglanti:
            return list(listeler.votes(baglanti, no))

    def export_votes(self, no: str) -> bytes:
        """Return the vote sheet of a session as XLSX, for a commission that meets on paper.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-013.
            ImhaHatasi: IMH-030 the list is before no commission.
        """
        from earsiv.rapor.oy_tablosu import write_vote_sheet

        yol = self.list_path(no)
        yol.require(Eylem.OY)
        if yol.oturum is None:
            raise RuntimeError
        return write_vote_sheet(yol.liste, yol.oturum)

    def import_votes(self, no: str, tablo: bytes | Path, *, deneme: bool = False) -> tuple[int, tuple[Bulgu, ...]]:
        """Take a filled vote sheet over, whole or not at all; return how many votes it holds and everything found in it.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-013; IMH-08… the sheet is another list's or not readable.
            ImhaHatasi: IMH-026, IMH-027, IMH-029, IMH-030, IMH-041.
        """
        from earsiv.kabul.oy_tablosu import read_vote_sheet

        self._require(Islem.KOMISYON)
        yol, surum = self._path(no)
        yol.require(Eylem.OY)
        if yol.oturum is None:
            raise RuntimeError
        oylar, bulgular = read_vote_sheet(tablo, yol.liste, yol.oturum)
        if any(b.seviye is Seviye.HATA for b in bulgular):
            return 0, tuple(bulgular)
        gruplar: dict[str, Sequence[SatirOyu]] = {u.kisi: [o for o in oylar if o.koltuk == u.koltuk] for u in yol.oturum.uyeler}
        return self._put_votes(yol, surum, gruplar, deneme=deneme), tuple(bulgular)

    # -- decision ---------------------------------------------------------------------------------------------------

    def decide(self, no: str, *, deneme: bool = False) -> KomisyonKarari:
        """Take the decision from the votes: by majority or unanimity as the institution has it, in doubt the record is kept.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-013.
            ImhaHatasi: IMH-028 votes are missing; IMH-030.
            DepoHatasi: IMH-048 the votes are not those of the audit trail.
        """
        self._require(Islem.KOMISYON)
        self._require_ground()
        kararlar: list[KomisyonKarari] = []

        def ilerlet(yol: ListeYolu) -> ListeYolu:
            yol.require(Eylem.KARAR)
            if yol.oturum is None:
                raise RuntimeError
            geri = [_clock.civil_date(dt.datetime.fromisoformat(a.zaman)) for a in yol.gecmis if a.eylem is Eylem.YENIDEN]
            gun = max([yol.oturum.tarih, *geri])  # what was taken back is decided anew: no letter of before is about it
            nisap = str(self._known().profil.get("karar_nisabi", gun))
            oylar = [o for _, o in self._agreed_votes(no) if o.satir not in yol.ertelenen]
            karar_no = f"{no}-K{len(geri) + 1}" if geri else f"{no}-K"
            kararlar.append(ayiklama.decide(karar_no, yol.liste, yol.oturum, oylar, yol.ertelenen, nisap=nisap, tarih=gun))
            return yol.decide(kararlar[-1], self._adim())

        def icerik(yol: ListeYolu) -> dict[str, bytes]:
            return {"karar.json": _canon.encode(yol.karar.content())} if yol.karar else {}

        def kosul(baglanti: Connection) -> None:  # a vote that came in between is not left out silently
            if listeler.count_all_votes(baglanti, no) != sayi or defter.last_act_on(baglanti, no) != son:
                raise DepoHatasi("DEP-016", no)

        with self.depo.reader() as baglanti:
            sayi, son = listeler.count_all_votes(baglanti, no), defter.last_act_on(baglanti, no)
        self._advance(no, ilerlet, "karar", {}, icerik=icerik, kosul=kosul, deneme=deneme)
        return kararlar[-1]

    def _agreed_votes(self, no: str) -> list[tuple[str, SatirOyu]]:
        """Return the votes that count, after holding them against the audit trail.

        Raises:
            DepoHatasi: IMH-048.
        """
        izde: dict[tuple[str, int], tuple[str, SatirOyu]] = {}
        with self.depo.reader() as baglanti:
            for satir in defter.acts_on(baglanti, no):
                if satir.eylem == "oturum":
                    izde.clear()
                elif satir.eylem == "oy":
                    kisi = str(satir.ayrinti["kisi"])
                    izde |= {(o.koltuk, o.satir): (kisi, o) for o in ayiklama.unpack_votes(satir.ayrinti["oylar"])}
            defterde = {(o.koltuk, o.satir): (kisi, o) for kisi, o in listeler.votes(baglanti, no)}
        if izde != defterde:
            raise DepoHatasi("IMH-048", no)
        return list(defterde.values())

    def reassess(self, no: str, gerekce: str, *, deneme: bool = False) -> ListeYolu:
        """Take a decision back before anybody consented to it; the votes stand and may be changed.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-013.
            ImhaHatasi: IMH-029 no reason; IMH-030.
        """
        self._require(Islem.KOMISYON)
        return self._advance(no, lambda y: y.reassess(self._adim(gerekce)), "karar_geri", {"gerekce": gerekce.strip()}, deneme=deneme)


def _vote(oy: Oy | str, no: str) -> Oy:
    try:
        return Oy(oy)
    except ValueError:
        raise GirdiHatasi("IMH-042", no, verilen=str(oy), bilinenler=", ".join(Oy)) from None
