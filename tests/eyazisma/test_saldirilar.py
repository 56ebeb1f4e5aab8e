# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Forgeries by somebody without any key: every signed byte stays as it was, or is never looked at; none of them is accepted."""

import re
import struct
from functools import cache

import pytest

from earsiv import eyazisma
from earsiv.testing import altered, pack, replaced, sample, test_pki, unpack
from earsiv.testing.degistir import agree
from earsiv.testing.yazi import ALICI, PDF, final, letter

pytestmark = pytest.mark.yavas

UST, RELS, NIHAI = "/Ustveri/Ustveri.xml", "/_rels/.rels", "/NihaiUstveri/NihaiUstveri.xml"
PAKET, NOZET, EK1, EK2 = "/PaketOzeti/PaketOzeti.xml", "/NihaiOzet/NihaiOzet.xml", "/Ekler/ekg1.txt", "/Ekler/ek2.txt"
ON = "0A5E1C7D-3B2F-4E60-9A11-0000000000"
ILISKI = "http://eyazisma.dpt/iliskiler/"


@cache
def taban(tur="2.0"):
    return sample(tur.removesuffix("+paraf"), paraf=tur.endswith("+paraf"))


def judged(tmp_path, parcalar, ad="p.eyp", **ayar):
    (tmp_path / ad).write_bytes(parcalar if isinstance(parcalar, bytes) else pack(parcalar))
    return eyazisma.judge(tmp_path / ad, **ayar)


def refused(tmp_path, parcalar, *kodlar, **ayar):
    rapor = judged(tmp_path, parcalar, **ayar)
    assert not rapor.gecerli, [str(b) for b in rapor.bulgular if b.seviye != "bilgi"]
    assert set(kodlar) <= {b.kod for b in rapor.bulgular if b.seviye == "hata"}, [str(b) for b in rapor.bulgular if b.seviye == "hata"]
    return rapor


@pytest.mark.parametrize("oid", ["1.2.840.113549.2.2", "1.2.3.4.5", "2.16.840.1.101.3.4.2.11"])
def test_signature_whose_algorithm_cannot_be_computed_is_no_signature(tmp_path, oid):
    """New content, the old certificate, "sahte" as signature value and a digest nobody knows: nothing was computed, nothing holds."""
    from asn1crypto import algos, cms

    p = unpack(taban())
    imzalar = {ad: p[ad] for ad in ("/Imzalar/ImzaCades.imz", "/Muhur/MuhurCades.imz")}
    p["/UstYazi/ustyazi.pdf"] = PDF + b"sahte"
    agree(p, test_pki())

    def uydur(eski, icerik):
        kap = cms.ContentInfo.load(eski)
        kap["content"]["encap_content_info"]["content"] = icerik
        bilgi = kap["content"]["signer_infos"][0]
        bilgi["digest_algorithm"]["algorithm"] = algos.DigestAlgorithmId(oid)
        bilgi["signature"] = b"sahte"
        return kap.dump(force=True)

    p["/Imzalar/ImzaCades.imz"] = uydur(imzalar["/Imzalar/ImzaCades.imz"], p[PAKET])
    ozet = {ad: p[ad] for ad in (PAKET,)}
    from earsiv.testing.degistir import _REFERANS, _redigested

    p[NOZET] = _REFERANS.sub(lambda m: _redigested(m, p), p[NOZET].decode()).encode()
    p["/Muhur/MuhurCades.imz"] = uydur(imzalar["/Muhur/MuhurCades.imz"], p[NOZET])
    rapor = refused(tmp_path, p)
    assert rapor.ozetler is True and rapor.imza.matematik is not True and rapor.muhur.matematik is not True and ozet


