# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The commands that sign and raise: files in, files out, passwords from the environment, nothing overwritten."""

import datetime as dt
import json
from importlib import import_module

import click
import pytest
from click.testing import CliRunner

from earsiv import _clock
from earsiv.cli._cikis import Cikis
from earsiv.errors import EarsivError
from earsiv.imza._zarf import Zarf
from earsiv.imza.anahtar import Pkcs12Anahtari, algorithm_for
from earsiv.imza.pades_at import embedded
from earsiv.testing import render
from earsiv.testing.dunya import dunya

D = dunya()
AN = dt.datetime(2026, 5, 4, 9, 0, tzinfo=dt.UTC)
SONRA = AN + dt.timedelta(hours=30)
RVALS, ATS2, ATS3 = "1.2.840.113549.1.9.16.2.24", "1.2.840.113549.1.9.16.2.48", "0.4.0.1733.2.4"


def modul(ad):
    """A module of the group; its name is also that of a command there."""
    return import_module(f"earsiv.cli.imza.{ad}")


@pytest.fixture
def komut(tmp_path, monkeypatch):
    """Run a command in a folder with a key, evidence and content; the clock and the stamper are fakes."""
    for etiket in ("kisi", "muhur"):
        (tmp_path / f"{etiket}.p12").write_bytes(D.p12(etiket, b"1234"))
    (tmp_path / "kisi.cer").write_bytes(D.sertifika("kisi"))
    (tmp_path / "karar.xml").write_bytes(b"<karar/>" * 30)
    (tmp_path / "kanit").mkdir()
    siller = [D.sil(v, SONRA, sonraki=SONRA + dt.timedelta(days=30)) for v in ("kok", "alt")]
    cevaplar = [D.ocsp(e, SONRA + dt.timedelta(hours=20)) for e in ("kisi", "zd", "muhur")]  # after every stamp
    kanitlar = [*D.zincir("kisi"), D.sertifika("zd"), *siller, *cevaplar]
    for no, veri in enumerate(kanitlar):
        (tmp_path / "kanit" / f"{no}.der").write_bytes(veri)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EARSIV_PAROLA", "1234")
    monkeypatch.setattr(_clock.SystemClock, "now", lambda self: AN)
    sayac = {"damga": 0}

    class Damgalayan:
        def stamp(self, ozet, algoritma):
            sayac["damga"] += 1
            return D.damga(ozet, algoritma, SONRA + dt.timedelta(hours=sayac["damga"]))

    def sahte(adres):
        return Damgalayan() if adres else None

    monkeypatch.setattr(modul("at"), "stamper", sahte)
    monkeypatch.setattr(modul("yukselt"), "stamper", sahte)

    @click.group()
    def grup():
        pass

    for islev in (
        modul("at").at,
        modul("at").hazirla,
        modul("at").tamamla,
        modul("yukselt").yukselt,
        modul("yukselt").arsivle,
        modul("yukselt").yenile,
    ):
        grup.add_command(islev)

    def calis(*argumanlar):
        sonuc = CliRunner().invoke(grup, [str(a) for a in argumanlar], standalone_mode=False)
        if isinstance(sonuc.exception, EarsivError | click.UsageError):
            raise sonuc.exception
        assert sonuc.exception is None, sonuc.exception
        assert sonuc.return_value is Cikis.TAMAM
        return sonuc.output

    calis.klasor, calis.sayac = tmp_path, sayac
    return calis


def var(yol, *oidler):
    return [Zarf.load(yol.read_bytes()).signer_at((0,)).has(o) for o in oidler]


