# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The writer: steps that cannot be got wrong, bytes as the official writer makes them, nothing that our own validator would refuse."""

import datetime as dt
import hashlib
import subprocess
import zipfile

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from earsiv import _xml, eyazisma
from earsiv.errors import GirdiHatasi, PaketHatasi
from earsiv.eyazisma.bilesen import Tur
from earsiv.eyazisma.parcalar import Yazar, core_xml
from earsiv.eyazisma.ustveri import Okur
from earsiv.eyazisma.yaz import safe_part_name
from earsiv.testing import SahteSaat, test_pki, unpack, write_letter, write_update
from earsiv.testing.yazi import ALICI, KURUM, PDF, attachments, change, final, letter

PKI = test_pki()


def muhurle(veri):
    return PKI.imzala(veri, kim="muhur")


def basla(tmp_path, ad="p.eyp", **ayar):
    return eyazisma.create(tmp_path / ad, saat=SahteSaat(), **ayar)


def doldur(icerik, nesil=2, u=None):
    icerik.cover(PDF, "üst yazı.pdf")
    for ek, veri in attachments():
        icerik.attach(ek, veri)
    return icerik.metadata(u or letter(nesil), final() if nesil == 1 else None)


@pytest.mark.parametrize("surum", ["1.3", "2.0"])
def test_same_letter_gives_the_same_bytes(tmp_path, surum):
    """Order, times, names and signatures of the test key depend on the letter alone."""
    bir, iki = (write_letter(tmp_path / f"{n}.eyp", surum).read_bytes() for n in "ab")
    assert bir == iki


@pytest.mark.parametrize(("surum", "kok_rels"), [("1.3", 259), ("2.0", 256)])
def test_container_has_the_profile_of_the_official_writer(tmp_path, surum, kok_rels):
    """No flags, no extra fields, no directory entries, host 0, stored where it stores; part relationships of the known lengths."""
    with zipfile.ZipFile(write_letter(tmp_path / "p.eyp", surum)) as z:
        girdiler = {i.filename: i for i in z.infolist()}
        assert z.testzip() is None
        for i in girdiler.values():
            assert (i.flag_bits, i.extra, i.create_system, i.create_version, i.extract_version, i.external_attr) == (0, b"", 0, 20, 20, 0)
            assert not i.is_dir()
        sakli = {ad for ad, i in girdiler.items() if i.compress_type == 0}
        assert {ad for ad in sakli if not ad.endswith(".psmdcp")} == {"_rels/.rels"} and len(sakli) == 2
        assert len(z.read("PaketOzeti/_rels/PaketOzeti.xml.rels")) == 255
        assert len(z.read("NihaiOzet/_rels/NihaiOzet.xml.rels")) == kok_rels


def test_parts_are_spelt_as_the_official_writer_spells_them(tmp_path):
    """Byte order mark, CRLF, two blanks, no newline at the end, Type Target Id."""
    parcalar = unpack(write_letter(tmp_path / "p.eyp", paraf=True).read_bytes())
    ust = parcalar["/Ustveri/Ustveri.xml"].decode()
    assert ust.startswith(
        '\ufeff<?xml version="1.0" encoding="utf-8"?>\r\n<UstVeri xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd='
    )
    assert '\r\n  <OzId schemeID="GUID" xmlns="urn:dpt:eyazisma:schema:xsd:Tipler-2">' in ust and ust.endswith("\r\n</UstVeri>")
    assert '\r\n      <Id Value="0A5E1C7D-3B2F-4E60-9A11-0000000000E1" />\r\n' in ust
    nihai = parcalar["/NihaiOzet/NihaiOzet.xml"].decode()
    assert (
        ' Id="0A5E1C7D-3B2F-4E60-9A11-0000000000A1" xmlns="urn:dpt:eyazisma:schema:xsd:NihaiOzet-2">\r\n  <Reference URI="/Ustveri/Ustveri.xml"'
        in nihai
    )
    assert (
        'Type="http://eyazisma.dpt/bilesen#dahili" xmlns="urn:dpt:eyazisma:schema:xsd:PaketOzeti-2">\r\n    <DigestItem>\r\n      <DigestMethod'
        in nihai
    )
    assert "xmlns" not in parcalar["/PaketOzeti/PaketOzeti.xml"].decode().partition("<Reference")[2]
    rels = parcalar["/_rels/.rels"].decode()
    assert rels.startswith("\ufeff<?xml") and "\n" not in rels and 'Target="/UstYazi/ustyazi.pdf" Id="IdUstYazi" />' in rels
    referanslar = [r.split('"')[0] for r in nihai.split('URI="')[1:]]
    assert referanslar[:8] == [
        "/Ustveri/Ustveri.xml",
        "/UstYazi/ustyazi.pdf",
        "/ParafOzeti/ParafOzeti.xml",
        "/Paraflar/ParafImzaCades.imz",
        "/PaketOzeti/PaketOzeti.xml",
        "/Imzalar/ImzaCades.imz",
        "/NihaiUstveri/NihaiUstveri.xml",
        "/Ekler/ekg1.txt",
    ]


