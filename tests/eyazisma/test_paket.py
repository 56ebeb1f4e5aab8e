# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Packages: both generations into one model, every broken one named, other implementations read right."""

import pytest

from earsiv import eyazisma
from earsiv.errors import GirdiHatasi
from earsiv.imza import Gosterge, GuvenDeposu
from earsiv.testing import PaketKurucu, broken_package, test_pki
from earsiv.testing.paket import BOZUK_KODLAR


@pytest.fixture
def yaz(tmp_path):
    def _yaz(veri, ad="p.eyp"):
        (tmp_path / ad).write_bytes(veri)
        return tmp_path / ad

    return _yaz


@pytest.fixture
def guven():
    return GuvenDeposu.of(test_pki().kok.sertifika)


@pytest.mark.parametrize("nesil", [1, 2])
@pytest.mark.parametrize("on_ek", ["tipler:", "", "ns2:"])
@pytest.mark.parametrize("bom", [True, False])
def test_sound_package_of_any_prefix_is_valid(yaz, guven, nesil, on_ek, bom):
    """Namespaces count, prefixes do not; the signature is undecided only for want of revocation evidence."""
    with eyazisma.read(yaz(PaketKurucu(nesil=nesil, on_ek=on_ek, bom=bom).build())) as paket:
        rapor = eyazisma.verify(paket, guven=guven)
    assert rapor.gecerli and rapor.ozetler is True, [str(b) for b in rapor.bulgular]
    assert (rapor.tur, rapor.surum) == ("eyp", "1.3" if nesil == 1 else "2.0")
    for sonuc in (rapor.imza, rapor.muhur):
        assert sonuc.durum is Gosterge.INDETERMINATE
        assert sonuc.imzalar[0].alt_durum == "TRY_LATER"


@pytest.mark.parametrize("nesil", [1, 2])
def test_description_carries_the_keys_of_the_contract(yaz, nesil):
    """Everything the letter says of itself, with the attachment's part, size and digest; T.C. numbers masked."""
    with eyazisma.read(yaz(PaketKurucu(nesil=nesil).build())) as paket:
        veri = eyazisma.describe(paket)
    assert {
        "tur",
        "surum",
        "belge_id",
        "konu",
        "belge_no",
        "tarih",
        "guvenlik_kodu",
        "dil",
        "dosya_adi",
        "mime_turu",
        "olusturan",
        "dagitimlar",
        "ekler",
        "ilgiler",
        "ilgililer",
        "sdp",
        "imzalar",
        "ustyazi",
    } <= set(veri)
    assert veri["belge_no"] == "E-99900014-807.04-118"
    assert veri["tarih"] == "2022-12-05T10:20:30.1234567+03:00"
    assert veri["olusturan"] == {"tur": "kurum", "kkk": "99900001", "ad": "Örnekova Belediye Başkanlığı"}
    assert veri["ekler"][0]["parca"] == "/Ekler/ek1.txt" and len(veri["ekler"][0]["sha256"]) == 64
    assert veri["imzalar"][0]["soyad"] == "Örnek"
    assert "12345678901" not in str(veri)
    if nesil == 2:
        assert veri["sdp"] == [{"kod": "807.04", "ad": "Dosya", "ana": True}]


@pytest.mark.fault("S01", "S02", "S03", "X01")
@pytest.mark.parametrize("kod", BOZUK_KODLAR)
def test_each_broken_package_is_named_by_its_code(yaz, kod):
    """One fault, its code, its place; nothing else is blamed on the way."""
    try:
        with eyazisma.read(yaz(broken_package(kod))) as paket:
            rapor = eyazisma.verify(paket)
        hatalar = [b for b in rapor.bulgular if b.seviye == "hata"]
        assert kod in {b.kod for b in hatalar} and not rapor.gecerli
        assert all(b.yer.startswith("p.eyp") for b in hatalar)
    except GirdiHatasi as hata:
        assert hata.kod == kod


