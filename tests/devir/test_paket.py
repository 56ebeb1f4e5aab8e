# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The transfer package: a bag that another tool finds valid, the same bytes each time, whole or not at all."""

import csv
import hashlib
import io
import json
import os
import shutil
import tarfile
import tracemalloc
import zipfile

import attrs
import bagit
import pytest

from earsiv import devir
from earsiv.devir import BagIt, BelgeKaynagi, DevirKalemi, DevirKalemleri
from earsiv.errors import DepoHatasi, GirdiHatasi
from earsiv.model import DevirTuru, PaketOzeti
from tests.devir.dunya import belge, dosya, hesap, liste

pytestmark = pytest.mark.yavas

KOTU_AD = "=HYPERLINK(1) ../Müdürlük\u202e CON.pdf"


@pytest.fixture
def kalemler(tmp_path):
    """Two files, three records, one with a hostile name."""
    kaynak = tmp_path / "kaynak"
    kaynak.mkdir()

    def _kalemler(ekler=None, bozuk=False):
        hepsi, satirlar = [], []
        for n, adlar in ((1, ("b1", "b2")), (2, ("b3",))):
            d = dosya(n, ad='Plan; "tutanak" dosyası')
            belgeler = []
            for ad in adlar:
                veri = f"içerik {ad}".encode()
                (kaynak / ad).write_bytes(veri + (b"!" if bozuk and ad == "b3" else b""))
                kisa = {"sha512": hashlib.sha512(veri).hexdigest(), "sha256": hashlib.sha256(veri).hexdigest()}
                b = belge(ad, d.kimlik, **kisa, konu="+konu\nsatır", kaynak_adi=KOTU_AD if ad == "b1" else f"{ad}.pdf")
                belgeler.append(BelgeKaynagi(b, kaynak / ad, b'{"imza":null}'))
            satirlar.append(devir.line(d, [k.belge for k in belgeler], hesap(d)))
            hepsi.append((d, tuple(belgeler)))
        bas = {ad: getattr(liste(), ad) for ad in ("no", "kurum", "veren", "alan", "an", "duzenleyen", "duzenlenme")}
        yeni = devir.freeze(satirlar, tur=DevirTuru.KURUM_DEVLET, **bas)
        akis = (DevirKalemi(s, d, b) for s, (d, b) in zip(yeni.satirlar, hepsi, strict=True))
        return DevirKalemleri(yeni, "99900001", akis, ekler or {})

    return _kalemler


def agac(kok):
    """Every file below a folder with its bytes and time."""
    return {y.relative_to(kok).as_posix(): (y.read_bytes(), y.stat().st_mtime) for y in sorted(kok.rglob("*")) if y.is_file()}


def satirlar(veri):
    return list(csv.DictReader(io.StringIO(veri.decode("utf-8-sig")), delimiter=";"))


def test_another_tool_finds_the_bag_valid(kalemler, tmp_path):
    """bagit-python reads every digest of every file; a changed byte is found by it."""
    ozet = BagIt().write(kalemler({"envanter.pdf": b"%PDF"}), tmp_path / "paket")
    torba = bagit.Bag(str(tmp_path / "paket"))
    assert torba.is_valid() and torba.version_info == (1, 0) and set(torba.algorithms) == {"sha512", "sha256"}
    assert (ozet.dosya, ozet.belge) == (2, 3) and torba.info["Payload-Oxum"] == f"{ozet.bayt}.{len(torba.payload_entries())}"
    assert ozet.ozet == hashlib.sha512((tmp_path / "paket" / "tagmanifest-sha512.txt").read_bytes()).hexdigest()
    assert torba.info["External-Identifier"] == "DV-2037/1" and torba.info["Internal-Sender-Identifier"] == kalemler().liste.ozet
    (tmp_path / "paket" / "data" / "ekler" / "01_envanter.pdf").write_bytes(b"%PDX")
    assert not bagit.Bag(str(tmp_path / "paket")).is_valid()


def test_the_same_list_gives_the_same_bytes(kalemler, tmp_path):
    """Folder, zip and tar; names, bytes and times; one digest whatever the container."""
    ozetler = {}
    for kap in ("klasor", "zip", "tar"):
        ilk, ikinci = (BagIt(kap).write(kalemler(), tmp_path / f"{kap}-{n}") for n in (1, 2))
        assert ilk == ikinci
        ozetler[kap] = ilk.ozet
    assert len(set(ozetler.values())) == 1
    assert agac(tmp_path / "klasor-1") == agac(tmp_path / "klasor-2")
    for kap in ("zip", "tar"):
        assert (tmp_path / f"{kap}-1").read_bytes() == (tmp_path / f"{kap}-2").read_bytes()


def test_containers_hold_the_same_bag(kalemler, tmp_path):
    """What comes out of zip and tar by other tools is the folder."""
    BagIt().write(kalemler(), tmp_path / "klasor")
    zipli, tarli = (BagIt(kap).write(kalemler(), tmp_path / f"p.{kap}") for kap in ("zip", "tar"))
    with zipfile.ZipFile(tmp_path / "p.zip") as z:
        z.extractall(tmp_path / "z")
    with tarfile.open(tmp_path / "p.tar") as t:
        t.extractall(tmp_path / "t", filter="data")
    beklenen = {ad: veri for ad, (veri, _) in agac(tmp_path / "klasor").items()}
    for klasor in ("z", "t"):
        assert {ad: veri for ad, (veri, _) in agac(tmp_path / klasor / "DV-2037-1").items()} == beklenen
        assert bagit.Bag(str(tmp_path / klasor / "DV-2037-1")).is_valid()
    for ozet, ad in ((zipli, "p.zip"), (tarli, "p.tar")):
        assert ozet.kap_ozeti == hashlib.sha512((tmp_path / ad).read_bytes()).hexdigest()


