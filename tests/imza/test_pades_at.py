# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Signing and extending PDFs; pyHanko's reader and openssl give the second opinion."""

import datetime as dt
import hashlib
import io
import json
import logging
import shutil
import subprocess

import pytest
from asn1crypto import cms, core, ocsp
from asn1crypto import x509 as ax509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, load_der_private_key
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import DocumentSecurityStore, validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from earsiv.errors import GirdiHatasi
from earsiv.imza import GuvenDeposu, HukukiKarar, verify_pdf
from earsiv.imza.anahtar import Pkcs12Anahtari
from earsiv.imza.oznitelik import Profil
from earsiv.imza.pades_at import DamgaBicimi, PdfHazirlik, add_evidence, complete_pdf, extend_pdf, prepare_pdf, sign_pdf, stamp_pdf
from earsiv.imza.topla import Yigin, load_folder, pdf_evidence
from earsiv.imza.yukselt import XlKaniti
from earsiv.testing import SahteSaat, render
from earsiv.testing.dunya import dunya

pytestmark = pytest.mark.yavas

D = dunya()
AN = dt.datetime(2026, 5, 4, 9, 0, tzinfo=dt.UTC)
SONRA = AN + dt.timedelta(hours=30)
SAAT = SahteSaat(AN)


class Damgalayan:
    def __init__(self, an=AN + dt.timedelta(minutes=1), tsa="zd"):
        self.an, self.tsa = an, tsa

    def stamp(self, ozet, algoritma):
        return D.damga(ozet, algoritma, self.an, tsa=self.tsa)


@pytest.fixture(scope="module")
def pdf():
    return render(["T.C.\nÖRNEKOVA BELEDİYE BAŞKANLIĞI\n" + "Deneme metni. " * 30], "metinli-pdf")


def anahtar(etiket):
    return Pkcs12Anahtari(D.sertifika(etiket), D.zincir(etiket)[1:], load_der_private_key(D.anahtar(etiket), None))


def kanit(etiket, an=SONRA):
    yaprak, alt, kok = D.zincir_etiketleri(etiket)
    siller = [D.sil(kok, an, sonraki=an + dt.timedelta(days=90)), D.sil(alt, an, sonraki=an + dt.timedelta(days=7))]
    return XlKaniti(D.zincir(etiket), siller, [D.ocsp(yaprak, an)])


KANIT = [kanit("kisi"), kanit("zd")]


def imzalar(ham):
    return list(PdfFileReader(io.BytesIO(ham)).embedded_signatures)


def ikinci_gorus(ham, *, son_tam=True):
    """Every signature and stamp: whole, valid, trusted; the last one over the whole file. Return their kinds."""
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    turler = []
    bulunan = imzalar(ham)
    for s in bulunan:
        baglam = ValidationContext(
            trust_roots=[ax509.Certificate.load(k) for k in D.kokler()],
            other_certs=[ax509.Certificate.load(D.sertifika(e)) for e in ("alt", "alt-ec", "alt-pss")],
            moment=AN,
            allow_fetching=False,
            revocation_mode="soft-fail",
        )
        damga = s.sig_object_type == "/DocTimeStamp"
        durum = (validate_pdf_timestamp if damga else validate_pdf_signature)(s, baglam)
        assert durum.valid and durum.intact and durum.trusted, s.field_name
        turler.append("damga" if damga else "imza")
    if son_tam:
        assert bulunan[-1].evaluate_signature_coverage() == SignatureCoverageLevel.ENTIRE_FILE
    return turler


def dss(ham):
    return DocumentSecurityStore.read_dss(PdfFileReader(io.BytesIO(ham)))


