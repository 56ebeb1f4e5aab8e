# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Holds are asked three times: when a line is listed, when the list is approved, and inside the transaction that begins its removal."""

import datetime as dt

import pytest

from earsiv.errors import ImhaHatasi
from earsiv.saklama import Kapsam, KapsamTuru
from earsiv.store import defter
from tests.akis.imha_dunyasi import Belediye

pytestmark = pytest.mark.yavas


@pytest.fixture
def belediye(tmp_path, saat):
    acik = Belediye(tmp_path, saat)
    yield acik
    acik.close()


@pytest.mark.fault("I02", "I03")
def test_an_olur_over_a_held_line_says_so_and_the_hold_wins(belediye):
    """Given a decided list; when a hold comes before the olur; then list and trail name the line, the digest stays, only the rest goes."""
    a = belediye.arsiv
    ilk, _ = belediye.dosya("165.05", 2013, ["giden yazı"])
    davali, _ = belediye.dosya("165.05", 2014, ["davalı yazı"])
    liste = a.propose_imha()
    belediye.karara(liste.no)
    a.hold("E4", [Kapsam(KapsamTuru.DOSYA, davali)], "Tazminat davası")
    yol = belediye.onaya(liste.no)
    assert yol.gecmis[-1].gerekce == "Olur kaydedilirken önünde engel bulunan satırlar: 2." and yol.liste.ozet == liste.ozet
    with a.depo.reader() as b:
        assert [s.ayrinti["engelli"] for s in defter.audit_rows(b) if s.eylem == "olur"] == ["2"]
    assert a.destroy(liste.no, deneme=True)[1].edilen == (1,)
    assert a.destroy(liste.no)[1].edilen == (1,)
    assert a.dosya(davali).kimlik == davali and a.stub(ilk).liste == liste.no and a.check() == []


def test_a_line_that_is_refused_or_free_is_not_named(belediye):
    """Given one line held and refused by the olur, another free; then the step has nothing to say."""
    a = belediye.arsiv
    davali, _ = belediye.dosya("165.05", 2013, ["davalı yazı"])
    belediye.dosya("165.05", 2014, ["yazı"])
    liste = a.propose_imha()
    belediye.karara(liste.no)
    a.hold("E4", [Kapsam(KapsamTuru.DOSYA, davali)], "Tazminat davası")
    assert belediye.onaya(liste.no, olur_ret=[(1, "Davası var")]).gecmis[-1].gerekce == ""


def test_an_institution_may_let_days_lie_between_olur_and_execution(belediye):
    """Given ten days of waiting; then nothing goes before the tenth, trial and run alike, a hold of those days wins, and giving up is free."""
    a = belediye.arsiv
    a.set_parameter("imha_bekleme_gun", 10, "Başkanlık genelgesi")
    gider, _ = belediye.dosya("165.05", 2013, ["yazı"])
    tutulan, _ = belediye.dosya("165.05", 2014, ["yazı"])
    liste = a.propose_imha()
    belediye.karara(liste.no)
    belediye.onaya(liste.no)
    for gun in (dt.date(2037, 3, 10), dt.date(2037, 3, 19)):
        belediye.gunu(gun)
        for deneme in (True, False):
            with pytest.raises(ImhaHatasi) as hata:
                a.destroy(liste.no, deneme=deneme)
            assert hata.value.kod == "IMH-006" and "20.03.2037" in str(hata.value)
    a.set_parameter("imha_bekleme_gun", 0, "Kaldırıldı")  # shortened afterwards: the days of the olur still count
    with pytest.raises(ImhaHatasi):
        a.destroy(liste.no)
    a.abort_list(liste.no, "Birim vazgeçti", deneme=True)
    a.hold("E4", [Kapsam(KapsamTuru.DOSYA, tutulan)], "Tazminat davası")
    belediye.gunu(dt.date(2037, 3, 20))
    assert a.destroy(liste.no)[1].edilen == (1,) and a.stub(gider).liste == liste.no and a.dosya(tutulan)
