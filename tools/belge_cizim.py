# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Draw the list path as SVG from its table: the way down the middle, ways back on the left, ways on and other ends on the right."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from earsiv.ayiklama import BITEN, DURUM_ADLARI, GECISLER
from earsiv.model import ListeDurumu

_EN, _BOY, _ARA = 250, 54, 100  # width and height of a box, from one row to the next
_ORTA, _SAG = 270, 660  # left edges of the two columns
_SATIR: Final = 34  # letters of a line of small text in a box
_RENK: Final = {"cizgi": "#5b6770", "kutu": "#f4f6f8", "son": "#e3ebe3", "yazi": "#1d2429"}

Kenar = tuple[ListeDurumu, ListeDurumu]


def draw_path() -> str:
    """Return ``docs/resim/liste-yolu.svg``."""
    kenarlar: dict[Kenar, list[str]] = {}
    for (nerede, eylem), sonra in GECISLER.items():
        kenarlar.setdefault((nerede, sonra), []).append(eylem.ad)
    yerler = _places(kenarlar)
    boy = max(y for _, y in yerler.values()) + _BOY + 20
    bas = (
        "<!-- SPDX-FileCopyrightText: 2026 earsiv geliştiricileri -->\n<!-- SPDX-License-Identifier: Apache-2.0 -->\n"
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 930 {boy}" role="img" aria-label="İmha listesinin yolu"'
        f' font-family="Noto Sans, DejaVu Sans, sans-serif" font-size="13" fill="{_RENK["yazi"]}">\n'
        '<defs><marker id="ok" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto-start-reverse">'
        f'<path d="M0 0 10 5 0 10z" fill="{_RENK["cizgi"]}"/></marker></defs>\n<rect width="100%" height="100%" fill="#ffffff"/>\n'
    )
    govde = [_edge(kenar, ", ".join(adlar), yerler) for kenar, adlar in kenarlar.items() if kenar[0] is not kenar[1]]
    govde += [_box(durum, yerler[durum], kenarlar.get((durum, durum), [])) for durum in yerler]
    return bas + "\n".join(govde) + "\n</svg>\n"


def _places(kenarlar: dict[Kenar, list[str]]) -> dict[ListeDurumu, tuple[int, int]]:
    """Return the upper left corner of each box; an end that only one state leads to stands below it, or beside the first of several."""
    orta = [d for d in ListeDurumu if d not in BITEN]
    orta += [son for nerede, son in kenarlar if son in BITEN and nerede is orta[-1]]
    yerler = {durum: (_ORTA, 20 + sira * _ARA) for sira, durum in enumerate(orta)}
    dolu: set[int] = set()
    for son in (d for d in ListeDurumu if d not in yerler):
        satirlar = sorted(orta.index(nerede) for nerede, sonra in kenarlar if sonra is son)
        satir = satirlar[len(satirlar) // 2]
        while satir in dolu:
            satir += 1
        dolu.add(satir)
        yerler[son] = (_SAG, 20 + satir * _ARA)
    return yerler


def _box(durum: ListeDurumu, yer: tuple[int, int], donen: list[str]) -> str:
    x, y = yer
    satirlar = [DURUM_ADLARI[durum], *_wrapped(donen)]
    kalin = f'<text x="{x + _EN / 2}" y="{y + 18}" text-anchor="middle" font-weight="bold">{escape(durum)}</text>'
    ince = "".join(
        f'<text x="{x + _EN / 2}" y="{y + 34 + 14 * i}" text-anchor="middle" font-size="11">{escape(satir)}</text>'
        for i, satir in enumerate(satirlar)
    )
    boy, renk = max(_BOY, 28 + 14 * len(satirlar)), _RENK["son" if durum in BITEN else "kutu"]
    kutu = f'<rect x="{x}" y="{y}" width="{_EN}" height="{boy}" rx="8" fill="{renk}" stroke="{_RENK["cizgi"]}"/>'
    return kutu + kalin + ince


def _wrapped(donen: list[str]) -> Iterator[str]:
    """Yield the acts that stay in a state, as lines that fit the box."""
    satir = ""
    for ad in donen:
        parca = f"↻ {ad}"
        if satir and len(satir) + len(parca) + 3 > _SATIR:
            yield satir
            satir = ""
        satir = f"{satir} · {parca}" if satir else parca
    if satir:
        yield satir


def _edge(kenar: Kenar, ad: str, yerler: dict[ListeDurumu, tuple[int, int]]) -> str:
    (x, y), (u, v) = yerler[kenar[0]], yerler[kenar[1]]
    if u != x:  # to another end
        return _line(f"M{x + _EN} {y + _BOY / 2} L{u} {v + _BOY / 2}", "", 0, 0)
    if v - y == _ARA:  # on to the next
        return _line(f"M{x + _EN / 2} {y + _BOY} L{u + _EN / 2} {v}", ad, x + _EN / 2 + 8, y + _BOY + 40)
    pay = 45 * abs(v - y) // _ARA + 30
    if v < y:  # back
        return _line(
            f"M{x} {y + 16} C{x - pay} {y + 16} {x - pay} {v + _BOY - 8} {x} {v + _BOY - 8}",
            ad,
            x - pay + 12,
            (y + v + _BOY + 16) / 2,
            "end",
        )
    x += _EN  # past the next
    return _line(f"M{x} {y + 27} C{x + pay} {y + 27} {x + pay} {v + 27} {x} {v + 27}", ad, x + pay - 18, (y + v) / 2 + 30)


def _line(yol: str, ad: str, x: float, y: float, hiza: str = "start") -> str:
    cizgi = f'<path d="{yol}" fill="none" stroke="{_RENK["cizgi"]}" marker-end="url(#ok)"/>'
    return cizgi + (f'<text x="{x}" y="{y}" text-anchor="{hiza}" font-size="11">{escape(ad)}</text>' if ad else "")
