# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Requests and the periodic run in the archive: what is open stands in the way, names leave no row, and nothing is removed."""

import datetime as dt
import json

import pytest

import earsiv
from earsiv._arsiv_basvuru import BasvuruIsleri
from earsiv.errors import DepoHatasi, GirdiHatasi, ImhaHatasi, KuralHatasi, YetkiHatasi
from earsiv.model import BasvuruDurumu, BasvuruTuru, CevapTuru, GizlilikDerecesi, Islem, RetNedeni, Yetki
from earsiv.saklama import Kapsam, KapsamTuru
from earsiv.saklama.kvkk import Kalis
from earsiv.store import Depo, defter

pytestmark = pytest.mark.yavas

AD = "Ayşe Örnek"
BIRIM = "99900001"
HERKES = frozenset(Islem) - {Islem.UST_YONETICI}
G = dt.date.fromisoformat


@pytest.fixture
def kapali(arsiv):
    """A closed file of code 165.05 about a person: ten years, D; due from 2024."""
    return kapali_dosya(arsiv)


def kapali_dosya(arsiv, kod="165.05", kapanis="2013-12-31", **ek):
    ek = {"ilgililer": [AD], **ek}
    return arsiv.close_dosya(arsiv.open_dosya(kod, "Tutanaklar", acilis=dt.date(2013, 1, 1), **ek).kimlik, G(kapanis))


def ac(arsiv, dosya, tur="bilgi_edinme", **ek):
    return arsiv.open_request(tur, AD, "Tutanakların örneği", [Kapsam("dosya", dosya.kimlik)], **ek)


def baska(arsiv, aktor="baska", islemler=HERKES, birimler=None):
    return earsiv.open(arsiv.depo.kok, Yetki(aktor, GizlilikDerecesi.CGZ, birimler, frozenset(islemler)), clock=arsiv.depo.saat)


def izler(arsiv):
    with arsiv.depo.reader() as b:
        return list(defter.audit_rows(b))


def aday(arsiv, dosya):
    return arsiv.retention(dosya.kimlik).imha_adayi


# -- a request is a bar ------------------------------------------------------------------------------------------------


@pytest.mark.fault("I01")
@pytest.mark.parametrize(
    ("tur", "engel"),
    [("bilgi_edinme", "E6"), ("bilgi_edinme_itiraz", "E6"), ("kvkk_erisim", "E7"), ("kvkk_duzeltme", "E7"), ("kvkk_silme", None)],
)
def test_a_request_stands_in_the_way_while_it_is_open(arsiv, saat, kapali, tur, engel):
    """From the day it came in until it is closed; a request to delete stands in nobody's way."""
    ozet = ac(arsiv, kapali, tur)
    assert ozet.no == "B-2026/1" and aday(arsiv, kapali) is (engel is None)
    assert [str(e) for e in arsiv.retention(kapali.kimlik).engeller] == ([engel] if engel else [])
    arsiv.answer_request(ozet.no, None if tur == "kvkk_silme" else "kabul")
    assert aday(arsiv, kapali) is (engel is None)
    saat.move(days=60)
    assert aday(arsiv, kapali) is (engel is None)
    assert arsiv.close_request(ozet.no, "cevaplandı").durum is BasvuruDurumu.KAPANDI
    assert aday(arsiv, kapali) and arsiv.requests(acik=True) == []


def test_a_due_file_that_is_asked_for_stays_off_the_list(arsiv, kapali):
    """No list can be made of it, and one of the rest leaves it out."""
    ac(arsiv, kapali)
    with pytest.raises(ImhaHatasi, match="IMH-021"):
        arsiv.propose_imha()


