# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The typesetter: a template of ours and one JSON value in, PDF/A-2b out, here or in a child (``python -m earsiv._dizgi``).

What it has set stays in its memory until the process ends, so what is long is set by a child. The child starts often: nothing but the
typesetter is imported here. No system library, no system font, no network; values are shown and never evaluated.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from typing import Any, Final

from earsiv._cocuk import run_module, serve
from earsiv._limits import VARSAYILAN
from earsiv._veri import read_data
from earsiv.errors import AracHatasi

_GLIF: Final = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
_KOD: Final = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
_KIRIK: Final = "\u200b"  # no width: a line may be broken here
_DENEME: Final = 8


def set_here(kalip: str, veri: dict[str, Any]) -> bytes:
    """Return the PDF of one value for a template; characters that no font of ours has are written as their number.

    Args:
        kalip: the data file that is the template.
        veri: what it shows; ``kisa`` names it in errors, ``saniye`` is the moment that goes into the file.

    Raises:
        AracHatasi: ARC-003, ARC-004 the typesetter refuses, ARC-007 its template is not installed.
    """
    import typst

    sablon = read_data(kalip)
    for _ in range(_DENEME):
        try:
            return _compile(sablon, veri)
        except typst.TypstError as hata:
            eksik = set("".join(_missing(hata.diagnostic or str(hata))))
            if not eksik:
                raise AracHatasi("ARC-003", veri["kisa"], arac="typst", kod=1, ayrinti=str(hata)[:160]) from None
            veri = _spell(veri, eksik)
    raise AracHatasi("ARC-004", veri["kisa"], arac="typst")


def _compile(sablon: bytes, veri: dict[str, Any]) -> bytes:
    import typst

    derleyici = typst.Compiler(sablon, font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=True))
    sonuc = derleyici.compile(
        format="pdf",
        sys_inputs={"veri": json.dumps(veri, ensure_ascii=False)},
        pdf_standards="a-2b",
        timestamp=veri["saniye"],
    )
    if not isinstance(sonuc, bytes):
        raise AracHatasi("ARC-004", veri["kisa"], arac="typst")
    return sonuc


def _missing(tani: str) -> Iterator[str]:
    """Yield the texts that the typesetter has no glyph for; it writes some of them escaped."""
    for eslesme in _GLIF.finditer(tani):
        yield _KOD.sub(lambda e: chr(int(e[1], 16)), eslesme[1]).replace('\\"', '"').replace("\\\\", "\\")


def _spell(veri: Any, eksik: set[str]) -> Any:
    """Write characters that no font of ours has as their number: visible, and no empty box."""
    if isinstance(veri, str):
        return "".join(f"[U+{_KIRIK}{ord(h):04X}]{_KIRIK}" if h in eksik else h for h in veri) if not eksik.isdisjoint(veri) else veri
    if isinstance(veri, dict):
        return {ad: _spell(deger, eksik) for ad, deger in veri.items()}
    return [_spell(deger, eksik) for deger in veri] if isinstance(veri, (list, tuple)) else veri


def set_in_child(kalip: str, veri: dict[str, Any]) -> bytes:
    """Return the same as :func:`set_here`, set by a child process that then ends.

    Raises:
        AracHatasi: ARC-001 … ARC-004 the child cannot be run or the typesetter refuses.
    """
    cevap = run_module("earsiv._dizgi", {"kalip": kalip, "veri": veri}, VARSAYILAN, veri["kisa"])
    return base64.b64decode(cevap["pdf"])


def _answer(istek: dict[str, Any]) -> dict[str, Any]:
    return {"pdf": base64.b64encode(set_here(istek["kalip"], istek["veri"])).decode("ascii")}


if __name__ == "__main__":
    serve(_answer)
