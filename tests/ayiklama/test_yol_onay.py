# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Who may say what on the list path: refusals, exemption, the approver, votes put off, signatures, the physical act and its proof."""

import datetime as dt

import attrs
import pytest

from earsiv.ayiklama import ListeYolu, unsigned
from earsiv.model import Hazirun
from earsiv.saklama import VARSAYILAN_PROFIL
from tests.ayiklama.uretec import (
    AN,
    BASKA_OZET,
    BASKAN_KISI,
    BIR_GUN,
    BUGUN,
    DURUMLAR,
    DUZENLEYEN,
    GEREKCELI,
    KISILER,
    adim,
    fiziki,
    gorus,
    gorusmede,
    goruste,
    imza,
    karar,
    kararda,
    koltuk,
    komisyon,
    liste,
    olmaz,
    olurda,
    onayli,
    otur,
    profil,
    rafta,
    satir,
    uygun,
    vekalet,
)

# -- refusals -------------------------------------------------------------------------------------------------------


def test_refused_lines_stay_and_their_files_are_free():
    """Devlet Arşivleri refuses one line, the mayor another; what is left goes on."""
    yol = goruste(liste(4), gorus_ret=((2, "Örneği istenecek."),), s4="SAKLA")
    assert yol.held_files() == ("d1", "d3") and yol.results()[2] == "gorus_ret"
    yol = onayli(yol, ret=((3, "Dava açılabilir."),))
    assert yol.held_files() == ("d1",) and {str(s) for s in yol.results().values()} == {"imha", "gorus_ret", "olur_ret", "sakla"}
    yol = yol.begin(adim()).ended([1], {}, adim())
    assert str(yol.durum) == "tamam" and yol.results()[1] == "imha_edildi"


@pytest.mark.parametrize("ret", [((9, "Yok."),), ((2, "Saklandı."),), ((0, "x"),)])
def test_only_lines_that_may_go_can_be_refused(ret):
    """A line that is not there, or was kept by the commission already (IMH-027)."""
    olmaz("IMH-027", uygun, kararda(s2="SAKLA"), ret=ret)
    olmaz("IMH-027", onayli, goruste(s2="SAKLA"), ret=ret)


def test_line_refused_by_consent_cannot_be_refused_again():
    """It is out already; the olur is over what is left."""
    olmaz("IMH-027", onayli, goruste(gorus_ret=((1, "Örneği istenecek."),)), ret=((1, "x"),))


@pytest.mark.parametrize("neden", ["", "   "])
def test_refusal_has_a_reason(neden):
    """Consent and olur say why a line may not go (IMH-029)."""
    olmaz("IMH-029", uygun, kararda(), ret=((1, neden),))
    olmaz("IMH-029", onayli, goruste(), ret=((1, neden),))


@pytest.mark.parametrize("durum", ["karar", "gorus", "olur"])
def test_list_of_which_nothing_may_go_is_closed_and_only_then(durum):
    """All kept, all refused by consent, all refused by olur: closed, files free, nothing to execute."""
    hepsi = tuple((i, "Saklanması gerekir.") for i in (1, 2, 3))
    yol = {"karar": lambda: kararda(oy="SAKLA"), "gorus": lambda: goruste(gorus_ret=hepsi), "olur": lambda: olurda(olur_ret=hepsi)}[durum]()
    if durum == "olur":
        olmaz("IMH-039", yol.begin, adim())
    assert yol.close(adim()).held_files() == ()
    olmaz("IMH-038", DURUMLAR[durum]().close, adim())


# -- exemption ------------------------------------------------------------------------------------------------------

MUAF = profil(uygun_gorus="MUAF_SSDP")


def muaf(yol, *, kurum=MUAF, bugun=BUGUN, **ek):
    return yol.consent(gorus(yol, **{"muafiyet": "E-1-805-12"} | ek), adim(), bugun=bugun, profil=kurum)


def test_exemption_holds_where_it_is_on_record():
    """With the document in the institution's profile, for D lines."""
    yol = muaf(kararda())
    assert str(yol.durum) == "gorus" and yol.gorus.muafiyet == "E-1-805-12"


