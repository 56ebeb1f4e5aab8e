# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The store: one act is content, row and audit row, or nothing; damage of any of them is found."""

import datetime as dt
import json
import sqlite3
import subprocess
import sys
import textwrap

import attrs
import pytest

from earsiv._clock import uuid7
from earsiv.config import Ayarlar
from earsiv.errors import DepoHatasi, KuralHatasi
from earsiv.model import Dosya
from earsiv.store import Depo, defter, ocfl_id
from earsiv.store.denetle import check
from earsiv.store.disk import Disk
from earsiv.testing import SahteSaat


@pytest.fixture
def depo(tmp_path, saat):
    with Depo.create(tmp_path / "a", Ayarlar(kurum="Örnek"), saat, aktor="deneme") as d:
        yield d


def yeni(depo, ad="Deneme"):
    return Dosya(uuid7(depo.saat), "105.04", "belediye", "2018", ad, "99900001", dt.date(2015, 1, 1))


def ac(depo, ad="Deneme"):
    d = yeni(depo, ad)
    depo.save("dosya", d.kimlik, d.as_dict(), {"ek.bin": b"icerik"}, aktor="deneme", eylem="dosya_ac", ayrinti={"ad": ad})
    return d


def kodlar(depo, **ayar):
    return {b.kod for b in check(depo, **ayar)}


def test_saved_object_is_in_files_ledger_and_audit(depo):
    """Three places, one act, and a check that holds."""
    d = ac(depo)
    assert json.loads(depo.ocfl.read(ocfl_id("dosya", d.kimlik), "dosya.json"))["ad"] == "Deneme"
    with depo.reader() as b:
        assert defter.dosya_of(defter.find(b, "dosya", d.kimlik)) == d
        assert [s.eylem for s in defter.audit_rows(b)] == ["kur", "dosya_ac"]
    assert not kodlar(depo)
    assert not [k for k in (depo.kok / "is").iterdir() if k.is_dir()]


def test_new_version_keeps_what_it_does_not_name(depo):
    """A change is a new OCFL version; the original stays."""
    d = ac(depo)
    kapali = attrs.evolve(d, kapanis=dt.date(2015, 12, 31))
    nesne = depo.save("dosya", d.kimlik, kapali.as_dict(), aktor="deneme", eylem="dosya_kapat", ayrinti={})
    assert nesne.surum == 2 and depo.ocfl.read(ocfl_id("dosya", d.kimlik), "ek.bin") == b"icerik"
    assert not kodlar(depo)


def test_ledger_is_sqlite_in_wal_with_full_sync(depo):
    """What the promise of durability rests on."""
    with depo.reader() as b:
        assert b.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert b.exec_driver_sql("PRAGMA synchronous").scalar() == 2


@pytest.mark.fault("D16")
def test_act_whose_audit_fails_never_happened(depo, monkeypatch):
    """No content, no row."""
    d = yeni(depo)
    monkeypatch.setattr(defter, "add_audit", lambda *_: (_ for _ in ()).throw(RuntimeError("iz yazılamadı")))
    with pytest.raises(RuntimeError):
        depo.save("dosya", d.kimlik, d.as_dict(), aktor="a", eylem="dosya_ac", ayrinti={})
    monkeypatch.undo()
    assert not depo.ocfl.exists(ocfl_id("dosya", d.kimlik)) and not kodlar(depo)


def test_refused_condition_leaves_nothing(depo):
    """What the condition raises reaches the caller, and nothing shows."""
    d = yeni(depo)

    def kosul(_):
        raise KuralHatasi("SAK-008", "x", kapanis="")

    with pytest.raises(KuralHatasi):
        depo.save("dosya", d.kimlik, d.as_dict(), aktor="a", eylem="x", ayrinti={}, kosul=kosul)
    assert not depo.ocfl.exists(ocfl_id("dosya", d.kimlik)) and not kodlar(depo)


class SayanDisk(Disk):
    """Fail at the n-th operation, once."""

    def __init__(self, n):
        self.n, self.sayac = n, 0

    def _say(self):
        self.sayac += 1
        if self.sayac == self.n:
            raise DepoHatasi("DEP-005", "deneme", ayrinti="disk dolu")


for _ad in ("mkdir", "write", "append", "copy", "rename"):

    def _yap(ad):
        def islem(self, *a):
            self._say()
            return getattr(Disk, ad)(self, *a)

        return islem

    setattr(SayanDisk, _ad, _yap(_ad))


