# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Transfers in the archive: unit to institution archive, to Devlet Arşivleri, person to person; from the list to the last stub."""

import datetime as dt
import json
import shutil
import signal
import subprocess
import sys

import attrs
import bagit
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

import earsiv
from earsiv.devir import BagIt
from earsiv.errors import DepoHatasi, EarsivError, GirdiHatasi, ImhaHatasi, KuralHatasi, YetkiHatasi
from earsiv.model import ArsivYeri, DevirDurumu, DevirTarafi, DevirTuru, GizlilikDerecesi, Islem, Yetki
from earsiv.saklama import Kapsam, KapsamTuru
from earsiv.store import defter, kalintilar, kayitlar, listeler, ocfl_id
from earsiv.testing import SahteSaat, render

pytestmark = pytest.mark.yavas

BIRIM = "99900001"


@pytest.fixture(scope="module")
def pdf():
    return render(["zabıta tespit tutanağı Örnek Sokak"], "metinli-pdf")


@pytest.fixture
def arsiv(tmp_path):
    saat = SahteSaat(dt.datetime(2037, 3, 1, 9, 0, tzinfo=dt.UTC))
    with earsiv.create(tmp_path / "arsiv", kurum="Örnekova Belediyesi", detsis=BIRIM, clock=saat) as acik:
        yield acik


def kapali(arsiv, pdf, kod="165.05", no=1, *, gizlilik="", raf=True, **ek):
    """A closed file of 2013 with one record, and its place on the shelf."""
    d = arsiv.open_dosya(kod, f"Uydurma {no}", acilis=dt.date(2013, 1, 1), vaka=True, uzunluk_mm=40 if raf else 0, **ek)
    yol = arsiv.depo.kok.parent / f"{d.kimlik}.pdf"
    yol.write_bytes(pdf)
    kalem = arsiv.add(yol, dosya=d.kimlik, tarih=dt.date(2013, 5, 1), konu=f"Konu {no}", gizlilik=gizlilik)
    assert kalem.durum == "alindi", kalem.bulgular
    yol.unlink()
    if raf:
        arsiv.set_physical(d.kimlik, barkod=f"B-{no}", klasor_no=str(no))
    return arsiv.close_dosya(d.kimlik, dt.date(2013, 12, 31))


def baska(arsiv, islemler=frozenset(Islem), birimler=None, derece=GizlilikDerecesi.CGZ):
    return earsiv.open(arsiv.depo.kok, Yetki("veli", derece, birimler, frozenset(islemler)), clock=arsiv.depo.saat)


def kod(islev, *args, tur=EarsivError, **kw):
    with pytest.raises(tur) as hata:
        islev(*args, **kw)
    return hata.value.kod


def eylemler(arsiv, nesne):
    with arsiv.depo.reader() as b:
        return [s.eylem for s in defter.audit_rows(b) if s.nesne == nesne]


def tutan(arsiv, kimlik):
    with arsiv.depo.reader() as b:
        return defter.list_of_file(b, kimlik)


AYSE, VELI = {"ad": "Ayşe Örnek", "unvan": "Birim sorumlusu", "kisi": "ayse"}, {"ad": "Veli Örnek", "unvan": "Arşivci", "kisi": "veli"}


# -- on the folder ------------------------------------------------------------------------------------------------------


def test_a_barcode_stands_on_one_file_of_the_archive(arsiv, pdf):
    """Physical facts are written down; a barcode is refused a second time, also by another process."""
    ilk, ikinci = kapali(arsiv, pdf, no=1), kapali(arsiv, pdf, no=2)
    yeni = arsiv.set_physical(ilk.kimlik, malzeme="defter", arsiv_yeri="Depo 1 / Raf 3")
    assert (str(yeni.malzeme), yeni.barkod, yeni.klasor_no, yeni.arsiv_yeri) == ("defter", "B-1", "1", "Depo 1 / Raf 3")
    assert kod(arsiv.set_physical, ikinci.kimlik, barkod="B-1", tur=KuralHatasi) == "DEV-020"
    assert arsiv.set_physical(ikinci.kimlik, barkod="b-1").barkod == "b-1"
    for kotu in ("a b", "ç", "x" * 41, "1%"):
        assert kod(arsiv.set_physical, ikinci.kimlik, barkod=kotu) == "DEV-033"
    assert kod(arsiv.set_physical, ikinci.kimlik, malzeme="kil") == "DEV-009"
    assert arsiv.set_physical(ikinci.kimlik, barkod="", deneme=True).barkod == "" and arsiv.dosya(ikinci.kimlik).barkod == "b-1"
    cilt = arsiv.open_volume(ilk.kimlik)
    assert (cilt.barkod, cilt.klasor_no, cilt.arsiv_yeri) == ("", "", "")
    assert arsiv.check() == []