@pytest.mark.parametrize(("etiket", "kok"), [("kisi", "kok"), ("kisi-ec", "kok-ec"), ("kisi-pss", "kok-pss")])
def test_basic_signature_of_every_key_kind(tmp_path, pdf, etiket, kok):
    """ETSI.CAdES.detached; openssl accepts the CMS over the byte range; the claimed time is /M, not an attribute."""
    ham = sign_pdf(pdf, anahtar(etiket), profil=Profil.P4, saat=SAAT, neden="Deneme", pss=etiket == "kisi-pss")
    assert ham.startswith(pdf) and ikinci_gorus(ham) == ["imza"]
    (s,) = imzalar(ham)
    assert s.sig_object["/SubFilter"] == "/ETSI.CAdES.detached" and s.self_reported_timestamp == AN
    var = {o["type"].dotted for o in s.signer_info["signed_attrs"]}
    assert var == {"1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4", "1.2.840.113549.1.9.16.2.47", "1.2.840.113549.1.9.16.2.15"}
    if shutil.which("openssl") is None:
        pytest.skip("OPENSSL İLE İKİNCİ GÖRÜŞ ALINMADI: openssl yok")
    a, b, c, d = s.byte_range
    (tmp_path / "veri").write_bytes(ham[a : a + b] + ham[c : c + d])
    (tmp_path / "x.p7s").write_bytes(cms.ContentInfo.load(bytes(s.pkcs7_content)).dump())
    (tmp_path / "kok.pem").write_bytes(x509.load_der_x509_certificate(D.sertifika(kok)).public_bytes(Encoding.PEM))
    komut = ["openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "x.p7s", "-CAfile", "kok.pem", "-purpose", "any"]
    komut += ["-attime", str(int(AN.timestamp())), "-content", "veri", "-out", "cikti"]
    assert subprocess.run(komut, cwd=tmp_path, capture_output=True, check=False).returncode == 0


def test_turkish_time_stamp_is_a_document_time_stamp(pdf):
    """T: the stamp follows the signature and covers it; the CMS has no stamp attribute."""
    ham = sign_pdf(pdf, anahtar("kisi"), seviye="T", damgaci=Damgalayan(), saat=SAAT)
    assert ikinci_gorus(ham) == ["imza", "damga"]
    imza, damga = imzalar(ham)
    assert isinstance(imza.signer_info["unsigned_attrs"], core.Void) and damga.sig_object["/SubFilter"] == "/ETSI.RFC3161"


def test_time_stamp_as_an_attribute_is_an_option(pdf):
    """T as the rest of Europe does it."""
    ham = sign_pdf(pdf, anahtar("kisi"), seviye="T", damgaci=Damgalayan(), saat=SAAT, damga_bicimi=DamgaBicimi.OZNITELIK)
    assert ikinci_gorus(ham) == ["imza"]
    (o,) = imzalar(ham)[0].signer_info["unsigned_attrs"]
    assert o["type"].dotted == "1.2.840.113549.1.9.16.2.14"


def test_evidence_lies_in_the_dss(pdf):
    """LT: every certificate, list and answer that was handed in, byte for byte, once each."""
    ham = sign_pdf(pdf, anahtar("kisi"), seviye="LT", damgaci=Damgalayan(), kanit=KANIT, saat=SAAT)
    assert ikinci_gorus(ham, son_tam=False) == ["imza", "damga"]
    depo = dss(ham)
    assert {c.dump() for c in depo.load_certs()} == {s for k in KANIT for s in k.zincir} | {D.sertifika("ocsp")}
    akislar = [a.get_object().data for a in depo.crls]
    assert set(akislar) == {s for k in KANIT for s in k.siller} and len(akislar) == len(set(akislar))
    basit = {ocsp.OCSPResponse.load(o)["response_bytes"]["response"].parsed.dump() for k in KANIT for o in k.ocspler}
    ic = {ocsp.OCSPResponse.load(a.get_object().data)["response_bytes"]["response"].parsed.dump() for a in depo.ocsps}
    assert ic == basit


def test_lta_and_its_renewal(pdf):
    """LTA: evidence, then a stamp over it; renewed: the evidence of that stamp's authority, then the next. What was there stays."""
    ilk = sign_pdf(pdf, anahtar("kisi"), seviye="LTA", damgaci=Damgalayan(), kanit=KANIT, saat=SAAT, profil=Profil.P4)
    yeni = kanit("zd", SONRA + dt.timedelta(days=80))
    iki = extend_pdf(ilk, seviye="LTA", damgaci=Damgalayan(SONRA + dt.timedelta(days=90)), kanit=[yeni])
    assert iki.startswith(ilk) and ilk.startswith(pdf)
    assert ikinci_gorus(ilk) == ["imza", "damga", "damga"] and ikinci_gorus(iki) == ["imza", "damga", "damga", "damga"]
    akislar = {a.get_object().data for a in dss(iki).crls}
    assert akislar == {s for k in (*KANIT, yeni) for s in k.siller}


def test_levels_one_by_one(pdf):
    """B, then T, LT, LTA by extension, as a system would that collects evidence the next day."""
    b = sign_pdf(pdf, anahtar("kisi"), saat=SAAT)
    t = extend_pdf(b, seviye="T", damgaci=Damgalayan())
    lt = extend_pdf(t, seviye="LT", kanit=KANIT)
    lta = extend_pdf(lt, seviye="LTA", kanit=KANIT, damgaci=Damgalayan(SONRA))
    assert lta.startswith(lt) and lt.startswith(t) and t.startswith(b)
    assert ikinci_gorus(lta) == ["imza", "damga", "damga"]


def test_a_second_signature_goes_beside_the_first(pdf):
    """Two fields; both hold."""
    ham = sign_pdf(sign_pdf(pdf, anahtar("kisi"), saat=SAAT), anahtar("kisi-ec"), saat=SAAT, alan="Onay")
    assert ikinci_gorus(ham) == ["imza", "imza"]
    assert [s.field_name for s in imzalar(ham)] == ["Imza1", "Onay"]


@pytest.mark.parametrize("etiket", ["kisi", "kisi-ec"])
def test_two_phases_across_processes(pdf, etiket):
    """The PDF with room for the signature travels, the bytes are signed elsewhere."""
    ic = anahtar(etiket)
    saklanan = prepare_pdf(pdf, ic.sertifika, imza_zamani=AN, zincir=ic.zincir, profil=Profil.P4).to_bytes()
    hazirlik = PdfHazirlik.from_bytes(saklanan)
    assert PdfHazirlik.from_bytes(hazirlik.to_bytes()) == hazirlik
    deger = ic.sign(hazirlik.hazirlik.imzalanacak, hazirlik.hazirlik.algoritma)
    assert ikinci_gorus(complete_pdf(hazirlik, deger)) == ["imza"]
    assert ikinci_gorus(complete_pdf(hazirlik, deger, Damgalayan())) == ["imza"]
    with pytest.raises(GirdiHatasi, match="IMZ-101"):
        complete_pdf(hazirlik, bytes(len(deger)))


def test_a_preparation_that_was_changed_is_refused(pdf):
    """No JSON, another kind, another place for the signature."""
    ic = anahtar("kisi")
    hazirlik = prepare_pdf(pdf, ic.sertifika, imza_zamani=AN)
    deger = ic.sign(hazirlik.hazirlik.imzalanacak, hazirlik.hazirlik.algoritma)
    alanlar = json.loads(hazirlik.to_bytes())
    for degisik in ({"bas": 3}, {"son": -1}, {"son": 10**9}, {"bicim": "baska"}, {"hazirlik": "!"}, {"pdf": None}):
        with pytest.raises(GirdiHatasi, match="IMZ-102"):
            complete_pdf(PdfHazirlik.from_bytes(json.dumps(alanlar | degisik).encode()), deger)
    bozuk = bytearray(hazirlik.pdf)
    bozuk[200] ^= 1
    with pytest.raises(GirdiHatasi, match="IMZ-102"):
        complete_pdf(PdfHazirlik(bytes(bozuk), hazirlik.hazirlik, hazirlik.bas, hazirlik.son), deger)
    with pytest.raises(GirdiHatasi, match="IMZ-102"):
        PdfHazirlik.from_bytes(b"[]")


def test_what_is_missing_is_said_before_anything_is_signed(pdf):
    """No stamper from T on, no evidence from LT on; the key is not used."""

    class Kullanilmaz:
        sertifika, zincir = D.sertifika("kisi"), ()

        def sign(self, veri, algoritma):
            raise AssertionError("imza atıldı")

    for ayar, kod in (
        ({"seviye": "T"}, "IMZ-116"),
        ({"seviye": "LTA", "kanit": KANIT}, "IMZ-116"),
        ({"seviye": "LT", "damgaci": Damgalayan()}, "IMZ-107"),
    ):
        with pytest.raises(GirdiHatasi) as hata:
            sign_pdf(pdf, Kullanilmaz(), saat=SAAT, **ayar)
        assert hata.value.kod == kod
    with pytest.raises(GirdiHatasi, match="IMZ-118"):
        sign_pdf(pdf, Kullanilmaz(), saat=SahteSaat(dt.datetime(2035, 1, 1, tzinfo=dt.UTC)))
    with pytest.raises(GirdiHatasi, match="IMZ-041"):
        extend_pdf(pdf, seviye="T", damgaci=Damgalayan())


def test_unusable_files_are_refused_in_our_words(tmp_path, pdf):
    """Empty, cut, not a PDF, not there, a stamp over something else, evidence that is none."""
    (tmp_path / "bos.pdf").write_bytes(b"")
    for girdi in (b"", b"%PDF-1.7 yarim", b"metin" * 50, tmp_path / "bos.pdf", tmp_path / "yok.pdf", tmp_path):
        with pytest.raises(GirdiHatasi) as hata:
            sign_pdf(girdi, anahtar("kisi"), saat=SAAT)
        assert hata.value.kod == "IMZ-112"

    class Yanlis:
        def stamp(self, ozet, algoritma):
            return D.damga(bytes(32), "sha256", AN)

    with pytest.raises(GirdiHatasi, match="IMZ-105"):
        stamp_pdf(pdf, Yanlis())
    with pytest.raises(GirdiHatasi, match="IMZ-107"):
        add_evidence(pdf, [XlKaniti(D.zincir("kisi"), (), (b"\x30\x03\x0a\x01\x06",))])
    for eksik in (
        XlKaniti(D.zincir("kisi")),
        XlKaniti(D.zincir("kisi")[:2], KANIT[0].siller),
        XlKaniti(D.zincir("kisi"), kanit("kisi-ec").siller),
    ):
        with pytest.raises(GirdiHatasi, match="IMZ-107"):
            add_evidence(pdf, [eksik])


def test_locked_documents_are_left_alone(pdf):
    """Encrypted, with and without a password to open; certified against any change."""
    import pikepdf
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    kapali = []
    for parola in ("", "b"):
        akis = io.BytesIO()
        pikepdf.open(io.BytesIO(pdf)).save(akis, encryption=pikepdf.Encryption(owner="a", user=parola))
        kapali.append(akis.getvalue())
    ayar = signers.PdfSignatureMetadata(field_name="S", certify=True, docmdp_permissions=fields.MDPPerm.NO_CHANGES)
    kapali.append(signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), ayar, signer=D.imzaci("kisi")).getvalue())
    for ham in kapali:
        with pytest.raises(GirdiHatasi) as hata:
            sign_pdf(ham, anahtar("muhur"), saat=SAAT)
        assert hata.value.kod == "IMZ-112"
    assert ikinci_gorus(stamp_pdf(kapali[-1], Damgalayan())) == ["imza", "damga"]


