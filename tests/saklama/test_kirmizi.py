# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""What a careless or hostile hand may hand to the judgement: no hold, rule, extension or longer period loses its force by it."""

import datetime as dt

import pytest

from earsiv.ayiklama import DosyaOzeti, freeze
from earsiv.errors import GirdiHatasi, ImhaHatasi
from earsiv.model import Uzatma
from earsiv.saklama import DondurmaDizini, Kapsam, KurumProfili, ProfilDegeri, SaklamaKurali, Sonuc, TasfiyeDondurma, compute
from earsiv.sdp import Bolum, effective
from earsiv.testing.saklama import make_file

PLAN = effective("belediye")
GUN = dt.date(2026, 3, 2)
ESKI = dt.date(2000, 1, 1)


def dizin(tur, deger, *bolumler):
    dondurma = TasfiyeDondurma.of("D-2026/1", "E4", [Kapsam(tur, deger)], gerekce="dava", acan="hukuk", acilis=GUN)
    return DondurmaDizini([dondurma], GUN, bolumler=bolumler)


def profil(*degerler):
    return KurumProfili(tuple(ProfilDegeri("saklama_baslangic_kurali", ne, bas, "gerekçe", kayit) for ne, bas, kayit in degerler))


@pytest.mark.parametrize(
    ("tur", "deger"),
    [
        ("dosya", "  d-7 "),
        ("birim", " 99990001\t"),
        ("kisi", "ayşe nurörnek"),
        ("kisi", "AYŞE NUR  ÖRNEK"),
        ("esas", "2026/14"),
        ("esas", "2026/014 Esas"),
        ("esas", "Örnekova 2. İdare Mahkemesi 2026/14E."),
        ("kod", "165.05 [Gül Sokağı]"),
        ("kod", "165.05[a.b]"),
        ("kod", "105.04"),
        ("kod", "934"),
    ],
)
def test_a_hold_binds_however_target_and_file_are_written(tur, deger):
    """Blanks, capitals, a suffix, the court beside the number: the hold is rather too wide than too narrow."""
    dosya = make_file(
        "165.05 [Gül Sokağı]",
        kimlik="D-7",
        birim="99990001",
        ilgililer=("Ayşe Nur Örnek",),
        esaslar=("2026 / 14 E.",),
        diger_kodlar=("105.04 [x]", "934.01[y.z]"),
    )
    assert dizin(tur, deger).on(dosya)


@pytest.mark.parametrize(
    ("tur", "deger"), [("esas", "2026/1"), ("esas", "2025/14"), ("esas", "12026/14"), ("kisi", "Ayşe Örnek"), ("kod", "165.06")]
)
def test_another_case_person_or_code_is_not_held(tur, deger):
    """Near is not the same."""
    assert not dizin(tur, deger).on(make_file("165.05", ilgililer=("Ayşe Nur Örnek",), esaslar=("2026/14",)))


def test_a_hold_on_a_section_is_on_its_range():
    """622 belongs to 620, which is no prefix of it."""
    bolum = Bolum("620", "Halkla İlişkiler", 620, 639)
    assert dizin("kod", "620", bolum).on(make_file("622.01")) and not dizin("kod", "620", bolum).on(make_file("640.01"))
    assert dizin("kod", "620").on(make_file("620.01"))


def test_a_hold_on_what_a_file_hangs_on_holds_it_too():
    """A referring file or another volume is named."""
    dosya, diger = make_file("165.05", kimlik="D-1"), make_file("165.05", kimlik="D-2")
    assert not dizin("dosya", "D-2").on(dosya) and dizin("dosya", "D-2").on(dosya, [diger])


def test_garbage_in_a_code_neither_frees_a_file_nor_ends_a_sweep():
    """The file is a line for a person, held by the code that can be read."""
    dosya = make_file("165.05 [", diger_kodlar=("çöp",))
    assert dizin("kod", "165.05").on(dosya)
    assert compute(dosya, PLAN, None, (), GUN).sonuc is Sonuc.BELIRSIZ


def test_an_extension_never_shortens():
    """Whatever was written into it."""
    ek = Uzatma("gerekçe", GUN, -5)
    assert compute(make_file(uzatmalar=[ek]), PLAN, None, (), GUN).bitis == compute(make_file(), PLAN, None, (), GUN).bitis


def test_a_rule_binds_a_code_with_its_suffix_and_a_unit_with_blanks():
    """The suffix belongs to the filing."""
    kural = SaklamaKurali("k", "165.05", "50", "g", "d", ESKI, ESKI, birim=" 99990001 ")
    hesap = compute(make_file("165.05 [x]"), PLAN, None, (), GUN, profil=KurumProfili((), (kural,)))
    assert hesap.bitis == dt.date(2063, 12, 31)
    with pytest.raises(GirdiHatasi) as hata:
        KurumProfili().with_rule(SaklamaKurali("k", "165.05 [x]", "50", "g", "d", ESKI, ESKI))
    assert hata.value.kod == "SDP-001"


@pytest.mark.parametrize(
    ("degerler", "ilk_gun"),
    [
        ([("KAPANIS_GUNU", ESKI, ESKI)], dt.date(2026, 1, 16)),
        ([("KAPANIS_GUNU", ESKI, GUN)], dt.date(2027, 1, 1)),  # written down after the file was closed
        ([("KAPANIS_GUNU", ESKI, ESKI), ("SONRAKI_YILBASI", ESKI, GUN)], dt.date(2027, 1, 1)),  # a correction that protects holds
        ([("SON_ISLEM", ESKI, ESKI), ("KAPANIS_GUNU", ESKI, GUN)], dt.date(2027, 1, 1)),
        ([("KAPANIS_GUNU", dt.date(2016, 1, 15), dt.date(2016, 1, 15))], dt.date(2026, 1, 16)),
        ([("KAPANIS_GUNU", dt.date(2016, 1, 15), dt.date(2016, 1, 16))], dt.date(2027, 1, 1)),
    ],
)
def test_a_start_rule_never_reaches_back_behind_the_day_it_was_written_down(degerler, ilk_gun):
    """A file closed before goes by the later start; one closed since by the rule itself."""
    dosya = make_file("165.05", dt.date(2016, 1, 15))
    assert compute(dosya, PLAN, None, (), GUN, profil=profil(*degerler)).ilk_gun == ilk_gun


def test_a_list_takes_no_account_of_a_later_day():
    """Judged for 2050, listed for 2026: the file is not due on the list's day."""
    dosya = make_file("165.05", "2025-12-31")
    hesap = compute(dosya, PLAN, None, (), dt.date(2050, 1, 1))
    assert hesap.imha_adayi
    with pytest.raises(ImhaHatasi) as hata:
        freeze("2026/1", [(DosyaOzeti(dosya), hesap)], kurum="K", an=GUN, duzenleyen="d", duzenlenme="2026-03-02T00:00:00.000000Z")
    assert hata.value.kod == "IMH-003"
