# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Rows of holds, references and the institution's own decisions, to and from their JSON; within the caller's transaction.

Each row mirrors the newest version of an OCFL object; what was true on a past day is asked of the files, never of these rows.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select, update

from earsiv import _canon
from earsiv.store import tablolar as t

AYARLAR: Final = frozenset({"profil", "ek", "plan", "esleme"})
"""Kinds of objects that are decisions of the institution; their JSON is ``{"kimlik", "icerik"}``."""


def upsert_hold(baglanti: Connection, deger: dict[str, Any]) -> None:
    """Write the row of a hold."""
    satir = hold_row(deger)
    if baglanti.execute(update(t.DONDURMA).where(t.DONDURMA.c.no == satir["no"]).values(**satir)).rowcount == 0:
        baglanti.execute(insert(t.DONDURMA).values(**satir))


def hold_row(deger: dict[str, Any]) -> dict[str, Any]:
    """Return the ledger row that a hold's JSON stands for."""
    return {
        "no": deger["no"],
        "tur": deger["tur"],
        "acan": deger["acan"],
        "acilis": dt.date.fromisoformat(deger["acilis"]),
        "kapanis": dt.date.fromisoformat(deger["kapanis"]) if deger["kapanis"] else None,
        "deger": _text(deger),
    }


def upsert_references(baglanti: Connection, deger: dict[str, Any]) -> None:
    """Write the rows of one record's references: the files it is referred to from."""
    baglanti.execute(delete(t.ATIF).where(t.ATIF.c.belge == deger["belge"]))
    if deger["dosyalar"]:
        baglanti.execute(insert(t.ATIF), [{"belge": deger["belge"], "dosya": dosya} for dosya in deger["dosyalar"]])


def upsert_setting(baglanti: Connection, tur: str, deger: dict[str, Any]) -> None:
    """Write the row of a decision of the institution."""
    satir = {"kimlik": deger["kimlik"], "tur": tur, "deger": _text(deger["icerik"])}
    if baglanti.execute(update(t.AYAR).where(t.AYAR.c.kimlik == satir["kimlik"]).values(**satir)).rowcount == 0:
        baglanti.execute(insert(t.AYAR).values(**satir))


def difference(baglanti: Connection, tur: str, deger: dict[str, Any]) -> str:
    """Return which part of the ledger differs from an object's own JSON; empty when all of it agrees."""
    if tur == "dondurma":
        satir = baglanti.execute(select(t.DONDURMA).where(t.DONDURMA.c.no == deger["no"])).mappings().first()
        return "" if satir is not None and dict(satir) == hold_row(deger) else "dondurma"
    if tur == "atif":
        return "" if set(referring(baglanti, [deger["belge"]])) == set(deger["dosyalar"]) else "atıflar"
    return "" if setting(baglanti, deger["kimlik"]) == json.loads(_text(deger["icerik"])) else "ayar"


def holds(baglanti: Connection) -> list[dict[str, Any]]:
    """Return the JSON of every hold, open and closed, in the order of opening."""
    sorgu = select(t.DONDURMA.c.deger).order_by(t.DONDURMA.c.acilis, t.DONDURMA.c.no)
    return [json.loads(metin) for metin in baglanti.execute(sorgu).scalars()]


def hold(baglanti: Connection, no: str) -> dict[str, Any] | None:
    """Return the JSON of a hold by number."""
    metin = baglanti.execute(select(t.DONDURMA.c.deger).where(t.DONDURMA.c.no == no)).scalar()
    return json.loads(metin) if metin is not None else None


def next_hold_no(baglanti: Connection, yil: int) -> str:
    """Return the next free hold number of a year (``D-2026/3``)."""
    return _next(baglanti.execute(select(t.DONDURMA.c.no).where(t.DONDURMA.c.no.like(f"D-{yil}/%"))).scalars(), f"D-{yil}")


def next_mapping_no(baglanti: Connection, yil: int) -> str:
    """Return the next free number of a mapping decision of a year (``E-2026/1``)."""
    return _next(baglanti.execute(select(t.AYAR.c.kimlik).where(t.AYAR.c.kimlik.like(f"E-{yil}/%"))).scalars(), f"E-{yil}")


def _next(nolar: Iterable[str], on_ek: str) -> str:
    return f"{on_ek}/{max((int(no.partition('/')[2]) for no in nolar), default=0) + 1}"


def setting(baglanti: Connection, kimlik: str) -> dict[str, Any] | None:
    """Return a decision of the institution by id."""
    metin = baglanti.execute(select(t.AYAR.c.deger).where(t.AYAR.c.kimlik == kimlik)).scalar()
    return json.loads(metin) if metin is not None else None


def settings(baglanti: Connection, tur: str) -> dict[str, dict[str, Any]]:
    """Return every decision of a kind by id."""
    sorgu = select(t.AYAR.c.kimlik, t.AYAR.c.deger).where(t.AYAR.c.tur == tur).order_by(t.AYAR.c.kimlik)
    return {kimlik: json.loads(metin) for kimlik, metin in baglanti.execute(sorgu)}


def referring(baglanti: Connection, belgeler: Iterable[str]) -> list[str]:
    """Return the files from which any of these records is referred to, each once."""
    sorgu = select(t.ATIF.c.dosya).where(t.ATIF.c.belge.in_(list(belgeler))).distinct().order_by(t.ATIF.c.dosya)
    return list(baglanti.execute(sorgu).scalars())


def referring_to_file(baglanti: Connection, dosya: str) -> list[str]:
    """Return the other files from which records of a file are referred to."""
    sorgu = (
        select(t.ATIF.c.dosya)
        .join(t.BELGE, t.BELGE.c.kimlik == t.ATIF.c.belge)
        .where(t.BELGE.c.dosya == dosya, t.ATIF.c.dosya != dosya)
        .distinct()
        .order_by(t.ATIF.c.dosya)
    )
    return list(baglanti.execute(sorgu).scalars())


def referred_files(baglanti: Connection) -> set[str]:
    """Return the files whose retention hangs on other files: records referred to from elsewhere, or several volumes."""
    atifli = select(t.BELGE.c.dosya).join(t.ATIF, t.BELGE.c.kimlik == t.ATIF.c.belge).where(t.BELGE.c.dosya.is_not(None)).distinct()
    ciltli = select(t.DOSYA.c.kimlik, t.DOSYA.c.ust).where(t.DOSYA.c.ust.is_not(None))
    return {str(d) for d in baglanti.execute(atifli).scalars()} | {k for cift in baglanti.execute(ciltli) for k in cift}


def volumes(baglanti: Connection, ilk: str) -> list[str]:
    """Return the further volumes of a file."""
    return list(baglanti.execute(select(t.DOSYA.c.kimlik).where(t.DOSYA.c.ust == ilk).order_by(t.DOSYA.c.kimlik)).scalars())


def _text(deger: dict[str, Any]) -> str:
    return _canon.encode(deger).decode()
