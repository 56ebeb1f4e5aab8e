# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The executor: what goes, what stays, in which order, and what is known of it afterwards."""

import json

import attrs
import pytest

from earsiv import _canon
from earsiv.errors import DepoHatasi, ImhaHatasi, bulgu
from earsiv.imha import Yurutucu
from earsiv.model import GizlilikDerecesi
from earsiv.store import defter, kalintilar, kayitlar
from tests.imha import dunya as d

pytestmark = pytest.mark.yavas


@pytest.fixture
def depo(tmp_path, saat):
    with d.kur(tmp_path / "a", saat) as acik:
        yield acik


@pytest.fixture
def dolu(depo):
    """Two files with two records each, and a list over both."""
    dosyalar = [d.dosya_ac(depo, f"Dosya {n}") for n in (1, 2)]
    belgeler = [[d.belge_koy(depo, dosya, f"{dosya.ad} belge {n}") for n in (1, 2)] for dosya in dosyalar]
    liste = d.listele(depo, *(d.satir(n, dosya) for n, dosya in enumerate(dosyalar, start=1)))
    return dosyalar, belgeler, liste


def engel(_baglanti, _satir):
    return (bulgu("IMH-004", "x", engel="dava"),)


def engelle(*satirlar):
    return lambda b, s: engel(b, s) if s.sira_no in satirlar else ()


# -- the plain way ------------------------------------------------------------------------------------------------------


def test_what_is_approved_goes_and_its_stub_stays(depo, dolu):
    """Objects and rows are gone, stubs and proof are there, the archive holds, the index was told."""
    dosyalar, belgeler, liste = dolu
    dizinden = d.Dizinden()
    sonuc = d.yurut(depo, liste, dizinden=dizinden)
    hepsi = [b for bs in belgeler for b in bs]
    assert (sonuc.edilen, sonuc.engellenen, sonuc.hatali) == ((1, 2), (), ())
    assert (sonuc.belge, sonuc.bayt) == (4, sum(b.boyut for b in hepsi)) and sonuc.borclar == ()
    assert not any(d.yasiyor(depo, *dosyalar, *hepsi))
    assert d.durumlar(depo) == {1: "edildi", 2: "edildi"} and d.bulgular(depo) == []
    assert dizinden.hepsi == sorted(b.kimlik for b in hepsi)
    with depo.reader() as b:
        assert {k.kimlik for k in kalintilar.stubs(b, liste=d.NO)} == {k.kimlik for k in (*dosyalar, *hepsi)}
        assert not defter.owed(b, "dizin") and sorted(defter.owed(b, kalintilar.DIZINDEN)) == dizinden.hepsi
    assert not [k for k in (depo.kok / "is").iterdir() if k.is_dir()]


def test_a_stub_says_what_it_was_and_why_it_went(depo, dolu):
    """File, numbers, dates, digests, list, decisions, method, who and when."""
    dosyalar, belgeler, liste = dolu
    d.yurut(depo, liste)
    belge, kalan = belgeler[0][0], d.kalinti(depo, belgeler[0][0].kimlik)
    assert (kalan.tur, kalan.dosya, kalan.konu, kalan.sayi) == ("belge", dosyalar[0].kimlik, belge.konu, belge.sayi)
    assert (kalan.sha512, kalan.sha256, kalan.boyut, kalan.bas) == (belge.sha512, belge.sha256, belge.boyut, "2013-05-01")
    assert (kalan.tasfiye, kalan.liste, kalan.liste_ozeti, kalan.yontem) == ("imha", d.NO, liste.ozet, "ELEKTRONIK_SILME")
    assert (
        kalan.dayanak == "karar 2037/4; uygun görüş E-77; olur E-99" and kalan.yapan == "yürüten" and kalan.zaman.startswith("2026-11-21")
    )
    dosya = d.kalinti(depo, dosyalar[0].kimlik)
    assert (dosya.tur, dosya.konu, dosya.adet, dosya.boyut, dosya.sha512) == ("dosya", "Dosya 1", 2, sum(b.boyut for b in belgeler[0]), "")
    assert (dosya.bas, dosya.bit, dosya.kod, dosya.gizlilik) == ("2013-01-01", "2013-12-31", "165.05", "YOK")


