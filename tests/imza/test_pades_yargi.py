# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""PDFs from B to LTA in the Turkish form: the signature stamp is a document time-stamp, the evidence lies in the DSS."""

import datetime as dt

import pytest
from cryptography.hazmat.primitives.serialization import load_der_private_key

from earsiv.imza import DogrulamaPolitikasi, Gosterge, GuvenDeposu, HukukiKarar, KanitKumesi, evaluate, read_file
from earsiv.imza.anahtar import Pkcs12Anahtari
from earsiv.imza.pades_at import DamgaBicimi, extend_pdf, sign_pdf, stamp_pdf
from earsiv.imza.yukselt import XlKaniti
from earsiv.testing import SahteSaat, render
from earsiv.testing.dunya import dunya

pytestmark = pytest.mark.yavas

D = dunya()
GUVEN = GuvenDeposu.of(*D.kokler())
AN = dt.datetime(2026, 5, 4, 9, 0, tzinfo=dt.UTC)
SONRA = AN + dt.timedelta(hours=30)
YARGI = dt.datetime(2026, 8, 1, tzinfo=dt.UTC)
HOSGORULU = DogrulamaPolitikasi(son_zd_iptal="uyari")


class Damgalayan:
    def __init__(self, an, tsa="zd"):
        self.an, self.tsa = an, tsa

    def stamp(self, ozet, algoritma):
        return D.damga(ozet, algoritma, self.an, tsa=self.tsa)


def kanit(etiket, an=SONRA, **iptal):
    yaprak, alt, kok = D.zincir_etiketleri(etiket)
    siller = [D.sil(kok, an, sonraki=an + dt.timedelta(days=90)), D.sil(alt, an, sonraki=an + dt.timedelta(days=7), **iptal)]
    return XlKaniti(D.zincir(etiket), siller, [] if iptal else [D.ocsp(yaprak, an)])


@pytest.fixture(scope="module")
def pdf():
    return render(["T.C.\nÖRNEKOVA BELEDİYE BAŞKANLIĞI\n" + "Deneme metni. " * 30], "metinli-pdf")


def imzala(pdf, etiket="kisi", **ayar):
    anahtar = Pkcs12Anahtari(D.sertifika(etiket), D.zincir(etiket)[1:], load_der_private_key(D.anahtar(etiket), None))
    return sign_pdf(pdf, anahtar, saat=SahteSaat(AN), **ayar)


def yargila(tmp_path, ham, *, politika=None, an=YARGI, ek=()):
    (tmp_path / "x.pdf").write_bytes(ham)
    return evaluate(read_file(tmp_path / "x.pdf"), guven=GUVEN, politika=politika, an=an, kanit=KanitKumesi.of(*ek))


def sade(sonuc):
    i = sonuc.imzalar[0]
    return str(sonuc.durum), str(i.alt_durum), i.seviye


@pytest.fixture(scope="module")
def asamalar(pdf):
    """The same letter at B, T, LT and LTA, each built on the one before."""
    ortak = [kanit("kisi"), kanit("zd")]
    b = imzala(pdf)
    t = stamp_pdf(b, Damgalayan(AN + dt.timedelta(minutes=1)))
    lt = extend_pdf(t, seviye="LT", kanit=ortak)
    lta = stamp_pdf(lt, Damgalayan(SONRA + dt.timedelta(days=10)))
    return {"B": b, "T": t, "LT": lt, "LTA": lta}


def test_level_and_verdict_grow_with_the_evidence(tmp_path, asamalar):
    """B and T lack evidence, LT carries it for signer and stamp, LTA is kept alive by a stamp whose own state is a matter of policy."""
    assert sade(yargila(tmp_path, asamalar["B"])) == ("INDETERMINATE", "TRY_LATER", "BES")
    assert sade(yargila(tmp_path, asamalar["T"])) == ("INDETERMINATE", "TRY_LATER", "T")
    lt = yargila(tmp_path, asamalar["LT"])
    assert sade(lt) == ("TOTAL_PASSED", "None", "XL") and lt.karar is HukukiKarar.GECERLI
    assert lt.imzalar[0].kanitli_zaman == (AN + dt.timedelta(minutes=1)).isoformat()
    lta = yargila(tmp_path, asamalar["LTA"])
    assert sade(lta) == ("INDETERMINATE", "TRY_LATER", "A") and [e.tur for e in lta.imzalar[0].eksik_kanit]
    assert sade(yargila(tmp_path, asamalar["LTA"], politika=HOSGORULU)) == ("TOTAL_PASSED", "None", "A")
    damgali = yargila(tmp_path, asamalar["LTA"], ek=kanit("zd", SONRA + dt.timedelta(days=11)).siller)
    assert sade(damgali) == ("TOTAL_PASSED", "None", "A") and len(damgali.damgalar) == 2


