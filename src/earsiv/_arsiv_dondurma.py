# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The part of ``Arsiv`` that holds and releases.

A hold is accepted whatever the state of what it names, even when that is not here yet; it is closed by who opened it or by the
üst yönetici. Nothing is ever freed by anything but closing: the changes that would slip a file out of a hold are refused elsewhere.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection

from earsiv import arama
from earsiv._arsiv_saklama import SaklamaIsleri
from earsiv._bilinen import Bilinen
from earsiv.errors import DepoHatasi, GirdiHatasi
from earsiv.model import Dosya, GizlilikDerecesi, Islem
from earsiv.saklama import ImhaEngeli, Kapsam, KapsamTuru, TasfiyeDondurma
from earsiv.store import defter, kayitlar

_BASLIKLAR = ("tur", "deger")


class DondurmaIsleri(SaklamaIsleri):
    """Holds."""

    def hold(
        self, tur: ImhaEngeli | str, kapsamlar: Iterable[Kapsam], gerekce: str, dayanak: str = "", *, deneme: bool = False
    ) -> TasfiyeDondurma:
        """Open a hold on records, files, units, persons, case numbers, codes or stored queries, many at once.

        Nothing that is named need exist, or be open, or be visible to the actor; the hold binds from today.

        Args:
            tur: the ground: E3…E7, E9…E11 of the bar table.
            gerekce: the reason; shown wherever the hold stands in the way.
            dayanak: the document that asks for it.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: SAK-020…SAK-022 ground, targets or reason; SDP-001 a code that is none; ARA-001…ARA-003 a query that is none.
        """
        self._require(Islem.DONDUR)
        return self._open_hold(tur, kapsamlar, gerekce, dayanak, deneme=deneme)

    def _open_hold(
        self, tur: ImhaEngeli | str, kapsamlar: Iterable[Kapsam], gerekce: str, dayanak: str, *, deneme: bool
    ) -> TasfiyeDondurma:
        """Open a hold, as :meth:`hold`, for an act whose power was asked already."""
        kapsamlar = tuple(kapsamlar)
        for kapsam in kapsamlar:
            if kapsam.tur is KapsamTuru.SORGU:
                arama.parse(kapsam.deger, self._limits)
        bugun = self._today()
        yeni: list[TasfiyeDondurma] = []

        def deger_of(no: str) -> dict[str, Any]:
            dondurma = TasfiyeDondurma.of(no, tur, kapsamlar, gerekce=gerekce, acan=self.yetki.aktor, acilis=bugun, dayanak=dayanak)
            yeni.append(dondurma)
            return dondurma.as_dict()

        if deneme:
            deger_of(self._next_hold_no())
        else:
            ilk = TasfiyeDondurma.of("", tur, kapsamlar, gerekce=gerekce, acan=self.yetki.aktor, acilis=bugun, dayanak=dayanak)
            ayrinti = {"engel": str(ilk.tur), "kapsam": len(ilk.kapsamlar), "dayanak": ilk.dayanak}
            self._write_numbered("dondurma", self._next_hold_no, deger_of, eylem="dondur", ayrinti=ayrinti)
        return yeni[-1]

    def holds_from_rows(
        self, tur: ImhaEngeli | str, satirlar: Iterable[str], gerekce: str, dayanak: str = "", *, deneme: bool = False
    ) -> TasfiyeDondurma:
        """Open one hold on everything a table names: lines of CSV with the columns ``tur`` and ``deger``.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: SAK-031 a line that names nothing known; as :meth:`hold`.
        """
        return self.hold(tur, targets_from_rows(satirlar), gerekce, dayanak, deneme=deneme)

    def release(self, no: str, gerekce: str, *, deneme: bool = False) -> TasfiyeDondurma:
        """Close a hold: only who opened it may, or the üst yönetici, and never without a reason.

        Raises:
            YetkiHatasi: YET-003, YET-005.
            GirdiHatasi: SAK-032 no such hold; SAK-022 no reason.
            KuralHatasi: SAK-023 closed already; SAK-024 before it was opened.
        """
        self._require(Islem.DONDUR)
        return self._close_hold(no, gerekce, deneme=deneme)

    def _close_hold(self, no: str, gerekce: str, *, deneme: bool, serbest: Callable[[Connection], None] | None = None) -> TasfiyeDondurma:
        """Close a hold, as :meth:`release`, for an act whose power was asked already.

        Args:
            serbest: asked before, and again in the transaction; it raises where something still needs the hold.
        """
        with self.depo.reader() as baglanti:
            eski = _find(baglanti, no)
            if serbest:
                serbest(baglanti)
        ust = Islem.UST_YONETICI in self.yetki.islemler
        kapali = eski.close(self.yetki.aktor, self._today(), gerekce, ust_yonetici=ust)
        if deneme:
            return kapali

        def kosul(baglanti: Connection) -> None:
            if _find(baglanti, no) != eski:
                raise DepoHatasi("DEP-016", no)
            if serbest:
                serbest(baglanti)

        ayrinti = {"gerekce": kapali.kapanis_gerekcesi, "acan": eski.acan}
        self.depo.save("dondurma", no, kapali.as_dict(), aktor=self.yetki.aktor, eylem="dondurma_kaldir", ayrinti=ayrinti, kosul=kosul)
        return kapali

    def holds(self, *, acik: bool | None = None, an: dt.date | None = None) -> list[TasfiyeDondurma]:
        """Return the holds, oldest first: all of them, only those that bind on a day, or only those that do not.

        Raises:
            YetkiHatasi: YET-003.
        """
        self._require(Islem.DONDUR)
        gun = an or self._today()
        bulunan = [d for d in self._known().dondurmalar if an is None or d.acilis <= an]
        return [d for d in bulunan if acik is None or d.binds(gun) == acik]

    def hold_report(self, no: str | None = None, an: dt.date | None = None) -> list[dict[str, Any]]:
        """Return what each hold covers on a day: its targets, the files the actor may see, their number, those closed and those listed.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: SAK-030 a day that is not over yet; SAK-032 no such hold.
        """
        gun = an or self._today()
        dondurmalar = [d for d in self.holds(an=an) if no is None or d.no == no]
        if no is not None and not dondurmalar:
            raise GirdiHatasi("SAK-032", no)
        bilinen = self._known(an if an and an < self._today() else None)
        return self._cover(dondurmalar, gun, bilinen)

    def _cover(self, dondurmalar: list[TasfiyeDondurma], gun: dt.date, bilinen: Bilinen) -> list[dict[str, Any]]:
        acik = [d for d in dondurmalar if d.binds(gun)]
        bulunan = bilinen.resolve(acik)
        dizinler = [(d, bilinen.index([d], gun, bulunan)) for d in acik]
        dosyalar: dict[str, list[tuple[Dosya, str | None]]] = {d.no: [] for d in dondurmalar}
        with self.depo.reader() as baglanti, self.depo.reader() as yan:
            bagli = bilinen.hanging(yan) if acik else set()
            for dosya, liste in defter.files_with_lists(baglanti):
                if self.yetki.may_see(GizlilikDerecesi.YOK, dosya.birim):
                    digerleri = bilinen.bound_to(yan, dosya) if dosya.kimlik in bagli else ()
                    for dondurma, dizin in dizinler:
                        if dizin.on(dosya, digerleri):
                            dosyalar[dondurma.no].append((dosya, liste))
        return [
            {
                **d.as_dict(),
                "acik": d.binds(gun),
                "dosyalar": [dosya.kimlik for dosya, _ in dosyalar[d.no]],
                "dosya_sayisi": len(dosyalar[d.no]),
                "kapali_sayisi": sum(dosya.kapanis is not None for dosya, _ in dosyalar[d.no]),
                "listedeki_sayisi": sum(liste is not None for _, liste in dosyalar[d.no]),
            }
            for d in dondurmalar
        ]

    def _next_hold_no(self) -> str:
        with self.depo.reader() as baglanti:
            return kayitlar.next_hold_no(baglanti, self._today().year)


