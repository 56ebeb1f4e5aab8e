# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The archive learns from its own filed records: step by step as if counted anew, never from a secret, and no damage stops a question."""

import datetime as dt
import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import attrs
import pytest
from filelock import FileLock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import earsiv
from earsiv import _clock, _ogrenme
from earsiv._ogrenme import Ogrenme
from earsiv.errors import DepoHatasi, GirdiHatasi, YetkiHatasi
from earsiv.model import Belge, BelgeTuru, GizlilikDerecesi, Islem, MetinDurumu, Yetki
from earsiv.sdp import Ogrenilen
from earsiv.store import siniflanan
from earsiv.store.disk import Disk
from earsiv.tarama import Sayfa, encode_pages
from earsiv.testing import SahteSaat

pytestmark = pytest.mark.yavas

BIRIM = "99900001"
METINLER = (
    "Zımbırtı sökülmesi hususunda gereğini arz ederim.",
    "Yağışlardan sonra asfaltta çukurlar oluşmuştur, yama yapılması gerekmektedir.",
    "Yıllık izin talebi ekte sunulmuştur.",
    "Meclis toplantısında alınan karar",
    "",
)
CUKUR = (
    "Yağışlardan sonra asfaltta çukurlar oluşmuştur. Cadde üzerindeki çukurların yama yapılarak kapatılması hususunda gereğini arz ederim."
)
KODLAR = ("165.05", "160.03", "105.04", "903.05")


def yaz(arsiv, metin, dosya=None, konu="Yazı", gizlilik=GizlilikDerecesi.YOK, birim=BIRIM):
    """Take a record in as intake writes it, without a scan to read."""
    kimlik = _clock.uuid7(arsiv.depo.saat)
    belge = Belge(
        kimlik,
        dosya,
        BelgeTuru.PDF,
        "",
        dt.date(2026, 5, 1),
        konu,
        birim,
        gizlilik,
        "y.pdf",
        1,
        kimlik,
        kimlik,
        1,
        MetinDurumu.VAR,
        None,
        "2026-11-21T09:00:00Z",
    )
    kaydet(arsiv, belge, metin, "kabul")
    return kimlik


def kaydet(arsiv, belge, metin, eylem):
    icerik = {"metin.jsonl": encode_pages([Sayfa(1, metin, "katman", 100, 100, ())]), "imza.json": b'{"imza":null,"bulgular":[]}'}
    arsiv.depo.save("belge", belge.kimlik, belge.as_dict(), icerik, aktor="yerel", eylem=eylem, ayrinti={}, borclar=("dizin",))


def bastan(arsiv):
    """Count everything with a plain loop over what the archive shows: the oracle."""
    ogrenilen = Ogrenilen()
    dosyalar = {d.kimlik: d for d in arsiv.dosyalar()}
    for b in arsiv.belgeler():
        if b.dosya and b.gizlilik is GizlilikDerecesi.YOK:
            d = dosyalar[b.dosya]
            ogrenilen.add(d.kod, (d.plan, d.plan_surumu), b.konu, "\n".join(s.metin for s in arsiv.pages(b.kimlik)), d.birim)
    return ogrenilen.as_dict()


def bilinen(arsiv):
    """What is known now, to one who asks for the first time."""
    return sor(Ogrenme(arsiv.depo))


def sor(ogrenme):
    with ogrenme.lent() as gecmis:
        return gecmis.as_dict()


def yol(arsiv):
    return arsiv.depo.kok / "dizin" / "ogrenilen.json"


def baska(arsiv, **ek):
    varsayilan = {"aktor": "baska", "derece": GizlilikDerecesi.CGZ, "birimler": None, "islemler": frozenset(Islem)}
    return earsiv.open(arsiv.depo.kok, Yetki(**{**varsayilan, **ek}), clock=arsiv.depo.saat)


@pytest.fixture
def sayim(monkeypatch):
    """How many texts were read for learning."""
    okunan = []
    asil = _ogrenme.Ogrenme.text
    monkeypatch.setattr(_ogrenme.Ogrenme, "text", lambda self, ornek: okunan.append(ornek.belge) or asil(self, ornek))
    return okunan