@pytest.mark.fault("C05")
def test_what_a_crash_leaves_holds_too_much_and_never_too_little(arsiv, saat, kapali, monkeypatch):
    """The hold is there before the request, and until after it is closed; closing again finishes what was left."""

    def patla(*_, **__):
        raise DepoHatasi("DEP-005", "disk", ayrinti="dolu")

    with monkeypatch.context() as yama:
        yama.setattr(BasvuruIsleri, "_write_numbered", _only(BasvuruIsleri._write_numbered, "dondurma", patla))
        with pytest.raises(DepoHatasi, match="DEP-005"):
            ac(arsiv, kapali)
    assert arsiv.requests() == [] and not aday(arsiv, kapali)
    arsiv.release(arsiv.holds()[0].no, "yarım kalan kayıt")
    ozet = ac(arsiv, kapali)
    arsiv.answer_request(ozet.no, "kabul")
    saat.move(days=60)
    with monkeypatch.context() as yama:
        yama.setattr(Depo, "save", _only(Depo.save, "basvuru", patla))
        with pytest.raises(DepoHatasi, match="DEP-005"):
            arsiv.close_request(ozet.no, "cevaplandı")
    assert arsiv.request(ozet.no).durum is BasvuruDurumu.KAPANDI and not aday(arsiv, kapali)
    arsiv.close_request(ozet.no, "cevaplandı")
    assert aday(arsiv, kapali)
    with pytest.raises(KuralHatasi, match="BIL-003"):
        arsiv.close_request(ozet.no, "cevaplandı")


def _only(asil, tur, patla):
    """Let writes of one kind through and stop those of every other."""
    return lambda self, yazilan, *args, **kw: (asil if yazilan == tur else patla)(self, yazilan, *args, **kw)


@pytest.mark.fault("I01")
def test_a_hold_that_an_open_request_needs_is_closed_by_nothing_else(arsiv, saat, kapali):
    """Not by who opened it, not by the üst yönetici; a hold of another kind is."""
    ozet = ac(arsiv, kapali)
    for deneme in (True, False):
        with pytest.raises(KuralHatasi, match="BIL-013") as hata:
            arsiv.release(ozet.basvuru.dondurma, "bitti", deneme=deneme)
    assert ozet.no in str(hata.value) and not aday(arsiv, kapali)
    dava = arsiv.hold("E4", [Kapsam("dosya", kapali.kimlik)], "dava")
    assert arsiv.release(dava.no, "bitti").kapanis is not None


def test_only_who_entered_a_request_or_the_top_official_closes_it(arsiv, saat, kapali):
    """The hold's own rule; nothing is written when it refuses."""
    with baska(arsiv, "ayse") as ayse:
        ozet = ac(ayse, kapali)
        ayse.answer_request(ozet.no, "kabul")
    saat.move(days=60)
    with baska(arsiv, "veli") as veli, pytest.raises(YetkiHatasi, match="YET-005"):
        veli.close_request(ozet.no, "bitti")
    assert arsiv.request(ozet.no).durum is BasvuruDurumu.CEVAPLANDI and not aday(arsiv, kapali)
    assert arsiv.close_request(ozet.no, "bitti").durum is BasvuruDurumu.KAPANDI and aday(arsiv, kapali)


@pytest.mark.parametrize("tur", [t for t in KapsamTuru if t is not KapsamTuru.BELGE])
def test_a_request_names_what_it_asks_for_in_any_way_a_hold_can(arsiv, kapali, tur):
    """A file, a unit, a person, a case number, a code; and a query, which is asked anew every time."""
    arsiv.set_subjects(kapali.kimlik, esaslar=["2026/14"])
    degerler = {"dosya": kapali.kimlik, "birim": BIRIM, "kisi": AD, "esas": "2026/14", "kod": "165", "sorgu": "tutanak"}
    arsiv.open_request("bilgi_edinme", "Deneme Kişi", "Örnek", [Kapsam(tur, degerler[tur])])
    assert aday(arsiv, kapali) is (tur is KapsamTuru.SORGU)  # no record in the file: a query finds nothing


# -- who asked ---------------------------------------------------------------------------------------------------------


