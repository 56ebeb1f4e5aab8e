# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``compute`` against the oracle of ``kahin.py``: the same answer for files of every life, a million of them."""

import datetime as dt
import random

import pytest

from earsiv.model import Olay, OlayTuru, Siniflama, Uzatma
from earsiv.saklama import ImhaEngeli, KurumProfili, ProfilDegeri, SaklamaKurali, compute
from earsiv.sdp import effective
from earsiv.testing.saklama import BIRIMLER, make_file
from tests.saklama import kahin

PLANLAR = {tur: effective(tur) for tur in ("belediye", "universite", "meb", "ortak")}
KODLAR = {
    tur: [(kod, *anahtar) for anahtar in (kahin.KATMAN[tur], kahin.ORTAK) if anahtar for kod in kahin.TABLO[anahtar]] for tur in PLANLAR
}
YOK = [("999.99", "ortak", "2024"), ("619.77", "ortak", "2024"), ("105.04.77", "belediye", "2018")]
TURLER = list(OlayTuru)
ILK = dt.date(1950, 1, 1).toordinal()
SON = dt.date(2070, 12, 31).toordinal()


class Uretec:
    """Cases of one seed: files, days, profiles and the files that refer."""

    def __init__(self, tohum):
        self.r = random.Random(tohum)
        self.profiller = [self.profil() for _ in range(80)]
        self.havuz = {tur: [] for tur in PLANLAR}

    def gun(self):
        r = self.r
        secim = r.random()
        if secim < 0.1:
            return dt.date(1952 + 4 * r.randrange(29), 2, 29)
        if secim < 0.25:
            return dt.date(r.randrange(1950, 2070), *r.choice([(12, 31), (1, 1), (12, 30), (1, 2)]))
        return dt.date.fromordinal(r.randrange(ILK, SON))

    def kod(self, tur):
        return self.r.choice(YOK) if self.r.random() < 0.01 else self.r.choice(KODLAR[tur])

    def profil(self):
        """Rules on codes that occur, and for some the other two ways in which the clock may start."""
        r = self.r
        degerler, kurallar = [], []
        if r.random() < 0.6:
            for gun in r.sample([dt.date(1900, 1, 1), dt.date(1990, 6, 1), dt.date(2004, 2, 29), dt.date(2020, 1, 1)], r.randrange(1, 4)):
                kural = r.choice(["KAPANIS_GUNU", "SON_ISLEM", "SONRAKI_YILBASI"])
                degerler.append(ProfilDegeri("saklama_baslangic_kurali", kural, gun, "gerekçe", gun))
        for no in range(r.randrange(4)):
            kod = r.choice(["", self.kod("belediye")[0], self.kod("belediye")[0][:3], self.kod("belediye")[0][:3]])
            sure = "B" if r.random() < 0.15 else str(r.randrange(1, 101))
            birim = r.choice(["", "", *BIRIMLER])
            bitis = self.gun() if r.random() < 0.3 else None
            kurallar.append(SaklamaKurali(f"kural {no}", kod, sure, "gerekçe", "yönerge", self.gun(), self.gun(), birim, bitis))
        return KurumProfili(tuple(degerler), tuple(kurallar))

    def olaylar(self):
        return [Olay(self.r.choice(TURLER), self.gun()) for _ in range(self.r.randrange(1, 4))]

    def uzatma(self):
        r = self.r
        yil, bitis = r.choice([(r.randrange(1, 30), None), (0, self.gun()), (r.randrange(1, 10), self.gun())])
        return Uzatma("gerekçe", dt.date(1950, 1, 1), yil, bitis)

    def dosya(self, tur):
        r = self.r
        kod, plan, surum = self.kod(tur)
        alanlar = {}
        if r.random() < 0.3:
            alanlar["diger_kodlar"] = [self.kod(tur)[0] for _ in range(r.randrange(1, 3))]
        if r.random() < 0.2:
            alanlar["onceki"] = [Siniflama(*self.kod(tur), dt.date(1960, 1, 1), "gerekçe", r.choice(["", "K-1"]))]
        if r.random() < 0.3:
            alanlar["olaylar"] = self.olaylar()
        if r.random() < 0.2:
            olaylar = alanlar.get("olaylar")
            alanlar["baslatan"] = r.choice(olaylar).tur if olaylar and r.random() < 0.8 else r.choice(TURLER)
        if r.random() < 0.2:
            alanlar["uzatmalar"] = [self.uzatma() for _ in range(r.randrange(1, 3))]
        kapanis = None if r.random() < 0.02 else self.gun()
        return make_file(
            kod,
            kapanis,
            kimlik=f"D-{r.randrange(10**6)}",
            plan=plan,
            plan_surumu=surum,
            birim=r.choice(BIRIMLER),
            acilis=dt.date(1950, 1, 1),
            **alanlar,
        )

    def vaka(self):
        """One case; half of them are asked on the first day, the day before or the day after."""
        r = self.r
        tur = r.choice(("belediye", "belediye", "universite", "meb", "ortak"))
        dosya = self.dosya(tur)
        havuz = self.havuz[tur]
        atiflar = tuple(r.choice(havuz) for _ in range(r.randrange(1, 3))) if havuz and r.random() < 0.1 else ()
        havuz.append(dosya)
        if len(havuz) > 200:
            havuz.clear()
        profil = r.choice(self.profiller) if r.random() < 0.4 else KurumProfili()
        kural = [(d.baslangic, d.deger) for d in profil.degerler]
        bugun = self.gun()
        if r.random() < 0.5:
            ilk = kahin.sor(dosya, tur, bugun, kural, profil.kurallar, atiflar)[2]
            if ilk and ilk.year < 9000:
                bugun = ilk + dt.timedelta(days=r.choice((-1, 0, 1)))
        return dosya, tur, bugun, profil, kural, atiflar


