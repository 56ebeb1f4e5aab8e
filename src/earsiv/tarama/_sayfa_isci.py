# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The child that opens PDFs and images: text layer with boxes, page images for OCR; started by ``_cocuk``.

Request: ``yol``, ``tur``, ``ilk`` and ``son`` (page numbers from 1, inclusive), ``klasor`` for images, ``dpi``, limits.
Answer: ``sayfa_sayisi``, ``imza_sayisi``, ``sayfalar`` — or ``kusur`` (a rule code) with ``ayrinti``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from earsiv import _cocuk

_AZ_KELIME: Final = 12
_RESIM: Final = 3  # FPDF_PAGEOBJ_IMAGE
# pdfium marks a hyphen at a line end as U+0002 and carries other marks along; only the hyphen means something
_ISARETLER: Final = {**dict.fromkeys((*range(9), 11, 12, 13, *range(14, 32), 0xFFFE), None), 2: "\u00ad"}


class _Kusur(Exception):
    """A fault that has a rule code of its own."""

    def __init__(self, kod: str, **degerler: object) -> None:
        super().__init__(kod)
        self.cevap = {"kusur": kod, "degerler": degerler}


def _isle(istek: dict[str, Any]) -> dict[str, Any]:
    try:
        return _pdf(istek) if istek["tur"] == "pdf" else _image(istek)
    except _Kusur as kusur:
        return kusur.cevap
    except MemoryError:
        return {"kusur": "TAR-004", "degerler": {"ayrinti": "bellek sınırı aşıldı"}}
    except Exception as hata:  # noqa: BLE001 - a hostile file may raise anything; the child answers in words
        return {"kusur": "TAR-004", "degerler": {"ayrinti": f"{type(hata).__name__}: {str(hata)[:120]}"}}


def _pdf(istek: dict[str, Any]) -> dict[str, Any]:
    import pypdfium2 as pdfium
    import pypdfium2.raw as ham

    try:
        belge = pdfium.PdfDocument(istek["yol"])
    except pdfium.PdfiumError as hata:
        if getattr(hata, "err_code", None) == ham.FPDF_ERR_PASSWORD or "password" in str(hata).lower():  # ASCII
            raise _Kusur("TAR-002") from None
        return _second_reader(istek)
    sayi = len(belge)
    if sayi > istek["sayfa_sayisi"]:
        raise _Kusur("TAR-005", sayi=sayi, sinir=istek["sayfa_sayisi"])
    return {
        "sayfa_sayisi": sayi,
        "imza_sayisi": max(0, ham.FPDF_GetSignatureCount(belge)),
        "etkin": _active_content(istek["yol"]) if istek["ilk"] == 1 else [],
        "sayfalar": [_pdf_page(belge[no - 1], no, istek) for no in range(istek["ilk"], min(istek["son"], sayi) + 1)],
    }


def _second_reader(istek: dict[str, Any]) -> dict[str, Any]:
    """Read the text of a PDF that pdfium refuses; pypdf mends what it can, and gives no boxes."""
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        okur = PdfReader(istek["yol"])
        sayi = len(okur.pages)
        if sayi > istek["sayfa_sayisi"]:
            raise _Kusur("TAR-005", sayi=sayi, sinir=istek["sayfa_sayisi"])
        sayfalar: list[dict[str, Any]] = []
        for no in range(istek["ilk"], min(istek["son"], sayi) + 1):
            sayfa = okur.pages[no - 1]
            boyut = [round(float(sayfa.mediabox.width), 1), round(float(sayfa.mediabox.height), 1)]
            sayfalar.append({"no": no, "metin": sayfa.extract_text()[: istek["karakter"]], "boyut": boyut, "goruntu": None})
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, OSError, RecursionError):
        raise _Kusur("TAR-003") from None
    if not any(s["metin"].strip() for s in sayfalar):
        raise _Kusur("TAR-003")
    return {"sayfa_sayisi": sayi, "imza_sayisi": 0, "sayfalar": sayfalar, "motor": "pypdf"}


def _active_content(yol: str) -> list[str]:
    """Name what a PDF carries besides pages: scripts, actions at opening, embedded files. Nothing of it is ever run."""
    import pikepdf

    bulunan = []
    try:
        with pikepdf.open(yol) as pdf:
            adlar = pdf.Root.get("/Names", {})
            eylem = pdf.Root.get("/OpenAction")
            tur = str(eylem.get("/S", "")) if isinstance(eylem, pikepdf.Dictionary) else ""
            for ad, var in (
                ("JavaScript", "/JavaScript" in adlar or tur == "/JavaScript"),
                ("açılışta çalışan eylem", tur in {"/Launch", "/URI", "/SubmitForm", "/ImportData"} or "/AA" in pdf.Root),
                ("gömülü dosya", bool(pdf.attachments)),
            ):
                if var:
                    bulunan.append(ad)
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError):
        return bulunan
    return bulunan


