# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""PDFs put together to show another text than the one that was signed, or to carry evidence that proves nothing; none passes.

The gap that a signature leaves for its own value is the only place of a PDF that nothing covers, so the two forgeries live there: one
makes a later, longer value account for what was appended, the other hides new objects and a new table of them inside the gap.
"""

import datetime as dt
import io
import re
from functools import cache

import pytest
from asn1crypto import parser
from cryptography.hazmat.primitives.serialization import load_der_private_key
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from earsiv.imza import (
    AltGosterge,
    DogrulamaPolitikasi,
    DogrulamaSonucu,
    Gosterge,
    GuvenDeposu,
    HukukiKarar,
    KanitKumesi,
    agac,
    evaluate,
    pades,
    read_file,
)
from earsiv.imza.anahtar import Pkcs12Anahtari
from earsiv.imza.pades_at import sign_pdf, stamp_pdf
from earsiv.imza.yukselt import XlKaniti
from earsiv.testing import SahteSaat, der, render
from earsiv.testing.cades import append, sign
from earsiv.testing.cms_yaz import attribute
from earsiv.testing.dunya import dunya
from earsiv.testing.saldiri_temel import GUN, crls

pytestmark = pytest.mark.yavas

D = dunya()
GUVEN = GuvenDeposu.of(*D.kokler())
AN = dt.datetime(2026, 5, 4, 9, 0, tzinfo=dt.UTC)
SONRA = AN + dt.timedelta(minutes=10)
YARGI = dt.datetime(2026, 8, 1, tzinfo=dt.UTC)
SAHTE_METIN = b"BT /F1 24 Tf 50 700 Td (SAHTE BELGE: 1.000.000 TL) Tj ET"


class Damgalayan:
    def __init__(self, an=AN + dt.timedelta(minutes=1)):
        self.an = an

    def stamp(self, ozet, algoritma):
        return D.damga(ozet, algoritma, self.an)


@cache
def belge():
    return render(["T.C.\nÖRNEKOVA BELEDİYE BAŞKANLIĞI\n" + "Deneme metni. " * 30], "metinli-pdf")


def imzala(pdf, etiket="kisi", **ayar):
    anahtar = Pkcs12Anahtari(D.sertifika(etiket), D.zincir(etiket)[1:], load_der_private_key(D.anahtar(etiket), None))
    return sign_pdf(pdf, anahtar, saat=SahteSaat(AN), **ayar)


@cache
def imzali():
    return imzala(belge())


def yargila(tmp_path, ham, *kanit, **politika) -> DogrulamaSonucu:
    yol = tmp_path / "x.pdf"
    yol.write_bytes(ham)
    ilke = DogrulamaPolitikasi(**{"son_zd_iptal": "uyari", **politika})
    return evaluate(read_file(yol), guven=GUVEN, politika=ilke, an=YARGI, kanit=KanitKumesi.of(*kanit))


def ekle(ham, duzenle):
    """Return the PDF with an update after it."""
    yazar = IncrementalPdfFileWriter(io.BytesIO(ham))
    duzenle(yazar)
    cikti = io.BytesIO()
    yazar.write(cikti)
    return cikti.getvalue()


# ---- forgeries in the gap ----


class Bosluk:
    """A signed PDF as the forger sees it: where the gap is, which objects show the text, what the value is."""

    def __init__(self, ham):
        okur = PdfFileReader(io.BytesIO(ham))
        imza = next(iter(okur.embedded_signatures))
        sayfa = okur.root["/Pages"]["/Kids"][0].raw_get("/Contents")
        icerik = bytes(imza.pkcs7_content)
        self.ham = ham
        self.imza, self.metin = (r.reference.idnum for r in (imza.sig_field.raw_get("/V"), sayfa))
        _, self.bas, self.son, self.boy = (int(sayi) for sayi in imza.byte_range)
        self.cms = icerik[: parser.peek(icerik)]
        self.tablo = int(re.findall(rb"startxref\s+(\d+)", ham)[-1])
        self.kuyruk = re.findall(rb"trailer\s*(<<.*?>>)", ham, re.DOTALL)[-1]

    def value(self, boy, aralik):
        """Return the signature dictionary with the value as a literal string padded to a length."""
        metin = self.cms + b"\0" * (boy - len(self.cms))
        for harf in (b"\\", b"(", b")", b"\r"):
            metin = metin.replace(harf, b"\\" + (b"r" if harf == b"\r" else harf))
        sozluk = b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M(D:20260504090000Z)/ByteRange[0 %d %d %d]/Contents(%s)>>"
        return b"%d 0 obj\n" % self.imza + sozluk % (self.bas, *aralik, metin) + b"\nendobj\n"

    def text(self, dolgu=0):
        """Return the object with the forged text."""
        akis = SAHTE_METIN + b" " * dolgu
        return b"%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (self.metin, len(akis), akis)

    def table(self, yerler):
        """Return a cross-reference section over some objects."""
        return b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % (no, yer) for no, yer in sorted(yerler.items()))


def uzun_deger(ham):
    """Append the forged text and a value so long that its hexadecimal form would fill gap and appendix together."""
    b = Bosluk(ham)
    aralik, boy = (b.son, b.boy), len(b.cms) + (b.son - b.bas)
    kuyruk = re.sub(rb"/Prev \d+", b"/Prev %d" % b.tablo, b.kuyruk)

    def ek(dolgu):
        deger, metin = b.value(boy, aralik), b.text(dolgu)
        bas = len(ham) + 1
        tablo = b.table({b.imza: bas, b.metin: bas + len(deger)})
        son = b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (kuyruk, bas + len(deger) + len(metin))
        return b"\n" + deger + metin + tablo + son

    hedef = 2 * boy + 2 - (b.son - b.bas)
    dolgu = hedef - len(ek(0))
    for deneme in range(dolgu - 9, dolgu + 1):  # the padding's own length is written with it
        if len(ek(deneme)) == hedef:
            return ham + ek(deneme)
    raise AssertionError("no padding fits")


def boslukta(ham):
    """Widen the gap and put forged text, value and a table of objects into it, the table where the signed tail looks for one."""
    b = Bosluk(ham)
    yerler, no = {}, 0
    for ilk, _, tur in re.findall(rb"(\d+) (\d+)(?: ([nf]))?\s", ham[b.tablo + 4 : ham.rindex(b"trailer")]):
        if not tur:
            no = int(ilk)
            continue
        if tur == b"n":
            yerler[no] = int(ilk)
        no += 1
    kuyruk = b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (b.kuyruk, b.tablo)

    def govde(boy):
        acilis = b"<00>>>\nendobj\n"
        metin = b.text()
        yerler.update({b.metin: b.bas + len(acilis), b.imza: b.bas + len(acilis) + len(metin)})
        return acilis + metin + b.value(boy, (b.bas + 2 * boy + 2, b.boy))

    boy = len(b.cms)
    while len(govde(boy + 1)) <= b.tablo - b.bas:
        boy += 1
    ic = govde(boy).ljust(b.tablo - b.bas) + b.table(yerler) + kuyruk
    assert len(ic) <= 2 * boy + 2
    return ham[: b.bas] + ic.ljust(2 * boy + 2) + ham[b.son :]


@pytest.mark.fault("S01", "S02")
@pytest.mark.parametrize("sahte", [uzun_deger, boslukta])
def test_forged_text_outside_the_signed_bytes_fails(tmp_path, sahte):
    """A viewer shows the forged text, and the digest over the byte range still holds."""
    assert yargila(tmp_path, imzali(), *crls(YARGI - GUN)).durum is Gosterge.TOTAL_PASSED
    ham = sahte(imzali())
    okur = PdfFileReader(io.BytesIO(ham))
    assert SAHTE_METIN in okur.root["/Pages"]["/Kids"][0]["/Contents"].data
    imza = yargila(tmp_path, ham, *crls(YARGI - GUN)).imzalar[0]
    assert imza.alt_durum is AltGosterge.HASH_FAILURE and imza.karar is HukukiKarar.GECERSIZ


@pytest.mark.fault("S01")
@pytest.mark.parametrize("harf", [b" ", b"\n", b"1"])
def test_gap_holds_the_value_in_hexadecimal_and_nothing_else(tmp_path, harf):
    """Blanks and other digits in the padding would be bytes that nothing accounts for."""
    b = Bosluk(imzali())
    ham = imzali()[: b.son - 9] + harf + imzali()[b.son - 8 :]
    assert yargila(tmp_path, ham, *crls(YARGI - GUN)).durum is not Gosterge.TOTAL_PASSED


@pytest.mark.fault("S02")
def test_page_changed_after_signing_fails_also_under_a_second_signature(tmp_path):
    """Who signs the changed page later does not make it the first signer's."""

    def degistir(yazar):
        sayfa = yazar.root["/Pages"]["/Kids"][0]
        sayfa["/Contents"] = yazar.add_object(generic.StreamObject(stream_data=SAHTE_METIN))
        yazar.update_container(sayfa)

    iki = imzala(ekle(imzali(), degistir), "kisi2")
    ilk, ikinci = yargila(tmp_path, iki, *crls(YARGI - GUN)).imzalar
    assert ilk.alt_durum is AltGosterge.HASH_FAILURE and ikinci.durum is Gosterge.TOTAL_PASSED


