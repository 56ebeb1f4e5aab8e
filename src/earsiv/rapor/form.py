# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Forms as data: ``data/formlar.toml``."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache

import attrs

from earsiv._veri import read_data
from earsiv.errors import GirdiHatasi


@attrs.frozen
class Sutun:
    """A column: the field it shows, its title, its share of the width, and whether it stands to the right."""

    alan: str
    baslik: str
    genislik: int
    hiza: str = "sol"


@attrs.frozen
class Form:
    """A form: its name, title, sentence, columns in order, and the places for signatures."""

    ad: str
    baslik: str
    aciklama: str
    sutunlar: tuple[Sutun, ...]
    imzalar: tuple[str, ...]


@attrs.frozen
class Tablo:
    """What a writer gets: the form, the header facts, the rows as text, and the moment that goes into the file."""

    form: Form
    bilgiler: tuple[tuple[str, str], ...]
    satirlar: tuple[tuple[str | int, ...], ...]
    ozet: str
    zaman: dt.datetime


@cache
def form(ad: str) -> Form:
    """Return a form by name.

    Raises:
        GirdiHatasi: RAP-001 no such form.
        AracHatasi: ARC-007 the forms are not installed.
    """
    hepsi = tomllib.loads(read_data("formlar.toml").decode())
    if ad not in hepsi:
        raise GirdiHatasi("RAP-001", ad, bilinenler=", ".join(hepsi))
    ham = hepsi[ad]
    return Form(ad, ham["baslik"], ham["aciklama"], tuple(Sutun(**s) for s in ham["sutunlar"]), tuple(ham["imzalar"]))
