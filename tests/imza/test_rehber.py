# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The guide of signatures does what it says: every shell line, every Python block, every key of its tables."""

import datetime as dt
import hashlib
import json
import os
import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path

import attrs
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_der_private_key

from earsiv import _clock
from earsiv.cli import run
from earsiv.imza import DogrulamaPolitikasi
from earsiv.imza.anahtar import Pkcs12Anahtari
from earsiv.imza.imzala import Hazirlik, prepare, sign
from earsiv.imza.oznitelik import Profil
from earsiv.imza.pades_at import prepare_pdf, sign_pdf
from earsiv.testing import SahteSaat, render
from earsiv.testing.dunya import dunya

KOK = Path(__file__).resolve().parents[2]
SAYFA = (KOK / "docs/rehber/imza.md").read_text("utf-8")
BAS = dt.datetime(2026, 11, 20, 6, 0, tzinfo=dt.UTC)
D = dunya()


def bloklar(dil):
    """Every fenced block of a language, in order."""
    return re.findall(rf"^```{dil}\n(.*?)^```", SAYFA, re.DOTALL | re.MULTILINE)


def tablo(baslik):
    """The words in backticks of the first column of the table under a header cell."""
    satirlar = SAYFA.split(f"| {baslik} |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    return [ad for s in satirlar for ad in re.findall(r"`([a-z_0-9]+)`", s.split("|")[1])]


SATIRLAR = [s for blok in bloklar("sh") for s in blok.splitlines() if s.strip()]


class Ag:
    """What stands behind the addresses of the test certificates; each answer is of the moment it is asked for."""

    saat = SahteSaat(BAS)

    def __init__(self, **ayar):
        pass

    def fetch(self, istek):
        from asn1crypto import ocsp

        self.saat.move(minutes=1)
        an, ad = self.saat.now(), istek.adres.rsplit("/", 1)[1]
        if ad.endswith(".crl"):
            return D.sil(ad.removesuffix(".crl"), an, sonraki=an + dt.timedelta(days=30))
        if ad.endswith(".crt"):
            return D.sertifika(ad.removesuffix(".crt"))
        soru = ocsp.OCSPRequest.load(istek.govde)["tbs_request"]["request_list"][0]["req_cert"]["serial_number"].native
        return D.ocsp(next(e for e in ("kisi", "muhur", "zd") if D.seri(e) == soru), an)


class Makam:
    """A time-stamp authority without a network."""

    def __init__(self, *ayar):
        pass

    def stamp(self, ozet, algoritma):
        Ag.saat.move(minutes=1)
        return D.damga(ozet, algoritma, Ag.saat.now())


class Kart:
    """A card that holds the key of the file."""

    @staticmethod
    def open(modul, pin, *, jeton=None, etiket=None):
        assert str(modul).endswith(".so") and pin == "135790"
        return Pkcs12Anahtari.load("kisi.p12", b"1234")


def doldur(klasor):
    """Put into a folder what the guide takes for granted."""
    metin = render(["T.C.\nÖRNEKOVA BELEDİYE BAŞKANLIĞI\n" + "Deneme metni. " * 30], "metinli-pdf")
    for etiket in ("kisi", "muhur"):
        (klasor / f"{etiket}.p12").write_bytes(D.p12(etiket, b"1234"))
    ozel = load_der_private_key(D.anahtar("kisi"), None)
    (klasor / "kisi.key").write_bytes(ozel.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (klasor / "kisi.cer").write_bytes(D.sertifika("kisi"))
    (klasor / "kok.cer").write_bytes(D.sertifika("kok"))
    (klasor / "altkok.cer").write_bytes(D.sertifika("alt"))
    (klasor / "usb").mkdir()
    for ad in ("karar.xml", "gelen.xml"):
        (klasor / ad).write_bytes(b"<karar/>" * 30)
    for ad in ("karar.pdf", "ustyazi.pdf"):
        (klasor / ad).write_bytes(metin)
    kisi, ayar = Pkcs12Anahtari.load(klasor / "kisi.p12", b"1234"), {"saat": Ag.saat}
    (klasor / "gelen.imz").write_bytes(sign(b"<karar/>", kisi, profil=Profil.P4, damgaci=Makam(), **ayar))
    (klasor / "gelen.p7s").write_bytes(sign(b"<karar/>" * 30, kisi, ayrik=True, **ayar))
    (klasor / "gelen.pdf").write_bytes(sign_pdf(metin, kisi, seviye="T", profil=Profil.P4, damgaci=Makam(), **ayar))
    for govde in bloklar("toml"):
        (klasor / re.match(r"# (\S+)", govde)[1]).write_text(govde, "utf-8")


@pytest.fixture
def klasor(tmp_path, monkeypatch):
    """The folder of the guide; clock, network, authority and card are fakes."""
    Ag.saat = SahteSaat(BAS)
    monkeypatch.chdir(tmp_path)
    for ad, deger in (("EARSIV_PAROLA", "1234"), ("EARSIV_PIN", "135790")):
        monkeypatch.setenv(ad, deger)
    monkeypatch.setattr(_clock.SystemClock, "now", lambda self: Ag.saat.now())
    monkeypatch.setattr("earsiv.imza.getir.HttpFetcher", Ag)
    monkeypatch.setattr("earsiv.imza.damgaci.HttpDamgaci", Makam)
    monkeypatch.setattr("earsiv.imza.anahtar.Pkcs11Anahtari", Kart)
    doldur(tmp_path)
    return tmp_path


def yurut(satir, capsys):
    """Run a line of the guide; it ends as the guide says."""
    beklenen = int(m[1]) if (m := re.search(r"# → (\d)", satir)) else 0
    komut = shlex.split(satir, comments=True)
    Ag.saat.move(minutes=20)  # people take their time
    kod = run(komut[1:]) if komut[0] == "earsiv" else subprocess.run(komut, check=False).returncode
    cikti = capsys.readouterr()
    assert kod == beklenen, (satir, cikti.out, cikti.err)
    return cikti.out


@pytest.mark.yavas
def test_every_line_and_block_of_the_guide_runs(klasor, capsys):
    """In the order of the page: roots, verdicts, evidence, policies, signing, two steps, raising, forecasts, then the library."""
    if any(s.startswith("openssl ") for s in SATIRLAR) and shutil.which("openssl") is None:
        pytest.skip("REHBERİN KOMUTLARI DENENMEDİ: openssl yok")
    ciktilar = {satir: yurut(satir, capsys) for satir in SATIRLAR}
    hazirla = next(json.loads(c) for s, c in ciktilar.items() if " hazirla " in s and "--json" in s)
    assert list(hazirla) == list(json.loads(bloklar("json")[0]))
    assert hazirla["algoritma"] == json.loads(bloklar("json")[0])["algoritma"]
    assert {"rapor.html", "raporlar", "onayli.imz", "mobil.pdf", "karar-a2.imz", "imzali-lta.pdf"} <= set(os.listdir())
    assert sorted(os.listdir("raporlar")) == ["gelen.imz.xml", "gelen.pdf.xml"]
    son = [c for s, c in ciktilar.items() if " tahmin " in s][0]
    assert son.count("gününe dek doğrulanır") == 2
    for blok in bloklar("python"):
        exec(compile(blok, "imza.md", "exec"), {})
    for ad in re.findall(r"literalinclude\} \.\./ornekler/(\S+)", SAYFA):
        exec(compile((KOK / "docs/ornekler" / ad).read_text("utf-8"), ad, "exec"), {})
    assert "BELIRSIZ INDETERMINATE TRY_LATER" in capsys.readouterr().out


def test_words_of_the_guide_are_the_words_of_the_commands():
    """Each command of the group is on the page, and each finding it names exists."""
    from earsiv.cli.imza import imza

    def agac(grup, on=()):
        for ad, komut in grup.commands.items():
            yield from agac(komut, (*on, ad)) if hasattr(komut, "commands") else [(*on, ad)]

    hepsi = {" ".join(k) for k in agac(imza) if k[0] != "kayit"}  # records have a page of their own
    assert hepsi == {" ".join(sozleri(s)) for s in SATIRLAR if s.startswith("earsiv imza ")}
    kurallar = tomllib.loads((KOK / "src/earsiv/data/kurallar.toml").read_text("utf-8"))
    assert not [k for k in re.findall(r"IMZ-\d{3}", SAYFA) if k not in kurallar]


def sozleri(satir):
    """The words of a command before its arguments."""
    sozler = satir.split()[2:]
    return sozler[:2] if sozler[0] in {"guven", "kanit"} else sozler[:1]


def test_policy_of_the_guide_is_the_default_and_names_every_key(tmp_path):
    """The first TOML block is the defaults themselves; the table explains every key and every allowed word."""
    alanlar = {a.name for a in attrs.fields(DogrulamaPolitikasi)} - {"takvim"}
    ilk, *digerleri = bloklar("toml")
    assert set(tomllib.loads(ilk)) == alanlar and set(tablo("Anahtar")) == alanlar | {"algoritma_takvimi"}
    (tmp_path / "p.toml").write_text(ilk, "utf-8")
    assert DogrulamaPolitikasi.load(tmp_path / "p.toml").sha256 == DogrulamaPolitikasi().sha256
    for govde in digerleri:
        (tmp_path / "p.toml").write_text(govde, "utf-8")
        assert DogrulamaPolitikasi.load(tmp_path / "p.toml").sha256 != DogrulamaPolitikasi().sha256
    for satir in SAYFA.split("| Anahtar |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]:
        ad, degerler = (re.findall(r"`([^`]*)`", s) for s in satir.split("|")[1:3])
        for deger in degerler:
            (tmp_path / "p.toml").write_text(f"{ad[0]} = {deger}\n", "utf-8")
            DogrulamaPolitikasi.load(tmp_path / "p.toml")


def test_policy_may_bring_its_own_calendar(tmp_path):
    """``algoritma_takvimi`` is a file beside the policy; it changes the digest of the policy."""
    takvim = (KOK / "src/earsiv/data/algoritma.toml").read_text("utf-8")
    (tmp_path / "takvim.toml").write_text(takvim + "# kurumun notu\n", "utf-8")
    (tmp_path / "p.toml").write_text('algoritma_takvimi = "takvim.toml"\n', "utf-8")
    politika = DogrulamaPolitikasi.load(tmp_path / "p.toml")
    assert politika.sha256 != DogrulamaPolitikasi().sha256 and politika.takvim.gozden == DogrulamaPolitikasi().takvim.gozden


def test_fields_of_a_draft_are_those_of_the_guide():
    """What is stored between the two steps, for a CMS and for a PDF."""
    hazirlik = prepare(b"x", D.sertifika("kisi"), imza_zamani=BAS)
    alanlar = SAYFA.split("| Alan | Anlamı |", 1)[1].split("\n\n", 1)[0]
    icteki = json.loads(hazirlik.to_bytes())
    assert set(icteki) == set(tablo("Alan | Anlamı"))
    assert all(f"`{ad}`" in alanlar for ad in icteki["algoritma"])
    assert Hazirlik.from_bytes(hazirlik.to_bytes()) == hazirlik
    pdf = prepare_pdf(render(["Deneme metni " * 8], "metinli-pdf"), D.sertifika("kisi"), imza_zamani=BAS)
    assert all(f"`{ad}`" in alanlar for ad in json.loads(pdf.to_bytes()))


def test_fingerprint_of_the_guide_is_that_of_the_test_root():
    """Typed by hand, as people do."""
    assert hashlib.sha256(D.sertifika("kok")).digest().hex(":").upper() in SAYFA
