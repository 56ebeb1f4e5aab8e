# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Holds, references and decisions in the store: rows mirror objects, damage is found, an older ledger is brought up to date."""

import datetime as dt
import json
import sqlite3

import attrs
import pytest

import earsiv
from earsiv import _canon
from earsiv._clock import uuid7
from earsiv.cli import run
from earsiv.config import Ayarlar
from earsiv.errors import DepoHatasi, YetkiHatasi
from earsiv.model import Dosya, Olay, OlayTuru
from earsiv.saklama import Kapsam, KapsamTuru, TasfiyeDondurma
from earsiv.store import Depo, defter, kayitlar, listeler
from earsiv.store.akis import Gecmis, files_with_totals
from earsiv.store.denetle import check
from earsiv.testing import SahteSaat
from tests.store.test_depo import SayanDisk


@pytest.fixture
def depo(tmp_path, saat):
    with Depo.create(tmp_path / "a", Ayarlar(kurum="Örnek"), saat, aktor="deneme") as d:
        yield d


def yaz(depo, tur, kimlik, deger):
    depo.save(tur, kimlik, deger, aktor="deneme", eylem="dene", ayrinti={})


def dosya(depo, **ek):
    d = Dosya(uuid7(depo.saat), "105.04", "belediye", "2018", "Deneme", "99900001", dt.date(2015, 1, 1), **ek)
    yaz(depo, "dosya", d.kimlik, d.as_dict())
    return d


def dondurma(no="D-2026/1", **ek):
    return TasfiyeDondurma.of(no, "E4", [Kapsam(KapsamTuru.ESAS, "2026/14")], gerekce="dava", acan="a", acilis=dt.date(2026, 11, 21), **ek)


def kodlar(depo):
    return [b.kod for b in check(depo)]


def boz(depo, sql):
    with sqlite3.connect(depo.kok / "defter.db") as b:
        b.execute(sql)
    b.close()


def test_the_rare_part_of_a_file_lies_in_one_column_and_comes_back_whole(depo):
    """A plain file has no ``ek``; one with events, volumes and subjects is read as it was written."""
    sade = dosya(depo)
    dolu = dosya(depo, ust=sade.kimlik, vaka=True, olaylar=(Olay(OlayTuru.DAVA_KESIN, dt.date(2020, 5, 1)),), esaslar=("2026/14",))
    with depo.reader() as b:
        satirlar = {k: defter.find(b, "dosya", k) for k in (sade.kimlik, dolu.kimlik)}
        assert satirlar[sade.kimlik]["ek"] is None and satirlar[dolu.kimlik]["ust"] == sade.kimlik
        assert [defter.dosya_of(s) for s in satirlar.values()] == [sade, dolu]
        assert {t.dosya for t in files_with_totals(b)} == {sade, dolu}
        assert kayitlar.volumes(b, sade.kimlik) == [dolu.kimlik]
    assert kodlar(depo) == []
    boz(depo, "update dosya set ek = null")
    assert kodlar(depo) == ["DEP-020"]


def test_a_case_file_or_a_special_code_is_no_subject_file(depo):
    """Records of a year never fall into a case by themselves."""
    dosya(depo, vaka=True)
    ozel = dosya(depo, ozel="Gül Sokağı")
    with depo.reader() as b:
        assert defter.subject_file(b, "105.04", "99900001", 2015) is None
        assert defter.subject_file(b, "105.04", "99900001", 2015, "Gül Sokağı") == ozel
    sade = dosya(depo, esaslar=('"vaka":true', "x"))
    with depo.reader() as b:
        assert defter.subject_file(b, "105.04", "99900001", 2015) == sade


@pytest.mark.parametrize(
    ("tur", "kimlik", "deger", "bozan"),
    [
        ("dondurma", "D-2026/1", dondurma().as_dict(), "update dondurma set kapanis = '2026-11-21'"),
        ("atif", "atif-b1", {"belge": "b1", "dosyalar": ["d1", "d2"]}, "delete from atif where dosya = 'd2'"),
        ("profil", "profil", {"kimlik": "profil", "icerik": {"degerler": [], "kurallar": []}}, "update ayar set deger = '{}'"),
    ],
    ids=["dondurma", "atif", "profil"],
)
def test_rows_of_every_new_kind_are_held_against_their_object(depo, tur, kimlik, deger, bozan):
    """An edited row is found, and so is one that stands for nothing."""
    yaz(depo, tur, kimlik, deger)
    assert kodlar(depo) == []
    boz(depo, bozan)
    assert kodlar(depo) == ["DEP-020"]
    boz(depo, f"delete from nesne where kimlik = '{kimlik}'")
    assert "DEP-018" in kodlar(depo)


