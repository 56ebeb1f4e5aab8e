# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""What was destroyed leaves no word in the index: asked of the engines' own dictionaries, which know deleted pages too."""

import json
import multiprocessing
import os
import shutil
import signal

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

import earsiv
from earsiv._ogrenme import Ogrenme
from earsiv.arama import Dizin, Dizinleyici, SayfaKaydi, Suzgec, onbellek, parse
from earsiv.arama.dizin import layers, make_engine
from earsiv.errors import DepoHatasi
from earsiv.kabul import KabulBilgisi
from earsiv.model import GizlilikDerecesi, ListeDurumu, Yetki
from earsiv.store import defter, ocfl_id
from earsiv.store import tablolar as t
from earsiv.store.kalintilar import DIZINDEN, mark_going
from earsiv.testing import SahteSaat, render

pytestmark = pytest.mark.yavas

TAM = Yetki.full("deneme")
MOTORLAR = ["tantivy", "whoosh"]


def sayfa(belge, no=1, metin="", konu=""):
    ortak = {"birim": "11", "gizlilik": GizlilikDerecesi.YOK, "sdp": (), "tarih": 0}
    return SayfaKaydi(belge=belge, sayfa=no, konu=layers(konu), terimler=layers(metin or f"ortak {belge}kelimesi"), **ortak)


def sayfalari(belgeler):
    return [sayfa(belge, no, konu="" if no > 1 else f"konusu{belge}") for belge in belgeler for no in (1, 2)]


def bilinen(klasor, motor):
    """Return every term of every text field that lies in the folder, of deleted pages too."""
    uc, terimler = make_engine(motor), set()
    uc.open(klasor)
    try:
        for alan in (on + katman for on in ("", "konu_") for katman in "tgs"):
            if motor == "tantivy":
                terimler |= {ad for ad, _ in uc.dizin.searcher().terms_with_prefix(alan, "")}
            else:
                with uc._dizin.reader() as okuyucu:
                    terimler |= {ham.decode() for ham in okuyucu.lexicon(alan)}
    finally:
        uc.close()
    return terimler


def gecen(klasor, kelime):
    """Return the files below a folder in which a word stands, in the encodings a program might keep it."""
    bicimler = [kelime.encode(kod) for kod in ("utf-8", "utf-16-le", "utf-16-be")]
    return [str(y.relative_to(klasor)) for y in sorted(klasor.rglob("*")) if y.is_file() and any(b in y.read_bytes() for b in bicimler)]


@pytest.fixture(params=MOTORLAR)
def motor(request):
    if request.param == "whoosh":
        pytest.importorskip("whoosh")
    return request.param


@pytest.fixture
def dizin(motor, tmp_path):
    d = Dizin(tmp_path / "dizin", motor)
    d.rebuild(sayfalari(f"a{n}" for n in range(8)))
    for on in "bc":
        d.write(sayfalari(f"{on}{n}" for n in range(8)))
    yield d
    d.close()


@pytest.mark.fault("I25", "F06")
def test_a_deleted_page_s_words_stay_until_the_purge(dizin, motor, tmp_path):
    """A plain removal hides it; the purge takes its words, also those of a state that was replaced long ago. The others stay found."""
    dizin.write([sayfa("b3", 1, "yenihali"), sayfa("b3", 2, "ikincihali")], silinen=["b3"])
    dizin.write((), silinen=["b3"])
    klasor = tmp_path / "dizin" / "veri"
    assert dizin.search(parse("yenihali"), TAM).toplam == 0
    assert {"b3kelimesi", "konusub3", "yenihali"} & bilinen(klasor, motor)  # so the test below is worth something
    assert dizin.purge(["b3", "b4"], sayfalari)
    kalan = bilinen(klasor, motor)
    assert not kalan & {"b3kelimesi", "konusub3", "yenihali", "ikincihali", "b4kelimesi", "konusub4"}
    assert gecen(tmp_path, "b3kelimesi") == gecen(tmp_path, "yenihali") == []
    beklenen = {f"{on}{n}": 2 for on in "abc" for n in range(8)}
    del beklenen["b3"], beklenen["b4"]
    assert list(dizin.check(beklenen)) == []
    for belge in beklenen:
        assert {i.sayfa for i in dizin.search(parse(f"{belge}kelimesi"), TAM, Suzgec(), adet=50).isabetler} == {1, 2}


