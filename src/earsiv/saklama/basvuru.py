# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The clocks of requests and what may follow on what: tables, and values in and out.

A deadline is computed anew from what is written down, so that a day off learned of later moves it. Where the law gives the applicant
time, the day that ends it is taken late; where it gives the institution time, early. Nothing here knows who asked.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Final

import attrs

from earsiv.errors import Bulgu, GirdiHatasi, KuralHatasi, bulgu
from earsiv.model.basvuru import Basvuru, BasvuruDurumu, BasvuruTuru, Cevap, CevapTuru, Itiraz, RetNedeni, SureUzatimi
from earsiv.saklama.engel import ImhaEngeli
from earsiv.saklama.isgunu import RESMI_TAKVIM, IsTakvimi, add_working_days, next_working_day, unknown_years, working_days_between
from earsiv.saklama.profil import VARSAYILAN_PROFIL, KurumProfili


class BasvuruIslemi(StrEnum):
    """What may be done with a request."""

    UZAT = "uzat"
    CEVAPLA = "cevapla"
    ITIRAZ = "itiraz"
    KAPAT = "kapat"
    VAZGEC = "vazgec"  # the applicant took it back


_D = BasvuruDurumu
_I = BasvuruIslemi
GECISLER: Final = {
    (_D.ACIK, _I.UZAT): _D.UZATILDI,
    (_D.ACIK, _I.CEVAPLA): _D.CEVAPLANDI,
    (_D.ACIK, _I.VAZGEC): _D.KAPANDI,
    (_D.UZATILDI, _I.CEVAPLA): _D.CEVAPLANDI,
    (_D.UZATILDI, _I.VAZGEC): _D.KAPANDI,
    (_D.CEVAPLANDI, _I.ITIRAZ): _D.ITIRAZDA,
    (_D.CEVAPLANDI, _I.KAPAT): _D.KAPANDI,
    (_D.ITIRAZDA, _I.KAPAT): _D.KAPANDI,
}
"""What leads where; anything else is refused."""


@attrs.frozen
class TurKurali:
    """What binds a kind of request: the bar it is, and the parameters that hold its times.

    ``sure`` and ``uzun`` are the time to answer and the longer one (empty: there is none), in working days where ``is_gunu``;
    ``itiraz`` the calendar days in which the answer may be objected to (empty: it may not).
    """

    engel: ImhaEngeli | None
    sure: str
    is_gunu: bool = False
    uzun: str = ""
    itiraz: str = ""


TURLER: Final = {
    BasvuruTuru.BILGI_EDINME: TurKurali(
        ImhaEngeli.BILGI_EDINME,
        "bilgi_edinme_is_gunu",
        is_gunu=True,
        uzun="bilgi_edinme_uzun_is_gunu",
        itiraz="bilgi_edinme_itiraz_gun",
    ),
    BasvuruTuru.BILGI_EDINME_ITIRAZ: TurKurali(ImhaEngeli.BILGI_EDINME, "bilgi_edinme_is_gunu", is_gunu=True),
    BasvuruTuru.KVKK_ERISIM: TurKurali(ImhaEngeli.KVKK_TALEBI, "kvkk_talep_gun", itiraz="kvkk_sikayet_gun"),
    BasvuruTuru.KVKK_DUZELTME: TurKurali(ImhaEngeli.KVKK_TALEBI, "kvkk_talep_gun", itiraz="kvkk_sikayet_gun"),
    BasvuruTuru.KVKK_SILME: TurKurali(None, "kvkk_talep_gun", itiraz="kvkk_sikayet_gun"),
}
"""The kinds and their rules; a request to delete holds nothing."""


