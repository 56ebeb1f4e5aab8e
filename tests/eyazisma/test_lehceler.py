# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Packages as other programs spell them: read alike, valid, and each liberty told as a finding of level bilgi or uyari."""

from functools import cache

import pytest

from earsiv import eyazisma
from earsiv.testing import altered, dialect, pack, replaced, sample, unpack

pytestmark = pytest.mark.yavas

UST, RELS = "/Ustveri/Ustveri.xml", "/_rels/.rels"


@cache
def taban(tur):
    return sample(tur.removesuffix("+paraf"), paraf=tur.endswith("+paraf"))


def judged(tmp_path, veri):
    (tmp_path / "p.eyp").write_bytes(veri)
    rapor = eyazisma.judge(tmp_path / "p.eyp")
    return rapor, {b.kod for b in rapor.bulgular}


def described(yol):
    with eyazisma.read(yol) as p:
        veri = eyazisma.describe(p)
    return {ad: deger for ad, deger in veri.items() if ad not in {"bulgular", "ustyazi"}}


@pytest.mark.parametrize("tur", ["1.3", "2.0", "2.0+paraf", "eypg"])
@pytest.mark.parametrize("on_ek", [None, "ns2", "t"])
@pytest.mark.parametrize("satir", [None, "\n", ""])
@pytest.mark.parametrize("bom", [True, False])
def test_every_spelling_of_every_kind_is_valid_and_means_the_same(tmp_path, tur, on_ek, satir, bom):
    """Prefix, line ends, byte order mark: three liberties, no other meaning."""
    rapor, kodlar = judged(tmp_path, altered(taban(tur), dialect(on_ek, bom=bom, satir=satir)))
    assert rapor.gecerli and rapor.ozetler is True, [str(b) for b in rapor.bulgular if b.seviye == "hata"]
    assert ("EYP-100" in kodlar) is not bom
    (tmp_path / "a.eyp").write_bytes(taban(tur))
    assert described(tmp_path / "p.eyp") == described(tmp_path / "a.eyp")


def sil(p, *adlar):
    for ad in adlar:
        del p[ad]


def imzager(p):
    """The oldest layout: 1.0, SHA-1, relative targets, docProps/core.xml, ns2, no BelgeHedef, no NihaiOzet, empty optional elements."""
    import re

    sil(p, "/BelgeHedef/BelgeHedef.xml", "/NihaiOzet/NihaiOzet.xml", "/NihaiOzet/_rels/NihaiOzet.xml.rels", "/Muhurler/MuhurCades.imz")
    for tur in ("belgehedef", "nihaiozet"):
        p[RELS] = re.sub(rf'<Relationship Type="[^"]*/{tur}"[^>]*/>', "", p[RELS].decode()).encode()
    ozet = re.sub(r'<Reference URI="/BelgeHedef.*?</Reference>', "", p["/PaketOzeti/PaketOzeti.xml"].decode(), flags=re.DOTALL)
    p["/PaketOzeti/PaketOzeti.xml"] = ozet.replace(
        "http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2000/09/xmldsig#sha1"
    ).encode()
    core = next(ad for ad in p if ad.endswith(".psmdcp"))
    p[core] = p[core].replace(b"<version>1.3", b"<contentStatus>Son</contentStatus><version>1.0")
    p[RELS] = p[RELS].replace(core.encode(), b"/docProps/core.xml")
    p["/docProps/core.xml"] = p.pop(core)
    ust = p[UST].decode().replace("<tipler:KKK>99900002</tipler:KKK>", "<tipler:KKK>99900002</tipler:KKK><tipler:BYK/>")
    nil = '<tipler:GuvenlikKoduGecerlilikTarihi xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>'
    p[UST] = ust.replace("</tipler:GuvenlikKodu>", "</tipler:GuvenlikKodu>" + nil).replace(">P3D<", ">0<").encode()
    dialect("ns2", bom=False, satir="", goreli=True)(p)


@pytest.mark.fault("A22")
def test_oldest_layout_is_read_with_every_liberty_told(tmp_path):
    """Archive software will meet these: nothing of it makes the letter invalid."""
    rapor, kodlar = judged(tmp_path, altered(taban("1.3"), imzager))
    assert rapor.gecerli and rapor.surum == "1.0", [str(b) for b in rapor.bulgular if b.seviye == "hata"]
    assert {"EYP-009", "EYP-011", "PKT-026", "EYP-102", "EYP-100", "EYP-101", "EYP-103", "EYP-026", "EYP-047"} <= kodlar