# ---- evidence in the DSS ----


def uzun_donem(*ocspler, iptal=None):
    """Return a PDF at LT whose evidence about the signer is the answers given beside its lists."""

    def kanit(etiket, *cevaplar):
        _, alt, kok = D.zincir_etiketleri(etiket)
        siller = [D.sil(alt, SONRA, sonraki=SONRA + 60 * GUN, iptal=iptal or {}), D.sil(kok, SONRA, sonraki=SONRA + 60 * GUN)]
        return XlKaniti(D.zincir(etiket), siller, list(cevaplar))

    return imzala(belge(), seviye="LT", damgaci=Damgalayan(), kanit=[kanit("kisi", *ocspler), kanit("zd")])


def dss_ile(ham, *ocspler):
    """Return the PDF with further answers in its DSS, which need no signature to be added."""

    def degistir(yazar):
        dss = yazar.root["/DSS"].get_object()
        eski = dss["/OCSPs"].get_object() if "/OCSPs" in dss else []
        yeni = [yazar.add_object(generic.StreamObject(stream_data=o)) for o in ocspler]
        dss[generic.pdf_name("/OCSPs")] = generic.ArrayObject([*(eski.raw_get(i) for i in range(len(eski))), *yeni])
        yazar.update_container(dss)

    return ekle(ham, degistir)


