# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv eyp``: every command as the contract has it: words, exit codes, JSON."""

import json
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

from earsiv.cli import run
from earsiv.testing import altered, replaced, sample, test_pki, write_letter
from earsiv.testing.calisma import p12
from earsiv.testing.pki import encryption_key
from earsiv.testing.yazi import PDF

PKI = test_pki()
TANIM = {
    "konu": "Bakım Raporu",
    "guvenlik_kodu": "YOK",
    "olusturan": {"tur": "kurum", "kkk": "99900001", "ad": "Örnekova Belediye Başkanlığı"},
    "dagitimlar": [{"taraf": {"tur": "kurum", "kkk": "99900002", "ad": "Örnek Kurumu"}, "ivedilik": "NRM", "dagitim_turu": "GRG"}],
    "ekler": [{"yol": "ek.txt", "ad": "Birinci"}],
    "ustyazi": {"yol": "u.pdf"},
    "dogrulama_adresi": "https://ornek.invalid",
    "belge_no": "E-99900001-807.04-1",
    "tarih": "2026-11-20T12:00:00+03:00",
    "imzalar": [{"ad": "Deneme", "soyad": "Örnek", "makam": "Müdürlük"}],
}

GUNCELLEME = {
    "tur": "GuvenlikKodu",
    "yeni_gizlilik_derecesi": "YOK",
    "tarih": "2026-11-20T00:00:00+03:00",
    "aciklama": "Süre doldu",
    "komisyon_karari_belge_no": "E-1",
    "komisyon_karari_belge_id": "0A5E1C7D-3B2F-4E60-9A11-0000000000D1",
}


