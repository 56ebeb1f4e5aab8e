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

from earsiv._text import search_fold
from earsiv.errors import GirdiHatasi, os_reason

_EN_BUYUK: Final = 64 << 20
_LISTE: Final = frozenset({".csv", ".xlsx"})
_EN_COK: Final = 100_000
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


def expand(yollar: list[Path], bilgi: KabulBilgisi) -> Iterator[Kalem | GirdiHatasi]:
    """Yield the items of the paths given; a path or row that cannot be used is yielded as its error, the rest goes on."""
    for yol in yollar:
        try:
            if yol.is_dir():
                for dosya in sorted(d for d in yol.rglob("*") if d.is_file() and not d.name.startswith(".")):
                    yield Kalem(dosya, bilgi, str(dosya))
            elif yol.suffix.lower() in _LISTE:  # ASCII
                yield from _list(yol, bilgi)
            else:
                yield Kalem(yol, bilgi, str(yol))
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
    try:
        tablo = _xlsx(yol) if yol.suffix.lower() == ".xlsx" else _csv(yol)  # ASCII
        baslik = [search_fold(str(ad or "").strip()).replace(" ", "_") for ad in next(tablo, ())]
    except (ValueError, KeyError, OSError, csv.Error, TypeError) as hata:
        raise GirdiHatasi("KAB-005", yol.name, ayrinti=str(hata)[:120]) from None
    if "yol" not in baslik:
        raise GirdiHatasi("KAB-005", yol.name, ayrinti="“yol” sütunu yok")
    for no, satir in enumerate(tablo):
        if no >= _EN_COK:
            raise GirdiHatasi("KAB-005", yol.name, ayrinti=f"{_EN_COK} satırdan uzun")
        if any(hucre not in {None, ""} for hucre in satir):
            yield dict(zip(baslik, satir, strict=False))


def _csv(yol: Path) -> Iterator[tuple[Any, ...]]:
    try:
        metin = yol.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as hata:
        mesaj = f"{hata.start}. bayt UTF-8 değil; dosyayı “CSV UTF-8” olarak kaydedin"
        raise ValueError(mesaj) from None
    ayrac = ";" if metin.partition("\n")[0].count(";") > metin.partition("\n")[0].count(",") else ","
    return (tuple(satir) for satir in csv.reader(io.StringIO(metin), delimiter=ayrac))


def _xlsx(yol: Path) -> Iterator[tuple[Any, ...]]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    from earsiv.opc import inspect

    with yol.open("rb") as akis:
        inspect(akis, yol.name)
    try:
        kitap = load_workbook(yol, read_only=True, data_only=True)
    except (InvalidFileException, BadZipFile, KeyError) as hata:
        raise ValueError(str(hata)) from None
    sayfa = kitap.worksheets[0]
    return iter(sayfa.iter_rows(values_only=True))


def _item(liste: Path, satir: dict[str, Any], bilgi: KabulBilgisi, yer: str) -> Kalem:
    def metin(ad: str, varsayilan: str) -> str:
        deger = satir.get(ad)
        if isinstance(deger, int | float) and ad == "kod":
            raise GirdiHatasi("KAB-006", yer, deger=deger)  # 105.1 or 105.10? Excel no longer knows
        return str(deger).strip() if deger not in {None, ""} else varsayilan

    yol = metin("yol", "")
    if not yol:
        raise GirdiHatasi("KAB-005", yer, ayrinti="“yol” boş")
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
    if deger in {None, ""}:
        return None
    if isinstance(deger, dt.datetime):
        return deger.date()
    if isinstance(deger, dt.date):
        return deger
    try:
        if eslesme := _TARIH.fullmatch(str(deger).strip()):
            gun, ay, yil = map(int, eslesme.groups())
            return dt.date(yil, ay, gun)
        return dt.date.fromisoformat(str(deger).strip())
    except ValueError:
        raise GirdiHatasi("KAB-007", yer, deger=deger) from None
