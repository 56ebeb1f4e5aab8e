# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Every form in every format: what the law asks for stands on it, the degree on every page, the same bytes each time."""

import io
import subprocess
import sys
import zipfile

import attrs
import docx
import pikepdf
import pypdfium2
import pytest
from openpyxl import load_workbook

from earsiv.errors import GirdiHatasi
from earsiv.model import GizlilikDerecesi, SatirSonucu, UygunGorus
from earsiv.rapor import (
    BICIMLER,
    activity_report,
    decision_report,
    form,
    form_names,
    list_report,
    minutes_report,
    plan_report,
    transfer_report,
    word,
    write,
)
from earsiv.sdp import effective
from tests.rapor import ornekler
from tests.rapor.ornekler import (
    BIRIMLER,
    GORUS,
    KURUM,
    OLUR,
    SAYILAR,
    ZAMAN,
    devir,
    devir_satirlari,
    karar,
    liste,
    raporlar,
    tutanak,
)

pytestmark = pytest.mark.yavas

FORMLAR = form_names()


def sayfalar(veri):
    return [" ".join(s.get_textpage().get_text_bounded().split()) for s in pypdfium2.PdfDocument(veri)]


def pdf_metni(rapor):
    return " ".join(sayfalar(write(rapor, "pdf")))


def sade(metin):
    return "".join(metin.split()).replace("-", "").replace("\ufffe", "").replace("\u0002", "").replace("\u200b", "")


def tablo(belge, basliklar):
    """The rows of the one table of a Word document with this head."""
    (bir,) = (t for t in belge.tables if [h.text for h in t.rows[0].cells] == basliklar)
    return [[h.text for h in satir.cells] for satir in bir.rows[1:]]


def sayfa_satirlari(veri, sayfa=0):
    kitap = load_workbook(io.BytesIO(veri))
    return [["" if h is None else h for h in satir] for satir in kitap.worksheets[sayfa].iter_rows(values_only=True)]


@pytest.mark.fault("L06", "I26")
@pytest.mark.parametrize("ad", FORMLAR)
@pytest.mark.parametrize("bicim", BICIMLER)
def test_every_form_in_every_format_is_the_same_twice(ad, bicim):
    """Two reports of equal values give equal bytes."""
    assert write(raporlar()[ad], bicim) == write(raporlar()[ad], bicim)


def test_all_forms_of_the_command_are_there():
    """The names of the command line."""
    beklenen = "imha-listesi komisyon-karari imha-tutanagi devir-teslim dab-devir icerik-listesi envanter faaliyet saklama-plani".split()
    assert sorted(FORMLAR) == sorted(beklenen) == sorted(raporlar())


@pytest.mark.parametrize("ad", FORMLAR)
def test_formats_show_the_same_rows(ad):
    """DOCX, XLSX and CSV have the columns of the form and the cells of the report; the PDF shows each cell."""
    rapor = raporlar()[ad]
    basliklar = [s.baslik for s in rapor.columns()]
    satirlar = [[str(h) for h in satir] for satir in rapor.rows()]
    assert satirlar
    assert tablo(docx.Document(io.BytesIO(write(rapor, "docx"))), basliklar) == satirlar
    hepsi = [[str(h) for h in s[: len(basliklar)]] for s in sayfa_satirlari(write(rapor, "xlsx"))]
    bas = hepsi.index(basliklar) + 1
    assert hepsi[bas : bas + len(satirlar)] == satirlar
    assert write(rapor, "csv").decode("utf-8-sig").split("\r\n")[0] == ";".join(basliklar)
    metin = sade(pdf_metni(rapor))
    assert all(sade(h) in metin for satir in satirlar for h in satir)


@pytest.mark.parametrize("ad", FORMLAR)
def test_pdf_says_pdf_a_2b_and_has_its_fonts(ad):
    """XMP, output intent, an id, no script, every font embedded."""
    belge = pikepdf.open(io.BytesIO(write(raporlar()[ad], "pdf")))
    with belge.open_metadata() as xmp:
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "B")
    assert belge.Root.OutputIntents and belge.trailer.ID and "/JavaScript" not in belge.Root.get("/Names", {})
    for sayfa in belge.pages:
        for yazi in sayfa.Resources.Font.values():
            (alt,) = yazi.DescendantFonts
            assert {"/FontFile2", "/FontFile3"} & set(alt.FontDescriptor.keys())


