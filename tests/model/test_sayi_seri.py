# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The number report: gaps, clashes and order of a series, whatever the order of the stream; nothing is invented."""

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earsiv.model import NumaraBicimi, NumaraliBelge, SayiKapsami
from earsiv.model.sayi_harita import NumaraHaritasi
from earsiv.model.sayi_rapor import EN_COK_BELGE, next_free
from earsiv.model.sayi_seri import series

KURUM, FEN, ZABITA, BASKA = "99900001", "99900011", "99900012", "88800001"
BUGUN = dt.date(2026, 11, 21)


def belge(no, detsis=FEN, tarih="2026-03-01", kimlik=None, birim=FEN, ozet=None, sdp="105.04", gorunur=True):
    sayi = f"E-{detsis}-{sdp}-{no}"
    gun = dt.date.fromisoformat(tarih) if isinstance(tarih, str) else tarih
    kimlik = kimlik or f"k-{sayi}-{tarih}"
    return NumaraliBelge(kimlik, sayi, gun, birim, kimlik if ozet is None else ozet, gorunur)


def tek(belgeler, *args, **ayar):
    rapor = series(belgeler, *args, **ayar)
    (seri,) = rapor.seriler
    return rapor, seri


def araliklar(seri):
    return [(a.bas, a.son) for a in seri.bosluklar]


def test_gaps_are_ranges_between_the_first_and_the_last():
    """What is missing below the first is told apart: the series may not have begun with 1."""
    rapor, seri = tek([belge(n) for n in (31, 47, 48, 50)])
    assert araliklar(seri) == [(32, 46), (49, 49)] and seri.eksik == 16
    assert (seri.ilk, seri.son, seri.adet, seri.kayit) == (31, 50, 4, 4)
    assert (seri.bastan.bas, seri.bastan.son, str(seri.bosluklar[1])) == (1, 30, "49")
    assert [b.kod for b in rapor.bulgular] == ["SAY-030"] and not rapor.catismalar


def test_one_number_on_different_records_clashes_and_the_same_bytes_filed_twice_do_not():
    """Whatever file code, ortam letter or leading zero stands in the number: the record number counts."""
    rapor, seri = tek([belge(7, kimlik="a"), belge("007", kimlik="b", sdp="622.01"), belge(8, kimlik="c", ozet="x"), belge(8, ozet="x")])
    (catisma,) = rapor.catismalar
    assert (catisma.numara, catisma.adet, [b.kimlik for b in catisma.belgeler], catisma.asgari) == ("7", 2, ["a", "b"], False)
    assert seri.catisan == 1 and rapor.bulgular[0].kod == "SAY-031"
    assert series([belge(7, kimlik="a"), belge(7, kimlik="b", tarih="2025-03-01")]).catismalar == ()


def test_a_record_without_digest_is_its_own():
    """Not knowing the bytes is not knowing that they are the same."""
    assert series([belge(7, kimlik="a", ozet=""), belge(7, kimlik="b", ozet="")]).catismalar


def test_dates_that_go_backwards_are_told_once_each():
    """One wrong date is one line, not one for every number after it; equal days are in order, and no day is no fault."""
    gunler = {1: "2026-01-05", 2: "2026-12-30", 3: "2026-01-06", 4: "2026-01-06", 5: "2026-02-01"}
    rapor, seri = tek([belge(n, tarih=g) for n, g in gunler.items()])
    (geri,) = seri.gerilemeler
    assert (geri.onceki, geri.numara, geri.tarih) == (2, 3, dt.date(2026, 1, 6))
    assert "SAY-032" in {b.kod for b in rapor.bulgular} and "30.12.2026" in str(rapor.bulgular)
    _, seri = tek([belge("2026.1"), belge("2026.2", tarih=None), belge("2026.3", tarih="2026-02-01")])
    assert [(g.onceki, g.numara) for g in seri.gerilemeler] == [(1, 3)]


def test_the_year_inside_a_number_is_a_note_and_no_fault():
    """Trap 20: the number 2026.11264.1 belongs to a letter of 27.11.2025; its series is that of 2026."""
    rapor, seri = tek([belge("2026.11264.1", tarih="2025-11-27"), belge("2026.11265.1", tarih="2026-01-05")], yil=2026)
    assert (seri.bicim, seri.yil, seri.ilk, seri.son, seri.yil_farki) == (NumaraBicimi.YILLI, 2026, 11264, 11265, 1)
    (not_,) = rapor.bulgular
    assert (not_.kod, not_.seviye) == ("SAY-033", "bilgi") and "2026.11264.1" in not_.mesaj
    assert next_free(seri, BUGUN) is None


