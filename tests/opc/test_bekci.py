# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The container guard: every trick of the zip format that two readers could understand differently."""

import io
import random
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earsiv._limits import MIB, Sinirlar
from earsiv.errors import GirdiHatasi
from earsiv.opc import Kap, inspect, write_zip
from earsiv.testing import PaketKurucu

SAGLAM = PaketKurucu(pki=None).build()


def yap(girdiler, **ayar):
    """A zip of (name, bytes), names unchecked."""
    cikti = io.BytesIO()
    with zipfile.ZipFile(cikti, "w") as z:
        for ad, veri in girdiler:
            bilgi = zipfile.ZipInfo("x")
            bilgi.filename = ad
            bilgi.compress_type = ayar.get("yontem", zipfile.ZIP_DEFLATED)
            if "nitelik" in ayar:
                bilgi.external_attr = ayar["nitelik"]
            import warnings

            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                z.writestr(bilgi, veri)
    return cikti.getvalue()


def bak(veri, sinirlar=Sinirlar()):
    return inspect(io.BytesIO(veri), "deneme.eyp", sinirlar)


def kod_of(veri, sinirlar=Sinirlar()):
    with pytest.raises(GirdiHatasi) as hata:
        bak(veri, sinirlar)
    assert "deneme.eyp" in hata.value.yer and hata.value.oneri
    return hata.value.kod


def test_plain_container_passes_with_its_entries():
    """What we write ourselves is let through."""
    assert [g.ad for g in bak(yap([("a/b.txt", b"1"), ("c", b"")]))] == ["a/b.txt", "c"]


@pytest.mark.fault("A02", "A03", "A09")
@pytest.mark.parametrize(
    "ad",
    [
        "../../etc/x",
        "/etc/x",
        "a/../b",
        "a/./b",
        "b//c",
        "C:\\x",
        "\\\\s\\p",
        "~/x",
        "a\x01b",
        "a\x7f",
        "a:b",
        "%2e%2e%2fx",
        "a%2Fb",
        ".",
        "..",
        "a*b",
        "x/"[:1] + "\n",
    ],
)
def test_names_that_leave_the_folder_are_refused(ad):
    """Zip-slip in every spelling; nothing is extracted at all."""
    assert kod_of(yap([(ad, b"x")])) == "PKT-013"


@pytest.mark.fault("A04", "A05")
@pytest.mark.parametrize("veriler", [(b"ayni", b"ayni"), (b"imzali", b"kotu"), (b"kotu", b"imzali")])
def test_one_name_twice_is_refused_even_when_equal(veriler):
    """Never "last wins"."""
    assert kod_of(yap([("Ustveri/Ustveri.xml", v) for v in veriler])) == "PKT-014"


@pytest.mark.fault("A06", "A07", "A08")
@pytest.mark.parametrize(("bir", "iki"), [("Ustveri/UstVeri.xml", "ustveri/ustveri.xml"), ("g\u0306.xml", "ğ.xml"), ("A.XML", "a.xml")])
def test_names_equal_but_for_case_or_normal_form_are_refused(bir, iki):
    """OPC compares names by ASCII case; two of them are an attack or an error."""
    assert kod_of(yap([(bir, b"1"), (iki, b"2")])) == "PKT-015"


@pytest.mark.fault("A07")
def test_turkish_letters_do_not_fold_into_ascii():
    """İ and i, I and ı are four names: Turkish casing never touches a part name."""
    assert len(bak(yap([("İ.x", b"1"), ("ı.x", b"2"), ("i.x", b"3")]))) == 3


@pytest.mark.fault("A10")
def test_flat_bomb_is_refused_by_its_ratio():
    """Judged from the directory, before a byte is inflated."""
    assert kod_of(yap([("bomba", b"\0" * (64 * MIB))])) == "PKT-018"
    assert kod_of(yap([("b", b"\0" * 5000)]), Sinirlar(acilmis_bayt=1000)) == "PKT-019"


@pytest.mark.fault("A13")
def test_entry_that_grows_beyond_its_declared_size_stops_there():
    """A directory that lies about the size is caught at the first extra byte."""
    veri = bytearray(yap([("[Content_Types].xml", b"<a/>"), ("x", b"A" * 1000)]))
    for imza, konum in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        yer = veri.rfind(imza)
        struct.pack_into("<L", veri, yer + konum, 10)
    girdi = bak(bytes(veri))[1]
    kap = Kap.__new__(Kap)
    kap.yer, kap._akis = "deneme.eyp", io.BytesIO(veri)
    from earsiv.opc import Parca

    with pytest.raises(GirdiHatasi) as hata:
        list(kap.stream(Parca("/x", "", girdi.acik, girdi)))
    assert hata.value.kod == "PKT-024"


