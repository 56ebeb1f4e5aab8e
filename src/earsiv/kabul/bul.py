# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""From paths to items: files as they are, folders walked in name order, lists (CSV, XLSX) with what is known of each record."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import attrs

from earsiv import _cocuk
from earsiv._limits import VARSAYILAN
from earsiv._text import search_fold
from earsiv.errors import AracHatasi, GirdiHatasi, os_reason
from earsiv.opc import inspect

_EN_BUYUK: Final = 64 << 20
_LISTE: Final = frozenset({".csv", ".xlsx"})
_EN_COK: Final = 100_000
_EN_COK_SUTUN: Final = 64
_TARIH: Final = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")


@attrs.frozen
class KabulBilgisi:
    """What the caller knows of a record; an empty field is taken from the record itself where it says so.

    ``dosya`` is the id of an existing file; otherwise ``kod`` opens or finds the subject file of the year.
    ``kapanis`` closes that file when the batch is through.
    """

    dosya: str = ""
    kod: str = ""
    birim: str = ""
    sayi: str = ""
    tarih: dt.date | None = None
    konu: str = ""
    gizlilik: str = ""
    kapanis: dt.date | None = None


@attrs.frozen
class Kalem:
    """One item to take in: the file, what is known of it, and its path as reports name it."""

    yol: Path
    bilgi: KabulBilgisi
    yer: str


def text_of(ad: str) -> str:
    """Return a file name as text: bytes of another encoding become question marks; the file itself is opened by its real name."""
    return ad.encode("utf-8", "replace").decode("utf-8")


def expand(yollar: list[Path], bilgi: KabulBilgisi) -> Iterator[Kalem | GirdiHatasi]:
    """Yield the items of the paths given; a path or row that cannot be used is yielded as its error, the rest goes on."""
    for yol in yollar:
        try:
            if yol.is_dir():
                for dosya in sorted(d for d in yol.rglob("*") if d.is_file() and not d.name.startswith(".")):
                    yield Kalem(dosya, bilgi, text_of(str(dosya)))
            elif yol.suffix.lower() in _LISTE:  # ASCII
                yield from _list(yol, bilgi)
            else:
                yield Kalem(yol, bilgi, text_of(str(yol)))
        except GirdiHatasi as hata:
            yield hata
        except OSError as hata:
            yield GirdiHatasi("KAB-001", str(yol), ayrinti=os_reason(hata))


def _list(yol: Path, bilgi: KabulBilgisi) -> Iterator[Kalem | GirdiHatasi]:
    """Read an intake list: a header row with ``yol`` and any of the fields of ``KabulBilgisi``."""
    if yol.stat().st_size > _EN_BUYUK:
        raise GirdiHatasi("KAB-005", yol.name, ayrinti="çok büyük")
    for no, satir in enumerate(_rows(yol), start=2):
        yer = f"{yol.name} satır {no}"
        try:
            yield _item(yol, satir, bilgi, yer)
        except GirdiHatasi as hata:
            yield hata


def _rows(yol: Path) -> Iterator[dict[str, Any]]:
    tablo = iter(_xlsx(yol) if yol.suffix.lower() == ".xlsx" else _csv(yol))  # ASCII
    baslik = [search_fold(str(ad)).strip().replace(" ", "_") for ad in next(tablo, ())]
    if "yol" not in baslik:
        raise GirdiHatasi("KAB-005", yol.name, ayrinti="“yol” sütunu yok")
    for no, satir in enumerate(tablo):
        if no >= _EN_COK:
            raise GirdiHatasi("KAB-005", yol.name, ayrinti=f"{_EN_COK} satırdan uzun")
        if any(hucre != "" for hucre in satir):
            yield dict(zip(baslik, satir, strict=False))


def _csv(yol: Path) -> list[list[Any]]:
    """Read a CSV with commas or semicolons, in UTF-8 with or without mark."""
    try:
        metin = yol.read_bytes().decode("utf-8-sig")
        ilk = metin.partition("\n")[0]
        return list(csv.reader(io.StringIO(metin), delimiter=";" if ilk.count(";") > ilk.count(",") else ","))
    except UnicodeDecodeError as hata:
        mesaj = f"{hata.start}. bayt UTF-8 değil; dosyayı “CSV UTF-8” olarak kaydedin"
        raise GirdiHatasi("KAB-005", yol.name, ayrinti=mesaj) from None
    except csv.Error as hata:
        raise GirdiHatasi("KAB-005", yol.name, ayrinti=str(hata)[:120]) from None


def _xlsx(yol: Path) -> list[list[Any]]:
    """Read the first sheet in a child process, after the container guard."""
    with yol.open("rb") as akis:
        inspect(akis, yol.name)
    istek = {"yol": str(yol.resolve()), "satir": _EN_COK + 1, "sutun": _EN_COK_SUTUN}
    try:
        cevap = _cocuk.run_module("earsiv.kabul._liste_isci", istek, VARSAYILAN, yol.name)
    except AracHatasi as hata:
        raise GirdiHatasi("KAB-005", yol.name, ayrinti=hata.bulgu.mesaj) from None
    if "kusur" in cevap:
        raise GirdiHatasi("KAB-005", yol.name, ayrinti=cevap["kusur"])
    return [list(satir) for satir in cevap["satirlar"]]


def _item(liste: Path, satir: dict[str, Any], bilgi: KabulBilgisi, yer: str) -> Kalem:
    def metin(ad: str, varsayilan: str) -> str:
        deger = satir.get(ad, "")
        if isinstance(deger, dict):
            if ad == "kod":  # 105.1 or 105.10? The spreadsheet no longer knows
                raise GirdiHatasi("KAB-006", yer, deger=next(iter(deger.values())))
            deger = next(iter(deger.values()))
        return str(deger).strip() or varsayilan

    yol = metin("yol", "")
    if not yol or "\0" in yol:
        raise GirdiHatasi("KAB-005", yer, ayrinti="“yol” boş veya geçersiz")
    tam = liste.parent / yol
    return Kalem(
        yol=tam,
        bilgi=KabulBilgisi(
            dosya=metin("dosya", bilgi.dosya),
            kod=metin("kod", bilgi.kod),
            birim=metin("birim", bilgi.birim),
            sayi=metin("sayi", bilgi.sayi),
            tarih=_date(satir.get("tarih"), yer) or bilgi.tarih,
            konu=metin("konu", bilgi.konu),
            gizlilik=metin("gizlilik", bilgi.gizlilik),
            kapanis=_date(satir.get("kapanis"), yer) or bilgi.kapanis,
        ),
        yer=str(tam),
    )


def _date(deger: Any, yer: str) -> dt.date | None:
    if isinstance(deger, dict):
        deger = deger.get("tarih") or next(iter(deger.values()))
    metin = str(deger or "").strip()
    if not metin:
        return None
    try:
        if eslesme := _TARIH.fullmatch(metin):
            gun, ay, yil = map(int, eslesme.groups())
            return dt.date(yil, ay, gun)
        return dt.date.fromisoformat(metin)
    except ValueError:
        raise GirdiHatasi("KAB-007", yer, deger=metin) from None