@pytest.mark.fault("C01", "C03")
@pytest.mark.parametrize("ikinci", [False, True], ids=["yeni-nesne", "yeni-surum"])
def test_failure_at_every_step_leaves_before_or_after(tmp_path, ikinci):
    """Fail at the 1st, 2nd, 3rd … operation until a run passes: reopened, the store is sound and the act is whole or absent."""
    saat = SahteSaat()
    for n in range(1, 60):
        kok = tmp_path / str(n)
        Depo.create(kok, Ayarlar(), saat, aktor="a").close()
        depo = Depo.open(kok, saat)
        d = ac(depo) if ikinci else yeni(depo)
        depo.close()
        disk = SayanDisk(0)
        depo = Depo.open(kok, saat, disk=disk)
        disk.n, disk.sayac = n, 0
        degisik = attrs.evolve(d, kapanis=dt.date(2015, 12, 31)) if ikinci else d
        gecti = True
        try:
            depo.save("dosya", d.kimlik, degisik.as_dict(), {"ek.bin": b"icerik"}, aktor="a", eylem="x", ayrinti={})
        except DepoHatasi as hata:
            assert hata.kod == "DEP-005"
            gecti = False
        depo.close()
        with Depo.open(kok, saat) as depo:
            assert not list(check(depo)), n
            with depo.reader() as b:
                satir = defter.find(b, "dosya", d.kimlik)
            sonra = satir is not None and (not ikinci or satir["kapanis"] is not None)
            assert sonra == (depo.ocfl.head(ocfl_id("dosya", d.kimlik)) == (2 if ikinci else 1))
            assert sonra or not gecti, "kabul edilen işlem kayboldu"
        if gecti and disk.sayac < n:
            assert n > 8
            return
    pytest.fail("hatasız bir koşuya ulaşılamadı")


OLDUR = """
import sys, os, datetime as dt, attrs
from pathlib import Path
from earsiv.store import Depo, depo as modul
from earsiv.store.ocfl import OcflKoku
from earsiv.model import Dosya
from earsiv._clock import SystemClock, uuid7
nerede = sys.argv[2]
asil = OcflKoku.publish
def publish(self, *a):
    if nerede == "once": os.kill(os.getpid(), 9)
    asil(self, *a)
    if nerede == "sonra": os.kill(os.getpid(), 9)
OcflKoku.publish = publish
d = Depo.open(Path(sys.argv[1]), SystemClock())
x = Dosya(uuid7(d.saat), "105.04", "belediye", "2018", "Yarım", "1", dt.date(2015, 1, 1))
d.save("dosya", x.kimlik, x.as_dict(), aktor="a", eylem="dosya_ac", ayrinti={"k": 1})
if nerede == "bitince": os.kill(os.getpid(), 9)
"""


@pytest.mark.yavas
@pytest.mark.fault("C01", "D11")
@pytest.mark.parametrize(("nerede", "adet"), [("once", 0), ("sonra", 1), ("bitince", 1)])
def test_killed_process_is_finished_or_dropped_at_the_next_open(tmp_path, nerede, adet):
    """SIGKILL before the object shows: dropped. After it shows: finished, and the audit row says that it was."""
    kok = tmp_path / "a"
    Depo.create(kok, Ayarlar(), SahteSaat(), aktor="a").close()
    sonuc = subprocess.run([sys.executable, "-c", textwrap.dedent(OLDUR), str(kok), nerede], capture_output=True, check=False)
    assert sonuc.returncode == -9, sonuc.stderr
    with Depo.open(kok, SahteSaat()) as depo:
        assert not list(check(depo))
        with depo.reader() as b:
            assert defter.counts(b)["dosya"] == adet
            iz = [s for s in defter.audit_rows(b) if s.eylem == "dosya_ac"]
        assert [s.ayrinti.get("kurtarma", False) for s in iz] == ([True] if nerede == "sonra" else [False] * adet)
        assert not [k for k in (kok / "is").iterdir() if k.is_dir()]


@pytest.mark.fault("K01")
def test_many_writers_make_one_chain(depo, birlikte):
    """Threads with stores of their own: no gap, no fork, no lost object."""

    def yaz():
        with Depo.open(depo.kok, depo.saat) as kendi:
            for i in range(8):
                ac(kendi, str(i))

    assert not birlikte(yaz, 6)
    assert not kodlar(depo)
    with depo.reader() as b:
        assert defter.counts(b) | {"dosya": 48, "denetim": 49} == defter.counts(b)


def sql(depo, komut, *degerler):
    with sqlite3.connect(depo.kok / "defter.db") as b:
        b.execute(komut, degerler)


