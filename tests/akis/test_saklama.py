# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Retention in the archive: holds, references, codes, profile and plans bear on every answer, now and as of a past day."""

import datetime as dt

import attrs
import pytest

import earsiv
from earsiv._arsiv_dondurma import targets_from_rows
from earsiv.errors import DepoHatasi, GirdiHatasi, ImhaHatasi, KuralHatasi, YetkiHatasi
from earsiv.model import GizlilikDerecesi, Islem, OlayTuru, Yetki
from earsiv.saklama import Durum, Kapsam, KapsamTuru, Sonuc, replay
from earsiv.sdp import EkIslemi, EkSatiri, load
from earsiv.sdp.esle import EslemeKarari, KodEslemesi
from earsiv.store import defter
from earsiv.testing import SahteSaat, render

pytestmark = pytest.mark.yavas

GUN = dt.date(2026, 11, 21)
IMHA_GUNU = dt.date(2037, 3, 1)
BIRIM = "99900001"


@pytest.fixture
def kapali(arsiv):
    """A closed file of code 165.05: ten years, D; due from 2024."""
    return arsiv.close_dosya(arsiv.open_dosya("165.05", "Tutanaklar", acilis=dt.date(2013, 1, 1)).kimlik, dt.date(2013, 12, 31))


@pytest.fixture
def belge(arsiv, kapali, tmp_path):
    """A record in that file."""

    def _belge(metin="zabıta tespit tutanağı Örnek Sokak", dosya=None, tarih=dt.date(2013, 5, 1)):
        yol = tmp_path / f"{abs(hash(metin))}.pdf"
        yol.write_bytes(render([metin], "metinli-pdf"))
        kalem = arsiv.add(yol, dosya=dosya or kapali.kimlik, tarih=tarih)
        assert kalem.durum == "alindi", kalem.bulgular
        return kalem.kimlik

    return _belge


def kapsam(tur, deger):
    return Kapsam(KapsamTuru(tur), deger)


def eylemler(arsiv):
    with arsiv.depo.reader() as b:
        return [s.eylem for s in defter.audit_rows(b)]


def baska(arsiv, aktor="baska", islemler=frozenset(Islem) - {Islem.UST_YONETICI}, birimler=None):
    return earsiv.open(arsiv.depo.kok, Yetki(aktor, GizlilikDerecesi.CGZ, birimler, islemler), clock=arsiv.depo.saat)


# -- holds ------------------------------------------------------------------------------------------------------------


@pytest.mark.fault("I01", "I04")
@pytest.mark.parametrize("tur", ["dosya", "birim", "kisi", "esas", "kod", "belge", "sorgu"])
def test_a_hold_of_every_kind_stands_in_the_way_of_the_file(arsiv, kapali, belge, tur):
    """Due before; held after, with the hold's number; the dates stay."""
    arsiv.set_subjects(kapali.kimlik, ilgililer=["Ayşe Örnek"], esaslar=["2026/14 E."])
    kayit = belge()
    degerler = {
        "dosya": kapali.kimlik,
        "birim": BIRIM,
        "kisi": "Ayşe Örnek",
        "esas": "2026/14 E.",
        "kod": "165",
        "belge": kayit,
        "sorgu": "zabıta tutanağı",
    }
    once = arsiv.retention(kapali.kimlik)
    assert once.imha_adayi
    dondurma = arsiv.hold("E4", [kapsam(tur, degerler[tur])], "Tazminat davası", "Mahkeme yazısı")
    sonra = arsiv.retention(kapali.kimlik)
    assert dondurma.no == "D-2026/1" and [e.kaynak for e in sonra.engeller] == ["dondurma D-2026/1"]
    assert (sonra.ilk_gun, sonra.sonuc) == (once.ilk_gun, once.sonuc) and not sonra.imha_adayi
    with pytest.raises(ImhaHatasi):
        arsiv.propose_imha(IMHA_GUNU)
    assert arsiv.hold_report()[0]["dosyalar"] == [kapali.kimlik]
    arsiv.release(dondurma.no, "Dava kesinleşti")
    assert arsiv.retention(kapali.kimlik).imha_adayi and arsiv.check() == []


@pytest.mark.fault("I02")
def test_a_hold_is_accepted_whatever_the_state_of_what_it_names(arsiv, kapali):
    """On what is listed, on what is not there yet, and on what the actor may not see."""
    liste = arsiv.propose_imha(IMHA_GUNU)
    arsiv.hold("E5", [kapsam("dosya", kapali.kimlik), kapsam("dosya", "daha-yok"), kapsam("birim", "12345678")], "Denetim")
    assert arsiv.retention(kapali.kimlik).engeller and arsiv.liste(liste.no).ozet == liste.ozet
    assert arsiv.hold_report("D-2026/1")[0] | {"dosya_sayisi": 1, "kapali_sayisi": 1, "listedeki_sayisi": 1} == arsiv.hold_report()[0]
    with baska(arsiv, birimler=frozenset({"1"})) as dar:
        no = dar.hold("E4", [kapsam("dosya", kapali.kimlik)], "dava").no
        assert dar.hold_report(no)[0]["dosya_sayisi"] == 0
    assert len(arsiv.retention(kapali.kimlik).engeller) == 2


