# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The whole way, once: a scan and a package in, an imha listesi out, and everything in between accounted for."""

import datetime as dt
import tomllib

import pytest

import earsiv
from earsiv.kabul import KabulBilgisi
from earsiv.testing import PaketKurucu, render
from tests.conftest import KOK

METINLER = {y.stem: tomllib.loads(y.read_text("utf-8")) for y in sorted((KOK / "fixtures" / "metin").glob("*.toml"))}


def test_invented_letters_are_filed_under_leaf_codes_of_the_plan():
    """Fixtures keep their own promises: codes exist, are leaves, and T.C. numbers fail their checksum."""
    import re

    from earsiv.sdp import effective

    plan = effective("belediye")
    assert len(METINLER) >= 10
    for t in METINLER.values():
        assert not plan.children(t["dosya_kodu"]) and plan.period_row(t["dosya_kodu"]).saklama_suresi
        for no in re.findall(r"\b\d{11}\b", "".join(t["sayfalar"])):
            r = [int(h) for h in no]
            assert (sum(r[:9:2]) * 7 - sum(r[1:8:2])) % 10 != r[9] or sum(r[:10]) % 10 != r[10], no


@pytest.mark.yavas
@pytest.mark.ocr
def test_one_record_of_each_kind_goes_the_whole_way(tmp_path, saat, ocr):
    """Given a noisy scan, a package and a text PDF; when taken in, searched, swept and listed; then each step holds."""
    # given
    zabita, bakim, meclis = (METINLER[a] for a in ("13-zabita-tespit-tutanagi", "10-bilgi-islem-bakim-raporu", "01-meclis-karari"))
    (tmp_path / "zabita.png").write_bytes(
        render(zabita["sayfalar"], "png", dpi=zabita["dpi"], egim=zabita["egim"], gurultu=zabita["gurultu"])
    )
    (tmp_path / "bakim.eyp").write_bytes(PaketKurucu(ustyazi=render(bakim["sayfalar"], "metinli-pdf")).build())
    (tmp_path / "meclis.pdf").write_bytes(render(meclis["sayfalar"], "pdf", dpi=200, egim=0.3))
    with earsiv.create(tmp_path / "arsiv", kurum="Örnekova Belediyesi", detsis="99900001", clock=saat) as arsiv:
        # when
        for ad, t in (("zabita.png", zabita), ("meclis.pdf", meclis), ("bakim.eyp", bakim)):
            bilgi = KabulBilgisi(
                kod=t["dosya_kodu"],
                birim=t["birim"],
                tarih=dt.date.fromisoformat(t["tarih"]),
                konu=t["konu"],
                kapanis=dt.date.fromisoformat(t["kapanis"]),
            )
            assert arsiv.add_all([tmp_path / ad], bilgi).kalemler[0].durum == "alindi"
        # then: found however typed
        for sorgu in ("müdürlüğü", "MUDURLUGU", "MÜDÜRLÜĞÜ"):
            assert len({s.belge.kimlik for s in arsiv.search(sorgu).sonuclar}) == 3
        assert arsiv.search("Belediyesi'nin").toplam >= 2
        bulunan = arsiv.search("zabıta").sonuclar[0]
        assert bulunan.vurgu.kutular and "<mark>" in bulunan.vurgu.parca_html
        # then: judged to the year
        supurme = arsiv.sweep(dt.date(2037, 3, 1))
        assert {(o.dosya.kod, str(h.sonuc), h.listelenebilir_yil) for o, h in (*supurme.adaylar, *supurme.diger)} == {
            ("165.05", "IMHA", 2024),
            ("105.04", "DEVIR", 2031),
            ("807.04", "KOMISYON", 2033),
        }
        liste = arsiv.propose_imha(dt.date(2037, 3, 1))
        assert [s.dosya_kodu for s in liste.satirlar] == ["165.05"]
        assert arsiv.report("imha-listesi", liste.no, "pdf") == arsiv.report("imha-listesi", liste.no, "pdf")
        # then: a listed file takes nothing and goes onto no second list
        (tmp_path / "ek.pdf").write_bytes(render(["ek"], "metinli-pdf"))
        ek = arsiv.add(tmp_path / "ek.pdf", dosya=liste.satirlar[0].dosya, tarih=dt.date(2013, 7, 20))
        assert ek.durum == "reddedildi" and ek.bulgular[0].kod == "IMH-015"
        with pytest.raises(earsiv.ImhaHatasi):
            arsiv.propose_imha(dt.date(2037, 3, 1))
        # then: everything holds, also after the index is lost
        assert arsiv.check() == []
        import shutil

        arsiv._dizin.close()
        shutil.rmtree(tmp_path / "arsiv" / "dizin")
        assert [b.kod for b in arsiv.check()] == ["DEP-024"]
        assert arsiv.rebuild_index() == 3 and arsiv.check() == []


@pytest.mark.fault("R07", "I09")
def test_a_file_keeps_the_plan_it_was_filed_under(arsiv):
    """The version is in the file; a later plan does not apply silently."""
    dosya = arsiv.open_dosya("165.05", acilis=dt.date(2013, 1, 1))
    assert (dosya.plan, dosya.plan_surumu) == ("belediye", "2018")
    assert arsiv.retention(dosya.kimlik).surum == "2018"