@pytest.mark.parametrize("adlar", [("/Ekler/EKG1.txt", "/Ekler/EK2.TXT"), ("/Ekler/ekg%31.txt", "/Ekler/ek%32.txt"), (EK1, EK2)])
def test_exchanged_attachments_are_found_whatever_the_names_are_spelt(tmp_path, adlar):
    """Entries renamed within what readers tolerate, relationships crossed."""
    p = unpack(taban())
    p[adlar[0]], p[adlar[1]] = p.pop(EK1), p.pop(EK2)
    p[RELS] = p[RELS].replace(EK1.encode(), b"@").replace(EK2.encode(), adlar[0].encode()).replace(b"@", adlar[1].encode())
    refused(tmp_path, p, "EYP-018")


def without_flag(no=1):
    return lambda p: p.update({UST: re.sub(rf"(<SiraNo>{no}</SiraNo>)\s*<ImzaliMi>true</ImzaliMi>", r"\1", p[UST].decode()).encode()})


def test_signed_attachment_cannot_be_replaced_by_an_unsigned_one_of_its_name(tmp_path):
    """ImzaliMi not given, left out for some recipient: the excuse does not cover an impostor."""
    veri = altered(taban(), without_flag(2))
    p = unpack(veri)
    p["/ImzasizEkler/ek2.txt"] = b"sahte"
    del p[EK2]
    p[RELS] = p[RELS].replace(
        f'iliskiler/ek" Target="{EK2}" Id="IdEk_{ON}E2'.encode(),
        f'iliskiler/imzasizEk" Target="/ImzasizEkler/ek2.txt" Id="IdImzasizEk_{ON}E2'.encode(),
    )
    refused(tmp_path, p, "EYP-016")
    refused(tmp_path, p, "EYP-016", alici="99900002")


def test_a_paraf_cannot_be_added_to_a_finished_letter(tmp_path):
    """Somebody else's initials, signed with their own key: neither signer nor seal names them."""
    p = unpack(taban())
    ozet = (
        p[PAKET]
        .decode()
        .replace("PaketOzeti xmlns", "ParafOzeti xmlns")
        .replace("</PaketOzeti>", "</ParafOzeti>")
        .replace('xsd:PaketOzeti-2">', 'xsd:ParafOzeti-2">', 1)
    )
    ozet = ozet.replace("<Reference ", '<Reference xmlns="urn:dpt:eyazisma:schema:xsd:PaketOzeti-2" ')
    p["/ParafOzeti/ParafOzeti.xml"] = ozet.encode()
    p["/Paraflar/ParafImzaCades.imz"] = test_pki("yabanci").imzala(p["/ParafOzeti/ParafOzeti.xml"])
    p["/ParafOzeti/_rels/ParafOzeti.xml.rels"] = (
        p["/PaketOzeti/_rels/PaketOzeti.xml.rels"]
        .replace(b"imzacades", b"parafimzacades")
        .replace(b"Imzalar/ImzaCades", b"Paraflar/ParafImzaCades")
        .replace(b"IdImzaCades", b"IdParafImzaCades")
    )
    replaced(
        RELS,
        "</Relationships>",
        f'<Relationship Type="{ILISKI}parafozeti" Target="/ParafOzeti/ParafOzeti.xml" Id="IdParafOzeti" /></Relationships>',
    )(p)
    refused(tmp_path, p, "EYP-051")


def test_a_removed_part_cannot_pass_for_a_removed_paraf(tmp_path):
    """An unsigned relationship of the paraf's type at a signed part that is gone excuses nothing."""
    p = unpack(taban())
    del p[EK1]
    p[RELS] = re.sub(
        rf'<Relationship Type="[^"]*" Target="{EK1}"[^>]*/>',
        f'<Relationship Type="{ILISKI}parafimzacades" Target="{EK1}" Id="x" />',
        p[RELS].decode(),
    ).encode()
    refused(tmp_path, p, "EYP-041")


@pytest.mark.parametrize("tur", ["1.3", "2.0"])
def test_reference_to_outside_covers_no_part(tmp_path, tur):
    """A signed özet that calls the cover letter an outside thing hashes nothing: the letter is free to be exchanged."""
    disari = replaced(
        PAKET,
        'URI="/UstYazi/ustyazi.pdf" Type="http://eyazisma.dpt/bilesen#dahili"',
        'URI="/UstYazi/ustyazi.pdf" Type="http://eyazisma.dpt/bilesen#harici"',
    )
    refused(tmp_path, altered(taban(tur), disari), "EYP-079", "EYP-051")