@pytest.mark.fault("S01")
@pytest.mark.parametrize(
    "parca", ["/UstYazi/ustyazi.pdf", "/Ekler/ek1.txt", "/Ustveri/Ustveri.xml", "/NihaiUstveri/NihaiUstveri.xml", "/Imzalar/ImzaCades.imz"]
)
def test_one_changed_bit_in_each_signed_part_is_found_and_the_part_named(yaz, parca):
    """HASH mismatch with the official code 15 and the part's name."""

    def boz(parcalar):
        ham = bytearray(parcalar[parca])
        yer = ham.find(b"Bak") if parca.endswith("Ustveri.xml") and b"Bak" in ham else len(ham) // 2
        ham[yer] ^= 1
        return {parca: bytes(ham)}

    try:
        with eyazisma.read(yaz(PaketKurucu(degistir=boz).build())) as paket:
            rapor = eyazisma.verify(paket)
        assert rapor.ozetler is False
        assert any(b.kod == "EYP-043" and parca in b.yer and "15" in b.mesaj for b in rapor.bulgular)
    except GirdiHatasi as hata:
        assert hata.kod.startswith("XML-")


@pytest.mark.fault("S25")
def test_seal_without_signature_and_signature_without_seal_have_names(yaz):
    """Each state has its own code."""
    for kod in ("EYP-070", "EYP-071"):
        with eyazisma.read(yaz(broken_package(kod))) as paket:
            rapor = eyazisma.verify(paket)
        assert (rapor.imza is None) is (kod == "EYP-070")
        assert (rapor.muhur is None) is (kod == "EYP-071")


def test_signature_over_a_hash_of_the_part_is_not_a_signature_of_it(yaz):
    """Somebody signed 32 bytes instead of the özet part: digests hold, maths holds, the content is another."""
    with eyazisma.read(yaz(broken_package("IMZ-035"))) as paket:
        rapor = eyazisma.verify(paket)
    assert rapor.ozetler is True
    assert rapor.imza.imzalar[0].alt_durum == "HASH_FAILURE" and not rapor.gecerli


def test_without_roots_trust_is_only_a_remark(yaz):
    """No --guven: signatures are checked mathematically, and the package may be valid."""
    with eyazisma.read(yaz(PaketKurucu().build())) as paket:
        rapor = eyazisma.verify(paket)
    assert rapor.gecerli and any(b.kod == "IMZ-015" for b in rapor.bulgular)


@pytest.mark.fault("S14")
def test_unknown_root_with_the_same_name_makes_it_invalid(yaz):
    """A look-alike root vouches for nobody."""
    with eyazisma.read(yaz(PaketKurucu().build())) as paket:
        rapor = eyazisma.verify(paket, guven=GuvenDeposu.of(test_pki("baska").kok.sertifika))
    assert not rapor.gecerli
    assert rapor.imza.imzalar[0].alt_durum == "NO_CERTIFICATE_CHAIN_FOUND"


def test_oldest_layout_is_read_with_remarks(yaz):
    """Version 1.0: no BelgeHedef, no NihaiOzet, relative targets, docProps/core.xml; nothing of it makes the package invalid."""
    core = "/package/services/metadata/core-properties/0123456789abcdef0123456789abcdef.psmdcp"

    def eskit(p):
        rels = p["/_rels/.rels"].decode("utf-8-sig")
        satirlar = [s for s in rels.split("<Relationship ")[1:] if "belgehedef" not in s and "nihaiozet" not in s]
        bas = rels.split("<Relationship ")[0]
        rels = bas + "".join("<Relationship " + s.replace('Target="/', 'Target="') for s in satirlar)
        rels = rels if rels.endswith("</Relationships>") else rels + "</Relationships>"
        ozet = p["/PaketOzeti/PaketOzeti.xml"].decode("utf-8-sig")
        import re

        ozet = re.sub(r'<Reference URI="/BelgeHedef.*?</Reference>', "", ozet, flags=re.DOTALL)
        return {
            "/_rels/.rels": rels.replace(core.lstrip("/"), "docProps/core.xml").encode(),
            "/docProps/core.xml": p[core].replace(b"<version>1.3", b"<version>1.0"),
            core: None,
            "/BelgeHedef/BelgeHedef.xml": None,
            "/NihaiOzet/NihaiOzet.xml": None,
            "/NihaiOzet/_rels/NihaiOzet.xml.rels": None,
            "/Muhurler/MuhurCades.imz": None,
            "/PaketOzeti/PaketOzeti.xml": ozet.encode(),
            "/Imzalar/ImzaCades.imz": test_pki().imzala(ozet.encode()),
        }

    with eyazisma.read(yaz(PaketKurucu(nesil=1, degistir=eskit).build())) as paket:
        rapor = eyazisma.verify(paket)
    assert rapor.gecerli and rapor.surum == "1.0", [str(b) for b in rapor.bulgular]
    assert {"EYP-009", "EYP-011", "PKT-026"} <= {b.kod for b in rapor.bulgular}


