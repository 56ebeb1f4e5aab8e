# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Votes against an oracle of their own: what does not have the majority of the whole board is kept."""

import itertools
import json

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earsiv import _canon
from earsiv.ayiklama import SatirSuzgeci, check_votes, pack_lines, pack_votes, unpack_lines, unpack_votes
from earsiv.ayiklama import decide as karar_ver
from earsiv.ayiklama.oylama import NISAPLAR, decision_holds, outcome, recount
from earsiv.errors import ImhaHatasi
from earsiv.model import KomisyonKarari, Oturum, SatirOyu, SatirSonucu, Uye
from tests.ayiklama.uretec import AN, BIR_GUN, OY_GEREKCESI, kotu_metin, liste, otur, oylar, satir

OYLAR = ("IMHA", "SAKLA", "DEVRET", "CEKIMSER")
oy = st.sampled_from(OYLAR)


def kahin(verilen, nisap):
    """Say what votes come to, in the words of the law and not in the code's."""
    gitsin = sum(o == "IMHA" for o in verilen)
    gitmesin = len(verilen) - gitsin  # an abstention does not say that it may go
    if nisap == "OYBIRLIGI":
        gider = gitmesin == 0
    else:
        gider = gitsin > gitmesin
    if gider:
        return "imha"
    devret = sum(o == "DEVRET" for o in verilen)
    return "devret" if devret > len(verilen) - devret else "sakla"


def kurul(sayi):
    """Return a session of so many seats."""
    return Oturum("K-2037/1", "olur", AN, "Arşiv", tuple(Uye(f"K{i}", "ARSIV", f"sicil:{i}", f"Kurmaca {i}", "", "1") for i in range(sayi)))


def verilen(oturum, satirlar):
    """Return the votes of table rows: row i is line i + 1, its words follow the seats."""
    for sira, satir_oylari in enumerate(satirlar, start=1):
        for uye, denen in zip(oturum.uyeler, satir_oylari, strict=True):
            yield SatirOyu(sira, uye.koltuk, denen, "" if denen in {"IMHA", "CEKIMSER"} else OY_GEREKCESI)


def ver(liste_, oturum, oylar_, ertelenen=None, nisap="COGUNLUK"):
    return karar_ver("2037/1-K", liste_, oturum, oylar_, ertelenen or {}, nisap=nisap, tarih=oturum.tarih)


def verilemez(kod, *konum, **ek):
    with pytest.raises(ImhaHatasi) as hata:
        ver(*konum, **ek)
    assert hata.value.kod == kod, hata.value
    return hata.value


@pytest.mark.fault("I14")
@pytest.mark.parametrize("nisap", ["COGUNLUK", "OYBIRLIGI"])
@pytest.mark.parametrize("sayi", [3, 5, 6])
def test_every_combination_of_votes(sayi, nisap):
    """Whatever three, five or six seats may say: outcome, votes, dissent, one entry a line."""
    tablo = list(itertools.product(OYLAR, repeat=sayi))
    if sayi == 6:  # every mixture, turned round the table: which seat says what does not matter
        tablo = [(*t[i:], *t[:i]) for t in itertools.combinations_with_replacement(OYLAR, sayi) for i in range(sayi)]
    oturum = kurul(sayi)
    karar = ver(liste(len(tablo)), oturum, verilen(oturum, tablo), nisap=nisap)
    assert len(karar.satirlar) == len(tablo)
    soz = {"IMHA": "imha", "SAKLA": "sakla", "DEVRET": "devret"}
    for kalem, satir_oylari in zip(karar.satirlar, tablo, strict=True):
        beklenen = kahin(satir_oylari, nisap)
        assert str(kalem.sonuc) == beklenen, satir_oylari
        assert tuple(map(str, kalem.oylar)) == satir_oylari
        karsi = [u.koltuk for u, o in zip(oturum.uyeler, satir_oylari, strict=True) if o in soz and soz[o] != beklenen]
        assert list(kalem.karsi) == karsi
        assert dict(kalem.gerekceler).keys() == {
            u.koltuk for u, o in zip(oturum.uyeler, satir_oylari, strict=True) if o in {"SAKLA", "DEVRET"}
        }
    assert {s: karar.count(SatirSonucu(s)) for s in ("imha", "devret", "sakla")} == {
        s: sum(kahin(t, nisap) == s for t in tablo) for s in ("imha", "devret", "sakla")
    }
    assert decision_holds(karar)