def test_digest_that_cannot_be_computed_is_not_accepted(tmp_path, monkeypatch):
    """A machine without RIPEMD-160 cannot vouch for anything."""
    import hashlib

    ripemd = replaced(PAKET, "http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2001/04/xmlenc#ripemd160")
    if "ripemd160" in hashlib.algorithms_available:
        veri = altered(taban("1.3"), ripemd)
        assert judged(tmp_path, veri).gecerli
        monkeypatch.setattr(hashlib, "algorithms_available", hashlib.algorithms_available - {"ripemd160"})
        assert refused(tmp_path, veri, "EYP-048").ozetler is False


@pytest.mark.parametrize(
    ("ad", "eski", "yeni", "kod"),
    [
        (
            UST,
            "<KurumKurulus>\r\n      <KKK>99900001",
            '<KurumKurulus xmlns=""><KKK xmlns="urn:dpt:eyazisma:schema:xsd:Tipler-2">99999999</KKK></KurumKurulus><KurumKurulus>\r\n      <KKK>99900001',
            None,
        ),
        (UST, "<Ekler ", '<Ekler xsi:nil="true" ', "EYP-139"),
        (UST, "<KonulmamisEkListesi>", '<KonulmamisEkListesi xsi:nil="true">', "EYP-139"),
        (UST, "Bakım Raporu", "Bakım<x> yapılmayacak</x> Raporu", "EYP-141"),
    ],
)
def test_xml_that_two_programs_read_differently_is_refused(tmp_path, ad, eski, yeni, kod):
    """Another namespace, nil with content, elements inside values."""
    veri = altered(taban(), replaced(ad, eski, yeni, kere=1))
    rapor = judged(tmp_path, veri)
    if kod:
        assert kod in {b.kod for b in rapor.bulgular if b.seviye == "hata"}
    with eyazisma.read(tmp_path / "p.eyp") as p:
        assert p.ustveri.olusturan.kkk == "99900001"
        if "nil" in yeni and "Ekler " in yeni:
            assert p.ustveri.ekler == ()


@pytest.mark.parametrize(
    ("eski", "yeni", "kod"),
    [
        ("<category>RESMIYAZISMA</category>", "<category>RESMIYAZISMA</category><category>RESMIYAZISMA/SIFRELI</category>", "EYP-112"),
        ("<category>RESMIYAZISMA</category>", "<category>RESMIYAZ<x>ISMA</x></category>", "EYP-141"),
        ("coreProperties", "baska", "EYP-010"),
    ],
)
def test_core_that_two_programs_read_differently_is_refused(tmp_path, eski, yeni, kod):
    """Kind and version are decided there."""
    refused(tmp_path, altered(taban(), lambda p: replaced(next(a for a in p if a.endswith(".psmdcp")), eski, yeni)(p)), kod)


def test_two_signatures_of_a_kind_are_refused(tmp_path):
    """By relationship one, by name another; or two relationships."""
    iki = f'<Relationship Type="{ILISKI}imzacades" Target="../Imzalar/Gercek.imz" Id="X" /></Relationships>'

    def ekle(p):
        p["/Imzalar/Gercek.imz"] = p["/Imzalar/ImzaCades.imz"]
        replaced("/PaketOzeti/_rels/PaketOzeti.xml.rels", "</Relationships>", iki)(p)

    refused(tmp_path, altered(taban(), ekle), "EYP-005")

    def saptir(p):
        p["/Imzalar/Gercek.imz"] = p["/Imzalar/ImzaCades.imz"]
        replaced("/PaketOzeti/_rels/PaketOzeti.xml.rels", "ImzaCades.imz", "Gercek.imz")(p)

    refused(tmp_path, altered(taban(), saptir), "EYP-076")