def test_abolished_degree_is_read_with_a_warning(yaz):
    """OZL left the rules in 2022."""
    with eyazisma.read(yaz(PaketKurucu(guvenlik="OZL").build())) as paket:
        rapor = eyazisma.verify(paket)
    assert rapor.gecerli and "EYP-029" in {b.kod for b in rapor.bulgular}


@pytest.mark.fault("X10")
def test_elements_of_another_namespace_are_not_ours(yaz):
    """A Konu in a foreign namespace is no Konu."""

    def boz(parcalar):
        return {"/Ustveri/Ustveri.xml": parcalar["/Ustveri/Ustveri.xml"].replace(b"Tipler-2", b"Baska-2")}

    with eyazisma.read(yaz(PaketKurucu(degistir=boz).build())) as paket:
        assert paket.ustveri.konu == ""


@pytest.mark.fault("X09")
def test_all_findings_are_reported_not_just_the_first(yaz):
    """Empty subject, unknown degree, bad urgency: three findings in one pass."""
    kurucu = PaketKurucu(konu="", guvenlik="ZZZ")
    with eyazisma.read(yaz(kurucu.build())) as paket:
        kodlar = [b.kod for b in eyazisma.verify(paket).bulgular]
    assert {"EYP-020", "EYP-022"} <= set(kodlar)


def test_date_of_local_midnight_in_utc_is_the_next_day():
    """21:00Z is midnight in Turkey."""
    from earsiv.kabul.oku import _date

    assert str(_date("2026-01-31T21:00:00.0000000Z")) == "2026-02-01"
    assert str(_date("2009-11-05T00:00:00")) == "2009-11-05"
    assert _date("çöp") is None


def test_tckn_never_leaves_unmasked():
    """Personal data is masked in every output."""
    from earsiv.eyazisma import GercekSahis, Kisi
    from earsiv.eyazisma.model import mask_tckn

    assert mask_tckn("11022233346") == "110******46"
    assert "11022233346" not in str(GercekSahis(Kisi("Deneme", "Örnek"), "11022233346").as_dict())
    assert "11022233346" not in repr(GercekSahis(Kisi("Deneme", "Örnek"), "11022233346"))


