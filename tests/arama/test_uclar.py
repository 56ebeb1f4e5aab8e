# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""One conformance suite for every engine: the same page sets for the same query, rights inside, rebuild, concurrent reader."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from earsiv.arama import Dizin, SayfaKaydi, Suzgec, parse
from earsiv.arama.dizin import layers
from earsiv.arama.uc import code_terms
from earsiv.errors import DepoHatasi, GirdiHatasi
from earsiv.model import GizlilikDerecesi, Yetki

TAM = Yetki.full("deneme")
SAYFALAR = [
    # belge, sayfa, birim, derece, kod, tarih, konu, metin
    ("b1", 1, "11", "YOK", "105.04", 20150306, "Salon Ücretleri", "Bilgi İşlem Müdürlüğü çalışma esasları, Belediyesi'nin kararı"),
    ("b1", 2, "11", "YOK", "105.04", 20150306, "", "İkinci sayfada imar planı ve kâğıt toplama"),
    ("b2", 1, "12", "HZO", "115.02.01", 20100525, "İmar Durumu", "gizli kelime: kayısı; MUDURLUGU ILIK"),
    ("b3", 1, "12", "YOK", "165.05", 20130718, "Tespit", "Miidiirliigii Bilgi Islem; sayı E-84784440-105.04-2026.11264.1"),
    ("b4", 1, "13", "CGZ", "622.01", 20121009, "Başvuru", "müdürlüğümüzce işlem yapıldı"),
    ("b5", 0, "11", "YOK", "", 0, "Metinsiz kayıt kayısı", ""),
]


def kayit(belge, sayfa, birim, derece, kod, tarih, konu, metin):
    return SayfaKaydi(belge, sayfa, birim, GizlilikDerecesi[derece], code_terms(kod), tarih, layers(konu), layers(metin))


@pytest.fixture(params=["tantivy", "whoosh"])
def dizin(request, tmp_path):
    if request.param == "whoosh":
        pytest.importorskip("whoosh")
    d = Dizin(tmp_path / "dizin", request.param)
    d.rebuild(kayit(*s) for s in SAYFALAR)
    yield d
    d.close()


def bul(dizin, metin, yetki=TAM, **suzgec):
    sonuc = dizin.search(parse(metin), yetki, Suzgec(**suzgec), adet=50)
    assert sonuc.toplam == len(sonuc.isabetler)
    return {(i.belge, i.sayfa) for i in sonuc.isabetler}


MUDUR = {("b1", 1), ("b2", 1), ("b3", 1), ("b4", 1)}


@pytest.mark.fault("F07", "F08", "F10")
@pytest.mark.parametrize(
    ("sorgu", "beklenen"),
    [
        ("müdürlüğü", MUDUR),
        ("MUDURLUGU", MUDUR),
        ("MÜDÜRLÜĞÜ", MUDUR),
        ("Belediyesi'nin", {("b1", 1)}),
        ("ılık", {("b2", 1)}),
        ("kağıt", {("b1", 2)}),
        ('"bilgi işlem"', {("b1", 1), ("b3", 1)}),
        ('"işlem bilgi"', set()),
        ("imar planı", {("b1", 2)}),
        ("kayı*", {("b2", 1), ("b5", 0)}),
        ("müdürlüğü -gizli", MUDUR - {("b2", 1)}),
        ("kayısı VEYA kâğıt", {("b2", 1), ("b5", 0), ("b1", 2)}),
        ("E-84784440-105.04-2026.11264.1", {("b3", 1)}),
        ("11264", {("b3", 1)}),
        ("yokböylebirkelime", set()),
        ("zzz*", set()),
    ],
)
def test_same_pages_for_the_same_query(dizin, sorgu, beklenen):
    """Capital headings, ASCII typing, suffixes, OCR damage, phrases, prefixes, exclusion, alternatives, numbers."""
    assert bul(dizin, sorgu) == beklenen


def test_exact_words_come_before_damaged_ones(dizin):
    """Layers are weighted 8, 3, 1."""
    sira = [i.belge for i in dizin.search(parse("müdürlüğü"), TAM).isabetler]
    assert sira.index("b1") < sira.index("b3") and sira.index("b2") < sira.index("b3")


@pytest.mark.parametrize(
    ("suzgec", "beklenen"),
    [
        ({"kod": "105"}, {("b1", 1)}),
        ({"kod": "105.04"}, {("b1", 1)}),
        ({"kod": "115"}, {("b2", 1)}),
        ({"kod": "10"}, set()),
        ({"birim": "12"}, {("b2", 1), ("b3", 1)}),
        ({"yil_bas": 2010, "yil_bit": 2012}, {("b2", 1), ("b4", 1)}),
        ({"yil_bas": 2014}, {("b1", 1)}),
        ({"yil_bit": 2010}, {("b2", 1)}),
        ({"birim": "12", "yil_bas": 2013, "yil_bit": 2013, "kod": "165"}, {("b3", 1)}),
    ],
)
def test_filters_narrow_and_combine(dizin, suzgec, beklenen):
    """A code covers everything below it, years are inclusive."""
    assert bul(dizin, "müdürlüğü", **suzgec) == beklenen


