# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Render text to what an archive is given: born-digital PDF, or noisy, slightly rotated scans. Same input, same bytes."""

from __future__ import annotations

import io
import json
import random
import time
from typing import Any, Final

_KALIP: Final = rb"""
#let sayfalar = json(bytes(sys.inputs.veri))
#set document(date: datetime(year: 2026, month: 1, day: 1))
#set page(paper: "a4", margin: (x: 2.2cm, y: 2cm))
#set text(font: "Libertinus Serif", size: 11.5pt, lang: "tr", hyphenate: false)
#set par(leading: 0.75em)
#for (i, sayfa) in sayfalar.enumerate() {
  if i > 0 { pagebreak() }
  for satir in sayfa.split("\n") { text(satir); linebreak() }
}
"""
_ZAMAN: Final = time.gmtime(1_767_225_600)
_GURULTU: Final = {"yok": 0.0, "hafif": 0.06, "orta": 0.11}


def render(sayfalar: list[str], cikti: str = "pdf", *, dpi: int = 300, egim: float = 0.0, gurultu: str = "hafif", tohum: int = 1) -> bytes:
    """Return a document made of page texts.

    Args:
        cikti: ``metinli-pdf`` (born digital), ``pdf`` (images only), ``tiff`` (1-bit, multi-page), ``png`` or ``jpeg`` (first page).
        dpi: resolution of the scan.
        egim: rotation in degrees.
        gurultu: ``yok``, ``hafif`` or ``orta``.
        tohum: seed of the noise.
    """
    import typst

    veri = {"veri": json.dumps([s.strip("\n") for s in sayfalar], ensure_ascii=False)}
    derleyici = typst.Compiler(_KALIP, font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=True))
    pdf = derleyici.compile(format="pdf", sys_inputs=veri, timestamp=1_767_225_600)
    if not isinstance(pdf, bytes):
        raise TypeError(type(pdf))
    if cikti == "metinli-pdf":
        return pdf
    resimler = [_scan(resim, egim, _GURULTU[gurultu], tohum + no) for no, resim in enumerate(_pages(pdf, dpi))]
    return _save(resimler, cikti, dpi)


def _pages(pdf: bytes, dpi: int) -> list[Any]:
    import pypdfium2

    belge = pypdfium2.PdfDocument(pdf)
    return [sayfa.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for sayfa in belge]


def _scan(resim: Any, egim: float, gurultu: float, tohum: int) -> Any:
    """Fade, rotate, blur and speckle a clean page the way an office scanner does."""
    from PIL import Image, ImageChops, ImageFilter

    rastgele = random.Random(tohum)
    solgun = resim.point([40 + v * 205 // 255 for v in range(256)])
    donuk = solgun.rotate(egim, resample=Image.Resampling.BICUBIC, fillcolor=245)
    bulanik = donuk.filter(ImageFilter.GaussianBlur(0.6))
    if not gurultu:
        return bulanik
    katmanlar = [Image.frombytes("L", bulanik.size, rastgele.randbytes(bulanik.width * bulanik.height)) for _ in range(2)]
    kum = ImageChops.add(katmanlar[0], katmanlar[1], scale=2)
    benekli = Image.blend(bulanik, kum, gurultu)
    for _ in range(int(4000 * gurultu)):
        x, y = rastgele.randrange(benekli.width - 2), rastgele.randrange(benekli.height - 2)
        benekli.paste(rastgele.randrange(60, 200), (x, y, x + rastgele.randrange(1, 3), y + 1))
    return benekli


def _save(resimler: list[Any], cikti: str, dpi: int) -> bytes:
    hedef = io.BytesIO()
    ilk, *kalan = resimler
    if cikti == "pdf":
        ilk.save(hedef, "PDF", save_all=True, append_images=kalan, resolution=dpi, quality=60, creationDate=_ZAMAN, modDate=_ZAMAN)
    elif cikti == "tiff":
        siyah = [r.point(lambda v: 255 if v > 150 else 0).convert("1") for r in resimler]
        siyah[0].save(hedef, "TIFF", save_all=True, append_images=siyah[1:], compression="group4", dpi=(dpi, dpi))
    elif cikti == "png":
        ilk.save(hedef, "PNG", dpi=(dpi, dpi))
    elif cikti == "jpeg":
        ilk.save(hedef, "JPEG", quality=70, dpi=(dpi, dpi))
    else:
        raise ValueError(cikti)
    return hedef.getvalue()