@attrs.frozen
class Sureler:
    """The clock of a request on one day.

    ``son_gun`` is the last day to answer as things stand, ``ilk_son_gun`` the one without extension, ``itiraz_son_gun`` the last day to
    object (``None`` while there is nothing to object to), ``kalan`` the days left to answer in the unit of the kind (negative: over,
    ``None``: answered), ``kesin`` whether every year on the way is known; ``bulgular`` what a person must look at.
    """

    bugun: dt.date
    ilk_son_gun: dt.date
    son_gun: dt.date
    is_gunu: bool
    itiraz_son_gun: dt.date | None = None
    kalan: int | None = None
    kesin: bool = True
    bulgular: tuple[Bulgu, ...] = ()

    @property
    def gecikti(self) -> bool:
        """Whether the applicant still waits though the time is over."""
        return self.kalan is not None and self.kalan < 0

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "ilk_son_gun": self.ilk_son_gun.isoformat(),
            "son_gun": self.son_gun.isoformat(),
            "is_gunu": self.is_gunu,
            "itiraz_son_gun": self.itiraz_son_gun.isoformat() if self.itiraz_son_gun else None,
            "kalan": self.kalan,
            "gecikti": self.gecikti,
            "kesin": self.kesin,
            "bulgular": [b.as_dict() for b in self.bulgular],
        }


@attrs.frozen
class BasvuruSaati:
    """What the clocks are read by: the institution's calendar and parameters."""

    takvim: IsTakvimi = RESMI_TAKVIM
    profil: KurumProfili = VARSAYILAN_PROFIL

    def times(self, basvuru: Basvuru, bugun: dt.date) -> Sureler:
        """Return the clock of a request on a day."""
        kural = TURLER[basvuru.tur]
        ilk = self._end(basvuru.alindi, kural.sure, is_gunu=kural.is_gunu)
        son = self._end(basvuru.alindi, kural.uzun, is_gunu=kural.is_gunu) if basvuru.uzatma and kural.uzun else ilk
        itiraz = self._objection_end(basvuru.cevap, kural)
        bilinmeyen = unknown_years(basvuru.alindi, max(son, itiraz or son), self.takvim) if kural.is_gunu or itiraz else ()
        kalan = self._left(son, bugun, is_gunu=kural.is_gunu) if basvuru.bekliyor else None
        bulgular = (*bilinmeyen, *_lateness(basvuru, son, kalan))
        return Sureler(bugun, ilk, son, kural.is_gunu, itiraz, kalan, not bilinmeyen, bulgular)

    def _end(self, bas: dt.date, parametre: str, *, is_gunu: bool) -> dt.date:
        """Return the last day of a period, as long as the parameter says on the day it starts from."""
        sayi = int(self.profil.get(parametre, bas) or 0)
        return add_working_days(bas, sayi, self.takvim) if is_gunu else bas + dt.timedelta(days=sayi)

    def _objection_end(self, cevap: Cevap | None, kural: TurKurali) -> dt.date | None:
        """Return the last day to object; one that falls on a day off moves to the next working day, in the applicant's favour."""
        if cevap is None or not kural.itiraz:
            return None
        return next_working_day(self._end(cevap.teblig, kural.itiraz, is_gunu=False), self.takvim)

    def _left(self, son: dt.date, bugun: dt.date, *, is_gunu: bool) -> int:
        """Return the days left; a day off after the last one counts as one day late all the same."""
        if not is_gunu:
            return (son - bugun).days
        sayi = working_days_between(bugun, son, self.takvim)
        return min(sayi, -1) if bugun > son else sayi


def _lateness(basvuru: Basvuru, son: dt.date, kalan: int | None) -> tuple[Bulgu, ...]:
    if kalan is not None and kalan < 0:
        return (bulgu("BIL-015", basvuru.no, son_gun=_gun(son)),)
    if kalan is not None and kalan <= YAKIN:
        return (bulgu("BIL-016", basvuru.no, son_gun=_gun(son), kalan=kalan, birim="iş günü" if TURLER[basvuru.tur].is_gunu else "gün"),)
    if basvuru.cevap and basvuru.cevap.tarih > son:
        return (bulgu("BIL-017", basvuru.no, tarih=_gun(basvuru.cevap.tarih), son_gun=_gun(son)),)
    return ()


YAKIN: Final = 5
"""A deadline this near is told."""


