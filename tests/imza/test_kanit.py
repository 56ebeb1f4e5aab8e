# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Evidence is kept by its digest with its first-seen time, found by name or number, and never believed when altered."""

import datetime as dt
import hashlib
import sqlite3
import subprocess
import sys
import time
from functools import cache

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, load_der_private_key
from cryptography.x509 import ocsp

from earsiv.errors import GirdiHatasi
from earsiv.imza import der
from earsiv.imza.kanit import BirlesikKanit, Kanit, KanitDeposu, KanitKumesi, basic_response, sniff, split_objects
from earsiv.imza.sonuc import KanitTuru
from earsiv.testing import SahteSaat, test_pki

pytestmark = pytest.mark.yavas

AN = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
KOK, KISI = test_pki().kok, test_pki().kisi


def konu(ham):
    return x509.load_der_x509_certificate(ham).subject.public_bytes()


def seri(ham):
    return x509.load_der_x509_certificate(ham).serial_number


@cache
def crl(n=3, tohum="earsiv", no=1):
    kok = test_pki(tohum).kok
    kurucu = x509.CertificateRevocationListBuilder().issuer_name(x509.load_der_x509_certificate(kok.sertifika).subject)
    kurucu = kurucu.last_update(AN).next_update(AN + dt.timedelta(days=7)).add_extension(x509.CRLNumber(no), critical=False)
    for i in range(n):
        kurucu = kurucu.add_revoked_certificate(x509.RevokedCertificateBuilder().serial_number(1000 + i).revocation_date(AN).build())
    return kurucu.sign(load_der_private_key(kok.anahtar, None), hashes.SHA256()).public_bytes(Encoding.DER)


@cache
def big_crl(n):
    """A CRL of n entries written by hand: the builder is too slow for a hundred thousand."""
    tbs = der.oku(crl(1)).cocuklar()[0].cocuklar()
    satir = der.oku(tbs[5].ham).cocuklar()[0].cocuklar()[1].ham
    satirlar = b"".join(der.wrap(0x30, der.wrap(0x02, (1 << 60 | i).to_bytes(8, "big")) + satir) for i in range(n))
    ham = der.wrap(0x30, b"".join(t.ham for t in tbs[:5]) + der.wrap(0x30, satirlar) + tbs[6].ham)
    _, alg, imza = der.oku(crl(1)).cocuklar()
    return der.wrap(0x30, ham + alg.ham + imza.ham)


@cache
def ocsp_answer():
    kisi, kok = (x509.load_der_x509_certificate(k.sertifika) for k in (KISI, KOK))
    kurucu = ocsp.OCSPResponseBuilder().add_response(
        cert=kisi,
        issuer=kok,
        algorithm=hashes.SHA1(),
        cert_status=ocsp.OCSPCertStatus.GOOD,
        this_update=AN,
        next_update=None,
        revocation_time=None,
        revocation_reason=None,
    )
    kurucu = kurucu.responder_id(ocsp.OCSPResponderEncoding.HASH, kok)
    return kurucu.sign(load_der_private_key(KOK.anahtar, None), hashes.SHA256()).public_bytes(Encoding.DER)


def bare_token():
    """Tags of a time-stamp token; nothing in it is signed."""
    w = der.wrap
    tst = w(0x30, w(0x06, bytes.fromhex("2a864886f70d0109100104")) + w(0xA0, w(0x04, w(0x30, b"\x02\x01\x01"))))
    govde = w(0x30, b"\x02\x01\x03" + w(0x31, b"") + tst + w(0x31, b""))
    return w(0x30, w(0x06, bytes.fromhex("2a864886f70d010702")) + w(0xA0, govde))


def p7c(*sertifikalar):
    w = der.wrap
    kap = w(0x30, w(0x06, bytes.fromhex("2a864886f70d010701")))
    govde = w(0x30, b"\x02\x01\x01" + w(0x31, b"") + kap + w(0xA0, b"".join(sertifikalar)) + w(0xA1, crl()) + w(0x31, b""))
    return w(0x30, w(0x06, bytes.fromhex("2a864886f70d010702")) + w(0xA0, govde))


# ---- what is it