@pytest.mark.fault("A14")
@pytest.mark.parametrize(("konum", "deger"), [(8, 0), (18, 3), (22, 3), (30, ord("y"))])
def test_local_header_that_differs_from_the_directory_is_refused(konum, deger):
    """Method, sizes and name must agree."""
    veri = bytearray(yap([("x.txt", b"merhaba merhaba")]))
    veri[konum] = deger
    assert kod_of(bytes(veri)) == "PKT-011"


@pytest.mark.fault("A15")
def test_too_many_entries_are_refused_before_they_are_listed():
    """The count stands in the end record."""
    assert kod_of(yap([(str(n), b"") for n in range(50)]), Sinirlar(parca_sayisi=49)) == "PKT-004"


@pytest.mark.fault("A16")
def test_bytes_before_or_after_are_refused():
    """A prefix or suffix could be read by another program as another file."""
    assert kod_of(yap([("x", b"1")]) + b"fazla") == "PKT-007"
    assert kod_of(b"on" + yap([("x", b"1")])) in {"PKT-008", "PKT-011", "PKT-016"}


@pytest.mark.fault("A17")
def test_two_directories_are_refused():
    """The second end record could belong to another directory."""
    asil = yap([("x", b"1")])
    son = asil[asil.rfind(b"PK\x05\x06") :]
    assert kod_of(asil + son) in {"PKT-008", "PKT-009"}


@pytest.mark.fault("A12")
def test_overlapping_entries_are_refused():
    """Two directory rows over one local header: a quine."""
    veri = yap([("aaaa", b"1" * 50), ("bbbb", b"1" * 50)])
    kayma = bytearray(veri)
    ikinci = kayma.rfind(b"PK\x01\x02")
    kayma[ikinci + 46 : ikinci + 50] = b"aaaa"
    struct.pack_into("<L", kayma, ikinci + 42, 0)
    assert kod_of(bytes(kayma)) in {"PKT-014", "PKT-017"}


@pytest.mark.fault("A18")
def test_encrypted_or_exotic_entries_are_refused():
    """Only stored and deflated parts without encryption."""
    assert kod_of(yap([("x", b"1" * 99)], yontem=zipfile.ZIP_BZIP2)) == "PKT-010"
    veri = bytearray(yap([("x", b"1")]))
    for imza, konum in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        veri[veri.find(imza) + konum] |= 1
    assert kod_of(bytes(veri)) == "PKT-010"


@pytest.mark.fault("A19")
def test_symlink_attributes_are_ignored():
    """A part is bytes; its mode means nothing."""
    assert bak(yap([("x", b"/etc/passwd")], nitelik=0o120777 << 16))[0].acik == 11


@pytest.mark.fault("A11")
def test_zip_inside_a_zip_stays_opaque():
    """An attachment that is a zip is bytes."""
    ic = yap([("y", b"\0" * 1000)])
    assert bak(yap([("ek.zip", ic)]))[0].acik == len(ic)


@pytest.mark.parametrize(
    ("veri", "kod"), [(b"", "PKT-001"), (b"hello", "PKT-003"), (b"%PDF-1.7\n%%EOF", "PKT-003"), (SAGLAM[: len(SAGLAM) // 2], "PKT-005")]
)
def test_empty_foreign_and_truncated_files_have_their_own_code(veri, kod):
    """Each says what it is and what to do."""
    assert kod_of(veri) == kod


@pytest.mark.fault("A21")
def test_truncation_at_every_64th_is_an_error():
    """No partial object, whatever is cut."""
    for n in range(64):
        kod_of(SAGLAM[: len(SAGLAM) * n // 64])


@pytest.mark.fault("A23")
@given(st.integers(0, 2**32))
def test_random_mutation_gives_our_error_or_a_sound_container(tohum):
    """Flip a few bytes anywhere: no other exception ever crosses the border."""
    rastgele = random.Random(tohum)
    veri = bytearray(SAGLAM)
    for _ in range(rastgele.randrange(1, 6)):
        veri[rastgele.randrange(len(veri))] = rastgele.randrange(256)
    try:
        kap = Kap(io.BytesIO(bytes(veri)), "deneme.eyp")
        for parca in kap.parts():
            b"".join(kap.stream(parca))
    except GirdiHatasi as hata:
        assert hata.kod.startswith(("PKT-", "XML-"))


def test_writer_is_reproducible_and_passes_its_own_guard():
    """Same parts, same bytes; other tools read them."""
    parcalar = [("[Content_Types].xml", b"<a/>"), ("x/y.txt", "ğüş".encode() * 100)]
    bir, iki = write_zip(parcalar), write_zip(parcalar)
    assert bir == iki
    assert [g.ad for g in bak(bir)] == ["[Content_Types].xml", "x/y.txt"]
    with zipfile.ZipFile(io.BytesIO(bir)) as z:
        assert z.testzip() is None and z.read("x/y.txt") == "ğüş".encode() * 100
