# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``Alici``: take items into a store, one transaction each."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import attrs
from sqlalchemy import Connection

from earsiv import _canon, _clock
from earsiv._limits import Sinirlar
from earsiv.errors import Bulgu, DepoHatasi, EarsivError, GirdiHatasi, ImhaHatasi, KuralHatasi, YetkiHatasi, bulgu, os_reason
from earsiv.imza import GuvenDeposu, KanitKaynagi
from earsiv.kabul.bul import KabulBilgisi, Kalem, expand, text_of
from earsiv.kabul.oku import Okunan, read
from earsiv.kabul.rapor import ALINDI, BEKLIYOR, REDDEDILDI, ZATEN_VAR, KabulKalemi, KabulRaporu
from earsiv.kabul.yer import require_custody
from earsiv.model import Belge, BelgeSayisi, Bicim, Dosya, GizlilikDerecesi, Islem, MetinDurumu, Yetki
from earsiv.sdp import VARSAYILAN_AYAR, EtkinPlan, KodAyari, split_suffix
from earsiv.store import Depo, Icerik, defter, ocfl_id
from earsiv.tarama import Ocr, encode_pages

_BLOK: Final = 1 << 20

Ilerleme = Callable[[int, int, str], None]
"""Called with (done, in all, what) while long work goes on."""


