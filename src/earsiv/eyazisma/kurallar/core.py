# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Core properties, which every program shows and nobody signs in the first place, against the üstveri."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from earsiv.errors import Bulgu, bulgu
from earsiv.eyazisma.bilesen import Tur
from earsiv.eyazisma.deger import GUID
from earsiv.eyazisma.kural import Baglam, kural


def _at(b: Baglam, ad: str) -> str:
    return b.at(b.paket.core.parca or "core", 0, ad)


@kural(Tur.EYP)
def same_letter(b: Baglam) -> Iterator[Bulgu]:
    """Id and subject are the üstveri's."""
    u, core = b.paket.ustveri, b.paket.core
    if u is None or not core.parca:
        return
    if core.kimlik.strip("{}").upper() != u.belge_id.upper():  # ASCII: GUIDs
        yield bulgu("EYP-055", _at(b, "identifier"), core=core.kimlik or "boş", ustveri=u.belge_id)
    elif core.kimlik != core.kimlik.strip("{}").upper():  # ASCII: GUIDs
        yield bulgu("EYP-089", _at(b, "identifier"), deger=core.kimlik)
    if core.konu != " ".join(u.konu.split()) and core.konu != u.konu:
        yield bulgu("EYP-056", _at(b, "subject"))


@kural(Tur.EYP)
def same_sender(b: Baglam) -> Iterator[Bulgu]:
    """The creator is the sender of the üstveri, in one of the spellings in use."""
    u, core = b.paket.ustveri, b.paket.core
    if u and u.olusturan and core.olusturan:
        t = u.olusturan
        if not any(parca and parca in core.olusturan for parca in (t.ad, t.kimlik)):
            yield bulgu("EYP-159", _at(b, "creator"), deger=core.olusturan[:80])


@kural()
def each_property_once(b: Baglam) -> Iterator[Bulgu]:
    """Kind and version are decided here, so nothing here may be read in two ways."""
    kok = b.paket.core_koku
    sayim = Counter(str(oge.tag).rpartition("}")[2] for oge in (kok if kok is not None else ()))
    for ad, sayi in sayim.items():
        if sayi > 1:
            yield bulgu("EYP-112", _at(b, ad), ad=ad, sayi=sayi)
    for oge in kok if kok is not None else ():
        if len(oge):
            yield bulgu("EYP-141", _at(b, str(oge.tag).rpartition("}")[2]), ad=str(oge.tag).rpartition("}")[2])


@kural()
def content_type(b: Baglam) -> Iterator[Bulgu]:
    """The content type names the format."""
    if b.paket.core.parca and b.paket.core.icerik_turu != "application/eyazisma":
        yield bulgu("EYP-057", _at(b, "contentType"), deger=b.paket.core.icerik_turu or "boş")


@kural(Tur.EYPS, Tur.EYPG)
def named_outside(b: Baglam) -> Iterator[Bulgu]:
    """A package around another names itself and its sender."""
    core = b.paket.core
    if core.parca and not GUID.fullmatch(core.kimlik.strip("{}")):
        yield bulgu("EYP-160", _at(b, "identifier"), ad="identifier")
    if core.parca and b.paket.nesil == 2 and not core.olusturan:
        yield bulgu("EYP-160", _at(b, "creator"), ad="creator")