@pytest.mark.fault("C07", "D01", "D02", "D03")
@pytest.mark.parametrize(
    ("boz", "kod"),
    [
        (lambda p, d: sql(p, "UPDATE dosya SET kod='165.05' WHERE kimlik=?", d.kimlik), "DEP-020"),
        (lambda p, d: sql(p, "UPDATE dosya SET kapanis='2001-01-01' WHERE kimlik=?", d.kimlik), "DEP-020"),
        (lambda p, d: sql(p, "DELETE FROM dosya WHERE kimlik=?", d.kimlik), "DEP-020"),
        (lambda p, d: sql(p, "DELETE FROM nesne WHERE kimlik=?", d.kimlik), "DEP-021"),
        (lambda p, d: sql(p, "UPDATE denetim SET aktor='baskasi' WHERE sira=2"), "DNT-003"),
        (lambda p, d: sql(p, "DELETE FROM denetim WHERE sira=1"), "DNT-001"),
        (lambda p, d: sql(p, "DELETE FROM denetim WHERE sira=2"), "DNT-005"),
        (lambda p, d: sql(p, "UPDATE denetim SET ayrinti='bozuk' WHERE sira=2"), "DNT-003"),
        (lambda p, d: next((p.kok / "denetim").glob("*.jsonl")).write_bytes(b""), "DNT-005"),
        (lambda p, d: degistir(next((p.kok / "denetim").glob("*.jsonl")), b"deneme", b"sahtee"), "DNT-004"),
        (lambda p, d: degistir(next(p.ocfl.path(ocfl_id("dosya", d.kimlik)).glob("v1/content/*.bin")), b"icerik", b"Icerik"), "DEP-014"),
        (lambda p, d: next(p.ocfl.path(ocfl_id("dosya", d.kimlik)).glob("v1/content/*.bin")).unlink(), "DEP-012"),
        (lambda p, d: __import__("shutil").rmtree(p.ocfl.path(ocfl_id("dosya", d.kimlik))), "DEP-018"),
    ],
)
def test_check_finds_each_kind_of_tampering(depo, boz, kod):
    """Flipped byte, missing file, changed row, cut or edited trail, stray object."""
    d = ac(depo)
    boz(depo, d)
    assert kod in kodlar(depo)


def degistir(yol, eski, yeni_):
    ham = yol.read_bytes()
    assert eski in ham
    yol.write_bytes(ham.replace(eski, yeni_))


@pytest.mark.fault("S24")
def test_object_rewritten_with_right_digests_is_found_by_ledger_and_trail(depo):
    """Content, inventory and sidecar made anew agree with each other, not with what was recorded."""
    import hashlib

    d = ac(depo)
    kok = depo.ocfl.path(ocfl_id("dosya", d.kimlik))
    dosya = next(kok.glob("v1/content/*.bin"))
    eski = hashlib.sha512(dosya.read_bytes()).hexdigest()
    dosya.write_bytes(b"sahte!")
    yeni_ozet = hashlib.sha512(b"sahte!").hexdigest()
    for klasor in (kok, kok / "v1"):
        ham = (klasor / "inventory.json").read_bytes().replace(eski.encode(), yeni_ozet.encode())
        (klasor / "inventory.json").write_bytes(ham)
        (klasor / "inventory.json.sha512").write_text(hashlib.sha512(ham).hexdigest() + " inventory.json\n")
    assert kodlar(depo) == {"DEP-019"}
    assert "DEP-019" in kodlar(depo, tam=False)


@pytest.mark.fault("C08")
def test_damaged_or_missing_database_is_refused(depo):
    """Not opened, not repaired silently."""
    depo.close()
    yol = depo.kok / "defter.db"
    asil = yol.read_bytes()
    for icerik in (b"bu veritabani degil" * 100, None):
        yol.unlink()
        for ek in ("-wal", "-shm"):
            yol.with_name(yol.name + ek).unlink(missing_ok=True)
        if icerik:
            yol.write_bytes(icerik)
        with pytest.raises(DepoHatasi) as hata:
            Depo.open(depo.kok, depo.saat)
        assert hata.value.kod == "DEP-009"
    yol.write_bytes(asil)


@pytest.mark.fault("C11")
def test_ledger_of_a_newer_library_is_refused(depo):
    """An unknown revision is not touched."""
    sql(depo, "UPDATE alembic_version SET version_num='9999'")
    with pytest.raises(DepoHatasi) as hata:
        Depo.open(depo.kok, depo.saat)
    assert hata.value.kod == "DEP-003"


def test_tables_equal_what_the_migrations_make(depo):
    """The migration and the table definitions cannot drift apart."""
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    from earsiv.store.tablolar import META

    with depo.reader() as b:
        assert compare_metadata(MigrationContext.configure(b), META) == []


def test_used_folder_is_not_made_an_archive(tmp_path, saat):
    """Nothing of somebody else's is touched."""
    (tmp_path / "x").write_text("benim")
    with pytest.raises(DepoHatasi) as hata:
        Depo.create(tmp_path, Ayarlar(), saat, aktor="a")
    assert hata.value.kod == "DEP-008" and [p.name for p in tmp_path.iterdir()] == ["x"]


