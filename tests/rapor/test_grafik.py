# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The forecast as a report: numbers as Turkish offices write them, a CSV that runs nothing, a chart that is true and readable in grey."""

import csv
import datetime as dt
import io
import json
import re
import subprocess
import sys

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from earsiv.errors import GirdiHatasi
from earsiv.rapor.grafik import _compile, _content, draw_forecast, scale
from earsiv.rapor.tahmin import byte_text, check_format, count_text, metre_text, table_rows, unit_rows, write_forecast
from earsiv.saklama import Sonuc
from earsiv.saklama.tahmin import TAHMIN_SONUCLARI, Kova, Tahmin, TahminSatiri, Yuk

BUGUN = dt.date(2026, 11, 21)
BIRIM = "99990001"


def tahmin(n=10, birikmis=900, birim=BIRIM, sonra=70):
    """A forecast of invented numbers: each year a little more than the last."""
    satirlar = [TahminSatiri(Kova.BIRIKMIS, None, birim, s, Yuk(birikmis, 35 * birikmis, 10**9)) for s in TAHMIN_SONUCLARI if birikmis]
    for yil in range(2027, 2027 + n):
        for k, sonuc in enumerate(TAHMIN_SONUCLARI, start=1):
            dosya = (yil - 2000) * 8 // k
            satirlar.append(TahminSatiri(Kova.DOLACAK, yil, birim, sonuc, Yuk(dosya, dosya * 37, dosya * 12_345_678)))
    satirlar += [
        TahminSatiri(Kova.SONRA, None, birim, Sonuc.IMHA, Yuk(sonra, 5, 1)),
        TahminSatiri(Kova.ENGELLI, 2030, birim, Sonuc.IMHA, Yuk(41, 1_234, 9)),
        TahminSatiri(Kova.SUREKLI, None, birim, Sonuc.SUREKLI, Yuk(1_500, 60_000, 9)),
        TahminSatiri(Kova.ACIK, None, birim, Sonuc.BELIRSIZ, Yuk(220, 0, 0)),
        TahminSatiri(Kova.HATALI, None, birim, Sonuc.BELIRSIZ, Yuk(3, 0, 0)),
    ]
    return Tahmin(BUGUN, n, 4 * birikmis, tuple(satirlar))


BOS = Tahmin(BUGUN, 10, 0, ())


def cizim(veri):
    return Image.open(io.BytesIO(veri))


def sayfa_metni(deger, kurum="Örnekova Belediyesi"):
    """The text of the chart, read back from the same template set as PDF."""
    sayfalar = pypdfium2.PdfDocument(_compile(_content(deger, kurum), "pdf"))
    assert len(sayfalar) == 1
    return " ".join(sayfalar[0].get_textpage().get_text_bounded().split())


@pytest.mark.parametrize(
    ("mm", "metin"),
    [(0, "0,00"), (4, "0,00"), (5, "0,01"), (12_345, "12,35"), (999_995, "1.000,00"), (1_234_567_890, "1.234.567,89"), (-15, "-0,02")],
)
def test_metres_have_two_decimals_and_halves_go_up(mm, metin):
    """Whole millimetres in, metres out."""
    assert metre_text(mm) == metin


@given(st.integers(0, 10**15))
def test_metres_are_never_off_by_more_than_half_a_centimetre(mm):
    """Read back, the text is the number rounded once."""
    geri = int(metre_text(mm).replace(".", "").replace(",", "")) * 10
    assert abs(geri - mm) <= 5


@pytest.mark.parametrize(
    ("bayt", "metin"),
    [
        (0, "0 bayt"),
        (999, "999 bayt"),
        (1_000, "1,0 kB"),
        (999_949, "999,9 kB"),
        (999_950, "1,0 MB"),
        (12_345_678_901, "12,3 GB"),
        (10**27, "1.000.000.000,0 EB"),
    ],
)
def test_bytes_are_shown_in_the_unit_that_reads_best(bayt, metin):
    """Never 1000,0 of a unit that has a next one."""
    assert byte_text(bayt) == metin


@given(st.integers(1, 10**9))
def test_axis_covers_the_highest_bar_in_round_steps(en_cok):
    """Steps of 1, 2 or 5 times a power of ten, at most eight of them, and less than a step of empty space."""
    adim, ust = scale(en_cok)
    assert str(adim).rstrip("0") in {"1", "2", "5"} and ust % adim == 0 and ust // adim <= 8 and ust - adim < en_cok <= ust


