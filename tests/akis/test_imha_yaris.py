# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Real processes at one list at once: executors, holders, authors, secretaries, and one that is killed again and again."""

import contextlib
import datetime as dt
import json
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest

from earsiv import _cocuk
from earsiv.model import ListeDurumu
from earsiv.saklama import Kapsam
from earsiv.store import defter
from earsiv.testing import SahteSaat
from tests.akis.imha_dunyasi import HAZIR, UYELER, Belediye
from tests.akis.imha_kitabi import Kitap, ekle, in_place

pytestmark = pytest.mark.yavas

ADET = 10
SATIRLAR = tuple(range(1, ADET + 1))
COCUK = """
import datetime as dt, json, random, sys, time
import earsiv, earsiv._acilis
from earsiv.errors import EarsivError
from earsiv.model import Yetki
from earsiv.saklama import Kapsam
from earsiv.testing import SahteSaat

def saat():
    return SahteSaat(dt.datetime(2037, 3, 10, 9, tzinfo=dt.UTC))

def dene(fiil, kez=1):
    for _ in range(kez):
        try:
            return fiil()
        except EarsivError as hata:
            kod = hata.kod
            if kod != "DEP-016":
                break
    return kod

def dur(soz):
    print(soz, flush=True)
    sys.stdin.readline()

def yurut(a, no, bekle):
    '''Execute; say when the first line is done and wait, or take a little time over each line.'''
    def ilerleme(n, toplam, ne):
        if bekle == "dur" and n == 1:
            dur("ilk")
        time.sleep(0.03 if bekle == "yavas" else 0)
    return dene(lambda: list(a.destroy(no, ilerleme=ilerleme)[1].edilen))

def dondur(a, tohum, *dosyalar):
    '''Hold one file after the other in an order of chance.'''
    rastgele, sonuc = random.Random(int(tohum)), {}
    for dosya in rastgele.sample(dosyalar, len(dosyalar)):
        time.sleep(rastgele.random() * 0.05)
        sonuc[dosya] = dene(lambda: a.hold("E4", [Kapsam("dosya", dosya)], "Dava").no)
    return sonuc

def oner(a):
    return dene(lambda: a.propose_imha().no)

def oyla(a, no, *uyeler):
    oylar = [dene(lambda: a.vote(no, "IMHA", uye=uye), 9) for uye in uyeler]
    return [oylar, dene(lambda: a.decide(no).ozet, 9)]

is_, kok, aktor, *ek = sys.argv[1:]
if is_ == "komut":
    earsiv._acilis.SystemClock = saat
    from earsiv.cli import run
    sys.exit(run([*ek, "--depo", kok, "--aktor", aktor, "--json"]))
with earsiv.open(kok, Yetki.full(aktor), clock=saat()) as a:
    dur("hazir")
    print(json.dumps({"yurut": yurut, "dondur": dondur, "oner": oner, "oyla": oyla}[is_](a, *ek)), flush=True)
"""


