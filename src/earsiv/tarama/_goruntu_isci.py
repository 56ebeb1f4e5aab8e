# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The child that draws the pages of a PDF or an image as PNG files, so that nobody's viewer has to open the original.

Request: ``yol``, ``tur``, ``en_fazla`` pages, ``dpi``, ``piksel``, ``klasor``. Answer: ``sayfa_sayisi`` and the files — or ``hata``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from earsiv import _cocuk


def _isle(istek: dict[str, Any]) -> dict[str, Any]:
    try:
        return _pdf(istek) if istek["tur"] == "pdf" else _image(istek)
    except Exception as hata:  # noqa: BLE001 - a hostile file may raise anything; the child answers in words
        return {"hata": f"{type(hata).__name__}: {str(hata)[:120]}"}


def _pdf(istek: dict[str, Any]) -> dict[str, Any]:
    import pypdfium2 as pdfium

    belge = pdfium.PdfDocument(istek["yol"])

    def sayfalar() -> Iterator[Any]:
        for no in range(min(len(belge), istek["en_fazla"])):
            sayfa = belge[no]
            en, boy = sayfa.get_size()
            olcek = min(istek["dpi"] / 72, (istek["piksel"] / max(en * boy, 1)) ** 0.5)
            yield sayfa.render(scale=olcek).to_pil()

    return {"sayfa_sayisi": len(belge), "dosyalar": _save(sayfalar(), istek)}


def _image(istek: dict[str, Any]) -> dict[str, Any]:
    from PIL import Image, ImageSequence

    Image.MAX_IMAGE_PIXELS = istek["piksel"]
    with Image.open(istek["yol"]) as resim:
        sayi = getattr(resim, "n_frames", 1)

        def sayfalar() -> Iterator[Any]:
            for no, kare in enumerate(ImageSequence.Iterator(resim)):
                if no >= istek["en_fazla"]:
                    return
                kopya = kare.convert("RGB")
                kopya.thumbnail((istek["dpi"] * 12, istek["dpi"] * 12))
                yield kopya

        return {"sayfa_sayisi": sayi, "dosyalar": _save(sayfalar(), istek)}


def _save(resimler: Iterator[Any], istek: dict[str, Any]) -> list[str]:
    dosyalar = []
    for no, resim in enumerate(resimler, start=1):
        yol = Path(istek["klasor"]) / f"{no}.png"
        resim.convert("P", palette=1, colors=64).save(yol, optimize=True)
        dosyalar.append(str(yol))
    return dosyalar


if __name__ == "__main__":
    _cocuk.serve(_isle)
