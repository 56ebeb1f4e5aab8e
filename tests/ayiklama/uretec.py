# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Invented lists, commissions and letters for the tests of the list path, and legal ways to every state of it.

Nothing here asks the library what is allowed: the ways are written down from the law.
"""

import datetime as dt
import json
import unicodedata

import attrs
import pytest
from hypothesis import strategies as st

from earsiv import _canon
from earsiv.ayiklama import Adim, ListeYolu, convene, decide, minutes_digest, path_dict, path_of
from earsiv.errors import ImhaHatasi
from earsiv.model import (
    FizikiImha,
    Hazirun,
    ImhaListesi,
    ImhaSatiri,
    ImhaTutanagi,
    Koltuk,
    Komisyon,
    ListeImzasi,
    SatirOyu,
    UstYoneticiOnayi,
    UygunGorus,
    Vekalet,
)
from earsiv.saklama import VARSAYILAN_PROFIL, KurumProfili, ProfilDegeri

ARSIV, IMAR, ZABITA = "99900001", "99900011", "99900012"
AN = dt.date(2037, 3, 10)
BUGUN = dt.date(2037, 6, 1)
DUZENLEYEN, BASKAN_KISI = "sicil:4711", "sicil:1"
BIR_GUN = dt.timedelta(days=1)
OY_GEREKCESI = "Değeri sürüyor."
BASKA_OZET = "0" * 64
KISILER = {"B": "sicil:101", "A1": "sicil:102", "A2": "sicil:103", "U1": "sicil:201", "U2": "sicil:202", "K": "sicil:104"}
"""Who sits where when the records of İmar are examined; ``K`` is the library chief, where there is one."""
HAZIR = frozenset(KISILER[k] for k in ("B", "A1", "A2", "U1", "U2"))

kotu_metin = st.one_of(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=30),
    st.sampled_from(
        ['";DROP', "=cmd|' /C calc'!A0", "1-3,5", "\u202e\u200f ters", "\x00", "ı̇İI", "#eval(1)", "{{x}}", "a\nb\r\n", "😀" * 20]
    ),
)


def profil(**degerler):
    """Return a profile with these values since long ago."""
    sonuc = VARSAYILAN_PROFIL
    for ad, deger in degerler.items():
        gun = dt.date(2020, 1, 1)
        sonuc = sonuc.with_value(ProfilDegeri(ad, deger, gun, "Kurumun uygulaması.", gun, "2020/14 sayılı yazı"))
    assert isinstance(sonuc, KurumProfili)
    return sonuc


def muaf_profili():
    """Return the profile of an institution whose exemption is on record."""
    return profil(uygun_gorus="MUAF_SSDP")


def olmaz(kod, islev, *konum, **ek):
    """Assert that something is refused with a code, and return the sentence."""
    with pytest.raises(ImhaHatasi) as hata:
        islev(*konum, **ek)
    assert hata.value.kod == kod, hata.value
    return hata.value.bulgu.mesaj


def rafta(sayi=2, **ek):
    """Return a list of which every line has something on a shelf."""
    return liste([satir(i, fiziki=True, **ek) for i in range(1, sayi + 1)])


# -- lists ----------------------------------------------------------------------------------------------------------


def satir(no, **ek):
    """Return a line: a D file of İmar."""
    alanlar = {
        "sira_no": no,
        "dosya": f"d{no}",
        "ureten_birim": IMAR,
        "dosya_kodu": "165.05",
        "plan": "belediye",
        "plan_surumu": "2018",
        "konu": f"Yapı yazışmaları {no}",
        "yil_bas": 2013,
        "yil_bit": 2013,
        "belge_sayi_araligi": "",
        "klasor_no": "",
        "adet": 2,
        "saklama_suresi": "10",
        "saklama_kodu": "D",
        "imha_yili": 2024,
        "dusunce": "Kurum Arşivinde imha edilir",
    }
    return ImhaSatiri(**alanlar | ek)


def liste(satirlar=3, **ek):
    """Return a frozen list of so many lines, or of these."""
    kalemler = tuple(satir(i) for i in range(1, satirlar + 1)) if isinstance(satirlar, int) else tuple(satirlar)
    alanlar = {"no": "2037/1", "kurum": "Örnekova Belediyesi", "an": AN, "duzenleyen": DUZENLEYEN, "duzenlenme": "2037-03-10T06:00:00Z"}
    ham = ImhaListesi(**alanlar | {"satirlar": kalemler} | ek)
    return attrs.evolve(ham, ozet=_canon.digest(ham.content()))


# -- the commission -------------------------------------------------------------------------------------------------


def koltuk(kod, tur, kisi=None, birim=ARSIV, bas=dt.date(2037, 1, 2), bit=None):
    return Koltuk(kod, tur, KISILER.get(kod, f"sicil:{kod}") if kisi is None else kisi, f"Kurmaca {kod} {birim}", "Memur", birim, bas, bit)


UCLU = (koltuk("B", "BASKAN"), koltuk("A1", "ARSIV"), koltuk("A2", "ARSIV"))
IMARDAN = (koltuk("U1", "BIRIM", birim=IMAR), koltuk("U2", "BIRIM", birim=IMAR))
ZABITADAN = (koltuk("U1", "BIRIM", "sicil:301", ZABITA), koltuk("U2", "BIRIM", "sicil:302", ZABITA))
DOGAL = koltuk("K", "DOGAL")


def komisyon(*koltuklar, **ek):
    """Return a commission of three seats of the archive and two of each of two units, or of these seats."""
    alanlar = {"no": "K-2037/1", "olur_sayi": "E-99900001-903.07.02-14", "olur_tarihi": dt.date(2037, 1, 2), "arsiv_birimi": ARSIV}
    return Komisyon(**alanlar | {"koltuklar": koltuklar or (*UCLU, *IMARDAN, *ZABITADAN)} | ek)


def vekalet(koltuk_kodu="A2", kisi="sicil:900", **ek):
    """Return a deputy with a document for the week of the session."""
    alanlar = {"ad": f"Vekil {kisi}", "unvan": "Memur", "birim": ARSIV, "bas": AN, "bit": AN + 4 * BIR_GUN, "belge": "E-99900001-903.05-7"}
    return Vekalet(**alanlar | {"koltuk": koltuk_kodu, "kisi": kisi} | ek)


def otur(*, kurul=None, tarih=AN, hazir=HAZIR, bugun=BUGUN, liste_=None, profil_=VARSAYILAN_PROFIL):
    """Convene over a list of İmar."""
    return convene(kurul or komisyon(), liste_ or liste(), tarih, "Arşiv toplantı odası", hazir, bugun, profil_)


# -- acts -----------------------------------------------------------------------------------------------------------


def adim(gerekce=""):
    return Adim("bol", "2037-06-01T06:00:00.000000Z", "sicil:4711", gerekce)


GEREKCELI = adim("Mükerrer kayıt bulundu.")


def oylar(liste_, oturum, oy="IMHA", **baska):
    """Return everybody's vote on every line; ``s2="SAKLA"`` says otherwise for line 2."""
    for kalem in liste_.satirlar:
        denen = baska.get(f"s{kalem.sira_no}", oy)
        for uye in oturum.uyeler:
            yield SatirOyu(kalem.sira_no, uye.koltuk, denen, "" if denen in {"IMHA", "CEKIMSER"} else OY_GEREKCESI)