def test_from_signature_to_renewed_archive(komut):
    """The whole life of a signature: T, XL, A, A again, v3."""
    url = ("--damgaci-url", "http://zd.ornek.invalid")
    komut("at", "karar.xml", "--anahtar", "kisi.p12", "--profil", "P4", *url, "--cikti", "t.imz")
    komut("yukselt", "t.imz", "--kanit", "kanit", "--cikti", "xl.imz")
    komut("arsivle", "xl.imz", "--kanit", "kanit", *url, "--cikti", "a.imz")
    cikti = json.loads(komut("yenile", "a.imz", "--kanit", "kanit", *url, "--surum", "v3", "--cikti", "a2.imz", "--json"))
    assert cikti["boyut"] == (komut.klasor / "a2.imz").stat().st_size
    assert [var(komut.klasor / ad, RVALS, ATS2, ATS3) for ad in ("t.imz", "xl.imz", "a.imz", "a2.imz")] == [
        [False, False, False],
        [True, False, False],
        [True, True, False],
        [True, True, True],
    ]


def test_bes_is_raised_to_t_and_xl_in_one_command(komut):
    """Stamp and evidence at once; detached content travels beside."""
    url = ("--damgaci-url", "http://zd.ornek.invalid")
    komut("at", "karar.xml", "--anahtar", "kisi.p12", "--ayrik", "--cikti", "b.p7s")
    komut("yukselt", "b.p7s", "--kanit", "kanit", *url, "--cikti", "xl.p7s")
    komut("arsivle", "xl.p7s", "--kanit", "kanit", *url, "--icerik", "karar.xml", "--cikti", "a.p7s")
    assert var(komut.klasor / "a.p7s", RVALS, ATS2) == [True, True]
    with pytest.raises(EarsivError, match="IMZ-111"):
        komut("arsivle", "xl.p7s", "--kanit", "kanit", *url, "--cikti", "yok.p7s")


def test_second_signers(komut):
    """Beside and beneath, by number."""
    komut("at", "karar.xml", "--anahtar", "kisi.p12", "--cikti", "1.imz")
    komut("at", "1.imz", "--paralel", "--anahtar", "muhur.p12", "--cikti", "2.imz")
    komut("at", "2.imz", "--seri", "1", "--anahtar", "muhur.p12", "--damgaci-url", "http://zd.ornek.invalid", "--cikti", "3.imz")
    komut("at", "3.imz", "--seri", "1.1", "--anahtar", "kisi.p12", "--cikti", "4.imz")
    assert Zarf.load((komut.klasor / "4.imz").read_bytes()).paths() == [(0,), (0, 0), (0, 0, 0), (1,)]
    for sira in ("0", "bir", "1.", "1.2222", "٣"):
        with pytest.raises(click.UsageError):
            komut("at", "4.imz", "--seri", sira, "--anahtar", "kisi.p12", "--cikti", "5.imz")
    with pytest.raises(EarsivError, match="IMZ-110"):
        komut("at", "4.imz", "--seri", "9", "--anahtar", "kisi.p12", "--cikti", "5.imz")


def test_two_steps(komut):
    """Prepared, signed elsewhere, completed; a wrong value writes nothing."""
    cikti = json.loads(komut("hazirla", "karar.xml", "--sertifika", "kisi.cer", "--profil", "P2", "--taslak", "t", "--json"))
    veri = (komut.klasor / cikti["imzalanacak"]).read_bytes()
    anahtar = Pkcs12Anahtari.load(komut.klasor / "kisi.p12", b"1234")
    (komut.klasor / "imza").write_bytes(anahtar.sign(veri, algorithm_for(anahtar.sertifika)))
    komut("tamamla", "t", "--imza", "imza", "--cikti", "x.imz", "--damgaci-url", "http://zd.ornek.invalid")
    assert Zarf.load((komut.klasor / "x.imz").read_bytes()).gomulu == b"<karar/>" * 30
    (komut.klasor / "kotu").write_bytes(bytes(256))
    with pytest.raises(EarsivError, match="IMZ-101"):
        komut("tamamla", "t", "--imza", "kotu", "--cikti", "y.imz")
    assert not (komut.klasor / "y.imz").exists()