@pytest.mark.gercek
@pytest.mark.fault("A22")
@pytest.mark.parametrize(
    ("ad", "tur", "surum", "ozetler", "kodlar"),
    [
        ("20250512142310.eyp", "eyp", "2.0", True, {"IMZ-001"}),
        ("20250512142310.eypg", "eypg", "2.1", True, {"IMZ-001"}),
        ("20250512142310.eyps", "eyps", "2.0", None, set()),
        ("paketv1x.eyp", "eyp", "1.3", True, {"IMZ-001"}),
        ("paketv2x.eyp", "eyp", "2.0", True, {"IMZ-001", "EYP-020"}),
        ("sifrelipaketv1x.eyps", "eyps", "1.3", None, set()),
        ("sifrelipaketv1xicerikbos.eyps", "eyps", "1.3", None, {"PKT-021"}),
        ("sifrelipaketv2x.eyps", "eyps", "2.0", None, set()),
        ("sifrelipaketv2xicerikbos.eyps", "eyps", "2.0", None, {"PKT-021"}),
    ],
)
def test_packages_of_other_implementations_are_read_right(ornekler, ad, tur, surum, ozetler, kodlar):
    """Kind, version, digests; their placeholder signatures are called what they are and nothing else is wrong."""
    with eyazisma.read(ornekler / ad) as paket:
        rapor = eyazisma.verify(paket)
        veri = eyazisma.describe(paket)
    assert (rapor.tur, rapor.surum, rapor.ozetler) == (tur, surum, ozetler)
    assert {b.kod for b in rapor.bulgular if b.seviye == "hata"} == kodlar
    if tur == "eyp":
        assert veri["konu"] and veri["dagitimlar"] and veri["ustyazi"]["boyut"] > 0


@pytest.mark.gercek
def test_official_package_in_detail(ornekler):
    """Attachments by kind, left-out attachment by recipient, paraf, SDP codes."""
    with eyazisma.read(ornekler / "20250512142310.eyp") as paket:
        veri = eyazisma.describe(paket)
    assert [e["tur"] for e in veri["ekler"]].count("DED") == 3
    assert {e["tur"] for e in veri["ekler"]} == {"DED", "HRF", "FZK"}
    assert any(d["konulmamis_ekler"] for d in veri["dagitimlar"])
    assert len(veri["imzalar"]) == 2 and veri["guvenlik_kodu"] == "HZO"


@pytest.mark.gercek
def test_update_package_shows_the_original_and_its_change(ornekler):
    """The nested original is opened, the change is listed."""
    with eyazisma.read(ornekler / "20250512142310.eypg") as paket:
        veri = eyazisma.describe(paket)
        assert paket.ic is not None
    assert veri["guncellemeler"][0]["yeni_gizlilik_derecesi"] == "YOK" and veri["konu"]


def test_report_is_plain_json(yaz):
    """Every value of a report is JSON."""
    import json

    with eyazisma.read(yaz(PaketKurucu().build())) as paket:
        rapor = eyazisma.verify(paket)
    veri = json.loads(json.dumps(rapor.as_dict()))
    assert set(veri) == {"dosya", "tur", "surum", "gecerli", "ozetler", "imza", "muhur", "paraf", "bulgular"}
    assert veri["gecerli"] is True


@pytest.mark.parametrize(("nesil", "surum"), [(1, "1.0"), (1, "1.1"), (1, "1.2"), (1, "1.3"), (2, "2.0"), (2, "2.1"), (2, "2.9")])
def test_every_minor_version_is_read(yaz, nesil, surum):
    """The generation decides, the minor number does not."""
    from earsiv.testing import altered, sample

    core = lambda p: next(a for a in p if a.endswith(".psmdcp"))  # noqa: E731
    eski = "1.3" if nesil == 1 else "2.0"
    veri = altered(
        sample(eski), lambda p: p.update({core(p): p[core(p)].replace(f"<version>{eski}".encode(), f"<version>{surum}".encode())})
    )
    rapor = eyazisma.judge(yaz(veri))
    assert rapor.gecerli and rapor.surum == surum and rapor.ozetler is True


def test_opening_reads_no_content(yaz, monkeypatch):
    """The directory and the small XML parts only: cover letter, attachments and signatures wait until they are asked for."""
    from earsiv.opc import Kap
    from earsiv.testing import sample

    okunan, asil = [], Kap.stream
    monkeypatch.setattr(Kap, "stream", lambda self, parca: okunan.append(parca.ad) or asil(self, parca))
    with eyazisma.read(yaz(sample("2.0"))) as paket:
        assert paket.ustveri.konu
        assert {ad.rpartition(".")[2] for ad in okunan} == {"xml", "rels", "psmdcp"} and not any(
            ad.startswith(("/UstYazi", "/Ekler")) for ad in okunan
        )