@attrs.frozen
class Alici:
    """What an intake works with: store, plan, the actor's rights, OCR tool, trust, limits."""

    depo: Depo
    plan: EtkinPlan
    yetki: Yetki
    sinirlar: Sinirlar
    ocr: Ocr | None = None
    guven: GuvenDeposu | None = None
    kanit: KanitKaynagi | None = None
    ayar: KodAyari = VARSAYILAN_AYAR

    def _tools(self) -> dict[str, Any]:
        """Return what reading an item needs."""
        return {
            "saat": self.depo.saat,
            "sinirlar": self.sinirlar,
            "ocr": self.ocr,
            "guven": self.guven,
            "kanit": self.kanit,
        }

    @property
    def aktor(self) -> str:
        """Who does it."""
        return self.yetki.aktor

    def take(self, kalem: Kalem, *, deneme: bool = False, ilerleme: Callable[[int, int], None] | None = None) -> KabulKalemi:
        """Take one item in; what is wrong with the item is its answer, what is wrong with the archive is raised.

        Args:
            deneme: do everything but write.

        Raises:
            DepoHatasi: the store cannot take it (full, locked, damaged): the batch should stop.
        """
        try:
            okunan = read(kalem.yol, ilerleme=ilerleme, **self._tools())
            return self._keep(kalem, okunan, deneme=deneme)
        except DepoHatasi:
            raise
        except OSError as hata:  # the machine's trouble, not the item's: no room for temporary files, say
            raise DepoHatasi("DEP-007", kalem.yer, ayrinti=os_reason(hata)) from hata
        except EarsivError as hata:
            return KabulKalemi(kalem.yer, REDDEDILDI, bulgular=(hata.bulgu,))

    def take_all(self, yollar: list[Path], bilgi: KabulBilgisi, *, deneme: bool = False, ilerleme: Ilerleme | None = None) -> KabulRaporu:
        """Take in files, folders and lists; a bad item is reported and the rest goes on.

        When the store can take no more, the report ends there (``kesildi``): what was taken in stays, and running the batch again
        completes it.
        """
        kalemler = list(expand(yollar, bilgi))
        sonuclar: list[KabulKalemi] = []
        kapanacak: dict[str, dt.date] = {}
        for sira, kalem in enumerate(kalemler):
            if isinstance(kalem, GirdiHatasi):
                sonuclar.append(KabulKalemi(kalem.yer, REDDEDILDI, bulgular=(kalem.bulgu,)))
                continue
            if ilerleme:
                ilerleme(sira, len(kalemler), text_of(kalem.yol.name))
            try:
                sonuc = self.take(kalem, deneme=deneme)
            except DepoHatasi as hata:
                return KabulRaporu(tuple(sonuclar), (hata.bulgu,), kesildi=True)
            sonuclar.append(sonuc)
            if sonuc.kimlik and kalem.bilgi.kapanis:
                self._note_closing(sonuc.kimlik, kalem.bilgi.kapanis, kapanacak)
        if ilerleme:
            ilerleme(len(kalemler), len(kalemler), "")
        return KabulRaporu(tuple(sonuclar), tuple(self._close_all(kapanacak)))

    def _close_all(self, kapanacak: dict[str, dt.date]) -> Iterator[Bulgu]:
        """Close the files of a batch; one that may not be closed stays open and is told."""
        for kimlik, kapanis in kapanacak.items():
            with self.depo.reader() as baglanti:
                dosya = defter.find(baglanti, "dosya", kimlik)
            try:
                if dosya:
                    self.close_dosya(defter.dosya_of(dosya), kapanis)
            except KuralHatasi as hata:
                yield hata.bulgu

    def _note_closing(self, belge: str, kapanis: dt.date, kapanacak: dict[str, dt.date]) -> None:
        """Remember the latest closing date that the items of a batch give for their file."""
        with self.depo.reader() as baglanti:
            satir = defter.find(baglanti, "belge", belge)
            dosya = defter.find(baglanti, "dosya", satir["dosya"]) if satir and satir["dosya"] else None
        if dosya and not dosya["kapanis"]:
            kapanacak[dosya["kimlik"]] = max(kapanis, kapanacak.get(dosya["kimlik"], kapanis))

    def read_waiting(self, *, ilerleme: Ilerleme | None = None) -> tuple[int, int]:
        """Try again the texts that were waiting; return how many were read and how many still wait."""
        with self.depo.reader() as baglanti:
            bekleyen = defter.owed(baglanti, "ocr")
        okunan = 0
        for sira, kimlik in enumerate(bekleyen):
            if ilerleme:
                ilerleme(sira, len(bekleyen), kimlik)
            okunan += self._read_again(kimlik)
        return okunan, len(bekleyen) - okunan

    def _read_again(self, kimlik: str) -> bool:
        """Try the text of one waiting record again; its original is only read."""
        with self.depo.reader() as baglanti:
            satir = defter.find(baglanti, "belge", kimlik)
        if satir is None:
            return False
        belge = defter.belge_of(satir)
        asil = self.depo.ocfl.file(ocfl_id("belge", kimlik), f"asil/{kimlik}.{belge.tur}")
        try:
            okunan = read(asil, **self._tools())
        except GirdiHatasi:
            return False
        if okunan.bekleyen:
            return False
        durum = MetinDurumu.YOK if okunan.metin_yok else MetinDurumu.VAR
        yeni = attrs.evolve(belge, metin_durumu=durum, sayfa_sayisi=len(okunan.sayfalar))
        icerik = {"metin.jsonl": encode_pages(okunan.sayfalar)}
        self.depo.save("belge", kimlik, yeni.as_dict(), icerik, aktor=self.aktor, eylem="metin_oku", ayrinti={}, borclar=("dizin",))
        with self.depo.transaction(self.aktor) as islem:
            defter.settle(islem.baglanti, "ocr", [kimlik])
        return True

    def open_dosya(
        self,
        kod: str,
        birim: str,
        ad: str,
        acilis: dt.date,
        *,
        deneme: bool = False,
        kosul: Callable[[Connection], None] | None = None,
        **ek: Any,
    ) -> Dosya:
        """Open a file under a plan code, with or without its ``[…]`` suffix.

        Args:
            ek: further fields of ``Dosya``: ``vaka``, ``diger_kodlar``, ``ilgililer``, ``esaslar``, ``uzunluk_mm``.

        Raises:
            GirdiHatasi: SDP-… the code may not be used.
        """
        self.require_usable(kod, birim)
        digerleri = tuple(dict.fromkeys(self.require_usable(k, birim, ilk_kod=False) for k in ek.pop("diger_kodlar", ())))
        ekli = split_suffix(kod)
        satir = self.plan.get(ekli.kod)
        dosya = Dosya(
            kimlik=_clock.uuid7(self.depo.saat),
            kod=satir.kod,
            plan=satir.plan,
            plan_surumu=satir.surum,
            ad=ad or satir.ad,
            birim=birim,
            acilis=acilis,
            ozel=ekli.kod.ozel,
            diger_kodlar=tuple(k for k in digerleri if k != satir.kod),
            **ek,
        )
        return self.keep_dosya(dosya, deneme=deneme, kosul=kosul)

    def require_usable(self, kod: str, birim: str, *, ilk_kod: bool = True) -> str:
        """Return the bare code if files may be opened under it.

        Raises:
            GirdiHatasi: SDP-… the first finding of level hata.
        """
        for kusur in self.plan.check(kod, ilk_kod=ilk_kod, birim=birim, ayar=self.ayar):
            if kusur.seviye == "hata":
                raise GirdiHatasi.of(kusur)
        return split_suffix(kod).kod.metin

    def keep_dosya(self, dosya: Dosya, *, deneme: bool = False, kosul: Callable[[Connection], None] | None = None) -> Dosya:
        """Write a new file."""
        if deneme:
            return dosya
        ayrinti = {"kod": dosya.kod, "birim": dosya.birim}
        self.depo.save("dosya", dosya.kimlik, dosya.as_dict(), aktor=self.aktor, eylem="dosya_ac", ayrinti=ayrinti, kosul=kosul)
        return dosya

    def close_dosya(self, dosya: Dosya, kapanis: dt.date, *, deneme: bool = False) -> Dosya:
        """Close a file: its retention clock starts with the year after.

        Raises:
            KuralHatasi: SAK-008 closed already, SAK-009 before its opening or its newest record, SAK-010 in the future.
        """
        bugun = _clock.today(self.depo.saat)
        if kapanis > bugun:
            raise KuralHatasi("SAK-010", dosya.kimlik, kapanis=kapanis)

        def kosul(baglanti: Connection) -> None:
            satir = defter.find(baglanti, "dosya", dosya.kimlik)
            if satir and satir["kapanis"]:
                raise KuralHatasi("SAK-008", dosya.kimlik, kapanis=satir["kapanis"])
            son = defter.last_record_date(baglanti, dosya.kimlik) or dosya.acilis
            if kapanis < max(son, dosya.acilis):
                raise KuralHatasi("SAK-009", dosya.kimlik, kapanis=kapanis, acilis=max(son, dosya.acilis))

        kapali = attrs.evolve(dosya, kapanis=kapanis)
        if deneme:
            with self.depo.reader() as baglanti:
                kosul(baglanti)
            return kapali
        ayrinti = {"kapanis": kapanis.isoformat()}
        self.depo.save("dosya", dosya.kimlik, kapali.as_dict(), aktor=self.aktor, eylem="dosya_kapat", ayrinti=ayrinti, kosul=kosul)
        return kapali

    def _keep(self, kalem: Kalem, okunan: Okunan, *, deneme: bool) -> KabulKalemi:
        sha512, sha256, boyut = _digests(kalem.yol)
        bilgi, bulgular = kalem.bilgi, list(okunan.bulgular)
        if bilgi.kapanis and Islem.DOSYA not in self.yetki.islemler:
            raise YetkiHatasi("YET-003", kalem.yer, aktor=self.aktor, islem=Islem.DOSYA)
        tarih = bilgi.tarih or okunan.tarih
        if tarih is None:
            bulgular.append(bulgu("KAB-017", kalem.yer))
        gizlilik = _degree(bilgi.gizlilik, okunan.gizlilik, kalem.yer, bulgular)
        bulgular += _number_findings(bilgi.sayi or okunan.sayi, bilgi.kod)
        dosya = self._file_for(bilgi, tarih or _clock.today(self.depo.saat), bulgular, deneme=deneme)
        birim = bilgi.birim or (dosya.birim if dosya else self.depo.ayarlar.detsis)
        if not self.yetki.may_see(GizlilikDerecesi.YOK, birim):
            raise YetkiHatasi("YET-004", kalem.yer, birim=birim)
        if okunan.gonderen_kodu and not bilgi.dosya:
            bulgular.append(bulgu("KAB-010", kalem.yer, kod=okunan.gonderen_kodu))
        durum = MetinDurumu.BEKLIYOR if okunan.bekleyen else MetinDurumu.YOK if okunan.metin_yok else MetinDurumu.VAR
        belge = Belge(
            kimlik=_clock.uuid7(self.depo.saat),
            dosya=dosya.kimlik if dosya else None,
            tur=okunan.tur,
            sayi=bilgi.sayi or okunan.sayi,
            tarih=tarih,
            konu=bilgi.konu or okunan.konu,
            birim=birim,
            gizlilik=gizlilik,
            kaynak_adi=text_of(kalem.yol.name),
            boyut=boyut,
            sha512=sha512,
            sha256=sha256,
            sayfa_sayisi=len(okunan.sayfalar),
            metin_durumu=durum,
            imza_durumu=okunan.imza_durumu,
            alindi=_clock.iso(self.depo.saat.now()),
        )
        var = self._save(belge, kalem, okunan, dosya, deneme=deneme)
        sonuc = ZATEN_VAR if var else BEKLIYOR if durum is MetinDurumu.BEKLIYOR else ALINDI
        gorunur = var is not None and self.yetki.may_see(var.gizlilik, var.birim)
        kimlik = (var.kimlik if gorunur else None) if var else None if deneme else belge.kimlik
        return KabulKalemi(kalem.yer, sonuc, kimlik, str(belge.tur), belge.sayfa_sayisi, belge.imza_durumu, tuple(bulgular))

    def _save(self, belge: Belge, kalem: Kalem, okunan: Okunan, dosya: Dosya | None, *, deneme: bool) -> Belge | None:
        """Write the record, or return the one with the same bytes that the file holds already."""

        def find_same(baglanti: Connection) -> Belge | None:
            return defter.same_bytes(baglanti, belge.sha512, belge.dosya)

        def kosul(baglanti: Connection) -> None:
            if (ayni := find_same(baglanti)) is not None:
                raise _ZatenVar(ayni)
            if dosya:
                _require_open(baglanti, dosya.kimlik, belge.tarih, kalem.yer, self.yetki)

        with self.depo.reader() as baglanti:
            if (ayni := find_same(baglanti)) is not None:
                return ayni
        if deneme:
            return None
        icerik: Icerik = {
            f"asil/{belge.kimlik}.{belge.tur}": kalem.yol,
            "metin.jsonl": encode_pages(okunan.sayfalar),
            "imza.json": _canon.encode({"imza": okunan.imza, "bulgular": [b.as_dict() for b in okunan.bulgular]}) + b"\n",
        }
        borclar = ("dizin", "ocr") if belge.metin_durumu is MetinDurumu.BEKLIYOR else ("dizin",)
        try:
            self.depo.save(
                "belge",
                belge.kimlik,
                belge.as_dict(),
                icerik,
                aktor=self.aktor,
                eylem="kabul",
                ayrinti={"sha512": belge.sha512, "dosya": belge.dosya},  # no word of the record: audit rows outlive it
                kosul=kosul,
                borclar=borclar,
            )
        except _ZatenVar as zaten:
            return zaten.belge
        return None

    def _file_for(self, bilgi: KabulBilgisi, tarih: dt.date, bulgular: list[Bulgu], *, deneme: bool) -> Dosya | None:
        """Return the file the record goes to: the one named, or the subject file of code, unit and year."""
        if bilgi.dosya:
            with self.depo.reader() as baglanti:
                satir = defter.find(baglanti, "dosya", bilgi.dosya)
            if satir is None or not self.yetki.may_see(GizlilikDerecesi.YOK, satir["birim"]):
                raise GirdiHatasi("KAB-009", bilgi.dosya)
            return defter.dosya_of(satir)
        if not bilgi.kod:
            bulgular.append(bulgu("KAB-011"))
            return None
        birim = bilgi.birim or self.depo.ayarlar.detsis
        if not self.yetki.may_see(GizlilikDerecesi.YOK, birim):
            raise YetkiHatasi("YET-004", bilgi.kod, birim=birim)
        bulgular += [b for b in self.plan.check(bilgi.kod, birim=birim, ayar=self.ayar) if b.seviye != "hata"]
        ekli = split_suffix(bilgi.kod).kod
        with self.depo.reader() as baglanti:
            dosya = defter.subject_file(baglanti, ekli.metin, birim, tarih.year, ekli.ozel)
        if dosya:
            return dosya

        def kosul(baglanti: Connection) -> None:  # two intakes at once: the second takes the file that the first has opened
            if (acik := defter.subject_file(baglanti, ekli.metin, birim, tarih.year, ekli.ozel)) is not None:
                raise _DosyaVar(acik)

        try:
            return self.open_dosya(bilgi.kod, birim, "", dt.date(tarih.year, 1, 1), deneme=deneme, kosul=kosul)
        except _DosyaVar as var:
            return var.dosya

    def file(self, belge: Belge, bilgi: KabulBilgisi, *, deneme: bool = False) -> Belge:
        """Put a record that waits for classification into a file: the one named, or the subject file of code and year.

        Raises:
            KuralHatasi: SAK-011 it lies in a file already, SAK-007 the file was closed before its date.
            ImhaHatasi: IMH-015 the file stands on a list.
            GirdiHatasi: KAB-009 no such file; SDP-… the code may not be used.
        """
        if belge.dosya:
            raise KuralHatasi("SAK-011", belge.kimlik)
        hedef = attrs.evolve(bilgi, birim=bilgi.birim or belge.birim)
        dosya = self._file_for(hedef, belge.tarih or _clock.today(self.depo.saat), [], deneme=deneme)
        if dosya is None:
            raise GirdiHatasi("KAB-009", belge.kimlik)

        def kosul(baglanti: Connection) -> None:
            satir = defter.find(baglanti, "belge", belge.kimlik)
            if satir is None or satir["dosya"]:
                raise KuralHatasi("SAK-011", belge.kimlik)
            _require_open(baglanti, dosya.kimlik, belge.tarih, belge.kimlik, self.yetki)

        yeni, ayrinti = attrs.evolve(belge, dosya=dosya.kimlik), {"dosya": dosya.kimlik, "kod": dosya.kod}
        if deneme:
            with self.depo.reader() as baglanti:
                kosul(baglanti)
            return yeni
        self.depo.save(
            "belge", belge.kimlik, yeni.as_dict(), aktor=self.aktor, eylem="tasnif", ayrinti=ayrinti, kosul=kosul, borclar=("dizin",)
        )
        return yeni


