# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Text of records on paper: shown as it is, or shown as what it hides; never run, never over the edge."""

import csv
import datetime as dt
import io
import re

import docx
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from earsiv.rapor import list_report, write
from earsiv.rapor.metin import breakable_text, ranges, safe_text, shown
from earsiv.rapor.sozler import kilo_text
from tests.rapor.ornekler import liste

KOTULER = (
    "",
    "Ş" * 300,
    "MÜDÜRLÜĞÜNCE" * 12,
    "muvaffakiyetsizleştiricileştiriveremeyebileceklerimizdenmişsinizcesine",
    "مرحبا عربي 123 نص طويل في اللغة العربية وهو موضوع الملف",
    "שלום עולם 45",
    "😀 emoji 🇹🇷 ve 漢字",
    "\x00\x1b denetim \ud800",
    "gizli \u202eters yazı\u202c son",
    "é ụ̈ ğ̃̄",
    '#eval("1+1") $x^2$ {{ 7*7 }} `k`',
    "https://ornek.example/cok/uzun/yol/" + "a" * 120,
    "satır\nbaşı\r\nve\tsekme",
    "_x0041_ &amp; <b>",
    "٪ ؟" + "ـ" * 30,
    "W" * 300,
    "1234567890" * 30,
    "uzun " * 80,
)


@pytest.mark.fault("L08")
@given(st.text())
def test_safe_text_can_be_written_anywhere(metin):
    """No control character, no half of a pair, nothing that turns text round; twice is once."""
    temiz = safe_text(metin)
    assert temiz.encode("utf-8") is not None and not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]", temiz)
    assert safe_text(temiz) == temiz


@pytest.mark.fault("E11")
@given(st.text(), st.sampled_from("=+-@\t\n\r＝＋－＠"))
def test_csv_cell_never_begins_like_a_formula(metin, bas):
    """Whatever stands in front of it in the record."""
    assert not safe_text(bas + metin, csv=True).startswith(("=", "+", "-", "@", "\t", "\n", "\r", "＝", "＋", "－", "＠"))


def test_what_hides_is_shown_and_what_is_cut_says_so():
    """Bidi controls as their number; a text beyond what a cell holds ends with a note."""
    assert safe_text("a\u202eb\u2066c\u200f") == "a[U+202E]b[U+2066]c[U+200F]"
    assert safe_text("x" * 40_000).endswith("… (kısaltıldı)") and len(safe_text("x" * 40_000)) == 32_767
    assert safe_text("ĞÜŞİÖÇ ğüşıöç â î û\n\t") == "ĞÜŞİÖÇ ğüşıöç â î û\n\t"


@given(st.text(), st.integers(2, 40))
def test_breakable_text_only_adds_places_to_break(metin, sigan):
    """Without them it is the same text."""
    assert breakable_text(metin, sigan).replace("\u200b", "") == metin.replace("\u200b", "")


@pytest.mark.parametrize(
    ("metin", "sigan", "beklenen"),
    [
        ("Tutanaklar", 4, "Tutanaklar"),
        ("E-9990-165.05", 6, "E-|9990-|165.|05"),
        ("ŞŞŞŞŞŞ", 4, "Ş|Ş|Ş|Ş|Ş|Ş"),
        ("123456", 4, "1|2|3|4|5|6"),
        ("kısa ŞŞŞŞ", 4, "kısa ŞŞŞŞ"),
    ],
)
def test_words_break_at_separators_before_letters(metin, sigan, beklenen):
    """Words with syllables are left to the hyphenation."""
    assert breakable_text(metin, sigan) == beklenen.replace("|", "\u200b")


@given(st.sets(st.integers(1, 300)))
def test_ranges_name_exactly_the_lines(satirlar):
    """Read back, they are the same lines; no piece is longer than a cell takes."""
    geri = set()
    for parca in ranges(satirlar):
        assert len(parca) < 1_000
        for aralik in parca.split(", "):
            ilk, _, son = aralik.partition("–")
            geri |= set(range(int(ilk), int(son or ilk) + 1))
    assert geri == satirlar


def test_cells_show_days_numbers_and_nothing():
    """Days as gg.aa.yyyy, whole numbers as numbers, truth in words."""
    assert [shown(d) for d in (dt.date(2037, 3, 1), 5, None, True, "a")] == ["01.03.2037", 5, "", "Evet", "a"]
    assert [kilo_text(g) for g in (0, 5, 12_500, 1_234_567)] == ["0 kg", "0,005 kg", "12,5 kg", "1.234,567 kg"]


@pytest.mark.fault("E11", "E12", "L08")
def test_hostile_titles_are_text_in_every_format():
    """XLSX and DOCX give back what was shown; CSV reads back; no field, no formula, no escape of the format."""
    bir = [liste(1, konu=k) for k in KOTULER]
    for konu, tek in zip(KOTULER, bir, strict=True):
        rapor = list_report(tek)
        beklenen = safe_text(konu)
        kitap = load_workbook(io.BytesIO(write(rapor, "xlsx")), data_only=False)
        hucreler = [h for satir in kitap.active.iter_rows() for h in satir if h.value is not None]
        assert not beklenen or any(str(h.value).replace("_x005F_", "_") == beklenen and h.data_type == "s" for h in hucreler), konu
        belge = docx.Document(io.BytesIO(write(rapor, "docx")))
        assert belge.tables[1].rows[1].cells[3].text == beklenen.replace("\t", " ")
        (_, satir) = csv.reader(io.StringIO(write(rapor, "csv").decode("utf-8-sig"), newline=""), delimiter=";")
        assert satir[3] == safe_text(konu, csv=True)


def kutular(sayfa):
    """Every character of a page with its box."""
    metin = sayfa.get_textpage()
    for sira in range(metin.count_chars()):
        yield metin.get_text_range(sira, 1), metin.get_charbox(sira, loose=False)


@pytest.mark.fault("L08")
@pytest.mark.parametrize("alan", ["konu", "klasor_no"])
def test_nothing_runs_over_its_column(alan):
    """In a wide and in a narrow column: no letter stands on a line of the table's next column, none is an empty box."""
    rapor = list_report(attrs_liste(alan))
    cizgiler = column_edges(rapor, alan)
    for sayfa in pypdfium2.PdfDocument(write(rapor, "pdf")):
        for harf, (sol, alt, sag, _) in kutular(sayfa):
            if harf.strip() and 60 < alt < 440 and sol >= cizgiler[0] - 1 and sol < cizgiler[1]:
                assert sag <= cizgiler[1] + 0.5, (harf, sol, sag, cizgiler)


def attrs_liste(alan):
    """A list whose lines say the worst in one field."""
    import attrs

    bir = liste(len(KOTULER))
    return attrs.evolve(bir, satirlar=tuple(attrs.evolve(s, **{alan: k}) for s, k in zip(bir.satirlar, KOTULER, strict=True)))


def column_edges(rapor, alan):
    """Left and right edge of a column on the page, in points."""
    en, kenar = 841.89, 34.02
    sutunlar = rapor.columns()
    toplam = sum(s.genislik for s in sutunlar)
    sira = [s.alan for s in sutunlar].index(alan)
    sol = sum(s.genislik for s in sutunlar[:sira])
    payi = (en - 2 * kenar) / toplam
    return kenar + sol * payi, kenar + (sol + sutunlar[sira].genislik) * payi


@pytest.mark.fault("E12", "L08")
@settings(max_examples=25)
@given(st.text(max_size=80))
def test_any_text_can_be_set(konu):
    """Whatever a record says, there is a PDF."""
    assert write(list_report(liste(1, konu=konu)), "pdf").startswith(b"%PDF-1.7")
