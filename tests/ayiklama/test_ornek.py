# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Samples: proposed by rule with their grounds, changed with a reason, decided over one digest; only what is left may be listed."""

import datetime as dt
import random

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earsiv.ayiklama import DosyaOzeti
from earsiv.ayiklama.ornek import (
    allowed,
    change_samples,
    complete,
    decide_samples,
    freeze_samples,
    give_up_samples,
    propose_samples,
    remainder,
    require_decided,
    samples_hold,
    send_samples,
)
from earsiv.ayiklama.ornek_kural import OrnekBaglami
from earsiv.errors import GirdiHatasi, ImhaHatasi
from earsiv.model import Dosya, Olay, OlayTuru, OrnekDurumu, OrnekOlcutu, OrnekSecimi, OrnekSonucu, Siniflama, Uzatma
from earsiv.saklama import BaslangicKurali, Engel, ImhaEngeli, SaklamaHesabi, Sonuc
from earsiv.saklama.sonuc import SureKalemi, SureKaynagi

AN = dt.date(2037, 3, 1)
KARAR_GUNU = dt.date(2037, 3, 15)
BILGI = {"kurum": "Örnekova Belediyesi", "an": AN, "duzenleyen": "ayse", "duzenlenme": "2037-03-01T09:00:00.000000Z"}


def aday(no, yil, kurallar="A1", *, adet=2, sure="10", surum="2018", engeller=(), atiflar=(), doldu=True, sonuc=Sonuc.ORNEK, **dosya):
    """A due file of a series with the account that the plan gives it."""
    alanlar = {"kod": "903.05", "plan": "belediye", "plan_surumu": surum, "ad": f"Dosya {no}", "birim": "99900001", **dosya}
    d = Dosya(f"d{no:03d}", acilis=dt.date(yil, 1, 1), kapanis=dt.date(yil, 12, 31), **alanlar)
    kalemler = tuple(
        SureKalemi(
            kaynak=SureKaynagi.ANA,
            kod=d.kod,
            satir_kodu=d.kod,
            ad="",
            plan=d.plan,
            surum=surum,
            sure=sure,
            tasfiye=kural,
            temel=d.kapanis,
            olay=OlayTuru.KAPANIS,
            kural=BaslangicKurali.SONRAKI_YILBASI,
            bitis=dt.date(2030, 12, 31),
            sonuc=Sonuc.ORNEK,
        )
        for kural in kurallar.split()
    )
    hesap = SaklamaHesabi(
        kod=d.kod,
        plan=d.plan,
        surum=surum,
        saklama_suresi=sure,
        tasfiye_kodu=kurallar,
        kapanis=d.kapanis,
        bugun=AN,
        baslangic=None,
        bitis=dt.date(2030, 12, 31),
        ilk_gun=dt.date(2031, 1, 1),
        sonuc=sonuc,
        suresi_doldu=doldu,
        engeller=tuple(engeller),
        kalemler=kalemler,
    )
    return DosyaOzeti(d, adet=adet, atiflar=tuple(atiflar)), hesap


def tek_grup(adaylar, **ayar):
    (grup,) = propose_samples(adaylar, **ayar).gruplar
    return grup


def secilen(grup):
    return {d.dosya: [str(g.neden) for g in d.gerekceler] for d in grup.dosyalar if d.sonuc is OrnekSonucu.SECILDI}


def yillar(grup):
    return sorted({d.yil for d in grup.dosyalar if d.sonuc is OrnekSonucu.SECILDI})


def secimi(adaylar=None, no="O-2037/1"):
    oneri = propose_samples(adaylar or [aday(n, 2010 + n) for n in range(1, 9)])
    return freeze_samples(no, oneri.gruplar[0], oneri.olcut, **BILGI)


def kararli(adaylar=None):
    return decide_samples(secimi(adaylar), "2037/4", KARAR_GUNU, kaydeden="veli", bugun=KARAR_GUNU)


# -- A1 ---------------------------------------------------------------------------------------------------------------


def test_a1_takes_whole_years_first_last_and_every_fifth():
    """Every file of a chosen year, with the rule named beside it."""
    grup = tek_grup([aday(10 * yil + n - 20_000, yil) for yil in range(2006, 2018) for n in range(2)])
    assert yillar(grup) == [2006, 2010, 2015, 2017] and len(secilen(grup)) == 8 and len(grup.dosyalar) == 24
    nedenler = {d.yil: [g.aciklama for g in d.gerekceler] for d in grup.dosyalar}
    assert nedenler[2006] == ["2006, dizinin ilk yılı."] and nedenler[2010] == ["2010, her 5 yılda bir seçilen yıl."]
    assert nedenler[2017] == ["2017, dizinin son yılı."] and nedenler[2011] == []
    assert yillar(tek_grup([aday(yil, yil) for yil in range(2001, 2010)], olcut=OrnekOlcutu(yil_araligi=3))) == [2001, 2004, 2007, 2009]


