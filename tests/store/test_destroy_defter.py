# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The ledger's side of a destruction: whoever lets something vanish, or touches stub, line or proof, is found; freed pages go too."""

import json
import sqlite3

import pytest

from earsiv.errors import DepoHatasi
from earsiv.store import Depo, defter, kalintilar, listeler
from earsiv.store.denetle import check
from earsiv.store.disk import Disk
from earsiv.store.kalintilar import Kalem
from tests.imha import dunya as d

pytestmark = pytest.mark.yavas


@pytest.fixture
def depo(tmp_path, saat):
    with d.kur(tmp_path / "a", saat) as acik:
        yield acik


@pytest.fixture
def bitmis(depo):
    """A list that was carried out over one of two files."""
    giden, kalan = d.dosya_ac(depo, "Giden"), d.dosya_ac(depo, "Kalan")
    belgeler = d.belge_koy(depo, giden, "GIZLIKELIME giden belge"), d.belge_koy(depo, kalan, "kalan belge")
    liste = d.listele(depo, d.satir(1, giden), d.satir(2, kalan))
    d.yurut(depo, liste, liste.satirlar[:1])
    assert d.bulgular(depo) == []
    return giden, kalan, *belgeler


def kodlar(depo):
    return sorted({(b.kod, b.yer) for b in check(depo)})


def elle(depo, *komutlar):
    with sqlite3.connect(depo.kok / "defter.db") as b:
        for komut in komutlar:
            b.execute(*komut) if isinstance(komut, tuple) else b.execute(komut)
    b.close()


# -- the check ----------------------------------------------------------------------------------------------------------


@pytest.mark.fault("I12", "D04")
def test_what_vanishes_without_a_logged_destruction_is_found(depo, bitmis):
    """Rows and object are gone together, and every table agrees: the audit trail still knows that it was there."""
    import shutil

    _, _, _, belge = bitmis
    shutil.rmtree(depo.ocfl.path(f"urn:uuid:{belge.kimlik}"))
    elle(depo, f"delete from belge where kimlik='{belge.kimlik}'", f"delete from nesne where kimlik='{belge.kimlik}'")
    assert kodlar(depo) == [("DEP-018", f"belge {belge.kimlik}")]


@pytest.mark.parametrize("nasil", ["degisti", "silindi", "bozuk", "uydurma"])
def test_a_stub_that_is_not_what_the_proof_says_is_found(depo, bitmis, nasil):
    """Edited, removed, unreadable, or put there by hand."""
    _, kalan, belge, _ = bitmis
    if nasil == "uydurma":
        elle(depo, "insert into kalinti select 'x', tur, dosya, birim, liste, deger from kalinti where tur='belge'")
        assert kodlar(depo) == [("DEP-020", "belge x")]
        return
    elle(
        depo,
        {
            "degisti": f"update kalinti set deger=replace(deger, 'E-1', 'E-2') where kimlik='{belge.kimlik}'",
            "silindi": f"delete from kalinti where kimlik='{belge.kimlik}'",
            "bozuk": f"update kalinti set deger='{{' where kimlik='{belge.kimlik}'",
        }[nasil],
    )
    assert kodlar(depo) == [("DEP-020", f"belge {belge.kimlik}")]
    if nasil == "bozuk":
        with depo.reader() as b, pytest.raises(DepoHatasi):
            kalintilar.stub(b, belge.kimlik)


@pytest.mark.parametrize("komut", ["update imha_kalemi set durum='engelli'", "delete from imha_kalemi"])
def test_a_line_that_says_other_than_the_trail_is_found(depo, bitmis, komut):
    """The line was destroyed; its row may not deny it."""
    elle(depo, komut)
    assert ("DEP-020", "2037/1 · satır 1") in kodlar(depo)


