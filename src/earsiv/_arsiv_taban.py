# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The ground that the parts of ``Arsiv`` stand on: the open store, the actor's rights, what may be seen. Decides nothing else.

What an actor may not see does not exist for them: the same error answers for "absent" and "not yours".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import attrs
from sqlalchemy import Connection

from earsiv import _clock, arama, imza, store
from earsiv._bilinen import Bilinen
from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv.arama.sorgu import Ve
from earsiv.errors import DepoHatasi, GirdiHatasi, YetkiHatasi
from earsiv.model import Belge, Dosya, GizlilikDerecesi, Islem, Yetki
from earsiv.sdp import EtkinPlan
from earsiv.store import defter, kalintilar, kayitlar
from earsiv.tarama import Ocr

_SORGU_YIGINI = 1_000
_HER_ONEK = 1_000_000


class ArsivTabani:
    """What every part of the facade has."""

    def __init__(
        self,
        depo: store.Depo,
        yetki: Yetki,
        *,
        limits: Sinirlar = VARSAYILAN,
        ocr: Ocr | None = None,
        guven: imza.GuvenDeposu | None = None,
        kanit: imza.KanitKaynagi | None = None,
    ) -> None:
        """Take an open store and the actor's rights; use ``earsiv.open`` or ``earsiv.create``."""
        self.depo = depo
        self.yetki = yetki
        self._limits = limits
        self._ocr = ocr or Ocr(sinirlar=limits)
        self._guven, self._kanit = guven, kanit
        self._dizin = arama.Dizin(depo.kok / "dizin", depo.ayarlar.arka_uc, limits)
        self._dizinleyici = arama.Dizinleyici(depo, self._dizin, yetki.aktor)

    def close(self) -> None:
        """Release index and ledger."""
        self._dizin.close()
        self.depo.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, tur: type[BaseException] | None, deger: BaseException | None, iz: TracebackType | None) -> None:
        self.close()

    @property
    def plan(self) -> EtkinPlan:
        """The effective plan of the institution today, with its overlay."""
        return self._known().plan(self._today())

    def today(self) -> dt.date:
        """Return the civil day in Turkey by the archive's clock."""
        return self._today()

    # -- what may be seen -------------------------------------------------------------------------------------------

    def dosya(self, kimlik: str) -> Dosya:
        """Return a file by id.

        Raises:
            YetkiHatasi: YET-002 absent or not to be seen.
        """
        with self.depo.reader() as baglanti:
            satir = defter.find(baglanti, "dosya", kimlik)
        if satir is None or not self.yetki.may_see(GizlilikDerecesi.YOK, satir["birim"]):
            raise YetkiHatasi("YET-002", kimlik)
        return defter.dosya_of(satir)

    def dosyalar(self) -> list[Dosya]:
        """Return the files the actor may see, by code and opening.

        Raises:
            YetkiHatasi: YET-003.
        """
        with self.depo.reader() as baglanti:
            gorulen = [d for d in defter.files(baglanti) if self.yetki.may_see(GizlilikDerecesi.YOK, d.birim)]
        if gorulen:
            self._require(Islem.GOR)
        return gorulen

    def belge(self, kimlik: str) -> Belge:
        """Return a record by id.

        Raises:
            YetkiHatasi: YET-002 absent or not to be seen.
        """
        with self.depo.reader() as baglanti:
            satir = defter.find(baglanti, "belge", kimlik)
        if satir is None or not self.yetki.may_see(GizlilikDerecesi(satir["gizlilik"]), satir["birim"]):
            raise YetkiHatasi("YET-002", kimlik)
        return defter.belge_of(satir)

    def belgeler(self, dosya: str | None = None) -> list[Belge]:
        """Return the records the actor may see, of one file or all.

        Raises:
            YetkiHatasi: YET-003.
        """
        with self.depo.reader() as baglanti:
            gorulen = [b for b in defter.records(baglanti, dosya) if self.yetki.may_see(b.gizlilik, b.birim)]
        if gorulen:
            self._require(Islem.GOR)
        return gorulen

    # -- helpers ----------------------------------------------------------------------------------------------------

    def _today(self) -> dt.date:
        return _clock.today(self.depo.saat)

    def _known(self, itibariyla: dt.date | None = None) -> Bilinen:
        """Return what the archive knows, or knew at the end of a past day.

        Raises:
            GirdiHatasi: SAK-030 a day that is not over yet.
        """
        if itibariyla is not None and itibariyla > self._today():
            raise GirdiHatasi("SAK-030", itibariyla.isoformat())
        return Bilinen(self.depo, self._found_by, itibariyla)

    def _found_by(self, sorgu: str) -> set[str]:
        """Return every record a stored query finds, whoever asks: a hold binds also what this actor may not see.

        A search looks at pages; here the words of a query may stand on different pages of a record.
        """
        self._settle_index()
        return self._in_index(sorgu)

    def _found_now(self, sorgu: str) -> set[str]:
        """Return every record a stored query may find, writing nothing: one that is not indexed yet may be what is looked for."""
        with self.depo.reader() as baglanti:
            bekleyen = set(defter.owed(baglanti, "dizin"))
        return self._in_index(sorgu) | bekleyen

    def _in_index(self, sorgu: str) -> set[str]:
        agac = arama.parse(sorgu, self._limits)
        dallar = [attrs.evolve(agac, hepsi=(dal,)) for dal in agac.hepsi]
        return set.intersection(*(self._records_with(dal) for dal in dallar))

    def _records_with(self, agac: Ve) -> set[str]:
        """Return the records with a page that a query finds, however many there are."""
        herkes = Yetki.full(self.yetki.aktor)
        bulunan: set[str] = set()
        bas = 0
        sinirsiz = attrs.evolve(self._limits, onek_acilim=_HER_ONEK)  # a search may cut a prefix short, a hold may not
        dizin = arama.Dizin(self.depo.kok / "dizin", self.depo.ayarlar.arka_uc, sinirsiz)
        try:
            while True:
                sayfa = dizin.search(agac, herkes, adet=_SORGU_YIGINI, bas=bas)
                bulunan.update(i.belge for i in sayfa.isabetler)
                bas += _SORGU_YIGINI
                if bas >= sayfa.toplam or not sayfa.isabetler:
                    return bulunan
        finally:
            dizin.close()

    def _settle_index(self) -> int:
        """Index what is owed: records by themselves, and those whose file was filed elsewhere."""
        with self.depo.reader() as baglanti:
            yayilacak = bool(defter.owed(baglanti, "icindekiler"))
        if yayilacak:
            with self.depo.transaction(self.yetki.aktor) as islem:
                defter.spread_debts(islem.baglanti)
        return self._dizinleyici.settle()

    def clean_traces(self) -> bool:
        """Remove what destroyed records left in index, counts and free pages of the ledger; tell whether nothing is owed any more.

        Raises:
            DepoHatasi: the disk or the ledger; it stays owed.
        """
        temiz = self._dizinleyici.purge()
        with self.depo.reader() as baglanti:
            borc = defter.owed(baglanti, kalintilar.TEMIZLIK)
        if not borc:
            return temiz
        if not kalintilar.scrub(self.depo):
            return False
        with self.depo.transaction(self.yetki.aktor) as islem:
            defter.settle(islem.baglanti, kalintilar.TEMIZLIK, borc)
        return temiz

    def _require(self, islem: Islem) -> None:
        """Refuse an act the actor has no power for, and log the refusal.

        Raises:
            YetkiHatasi: YET-003.
        """
        if islem in self.yetki.islemler:
            return
        with self.depo.transaction(self.yetki.aktor) as kayit:
            kayit.audit("yetki_red", "arsiv", {"islem": str(islem)})
        raise YetkiHatasi("YET-003", str(islem), aktor=self.yetki.aktor, islem=islem)

    def _log_read(self, eylem: str, belge: Belge) -> None:
        """Log that a confidential record was read."""
        if belge.gizlilik > GizlilikDerecesi.YOK:
            with self.depo.transaction(self.yetki.aktor) as kayit:
                kayit.audit(eylem, belge.kimlik, {"gizlilik": belge.gizlilik.name})

    def _next_in_register(self, tur: str) -> Callable[[], str]:
        """Return what tells the next free number of a register."""

        def numara() -> str:
            with self.depo.reader() as baglanti:
                return kayitlar.next_no(baglanti, tur, self._today().year)

        return numara

    def _write_setting(
        self,
        tur: str,
        kimlik: str,
        deger: dict[str, Any],
        eski: dict[str, Any] | None,
        eylem: str,
        ayrinti: dict[str, Any],
        icerik: dict[str, bytes] | None = None,
    ) -> None:
        """Write the next version of a decision or entry, unless somebody else wrote it since it was read.

        Raises:
            DepoHatasi: DEP-016 another writer was faster.
        """

        def kosul(baglanti: Connection) -> None:
            if kayitlar.setting(baglanti, kimlik) != eski:
                raise DepoHatasi("DEP-016", kimlik)

        nesne = {"kimlik": kimlik, "icerik": deger}
        self.depo.save(tur, kimlik, nesne, icerik, aktor=self.yetki.aktor, eylem=eylem, ayrinti=ayrinti, kosul=kosul)

    def _write_numbered(self, tur: str, numara: Callable[[], str], deger_of: Callable[[str], dict[str, Any]], **islem: Any) -> str:
        """Write an object under the next free number; where another writer took that number meanwhile, take the one after.

        Raises:
            DepoHatasi: DEP-005…DEP-009 the disk or the ledger; DEP-016 others were faster many times in a row.
        """
        kalan = _DENEME
        while True:
            no = numara()
            try:
                self.depo.save(tur, no, deger_of(no), aktor=self.yetki.aktor, kosul=_free(no), **islem)
            except DepoHatasi as hata:
                kalan -= 1
                if hata.kod != "DEP-016" or not kalan:
                    raise
            else:
                return no


_DENEME = 50


def _free(no: str) -> Callable[[Connection], None]:
    """Return the condition that a number was not taken since it was read: a later version of another's object is no new one."""

    def kosul(baglanti: Connection) -> None:
        if defter.known(baglanti, no):
            raise DepoHatasi("DEP-016", no)

    return kosul