def _require_open(baglanti: Connection, dosya: str, tarih: dt.date | None, yer: str, yetki: Yetki) -> None:
    """Refuse a record for a file that was closed before its date, that was handed over or that stands on a list."""
    satir = defter.find(baglanti, "dosya", dosya)
    kapanis = satir["kapanis"] if satir else None
    if kapanis and tarih and tarih > kapanis:
        raise KuralHatasi("SAK-007", yer, tarih=tarih, kapanis=kapanis)
    if satir:
        require_custody(defter.dosya_of(satir), yetki, yer)
    if (liste := defter.list_of_file(baglanti, dosya)) is not None:
        raise ImhaHatasi("IMH-015", yer, liste=liste)


class _DosyaVar(Exception):
    """Another process opened the subject file meanwhile."""

    def __init__(self, dosya: Dosya) -> None:
        super().__init__(dosya.kimlik)
        self.dosya = dosya


class _ZatenVar(Exception):
    """The same bytes came into the same file meanwhile."""

    def __init__(self, belge: Belge) -> None:
        super().__init__(belge.kimlik)
        self.belge = belge


def _degree(verilen: str, kendi: GizlilikDerecesi, yer: str, bulgular: list[Bulgu]) -> GizlilikDerecesi:
    """Return the degree of a record: the one given, but never below what the record says of itself.

    Raises:
        GirdiHatasi: KAB-016 the given code is not known.
    """
    if not verilen:
        return kendi
    if not GizlilikDerecesi.known(verilen):
        raise GirdiHatasi("KAB-016", yer, deger=verilen)
    derece = GizlilikDerecesi.from_code(verilen)
    if derece < kendi:
        bulgular.append(bulgu("KAB-015", yer, verilen=derece.name, kendi=kendi.name))
    return max(derece, kendi)


def _number_findings(sayi: str, kod: str) -> list[Bulgu]:
    """Judge the document number, and whether it carries the code of the file."""
    if not sayi:
        return []
    okunan = BelgeSayisi.parse(sayi)
    bulgular = [b for b in okunan.bulgular if b.seviye != "bilgi"]
    if okunan.bicim is Bicim.GUNCEL and kod and okunan.sdp != kod:
        bulgular.append(bulgu("KAB-012", sayi, sayidaki=okunan.sdp, kod=kod))
    return bulgular


def _digests(yol: Path) -> tuple[str, str, int]:
    sha512, sha256, boyut = hashlib.sha512(), hashlib.sha256(), 0
    try:
        with yol.open("rb") as dosya:
            while blok := dosya.read(_BLOK):
                sha512.update(blok)
                sha256.update(blok)
                boyut += len(blok)
    except OSError as hata:
        raise GirdiHatasi("KAB-001", str(yol), ayrinti=os_reason(hata)) from None
    return sha512.hexdigest(), sha256.hexdigest(), boyut
