# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Hostile values made fit to be read: what would be invisible or would move the text is spelled out, holders' numbers are masked."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Final

from earsiv._clock import ISTANBUL

_GORUNMEZ: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_SOZCUK: Final = re.compile(r"\w{11,}", re.ASCII)
_ONALTILIK: Final = re.compile(r"[0-9a-fA-F]{16,}")
_NUMARA: Final = re.compile(r"(?<!\d)[1-9]\d{10}(?!\d)", re.ASCII)
_EN_UZUN: Final = 600


def show(metin: object) -> str:
    """Return a text for people: controls and marks of direction spelled out, a T.C. kimlik no masked, absurd length cut."""
    return _SOZCUK.sub(_masked, exact(metin))


def exact(metin: object) -> str:
    """Return a name of a file, an address or a digest: as ``show``, but nothing in it is masked."""
    ham = str(metin)
    gorunen = "".join(f"⟨U+{ord(h):04X}⟩" if unicodedata.category(h) in _GORUNMEZ else h for h in ham[:_EN_UZUN])
    return f"{gorunen}…" if len(ham) > _EN_UZUN else gorunen


def _masked(bulunan: re.Match[str]) -> str:
    sozcuk = bulunan[0]
    if _ONALTILIK.fullmatch(sozcuk):  # a digest, not a number of a person
        return sozcuk
    return _NUMARA.sub(lambda n: f"{n[0][:3]}******{n[0][-2:]}", sozcuk)


def moment(an: dt.datetime | str | None) -> str:
    """Return a moment in Turkish civil time; one without a zone is told as such."""
    if isinstance(an, str):
        okunan = parsed(an)
        return moment(okunan) if okunan else show(an)
    if an is None:
        return "—"
    if an.tzinfo is None:
        return f"{an:%d.%m.%Y %H:%M:%S} (saat dilimi yazılmamış)"
    try:
        return f"{an.astimezone(ISTANBUL):%d.%m.%Y %H:%M:%S}"
    except OverflowError:
        return an.isoformat()


def parsed(metin: str | None) -> dt.datetime | None:
    """Return the moment that a text of the verdict names, ``None`` where it names none."""
    try:
        return dt.datetime.fromisoformat(metin) if metin else None
    except ValueError:
        return None


def day(an: dt.datetime | None) -> str:
    """Return the civil day of a moment in Turkey."""
    return moment(an)[:10] if an else "—"


def byte_range(aralik: tuple[int, int]) -> str:
    """Return a range of bytes, both ends in it; the first byte of a file is number 0."""
    bas, son = aralik
    return f"{bas}–{max(bas, son - 1)}"


def window(bas: dt.datetime | None, son: dt.datetime | None) -> str:
    """Return the window in which evidence must have been issued."""
    if bas and son:
        return f"{moment(bas)} ile {moment(son)} arasında üretilmiş"
    if bas:
        return f"{moment(bas)} ya da sonrasında üretilmiş"
    return f"en geç {moment(son)} tarihinde üretilmiş" if son else "herhangi bir tarihte üretilmiş"


def utc(an: dt.datetime) -> str:
    """Return a moment as machines read it: ISO 8601, in UTC where it has a zone."""
    return an.isoformat() if an.tzinfo is None else an.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
