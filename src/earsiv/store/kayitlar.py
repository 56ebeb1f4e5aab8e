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

from sqlalchemy import Column, Connection, delete, insert, select, update

from earsiv import _canon
from earsiv.errors import DepoHatasi
from earsiv.store import listeler
from earsiv.store import tablolar as t

ON_EKLER: Final = {
    "profil": "profil",
    "ek": "kurum-eki",
    "plan": "plan/",
    "esleme": "E-",
    "komisyon": "K-",
    "ornek": "O-",
    "devir": "DV-",
    "basvuru": "B-",
    "kvkk": "P-",
    "imha": "I-",
    "yedek": "Y-",
    "form": "form/",
}
"""Kinds of objects that are decisions or registers of the institution, and how their ids begin; their JSON is ``{"kimlik", "icerik"}``."""
AYARLAR: Final = frozenset(ON_EKLER)


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
    if tur == "devir":
        listeler.set_files(baglanti, satir["kimlik"], deger["icerik"]["tutulan"])


def difference(baglanti: Connection, tur: str, deger: dict[str, Any]) -> str:
    """Return which part of the ledger differs from an object's own JSON; empty when all of it agrees."""
    if tur == "dondurma":
        satir = baglanti.execute(select(t.DONDURMA).where(t.DONDURMA.c.no == deger["no"])).mappings().first()
        return "" if satir is not None and dict(satir) == hold_row(deger) else "dondurma"
    if tur == "atif":
        return "" if set(referring(baglanti, [deger["belge"]])) == set(deger["dosyalar"]) else "atıflar"
    ayar = baglanti.execute(select(t.AYAR.c.tur, t.AYAR.c.deger).where(t.AYAR.c.kimlik == deger["kimlik"])).first()
    if tur == "devir" and listeler.held_by(baglanti, deger["kimlik"]) != set(deger["icerik"]["tutulan"]):
        return "tutulan dosyalar"
    return "" if ayar is not None and tuple(ayar) == (tur, _text(deger["icerik"])) else "ayar"


def holds(baglanti: Connection) -> list[dict[str, Any]]:
    """Return the JSON that the row of each hold keeps, in the order of opening; ``dondurulan.holds`` are those that bind."""
    sorgu = select(t.DONDURMA.c.no, t.DONDURMA.c.deger).order_by(t.DONDURMA.c.acilis, t.DONDURMA.c.no)
    return [_hold_of(no, metin) for no, metin in baglanti.execute(sorgu)]


def hold_rows(baglanti: Connection) -> dict[str, dict[str, Any] | None]:
    """Return the JSON that the row of each hold keeps by number; ``None`` where it is not readable."""
    satirlar: dict[str, dict[str, Any] | None] = {}
    for no, metin in baglanti.execute(select(t.DONDURMA.c.no, t.DONDURMA.c.deger)):
        try:
            satirlar[no] = _hold_of(no, metin)
        except DepoHatasi:
            satirlar[no] = None
    return satirlar


def _hold_of(no: str, metin: str) -> dict[str, Any]:
    try:
        deger = _json(no, metin)
        if hold_row(deger)["no"] == no:
            return deger
    except (KeyError, TypeError, ValueError, AttributeError):
        pass
    raise DepoHatasi("DEP-020", f"dondurma {no}", alan="dondurma")


def hold(baglanti: Connection, no: str) -> dict[str, Any] | None:
    """Return the JSON of a hold by number.

    Raises:
        DepoHatasi: DEP-020 its row is gone or not readable.
    """
    metin = _text_of(baglanti, t.DONDURMA.c.no, no)
    return None if metin is None else _hold_of(no, metin)


def _text_of(baglanti: Connection, anahtar: Column[str], kimlik: str) -> str | None:
    """Return the stored JSON of a row by its key, ``None`` where there never was one."""
    metin = baglanti.execute(select(anahtar.table.c.deger).where(anahtar == kimlik)).scalar()
    if metin is None:
        _require_unknown(baglanti, kimlik)
    return metin