@pytest.mark.gercek
@pytest.mark.parametrize(
    ("dosya", "parcalar"),
    [
        ("20250512142310.eyp", ["nihaiustveri", "paketozeti", "parafozeti", "nihaiozet"]),
        ("20250512142310.eypg", ["guncellemebilgisi", "nihaiozet"]),
        ("20250512142310.eyps", ["belgehedef", "sifreliicerikbilgisi"]),
        ("paketv1x.eyp", ["belgehedef", "belgeimza", "paketozeti", "nihaiozet"]),
        ("sifrelipaketv1x.eyps", ["belgehedef", "sifreliicerikbilgisi"]),
        ("sifrelipaketv2x.eyps", ["belgehedef"]),
    ],
)
def test_model_written_again_is_byte_for_byte_what_the_other_program_wrote(ornekler, dosya, parcalar):
    """Read into the model, write from the model: the official writer's own bytes come out."""
    from earsiv.eyazisma.bilesen import ALGORITMA
    from earsiv.eyazisma.parcalar import YazilanReferans

    with eyazisma.read(ornekler / dosya) as p:
        y = Yazar(p.nesil)
        for ad in parcalar:
            if ad in p.ozetler:
                o = p.ozetler[ad]
                adlar = [
                    YazilanReferans(r.uri, tuple((ALGORITMA[p.nesil][d.algoritma.lower()], d.deger) for d in r.ozetler))
                    for r in o.referanslar
                ]
                yazilan = y.digests(ad, o.id, adlar)
            else:
                yazilan = {
                    "nihaiustveri": lambda: y.final(p.nihai),
                    "belgehedef": lambda: y.targets(p.hedefler),
                    "belgeimza": lambda: y.signers(p.nihai),
                    "guncellemebilgisi": lambda: y.changes(p.guncellemeler),
                    "sifreliicerikbilgisi": lambda: y.encryption(p.sifreleme),
                }[ad]()
            assert yazilan == p.kap.read(p.part(ad)), ad


@pytest.mark.gercek
@pytest.mark.parametrize("dosya", ["20250512142310.eyp", "paketv1x.eyp"])
def test_metadata_written_again_differs_only_where_the_other_program_wrote_empty_elements(ornekler, dosya):
    """``<Aciklama />`` and ``EYazismaIdMi="false"`` say nothing and are not written… the latter is kept, for it says something."""
    import re

    with eyazisma.read(ornekler / dosya) as p:
        asil = p.kap.read(p.part("ustveri")).decode()
        yazilan = Yazar(p.nesil).metadata(p.ustveri, p.nihai if p.nesil == 1 else None).decode()
    assert re.sub(r"\r\n *<(tipler:)?\w+ />", "", asil.replace("&#x", "&#x")) == re.sub(r"\r\n *<(tipler:)?\w+ />", "", yazilan)


@pytest.mark.gercek
def test_core_is_spelt_as_by_the_official_writer(ornekler):
    """One line, default namespace, the same order."""
    with eyazisma.read(ornekler / "20250512142310.eyp") as p:
        asil = p.kap.read(p.part("core"))
        c = p.core
        yazilan = core_xml(
            Tur.EYP, 2, kimlik=c.kimlik, olusturan=c.olusturan, konu=c.konu, olusturulma=c.olusturulma, revizyon="DotNet/0.0.0.0"
        )
    assert yazilan == asil