def test_entry_hidden_between_entries_is_refused(tmp_path):
    """A reader that streams would see another cover letter."""
    veri = taban()
    bas = veri.find(b"PK\x01\x02")
    gizli = struct.pack("<4s5HL2LL2H"[:3] + "3HL3L2H", b"PK\x03\x04", 20, 0, 0, 0, 0, 4, 4, 20, 0) + b"UstYazi/ustyazi.pdf " + b"kotu"
    yeni = bytearray(veri[:bas] + gizli + veri[bas:])
    struct.pack_into("<L", yeni, len(yeni) - 6, bas + len(gizli))
    refused(tmp_path, bytes(yeni), "PKT-031")


def test_entry_with_a_second_name_is_refused(tmp_path):
    """A unicode path field that some readers prefer to the name."""
    import io
    import zipfile

    cikti = io.BytesIO(taban())
    with zipfile.ZipFile(cikti, "a") as z:
        bilgi = zipfile.ZipInfo("ImzasizEkler/b.txt")
        ad = b"UstYazi/baska.exe"
        bilgi.extra = struct.pack("<HHBL", 0x7075, 5 + len(ad), 1, 0) + ad
        z.writestr(bilgi, b"x")
    refused(tmp_path, cikti.getvalue(), "PKT-011")


def test_relationships_to_outside_are_not_followed(tmp_path):
    """Even if a part of that name is there."""
    p = unpack(taban())
    p[RELS] = p[RELS].replace(b'Target="/Ekler/ekg1.txt"', b'TargetMode="External" Target="/Ekler/ekg1.txt"')
    refused(tmp_path, p, "EYP-015", "EYP-034")


def test_content_types_are_looked_at(tmp_path):
    """None, or two for one extension."""
    for eski, yeni in (
        ('<Default Extension="pdf" ContentType="application/pdf" />', ""),
        ('<Default Extension="pdf" ', '<Default Extension="PDF" ContentType="text/html" /><Default Extension="pdf" '),
    ):
        assert "PKT-032" in {b.kod for b in judged(tmp_path, altered(taban(), replaced("/[Content_Types].xml", eski, yeni))).bulgular}


@pytest.mark.parametrize(
    ("tur", "degistir", "kod"),
    [
        ("2.0", replaced("/PaketOzeti/_rels/PaketOzeti.xml.rels", "../Imzalar/", "Imzalar/"), "PKT-033"),
        ("2.0", lambda p: p.pop("/PaketOzeti/_rels/PaketOzeti.xml.rels"), "EYP-142"),
        ("2.0", replaced(RELS, "IdEk_", "idek_"), "EYP-143"),
        ("2.0", lambda p: p.update({"/paketozeti/_rels/paketozeti.xml.rels": p.pop("/PaketOzeti/_rels/PaketOzeti.xml.rels")}), "PKT-027"),
        ("eypg", lambda p: replaced(next(a for a in p if a.endswith(".psmdcp")), "<version>2.1", "<version>2.0")(p), "EYP-106"),
        (
            "2.0",
            replaced(
                UST, "<Dil xmlns", '<GuvenlikKoduGecerlilikTarihi xsi:nil="true" xmlns="urn:dpt:eyazisma:schema:xsd:Tipler-2" /><Dil xmlns'
            ),
            "EYP-103",
        ),
        (
            "2.0",
            replaced(
                NIHAI,
                "<tipler:Makam>",
                "<tipler:YetkiDevreden><tipler:Kisi><tipler:IlkAdi/><tipler:Soyadi/></tipler:Kisi></tipler:YetkiDevreden><tipler:Makam>",
            ),
            "EYP-103",
        ),
        (
            "2.0",
            lambda p: p.update(
                {
                    "/Belge/ustyazi.pdf": p.pop("/UstYazi/ustyazi.pdf"),
                    **{a: p[a].replace(b"/UstYazi/ustyazi.pdf", b"/Belge/ustyazi.pdf") for a in (RELS, PAKET, NOZET)},
                }
            ),
            "EYP-151",
        ),
        (
            "2.0",
            lambda p: [
                p.update(
                    {
                        RELS: p[RELS].replace(
                            b"</Relationships>",
                            b'<Relationship Type="http://eyazisma.dpt/iliskiler/imzacades" Target="/Imzalar/ImzaCades.imz" Id="IdImzaCades" /></Relationships>',
                        )
                    }
                ),
                p.pop("/PaketOzeti/_rels/PaketOzeti.xml.rels"),
            ],
            "EYP-012",
        ),
    ],
)
def test_liberties_that_change_no_meaning_are_told_and_accepted(tmp_path, tur, degistir, kod):
    """Spellings that other readers find their way through."""
    rapor = judged(tmp_path, altered(taban(tur), degistir))
    assert rapor.gecerli and kod in {b.kod for b in rapor.bulgular}, [str(b) for b in rapor.bulgular if b.seviye == "hata"]