KISI = {"etiket": "kisi", "an": SONRA}


@pytest.mark.fault("S13")
@pytest.mark.parametrize(
    ("ocsp", "beklenen"),
    [
        ({}, "None"),
        ({"bozuk_imza": True}, "CHAIN_CONSTRAINTS_FAILURE"),
        ({"durum": "unknown"}, "CHAIN_CONSTRAINTS_FAILURE"),
        ({"yanitlayan": "kisi2"}, "CHAIN_CONSTRAINTS_FAILURE"),
        ({"an": AN - 9 * GUN}, "TRY_LATER"),
    ],
)
def test_unsound_answer_in_the_dss_is_not_passed_over_for_a_good_list(tmp_path, ocsp, beklenen):
    """The DSS belongs to the one signature that there is: what it carries must be sound and fresh."""
    ham = dss_ile(uzun_donem(), D.ocsp(**{**KISI, **ocsp}))
    assert str(yargila(tmp_path, ham).imzalar[0].alt_durum) == beklenen


@pytest.mark.fault("S13")
def test_answer_of_a_revoked_responder_in_the_dss_counts_against_the_signature(tmp_path):
    """The list beside it shows the responder as revoked."""
    cevap = D.ocsp(**KISI, yanitlayan="ocsp-nocheck-yok")
    ham = uzun_donem(cevap, iptal={"ocsp-nocheck-yok": (AN - 9 * GUN, None)})
    assert yargila(tmp_path, ham).imzalar[0].alt_durum is AltGosterge.CHAIN_CONSTRAINTS_FAILURE


