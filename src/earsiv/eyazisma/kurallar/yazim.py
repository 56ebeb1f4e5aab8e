# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Spellings that are read all the same: told once a package, so that who writes it can mend it, and nobody is surprised."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from earsiv.errors import Bulgu, bulgu
from earsiv.eyazisma.bilesen import Tur
from earsiv.eyazisma.kural import Baglam, kural


@kural()
def byte_order_mark(b: Baglam) -> Iterator[Bulgu]:
    """The official writer begins every XML part with a byte order mark."""
    if b.paket.bomsuz:
        yield bulgu("EYP-100", b.paket.yer, adlar=", ".join(b.paket.bomsuz))
    for ad in b.paket.utf16:
        yield bulgu("EYP-104", b.at(ad))


@kural()
def prefixes(b: Baglam) -> Iterator[Bulgu]:
    """The official writer knows one prefix; others (``ns2`` …) mean the same."""
    if b.paket.on_ekler:
        adlar = ", ".join(sorted({o for liste in b.paket.on_ekler.values() for o in liste}))
        yield bulgu("EYP-101", b.at(next(iter(b.paket.on_ekler))), on_ekler=adlar, sayi=len(b.paket.on_ekler))


@kural()
def core_place(b: Baglam) -> Iterator[Bulgu]:
    """Tools outside .NET keep the core properties elsewhere."""
    if b.paket.core.parca and not b.paket.core.parca.lower().endswith(".psmdcp"):  # ASCII: a part name
        yield bulgu("EYP-102", b.at(b.paket.core.parca))


@kural()
def blanks_in_names(b: Baglam) -> Iterator[Bulgu]:
    """Names of parts hold no blanks."""
    for parca in b.paket.kap.parts():
        if " " in parca.ad or "%20" in parca.ad:
            yield bulgu("EYP-153", b.at(parca.ad))


@kural(Tur.EYP)
def file_name(b: Baglam) -> Iterator[Bulgu]:
    """The file is named after the letter's id; hardly anybody does so."""
    u = b.paket.ustveri
    if u and u.belge_id and not b.paket.derinlik and PurePosixPath(b.paket.yer).stem.upper() != u.belge_id.upper():  # ASCII: GUIDs
        yield bulgu("EYP-154", b.paket.yer, kimlik=u.belge_id)
