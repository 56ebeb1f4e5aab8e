# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The contract's word on trials: whatever changes an archive can be tried first, and what takes no trial changes nothing."""

import pytest

from earsiv.testing import render
from tests.cli.kurul import BIRIM, dosya, oturum, resim
from tests.cli.test_imha import komutlar

YARIM_IS = {"calis"}
"""Does what is owed already and decides nothing."""
DISARIYA = {"cikar", "imza kayit cikar"}
"""Write a copy elsewhere, never over something; in the archive nothing changes."""
OKUYAN = {
    *("ara", "denetle", "goster", "basvuru goster", "basvuru liste", "basvuru sayim", "devir geciken", "devir goster", "dondur liste"),
    *("dosya goster", "dosya liste", "eyp dogrula", "eyp goster", "form goster", "form liste", "imza dogrula", "imza guven denetle"),
    *("imza guven liste", "imza kanit denetle", "imza kanit liste", "imza kayit dogrula", "imza tahmin", "imza yenilenecek"),
    *("komisyon goster", "kvkk durum", "liste goster", "liste kalinti", "ornek goster", "plan goster", "profil goster", "saklama acikla"),
    *("saklama hesapla", "saklama tara", "sayi coz", "sayi denetle", "sdp ara", "sdp denetle", "sdp esle", "sdp fark", "sdp goster"),
    *("sdp oner", "sdp uyum", "yedek liste"),
}


@pytest.mark.fault("I29")
def test_whatever_writes_can_be_tried():
    """A new command either takes ``--deneme`` or is named here as one that changes nothing."""
    denenmez = {ad for ad, komut in komutlar() if "deneme" not in {p.name for p in komut.params}}
    assert denenmez == YARIM_IS | DISARIYA | OKUYAN


@pytest.mark.fault("I29")
def test_reading_a_list_on_its_way_changes_no_byte(komisyon, kurum, js):
    """Given a list before its commission and a hold; then every reading command of the path leaves the archive as it is."""
    no, kimlik = "2026/1", dosya(js)
    js("liste", "olustur", "--birim", BIRIM)
    js(*oturum(no))
    js("dondur", "koy", "--tur", "E4", "--gerekce", "Dava", "--dosya", kimlik)
    once = resim(kurum)
    for komut in (
        ("liste", "goster"),
        ("liste", "goster", no, "--engeller"),
        ("liste", "kalinti", no),
        ("komisyon", "goster"),
        ("komisyon", "goster", komisyon),
        ("dondur", "liste"),
        ("dondur", "liste", "D-2026/1"),
        ("devir", "goster"),
        ("devir", "geciken"),
        ("ornek", "goster"),
        ("form", "goster", "imha-listesi"),
        ("yedek", "liste"),
        ("saklama", "tara"),
    ):
        js(*komut)
        assert resim(kurum) == once, komut


def test_filing_a_waiting_record_can_be_tried(kurum, js, tmp_path):
    """The trial answers with the file it would go to and writes nothing; a subject file that is not there is not opened."""
    (tmp_path / "a.pdf").write_bytes(render(["bekleyen yazı"], "metinli-pdf"))
    kimlik = js("kabul", tmp_path / "a.pdf")["kalemler"][0]["kimlik"]
    hedef = dosya(js)
    once = resim(kurum)
    assert js("dosya", "koy", kimlik, "--kod", "622.01", "--deneme")["dosya"]
    assert js("dosya", "koy", kimlik, "--dosya", "yok", "--deneme", kod=2)["hata"]["kod"] == "KAB-009"
    assert resim(kurum) == once and len(js("dosya", "liste")) == 1
    konan = js("dosya", "koy", kimlik, "--kod", "622.01")
    assert konan["dosya"] != hedef and js("goster", kimlik)["dosya"] == konan["dosya"]
