# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Reports tell all that a verdict says, hide holders' numbers, let no hostile name act, and fit the schema of TS 119 102-2."""

import base64
import datetime as dt
import re
import unicodedata
import zipfile
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earsiv import _xml
from earsiv.errors import bulgu
from earsiv.imza import (
    AltGosterge,
    DamgaSonucu,
    DamgaTuru,
    DogrulamaPolitikasi,
    DogrulamaSonucu,
    EksikKanit,
    Gosterge,
    GuvenDeposu,
    HukukiKarar,
    ImzaPolitikasi,
    ImzaSonucu,
    KanitKumesi,
    KanitRef,
    KanitTuru,
    Olgunluk,
    SertifikaOzeti,
    evaluate,
    read_cms,
)
from earsiv.imza.rapor import etsi_xml, html, identities, text
from earsiv.imza.rapor.bicim import moment, show, window
from earsiv.imza.rapor.sozler import ALT_SOZLER, DAMGALAR, KANITLAR, KARARLAR, OLGUNLUKLAR
from earsiv.testing.dunya import dunya
from earsiv.testing.saldiri import SALDIRILAR

pytestmark = pytest.mark.yavas

KOK = Path(__file__).resolve().parents[2]
AN = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
NUMARA = "12345678901"
VR = "{http://uri.etsi.org/19102/v1.2.1#}"
OZET = ("sha256", bytes(range(32)))
ORNEKLER = (
    "saglam-bes",
    "saglam-paralel-xl",
    "saglam-karsi-imza-ic-ice",
    "saglam-icerik-damgasi",
    "saglam-x1",
    "saglam-x2",
    "saglam-a-v2-iki-damga",
    "saglam-a-v3",
    "saglam-muhur",
    "kanit-yok-t-p4",
    "sil-kesinlesmeden-once-p2",
    "iptal-damgadan-once",
    "damga-baska-ozet",
    "damga-bozuk",
    "paralel-biri-bozuk",
    "yapi-gurultu",
)


@cache
def yargi(ad):
    """Return (facts, verdict) on an entry of the attack list."""
    saldiri = SALDIRILAR[ad]
    girdi = saldiri.girdi()
    olgular = read_cms(girdi.cms, f"{ad}.p7s", icerik=girdi.icerik)
    politika = DogrulamaPolitikasi(**saldiri.politika)
    guven = GuvenDeposu.of(*dunya().kokler())
    return olgular, evaluate(olgular, guven=guven, kanit=KanitKumesi.of(*saldiri.kanit), politika=politika, an=saldiri.an)


def metin(ad):
    return "\n".join(text([(f"{ad}.p7s", yargi(ad)[1])]))


def xml(ad):
    olgular, sonuc = yargi(ad)
    return etsi_xml(f"{ad}.p7s", sonuc, OZET, identities(olgular))


def uydurma(**degisen):
    """Return a verdict that fills every field a report tells."""
    sertifika = SertifikaOzeti("ab" * 32, "CN=Deneme", "CN=Makam", "1001", AN, AN, "RSA/SHA256", kok=True)
    damga = DamgaSonucu(
        DamgaTuru.IMZA, AN, None, "ZD", "RSA", "v2", "cd" * 32, AN, (sertifika,), (bulgu("IMZ-082", "damga", ad="ZD", gun="x"),)
    )
    imza = ImzaSonucu(
        Gosterge.INDETERMINATE,
        AltGosterge.TRY_LATER,
        HukukiKarar.BELIRSIZ,
        yer="a.p7s",
        seviye="T",
        profil="P2",
        ad="DENEME ÖRNEK",
        kimlik="123******01",
        nitelik="NES",
        imza_zamani="2026-03-02T09:00:00+00:00",
        kanitli_zaman=AN.isoformat(),
        olgunluk=Olgunluk.ON_DOGRULAMA,
        matematik=True,
        sertifika_sha256="ab" * 32,
        algoritmalar=("RSA/SHA256",),
        politika=ImzaPolitikasi("2.16.792.1", "sha256", "ef" * 32, "https://ornek.invalid/p.pdf", "P2"),
        imzali_oznitelikler=(("message-digest", "00ff"),),
        zincir=(sertifika,),
        zaman_damgalari=(damga,),
        kullanilan_kanit=(KanitRef(KanitTuru.SIL, "12" * 32, "depo", "Deneme", AN),),
        eksik_kanit=(EksikKanit(KanitTuru.OCSP, "CN=Makam", "1001", ("http://ornek.invalid/ocsp",), AN, None),),
        korunmayan=((4, 10),),
        kapsam="dosyanın tamamı",
        bulgular=(bulgu("IMZ-074", "a.p7s", ad="Deneme", ayrinti="kanıt yok"),),
    )
    return DogrulamaSonucu("cades", (attrs.evolve(imza, **degisen),), an=AN, politika_sha256="34" * 32, damgalar=(damga,))


