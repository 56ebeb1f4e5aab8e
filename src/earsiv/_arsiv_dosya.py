# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The part of ``Arsiv`` that opens, closes, files, and writes down what happens to a file.

A change never slips a file out of a hold, and never shortens the retention of a file that stands on a list: both are checked in
the transaction that writes it. Earlier filings stay in the file as a trace.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import attrs
from sqlalchemy import Connection

from earsiv import _clock, kabul
from earsiv._arsiv_saklama import SaklamaIsleri
from earsiv.errors import DepoHatasi, GirdiHatasi, KuralHatasi, YetkiHatasi
from earsiv.model import Belge, Dosya, GizlilikDerecesi, Islem, Olay, OlayTuru, Siniflama, Uzatma
from earsiv.saklama import KapsamTuru, SaklamaHesabi
from earsiv.saklama.sonuc import KORUMA
from earsiv.sdp import KodAyari, KodKurali
from earsiv.store import defter
from earsiv.store.depo import ATIF_ONEKI


class DosyaIsleri(SaklamaIsleri):
    """Files: their life from opening to closing, and what bears on their retention."""

    # -- opening and closing ----------------------------------------------------------------------------------------

    def open_dosya(
        self, kod: str, ad: str = "", *, birim: str = "", acilis: dt.date | None = None, deneme: bool = False, **ek: Any
    ) -> Dosya:
        """Open a file under a plan code, in a unit (the institution itself when not given).

        Args:
            kod: the code, with or without its ``[…]`` suffix.
            ek: ``vaka`` for a case file, ``diger_kodlar``, ``ilgililer``, ``esaslar``, ``uzunluk_mm``.

        Raises:
            YetkiHatasi: YET-003, YET-004.
            GirdiHatasi: SDP-… a code may not be used; SAK-037 a length below zero.
            KuralHatasi: SAK-016 a day that has not come.
        """
        self._require(Islem.DOSYA)
        if yabanci := ek.keys() - _ACILISTA:
            raise TypeError(", ".join(sorted(yabanci)))
        birim = birim or self.depo.ayarlar.detsis
        if not self.yetki.may_see(GizlilikDerecesi.YOK, birim):
            raise YetkiHatasi("YET-004", kod, birim=birim)
        ek |= {ad: _names(ek[ad]) for ad in ("ilgililer", "esaslar") if ad in ek}
        _require_length(ek.get("uzunluk_mm", 0), kod)
        return self._alici().open_dosya(kod, birim, ad, self._opening(acilis), deneme=deneme, **ek)

    def open_volume(self, kimlik: str, acilis: dt.date | None = None, *, deneme: bool = False) -> Dosya:
        """Open a further volume of a file: same filing, same subjects; the retention of all volumes is the longest of them.

        Raises:
            YetkiHatasi: YET-002, YET-003.
            KuralHatasi: SAK-016 a day that has not come.
        """
        self._require(Islem.DOSYA)
        ilk = self.dosya(kimlik)
        cilt = attrs.evolve(
            ilk,
            kimlik=_clock.uuid7(self.depo.saat),
            acilis=self._opening(acilis),
            kapanis=None,
            ust=ilk.ust or ilk.kimlik,
            olaylar=(),
            uzatmalar=(),
            uzunluk_mm=0,
            **kabul.YENI_CILT,
        )
        return self._alici().keep_dosya(cilt, deneme=deneme)

    def _opening(self, acilis: dt.date | None) -> dt.date:
        bugun = self._today()
        if acilis is not None and acilis > bugun:
            raise KuralHatasi("SAK-016", acilis.isoformat(), acilis=f"{acilis:%d.%m.%Y}")
        return acilis or bugun

    def close_dosya(self, kimlik: str, kapanis: dt.date | None = None, *, deneme: bool = False) -> Dosya:
        """Close a file; its retention clock starts with the year after.

        Raises:
            YetkiHatasi: YET-002, YET-003.
            KuralHatasi: SAK-008…SAK-010.
        """
        self._require(Islem.DOSYA)
        return self._alici().close_dosya(self.dosya(kimlik), kapanis or self._today(), deneme=deneme)

    def file(self, kimlik: str, *, dosya: str = "", kod: str = "", deneme: bool = False) -> Belge:
        """Put a record that waits for classification into a file, or into the subject file of a code.

        Raises:
            YetkiHatasi: YET-002…YET-004.
            KuralHatasi: SAK-007, SAK-011; IMH-015 the file stands on a list.
            GirdiHatasi: KAB-009 no such file; SDP-… the code.
        """
        self._require(Islem.DOSYA)
        yeni = self._alici().file(self.belge(kimlik), kabul.KabulBilgisi(dosya=dosya, kod=kod), deneme=deneme)
        if not deneme:
            self._settle_index()
        return yeni

    # -- what happens to a file -------------------------------------------------------------------------------------

    def add_event(self, kimlik: str, tur: OlayTuru | str, tarih: dt.date, aciklama: str = "", *, deneme: bool = False) -> Dosya:
        """Write down an event in the life of a file; one that lies ahead starts no clock before its day.

        Raises:
            YetkiHatasi: YET-002, YET-003.
            GirdiHatasi: SAK-033 no such kind of event.
            KuralHatasi: SAK-034, SAK-035; SAK-043 a closing of a file that is open: it is closed with :meth:`close_dosya`.
        """
        olay = Olay(_event_kind(tur, kimlik), tarih, aciklama.strip())
        ayrinti = {"olay": str(olay.tur), "tarih": tarih.isoformat()}

        def degistir(dosya: Dosya) -> Dosya:
            if olay.tur is OlayTuru.KAPANIS and dosya.kapanis is None:
                raise KuralHatasi("SAK-043", kimlik)
            return attrs.evolve(dosya, olaylar=(*dosya.olaylar, olay))

        return self._change(kimlik, degistir, "olay_ekle", ayrinti, deneme=deneme)

    def extend(
        self, kimlik: str, *, gerekce: str, yil: int = 0, bitis: dt.date | None = None, karar: str = "", deneme: bool = False
    ) -> Dosya:
        """Lengthen the retention of a file by whole years, or so that it does not end before a day.

        Raises:
            YetkiHatasi: YET-002, YET-003.
            GirdiHatasi: SAK-022 no reason; SAK-036 neither years nor day.
        """
        if not gerekce.strip():
            raise GirdiHatasi("SAK-022", kimlik)
        if yil < 0 or (not yil and bitis is None):
            raise GirdiHatasi("SAK-036", kimlik)
        uzatma = Uzatma(gerekce.strip(), self._today(), yil, bitis, karar.strip())
        return self._change(kimlik, lambda d: attrs.evolve(d, uzatmalar=(*d.uzatmalar, uzatma)), "uzat", uzatma.as_dict(), deneme=deneme)

    def set_start(self, kimlik: str, tur: OlayTuru | str, gerekce: str = "", *, deneme: bool = False) -> Dosya:
        """Say which kind of event starts the clock of a file; never before it is closed.

        Args:
            gerekce: the reason; needed where the file would be due earlier by it.

        Raises:
            YetkiHatasi: YET-002, YET-003.
            GirdiHatasi: SAK-022 no reason; SAK-033 no such kind of event.
            KuralHatasi: SAK-034, SAK-035.
        """
        self._require(Islem.DOSYA)
        baslatan = _event_kind(tur, kimlik)
        eski, bugun, bilinen = self.dosya(kimlik), self._today(), self._known()
        yeni = attrs.evolve(eski, baslatan=baslatan)
        if not gerekce.strip() and _shortened(self._judge(eski, bugun, bilinen), self._judge(yeni, bugun, bilinen)):
            raise GirdiHatasi("SAK-022", kimlik)
        ayrinti = {"baslatan": str(baslatan), "gerekce": gerekce.strip()}
        return self._change(kimlik, lambda d: attrs.evolve(d, baslatan=baslatan), "baslangic_belirle", ayrinti, deneme=deneme)

    def set_subjects(
        self, kimlik: str, *, ilgililer: Iterable[str] | None = None, esaslar: Iterable[str] | None = None, deneme: bool = False
    ) -> Dosya:
        """Say whom and which case numbers a file is about; what is not given stays.

        Raises:
            YetkiHatasi: YET-002, YET-003.
            KuralHatasi: SAK-034 a hold names one that would go.
        """
        kisiler, nolar = (None if adlar is None else _names(adlar) for adlar in (ilgililer, esaslar))

        def degistir(dosya: Dosya) -> Dosya:
            yeni = dosya if kisiler is None else attrs.evolve(dosya, ilgililer=kisiler)
            return yeni if nolar is None else attrs.evolve(yeni, esaslar=nolar)

        ayrinti = {ad: len(adlar) for ad, adlar in (("ilgililer", kisiler), ("esaslar", nolar)) if adlar is not None}
        return self._change(kimlik, degistir, "konu_belirle", ayrinti, deneme=deneme)

    def set_shelf(self, kimlik: str, uzunluk_mm: int, *, deneme: bool = False) -> Dosya:
        """Write down the length of a file on the shelf in millimetres.

        Raises:
            YetkiHatasi: YET-002, YET-003.
            GirdiHatasi: SAK-037 a length below zero.
        """
        _require_length(uzunluk_mm, kimlik)
        return self._change(
            kimlik, lambda d: attrs.evolve(d, uzunluk_mm=uzunluk_mm), "uzunluk_yaz", {"uzunluk_mm": uzunluk_mm}, deneme=deneme
        )

    # -- codes ------------------------------------------------------------------------------------------------------

    def add_code(self, kimlik: str, kod: str, *, deneme: bool = False) -> Dosya:
        """Give a file a further code; the longest period of all its codes holds.

        Raises:
            YetkiHatasi: YET-002, YET-003.
            GirdiHatasi: SDP-… the code may not be used.
        """
        self._require(Islem.DOSYA)
        sade = self._alici().require_usable(kod, self.dosya(kimlik).birim, ilk_kod=False)
        plan, bugun = self.plan, self._today()
        satir = plan.get(sade)

        def degistir(dosya: Dosya) -> Dosya:
            if sade == dosya.kod or sade in dosya.diger_kodlar:
                return dosya
            eski = (dosya.plan, dosya.plan_surumu)
            anahtar = eski if plan.find(sade, eski) else plan.filed_key(sade, dosya.acilis)
            okunan = plan.find(sade, anahtar) if anahtar else None
            ayni = okunan is not None and (okunan.saklama_suresi, okunan.saklama_kodu) == (satir.saklama_suresi, satir.saklama_kodu)
            # judged by the version of the file, given by today's: where they differ both bind
            izler = () if ayni or plan.only_second(sade) else (Siniflama(sade, *satir.anahtar, bugun, _DIGER_KOD),)
            return attrs.evolve(dosya, diger_kodlar=(*dosya.diger_kodlar, sade), onceki=(*dosya.onceki, *izler))

        return self._change(kimlik, degistir, "kod_ekle", {"kod": sade}, deneme=deneme)

    def reclassify(self, kimlik: str, kod: str, gerekce: str, karar: str = "", *, deneme: bool = False) -> Dosya:
        """File a file under another code of today's plan; the earlier filing stays in it, and its records in the index follow.

        Args:
            karar: the decision by which the earlier period no longer binds; without one the longer of the two holds.

        Raises:
            YetkiHatasi: YET-002, YET-003.
            GirdiHatasi: SAK-022 no reason; SDP-… the code may not be used.
            KuralHatasi: SAK-034, SAK-035; SAK-038 it is filed so already.
        """
        self._require(Islem.DOSYA)
        if not gerekce.strip():
            raise GirdiHatasi("SAK-022", kimlik)
        dosya = self.dosya(kimlik)
        self._alici().require_usable(kod, dosya.birim)
        return self._refile(dosya, kod, gerekce.strip(), karar.strip(), {}, deneme=deneme)

    def _refile(self, dosya: Dosya, kod: str, gerekce: str, karar: str, ayrinti: dict[str, Any], *, deneme: bool = False) -> Dosya:
        plan = self.plan
        satir = plan.get(kod.partition("[")[0].strip())
        eski = (dosya.kod, dosya.plan, dosya.plan_surumu)
        if (satir.kod, satir.plan, satir.surum) == eski:
            raise KuralHatasi("SAK-038", dosya.kimlik, kod=f"{satir.plan} {satir.surum} {satir.kod}")
        iz = Siniflama(*eski, self._today(), gerekce, karar)

        def degistir(d: Dosya) -> Dosya:
            digerleri = tuple(k for k in d.diger_kodlar if k != satir.kod)
            yeni = attrs.evolve(d, kod=satir.kod, plan=satir.plan, plan_surumu=satir.surum)
            izler = (iz, *(s for s in self._further_filings(d, iz, satir.anahtar) if s not in d.onceki))
            return attrs.evolve(yeni, diger_kodlar=digerleri, onceki=(*d.onceki, *izler))

        ayrinti = {"eski": list(eski), "yeni": [satir.kod, satir.plan, satir.surum], "gerekce": gerekce, "karar": karar, **ayrinti}
        return self._change(dosya.kimlik, degistir, "siniflama_degistir", ayrinti, deneme=deneme, borclar=("icindekiler",))

    def _further_filings(self, dosya: Dosya, iz: Siniflama, yeni: tuple[str, str]) -> Iterator[Siniflama]:
        """Yield what the further codes of a file stood under: they too go on binding as they were filed."""
        plan = self.plan
        for kod in dosya.diger_kodlar:
            if plan.only_second(kod, dosya.acilis):
                continue
            eski: tuple[str, str] = (dosya.plan, dosya.plan_surumu)
            anahtar = eski if plan.find(kod, eski) else plan.filed_key(kod, dosya.acilis)
            if anahtar and anahtar != yeni and plan.find(kod, anahtar):
                yield attrs.evolve(iz, kod=kod, plan=anahtar[0], plan_surumu=anahtar[1])

    # -- references -------------------------------------------------------------------------------------------------

    def refer(self, belge: str, dosya: str, *, deneme: bool = False) -> list[str]:
        """Say that a record is also referred to from another file, and return all such files; the longest retention holds.

        Raises:
            YetkiHatasi: YET-002, YET-003.
            KuralHatasi: SAK-039 the record lies in that very file.
        """
        self._require(Islem.DOSYA)
        kayit, hedef = self.belge(belge), self.dosya(dosya)
        if kayit.dosya == hedef.kimlik:
            raise KuralHatasi("SAK-039", belge, dosya=dosya)
        return self._set_references(kayit, lambda eski: eski | {hedef.kimlik}, "atif_ekle", dosya, deneme=deneme)

    def unrefer(self, belge: str, dosya: str, *, deneme: bool = False) -> list[str]:
        """Take a reference back, and return those that are left.

        Raises:
            YetkiHatasi: YET-002, YET-003.
            KuralHatasi: SAK-034 a hold names the record or the file; SAK-035 the record's file stands on a list.
        """
        self._require(Islem.DOSYA)
        kayit, hedef = self.belge(belge), self.dosya(dosya)
        bilinen = self._known()
        adlar = {(k.tur, k.deger.lower()): d.no for d in bilinen.binding() for k in d.kapsamlar}  # ASCII: ids
        if no := adlar.get((KapsamTuru.BELGE, kayit.kimlik)):
            raise KuralHatasi("SAK-034", belge, no=no)
        with self.depo.reader() as baglanti:
            tutan = bilinen.bars().on(hedef, bilinen.bound_to(baglanti, hedef))
        if tutan and hedef.kimlik in self.references(belge):
            raise KuralHatasi("SAK-034", dosya, no=", ".join(e.kaynak for e in tutan))
        if any(tur is KapsamTuru.SORGU for tur, _ in adlar):
            self._require_still_held(kayit, dosya)

        def kosul(baglanti: Connection) -> None:
            if kayit.dosya and (liste := defter.list_of_file(baglanti, kayit.dosya)) is not None:
                raise KuralHatasi("SAK-035", belge, liste=liste)

        return self._set_references(kayit, lambda eski: eski - {dosya}, "atif_kaldir", dosya, kosul, deneme=deneme)

    def references(self, belge: str) -> list[str]:
        """Return the other files from which a record is referred to, of those the actor may see.

        Raises:
            YetkiHatasi: YET-002.
        """
        kimlik = self.belge(belge).kimlik
        with self.depo.reader() as baglanti:
            return self._seen(baglanti, self._known().referring(baglanti, belge=kimlik))

    def _seen(self, baglanti: Connection, kimlikler: Iterable[str]) -> list[str]:
        """Return those of these files that the actor may see."""
        bilinen = self._known()
        dosyalar = [bilinen.dosya(baglanti, k) for k in kimlikler]
        return [d.kimlik for d in dosyalar if d and self.yetki.may_see(GizlilikDerecesi.YOK, d.birim)]

    def _require_still_held(self, kayit: Belge, dosya: str) -> None:
        """Refuse to drop the reference through which a stored query holds a file."""
        for dondurma in self._known().binding():
            for kapsam in dondurma.kapsamlar:
                if kapsam.tur is KapsamTuru.SORGU and kayit.kimlik in self._found_by(kapsam.deger):
                    raise KuralHatasi("SAK-034", dosya, no=dondurma.no)

    def _set_references(
        self,
        kayit: Belge,
        degistir: Callable[[set[str]], set[str]],
        eylem: str,
        dosya: str,
        ek_kosul: Callable[[Connection], None] | None = None,
        *,
        deneme: bool,
    ) -> list[str]:
        bilinen = self._known()
        with self.depo.reader() as baglanti:
            eski = set(bilinen.referring(baglanti, belge=kayit.kimlik))
            if ek_kosul:
                ek_kosul(baglanti)
            yeni = sorted(degistir(eski))
            gorulen = self._seen(baglanti, yeni)
        if deneme or set(yeni) == eski:
            return gorulen

        def kosul(baglanti: Connection) -> None:
            if ek_kosul:
                ek_kosul(baglanti)
            if set(bilinen.referring(baglanti, belge=kayit.kimlik)) != eski:
                raise DepoHatasi("DEP-016", kayit.kimlik)

        deger = {"belge": kayit.kimlik, "dosyalar": yeni}
        ayrinti = {"belge": kayit.kimlik, "dosya": dosya}
        self.depo.save("atif", f"{ATIF_ONEKI}{kayit.kimlik}", deger, aktor=self.yetki.aktor, eylem=eylem, ayrinti=ayrinti, kosul=kosul)
        return gorulen

    # -- helpers ----------------------------------------------------------------------------------------------------

    def _alici(self) -> kabul.Alici:
        bilinen, bugun = self._known(), self._today()
        ust_kod, diger_kod, ikinci_kod = (str(bilinen.profil.get(ad, bugun)) for ad in _KOD_AYARLARI)
        ayar = KodAyari(ust_kod=KodKurali(ust_kod), diger_kod=KodKurali(diger_kod), ikinci_kod=KodKurali(ikinci_kod))
        return kabul.Alici(self.depo, bilinen.plan(bugun), self.yetki, self._limits, self._ocr, self._guven, self._kanit, ayar)

    def _change(
        self,
        kimlik: str,
        degistir: Callable[[Dosya], Dosya],
        eylem: str,
        ayrinti: dict[str, Any],
        *,
        deneme: bool = False,
        borclar: tuple[str, ...] = (),
    ) -> Dosya:
        """Write the next version of a file; refused where it would slip out of a hold, or be due earlier while on a list.

        Raises:
            YetkiHatasi: YET-002, YET-003.
            KuralHatasi: SAK-034 a hold would be lost; SAK-035 the file stands on a list; DEV-021, DEV-022 it was handed over.
            DepoHatasi: DEP-016 another writer was faster.
        """
        self._require(Islem.DOSYA)
        eski = self.dosya(kimlik)
        kabul.require_custody(eski, self.yetki, kimlik)
        yeni = degistir(eski)
        if yeni == eski:
            return eski
        bilinen = self._known()
        bugun = self._today()
        barlar = bilinen.bars()
        if kayip := set(barlar.on(eski)) - set(barlar.on(yeni)):
            raise KuralHatasi("SAK-034", kimlik, no=", ".join(sorted(e.kaynak for e in kayip)))
        kisaliyor = _shortened(self._judge(eski, bugun, bilinen), self._judge(yeni, bugun, bilinen))
        dondurmalar = bilinen.dondurmalar

        def kosul(baglanti: Connection) -> None:
            satir = defter.find(baglanti, "dosya", kimlik)
            if satir is None or defter.dosya_of(satir) != eski or self._known().dondurmalar != dondurmalar:
                raise DepoHatasi("DEP-016", kimlik)
            if kisaliyor and (liste := defter.list_of_file(baglanti, kimlik)) is not None:
                raise KuralHatasi("SAK-035", kimlik, liste=liste)

        if deneme:
            with self.depo.reader() as baglanti:
                kosul(baglanti)
            return yeni
        self.depo.save("dosya", kimlik, yeni.as_dict(), aktor=self.yetki.aktor, eylem=eylem, ayrinti=ayrinti, kosul=kosul, borclar=borclar)
        return yeni