def test_kinds_and_keys_are_read_from_tags():
    """Certificate by subject, CRL by issuer, OCSP by serial number, time-stamps as themselves."""
    assert sniff(KISI.sertifika, "").tur is KanitTuru.SERTIFIKA and sniff(KISI.sertifika, "").konu == konu(KISI.sertifika)
    assert sniff(KISI.sertifika, "").veren == konu(KOK.sertifika)
    assert sniff(crl(), "").veren == konu(KOK.sertifika) and sniff(crl(0), "").tur is KanitTuru.SIL
    assert sniff(ocsp_answer(), "").seriler == (seri(KISI.sertifika),)
    assert sniff(bare_token(), "").tur is KanitTuru.ZAMAN_DAMGASI


def test_bare_ocsp_answer_is_recognised_and_unwrapped():
    """CAdES keeps BasicOCSPResponse, servers send OCSPResponse: both are evidence, one is inside the other."""
    ic = basic_response(ocsp_answer())
    assert ic and ic in ocsp_answer() and basic_response(ic) == ic and sniff(ic, "").seriler == sniff(ocsp_answer(), "").seriler
    hata = ocsp.OCSPResponseBuilder.build_unsuccessful(ocsp.OCSPResponseStatus.TRY_LATER).public_bytes(Encoding.DER)
    assert basic_response(hata) is None and basic_response(b"\x30\x03\x02\x01\x01") is None and basic_response(b"") is None
    with pytest.raises(GirdiHatasi):
        sniff(hata, "")


@pytest.mark.parametrize(
    "kotu",
    [
        b"",
        b"cop",
        b"\x30",
        b"\x30\x84\xff\xff\xff\xff",
        b"\x30\x80" * 5000,
        der.wrap(0x30, b"\x05\x00" * 500_000),
        der.wrap(0x30, der.wrap(0x30, b"\x05\x00" * 500_000) + b"\x30\x00\x03\x01\x00"),
        KISI.sertifika + b"\0",
        KISI.sertifika[:-5],
        der.wrap(0x30, der.wrap(0x06, b"\x81" * 200_000)),
        der.wrap(0x30, b"\x0a\x01\x00" + der.wrap(0xA0, b"")),
        der.wrap(0x30, der.wrap(0x30, der.wrap(0x30, der.wrap(0x06, b"\x81" * 90_000)) + b"\x30\x00\x17\x00") + b"\x30\x00\x03\x01\x00"),
    ],
)
def test_what_is_no_evidence_is_refused_fast(kotu):
    """Garbage, half objects, trailing bytes, bombs."""
    basla = time.perf_counter()
    with pytest.raises(GirdiHatasi) as hata:
        sniff(kotu, "dosya")
    assert hata.value.kod == "IMZ-190" and time.perf_counter() - basla < 1


def test_flipped_bytes_never_raise_anything_else():
    """Every byte of each kind damaged in turn: an answer or a refusal."""
    for ham in (KISI.sertifika, crl(), ocsp_answer(), bare_token(), p7c(KISI.sertifika)):
        for i in range(0, min(len(ham), 400)):
            bozuk = ham[:i] + bytes((ham[i] ^ 0x55,)) + ham[i + 1 :]
            for islev in (sniff, split_objects):
                try:
                    islev(bozuk, "")
                except GirdiHatasi as hata:
                    assert hata.kod == "IMZ-190"
            basic_response(bozuk)


def test_files_are_taken_apart():
    """PEM of several, a PKCS#7 bag, a time-stamp reply."""
    pem = b"".join(x509.load_der_x509_certificate(k.sertifika).public_bytes(Encoding.PEM) for k in (KOK, KISI))
    assert split_objects(pem, "") == [KOK.sertifika, KISI.sertifika]
    assert split_objects(p7c(KOK.sertifika, KISI.sertifika), "") == [KOK.sertifika, KISI.sertifika, crl()]
    assert split_objects(der.wrap(0x30, der.wrap(0x30, b"\x02\x01\x00") + bare_token()), "") == [bare_token()]


def test_large_crl_is_recognised_without_reading_its_entries():
    """A hundred thousand entries, four megabytes: milliseconds."""
    ham = big_crl(100_000)
    assert len(ham) > 2_500_000 and len(x509.load_der_x509_crl(ham)) == 100_000
    basla = time.perf_counter()
    assert sniff(ham, "").veren == konu(KOK.sertifika)
    assert time.perf_counter() - basla < 0.05


# ---- in memory


