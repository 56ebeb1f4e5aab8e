# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``KodAyari``: how an institution weighs what speaks against a code. A value that is handed in, never a global setting.

Section codes, closed codes and codes of a plan that is not in force are not in it: nothing makes them usable for filing.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import attrs

from earsiv.errors import Bulgu, GirdiHatasi, Seviye


class KodKurali(StrEnum):
    """What is said when such a code is used; the words are those of the institution profile."""

    IZINLI = "IZINLI"  # nothing is said
    UYARI = "UYARI"  # a warning
    YASAK = "YASAK"  # refused


_SEVIYELER: Final = {KodKurali.UYARI: Seviye.UYARI, KodKurali.YASAK: Seviye.HATA}


def _kural(deger: str) -> KodKurali:
    try:
        return KodKurali(deger)
    except ValueError:
        raise GirdiHatasi("SDP-029", "kod ayarı", verilen=deger, bilinenler=", ".join(KodKurali)) from None


@attrs.frozen
class KodAyari:
    """The level of each configurable finding of ``EtkinPlan.check``.

    ``ust_kod``: a code that has codes below it; ``diger_kod``: ``.99`` and section ends; ``ikinci_kod``: 020 and 030.x as the
    first code; ``pasif_kod``: a code the institution does not use; ``birim_disi``: a code kept for other units.

    Raises:
        GirdiHatasi: SDP-029 a word that is none of IZINLI, UYARI, YASAK.
    """

    ust_kod: KodKurali = attrs.field(default=KodKurali.YASAK, converter=_kural)
    diger_kod: KodKurali = attrs.field(default=KodKurali.UYARI, converter=_kural)
    ikinci_kod: KodKurali = attrs.field(default=KodKurali.YASAK, converter=_kural)
    pasif_kod: KodKurali = attrs.field(default=KodKurali.UYARI, converter=_kural)
    birim_disi: KodKurali = attrs.field(default=KodKurali.YASAK, converter=_kural)


VARSAYILAN_AYAR: Final = KodAyari()
"""Parents, "Diğer" and passive codes warn; second-only codes and codes of other units are refused."""


def weigh(kural: KodKurali, kusur: Bulgu) -> tuple[Bulgu, ...]:
    """Return the finding at the level the institution gave it, or nothing where it is allowed."""
    return () if kural is KodKurali.IZINLI else (attrs.evolve(kusur, seviye=_SEVIYELER[kural]),)