# -- steps ---------------------------------------------------------------------------------------------------------------


def test_a_step_is_taken_once(tmp_path):
    """What is signed can no longer change: the step that could is spent."""
    with basla(tmp_path) as icerik:
        ust = doldur(icerik)
        for yanlis in (
            lambda: icerik.cover(PDF, "b.pdf"),
            lambda: icerik.attach(*attachments()[0]),
            lambda: icerik.metadata(letter()),
        ):
            with pytest.raises(RuntimeError):
                yanlis()
        imza = ust.digest()
        with pytest.raises(RuntimeError):
            ust.initials()
        nihai = imza.sign(PKI.imzala)
        with pytest.raises(RuntimeError):
            imza.attach_signature(PKI.imzala(imza.imzalanacak))
        muhur = nihai.finalize(final())
        muhur.sign(muhurle)
        with pytest.raises(RuntimeError):
            muhur.sign(muhurle)
    assert eyazisma.judge(tmp_path / "p.eyp").gecerli


def test_generations_want_number_and_date_at_their_own_step(tmp_path):
    """The first with the üstveri, the second after the signature."""
    with basla(tmp_path, surum="1.3") as icerik, pytest.raises(RuntimeError):
        icerik.cover(PDF, "a.pdf")
        icerik.metadata(letter(1))
    with basla(tmp_path, "q.eyp") as icerik, pytest.raises(RuntimeError):
        doldur(icerik).digest().sign(PKI.imzala).finalize()
    assert list(tmp_path.iterdir()) == []


def test_block_left_early_leaves_nothing(tmp_path):
    """No file, no temporary folder."""
    with basla(tmp_path) as icerik:
        doldur(icerik).digest()
    with pytest.raises(ZeroDivisionError), basla(tmp_path) as icerik:
        doldur(icerik)
        1 / 0
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(tmp_path):
    """A file of that name stays what it is."""
    (tmp_path / "p.eyp").write_bytes(b"eski")
    with pytest.raises(GirdiHatasi) as hata:
        basla(tmp_path)
    assert hata.value.kod == "KAB-013" and (tmp_path / "p.eyp").read_bytes() == b"eski"


@pytest.mark.fault("S06")
@pytest.mark.parametrize(
    ("cms", "neden"),
    [
        (lambda veri: PKI.imzala(hashlib.sha256(veri).digest()), "özet değeri"),
        (lambda veri: PKI.imzala(veri + b" " * 80), "başka bir içerik"),
        (lambda veri: PKI.imzala(veri, ayrik=True), "ayrık"),
        (lambda veri: b"\x01\x02\x03", "CMS SignedData değil"),
        (lambda veri: PKI.imzala(veri)[:-8] + b"12345678", "matematik"),
    ],
)
def test_signature_of_something_else_is_refused_and_can_be_tried_again(tmp_path, cms, neden):
    """EYP-066 says what was signed instead; the step stands."""
    with basla(tmp_path) as icerik:
        adim = doldur(icerik).digest()
        with pytest.raises(GirdiHatasi) as hata:
            adim.sign(cms)
        assert hata.value.kod == "EYP-066" and neden in str(hata.value)
        adim.sign(PKI.imzala).finalize(final()).sign(muhurle)
    assert eyazisma.judge(tmp_path / "p.eyp").gecerli


@pytest.mark.parametrize(
    ("degisen", "kod"),
    [
        ({"konu": ""}, "EYP-020"),
        ({"mime_turu": ""}, "EYP-021"),
        ({"guvenlik_kodu": "OZL"}, "EYP-029"),
        ({"guvenlik_kodu": "TSD"}, "EYP-022"),
        ({"dagitimlar": ()}, "EYP-020"),
        ({"olusturan": None}, "EYP-020"),
        ({"dil": "türk"}, "EYP-115"),
        ({"belge_id": "7"}, "EYP-119"),
        ({"dogrulama_adresi": ""}, "EYP-020"),
    ],
)
def test_letter_that_would_be_refused_is_refused_before_anybody_signs(tmp_path, degisen, kod):
    """Every reason at once, and no file."""
    with basla(tmp_path) as icerik, pytest.raises(PaketHatasi) as hata:
        doldur(icerik, u=attrs.evolve(letter(), **degisen))
    assert hata.value.kod == "EYP-065" and kod in {b.kod for b in hata.value.bulgular}
    assert list(tmp_path.iterdir()) == []