def test_a_hold_on_a_unit_holds_what_is_opened_there_later(arsiv):
    """Names what does not exist yet."""
    arsiv.hold("E4", [kapsam("birim", BIRIM)], "dava")
    dosya = arsiv.open_dosya("165.05", acilis=dt.date(2014, 1, 1))
    assert arsiv.retention(dosya.kimlik).engeller


def test_a_record_in_a_hold_holds_the_files_that_refer_to_it(arsiv, kapali, belge):
    """And further volumes are held with the first."""
    diger = arsiv.open_dosya("165.05", acilis=dt.date(2013, 1, 1), vaka=True)
    kayit = belge()
    arsiv.refer(kayit, diger.kimlik)
    arsiv.hold("E4", [kapsam("belge", kayit)], "dava")
    assert [bool(arsiv.retention(d).engeller) for d in (kapali.kimlik, diger.kimlik)] == [True, True]
    cilt = arsiv.open_volume(diger.kimlik)
    arsiv.hold("E5", [kapsam("dosya", diger.kimlik)], "denetim")
    assert "E5" in {str(e) for e in arsiv.retention(cilt.kimlik).engeller}


def test_many_targets_from_a_table(arsiv, kapali):
    """Comma or semicolon; a line that names nothing known is refused whole."""
    satirlar = ["\ufefftur;deger\n", f"dosya;{kapali.kimlik}\n", "esas;2026/14\n"]
    assert targets_from_rows(satirlar) == (kapsam("dosya", kapali.kimlik), kapsam("esas", "2026/14"))
    assert len(arsiv.holds_from_rows("E4", satirlar, "dava").kapsamlar) == 2
    for bozuk in (
        ["tur,deger", "dosyalar,1"],
        ["tur,deger", "dosya,"],
        ["x,y", "1,2"],
        ["tur,deger", "dosya"],
        ["tur,deger", "dosya," + "x" * 200_000],
    ):
        with pytest.raises(GirdiHatasi) as hata:
            arsiv.holds_from_rows("E4", bozuk, "dava")
        assert hata.value.kod == "SAK-031"


def test_only_who_opened_a_hold_or_the_top_official_closes_it(arsiv, kapali):
    """YET-005 to others; without the power no hold at all; a refusal is logged."""
    with baska(arsiv, "ayse") as ayse, baska(arsiv, "veli") as veli:
        no = ayse.hold("E4", [kapsam("dosya", kapali.kimlik)], "dava").no
        with pytest.raises(YetkiHatasi) as hata:
            veli.release(no, "bitti")
        assert hata.value.kod == "YET-005" and "ayse" in str(hata.value)
        assert ayse.release(no, "bitti").kapatan == "ayse"
        with pytest.raises(KuralHatasi) as ikinci:
            ayse.release(no, "bitti")
        assert ikinci.value.kod == "SAK-023"
        no = veli.hold("E4", [kapsam("dosya", kapali.kimlik)], "dava").no
    with pytest.raises(GirdiHatasi) as bos:
        arsiv.release(no, " ")
    assert bos.value.kod == "SAK-022"
    assert arsiv.release(no, "üst yönetici kararı").kapatan == "yerel"
    with pytest.raises(GirdiHatasi) as yok:
        arsiv.release("D-2026/99", "x")
    assert yok.value.kod == "SAK-032"
    with baska(arsiv, islemler=frozenset({Islem.GOR})) as izleyen:
        for islem in (lambda: izleyen.hold("E4", [kapsam("esas", "1")], "x"), izleyen.holds, lambda: izleyen.release(no, "x")):
            with pytest.raises(YetkiHatasi):
                islem()
    assert eylemler(arsiv).count("dondur") == 2 and eylemler(arsiv).count("dondurma_kaldir") == 2 and "yetki_red" in eylemler(arsiv)


@pytest.mark.fault("I05")
def test_a_file_is_free_when_the_last_hold_is_closed(arsiv, kapali):
    """Two holds, one closed: still held. Holds on a day are those that bound then."""
    saat = arsiv.depo.saat
    ilk, son = (arsiv.hold("E4", [kapsam("dosya", kapali.kimlik)], g).no for g in ("bir", "iki"))
    saat.move(days=1)
    arsiv.release(ilk, "bitti")
    assert [e.kaynak for e in arsiv.retention(kapali.kimlik).engeller] == [f"dondurma {son}"]
    assert [d.no for d in arsiv.holds(acik=True)] == [son] and [d.no for d in arsiv.holds(acik=False)] == [ilk]
    assert [d.no for d in arsiv.holds(acik=True, an=GUN)] == [ilk, son]
    assert [k["acik"] for k in arsiv.hold_report(an=GUN)] == [True, True]


