# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The folder of roots: sound ones are used, broken ones are refused with a finding, a register says who confirmed what."""

import datetime as dt
import hashlib
import json
from functools import cache

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_private_key
from cryptography.x509.oid import NameOID

from earsiv.cli._cikis import Cikis
from earsiv.errors import GirdiHatasi
from earsiv.imza import GuvenDeposu, der
from earsiv.imza.guven import Kullanim, fingerprint
from earsiv.imza.guven_kaydi import add_root
from earsiv.testing import test_pki
from earsiv.testing.pki import issue

BUGUN = dt.datetime(2026, 11, 21, 9, tzinfo=dt.UTC)


def pem(ham):
    return x509.load_der_x509_certificate(ham).public_bytes(Encoding.PEM)


@cache
def rsa_key(bit=2048):
    return rsa.generate_private_key(65537, bit)


def rsa_root(*, bit=2048, ozet=None, dolgu=None, uzanti=True, ca=True, anahtar_kullanimi=None, bas=None, son=None):
    """A self-signed RSA certificate with the wanted faults."""
    ad = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Deneme RSA Kökü {bit} (geçersiz)")])
    anahtar = rsa_key(bit)
    kurucu = (
        x509.CertificateBuilder()
        .subject_name(ad)
        .issuer_name(ad)
        .public_key(anahtar.public_key())
        .serial_number(7)
        .not_valid_before(bas or dt.datetime(2020, 1, 1))
        .not_valid_after(son or dt.datetime(2040, 1, 1))
    )
    if uzanti:
        kurucu = kurucu.add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    if anahtar_kullanimi is not None:
        kurucu = kurucu.add_extension(anahtar_kullanimi, critical=True)
    return kurucu.sign(anahtar, ozet or hashes.SHA256(), rsa_padding=dolgu).public_bytes(Encoding.DER)


def handmade(*, v1=False, oid_hex="2a864886f70d010105", ozet=hashes.SHA1, bit=2048, ic_oid=None):
    """A root written byte by byte: what today's libraries no longer issue (SHA-1, MD5, version 1)."""
    anahtar = rsa_key(bit)
    w = der.wrap
    alg = w(0x30, w(0x06, bytes.fromhex(oid_hex)) + b"\x05\x00")
    ic = w(0x30, w(0x06, bytes.fromhex(ic_oid)) + b"\x05\x00") if ic_oid else alg
    ad = w(0x30, w(0x31, w(0x30, w(0x06, bytes.fromhex("550403")) + w(0x0C, "Eski Deneme Kökü".encode()))))
    zaman = w(0x30, w(0x17, b"050101000000Z") + w(0x17, b"150101000000Z"))
    spki = anahtar.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    uzanti = w(0xA3, w(0x30, w(0x30, w(0x06, bytes.fromhex("551d13")) + w(0x04, w(0x30, b"\x01\x01\xff")))))
    govde = (b"" if v1 else w(0xA0, b"\x02\x01\x02")) + b"\x02\x01\x05" + ic + ad + zaman + ad + spki + (b"" if v1 else uzanti)
    tbs = w(0x30, govde)
    return w(0x30, tbs + alg + w(0x03, b"\0" + anahtar.sign(tbs, padding.PKCS1v15(), ozet())))


def reasons(klasor):
    return [b.mesaj for b in GuvenDeposu.load(klasor).bulgular]


def test_der_pem_and_subfolders_are_read_and_broken_ones_refused(tmp_path):
    """Forged self-signature, non-CA, garbage and duplicates each leave a finding."""
    pki = test_pki()
    (tmp_path / "alt").mkdir()
    (tmp_path / "alt" / "kok.der").write_bytes(pki.kok.sertifika)
    (tmp_path / "ayni.pem").write_bytes(pem(pki.kok.sertifika))
    (tmp_path / "kisi.cer").write_bytes(pki.kisi.sertifika)
    bozuk = bytearray(test_pki("baska").kok.sertifika)
    bozuk[-3] ^= 1
    (tmp_path / "sahte.cer").write_bytes(bozuk)
    (tmp_path / "cop.crt").write_bytes(b"cop")
    (tmp_path / "oku.txt").write_text("sertifika degil")
    depo = GuvenDeposu.load(tmp_path)
    assert [k.sertifika for k in depo.kokler] == [pki.kok.sertifika]
    assert sorted(b.kod for b in depo.bulgular) == ["IMZ-020", "IMZ-020", "IMZ-020", "IMZ-021"]


