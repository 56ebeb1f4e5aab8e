# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv saklama tahmin``: what it prints, what it writes, and what it refuses before it reads anything."""

import contextlib
import datetime as dt
import json
from types import SimpleNamespace

import pytest

from earsiv.cli import saklama_tahmin
from earsiv.cli._cikis import Cikis
from earsiv.errors import GirdiHatasi
from earsiv.saklama import Elek, Engel, ImhaEngeli
from earsiv.sdp import effective
from earsiv.testing.saklama import BIRIMLER, make_file

PLAN = effective("belediye")
DAVA = Engel(ImhaEngeli.DAVA, "dondurma D-2026/1", "uydurma dava")


class SahteArsiv:
    """An archive that has files and nothing else; counts how often it was read."""

    def __init__(self, dosyalar):
        self.dosyalar, self.okunan = dosyalar, 0
        self.depo = SimpleNamespace(ayarlar=SimpleNamespace(kurum="Örnekova Belediyesi"), saat=None)

    def screened(self, gun, itibariyla=None, birim=None):
        self.okunan += 1
        elek = Elek(gun)
        for dosya in (d for d in self.dosyalar if birim in {None, d.birim}):
            yield SimpleNamespace(dosya=dosya, adet=2, bayt=1_000), elek.judge(dosya, PLAN, (DAVA,) if dosya.ad == "tutulan" else ())


@pytest.fixture
def sahte(monkeypatch):
    dosyalar = [make_file(kapanis=f"{yil}-05-05", kimlik=f"D-{yil}", birim=BIRIMLER[yil % 2], uzunluk_mm=35) for yil in range(2010, 2026)]
    sahte = SahteArsiv(
        [*dosyalar, make_file("903.05", "2000-01-01"), make_file(kapanis=None), make_file(kapanis="2010-01-01", ad="tutulan")]
    )
    monkeypatch.setattr(saklama_tahmin, "archive", lambda: contextlib.nullcontext(sahte))
    return sahte


@pytest.fixture
def tahmin(capsys):
    def cagir(*argumanlar, kod=Cikis.TAMAM):
        capsys.readouterr()
        assert saklama_tahmin.tahmin.main(["--bugun", "2026-11-21", *map(str, argumanlar)], standalone_mode=False) == kod
        return capsys.readouterr().out

    return cagir


def test_counts_and_years_are_printed(sahte, tahmin):
    """Examined, due, held, error first; then the years, then the units; the sum is all files."""
    cikti = tahmin("--yil", "5")
    satirlar = cikti.splitlines()
    assert satirlar[0] == "21.11.2026: 19 dosya incelendi: 7 doldu, 1 engelli, 0 hatalı."
    ozet = {s.split()[0]: s.split()[1:] for s in satirlar[3:] if s.strip()}
    assert ozet["Birikmiş"][:1] == ["6"] and ozet["2027"][0] == "1" and ozet["Toplam"][0] == "19"
    assert [s for s in satirlar if s.startswith(BIRIMLER[0])] and [s for s in satirlar if s.startswith(BIRIMLER[1])]


def test_json_has_the_counts_and_the_rows(sahte, tahmin):
    """Keys that scripts may rely on; only one unit where asked."""
    veri = json.loads(tahmin("--json"))
    assert {"bugun", "yil_sayisi", "incelenen", "dolan", "engelli", "hatali", "kovalar", "yillar", "satirlar", "birim", "cikti"} == set(
        veri
    )
    assert veri["incelenen"] == 19 and veri["dolan"] == 7 and veri["yillar"][0]["yil"] == 2027
    assert veri["kovalar"]["BIRIKMIS"] == {"dosya": 6, "uzunluk_mm": 210, "bayt": 6_000}
    birimli = json.loads(tahmin("--json", "--birim", BIRIMLER[1]))
    assert {s["birim"] for s in birimli["satirlar"]} == {BIRIMLER[1]} and birimli["birim"] == BIRIMLER[1]


@pytest.mark.parametrize(("ad", "bas"), [("t.csv", b"\xef\xbb\xbfDurum;"), ("t.json", b"{"), ("t.svg", b"<svg"), ("t.png", b"\x89PNG")])
def test_report_is_written_by_the_name_of_the_file(sahte, tahmin, tmp_path, ad, bas):
    """Never over a file that is there; a trial writes nothing."""
    yol = tmp_path / ad
    assert "(yazılmadı)" in tahmin("--cikti", yol, "--deneme") and not yol.exists()
    tahmin("--cikti", yol)
    ilk = yol.read_bytes()
    assert ilk.startswith(bas)
    with pytest.raises(GirdiHatasi) as hata:
        tahmin("--cikti", yol)
    assert hata.value.kod == "KAB-013" and yol.read_bytes() == ilk


@pytest.mark.parametrize(
    ("argumanlar", "kod"),
    [(("--cikti", "t.doc"), "RAP-021"), (("--cikti", "t"), "RAP-021"), (("--cikti", "t.png", "--yil", "21"), "RAP-020")],
)
def test_what_cannot_be_written_is_refused_before_the_archive_is_read(sahte, tahmin, argumanlar, kod):
    """A million files are not judged for nothing."""
    with pytest.raises(GirdiHatasi) as hata:
        tahmin(*argumanlar)
    assert hata.value.kod == kod and sahte.okunan == 0


def test_folder_that_is_not_there_is_told(sahte, tahmin, tmp_path):
    """In our words."""
    with pytest.raises(GirdiHatasi) as hata:
        tahmin("--cikti", tmp_path / "yok" / "t.csv")
    assert hata.value.kod == "KAB-019"


def test_files_in_error_make_the_exit_code_one(sahte, tahmin):
    """Somebody must look."""
    sahte.dosyalar.append(make_file("155.04.05.07", "2015-05-05"))
    assert "1 hatalı" in tahmin(kod=Cikis.BULGU)


def test_today_is_the_day_of_the_archive(sahte, monkeypatch, capsys):
    """Where no day is given, the archive's clock in Turkey."""
    sahte.depo.saat = SimpleNamespace(now=lambda: dt.datetime(2026, 12, 31, 22, 30, tzinfo=dt.UTC))
    saklama_tahmin.tahmin.main(["--json"], standalone_mode=False)
    assert json.loads(capsys.readouterr().out)["bugun"] == "2027-01-01"
