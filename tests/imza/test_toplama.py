# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The whole way: a verdict lists what is missing, somebody with a network fetches it, the media are carried in, the verdict is given."""

import datetime as dt
import json

import pytest
from click.testing import CliRunner

from earsiv.cli._cikis import Cikis
from earsiv.imza import Gosterge, GuvenDeposu, verify_cms
from earsiv.imza.getir import YasakFetcher, collect
from earsiv.imza.kanit import KanitDeposu
from earsiv.imza.kos import run
from earsiv.testing import SahteSaat
from earsiv.testing.dunya import dunya
from earsiv.testing.getir import SahteFetcher

AN = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
SORU = AN + dt.timedelta(hours=1)


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