@pytest.mark.fault("D13")
def test_the_name_of_who_asks_leaves_no_row_and_no_list(arsiv, kapali):
    """Ledger, audit rows and lists know a salted digest; the name lies in a file of its own, and asking for it is logged."""
    ozet = arsiv.open_request(
        "kvkk_erisim",
        AD,
        "Kendi kayıtları",
        [Kapsam("dosya", kapali.kimlik), Kapsam("kod", "999")],
        evrak="E-1",
        iletisim="ayse@ornek.invalid",
    )
    arsiv.answer_request(ozet.no, "ret", gerekce="Üçüncü kişilerin verisi", neden="ozel_hayat")
    yazilan = json.dumps([o.as_dict() for o in arsiv.requests()], ensure_ascii=False) + json.dumps(arsiv.hold_report(), ensure_ascii=False)
    yazilan += "".join(json.dumps([s.nesne, s.aktor, s.eylem, s.ayrinti], ensure_ascii=False) for s in izler(arsiv))
    assert AD not in yazilan and "ornek.invalid" not in yazilan
    assert arsiv.applicant(ozet.no) == {"no": ozet.no, "ad": AD, "iletisim": "ayse@ornek.invalid"}
    assert (izler(arsiv)[-1].eylem, izler(arsiv)[-1].nesne) == ("basvuran_oku", ozet.no)
    assert ac(arsiv, kapali).basvuru.basvuran != ozet.basvuru.basvuran and len(ozet.basvuru.basvuran) == 64
    with arsiv.depo.reader() as b:
        sakli = "".join(str(satir) for satir in b.exec_driver_sql("select * from ayar").all())
    assert AD not in sakli


@pytest.mark.parametrize("nerede", ["konu", "evrak", "gerekce", "katki", "cevap", "kapanis"])
def test_texts_that_others_read_may_not_name_who_asks(arsiv, saat, kapali, nerede):
    """Refused with its code, and nothing is written."""
    if nerede in {"konu", "evrak"}:
        ek = {"konu": "x", "evrak": "1", nerede: f"{AD}’in dilekçesi"}
        with pytest.raises(GirdiHatasi, match="BIL-012"):
            arsiv.open_request("bilgi_edinme", AD, ek["konu"], [Kapsam("kod", "165")], evrak=ek["evrak"])
        assert arsiv.requests() == [] and arsiv.holds() == []
        return
    no = ac(arsiv, kapali).no
    isler = {
        "gerekce": lambda: arsiv.extend_request(no, AD, "Fen"),
        "katki": lambda: arsiv.extend_request(no, "x", AD),
        "cevap": lambda: arsiv.answer_request(no, "ret", gerekce=AD, neden="diger"),
        "kapanis": lambda: arsiv.close_request(no, AD, vazgecildi=True),
    }
    with pytest.raises(GirdiHatasi, match="BIL-012"):
        isler[nerede]()
    assert arsiv.request(no).durum is BasvuruDurumu.ACIK


# -- the way of a request ------------------------------------------------------------------------------------------------


