# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Intake: every kind of bad input is a finding with code, place and advice; nothing is half-taken; the batch goes on."""

import datetime as dt
import io
import zipfile

import pytest

import earsiv
from earsiv.errors import KuralHatasi, YetkiHatasi
from earsiv.kabul import KabulBilgisi
from earsiv.model import GizlilikDerecesi, MetinDurumu, Yetki
from earsiv.tarama import Ocr
from earsiv.testing import PaketKurucu, broken_package, render

METIN = "T.C.\nÖRNEKOVA BELEDİYE BAŞKANLIĞI\n\nBilgi İşlem Müdürlüğü bakım raporu, kâğıt ve ışık deneme metni ile burada durmaktadır."


@pytest.fixture(scope="module")
def pdf():
    return render([METIN], "metinli-pdf")


@pytest.fixture(scope="module")
def tarama_png():
    return render([METIN], "png", dpi=100)


def bomba():
    cikti = io.BytesIO()
    with zipfile.ZipFile(cikti, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", b"\0" * (64 << 20))
    return cikti.getvalue()


def bozuklar(pdf):
    """Name -> (bytes, code): empty, truncated, wrong type, zip bomb, DOCTYPE, for every reader."""
    return {
        "bos.eyp": (b"", "KAB-002"),
        "bos.pdf": (b"", "KAB-002"),
        "yarim.eyp": (PaketKurucu().build()[:900], "PKT-005"),
        "yarim.pdf": (pdf[: len(pdf) // 3], "TAR-003"),
        "yarim.png": (render(["x"], "png", dpi=72)[:300], "TAR-003"),
        "yarim.tiff": (render(["x"], "tiff", dpi=72)[:200], "TAR-003"),
        "html.pdf": (b"<html><body>merhaba</body></html>", "KAB-003"),
        "program.eyp": (b"MZ\x90\0" + b"\0" * 100, "KAB-003"),
        "siradan-zip.eyp": (broken_package("PKT-020"), "PKT-020"),
        "bomba.eyp": (bomba(), "PKT-018"),
        "doctype.eyp": (broken_package("XML-003"), "XML-003"),
        "bosxml.eyp": (broken_package("XML-001"), "XML-001"),
    }


@pytest.mark.fault("A10", "A21", "X02", "P09", "C06")
def test_bad_inputs_are_reported_and_the_batch_goes_on(arsiv, tmp_path, pdf):
    """Twelve bad files around three good ones: the good ones are in, each bad one has its code, place and advice."""
    klasor = tmp_path / "gelen"
    klasor.mkdir()
    for ad, (veri, _) in bozuklar(pdf).items():
        (klasor / ad).write_bytes(veri)
    for ad, veri in {
        "iyi1.pdf": pdf,
        "iyi2.eyp": PaketKurucu(ustyazi=pdf).build(),
        "iyi3.eyp": PaketKurucu(nesil=1, ustyazi=pdf).build(),
    }.items():
        (klasor / ad).write_bytes(veri)
    rapor = arsiv.add_all([klasor, tmp_path / "yok.pdf"], KabulBilgisi(kod="622.01"))
    sonuc = {k.yol.rpartition("/")[2]: k for k in rapor.kalemler}
    for ad, (_, kod) in bozuklar(pdf).items():
        kalem = sonuc[ad]
        assert kalem.durum == "reddedildi" and kalem.kimlik is None, ad
        assert kalem.bulgular[0].kod == kod and kalem.bulgular[0].yer and kalem.bulgular[0].oneri, (ad, kalem.bulgular)
    assert sonuc["yok.pdf"].bulgular[0].kod == "KAB-001"
    assert [sonuc[f"iyi{n}.{u}"].durum for n, u in ((1, "pdf"), (2, "eyp"), (3, "eyp"))] == ["alindi"] * 3
    assert (rapor.as_dict()["alinan"], rapor.as_dict()["reddedilen"]) == (3, 13)
    assert len(arsiv.belgeler()) == 3 and arsiv.check() == []


@pytest.mark.fault("A01")
@pytest.mark.parametrize("ad", ["mektup.eyp", "Ğüş İ çok uzun ad.eyp"])
def test_what_is_received_is_kept_byte_for_byte(arsiv, tmp_path, pdf, ad):
    """In and out: the same bytes, the same digest, its own name made safe."""
    veri = PaketKurucu(ustyazi=pdf).build()
    (tmp_path / ad).write_bytes(veri)
    kalem = arsiv.add(tmp_path / ad, kod="622.01")
    yol = arsiv.export(kalem.kimlik, tmp_path / "cikti")
    assert yol.read_bytes() == veri and yol.name == ad
    with pytest.raises(earsiv.GirdiHatasi) as hata:
        arsiv.export(kalem.kimlik, tmp_path / "cikti")
    assert hata.value.kod == "KAB-013"


def test_package_tells_its_own_number_date_subject_and_text(arsiv, tmp_path, pdf):
    """What the letter says of itself; the sender's code is only a hint."""
    (tmp_path / "p.eyp").write_bytes(PaketKurucu(ustyazi=pdf, ek=pdf).build())
    kalem = arsiv.add(tmp_path / "p.eyp", kod="622.01")
    belge = arsiv.belge(kalem.kimlik)
    assert (belge.sayi, belge.tarih, belge.konu) == ("E-99900014-807.04-118", dt.date(2022, 12, 5), "Bakım Raporu")
    assert belge.sayfa_sayisi == 2 and belge.imza_durumu == "INDETERMINATE"
    assert {"KAB-010", "KAB-012"} <= {b.kod for b in kalem.bulgular}
    assert arsiv.dosya(belge.dosya).kod == "622.01"
    assert [s.parca for s in arsiv.pages(kalem.kimlik)] == ["/UstYazi/ustyazi.pdf", "/Ekler/ek1.txt"]


@pytest.mark.fault("C06")
def test_the_same_bytes_twice_are_once(arsiv, tmp_path, pdf):
    """An interrupted batch is simply run again."""
    (tmp_path / "a.pdf").write_bytes(pdf)
    (tmp_path / "b.pdf").write_bytes(pdf)
    ilk, ikinci, kopya = (arsiv.add(tmp_path / ad, kod="622.01") for ad in ("a.pdf", "a.pdf", "b.pdf"))
    assert (ilk.durum, ikinci.durum, kopya.durum) == ("alindi", "zaten_var", "zaten_var")
    assert ilk.kimlik == ikinci.kimlik == kopya.kimlik and len(arsiv.belgeler()) == 1


@pytest.mark.fault("P08")
def test_missing_ocr_never_fails_an_intake_and_is_made_up_later(tmp_path, saat, tarama_png, request):
    """The record is in, its text waits, and one command reads it once the tool is there."""
    (tmp_path / "t.png").write_bytes(tarama_png)
    earsiv.create(tmp_path / "a", clock=saat).close()
    with earsiv.open(tmp_path / "a", clock=saat, ocr=Ocr(program="boyle-bir-arac-yok")) as arsiv:
        kalem = arsiv.add(tmp_path / "t.png", kod="622.01")
        assert kalem.durum == "bekliyor" and arsiv.belge(kalem.kimlik).metin_durumu is MetinDurumu.BEKLIYOR
        assert arsiv.process_pending() == {"okunan": 0, "bekleyen": 1, "dizinlenen": 0}
        assert arsiv.search("t1 VEYA t").toplam in {0, 1} and arsiv.check() == []
    ocr = request.getfixturevalue("ocr")
    with earsiv.open(tmp_path / "a", clock=saat, ocr=ocr) as arsiv:
        assert arsiv.process_pending() == {"okunan": 1, "bekleyen": 0, "dizinlenen": 1}
        assert arsiv.belge(kalem.kimlik).metin_durumu is MetinDurumu.VAR
        assert arsiv.search("müdürlüğü").toplam == 1 and arsiv.check() == []


@pytest.mark.fault("P05")
def test_password_protected_pdf_is_kept_without_text(arsiv, tmp_path, pdf):
    """Stored, flagged, not searched."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as acik:
        acik.save(tmp_path / "k.pdf", encryption=pikepdf.Encryption(user="x", owner="y"))
    kalem = arsiv.add(tmp_path / "k.pdf", kod="622.01")
    assert kalem.durum == "alindi" and "TAR-002" in {b.kod for b in kalem.bulgular}
    assert arsiv.belge(kalem.kimlik).metin_durumu is MetinDurumu.YOK
    assert arsiv.search("k VEYA k1").toplam in {0, 1}


def test_encrypted_package_is_kept_closed(arsiv, ornekler):
    """Nothing of it can be judged: it ranks as most confidential and says so."""
    kalem = arsiv.add(ornekler / "20250512142310.eyps", kod="622.01")
    belge = arsiv.belge(kalem.kimlik)
    assert (belge.tur, belge.gizlilik, belge.metin_durumu) == ("eyps", GizlilikDerecesi.CGZ, MetinDurumu.YOK)
    assert "EYP-060" in {b.kod for b in kalem.bulgular}


def test_intake_without_code_waits_for_classification(arsiv, tmp_path, pdf):
    """In the archive, findable, and in no retention."""
    (tmp_path / "a.pdf").write_bytes(pdf)
    kalem = arsiv.add(tmp_path / "a.pdf")
    assert "KAB-011" in {b.kod for b in kalem.bulgular} and arsiv.belge(kalem.kimlik).dosya is None
    with pytest.raises(earsiv.GirdiHatasi) as hata:
        arsiv.retention(kalem.kimlik)
    assert hata.value.kod == "KAB-014"
    assert arsiv.search("müdürlüğü").toplam == 1


@pytest.mark.parametrize(("kod", "kusur"), [("620", "SDP-003"), ("020", "SDP-005"), ("903.07.02", "SDP-002"), ("105.4", "SDP-001")])
def test_codes_that_may_not_be_used_refuse_the_item(arsiv, tmp_path, pdf, kod, kusur):
    """Sections, second-only, unknown and malformed codes; no file is opened for them."""
    (tmp_path / "a.pdf").write_bytes(pdf)
    kalem = arsiv.add(tmp_path / "a.pdf", kod=kod)
    assert kalem.durum == "reddedildi" and kalem.bulgular[0].kod == kusur
    assert not arsiv.dosyalar() and not arsiv.belgeler()


def test_dry_run_changes_nothing(arsiv, tmp_path, pdf):
    """The same lines, an untouched archive."""
    (tmp_path / "a.pdf").write_bytes(pdf)
    once = arsiv.counts()
    rapor = arsiv.add_all([tmp_path / "a.pdf"], KabulBilgisi(kod="622.01"), deneme=True)
    assert rapor.kalemler[0].durum == "alindi" and rapor.kalemler[0].kimlik is None
    assert arsiv.counts() == once


LISTE = "yol;sayi;tarih;konu;kod;birim;gizlilik;kapanis\na.pdf;E-99900011-622.01-7;06.03.2015;Dilekçe;622.01;99900011;HZO;31.12.2015\nyok.pdf;;;;622.01;;;\nb.pdf;;2015-13-40;;622.01;;;\n;;;;;;;\n"


def test_list_brings_what_is_known_and_its_bad_rows_are_reported(arsiv, tmp_path, pdf):
    """CSV as a Turkish spreadsheet writes it; the file is closed when the batch is through."""
    (tmp_path / "a.pdf").write_bytes(pdf)
    (tmp_path / "liste.csv").write_bytes(b"\xef\xbb\xbf" + LISTE.encode())
    rapor = arsiv.add_all([tmp_path / "liste.csv"])
    assert [k.durum for k in rapor.kalemler] == ["alindi", "reddedildi", "reddedildi"]
    assert [k.bulgular[0].kod for k in rapor.kalemler[1:]] == ["KAB-001", "KAB-007"]
    belge = arsiv.belge(rapor.kalemler[0].kimlik)
    assert (belge.tarih, belge.birim, belge.gizlilik, belge.konu) == (dt.date(2015, 3, 6), "99900011", GizlilikDerecesi.HZO, "Dilekçe")
    assert arsiv.dosya(belge.dosya).kapanis == dt.date(2015, 12, 31)


@pytest.mark.fault("R03")
def test_code_that_a_spreadsheet_made_a_number_is_refused(arsiv, tmp_path, pdf):
    """105.1 or 105.10? Not repaired by guess."""
    from openpyxl import Workbook

    (tmp_path / "a.pdf").write_bytes(pdf)
    kitap = Workbook()
    for satir in (("Yol", "Kod", "Tarih"), ("a.pdf", 105.1, dt.date(2015, 1, 2)), ("a.pdf", "622.01", dt.date(2015, 1, 2))):
        kitap.active.append(satir)
    kitap.save(tmp_path / "l.xlsx")
    rapor = arsiv.add_all([tmp_path / "l.xlsx"])
    assert [k.durum for k in rapor.kalemler] == ["reddedildi", "alindi"]
    assert rapor.kalemler[0].bulgular[0].kod == "KAB-006"


@pytest.mark.parametrize(
    ("ad", "veri"), [("l.csv", b"\xff\xfe\xfd"), ("l.csv", b""), ("l.csv", b"a,b\n1,2\n"), ("l.xlsx", b"bu xlsx degil"), ("l.xlsx", b"")]
)
def test_broken_lists_are_refused_as_a_whole(arsiv, tmp_path, ad, veri):
    """Not UTF-8, empty, without the column, not a workbook."""
    (tmp_path / ad).write_bytes(veri)
    rapor = arsiv.add_all([tmp_path / ad])
    assert [k.durum for k in rapor.kalemler] == ["reddedildi"] and rapor.kalemler[0].bulgular[0].oneri


def test_closing_rules(arsiv, tmp_path, pdf):
    """Not twice, not before the newest record; a later record does not go into a closed file."""
    (tmp_path / "a.pdf").write_bytes(pdf)
    dosya = arsiv.open_dosya("622.01", acilis=dt.date(2015, 1, 1))
    arsiv.add(tmp_path / "a.pdf", dosya=dosya.kimlik, tarih=dt.date(2015, 6, 1))
    for kapanis in (dt.date(2014, 12, 31), dt.date(2015, 5, 31)):
        with pytest.raises(KuralHatasi) as hata:
            arsiv.close_dosya(dosya.kimlik, kapanis)
        assert hata.value.kod == "SAK-009"
    arsiv.close_dosya(dosya.kimlik, dt.date(2015, 12, 31))
    with pytest.raises(KuralHatasi) as hata:
        arsiv.close_dosya(dosya.kimlik, dt.date(2016, 12, 31))
    assert hata.value.kod == "SAK-008"
    (tmp_path / "b.pdf").write_bytes(pdf + b"\n")
    kalem = arsiv.add(tmp_path / "b.pdf", dosya=dosya.kimlik, tarih=dt.date(2016, 1, 1))
    assert kalem.durum == "reddedildi" and kalem.bulgular[0].kod == "SAK-007"
    assert arsiv.check() == []


@pytest.mark.fault("E01", "E07")
def test_powers_are_asked_for_each_verb_and_refusals_are_logged(arsiv, tmp_path, saat, pdf):
    """An actor without power is refused everywhere; what is hidden is answered like what is absent."""
    (tmp_path / "a.pdf").write_bytes(pdf)
    kalem = arsiv.add(tmp_path / "a.pdf", kod="622.01", birim="99900011", gizlilik="GZL")
    kok = arsiv.depo.kok
    kisitli = Yetki("sicil:1", GizlilikDerecesi.HZO, frozenset({"99900011"}), frozenset())
    with earsiv.open(kok, kisitli, clock=saat) as dar:
        for cagri in (
            lambda: dar.add(tmp_path / "a.pdf"),
            lambda: dar.open_dosya("622.01"),
            lambda: dar.close_dosya("x"),
            lambda: dar.search("x1"),
            lambda: dar.sweep(),
            lambda: dar.propose_imha(),
            lambda: dar.listeler(),
            lambda: dar.liste("2037/1"),
            lambda: dar.report("imha-listesi", "2037/1", "pdf"),
            lambda: dar.check(),
            lambda: dar.rebuild_index(),
            lambda: dar.process_pending(),
            lambda: dar.counts(),
        ):
            with pytest.raises(YetkiHatasi) as hata:
                cagri()
            assert hata.value.kod == "YET-003"
        mesajlar = set()
        for kimlik in (kalem.kimlik, "yok"):
            for cagri in (dar.belge, dar.show, dar.pages, lambda k: dar.export(k, tmp_path / "c")):
                with pytest.raises(YetkiHatasi) as hata:
                    cagri(kimlik)
                mesajlar.add(hata.value.bulgu.mesaj)
        assert len(mesajlar) == 1
        assert dar.belgeler() == []
    with pytest.raises(YetkiHatasi):
        earsiv.open(kok, "sicil:bilinmeyen", clock=saat)
    with arsiv.depo.reader() as b:
        from earsiv.store import defter

        assert sum(s.eylem == "yetki_red" for s in defter.audit_rows(b)) == 13


def test_reading_a_confidential_record_is_logged(arsiv, tmp_path, pdf):
    """Shown and exported: two rows."""
    (tmp_path / "a.pdf").write_bytes(pdf)
    gizli = arsiv.add(tmp_path / "a.pdf", kod="622.01", gizlilik="GZL")
    arsiv.show(gizli.kimlik)
    arsiv.export(gizli.kimlik, tmp_path / "c")
    assert [g["eylem"] for g in arsiv.show(gizli.kimlik)["gecmis"]][-3:] == ["goster", "cikar", "goster"]


@pytest.mark.fault("C06")
def test_file_names_that_are_not_text_do_not_stop_a_batch(arsiv, tmp_path, pdf):
    """A name in an old code page is kept with question marks; the bytes are taken in."""
    import os

    klasor = tmp_path / "d"
    klasor.mkdir()
    (klasor / os.fsdecode(b"b\xff.pdf")).write_bytes(pdf)
    (klasor / "c.pdf").write_bytes(pdf + b"\n")
    rapor = arsiv.add_all([klasor], KabulBilgisi(kod="622.01"))
    assert [k.durum for k in rapor.kalemler] == ["alindi", "alindi"]
    assert "b?.pdf" in {b.kaynak_adi for b in arsiv.belgeler()} and arsiv.check() == []


@pytest.mark.parametrize("satir", ["\0", "x" * 140_000, "a\0b.pdf"])
def test_hostile_list_cells_are_answers(arsiv, tmp_path, satir):
    """NUL, and a cell longer than any path."""
    (tmp_path / "l.csv").write_text(f"yol\n{satir}\n", "utf-8")
    assert {k.durum for k in arsiv.add_all([tmp_path / "l.csv"]).kalemler} == {"reddedildi"}


def test_two_intakes_at_once_share_one_subject_file(arsiv, tmp_path, saat, pdf, birlikte):
    """Threads with archives of their own, one code, one unit, one year: one file, and the same bytes once."""
    (tmp_path / "a.pdf").write_bytes(pdf)

    def al():
        with earsiv.open(arsiv.depo.kok, clock=saat) as kendi:
            kendi.add(tmp_path / "a.pdf", kod="622.01", tarih=dt.date(2015, 1, 2))

    assert not birlikte(al, 6)
    assert len(arsiv.dosyalar()) == 1 and len(arsiv.belgeler()) == 1 and arsiv.check() == []


def test_full_disk_ends_the_batch_with_its_report(arsiv, tmp_path, pdf, monkeypatch):
    """What was taken in is reported, and the reason."""
    from earsiv.errors import DepoHatasi
    from earsiv.kabul import Alici

    for ad in "abc":
        (tmp_path / f"{ad}.pdf").write_bytes(pdf + ad.encode())
    asil, sayac = Alici.take, iter(range(9))

    def al(self, *a, **k):
        if next(sayac) == 2:
            raise DepoHatasi("DEP-005", "x", ayrinti="")
        return asil(self, *a, **k)

    monkeypatch.setattr(Alici, "take", al)
    rapor = arsiv.add_all([tmp_path / f"{ad}.pdf" for ad in "abc"], KabulBilgisi(kod="622.01"))
    assert rapor.kesildi and [k.durum for k in rapor.kalemler] == ["alindi", "alindi"] and rapor.bulgular[0].kod == "DEP-005"
    monkeypatch.undo()
    assert [k.durum for k in arsiv.add_all([tmp_path / f"{ad}.pdf" for ad in "abc"], KabulBilgisi(kod="622.01")).kalemler] == [
        "zaten_var",
        "zaten_var",
        "alindi",
    ]


def test_pipe_is_refused_at_once(arsiv, tmp_path):
    """Nothing waits for a writer that never comes."""
    import os

    os.mkfifo(tmp_path / "boru.pdf")
    assert arsiv.add(tmp_path / "boru.pdf", kod="622.01").bulgular[0].kod == "KAB-018"


@pytest.mark.fault("E03")
def test_update_package_cannot_lower_a_degree_unproven(arsiv, tmp_path, ornekler):
    """A change package whose seal is not proven leaves the higher degree in place."""
    kalem = arsiv.add(ornekler / "20250512142310.eypg", kod="622.01")
    assert arsiv.belge(kalem.kimlik).gizlilik is GizlilikDerecesi.HZO


@pytest.mark.parametrize(("verilen", "kendi", "beklenen"), [("YOK", "GZL", "GZL"), ("CGZ", "HZO", "CGZ"), ("", "HZO", "HZO")])
def test_given_degree_never_lowers_the_records_own(arsiv, tmp_path, pdf, verilen, kendi, beklenen):
    """The higher holds, and the difference is told."""
    (tmp_path / "p.eyp").write_bytes(PaketKurucu(ustyazi=pdf, guvenlik=kendi).build())
    kalem = arsiv.add(tmp_path / "p.eyp", kod="622.01", gizlilik=verilen)
    assert arsiv.belge(kalem.kimlik).gizlilik.name == beklenen
    assert ("KAB-015" in {b.kod for b in kalem.bulgular}) is (verilen == "YOK")


def test_unknown_degree_is_refused(arsiv, tmp_path, pdf):
    """Not guessed."""
    (tmp_path / "a.pdf").write_bytes(pdf)
    kalem = arsiv.add(tmp_path / "a.pdf", kod="622.01", gizlilik="GİZLİ")
    assert kalem.durum == "reddedildi" and kalem.bulgular[0].kod == "KAB-016"
