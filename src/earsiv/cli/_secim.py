# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""How lines of a list are named on a command line: numbers and ranges, filters, refusals; the digest that a letter names; persons.

What is not such a text is wrong use, told before an archive is opened. Whether a list has the lines is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

from earsiv.ayiklama import SatirSuzgeci, unpack_lines
from earsiv.cli._ortak import Yillar
from earsiv.errors import GirdiHatasi, ImhaHatasi, os_reason, require_regular
from earsiv.model import Hazirun

_OZET: Final = re.compile(r"[0-9a-fA-F]{64}")
_EN_BUYUK: Final = 32 << 20


class Satirlar(click.ParamType[tuple[int, ...]]):
    """Line numbers: ``12``, ``1-40`` or ``1-40,57``."""

    name = "SATIRLAR"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, ...]:
        """Read the numbers."""
        if isinstance(value, tuple):
            return value
        try:
            satirlar = unpack_lines(value)
        except ImhaHatasi:
            satirlar = []
        if not satirlar:
            self.fail(f"“{value}” satır numarası değil; örnek: 1-40,57", param, ctx)
        return tuple(satirlar)


class Ret(click.ParamType[tuple[tuple[int, str], ...]]):
    """Refused lines with the reason: ``12:gerekçe`` or ``12-15,20:gerekçe``."""

    name = "SATIRLAR:GEREKÇE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[tuple[int, str], ...]:
        """Read lines and reason."""
        if isinstance(value, tuple):
            return value
        satirlar, ayrac, neden = value.partition(":")
        if not ayrac or not neden.strip():
            self.fail(f"“{value}” için gerekçe yok; örnek: 12:Dava sürüyor", param, ctx)
        return tuple((satir, neden.strip()) for satir in Satirlar().convert(satirlar, param, ctx))


class Ozet(click.ParamType[str]):
    """A SHA-256 as a paper or another program writes it: capitals and blanks do not matter."""

    name = "SHA256"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the digest."""
        ozet = "".join(value.split())
        if not _OZET.fullmatch(ozet):
            self.fail("özet 64 onaltılık rakamdır; yazıda ya da tutanakta yazıldığı gibi verin", param, ctx)
        return ozet.lower()  # ASCII: hexadecimal digits


class Kisi(click.ParamType[Hazirun]):
    """A person who was present: ``kimlik:Ad Soyad`` or ``kimlik:Ad Soyad:Unvan``."""

    name = "KİMLİK:AD[:UNVAN]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Hazirun:
        """Read the person."""
        if isinstance(value, Hazirun):
            return value
        kimlik, _, kalan = value.partition(":")
        ad, _, unvan = kalan.partition(":")
        if not kimlik.strip() or not ad.strip():
            self.fail(f"“{value}” bir kişi değil; örnek: sicil-12:Ad Soyad:Unvan", param, ctx)
        return Hazirun(kimlik.strip(), ad.strip(), unvan.strip())


def line_options(islev: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that choose lines; everything given must fit."""
    for secenek in (
        click.option("--saklama-kodu", default="", help="Saklama kodu bu olan satırlar (D, C …)."),
        click.option("--yil", type=Yillar(), default=None, help="Yılları bu aralıkta olan satırlar."),
        click.option("--kod", default="", help="Dosya kodu bu ya da bunun altında olan satırlar."),
        click.option("--satir", "satirlar", type=Satirlar(), help="Satır numaraları: 1-40,57."),
    ):
        islev = secenek(islev)
    return islev


def line_filter(
    satirlar: tuple[int, ...] | None, kod: str, yil: tuple[int | None, int | None] | None, saklama_kodu: str
) -> SatirSuzgeci | None:
    """Return the filter of :func:`line_options`; ``None`` when nothing was given."""
    if satirlar is None and not kod and yil is None and not saklama_kodu:
        return None
    return SatirSuzgeci(satirlar, kod, yil or (None, None), saklama_kodu)


def read_bytes(yol: Path) -> bytes:
    """Return the bytes of a file that a person named.

    Raises:
        GirdiHatasi: KAB-001 it cannot be read, or is far too large; KAB-018 a device.
    """
    try:
        require_regular(yol)
        with yol.open("rb") as akis:
            veri = akis.read(_EN_BUYUK + 1)
    except OSError as hata:
        raise GirdiHatasi("KAB-001", str(yol), ayrinti=os_reason(hata)) from None
    if len(veri) > _EN_BUYUK:
        raise GirdiHatasi("KAB-001", str(yol), ayrinti=f"{_EN_BUYUK >> 20} MiB'den büyük")
    return veri
