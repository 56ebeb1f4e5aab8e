# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Attacks on the path of destruction: by ledger alone, by files alone, by the public verbs alone. None of them may destroy or mislead."""

import datetime as dt
import json
import shutil

import attrs
import pytest
from sqlalchemy import delete, insert, text, update

from earsiv import _canon
from earsiv.errors import EarsivError, ImhaHatasi
from earsiv.model import GizlilikDerecesi, Islem, Yetki
from earsiv.saklama import Kapsam, KapsamTuru
from earsiv.store import ocfl_id
from earsiv.store import tablolar as t
from tests.akis.imha_dunyasi import DETSIS, HAZIR, IMAR, KOLTUKLAR, UYELER, ZABITA, Belediye

pytestmark = pytest.mark.yavas
_DEVREDILEN = "105.04"


@pytest.fixture
def belediye(tmp_path, saat):
    yer = Belediye(tmp_path, saat)
    yield yer
    yer.close()


def defterde(belediye, *komutlar):
    """Be the administrator of the ledger: no OCFL, no audit row."""
    with belediye.arsiv.depo._motor.begin() as baglanti:
        for komut in komutlar:
            baglanti.execute(komut)


def dosyada(belediye, oid, ad, degistir):
    """Be the administrator of the files: edit a JSON of an object, no ledger."""
    yol = belediye.arsiv.depo.ocfl.file(oid, ad)
    deger = json.loads(yol.read_bytes())
    degistir(deger)
    yol.write_bytes(_canon.encode(deger) + b"\n")


def envanterle(belediye, oid, ad, degistir):
    """Be the administrator of the files who knows OCFL: edit a JSON and every digest that names it."""
    import hashlib

    ocfl = belediye.arsiv.depo.ocfl
    yol = ocfl.file(oid, ad)
    eski = hashlib.sha512(yol.read_bytes()).hexdigest()
    dosyada(belediye, oid, ad, degistir)
    yeni = hashlib.sha512(yol.read_bytes()).hexdigest()
    kok = ocfl.path(oid)
    surum = ocfl.inventory(oid)["head"]
    veri = (kok / "inventory.json").read_bytes().replace(eski.encode(), yeni.encode())
    for klasor in (kok, kok / surum):
        (klasor / "inventory.json").write_bytes(veri)
        (klasor / "inventory.json.sha512").write_text(f"{hashlib.sha512(veri).hexdigest()} inventory.json\n", "ascii")
    return hashlib.sha512(veri).hexdigest()


def yok_edilmedi(belediye, no, *dosyalar):
    """Try to execute, whatever it says, and hold that the files are there."""
    try:
        belediye.arsiv.destroy(no)
    except EarsivError as hata:
        sonuc = hata
    else:
        sonuc = None
    for dosya in dosyalar:
        assert belediye.arsiv.dosya(dosya).kimlik == dosya, "yok edildi"
    return sonuc


def onayli(belediye, metinler=("bir yazı", "iki yazı"), **ek):
    dosya, belgeler = belediye.dosya("165.05", 2013, list(metinler), **ek)
    liste = belediye.arsiv.propose_imha(dosyalar=[dosya])
    belediye.karara(liste.no)
    belediye.onaya(liste.no)
    return liste.no, dosya, belgeler


# -- files alone ----------------------------------------------------------------------------------------------------


@pytest.mark.fault("I17", "I19")
@pytest.mark.parametrize("yaz", [dosyada, envanterle])
def test_an_approval_written_into_the_files_does_not_count(belediye, yaz):
    """Given a decided list; when consent and olur are written into its JSON by hand, with or without fresh digests; then nothing goes."""
    a = belediye.arsiv
    dosya, _ = belediye.dosya("165.05", 2013, ["yazı"])
    liste = a.propose_imha()
    belediye.karara(liste.no)

    def sahte(deger):
        deger["durum"] = "olur"
        deger["adim"]["gorus"] = {"sayi": "1", "tarih": "2037-03-10", "liste_ozeti": liste.ozet, "ret": [], "muafiyet": "", "belge": ""}
        deger["adim"]["olur"] = {
            "sayi": "2", "tarih": "2037-03-10", "liste_ozeti": liste.ozet, "kisi": "x", "ad": "y",
            "unvan": "", "yetki_devri": "", "ret": [], "imza": "", "belge": "",
        }  # fmt: skip

    yaz(belediye, ocfl_id("liste", liste.no), "liste.json", sahte)
    assert yok_edilmedi(belediye, liste.no, dosya) is not None


