# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Turkish text: upper, lower, fold and sort key, the only place where the case of user text changes.

Python's own ``str.lower`` turns ``İ`` into two code points and ``I`` into ``i``; both lose records in a search. Here
``İ→i`` and ``I→ı`` come first, everything is NFC, and ASCII folding is a step of its own. Identifiers (GUIDs,
part names, codes) are not user text: for those ASCII rules apply and this module is not used.
"""

from __future__ import annotations

import unicodedata

_NOKTA = "\u0307"  # combining dot above: what a stray "İ".lower() leaves behind
_KUCUK = str.maketrans({"İ": "i", "I": "ı", "Â": "â", "Î": "î", "Û": "û"})
_BUYUK = str.maketrans({"i": "İ", "ı": "I"})
_BITISIK = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00ad": None, "\u200b": None, "\ufeff": None}
)
_SAPKA = str.maketrans("âîûÂÎÛ", "aiuAİU")
_ASCII = str.maketrans("çğıöşüâîûÇĞİÖŞÜÂÎÛ", "cgiosuaiuCGIOSUAIU")
_ALFABE = "abcçdefgğhıijklmnoöpqrsştuüvwxyz"
_SIRA = {harf: sira for sira, harf in enumerate(_ALFABE)}


def nfc(metin: str) -> str:
    """Return ``metin`` in Unicode normal form C, the only form that is stored and compared."""
    return unicodedata.normalize("NFC", metin)


def lower(metin: str) -> str:
    """Lower-case by the Turkish rule (``I→ı``, ``İ→i``)."""
    # İ may come decomposed (I + combining dot); NFC first puts it together.
    return nfc(metin).translate(_KUCUK).lower().replace("i" + _NOKTA, "i")


def upper(metin: str) -> str:
    """Upper-case by the Turkish rule (``i→İ``, ``ı→I``)."""
    return nfc(metin).translate(_BUYUK).upper()


def expand(metin: str) -> str:
    """Open ligatures (``ﬁ``) and drop soft hyphens and zero-width marks, without touching case."""
    return nfc(metin).translate(_BITISIK)


def fold(metin: str) -> str:
    """Return the form under which two spellings of one word meet: Turkish lower case, ligatures open, no circumflex.

    Letters stay Turkish: ``fold("ILIK") == "ılık"`` and it differs from ``fold("ilik")``.
    """
    return lower(expand(metin)).translate(_SAPKA)


def ascii_fold(metin: str) -> str:
    """Return ``metin`` with Turkish letters as their ASCII neighbours, case kept (``ç→c``, ``ı→i``, ``Ş→S``)."""
    return nfc(metin).translate(_ASCII)


def search_fold(metin: str) -> str:
    """Return the ASCII-folded fold, where ``müdürlüğü``, ``MUDURLUGU`` and ``Müdürlüğü`` are one string."""
    return ascii_fold(fold(metin))


def identity(metin: str) -> str:
    """Return the form under which two spellings of one id meet: whatever the case, the width and what is not seen between the letters."""
    gorulen = (harf for harf in unicodedata.normalize("NFKC", metin) if unicodedata.category(harf)[0] not in {"C", "Z"})
    return search_fold("".join(gorulen))


def _sira(harf: str) -> tuple[int, int]:
    """Order of one folded character: blanks and marks, then digits, then the alphabet, then other letters."""
    if harf in _SIRA:
        return (2, _SIRA[harf])
    if harf.isdigit():
        return (1, ord(harf))
    return (3, ord(harf)) if harf.isalpha() else (0, ord(harf))


def sort_key(metin: str) -> tuple[tuple[tuple[int, int], ...], str]:
    """Return a key that sorts in the order of the Turkish alphabet (ç after c, ı before i); ties by code point."""
    return tuple(_sira(harf) for harf in fold(metin)), nfc(metin)