def test_numbers_of_holds_follow_the_year(depo):
    """D-2026/1, D-2026/2 … and by number, not by letter."""
    for no in ("D-2026/9", "D-2026/10", "D-2025/40"):
        yaz(depo, "dondurma", no, dondurma(no).as_dict())
    with depo.reader() as b:
        assert kayitlar.next_hold_no(b, 2026) == "D-2026/11"
        assert kayitlar.next_hold_no(b, 2027) == "D-2027/1"
        assert kayitlar.hold(b, "D-1/1") is None and len(kayitlar.holds(b)) == 3


def test_an_object_is_read_as_it_was_before_a_moment(tmp_path):
    """The newest version made before; nothing before the first."""
    saat = SahteSaat()
    with Depo.create(tmp_path / "a", Ayarlar(), saat, aktor="a") as depo:
        saat.move(days=1)
        d = dosya(depo)
        saat.move(days=1)
        kapali = attrs.evolve(d, kapanis=dt.date(2015, 12, 31))
        yaz(depo, "dosya", d.kimlik, kapali.as_dict())
        gunler = {an: Gecmis(depo, f"2026-11-{an}T00:00:00.000000Z") for an in (22, 23, 24)}
        assert [g.dosya(d.kimlik) for g in gunler.values()] == [None, d, kapali]
        with depo.reader() as b:
            assert [d.kimlik in g.changed(b) for g in gunler.values()] == [True, True, False]
        assert Gecmis(depo, "2026-11-24T00:00:00.000000Z").dosya("yok") is None


# -- an older archive -------------------------------------------------------------------------------------------------


GERI = {
    "0002": ("drop table oy", "drop table kalinti", "drop table imha_kalemi", "drop index denetim_nesne"),
    "0001": (
        "drop table dondurma",
        "drop table atif",
        "drop table ayar",
        "drop index dosya_ust",
        "alter table dosya drop column ek",
        "alter table dosya drop column ust",
    ),
}
"""What each schema lacks that the one after it has, newest first."""


def eskit(kok, surum="0001"):
    """Turn the ledger into one of an older schema, as an older version of the library left it."""
    with sqlite3.connect(kok / "defter.db") as b:
        for olan, sqller in GERI.items():
            if olan >= surum:
                for sql in sqller:
                    b.execute(sql)
        b.execute("update alembic_version set version_num = ?", (surum,))
    b.close()


@pytest.fixture
def eski(tmp_path, saat):
    with earsiv.create(tmp_path / "e", kurum="Örnekova", detsis="99900001", clock=saat) as a:
        d = a.open_dosya("165.05", acilis=dt.date(2013, 1, 1))
    eskit(tmp_path / "e")
    return tmp_path / "e", d


def test_an_older_archive_is_refused_and_then_migrated_in_one_act(eski, saat):
    """DEP-004 until it is brought up to date; then everything is as it was, and the act stands in the trail."""
    kok, d = eski
    with pytest.raises(DepoHatasi) as hata:
        earsiv.open(kok, clock=saat)
    assert hata.value.kod == "DEP-004"
    assert earsiv.migrate(kok, clock=saat) is True
    assert earsiv.migrate(kok, clock=saat) is False
    with earsiv.open(kok, clock=saat) as a:
        assert a.dosya(d.kimlik) == d and a.check() == []
        with a.depo.reader() as b:
            assert [s.eylem for s in defter.audit_rows(b)][-1] == "yukselt"
        a.hold("E4", [Kapsam(KapsamTuru.DOSYA, d.kimlik)], "dava")
        assert a.retention(d.kimlik).engeller


@pytest.mark.parametrize("surum", sorted(GERI))
def test_a_ledger_taken_back_is_brought_to_today_s_shape(eski, saat, surum):
    """Tables, columns and indexes are those of an archive made today, whatever it started from."""

    def bicim(kok):
        with sqlite3.connect(kok / "defter.db") as b:
            tablolar = [ad for (ad,) in b.execute("select name from sqlite_master where type = 'table' order by name")]
            dizinler = {ad for (ad,) in b.execute("select name from sqlite_master where type = 'index'")}
            sutunlar = {t: {s[1:4] for s in b.execute(f"pragma table_info({t})")} for t in tablolar}
        b.close()
        return sutunlar, dizinler

    kok = eski[0].with_name("once")
    earsiv.create(kok, clock=saat).close()
    bugunku = bicim(kok)
    eskit(kok, surum)
    assert bicim(kok) != bugunku
    assert earsiv.migrate(kok, clock=saat) is True
    assert bicim(kok) == bugunku


ILK_SATIR = (
    *("sira_no", "dosya", "ureten_birim", "dosya_kodu", "plan", "plan_surumu", "konu", "yil_bas", "yil_bit", "belge_sayi_araligi"),
    *("klasor_no", "adet", "saklama_suresi", "saklama_kodu", "imha_yili", "dusunce", "aciklama"),
)


