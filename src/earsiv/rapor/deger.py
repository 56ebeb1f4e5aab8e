# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``Rapor``: what every writer gets, whatever the form. Values only; no writer knows where they came from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import Any, Final

import attrs

from earsiv.model import GizlilikDerecesi
from earsiv.rapor.duzen import FormDuzeni, apply
from earsiv.rapor.form import Form, Sutun
from earsiv.rapor.metin import shown

DERECELER: Final = {
    GizlilikDerecesi.YOK: "",
    GizlilikDerecesi.HZO: "HİZMETE ÖZEL",
    GizlilikDerecesi.OZL: "ÖZEL",
    GizlilikDerecesi.GZL: "GİZLİ",
    GizlilikDerecesi.CGZ: "ÇOK GİZLİ",
}


@attrs.frozen
class ImzaYeri:
    """A place for a signature: as what, and by whom where that is known."""

    baslik: str
    ad: str = ""
    unvan: str = ""
    birim: str = ""


@attrs.frozen
class Bolum:
    """A section beside the main table: sentences, and a small table where there are columns; ``bos`` stands where it has no row."""

    baslik: str
    metinler: tuple[str, ...] = ()
    sutunlar: tuple[Sutun, ...] = ()
    satirlar: tuple[tuple[str | int, ...], ...] = ()
    bos: str = ""


@attrs.frozen
class Rapor:
    """A form filled in: header facts, sections before and after the main table, its rows by field, signature places, digest, moment.

    ``satirlar`` may be an iterator; then the report can be written once. ``cogul`` tells the titles of a field that stands for several
    columns (the votes of the seats). ``gizlilik`` is the highest degree of the content, ``kunye`` the number in the running head.
    """

    form: Form
    kurum: str
    bilgiler: tuple[tuple[str, str], ...]
    satirlar: Iterable[Mapping[str, Any]]
    zaman: dt.datetime
    kunye: str = ""
    once: tuple[Bolum, ...] = ()
    sonra: tuple[Bolum, ...] = ()
    imzalar: tuple[ImzaYeri, ...] = ()
    ozet: str = ""
    gizlilik: GizlilikDerecesi = GizlilikDerecesi.YOK
    cogul: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    tablo_baslik: str = ""

    @property
    def derece(self) -> str:
        """The mark that every page carries; empty where nothing is confidential."""
        return DERECELER[self.gizlilik]

    @property
    def yerler(self) -> tuple[ImzaYeri, ...]:
        """The places for signatures: those of the persons concerned, or the form's empty ones."""
        return self.imzalar or tuple(ImzaYeri(baslik) for baslik in self.form.imzalar)

    def columns(self) -> tuple[Sutun, ...]:
        """Return the columns as they stand, a field of several columns opened."""
        acik: list[Sutun] = []
        for sutun in self.form.sutunlar:
            basliklar = self.cogul.get(sutun.alan)
            acik += [sutun] if basliklar is None else [attrs.evolve(sutun, baslik=b) for b in basliklar]
        return tuple(acik)

    def rows(self) -> Iterator[tuple[str | int, ...]]:
        """Yield the rows as text and whole numbers, in the order of the columns."""
        okuyucular = tuple(self._reader(s.alan) for s in self.form.sutunlar)
        for satir in self.satirlar:
            yield tuple(hucre for oku in okuyucular for hucre in oku(satir))

    def _reader(self, alan: str) -> Callable[[Mapping[str, Any]], Iterable[str | int]]:
        basliklar = self.cogul.get(alan)
        if basliklar is None:
            return lambda satir: (shown(satir.get(alan)),)
        bos = ("",) * len(basliklar)
        return lambda satir: (shown(d) for d, _ in zip(satir.get(alan) or bos, bos, strict=True))

    def laid_out(self, duzen: FormDuzeni | None) -> Rapor:
        """Return the report in an institution's layout; titles of signature places go to the persons in their order.

        Raises:
            GirdiHatasi: RAP-003, RAP-005 … RAP-008 as :func:`earsiv.rapor.duzen.apply`.
        """
        if duzen is None:
            return self
        kisiler = tuple(
            attrs.evolve(yer, baslik=baslik or yer.baslik)
            for yer, baslik in zip_longest(self.imzalar, duzen.imzalar[: len(self.imzalar)], fillvalue="")
            if isinstance(yer, ImzaYeri)
        )
        return attrs.evolve(self, form=apply(self.form, duzen), imzalar=kisiler)


def highest(kodlar: Iterable[str | GizlilikDerecesi]) -> GizlilikDerecesi:
    """Return the highest of degrees or their codes; an unknown code ranks highest, so that nothing goes unmarked."""
    dereceler = {kod if isinstance(kod, GizlilikDerecesi) else GizlilikDerecesi.from_code(kod or "YOK") for kod in set(kodlar)}
    return max(dereceler, default=GizlilikDerecesi.YOK)