def test_a_last_group_tells_numbers_apart_and_other_groups_say_nothing_of_order():
    """2026.5.1 and 2026.5.2 are two numbers; of 12.345 nobody knows which part counts, so only clashes are told."""
    assert series([belge("2026.5.1"), belge("2026.5.2")]).catismalar == ()
    assert series([belge("2026.5.1", kimlik="a"), belge("2026-5/1", kimlik="b")]).catismalar
    rapor, seri = tek([belge("12.345"), belge("12.999"), belge("40.1", kimlik="a"), belge("40.1", kimlik="b")])
    assert seri.bicim is NumaraBicimi.SERBEST and not seri.bosluklar and seri.ilk is None and seri.kayit == 4
    assert [c.numara for c in rapor.catismalar] == ["40.1"]


def test_what_is_not_ours_or_not_readable_is_counted_apart():
    """A draft has no number and gets none; another institution's series is not judged."""
    kayitlar = [belge(5), belge(900, detsis=BASKA)]
    for sayi in ("", "  ", "E-0123-105.04-1", f"{FEN}-805.03/1250", "E.351978", f"{BASKA}-805.03/1250"):
        kayitlar.append(NumaraliBelge(f"k{sayi}", sayi, dt.date(2026, 1, 1), FEN))
    kayitlar.append(belge(6, tarih=None))
    rapor, seri = tek(kayitlar, birimler={KURUM, FEN, ZABITA})
    assert (rapor.sayisiz, rapor.okunamayan, rapor.eski, rapor.baska_kurum, rapor.tarihsiz) == (2, 1, 2, 2, 1)
    assert seri.kayit == 1 and rapor.incelenen == len(kayitlar) and rapor.seride == 1


@pytest.mark.parametrize(
    ("kapsam", "beklenen"),
    [
        ("DETSIS_YIL", {(KURUM, 2025), (KURUM, 2026), (FEN, 2026), (ZABITA, 2026)}),
        ("BIRIM_YIL", {(FEN, 2025), (FEN, 2026), (ZABITA, 2026)}),
        ("KURUM_YIL", {("", 2025), ("", 2026)}),
        ("SUREKLI", {("", None)}),
    ],
)
def test_series_follow_the_frame_of_the_profile(kapsam, beklenen):
    """In BIRIM_YIL a number of the institution itself counts for the unit that holds the record."""
    kayitlar = [
        belge(1, detsis=KURUM, birim=FEN),
        belge(2, detsis=KURUM, birim=FEN, tarih="2025-01-01"),
        belge(3, detsis=ZABITA, birim=FEN),
        belge(4, detsis=FEN),
    ]
    rapor = series(kayitlar, SayiKapsami(kapsam), kurum=KURUM)
    assert {(s.birim, s.yil) for s in rapor.seriler} == beklenen and str(rapor.kapsam) == kapsam


def test_a_frame_may_change_and_each_day_is_counted_in_its_own():
    """The profile is dated."""
    rapor = series(
        [belge(1, tarih="2025-05-01"), belge(1, detsis=ZABITA, tarih="2025-05-01"), belge(2), belge(2, detsis=ZABITA)],
        lambda gun: SayiKapsami.KURUM_YIL if (gun or BUGUN).year > 2025 else SayiKapsami.DETSIS_YIL,
    )
    assert [(s.birim, s.yil) for s in rapor.seriler] == [("", 2026), (FEN, 2025), (ZABITA, 2025)]
    assert [(c.birim, c.numara) for c in rapor.catismalar] == [("", "2")]


def test_the_least_frame_holds_whatever_the_profile_says():
    """One DETSİS number and calendar year never give a number twice: across units it is told apart, and not twice."""
    kayitlar = [belge(5, detsis=KURUM, birim=FEN, kimlik="a"), belge(5, detsis=KURUM, birim=ZABITA, kimlik="b")]
    rapor = series(kayitlar, SayiKapsami.BIRIM_YIL, kurum=KURUM)
    (catisma,) = rapor.catismalar
    assert catisma.asgari and catisma.birim == KURUM and [s.catisan for s in rapor.seriler] == [0, 0]
    assert rapor.bulgular[0].kod == "SAY-034" and rapor.as_dict()["catismalar"][0]["belgeler"][0]["kimlik"] == "a"
    assert [c.asgari for c in series(kayitlar, SayiKapsami.DETSIS_YIL).catismalar] == [False]
    ayni = [k._replace(ozet="x") for k in kayitlar]
    assert series(ayni, SayiKapsami.BIRIM_YIL, kurum=KURUM).catismalar == ()