def test_a_request_goes_its_long_way(arsiv, saat, kapali):
    """Entered, extended in time, answered, objected to, decided, closed; each step in the audit log and in the story of its object."""
    no = ac(arsiv, kapali, alindi=G("2026-11-20"), evrak="E-12").no
    assert arsiv.request(no).sureler.son_gun == G("2026-12-11")
    saat.move(days=5)
    uzun = arsiv.extend_request(no, "Belgeler başka birimde", "Fen İşleri", sayi="E-13")
    assert uzun.sureler.son_gun == G("2027-01-04") and uzun.durum is BasvuruDurumu.UZATILDI
    saat.move(days=20)
    arsiv.answer_request(no, "kismen", gerekce="Ticari sırlar ayrıldı", neden=RetNedeni.TICARI_SIR, teblig=arsiv.today(), sayi="E-14")
    with pytest.raises(KuralHatasi, match="BIL-009"):
        arsiv.close_request(no, "bitti")
    saat.move(days=10)
    assert arsiv.object_request(no, sayi="2026/114").durum is BasvuruDurumu.ITIRAZDA
    saat.move(days=60)
    assert not aday(arsiv, kapali)
    son = arsiv.close_request(no, "Kurul kararı", itiraz_sonucu="ret", karar="2027/9")
    assert son.basvuru.itiraz.sonuc is CevapTuru.RET and aday(arsiv, kapali)
    assert [s.eylem for s in izler(arsiv) if s.nesne == no] == [
        "basvuru",
        "basvuru_uzat",
        "basvuru_cevap",
        "basvuru_itiraz",
        "basvuru_kapat",
    ]
    sayim = arsiv.basvuru_report(2026)["turler"]["bilgi_edinme"]
    assert (sayim["alinan"], sayim["kismen"], sayim["uzatilan"], sayim["geciken"], sayim["itiraz_sonuclari"]) == (1, 1, 1, 0, {"ret": 1})


def test_a_dry_run_says_the_same_and_writes_nothing(arsiv, saat, kapali):
    """For every verb."""
    once = len(izler(arsiv))
    assert ac(arsiv, kapali, deneme=True).as_dict()["no"] == "B-2026/1" and len(izler(arsiv)) == once and not arsiv.holds()
    no = ac(arsiv, kapali).no
    once = len(izler(arsiv))
    assert arsiv.extend_request(no, "x", "y", deneme=True).durum is BasvuruDurumu.UZATILDI
    assert arsiv.answer_request(no, "kabul", deneme=True).durum is BasvuruDurumu.CEVAPLANDI
    assert arsiv.close_request(no, "x", vazgecildi=True, deneme=True).durum is BasvuruDurumu.KAPANDI
    arsiv.add_closure(G("2026-11-26"), neden="izin", deneme=True)
    arsiv.set_personal_codes(["903"], "özlük", deneme=True)
    assert arsiv.kvkk_run(deneme=True).kosu.no == "P-2026/1"
    assert len(izler(arsiv)) == once and arsiv.request(no).durum is BasvuruDurumu.ACIK and not aday(arsiv, kapali)


def test_requests_near_their_end_come_first(arsiv, saat, kapali):
    """Late ones and those due within five days; answered ones not."""
    nolar = [ac(arsiv, kapali, alindi=G(gun)).no for gun in ("2026-11-20", "2026-10-20", "2026-11-04", "2026-10-21")]
    arsiv.answer_request(nolar[3], "kabul")
    gelen = arsiv.overdue_requests()
    assert [o.no for o in gelen] == [nolar[1], nolar[2]] and [o.sureler.gecikti for o in gelen] == [True, False]
    assert [o.no for o in arsiv.requests()] == nolar and len(arsiv.requests(acik=True)) == 4
    assert [o.no for o in arsiv.overdue_requests(G("2026-12-30"))] == [nolar[1], nolar[2], nolar[0]]


def test_two_who_enter_at_once_get_two_numbers(arsiv, kapali, birlikte):
    """None is lost and none is used twice."""

    def kaydet():
        with baska(arsiv) as digeri:
            ac(digeri, kapali)

    assert birlikte(kaydet, 4) == []
    assert sorted(o.no for o in arsiv.requests()) == [f"B-2026/{n}" for n in range(1, 5)]
    assert len({o.basvuru.dondurma for o in arsiv.requests()}) == 4


def test_a_change_over_another_change_is_refused(arsiv, kapali, monkeypatch):
    """Whoever looked before the other wrote must look again."""
    ozet = ac(arsiv, kapali)
    monkeypatch.setattr(BasvuruIsleri, "_find_request", lambda self, no: ozet.basvuru)
    arsiv.answer_request(ozet.no, "kabul")
    with pytest.raises(DepoHatasi, match="DEP-016"):
        arsiv.answer_request(ozet.no, "ret", gerekce="x", neden="diger")


