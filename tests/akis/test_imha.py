# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Stories from intake to the minutes: what goes, what stays, and what can be proved of both."""

import datetime as dt
import json
from pathlib import Path

import pytest

from earsiv.errors import EarsivError, ImhaHatasi, YetkiHatasi
from earsiv.kabul import KabulBilgisi
from earsiv.model import Islem, ListeDurumu, SatirSonucu, Yetki
from earsiv.saklama import Kapsam, KapsamTuru
from earsiv.testing import render
from tests.akis.imha_dunyasi import ARSIVCI, DETSIS, HAZIR, UYELER, ZABITA, ZABITA_UYELERI, Belediye

pytestmark = pytest.mark.yavas


@pytest.fixture
def belediye(tmp_path, saat):
    yer = Belediye(tmp_path, saat)
    yield yer
    yer.close()


def tarama(kok: Path, isaret: str) -> list[str]:
    """Return every file below a folder that holds a text, as UTF-8 or UTF-16."""
    desenler = (isaret.encode(), isaret.encode("utf-16-le"))
    return [str(y.relative_to(kok)) for y in kok.rglob("*") if y.is_file() and any(d in y.read_bytes() for d in desenler)]


@pytest.mark.fault("I20", "I25", "I26", "L06")
def test_a_plain_d_file_goes_and_the_proof_stays(belediye):
    """Given a due D file; when commission, Devlet Arşivleri and mayor name the same list; then it goes, and stub, proof and minutes stay."""
    # given
    a = belediye.arsiv
    dosya, belgeler = belediye.dosya("165.05", 2013, ["zümrütüanka kuşu yazısı", "ikinci yazı"])
    kalan, _ = belediye.dosya("165.05", 2034, ["genç yazı"])
    assert a.search("zümrütüanka").toplam == 1
    # when
    liste = a.propose_imha()
    assert [s.dosya for s in liste.satirlar] == [dosya]
    karar = belediye.karara(liste.no)
    yol = belediye.onaya(liste.no)
    once = {y: y.stat().st_mtime_ns for y in belediye.kok.rglob("*") if y.is_file() and y.suffix != ".lock"}
    _, deneme = a.destroy(liste.no, deneme=True)
    assert {y: y.stat().st_mtime_ns for y in once} == once
    yol, sonuc = a.destroy(liste.no)
    # then: exactly what the dry run said
    assert sonuc.edilen == deneme.edilen == (1,) and yol.durum is ListeDurumu.TAMAM
    assert a.search("zümrütüanka").toplam == 0
    with pytest.raises(YetkiHatasi):
        a.belge(belgeler[0])
    kalinti = a.stub(belgeler[0])
    assert (kalinti.dosya, kalinti.liste, kalinti.liste_ozeti, kalinti.tasfiye) == (dosya, liste.no, liste.ozet, "imha") and kalinti.sha512
    assert tarama(belediye.kok, "zümrütüanka") == [] and tarama(belediye.kok, belgeler[0])
    assert a.retention(kalan).suresi_doldu is False
    # then: minutes are made once, twice the same, and kept as a record that nothing may take for ten years
    tutanak = a.seal_minutes(liste.no, "Arşiv odası", HAZIR)
    assert (tutanak.liste_ozeti, tutanak.karar_ozeti, tutanak.belge) == (liste.ozet, karar.ozet, 2)
    assert a.report("imha-tutanagi", liste.no, "pdf") == a.report("imha-tutanagi", liste.no, "pdf")
    assert a.list_path(liste.no).durum is ListeDurumu.TUTANAK and a.list_path(liste.no).held_files() == ()
    assert a.check() == []