def test_what_is_personal_is_masked_in_stub_and_proof(depo):
    """The subject of a file about persons, and of its records, is nowhere; the number stays."""
    dosya = d.dosya_ac(depo, "Ayşe Örnek özlük", ilgililer=("Ayşe Örnek",))
    belge = d.belge_koy(depo, dosya, "Ayşe Örnek dilekçesi", gizlilik=GizlilikDerecesi.OZL)
    liste = d.listele(depo, attrs.evolve(d.satir(1, dosya), konu="[kişisel veri]"))
    d.yurut(depo, liste)
    assert {d.kalinti(depo, k.kimlik).konu for k in (dosya, belge)} == {"[kişisel veri]"}
    assert (d.kalinti(depo, belge.kimlik).sayi, d.kalinti(depo, dosya.kimlik).gizlilik) == ("E-1", "OZL")
    assert kalintilar.scrub(depo)
    assert not [y for y in depo.kok.rglob("*") if y.is_file() and "Ayşe Örnek".encode() in y.read_bytes()]


@pytest.mark.fault("I20")
def test_the_proof_is_durable_and_in_the_chain_before_anything_goes(depo, dolu, monkeypatch):
    """When the first object goes, the proof lies there, its digest is in the trail, and the going of the line is logged."""
    _, _, liste = dolu
    from earsiv.store import _destroy

    gorulen = []
    asil = _destroy.remove_object

    def bak(ocfl, oid, kanit, disk):
        with depo.reader() as b:
            izler = [s for s in defter.audit_rows(b) if s.nesne == "I-2037/1"]
            basla = [s for s in defter.audit_rows(b) if s.eylem == "imha_basla"]
        assert izler[-1].ayrinti["envanter_sha512"] == _canon.file_digest(ocfl.path("urn:earsiv:imha:I-2037/1") / "inventory.json")
        assert basla[-1].ayrinti["nesneler"][oid] == kanit.nesneler[oid] and basla[-1].ayrinti["sha256"] == kanit.sha256
        assert not list(ocfl.verify("urn:earsiv:imha:I-2037/1"))
        gorulen.append(oid)
        asil(ocfl, oid, kanit, disk)

    monkeypatch.setattr(_destroy, "remove_object", bak)
    d.yurut(depo, liste)
    assert len(gorulen) == 6 and [gorulen[i].removeprefix("urn:uuid:") for i in (2, 5)] == [s.dosya for s in liste.satirlar]


def test_the_proof_names_every_decision_run_and_part(depo, dolu):
    """Its JSON is mirrored in the ledger; each part holds stubs and inventories of its lines."""
    _, belgeler, liste = dolu
    sonuc = d.yurut(depo, liste)
    with depo.reader() as b:
        deger = kayitlar.setting(b, "I-2037/1")
        assert list(kayitlar.settings(b, "imha")) == ["I-2037/1"]
    beklenen = d.dayanak(liste).as_dict() | {"liste": d.NO}
    assert {ad: deger[ad] for ad in beklenen} == beklenen
    (yuruyus,) = deger["yuruyus"]
    (parca,) = yuruyus["parcalar"]
    veri = depo.ocfl.read("urn:earsiv:imha:I-2037/1", "kanit/000001.json")
    assert (yuruyus["no"], yuruyus["yapan"], parca["ad"], parca["satirlar"]) == (1, "yürüten", "000001", [1, 2])
    assert parca["sha256"] == __import__("hashlib").sha256(veri).hexdigest()
    satir = json.loads(veri)["satirlar"][0]
    assert set(satir["nesneler"]) == {f"urn:uuid:{k}" for k in (liste.satirlar[0].dosya, *(b.kimlik for b in belgeler[0]))}
    assert [k["kimlik"] for k in satir["kalintilar"]][1:] == sorted(b.kimlik for b in belgeler[0])
    assert sonuc.kanit == _canon.file_digest(depo.ocfl.path("urn:earsiv:imha:I-2037/1") / "inventory.json")