def test_incomplete_final_metadata_is_refused_before_the_seal(tmp_path):
    """No number: nobody is asked to seal it."""
    with basla(tmp_path) as icerik, pytest.raises(PaketHatasi):
        doldur(icerik).digest().sign(PKI.imzala).finalize(attrs.evolve(final(), belge_no=""))


def test_what_a_generation_has_no_place_for_is_not_dropped_silently(tmp_path):
    """SDP codes in 1.3: EYP-068, not a letter without them."""
    with basla(tmp_path, surum="1.3") as icerik, pytest.raises(GirdiHatasi) as hata:
        doldur(icerik, 1, letter(2))
    assert hata.value.kod == "EYP-068"


def test_control_characters_are_refused(tmp_path):
    """XML cannot carry them: EYP-067."""
    with basla(tmp_path) as icerik, pytest.raises(GirdiHatasi) as hata:
        doldur(icerik, u=attrs.evolve(letter(), konu="a\x01b"))
    assert hata.value.kod == "EYP-067"


@pytest.mark.parametrize(("surum", "ozet", "kod"), [("2.0", "sha512", "EYP-040"), ("1.3", "sha384", "EYP-040"), ("3.0", "", "EYP-003")])
def test_two_equal_digests_and_unknown_versions_are_refused(tmp_path, surum, ozet, kod):
    """The official writer lets the first through and its own verifier rejects the result."""
    with pytest.raises(GirdiHatasi) as hata:
        basla(tmp_path, surum=surum, ozet=ozet)
    assert hata.value.kod == kod


def test_first_generation_may_stay_unsealed_and_the_second_may_not(tmp_path):
    """The seal is optional in 1.3 only."""
    with basla(tmp_path, surum="1.3") as icerik:
        doldur(icerik, 1).digest().sign(PKI.imzala).finalize().publish_unsealed()
    assert eyazisma.judge(tmp_path / "p.eyp").gecerli
    with basla(tmp_path, "q.eyp") as icerik, pytest.raises(PaketHatasi) as hata:
        doldur(icerik).digest().sign(PKI.imzala).finalize(final()).publish_unsealed()
    assert {b.kod for b in hata.value.bulgular} == {"EYP-071"} and not (tmp_path / "q.eyp").exists()


# -- names -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ad", "parca"),
    [
        ("üst yazı.pdf", "ustyazi.pdf"),
        ("ŞğÜİıÇö #1 [son]?.docx", "SgUIiCo_1_son__.docx"),
        ("Приказ.pdf", "belge.pdf"),
        ("../../etc/passwd", "passwd"),
        ("", "belge"),
        ("a%41.txt", "a_41.txt"),
    ],
)
def test_part_names_are_those_of_the_official_writer_without_what_breaks_readers(ad, parca):
    """Turkish letters mapped, blanks gone, nothing that a part name cannot carry, never empty."""
    assert safe_part_name(ad) == parca


def test_two_files_of_one_part_name_are_both_kept_and_matched(tmp_path):
    """``ş.txt`` and ``s.txt`` collapse: the second gets a number, and its DosyaAdi says so."""
    import earsiv.eyazisma as e

    with basla(tmp_path) as icerik:
        icerik.cover(PDF, "üst yazı.pdf")
        for no, ad in enumerate(("ş.txt", "s.txt", "S.TXT"), 1):
            icerik.attach(e.Ek(f"0A5E1C7D-3B2F-4E60-9A11-0000000000E{no}", "DED", no, ad, "text/plain"), ad.encode())
        u = attrs.evolve(letter(), ilgiler=(), dagitimlar=(e.Dagitim(ALICI),))
        icerik.metadata(u).digest().sign(PKI.imzala).finalize(final()).sign(muhurle)
    with eyazisma.read(tmp_path / "p.eyp") as p:
        assert [p.kap.read(p.attachment_part(ek)).decode() for ek in p.ustveri.ekler] == ["ş.txt", "s.txt", "S.TXT"]
        assert [ek.dosya_adi for ek in p.ustveri.ekler] == ["ş.txt", "s_2.txt", "S_3.TXT"]
        assert not {"EYP-018", "EYP-019"} & {b.kod for b in eyazisma.check(p).bulgular}