@pytest.mark.fault("I17", "D05")
def test_a_refused_line_is_not_made_good_with_files_and_ledger_together(belediye):
    """Given a line that Devlet Arşivleri refused; when the refusal is taken out of files, inventories and ledger; then the trail still knows."""
    a = belediye.arsiv
    dosya, _ = belediye.dosya("165.05", 2013, ["yazı"])
    diger, _ = belediye.dosya("165.05", 2012, ["öteki"])
    liste = a.propose_imha()
    belediye.karara(liste.no)
    sira = next(s.sira_no for s in liste.satirlar if s.dosya == dosya)
    belediye.onaya(liste.no, gorus_ret=[(sira, "Değerli")])
    envanter = envanterle(belediye, ocfl_id("liste", liste.no), "liste.json", lambda d: d["adim"]["gorus"].update(ret=[]))
    defterde(belediye, update(t.NESNE).where(t.NESNE.c.kimlik == liste.no).values(envanter=envanter))
    assert yok_edilmedi(belediye, liste.no, dosya, diger) is not None


@pytest.mark.fault("I04", "C07")
def test_a_hold_whose_target_was_edited_in_the_files_stops_the_execution(belediye):
    """Given an approved list and a hold on its file; when the hold's object names another file; then nothing goes."""
    no, dosya, _ = onayli(belediye)
    dondurma = belediye.arsiv.hold("E4", [Kapsam(KapsamTuru.DOSYA, dosya)], "Dava")
    dosyada(belediye, ocfl_id("dondurma", dondurma.no), "dondurma.json", lambda d: d["kapsamlar"][0].update(deger="başka"))
    yok_edilmedi(belediye, no, dosya)


@pytest.mark.fault("I04", "F01")
def test_a_query_hold_binds_although_the_index_is_gone(belediye):
    """Given an approved list and a hold on what a query finds; when the index folder was emptied; then the file stays."""
    no, dosya, _ = onayli(belediye, ["zümrütüanka kuşu"])
    a = belediye.arsiv
    a.hold("E4", [Kapsam(KapsamTuru.SORGU, "zümrütüanka")], "Dava")
    assert a.list_bars(no)
    a.close()
    for yol in (belediye.kok / "dizin").iterdir():
        shutil.rmtree(yol) if yol.is_dir() else yol.unlink()
    belediye.arsiv = belediye.open()
    yok_edilmedi(belediye, no, dosya)


@pytest.mark.fault("I04", "F02")
def test_a_query_hold_binds_although_the_index_lacks_the_record(belediye):
    """Given an approved list and a hold on what a query finds; when the record was taken out of the index; then the file stays."""
    no, dosya, belgeler = onayli(belediye, ["zümrütüanka kuşu"])
    belediye.dosya("165.05", 2030, ["zümrütüanka başka yerde"])
    a = belediye.arsiv
    a.hold("E4", [Kapsam(KapsamTuru.SORGU, "zümrütüanka")], "Dava")
    a._dizin.write((), silinen=belgeler)
    yok_edilmedi(belediye, no, dosya)


# -- the ledger alone -----------------------------------------------------------------------------------------------


@pytest.mark.fault("I09", "I17")
def test_a_file_row_edited_after_the_approval_is_not_believed(belediye):
    """Given a listed file whose retention was extended; when the extension is cut out of its row; then its line stays."""
    no, dosya, _ = onayli(belediye)
    belediye.arsiv.extend(dosya, gerekce="Soruşturma", yil=20)
    defterde(belediye, update(t.DOSYA).where(t.DOSYA.c.kimlik == dosya).values(ek=None))
    yok_edilmedi(belediye, no, dosya)