@pytest.fixture
def dolu(arsiv):
    """Three files, some records; one of the holes in the road lies wrongly under 105.04."""
    kimlikler = [arsiv.open_dosya(kod, acilis=dt.date(2026, 1, 5)).kimlik for kod in KODLAR[:3]]
    for _ in range(2):
        yaz(arsiv, METINLER[0], kimlikler[0])
        yaz(arsiv, METINLER[3], kimlikler[2])
    yaz(arsiv, METINLER[1], kimlikler[1])
    yanlis = yaz(arsiv, CUKUR, kimlikler[2], "Çukurların Kapatılması")
    return kimlikler, yanlis


# -- counting ---------------------------------------------------------------------------------------------------------

ADIM = st.one_of(
    st.tuples(st.just("kabul"), st.integers(0, 2), st.integers(0, 4), st.booleans()),
    st.tuples(st.just("bekleyen"), st.integers(0, 4)),
    st.tuples(st.just("tasnif"), st.integers(0, 2)),
    st.tuples(st.just("kod"), st.integers(0, 2), st.integers(0, 3)),
    st.tuples(st.just("metin"), st.integers(0, 9), st.integers(0, 4)),
    st.tuples(st.just("gizle"), st.integers(0, 9)),
    st.tuples(st.just("birim"), st.integers(0, 2)),
    st.tuples(st.just("sor")),
    st.tuples(st.just("yeni")),
    st.tuples(st.just("sil")),
)


def uygula(arsiv, adim, dosyalar, bekleyen):
    match adim:
        case ("kabul", d, m, gizli):
            yaz(arsiv, METINLER[m], dosyalar[d], gizlilik=GizlilikDerecesi.HZO if gizli else GizlilikDerecesi.YOK)
        case ("bekleyen", m):
            bekleyen.append(yaz(arsiv, METINLER[m]))
        case ("tasnif", d) if bekleyen:
            arsiv.file(bekleyen.pop(0), dosya=dosyalar[d])
        case ("kod", d, k) if arsiv.dosya(dosyalar[d]).kod != KODLAR[k]:
            arsiv.reclassify(dosyalar[d], KODLAR[k], "Yanlış konmuş")
        case ("metin", b, m) if hepsi := arsiv.belgeler():
            kaydet(arsiv, hepsi[b % len(hepsi)], METINLER[m], "metin_oku")
        case ("gizle", b) if hepsi := arsiv.belgeler():
            kaydet(arsiv, attrs.evolve(hepsi[b % len(hepsi)], gizlilik=GizlilikDerecesi.GZL), METINLER[0], "gizle")
        case ("birim", d):
            dosya = attrs.evolve(arsiv.dosya(dosyalar[d]), birim="99900002")
            arsiv.depo.save("dosya", dosya.kimlik, dosya.as_dict(), aktor="yerel", eylem="birim", ayrinti={})
        case _:
            pass


class _Sayan(Ogrenme):
    """Tells how often all was counted anew."""

    bastan_sayildi = 0

    def _counted(self):
        self.bastan_sayildi += 1
        return super()._counted()


@pytest.mark.yavas
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ADIM, max_size=14))
def test_step_by_step_is_as_counted_anew(adimlar):
    """Intake, filing, re-filing, new texts, rising degrees, moved units, in any order, asked at any time: as a plain count, counted once."""
    with tempfile.TemporaryDirectory() as klasor, earsiv.create(Path(klasor) / "a", detsis=BIRIM, clock=SahteSaat()) as arsiv:
        dosyalar = [arsiv.open_dosya(kod, acilis=dt.date(2026, 1, 5)).kimlik for kod in KODLAR[:3]]
        for i, dosya in enumerate(dosyalar):
            yaz(arsiv, METINLER[i], dosya)
        bekleyen, ogrenme = [yaz(arsiv, METINLER[3])], _Sayan(arsiv.depo)
        assert sor(ogrenme) == bastan(arsiv)
        for adim in adimlar:
            uygula(arsiv, adim, dosyalar, bekleyen)
            if adim[0] == "sor":
                assert sor(ogrenme) == bastan(arsiv)
            elif adim[0] == "yeni":
                assert bilinen(arsiv) == bastan(arsiv)
            elif adim[0] == "sil":
                yol(arsiv).unlink(missing_ok=True)
        assert sor(ogrenme) == bilinen(arsiv) == bastan(arsiv)
        assert ogrenme.bastan_sayildi == 1
        yol(arsiv).unlink(missing_ok=True)
        assert bilinen(arsiv) == bastan(arsiv)