def test_a_long_list_is_proven_in_parts(depo, monkeypatch):
    """Each part is read once; every line finds its own."""
    from earsiv.imha import kanit as modul

    monkeypatch.setattr(modul, "_PARCA_SATIRI", 3)
    dosyalar = [d.dosya_ac(depo, f"{n}") for n in range(8)]
    liste = d.listele(depo, *(d.satir(n, dosya) for n, dosya in enumerate(dosyalar, start=1)))
    yuklenen = []
    asil = modul.Kanit.load.__func__
    monkeypatch.setattr(modul.Kanit, "load", classmethod(lambda cls, yol, sha, ad: yuklenen.append(ad) or asil(cls, yol, sha, ad)))
    assert d.yurut(depo, liste).edilen == tuple(range(1, 9))
    assert yuklenen == ["000001", "000002", "000003"] and d.bulgular(depo) == []


def test_a_paper_file_without_records_becomes_a_stub(depo):
    """Only the file's own object goes."""
    dosya = d.dosya_ac(depo, "Yalnız kâğıt", uzunluk_mm=120)
    sonuc = d.yurut(depo, d.listele(depo, d.satir(1, dosya, fiziki=True)))
    assert (sonuc.edilen, sonuc.belge, sonuc.bayt) == ((1,), 0, 0)
    assert d.kalinti(depo, dosya.kimlik).adet == 0 and not any(d.yasiyor(depo, dosya)) and d.bulgular(depo) == []


def test_a_record_line_takes_that_record_alone(depo):
    """The file and its other records stay, and the file stays when its last record has gone."""
    dosya = d.dosya_ac(depo)
    bir, iki = (d.belge_koy(depo, dosya, f"belge {n}") for n in (1, 2))
    liste = d.listele(depo, d.satir(1, dosya, bir), d.satir(2, dosya, iki))
    assert d.yurut(depo, liste, liste.satirlar[:1]).edilen == (1,)
    assert d.yasiyor(depo, dosya, bir, iki) == [True, False, True] and d.bulgular(depo) == []
    assert [s.nesne for s in d.izler(depo, "imha")] == [bir.kimlik]
    assert d.yurut(depo, liste).edilen == (2,)
    assert d.yasiyor(depo, dosya, iki) == [True, False] and d.kalinti(depo, dosya.kimlik) is None and d.bulgular(depo) == []


@pytest.mark.fault("I24")
def test_equal_bytes_in_a_living_record_survive(depo, dolu):
    """Objects own their bytes: the twin in another file is whole."""
    _, belgeler, liste = dolu
    ikiz = d.belge_koy(depo, d.dosya_ac(depo, "Başka"), "Dosya 1 belge 1")
    assert ikiz.sha512 == belgeler[0][0].sha512
    d.yurut(depo, liste)
    assert d.yasiyor(depo, ikiz) == [True] and d.bulgular(depo) == []
    assert depo.ocfl.read(f"urn:uuid:{ikiz.kimlik}", f"asil/{ikiz.kimlik}.pdf") == b"Dosya 1 belge 1"


def test_nothing_is_done_twice(depo, dolu):
    """A second run over a list that is done does nothing and writes no proof."""
    _, _, liste = dolu
    d.yurut(depo, liste)
    once = d.resim(depo.kok)
    assert d.yurut(depo, liste).edilen == ()
    assert d.resim(depo.kok) == once and len(d.izler(depo, "imha")) == 2


def test_progress_is_told_line_by_line(depo, dolu):
    """Lines done, lines in all, file."""
    dosyalar, _, liste = dolu
    gorulen = []
    d.yurutucu(depo).run(liste, liste.satirlar, d.dayanak(liste), ilerleme=lambda *a: gorulen.append(a))
    assert gorulen == [(1, 2, dosyalar[0].kimlik), (2, 2, dosyalar[1].kimlik)]


# -- what stands in the way ---------------------------------------------------------------------------------------------