_DIGER_KOD = "Diğer kod olarak bu sürümle verildi."
_ACILISTA = frozenset({"vaka", "diger_kodlar", "ilgililer", "esaslar", "uzunluk_mm"})
"""What may be said of a file when it is opened; the rest has acts of its own."""
_KOD_AYARLARI = ("ust_kod_izni", "diger_kodu", "ikinci_kod")


def _shortened(once: SaklamaHesabi, sonra: SaklamaHesabi) -> bool:
    """Tell whether a change makes a file due earlier, or protects it less."""
    if sonra.sonuc not in KORUMA or sonra.ilk_gun is None:
        return False
    if once.sonuc not in KORUMA or once.ilk_gun is None:
        return True
    return sonra.ilk_gun < once.ilk_gun or KORUMA.index(sonra.sonuc) < KORUMA.index(once.sonuc)


def _event_kind(tur: OlayTuru | str, yer: str) -> OlayTuru:
    try:
        return OlayTuru(tur)
    except ValueError:
        raise GirdiHatasi("SAK-033", yer, verilen=tur, bilinenler=", ".join(OlayTuru)) from None


def _names(deger: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ad for d in deger if (ad := d.strip())))


def _require_length(uzunluk_mm: int, yer: str) -> None:
    if uzunluk_mm < 0:
        raise GirdiHatasi("SAK-037", yer, verilen=uzunluk_mm)