# -- unit to institution archive ------------------------------------------------------------------------------------------


def test_files_go_from_the_unit_to_the_institution_archive(arsiv, pdf):
    """Given closed files whose years in the unit are over; when listed, signed, counted and taken over; then custody is the archive's."""
    iki = [kapali(arsiv, pdf, no=n, gizlilik="GZL" if n == 2 else "") for n in (1, 2)]
    arsiv.set_parameter("birim_arsivi_yil", 5, gerekce="Arşiv yönergesi")
    once = [arsiv.belgeler(d.kimlik) for d in iki]
    liste = arsiv.propose_transfer("birim_kurum", veren=BIRIM, dosyalar=[d.kimlik for d in iki])
    assert liste.no == "DV-2037/1" and liste.barkodlar == ("B-1", "B-2") and [b.kod for b in liste.bulgular] == ["DEV-016"]
    assert all(tutan(arsiv, d.kimlik) == liste.no for d in iki)
    # what stands on the list takes nothing, changes nothing the list names, and goes onto no other list
    assert kod(arsiv.propose_transfer, "birim_kurum", dosyalar=[iki[0].kimlik], tur=KuralHatasi) == "DEV-008"
    assert kod(arsiv.set_physical, iki[0].kimlik, barkod="YENI", tur=KuralHatasi) == "DEV-031"
    assert kod(arsiv.propose_imha, tur=ImhaHatasi) == "IMH-021"
    # signed
    assert kod(arsiv.take_over, liste.no, **VELI) == "DEV-006"
    assert kod(arsiv.hand_over, liste.no, **AYSE, ozet="0" * 64) == "DEV-007"
    assert arsiv.hand_over(liste.no, **AYSE, deneme=True).durum is DevirDurumu.TESLIM
    assert arsiv.hand_over(liste.no, **AYSE, ozet=liste.ozet).durum is DevirDurumu.TESLIM
    # counted at the door
    assert [(b.kod, b.yer) for b in arsiv.receive(liste.no, ["B-1", "B-1", "B-7"])] == [("DEV-001", k) for k in ("B-2", "B-7", "B-1")]
    assert kod(arsiv.take_over, liste.no, **VELI) == "DEV-001"
    assert arsiv.receive(liste.no, ["B-2", "B-1"]) == ()
    assert kod(arsiv.take_over, liste.no, **AYSE) == "DEV-001"
    # taken over: custody and place change, order and confidentiality do not
    yol = arsiv.take_over(liste.no, **VELI, yerler={iki[0].kimlik: "Depo 2 / Raf 7"})
    assert (yol.durum, yol.tutulan, yol.veren.kisi, yol.alan.kisi) == (DevirDurumu.KABUL, (), "ayse", "veli")
    yeni = [arsiv.dosya(d.kimlik) for d in iki]
    assert [(d.yer, d.arsiv_yeri) for d in yeni] == [(ArsivYeri.KURUM, "Depo 2 / Raf 7"), (ArsivYeri.KURUM, "")]
    assert [arsiv.belgeler(d.kimlik) for d in iki] == once and all(tutan(arsiv, d.kimlik) is None for d in iki)
    assert eylemler(arsiv, liste.no) == ["devir", "devir_teslim", "devir_sayim", "devir_sayim", "devir_kabul", "devir_bitti"]
    assert arsiv.transfer(liste.no) == yol and arsiv.check() == []


def test_the_unit_s_years_choose_the_files(arsiv, pdf):
    """``birim_arsivi_yil`` chooses; without it files are named; those that overstay are told (DEV-003)."""
    eski = kapali(arsiv, pdf, no=1)
    eksik = kapali(arsiv, pdf, no=2)
    arsiv.set_physical(eksik.kimlik, klasor_no="")
    assert kod(arsiv.propose_transfer, "birim_kurum") == "DEV-009" and arsiv.overdue_in_units() == []
    arsiv.set_parameter("birim_arsivi_yil", 5, gerekce="Arşiv yönergesi")
    assert {b.yer for b in arsiv.overdue_in_units()} == {eski.kimlik, eksik.kimlik} and arsiv.overdue_in_units(dt.date(2018, 12, 31)) == []
    liste = arsiv.propose_transfer("birim_kurum", deneme=True)
    assert liste.dosyalar == (eski.kimlik,) and [(b.kod, b.yer) for b in liste.bulgular] == [("DEV-011", eksik.kimlik)]
    assert arsiv.transfers() == [] and tutan(arsiv, eski.kimlik) is None
    assert kod(arsiv.propose_transfer, "birim_kurum", dosyalar=[eksik.kimlik], tur=KuralHatasi) == "DEV-011"


