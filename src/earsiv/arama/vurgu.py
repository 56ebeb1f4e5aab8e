# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Show a hit: which words of the page matched, in which layer, where on the page, and a snippet of the text as read.

The page is analysed again and its terms compared with the query's, so every engine shows the same and no engine stores text.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Final

import attrs

from earsiv.arama.analiz import Terim, analyze
from earsiv.arama.sorgu import Ifade, Kelime, Onek, Ve, leaves
from earsiv.arama.uc import AGIRLIK
from earsiv.tarama import Kelime as Kutulu

_KATMAN_ADI: Final = {"t": "tam", "g": "gövde", "s": "OCR benzeri"}
_PENCERE: Final = 220


@attrs.frozen
class Vurgu:
    """A shown hit: HTML snippet with ``<mark>``, boxes in points from the top left, and the best layer matched."""

    parca_html: str
    kutular: tuple[tuple[float, float, float, float], ...]
    katman: str


def highlight(sorgu: Ve, metin: str, kelimeler: Sequence[Kutulu] = ()) -> Vurgu:
    """Show where a query stands in a page's text."""
    aranan = _wanted(sorgu)
    bulunan = [(terim, katman) for terim in analyze(metin) if (katman := _layer(terim, aranan))]
    aralik = _distinct([(t.bas, t.son, AGIRLIK[k]) for t, k in bulunan])
    katman = min((k for _, k in bulunan), key="tgs".index, default="")
    kutular = tuple((k.x0, k.y0, k.x1, k.y1) for k in kelimeler if any(_layer(terim, aranan) for terim in analyze(k.metin)))
    return Vurgu(_snippet(metin, aralik), kutular, _KATMAN_ADI.get(katman, ""))


def _wanted(sorgu: Ve) -> list[tuple[Terim | None, str]]:
    """Return what to look for: terms with their layers, or prefixes."""
    aranan: list[tuple[Terim | None, str]] = []
    for yaprak in leaves(sorgu):
        match yaprak:
            case Kelime(terim):
                aranan.append((terim, ""))
            case Ifade(terimler):
                aranan += [(terim, "") for terim in terimler]
            case Onek(onek):
                aranan.append((None, onek))
    return aranan


def _layer(terim: Terim, aranan: list[tuple[Terim | None, str]]) -> str:
    """Return the best layer in which a term of the page meets the query, or nothing."""
    for katman in "tgs":
        for hedef, onek in aranan:
            if hedef is None:
                if katman == "t" and terim.t.startswith(onek):
                    return "t"
            elif getattr(hedef, katman) == getattr(terim, katman):
                return katman
    return ""


def _distinct(aralik: list[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """Return the spans in order without overlaps, the better of two."""
    sonuc: list[tuple[int, int, float]] = []
    for bas, son, agirlik in sorted(aralik, key=lambda a: (a[0], -a[2])):
        if not sonuc or bas >= sonuc[-1][1]:
            sonuc.append((bas, son, agirlik))
    return sonuc


def _snippet(metin: str, aralik: list[tuple[int, int, float]]) -> str:
    """Cut a window around the best and densest hits, on word borders, and mark them."""
    if not aralik:
        return html.escape(" ".join(metin[:_PENCERE].split()))
    ilk = max(aralik, key=lambda a: (a[2], sum(b[2] for b in aralik if a[0] <= b[0] <= a[0] + _PENCERE), -a[0]))[0]
    bas = max(0, ilk - _PENCERE // 4)
    bas = metin.rfind(" ", 0, bas) + 1 if bas else 0
    son = min(len(metin), bas + _PENCERE)
    son = metin.find(" ", son) if metin.find(" ", son) >= 0 else len(metin)
    parcalar, konum = [], bas
    for a, b, _ in aralik:
        if a >= bas and b <= son:
            parcalar += [html.escape(metin[konum:a]), f"<mark>{html.escape(metin[a:b])}</mark>"]
            konum = b
    parcalar.append(html.escape(metin[konum:son]))
    govde = " ".join("".join(parcalar).split())
    return f"{'… ' if bas else ''}{govde}{' …' if son < len(metin) else ''}"