@pytest.mark.fault("S13", "S23")
@pytest.mark.parametrize(
    "deger", [der.octets(b"x"), der.seq(), der.seq(der.explicit(0)), der.seq(der.explicit(0), der.explicit(1, der.NULL))]
)
def test_revocation_attribute_that_cannot_be_read_is_as_none(deger):
    """Adobe's signed attribute with anything in it: no evidence and no exception."""
    imza = sign(duzenle=append(attribute("1.2.840.113583.1.1.8", deger)))
    assert pades.archival(agac.load(imza.dump(), "x", 1).imzacilar[0]) == ([], [])


# ---- document time-stamps ----


@pytest.mark.fault("S17")
def test_document_stamp_is_known_by_its_subfilter(tmp_path):
    """Without ``/Type /DocTimeStamp`` it is still no signature of a person."""
    ham = stamp_pdf(imzali(), Damgalayan())
    assert ham.count(b"/Type /DocTimeStamp") == 1

    sonuc = yargila(tmp_path, ham.replace(b"/Type /DocTimeStamp", b"/Type /Sig         "), *crls(YARGI - GUN))
    assert len(sonuc.imzalar) == 1 and [str(d.alt_durum) for d in sonuc.damgalar] == ["HASH_FAILURE"]


@pytest.mark.fault("S17")
def test_document_with_stamps_alone_is_judged_by_them(tmp_path):
    """Chain found: passed; not found: open; page changed after it: failed."""
    ham = stamp_pdf(belge(), Damgalayan())
    acik = yargila(tmp_path, ham, *crls(YARGI - GUN))
    assert acik.durum is Gosterge.INDETERMINATE and acik.imzalar[0].seviye == "ZD"
    tam = yargila(tmp_path, ham, *crls(YARGI - GUN), *D.zincir("zd")[1:])
    assert tam.durum is Gosterge.TOTAL_PASSED and tam.karar is HukukiKarar.GECERLI

    def degistir(yazar):
        sayfa = yazar.root["/Pages"]["/Kids"][0]
        sayfa["/Rotate"] = generic.NumberObject(180)
        yazar.update_container(sayfa)

    assert yargila(tmp_path, ekle(ham, degistir), *crls(YARGI - GUN), *D.zincir("zd")[1:]).durum is Gosterge.TOTAL_FAILED


KAPAK = b"q 1 1 1 rg 0 0 595 842 re f Q BT /Helv 30 Tf 50 700 Td (SAHTE BELGE 1.000.000 TL) Tj ET"


def kapla(yazar):
    """Put an empty signature field over the first page, with a picture of another letter."""
    ad, sayi = generic.NameObject, generic.NumberObject
    gorunum = generic.StreamObject(stream_data=KAPAK)
    gorunum[ad("/Type")], gorunum[ad("/Subtype")] = ad("/XObject"), ad("/Form")
    gorunum[ad("/BBox")] = generic.ArrayObject([sayi(n) for n in (0, 0, 595, 842)])
    alan = generic.DictionaryObject({ad("/FT"): ad("/Sig"), ad("/T"): generic.pdf_string("Kapak"), ad("/Type"): ad("/Annot")})
    alan[ad("/Subtype")], alan[ad("/F")] = ad("/Widget"), sayi(4)
    alan[ad("/Rect")] = generic.ArrayObject([sayi(n) for n in (0, 0, 595, 842)])
    alan[ad("/AP")] = generic.DictionaryObject({ad("/N"): yazar.add_object(gorunum)})
    kimlik = yazar.add_object(alan)
    yazar.root["/AcroForm"]["/Fields"].append(kimlik)
    yazar.update_container(yazar.root["/AcroForm"]["/Fields"])
    sayfa = yazar.root["/Pages"]["/Kids"][0].get_object()
    eski = [sayfa["/Annots"].raw_get(i) for i in range(len(sayfa["/Annots"]))] if "/Annots" in sayfa else []
    sayfa[ad("/Annots")] = generic.ArrayObject([*eski, kimlik])
    yazar.update_container(sayfa)