def test_only_what_lies_beside_it_is_written_again(tmp_path):
    """tantivy: one record costs its own segment, and a second purge of it costs nothing."""
    d, istenen = Dizin(tmp_path / "dizin", "tantivy"), []

    def iste(belgeler):
        istenen.extend(belgeler)
        return sayfalari(belgeler)

    d.rebuild(sayfalari(["a1", "a2"]))
    d.write(sayfalari(["b1", "b2", "b3"]))
    assert d.purge(["b2"], iste) and istenen == ["b1", "b3"]
    assert d.purge(["b2", "yok"], iste) and istenen == ["b1", "b3"]
    d.write((), silinen=["a1"])
    assert d.purge(["a1"], iste) and set(istenen) == {"b1", "b3", "a2"}
    d.close()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("yaz"), st.lists(st.integers(0, 9), min_size=1, max_size=4, unique=True)),
            st.tuples(st.just("cikar"), st.lists(st.integers(0, 9), min_size=1, max_size=3, unique=True)),
            st.tuples(st.just("sil"), st.lists(st.integers(0, 9), min_size=1, max_size=3, unique=True)),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_whatever_was_done_before_a_purge_is_clean_and_keeps_the_rest(tmp_path_factory, adimlar):
    """Any order of writing, replacing, hiding and purging: every state of a record has a word of its own, and none of a purged one is left."""
    klasor = tmp_path_factory.mktemp("d")
    d = Dizin(klasor, "tantivy")
    d.rebuild(())
    yasayan, surumler = {}, dict.fromkeys(range(10), 0)

    def oku(belgeler):
        return [sayfa(b, no, f"{b}surum{yasayan[b]}son") for b in belgeler for no in (1, 2)]

    for is_, nolar in adimlar:
        adlar = [f"belge{n}" for n in nolar]
        if is_ == "yaz":
            for n in nolar:
                surumler[n] += 1
                yasayan[f"belge{n}"] = surumler[n]
            d.write(oku(adlar), silinen=adlar)
            continue
        for ad in adlar:
            yasayan.pop(ad, None)
        if is_ == "cikar":
            d.write((), silinen=adlar)
            continue
        assert d.purge(adlar, oku)
        assert not {k for k in bilinen(klasor / "veri", "tantivy") for ad in adlar if k.startswith(f"{ad}surum")}
        assert not any(klasor.glob("veri.*"))
    assert list(d.check(dict.fromkeys(yasayan, 2))) == []
    d.close()


def _tables(veri):
    """Return the files without which an engine knows nothing of its index."""
    return [y for y in veri.iterdir() if y.name in {"meta.json", ".managed.json"} or y.suffix == ".toc"]


def test_what_a_rebuild_left_behind_goes_too_and_a_damaged_index_is_told(dizin, tmp_path):
    """The folder being built and the one replaced hold words as well; what cannot be opened is to be built anew."""
    for ad in ("veri.yeni", "veri.eski"):
        shutil.copytree(tmp_path / "dizin" / "veri", tmp_path / "dizin" / ad)
    assert dizin.purge(["b1"], sayfalari)
    assert not list((tmp_path / "dizin").glob("veri.*"))
    dizin.close()
    for yol in _tables(tmp_path / "dizin" / "veri"):
        yol.unlink()
    assert dizin.purge(["b2"], sayfalari) is False
    (tmp_path / "dizin" / "damga.json").unlink()
    assert dizin.purge(["b2"], sayfalari) is False