# -- drafts ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("surum", ["1.3", "2.0"])
def test_signing_elsewhere_step_by_step_gives_the_same_package(tmp_path, surum):
    """Each signature in another process: the draft is all that is handed over."""
    nesil = int(surum[0])
    with basla(tmp_path, "a.eyp", surum=surum) as icerik:
        ust = doldur(icerik, nesil)
        ust.save(tmp_path / "1")
    if nesil == 2:
        with eyazisma.resume(tmp_path / "1", tmp_path / "a.eyp", saat=SahteSaat()) as ust:
            paraf = ust.initials()
            paraf.save(tmp_path / "1b")
        with eyazisma.resume(tmp_path / "1b", tmp_path / "a.eyp", saat=SahteSaat()) as paraf:
            paraf.sign(PKI.imzala).save(tmp_path / "1c")
        (tmp_path / "1").unlink()
        (tmp_path / "1c").rename(tmp_path / "1")
    with eyazisma.resume(tmp_path / "1", tmp_path / "a.eyp", saat=SahteSaat()) as ust:
        imza = ust.digest()
        imza.save(tmp_path / "2")
        imzalanacak = imza.imzalanacak
    cms = PKI.imzala(imzalanacak)
    with eyazisma.resume(tmp_path / "2", tmp_path / "a.eyp", saat=SahteSaat()) as imza:
        assert isinstance(imza, eyazisma.ImzaAdimi) and imza.imzalanacak == imzalanacak
        imza.attach_signature(cms).save(tmp_path / "3")
    with eyazisma.resume(tmp_path / "3", tmp_path / "a.eyp", saat=SahteSaat()) as nihai:
        nihai.finalize(final() if nesil == 2 else None).save(tmp_path / "4")
    with eyazisma.resume(tmp_path / "4", tmp_path / "a.eyp", saat=SahteSaat()) as muhur:
        muhur.sign(muhurle)
    tek = unpack(write_letter(tmp_path / "b.eyp", surum, paraf=nesil == 2).read_bytes())
    adim_adim = unpack((tmp_path / "a.eyp").read_bytes())
    assert adim_adim == tek


def test_draft_changed_meanwhile_is_refused(tmp_path):
    """Who alters the letter between digest and signature is found out."""
    from earsiv.testing import pack

    with basla(tmp_path) as icerik:
        doldur(icerik).digest().save(tmp_path / "t")
    parcalar = unpack((tmp_path / "t").read_bytes())
    parcalar["/UstYazi/ustyazi.pdf"] += b" "
    (tmp_path / "t2").write_bytes(pack(parcalar))
    with pytest.raises(PaketHatasi) as hata:
        eyazisma.resume(tmp_path / "t2", tmp_path / "p.eyp")
    assert "EYP-043" in {b.kod for b in hata.value.bulgular} and not (tmp_path / "p.eyp").exists()


def test_finished_package_is_no_draft(tmp_path):
    """EYP-097."""
    write_letter(tmp_path / "p.eyp")
    with pytest.raises(GirdiHatasi) as hata:
        eyazisma.resume(tmp_path / "p.eyp", tmp_path / "q.eyp")
    assert hata.value.kod == "EYP-097"


# -- updates and copies ----------------------------------------------------------------------------------------------------


def test_update_packages_nest_and_keep_the_original_byte_for_byte(tmp_path):
    """A change of a change; the letter inside is untouched; five deep is too deep."""
    yol = write_letter(tmp_path / "0.eyp")
    for n in range(1, 6):
        asil, yol = yol, tmp_path / f"{n}.eypg"
        if n <= 4:
            write_update(yol, asil)
            assert eyazisma.judge(yol).gecerli
            icteki = unpack(yol.read_bytes())[f"/OrijinalPaket/OrijinalPaket{asil.suffix}"]
            assert icteki == asil.read_bytes()
        else:
            with pytest.raises(GirdiHatasi) as hata:
                write_update(yol, asil)
            assert hata.value.kod in {"EYP-007", "EYP-065"}