@pytest.fixture
def is_yeri(tmp_path, monkeypatch):
    """A folder with a description, its files and keys; the commands run in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EARSIV_PAROLA", "1234")
    (tmp_path / "t.json").write_text(json.dumps(TANIM), "utf-8")
    (tmp_path / "ek.txt").write_bytes(b"ek\n")
    (tmp_path / "u.pdf").write_bytes(PDF)
    for ad in ("kisi", "muhur"):
        (tmp_path / f"{ad}.p12").write_bytes(p12(getattr(PKI, ad)))
    return tmp_path


def kos(capsys, *argumanlar):
    kod = run([*map(str, argumanlar), "--json"])
    cikti = capsys.readouterr().out
    return kod, json.loads(cikti) if cikti else None


@pytest.mark.parametrize("surum", ["2.0", "1.3"])
def test_letter_is_made_signed_and_judged(is_yeri, capsys, surum):
    """From JSON and two key files to a valid package."""
    tanim = dict(TANIM) if surum == "2.0" else {k: v for k, v in TANIM.items() if k != "dogrulama_adresi"} | {"guvenlik_kodu": "TSD"}
    (is_yeri / "t.json").write_text(json.dumps(tanim), "utf-8")
    komut = ("eyp", "olustur", "t.json", "--cikti", "a.eyp", "--surum", surum, "--imzala", "kisi.p12", "--muhurle", "muhur.p12")
    assert kos(capsys, *komut, "--deneme") == (0, {"cikti": "a.eyp", "deneme": True})
    assert not (is_yeri / "a.eyp").exists()
    assert kos(capsys, *komut) == (0, {"cikti": "a.eyp", "gecerli": True})
    kod, veri = kos(capsys, "eyp", "dogrula", "a.eyp")
    assert kod == 0 and veri[0]["gecerli"] is True and veri[0]["surum"] == surum
    assert set(veri[0]) >= {"dosya", "tur", "surum", "gecerli", "ozetler", "imza", "muhur", "paraf", "bulgular"}
    assert veri[0]["imza"]["ayri"] == {"ozetler": True, "matematik": True, "icerik": True, "duzey": False}
    kod, veri = kos(capsys, *komut)
    assert kod == 2 and veri["hata"]["kod"] == "KAB-013"


def test_invalid_description_writes_nothing_and_says_why(is_yeri, capsys):
    """Every reason, exit code 2, no file."""
    (is_yeri / "t.json").write_text(json.dumps(TANIM | {"konu": "", "guvenlik_kodu": "TSD"}), "utf-8")
    kod, veri = kos(capsys, "eyp", "olustur", "t.json", "--cikti", "a.eyp", "--imzala", "kisi.p12", "--muhurle", "muhur.p12")
    assert kod == 2 and veri["hata"]["kod"] == "EYP-065"
    assert {"EYP-020", "EYP-022"} <= {b["kod"] for b in veri["hata"]["bulgular"]} and not (is_yeri / "a.eyp").exists()
    (is_yeri / "t.json").write_text(json.dumps({k: v for k, v in TANIM.items() if k != "belge_no"}), "utf-8")
    kod, veri = kos(capsys, "eyp", "olustur", "t.json", "--cikti", "a.eyp", "--imzala", "kisi.p12", "--muhurle", "muhur.p12")
    assert kod == 2 and veri["hata"]["bulgular"][0]["kod"] == "EYP-020"
    assert kos(capsys, "eyp", "olustur", "t.json", "--cikti", "a.eyp")[0] == 2


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl yok")
def test_signatures_made_elsewhere_finish_the_letter(is_yeri, capsys):
    """Two-phase: the bytes go out, a CMS comes back; openssl stands for the card."""
    for ad in ("kisi", "muhur"):
        k = getattr(PKI, ad)
        (is_yeri / f"{ad}.key").write_bytes(
            load_der_private_key(k.anahtar, None).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        )
        (is_yeri / f"{ad}.pem").write_bytes(load_der_x509_certificate(k.sertifika).public_bytes(Encoding.PEM))

    def imzala(dosya, kim):
        komut = ["openssl", "cms", "-sign", "-binary", "-nodetach", "-cades", "-in", dosya, "-signer", f"{kim}.pem", "-inkey", f"{kim}.key"]
        subprocess.run([*komut, "-outform", "DER", "-out", f"{dosya}.p7s"], check=True, capture_output=True)
        return f"{dosya}.p7s"

    kod, veri = kos(capsys, "eyp", "olustur", "t.json", "--cikti", "a.eyp", "--taslak", "1")
    assert kod == 0 and veri == {"taslak": "1", "imzalanacak": "1.imzalanacak", "adim": "imza"}
    kod, veri = kos(
        capsys, "eyp", "surdur", "1", "--imza", imzala("1.imzalanacak", "kisi"), "--nihai", "t.json", "--taslak", "2", "--cikti", "a.eyp"
    )
    assert kod == 0 and veri["adim"] == "muhur"
    kod, veri = kos(capsys, "eyp", "surdur", "1", "--imza", "u.pdf", "--nihai", "t.json", "--taslak", "3", "--cikti", "a.eyp")
    assert kod == 2 and veri["hata"]["kod"] == "EYP-066"
    assert kos(capsys, "eyp", "surdur", "2", "--imza", imzala("2.imzalanacak", "muhur"), "--cikti", "a.eyp") == (
        0,
        {"cikti": "a.eyp", "gecerli": True},
    )
    assert kos(capsys, "eyp", "surdur", "1", "--imza", "1.imzalanacak.p7s", "--cikti", "b.eyp")[0] == 2


def test_show_speaks_to_a_clerk_and_to_scripts(is_yeri, capsys):
    """Words for codes, sizes one can read; JSON with the keys of the contract; a page."""
    write_letter(is_yeri / "a.eyp")
    assert run(["eyp", "goster", "a.eyp"]) == 0
    metin = capsys.readouterr().out
    for soz in (
        "gizlilik derecesi yok",
        "Örnek Kurumu (99900002) — gereği için, normal, 1 ek konulmamış",
        "bilgi için, günlü, süre P3D",
        "Ek 4: Rapor (harici referans)",
        "20.11.2022",
    ):
        assert soz in metin, metin
    kod, veri = kos(capsys, "eyp", "goster", "a.eyp")
    anahtarlar = "tur surum belge_id konu belge_no tarih guvenlik_kodu dil dosya_adi mime_turu olusturan dagitimlar ekler ilgiler ilgililer sdp imzalar ustyazi"
    assert kod == 0 and set(anahtarlar.split()) <= set(veri)
    assert set(veri["ekler"][0]) >= {"id", "tur", "dosya_adi", "ad", "sira_no", "imzali", "parca", "boyut", "sha256"}
    assert kos(capsys, "eyp", "goster", "a.eyp", "--html", "a.html") == (0, {"dosya": "a.eyp", "html": "a.html", "gecerli": True})
    assert (is_yeri / "a.html").read_text("utf-8").startswith("<!doctype html>")


def test_extraction_prints_its_map(is_yeri, capsys):
    """Where each part went; a dry run writes nothing; nothing is overwritten."""
    write_letter(is_yeri / "a.eyp")
    kod, veri = kos(capsys, "eyp", "cikar", "a.eyp", "--hedef", "cik", "--deneme")
    assert kod == 0 and not (is_yeri / "cik").exists()
    kod, gercek = kos(capsys, "eyp", "cikar", "a.eyp", "--hedef", "cik")
    assert gercek == veri and (is_yeri / "cik/Ekler/ekg1.txt").read_bytes() == b"birinci ek\n"
    assert {p["parca"] for p in veri["parcalar"]} >= {"/UstYazi/ustyazi.pdf", "/Ekler/ekg1.txt", "/Muhur/MuhurCades.imz"}
    assert kos(capsys, "eyp", "cikar", "a.eyp", "--hedef", "cik")[0] == 2


def test_encrypted_there_and_back(is_yeri, capsys):
    """For a certificate, with the key of a PKCS#12 file; another key is refused."""
    write_letter(is_yeri / "a.eyp")
    for ad in ("a", "b"):
        k = encryption_key(ad)
        (is_yeri / f"{ad}.cer").write_bytes(load_der_x509_certificate(k.sertifika).public_bytes(Encoding.PEM))
        (is_yeri / f"{ad}.p12").write_bytes(p12(k))
    assert kos(capsys, "eyp", "sifrele", "a.eyp", "--alici", "a.cer", "--cikti", "a.eyps") == (0, {"cikti": "a.eyps", "alici_sayisi": 1})
    kod, veri = kos(capsys, "eyp", "dogrula", "a.eyps")
    assert kod == 0 and veri[0]["tur"] == "eyps" and "EYP-060" in {b["kod"] for b in veri[0]["bulgular"]}
    assert kos(capsys, "eyp", "coz", "a.eyps", "--anahtar", "a.p12", "--cikti", "b.eyp") == (0, {"cikti": "b.eyp", "bulgular": []})
    assert (is_yeri / "b.eyp").read_bytes() == (is_yeri / "a.eyp").read_bytes()
    kod, veri = kos(capsys, "eyp", "coz", "a.eyps", "--anahtar", "b.p12", "--cikti", "c.eyp")
    assert kod == 2 and veri["hata"]["kod"] == "EYP-069"