def kirli(deger):
    """Return a verdict in which every text is a hostile value."""
    s = uydurma().imzalar[0]
    sertifika = attrs.evolve(s.zincir[0], konu=deger, veren=deger, seri=deger, algoritma=deger, sha256=deger)
    damga = attrs.evolve(s.zaman_damgalari[0], makam=deger, algoritma=deger, surum=deger, sha256=deger, zincir=(sertifika, sertifika))
    kotu = attrs.evolve(s.bulgular[0], yer=deger, mesaj=deger, oneri=deger)
    imza = attrs.evolve(
        s,
        yer=deger,
        seviye=deger,
        profil=deger,
        ad=deger,
        kimlik=deger,
        nitelik=deger,
        imza_zamani=deger,
        kanitli_zaman=deger,
        sertifika_sha256=deger,
        algoritmalar=(deger,),
        politika=ImzaPolitikasi(deger, deger, deger, deger, deger),
        imzali_oznitelikler=((deger, deger), ("message-digest", deger), ("signing-certificate-v2", deger)),
        zincir=(sertifika, sertifika),
        zaman_damgalari=(damga,),
        kullanilan_kanit=(KanitRef(KanitTuru.SIL, deger, deger, deger),),
        eksik_kanit=(EksikKanit(KanitTuru.SIL, deger, deger, (deger,)),),
        kapsam=deger,
        bulgular=(kotu,),
    )
    imza = attrs.evolve(imza, karsi_imzalar=(imza,))
    return DogrulamaSonucu(deger, (imza,), (kotu,), AN, deger, (damga,))


class Sayfa(HTMLParser):
    """Collects elements, attributes and text of a page."""

    def __init__(self, kaynak):
        super().__init__()
        self.ogeler, self.nitelikler, self.metin = set(), set(), ""
        self.feed(kaynak)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.ogeler.add(tag)
        self.nitelikler |= {ad for ad, _ in attrs}

    def handle_data(self, data):
        self.metin += data


IZINLI_OGELER = set(
    "html head meta title style body main h1 h2 h3 h4 p b strong span section article div dl dt dd table thead tbody tr th td ul li code br footer".split()
)
IZINLI_NITELIKLER = {"lang", "charset", "http-equiv", "content", "name", "class"}


def test_every_word_of_the_standard_has_its_turkish():
    """No verdict can come up that has no words."""
    assert set(ALT_SOZLER) == set(AltGosterge)
    for soz in ALT_SOZLER.values():
        assert soz.anlam.endswith(".") and soz.yapilacak.endswith(".") and soz.ad == soz.ad.strip(".")
    for tablo, tur in ((KARARLAR, HukukiKarar), (OLGUNLUKLAR, Olgunluk), (DAMGALAR, DamgaTuru), (KANITLAR, KanitTuru)):
        assert set(tablo) == set(tur)


def test_guide_tells_the_same_words_as_the_report():
    """The archivist's page names every sub-indication with the meaning and the advice that reports give."""
    sayfa = (KOK / "docs/rehber/bu-imza-gecerli-mi.md").read_text("utf-8")
    for alt, soz in ALT_SOZLER.items():
        satir = next((s for s in sayfa.splitlines() if s.startswith(f"| `{alt}` |")), "")
        assert soz.ad in satir and soz.anlam in satir and soz.yapilacak in satir, alt


