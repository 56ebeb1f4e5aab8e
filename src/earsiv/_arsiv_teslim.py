# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The part of ``Arsiv`` that hands files over: signed by the giver, counted at the door, signed by the taker, or refused.

An accepted list moves its files one by one and lets them go when all are moved; a crash on the way is finished by asking again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs
from sqlalchemy import Connection

from earsiv import _clock, devir
from earsiv._arsiv_devir_listesi import DevirListesiIsleri
from earsiv.devir import DevirIslemi
from earsiv.errors import Bulgu, DepoHatasi, KuralHatasi
from earsiv.model import ArsivYeri, DevirDurumu, DevirTarafi, DevirTuru, DevirYolu
from earsiv.store import defter, listeler


class TeslimIsleri(DevirListesiIsleri):
    """Transfers from hand to hand: unit to institution archive, person to person."""

    def hand_over(
        self, no: str, *, ad: str, unvan: str, kisi: str = "", tarih: dt.date | None = None, ozet: str = "", deneme: bool = False
    ) -> DevirYolu:
        """The giver signs; a package for Devlet Arşivleri leaves with it.

        Args:
            kisi: the id of who signs; the actor when not given.
            ozet: the digest that was signed, to be held against the list's.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: DEV-004, DEV-026, DEV-035.
            KuralHatasi: DEV-006, DEV-007; DEV-001 another than the person who gives; DEV-002, DEV-019 a file changed since it was listed.
        """
        yol, bugun = self.transfer(no), self._today()
        veren = DevirTarafi(kisi or self.yetki.aktor, ad, unvan, tarih or bugun)
        yeni = devir.deliver(yol, veren, bugun, ozet)
        if yol.liste.tur is DevirTuru.KISI_KISI and veren.kisi != yol.liste.veren:
            raise KuralHatasi("DEV-001", no, neden=f"teslim eden {yol.liste.veren} olmalı")
        return self._keep_transfer(yeni, yol, "devir_teslim", {"veren": veren.kisi}, denk=True, deneme=deneme)

    def hand_over_absent(
        self, no: str, taniklar: Iterable[DevirTarafi], tutanak: str, *, ozet: str = "", deneme: bool = False
    ) -> DevirYolu:
        """The person who gave is not there any more: two witnesses sign by minutes.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: DEV-004, DEV-025, DEV-026, DEV-035.
            KuralHatasi: DEV-001, DEV-006, DEV-007; DEV-002, DEV-019.
        """
        yol = self.transfer(no)
        yeni = devir.deliver_absent(yol, taniklar, tutanak, self._today(), ozet)
        ayrinti = {"taniklar": [t.kisi for t in yeni.taniklar], "tutanak": yeni.tutanak}
        return self._keep_transfer(yeni, yol, "devir_teslim", ayrinti, denk=True, deneme=deneme)

    def receive(self, no: str, barkodlar: Iterable[str], *, ozet: str = "", deneme: bool = False) -> tuple[Bulgu, ...]:
        """Hold the barcodes read at the door against the list, keep the count, and return one finding for each that does not agree.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: DEV-004.
            KuralHatasi: DEV-006, DEV-007.
        """
        yol = self.transfer(no)
        yeni = devir.count(yol, barkodlar, self.yetki.aktor, _clock.iso(self.depo.saat.now()), ozet)
        bulgular = devir.count_findings(yeni.sayim) if yeni.sayim else ()
        self._keep_transfer(yeni, yol, "devir_sayim", {"kusur": len(bulgular)}, deneme=deneme)
        return bulgular

    def take_over(
        self,
        no: str,
        *,
        ad: str,
        unvan: str,
        kisi: str = "",
        tarih: dt.date | None = None,
        yerler: Mapping[str, str] | None = None,
        ozet: str = "",
        deneme: bool = False,
    ) -> DevirYolu:
        """The taker signs and the files are his: custody or responsibility changes, order and confidentiality do not.

        Args:
            kisi: the id of who signs; the actor when not given.
            yerler: file -> its place on the shelves of the archive.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: DEV-004, DEV-009, DEV-026, DEV-035.
            KuralHatasi: DEV-001 the same person, or the count; DEV-002 confidentiality; DEV-006, DEV-007; DEV-019.
        """
        yol, bugun = self.transfer(no), self._today()
        if yol.durum is DevirDurumu.KABUL and yol.tutulan:
            return self.finish_transfer(no)
        alan = DevirTarafi(kisi or self.yetki.aktor, ad, unvan, tarih or bugun)
        yeni = devir.accept(yol, alan, yerler or {}, bugun, ozet)
        yeni = self._keep_transfer(yeni, yol, "devir_kabul", {"alan": alan.kisi}, denk=True, deneme=deneme)
        return yeni if deneme else self._move_files(yeni)

    def finish_transfer(self, no: str) -> DevirYolu:
        """Finish moving the files of an accepted transfer, where a crash left some behind; doing it twice is once.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: DEV-004.
        """
        yol = self.transfer(no)
        return self._move_files(yol) if yol.durum is DevirDurumu.KABUL else yol

    def refuse_transfer(self, no: str, gerekce: str, *, ozet: str = "", deneme: bool = False) -> DevirYolu:
        """The taker refuses with a reason; the files are free for another list.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: DEV-004, DEV-025.
            KuralHatasi: DEV-006, DEV-007.
        """
        yol = self.transfer(no)
        return self._keep_transfer(
            devir.close(yol, DevirIslemi.RET, gerekce, ozet), yol, "devir_ret", {"gerekce": gerekce.strip()}, deneme=deneme
        )

    def abort_transfer(self, no: str, gerekce: str, *, deneme: bool = False) -> DevirYolu:
        """The giver gives up with a reason; the files are free for another list.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: DEV-004, DEV-025.
            KuralHatasi: DEV-006.
        """
        yol = self.transfer(no)
        return self._keep_transfer(
            devir.close(yol, DevirIslemi.IPTAL, gerekce), yol, "devir_iptal", {"gerekce": gerekce.strip()}, deneme=deneme
        )

    # -- helpers ----------------------------------------------------------------------------------------------------

    def _move_files(self, yol: DevirYolu) -> DevirYolu:
        """Move the files of an accepted transfer, each by itself, then let them go; one that was moved already is left as it is."""
        yerler = dict(yol.yerler)
        for kimlik in yol.tutulan:
            for kalan in reversed(range(_DENEME)):
                try:
                    self._move_file(kimlik, yol, yerler.get(kimlik, ""))
                    break
                except DepoHatasi as hata:  # somebody wrote an event of that file meanwhile: read it again
                    if hata.kod != "DEP-016" or not kalan:
                        raise
        if yol.liste.tur is DevirTuru.KURUM_DEVLET:
            return yol
        return self._keep_transfer(attrs.evolve(yol, tutulan=()), yol, "devir_bitti", {"dosya": len(yol.tutulan)})

    def _move_file(self, kimlik: str, yol: DevirYolu, yer: str) -> None:
        with self.depo.reader() as baglanti:
            satir = defter.find(baglanti, "dosya", kimlik)
        if satir is None:  # its content has left this archive already
            return
        eski = defter.dosya_of(satir)
        degisen: dict[str, Any] = {"yer": _YENI_YER[yol.liste.tur]} if yol.liste.tur in _YENI_YER else {}
        if yol.liste.tur is DevirTuru.KISI_KISI:
            degisen["sorumlu"] = yol.liste.alan
        if yer:
            degisen["arsiv_yeri"] = yer
        yeni = attrs.evolve(eski, **degisen)
        if yeni == eski:
            return

        def kosul(baglanti: Connection) -> None:
            simdi = defter.find(baglanti, "dosya", kimlik)
            if simdi is None or defter.dosya_of(simdi) != eski or listeler.holders(baglanti, [kimlik]).get(kimlik) != yol.liste.no:
                raise DepoHatasi("DEP-016", kimlik)

        ayrinti = {"devir": yol.liste.no, "liste_ozeti": yol.liste.ozet}
        self.depo.save("dosya", kimlik, yeni.as_dict(), aktor=self.yetki.aktor, eylem="devir_al", ayrinti=ayrinti, kosul=kosul)


_DENEME: Final = 5
_YENI_YER: Final = {DevirTuru.BIRIM_KURUM: ArsivYeri.KURUM, DevirTuru.KURUM_DEVLET: ArsivYeri.DEVLET}
