# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The part of ``check`` about what is gone: everything that ever was is still here, or its going is logged, proven and has its stub."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final, Self

import attrs
from sqlalchemy import Connection, select

from earsiv import _canon
from earsiv.errors import Bulgu, DepoHatasi, bulgu
from earsiv.store import defter
from earsiv.store import tablolar as t
from earsiv.store.depo import Depo, ocfl_id
from earsiv.store.kayitlar import ON_EKLER


@attrs.frozen
class Iz:
    """What the audit trail says of the objects: the newest inventory digest by id, the kind by id, those going and those gone by OCFL id.

    ``biten`` are the lines, by (list, line), whose removal it says is over.
    """

    ozetler: dict[str, str]
    turler: dict[str, str]
    gidiyor: set[str]
    giden: set[str]
    biten: set[tuple[str, str]]

    @classmethod
    def read(cls, baglanti: Connection) -> Self:
        """Read the whole trail once."""
        iz = cls({}, {}, set(), set(), set())
        for satir in defter.audit_rows(baglanti):
            if isinstance(satir.ayrinti, dict):
                iz._take(satir.eylem, satir.nesne, satir.ayrinti)
        return iz

    def _take(self, eylem: str, nesne: str, ayrinti: dict[str, Any]) -> None:
        if "envanter_sha512" in ayrinti:
            self.ozetler[nesne] = ayrinti["envanter_sha512"]
            self.turler[nesne] = str(ayrinti.get("tur", ""))
        nesneler = [str(oid) for oid in ayrinti.get("nesneler") or ()] if eylem in _IMHA else []
        if eylem == "imha_basla":
            self.gidiyor.update(nesneler)
        elif eylem in _IMHA:
            self.gidiyor.difference_update(nesneler)
        if eylem == "imha":
            self.giden.update(nesneler)
            self.biten.add((str(ayrinti.get("liste")), str(ayrinti.get("satir"))))


_IMHA: Final = frozenset({"imha_basla", "imha_durdu", "imha"})


def check_destruction(depo: Depo, baglanti: Connection, iz: Iz, bilinen: set[str]) -> Iterator[Bulgu]:
    """Yield what went without a trace of its going, and where lines, proofs, stubs and the trail part.

    Args:
        bilinen: OCFL ids of the objects that the ledger knows.
    """
    for kimlik, tur in iz.turler.items():
        oid = ocfl_id(tur, kimlik)
        if oid not in bilinen and oid not in iz.giden:
            yield bulgu("DEP-018", f"{tur} {kimlik}")
    c = t.IMHA_KALEMI.c
    sorgu = select(c.liste, c.parca, c.satir).where(c.durum == "edildi").order_by(c.liste, c.parca, c.satir)
    kalemler = [(str(liste), str(parca), int(satir)) for liste, parca, satir in baglanti.execute(sorgu)]
    for liste, no in sorted({(liste, str(satir)) for liste, _, satir in kalemler} ^ iz.biten):
        yield bulgu("DEP-020", f"{liste} · satır {no}", alan="imha kalemi")
    kalintilar = dict(_stub_rows(baglanti))
    for (liste, parca), grup in groupby(kalemler, key=lambda k: k[:2]):
        yield from _part(depo, liste, parca, [satir for *_, satir in grup], kalintilar)
    for kimlik, (tur, _) in kalintilar.items():  # those that no proof named
        yield bulgu("DEP-020", f"{tur} {kimlik}", alan="kalıntı")


def _stub_rows(baglanti: Connection) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield (id, (kind, digest of the row's JSON)) of every stub."""
    for kimlik, tur, deger in baglanti.execute(select(t.KALINTI.c.kimlik, t.KALINTI.c.tur, t.KALINTI.c.deger)):
        try:
            yield kimlik, (tur, _canon.digest(json.loads(deger)))
        except ValueError:
            yield kimlik, (tur, "")


def _part(depo: Depo, liste: str, parca: str, satirlar: list[int], kalintilar: dict[str, tuple[str, str]]) -> Iterator[Bulgu]:
    """Hold the stubs of lines against the part of the proof that names them; those that were met are taken out of ``kalintilar``."""
    kanit = f"{ON_EKLER['imha']}{liste}"
    try:
        veri = json.loads(depo.ocfl.read(ocfl_id("imha", kanit), f"kanit/{parca}.json"))
        bilinen = {int(s["satir"]): [(k["tur"], k["kimlik"], _canon.digest(k)) for k in s["kalintilar"]] for s in veri["satirlar"]}
    except (DepoHatasi, ValueError, KeyError, TypeError):
        yield bulgu("DEP-012", f"{kanit} · kanit/{parca}.json")
        bilinen = {}
    for satir in satirlar:
        for tur, kimlik, ozet in bilinen.get(satir, ()):
            if kalintilar.pop(kimlik, ("", ""))[1] != ozet:
                yield bulgu("DEP-020", f"{tur} {kimlik}", alan="kalıntı")
