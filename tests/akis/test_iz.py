# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""No trace: after a destruction no word of the record stands in any file of the archive, and its stub and proof are still found."""

import datetime as dt
import json
import os
import tempfile
import zlib

import attrs
import pytest

import earsiv
from earsiv.arama.dizin import layers
from earsiv.ayiklama.liste import digest
from earsiv.errors import DepoHatasi, YetkiHatasi
from earsiv.imha import Dayanak, Yurutucu
from earsiv.kabul import KabulBilgisi
from earsiv.model import ImhaListesi, ImhaSatiri, Kalinti
from earsiv.store import kalintilar, ocfl_id
from earsiv.testing import render
from tests.arama.test_silme import bilinen

ORTAK = "dilekçe"
METIN = f"{ORTAK} Zorbozkonak Kırtıpilvadi"
TARAMA = f"{ORTAK} Pürçüklübel Mandıralıçay"
KALAN = f"{ORTAK} Yaylabaşı kavşağındaki"
AD, KONU, KISI = "Safirbaykuş", "Opalkartal", "Gülbeniz Mersinbalıkoğlu"
"""Invented words, and no others: not even the first letters of one stand anywhere else in an archive."""


def _encodings(metin):
    """Yield what a program might make of a text: as it stands, folded, its index terms; in the encodings that keep text."""
    bicimler = {metin, metin.upper(), metin.lower(), *(terim for katman in layers(metin).values() for terim in katman.split())}
    for bicim in bicimler:
        if len(bicim) >= 5:
            yield from (bicim.encode(kod) for kod in ("utf-8", "utf-16-le", "utf-16-be"))
            yield json.dumps(bicim).strip('"').encode()


def _words(metin):
    return {k for k in metin.replace("'", " ").split() if len(k) >= 7}


def _unpacked(veri):
    """Yield a file's bytes, and what any zlib or gzip stream inside gives, from wherever one might begin."""
    yield veri
    for bas in range(len(veri) - 2):
        if (veri[bas] == 0x78 and veri[bas + 1] in {0x01, 0x5E, 0x9C, 0xDA}) or veri[bas : bas + 3] == b"\x1f\x8b\x08":
            try:
                acilan = zlib.decompressobj(47).decompress(veri[bas:])
            except zlib.error:
                continue
            yield acilan


def _trace(kok, izler):
    """Return (path, mark) wherever a mark stands below a folder: in names, in bytes, inside compressed streams."""
    bulunan = set()
    for yol in sorted(kok.rglob("*")):
        icerikler = [os.fsencode(yol.name), *(_unpacked(yol.read_bytes()) if yol.is_file() else ())]
        yer = yol.relative_to(kok).as_posix()
        bulunan |= {(yer, iz) for icerik in icerikler for iz, bicimler in izler.items() if any(b in icerik for b in bicimler)}
    return bulunan


def _place(tmp_path, ad, bicim, metin):
    yol = tmp_path / "gelen" / ad
    yol.parent.mkdir(exist_ok=True)
    yol.write_bytes(render([metin], bicim, dpi=200, gurultu="yok"))
    return yol


def _line(dosya, konu):
    return ImhaSatiri(1, dosya, "99900001", "165.05", "belediye", "2018", konu, 2013, 2013, "", "", 2, "10", "D", 2024, "")


@pytest.fixture(params=["tantivy", "whoosh"])
def dunya(request, tmp_path, saat, ocr, monkeypatch):
    """A personal file with a letter and a scan, and beside it one that stays; searched, classified, reopened: every cache is warm."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gecici"))
    (tmp_path / "gecici").mkdir()
    gelen = [_place(tmp_path, f"{AD}.pdf", "metinli-pdf", METIN), _place(tmp_path, "tarama.png", "png", TARAMA)]
    with earsiv.create(tmp_path / "a", kurum="Örnekova", detsis="99900001", arka_uc=request.param, clock=saat) as a:
        giden = a.open_dosya("165.05", acilis=dt.date(2013, 1, 1), ilgililer=[KISI]).kimlik
        kalan = a.open_dosya("165.05", acilis=dt.date(2014, 1, 1)).kimlik
    with earsiv.open(tmp_path / "a", clock=saat, ocr=ocr) as a:
        rapor = a.add_all(gelen, KabulBilgisi(dosya=giden, konu=KONU, tarih=dt.date(2013, 5, 1)))
        assert [k.durum for k in rapor.kalemler] == ["alindi", "alindi"]
        a.add(_place(tmp_path, "kalan.pdf", "metinli-pdf", KALAN), dosya=kalan, konu="Kavşak", tarih=dt.date(2014, 5, 1))
        for dosya in (giden, kalan):
            a.close_dosya(dosya, dt.date(2014, 12, 31))
        a.suggest(METIN)
        okunan = " ".join(s.metin for b in a.belgeler(giden) for s in a.pages(b.kimlik))
        izler = _words(okunan) - _words(ORTAK)
        assert {"Zorbozkonak", "Pürçüklübel"} <= izler, "OCR okuyamadı"
        yield a, giden, {m: tuple(_encodings(m)) for m in (*izler, AD, KONU, KISI)}


def _destroy(arsiv, dosya):
    """Run the executor over one line; the caller's part (index, pages of the ledger) included."""
    liste = ImhaListesi("2037/1", "Örnekova", dt.date(2037, 3, 1), "a", "z", (_line(dosya, "Deneme"),))
    liste = attrs.evolve(liste, ozet=digest(liste))
    dayanak = Dayanak(liste.ozet, "2037/1", "1" * 64, "2037-5", "2037-6")
    yurutucu = Yurutucu(arsiv.depo, "deneme", yargi=lambda _b, _s: (), dizinden_cikar=arsiv._dizinleyici.remove)
    yuruyus = yurutucu.run(liste, liste.satirlar, dayanak)
    assert (yuruyus.edilen, yuruyus.hatali, yuruyus.engellenen) == ((1,), (), ())
    assert arsiv._dizinleyici.purge() is True and kalintilar.scrub(arsiv.depo) is True