def test_missing_folder_is_wrong_use(tmp_path):
    """No silent empty trust."""
    with pytest.raises(GirdiHatasi) as hata:
        GuvenDeposu.load(tmp_path / "yok")
    assert hata.value.kod == "KAB-001"


def test_bundle_of_roots_is_read_whole(tmp_path):
    """Several certificates in one PEM file: each is a root, each broken one a finding."""
    hepsi = [pem(c) for c in (test_pki().kok.sertifika, test_pki("b").kok.sertifika, test_pki().kisi.sertifika)]
    (tmp_path / "hepsi.pem").write_bytes(b"".join(hepsi))
    depo = GuvenDeposu.load(tmp_path)
    assert len(depo.kokler) == 2 and [b.kod for b in depo.bulgular] == ["IMZ-020"]


def test_plain_folder_trusts_for_everything_within_own_validity():
    """No register: all purposes, the certificate's own window, both ends in."""
    depo = GuvenDeposu.of(test_pki().kok.sertifika)
    kok = depo.kokler[0]
    assert kok.kullanim == frozenset(Kullanim) and kok.sha256 == hashlib.sha256(kok.sertifika).hexdigest() and depo.has(kok.sha256)
    for amac in Kullanim:
        assert depo.roots(amac, BUGUN) == depo.roots(amac, kok.baslangic) == depo.roots(amac, kok.bitis) == (kok,)
        assert depo.roots(amac, kok.bitis + dt.timedelta(seconds=1)) == depo.roots(amac, kok.baslangic - dt.timedelta(seconds=1)) == ()


def test_expired_root_is_kept_for_the_years_it_was_valid():
    """A letter of 2016 is judged with the root of 2016."""
    eski = rsa_root(bas=dt.datetime(2007, 1, 1), son=dt.datetime(2017, 1, 1))
    depo = GuvenDeposu.of(eski)
    assert depo.bulgular == () and depo.roots(Kullanim.NES, BUGUN) == ()
    assert len(depo.roots(Kullanim.NES, dt.datetime(2016, 6, 1, tzinfo=dt.UTC))) == 1


@pytest.mark.parametrize(
    ("ozet", "dolgu"),
    [
        (hashes.SHA256(), None),
        (hashes.SHA3_256(), None),
        (hashes.SHA512(), padding.PSS(padding.MGF1(hashes.SHA512()), 64)),
        (hashes.SHA256(), padding.PSS(padding.MGF1(hashes.SHA256()), 20)),
    ],
)
def test_self_signatures_of_all_kinds_hold(ozet, dolgu):
    """RSA PKCS#1 with SHA-2 and SHA-3, RSA-PSS; and none of them after a flipped bit."""
    ham = rsa_root(ozet=ozet, dolgu=dolgu)
    assert len(GuvenDeposu.of(ham).kokler) == 1
    bozuk = bytearray(ham)
    bozuk[-1] ^= 1
    assert GuvenDeposu.of(bytes(bozuk)).kokler == ()


def test_old_sha1_root_is_read():
    """The roots of the 2012 policy sign themselves with SHA-1."""
    depo = GuvenDeposu.of(handmade())
    assert len(depo.kokler) == 1 and depo.kokler[0].bitis.year == 2015


def test_broken_digest_and_short_key_say_so():
    """MD5 and RSA-512 prove nothing about who made the certificate."""
    md5 = GuvenDeposu.of(handmade(oid_hex="2a864886f70d010104", ozet=hashes.SHA256))
    assert md5.kokler == () and "md5" in md5.bulgular[0].mesaj
    kisa = GuvenDeposu.of(rsa_root_short())
    assert kisa.kokler == () and ("zayıf" in kisa.bulgular[0].mesaj or "kısa" in kisa.bulgular[0].mesaj)


