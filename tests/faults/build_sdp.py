# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Make every sample sheet of a plan, sound or broken, each named after what it is: ``python tests/faults/build_sdp.py fixtures/sdp``.

Workbooks are written by hand, byte for byte: what Excel would turn a code into must stand in the file as Excel leaves it, and the same bytes
must come out whatever library is installed. Codes and titles are those of published plans or invented; there are no people in them.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import attrs

from earsiv.opc import write_zip

RESMI = ("Ana Dosya", "1. Alt", "2. Alt", "3. Alt", "Konu Adı", "Saklama Süresi", "Tasfiye/Saklama Kodu")
TEK = ("Kod", "Konu Adı", "Saklama Süresi", "Tasfiye Kodu")
KAYSIS = (
    "ID,AnaKod,AltKod1,AltKod2,AltKod3,KonuAdi,SaklamaSuresi,SaklamaZaman,SaklamaKodu,DipNot,Aciklama,Aktifmi,Tip,GrupBaslangici,"
    "GrupBitisi,Kod,Seviye"
).split(",")


@attrs.frozen
class Tarih:
    """A number that the sheet shows as a day."""

    seri: float


@attrs.frozen
class Formul:
    """A formula with the value it had."""

    metin: str
    deger: str


def kolon(n: int) -> str:
    return chr(65 + n)


def hucre_xml(satir: int, sutun: int, deger) -> str:
    yer = f"{kolon(sutun)}{satir}"
    match deger:
        case None | "":
            return ""
        case Tarih():
            return f'<c r="{yer}" s="1"><v>{deger.seri!r}</v></c>'
        case Formul():
            return f'<c r="{yer}" t="str"><f>{escape(deger.metin)}</f><v>{escape(deger.deger)}</v></c>'
        case bool():
            return f'<c r="{yer}" t="b"><v>{int(deger)}</v></c>'
        case int() | float():
            return f'<c r="{yer}"><v>{deger!r}</v></c>'
    return f'<c r="{yer}" t="inlineStr"><is><t xml:space="preserve">{escape(deger)}</t></is></c>'


def sayfa_xml(satirlar) -> str:
    govde = "".join(f'<row r="{n}">{"".join(hucre_xml(n, m, d) for m, d in enumerate(s))}</row>' for n, s in enumerate(satirlar, 1))
    return f'{BAS}<worksheet xmlns="{ANA}"><sheetData>{govde}</sheetData></worksheet>'


