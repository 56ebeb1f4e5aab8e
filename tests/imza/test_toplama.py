# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The whole way: a verdict lists what is missing, somebody with a network fetches it, the media are carried in, the verdict is given."""

import datetime as dt
import json

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.serialization import load_der_private_key

from earsiv.cli._cikis import Cikis
from earsiv.imza import Gosterge, GuvenDeposu, verify_cms
from earsiv.imza.anahtar import Pkcs12Anahtari
from earsiv.imza.getir import YasakFetcher, collect
from earsiv.imza.imzala import sign
from earsiv.imza.kanit import KanitDeposu
from earsiv.imza.kos import run
from earsiv.testing import SahteSaat
from earsiv.testing.dunya import dunya
from earsiv.testing.getir import SahteFetcher

pytestmark = pytest.mark.yavas

AN = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
SORU = AN + dt.timedelta(hours=1)
GUN = dt.timedelta(days=1)


@pytest.fixture(scope="module")
def imza():
    """A basic signature: it carries its chain and no evidence."""
    from pyhanko.sign.ades.api import CAdESSignedAttrSpec
    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

    ayar = PdfCMSSignedAttributes(signing_time=AN, cades_signed_attrs=CAdESSignedAttrSpec())
    kap = dunya().imzaci("kisi").async_sign_general_data(b"deneme", "sha256", detached=False, use_cades=True, signed_attr_settings=ayar)
    return bytes(run(kap).dump())


@pytest.fixture
def sunucular():
    d, sonra = dunya(), SORU + dt.timedelta(days=2)
    return SahteFetcher(
        {
            "http://ocsp.deneme.invalid/": d.ocsp("kisi", SORU),
            "http://sil.deneme.invalid/alt.crl": d.sil("alt", SORU, sonraki=sonra),
            "http://sil.deneme.invalid/kok.crl": d.sil("kok", SORU, sonraki=sonra),
        }
    )


def judge(imza, kanit=None):
    return verify_cms(imza, "a.imz", guven=GuvenDeposu.of(*dunya().kokler()), an=SORU, kanit=kanit).imzalar[0]


@pytest.mark.fault("S20", "S13")
def test_missing_evidence_is_listed_collected_carried_in_and_used(imza, sunucular, tmp_path):
    """Offline: TRY_LATER with a list. Elsewhere: collected. Offline again, from media and from a store: passed, the same each time."""
    eksikler = judge(imza).eksik_kanit
    assert eksikler and all(e.adresler and e.sertifika and e.makam for e in eksikler)
    with KanitDeposu.open(tmp_path / "agli", SahteSaat(SORU), yazar=True) as agli:
        assert collect(eksikler, YasakFetcher(), agli, SahteSaat(SORU)).alinan == () and judge(imza, agli).durum is Gosterge.INDETERMINATE
        sonuc = collect(eksikler, sunucular, agli, SahteSaat(SORU))
        assert sonuc.alinamayan == () and judge(imza, agli).durum is Gosterge.TOTAL_PASSED
        agli.export(tmp_path / "usb")
    with KanitDeposu.open(tmp_path / "usb") as usb, KanitDeposu.open(tmp_path / "agsiz", SahteSaat(), yazar=True) as agsiz:
        assert len(agsiz.import_from(tmp_path / "usb").eklenen) == len(sonuc.alinan)
        assert judge(imza, usb).durum is judge(imza, agsiz).durum is Gosterge.TOTAL_PASSED and judge(imza, agsiz).eksik_kanit == ()


def test_altered_store_never_makes_a_verdict_better(imza, sunucular, tmp_path):
    """Each stored object damaged in turn: the verdict falls back to what is missing."""
    with KanitDeposu.open(tmp_path / "k", SahteSaat(SORU), yazar=True) as depo:
        collect(judge(imza).eksik_kanit, sunucular, depo, SahteSaat(SORU))
    for yol in [y for y in (tmp_path / "k" / "nesneler").rglob("*") if y.is_file()]:
        asil = yol.read_bytes()
        yol.write_bytes(asil[:-1] + bytes((asil[-1] ^ 1,)))
        with KanitDeposu.open(tmp_path / "k") as depo:
            judge(imza, depo)
            assert [b.kod for b in depo.bulgular] == ["IMZ-191"]
        yol.write_bytes(asil)