@pytest.mark.yavas
@pytest.mark.ocr
@pytest.mark.fault("I25", "F06")
def test_no_word_of_a_destroyed_record_stands_anywhere(dunya, tmp_path, saat):
    """Text layer, OCR words, file name, subject and persons: everywhere before, nowhere after; open, closed and opened again."""
    arsiv, giden, izler = dunya
    belgeler = [b.kimlik for b in arsiv.belgeler(giden)]
    once = _trace(tmp_path / "a", izler)
    assert {iz for _, iz in once} == set(izler)
    yerler = {yer.partition("/")[0].removesuffix("-wal") for yer, _ in once}
    assert {"ocfl", "defter.db", "dizin"} <= yerler and "dizin/ogrenilen.json" in {yer for yer, _ in once}  # so it would be found below
    # when
    _destroy(arsiv, giden)
    # then
    assert _trace(tmp_path / "a", izler) == _trace(tmp_path / "gecici", izler) == set()
    motor = arsiv.depo.ayarlar.arka_uc
    terimler = {t for iz in izler for katman in layers(iz).values() for t in katman.split()}
    yasayan = {t for katman in layers(f"{KALAN} Kavşak").values() for t in katman.split()}
    assert not (terimler - yasayan) & bilinen(tmp_path / "a" / "dizin" / "veri", motor)
    _typed_answers(arsiv, giden, belgeler, tmp_path)
    _stubs(arsiv, giden, belgeler)
    assert arsiv.check() == []
    arsiv.close()
    with earsiv.open(tmp_path / "a", clock=saat) as yeniden:
        assert yeniden.search("kavşağındaki").toplam == 1 and yeniden.check() == []
    assert _trace(tmp_path / "a", izler) == set()


def _typed_answers(arsiv, giden, belgeler, tmp_path):
    """Whoever asks for what is gone gets an answer or an error of ours, and the rest is served."""
    assert arsiv.search("dilekçe").toplam == 1
    for belge in belgeler:
        for soru in (arsiv.belge, arsiv.show, arsiv.pages, lambda k: arsiv.export(k, tmp_path)):
            with pytest.raises(YetkiHatasi) as hata:
                soru(belge)
            assert hata.value.kod == "YET-002"
    with pytest.raises(YetkiHatasi):
        arsiv.dosya(giden)
    with pytest.raises(YetkiHatasi):
        arsiv.retention(giden)
    assert arsiv.belgeler(giden) == []
    assert arsiv.process_pending() == {"okunan": 0, "bekleyen": 0, "dizinlenen": 0}
    assert arsiv.suggest("kavşak") is not None and arsiv.rebuild_index() == 1
    assert list(arsiv.misfiled()) == []
    with pytest.raises(DepoHatasi):
        arsiv.depo.ocfl.read(ocfl_id("belge", belgeler[0]), "metin.jsonl")


def _stubs(arsiv, giden, belgeler):
    """The stubs lie in the ledger and, word for word, in the proof; the personal subject is masked in both."""
    with arsiv.depo.reader() as b:
        bulunan = {k: kalintilar.stub(b, k) for k in (giden, *belgeler)}
    assert all(isinstance(k, Kalinti) and k.konu == "[kişisel veri]" and k.liste == "2037/1" for k in bulunan.values())
    oid = ocfl_id("imha", "I-2037/1")
    satir = json.loads(arsiv.depo.ocfl.read(oid, "kanit/000001.json"))["satirlar"][0]
    assert [Kalinti(**k) for k in satir["kalintilar"]] == [bulunan[k["kimlik"]] for k in satir["kalintilar"]]
    assert {k["kimlik"] for k in satir["kalintilar"]} == {giden, *belgeler}


@pytest.mark.yavas
@pytest.mark.ocr
def test_intake_writes_no_word_of_a_record_into_the_audit_trail(dunya, tmp_path):
    """Audit rows are for ever: the row of an intake names bytes by digest and the record by id, nothing it says."""
    arsiv, _, izler = dunya
    assert _trace(tmp_path / "a" / "denetim", izler) == set()
    with arsiv.depo.reader() as b:
        metin = "\n".join(str(satir) for satir in b.exec_driver_sql("select * from denetim"))
    assert not [iz for iz in izler if iz in metin]
