# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Attacks on what no digest covers: relationships that point elsewhere while every signed byte stays as it was."""

import pytest

from earsiv import eyazisma
from earsiv.testing import PaketKurucu

EK = "IdEk_0A5E1C7D-3B2F-4E60-9A11-00000000E002"
SAHTE = {"/ImzasizEkler/sahte.txt": b"sahte"}


def rels(p, eski, yeni):
    ham = p["/_rels/.rels"]
    assert eski.encode() in ham
    return {"/_rels/.rels": ham.replace(eski.encode(), yeni.encode())}


def ekle(p, oge):
    return rels(p, "</Relationships>", f"{oge}</Relationships>")


@pytest.mark.parametrize(
    ("degistir", "kod"),
    [
        pytest.param(
            lambda p: {**rels(p, 'Target="/Ekler/ek1.txt"', 'Target="/ImzasizEkler/sahte.txt"'), **SAHTE},
            "EYP-014",
            id="imzali-ek-baska-parcaya",
        ),
        pytest.param(lambda p: rels(p, 'Target="/UstYazi/ustyazi.pdf"', 'Target="/Ekler/ek1.txt"'), "EYP-014", id="ust-yazi-eke"),
        pytest.param(
            lambda p: ekle(p, f'<Relationship Type="http://eyazisma.dpt/iliskiler/ek" Target="/Ekler/ek1.txt" Id="{EK}" />'),
            "EYP-013",
            id="ayni-kimlik-iki-kez",
        ),
        pytest.param(
            lambda p: ekle(p, f'<Relationship Type="urn:x" Target="/Ekler/ek1.txt" Id="{EK.lower()}" />'),
            "EYP-012",
            id="yabanci-tur-ek-kimligi",
        ),
        pytest.param(
            lambda p: {
                "/AAA/_rels/x.rels": p["/PaketOzeti/_rels/PaketOzeti.xml.rels"]
                .replace(b"imzacades", b"ek")
                .replace(b"../Imzalar/ImzaCades.imz", b"/Ekler/ek1.txt")
                .replace(b"IdImzaCades", EK.encode())
            },
            "EYP-012",
            id="baska-kaynaktan",
        ),
        pytest.param(lambda _: {"/ImzasizEkler/fazla.txt": b"fazla"}, "EYP-037", id="bildirilmeyen-imzasiz-ek"),
        pytest.param(
            lambda p: {**rels(p, "iliskiler/ek", "iliskiler/imzasizEk"), **rels_kimlik(p)}, "EYP-016", id="imzali-ek-imzasiz-iliskiyle"
        ),
    ],
)
def test_relationship_attack_is_named(tmp_path, degistir, kod):
    """Every digest still holds, and the package is invalid all the same."""
    (tmp_path / "p.eyp").write_bytes(PaketKurucu(degistir=degistir).build())
    with eyazisma.read(tmp_path / "p.eyp") as paket:
        rapor = eyazisma.verify(paket)
    assert rapor.ozetler is True and not rapor.gecerli
    assert kod in {b.kod for b in rapor.bulgular if b.seviye == "hata"}, [str(b) for b in rapor.bulgular]


def rels_kimlik(p):
    ham = p["/_rels/.rels"].decode("utf-8-sig")
    ham = (
        ham.replace("iliskiler/ek", "iliskiler/imzasizEk")
        .replace("IdEk_", "IdImzasizEk_")
        .replace("/Ekler/ek1.txt", "/ImzasizEkler/ek1.txt")
    )
    return {"/_rels/.rels": ham.encode(), "/ImzasizEkler/ek1.txt": p["/Ekler/ek1.txt"]}


@pytest.mark.parametrize("surum", ["1.0", "1.3", "2.0", "2.1"])
def test_empty_update_package_is_not_valid(tmp_path, surum):
    """Category GUNCELLEME and nothing else: everything it must have is missed."""

    def bosalt(p):
        core = next(ad for ad in p if ad.endswith(".psmdcp"))
        rels_ = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="@CORE@" Id="R1" /></Relationships>'.replace(
            "@CORE@", core
        )
        ham = p[core].decode("utf-8-sig").replace("RESMIYAZISMA", "RESMIYAZISMA/GUNCELLEME").replace(">2.0<", f">{surum}<")
        return {**{ad: None for ad in p if ad not in {core, "/[Content_Types].xml"}}, core: ham.encode(), "/_rels/.rels": rels_.encode()}

    (tmp_path / "p.eypg").write_bytes(PaketKurucu(degistir=bosalt).build())
    with eyazisma.read(tmp_path / "p.eypg") as paket:
        rapor = eyazisma.verify(paket)
    assert not rapor.gecerli and {"EYP-005", "EYP-062", "EYP-071"} <= {b.kod for b in rapor.bulgular}


@pytest.mark.parametrize("uri", ["/Ekler/ek%31.txt", "/ekler/EK1.txt"])
def test_reference_that_resolves_by_unescaping_or_case_covers_its_part(tmp_path, uri):
    """The official reader unescapes and ignores case: so do we."""
    from earsiv.testing import test_pki

    def yaz(p):
        paket = p["/PaketOzeti/PaketOzeti.xml"].replace(b'URI="/Ekler/ek1.txt"', f'URI="{uri}"'.encode())
        return {
            "/PaketOzeti/PaketOzeti.xml": paket,
            "/Imzalar/ImzaCades.imz": test_pki().imzala(paket),
            "/NihaiOzet/NihaiOzet.xml": None,
            "/NihaiOzet/_rels/NihaiOzet.xml.rels": None,
            "/Muhur/MuhurCades.imz": None,
        }

    (tmp_path / "p.eyp").write_bytes(PaketKurucu(degistir=yaz).build())
    with eyazisma.read(tmp_path / "p.eyp") as paket:
        kodlar = {b.kod for b in eyazisma.verify(paket).bulgular}
    assert not kodlar & {"EYP-041", "EYP-043", "EYP-052", "EYP-017"}
