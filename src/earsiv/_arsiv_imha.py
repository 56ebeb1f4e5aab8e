# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The part of ``Arsiv`` that executes an approved list: judged line by line on the day itself, recorded, minuted, sealed.

It takes the number of a list and nothing else. What may go is what decision, consent and olur left, each line judged again inside the
transaction that begins its removal; the removal itself is the room ``imha``'s.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

import attrs
from sqlalchemy import Connection

from earsiv import _clock, ayiklama, imha, rapor
from earsiv._arsiv_dosya import DosyaIsleri
from earsiv._arsiv_onay import OnayIsleri
from earsiv._bilinen import Bilinen
from earsiv.ayiklama import Adim, Eylem, ListeYolu
from earsiv.ayiklama.liste import MUHUR_ONEKI
from earsiv.errors import Bulgu, DepoHatasi, EarsivError, ImhaHatasi, YetkiHatasi, bulgu
from earsiv.imha import Dayanak, Yedek, Yuruyus
from earsiv.imha.kalem import EDILDI
from earsiv.kabul import KabulBilgisi
from earsiv.model import FizikiImha, GizlilikDerecesi, Hazirun, ImhaSatiri, ImhaTutanagi, Islem, Kalinti, ListeDurumu
from earsiv.saklama.takvim import add_years
from earsiv.store import defter, kalintilar, kayitlar, listeler
from earsiv.store.zemin import check_rows

_YURUYEN: Final = frozenset({Eylem.KISMEN, Eylem.BITIR})
"""The steps of a list on whose day something may have gone."""
MUHUR_KODU: Final = "805.02.02"
"""Ayıklama ve İmha: the subject under which lists, decisions and minutes are kept as records."""