@pytest.mark.fault("E10")
@pytest.mark.parametrize("ad", ["imha-listesi", "komisyon-karari", "imha-tutanagi", "devir-teslim", "dab-devir", "icerik-listesi"])
@pytest.mark.parametrize(("kod", "soz"), [("HZO", "HİZMETE ÖZEL"), ("CGZ", "ÇOK GİZLİ")])
def test_degree_stands_at_head_and_foot_of_every_page(ad, kod, soz):
    """The highest of the content, in the PDF twice a page, in DOCX and XLSX in head and foot."""
    rapor = raporlar(45, kod)[ad]
    for metin in sayfalar(write(rapor, "pdf")):
        assert sade(metin).count(sade(soz)) >= 2
    (bolum,) = docx.Document(io.BytesIO(write(rapor, "docx"))).sections
    assert bolum.header.paragraphs[0].text == soz == bolum.footer.paragraphs[-1].text
    for sayfa in load_workbook(io.BytesIO(write(rapor, "xlsx"))).worksheets:
        assert soz in sayfa.oddHeader.center.text and soz in sayfa.oddFooter.center.text


def test_one_confidential_line_marks_the_whole_and_an_unknown_code_ranks_highest():
    """Nothing goes unmarked because most of it is open."""
    bir = liste(5)
    satirlar = (*bir.satirlar[:4], attrs.evolve(bir.satirlar[4], gizlilik="GZL"))
    assert list_report(attrs.evolve(bir, satirlar=satirlar)).derece == "GİZLİ"
    assert list_report(attrs.evolve(bir, satirlar=(attrs.evolve(satirlar[0], gizlilik="XYZ"),))).derece == "ÇOK GİZLİ"
    assert list_report(bir).derece == "" and "GİZLİ" not in pdf_metni(list_report(bir))
    assert (
        devir("envanter", gizlilik="Hizmete özel?").derece == "ÇOK GİZLİ"
        and devir("envanter", gizlilik="HİZMETE ÖZEL").derece == "HİZMETE ÖZEL"
    )
    assert devir("envanter", gizlilik=GizlilikDerecesi.GZL).derece == "GİZLİ"


def test_list_tells_what_became_of_each_line():
    """Proposed, then decided, refused with the reason, done: the newest word counts."""
    bir = liste(12)
    sutun = [s.alan for s in form("imha-listesi").sutunlar].index("dusunce")
    assert {s[sutun] for s in list_report(bir).rows()} == {"İmhası önerilir"}
    satirlar = list(list_report(bir, karar(bir), GORUS, OLUR, {1: SatirSonucu.IMHA_EDILDI}).rows())
    assert [satirlar[i][sutun] for i in (0, 1, 6, 8, 10)] == ["İmha edildi", "İmha", "Uygun görüş verilmedi", "Saklanır", "Devredilir"]
    assert satirlar[6][-1] == "Tarihî değer taşıyor."


def test_list_names_decision_consent_and_olur_and_its_members_sign():
    """Numbers and days of each, an exemption with its document."""
    bir = liste(3)
    metin = pdf_metni(list_report(bir, karar(bir), GORUS, OLUR, None, BIRIMLER))
    for soz in (
        "2037/3, 09.03.2037",
        "E-17000000-869-1234, 02.04.2037",
        "E-99900001-869-77, 20.04.2037",
        "Zeynep BAŞKAN",
        "Gülşen IŞIKÖRNEK",
    ):
        assert soz in metin, soz
    muaf = UygunGorus("", GORUS.tarih, bir.ozet, muafiyet="DAB yazısı 12.01.2036/5")
    assert "Muafiyet: DAB yazısı 12.01.2036/5" in pdf_metni(list_report(bir, gorus=muaf))


def test_decision_has_every_duty_of_its_form():
    """Number, day, place, olur of the commission, unit examined, list and digest, counts, votes, dissent with reasons, members."""
    bir = liste(40)
    metin = pdf_metni(decision_report(bir, karar(bir), birimler=BIRIMLER))
    for soz in (
        "2037/3",
        "09.03.2037",
        "toplantı salonu",
        "E-99900001-010.06-12, 02.02.2037",
        "99900011 Zabıta Müdürlüğü",
        "İmha 30, Saklanır 4, Devredilir 3",
        "Ertelendi 3",
        "İmha 157, Sakla 16, Devret 12",
        "30 satır",
        "7 satır",
        "Olur 12.02.2037/41",
        "9, 18, 27, 36 A2 İmha İşlemi bitmiş.",
        "11, 22, 33 U2 İmha Gerekçe yazılmamıştır.",
        "13, 26, 39 Dosyanın eki bulunamadı.",
    ):
        assert soz in metin, soz
    assert sade(bir.ozet) in sade(metin) and "9a0b" * 16 in metin


