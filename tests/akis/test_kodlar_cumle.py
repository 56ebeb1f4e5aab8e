# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Refusals and findings that no story meets by itself, and a record that every sweep must find."""

import datetime as dt

import pytest

from earsiv.errors import GirdiHatasi
from earsiv.store import kalintilar
from tests.akis.imha_dunyasi import UYELER, Belediye

pytestmark = pytest.mark.yavas


@pytest.fixture
def belediye(tmp_path, saat):
    acik = Belediye(tmp_path, saat)
    yield acik
    acik.close()


def test_what_is_no_vote_and_no_material_is_told_with_what_there_is(belediye):
    """Given words that are not of the law; then the answer names those that are."""
    a = belediye.arsiv
    belediye.dosya("165.05", 2013, ["yazı"])
    liste = a.propose_imha()
    a.open_session(liste.no, belediye.komisyon(), belediye.saat_gunu(), "Oda", UYELER)
    for kod, bilinen, fiil in (
        ("IMH-042", "SAKLA", lambda: a.vote(liste.no, "BELKİ", uye=UYELER[0])),
        ("IMH-049", "defter", lambda: a.propose_imha(malzeme="kaset", deneme=True)),
    ):
        with pytest.raises(GirdiHatasi) as hata:
            fiil()
        assert hata.value.kod == kod and bilinen in str(hata.value)
    assert a.votes(liste.no) == []


@pytest.mark.fault("I25")
def test_pages_that_cannot_be_cleaned_now_are_owed_told_and_cleaned_later(belediye, monkeypatch):
    """Given somebody in the way of the ledger's free pages; then the run says IMH-090 and the next upkeep does it."""
    a = belediye.arsiv
    belediye.dosya("165.05", 2013, ["yazı"])
    liste = a.propose_imha()
    belediye.karara(liste.no)
    belediye.onaya(liste.no)
    monkeypatch.setattr(kalintilar, "scrub", lambda _depo: False)
    _, sonuc = a.destroy(liste.no)
    assert sonuc.edilen == (1,) and [b.kod for b in sonuc.borclar] == ["IMH-090"] and a.clean_traces() is False
    monkeypatch.undo()
    a.process_pending()
    assert a.clean_traces() is True and a.check() == []


def test_every_sweep_finds_the_canary(belediye):
    """Given one due file among others; then each way of looking examines all and finds it: a sweep that finds nothing did look."""
    a = belediye.arsiv
    kanarya, _ = belediye.dosya("165.05", 2013, ["kanarya"])
    for yil in (2034, 2035):
        belediye.dosya("165.05", yil, [])
    gun = dt.date(2037, 3, 10)
    tarama = a.sweep(gun).as_dict()
    assert (tarama["incelenen"], tarama["dolan"], len(a.dosyalar())) == (3, 1, 3)
    assert [d.kimlik for d in (o.dosya for o, _, durum in a.judged(gun) if durum == "aday")] == [kanarya]
    assert [o.dosya.kimlik for o, y in a.screened(gun) if y.durum == "aday"] == [kanarya]
    assert [s.dosya for s in a.propose_imha(deneme=True).satirlar] == [kanarya]


@pytest.mark.parametrize(("kodlar", "konu"), [((), "Kurmaca özlük"), (("165",), "[kişisel veri]"), (("105",), "Kurmaca özlük")])
def test_a_file_under_a_code_of_personal_data_leaves_a_masked_stub(belediye, kodlar, konu):
    """Given codes under which every file is personal; then the stubs of file and records are masked although nobody wrote a person down."""
    a = belediye.arsiv
    if kodlar:
        a.set_personal_codes(kodlar, "Veri envanteri")
    dosya, belgeler = belediye.dosya("165.05", 2013, ["yazı"], ad="Kurmaca özlük")
    liste = a.propose_imha()
    belediye.karara(liste.no)
    belediye.onaya(liste.no)
    a.destroy(liste.no)
    assert a.stub(dosya).konu == konu and a.stub(belgeler[0]).konu == (konu if konu.startswith("[") else "2013 yazısı 1")