def _json(kimlik: str, metin: str) -> dict[str, Any]:
    """Return the JSON of a row that mirrors an object.

    Raises:
        DepoHatasi: DEP-020 it is none.
    """
    try:
        deger = json.loads(metin)
    except (ValueError, TypeError):
        deger = None
    if not isinstance(deger, dict):
        raise DepoHatasi("DEP-020", kimlik, alan="değer")
    return deger


def _require_unknown(baglanti: Connection, kimlik: str) -> None:
    """Refuse to take for absent what only lost its row.

    Raises:
        DepoHatasi: DEP-020 there is an object of this id.
    """
    if baglanti.execute(select(t.NESNE.c.kimlik).where(t.NESNE.c.kimlik == kimlik)).first() is not None:
        raise DepoHatasi("DEP-020", kimlik, alan="satır")


def next_hold_no(baglanti: Connection, yil: int) -> str:
    """Return the next free hold number of a year (``D-2026/3``); one that lost its row is not free."""
    return _next(baglanti, t.DONDURMA.c.no, f"D-{yil}", "dondur")


def next_mapping_no(baglanti: Connection, yil: int) -> str:
    """Return the next free number of a mapping decision of a year (``E-2026/1``)."""
    return _next(baglanti, t.AYAR.c.kimlik, f"E-{yil}", "kod_esle")


def next_no(baglanti: Connection, tur: str, yil: int) -> str:
    """Return the next free number of a register of a year (``K-2037/1``): commissions, transfers, requests …; a number is used once."""
    return _next(baglanti, t.AYAR.c.kimlik, f"{ON_EKLER[tur]}{yil}", tur)


def _next(baglanti: Connection, sutun: Column[str], on_ek: str, eylem: str) -> str:
    denetim = t.DENETIM.c
    sorgular = (
        select(sutun).where(sutun.like(f"{on_ek}/%")),
        select(t.NESNE.c.kimlik).where(t.NESNE.c.kimlik >= f"{on_ek}/", t.NESNE.c.kimlik < f"{on_ek}0"),
        select(denetim.nesne).where(denetim.eylem == eylem, denetim.nesne.like(f"{on_ek}/%")),
    )
    nolar = (no.partition("/")[2] for sorgu in sorgular for no in baglanti.execute(sorgu).scalars())
    return f"{on_ek}/{max((int(no) for no in nolar if no.isascii() and no.isdigit()), default=0) + 1}"


def setting(baglanti: Connection, kimlik: str) -> dict[str, Any] | None:
    """Return a decision of the institution by id.

    Raises:
        DepoHatasi: DEP-020 its row is gone or not readable.
    """
    metin = _text_of(baglanti, t.AYAR.c.kimlik, kimlik)
    return None if metin is None else _json(kimlik, metin)


def settings(baglanti: Connection, tur: str) -> dict[str, dict[str, Any]]:
    """Return every decision of a kind by id.

    Raises:
        DepoHatasi: DEP-020 the row of one is gone, or not readable: without it a period would be too short.
    """
    kimlik, on_ek = t.NESNE.c.kimlik, ON_EKLER[tur]
    yazilan = select(kimlik).where(kimlik >= on_ek, kimlik < f"{on_ek}\U0010ffff", t.NESNE.c.tur == tur)
    beklenen = set(baglanti.execute(yazilan).scalars())
    sorgu = select(t.AYAR.c.kimlik, t.AYAR.c.deger).where(t.AYAR.c.tur == tur).order_by(t.AYAR.c.kimlik)
    bulunan = {kimlik: _json(kimlik, metin) for kimlik, metin in baglanti.execute(sorgu)}
    if eksik := min(beklenen - bulunan.keys(), default=None):
        raise DepoHatasi("DEP-020", eksik, alan="satır")
    return bulunan


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
