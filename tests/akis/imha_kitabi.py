# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The book that the tests of destruction keep of an archive: what the law makes of its files and lists, in a few dates and sets.

It never asks the library what may go. Intake runs in this process here: what its children are for is tested elsewhere.
"""

import hashlib
import importlib
import itertools
import json

import attrs

from earsiv.errors import EarsivError
from earsiv.kabul import KabulBilgisi
from earsiv.store import defter, ocfl_id
from earsiv.testing import render
from tests.akis.imha_dunyasi import IMAR, UYELER, ZABITA, ZABITA_UYELERI

KODLAR = {"165.01": (5, "D"), "165.05": (10, "D"), "165.03": (15, "D"), "165.99": (10, "C"), "110.02": (0, "A")}
"""Plan rows of the story: years and disposal; 0 is for good."""
KURULLAR = {IMAR: UYELER, ZABITA: (*UYELER[:3], *ZABITA_UYELERI)}
DOSYALAR = (  # code, year of closing (none: open), unit, records, millimetres on the shelf
    ("165.05", 2013, IMAR, 2, 0),
    ("165.05", 2014, IMAR, 1, 0),
    ("165.03", 2014, IMAR, 1, 0),
    ("165.05", 2013, ZABITA, 1, 0),
    ("165.99", 2013, IMAR, 3, 0),
    ("165.05", 2015, IMAR, 1, 85),
    ("165.05", 2028, IMAR, 1, 0),
    ("165.01", 2031, IMAR, 1, 0),
    ("165.05", None, IMAR, 1, 0),
)
SONLAR = {"tutanak", "kapandi", "bolundu", "iptal"}


@attrs.define(eq=False)
class KDosya:
    """A file of the book: its codes so far, the years added, and whether something was written to it since it was listed."""

    kimlik: str
    birim: str
    kodlar: list
    kapanis: object
    uzatma: int = 0

    def yil(self):
        """The first year in which it may go; none while it is open or stays for good."""
        sureler = [KODLAR[k][0] for k in self.kodlar]
        return None if self.kapanis is None or 0 in sureler else self.kapanis.year + max(sureler) + self.uzatma + 1

    def tasfiye(self):
        return max((KODLAR[k][1] for k in self.kodlar), key="DCA".index)


@attrs.define(eq=False)
class KBelge:
    """A record of the book: its file, its bytes, the other files that refer to it."""

    kimlik: str
    dosya: str
    bayt: bytes
    atif: set = attrs.field(factory=set)


@attrs.define(eq=False)
class KListe:
    """A list of the book: its lines as (file, record, code, on a shelf, unit), and what was really decided about it."""

    no: str
    ozet: str
    satirlar: dict
    gun: object
    durum: str = "oneri"
    kurul: tuple = ()
    oylar: dict = attrs.field(factory=dict)
    ertelenen: set = attrs.field(factory=set)
    imha: set = attrs.field(factory=set)
    gorus: str = ""
    olur: str = ""
    kayitli: set = attrs.field(factory=set)
    edilen: set = attrs.field(factory=set)
    kirilan: set = attrs.field(factory=set)

    def birimler(self):
        return {birim for *_, birim in self.satirlar.values()}

    def hazir(self):
        return {n for n in self.imha - self.edilen if not self.satirlar[n][3] or n in self.kayitli}

    def tutulan(self):
        kalan = self.satirlar if self.durum in {"oneri", "gorusme", "karar"} else () if self.durum in SONLAR else self.imha | self.edilen
        return {self.satirlar[n][0] for n in kalan}


class Kitap:
    """Everything the book knows; copied for each run."""

    def __init__(self):
        self.dosyalar, self.belgeler, self.dondurmalar, self.listeler, self.giden = {}, {}, {}, [], {}

    def tutan(self, d):
        """Whether an open hold names the file, its unit, its code, or a record that lies in it or is referred to from it."""
        adlar = {("dosya", d.kimlik), ("birim", d.birim)} | {("kod", k) for k in (d.kodlar[-1], d.kodlar[-1].partition(".")[0])}
        adlar |= {("belge", b.kimlik) for b in self.belgeler.values() if d.kimlik == b.dosya or d.kimlik in b.atif}
        return any(ad in adlar for ad in self.dondurmalar.values())

    def baglilar(self, d):
        """The other living files that refer to records of a file."""
        return [self.dosyalar[k] for k in sorted({k for b in self.belgeler.values() if b.dosya == d.kimlik for k in b.atif})]

    def engel(self, d, gun, tasfiye):
        """Why a file may not go on a day with a disposal, by the book; empty when it may."""
        hepsi = [d, *self.baglilar(d)]
        if any(self.tutan(x) for x in hepsi):
            return "dondurma"
        if any(x.yil() is None or gun.year < x.yil() for x in hepsi):
            return "süre"
        return "" if max((x.tasfiye() for x in hepsi), key="DCA".index) in tasfiye else "tasfiye"

    def adaylar(self, gun, tasfiye):
        listede = {d for k in self.listeler for d in k.tutulan()}
        return {d.kimlik for d in self.dosyalar.values() if d.kimlik not in listede and not self.engel(d, gun, tasfiye)}


# -- filling an archive -------------------------------------------------------------------------------------------------

PDF = []
SAYAC = itertools.count(1)


def pdf():
    """Bytes of a letter, each time others."""
    PDF[:] = PDF or [render(["Örnek yazı"], "metinli-pdf")]
    return PDF[0] + b"\n%% %d\n" % next(SAYAC)


def in_place(modul, istek, sinirlar, yer):
    """Do here what a child would be asked to do."""
    return json.loads(json.dumps(importlib.import_module(modul)._isle(dict(istek))))


def ekle(belediye, kitap, kod, acilis, kapanis=None, *, birim=IMAR, adet=1, raf=0):
    """Open a file, take records in, close it, and write all of it into the book."""
    d = belediye.arsiv.open_dosya(kod, f"{acilis:%Y} yazıları", birim=birim, acilis=acilis, uzunluk_mm=raf)
    for _ in range(adet):
        yol, icerik = belediye.klasor / "gelen.pdf", pdf()
        yol.write_bytes(icerik)
        kalem = belediye.arsiv.add_all([yol], KabulBilgisi(dosya=d.kimlik, tarih=acilis, konu="yazı", sayi="")).kalemler[0]
        assert kalem.kimlik, kalem
        kitap.belgeler[kalem.kimlik] = KBelge(kalem.kimlik, d.kimlik, icerik)
    if kapanis:
        belediye.arsiv.close_dosya(d.kimlik, kapanis)
    kitap.dosyalar[d.kimlik] = KDosya(d.kimlik, birim, [kod], kapanis)


# -- archive and book ----------------------------------------------------------------------------------------------------


class Karsilastirma:
    """Holds the archive of a municipality ``b`` against the book ``kitap``, and both against the trail read so far (``izler``)."""

    @property
    def a(self):
        return self.b.arsiv

    @property
    def gun(self):
        return self.a.today()

    def dene(self, fiil, iyi=None):
        """Do an act; ``iyi`` says whether it must pass. What is refused is refused by our own error and has written nothing."""
        type(self).adimlar += 1
        once = self.son()
        try:
            sonuc = fiil()
        except EarsivError as hata:
            assert iyi is not True, hata
            assert self.son() == once, hata
            self.redler[hata.kod] += 1
            return None
        assert iyi is not False, "kötü iş geçti"
        return sonuc

    def son(self):
        with self.a.depo.reader() as baglanti:
            return defter.last_audit_no(baglanti)

    def sec(self, n, *durumlar):
        """Pick a list, the newest more often."""
        uygun = [k for k in self.kitap.listeler if k.durum in durumlar or (not durumlar and k.durum not in SONLAR)]
        return uygun[-1 - (n % 7) % len(uygun) if n % 3 == 0 else -1] if uygun else None

    def dosya(self, n):
        """Pick a file; every second time one that stands on a list."""
        hepsi = list(self.kitap.dosyalar.values())
        listede = [d for d in hepsi if n % 2 and any(d.kimlik in k.tutulan() for k in self.kitap.listeler)]
        return (listede or hepsi)[n // 2 % len(listede or hepsi)]

    def belge(self, n):
        """Pick a record, of such a file if it has one."""
        hepsi = list(self.kitap.belgeler.values())
        uygun = [b for b in hepsi if b.dosya == self.dosya(n).kimlik] or hepsi
        return uygun[n % len(uygun)] if uygun else None

    def gidenler(self, k, satirlar):
        """Hold everything that is missing now against the book as it was a moment before, and write it out of the book."""
        b, canli, duran = self.kitap, {x.kimlik: x.dosya for x in self.a.belgeler()}, {d.kimlik for d in self.a.dosyalar()}
        self.izle()
        for x in [x for x in b.belgeler.values() if x.kimlik not in canli]:
            (iz,) = (s for s in self.izler if s.eylem == "imha" and x.kimlik in s.ayrinti["belgeler"])
            n = iz.ayrinti["satir"]
            dosya, belge, kod, raf, birim = k.satirlar[n]
            assert iz.ayrinti["liste"] == k.no and n in satirlar and belge in {"", x.kimlik} and dosya in {x.dosya, *x.atif}
            assert not x.atif & duran, "başka dosyanın atıf yaptığı belge gitti"
            for d in {x.dosya, dosya}:
                yasayan = [g for g in b.baglilar(b.dosyalar[d]) if g.kimlik in duran and g.kimlik != d]
                for g in (b.dosyalar[d], *yasayan):
                    assert not b.tutan(g), "dondurulmuş belge gitti"
                    assert g.yil() is not None and g.yil() <= self.a.today().year, "süresi dolmamış belge gitti"
                assert kod == max((g.tasfiye() for g in (b.dosyalar[d], *yasayan)), key="DCA".index) != "A"
            assert n in k.imha and k.ozet == k.gorus == k.olur and (not raf or n in k.kayitli)
            assert k.kurul == KURULLAR[birim] and sum(k.oylar[u, n] == "IMHA" for u in k.kurul) > len(k.kurul) / 2
            self.kanitli(k, x, iz)
            b.giden[x.kimlik] = k.no
        biten = {k.satirlar[n][0] for n in satirlar if not k.satirlar[n][1]}
        assert {d for d in b.dosyalar if d not in duran} == biten
        for x in b.belgeler.values():
            if canli.get(x.kimlik, x.dosya) != x.dosya:  # another file refers to it: it moved there
                assert canli[x.kimlik] in x.atif and x.dosya in biten
                self.kir(canli[x.kimlik])
                x.dosya = canli[x.kimlik]
            x.atif -= {*biten, x.dosya}
        for ad in ("dosyalar", "belgeler"):
            setattr(b, ad, {kim: x for kim, x in getattr(b, ad).items() if kim not in biten and kim not in b.giden})

    def kanitli(self, k, x, iz):
        """Its stub stands, and the part of the proof that names it was in the trail, digest and all, before it went."""
        kalinti = self.a.stub(x.kimlik)
        assert (kalinti.tur, kalinti.liste, kalinti.liste_ozeti, kalinti.sha512) == (
            "belge",
            k.no,
            k.ozet,
            hashlib.sha512(x.bayt).hexdigest(),
        )
        once = [s for s in self.izler if s.sira < iz.sira]
        basla = [s for s in once if s.eylem == "imha_basla" and (s.ayrinti["liste"], s.ayrinti["satir"]) == (k.no, iz.ayrinti["satir"])][-1]
        kanit = [s for s in once if s.eylem == "imha_kanit" and s.nesne == f"I-{k.no}" and s.sira < basla.sira][-1]
        nesne = self.a.depo.ocfl.path(ocfl_id("imha", f"I-{k.no}"))
        envanter = (nesne / f"v{kanit.ayrinti['surum']}" / "inventory.json").read_bytes()
        parca = self.a.depo.ocfl.file(ocfl_id("imha", f"I-{k.no}"), f"kanit/{basla.ayrinti['parca']}.json").read_bytes()
        assert hashlib.sha512(envanter).hexdigest() == kanit.ayrinti["envanter_sha512"]
        assert hashlib.sha512(parca).hexdigest() in json.loads(envanter)["manifest"]
        assert hashlib.sha256(parca).hexdigest() == basla.ayrinti["sha256"]
        (satir,) = (s for s in json.loads(parca)["satirlar"] if s["satir"] == iz.ayrinti["satir"])
        assert x.kimlik in {s["kimlik"] for s in satir["kalintilar"]} and f"urn:uuid:{x.kimlik}" in satir["nesneler"]

    def izle(self):
        with self.a.depo.reader() as baglanti:
            self.izler += defter.audit_rows(baglanti, self.izler[-1].sira if self.izler else 0)

    def uzat(self, d, yil):
        if self.dene(lambda: self.a.extend(d.kimlik, gerekce="İnceleme", yil=yil)):
            d.uzatma += yil
            self.kir(d.kimlik)

    def kir(self, dosya):
        for liste in self.kitap.listeler:
            liste.kirilan.add(dosya)