def test_a_trial_holds_nothing(arsiv, kapali):
    """``deneme`` writes neither hold nor release."""
    assert arsiv.hold("E4", [kapsam("dosya", kapali.kimlik)], "dava", deneme=True).no == "D-2026/1"
    assert arsiv.holds() == []
    no = arsiv.hold("E4", [kapsam("dosya", kapali.kimlik)], "dava").no
    assert arsiv.release(no, "bitti", deneme=True).kapanis == GUN and arsiv.holds()[0].kapanis is None


def test_two_who_hold_at_once_both_succeed(arsiv, kapali, birlikte):
    """A number that was taken meanwhile is no reason to refuse."""
    assert birlikte(lambda: arsiv.hold("E4", [kapsam("dosya", kapali.kimlik)], "dava"), 4) == []
    assert {d.no for d in arsiv.holds()} == {f"D-2026/{n}" for n in range(1, 5)} and arsiv.check() == []


@pytest.mark.parametrize("degisen", ["kisi", "atif", "sorgu"])
def test_no_change_slips_a_file_out_of_a_hold(arsiv, kapali, belge, degisen):
    """Taking out the name, the code or the reference that holds it is refused."""
    kayit = belge()
    diger = arsiv.open_dosya("165.05", acilis=dt.date(2013, 1, 1), vaka=True)
    arsiv.set_subjects(kapali.kimlik, ilgililer=["Ayşe Örnek"])
    arsiv.refer(kayit, diger.kimlik)
    deger = {"kisi": ("kisi", "Ayşe Örnek"), "atif": ("belge", kayit), "sorgu": ("sorgu", "zabıta")}[degisen]
    arsiv.hold("E4", [kapsam(*deger)], "dava")
    islem = {
        "kisi": lambda: arsiv.set_subjects(kapali.kimlik, ilgililer=["Veli Örnek"]),
    }.get(degisen, lambda: arsiv.unrefer(kayit, diger.kimlik))
    with pytest.raises(KuralHatasi) as hata:
        islem()
    assert hata.value.kod == "SAK-034" and "D-2026/1" in str(hata.value)


def test_a_new_filing_does_not_slip_a_file_out_of_a_hold_on_its_code(arsiv, kapali):
    """The earlier code goes on holding it."""
    arsiv.hold("E4", [kapsam("kod", "165")], "dava")
    arsiv.reclassify(kapali.kimlik, "105.04", "yanlış")
    assert arsiv.retention(kapali.kimlik).engeller


# -- events, extensions, codes, references ----------------------------------------------------------------------------


def test_events_and_extensions_are_written_with_their_trace(arsiv, kapali):
    """The clock waits for the event, then starts with it; an extension adds years; every act is in the trail."""
    assert arsiv.set_start(kapali.kimlik, "DAVA_KESIN").baslatan is OlayTuru.DAVA_KESIN
    assert arsiv.retention(kapali.kimlik).sonuc is Sonuc.BELIRSIZ
    arsiv.add_event(kapali.kimlik, "DAVA_KESIN", dt.date(2020, 5, 1), "Yargıtay kararı")
    once = arsiv.retention(kapali.kimlik).ilk_gun
    assert once == dt.date(2031, 1, 1)
    arsiv.extend(kapali.kimlik, yil=2, gerekce="benzer davalar", karar="2026/5")
    assert arsiv.retention(kapali.kimlik).ilk_gun == dt.date(2033, 1, 1)
    arsiv.extend(kapali.kimlik, bitis=dt.date(2035, 6, 1), gerekce="karar")
    assert arsiv.retention(kapali.kimlik).ilk_gun == dt.date(2036, 1, 1)
    assert eylemler(arsiv)[-4:] == ["baslangic_belirle", "olay_ekle", "uzat", "uzat"] and arsiv.check() == []
    with pytest.raises(GirdiHatasi) as hata:
        arsiv.add_event(kapali.kimlik, "BAYRAM", GUN)
    assert hata.value.kod == "SAK-033"
    for ek, kod in (({"yil": 0}, "SAK-036"), ({"yil": -1}, "SAK-036"), ({"yil": 1, "gerekce": " "}, "SAK-022")):
        with pytest.raises(GirdiHatasi) as hata:
            arsiv.extend(kapali.kimlik, **{"gerekce": "g", **ek})
        assert hata.value.kod == kod