@pytest.mark.fault("I17", "C07")
def test_a_record_row_moved_into_a_listed_file_is_not_destroyed_with_it(belediye):
    """Given an approved file; when a young record changes places with one of its records in the ledger; then the young one stays."""
    no, dosya, belgeler = onayli(belediye)
    genc, gencler = belediye.dosya("165.05", 2035, ["genç yazı"])
    defterde(
        belediye,
        update(t.BELGE).where(t.BELGE.c.kimlik == gencler[0]).values(dosya=dosya),
        update(t.BELGE).where(t.BELGE.c.kimlik == belgeler[0]).values(dosya=genc),
    )
    yok_edilmedi(belediye, no, dosya)
    assert belediye.arsiv.belge(gencler[0]).kimlik == gencler[0]


@pytest.mark.fault("I06", "C07")
def test_a_row_without_its_object_row_is_not_listed(belediye):
    """Given a young file; when its row is aged and its object row removed, so that nothing holds the two together; then no list takes it."""
    a = belediye.arsiv
    dosya, _ = belediye.dosya("165.05", 2035, ["genç yazı"])
    defterde(
        belediye,
        update(t.DOSYA).where(t.DOSYA.c.kimlik == dosya).values(acilis=dt.date(2013, 1, 5), kapanis=dt.date(2013, 12, 31)),
        delete(t.NESNE).where(t.NESNE.c.kimlik == dosya),
    )
    with pytest.raises(EarsivError):
        a.propose_imha(dosyalar=[dosya])


@pytest.mark.fault("R05", "C07")
def test_rules_of_the_institution_that_lost_their_rows_are_missed(belediye):
    """Given a rule that lengthens every period; when its rows are removed from the ledger; then no list is made without it."""
    a = belediye.arsiv
    dosya, _ = belediye.dosya("165.05", 2013, ["yazı"])
    a.add_rule("Uzun", "100", "Kanun ister", "Örnek Kanun", kod="165.05")
    with pytest.raises(ImhaHatasi):
        a.propose_imha(dosyalar=[dosya])
    defterde(belediye, delete(t.AYAR).where(t.AYAR.c.tur == "profil"), delete(t.NESNE).where(t.NESNE.c.tur == "profil"))
    with pytest.raises(EarsivError):
        a.propose_imha(dosyalar=[dosya])


@pytest.mark.fault("I14", "D05")
def test_votes_forged_with_their_audit_row_do_not_reach_execution(belediye):
    """Given a line voted to be kept; when votes and their audit rows are forged in the ledger; then nothing is executed."""
    a = belediye.arsiv
    dosya, _ = belediye.dosya("165.05", 2013, ["yazı"])
    liste = a.propose_imha()
    a.open_session(liste.no, belediye.komisyon(), belediye.saat_gunu(), "oda", UYELER)
    for uye in UYELER:
        a.vote(liste.no, "SAKLA", gerekce="Değerli", uye=uye)
    defterde(
        belediye,
        update(t.OY).values(oy="IMHA"),
        text("UPDATE denetim SET ayrinti = replace(ayrinti, 'SAKLA', 'IMHA') WHERE eylem = 'oy'"),
    )
    try:
        a.decide(liste.no)
        belediye.onaya(liste.no)
    except EarsivError:
        return
    assert yok_edilmedi(belediye, liste.no, dosya) is not None


@pytest.mark.fault("I20", "C07")
def test_a_line_marked_as_begun_by_hand_is_not_resumed(belediye, monkeypatch):
    """Given a line that a hold keeps after its proof was written; when it is marked as begun in the ledger; then it stays."""
    from earsiv.errors import bulgu
    from earsiv.imha.kalem import EngelVarError, KalemIsi

    a = belediye.arsiv
    no, dosya, _ = onayli(belediye)
    with monkeypatch.context() as m:
        m.setattr(KalemIsi, "begin", _fails(EngelVarError(bulgu("IMH-004", "x", engel="Dava"))))
        a.destroy(no)
    a.hold("E4", [Kapsam(KapsamTuru.DOSYA, dosya)], "Dava")
    defterde(belediye, update(t.IMHA_KALEMI).values(durum="siliniyor", neden="", parca="000001"))
    # half of it is gone, so that nobody asks any more whether it may go
    a.depo.ocfl.file(ocfl_id("dosya", dosya), "dosya.json").unlink()
    yok_edilmedi(belediye, no, dosya)


