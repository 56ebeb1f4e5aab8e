# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The ground that a list rests on: rows of files and records, references, lists, holds and decisions held against their objects.

It is asked for every list, so it reads no more than proves a row: the inventory that the ledger names by its digest, and the object's own
JSON that the inventory names by its. Everything else about an object is ``check``'s. Before something is destroyed the audit trail itself
is held together first, and what it saw written last is what ledger and files must still hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, select

from earsiv.denetim import verify
from earsiv.errors import Bulgu, DepoHatasi, bulgu
from earsiv.store import defter, kayitlar
from earsiv.store import tablolar as t
from earsiv.store.denetle import check_object, difference
from earsiv.store.depo import ATIF_ONEKI, Depo, ocfl_id

_YIGIN: Final = 500  # values named in one statement
_TABLOLAR: Final = {"dosya": t.DOSYA, "belge": t.BELGE}
_GENEL: Final = frozenset({"dondurma", "liste", *kayitlar.AYARLAR})
"""Kinds of objects that bear on every file; none of them ever goes."""


def check_ground(depo: Depo, baglanti: Connection, dosyalar: Iterable[str], *, kesin: bool = False) -> Iterator[Bulgu]:
    """Yield where rows and objects part among what a list rests on: its files with records and references, lists, holds, decisions.

    Args:
        kesin: hold files and records against what the audit trail saw written last as well; whether it holds tells :func:`check_trail`.
    """
    izde = _seen(baglanti)
    yield from _missing(baglanti, izde)
    genel = baglanti.execute(select(t.NESNE).where(t.NESNE.c.tur.in_(_GENEL))).mappings().all()
    yield from _whole(depo, baglanti, genel, izde)
    secilen = list(dict.fromkeys(dosyalar))
    belgeler = _filed(baglanti, secilen)
    for tur, kimlikler in (("dosya", secilen), ("belge", belgeler)):
        for yigin in _batches(kimlikler):
            yield from _rows(depo, baglanti, tur, yigin)
            if kesin:
                yield from _as_seen(baglanti, tur, yigin)
    for yigin in _batches([f"{ATIF_ONEKI}{b}" for b in belgeler]):
        yield from _whole(depo, baglanti, baglanti.execute(select(t.NESNE).where(t.NESNE.c.kimlik.in_(yigin))).mappings().all(), izde)
    konan = select(t.DENETIM.c.nesne).where(t.DENETIM.c.eylem == "dondur").distinct()
    for no in sorted({*baglanti.execute(konan).scalars()} - {d["no"] for d in kayitlar.holds(baglanti)}):
        yield bulgu("DEP-018", f"dondurma {no}")


def check_trail(depo: Depo) -> tuple[Bulgu, ...]:
    """Return where the audit trail is not one unbroken chain, or ledger and audit files part; writers wait meanwhile."""
    with depo.iz.held(), depo.reader() as baglanti:
        return (*verify(defter.audit_rows(baglanti)), *depo.iz.compare(defter.audit_rows(baglanti)))


def check_rows(depo: Depo, baglanti: Connection, dosya: str) -> Iterator[Bulgu]:
    """Yield where the row of one file, or of a record that its row says is in it, is not what the object says."""
    yield from _rows(depo, baglanti, "dosya", [dosya])
    belgeler = baglanti.execute(select(t.BELGE.c.kimlik).where(t.BELGE.c.dosya == dosya)).scalars().all()
    for yigin in _batches(belgeler):
        yield from _rows(depo, baglanti, "belge", yigin)


def _seen(baglanti: Connection) -> dict[str, tuple[str, str]]:
    """Return (kind, digest of the newest inventory) of what bears on every file and of references, by id, as the audit trail saw it."""
    c = t.DENETIM.c
    sade = [c.ayrinti.not_like(f'%"tur":"{tur}"%') for tur in _TABLOLAR]  # canonical JSON: no text of a person's looks like this
    sorgu = select(c.nesne, c.ayrinti).where(c.ayrinti.like('%"envanter_sha512":"%'), *sade).order_by(c.sira)
    izde: dict[str, tuple[str, str]] = {}
    for nesne, metin in baglanti.execute(sorgu):
        try:
            ayrinti = json.loads(metin)
            izde[nesne] = (str(ayrinti["tur"]), str(ayrinti["envanter_sha512"]))
        except (ValueError, KeyError, TypeError):
            raise DepoHatasi("DEP-020", f"denetim · {nesne}", alan="ayrinti") from None
    return izde