@pytest.mark.fault("I27")
def test_the_sealed_minutes_are_refused_on_a_list_before_their_time(belediye):
    """Given sealed minutes in a closed file; when somebody lists them; then IMH-008 says until when they stay."""
    a = belediye.arsiv
    belediye.dosya("165.05", 2013, ["bir yazı"])
    liste = a.propose_imha()
    belediye.karara(liste.no)
    belediye.onaya(liste.no)
    a.destroy(liste.no)
    a.seal_minutes(liste.no, "Arşiv odası", HAZIR)
    muhurlu = a.belge(a.list_path(liste.no).tutanak_belgesi).dosya
    a.close_dosya(muhurlu, dt.date(2037, 3, 10))
    belediye.gunu(dt.date(2047, 3, 9))
    with pytest.raises(ImhaHatasi) as hata:
        a.propose_imha(dosyalar=[muhurlu])
    assert hata.value.kod == "IMH-008" and "10.03.2047" in str(hata.value)
    belediye.gunu(dt.date(2049, 1, 2))
    assert a.propose_imha(dosyalar=[muhurlu], deneme=True).satirlar[0].dosya == muhurlu


@pytest.mark.fault("I07")
def test_a_c_file_is_kept_by_half(belediye):
    """Given a file that the commission appraises; when it is put before it record by record; then what was voted out goes, the rest stays."""
    a = belediye.arsiv
    dosya, belgeler = belediye.dosya("807.04", 2013, ["değersiz müsvedde", "değerli rapor", "değersiz zarf", "değerli plan"])
    with pytest.raises(ImhaHatasi) as hata:
        a.propose_imha(dosyalar=[dosya])
    assert hata.value.kod == "IMH-005"
    liste = a.propose_imha(dosyalar=[dosya], degerlendirme=True, belge_bazinda=[dosya])
    assert [s.belge for s in liste.satirlar] == belgeler and {s.saklama_kodu for s in liste.satirlar} == {"C"}
    karar = belediye.karara(liste.no, oylar={2: ("SAKLA", "Kurum tarihi için değerli"), 4: ("SAKLA", "Plan özgün")})
    assert [str(k.sonuc) for k in karar.satirlar] == ["imha", "sakla", "imha", "sakla"]
    belediye.onaya(liste.no)
    yol, sonuc = a.destroy(liste.no)
    assert sonuc.edilen == (1, 3) and yol.durum is ListeDurumu.TAMAM
    assert [b.kimlik for b in a.belgeler(dosya)] == [belgeler[1], belgeler[3]]
    assert a.stub(belgeler[0]).dosya == dosya and a.check() == []
    a.seal_minutes(liste.no, "Arşiv odası", HAZIR)


@pytest.mark.fault("I03", "K06", "I21")
def test_a_hold_after_the_approval_keeps_its_file(belediye):
    """Given an approved list; when a lawsuit holds one file; then that line stays and the minutes say why; released, it goes on later."""
    a = belediye.arsiv
    ilk, _ = belediye.dosya("165.05", 2013, ["serbest yazı"])
    davali, _ = belediye.dosya("165.05", 2014, ["davalı yazı"])
    liste = a.propose_imha()
    belediye.karara(liste.no)
    belediye.onaya(liste.no)
    dondurma = a.hold("E4", [Kapsam(KapsamTuru.DOSYA, davali)], "Tazminat davası", "2037/14 E.")
    assert list(a.list_bars(liste.no)) == [2]
    yol, sonuc = a.destroy(liste.no)
    assert sonuc.edilen == (1,) and [satir for satir, _ in sonuc.engellenen] == [2] and yol.durum is ListeDurumu.KISMEN
    assert "Tazminat davası" in yol.engellenen[2] and a.dosya(davali).kimlik == davali
    assert any("Tazminat davası" in neden for satir, neden in a.minutes(liste.no).kalan if satir == 2)
    with pytest.raises(YetkiHatasi):
        a.dosya(ilk)
    a.release(dondurma.no, "Dava kesin sonuçlandı")
    yol, sonuc = a.destroy(liste.no)
    assert sonuc.edilen == (2,) and yol.durum is ListeDurumu.TAMAM and a.check() == []
    assert {s for s, n in yol.results().items() if n is SatirSonucu.IMHA_EDILDI} == {1, 2}