def test_a_trial_changes_nothing(arsiv, kapali):
    """Every writer of a file answers what would be."""
    yapilan = [
        arsiv.add_event(kapali.kimlik, "SON_ISLEM", GUN, deneme=True),
        arsiv.extend(kapali.kimlik, yil=1, gerekce="g", deneme=True),
        arsiv.set_start(kapali.kimlik, "SON_ISLEM", deneme=True),
        arsiv.set_subjects(kapali.kimlik, esaslar=["1"], deneme=True),
        arsiv.set_shelf(kapali.kimlik, 40, deneme=True),
        arsiv.add_code(kapali.kimlik, "622.01", deneme=True),
        arsiv.reclassify(kapali.kimlik, "622.01", "g", deneme=True),
    ]
    assert kapali not in yapilan and arsiv.dosya(kapali.kimlik) == kapali
    arsiv.open_volume(kapali.kimlik, deneme=True)
    assert len(arsiv.dosyalar()) == 1


@pytest.mark.fault("I08")
def test_a_further_code_and_a_new_filing_let_the_longest_hold(arsiv, kapali):
    """105.04 keeps fifteen years and goes to the State Archives; the conflict is shown; a decision frees of the old period."""
    arsiv.add_code(kapali.kimlik, "105.04")
    hesap = arsiv.retention(kapali.kimlik)
    assert (hesap.sonuc, hesap.ilk_gun) == (Sonuc.DEVIR, dt.date(2029, 1, 1)) and "SAK-013" in {b.kod for b in hesap.bulgular}
    yeni = arsiv.reclassify(kapali.kimlik, "105.04", "Yanlış tasnif")
    assert (yeni.kod, yeni.diger_kodlar, yeni.onceki[0].kod) == ("105.04", (), "165.05")
    geri = arsiv.reclassify(kapali.kimlik, "165.05", "İlk tasnif doğruymuş")
    assert arsiv.retention(geri.kimlik).sonuc is Sonuc.DEVIR
    with pytest.raises(KuralHatasi) as hata:
        arsiv.reclassify(kapali.kimlik, "165.05", "aynı")
    assert hata.value.kod == "SAK-038"
    for kod, hatakod in (("105", "SDP-004"), ("020", "SDP-005"), ("999.99", "SDP-002")):
        with pytest.raises(GirdiHatasi) as red:
            arsiv.profile() and arsiv.set_parameter("ust_kod_izni", "YASAK", "sıkı") if kod == "105" else None
            arsiv.reclassify(kapali.kimlik, kod, "dene")
        assert red.value.kod == hatakod


def test_records_follow_their_file_in_the_index(arsiv, kapali, belge):
    """After a new filing a search by code finds them there, and only there."""
    kayit = belge()
    assert arsiv.search("zabıta", kod="165.05").toplam == 1
    arsiv.reclassify(kapali.kimlik, "105.04", "Yanlış tasnif")
    assert arsiv.search("zabıta", kod="165.05").toplam == 0
    assert [s.belge.kimlik for s in arsiv.search("zabıta", kod="105").sonuclar] == [kayit]
    assert arsiv.check() == []


@pytest.mark.fault("I11")
def test_a_reference_makes_the_longest_retention_hold(arsiv, kapali, belge):
    """An open referring file bars; a closed longer one lengthens; taken back, all is as before."""
    diger = arsiv.open_dosya("105.04", acilis=dt.date(2014, 1, 1))
    kayit, oteki = belge(), belge("başka bir tutanak")
    assert arsiv.refer(kayit, diger.kimlik) == [diger.kimlik] == arsiv.references(kayit)
    assert [str(e) for e in arsiv.retention(kapali.kimlik).engeller] == ["E3"]
    assert [bool(arsiv.retention(b).engeller) for b in (kayit, oteki)] == [True, False]
    arsiv.close_dosya(diger.kimlik, dt.date(2014, 12, 31))
    hesap = arsiv.retention(kapali.kimlik)
    assert (hesap.sonuc, hesap.ilk_gun, hesap.engeller) == (Sonuc.DEVIR, dt.date(2030, 1, 1), ())
    assert arsiv.retention(oteki).sonuc is Sonuc.IMHA
    with pytest.raises(KuralHatasi) as hata:
        arsiv.refer(kayit, kapali.kimlik)
    assert hata.value.kod == "SAK-039"
    assert arsiv.unrefer(kayit, diger.kimlik) == [] and arsiv.retention(kapali.kimlik).sonuc is Sonuc.IMHA
    assert arsiv.unrefer(kayit, diger.kimlik) == [] and eylemler(arsiv).count("atif_kaldir") == 1 and arsiv.check() == []


def test_volumes_of_one_file_wait_for_the_last(arsiv, kapali):
    """A further open volume bars the first; closed later, its years count for all."""
    cilt = arsiv.open_volume(kapali.kimlik, dt.date(2016, 1, 1))
    assert (cilt.ust, cilt.kod, cilt.kapanis) == (kapali.kimlik, kapali.kod, None)
    assert [str(e) for e in arsiv.retention(kapali.kimlik).engeller] == ["E3"]
    arsiv.close_dosya(cilt.kimlik, dt.date(2020, 6, 1))
    assert {arsiv.retention(k).ilk_gun for k in (kapali.kimlik, cilt.kimlik)} == {dt.date(2031, 1, 1)}
    ucuncu = arsiv.open_volume(cilt.kimlik)
    assert ucuncu.ust == kapali.kimlik and arsiv.retention(cilt.kimlik).engeller