def test_confidentiality_that_changed_stops_the_transfer(arsiv, pdf):
    """DEV-002: between list and acceptance a degree was written anew."""
    d = kapali(arsiv, pdf, gizlilik="GZL")
    liste = arsiv.propose_transfer("birim_kurum", dosyalar=[d.kimlik])
    arsiv.hand_over(liste.no, **AYSE)
    arsiv.receive(liste.no, ["B-1"])
    (belge,) = arsiv.belgeler(d.kimlik)
    yeni = attrs.evolve(belge, gizlilik=GizlilikDerecesi.YOK)
    arsiv.depo.save("belge", belge.kimlik, yeni.as_dict(), aktor="x", eylem="deneme", ayrinti={})
    assert kod(arsiv.take_over, liste.no, **VELI, tur=KuralHatasi) == "DEV-002"
    arsiv.depo.save("belge", belge.kimlik, belge.as_dict(), aktor="x", eylem="deneme", ayrinti={})
    assert arsiv.take_over(liste.no, **VELI).durum is DevirDurumu.KABUL


def test_what_was_handed_over_is_read_only(arsiv, pdf, tmp_path):
    """KURUM: only who may transfer changes it; DEVLET: nobody. Every act that changes a file, and intake."""
    d = kapali(arsiv, pdf)
    (belge,) = arsiv.belgeler(d.kimlik)
    bekleyen = tmp_path / "b.pdf"
    bekleyen.write_bytes(render(["bekleyen"], "metinli-pdf"))
    tasnifsiz = arsiv.add(bekleyen, tarih=dt.date(2013, 6, 1)).kimlik
    for yer, islemler, beklenen in ((ArsivYeri.KURUM, frozenset(Islem) - {Islem.DEVIR}, "DEV-021"), (ArsivYeri.DEVLET, Islem, "DEV-022")):
        simdi = attrs.evolve(arsiv.dosya(d.kimlik), yer=yer)
        arsiv.depo.save("dosya", d.kimlik, simdi.as_dict(), aktor="x", eylem="deneme", ayrinti={})
        with baska(arsiv, islemler) as veli:
            for islev, args, kw in (
                (veli.set_physical, (d.kimlik,), {"klasor_no": "9"}),
                (veli.assign, (d.kimlik, "ali"), {}),
                (veli.set_shelf, (d.kimlik, 7), {}),
                (veli.add_event, (d.kimlik, "SON_ISLEM", dt.date(2013, 6, 1)), {}),
                (veli.extend, (d.kimlik,), {"yil": 1, "gerekce": "x"}),
                (veli.reclassify, (d.kimlik, "105.04", "x"), {}),
                (veli.file, (tasnifsiz,), {"dosya": d.kimlik}),
            ):
                assert kod(islev, *args, tur=KuralHatasi, **kw) == beklenen
            ek = tmp_path / "ek.pdf"
            ek.write_bytes(render([f"ek {yer}"], "metinli-pdf"))
            kalem = veli.add(ek, dosya=d.kimlik, tarih=dt.date(2013, 6, 1))
            assert (kalem.durum, [b.kod for b in kalem.bulgular][-1]) == ("reddedildi", beklenen)
            assert veli.hold("E4", [Kapsam(KapsamTuru.DOSYA, d.kimlik)], "dava").no  # a hold is accepted wherever the file is
    assert [b.kimlik for b in arsiv.belgeler(d.kimlik)] == [belge.kimlik] and arsiv.check() == []


def test_refused_files_are_free_again(arsiv, pdf):
    """The way back: a reason, and the same file on the next list."""
    d = kapali(arsiv, pdf)
    ilk = arsiv.propose_transfer("birim_kurum", dosyalar=[d.kimlik])
    arsiv.hand_over(ilk.no, **AYSE)
    assert kod(arsiv.refuse_transfer, ilk.no, " ") == "DEV-025"
    assert arsiv.refuse_transfer(ilk.no, "Sırtlıklar silik").gerekce == "Sırtlıklar silik" and tutan(arsiv, d.kimlik) is None
    ikinci = arsiv.propose_transfer("birim_kurum", dosyalar=[d.kimlik])
    assert ikinci.no == "DV-2037/2" and arsiv.abort_transfer(ikinci.no, "Birim vazgeçti").durum is DevirDurumu.IPTAL
    assert kod(arsiv.hand_over, ikinci.no, **AYSE) == "DEV-006" and [t["durum"] for t in arsiv.transfers()] == ["ret", "iptal"]
    assert arsiv.dosya(d.kimlik).yer is ArsivYeri.BIRIM and arsiv.check() == []