@pytest.mark.fault("I03", "I09")
def test_what_is_barred_at_execution_is_left_and_named(depo, dolu):
    """The line is skipped with its reason, the others go; a run after the bar has gone takes it."""
    dosyalar, belgeler, liste = dolu
    sonuc = d.yurut(depo, liste, yargi=engelle(1))
    assert sonuc.edilen == (2,) and [(n, b.kod) for n, b in sonuc.engellenen] == [(1, "IMH-004")]
    assert all(d.yasiyor(depo, dosyalar[0], *belgeler[0])) and d.durumlar(depo) == {1: "engelli", 2: "edildi"}
    assert [s.ayrinti["neden"] for s in d.izler(depo, "imha_engel")] == ["IMH-004 · İmhaya engel var: dava"]
    d.yurut(depo, liste, yargi=engelle(1))
    assert len(d.izler(depo, "imha_engel")) == 1 and d.bulgular(depo) == []
    assert d.yurut(depo, liste).edilen == (1,) and d.bulgular(depo) == []


@pytest.mark.fault("K06", "I03")
def test_a_bar_that_comes_after_the_proof_still_wins(depo, dolu):
    """Judged again inside the transaction that begins the removal: the proof alone destroys nothing."""
    dosyalar, belgeler, liste = dolu
    sorulan = []

    def yargi(baglanti, satir):
        sorulan.append(satir.sira_no)
        return engel(baglanti, satir) if sorulan.count(satir.sira_no) == 2 else ()

    sonuc = d.yurut(depo, liste, yargi=yargi)
    assert sonuc.edilen == () and [n for n, _ in sonuc.engellenen] == [1, 2] and sorulan == [1, 2, 1, 2]
    assert all(d.yasiyor(depo, *dosyalar, *belgeler[0])) and not d.izler(depo, "imha_basla") and d.bulgular(depo) == []


@pytest.mark.parametrize("alan", ["liste_ozeti", "karar", "karar_ozeti", "uygun_gorus", "olur"])
@pytest.mark.fault("I16", "I18", "I19")
def test_nothing_goes_without_every_decision_about_this_list(depo, dolu, alan):
    """A decision that is missing, or that is about another list."""
    _, _, liste = dolu
    once = d.resim(depo.kok)
    for kotu in (" ", *(["0" * 64] if alan == "liste_ozeti" else [])):
        for is_ in ("run", "preview"):
            with pytest.raises(ImhaHatasi) as hata:
                getattr(d.yurutucu(depo), is_)(liste, liste.satirlar, d.dayanak(liste, **{alan: kotu}))
            assert hata.value.kod == "IMH-051"
    assert d.resim(depo.kok) == once


@pytest.mark.fault("I17")
def test_a_list_that_was_edited_is_not_carried_out(depo, dolu):
    """Nor a line that is not of the list."""
    dosyalar, _, liste = dolu
    degisik = attrs.evolve(liste, satirlar=liste.satirlar[:1])
    with pytest.raises(ImhaHatasi) as hata:
        d.yurut(depo, degisik)
    assert hata.value.kod == "IMH-014"
    yabanci = d.satir(1, dosyalar[1])
    with pytest.raises(ImhaHatasi) as hata:
        d.yurut(depo, liste, [yabanci])
    assert hata.value.kod == "IMH-052" and not d.izler(depo, "imha_kanit", "imha_basla")


def test_a_line_whose_file_or_record_is_not_there_is_left(depo):
    """Named, and the rest goes on; a record that lies in another file now is not the one that was decided on."""
    dosyalar = [d.dosya_ac(depo, f"{n}") for n in range(3)]
    yok = attrs.evolve(dosyalar[0], kimlik="00000000-0000-7000-8000-000000000000")
    baska = d.belge_koy(depo, dosyalar[2], "başka")
    liste = d.listele(depo, d.satir(1, yok), d.satir(2, dosyalar[1]), d.satir(3, dosyalar[0], baska))
    sonuc = d.yurut(depo, liste)
    assert sonuc.edilen == (2,) and [(n, b.kod) for n, b in sonuc.engellenen] == [(1, "IMH-055"), (3, "IMH-055")]
    assert d.yasiyor(depo, baska) == [True] and d.bulgular(depo) == []