@pytest.mark.fault("I21", "I26")
def test_a_line_marked_as_done_by_hand_is_not_minuted_as_destroyed(belediye):
    """Given a line that was not destroyed; when the ledger is made to say so; then no minutes say so."""
    a = belediye.arsiv
    no, dosya, _ = onayli(belediye)
    a.hold("E4", [Kapsam(KapsamTuru.DOSYA, dosya)], "Dava")
    defterde(belediye, insert(t.IMHA_KALEMI).values(liste=no, satir=1, durum="edildi", neden="", parca="", zaman="2037"))
    yok_edilmedi(belediye, no, dosya)
    assert 1 not in a.list_path(no).edilen


@pytest.mark.fault("I16")
def test_a_receipt_written_into_the_ledger_removes_nothing(belediye):
    """Given a transfer that was only proposed; when package and receipt are written into its row; then nothing leaves the archive."""
    a = belediye.arsiv
    dosya, _ = belediye.dosya(_DEVREDILEN, 1995, ["yazı"])
    liste = a.propose_transfer("kurum_devlet", dosyalar=[dosya])
    with a.depo.reader() as baglanti:
        deger = json.loads(baglanti.execute(text("SELECT deger FROM ayar WHERE kimlik = :n"), {"n": liste.no}).scalar())
    deger |= {"durum": "kabul", "alindi": {"no": "1", "tarih": "2037-03-10", "paket_ozeti": "a" * 64, "ad": "x", "unvan": ""}}
    ek = json.dumps({"yer": "devlet"})
    defterde(
        belediye,
        update(t.AYAR).where(t.AYAR.c.kimlik == liste.no).values(deger=_canon.encode(deger).decode()),
        update(t.DOSYA).where(t.DOSYA.c.kimlik == dosya).values(ek=ek),
    )
    with pytest.raises(EarsivError) as hata:
        a.remove_local(liste.no)
    assert hata.value.kod == "DEP-020" and a.dosya(dosya).kimlik == dosya


# -- the public verbs -----------------------------------------------------------------------------------------------


@pytest.mark.fault("I16")
def test_a_second_decision_is_not_older_than_its_taking_back(belediye):
    """Given a decision taken back a month later and decided anew; when a consent of the first one's day is recorded; then it is refused."""
    a = belediye.arsiv
    belediye.dosya("165.05", 2013, ["yazı"])
    liste = a.propose_imha()
    belediye.karara(liste.no, oylar={1: ("SAKLA", "Değerli")})
    eski = belediye.saat_gunu()
    belediye.gunu(dt.date(2037, 4, 20))
    a.reassess(liste.no, "Yeniden")
    for uye in UYELER:
        a.vote(liste.no, "IMHA", uye=uye)
    karar = a.decide(liste.no)
    with pytest.raises(ImhaHatasi):
        a.consent(liste.no, "E-1", eski, liste.ozet)
    assert karar.tarih == dt.date(2037, 4, 20)


@pytest.mark.fault("E08")
@pytest.mark.parametrize("kisi", ["SİCİL:4711", "SICIL:4711", "sicil:4711\u200b", "ｓicil:4711"])
def test_another_spelling_of_the_author_does_not_approve(belediye, kisi):
    """Given a list; when its author approves it under another spelling of the same id; then it is refused."""
    a = belediye.arsiv
    belediye.dosya("165.05", 2013, ["yazı"])
    liste = a.propose_imha()
    belediye.karara(liste.no)
    a.consent(liste.no, "E-1", belediye.saat_gunu(), liste.ozet)
    with pytest.raises(ImhaHatasi) as hata:
        a.approve(liste.no, "E-2", belediye.saat_gunu(), liste.ozet, kisi=kisi, ad="Kimse")
    assert hata.value.kod == "IMH-032"


