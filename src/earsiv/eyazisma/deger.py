# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Leaf values: what a date, a code, a number or a name must look like, one row a kind.

A judge takes the stripped text and returns the rule it breaks with what the sentence needs, or ``None``. Codes may be of one
generation only.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable
from typing import Any, Final

from earsiv.eyazisma.model import is_datetime

Kusur = tuple[str, dict[str, Any]]
Yargic = Callable[[str, int], Kusur | None]

KKK: Final = re.compile(r"[1-9][0-9]{7}")
KKK_ESKI: Final = re.compile(r"[A-Fa-f0-9]{14}")
GUID: Final = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_SURE: Final = re.compile(r"-?P(?=.)([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T(?=.)([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?")
_DIL: Final = re.compile(r"[A-Za-z]{3}")
_SDP: Final = re.compile(r"[0-9]{3}(\.[0-9]{2}){0,3}")
_EPOSTA: Final = re.compile(r"[^\s@<>]+@[^\s@<>.]+(\.[^\s@<>.]+)+")
_KEP: Final = re.compile(r"[^\s@<>]+@hs[0-9]{2}\.kep\.tr", re.IGNORECASE)
_URL: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_TELEFON: Final = frozenset("0123456789+()/.- ,:xX\t\n\r")
_BUYUK_SAYI: Final = 2**31
_EN_UZUN: Final = 2_048  # no pattern is tried on a longer value

GUVENLIK: Final = {1: frozenset({"TSD", "HZO", "OZL", "GZL", "CGZ", "KSO"}), 2: frozenset({"YOK", "HZO", "OZL", "GZL", "CGZ"})}
IVEDILIK: Final = {1: frozenset({"NRM", "IVD", "CIV", "GNL"}), 2: frozenset({"NRM", "ACL", "GNL"})}
MANTIK: Final = {"true": True, "1": True, "false": False, "0": False}


def integer(metin: str) -> int | None:
    """Return an xsd:int, ``None`` when the text is none."""
    eslesen = re.fullmatch(r"[+-]?[0-9]{1,10}", metin)
    sayi = int(metin) if eslesen else None
    return sayi if sayi is not None and -_BUYUK_SAYI <= sayi < _BUYUK_SAYI else None


def tckn_holds(no: str) -> bool:
    """Tell whether an eleven-digit T.C. kimlik no has the right check digits."""
    if not re.fullmatch(r"[1-9][0-9]{10}", no):
        return False
    d = [int(h) for h in no]
    onuncu = (sum(d[0:9:2]) * 7 - sum(d[1:8:2])) % 10
    return d[9] == onuncu and d[10] == sum(d[:10]) % 10


def decode_base64(metin: str) -> bytes | None:
    """Return the bytes of a base64 text with any white space, ``None`` when it is none."""
    try:
        return binascii.a2b_base64("".join(metin.split()), strict_mode=True)
    except (binascii.Error, ValueError):
        return None


def _pattern(kalip: re.Pattern[str], kod: str) -> Yargic:
    return lambda metin, _: None if len(metin) <= _EN_UZUN and kalip.fullmatch(metin) else (kod, {"deger": metin})


def _member(kod: str, izinli: dict[int, frozenset[str]]) -> Yargic:
    return lambda metin, nesil: None if metin in izinli[nesil] else (kod, {"deger": metin})


def _both(kume: set[str]) -> dict[int, frozenset[str]]:
    return {1: frozenset(kume), 2: frozenset(kume)}


def _kkk(metin: str, nesil: int) -> Kusur | None:
    if KKK.fullmatch(metin):
        return None
    return ("EYP-086" if nesil == 1 and KKK_ESKI.fullmatch(metin) else "EYP-028"), {"deger": metin}


def _guvenlik(metin: str, nesil: int) -> Kusur | None:
    if metin not in GUVENLIK[nesil]:
        return "EYP-022", {"deger": metin}
    return ("EYP-029", {}) if nesil == 2 and metin == "OZL" else None


def _ivedilik(metin: str, nesil: int) -> Kusur | None:
    if metin not in IVEDILIK[nesil]:
        return "EYP-023", {"deger": metin}
    return ("EYP-123", {"deger": metin}) if metin in {"IVD", "CIV"} else None