def test_a_special_code_and_a_case_file(arsiv, tmp_path):
    """The ``[…]`` text is kept apart from the code; records of a year go to the plain subject file."""
    ozel = arsiv.open_dosya("622.01 [Gül Sokağı]", acilis=dt.date(2020, 1, 1), diger_kodlar=["105.04"], ilgililer=[" A ", "A", ""])
    vaka = arsiv.open_dosya("622.01", acilis=dt.date(2020, 1, 1), vaka=True)
    assert (ozel.kod, ozel.ozel, ozel.diger_kodlar, ozel.ilgililer) == ("622.01", "Gül Sokağı", ("105.04",), ("A",))
    assert arsiv.dosya(ozel.kimlik) == ozel
    kalemler = []
    for kod in ("622.01", "622.01 [Gül Sokağı]"):
        (tmp_path / "b.pdf").write_bytes(render([kod], "metinli-pdf"))
        kalemler.append(arsiv.add(tmp_path / "b.pdf", kod=kod, tarih=dt.date(2020, 5, 1)).kimlik)
    sade, ozelde = (arsiv.belge(k).dosya for k in kalemler)
    assert sade not in {ozel.kimlik, vaka.kimlik} and ozelde == ozel.kimlik
    with pytest.raises(GirdiHatasi) as hata:
        arsiv.open_dosya("622.01", uzunluk_mm=-1)
    assert hata.value.kod == "SAK-037"


# -- what stands on a list --------------------------------------------------------------------------------------------


def test_a_listed_file_may_be_lengthened_and_held_but_not_shortened(arsiv, kapali, belge):
    """SAK-035 names the list; the rest goes through."""
    kayit = belge()
    diger = arsiv.close_dosya(arsiv.open_dosya("165.05", acilis=dt.date(2013, 1, 1), vaka=True).kimlik, dt.date(2013, 12, 31))
    arsiv.refer(kayit, diger.kimlik)
    arsiv.extend(kapali.kimlik, yil=1, gerekce="karar")
    liste = arsiv.propose_imha(IMHA_GUNU)
    arsiv.extend(kapali.kimlik, yil=1, gerekce="karar")
    arsiv.hold("E4", [kapsam("dosya", kapali.kimlik)], "dava")
    arsiv.add_code(kapali.kimlik, "105.04")
    for islem in (lambda: arsiv.reclassify(kapali.kimlik, "802", "g", "2026/1"), lambda: arsiv.unrefer(kayit, diger.kimlik)):
        try:
            islem()
        except KuralHatasi as hata:
            assert hata.kod == "SAK-035" and liste.no in str(hata)


# -- profile and plans ------------------------------------------------------------------------------------------------


def test_profile_values_and_rules_bear_on_the_account(arsiv, kapali):
    """A rule lengthens; a value of the start rule moves the start; both need the power, a reason, and leave a trace."""
    assert arsiv.retention(kapali.kimlik).ilk_gun == dt.date(2024, 1, 1)
    arsiv.add_rule("zabıta", "12", "Sayıştay önerisi", "2026/7 sayılı yazı", kod="165")
    assert arsiv.retention(kapali.kimlik).ilk_gun == dt.date(2026, 1, 1)
    arsiv.set_parameter("arsiv_belgesi_yil", 25, "kurum kararı", dayanak="2026/8")
    assert arsiv.profile().get("arsiv_belgesi_yil", GUN) == 25
    assert arsiv.set_parameter("arsiv_belgesi_yil", 22, "dene", deneme=True).get("arsiv_belgesi_yil", GUN) == 22
    assert arsiv.profile().get("arsiv_belgesi_yil", GUN) == 25
    with baska(arsiv, islemler=frozenset({Islem.GOR, Islem.DOSYA})) as dar, pytest.raises(YetkiHatasi):
        dar.set_parameter("arsiv_belgesi_yil", 1, "x")
    for ad, deger, gerekce, kod in (
        ("yok", 1, "g", "SAK-025"),
        ("arsiv_belgesi_yil", "x", "g", "SAK-026"),
        ("arsiv_belgesi_yil", 5, "", "SAK-022"),
    ):
        with pytest.raises(GirdiHatasi) as hata:
            arsiv.set_parameter(ad, deger, gerekce)
        assert hata.value.kod == kod
    assert [e for e in eylemler(arsiv) if e in {"kural_ekle", "parametre_belirle"}] == ["kural_ekle", "parametre_belirle"]
    assert arsiv.check() == []