def test_table_for_people_adds_up():
    """Rows of years, piled up first, then what falls due in no year; the last row is all of them."""
    baslik, *satirlar = table_rows(tahmin())
    assert baslik[0] == "yıl" and [s[0] for s in satirlar[:2]] == ["Birikmiş", "2027"]
    assert [s[0] for s in satirlar[-6:]] == ["Daha sonra", "Engelli", "Sürekli", "Açık", "Hatalı", "Toplam"]
    dosyalar = [int(s[5].replace(".", "")) for s in satirlar]
    assert sum(dosyalar[:-1]) == dosyalar[-1] == tahmin().incelenen
    assert all(len(s) == len(baslik) for s in satirlar)
    baslik, satir = unit_rows(tahmin())
    assert satir[0] == BIRIM and satir[1] == "3.600" and len(baslik) == len(satir)


def test_csv_opens_in_a_turkish_spreadsheet():
    """Byte order mark, semicolons, decimal comma without thousands, one row a sum; the sums are those of the forecast."""
    ham = write_forecast(tahmin(), "csv", birimler={BIRIM: "Zabıta Müdürlüğü"})
    assert ham.startswith(b"\xef\xbb\xbf") and b"\r\n" in ham
    satirlar = list(csv.DictReader(io.StringIO(ham.decode("utf-8-sig")), delimiter=";"))
    assert list(satirlar[0]) == ["Durum", "Yıl", "Birim", "Sonuç", "Dosya", "Raf (m)", "Raf (mm)", "Veri (bayt)"]
    assert sum(int(s["Dosya"]) for s in satirlar) == tahmin().incelenen
    assert sum(int(s["Raf (mm)"]) for s in satirlar) == tahmin().total().uzunluk_mm
    assert satirlar[0]["Birim"] == f"{BIRIM} Zabıta Müdürlüğü" and satirlar[0]["Raf (m)"] == "31,50"
    assert all(re.fullmatch(r"\d+,\d\d", s["Raf (m)"]) for s in satirlar)


@pytest.mark.fault("E11")
@pytest.mark.parametrize("birim", ["=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", "\t=1"])
def test_csv_runs_no_formula(birim):
    """A unit that begins like a formula is quoted."""
    (satir, *_) = csv.DictReader(io.StringIO(write_forecast(tahmin(birim=birim), "csv").decode("utf-8-sig")), delimiter=";")
    assert satir["Birim"].startswith("'") or not satir["Birim"].startswith(("=", "+", "-", "@", "\t"))


def test_json_is_the_forecast_itself():
    """The same values as ``as_dict``."""
    assert json.loads(write_forecast(tahmin(), "json")) == tahmin().as_dict()


@pytest.mark.fault("L06", "I26")
@pytest.mark.parametrize("bicim", ["svg", "png", "csv", "json"])
def test_same_forecast_same_bytes(bicim):
    """Made twice."""
    assert write_forecast(tahmin(), bicim, kurum="Örnekova") == write_forecast(tahmin(), bicim, kurum="Örnekova")


