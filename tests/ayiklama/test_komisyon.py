# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The commission as law has it: three seats of the archive, two of the unit examined, everyone there, nobody twice."""

import datetime as dt

import attrs
import pytest

from earsiv.ayiklama import check_commission, check_deputy, early_session
from earsiv.errors import ImhaHatasi, Seviye
from tests.ayiklama.uretec import (
    AN,
    ARSIV,
    BIR_GUN,
    BUGUN,
    DOGAL,
    DUZENLEYEN,
    HAZIR,
    IMAR,
    IMARDAN,
    KISILER,
    UCLU,
    ZABITA,
    koltuk,
    komisyon,
    liste,
    otur,
    profil,
    satir,
    vekalet,
)

KUCUK = profil(kucuk_teskilat=True)
VARSAYILAN = profil()


def kodlar(kurul, birim=IMAR, gun=AN, profil_=VARSAYILAN):
    return {b.kod for b in check_commission(kurul, birim, gun, profil_)}


def oturamaz(kod, **nasil):
    with pytest.raises(ImhaHatasi) as hata:
        otur(**nasil)
    assert hata.value.kod == kod, hata.value
    return hata.value


def izinli(kod, **ek):
    """Return who is present when the member of a seat is on leave."""
    return {"hazir": HAZIR - {KISILER[kod]} | ek.pop("vekiller", frozenset()), **ek}


# -- composition ----------------------------------------------------------------------------------------------------


def test_three_of_the_archive_and_two_of_the_unit_are_a_commission():
    """The seats of other units do not count and do not disturb; each unit has its own two."""
    assert kodlar(komisyon()) == kodlar(komisyon(), ZABITA) == set()
    oturum = otur()
    assert [u.kisi for u in oturum.uyeler] == [KISILER[k] for k in ("B", "A1", "A2", "U1", "U2")]
    assert oturum.komisyon == "K-2037/1" and "E-99900001-903.07.02-14" in oturum.komisyon_oluru and "02.01.2037" in oturum.komisyon_oluru


@pytest.mark.fault("I13", "I15")
@pytest.mark.parametrize(
    ("kurul", "beklenen"),
    [
        (komisyon(*UCLU), {"IMH-001"}),
        (komisyon(*UCLU, IMARDAN[0]), {"IMH-011", "IMH-001"}),
        (komisyon(*UCLU, *IMARDAN, koltuk("U3", "BIRIM", birim=IMAR)), {"IMH-011"}),
        (komisyon(*UCLU[:2], *IMARDAN), {"IMH-001"}),
        (komisyon(*UCLU[1:], *IMARDAN), {"IMH-001"}),
        (komisyon(*UCLU, koltuk("B2", "BASKAN"), *IMARDAN), {"IMH-001"}),
        (komisyon(*UCLU[:2], koltuk("A2", "ARSIV", birim=ZABITA), *IMARDAN), {"IMH-001"}),
        (komisyon(*UCLU[:2], koltuk("A2", "ARSIV", birim=ZABITA), *IMARDAN, arsiv_birimi=""), {"IMH-001"}),
        (komisyon(*UCLU, *IMARDAN, arsiv_birimi=""), set()),
        (komisyon(*UCLU[:2], DOGAL, *IMARDAN), {"IMH-001"}),
        (komisyon(*UCLU, *IMARDAN, olur_sayi=" "), {"IMH-001"}),
        (komisyon(*UCLU, *IMARDAN, olur_tarihi=AN + BIR_GUN), {"IMH-001"}),
        (komisyon(*UCLU, *IMARDAN, olur_tarihi=AN), set()),
        (komisyon(*UCLU, *IMARDAN, DOGAL), set()),
        (komisyon(*UCLU, koltuk("A3", "ARSIV"), *IMARDAN), set()),
        (komisyon(*UCLU[:2], koltuk("A2", "ARSIV", kisi=""), *IMARDAN), {"IMH-001"}),
        (komisyon(*UCLU[:2], koltuk("A1", "ARSIV", kisi="sicil:9"), *IMARDAN), {"IMH-001"}),
    ],
    ids=[
        "birimden üye yok",
        "birimden bir üye",
        "birimden üç üye",
        "dört üye",
        "başkansız",
        "iki başkan",
        "arşiv üyesi başka birimden",
        "arşiv birimi yazılmamış, üyeler ayrı birimlerden",
        "arşiv birimi yazılmamış, üçü bir birimden",
        "doğal üye beşinci sayılmaz",
        "olur sayısı yok",
        "olur oturumdan sonra",
        "olur oturum günü",
        "doğal üyeli",
        "altı üye",
        "adı yazılmamış koltuk",
        "aynı koltuk iki kez",
    ],
)
def test_composition(kurul, beklenen):
    """Exactly one chair, two of the unit examined, five at least; the appointment is on paper and not of a later day."""
    assert kodlar(kurul) == beklenen