def test_pdf_can_come_from_a_file(tmp_path, pdf):
    """A path works as bytes do; the file itself stays."""
    (tmp_path / "x.pdf").write_bytes(pdf)
    ham = sign_pdf(tmp_path / "x.pdf", anahtar("kisi"), saat=SAAT)
    assert ikinci_gorus(ham) == ["imza"] and hashlib.sha256((tmp_path / "x.pdf").read_bytes()).digest() == hashlib.sha256(pdf).digest()


def test_evidence_is_gathered_for_every_signature_and_stamp(tmp_path, pdf):
    """From one heap: the signer's, that of the stamp in it, that of the document stamps."""
    for no, veri in enumerate({v for k in (*KANIT, kanit("zd-ec")) for v in (*k.zincir, *k.siller, *k.ocspler)}):
        (tmp_path / f"{no}.der").write_bytes(veri)
    ham = stamp_pdf(
        sign_pdf(pdf, anahtar("kisi"), seviye="T", damgaci=Damgalayan(), saat=SAAT, damga_bicimi="oznitelik"), Damgalayan(SONRA, "zd-ec")
    )
    kanitlar = pdf_evidence(ham, load_folder(tmp_path))
    assert [k.zincir[0] for k in kanitlar] == [D.sertifika("kisi"), D.sertifika("zd"), D.sertifika("zd-ec")]
    assert ikinci_gorus(extend_pdf(ham, seviye="LTA", kanit=kanitlar, damgaci=Damgalayan(SONRA + dt.timedelta(days=1)))) == [
        "imza",
        "damga",
        "damga",
    ]