@pytest.mark.fault("I14")
@pytest.mark.parametrize(
    ("denen", "cogunluk", "oybirligi"),
    [
        ("IMHA IMHA IMHA SAKLA SAKLA", "imha", "sakla"),
        ("IMHA IMHA SAKLA SAKLA CEKIMSER", "sakla", "sakla"),
        ("IMHA IMHA IMHA SAKLA SAKLA SAKLA", "sakla", "sakla"),
        ("IMHA IMHA IMHA CEKIMSER CEKIMSER CEKIMSER", "sakla", "sakla"),
        ("IMHA IMHA CEKIMSER", "imha", "sakla"),
        ("IMHA CEKIMSER CEKIMSER CEKIMSER CEKIMSER", "sakla", "sakla"),
        ("CEKIMSER CEKIMSER CEKIMSER", "sakla", "sakla"),
        ("IMHA IMHA IMHA IMHA IMHA", "imha", "imha"),
        ("DEVRET DEVRET DEVRET IMHA IMHA", "devret", "devret"),
        ("DEVRET DEVRET IMHA IMHA SAKLA", "sakla", "sakla"),
        ("IMHA IMHA IMHA IMHA CEKIMSER", "imha", "sakla"),
        ("DEVRET DEVRET DEVRET IMHA IMHA IMHA", "sakla", "sakla"),
    ],
)
def test_tie_and_abstention_keep(denen, cogunluk, oybirligi):
    """Spelled out: more than half of all members, not of those who spoke; a tie keeps."""
    for nisap, beklenen in (("COGUNLUK", cogunluk), ("OYBIRLIGI", oybirligi)):
        assert str(outcome(denen.split(), NISAPLAR[nisap])) == beklenen == kahin(denen.split(), nisap)


def test_nobody_voting_keeps():
    """No votes are no majority and no unanimity."""
    assert [outcome([], n) for n in NISAPLAR.values()] == ["sakla", "sakla"]


@given(st.lists(oy, min_size=1, max_size=9), st.randoms(use_true_random=False), st.sampled_from(sorted(NISAPLAR)))
def test_order_of_votes_does_not_matter_and_one_more_for_keeping_never_destroys(denen, rasgele, nisap):
    """Counting is counting: seats are equal, and changing any vote away from İMHA never makes a line go."""
    sonuc = outcome(denen, NISAPLAR[nisap])
    karisik = list(denen)
    rasgele.shuffle(karisik)
    assert outcome(karisik, NISAPLAR[nisap]) is sonuc
    for sira, yeni in itertools.product(range(len(denen)), ("SAKLA", "CEKIMSER", "DEVRET")):
        if denen[sira] != "IMHA":
            continue
        degisen = [*denen[:sira], yeni, *denen[sira + 1 :]]
        assert outcome(degisen, NISAPLAR[nisap]) is not SatirSonucu.IMHA or sonuc is SatirSonucu.IMHA


def test_dissent_is_recorded_with_its_reason():
    """Who voted otherwise stands in the decision, with what they said; who abstained does not dissent."""
    oturum = kurul(5)
    denen = list(verilen(oturum, [("IMHA", "IMHA", "IMHA", "SAKLA", "CEKIMSER")]))
    kalem = ver(liste(1), oturum, denen).satirlar[0]
    assert (kalem.karsi, kalem.gerekceler) == (("K3",), (("K3", OY_GEREKCESI),))


def test_reason_of_who_agrees_is_kept_too():
    """Whoever gave a reason is quoted."""
    oturum = kurul(3)
    denen = [SatirOyu(1, "K0", "IMHA", "Mükerrer nüsha."), SatirOyu(1, "K1", "IMHA"), SatirOyu(1, "K2", "CEKIMSER", "Görmedim.")]
    kalem = ver(liste(1), oturum, denen).satirlar[0]
    assert kalem.gerekceler == (("K0", "Mükerrer nüsha."), ("K2", "Görmedim.")) and kalem.karsi == ()