@attrs.frozen
class BasvuruOzeti:
    """A request with its clock on one day."""

    basvuru: Basvuru
    sureler: Sureler

    @property
    def no(self) -> str:
        """The number of the request."""
        return self.basvuru.no

    @property
    def durum(self) -> BasvuruDurumu:
        """Where the request stands."""
        return self.basvuru.durum

    @property
    def kapanabilir(self) -> bool:
        """Whether the request was answered and the time to object is over: it waits to be closed, and what it holds with it."""
        son = self.sureler.itiraz_son_gun
        return self.durum is BasvuruDurumu.CEVAPLANDI and (son is None or son < self.sureler.bugun)

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {**self.basvuru.as_dict(), **self.sureler.as_dict(), "kapanabilir": self.kapanabilir}


# -- acts: each gives the request as it stands afterwards ----------------------------------------------------------------


def extend(basvuru: Basvuru, uzatma: SureUzatimi, saat: BasvuruSaati, bugun: dt.date) -> Basvuru:
    """Lengthen the time to answer, as told to the applicant in writing before the last day of the first period.

    Raises:
        KuralHatasi: BIL-003 not in this state; BIL-004 a day that cannot be; BIL-005 told too late; BIL-006 no such kind.
        GirdiHatasi: BIL-010 no reason, or nobody who contributes.
    """
    yeni = _moved(basvuru, BasvuruIslemi.UZAT)
    if not TURLER[basvuru.tur].uzun:
        raise KuralHatasi("BIL-006", basvuru.no, tur=basvuru.tur.ad, islem="süre uzatma")
    if not uzatma.gerekce or not uzatma.katki:
        raise GirdiHatasi("BIL-010", basvuru.no)
    _require_day(basvuru, uzatma.bildirim, basvuru.alindi, bugun)
    son = saat.times(basvuru, bugun).ilk_son_gun
    if uzatma.bildirim >= son:
        raise KuralHatasi("BIL-005", basvuru.no, son_gun=_gun(son), bildirim=_gun(uzatma.bildirim))
    return attrs.evolve(yeni, uzatma=uzatma)


def answer(basvuru: Basvuru, cevap: Cevap, bugun: dt.date) -> Basvuru:
    """Answer a request, late or in time; what it holds stays held until the time to object is over.

    Raises:
        KuralHatasi: BIL-003, BIL-004.
        GirdiHatasi: BIL-010 refused, wholly or in part, without reason and ground.
    """
    yeni = _moved(basvuru, BasvuruIslemi.CEVAPLA)
    if cevap.tur is not CevapTuru.KABUL and (not cevap.gerekce or cevap.neden is None):
        raise GirdiHatasi("BIL-010", basvuru.no)
    _require_day(basvuru, cevap.tarih, max(basvuru.alindi, basvuru.uzatma.bildirim if basvuru.uzatma else basvuru.alindi), bugun)
    _require_day(basvuru, cevap.teblig, cevap.tarih, bugun)
    return attrs.evolve(yeni, cevap=cevap)


def object_to(basvuru: Basvuru, itiraz: Itiraz, saat: BasvuruSaati, bugun: dt.date) -> Basvuru:
    """Write down that the answer was objected to.

    Raises:
        KuralHatasi: BIL-003, BIL-004; BIL-006 a kind whose answer is final here; BIL-008 after the time to object.
    """
    yeni = _moved(basvuru, BasvuruIslemi.ITIRAZ)
    son = saat.times(basvuru, bugun).itiraz_son_gun
    if son is None or basvuru.cevap is None:
        raise KuralHatasi("BIL-006", basvuru.no, tur=basvuru.tur.ad, islem="itiraz")
    _require_day(basvuru, itiraz.tarih, basvuru.cevap.tarih, bugun)
    if itiraz.tarih > son:
        raise KuralHatasi("BIL-008", basvuru.no, son_gun=_gun(son), tarih=_gun(itiraz.tarih))
    return attrs.evolve(yeni, itiraz=itiraz)