def test_report_of_a_valid_archive_signature_tells_all():
    """Verdict, person, level, profile, both times, maturity, policy (OID, hash, address), stamps, chain, what it rests on."""
    rapor = metin("saglam-a-v2-iki-damga")
    for parca in (
        "Karar: Geçerli.",
        "UYDURMA KİŞİ (123******01) · Geçerli",
        "nitelikli elektronik sertifika",
        "A (arşiv damgalı imza)",
        "P4",
        "02.03.2026 12:00:00",  # 09:00 UTC
        "02.03.2026 12:01:00",
        "kesin",
        "2.16.792.1.61.0.1.5070.3.3.1",
        "sha256: ff39bd29463383f69b2052ac47439e06ce7c3b8646e888b6e5ae3e46ba08117a",
        "https://www.btk.gov.tr/",
        "arşiv damgası v2, 01.05.2026 12:00:00",
        "[kök]",
        "imzanın içinden",
        "--an 2026-06-01T00:00:00Z",
        f"sha256:{yargi('saglam-a-v2-iki-damga')[1].politika_sha256}",
    ):
        assert parca in rapor, parca
    assert "Getirilecek" not in rapor and "Neden:" not in rapor


def test_missing_evidence_is_a_shopping_list():
    """Kind, issuer, serial, window, address: what somebody with a network has to bring."""
    rapor = metin("kanit-yok-t-p4")
    liste = rapor[rapor.index("Getirilecek") :]
    assert "Karar: Belirsiz." in rapor and "TRY_LATER" in rapor
    for parca in ("ÇİSDuP (OCSP) yanıtı", "Alt Kökü", "1001", "02.03.2026 12:01:00 ile", "http://ocsp.deneme.invalid/"):
        assert parca in liste, parca


def test_preliminary_validation_says_wait_and_not_bring_anything():
    """Inside the caution period the advice is to come back, with evidence of later."""
    rapor = metin("sil-kesinlesmeden-once-p2")
    assert "ön doğrulama" in rapor and "Kesinleşme süresi dolduktan sonra üretilmiş" in rapor
    assert "03.03.2026 12:01:00 ile" in rapor


def test_doubt_that_a_stamp_settled_is_told_as_settled():
    """Proven after the revocation: invalid by the profile guide, the standard's word unchanged, and no false hope."""
    rapor = metin("iptal-damgadan-once")
    assert "Karar: Geçersiz." in rapor and "REVOKED_NO_POE" in rapor
    assert "kanıtlı anı, sertifikasının iptalinden önce değil" in rapor and "kurtarılamaz" in rapor
    rapor = metin("iptal-yalniz-iddiadan-sonra")
    assert "REVOKED_NO_POE" in rapor and "önce alınmış bir zaman damgası varsa" in rapor


def test_counter_signatures_stand_below_what_they_confirm():
    """Two levels, each further in."""
    satirlar = metin("saglam-karsi-imza-ic-ice").splitlines()
    derinlik = [len(s) - len(s.lstrip()) for ad in ("UYDURMA KİŞİ (", "HAYALİ ŞAHIS (", "TASARLANMIŞ ÖRNEK (") for s in satirlar if ad in s]
    assert derinlik == sorted(set(derinlik)) and len(derinlik) == 3
    assert html([("a", yargi("saglam-karsi-imza-ic-ice")[1])]).count('<div class="karsi">') == 2


@pytest.mark.parametrize("ad", ORNEKLER)
def test_page_is_self_contained_and_tells_what_the_terminal_tells(ad):
    """No script, no link, no address to fetch; every value of the text is on the page."""
    kaynak = html([(f"{ad}.p7s", yargi(ad)[1])])
    sayfa = Sayfa(kaynak)
    assert sayfa.ogeler <= IZINLI_OGELER and sayfa.nitelikler <= IZINLI_NITELIKLER
    assert '<html lang="tr">' in kaynak and "default-src 'none'; style-src 'unsafe-inline'" in kaynak
    assert "@import" not in kaynak and "url(" not in kaynak
    for imza in yargi(ad)[1].imzalar:
        for parca in (imza.ad, imza.kimlik, imza.politika.oid if imza.politika else "", *(b.kod for b in imza.bulgular)):
            assert parca in sayfa.metin
        for eksik in imza.eksik_kanit:
            assert all(a in sayfa.metin for a in eksik.adresler)