def test_parts_of_another_kind_are_told(tmp_path):
    """An update package with an üstveri of its own."""
    ek = f'<Relationship Type="{ILISKI}ustyazi" Target="/UstYazi/u.pdf" Id="u" /></Relationships>'

    def ekle(p):
        p["/UstYazi/u.pdf"] = PDF
        replaced(RELS, "</Relationships>", ek)(p)

    assert "EYP-144" in {b.kod for b in judged(tmp_path, altered(taban("eypg"), ekle)).bulgular}


@pytest.mark.parametrize(
    ("tarih", "gecerli"),
    [
        ("0001-01-01T00:00:00", False),
        ("20221205T102030", False),
        ("2022-W49-1T10:00:00", False),
        ("2022-12-05T10", False),
        ("2022-12-05T10:20:30,5", False),
        ("2022-12-05T10:20:30+03", False),
        ("2022-02-30T10:20:30", False),
        ("2022-12-05T24:00:00", True),
        ("2022-12-05T10:20:30.1234567+03:00", True),
        ("2022-12-05T10:20:30Z", True),
    ],
)
def test_dates_are_those_of_xml_and_say_something(tmp_path, tarih, gecerli):
    """Not everything that Python reads is a date of the format; the year 1 means that none was set."""
    rapor = judged(tmp_path, altered(taban(), replaced(NIHAI, "2022-11-20T12:00:00.1234567+03:00", tarih)))
    assert ("EYP-061" in {b.kod for b in rapor.bulgular}) is not gecerli


def test_names_that_collapse_into_one_are_no_exchange(tmp_path):
    """Honest writers number the second one."""

    def ikile(p):
        for ad in (RELS, PAKET, NOZET):
            p[ad] = p[ad].replace(EK2.encode(), b"/Ekler/ekg1_2.txt")
        p["/Ekler/ekg1_2.txt"] = p.pop(EK2)
        replaced(UST, "<DosyaAdi>ek2.txt", "<DosyaAdi>ekğ1.txt")(p)

    rapor = judged(tmp_path, altered(taban(), ikile))
    assert rapor.gecerli and "EYP-019" in {b.kod for b in rapor.bulgular}


def test_name_in_decomposed_form_is_found(tmp_path):
    """What a Mac stores."""

    def ayir(p):
        p["/Ekler/ag\u0306.txt"] = p.pop(EK1)
        for ad in (RELS, PAKET, NOZET):
            p[ad] = p[ad].replace(EK1.encode(), b"/Ekler/a%C4%9F.txt")

    parcalar = unpack(taban())
    ayir(parcalar)
    rapor = judged(tmp_path, altered(pack(parcalar), lambda p: None))
    assert "PKT-028" in {b.kod for b in rapor.bulgular} and "EYP-041" not in {b.kod for b in rapor.bulgular}


