# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Encrypted packages: for several keys, opened by openssl and its output opened by us, outside held against inside, nothing half-written."""

import io
import random
import shutil
import subprocess

import pytest
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)
from cryptography.x509 import load_der_x509_certificate
from hypothesis import given, settings
from hypothesis import strategies as st

from earsiv import eyazisma
from earsiv.errors import GirdiHatasi, PaketHatasi
from earsiv.eyazisma import zarf
from earsiv.testing import altered, pack, sample, unpack, write_letter
from earsiv.testing.calisma import p12
from earsiv.testing.pki import encryption_key

pytestmark = pytest.mark.yavas


def anahtar(ad):
    kimlik = encryption_key(ad)
    return eyazisma.SifrelemeAnahtari(kimlik.sertifika, zarf.private_key_unwrapper(load_der_private_key(kimlik.anahtar, None)))


def coz(yol, hedef, kilit):
    return eyazisma.decrypt(yol, hedef, kilit)


@pytest.fixture
def acik(tmp_path):
    return write_letter(tmp_path / "p.eyp")


@pytest.mark.parametrize("surum", ["1.3", "2.0"])
@pytest.mark.parametrize("sarma", ["oaep", "pkcs1"])
def test_each_recipient_opens_it_and_nobody_else(tmp_path, surum, sarma):
    """The letter comes back byte for byte; a stranger's key leaves no file."""
    asil = write_letter(tmp_path / "p.eyp", surum)
    eyazisma.encrypt(asil, tmp_path / "p.eyps", [encryption_key(a).sertifika for a in "ab"], sarma=sarma)
    rapor = eyazisma.judge(tmp_path / "p.eyps")
    assert rapor.gecerli and rapor.tur == "eyps" and rapor.ozetler is None
    for ad in "ab":
        assert coz(tmp_path / "p.eyps", tmp_path / f"{ad}.eyp", anahtar(ad)) == ()
        assert (tmp_path / f"{ad}.eyp").read_bytes() == asil.read_bytes()
    with pytest.raises(GirdiHatasi) as hata:
        coz(tmp_path / "p.eyps", tmp_path / "c.eyp", anahtar("c"))
    assert hata.value.kod == "EYP-069" and "bu anahtar için" in str(hata.value) and not (tmp_path / "c.eyp").exists()


def test_outside_shows_what_routes_it_and_nothing_more(tmp_path, acik):
    """NihaiOzet and BelgeHedef are there, the subject is not, a person's number neither."""
    eyazisma.encrypt(acik, tmp_path / "p.eyps", [encryption_key("a").sertifika])
    parcalar = unpack((tmp_path / "p.eyps").read_bytes())
    disarida = b"".join(v for ad, v in parcalar.items() if "SifreliIcerik/" not in ad)
    assert "Bakım Raporu".encode() not in disarida
    assert parcalar["/NihaiOzet/NihaiOzet.xml"] == unpack(acik.read_bytes())["/NihaiOzet/NihaiOzet.xml"]
    with eyazisma.read(tmp_path / "p.eyps") as p:
        assert [h.ad for h in p.hedefler] == ["Örnek Kurumu", "Örnek Anonim Ortaklığı", "Müdür Deneme Örnek"]
        assert p.sifreleme == eyazisma.SifreliIcerikBilgisi() and p.core.kimlik != p.ozetler["nihaiozet"].id


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl yok")
@pytest.mark.parametrize("sarma", ["oaep", "pkcs1"])
def test_openssl_opens_what_we_seal(tmp_path, acik, sarma):
    """An independent reader of CMS."""
    k = encryption_key("a")
    eyazisma.encrypt(acik, tmp_path / "p.eyps", [k.sertifika], sarma=sarma)
    with eyazisma.read(tmp_path / "p.eyps") as p:
        (tmp_path / "c.p7m").write_bytes(b"".join(p.kap.stream(p.part("sifreliicerik"))))
    pem(tmp_path, k)
    komut = ["openssl", "cms", "-decrypt", "-binary", "-inform", "DER", "-in", "c.p7m", "-inkey", "k.pem", "-recip", "s.pem", "-out", "o"]
    subprocess.run(komut, cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "o").read_bytes() == acik.read_bytes()