@pytest.mark.fault("C15")
def test_clock_that_jumps_back_does_not_reorder_the_trail(depo):
    """Order is the sequence, not the time."""
    ac(depo)
    depo.saat.move(days=-3)
    ac(depo)
    assert not kodlar(depo)


@pytest.mark.fault("D03", "D04", "C09")
@pytest.mark.parametrize("boz", ["dosyalar-silindi", "eski-defter"])
def test_audit_files_that_part_from_the_ledger_stop_all_writing(tmp_path, saat, boz):
    """Files taken away, or a ledger from an old backup: reading goes on, nothing is written or healed, and the check tells."""
    import shutil

    kok = tmp_path / "a"
    with Depo.create(kok, Ayarlar(), saat, aktor="a") as depo:
        ac(depo)
    if boz == "eski-defter":
        shutil.copy(kok / "defter.db", tmp_path / "eski.db")
        with Depo.open(kok, saat) as depo:
            ac(depo)
        shutil.copy(tmp_path / "eski.db", kok / "defter.db")
    else:
        next((kok / "denetim").glob("*.jsonl")).unlink()
    with Depo.open(kok, saat) as depo:
        with pytest.raises(DepoHatasi) as hata:
            ac(depo)
        assert hata.value.kod == "DNT-006"
        assert "DNT-005" in kodlar(depo)
        with depo.reader() as b:
            assert defter.counts(b)["dosya"] == 1


@pytest.mark.fault("D03", "C09")
def test_audit_files_cut_under_a_living_process_stop_it(depo):
    """The act is refused as a whole: no object, no row, no audit row."""
    ac(depo)
    next((depo.kok / "denetim").glob("*.jsonl")).unlink()
    with pytest.raises(DepoHatasi) as hata:
        ac(depo)
    assert hata.value.kod == "DNT-006"
    with depo.reader() as b:
        assert (defter.counts(b)["dosya"], defter.last_audit_no(b)) == (1, 2)
    assert len(list(depo.ocfl.objects())) == 1
    assert kodlar(depo) == {"DNT-005"}


@pytest.mark.yavas
@pytest.mark.fault("D03")
def test_slow_audit_file_is_no_tampering(tmp_path, saat, birlikte):
    """Many writers and a disk that hesitates: nobody is told that the files part, and none of the rows is missing."""
    import time

    class YavasDisk(Disk):
        def append(self, yol, veri):
            time.sleep(0.05)
            super().append(yol, veri)

    def yaz():
        with depo.transaction("a") as islem:
            islem.audit("deneme", "x", {})

    with Depo.create(tmp_path / "a", Ayarlar(), saat, aktor="a", disk=YavasDisk()) as depo:
        assert not birlikte(yaz, 40)
        with depo.reader() as b:
            assert defter.last_audit_no(b) == 41
        assert not kodlar(depo)


@pytest.mark.fault("C07")
@pytest.mark.parametrize(
    ("boz", "kod"),
    [
        (lambda k, n: (n / "v1" / "inventory.json").write_bytes(b"{}"), "DEP-013"),
        (lambda k, n: (k / "0=ocfl_1.1").unlink(), "DEP-012"),
        (lambda k, n: (k / "ocfl_layout.json").unlink(), "DEP-012"),
        (lambda k, n: (k / "yabanci.txt").write_text("x"), "DEP-015"),
        (lambda k, n: (n / "v9").mkdir() or (n / "v9" / "x").write_text("x"), "DEP-015"),
        (lambda k, n: __import__("shutil").copytree(n, k / "aaa" / "bbb" / "ccc" / n.name), "DEP-015"),
    ],
)
def test_check_finds_damage_outside_the_content_too(depo, boz, kod):
    """Version inventories, declarations of the root, strays and misplaced objects."""
    d = ac(depo)
    boz(depo.ocfl.yol, depo.ocfl.path(ocfl_id("dosya", d.kimlik)))
    assert kod in kodlar(depo)


@pytest.mark.parametrize("icerik", [b"[]", b'{"tur":5}', b'{"tur":"dosya","kimlik":"x","surum":"a"}', b"bozuk"])
def test_unreadable_intent_never_locks_the_archive(depo, icerik):
    """A damaged leftover in is/ is dropped."""
    (depo.kok / "is" / "x").mkdir()
    (depo.kok / "is" / "x" / "niyet.json").write_bytes(icerik)
    with Depo.open(depo.kok, depo.saat) as acik:
        assert not kodlar(acik)


def test_empty_ledger_file_is_no_newer_archive(depo):
    """Told as what it is."""
    depo.close()
    for ad in ("defter.db-wal", "defter.db-shm"):
        (depo.kok / ad).unlink(missing_ok=True)
    (depo.kok / "defter.db").write_bytes(b"")
    with pytest.raises(DepoHatasi) as hata:
        Depo.open(depo.kok, depo.saat)
    assert hata.value.kod == "DEP-009"
