# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""A hold binds whatever is lost of the rows that mirror it; a decision that lost its row is not taken for none."""

import contextlib
import datetime as dt
import shutil
import sqlite3

import pytest

import earsiv
from earsiv.errors import DepoHatasi
from earsiv.saklama import Kapsam, KapsamTuru
from earsiv.sdp import EkIslemi, EkSatiri
from earsiv.store import Depo, dondurulan, kayitlar, ocfl_id
from tests.store.test_dondurma import eskit


@pytest.fixture
def arsiv(tmp_path, saat):
    """An archive with a file on hold, a hold that was closed, a profile and an overlay."""
    with earsiv.create(tmp_path / "a", detsis="99900001", clock=saat) as a:
        d = a.open_dosya("165.05", acilis=dt.date(2000, 1, 1))
        kapsam = [Kapsam(KapsamTuru.DOSYA, d.kimlik)]
        a.hold("E4", kapsam, "dava")
        a.release(a.hold("E5", kapsam, "inceleme").no, "bitti")
        a.add_rule("k", "30", "gerekçe", "dayanak", kod="165.05")
        a.amend_plan(EkSatiri(EkIslemi.KAPAT, "105.01", a.today(), a.today(), "yazı", ""))
    return tmp_path / "a", d.kimlik


def boz(kok, *sqller):
    with contextlib.closing(sqlite3.connect(kok / "defter.db")) as b, b:
        for sql in sqller:
            b.execute(sql)


@pytest.mark.fault("I06")
@pytest.mark.parametrize(
    "sqller",
    [
        ("delete from dondurma where no = 'D-2026/1'",),
        ("delete from dondurma",),
        ("delete from dondurma", "delete from nesne where tur = 'dondurma'"),
        ("update dondurma set kapanis = '2026-11-21', deger = replace(deger, '\"kapanis\":null', '\"kapanis\":\"2026-11-21\"')",),
        ("update dondurma set deger = '{' where no = 'D-2026/1'",),
        ("update dondurma set deger = '{}' where no = 'D-2026/1'",),
        ("update nesne set tur = 'x' where tur = 'dondurma'",),
    ],
    ids=["satir", "satirlar", "defterde-yok", "kapali-gosterilmis", "bozuk", "bos", "turu-degismis"],
)
def test_a_hold_binds_whatever_became_of_its_row(arsiv, saat, sqller):
    """It bars; the check names the damage; a new hold takes a number of its own and overwrites nothing."""
    kok, kimlik = arsiv
    boz(kok, *sqller)
    with earsiv.open(kok, clock=saat) as a:
        assert [str(e.tur) for e in a.retention(kimlik).engeller] == ["E4"]
        assert a.check()
        assert a.hold("E6", [Kapsam(KapsamTuru.DOSYA, kimlik)], "yeni").no == "D-2026/3"
        assert a.depo.ocfl.head(ocfl_id("dondurma", "D-2026/1")) == 1
        assert {str(e.tur) for e in a.retention(kimlik).engeller} == {"E4", "E6"}


def test_a_hold_whose_object_is_gone_binds_by_its_row(arsiv, saat):
    """Either of the two is enough; where neither tells, nothing is answered."""
    kok, kimlik = arsiv
    with earsiv.open(kok, clock=saat) as a:
        shutil.rmtree(a.depo.ocfl.path(ocfl_id("dondurma", "D-2026/1")))
        assert [str(e.tur) for e in a.retention(kimlik).engeller] == ["E4"]
        shutil.rmtree(a.depo.ocfl.path(ocfl_id("dondurma", "D-2026/2")))
        with pytest.raises(DepoHatasi) as hata:
            a.retention(kimlik)
        assert hata.value.kod == "DEP-020" and "D-2026/2" in hata.value.yer


def test_holds_are_the_rows_where_nothing_is_lost(arsiv, saat):
    """Same values, same order."""
    with Depo.open(arsiv[0], saat) as depo, depo.reader() as b:
        assert dondurulan.holds(depo, b) == kayitlar.holds(b) and len(kayitlar.holds(b)) == 2


@pytest.mark.parametrize(
    "sql",
    ["delete from ayar", "update ayar set tur = 'x'", "update ayar set deger = '['", "update ayar set deger = '[]'"],
    ids=["yok", "turu", "bozuk", "bicimi"],
)
def test_a_decision_without_its_row_is_not_taken_for_none(arsiv, saat, sql):
    """The rule of thirty years must not vanish: no answer, a finding, and no new profile in its place."""
    kok, kimlik = arsiv
    boz(kok, sql)
    with earsiv.open(kok, clock=saat) as a:
        assert [b.kod for b in a.check()] == ["DEP-020", "DEP-020"]
        for soru in (lambda: a.retention(kimlik), a.profile, a.overlay):
            with pytest.raises(DepoHatasi) as hata:
                soru()
            assert hata.value.kod == "DEP-020"
        if "tur" not in sql:
            with pytest.raises(DepoHatasi):
                a.add_rule("k2", "5", "g", "d")


def test_an_object_the_ledger_lost_is_never_continued(arsiv, saat):
    """Its next version would be written over what nobody has looked at."""
    kok, _ = arsiv
    boz(kok, "delete from nesne where kimlik = 'profil'", "delete from ayar where tur = 'profil'")
    with earsiv.open(kok, clock=saat) as a:
        with pytest.raises(DepoHatasi) as hata:
            a.add_rule("k2", "5", "g", "d")
        assert hata.value.kod == "DEP-016" and a.depo.ocfl.head(ocfl_id("profil", "profil")) == 1


def test_several_writers_migrate_once(tmp_path, saat, birlikte):
    """One does it, the others find nothing to do, and the trail tells of one act."""
    earsiv.create(tmp_path / "a", clock=saat).close()
    eskit(tmp_path / "a")
    cikan = []
    assert not birlikte(lambda: cikan.append(earsiv.migrate(tmp_path / "a", clock=saat)), 3)
    assert sorted(cikan) == [False, False, True]
    with contextlib.closing(sqlite3.connect(tmp_path / "a" / "defter.db")) as b:
        assert b.execute("select count(*) from denetim where eylem = 'yukselt'").fetchone() == (1,)


def test_migration_makes_no_ledger_where_there_is_none(tmp_path, saat):
    """An empty one would look like an archive that lost everything."""
    earsiv.create(tmp_path / "a", clock=saat).close()
    for yol in (tmp_path / "a").glob("defter.db*"):
        yol.unlink()
    with pytest.raises(DepoHatasi) as hata:
        earsiv.migrate(tmp_path / "a", clock=saat)
    assert hata.value.kod == "DEP-009" and not (tmp_path / "a" / "defter.db").exists()