def _pdf_page(sayfa: Any, no: int, istek: dict[str, Any]) -> dict[str, Any]:
    genislik, yukseklik = sayfa.get_size()
    katman = sayfa.get_textpage()
    metin = katman.get_text_bounded()[: istek["karakter"]].translate(_ISARETLER)
    sonuc: dict[str, Any] = {"no": no, "metin": metin, "boyut": [round(genislik, 1), round(yukseklik, 1)], "goruntu": None}
    resimli = any(nesne.type == _RESIM for nesne in sayfa.get_objects(max_depth=3))
    if len(metin.split()) < _AZ_KELIME and (resimli or not metin.strip()):
        if resimli or _has_paths(sayfa):
            olcek = istek["dpi"] / 72
            if genislik * olcek * yukseklik * olcek > istek["piksel"]:
                raise _Kusur("TAR-006", sinir=istek["piksel"])
            hedef = Path(istek["klasor"]) / f"{no}.png"
            sayfa.render(scale=olcek, grayscale=True).to_pil().save(hedef)
            sonuc |= {"goruntu": str(hedef), "dpi": istek["dpi"]}
    else:
        sonuc["kelimeler"] = list(_layer_words(katman, yukseklik))
    return sonuc


def _has_paths(sayfa: Any) -> bool:
    """Tell whether anything is drawn at all: an empty page needs no OCR."""
    return any(True for _ in sayfa.get_objects(max_depth=2))


def _layer_words(katman: Any, yukseklik: float) -> Iterator[list[Any]]:
    """Group the characters of the text layer into words with boxes, origin at the top left."""
    harfler: list[str] = []
    kutu: list[float] = []
    for i in range(katman.count_chars()):
        harf = katman.get_text_range(i, 1).translate(_ISARETLER)
        if not harf.strip():
            if harfler:
                yield ["".join(harfler), *kutu, None]
            harfler, kutu = [], []
            continue
        sol, alt, sag, ust = katman.get_charbox(i)
        yeni = [sol, yukseklik - ust, sag, yukseklik - alt]
        kutu = [min(kutu[0], yeni[0]), min(kutu[1], yeni[1]), max(kutu[2], yeni[2]), max(kutu[3], yeni[3])] if harfler else yeni
        kutu = [round(v, 1) for v in kutu]
        harfler.append(harf)
    if harfler:
        yield ["".join(harfler), *kutu, None]


def _image(istek: dict[str, Any]) -> dict[str, Any]:
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # our own limit is asked first, below, before a pixel is decoded
    try:
        resim = Image.open(istek["yol"], formats=[istek["tur"].upper()])  # ASCII
    except (OSError, SyntaxError, ValueError):
        raise _Kusur("TAR-003") from None
    sayi = getattr(resim, "n_frames", 1)
    if sayi > istek["sayfa_sayisi"]:
        raise _Kusur("TAR-005", sayi=sayi, sinir=istek["sayfa_sayisi"])
    sayfalar = []
    for no in range(istek["ilk"], min(istek["son"], sayi) + 1):
        if sayi > 1:
            resim.seek(no - 1)
        if resim.width * resim.height > istek["piksel"]:
            raise _Kusur("TAR-006", sinir=istek["piksel"])
        dpi = _resolution(resim)
        hedef = Path(istek["klasor"]) / f"{no}.png"
        try:
            resim.convert("L").save(hedef)
        except (OSError, SyntaxError, ValueError, EOFError):
            raise _Kusur("TAR-003") from None
        boyut = [round(resim.width * 72 / dpi, 1), round(resim.height * 72 / dpi, 1)]
        sayfalar.append({"no": no, "metin": "", "boyut": boyut, "goruntu": str(hedef), "dpi": dpi})
    return {"sayfa_sayisi": sayi, "imza_sayisi": 0, "sayfalar": sayfalar}


def _resolution(resim: Any) -> int:
    """Return the image's stated resolution if it is believable, else 300."""
    try:
        dpi = round(float(resim.info.get("dpi", (0, 0))[0]))
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        dpi = 0
    return dpi if 72 <= dpi <= 1200 else 300


if __name__ == "__main__":
    _cocuk.serve(_isle)