def test_a_crash_between_files_is_finished_by_asking_again(arsiv, pdf, monkeypatch):
    """The list says KABUL and still holds them; the second call moves the rest, and no file twice."""
    uc = [kapali(arsiv, pdf, no=n) for n in (1, 2, 3)]
    liste = arsiv.propose_transfer("birim_kurum", dosyalar=[d.kimlik for d in uc])
    arsiv.hand_over(liste.no, **AYSE)
    arsiv.receive(liste.no, liste.barkodlar)
    asil, sayac = arsiv.depo.save, []

    def cokus(tur, kimlik, *args, **kw):
        if kw.get("eylem") == "devir_al":
            sayac.append(kimlik)
            if len(sayac) == 2:
                raise DepoHatasi("DEP-005", "disk")
        return asil(tur, kimlik, *args, **kw)

    monkeypatch.setattr(arsiv.depo, "save", cokus)
    assert kod(arsiv.take_over, liste.no, **VELI, yerler={uc[2].kimlik: "Raf 9"}) == "DEP-005"
    assert arsiv.transfer(liste.no).durum is DevirDurumu.KABUL and tutan(arsiv, uc[2].kimlik) == liste.no and arsiv.check() == []
    yol = arsiv.take_over(liste.no, **VELI)
    assert yol.tutulan == () and [arsiv.dosya(d.kimlik).yer for d in uc] == [ArsivYeri.KURUM] * 3
    assert arsiv.dosya(uc[2].kimlik).arsiv_yeri == "Raf 9" and arsiv.finish_transfer(liste.no) == yol
    assert [eylemler(arsiv, d.kimlik).count("devir_al") for d in uc] == [1, 1, 1] and arsiv.check() == []


def test_an_event_written_while_files_move_does_not_stop_them(arsiv, pdf, monkeypatch):
    """The file is read again; the event stays in it."""
    d = kapali(arsiv, pdf)
    liste = arsiv.propose_transfer("birim_kurum", dosyalar=[d.kimlik])
    arsiv.hand_over(liste.no, **AYSE)
    arsiv.receive(liste.no, liste.barkodlar)
    asil, yazilan = arsiv.depo.save, []

    def araya_giren(tur, kimlik, *args, **kw):
        if kw.get("eylem") == "devir_al" and not yazilan:
            yazilan.append(kimlik)
            with baska(arsiv) as veli:
                veli.extend(kimlik, yil=1, gerekce="dava beklentisi")
        return asil(tur, kimlik, *args, **kw)

    monkeypatch.setattr(arsiv.depo, "save", araya_giren)
    assert arsiv.take_over(liste.no, **VELI).tutulan == ()
    yeni = arsiv.dosya(d.kimlik)
    assert yeni.yer is ArsivYeri.KURUM and len(yeni.uzatmalar) == 1 and arsiv.check() == []


def test_an_edited_list_is_not_believed(arsiv, pdf):
    """DEV-005: the lines on the disk are not those of the digest; ``check`` sees it too, and rows that part from the object."""
    d = kapali(arsiv, pdf)
    liste = arsiv.propose_transfer("birim_kurum", dosyalar=[d.kimlik])
    yol = arsiv.depo.ocfl.file(ocfl_id("devir", liste.no), "icerik.json")
    asil = yol.read_bytes()
    yol.write_bytes(asil.replace(b"B-1", b"B-9"))
    assert kod(arsiv.hand_over, liste.no, **AYSE, tur=DepoHatasi) == "DEV-005"
    yol.write_bytes(asil)
    with arsiv.depo.transaction("x") as islem:
        listeler.set_files(islem.baglanti, liste.no, ())
    assert [b.kod for b in arsiv.check()] == ["DEP-020"]


def test_two_lists_at_once_do_not_share_a_file(arsiv, pdf, birlikte):
    """Many proposals of the same file: one list."""
    d = kapali(arsiv, pdf)

    def oner():
        with earsiv.open(arsiv.depo.kok, Yetki.full("x"), clock=arsiv.depo.saat) as biri:
            biri.propose_transfer("birim_kurum", dosyalar=[d.kimlik])

    hatalar = birlikte(oner, 4)
    assert {h.kod for h in hatalar} <= {"DEV-008", "DEP-016"} and len(hatalar) == 3
    assert len(arsiv.transfers()) == 1 and arsiv.check() == []


def test_what_an_actor_may_not_see_or_do(arsiv, pdf):
    """No power: YET-003; a list of another unit does not exist for them; neither does its file."""
    d = kapali(arsiv, pdf)
    liste = arsiv.propose_transfer("birim_kurum", dosyalar=[d.kimlik])
    with baska(arsiv, {Islem.GOR, Islem.DOSYA}) as veli:
        assert {kod(veli.transfer, liste.no), kod(veli.transfers), kod(veli.propose_transfer, "birim_kurum")} == {"YET-003"}
        assert kod(veli.remove_local, liste.no) == "YET-003"
    with baska(arsiv, birimler=frozenset({"99900099"})) as uzak:
        assert kod(uzak.transfer, liste.no) == "DEV-004" and uzak.transfers() == []
        assert kod(uzak.propose_transfer, "birim_kurum", dosyalar=[d.kimlik], tur=YetkiHatasi) == "YET-002"
    assert kod(arsiv.transfer, "DV-1999/1") == "DEV-004" and kod(arsiv.transfer, "profil") == "DEV-004"
    assert kod(arsiv.propose_transfer, "bina", tur=GirdiHatasi) == "DEV-009"