@pytest.mark.fault("I05", "I28")
def test_what_is_still_held_is_given_up_and_may_be_listed_again(belediye):
    """Given a held line of an executed list; when the rest is given up; then the file is free, and a hold less does not free it from another."""
    a = belediye.arsiv
    belediye.dosya("165.05", 2013, ["serbest yazı"])
    davali, _ = belediye.dosya("165.05", 2014, ["davalı yazı"])
    liste = a.propose_imha()
    belediye.karara(liste.no)
    belediye.onaya(liste.no)
    ilk = a.hold("E4", [Kapsam(KapsamTuru.DOSYA, davali)], "Tazminat davası")
    a.hold("E5", [Kapsam(KapsamTuru.KOD, "165.05")], "Denetim")
    a.release(ilk.no, "Bitti")
    a.destroy(liste.no)
    with pytest.raises(ImhaHatasi):
        a.abort_list(liste.no, "Vazgeçildi")
    yol = a.give_up_rest(liste.no, "Denetim uzun sürecek")
    assert yol.durum is ListeDurumu.TAMAM
    a.seal_minutes(liste.no, "Arşiv odası", HAZIR)
    with pytest.raises(ImhaHatasi) as hata:
        a.propose_imha(dosyalar=[davali])
    assert hata.value.kod == "IMH-004"


@pytest.mark.fault("I16")
def test_a_refused_consent_sends_the_line_back(belediye):
    """Given a decision over two files; when Devlet Arşivleri refuses one; then only the other goes, and the refused file is free again."""
    a = belediye.arsiv
    belediye.dosya("165.05", 2013, ["giden yazı"])
    kalan, _ = belediye.dosya("165.05", 2014, ["kalan yazı"])
    liste = a.propose_imha()
    belediye.karara(liste.no)
    for ozet, gun, kod in (("0" * 64, belediye.saat_gunu(), "IMH-007"), (liste.ozet, dt.date(2037, 3, 9), "IMH-006")):
        with pytest.raises(ImhaHatasi) as hata:
            a.consent(liste.no, "E-1", gun, ozet)
        assert hata.value.kod == kod
    with pytest.raises(ImhaHatasi) as hata:
        a.approve(liste.no, "E-2", belediye.saat_gunu(), liste.ozet, kisi="sicil:1", ad="Bahar Örnekşen")
    assert hata.value.kod == "IMH-030"
    belediye.onaya(liste.no, gorus_ret=[(2, "Bölge tarihi için değerli")])
    assert a.list_path(liste.no).results()[2] is SatirSonucu.GORUS_RET
    a.destroy(liste.no)
    a.seal_minutes(liste.no, "Arşiv odası", HAZIR)
    assert a.dosya(kalan).kimlik == kalan and a.propose_imha(dosyalar=[kalan], deneme=True).satirlar


def test_a_list_of_which_everything_was_refused_is_closed(belediye):
    """Given a list whose only line was refused; when it is closed; then nothing was destroyed and the file is free."""
    a = belediye.arsiv
    dosya, _ = belediye.dosya("165.05", 2013, ["yazı"])
    liste = a.propose_imha()
    belediye.karara(liste.no)
    with pytest.raises(ImhaHatasi) as hata:
        a.close_list(liste.no)
    assert hata.value.kod == "IMH-038"
    a.consent(liste.no, "E-1", belediye.saat_gunu(), liste.ozet, [(1, "Değerli")])
    a.close_list(liste.no)
    assert a.propose_imha(deneme=True).satirlar[0].dosya == dosya