def test_several_files_stand_one_after_the_other_with_a_summary():
    """The page starts with a table of files; the text has a block for each."""
    sonuclar = [(f"{ad}.p7s", yargi(ad)[1]) for ad in ("saglam-bes", "kanit-yok-t-p4")]
    assert [s for s in text(sonuclar) if s.endswith(".p7s")] == ["saglam-bes.p7s", "kanit-yok-t-p4.p7s"]
    assert html(sonuclar).count("<article>") == 2 and "<th>Dosya</th>" in html(sonuclar)
    assert list(text([])) == [] and Sayfa(html([])).ogeler <= IZINLI_OGELER


def test_unreadable_file_and_file_without_signature_have_their_reports():
    """What is no signature at all still gets a verdict, a reason and a valid report."""
    bozuk = DogrulamaSonucu.unreadable("cades", [bulgu("IMZ-001", "a", boyut=3)])
    for sonuc, soz in ((bozuk, "Geçersiz"), (DogrulamaSonucu("pades", ()), "Belirsiz")):
        assert f"Karar: {soz}." in "\n".join(text([("a", sonuc)]))
        assert soz in html([("a", sonuc)])
        assert b"total-failed" in etsi_xml("a", sonuc)


@pytest.mark.parametrize("ad", ORNEKLER)
def test_holders_number_is_in_no_report(ad):
    """Neither as text nor in bytes that somebody could decode: certificates are told by digest only."""
    olgular, sonuc = yargi(ad)
    rapor = etsi_xml(ad, sonuc, OZET, identities(olgular))
    assert not re.search(r"123456789\d\d", metin(ad) + html([(ad, sonuc)]) + rapor.decode())
    for kod in re.findall(rb">([A-Za-z0-9+/=]{24,})<", rapor):
        assert b"123456789" not in base64.b64decode(kod + b"=" * (-len(kod) % 4))


def test_number_in_a_name_is_masked_and_a_digest_is_not():
    """Some certificates carry the number in the common name; no digest is ever mistaken for one."""
    sonuc = uydurma(ad=f"DENEME {NUMARA}", yer=f"TCKN{NUMARA}", bulgular=(bulgu("IMZ-074", "", ad=NUMARA, ayrinti="x"),))
    for rapor in ("\n".join(text([("a", sonuc)])), html([("a", sonuc)]), etsi_xml("a", sonuc).decode()):
        assert NUMARA not in rapor and "DENEME 123******01" in rapor
    ozet = NUMARA + "a" * 53
    assert show(ozet) == ozet and show("2026060112345678901") == "2026060112345678901"


def test_hostile_name_does_nothing():
    """Markup is text, marks of direction and controls are spelled out."""
    ad = "</style><script>alert(1)</script>\u202eGECERLI\x1b[2J\n\u200b<img src=x onerror=y>"
    sonuc = kirli(ad)
    sayfa = Sayfa(html([(ad, sonuc)]))
    assert sayfa.ogeler <= IZINLI_OGELER and "<script>alert(1)</script>⟨U+202E⟩GECERLI⟨U+001B⟩[2J⟨U+000A⟩⟨U+200B⟩" in sayfa.metin
    assert not _gorunmez(text([(ad, sonuc)]))
    assert b"<script" not in etsi_xml(ad, sonuc)


