# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The part of ``Arsiv`` that makes transfer lists and keeps them: proposed, shown, written step by step.

A list's object holds ``icerik.json`` (the lines, written once, named by the digest) and ``devir.json``, which moves and says which files
are held. What is read back is held against the digest first; a version that another writer made meanwhile stops the act.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from sqlalchemy import Connection

from earsiv import _canon, _clock, devir
from earsiv._arsiv_fiziki import FizikiIsleri
from earsiv._bilinen import Bilinen
from earsiv.errors import Bulgu, DepoHatasi, GirdiHatasi, KuralHatasi, Seviye, bulgu
from earsiv.model import Belge, DevirSatiri, DevirTeslimListesi, DevirTuru, DevirYolu, Dosya, GizlilikDerecesi, Islem
from earsiv.saklama import SaklamaHesabi, compute
from earsiv.store import defter, kayitlar, listeler, ocfl_id

_DENEME: Final = 50
_KURUM_ARSIVI: Final = "Kurum Arşivi"
_DEVLET: Final = "Devlet Arşivleri Başkanlığı"


class DevirListesiIsleri(FizikiIsleri):
    """Transfer lists."""

    # -- proposing --------------------------------------------------------------------------------------------------

    def propose_transfer(
        self,
        tur: DevirTuru | str,
        *,
        veren: str = "",
        alan: str = "",
        dosyalar: Iterable[str] | None = None,
        dayanak: str = "",
        deneme: bool = False,
    ) -> DevirTeslimListesi:
        """Freeze files that should change hands into a numbered list with its digest; what the door would refuse is told and left out.

        Without ``dosyalar``: of a unit, the files whose years there are over (``birim_arsivi_yil``); of the institution, those that
        are due for Devlet Arşivleri; of a person, all that he or she answers for.

        Args:
            veren: the unit (DETSİS; the institution's own when not given) or the id of the person who gives.
            alan: the id of the person who takes, from person to person.
            dosyalar: exactly these files; one that may not go refuses the list.
            dayanak: the decision by which named files go whose plan says otherwise (``O-2037/1``, a decision of the commission).

        Raises:
            YetkiHatasi: YET-002, YET-003.
            GirdiHatasi: DEV-009 no such kind, nothing to hand over, or no years set for the unit.
            KuralHatasi: DEV-008 a file stands on another list; DEV-001 the same person twice; DEV-010…DEV-034 a file that was named.
            DepoHatasi: DEP-016 something that bears on a file was written meanwhile.
        """
        self._require(Islem.DEVIR)
        turu, bugun = _kind(tur), self._today()
        veren, alan = self._transfer_ends(turu, veren.strip(), alan.strip())
        with self.depo.reader() as baglanti:
            once = defter.last_audit_no(baglanti)
        satirlar, bulgular = self._transfer_lines(turu, veren, bugun, dosyalar, dayanak.strip())
        bas = {
            "tur": turu,
            "kurum": self.depo.ayarlar.kurum,
            "veren": veren,
            "alan": alan,
            "an": bugun,
            "duzenleyen": self.yetki.aktor,
            "duzenlenme": _clock.iso(self.depo.saat.now()),
        }
        return self._keep_new_transfer(lambda no: devir.freeze(satirlar, bulgular, no=no, **bas), once, deneme=deneme)

    def _transfer_ends(self, tur: DevirTuru, veren: str, alan: str) -> tuple[str, str]:
        """Return who gives and who takes."""
        if tur is DevirTuru.BIRIM_KURUM:
            return veren or self.depo.ayarlar.detsis, _KURUM_ARSIVI
        if tur is DevirTuru.KURUM_DEVLET:
            return self.depo.ayarlar.detsis, _DEVLET
        if not veren or not alan:
            raise GirdiHatasi("DEV-025", tur, ne="devreden ve devralan kişinin kimliği")
        if veren == alan:
            raise KuralHatasi("DEV-001", veren, neden="devreden ile devralan ayrı kişiler olmalı")
        return veren, alan

    def _transfer_lines(
        self, tur: DevirTuru, veren: str, an: dt.date, dosyalar: Iterable[str] | None, dayanak: str
    ) -> tuple[list[DevirSatiri], list[Bulgu]]:
        """Return the lines, and what a person should know: of files that are left out too, where none was named."""
        bilinen = self._known()
        adaylar = self._wanted_files(tur, veren, an, bilinen) if dosyalar is None else self._named_files(dosyalar, an, bilinen)
        satirlar: list[DevirSatiri] = []
        bulgular: list[Bulgu] = []
        for dosya, hesap in adaylar:
            with self.depo.reader() as baglanti:
                belgeler = list(defter.records(baglanti, dosya.kimlik))
            gerekce = dayanak if dosyalar is not None else ""
            bulunan = list(self._transfer_findings(tur, veren, dosya, belgeler, hesap, gerekce, bilinen))
            engel = next((b for b in bulunan if b.seviye is Seviye.HATA), None)
            if engel is not None and dosyalar is not None:
                raise KuralHatasi.of(engel)
            if engel is None:
                satirlar.append(devir.line(dosya, belgeler, hesap, gerekce))
            bulgular += bulunan
        return satirlar, bulgular

    def _named_files(self, dosyalar: Iterable[str], an: dt.date, bilinen: Bilinen) -> Iterator[tuple[Dosya, SaklamaHesabi]]:
        for kimlik in dict.fromkeys(dosyalar):
            dosya = self.dosya(kimlik)
            yield dosya, self._judge(dosya, an, bilinen)

    def _wanted_files(self, tur: DevirTuru, veren: str, an: dt.date, bilinen: Bilinen) -> Iterator[tuple[Dosya, SaklamaHesabi]]:
        birim = veren if tur is DevirTuru.BIRIM_KURUM else None
        yil = self._unit_years(bilinen, an)
        if birim is not None and yil is None:
            raise GirdiHatasi("DEV-009", veren, neden="birimde kalma süresi (birim_arsivi_yil) belirlenmemiş, dosyalar adıyla seçilmeli")
        for ozet, yargi in self.screened(an, birim=birim):
            if ozet.liste or not devir.wanted(tur, ozet.dosya, yargi.durum, yargi.sonuc, veren):
                continue
            hesap = compute(ozet.dosya, bilinen.plan(an), None, ozet.engeller, an, profil=bilinen.profil, atiflar=ozet.atiflar)
            son = devir.unit_stage_end(hesap, yil)
            if birim is None or (son is not None and son < an):
                yield ozet.dosya, hesap

    def _transfer_findings(
        self, tur: DevirTuru, veren: str, dosya: Dosya, belgeler: list[Belge], hesap: SaklamaHesabi, dayanak: str, bilinen: Bilinen
    ) -> Iterator[Bulgu]:
        with self.depo.reader() as baglanti:
            liste = defter.list_of_file(baglanti, dosya.kimlik)
        if liste is not None:
            yield bulgu("DEV-008", dosya.kimlik, liste=liste)
        if tur is DevirTuru.KISI_KISI:
            yield from devir.personal_findings(dosya, veren)
        elif tur is DevirTuru.KURUM_DEVLET:
            yield from devir.outgoing_findings(dosya, hesap, dayanak)
        else:
            if dosya.birim != veren:
                yield bulgu("DEV-032", dosya.kimlik, nerede=f"birim {dosya.birim}")
            yield from devir.door_findings(
                dosya,
                belgeler,
                kod_var=bilinen.plan(hesap.bugun).find(dosya.kod, (dosya.plan, dosya.plan_surumu)) is not None,
                kusurlar=self._package_faults(belgeler),
                birim_sonu=devir.unit_stage_end(hesap, self._unit_years(bilinen, hesap.bugun)),
                an=hesap.bugun,
            )

    def _package_faults(self, belgeler: Iterable[Belge]) -> Iterator[tuple[str, str]]:
        """Yield (record, code) of what was found in the packages when they came in."""
        for belge in belgeler:
            if belge.tur.startswith("eyp"):
                karar = json.loads(self.depo.ocfl.read(ocfl_id("belge", belge.kimlik), "imza.json"))
                yield from ((belge.kimlik, str(b["kod"])) for b in karar["bulgular"])

    @staticmethod
    def _unit_years(bilinen: Bilinen, an: dt.date) -> int | None:
        yil = bilinen.profil.get("birim_arsivi_yil", an)
        return None if yil is None else int(yil)

    def _keep_new_transfer(self, liste_of: Callable[[str], DevirTeslimListesi], once: int, *, deneme: bool) -> DevirTeslimListesi:
        """Write a new list under the next free number; it holds its files from then on."""
        for _ in range(_DENEME):
            with self.depo.reader() as baglanti:
                no = kayitlar.next_no(baglanti, "devir", self._today().year)
            liste = liste_of(no)
            if deneme:
                return liste
            yol = DevirYolu(liste, tutulan=liste.dosyalar)
            try:
                self._save_transfer(
                    yol, None, "devir", {"satir": len(liste.satirlar), "devir_turu": str(liste.tur)}, _unchanged(liste, once)
                )
            except DepoHatasi as hata:
                if hata.kod != "DEP-016" or not self._transfer_taken(no):
                    raise
            else:
                return liste
        raise DepoHatasi("DEP-016", no)

    def _transfer_taken(self, no: str) -> bool:
        with self.depo.reader() as baglanti:
            return defter.known(baglanti, no)

    # -- looking ----------------------------------------------------------------------------------------------------

    def transfers(self) -> list[dict[str, Any]]:
        """Return number, kind, digest, state and held files of every transfer whose units the actor may see.

        Raises:
            YetkiHatasi: YET-003.
        """
        self._require(Islem.DEVIR)
        with self.depo.reader() as baglanti:
            nolar = list(kayitlar.settings(baglanti, "devir"))
        yollar = (yol for no in nolar if (yol := self._find_transfer(no)) is not None)
        sirali = sorted(yollar, key=lambda y: (y.liste.duzenlenme, y.liste.no))
        return [
            {"no": y.liste.no, "tur": str(y.liste.tur), "durum": str(y.durum), "veren": y.liste.veren, "alan": y.liste.alan}
            | {"dosya": len(y.liste.satirlar), "tutulan": len(y.tutulan), "an": y.liste.an.isoformat(), "ozet": y.liste.ozet}
            for y in sirali
        ]

    def transfer(self, no: str) -> DevirYolu:
        """Return a transfer by number, after holding it against its digest.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: DEV-004 no such transfer.
            DepoHatasi: DEV-005 it is no longer what its digest names.
        """
        self._require(Islem.DEVIR)
        yol = self._find_transfer(no)
        if yol is None:
            raise GirdiHatasi("DEV-004", no)
        return yol

    def _find_transfer(self, no: str) -> DevirYolu | None:
        with self.depo.reader() as baglanti:
            deger = kayitlar.setting(baglanti, no) if no.startswith(kayitlar.ON_EKLER["devir"]) else None
        if deger is None:
            return None
        try:
            icerik = json.loads(self.depo.ocfl.read(ocfl_id("devir", no), "icerik.json"))
            yol = DevirYolu.from_dict(deger, DevirTeslimListesi.from_content(icerik, deger["ozet"]))
        except (ValueError, TypeError, KeyError):
            raise DepoHatasi("DEV-005", no) from None
        adimlar = [s.liste_ozeti for s in (yol.sayim, yol.paket) if s is not None]
        if yol.liste.no != no or not devir.holds(yol.liste) or any(ozet != yol.liste.ozet for ozet in adimlar):
            raise DepoHatasi("DEV-005", no)
        gorulur = all(self.yetki.may_see(GizlilikDerecesi.YOK, s.ureten_birim) for s in yol.liste.satirlar)
        return yol if gorulur else None

    def overdue_in_units(self, an: dt.date | None = None, *, birim: str | None = None) -> list[Bulgu]:
        """Return a warning (DEV-003) for every file that stayed in its unit longer than the institution lets it.

        There is none where no years are set (``birim_arsivi_yil``).

        Raises:
            YetkiHatasi: YET-003.
        """
        self._require(Islem.GOR)
        gun, bilinen = an or self._today(), self._known()
        yil = self._unit_years(bilinen, gun)
        if yil is None:
            return []
        bulunan = (devir.overdue(ozet.dosya, devir.unit_stage_end(hesap, yil), gun) for ozet, hesap, _ in self.judged(gun, birim=birim))
        return [b for b in bulunan if b is not None]

    # -- helpers ----------------------------------------------------------------------------------------------------

    def _keep_transfer(
        self, yeni: DevirYolu, eski: DevirYolu, eylem: str, ayrinti: dict[str, Any], *, denk: bool = False, deneme: bool = False
    ) -> DevirYolu:
        """Write the next state of a transfer.

        Args:
            denk: the files must still be what the lines say.

        Raises:
            KuralHatasi: DEV-002, DEV-019.
            DepoHatasi: DEP-016 another writer was faster.
        """

        def kosul(baglanti: Connection) -> None:
            if kayitlar.setting(baglanti, eski.liste.no) != eski.as_dict():
                raise DepoHatasi("DEP-016", eski.liste.no)
            if denk:
                require_as_listed(baglanti, eski.liste)

        if deneme:
            with self.depo.reader() as baglanti:
                kosul(baglanti)
            return yeni
        self._save_transfer(yeni, eski, eylem, ayrinti, kosul)
        return yeni

    def _save_transfer(
        self, yol: DevirYolu, eski: DevirYolu | None, eylem: str, ayrinti: dict[str, Any], kosul: Callable[[Connection], None]
    ) -> None:
        no = yol.liste.no
        icerik = None if eski else {"icerik.json": _canon.encode(yol.liste.content())}
        ayrinti = {**ayrinti, "liste_ozeti": yol.liste.ozet, "durum": str(yol.durum)}
        deger = {"kimlik": no, "icerik": yol.as_dict()}
        self.depo.save("devir", no, deger, icerik, aktor=self.yetki.aktor, eylem=eylem, ayrinti=ayrinti, kosul=kosul)