@pytest.mark.parametrize(
    ("nolar", "beklenen"),
    [((1,), 2), ((1, 2, 3), 4), ((5, 6), 7), ((1, 2, 9), None), ((4,), None), ((1, 2, 8, 9), 10)],
)
def test_the_next_number_is_proposed_only_behind_an_end_without_doubt(nolar, beklenen):
    """Not behind a lonely last number, not for a year that is over, not where two records share the last one."""
    rapor, seri = tek([belge(n) for n in nolar], bugun=BUGUN)
    assert rapor.proposal(seri) == beklenen
    assert next_free(seri, dt.date(2027, 1, 1)) is None
    rapor, seri = tek([*(belge(n) for n in nolar), belge(nolar[-1], kimlik="ikinci")], bugun=BUGUN)
    assert rapor.proposal(seri) is None and seri.son_catisir
    rapor, seri = tek([belge(n) for n in nolar], bugun=BUGUN, tam=False)
    assert rapor.proposal(seri) is None and rapor.bulgular[-1].kod == "SAY-035"


def test_what_may_not_be_seen_takes_up_its_number_and_nothing_else_is_told():
    """No id, no number text, no date: neither in a clash, nor in the order, nor as an example."""
    gizli = [
        belge(2, kimlik="GIZLI", tarih="2026-12-31", gorunur=False),
        belge("2026.3", kimlik="GIZLI2", tarih="2024-01-01", gorunur=False),
    ]
    rapor = series([belge(1), belge(2, kimlik="acik"), belge(3), *gizli])
    (catisma,) = rapor.catismalar
    assert (catisma.adet, catisma.gizli, [b.kimlik for b in catisma.belgeler]) == (2, 1, ["acik"])
    metin = str(rapor.as_dict())
    assert "GIZLI" not in metin and "2026-12-31" not in metin and "2024" not in metin
    assert all(not s.bosluklar and not s.gerilemeler for s in rapor.seriler)


def test_a_number_used_as_a_placeholder_does_not_fill_the_memory():
    """All are counted, the first are named."""
    rapor, _ = tek([belge(1, kimlik=f"k{i:05}") for i in range(2_000)])
    (catisma,) = rapor.catismalar
    assert catisma.adet == 2_000 and [b.kimlik for b in catisma.belgeler] == [f"k{i:05}" for i in range(EN_COK_BELGE)]


def test_filters_leave_the_other_series_out_and_their_strays_too():
    """By year of the series and by its unit; what stands in no series goes by its own date and unit."""
    kayitlar = [belge(1), belge(1, tarih="2025-01-01"), belge(1, detsis=ZABITA), NumaraliBelge("x", "", dt.date(2025, 1, 1), ZABITA)]
    rapor = series(kayitlar, yil=2026, birim=FEN)
    assert [(s.birim, s.yil) for s in rapor.seriler] == [(FEN, 2026)] and rapor.sayisiz == 0
    assert series(kayitlar, yil=2025).sayisiz == 1 and series(kayitlar, birim=ZABITA).sayisiz == 1


def test_a_stream_that_can_be_read_once_is_enough():
    """Clashes are looked up in what was kept of it."""
    kayitlar = [belge(1, kimlik="a"), belge(1, kimlik="b")]
    assert series(iter(kayitlar)) == series(kayitlar) and series(()).seriler == ()


def test_records_that_appear_between_two_readings_do_no_harm():
    """A second reading that sees more, or less, than the first is answered, not an error."""

    class Degisen:
        okuma = 0

        def __iter__(self):
            self.okuma += 1
            ek = [belge(9, detsis=ZABITA), belge("2026.1")] if self.okuma > 1 else [belge(1, kimlik="b")]
            return iter([belge(1, kimlik="a"), *ek])

    assert series(Degisen()).catismalar == ()


def test_numbers_of_any_length_are_read():
    """A typing error of many digits is one range."""
    _, seri = tek([belge(1), belge("9" * 150)])
    assert seri.bosluklar[0].adet == int("9" * 150) - 2 and seri.as_dict()["eksik"] == seri.eksik


