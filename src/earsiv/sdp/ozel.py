# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The ``[…]`` suffix of a code: özel kod or vaka dosyası, free text that belongs to the filing and never to the plan.

The plan code is what stands before the first bracket; what is inside is kept as written and in its order, hyphens and all.
Nothing is repaired: a malformed suffix is a finding, and a text without a plan code before it is no code.
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from earsiv.errors import Bulgu, bulgu
from earsiv.model import DosyaKodu

_PARCA: Final = re.compile(r"\[([^\[\]]*)\]")


@attrs.frozen
class EkliKod:
    """A code as written: the plan code, the texts of its ``[…]`` groups in order, and what is wrong with them."""

    kod: DosyaKodu
    ozeller: tuple[str, ...] = ()
    bulgular: tuple[Bulgu, ...] = ()


def split_suffix(metin: str) -> EkliKod:
    """Read a code with its suffix, however malformed the suffix is.

    Raises:
        GirdiHatasi: SDP-001 what stands before the first bracket is not a plan code.
    """
    sade, ayrac, kalan = metin.strip().partition("[")
    if not ayrac:
        return EkliKod(DosyaKodu.parse(sade, metin))
    kod = DosyaKodu.parse(sade.rstrip(), metin)
    ek = ayrac + kalan
    ozeller = tuple(parca.strip() for parca in _PARCA.findall(ek))
    neden = _fault(ek, ozeller)
    if neden:
        return EkliKod(kod, tuple(o for o in ozeller if o), (bulgu("SDP-016", metin.strip(), neden=neden),))
    return EkliKod(DosyaKodu(kod.metin, ozeller[0]), ozeller)


def _fault(ek: str, ozeller: tuple[str, ...]) -> str:
    kalan = _PARCA.sub("", ek).strip()
    if "[" in kalan or "]" in kalan:
        return "ayraç kapanmamış ya da iç içe"
    if kalan:
        return f"ayracın dışında metin var: “{kalan}”"
    if not all(ozeller):
        return "ayracın içi boş"
    return "birden çok ayraç var; hepsi bir ayraç içinde, virgülle yazılır" if len(ozeller) > 1 else ""