def test_set_in_memory_answers_by_name_and_number():
    """Each object once; the earlier first-seen time stays; garbage is a finding."""
    kume = KanitKumesi.of(KOK.sertifika, KISI.sertifika, KISI.sertifika, crl(), ocsp_answer(), b"cop", an=AN, kaynak="deneme")
    assert [k.veri for k in kume.certificates(konu(KISI.sertifika))] == [KISI.sertifika]
    assert [k.veri for k in kume.crls(konu(KOK.sertifika))] == [crl()]
    assert [k.veri for k in kume.ocsps(seri(KISI.sertifika))] == [ocsp_answer()]
    assert len(kume) == 4 and [b.kod for b in kume.bulgular] == ["IMZ-190"] and all(k.ilk_gorulme == AN for k in kume)
    assert not kume.certificates(b"") and not kume.crls(konu(KISI.sertifika)) and not kume.ocsps(5)
    sonra = Kanit(KanitTuru.SIL, crl(), hashlib.sha256(crl()).hexdigest(), AN + dt.timedelta(days=1))
    once = Kanit(KanitTuru.SIL, crl(), hashlib.sha256(crl()).hexdigest(), AN)
    bilinmez = Kanit(KanitTuru.SIL, crl(), hashlib.sha256(crl()).hexdigest())
    for sira in ([sonra, once, bilinmez], [bilinmez, once, sonra], [once, sonra, bilinmez]):
        assert [k.ilk_gorulme for k in KanitKumesi(sira).crls(konu(KOK.sertifika))] == [AN]


def test_several_places_are_asked_in_order():
    """Each object once, from the first place that has it."""
    a, b = KanitKumesi.of(crl(), kaynak="a"), KanitKumesi.of(crl(), crl(no=2), ocsp_answer(), KISI.sertifika, kaynak="b")
    hepsi = BirlesikKanit(a, b)
    assert [k.kaynak for k in hepsi.crls(konu(KOK.sertifika))] == ["a", "b"]
    assert len(hepsi.ocsps(seri(KISI.sertifika))) == len(hepsi.certificates(konu(KISI.sertifika))) == 1


# ---- on disk


@pytest.fixture
def depo(tmp_path, saat):
    with KanitDeposu.open(tmp_path / "kanit", saat, yazar=True) as acik:
        yield acik


def test_store_keeps_the_first_seen_time(depo, saat):
    """Added twice, a month apart: one object, the first time."""
    ilk = depo.add(crl(), "http://sil.ornek.invalid/1.crl")
    saat.move(days=30)
    assert depo.add(crl(), "başka yer") == ilk and ilk.ilk_gorulme == SahteSaat().now()
    with KanitDeposu.open(depo.klasor) as oteki:
        assert oteki.crls(konu(KOK.sertifika)) == (ilk,) and oteki.get(ilk.sha256) == ilk and list(oteki) == [ilk]
    assert depo.check() == () and depo.bulgular == ()


def test_store_answers_by_name_and_number(depo):
    """The same three questions as in memory."""
    for ham in (KOK.sertifika, KISI.sertifika, crl(), crl(no=2), ocsp_answer(), bare_token()):
        depo.add(ham, "x")
    assert len(depo.crls(konu(KOK.sertifika))) == 2 and len(list(depo)) == 6
    assert [k.veri for k in depo.certificates(konu(KISI.sertifika))] == [KISI.sertifika]
    assert [k.veri for k in depo.ocsps(seri(KISI.sertifika))] == [ocsp_answer()]
    with pytest.raises(GirdiHatasi):
        depo.add(b"cop", "x")


def test_altered_object_is_not_used_and_is_reported(depo):
    """One bit of a stored CRL: lookups leave it out, check names it, adding it again heals it with its old time."""
    kanit = depo.add(crl(), "x")
    yol = depo.klasor / "nesneler" / kanit.sha256[:2] / kanit.sha256
    yol.write_bytes(crl()[:-1] + b"\0")
    with KanitDeposu.open(depo.klasor) as okur:
        assert okur.crls(konu(KOK.sertifika)) == () and [b.kod for b in okur.bulgular] == ["IMZ-191"]
    assert [b.kod for b in depo.check()] == ["IMZ-191"]
    yol.unlink()
    assert [b.kod for b in depo.check()] == ["IMZ-192"]
    with KanitDeposu.open(depo.klasor) as okur:
        assert okur.get(kanit.sha256) is None and [b.kod for b in okur.bulgular] == ["IMZ-192"]
    depo._saat.move(days=3)
    assert depo.add(crl(), "y") == kanit and depo.check() == ()


