# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``fill``: a described letter into a writer, with every fault told before anybody is asked to sign."""

from __future__ import annotations

from earsiv import _xml
from earsiv.errors import PaketHatasi, Seviye, bulgu
from earsiv.eyazisma.model import NihaiUstveri
from earsiv.eyazisma.parcalar import Yazar
from earsiv.eyazisma.tanim import Tanim
from earsiv.eyazisma.yapi import inspect
from earsiv.eyazisma.yaz import IcerikAdimi, UstveriAdimi


def fill(icerik: IcerikAdimi, tanim: Tanim) -> UstveriAdimi:
    """Put a described letter into a writer, up to the point where it is to be initialled or signed.

    Raises:
        GirdiHatasi, PaketHatasi: as the writer's steps.
    """
    icerik.cover(tanim.ustyazi, tanim.ustveri.dosya_adi, tanim.ustveri.mime_turu)
    for ek, yol in tanim.ekler:
        icerik.attach(ek, yol)
    return icerik.metadata(tanim.ustveri, tanim.nihai if icerik.nesil == 1 else None)


def require_final(nihai: NihaiUstveri, yer: str) -> None:
    """Refuse number, date and signers that the second generation would not take after the signature.

    Raises:
        PaketHatasi: EYP-065.
    """
    kusurlar = inspect(_xml.parse(Yazar(2).final(nihai), yer), 2, "NihaiUstVeri")
    engeller = [b for k in kusurlar if (b := bulgu(k.kod, f"{yer} · {k.yol}", **k.degerler)).seviye is Seviye.HATA]
    if engeller:
        raise PaketHatasi(yer, engeller)
