# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv sayi denetle`` and ``Arsiv.number_report``: gaps and clashes of an archive's own numbers, and what may be told to whom."""

import datetime as dt
import json

import pytest

import earsiv
from earsiv.cli import run
from earsiv.errors import GirdiHatasi, YetkiHatasi
from earsiv.model import GizlilikDerecesi, Islem, Yetki
from earsiv.testing import SahteSaat, render

pytestmark = pytest.mark.yavas

KURUM, FEN, ZABITA = "99900001", "99900011", "99900012"
DENETCI = Yetki("denetci", GizlilikDerecesi.YOK, frozenset({ZABITA}), frozenset({Islem.GOR, Islem.DENETIM}))


@pytest.fixture
def ekle(arsiv, tmp_path):
    """File a record under a number; returns its id."""

    def _ekle(no, metin, birim=FEN, detsis=None, tarih=dt.date(2026, 3, 2), kod="622.01", **bilgi):
        yol = tmp_path / "belge.pdf"
        yol.write_bytes(render([metin], "metinli-pdf"))
        sayi = no if isinstance(no, str) else f"E-{detsis or birim}-{kod}-{no}"
        kalem = arsiv.add(yol, sayi=sayi, tarih=tarih, birim=birim, kod=kod, **bilgi)
        assert kalem.durum == "alindi", kalem.bulgular
        return kalem.kimlik

    return _ekle


@pytest.fixture
def baska(arsiv):
    """The same archive, opened by another."""

    def _ac(yetki):
        return earsiv.open(arsiv.depo.kok, yetki, clock=SahteSaat())

    return _ac


@pytest.fixture
def cagir(arsiv, capsys):
    def _cagir(*argumanlar, kod=0):
        capsys.readouterr()
        assert run(["sayi", "denetle", "--depo", str(arsiv.depo.kok), *argumanlar]) == kod
        return capsys.readouterr()

    return _cagir


def test_gaps_clashes_and_strays_of_an_archive(ekle, cagir):
    """Exit code 1 for a clash, 0 without; a copy in a second file and an incoming number disturb nothing."""
    ekle(3, "birinci")
    ekle(4, "ikinci")
    ekle(4, "ikinci", kod="165.05", birim=FEN)
    ekle(8, "üçüncü")
    ekle(77, "gelen yazı", detsis="88800001")
    ekle("", "taslak")
    ekle(f"{FEN}-805.03/1250", "eski")
    veri = json.loads(cagir("--json").out)
    anahtarlar = "yil birim kapsam bugun tam incelenen seride sayisiz okunamayan eski baska_kurum tarihsiz seriler catismalar bulgular"
    assert set(veri) == set(anahtarlar.split())
    (seri,) = veri["seriler"]
    assert (seri["birim"], seri["yil"], seri["bosluklar"], seri["bastan"], seri["siradaki"]) == (FEN, 2026, [[5, 7]], [1, 2], None)
    assert (veri["kapsam"], veri["incelenen"], veri["sayisiz"], veri["eski"], veri["baska_kurum"]) == ("DETSIS_YIL", 7, 1, 1, 1)
    assert veri["tam"] and veri["catismalar"] == []
    yeni = ekle(3, "başka bir yazı")
    cikti = cagir(kod=1).out
    assert "5-7" in cikti and f"{FEN} / 2026 · 3: 2 kayıt" in cikti and yeni in cikti and "SAY-030" in cikti
    assert "8 belge incelendi: seride 5, sayısız 1, okunamayan 0, eski biçimli 1, başka kurumun 1, tarihsiz 0." in cikti
    assert cagir("--yil", "2025").out.startswith("Numara çerçevesi: DETSIS_YIL")


def test_the_next_number_is_only_a_proposal(ekle, cagir, arsiv):
    """Said so; and nothing is written."""
    ekle(1, "birinci")
    ekle(2, "ikinci")
    once = arsiv.counts()
    cikti = cagir().out
    assert "yalnız öneridir" in cikti and "EBYS verir" in cikti and cikti.splitlines()[4].split()[-1] == "3"
    assert arsiv.counts() == once


