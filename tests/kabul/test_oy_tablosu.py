# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Vote sheets go out and come back: what was voted is read, and whatever happened to the sheet on the way is told cell by cell."""

import datetime as dt
import io
import zipfile

import attrs
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earsiv._limits import Sinirlar
from earsiv.ayiklama.liste import digest
from earsiv.errors import GirdiHatasi, ImhaHatasi
from earsiv.kabul import oy_tablosu as oku
from earsiv.kabul.oy_tablosu import BASLIK_SATIRI, SUTUNLAR, cell_name, check_sheets, read_vote_sheet
from earsiv.model import ImhaListesi, ImhaSatiri, Oturum, Oy, SatirOyu, Uye
from earsiv.rapor.oy_tablosu import write_vote_sheet
from earsiv.sdp.hucre import BOS, Hucre, HucreTuru

KONULAR = ("Zabıta tutanakları", "=1+1", "#N/A", "  iki  boşluk\nsatır _x0041_ \x07", "@SUM(A1)", "İzmir İl Özel")
N = len(KONULAR)
ILK = BASLIK_SATIRI  # row of the first line, from 0
OY_SUTUNU = len(SUTUNLAR)


def listesi(konular=KONULAR, no="2037/1"):
    satirlar = tuple(
        ImhaSatiri(i, f"d{i}", "99900001", "165.05", "belediye", "2018", konu, 2012, 2012 + i % 2, "E-1", "", i, "10", "D", 2024, "x")
        for i, konu in enumerate(konular, start=1)
    )
    liste = ImhaListesi(no, "Örnekova Belediyesi", dt.date(2037, 3, 1), "a", "2026-11-21T09:00:00.000000Z", satirlar)
    return attrs.evolve(liste, ozet=digest(liste))


def oturumu(*koltuklar):
    turler = {"B": "BASKAN", "A": "ARSIV", "U": "BIRIM"}
    uyeler = tuple(Uye(k, turler[k[0]], f"kisi-{k}", f"Örnek Üye {k}", "Memur", "99900001") for k in koltuklar or ("B", "A1", "U1"))
    return Oturum("K-2037/1", "E-99900001-804-1", dt.date(2037, 3, 5), "Toplantı Salonu", uyeler)


LISTE, OTURUM = listesi(), oturumu()


def doldurulmus(hucreler, liste=LISTE, oturum=OTURUM):
    """Write cells into a sheet the way a spreadsheet does: load, set, save."""
    kitap = openpyxl.load_workbook(io.BytesIO(write_vote_sheet(liste, oturum)))
    for ad, deger in hucreler.items():
        kitap["Oylar"][ad] = deger
    return kaydedilmis(kitap)


def kaydedilmis(kitap):
    cikti = io.BytesIO()
    kitap.save(cikti)
    return cikti.getvalue()


@pytest.fixture(scope="module")
def sayfalar(tmp_path_factory):
    """The sheets of an untouched workbook, read by the real reader."""
    yol = tmp_path_factory.mktemp("oy") / "oy.xlsx"
    yol.write_bytes(write_vote_sheet(LISTE, OTURUM))
    return oku._open(yol, LISTE, OTURUM, Sinirlar())


def degistir(sayfalar, hucreler=(), satirlar=None, sayfa="Oylar"):
    """Return the sheets with other cells, by (row, column) from 0, or other rows."""
    tablo = sayfalar[sayfa]
    yeni = [list(s) for s in (tablo.satirlar if satirlar is None else satirlar(list(tablo.satirlar)))]
    for (satir, sutun), deger in dict(hucreler).items():
        yeni += [[] for _ in range(satir + 1 - len(yeni))]
        yeni[satir] += [BOS] * (sutun + 1 - len(yeni[satir]))
        yeni[satir][sutun] = deger if isinstance(deger, Hucre) else Hucre(deger)
    return {**sayfalar, sayfa: attrs.evolve(tablo, satirlar=tuple(tuple(s) for s in yeni))}