def test_a_line_that_claims_a_destruction_the_trail_does_not_know_is_found(depo, bitmis):
    """And its file, which is there, is not taken for gone."""
    elle(depo, "insert into imha_kalemi values ('2037/1', 2, 'edildi', '', '000001', '')")
    assert ("DEP-020", "2037/1 · satır 2") in kodlar(depo)


def test_a_proof_that_went_is_found(depo, bitmis):
    """Part and stubs can no longer be held against each other."""
    yol = depo.ocfl.file("urn:earsiv:imha:I-2037/1", "kanit/000001.json")
    saglam = yol.read_bytes()
    yol.unlink()
    assert {"DEP-012"} <= {kod for kod, _ in kodlar(depo)}
    yol.write_bytes(saglam.replace(b"konu GIZLI", b"konu BASKA"))
    assert {"DEP-014", "DEP-020"} <= {kod for kod, _ in kodlar(depo)}


# -- stubs and lines ----------------------------------------------------------------------------------------------------


def test_stubs_are_found_by_id_file_and_list(depo, bitmis):
    """And nothing is a stub that lives."""
    giden, kalan, belge, yasayan = bitmis
    with depo.reader() as b:
        assert kalintilar.stub(b, belge.kimlik).dosya == giden.kimlik and kalintilar.stub(b, yasayan.kimlik) is None
        assert {k.kimlik for k in kalintilar.stubs(b, dosya=giden.kimlik)} == {giden.kimlik, belge.kimlik}
        assert not list(kalintilar.stubs(b, dosya=kalan.kimlik)) and not list(kalintilar.stubs(b, liste="2037/9"))
        assert len(list(kalintilar.stubs(b, liste=d.NO))) == len(list(kalintilar.stubs(b))) == 2


def test_a_line_moves_only_from_where_it_was_read(depo):
    """The second of two that read the same state is told no."""
    with depo.transaction("a") as islem:
        b = islem.baglanti
        assert kalintilar.item(b, "L", 1) == Kalem()
        assert kalintilar.move_item(b, "L", 1, Kalem(), Kalem("siliniyor", "", "p1"), "z")
        assert not kalintilar.move_item(b, "L", 1, Kalem(), Kalem("siliniyor", "", "p2"), "z")
        assert kalintilar.item(b, "L", 1).basladi
        assert not kalintilar.move_item(b, "L", 1, Kalem("siliniyor", "", "p9"), Kalem("edildi", "", "p9"), "z")
        assert kalintilar.move_item(b, "L", 1, Kalem("siliniyor", "", "p1"), Kalem("edildi", "", "p1"), "z")
        assert kalintilar.item(b, "L", 1) == Kalem("edildi", "", "p1") and not kalintilar.item(b, "L", 1).basladi


def test_what_is_going_is_known_until_it_is_over(depo):
    """Marked twice is once."""
    with depo.transaction("a") as islem:
        kalintilar.mark_going(islem.baglanti, ["x", "x", "y"])
        assert listeler.going(islem.baglanti, "x") and not listeler.going(islem.baglanti, "z")
        kalintilar.unmark_going(islem.baglanti, ["x"])
        assert not listeler.going(islem.baglanti, "x") and listeler.going(islem.baglanti, "y")


# -- freed pages --------------------------------------------------------------------------------------------------------


def ledger_bytes(depo):
    return b"".join(y.read_bytes() for y in sorted(depo.kok.glob("defter.db*")))


@pytest.mark.fault("I25")
def test_freed_pages_and_journal_hold_nothing_after_scrubbing(depo):
    """What only the destroyed record's row said is in no file of the ledger."""
    dosya = d.dosya_ac(depo, "Özlük", ilgililer=("Bir Kişi",))
    for n in range(8):
        d.belge_koy(depo, dosya, f"belge {n}", konu=f"GIZLIKELIME {n}", kaynak_adi="GIZLIKELIME.pdf")
    d.yurut(depo, d.listele(depo, d.satir(1, dosya)))
    assert kalintilar.scrub(depo)
    assert b"GIZLIKELIME" not in ledger_bytes(depo) and (depo.kok / "defter.db-wal").stat().st_size == 0
    assert d.bulgular(depo) == []