def ilk_bicim(depo, no, durum, *dosyalar):
    """Write a list as the versions before 0003 wrote it: its lines in ``liste.json`` itself."""
    degerler = ("", "", "99900001", "105.04", "belediye", "2018", "Deneme", 2013, 2013, "", "", 1, "10", "D", 2024, "", "")
    satir = dict(zip(ILK_SATIR, degerler, strict=True))
    satirlar = [{**satir, "sira_no": sira, "dosya": d} for sira, d in enumerate(dosyalar, start=1)]
    icerik = {"no": no, "kurum": "Örnekova", "an": "2037-03-01", "duzenleyen": "a", "duzenlenme": "z", "satirlar": satirlar}
    yaz(depo, "liste", no, {"icerik": icerik, "ozet": _canon.digest(icerik), "durum": durum})
    return icerik


def test_lists_of_the_second_schema_are_still_read_and_still_hold_their_files(tmp_path, saat):
    """Migrated: an open list holds its files, one that was given up holds none, and its digest is what it was."""
    kok = tmp_path / "e"
    with earsiv.create(kok, kurum="Örnekova", detsis="99900001", clock=saat) as a:
        bir, iki = (a.open_dosya("165.05", acilis=dt.date(2013, 1, 1)).kimlik for _ in range(2))
        icerik = ilk_bicim(a.depo, "2037/1", "oneri", bir)
        ilk_bicim(a.depo, "2037/2", "iptal", bir, iki)
    eskit(kok, "0002")
    with pytest.raises(DepoHatasi) as hata:
        earsiv.open(kok, clock=saat)
    assert hata.value.kod == "DEP-004" and earsiv.migrate(kok, clock=saat) is True
    with earsiv.open(kok, clock=saat) as a:
        assert a.check() == []
        liste = a.liste("2037/1")
        assert liste.content() == icerik and liste.ozet == _canon.digest(icerik) and str(liste.durum) == "oneri"
        assert [li["no"] for li in a.listeler()] == ["2037/1", "2037/2"]
        with a.depo.reader() as b:
            assert listeler.holders(b, [bir, iki]) == {bir: "2037/1"} and defter.next_list_no(b, 2037) == "2037/3"


def test_migration_wants_a_known_actor_with_the_power(eski, saat):
    """Nobody else, and the ledger stays as it was."""
    kok, _ = eski
    with pytest.raises(YetkiHatasi):
        earsiv.migrate(kok, "baskasi", clock=saat)
    ayar = (kok / "earsiv.toml").read_text("utf-8")
    (kok / "earsiv.toml").write_text(ayar.replace('"denetim", ', ""), "utf-8")
    with pytest.raises(YetkiHatasi):
        earsiv.migrate(kok, clock=saat)
    with pytest.raises(DepoHatasi):
        earsiv.open(kok, clock=saat)


def test_migration_from_the_command_line(eski, capsys):
    """``kur --yukselt``, first as a trial."""
    kok, _ = eski
    for argumanlar, beklenen in ((["--deneme"], (False, True)), ([], (True, True)), (["--deneme"], (False, False))):
        assert run(["kur", str(kok), "--yukselt", "--json", *argumanlar]) == 0
        veri = json.loads(capsys.readouterr().out)
        assert (veri["yukseltildi"], veri["gerekli"]) == beklenen


@pytest.mark.yavas
@pytest.mark.fault("C01", "C03")
@pytest.mark.parametrize("acilan", [True, False], ids=["konurken", "kalkarken"])
def test_a_hold_that_fails_at_any_step_is_there_or_not(tmp_path, saat, acilan):
    """Fail at the 1st, 2nd, 3rd … operation of the disk: reopened, row and object agree and nothing is half."""
    kapali = dondurma().close("a", dt.date(2026, 11, 22), "bitti")
    for n in range(1, 60):
        kok = tmp_path / str(n)
        with Depo.create(kok, Ayarlar(), saat, aktor="a") as depo:
            if not acilan:
                yaz(depo, "dondurma", "D-2026/1", dondurma().as_dict())
        disk, gecti = SayanDisk(0), True
        with Depo.open(kok, saat, disk=disk) as depo:
            disk.n, disk.sayac = n, 0
            try:
                yaz(depo, "dondurma", "D-2026/1", (dondurma() if acilan else kapali).as_dict())
            except DepoHatasi:
                gecti = False
        with Depo.open(kok, saat) as depo:
            assert kodlar(depo) == [], n
            with depo.reader() as b:
                satir = kayitlar.hold(b, "D-2026/1")
        olan = satir is not None if acilan else satir["kapanis"] is not None
        assert olan or not gecti, "kabul edilen işlem kayboldu"
        if gecti and disk.sayac < n:
            assert n > 8
            return
    pytest.fail("hatasız bir koşuya ulaşılamadı")
