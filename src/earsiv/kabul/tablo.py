# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Open a file of tables (XLSX, XLS, ODS, CSV) as values: every cell with what the file says of it, nothing computed, nothing converted.

Threat: a workbook that is a bomb, hangs its reader or carries formulas. Rule: its kind is told by its bytes, containers pass the guard of
``opc``, workbooks are opened in a child process with limits, formulas are carried as they stand. Residual risk: that of ``_cocuk``; of
an XLS the last value of a formula is all that is known.
"""

from __future__ import annotations

import contextlib
import csv
import io
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from earsiv import _cocuk
from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv.errors import AracHatasi, Bulgu, GirdiHatasi, bulgu, os_reason, require_regular
from earsiv.opc import Girdi, inspect
from earsiv.sdp.hucre import Hucre, HucreTuru, Tablo

_EN_BUYUK: Final = 32 << 20
_EN_COK_SATIR: Final = 20_000
_EN_COK_HUCRE: Final = 1_000_000
_EN_COK_SUTUN: Final = 64
_EN_COK_SAYFA: Final = 50
_ODS_ORTUK: Final = re.compile(rb""":formula\s*=|:number-rows-spanned\s*=\s*["'](?:[2-9]|1[0-9])""")
_BLOK: Final = 1 << 18
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TARIFLER: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig", ""),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)


def read_tables(yol: Path, sinirlar: Sinirlar = VARSAYILAN) -> tuple[Tablo, ...]:
    """Return the sheets of a file; a CSV is one sheet of text.

    Raises:
        GirdiHatasi: SDP-032 the file cannot be opened, is too large, or is no table; PKT-… its container is refused; KAB-018 a device.
    """
    ad = yol.name.encode("utf-8", "replace").decode()
    try:
        require_regular(yol)
        if yol.stat().st_size > _EN_BUYUK:
            raise GirdiHatasi("SDP-032", ad, ayrinti=f"{_EN_BUYUK >> 20} MiB'den büyük")
        with yol.open("rb") as akis:
            bas = akis.read(8)
            girdiler = inspect(akis, ad, sinirlar) if bas.startswith(b"PK") else ()
        if icerik := next((g for g in girdiler if g.ad == "content.xml"), None):
            _require_plain(yol, ad, icerik)
            return _workbook(yol, ad, "ods", sinirlar)
        if girdiler:
            return _workbook(yol, ad, "xlsx", sinirlar)
        if bas == _OLE:
            return _workbook(yol, ad, "xls", sinirlar)
        return (parse_csv(yol.read_bytes(), ad),)
    except OSError as hata:
        raise GirdiHatasi("SDP-032", ad, ayrinti=os_reason(hata)) from None


def _require_plain(yol: Path, ad: str, icerik: Girdi) -> None:
    """Refuse an ODS that holds what its reader does not show: formulas, cells merged over several rows."""
    kuyruk = b""
    try:
        for blok in _content(yol, icerik):
            if _ODS_ORTUK.search(kuyruk + blok):
                ayrinti = "ODS'de formül ya da satırlar boyu birleştirilmiş hücre var; hücreleri ayırıp değerleriyle kaydedin"
                raise GirdiHatasi("SDP-032", ad, ayrinti=ayrinti)
            kuyruk = (kuyruk + blok)[-64:]
    except zlib.error:
        raise GirdiHatasi("SDP-032", ad, ayrinti="sıkıştırması bozuk") from None


def _content(yol: Path, icerik: Girdi) -> Iterator[bytes]:
    """Yield the bytes of an entry that the guard has let through, in blocks."""
    acici, kalan = zlib.decompressobj(-15), icerik.sikisik
    with yol.open("rb") as akis:
        akis.seek(icerik.veri)
        while True:
            ham = acici.unconsumed_tail
            if not ham:
                ham = akis.read(min(_BLOK, kalan))
                kalan -= len(ham)
            blok = acici.decompress(ham, _BLOK) if icerik.yontem else ham
            if not (ham or blok):
                return
            yield blok


