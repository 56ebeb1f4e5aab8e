# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""XLSX streamed: rows are written as they come, with fixed times and order, so that the same report gives the same bytes.

Every text is an inline string: no formula, no link, no escape of the format's own is ever made of it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, Final

import attrs

from earsiv.opc import ZipYazici, write_zip
from earsiv.rapor.deger import Bolum, Rapor
from earsiv.rapor.form import Sutun
from earsiv.rapor.metin import safe_text

_BAS: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ANA: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_BAG: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PAKET: Final = "http://schemas.openxmlformats.org/package/2006"
_TUR: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_BLOK: Final = 1 << 18
_SAYI_SINIRI: Final = 10**15  # beyond it a spreadsheet rounds
_OZEL: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_AD_YASAK: Final = re.compile(r"[\[\]:*?/\\']")
_AD_BOYU: Final = 31
# cell styles, in the order of cellXfs below
DUZ, DERECE, BASLIK, KALIN, SUTUN, METIN, SAYI, ORTA = range(8)
_HIZALAR: Final = {"sol": METIN, "sag": SAYI, "orta": ORTA}

_STILLER: Final = (
    f'{_BAS}<styleSheet xmlns="{_ANA}">'
    '<fonts count="4"><font><sz val="10"/><name val="Calibri"/></font><font><b/><sz val="14"/><name val="Calibri"/></font>'
    '<font><b/><sz val="10"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><color rgb="FFA00000"/><name val="Calibri"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE8E8E8"/></patternFill></fill></fills>'
    '<borders count="2"><border/><border>'
    + "".join(f'<{yan} style="thin"><color rgb="FF808080"/></{yan}>' for yan in ("left", "right", "top", "bottom"))
    + "</border></borders>"
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="8"><xf numFmtId="49"/>'
    '<xf numFmtId="49" fontId="3" applyFont="1" applyAlignment="1"><alignment horizontal="center"/></xf>'
    '<xf numFmtId="49" fontId="1" applyFont="1" applyAlignment="1"><alignment horizontal="center"/></xf>'
    '<xf numFmtId="49" fontId="2" applyFont="1"/>'
    '<xf numFmtId="49" fontId="2" fillId="2" borderId="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
    '<alignment horizontal="center" vertical="center" wrapText="1"/></xf>'
    '<xf numFmtId="49" borderId="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf borderId="1" applyBorder="1" applyAlignment="1"><alignment horizontal="right" vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="49" borderId="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="top" wrapText="1"/></xf>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def xml_text(metin: str) -> str:
    """Return text of a record as the content of an XLSX string: shown as it is, whatever it says."""
    kacan = _OZEL.sub("_x005F_", safe_text(metin))
    return kacan.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def column_letter(sira: int) -> str:
    """Return the letters of a column, counted from 1."""
    harfler = ""
    while sira:
        sira, kalan = divmod(sira - 1, 26)
        harfler = chr(65 + kalan) + harfler
    return harfler


@attrs.define
class _Sayfa:
    """A sheet being written: counts its rows and remembers which cells are one."""

    ad: str
    sutunlar: tuple[Sutun, ...]
    satir: int = 0
    birlesik: list[str] = attrs.field(factory=list)
    baslik_satiri: int = 0
    harfler: tuple[str, ...] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.harfler = tuple(column_letter(sira) for sira in range(1, len(self.sutunlar) + 1))

    def row(self, hucreler: Iterable[tuple[int, str | int, int]]) -> str:
        """Return the next row of (column from 0, value, style)."""
        self.satir += 1
        govde = "".join(self._cell(sira, deger, stil) for sira, deger, stil in hucreler)
        return f'<row r="{self.satir}">{govde}</row>'

    def _cell(self, sira: int, deger: str | int, stil: int) -> str:
        yer = f"{self.harfler[sira] if sira < len(self.harfler) else column_letter(sira + 1)}{self.satir}"
        if isinstance(deger, int) and abs(deger) < _SAYI_SINIRI:
            return f'<c r="{yer}" s="{stil}"><v>{deger}</v></c>'
        if deger == "":
            return f'<c r="{yer}" s="{stil}"/>'
        return f'<c r="{yer}" s="{stil}" t="inlineStr"><is><t xml:space="preserve">{xml_text(str(deger))}</t></is></c>'

    def wide(self, deger: str, stil: int) -> str:
        """Return the next row with one text over all columns."""
        if len(self.sutunlar) > 1:
            self.birlesik.append(f"A{self.satir + 1}:{self.harfler[-1]}{self.satir + 1}")
        return self.row([(0, deger, stil)])

    def head(self) -> str:
        """Return the next row with the titles of the columns."""
        self.baslik_satiri = self.satir + 1
        return self.row((sira, s.baslik, SUTUN) for sira, s in enumerate(self.sutunlar))

    def body(self, satirlar: Iterable[Sequence[str | int]]) -> Iterator[str]:
        """Yield rows of the table."""
        stiller = [_HIZALAR[s.hiza] for s in self.sutunlar]
        for satir in satirlar:
            yield self.row(zip(range(len(stiller)), satir, stiller, strict=True))


def write_xlsx(rapor: Rapor, akis: BinaryIO) -> None:
    """Write the workbook of a report to a seekable stream: the form on the first sheet, each further table on one of its own."""
    sayfalar = [_Sayfa(_sheet_name(rapor.form.baslik, ()), rapor.columns())]
    ekler = [b for b in (*rapor.once, *rapor.sonra) if b.sutunlar]
    for bolum in ekler:
        sayfalar.append(_Sayfa(_sheet_name(bolum.baslik, [s.ad for s in sayfalar]), bolum.sutunlar))
    zip_ = ZipYazici(akis)
    zip_.add("[Content_Types].xml", _content_types(len(sayfalar)).encode())
    zip_.add("_rels/.rels", _root_rels().encode())
    zip_.add("docProps/core.xml", _core(rapor).encode())
    zip_.add("xl/styles.xml", _STILLER.encode())
    zip_.add("xl/worksheets/sheet1.xml", _blocks(_sheet(sayfalar[0], _main_rows(sayfalar[0], rapor), rapor)))
    for no, (sayfa, bolum) in enumerate(zip(sayfalar[1:], ekler, strict=True), start=2):
        zip_.add(f"xl/worksheets/sheet{no}.xml", _blocks(_sheet(sayfa, _section_rows(sayfa, bolum), rapor)))
    zip_.add("xl/workbook.xml", _workbook(sayfalar).encode())
    zip_.add("xl/_rels/workbook.xml.rels", _workbook_rels(len(sayfalar)).encode())
    zip_.close()


def same_bytes(ham: bytes) -> bytes:
    """Return a container of ours written anew in name order with fixed times."""
    with zipfile.ZipFile(io.BytesIO(ham)) as kap:
        adlar = sorted(kap.namelist(), key=lambda ad: (ad != "[Content_Types].xml", ad))
        return write_zip((ad, kap.read(ad)) for ad in adlar)


def _main_rows(sayfa: _Sayfa, rapor: Rapor) -> Iterator[str]:
    for metin, stil in ((rapor.derece, DERECE), (rapor.kurum, KALIN), (rapor.form.baslik, BASLIK), (rapor.form.aciklama, DUZ)):
        if metin:
            yield sayfa.wide(metin, DERECE if stil == DERECE else BASLIK if stil == BASLIK else stil)
    for ad, deger in rapor.bilgiler:
        yield sayfa.row([(0, ad, KALIN), (2, deger, DUZ)])
    for bolum in rapor.once + rapor.sonra:
        if bolum.metinler and not bolum.sutunlar:
            yield from (sayfa.row([(0, bolum.baslik if sira == 0 else "", KALIN), (2, m, DUZ)]) for sira, m in enumerate(bolum.metinler))
    sayfa.satir += 1
    yield sayfa.head()
    once = sayfa.satir
    yield from sayfa.body(rapor.rows())
    if sayfa.satir == once and rapor.form.bos:
        yield sayfa.wide(rapor.form.bos, DUZ)
    sayfa.satir += 1
    if rapor.ozet:
        yield sayfa.row([(0, rapor.form.ozet_adi, KALIN), (2, rapor.ozet, DUZ)])
        sayfa.satir += 1
    if rapor.yerler:
        yield sayfa.row([(0, rapor.form.imza_baslik, KALIN)])
    for yer in rapor.yerler:
        kisi = ", ".join(p for p in (yer.ad, yer.unvan, yer.birim) if p) or "Ad SOYAD, unvan, birim, tarih, imza"
        yield sayfa.row([(0, yer.baslik, KALIN), (2, kisi, DUZ)])


def _section_rows(sayfa: _Sayfa, bolum: Bolum) -> Iterator[str]:
    yield sayfa.wide(bolum.baslik, BASLIK)
    for metin in bolum.metinler:
        yield sayfa.wide(metin, DUZ)
    yield sayfa.head()
    yield from sayfa.body(bolum.satirlar)
    if not bolum.satirlar and bolum.bos:
        yield sayfa.wide(bolum.bos, DUZ)


def _sheet(sayfa: _Sayfa, satirlar: Iterator[str], rapor: Rapor) -> Iterator[str]:
    genislikler = "".join(
        f'<col min="{no}" max="{no}" width="{max(7.0, s.genislik * 1.3):.1f}" customWidth="1"/>'
        for no, s in enumerate(sayfa.sutunlar, start=1)
    )
    bas: list[str] = []
    while not sayfa.baslik_satiri:  # the head stays in sight, so its row has to be known before the first one is written
        bas.append(next(satirlar))
    yield (
        f'{_BAS}<worksheet xmlns="{_ANA}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView workbookViewId="0"><pane ySplit="{sayfa.baslik_satiri}" '
        f'topLeftCell="A{sayfa.baslik_satiri + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{genislikler}</cols><sheetData>"
    )
    yield from bas
    yield from satirlar
    yield "</sheetData>"
    if sayfa.birlesik:
        yield f'<mergeCells count="{len(sayfa.birlesik)}">{"".join(f"<mergeCell ref={b!r}/>" for b in sayfa.birlesik)}</mergeCells>'
    yon = "landscape" if rapor.form.yon == "yatay" else "portrait"
    isaret = f'&amp;C&amp;"-,Bold"{xml_text(rapor.derece)}' if rapor.derece else ""
    kunye = xml_text(f"{rapor.form.baslik} {rapor.kunye}".strip()[:100].replace("&", "&&"))
    yield (
        '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="9" orientation="{yon}" fitToHeight="0"/>'
        f"<headerFooter><oddHeader>{isaret}&amp;R&amp;8 {kunye}</oddHeader>"
        f"<oddFooter>{isaret}&amp;R&amp;P/&amp;N</oddFooter></headerFooter></worksheet>"
    )


def _blocks(parcalar: Iterable[str]) -> Iterator[bytes]:
    """Yield text in blocks of a size that compresses well."""
    biriken: list[str] = []
    boy = 0
    for parca in parcalar:
        biriken.append(parca)
        boy += len(parca)
        if boy >= _BLOK:
            yield "".join(biriken).encode()
            biriken, boy = [], 0
    yield "".join(biriken).encode()


def _sheet_name(baslik: str, adlar: Sequence[str]) -> str:
    """Return a title as a name that a sheet may have and that no other has."""
    ad = " ".join(_AD_YASAK.sub(" ", safe_text(baslik)).split())[:_AD_BOYU].rstrip() or "Form"
    no = 2
    govde = ad
    while ad in adlar:
        ad = f"{govde[: _AD_BOYU - 3]} {no}"
        no += 1
    return ad


# ---- the fixed parts


def _content_types(sayi: int) -> str:
    sayfalar = "".join(f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TUR}.worksheet+xml"/>' for n in range(1, sayi + 1))
    return (
        f'{_BAS}<Types xmlns="{_PAKET}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TUR}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TUR}.styles+xml"/>{sayfalar}'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _root_rels() -> str:
    return (
        f'{_BAS}<Relationships xmlns="{_PAKET}/relationships">'
        f'<Relationship Id="rId1" Type="{_BAG}/officeDocument" Target="xl/workbook.xml"/>'
        f'<Relationship Id="rId2" Type="{_PAKET}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
    )


def _core(rapor: Rapor) -> str:
    an = f"{rapor.zaman:%Y-%m-%dT%H:%M:%SZ}"
    damga = "".join(f'<dcterms:{ad} xsi:type="dcterms:W3CDTF">{an}</dcterms:{ad}>' for ad in ("created", "modified"))
    return (
        f'{_BAS}<cp:coreProperties xmlns:cp="{_PAKET}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{xml_text(rapor.form.baslik)}</dc:title><dc:creator>earsiv</dc:creator>{damga}</cp:coreProperties>"
    )


def _workbook(sayfalar: Sequence[_Sayfa]) -> str:
    liste = "".join(f'<sheet name="{xml_text(s.ad)}" sheetId="{n}" r:id="rId{n}"/>' for n, s in enumerate(sayfalar, start=1))
    adlar = "".join(
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{n}">\'{xml_text(s.ad)}\'!'
        f"${s.baslik_satiri}:${s.baslik_satiri}</definedName>"
        for n, s in enumerate(sayfalar)
    )
    return (
        f'{_BAS}<workbook xmlns="{_ANA}" xmlns:r="{_BAG}"><bookViews><workbookView/></bookViews><sheets>{liste}</sheets>'
        f"<definedNames>{adlar}</definedNames></workbook>"
    )


def _workbook_rels(sayi: int) -> str:
    sayfalar = "".join(f'<Relationship Id="rId{n}" Type="{_BAG}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in range(1, sayi + 1))
    stil = f'<Relationship Id="rId{sayi + 1}" Type="{_BAG}/styles" Target="styles.xml"/>'
    return f'{_BAS}<Relationships xmlns="{_PAKET}/relationships">{sayfalar}{stil}</Relationships>'
