# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Long reports: set in parts, joined into one PDF/A that nobody could tell from one piece; tables streamed."""

import io
import re
import tracemalloc
import zipfile

import attrs
import pikepdf
import pypdfium2
import pytest

from earsiv._dizgi import set_here, set_in_child
from earsiv.errors import AracHatasi
from earsiv.model import GizlilikDerecesi
from earsiv.rapor import decision_report, list_report, transfer_report, write, write_stream
from earsiv.rapor.pdf import PARCA_SATIRI, _blocks, _parts
from tests.rapor.ornekler import KURUM, ZAMAN, devir_satirlari, karar, liste

pytestmark = pytest.mark.yavas


def bol(rapor):
    return list(_parts(_blocks(rapor)))


@pytest.mark.parametrize("n", [0, 1, PARCA_SATIRI - 1, PARCA_SATIRI, PARCA_SATIRI + 1, 2 * PARCA_SATIRI, 2 * PARCA_SATIRI + 7])
def test_parts_hold_every_row_once_and_no_empty_table(n):
    """Rows in order, none twice; a heading never ends a part; head first, signatures last."""
    bir = liste(n)
    parcalar = bol(decision_report(bir, karar(bir)))
    ana = [s[0] for parca in parcalar for b in parca if b["tur"] == "tablo" and len(b["sutunlar"]) == 10 for s in b["satirlar"]]
    assert ana == [str(i) for i in range(1, n + 1)]
    assert all(sum(len(b["satirlar"]) for b in parca if b["tur"] == "tablo") <= PARCA_SATIRI for parca in parcalar)
    assert parcalar[0][0]["tur"] == "bas" and parcalar[-1][-1]["tur"] == "imza"
    assert all(parca[-1]["tur"] != "bolum" for parca in parcalar[:-1])
    bos = [b for parca in parcalar for b in parca if b["tur"] == "tablo" and not b["satirlar"] and len(b["sutunlar"]) == 10]
    assert len(bos) == (n == 0)


def test_rows_are_made_when_they_are_asked_for():
    """The first part needs the first rows only."""
    alinan = []

    def satirlar():
        for i in range(10 * PARCA_SATIRI):
            alinan.append(i)
            yield {"konu": str(i)}

    parcalar = _parts(_blocks(transfer_report("envanter", satirlar(), kurum=KURUM, zaman=ZAMAN, gizlilik=GizlilikDerecesi.YOK)))
    next(parcalar)
    assert len(alinan) <= 2 * PARCA_SATIRI


@pytest.mark.yavas
@pytest.mark.fault("L02", "L06", "E10")
def test_joined_report_is_one_pdf_a():
    """Metadata, output intent, id, embedded fonts, degree and page k/n on every page, Turkish letters, the same bytes twice."""
    n = PARCA_SATIRI + 130
    bir = liste(n, gizlilik="HZO", konu="ĞÜŞİÖÇ ğüşıöç tutanakları 😀")
    veri = write(list_report(bir), "pdf")
    assert veri == write(list_report(bir), "pdf")
    belge = pikepdf.open(io.BytesIO(veri))
    assert not belge.check_pdf_syntax()
    with belge.open_metadata() as xmp:
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "B")
        assert xmp["dc:title"] == belge.docinfo.Title == "İMHA LİSTESİ · 2037/1"
    assert f"<xmpTPg:NPages>{len(belge.pages)}<".encode() in belge.Root.Metadata.read_bytes()
    assert belge.Root.OutputIntents and len(belge.trailer.ID) == 2
    assert "/StructTreeRoot" not in belge.Root and "/MarkInfo" not in belge.Root
    assert unembedded(belge) == set()
    sayfalar = [" ".join(s.get_textpage().get_text_bounded().split()) for s in pypdfium2.PdfDocument(veri)]
    for no, metin in enumerate(sayfalar, start=1):
        assert f"{no} / {len(sayfalar)}" in metin and metin.count("HİZMETE ÖZEL") == 2 and bir.ozet in metin
        assert no == len(sayfalar) or "Dosya Kodu" in metin
    hepsi = " ".join(sayfalar)
    assert hepsi.count("ĞÜŞİÖÇ ğüşıöç") == n and "Başkan" in sayfalar[-1] and hepsi.count("Saklama süresi dolan") == 1
    sirali = [int(s) for s in re.findall(r"(\d+) 99900011 ", hepsi)]
    assert sirali == list(range(1, n + 1))