def karar(yol, *, tarih=None, nisap="COGUNLUK", verilen=None, **baska):
    """Return the decision of the session of a list; of another session where it has none."""
    oturum = yol.oturum or otur(liste_=liste())
    oylanan = oylar(yol.liste, oturum, **baska) if verilen is None else verilen
    kalan = [o for o in oylanan if o.satir not in yol.ertelenen]
    return decide(f"{yol.liste.no}-K", yol.liste, oturum, kalan, yol.ertelenen, nisap=nisap, tarih=tarih or oturum.tarih)


def gorus(yol, **ek):
    """Return the consent to a list, twenty days after the session."""
    return UygunGorus(**{"sayi": "E-1-805-77", "tarih": AN + 20 * BIR_GUN, "liste_ozeti": yol.liste.ozet} | ek)


def olur(yol, **ek):
    """Return the olur to a list, thirty days after the session."""
    alanlar = {"sayi": "E-2-805-88", "tarih": AN + 30 * BIR_GUN, "kisi": BASKAN_KISI, "ad": "Bahar Örnekşen", "unvan": "Belediye Başkanı"}
    return UstYoneticiOnayi(**alanlar | {"liste_ozeti": yol.liste.ozet} | ek)


def fiziki(satirlar, **ek):
    """Return a sound record of a physical act, forty days after the session."""
    alanlar = {
        "tarih": AN + 40 * BIR_GUN,
        "saat": "14:30",
        "yer": "Örnekova Geri Dönüşüm Tesisi",
        "yontem": "KAGIT_HAMURU",
        "agirlik_gram": 12_500,
        "klasor": 3,
        "adet": 450,
        "teslim_alan": "Örnek Kâğıt Geri Kazanım",
        "fis": "KF-2037/14",
        "kiyma_beyani": "",
        "hazir": (Hazirun("sicil:101", "Deniz Kurmaca"), Hazirun("sicil:102", "Umut Uydurma")),
    }
    return FizikiImha(**alanlar | {"satirlar": tuple(satirlar)} | ek)