def test_unit_without_seats_in_a_commission_of_other_units():
    """Seats of another unit do not stand in for those of the unit examined (IMH-011)."""
    assert "IMH-011" in kodlar(komisyon(*UCLU, *IMARDAN), ZABITA)
    assert {u.birim for u in otur(kurul=komisyon()).uyeler if u.tur == "BIRIM"} == {IMAR}


@pytest.mark.parametrize(
    ("kurul", "beklenen"),
    [
        (komisyon(*UCLU[:2], IMARDAN[0]), set()),
        (komisyon(*UCLU, IMARDAN[0]), set()),
        (komisyon(*UCLU, *IMARDAN), set()),
        (komisyon(UCLU[0], IMARDAN[0]), {"IMH-001"}),
        (komisyon(*UCLU), {"IMH-001"}),
    ],
    ids=["üç", "dört", "beş", "iki", "birimsiz üç"],
)
def test_small_institution_never_goes_below_three_and_never_without_the_unit(kurul, beklenen):
    """Tasra: five or four, never fewer than three."""
    assert kodlar(kurul, profil_=KUCUK) == beklenen


def test_small_institution_speaks_from_its_day_on():
    """Composition is judged by the profile of the day of the session."""
    assert kodlar(komisyon(*UCLU[:2], IMARDAN[0]), gun=dt.date(2019, 12, 31), profil_=KUCUK) & {"IMH-001"}


def test_profile_may_ask_for_more_members():
    """Five is the least by default; an institution may ask for seven."""
    assert kodlar(komisyon(), profil_=profil(komisyon_uye_sayisi=7)) == {"IMH-001"}


# -- nobody twice ---------------------------------------------------------------------------------------------------


@pytest.mark.fault("E08")
def test_person_on_two_seats():
    """One person, one vote: in the appointment, on an archive and a unit seat, and on both unit seats."""
    for kurul in (
        komisyon(*UCLU[:2], koltuk("A2", "ARSIV", KISILER["A1"]), *IMARDAN),
        komisyon(*UCLU, IMARDAN[0], koltuk("U2", "BIRIM", KISILER["A1"], IMAR)),
        komisyon(*UCLU, IMARDAN[0], koltuk("U2", "BIRIM", KISILER["U1"], IMAR)),
        komisyon(*UCLU, *IMARDAN, koltuk("K", "DOGAL", KISILER["B"])),
    ):
        assert "IMH-023" in kodlar(kurul)
        oturamaz("IMH-023", kurul=kurul, hazir={k.kisi for k in kurul.koltuklar})


@pytest.mark.fault("E08")
def test_member_cannot_be_deputy_of_another_seat_at_the_same_session():
    """Neither when the deputyship is written down nor when the session meets."""
    v = vekalet("A2", KISILER["A1"])
    assert [b.kod for b in check_deputy(komisyon(), v)] == ["IMH-023"]
    oturamaz("IMH-023", kurul=komisyon(vekaletler=(v,)), **izinli("A2"))


