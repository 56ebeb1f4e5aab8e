# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Tables from files: cells as the file has them, and hostile files that become one of our errors."""

import importlib.util
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earsiv.errors import EarsivError, GirdiHatasi
from earsiv.kabul import tablo
from earsiv.kabul.tablo import parse_csv, read_tables
from earsiv.sdp.hucre import HucreTuru

KOK = Path(__file__).resolve().parents[2]
_tanim = importlib.util.spec_from_file_location("earsiv_faults_build_sdp", KOK / "tests" / "faults" / "build_sdp.py")
build = importlib.util.module_from_spec(_tanim)
_tanim.loader.exec_module(build)


def koy(klasor, veri, ad="t.xlsx"):
    yol = klasor / ad
    yol.write_bytes(veri)
    return yol


def refused(yol):
    with pytest.raises(GirdiHatasi) as hata:
        read_tables(yol)
    assert hata.value.oneri
    return hata.value.kod


@pytest.mark.yavas
@pytest.mark.fault("R03")
def test_workbook_cells_keep_what_they_are(tmp_path):
    """Text, number, date, formula, truth value; the formula is neither computed nor replaced by its last value."""
    satir = ("010", 105.1, 10, build.Tarih(105.04), build.Formul("1+1", "2"), True, "", "=1+1")
    (t,) = read_tables(koy(tmp_path, build.xlsx(("Sayfa İ", [satir]))))
    assert t.ad == "t.xlsx · Sayfa İ"
    assert [(h.metin, h.tur) for h in t.satirlar[0]] == [
        ("010", HucreTuru.METIN),
        ("105.1", HucreTuru.SAYI),
        ("10", HucreTuru.SAYI),
        ("1900-04-14T00:57:36", HucreTuru.TARIH),
        ("=1+1", HucreTuru.FORMUL),
        ("True", HucreTuru.DIGER),
        ("", HucreTuru.METIN),
        ("=1+1", HucreTuru.METIN),
    ]


@pytest.mark.yavas
def test_old_workbook_cells_keep_what_they_are(tmp_path):
    """XLS: numbers stay numbers, text stays text, days stay days, the first empty rows count."""
    (t,) = read_tables(koy(tmp_path, build.xls([("",), ("", "010", 105.1, build.Tarih(105.04), "Çağrı İşleri")]), "t.bilinmez"))
    assert not any(h.metin for h in t.satirlar[0])
    assert [(h.metin, h.tur) for h in t.satirlar[1][1:]] == [
        ("010", HucreTuru.METIN),
        ("105.1", HucreTuru.SAYI),
        ("1900-04-14T00:57:36", HucreTuru.TARIH),
        ("Çağrı İşleri", HucreTuru.METIN),
    ]


@pytest.mark.parametrize(
    ("veri", "satir"),
    [
        ("Kod;Ad\r\n010;Işık\r\n".encode("utf-8-sig"), ["010", "Işık"]),
        ("Kod;Ad\r\n010;Işık\r\n".encode("cp1254"), ["010", "Işık"]),
        ("Kod\tAd\r\n010\tIşık\r\n".encode("utf-16"), ["010", "Işık"]),
        ('Kod,Ad\n010,"Işık, ses"\n'.encode(), ["010", "Işık, ses"]),
        ('Kod;Ad\n010;"Işık\nve ses"\n'.encode(), ["010", "Işık\nve ses"]),
    ],
)
def test_csv_is_read_as_turkish_offices_write_it(veri, satir):
    """Semicolons, marks, Windows-1254: told by the bytes; a foreign encoding is said."""
    t = parse_csv(veri, "t.csv")
    assert [h.metin for h in t.satirlar[1]] == satir and all(h.tur is HucreTuru.METIN for h in t.satirlar[1])
    assert bool(t.bulgular) == (not veri.startswith(b"\xef\xbb\xbf") and b"\xc4\xb1" not in veri)