@pytest.mark.yavas
def test_a_reader_in_the_way_is_not_broken_and_scrubbing_can_be_repeated(depo, bitmis):
    """The answer is no while somebody reads; the reader sees what it saw; afterwards it is done."""
    with Depo.open(depo.kok, depo.saat) as diger, diger.reader() as b:
        once = defter.counts(b)
        d.dosya_ac(depo, "Yeni")
        assert not kalintilar.scrub(depo)
        assert defter.counts(b) == once
    assert kalintilar.scrub(depo) and d.bulgular(depo) == []


@pytest.mark.yavas
def test_a_writer_in_the_way_is_not_broken(depo, bitmis):
    """Its transaction goes through."""
    with Depo.open(depo.kok, depo.saat) as diger, diger.transaction("a") as islem:
        assert not kalintilar.scrub(depo)
        islem.audit("deneme", "arsiv", {})
    assert kalintilar.scrub(depo) and d.bulgular(depo) == []


def test_a_ledger_that_is_no_database_gives_a_typed_error(depo, bitmis):
    """Never an exception of the driver."""
    depo.close()
    for ad in ("-wal", "-shm"):
        (depo.kok / f"defter.db{ad}").unlink(missing_ok=True)
    (depo.kok / "defter.db").write_bytes(b"bu bir veritabani degil" * 100)
    with pytest.raises(DepoHatasi) as hata:
        kalintilar.scrub(depo)
    assert hata.value.kod == "DEP-009"


# -- the store under a full disk ----------------------------------------------------------------------------------------


class DoluDisk(Disk):
    """No room for anything once it is full; renaming within the disk still works."""

    dolu = False

    def write(self, yol, veri):
        if self.dolu:
            raise DepoHatasi("DEP-005", str(yol), ayrinti="disk dolu")
        super().write(yol, veri)


@pytest.mark.fault("C03", "I23")
@pytest.mark.parametrize("nerede", ["yan-dosya", "defter"])
def test_a_version_that_cannot_be_taken_back_on_a_full_disk_is_ended_at_the_next_opening(tmp_path, saat, monkeypatch, nerede):
    """The act fails, nothing is torn, and the object can be written again once there is room."""
    disk = DoluDisk()
    with d.kur(tmp_path / "a", saat, disk) as depo:
        dosya = d.dosya_ac(depo)
        asil = Disk.replace

        def replace(self, yol, veri):
            if yol.parent.name == "v2" or yol.name == "inventory.json.sha512":
                disk.dolu = True
            asil(self, yol, veri)

        def add_audit(*_):
            disk.dolu = True
            raise DepoHatasi("DEP-005", "defter", ayrinti="disk dolu")

        if nerede == "yan-dosya":
            monkeypatch.setattr(Disk, "replace", replace)
        else:
            monkeypatch.setattr(depo.iz, "missing", add_audit)
        with pytest.raises(DepoHatasi) as hata:
            depo.save("dosya", dosya.kimlik, dosya.as_dict() | {"ad": "Yeni"}, aktor="a", eylem="x", ayrinti={})
        assert hata.value.kod == "DEP-005"
        monkeypatch.undo()
    with Depo.open(tmp_path / "a", saat) as depo:
        assert d.bulgular(depo) == [] and not [k for k in (depo.kok / "is").iterdir() if k.is_dir()]
        depo.save("dosya", dosya.kimlik, dosya.as_dict() | {"ad": "Daha yeni"}, aktor="a", eylem="x", ayrinti={})
        assert json.loads(depo.ocfl.read(f"urn:uuid:{dosya.kimlik}", "dosya.json"))["ad"] == "Daha yeni"
        assert d.bulgular(depo) == []
