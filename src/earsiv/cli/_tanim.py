# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Definition files that a person writes, TOML or JSON, into values of the model: strict, so that a misspelt field is told and not lost."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

import attrs
import click

from earsiv._text import nfc
from earsiv.cli._ortak import Tarih
from earsiv.cli._secim import read_bytes
from earsiv.errors import GirdiHatasi

T = TypeVar("T", bound=attrs.AttrsInstance)
GUNLER: Final = frozenset({"bas", "bit", "tarih", "olur_tarihi"})
_KG: Final = 1000


def read_definition(yol: Path, alanlar: Mapping[str, bool]) -> dict[str, Any]:
    """Return the fields of a file; JSON where its name ends so, else TOML.

    Args:
        alanlar: the fields it may have, each with whether it must.

    Raises:
        GirdiHatasi: KAB-001, KAB-018 it cannot be read; IMH-091 it is no such file, or fields are missing or unknown.
    """
    ham, dil = read_bytes(yol), "JSON" if yol.suffix in {".json", ".JSON"} else "TOML"
    try:
        metin = nfc(ham.decode("utf-8-sig"))
        veri = json.loads(metin) if dil == "JSON" else tomllib.loads(metin)
    except UnicodeDecodeError:
        raise GirdiHatasi("IMH-091", str(yol), ayrinti="UTF-8 metin değil") from None
    except (ValueError, RecursionError) as hata:
        satir = f", satır {hata.lineno}" if isinstance(hata, json.JSONDecodeError) else ""
        raise GirdiHatasi("IMH-091", str(yol), ayrinti=f"{dil} olarak okunamıyor{satir}") from None
    return require_fields(veri, alanlar, str(yol))


def require_fields(veri: object, alanlar: Mapping[str, bool], yer: str) -> dict[str, Any]:
    """Return an object with known fields only, days as days.

    Raises:
        GirdiHatasi: IMH-091.
    """
    if not isinstance(veri, dict):
        raise GirdiHatasi("IMH-091", yer, ayrinti="alanlar bekleniyordu, başka bir değer var")
    if fazla := sorted(set(veri) - set(alanlar)):
        raise GirdiHatasi("IMH-091", yer, ayrinti=f"bilinmeyen alan {', '.join(fazla)}; bilinenler {', '.join(alanlar)}")
    if eksik := [ad for ad, gerekli in alanlar.items() if gerekli and ad not in veri]:
        raise GirdiHatasi("IMH-091", yer, ayrinti=f"eksik alan {', '.join(eksik)}")
    return {ad: _day(deger, ad, yer) if ad in GUNLER else deger for ad, deger in veri.items() if deger is not None}


def _day(deger: object, ad: str, yer: str) -> dt.date:
    try:
        if isinstance(deger, str):
            return Tarih().convert(deger, None, None)
    except click.BadParameter:
        deger = None
    if not isinstance(deger, dt.date) or isinstance(deger, dt.datetime):
        raise GirdiHatasi("IMH-091", yer, ayrinti=f"{ad} bir tarih değil; örnek: 2037-03-01 veya 01.03.2037")
    return deger


def entry(sinif: type[T], veri: object, yer: str, **varsayilan: str) -> T:
    """Return one value of a class whose fields are texts and days.

    Raises:
        GirdiHatasi: IMH-091.
    """
    bilinen = {alan.name: alan.default is attrs.NOTHING and alan.name not in varsayilan for alan in attrs.fields_dict(sinif).values()}
    degerler = require_fields(veri, bilinen, yer)
    for ad, deger in degerler.items():
        if not isinstance(deger, str | dt.date):
            raise GirdiHatasi("IMH-091", yer, ayrinti=f"{ad} bir metin değil")
    try:
        return sinif(**{**varsayilan, **degerler})
    except ValueError:
        raise GirdiHatasi("IMH-091", yer, ayrinti=f"bir alanın değeri bilinmiyor ({', '.join(map(str, degerler.values()))})") from None


def entries(sinif: type[T], veri: object, yer: str, **varsayilan: str) -> tuple[T, ...]:
    """Return the values of a list.

    Raises:
        GirdiHatasi: IMH-091.
    """
    if not isinstance(veri, list):
        raise GirdiHatasi("IMH-091", yer, ayrinti="bir dizi bekleniyordu")
    return tuple(entry(sinif, kalem, f"{yer} · {sira}", **varsayilan) for sira, kalem in enumerate(veri, start=1))


def grams(deger: object, yer: str) -> int:
    """Return a weight in kilograms, as a number or as people write it (``2,5``), in whole grams.

    Raises:
        GirdiHatasi: IMH-091.
    """
    metin = str(deger).strip().removesuffix("kg").strip().replace(",", ".") if not isinstance(deger, bool) else ""
    tam, _, kesir = metin.partition(".")
    if not tam.isdecimal() or not tam.isascii() or not (kesir or "0").isdecimal() or not kesir.isascii() or len(kesir) > 3 or len(tam) > 9:
        raise GirdiHatasi("IMH-091", yer, ayrinti=f"“{deger}” bir ağırlık değil; kilogram olarak yazılır, örneğin 2,5")
    return int(tam) * _KG + int(kesir.ljust(3, "0") or 0)
