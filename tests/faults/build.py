# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Make every hostile package from scratch, each named after its fault: ``python tests/faults/build.py fixtures/paket``.

The same bytes come out each time, so CI can make them again and compare. What would be large is marked and only made in tests.
"""

from __future__ import annotations

import io
import random
import re
import struct
import sys
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import attrs

from earsiv.opc import write_zip
from earsiv.testing import replaced, sample, test_pki, unpack
from earsiv.testing.degistir import agree

UST, RELS, TURLER = "/Ustveri/Ustveri.xml", "/_rels/.rels", "/[Content_Types].xml"
PAKET, NOZET, USTYAZI, EK = "/PaketOzeti/PaketOzeti.xml", "/NihaiOzet/NihaiOzet.xml", "/UstYazi/ustyazi.pdf", "/Ekler/ekg1.txt"


@attrs.frozen
class Vaka:
    """One hostile file: rows of the fault catalogue, its maker, the code it must get (``None``: accepted), whether it is too large to keep."""

    satirlar: tuple[str, ...]
    yap: Callable[[], bytes]
    kod: str | None
    buyuk: bool = False


@cache
def asil(tur: str = "2.0") -> dict[str, bytes]:
    return unpack(sample(tur))


def sakli(parcalar) -> bytes:
    """Stored, not deflated: the bytes must not depend on a compressor's version."""
    ogeler = [(ad.lstrip("/"), veri) for ad, veri in parcalar]
    return write_zip(ogeler, sakla=frozenset(ad for ad, _ in ogeler))


def govde(degistir=lambda p: None, sonra=lambda p: None, tur="2.0"):
    def yap():
        p = dict(asil(tur))
        degistir(p)
        agree(p, test_pki())
        sonra(p)
        return sakli(p.items())

    return yap


def ek_girdi(ad, veri=b"kotu"):
    return lambda: sakli([*asil().items(), (ad, veri)])


def ham_ad(eski: bytes, yeni: bytes):
    """Put a name into the container that no writer would write."""
    return lambda: ek_girdi("/" + eski.decode())().replace(eski, yeni)


def yama(f):
    """Change the bytes of the finished container."""

    def yap():
        veri = bytearray(sakli(asil().items()))
        f(veri)
        return bytes(veri)

    return yap


def merkez(veri, ad: bytes) -> int:
    yer = veri.find(b"PK\x01\x02")
    while veri[yer + 46 : yer + 46 + len(ad)] != ad:
        yer = veri.find(b"PK\x01\x02", yer + 4)
    return yer


def yerel(veri, ad: bytes) -> int:
    return struct.unpack_from("<L", veri, merkez(veri, ad) + 42)[0]


AD = UST.lstrip("/").encode()


def yamala(konum, bicim, deger, *, nerede="ikisi"):
    """Overwrite one field of an entry in the directory (``konum`` there) and in the local header (four bytes earlier)."""

    def f(veri):
        m, y = merkez(veri, AD), yerel(veri, AD)
        if nerede in {"ikisi", "merkez"}:
            struct.pack_into(bicim, veri, m + konum, deger)
        if nerede in {"ikisi", "yerel"}:
            struct.pack_into(bicim, veri, y + konum - 2, deger)

    return yama(f)


def ust_uste():
    def f(veri):
        struct.pack_into("<L", veri, merkez(veri, b"Ekler/ek2.txt") + 42, yerel(veri, b"Ekler/ekg1.txt"))
        m = merkez(veri, b"Ekler/ek2.txt")
        veri[m + 46 : m + 46 + 13] = b"Ekler/ek2.txt"

    return yama(f)


def sikisik(ad, veri):
    """A deflated entry beside stored ones."""

    def yap():
        cikti = io.BytesIO(sakli(asil().items()))
        with zipfile.ZipFile(cikti, "a", zipfile.ZIP_DEFLATED) as z:
            z.writestr(zipfile.ZipInfo(ad), veri, zipfile.ZIP_DEFLATED)
        return cikti.getvalue()

    return yap


def ic_ice():
    bomba = b"\0" * 100_000
    for _ in range(5):
        cikti = io.BytesIO()
        with zipfile.ZipFile(cikti, "w", zipfile.ZIP_DEFLATED) as z:
            for n in range(3):
                z.writestr(zipfile.ZipInfo(f"{n}.zip"), bomba, zipfile.ZIP_DEFLATED)
        bomba = cikti.getvalue()
    return govde(lambda p: p.update({EK: bomba}))()


def cok_parca():
    return sakli([*asil().items(), *((f"/Ekler/{n}", b"") for n in range(2_100))])


def iki_dizin_sonu():
    veri = sakli(asil().items())
    son = veri[-22:]
    return veri[:-2] + struct.pack("<H", len(son)) + son