@pytest.mark.parametrize("bozma", ["sil", "cop", "eski surum", "bos", "baska deponun"])
@pytest.mark.parametrize("yazar", [True, False])
def test_index_is_made_again_from_the_objects(depo, bozma, yazar, tmp_path, saat):
    """Missing, damaged, of another version or of another store: answers stay right."""
    depo.add(crl(), "x")
    depo.add(ocsp_answer(), "x")
    depo.close()
    dizin = depo.klasor / "dizin.sqlite"
    match bozma:
        case "sil":
            dizin.unlink()
        case "cop":
            dizin.write_bytes(b"bozuk" * 5000)
        case "bos":
            dizin.write_bytes(b"")
        case "eski surum":
            with sqlite3.connect(dizin) as b:
                b.execute("PRAGMA user_version = 99")
            b.close()
        case _:
            with KanitDeposu.open(tmp_path / "oteki", saat, yazar=True) as oteki:
                for i in range(5):
                    oteki.add(crl(no=10 + i), "x")
            dizin.write_bytes((tmp_path / "oteki" / "dizin.sqlite").read_bytes())
    with KanitDeposu.open(depo.klasor, saat, yazar=yazar) as yeni:
        assert [k.veri for k in yeni.crls(konu(KOK.sertifika))] == [crl()] and len(yeni.ocsps(seri(KISI.sertifika))) == 1


def test_index_damaged_inside_is_made_again(depo, saat):
    """Pages overwritten in the middle: SQLite says malformed, the store goes on."""
    for i in range(40):
        depo.add(crl(no=100 + i), "x")
    depo.close()
    dizin = depo.klasor / "dizin.sqlite"
    ham = bytearray(dizin.read_bytes())
    ham[1024:-200] = b"\xa5" * len(ham[1024:-200])
    dizin.write_bytes(ham)
    for yazar in (False, True):
        with KanitDeposu.open(depo.klasor, saat, yazar=yazar) as yeni:
            assert len(yeni.crls(konu(KOK.sertifika))) == 40


def test_torn_and_foreign_lines_of_the_register_are_findings(depo, saat):
    """A crash cut the last line: the rest holds, the object is an orphan until it is added again."""
    depo.add(crl(), "x")
    depo.add(ocsp_answer(), "x")
    kayit = depo.klasor / "kayit.jsonl"
    ham = kayit.read_bytes()
    kayit.write_bytes(ham[:-20])
    with KanitDeposu.open(depo.klasor, saat, yazar=True) as yeni:
        assert sorted(b.kod for b in yeni.check()) == ["IMZ-195", "IMZ-196"]
        assert len(yeni.crls(konu(KOK.sertifika))) == 1 and yeni.ocsps(seri(KISI.sertifika)) == ()
        saat.move(days=1)
        assert yeni.add(ocsp_answer(), "x").ilk_gorulme == saat.now()
        assert [b.kod for b in yeni.check()] == ["IMZ-195"] and len(list(yeni)) == 2
        kayit.write_bytes(kayit.read_bytes() + b'{"sha256": 5}\n["x"]\n\n')
        assert len(list(yeni)) == 2 and len([b for b in yeni.check() if b.kod == "IMZ-195"]) == 4


def test_reading_does_not_write(depo):
    """A reader with a stale index works in memory; adding through it is misuse."""
    depo.add(crl(), "x")
    (depo.klasor / "dizin.sqlite").unlink()
    with KanitDeposu.open(depo.klasor) as okur:
        once = sorted(p.name for p in depo.klasor.iterdir())
        assert len(okur.crls(konu(KOK.sertifika))) == 1
        assert sorted(p.name for p in depo.klasor.iterdir()) == once
        with pytest.raises(RuntimeError):
            okur.add(crl(), "x")


def test_reader_sees_what_a_writer_adds_meanwhile(depo):
    """No reopening needed."""
    with KanitDeposu.open(depo.klasor) as okur:
        assert okur.crls(konu(KOK.sertifika)) == ()
        depo.add(crl(), "x")
        assert len(okur.crls(konu(KOK.sertifika))) == 1
        depo.add(crl(no=2), "x")
        assert len(okur.crls(konu(KOK.sertifika))) == 2


