# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The traps of plan data that this room must not fall into, one test each; the numbers are those of the facts."""

import datetime as dt

import attrs
import pytest

from earsiv._text import search_fold
from earsiv.errors import GirdiHatasi
from earsiv.model import DosyaKodu
from earsiv.sdp import EkIslemi, EkSatiri, Kitaplik, KodAyari, effective, load, search, split_suffix

BELEDIYE, UNIVERSITE, MEB = effective("belediye"), effective("universite"), effective("meb")
ORTAK = load("ortak", "2024")
GUN = dt.date(2026, 11, 21)


def codes(bulgular):
    return [b.kod for b in bulgular]


def pair(satir):
    return (satir.saklama_suresi, satir.saklama_kodu)


def test_trap_01_same_code_in_another_plan():
    """105.04 is three different things in three plans; the key is plan, version and code."""
    adlar = {p.get("105.04").ad for p in (BELEDIYE, UNIVERSITE, MEB)}
    assert len(adlar) == 3 and "Meclis Kararları" in adlar
    assert BELEDIYE.find("105.04", ("meb", "2024")) == MEB.get("105.04")
    assert BELEDIYE.find("105.04", ("meb", "1999")) is None


def test_trap_02_same_code_in_another_version():
    """050.04 was İhtisas Kurulları and is Kararlar; 050.01.04, where council decisions lay, is still read by its key."""
    eski = ("ortak", "eski-kismi")
    assert (BELEDIYE.find("050.04", eski).ad, BELEDIYE.get("050.04").ad) == ("İhtisas Kurulları", "Kararlar")
    assert BELEDIYE.find("010.06.01", eski).ad == "İç Genelgeler"
    assert BELEDIYE.find("010.06.01") is None


@pytest.mark.parametrize("kod", ["903.07.02", "010.06.01", "612.01.03", "702.03"])
def test_trap_03_dead_codes_are_refused_for_filing_and_not_called_wrong(kod):
    """A code of a living template that the plan has not: unknown here, with the plan named."""
    assert codes(BELEDIYE.check(kod)) == ["SDP-002"]
    assert not BELEDIYE.usable(kod)


def test_trap_04_version_by_date():
    """Before 02.01.2024 no common version is known: the common codes do not answer, and a finding says so."""
    kitaplik = Kitaplik()
    once, sonra = kitaplik.effective("belediye", dt.date(2024, 1, 1)), kitaplik.effective("belediye", dt.date(2024, 1, 2))
    assert once.find("903.05") is None and sonra.find("903.05")
    assert codes(once.bulgular) == ["SDP-014", "SDP-027"]
    assert once.find("105.04") and once.find("903.05", ("ortak", "2024")).ad == sonra.get("903.05").ad


def test_trap_05_b_means_two_things():
    """B stands in the period column and in the code column; neither is moved to the other."""
    assert pair(BELEDIYE.get("903.05")) == ("B", "D")
    assert pair(MEB.get("136"))[1] == "B" and pair(MEB.get("136"))[0].isdigit()


@pytest.mark.fault("R03")
@pytest.mark.parametrize("kod", ["10", "10.1", "105.1", "105.4", "1.0", "100.0", "105,04", "04.Oca"])
def test_trap_06_numbers_are_no_codes(kod):
    """A code that went through a number is refused, never padded."""
    with pytest.raises(GirdiHatasi) as hata:
        BELEDIYE.check(kod)
    assert hata.value.kod == "SDP-001"


def test_trap_06_neighbours_that_a_number_would_merge_stay_apart():
    """190.01.10 and 190.01.01, 105.10 and 105.01 do not meet."""
    kodlar = BELEDIYE.katmanlar[0].satirlar
    assert len({float(k) for k in kodlar if k.count(".") == 1}) == len({k for k in kodlar if k.count(".") == 1})
    assert {"010.10", "010.01"} <= ORTAK.satirlar.keys() and ORTAK.satirlar["010.10"].ad != ORTAK.satirlar["010.01"].ad


def test_trap_07_zero_levels_are_no_codes_of_the_plan():
    """010.00.00 is of the grammar and of no plan: unknown, not 010."""
    assert BELEDIYE.find("010.00.00") is None
    assert codes(BELEDIYE.check("010.00.00")) == ["SDP-002"]


@pytest.mark.parametrize("kod", ["952.01.04.01", "115.02.11.01"])
def test_trap_08_four_levels(kod):
    """The fourth level is read, has its parent, and may be used."""
    assert BELEDIYE.parent(kod) == kod[:-3]
    assert BELEDIYE.usable(kod) and BELEDIYE.binding(kod)