@pytest.mark.fault("I14", "K08")
def test_changed_vote_counts_once_and_the_last_counts():
    """A vote may be changed until the decision; the same vote twice is one vote."""
    oturum = kurul(3)
    denen = list(verilen(oturum, [("IMHA", "IMHA", "SAKLA")]))
    assert str(ver(liste(1), oturum, denen).satirlar[0].sonuc) == "imha"
    assert ver(liste(1), oturum, [*denen, *denen]) == ver(liste(1), oturum, denen)
    degisen = [*denen, SatirOyu(1, "K1", "SAKLA", OY_GEREKCESI)]
    kalem = ver(liste(1), oturum, degisen).satirlar[0]
    assert str(kalem.sonuc) == "sakla" and [str(o) for o in kalem.oylar] == ["IMHA", "SAKLA", "SAKLA"]


@pytest.mark.fault("I13", "I14")
def test_missing_vote_stops_the_decision():
    """Every seat, every line: one missing of fifteen, all of one seat, all of one line, all."""
    l, oturum = liste(3), otur()
    tam = list(oylar(l, oturum))
    for eksik, sayi in (
        (tam[1:], 1),
        (tam[:-1], 1),
        ([o for o in tam if o.koltuk != "A2"], 3),
        ([o for o in tam if o.satir != 2], 5),
        ([], 15),
    ):
        assert f"{sayi} oy eksik" in verilemez("IMH-028", l, oturum, eksik).bulgu.mesaj


def test_postponed_line_is_not_voted_on_and_stays():
    """Put off with a reason: no votes needed, none taken, the outcome says so."""
    l, oturum = liste(3), otur()
    kalan = [o for o in oylar(l, oturum) if o.satir != 2]
    karar = ver(l, oturum, kalan, {2: "Bilgi istendi."})
    assert [str(k.sonuc) for k in karar.satirlar] == ["imha", "ertelendi", "imha"]
    assert karar.satirlar[1].oylar == () and karar.satirlar[1].gerekceler == (("", "Bilgi istendi."),)
    verilemez("IMH-041", l, oturum, oylar(l, oturum), {2: "Bilgi istendi."})


def test_everything_postponed_is_a_decision_by_which_nothing_goes():
    """A commission may need time for every line."""
    l = liste(3)
    karar = ver(l, otur(), [], dict.fromkeys((1, 2, 3), "Bilgi istendi."))
    assert karar.count(SatirSonucu.IMHA) == 0 and karar.count(SatirSonucu.ERTELENDI) == 3


@pytest.mark.parametrize("denen", ["SAKLA", "DEVRET"])
@pytest.mark.parametrize("gerekce", ["", "  ", "\n\t"])
def test_keeping_and_transferring_need_a_reason(denen, gerekce):
    """Blanks are no reason (IMH-029); destroying and abstaining need none."""
    l, oturum = liste(1), otur()
    with pytest.raises(ImhaHatasi) as hata:
        check_votes(l, oturum, {}, [SatirOyu(1, "B", denen, gerekce)])
    assert hata.value.kod == "IMH-029"
    check_votes(l, oturum, {}, [SatirOyu(1, "B", "IMHA", gerekce), SatirOyu(1, "B", "CEKIMSER", gerekce)])


@pytest.mark.fault("E08")
@pytest.mark.parametrize(
    ("denen", "kod"),
    [
        (SatirOyu(1, "K", "IMHA"), "IMH-026"),
        (SatirOyu(1, "", "IMHA"), "IMH-026"),
        (SatirOyu(0, "B", "IMHA"), "IMH-027"),
        (SatirOyu(4, "B", "IMHA"), "IMH-027"),
        (SatirOyu(-1, "B", "IMHA"), "IMH-027"),
    ],
)
def test_vote_of_nobody_or_on_nothing(denen, kod):
    """A seat that was not filled and a line that is not there: also inside a decision, where all other votes are sound."""
    l, oturum = liste(3), otur()
    verilemez(kod, l, oturum, [*oylar(l, oturum), denen])


# -- the decision as a document -------------------------------------------------------------------------------------


def test_decision_names_list_digest_and_itself():
    """Any edit of a decision is seen: outcome, vote, reason, member, number, day, digest of the list."""
    l, oturum = liste(2), otur()
    karar = ver(l, oturum, oylar(l, oturum, s2="SAKLA"))
    assert karar.liste_ozeti == l.ozet and len(karar.ozet) == 64
    ilk = karar.satirlar[1]
    for degisik in (
        {"no": "x"},
        {"tarih": AN + BIR_GUN},
        {"liste": "2037/2"},
        {"liste_ozeti": "0" * 64},
        {"nisap": "OYBIRLIGI"},
        {"oturum": attrs.evolve(oturum, uyeler=oturum.uyeler[:4])},
        {"satirlar": karar.satirlar[:1]},
        {"satirlar": (karar.satirlar[0], attrs.evolve(ilk, sonuc="imha"))},
        {"satirlar": (karar.satirlar[0], attrs.evolve(ilk, gerekceler=()))},
        {"satirlar": (karar.satirlar[0], attrs.evolve(ilk, karsi=("B",)))},
        {"ozet": karar.ozet[::-1]},
    ):
        assert not decision_holds(attrs.evolve(karar, **degisik)), degisik