def _missing(baglanti: Connection, izde: dict[str, tuple[str, str]]) -> Iterator[Bulgu]:
    """Yield what the trail saw and the ledger does not have: what bears on every file, and references of records that are there."""
    bilinen = set(baglanti.execute(select(t.NESNE.c.kimlik).where(t.NESNE.c.tur.in_([*_GENEL, "atif"]))).scalars())
    for kimlik, (tur, _) in sorted(izde.items()):
        if kimlik in bilinen or (tur not in _GENEL and tur != "atif"):
            continue
        if tur in _GENEL or defter.find(baglanti, "belge", kimlik.removeprefix(ATIF_ONEKI)) is not None:
            yield bulgu("DEP-018", f"{tur} {kimlik}")


def _whole(depo: Depo, baglanti: Connection, nesneler: Iterable[RowMapping], izde: dict[str, tuple[str, str]]) -> Iterator[Bulgu]:
    for satir in nesneler:  # a plan is read from its own files alone, so every byte of it is asked
        kayitli = {satir["kimlik"]: izde.get(satir["kimlik"], ("", ""))[1]}
        yield from check_object(depo, baglanti, dict(satir), kayitli, tam=satir["tur"] == "plan")


def _rows(depo: Depo, baglanti: Connection, tur: str, kimlikler: Sequence[str]) -> Iterator[Bulgu]:
    """Hold the rows of some files or records against what their objects say."""
    tablo = _TABLOLAR[tur]
    satirlar = {s["kimlik"]: dict(s) for s in baglanti.execute(select(tablo).where(tablo.c.kimlik.in_(kimlikler))).mappings()}
    sorgu = select(t.NESNE.c.kimlik, t.NESNE.c.envanter).where(t.NESNE.c.kimlik.in_(kimlikler), t.NESNE.c.tur == tur)
    envanterler = {s.kimlik: s.envanter for s in baglanti.execute(sorgu.order_by(t.NESNE.c.kimlik))}
    giden = set(baglanti.execute(select(t.KALINTI.c.kimlik).where(t.KALINTI.c.kimlik.in_(kimlikler))).scalars())
    for kimlik in kimlikler:
        if kimlik not in envanterler and (kimlik in satirlar or kimlik not in giden):
            yield bulgu("DEP-018", f"{tur} {kimlik}")
    for kimlik, envanter in envanterler.items():
        yer = f"{tur} {kimlik}"
        try:
            beklenen = defter.row_of(tur, json.loads(depo.ocfl.read_proven(ocfl_id(tur, kimlik), f"{tur}.json", envanter)))
        except DepoHatasi as hata:
            yield bulgu(hata.kod, yer)
        except (ValueError, KeyError, TypeError):
            yield bulgu("DEP-012", f"{yer} · {tur}.json")
        else:
            if (satir := satirlar.get(kimlik)) != beklenen:
                yield bulgu("DEP-020", yer, alan=difference(beklenen, satir or {}))


def _as_seen(baglanti: Connection, tur: str, kimlikler: Sequence[str]) -> Iterator[Bulgu]:
    """Yield the files or records of which the ledger knows another version than the audit trail saw written last."""
    c = t.DENETIM.c
    sorgu = select(c.nesne, c.ayrinti).where(c.nesne.in_(kimlikler), c.ayrinti.like('%"envanter_sha512":"%')).order_by(c.sira)
    izde = {nesne: str(json.loads(metin)["envanter_sha512"]) for nesne, metin in baglanti.execute(sorgu)}
    defterde = select(t.NESNE.c.kimlik, t.NESNE.c.envanter).where(t.NESNE.c.kimlik.in_(kimlikler))
    for kimlik, envanter in baglanti.execute(defterde):
        if izde.get(kimlik) != envanter:
            yield bulgu("DEP-019", f"{tur} {kimlik}")


def _filed(baglanti: Connection, dosyalar: Sequence[str]) -> list[str]:
    """Return the records of some files: those whose rows say so, and those that the audit trail saw put there."""
    bulunan: dict[str, Any] = {}
    for yigin in _batches(dosyalar):
        bulunan |= dict.fromkeys(baglanti.execute(select(t.BELGE.c.kimlik).where(t.BELGE.c.dosya.in_(yigin))).scalars())
    secilen = set(dosyalar)
    konan = select(t.DENETIM.c.nesne, t.DENETIM.c.ayrinti).where(t.DENETIM.c.eylem.in_(["kabul", "tasnif", "imha_atif"]))
    for belge, ayrinti in baglanti.execute(konan):
        try:
            if json.loads(ayrinti).get("dosya") in secilen and not belge.startswith(ATIF_ONEKI):  # a dropped link is no record
                bulunan[belge] = None
        except (ValueError, AttributeError):
            raise DepoHatasi("DEP-020", f"denetim · belge {belge}", alan="ayrinti") from None
    return sorted(bulunan)


def _batches(kimlikler: Sequence[str]) -> Iterator[Sequence[str]]:
    return (kimlikler[bas : bas + _YIGIN] for bas in range(0, len(kimlikler), _YIGIN))