def pem(klasor, kimlik):
    anahtar_ = load_der_private_key(kimlik.anahtar, None)
    (klasor / "k.pem").write_bytes(anahtar_.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (klasor / "s.pem").write_bytes(load_der_x509_certificate(kimlik.sertifika).public_bytes(Encoding.PEM))


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl yok")
@pytest.mark.parametrize(
    "secenek",
    [
        ["-aes256"],
        ["-aes256", "-stream"],
        ["-aes128"],
        ["-aes256", "-keyid"],
        ["-aes256", "RECIP", "-keyopt", "rsa_padding_mode:oaep"],
        ["-aes256", "RECIP", "-keyopt", "rsa_padding_mode:oaep", "-keyopt", "rsa_oaep_md:sha256"],
        ["-aes256", "RECIP", "-keyopt", "rsa_padding_mode:oaep", "-keyopt", "rsa_oaep_md:sha256", "-keyopt", "rsa_mgf1_md:sha1"],
        ["-aes256", "-indef", "-stream", "RECIP", "-keyopt", "rsa_padding_mode:oaep", "-keyopt", "rsa_oaep_md:sha512"],
    ],
)
def test_we_open_what_openssl_seals(tmp_path, secenek):
    """Definite and indefinite lengths, both wrappings, issuer and key identifier."""
    k = encryption_key("a")
    pem(tmp_path, k)
    veri = random.Random(1).randbytes(600_001)
    (tmp_path / "v").write_bytes(veri)
    alici = ["-recip", "s.pem"]
    once = [s for s in secenek if s != "RECIP" and not s.startswith(("-keyopt", "rsa_"))]
    sonra = [s for s in secenek if s.startswith(("-keyopt", "rsa_"))]
    komut = ["openssl", "cms", "-encrypt", "-binary", "-outform", "DER", "-in", "v", "-out", "c", *once, *alici, *sonra]
    subprocess.run(komut, cwd=tmp_path, check=True, capture_output=True)
    with (tmp_path / "c").open("rb") as akis:
        assert b"".join(zarf.unseal(akis, anahtar("a"), "c")) == veri


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300), st.integers(1, 64))
def test_any_content_in_any_blocks_comes_back(veri, boy):
    """Padding at every length; block sizes mean nothing."""
    bloklar = [veri[i : i + boy] for i in range(0, len(veri), boy)]
    boyut, sifreli = zarf.seal(bloklar, len(veri), [encryption_key("a").sertifika])
    ham = b"".join(sifreli)
    assert len(ham) == boyut
    assert b"".join(zarf.unseal(io.BytesIO(ham), anahtar("a"), "x")) == veri


@pytest.mark.yavas
@pytest.mark.fault("A21", "A23")
def test_broken_envelopes_are_refused_with_one_kind_of_error():
    """Cut anywhere, any byte changed: EYP-069 or other bytes, never anything else."""
    _, bloklar = zarf.seal([b"x" * 100], 100, [encryption_key("a").sertifika])
    ham = b"".join(bloklar)
    rasgele = random.Random(7)
    for n in [*range(0, len(ham), 7)]:
        with pytest.raises(GirdiHatasi) as hata:
            b"".join(zarf.unseal(io.BytesIO(ham[:n]), anahtar("a"), "x"))
        assert hata.value.kod == "EYP-069"
    for _ in range(300):
        boz = bytearray(ham)
        boz[rasgele.randrange(len(boz))] ^= 1 << rasgele.randrange(8)
        try:
            b"".join(zarf.unseal(io.BytesIO(boz), anahtar("a"), "x"))
        except GirdiHatasi as hata:
            assert hata.kod == "EYP-069"


@pytest.mark.parametrize(
    ("ham", "neden"),
    [
        (b"", "yarım"),
        (b"PKxx", "EnvelopedData değil"),
        (bytes.fromhex("30800609"), "yarım"),
        (bytes.fromhex("3080") + bytes.fromhex("06092a864886f70d010702"), "EnvelopedData değil"),
        (bytes.fromhex("308006092a864886f70d010703a0803080020100") + b"\x31\x84\x7f\xff\xff\xff", "çok büyük"),
        (bytes.fromhex("308006092a864886f70d010703a0803080020100") + b"\x31\x80" * 40, "bozuk"),
        (b"\x30\x89" + b"\xff" * 9, "bozuk"),
    ],
)
def test_hostile_lengths_are_refused_at_once(ham, neden):
    """Gigantic, endless, nested: before anything is read into memory."""
    with pytest.raises(GirdiHatasi) as hata:
        b"".join(zarf.unseal(io.BytesIO(ham), anahtar("a"), "x"))
    assert hata.value.kod == "EYP-069" and neden in str(hata.value)