@pytest.mark.fault("I25")
def test_a_purge_that_is_cut_short_is_finished_by_the_next(dizin, motor, tmp_path, monkeypatch):
    """Killed after what lives was written again and before the old files went: the next purge of the same record removes them."""
    uc = type(dizin._open())
    veri = tmp_path / "dizin" / "veri"
    once = {y.name for y in veri.iterdir() if len(y.name) > 24}

    def kesil(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as m:
        m.setattr(uc, "_collect" if motor == "tantivy" else "maintain", kesil)
        with pytest.raises(KeyboardInterrupt):
            dizin.purge(["b1"], sayfalari)
    for kalan in once:  # as a crash leaves them: files that no table names
        (veri / kalan).touch()
    dizin.close()
    assert dizin.purge(["b1"], sayfalari)
    assert not {"b1kelimesi", "konusub1"} & bilinen(veri, motor) and gecen(tmp_path, "b1kelimesi") == []
    assert list(dizin.check({f"{on}{n}": 2 for on in "abc" for n in range(8) if f"{on}{n}" != "b1"})) == []
    if motor == "tantivy":
        assert {y.name[:32] for y in veri.iterdir() if len(y.name) > 32} == {p.ad for p in dizin._open()._segments()}


def _write_and_die(klasor, motor):
    uc = make_engine(motor)
    uc.open(klasor)
    uc.write(sayfalari(f"yarim{n}" for n in range(300)))
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.fault("F06")
def test_what_a_killed_writer_left_goes_too(dizin, motor, tmp_path):
    """Its files are in no index, but they lie in the folder."""
    klasor = tmp_path / "dizin" / "veri"
    dizin.close()
    cocuk = multiprocessing.get_context("fork").Process(target=_write_and_die, args=(klasor, motor))
    cocuk.start()
    cocuk.join()
    assert cocuk.exitcode == -signal.SIGKILL
    assert dizin.purge(["b1"], sayfalari)
    assert gecen(tmp_path, "yarim7kelimesi") == []
    if motor == "tantivy":
        canli = {p.ad for p in dizin._open()._segments()}
        assert {y.name[:32] for y in klasor.iterdir() if len(y.name) > 32} == canli
    else:
        assert all(y.is_file() for y in klasor.iterdir())


# -- in an archive ----------------------------------------------------------------------------------------------------


def yok_et(arsiv, *kimlikler):
    """Remove records as an execution does: first the objects, then in one transaction the rows; the index is owed."""
    for kimlik in kimlikler:
        shutil.rmtree(arsiv.depo.ocfl.path(ocfl_id("belge", kimlik)))
    with arsiv.depo.transaction("deneme") as islem:
        for kimlik in kimlikler:
            for tablo, sutun in ((t.BELGE, t.BELGE.c.kimlik), (t.NESNE, t.NESNE.c.kimlik), (t.BEKLEYEN, t.BEKLEYEN.c.nesne)):
                islem.baglanti.execute(delete(tablo).where(sutun == kimlik))
            defter.owe(islem.baglanti, DIZINDEN, kimlik)
            islem.audit("imha", kimlik, {"liste": "1/1", "satir": 1, "belgeler": [kimlik], "nesneler": [ocfl_id("belge", kimlik)]})


def borc(arsiv, tur=DIZINDEN):
    with arsiv.depo.reader() as b:
        return defter.owed(b, tur)


@pytest.fixture(scope="module")
def kalip(tmp_path_factory):
    """An archive of three records a engine, made once and copied."""
    klasor = tmp_path_factory.mktemp("kalip")
    for motor in MOTORLAR:
        with earsiv.create(klasor / motor, detsis="99900001", arka_uc=motor, clock=SahteSaat()) as a:
            for yol in (yollar := [klasor / f"{ad}.pdf" for ad in ("cokgizlikelime", "baskakelime", "ucuncukelime")]):
                yol.write_bytes(render([f"ortak {yol.stem}"], "metinli-pdf"))
            rapor = a.add_all(yollar, KabulBilgisi(kod="165.05", konu="duyuru"))  # all of them in one segment
            assert [k.durum for k in rapor.kalemler] == ["alindi"] * 3
    return klasor


@pytest.fixture
def dolu(kalip, motor, tmp_path, saat):
    shutil.copytree(kalip / motor, tmp_path / "arsiv")
    with earsiv.open(tmp_path / "arsiv", clock=saat) as a:
        kimlikler = {b.kaynak_adi.removesuffix(".pdf"): b.kimlik for b in a.belgeler()}
        yield a, kimlikler


def kelimeler(arsiv):
    return bilinen(arsiv.depo.kok / "dizin" / "veri", arsiv.depo.ayarlar.arka_uc)


@pytest.mark.fault("I25", "F06")
def test_what_is_owed_is_done_by_the_next_question(dolu, saat):
    """A crash after the rows are gone: nothing shows it, no finding, and the next search cleans the index."""
    arsiv, kimlikler = dolu
    yok_et(arsiv, kimlikler["cokgizlikelime"])
    kok = arsiv.depo.kok
    arsiv.close()
    with earsiv.open(kok, clock=saat) as a:
        assert not [b for b in a._dizinleyici.check()]
        assert "cokgizlikelime" in kelimeler(a)
        assert a.search("cokgizlikelime").toplam == 0 and a.search("ortak").toplam == 2
        assert "cokgizlikelime" not in kelimeler(a) and borc(a) == []
        assert gecen(kok / "dizin", "cokgizlikelime") == gecen(kok / "dizin", kimlikler["cokgizlikelime"]) == []
        assert a._dizinleyici.check() == []


def test_during_an_execution_a_search_waits_for_no_purge(dolu):
    """It is out of every answer and total at once; its words go when the run ends, and are owed until then."""
    arsiv, kimlikler = dolu
    yok_et(arsiv, kimlikler["cokgizlikelime"])
    liste = {"no": "2037/1", "ozet": "0", "durum": str(ListeDurumu.YURUTME), "dosyalar": []}
    arsiv.depo.save("liste", "2037/1", liste, aktor="a", eylem="dene", ayrinti={})
    assert arsiv.search("ortak").toplam == 2 and arsiv.search("ortak").toplam == 2
    assert "cokgizlikelime" in kelimeler(arsiv) and len(borc(arsiv)) == 1
    assert arsiv._dizinleyici.purge() is True
    assert "cokgizlikelime" not in kelimeler(arsiv) and borc(arsiv) == []


def test_a_living_record_is_never_taken_out(dolu):
    """Whoever names it."""
    arsiv, kimlikler = dolu
    assert arsiv._dizinleyici.purge([kimlikler["baskakelime"]]) is True
    arsiv._dizinleyici.remove([kimlikler["baskakelime"]])
    assert arsiv.search("baskakelime").toplam == 1


def test_a_damaged_neighbour_does_not_keep_the_words_of_the_destroyed(dolu):
    """Its text is gone, its subject line is still found; the check names the damage."""
    arsiv, kimlikler = dolu
    yol = arsiv.depo.ocfl.file(ocfl_id("belge", kimlikler["baskakelime"]), "metin.jsonl")
    yol.write_bytes(b"{bozuk\n")
    yok_et(arsiv, kimlikler["cokgizlikelime"])
    assert arsiv._dizinleyici.purge([kimlikler["cokgizlikelime"]]) is True
    assert "cokgizlikelime" not in kelimeler(arsiv)
    assert {s.belge.kimlik for s in arsiv.search("duyuru").sonuclar} == set(kimlikler.values()) - {kimlikler["cokgizlikelime"]}
    assert arsiv.check() != []


def test_an_index_that_cannot_be_purged_is_built_anew(dolu):
    """Damaged, or of another version: nothing of the old one stays."""
    arsiv, kimlikler = dolu
    yok_et(arsiv, kimlikler["cokgizlikelime"])
    veri = arsiv.depo.kok / "dizin" / "veri"
    arsiv._dizin.close()
    for yol in _tables(veri):
        yol.unlink()
    assert arsiv._dizinleyici.purge() is True
    assert arsiv.search("ortak").toplam == 2 and "cokgizlikelime" not in kelimeler(arsiv) and borc(arsiv) == []
    yok_et(arsiv, kimlikler["baskakelime"])
    (arsiv.depo.kok / "dizin" / "damga.json").unlink()
    assert arsiv.search("ortak").toplam == 1 and borc(arsiv) == [] and "baskakelime" not in kelimeler(arsiv)


def test_a_rebuild_settles_the_debt(dolu):
    """What it is built from is what lives; the learned counts go with it."""
    arsiv, kimlikler = dolu
    (arsiv.depo.kok / "dizin" / onbellek.OGRENILEN).write_text("cokgizlikelime", "utf-8")
    yok_et(arsiv, kimlikler["cokgizlikelime"])
    assert arsiv.rebuild_index() == 2
    assert borc(arsiv) == [] and gecen(arsiv.depo.kok / "dizin", "cokgizlikelime") == []
    assert not list((arsiv.depo.kok / "dizin").glob("veri.*"))


def test_the_learned_counts_go_with_the_record(dolu):
    """The file, and what a crash left of writing it; while another process counts, the work stays owed."""
    arsiv, kimlikler = dolu
    dizin = arsiv.depo.kok / "dizin"
    for ad in (onbellek.OGRENILEN, f".{onbellek.OGRENILEN}.yeni"):
        (dizin / ad).write_text("cokgizlikelime", "utf-8")
    yok_et(arsiv, kimlikler["cokgizlikelime"])
    with FileLock(dizin / ".ogrenilen.kilit"):
        assert onbellek.forget(dizin, bekleme=0) is False
    assert arsiv._dizinleyici.purge() is True
    assert gecen(dizin, "cokgizlikelime") == []


def test_while_another_process_holds_the_index_the_purge_stays_owed(dolu, monkeypatch):
    """It says so instead of failing the run; a search still shows nothing of the record."""
    arsiv, kimlikler = dolu
    yok_et(arsiv, kimlikler["cokgizlikelime"])
    monkeypatch.setattr("earsiv.arama.dizin._KILIT_SURESI", 0.05)
    with FileLock(arsiv.depo.kok / "dizin" / ".kilit"):
        assert arsiv._dizinleyici.purge() is False
        assert arsiv.search("cokgizlikelime").sonuclar == ()
    assert len(borc(arsiv)) == 1
    assert arsiv.process_pending()["dizinlenen"] == 0 and borc(arsiv) == []


def test_a_full_disk_is_told_and_leaves_the_debt(dolu, monkeypatch):
    """Nothing is struck that was not done."""
    arsiv, kimlikler = dolu
    yok_et(arsiv, kimlikler["cokgizlikelime"])

    def dolu_disk(*_):
        raise DepoHatasi("DEP-005", "dizin", ayrinti="disk dolu")

    with monkeypatch.context() as m:
        m.setattr(Dizin, "purge", dolu_disk)
        with pytest.raises(DepoHatasi):
            arsiv._dizinleyici.purge()
    assert len(borc(arsiv)) == 1


def _purge_and_die(kok, sure):
    with earsiv.open(kok, clock=SahteSaat()) as arsiv:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)  # ends the process on the spot, wherever it is
        signal.setitimer(signal.ITIMER_REAL, sure)
        arsiv._dizinleyici.purge()
        signal.setitimer(signal.ITIMER_REAL, 0)
    os._exit(0)