@pytest.mark.fault("E08")
def test_one_deputy_for_two_absent_members_sits_once():
    """Two seats cannot be filled by one deputy: a double seat, not a quorum."""
    kurul = komisyon(vekaletler=(vekalet("A1"), vekalet("A2")))
    oturamaz("IMH-023", kurul=kurul, hazir=HAZIR - {KISILER["A1"], KISILER["A2"]} | {"sicil:900"})


def test_person_may_sit_for_two_different_units():
    """The unit seats of another unit are another session's matter."""
    kurul = komisyon(*UCLU, *IMARDAN, koltuk("U1", "BIRIM", KISILER["U1"], ZABITA), koltuk("U2", "BIRIM", "sicil:302", ZABITA))
    assert not kodlar(kurul) | kodlar(kurul, ZABITA)


# -- mandates and deputies ------------------------------------------------------------------------------------------


@pytest.mark.fault("E09")
@pytest.mark.parametrize(
    ("bas", "bit", "kabul"),
    [
        (AN, AN, True),
        (AN + BIR_GUN, None, False),
        (dt.date(2036, 1, 1), AN - BIR_GUN, False),
        (dt.date(2036, 1, 1), AN, True),
        (dt.date(2036, 1, 1), None, True),
    ],
    ids=["yalnız o gün", "yarın başlıyor", "dün bitti", "bugün bitiyor", "süresiz"],
)
def test_mandate_is_judged_on_the_day_of_the_session(bas, bit, kabul):
    """One day each way; both ends count."""
    kurul = komisyon(*UCLU[:2], koltuk("A2", "ARSIV", bas=bas, bit=bit), *IMARDAN)
    assert (kodlar(kurul) == set()) is kabul
    if kabul:
        assert len(otur(kurul=kurul).uyeler) == 5
    else:
        oturamaz("IMH-001", kurul=kurul)


@pytest.mark.fault("E09")
def test_person_of_an_ended_mandate_who_comes_along_is_told_why():
    """The seat has a new holder; the old one is present and not let in (IMH-036)."""
    eski = koltuk("A2", "ARSIV", "sicil:150", bit=AN - BIR_GUN)
    yeni = koltuk("A2", "ARSIV", bas=AN)
    kurul = komisyon(*UCLU[:2], eski, yeni, *IMARDAN)
    assert "sicil:150" not in {u.kisi for u in otur(kurul=kurul).uyeler}
    oturamaz("IMH-036", kurul=kurul, hazir=HAZIR | {"sicil:150"})


@pytest.mark.fault("E09", "I13")
def test_member_on_leave_without_a_deputy_breaks_the_quorum():
    """Full attendance: the empty seat is named."""
    for kod in ("B", "A1", "A2", "U1", "U2"):
        assert kod in oturamaz("IMH-025", **izinli(kod)).bulgu.mesaj


@pytest.mark.fault("E09")
def test_member_on_leave_with_a_deputy():
    """The deputy sits in the member's place, by the document that is named."""
    kurul = komisyon(vekaletler=(vekalet("A2"),))
    oturum = otur(kurul=kurul, **izinli("A2", vekiller={"sicil:900"}))
    uye = oturum.member("sicil:900")
    assert (uye.koltuk, uye.vekalet) == ("A2", "E-99900001-903.05-7") and len(oturum.uyeler) == 5
    assert oturum.member(KISILER["A2"]) is None


@pytest.mark.fault("E09")
@pytest.mark.parametrize("gun", [AN - BIR_GUN, AN + 5 * BIR_GUN], ids=["bir gün önce", "bir gün sonra"])
def test_deputy_of_other_days_does_not_sit(gun):
    """A deputyship has days; outside of them the person is nobody here (IMH-036)."""
    kurul = komisyon(vekaletler=(vekalet("A2"),))
    oturamaz("IMH-036", kurul=kurul, tarih=gun, liste_=liste(an=gun), **izinli("A2", vekiller={"sicil:900"}))


@pytest.mark.fault("E09")
@pytest.mark.parametrize("gun", [AN, AN + 4 * BIR_GUN], ids=["ilk gün", "son gün"])
def test_deputy_sits_on_the_first_and_on_the_last_day(gun):
    """Both ends count."""
    kurul = komisyon(vekaletler=(vekalet("A2"),))
    assert otur(kurul=kurul, tarih=gun, **izinli("A2", vekiller={"sicil:900"})).member("sicil:900")


