# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""PDF by typst with its own embedded font: no system library, no system font, the same bytes on every machine.

The template is a file of ours; what records say goes in as one JSON value and is only ever shown, never evaluated.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

from earsiv._veri import read_data
from earsiv.errors import AracHatasi
from earsiv.rapor.form import Tablo
from earsiv.rapor.metin import safe_text

_GLIF: Final = re.compile(r'the text `"(.+?)"` could not be displayed')
_DENEME: Final = 20


def write_pdf(tablo: Tablo) -> bytes:
    """Return the PDF (PDF/A-2b) of a table: title, facts, rows under a repeated head, signature places, page k/n.

    Raises:
        AracHatasi: ARC-003 the typesetter refuses, ARC-007 its template is not installed.
    """
    import typst

    kalip = read_data("liste.typ")
    veri: dict[str, Any] = {
        "baslik": tablo.form.baslik,
        "aciklama": tablo.form.aciklama,
        "bilgiler": [[ad, safe_text(deger)] for ad, deger in tablo.bilgiler],
        "sutunlar": [{"baslik": s.baslik, "genislik": s.genislik, "hiza": s.hiza} for s in tablo.form.sutunlar],
        "satirlar": [[safe_text(str(hucre)) for hucre in satir] for satir in tablo.satirlar],
        "imzalar": list(tablo.form.imzalar),
        "ozet": tablo.ozet,
        "tarih": [tablo.zaman.year, tablo.zaman.month, tablo.zaman.day],
    }
    for _ in range(_DENEME):
        try:
            return _compile(kalip, veri, tablo)
        except typst.TypstError as hata:
            eksik = _GLIF.search(str(hata))
            if eksik is None:
                raise AracHatasi("ARC-003", tablo.form.ad, arac="typst", kod=1, ayrinti=str(hata)[:160]) from None
            veri = json.loads(_spell(json.dumps(veri, ensure_ascii=False), set(json.loads(f'"{eksik[1]}"'))))
    raise AracHatasi("ARC-004", tablo.form.ad, arac="typst")


def _spell(metin: str, eksik: set[str]) -> str:
    """Write characters that no font of ours has as their number: visible, and no empty box."""
    uzak = {h for h in metin if ord(h) > 0xFFFF}
    return "".join(f"[U+{ord(h):04X}]" if h in eksik | uzak else h for h in metin)


def _compile(kalip: bytes, veri: dict[str, Any], tablo: Tablo) -> bytes:
    import typst

    derleyici = typst.Compiler(kalip, font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=True))
    sonuc = derleyici.compile(
        format="pdf",
        sys_inputs={"veri": json.dumps(veri, ensure_ascii=False)},
        pdf_standards="a-2b",
        timestamp=int(tablo.zaman.timestamp()),
    )
    if not isinstance(sonuc, bytes):
        raise AracHatasi("ARC-004", tablo.form.ad, arac="typst")
    return sonuc
