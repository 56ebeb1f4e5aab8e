# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``Arsiv``: the facade. It opens, checks rights, calls the rooms, and writes the audit row in the same transaction.

No rule lives here. What an actor may not see does not exist for them: the same error answers for "absent" and "not yours".
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from earsiv import _clock, arama, eyazisma, imza, kabul, store
from earsiv._arsiv_kvkk import KvkkIsleri
from earsiv._arsiv_plan import PlanIsleri
from earsiv._arsiv_rapor import RaporIsleri
from earsiv._arsiv_sayi import SayiIsleri
from earsiv._arsiv_siniflama import SiniflamaIsleri
from earsiv.errors import Bulgu
from earsiv.model import GizlilikDerecesi, Islem
from earsiv.store import defter, ocfl_id
from earsiv.store.denetle import check as check_store
from earsiv.tarama import Sayfa, decode_pages

Ilerleme = Callable[[int, int, str], None]
"""Called with (done, in all, what) while long work goes on."""


class Arsiv(PlanIsleri, SiniflamaIsleri, SayiIsleri, RaporIsleri, KvkkIsleri):
    """An open archive; a context manager. Every verb checks the actor's powers first."""

    # -- packages and signatures ------------------------------------------------------------------------------------

    def read_package(self, yol: Path | str) -> eyazisma.Paket:
        """Open an e-Yazışma package; the caller closes it.

        Raises:
            GirdiHatasi: KAB-001, PKT-…, EYP-…, XML-….
        """
        return eyazisma.read(yol, self._limits)

    def verify(self, neyi: eyazisma.Paket | Path | str) -> eyazisma.PaketRaporu | imza.DogrulamaSonucu:
        """Judge a package, or a signed PDF or CMS file, with the roots this archive was opened with.

        Raises:
            GirdiHatasi: KAB-001 not readable at all.
        """
        if isinstance(neyi, eyazisma.Paket):
            return eyazisma.verify(neyi, guven=self._guven, kanit=self._kanit, saat=self.depo.saat, sinirlar=self._limits)
        return imza.verify_file(Path(neyi), guven=self._guven, kanit=self._kanit, saat=self.depo.saat, sinirlar=self._limits)

    def renewals(self, son: dt.date) -> list[imza.Yenileme]:
        """Return what must be done about kept signatures until a day, most urgent first: the renewal watch over the whole archive.

        Raises:
            YetkiHatasi: YET-003 the actor may not look at the whole archive.
        """
        self._require(Islem.DENETIM)
        return imza.renewals(((b.kimlik, self._verdicts(b.kimlik)["imza"]) for b in self.belgeler()), son)

    # -- intake -----------------------------------------------------------------------------------------------------

    def add(self, yol: Path | str, **bilgi: Any) -> kabul.KabulKalemi:
        """Take one package, PDF or scan in; keywords are the fields of :class:`earsiv.kabul.KabulBilgisi`.

        Raises:
            YetkiHatasi: YET-003.
            DepoHatasi: the store cannot take it.
        """
        return self.add_all([Path(yol)], kabul.KabulBilgisi(**bilgi)).kalemler[0]

    def add_all(
        self,
        yollar: Iterable[Path | str],
        bilgi: kabul.KabulBilgisi | None = None,
        *,
        deneme: bool = False,
        ilerleme: Ilerleme | None = None,
    ) -> kabul.KabulRaporu:
        """Take in files, folders and lists; each item is one transaction, a bad one is reported and the rest goes on.

        Args:
            bilgi: what is known of all of them; a list's own columns win.
            deneme: report what would happen and write nothing.

        Raises:
            YetkiHatasi: YET-003.
            DepoHatasi: the store cannot take more; what was taken in stays.
        """
        self._require(Islem.KABUL)
        rapor_ = self._alici().take_all([Path(y) for y in yollar], bilgi or kabul.KabulBilgisi(), deneme=deneme, ilerleme=ilerleme)
        if not deneme:
            self._settle_index()
        return rapor_

    def process_pending(self, *, ilerleme: Ilerleme | None = None) -> dict[str, int]:
        """Do the work that is owed: texts that wait for OCR, records that are not indexed, traces of what was destroyed.

        Raises:
            YetkiHatasi: YET-003.
        """
        self._require(Islem.KABUL)
        okunan, bekleyen = self._alici().read_waiting(ilerleme=ilerleme)
        self.clean_traces()
        return {"okunan": okunan, "bekleyen": bekleyen, "dizinlenen": self._settle_index()}

    # -- records ----------------------------------------------------------------------------------------------------

    def pages(self, kimlik: str) -> tuple[Sayfa, ...]:
        """Return the pages of a record with text and boxes.

        Raises:
            YetkiHatasi: YET-002, YET-003.
        """
        belge = self.belge(kimlik)
        self._require(Islem.GOR)
        return decode_pages(self.depo.ocfl.read(ocfl_id("belge", belge.kimlik), "metin.jsonl"))

    def show(self, kimlik: str) -> dict[str, Any]:
        """Return a record with its file, verdicts, retention and story; a confidential one is logged as read.

        Raises:
            YetkiHatasi: YET-002, YET-003.
        """
        belge = self.belge(kimlik)
        self._require(Islem.GOR)
        self._log_read("goster", belge)
        with self.depo.reader() as baglanti:
            izler = [s for s in defter.audit_rows(baglanti) if s.nesne in {kimlik, belge.dosya}]
        return {
            **belge.as_dict(),
            "dosya_kaydi": self.dosya(belge.dosya).as_dict() if belge.dosya else None,
            "saklama": self.retention(kimlik).as_dict() if belge.dosya else None,
            **self._verdicts(kimlik),
            "gecmis": [{"sira": s.sira, "zaman": s.zaman, "aktor": s.aktor, "eylem": s.eylem} for s in izler],
        }

    def export(self, kimlik: str, hedef: Path | str) -> Path:
        """Copy the original bytes of a record into a folder, under its own (made safe) name; never overwrites.

        Raises:
            YetkiHatasi: YET-002, YET-003.
            GirdiHatasi: KAB-013 the name is taken there.
            DepoHatasi: DEP-014 the bytes are no longer those that came in.
        """
        belge = self.belge(kimlik)
        self._require(Islem.GOR)
        self._log_read("cikar", belge)
        return store.copy_out(self.depo, belge, Path(hedef))

    # -- search -----------------------------------------------------------------------------------------------------

    def search(
        self, metin: str, *, kod: str = "", birim: str = "", yil: tuple[int | None, int | None] = (None, None), adet: int = 20
    ) -> arama.AramaCevabi:
        """Find pages by Turkish full text; only what the actor may see is found or counted.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: ARA-001…ARA-003 the query.
        """
        self._require(Islem.GOR)
        basla = _clock.stopwatch()
        sorgu = arama.parse(metin, self._limits)
        suzgec = arama.Suzgec(kod, birim, *yil)
        self._settle_index()
        bulunan = self._dizin.search(sorgu, self.yetki, suzgec, adet=adet)
        sonuclar = arama.present(self.depo, sorgu, bulunan.isabetler, self.yetki)
        gizli = sorted({s.belge.kimlik for s in sonuclar if s.belge.gizlilik > GizlilikDerecesi.YOK})
        if gizli:
            with self.depo.transaction(self.yetki.aktor) as kayit:
                kayit.audit("ara", "arsiv", {"sorgu": metin, "gizli": gizli})
        return arama.AramaCevabi(bulunan.toplam, round((_clock.stopwatch() - basla) * 1000, 1), sonuclar)

    def rebuild_index(self, *, ilerleme: Ilerleme | None = None) -> int:
        """Build the index anew from the records and return how many went in; the old one serves until the swap.

        Raises:
            YetkiHatasi: YET-003.
            DepoHatasi: DEP-023 another process writes it.
        """
        self._require(Islem.DENETIM)
        return self._dizinleyici.rebuild(ilerleme)

    # -- check ------------------------------------------------------------------------------------------------------

    def check(self, *, tam: bool = True, ilerleme: Ilerleme | None = None) -> list[Bulgu]:
        """Hold files, ledger, audit trail and index against each other; an empty answer means all of it holds.

        Args:
            tam: read every byte; otherwise digests of inventories, rows and the audit chain.

        Raises:
            YetkiHatasi: YET-003.
        """
        self._require(Islem.DENETIM)
        kisa = (lambda n, toplam: ilerleme(n, toplam, "denetle")) if ilerleme else None
        bulgular = list(check_store(self.depo, tam=tam, ilerleme=kisa))
        return bulgular or list(self._dizinleyici.check())

    def counts(self) -> dict[str, int]:
        """Return how many records, files, lists and audit rows there are, and how much work is owed."""
        self._require(Islem.DENETIM)
        with self.depo.reader() as baglanti:
            return defter.counts(baglanti)

    # -- helpers ----------------------------------------------------------------------------------------------------

    def _verdicts(self, kimlik: str) -> dict[str, Any]:
        return dict(json.loads(self.depo.ocfl.read(ocfl_id("belge", kimlik), "imza.json")))