BAS = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
ANA = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BAG = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PKG = "http://schemas.openxmlformats.org/package/2006"
TUR = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def xlsx(*sayfalar, gizli=()) -> bytes:
    """Write a workbook of (name, rows)."""
    no = range(1, len(sayfalar) + 1)
    bildirim = "".join(f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{TUR}.worksheet+xml"/>' for n in no)
    turler = (
        f'{BAS}<Types xmlns="{PKG}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{TUR}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{TUR}.styles+xml"/>{bildirim}</Types>'
    )
    liste = "".join(
        f'<sheet name="{escape(ad)}" sheetId="{n}"{" state=" + chr(34) + "hidden" + chr(34) if ad in gizli else ""} r:id="rId{n}"/>'
        for n, (ad, _) in zip(no, sayfalar, strict=True)
    )
    baglar = "".join(f'<Relationship Id="rId{n}" Type="{BAG}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in no)
    parcalar = {
        "[Content_Types].xml": turler,
        "_rels/.rels": f'{BAS}<Relationships xmlns="{PKG}/relationships"><Relationship Id="rId1" Type="{BAG}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{BAS}<workbook xmlns="{ANA}" xmlns:r="{BAG}"><sheets>{liste}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{BAS}<Relationships xmlns="{PKG}/relationships">{baglar}<Relationship Id="rId99" Type="{BAG}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'{BAS}<styleSheet xmlns="{ANA}"><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
        **{f"xl/worksheets/sheet{n}.xml": sayfa_xml(satirlar) for n, (_, satirlar) in zip(no, sayfalar, strict=True)},
    }
    return write_zip([(ad, metin.encode()) for ad, metin in parcalar.items()], sakla=frozenset(parcalar))


def kayit(tur: int, veri: bytes) -> bytes:
    return struct.pack("<HH", tur, len(veri)) + veri


def biff(satirlar, ad: str) -> bytes:
    """Write the sheet as BIFF8: one sheet, numbers as doubles, text as labels, style 1 is a date."""

    def bof(tur):
        return kayit(0x0809, struct.pack("<HHHHII", 0x0600, tur, 0x0DBB, 0x07CC, 0, 6))

    def xf(bicim):
        return kayit(0xE0, struct.pack("<HHH", 0, bicim, 0) + bytes(14))

    adlar = ad.encode("utf-16-le")
    bas = bof(5) + kayit(0x42, struct.pack("<H", 1200)) + kayit(0x22, bytes(2)) + xf(0) + xf(14)
    konum = len(bas) + 4 + 8 + len(adlar) + 4
    bas += kayit(0x85, struct.pack("<IBBBB", konum, 0, 0, len(ad), 1) + adlar) + kayit(0x0A, b"")
    govde = bof(0x10) + kayit(0x200, struct.pack("<IIHHH", 0, len(satirlar), 0, max(map(len, satirlar)), 0))
    for n, satir in enumerate(satirlar):
        for m, deger in enumerate(satir):
            if deger in (None, ""):
                continue
            if isinstance(deger, str):
                govde += kayit(0x204, struct.pack("<HHHHB", n, m, 0, len(deger), 1) + deger.encode("utf-16-le"))
            else:
                sayi, bicim = (deger.seri, 1) if isinstance(deger, Tarih) else (deger, 0)
                govde += kayit(0x203, struct.pack("<HHHd", n, m, bicim, sayi))
    return bas + govde + kayit(0x0A, b"")


def xls(satirlar, ad="Belediyeler") -> bytes:
    """Write a compound file that holds the workbook stream and nothing else."""
    akis = biff(satirlar, ad)
    akis += bytes(max(4096, -(-len(akis) // 512) * 512) - len(akis))
    n = len(akis) // 512
    fat = [i + 1 for i in range(n - 1)] + [-2, -2] + [-3]  # stream, directory, the table itself
    assert len(fat) <= 128
    dizin = b""
    for girdi, tur, cocuk, bas, boy in (
        ("Root Entry", 5, 1, -2, 0),
        ("Workbook", 2, -1, 0, len(akis)),
        ("", 0, -1, 0, 0),
        ("", 0, -1, 0, 0),
    ):
        adi = girdi.encode("utf-16-le") + b"\0\0" if girdi else b""
        dizin += adi.ljust(64, b"\0") + struct.pack("<HBBiii", len(adi), tur, 1, -1, -1, cocuk) + bytes(36) + struct.pack("<iQ", bas, boy)
    baslik = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    baslik += struct.pack("<IIiIIiIiI", 0, 1, n, 0, 4096, -2, 0, -2, 0) + struct.pack("<i", n + 1) + struct.pack("<i", -1) * 108
    return baslik + akis + dizin + b"".join(struct.pack("<i", s) for s in fat + [-1] * (128 - len(fat)))


def csv(*satirlar, kodlama="utf-8", ayrac=";") -> bytes:
    def hucre(d) -> str:
        m = "" if d is None else str(d)
        return '"' + m.replace('"', '""') + '"' if any(c in m for c in f'{ayrac}"\r\n') else m

    return "".join(ayrac.join(map(hucre, s)) + "\r\n" for s in satirlar).encode(kodlama)


MECLIS = (
    ("105", "", "", "", "Meclis İşleri", "", ""),
    ("105", "01", "", "", "Meclis Üyeleri", "15", "C"),
    ("105", "02", "", "", "Davet ve Gündem", "15", "A"),
    ("105", "06", "", "", "Meclis Komisyonları", "", ""),
    ("105", "06", "01", "", "Toplantılar", "05", "C"),
    ("105", "06", "99", "", "Diğer", "5", "D"),
)


def tasi(satirlar):
    """Leave the main code and upper levels out where they stand above already."""
    return [("" if s[1] else s[0], "" if s[2] else s[1], *s[2:]) for s in satirlar]


def tek(*satirlar) -> bytes:
    return csv(TEK, ("105", "Meclis İşleri", "", ""), *satirlar)


def tek_xlsx(*satirlar) -> bytes:
    return xlsx(("Plan", [TEK, ("105", "Meclis İşleri", "", ""), *satirlar]))


def kaysis(**degerler) -> tuple[str, ...]:
    return tuple(degerler.get(ad, "") for ad in KAYSIS)


@attrs.frozen
class Vaka:
    """One sheet: file ending, maker, the codes that must be found, the codes of the plan that may be taken, rows of the fault catalogue."""

    uzanti: str
    yap: Callable[[], bytes]
    bulgular: tuple[str, ...] = ()
    alinan: tuple[str, ...] = ()
    bicim: str = ""


TAMAM = ("105", "105.01", "105.02", "105.06", "105.06.01", "105.06.99")
MEKTUP = [("STANDART DOSYA PLANI", *[""] * 6), [""] * 7]
SAYILI = [
    RESMI,
    (105.0, "", "", "", "Meclis İşleri", "", ""),
    (105.0, 1.0, "", "", "Meclis Üyeleri", 15.0, "C"),
    (105.0, 10.0, "", "", "Davet ve Gündem", "05", "A"),
    (10.0, "", "", "", "Mevzuat İşleri", "", ""),
]
VAKALAR: dict[str, Vaka] = {
    "resmi_tekrarli": Vaka("xlsx", lambda: xlsx(("V.4_(2024)", [*MEKTUP, RESMI, *MECLIS])), (), TAMAM, "tekrarli"),
    "resmi_tasimali": Vaka("xlsx", lambda: xlsx(("Belediyeler", [*MEKTUP, RESMI, *tasi(MECLIS)])), (), TAMAM, "tasimali"),
    "resmi_tasimali_xls": Vaka("xls", lambda: xls([RESMI, *tasi(MECLIS)]), (), TAMAM, "tasimali"),
    "iki_satirli_baslik": Vaka(
        "xlsx",
        lambda: xlsx(
            (
                "Plan",
                [("Dosya Kodu", "", "", "", *RESMI[4:]), (*RESMI[:4], "", "", ""), *tasi(MECLIS), ("Dosya Kodu", "", "", "", *RESMI[4:])],
            )
        ),
        (),
        TAMAM,
        "tasimali",
    ),
    "sayiya_donmus_duzeyler_xls": Vaka("xls", lambda: xls(SAYILI), ("SDP-038", "SDP-051"), ("105", "105.01", "105.10", "010"), "tekrarli"),
    "sayiya_donmus_kodlar": Vaka(
        "xlsx",
        lambda: tek_xlsx(
            (105.04, "Meclis Kararları", 15, "A"), (105.1, "On mu bir mi", "5", "D"), (10, "Mevzuat", "", ""), (1.0, "Bir", "", "")
        ),
        ("SDP-034", "SDP-038"),
        ("105", "105.04"),
        "tek-sutun",
    ),
    "tarihe_donmus_kodlar": Vaka(
        "xlsx",
        lambda: tek_xlsx(
            (Tarih(105.04), "Seri", "", ""), (Tarih(45386.0), "Gün", "", ""), ("4.Oca", "Ay", "", ""), ("01.04.2024", "Gün", "", "")
        ),
        ("SDP-035",),
        ("105",),
        "tek-sutun",
    ),
    "formul": Vaka(
        "xlsx",
        lambda: tek_xlsx(
            (Formul('CONCATENATE("105",".01")', "105.01"), "Üyeler", "15", "C"), ("105.02", "Davet", Formul("10+5", "15"), "A")
        ),
        ("SDP-058",),
        ("105",),
    ),
    "formul_metni": Vaka(
        "csv",
        lambda: tek(("105.01", '=HYPERLINK("http://ornek.invalid")', "15", "C"), ("105.02", "@SUM(1)", "15", "A")),
        ("SDP-058",),
        ("105",),
    ),
    "sayi_metni": Vaka(
        "csv", lambda: tek(("105.1", "A", "5", "D"), ("105,04", "B", "5", "D"), ("1.0", "C", "", "")), ("SDP-034",), ("105",)
    ),
    "sifiri_dusmus": Vaka("csv", lambda: tek(("10", "Mevzuat", "", ""), ("10.05", "Tebliğ", "5", "D")), ("SDP-036",), ("105",)),
    "kod_degil": Vaka("csv", lambda: tek(("105.04.", "A", "5", "D"), ("M.105", "B", "5", "D")), ("SDP-037",), ("105",)),
    "yetim": Vaka("csv", lambda: tek(("110.01", "Üyeler", "5", "D"), ("110.01.01", "Alt", "5", "D")), ("SDP-039", "SDP-062"), ("105",)),
    "ayni_satir_iki_kez": Vaka(
        "csv", lambda: tek(("105.01", "Üye", "5", "D"), ("105.01", "Üye", "5", "D")), ("SDP-040",), ("105", "105.01")
    ),
    "ayni_kod_ayri_sure": Vaka("csv", lambda: tek(("105.01", "Üye", "5", "D"), ("105.01", "Üye", "10", "D")), ("SDP-040",), ("105",)),
    "ayni_kod_baska_ad": Vaka("csv", lambda: tek(("105.01", "Üye", "5", "D"), ("105.01", "Gündem", "5", "D")), ("SDP-041",), ("105",)),
    "kotu_sureler": Vaka(
        "csv",
        lambda: tek(
            *((f"105.{n:02d}", f"Konu {s}", s, "D") for n, s in enumerate(("0", "101", "C", "süresiz", "SD", "5-10", "b"), 1)),
            ("105.08", "İyi", "05", "D"),
        ),
        ("SDP-042",),
        ("105", "105.08"),
    ),
    "sure_birimiyle": Vaka("csv", lambda: tek(("105.01", "Üye", "15 yıl", "C")), ("SDP-064",), ("105", "105.01")),
    "yarim_satirlar": Vaka("csv", lambda: tek(("105.01", "Kodsuz", "5", ""), ("105.02", "Süresiz satır", "", "D")), ("SDP-043",), ("105",)),
    "bilinmeyen_harf": Vaka(
        "csv", lambda: tek(("105.01", "A", "5", "E"), ("105.02", "B", "5", "a"), ("105.03", "C", "5", "A 3")), ("SDP-045",), ("105",)
    ),
    "deyimler": Vaka(
        "csv",
        lambda: csv(
            ("Kod", "Konu", "Süre", "Düşünceler"),
            ("105", "Meclis", "", ""),
            ("105.01", "A", "15", "Devlet Arşivi'ne gönderilir"),
            ("105.02", "B", "B", "Kurumunda saklanır"),
            ("105.03", "C", "5", "Devlet Arşivine gönderilmez"),
            ("105.04", "D", "5", "Ayıklama ve İmha Komisyonunca değerlendirilir"),
            ("105.05", "E", "5", "Taşra Birim arşivinde imha edilir"),
            ("105.06", "F", "5", "Örnek seçilenler Devlet Arşivi'ne gönderilir"),
            ("105.07", "G", "5", "Örnek seçilenler kurumunda saklanır"),
            ("105.08", "H", "5", "Kurum Arşivinde imha edilmez"),
        ),
        ("SDP-045", "SDP-046", "SDP-047"),
        ("105", "105.01", "105.02", "105.03", "105.04", "105.05"),
    ),
    "iki_sureli_form": Vaka(
        "csv",
        lambda: csv(
            ("Kod", "Konu", "Birim Arşivi", "Kurum Arşivi", "Tasfiye"), ("105", "Meclis", "", "", ""), ("105.01", "Defter", "5", "25", "D")
        ),
        ("SDP-042",),
        ("105",),
    ),
    "notlu": Vaka(
        "csv",
        lambda: tek(("", "Bütçe için bkz. 841.01", "", ""), ("105.01", "Üye*", "15", "C"), ("", "Kodu silinmiş", "5", "D")),
        ("SDP-052", "SDP-053", "SDP-054"),
        ("105", "105.01"),
    ),
    "bolumlu": Vaka(
        "csv",
        lambda: csv(TEK, ("", "GENEL İŞLER (000-099)", "", ""), ("600", "ARAŞTIRMA (600-619)", "", ""), ("620", "BASIN (600-639)", "", "")),
        ("SDP-055", "SDP-056"),
        ("600", "620"),
    ),
    "duzeyi_kopuk": Vaka(
        "csv",
        lambda: csv(RESMI, *MECLIS[:1], ("105", "", "01", "", "Alt", "5", "D"), ("110", "", "02", "", "Başka", "5", "D")),
        ("SDP-050",),
        ("105",),
    ),
    "ana_kodu_bozuk": Vaka(
        "xlsx",
        lambda: xlsx(
            ("Plan", [RESMI, *tasi(MECLIS[:2]), (Tarih(45386.0), "", "", "", "Encümen", "", ""), ("", "01", "", "", "Üyeler", "5", "D")])
        ),
        ("SDP-035", "SDP-050"),
        ("105", "105.01"),
    ),
    "bosluklu_numara": Vaka(
        "csv",
        lambda: tek(("105.01", "A", "5", "D"), ("105.04", "B", "5", "D"), ("105.99", "C", "5", "C")),
        ("SDP-048",),
        ("105", "105.01", "105.04", "105.99"),
    ),
    "ustle_celisen": Vaka(
        "csv", lambda: csv(TEK, ("115", "Kentsel", "B", "A3"), ("115.01", "Alan", "15", "C")), ("SDP-049",), ("115", "115.01")
    ),
    "turk_excel": Vaka(
        "csv",
        lambda: csv(TEK, ("105", "Meclis İşleri", "", ""), ("105.01", "Çağrı ve ışık", "15", "C"), kodlama="cp1254"),
        ("SDP-033",),
        ("105", "105.01"),
    ),
    "bom": Vaka("csv", lambda: b"\xef\xbb\xbf" + tek(("105.01", "Üye", "15", "C")), (), ("105", "105.01")),
    "earsiv_csv": Vaka(
        "csv",
        lambda: csv(
            "kod,ad,saklama_suresi,saklama_kodu,aciklama,kaynak".split(","),
            ("105", "Meclis", "", "", "", "x"),
            ("105.01", "Üye, eski", "15", "C", "Not", "y"),
            ayrac=",",
        ),
        (),
        ("105", "105.01"),
        "earsiv",
    ),
    "kaysis": Vaka(
        "csv",
        lambda: csv(
            KAYSIS,
            kaysis(ID="1", AnaKod="000", KonuAdi="GENEL İŞLER", Aktifmi="true", GrupBaslangici="0", GrupBitisi="99", Kod="000"),
            kaysis(ID="2", AnaKod="010", AltKod1="0", KonuAdi="Mevzuat", Aktifmi="true", Kod="010"),
            kaysis(
                ID="3",
                AnaKod="010",
                AltKod1="1",
                KonuAdi="Kanunlar",
                SaklamaSuresi="B",
                SaklamaKodu="A3",
                DipNot="Resmî Gazete",
                Aktifmi="true",
                Kod="010.01",
            ),
            kaysis(
                ID="4", AnaKod="010", AltKod1="2", KonuAdi="Tüzükler", SaklamaSuresi="B", SaklamaKodu="A3", Aktifmi="false", Kod="010.02"
            ),
            kaysis(ID="5", AnaKod="010", AltKod1="4", KonuAdi="Yönerge", SaklamaSuresi="B", SaklamaKodu="A3", Aktifmi="true", Kod="010.03"),
        ),
        ("SDP-055", "SDP-059", "SDP-060"),
        ("000", "010", "010.01", "010.02"),
        "kaysis",
    ),
    "karisik_duzen": Vaka("csv", lambda: csv(RESMI, *MECLIS[:3], ("", "03", "", "", "Tutanak", "5", "D")), ("SDP-031",)),
    "iki_ad_sutunu": Vaka("csv", lambda: csv(("Kod", "Konu", "Konu Adı"), ("105", "Meclis", "Meclis İşleri")), ("SDP-031",)),
    "iki_sayfa": Vaka("xlsx", lambda: xlsx(("A", [RESMI, *MECLIS]), ("B", [RESMI, *MECLIS])), ("SDP-031",)),
    "gizli_sayfa": Vaka("xlsx", lambda: xlsx(("A", [RESMI, *MECLIS]), ("B", [RESMI, *MECLIS]), gizli=("B",)), (), TAMAM, "tekrarli"),
    "basliksiz": Vaka("csv", lambda: csv(("105", "Meclis", "15", "A"), ("105.01", "Üye", "5", "D")), ("SDP-030",)),
    "web_sayfasi": Vaka("xls", lambda: b"<html><table><tr><td>Kod</td></tr></table></html>", ("SDP-032",)),
    "bos_ole": Vaka("xls", lambda: xls([RESMI])[:1024], ("SDP-032",)),
    "metin_degil": Vaka("csv", lambda: bytes(range(256)) * 4, ("SDP-032",)),
    "kesik": Vaka("xlsx", lambda: xlsx(("A", [RESMI, *MECLIS]))[:-40], ("PKT-005",)),
    "ozeti_tutmayan_sayfa": Vaka("xlsx", lambda: xlsx(("A", [RESMI, *MECLIS])).replace(b"<sheetData>", b"<sheetDatX>"), ("SDP-032",)),
}


def main(hedef: Path) -> None:
    hedef.mkdir(parents=True, exist_ok=True)
    for eski in hedef.iterdir():
        eski.unlink()
    for ad, vaka in VAKALAR.items():
        (hedef / f"{ad}.{vaka.uzanti}").write_bytes(vaka.yap())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