def test_memory_grows_with_days_and_holes_not_with_records():
    """A year of numbers by date is one run a day."""
    harita = NumaraHaritasi()
    for no in range(1, 50_001):
        harita.add(no, 739_000 + no // 200)
    assert len(harita._kosular) == 251 and list(harita.stretches()) == [(1, 50_000)] and harita.adet == 50_000


sayilar = st.lists(
    st.builds(
        lambda no, gun, detsis, sdp, ozet, bicim: NumaraliBelge(
            f"k{no}-{gun}-{ozet}-{sdp}-{bicim}", f"E-{detsis}-{sdp}-{bicim.format(no)}", gun, ZABITA if no % 3 else FEN, ozet
        ),
        st.integers(0, 12),
        st.none() | st.dates(dt.date(2025, 12, 20), dt.date(2026, 1, 12)),
        st.sampled_from([KURUM, FEN, BASKA]),
        st.sampled_from(["105.04", "622.01"]),
        st.sampled_from(["", "x", "y"]),
        st.sampled_from(["{}", "{}", "2026.{}", "2026.{}.1", "{}.7"]),
    ),
    max_size=40,
)


@given(sayilar, st.sampled_from(list(SayiKapsami)), st.randoms(use_true_random=False))
def test_the_order_of_the_stream_changes_nothing(kayitlar, kapsam, rastgele):
    """Any permutation gives the same report."""
    karisik = list(kayitlar)
    rastgele.shuffle(karisik)
    ayar = {"kurum": KURUM, "birimler": {KURUM, FEN}, "bugun": BUGUN}
    bir, iki = series(kayitlar, kapsam, **ayar), series(karisik, kapsam, **ayar)
    assert bir == iki and bir.as_dict() == iki.as_dict() and bir.bulgular == iki.bulgular


@given(sayilar, st.sampled_from(list(SayiKapsami)))
def test_gaps_and_numbers_held_are_the_whole_range(kayitlar, kapsam):
    """Nothing is both, nothing is neither, and every record is counted once."""
    rapor = series(kayitlar, kapsam, kurum=KURUM)
    assert rapor.incelenen == len(kayitlar)
    for seri in rapor.seriler:
        if seri.bicim is NumaraBicimi.SERBEST:
            continue
        bos = [n for a in seri.bosluklar for n in range(a.bas, a.son + 1)]
        assert len(bos) == seri.eksik and len(set(bos)) == len(bos) and seri.ilk not in bos and seri.son not in bos
        assert seri.adet + seri.eksik == seri.son - seri.ilk + 1
        assert all(a.son + 1 < b.bas for a, b in zip(seri.bosluklar, seri.bosluklar[1:], strict=False))
        assert seri.son_kosu.son == seri.son and (not seri.bosluklar or seri.son_kosu.bas == seri.bosluklar[-1].son + 1)


@given(sayilar)
def test_clashes_are_those_of_a_plain_comparison(kayitlar):
    """A simple second opinion: group by DETSİS, year and record number; more than one content is a clash."""
    kume = {}
    for k in kayitlar:
        _, detsis, _, no = k.sayi.split("-")
        gruplar = tuple(int(g) for g in no.split("."))
        yil = 2026 if no.startswith("2026.") else k.tarih.year if k.tarih else None
        if yil:
            kume.setdefault((detsis, yil, ".".join(map(str, gruplar))), []).append(k.ozet or k.kimlik)
    beklenen = {(d, y, n): len(o) for (d, y, n), o in kume.items() if len(set(o)) > 1}
    assert {(c.birim, c.yil, c.numara): c.adet for c in series(kayitlar).catismalar} == beklenen


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6)), max_size=60))
def test_runs_hold_what_was_put_in(ikililer):
    """Against a dictionary: numbers, repeats, first and last day of each, descents of neighbours."""
    harita, sozluk = NumaraHaritasi(), {}
    for no, gun in ikililer:
        harita.add(no, gun)
        sozluk.setdefault(no, []).append(gun)
    acik = {n: (k.erken, k.gec) for k in harita._kosular for n in range(k.bas, k.son + 1)}
    gunlu = {n: [g for g in gunler if g] or [0] for n, gunler in sozluk.items()}
    assert acik == {n: (min(g), max(g)) for n, g in gunlu.items()}
    assert harita.tekrar == {n for n, gunler in sozluk.items() if len(gunler) > 1}
    sira = [n for n in sorted(gunlu) if gunlu[n] != [0]]
    assert [(a.son, b.bas) for a, b in harita.descents()] == [
        (a, b) for a, b in zip(sira, sira[1:], strict=False) if max(gunlu[b]) < min(gunlu[a])
    ]


def test_many_numbers_in_any_order():
    """Shuffled whole, one year: the same as in order."""
    kayitlar = [belge(n, tarih=dt.date(2026, 1, 1) + dt.timedelta(n // 100), ozet="o") for n in range(1, 20_001) if n % 997]
    karisik = list(kayitlar)
    random.Random(4).shuffle(karisik)
    _, seri = tek(kayitlar)
    assert series(karisik).seriler == (seri,) and len(seri.bosluklar) == 20 and not seri.gerilemeler
