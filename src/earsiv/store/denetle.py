# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``check``: hold ledger, files and audit trail against each other and name every place where they part."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, literal, select

from earsiv.denetim import verify
from earsiv.errors import Bulgu, DepoHatasi, bulgu
from earsiv.store import defter, kayitlar
from earsiv.store import tablolar as t
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
        kayitli = _audited_digests(baglanti)
        for sira, satir in enumerate(satirlar, start=1):
            yield from _object(depo, baglanti, dict(satir), kayitli, tam=tam)
            if ilerleme:
                ilerleme(sira, len(satirlar))
        yield from depo.ocfl.verify_root()
        yield from _strays(depo, {ocfl_id(s["tur"], s["kimlik"]) for s in satirlar})
        yield from _unknown_rows(baglanti)


def check_ground(depo: Depo, baglanti: Connection, dosyalar: Iterable[str]) -> Iterator[Bulgu]:
    """Yield where rows and objects part among what a list rests on: its files with records and references, lists, holds, decisions."""
    tur, kimlik = t.NESNE.c.tur, t.NESNE.c.kimlik
    for satir in baglanti.execute(select(t.NESNE).where(tur.in_(["dondurma", "liste", *kayitlar.AYARLAR]))).mappings().all():
        yield from _object(depo, baglanti, dict(satir), {satir["kimlik"]: satir["envanter"]}, tam=False)
    for dosya, belgeler in _filed(baglanti, dosyalar).items():
        for nesne in (dosya, *belgeler, *(f"{ATIF_ONEKI}{b}" for b in belgeler)):
            for satir in baglanti.execute(select(t.NESNE).where(kimlik == nesne)).mappings().all():
                yield from _object(depo, baglanti, dict(satir), {satir["kimlik"]: satir["envanter"]}, tam=False)
    konan = select(t.DENETIM.c.nesne).where(t.DENETIM.c.eylem == "dondur").distinct()
    for no in sorted({*baglanti.execute(konan).scalars()} - {d["no"] for d in kayitlar.holds(baglanti)}):
        yield bulgu("DEP-018", f"dondurma {no}")


def _filed(baglanti: Connection, dosyalar: Iterable[str]) -> dict[str, list[str]]:
    """Return the records of each file: those whose rows say so, and those that the audit trail saw put there."""
    bulunan = {
        dosya: set(baglanti.execute(select(t.BELGE.c.kimlik).where(t.BELGE.c.dosya == dosya)).scalars())
        for dosya in dict.fromkeys(dosyalar)
    }
    konan = select(t.DENETIM.c.nesne, t.DENETIM.c.ayrinti).where(t.DENETIM.c.eylem.in_(["kabul", "tasnif"]))
    for belge, ayrinti in baglanti.execute(konan):
        try:
            dosya = json.loads(ayrinti).get("dosya")
        except (ValueError, AttributeError):
            raise DepoHatasi("DEP-020", f"denetim · belge {belge}", alan="ayrinti") from None
        if dosya in bulunan:
            bulunan[dosya].add(belge)
    return {dosya: sorted(belgeler) for dosya, belgeler in bulunan.items()}


def _database(baglanti: Connection) -> Iterator[Bulgu]:
    if baglanti.dialect.name != "sqlite":
        return
    for satir in baglanti.exec_driver_sql("PRAGMA quick_check").scalars():
        if satir != "ok":
            yield bulgu("DEP-017", "defter.db", ayrinti=satir)


def _audited_digests(baglanti: Connection) -> dict[str, str]:
    """Return the inventory digest that the newest audit row of each object names."""
    sonuc: dict[str, str] = {}
    for satir in defter.audit_rows(baglanti):
        if isinstance(satir.ayrinti, dict) and "envanter_sha512" in satir.ayrinti:
            sonuc[satir.nesne] = satir.ayrinti["envanter_sha512"]
    return sonuc


def _object(depo: Depo, baglanti: Connection, satir: dict[str, Any], kayitli: dict[str, str], *, tam: bool) -> Iterator[Bulgu]:
    """One object: its files, its inventory against ledger and audit trail, its row against its own JSON."""
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
                yield bulgu("DEP-020", yer, alan=_difference(beklenen, dict(bulunan or {})))
        elif tur == "liste":
            yield from _list_rows(baglanti, kimlik, deger, yer)
        elif alan := kayitlar.difference(baglanti, tur, deger):
            yield bulgu("DEP-020", yer, alan=alan)
    except (DepoHatasi, ValueError, KeyError, TypeError):
        yield bulgu("DEP-012", f"{yer} · {tur}.json")


def _list_rows(baglanti: Connection, no: str, deger: dict[str, Any], yer: str) -> Iterator[Bulgu]:
    """A list's row, and the files it holds while it is open."""
    satir = next((s for s in defter.lists(baglanti) if s["no"] == no), None)
    if satir != {"no": no, "ozet": deger["ozet"], "durum": deger["durum"]}:
        yield bulgu("DEP-020", yer, alan="liste")
    beklenen = set() if deger["durum"] == "iptal" else {s["dosya"] for s in deger["icerik"]["satirlar"]}
    if set(defter.files_on_list(baglanti, no)) != beklenen:
        yield bulgu("DEP-020", yer, alan="listedeki dosyalar")


def _difference(beklenen: dict[str, Any], bulunan: dict[str, Any]) -> str:
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
