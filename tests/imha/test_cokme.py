# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Whatever happens in between: killed, disk full, copied to another machine, two at once, a hold in the race."""

import shutil
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import attrs
import pytest

from earsiv.errors import DepoHatasi, ImhaHatasi, bulgu
from earsiv.store import Depo, _destroy, defter, kalintilar
from earsiv.store.disk import Disk
from earsiv.testing import SahteSaat
from tests.imha import dunya as d

pytestmark = pytest.mark.yavas

COCUK = Path(__file__).with_name("cocuk.py")


@attrs.frozen
class Dunya:
    """An archive at rest with everything a line can be: a file with records, one with a record that others need, one record alone."""

    kok: Path
    liste: object
    gidecek: tuple
    kalacak: tuple


def dunya(kok) -> Dunya:
    with d.kur(kok, SahteSaat()) as depo:
        bir, iki, uc, yasayan = (d.dosya_ac(depo, ad) for ad in ("Bir", "İki", "Üç", "Yaşayan"))
        a, b = (d.belge_koy(depo, bir, f"bir {n}") for n in "ab")
        c, tek, diger, y = (
            d.belge_koy(depo, iki, "iki c"),
            d.belge_koy(depo, uc, "tek"),
            d.belge_koy(depo, uc, "diğer"),
            d.belge_koy(depo, yasayan, "y"),
        )
        d.atif(depo, b, yasayan)  # stays: a living file refers to it
        d.atif(depo, y, iki)  # loses its link
        d.atif(depo, c, bir)  # both go
        liste = d.listele(depo, d.satir(1, bir), d.satir(2, iki), d.satir(3, uc, tek))
    return Dunya(kok, liste, (bir, iki, a, c, tek), (uc, yasayan, b, diger, y))


@pytest.fixture
def sahne(tmp_path):
    return dunya(tmp_path / "asil")


def bak(w, depo):
    """Nothing that should stay is touched; what is not whole is proven and logged; the check has nothing to say."""
    assert d.bulgular(depo) == []
    assert all(d.yasiyor(depo, *w.kalacak))
    kanitli = {oid for s in d.izler(depo, "imha_basla") for oid in s.ayrinti["nesneler"]}
    for kayit in w.gidecek:
        oid = f"urn:uuid:{kayit.kimlik}"
        if not depo.ocfl.exists(oid) or list(depo.ocfl.verify(oid)):
            assert oid in kanitli, "kanıtsız kayıp"


def incele(w, kok):
    """Look at an archive that was left as it is."""
    with Depo.open(kok, SahteSaat()) as depo:
        bak(w, depo)


def bitir(w, kok):
    """Look, and run again: each line exactly once, every stub there, what others need alive."""
    with Depo.open(kok, SahteSaat()) as depo:
        bak(w, depo)
        d.yurut(depo, w.liste)
        assert d.bulgular(depo) == [] and set(d.durumlar(depo).values()) == {"edildi"}
        assert not any(d.yasiyor(depo, *w.gidecek)) and all(d.yasiyor(depo, *w.kalacak))
        assert Counter(s.ayrinti["satir"] for s in d.izler(depo, "imha")) == {1: 1, 2: 1, 3: 1}
        with depo.reader() as b:
            assert {k.kimlik for k in kalintilar.stubs(b)} == {k.kimlik for k in w.gidecek}
            assert b.exec_driver_sql("select count(*) from atif").scalar() == 0
            assert not defter.owed(b, "imha")
            assert defter.find(b, "belge", w.kalacak[2].kimlik)["dosya"] == w.kalacak[1].kimlik
        assert not [k for k in (kok / "is").iterdir() if k.is_dir()]