def kodlar(bulgular):
    return [(b.kod, b.yer) for b in bulgular if b.kod != "IMH-089"]


@pytest.mark.fault("L06")
def test_a_sheet_says_which_list_and_session_it_is_about_and_is_reproducible():
    """Header in fixed cells, machine facts on a hidden sheet, votes offered as a list; same list and session, same bytes."""
    veri = write_vote_sheet(LISTE, OTURUM)
    assert veri == write_vote_sheet(LISTE, OTURUM) != write_vote_sheet(listesi(no="2037/2"), OTURUM)
    kitap = openpyxl.load_workbook(io.BytesIO(veri))
    sayfa, gizli = kitap["Oylar"], kitap["earsiv"]
    assert (sayfa["C2"].value, sayfa["C3"].value, sayfa["C5"].value) == ("2037/1", LISTE.ozet, "05.03.2037 Toplantı Salonu")
    assert gizli.sheet_state == "hidden" and [s[1].value for s in gizli.iter_rows()][1:3] == ["2037/1", LISTE.ozet]
    assert [s[1].value for s in gizli.iter_rows()][-3:] == ["B", "A1", "U1"]
    (kural,) = sayfa.data_validations.dataValidation
    assert kural.formula1 == '"İMHA,SAKLA,DEVRET,ÇEKİMSER"' and str(kural.sqref).split()[0] == f"J{ILK + 1}:J{ILK + N}"


def test_the_lines_are_locked_and_their_text_is_never_a_formula():
    """Cells of the list are text and locked; only votes and reasons are open."""
    sayfa = openpyxl.load_workbook(io.BytesIO(write_vote_sheet(LISTE, OTURUM)))["Oylar"]
    assert sayfa.protection.sheet
    for satir in sayfa.iter_rows(min_row=ILK + 1, max_row=ILK + N):
        for hucre in satir[:OY_SUTUNU]:
            assert hucre.protection.locked and hucre.data_type in {"n", "s", "inlineStr"}, hucre.coordinate
    assert not sayfa.column_dimensions["J"].protection.locked and not sayfa.column_dimensions["O"].protection.locked
    assert openpyxl.load_workbook(io.BytesIO(write_vote_sheet(listesi(()), OTURUM)))["Oylar"].max_row == BASLIK_SATIRI


def test_an_untouched_sheet_has_no_votes_and_nothing_wrong(sayfalar):
    """Empty cells are no votes; each seat's silence is told, as information."""
    oylar, bulgular = check_sheets(sayfalar, LISTE, OTURUM)
    assert oylar == [] and [(b.kod, str(b.seviye)) for b in bulgular] == [("IMH-089", "bilgi")] * 3
    assert f"{N} satırda" in bulgular[0].mesaj and f"1–{N}" in bulgular[0].mesaj and bulgular[1].yer == "A1 Örnek Üye A1"


OYLAR = {
    "İMHA": Oy.IMHA,
    "IMHA": Oy.IMHA,
    "imha": Oy.IMHA,
    " i ": Oy.IMHA,
    "Sakla": Oy.SAKLA,
    "DEVRET": Oy.DEVRET,
    "çekimser": Oy.CEKIMSER,
    "CEKİMSER": Oy.CEKIMSER,
}


@pytest.mark.parametrize("soz", OYLAR)
def test_votes_are_read_however_they_are_spelt(sayfalar, soz):
    """Upper, lower, with or without dots: the same word."""
    oylar, bulgular = check_sheets(degistir(sayfalar, {(ILK, OY_SUTUNU): soz, (ILK, OY_SUTUNU + 1): " değerli "}), LISTE, OTURUM)
    assert oylar == [SatirOyu(1, "B", OYLAR[soz], "değerli")] and kodlar(bulgular) == []


