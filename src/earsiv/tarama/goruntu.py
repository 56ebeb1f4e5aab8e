# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``page_images``: the pages of a PDF or an image as PNG, drawn in a child process."""

from __future__ import annotations

import tempfile
from pathlib import Path

import attrs

from earsiv import _cocuk
from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv.errors import AracHatasi, GirdiHatasi
from earsiv.tarama.tur import Kind


@attrs.frozen
class Goruntuler:
    """The pages that were drawn (PNG bytes), and how many the file has in all."""

    sayfalar: tuple[bytes, ...]
    sayfa_sayisi: int


def page_images(yol: Path, tur: Kind, *, dpi: int = 110, en_fazla: int = 20, sinirlar: Sinirlar = VARSAYILAN, yer: str = "") -> Goruntuler:
    """Draw the first pages of a file.

    Args:
        dpi: dots an inch.
        en_fazla: how many pages at the most.

    Raises:
        GirdiHatasi: TAR-004 it cannot be drawn.
    """
    yer = yer or yol.name
    with tempfile.TemporaryDirectory(prefix="earsiv-goruntu-") as klasor:
        istek = {"yol": str(yol.resolve()), "tur": str(tur), "dpi": dpi, "en_fazla": en_fazla, "piksel": sinirlar.piksel, "klasor": klasor}
        try:
            cevap = _cocuk.run_module("earsiv.tarama._goruntu_isci", istek, sinirlar, yer)
        except AracHatasi as hata:
            raise GirdiHatasi("TAR-004", yer, ayrinti=hata.bulgu.mesaj) from None
        if cevap.get("hata"):
            raise GirdiHatasi("TAR-004", yer, ayrinti=cevap["hata"])
        return Goruntuler(tuple(Path(ad).read_bytes() for ad in cevap["dosyalar"]), cevap["sayfa_sayisi"])