def close(
    basvuru: Basvuru,
    gerekce: str,
    saat: BasvuruSaati,
    bugun: dt.date,
    *,
    itiraz_sonucu: CevapTuru | None = None,
    karar: str = "",
    vazgecildi: bool = False,
) -> Basvuru:
    """Close a request: answered and the time to object over, the objection decided, or taken back by the applicant.

    Raises:
        KuralHatasi: BIL-003; BIL-009 it may still be objected to.
        GirdiHatasi: BIL-010 no reason; BIL-019 what came of the objection is not told, or there was none.
    """
    yeni = _moved(basvuru, BasvuruIslemi.VAZGEC if vazgecildi else BasvuruIslemi.KAPAT)
    if not gerekce.strip():
        raise GirdiHatasi("BIL-010", basvuru.no)
    if (basvuru.durum is BasvuruDurumu.ITIRAZDA) != (itiraz_sonucu is not None):
        raise GirdiHatasi("BIL-019", basvuru.no)
    son = saat.times(basvuru, bugun).itiraz_son_gun
    if basvuru.durum is BasvuruDurumu.CEVAPLANDI and son is not None and bugun <= son:
        raise KuralHatasi("BIL-009", basvuru.no, son_gun=_gun(son))
    itiraz = attrs.evolve(basvuru.itiraz, sonuc=itiraz_sonucu, karar=karar.strip()) if basvuru.itiraz else None
    return attrs.evolve(yeni, itiraz=itiraz, kapanis=bugun, kapanis_gerekcesi=gerekce.strip(), vazgecildi=vazgecildi)


def _moved(basvuru: Basvuru, islem: BasvuruIslemi) -> Basvuru:
    hedef = GECISLER.get((basvuru.durum, islem))
    if hedef is None:
        olanlar = ", ".join(str(i) for d, i in GECISLER if d is basvuru.durum) or "yok"
        raise KuralHatasi("BIL-003", basvuru.no, durum=basvuru.durum.ad, islem=islem, olanlar=olanlar)
    return attrs.evolve(basvuru, durum=hedef)


def _require_day(basvuru: Basvuru, gun: dt.date, en_erken: dt.date, bugun: dt.date) -> None:
    if not en_erken <= gun <= bugun:
        raise KuralHatasi("BIL-004", basvuru.no, gun=_gun(gun), bas=_gun(en_erken), bit=_gun(bugun))


def _gun(gun: dt.date) -> str:
    return f"{gun:%d.%m.%Y}"


# -- the yearly report --------------------------------------------------------------------------------------------------


def count_year(basvurular: Iterable[tuple[Basvuru, Sureler]], yil: int) -> dict[str, dict[str, Any]]:
    """Return the counts of the requests that came in in a year, by kind: received, answered how, refused why, objected to, late."""
    alinan = [(b, s) for b, s in basvurular if b.alindi.year == yil]
    return {str(tur): _counts([(b, s) for b, s in alinan if b.tur is tur]) for tur in BasvuruTuru}


def _counts(grup: list[tuple[Basvuru, Sureler]]) -> dict[str, Any]:
    cevaplar = Counter(str(b.cevap.tur) for b, _ in grup if b.cevap)
    itirazlar = [b.itiraz for b, _ in grup if b.itiraz]
    sonuclar = Counter(str(i.sonuc) if i.sonuc else "acik" for i in itirazlar)
    nedenler = Counter(str(b.cevap.neden) for b, _ in grup if b.cevap and b.cevap.neden)
    return {
        "alinan": len(grup),
        "kabul": cevaplar[CevapTuru.KABUL],
        "kismen": cevaplar[CevapTuru.KISMEN],
        "ret": cevaplar[CevapTuru.RET],
        "vazgecilen": sum(b.vazgecildi for b, _ in grup),
        "bekleyen": sum(b.bekliyor for b, _ in grup),
        "uzatilan": sum(b.uzatma is not None for b, _ in grup),
        "geciken": sum(s.gecikti or bool(b.cevap and b.cevap.tarih > s.son_gun) for b, s in grup),
        "ret_nedenleri": {str(neden): nedenler[str(neden)] for neden in RetNedeni if nedenler[str(neden)]},
        "itiraz": len(itirazlar),
        "itiraz_sonuclari": dict(sorted(sonuclar.items())),
    }