def test_decision_has_a_column_for_each_seat():
    """In the order of the session; a line put off has no votes."""
    rapor = decision_report(liste(40), karar(liste(40)))
    assert [s.baslik for s in rapor.columns()] == ["Sıra No", "Dosya Kodu", "Konu", "Yıl", "B", "A1", "A2", "U1", "U2", "Karar"]
    satirlar = list(rapor.rows())
    assert satirlar[8][4:] == ("Sakla", "Sakla", "İmha", "Sakla", "Sakla", "Saklanır")
    assert satirlar[12][4:] == ("—",) * 5 + ("Ertelendi",)


def test_decision_without_dissent_says_so():
    """No empty table."""
    bir = liste(3)
    assert "Karşı oy yoktur." in pdf_metni(decision_report(bir, karar(bir)))
    assert "Karşı oy yoktur." in "\n".join(
        p.text for p in docx.Document(io.BytesIO(write(decision_report(bir, karar(bir)), "docx"))).paragraphs
    )


def test_minutes_have_every_duty_of_their_form():
    """Decisions, amounts, physical acts, what was not destroyed and why, backups, persons present, the list as annex."""
    bir = liste(20)
    metin = pdf_metni(minutes_report(tutanak(bir), bir))
    for soz in (
        "2037/2",
        "04.05.2037 10:30",
        "E-17000000-869-1234, 02.04.2037",
        "E-99900001-869-77, 20.04.2037",
        "20 dosya, 800 belge, 123,5 MB",
        "430,75 kg, 18 klasör, 361 adet",
        "412,5 kg",
        "İRS-2037-0098",
        "Okunamaz hâle getirildi.",
        "9, 18 Onaydan sonra dava dondurması konuldu.",
        "Y-2037/1 Bodrum kasası 30.04.2037 31.07.2037 Aylık; tür: şerit",
        "Hasan KURGU",
        "2037/1 sayılı imha listesi",
    ):
        assert sade(soz) in sade(metin), soz


def test_minutes_list_the_lines_that_went_and_how():
    """Not those that were held back; a folder that was also on the shelf went both ways."""
    bir = liste(20)
    satirlar = {s[0]: s[-1] for s in minutes_report(tutanak(bir), bir).rows()}
    assert 9 not in satirlar and len(satirlar) == 18
    assert (satirlar[1], satirlar[4], satirlar[5]) == ("Elektronik silme", "Elektronik silme, kâğıt hamuru", "Elektronik silme, kıyma")
    yalniz_kagit = liste(20, adet=0, fiziki=True)
    assert {s[0]: s[-1] for s in minutes_report(tutanak(yalniz_kagit), yalniz_kagit).rows()}[4] == "Kâğıt hamuru"


def test_minutes_without_paper_backups_or_rest_say_so():
    """In words, not by silence."""
    bir = liste(4)
    yalin = attrs.evolve(tutanak(bir), fiziki=(), yedekler=(), kalan=())
    metin = pdf_metni(minutes_report(yalin, bir))
    for soz in ("Fiziki malzeme yoktur.", "kayıtlı bir yedek yoktur.", "hepsi imha edilmiştir."):
        assert soz in metin, soz


def test_transfer_numbers_its_rows_and_takes_an_iterator():
    """Rows without number get their place; read once, with the degree told."""
    rapor = transfer_report("devir-teslim", iter(devir_satirlari(3)), kurum=KURUM, zaman=ZAMAN, gizlilik=GizlilikDerecesi.HZO)
    assert rapor.derece == "HİZMETE ÖZEL" and [s[0] for s in rapor.rows()] == [1, 2, 3]
    assert [s.alan for s in form("envanter").sutunlar] == [s.alan for s in form("devir-teslim").sutunlar]
    with pytest.raises(GirdiHatasi) as hata:
        transfer_report("yok", (), kurum=KURUM, zaman=ZAMAN)
    assert hata.value.kod == "RAP-001"


def test_plan_puts_each_level_in_its_column():
    """Main code, three levels below, title, years, outcome."""
    plan = effective("belediye")
    rapor = plan_report(plan, kurum=KURUM, zaman=ZAMAN)
    satirlar = {".".join(p for p in s[:4] if p): s[4:] for s in rapor.rows()}
    assert len(satirlar) == len(list(plan.rows()))
    satir = plan.get("115.01.01")
    assert satirlar["115.01.01"] == (satir.ad, satir.saklama_suresi, satir.saklama_kodu)
    assert dict(rapor.bilgiler)["Plan"].startswith("belediye")


def test_activity_opens_nested_numbers():
    """Group, indicator with its parts, number."""
    satirlar = list(activity_report(2037, KURUM, SAYILAR, zaman=ZAMAN).rows())
    assert satirlar[-1] == (4, "Ayıklama", "Karar – Sakla", 120)


