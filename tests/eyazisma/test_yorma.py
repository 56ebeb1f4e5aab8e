# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Small files that would cost much: each is answered at once, by a limit or by work that grows with its size only.

No test asserts a time; what was exponential or quadratic would not come back at all.
"""

import asyncio
import io
import struct
from functools import cache

import pytest

from earsiv import eyazisma
from earsiv.errors import GirdiHatasi
from earsiv.eyazisma import zarf
from earsiv.eyazisma.deger import YARGICLAR
from earsiv.imza import GuvenDeposu, verify_cms
from earsiv.testing import SahteSaat, altered, pack, replaced, sample, test_pki, unpack, write_letter
from earsiv.testing.pki import encryption_key

pytestmark = pytest.mark.yavas

UST, RELS = "/Ustveri/Ustveri.xml", "/_rels/.rels"
ON = "0A5E1C7D-3B2F-4E60-9A11-0000000000"


@cache
def taban(tur="2.0"):
    return sample(tur)


def judged(tmp_path, veri):
    (tmp_path / "p.eyp").write_bytes(veri)
    return eyazisma.judge(tmp_path / "p.eyp")


@pytest.mark.fault("X05", "A15")
def test_part_full_of_faults_is_told_to_a_limit(tmp_path):
    """A hundred thousand unknown elements: a thousand findings and EYP-146, invalid all the same."""
    rapor = judged(tmp_path, altered(taban(), replaced(UST, "</UstVeri>", "<q/>" * 100_000 + "</UstVeri>")))
    assert not rapor.gecerli and "EYP-146" in {b.kod for b in rapor.bulgular} and len(rapor.bulgular) < 1_200


@pytest.mark.fault("X05")
def test_document_of_too_many_nodes_is_refused_before_a_tree_is_built(tmp_path):
    """Millions of elements in sixteen megabytes."""
    rapor = judged(tmp_path, altered(taban(), lambda p: None, sonra=lambda p: p.update({UST: b"<a>" + b"<b/>" * 500_000 + b"</a>"})))
    assert "XML-006" in {b.kod for b in rapor.bulgular}


@pytest.mark.fault("A15")
def test_relationships_without_end_are_refused(tmp_path):
    """In one table or in many: PKT-034."""
    oge = '<Relationship Type="urn:x" Target="/UstYazi/ustyazi.pdf" Id="r" />'
    veri = altered(taban(), replaced(RELS, "</Relationships>", oge * 11_000 + "</Relationships>"))
    assert {b.kod for b in judged(tmp_path, veri).bulgular} == {"PKT-034"}


@pytest.mark.fault("A15")
def test_thousands_of_attachments_and_recipients_are_judged(tmp_path):
    """Work grows with their number, not with its square; also inside an update package."""
    ekler = "".join(f'<Ek><Id Value="{ON[:-2]}{n:04X}" /><Tur>DED</Tur><SiraNo>{n}</SiraNo></Ek>' for n in range(1, 3_000))
    iliskiler = "".join(
        f'<Relationship Type="http://eyazisma.dpt/iliskiler/ek" Target="/Ekler/ekg1.txt" Id="IdEk_{ON[:-2]}{n:04X}" />'
        for n in range(1, 3_000)
    )

    def cogalt(p):
        replaced(UST, "</Ekler>", ekler + "</Ekler>")(p)
        replaced(RELS, "</Relationships>", iliskiler + "</Relationships>")(p)

    assert "EYP-018" in {b.kod for b in judged(tmp_path, altered(taban(), cogalt)).bulgular}
    icteki = altered(taban(), replaced(UST, "</DagitimListesi>", "<Dagitim/>\n" * 5_000 + "</DagitimListesi>"))
    dis = altered(taban("eypg"), lambda p: p.update({"/OrijinalPaket/OrijinalPaket.eyp": icteki}))
    assert not judged(tmp_path, dis).gecerli


@pytest.mark.parametrize(
    "tur", ["telefon", "web", "eposta", "kep", "dogrulama_adresi", "uri", "sure", "sdp_kodu", "tarih", "base64", "sira"]
)
def test_no_value_keeps_its_judge_busy(tur):
    """Long values of every shape, for every kind of value."""
    for deger in (
        "1" * 1024 + " " * 1023 + "!",
        "(" * 2_000,
        "a." * 1_000 + "<",
        "@" * 2_000,
        "P" + "1Y" * 900,
        " " * 2_047 + "x",
        "9" * 100_000,
    ):
        YARGICLAR[tur](deger, 2)


@pytest.mark.parametrize(
    ("deger", "iyi"), [("0 312 000 00 00", True), ("+90 (312) 000 00 00 dahili: 12", True), ("yok", False), ("-", False), ("", False)]
)
def test_phone_numbers_are_recognised(deger, iyi):
    """Digits, what stands between them, an extension."""
    assert (YARGICLAR["telefon"](deger, 2) is None) is iyi


@pytest.mark.parametrize(
    ("deger", "iyi"),
    [
        ("https://ornek.invalid/x y", False),
        ("https://ornek.invalid/a?b=c", True),
        ("ornek.invalid", True),
        ("http://", False),
        ("yok", False),
    ],
)
def test_addresses_are_recognised(deger, iyi):
    """A host with a dot, with or without scheme."""
    assert (YARGICLAR["web"](deger, 2) is None) is iyi


def tlv(etiket, veri):
    boy = len(veri)
    uzunluk = bytes([boy]) if boy < 128 else bytes([0x80 | (boy.bit_length() + 7) // 8]) + boy.to_bytes((boy.bit_length() + 7) // 8, "big")
    return bytes([etiket]) + uzunluk + veri


def parse(der):
    """Return the tag and body of one value, and how long it is."""
    n = der[1] & 0x7F if der[1] & 0x80 else 0
    boy = int.from_bytes(der[2 : 2 + n], "big") if n else der[1]
    return der[0], der[2 + n : 2 + n + boy], 2 + n + boy


def appended(der, ek, derinlik):
    """Append bytes to the value that lies at a depth at the very end: ContentInfo, [0], SignedData, signerInfos, SignerInfo."""
    etiket, govde, _ = parse(der)
    if derinlik == 0:
        return tlv(etiket, govde + ek)
    konum = 0
    while konum + parse(govde[konum:])[2] < len(govde):
        konum += parse(govde[konum:])[2]
    return tlv(etiket, govde[:konum] + appended(govde[konum:], ek, derinlik - 1))


def stamped(cms_bytes, icteki):
    """Hang a token into the unsigned attributes, by bytes: a parser would take for ever."""
    oznitelik = tlv(0x30, bytes.fromhex("060b2a864886f70d010910020e") + tlv(0x31, icteki))
    return appended(cms_bytes, tlv(0xA1, oznitelik), 4)


@pytest.mark.fault("S23")
def test_signatures_within_signatures_cost_no_more_than_their_bytes():
    """A stamp in a stamp in a stamp: judged as far as it is judged, not for ever."""
    cms_bytes = test_pki().imzala(b"x")
    for _ in range(3):
        cms_bytes = stamped(test_pki().imzala(b"x"), cms_bytes)
    sonuc = verify_cms(cms_bytes, "x")
    assert sonuc.imzalar[0].seviye == "T" and sonuc.imzalar[0].alt_durum == "FORMAT_FAILURE"  # a stamp that is no stamp


def test_long_identifiers_in_an_envelope_are_refused():
    """An OID of a hundred kilobytes costs quadratic time in a parser: it is not let in."""
    oid = b"\x06\x83\x01\x86\xa0" + b"\x81" * 99_999 + b"\x01"
    _, bloklar = zarf.seal([b"x" * 16], 16, [encryption_key("a").sertifika])
    ham = b"".join(bloklar)
    aes = bytes.fromhex("060960864801650304012a")
    assert aes in ham
    kotu = bytearray(ham.replace(aes, oid))
    for konum in range(len(ham)):  # lengths need not be right: the guard looks first
        if ham[konum : konum + 2] == b"\x30\x1d":
            kotu[konum : konum + 2] = b"\x30\x83" + (len(oid) + 18).to_bytes(3, "big")
            break
    with pytest.raises(GirdiHatasi) as hata:
        b"".join(zarf.unseal(io.BytesIO(bytes(kotu)), eyazisma.SifrelemeAnahtari(encryption_key("a").sertifika, lambda *_: b""), "x"))
    assert hata.value.kod == "EYP-069"


@pytest.mark.fault("A18")
@pytest.mark.parametrize("konum", [1 << 62, (1 << 63) - 1, 1 << 63, (1 << 64) - 1])
@pytest.mark.parametrize("boy", [0, 2 << 20])
def test_offsets_beyond_the_file_are_refused(tmp_path, konum, boy):
    """A zip64 offset that no seek understands."""
    bas = boy
    ek = struct.pack("<2HQ", 1, 8, konum)
    merkez = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 45, 45, 0, 0, 0, 33, 0, 0, 0, 1, len(ek), 0, 0, 0, 0, 0xFFFFFFFF) + b"a" + ek
    son = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(merkez), bas, 0)
    assert {b.kod for b in judged(tmp_path, b"\0" * boy + merkez + son).bulgular} == {"PKT-011"}


def test_callers_with_an_event_loop_are_served(tmp_path):
    """An EBYS backend may stand in a loop of its own."""
    write_letter(tmp_path / "p.eyp")

    async def icinde():
        return eyazisma.judge(tmp_path / "p.eyp", guven=GuvenDeposu.of(test_pki().kok.sertifika))

    assert asyncio.run(icinde()).imza.imzalar[0].alt_durum == "TRY_LATER"


@pytest.mark.parametrize("nasil", ["paraf", "yer", "ozetsiz"])
def test_drafts_that_cannot_be_continued_are_refused(tmp_path, nasil):
    """Parts elsewhere, a paraf of nothing, digests of no algorithm: no step is handed out that would fail."""
    from earsiv.testing.yazi import PDF, letter

    with eyazisma.create(tmp_path / "p.eyp", saat=SahteSaat()) as i:
        i.cover(PDF, "üst yazı.pdf")
        import attrs

        u = attrs.evolve(letter(), ilgiler=(), dagitimlar=letter().dagitimlar[1:])
        ust = i.metadata(u)
        if nasil == "ozetsiz":
            ust.digest().save(tmp_path / "t")
        else:
            ust.save(tmp_path / "t")
    p = unpack((tmp_path / "t").read_bytes())
    if nasil == "paraf":
        p["/Paraflar/ParafImzaCades.imz"] = test_pki().imzala(b"x")
    elif nasil == "yer":
        p["/Baska/Ustveri.xml"] = p.pop(UST)
        p[RELS] = p[RELS].replace(UST.encode(), b"/Baska/Ustveri.xml")
    else:
        import re

        p["/PaketOzeti/PaketOzeti.xml"] = re.sub(rb"<DigestItem>.*?</DigestItem>", b"", p["/PaketOzeti/PaketOzeti.xml"], flags=re.DOTALL)
    (tmp_path / "t2").write_bytes(pack(p))
    with pytest.raises(GirdiHatasi) as hata:
        eyazisma.resume(tmp_path / "t2", tmp_path / "q.eyp")
    assert hata.value.kod in {"EYP-097", "EYP-065"} and not (tmp_path / "q.eyp").exists()


def test_names_too_long_for_a_file_system_are_cut(tmp_path):
    """By bytes, not by letters; a file and a folder of one name live side by side."""
    p = unpack(taban())
    for ad in ("\U0001f600" * 120, "ş" * 125 + ".pdf", "a", "a/b", "Ekler"):
        p[f"/{ad}"] = ad.encode()
    (tmp_path / "p.eyp").write_bytes(pack(p))
    with eyazisma.read(tmp_path / "p.eyp") as paket:
        cikanlar = eyazisma.extract(paket, tmp_path / "cik")
        for c in cikanlar:
            from pathlib import Path

            assert Path(c["yol"]).read_bytes() == paket.kap.read(paket.kap.find(c["parca"]))
        with pytest.raises(GirdiHatasi) as hata:
            eyazisma.extract(paket, str(tmp_path / "a\0b"))
        assert hata.value.kod == "KAB-019"


def test_extraction_that_fails_takes_back_what_it_wrote(tmp_path, monkeypatch):
    """All of it or nothing."""
    import errno

    from earsiv.eyazisma import cikar

    asil, sayac = cikar.whole_file, []

    def dolu(yol):
        sayac.append(yol)
        if len(sayac) == 4:
            raise GirdiHatasi("KAB-019", str(yol), ayrinti=errno.errorcode[errno.ENOSPC])
        return asil(yol)

    monkeypatch.setattr(cikar, "whole_file", dolu)
    (tmp_path / "p.eyp").write_bytes(taban())
    with eyazisma.read(tmp_path / "p.eyp") as paket, pytest.raises(GirdiHatasi):
        eyazisma.extract(paket, tmp_path / "cik")
    assert [y.name for y in tmp_path.iterdir()] == ["p.eyp"]


@pytest.mark.parametrize(
    "veri",
    [
        '{"ustyazi":{"yol":"a\\u0000b"}}',
        '{"ustyazi":{"yol":"\\ud800"}}',
        '{"ustyazi":{"yol":"u.pdf"},"belge_id":"\\ud800"}',
        '{"ekler":[' + "{}," * 200_000 + "{}]}",
    ],
)
def test_descriptions_that_no_package_can_hold_are_refused(tmp_path, veri):
    """NUL, surrogates, a list without end."""
    (tmp_path / "t.json").write_text(veri)
    with pytest.raises(GirdiHatasi) as hata:
        eyazisma.load_description(tmp_path / "t.json", SahteSaat())
    assert hata.value.kod == "EYP-065" and len(hata.value.bulgular) <= 1_000


def test_pipes_are_not_waited_for(tmp_path):
    """A key, a certificate, a description, a cover letter that is a pipe."""
    import os

    os.mkfifo(tmp_path / "boru")
    with eyazisma.create(tmp_path / "p.eyp", saat=SahteSaat()) as i:
        for oku in (
            lambda y: eyazisma.load_description(y, SahteSaat()),
            eyazisma.load_certificate,
            eyazisma.load_key,
            eyazisma.read,
            lambda y: i.cover(y, "u.pdf"),
        ):
            with pytest.raises(GirdiHatasi) as hata:
                oku(tmp_path / "boru")
            assert hata.value.kod == "KAB-018"
