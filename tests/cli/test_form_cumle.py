# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Every form of the contract by its command, in every format; and what the olur's command says of a hold."""

import hashlib

import pytest

from tests.cli.kurul import BIRIM, dosya, karara, olura, yazi

BAS = {"pdf": b"%PDF", "xlsx": b"PK", "docx": b"PK", "csv": b"\xef\xbb\xbf"}
HAZIR = ("--hazir", "s-1:Deneme Örnek:Şef", "--hazir", "s-4:Derya Sanal:Memur")


@pytest.fixture
def konular(komisyon, js):
    """The number that each form is about, in an archive where a list was carried out and two transfers were prepared."""
    dosya(js)
    no = js("liste", "olustur", "--birim", BIRIM)["no"]
    olura(js, no)
    js("imha", no)
    js("liste", "tutanak", no, "--yer", "Arşiv", *HAZIR)
    duran, giden = dosya(js, yil=2014, raf=40), dosya(js, kod="105.04", yil=2001, raf=40)
    for sira, kimlik in enumerate((duran, giden), start=1):
        js("devir", "fiziki", kimlik, "--barkod", f"B-{sira}", "--klasor-no", str(sira))
    birim = js("devir", "hazirla", "--tur", "birim_kurum", "--veren", BIRIM, "--dosya", duran)["no"]
    devlet = js("devir", "hazirla", "--tur", "kurum_devlet", "--dosya", giden)["no"]
    return {
        "imha-listesi": no,
        "komisyon-karari": no,
        "imha-tutanagi": no,
        "devir-teslim": birim,
        "envanter": birim,
        "dab-devir": devlet,
        "icerik-listesi": duran,
        "saklama-plani": "belediye",
        "faaliyet": "2026",
    }


@pytest.mark.yavas
@pytest.mark.fault("L06", "I26", "I29")
def test_every_form_is_written_in_every_format_and_twice_the_same(konular, js, tmp_path):
    """A trial writes no file and tells the size of the real one; written again the bytes are equal; what is there is not written over."""
    for form, no in konular.items():
        for bicim, bas in BAS.items():
            yollar = [tmp_path / f"{form}-{kez}.{bicim}" for kez in (1, 2)]
            denenen = js("rapor", form, no, "--bicim", bicim, "--cikti", yollar[0], "--deneme")
            assert not yollar[0].exists()
            for yol in yollar:
                cevap = js("rapor", form, no, "--bicim", bicim, "--cikti", yol)
                assert cevap == {"form": form, "no": no, "bicim": bicim, "cikti": str(yol), "boyut": yol.stat().st_size}
            assert denenen == {**cevap, "cikti": str(yollar[0])} and yollar[0].read_bytes().startswith(bas), form
            assert len({hashlib.sha256(yol.read_bytes()).digest() for yol in yollar}) == 1, (form, bicim)
            assert js("rapor", form, no, "--bicim", bicim, "--cikti", yollar[0], kod=2)["hata"]["kod"] == "KAB-013"


@pytest.mark.parametrize(
    ("form", "no", "kod"),
    [
        ("yok", "2026/1", "RAP-001"),
        ("imha-listesi", "2026/9", "IMH-013"),
        ("devir-teslim", "DV-2026/9", "DEV-004"),
        ("icerik-listesi", "yok", "YET-002"),
        ("saklama-plani", "yok", "SDP-011"),
        ("faaliyet", "iki bin", "RAP-019"),
        ("faaliyet", "٢٠٢٦", "RAP-019"),
    ],
)
def test_a_form_about_nothing_is_told_by_its_code(kurum, js, tmp_path, form, no, kod):
    """Wrong use is 2, what is not there to be seen 3; nothing is written."""
    cikti = tmp_path / "c.pdf"
    hata = js("rapor", form, no, "--bicim", "pdf", "--cikti", cikti, kod=3 if kod.startswith("YET") else 2)["hata"]
    assert hata["kod"] == kod and hata["mesaj"].strip() and not cikti.exists()


@pytest.mark.fault("I02")
def test_the_olur_is_recorded_and_tells_which_lines_are_held(komisyon, js, calistir):
    """Given a hold that came after the decision; then trial and real answer name the line, for scripts and on stderr."""
    dosya(js, yil=2013)
    dosya(js, yil=2014)
    liste = js("liste", "olustur", "--birim", BIRIM)
    karara(js, liste["no"])
    js(*yazi("gorus", liste["no"], liste["ozet"]))
    js("dondur", "koy", "--tur", "E4", "--gerekce", "Tazminat davası", "--dosya", liste["satirlar"][0]["dosya"])
    olur = yazi("olur", liste["no"], liste["ozet"])
    soz = "Olur kaydedilirken önünde engel bulunan satırlar: 1."
    assert js(*olur, "--deneme")["uyari"] == soz
    cikti, hata = calistir(*olur)
    assert soz in hata and "--engeller" in hata and soz not in cikti
    assert js("liste", "goster", liste["no"])["gecmis"][-1]["gerekce"] == soz