@pytest.mark.yavas
@pytest.mark.fault("I25", "F06")
def test_a_purge_killed_at_any_moment_is_finished_by_the_next_question(kalip, motor, tmp_path, saat):
    """Killed a little later each time until one survives: the next search finds what lives, and no word of the other is left."""
    for n in range(1, 500):
        kok = tmp_path / str(n)
        shutil.copytree(kalip / motor, kok)
        with earsiv.open(kok, clock=saat) as a:
            kimlikler = {b.kaynak_adi.removesuffix(".pdf"): b.kimlik for b in a.belgeler()}
            yok_et(a, kimlikler["cokgizlikelime"])
        cocuk = multiprocessing.get_context("fork").Process(target=_purge_and_die, args=(kok, n * 0.002))
        cocuk.start()
        cocuk.join()
        with earsiv.open(kok, clock=saat) as a:
            assert a.search("ortak").toplam == 2 and borc(a) == [], n
            assert "cokgizlikelime" not in kelimeler(a) and gecen(kok / "dizin", "cokgizlikelime") == [], n
            assert a._dizinleyici.check() == [], n
        shutil.rmtree(kok)
        if cocuk.exitcode == 0:
            assert n > 3
            return
        assert cocuk.exitcode == -signal.SIGALRM
    pytest.fail("sonuna varan bir koşu olmadı")


