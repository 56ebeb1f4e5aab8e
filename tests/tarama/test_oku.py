# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Scans and PDFs to text, in child processes, with every fault an answer."""

import io
import os
import stat
import time
from pathlib import Path

import pytest
from PIL import Image

from earsiv import tarama
from earsiv._limits import Sinirlar
from earsiv.errors import AracHatasi, GirdiHatasi
from earsiv.tarama import Kind, Ocr
from earsiv.testing import render

METIN = "T.C.\nÖRNEKOVA BELEDİYE BAŞKANLIĞI\nBilgi İşlem Müdürlüğü\n\nSayın ilgili, Örnekova Belediyesi'nin ışık, kâğıt ve çöp\nişleri hakkındaki başvurunuz müdürlüğümüzce incelenmiştir."
pytestmark = pytest.mark.yavas


@pytest.fixture
def yaz(tmp_path):
    def _yaz(veri, ad="x"):
        (tmp_path / ad).write_bytes(veri)
        return tmp_path / ad

    return _yaz


def kod_of(yol, tur, **ayar):
    with pytest.raises(GirdiHatasi) as hata:
        tarama.read(yol, tur, **ayar)
    assert hata.value.oneri
    return hata.value.kod


@pytest.mark.parametrize(
    ("bas", "tur"),
    [
        (b"%PDF-1.7", Kind.PDF),
        (b"\0\0%PDF-1.4", Kind.PDF),
        (b"II*\0", Kind.TIFF),
        (b"MM\0*", Kind.TIFF),
        (b"\x89PNG\r\n\x1a\n", Kind.PNG),
        (b"\xff\xd8\xff\xe0", Kind.JPEG),
        (b"PK\x03\x04", Kind.ZIP),
        (b"<html>", None),
        (b"MZ", None),
    ],
)
@pytest.mark.fault("P09")
def test_kind_is_decided_by_content(yaz, bas, tur):
    """The extension does not matter."""
    assert tarama.detect(yaz(bas + b" " * 20, "belge.pdf")) is tur


def test_born_digital_text_is_read_with_boxes(yaz, ocrsiz):
    """No OCR is needed; words lie inside the page."""
    sonuc = tarama.read(yaz(render([METIN, METIN], "metinli-pdf")), Kind.PDF, ocr=ocrsiz)
    assert [s.no for s in sonuc.sayfalar] == [1, 2] and not sonuc.bekleyen
    sayfa = sonuc.sayfalar[0]
    assert "ÖRNEKOVA BELEDİYE BAŞKANLIĞI" in sayfa.metin and sayfa.kaynak == "katman"
    kelime = next(k for k in sayfa.kelimeler if k.metin == "ÖRNEKOVA")
    assert 0 < kelime.x0 < kelime.x1 < sayfa.genislik and 0 < kelime.y0 < kelime.y1 < sayfa.yukseklik / 2


@pytest.mark.ocr
@pytest.mark.parametrize(("cikti", "tur"), [("pdf", Kind.PDF), ("tiff", Kind.TIFF), ("png", Kind.PNG), ("jpeg", Kind.JPEG)])
def test_scan_is_read_in_turkish(yaz, ocr, cikti, tur):
    """Noisy, rotated, at 200 and 300 dpi, 1-bit and grey: the letters of the alphabet come back, with boxes and confidence."""
    veri = render([METIN], cikti, dpi=200 if cikti == "tiff" else 300, egim=0.5, gurultu="hafif")
    sayfa = tarama.read(yaz(veri), tur, ocr=ocr).sayfalar[0]
    assert sayfa.kaynak == "ocr" and "tur" in sayfa.motor
    for kelime in ("BELEDİYE", "Müdürlüğü", "Belediyesi'nin", "ışık", "incelenmiştir"):
        assert kelime in sayfa.metin.replace("’", "'"), (kelime, sayfa.metin)
    kutulu = next(k for k in sayfa.kelimeler if k.metin == "BELEDİYE")
    assert 0 < kutulu.x0 < kutulu.x1 < sayfa.genislik and kutulu.guven > 50