def test_a_paper_lot_needs_its_physical_record_first(belediye):
    """Given a file that also lies on a shelf; when it is executed; then only after weight, place, receiver and witnesses are recorded."""
    a = belediye.arsiv
    dosya, _ = belediye.dosya("165.05", 2013, ["taranmış yazı"], uzunluk_mm=85)
    liste = a.propose_imha()
    assert liste.satirlar[0].fiziki
    belediye.karara(liste.no)
    belediye.onaya(liste.no)
    with pytest.raises(ImhaHatasi) as hata:
        a.destroy(liste.no)
    assert hata.value.kod == "IMH-039"
    for eksik in ({"agirlik_gram": 0}, {"hazir": HAZIR[:1]}, {"teslim_alan": ""}, {"yer": " "}, {"yontem": "ELEKTRONIK_SILME"}):
        with pytest.raises(ImhaHatasi) as hata:
            a.record_physical(liste.no, belediye.fiziki([1], **eksik))
        assert hata.value.kod == "IMH-040"
    a.record_physical(liste.no, belediye.fiziki([1]))
    yol, sonuc = a.destroy(liste.no)
    assert sonuc.edilen == (1,) and yol.durum is ListeDurumu.TAMAM
    tutanak = a.seal_minutes(liste.no, "Arşiv odası", HAZIR)
    assert tutanak.fiziki[0].agirlik_gram == 12_500 and a.stub(dosya).tur == "dosya"


def test_a_hold_stops_the_recording_of_the_physical_act(belediye):
    """Given a held paper file; when its physical act is to be recorded; then the hold says no, before and after."""
    a = belediye.arsiv
    dosya, _ = belediye.dosya("165.05", 2013, ["taranmış yazı"], uzunluk_mm=85)
    liste = a.propose_imha()
    belediye.karara(liste.no)
    belediye.onaya(liste.no)
    a.hold("E4", [Kapsam(KapsamTuru.DOSYA, dosya)], "Dava")
    with pytest.raises(ImhaHatasi) as hata:
        a.record_physical(liste.no, belediye.fiziki([1]))
    assert hata.value.kod == "IMH-004"


@pytest.mark.fault("I15")
def test_a_mixed_list_is_split_before_a_commission_takes_it(belediye):
    """Given candidates of two units; when listed together; then no commission takes it until it is split, each part under its own members."""
    a = belediye.arsiv
    belediye.dosya("165.05", 2013, ["imar yazısı"])
    belediye.dosya("165.05", 2013, ["zabıta yazısı"], birim=ZABITA)
    liste = a.propose_imha()
    komisyon = belediye.komisyon()
    with pytest.raises(ImhaHatasi) as hata:
        a.open_session(liste.no, komisyon, belediye.saat_gunu(), "oda", UYELER)
    assert hata.value.kod == "IMH-024"
    parcalar = a.split_list(liste.no)
    assert [p.birimler for p in parcalar] == [("99900011",), (ZABITA,)] and a.list_path(liste.no).durum is ListeDurumu.BOLUNDU
    with pytest.raises(ImhaHatasi) as hata:
        a.open_session(parcalar[1].no, komisyon, belediye.saat_gunu(), "oda", UYELER)
    assert hata.value.kod in {"IMH-011", "IMH-026"}
    belediye.karara(parcalar[1].no, birim_uyeleri=ZABITA_UYELERI)
    assert a.list_path(parcalar[1].no).durum is ListeDurumu.KARAR and a.check() == []


@pytest.mark.fault("I11")
def test_a_record_that_another_file_refers_to_stays(belediye):
    """Given a record of a listed file that a due file of another outcome refers to; when the list is executed; then the record stays there."""
    a = belediye.arsiv
    giden, belgeler = belediye.dosya("165.05", 2013, ["ortak yazı", "yalnız burada"])
    kalan, _ = belediye.dosya("165.05", 2012, ["komşu dosya"])
    a.refer(belgeler[0], kalan)
    liste = a.propose_imha(dosyalar=[giden])
    belediye.karara(liste.no)
    belediye.onaya(liste.no)
    yol, sonuc = a.destroy(liste.no)
    assert sonuc.edilen == (1,) and yol.durum is ListeDurumu.TAMAM
    assert a.belge(belgeler[0]).dosya == kalan and a.references(belgeler[0]) == []
    assert a.stub(belgeler[1]).dosya == giden and a.check() == []