def _workbook(yol: Path, ad: str, tur: str, sinirlar: Sinirlar) -> tuple[Tablo, ...]:
    istek = {
        "yol": str(yol.resolve()),
        "tur": tur,
        "satir": _EN_COK_SATIR,
        "sutun": _EN_COK_SUTUN,
        "sayfa": _EN_COK_SAYFA,
        "hucre": _EN_COK_HUCRE,
    }
    try:
        cevap = _cocuk.run_module("earsiv.kabul._tablo_isci", istek, sinirlar, ad)
    except AracHatasi as hata:
        neden = hata.bulgu.mesaj.partition("). ")[2]  # what the child died of
        ayrinti = f"bozuk, parolalı ya da bu biçimde değil ({neden})" if neden else hata.bulgu.mesaj
        raise GirdiHatasi("SDP-032", ad, ayrinti=ayrinti.rstrip(".")) from None
    if "kusur" in cevap:
        raise GirdiHatasi("SDP-032", ad, ayrinti=str(cevap["kusur"]).rstrip("."))
    return tuple(
        Tablo(
            f"{ad} · {sayfa['ad']}",
            tuple(tuple(_cell(h) for h in satir) for satir in sayfa["satirlar"]),
            gizli=sayfa["gizli"],
            birlesik=tuple((ust, sol, alt, sag) for ust, sol, alt, sag in sayfa["birlesik"]),
        )
        for sayfa in cevap["sayfalar"]
    )


def _cell(deger: Any) -> Hucre:
    if isinstance(deger, str):
        return Hucre(deger)
    tur, metin = next(iter(deger.items()))
    return Hucre(metin, HucreTuru(tur))


def parse_csv(veri: bytes, ad: str) -> Tablo:
    """Return a CSV as a sheet: commas, semicolons or tabs; UTF-8, UTF-16 with mark, else Windows-1254, which is said.

    Raises:
        GirdiHatasi: SDP-032 it is not text, not CSV, or too long.
    """
    metin, bulgular = _decode(veri, ad)
    if metin.lstrip()[:1] == "<":
        raise GirdiHatasi("SDP-032", ad, ayrinti="bu bir web sayfası; adı .xls olsa da Excel tablosu değil")
    if "\0" in metin:
        raise GirdiHatasi("SDP-032", ad, ayrinti="metin dosyası değil")
    satirlar: list[tuple[Hucre, ...]] = []
    try:
        ayrac = _delimiter(metin)
        yutulan = re.compile(rf"{ayrac}[^\r\n]*[\r\n][\s0-9.]*{ayrac}")  # the rest of a row, and the beginning of one
        for satir in csv.reader(io.StringIO(metin, newline=""), delimiter=ayrac, strict=True):
            satirlar.append(tuple(Hucre(h) for h in satir[:_EN_COK_SUTUN]))
            if any(yutulan.search(h) for h in satir):
                raise GirdiHatasi("SDP-032", ad, ayrinti=f"{len(satirlar)}. satırda kapanmayan bir tırnak sonraki satırları yutmuş")
            if len(satirlar) > _EN_COK_SATIR:
                raise GirdiHatasi("SDP-032", ad, ayrinti=f"{_EN_COK_SATIR} satırdan uzun")
    except csv.Error as hata:
        raise GirdiHatasi("SDP-032", ad, ayrinti=str(hata)[:120]) from None
    return Tablo(ad, tuple(satirlar), bulgular=bulgular)


def _decode(veri: bytes, ad: str) -> tuple[str, tuple[Bulgu, ...]]:
    for isaret, kodlama, soz in _TARIFLER:
        if veri.startswith(isaret):
            try:
                return veri.decode(kodlama), (bulgu("SDP-033", ad, kodlama=soz),) if soz else ()
            except UnicodeDecodeError as hata:
                raise GirdiHatasi("SDP-032", ad, ayrinti=f"{hata.start}. bayt {kodlama} değil") from None
    with contextlib.suppress(UnicodeDecodeError):
        return veri.decode("utf-8"), ()
    try:
        return veri.decode("cp1254"), (bulgu("SDP-033", ad, kodlama="Windows-1254"),)
    except UnicodeDecodeError as hata:
        raise GirdiHatasi("SDP-032", ad, ayrinti=f"{hata.start}. bayt ne UTF-8 ne Windows-1254") from None


def _delimiter(metin: str) -> str:
    """Return what separates the columns: the mark that the first lines hold most of."""
    bas = "\n".join(metin.split("\n", 20)[:20])
    return max(";\t,", key=lambda isaret: (bas.count(isaret), isaret == ";"))