@given(st.lists(st.tuples(oy, oy, oy), min_size=1, max_size=5), kotu_metin, st.sampled_from(sorted(NISAPLAR)))
def test_decision_comes_back_from_its_content(tablo, neden, nisap):
    """Real JSON text there and back, with whatever members wrote as their reasons."""
    oturum = kurul(3)
    denen = [attrs.evolve(o, gerekce=f"x{neden}") for o in verilen(oturum, tablo)]
    karar = ver(liste(len(tablo)), oturum, denen, nisap=nisap)
    geri = KomisyonKarari.from_content(json.loads(json.dumps(karar.content())), karar.ozet)
    assert geri == karar and decision_holds(geri)
    kanonik = KomisyonKarari.from_content(json.loads(_canon.encode(karar.content())), karar.ozet)
    assert decision_holds(kanonik) and recount(kanonik, liste(len(tablo)), oturum, {}) == kanonik


@given(st.lists(st.tuples(oy, oy, oy, oy, oy), min_size=1, max_size=4), st.data())
def test_recount_finds_every_outcome_that_the_votes_do_not_give(tablo, veri):
    """A decision says what its votes come to and nothing else."""
    oturum, l = kurul(5), liste(len(tablo))
    karar = ver(l, oturum, verilen(oturum, tablo))
    assert recount(karar, l, oturum, {}) == karar
    sira = veri.draw(st.integers(0, len(tablo) - 1))
    baska = veri.draw(st.sampled_from([s for s in SatirSonucu if s is not karar.satirlar[sira].sonuc]))
    satirlar = [attrs.evolve(k, sonuc=baska) if i == sira else k for i, k in enumerate(karar.satirlar)]
    assert recount(attrs.evolve(karar, satirlar=tuple(satirlar)), l, oturum, {}) != attrs.evolve(karar, satirlar=tuple(satirlar))


# -- fifty thousand lines -------------------------------------------------------------------------------------------


@pytest.mark.fault("L02")
@pytest.mark.yavas
def test_bulk_votes_over_fifty_thousand_lines_are_one_entry_a_line_and_seat():
    """Votes by filter: nothing is left unsaid in the decision, and the audit row of a bulk vote stays small."""
    sayi = 50_000
    l = liste(
        [satir(i, dosya_kodu="165.05" if i % 3 else "165.06", yil_bas=2000 + i % 10, yil_bit=2000 + i % 10) for i in range(1, sayi + 1)]
    )
    oturum = otur(liste_=l)
    secilen = SatirSuzgeci(kod="165.06").apply(l)
    assert len(secilen) == sayi // 3
    toplu = [SatirOyu(s.sira_no, u.koltuk, "IMHA") for u in oturum.uyeler for s in l.satirlar]
    karsi = [SatirOyu(i, "U1", "SAKLA", OY_GEREKCESI) for i in secilen]
    karar = ver(l, oturum, [*toplu, *karsi])
    assert len(karar.satirlar) == sayi and sum(len(k.oylar) for k in karar.satirlar) == 5 * sayi
    assert sum(k.karsi == ("U1",) for k in karar.satirlar) == sayi // 3 and karar.count(SatirSonucu.IMHA) == sayi
    kayit = pack_votes(toplu)
    assert len(kayit) == 5 and all(k["satirlar"] == f"1-{sayi}" for k in kayit) and len(json.dumps(kayit)) < 1000
    assert set(unpack_votes(kayit)) == set(toplu)


@pytest.mark.fault("L02")
def test_bulk_vote_of_a_thousand_lines_writes_every_line():
    """The same in short, for the quick run."""
    l = liste(1000)
    oturum = otur(liste_=l)
    karar = ver(l, oturum, oylar(l, oturum))
    assert [len(k.oylar) for k in karar.satirlar] == [5] * 1000