def test_a_record_that_is_half_gone_stops_neither_purge_nor_rebuild(dolu):
    """A crash between its content and its row: a rebuild has its subject line, the check says nothing of the index, the rest is found."""
    arsiv, kimlikler = dolu
    yarim = kimlikler["baskakelime"]
    with arsiv.depo.transaction("deneme") as islem:
        mark_going(islem.baglanti, [yarim])
    shutil.rmtree(arsiv.depo.ocfl.path(ocfl_id("belge", yarim)))
    yok_et(arsiv, kimlikler["cokgizlikelime"])
    assert arsiv._dizinleyici.purge() is True
    assert arsiv._dizinleyici.check() == [] and "cokgizlikelime" not in kelimeler(arsiv)
    assert arsiv.rebuild_index() == 2
    assert arsiv.search("ortak").toplam == 1 and "baskakelime" not in kelimeler(arsiv)
    assert arsiv._dizinleyici.check() == []


def test_a_record_destroyed_while_the_index_is_rebuilt_stays_owed(dolu):
    """Its pages may have gone in before it went: only what was owed at the start is settled."""
    arsiv, kimlikler = dolu
    hedef = kimlikler["baskakelime"]
    asil = Dizinleyici.pages

    def sayfalar(kendi, kimlik):
        yield from list(asil(kendi, kimlik))
        if kimlik == hedef:
            yok_et(arsiv, hedef)

    Dizinleyici.pages, sakla = sayfalar, asil
    try:
        arsiv.rebuild_index()
    finally:
        Dizinleyici.pages = sakla
    assert borc(arsiv) == [hedef] and "baskakelime" in kelimeler(arsiv)
    assert arsiv.search("ortak").toplam == 2
    assert "baskakelime" not in kelimeler(arsiv) and json.loads((arsiv.depo.kok / "dizin" / "damga.json").read_bytes())