def test_only_what_was_touched_is_read_again(arsiv, dolu, sayim):
    """A new record costs one text; re-filing a file costs those of its records (out and in); closing a file and asking again cost none."""
    dosyalar, _ = dolu
    ogrenme = Ogrenme(arsiv.depo)
    sor(ogrenme)
    assert len(sayim) == 6
    yeni = yaz(arsiv, METINLER[2], dosyalar[1])
    sayim.clear()
    sor(ogrenme)
    sor(ogrenme)
    assert sayim == [yeni]
    arsiv.reclassify(dosyalar[0], "903.05", "Yanlış konmuş")
    sayim.clear()
    assert bilinen(arsiv) == bastan(arsiv)
    assert len(sayim) == 4
    arsiv.close_dosya(dosyalar[0])
    sayim.clear()
    assert bilinen(arsiv) == bastan(arsiv)
    assert sayim == []


def test_a_secret_is_never_learned(arsiv, dolu):
    """A record with any degree, even the lowest, leaves no word in the file, before and after its file is filed elsewhere."""
    dosyalar, _ = dolu
    for derece in list(GizlilikDerecesi)[1:]:
        yaz(arsiv, f"Gizemli {derece.name} kelimesi", dosyalar[0], konu="Esrarengiz", gizlilik=derece)
    arsiv.suggest("Zımbırtı")
    arsiv.reclassify(dosyalar[0], "903.05", "Yanlış konmuş")
    arsiv.suggest("Zımbırtı")
    metin = yol(arsiv).read_text("utf-8")
    assert "zimbi" in metin and "gizem" not in metin and "esrar" not in metin
    assert arsiv.suggest("Esrarengiz gizemli") == ()


@pytest.mark.yavas
@pytest.mark.parametrize(
    "boz",
    [
        lambda y: y.unlink(),
        lambda y: y.write_bytes(b""),
        lambda y: y.write_bytes(y.read_bytes()[:-40]),
        lambda y: y.write_bytes(y.read_bytes().replace(b":2", b":3", 1)),
        lambda y: y.write_text("[" * 100_000),
        lambda y: y.write_text('{"damga":[],\n"ogrenilen":{}}\n'),
        lambda y: y.write_bytes(b'{"damga":{"sira":"x"}' + y.read_bytes()),
        lambda y: y.write_bytes(b"\xff\xfe\n\0"),
        lambda y: (y.unlink(), y.mkdir()),
        lambda y: shutil.rmtree(y.parent),
    ],
)
def test_a_lost_or_damaged_file_is_made_anew(arsiv, dolu, boz):
    """Whatever became of the file, the answer is that of the ledger."""
    bilinen(arsiv)
    boz(yol(arsiv))
    assert bilinen(arsiv) == bastan(arsiv)


def test_another_archives_file_and_another_analysers_are_not_believed(arsiv, dolu, tmp_path, monkeypatch):
    """The stamp names an audit row that only this ledger has, and the analyser."""
    with earsiv.create(tmp_path / "diger", detsis=BIRIM) as diger:
        dosya = diger.open_dosya("165.05").kimlik
        for _ in range(6):
            yaz(diger, "Bambaşka kelimeler", dosya)
        bilinen(diger)
        shutil.copy(yol(diger), yol(arsiv))
    assert bilinen(arsiv) == bastan(arsiv)
    monkeypatch.setattr(_ogrenme, "analyser", lambda: "eski")
    bilinen(arsiv)
    assert '"cozumleyici":"eski"' in yol(arsiv).read_text("utf-8")
    monkeypatch.undo()
    assert bilinen(arsiv) == bastan(arsiv)
    assert '"cozumleyici":"eski"' not in yol(arsiv).read_text("utf-8")