@pytest.mark.fault("E09")
def test_deputy_without_a_document_does_not_sit():
    """No document, no deputy: neither recorded nor seated."""
    v = vekalet("A2", belge="  ")
    assert [b.kod for b in check_deputy(komisyon(), v)] == ["IMH-036"]
    oturamaz("IMH-036", kurul=komisyon(vekaletler=(v,)), **izinli("A2", vekiller={"sicil:900"}))


@pytest.mark.fault("E09", "I15")
def test_deputy_of_a_unit_seat_is_of_the_unit():
    """Somebody of Zabıta does not speak for İmar, not even as a deputy."""
    v = vekalet("U1", birim=ZABITA, koltuk_birimi=IMAR)
    assert [b.kod for b in check_deputy(komisyon(), v)] == ["IMH-011"]
    oturamaz("IMH-011", kurul=komisyon(vekaletler=(v,)), **izinli("U1", vekiller={"sicil:900"}))


def test_deputy_of_the_same_seat_code_in_another_unit_does_not_sit_here():
    """``U1`` of Zabıta is not ``U1`` of İmar."""
    kurul = komisyon(vekaletler=(vekalet("U1", birim=ZABITA, koltuk_birimi=ZABITA),))
    with pytest.raises(ImhaHatasi) as hata:
        otur(kurul=kurul, **izinli("U1", vekiller={"sicil:900"}))
    assert hata.value.kod in {"IMH-026", "IMH-036"}


def test_deputy_of_a_unit_seat_by_document():
    """A colleague of the unit with a document sits."""
    kurul = komisyon(vekaletler=(vekalet("U2", birim=IMAR, koltuk_birimi=IMAR),))
    assert not check_deputy(kurul, kurul.vekaletler[0])
    assert otur(kurul=kurul, **izinli("U2", vekiller={"sicil:900"})).member("sicil:900").koltuk == "U2"


@pytest.mark.parametrize(
    ("v", "kodu"),
    [
        (vekalet("Z9"), "IMH-026"),
        (vekalet("U1", birim=IMAR, koltuk_birimi="99900099"), "IMH-026"),
        (vekalet("A1", bit=AN - BIR_GUN), "IMH-036"),
    ],
    ids=["koltuk yok", "birimin koltuğu yok", "günler ters"],
)
def test_deputy_that_cannot_be_recorded(v, kodu):
    """A seat that is there, days in their order."""
    assert [b.kod for b in check_deputy(komisyon(), v)] == [kodu]


def test_deputy_beside_the_member_is_refused():
    """The seat is the member's; the deputy has none that day."""
    with pytest.raises(ImhaHatasi) as hata:
        otur(kurul=komisyon(vekaletler=(vekalet("A2"),)), hazir=HAZIR | {"sicil:900"})
    assert hata.value.kod in {"IMH-026", "IMH-036"}


# -- who is there ---------------------------------------------------------------------------------------------------


def test_natural_member_sits_when_present_and_is_not_waited_for():
    """The library chief belongs to the commission where there is one; absence does not stop it."""
    kurul = komisyon(*UCLU, *IMARDAN, DOGAL)
    assert len(otur(kurul=kurul).uyeler) == 5
    assert len(otur(kurul=kurul, hazir=HAZIR | {KISILER["K"]}).uyeler) == 6


def test_stranger_is_refused():
    """Who has no seat is not at the session; the name is told (IMH-026)."""
    assert "sicil:666" in oturamaz("IMH-026", hazir=HAZIR | {"sicil:666"}).bulgu.mesaj
    assert oturamaz("IMH-026", hazir=HAZIR | {"sicil:301"}), "a member of another unit's seats is a stranger here"


