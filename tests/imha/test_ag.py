# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Any web of files, records and references, any bars, any failures: what lives is never lost, and what went is always proven."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from earsiv.errors import bulgu
from earsiv.store import _destroy, defter, kalintilar
from earsiv.testing import SahteSaat
from tests.imha import dunya as d

DOSYA = 4
sira = st.integers(0, DOSYA - 1)


@st.composite
def aglar(ciz):
    """How many records each file has, which records are referred to from where, which files are listed, which are barred when."""
    adetler = ciz(st.lists(st.integers(0, 2), min_size=DOSYA, max_size=DOSYA))
    belgeler = [(dosya, n) for dosya, adet in enumerate(adetler) for n in range(adet)]
    atiflar = ciz(st.sets(st.tuples(st.sampled_from(belgeler), sira), max_size=6)) if belgeler else set()
    return {
        "belgeler": belgeler,
        "atiflar": sorted((b, dosya) for b, dosya in atiflar if b[0] != dosya),
        "listeli": ciz(st.permutations(range(DOSYA)))[: ciz(st.integers(1, DOSYA))],
        "engelli": ciz(st.sets(sira, max_size=2)),
        "sonradan": ciz(st.sets(sira, max_size=1)),
        "bozuk_adim": ciz(st.integers(0, 40)),
    }


@pytest.mark.yavas
@pytest.mark.fault("I11", "I20", "I21", "I29")
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(ag=aglar())
def test_whatever_refers_to_whatever_nothing_living_is_lost(monkeypatch, ag):
    """Barred files keep every record; a record with a living referrer lives; stubs stand for all the rest; a second run ends it."""
    with tempfile.TemporaryDirectory() as gecici, d.kur(Path(gecici) / "a", SahteSaat()) as depo:
        dosyalar = [d.dosya_ac(depo, f"Dosya {n}") for n in range(DOSYA)]
        belgeler = {k: d.belge_koy(depo, dosyalar[k[0]], f"{k}") for k in ag["belgeler"]}
        for k in belgeler:
            if hedefler := [dosyalar[n] for b, n in ag["atiflar"] if b == k]:
                d.atif(depo, belgeler[k], *hedefler)
        liste = d.listele(depo, *(d.satir(i, dosyalar[n]) for i, n in enumerate(ag["listeli"], start=1)))
        kalan = {dosyalar[n].kimlik for n in range(DOSYA) if n not in ag["listeli"] or n in ag["engelli"]}
        sorulan: dict[str, int] = {}

        def yargi(_baglanti, satir):
            sorulan[satir.dosya] = sorulan.get(satir.dosya, 0) + 1
            gec = any(dosyalar[n].kimlik == satir.dosya for n in ag["sonradan"]) and sorulan[satir.dosya] > 1
            return (bulgu("IMH-004", "x", engel="dava"),) if satir.dosya in kalan or gec else ()

        asil, kez = _destroy._remove_file, [0]

        def mesgul(yol):
            kez[0] += 1
            if kez[0] == ag["bozuk_adim"]:
                raise PermissionError(13, "meşgul", str(yol))
            asil(yol)

        on = d.yurutucu(depo, lambda _b, s: yargi(_b, s) if s.dosya in kalan else ()).preview(liste, liste.satirlar, d.dayanak(liste))
        sorulan.clear()
        monkeypatch.setattr(_destroy, "_remove_file", mesgul)
        sonuc = d.yurut(depo, liste, yargi=yargi)
        monkeypatch.setattr(_destroy, "_remove_file", asil)
        assert set(sonuc.edilen) <= set(on.edilen) and d.bulgular(depo) == []
        if not sonuc.hatali and not ag["sonradan"]:
            assert sonuc.edilen == on.edilen and sonuc.engellenen == on.engellenen

        son = d.yurut(depo, liste, yargi=lambda _b, s: (bulgu("IMH-004", "x", engel="dava"),) if s.dosya in kalan else ())
        assert not son.hatali and d.bulgular(depo) == []
        gitmis = {dosyalar[n].kimlik for n in ag["listeli"]} - kalan
        with depo.reader() as b:
            assert {k.kimlik for k in kalintilar.stubs(b) if k.tur == "dosya"} == gitmis
            yasayan = {k: defter.find(b, "belge", belge.kimlik) for k, belge in belgeler.items()}
            assert not {a.dosya for a in b.execute(kalintilar.t.ATIF.select())} & gitmis
        for k, belge in belgeler.items():
            gonderen = {dosyalar[n].kimlik for bel, n in ag["atiflar"] if bel == k}
            if dosyalar[k[0]].kimlik not in gitmis or gonderen - gitmis:
                assert yasayan[k] is not None and d.yasiyor(depo, belge) == [True]
                assert yasayan[k]["dosya"] not in gitmis
            else:
                assert yasayan[k] is None and d.kalinti(depo, belge.kimlik) is not None