def test_pdf_evidence_is_what_the_judge_rests_on(tmp_path, pdf):
    """A folder with stale answers beside; chain from the PDF, root from the trust store; the verdict is good, and stays so on renewal."""
    koksuz = Pkcs12Anahtari(D.sertifika("kisi"), (D.sertifika("alt"),), load_der_private_key(D.anahtar("kisi"), None))
    ham = sign_pdf(pdf, koksuz, profil=Profil.P4, seviye="T", damgaci=Damgalayan(), saat=SAAT)
    eski = [kanit(e, AN - dt.timedelta(days=20)) for e in ("kisi", "zd")]
    kokler = GuvenDeposu.of(*D.kokler())
    yigin = Yigin((), tuple(s for k in (*eski, *KANIT) for s in k.siller), tuple(o for k in (*eski, *KANIT) for o in k.ocspler))
    with pytest.raises(GirdiHatasi, match="IMZ-107.*sertifikasını veren"):
        pdf_evidence(ham, yigin)
    kanitlar = pdf_evidence(ham, yigin, kokler)
    assert [len(k.ocspler) for k in kanitlar] == [1, 1] and kanitlar[1].zincir == D.zincir("zd")  # the token carries its own alone
    lt = extend_pdf(ham, seviye="LT", kanit=kanitlar)
    (tmp_path / "lt.pdf").write_bytes(lt)
    (sonuc,) = verify_pdf(tmp_path / "lt.pdf", guven=kokler, an=SONRA + dt.timedelta(days=1)).imzalar
    assert sonuc.karar is HukukiKarar.GECERLI, sonuc.bulgular
    lta = stamp_pdf(lt, Damgalayan(SONRA + dt.timedelta(days=1)))
    yeni = kanit("zd", SONRA + dt.timedelta(days=2))
    assert [k.zincir[0] for k in pdf_evidence(lta, Yigin((), (), yeni.ocspler))] == [D.sertifika(e) for e in ("kisi", "zd", "zd")]