def test_outside_that_belongs_to_another_letter_is_told(tmp_path, acik):
    """EYP-094; the letter is written all the same, because it is there."""
    eyazisma.encrypt(acik, tmp_path / "p.eyps", [encryption_key("a").sertifika])
    parcalar = unpack((tmp_path / "p.eyps").read_bytes())
    parcalar["/NihaiOzet/NihaiOzet.xml"] = (
        parcalar["/NihaiOzet/NihaiOzet.xml"].replace(b"DigestValue>A", b"DigestValue>B", 1).replace(b"\r\n", b"\n")
    )
    (tmp_path / "q.eyps").write_bytes(pack(parcalar))
    bulgular = coz(tmp_path / "q.eyps", tmp_path / "o.eyp", anahtar("a"))
    assert [b.kod for b in bulgular] == ["EYP-094"] and (tmp_path / "o.eyp").read_bytes() == acik.read_bytes()


@pytest.mark.gercek
@pytest.mark.parametrize("ad", ["20250512142310.eyps", "sifrelipaketv1x.eyps", "sifrelipaketv2x.eyps"])
def test_content_that_was_never_encrypted_is_told_and_opened(tmp_path, ornekler, ad):
    """Other implementations' samples hold a plain zip; outside and inside agree."""
    bulgular = coz(ornekler / ad, tmp_path / "o.eyp", None)
    assert {b.kod for b in bulgular} <= {"EYP-095", "EYP-006"} and "EYP-095" in {b.kod for b in bulgular}
    assert eyazisma.judge(tmp_path / "o.eyp").ozetler is True
    assert "EYP-095" in {b.kod for b in eyazisma.judge(ornekler / ad).bulgular}


@pytest.mark.gercek
def test_encrypted_package_without_content_is_told(tmp_path, ornekler):
    """The part is missing: EYP-069."""
    with pytest.raises(GirdiHatasi) as hata:
        coz(ornekler / "sifrelipaketv2xicerikbos.eyps", tmp_path / "o.eyp", None)
    assert hata.value.kod == "EYP-069"


def test_invalid_letter_is_not_encrypted(tmp_path, acik):
    """What we would refuse to open is not sent."""
    (tmp_path / "k.eyp").write_bytes(altered(sample("2.0"), lambda p: None, sonra=lambda p: p.update({"/UstYazi/ustyazi.pdf": b"baska"})))
    with pytest.raises(PaketHatasi) as hata:
        eyazisma.encrypt(tmp_path / "k.eyp", tmp_path / "k.eyps", [encryption_key("a").sertifika])
    assert "EYP-043" in {b.kod for b in hata.value.bulgular} and not (tmp_path / "k.eyps").exists()
    with pytest.raises(GirdiHatasi) as hata:
        eyazisma.encrypt(acik, tmp_path / "k.eyps", [])
    assert hata.value.kod == "EYP-098"


@pytest.mark.parametrize("nasil", ["imza-sertifikasi", "kisa", "ec", "cop"])
def test_certificates_that_are_not_for_encryption_are_refused(tmp_path, acik, nasil):
    """EYP-098 says why."""
    from earsiv.testing import test_pki

    sertifika = {
        "imza-sertifikasi": lambda: encryption_key("imza", sifreleme=False).sertifika,
        "kisa": lambda: encryption_key("kisa", bit=1024).sertifika,
        "ec": lambda: test_pki().kisi.sertifika,
        "cop": lambda: b"\x30\x03\x02\x01\x01",
    }[nasil]()
    with pytest.raises(GirdiHatasi) as hata:
        eyazisma.encrypt(acik, tmp_path / "p.eyps", [sertifika])
    assert hata.value.kod == "EYP-098" and not (tmp_path / "p.eyps").exists()


def test_keys_are_read_from_pkcs12_and_pem(tmp_path, acik):
    """With password or beside their certificate; a wrong password is an answer."""
    k = encryption_key("a")
    pem(tmp_path, k)
    (tmp_path / "k.p12").write_bytes(p12(k))
    eyazisma.encrypt(acik, tmp_path / "p.eyps", [eyazisma.load_certificate(tmp_path / "s.pem")])
    for n, kilit in enumerate(
        (eyazisma.load_key(tmp_path / "k.p12", b"1234"), eyazisma.load_key(tmp_path / "k.pem", sertifika=tmp_path / "s.pem"))
    ):
        coz(tmp_path / "p.eyps", tmp_path / f"{n}.eyp", kilit)
        assert (tmp_path / f"{n}.eyp").read_bytes() == acik.read_bytes()
    for yol, parola in ((tmp_path / "k.p12", b"yanlis"), (tmp_path / "yok.p12", None), (tmp_path / "s.pem", None)):
        with pytest.raises(GirdiHatasi) as hata:
            eyazisma.load_key(yol, parola)
        assert hata.value.kod == "EYP-099"


