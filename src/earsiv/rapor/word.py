# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""DOCX by python-docx: a form that can still be filled in by hand. Text of records is only ever the content of a text node.

No field, no link and no template language is made of it; the only fields are the page numbers of the foot.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any, Final

from earsiv.errors import GirdiHatasi
from earsiv.rapor.deger import Bolum, ImzaYeri, Rapor
from earsiv.rapor.form import Sutun
from earsiv.rapor.metin import safe_text
from earsiv.rapor.xlsx import same_bytes

EN_COK_SATIR: Final = 5_000
_YAZI: Final = "Times New Roman"
_EN, _BOY, _KENAR = 21.0, 29.7, 1.3  # cm
_oge = attrgetter("_element")  # python-docx has no public way to the XML it writes
_IMZA_SATIRI: Final = 5


def write_docx(rapor: Rapor) -> bytes:
    """Return the Word document of a report.

    Raises:
        GirdiHatasi: RAP-009 more rows than a Word document is good for.
    """
    import docx

    belge = docx.Document()
    _page(belge, rapor)
    _styles(belge)
    _edges(belge.sections[0], rapor)
    _head(belge, rapor)
    for bolum in rapor.once:
        _section(belge, bolum, rapor)
    if rapor.tablo_baslik:
        _paragraph(belge, rapor.tablo_baslik, kalin=True, punto=10)
    _table(belge, rapor.columns(), rapor.rows(), rapor.form.bos, rapor)
    for bolum in rapor.sonra:
        _section(belge, bolum, rapor)
    if rapor.yerler:
        _signatures(belge, rapor)
    _properties(belge, rapor)
    ham = io.BytesIO()
    belge.save(ham)
    return same_bytes(ham.getvalue())


def _width(rapor: Rapor) -> float:
    return (_BOY if rapor.form.yon == "yatay" else _EN) - 2 * _KENAR


def _page(belge: Any, rapor: Rapor) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    bolum = belge.sections[0]
    yatay = rapor.form.yon == "yatay"
    bolum.orientation = WD_ORIENT.LANDSCAPE if yatay else WD_ORIENT.PORTRAIT
    bolum.page_width, bolum.page_height = (Cm(_BOY), Cm(_EN)) if yatay else (Cm(_EN), Cm(_BOY))
    bolum.left_margin = bolum.right_margin = Cm(_KENAR)
    bolum.top_margin = bolum.bottom_margin = Cm(1.8)
    bolum.header_distance = bolum.footer_distance = Cm(0.7)