@given(st.binary(max_size=300))
def test_no_bytes_bring_the_csv_reader_down(veri):
    """A table, or SDP-032."""
    try:
        parse_csv(veri, "t.csv")
    except EarsivError as hata:
        assert hata.kod == "SDP-032"


def test_csv_beyond_the_limits_is_refused(tmp_path, monkeypatch):
    """Rows and bytes are bounded, the limit is named; a field too long for the reader too."""
    monkeypatch.setattr(tablo, "_EN_COK_SATIR", 100)
    with pytest.raises(GirdiHatasi, match="100 satırdan uzun"):
        parse_csv(b"a;b\n" * 101, "t.csv")
    assert refused(koy(tmp_path, b'"' + b"a" * 200_000 + b'"', "t.csv")) == "SDP-032"
    monkeypatch.setattr(tablo, "_EN_BUYUK", 10)
    assert refused(koy(tmp_path, b"a;b;c;d;e;f;g\n", "t.csv")) == "SDP-032"


def test_missing_folder_and_device_are_errors_of_ours(tmp_path):
    """No foreign exception."""
    assert refused(tmp_path / "yok.xlsx") == "SDP-032"
    assert refused(tmp_path) == "SDP-032"
    assert refused(Path("/dev/zero")) == "KAB-018"


@pytest.mark.yavas
def test_workbook_with_too_many_rows_is_refused(tmp_path, monkeypatch):
    """The child stops counting at the limit; a sheet that only claims a million rows costs nothing."""
    monkeypatch.setattr(tablo, "_EN_COK_SATIR", 50)
    assert refused(koy(tmp_path, build.xlsx(("A", [("x",)] * 51)))) == "SDP-032"
    iddia = (
        b'<worksheet xmlns="%s"><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'
    )
    (t,) = read_tables(koy(tmp_path, sheet_with(iddia % build.ANA.encode())))
    assert [[h.metin for h in s] for s in t.satirlar] == [["1"]]


def sheet_with(sayfa: bytes) -> bytes:
    """A workbook whose only sheet is these bytes."""
    import io

    cikti = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(build.xlsx(("A", [("x",)])))) as asil, zipfile.ZipFile(cikti, "w", zipfile.ZIP_DEFLATED) as yeni:
        for ad in asil.namelist():
            yeni.writestr(
                zipfile.ZipInfo(ad, (1980, 1, 1, 0, 0, 0)), sayfa if ad.endswith("sheet1.xml") else asil.read(ad), zipfile.ZIP_DEFLATED
            )
    return cikti.getvalue()


@pytest.mark.yavas
def test_hostile_sheets_are_refused(tmp_path):
    """Entities, a far row, broken XML, a bomb: an error of ours or an empty sheet, never its text expanded."""
    govde = f'<worksheet xmlns="{build.ANA}"><sheetData>%s</sheetData></worksheet>'.encode()
    varlik = b'<!DOCTYPE w [<!ENTITY a "KOTU"><!ENTITY b "' + b"&a;" * 1000 + b'"><!ENTITY c "' + b"&b;" * 1000 + b'">]>'
    hucre = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>%s</t></is></c></row>'
    ornekler = {
        "varlik": varlik + govde % (hucre % (1, 1, b"&c;" * 1000)),
        "dis": b'<!DOCTYPE w [<!ENTITY d SYSTEM "file:///etc/hostname">]>' + govde % (hucre % (1, 1, b"&d;")),
        "bozuk": govde[:40],
        "uzak": govde % (hucre % (1_048_576, 1_048_576, b"x")),
        "bomba": govde % (b" " * (300 << 20)),
    }
    for ad, sayfa in ornekler.items():
        yol = koy(tmp_path, sheet_with(sayfa), f"{ad}.xlsx")
        try:
            tablolar = read_tables(yol)
        except EarsivError as hata:
            assert hata.kod.startswith(("SDP-032", "PKT-")), ad
        else:
            metin = "".join(h.metin for t in tablolar for s in t.satirlar for h in s)
            assert "KOTU" not in metin and metin in {"", "&d;"}, ad