def imza(kisi="sicil:101", sifat="uye", durum="TOTAL_PASSED"):
    return ListeImzasi(kisi, f"Kurmaca {kisi}", sifat, f"imza-{sifat}-{kisi[-3:]}.p7s", "ab" * 32, durum, "", "2037-06-01T06:00:00Z")


def tutanak(yol, **ek):
    """Return the minutes of a list, sixty days after the session."""
    alanlar = {
        "no": f"{yol.liste.no}-T",
        "tarih": AN + 60 * BIR_GUN,
        "saat": "16:00",
        "yer": "Arşiv",
        "liste": yol.liste.no,
        "liste_ozeti": yol.liste.ozet,
        "karar": yol.karar.no if yol.karar else "",
        "karar_ozeti": yol.karar.ozet if yol.karar else "",
        "uygun_gorus": yol.gorus.sayi if yol.gorus else "",
        "olur": yol.olur.sayi if yol.olur else "",
        "kanit": "cd" * 32,
        "dosya": len(yol.edilen),
        "belge": 2 * len(yol.edilen),
        "bayt": 4096,
        "imha_edilen": tuple(sorted(yol.edilen)),
        "kalan": tuple(sorted(yol.birakilan.items())),
        "fiziki": yol.fiziki,
        "hazir": (Hazirun("sicil:101", "Deniz Kurmaca"), Hazirun("sicil:102", "Umut Uydurma")),
        "yedekler": ({"yer": "kasa", "biter": None},),
    }
    ham = ImhaTutanagi(**alanlar | {ad: deger for ad, deger in ek.items() if ad != "ozet"})
    return attrs.evolve(ham, ozet=ek.get("ozet", minutes_digest(ham)))


def uygun(yol, **ek):
    """Consent to a list."""
    return yol.consent(gorus(yol, **ek), adim(), bugun=BUGUN, profil=VARSAYILAN_PROFIL)


def onayli(yol, **ek):
    """Approve a list."""
    return yol.approve(olur(yol, **ek), adim(), bugun=BUGUN)


# -- legal ways -----------------------------------------------------------------------------------------------------


def gorusmede(liste_=None, **ek):
    yol = ListeYolu.of(liste_ or liste())
    return yol.open_session(otur(liste_=yol.liste, **ek), adim())


def kararda(liste_=None, **baska):
    yol = gorusmede(liste_)
    return yol.decide(karar(yol, **baska), adim())


def goruste(liste_=None, *, gorus_ret=(), **baska):
    return uygun(kararda(liste_, **baska), ret=gorus_ret)


def olurda(liste_=None, *, gorus_ret=(), olur_ret=(), **baska):
    return onayli(goruste(liste_, gorus_ret=gorus_ret, **baska), ret=olur_ret)


def yurutmede(liste_=None, **baska):
    return olurda(liste_, **baska).begin(adim())


def kismen(liste_=None, **baska):
    return yurutmede(liste_, **baska).ended([1], {2: "Dosya kullanımda."}, adim())


def tamam(liste_=None, **baska):
    yol = yurutmede(liste_, **baska)
    return yol.ended([s.sira_no for s in yol.ready()], {}, adim())