@pytest.mark.parametrize("ad", sorted(set(FORMLAR) - {"saklama-plani", "faaliyet", "icerik-listesi"}))
def test_empty_forms_say_so(ad):
    """Every writer answers, and says in words that there is nothing."""
    rapor = raporlar(0)[ad]
    assert rapor.form.bos in pdf_metni(rapor)
    assert rapor.form.bos in [s[0] for s in sayfa_satirlari(write(rapor, "xlsx"))]
    assert rapor.form.bos in [p.text for p in docx.Document(io.BytesIO(write(rapor, "docx"))).paragraphs]


def test_persons_sign_under_their_own_names():
    """Title, name, office, unit; empty places where nobody is known."""
    bir = liste(2)
    assert "Ad SOYAD, unvan, birim, tarih, imza" in pdf_metni(list_report(bir))
    metin = pdf_metni(decision_report(bir, karar(bir), birimler=BIRIMLER))
    assert "Çiğdem SANAL Zabıta Komiseri 99900011 Zabıta Müdürlüğü" in metin and "Ad SOYAD" not in metin


def test_signatures_are_not_alone_on_a_page():
    """The short section before them comes with them, whatever the length."""
    for n in range(20, 34, 2):
        bir = liste(n)
        son = sayfalar(write(decision_report(bir, karar(bir)), "pdf"))[-1]
        assert "Karşı oylar" in son or "gerekçe" in son, n


@pytest.mark.yavas
def test_another_process_writes_the_same_bytes():
    """In another process, another zone, another locale and hash seed."""
    kod = (
        "import hashlib, runpy, sys; from earsiv.rapor import write\n"
        "r = runpy.run_path(sys.argv[1])['raporlar'](3)\n"
        "for ad in sorted(r):\n"
        "    print(ad, *(hashlib.sha256(write(r[ad], b)).hexdigest() for b in ('pdf', 'xlsx', 'docx', 'csv')))"
    )
    ciktilar = {
        subprocess.run(
            [sys.executable, "-c", kod, ornekler.__file__],
            env={"TZ": tz, "LC_ALL": "C", "PYTHONHASHSEED": tohum},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for tz, tohum in (("UTC", "1"), ("Asia/Tokyo", "2"))
    }
    assert len(ciktilar) == 1


@pytest.mark.parametrize("bicim", ["xlsx", "docx"])
def test_containers_have_fixed_times_and_no_macro(bicim):
    """Every part of 1980-01-01, nothing that runs, nothing from outside."""
    with zipfile.ZipFile(io.BytesIO(write(raporlar()["komisyon-karari"], bicim))) as kap:
        assert {b.date_time for b in kap.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        hepsi = b"".join(kap.read(ad) for ad in kap.namelist() if ad.endswith((".xml", ".rels")))
    assert b"vbaProject" not in hepsi and b'TargetMode="External"' not in hepsi and b"<f>" not in hepsi


def test_workbook_keeps_head_in_sight_and_prints_it_on_every_page():
    """Frozen below the head, printed on A4, further tables on sheets of their own."""
    kitap = load_workbook(io.BytesIO(write(raporlar(40)["komisyon-karari"], "xlsx")))
    ilk = kitap.worksheets[0]
    bas = next(s[0].row for s in ilk.iter_rows() if s[0].value == "Sıra No")
    assert ilk.freeze_panes == f"A{bas + 1}" and ilk.print_title_rows == f"${bas}:${bas}"
    assert (ilk.page_setup.orientation, ilk.page_setup.paperSize, ilk.sheet_properties.pageSetUpPr.fitToPage) == ("portrait", 9, True)
    assert [s.title for s in kitap.worksheets[1:]] == [
        "Toplantıya katılanlar",
        "Karşı oylar ve gerekçeleri",
        "Ertelenen satırlar",
        "Diğer gerekçeler",
    ]


def test_word_repeats_the_head_and_keeps_rows_whole():
    """The head row on every page, no row across two pages, page numbers as the only fields."""
    belge = docx.Document(io.BytesIO(write(raporlar(40)["komisyon-karari"], "docx")))
    xml = belge.element.xml
    assert xml.count("<w:tblHeader/>") == 5 and "w:instr" not in xml
    assert [e.get(e.keys()[0]) for e in belge.sections[0].footer._element.iter("{*}fldSimple")] == ["PAGE", "NUMPAGES"]


def test_too_many_rows_for_word_are_told(monkeypatch):
    """With what to take instead."""
    monkeypatch.setattr(word, "EN_COK_SATIR", 20)
    rapor = transfer_report("envanter", ({} for _ in range(21)), kurum=KURUM, zaman=ZAMAN, gizlilik=GizlilikDerecesi.YOK)
    with pytest.raises(GirdiHatasi) as hata:
        write(rapor, "docx")
    assert hata.value.kod == "RAP-009" and "XLSX" in hata.value.oneri