@pytest.mark.fault("E08")
def test_one_person_does_not_fill_two_seats_by_two_spellings(belediye):
    """Given a commission with the same id in two spellings; when it is appointed; then IMH-023."""
    koltuklar = [attrs.evolve(k, kisi="SICIL:101") if k.kod == "A1" else k for k in KOLTUKLAR]
    with pytest.raises(ImhaHatasi) as hata:
        belediye.arsiv.appoint(koltuklar, "E-1", dt.date(2037, 1, 2), arsiv_birimi=DETSIS)
    assert hata.value.kod == "IMH-023"


@pytest.mark.fault("I20", "I28")
def test_a_line_half_removed_is_not_given_up(belediye, monkeypatch):
    """Given a line whose removal has begun and failed; when the rest is given up; then it is refused: the minutes would call it kept."""
    from earsiv.errors import DepoHatasi
    from earsiv.store import _destroy

    a = belediye.arsiv
    no, _, _ = onayli(belediye)
    with monkeypatch.context() as m:
        m.setattr(_destroy, "remove_object", _fails(DepoHatasi("DEP-007", "x", ayrinti="meşgul")))
        assert a.destroy(no)[1].hatali
    with pytest.raises(ImhaHatasi):
        a.give_up_rest(no, "Vazgeçildi")
    assert a.destroy(no)[1].edilen == (1,)


def _fails(hata):
    def fonk(*_, **__):
        raise hata

    return fonk


@pytest.mark.fault("I26")
def test_minutes_are_not_older_than_the_act(belediye):
    """Given an approval of March executed in June; when the minutes are dated in March; then IMH-006."""
    a = belediye.arsiv
    no, _, _ = onayli(belediye)
    belediye.gunu(dt.date(2037, 6, 1))
    a.destroy(no)
    with pytest.raises(ImhaHatasi) as hata:
        a.seal_minutes(no, "oda", HAZIR, tarih=dt.date(2037, 3, 11))
    assert hata.value.kod == "IMH-006"
    a.seal_minutes(no, "oda", HAZIR)


@pytest.mark.fault("C15")
def test_nothing_is_executed_before_the_day_of_its_approval(belediye):
    """Given an approved list; when the clock is set back before the olur; then nothing goes."""
    no, dosya, _ = onayli(belediye)
    belediye.gunu(dt.date(2037, 2, 1))
    yok_edilmedi(belediye, no, dosya)


@pytest.mark.fault("I11")
def test_a_record_that_another_list_moved_in_is_not_destroyed_in_place_of_one_that_left(belediye, monkeypatch):
    """Given a file that lost one record and got one by another list's execution; when its own list goes on; then it stays: the count is even."""
    from earsiv.errors import DepoHatasi
    from earsiv.imha.kalem import KalemIsi

    a = belediye.arsiv
    b_dosya, b_belgeler = belediye.dosya("165.05", 2013, ["ayrılan", "kalan"])
    a_dosya, a_belgeler = belediye.dosya("165.05", 2012, ["gelen"])
    komsu, _ = belediye.dosya("165.05", 2011, ["komşu"])
    b = a.propose_imha(dosyalar=[b_dosya])
    ilk = a.propose_imha(dosyalar=[a_dosya])
    a.refer(b_belgeler[0], komsu)
    a.refer(a_belgeler[0], b_dosya)
    for no in (b.no, ilk.no):
        belediye.karara(no)
        belediye.onaya(no)
    with monkeypatch.context() as m:
        m.setattr(KalemIsi, "content", _content_fails_in_begin(KalemIsi.content, DepoHatasi("DEP-019", "x")))
        a.destroy(b.no)
    assert a.belge(b_belgeler[0]).dosya == komsu
    a.destroy(ilk.no)
    assert a.belge(a_belgeler[0]).dosya == b_dosya
    a.destroy(b.no)
    assert a.belge(a_belgeler[0]).kimlik == a_belgeler[0]


def _content_fails_in_begin(asil, hata):
    sayac = [0]

    def content(self, baglanti, satir):
        sayac[0] += 1
        if sayac[0] > 1:
            raise hata
        return asil(self, baglanti, satir)

    return content