@pytest.mark.parametrize(
    ("degisiklik", "kodlar"),
    [
        (dialect(docprops=True), {"EYP-102"}),
        (dialect(goreli=True), {"PKT-026"}),
        (replaced(RELS, "iliskiler/paketozeti", "iliskiler/PaketOzeti"), {"EYP-006"}),
        (lambda p: p.update({"/USTVERI/ustveri.XML": p.pop(UST)}), {"PKT-027"}),
        (replaced(UST, "P3D", "0"), {"EYP-026"}),
        (replaced(UST, ">Örnek Kurumu<", "> <"), {"EYP-103"}),
    ],
)
def test_each_liberty_is_a_finding_and_no_fault(tmp_path, degisiklik, kodlar):
    """Tolerance is never silence."""
    rapor, bulunan = judged(tmp_path, altered(taban("2.0"), degisiklik))
    assert rapor.gecerli and kodlar <= bulunan, [str(b) for b in rapor.bulgular if b.seviye == "hata"]


@pytest.mark.parametrize("nerede", ["rels", "ozet", "kap"])
def test_percent_encoded_names_are_found_and_told(tmp_path, nerede):
    """The official reader unescapes: ``%31`` and ``1`` are one part."""
    degisiklik = {
        "rels": replaced(RELS, "/Ekler/ekg1.txt", "/Ekler/ekg%31.txt"),
        "ozet": lambda p: p.update(
            {
                ad: p[ad].replace(b"/Ekler/ekg1.txt", b"/Ekler/ekg%31.txt")
                for ad in ("/PaketOzeti/PaketOzeti.xml", "/NihaiOzet/NihaiOzet.xml")
            }
        ),
        "kap": lambda p: p.update({"/Ekler/ekg%31.txt": p.pop("/Ekler/ekg1.txt")}),
    }[nerede]
    parcalar = unpack(taban("2.0"))
    degisiklik(parcalar)
    rapor, kodlar = judged(tmp_path, altered(pack(parcalar), lambda p: None))
    assert rapor.gecerli and "PKT-028" in kodlar, [str(b) for b in rapor.bulgular if b.seviye == "hata"]


@pytest.mark.parametrize("kodlama", ["utf-8", "cp857", "cp1254"])
def test_names_in_code_pages_of_the_time_are_read_and_told(tmp_path, kodlama):
    """Tools outside .NET store Turkish names as they like; the letters tell the code page."""
    eski, yeni = "Ekler/ekg1.txt", "Ekler/çğış.txt"
    ham_ad = "çğış".encode(kodlama)
    gecici = "Q" * len(ham_ad)  # of the same length in the container
    veri = altered(
        taban("2.0"),
        lambda p: [
            p.update({ad: v.replace(eski.encode(), yeni.encode()) for ad, v in p.items() if ad.endswith((".xml", ".rels"))}),
            p.update({f"/Ekler/{gecici}.txt": p.pop("/" + eski)}),
        ],
    )
    ham = veri.replace(gecici.encode(), ham_ad)
    (tmp_path / "p.eyp").write_bytes(ham)
    with eyazisma.read(tmp_path / "p.eyp") as p:
        parca = p.attachment_part(p.ustveri.ekler[0])
        assert parca.ad == "/" + yeni and p.kap.read(parca) == b"birinci ek\n"
        assert "PKT-029" in {b.kod for b in p.bulgular}


def test_unknown_elements_survive_a_copy(tmp_path):
    """An element of a later version is told, kept, and leaves in every copy byte for byte."""
    yeni = '<YeniOge xmlns="urn:dpt:eyazisma:schema:xsd:Tipler-2">değer</YeniOge></UstVeri>'
    (tmp_path / "a.eyp").write_bytes(altered(taban("2.0+paraf"), replaced(UST, "</UstVeri>", yeni)))
    rapor = eyazisma.judge(tmp_path / "a.eyp")
    assert rapor.gecerli and "EYP-110" in {b.kod for b in rapor.bulgular if b.seviye == "uyari"}
    eyazisma.copy_for(tmp_path / "a.eyp", tmp_path / "b.eyp", parafsiz=True)
    assert unpack((tmp_path / "b.eyp").read_bytes())[UST] == unpack((tmp_path / "a.eyp").read_bytes())[UST]


@pytest.mark.fault("X11")
def test_comment_inside_a_value_does_not_cut_it(tmp_path):
    """The whole text is read, on both sides of the comment."""
    (tmp_path / "a.eyp").write_bytes(altered(taban("2.0"), replaced(UST, "Bakım Raporu", "Bakım<!-- x --> Ra<?pi y?>poru")))
    with eyazisma.read(tmp_path / "a.eyp") as p:
        assert p.ustveri.konu == "Bakım Raporu"