class Cocuk:
    """A process of its own with the archive open; it does its work when told to."""

    def __init__(self, is_, kok, aktor, *ek):
        komut = [sys.executable, "-c", COCUK, is_, str(kok), aktor, *ek]
        self.surec = subprocess.Popen(komut, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def bekle(self, soz):
        assert (satir := self.surec.stdout.readline().strip()) == soz, (satir, self.surec.stderr.read())

    def basla(self):
        self.surec.stdin.write("\n")
        self.surec.stdin.flush()

    def sonuc(self):
        cikti, hata = self.surec.communicate(timeout=120)
        assert self.surec.returncode == 0, hata
        return json.loads(cikti)


def yaris(*cocuklar):
    """Let them all open the archive, begin together, and give what each came to."""
    for c in cocuklar:
        c.bekle("hazir")
    for c in cocuklar:
        c.basla()
    return [c.sonuc() for c in cocuklar]


@pytest.fixture(scope="module")
def asil(tmp_path_factory):
    """One archive in three states: before any list, a list before the commission, a list with its olur."""
    klasor, saat = tmp_path_factory.mktemp("yaris"), SahteSaat()
    with pytest.MonkeyPatch.context() as yama:
        yama.setattr(_cocuk, "run_module", in_place)
        b, kitap = Belediye(klasor, saat), Kitap()
        for sira in range(ADET):
            yil = 2013 + sira % 5
            ekle(b, kitap, "165.05", dt.date(yil, 1, 5), dt.date(yil, 12, 31), adet=1 + sira % 2)
        b.close()
    shutil.copytree(b.kok, klasor / "bos")
    b.arsiv = b.open()
    no, komisyon = b.arsiv.propose_imha().no, b.komisyon()
    b.arsiv.open_session(no, komisyon, b.saat_gunu(), "oda", UYELER)
    b.close()
    shutil.copytree(b.kok, klasor / "gorusme")
    b.arsiv = b.open()
    for uye in UYELER:
        b.arsiv.vote(no, "IMHA", uye=uye)
    b.arsiv.decide(no)
    b.onaya(no)
    b.close()
    shutil.copytree(b.kok, klasor / "olur")
    return klasor, kitap, no


@pytest.fixture
def kopya(asil, tmp_path):
    sayac = iter(range(1000))

    def al(durum):
        hedef = tmp_path / f"{durum}-{next(sayac)}"
        shutil.copytree(asil[0] / durum, hedef / "arsiv")
        return hedef

    return al


@contextlib.contextmanager
def bakis(klasor):
    """Look at an archive that others left, and hold it sound at the end."""
    b = Belediye(klasor, SahteSaat(), kur=False)
    try:
        yield b
        assert b.arsiv.check() == []
    finally:
        b.close()


def izler(b, *eylemler):
    with b.arsiv.depo.reader() as baglanti:
        return [s for s in defter.audit_rows(baglanti) if s.eylem in eylemler]


def bir_kez(b, kitap, no, satirlar=SATIRLAR):
    """Each of these lines and each record in them went exactly once, whoever it was that took them."""
    giden = izler(b, "imha")
    assert Counter(s.ayrinti["satir"] for s in giden) == Counter(satirlar)
    kalan = {x.kimlik for x in b.arsiv.belgeler()}
    assert Counter(x for s in giden for x in s.ayrinti["belgeler"]) == Counter(x for x in kitap.belgeler if x not in kalan)
    assert {k.kimlik for k in b.arsiv.stubs(no) if k.tur == "belge"} == kitap.belgeler.keys() - kalan


# -- two executors ------------------------------------------------------------------------------------------------------


@pytest.mark.fault("K09")
def test_the_second_executor_is_told_who_is_at_it(asil, kopya):
    """Given a process in the middle of a list; when another begins the same; then it gets IMH-050, and each record goes once."""
    _, kitap, no = asil
    klasor = kopya("olur")
    birinci = Cocuk("yurut", klasor / "arsiv", "birinci", no, "dur")
    birinci.bekle("hazir")
    birinci.basla()
    birinci.bekle("ilk")
    assert yaris(Cocuk("yurut", klasor / "arsiv", "ikinci", no, "")) == ["IMH-050"]
    birinci.basla()
    assert birinci.sonuc() == list(SATIRLAR)
    with bakis(klasor) as b:
        bir_kez(b, kitap, no)
        assert b.arsiv.list_path(no).durum is ListeDurumu.TAMAM and {s.aktor for s in izler(b, "imha")} == {"birinci"}


@pytest.mark.fault("K09", "I20")
def test_two_executors_that_begin_together_take_each_record_once(asil, kopya):
    """Given two processes that begin the same list in the same moment; then one is refused, and nothing is done twice or left."""
    _, kitap, no = asil
    for _ in range(3):
        klasor = kopya("olur")
        sonuclar = yaris(*(Cocuk("yurut", klasor / "arsiv", ad, no, "yavas") for ad in ("birinci", "ikinci")))
        reddedilen = [s for s in sonuclar if isinstance(s, str)]
        assert list(SATIRLAR) in sonuclar and set(reddedilen) <= {"IMH-050", "DEP-016", "IMH-030"} and len(reddedilen) == 1, sonuclar
        with bakis(klasor) as b:
            bir_kez(b, kitap, no)
            assert b.arsiv.list_path(no).durum is ListeDurumu.TAMAM


# -- a hold in the race -------------------------------------------------------------------------------------------------


@pytest.mark.fault("K06", "I03")
def test_a_hold_wins_or_comes_after_a_logged_act(asil, kopya):
    """Given a process that holds file after file while another executes; then whatever was held before its going was logged is there."""
    _, kitap, no = asil
    once = sonra = 0
    for tohum in range(4):
        klasor = kopya("olur")
        dosyalar = list(kitap.dosyalar)
        giden, tutulan = yaris(
            Cocuk("yurut", klasor / "arsiv", "yürüten", no, "yavas"), Cocuk("dondur", klasor / "arsiv", "avukat", str(tohum), *dosyalar)
        )
        assert isinstance(giden, list) and all(d.startswith("D-2037/") for d in tutulan.values()), (giden, tutulan)
        with bakis(klasor) as b:
            dondurma = {s.nesne: s.sira for s in izler(b, "dondur")}
            basladi = {s.nesne: s.sira for s in izler(b, "imha_basla")}
            satir = {s.dosya: s.sira_no for s in b.arsiv.liste(no).satirlar}
            duran = {d.kimlik for d in b.arsiv.dosyalar()}
            for dosya in dosyalar:
                erken = dondurma[tutulan[dosya]] < basladi.get(dosya, sys.maxsize)
                assert (dosya in duran) is erken, "kabul edilen dondurmaya rağmen gitti" if erken else "günlüğe yazıldığı hâlde durdu"
                assert erken is (satir[dosya] not in giden)
                once, sonra = once + erken, sonra + (not erken)
            bir_kez(b, kitap, no, giden)
    assert once and sonra, "yarış olmadı"


# -- two authors, two secretaries ---------------------------------------------------------------------------------------


@pytest.mark.fault("K07", "I28")
def test_of_two_lists_over_the_same_files_one_is_made(asil, kopya):
    """Given two processes that list the same candidates in the same moment; then one list holds them, and the other is refused."""
    for _ in range(3):
        klasor = kopya("bos")
        sonuclar = yaris(*(Cocuk("oner", klasor / "arsiv", ad) for ad in ("birinci", "ikinci")))
        assert sorted(sonuclar)[0] == "2037/1" and sorted(sonuclar)[1] in {"IMH-021", "IMH-022", "DEP-016"}, sonuclar
        with bakis(klasor) as b:
            assert [x["no"] for x in b.arsiv.listeler()] == ["2037/1"] and len(b.arsiv.liste("2037/1").satirlar) == ADET


@pytest.mark.fault("K08")
def test_two_secretaries_enter_the_same_votes_and_decide(asil, kopya):
    """Given two who enter every member's votes and decide at once; then each vote counts once and there is one decision."""
    _, _, no = asil
    for _ in range(3):
        klasor = kopya("gorusme")
        sonuclar = yaris(*(Cocuk("oyla", klasor / "arsiv", ad, no, *UYELER) for ad in ("birinci", "ikinci")))
        kararlar = [karar for _, karar in sonuclar]
        assert {o for oylar, _ in sonuclar for o in oylar} <= {ADET, "IMH-030"} and set(kararlar) - {"IMH-030"}, sonuclar
        with bakis(klasor) as b:
            yol = b.arsiv.list_path(no)
            assert yol.durum is ListeDurumu.KARAR and yol.karar.ozet in kararlar
            assert len(izler(b, "karar")) == 1 and len(b.arsiv.votes(no)) == ADET * len(UYELER)
            assert sum(s.ayrinti["sayi"] for s in izler(b, "oy")) == ADET * len(UYELER)


# -- killed -------------------------------------------------------------------------------------------------------------


def iz_boyu(kok):
    return sum(y.stat().st_size for y in (kok / "denetim").rglob("*") if y.is_file())


def oldur(kok, no, sure):
    """Run ``earsiv imha``, and kill it a while after it has begun to write; return its exit code and answer."""
    once = iz_boyu(kok)
    with subprocess.Popen(
        [sys.executable, "-c", COCUK, "komut", str(kok), "yerel", "imha", no], stdout=subprocess.PIPE, text=True
    ) as surec:
        while surec.poll() is None and iz_boyu(kok) == once:
            time.sleep(0.005)
        with contextlib.suppress(subprocess.TimeoutExpired):
            surec.wait(sure)
        surec.kill()
        return surec.stdout.read(), surec.wait()


def sonuna_kadar(klasor, no, rastgele):
    """Run and kill until a run survives, or dies when the list is done; return how many died, its answer, and what the dry run said."""
    for kez in range(80):
        with bakis(klasor) as b:
            if b.arsiv.list_path(no).durum is ListeDurumu.TAMAM:
                return kez, "", None
            _, deneme = b.arsiv.destroy(no, deneme=True)
        cikti, kod = oldur(klasor / "arsiv", no, 0.02 + rastgele.random() * 0.25 * (1 + kez / 8))
        if kod != -signal.SIGKILL:
            assert kod == 0
            return kez, cikti, deneme
    pytest.fail("sağ kalan bir koşuya ulaşılamadı")


@pytest.mark.fault("C05", "I20", "I22", "I29")
def test_a_command_killed_at_any_moment_comes_to_its_end(asil, kopya):
    """Given ``earsiv imha`` killed again and again in the middle; when one survives; then each line went once, as the dry run said."""
    _, kitap, no = asil
    rastgele, olenler, cikti = random.Random(6), 0, ""
    while not cikti or olenler < 3:
        klasor = kopya("olur")
        olen, cikti, deneme = sonuna_kadar(klasor, no, rastgele)
        olenler += olen
        if cikti:
            veri = json.loads(cikti)
            assert (veri["edilen"], veri["bayt"], veri["durum"]) == (list(deneme.edilen), deneme.bayt, "tamam")
        with bakis(klasor) as b:
            bir_kez(b, kitap, no)
            assert b.arsiv.list_path(no).edilen == set(SATIRLAR)
    with bakis(klasor) as b:
        assert b.arsiv.seal_minutes(no, "Arşiv", HAZIR).belge == len(kitap.belgeler)


@pytest.mark.fault("I29")
def test_the_dry_run_of_the_command_shows_the_lines_of_the_run(asil, kopya):
    """Given an approved list with a hold on one file; then ``earsiv imha --deneme`` names the lines that ``earsiv imha`` takes, and those it leaves."""
    _, kitap, no = asil
    klasor = kopya("olur")
    with bakis(klasor) as b:
        b.arsiv.hold("E4", [Kapsam("dosya", next(iter(kitap.dosyalar)))], "Dava")
    cevaplar = []
    for ek in ("--deneme",), ():
        komut = [sys.executable, "-c", COCUK, "komut", str(klasor / "arsiv"), "yerel", "imha", no, *ek]
        once = iz_boyu(klasor / "arsiv")
        surec = subprocess.run(komut, capture_output=True, text=True)
        assert surec.returncode == 1 and (iz_boyu(klasor / "arsiv") == once) is bool(ek)
        veri = json.loads(surec.stdout)
        cevaplar.append({ad: veri[ad] for ad in ("edilen", "engellenen", "hatali", "belge", "bayt", "kalan")})
    assert cevaplar[0] == cevaplar[1] and len(cevaplar[0]["edilen"]) == ADET - 1
    with bakis(klasor) as b:
        bir_kez(b, kitap, no, cevaplar[1]["edilen"])