def test_trap_09_a_section_is_no_prefix():
    """622 belongs to 620 by range; 100 heads everything to 599; a three-digit code has no prefix parent."""
    assert BELEDIYE.parent("622") == "620" and DosyaKodu.parse("622").ust is None
    assert BELEDIYE.parent("599") == BELEDIYE.parent("210") == "100"
    assert {"210", "599"} <= {*BELEDIYE.children("100")}
    assert MEB.parent("599") is None
    assert all(codes(BELEDIYE.check(b.kod))[0] == "SDP-003" for plan in BELEDIYE.katmanlar for b in plan.bolumler)


@pytest.mark.parametrize(("plan", "surum"), [("belediye", "2018"), ("universite", "2017"), ("ortak", "2024"), ("meb", "2024")])
def test_trap_10_carry_forward_left_no_orphans_and_no_doubles(plan, surum):
    """Whatever table the rows came from, every level stands under its own."""
    satirlar = load(plan, surum).satirlar
    assert all(DosyaKodu(k).ust in {None, *satirlar} for k in satirlar)


def test_trap_11_levels_are_those_of_the_numbering():
    """641.04 İdari Davalar is a child of 641, beside 641.03 and not below it."""
    assert "641.04" in BELEDIYE.children("641") and "641.03.04" not in ORTAK.satirlar


@pytest.mark.parametrize("kod", ["155.04.05.07", "210.06.02"])
def test_trap_12_empty_is_not_zero_and_not_permanent(kod):
    """A municipal leaf without a period has none: its row is there and empty, and no ancestor is asked."""
    assert [pair(s) for s in BELEDIYE.binding(kod)] == [("", "")]


def test_trap_12_only_a_leaf_without_a_period_inherits():
    """University: 302 is B/A3 and its children 10/D keep theirs; a leaf without one takes its nearest ancestor's."""
    assert pair(UNIVERSITE.binding("302")[0]) == ("B", "A3")
    assert pair(UNIVERSITE.binding("302.01")[0]) == ("10", "D")
    universite = load("universite", "2017")
    miras = [k for k, s in universite.satirlar.items() if not s.saklama_suresi and UNIVERSITE.binding(k)[0].saklama_suresi]
    assert len(miras) == 268
    assert all(k.startswith(UNIVERSITE.binding(k)[0].kod + ".") and k not in universite.cocuklar for k in miras)


def test_trap_13_the_filed_codes_own_row_wins():
    """115.05 is B/A3 and 115.05.01 is 15/C: each binds its own files."""
    assert [pair(BELEDIYE.binding(k)[0]) for k in ("115.05", "115.05.01", "155.01", "155.01.01")] == [
        ("B", "A3"),
        ("15", "C"),
        ("10", "D"),
        ("B", "D"),
    ]


def test_trap_14_digger_is_not_harmless():
    """.99 has a period of its own unlike its siblings', and is warned of; so are section ends."""
    assert pair(BELEDIYE.get("210.05.99")) == ("B", "C")
    assert all(pair(BELEDIYE.get(k)) == ("B", "D") for k in BELEDIYE.children("210.05") if not k.endswith(".99"))
    assert codes(BELEDIYE.check("210.05.99")) == codes(BELEDIYE.check("639")) == ["SDP-006"]
    assert codes(BELEDIYE.check("210.05.99", ayar=KodAyari(diger_kod="YASAK"))) == ["SDP-006"]
    assert not BELEDIYE.check("210.05.99", ayar=KodAyari(diger_kod="IZINLI"))


@pytest.mark.parametrize("kod", ["020", "030.01", "030.99"])
def test_trap_15_second_only_codes(kod):
    """Refused in first place, fine in second, and they have a period that the engine may leave out."""
    assert "SDP-005" in codes(BELEDIYE.check(kod)) and BELEDIYE.only_second(kod)
    assert "SDP-005" not in codes(BELEDIYE.check(kod, ilk_kod=False))
    assert BELEDIYE.binding(kod)[0].saklama_suresi
    assert not BELEDIYE.only_second("030") and not BELEDIYE.only_second("105.04")


def test_trap_15_a_code_added_among_them_is_one_too():
    """030.01-030.99 is a range: a 030.05 of the institution stands second only."""
    satir = EkSatiri(EkIslemi.EKLE, "030.05", GUN, GUN, "görüş 1", "yazan", ad="Yeni Tür Protokoller")
    assert Kitaplik().amend("belediye", satir).effective("belediye", GUN).only_second("030.05")


