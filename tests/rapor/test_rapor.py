# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Reports: the form's columns, real Turkish letters, page k/n, the same bytes every time, and no text that becomes a command."""

import datetime as dt
import io

import attrs
import pypdfium2
import pytest
from openpyxl import load_workbook

from earsiv.ayiklama import freeze
from earsiv.errors import GirdiHatasi
from earsiv.model import ImhaListesi
from earsiv.rapor import form, write_list
from tests.ayiklama.test_liste import BILGI, ozet, supur

SUTUNLAR = [
    "Sıra No",
    "Üreten Birim",
    "Dosya Kodu",
    "Konu",
    "Yıl",
    "Belge Sayı Aralığı",
    "Klasör No",
    "Adet",
    "Saklama Süresi",
    "Saklama Kodu",
    "İmha Yılı",
    "Düşünce (Karar)",
    "Açıklama",
]


def liste(n=3, **degisik) -> ImhaListesi:
    asil = freeze("2037/1", supur(*(ozet(i) for i in range(n))).adaylar, **BILGI)
    return attrs.evolve(asil, satirlar=tuple(attrs.evolve(s, **degisik) for s in asil.satirlar))


def pdf_metni(veri):
    belge = pypdfium2.PdfDocument(veri)
    return [s.get_textpage().get_text_bounded() for s in belge]


def xlsx_satirlari(veri):
    return [[h.value for h in satir] for satir in load_workbook(io.BytesIO(veri)).active.iter_rows()]


@pytest.mark.fault("L06", "I26")
@pytest.mark.parametrize("bicim", ["pdf", "xlsx", "csv"])
def test_same_list_same_bytes(bicim):
    """Made twice, also in another time zone and a second later."""
    assert write_list(liste(), bicim) == write_list(liste(), bicim)


def test_columns_stand_in_the_order_of_the_form():
    """In the data, in the XLSX and in the CSV."""
    assert [s.baslik for s in form("imha-listesi").sutunlar] == SUTUNLAR
    assert SUTUNLAR in xlsx_satirlari(write_list(liste(), "xlsx"))
    assert write_list(liste(), "csv").decode("utf-8-sig").splitlines()[0].split(";") == SUTUNLAR


def test_pdf_has_turkish_letters_digest_and_page_numbers_on_every_page():
    """Over several pages, the head repeated."""
    asil = liste(120, konu="ĞÜŞİÖÇ ğüşıöç â î û Tutanakları")
    sayfalar = pdf_metni(write_list(asil, "pdf"))
    assert len(sayfalar) > 3
    for no, metin in enumerate(sayfalar, start=1):
        assert f"{no} / {len(sayfalar)}" in metin and asil.ozet in metin
        assert no == len(sayfalar) or "Dosya Kodu" in metin
    assert "ĞÜŞİÖÇ ğüşıöç â î û" in " ".join(sayfalar[0].split())
    assert "Başkan" in sayfalar[-1] and "İMHA LİSTESİ" in sayfalar[0]


@pytest.mark.fault("E11")
@pytest.mark.parametrize("konu", ["=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", "\t=1"])
def test_formula_stays_text(konu):
    """A subject that begins like a formula is shown, not run."""
    hucreler = [h for satir in load_workbook(io.BytesIO(write_list(liste(1, konu=konu), "xlsx"))).active.iter_rows() for h in satir]
    assert any(h.value == konu and h.data_type == "s" for h in hucreler)
    assert f"'{konu}" in write_list(liste(1, konu=konu), "csv").decode("utf-8-sig")


@pytest.mark.fault("E12")
@pytest.mark.parametrize(
    "konu",
    [
        '#eval("1+1")',
        '#read("/etc/passwd")',
        "{{ 7*7 }}",
        "$ x^2 $",
        "*kalın* _eğik_ `kod`",
        "= Başlık",
        "@ref <label> // yorum",
        '"}]} \\u0022',
    ],
)
def test_template_text_is_shown_literally(konu):
    """A subject is data to the typesetter."""
    metin = "".join("".join(pdf_metni(write_list(liste(1, konu=konu), "pdf"))).split())
    assert "".join(konu.split()).replace("-", "") in metin.replace("-", "").replace("\ufffe", "").replace("\u0002", "")


@pytest.mark.fault("L08")
@pytest.mark.parametrize("konu", ["", "Ş" * 300, "uzun " * 80, "مرحبا عربي", "😀 emoji", "\x00\x1b denetim", "a\u200bb"])
def test_odd_titles_render(konu):
    """Empty, 300 letters without a blank, right-to-left, emoji, control characters: every writer answers."""
    for bicim in ("pdf", "xlsx", "csv"):
        assert write_list(liste(2, konu=konu), bicim)
    assert len(pdf_metni(write_list(liste(2, konu=konu), "pdf"))) == 1


def test_pdf_is_pdf_a():
    """Says so in its metadata: PDF/A-2b."""
    ham = write_list(liste(), "pdf")
    assert b"pdfaid:part" in ham and b">2<" in ham


def test_unknown_form_and_format_are_told():
    """With the known ones."""
    for cagri in (lambda: form("yok"), lambda: write_list(liste(), "doc")):
        with pytest.raises(GirdiHatasi) as hata:
            cagri()
        assert hata.value.kod in {"RAP-001", "RAP-002"} and "Bilinenler" in hata.value.oneri


def test_unit_names_are_printed_beside_their_number():
    """Where the caller knows them."""
    veri = write_list(liste(1), "csv", {"1": "Zabıta Müdürlüğü"}).decode("utf-8-sig")
    assert "1 Zabıta Müdürlüğü" in veri and dt.date(2037, 3, 1).year == 2037
