# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The shredder: nothing goes without a durable proof of this very content, and a call that was cut short can be repeated."""

import hashlib
import json
import os

import pytest
from ocfl import StorageRoot

from earsiv.errors import DepoHatasi, ImhaHatasi
from earsiv.store import OcflKoku, _destroy
from earsiv.store._destroy import Kanit
from earsiv.store.ocfl import inventory_digest

BILGI = {"mesaj": "deneme", "aktor": "a", "zaman": "2026-11-21T09:00:00.000000Z"}


@pytest.fixture
def kok(tmp_path):
    k = OcflKoku(tmp_path / "ocfl")
    k.create()
    return k


def yaz(kok, tmp_path, kimlik, *surumler):
    """An object with these versions."""
    for icerik in surumler:
        sahne = tmp_path / "sahne"
        yazim = kok.stage(kimlik, icerik, sahne, **BILGI)
        kok.publish(kimlik, sahne, yazim.surum)
        if sahne.exists():
            __import__("shutil").rmtree(sahne)
    return inventory_digest(kok.path(kimlik))


def kanitla(tmp_path, nesneler, ad="000001"):
    yol = tmp_path / f"{ad}.json"
    yol.write_bytes(json.dumps({"satirlar": [{"satir": 1, "nesneler": nesneler}]}).encode())
    return Kanit.load(yol, hashlib.sha256(yol.read_bytes()).hexdigest())


@pytest.fixture
def nesne(kok, tmp_path):
    return yaz(kok, tmp_path, "urn:a", {"a.bin": b"bir", "b.bin": b"iki"}, {"a.bin": b"uc"})


@pytest.mark.parametrize("icerik", [None, b"bozuk", b'{"satirlar": [{}]}', b'{"satirlar": 3}', b"[]"])
def test_a_proof_that_cannot_be_read_is_none(tmp_path, icerik):
    """Missing, no JSON, or not in the form of a proof."""
    yol = tmp_path / "k.json"
    if icerik is not None:
        yol.write_bytes(icerik)
    with pytest.raises(ImhaHatasi) as hata:
        Kanit.load(yol, hashlib.sha256(icerik or b"").hexdigest())
    assert hata.value.kod == "IMH-020"


def test_a_proof_of_another_digest_is_none(tmp_path):
    """The digest is the one in the chain; a file that was exchanged is not read."""
    yol = tmp_path / "k.json"
    yol.write_bytes(b'{"satirlar": []}')
    with pytest.raises(ImhaHatasi):
        Kanit.load(yol, "0" * 64)


@pytest.mark.fault("I23")
def test_nothing_goes_without_a_proof_of_this_very_content(kok, tmp_path, nesne):
    """A proof of another object, or of another version of this one: every byte stays."""
    once = {d: d.read_bytes() for d in kok.yol.rglob("*") if d.is_file()}
    for nesneler in ({}, {"urn:b": nesne}, {"urn:a": "0" * 128}):
        with pytest.raises(ImhaHatasi) as hata:
            _destroy.remove_object(kok, "urn:a", kanitla(tmp_path, nesneler))
        assert hata.value.kod == "IMH-020"
    assert {d: d.read_bytes() for d in kok.yol.rglob("*") if d.is_file()} == once


@pytest.mark.fault("I23")
@pytest.mark.parametrize("nasil", ["yok", "degisti", "ayni-boy"])
def test_a_proof_that_went_or_changed_since_it_was_read_is_none(kok, tmp_path, nesne, nasil):
    """Also where length and time of the file are as they were."""
    kanit = kanitla(tmp_path, {"urn:a": nesne})
    durum = kanit.yol.stat()
    if nasil == "yok":
        kanit.yol.unlink()
    else:
        veri = kanit.yol.read_bytes()
        kanit.yol.write_bytes(veri + b" " if nasil == "degisti" else veri.replace(b'"satir": 1', b'"satir": 2'))
        os.utime(kanit.yol, ns=(durum.st_atime_ns, durum.st_mtime_ns))
    with pytest.raises(ImhaHatasi):
        _destroy.remove_object(kok, "urn:a", kanit)
    assert not list(kok.verify("urn:a"))


