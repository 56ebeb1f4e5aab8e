# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The part of ``Arsiv`` that makes imha lists: candidates frozen into a list, judged again line by line, split, given up.

What changed between judging and writing, and a row that is not what its object says, stop the act.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import attrs
from sqlalchemy import Connection

from earsiv import _clock, ayiklama
from earsiv._arsiv_liste_defteri import ListeDefteri
from earsiv._bilinen import Bilinen
from earsiv.ayiklama import Eylem, ListeKapsami, ListeYolu
from earsiv.ayiklama.aday import judge_in_full, order
from earsiv.ayiklama.ornek import allowed
from earsiv.errors import Bulgu, DepoHatasi, GirdiHatasi, ImhaHatasi, YetkiHatasi, bulgu
from earsiv.model import ArsivYeri, GizlilikDerecesi, ImhaListesi, ImhaSatiri, Islem, ListeDurumu, MalzemeTuru
from earsiv.saklama import Durum, SaklamaHesabi
from earsiv.store import defter, listeler, siniflanan

Aday = tuple[ayiklama.DosyaOzeti, SaklamaHesabi]
_LISTELENIR = frozenset({Durum.ADAY, Durum.DIGER})


class ListeIsleri(ListeDefteri):
    """Lists: proposed, shown, split, given up."""

    # -- proposing --------------------------------------------------------------------------------------------------

    def propose_imha(
        self,
        an: dt.date | None = None,
        *,
        birim: str | None = None,
        malzeme: MalzemeTuru | str | None = None,
        dosyalar: Sequence[str] | None = None,
        degerlendirme: bool = False,
        ornek: str | None = None,
        belge_bazinda: Iterable[str] = (),
        deneme: bool = False,
    ) -> ImhaListesi:
        """Freeze the candidates of one day into a numbered list with its digest.

        What was written between the judgement and the list, and a row that is not what its object says, stop it.

        Args:
            birim: only the files of this unit.
            malzeme: only files of this kind of material.
            dosyalar: exactly these files; one that may not be listed refuses the list. Without it: every candidate.
            degerlendirme: also files that the commission appraises (C).
            ornek: the remainder of this sampling decision (``O-2037/1``), and nothing else.
            belge_bazinda: files that are put before the commission record by record.

        Raises:
            YetkiHatasi: YET-002 a file, or the degree of a record in it, is not to be seen; YET-003.
            ImhaHatasi: IMH-021 nothing is due; IMH-022 a file came onto another list meanwhile; IMH-016 a day that is over: what
                was longer or held since would not count; IMH-002…IMH-005, IMH-008 a file that was named.
            DepoHatasi: DEP-016 something that bears on a file of the list was written meanwhile; DEP-018…DEP-022 ledger, objects
                or index part.
        """
        self._require(Islem.LISTE)
        gun = self._list_day(an)
        kalan = self.remainder_of(ornek) if ornek else {}
        secilen = tuple(kalan) if ornek and dosyalar is None else dosyalar
        return self._propose(gun, (birim, malzeme, secilen), ListeKapsami(degerlendirme, kalan), belge_bazinda, deneme=deneme)

    def _propose(
        self,
        gun: dt.date,
        secim: tuple[str | None, MalzemeTuru | str | None, Sequence[str] | None],
        kapsam: ListeKapsami,
        belge_bazinda: Iterable[str] = (),
        *,
        deneme: bool = False,
    ) -> ImhaListesi:
        with self.depo.reader() as baglanti:
            once = defter.last_audit_no(baglanti)
        adaylar = self._listable(gun, *secim, kapsam)
        dosyalar = [ozet.dosya.kimlik for ozet, _ in adaylar]
        kapsam = attrs.evolve(kapsam, belgeler={d: self.belgeler(d) for d in belge_bazinda if d in dosyalar})
        with self.depo.reader() as baglanti:
            no = defter.next_list_no(baglanti, gun.year)
        self._require_ground(dosyalar)
        self._require_whole_index()
        liste = ayiklama.freeze(
            no,
            adaylar,
            kurum=self.depo.ayarlar.kurum,
            an=gun,
            duzenleyen=self.yetki.aktor,
            duzenlenme=_clock.iso(self.depo.saat.now()),
            kapsam=kapsam,
        )
        if not deneme:
            self._keep_list(liste, once, dosyalar)
        return liste

    def _list_day(self, an: dt.date | None) -> dt.date:
        bugun = self._today()
        if an is not None and an < bugun:
            raise ImhaHatasi("IMH-016", an.isoformat())
        return an or bugun

    def _keep_list(self, liste: ImhaListesi, once: int, dosyalar: list[str]) -> None:
        def kosul(baglanti: Connection) -> None:
            if defter.known(baglanti, liste.no) or defter.bears_since(baglanti, once, dosyalar):  # taken, or changed, since it was read
                raise DepoHatasi("DEP-016", liste.no)
            for dosya, diger in listeler.holders(baglanti, dosyalar).items():
                raise ImhaHatasi("IMH-022", dosya, liste=diger)

        yol = ListeYolu(liste)
        ayrinti = {"liste_ozeti": liste.ozet, "satir": len(liste.satirlar)}
        icerik = {"icerik.json": ayiklama.canonical(liste)}
        deger = ayiklama.path_dict(yol)
        self.depo.save("liste", liste.no, deger, icerik, aktor=self.yetki.aktor, eylem="liste_olustur", ayrinti=ayrinti, kosul=kosul)

    def _listable(
        self, gun: dt.date, birim: str | None, malzeme: MalzemeTuru | str | None, dosyalar: Sequence[str] | None, kapsam: ListeKapsami
    ) -> list[Aday]:
        """Return the files that go on the list, judged in full: those named, or every candidate of the day."""
        turu = None if malzeme is None else _material(malzeme)
        if dosyalar is not None:
            adaylar = self._judged_by_name(gun, dosyalar)
        else:
            adaylar = [(o, h) for o, h in self._candidates(gun, birim, kapsam) if not o.liste]
        secilen = [a for a in adaylar if (turu is None or a[0].dosya.malzeme is turu) and (birim is None or a[0].dosya.birim == birim)]
        gorulen = [(o, h) for o, h in secilen if self.yetki.may_see(o.gizlilik, o.dosya.birim)]
        if dosyalar is not None and len(gorulen) < len(secilen):
            raise YetkiHatasi("YET-002", next(o.dosya.kimlik for o, _ in secilen if not self.yetki.may_see(o.gizlilik, o.dosya.birim)))
        return gorulen

    def _judged_by_name(self, gun: dt.date, dosyalar: Sequence[str]) -> list[Aday]:
        bilinen = self._known()
        ozetler = []
        with self.depo.reader() as baglanti:
            for kimlik in dict.fromkeys(dosyalar):
                dosya = self.dosya(kimlik)
                belgeler = list(defter.records(baglanti, kimlik))
                tarihler = [b.tarih for b in belgeler if b.tarih]
                hesap = self._judge(dosya, gun, bilinen)
                ozet = ayiklama.DosyaOzeti(
                    dosya,
                    adet=len(belgeler),
                    ilk=min(tarihler, default=None),
                    son=max(tarihler, default=None),
                    sayilar=tuple(b.sayi for b in belgeler if b.sayi),
                    engeller=hesap.engeller,
                    liste=defter.list_of_file(baglanti, kimlik),
                    gizlilik=max((b.gizlilik for b in belgeler), default=GizlilikDerecesi.YOK),
                )
                ozetler.append((ozet, hesap))
        return sorted(ozetler, key=order)

    def _candidates(self, gun: dt.date, birim: str | None, kapsam: ListeKapsami) -> list[Aday]:
        """Return the candidates alone, judged in full, with the numbers of their records; the rest is judged in short and let go."""
        bulunan = [o for o, y in self.screened(gun, birim=birim) if y.durum in _LISTELENIR and kapsam.allows(o.dosya, y.sonuc)]
        with self.depo.reader() as baglanti:
            sayilar = defter.numbers_and_degrees(baglanti, [o.dosya.kimlik for o in bulunan])
        tam = [attrs.evolve(o, sayilar=sayilar[o.dosya.kimlik][0], gizlilik=sayilar[o.dosya.kimlik][1]) for o in bulunan]
        return judge_in_full(tam, self._known().plan(gun), gun, self._known().profil)

    # -- reading ----------------------------------------------------------------------------------------------------

    def list_findings(self, liste: ImhaListesi | str) -> tuple[Bulgu, ...]:
        """Return what a commission ought to know of a list: vague titles, files still in their unit, older years left waiting.

        Args:
            liste: its number, or a list that was proposed and not written.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-013.
        """
        self._require(Islem.LISTE)
        liste = self.liste(liste) if isinstance(liste, str) else liste
        kimlikler = list(dict.fromkeys(s.dosya for s in liste.satirlar))
        with self.depo.reader() as baglanti:
            birimde = sum(d.yer is ArsivYeri.BIRIM for d in defter.files_of(baglanti, kimlikler))
        birim = liste.birimler[0] if len(liste.birimler) == 1 else None
        en_yeni, kendi = max(s.imha_yili for s in liste.satirlar), frozenset(kimlikler)
        bekleyen = [
            o.dosya.kimlik
            for o, y in self.screened(max(liste.an, self._today()), birim=birim)
            if y.durum is Durum.ADAY and (y.listelenebilir_yil or 0) < en_yeni and o.liste is None and o.dosya.kimlik not in kendi
        ]
        eski = (bulgu("IMH-010", liste.no, sayi=len(bekleyen)),) if bekleyen else ()
        return (*ayiklama.list_findings(liste, birimde), *eski)

    def list_bars(self, no: str) -> dict[int, tuple[Bulgu, ...]]:
        """Return why lines of a list could not go today, line by line; a hold that came after the list stands here too.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-013.
        """
        yol = self.list_path(no)
        bilinen = self._known()
        gun = max(self._today(), yol.liste.an)
        with self.depo.reader() as baglanti:
            kalan = [s for s in yol.liste.satirlar if s.sira_no not in yol.edilen]
            bulunan = {s.sira_no: self._line_faults(baglanti, no, s, bilinen, gun) for s in kalan}
        return {satir: kusurlar for satir, kusurlar in bulunan.items() if kusurlar}

    def _line_faults(self, baglanti: Connection, no: str, satir: ImhaSatiri, bilinen: Bilinen, gun: dt.date) -> tuple[Bulgu, ...]:
        """Judge one line of a list on a day, with everything that bears on its file."""
        bulunan = defter.find(baglanti, "dosya", satir.dosya)
        if bulunan is None:
            return ayiklama.judge_line(satir, None, None, (), 0)
        dosya = defter.dosya_of(bulunan)
        belgeler = siniflanan.records_of(baglanti, satir.dosya)
        adet = len(belgeler)
        if not satir.belge:
            kendi, yabanci = _moved_in(baglanti, belgeler, no, satir.dosya)
            adet = satir.adet + yabanci if yabanci else adet - kendi
        hesap = self._judge(dosya, gun, bilinen)
        secimde = not satir.dayanak or allowed(self.sample(satir.dayanak), satir.dosya) is None
        return ayiklama.judge_line(satir, dosya, hesap, belgeler, adet, kalan=secimde)

    # -- other ends -------------------------------------------------------------------------------------------------

    def split_list(self, no: str, *, deneme: bool = False) -> list[ImhaListesi]:
        """Split a list into one for each unit and kind of material; files that may not be listed any more are left out and free.

        A call that was cut short is made again.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-013.
            ImhaHatasi: IMH-030 it is before a commission already; IMH-019 it has one unit and one kind.
        """
        self._require(Islem.LISTE)
        yol = self.list_path(no)
        yarim = yol.durum is ListeDurumu.BOLUNDU  # cut short: what is missing is made, what is there stays
        if not yarim:
            yol.require(Eylem.BOL)
        gruplar: dict[tuple[str, str], list[str]] = {}
        for satir in yol.liste.satirlar:
            gruplar.setdefault((satir.ureten_birim, str(satir.malzeme)), []).append(satir.dosya)
        if len(gruplar) < 2:
            raise ImhaHatasi("IMH-019", no)
        if deneme:
            return [
                attrs.evolve(yol.liste, no=f"{no}-{i}", satirlar=_lines_of(yol.liste, g), ozet="") for i, g in enumerate(gruplar, start=1)
            ]
        belge_bazinda = {s.dosya for s in yol.liste.satirlar if s.belge}
        ornekler = {s.dosya: s.dayanak for s in yol.liste.satirlar if s.dayanak}
        gun = max(yol.liste.an, self._today())
        if not yarim:
            parcalar = tuple(" · ".join(grup) for grup in gruplar)
            self._advance(no, lambda y: y.split(parcalar, self._adim()), "liste_bol", {"parca": len(gruplar)})
        yeniler = []
        kapsam = ListeKapsami(degerlendirme=True, ornek=ornekler)
        for dosyalar in gruplar.values():
            uygun = [d for d in dict.fromkeys(dosyalar) if not self._unlistable(d, gun, kapsam)]
            if uygun:
                yeniler.append(self._propose(gun, (None, None, uygun), kapsam, belge_bazinda))
        return yeniler

    def _unlistable(self, dosya: str, gun: dt.date, kapsam: ListeKapsami) -> tuple[Bulgu, ...]:
        ((ozet, hesap),) = self._judged_by_name(gun, [dosya])
        return ayiklama.check_candidate(ozet, hesap, gun, kapsam)

    def abort_list(self, no: str, gerekce: str, *, deneme: bool = False) -> ListeYolu:
        """Give a list up before anything was executed; its files are free again.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-013.
            ImhaHatasi: IMH-029 no reason; IMH-030 execution has begun, or it is at an end.
        """
        self._require(Islem.KOMISYON)
        return self._advance(no, lambda y: y.abort(self._adim(gerekce)), "liste_iptal", {"gerekce": gerekce.strip()}, deneme=deneme)


def _material(ad: MalzemeTuru | str) -> MalzemeTuru:
    try:
        return MalzemeTuru(ad)
    except ValueError:
        raise GirdiHatasi("IMH-049", str(ad), bilinenler=", ".join(MalzemeTuru)) from None


def _moved_in(baglanti: Connection, belgeler: Sequence[str], liste: str, dosya: str) -> tuple[int, int]:
    """Return how many of a file's records came into it by an execution: of this very list, and of another since this one was made.

    The file referred to them, and their own file went.
    """
    izler = [iz for iz in defter.acts_of(baglanti, "imha_atif", belgeler) if iz.ayrinti.get("dosya") == dosya]
    if not izler:
        return 0, 0
    ilk = next((iz.sira for iz in defter.acts_on(baglanti, liste)), 0)
    kendi = {iz.nesne for iz in izler if iz.ayrinti.get("liste") == liste}
    return len(kendi), len({iz.nesne for iz in izler if iz.sira > ilk} - kendi)


def _lines_of(liste: ImhaListesi, grup: tuple[str, str]) -> tuple[ImhaSatiri, ...]:
    return tuple(s for s in liste.satirlar if (s.ureten_birim, str(s.malzeme)) == grup)
