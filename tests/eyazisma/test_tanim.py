# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Descriptions in JSON: the keys of ``goster`` plus paths; every fault at once, nothing dropped silently."""

import json

import pytest

from earsiv import eyazisma
from earsiv.errors import GirdiHatasi, PaketHatasi
from earsiv.eyazisma.tanim import split_name
from earsiv.testing import SahteSaat, test_pki, write_letter, write_update

TANIM = {
    "konu": "Bakım Raporu",
    "guvenlik_kodu": "YOK",
    "olusturan": {"tur": "kurum", "kkk": "99900001", "ad": "Örnekova Belediye Başkanlığı"},
    "dagitimlar": [{"taraf": {"tur": "kisi", "ad": "Deneme İkinci Örnek"}}],
    "ekler": [{"yol": "ek.txt", "ad": "Birinci"}, {"tur": "FZK", "ad": "CD", "imzali": False}],
    "ustyazi": {"yol": "u.pdf"},
    "dogrulama_adresi": "https://ornek.invalid",
    "belge_no": "E-1",
    "tarih": "2026-11-20T12:00:00+03:00",
    "imzalar": [{"ad": "Deneme", "soyad": "Örnek", "makam": "Müdürlük"}],
}


def yukle(tmp_path, veri):
    (tmp_path / "t.json").write_text(veri if isinstance(veri, str) else json.dumps(veri), "utf-8")
    return eyazisma.load_description(tmp_path / "t.json", SahteSaat())


def test_short_description_is_completed(tmp_path):
    """Ids, numbers, types and names that follow from the rest need not be written."""
    t = yukle(tmp_path, TANIM)
    assert t.ustyazi == tmp_path / "u.pdf" and t.ustveri.dosya_adi == "u.pdf" and t.ustveri.mime_turu == "application/pdf"
    (ek, yol), (fiziki, yok) = t.ekler
    assert (ek.tur, ek.sira_no, ek.dosya_adi, ek.mime_turu, yol) == ("DED", 1, "ek.txt", "text/plain", tmp_path / "ek.txt")
    assert (fiziki.tur, fiziki.sira_no, yok) == ("FZK", 2, None) and len({ek.id, fiziki.id, t.ustveri.belge_id}) == 3
    assert t.ustveri.dagitimlar[0].taraf.kisi == eyazisma.Kisi("Deneme İkinci", "Örnek")
    assert t.nihai.imzalar[0].imzalayan.kisi.soyadi == "Örnek"


@pytest.mark.parametrize(
    ("degisen", "kod", "yer"),
    [
        ({"konuu": "x"}, "EYP-162", "konuu"),
        ({"ekler": [{"yol": "a.txt", "boy": 3}]}, "EYP-162", "ekler[1] · boy"),
        ({"ekler": "yok"}, "EYP-163", "ekler"),
        ({"ekler": [3]}, "EYP-163", "ekler[1]"),
        ({"ekler": [{"yol": "a.txt", "sira_no": "bir"}]}, "EYP-163", "sira_no"),
        ({"ekler": [{"yol": "a.txt", "imzali": 1}]}, "EYP-163", "imzali"),
        ({"ekler": [{"tur": "DED"}]}, "EYP-020", "yol"),
        ({"olusturan": {"tur": "baska"}}, "EYP-163", "tur"),
        ({"olusturan": {"tur": "kisi", "ad": "A B", "tckn": "110******46"}}, "EYP-164", "tckn"),
        ({"ustyazi": None}, "EYP-020", "ustyazi"),
    ],
)
def test_each_fault_is_named_at_its_place(tmp_path, degisen, kod, yer):
    """Masked numbers, unknown keys, wrong types: never written as if they were meant."""
    with pytest.raises(PaketHatasi) as hata:
        yukle(tmp_path, TANIM | degisen)
    assert any(b.kod == kod and yer in b.yer for b in hata.value.bulgular), [str(b) for b in hata.value.bulgular]


@pytest.mark.parametrize("veri", ["", "[]", "{", "[" * 100_000, '"x"'])
def test_what_is_no_object_is_refused(tmp_path, veri):
    """EYP-161."""
    with pytest.raises(GirdiHatasi) as hata:
        yukle(tmp_path, veri)
    assert hata.value.kod == "EYP-161"


def test_what_goster_says_can_be_given_back(tmp_path):
    """Read a letter, take its answer as a description, write it again: the same üstveri."""
    write_letter(tmp_path / "p.eyp")
    with eyazisma.read(tmp_path / "p.eyp") as p:
        veri, once, nihai = eyazisma.describe(p), p.ustveri, p.nihai
        eyazisma.extract(p, tmp_path / "cik")
    assert {"EYP-154", "EYP-140"} <= {b.kod for b in eyazisma.judge(tmp_path / "p.eyp").bulgular}
    metin = json.dumps(veri).replace("123******01", "12345678901")
    veri = json.loads(metin)
    veri["ustyazi"]["yol"] = "cik/UstYazi/ustyazi.pdf"
    for ek in veri["ekler"]:
        if ek["parca"]:
            ek["yol"] = "cik" + ek["parca"]
    t = yukle(tmp_path, veri)
    assert t.nihai == nihai
    with eyazisma.create(tmp_path / "q.eyp", saat=SahteSaat()) as i:
        pki = test_pki()
        eyazisma.fill(i, t).digest().sign(pki.imzala).finalize(t.nihai).sign(pki.imzala)
    with eyazisma.read(tmp_path / "q.eyp") as p:
        assert p.ustveri == once


def test_update_is_described_too(tmp_path):
    """guncellemeler, olusturan, konu; a wrong key is a fault."""
    write_update(tmp_path / "g.eypg", write_letter(tmp_path / "p.eyp"))
    with eyazisma.read(tmp_path / "g.eypg") as p:
        guncelleme = eyazisma.describe(p)["guncellemeler"][0]
    (tmp_path / "g.json").write_text(json.dumps({"guncellemeler": [guncelleme], "olusturan": TANIM["olusturan"], "konu": "x"}), "utf-8")
    guncellemeler, olusturan, konu, kimlik = eyazisma.load_changes(tmp_path / "g.json")
    assert guncellemeler[0].yeni_gizlilik_derecesi == "YOK" and olusturan.kkk == "99900001" and (konu, kimlik) == ("x", "")
    assert "EYP-060" not in {b.kod for b in eyazisma.judge(tmp_path / "g.eypg").bulgular}


@pytest.mark.parametrize(("ad", "parcalar"), [("Ali Veli Örnek", ("Ali Veli", "Örnek")), ("Örnek", ("Örnek", "")), ("", ("", ""))])
def test_whole_names_are_split_at_the_surname(ad, parcalar):
    """The last word; titles are not guessed."""
    kisi = split_name(ad)
    assert (kisi.ilk_adi, kisi.soyadi) == parcalar