@pytest.mark.ocr
@pytest.mark.fault("P11")
def test_multi_page_tiff_and_blank_page(yaz, ocr):
    """Every page is there, a blank one too."""
    sayfalar = tarama.read(yaz(render([METIN, " ", METIN], "tiff", dpi=200, gurultu="yok")), Kind.TIFF, ocr=ocr).sayfalar
    assert [s.no for s in sayfalar] == [1, 2, 3]
    assert len(sayfalar[1].metin) < 10 < len(sayfalar[2].metin)


@pytest.mark.fault("P08")
@pytest.mark.parametrize("arac", [Ocr(program="boyle-bir-arac-yok"), None])
def test_missing_tool_leaves_the_text_waiting(yaz, arac):
    """The pages are there, their text waits, and a finding says what to install."""
    sonuc = tarama.read(yaz(render([METIN], "png", dpi=100)), Kind.PNG, ocr=arac)
    assert (sonuc.bekleyen, sonuc.sayfalar[0].kaynak) == (1, "bekliyor")
    assert sonuc.bulgular[-1].kod == "TAR-001" and "OCR" in sonuc.bulgular[-1].oneri


@pytest.mark.ocr
@pytest.mark.fault("P08")
def test_missing_language_is_told_apart(ocr):
    """Tesseract without Turkish is not Turkish OCR."""
    engel = Ocr(dil="xxx").available()
    assert engel is not None and engel.kod == "ARC-006"


def sahte_arac(tmp_path, govde):
    yol = tmp_path / "sahte-tesseract"
    yol.write_text(f"#!/bin/sh\ncase \"$1\" in --version) echo 'tesseract 9.9'; exit;; --list-langs) echo tur; exit;; esac\n{govde}\n")
    yol.chmod(yol.stat().st_mode | stat.S_IEXEC)
    return str(yol)


@pytest.mark.fault("P07")
def test_hanging_tool_is_killed_with_its_children(tmp_path, yaz):
    """Nothing is orphaned; the page waits."""
    iz = tmp_path / "pid"
    arac = Ocr(program=sahte_arac(tmp_path, f"sleep 60 & echo $! > {iz}; wait"), sinirlar=Sinirlar(ocr_sure=2))
    sonuc = tarama.read(yaz(render([METIN], "png", dpi=100)), Kind.PNG, ocr=arac)
    assert sonuc.bekleyen == 1 and sonuc.bulgular[0].kod == "TAR-008"
    pid = int(iz.read_text())
    for _ in range(50):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            break
        if "State:\tZ" in Path(f"/proc/{pid}/status").read_text():
            break
        time.sleep(0.1)
    else:
        pytest.fail("alt süreç yaşıyor")


@pytest.mark.fault("P06")
def test_crashing_tool_is_one_pages_matter(tmp_path, yaz):
    """Killed by a signal: the page waits, the parent goes on."""
    arac = Ocr(program=sahte_arac(tmp_path, "kill -SEGV $$"))
    sonuc = tarama.read(yaz(render([METIN], "png", dpi=100)), Kind.PNG, ocr=arac)
    assert sonuc.bekleyen == 1 and sonuc.sayfalar[0].metin == ""


@pytest.mark.parametrize(
    ("veri", "tur", "kod"),
    [
        (b"%PDF-1.7\nbozuk", Kind.PDF, "TAR-003"),
        (b"\x89PNG\r\n\x1a\n", Kind.PNG, "TAR-003"),
        (b"II*\0\x08\0\0\0", Kind.TIFF, "TAR-003"),
        (b"\xff\xd8\xff\xe0", Kind.JPEG, "TAR-003"),
    ],
)
def test_broken_files_have_their_code(yaz, veri, tur, kod):
    """Damaged headers of every kind."""
    assert kod_of(yaz(veri), tur) == kod