class ImhaIsleri(OnayIsleri, DosyaIsleri):
    """Execution, minutes, stubs, the register of backups."""

    # -- execution --------------------------------------------------------------------------------------------------

    def destroy(
        self, no: str, *, deneme: bool = False, ilerleme: Callable[[int, int, str], None] | None = None
    ) -> tuple[ListeYolu, Yuruyus]:
        """Destroy what an approved list still allows; what is barred today stays, and what fails is taken up by the next call.

        A call that was cut short is simply made again, by anyone, on any machine that has the archive.

        Args:
            deneme: change nothing and answer with the lines that would go.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-013.
            ImhaHatasi: IMH-007 the chain of digests is broken; IMH-030; IMH-039 no line may be taken; IMH-044 signatures are missing;
                IMH-050 somebody executes it already.
            DepoHatasi: the store cannot take it; everything is as the journal says, and the next call goes on.
        """
        self._require(Islem.IMHA)
        yol = self.list_path(no)
        yol.require(Eylem.BASLA)
        self._require_signatures(yol, no)
        self._settle_index()
        self._require_sound(yol)
        yurutucu = imha.Yurutucu(self.depo, self.yetki.aktor, yargi=self._final_judge(no), dizinden_cikar=self._dizinleyici.remove)
        dayanak = _ground(yol)
        if deneme:
            yol.begin(self._adim())
            return yol, yurutucu.preview(yol.liste, yol.ready(), dayanak)
        yol = self._advance(no, lambda y: y.begin(self._adim()), "imha_yurut", {"satir": len(yol.ready())})
        with self.depo.transaction(self.yetki.aktor) as islem:  # owed from here on, whatever cuts the run short
            defter.owe(islem.baglanti, kalintilar.TEMIZLIK, "arsiv")
        sonuc = yurutucu.run(yol.liste, yol.ready(), dayanak, ilerleme=ilerleme)
        with self.depo.reader() as baglanti:
            edilen = [satir for satir, kalem in listeler.items(baglanti, no).items() if kalem[0] == EDILDI]
            _require_gone(baglanti, yol, edilen)
        engellenen = {satir: str(b.mesaj) for satir, b in (*sonuc.engellenen, *sonuc.hatali)}
        ayrinti = {"edilen": len(edilen), "engellenen": len(sonuc.engellenen), "hatali": len(sonuc.hatali), "kanit": sonuc.kanit}
        yol = self._advance(no, lambda y: y.ended(edilen, engellenen, self._adim()), "imha_yurudu", ayrinti)
        return yol, self._cleaned(sonuc)

    def _require_sound(self, yol: ListeYolu) -> None:
        """Refuse to execute before its day, by who recorded the olur where that is not wanted, or over an archive that does not hold.

        Raises:
            ImhaHatasi: IMH-006, IMH-092.
            DepoHatasi: DEP-010…DEP-022, DNT-….
        """
        kaydeden = {adim.aktor for adim in yol.gecmis if adim.eylem is Eylem.OLUR}
        if self.yetki.aktor in kaydeden and self._known().profil.get("yurutme_ayriligi", self._today()) == "ARANIR":
            raise ImhaHatasi("IMH-092", yol.liste.no, kisi=self.yetki.aktor)
        self._require_day(yol)
        with self.depo.reader() as baglanti:
            kalemler = listeler.items(baglanti, yol.liste.no)
        baslayan = {s.dosya for s in yol.liste.satirlar if (k := kalemler.get(s.sira_no)) and k[2]}  # theirs may be half gone
        self._require_ground({s.dosya for s in yol.executable()} - baslayan, kesin=True)
        self._require_whole_index()

    def _require_day(self, yol: ListeYolu) -> None:
        """Refuse to execute before the day of the olur, and before the days have passed that the institution lets lie between.

        Raises:
            ImhaHatasi: IMH-006.
        """
        if yol.olur is None:
            return
        olur, bugun, profil = yol.olur.tarih, self._today(), self._known().profil
        if olur > bugun:
            raise ImhaHatasi("IMH-006", yol.liste.no, neden=f"olur {olur:%d.%m.%Y} tarihli, o gün gelmedi")
        ilk = olur + dt.timedelta(days=max(int(profil.get("imha_bekleme_gun", gun) or 0) for gun in (olur, bugun)))
        if ilk > bugun:
            neden = f"olur {olur:%d.%m.%Y} tarihli, kurumun bekleme süresi dolmadan ({ilk:%d.%m.%Y}) imha başlamaz"
            raise ImhaHatasi("IMH-006", yol.liste.no, neden=neden)

    def _cleaned(self, sonuc: Yuruyus) -> Yuruyus:
        """Leave no trace of what went in index, counts and free pages; what cannot be done now is owed and said."""
        if self.clean_traces():
            return sonuc
        return attrs.evolve(sonuc, borclar=(*sonuc.borclar, bulgu("IMH-090", str(self.depo.kok))))

    def _final_judge(self, no: str) -> Callable[[Connection, ImhaSatiri], tuple[Bulgu, ...]]:
        """Return who judges a line inside the transaction that begins its removal, knowing everything written until then."""
        bilinenler: list[tuple[Bilinen, dt.date, int]] = []

        def yargi(baglanti: Connection, satir: ImhaSatiri) -> tuple[Bulgu, ...]:
            son, gun = defter.last_audit_no(baglanti), self._today()
            bilinen, onceki_gun, sira = bilinenler[-1] if bilinenler else (None, gun, son)
            if bilinen is None or gun != onceki_gun or (son != sira and defter.bears_since(baglanti, sira, [satir.dosya])):
                bilinen = Bilinen(self.depo, self._found_now)
            bilinenler[:] = [(bilinen, gun, son)]
            try:
                for kusur in check_rows(self.depo, baglanti, satir.dosya):  # a row that its object does not bear out judges nothing
                    return (kusur,)
                return self._line_faults(baglanti, no, satir, bilinen, gun)
            except EarsivError as hata:
                return (hata.bulgu,)  # what cannot be judged may not go

        return yargi

    def give_up_rest(self, no: str, gerekce: str, *, deneme: bool = False) -> ListeYolu:
        """Give up the lines that a run had to leave; their files are free for a later list.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-013.
            ImhaHatasi: IMH-029 no reason; IMH-030, also where the removal of a line has begun.
        """
        self._require(Islem.IMHA)

        def kosul(baglanti: Connection) -> None:
            if any(parca and durum != EDILDI for durum, _, parca in listeler.items(baglanti, no).values()):
                durum = f"{ListeDurumu.KISMEN}, silinmesi başlamış satır var"
                raise ImhaHatasi("IMH-030", no, durum=durum, eylem=Eylem.BIRAK.ad, olan=Eylem.BASLA.ad)

        self._path(no)[0].require(Eylem.BIRAK)
        with self.depo.reader() as baglanti:
            kosul(baglanti)
        return self._advance(
            no, lambda y: y.give_up(self._adim(gerekce)), "kalan_birak", {"gerekce": gerekce.strip()}, kosul=kosul, deneme=deneme
        )

    def close_list(self, no: str, gerekce: str = "", *, deneme: bool = False) -> ListeYolu:
        """Close a list of which no line may go: all kept, transferred or refused.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-013.
            ImhaHatasi: IMH-030; IMH-038 lines are left that may go.
        """
        self._require(Islem.KOMISYON)
        return self._advance(no, lambda y: y.close(self._adim(gerekce)), "liste_kapat", {}, deneme=deneme)

    # -- the physical act and the minutes ---------------------------------------------------------------------------

    def record_physical(self, no: str, kayit: FizikiImha, *, deneme: bool = False) -> ListeYolu:
        """Record the physical act for lines with something on a shelf; a line that may not go today is refused, whoever did it.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-013.
            ImhaHatasi: IMH-003…IMH-005, IMH-047 a line may not go; IMH-006, IMH-027, IMH-030, IMH-040.
        """
        self._require(Islem.IMHA)
        bugun = self._today()
        yargi = self._final_judge(no)

        def kosul(baglanti: Connection) -> None:
            for satir in self._path(no)[0].liste.satirlar:
                if satir.sira_no in kayit.satirlar:
                    for kusur in yargi(baglanti, satir):
                        raise ImhaHatasi.of(kusur)

        if deneme:
            with self.depo.reader() as baglanti:
                kosul(baglanti)
        self._settle_index()
        ayrinti = {"satirlar": ayiklama.pack_lines(kayit.satirlar), "yontem": str(kayit.yontem), "agirlik_gram": kayit.agirlik_gram}
        return self._advance(
            no, lambda y: y.record_physical(kayit, self._adim(), bugun=bugun), "fiziki_imha", ayrinti, kosul=kosul, deneme=deneme
        )

    def minutes(self, no: str, tarih: dt.date | None = None, saat: str = "", yer: str = "", hazir: Iterable[Hazirun] = ()) -> ImhaTutanagi:
        """Return the minutes of a list as things stand; before they are sealed they prove nothing and say so on paper.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-013.
            ImhaHatasi: IMH-030 the list was not approved.
        """
        yol = self.list_path(no)
        if yol.tutanak is not None:
            return yol.tutanak
        if yol.karar is None or yol.gorus is None or yol.olur is None:
            raise ImhaHatasi("IMH-030", no, durum=ayiklama.DURUM_ADLARI[yol.durum], eylem=Eylem.TUTANAK.ad, olan=Eylem.OLUR.ad)
        with self.depo.reader() as baglanti:
            giden = list(kalintilar.stubs(baglanti, liste=no))
            yedekler = [Yedek.from_dict(y) for y in kayitlar.settings(baglanti, "yedek").values()]
            kanit = kalintilar.inventory_of(baglanti, f"{kayitlar.ON_EKLER['imha']}{no}")
        dayanak, an = _ground(yol), self.depo.saat.now()
        gun = tarih or self._today()
        tutanak = ImhaTutanagi(
            no=f"{no}-T",
            tarih=gun,
            saat=saat or f"{an.astimezone(_clock.ISTANBUL):%H:%M}",
            yer=yer,
            liste=no,
            liste_ozeti=yol.liste.ozet,
            karar=dayanak.karar,
            karar_ozeti=dayanak.karar_ozeti,
            uygun_gorus=dayanak.uygun_gorus,
            olur=dayanak.olur,
            kanit=kanit or "",
            dosya=sum(k.tur == "dosya" for k in giden),
            belge=sum(k.tur == "belge" for k in giden),
            bayt=sum(k.boyut for k in giden if k.tur == "belge"),
            imha_edilen=tuple(sorted(yol.edilen)),
            kalan=tuple(sorted({**{s.sira_no: yol.engellenen.get(s.sira_no, "") for s in yol.executable()}, **yol.birakilan}.items())),
            fiziki=yol.fiziki,
            hazir=tuple(hazir),
            yedekler=tuple(y.as_dict() for y in imha.backups_holding(yedekler, an)),
        )
        return attrs.evolve(tutanak, ozet=ayiklama.minutes_digest(tutanak))

    def seal_minutes(
        self,
        no: str,
        yer: str,
        hazir: Iterable[Hazirun],
        *,
        tarih: dt.date | None = None,
        saat: str = "",
        kod: str = MUHUR_KODU,
        deneme: bool = False,
    ) -> ImhaTutanagi:
        """Close a list with its minutes: list, decision and minutes become records of this archive that may not go for ten years or more.

        Args:
            hazir: who was present; two at least.
            kod: the plan code they are filed under, in the file of the year.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-013; SDP-… the code.
            ImhaHatasi: IMH-030 the list is not finished; IMH-040 place or two persons present are missing; IMH-006 a day that cannot be.
        """
        self._require(Islem.IMHA)
        yol = self.list_path(no)
        yol.require(Eylem.TUTANAK)
        tutanak = self.minutes(no, tarih, saat, yer.strip(), hazir)
        self._check_minutes(yol, tutanak)
        if deneme:
            return tutanak
        belge = self._keep_reports(yol, tutanak, kod)
        self._advance(
            no, lambda y: y.seal(tutanak, belge, self._adim()), "tutanak", {"no": tutanak.no, "ozet": tutanak.ozet, "belge": belge}
        )
        return tutanak

    def _check_minutes(self, yol: ListeYolu, tutanak: ImhaTutanagi) -> None:
        eksik = [ad for ad, var in (("yer", tutanak.yer), ("en az iki hazır bulunan", ayiklama.witnesses(tutanak.hazir) >= 2)) if not var]
        if eksik:
            raise ImhaHatasi("IMH-040", yol.liste.no, eksik=", ".join(eksik))
        ilk = max([yol.olur.tarih] if yol.olur else [], default=tutanak.tarih)
        ilk = max([ilk, *(f.tarih for f in yol.fiziki), *(_day(a) for a in yol.gecmis if a.eylem in _YURUYEN)])
        if not ilk <= tutanak.tarih <= self._today():
            raise ImhaHatasi("IMH-006", yol.liste.no, neden=f"tutanak {tutanak.tarih:%d.%m.%Y} tarihli")

    def _keep_reports(self, yol: ListeYolu, tutanak: ImhaTutanagi, kod: str) -> str:
        """File list, decision and minutes as records, let nothing take them for as long as law wants, and return the minutes' record.

        Repeated after a crash it finds the same bytes in the same file, and is done.
        """
        yetki = attrs.evolve(self.yetki, islemler=self.yetki.islemler | {Islem.KABUL, Islem.DOSYA, Islem.GOR})
        arsivci = type(self)(self.depo, yetki, limits=self._limits, ocr=self._ocr)
        alici = attrs.evolve(self._alici(), yetki=yetki)
        belge = ""
        with tempfile.TemporaryDirectory(dir=self.depo.kok / "is", prefix="tutanak-") as klasor:
            for ad, konu, icerik in _reports(yol, tutanak):
                yol_ = Path(klasor) / f"{ad}-{yol.liste.no.replace('/', '-')}.pdf"
                yol_.write_bytes(rapor.write(icerik, "pdf"))
                bilgi = KabulBilgisi(kod=kod, birim=self.depo.ayarlar.detsis, tarih=tutanak.tarih, konu=konu)
                kalem = alici.take_all([yol_], bilgi).kalemler[0]
                if not kalem.kimlik:
                    raise DepoHatasi.of(kalem.bulgular[0])
                belge = kalem.kimlik
        dosya = str(self.belge(belge).dosya)
        son = add_years(tutanak.tarih, int(self._known().profil.get("imha_listesi_saklama_yil", tutanak.tarih) or 10))
        karar = f"{MUHUR_ONEKI}{yol.liste.no}"
        if not any(u.karar == karar for u in self.dosya(dosya).uzatmalar):
            arsivci.extend(dosya, gerekce="İmha listesi ve tutanağı denetime hazır tutulur.", bitis=son, karar=karar)
        self._settle_index()
        return belge

    # -- stubs and backups ------------------------------------------------------------------------------------------

    def stub(self, kimlik: str) -> Kalinti:
        """Return what stays of a file or record that was destroyed or transferred.

        Raises:
            YetkiHatasi: YET-002 there is none, or it is not to be seen.
        """
        with self.depo.reader() as baglanti:
            kalinti = kalintilar.stub(baglanti, kimlik)
        if kalinti is None or not self._sees(kalinti):
            raise YetkiHatasi("YET-002", kimlik)
        return kalinti

    def stubs(self, no: str) -> list[Kalinti]:
        """Return what stays of a list's lines, of those the actor may see.

        Raises:
            YetkiHatasi: YET-003.
        """
        self._require(Islem.LISTE)
        with self.depo.reader() as baglanti:
            return [k for k in kalintilar.stubs(baglanti, liste=no) if self._sees(k)]

    def _sees(self, kalinti: Kalinti) -> bool:
        return self.yetki.may_see(GizlilikDerecesi[kalinti.gizlilik], kalinti.birim)

    def register_backup(
        self, yer: str, alindi: dt.date, biter: dt.date | None = None, aciklama: str = "", *, deneme: bool = False
    ) -> Yedek:
        """Write down a copy of the archive that lies elsewhere: the minutes name those that still hold what was destroyed.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-056 no place, or an end before the beginning.
        """
        self._require(Islem.DENETIM)
        yedek = Yedek.of(yer, alindi, biter, aciklama)
        if deneme:
            return yedek

        def deger_of(no: str) -> dict[str, Any]:
            return {"kimlik": no, "icerik": attrs.evolve(yedek, kimlik=no).as_dict()}

        ayrinti = {"alindi": alindi.isoformat()}
        no = self._write_numbered("yedek", self._next_in_register("yedek"), deger_of, eylem="yedek", ayrinti=ayrinti)
        return attrs.evolve(yedek, kimlik=no)

    def backups(self) -> list[Yedek]:
        """Return the register of copies that lie elsewhere.

        Raises:
            YetkiHatasi: YET-003.
        """
        self._require(Islem.DENETIM)
        with self.depo.reader() as baglanti:
            return [Yedek.from_dict(y) for y in kayitlar.settings(baglanti, "yedek").values()]