def test_the_file_is_json_and_holds_no_text(arsiv, dolu):
    """Counts and a stamp; the texts, subjects and ids of the records are not in it."""
    bilinen(arsiv)
    veri = json.loads(yol(arsiv).read_bytes())
    assert set(veri) == {"damga", "ogrenilen"} and veri["damga"]["atlanan"] == []
    assert not any(b.kimlik in yol(arsiv).read_text("utf-8") for b in arsiv.belgeler())


# -- damage -----------------------------------------------------------------------------------------------------------


def bozuk(arsiv, *komutlar):
    with sqlite3.connect(arsiv.depo.kok / "defter.db") as baglanti:
        for komut in komutlar:
            baglanti.execute(komut)
    baglanti.close()


BOZMALAR = pytest.mark.parametrize(
    "komut",
    [
        "UPDATE denetim SET aktor = 'sahte' WHERE sira = (SELECT MAX(sira) FROM denetim)",
        "UPDATE denetim SET ayrinti = 'bozuk' WHERE sira = (SELECT MAX(sira) FROM denetim)",
        "DELETE FROM denetim WHERE sira = (SELECT MAX(sira) - 1 FROM denetim)",
        "DELETE FROM denetim",
        "UPDATE belge SET dosya = NULL WHERE kimlik = (SELECT MIN(kimlik) FROM belge WHERE dosya IS NOT NULL)",
    ],
)


@pytest.mark.yavas
@BOZMALAR
def test_a_damaged_chain_or_row_stops_no_question(arsiv, dolu, komut):
    """The counts are then made anew from the rows there are, and equal a plain count of them."""
    dosyalar, _ = dolu
    once = Ogrenme(arsiv.depo)
    sor(once)
    yaz(arsiv, METINLER[2], dosyalar[1])
    yaz(arsiv, METINLER[2], dosyalar[1])
    bozuk(arsiv, komut)
    assert sor(once) == bilinen(arsiv) == bastan(arsiv)


@pytest.mark.yavas
@BOZMALAR
def test_damage_does_not_hide_that_a_file_was_filed_elsewhere(arsiv, dolu, komut):
    """No number tells of it, only the chain does: where it is broken, it is not believed."""
    dosyalar, _ = dolu
    once = Ogrenme(arsiv.depo)
    sor(once)
    arsiv.reclassify(dosyalar[0], "903.05", "Yanlış konmuş")
    arsiv.reclassify(dosyalar[1], "165.05", "Yanlış konmuş")
    bozuk(arsiv, komut)
    assert sor(once) == bilinen(arsiv) == bastan(arsiv)


def test_who_is_stopped_halfway_starts_from_the_file(arsiv, dolu, monkeypatch):
    """A question that is broken off while records are being relearned leaves no half-counted knowledge behind."""
    dosyalar, _ = dolu
    ogrenme = Ogrenme(arsiv.depo)
    sor(ogrenme)
    arsiv.reclassify(dosyalar[0], "903.05", "Yanlış konmuş")
    asil, kere = Ogrenme.text, iter(range(9))

    def kes(self, ornek):
        if next(kere) == 2:
            raise KeyboardInterrupt
        return asil(self, ornek)

    monkeypatch.setattr(Ogrenme, "text", kes)
    with pytest.raises(KeyboardInterrupt):
        sor(ogrenme)
    monkeypatch.undo()
    assert sor(ogrenme) == bastan(arsiv)


