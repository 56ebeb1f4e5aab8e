# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The part of ``Arsiv`` that sends files to Devlet Arşivleri: package, receipt, and what may happen to the content afterwards.

Nothing leaves this archive before the receipt for the very package that was sent. The removal itself is the ``imha`` room's: proof first,
bars asked again inside the transaction, stubs for ever.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import attrs
from sqlalchemy import Connection

from earsiv import _clock, devir, imha
from earsiv._arsiv_devir_listesi import require_as_listed
from earsiv._arsiv_liste import ListeIsleri
from earsiv._arsiv_teslim import TeslimIsleri
from earsiv._bilinen import Bilinen
from earsiv.ayiklama.liste import sealed
from earsiv.ayiklama.ornek import allowed
from earsiv.devir import BagIt, BelgeKaynagi, DevirBicimi, DevirIslemi, DevirKalemi, DevirKalemleri
from earsiv.errors import Bulgu, EarsivError, YetkiHatasi, bulgu
from earsiv.model import (
    AlindiBelgesi,
    ArsivYeri,
    Belge,
    DevirDurumu,
    DevirSatiri,
    DevirYolu,
    GizlilikDerecesi,
    ImhaListesi,
    ImhaSatiri,
    Islem,
    SatirSonucu,
)
from earsiv.store import defter, kalintilar, kayitlar, listeler, ocfl_id
from earsiv.store.zemin import check_rows