@pytest.mark.yavas
def test_damaged_workbooks_are_refused_whole(tmp_path):
    """Bytes changed at random, files cut: a table or an error of ours, nothing else."""
    rastgele = random.Random(7)
    for ad, asil in (("t.xlsx", build.xlsx(("A", build.MECLIS))), ("t.xls", build.xls(build.MECLIS))):
        for n in range(6):
            veri = bytearray(asil)
            for _ in range(8):
                veri[rastgele.randrange(8, len(veri))] = rastgele.randrange(256)
            try:
                read_tables(koy(tmp_path, bytes(veri[: len(veri) - 50 * n]), ad))
            except EarsivError as hata:
                assert hata.kod.startswith(("SDP-032", "PKT-")), hata


@pytest.mark.yavas
@pytest.mark.fault("R03")
def test_rows_below_what_a_sheet_says_of_its_size_are_read(tmp_path):
    """A generator that writes a wrong dimension does not cut the plan short."""
    satirlar = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 9))
    sayfa = f'<worksheet xmlns="{build.ANA}"><dimension ref="A1:A2"/><sheetData>{satirlar}</sheetData></worksheet>'
    (t,) = read_tables(koy(tmp_path, sheet_with(sayfa.encode())))
    assert [h.metin for s in t.satirlar for h in s] == [str(n) for n in range(1, 9)]


@pytest.mark.yavas
def test_cells_merged_over_rows_are_told(tmp_path):
    """Over columns only they hide nothing."""
    sayfa = build.sayfa_xml([("a", "b"), ("c", "d"), ("", "e")])
    birlesik = '</sheetData><mergeCells count="2"><mergeCell ref="A2:A3"/><mergeCell ref="A1:B1"/></mergeCells>'
    (t,) = read_tables(koy(tmp_path, sheet_with(sayfa.replace("</sheetData>", birlesik).encode())))
    assert t.birlesik == ((1, 0, 2, 0),)


@pytest.mark.yavas
def test_workbook_with_too_many_sheets_is_refused(tmp_path, monkeypatch):
    """A sheet that is not read might be the plan."""
    monkeypatch.setattr(tablo, "_EN_COK_SAYFA", 2)
    assert refused(koy(tmp_path, build.xlsx(*((f"S{n}", [("x",)]) for n in range(3))))) == "SDP-032"


@pytest.mark.yavas
@pytest.mark.parametrize(
    ("hucre", "kabul"),
    [
        ('office:value-type="string"', True),
        ('table:number-columns-spanned="2" table:number-rows-spanned="1" office:value-type="string"', True),
        ('table:number-rows-spanned="2" office:value-type="string"', False),
        ('table:formula="of:=5+5" office:value-type="float" office:value="10"', False),
    ],
)
def test_ods_that_hides_something_is_refused(tmp_path, hucre, kabul):
    """Its reader shows neither formulas nor what is merged: a last value is no period."""
    ad = "urn:oasis:names:tc:opendocument:xmlns"
    adlar = "".join(f' xmlns:{k}="{ad}:{k}:1.0"' for k in ("office", "table", "text"))
    govde = (
        f'<table:table table:name="P"><table:table-row><table:table-cell {hucre}><text:p>10</text:p></table:table-cell></table:table-row>'
    )
    icerik = f"<office:document-content{adlar}><office:body><office:spreadsheet>{govde}</table:table></office:spreadsheet></office:body></office:document-content>"
    with zipfile.ZipFile(tmp_path / "t.ods", "w") as kap:
        kap.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        kap.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{ad}:manifest:1.0"/>')
        kap.writestr("content.xml", icerik)
    if kabul:
        assert [[h.metin for h in s] for t in read_tables(tmp_path / "t.ods") for s in t.satirlar] == [["10"]]
    else:
        assert refused(tmp_path / "t.ods") == "SDP-032"