def test_a_ledger_that_does_not_answer_leaves_what_was_known(arsiv, dolu):
    """Without the table of records the file as it lies there is used; without that, the plan alone answers."""
    dosyalar, _ = dolu
    onceki = bilinen(arsiv)
    yaz(arsiv, METINLER[2], dosyalar[1])
    bozuk(arsiv, "ALTER TABLE belge RENAME TO kayip")
    assert bilinen(arsiv) == onceki
    assert arsiv.suggest("Zımbırtı asfalt çukur")
    yol(arsiv).unlink()
    assert bilinen(arsiv) == Ogrenilen().as_dict()
    assert arsiv.suggest(CUKUR)[0].satir.kod == "160.03"


def test_a_record_whose_text_is_gone_is_left_out_and_told(arsiv, dolu):
    """Its id stands in the stamp; taking it out later takes nothing that is not its own."""
    dosyalar, yanlis = dolu
    arsiv.depo.ocfl.file(f"urn:uuid:{yanlis}", "metin.jsonl").unlink()
    sonuc = bilinen(arsiv)
    assert json.loads(yol(arsiv).read_bytes())["damga"]["atlanan"] == [yanlis]
    assert sum(sonuc["belge"].values()) == 5
    with arsiv.depo.reader() as baglanti:
        ornek = siniflanan.find_filed(baglanti, yanlis)
    yaz(arsiv, CUKUR, dosyalar[2], "Çukurların Kapatılması")
    with Ogrenme(arsiv.depo).lent(ornek, CUKUR) as gecmis:
        assert gecmis.toplam == 6
    arsiv.reclassify(dosyalar[2], "903.05", "Yanlış konmuş")
    asamali = bilinen(arsiv)
    yol(arsiv).unlink()
    assert asamali == bilinen(arsiv)
    tarama = arsiv.misfiled()
    assert [k.kod for k in tarama] == ["903.05"] and (tarama.okunamayan, tarama.incelenen) == (1, 6)
    with pytest.raises(DepoHatasi):
        arsiv.check_code(yanlis)


def test_content_that_is_destroyed_takes_its_words_with_it(arsiv, dolu):
    """A record that is gone from ledger and store without being un-filed first: no number comes out, so all is counted anew."""
    _, yanlis = dolu
    ogrenme = Ogrenme(arsiv.depo)
    sor(ogrenme)
    shutil.rmtree(arsiv.depo.ocfl.path(f"urn:uuid:{yanlis}"))
    with arsiv.depo.transaction("yerel") as islem:
        islem.baglanti.exec_driver_sql("DELETE FROM belge WHERE kimlik = ?", (yanlis,))
        islem.audit("imha", yanlis, {})
    assert sor(ogrenme) == bilinen(arsiv) == bastan(arsiv)
    assert "cukur" not in "".join(bilinen(arsiv)["kelime"].get("belediye/2018/105.04", {}))


class _DoluDisk(Disk):
    def write(self, yol, veri):
        raise DepoHatasi("DEP-005", str(yol))


def test_a_disk_that_takes_nothing_stops_no_question(arsiv, dolu, monkeypatch):
    """It is learned again another time."""
    monkeypatch.setattr(_ogrenme, "Disk", _DoluDisk)
    assert bilinen(arsiv) == bastan(arsiv)
    assert not yol(arsiv).exists()


# -- several at once --------------------------------------------------------------------------------------------------


def test_who_does_not_get_the_lock_uses_what_there_is(arsiv, dolu):
    """While another process counts anew, the file as it is answers; nothing waits and nothing is written."""
    dosyalar, _ = dolu
    onceki = bilinen(arsiv)
    ogrenme = Ogrenme(arsiv.depo)
    with FileLock(yol(arsiv).with_name(".ogrenilen.kilit")):
        veri = yol(arsiv).read_bytes()
        yaz(arsiv, METINLER[2], dosyalar[1])
        assert sor(ogrenme) == bastan(arsiv) != onceki  # step by step needs no lock
        assert yol(arsiv).read_bytes() == veri
        bozuk(arsiv, "DELETE FROM denetim WHERE sira = (SELECT MAX(sira) - 1 FROM denetim)")
        yaz(arsiv, METINLER[2], dosyalar[1])
        assert bilinen(arsiv) == onceki
        yol(arsiv).unlink()
        assert bilinen(arsiv) == Ogrenilen().as_dict()
    assert bilinen(arsiv) == bastan(arsiv)