class DevirIsleri(ListeIsleri, TeslimIsleri):
    """Transfers to Devlet Arşivleri, on top of those from hand to hand."""

    def package(
        self,
        no: str,
        hedef: Path | str,
        bicim: DevirBicimi | None = None,
        *,
        ekler: Mapping[str, bytes] | None = None,
        ozet: str = "",
        deneme: bool = False,
    ) -> DevirYolu:
        """Write the transfer package of a list, whole or not at all; it may be written again until it is sent.

        Args:
            bicim: the format; a BagIt 1.0 folder when not given.
            ekler: further papers that go into it: name -> bytes (the inventory form as PDF, say).

        Raises:
            YetkiHatasi: YET-003; DEV-030 a record the actor may not see.
            GirdiHatasi: DEV-004; KAB-013, KAB-019 the target.
            KuralHatasi: DEV-002, DEV-006, DEV-007, DEV-019.
            DepoHatasi: DEP-012, DEP-014 an original is gone or is no longer what came in.
        """
        yol = self.transfer(no)
        devir.step(yol, DevirIslemi.PAKET, ozet)
        gizli = self._require_whole_package(yol)
        if deneme:
            return yol
        kalemler = DevirKalemleri(yol.liste, self.depo.ayarlar.detsis, self._package_contents(yol), dict(ekler or {}))
        paket = (bicim or BagIt()).write(kalemler, Path(hedef))
        yeni = devir.packed(yol, paket, _clock.iso(self.depo.saat.now()), ozet)
        ayrinti = {"bicim": paket.bicim, "paket_ozeti": paket.ozet, "belge": paket.belge, "bayt": paket.bayt, "gizli": gizli}
        return self._keep_transfer(yeni, yol, "devir_paket", ayrinti, denk=True)

    def _require_whole_package(self, yol: DevirYolu) -> int:
        """Refuse a package that would lack something or be other than listed; return how many confidential records go into it."""
        gizli = 0
        with self.depo.reader() as baglanti:
            require_as_listed(baglanti, yol.liste)
            for satir in yol.liste.satirlar:
                for belge in defter.records(baglanti, satir.dosya):
                    if not self.yetki.may_see(belge.gizlilik, belge.birim):
                        raise YetkiHatasi("DEV-030", satir.dosya, aktor=self.yetki.aktor)
                    gizli += belge.gizlilik > GizlilikDerecesi.YOK
        return gizli

    def _package_contents(self, yol: DevirYolu) -> Iterator[DevirKalemi]:
        """Yield what goes, one file at a time."""
        for satir in yol.liste.satirlar:
            dosya = self.dosya(satir.dosya)
            with self.depo.reader() as baglanti:
                belgeler = tuple(self._record_source(b) for b in defter.records(baglanti, satir.dosya))
            yield DevirKalemi(satir, dosya, belgeler)

    def _record_source(self, belge: Belge) -> BelgeKaynagi:
        oid = ocfl_id("belge", belge.kimlik)
        asil = self.depo.ocfl.file(oid, f"asil/{belge.kimlik}.{belge.tur}")
        return BelgeKaynagi(belge, asil, self.depo.ocfl.read(oid, "imza.json"))

    def record_receipt(
        self,
        no: str,
        alindi_no: str,
        paket_ozeti: str,
        *,
        ad: str,
        unvan: str = "",
        tarih: dt.date | None = None,
        ozet: str = "",
        deneme: bool = False,
    ) -> DevirYolu:
        """Write down the receipt of Devlet Arşivleri; the files are theirs from then on, and nobody here changes them any more.

        What changed here since the package left does not undo the receipt; it keeps its line from being removed.

        Args:
            paket_ozeti: the digest of the package as the receipt names it.
            ad: who took the package over.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: DEV-004, DEV-026, DEV-035.
            KuralHatasi: DEV-006, DEV-007; DEV-024 the receipt is for another package.
        """
        yol, bugun = self.transfer(no), self._today()
        if yol.durum is DevirDurumu.KABUL and not self._files_moved(yol):
            return self.finish_transfer(no)
        alindi = AlindiBelgesi(alindi_no, tarih or bugun, paket_ozeti, ad, unvan)
        yeni = devir.receipted(yol, alindi, bugun, ozet)
        ayrinti = {"alindi": alindi.no, "tarih": alindi.tarih.isoformat(), "paket_ozeti": alindi.paket_ozeti}
        yeni = self._keep_transfer(yeni, yol, "devir_alindi", ayrinti, deneme=deneme)
        return yeni if deneme else self._move_files(yeni)

    def _files_moved(self, yol: DevirYolu) -> bool:
        with self.depo.reader() as baglanti:
            satirlar = [s for kimlik in yol.tutulan if (s := defter.find(baglanti, "dosya", kimlik)) is not None]
        return all(defter.dosya_of(satir).yer is ArsivYeri.DEVLET for satir in satirlar)

    # -- leaving this archive ---------------------------------------------------------------------------------------

    def remove_local(self, no: str, *, deneme: bool = False, ilerleme: Callable[[int, int, str], None] | None = None) -> imha.Yuruyus:
        """Let the content of a transfer leave this archive, after its receipt: proof first, line by line; stubs stay.

        A line that may not go, or that fails, is told and left; asking again takes up the rest. A file whose plan does not send it there
        goes only by a decision of this archive: a choice of samples, or a commission's that transfers it.

        Args:
            deneme: return what would happen now, and change nothing.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: DEV-004.
            KuralHatasi: DEV-006; DEV-023 there is no receipt.
            ImhaHatasi: IMH-020, IMH-050 the proof, or it is being carried out already.
            DepoHatasi: the archive cannot be written: ask again when it can.
        """
        self._require(Islem.IMHA)
        yol = self.transfer(no)
        liste = devir.removal_list(yol)
        yeni = devir.step(yol, DevirIslemi.KALDIR)
        self._settle_index()
        with self.depo.reader() as baglanti:
            kalemler = listeler.items(baglanti, no)
        baslayan = {s.dosya for s in liste.satirlar if (k := kalemler.get(s.sira_no)) and k[2]}  # theirs may be half gone
        self._require_ground(set(self._files_left(yol)) - baslayan, kesin=True)
        self._require_whole_index()
        yurutucu = imha.Yurutucu(
            self.depo,
            self.yetki.aktor,
            yargi=self._removal_judge(yol),
            dizinden_cikar=self._dizinleyici.remove,
        )
        dayanak = _ground(yol, liste)
        if deneme:
            return yurutucu.preview(liste, liste.satirlar, dayanak)
        yuruyus = yurutucu.run(liste, liste.satirlar, dayanak, ilerleme=ilerleme)
        if not self._files_left(yol):
            self._keep_transfer(yeni, yol, "devir_kaldir", {"kanit": yuruyus.kanit})
        temiz = self._dizinleyici.purge() and kalintilar.scrub(self.depo)
        return yuruyus if temiz else attrs.evolve(yuruyus, borclar=(*yuruyus.borclar, bulgu("IMH-090", str(self.depo.kok))))

    def _files_left(self, yol: DevirYolu) -> list[str]:
        """Return the files of a transfer whose content is still here."""
        with self.depo.reader() as baglanti:
            return [kimlik for kimlik in yol.tutulan if defter.find(baglanti, "dosya", kimlik) is not None]

    def _decided(self, satir: DevirSatiri) -> bool:
        """Tell whether the decision that a line names is one of this archive and lets this very file go to Devlet Arşivleri."""
        try:
            if satir.dayanak.startswith(kayitlar.ON_EKLER["ornek"]):
                kusur = allowed(self.sample(satir.dayanak), satir.dosya)
                return kusur is not None and kusur.kod == "IMH-077"
            karar = self._path(satir.dayanak.removesuffix("-K"))[0]
        except EarsivError:
            return False
        sonuclar = karar.results()
        return {sonuclar[s.sira_no] for s in karar.liste.satirlar if s.dosya == satir.dosya} == {SatirSonucu.DEVRET}

    def _removal_judge(self, yol: DevirYolu) -> Callable[[Connection, ImhaSatiri], tuple[Bulgu, ...]]:
        """Return who says what keeps a line here, inside the transaction that begins its removal."""
        satirlar = {s.dosya: s for s in yol.liste.satirlar}
        kararlar = {s.dosya: self._decided(s) for s in yol.liste.satirlar if s.dayanak}

        def yargi(baglanti: Connection, satir: ImhaSatiri) -> tuple[Bulgu, ...]:
            bulunan = defter.find(baglanti, "dosya", satir.dosya)
            if bulunan is None:
                return ()
            for kusur in check_rows(self.depo, baglanti, satir.dosya):
                return (kusur,)
            dosya, belgeler = defter.dosya_of(bulunan), list(defter.records(baglanti, satir.dosya))
            sahip = () if dosya.yer is ArsivYeri.DEVLET else (bulgu("DEV-023", satir.dosya),)
            try:
                hesap = self._judge(dosya, self._today(), Bilinen(self.depo, self._found_now))
            except EarsivError as hata:
                return (hata.bulgu,)  # what cannot be judged may not go
            sonuc = devir.undecided(dosya.kimlik, hesap, kararli=kararlar.get(dosya.kimlik, False))
            muhur = sealed(dosya, self._today())
            muhurlu = (bulgu("IMH-008", dosya.kimlik, karar=muhur.karar, bitis=f"{muhur.bitis:%d.%m.%Y}"),) if muhur else ()
            return (*sahip, *sonuc, *muhurlu, *devir.differences(satirlar[satir.dosya], dosya, belgeler), *devir.bars(dosya.kimlik, hesap))

        return yargi


def _ground(yol: DevirYolu, liste: ImhaListesi) -> imha.Dayanak:
    """Return what the removal rests on: the transfer, its package, the receipt, and who handed over."""
    alindi = devir.require_receipt(yol)
    return imha.Dayanak(
        liste_ozeti=liste.ozet,
        karar=f"devir listesi {yol.liste.no}",
        karar_ozeti=yol.liste.ozet,
        uygun_gorus=f"alındı belgesi {alindi.no}, {alindi.tarih:%d.%m.%Y}, paket {alindi.paket_ozeti}",
        olur=f"teslim eden {yol.veren.ad}, {yol.veren.tarih:%d.%m.%Y}" if yol.veren else yol.liste.no,
        tasfiye="devir",
    )