def baglanti():
    cikti = io.BytesIO(sakli(asil().items()))
    with zipfile.ZipFile(cikti, "a") as z:
        bilgi = zipfile.ZipInfo("ImzasizEkler/baglanti")
        bilgi.create_system, bilgi.external_attr = 3, 0o120777 << 16
        z.writestr(bilgi, "/etc/passwd")
    return cikti.getvalue()


def xml(yeni, ad=UST):
    """Replace a whole XML part after digesting: it must never get as far as its digest."""
    return govde(sonra=lambda p: p.update({ad: yeni}))


def onune(metin):
    """Put something between the declaration and the root."""

    def degistir(p):
        bas, isaret, kalan = p[UST].decode("utf-8-sig").partition("?>")
        p[UST] = (bas + isaret + metin + kalan).encode()

    return govde(degistir)


def iliski(oge):
    return govde(replaced(RELS, "</Relationships>", f"{oge}</Relationships>"))


def rels_sil(tur):
    return lambda p: p.update({RELS: re.sub(rf'<Relationship Type="[^"]*/{tur}"[^>]*/>', "", p[RELS].decode(), count=1).encode()})


def bit(ad):
    def degistir(p):
        veri = bytearray(p[ad])
        veri[len(veri) // 2] ^= 1
        p[ad] = bytes(veri)

    return govde(sonra=degistir)


def referans(ozet, ad, f):
    def degistir(p):
        m = re.search(rf'<Reference URI="{re.escape(ad)}".*?</Reference>', p[ozet].decode(), re.DOTALL)
        p[ozet] = p[ozet].decode().replace(m[0], f(m[0])).encode()

    return degistir


GENIS = b"<?xml version='1.0'?><a " + b" ".join(b"x%d='1'" % n for n in range(600_000)) + b"/>"
DERIN = b"<a>" * 10_000 + b"</a>" * 10_000
GULUS = '<!DOCTYPE a [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)) + "]>"
IMZA, MUHUR = "/Imzalar/ImzaCades.imz", "/Muhur/MuhurCades.imz"

VAKALAR: dict[str, Vaka] = {
    "klasorden_tirmanan_ad": Vaka(("A02",), ek_girdi("../../etc/x"), "PKT-013"),
    "mutlak_ad": Vaka(("A03",), ham_ad(b"Xetc/passwd", b"/etc/passwd"), "PKT-013"),
    "surucu_adi": Vaka(("A03",), ek_girdi("C:/x"), "PKT-013"),
    "ag_yolu": Vaka(("A03",), ek_girdi("\\\\sunucu\\x"), "PKT-013"),
    "ev_klasoru": Vaka(("A03",), ek_girdi("~/x"), "PKT-013"),
    "ters_bolulu_ad": Vaka(("A03",), ek_girdi("Ekler\\x.txt"), "PKT-013"),
    "nul_karakterli_ad": Vaka(("A03",), ham_ad(b"EklerXx.txt", b"Ekler\0x.txt"), "PKT-013"),
    "denetim_karakterli_ad": Vaka(("A03",), ek_girdi("Ekler/x\x07.txt"), "PKT-013"),
    "yuzde_kodlu_tirmanma": Vaka(("A09",), ek_girdi("%2e%2e%2fx"), "PKT-013"),
    "ayni_ad_ayni_bayt": Vaka(("A04",), lambda: sakli([*asil().items(), (EK, asil()[EK])]), "PKT-014"),
    "ayni_ad_iki_kez_kotusu_sonda": Vaka(("A05",), lambda: sakli([*asil().items(), (EK, b"kotu")]), "PKT-014"),
    "ayni_ad_iki_kez_kotusu_basta": Vaka(("A05",), lambda: sakli([(EK, b"kotu"), *asil().items()]), "PKT-014"),
    "yalniz_harf_buyuklugu_baska_ad": Vaka(("A06",), ek_girdi("/ustveri/ustveri.xml"), "PKT-015"),
    "turkce_harfli_ad": Vaka(
        ("A07",),
        govde(
            lambda p: p.update({"/ImzasizEkler/İ.txt": p.pop("/ImzasizEkler/serbest.txt")}),
            replaced(RELS, "/ImzasizEkler/serbest.txt", "/ImzasizEkler/i.txt"),
        ),
        "PKT-021",
    ),
    "iki_unicode_bicimli_ad": Vaka(
        ("A08",), lambda: sakli([*asil().items(), ("/Ekler/\u011f.txt", b"1"), ("/Ekler/g\u0306.txt", b"2")]), "PKT-015"
    ),
    "duz_bomba": Vaka(("A10",), sikisik("Ekler/bomba", b"\0" * (9 << 20)), "PKT-018"),
    "ic_ice_bomba": Vaka(("A11",), ic_ice, None),
    "ust_uste_binen_girdiler": Vaka(("A12",), ust_uste(), "PKT-011"),
    "boyu_kucuk_bildirilmis": Vaka(("A13",), yamala(24, "<L", 10), "PKT-011"),
    "yerel_baslikta_baska_ad": Vaka(("A14",), yama(lambda v: v.__setitem__(slice(yerel(v, AD) + 30, yerel(v, AD) + 31), b"X")), "PKT-011"),
    "yerel_baslikta_baska_boy": Vaka(("A14",), yamala(24, "<L", 99, nerede="yerel"), "PKT-011"),
    "yerel_baslikta_baska_yontem": Vaka(("A14",), yamala(10, "<H", 8, nerede="yerel"), "PKT-011"),
    "cok_parca": Vaka(("A15",), cok_parca, "PKT-004", buyuk=True),
    "basinda_fazla_bayt": Vaka(("A16",), lambda: b"MZ" + sakli(asil().items()), "PKT-008"),
    "sonunda_fazla_bayt": Vaka(("A16",), lambda: sakli(asil().items()) + b"ek", "PKT-007"),
    "iki_dizin_sonu": Vaka(("A17",), iki_dizin_sonu, "PKT-008"),
    "sifreli_girdi": Vaka(("A18",), yamala(8, "<H", 1), "PKT-010"),
    "bilinmeyen_sikistirma": Vaka(("A18",), yamala(10, "<H", 99), "PKT-010"),
    "zip64_yalani": Vaka(("A18",), yamala(24, "<L", 0xFFFFFFFF, nerede="merkez"), "PKT-011"),
    "simge_baglanti": Vaka(("A19",), baglanti, "EYP-037"),
    "icerik_turleri_yok": Vaka(("A20",), govde(lambda p: p.pop(TURLER)), "PKT-020"),
    "olmayan_parcaya_iliski": Vaka(("A20",), iliski('<Relationship Type="urn:x" Target="/yok" Id="x" />'), "PKT-021"),
    "dis_iliski": Vaka(
        ("A20",), iliski('<Relationship Type="urn:x" Target="http://ornek.invalid/" Id="x" TargetMode="External" />'), "PKT-022"
    ),
    "dis_ust_yazi": Vaka(
        ("A20",), govde(replaced(RELS, 'Target="/UstYazi/ustyazi.pdf"', 'TargetMode="External" Target="file:///etc/passwd"')), "EYP-050"
    ),
    "iliski_dongusu": Vaka(
        ("A20",),
        govde(
            lambda p: p.update(
                {
                    "/Ustveri/_rels/Ustveri.xml.rels": p["/PaketOzeti/_rels/PaketOzeti.xml.rels"]
                    .replace(b"../Imzalar/ImzaCades.imz", b"/Ustveri/Ustveri.xml")
                    .replace(b"eyazisma.dpt/iliskiler/imzacades", b"x/dongu")
                }
            )
        ),
        None,
    ),
    "dis_varlik_dosya": Vaka(("X01",), onune('<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'), "XML-003"),
    "dis_varlik_http": Vaka(("X01",), onune('<!DOCTYPE a SYSTEM "http://ornek.invalid/x.dtd">'), "XML-003"),
    "parametre_varligi": Vaka(("X01",), onune('<!DOCTYPE a [<!ENTITY % p SYSTEM "http://ornek.invalid/p">%p;]>'), "XML-003"),
    "doctype": Vaka(("X02",), onune("<!DOCTYPE x>"), "XML-003"),
    "milyar_gulus": Vaka(("X03",), onune(GULUS), "XML-003"),
    "karesel_sisme": Vaka(("X03",), onune(f'<!DOCTYPE a [<!ENTITY e "{"x" * 50_000}">]>'), "XML-003"),
    "cok_derin": Vaka(("X04",), xml(DERIN), "XML-004"),
    "dev_metin": Vaka(
        ("X05",),
        lambda: sikisik("a", b"")() and govde(sonra=lambda p: p.update({UST: b"<a>" + b"x" * (33 << 20) + b"</a>"}))(),
        "PKT-025",
        buyuk=True,
    ),
    "cok_oznitelik": Vaka(("X05", "X07"), xml(GENIS), "XML-006", buyuk=True),
    "xinclude_ve_schemalocation": Vaka(
        ("X06",),
        govde(
            replaced(
                UST,
                "<UstVeri ",
                '<UstVeri xmlns:xi="http://www.w3.org/2001/XInclude" xsi:schemaLocation="urn:x http://ornek.invalid/x.xsd" ',
                kere=1,
            )
        ),
        "EYP-101",
    ),
    "uzun_adlar": Vaka(("X07",), govde(replaced(UST, "</UstVeri>", f"<{'a' * 40_000}/></UstVeri>")), "EYP-110"),
    "yanlis_kodlama_bildirimi": Vaka(("X08",), govde(replaced(UST, 'encoding="utf-8"', 'encoding="windows-1254"')), "XML-007"),
    "isaretsiz_utf16": Vaka(("X08",), govde(lambda p: p.update({UST: p[UST].decode("utf-8-sig").encode("utf-16-le")})), "XML-007"),
    "bozuk_utf8": Vaka(("X08",), govde(lambda p: p.update({UST: p[UST].replace("ı".encode(), b"\xff", 1)})), "XML-007"),
    "windows_1254": Vaka(("X08",), govde(lambda p: p.update({UST: p[UST].decode("utf-8-sig").encode("cp1254", "replace")})), "XML-007"),
    "baska_ad_uzayinda_konu": Vaka(
        ("X10",), govde(replaced(UST, '<Konu xmlns="urn:dpt:eyazisma:schema:xsd:Tipler-2">', '<Konu xmlns="urn:baska">')), "EYP-020"
    ),
    "yorumla_bolunen_deger": Vaka(("X11",), govde(replaced(UST, "Bakım Raporu", "Bakım<!-- -->Raporu")), "EYP-056"),
    "yeni_surumun_ogesi": Vaka(
        ("X12",), govde(replaced(UST, "</UstVeri>", '<Yeni xmlns="urn:dpt:eyazisma:schema:xsd:Tipler-2">1</Yeni></UstVeri>')), "EYP-110"
    ),
    "ust_yazida_tek_bit": Vaka(("S01",), bit(USTYAZI), "EYP-043"),
    "ekte_tek_bit": Vaka(("S01",), bit(EK), "EYP-043"),
    "nihai_ustveride_tek_bit": Vaka(("S01",), govde(sonra=replaced("/NihaiUstveri/NihaiUstveri.xml", "Onay", "onay")), "EYP-043"),
    "imzada_tek_bit": Vaka(("S01",), bit(IMZA), "EYP-043"),
    "kapsam_disi_parca": Vaka(("S02",), govde(lambda p: p.update({"/Ekler/fazla.txt": b"kimsenin imzalamadigi"})), "EYP-052"),
    "silinmis_imzali_parca": Vaka(("S03",), govde(sonra=lambda p: p.pop(EK)), "EYP-041"),
    "ayni_parcaya_iki_referans": Vaka(("S04",), govde(referans(PAKET, EK, lambda r: r + r)), "EYP-044"),
    "harfi_baska_iki_referans": Vaka(("S04",), govde(referans(PAKET, EK, lambda r: r + r.replace(EK, EK.upper(), 1))), "EYP-044"),
    "yalniz_sha1": Vaka(
        ("S05",),
        govde(
            lambda p: p.update(
                {PAKET: p[PAKET].replace(b"http://www.w3.org/2001/04/xmlenc#sha256", b"http://www.w3.org/2000/09/xmldsig#sha1")}
            ),
            tur="1.3",
        ),
        "EYP-047",
    ),
    "ikinci_ozet_yanlis": Vaka(
        ("S05",),
        govde(sonra=referans(NOZET, EK, lambda r: re.sub(r"(sha512.*?DigestValue>)....", r"\1AAAA", r, flags=re.DOTALL))),
        "EYP-043",
    ),
    "baska_icerigin_imzasi": Vaka(
        ("S06",), govde(sonra=lambda p: p.update({MUHUR: test_pki().imzala(b"baska bir icerik", kim="muhur")})), "EYP-085"
    ),
    "muhurlu_ama_imzasiz": Vaka(("S25",), govde(lambda p: [p.pop(IMZA), p.pop("/PaketOzeti/_rels/PaketOzeti.xml.rels")]), "EYP-070"),
    "imzali_ama_muhursuz": Vaka(("S25",), govde(lambda p: [p.pop(MUHUR), p.pop("/NihaiOzet/_rels/NihaiOzet.xml.rels")]), "EYP-071"),
}


def main(hedef: Path) -> None:
    """Write every file that is small enough to keep."""
    hedef.mkdir(parents=True, exist_ok=True)
    for ad, vaka in VAKALAR.items():
        if not vaka.buyuk:
            (hedef / f"{ad}.eyp").write_bytes(vaka.yap())
    for eski in hedef.glob("*.eyp"):
        if eski.stem not in VAKALAR:
            eski.unlink()


if __name__ == "__main__":
    random.seed(0)
    main(Path(sys.argv[1]))