# -- the dry run --------------------------------------------------------------------------------------------------------


@pytest.mark.fault("I29")
def test_the_dry_run_shows_the_lines_of_the_real_one_and_changes_nothing(depo, dolu):
    """The same answer, bar the digest of a proof that is not written."""
    _, _, liste = dolu
    once = d.resim(depo.kok)
    deneme = d.yurutucu(depo, engelle(1)).preview(liste, liste.satirlar, d.dayanak(liste))
    assert d.resim(depo.kok) == once
    assert attrs.evolve(d.yurut(depo, liste, yargi=engelle(1)), kanit="") == deneme


# -- references ---------------------------------------------------------------------------------------------------------


@pytest.mark.fault("I11")
def test_a_record_that_a_living_file_refers_to_moves_there(depo, dolu):
    """It stays with all its bytes, under the file that refers to it; the link is removed and both acts are logged."""
    dosyalar, belgeler, liste = dolu
    yasayan = d.dosya_ac(depo, "Yaşayan")
    kalan, giden = belgeler[0]
    d.atif(depo, kalan, yasayan)
    sonuc = d.yurut(depo, liste)
    assert (sonuc.edilen, sonuc.belge) == ((1, 2), 3)
    assert d.yasiyor(depo, kalan, giden, dosyalar[0]) == [True, False, False] and d.kalinti(depo, kalan.kimlik) is None
    with depo.reader() as b:
        assert defter.find(b, "belge", kalan.kimlik)["dosya"] == yasayan.kimlik
        assert kayitlar.referring(b, [kalan.kimlik]) == [] and kalan.kimlik in defter.owed(b, "dizin")
    izler = d.izler(depo, "imha_atif")
    assert [(s.nesne, s.ayrinti["dosya"]) for s in izler] == [
        (kalan.kimlik, yasayan.kimlik),
        (f"atif-{kalan.kimlik}", yasayan.kimlik),
    ]
    assert izler[0].ayrinti["onceki_dosya"] == dosyalar[0].kimlik and d.bulgular(depo) == []
    assert d.kalinti(depo, dosyalar[0].kimlik).adet == 1


@pytest.mark.fault("I11")
def test_no_record_moves_out_of_a_file_that_stays(depo, dolu):
    """A barred file keeps its records, also those that others refer to."""
    dosyalar, belgeler, liste = dolu
    d.atif(depo, belgeler[0][0], d.dosya_ac(depo, "Yaşayan"))
    once = {"n": 0}

    def yargi(baglanti, satir):
        once["n"] += satir.sira_no == 1
        return engel(baglanti, satir) if satir.sira_no == 1 and once["n"] > 1 else ()  # the bar comes after the proof

    sonuc = d.yurut(depo, liste, yargi=yargi)
    assert sonuc.edilen == (2,) and [n for n, _ in sonuc.engellenen] == [1]
    with depo.reader() as b:
        assert defter.find(b, "belge", belgeler[0][0].kimlik)["dosya"] == dosyalar[0].kimlik
    assert not d.izler(depo, "imha_atif") and d.bulgular(depo) == []


@pytest.mark.fault("I11")
def test_a_file_that_goes_refers_to_nothing_any_more(depo, dolu):
    """The living record stays where it is, without the link; its new version says so."""
    dosyalar, _, liste = dolu
    yasayan = d.dosya_ac(depo, "Yaşayan")
    belge = d.belge_koy(depo, yasayan, "yaşayan belge")
    d.atif(depo, belge, dosyalar[0], dosyalar[1])
    d.yurut(depo, liste, yargi=engelle(2))
    with depo.reader() as b:
        assert kayitlar.referring(b, [belge.kimlik]) == [dosyalar[1].kimlik]
    assert json.loads(depo.ocfl.read(f"urn:earsiv:atif:atif-{belge.kimlik}", "atif.json"))["dosyalar"] == [dosyalar[1].kimlik]
    assert len(d.izler(depo, "imha_atif")) == 1 and d.bulgular(depo) == []