@pytest.mark.fault("I12", "I19")
def test_a_made_up_decision_does_not_let_a_d_file_leave(belediye, tmp_path):
    """Given a due D file; when one clerk transfers it on a made-up decision with a made-up receipt; then its content is not removed."""
    a = belediye.arsiv
    dosya, _ = belediye.dosya("165.05", 2013, ["yazı"])
    liste = a.propose_transfer("kurum_devlet", dosyalar=[dosya], dayanak="Uydurma karar 1")
    yol = a.package(liste.no, tmp_path / "paket")
    a.hand_over(liste.no, ad="Biri", unvan="Memur")
    a.record_receipt(liste.no, "A-1", yol.paket.ozet, ad="Biri")
    sonuc = a.remove_local(liste.no)
    assert [b.kod for _, b in sonuc.engellenen] == ["DEV-027"] and a.dosya(dosya).kimlik == dosya


@pytest.mark.fault("I16")
def test_an_exemption_that_has_ended_exempts_nothing(belediye):
    """Given an exemption that was ended today; when it is cited under a day on which it still held; then IMH-033."""
    a = belediye.arsiv
    a.set_parameter("uygun_gorus", "MUAF_SSDP", gerekce="Yazı", dayanak="E-1-2")
    belediye.dosya("165.05", 2013, ["yazı"])
    liste = a.propose_imha()
    belediye.karara(liste.no)
    dun = belediye.saat_gunu()
    belediye.gunu(dt.date(2037, 3, 20))
    a.set_parameter("uygun_gorus", "ZORUNLU", gerekce="Yazı geri alındı")
    with pytest.raises(ImhaHatasi) as hata:
        a.consent(liste.no, "E-1-2", dun, liste.ozet, muafiyet=True)
    assert hata.value.kod == "IMH-033"


@pytest.mark.fault("I13", "C07")
def test_a_commission_edited_in_the_ledger_holds_no_session(belediye):
    """Given an appointed commission; when a member is replaced in the ledger; then no session is opened with it."""
    a = belediye.arsiv
    belediye.dosya("165.05", 2013, ["yazı"])
    liste, kurul = a.propose_imha(), belediye.komisyon()
    defterde(belediye, text("UPDATE ayar SET deger = replace(deger, 'sicil:202', 'sicil:999') WHERE tur = 'komisyon'"))
    with pytest.raises(EarsivError) as hata:
        a.open_session(liste.no, kurul, belediye.saat_gunu(), "oda", (*UYELER[:4], "sicil:999"))
    assert hata.value.kod == "DEP-020"


@pytest.mark.fault("I26")
def test_a_person_without_a_name_or_an_id_witnesses_nothing(belediye):
    """Given an executed list; when the minutes name one person twice, or somebody without an id; then IMH-040."""
    from earsiv.model import Hazirun

    a = belediye.arsiv
    no, _, _ = onayli(belediye)
    a.destroy(no)
    for ikinci in (Hazirun("", "Biri"), Hazirun("SICIL:101", "Biri"), Hazirun("sicil:102", " ")):
        with pytest.raises(ImhaHatasi) as hata:
            a.seal_minutes(no, "oda", (HAZIR[0], ikinci))
        assert hata.value.kod == "IMH-040"


@pytest.mark.fault("I27")
def test_sealed_minutes_do_not_leave_as_a_confiscated_file(belediye, tmp_path):
    """Given sealed minutes; when their file is called confiscated and handed over with a made-up receipt; then it stays here."""
    a = belediye.arsiv
    no, _, _ = onayli(belediye)
    a.destroy(no)
    a.seal_minutes(no, "oda", HAZIR)
    dosya = a.belge(a.list_path(no).tutanak_belgesi).dosya
    a.close_dosya(dosya, belediye.saat_gunu())
    a.hold("E9", [Kapsam(KapsamTuru.DOSYA, dosya)], "Müsadere")
    liste = a.propose_transfer("kurum_devlet", dosyalar=[dosya])
    yol = a.package(liste.no, tmp_path / "paket")
    a.hand_over(liste.no, ad="Biri", unvan="Memur")
    a.record_receipt(liste.no, "A-1", yol.paket.ozet, ad="Biri")
    assert [b.kod for _, b in a.remove_local(liste.no).engellenen] == ["IMH-008"] and a.dosya(dosya)