def test_update_of_an_encrypted_package_is_refused(tmp_path):
    """EYP-008; and an incomplete change is refused before the seal."""
    from earsiv.testing.pki import encryption_key

    write_letter(tmp_path / "p.eyp")
    eyazisma.encrypt(tmp_path / "p.eyp", tmp_path / "p.eyps", [encryption_key("a").sertifika])
    with pytest.raises(GirdiHatasi) as hata:
        write_update(tmp_path / "g.eypg", tmp_path / "p.eyps")
    assert hata.value.kod == "EYP-008"
    with pytest.raises(PaketHatasi):
        eyazisma.create_update(
            tmp_path / "g.eypg", tmp_path / "p.eyp", [attrs.evolve(change(), aciklama="")], belge_id=letter().belge_id, olusturan=KURUM
        )
    assert not (tmp_path / "g.eypg").exists()


def test_copy_of_a_recipient_keeps_every_other_byte(tmp_path):
    """Without paraf and without the attachment left out; compressed bytes and all else as they were; valid for that recipient."""
    asil = write_letter(tmp_path / "p.eyp", paraf=True)
    cikan = eyazisma.copy_for(asil, tmp_path / "n.eyp", alici="99900002", parafsiz=True)
    assert cikan == ("/Ekler/ek2.txt", "/Paraflar/ParafImzaCades.imz")
    once, sonra = unpack(asil.read_bytes()), unpack((tmp_path / "n.eyp").read_bytes())
    tablolar = {"/_rels/.rels", "/ParafOzeti/_rels/ParafOzeti.xml.rels"}
    assert {ad: v for ad, v in once.items() if ad not in tablolar | set(cikan)} == {ad: v for ad, v in sonra.items() if ad not in tablolar}
    rapor = eyazisma.judge(tmp_path / "n.eyp", alici="99900002")
    assert rapor.gecerli and rapor.ozetler and {"EYP-038", "EYP-045", "EYP-075"} <= {b.kod for b in rapor.bulgular}
    kimsesiz = eyazisma.judge(tmp_path / "n.eyp")
    assert kimsesiz.gecerli and {"EYP-039"} <= {b.kod for b in kimsesiz.bulgular if b.seviye == "uyari"}
    baskasi = eyazisma.judge(tmp_path / "n.eyp", alici="0000000000000001")
    assert not baskasi.gecerli and {"EYP-034", "EYP-041"} <= {b.kod for b in baskasi.bulgular if b.seviye == "hata"}


def test_left_out_attachments_are_matched_for_legal_persons_too(tmp_path):
    """The known implementations never match a TuzelSahis; here they are parties like the others."""
    import earsiv.eyazisma as e

    u = letter()
    tuzel = attrs.evolve(u.dagitimlar[1], konulmamis_ekler=(attachments()[0][0].id,))
    with basla(tmp_path) as icerik:
        doldur(icerik, u=attrs.evolve(u, dagitimlar=(e.Dagitim(ALICI), tuzel))).digest().sign(PKI.imzala).finalize(final()).sign(muhurle)
    assert eyazisma.copy_for(tmp_path / "p.eyp", tmp_path / "n.eyp", alici="0000000000000001") == ("/Ekler/ekg1.txt",)
    assert eyazisma.judge(tmp_path / "n.eyp", alici="0000000000000001").gecerli


def test_only_a_clear_letter_has_copies(tmp_path):
    """EYP-096."""
    write_update(tmp_path / "g.eypg", write_letter(tmp_path / "p.eyp"))
    with pytest.raises(GirdiHatasi) as hata:
        eyazisma.copy_for(tmp_path / "g.eypg", tmp_path / "n.eyp")
    assert hata.value.kod == "EYP-096" and not (tmp_path / "n.eyp").exists()


# -- properties ------------------------------------------------------------------------------------------------------------