def _gorunmez(satirlar):
    """Return what acts instead of being seen: controls, marks of direction, separators of lines, surrogates."""
    return {h for satir in satirlar for h in satir if unicodedata.category(h) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}}


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(exclude_categories=()), max_size=40) | st.sampled_from(["\ufffe", "\ud800", "&#0;", "]]>", "{0}", "%s", "0" * 64])
)
def test_any_text_anywhere_keeps_every_report_whole(deger):
    """Whatever a name holds: the page has no new element, the XML parses, no line carries a control."""
    sonuc = kirli(deger)
    sayfa = html([(deger, sonuc)])
    assert Sayfa(sayfa).ogeler <= IZINLI_OGELER and Sayfa(sayfa).nitelikler <= IZINLI_NITELIKLER
    sayfa.encode("utf-8")
    assert not _gorunmez(text([(deger, sonuc)]))
    kok = _xml.parse(etsi_xml(deger, sonuc, OZET), "rapor.xml")
    assert kok.tag == f"{VR}ValidationReport"


@pytest.mark.parametrize("ad", ORNEKLER)
def test_same_verdict_gives_the_same_bytes(ad):
    """No clock, no random id, no order of a set."""
    olgular, sonuc = yargi(ad)
    yeniden = attrs.evolve(sonuc)
    assert html([(ad, sonuc)]) == html([(ad, yeniden)])
    assert list(text([(ad, sonuc)])) == list(text([(ad, yeniden)]))
    assert xml(ad) == etsi_xml(f"{ad}.p7s", yeniden, OZET, identities(olgular))


@pytest.mark.parametrize("ad", ORNEKLER)
def test_etsi_report_says_the_standards_words_and_its_references_resolve(ad):
    """Indications per signer as judged; ids unique; every reference names an object of the report."""
    kok = _xml.parse(xml(ad), "rapor.xml")
    raporlar = kok.findall(f"{VR}SignatureValidationReport")
    hepsi = [i for ust in yargi(ad)[1].imzalar for i in ust.all()]
    assert len(raporlar) == len(hepsi)
    for rapor, imza in zip(raporlar, _onde(yargi(ad)[1].imzalar), strict=True):
        durum = rapor.find(f"{VR}SignatureValidationStatus")
        ana = durum.findtext(f"{VR}MainIndication")
        assert ana == "urn:etsi:019102:mainindication:" + imza.durum.value.lower().replace("_", "-")
        alt = durum.findtext(f"{VR}SubIndication")
        assert alt == (f"urn:etsi:019102:subindication:{imza.alt_durum}" if imza.alt_durum else None)
    kimlikler = [oge.get("id") for oge in kok.iter() if oge.get("id")]
    assert len(kimlikler) == len(set(kimlikler))
    assert {oge.get("VOReference") for oge in kok.iter() if oge.get("VOReference")} <= set(kimlikler)


def _onde(imzalar):
    for imza in imzalar:
        yield imza
        yield from _onde(imza.karsi_imzalar)


def test_etsi_report_proves_time_by_the_stamp():
    """The best signature time names the time-stamp that proves it; that one provides it; the newest process is LTA."""
    kok = _xml.parse(xml("saglam-a-v2-iki-damga"), "rapor.xml")
    en_iyi = kok.find(f".//{VR}BestSignatureTime")
    assert en_iyi.findtext(f"{VR}POETime") == "2026-03-02T09:01:00Z"
    damga = kok.find(f".//{VR}ValidationObject[@id='{en_iyi.find(f'{VR}POEObject').get('VOReference')}']")
    assert damga.findtext(f"{VR}POEProvisioning/{VR}POETime") == "2026-03-02T09:01:00Z"
    assert damga.findtext(f"{VR}ValidationReport/{VR}SignatureValidationStatus/{VR}MainIndication").endswith(":passed")
    assert kok.findtext(f".//{VR}SignatureValidationProcessID").endswith(":LTA")
    assert len(kok.findall(f".//{VR}ArchiveTimeStamp")) == 2
    assert kok.find(f".//{VR}ValidationObject[@id='D-1']/{VR}ObjectType").text.endswith(":signedData")


def test_stamp_over_references_alone_has_its_own_name():
    """CAdES-C-time-stamp lies over signature and references, the other kind over the references alone."""
    assert b"SigAndRefsTimeStamp" in xml("saglam-x1") and b"RefsOnlyTimeStamp" not in xml("saglam-x1")
    assert b"RefsOnlyTimeStamp" in xml("saglam-x2")