def test_the_profile_gives_the_frame(ekle, arsiv):
    """KURUM_YIL from a day on; units and years are then refused where there are none."""
    ekle(5, "fen")
    ekle(5, "zabıta", birim=ZABITA)
    assert arsiv.number_report().catismalar == ()
    assert [arsiv.number_report(yil).seriler for yil in (0, -5, 10**6)] == [()] * 3
    arsiv.set_parameter("sayi_kapsami", "KURUM_YIL", "tek defter", baslangic=dt.date(2026, 1, 1))
    (catisma,) = arsiv.number_report(2026).catismalar
    assert (catisma.birim, catisma.numara, catisma.adet) == ("", "5", 2)
    with pytest.raises(GirdiHatasi) as birimli:
        arsiv.number_report(birim=FEN)
    assert birimli.value.kod == "SAY-036" and arsiv.number_report(2025, FEN).seriler == ()
    arsiv.set_parameter("sayi_kapsami", "SUREKLI", "hiç sıfırlanmaz", baslangic=dt.date(2026, 1, 2))
    with pytest.raises(GirdiHatasi) as yilli:
        arsiv.number_report(2026)
    assert yilli.value.kod == "SAY-036" and [s.yil for s in arsiv.number_report().seriler] == [None]


def test_what_the_asker_may_not_see_is_never_named(ekle, baska):
    """The auditor learns that a number is taken twice, not by what; a reader of one unit learns nothing of it at all."""
    acik = ekle(1, "açık", birim=ZABITA)
    gizli = ekle(1, "gizli", birim=ZABITA, gizlilik="GZL")
    orta = ekle(2, "gizli iki", birim=ZABITA, gizlilik="GZL")
    ekle(3, "açık üç", birim=ZABITA)
    fen = [ekle(9, "fen bir"), ekle(9, "fen iki")]
    with baska(DENETCI) as denetci:
        rapor = denetci.number_report()
    assert [(c.birim, c.adet, c.gizli, [b.kimlik for b in c.belgeler]) for c in rapor.catismalar] == [
        (FEN, 2, 2, []),
        (ZABITA, 2, 1, [acik]),
    ]
    assert rapor.tam and not any(s.bosluklar for s in rapor.seriler)
    assert not [k for k in (gizli, orta, *fen) if k in str(rapor.as_dict())]
    with baska(Yetki("okur", birimler=frozenset({ZABITA}))) as okur:
        kendi = okur.number_report(birim=ZABITA)
        for soru in (lambda: okur.number_report(), lambda: okur.number_report(2026), lambda: okur.number_report(birim="")):
            with pytest.raises(YetkiHatasi) as butun:
                soru()
            assert butun.value.kod == "YET-003"
        with pytest.raises(YetkiHatasi) as yabanci:
            okur.number_report(birim=FEN)
        assert yabanci.value.kod == "YET-004"
    assert kendi.catismalar == () and [(a.bas, a.son) for a in kendi.seriler[0].bosluklar] == [(2, 2)]
    assert not kendi.tam and kendi.bulgular[-1].kod == "SAY-035" and kendi.proposal(kendi.seriler[0]) is None
    with baska(Yetki("yok", islemler=frozenset({Islem.KABUL}))) as yetkisiz, pytest.raises(YetkiHatasi):
        yetkisiz.number_report(birim=ZABITA)


def test_confidential_records_that_are_named_are_logged(ekle, arsiv):
    """As everywhere that one is shown; a report that names none writes nothing."""
    gizli = ekle(1, "gizli", gizlilik="GZL")
    once = arsiv.counts()["denetim"]
    arsiv.number_report()
    assert arsiv.counts()["denetim"] == once
    acik = ekle(1, "açık")
    arsiv.number_report()
    son = arsiv.show(acik)
    with arsiv.depo.reader() as baglanti:
        izler = [s for s in earsiv.store.defter.audit_rows(baglanti) if s.eylem == "sayi_denetle"]
    assert [i.ayrinti for i in izler] == [{"gizli": [gizli]}] and son["kimlik"] == acik


def test_an_archive_without_records_or_institution_number_answers(tmp_path, capsys):
    """Nothing in, nothing out, exit 0."""
    with earsiv.create(tmp_path / "bos", clock=SahteSaat()):
        pass
    assert run(["sayi", "denetle", "--depo", str(tmp_path / "bos")]) == 0
    assert "0 belge incelendi" in capsys.readouterr().out
    assert run(["sayi", "denetle", "--depo", str(tmp_path / "bos"), "--yil", "26"]) == 2