@pytest.mark.parametrize("yol", ["a\0b", "\ud800"])
def test_names_that_no_file_system_takes_are_an_answer(tmp_path, yol):
    """judge never raises; read raises ours."""
    from earsiv.errors import GirdiHatasi

    assert [b.kod for b in eyazisma.judge(yol).bulgular] == ["KAB-001"]
    with pytest.raises(GirdiHatasi):
        eyazisma.read(yol)
    (tmp_path / "p.eyp").write_bytes(taban())
    with pytest.raises(GirdiHatasi) as hata:
        eyazisma.copy_for(tmp_path / "p.eyp", str(tmp_path / yol))
    assert hata.value.kod == "KAB-019"


# -- a second reader's tricks ----------------------------------------------------------------------------------------------


def relate(tur, hedef, kimlik="IdYeni"):
    """Hang a part on the package under a type of the format."""
    return replaced(RELS, "</Relationships>", f'<Relationship Type="{ILISKI}{tur}" Target="{hedef}" Id="{kimlik}" /></Relationships>')


def test_letter_relabelled_as_encrypted_shows_nothing_of_itself(tmp_path):
    """An encrypted package has no üstveri: what is put there was judged by nobody, and nobody is told it."""
    p = unpack(taban())
    replaced(next(ad for ad in p if ad.endswith(".psmdcp")), "RESMIYAZISMA<", "RESMIYAZISMA/SIFRELI<")(p)
    (tmp_path / "p.eyps").write_bytes(pack(p))
    rapor = eyazisma.judge(tmp_path / "p.eyps")
    with eyazisma.read(tmp_path / "p.eyps") as paket:
        assert paket.ustveri is None and "EYP-144" in {b.kod for b in rapor.bulgular}


@pytest.mark.parametrize("tur", ["guncellemebilgisi", "sifreliicerikbilgisi"])
def test_unsigned_attachment_is_read_as_nothing_else(tmp_path, tur):
    """Whoever adds an unsigned file cannot make the reader tell it as an update or an encryption."""

    def ekle(p):
        p["/ImzasizEkler/b.xml"] = unpack(sample("eypg"))["/GuncellemeBilgisi/GuncellemeBilgisi.xml"]
        relate(tur, "/ImzasizEkler/b.xml")(p)

    p = unpack(taban())
    ekle(p)
    rapor = refused(tmp_path, p, "EYP-037")
    with eyazisma.read(tmp_path / "p.eyp") as paket:
        assert paket.part(tur) is None and paket.guncellemeler == () and paket.sifreleme is None
    assert "EYP-144" in {b.kod for b in rapor.bulgular}


@pytest.mark.parametrize("tur", ["belgehedef", "ustveri"])
def test_part_in_a_folder_of_content_is_refused(tmp_path, tur):
    """The folder that no digest covers is no place for what is read as the letter."""
    asil = {"belgehedef": "/BelgeHedef/BelgeHedef.xml", "ustveri": UST}[tur]
    p = unpack(taban("1.3"))
    p["/ImzasizEkler/b.xml"] = p[asil]
    replaced(RELS, f'Target="{asil}"', 'Target="/ImzasizEkler/b.xml"')(p)
    refused(tmp_path, p, "EYP-014")


def test_update_package_has_no_folder_outside_the_seal(tmp_path):
    """Unsigned attachments belong to letters."""
    p = unpack(taban("eypg"))
    p["/ImzasizEkler/x.txt"] = b"sahte"
    rapor = judged(tmp_path, p, "p.eypg")
    assert not rapor.gecerli and "EYP-052" in {b.kod for b in rapor.bulgular if b.seviye == "hata"}


def test_attachment_hidden_by_an_escape_is_found(tmp_path):
    """``/%45kler/`` is ``/Ekler/``, and what was signed there and leads nowhere was cut off."""
    p = unpack(taban())
    p["/%45kler/ekg1.txt"] = p.pop(EK1)
    p[RELS] = re.sub(rb"<Relationship [^>]*/Ekler/ekg1\.txt[^>]*/>", b"", p[RELS])
    refused(tmp_path, p, "EYP-037")