def test_command_collects_for_a_signature_file(imza, sunucular, tmp_path, monkeypatch):
    """``earsiv imza kanit topla``, then nothing is missing any more."""
    from earsiv.cli.imza.kanit import kanit

    monkeypatch.setattr("earsiv.imza.getir.HttpFetcher", lambda **ayar: sunucular)
    (tmp_path / "a.imz").write_bytes(imza)
    (tmp_path / "kokler").mkdir()
    for i, kok in enumerate(dunya().kokler()):
        (tmp_path / "kokler" / f"{i}.cer").write_bytes(kok)
    komut = ["topla", tmp_path / "a.imz", "--kanit", tmp_path / "k", "--guven", tmp_path / "kokler", "--an", SORU.isoformat(), "--json"]
    kos = lambda *ek: CliRunner().invoke(kanit, [*map(str, komut), *ek], standalone_mode=False)  # noqa: E731
    assert len(json.loads(kos("--deneme").stdout)["eksik_kanit"]) == 3 and sunucular.istekler == []
    sonuc = kos()
    assert sonuc.return_value == Cikis.TAMAM and len(json.loads(sonuc.stdout)["alinan"]) == 3
    assert json.loads(kos("--deneme").stdout)["eksik_kanit"] == [] and kos().return_value == Cikis.TAMAM
    assert len(sunucular.istekler) == 3


@pytest.fixture
def topla(tmp_path, monkeypatch):
    """Run ``earsiv imza kanit topla`` with a fetcher and a folder of roots; what is asked stands in ``topla.getirici``."""
    from earsiv.cli.imza.kanit import kanit

    (tmp_path / "kokler").mkdir()
    for i, kok in enumerate(dunya().kokler()):
        (tmp_path / "kokler" / f"{i}.cer").write_bytes(kok)

    def kos(*argumanlar, komut="topla", guven=True, an=SORU):
        monkeypatch.setattr("earsiv.imza.getir.HttpFetcher", lambda **ayar: kos.getirici)
        tam = [komut, *map(str, argumanlar)]
        if komut == "topla":
            tam += ["--kanit", str(tmp_path / "k"), "--an", an.isoformat(), *(["--guven", str(tmp_path / "kokler")] if guven else [])]
        sonuc = CliRunner().invoke(kanit, [*tam, "--json"], standalone_mode=False)
        assert sonuc.exception is None, sonuc.exception
        return sonuc.return_value, json.loads(sonuc.stdout)

    kos.getirici = SahteFetcher({})
    return kos


def codes(veri):
    return [b["kod"] for d in veri["bilinmeyen"] for b in d["bulgular"]]


def test_collecting_says_why_it_could_not_know(imza, topla, tmp_path):
    """No roots, a file that is no signature, one that was altered: exit 1 with the reason, in a rehearsal too."""
    (tmp_path / "a.imz").write_bytes(imza)
    (tmp_path / "b.imz").write_bytes(b"imza degil")
    (tmp_path / "c.imz").write_bytes(imza.replace(b"deneme", b"DENEME"))
    for ad, guven, kod in (("a.imz", False, "IMZ-015"), ("b.imz", True, "IMZ-00"), ("c.imz", True, "IMZ-012")):
        for deneme in ((), ("--deneme",)):
            cikis, veri = topla(tmp_path / ad, *deneme, guven=guven)
            assert cikis == Cikis.BULGU and any(k.startswith(kod) for k in codes(veri)), (ad, veri)
    assert topla.getirici.istekler == []