def test_trap_17_the_plan_has_one_period():
    """No unit and institution split is derived: a row holds one period, and nothing else of years."""
    assert {a.name for a in attrs.fields(type(BELEDIYE.get("105.04"))) if "sure" in a.name} == {"saklama_suresi"}


def test_trap_18_a_senders_code_says_nothing_without_the_senders_plan():
    """170.01 is Ruhsat from a municipality and another thing from MEB."""
    assert BELEDIYE.get("170.01").ad != MEB.get("170.01").ad


@pytest.mark.parametrize(
    ("metin", "ozel"),
    [
        ("115.02.04[Ada 12 - Parsel 3]", "Ada 12 - Parsel 3"),
        ("115.02.04 [E-2024/15-dosya]", "E-2024/15-dosya"),
        ("115.02.04[Şehit Öğretmen Cad. No: 5-A]", "Şehit Öğretmen Cad. No: 5-A"),
    ],
)
def test_trap_21_the_bracket_belongs_to_the_filing(metin, ozel):
    """Stripped before look-up, kept for the file, hyphens and all."""
    ekli = split_suffix(metin)
    assert (ekli.kod.metin, ekli.kod.ozel, ekli.bulgular) == ("115.02.04", ozel, ())
    assert BELEDIYE.check(metin) == BELEDIYE.check("115.02.04")
    assert BELEDIYE.binding(metin) == BELEDIYE.binding("115.02.04")


@pytest.mark.parametrize(
    ("metin", "ozeller", "neden"),
    [
        ("115.02.04[Ada 12", (), "kapanmamış"),
        ("115.02.04[Ada [12]]", ("12",), "iç içe"),
        ("115.02.04[]", (), "boş"),
        ("115.02.04[Ada 12] ek", ("Ada 12",), "dışında"),
        ("115.02.04[Merkez][12][3]", ("Merkez", "12", "3"), "birden çok"),
    ],
)
def test_trap_21_a_malformed_bracket_is_a_finding(metin, ozeller, neden):
    """Nothing is repaired: the parts that can be read keep their order, the code before it is judged as well."""
    ekli = split_suffix(metin)
    assert ekli.kod.metin == "115.02.04" and ekli.ozeller == ozeller
    assert codes(ekli.bulgular) == ["SDP-016"] and neden in ekli.bulgular[0].mesaj
    assert codes(BELEDIYE.check(metin))[0] == "SDP-016" and not BELEDIYE.usable(metin)


def test_trap_22_titles_are_matched_folded_and_codes_exactly():
    """İ/I, Klavuz/Kılavuz: a title is compared only folded; the printed spelling is kept."""
    assert search_fold("İMAR PLANI") == search_fold("imar planı")
    assert search(BELEDIYE, "MECLİS KARARLARI")[0].satir.kod == search(BELEDIYE, "meclis kararlari")[0].satir.kod == "105.04"
    assert (BELEDIYE.get("155.01.03").ad, MEB.get("141").ad) == ("Berteraf", "Tam Gün Tam Yıl  Eğitim Uygulaması")


def test_trap_24_dated_titles_stay_valid():
    """Old is not expired: rows that name bodies of another day may be used."""
    eski = [k for k, s in load("belediye", "2018").satirlar.items() if "Özel İdare" in s.ad and "SDP-003" not in codes(BELEDIYE.check(k))]
    assert all(BELEDIYE.usable(k) for k in eski)
    assert UNIVERSITE.katmanlar[0].yururlukte


def test_trap_26_records_of_another_body_are_read_by_its_plan():
    """A municipality that took over a body's files reads them by the key they carry."""
    assert BELEDIYE.find("105", ("tapu_kadastro", "kismi")).ad.startswith("Taşınmaz")
    assert [pair(s) for s in BELEDIYE.binding("105", anahtar=("tapu_kadastro", "kismi"))] == [("B", "A3")]


def test_trap_27_unknown_here_is_not_wrong():
    """A code of the institution's own is unknown to the base tables and known with its overlay."""
    satir = EkSatiri(EkIslemi.EKLE, "105.60", GUN, GUN, "görüş 1", "yazan", ad="Kent Konseyi", saklama_suresi="10", saklama_kodu="C")
    kitaplik = Kitaplik().amend("belediye", satir)
    assert codes(BELEDIYE.check("105.60")) == ["SDP-002"]
    assert kitaplik.effective("belediye", GUN).usable("105.60")
    assert kitaplik.effective("belediye", GUN - dt.timedelta(days=1)).find("105.60") is None