def _day(adim: Adim) -> dt.date:
    return _clock.civil_date(dt.datetime.fromisoformat(adim.zaman))


def _require_gone(baglanti: Connection, yol: ListeYolu, edilen: Iterable[int]) -> None:
    """Refuse to write down as destroyed what is still there.

    Raises:
        DepoHatasi: DEP-020.
    """
    giden = set(edilen) - yol.edilen
    for satir in yol.liste.satirlar:
        if (
            satir.sira_no in giden
            and defter.find(baglanti, *(("belge", satir.belge) if satir.belge else ("dosya", satir.dosya))) is not None
        ):
            raise DepoHatasi("DEP-020", f"{yol.liste.no} · satır {satir.sira_no}", alan="imha kalemi")


def _ground(yol: ListeYolu) -> Dayanak:
    """Return the decisions that an execution rests on, as they stand in stubs and minutes."""
    if yol.karar is None or yol.gorus is None or yol.olur is None:
        raise RuntimeError
    gorus = f"{yol.gorus.tarih:%d.%m.%Y} tarihli ve {yol.gorus.sayi} sayılı {'muafiyet' if yol.gorus.muafiyet else 'yazı'}"
    olur = f"{yol.olur.tarih:%d.%m.%Y} tarihli ve {yol.olur.sayi} sayılı olur"
    return Dayanak(yol.liste.ozet, f"{yol.karar.tarih:%d.%m.%Y} tarihli ve {yol.karar.no} sayılı", yol.karar.ozet, gorus, olur)


def _reports(yol: ListeYolu, tutanak: ImhaTutanagi) -> Iterable[tuple[str, str, Any]]:
    """Yield (name, subject, report) of what is kept; the minutes last."""
    no = yol.liste.no
    durumlar = yol.results()
    yield "imha-listesi", f"{no} sayılı imha listesi", rapor.list_report(yol.liste, yol.karar, yol.gorus, yol.olur, durumlar)
    if yol.karar is not None:
        yield "komisyon-karari", f"{no} sayılı imha listesi hakkında komisyon kararı", rapor.decision_report(yol.liste, yol.karar)
    yield "imha-tutanagi", f"{no} sayılı listenin imha tutanağı", rapor.minutes_report(tutanak, yol.liste)