def kaplanmis(ham):
    yazar = IncrementalPdfFileWriter(io.BytesIO(ham))
    kapla(yazar)
    cikti = io.BytesIO()
    yazar.write(cikti)
    return cikti.getvalue()


def damgayla_kaplanmis(ham):
    """Sign the covering field with a time-stamp, for which nobody's key is needed."""
    from asn1crypto import cms
    from pyhanko.sign.signers import PdfTimeStamper
    from pyhanko.sign.timestamps import TimeStamper

    class Zd(TimeStamper):
        async def async_timestamp(self, message_digest, md_algorithm):
            return cms.ContentInfo.load(Damgalayan().stamp(message_digest, md_algorithm))

    yazar = IncrementalPdfFileWriter(io.BytesIO(kaplanmis(ham)))
    return PdfTimeStamper(Zd(), field_name="Kapak").timestamp_pdf(yazar, "sha256", bytes_reserved=32768).getvalue()


@pytest.mark.fault("S01", "P12")
@pytest.mark.parametrize("kur", [kaplanmis, damgayla_kaplanmis, lambda ham: stamp_pdf(kaplanmis(ham), Damgalayan())])
def test_nothing_may_be_laid_over_the_page_after_signing(tmp_path, kur):
    """An empty field or a time-stamp whose picture hides the letter: whoever looks at the page sees what nobody signed."""
    sonuc = yargila(tmp_path, kur(imzali()))
    assert (sonuc.imzalar[0].alt_durum, sonuc.imzalar[0].karar) == (AltGosterge.HASH_FAILURE, HukukiKarar.GECERSIZ)


@pytest.mark.parametrize("aralik", ["[0 10 20]", "[0 -5 20 30]", "null", "[5 10 20 30]", "[0 10 5 30]", "[0 1 2 3 4 5]"])
def test_byte_ranges_that_mean_something_else_are_refused(tmp_path, aralik):
    """Universal signature forgery: a range that readers take for everything or for nothing."""
    ham = imzali()
    yer = re.search(rb"/ByteRange *\[[^]]*\]", ham)
    yeni = b"/ByteRange " + aralik.encode()
    ham = ham[: yer.start()] + yeni.ljust(len(yer[0]))[: max(len(yer[0]), len(yeni))] + ham[yer.end() :]
    assert yargila(tmp_path, ham).durum is Gosterge.TOTAL_FAILED


@pytest.mark.parametrize("deger", [b"<>", b"null", b"()", b"<00>"])
def test_missing_signature_value_is_refused(tmp_path, deger):
    """The other half of that forgery: no value at all."""
    ham = imzali()
    bas = ham.index(b"/Contents <") + len(b"/Contents ") if b"/Contents <" in ham else ham.index(b"/Contents<") + len(b"/Contents")
    son = ham.index(b">", bas) + 1
    assert yargila(tmp_path, ham[:bas] + deger.ljust(son - bas) + ham[son:]).durum is Gosterge.TOTAL_FAILED


def onayli(izin):
    """A certified PDF: its author says what may still be changed (DocMDP)."""
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    bilgi = PdfSignatureMetadata(field_name="Onay", subfilter=SigSeedSubFilter.PADES, certify=True, docmdp_permissions=izin)
    cikti = PdfSigner(bilgi, signer=D.imzaci("kisi")).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(belge())))
    return cikti.getvalue()


@pytest.mark.fault("S01")
def test_certified_document_takes_evidence_and_no_second_field_where_nothing_may_change(tmp_path):
    """A document time-stamp is allowed under every permission; a further signature only where its author let forms be filled."""
    from pyhanko.sign.fields import MDPPerm

    for izin in (MDPPerm.NO_CHANGES, MDPPerm.FILL_FORMS):
        damgali = yargila(tmp_path, stamp_pdf(onayli(izin), Damgalayan()))
        assert damgali.imzalar[0].matematik and "IMZ-042" not in {b.kod for b in damgali.imzalar[0].bulgular}
    assert yargila(tmp_path, kaplanmis(onayli(MDPPerm.NO_CHANGES))).durum is Gosterge.TOTAL_FAILED