@pytest.mark.parametrize(
    "deger",
    [
        "imhaa",
        "evet",
        "x",
        "İMHA?",
        "-",
        "0",
        Hucre("=İMHA", HucreTuru.FORMUL),
        Hucre("1", HucreTuru.SAYI),
        Hucre("2037-01-01", HucreTuru.TARIH),
        Hucre("#N/A", HucreTuru.DIGER),
    ],
)
def test_anything_else_in_a_vote_cell_is_told_with_its_name(sayfalar, deger):
    """Nothing is guessed."""
    oylar, bulgular = check_sheets(degistir(sayfalar, {(ILK + 1, OY_SUTUNU + 2): deger}), LISTE, OTURUM)
    assert oylar == [] and kodlar(bulgular) == [("IMH-086", f"L{ILK + 2}")]


def test_keep_and_transfer_need_a_reason_and_a_reason_needs_a_vote(sayfalar):
    """Told at the cell of the reason; to destroy or to abstain needs none."""
    satir, ilk = ILK + 2, OY_SUTUNU
    hucreler = {(satir, ilk): "SAKLA", (satir, ilk + 2): "DEVRET", (satir, ilk + 5): "oysuz", (satir + 1, ilk): "ÇEKİMSER"}
    hucreler |= {(satir + 1, ilk + 2): "sakla", (satir + 1, ilk + 3): Hucre("=A1", HucreTuru.FORMUL)}
    oylar, bulgular = check_sheets(degistir(sayfalar, hucreler), LISTE, OTURUM)
    assert oylar == [SatirOyu(4, "B", Oy.CEKIMSER)]
    assert kodlar(bulgular) == [("IMH-087", yer) for yer in (f"K{satir + 1}", f"M{satir + 1}", f"O{satir + 1}", f"M{satir + 2}")]


@pytest.mark.parametrize(
    ("degisen", "neden"),
    [
        ({(1, 1): "2037/9"}, "liste"),
        ({(2, 1): "0" * 64}, "liste_ozeti"),
        ({(3, 1): "K-2037/9"}, "komisyon"),
        ({(4, 1): "0" * 64}, "oturum_ozeti"),
        ({(5, 1): "A2"}, "koltuk"),
        ({(0, 1): "baska/1"}, "bicim"),
        ({(9, 0): "koltuk", (9, 1): "U9"}, "koltuk"),
    ],
)
def test_a_sheet_of_another_list_or_session_is_refused(sayfalar, degisen, neden):
    """IMH-081 names what differs; nothing of the sheet is read."""
    with pytest.raises(ImhaHatasi) as hata:
        check_sheets(degistir(sayfalar, degisen, sayfa="earsiv"), LISTE, OTURUM)
    assert hata.value.kod == "IMH-081" and f"({neden}:" in str(hata.value)


@pytest.mark.parametrize("sayfa", ["earsiv", "Oylar"])
def test_a_workbook_without_its_sheets_is_refused(sayfalar, sayfa):
    """Copying the rows into a new workbook loses what they are about."""
    with pytest.raises(ImhaHatasi) as hata:
        check_sheets({ad: t for ad, t in sayfalar.items() if ad != sayfa}, LISTE, OTURUM)
    assert hata.value.kod == "IMH-081" and sayfa in str(hata.value)


def test_text_above_and_in_the_lines_is_held_against_the_list(sayfalar):
    """Every changed cell by its name: header, subject, count; a spreadsheet's own wrapping is no change."""
    hucreler = {(2, 2): "f" * 64, (ILK, 3): "Başka konu", (ILK + 1, 5): Hucre("7", HucreTuru.SAYI), (ILK + 2, 2): "165.06"}
    hucreler |= {
        (ILK, 5): Hucre("1.0", HucreTuru.SAYI),
        (ILK + 1, 3): " =1+1  ",
        (ILK, 0): "1",
        (ILK + 3, 4): Hucre("2012", HucreTuru.SAYI),
    }
    _, bulgular = check_sheets(degistir(sayfalar, hucreler), LISTE, OTURUM)
    assert kodlar(bulgular) == [("IMH-085", yer) for yer in ("C3", f"D{ILK + 1}", f"F{ILK + 2}", f"C{ILK + 3}", f"E{ILK + 4}")]