@pytest.mark.fault("I09")
def test_a_file_that_changed_after_the_decision_is_not_destroyed(belediye):
    """Given an approved list; when a file is filed elsewhere or grows meanwhile; then its line stays."""
    a = belediye.arsiv
    dosya, _ = belediye.dosya("165.05", 2013, ["yazı"])
    liste = a.propose_imha()
    belediye.karara(liste.no)
    belediye.onaya(liste.no)
    a.extend(dosya, gerekce="Soruşturma olabilir", yil=20)
    yol, sonuc = a.destroy(liste.no)
    assert sonuc.edilen == () and sonuc.engellenen[0][1].kod == "IMH-003" and yol.durum is ListeDurumu.KISMEN


@pytest.mark.fault("I17")
@pytest.mark.parametrize("parca", ["icerik.json", "karar.json"])
def test_an_edit_of_list_or_decision_stops_everything(belediye, parca):
    """Given an approved list; when a line or a vote is edited in the files; then nothing is executed and the edit is named."""
    from earsiv.store import ocfl_id

    a = belediye.arsiv
    belediye.dosya("165.05", 2013, ["yazı"])
    liste = a.propose_imha()
    belediye.karara(liste.no)
    belediye.onaya(liste.no)
    yol = a.depo.ocfl.file(ocfl_id("liste", liste.no), parca)
    yol.write_bytes(yol.read_bytes().replace(b"2013", b"2012") if parca == "icerik.json" else yol.read_bytes().replace(b"imha", b"sakl", 1))
    with pytest.raises(EarsivError) as hata:
        a.destroy(liste.no)
    assert hata.value.kod == "IMH-014"
    assert any(b.kod == "DEP-014" for b in a.check())


@pytest.mark.fault("E01", "E08")
def test_every_act_of_the_path_needs_its_own_power(belediye):
    """Given an actor with the right to see only; when they try each act; then each is refused."""
    belediye.dosya("165.05", 2013, ["yazı"])
    liste = belediye.arsiv.propose_imha()
    from earsiv import open as ac

    gun = dt.date(2037, 3, 10)
    for islemler in (frozenset({Islem.GOR}), frozenset({Islem.GOR, Islem.LISTE})):
        with ac(belediye.kok, Yetki("meraklı", birimler=None, islemler=islemler), clock=belediye.saat) as a:
            for fiil in (
                lambda: a.appoint([], "1", gun),
                lambda: a.open_session(liste.no, "K-2037/1", gun),
                lambda: a.vote(liste.no, "IMHA"),
                lambda: a.decide(liste.no),
                lambda: a.reassess(liste.no, "x"),
                lambda: a.consent(liste.no, "1", gun, liste.ozet),
                lambda: a.approve(liste.no, "1", gun, liste.ozet, kisi="x", ad="y"),
                lambda: a.abort_list(liste.no, "x"),
                lambda: a.destroy(liste.no),
                lambda: a.record_physical(liste.no, belediye.fiziki([1])),
                lambda: a.seal_minutes(liste.no, "x", HAZIR),
                lambda: a.register_backup("kasa", gun),
            ):
                with pytest.raises(YetkiHatasi):
                    fiil()


@pytest.mark.fault("E08")
def test_author_members_and_approver_are_different_people(belediye):
    """Given a list; then its author sits on no seat, and neither author nor member approves it."""
    a = belediye.arsiv
    belediye.dosya("165.05", 2013, ["yazı"])
    with belediye.open("sicil:101") as sef:
        liste = sef.propose_imha()
    with pytest.raises(ImhaHatasi) as hata:
        belediye.karara(liste.no)
    assert hata.value.kod == "IMH-031"
    a.abort_list(liste.no, "Listeyi komisyon başkanı düzenlemiş")
    liste = a.propose_imha()
    belediye.karara(liste.no)
    a.consent(liste.no, "E-1", belediye.saat_gunu(), liste.ozet)
    for kisi in (ARSIVCI, "sicil:202"):
        with pytest.raises(ImhaHatasi) as hata:
            a.approve(liste.no, "E-2", belediye.saat_gunu(), liste.ozet, kisi=kisi, ad="Kimse")
        assert hata.value.kod == "IMH-032"