@pytest.mark.fault("I11")
@pytest.mark.parametrize("yon", ["ileri", "geri", "karsilikli"])
def test_files_that_go_together_take_what_they_share(depo, dolu, yon):
    """A record to which only files of the same list refer goes in the same run, whichever of them is first."""
    dosyalar, belgeler, liste = dolu
    if yon in {"ileri", "karsilikli"}:
        d.atif(depo, belgeler[0][0], dosyalar[1])
    if yon in {"geri", "karsilikli"}:
        d.atif(depo, belgeler[1][0], dosyalar[0])
    sonuc = d.yurut(depo, liste)
    assert (sonuc.edilen, sonuc.hatali, sonuc.belge) == ((1, 2), (), 4)
    assert not any(d.yasiyor(depo, *dosyalar, *belgeler[0], *belgeler[1])) and d.bulgular(depo) == []
    with depo.reader() as b:
        assert b.exec_driver_sql("select count(*) from atif").scalar() == 0


@pytest.mark.fault("I11")
def test_a_record_line_that_a_living_file_refers_to_is_left(depo):
    """The record was appraised alone; what another file needs is not moved out of its own."""
    dosya, yasayan = d.dosya_ac(depo), d.dosya_ac(depo, "Yaşayan")
    belge = d.belge_koy(depo, dosya)
    d.atif(depo, belge, yasayan)
    sonuc = d.yurut(depo, d.listele(depo, d.satir(1, dosya, belge)))
    assert sonuc.edilen == () and [b.kod for _, b in sonuc.engellenen] == ["IMH-053"] and d.yasiyor(depo, belge) == [True]


# -- faults -------------------------------------------------------------------------------------------------------------


@pytest.mark.fault("I21")
def test_one_damaged_line_does_not_keep_the_others(depo, dolu):
    """An object whose inventory is not the one in the ledger is left as it is; after its repair the next run takes it."""
    dosyalar, belgeler, liste = dolu
    envanter = depo.ocfl.path(f"urn:uuid:{belgeler[0][0].kimlik}") / "inventory.json"
    saglam = envanter.read_bytes()
    envanter.write_bytes(saglam + b" ")
    deneme = d.yurutucu(depo).preview(liste, liste.satirlar, d.dayanak(liste))
    sonuc = d.yurut(depo, liste)
    assert sonuc.edilen == deneme.edilen == (2,) and [(n, b.kod) for n, b in sonuc.hatali] == [(1, "DEP-019")]
    assert deneme.hatali == sonuc.hatali and d.durumlar(depo) == {1: "hatali", 2: "edildi"} and len(d.izler(depo, "imha_hata")) == 1
    envanter.write_bytes(saglam)
    assert d.bulgular(depo) == [] and d.yurut(depo, liste).edilen == (1,) and d.bulgular(depo) == []


@pytest.mark.fault("I21")
def test_a_file_that_is_busy_fails_alone_and_is_ended_by_the_next_run(depo, dolu, monkeypatch):
    """Half of the line is gone: the check knows why, the proof of the first run ends it."""
    from earsiv.store import _destroy

    dosyalar, belgeler, liste = dolu
    asil, kez = _destroy._remove_file, iter(range(100))

    def mesgul(yol):
        if next(kez) == 5:
            raise PermissionError(13, "meşgul", str(yol))
        asil(yol)

    monkeypatch.setattr(_destroy, "_remove_file", mesgul)
    sonuc = d.yurut(depo, liste)
    monkeypatch.undo()
    assert sonuc.edilen == (2,) and [(n, b.kod) for n, b in sonuc.hatali] == [(1, "DEP-006")]
    assert d.durumlar(depo) == {1: "hatali", 2: "edildi"} and d.bulgular(depo) == []
    deneme = d.yurutucu(depo).preview(liste, liste.satirlar, d.dayanak(liste))
    sonuc = d.yurut(depo, liste, yargi=engel)  # too late for a bar: part of it is gone, and that was logged before
    assert sonuc.edilen == deneme.edilen == (1,) and d.bulgular(depo) == []
    with depo.reader() as b:
        assert len(kayitlar.setting(b, "I-2037/1")["yuruyus"]) == 1