def test_another_process_draws_the_same_bytes():
    """In another process, another zone and another locale."""
    kod = (
        "import datetime as dt, hashlib; from earsiv.rapor.grafik import draw_forecast; from earsiv.saklama.tahmin import *\n"
        "from earsiv.saklama import Sonuc\n"
        "t = Tahmin(dt.date(2026, 11, 21), 5, 3, (TahminSatiri(Kova.BIRIKMIS, None, '1', Sonuc.IMHA, Yuk(3, 4, 5)),))\n"
        "print(*(hashlib.sha256(draw_forecast(t, b, kurum='Iğdır')).hexdigest() for b in ('svg', 'png')))"
    )
    ciktilar = {
        subprocess.run(
            [sys.executable, "-c", kod], env={"TZ": tz, "LC_ALL": "C", "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for tz, seed in (("UTC", "1"), ("Asia/Tokyo", "2"))
    }
    assert len(ciktilar) == 1


def test_chart_is_one_a4_page():
    """Landscape, 150 dots an inch; the SVG has the same size in points."""
    assert cizim(draw_forecast(tahmin(), "png")).size == (1754, 1240)
    assert re.search(rb'viewBox="0 0 841\.8[^ ]* 595\.2', draw_forecast(tahmin(), "svg"))


@pytest.mark.parametrize("deger", [tahmin(), tahmin(1, 0), tahmin(20, 50_000), tahmin(3, 0, sonra=10**9), BOS])
def test_chart_says_all_numbers_with_turkish_letters(deger):
    """Title, axis with unit, legend, year names, sums over the bars, exact numbers under them, and what has no column: on one page."""
    metin = sayfa_metni(deger, "IĞDIR ŞÖĞÜT İÇİN çğıöşü Belediyesi")
    for soz in ("Saklama süresi dolan ve dolacak dosyalar", "IĞDIR ŞÖĞÜT İÇİN çğıöşü", "21.11.2026", "dosya sayısı", "Raf (m)", "Veri"):
        assert soz in metin, soz
    for soz in ("İmha adayı", "Değerlendirme", "Örnek seçme", "Devir", "Birikmiş", "Engelli", "Sürekli", "Açık", "Hatalı", "Daha sonra"):
        assert soz in metin, soz
    for yil in deger.yillar:
        assert str(yil) in metin
        yuk = deger.total(Kova.DOLACAK, yil=yil)
        if yuk.dosya:
            assert count_text(yuk.dosya) in metin and metre_text(yuk.uzunluk_mm) in metin and byte_text(yuk.bayt) in metin
    assert ("dolacak dosya yok" in metin) == (deger is BOS)
    assert "imha izni değildir" in metin


def test_heights_are_shares_of_the_axis():
    """Each part of each bar, against the top of the axis."""
    deger = tahmin(10, 100)
    veri = _content(deger, "")
    ust = max(int(c["etiket"].replace(".", "")) for c in veri["cizgiler"])
    for sira, yil in enumerate(deger.yillar, start=1):
        for k, sonuc in enumerate(TAHMIN_SONUCLARI):
            assert veri["sutunlar"][sira]["oranlar"][k] == deger.total(Kova.DOLACAK, yil=yil, sonuc=sonuc).dosya / ust
    assert all(sum(s["oranlar"]) <= 1 for s in veri["sutunlar"]) and not any(s["kesik"] for s in veri["sutunlar"])


def test_backlog_that_would_flatten_the_years_is_cut_and_says_so():
    """The number over it stays true, the years keep their scale, the note explains."""
    veri = _content(tahmin(10, 100_000), "")
    assert [s["kesik"] for s in veri["sutunlar"]] == [True] + [False] * 10
    assert veri["sutunlar"][0]["toplam"] == "400.000" and sum(veri["sutunlar"][0]["oranlar"]) == pytest.approx(1)
    assert max(sum(s["oranlar"]) for s in veri["sutunlar"][1:]) > 0.8 and "Kesik çubuk" in veri["dipnot"]
    assert "Kesik çubuk" not in _content(tahmin(10, 0), "")["dipnot"]


def test_parts_of_a_bar_stay_apart_in_grey():
    """Printed without colour, neighbours differ by at least a tenth of the range from black to white."""
    deger = Tahmin(BUGUN, 1, 0, tuple(TahminSatiri(Kova.DOLACAK, 2027, BIRIM, s, Yuk(100)) for s in TAHMIN_SONUCLARI))
    gri = cizim(draw_forecast(deger, "png")).convert("L")
    ust, boy = bar_bounds(gri)
    sutun = 1754 * 3 // 4  # the one year stands right of the empty backlog
    ortalar = []
    for k in range(4):
        y = ust + boy - int((k + 0.5) * boy / 4)
        parca = gri.crop((sutun - 30, y - 30, sutun + 30, y + 30))
        ortalar.append(sum(parca.tobytes()) / (60 * 60))
    for bir in range(4):
        for iki in range(bir):
            assert abs(ortalar[bir] - ortalar[iki]) > 25, ortalar


def bar_bounds(gri):
    """Where the one bar begins and how high it is: the longest dark run of its column."""
    x = 1754 * 3 // 4
    koyu = [y for y in range(150, 1000) if min(gri.crop((x - 30, y, x + 30, y + 1)).tobytes()) < 250]
    baslar = [y for once, y in zip([0, *koyu], koyu, strict=False) if y - once > 3]
    bitler = [y for y, sonra in zip(koyu, [*koyu[1:], 9999], strict=False) if sonra - y > 3]
    boy, bas = max((bit - bas, bas) for bas, bit in zip(baslar, bitler, strict=True))
    return bas, boy


@pytest.mark.fault("E12")
@pytest.mark.parametrize(
    "kurum", ['#eval("1+1")', '#read("/etc/passwd")', "$ x^2 $ *kalın* _eğik_", "= Başlık", "@ref <label> // yorum", '"}]} \\u0022']
)
def test_name_of_the_institution_is_shown_literally(kurum):
    """It is data to the typesetter."""
    assert "".join(kurum.split()) in "".join(sayfa_metni(tahmin(), kurum).split())


@pytest.mark.fault("L08")
@pytest.mark.parametrize("kurum", ["", "Ş" * 5_000, "uzun ad " * 800, "مرحبا", "😀", "\x00\x1b", "a\n\nb"])
def test_odd_names_leave_the_page_one(kurum):
    """Nothing, endless, right-to-left, emoji, control characters."""
    assert sayfa_metni(tahmin(), kurum) and draw_forecast(tahmin(), "svg", kurum=kurum)


def test_formats_and_years_that_cannot_be_written_are_told():
    """Before anything is read or drawn."""
    with pytest.raises(GirdiHatasi) as hata:
        check_format("doc", 10)
    assert hata.value.kod == "RAP-021" and "png" in hata.value.oneri
    with pytest.raises(GirdiHatasi) as hata:
        write_forecast(tahmin(21), "png")
    assert hata.value.kod == "RAP-020"
    assert write_forecast(tahmin(21), "csv") and check_format("svg", 20) == "svg"