# -- person to person -------------------------------------------------------------------------------------------------------


def test_a_leaver_s_files_go_to_another_person(arsiv, pdf):
    """All that he answers for, open ones too; responsibility changes, custody does not."""
    acik = arsiv.open_dosya("165.05", acilis=dt.date(2037, 1, 1))
    eski = kapali(arsiv, pdf)
    for d in (acik, eski):
        assert arsiv.assign(d.kimlik, "ayse").sorumlu == "ayse"
    assert kod(arsiv.assign, acik.kimlik, "veli", tur=KuralHatasi) == "DEV-034"
    assert kod(arsiv.propose_transfer, "kisi_kisi", veren="ayse", alan="ayse") == "DEV-001"
    assert kod(arsiv.propose_transfer, "kisi_kisi", veren="ayse") == "DEV-025"
    liste = arsiv.propose_transfer("kisi_kisi", veren="ayse", alan="veli")
    assert set(liste.dosyalar) == {acik.kimlik, eski.kimlik}
    assert kod(arsiv.hand_over, liste.no, **VELI) == "DEV-001"
    arsiv.hand_over(liste.no, **AYSE)
    assert arsiv.take_over(liste.no, **VELI).durum is DevirDurumu.KABUL
    assert [(arsiv.dosya(d.kimlik).sorumlu, arsiv.dosya(d.kimlik).yer) for d in (acik, eski)] == [("veli", ArsivYeri.BIRIM)] * 2
    assert arsiv.check() == []


def test_of_one_who_died_two_witnesses_hand_over_by_minutes(arsiv, pdf):
    """The minutes stand in the list and in the audit trail."""
    d = arsiv.assign(kapali(arsiv, pdf).kimlik, "ayse")
    liste = arsiv.propose_transfer("kisi_kisi", veren="ayse", alan="veli")
    gun = dt.date(2037, 3, 1)
    taniklar = [DevirTarafi(k, f"{k} Örnek", "Memur", gun) for k in ("fatma", "mehmet")]
    assert arsiv.hand_over_absent(liste.no, taniklar, "Tutanak 2037/5").tutanak == "Tutanak 2037/5"
    assert arsiv.take_over(liste.no, **VELI).taniklar == tuple(taniklar) and arsiv.dosya(d.kimlik).sorumlu == "veli"


# -- to Devlet Arşivleri ------------------------------------------------------------------------------------------------------


def gonder(arsiv, liste, hedef, **ek):
    """Package and sign: the package is on its way."""
    yol = arsiv.package(liste.no, hedef, **ek)
    return arsiv.hand_over(liste.no, **AYSE) if yol.durum is DevirDurumu.PAKET else yol


