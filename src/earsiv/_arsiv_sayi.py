# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The part of ``Arsiv`` that reports on document numbers: gaps, clashes, order. It gives no number to anything; the EBYS does.

Who may look at the whole archive gets every series whole: a record they may not see takes up its number and nothing else of it is
told. Everybody else asks for one unit they may see, and what they may not see does not exist for them: the report says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import Connection

from earsiv._arsiv_taban import ArsivTabani
from earsiv.errors import GirdiHatasi, YetkiHatasi
from earsiv.model import GizlilikDerecesi, Islem, NumaraliBelge, SayiKapsami, SeriRaporu, Yetki
from earsiv.model.sayi_seri import KapsamBul, series
from earsiv.store import sayilar


class SayiIsleri(ArsivTabani):
    """Questions about numbers."""

    def number_report(self, yil: int | None = None, birim: str | None = None) -> SeriRaporu:
        """Return gaps, clashes and order of the archive's own document numbers, series by series, in the frame of the profile.

        Args:
            yil: only the series of this year.
            birim: only the series of this DETSİS number or unit.

        Raises:
            YetkiHatasi: YET-003 the whole archive asked by somebody who may not look at it; YET-004 a unit that is not theirs.
            GirdiHatasi: SAY-036 a year or unit asked for where series are not divided by it.
        """
        butun = Islem.DENETIM in self.yetki.islemler
        if not butun:
            self._require(Islem.GOR if birim else Islem.DENETIM)
        if birim and not butun and not self.yetki.may_see(GizlilikDerecesi.YOK, birim):
            raise YetkiHatasi("YET-004", birim, birim=birim)
        kurum = self.depo.ayarlar.detsis
        with self.depo.reader() as baglanti:
            rapor = series(
                _Akis(baglanti, self.yetki, butun=butun),
                self._frame(yil, birim),
                kurum=kurum,
                birimler=sayilar.units(baglanti) | ({kurum} if kurum else set()),
                yil=yil,
                birim=birim or None,
                bugun=self._today(),
                tam=butun or (self.yetki.derece is GizlilikDerecesi.CGZ and self.yetki.birimler is None),
            )
            gosterilen = {b.kimlik for c in rapor.catismalar for b in c.belgeler}
            gizli = sorted(k for k, d in sayilar.degrees(baglanti, gosterilen).items() if d > GizlilikDerecesi.YOK)
        if gizli:
            with self.depo.transaction(self.yetki.aktor) as kayit:
                kayit.audit("sayi_denetle", "arsiv", {"gizli": gizli})
        return rapor

    def _frame(self, yil: int | None, birim: str | None) -> KapsamBul:
        """Return the frame of numbers by day, after holding the question against it.

        Raises:
            GirdiHatasi: SAY-036.
        """
        bugun = self._today()
        profil = self._known().profil

        def kapsam_of(gun: dt.date | None) -> SayiKapsami:
            return SayiKapsami(str(profil.get("sayi_kapsami", gun or bugun)))

        sorulan = kapsam_of(bugun if yil is None else min(bugun, dt.date(min(max(yil, 1), 9999), 12, 31)))
        if yil is not None and sorulan is SayiKapsami.SUREKLI:
            raise GirdiHatasi("SAY-036", str(yil), kapsam=sorulan, neye="yıla")
        if birim and sorulan in {SayiKapsami.KURUM_YIL, SayiKapsami.SUREKLI}:
            raise GirdiHatasi("SAY-036", birim, kapsam=sorulan, neye="birime")
        return kapsam_of


class _Akis:
    """The records the actor's report is made of; every reading of it gives the same, within one snapshot."""

    def __init__(self, baglanti: Connection, yetki: Yetki, *, butun: bool) -> None:
        self._baglanti = baglanti
        self._yetki = yetki
        self._butun = butun

    def __iter__(self) -> Iterator[NumaraliBelge]:
        for belge, gizlilik in sayilar.numbered(self._baglanti):
            if self._yetki.may_see(gizlilik, belge.birim):
                yield belge
            elif self._butun:
                yield belge._replace(gorunur=False)