@pytest.mark.parametrize(
    ("ek", "kod"),
    [
        ({"tur": "dilekce"}, "BIL-002"),
        ({"ad": "  "}, "BIL-011"),
        ({"konu": " "}, "BIL-011"),
        ({"kapsam": []}, "SAK-021"),
        ({"kapsam": [Kapsam("kod", "165.5")]}, "SDP-001"),
        ({"tur": "kvkk_silme", "kapsam": [Kapsam("kod", "165.5")]}, "SDP-001"),
        ({"alindi": G("2026-11-22")}, "BIL-007"),
    ],
)
def test_what_is_no_request_is_refused_whole(arsiv, ek, kod):
    """Told by its code; neither request nor hold is written."""
    degerler = {"tur": "bilgi_edinme", "ad": AD, "konu": "x", "kapsam": [Kapsam("kod", "165")], "alindi": None, **ek}
    with pytest.raises((GirdiHatasi, KuralHatasi), match=kod):
        arsiv.open_request(degerler["tur"], degerler["ad"], degerler["konu"], degerler["kapsam"], alindi=degerler["alindi"])
    assert arsiv.requests() == [] and arsiv.holds() == []


@pytest.mark.parametrize("no", ["B-2026/9", "B-takvim", "D-2026/1", "", "profil"])
def test_what_is_not_in_the_register_is_not_found(arsiv, no):
    """The same answer for all of it, also where another object has that id."""
    arsiv.add_closure(G("2026-11-26"), neden="izin")
    for islem in (lambda: arsiv.request(no), lambda: arsiv.close_request(no, "x"), lambda: arsiv.applicant(no)):
        with pytest.raises(GirdiHatasi, match="BIL-001"):
            islem()


def test_rights_bound_the_register(arsiv, kapali):
    """Without the power nothing; of other units nothing; the power to hold is not needed."""
    no = ac(arsiv, kapali).no
    with baska(arsiv, islemler=HERKES - {Islem.BASVURU}) as yetkisiz:
        isler = (
            lambda: ac(yetkisiz, kapali),
            lambda: yetkisiz.requests(),
            lambda: yetkisiz.applicant(no),
            lambda: yetkisiz.close_request(no, "x"),
            lambda: yetkisiz.kvkk_run(),
            lambda: yetkisiz.kvkk_status(),
            lambda: yetkisiz.set_personal_codes(["903"], "x"),
            lambda: yetkisiz.add_closure(G("2026-11-26"), neden="x"),
        )
        for islem in isler:
            with pytest.raises(YetkiHatasi, match="YET-003"):
                islem()
    with baska(arsiv, islemler={Islem.GOR, Islem.BASVURU}, birimler=frozenset({"99900002"})) as dar:
        assert dar.requests() == []
        with pytest.raises(GirdiHatasi, match="BIL-001"):
            dar.request(no)
        with pytest.raises(YetkiHatasi, match="YET-004"):
            ac(dar, kapali)
        assert ac(dar, kapali, birim="99900002").basvuru.dondurma
        with pytest.raises(YetkiHatasi, match="KVK-006"):
            dar.kvkk_run()


def test_the_calendar_of_the_institution_moves_deadlines(arsiv, kapali):
    """Days off written down later, feasts of a year that was not known, half days by the profile."""
    no = ac(arsiv, kapali, alindi=G("2026-11-20")).no
    arsiv.add_closure(G("2026-11-26"), G("2026-11-27"), neden="idari izin")
    assert arsiv.request(no).sureler.son_gun == G("2026-12-15")
    assert not arsiv.calendar().is_known(2028)
    arsiv.set_feasts(2028, [G("2028-02-26")], [G("2028-05-05")], dayanak="İlan edilen takvim")
    assert arsiv.calendar().is_known(2028) and not arsiv.calendar().is_working(G("2026-11-26"))
    assert arsiv.calendar().is_working(G("2026-10-28"))
    arsiv.set_parameter("yarim_gun_is_gunu", False, "İç kural")
    assert not arsiv.calendar().is_working(G("2026-10-28"))


