# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The open container: parts by name, relationships, streaming."""

import hashlib
import io

import pytest

from earsiv.errors import GirdiHatasi
from earsiv.opc import Kap, write_zip

TURLER = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="TXT" ContentType="text/plain"/><Override PartName="/ozel" ContentType="a/b"/></Types>'


def ac(*parcalar, iliskiler=""):
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{iliskiler}</Relationships>'
    return Kap(io.BytesIO(write_zip([("[Content_Types].xml", TURLER), ("_rels/.rels", rels.encode()), *parcalar])), "k")


def test_content_type_by_extension_or_part_without_case():
    """The extension table ignores ASCII case; an override wins."""
    kap = ac(("A.Txt", b"1"), ("ozel", b"2"), ("x.bin", b"3"))
    assert [p.mime for p in kap.parts()] == ["text/plain", "a/b", ""]


def test_parts_are_found_raw_unescaped_and_without_ascii_case():
    """``a%20b`` and ``a b`` name the same part."""
    kap = ac(("Ekler/a b.txt", b"1"), ("Ekler/İ.txt", b"2"))
    assert kap.find("/ekler/A%20B.TXT").boyut == 1
    assert kap.find("/Ekler/İ.txt") and kap.find("/Ekler/i.txt") is None


def test_relative_targets_are_resolved_and_told():
    """Old tools write them; OPC allows them."""
    kap = ac(("Ustveri/U.xml", b"1"), iliskiler='<Relationship Id="a" Type="t" Target="Ustveri/U.xml"/>')
    assert kap.iliskiler[0].hedef == "/Ustveri/U.xml"
    assert [b.kod for b in kap.bulgular if b.kod != "PKT-032"] == ["PKT-026"]


@pytest.mark.fault("A20")
def test_external_and_dangling_relationships_are_findings():
    """An external target is never followed; a missing part is named."""
    kap = ac(
        iliskiler='<Relationship Id="a" Type="t" Target="http://ornek.invalid/" TargetMode="External"/><Relationship Id="b" Type="t" Target="/yok"/>'
    )
    assert [b.kod for b in kap.bulgular] == ["PKT-022", "PKT-021"]
    assert kap.iliskiler[0].dis


@pytest.mark.fault("A20")
def test_zip_without_content_types_is_no_opc():
    """A plain zip is told apart."""
    with pytest.raises(GirdiHatasi) as hata:
        Kap(io.BytesIO(write_zip([("x", b"1")])), "k")
    assert hata.value.kod == "PKT-020"


@pytest.mark.fault("L03")
def test_large_part_streams_in_blocks():
    """Bytes come in blocks, their digest is right, and a whole read has a limit."""
    veri = bytes(range(256)) * 8192
    kap = ac(("b.txt", veri))
    parca = kap.find("/b.txt")
    bloklar = list(kap.stream(parca))
    assert b"".join(bloklar) == veri and max(map(len, bloklar)) <= 1 << 18
    assert kap.digest(parca, ["sha256", "sha512"])["sha512"] == hashlib.sha512(veri).digest()
    with pytest.raises(GirdiHatasi) as hata:
        kap.read(parca, 1000)
    assert hata.value.kod == "PKT-025"


@pytest.mark.parametrize("akisla", [False, True])
@pytest.mark.parametrize("klasorlu", [False, True])
def test_containers_of_other_writers_are_read(akisla, klasorlu):
    """Directory entries, sizes behind the data, extra fields, unix attributes: what zip tools write."""
    import zipfile

    class Akan(io.RawIOBase):
        def __init__(self):
            self.veri = b""

        def writable(self):
            return True

        def write(self, b):
            self.veri += bytes(b)
            return len(b)

    cikti = Akan() if akisla else io.BytesIO()
    with zipfile.ZipFile(cikti, "w", zipfile.ZIP_DEFLATED) as z:
        if klasorlu:
            z.writestr(zipfile.ZipInfo("_rels/"), b"")
            z.writestr(zipfile.ZipInfo("Ekler/"), b"")
        for ad, veri in (
            ("[Content_Types].xml", TURLER),
            ("_rels/.rels", b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'),
            ("Ekler/a.txt", b"bir" * 1000),
        ):
            z.writestr(ad, veri)
    kap = Kap(io.BytesIO(cikti.veri if akisla else cikti.getvalue()), "k")
    assert [p.ad for p in kap.parts()] == ["/Ekler/a.txt"] and kap.read(kap.find("/Ekler/a.txt")) == b"bir" * 1000


def test_container_beyond_four_gigabytes_is_written_and_read_by_others(tmp_path):
    """zip64 where it is needed: the standard library reads the same sizes back."""
    import struct
    import zipfile

    from earsiv.opc import ZipYazici
    from earsiv.opc import yaz as modul

    with (tmp_path / "b.zip").open("w+b") as akis:
        eski, modul._BUYUK = modul._BUYUK, 100
        try:
            z = ZipYazici(akis)
            z.add("a.bin", b"x" * 1000)
            z.add("b.bin", b"y" * 10)
            z.close()
        finally:
            modul._BUYUK = eski
    with zipfile.ZipFile(tmp_path / "b.zip") as z:
        assert z.testzip() is None and [(i.filename, i.file_size) for i in z.infolist()] == [("a.bin", 1000), ("b.bin", 10)]
        assert struct.unpack("<H", z.getinfo("a.bin").extra[:2]) == (1,)