def test_update_and_copy(is_yeri, capsys):
    """.eypg around the original; the copy of a recipient."""
    write_letter(is_yeri / "a.eyp", paraf=True)
    (is_yeri / "g.json").write_text(json.dumps({"guncellemeler": [GUNCELLEME], "olusturan": TANIM["olusturan"], "konu": "Derece"}), "utf-8")
    assert kos(capsys, "eyp", "guncelle", "a.eyp", "--tanim", "g.json", "--muhurle", "muhur.p12", "--cikti", "a.eypg") == (
        0,
        {"cikti": "a.eypg", "gecerli": True},
    )
    kod, veri = kos(capsys, "eyp", "goster", "a.eypg")
    assert veri["tur"] == "eypg" and veri["guncellemeler"][0]["aciklama"] == "Süre doldu" and veri["konu"] == "Bakım Raporu"
    kod, veri = kos(capsys, "eyp", "nusha", "a.eyp", "--alici", "99900002", "--parafsiz", "--cikti", "n.eyp")
    assert kod == 0 and veri["cikarilan"] == ["/Ekler/ek2.txt", "/Paraflar/ParafImzaCades.imz"]
    assert kos(capsys, "eyp", "dogrula", "n.eyp", "--alici", "99900002")[0] == 0
    assert kos(capsys, "eyp", "nusha", "a.eyp", "--alici", "1", "--cikti", "m.eyp")[0] == 2