@pytest.mark.fault("I25")
def test_what_was_learned_of_a_destroyed_record_is_not_written_again(dolu, tmp_path):
    """By nobody: not by the next question, not by one that counted before, not where another record came in its place."""
    arsiv, kimlikler = dolu
    kelime, dosya = "cokgiz", arsiv.depo.kok / "dizin" / onbellek.OGRENILEN
    arsiv.suggest("ortak")
    baska = Ogrenme(arsiv.depo)
    with baska.lent() as bilinenler:
        assert bilinenler.toplam == 3
    eski = baska._bilgi
    assert kelime in dosya.read_text("utf-8") and eski is not None
    yok_et(arsiv, kimlikler["cokgizlikelime"])
    assert arsiv._ogrenme.forget_all() is True and not dosya.exists()
    assert baska._still(eski) is None
    (tmp_path / "yeni.pdf").write_bytes(render(["ortak dorduncukelime"], "metinli-pdf"))
    assert arsiv.add(tmp_path / "yeni.pdf", kod="165.05").durum == "alindi"
    for ogrenme in (baska, arsiv._ogrenme):
        with ogrenme.lent() as bilinenler:
            assert bilinenler.toplam == 3
        assert kelime not in dosya.read_text("utf-8") and "dordun" in dosya.read_text("utf-8")


def test_counts_kept_by_another_version_are_replaced_by_the_next_question(dolu):
    """Where nobody could remove the file, the trail tells the next question to count anew."""
    arsiv, kimlikler = dolu
    arsiv.suggest("ortak")
    dosya = arsiv.depo.kok / "dizin" / onbellek.OGRENILEN
    eski = dosya.read_bytes()
    yok_et(arsiv, kimlikler["cokgizlikelime"])
    assert dosya.read_bytes() == eski
    arsiv.suggest("ortak")
    assert b"cokgiz" not in dosya.read_bytes() and b"baskak" in dosya.read_bytes()