def ek(islem, kod, **alanlar):
    return EkSatiri(islem=islem, kod=kod, baslangic=GUN, kayit=dt.date(1999, 1, 1), dayanak="2026/12", aktor="sahte", **alanlar)


@pytest.mark.fault("R02")
def test_a_used_code_is_closed_and_its_files_stay_readable(arsiv, kapali):
    """No new filing; the old file keeps row, period and outcome; actor and day of writing are the archive's."""
    yazilan = arsiv.amend_plan(ek(EkIslemi.KAPAT, "165.05")).satirlar[-1]
    assert (yazilan.kayit, yazilan.aktor) == (GUN, "yerel")
    with pytest.raises(GirdiHatasi) as hata:
        arsiv.open_dosya("165.05")
    assert hata.value.kod == "SDP-008"
    assert arsiv.retention(kapali.kimlik).sonuc is Sonuc.IMHA
    with pytest.raises(GirdiHatasi):
        arsiv.amend_plan(ek(EkIslemi.KAPAT, "999.99"))
    with baska(arsiv, islemler=frozenset({Islem.GOR})) as dar, pytest.raises(YetkiHatasi):
        dar.amend_plan(ek(EkIslemi.AC, "165.05"))
    yarin = attrs.evolve(ek(EkIslemi.AC, "165.05"), baslangic=GUN + dt.timedelta(days=1))
    assert len(arsiv.amend_plan(yarin, deneme=True).satirlar) == 2 and arsiv.overlay().satirlar == (yazilan,)
    assert arsiv.check() == []


def test_unit_restrictions_and_own_codes_of_the_overlay_hold_at_opening(arsiv):
    """A code kept for another unit is refused; one the institution added may be used and judged."""
    arsiv.amend_plan(
        ek(EkIslemi.BIRIM, "165.05", birimler=("99900077",)),
        ek(EkIslemi.EKLE, "165.55", ad="Drone Çekimleri", saklama_suresi="3", saklama_kodu="D"),
    )
    with pytest.raises(GirdiHatasi) as hata:
        arsiv.open_dosya("165.05")
    assert hata.value.kod == "SDP-015" and arsiv.open_dosya("165.05", birim="99900077").kod == "165.05"
    kendi = arsiv.open_dosya("165.55", acilis=dt.date(2020, 1, 1))
    arsiv.close_dosya(kendi.kimlik, dt.date(2020, 12, 31))
    assert kendi.plan == "kurum-eki" and arsiv.retention(kendi.kimlik).ilk_gun == dt.date(2024, 1, 1)


def yeni_surum(surum="2027", eksik="165.05"):
    eski = load("belediye", "2018")
    satirlar = {k: attrs.evolve(s, surum=surum) for k, s in eski.satirlar.items() if k != eksik}
    return attrs.evolve(eski, surum=surum, satirlar=satirlar, cocuklar=alt(satirlar), yururluk=GUN, yururluk_bitis=None)


def alt(satirlar):
    cocuklar = {}
    for kod in satirlar:
        if ust := kod.rpartition(".")[0]:
            cocuklar.setdefault(ust, []).append(kod)
    return {ust: tuple(k) for ust, k in cocuklar.items()}


@pytest.mark.fault("R02", "I09")
def test_a_new_plan_version_names_used_codes_it_lacks_and_frees_nothing(arsiv, kapali):
    """Files stay under their version; the same version is never taken twice."""
    assert [(b.kod, b.yer) for b in arsiv.add_plan(yeni_surum(), deneme=True)] == [("SAK-040", "165.05")]
    assert arsiv.plan.find("165.05") is not None
    arsiv.add_plan(yeni_surum())
    assert arsiv.plan.find("165.05") is None and arsiv.plan.find("105.04").surum == "2027"
    assert arsiv.retention(kapali.kimlik).surum == "2018" and arsiv.retention(kapali.kimlik).imha_adayi
    with pytest.raises(GirdiHatasi):
        arsiv.add_plan(yeni_surum())
    with pytest.raises(GirdiHatasi) as hata:
        arsiv.add_plan(yeni_surum("x" * 33))
    assert hata.value.kod == "SAK-041" and arsiv.check() == []


def esleme(**alanlar):
    temel = {
        "eski_anahtar": ("belediye", "2018"),
        "eski_kod": "165.05",
        "karar": EslemeKarari.ESLE,
        "gerekce": "yeni planda yeri",
        "aktor": "sahte",
        "tarih": dt.date(1999, 1, 1),
        "yeni_anahtar": ("belediye", "2027"),
        "yeni_kod": "105.04",
    }
    return KodEslemesi(**{**temel, **alanlar})