METIN = (
    st.text(
        st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters="\ufffe\uffff\u2028\u2029"), min_size=1, max_size=30
    )
    .map(lambda s: " ".join(s.split()))
    .filter(bool)
)
GUID = st.uuids().map(lambda u: str(u).upper())
TARIH = st.datetimes(dt.datetime(1980, 1, 1), dt.datetime(2099, 1, 1)).map(lambda d: d.isoformat() + "+03:00")
KKK = st.integers(10_000_000, 99_999_999).map(str)
KURUMLAR = st.builds(
    eyazisma.KurumKurulus, KKK, METIN, KKK, iletisim=st.none() | st.builds(eyazisma.IletisimBilgisi, il=METIN, adres=METIN)
)
KISILER = st.builds(eyazisma.GercekSahis, st.builds(eyazisma.Kisi, METIN, METIN, METIN), gorev=METIN)
TARAFLAR = KURUMLAR | KISILER | st.builds(eyazisma.TuzelSahis, METIN, st.just("MERSIS"), METIN)
USTVERI = st.builds(
    eyazisma.Ustveri,
    belge_id=GUID,
    konu=METIN | st.builds(eyazisma.Metin, METIN, st.just("TR")),
    guvenlik_kodu=st.sampled_from(["YOK", "HZO", "GZL", "CGZ"]),
    dosya_adi=METIN,
    mime_turu=st.just("application/pdf"),
    olusturan=TARAFLAR,
    dagitimlar=st.lists(st.builds(eyazisma.Dagitim, TARAFLAR, miat=st.sampled_from(["", "P3D"])), min_size=1, max_size=4).map(tuple),
    guvenlik_kodu_gecerlilik_tarihi=TARIH | st.just(""),
    ekler=st.lists(st.builds(eyazisma.Ek, GUID, st.just("FZK"), st.integers(1, 99), ad=METIN, aciklama=METIN), max_size=3).map(tuple),
    ilgiler=st.lists(st.builds(eyazisma.Ilgi, GUID, st.just("a"), METIN, TARIH), max_size=2).map(tuple),
    ilgililer=st.lists(TARAFLAR, max_size=2).map(tuple),
    sdp=st.lists(st.builds(eyazisma.Sdp, METIN, METIN, st.just(False)), max_size=2).map(
        lambda s: (eyazisma.Sdp("010", "x"), *s) if s else ()
    ),
    heysk=st.lists(st.builds(eyazisma.Heysk, st.integers(1, 10**6), METIN), max_size=2).map(tuple),
    dogrulama_adresi=st.just("https://ornek.invalid"),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(USTVERI)
def test_what_is_written_is_read_back_equal(u):
    """Any text, any party: the model survives the way through XML."""
    assert Okur(2).metadata(_xml.parse(Yazar(2).metadata(u, None), "x")) == u


@pytest.mark.yavas
def test_big_attachment_is_written_and_judged_in_flat_memory(tmp_path):
    """A quarter of a gigabyte through a process that may hold a few tens of megabytes."""
    kod = f"""
import resource, sys, tracemalloc
from pathlib import Path
from earsiv import eyazisma
from earsiv.testing import SahteSaat, test_pki
from earsiv.testing.yazi import ALICI, PDF, final, letter
import attrs
pki = test_pki(); klasor = Path({str(tmp_path)!r}); buyuk = klasor / "buyuk.bin"
with buyuk.open("wb") as d: d.truncate(256 << 20)
pki.imzala(b"isinma")
tracemalloc.start()
u = attrs.evolve(letter(), ilgiler=(), dagitimlar=(eyazisma.Dagitim(ALICI),))
sinirlar = eyazisma.paket.VARSAYILAN
sinirlar = attrs.evolve(sinirlar, sikistirma_orani=2000)
with eyazisma.create(klasor / "p.eyp", saat=SahteSaat(), sinirlar=sinirlar) as i:
    i.cover(PDF, "üst yazı.pdf")
    i.attach(eyazisma.Ek("0A5E1C7D-3B2F-4E60-9A11-0000000000E1", "DED", 1, "buyuk.bin", "application/octet-stream"), buyuk)
    i.metadata(u).digest().sign(pki.imzala).finalize(final()).sign(pki.imzala)
assert eyazisma.judge(klasor / "p.eyp", sinirlar=sinirlar).gecerli
with eyazisma.read(klasor / "p.eyp", sinirlar) as p: eyazisma.extract(p, klasor / "cik")
print(tracemalloc.get_traced_memory()[1] >> 20)
"""
    import sys

    sonuc = subprocess.run([sys.executable, "-c", kod], capture_output=True, text=True, check=True)
    assert int(sonuc.stdout) < 40
    assert (tmp_path / "cik" / "Ekler" / "buyuk.bin").stat().st_size == 256 << 20