@pytest.mark.fault("I14", "K08", "D08")
def test_votes_edited_in_the_ledger_are_found(belediye):
    """Given the votes of a session; when one is changed by hand in the ledger; then no decision is taken from them."""
    from sqlalchemy import update

    from earsiv.errors import DepoHatasi
    from earsiv.store import tablolar as t

    a = belediye.arsiv
    belediye.dosya("165.05", 2013, ["yazı"])
    liste = a.propose_imha()
    a.open_session(liste.no, belediye.komisyon(), belediye.saat_gunu(), "oda", UYELER)
    for uye in UYELER:
        for _ in range(2):  # twice is once
            a.vote(liste.no, "SAKLA", gerekce="Değerli", uye=uye)
    assert len(a.votes(liste.no)) == 5
    with a.depo._motor.begin() as baglanti:
        baglanti.execute(update(t.OY).values(oy="IMHA"))
    with pytest.raises(DepoHatasi) as hata:
        a.decide(liste.no)
    assert hata.value.kod == "IMH-048"


@pytest.mark.fault("I28")
def test_a_list_may_be_given_up_until_it_is_executed_and_then_not(belediye):
    """Given a list in each state; when it is given up; then before execution its file is free, and after it it cannot be."""
    a = belediye.arsiv
    dosya, _ = belediye.dosya("165.05", 2013, ["yazı"])
    adimlar = (lambda no: None, lambda no: belediye.karara(no), lambda no: (belediye.karara(no), belediye.onaya(no)))
    for adim in adimlar:
        liste = a.propose_imha()
        adim(liste.no)
        with pytest.raises(ImhaHatasi):
            a.abort_list(liste.no, " ")
        a.abort_list(liste.no, "Vazgeçildi")
        assert a.list_path(liste.no).durum is ListeDurumu.IPTAL
    liste = a.propose_imha()
    assert liste.satirlar[0].dosya == dosya
    belediye.karara(liste.no)
    a.reassess(liste.no, "Bir üye yanlış satıra oy verdi")
    a.vote(liste.no, "SAKLA", gerekce="Yeniden bakıldı", uye="sicil:101")
    assert str(a.decide(liste.no).satirlar[0].sonuc) == "imha"
    belediye.onaya(liste.no)
    a.destroy(liste.no)
    with pytest.raises(ImhaHatasi):
        a.abort_list(liste.no, "Vazgeçildi")


def test_lists_of_the_first_format_go_on(belediye):
    """Given a list that an older version wrote, its lines inside ``liste.json``; when it goes its way; then the digest is the same."""
    from earsiv.store import ocfl_id

    a = belediye.arsiv
    belediye.dosya("165.05", 2013, ["yazı"])
    liste = a.propose_imha()
    a.abort_list(liste.no, "deneme")
    deger = {"icerik": {**liste.content(), "no": "2037/2"}, "ozet": "", "durum": "oneri"}
    from earsiv import _canon

    deger["ozet"] = _canon.digest(deger["icerik"])
    a.depo.save("liste", "2037/2", deger, aktor="eski", eylem="liste_olustur", ayrinti={})
    assert a.liste("2037/2").ozet == deger["ozet"] and a.check() == []
    belediye.karara("2037/2")
    assert json.loads(a.depo.ocfl.read(ocfl_id("liste", "2037/2"), "icerik.json")) == deger["icerik"]
    belediye.onaya("2037/2")
    yol, _ = a.destroy("2037/2")
    assert yol.durum is ListeDurumu.TAMAM and a.check() == []