def test_bad_stamp_proves_nothing_in_the_report():
    """No proof of existence from a stamp that failed."""
    kok = _xml.parse(xml("damga-baska-ozet"), "rapor.xml")
    assert kok.find(f".//{VR}POEProvisioning") is None
    assert kok.findtext(f".//{VR}ValidationReport//{VR}MainIndication").endswith(":failed")


def test_moments_are_told_in_turkish_civil_time():
    """Summer time of the past, today's zone, no zone, no moment."""
    assert moment(dt.datetime(2014, 1, 1, 10, tzinfo=dt.UTC)) == "01.01.2014 12:00:00"
    assert moment(dt.datetime(2014, 7, 1, 10, tzinfo=dt.UTC)) == "01.07.2014 13:00:00"
    assert moment("2026-01-01T00:00:00") == "01.01.2026 00:00:00 (saat dilimi yazılmamış)"
    assert (moment(None), moment("dün")) == ("—", "dün")
    assert window(None, None) == "herhangi bir tarihte üretilmiş" and window(None, AN).startswith("en geç 01.06.2026")


@pytest.fixture(scope="module")
def semalar(tmp_path_factory):
    """The schemas that come with EU DSS: (TS 119 102-2 1.2.2, the same 1.4.1), their imports pointed at each other."""
    from earsiv.testing.dss import available, project

    if neden := available():
        pytest.skip(neden)
    klasor = tmp_path_factory.mktemp("xsd")
    for yol in (project() / "target" / "classpath.txt").read_text("utf-8").split(":"):
        if Path(yol).name.startswith(("specs-validation-report-", "specs-xades-", "specs-xmldsig-", "specs-trusted-list-")):
            with zipfile.ZipFile(yol) as kap:
                for ad in kap.namelist():
                    if ad.endswith(".xsd"):
                        (klasor / Path(ad).name).write_bytes(kap.read(ad))
    yonler = {
        "http://www.w3.org/2000/09/xmldsig#": "xmldsig-core-schema.xsd",
        "http://uri.etsi.org/01903/v1.3.2#": "XAdES01903v132-202407.xsd",
        "http://uri.etsi.org/02231/v2#": "ts_119612v020101_xsd.xsd",
        "http://www.w3.org/XML/1998/namespace": "xml.xsd",
    }
    for yol in klasor.iterdir():
        sema = yol.read_text("utf-8-sig")
        for uzay, dosya in yonler.items():
            sema = re.sub(rf'(<[a-z:]*import\b[^>]*namespace="{re.escape(uzay)}"[^>]*schemaLocation=")[^"]*', rf"\g<1>{dosya}", sema)
        yol.write_text(re.sub(r"<!DOCTYPE[^\[>]*(\[.*?\])?\s*>", "", sema, flags=re.DOTALL), "utf-8")
    return _sema(klasor / "TS119102-2-v122.xsd"), _sema(klasor / "TS119102-2-v141.xsd")


def _sema(yol):
    from lxml import etree

    return etree.XMLSchema(etree.parse(str(yol), etree.XMLParser(no_network=True)))


@pytest.mark.servis
def test_etsi_reports_fit_the_schema(semalar):
    """Every example, invented values in every field, hostile values in every field, no signer at all; also under the newer schema."""
    raporlar = {ad: xml(ad) for ad in ORNEKLER}
    raporlar |= {"uydurma": etsi_xml("a", uydurma(), OZET), "kirli": etsi_xml("a", kirli("<a> b\u202e\0 ü%"), OZET)}
    raporlar |= {"bos": etsi_xml("a", DogrulamaSonucu("pades", ())), "okunmaz": etsi_xml("a", DogrulamaSonucu.unreadable("cades", []))}
    eski, yeni = semalar
    for ad, rapor in raporlar.items():
        eski.assertValid(_xml.parse(rapor, ad).getroottree())
        yeni.assertValid(_xml.parse(rapor.replace(b"19102/v1.2.1#", b"19102/v1.4.1#"), ad).getroottree())