@pytest.mark.yavas
def test_two_processes_add_at_once(tmp_path):
    """Everything is there once, nothing is torn."""
    klasor, usb = tmp_path / "kanit", tmp_path / "usb"
    KanitDeposu.open(klasor, yazar=True).close()
    usb.mkdir()
    for i in range(15):
        (usb / f"{i}").write_bytes(crl(no=1000 + i))
    (usb / "ocsp").write_bytes(ocsp_answer())
    kod = "import sys, pathlib; from earsiv.imza.kanit import KanitDeposu\n"
    kod += "print(len(KanitDeposu.open(pathlib.Path(sys.argv[1]), yazar=True).import_from(pathlib.Path(sys.argv[2])).eklenen))"
    isler = [subprocess.Popen([sys.executable, "-c", kod, klasor, usb], stdout=subprocess.PIPE) for _ in range(3)]
    assert sum(int(i.communicate(timeout=60)[0]) for i in isler) == 16
    with KanitDeposu.open(klasor) as depo:
        assert depo.check() == () and len(depo.ocsps(seri(KISI.sertifika))) == 1
        assert len((klasor / "kayit.jsonl").read_bytes().splitlines()) == len(list(depo)) == 16


def test_threads_add_and_look_up_at_once(depo, birlikte):
    """One store, several threads."""

    def bir():
        depo.add(crl(), "x")
        depo.add(ocsp_answer(), "x")
        assert len(depo.crls(konu(KOK.sertifika))) == 1

    assert birlikte(bir, 6) == [] and depo.check() == () and len(list(depo)) == 2


# ---- media


def test_carried_in_folder_is_read_as_it_is(tmp_path):
    """Files of any name in any sub-folder, first seen unknown, garbage a finding; nothing is written."""
    (tmp_path / "usb" / "alt").mkdir(parents=True)
    (tmp_path / "usb" / "alt" / "liste").write_bytes(crl())
    (tmp_path / "usb" / "kisi.txt").write_bytes(x509.load_der_x509_certificate(KISI.sertifika).public_bytes(Encoding.PEM))
    (tmp_path / "usb" / "cevap.ors").write_bytes(ocsp_answer())
    (tmp_path / "usb" / "beni-oku").write_text("merhaba")
    once = sorted(p.name for p in tmp_path.rglob("*"))
    with KanitDeposu.open(tmp_path / "usb") as depo:
        assert depo.medya and [k.ilk_gorulme for k in depo.crls(konu(KOK.sertifika))] == [None]
        assert depo.ocsps(seri(KISI.sertifika))[0].kaynak == "cevap.ors" and depo.get(hashlib.sha256(crl()).hexdigest())
        assert len(depo.certificates(konu(KISI.sertifika))) == 1 and [b.kod for b in depo.check()] == ["IMZ-190"] and len(list(depo)) == 3
    assert sorted(p.name for p in tmp_path.rglob("*")) == once
    with pytest.raises(GirdiHatasi) as hata:
        KanitDeposu.open(tmp_path / "yok")
    assert hata.value.kod == "KAB-001"
    with pytest.raises(GirdiHatasi) as hata:
        KanitDeposu.open(tmp_path / "usb", yazar=True)
    assert hata.value.kod == "IMZ-193"


def test_import_from_media_and_from_another_store(depo, tmp_path, saat):
    """New and known are told apart; another store's times are noted, not believed."""
    (tmp_path / "usb").mkdir()
    (tmp_path / "usb" / "a").write_bytes(p7c(KOK.sertifika, KISI.sertifika))
    (tmp_path / "usb" / "b").write_bytes(b"cop")
    (tmp_path / "usb" / "c").write_bytes(der.wrap(0x30, b"\x02\x01\x01"))
    aktarim = depo.import_from(tmp_path / "usb")
    assert len(aktarim.eklenen) == 3 and aktarim.zaten == () and [b.kod for b in aktarim.bulgular] == ["IMZ-190"] * 2
    assert len(depo.import_from(tmp_path / "usb").zaten) == 3
    saat.move(days=10)
    with KanitDeposu.open(tmp_path / "merkez", saat, yazar=True) as merkez:
        gelen = merkez.import_from(depo.klasor)
        assert len(gelen.eklenen) == 3 and {k.ilk_gorulme for k in gelen.eklenen} == {saat.now()} and gelen.bulgular == ()
        assert "2026-11-21" in gelen.eklenen[0].kaynak
        assert len(merkez.import_from(tmp_path / "usb" / "a").zaten) == 3