def test_exemption_that_is_not_on_record_is_none():
    """By default consent is required; an exemption of a later day does not reach back (IMH-033)."""
    olmaz("IMH-033", muaf, kararda(), kurum=VARSAYILAN_PROFIL)
    ilk = MUAF.degerler[0].baslangic
    eski = kararda(liste(an=dt.date(2019, 6, 1)))
    eski = attrs.evolve(eski, karar=attrs.evolve(eski.karar, tarih=dt.date(2019, 6, 1)))
    olmaz("IMH-033", muaf, eski, tarih=ilk - BIR_GUN)
    muaf(eski, tarih=ilk)


@pytest.mark.parametrize("kod", ["C", "A3", "A1", ""])
def test_exemption_covers_d_lines_alone(kod):
    """What the commission appraised, or a remainder of samples, is asked of Devlet Arşivleri; kept lines do not matter."""
    l = liste([satir(1), satir(2, saklama_kodu=kod)])
    olmaz("IMH-033", muaf, kararda(l))
    assert str(muaf(kararda(l, s2="SAKLA")).durum) == "gorus"


def test_exemption_still_has_number_date_and_digest():
    """It stands in for the letter and is held to the same rules."""
    olmaz("IMH-006", muaf, kararda(), sayi="")
    olmaz("IMH-006", muaf, kararda(), tarih=AN - BIR_GUN)
    olmaz("IMH-006", muaf, kararda(), tarih=BUGUN + BIR_GUN)
    olmaz("IMH-007", muaf, kararda(), liste_ozeti=BASKA_OZET)
    assert str(muaf(kararda(), ret=((1, "Bekletilsin."),)).results()[1]) == "gorus_ret"


# -- who approves ---------------------------------------------------------------------------------------------------


@pytest.mark.fault("E08")
@pytest.mark.parametrize("kisi", [DUZENLEYEN, *(KISILER[k] for k in ("B", "A1", "A2", "U1", "U2")), "", "  "])
def test_who_made_or_voted_on_the_list_does_not_approve_it(kisi):
    """The author and every member who sat, and nobody at all (IMH-032)."""
    olmaz("IMH-032", onayli, goruste(), kisi=kisi)


@pytest.mark.fault("E08", "E09")
def test_deputy_who_sat_does_not_approve_and_the_member_on_leave_may():
    """Who sat that day counts, not who was appointed."""
    kurul = komisyon(vekaletler=(vekalet("A2"),))
    yol = ListeYolu.of(liste())
    yol = yol.open_session(otur(kurul=kurul, hazir={*(KISILER[k] for k in ("B", "A1", "U1", "U2")), "sicil:900"}), adim())
    yol = uygun(yol.decide(karar(yol), adim()))
    olmaz("IMH-032", onayli, yol, kisi="sicil:900")
    assert str(onayli(yol, kisi=KISILER["A2"]).durum) == "olur"


@pytest.mark.fault("E08")
def test_author_who_may_vote_still_does_not_approve():
    """SERBEST lets the author sit, never approve."""
    kurul = komisyon(koltuk("B", "BASKAN"), koltuk("A1", "ARSIV"), koltuk("A2", "ARSIV", DUZENLEYEN), *komisyon().koltuklar[3:5])
    hazir = {k.kisi for k in kurul.koltuklar}
    yol = ListeYolu.of(liste()).open_session(otur(kurul=kurul, hazir=hazir, profil_=profil(duzenleyen_oyu="SERBEST")), adim())
    yol = uygun(yol.decide(karar(yol), adim()))
    olmaz("IMH-032", onayli, yol, kisi=DUZENLEYEN)
    assert onayli(yol).olur.kisi == BASKAN_KISI


def test_approver_has_a_name():
    """An olur of nobody by name is none."""
    olmaz("IMH-032", onayli, goruste(), ad=" ")


# -- votes before the board -----------------------------------------------------------------------------------------