def test_files_go_to_devlet_arsivleri_and_leave_only_after_the_receipt(arsiv, pdf, tmp_path):
    """Given a file whose outcome is transfer; when packed, sent, receipted and removed; then stubs stay and nothing else."""
    giden, kalan = kapali(arsiv, pdf, "105.04", 1, gizlilik="GZL"), kapali(arsiv, pdf, no=2)
    liste = arsiv.propose_transfer("kurum_devlet")
    assert liste.dosyalar == (giden.kimlik,) and (liste.veren, liste.alan) == (BIRIM, "Devlet Arşivleri Başkanlığı")
    (belge,) = arsiv.belgeler(giden.kimlik)
    # the package
    with baska(arsiv, derece=GizlilikDerecesi.YOK) as veli:
        assert kod(veli.package, liste.no, tmp_path / "p", tur=YetkiHatasi) == "DEV-030"
    assert arsiv.package(liste.no, tmp_path / "p", deneme=True).durum is DevirDurumu.HAZIRLIK and not (tmp_path / "p").exists()
    yol = arsiv.package(liste.no, tmp_path / "p", ekler={"envanter.pdf": b"%PDF-1.7"})
    assert bagit.Bag(str(tmp_path / "p")).is_valid() and yol.durum is DevirDurumu.PAKET
    tekrar = arsiv.package(liste.no, tmp_path / "p.zip", BagIt("zip"), ekler={"envanter.pdf": b"%PDF-1.7"})
    assert tekrar.paket.ozet == yol.paket.ozet and tekrar.paket.kap_ozeti
    (govde,) = (tmp_path / "p" / "data" / "dosyalar" / "000001" / "belgeler").iterdir()
    assert govde.read_bytes() == pdf
    # no removal without a receipt for this package
    assert kod(arsiv.remove_local, liste.no, tur=KuralHatasi) == "DEV-023"
    arsiv.hand_over(liste.no, **AYSE)
    assert kod(arsiv.remove_local, liste.no, tur=KuralHatasi) == "DEV-023"
    assert kod(arsiv.record_receipt, liste.no, "A-5", "0" * 128, ad="Ali Örnek", tur=KuralHatasi) == "DEV-024"
    arsiv.record_receipt(liste.no, "A-5", yol.paket.ozet, ad="Ali Örnek", deneme=True)
    yol = arsiv.record_receipt(liste.no, "A-5", tekrar.paket.kap_ozeti, ad="Ali Örnek", unvan="Uzman")
    assert yol.durum is DevirDurumu.KABUL and arsiv.dosya(giden.kimlik).yer is ArsivYeri.DEVLET and tutan(arsiv, giden.kimlik) == liste.no
    assert arsiv.check() == [] and kod(arsiv.propose_transfer, "kurum_devlet") == "DEV-009"
    # a hold keeps the local copy, until it is closed
    dondurma = arsiv.hold("E4", [Kapsam(KapsamTuru.DOSYA, giden.kimlik)], "dava")
    sonuc = arsiv.remove_local(liste.no)
    assert sonuc.edilen == () and [b.kod for _, b in sonuc.engellenen] == ["DEV-028"] and arsiv.belge(belge.kimlik)
    arsiv.release(dondurma.no, "bitti")
    assert arsiv.remove_local(liste.no, deneme=True).edilen == (1,) and arsiv.belge(belge.kimlik)
    sonuc = arsiv.remove_local(liste.no)
    assert (sonuc.edilen, sonuc.belge, sonuc.borclar) == ((1,), 1, ())
    # what is left
    yol = arsiv.transfer(liste.no)
    assert (yol.durum, yol.tutulan) == (DevirDurumu.YEREL_SILINDI, ()) and kod(arsiv.remove_local, liste.no) == "DEV-023"
    assert kod(arsiv.dosya, giden.kimlik) == "YET-002" and arsiv.dosya(kalan.kimlik)
    with arsiv.depo.reader() as b:
        stublar = {k.kimlik: k for k in kalintilar.stubs(b, liste=liste.no)}
        assert defter.list_of_file(b, giden.kimlik) is None
    assert set(stublar) == {giden.kimlik, belge.kimlik} and {k.tasfiye for k in stublar.values()} == {"devir"}
    assert (
        stublar[belge.kimlik].sha512 == belge.sha512
        and "A-5" in stublar[belge.kimlik].dayanak
        and liste.no in stublar[belge.kimlik].dayanak
    )
    assert arsiv.search("zabıta").toplam == 1 and arsiv.check() == []


def test_a_refused_package_leaves_everything_as_it_was(arsiv, pdf, tmp_path):
    """Devlet Arşivleri sends it back with a reason; the files are free for another list."""
    d = kapali(arsiv, pdf, "105.04")
    liste = arsiv.propose_transfer("kurum_devlet")
    gonder(arsiv, liste, tmp_path / "p")
    assert kod(arsiv.abort_transfer, liste.no, "x") == "DEV-006"
    assert arsiv.refuse_transfer(liste.no, "Envanterde eksik sütun").durum is DevirDurumu.RET
    assert kod(arsiv.record_receipt, liste.no, "A-5", "0" * 128, ad="Ali Örnek") == "DEV-006"
    assert arsiv.dosya(d.kimlik) == d and arsiv.propose_transfer("kurum_devlet").dosyalar == (d.kimlik,)


def test_named_files_go_by_the_decision_that_names_them(arsiv, pdf):
    """A file of another outcome needs its ground (a choice of samples, the commission); a barred one does not go at all."""
    d = kapali(arsiv, pdf)
    assert kod(arsiv.propose_transfer, "kurum_devlet", dosyalar=[d.kimlik], tur=KuralHatasi) == "DEV-027"
    liste = arsiv.propose_transfer("kurum_devlet", dosyalar=[d.kimlik], dayanak="O-2037/1", deneme=True)
    assert liste.satirlar[0].dayanak == "O-2037/1"
    arsiv.hold("E4", [Kapsam(KapsamTuru.DOSYA, d.kimlik)], "dava")
    assert kod(arsiv.propose_transfer, "kurum_devlet", dosyalar=[d.kimlik], dayanak="O-2037/1", tur=KuralHatasi) == "DEV-028"