def targets_from_rows(satirlar: Iterable[str]) -> tuple[Kapsam, ...]:
    """Return the targets of a table: CSV with a heading ``tur`` and ``deger``, comma or semicolon.

    Raises:
        GirdiHatasi: SAK-031 no such heading, or a line that names nothing known.
    """
    metin = [satir.lstrip("\ufeff") for satir in satirlar]
    ayrac = ";" if metin and ";" in metin[0] else ","
    try:
        okunan = list(csv.DictReader(metin, delimiter=ayrac))
    except csv.Error as hata:
        raise GirdiHatasi("SAK-031", "tablo", verilen=str(hata), bilinenler=", ".join(KapsamTuru)) from None
    return tuple(_target(no, satir) for no, satir in enumerate(okunan, start=2))


def _target(no: int, satir: Mapping[str, str | None]) -> Kapsam:
    tur, deger = ((satir.get(ad) or "").strip() for ad in _BASLIKLAR)
    try:
        turu = KapsamTuru(tur)
    except ValueError:
        turu = None
    if turu is None or not deger:
        raise GirdiHatasi("SAK-031", f"satır {no}", verilen=tur, bilinenler=", ".join(KapsamTuru))
    return Kapsam(turu, deger)


def _find(baglanti: Connection, no: str) -> TasfiyeDondurma:
    deger = kayitlar.hold(baglanti, no)
    if deger is None:
        raise GirdiHatasi("SAK-032", no)
    return TasfiyeDondurma.from_dict(deger)