# -- who may see ----------------------------------------------------------------------------------------------------


@pytest.mark.fault("E02", "E07")
def test_a_list_of_another_unit_is_not_there_for_one_who_does_not_see_the_unit(belediye):
    """Given a list of one unit; when somebody of another unit with the power over lists asks; then it is as if there were none."""
    no, _, _ = onayli(belediye)
    yetki = Yetki("sicil:9", GizlilikDerecesi.CGZ, frozenset({ZABITA}), frozenset(Islem))
    import earsiv

    with earsiv.open(belediye.kok, yetki, clock=belediye.saat) as a:
        assert [x for x in a.listeler() if x["no"] == no] == []
        fiiller = (
            lambda n: a.liste(n), lambda n: a.list_path(n), lambda n: a.list_bars(n), lambda n: a.votes(n), lambda n: a.canonical_list(n),
            lambda n: a.report("imha-listesi", n, "csv"), lambda n: a.destroy(n, deneme=True), lambda n: a.destroy(n),
            lambda n: a.minutes(n), lambda n: a.abort_list(n, "x"), lambda n: a.list_findings(n), lambda n: a.split_list(n),
            lambda n: a.give_up_rest(n, "x"), lambda n: a.postpone(n, [1], "x"), lambda n: a.decide(n), lambda n: a.session_findings(n),
        )  # fmt: skip
        for fiil in fiiller:
            sonuclar = []
            for n in (no, "2037/99"):
                with pytest.raises(EarsivError) as hata:
                    fiil(n)
                sonuclar.append((hata.value.kod, str(hata.value).replace(n, "N")))
            assert sonuclar[0] == sonuclar[1]


@pytest.mark.fault("E03")
def test_a_confidential_file_is_not_listed_by_one_who_does_not_see_its_degree(belediye, tmp_path):
    """Given a due file with a confidential record; when an actor below that degree lists it; then it is not there for them."""
    import earsiv
    from earsiv.kabul import KabulBilgisi
    from earsiv.testing import render

    a = belediye.arsiv
    dosya = a.open_dosya("165.05", "x", birim=IMAR, acilis=dt.date(2013, 1, 5)).kimlik
    (tmp_path / "g.pdf").write_bytes(render(["gizli"], "metinli-pdf"))
    a.add_all([tmp_path / "g.pdf"], KabulBilgisi(dosya=dosya, tarih=dt.date(2013, 6, 1), konu="Gizli konu", gizlilik="GZL", sayi=""))
    a.close_dosya(dosya, dt.date(2013, 12, 31))
    yetki = Yetki("sicil:9", GizlilikDerecesi.YOK, None, frozenset(Islem))
    with earsiv.open(belediye.kok, yetki, clock=belediye.saat) as b:
        for secim in ({"dosyalar": [dosya]}, {}):
            with pytest.raises(EarsivError):
                b.propose_imha(**secim)
    liste = a.propose_imha()
    with earsiv.open(belediye.kok, yetki, clock=belediye.saat) as b, pytest.raises(EarsivError):
        b.liste(liste.no)


# -- shapes ---------------------------------------------------------------------------------------------------------


@pytest.mark.fault("A01")
def test_odd_values_are_refused_in_our_words(belediye):
    """Given odd numbers of lists, lines and weights; when they are handed in; then every refusal is ours."""
    a = belediye.arsiv
    no, _, _ = onayli(belediye, uzunluk_mm=10)
    for kotu in ("../x", "2037/01", "", "2037/1\x00", "x" * 5000, "\ud800"):
        with pytest.raises(EarsivError):
            a.liste(kotu)
    for agirlik in (float("nan"), float("inf"), 0.5, -1):
        with pytest.raises(EarsivError):
            a.record_physical(no, belediye.fiziki([1], agirlik_gram=agirlik))
    with pytest.raises(EarsivError):
        a.abort_list(no, "\u200b")