def test_a_removal_that_was_cut_is_taken_up_on_another_machine(arsiv, pdf, tmp_path, monkeypatch):
    """A copy of the folder goes on where the first stopped; each file goes once, and the list closes when all are gone."""
    iki = [kapali(arsiv, pdf, "105.04", n) for n in (1, 2)]
    liste = arsiv.propose_transfer("kurum_devlet")
    yol = gonder(arsiv, liste, tmp_path / "p")
    arsiv.record_receipt(liste.no, "A-5", yol.paket.ozet, ad="Ali Örnek")
    arsiv.hold("E4", [Kapsam(KapsamTuru.DOSYA, iki[1].kimlik)], "dava")
    sonuc = arsiv.remove_local(liste.no)
    assert len(sonuc.edilen) == 1 and len(sonuc.engellenen) == 1
    assert arsiv.transfer(liste.no).durum is DevirDurumu.KABUL and arsiv.check() == []
    shutil.copytree(arsiv.depo.kok, tmp_path / "kopya")
    with earsiv.open(tmp_path / "kopya", Yetki.full("x"), clock=arsiv.depo.saat) as kopya:
        kopya.release("D-2037/1", "bitti")
        assert len(kopya.remove_local(liste.no).edilen) == 1
        assert kopya.transfer(liste.no).durum is DevirDurumu.YEREL_SILINDI and kopya.check() == []
        with kopya.depo.reader() as b:
            giden = [s.nesne for s in defter.audit_rows(b) if s.eylem == "imha"]
        assert sorted(giden) == sorted(d.kimlik for d in iki)


def test_what_changed_since_the_package_left_keeps_its_line_here(arsiv, pdf, tmp_path):
    """The receipt is written down all the same; the file that is no longer what was sent stays, the other goes."""
    iki = [kapali(arsiv, pdf, "105.04", n) for n in (1, 2)]
    liste = arsiv.propose_transfer("kurum_devlet")
    yol = gonder(arsiv, liste, tmp_path / "p")
    degisen = attrs.evolve(arsiv.dosya(iki[0].kimlik), ad="başka")
    arsiv.depo.save("dosya", degisen.kimlik, degisen.as_dict(), aktor="x", eylem="deneme", ayrinti={})
    assert arsiv.record_receipt(liste.no, "A-5", yol.paket.ozet, ad="Ali Örnek").durum is DevirDurumu.KABUL
    sonuc = arsiv.remove_local(liste.no)
    assert len(sonuc.edilen) == 1 and [b.kod for _, b in sonuc.engellenen] == ["DEV-019"]
    assert arsiv.dosya(iki[0].kimlik) and kod(arsiv.dosya, iki[1].kimlik) == "YET-002" and arsiv.check() == []


_COCUK = """
import datetime as dt, os, signal, sys
import earsiv
from earsiv.model import Yetki
from earsiv.testing import SahteSaat

yol, no, n = sys.argv[1], sys.argv[2], int(sys.argv[3])
arsiv = earsiv.open(yol, Yetki.full("x"), clock=SahteSaat(dt.datetime(2037, 3, 1, 9, tzinfo=dt.UTC)))
asil, sayac = arsiv.depo.ocfl.publish, []


def publish(*args):
    sayac.append(args)
    if len(sayac) == n and n % 2:
        os.kill(os.getpid(), signal.SIGKILL)
    asil(*args)
    if len(sayac) == n:
        os.kill(os.getpid(), signal.SIGKILL)


arsiv.depo.ocfl.publish = publish
arsiv.take_over(no, ad="Veli", unvan="Arşivci", kisi="veli")
"""


def test_killed_at_any_write_a_transfer_is_finished_by_asking_again(arsiv, pdf, tmp_path):
    """Before and after each object shows; each time the archive is sound, files are held exactly while it is open, and moved once."""
    iki = [kapali(arsiv, pdf, no=n) for n in (1, 2)]
    liste = arsiv.propose_transfer("birim_kurum", dosyalar=[d.kimlik for d in iki])
    arsiv.hand_over(liste.no, **AYSE)
    arsiv.receive(liste.no, liste.barkodlar)
    arsiv.close()
    for n in range(1, 9):
        kopya = tmp_path / f"kopya-{n}"
        shutil.copytree(arsiv.depo.kok, kopya)
        cocuk = subprocess.run([sys.executable, "-c", _COCUK, kopya, liste.no, str(n)], capture_output=True, text=True, check=False)
        with earsiv.open(kopya, Yetki.full("x"), clock=arsiv.depo.saat) as acik:
            yol = acik.transfer(liste.no)
            assert acik.check() == [], n
            assert all((tutan(acik, d.kimlik) == liste.no) == bool(yol.tutulan) for d in iki)
            yol = acik.take_over(liste.no, **VELI) if yol.durum is DevirDurumu.TESLIM else acik.finish_transfer(liste.no)
            assert yol.tutulan == () and [acik.dosya(d.kimlik).yer for d in iki] == [ArsivYeri.KURUM] * 2
            assert [eylemler(acik, d.kimlik).count("devir_al") for d in iki] == [1, 1] and acik.check() == []
        if cocuk.returncode == 0:
            break
        assert cocuk.returncode == -signal.SIGKILL, cocuk.stderr
    assert n == 5


