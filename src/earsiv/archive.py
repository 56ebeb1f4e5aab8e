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
from types import TracebackType
from typing import Any, Self

from earsiv import _clock, arama, ayiklama, eyazisma, imza, kabul, rapor, sdp, store
from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv.errors import Bulgu, DepoHatasi, GirdiHatasi, ImhaHatasi, YetkiHatasi
from earsiv.model import Belge, Dosya, GizlilikDerecesi, ImhaListesi, Islem, ListeDurumu, Yetki
from earsiv.saklama import SaklamaHesabi, compute
from earsiv.store import defter, ocfl_id
from earsiv.store.denetle import check as check_store
from earsiv.tarama import Ocr, Sayfa, decode_pages

Ilerleme = Callable[[int, int, str], None]
"""Called with (done, in all, what) while long work goes on."""


class Arsiv:
    """An open archive; a context manager. Every verb checks the actor's powers first."""

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
        self.plan = sdp.effective(depo.ayarlar.plan)
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

    # -- files and intake -------------------------------------------------------------------------------------------

    def open_dosya(self, kod: str, ad: str = "", *, birim: str = "", acilis: dt.date | None = None, deneme: bool = False) -> Dosya:
        """Open a file under a plan code, in a unit (the institution itself when not given).

        Raises:
            YetkiHatasi: YET-003, YET-004.
            GirdiHatasi: SDP-001…SDP-007 the code may not be used.
        """
        self._require(Islem.DOSYA)
        birim = birim or self.depo.ayarlar.detsis
        if not self.yetki.may_see(GizlilikDerecesi.YOK, birim):
            raise YetkiHatasi("YET-004", kod, birim=birim)
        return self._alici().open_dosya(kod, birim, ad, acilis or _clock.today(self.depo.saat), deneme=deneme)

    def close_dosya(self, kimlik: str, kapanis: dt.date | None = None, *, deneme: bool = False) -> Dosya:
        """Close a file; its retention clock starts with the year after.

        Raises:
            YetkiHatasi: YET-002, YET-003.
            KuralHatasi: SAK-008…SAK-010.
        """
        self._require(Islem.DOSYA)
        return self._alici().close_dosya(self.dosya(kimlik), kapanis or _clock.today(self.depo.saat), deneme=deneme)

    def file(self, kimlik: str, *, dosya: str = "", kod: str = "") -> Belge:
        """Put a record that waits for classification into a file, or into the subject file of a code.

        Raises:
            YetkiHatasi: YET-002…YET-004.
            KuralHatasi: SAK-007, SAK-011; IMH-015 the file stands on a list.
            GirdiHatasi: KAB-009 no such file; SDP-… the code.
        """
        self._require(Islem.DOSYA)
        yeni = self._alici().file(self.belge(kimlik), kabul.KabulBilgisi(dosya=dosya, kod=kod))
        self._dizinleyici.settle()
        return yeni

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
        """Return the files the actor may see, by code and opening."""
        with self.depo.reader() as baglanti:
            return [d for d in defter.files(baglanti) if self.yetki.may_see(GizlilikDerecesi.YOK, d.birim)]

    def belgeler(self, dosya: str | None = None) -> list[Belge]:
        """Return the records the actor may see, of one file or all."""
        with self.depo.reader() as baglanti:
            return [b for b in defter.records(baglanti, dosya) if self.yetki.may_see(b.gizlilik, b.birim)]

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
            self._dizinleyici.settle()
        return rapor_

    def process_pending(self, *, ilerleme: Ilerleme | None = None) -> dict[str, int]:
        """Do the work that is owed: read texts that were waiting for OCR, index what is not indexed yet.

        Raises:
            YetkiHatasi: YET-003.
        """
        self._require(Islem.KABUL)
        okunan, bekleyen = self._alici().read_waiting(ilerleme=ilerleme)
        return {"okunan": okunan, "bekleyen": bekleyen, "dizinlenen": self._dizinleyici.settle()}

    # -- records ----------------------------------------------------------------------------------------------------

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

    def pages(self, kimlik: str) -> tuple[Sayfa, ...]:
        """Return the pages of a record with text and boxes.

        Raises:
            YetkiHatasi: YET-002.
        """
        return decode_pages(self.depo.ocfl.read(ocfl_id("belge", self.belge(kimlik).kimlik), "metin.jsonl"))

    def show(self, kimlik: str) -> dict[str, Any]:
        """Return a record with its file, verdicts, retention and story; a confidential one is logged as read.

        Raises:
            YetkiHatasi: YET-002.
        """
        belge = self.belge(kimlik)
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
            YetkiHatasi: YET-002.
            GirdiHatasi: KAB-013 the name is taken there.
            DepoHatasi: DEP-014 the bytes are no longer those that came in.
        """
        belge = self.belge(kimlik)
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
        self._dizinleyici.settle()
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

    # -- retention and lists ----------------------------------------------------------------------------------------

    def retention(self, kimlik: str, bugun: dt.date | None = None) -> SaklamaHesabi:
        """Return the retention account of a file, or of the file a record lies in.

        Raises:
            YetkiHatasi: YET-002.
            GirdiHatasi: KAB-014 the record is not filed yet.
        """
        dosya = self._dosya_of(kimlik)
        return compute(dosya.kod, dosya.kapanis, bugun or _clock.today(self.depo.saat), plan=self._plan_of(dosya))

    def explain(self, kimlik: str, bugun: dt.date | None = None) -> str:
        """Return the retention account as a Turkish text of numbered steps.

        Raises:
            YetkiHatasi: YET-002.
            GirdiHatasi: KAB-014.
        """
        from earsiv.saklama import explain

        return explain(self.retention(kimlik, bugun))

    def _dosya_of(self, kimlik: str) -> Dosya:
        try:
            return self.dosya(kimlik)
        except YetkiHatasi:
            belge = self.belge(kimlik)
        if not belge.dosya:
            raise GirdiHatasi("KAB-014", kimlik)
        return self.dosya(belge.dosya)

    def _plan_of(self, dosya: Dosya) -> sdp.EtkinPlan:
        """Return the plan and version a file was filed under, whatever binds the institution today."""
        return sdp.EtkinPlan(dosya.plan, (sdp.load(dosya.plan, dosya.plan_surumu),))

    def sweep(self, an: dt.date | None = None, *, birim: str | None = None) -> ayiklama.Supurme:
        """Judge every file the actor may see on one day and sort it by what may happen to it."""
        self._require(Islem.GOR)
        with self.depo.reader() as baglanti:
            ozetler = [self._summary(baglanti, d) for d in self.dosyalar()]
        return ayiklama.sweep(ozetler, self._plan_of, an or _clock.today(self.depo.saat), birim=birim)

    @staticmethod
    def _summary(baglanti: Any, dosya: Dosya) -> ayiklama.DosyaOzeti:
        belgeler = list(defter.records(baglanti, dosya.kimlik))
        tarihler = [b.tarih for b in belgeler if b.tarih]
        return ayiklama.DosyaOzeti(
            dosya=dosya,
            adet=len(belgeler),
            ilk=min(tarihler, default=None),
            son=max(tarihler, default=None),
            sayilar=tuple(b.sayi for b in belgeler if b.sayi),
            liste=defter.list_of_file(baglanti, dosya.kimlik),
        )

    def propose_imha(self, an: dt.date | None = None, *, birim: str | None = None, deneme: bool = False) -> ImhaListesi:
        """Freeze the candidates of one day into a numbered list with its digest.

        Raises:
            YetkiHatasi: YET-003.
            ImhaHatasi: IMH-011 nothing is due; IMH-012 a file came onto another list meanwhile.
        """
        self._require(Islem.LISTE)
        supurme = self.sweep(an, birim=birim)
        with self.depo.reader() as baglanti:
            no = defter.next_list_no(baglanti, supurme.an.year)
        liste = ayiklama.freeze(
            no,
            supurme.adaylar,
            kurum=self.depo.ayarlar.kurum,
            an=supurme.an,
            duzenleyen=self.yetki.aktor,
            duzenlenme=_clock.iso(self.depo.saat.now()),
        )
        if deneme:
            return liste

        def kosul(baglanti: Any) -> None:
            for satir in liste.satirlar:
                if (diger := defter.list_of_file(baglanti, satir.dosya)) is not None:
                    raise ImhaHatasi("IMH-012", satir.dosya, liste=diger)

        deger = {"icerik": liste.content(), "ozet": liste.ozet, "durum": str(ListeDurumu.ONERI)}
        ayrinti = {"liste_ozeti": liste.ozet, "satir": len(liste.satirlar)}
        self.depo.save("liste", no, deger, aktor=self.yetki.aktor, eylem="liste_olustur", ayrinti=ayrinti, kosul=kosul)
        return liste

    def listeler(self) -> list[dict[str, str]]:
        """Return number, digest and state of every list."""
        self._require(Islem.LISTE)
        with self.depo.reader() as baglanti:
            return defter.lists(baglanti)

    def liste(self, no: str) -> ImhaListesi:
        """Return a list by number, after holding it against its digest.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-013 no such list.
            DepoHatasi: IMH-014 the list is no longer what its digest names.
        """
        self._require(Islem.LISTE)
        oid = ocfl_id("liste", no)
        if not self.depo.ocfl.exists(oid):
            raise GirdiHatasi("IMH-013", no)
        deger = json.loads(self.depo.ocfl.read(oid, "liste.json"))
        liste = ImhaListesi.from_content(deger["icerik"], deger["ozet"], ListeDurumu(deger["durum"]))
        if not ayiklama.holds(liste):
            raise DepoHatasi("IMH-014", no)
        return liste

    def report(self, form: str, no: str, bicim: str) -> bytes:
        """Return a form about a list as ``pdf``, ``xlsx`` or ``csv``; the same list gives the same bytes.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: RAP-001 no such form, RAP-002 no such format, IMH-013 no such list.
        """
        rapor.form(form)
        return rapor.write_list(self.liste(no), bicim)

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

    def _alici(self) -> kabul.Alici:
        return kabul.Alici(self.depo, self.plan, self.yetki, self._limits, self._ocr, self._guven, self._kanit)

    def _verdicts(self, kimlik: str) -> dict[str, Any]:
        return dict(json.loads(self.depo.ocfl.read(ocfl_id("belge", kimlik), "imza.json")))

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