# -- the periodic run -----------------------------------------------------------------------------------------------------


@pytest.mark.fault("I01")
def test_a_run_proposes_only_what_archive_retention_lets_go(arsiv, kapali):
    """Due, to be destroyed, barred by nothing; every other file with personal data is told why it stays; others are not looked at."""
    acik = arsiv.open_dosya("165.05", "Açık", acilis=G("2020-01-01"), ilgililer=[AD])
    dolmamis = kapali_dosya(arsiv, kapanis="2020-12-31")
    tutulan = kapali_dosya(arsiv)
    ac(arsiv, tutulan)
    kisisiz = kapali_dosya(arsiv, ilgililer=[])
    sonuc = arsiv.kvkk_run()
    gelen = {s.dosya: s.kalis for s in sonuc.satirlar}
    beklenen = {kapali.kimlik: Kalis.ONERILIR, acik.kimlik: Kalis.ACIK, dolmamis.kimlik: Kalis.DOLMADI, tutulan.kimlik: Kalis.ENGELLI}
    assert gelen == beklenen and sonuc.onerilen == (kapali.kimlik,)
    assert (sonuc.kosu.incelenen, sonuc.kosu.kalan) == (4, {"acik": 1, "dolmadi": 1, "engelli": 1})
    assert "01.01.2031" in next(s.aciklama for s in sonuc.satirlar if s.dosya == dolmamis.kimlik)
    arsiv.set_personal_codes(["165"], "Zabıta tutanakları kişi adı taşır")
    assert kisisiz.kimlik in arsiv.kvkk_run().onerilen


@pytest.mark.fault("I01")
def test_a_run_removes_nothing(arsiv, kapali):
    """The files are as they were; the run is one more object and one more row, with every line it came to."""
    once = [d.as_dict() for d in arsiv.dosyalar()]
    sonuc = arsiv.kvkk_run()
    assert [d.as_dict() for d in arsiv.dosyalar()] == once
    assert [s.eylem for s in izler(arsiv) if s.nesne == sonuc.kosu.no] == ["kvkk"]
    satirlar = arsiv.depo.ocfl.read("urn:earsiv:kvkk:P-2026/1", "satirlar.jsonl").decode()
    assert kapali.kimlik in satirlar and AD not in satirlar


def test_what_a_run_proposes_goes_on_a_list_and_is_then_told_to_stand_there(arsiv, kapali):
    """The list takes exactly these files; the next run leaves them to it."""
    liste = arsiv.propose_imha(dosyalar=arsiv.kvkk_run().onerilen)
    assert [s.dosya for s in liste.satirlar] == [kapali.kimlik]
    (satir,) = arsiv.kvkk_run().satirlar
    assert satir.kalis is Kalis.LISTEDE and liste.no in satir.aciklama


def test_a_run_judges_for_no_day_for_which_no_list_is_made(arsiv):
    """A past day would leave out what is longer or held since."""
    with pytest.raises(ImhaHatasi, match="IMH-016"):
        arsiv.kvkk_run(G("2026-11-20"))


def test_the_standing_of_the_runs(arsiv, saat, kapali):
    """Never run: told. Run: quiet until it is due. Older: told, and the late run says so of itself."""
    assert [b.kod for b in arsiv.kvkk_status().bulgular] == ["KVK-001"]
    assert arsiv.kvkk_run().kosu.sonraki == G("2027-05-21")
    assert not arsiv.kvkk_status().gecikti
    arsiv.set_parameter("kvkk_periyodik_ay", 2, "Politika")
    saat.move(days=80)
    assert [b.kod for b in arsiv.kvkk_status().bulgular] == ["KVK-002"]
    gec = arsiv.kvkk_run().kosu
    assert gec.gec and gec.no == "P-2027/1" and not arsiv.kvkk_status().gecikti
    assert arsiv.kvkk_status(G("2026-12-01")).son.no == "P-2026/1"
    with pytest.raises(GirdiHatasi, match="SAK-026"):
        arsiv.set_parameter("kvkk_periyodik_ay", 7, "uzun")