def rsa_root_short():
    """The same root with the modulus of its key cut to 512 bits."""
    ham = handmade()
    spki = rsa_key(2048).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    kisa = der.wrap(0x30, b"\x02\x41\x00" + b"\xc1" * 64 + b"\x02\x03\x01\x00\x01")
    yeni = der.wrap(0x30, der.wrap(0x30, bytes.fromhex("06092a864886f70d0101010500")) + der.wrap(0x03, b"\0" + kisa))
    tbs, alg, imza = der.oku(ham).cocuklar()
    return der.wrap(0x30, der.wrap(0x30, tbs.icerik.replace(spki, yeni)) + alg.ham + imza.ham)


def test_what_says_it_may_not_sign_certificates_is_no_root():
    """basicConstraints absent or false, keyUsage without keyCertSign, two algorithms, not self-issued, trailing bytes."""
    kullanim = x509.KeyUsage(True, False, False, False, False, False, True, False, False)
    kisi = test_pki().kisi
    kotuler = {
        "makamı": rsa_root(ca=False),
        "(CA) değil": rsa_root(uzanti=False),
        "keyCertSign": rsa_root(anahtar_kullanimi=kullanim),
        "iki yerde": handmade(ic_oid="2a864886f70d01010b"),
        "kendi verdiği": kisi.sertifika,
        "okunamadı": rsa_root() + b"\0",
    }
    for neden, ham in kotuler.items():
        depo = GuvenDeposu.of(ham)
        assert depo.kokler == () and neden in depo.bulgular[0].mesaj, (neden, depo.bulgular)