def test_files_under_a_dead_code_are_filed_anew_by_a_recorded_decision(arsiv, kapali):
    """The decision is an object, each file carries its trace, the old period goes on binding; doing it again moves nothing."""
    arsiv.add_plan(yeni_surum())
    assert len(arsiv.map_codes(esleme(), deneme=True).tasinan) == 1 and arsiv.mappings() == []
    sonuc = arsiv.map_codes(esleme())
    (dosya,) = sonuc.tasinan
    assert sonuc.no == "E-2026/1" and (dosya.kod, dosya.plan_surumu, dosya.onceki[0].kod) == ("105.04", "2027", "165.05")
    (kayit,) = arsiv.mappings()
    assert kayit["eslemeler"][0]["aktor"] == "yerel" and kayit["eslemeler"][0]["tarih"] == GUN.isoformat()
    assert arsiv.retention(kapali.kimlik).sonuc is Sonuc.DEVIR
    assert arsiv.map_codes(esleme()).tasinan == () and arsiv.check() == []
    for yanlis in (esleme(gerekce=" "), esleme(yeni_kod="999.99"), esleme(eski_kod="999.99")):
        with pytest.raises(GirdiHatasi):
            arsiv.map_codes(yanlis)
    with pytest.raises(GirdiHatasi) as bos:
        arsiv.map_codes()
    assert bos.value.kod == "SAK-042"


# -- as of a past day -------------------------------------------------------------------------------------------------


@pytest.mark.fault("R07")
def test_an_answer_is_the_same_when_it_is_asked_later_as_of_that_day(tmp_path):
    """Plan change, new filing, extension, event, hold, rule, reference, list: each day's answer stays that day's answer."""
    saat = SahteSaat()
    with earsiv.create(tmp_path / "a", kurum="Örnekova", detsis=BIRIM, clock=saat) as arsiv:
        dosya = arsiv.open_dosya("165.05", acilis=dt.date(2013, 1, 1))
        arsiv.close_dosya(dosya.kimlik, dt.date(2013, 12, 31))
        (tmp_path / "b.pdf").write_bytes(render(["zabıta tutanağı"], "metinli-pdf"))
        belge = arsiv.add(tmp_path / "b.pdf", dosya=dosya.kimlik, tarih=dt.date(2013, 5, 1)).kimlik
        diger = arsiv.open_dosya("105.04", acilis=dt.date(2014, 1, 1))
        kimlik = dosya.kimlik
        adimlar = [
            lambda: None,
            lambda: arsiv.hold("E4", [kapsam("dosya", kimlik)], "dava"),
            lambda: arsiv.hold("E5", [kapsam("sorgu", "zabıta")], "denetim"),
            lambda: arsiv.release("D-2026/1", "bitti"),
            lambda: arsiv.extend(kimlik, yil=3, gerekce="karar"),
            lambda: arsiv.add_rule("zabıta", "12", "g", "d", kod="165", baslangic=dt.date(2020, 1, 1)),
            lambda: arsiv.amend_plan(ek(EkIslemi.SURE, "165.05", saklama_suresi="20", saklama_kodu="D")),
            lambda: arsiv.refer(belge, diger.kimlik),
            lambda: arsiv.close_dosya(diger.kimlik, dt.date(2016, 12, 31)),
            lambda: arsiv.release("D-2026/2", "bitti"),
            lambda: arsiv.unrefer(belge, diger.kimlik),
            lambda: arsiv.add_plan(yeni_surum()),
            lambda: arsiv.reclassify(kimlik, "105.04", "g"),
            lambda: arsiv.set_start(kimlik, "DAVA_KESIN"),
            lambda: arsiv.add_event(kimlik, "DAVA_KESIN", dt.date(2018, 1, 1)),
            lambda: arsiv.set_parameter("saklama_baslangic_kurali", "KAPANIS_GUNU", "g", baslangic=dt.date(2000, 1, 1)),
        ]
        verilen, supurmeler = {}, {}
        for adim in adimlar:
            saat.move(days=1)
            adim()
            gun = arsiv.today()
            verilen[gun] = {k: arsiv.retention(k).as_dict() for k in (kimlik, belge)}
            supurmeler[gun] = [(o.dosya.kimlik, o.adet, h.as_dict(), d) for o, h, d in arsiv.judged(gun)]
        assert len({str(v[kimlik]["ilk_gun"]) + str(v[kimlik]["engeller"]) for v in verilen.values()}) > 6
        saat.move(days=400)
        for gun, eski in verilen.items():
            assert {k: arsiv.retention(k, itibariyla=gun).as_dict() for k in eski} == eski, gun
            assert [(o.dosya.kimlik, o.adet, h.as_dict(), d) for o, h, d in arsiv.judged(gun, itibariyla=gun)] == supurmeler[gun], gun
            assert replay(arsiv.explain(kimlik, itibariyla=gun)).ilk_gun == arsiv.retention(kimlik, itibariyla=gun).ilk_gun
        with pytest.raises(YetkiHatasi):
            arsiv.retention(kimlik, itibariyla=dt.date(2026, 11, 1))
        with pytest.raises(GirdiHatasi) as hata:
            arsiv.retention(kimlik, itibariyla=dt.date(2040, 1, 1))
        assert hata.value.kod == "SAK-030" and arsiv.check() == []