def test_who_waited_for_the_count_takes_it_over(arsiv, dolu, sayim, monkeypatch):
    """The lock came free because another process has just counted: nothing is read a second time."""
    asil, gec = Ogrenme._only_writer, iter(["başkası"])

    def sonra(self):
        if next(gec, ""):
            bilinen(arsiv)
        return asil(self)

    monkeypatch.setattr(Ogrenme, "_only_writer", sonra)
    assert bilinen(arsiv) == bastan(arsiv)
    assert len(sayim) == 6


def calis(kok, dosya, sira):
    with earsiv.open(kok) as arsiv:
        for n in range(6):
            yaz(arsiv, f"{METINLER[n % 4]} süreç{'abc'[sira]}", dosya)
            if n % 3 == 2:
                yol(arsiv).unlink(missing_ok=True)
            arsiv.suggest("Zımbırtı çukur")


@pytest.mark.yavas
def test_processes_at_once_do_not_harm_the_file(arsiv, dolu):
    """Three processes take in, ask and throw the file away; each ends well, and the file they leave is whole and true."""
    dosyalar, _ = dolu
    kos = "import runpy, sys; runpy.run_path(sys.argv[1])['calis'](sys.argv[2], sys.argv[3], int(sys.argv[4]))"
    surecler = [
        subprocess.Popen([sys.executable, "-c", kos, __file__, str(arsiv.depo.kok), dosyalar[i], str(i)], stderr=subprocess.PIPE, text=True)
        for i in range(3)
    ]
    hatalar = [s.communicate(timeout=300)[1] for s in surecler]
    assert [s.returncode for s in surecler] == [0, 0, 0], hatalar
    assert bilinen(arsiv) == bastan(arsiv)
    assert len(arsiv.belgeler()) == 24


def test_threads_of_one_archive_may_ask_at_once(arsiv, dolu, birlikte):
    """One open archive, many questions: none sees the counts while they change."""
    dosyalar, yanlis = dolu

    def is_():
        yaz(arsiv, METINLER[1], dosyalar[1])
        arsiv.suggest("Zımbırtı")
        arsiv.check_code(yanlis)

    assert birlikte(is_, 4) == []
    assert sor(arsiv._ogrenme) == bastan(arsiv)


# -- questions --------------------------------------------------------------------------------------------------------


def test_filed_records_teach_the_next_suggestion_and_refiling_moves_it(arsiv):
    """A word no plan knows leads where it was filed; after the file is filed elsewhere, it leads there."""
    dosya = arsiv.open_dosya("165.05", acilis=dt.date(2026, 1, 5)).kimlik
    baska_dosya = arsiv.open_dosya("903.05", acilis=dt.date(2026, 1, 5)).kimlik
    assert arsiv.suggest("Zımbırtı") == ()
    for _ in range(2):
        yaz(arsiv, METINLER[0], dosya)
    for _ in range(20):
        yaz(arsiv, METINLER[2], baska_dosya)
    ilk = arsiv.suggest("Zımbırtı")[0]
    assert ilk.satir.kod == "165.05" and "daha önce" in ilk.neden
    arsiv.reclassify(dosya, "210.06.04", "Yanlış konmuş")
    assert arsiv.suggest("Zımbırtı")[0].satir.kod == "210.06.04"


def test_a_record_is_no_witness_for_its_own_code(arsiv, dolu):
    """check_code of a record is that of the pure check without its own part, and leaves the counts as they were."""
    _, yanlis = dolu
    once = bilinen(arsiv)
    (b,) = arsiv.check_code(yanlis)
    assert b.kod == "SDP-072" and "160.03" in b.mesaj
    gecmis = Ogrenilen.from_dict(bilinen(arsiv))
    gecmis.remove("105.04", arsiv.plan.get("105.04").anahtar, "Çukurların Kapatılması", CUKUR, BIRIM)
    assert earsiv.sdp.check(arsiv.plan, "105.04", CUKUR, konu="Çukurların Kapatılması", gecmis=gecmis, birim=BIRIM) == (b,)
    assert sor(arsiv._ogrenme) == bilinen(arsiv) == once