def test_a_proof_that_only_moved_in_time_still_holds(kok, tmp_path, nesne):
    """The same bytes written again are the same proof."""
    kanit = kanitla(tmp_path, {"urn:a": nesne})
    kanit.yol.write_bytes(kanit.yol.read_bytes())
    _destroy.remove_object(kok, "urn:a", kanit)
    assert not kok.exists("urn:a")


def test_every_version_goes_and_strays_with_them(kok, tmp_path, nesne):
    """What somebody laid into the object's folder is content too; a link is removed and not followed."""
    disari = tmp_path / "disari.txt"
    disari.write_text("kalır")
    (kok.path("urn:a") / "v1" / "bag").symlink_to(disari)
    (kok.path("urn:a") / "yabanci").mkdir()
    (kok.path("urn:a") / "yabanci" / "x").write_text("x")
    _destroy.remove_object(kok, "urn:a", kanitla(tmp_path, {"urn:a": nesne}))
    assert not kok.path("urn:a").exists() and disari.read_text() == "kalır"


def test_what_lies_there_without_an_inventory_is_not_what_the_proof_names(kok, tmp_path, nesne):
    """The inventory goes last, so content without one was not left by an interrupted call."""
    (kok.path("urn:a") / "inventory.json").unlink()
    with pytest.raises(ImhaHatasi):
        _destroy.remove_object(kok, "urn:a", kanitla(tmp_path, {"urn:a": nesne}))
    assert (kok.path("urn:a") / "v1").is_dir()


@pytest.mark.fault("I20", "I21")
def test_a_call_cut_short_at_any_step_can_be_repeated(kok, tmp_path, monkeypatch):
    """Fail at the 1st, 2nd, 3rd … removal: the second call ends it, and what is not complete is never taken for whole."""
    asil = {ad: getattr(_destroy, ad) for ad in ("_remove_file", "_remove_folder")}
    for n in range(1, 40):
        kimlik = f"urn:{n}"
        kanit = kanitla(tmp_path, {kimlik: yaz(kok, tmp_path, kimlik, {"a.bin": b"bir", "b.bin": b"iki"}, {"a.bin": b"uc"})})
        sayac = iter(range(1, 1000))

        def adim(ad, n=n, sayac=sayac):
            def yap(yol):
                if next(sayac) == n:
                    raise PermissionError(13, "meşgul", str(yol))
                asil[ad](yol)

            return yap

        for ad in asil:
            monkeypatch.setattr(_destroy, ad, adim(ad))
        try:
            _destroy.remove_object(kok, kimlik, kanit)
            break
        except DepoHatasi as hata:
            assert hata.kod == "DEP-006"
        assert kok.path(kimlik).exists()
        monkeypatch.undo()
        _destroy.remove_object(kok, kimlik, kanit)
        assert not kok.path(kimlik).exists()
    assert n > 10


def test_the_root_stays_valid_for_another_implementation(kok, tmp_path, nesne):
    """No empty folder is left, and the neighbour is whole."""
    yaz(kok, tmp_path, "urn:b", {"a.bin": b"bir"})
    _destroy.remove_object(kok, "urn:a", kanitla(tmp_path, {"urn:a": nesne}))
    _destroy.prune(kok, ["urn:a", "urn:b", "urn:hic-olmadi"])
    kok_ = StorageRoot(root=str(kok.yol))
    assert kok_.validate(validate_objects=True, check_digests=True) and kok_.good_objects == kok_.num_objects == 1
    assert not [d for d in kok.yol.rglob("*") if d.is_dir() and not any(d.iterdir())]
    assert not list(kok.verify_root())