def test_truncated_image_is_refused(yaz):
    """Half a PNG is no page."""
    veri = render([METIN], "png", dpi=100)
    assert kod_of(yaz(veri[: len(veri) // 2]), Kind.PNG) == "TAR-003"


@pytest.mark.fault("P05")
def test_password_is_told_apart(yaz):
    """Encrypted is not damaged."""
    import pikepdf

    cikti = io.BytesIO()
    with pikepdf.open(io.BytesIO(render([METIN], "metinli-pdf"))) as pdf:
        pdf.save(cikti, encryption=pikepdf.Encryption(user="gizli", owner="gizli"))
    assert kod_of(yaz(cikti.getvalue()), Kind.PDF) == "TAR-002"


@pytest.mark.fault("F09")
def test_hyphen_at_a_line_end_of_a_text_layer_joins_the_word(yaz, ocrsiz):
    """pdfium marks it with a control character; the word is found whole and no control character is kept."""
    from earsiv.arama import analyze

    sayfa = tarama.read(
        yaz(
            render(
                ["Örnekova bele-\ndiye başkanlığı ile müdür-\nlüğü arasında yapılan uzun bir yazışma metni burada durmaktadır."],
                "metinli-pdf",
            )
        ),
        Kind.PDF,
        ocr=ocrsiz,
    ).sayfalar[0]
    terimler = {t.t for t in analyze(sayfa.metin)}
    assert {"belediye", "mudurlugu"} <= terimler, sayfa.metin
    assert not any(ord(h) < 32 and h not in "\n\t" for h in sayfa.metin)


@pytest.mark.fault("P04")
def test_scripts_actions_and_embedded_files_are_reported_and_never_run(yaz, ocrsiz):
    """Told in findings; the text is read all the same."""
    import pikepdf

    cikti = io.BytesIO()
    with pikepdf.open(io.BytesIO(render([METIN], "metinli-pdf"))) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.attachments["x.txt"] = b"gomulu"
        pdf.save(cikti)
    sonuc = tarama.read(yaz(cikti.getvalue()), Kind.PDF, ocr=ocrsiz)
    assert [b.kod for b in sonuc.bulgular] == ["TAR-009", "TAR-009"] and sonuc.metin_var


def test_pdf_that_pdfium_refuses_gets_a_second_reader(yaz, ocrsiz, monkeypatch):
    """A damaged header and table: pypdf still finds the text, or the file is refused."""
    veri = render([METIN], "metinli-pdf")
    bozuk = veri.replace(b"startxref", b"starXXref").replace(b"%PDF-1.7", b"%PDF-9.9")
    try:
        sonuc = tarama.read(yaz(bozuk), Kind.PDF, ocr=ocrsiz)
        assert "Müdürlüğü" in sonuc.sayfalar[0].metin
    except GirdiHatasi as hata:
        assert hata.kod == "TAR-003"


@pytest.mark.fault("P02", "P03")
def test_page_and_pixel_limits_are_asked_before_decoding(yaz):
    """Too many pages, too many pixels, too many bytes."""
    assert kod_of(yaz(render([METIN, METIN], "metinli-pdf")), Kind.PDF, sinirlar=Sinirlar(sayfa_sayisi=1)) == "TAR-005"
    buyuk = io.BytesIO()
    Image.new("1", (60_000, 60_000)).save(buyuk, "TIFF", compression="group4")
    assert kod_of(yaz(buyuk.getvalue()), Kind.TIFF) == "TAR-006"
    assert kod_of(yaz(b"%PDF-" + b" " * 2000), Kind.PDF, sinirlar=Sinirlar(tarama_bayt=1000)) == "TAR-007"


@pytest.mark.fault("P01")
def test_memory_limit_stops_the_child(yaz):
    """A page that would take too much memory ends the child, not us."""
    buyuk = io.BytesIO()
    Image.new("L", (10_000, 10_000)).save(buyuk, "PNG")
    assert kod_of(yaz(buyuk.getvalue()), Kind.PNG, sinirlar=Sinirlar(cocuk_bellek=80 << 20)) == "TAR-004"


def test_time_limit_stops_the_child(tmp_path):
    """The wall clock holds for programs, too."""
    from earsiv import _cocuk

    with pytest.raises(AracHatasi) as hata:
        _cocuk.run_program(["sleep", "30"], sure=1, yer="x")
    assert hata.value.kod == "ARC-002"


def test_pages_survive_a_round_trip(yaz, ocrsiz):
    """What is kept beside a record is read back equal."""
    sayfalar = tarama.read(yaz(render([METIN], "metinli-pdf")), Kind.PDF, ocr=ocrsiz).sayfalar
    assert tarama.decode_pages(tarama.encode_pages(sayfalar)) == sayfalar