def test_many_packages_are_judged_in_order_with_their_exit_codes(is_yeri, capsys):
    """0 all valid, 1 findings, 2 one cannot be read; the list is in input order."""
    write_letter(is_yeri / "a.eyp")
    (is_yeri / "b.eyp").write_bytes(altered(sample("2.0"), replaced("/Ustveri/Ustveri.xml", "99900002", "x")))
    (is_yeri / "c.eyp").write_bytes(b"paket degil")
    kod, veri = kos(capsys, "eyp", "dogrula", "a.eyp", "b.eyp", "c.eyp")
    assert kod == 1 and [v["dosya"] for v in veri] == ["a.eyp", "b.eyp", "c.eyp"]
    assert [v["gecerli"] for v in veri] == [True, False, False]
    assert kos(capsys, "eyp", "dogrula", "a.eyp", "yok.eyp")[0] == 2


def test_every_command_that_writes_can_be_tried_dry(is_yeri, capsys):
    """--deneme goes the whole way and leaves no file."""
    write_letter(is_yeri / "a.eyp")
    (is_yeri / "a.cer").write_bytes(load_der_x509_certificate(encryption_key("a").sertifika).public_bytes(Encoding.PEM))
    (is_yeri / "a.p12").write_bytes(p12(encryption_key("a")))
    kos(capsys, "eyp", "sifrele", "a.eyp", "--alici", "a.cer", "--cikti", "a.eyps")
    (is_yeri / "g.json").write_text(json.dumps({"guncellemeler": [GUNCELLEME], "olusturan": TANIM["olusturan"]}), "utf-8")
    kos(capsys, "eyp", "olustur", "t.json", "--cikti", "b.eyp", "--taslak", "1")
    from pathlib import Path

    Path("1.p7s").write_bytes(PKI.imzala(Path("1.imzalanacak").read_bytes()))
    once = sorted(is_yeri.iterdir())
    for komut in (
        ["olustur", "t.json"],
        ["surdur", "1", "--imza", "1.p7s", "--nihai", "t.json"],
        ["nusha", "a.eyp", "--alici", "99900002"],
        ["sifrele", "a.eyp", "--alici", "a.cer"],
        ["coz", "a.eyps", "--anahtar", "a.p12"],
        ["guncelle", "a.eyp", "--tanim", "g.json"],
    ):
        kod, veri = kos(capsys, "eyp", *komut, "--cikti", "x.eyp", "--deneme")
        assert kod == 0 and veri["deneme"] is True, (komut, veri)
        assert kos(capsys, "eyp", *komut, "--cikti", "a.eyp", "--deneme")[1]["hata"]["kod"] == "KAB-013"
    assert sorted(is_yeri.iterdir()) == once


def test_commands_of_the_guide_do_what_it_says(is_yeri, capsys):
    """Every line that starts with earsiv in the guide of packages, in its order, with its own description."""
    import re
    import shlex
    from pathlib import Path

    from earsiv.testing import workspace

    (is_yeri / "oda").mkdir()
    klasor = workspace(is_yeri / "oda")
    import os

    os.chdir(klasor)
    rehber = (Path(__file__).resolve().parents[2] / "docs" / "rehber" / "paket.md").read_text("utf-8")
    (klasor / "tanim.json").write_text(re.search(r"```json\n(.*?)```", rehber, re.DOTALL)[1], "utf-8")
    (klasor / "karar.json").write_text(json.dumps({"guncellemeler": [GUNCELLEME], "olusturan": TANIM["olusturan"]}), "utf-8")
    komutlar = [s for blok in re.findall(r"```sh\n(.*?)```", rehber, re.DOTALL) for s in blok.splitlines() if s.startswith("earsiv ")]
    assert len(komutlar) >= 12
    shutil.copy(klasor / "muhur.p12", klasor / "kurum-muhru.p12")
    for satir in komutlar:
        argumanlar = shlex.split(satir, comments=True)[1:]
        if argumanlar[1] == "surdur":
            asil = Path(f"{argumanlar[2]}.imzalanacak").read_bytes()
            Path(argumanlar[argumanlar.index("--imza") + 1]).write_bytes(PKI.imzala(asil, kim="kisi" if argumanlar[2] == "1" else "muhur"))
        if argumanlar[1] == "coz":
            shutil.copy("giden.eyps", "gelen.eyps")
        if "--cikti" in argumanlar:
            Path(argumanlar[argumanlar.index("--cikti") + 1]).unlink(missing_ok=True)
        argumanlar = ["muhur.p12" if a == "kurum.p12" and argumanlar[1] in {"olustur", "guncelle"} else a for a in argumanlar]
        assert run(argumanlar) == 0, (satir, capsys.readouterr())
        capsys.readouterr()