def test_lines_unknown_double_missing_or_out_of_order_are_told_together(sayfalar):
    """All at once, and votes only of the lines that are sure."""

    def karistir(satirlar):
        bas, govde = satirlar[:ILK], satirlar[ILK:]
        return [*bas, govde[1], govde[0], govde[0], govde[3], (Hucre("99"),), (Hucre("iki"),), (), (BOS, Hucre("x"))]

    degisik = degistir(sayfalar, satirlar=karistir)
    degisik = degistir(degisik, {(ILK + 1, OY_SUTUNU): "İMHA", (ILK + 2, OY_SUTUNU): "İMHA"})
    oylar, bulgular = check_sheets(degisik, LISTE, OTURUM)
    assert oylar == [SatirOyu(1, "B", Oy.IMHA)]
    yerler = [("IMH-082", f"A{ILK + n}") for n in (3, 5, 6, 8)]
    assert kodlar(bulgular) == [*yerler, ("IMH-083", "Oylar"), ("IMH-084", f"A{ILK + 2}")]
    assert "3 satırı" in next(b.mesaj for b in bulgular if b.kod == "IMH-083") and "3, 5–6" in str(bulgular)


def test_a_seat_without_its_column_is_told_and_the_others_are_read(sayfalar):
    """Column cut out, heading changed, heading twice."""
    ilk = OY_SUTUNU
    oylu = degistir(sayfalar, {(ILK, ilk): "İMHA", (ILK, ilk + 2): "İMHA", (ILK, ilk + 4): "İMHA"})
    kesik = degistir(oylu, satirlar=lambda satirlar: [s[: ilk + 2] + s[ilk + 3 :] if no >= ILK - 1 else s for no, s in enumerate(satirlar)])
    oylar, bulgular = check_sheets(kesik, LISTE, OTURUM)
    assert [o.koltuk for o in oylar] == ["B", "U1"] and kodlar(bulgular) == [("IMH-088", f"satır {BASLIK_SATIRI}")]
    assert "A1 Örnek Üye A1 – Oy" in str(bulgular)
    oylar, bulgular = check_sheets(degistir(oylu, {(ILK - 1, ilk): "B – oy"}), LISTE, OTURUM)
    assert [o.koltuk for o in oylar] == ["A1", "U1"] and kodlar(bulgular)[0][0] == "IMH-088"
    oylar, bulgular = check_sheets(degistir(oylu, {(ILK - 1, ilk + 9): "Konu"}), LISTE, OTURUM)
    assert len(oylar) == 3 and kodlar(bulgular) == [("IMH-088", f"S{BASLIK_SATIRI}")]
    assert check_sheets(degistir(oylu, {(ILK - 1, 0): "No"}), LISTE, OTURUM)[0] == []
    assert check_sheets(degistir(oylu, satirlar=lambda satirlar: satirlar[:3]), LISTE, OTURUM)[0] == []


def test_one_word_over_many_lines_is_not_a_vote_on_each(sayfalar):
    """Merged vote cells are an error at their first cell; merged cells elsewhere are no matter of votes."""
    tablo = sayfalar["Oylar"]
    birlesik = {
        **sayfalar,
        "Oylar": attrs.evolve(tablo, birlesik=((ILK, OY_SUTUNU, ILK + 3, OY_SUTUNU), (0, 0, 1, 0), (ILK, 0, ILK + 1, 1))),
    }
    assert kodlar(check_sheets(birlesik, LISTE, OTURUM)[1]) == [("IMH-086", f"J{ILK + 1}")]