def fark(uretec):
    """One case asked of both; a text when they disagree."""
    dosya, tur, bugun, profil, kural, atiflar = uretec.vaka()
    beklenen = kahin.sor(dosya, tur, bugun, kural, profil.kurallar, atiflar)
    hesap = compute(dosya, PLANLAR[tur], None, (), bugun, profil=profil, atiflar=atiflar)
    olan = (hesap.baslangic, hesap.bitis, hesap.ilk_gun, str(hesap.sonuc), hesap.suresi_doldu)
    if olan != beklenen:
        return f"beklenen {beklenen}\nolan {olan}\n{tur} {bugun} {kural}\n{dosya}\n{profil.kurallar}\n{atiflar}"
    hata = any(b.seviye == "hata" for b in hesap.bulgular)
    if hata is not (beklenen[3] == "BELIRSIZ"):
        return f"hata satırı {hata}, sonuç {beklenen[3]}: {dosya}\n{hesap.bulgular}"
    engeller = [e.tur for e in hesap.engeller]
    acik = any(kahin.bekler(a, bugun) for a in atiflar)
    if (ImhaEngeli.GUNCEL_IS in engeller) is not acik:
        return f"açık atıf {acik}, engeller {engeller}: {dosya}\n{atiflar}"
    return None


def kos(tohum, adet):
    uretec = Uretec(tohum)
    for no in range(adet):
        if metin := fark(uretec):
            pytest.fail(f"tohum {tohum}, vaka {no}\n{metin}")


@pytest.mark.fault("R06")
def test_two_computations_agree_on_five_thousand_lives():
    """The quick run: every field that both know is equal."""
    kos(4, 5_000)


@pytest.mark.yavas
@pytest.mark.fault("R06")
@pytest.mark.parametrize("tohum", range(10))
def test_two_computations_agree_on_a_million_lives(tohum):
    """A hundred thousand for each of ten seeds."""
    kos(1000 + tohum, 100_000)


def test_the_cases_are_worth_asking():
    """Each outcome, each way the clock starts, due and not due by one day: all of them occur in the quick run."""
    uretec = Uretec(4)
    gorulen = set()
    for _ in range(5_000):
        dosya, tur, bugun, profil, kural, atiflar = uretec.vaka()
        _, _, ilk, sonuc, doldu = kahin.sor(dosya, tur, bugun, kural, profil.kurallar, atiflar)
        gorulen |= {
            sonuc,
            *(ad for _, ad in kural),
            ("doldu", doldu),
            ("ilk gün", ilk == bugun),
            ("bir gün önce", ilk == bugun + dt.timedelta(days=1)),
        }
        gorulen |= {("atıf", bool(atiflar)), ("uzatma", bool(dosya.uzatmalar)), ("önceki", bool(dosya.onceki))}
    assert gorulen >= {"IMHA", "KOMISYON", "ORNEK", "DEVIR", "SUREKLI", "BELIRSIZ", "KAPANIS_GUNU", "SON_ISLEM"}
    assert all((ad, True) in gorulen for ad in ("doldu", "ilk gün", "bir gün önce", "atıf", "uzatma", "önceki"))
