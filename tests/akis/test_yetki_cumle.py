# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Every public verb of the archive, found by itself: none works without a power, and only two lead to the shredder."""

import ast
import datetime as dt
import inspect
import textwrap

import pytest

import earsiv
from earsiv.archive import Arsiv
from earsiv.errors import YetkiHatasi
from earsiv.imha import Yurutucu
from earsiv.model import Yetki
from earsiv.store import defter
from earsiv.testing import render

GUN = dt.date(2037, 3, 10)
HERKESE = {
    "close",  # one's own handle
    "today",  # the clock
    "form_layout",  # the look of a form, nothing of the archive
    "read_package",  # a file of the caller's, not of the archive
    "verify",  # the same
    "clean_traces",  # finishes what an execution owes, shows nothing
    "belge",  # what acts look up for themselves: by unit and degree
    "dosya",
    "references",
    "stub",
}
VERILEN = {
    "add_event": {"tur": "KAPANIS"},
    "extend": {"yil": 1},
    "record_receipt": {"ad": "Ali Örnek"},
    "report": {"form": "imha-listesi"},
    "set_feasts": {"ramazan": [], "kurban": []},
}


def fiiller():
    return {ad: fiil for ad, fiil in inspect.getmembers(Arsiv, callable) if not ad.startswith("_")}


def degerler(ad, fiil, bilinen):
    """Return values of the right kind for what a verb must be given."""
    turler = (("dt.date", GUN), ("Iterable", []), ("Sequence", []), ("Path", bilinen["yol"]), ("int", 2037))
    konum, adli = [], {ad_: d for ad_, d in VERILEN.get(ad, {}).items() if inspect.signature(fiil).parameters.get(ad_, None) is None}
    for p in list(inspect.signature(fiil).parameters.values())[1:]:
        if p.kind in {p.VAR_POSITIONAL, p.VAR_KEYWORD}:
            continue
        if p.name in VERILEN.get(ad, {}):
            deger = VERILEN[ad][p.name]
        elif p.default is not p.empty:
            continue
        else:
            tur = str(p.annotation).partition("[")[0]
            deger = bilinen.get(p.name) or next((d for soz, d in turler if soz in tur), "x")
        if p.kind is p.KEYWORD_ONLY or p.default is not p.empty:
            adli[p.name] = deger
        else:
            konum.append(deger)
    return konum, adli


@pytest.fixture
def bilinen(arsiv, saat, tmp_path):
    """An archive with a due file on a list, and one record that is nobody's secret."""
    saat.move(days=(dt.datetime(2037, 3, 10, 9, tzinfo=dt.UTC) - saat.now()).total_seconds() / 86_400)
    yol = tmp_path / "yazi.pdf"
    yol.write_bytes(render(["bir yazı"], "metinli-pdf"))
    dosya = arsiv.open_dosya("165.05", acilis=dt.date(2013, 1, 1)).kimlik
    belge = arsiv.add(yol, dosya=dosya, tarih=dt.date(2013, 2, 1), konu="Yazı").kimlik
    arsiv.close_dosya(dosya, dt.date(2013, 12, 31))
    return {"dosya": dosya, "belge": belge, "no": arsiv.propose_imha().no, "yol": yol, "hedef": tmp_path / "hedef"}


@pytest.mark.fault("E01")
def test_no_verb_works_without_a_power_and_each_refusal_is_logged(arsiv, bilinen, saat):
    """Given an actor who may see every unit and degree but has no power; when they call each verb; then YET-003, one audit row each."""
    hic = Yetki("kimse", Yetki.full("x").derece, None, frozenset())
    okuyan = {"pages", "show", "export", "retention", "explain"}  # by id, of a record
    with earsiv.open(arsiv.depo.kok, hic, clock=saat) as kimse:
        for ad, fiil in fiiller().items():
            if ad in HERKESE:
                continue
            kimlik = bilinen["belge"] if ad in okuyan else bilinen["dosya"]
            konum, adli = degerler(ad, fiil, {**bilinen, "kimlik": kimlik})
            with pytest.raises(YetkiHatasi) as hata:
                list(getattr(kimse, ad)(*konum, **adli))
            assert hata.value.kod == "YET-003", ad
        with arsiv.depo.reader() as b:
            redler = [s for s in defter.audit_rows(b) if s.eylem == "yetki_red" and s.aktor == "kimse"]
        assert len(redler) == len(fiiller()) - len(HERKESE) and not bilinen["hedef"].exists()
    assert arsiv.check() == []


def cagiranlar(adlar):
    """Return the functions of the facade whose own text calls one of these names."""
    bulunan = set()
    for ad, fiil in inspect.getmembers(Arsiv, inspect.isfunction):
        agac = ast.parse(textwrap.dedent(inspect.getsource(fiil)))
        cagri = (d.func for d in ast.walk(agac) if isinstance(d, ast.Call))
        if {getattr(c, "attr", getattr(c, "id", "")) for c in cagri} & adlar:
            bulunan.add(ad)
    return bulunan


@pytest.mark.fault("I12")
def test_of_all_public_calls_two_lead_to_the_shredder():
    """Destroying an approved list, removing a receipted transfer: whoever else reaches the executor, however far away, is found here."""
    adlar, bulunan = {Yurutucu.__name__}, set()
    while yeni := cagiranlar(adlar) - bulunan:
        bulunan |= yeni
        adlar = bulunan
    assert {ad for ad in bulunan if not ad.startswith("_")} == {"destroy", "remove_local"}
    for ad in ("destroy", "remove_local"):
        gereken = [p.name for p in inspect.signature(getattr(Arsiv, ad)).parameters.values() if p.default is p.empty]
        assert gereken == ["self", "no"], ad


def test_no_verb_is_called_delete():
    """Delete, expire and retain are three things: no public verb is the bare word, and none prunes the trail."""
    yasak = {"delete", "remove", "purge", "prune", "erase", "sil", "clear", "empty", "drop", "trash", "expire"}
    assert not {ad for ad in fiiller() if set(ad.split("_")) & yasak} - {"remove_local"}
