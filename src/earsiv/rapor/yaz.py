# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Write a list in a form: one function, a table of writers by format."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Mapping
from typing import Any, Final

import attrs

from earsiv._clock import ISTANBUL
from earsiv.errors import GirdiHatasi
from earsiv.model import ImhaListesi
from earsiv.rapor.form import Tablo, form
from earsiv.rapor.metin import safe_text
from earsiv.rapor.pdf import write_pdf
from earsiv.rapor.xlsx import write_xlsx


def write_list(liste: ImhaListesi, bicim: str, birimler: Mapping[str, str] | None = None) -> bytes:
    """Return the imha listesi in a format.

    Args:
        bicim: ``pdf``, ``xlsx`` or ``csv``.
        birimler: names of units by DETSİS number, printed beside the number where known.

    Raises:
        GirdiHatasi: RAP-002 no such format.
    """
    yazicilar: Final[dict[str, Callable[[Any], bytes]]] = {"pdf": write_pdf, "xlsx": write_xlsx, "csv": _csv}
    if bicim not in yazicilar:
        raise GirdiHatasi("RAP-002", bicim, bilinenler=", ".join(yazicilar))
    return yazicilar[bicim](_table(liste, birimler or {}))


def _table(liste: ImhaListesi, birimler: Mapping[str, str]) -> Tablo:
    zaman = dt.datetime.fromisoformat(liste.duzenlenme)
    bilgiler = (
        ("Kurum", liste.kurum or "—"),
        ("Liste No", liste.no),
        ("Yargı Günü", f"{liste.an:%d.%m.%Y}"),
        ("Düzenleyen", liste.duzenleyen),
        ("Düzenlenme", f"{zaman.astimezone(ISTANBUL):%d.%m.%Y %H:%M}"),
        ("Dosya Sayısı", str(len(liste.satirlar))),
    )
    bicim = form("imha-listesi")
    satirlar = []
    for satir in liste.satirlar:
        degerler = {**attrs.asdict(satir), "yil": satir.yil}
        ad = birimler.get(satir.ureten_birim, "")
        degerler["ureten_birim"] = f"{satir.ureten_birim} {ad}".strip()
        satirlar.append(tuple(degerler[s.alan] for s in bicim.sutunlar))
    return Tablo(bicim, bilgiler, tuple(satirlar), liste.ozet, zaman)


def _csv(tablo: Tablo) -> bytes:
    """Semicolons and a byte order mark: what a Turkish spreadsheet opens right."""
    cikti = io.StringIO()
    yazici = csv.writer(cikti, delimiter=";", lineterminator="\r\n")
    yazici.writerow([s.baslik for s in tablo.form.sutunlar])
    for satir in tablo.satirlar:
        yazici.writerow([safe_text(h, csv=True) if isinstance(h, str) else h for h in satir])
    return b"\xef\xbb\xbf" + cikti.getvalue().encode("utf-8")