def test_a_detached_signature_is_collected_for_without_its_content(topla, sunucular, tmp_path):
    """What is missing does not depend on the content, not even under an archive stamp; the verdict afterwards does."""
    from earsiv.imza.yukselt import XlKaniti, add_timestamp, archive, raise_to_xl

    class Makam:
        def __init__(self, an):
            self.an = an

        def stamp(self, ozet, algoritma):
            return dunya().damga(ozet, algoritma, self.an)

    d, topla.getirici = dunya(), sunucular
    anahtar = Pkcs12Anahtari(d.sertifika("kisi"), d.zincir("kisi")[1:], load_der_private_key(d.anahtar("kisi"), None))
    ayrik = sign(b"deneme", anahtar, ayrik=True, saat=SahteSaat(AN))
    (tmp_path / "a.p7s").write_bytes(ayrik)
    cikis, veri = topla(tmp_path / "a.p7s")
    assert cikis == Cikis.TAMAM and len(veri["alinan"]) == 3 and veri["bilinmeyen"] == []
    siller = [d.sil(m, SORU, sonraki=SORU + dt.timedelta(days=2)) for m in ("kok", "alt")]
    xl = raise_to_xl(add_timestamp(ayrik, Makam(AN)), [XlKaniti(d.zincir("kisi"), siller)])
    son = SORU + dt.timedelta(days=9)
    (tmp_path / "b.p7s").write_bytes(archive(xl, Makam(son), onceki=None, icerik=b"deneme"))
    _, veri = topla(tmp_path / "b.p7s", "--deneme", an=son + dt.timedelta(days=1))
    assert [e["bas"] for e in veri["eksik_kanit"]] == [son.isoformat()] * len(veri["eksik_kanit"]) and veri["eksik_kanit"]


def test_what_another_address_brought_is_not_reported_missing(imza, topla, sunucular, tmp_path):
    """OCSP does not answer, the list does: nothing is missing. A stale answer alone leaves the certificate missing, and says so."""
    (tmp_path / "a.imz").write_bytes(imza)
    tam, topla.getirici = dict(sunucular.cevaplar), sunucular
    del sunucular.cevaplar["http://ocsp.deneme.invalid/"]
    cikis, veri = topla(tmp_path / "a.imz")
    assert (cikis, veri["alinamayan"], len(veri["alinan"])) == (Cikis.TAMAM, [], 2)
    (tmp_path / "k").rename(tmp_path / "onceki")
    topla.getirici = SahteFetcher({**tam, "http://sil.deneme.invalid/kok.crl": dunya().sil("kok", AN - 9 * GUN, sonraki=AN - 8 * GUN)})
    cikis, veri = topla(tmp_path / "a.imz")
    assert cikis == Cikis.BULGU and [b["kod"] for a in veri["alinamayan"] for b in a["bulgular"]] == ["IMZ-212"]


def test_collecting_follows_the_policy(imza, topla, sunucular, tmp_path):
    """--politika is that of the verdict: another one cannot be read, the right one is."""
    (tmp_path / "a.imz").write_bytes(imza)
    (tmp_path / "p.toml").write_text("nes_zorunlu = false\n", "utf-8")
    topla.getirici = sunucular
    assert topla(tmp_path / "a.imz", "--politika", tmp_path / "p.toml")[0] == Cikis.TAMAM
    (tmp_path / "p.toml").write_text("yok = 1\n", "utf-8")
    with pytest.raises(AssertionError, match="IMZ-050"):
        topla(tmp_path / "a.imz", "--politika", tmp_path / "p.toml")


def test_the_register_of_a_trust_store_is_passed_over(topla, tmp_path):
    """``kanit ekle kanit/ kokler/``: our own guven.toml is no fault; another file that is no evidence is."""
    (tmp_path / "kokler" / "guven.toml").write_text("", "utf-8")
    for deneme in (("--deneme",), ()):
        cikis, veri = topla(tmp_path / "d", tmp_path / "kokler", *deneme, komut="ekle")
        assert cikis == Cikis.TAMAM and len(veri["eklenen"]) == 3 and veri["bulgular"] == []
    (tmp_path / "kokler" / "oku.txt").write_text("x", "utf-8")
    cikis, veri = topla(tmp_path / "d", tmp_path / "kokler", komut="ekle")
    assert cikis == Cikis.BULGU and [b["yer"] for b in veri["bulgular"]] == ["oku.txt"]
