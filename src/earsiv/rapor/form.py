# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Forms as data: ``data/formlar.toml``. What an institution changes of a form is :mod:`earsiv.rapor.duzen`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

import attrs

from earsiv._veri import read_data
from earsiv.errors import GirdiHatasi


@attrs.frozen
class Sutun:
    """A column: the field it shows, its title, its share of the width, and where its text stands (sol, sag, orta)."""

    alan: str
    baslik: str
    genislik: int
    hiza: str = "sol"


@attrs.frozen
class Form:
    """A form: its name, title, sentence, columns in order, and the places for signatures.

    ``ek_alanlar`` are fields that may be shown besides, ``zorunlu`` those that must be; ``yon`` is yatay or dikey; ``paraf`` asks
    for initials on every page; ``ozet_adi`` says what the digest in the foot is of; ``bos`` stands where there is no row.
    """

    ad: str
    baslik: str
    aciklama: str
    sutunlar: tuple[Sutun, ...]
    imzalar: tuple[str, ...]
    ek_alanlar: tuple[Sutun, ...] = ()
    zorunlu: tuple[str, ...] = ()
    imza_baslik: str = ""
    yon: str = "dikey"
    ozet_adi: str = ""
    paraf: bool = False
    bos: str = ""

    @property
    def alanlar(self) -> dict[str, Sutun]:
        """Every field that the form knows, as it is shown by default."""
        return {s.alan: s for s in (*self.sutunlar, *self.ek_alanlar)}


@cache
def _forms() -> dict[str, Form]:
    hepsi = tomllib.loads(read_data("formlar.toml").decode())
    return {ad: _form(ad, ham, hepsi) for ad, ham in hepsi.items()}


def _form(ad: str, ham: Mapping[str, Any], hepsi: Mapping[str, Any]) -> Form:
    """Return one form; ``ortak`` names another whose columns it has."""
    sutunlu = hepsi[ham["ortak"]] if "ortak" in ham else ham
    sade = {alan: ham[alan] for alan in ("baslik", "aciklama", "imza_baslik", "yon", "ozet_adi", "bos")}
    return Form(
        ad=ad,
        sutunlar=tuple(Sutun(**s) for s in sutunlu["sutunlar"]),
        ek_alanlar=tuple(Sutun(**s) for s in sutunlu["ek_alanlar"]),
        imzalar=tuple(ham["imzalar"]),
        zorunlu=tuple(ham["zorunlu"]),
        paraf=ham.get("paraf", False),
        **sade,
    )


def form(ad: str) -> Form:
    """Return a form by name.

    Raises:
        GirdiHatasi: RAP-001 no such form.
        AracHatasi: ARC-007 the forms are not installed.
    """
    hepsi = _forms()
    if ad not in hepsi:
        raise GirdiHatasi("RAP-001", ad, bilinenler=", ".join(hepsi))
    return hepsi[ad]


def form_names() -> tuple[str, ...]:
    """Return the names of all forms.

    Raises:
        AracHatasi: ARC-007 the forms are not installed.
    """
    return tuple(_forms())