def test_export_writes_plain_files_that_can_be_carried(depo, tmp_path):
    """All, or those named; another machine reads them as media."""
    for ham in (KISI.sertifika, crl(), ocsp_answer(), bare_token()):
        depo.add(ham, "x")
    yollar = depo.export(tmp_path / "usb")
    assert sorted(y.suffix for y in yollar) == [".cer", ".crl", ".ors", ".tst"]
    assert len(list(KanitDeposu.open(tmp_path / "usb"))) == 4
    assert len(depo.export(tmp_path / "bir", [hashlib.sha256(crl()).hexdigest()])) == 1


def test_large_crl_is_looked_up_fast(depo):
    """From the second time on the bytes are at hand."""
    depo.add(big_crl(100_000), "x")
    depo.crls(konu(KOK.sertifika))
    basla = time.perf_counter()
    assert len(depo.crls(konu(KOK.sertifika))) == 1
    assert time.perf_counter() - basla < 0.05


def test_busy_store_says_so(depo, monkeypatch):
    """Another process holds it: an error of ours, not a wait for ever."""
    from filelock import FileLock

    from earsiv.imza import kanit

    monkeypatch.setattr(kanit, "_KILIT_SURESI", 0.05)
    with FileLock(depo.klasor / ".kilit"), pytest.raises(GirdiHatasi) as hata:
        depo.add(crl(), "x")
    assert hata.value.kod == "IMZ-194"


def test_of_very_many_lists_those_around_the_moment_are_given(depo):
    """An issuer's lists of years: the one before, those right after, later ones in growing gaps, the newest."""
    from earsiv.imza.kanit_oku import nearest

    gunler = [AN + dt.timedelta(days=i) for i in range(1000)]
    secilen = nearest(gunler, gunler[500] + dt.timedelta(hours=1))
    assert {499, 500, 501, 502, 999} <= set(secilen) and len(secilen) < 30 and secilen == sorted(secilen)
    assert nearest(gunler, AN - dt.timedelta(days=1))[:4] == [0, 1, 2, 3] and nearest(gunler, AN + dt.timedelta(days=5000))[-1] == 999
    assert nearest(gunler[:10], AN) == list(range(10)) and nearest([], AN) == []
    for i in range(20, 0, -1):
        depo.add(dated_crl(i), "x")
    veren = konu(KOK.sertifika)
    assert [sniff(k.veri, "").uretim.day for k in depo.crls(veren)] == list(range(1, 21))
    yakin = [sniff(k.veri, "").uretim.day for k in depo.crls(veren, AN + dt.timedelta(days=10))]
    assert {10, 11, 12, 20} <= set(yakin) and len(yakin) < 20
    assert [k.sha256 for k in KanitKumesi(depo).crls(veren, AN + dt.timedelta(days=10))] == [
        k.sha256 for k in BirlesikKanit(depo).crls(veren, AN + dt.timedelta(days=10))
    ]


@cache
def dated_crl(gun):
    kurucu = x509.CertificateRevocationListBuilder().issuer_name(x509.load_der_x509_certificate(KOK.sertifika).subject)
    kurucu = kurucu.last_update(dt.datetime(2026, 6, gun)).next_update(dt.datetime(2026, 7, gun))
    return kurucu.sign(load_der_private_key(KOK.anahtar, None), hashes.SHA256()).public_bytes(Encoding.DER)


def test_unreadable_subfolder_is_told(tmp_path, monkeypatch):
    """What could not be looked at is a finding, of media and of roots."""
    import os

    from earsiv.imza import GuvenDeposu

    asil = os.walk

    def yuru(klasor, onerror):
        onerror(PermissionError(13, "x", f"{klasor}/gizli"))
        return asil(klasor)

    monkeypatch.setattr(os, "walk", yuru)
    assert ["gizli" in b.yer and b.kod for b in KanitKumesi.read(tmp_path).bulgular] == ["IMZ-190"]
    assert [b.kod for b in GuvenDeposu.load(tmp_path).bulgular] == ["IMZ-020"]
