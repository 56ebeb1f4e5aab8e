# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Packages around another one: encrypted (.eyps) and update (.eypg)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from earsiv.errors import Bulgu, bulgu
from earsiv.eyazisma.bilesen import Tur
from earsiv.eyazisma.kural import Baglam, kural
from earsiv.eyazisma.model import SifreliIcerikBilgisi
from earsiv.eyazisma.paket import Paket
from earsiv.opc import Parca

_ZARF: Final = bytes.fromhex("06092a864886f70d010703")  # the OID with which an EnvelopedData begins


def is_clear(paket: Paket, parca: Parca) -> bool:
    """Tell whether a content that should be encrypted is a plain zip."""
    return next(paket.kap.stream(parca), b"").startswith(b"PK\x03\x04")


@kural(Tur.EYPS)
def closed_content(b: Baglam) -> Iterator[Bulgu]:
    """What is encrypted is judged after it was opened."""
    yield bulgu("EYP-060", b.paket.yer)
    parca = b.paket.part("sifreliicerik")
    if parca and parca.boyut == 0:
        yield bulgu("EYP-135", b.at(parca.ad))
    elif parca and is_clear(b.paket, parca):
        yield bulgu("EYP-095", b.at(parca.ad), tur="düz zip")
    elif parca and _ZARF not in next(b.paket.kap.stream(parca), b"")[:64]:
        yield bulgu("EYP-095", b.at(parca.ad), tur="CMS EnvelopedData değil")


@kural(Tur.EYPS)
def way_of_encryption(b: Baglam) -> Iterator[Bulgu]:
    """The way of encryption is the one that the format knows."""
    bilgi, olagan = b.paket.sifreleme, SifreliIcerikBilgisi()
    if bilgi and (bilgi.surum, bilgi.yontem) != (olagan.surum, olagan.yontem):
        yield bulgu("EYP-077", b.at("sifreliicerikbilgisi"), surum=bilgi.surum or "boş", yontem=bilgi.yontem[:80] or "boş")


@kural(Tur.EYPG)
def changes(b: Baglam) -> Iterator[Bulgu]:
    """An update package says what it changes, in a package that is open."""
    if not b.paket.guncellemeler:
        yield bulgu("EYP-062", b.at("guncellemebilgisi"), ne="hiçbir güncelleme")
    if b.paket.ic and b.paket.ic.tur is Tur.EYPS:
        yield bulgu("EYP-008", b.paket.ic.yer)