@pytest.mark.fault("E03", "E05", "E06")
def test_what_may_not_be_seen_is_neither_found_nor_counted_nor_suggested(dizin):
    """A word that stands only in a hidden record gives nothing: no hit, no total, no term."""
    yetki = Yetki("a", GizlilikDerecesi.YOK, frozenset({"11", "12"}))
    assert bul(dizin, "müdürlüğü", yetki) == {("b1", 1), ("b3", 1)}
    assert bul(dizin, "gizli", yetki) == set()
    assert bul(dizin, "müdürlüğü", Yetki("b", GizlilikDerecesi.CGZ, frozenset())) == set()
    uc = dizin._open()
    assert uc.terms("giz", yetki, adet=5) == [] and uc.terms("giz", TAM, adet=5) == ["gizli"]


@pytest.mark.fault("F06")
def test_rewritten_and_deleted_records_change_at_once(dizin):
    """All pages of a record are replaced; a deleted one is gone."""
    dizin.write([kayit("b1", 1, "11", "YOK", "105.04", 20150306, "", "bambaşka bir metin")])
    assert bul(dizin, "bambaşka") == {("b1", 1)} and ("b1", 2) not in bul(dizin, "kâğıt")
    dizin.write([], silinen=["b3"])
    assert bul(dizin, "E-84784440-105.04-2026.11264.1") == set()
    assert set(dizin._open().records()) == {"b1", "b2", "b4", "b5"}


def test_count_maintenance_and_snapshot_keep_the_same_pages(dizin, tmp_path):
    """Counting is searching; merging loses nothing; a snapshot opens as an index of its own and does not follow later writes."""
    from earsiv.arama.dizin import make_engine

    uc = dizin._open()
    sorgu = parse("müdürlüğü")
    assert uc.count(sorgu, TAM, Suzgec()) == 4 == uc.search(sorgu, TAM, Suzgec(), adet=1).toplam
    for n in range(5):
        dizin.write([kayit(f"y{n}", 1, "11", "YOK", "105.04", 20150306, "", "müdürlüğü yeni")])
    uc.maintain()
    uc.refresh()
    assert len(bul(dizin, "müdürlüğü")) == 9
    (tmp_path / "kopya").mkdir()
    uc.snapshot(tmp_path / "kopya")
    dizin.write([], silinen=["y0"])
    diger = make_engine(dizin._arka_uc)
    diger.open(tmp_path / "kopya")
    assert diger.count(sorgu, TAM, Suzgec()) == 9 and len(bul(dizin, "müdürlüğü")) == 8
    diger.close()


@pytest.mark.fault("F01", "F02")
def test_missing_stale_and_wrong_index_is_told(dizin, tmp_path):
    """Deleted, made by another engine, or out of step with the records."""
    beklenen = {b: 1 for b in ("b2", "b3", "b4", "b5")} | {"b1": 2}
    assert not list(dizin.check(beklenen))
    assert [b.kod for b in dizin.check({**beklenen, "b1": 3, "b9": 1})] == ["DEP-022", "DEP-022"]
    (tmp_path / "dizin" / "damga.json").unlink()
    assert not dizin.guncel
    dizin.close()
    with pytest.raises(DepoHatasi) as hata:
        dizin.search(parse("x1"), TAM)
    assert hata.value.kod == "DEP-024"


@pytest.mark.fault("F05")
def test_failed_rebuild_leaves_the_old_index_serving(dizin):
    """The new one is swapped in whole or not at all."""

    def bozuk():
        yield kayit(*SAYFALAR[0])
        raise RuntimeError("elektrik gitti")

    with pytest.raises(RuntimeError):
        dizin.rebuild(bozuk())
    assert bul(dizin, "kâğıt") == {("b1", 2)}
    dizin.rebuild([kayit(*SAYFALAR[0])])
    assert bul(dizin, "kâğıt") == set() and bul(dizin, "müdürlüğü") == {("b1", 1)}


@pytest.mark.fault("F11")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet='abİıüğş "*-12.:()\\[]{}~^/', min_size=1, max_size=40))
def test_any_query_is_answered_by_every_engine(dizin, metin):
    """Typed error or plain words."""
    try:
        dizin.search(parse(metin), TAM)
    except GirdiHatasi as hata:
        assert hata.kod.startswith("ARA-")


def test_unknown_engine_is_refused(tmp_path):
    """With the names of the known ones."""
    from earsiv.arama.dizin import make_engine

    with pytest.raises(GirdiHatasi, match="tantivy"):
        make_engine("elastik")
