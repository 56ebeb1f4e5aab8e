# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Every rule of a package broken once: its own code, its level, its place; and nothing but that.

The package stays whole otherwise: digests and signatures are made anew after the change. Ids are the rows of the rule table
(``satir`` in ``data/kurallar.toml``), ``D…`` the numbers of the official digest verifier.
"""

import re
from functools import cache

import pytest

from earsiv import eyazisma
from earsiv.errors import kurallar
from earsiv.testing import altered, dialect, replaced, sample, unpack

pytestmark = pytest.mark.yavas

UST, NIHAI, RELS, TURLER = "/Ustveri/Ustveri.xml", "/NihaiUstveri/NihaiUstveri.xml", "/_rels/.rels", "/[Content_Types].xml"
PAKET, PARAF, NOZET = "/PaketOzeti/PaketOzeti.xml", "/ParafOzeti/ParafOzeti.xml", "/NihaiOzet/NihaiOzet.xml"
HEDEF, BIMZA, GUNCEL = "/BelgeHedef/BelgeHedef.xml", "/Imzalar/BelgeImza.xml", "/GuncellemeBilgisi/GuncellemeBilgisi.xml"
T2 = ' xmlns="urn:dpt:eyazisma:schema:xsd:Tipler-2"'
ON = "0A5E1C7D-3B2F-4E60-9A11-0000000000"
USTYAZI = "/UstYazi/ustyazi.pdf"


@cache
def taban(tur):
    return sample(tur.removesuffix("+paraf"), paraf=tur.endswith("+paraf"))


def core_of(parcalar):
    return next(ad for ad in parcalar if ad.endswith(".psmdcp"))


def core(eski, yeni):
    return lambda p: replaced(core_of(p), eski, yeni)(p)


def cikar(ad, oge):
    """Remove the first element of this name, whole."""

    def degistir(p):
        metin = p[ad].decode()
        yeni = re.sub(rf"<((?:\w+:)?{oge})(?:\s[^>]*)?(?:/>|>.*?</\1>)", "", metin, count=1, flags=re.DOTALL)
        assert yeni != metin, oge
        p[ad] = yeni.encode()

    return degistir


def iliski_sil(tur):
    return lambda p: replaced(RELS, re.search(rf'<Relationship Type="[^"]*/{tur}"[^>]*/>', p[RELS].decode())[0], "", kere=1)(p)


def iliski_ekle(tur, hedef, kimlik):
    return replaced(
        RELS,
        "</Relationships>",
        f'<Relationship Type="http://eyazisma.dpt/iliskiler/{tur}" Target="{hedef}" Id="{kimlik}" /></Relationships>',
    )


def iki_kez(tur):
    def degistir(p):
        oge = re.search(rf'<Relationship Type="[^"]*/{tur}"[^>]*/>', p[RELS].decode())[0]
        replaced(RELS, oge, oge + oge.replace('Id="', 'Id="X'), kere=1)(p)

    return degistir


def parca_sil(*adlar):
    def degistir(p):
        for ad in adlar:
            del p[ad]

    return degistir


def yaz(ad, veri):
    def degistir(p):
        p[ad] = veri

    return degistir


def referans_sil(ozet, parca):
    """Take one reference out of a digest part."""

    def degistir(p):
        metin = p[ozet].decode()
        yeni = re.sub(rf'<Reference URI="{re.escape(parca)}".*?</Reference>', "", metin, flags=re.DOTALL)
        assert yeni != metin
        p[ozet] = yeni.encode()

    return degistir


def hepsi(*degisiklikler):
    def degistir(p):
        for d in degisiklikler:
            d(p)

    return degistir


def dogrudan(ozet, parca, eski, yeni):
    """Change text inside one reference of a digest part."""

    def degistir(p):
        metin = p[ozet].decode()
        m = re.search(rf'<Reference URI="{re.escape(parca)}".*?</Reference>', metin, re.DOTALL)
        assert eski in m[0]
        p[ozet] = metin.replace(m[0], m[0].replace(eski, yeni, 1)).encode()

    return degistir


def core_parcasi(f):
    return lambda p: f(core_of(p))(p)


# (rows, base, change, code) — and (…, after) where the change is made after digests and signatures
SHA384, SHA512 = "http://www.w3.org/2001/04/xmldsig-more#sha384", "http://www.w3.org/2001/04/xmlenc#sha512"
ONCE = [
    ("O1-2", "1.3", iliski_sil("ustveri"), "EYP-005"),
    ("O1-3", "1.3", iliski_sil("belgehedef"), "EYP-005"),
    ("O1-4", "1.3", iki_kez("ustyazi"), "EYP-005"),
    ("O1-6", "1.3", iki_kez("paketozeti"), "EYP-005"),
    ("O1-7", "1.3", iki_kez("belgeimza"), "EYP-005"),
    ("O1-8", "1.3", iki_kez("nihaiozet"), "EYP-005"),
    ("O2-5", "2.0", iki_kez("ustveri"), "EYP-005"),
    ("O2-6", "2.0", iki_kez("ustyazi"), "EYP-005"),
    ("O2-7", "2.0", iliski_sil("nihaiustveri"), "EYP-005"),
    ("O2-8", "2.0", iki_kez("paketozeti"), "EYP-005"),
    ("O2-9", "2.0", iki_kez("nihaiozet"), "EYP-005"),
    ("O2-10", "2.0+paraf", iki_kez("parafozeti"), "EYP-005"),
    ("O1-5", "1.3", iliski_sil("metadata/core-properties"), "EYP-001"),
    ("O2-2", "2.0", iki_kez("metadata/core-properties"), "EYP-001"),
    ("O2-1", "2.0", replaced(RELS, "<Relationship ", "<Baska "), "EYP-088"),
    (
        "O2-3",
        "2.0",
        hepsi(
            core("<version>2.0", "<version>iki"),
            replaced(UST, "Ustveri-2", "Ustveri-9"),
            replaced(PAKET, "PaketOzeti-2", "X-9"),
            replaced(NOZET, "NihaiOzet-2", "X-9"),
        ),
        "EYP-003",
    ),
    ("O2-4", "2.0", core("<version>2.0", "<version>1.3"), "EYP-004"),
    ("O1-9", "1.3", replaced(UST, "Ustveri-1", "Ustveri-2", kere=1), "EYP-010"),
    (
        "O2-11",
        "2.0",
        hepsi(replaced(NIHAI, "<NihaiUstVeri ", "<NihaiUstveri "), replaced(NIHAI, "</NihaiUstVeri>", "</NihaiUstveri>")),
        "EYP-010",
    ),
    ("O1-9", "1.3", replaced(UST, ">TSD<", ">XYZ<"), "EYP-022"),
    ("O2-11", "2.0", replaced(UST, ">YOK<", ">TSD<"), "EYP-022"),
    ("O2-11", "2.0", replaced(UST, ">GNL<", ">CIV<"), "EYP-023"),
    ("6.8", "1.3", replaced(UST, ">GNL<", ">IVD<"), "EYP-123"),
    ("O2-11", "2.0", replaced(UST, ">GRG<", ">ABC<"), "EYP-024"),
    ("O2-11", "2.0", replaced(UST, ">FZK<", ">ZZZ<"), "EYP-032"),
    ("O2-11", "2.0", replaced(NIHAI, "2022-11-20T12:00:00.1234567", "2026-13-40T12:00:00", kere=1), "EYP-061"),
    ("O2-11", "2.0", replaced(UST, "<SiraNo>1<", "<SiraNo>bir<"), "EYP-116"),
    ("O2-11", "2.0", replaced(UST, "<ImzaliMi>true", "<ImzaliMi>evet", kere=1), "EYP-117"),
    ("9.3", "2.0", replaced(UST, "<ImzaliMi>true", "<ImzaliMi>1", kere=1), "EYP-107"),
    ("O2-11", "2.0", replaced(UST, "</Konu>", f"</Konu><Konu{T2}>İkinci</Konu>"), "EYP-112"),
    ("O1-10", "2.0", replaced(RELS, f'Target="{UST}"', 'Target="/Ustveri/Yok.xml"'), "PKT-021"),
    ("", "1.3", parca_sil("/Muhurler/MuhurCades.imz", "/NihaiOzet/_rels/NihaiOzet.xml.rels"), "EYP-147"),
    ("O2-13", "2.0", parca_sil("/Muhur/MuhurCades.imz", "/NihaiOzet/_rels/NihaiOzet.xml.rels"), "EYP-071"),
    ("O2-12 D17", "2.0", parca_sil("/Imzalar/ImzaCades.imz", "/PaketOzeti/_rels/PaketOzeti.xml.rels"), "EYP-070"),
    ("OG4", "eypg", parca_sil("/Muhur/MuhurCades.imz", "/NihaiOzet/_rels/NihaiOzet.xml.rels"), "EYP-071"),
    ("O2-14", "2.0+paraf", parca_sil("/Paraflar/ParafImzaCades.imz", "/ParafOzeti/_rels/ParafOzeti.xml.rels"), "EYP-075"),
    ("O2-14", "2.0+paraf", iliski_sil("parafozeti"), "EYP-074"),
    ("OG1", "eypg", iliski_sil("guncellemebilgisi"), "EYP-005"),
    ("OG2", "eypg", replaced(GUNCEL, "GuvenlikKodu<", "Baska<", kere=1), "EYP-087"),
    ("OG2", "eypg", cikar(GUNCEL, "Aciklama"), "EYP-020"),
    ("OG2", "eypg", cikar(GUNCEL, "Guncellemeler"), "EYP-062"),
    ("U1", "2.0", replaced(UST, ">Bakım Raporu<", ">  <"), "EYP-020"),
    ("U2", "2.0", cikar(UST, "MimeTuru"), "EYP-021"),
    ("U3", "2.0", replaced(UST, f"{ON}A1", "00000000-0000-0000-0000-000000000000"), "EYP-119"),
    ("U4", "2.0", cikar(UST, "DosyaAdi"), "EYP-020"),
    ("U5", "1.3", cikar(UST, "BelgeNo"), "EYP-020"),
    ("U5", "1.3", cikar(UST, "Tarih"), "EYP-020"),
    ("U6", "2.0", cikar(UST, "DogrulamaBilgisi"), "EYP-020"),
    ("U7", "2.0", cikar(UST, "DagitimListesi"), "EYP-020"),
    (
        "U8",
        "2.0",
        lambda p: replaced(
            UST,
            "</KurumKurulus>\r\n  </Olusturan>",
            "</KurumKurulus><GercekSahis><Kisi><IlkAdi>A</IlkAdi><Soyadi>B</Soyadi></Kisi></GercekSahis></Olusturan>",
        )(p),
        "EYP-138",
    ),
    ("U9", "2.0", replaced(UST, ' schemeID="GUID"', ""), "EYP-114"),
    ("U10", "2.0", replaced(UST, ">tur<", ">türkçe<"), "EYP-115"),
    ("U11", "2.0", replaced(UST, ">YOK<", ">OZL<"), "EYP-029"),
    ("U12", "2.0", replaced(UST, "<Kod>111111", "<Kod>0"), "EYP-133"),
    ("T1", "2.0", cikar(NIHAI, "Soyadi"), "EYP-020"),
    ("T2", "2.0", replaced(UST, "99900002", "09900002"), "EYP-028"),
    ("T2", "1.3", hepsi(replaced(UST, "99900002", "23ED5E7A15B9A2", kere=1), replaced(HEDEF, "99900002", "23ED5E7A15B9A2")), "EYP-086"),
    ("T3", "2.0", replaced(UST, ' schemeID="MERSIS"', ""), "EYP-114"),
    ("T4", "2.0", cikar(NIHAI, "Kisi"), "EYP-020"),
    ("T5", "2.0", replaced(UST, "P3D", "3 gün"), "EYP-027"),
    ("T5", "2.0", replaced(UST, "P3D", "0"), "EYP-026"),
    (
        "T5 6.8",
        "2.0",
        lambda p: replaced(
            UST, re.search(r"<KonulmamisEkListesi>.*?</KonulmamisEkListesi>", p[UST].decode(), re.DOTALL)[0], "<KonulmamisEkListesi />"
        )(p),
        "EYP-132",
    ),
    (
        "T6",
        "2.0",
        lambda p: replaced(UST, re.search(r"<Ilgili>.*?</Ilgili>", p[UST].decode(), re.DOTALL)[0], "<Ilgili><X>1</X></Ilgili>")(p),
        "EYP-138",
    ),
    ("T7", "2.0", cikar(NIHAI, "Imzalayan"), "EYP-020"),
    ("T8", "1.3", cikar(HEDEF, "HedefListesi"), "EYP-020"),
    ("T9", "2.0", cikar(UST, "Referans"), "EYP-136"),
    (
        "T9",
        "2.0",
        replaced(
            UST,
            "<Referans>https://ornek.invalid/rapor</Referans>",
            "<Referans>https://ornek.invalid/rapor</Referans><Ozet><OzetAlgoritmasi /><OzetDegeri>AA==</OzetDegeri></Ozet>",
        ),
        "EYP-137",
    ),
    ("T9", "2.0", lambda p: replaced(UST, "<SiraNo>5</SiraNo>\r\n      <ImzaliMi>false", "<SiraNo>5</SiraNo><ImzaliMi>true")(p), "EYP-033"),
    ("T10", "2.0", cikar(UST, "Etiket"), "EYP-020"),
    ("N1", "2.0", cikar(NIHAI, "BelgeNo"), "EYP-020"),
    ("N2", "2.0", cikar(NIHAI, "Imza"), "EYP-020"),
    ("R1", "2.0", replaced(PAKET, f' Id="{ON}A1"', ""), "EYP-020"),
    ("I1", "2.0", replaced(UST, f"<EkId>{ON}E1", f"<EkId>{ON}FF"), "EYP-035"),
    ("I2", "2.0", replaced(UST, "<Etiket>b", "<Etiket>a"), "EYP-030"),
    ("E1", "2.0", hepsi(parca_sil("/Ekler/ekg1.txt"), iliski_sil("ek")), "EYP-034"),
    ("E2", "2.0", hepsi(yaz("/Ekler/fazla.txt", b"fazla"), iliski_ekle("ek", "/Ekler/fazla.txt", f"IdEk_{ON}F0")), "EYP-037"),
    ("E3", "2.0", hepsi(yaz("/Ekler/fazla.txt", b"fazla"), iliski_ekle("ek", "/Ekler/fazla.txt", f"IdEk_{ON}E5")), "EYP-037"),
    ("E4", "2.0", replaced(UST, "<SiraNo>1<", "<SiraNo>0<"), "EYP-031"),
    ("E5", "2.0", replaced(UST, "<SiraNo>2<", "<SiraNo>1<"), "EYP-030"),
    ("E6", "2.0", replaced(UST, f"<EkId>{ON}E2", f"<EkId>{ON}FE"), "EYP-036"),
    ("E7", "2.0", lambda p: replaced(UST, "<ImzaliMi>true", "<ImzaliMi>false", kere=1)(p), "EYP-016"),
    ("C1", "2.0", core(f"<dc:identifier>{ON}A1", f"<dc:identifier>{ON}A2"), "EYP-055"),
    ("C1", "2.0", core(f"<dc:identifier>{ON}A1", f"<dc:identifier>{{{ON}A1}}"), "EYP-089"),
    ("C1", "2.0", core("<dc:subject>Bakım Raporu", "<dc:subject>Başka"), "EYP-056"),
    ("C1", "2.0", core("<category>RESMIYAZISMA", "<category>BASKA"), "EYP-002"),
    ("C1", "2.0", core("application/eyazisma", "text/plain"), "EYP-057"),
    ("C2", "2.0", replaced(PAKET, f' Id="{ON}A1"', f' Id="{ON}A2"'), "EYP-049"),
    ("C2", "2.0", replaced(UST, f'Value="{ON}E1"', f'Value="{ON.lower()}e1"'), "EYP-105"),
    ("C3", "2.0", replaced(UST, f'Value="{ON}C2"', f'Value="{ON}E5"'), "EYP-150"),
    (
        "C4",
        "2.0",
        hepsi(
            lambda p: p.update({"/Baska/Ustveri.xml": p.pop(UST)}),
            replaced(RELS, UST, "/Baska/Ustveri.xml"),
            replaced(PAKET, UST, "/Baska/Ustveri.xml"),
            replaced(NOZET, UST, "/Baska/Ustveri.xml"),
        ),
        "EYP-151",
    ),
    ("C4", "2.0", replaced(RELS, f'Target="{USTYAZI}"', 'Target="/Ekler/ekg1.txt"'), "EYP-014"),
    ("C5", "2.0", yaz(USTYAZI, b"%PDF-1.4\n%%EOF\n"), "EYP-152"),
    (
        "C5",
        "2.0",
        hepsi(
            lambda p: p.update({"/ImzasizEkler/ser best.txt": p.pop("/ImzasizEkler/serbest.txt")}),
            replaced(RELS, "/ImzasizEkler/serbest.txt", "/ImzasizEkler/ser best.txt"),
        ),
        "EYP-153",
    ),
    ("6.9", "2.0", yaz(USTYAZI, b"PK\x03\x04 word/vbaProject.bin"), "EYP-155"),
    ("", "2.0", yaz(USTYAZI, b"MZ\x90\0"), "EYP-156"),
    ("6.8", "2.0", yaz(USTYAZI, b""), "EYP-135"),
    ("6.8", "2.0", replaced(UST, f"<BelgeId{T2}>", f"<Tarih{T2}>2026-01-01T00:00:00</Tarih><BelgeId{T2}>"), "EYP-113"),
    ("6.8", "2.0", lambda p: cikar(UST, "Miat")(p), "EYP-025"),
    ("6.8", "2.0", replaced(UST, "<TCKN>12345678901", "<TCKN>11022233346"), "EYP-120"),
    ("6.8", "2.0", replaced(UST, "<Adi>Örnek Kurumu</Adi>", "<Adi>Örnek Kurumu</Adi><BirimKKK>12</BirimKKK>"), "EYP-121"),
    (
        "6.8",
        "1.3",
        replaced(UST, "<tipler:KKK>99900002</tipler:KKK>", "<tipler:KKK>99900002</tipler:KKK><tipler:BYK>B.02</tipler:BYK>"),
        "EYP-122",
    ),
    ("6.8", "2.0", replaced(UST, "0 312 000 00 00", "yok"), "EYP-124"),
    ("6.8", "2.0", replaced(UST, ">https://ornek.invalid/rapor<", ">rapor 5<"), "EYP-125"),
    ("6.8", "2.0", replaced(UST, "<Kod>807.04", "<Kod>807-4"), "EYP-126"),
    ("6.8", "2.0", replaced(UST, "https://ornek.invalid/dogrula", "yok"), "EYP-127"),
    (
        "6.8",
        "1.3",
        replaced(
            UST,
            ">TSD</tipler:GuvenlikKodu>",
            ">GZL</tipler:GuvenlikKodu><tipler:GuvenlikKoduGecerlilikTarihi>2020-01-01T00:00:00</tipler:GuvenlikKoduGecerlilikTarihi>",
        ),
        "EYP-128",
    ),
    ("6.8", "2.0", replaced(UST, 'schemeID="MERSIS"', 'schemeID="BASKA"'), "EYP-129"),
    ("6.8", "2.0", replaced(UST, "<Etiket>a", "<Etiket>ilk"), "EYP-130"),
    ("6.8", "2.0", replaced(UST, "<Etiket>b", "<Etiket>d"), "EYP-131"),
    ("6.8", "2.0", replaced(UST, f'<Id Value="{ON}C2" />', '<Id Value="7" EYazismaIdMi="true" />'), "EYP-119"),
    ("", "2.0", replaced(UST, f'<Id Value="{ON}C2" />', '<Id Value="7" />'), "EYP-108"),
    ("", "2.0", core("Örnekova Belediye Başkanlığı/99900001", "Başkası"), "EYP-159"),
    ("9.1", "2.0", lambda p: p.update({UST: p[UST].removeprefix(b"\xef\xbb\xbf")}), "EYP-100"),
    (
        "9.1",
        "2.0",
        lambda p: p.update({UST: p[UST].decode("utf-8-sig").replace('encoding="utf-8"', 'encoding="utf-16"').encode("utf-16")}),
        "EYP-104",
    ),
    ("9.2", "2.0", replaced(NIHAI, "tipler", "ns2"), "EYP-101"),
    ("9.2", "2.0", replaced(UST, f"<BelgeId{T2}>", f"<YeniOge{T2}>1</YeniOge><BelgeId{T2}>"), "EYP-110"),
    (
        "9.2",
        "2.0",
        lambda p: hepsi(replaced(UST, f"<Dil{T2}>tur</Dil>", ""), replaced(UST, f"<BelgeId{T2}>", f"<Dil{T2}>tur</Dil><BelgeId{T2}>"))(p),
        "EYP-111",
    ),
    ("9.5", "2.0", replaced(UST, "<Adi>Örnek Kurumu</Adi>", "<Adi />"), "EYP-103"),
    ("D9", "2.0", dogrudan(PAKET, "/Ekler/ekg1.txt", 'URI="/Ekler/ekg1.txt"', ""), "EYP-040"),
    ("D10", "1.3", dogrudan(PAKET, "/Ekler/ekg1.txt", "DigestMethod", "Baska"), "EYP-040"),
    ("D10", "2.0", dogrudan(PAKET, "/Ekler/ekg1.txt", "DigestMethod", "Baska"), "EYP-040"),
    ("D11", "2.0", dogrudan(PAKET, "/Ekler/ekg1.txt", SHA384, ""), "EYP-040"),
    ("D12", "2.0", dogrudan(PAKET, "/Ekler/ekg1.txt", SHA384, "urn:x"), "EYP-042"),
    ("D12", "1.3", dogrudan(PAKET, "/Ekler/ekg1.txt", "http://www.w3.org/2001/04/xmlenc#sha256", SHA384), "EYP-042"),
    (
        "D28",
        "2.0",
        dogrudan(PAKET, "/Ekler/ekg1.txt", "", "")
        and (
            lambda p: p.update(
                {
                    PAKET: re.sub(
                        r'(<Reference URI="/Ekler/ekg1.txt"[^>]*>).*?(</Reference>)', r"\1\2", p[PAKET].decode(), flags=re.DOTALL
                    ).encode()
                }
            )
        ),
        "EYP-040",
    ),
    (
        "D29",
        "2.0",
        lambda p: p.update(
            {
                PAKET: re.sub(
                    r'(<Reference URI="/Ekler/ekg1.txt"[^>]*>\s*)<DigestItem>.*?</DigestItem>',
                    r"\1",
                    p[PAKET].decode(),
                    count=1,
                    flags=re.DOTALL,
                ).encode()
            }
        ),
        "EYP-040",
    ),
    ("D30", "2.0", dogrudan(PAKET, "/Ekler/ekg1.txt", SHA384, SHA512), "EYP-040"),
    ("D31", "2.0", dogrudan(PAKET, "/Ekler/ekg1.txt", SHA512, "http://www.w3.org/2001/04/xmlenc#sha256"), "EYP-040"),
    (
        "6.8",
        "1.3",
        dogrudan(PAKET, "/Ekler/ekg1.txt", "http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2000/09/xmldsig#sha1"),
        "EYP-047",
    ),
    ("D3", "2.0", referans_sil(PAKET, UST), "EYP-051"),
    ("D5", "1.3", referans_sil(PAKET, HEDEF), "EYP-051"),
    ("D7", "2.0", referans_sil(PAKET, USTYAZI), "EYP-051"),
    ("D19", "2.0", referans_sil(NOZET, UST), "EYP-051"),
    ("D20", "1.3", referans_sil(NOZET, HEDEF), "EYP-051"),
    ("D21", "2.0", referans_sil(NOZET, USTYAZI), "EYP-051"),
    ("D22", "1.3", referans_sil(NOZET, BIMZA), "EYP-051"),
    ("D23", "2.0", referans_sil(NOZET, "/Imzalar/ImzaCades.imz"), "EYP-051"),
    ("D24", "2.0", core_parcasi(lambda ad: referans_sil(NOZET, ad)), "EYP-051"),
    ("D26", "2.0+paraf", referans_sil(PARAF, USTYAZI), "EYP-051"),
    ("D27", "2.0+paraf", referans_sil(PARAF, UST), "EYP-051"),
    ("D34", "eypg", referans_sil(NOZET, GUNCEL), "EYP-051"),
    ("D36", "eypg", referans_sil(NOZET, "/OrijinalPaket/OrijinalPaket.eyp"), "EYP-051"),
    ("", "2.0", referans_sil(NOZET, NIHAI), "EYP-053"),
    ("", "2.0", hepsi(referans_sil(PAKET, "/Ekler/ekg1.txt"), referans_sil(NOZET, "/Ekler/ekg1.txt")), "EYP-052"),
    ("", "2.0", referans_sil(PAKET, "/Ekler/ekg1.txt"), "EYP-017"),
    (
        "",
        "2.0",
        lambda p: p.update(
            {PAKET: re.sub(r"(<Reference URI=\"/Ekler/ekg1.txt\".*?</Reference>)", r"\1\1", p[PAKET].decode(), flags=re.DOTALL).encode()}
        ),
        "EYP-044",
    ),
    ("", "2.0", dogrudan(PAKET, "/Ekler/ekg1.txt", "#dahili", "#baska"), "EYP-046"),
    ("", "2.0", dogrudan(NOZET, "/Ekler/ekg1.txt", "#dahili", "#harici"), "EYP-063"),
    ("D2", "2.0", hepsi(iliski_sil("ustveri"), referans_sil(PAKET, UST), referans_sil(NOZET, UST)), "EYP-050"),
    ("D4", "1.3", iliski_sil("belgehedef"), "EYP-050"),
    ("D6", "2.0", iliski_sil("ustyazi"), "EYP-050"),
    ("D16", "1.3", iliski_sil("belgeimza"), "EYP-050"),
    ("D18", "2.0", iliski_sil("metadata/core-properties"), "EYP-050"),
    ("D25", "2.0", iliski_sil("paketozeti"), "EYP-050"),
    ("D33", "eypg", iliski_sil("guncellemebilgisi"), "EYP-050"),
    ("D35", "eypg", iliski_sil("orijinalpaket"), "EYP-050"),
    ("D1", "2.0", replaced(PAKET, "</PaketOzeti>", ""), "EYP-078"),
    ("D13", "2.0", hepsi(parca_sil("/Ekler/ekg1.txt"), iliski_sil("ek")), "EYP-041"),
    ("", "2.0", lambda p: p.update({"/Baska/gizli.bin": b"x"}), "EYP-158"),
    ("", "2.0", replaced(TURLER, 'Extension="pdf" ContentType="application/pdf"', 'Extension="pdf" ContentType="text/html"'), "EYP-064"),
    ("", "2.0", iliski_ekle("ek", "/Ekler/ekg1.txt", f"IdEk_{ON}E1"), "EYP-013"),
    (
        "",
        "2.0",
        replaced(
            RELS, f'iliskiler/ek" Target="/Ekler/ekg1.txt" Id="IdEk_{ON}E1"', f'iliskiler/baska" Target="/Ekler/ekg1.txt" Id="IdEk_{ON}E1"'
        ),
        "EYP-012",
    ),
    (
        "",
        "2.0",
        lambda p: hepsi(
            replaced(RELS, "/Ekler/ekg1.txt", "@"),
            replaced(RELS, "/Ekler/ek2.txt", "/Ekler/ekg1.txt"),
            replaced(RELS, "@", "/Ekler/ek2.txt"),
        )(p),
        "EYP-018",
    ),
    ("", "2.0", replaced(UST, "<DosyaAdi>serbest.txt", "<DosyaAdi>baska.txt"), "EYP-019"),
    ("", "2.0", replaced(RELS, "iliskiler/paketozeti", "iliskiler/PaketOzeti"), "EYP-006"),
    (
        "O1-8",
        "1.3",
        hepsi(parca_sil(NOZET, "/NihaiOzet/_rels/NihaiOzet.xml.rels", "/Muhurler/MuhurCades.imz"), iliski_sil("nihaiozet")),
        "EYP-011",
    ),
    ("9.5", "1.3", dialect(docprops=True), "EYP-102"),
    (
        "O2-11",
        "2.0",
        replaced(
            UST,
            "<Referans>https://ornek.invalid/rapor</Referans>",
            "<Referans>https://ornek.invalid/rapor</Referans><Ozet><OzetAlgoritmasi Algorithm='urn:x' /><OzetDegeri>!!!</OzetDegeri></Ozet>",
        ),
        "EYP-118",
    ),
    (
        "9.3",
        "2.0",
        replaced(
            UST,
            "<Referans>https://ornek.invalid/rapor</Referans>",
            "<Referans>https://ornek.invalid/rapor</Referans><Ozet><OzetAlgoritmasi Algorithm='urn:x' /><OzetDegeri>AA AA</OzetDegeri></Ozet>",
        ),
        "EYP-109",
    ),
]
SONRA = [
    ("D15", "2.0", lambda p: p.update({USTYAZI: p[USTYAZI] + b" "}), "EYP-043"),
    ("D15", "1.3", lambda p: p.update({"/Ekler/ekg1.txt": b"baska"}), "EYP-043"),
    ("D15", "eypg", lambda p: p.update({GUNCEL: p[GUNCEL] + b" "}), "EYP-043"),
    (
        "",
        "2.0",
        lambda p: p.update(
            {
                NOZET: re.sub(
                    r'(<Reference URI="/Ekler/ekg1.txt".*?<DigestValue>)....', r"\1AAAA", p[NOZET].decode(), flags=re.DOTALL
                ).encode()
            }
        ),
        "EYP-157",
    ),
]


def judged(tmp_path, veri, tur):
    yol = tmp_path / ("p.eypg" if tur == "eypg" else "p.eyp")
    yol.write_bytes(veri)
    return eyazisma.judge(yol)


@pytest.mark.parametrize("tur", ["1.3", "2.0", "2.0+paraf", "eypg"])
def test_sound_package_breaks_no_rule(tmp_path, tur):
    """What the cases below start from: valid, digests hold, warnings only for the test signature and the invented number."""
    rapor = judged(tmp_path, taban(tur), tur)
    assert rapor.gecerli and rapor.ozetler is True, [str(b) for b in rapor.bulgular if b.seviye == "hata"]
    assert {b.kod for b in rapor.bulgular if b.seviye == "uyari"} <= {"EYP-120", "EYP-091"}


def _kimlik(satir):
    return f"{satir[3]}-{satir[0] or 'ek'}-{satir[1]}"


@pytest.mark.fault("X09", "X10", "X12", "S01", "S02", "S03", "S04", "S05")
@pytest.mark.parametrize(("satir", "tur", "degisiklik", "kod"), ONCE, ids=map(_kimlik, ONCE))
def test_broken_rule_is_named(tmp_path, satir, tur, degisiklik, kod):
    """Its code, with the level of the catalogue, at a place inside the package, and with the row it answers."""
    rapor = judged(tmp_path, altered(taban(tur), degisiklik), tur)
    bulunan = [b for b in rapor.bulgular if b.kod == kod]
    assert bulunan, [str(b) for b in rapor.bulgular]
    assert all(b.yer.startswith("p.eyp") for b in bulunan)
    assert kod == "PKT-021" or bulunan[0].seviye is kurallar()[kod].seviye
    assert rapor.gecerli is not any(b.seviye == "hata" for b in rapor.bulgular)
    for ad in satir.split():
        assert ad in kurallar()[kod].satir or kod == "PKT-021", (kod, ad)
        if ad.startswith("D"):
            assert int(ad[1:]) in {b.resmi_kod for b in rapor.bulgular} | {17}, [(b.kod, b.resmi_kod) for b in rapor.bulgular]


@pytest.mark.parametrize(("satir", "tur", "degisiklik", "kod"), SONRA, ids=map(_kimlik, SONRA))
def test_change_after_signing_is_named(tmp_path, satir, tur, degisiklik, kod):
    """Digests that no longer hold."""
    rapor = judged(tmp_path, altered(taban(tur), lambda p: None, sonra=degisiklik), tur)
    assert kod in {b.kod for b in rapor.bulgular} and not rapor.gecerli and rapor.ozetler is False


SATIRLAR = (
    [f"O1-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 9)]
    + [f"O2-{n}" for n in range(1, 15)]
    + ["OS1", "OS2", "OS3", "OS4", "OG1", "OG2", "OG3", "OG4"]
    + [f"U{n}" for n in range(1, 13)]
    + [f"T{n}" for n in range(1, 11)]
    + ["N1", "N2", "R1", "I1", "I2", "C1", "C2", "C3", "C4", "C5", "6.8", "6.9"]
    + [f"E{n}" for n in range(1, 8)]
    + [f"D{n}" for n in range(1, 37) if n != 8]
)


def test_every_row_of_the_rule_table_is_answered_by_a_rule():
    """O1-1 and O1-10 are the container's (PKT-003, PKT-021), O2-4 routes, E8 is the writer's; D8 (a null reference) XML cannot express."""
    bilinen = {s for k in kurallar().values() for s in k.satir}
    assert not set(SATIRLAR) - bilinen


def test_every_rule_of_packages_is_broken_in_some_test():
    """No rule of the validator stands untested: here, or in the files named."""
    denenen = {s[3] for s in ONCE + SONRA}
    baska = {}
    from pathlib import Path

    for yol in Path(__file__).parent.glob("test_*.py"):
        if yol.name != "test_kurallar.py":
            baska[yol.name] = set(re.findall(r"EYP-\d{3}", yol.read_text("utf-8")))
    denenen |= set().union(*baska.values())
    # impossible to reach here: an OpenSSL without RIPEMD-160, and the positive answers
    assert {k for k in kurallar() if k.startswith("EYP")} - denenen <= {"EYP-048"}


def test_place_names_part_line_and_element(tmp_path):
    """A finding can be gone to."""
    veri = altered(taban("2.0"), replaced(UST, "<SiraNo>2<", "<SiraNo>iki<"))
    bulunan = next(b for b in judged(tmp_path, veri, "2.0").bulgular if b.kod == "EYP-116")
    assert bulunan.yer.endswith("/Ustveri/Ustveri.xml · satır 61 · Ekler/Ek[2]/SiraNo"), bulunan.yer
    satir = unpack(veri)[UST].decode().splitlines()[60]
    assert "<SiraNo>iki<" in satir


def test_all_faults_are_told_at_once(tmp_path):
    """Broken XML in one part does not hide the rest."""
    degisiklik = hepsi(replaced(UST, "99900002", "x"), replaced(NIHAI, "</NihaiUstVeri>", ""), core("application/eyazisma", "x"))
    kodlar = {b.kod for b in judged(tmp_path, altered(taban("2.0"), degisiklik), "2.0").bulgular}
    assert {"EYP-028", "XML-004", "EYP-057"} <= kodlar