def test_another_commission_takes_the_list_over_and_begins_anew():
    """What was put off is open again; the session is the new one."""
    yol = gorusmede().postpone([2], "Bilgi istendi.", adim())
    sonra = yol.open_session(otur(tarih=AN + BIR_GUN), adim())
    assert (str(sonra.durum), dict(sonra.ertelenen), sonra.oturum.tarih) == ("gorusme", {}, AN + BIR_GUN)


def test_postponing_needs_line_and_reason():
    """IMH-027 and IMH-029; the reason stands with the line."""
    yol = gorusmede()
    olmaz("IMH-027", yol.postpone, [9], "x", adim())
    olmaz("IMH-029", yol.postpone, [1], "  ", adim())
    sonra = yol.postpone([1, 3], " Bilgi istendi. ", adim()).postpone([2], "Dava var.", adim())
    assert dict(sonra.ertelenen) == {1: "Bilgi istendi.", 3: "Bilgi istendi.", 2: "Dava var."}
    assert set(sonra.results().values()) == {"ertelendi"}


def test_reassessment_takes_the_decision_back_and_keeps_the_history():
    """With a reason; a new decision may come to something else and the old step stays told."""
    yol = kararda()
    olmaz("IMH-029", yol.reassess, adim(" "))
    geri = yol.reassess(GEREKCELI)
    assert geri.karar is None and set(geri.results().values()) == {"bekliyor"}
    yeni = geri.decide(karar(geri, oy="SAKLA"), adim())
    assert set(yeni.results().values()) == {"sakla"} and [str(a.eylem) for a in yeni.gecmis] == ["oturum", "karar", "yeniden", "karar"]
    assert geri.gecmis[-1].gerekce == GEREKCELI.gerekce


def test_person_signs_once_in_one_capacity():
    """A second signature of the same person is refused (IMH-037); in another capacity it is another signature."""
    yol = kararda().sign(imza(), adim())
    olmaz("IMH-037", yol.sign, imza(), adim())
    assert len(yol.sign(imza(sifat="onaylayan"), adim()).imzalar) == 2
    olmaz("IMH-030", attrs.evolve(olurda(), imzalar=(imza(),)).sign, imza(), adim())


def test_unsigned_names_who_is_missing():
    """Members and approver; a signature that did not pass is none; before the olur the question does not arise."""
    assert unsigned(kararda()) == ()
    yol = attrs.evolve(olurda(), imzalar=(imza(), imza("sicil:102", durum="INDETERMINATE")))
    assert len(unsigned(yol)) == 5 and "Bahar Örnekşen" in unsigned(yol) and not any("Kurmaca B" in ad for ad in unsigned(yol))
    tam = [imza(k) for k in (*(u.kisi for u in yol.karar.oturum.uyeler), BASKAN_KISI)]
    assert unsigned(attrs.evolve(yol, imzalar=tuple(tam))) == ()


# -- the physical act -----------------------------------------------------------------------------------------------


def test_line_with_paper_waits_for_the_physical_act():
    """Executable, not ready: the paper first, with its proof; a line without paper needs none."""
    yol = olurda(liste([satir(1, fiziki=True), satir(2)]))
    assert [s.sira_no for s in yol.executable()] == [1, 2] and [s.sira_no for s in yol.ready()] == [2]
    kayitli = yol.record_physical(fiziki([1]), adim(), bugun=BUGUN)
    assert [s.sira_no for s in kayitli.ready()] == [1, 2]
    olmaz("IMH-039", olurda(rafta()).begin, adim())


@pytest.mark.fault("I19")
def test_run_cannot_report_a_line_whose_paper_is_not_on_record():
    """Not in one go, and not after the others went (IMH-027)."""
    yol = olurda(liste([satir(1, fiziki=True), satir(2)])).begin(adim())
    olmaz("IMH-027", yol.ended, [1, 2], {}, adim())
    olmaz("IMH-027", yol.ended, [1], {}, adim())
    yarim = yol.ended([2], {1: "Kâğıdı duruyor."}, adim())
    assert str(yarim.durum) == "kismen"
    olmaz("IMH-039", yarim.begin, adim())
    son = yarim.record_physical(fiziki([1]), adim(), bugun=BUGUN).begin(adim()).ended([1, 2], {}, adim())
    assert str(son.durum) == "tamam" and set(son.results().values()) == {"imha_edildi"}


