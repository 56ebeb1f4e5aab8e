# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Every hostile package, named after its fault: refused or judged by its own code, the same from the kept file as made anew."""

import importlib.util
from pathlib import Path

import pytest

from earsiv import eyazisma
from earsiv.errors import EarsivError

pytestmark = pytest.mark.yavas

KOK = Path(__file__).resolve().parents[2]
_tanim = importlib.util.spec_from_file_location("earsiv_faults_build", Path(__file__).with_name("build.py"))
build = importlib.util.module_from_spec(_tanim)
_tanim.loader.exec_module(build)


@pytest.mark.fault(
    "A02", "A03", "A04", "A05", "A06", "A07", "A08", "A09", "A10", "A11", "A12", "A13", "A14", "A15", "A16", "A17", "A18", "A19", "A20"
)
@pytest.mark.fault(
    "X01", "X02", "X03", "X04", "X05", "X06", "X07", "X08", "X10", "X11", "X12", "S01", "S02", "S03", "S04", "S05", "S06", "S25"
)
@pytest.mark.parametrize("ad", build.VAKALAR)
def test_fault_gets_its_code(tmp_path, ad):
    """Told by its code and nothing written; what is harmless is accepted."""
    vaka = build.VAKALAR[ad]
    yol = tmp_path / f"{ad}.eyp"
    yol.write_bytes(vaka.yap())
    rapor = eyazisma.judge(yol)
    kodlar = {b.kod for b in rapor.bulgular}
    if vaka.kod is None:
        assert rapor.gecerli, [str(b) for b in rapor.bulgular if b.seviye == "hata"]
    else:
        assert vaka.kod in kodlar, [str(b) for b in rapor.bulgular]
        assert all(b.oneri for b in rapor.bulgular)
    if vaka.kod and vaka.kod.startswith("PKT-01"):  # the container itself is refused, by every reader alike
        for kapi in (eyazisma.read, lambda y: eyazisma.copy_for(y, tmp_path / "k"), lambda y: eyazisma.write_html(y, tmp_path / "h")):
            with pytest.raises(EarsivError) as hata:
                kapi(yol)
            assert hata.value.kod == vaka.kod
    assert [p.name for p in tmp_path.iterdir()] == [yol.name]


@pytest.mark.yavas
def test_kept_files_are_those_that_the_script_makes():
    """``python tests/faults/build.py fixtures/paket``; a difference means that somebody changed one by hand."""
    klasor = KOK / "fixtures" / "paket"
    kucukler = {ad: v for ad, v in build.VAKALAR.items() if not v.buyuk}
    assert {y.stem for y in klasor.glob("*.eyp")} == set(kucukler)
    for ad, vaka in kucukler.items():
        assert (klasor / f"{ad}.eyp").read_bytes() == vaka.yap(), ad


@pytest.mark.fault("A21")
def test_package_cut_anywhere_is_refused_whole(tmp_path):
    """At every 64th: a typed error, no file, no temporary folder."""
    veri = build.sakli(build.asil().items())
    for n in range(64):
        (tmp_path / "p.eyp").write_bytes(veri[: len(veri) * n // 64])
        with pytest.raises(EarsivError) as hata:
            eyazisma.read(tmp_path / "p.eyp")
        assert hata.value.kod.startswith("PKT-0")
        assert [p.name for p in tmp_path.iterdir()] == ["p.eyp"]


@pytest.mark.fault("A02", "A19", "A01")
def test_extraction_stays_in_its_folder_with_names_every_system_takes(tmp_path):
    """Devices, trailing dots, names that collide without case: each part gets a file of its own inside the folder."""

    def ekle(p):
        for ad in ("CON.txt", "nul", "a..", "a.", "cok uzun " + "x" * 250 + ".pdf"):
            p[f"/ImzasizEkler/{ad}"] = ad.encode()

    (tmp_path / "p.eyp").write_bytes(build.govde(ekle)())
    with eyazisma.read(tmp_path / "p.eyp") as paket:
        cikanlar = eyazisma.extract(paket, tmp_path / "cik")
        assert len({c["yol"].lower() for c in cikanlar}) == len(paket.kap.parts()) == len(cikanlar)
        for c in cikanlar:
            yol = Path(c["yol"])
            assert yol.resolve().is_relative_to((tmp_path / "cik").resolve()) and len(yol.name) <= 150
            assert yol.stem.lower() not in {"con", "nul"} and yol.read_bytes() == paket.kap.read(paket.kap.find(c["parca"]))
        with pytest.raises(EarsivError) as hata:
            eyazisma.extract(paket, tmp_path / "cik")
        assert hata.value.kod == "KAB-013"