@pytest.mark.fault("R07")
def test_a_hold_bars_any_day_it_is_asked_for_but_no_knowledge_before_it(arsiv, kapali):
    """Asked today for a past or a coming day it stands in the way; as of yesterday it was not known."""
    arsiv.depo.saat.move(days=1)
    arsiv.hold("E4", [kapsam("dosya", kapali.kimlik)], "dava")
    for gun in (dt.date(2025, 1, 1), IMHA_GUNU):
        assert arsiv.retention(kapali.kimlik, gun).engeller
        assert not arsiv.retention(kapali.kimlik, gun, itibariyla=GUN).engeller


@pytest.mark.fault("R07")
def test_a_list_made_later_does_not_bar_the_day_before(arsiv, kapali):
    """As of yesterday the file was a candidate."""
    saat = arsiv.depo.saat
    saat.move(days=1)
    arsiv.propose_imha(IMHA_GUNU)
    assert [d for _, _, d in arsiv.judged(IMHA_GUNU)] == [Durum.ENGELLI]
    assert [d for _, _, d in arsiv.judged(IMHA_GUNU, itibariyla=GUN)] == [Durum.ADAY]
    assert [d for _, _, d in arsiv.judged(IMHA_GUNU, itibariyla=GUN - dt.timedelta(days=1))] == []


# -- the stream -------------------------------------------------------------------------------------------------------


def test_the_stream_carries_totals_and_standing_of_what_the_actor_may_see(arsiv, kapali, belge):
    """Files, records, bytes; other units do not exist; a failed signature is a bar."""
    kayit = belge()
    ((ozet, yargi),) = arsiv.screened(IMHA_GUNU)
    assert (ozet.dosya, yargi.durum, ozet.adet, ozet.bayt) == (kapali, Durum.ADAY, 1, arsiv.belge(kayit).boyut)
    assert list(arsiv.screened(IMHA_GUNU, birim="1")) == []
    with baska(arsiv, birimler=frozenset({"1"})) as dar:
        assert list(dar.screened(IMHA_GUNU)) == []
    bozuk = attrs.evolve(arsiv.belge(kayit), imza_durumu="TOTAL_FAILED")
    arsiv.depo.save("belge", kayit, bozuk.as_dict(), aktor="a", eylem="dene", ayrinti={})
    assert [(d, [str(e) for e in h.engeller]) for _, h, d in arsiv.judged(IMHA_GUNU)] == [(Durum.ENGELLI, ["E10"])]
    assert [(y.durum, [str(e) for e in y.engeller]) for _, y in arsiv.screened(IMHA_GUNU)] == [(Durum.ENGELLI, ["E10"])]
    assert [str(e) for e in arsiv.retention(kapali.kimlik).engeller] == ["E10"]


def test_one_file_and_the_stream_give_the_same_account(arsiv, kapali, belge):
    """References, volumes and holds bear on both alike."""
    kayit = belge()
    diger = arsiv.open_dosya("105.04", acilis=dt.date(2014, 1, 1))
    arsiv.refer(kayit, diger.kimlik)
    arsiv.open_volume(diger.kimlik)
    arsiv.hold("E4", [kapsam("kod", "105")], "dava")
    for ozet, hesap, _ in arsiv.judged(IMHA_GUNU):
        assert hesap == arsiv.retention(ozet.dosya.kimlik, IMHA_GUNU)


def test_a_writer_who_was_overtaken_is_told(arsiv, kapali, monkeypatch):
    """What was read must still be so when it is written."""
    eski = type(arsiv).dosya
    bayat = arsiv.dosya(kapali.kimlik)
    arsiv.set_shelf(kapali.kimlik, 40)
    monkeypatch.setattr(type(arsiv), "dosya", lambda self, kimlik: bayat)
    with pytest.raises(DepoHatasi) as hata:
        arsiv.extend(kapali.kimlik, yil=1, gerekce="g")
    monkeypatch.setattr(type(arsiv), "dosya", eski)
    assert hata.value.kod == "DEP-016" and arsiv.dosya(kapali.kimlik).uzatmalar == ()


def test_no_file_is_opened_on_a_day_that_has_not_come(arsiv):
    """Nor a further volume: a typing error would keep it from ever falling due."""
    with pytest.raises(KuralHatasi) as hata:
        arsiv.open_dosya("165.05", acilis=dt.date(2090, 1, 1))
    assert hata.value.kod == "SAK-016"
    acilan = arsiv.open_dosya("165.05")
    with pytest.raises(KuralHatasi):
        arsiv.open_volume(acilan.kimlik, dt.date(2090, 1, 1))
