# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Canonical JSON (RFC 8785) and the digests over it: one meaning, one byte string.

Strings are brought to NFC first, so the same name typed on two machines gives one digest. Dates and enums are written
by the caller as text: this module accepts plain JSON values only.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import rfc8785

_BLOK = 1 << 20


_EN_BUYUK: Final = 2**53  # integers beyond have no one form


def _nfc(deger: Any) -> Any:
    if isinstance(deger, str):
        return deger if deger.isascii() else unicodedata.normalize("NFC", deger)
    if deger is None or isinstance(deger, int):
        return deger
    if isinstance(deger, dict | Mapping):  # the first is asked quickly
        return {_nfc(str(ad)): _nfc(alt) for ad, alt in deger.items()}
    if isinstance(deger, list | Sequence) and not isinstance(deger, bytes):
        return [_nfc(alt) for alt in deger]
    return deger


def _simple(deger: Any) -> bool:
    """Tell whether the standard encoder gives the canonical form: ASCII keys, text, small whole numbers, booleans, null."""
    if isinstance(deger, str) or deger is None:
        return True
    if isinstance(deger, dict):
        return all(ad.isascii() for ad in deger) and all(map(_simple, deger.values()))
    if isinstance(deger, list):
        return all(map(_simple, deger))
    return isinstance(deger, int) and -_EN_BUYUK < deger < _EN_BUYUK


def encode(deger: Any) -> bytes:
    """Return the RFC 8785 bytes of a JSON value.

    Raises:
        TypeError: the value is not JSON (a programmer's mistake; user input is always text by here).
        UnicodeEncodeError: a lone surrogate is no text: before anything is written.
    """
    sade = _nfc(deger)
    if _simple(sade):  # most of what we write, and many times faster
        return json.dumps(sade, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    try:
        return rfc8785.dumps(sade)
    except rfc8785.CanonicalizationError as hata:
        raise TypeError(str(hata)) from hata


def decode(veri: bytes) -> Any:
    """Return the JSON value of canonical bytes (no check that they are canonical)."""
    return json.loads(veri)


def digest(deger: Any) -> str:
    """Return the SHA-256 of the canonical form, lower-case hex."""
    return hashlib.sha256(encode(deger)).hexdigest()


def file_digest(yol: Path, ad: str = "sha512") -> str:
    """Return the digest of a file's bytes, read in blocks, lower-case hex."""
    ozet = hashlib.new(ad)
    with yol.open("rb") as dosya:
        while blok := dosya.read(_BLOK):
            ozet.update(blok)
    return ozet.hexdigest()
