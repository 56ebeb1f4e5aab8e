# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``check``: hold ledger, files and audit trail against each other and name every place where they part."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, literal, select

from earsiv.denetim import verify
from earsiv.errors import Bulgu, DepoHatasi, bulgu
from earsiv.store import defter, kayitlar, listeler
from earsiv.store import tablolar as t
from earsiv.store.denetle_imha import Iz, check_destruction
from earsiv.store.depo import ATIF_ONEKI, Depo, ocfl_id
from earsiv.store.ocfl import inventory_digest, object_id


def check(depo: Depo, *, tam: bool = True, ilerleme: Callable[[int, int], None] | None = None) -> Iterator[Bulgu]:
    """Yield everything that does not hold; nothing is changed.

    Args:
        tam: read every byte of every file; otherwise structure, rows, digests of inventories and the audit trail.
        ilerleme: called with (objects done, objects in all).
    """
    with depo.reader() as baglanti:
        yield from _database(baglanti)
        yield from verify(defter.audit_rows(baglanti))
        yield from depo.iz.compare(defter.audit_rows(baglanti))
        satirlar = list(baglanti.execute(select(t.NESNE).order_by(t.NESNE.c.kimlik)).mappings())
        iz = Iz.read(baglanti)
        for sira, satir in enumerate(satirlar, start=1):
            if ocfl_id(satir["tur"], satir["kimlik"]) not in iz.gidiyor:  # its removal was logged and is not over
                yield from check_object(depo, baglanti, dict(satir), iz.ozetler, tam=tam)
            if ilerleme:
                ilerleme(sira, len(satirlar))
        bilinen = {ocfl_id(s["tur"], s["kimlik"]) for s in satirlar}
        yield from depo.ocfl.verify_root()
        yield from _strays(depo, bilinen)
        yield from _unknown_rows(baglanti)
        yield from check_destruction(depo, baglanti, iz, bilinen)


def _database(baglanti: Connection) -> Iterator[Bulgu]:
    if baglanti.dialect.name != "sqlite":
        return
    for satir in baglanti.exec_driver_sql("PRAGMA quick_check").scalars():
        if satir != "ok":
            yield bulgu("DEP-017", "defter.db", ayrinti=satir)


def check_object(depo: Depo, baglanti: Connection, satir: dict[str, Any], kayitli: dict[str, str], *, tam: bool) -> Iterator[Bulgu]:
    """Yield what is wrong with one object: its files, its inventory against ledger and audit trail, its row against its own JSON."""
    tur, kimlik = satir["tur"], satir["kimlik"]
    oid = ocfl_id(tur, kimlik)
    yer = f"{tur} {kimlik}"
    if not depo.ocfl.exists(oid):
        yield bulgu("DEP-018", yer)
        return
    yield from depo.ocfl.verify(oid, tam=tam)
    envanter = inventory_digest(depo.ocfl.path(oid))
    if envanter != satir["envanter"] or envanter != kayitli.get(kimlik):
        yield bulgu("DEP-019", yer)
    try:
        deger = json.loads(depo.ocfl.read(oid, f"{tur}.json"))
        if tur in {"belge", "dosya"}:
            beklenen = defter.row_of(tur, deger)
            bulunan = defter.find(baglanti, tur, kimlik)
            if bulunan is None or dict(bulunan) != beklenen:
                yield bulgu("DEP-020", yer, alan=difference(beklenen, dict(bulunan or {})))
        elif tur == "liste":
            yield from _list_rows(baglanti, kimlik, deger, yer)
        elif alan := kayitlar.difference(baglanti, tur, deger):
            yield bulgu("DEP-020", yer, alan=alan)
    except (DepoHatasi, ValueError, KeyError, TypeError):
        yield bulgu("DEP-012", f"{yer} · {tur}.json")


def _list_rows(baglanti: Connection, no: str, deger: dict[str, Any], yer: str) -> Iterator[Bulgu]:
    """A list's row, and the files it holds while it is open."""
    satir = next((s for s in defter.lists(baglanti) if s["no"] == no), None)
    if satir != listeler.row_of(deger):
        yield bulgu("DEP-020", yer, alan="liste")
    if set(defter.files_on_list(baglanti, no)) != set(listeler.held_files(deger)):
        yield bulgu("DEP-020", yer, alan="listedeki dosyalar")


def difference(beklenen: dict[str, Any], bulunan: dict[str, Any]) -> str:
    """Return the names of the columns in which a row differs from the expected one."""
    return ", ".join(ad for ad in beklenen if beklenen[ad] != bulunan.get(ad)) or "satır"


def _strays(depo: Depo, bilinen: set[str]) -> Iterator[Bulgu]:
    """Objects in the files that no ledger row knows."""
    for klasor in depo.ocfl.objects():
        try:
            kimlik = object_id(klasor)
        except DepoHatasi:
            continue  # the root's own check names it
        if kimlik not in bilinen:
            yield bulgu("DEP-021", kimlik)


def _unknown_rows(baglanti: Connection) -> Iterator[Bulgu]:
    """Rows that stand for no object."""
    sutunlar = (
        ("belge", t.BELGE.c.kimlik),
        ("dosya", t.DOSYA.c.kimlik),
        ("dondurma", t.DONDURMA.c.no),
        ("atif", literal(ATIF_ONEKI).concat(t.ATIF.c.belge)),
        ("ayar", t.AYAR.c.kimlik),
    )
    for tur, sutun in sutunlar:
        sorgu = select(sutun).where(sutun.not_in(select(t.NESNE.c.kimlik)))
        for kimlik in baglanti.execute(sorgu).scalars():
            yield bulgu("DEP-018", f"{tur} {kimlik}")
