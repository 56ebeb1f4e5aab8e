# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The part of ``Arsiv`` that keeps the register of requests: information, and personal data.

While a request is open, what it names is held: the hold is opened before the request is written and closed after it, so that whatever a
crash leaves holds too much and never too little. The applicant's name lies in a file of its own beside the entry; entry, ledger and audit
rows know a salted digest. Clocks and what may follow on what are ``earsiv.saklama.basvuru``'s.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, Final, TypeVar

import attrs
from sqlalchemy import Connection

from earsiv import _canon, _clock
from earsiv._arsiv_kvkk import KvkkIsleri
from earsiv._arsiv_takvim import TAKVIM
from earsiv.errors import DepoHatasi, GirdiHatasi, KuralHatasi, YetkiHatasi
from earsiv.model import Basvuru, BasvuruTuru, Cevap, CevapTuru, GizlilikDerecesi, Islem, Itiraz, RetNedeni, SureUzatimi
from earsiv.saklama import Kapsam, TasfiyeDondurma
from earsiv.saklama import basvuru as kural
from earsiv.saklama.basvuran import Basvuran
from earsiv.saklama.basvuru import BasvuruOzeti, BasvuruSaati
from earsiv.saklama.kvkk import KvkkSatiri, deletion_answer
from earsiv.store import kayitlar, ocfl_id

_GIZLI_DOSYA: Final = "basvuran.json"
_E = TypeVar("_E", bound=StrEnum)