def test_attachments_of_one_name_keep_the_order_in_which_they_were_signed(tmp_path):
    """Two of the same DosyaAdi, numbered by the writer: whoever exchanges them changes the order of the digests."""

    def ikile(p):
        for ad in (RELS, PAKET, NOZET):
            p[ad] = p[ad].replace(EK2.encode(), b"/Ekler/ekg1_2.txt")
        p["/Ekler/ekg1_2.txt"] = p.pop(EK2)
        p[UST] = p[UST].replace(b"<DosyaAdi>ek2.txt", b"<DosyaAdi>ek\xc4\x9f1.txt")

    veri = altered(taban(), ikile)
    assert judged(tmp_path, veri).gecerli
    p = unpack(veri)
    p[RELS] = p[RELS].replace(EK1.encode(), b"@").replace(b"/Ekler/ekg1_2.txt", EK1.encode()).replace(b"@", b"/Ekler/ekg1_2.txt")
    refused(tmp_path, p, "EYP-018")


def test_attachments_told_by_their_names_may_be_digested_in_any_order(tmp_path):
    """Two well named and digested the other way round, a third under a name of its writer's: nothing was exchanged."""

    def karistir(p):
        p["/ImzasizEkler/baska.txt"] = p.pop("/ImzasizEkler/serbest.txt")
        p[RELS] = p[RELS].replace(b"/ImzasizEkler/serbest.txt", b"/ImzasizEkler/baska.txt")
        for ad in (PAKET, NOZET):
            p[ad] = p[ad].replace(EK1.encode(), b"@").replace(EK2.encode(), EK1.encode()).replace(b"@", EK2.encode())

    rapor = judged(tmp_path, altered(taban(), karistir))
    assert rapor.gecerli and "EYP-019" in {b.kod for b in rapor.bulgular}, [str(b) for b in rapor.bulgular if b.seviye == "hata"]


def test_second_name_in_the_local_header_is_refused(tmp_path):
    """The directory is plain; a reader that streams takes the other name."""
    import io
    import zipfile

    cikti = io.BytesIO()
    ad = b"UstYazi/baska.exe"
    bilgi = zipfile.ZipInfo("a.txt")
    bilgi.extra = struct.pack("<HHBL", 0x7075, 5 + len(ad), 1, 0) + ad
    with zipfile.ZipFile(cikti, "w") as z:
        z.writestr(bilgi, b"x")
        bilgi.extra = b""  # the directory is written on close
    refused(tmp_path, cikti.getvalue(), "PKT-011")


@pytest.mark.parametrize(("klasor", "veri", "kod"), [("Gizli/", b"sahte", "PKT-011"), ("ekler/EKG1.txt/", b"", "PKT-015")])
def test_folder_that_is_a_file_is_refused(tmp_path, klasor, veri, kod):
    """Bytes in a folder's entry, or a folder of a file's name: readers differ."""
    import io
    import zipfile

    cikti = io.BytesIO(taban())
    with zipfile.ZipFile(cikti, "a") as z:
        z.writestr(zipfile.ZipInfo(klasor), veri)
    refused(tmp_path, cikti.getvalue(), kod)


def test_empty_digest_of_a_reference_is_none(tmp_path):
    """What some writers leave behind for a reference without a digest."""
    son = rb"(https://ornek.invalid/rapor</Referans>\s*<ImzaliMi>false</ImzaliMi>)"
    rapor = judged(tmp_path, altered(taban(), lambda p: p.update({UST: re.sub(son, rb"\1<Ozet />", p[UST])})))
    with eyazisma.read(tmp_path / "p.eyp") as paket:
        assert paket.ustveri.ekler[3].ozet is None and b"<Ozet />" in paket.kap.read(paket.part("ustveri"))
    assert rapor.gecerli, [str(b) for b in rapor.bulgular if b.seviye == "hata"]


# -- the writer against the same -------------------------------------------------------------------------------------------