def _sure(metin: str, _: int) -> Kusur | None:
    if _SURE.fullmatch(metin):
        return None
    return ("EYP-026", {}) if metin == "0" else ("EYP-027", {"deger": metin})


def _sira(metin: str, _: int) -> Kusur | None:
    sayi = integer(metin)
    if sayi is None:
        return "EYP-116", {"deger": metin}
    return None if sayi >= 1 else ("EYP-031", {"deger": metin})


def _heysk(metin: str, _: int) -> Kusur | None:
    sayi = integer(metin)
    return None if sayi is not None and sayi > 0 else ("EYP-133", {"deger": metin})


def _mantik(metin: str, _: int) -> Kusur | None:
    if metin not in MANTIK:
        return "EYP-117", {"deger": metin}
    return ("EYP-107", {"deger": metin}) if metin in {"0", "1"} else None


def _belge_id(metin: str, _: int) -> Kusur | None:
    if not GUID.fullmatch(metin) or not metin.strip("0-"):
        return "EYP-119", {"deger": metin}
    return ("EYP-105", {"deger": metin}) if metin != metin.upper() else None  # ASCII: a GUID


def _guid(metin: str, _: int) -> Kusur | None:
    if not GUID.fullmatch(metin):
        return "EYP-108", {"deger": metin}
    return ("EYP-105", {"deger": metin}) if metin != metin.upper() else None  # ASCII: a GUID


def _base64(metin: str, _: int) -> Kusur | None:
    if decode_base64(metin) is None:
        return "EYP-118", {"deger": metin[:40]}
    return ("EYP-109", {}) if len(metin.split()) > 1 else None


def _is_phone(metin: str) -> bool:
    """Digits and what stands between them, with or without an extension (``dahili``)."""
    kalan = metin.replace("dahili", "").replace("Dahili", "")
    return any("0" <= h <= "9" for h in kalan) and _TELEFON.issuperset(kalan)


def _is_web(metin: str) -> bool:
    """A host with a dot in it, with or without a scheme and a path."""
    kalan = metin.partition("://")[2] if metin.lower().startswith(("http://", "https://")) else metin  # ASCII: a scheme
    return len(metin) <= _EN_UZUN and not any(h.isspace() or h in "<>" for h in metin) and "." in kalan.partition("/")[0].strip(".")


YARGICLAR: Final[dict[str, Yargic]] = {
    "tarih": lambda metin, _: None if is_datetime(metin) else ("EYP-061", {"deger": metin}),
    "guvenlik": _guvenlik,
    "ivedilik": _ivedilik,
    "dagitim_turu": _member("EYP-024", _both({"GRG", "BLG"})),
    "ek_turu": _member("EYP-032", _both({"DED", "HRF", "FZK"})),
    "guncelleme_turu": _member("EYP-087", _both({"GuvenlikKodu"})),
    "sure": _sure,
    "kkk": _kkk,
    "birim_kkk": _pattern(KKK, "EYP-121"),
    "tckn": lambda metin, _: None if tckn_holds(metin) else ("EYP-120", {}),
    "sira": _sira,
    "heysk_kodu": _heysk,
    "mantik": _mantik,
    "belge_id": _belge_id,
    "guid": _guid,
    "base64": _base64,
    "dil": _pattern(_DIL, "EYP-115"),
    "sdp_kodu": _pattern(_SDP, "EYP-126"),
    "dogrulama_adresi": lambda metin, _: None if _is_web(metin) else ("EYP-127", {"deger": metin}),
    "uri": _pattern(_URL, "EYP-125"),
    "telefon": lambda metin, _: None if _is_phone(metin) else ("EYP-124", {"deger": metin}),
    "eposta": _pattern(_EPOSTA, "EYP-124"),
    "kep": _pattern(_KEP, "EYP-124"),
    "web": lambda metin, _: None if _is_web(metin) else ("EYP-124", {"deger": metin}),
    "eskimis": lambda metin, _: ("EYP-122", {"deger": metin}),
}