@pytest.mark.yavas
def test_pdf_in_one_step_in_two_and_extended(komut):
    """PAdES by content; --cades signs the file as it is."""
    (komut.klasor / "x.pdf").write_bytes(render(["T.C.\nÖRNEKOVA\n" + "Deneme metni. " * 30], "metinli-pdf"))
    url = ("--damgaci-url", "http://zd.ornek.invalid")
    komut("at", "x.pdf", "--anahtar", "kisi.p12", "--seviye", "LTA", "--kanit", "kanit", *url, "--cikti", "lta.pdf")
    komut("yenile", "lta.pdf", "--kanit", "kanit", *url, "--cikti", "lta2.pdf")
    assert [d for d, _ in embedded(komut.klasor / "lta2.pdf")] == [False, True, True, True]
    komut("hazirla", "x.pdf", "--sertifika", "kisi.cer", "--taslak", "t")
    anahtar = Pkcs12Anahtari.load(komut.klasor / "kisi.p12", b"1234")
    (komut.klasor / "imza").write_bytes(anahtar.sign((komut.klasor / "t.imzalanacak").read_bytes(), algorithm_for(anahtar.sertifika)))
    komut("tamamla", "t", "--imza", "imza", "--cikti", "b.pdf")
    komut("yukselt", "b.pdf", *url, "--kanit", "kanit", "--cikti", "lt.pdf")
    assert [d for d, _ in embedded(komut.klasor / "lt.pdf")] == [False, True]
    komut("at", "x.pdf", "--anahtar", "kisi.p12", "--cades", "--cikti", "x.p7s")
    assert Zarf.load((komut.klasor / "x.p7s").read_bytes()).gomulu.startswith(b"%PDF")


def test_dry_run_signs_nothing_and_asks_for_no_stamp(komut):
    """Key, target and evidence are looked at; neither file nor stamp comes of it."""
    url = ("--damgaci-url", "http://zd.ornek.invalid")
    komut("at", "karar.xml", "--anahtar", "kisi.p12", *url, "--cikti", "t.imz")
    komut("at", "karar.xml", "--anahtar", "kisi.p12", "--cikti", "b.imz")
    komut("yukselt", "t.imz", "--kanit", "kanit", "--cikti", "xl.imz")
    once, kac = sorted(komut.klasor.iterdir()), komut.sayac["damga"]
    komut("at", "karar.xml", "--anahtar", "kisi.p12", *url, "--cikti", "y.imz", "--deneme")
    komut("yukselt", "t.imz", "--kanit", "kanit", "--cikti", "y.imz", "--deneme")
    with pytest.raises(EarsivError, match="IMZ-106"):  # nobody is left to be stamped, in a rehearsal too
        komut("yukselt", "t.imz", *url, "--cikti", "y.imz", "--deneme")
    komut("yukselt", "b.imz", *url, "--kanit", "kanit", "--cikti", "y.imz", "--deneme")
    komut("arsivle", "xl.imz", "--kanit", "kanit", *url, "--cikti", "y.imz", "--deneme")
    komut("hazirla", "karar.xml", "--sertifika", "kisi.cer", "--taslak", "y", "--deneme")
    assert sorted(komut.klasor.iterdir()) == once and komut.sayac["damga"] == kac
    with pytest.raises(EarsivError, match="IMZ-044"):
        komut("at", "karar.xml", "--anahtar", "karar.xml", "--cikti", "y.imz", "--deneme")