def _styles(belge: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    stil = belge.styles["Normal"]
    stil.font.name, stil.font.size = _YAZI, Pt(9)
    stil.element.rPr.rFonts.set(qn("w:eastAsia"), _YAZI)
    stil.paragraph_format.space_after = Pt(2)


def _edges(bolum: Any, rapor: Rapor) -> None:
    """Put degree, number, digest and page numbers on every page."""
    ust, alt = bolum.header.paragraphs[0], bolum.footer.paragraphs[0]
    _fill(ust, rapor.derece, orta=True, kalin=True, punto=11)
    if rapor.ozet:
        _fill(alt, f"{rapor.form.ozet_adi}: {rapor.ozet}", punto=7)
        alt = bolum.footer.add_paragraph()
    _fill(alt, f"{rapor.form.baslik} {rapor.kunye}".strip() + "   ", punto=7)
    for alan, sonra in (("PAGE", " / "), ("NUMPAGES", "")):
        _field(alt, alan)
        _run(alt, sonra, punto=7)
    if rapor.derece:
        _fill(bolum.footer.add_paragraph(), rapor.derece, orta=True, kalin=True, punto=11)


def _field(paragraf: Any, alan: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    oge = OxmlElement("w:fldSimple")
    oge.set(qn("w:instr"), alan)
    kosu = OxmlElement("w:r")
    metin = OxmlElement("w:t")
    metin.text = "1"
    kosu.append(metin)
    oge.append(kosu)
    _oge(paragraf).append(oge)


def _head(belge: Any, rapor: Rapor) -> None:
    for metin, kalin, punto in ((rapor.kurum, False, 11), (rapor.form.baslik, True, 14), (rapor.form.aciklama, False, 9)):
        if metin:
            _paragraph(belge, metin, orta=True, kalin=kalin, punto=punto)
    sutunlar = (Sutun("ad", "", 24), Sutun("deger", "", 76))
    _rows(_grid(belge, sutunlar, rapor, cizgili=False), sutunlar, rapor.bilgiler, rapor, kalin_ilk=True)


def _section(belge: Any, bolum: Bolum, rapor: Rapor) -> None:
    _paragraph(belge, bolum.baslik, kalin=True, punto=10)
    for metin in bolum.metinler:
        _paragraph(belge, metin)
    if bolum.sutunlar:
        _table(belge, bolum.sutunlar, bolum.satirlar, bolum.bos, rapor)


def _table(belge: Any, sutunlar: Sequence[Sutun], satirlar: Iterable[Sequence[str | int]], bos: str, rapor: Rapor) -> None:
    tablo = _grid(belge, sutunlar, rapor, cizgili=True)
    _rows(tablo, sutunlar, ([s.baslik for s in sutunlar],), rapor, baslik=True)
    if not _rows(tablo, sutunlar, satirlar, rapor) and bos:
        _paragraph(belge, bos)


def _grid(belge: Any, sutunlar: Sequence[Sutun], rapor: Rapor, *, cizgili: bool) -> Any:
    """Return an empty table of fixed widths."""
    tablo = belge.add_table(rows=0, cols=len(sutunlar), style="Table Grid" if cizgili else None)
    tablo.autofit = False
    for sutun, genislik in zip(tablo.columns, _widths(sutunlar, rapor), strict=True):
        sutun.width = genislik
    belge.add_paragraph().paragraph_format.space_after = 0
    return tablo


def _widths(sutunlar: Sequence[Sutun], rapor: Rapor) -> list[int]:
    from docx.shared import Cm

    toplam = sum(s.genislik for s in sutunlar)
    return [int(Cm(_width(rapor) * s.genislik / toplam)) for s in sutunlar]


def _rows(
    tablo: Any,
    sutunlar: Sequence[Sutun],
    satirlar: Iterable[Sequence[str | int]],
    rapor: Rapor,
    *,
    baslik: bool = False,
    kalin_ilk: bool = False,
) -> int:
    """Add rows and return how many; each is a copy of a pattern whose texts are filled in."""
    from docx.oxml.ns import qn

    kalip = _pattern(sutunlar, _widths(sutunlar, rapor), baslik=baslik, kalin_ilk=kalin_ilk)
    sayi = 0
    for sayi, satir in enumerate(satirlar, start=1):
        if sayi > EN_COK_SATIR:
            raise GirdiHatasi("RAP-009", rapor.form.ad, en_cok=EN_COK_SATIR)
        oge = copy.deepcopy(kalip)
        for kosu, deger in zip(oge.iter(qn("w:r")), satir, strict=True):
            _put(kosu, safe_text(str(deger)))
        _oge(tablo).append(oge)
    return sayi


def _pattern(sutunlar: Sequence[Sutun], genislikler: Sequence[int], *, baslik: bool, kalin_ilk: bool) -> Any:
    """Return an empty row: widths, alignment and weight of every cell."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    hucreler = []
    for sira, (sutun, genislik) in enumerate(zip(sutunlar, genislikler, strict=True)):
        yer = "center" if baslik else {"sag": "right", "orta": "center", "sol": "left"}[sutun.hiza]
        kalin = "<w:b/>" if baslik or (kalin_ilk and sira == 0) else ""
        dolgu = '<w:shd w:val="clear" w:color="auto" w:fill="ECECEC"/>' if baslik else ""
        hucreler.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{genislik // 635}" w:type="dxa"/>{dolgu}</w:tcPr>'
            f'<w:p><w:pPr><w:spacing w:after="0"/><w:jc w:val="{yer}"/></w:pPr>'
            f'<w:r><w:rPr>{kalin}<w:sz w:val="17"/></w:rPr></w:r></w:p></w:tc>'
        )
    bas = "<w:tblHeader/>" if baslik else ""
    return parse_xml(f"<w:tr {nsdecls('w')}><w:trPr><w:cantSplit/>{bas}</w:trPr>{''.join(hucreler)}</w:tr>")


def _put(kosu: Any, metin: str) -> None:
    """Fill a run with text; its lines are kept."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for sira, satir in enumerate(metin.split("\n")):
        if sira:
            kosu.append(OxmlElement("w:br"))
        oge = OxmlElement("w:t")
        oge.text = satir.replace("\t", " ")
        oge.set(qn("xml:space"), "preserve")
        kosu.append(oge)


def _signatures(belge: Any, rapor: Rapor) -> None:
    _paragraph(belge, rapor.form.imza_baslik, kalin=True, punto=10)
    n = min(len(rapor.yerler), _IMZA_SATIRI)
    for bas in range(0, len(rapor.yerler), n):
        yerler = rapor.yerler[bas : bas + n]
        sutunlar = tuple(Sutun(str(i), "", 10, "orta") for i in range(n))
        satir = [_place(y) for y in yerler] + [""] * (n - len(yerler))
        _rows(_grid(belge, sutunlar, rapor, cizgili=False), sutunlar, (satir,), rapor)


def _place(yer: ImzaYeri) -> str:
    kisi = [p for p in (yer.ad, yer.unvan, yer.birim) if p] or ["Ad SOYAD, unvan, birim, tarih, imza"]
    return "\n".join([yer.baslik, "", "", "…………………………", *kisi])


def _paragraph(belge: Any, metin: str, *, orta: bool = False, kalin: bool = False, punto: float = 9) -> None:
    paragraf = belge.add_paragraph()
    _fill(paragraf, metin, orta=orta, kalin=kalin, punto=punto)
    paragraf.paragraph_format.keep_with_next = kalin


def _fill(paragraf: Any, metin: str, *, orta: bool = False, kalin: bool = False, punto: float = 9) -> None:
    if orta:
        paragraf.alignment = 1
    _run(paragraf, metin, kalin=kalin, punto=punto)


def _run(paragraf: Any, metin: str, *, kalin: bool = False, punto: float = 9) -> None:
    from docx.shared import Pt

    kosu = paragraf.add_run()
    kosu.bold, kosu.font.size = kalin, Pt(punto)
    _put(_oge(kosu), safe_text(metin))


def _properties(belge: Any, rapor: Rapor) -> None:
    ozellik = belge.core_properties
    ozellik.author = ozellik.last_modified_by = "earsiv"
    ozellik.title, ozellik.comments, ozellik.language = safe_text(rapor.form.baslik), "", "tr-TR"
    ozellik.created = ozellik.modified = rapor.zaman.replace(tzinfo=None, microsecond=0)