@pytest.mark.parametrize("ham", [test_pki().kok.sertifika, handmade()], ids=["ec", "rsa"])
def test_no_flipped_bit_leaves_a_sound_root(ham):
    """Any one of all bits: refused, never another exception."""
    for i in range(len(ham) * 8):
        bozuk = bytearray(ham)
        bozuk[i // 8] ^= 1 << i % 8
        assert GuvenDeposu.of(bytes(bozuk)).kokler == (), i


def test_look_alike_with_the_same_name_is_another_root():
    """Same subject, other key: its own fingerprint, and not the registered one."""
    a, b = test_pki().kok.sertifika, test_pki("benzer").kok.sertifika
    depo = GuvenDeposu.of(a)
    assert not depo.has(hashlib.sha256(b).hexdigest()) and depo.kokler[0].konu == GuvenDeposu.of(b).kokler[0].konu


def test_version_one_counts_only_where_registered(tmp_path, saat):
    """It cannot say that it is a CA; a person who confirms it can."""
    ham = handmade(v1=True)
    assert "sürüm 1" in GuvenDeposu.of(ham).bulgular[0].mesaj
    (tmp_path / "v1.cer").write_bytes(ham)
    add_root(tmp_path / "guven", tmp_path / "v1.cer", parmak_izi=fingerprint(ham), kullanim=[Kullanim.ZD], kaynak="deneme", saat=saat)
    assert len(GuvenDeposu.load(tmp_path / "guven").kokler) == 1


def test_hostile_files_cost_nothing(tmp_path):
    """Oversize, nesting and a long OID are findings, not waits."""
    (tmp_path / "buyuk.pem").write_bytes(b"A" * (2 << 20))
    (tmp_path / "oid.cer").write_bytes(der.wrap(0x30, der.wrap(0x06, b"\x81" * 60_000)))
    (tmp_path / "derin.cer").write_bytes(b"\x30\x80" * 30_000)
    (tmp_path / "bos.cer").write_bytes(b"")
    depo = GuvenDeposu.load(tmp_path)
    assert depo.kokler == () and [b.kod for b in depo.bulgular] == ["IMZ-020"] * 4


# ---- register


@pytest.fixture
def kok_dosyasi(tmp_path):
    yol = tmp_path / "kok.pem"
    yol.write_bytes(pem(test_pki().kok.sertifika))
    return yol


def add(klasor, yol, saat, **ayar):
    ham = test_pki().kok.sertifika
    ayar = {"parmak_izi": fingerprint(ham), "kullanim": [Kullanim.NES], "kaynak": "Deneme ESHS sitesi", "saat": saat} | ayar
    return add_root(klasor, yol, **ayar)


@pytest.mark.parametrize("bicim", [str, str.lower, lambda s: s.replace(":", " "), lambda s: "SHA-256: " + s, lambda s: s.replace(":", "")])
def test_root_enters_with_its_fingerprint_typed_in_any_usual_form(tmp_path, saat, kok_dosyasi, bicim):
    """Colons, spaces and case do not matter; purposes, source and time are kept."""
    guven = tmp_path / "guven"
    eklenen = add(guven, kok_dosyasi, saat, parmak_izi=bicim(fingerprint(test_pki().kok.sertifika)))
    depo = GuvenDeposu.load(guven)
    assert depo.kokler == (eklenen,) and depo.bulgular == ()
    assert eklenen.kullanim == {Kullanim.NES} and eklenen.eklenme == saat.now() and eklenen.kaynak == "Deneme ESHS sitesi"
    assert depo.roots(Kullanim.NES, BUGUN) and not depo.roots(Kullanim.ZD, BUGUN)


def test_wrong_fingerprint_writes_nothing_and_does_not_give_the_right_one_away(tmp_path, saat, kok_dosyasi):
    """A refusal that printed the file's own digest would invite to copy it."""
    yanlis = fingerprint(test_pki("baska").kok.sertifika)
    with pytest.raises(GirdiHatasi) as hata:
        add(tmp_path / "guven", kok_dosyasi, saat, parmak_izi=yanlis)
    dogru = hashlib.sha256(test_pki().kok.sertifika).hexdigest()
    assert hata.value.kod == "IMZ-185" and dogru not in str(hata.value) and not (tmp_path / "guven").exists()


def test_wrong_uses_of_adding_are_refused_by_name(tmp_path, saat, kok_dosyasi):
    """Half a fingerprint, no purpose, no source, a window wider than the certificate, twice the same, a bundle, no file."""
    guven = tmp_path / "guven"
    paket = tmp_path / "iki.pem"
    paket.write_bytes(kok_dosyasi.read_bytes() + pem(test_pki("b").kok.sertifika))
    for kod, yol, ayar in (
        ("IMZ-189", kok_dosyasi, {"parmak_izi": "AB:CD"}),
        ("IMZ-189", kok_dosyasi, {"kullanim": []}),
        ("IMZ-189", kok_dosyasi, {"kaynak": " "}),
        ("IMZ-189", paket, {}),
        ("IMZ-187", kok_dosyasi, {"bitis": dt.datetime(2050, 1, 1, tzinfo=dt.UTC)}),
        ("IMZ-187", kok_dosyasi, {"baslangic": dt.datetime(2030, 1, 1, tzinfo=dt.UTC), "bitis": dt.datetime(2029, 1, 1, tzinfo=dt.UTC)}),
        ("KAB-001", tmp_path / "yok.cer", {}),
    ):
        with pytest.raises(GirdiHatasi) as hata:
            add(guven, yol, saat, **ayar)
        assert hata.value.kod == kod, hata.value
    add(guven, kok_dosyasi, saat)
    with pytest.raises(GirdiHatasi) as hata:
        add(guven, kok_dosyasi, saat)
    assert hata.value.kod == "IMZ-186"


def test_unregistered_certificate_in_a_registered_folder_is_refused(tmp_path, saat, kok_dosyasi):
    """Somebody copied a root into the folder: a finding, no trust."""
    guven = tmp_path / "guven"
    add(guven, kok_dosyasi, saat)
    (guven / "yeni.cer").write_bytes(test_pki("b").kok.sertifika)
    depo = GuvenDeposu.load(guven)
    assert len(depo.kokler) == 1 and [b.kod for b in depo.bulgular] == ["IMZ-180"]


def test_row_without_file_and_file_of_another_digest_are_findings(tmp_path, saat, kok_dosyasi):
    """The register and the folder must agree."""
    guven = tmp_path / "guven"
    add(guven, kok_dosyasi, saat)
    dosya = next(guven.glob("*.cer"))
    dosya.write_bytes(test_pki("b").kok.sertifika)
    assert [b.kod for b in GuvenDeposu.load(guven).bulgular] == ["IMZ-180", "IMZ-182"]
    dosya.unlink()
    depo = GuvenDeposu.load(guven)
    assert depo.kokler == () and [b.kod for b in depo.bulgular] == ["IMZ-181"]


@pytest.mark.parametrize(
    "satir",
    [
        'sha256 = "x"',
        "sha256 = 5",
        'dosya = "../kok.pem"',
        'dosya = "/etc/kok.pem"',
        'kullanim = ["TLS"]',
        "kullanim = []",
        "kaynak = 7",
        'baslangic = "dün"',
        "baslangic = 2030-01-01\nbitis = 2029-01-01",
        "bitis = 2090-01-01",
        'gizli = "alan"',
    ],
)
def test_bad_rows_are_findings(tmp_path, satir):
    """A row edited into nonsense loses its root and is named."""
    ham = test_pki().kok.sertifika
    (tmp_path / "kok.cer").write_bytes(ham)
    alanlar = {"sha256": hashlib.sha256(ham).hexdigest(), "dosya": "kok.cer", "kullanim": ["NES"], "kaynak": "deneme"}
    ad = satir.split(" ")[0]
    metin = "".join(f"{k} = {json.dumps(v)}\n" for k, v in alanlar.items() if k != ad)
    (tmp_path / "guven.toml").write_text(f"[[kok]]\n{metin}{satir}\n", "utf-8")
    depo = GuvenDeposu.load(tmp_path)
    assert depo.kokler == () and "IMZ-184" in [b.kod for b in depo.bulgular]


@pytest.mark.parametrize("icerik", [b"[[kok", b"\xff\xfe", b"kok = 5", b"kok = [1]", b"a = " + b"[" * 5000])
def test_unreadable_register_trusts_nobody(tmp_path, icerik):
    """Fail closed, and say why."""
    (tmp_path / "kok.cer").write_bytes(test_pki().kok.sertifika)
    (tmp_path / "guven.toml").write_bytes(icerik)
    depo = GuvenDeposu.load(tmp_path)
    assert depo.kokler == () and {"IMZ-183", "IMZ-184"} & {b.kod for b in depo.bulgular}


def test_civil_dates_in_the_register_mean_days_in_turkey(tmp_path):
    """From the first moment of the first day to the last second of the last."""
    ham = test_pki().kok.sertifika
    (tmp_path / "kok.cer").write_bytes(ham)
    parmak = hashlib.sha256(ham).hexdigest()
    (tmp_path / "guven.toml").write_text(
        f'[[kok]]\nsha256 = "{parmak}"\ndosya = "kok.cer"\nkullanim = ["ZD"]\nbaslangic = 2025-01-01\nbitis = 2025-12-31\nkaynak = "x"\n'
    )
    depo = GuvenDeposu.load(tmp_path)
    assert depo.roots(Kullanim.ZD, dt.datetime(2024, 12, 31, 21, tzinfo=dt.UTC))
    assert not depo.roots(Kullanim.ZD, dt.datetime(2024, 12, 31, 20, 59, tzinfo=dt.UTC))
    assert not depo.roots(Kullanim.ZD, dt.datetime(2025, 12, 31, 21, tzinfo=dt.UTC)) and not depo.roots(Kullanim.NES, BUGUN)


def test_adding_leaves_what_people_wrote_in_the_register(tmp_path, saat, kok_dosyasi):
    """Comments and earlier rows stay; a certificate that lies in the store is not copied; text with quotes survives."""
    guven = tmp_path / "guven"
    add(guven, kok_dosyasi, saat, kaynak='Sitesi "resmî" \\ adres\x7f')
    kayit = guven / "guven.toml"
    kayit.write_text(kayit.read_text("utf-8") + "# elle not\n", "utf-8")
    ham = test_pki("b").kok.sertifika
    (guven / "ikinci.cer").write_bytes(ham)
    add_root(guven, guven / "ikinci.cer", parmak_izi=fingerprint(ham), kullanim=[Kullanim.ZD, Kullanim.MUHUR], kaynak="b", saat=saat)
    depo = GuvenDeposu.load(guven)
    assert len(depo.kokler) == 2 and depo.bulgular == () and "# elle not" in kayit.read_text("utf-8")
    assert depo.kokler[0].kaynak == 'Sitesi "resmî" \\ adres\x7f' and len(list(guven.glob("*.cer"))) == 2


def test_crash_between_certificate_and_row_leaves_nothing_trusted(tmp_path, saat, kok_dosyasi, monkeypatch):
    """The row is last; trying again finishes the work."""
    from earsiv.imza import guven_kaydi

    guven = tmp_path / "guven"
    asil = guven_kaydi.write_atomic

    def dolu(yol, veri):
        if yol.name == "guven.toml":
            raise GirdiHatasi("IMZ-193", str(yol), ayrinti="disk dolu")
        asil(yol, veri)

    monkeypatch.setattr(guven_kaydi, "write_atomic", dolu)
    with pytest.raises(GirdiHatasi):
        add(guven, kok_dosyasi, saat)
    monkeypatch.undo()
    assert not (guven / "guven.toml").exists()
    add(guven, kok_dosyasi, saat)
    assert len(GuvenDeposu.load(guven).kokler) == 1


def test_elliptic_root_from_the_test_pki_is_sound():
    """P-256 with SHA-256, and a certificate issued by it is no root."""
    kok = issue("Başka Kök (geçersiz)", "guven/kok", ca=True)
    makam = (x509.load_der_x509_certificate(kok.sertifika).subject, load_der_private_key(kok.anahtar, None))
    alt = issue("Alt Makam (geçersiz)", "guven/alt", makam=makam, ca=True)
    assert [len(GuvenDeposu.of(k.sertifika).kokler) for k in (kok, alt)] == [1, 0]


# ---- command line


@pytest.fixture
def komut():
    from click.testing import CliRunner

    from earsiv.cli.imza.guven import guven

    def kos(*argumanlar):
        sonuc = CliRunner().invoke(guven, [str(a) for a in argumanlar], standalone_mode=False)
        return sonuc

    return kos


def test_command_adds_lists_and_checks(tmp_path, kok_dosyasi, komut):
    """ekle → liste → denetle; findings end with 1."""
    guven = tmp_path / "guven"
    parmak = fingerprint(test_pki().kok.sertifika)
    secenekler = ("--parmak-izi", parmak, "--kullanim", "NES,ZD", "--kaynak", "deneme")
    deneme = komut("ekle", guven, kok_dosyasi, *secenekler, "--deneme", "--json")
    assert deneme.return_value == Cikis.TAMAM and not guven.exists() and json.loads(deneme.stdout)["deneme"] is True
    assert komut("ekle", guven, kok_dosyasi, *secenekler).return_value == Cikis.TAMAM
    veri = json.loads(komut("liste", guven, "--json").stdout)
    assert veri["kokler"][0]["kullanim"] == ["NES", "ZD"] and veri["kokler"][0]["parmak_izi"] == parmak and veri["bulgular"] == []
    assert "Deneme Kök" in komut("liste", guven).stdout
    assert komut("denetle", guven).return_value == Cikis.TAMAM
    (guven / "cop.cer").write_bytes(b"cop")
    assert komut("denetle", guven).return_value == Cikis.BULGU


def test_command_takes_days_of_the_certificates_own_ends(tmp_path, kok_dosyasi, komut):
    """The day on which the certificate begins is not refused for its hours; the window never leaves the certificate."""
    secenekler = ("--parmak-izi", fingerprint(test_pki().kok.sertifika), "--kullanim", "ZD", "--kaynak", "x")
    asil = GuvenDeposu.of(test_pki().kok.sertifika).kokler[0]
    sonuc = komut("ekle", tmp_path / "g", kok_dosyasi, *secenekler, "--baslangic", "2020-01-01", "--bitis", "31.12.2030", "--json")
    kok = GuvenDeposu.load(tmp_path / "g").kokler[0]
    assert sonuc.return_value == Cikis.TAMAM and kok.baslangic == asil.baslangic and kok.bitis < asil.bitis
    assert kok.usable(Kullanim.ZD, dt.datetime(2030, 12, 31, 20, tzinfo=dt.UTC))
    assert not kok.usable(Kullanim.ZD, dt.datetime(2030, 12, 31, 21, tzinfo=dt.UTC))


def test_command_refuses_a_wrong_fingerprint_and_an_unknown_purpose(tmp_path, kok_dosyasi, komut):
    """The error is the library's own."""
    sonuc = komut("ekle", tmp_path / "g", kok_dosyasi, "--parmak-izi", "00" * 32, "--kullanim", "NES", "--kaynak", "x")
    assert isinstance(sonuc.exception, GirdiHatasi) and sonuc.exception.kod == "IMZ-185"
    sonuc = komut("ekle", tmp_path / "g", kok_dosyasi, "--parmak-izi", "00" * 32, "--kullanim", "TLS", "--kaynak", "x")
    assert sonuc.exception is not None and not (tmp_path / "g").exists()
