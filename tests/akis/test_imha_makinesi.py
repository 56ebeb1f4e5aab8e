# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""A real archive under any order of acts, against a book of its own: nothing is lost without proof, decision, consent, olur, or under a hold.

The book knows the law as a few dates and sets and never asks the library what may go. After every step the archive is looked at from
outside: what is gone, what is left, and what its own trail and proof say of both.
"""

import copy
import datetime as dt
import hashlib
import itertools
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from earsiv import _cocuk, denetim, rapor
from earsiv.saklama import Kapsam
from earsiv.store import ocfl_id
from earsiv.testing import SahteSaat
from tests.akis.imha_dunyasi import BASKAN, HAZIR, IMAR, UYELER, ZABITA, ZABITA_UYELERI, Belediye
from tests.akis.imha_kitabi import DOSYALAR, KODLAR, KURULLAR, PDF, SONLAR, Karsilastirma, Kitap, KListe, ekle, in_place

secim = st.integers(0, 59)
YER = "/dev/shm" if Path("/dev/shm").is_dir() else None


@pytest.fixture(scope="module")
def sablon():
    """The archive of a small municipality, made once; children and the drawing of pages stay out of it, as their own tests have them."""

    def cizim(icerik, bicim):
        return PDF[0] + f"\n%% {hashlib.sha256(repr(icerik).encode()).hexdigest()}\n".encode()

    kimlikler = itertools.count(1)
    with pytest.MonkeyPatch.context() as yama, tempfile.TemporaryDirectory(dir=YER) as klasor:
        yama.setattr(_cocuk, "run_module", in_place)
        yama.setattr(rapor, "write", cizim)
        yama.setattr("earsiv._clock.uuid7", lambda _: f"00000000-0000-7000-8000-{next(kimlikler):012x}")  # a run is repeatable
        belediye, kitap = Belediye(Path(klasor), SahteSaat()), Kitap()
        for kod, yil, birim, adet, raf in DOSYALAR:
            ekle(belediye, kitap, kod, dt.date(yil or 2034, 1, 5), yil and dt.date(yil, 12, 31), birim=birim, adet=adet, raf=raf)
        kitap.komisyon = belediye.komisyon()
        belediye.close()
        yield Path(klasor) / "arsiv", kitap


class Makine(Karsilastirma, RuleBasedStateMachine):
    """Acts in any order, right and wrong ones."""

    sablon = None
    adimlar, olanlar, redler = 0, Counter(), Counter()

    @initialize()
    def kur(self):
        kok, kitap = self.sablon
        self.gecici = tempfile.TemporaryDirectory(dir=YER)
        self.klasor = Path(self.gecici.name)
        shutil.copytree(kok, self.klasor / "arsiv")
        self.kitap = copy.deepcopy(kitap)
        self.saat = SahteSaat()
        self.b = Belediye(self.klasor, self.saat, kur=False)
        self.izler, self.muhurlu, self.bitmis, self.alinan, self.tutanaklar = [], set(), set(), 0, 0

    # -- the office -----------------------------------------------------------------------------------------------------

    @rule(n=secim)
    def zaman(self, n):
        """Days, or to the last day of a year, or the first."""
        yilbasi = dt.date(self.gun.year + 1, 1, 1)
        self.b.gunu(self.gun + dt.timedelta(days=n % 40) if n % 2 else yilbasi - dt.timedelta(days=n // 2 % 2))

    @rule(n=secim, k=secim)
    def dondur(self, n, k):
        d, b = self.dosya(n), self.belge(n)
        tur, deger = (
            ("dosya", d.kimlik),
            ("belge", b.kimlik if b else "yok"),
            ("birim", ZABITA),
            ("kod", "165.03"),
            ("dosya", d.kimlik),
            ("kod", "165"),
        )[k % 6]
        self.kitap.dondurmalar[self.dene(lambda: self.a.hold("E4", [Kapsam(tur, deger)], "Dava"), True).no] = (tur, deger)

    @precondition(lambda self: self.kitap.dondurmalar)
    @rule(n=secim, iyi=st.sampled_from([True, True, True, False]))
    def kaldir(self, n, iyi):
        for no in list(self.kitap.dondurmalar)[n % 2 : None if iyi else n % 2 + 1]:
            if self.dene(lambda no=no: self.a.release(no, "Bitti" if iyi else " "), iyi):
                del self.kitap.dondurmalar[no]

    @rule(n=secim, k=secim)
    def dosya_isi(self, n, k):
        """Lengthen, file under another code, refer to, refer no more: each may be refused, and then nothing has changed."""
        d, b = self.dosya(n), self.belge(k)
        kod = list(KODLAR)[k % 5]
        tur = (n + k) % 4
        if tur == 0:
            self.uzat(d, (1, 2, 30)[k % 3])
        elif tur == 1 and k % 3 == 0 and self.dene(lambda: self.a.reclassify(d.kimlik, kod, "Yanlış kod")):
            d.kodlar.append(kod)
        elif tur == 2 and b and self.dene(lambda: self.a.refer(b.kimlik, d.kimlik), b.dosya != d.kimlik) is not None:
            b.atif.add(d.kimlik)
        elif tur == 3 and b and b.atif:
            hedef = sorted(b.atif)[0]
            if self.dene(lambda: self.a.unrefer(b.kimlik, hedef)) is not None:
                b.atif.discard(hedef)
        else:
            return
        self.kir(d.kimlik)
        if b:
            self.kir(b.dosya)

    @rule(n=secim)
    def dosya_ac_kapat(self, n):
        """A new file with a record, and another day its closing."""
        acik = [d for d in self.kitap.dosyalar.values() if d.kapanis is None]
        if self.alinan < 2 and n % 2:
            self.alinan += 1
            ekle(self.b, self.kitap, list(KODLAR)[n % 3], dt.date(self.gun.year, 1, 1), birim=ZABITA)
        elif acik and (yeni := self.dene(lambda: self.a.close_dosya(acik[-1].kimlik, self.gun))):
            acik[-1].kapanis = yeni.kapanis

    @rule()
    def yeniden_ac(self):
        self.b.close()
        self.b.arsiv = self.b.open()

    # -- the list -------------------------------------------------------------------------------------------------------

    def listele(self, liste):
        satirlar = {s.sira_no: (s.dosya, s.belge, s.saklama_kodu, s.fiziki, s.ureten_birim) for s in liste.satirlar}
        self.kitap.listeler.append(KListe(liste.no, liste.ozet, satirlar, self.gun))
        self.olanlar["liste"] += 1

    @rule(n=secim, c=st.booleans(), deneme=st.sampled_from([False, False, False, True]))
    def oner(self, n, c, deneme):
        self.listeye_al(n, c, deneme)

    def listeye_al(self, n, c, deneme):
        """Everything that is due, or some by name, or record by record: what the book has as due, and nothing else."""
        adaylar = self.kitap.adaylar(self.gun, "DC" if c else "D")
        kisim = [d for i, d in enumerate(self.kitap.dosyalar) if (i + n) % 3 == 0] if n % 4 == 0 else None
        bazinda = [d for i, d in enumerate(self.kitap.dosyalar) if (i + n) % 4 == 0] if n % 3 == 0 else ()
        dolu = {b.dosya for b in self.kitap.belgeler.values()}
        beklenen = set(kisim) if kisim is not None else adaylar
        iyi = beklenen <= adaylar and any(d in dolu or d not in bazinda for d in beklenen)
        yeni = self.dene(lambda: self.a.propose_imha(dosyalar=kisim, degerlendirme=c, belge_bazinda=bazinda, deneme=deneme), iyi)
        if yeni:
            assert {s.dosya for s in yeni.satirlar} == {d for d in beklenen if d in dolu or d not in bazinda}
        if yeni and not deneme:
            self.listele(yeni)

    def bol(self, k):
        iyi = k.durum == "oneri" and len(k.birimler()) > 1
        eski = k.tutulan()
        yeniler = self.dene(lambda: self.a.split_list(k.no), iyi)
        if yeniler is not None:
            k.durum = "bolundu"
            adaylar = self.kitap.adaylar(self.gun, "DC")
            for yeni in yeniler:
                assert len(yeni.birimler) == 1
                self.listele(yeni)
            assert {d for k in self.kitap.listeler[-len(yeniler) :] for d in k.tutulan()} == eski & adaylar or not yeniler

    def otur(self, k, kurul, gun, saglam):
        birimler = k.birimler()
        iyi = saglam and k.durum in {"oneri", "gorusme"} and len(birimler) == 1 and kurul == KURULLAR[next(iter(birimler))]
        if self.dene(lambda: self.a.open_session(k.no, self.kitap.komisyon, gun, "oda", kurul), iyi):
            k.durum, k.kurul, k.oylar, k.ertelenen, k.gun = "gorusme", kurul, {}, set(), gun

    def oyla(self, k, uye, oy, satirlar, gerekce="Değerli"):
        hedef = set(k.satirlar) - k.ertelenen if satirlar is None else set(satirlar)
        iyi = k.durum == "gorusme" and uye in k.kurul and not hedef & k.ertelenen and hedef <= set(k.satirlar)
        if self.dene(lambda: self.a.vote(k.no, oy, satirlar, gerekce, uye=uye), iyi) is not None:
            k.oylar |= {(uye, n): oy for n in hedef}

    def karar(self, k):
        kalan = set(k.satirlar) - k.ertelenen
        iyi = k.durum == "gorusme" and all((u, n) in k.oylar for u in k.kurul for n in kalan)
        if karar := self.dene(lambda: self.a.decide(k.no), iyi):
            imha = {n for n in kalan if sum(k.oylar[u, n] == "IMHA" for u in k.kurul) >= 3}
            assert {s.satir for s in karar.satirlar if str(s.sonuc) == "imha"} == imha
            k.durum, k.imha = "karar", imha

    def gorus(self, k, ozet, gun, ret):
        iyi = (
            k.durum == "karar"
            and ozet == k.ozet
            and k.gun <= gun <= self.gun
            and {n for n, _ in ret} <= k.imha
            and all(g.strip() for _, g in ret)
        )
        if self.dene(lambda: self.a.consent(k.no, "E-1", gun, ozet, ret), iyi):
            k.durum, k.gorus, k.gun = "gorus", ozet, gun
            k.imha -= {n for n, _ in ret}

    def olur(self, k, ozet, gun, ret, kisi=BASKAN[0]):
        iyi = (
            k.durum == "gorus"
            and ozet == k.ozet
            and k.gun <= gun <= self.gun
            and {n for n, _ in ret} <= k.imha
            and all(g.strip() for _, g in ret)
        )
        iyi = iyi and kisi == BASKAN[0]
        if self.dene(lambda: self.a.approve(k.no, "E-2", gun, ozet, kisi=kisi, ad=BASKAN[1], ret=ret), iyi):
            k.durum, k.olur, k.gun = "olur", ozet, gun
            k.imha -= {n for n, _ in ret}

    def fiziki(self, k, satirlar, saglam=True):
        engelli = any(self.kitap.tutan(self.kitap.dosyalar[k.satirlar[n][0]]) for n in satirlar if k.satirlar[n][0] in self.kitap.dosyalar)
        uygun = k.durum in {"olur", "kismen"} and set(satirlar) <= {n for n in k.imha - k.edilen if k.satirlar[n][3]} - k.kayitli
        kayit = self.b.fiziki(satirlar, **({} if saglam else {"agirlik_gram": 0}))
        if self.dene(lambda: self.a.record_physical(k.no, kayit), None if uygun and saglam and not engelli and satirlar else False):
            k.kayitli |= set(satirlar)

    # -- the right next step --------------------------------------------------------------------------------------------

    def ilerlet(self, n, oylar, ret):
        """Take a list one step on, the way an office does."""
        if (k := self.sec(n)) is None:
            self.listeye_al(n | 1, True, False)
        elif k.durum in {"olur", "kismen"}:
            self.bitir(k, n)
        else:
            {"oneri": self.topla, "gorusme": self.gorus_al, "karar": self.yaz, "gorus": self.yaz, "tamam": self.tutanak}[k.durum](
                k, *((oylar,) if k.durum == "gorusme" else (ret,) if k.durum in {"karar", "gorus"} else ())
            )

    def topla(self, k):
        if len(k.birimler()) > 1:
            self.bol(k)
        else:
            self.otur(k, KURULLAR[k.birimler().pop()], self.gun, True)

    def gorus_al(self, k, oylar):
        """Everybody votes; then what was left out is voted on, and the decision is taken."""
        acik, yeni = sorted(set(k.satirlar) - k.ertelenen), not k.oylar
        for uye in k.kurul:
            if eksik := [s for s in acik if (uye, s) not in k.oylar]:
                self.oyla(k, uye, "IMHA", eksik)
        for i, satir in enumerate(acik if yeni else ()):
            sayi, oy = oylar[i % len(oylar)]
            for uye in k.kurul[:sayi]:
                self.oyla(k, uye, oy, [satir])
        if not yeni:
            self.karar(k)

    def yaz(self, k, ret):
        """The letter of Devlet Arşivleri, or the olur; now and then less one line."""
        if not k.imha:
            self.kapat(k)
            return
        (self.gorus if k.durum == "karar" else self.olur)(k, "0" * 64, self.gun, [])
        if k.durum == "karar":
            self.gorus(k, k.ozet, self.gun, [(s, "Tarihî değeri var") for s in sorted(k.imha)[:1] if ret])
        else:
            self.olur(k, k.ozet, self.gun, [(s, "Gerekli") for s in sorted(k.imha)[1:2] if ret])

    def bitir(self, k, n):
        if raf := [s for s in sorted(k.imha - k.edilen) if k.satirlar[s][3] and s not in k.kayitli]:
            self.fiziki(k, raf)
        if k.hazir() and (k.durum == "olur" or n % 4):
            self.araya_gir(k, n)
            self.yurut(k)
        elif k.durum == "kismen":
            self.birak(k)
        elif not k.imha:
            self.kapat(k)

    def araya_gir(self, k, n):
        """Every second time something comes between olur and execution: a hold, a longer period, a reference from a file that is due too."""
        d = self.kitap.dosyalar.get(k.satirlar[min(k.hazir())][0])
        diger = sorted(self.kitap.adaylar(self.gun, "D"))
        b = next((b for b in self.kitap.belgeler.values() if d and b.dosya == d.kimlik), None)
        if d and n % 6 == 0:
            self.uzat(d, 30)
        elif d and n % 6 == 1:
            self.kitap.dondurmalar[self.a.hold("E5", [Kapsam("dosya", d.kimlik)], "Denetim").no] = ("dosya", d.kimlik)
        elif b and diger and n % 6 == 2 and self.dene(lambda: self.a.refer(b.kimlik, diger[0]), True):
            b.atif.add(diger[0])
            self.kir(d.kimlik)

    oy = st.lists(st.tuples(st.sampled_from([0, 0, 1, 2, 3, 5]), st.sampled_from(["SAKLA", "CEKIMSER", "DEVRET"])), min_size=2, max_size=4)
    ret = st.sampled_from([False, False, False, True])
    ileri = rule(n=secim, oylar=oy, ret=ret)(ilerlet)
    ileri_bir_daha = rule(n=secim, oylar=oy, ret=ret)(ilerlet)
    ileri_yine = rule(n=secim, oylar=oy, ret=ret)(ilerlet)
    ileri_hep = rule(n=secim, oylar=oy, ret=ret)(ilerlet)

    # -- any other step, wrong or untimely ------------------------------------------------------------------------------

    @rule(n=secim, i=secim)
    def aykiri_bir_daha(self, n, i):
        self.aykiri_is(n, i)

    @rule(n=secim, i=secim)
    def aykiri(self, n, i):
        self.aykiri_is(n, i)

    def aykiri_is(self, n, i):
        """An act whose turn it is not, or one that is wrong in itself: the book says which of them pass."""
        if not self.kitap.listeler:
            return
        k = (self.sec(n) if n % 5 else None) or self.kitap.listeler[-1 - n % len(self.kitap.listeler)]
        ilk, dun = min(k.satirlar), self.gun - dt.timedelta(days=400)
        kurul = KURULLAR[IMAR]
        isler = (
            ("oneri", lambda: self.bol(k)),
            ("oneri gorusme", lambda: self.otur(k, kurul[:4], self.gun, False)),
            ("oneri gorusme", lambda: self.otur(k, (*kurul[:3], *ZABITA_UYELERI), self.gun, True)),
            ("oneri gorusme", lambda: self.otur(k, (*kurul, "sicil:999"), self.gun, False)),
            ("oneri", lambda: self.otur(k, kurul, self.gun + dt.timedelta(days=1), False)),
            ("gorusme", lambda: self.oyla(k, "sicil:999", "IMHA", None)),
            ("gorusme", lambda: self.oyla(k, kurul[i % 5], "IMHA" if i % 2 else "SAKLA", [ilk])),
            ("gorusme", lambda: self.ertele(k, [ilk], i % 3 > 0)),
            ("gorusme", lambda: self.karar(k)),
            ("karar", lambda: self.geri(k, "Yeniden bakılacak" if i % 2 else " ")),
            ("karar", lambda: self.gorus(k, "0" * 64, self.gun, [])),
            ("karar", lambda: self.gorus(k, k.ozet, dun, [])),
            ("karar", lambda: self.gorus(k, k.ozet, self.gun, [(ilk, "" if i % 2 else "Değerli")])),
            ("gorus", lambda: self.olur(k, "f" * 64, self.gun, [])),
            ("gorus", lambda: self.olur(k, k.ozet, dun, [])),
            ("gorus", lambda: self.olur(k, k.ozet, self.gun, [], kisi=UYELER[0] if i % 2 else "sicil:4711")),
            ("olur kismen", lambda: self.fiziki(k, [ilk], i % 2 > 0)),
            ("olur kismen", lambda: self.yurut(k)),
            ("", lambda: self.kapat(k)),
            ("", lambda: self.tutanak(k)),
            ("", lambda: self.birak(k)),
            ("", lambda: self.iptal(k, i)),
        )
        yakin = [is_ for durumlar, is_ in isler if k.durum in durumlar.split()] if n % 4 else []
        (yakin or [is_ for _, is_ in isler])[i % len(yakin or isler)]()

    def ertele(self, k, satirlar, gerekceli):
        if self.dene(lambda: self.a.postpone(k.no, satirlar, "Bilgi istendi" if gerekceli else ""), k.durum == "gorusme" and gerekceli):
            k.ertelenen |= set(satirlar)

    def geri(self, k, gerekce):
        if self.dene(lambda: self.a.reassess(k.no, gerekce), k.durum == "karar" and bool(gerekce.strip())):
            k.durum, k.imha = "gorusme", set()

    def kapat(self, k):
        if self.dene(lambda: self.a.close_list(k.no), k.durum in {"karar", "gorus", "olur"} and not k.imha):
            k.durum = "kapandi"

    def birak(self, k):
        if self.dene(lambda: self.a.give_up_rest(k.no, "Uzun sürecek"), k.durum == "kismen"):
            k.durum, k.imha = "tamam", set(k.edilen)

    def iptal(self, k, i):
        iyi = i % 3 > 0 and k.durum in {"oneri", "gorusme", "karar", "gorus", "olur"} and not k.kayitli
        if self.dene(lambda: self.a.abort_list(k.no, "Vazgeçildi" if i % 3 else " "), iyi):
            k.durum = "iptal"

    def tutanak(self, k):
        iyi = k.durum == "tamam"
        if t := self.dene(lambda: self.a.seal_minutes(k.no, "Arşiv", HAZIR), iyi):
            assert (set(t.imha_edilen), t.belge) == (k.edilen, sum(no == k.no for no in self.kitap.giden.values()))
            k.durum = "tutanak"
            self.tutanaklar += 1
            self.olanlar["tutanak"] += 1

    # -- execution, and what it may take --------------------------------------------------------------------------------

    def yurut(self, k):
        iyi = k.durum in {"olur", "kismen"} and bool(k.hazir())
        deneme = self.dene(lambda: self.a.destroy(k.no, deneme=True), iyi)
        sonuc = self.dene(lambda: self.a.destroy(k.no), iyi)
        if sonuc is None:
            return
        yol, kosu = sonuc
        giden = set(kosu.edilen)
        assert deneme[1].edilen == kosu.edilen and giden <= k.hazir() and not kosu.hatali and not kosu.borclar
        for n in k.hazir() - giden:
            d = self.kitap.dosyalar.get(k.satirlar[n][0])
            assert n in dict(kosu.engellenen)
            assert d is None or d.kimlik in k.kirilan or self.kitap.engel(d, self.gun, k.satirlar[n][2]), "engelsiz satır kaldı"
        self.gidenler(k, giden)
        k.edilen |= giden
        k.durum = "kismen" if k.imha - k.edilen else "tamam"
        assert str(yol.durum) == k.durum and yol.edilen == k.edilen
        self.olanlar["satir"] += len(giden)
        self.olanlar["kalan"] += len(k.imha - k.edilen)

    # -- after every step -----------------------------------------------------------------------------------------------

    @invariant()
    def saglam(self):
        """Nothing else is gone, what is left reads back byte by byte, no file stands on two lists, the trail is one chain."""
        self.izle()
        assert not list(denetim.verify(self.izler))
        canli = {x.kimlik: x for x in self.a.belgeler()}
        self.muhurlu |= canli.keys() - self.kitap.belgeler.keys()
        assert canli.keys() == self.kitap.belgeler.keys() | self.muhurlu and len(self.muhurlu) == 3 * self.tutanaklar
        for x in self.kitap.belgeler.values():
            yol = self.a.depo.ocfl.file(ocfl_id("belge", x.kimlik), f"asil/{x.kimlik}.pdf")
            assert yol.read_bytes() == x.bayt and canli[x.kimlik].dosya == x.dosya
        tutulan = Counter()
        for k in self.kitap.listeler:
            if k.no not in self.bitmis:
                yol = self.a.list_path(k.no)
                assert str(yol.durum) == k.durum and set(yol.held_files()) == k.tutulan()
                tutulan.update(k.tutulan())
                self.bitmis |= {k.no} if k.durum in SONLAR else set()
        assert all(sayi == 1 for sayi in tutulan.values())

    def teardown(self):
        try:
            if hasattr(self, "b"):
                self.yeniden_ac()
                assert self.a.check() == []
                self.izle()
                izler = [b for s in self.izler if s.eylem == "imha" for b in s.ayrinti["belgeler"]]
                assert Counter(izler) == Counter(list(self.kitap.giden))
                self.b.close()
        finally:
            if hasattr(self, "gecici"):
                self.gecici.cleanup()


def kos(sablon, ornek, adim):
    makine = type("Makine", (Makine,), {"sablon": sablon, "adimlar": 0, "olanlar": Counter(), "redler": Counter()})
    saglik = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    ayar = settings(
        max_examples=ornek,
        stateful_step_count=adim,
        deadline=None,
        suppress_health_check=saglik,
        database=None,
        phases=[Phase.generate],
    )
    run_state_machine_as_test(makine, settings=ayar)
    return makine


@pytest.mark.yavas
@pytest.mark.fault("I02", "I03", "I05", "I11", "I14", "I16", "I19", "I28", "I29")
def test_whatever_is_done_nothing_is_lost_without_all_that_it_takes(sablon):
    """Given an office that does everything in any order; after each step everything lost was proven, decided, consented to, due and free."""
    makine = kos(sablon, 40, 60)
    assert makine.adimlar > 400 and makine.olanlar["satir"] > 10 and makine.olanlar["tutanak"], (makine.adimlar, makine.olanlar)