@pytest.fixture
def cocuk():
    with subprocess.Popen([sys.executable, str(COCUK)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as surec:

        def kos(n, kok):
            surec.stdin.write(f"{n} {kok}\n")
            surec.stdin.flush()
            return surec.stdout.readline().split()

        yield kos
        surec.stdin.close()


@pytest.mark.yavas
@pytest.mark.fault("C05", "I20")
def test_killed_at_every_step_each_line_goes_exactly_once(tmp_path, sahne, cocuk):
    """SIGKILL before the 1st, 2nd, 3rd … durable step until a run survives: sound after each, and the next run ends it."""
    for n in range(1, 1000):
        kok = tmp_path / "kopya"
        shutil.copytree(sahne.kok, kok)
        sonuc, *adim = cocuk(n, kok)
        assert sonuc in {"oldu", "bitti"}
        bitir(sahne, kok)
        shutil.rmtree(kok)
        if sonuc == "bitti":
            assert n > 60 and int(adim[0]) == n - 1
            return
    pytest.fail("sağ kalan bir koşuya ulaşılamadı")


@pytest.mark.yavas
@pytest.mark.fault("C05", "I22")
@pytest.mark.parametrize("adim", [45, 60, 83])
def test_killed_again_and_again_it_still_comes_to_an_end(tmp_path, sahne, cocuk, adim):
    """Every run dies after so many steps; each leaves a little less, and the archive is copied to another folder in between."""
    kok = sahne.kok
    for kez in range(30):
        sonuc, *_ = cocuk(adim, kok)
        yeni = tmp_path / f"makine-{kez}"
        shutil.copytree(kok, yeni)
        kok = yeni
        incele(sahne, kok)
        if sonuc == "bitti":
            assert kez >= 1
            return bitir(sahne, kok)
    pytest.fail("bitmedi")


class DoluDisk(Disk):
    """Full from the n-th step on, until it is told that there is room."""

    n = sayac = 0

    def _adim(self):
        type(self).sayac += 1
        if self.n and self.sayac >= self.n:
            raise DepoHatasi("DEP-005", "deneme", ayrinti="disk dolu")


for _ad in ("mkdir", "write", "append", "copy", "rename"):

    def _yap(ad):
        def islem(self, *a):
            self._adim()
            return getattr(Disk, ad)(self, *a)

        return islem

    setattr(DoluDisk, _ad, _yap(_ad))


@pytest.mark.yavas
@pytest.mark.fault("I23", "C05")
def test_a_disk_that_fills_up_at_any_step_stops_the_run_and_loses_nothing(tmp_path, sahne):
    """The typed error; nothing goes before its proof is written; with room again the next run ends it."""
    kanitsiz = 0
    for n in range(1, 1000):
        kok = tmp_path / "kopya"
        shutil.copytree(sahne.kok, kok)
        with Depo.open(kok, SahteSaat(), disk=DoluDisk()) as depo:
            DoluDisk.n, DoluDisk.sayac = n, 0
            try:
                d.yurut(depo, sahne.liste, disk=DoluDisk())
                gecti = True
            except DepoHatasi as hata:
                assert hata.kod == "DEP-005"
                gecti = False
            finally:
                DoluDisk.n = 0
        if gecti:
            assert n > 40 and kanitsiz > 5
            return
        with Depo.open(kok, SahteSaat()) as depo:
            if not d.izler(depo, "imha_kanit"):
                kanitsiz += 1
                assert all(d.yasiyor(depo, *sahne.gidecek, *sahne.kalacak))
        bitir(sahne, kok)
        shutil.rmtree(kok)
    pytest.fail("hatasız bir koşuya ulaşılamadı")


@pytest.mark.yavas
@pytest.mark.fault("I21")
def test_a_removal_that_fails_at_any_step_is_ended_by_the_next_run(tmp_path, sahne, monkeypatch):
    """One failing removal costs one line of the run and nothing else."""
    asil = {ad: getattr(_destroy, ad) for ad in ("_remove_file", "_remove_folder")}
    for n in (1, 2, 7, 12, 20, 33):
        kok = tmp_path / f"kopya-{n}"
        shutil.copytree(sahne.kok, kok)
        kez = [0]

        def adim(ad, kez=kez, n=n):
            def yap(yol):
                kez[0] += 1
                if kez[0] == n:
                    raise PermissionError(13, "meşgul", str(yol))
                asil[ad](yol)

            return yap

        for ad in asil:
            monkeypatch.setattr(_destroy, ad, adim(ad))
        with Depo.open(kok, SahteSaat()) as depo:
            sonuc = d.yurut(depo, sahne.liste)
        monkeypatch.undo()
        assert len(sonuc.edilen) + len(sonuc.hatali) == 3 and len(sonuc.hatali) <= 1
        bitir(sahne, kok)


@pytest.mark.fault("I22")
def test_a_copy_of_the_folder_goes_on_where_the_other_stopped(tmp_path, sahne, monkeypatch):
    """No operator has to delete anything: state, proof and locks are in the folder, and the lock is not the copy's."""
    asil, kez = _destroy._remove_file, iter(range(100))

    def kesil(yol):
        if next(kez) == 9:
            raise KeyboardInterrupt
        asil(yol)

    monkeypatch.setattr(_destroy, "_remove_file", kesil)
    with Depo.open(sahne.kok, SahteSaat()) as depo, pytest.raises(KeyboardInterrupt):
        d.yurut(depo, sahne.liste)
    monkeypatch.undo()
    diger = tmp_path / "diger-makine"
    shutil.copytree(sahne.kok, diger)
    incele(sahne, diger)
    bitir(sahne, diger)
    incele(sahne, sahne.kok)


# -- two at once --------------------------------------------------------------------------------------------------------


@pytest.mark.fault("K09")
def test_the_second_executor_of_a_list_is_told_who_is_at_it(sahne):
    """Who and since when; nothing is done twice, and after the first the way is free."""
    with Depo.open(sahne.kok, SahteSaat()) as depo, Depo.open(sahne.kok, SahteSaat()) as diger:
        gorulen = []

        def yargi(_baglanti, satir):
            if not gorulen:
                with pytest.raises(ImhaHatasi) as hata:
                    d.yurut(diger, sahne.liste, aktor="ikinci")
                gorulen.append(hata.value)
            return ()

        assert d.yurut(depo, sahne.liste, yargi=yargi, aktor="birinci").edilen == (1, 2, 3)
        assert gorulen[0].kod == "IMH-050" and "birinci" in str(gorulen[0]) and "21.11.2026 12:00" in str(gorulen[0])
        assert not [s for s in d.izler(depo, "imha", "imha_basla") if s.aktor == "ikinci"]
        assert d.yurut(diger, sahne.liste, aktor="ikinci").edilen == ()
    incele(sahne, sahne.kok)


@pytest.mark.yavas
@pytest.mark.fault("K09")
def test_two_processes_on_one_list_destroy_each_line_once(sahne):
    """One of them does it, or the second takes up what is left; never both."""
    kod = "import sys; sys.path.insert(0, sys.argv[2]); import cocuk; print(cocuk.execute(sys.argv[1]).edilen)"
    surecler = [
        subprocess.Popen(
            [sys.executable, "-c", kod, str(sahne.kok), str(COCUK.parent)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    for surec in surecler:
        cikan, hata = surec.communicate()
        assert surec.returncode == 0 or "IMH-050" in hata, (cikan, hata)
    bitir(sahne, sahne.kok)


@pytest.mark.fault("K09")
def test_without_the_lock_the_state_of_a_line_still_lets_it_go_once(sahne, monkeypatch):
    """A file system without locks: both run over the same lines, and each act is logged once."""
    import contextlib

    from earsiv.imha import yurut as modul

    monkeypatch.setattr(modul, "running", lambda *_: contextlib.nullcontext())
    with Depo.open(sahne.kok, SahteSaat()) as depo, Depo.open(sahne.kok, SahteSaat()) as diger:
        once = []

        def yargi(_baglanti, satir):
            if not once:
                once.append(1)
                d.yurut(diger, sahne.liste, aktor="ikinci")
            return ()

        # the second runs to its end while the first is about to write its proof
        sonuc = d.yurut(depo, sahne.liste, yargi=yargi)
        assert sonuc.edilen == ()
    bitir(sahne, sahne.kok)


# -- holds in the race --------------------------------------------------------------------------------------------------


def dondurma_yargisi(baglanti, satir):
    """A hold that stands in the ledger bars the file it names."""
    from earsiv.store import kayitlar

    return tuple(
        bulgu("IMH-004", satir.dosya, engel=h["no"]) for h in kayitlar.holds(baglanti) if satir.dosya in h["dosyalar"] and not h["kapanis"]
    )


def dondur(depo, dosya, no="D-2026/1"):
    deger = {"no": no, "tur": "E4", "acan": "x", "acilis": "2026-11-21", "kapanis": None, "dosyalar": [dosya.kimlik]}
    depo.save("dondurma", no, deger, aktor="hukuk", eylem="dondur", ayrinti={})


@pytest.mark.yavas
@pytest.mark.fault("K06", "I03")
@pytest.mark.parametrize("an", range(8))
def test_a_hold_in_the_race_wins_or_comes_after_a_logged_act(sahne, an):
    """A thread opens the hold while the executor runs: never "hold accepted and record gone" without the going logged before it."""
    dosya = sahne.gidecek[1]
    with Depo.open(sahne.kok, SahteSaat()) as depo, Depo.open(sahne.kok, SahteSaat()) as diger:
        sayac, kapi = [0], threading.Event()
        ipi = threading.Thread(target=lambda: kapi.wait(20) and dondur(diger, dosya))

        def yargi(baglanti, satir):
            sayac[0] += 1
            if sayac[0] == an:
                kapi.set()
            return dondurma_yargisi(baglanti, satir)

        ipi.start()
        sonuc = d.yurut(depo, sahne.liste, yargi=yargi)
        kapi.set()
        ipi.join()
        sirasi = {s.eylem: s.sira for s in d.izler(depo, "dondur", "imha_basla") if s.nesne in {dosya.kimlik, "D-2026/1"}}
        if 2 in sonuc.edilen:
            assert sirasi["imha_basla"] < sirasi["dondur"]
        else:
            assert [n for n, _ in sonuc.engellenen] == [2] and d.yasiyor(depo, dosya, sahne.gidecek[3]) == [True, True]
        assert d.bulgular(depo) == []


@pytest.mark.fault("K06", "I03")
@pytest.mark.parametrize("butun", [True, False], ids=["butun", "yarim"])
def test_a_hold_between_a_crash_and_the_next_run(sahne, monkeypatch, butun):
    """While all of the content is there the hold wins and the stop is logged; when some is gone the line is ended."""
    dosya = sahne.gidecek[0]
    asil, kez = _destroy._remove_file, iter(range(100))

    def kesil(yol):
        if next(kez) == (0 if butun else 1):
            raise KeyboardInterrupt
        asil(yol)

    monkeypatch.setattr(_destroy, "_remove_file", kesil)
    with Depo.open(sahne.kok, SahteSaat()) as depo:
        with pytest.raises(KeyboardInterrupt):
            d.yurut(depo, sahne.liste)
        monkeypatch.undo()
        assert d.durumlar(depo) == {1: "siliniyor"} and d.bulgular(depo) == []
        dondur(depo, dosya)
        deneme = d.yurutucu(depo, dondurma_yargisi).preview(sahne.liste, sahne.liste.satirlar, d.dayanak(sahne.liste))
        sonuc = d.yurut(depo, sahne.liste, yargi=dondurma_yargisi)
        assert sonuc.edilen == deneme.edilen == ((2, 3) if butun else (1, 2, 3))
        assert bool(d.izler(depo, "imha_durdu")) == butun and d.bulgular(depo) == []
        if butun:
            assert all(d.yasiyor(depo, dosya, sahne.gidecek[2]))
            depo.save("dosya", dosya.kimlik, dosya.as_dict(), aktor="a", eylem="dosya_kapat", ayrinti={})  # free to be written again
            assert d.bulgular(depo) == []