def test_a_code_may_be_asked_of_with_a_text(arsiv, dolu):
    """A code with a text, also one with a suffix; SDP-076 for a parent code."""
    assert [b.kod for b in arsiv.check_code("105.04", CUKUR)] == ["SDP-072"]
    assert arsiv.check_code("160.03[Gül]", CUKUR) == ()
    assert [b.kod for b in arsiv.check_code("160", CUKUR)] == ["SDP-076"]


def test_the_walk_lists_strong_disagreements_only(arsiv, dolu):
    """The misfiled record and no other; the counts tell how many were judged; it can be walked again, stopped early and limited to a year."""
    dosyalar, yanlis = dolu
    tarama = arsiv.misfiled()
    (kayit,) = list(tarama)
    assert (kayit.belge, kayit.dosya, kayit.kod) == (yanlis, dosyalar[2], "105.04")
    assert tarama.counts() == {"incelenen": 6, "uyumsuz": 1, "karsilastirilamayan": 0, "okunamayan": 0}
    assert [k.as_dict() for k in tarama] == [kayit.as_dict()]
    yaz(arsiv, CUKUR, dosyalar[2], "Çukurların Kapatılması")
    assert len(list(arsiv.misfiled(1))) == 1
    assert list(arsiv.misfiled(yil=2025)) == [] and len(list(arsiv.misfiled(yil=2026))) == 2


def test_a_code_that_has_another_meaning_today_is_not_held_against_the_text(arsiv, dolu):
    """A file under another plan: told as SDP-077 when asked for, counted in the walk."""
    dosyalar, yanlis = dolu
    dosya = attrs.evolve(arsiv.dosya(dosyalar[2]), plan="universite", plan_surumu="2017")
    arsiv.depo.save("dosya", dosya.kimlik, dosya.as_dict(), aktor="yerel", eylem="deneme", ayrinti={})
    assert [b.kod for b in arsiv.check_code(yanlis)] == ["SDP-077"]
    tarama = arsiv.misfiled()
    assert list(tarama) == [] and tarama.karsilastirilamayan == 3


def test_rights_bound_what_is_asked_and_shown(arsiv, dolu):
    """Without GOR nothing; of another unit's record nothing; of a confidential one only with the degree, and then it is logged."""
    dosyalar, yanlis = dolu
    gizli = yaz(arsiv, CUKUR, dosyalar[2], "Çukurların Kapatılması", GizlilikDerecesi.GZL)
    bekleyen = yaz(arsiv, CUKUR)
    with baska(arsiv, islemler=frozenset()) as yetkisiz:
        for soru in (lambda: yetkisiz.suggest("x"), lambda: yetkisiz.check_code("105.04", "x"), yetkisiz.misfiled):
            with pytest.raises(YetkiHatasi) as hata:
                soru()
            assert hata.value.kod == "YET-003"
    with baska(arsiv, birimler=frozenset({"99900002"})) as uzak:
        assert uzak.suggest("Zımbırtı çukur")  # counts are for all
        tarama = uzak.misfiled()
        assert list(tarama) == [] and tarama.incelenen == 0
        with pytest.raises(YetkiHatasi):
            uzak.check_code(yanlis)
    with baska(arsiv, derece=GizlilikDerecesi.YOK) as acik, pytest.raises(YetkiHatasi):
        acik.check_code(gizli)
    assert [b.kod for b in arsiv.check_code(gizli)] == ["SDP-072"]
    with arsiv.depo.reader() as baglanti:
        son = earsiv.store.defter.last_audit(baglanti)
    assert (son.eylem, son.nesne) == ("uyum", gizli)
    assert gizli not in {k.belge for k in arsiv.misfiled()}
    with pytest.raises(GirdiHatasi) as hata:
        arsiv.check_code(bekleyen)
    assert hata.value.kod == "KAB-014"