def test_cell_names_are_those_of_a_spreadsheet():
    """D17, Z1, AA1, AZ9, ZZ1, AAA1."""
    yerler = [(16, 3), (0, 25), (0, 26), (8, 51), (0, 701), (0, 702)]
    assert [cell_name(*yer) for yer in yerler] == ["D17", "Z1", "AA1", "AZ9", "ZZ1", "AAA1"]


@given(st.data())
def test_whatever_stands_in_the_cells_only_findings_come_out(sayfalar, data):
    """No error but that of another list, and never a vote that is not in its cell."""
    metin = st.sampled_from(["", "İMHA", "sakla", "x", "1", "neden", "99"])
    hucre = st.builds(Hucre, metin, st.sampled_from(list(HucreTuru)))
    yer = st.tuples(st.integers(0, ILK + N + 3), st.integers(0, OY_SUTUNU + 8))
    degisik = degistir(sayfalar, data.draw(st.dictionaries(yer, hucre, max_size=12)))
    oylar, _ = check_sheets(degisik, LISTE, OTURUM)
    assert len({(o.satir, o.koltuk) for o in oylar}) == len(oylar)
    for oy in oylar:
        assert 1 <= oy.satir <= N and oy.koltuk in {"B", "A1", "U1"}
        assert oy.oy not in {Oy.SAKLA, Oy.DEVRET} or oy.gerekce


GEREKCE = st.text("abcçğıİöşü +-@'<&_x", max_size=20).map(str.strip)
VERILEN = st.none() | st.tuples(st.sampled_from(list(Oy)), GEREKCE).filter(lambda v: v[1] or v[0] in {Oy.IMHA, Oy.CEKIMSER})


@pytest.mark.yavas
@given(st.lists(st.lists(VERILEN, min_size=3, max_size=3), min_size=N, max_size=N))
@settings(max_examples=8)
def test_what_was_voted_comes_back(oylar):
    """Round trip through a real spreadsheet file: write, fill in, save, read."""
    hucreler, beklenen = {}, []
    for sira, satir in enumerate(oylar, start=1):
        for kacinci, (koltuk, verilen) in enumerate(zip(("B", "A1", "U1"), satir, strict=True)):
            if verilen:
                beklenen.append(SatirOyu(sira, koltuk, *verilen))
                for yan, deger in enumerate((oku.OY_SOZLERI[verilen[0]], verilen[1] or None)):
                    hucreler[cell_name(ILK + sira - 1, OY_SUTUNU + 2 * kacinci + yan)] = deger
    okunan, bulgular = read_vote_sheet(doldurulmus(hucreler), LISTE, OTURUM)
    assert okunan == beklenen and kodlar(bulgular) == []


@pytest.mark.yavas
@pytest.mark.fault("L02", "L08")
def test_long_lists_and_odd_subjects_come_back_unchanged():
    """Thousands of lines, no subject, 300 letters, right to left, emoji, tabs: the same text, every vote."""
    konular = (
        "",
        "أرشيف البلدية",
        "📄 Ağaç ğüşıöç",
        "Uzun konu " * 30,
        "a\tb\r\nc",
        "_x000D_",
        "x" * 33_000,
        "ters\u202eyazı\u2028\x85\x9f",
        "\u202e" * 5_000,
    )
    liste = listesi(konular * 300)
    veri = doldurulmus({cell_name(ILK + n, OY_SUTUNU): "İMHA" for n in range(len(liste.satirlar))}, liste)
    oylar, bulgular = read_vote_sheet(veri, liste, OTURUM)
    assert len(oylar) == len(liste.satirlar) and kodlar(bulgular) == []


@pytest.mark.yavas
def test_a_formula_in_a_vote_cell_is_not_computed():
    """Nor one in a reason; both are told."""
    veri = doldurulmus({f"J{ILK + 1}": '="İMHA"', f"L{ILK + 1}": "SAKLA", f"M{ILK + 1}": "=1+1"})
    oylar, bulgular = read_vote_sheet(veri, LISTE, OTURUM)
    assert oylar == [] and kodlar(bulgular) == [("IMH-086", f"J{ILK + 1}"), ("IMH-087", f"M{ILK + 1}")]