def require_as_listed(baglanti: Connection, liste: DevirTeslimListesi) -> None:
    """Refuse a step about files that are no longer what their lines say.

    Raises:
        KuralHatasi: DEV-002 confidentiality; DEV-019 anything else.
    """
    for satir in liste.satirlar:
        bulunan = defter.find(baglanti, "dosya", satir.dosya)
        if bulunan is None:
            raise KuralHatasi("DEV-019", satir.dosya, alan="dosya yok")
        for kusur in devir.differences(satir, defter.dosya_of(bulunan), list(defter.records(baglanti, satir.dosya))):
            raise KuralHatasi.of(kusur)


def _unchanged(liste: DevirTeslimListesi, once: int) -> Callable[[Connection], None]:
    """Return the condition that the number is free, that no file stands on a list, and that nothing bears on them since they were read."""

    def kosul(baglanti: Connection) -> None:
        dosyalar = list(liste.dosyalar)
        for dosya, diger in listeler.holders(baglanti, dosyalar).items():
            raise KuralHatasi("DEV-008", dosya, liste=diger)
        if defter.known(baglanti, liste.no) or defter.bears_since(baglanti, once, dosyalar):
            raise DepoHatasi("DEP-016", liste.no)

    return kosul


def _kind(tur: DevirTuru | str) -> DevirTuru:
    try:
        return DevirTuru(tur)
    except ValueError:
        raise GirdiHatasi("DEV-009", str(tur), neden=f"devir türü bunlardan biri olur: {', '.join(DevirTuru)}") from None