@pytest.mark.parametrize(
    ("suzgec", "beklenen"),
    [
        (SatirSuzgeci(), (1, 2, 3, 4)),
        (SatirSuzgeci(()), ()),
        (SatirSuzgeci((4, 1, 4)), (1, 4)),
        (SatirSuzgeci(kod="165"), (1, 2)),
        (SatirSuzgeci(kod="165.05"), (1,)),
        (SatirSuzgeci(kod="16"), ()),
        (SatirSuzgeci(yil=(2013, None)), (1, 3)),
        (SatirSuzgeci(yil=(None, 2012)), (2, 4)),
        (SatirSuzgeci(yil=(2010, 2012)), (2,)),
        (SatirSuzgeci(saklama_kodu="C"), (3,)),
        (SatirSuzgeci((1, 3), saklama_kodu="C"), (3,)),
        (SatirSuzgeci(kod="1650"), (4,)),
    ],
)
def test_filter_picks_what_fits_everything_given(suzgec, beklenen):
    """By line, code and the codes below it, years that lie inside, disposal code; a longer number is no child."""
    l = liste(
        [
            satir(1),
            satir(2, dosya_kodu="165.06.01", yil_bas=2010, yil_bit=2011),
            satir(3, dosya_kodu="105.01", saklama_kodu="C"),
            satir(4, dosya_kodu="1650", yil_bas=2009, yil_bit=2012),
        ]
    )
    assert suzgec.apply(l) == beklenen


def test_filter_naming_a_line_that_is_not_there_is_refused():
    """A bulk vote is never given on less than was named without a word."""
    with pytest.raises(ImhaHatasi) as hata:
        SatirSuzgeci((1, 9)).apply(liste(3))
    assert hata.value.kod == "IMH-027"


# -- ranges ---------------------------------------------------------------------------------------------------------


@given(st.lists(st.integers(1, 60_000) | st.integers(1, 12), max_size=60))
def test_lines_as_ranges_and_back(satirlar):
    """Every line once, in order, whatever was given; the text has no range that could be joined."""
    metin = pack_lines(satirlar)
    assert unpack_lines(metin) == sorted(set(satirlar))
    uclar = [tuple(map(int, (p.split("-") * 2)[:2])) for p in metin.split(",") if p]
    assert all(sonraki[0] > onceki[1] + 1 for onceki, sonraki in itertools.pairwise(uclar))


@pytest.mark.parametrize(
    "metin",
    [
        "x",
        "1-x",
        "-1",
        "1--2",
        "1-2-3",
        "5-3",
        "3-",
        "-",
        "1.5",
        "1e3",
        "１-３",
        "²",
        "٣",
        "1;2",
        "0x10",
        "1-99999999999999999999",
        "1-10000001",
        "+1",
        "1_000",
    ],
)
def test_text_that_is_no_range_is_refused(metin):
    """Half ranges, ranges the wrong way round, other digits, numbers without end: never a guess (IMH-027)."""
    for yazi in (metin, f"1,{metin}", f"{metin},7"):
        with pytest.raises(ImhaHatasi) as hata:
            unpack_lines(yazi)
        assert hata.value.kod == "IMH-027"


def test_many_long_ranges_do_not_fill_the_memory():
    """A short text cannot stand for a thousand million lines."""
    with pytest.raises(ImhaHatasi):
        unpack_lines(",".join(["1-9999999"] * 1000))


@given(kotu_metin)
def test_hostile_text_is_lines_or_a_refusal(metin):
    """Whatever it is: whole numbers come out, or IMH-027."""
    try:
        satirlar = unpack_lines(metin)
    except ImhaHatasi as hata:
        assert hata.kod == "IMH-027"
    else:
        assert all(isinstance(s, int) and s >= 0 for s in satirlar)


@given(
    st.lists(
        st.tuples(st.integers(1, 40), st.sampled_from(["B", "A1", "U1"]) | kotu_metin, oy, kotu_metin),
        max_size=40,
        unique_by=lambda o: (o[0], o[1]),
    )
)
def test_votes_come_back_from_the_audit_row(veri):
    """Every vote with its seat and reason, through real JSON text; nothing in a reason can become another vote."""
    denen = [SatirOyu(*v) for v in veri]
    geri = list(unpack_votes(json.loads(json.dumps(pack_votes(denen)))))
    anahtar = {(o.satir, o.koltuk): o for o in denen}
    assert {(o.satir, o.koltuk): o for o in geri} == anahtar and len(geri) == len(anahtar)