# -- any order ----------------------------------------------------------------------------------------------------------------


class Devirler(RuleBasedStateMachine):
    """Lists of any kind over a few files, in any order of steps, in a real archive."""

    pdf = b""
    klasor = None
    sira = 0

    def __init__(self):
        super().__init__()
        Devirler.sira += 1
        saat = SahteSaat(dt.datetime(2037, 3, 1, 9, 0, tzinfo=dt.UTC))
        self.kok = self.klasor / str(Devirler.sira)
        self.kok.mkdir()
        self.arsiv = earsiv.create(self.kok / "arsiv", kurum="Örnekova", detsis=BIRIM, clock=saat)
        self.dosyalar = [kapali(self.arsiv, self.pdf, "105.04", n).kimlik for n in (1, 2)]
        for d in self.dosyalar:
            self.arsiv.assign(d, "ayse")
        self.alinan, self.paketler = set(), 0

    def teardown(self):
        self.arsiv.close()
        shutil.rmtree(self.kok)

    def _nolar(self):
        return [t["no"] for t in self.arsiv.transfers()]

    def _try(self, islev, *args, **kw):
        try:
            return islev(*args, **kw)
        except (KuralHatasi, GirdiHatasi, YetkiHatasi):
            return None

    @rule(tur=st.sampled_from(DevirTuru), secim=st.sets(st.sampled_from([0, 1]), min_size=1))
    def propose(self, tur, secim):
        self._try(
            self.arsiv.propose_transfer,
            tur,
            veren="ayse" if tur is DevirTuru.KISI_KISI else "",
            alan="veli",
            dosyalar=[self.dosyalar[i] for i in secim],
        )

    @precondition(lambda self: self._nolar())
    @rule(veri=st.data(), adim=st.sampled_from("teslim say al paket alindi kaldir ret iptal".split()))
    def take(self, veri, adim):
        no = veri.draw(st.sampled_from(self._nolar()))
        yol = self.arsiv.transfer(no)
        if adim == "teslim":
            self._try(self.arsiv.hand_over, no, **AYSE)
        elif adim == "say":
            self._try(self.arsiv.receive, no, yol.liste.barkodlar)
        elif adim == "al":
            self._try(self.arsiv.take_over, no, **VELI)
        elif adim == "paket":
            self.paketler += 1
            self._try(self.arsiv.package, no, self.kok / f"p{self.paketler}")
        elif adim == "alindi":
            if self._try(self.arsiv.record_receipt, no, "A-1", yol.paket.ozet if yol.paket else "", ad="Ali Örnek"):
                self.alinan.add(no)
        elif adim == "kaldir":
            if self._try(self.arsiv.remove_local, no):
                assert no in self.alinan
        else:
            self._try(self.arsiv.refuse_transfer if adim == "ret" else self.arsiv.abort_transfer, no, "neden")

    @invariant()
    def promises(self):
        """No loss without receipt; a file on one open list at most; what a list holds is what the ledger says; two persons."""
        with self.arsiv.depo.reader() as b:
            tutulanlar = [d for deger in kayitlar.settings(b, "devir").values() for d in deger["tutulan"]]
            yasayan = {d for d in self.dosyalar if defter.find(b, "dosya", d) is not None}
            giden = {k.kimlik for k in kalintilar.stubs(b) if k.tur == "dosya"}
        assert len(tutulanlar) == len(set(tutulanlar))
        assert yasayan | giden == set(self.dosyalar) and not yasayan & giden
        for no in self._nolar():
            yol = self.arsiv.transfer(no)
            assert yol.durum is not DevirDurumu.YEREL_SILINDI or no in self.alinan
            if yol.durum is DevirDurumu.KABUL and yol.alan:
                assert yol.veren.kisi != yol.alan.kisi
        assert all(any(d in self.arsiv.transfer(no).liste.dosyalar for no in self.alinan) for d in giden)


def test_no_order_of_acts_breaks_a_promise(pdf, tmp_path):
    """Hypothesis over whole archives."""
    Devirler.pdf, Devirler.klasor, Devirler.sira = pdf, tmp_path, 0
    ayar = settings(max_examples=12, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Devirler, settings=ayar)


def test_a_list_is_plain_json_on_the_disk(arsiv, pdf):
    """Readable without us: the lines once, the way beside them."""
    d = kapali(arsiv, pdf)
    liste = arsiv.propose_transfer("birim_kurum", dosyalar=[d.kimlik])
    oid = ocfl_id("devir", liste.no)
    assert json.loads(arsiv.depo.ocfl.read(oid, "icerik.json")) == liste.content()
    assert json.loads(arsiv.depo.ocfl.read(oid, "devir.json"))["icerik"]["tutulan"] == [d.kimlik]