def unembedded(belge):
    """Names of fonts without a font file, in pages and in forms laid over them."""
    eksik = set()
    for nesne in belge.objects:
        if isinstance(nesne, pikepdf.Dictionary) and nesne.get("/Type") == "/FontDescriptor":
            eksik |= set() if {"/FontFile", "/FontFile2", "/FontFile3"} & set(nesne.keys()) else {str(nesne.FontName)}
    return eksik


@pytest.mark.parametrize("set_", [set_here, set_in_child])
def test_typesetter_that_refuses_is_told_in_our_words(set_):
    """A value that the template cannot set: ARC-003 with the first line of what it said, here and in a child."""
    with pytest.raises(AracHatasi) as hata:
        set_("rapor.typ", {"kisa": "FORM · 1", "saniye": 0})
    assert hata.value.kod == "ARC-003" and hata.value.yer == "FORM · 1"


def test_template_that_is_not_installed_is_told():
    """Nothing is fetched in its place."""
    with pytest.raises(AracHatasi) as hata:
        set_here("yok.typ", {"kisa": "", "saniye": 0})
    assert hata.value.kod == "ARC-007"


def test_stream_stays_open_when_rows_fail():
    """It is the caller's, who decides what becomes of it."""

    def satirlar():
        yield {"konu": "bir"}
        raise OSError("disk dolu")

    akis = io.BytesIO()
    rapor = transfer_report("envanter", satirlar(), kurum=KURUM, zaman=ZAMAN, gizlilik=GizlilikDerecesi.YOK)
    with pytest.raises(OSError, match="disk dolu"):
        write_stream(rapor, "csv", akis)
    assert not akis.closed


@pytest.mark.yavas
def test_long_reports_of_children_leave_no_memory_behind():
    """The parent holds parts as bytes, not what the typesetter keeps."""
    bir = liste(2 * PARCA_SATIRI)
    tracemalloc.start()
    try:
        write(list_report(bir), "pdf")
        _, tepe = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert tepe < 64 << 20


@pytest.mark.fault("L02")
@pytest.mark.parametrize("bicim", ["xlsx", "csv"])
def test_tables_are_streamed(bicim):
    """Ten times the rows need about the same memory: a row at a time."""

    def tepe(n):
        bir = devir_satirlari(1)[0]
        rapor = transfer_report("envanter", (bir for _ in range(n)), kurum=KURUM, zaman=ZAMAN, gizlilik=GizlilikDerecesi.YOK)
        with io.BytesIO() as akis:
            tracemalloc.start()
            write_stream(rapor, bicim, akis)
            _, en_cok = tracemalloc.get_traced_memory()
            tracemalloc.stop()
            return en_cok - len(akis.getvalue())

    tepe(10)
    assert tepe(4_000) < 3 * tepe(400) + (4 << 20)


@pytest.mark.yavas
@pytest.mark.fault("L02")
def test_fifty_thousand_lines_in_a_workbook():
    """Every line there, in order."""
    bir = liste(50_000)
    with zipfile.ZipFile(io.BytesIO(write(list_report(bir), "xlsx"))) as kap:
        xml = kap.read("xl/worksheets/sheet1.xml")
    satirlar = [(int(no), int(sira)) for no, sira in re.findall(rb'<row r="(\d+)"><c r="A\d+" s="6"><v>(\d+)</v>', xml)]
    assert [sira for _, sira in satirlar] == list(range(1, 50_001)) and [no - satirlar[0][0] + 1 for no, _ in satirlar] == list(
        range(1, 50_001)
    )


def test_reasons_given_to_many_lines_stand_once():
    """A dissent in bulk is one row with ranges, and no cell is cut."""
    bir = liste(900)
    rapor = decision_report(bir, attrs.evolve(karar(bir)))
    karsi = next(b for b in rapor.sonra if b.baslik.startswith("Karşı"))
    assert len(karsi.satirlar) <= 6 and all(len(s[0]) < 1_000 for s in karsi.satirlar)
