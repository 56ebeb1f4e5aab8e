# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""What a certificate is: a person's qualified certificate (NES), one of the seals, or something else, by its statements and policies."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from earsiv.imza.sertifika import Sertifika

AB_NITELIKLI: Final = "0.4.0.1862.1.1"
TR_NES: Final = "2.16.792.1.61.0.1.5070.1.1"
TR_KULLANIM_KISITI: Final = "2.16.792.1.61.0.1.5070.1.3"
TR_MUHUR: Final = "2.16.792.1.61.0.1.5070.2.1"
_MUHUR_ILKESI: Final = "2.16.792.1.2.1.1.5.7.1.10"
_MALI_ILKE: Final = "2.16.792.1.2.1.1.5.7.4.1"
_MALI_AMAC: Final = "2.16.792.1.2.1.1.5.7.50.1"


class Nitelik(StrEnum):
    """Kinds of certificates met in Turkish signatures."""

    NES = "NES"
    KURUMSAL_MUHUR = "KURUMSAL_MUHUR"
    NITELIKLI_MUHUR = "NITELIKLI_MUHUR"
    MALI_MUHUR = "MALI_MUHUR"
    DIGER = "DIGER"


MUHURLER: Final = frozenset({Nitelik.KURUMSAL_MUHUR, Nitelik.NITELIKLI_MUHUR})
AD: Final = {
    Nitelik.NES: "nitelikli elektronik sertifika",
    Nitelik.KURUMSAL_MUHUR: "kurumsal mühür sertifikası",
    Nitelik.NITELIKLI_MUHUR: "nitelikli elektronik mühür sertifikası",
    Nitelik.MALI_MUHUR: "mali mühür sertifikası",
    Nitelik.DIGER: "niteliği belirsiz sertifika",
}


def nature(aday: Sertifika) -> Nitelik:
    """Return what a certificate is. Order matters: a qualified statement with a usage restriction is a seal, not a person."""
    beyanlar = aday.beyanlar
    if _MALI_ILKE in aday.ilkeler or _MALI_AMAC in (aday.amaclar or ()):
        return Nitelik.MALI_MUHUR
    if TR_MUHUR in beyanlar:
        return Nitelik.NITELIKLI_MUHUR
    if TR_NES in beyanlar and (TR_KULLANIM_KISITI in beyanlar or _MUHUR_ILKESI in aday.ilkeler):
        return Nitelik.KURUMSAL_MUHUR
    return Nitelik.NES if {TR_NES, AB_NITELIKLI} <= beyanlar else Nitelik.DIGER
