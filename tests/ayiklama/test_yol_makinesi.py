# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Any order of acts, right and wrong, against a book of its own: nothing goes without board, consent and olur over this list.

The book knows the law as a few sets and dates. It never reads the library's table, and says of every act beforehand whether it is
possible and with which codes it may be refused.
"""

import datetime as dt
from collections import Counter

import attrs
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from earsiv.ayiklama import Eylem, ListeYolu, check_votes, judge_line
from earsiv.ayiklama.oylama import digest_of
from earsiv.errors import ImhaHatasi
from earsiv.model import Dosya, SatirOyu
from earsiv.saklama import Engel, ImhaEngeli, compute
from earsiv.sdp import effective
from tests.ayiklama.uretec import (
    AN,
    BASKAN_KISI,
    BIR_GUN,
    DUZENLEYEN,
    HAZIR,
    KISILER,
    OY_GEREKCESI,
    adim,
    fiziki,
    gidip_gelen,
    gorus,
    imza,
    karar,
    liste,
    olur,
    otur,
    profil,
    satir,
    tutanak,
)

KOLTUKLAR = ("B", "A1", "A2", "U1", "U2")
SONLAR = {"tutanak", "kapandi", "bolundu", "iptal"}
ONCESI = {"oneri", "gorusme", "karar"}
YURUR = {"olur", "yurutme", "kismen"}
PLAN, DAVA = effective("belediye"), Engel(ImhaEngeli.DAVA, "D-2037/1", "Dava")
KODLAR = {"D": "165.05", "C": "120.99"}
MUAF, ZORUNLU = profil(uygun_gorus="MUAF_SSDP"), profil()
gerekce = st.sampled_from(["Bilgi istendi."] * 4 + ["", "  "])
sahiden = st.integers(0, 3).map(lambda i: i == 0)  # ends come rarely, or nothing would get far
oy_sozu = st.sampled_from(["IMHA"] * 4 + ["SAKLA", "DEVRET", "CEKIMSER"])


def ara(*kotuler):
    """Return a draw of what is wrong with an act: mostly nothing."""
    return st.sampled_from([""] * (3 * len(kotuler)) + list(kotuler))


class Kitap:
    """What the law makes of a list, in plain sets."""

    def __init__(self, satirlar):
        self.satirlar = satirlar  # number -> (file, on a shelf, code)
        self.durum = "oneri"
        self.ertelenen, self.oylar, self.kararlar = set(), {}, {}
        self.gunler = {}
        self.ret_gorus, self.ret_olur = set(), set()
        self.kayitli, self.edilen, self.birakilan, self.imzalayan = set(), set(), set(), set()
        self.dondurulan = set()  # files under a hold
        self.adim = 0

    def sonuc(self, no):
        if no in self.edilen:
            return "imha_edildi"
        if no in self.birakilan:
            return "birakildi"
        if no in self.ret_olur:
            return "olur_ret"
        if no in self.ret_gorus:
            return "gorus_ret"
        return self.kararlar.get(no) or ("ertelendi" if no in self.ertelenen else "bekliyor")

    def gidebilir(self):
        return {no for no in self.satirlar if self.sonuc(no) == "imha"}

    def yurutulebilir(self):
        return {no for no in self.gidebilir() if no in self.kayitli or not self.satirlar[no][1]} if self.durum in YURUR else set()

    def tutulan(self):
        if self.durum in SONLAR:
            return []
        if self.durum in ONCESI:
            giden = set(self.satirlar)
        else:
            giden = {no for no in self.satirlar if self.sonuc(no) in {"imha", "imha_edildi"}}
        return list(dict.fromkeys(self.satirlar[no][0] for no in sorted(giden)))

    def say(self, nisap):
        """Count the votes: more than half of all seats, or all of them."""
        for no in self.satirlar:
            if no in self.ertelenen:
                self.kararlar[no] = "ertelendi"
                continue
            denen = [self.oylar[no, k] for k in KOLTUKLAR]
            gerek = 5 if nisap == "OYBIRLIGI" else 3
            if denen.count("IMHA") >= gerek:
                self.kararlar[no] = "imha"
            else:
                self.kararlar[no] = "devret" if denen.count("DEVRET") >= 3 else "sakla"


class YolMakinesi(RuleBasedStateMachine):
    """A list, its book, and everybody who tries something."""

    adimlar = 0
    olanlar = Counter()

    @initialize(satirlar=st.lists(st.tuples(st.integers(1, 4), st.booleans(), st.sampled_from("DDC")), min_size=1, max_size=5))
    def basla_yeni(self, satirlar):
        self._yeni(satirlar)

    def _yeni(self, satirlar):
        kalemler = {no: (f"d{d}", f, k) for no, (d, f, k) in enumerate(satirlar, start=1)}
        self.kitap = Kitap(kalemler)
        self.yol = ListeYolu.of(
            liste([satir(no, dosya=d, fiziki=f, saklama_kodu=k, dosya_kodu=KODLAR[k]) for no, (d, f, k) in kalemler.items()])
        )
        self.ozet, self.bugun = self.yol.liste.ozet, AN
        self.gidenler, self.onceki_durum = frozenset(), "oneri"

    def dene(self, olur_mu, kusurlar, islev, sonra=None):
        """Try an act: refused with one of these codes where the law has something against it, done otherwise."""
        type(self).adimlar += 1
        beklenen = {kod for kod, var in kusurlar.items() if var} | (set() if olur_mu else {"IMH-030"})
        if beklenen:
            with pytest.raises(ImhaHatasi) as hata:
                islev()
            assert hata.value.kod in beklenen, (hata.value, beklenen)
            assert olur_mu or hata.value.kod == "IMH-030", hata.value
            return False
        yeni = islev()
        if yeni is not None:
            self.yol = yeni
            self.kitap.adim += 1
            self.kitap.durum = sonra or self.kitap.durum
        type(self).olanlar[self.kitap.durum] += 1
        return True

    # -- time and new lists

    @rule(gun=st.integers(0, 20))
    def gun_gecer(self, gun):
        type(self).adimlar += 1
        self.bugun += dt.timedelta(days=gun)

    @precondition(lambda self: self.kitap.durum in SONLAR)
    @rule(satirlar=st.lists(st.tuples(st.integers(1, 4), st.booleans(), st.sampled_from("DDC")), min_size=1, max_size=5), gecer=sahiden)
    def yeni_liste(self, satirlar, gecer):
        type(self).adimlar += 1
        if gecer:
            self._yeni(satirlar)

    # -- the right way, so that the walk gets far between the wrong ones

    def _dogru(self, soz, hepsi):
        if self.kitap.durum == "gorusme":
            self.toplu_oy(soz=soz)
            self.karar(kotu="", nisap="COGUNLUK")
        elif self.kitap.durum == "olur" and hepsi:
            self.fiziki(kotu="", hepsi=True, nolar=set())
        elif self.kitap.durum == "kismen" and not self.kitap.yurutulebilir():
            self.birak(neden="Engel sürüyor.", gecer=True)
        sade = {"kotu": "", "ret": set(), "ret_var": False, "neden": ""}
        adimi = {
            "oneri": lambda: self.oturum(kotu="", once=0),
            "karar": lambda: self.gorus(muaf="", **sade),
            "gorus": lambda: self.olur(kisi=BASKAN_KISI, **sade),
            "olur": self.yurut,
            "kismen": self.yurut,
            "yurutme": lambda: self.kosu_bitti(hepsi=hepsi, nolar=set()),
            "tamam": lambda: self.tutanak(kotu=""),
        }
        adimi.get(self.kitap.durum, lambda: None)()

    dogru_1, dogru_2, dogru_3, dogru_4, dogru_5, dogru_6 = (
        rule(soz=oy_sozu, hepsi=st.booleans())(lambda self, soz, hepsi: self._dogru(soz, hepsi)) for _ in range(6)
    )

    # -- before the board

    @rule(kotu=ara("erken", "gelecek", "eksik"), once=st.integers(0, 3))
    def oturum(self, kotu, once):
        k = self.kitap
        gun = {"erken": AN - BIR_GUN, "gelecek": self.bugun + BIR_GUN}.get(kotu, max(AN, self.bugun - once * BIR_GUN))
        hazir = HAZIR - {KISILER["U2"]} if kotu == "eksik" else HAZIR

        def yap():
            self.yol.require(Eylem.OTURUM)
            return self.yol.open_session(otur(liste_=self.yol.liste, tarih=gun, hazir=hazir, bugun=self.bugun), adim())

        kusurlar = {"IMH-045": kotu in {"erken", "gelecek"}, "IMH-025": kotu == "eksik"}
        if self.dene(k.durum in {"oneri", "gorusme"}, kusurlar, yap, "gorusme"):
            k.gunler, k.oylar, k.ertelenen = {"oturum": gun}, {}, set()

    def _oy(self, kalemler, koltuklar, soz):
        def yap():
            self.yol.require(Eylem.OY)
            oylar = [SatirOyu(no, koltuk, soz, OY_GEREKCESI) for no in kalemler for koltuk in koltuklar]
            check_votes(self.yol.liste, self.yol.oturum, self.yol.ertelenen, oylar)

        k = self.kitap
        if self.dene(k.durum == "gorusme", {"IMH-041": k.ertelenen & set(kalemler)}, yap):
            k.oylar |= {(no, koltuk): soz for no in kalemler for koltuk in koltuklar}

    @rule(no=st.integers(1, 5), koltuk=st.sampled_from(KOLTUKLAR), soz=oy_sozu)
    def bir_oy(self, no, koltuk, soz):
        self._oy([min(no, len(self.kitap.satirlar))], [koltuk], soz)

    @rule(soz=oy_sozu)
    def toplu_oy(self, soz):
        self._oy([no for no in self.kitap.satirlar if no not in self.kitap.ertelenen], KOLTUKLAR, soz)

    @rule(no=st.integers(1, 7), neden=gerekce)
    def ertele(self, no, neden):
        k = self.kitap
        kusurlar = {"IMH-027": no not in k.satirlar, "IMH-029": not neden.strip()}
        if self.dene(k.durum == "gorusme", kusurlar, lambda: self.yol.postpone([no], neden, adim())):
            k.ertelenen.add(no)
            k.oylar = {yer: soz for yer, soz in k.oylar.items() if yer[0] != no}

    # -- the decision

    @rule(kotu=ara("erken", "sonuc", "ozet", "baska_liste", "baska_oturum"), nisap=st.sampled_from(["COGUNLUK", "OYBIRLIGI"]))
    def karar(self, kotu, nisap):
        k = self.kitap
        if k.durum != "gorusme":
            self.dene(False, {}, lambda: self.yol.decide(karar(attrs.evolve(self.yol, ertelenen={})), adim()))
            return
        gun = k.gunler["oturum"] - BIR_GUN if kotu == "erken" else k.gunler["oturum"]
        eksik = [no for no in k.satirlar if no not in k.ertelenen and any((no, s) not in k.oylar for s in KOLTUKLAR)]

        def yap():
            denen = [SatirOyu(no, s, soz, OY_GEREKCESI) for (no, s), soz in k.oylar.items()]
            deger = karar(self.yol, verilen=denen, nisap=nisap, tarih=gun)
            if kotu == "sonuc":
                ilk = deger.satirlar[0]
                yeni = "sakla" if ilk.sonuc == "imha" else "imha"
                deger = attrs.evolve(deger, satirlar=(attrs.evolve(ilk, sonuc=yeni), *deger.satirlar[1:]))
            if kotu == "baska_liste":
                deger = attrs.evolve(deger, liste_ozeti="0" * 64)
            if kotu == "baska_oturum":
                deger = attrs.evolve(deger, oturum=attrs.evolve(deger.oturum, uyeler=deger.oturum.uyeler[::-1]))
            deger = attrs.evolve(deger, ozet="0" * 64 if kotu == "ozet" else digest_of(deger))
            return self.yol.decide(deger, adim())

        kusurlar = {"IMH-028": eksik, "IMH-006": kotu == "erken", "IMH-007": kotu not in {"", "erken"}}
        if self.dene(True, kusurlar, yap, "karar"):
            k.say(nisap)
            k.gunler["karar"] = gun

    @rule(neden=gerekce, gecer=sahiden)
    def yeniden(self, neden, gecer):
        k = self.kitap
        neden = neden if gecer else ""
        if self.dene(k.durum == "karar", {"IMH-029": not neden.strip()}, lambda: self.yol.reassess(adim(neden)), "gorusme"):
            k.kararlar = {}

    # -- consent and olur

    def _mektup(self, kotu, onceki, kalemler, neden):
        """Return fields of a letter, and what the law has against it."""
        gun = {"erken": onceki - BIR_GUN, "gelecek": self.bugun + BIR_GUN}.get(kotu, max(onceki, self.bugun))
        adaylar = self.kitap.gidebilir()
        alanlar = {"tarih": gun, "ret": tuple((no, neden) for no in sorted(kalemler))}
        alanlar |= {"sayisiz": {"sayi": " "}, "baska": {"liste_ozeti": "0" * 64}}.get(kotu, {})
        kusurlar = {
            "IMH-006": kotu in {"erken", "gelecek", "sayisiz"} or gun > self.bugun,
            "IMH-007": kotu == "baska",
            "IMH-027": kalemler - adaylar,
            "IMH-029": kalemler and not neden.strip(),
        }
        return alanlar, kusurlar

    @rule(
        kotu=ara("erken", "gelecek", "sayisiz", "baska"),
        ret=st.sets(st.integers(1, 6), max_size=1),
        ret_var=sahiden,
        neden=gerekce,
        muaf=ara("kayitli", "kayitsiz"),
    )
    def gorus(self, kotu, ret, ret_var, neden, muaf):
        k = self.kitap
        ret = ret if ret_var else set()
        alanlar, kusurlar = self._mektup(kotu, k.gunler.get("karar", AN), ret, neden)
        if muaf:
            alanlar["muafiyet"] = "E-1-805-12"
            kusurlar["IMH-033"] = muaf == "kayitsiz" or any(k.satirlar[no][2] != "D" for no in k.gidebilir())
        kurum = MUAF if muaf == "kayitli" else ZORUNLU

        def yap():
            return self.yol.consent(gorus(self.yol, **alanlar), adim(), bugun=self.bugun, profil=kurum)

        if self.dene(k.durum == "karar", kusurlar, yap, "gorus"):
            k.ret_gorus, k.gunler["gorus"] = ret, alanlar["tarih"]

    @rule(
        kotu=ara("erken", "gelecek", "sayisiz", "baska"),
        ret=st.sets(st.integers(1, 6), max_size=1),
        ret_var=sahiden,
        neden=gerekce,
        kisi=st.sampled_from([BASKAN_KISI] * 6 + [DUZENLEYEN, KISILER["B"], KISILER["U2"], ""]),
    )
    def olur(self, kotu, ret, ret_var, neden, kisi):
        k = self.kitap
        ret = ret if ret_var else set()
        alanlar, kusurlar = self._mektup(kotu, k.gunler.get("gorus", AN), ret, neden)
        kusurlar["IMH-032"] = kisi != BASKAN_KISI
        if self.dene(
            k.durum == "gorus", kusurlar, lambda: self.yol.approve(olur(self.yol, kisi=kisi, **alanlar), adim(), bugun=self.bugun), "olur"
        ):
            k.ret_olur, k.gunler["olur"] = ret, alanlar["tarih"]

    @rule(koltuk=st.sampled_from(KOLTUKLAR))
    def imza(self, koltuk):
        k = self.kitap
        kusurlar = {"IMH-037": koltuk in k.imzalayan}
        if self.dene(k.durum in {"gorusme", "karar", "gorus"}, kusurlar, lambda: self.yol.sign(imza(KISILER[koltuk]), adim())):
            k.imzalayan.add(koltuk)

    # -- execution

    @rule(kotu=ara("erken", "gelecek", "tanik"), hepsi=st.booleans(), nolar=st.sets(st.integers(1, 6), max_size=2))
    def fiziki(self, kotu, hepsi, nolar):
        k = self.kitap
        uygun = {no for no in k.gidebilir() if k.satirlar[no][1]} - k.kayitli if k.durum in YURUR else set()
        secilen = sorted(uygun if hepsi else nolar)
        onceki = k.gunler.get("olur", AN)
        gun = {"erken": onceki - BIR_GUN, "gelecek": self.bugun + BIR_GUN}.get(kotu, max(onceki, self.bugun))
        ek = {"hazir": ()} if kotu == "tanik" else {}
        kusurlar = {
            "IMH-006": kotu in {"erken", "gelecek"},
            "IMH-027": set(secilen) - uygun,
            "IMH-040": kotu == "tanik" or not secilen,
        }
        if self.dene(
            k.durum in {"olur", "kismen"},
            kusurlar,
            lambda: self.yol.record_physical(fiziki(secilen, tarih=gun, **ek), adim(), bugun=self.bugun),
        ):
            k.kayitli |= set(secilen)

    @rule()
    def yurut(self):
        k = self.kitap
        kusurlar = {"IMH-039": not k.yurutulebilir() and k.durum != "yurutme"}
        self.dene(k.durum in YURUR, kusurlar, lambda: self.yol.begin(adim()), "yurutme")

    @rule(dosya=st.integers(1, 4), kalkar=st.booleans())
    def dondurma(self, dosya, kalkar):
        """A hold comes or goes, whatever the list is at."""
        type(self).adimlar += 1
        (self.kitap.dondurulan.discard if kalkar else self.kitap.dondurulan.add)(f"d{dosya}")

    def _bugun_gidebilen(self):
        """The lines that a run may take, each judged again as it stands today."""
        return {s.sira_no for s in self.yol.ready() if not judge_line(s, *self._dosya(s), (), s.adet)}

    def _dosya(self, s):
        kod, engeller = KODLAR[s.saklama_kodu], (DAVA,) if s.dosya in self.kitap.dondurulan else ()
        bulunan = PLAN.find(kod)
        acilis = dt.date(2013, 1, 1)
        d = Dosya(
            s.dosya, kod, bulunan.plan, bulunan.surum, s.konu, s.ureten_birim, acilis, dt.date(2013, 12, 31), uzunluk_mm=80 * s.fiziki
        )
        return d, compute(d, PLAN, None, engeller, self.bugun)

    @rule(hepsi=st.booleans(), nolar=st.sets(st.integers(1, 6), max_size=3))
    def kosu_bitti(self, hepsi, nolar):
        k = self.kitap
        serbest = {no for no in k.yurutulebilir() if k.satirlar[no][0] not in k.dondurulan}
        assert k.durum not in YURUR or self._bugun_gidebilen() == serbest
        giden = (serbest if hepsi else nolar & serbest if k.dondurulan else nolar) | (k.edilen if hepsi else set())
        kusurlar = {"IMH-027": giden - k.edilen - k.yurutulebilir()}
        kalan = k.gidebilir() - giden
        if self.dene(
            k.durum == "yurutme",
            kusurlar,
            lambda: self.yol.ended(giden, dict.fromkeys(kalan, "Engel."), adim()),
            "kismen" if kalan else "tamam",
        ):
            assert not {k.satirlar[no][0] for no in giden - k.edilen} & k.dondurulan
            k.edilen |= giden

    @rule(neden=gerekce, gecer=sahiden)
    def birak(self, neden, gecer):
        k = self.kitap
        neden = neden if gecer else ""
        if self.dene(k.durum == "kismen", {"IMH-029": not neden.strip()}, lambda: self.yol.give_up(adim(neden)), "tamam"):
            k.birakilan = {no for no in k.satirlar if k.sonuc(no) == "imha"}

    @rule(kotu=ara("baska", "ozet", "fazla", "karar", "erken"))
    def tutanak(self, kotu):
        k = self.kitap
        ek = {
            "baska": {"liste_ozeti": "0" * 64},
            "ozet": {"ozet": "0" * 64},
            "fazla": {"imha_edilen": (99,)},
            "karar": {"karar_ozeti": "x"},
        }
        gun = k.gunler.get("olur", AN) - BIR_GUN if kotu == "erken" else self.bugun
        deger = tutanak(self.yol, **{"tarih": gun} | ek.get(kotu, {}))
        kusurlar = {"IMH-006": kotu == "erken", "IMH-007": kotu not in {"", "erken"}}
        self.dene(k.durum == "tamam", kusurlar, lambda: self.yol.seal(deger, "b-1", adim()), "tutanak")

    # -- other ends

    @rule()
    def kapat(self):
        k = self.kitap
        self.dene(k.durum in {"karar", "gorus", "olur"}, {"IMH-038": k.gidebilir()}, lambda: self.yol.close(adim()), "kapandi")

    @rule(neden=gerekce, gecer=st.integers(0, 4).map(lambda i: i == 0))
    def iptal(self, neden, gecer):
        k = self.kitap
        neden = neden if gecer else ""
        kusurlar = {"IMH-029": not neden.strip(), "IMH-030": k.kayitli}
        self.dene(k.durum in ONCESI | {"gorus", "olur"}, kusurlar, lambda: self.yol.abort(adim(neden)), "iptal")

    @rule(gecer=st.integers(0, 9).map(lambda i: i == 0))
    def bol(self, gecer):
        if self.kitap.durum != "oneri" or gecer:
            self.dene(self.kitap.durum == "oneri", {}, lambda: self.yol.split(["2037/2"], adim()), "bolundu")

    # -- what holds after every step

    @invariant()
    def hicbir_sey_dayanaksiz_gitmez(self):
        k, y = self.kitap, self.yol
        for no in y.edilen | {s.sira_no for s in y.executable()}:
            assert sum(k.oylar[no, s] == "IMHA" for s in KOLTUKLAR) >= 3 and no not in k.ertelenen | k.ret_gorus | k.ret_olur
            g = k.gunler
            assert AN <= g["oturum"] <= g["karar"] <= g["gorus"] <= g["olur"] <= self.bugun
            assert {self.ozet} == {y.liste.ozet, y.karar.liste_ozeti, y.gorus.liste_ozeti, y.olur.liste_ozeti}
            assert y.olur.kisi not in HAZIR | {DUZENLEYEN}
            assert not y.gorus.muafiyet or k.satirlar[no][2] == "D"
        for no in y.edilen:
            assert no in k.kayitli or not k.satirlar[no][1]

    @invariant()
    def kitapla_ayni(self):
        k, y = self.kitap, self.yol
        assert str(y.durum) == k.durum and len(y.gecmis) == k.adim
        assert {no: str(s) for no, s in y.results().items()} == {no: k.sonuc(no) for no in k.satirlar}
        assert list(y.held_files()) == k.tutulan()
        assert {s.sira_no for s in y.executable()} == (k.gidebilir() if k.durum in YURUR else set())
        assert {s.sira_no for s in y.ready()} == k.yurutulebilir()
        assert not y.chain() and y.liste.ozet == self.ozet

    @invariant()
    def geri_donulmez(self):
        """What is gone is gone, and an end is an end (a new list is another list)."""
        assert self.gidenler <= self.yol.edilen
        assert self.onceki_durum not in SONLAR or str(self.yol.durum) == self.onceki_durum
        assert not self.yol.edilen or str(self.yol.durum) not in {"iptal", "kapandi", "bolundu"}
        self.gidenler, self.onceki_durum = self.yol.edilen, str(self.yol.durum)

    @invariant()
    def jsondan_aynisi_doner(self):
        assert gidip_gelen(self.yol) == self.yol


def kos(ornek, adim_sayisi, **ek):
    """Run the machine and return how many acts were tried and which states were reached."""
    makine = type("YolMakinesi", (YolMakinesi,), {"adimlar": 0, "olanlar": Counter()})
    saglik = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    ayar = settings(max_examples=ornek, stateful_step_count=adim_sayisi, deadline=None, suppress_health_check=saglik, database=None, **ek)
    run_state_machine_as_test(makine, settings=ayar)
    return makine.adimlar, makine.olanlar


@pytest.mark.fault("I19", "I28", "I14", "I16")
def test_short_walk_over_the_whole_path():
    """The machine in short, for every quick run."""
    adimlar, olanlar = kos(16, 40, derandomize=True)
    assert adimlar >= 400 and {"gorusme", "karar", "gorus", "olur", "yurutme"} <= set(olanlar)


@pytest.mark.yavas
@pytest.mark.fault("I19", "I28", "I14", "I16", "I17", "I18")
def test_ten_thousand_steps_over_the_whole_path():
    """At least ten thousand acts tried; every state reached, so that nothing is proved about a way nobody went."""
    adimlar, olanlar = kos(400, 50)
    assert adimlar >= 10_000
    assert set(olanlar) >= {"gorusme", "karar", "gorus", "tamam"} | YURUR | SONLAR, olanlar