def test_a_rehearsal_fails_where_the_work_would(komut):
    """Level, evidence and content are looked at before a stamp is taken, with and without --deneme."""
    url = ("--damgaci-url", "http://zd.ornek.invalid")
    komut("at", "karar.xml", "--anahtar", "kisi.p12", "--ayrik", *url, "--cikti", "t.p7s")
    for ad in ("bos", "az"):
        (komut.klasor / ad).mkdir()
    for ad, veri in (
        ("ocsp", D.ocsp("kisi", SONRA + dt.timedelta(hours=20))),
        ("sil", D.sil("kok", SONRA, sonraki=SONRA + dt.timedelta(days=9))),
    ):
        (komut.klasor / "az" / ad).write_bytes(veri)
    komut("yukselt", "t.p7s", "--kanit", "kanit", "--cikti", "xl.p7s")
    assert "Zaman damgasının kanıtı konmadı" in komut("yukselt", "t.p7s", "--kanit", "az", "--cikti", "az.p7s")
    kac = komut.sayac["damga"]
    for argumanlar, kod in (
        (("yenile", "xl.p7s", "--kanit", "kanit", "--icerik", "karar.xml"), "IMZ-115"),
        (("arsivle", "t.p7s", "--kanit", "kanit", "--icerik", "karar.xml"), "IMZ-115"),
        (("arsivle", "xl.p7s", "--kanit", "kanit"), "IMZ-111"),
        (("arsivle", "az.p7s", "--kanit", "bos", "--icerik", "karar.xml"), "IMZ-107"),
    ):
        for deneme in ((), ("--deneme",)):
            with pytest.raises(EarsivError, match=kod):
                komut(*argumanlar, *url, "--cikti", "y.p7s", *deneme)
    assert komut.sayac["damga"] == kac


def test_renewal_takes_what_the_file_holds(komut):
    """A folder with nothing but the newest answer; the root from the trust store."""
    url = ("--damgaci-url", "http://zd.ornek.invalid")
    komut("at", "karar.xml", "--anahtar", "kisi.p12", *url, "--cikti", "t.imz")
    komut("yukselt", "t.imz", "--kanit", "kanit", "--cikti", "xl.imz")
    komut("arsivle", "xl.imz", "--kanit", "kanit", *url, "--cikti", "a.imz")
    for ad in ("az", "kokler"):
        (komut.klasor / ad).mkdir()
    (komut.klasor / "az" / "zd.ors").write_bytes(D.ocsp("zd", SONRA + dt.timedelta(hours=20)))
    (komut.klasor / "kokler" / "kok.cer").write_bytes(D.sertifika("kok"))
    for guven in ((), ("--guven", "kokler")):
        komut("yenile", "a.imz", "--kanit", "az", *guven, *url, "--cikti", "a2.imz", "--deneme")
        komut("yenile", "a.imz", "--kanit", "az", *guven, *url, "--cikti", f"a2{len(guven)}.imz")


def test_options_that_would_do_nothing_are_refused(komut):
    """And levels without their means; nothing is signed, no stamp is spent."""
    (komut.klasor / "x.pdf").write_bytes(b"%PDF-1.7\n")
    url = ("--damgaci-url", "http://zd.ornek.invalid")
    at = ("--anahtar", "kisi.p12", "--cikti", "y")
    for argumanlar in (
        ("at", "karar.xml", "--seviye", "T", *at, *url),
        ("at", "x.pdf", "--cades", "--seviye", "T", *at, *url),
        ("at", "karar.xml", "--seri", "1", "--seviye", "B", *at),
        ("at", "x.pdf", "--ayrik", *at),
        ("at", "karar.xml", "--paralel", "--ayrik", *at),
        ("at", "karar.xml", "--icerik", "karar.xml", *at),
        ("at", "karar.xml", "--seri", "1", "--icerik", "karar.xml", *at),
        ("at", "karar.xml", "--paralel", "--seri", "1", *at),
        ("at", "karar.xml", "--kanit", "kanit", *at),
        ("at", "karar.xml", "--jeton", "kart", *at),
        ("at", "x.pdf", *url, *at),
        ("at", "x.pdf", "--seviye", "T", *at),
        ("at", "x.pdf", "--seviye", "LT", *url, *at),
        ("at", "x.pdf", "--seviye", "LTA", "--kanit", "kanit", *at),
        ("hazirla", "x.pdf", "--ayrik", "--sertifika", "kisi.cer", "--taslak", "y"),
        ("yukselt", "karar.xml", "--guven", "kanit", *url, "--cikti", "y"),
        ("arsivle", "x.pdf", "--surum", "v2", "--kanit", "kanit", *url, "--cikti", "y"),
        ("yenile", "x.pdf", "--icerik", "karar.xml", "--kanit", "kanit", *url, "--cikti", "y"),
    ):
        with pytest.raises(click.UsageError):
            komut(*argumanlar)
    assert komut.sayac["damga"] == 0 and not (komut.klasor / "y").exists()