def test_draft_changed_after_the_signature_is_refused(tmp_path):
    """Digests taken anew by the forger, the old signature kept: nobody is asked for a seal."""
    from earsiv.errors import PaketHatasi
    from earsiv.testing import SahteSaat
    from earsiv.testing.degistir import _REFERANS, _redigested

    with eyazisma.create(tmp_path / "p.eyp", saat=SahteSaat()) as i:
        i.cover(PDF, "üst yazı.pdf")
        import attrs

        u = attrs.evolve(letter(), ilgiler=(), dagitimlar=(eyazisma.Dagitim(ALICI),))
        i.metadata(u).digest().sign(test_pki().imzala).save(tmp_path / "t")
    p = unpack((tmp_path / "t").read_bytes())
    p["/UstYazi/ustyazi.pdf"] += b"sahte"
    p[PAKET] = _REFERANS.sub(lambda m: _redigested(m, p), p[PAKET].decode()).encode()
    (tmp_path / "t2").write_bytes(pack(p))
    with pytest.raises(PaketHatasi) as hata:
        eyazisma.resume(tmp_path / "t2", tmp_path / "p.eyp")
    assert "EYP-085" in {b.kod for b in hata.value.bulgular}


def test_failed_part_leaves_the_step_as_it_was(tmp_path):
    """A file that cannot be read can be given again."""
    from earsiv.errors import GirdiHatasi
    from earsiv.testing import SahteSaat
    from earsiv.testing.yazi import attachments

    with eyazisma.create(tmp_path / "p.eyp", saat=SahteSaat()) as i:
        for yanlis in (tmp_path / "yok.pdf", tmp_path):
            with pytest.raises(GirdiHatasi):
                i.cover(yanlis, "üst yazı.pdf")
            with pytest.raises(GirdiHatasi):
                i.attach(attachments()[0][0], yanlis)
        i.cover(PDF, "üst yazı.pdf")
        for ek, veri in attachments():
            i.attach(ek, veri)
        pki = test_pki()
        i.metadata(letter()).digest().sign(pki.imzala).finalize(final()).sign(pki.imzala)
    assert eyazisma.judge(tmp_path / "p.eyp").gecerli


def test_step_outside_its_block_is_a_misuse(tmp_path):
    """No signature is asked for a draft that is gone."""
    from earsiv.testing import SahteSaat

    with eyazisma.create(tmp_path / "p.eyp", saat=SahteSaat()) as i:
        i.cover(PDF, "üst yazı.pdf")
        import attrs

        adim = i.metadata(attrs.evolve(letter(), ilgiler=(), dagitimlar=(eyazisma.Dagitim(ALICI),))).digest()
    sorulan = []
    with pytest.raises(RuntimeError):
        adim.sign(lambda veri: sorulan.append(veri) or b"")
    assert sorulan == []


def test_copy_for_nobody_is_refused(tmp_path):
    """A mistyped recipient must not get what was to be left out."""
    from earsiv.errors import GirdiHatasi

    (tmp_path / "p.eyp").write_bytes(taban())
    with pytest.raises(GirdiHatasi) as hata:
        eyazisma.copy_for(tmp_path / "p.eyp", tmp_path / "n.eyp", alici="99900003")
    assert hata.value.kod == "EYP-145"


def test_full_disk_is_told_and_leaves_nothing(tmp_path, monkeypatch):
    """Whatever is being written when the disk is full: KAB-019."""
    import errno

    from earsiv.errors import GirdiHatasi
    from earsiv.opc.yaz import ZipYazici
    from earsiv.testing import write_letter

    def dolu(self, kayit, veri):
        raise OSError(errno.ENOSPC, "dolu")

    monkeypatch.setattr(ZipYazici, "_write", dolu)
    with pytest.raises(GirdiHatasi) as hata:
        write_letter(tmp_path / "p.eyp")
    assert hata.value.kod == "KAB-019" and "disk dolu" in str(hata.value) and list(tmp_path.iterdir()) == []