def test_an_object_that_changes_after_the_proof_waits_for_a_new_one(depo, dolu, monkeypatch):
    """Nothing of the line goes under the old proof; the same run proves it again."""
    from earsiv.imha.kalem import KalemIsi

    _, belgeler, liste = dolu
    belge, asil, kez = belgeler[1][0], KalemIsi.begin, iter(range(100))

    def araya_gir(self, satir, parca):
        if satir.sira_no == 2 and next(kez) == 0:
            yeni = attrs.evolve(belge, sayfa_sayisi=7)
            depo.save("belge", belge.kimlik, yeni.as_dict(), aktor="ocr", eylem="metin_oku", ayrinti={})
        return asil(self, satir, parca)

    monkeypatch.setattr(KalemIsi, "begin", araya_gir)
    sonuc = d.yurut(depo, liste)
    assert (sonuc.edilen, sonuc.hatali) == ((1, 2), ()) and d.bulgular(depo) == []
    assert "IMH-054" in d.izler(depo, "imha_hata")[0].ayrinti["neden"]
    with depo.reader() as b:
        assert [y["parcalar"][0]["satirlar"] for y in kayitlar.setting(b, "I-2037/1")["yuruyus"]] == [[1, 2], [2]]


def test_what_is_going_takes_no_further_version(depo, dolu, monkeypatch):
    """A late writer is told that somebody was faster; so no content appears that no proof names."""
    from earsiv.store import _destroy

    _, belgeler, liste = dolu
    belge = belgeler[0][1]
    asil, goruldu = _destroy.remove_object, []

    def araya_gir(ocfl, oid, kanit, disk):
        if oid.endswith(belge.kimlik) and not goruldu:
            for tur, kimlik, deger in (
                ("belge", belge.kimlik, belge.as_dict()),
                ("atif", f"atif-{belge.kimlik}", {"belge": belge.kimlik, "dosyalar": []}),
            ):
                with pytest.raises(DepoHatasi) as hata:
                    depo.save(tur, kimlik, deger, aktor="ocr", eylem="metin_oku", ayrinti={})
                goruldu.append(hata.value.kod)
        asil(ocfl, oid, kanit, disk)

    monkeypatch.setattr(_destroy, "remove_object", araya_gir)
    assert d.yurut(depo, liste).edilen == (1, 2) and goruldu == ["DEP-016", "DEP-016"] and d.bulgular(depo) == []


def test_an_index_that_cannot_be_written_stays_owed(depo, dolu):
    """The content is gone all the same; the next run tells the index again."""
    _, belgeler, liste = dolu

    def olmaz(_):
        raise DepoHatasi("DEP-023", "dizin", ayrinti="kilitli")

    sonuc = d.yurut(depo, liste, dizinden=olmaz)
    assert sonuc.edilen == (1, 2) and [b.kod for b in sonuc.borclar] == ["DEP-023"]
    dizinden = d.Dizinden()
    d.yurut(depo, liste, dizinden=dizinden)
    assert dizinden.hepsi == sorted(b.kimlik for bs in belgeler for b in bs)


def test_an_error_of_the_judge_stays_with_its_line(depo, dolu):
    """What cannot be judged is not destroyed."""
    dosyalar, _, liste = dolu

    def yargi(_baglanti, satir):
        if satir.sira_no == 1:
            raise DepoHatasi("DEP-020", "dosya", alan="ek")
        return ()

    sonuc = d.yurut(depo, liste, yargi=yargi)
    assert sonuc.edilen == (2,) and [(n, b.kod) for n, b in sonuc.hatali] == [(1, "DEP-020")] and d.yasiyor(depo, dosyalar[0]) == [True]


def test_the_executor_takes_keywords_only_for_what_it_is_given():
    """The judge and the index are named at the call."""
    with pytest.raises(TypeError):
        Yurutucu(None, "a", d.serbest, d.Dizinden())