def test_a_device_may_unwrap_the_key(tmp_path, acik):
    """The private key stays where it is: only the wrapped key and the way of wrapping go to it."""
    eyazisma.encrypt(acik, tmp_path / "p.eyps", [encryption_key("a").sertifika])
    gorulen = []

    def cihaz(sarili, sarma):
        gorulen.append((len(sarili), sarma))
        return anahtar("a").coz(sarili, sarma)

    coz(tmp_path / "p.eyps", tmp_path / "o.eyp", eyazisma.SifrelemeAnahtari(encryption_key("a").sertifika, cihaz))
    assert gorulen == [(256, eyazisma.Sarma("oaep", "sha256", "sha256"))]


def test_key_is_asked_for_and_other_kinds_are_refused(tmp_path, acik):
    """EYP-069 without a key, EYP-096 for a clear letter, EYP-069 when no package comes out."""
    eyazisma.encrypt(acik, tmp_path / "p.eyps", [encryption_key("a").sertifika])
    with pytest.raises(GirdiHatasi) as hata:
        coz(tmp_path / "p.eyps", tmp_path / "o.eyp", None)
    assert hata.value.kod == "EYP-069"
    with pytest.raises(GirdiHatasi) as hata:
        coz(acik, tmp_path / "o.eyp", anahtar("a"))
    assert hata.value.kod == "EYP-096"
    parcalar = unpack((tmp_path / "p.eyps").read_bytes())
    ad = next(a for a in parcalar if a.startswith("/SifreliIcerik/"))
    parcalar[ad] = b"".join(zarf.seal([b"paket degil"], 11, [encryption_key("a").sertifika])[1])
    (tmp_path / "q.eyps").write_bytes(pack(parcalar))
    with pytest.raises(GirdiHatasi) as hata:
        coz(tmp_path / "q.eyps", tmp_path / "o.eyp", anahtar("a"))
    assert hata.value.kod == "EYP-069" and not (tmp_path / "o.eyp").exists()


def test_odd_ways_of_encryption_are_told(tmp_path, acik):
    """EYP-077, OS2's EYP-160 and OS1/OS3's EYP-005, OS4's EYP-010."""
    eyazisma.encrypt(acik, tmp_path / "p.eyps", [encryption_key("a").sertifika])
    asil = unpack((tmp_path / "p.eyps").read_bytes())
    core = next(a for a in asil if a.endswith(".psmdcp"))
    for degisiklik, kod in (
        (
            lambda p: p.update(
                {
                    "/SifreliIcerikBilgisi/SifreliIcerikBilgisi.xml": p["/SifreliIcerikBilgisi/SifreliIcerikBilgisi.xml"].replace(
                        b'"1.4"', b'"9"'
                    )
                }
            ),
            "EYP-077",
        ),
        (lambda p: p.update({core: p[core].replace(b"identifier>0", b"identifier>Z")}), "EYP-160"),
        (lambda p: p.update({"/_rels/.rels": p["/_rels/.rels"].replace(b"iliskiler/sifreliicerikbilgisi", b"iliskiler/x")}), "EYP-005"),
        (lambda p: p.update({"/_rels/.rels": p["/_rels/.rels"].replace(b'iliskiler/sifreliicerik"', b'iliskiler/x"')}), "EYP-005"),
        (
            lambda p: p.update({"/BelgeHedef/BelgeHedef.xml": p["/BelgeHedef/BelgeHedef.xml"].replace(b"BelgeHedef-2", b"BelgeHedef-1")}),
            "EYP-010",
        ),
        (lambda p: p.update({next(a for a in p if a.startswith("/SifreliIcerik/")): b""}), "EYP-135"),
    ):
        parcalar = dict(asil)
        degisiklik(parcalar)
        (tmp_path / "q.eyps").write_bytes(pack(parcalar))
        assert kod in {b.kod for b in eyazisma.judge(tmp_path / "q.eyps").bulgular}, kod


def test_update_package_around_an_encrypted_one_is_invalid(tmp_path, acik):
    """OG3 on reading: EYP-008."""
    from earsiv.testing import write_update

    eyazisma.encrypt(acik, tmp_path / "p.eyps", [encryption_key("a").sertifika])
    veri = altered(
        write_update(tmp_path / "g.eypg", acik).read_bytes(),
        lambda p: p.update({"/OrijinalPaket/OrijinalPaket.eyp": (tmp_path / "p.eyps").read_bytes()}),
    )
    (tmp_path / "h.eypg").write_bytes(veri)
    rapor = eyazisma.judge(tmp_path / "h.eypg")
    assert "EYP-008" in {b.kod for b in rapor.bulgular} and not rapor.gecerli