class BasvuruIsleri(KvkkIsleri):
    """Requests."""

    # -- the way of a request ---------------------------------------------------------------------------------------

    def open_request(
        self,
        tur: BasvuruTuru | str,
        basvuran: str,
        konu: str,
        kapsam: Iterable[Kapsam],
        *,
        alindi: dt.date | None = None,
        birim: str = "",
        evrak: str = "",
        iletisim: str = "",
        deneme: bool = False,
    ) -> BasvuruOzeti:
        """Enter a request; what it asks for is held from now on, unless it asks for deletion.

        Args:
            basvuran: who asks; kept apart and shown by :meth:`applicant` alone.
            alindi: the day it came in, today when not given.
            birim: the unit that answers (the institution itself when not given).
            evrak: the number of the letter.

        Raises:
            YetkiHatasi: YET-003, YET-004.
            GirdiHatasi: BIL-002 no such kind; BIL-011, BIL-012 name or subject; SAK-021 nothing is named; SDP-001, ARA-001…ARA-003.
            KuralHatasi: BIL-007 a day that has not come.
        """
        self._require(Islem.BASVURU)
        birim = birim or self.depo.ayarlar.detsis
        if not self.yetki.may_see(GizlilikDerecesi.YOK, birim):
            raise YetkiHatasi("YET-004", evrak, birim=birim)
        gizli = Basvuran(" ".join(basvuran.split()), iletisim.strip(), _clock.entropy(16).hex(), tuple(k for k in kapsam if k.deger))
        bugun = self._today()
        ilk = Basvuru(
            "", _one_of(BasvuruTuru, tur, "başvuru türü"), alindi or bugun, konu, birim, gizli.ozet, gizli.masked(), evrak.strip()
        )
        if ilk.alindi > bugun:
            raise KuralHatasi("BIL-007", evrak, gun=f"{ilk.alindi:%d.%m.%Y}")
        if not gizli.ad or not ilk.konu:
            raise GirdiHatasi("BIL-011", evrak)
        if not gizli.kapsam:
            raise GirdiHatasi("SAK-021", evrak)
        gizli.require_unnamed(evrak, ilk.konu, ilk.evrak)
        ilk = attrs.evolve(ilk, dondurma=self._hold_for_request(ilk, gizli.kapsam, deneme=deneme))
        return self._with_clock(self._enter_request(ilk, gizli, deneme=deneme))

    def extend_request(
        self, no: str, gerekce: str, katki: str, *, bildirim: dt.date | None = None, sayi: str = "", deneme: bool = False
    ) -> BasvuruOzeti:
        """Write down that a request takes the longer time and that the applicant was told in writing.

        Args:
            katki: the unit or institution that must contribute.
            bildirim: the day the applicant was told, today when not given; before the last day of the first period.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: BIL-001 no such request; BIL-010 no reason; BIL-012 the reason names the applicant.
            KuralHatasi: BIL-003…BIL-006.
        """
        eski = self._find_request(no)
        self._applicant_of(no).require_unnamed(no, gerekce, katki)
        uzatma = SureUzatimi(bildirim or self._today(), gerekce, katki, sayi.strip())
        yeni = kural.extend(eski, uzatma, self._request_clock(), self._today())
        return self._move_request(eski, yeni, "basvuru_uzat", {"bildirim": uzatma.bildirim.isoformat()}, deneme=deneme)

    def answer_request(
        self,
        no: str,
        tur: CevapTuru | str | None = None,
        *,
        gerekce: str = "",
        neden: RetNedeni | str | None = None,
        tarih: dt.date | None = None,
        teblig: dt.date | None = None,
        sayi: str = "",
        deneme: bool = False,
    ) -> BasvuruOzeti:
        """Write down the answer to a request; what is held stays held until the time to object is over and the request is closed.

        A request to delete is answered with what retention allows, and with the ground where it allows less than was asked; it is
        carried out by nobody here: what may go is proposed for an imha list.

        Args:
            tur: what was answered; for a request to delete it may be left to the archive's own judgement.
            neden: the ground of a refusal, wholly or in part.
            tarih: the day of the answer, today when not given; ``teblig`` the day it reached the applicant, the same when not given.

        Raises:
            YetkiHatasi: YET-003; KVK-006 a request to delete, and the actor does not see every unit.
            GirdiHatasi: BIL-001; BIL-002 no such answer; BIL-010 refused without reason and ground; BIL-012.
            KuralHatasi: BIL-003, BIL-004; KVK-003 more would be deleted than retention allows.
        """
        eski = self._find_request(no)
        gizli = self._applicant_of(no)
        gizli.require_unnamed(no, gerekce)
        gun = tarih or self._today()
        verilen = None if tur is None else _one_of(CevapTuru, tur, "cevap")
        if eski.tur is BasvuruTuru.KVKK_SILME:
            cevap = deletion_answer(no, self._deletable(gizli.kapsam), gun, teblig or gun, verilen, gerekce, sayi.strip())
        elif verilen is None:
            raise GirdiHatasi("BIL-002", no, ne="cevap", verilen="", bilinenler=", ".join(CevapTuru))
        else:
            nedeni = None if neden is None else _one_of(RetNedeni, neden, "ret nedeni")
            cevap = Cevap(gun, verilen, teblig or gun, gerekce, nedeni, sayi.strip())
        yeni = kural.answer(eski, cevap, self._today())
        ayrinti = {"cevap": str(cevap.tur), "neden": str(cevap.neden or ""), "tarih": cevap.tarih.isoformat()}
        return self._move_request(eski, yeni, "basvuru_cevap", ayrinti, deneme=deneme)

    def object_request(self, no: str, *, tarih: dt.date | None = None, sayi: str = "", deneme: bool = False) -> BasvuruOzeti:
        """Write down that the answer was objected to; what is held stays held until the objection is decided.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: BIL-001.
            KuralHatasi: BIL-003, BIL-004, BIL-006; BIL-008 after the time to object.
        """
        eski = self._find_request(no)
        itiraz = Itiraz(tarih or self._today(), sayi.strip())
        yeni = kural.object_to(eski, itiraz, self._request_clock(), self._today())
        return self._move_request(eski, yeni, "basvuru_itiraz", {"tarih": itiraz.tarih.isoformat()}, deneme=deneme)

    def close_request(
        self,
        no: str,
        gerekce: str,
        *,
        itiraz_sonucu: CevapTuru | str | None = None,
        karar: str = "",
        vazgecildi: bool = False,
        deneme: bool = False,
    ) -> BasvuruOzeti:
        """Close a request and release what it holds; asked again, it finishes a release that a crash left undone.

        Args:
            itiraz_sonucu: what came of the objection, where there is one; ``karar`` the number of that decision.
            vazgecildi: the applicant took the request back before it was answered.

        Raises:
            YetkiHatasi: YET-003; YET-005 neither who opened the request nor the üst yönetici.
            GirdiHatasi: BIL-001; BIL-010 no reason; BIL-012; BIL-019 what came of the objection is missing, or there is none.
            KuralHatasi: BIL-003; BIL-009 it may still be objected to.
        """
        eski = self._find_request(no)
        self._applicant_of(no).require_unnamed(no, gerekce)
        sonuc = None if itiraz_sonucu is None else _one_of(CevapTuru, itiraz_sonucu, "itiraz sonucu")
        tutuyor = self._still_holds(eski)
        yeni = eski
        if eski.acik or not tutuyor:
            yeni = kural.close(eski, gerekce, self._request_clock(), self._today(), itiraz_sonucu=sonuc, karar=karar, vazgecildi=vazgecildi)
        soz = f"{no} sayılı başvuru kapandı"
        if tutuyor:
            self._close_hold(eski.dondurma, soz, deneme=True)
        if yeni is not eski:
            self._move_request(eski, yeni, "basvuru_kapat", {"vazgecildi": vazgecildi, "sonuc": str(sonuc or "")}, deneme=deneme)
        if tutuyor and not deneme:
            self._close_hold(eski.dondurma, soz, deneme=False, serbest=_unneeded(eski.dondurma))
        return self._with_clock(yeni)

    def release(self, no: str, gerekce: str, *, deneme: bool = False) -> TasfiyeDondurma:
        """Close a hold, as ``DondurmaIsleri.release``; one that an open request needs is closed with the request alone.

        Raises:
            YetkiHatasi: YET-003, YET-005.
            GirdiHatasi: SAK-032 no such hold; SAK-022 no reason.
            KuralHatasi: SAK-023, SAK-024; BIL-013 an open request needs it.
        """
        self._require(Islem.DONDUR)
        return self._close_hold(no, gerekce, deneme=deneme, serbest=_unneeded(no))

    # -- looking at the register ------------------------------------------------------------------------------------

    def request(self, no: str, an: dt.date | None = None) -> BasvuruOzeti:
        """Return a request with its clock on a day.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: BIL-001.
        """
        return self._with_clock(self._find_request(no), an)

    def requests(self, *, acik: bool | None = None, an: dt.date | None = None) -> list[BasvuruOzeti]:
        """Return the requests of the units the actor may see, oldest first: all, only open ones, or only closed ones.

        Raises:
            YetkiHatasi: YET-003.
        """
        self._require(Islem.BASVURU)
        saat, gun = self._request_clock(), an or self._today()
        with self.depo.reader() as baglanti:
            hepsi = _all(baglanti)
        gorulen = [b for b in hepsi if self.yetki.may_see(GizlilikDerecesi.YOK, b.birim) and (acik is None or b.acik == acik)]
        return [BasvuruOzeti(b, saat.times(b, gun)) for b in sorted(gorulen, key=_order)]

    def overdue_requests(self, an: dt.date | None = None, *, yakin: int = kural.YAKIN) -> list[BasvuruOzeti]:
        """Return the requests that wait for an answer and are late, or due within some days, the most urgent first.

        Raises:
            YetkiHatasi: YET-003.
        """
        bekleyen = [o for o in self.requests(acik=True, an=an) if o.sureler.kalan is not None and o.sureler.kalan <= yakin]
        return sorted(bekleyen, key=lambda o: (o.sureler.son_gun, _order(o.basvuru)))

    def basvuru_report(self, yil: int) -> dict[str, Any]:
        """Return the counts of a year for the yearly report, of the units the actor may see: received, answered how, objected to.

        Raises:
            YetkiHatasi: YET-003.
        """
        turler = kural.count_year(((o.basvuru, o.sureler) for o in self.requests()), yil)
        birimler = None if self.yetki.birimler is None else sorted(self.yetki.birimler)
        return {"yil": yil, "gun": self._today().isoformat(), "birimler": birimler, "turler": turler}

    def applicant(self, no: str) -> dict[str, str]:
        """Return who made a request; that it was asked is logged.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: BIL-001.
        """
        self._find_request(no)
        gizli = self._applicant_of(no)
        with self.depo.transaction(self.yetki.aktor) as kayit:
            kayit.audit("basvuran_oku", no, {})
        return {"no": no, "ad": gizli.ad, "iletisim": gizli.iletisim}

    def deletion_scope(self, no: str) -> tuple[KvkkSatiri, ...]:
        """Return each file a request is about with what retention says of it: the ground of an answer to a request to delete.

        Raises:
            YetkiHatasi: YET-003; KVK-006 the actor does not see every unit.
            GirdiHatasi: BIL-001.
        """
        self._find_request(no)
        return self._deletable(self._applicant_of(no).kapsam)

    # -- helpers ----------------------------------------------------------------------------------------------------

    def _request_clock(self) -> BasvuruSaati:
        return BasvuruSaati(self._calendar(), self._known().profil)

    def _hold_for_request(self, basvuru: Basvuru, kapsam: tuple[Kapsam, ...], *, deneme: bool) -> str:
        """Hold what a request names and return the hold's number; what is wrong with the targets is told for every kind."""
        engel = kural.TURLER[basvuru.tur].engel
        soz = f"{basvuru.tur.ad}, alındığı gün {basvuru.alindi:%d.%m.%Y}"
        if engel is None:  # nothing is held, but the scope must be one
            TasfiyeDondurma.of("", "E7", kapsam, gerekce=soz, acan=self.yetki.aktor, acilis=self._today())
            return ""
        return self._open_hold(engel, kapsam, soz, basvuru.evrak, deneme=deneme).no

    def _enter_request(self, ilk: Basvuru, gizli: Basvuran, *, deneme: bool) -> Basvuru:
        yazilan: list[Basvuru] = []

        def deger_of(no: str) -> dict[str, Any]:
            yazilan.append(attrs.evolve(ilk, no=no))
            return {"kimlik": no, "icerik": yazilan[-1].as_dict()}

        if deneme:
            deger_of(self._next_in_register("basvuru")())
        else:
            ayrinti = {"talep": str(ilk.tur), "alindi": ilk.alindi.isoformat(), "birim": ilk.birim, "dondurma": ilk.dondurma}
            icerik = {_GIZLI_DOSYA: _canon.encode(gizli.as_dict())}
            self._write_numbered("basvuru", self._next_in_register("basvuru"), deger_of, eylem="basvuru", ayrinti=ayrinti, icerik=icerik)
        return yazilan[-1]

    def _find_request(self, no: str) -> Basvuru:
        """Return a request the actor may see.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: BIL-001 absent or not to be seen.
        """
        self._require(Islem.BASVURU)
        with self.depo.reader() as baglanti:
            deger = kayitlar.setting(baglanti, no) if no.startswith(kayitlar.ON_EKLER["basvuru"]) and no != TAKVIM else None
        if deger is None or not self.yetki.may_see(GizlilikDerecesi.YOK, deger["birim"]):
            raise GirdiHatasi("BIL-001", no)
        return _entry(no, deger)

    def _applicant_of(self, no: str) -> Basvuran:
        try:
            return Basvuran.from_dict(json.loads(self.depo.ocfl.read(ocfl_id("basvuru", no), _GIZLI_DOSYA)))
        except (ValueError, KeyError, TypeError):
            raise DepoHatasi("DEP-020", no, alan=_GIZLI_DOSYA) from None

    def _with_clock(self, basvuru: Basvuru, an: dt.date | None = None) -> BasvuruOzeti:
        return BasvuruOzeti(basvuru, self._request_clock().times(basvuru, an or self._today()))

    def _move_request(self, eski: Basvuru, yeni: Basvuru, eylem: str, ayrinti: dict[str, Any], *, deneme: bool) -> BasvuruOzeti:
        if not deneme:
            self._write_setting("basvuru", eski.no, yeni.as_dict(), eski.as_dict(), eylem, ayrinti)
        return self._with_clock(yeni)

    def _still_holds(self, basvuru: Basvuru) -> bool:
        """Tell whether the hold of a request is still there."""
        with self.depo.reader() as baglanti:
            deger = kayitlar.hold(baglanti, basvuru.dondurma) if basvuru.dondurma else None
        return deger is not None and deger["kapanis"] is None