@pytest.mark.fault("I24")
def test_equal_bytes_in_another_record_survive(belediye, tmp_path):
    """Given the same bytes in two files; when one file goes; then the other can still be read whole."""
    a = belediye.arsiv
    (tmp_path / "ayni.pdf").write_bytes(render(["aynı yazı"], "metinli-pdf"))
    kimlikler = []
    for yil in (2013, 2035):
        dosya = a.open_dosya("165.05", str(yil), birim=DETSIS, acilis=dt.date(yil, 1, 5)).kimlik
        kalem = a.add_all([tmp_path / "ayni.pdf"], KabulBilgisi(dosya=dosya, tarih=dt.date(yil, 6, 1), konu="x")).kalemler[0]
        a.close_dosya(dosya, dt.date(yil, 12, 31))
        kimlikler.append(kalem.kimlik)
    liste = a.propose_imha()
    komisyon = a.appoint(_own_board(), "E-1", dt.date(2037, 1, 2), arsiv_birimi=DETSIS).no
    a.open_session(liste.no, komisyon, belediye.saat_gunu(), "oda", UYELER)
    for uye in UYELER:
        a.vote(liste.no, "IMHA", uye=uye)
    a.decide(liste.no)
    belediye.onaya(liste.no)
    a.destroy(liste.no)
    assert a.export(kimlikler[1], tmp_path / "cikti").read_bytes() == (tmp_path / "ayni.pdf").read_bytes() and a.check() == []


def _own_board():
    """The archive's unit examines its own records: its two representatives are further people of the same unit."""
    from earsiv.model import Koltuk

    return [
        Koltuk(kod, tur, kisi, kisi, "Memur", DETSIS, dt.date(2037, 1, 2))
        for kod, tur, kisi in zip(("B", "A1", "A2", "U1", "U2"), ("BASKAN", "ARSIV", "ARSIV", "BIRIM", "BIRIM"), UYELER, strict=True)
    ]


def test_samples_go_to_devlet_arsivleri_and_the_remainder_by_its_own_decision(belediye):
    """Given a due A3 series; when samples are chosen and decided; then only the remainder may be listed, on the ground of that choice."""
    a = belediye.arsiv
    dosyalar = [belediye.dosya("120.02", yil, [f"{yil} yazısı"])[0] for yil in range(2010, 2016)]
    with pytest.raises(ImhaHatasi) as hata:
        a.propose_imha(dosyalar=dosyalar[1:2])
    assert hata.value.kod == "IMH-005"
    (secim,) = a.propose_samples(kod="120.02")
    with pytest.raises(ImhaHatasi):
        a.propose_imha(ornek=secim.no)
    secim = a.decide_samples(secim.no, "2037/4", belediye.saat_gunu())
    kalan = set(dosyalar) - set(secim.secilenler)
    assert secim.secilenler and kalan
    liste = a.propose_imha(ornek=secim.no)
    assert {s.dosya for s in liste.satirlar} == kalan and {s.dayanak for s in liste.satirlar} == {secim.no}
    with pytest.raises(ImhaHatasi):
        a.propose_imha(ornek=secim.no, dosyalar=secim.secilenler)
    belediye.karara(liste.no)
    belediye.onaya(liste.no)
    yol, sonuc = a.destroy(liste.no)
    assert len(sonuc.edilen) == len(kalan) and yol.durum is ListeDurumu.TAMAM
    a.seal_minutes(liste.no, "Arşiv odası", HAZIR)
    assert {d.kimlik for d in a.dosyalar() if d.kod == "120.02"} == set(secim.secilenler) and a.check() == []