def test_first_and_last_are_those_of_the_series_not_of_the_part_that_is_due():
    """A series that goes on has no last year yet; one of which a part was decided before has had its first."""
    adaylar = [aday(yil - 2000, yil) for yil in range(2011, 2015)]
    suren = OrnekBaglami(digerleri=(aday(90, 2016)[0].dosya,))
    assert yillar(tek_grup(adaylar, baglam=suren)) == [2011]
    onceki = OrnekBaglami(onceki=(secimi([aday(80, 2009)]),))
    assert yillar(tek_grup(adaylar, baglam=onceki)) == [2014]
    baska = OrnekBaglami(
        digerleri=(aday(91, 2020, kod="903.06")[0].dosya, aday(92, 2020, ozel="x")[0].dosya, aday(93, 1990, birim="2")[0].dosya)
    )
    assert 2014 in yillar(tek_grup(adaylar, baglam=baska))


@pytest.mark.parametrize(
    ("degisen", "soz"),
    [
        ({"surum": "2024"}, "dosya planı değişti: belediye 2018 → belediye 2024"),
        ({"sure": "15"}, "saklama süresi değişti: 10 → 15"),
        ({"kurallar": "A1 A3"}, "saklama kodu değişti: A1 → A1, A3"),
    ],
)
def test_a_year_in_which_the_practice_changed_is_taken(degisen, soz):
    """The first year under another plan version, period or disposal code, with what changed."""
    adaylar = [aday(yil - 2000, yil, **(degisen if yil >= 2013 else {})) for yil in (2011, 2012, 2013, 2014, 2016)]
    dosya = next(d for d in tek_grup(adaylar).dosyalar if d.yil == 2013)
    assert f"2013 yılında {soz}." in [g.aciklama for g in dosya.gerekceler]
    assert "degisim" not in str([g.neden for d in tek_grup(adaylar).dosyalar if d.yil in {2012, 2014} for g in d.gerekceler])


def test_refiling_and_another_unit_are_changes_of_practice():
    """The year in which files were re-filed, the year in which the series came from another unit; earlier choices count."""
    eski = Siniflama("900", "belediye", "2018", dt.date(2013, 6, 1))
    adaylar = [aday(11, 2011, onceki=(eski,)), aday(12, 2012), aday(13, 2013), aday(14, 2014)]
    (bulunan,) = [d for d in tek_grup(adaylar).dosyalar if d.yil == 2013]
    assert [g.aciklama for g in bulunan.gerekceler] == ["2013 yılında dosya kodu değişti: 900 → 903.05 (01.06.2013)."]
    devreden = tuple(aday(50 + n, 2009 + n, birim="99900002")[0].dosya for n in range(2))
    (ilk, *_) = tek_grup(adaylar, baglam=OrnekBaglami(digerleri=devreden)).dosyalar
    assert "2011 yılında birim değişti: 99900002 → 99900001." in [g.aciklama for g in ilk.gerekceler]
    onceki = secimi([aday(70, 2010, birim="99900002"), aday(71, 2009, birim="99900002")])
    (ilk, *_) = tek_grup(adaylar, baglam=OrnekBaglami(onceki=(onceki,))).dosyalar
    assert "birim değişti" in str(ilk.gerekceler)
    ayni_anda = OrnekBaglami(digerleri=(aday(60, 2011, birim="99900002")[0].dosya,))
    assert "birim" not in str(tek_grup(adaylar, baglam=ayni_anda).dosyalar[0].gerekceler)
    onceki = OrnekBaglami(onceki=(secimi([aday(80, 2010, sure="5")]),))
    assert "süresi değişti: 5 → 10" in str(tek_grup(adaylar, baglam=onceki).dosyalar[0].gerekceler)


