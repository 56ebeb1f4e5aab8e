# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""An institution's own layout of a form: title, sentence, columns in its order with its titles, titles of the signature places.

A layout only chooses among the fields that the form knows; it is data and is never evaluated. The number of the line stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import attrs

from earsiv.errors import GirdiHatasi
from earsiv.rapor.form import Form, Sutun, form

_EN_GENIS: Final = 100
_EN_UZUN: Final = 500


@attrs.frozen
class DuzenSutunu:
    """A column of a layout: the field, and its title and width where they differ from the form's."""

    alan: str
    baslik: str | None = None
    genislik: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return attrs.asdict(self, filter=lambda _, deger: deger is not None)


@attrs.frozen
class FormDuzeni:
    """A layout of one form; what is ``None`` or empty stays as the form has it."""

    form: str
    baslik: str | None = None
    aciklama: str | None = None
    sutunlar: tuple[DuzenSutunu, ...] = ()
    imzalar: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "form": self.form,
            "baslik": self.baslik,
            "aciklama": self.aciklama,
            "sutunlar": [s.as_dict() for s in self.sutunlar],
            "imzalar": list(self.imzalar),
        }

    @classmethod
    def from_dict(cls, veri: Any) -> FormDuzeni:
        """Return the layout of :meth:`as_dict`, or one that a person wrote; it fits its form or is refused.

        Raises:
            GirdiHatasi: RAP-004 it is no layout; RAP-001 no such form; RAP-005 unknown field; RAP-006 a column that must stay is
                left out; RAP-007 a field twice; RAP-008 a width that is none.
        """
        alanlar = _mapping(veri, attrs.fields_dict(cls), "düzen")
        duzen = cls(
            form=_text(alanlar.get("form"), "form") or "",
            baslik=_text(alanlar.get("baslik"), "baslik"),
            aciklama=_text(alanlar.get("aciklama"), "aciklama"),
            sutunlar=tuple(_column(s) for s in _sequence(alanlar.get("sutunlar"), "sutunlar")),
            imzalar=tuple(_text(i, "imzalar") or "" for i in _sequence(alanlar.get("imzalar"), "imzalar")),
        )
        apply(form(duzen.form), duzen)
        return duzen


def apply(bicim: Form, duzen: FormDuzeni) -> Form:
    """Return a form as a layout wants it.

    Raises:
        GirdiHatasi: RAP-003 the layout is of another form; RAP-005 unknown field; RAP-006 a column that must stay is left out;
            RAP-007 a field twice; RAP-008 a width that is none.
    """
    if duzen.form != bicim.ad:
        raise GirdiHatasi("RAP-003", bicim.ad, duzen=duzen.form)
    sutunlar = tuple(_chosen(bicim, s) for s in duzen.sutunlar) or bicim.sutunlar
    adlar = [s.alan for s in sutunlar]
    if fazla := next((alan for alan in adlar if adlar.count(alan) > 1), None):
        raise GirdiHatasi("RAP-007", bicim.ad, alan=fazla)
    if eksik := next((alan for alan in bicim.zorunlu if alan not in adlar), None):
        raise GirdiHatasi("RAP-006", bicim.ad, alan=bicim.alanlar[eksik].baslik)
    return attrs.evolve(
        bicim,
        sutunlar=sutunlar,
        baslik=duzen.baslik or bicim.baslik,
        aciklama=bicim.aciklama if duzen.aciklama is None else duzen.aciklama,
        imzalar=duzen.imzalar or bicim.imzalar,
    )


def _chosen(bicim: Form, secilen: DuzenSutunu) -> Sutun:
    asil = bicim.alanlar.get(secilen.alan)
    if asil is None:
        raise GirdiHatasi("RAP-005", bicim.ad, alan=secilen.alan, bilinenler=", ".join(bicim.alanlar))
    genislik = asil.genislik if secilen.genislik is None else secilen.genislik
    if not 1 <= genislik <= _EN_GENIS:
        raise GirdiHatasi("RAP-008", f"{bicim.ad}.{secilen.alan}", verilen=genislik)
    return attrs.evolve(asil, baslik=asil.baslik if secilen.baslik is None else secilen.baslik, genislik=genislik)


def _column(ham: Any) -> DuzenSutunu:
    """Return a column that a person wrote: a field name alone, or with title and width."""
    if isinstance(ham, str):
        return DuzenSutunu(ham)
    veri = _mapping(ham, attrs.fields_dict(DuzenSutunu), "sütun")
    genislik = veri.get("genislik")
    if genislik is not None and (not isinstance(genislik, int) or isinstance(genislik, bool)):
        raise GirdiHatasi("RAP-008", str(veri.get("alan", "")), verilen=genislik)
    return DuzenSutunu(_text(veri.get("alan"), "alan") or "", _text(veri.get("baslik"), "baslik"), genislik)


def _mapping(veri: Any, bilinen: Mapping[str, Any], yer: str) -> Mapping[str, Any]:
    if not isinstance(veri, Mapping):
        raise GirdiHatasi("RAP-004", yer, neden="anahtarları olan bir değer değil")
    if yabanci := next((str(ad) for ad in veri if ad not in bilinen), None):
        raise GirdiHatasi("RAP-004", yer, neden=f"“{yabanci[:80]}” bilinmiyor")
    return veri


def _sequence(veri: Any, yer: str) -> Sequence[Any]:
    if veri is None:
        return ()
    if not isinstance(veri, (list, tuple)):
        raise GirdiHatasi("RAP-004", yer, neden="bir liste değil")
    return veri


def _text(veri: Any, yer: str) -> str | None:
    if veri is None:
        return None
    if not isinstance(veri, str) or len(veri) > _EN_UZUN:
        raise GirdiHatasi("RAP-004", yer, neden=f"metin değil ya da {_EN_UZUN} harften uzun")
    return veri