def _one_of(tur: type[_E], verilen: _E | str, ne: str) -> _E:
    try:
        return tur(verilen)
    except ValueError:
        raise GirdiHatasi("BIL-002", ne, ne=ne, verilen=verilen, bilinenler=", ".join(tur)) from None


def _entry(no: str, deger: Mapping[str, Any]) -> Basvuru:
    """Return the request of a row.

    Raises:
        DepoHatasi: DEP-020 the row is none.
    """
    try:
        return Basvuru.from_dict(deger)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise DepoHatasi("DEP-020", no, alan="başvuru") from None


def _all(baglanti: Connection) -> list[Basvuru]:
    return [_entry(kimlik, deger) for kimlik, deger in kayitlar.settings(baglanti, "basvuru").items() if kimlik != TAKVIM]


def _order(basvuru: Basvuru) -> tuple[int, int]:
    yil, _, sira = basvuru.no.partition("-")[2].partition("/")
    return int(yil), int(sira)


def _unneeded(dondurma: str) -> Callable[[Connection], None]:
    """Return what refuses to close a hold while an open request needs it.

    Raises:
        KuralHatasi: BIL-013.
    """

    def serbest(baglanti: Connection) -> None:
        tutan = next((b.no for b in _all(baglanti) if b.acik and b.dondurma == dondurma), None)
        if tutan is not None:
            raise KuralHatasi("BIL-013", dondurma, basvuru=tutan)

    return serbest
