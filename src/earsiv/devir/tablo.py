# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Tables of a transfer package as CSV: semicolons, a byte order mark, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

_FORMUL: Final = ("=", "+", "-", "@", "\t", "\r")
_DENETIM: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

BELGE_SUTUNLARI: Final = (
    "kimlik",
    "dosya",
    "tur",
    "sayi",
    "tarih",
    "konu",
    "birim",
    "gizlilik",
    "kaynak_adi",
    "boyut",
    "sayfa_sayisi",
    "imza_durumu",
    "alindi",
    "sha512",
    "sha256",
    "yol",
)
ENVANTER_SUTUNLARI: Final = (
    "sira_no",
    "dab_kurum_kodu",
    "ureten_birim",
    "dosya_kodu",
    "dosya_adi",
    "kutu_no",
    "dosya_sira",
    "barkod",
    "ilk_belge_tarihi",
    "son_belge_tarihi",
    "adet",
    "ortam",
    "malzeme",
    "gizlilik",
    "saklama_suresi",
    "saklama_kodu",
    "arsiv_yer_no",
    "aciklama",
)


class Tablo:
    """A table being written to a file; a context manager."""

    def __init__(self, yol: Path, sutunlar: Sequence[str]) -> None:
        """Name the file and the columns; nothing is written yet."""
        self.yol, self._sutunlar = yol, sutunlar

    def __enter__(self) -> Self:
        self._akis = self.yol.open("w", encoding="utf-8-sig", errors="replace", newline="")
        self._yazici = csv.writer(self._akis, delimiter=";", lineterminator="\r\n")
        self._yazici.writerow(self._sutunlar)
        return self

    def __exit__(self, tur: type[BaseException] | None, deger: BaseException | None, iz: TracebackType | None) -> None:
        self._akis.close()

    def write(self, satirlar: Iterable[Mapping[str, Any]]) -> None:
        """Write rows."""
        self._yazici.writerows([_cell(satir.get(ad)) for ad in self._sutunlar] for satir in satirlar)


def table(sutunlar: Sequence[str], satirlar: Iterable[Mapping[str, Any]]) -> bytes:
    """Return a table."""
    cikti = io.StringIO()
    yazici = csv.writer(cikti, delimiter=";", lineterminator="\r\n")
    yazici.writerow(sutunlar)
    yazici.writerows([_cell(satir.get(ad)) for ad in sutunlar] for satir in satirlar)
    return b"\xef\xbb\xbf" + cikti.getvalue().encode("utf-8", "replace")


def _cell(deger: Any) -> Any:
    if not isinstance(deger, str):
        return "" if deger is None else deger
    temiz = _DENETIM.sub("\ufffd", deger)
    return f"'{temiz}" if temiz.startswith(_FORMUL) else temiz