@pytest.mark.parametrize(
    ("eksik", "soz"),
    [
        ({"agirlik_gram": 0}, "ağırlık"),
        ({"agirlik_gram": -5}, "ağırlık"),
        ({"yer": "  "}, "yer"),
        ({"yontem": "ELEKTRONIK_SILME"}, "yöntem"),
        ({"teslim_alan": " "}, "teslim alan"),
        ({"hazir": ()}, "iki hazır"),
        ({"hazir": (Hazirun("sicil:101", "Deniz Kurmaca"),)}, "iki hazır"),
        ({"hazir": (Hazirun("sicil:101", "Deniz Kurmaca"), Hazirun("sicil:101 ", "Deniz Kurmaca"))}, "iki hazır"),
        ({"hazir": (Hazirun("sicil:101", "Deniz Kurmaca"), Hazirun("", "Umut Uydurma"))}, "iki hazır"),
        ({"hazir": (Hazirun("sicil:101", "Deniz Kurmaca"), Hazirun("sicil:102", " "))}, "iki hazır"),
    ],
)
def test_physical_act_without_its_proof_is_not_recorded(eksik, soz):
    """Weight, place, method, receiver of waste paper, two persons present (IMH-040)."""
    assert soz in olmaz("IMH-040", olurda(rafta()).record_physical, fiziki([1], **eksik), adim(), bugun=BUGUN)


def test_physical_act_over_nothing_is_not_recorded():
    """A record names its lines."""
    olmaz("IMH-040", olurda(rafta()).record_physical, fiziki([]), adim(), bugun=BUGUN)


@pytest.mark.parametrize("derece", ["HZO", "GZL", "CGZ"])
def test_confidential_paper_is_shredded_first(derece):
    """Paper of any degree needs the statement that it was made unreadable (IMH-040); blanks state nothing."""
    yol = olurda(rafta(gizlilik=derece))
    for beyan in ("", "  "):
        olmaz("IMH-040", yol.record_physical, fiziki([1], kiyma_beyani=beyan), adim(), bugun=BUGUN)
    yol.record_physical(fiziki([1], kiyma_beyani="DIN 66399 P-5 ile kıyıldı."), adim(), bugun=BUGUN)


@pytest.mark.parametrize(("yontem", "alan"), [("KIYMA", ""), ("YAKMA_OZEL", ""), ("ORTAM_TAHRIBI", ""), ("KAGIT_HAMURU", "Fabrika")])
def test_methods_of_the_physical_act(yontem, alan):
    """Only what is given away has a receiver."""
    olurda(rafta()).record_physical(fiziki([1], yontem=yontem, teslim_alan=alan), adim(), bugun=BUGUN)


@pytest.mark.parametrize(
    ("satirlar", "nasil"),
    [
        ([2], {}),
        ([1, 2], {}),
        ([9], {}),
        ([1], {"olur_ret": ((1, "Kalsın."),)}),
        ([1], {"s1": "SAKLA"}),
    ],
    ids=["rafta değil", "biri rafta değil", "yok", "olur reddetti", "komisyon sakladı"],
)
def test_paper_of_a_line_that_may_not_go_cannot_be_recorded(satirlar, nasil):
    """The record would prove a wrong: it is refused (IMH-027)."""
    olmaz("IMH-027", olurda(liste([satir(1, fiziki=True), satir(2)]), **nasil).record_physical, fiziki(satirlar), adim(), bugun=BUGUN)


def test_paper_is_destroyed_once():
    """A line on record cannot be recorded again."""
    yol = olurda(rafta()).record_physical(fiziki([1]), adim(), bugun=BUGUN)
    olmaz("IMH-027", yol.record_physical, fiziki([1, 2]), adim(), bugun=BUGUN)
    assert len(yol.record_physical(fiziki([2]), adim(), bugun=BUGUN).fiziki) == 2