def tutanakli(liste_=None, **baska):
    yol = tamam(liste_, **baska)
    return yol.seal(tutanak(yol), "b-1", adim())


def kapanmis(liste_=None):
    return kararda(liste_, oy="SAKLA").close(adim())


DURUMLAR = {
    "oneri": lambda: ListeYolu.of(liste()),
    "gorusme": gorusmede,
    "karar": kararda,
    "gorus": goruste,
    "olur": olurda,
    "yurutme": yurutmede,
    "kismen": kismen,
    "tamam": tamam,
    "tutanak": tutanakli,
    "kapandi": kapanmis,
    "bolundu": lambda: ListeYolu.of(liste()).split(["2037/2", "2037/3"], adim()),
    "iptal": lambda: ListeYolu.of(liste()).abort(GEREKCELI),
}
"""A legal way to every state."""


nfc_metin = kotu_metin.map(lambda m: unicodedata.normalize("NFC", m))
"""Text as it comes back from a canonical document; other spellings of the same letters have the same digest."""


@st.composite
def yollar(draw, metin=nfc_metin):
    """Return a list somewhere on its way, by a legal way with drawn votes, refusals, reasons and runs."""
    sayi = draw(st.integers(1, 5))
    kalemler = [satir(i, konu=draw(metin), dosya=f"d{draw(st.integers(1, sayi))}", fiziki=draw(st.booleans())) for i in range(1, sayi + 1)]
    yol = ListeYolu.of(liste(kalemler))
    neden = st.builds("Neden: {}".format, metin)
    durak = draw(st.integers(0, 9))
    if durak == 0:
        return draw(st.sampled_from([yol, yol.abort(adim(draw(neden))), yol.split(["2037/2"], adim())]))
    yol = yol.open_session(otur(liste_=yol.liste), adim())
    ertelenen = draw(st.sets(st.integers(1, sayi), max_size=2))
    if ertelenen:
        yol = yol.postpone(ertelenen, draw(neden), adim())
    if durak == 1:
        return yol
    denen = {f"s{i}": draw(st.sampled_from(["IMHA", "IMHA", "SAKLA", "DEVRET", "CEKIMSER"])) for i in range(1, sayi + 1)}
    yol = yol.decide(karar(yol, **denen), adim())
    if durak == 2:
        return draw(st.sampled_from([yol, yol.reassess(adim(draw(neden)))]))
    for sira, adimi in ((3, uygun), (4, onayli)):
        giden = [s.sira_no for s in yol.lines("imha")]
        ret = draw(st.lists(st.sampled_from(giden), unique=True, max_size=1)) if giden else []
        yol = adimi(yol, ret=tuple((i, draw(neden)) for i in ret))
        if durak == sira:
            return yol.sign(imza(), adim()) if sira == 3 and draw(st.booleans()) else yol
    return _yurutulen(draw, yol, neden, durak, metin)


def _yurutulen(draw, yol, neden, durak, metin):
    """Execute an approved list, or a part of it, or close it where nothing may go."""
    rafta = [s.sira_no for s in yol.executable() if s.fiziki]
    kayitli = draw(st.lists(st.sampled_from(rafta), unique=True)) if rafta else []
    if kayitli:
        yol = yol.record_physical(fiziki(kayitli, yer=f"Tesis {draw(metin)}"), adim(), bugun=BUGUN)
    if not yol.ready():
        return yol if yol.lines("imha") else yol.close(adim())
    yol = yol.begin(adim())
    if durak == 5:
        return yol
    giden = draw(st.sets(st.sampled_from([s.sira_no for s in yol.ready()])))
    yol = yol.ended(giden, {s.sira_no: draw(neden) for s in yol.ready() if s.sira_no not in giden}, adim())
    if yol.executable() and durak > 6:
        yol = yol.give_up(adim(draw(neden)))
    return yol.seal(tutanak(yol), "b-1", adim()) if durak > 7 and not yol.executable() else yol


def gidip_gelen(yol):
    """Write a list's way down as real JSON text and read it back."""
    veri, icerik = json.loads(json.dumps(path_dict(yol))), json.loads(_canon.encode(yol.liste.content()))
    return path_of(veri, icerik, json.loads(_canon.encode(yol.karar.content())) if yol.karar else None)