def test_stamp_as_attribute_counts_like_a_document_stamp(tmp_path, pdf):
    """Plain PAdES-T: the stamp inside the signature."""
    ham = imzala(
        pdf,
        seviye="LT",
        damga_bicimi=DamgaBicimi.OZNITELIK,
        damgaci=Damgalayan(AN + dt.timedelta(minutes=1)),
        kanit=[kanit("kisi"), kanit("zd")],
    )
    assert sade(yargila(tmp_path, ham)) == ("TOTAL_PASSED", "None", "XL")


@pytest.mark.fault("S11")
def test_expired_signer_lives_on_by_its_stamp(tmp_path, asamalar):
    """After the certificate's end: with the stamp passed, without it nobody can tell."""
    sonra = dt.datetime(2032, 1, 1, tzinfo=dt.UTC)
    assert sade(yargila(tmp_path, asamalar["LT"], an=sonra)) == ("TOTAL_PASSED", "None", "XL")
    assert sade(yargila(tmp_path, asamalar["B"], an=sonra))[1] == "OUT_OF_BOUNDS_NO_POE"


@pytest.mark.fault("S12")
def test_revoked_before_the_stamp_is_invalid_and_after_it_is_not(tmp_path, asamalar):
    """The same letter, two lists."""
    once = kanit("kisi", iptal={"kisi": (AN - dt.timedelta(days=1), "key_compromise")})
    sonra = kanit("kisi", iptal={"kisi": (AN + dt.timedelta(hours=5), "key_compromise")})
    kotu = yargila(tmp_path, extend_pdf(asamalar["T"], seviye="LT", kanit=[once, kanit("zd")]))
    assert sade(kotu)[:2] == ("INDETERMINATE", "REVOKED_NO_POE") and kotu.karar is HukukiKarar.GECERSIZ
    assert sade(yargila(tmp_path, extend_pdf(asamalar["T"], seviye="LT", kanit=[sonra, kanit("zd")])))[0] == "TOTAL_PASSED"


def test_every_signature_is_shown_with_its_coverage(tmp_path, asamalar, pdf):
    """Two signers, the first no longer over the whole file; a stamp of nobody else's document is no stamp."""
    iki = imzala(asamalar["B"], "kisi2")
    sonuc = yargila(tmp_path, iki)
    assert len(sonuc.imzalar) == 2 and {i.ad for i in sonuc.imzalar} and sonuc.imzalar[0].kapsam != sonuc.imzalar[1].kapsam
    assert "IMZ-047" in {b.kod for b in sonuc.imzalar[0].bulgular}  # a second signature is a field filled later


def test_only_a_document_stamp_is_judged_as_such(tmp_path, pdf):
    """A PDF without signer: what is proven is the time, and the page says so."""
    sonuc = yargila(tmp_path, stamp_pdf(pdf, Damgalayan(AN)), politika=HOSGORULU, ek=D.zincir("zd")[1:])
    assert sonuc.imzalar[0].seviye == "ZD" and sonuc.durum is Gosterge.TOTAL_PASSED and sonuc.damgalar[0].an == AN


def test_byte_after_the_last_stamp_or_inside_is_seen(tmp_path, asamalar):
    """Any changed byte of an LTA file: never passed, except in the newest stamp's own gap, which the verdict names."""
    ham = asamalar["LTA"]
    for yer in range(40, len(ham), len(ham) // 40):
        bozuk = bytearray(ham)
        bozuk[yer] ^= 1
        sonuc = yargila(tmp_path, bytes(bozuk), politika=HOSGORULU)
        soylenen = any(bas <= yer < son for i in sonuc.imzalar for bas, son in i.korunmayan)
        assert sonuc.durum is not Gosterge.TOTAL_PASSED or soylenen, yer
