# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The storage root, with ocfl-py as a second opinion."""

import pytest
from ocfl import StorageRoot

from earsiv.errors import DepoHatasi
from earsiv.store import OcflKoku

BILGI = {"mesaj": "deneme", "aktor": "a", "zaman": "2026-11-21T09:00:00.000000Z"}


@pytest.fixture
def kok(tmp_path):
    k = OcflKoku(tmp_path / "ocfl")
    k.create()
    return k


def yaz(kok, tmp_path, kimlik, icerik):
    sahne = tmp_path / "sahne"
    sahne.mkdir()
    yazim = kok.stage(kimlik, icerik, sahne, **BILGI)
    kok.publish(kimlik, sahne, yazim.surum)
    if sahne.exists():
        sahne.rmdir() if not any(sahne.iterdir()) else __import__("shutil").rmtree(sahne)
    return yazim


def ikinci_gorus(kok):
    """ocfl-py on the whole root: its structure, and every object with its digests."""
    kok_ = StorageRoot(root=str(kok.yol))
    return kok_.validate(validate_objects=True, check_digests=True) and kok_.good_objects == kok_.num_objects == len(list(kok.objects()))


def test_objects_and_versions_are_valid_for_another_implementation(kok, tmp_path):
    """One object, three versions, equal content stored once, empty root before."""
    assert ikinci_gorus(kok)
    (tmp_path / "buyuk").write_bytes(b"x" * 3_000_000)
    assert yaz(kok, tmp_path, "urn:uuid:1", {"a.json": b"1", "asil/ğüş.pdf": tmp_path / "buyuk"}).surum == 1
    assert yaz(kok, tmp_path, "urn:uuid:1", {"a.json": b"2"}).surum == 2
    assert yaz(kok, tmp_path, "urn:uuid:1", {"a.json": b"2", "b.json": b"1"}).surum == 3
    yaz(kok, tmp_path, "urn:earsiv:liste:2037/1", {"liste.json": b"{}"})
    assert ikinci_gorus(kok)
    assert kok.head("urn:uuid:1") == 3 and kok.read("urn:uuid:1", "a.json") == b"2"
    assert kok.file("urn:uuid:1", "asil/ğüş.pdf").stat().st_size == 3_000_000
    assert len(list(kok.path("urn:uuid:1").glob("v*/content/*"))) == 3
    assert not [b for k in ("urn:uuid:1", "urn:earsiv:liste:2037/1") for b in kok.verify(k)]


@pytest.mark.fault("C13", "C14")
def test_user_text_never_becomes_a_path(kok, tmp_path):
    """Logical names live in the inventory; content paths are numbers."""
    yaz(kok, tmp_path, "urn:uuid:1", {"CON/" + "ğ" * 200 + ".pdf": b"1"})
    assert all(p.name.isascii() for p in kok.path("urn:uuid:1").rglob("*"))


@pytest.mark.fault("C07")
@pytest.mark.parametrize(
    ("boz", "kod"),
    [
        (lambda d: d.write_bytes(b"2"), "DEP-014"),
        (lambda d: d.write_bytes(b""), "DEP-014"),
        (lambda d: d.unlink(), "DEP-012"),
        (lambda d: (d.parent / "fazla.bin").write_bytes(b"x"), "DEP-015"),
        (lambda d: (d.parents[2] / "inventory.json").write_bytes((d.parents[2] / "inventory.json").read_bytes() + b" "), "DEP-013"),
        (lambda d: (d.parents[2] / "inventory.json").unlink(), "DEP-010"),
        (lambda d: (d.parents[2] / "inventory.json.sha512").unlink(), "DEP-010"),
    ],
)
def test_damage_is_named_and_seen_by_the_second_opinion_too(kok, tmp_path, boz, kod):
    """Flipped, truncated, missing, extra, edited inventory."""
    yaz(kok, tmp_path, "urn:uuid:1", {"a.json": b"1"})
    boz(next(kok.path("urn:uuid:1").glob("v1/content/*")))
    assert kod in {b.kod for b in kok.verify("urn:uuid:1")}
    assert not ikinci_gorus(kok)


def test_absent_object_and_file_have_their_codes(kok, tmp_path):
    """Typed, not KeyError."""
    with pytest.raises(DepoHatasi) as hata:
        kok.read("urn:uuid:9", "a")
    assert hata.value.kod == "DEP-010"
    yaz(kok, tmp_path, "urn:uuid:1", {"a.json": b"1"})
    with pytest.raises(DepoHatasi) as hata:
        kok.read("urn:uuid:1", "b.json")
    assert hata.value.kod == "DEP-011"