def test_chains_are_looked_at_before_a_stamp_is_paid_for(komut):
    """An empty folder, a missing one: no stamp is asked for, neither when signing nor when raising."""
    url = ("--damgaci-url", "http://zd.ornek.invalid")
    (komut.klasor / "x.pdf").write_bytes(render(["T.C.\nÖRNEKOVA\n" + "Deneme metni. " * 30], "metinli-pdf"))
    for ad in ("bos", "kokler"):
        (komut.klasor / ad).mkdir()
    (komut.klasor / "kokler" / "ec.cer").write_bytes(D.sertifika("kok-ec"))
    komut("at", "x.pdf", "--anahtar", "kisi.p12", "--cikti", "b.pdf")
    komut("at", "karar.xml", "--anahtar", "kisi.p12", "--cikti", "b.imz")
    for argumanlar in (
        ("at", "x.pdf", "--anahtar", "kisi.p12", "--seviye", "LT", "--kanit", "yok"),
        ("at", "x.pdf", "--anahtar", "kisi.p12", "--seviye", "LT", "--kanit", "bos", "--guven", "kokler"),
        ("yukselt", "b.pdf", "--kanit", "bos", "--guven", "kokler"),
        ("yukselt", "b.imz", "--kanit", "bos", "--guven", "kokler"),
    ):
        with pytest.raises(EarsivError, match="IMZ-107"):
            komut(*argumanlar, *url, "--cikti", "y")
    assert komut.sayac["damga"] == 0


def test_an_existing_file_stops_before_the_key_is_used(komut):
    """Nothing is overwritten and no stamp is spent."""
    for argumanlar in (
        ("at", "karar.xml", "--anahtar", "kisi.p12", "--damgaci-url", "http://zd.ornek.invalid"),
        ("yukselt", "karar.xml", "--damgaci-url", "http://zd.ornek.invalid"),
        ("arsivle", "karar.xml", "--kanit", "kanit", "--damgaci-url", "http://zd.ornek.invalid"),
    ):
        with pytest.raises(EarsivError, match="KAB-013"):
            komut(*argumanlar, "--cikti", "kisi.cer")
    assert komut.sayac["damga"] == 0 and (komut.klasor / "kisi.cer").read_bytes() == D.sertifika("kisi")


def test_wrong_use(komut, monkeypatch):
    """No key or two, no PIN, nothing to raise with, no file, no certificate."""
    for argumanlar in (("at", "karar.xml", "--cikti", "x"), ("yukselt", "karar.xml", "--cikti", "x")):
        with pytest.raises(click.UsageError):
            komut(*argumanlar)
    with pytest.raises(click.UsageError):
        komut("at", "karar.xml", "--anahtar", "kisi.p12", "--kart", "x.so", "--cikti", "x")
    monkeypatch.delenv("EARSIV_PIN", raising=False)
    for argumanlar, kod in (
        (("at", "karar.xml", "--kart", "x.so", "--cikti", "x"), "IMZ-103"),
        (("at", "yok.xml", "--anahtar", "kisi.p12", "--cikti", "x"), "KAB-001"),
        (("hazirla", "karar.xml", "--sertifika", "karar.xml", "--taslak", "x"), "IMZ-117"),
        (("tamamla", "karar.xml", "--imza", "karar.xml", "--cikti", "x"), "IMZ-102"),
        (("yukselt", "karar.xml", "--kanit", "kanit", "--cikti", "x"), "IMZ-00"),
        (("arsivle", "karar.xml", "--kanit", "yok", "--damgaci-url", "http://x.invalid", "--cikti", "x"), "IMZ-107"),
    ):
        with pytest.raises(EarsivError, match=kod):
            komut(*argumanlar)