# -- A2 ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("sayi", "beklenen"), [(1, 1), (7, 1), (20, 1), (21, 2), (100, 5), (101, 6)])
def test_a2_takes_its_share_spread_over_time(sayi, beklenen):
    """Five per cent rounded up, one at least, from equal stretches of time."""
    grup = tek_grup([aday(n, 2011, "A2") for n in range(sayi)])
    yerler = [yer for yer, d in enumerate(grup.dosyalar) if d.sonuc is OrnekSonucu.SECILDI]
    assert len(yerler) == beklenen and all(sayi * i // beklenen <= yer < -(-sayi * (i + 1) // beklenen) for i, yer in enumerate(yerler))
    assert all(g.kural == "A2" and f"{sayi} dosyanın" in g.aciklama for d in grup.dosyalar for g in d.gerekceler)


def test_a2_takes_the_first_file_after_each_change_too():
    """One file for the change, not the whole year; share and minimum are the institution's to set."""
    adaylar = [
        aday(10 * yil + n - 20_000, yil, "A2", surum="2018" if yil < 2013 else "2024") for yil in range(2011, 2017) for n in range(3)
    ]
    bulunan = secilen(tek_grup(adaylar))
    assert bulunan["d130"] == ["degisim"] and list(bulunan.values()).count(["degisim"]) == 1 and len(bulunan) == 2
    assert len(secilen(tek_grup(adaylar[:6], olcut=OrnekOlcutu(yuzde=50)))) == 3
    assert (
        len(secilen(tek_grup(adaylar[:6], olcut=OrnekOlcutu(asgari=4)))) == 4
        and len(secilen(tek_grup(adaylar[:2], olcut=OrnekOlcutu(asgari=9)))) == 2
    )


# -- A3 ---------------------------------------------------------------------------------------------------------------

OZELLIKLER = {
    "dava": {"olaylar": (Olay(OlayTuru.DAVA_KESIN, dt.date(2015, 5, 1)),)},
    "uzatma": {"uzatmalar": (Uzatma("Sayıştay incelemesi", dt.date(2016, 1, 2), yil=2),)},
    "diger_kod": {"diger_kodlar": ("105.04",)},
    "kisi": {"ilgililer": ("Ayşe Örnek",)},
    "esas": {"esaslar": ("2014/7 E.",)},
    "dondurma": {"engeller": (Engel(ImhaEngeli.DENETIM, "dondurma D-2036/1", "Denetim"),)},
    "atif": {"atiflar": (aday(99, 2014)[0].dosya,)},
    "hacim": {"adet": 400},
}


@pytest.mark.parametrize("neden", OZELLIKLER)
def test_a3_takes_each_special_feature_with_its_ground(neden):
    """And first and last of the series; the plain files are left."""
    adaylar = [aday(n, 2013, "A3", **{"adet": 2 + n % 3, **(OZELLIKLER[neden] if n == 5 else {})}) for n in range(12)]
    bulunan = secilen(tek_grup(adaylar))
    assert bulunan == {"d000": ["ilk_dosya"], "d005": [neden], "d011": ["son_dosya"]}


def test_a3_counts_holds_that_are_closed_and_tells_lawsuits_from_other_holds():
    """Each hold once, whether it bars the file still or lies in its history."""
    acik, eski = Engel(ImhaEngeli.DENETIM, "dondurma D-2036/1", "Denetim"), Engel(ImhaEngeli.DAVA, "dondurma D-2020/4", "Tazminat davası")
    adaylar = [aday(n, 2013, "A3", engeller=(acik,) if n == 1 else ()) for n in range(4)]
    grup = tek_grup(adaylar, baglam=OrnekBaglami(dondurmalar={"d001": (acik, eski), "d002": (eski,)}))
    bulunan = {d.dosya: [g.aciklama for g in d.gerekceler] for d in grup.dosyalar}
    assert secilen(grup)["d001"] == ["dondurma", "dava"] and secilen(grup)["d002"] == ["dava"]
    assert bulunan["d002"] == ["Tazminat davası (dondurma D-2020/4)."]


@pytest.mark.parametrize("alan", ["kisi", "esas", "diger_kod"])
def test_a3_does_not_take_the_nature_of_a_series_for_a_special_feature(alan):
    """In a series of personal files every file names a person: that is told, not counted."""
    grup = tek_grup([aday(n, 2013, "A3", **(OZELLIKLER[alan] if n != 3 else {})) for n in range(8)])
    assert set(secilen(grup)) == {"d000", "d007"}
    (soz,) = grup.bulgular
    assert soz.kod == "IMH-079" and "8 dosyanın 7 tanesinde" in soz.mesaj
    assert freeze_samples("O-2037/1", grup, OrnekOlcutu(), **BILGI).notlar == (soz.mesaj,)


def test_a3_outliers_need_a_group_and_a_spread():
    """A handful of files says nothing of what is usual; equal files have no outlier; most alike and one far off has."""
    assert "hacim" not in str(secilen(tek_grup([aday(n, 2013, "A3", adet=900 if n == 2 else 3) for n in range(5)])))
    assert "hacim" not in str(secilen(tek_grup([aday(n, 2013, "A3", adet=3) for n in range(20)])))
    assert secilen(tek_grup([aday(n, 2013, "A3", adet=900 if n == 2 else 3) for n in range(9)]))["d002"] == ["hacim"]
    assert "hacim" not in str(secilen(tek_grup([aday(n, 2013, "A3", adet=100 if n != 2 else 1) for n in range(9)])))


def test_first_and_last_file_are_those_of_the_series():
    """A series that began earlier, or goes on, has its ends elsewhere."""
    adaylar = [aday(n, 2010 + n, "A3") for n in range(3)]
    once, sonra = aday(90, 2001, "A3")[0].dosya, aday(91, 2030, "A3")[0].dosya
    assert secilen(tek_grup(adaylar, baglam=OrnekBaglami(digerleri=(once, sonra)))) == {}
    assert secilen(tek_grup(adaylar, baglam=OrnekBaglami(onceki=(secimi([aday(80, 2009)]),)))) == {"d002": ["son_dosya"]}


def test_volumes_of_one_file_go_together():
    """Choosing one chooses all; a volume is no reference from another file."""
    ilk = aday(3, 2012, "A3", esaslar=("2014/7",))[0].dosya
    adaylar = [
        *(aday(n, 2011, "A3") for n in range(2)),
        aday(3, 2012, "A3", esaslar=("2014/7",)),
        aday(4, 2013, "A3", ust="d003", atiflar=(ilk,)),
        *(aday(n, 2014, "A3") for n in range(5, 9)),
    ]
    bulunan = secilen(tek_grup(adaylar))
    assert bulunan == {"d000": ["ilk_dosya"], "d003": ["esas"], "d004": ["esas"], "d008": ["son_dosya"]}


# -- groups -----------------------------------------------------------------------------------------------------------


def test_series_are_told_apart_by_unit_code_and_suffix_and_only_due_files_with_samples_are_in_them():
    """Everything else is none of this; a file under two rules is judged by both."""
    adaylar = [
        aday(1, 2011),
        aday(2, 2011, birim="2"),
        aday(3, 2011, kod="903.06"),
        aday(4, 2011, ozel="Sicil 12"),
        aday(5, 2011, doldu=False),
        aday(6, 2011, sonuc=Sonuc.DEVIR),
        aday(7, 2011, engeller=(Engel(ImhaEngeli.DAVA),)),
    ]
    oneri = propose_samples(adaylar)
    assert {(g.birim, g.kod, g.ozel): [d.dosya for d in g.dosyalar] for g in oneri.gruplar} == {
        ("2", "903.05", ""): ["d002"],
        ("99900001", "903.05", ""): ["d001", "d007"],
        ("99900001", "903.05", "Sicil 12"): ["d004"],
        ("99900001", "903.06", ""): ["d003"],
    }
    (dosya,) = tek_grup([aday(1, 2011, "A1 A3", esaslar=("1/1",))]).dosyalar
    assert dosya.kurallar == ("A1", "A3") and {g.kural for g in dosya.gerekceler} == {"A1", "A3"}
    assert propose_samples([]).gruplar == ()


@pytest.mark.parametrize(
    "olcut", [{"yil_araligi": 0}, {"yil_araligi": 101}, {"yuzde": 0}, {"yuzde": 101}, {"asgari": 0}, {"asgari": 1_001}]
)
def test_numbers_out_of_range_are_refused(olcut):
    """No division by nothing, no more than all."""
    with pytest.raises(GirdiHatasi) as hata:
        propose_samples([aday(1, 2011)], olcut=OrnekOlcutu(**olcut))
    assert hata.value.kod == "IMH-078"


@given(
    st.lists(
        st.tuples(st.integers(2000, 2020), st.sampled_from(["A1", "A2", "A3", "A1 A2", "A2 A3"]), st.integers(0, 50)),
        min_size=1,
        max_size=40,
    ),
    st.randoms(use_true_random=False),
    st.builds(OrnekOlcutu, yil_araligi=st.integers(1, 9), yuzde=st.integers(1, 100), asgari=st.integers(1, 3)),
)
def test_a_proposal_is_whole_and_does_not_hang_on_the_order(kalemler, rastgele, olcut):
    """Every due file once, each chosen one with a ground, at least one sample for A1 and A2; shuffled, the same digest."""
    adaylar = [aday(n, yil, kurallar, adet=adet) for n, (yil, kurallar, adet) in enumerate(kalemler)]
    grup = tek_grup(adaylar, olcut=olcut)
    assert sorted(d.dosya for d in grup.dosyalar) == sorted(o.dosya.kimlik for o, _ in adaylar)
    assert all((d.sonuc is OrnekSonucu.SECILDI) == bool(d.gerekceler) for d in grup.dosyalar)
    for kural in ("A1", "A2"):
        uyan = [d for d in grup.dosyalar if kural in d.kurallar]
        assert not uyan or kural != "A2" or any(d.sonuc is OrnekSonucu.SECILDI for d in uyan)
    karisik = random.Random(rastgele.random()).sample(adaylar, len(adaylar))
    assert tek_grup(karisik, olcut=olcut) == grup
    secim = freeze_samples("O-2037/1", grup, olcut, **BILGI)
    assert samples_hold(secim) and OrnekSecimi.from_dict(secim.as_dict()) == secim


# -- the choice -------------------------------------------------------------------------------------------------------


@pytest.mark.fault("I17")
def test_any_edit_of_a_choice_gives_another_digest():
    """Each field of it and of its files, and the digest the decision names."""
    secim = kararli()
    assert samples_hold(secim) and secim.karar.ozet == secim.ozet
    ilk = secim.dosyalar[0]
    degisik = [
        *(
            attrs.evolve(secim, **{ad: getattr(secim, ad) + "x"})
            for ad in ("no", "kurum", "birim", "kod", "ozel", "duzenleyen", "duzenlenme", "ozet")
        ),
        attrs.evolve(secim, an=KARAR_GUNU),
        attrs.evolve(secim, olcut=OrnekOlcutu(yuzde=6)),
        attrs.evolve(secim, notlar=("x",)),
        attrs.evolve(secim, dosyalar=secim.dosyalar[1:]),
        attrs.evolve(secim, dosyalar=(attrs.evolve(ilk, sonuc=OrnekSonucu.KALAN), *secim.dosyalar[1:])),
        attrs.evolve(secim, dosyalar=(attrs.evolve(ilk, gerekceler=()), *secim.dosyalar[1:])),
        attrs.evolve(secim, karar=attrs.evolve(secim.karar, ozet="0" * 64)),
    ]
    assert not any(samples_hold(d) for d in degisik)


def test_the_archivist_changes_a_proposal_with_a_reason_that_stays():
    """Who, when, why stand beside the file; the digest moves on."""
    secim = secimi()
    yeni = change_samples(secim, ["d002"], ["d001"], "Kent tarihi", kim="ayse", gun=AN)
    assert yeni.ozet != secim.ozet and samples_hold(yeni)
    assert {"d002"} <= set(yeni.secilenler) and "d001" not in yeni.secilenler
    son = yeni.find("d001").gerekceler[-1]
    assert (son.kural, str(son.neden), son.aciklama, son.kim, son.gun) == ("", "cikarildi", "Kent tarihi", "ayse", AN)
    assert yeni.find("d001").gerekceler[0] == secim.find("d001").gerekceler[0]


@pytest.mark.parametrize(
    ("ekle", "cikar", "gerekce", "kod"),
    [
        (["d001"], [], "  ", "IMH-078"),
        ([], [], "neden", "IMH-078"),
        (["d001"], ["d001"], "neden", "IMH-078"),
        (["yok"], [], "neden", "IMH-076"),
        ([], ["yok"], "neden", "IMH-076"),
    ],
)
def test_a_change_that_says_nothing_is_refused(ekle, cikar, gerekce, kod):
    """No reason, no file, both at once, a file of another series."""
    with pytest.raises((GirdiHatasi, ImhaHatasi)) as hata:
        change_samples(secimi(), ekle, cikar, gerekce, kim="ayse", gun=AN)
    assert hata.value.kod == kod


ISLEMLER = {
    "degistir": lambda s: change_samples(s, ["d002"], [], "neden", kim="a", gun=AN),
    "karar": lambda s: decide_samples(s, "2037/5", KARAR_GUNU, kaydeden="a", bugun=KARAR_GUNU),
    "devir": lambda s: send_samples(s, "DV-2037/1"),
    "iptal": lambda s: give_up_samples(s, "neden"),
}
DURUMLAR = {
    "oneri": (secimi, {"degistir", "karar", "iptal"}),
    "karar": (kararli, {"devir", "iptal"}),
    "devredildi": (lambda: send_samples(kararli(), "DV-2037/1"), set()),
    "iptal": (lambda: give_up_samples(secimi(), "neden"), set()),
}


@pytest.mark.parametrize("islem", ISLEMLER)
@pytest.mark.parametrize("durum", DURUMLAR)
def test_acts_come_in_their_order_only(durum, islem):
    """Proposed, decided, sent; given up only before they are sent; nothing after an end."""
    yap, olur = DURUMLAR[durum]
    secim = yap()
    assert str(secim.durum) == durum
    if islem in olur:
        assert samples_hold(ISLEMLER[islem](secim))
        return
    with pytest.raises(ImhaHatasi) as hata:
        ISLEMLER[islem](secim)
    assert hata.value.kod == "IMH-072" and durum in str(hata.value)


@pytest.mark.parametrize(
    ("karar", "tarih", "bugun"),
    [
        (" ", KARAR_GUNU, KARAR_GUNU),
        ("1", dt.date(2037, 2, 28), KARAR_GUNU),
        ("1", dt.date(2037, 3, 16), KARAR_GUNU),
    ],
)
def test_a_decision_needs_a_number_and_a_day_that_fits(karar, tarih, bugun):
    """Not before the files were judged, not on a day to come."""
    with pytest.raises(GirdiHatasi) as hata:
        decide_samples(secimi(), karar, tarih, kaydeden="a", bugun=bugun)
    assert hata.value.kod == "IMH-078"


def test_a1_and_a2_cannot_be_decided_without_a_sample_but_a_series_may_have_nothing_special():
    """ "Those with special features" may be none."""

    def bos(secim):
        return change_samples(secim, [], secim.secilenler, "özelliği yok", kim="a", gun=AN)

    for kural in ("A1", "A2"):
        with pytest.raises(GirdiHatasi) as hata:
            ISLEMLER["karar"](bos(secimi([aday(1, 2011, kural)])))
        assert hata.value.kod == "IMH-078"
    assert remainder(ISLEMLER["karar"](bos(secimi([aday(1, 2011, "A3")])))) == {"d001"}


def test_a_year_between_the_sample_years_is_decided_without_a_sample():
    """What comes due year by year has years of which A1 asks for nothing."""
    suren = OrnekBaglami(digerleri=(aday(90, 2016)[0].dosya, aday(91, 2009)[0].dosya))
    oneri = propose_samples([aday(12, 2012)], baglam=suren)
    secim = freeze_samples("O-2037/1", oneri.gruplar[0], oneri.olcut, **BILGI)
    assert secim.secilenler == () and remainder(ISLEMLER["karar"](secim)) == {"d012"}


# -- what it leaves ---------------------------------------------------------------------------------------------------


def test_only_the_rest_of_a_decided_choice_may_be_listed():
    """Proposed or given up it frees nothing; decided or sent it frees what was not chosen, never a sample, never another file."""
    for yap, _ in DURUMLAR.values():
        secim = yap()
        serbest = secim.durum in {OrnekDurumu.KARAR, OrnekDurumu.DEVREDILDI}
        kalan = {d.dosya for d in secim.dosyalar} - set(secim.secilenler)
        assert remainder(secim) == (kalan if serbest else set())
        kodlar = {d: (b.kod if (b := allowed(secim, d)) else None) for d in (*secim.secilenler, *kalan, "yok")}
        assert set(kodlar.values()) == ({"IMH-077", "IMH-076", None} if serbest else {"IMH-072"})
        assert {d for d, kod in kodlar.items() if kod is None} == remainder(secim)
        if serbest:
            require_decided(secim)
        else:
            with pytest.raises(ImhaHatasi):
                require_decided(secim)


def test_a_choice_must_be_every_due_file_of_its_series_once():
    """One missing, one too many, one twice: IMH-075."""
    secim = secimi()
    hepsi = [d.dosya for d in secim.dosyalar]
    assert complete(secim, hepsi) is None
    cift = attrs.evolve(secim, dosyalar=(*secim.dosyalar, secim.dosyalar[0]))
    for kusur in (complete(secim, [*hepsi, "d999"]), complete(secim, hepsi[1:]), complete(cift, hepsi)):
        assert kusur.kod == "IMH-075"
    assert "1 dosya eksik, 0 dosya" in complete(secim, [*hepsi, "d999"]).mesaj and "d999" in complete(secim, [*hepsi, "d999"]).mesaj