@pytest.mark.parametrize(("kodlar", "gerekce"), [(["165.5"], "x"), (["165"], " "), (["abc"], "x"), (["165.05[A]"], "x")])
def test_codes_of_personal_data_are_codes_with_a_reason(arsiv, kodlar, gerekce):
    """Anything else is refused and changes nothing."""
    with pytest.raises(GirdiHatasi, match="KVK-007"):
        arsiv.set_personal_codes(kodlar, gerekce)
    assert arsiv.personal_codes()["kodlar"] == []


@pytest.mark.fault("I01")
@pytest.mark.parametrize(("kapanis", "cevap"), [("2013-12-31", CevapTuru.KABUL), ("2020-12-31", CevapTuru.RET)])
def test_a_request_to_delete_is_answered_with_the_law_and_carried_out_by_nobody(arsiv, saat, kapanis, cevap):
    """Archive retention first: refused with its ground and the day; where it is over, the file goes the way of every imha list."""
    dosya = kapali_dosya(arsiv, kapanis=kapanis)
    no = arsiv.open_request(BasvuruTuru.KVKK_SILME, AD, "Kayıtların silinmesi", [Kapsam("kisi", AD)]).no
    (satir,) = arsiv.deletion_scope(no)
    assert satir.dosya == dosya.kimlik
    if cevap is CevapTuru.RET:
        for tur in (CevapTuru.KABUL, CevapTuru.KISMEN):
            with pytest.raises(KuralHatasi, match="KVK-003"):
                arsiv.answer_request(no, tur, gerekce="x", neden="diger")
    yazilan = arsiv.answer_request(no).basvuru.cevap
    assert yazilan.tur is cevap and arsiv.dosya(dosya.kimlik) == dosya
    assert ("6698" in yazilan.gerekce and "01.01.2031" in yazilan.gerekce) is (cevap is CevapTuru.RET)
    assert arsiv.kvkk_run().onerilen == ((dosya.kimlik,) if cevap is CevapTuru.KABUL else ())


def test_the_archive_is_sound_with_requests_runs_and_calendar_in_it(arsiv, saat, kapali):
    """They are objects as any other; every byte is checked, and all of it is there after opening again."""
    no = ac(arsiv, kapali).no
    arsiv.answer_request(no, "kabul")
    arsiv.kvkk_run()
    arsiv.add_closure(G("2026-11-26"), neden="izin")
    arsiv.set_personal_codes(["903"], "özlük")
    assert arsiv.check() == []
    with baska(arsiv) as yeniden:
        assert yeniden.requests() == arsiv.requests() and yeniden.applicant(no)["ad"] == AD
        assert yeniden.kvkk_status() == arsiv.kvkk_status() and yeniden.calendar() == arsiv.calendar()
        assert yeniden.personal_codes() == {"kodlar": ["903"], "gerekce": "özlük"}


@pytest.mark.parametrize("bozuk", ["{}", '{"no": 1}'])
def test_a_row_that_lost_its_request_is_damage_and_no_foreign_error(arsiv, kapali, bozuk):
    """DEP-020, for the register and for the runs."""
    no = ac(arsiv, kapali).no
    arsiv.kvkk_run()
    with arsiv.depo.transaction("x") as islem:
        islem.baglanti.exec_driver_sql("update ayar set deger = ? where kimlik in (?, 'P-2026/1')", (bozuk, no))
    for oku in (arsiv.requests, arsiv.kvkk_status, lambda: arsiv.release("D-2026/1", "x")):
        with pytest.raises(DepoHatasi, match="DEP-020"):
            oku()