def test_names_inside_are_ours_and_the_real_ones_stand_in_a_map(kalemler, tmp_path):
    """ASCII, short, in their folder; nothing a spreadsheet would run; üst veri as CSV and JSON, per file and whole."""
    BagIt().write(kalemler(), tmp_path / "p")
    govde = tmp_path / "p" / "data"
    for yol in govde.rglob("*"):
        assert yol.name.isascii() and len(yol.name) < 80 and not yol.name.startswith((".", "=")) and " " not in yol.name
    adlar = {s["belge"]: s for s in satirlar((govde / "adlar.csv").read_bytes())}
    assert adlar["b1"]["asil_ad"] == f"'{KOTU_AD}" and adlar["b3"]["asil_ad"] == "b3.pdf"
    for belge_, satir in adlar.items():
        assert (tmp_path / "p" / satir["yol"]).read_bytes() == f"içerik {belge_}".encode()
    ust = satirlar((govde / "ustveri.csv").read_bytes())
    assert [s["kimlik"] for s in ust] == ["b1", "b2", "b3"] and ust[0]["konu"] == "'+konu\nsatır"
    hepsi = json.loads((govde / "ustveri.json").read_bytes())
    tek = [json.loads((govde / "dosyalar" / f"{n:06d}" / "ustveri.json").read_bytes()) for n in (1, 2)]
    assert hepsi == tek and hepsi[0]["belgeler"][0]["kaynak_adi"] == KOTU_AD
    assert [s["kimlik"] for s in satirlar((govde / "dosyalar" / "000002" / "ustveri.csv").read_bytes())] == ["b3"]
    envanter = satirlar((govde / "envanter.csv").read_bytes())
    assert [(s["sira_no"], s["adet"], s["dosya_kodu"]) for s in envanter] == [("1", "2", "165.05"), ("2", "1", "165.05")]
    listesi = json.loads((govde / "liste.json").read_bytes())
    assert listesi["ozet"] == kalemler().liste.ozet


@pytest.mark.parametrize("kap", ["klasor", "zip", "tar"])
def test_a_package_is_written_whole_or_not_at_all(kalemler, tmp_path, kap):
    """An original that is no longer what came in, or gone, stops all of it; nothing exists at the target or beside it."""
    (tmp_path / "hedef").mkdir()
    with pytest.raises(DepoHatasi, match="DEP-014"):
        BagIt(kap).write(kalemler(bozuk=True), tmp_path / "hedef" / "p")
    eksik = kalemler()
    (tmp_path / "kaynak" / "b3").unlink()
    asil = next(iter(eksik.akis))
    eksik = attrs.evolve(eksik, akis=[attrs.evolve(asil, belgeler=(attrs.evolve(asil.belgeler[0], asil=tmp_path / "yok"),))])
    with pytest.raises(DepoHatasi, match="DEP-012"):
        BagIt(kap).write(eksik, tmp_path / "hedef" / "p")
    assert list((tmp_path / "hedef").iterdir()) == []


@pytest.mark.parametrize("kap", ["klasor", "zip", "tar"])
def test_nothing_is_ever_overwritten(kalemler, tmp_path, kap):
    """KAB-013 for a file, a folder or a dangling link; KAB-019 where the place cannot be written."""
    (tmp_path / "dosya").write_bytes(b"x")
    (tmp_path / "klasor").mkdir()
    (tmp_path / "bag").symlink_to(tmp_path / "olmayan")
    for ad in ("dosya", "klasor", "bag"):
        with pytest.raises(GirdiHatasi, match="KAB-013"):
            BagIt(kap).write(kalemler(), tmp_path / ad)
    with pytest.raises(GirdiHatasi, match="KAB-019"):
        BagIt(kap).write(kalemler(), tmp_path / "dosya" / "p")
    with pytest.raises(GirdiHatasi, match="DEV-009"):
        BagIt("rar")


@pytest.mark.parametrize("kap", ["klasor", "zip", "tar"])
def test_a_big_record_is_streamed(kalemler, tmp_path, kap):
    """Memory does not grow with the record."""
    boyut = 64 << 20
    with (tmp_path / "buyuk").open("wb") as akis:
        akis.truncate(boyut)
    ozet = hashlib.sha512()
    for _ in range(64):
        ozet.update(bytes(1 << 20))
    once = kalemler()
    kalem = next(iter(once.akis))
    buyuk = BelgeKaynagi(belge("b1", sha512=ozet.hexdigest(), boyut=boyut), tmp_path / "buyuk", b"{}")
    tracemalloc.start()
    try:
        yazilan = BagIt(kap).write(attrs.evolve(once, akis=[attrs.evolve(kalem, belgeler=(buyuk,))]), tmp_path / "p")
        assert tracemalloc.get_traced_memory()[1] < 16 << 20 and yazilan.bayt > boyut
    finally:
        tracemalloc.stop()
    if kap == "klasor":
        shutil.rmtree(tmp_path / "p")
    else:
        os.unlink(tmp_path / "p")


def test_a_format_of_devlet_arsivleri_can_be_plugged_in(kalemler, tmp_path):
    """Anything with a name and a ``write`` is a format."""

    @attrs.frozen
    class Duz:
        ad: str = "düz"

        def write(self, kalemler, hedef):
            hedef.write_text("\n".join(k.belge.kimlik for kalem in kalemler for k in kalem.belgeler))
            return PaketOzeti(self.ad, "p", hashlib.sha512(hedef.read_bytes()).hexdigest(), 2, 3, 0)

    bicim: devir.DevirBicimi = Duz()
    assert bicim.write(kalemler(), tmp_path / "p").belge == 3 and (tmp_path / "p").read_text() == "b1\nb2\nb3"