@pytest.mark.yavas
def test_merged_votes_of_a_real_workbook_are_seen():
    """As a person merges them."""
    kitap = openpyxl.load_workbook(io.BytesIO(write_vote_sheet(LISTE, OTURUM)))
    kitap["Oylar"][f"J{ILK + 1}"] = "İMHA"
    kitap["Oylar"].merge_cells(f"J{ILK + 1}:J{ILK + 3}")
    oylar, bulgular = read_vote_sheet(kaydedilmis(kitap), LISTE, OTURUM)
    assert oylar == [SatirOyu(1, "B", Oy.IMHA)] and kodlar(bulgular) == [("IMH-086", f"J{ILK + 1}")]


@pytest.mark.parametrize("veri", [b"", b"PK", b"duz metin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"PK\x03\x04" + b"\0" * 200])
def test_what_is_no_workbook_is_refused(veri, tmp_path):
    """By its bytes, from memory or from disk; a missing file and a folder too."""
    yol = tmp_path / "oy.xlsx"
    yol.write_bytes(veri)
    for girdi in (veri, yol, tmp_path / "yok.xlsx", tmp_path):
        with pytest.raises(GirdiHatasi) as hata:
            read_vote_sheet(girdi, LISTE, OTURUM)
        assert hata.value.kod.startswith(("IMH-080", "PKT-"))


@pytest.mark.fault("A10")
def test_a_bomb_is_refused_before_it_is_unpacked():
    """A sheet of nothing that unpacks to a thousand times its size."""
    cikti = io.BytesIO()
    with zipfile.ZipFile(cikti, "w", zipfile.ZIP_DEFLATED) as kap:
        kap.writestr("xl/workbook.xml", "<workbook/>")
        kap.writestr("xl/worksheets/sheet1.xml", bytes(32 << 20))
    with pytest.raises(GirdiHatasi) as hata:
        read_vote_sheet(cikti.getvalue(), LISTE, OTURUM)
    assert hata.value.kod.startswith("PKT-")


def test_a_workbook_too_large_to_be_one_is_refused_before_it_is_opened(tmp_path, monkeypatch):
    """By its size on disk or in memory."""
    monkeypatch.setattr(oku, "_EN_BUYUK", 100)
    yol = tmp_path / "oy.xlsx"
    yol.write_bytes(b"PK" * 200)
    for girdi in (yol, b"PK" * 200):
        with pytest.raises(GirdiHatasi) as hata:
            read_vote_sheet(girdi, LISTE, OTURUM)
        assert hata.value.kod == "IMH-080"


@pytest.mark.yavas
def test_a_workbook_with_far_more_rows_than_the_list_is_refused():
    """The child counts; it does not hand over what nobody asked for."""
    kitap = openpyxl.load_workbook(io.BytesIO(write_vote_sheet(LISTE, OTURUM)))
    for satir in range(1_200):
        kitap["Oylar"].cell(ILK + N + 1 + satir, 1, satir)
    with pytest.raises(GirdiHatasi) as hata:
        read_vote_sheet(kaydedilmis(kitap), LISTE, OTURUM)
    assert hata.value.kod == "IMH-080" and "çok büyük" in str(hata.value)


@pytest.mark.yavas
def test_a_container_cut_short_is_refused():
    """At every eighth of it."""
    veri = write_vote_sheet(LISTE, OTURUM)
    for sekizde in range(1, 8):
        with pytest.raises(GirdiHatasi):
            read_vote_sheet(veri[: len(veri) * sekizde // 8], LISTE, OTURUM)
    bozuk = veri.replace(b"xl/workbook.xml", b"xl/Workbook.xml")
    with pytest.raises(GirdiHatasi) as hata:
        read_vote_sheet(bozuk, LISTE, OTURUM)
    assert hata.value.kod == "IMH-080"