def test_author_of_the_list_does_not_judge_it():
    """Who made the list does not sit over it, in person or as a deputy; an institution may allow it with a reason."""
    kurul = komisyon(*UCLU[:2], koltuk("A2", "ARSIV", DUZENLEYEN), *IMARDAN)
    hazir = HAZIR - {KISILER["A2"]} | {DUZENLEYEN}
    oturamaz("IMH-031", kurul=kurul, hazir=hazir)
    assert otur(kurul=kurul, hazir=hazir, profil_=profil(duzenleyen_oyu="SERBEST")).member(DUZENLEYEN)
    vekil = komisyon(vekaletler=(vekalet("A2", DUZENLEYEN),))
    oturamaz("IMH-031", kurul=vekil, **izinli("A2", vekiller={DUZENLEYEN}))


def test_author_with_a_deputy_stays_outside():
    """The author has a seat; a deputy takes it for this list."""
    kurul = komisyon(*UCLU[:2], koltuk("A2", "ARSIV", DUZENLEYEN), *IMARDAN, vekaletler=(vekalet("A2"),))
    assert len(otur(kurul=kurul, hazir=HAZIR - {KISILER["A2"]} | {"sicil:900"}).uyeler) == 5


# -- the day and the list -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tarih", "bugun", "kabul"),
    [
        (AN, AN, True),
        (AN - BIR_GUN, BUGUN, False),
        (AN + BIR_GUN, AN, False),
        (BUGUN, BUGUN, True),
        (BUGUN + BIR_GUN, BUGUN, False),
    ],
)
def test_session_is_not_before_the_list_and_not_in_the_future(tarih, bugun, kabul):
    """The day for which the list was judged, or later; recorded when it is over (IMH-045)."""
    if kabul:
        assert otur(tarih=tarih, bugun=bugun).tarih == tarih
    else:
        oturamaz("IMH-045", tarih=tarih, bugun=bugun)


@pytest.mark.parametrize(
    "ek",
    [{"ureten_birim": ZABITA}, {"malzeme": "fotograf"}, {"ureten_birim": ZABITA, "malzeme": "defter"}],
    ids=["iki birim", "iki malzeme", "ikisi de"],
)
def test_mixed_list_is_split_first(ek):
    """A commission has the seats of one unit and examines one kind of material (IMH-024)."""
    oturamaz("IMH-024", liste_=liste([satir(1), satir(2, **ek)]))


def test_list_without_lines_is_no_list_of_a_unit():
    """Nothing to examine: no unit, no seats."""
    oturamaz("IMH-024", liste_=liste([]))


@pytest.mark.parametrize(("gun", "uyari"), [("2037-02-28", True), ("2037-03-01", False), ("2037-12-31", False), ("2037-01-01", True)])
def test_early_session_is_only_a_warning(gun, uyari):
    """The commission begins in March; earlier is told and not stopped (IMH-009)."""
    bulgular = early_session(attrs.evolve(otur(), tarih=gun), VARSAYILAN)
    assert [(b.kod, b.seviye) for b in bulgular] == ([("IMH-009", Seviye.UYARI)] if uyari else [])


@pytest.mark.parametrize(("gun", "uyari"), [("2037-02-28", True), ("2037-03-01", False), ("2040-02-28", True), ("2040-02-29", False)])
def test_beginning_on_a_leap_day_is_the_first_of_march_in_other_years(gun, uyari):
    """A beginning of 29 February is a day in every year."""
    assert bool(early_session(attrs.evolve(otur(), tarih=gun), profil(komisyon_baslangic="02-29"))) is uyari


def test_examined_unit_may_be_the_archive_itself():
    """The archive's own records have its own two representatives, other persons than the three."""
    kurul = komisyon(*UCLU, koltuk("U1", "BIRIM", "sicil:401", ARSIV), koltuk("U2", "BIRIM", "sicil:402", ARSIV))
    assert not kodlar(kurul, ARSIV)
    ayni = komisyon(*UCLU, koltuk("U1", "BIRIM", KISILER["A1"], ARSIV), koltuk("U2", "BIRIM", "sicil:402", ARSIV))
    assert kodlar(ayni, ARSIV) == {"IMH-023"}