def test_forms_are_given_to_whom_they_are_due(belediye):
    """Every form in every format, the institution's own columns, the degree on it, and the power to see it."""
    from earsiv.rapor import DuzenSutunu, FormDuzeni

    a = belediye.arsiv
    dosya, _ = belediye.dosya("165.05", 2013, ["yazı"])
    liste = a.propose_imha()
    with pytest.raises(ImhaHatasi) as hata:
        a.report("komisyon-karari", liste.no, "pdf")
    assert hata.value.kod == "IMH-030"
    belediye.karara(liste.no)
    belediye.onaya(liste.no)
    ilk = a.report("imha-listesi", liste.no, "csv").decode("utf-8-sig").splitlines()[0]
    duzen = FormDuzeni("imha-listesi", baslik="İMHA EDİLECEKLER", sutunlar=(DuzenSutunu("sira_no"), DuzenSutunu("konu", "Dosyanın Adı")))
    a.set_form_layout(duzen)
    assert a.report("imha-listesi", liste.no, "csv").decode("utf-8-sig").splitlines()[0] != ilk and a.form_layout("imha-listesi") == duzen
    a.set_form_layout(None, "imha-listesi")
    assert a.report("imha-listesi", liste.no, "csv").decode("utf-8-sig").splitlines()[0] == ilk
    for form, no in (
        ("imha-listesi", liste.no),
        ("komisyon-karari", liste.no),
        ("imha-tutanagi", liste.no),
        ("icerik-listesi", dosya),
        ("saklama-plani", "belediye"),
        ("faaliyet", "2037"),
    ):
        for bicim in ("xlsx", "docx", "csv"):
            assert a.report(form, no, bicim) == a.report(form, no, bicim), (form, bicim)
    assert b"%PDF" in a.report("faaliyet", "2037", "pdf")[:10]
    sayilar = a.activity(2037)
    assert sayilar["Ayıklama ve imha"]["Komisyon kararı"] == 1 and a.check() == []


def test_who_recorded_the_olur_may_not_execute_where_two_are_wanted(belediye):
    """Given an institution that wants two people; when who recorded the olur executes; then refused, and a colleague may."""
    a = belediye.arsiv
    belediye.dosya("165.05", 2013, ["yazı"])
    a.set_parameter("yurutme_ayriligi", "ARANIR", "Yönerge")
    liste = a.propose_imha()
    belediye.karara(liste.no)
    belediye.onaya(liste.no)
    with pytest.raises(ImhaHatasi) as hata:
        a.destroy(liste.no)
    assert hata.value.kod == "IMH-092"
    with belediye.open("sicil:4712") as diger:
        assert diger.destroy(liste.no)[0].durum is ListeDurumu.TAMAM


def test_a_split_that_was_cut_short_is_finished(belediye, monkeypatch):
    """Given a mixed list; when splitting it stops after the first part; then the same call makes what is missing."""
    a = belediye.arsiv
    belediye.dosya("165.05", 2013, ["imar yazısı"])
    belediye.dosya("165.05", 2013, ["zabıta yazısı"], birim=ZABITA)
    liste = a.propose_imha()
    asil, kere = a._propose, []

    def kesilen(*args, **kw):
        kere.append(1)
        if len(kere) == 2:
            raise KeyboardInterrupt
        return asil(*args, **kw)

    monkeypatch.setattr(a, "_propose", kesilen)
    with pytest.raises(KeyboardInterrupt):
        a.split_list(liste.no)
    monkeypatch.undo()
    (kalan,) = a.split_list(liste.no)
    assert kalan.birimler == (ZABITA,) and a.split_list(liste.no) == [] and a.check() == []


def test_records_of_a_paper_file_need_the_physical_record_too(belediye):
    """Given a file on a shelf that is appraised record by record; when a record is voted out; then its paper is recorded first."""
    a = belediye.arsiv
    dosya, _ = belediye.dosya("807.04", 2013, ["değersiz müsvedde", "değerli rapor"], uzunluk_mm=40)
    liste = a.propose_imha(dosyalar=[dosya], degerlendirme=True, belge_bazinda=[dosya])
    assert all(s.fiziki for s in liste.satirlar)
    belediye.karara(liste.no, oylar={2: ("SAKLA", "Değerli")})
    belediye.onaya(liste.no)
    with pytest.raises(ImhaHatasi) as hata:
        a.destroy(liste.no)
    assert hata.value.kod == "IMH-039"
    a.record_physical(liste.no, belediye.fiziki([1], agirlik_gram=120, klasor=0, adet=1))
    assert a.destroy(liste.no)[1].edilen == (1,) and a.check() == []
