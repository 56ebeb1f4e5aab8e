# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Filed records as classification sees them: under which code and unit, with which subject; now as a stream, and in an earlier version.

Records that carry a degree of confidentiality are no part of it: what is not given out here cannot be learned.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Select, func, select

from earsiv.errors import DepoHatasi
from earsiv.model import GizlilikDerecesi
from earsiv.store import tablolar as t
from earsiv.store.depo import Depo, ocfl_id

_YIGIN: Final = 1_000  # rows fetched at a time


class Ornek(NamedTuple):
    """A filed record: its file's code, plan and version, and unit; ``surum`` is the version of the record's object that is meant."""

    belge: str
    dosya: str
    kod: str
    anahtar: tuple[str, str]
    birim: str
    konu: str
    surum: int


def filed(baglanti: Connection) -> Iterator[Ornek]:
    """Yield every filed record without a degree of confidentiality, by id; memory stays flat whatever their number."""
    sorgu = _query().order_by(t.BELGE.c.kimlik)
    for satir in baglanti.execute(sorgu, execution_options={"yield_per": _YIGIN}):
        yield _example(satir)


def count_filed(baglanti: Connection) -> int:
    """Return how many records :func:`filed` yields."""
    return int(baglanti.execute(_query().with_only_columns(func.count())).scalar_one())


def find_filed(baglanti: Connection, belge: str) -> Ornek | None:
    """Return one filed record; ``None`` when it is absent, waits for classification or is confidential."""
    satir = baglanti.execute(_query().where(t.BELGE.c.kimlik == belge)).first()
    return _example(satir) if satir else None


def records_of(baglanti: Connection, dosya: str) -> list[str]:
    """Return the ids of the records that lie in a file."""
    return list(baglanti.execute(select(t.BELGE.c.kimlik).where(t.BELGE.c.dosya == dosya)).scalars())


def read_version(depo: Depo, tur: str, kimlik: str, ad: str, surum: int) -> bytes:
    """Return the bytes that a logical file of an object had in one version.

    Raises:
        DepoHatasi: DEP-010 no readable inventory, DEP-011 no such file in that version, DEP-012 the file is not there.
    """
    oid = ocfl_id(tur, kimlik)
    yer = f"{oid} · v{surum}/{ad}"
    envanter = depo.ocfl.inventory(oid)
    try:
        durum = envanter["versions"][f"v{surum}"]["state"]
        ozet = next(ozet for ozet, adlar in durum.items() if ad in adlar)
        yol = str(envanter["manifest"][ozet][0])
    except (KeyError, IndexError, TypeError, AttributeError, StopIteration):
        raise DepoHatasi("DEP-011", yer) from None
    try:
        return (depo.ocfl.path(oid) / yol).read_bytes()
    except OSError:
        raise DepoHatasi("DEP-012", yer) from None


def read_object(depo: Depo, tur: str, kimlik: str, surum: int) -> dict[str, Any]:
    """Return the JSON that a record or file had in one version.

    Raises:
        DepoHatasi: as :func:`read_version`; DEP-010 it is not readable.
    """
    try:
        return dict(json.loads(read_version(depo, tur, kimlik, f"{tur}.json", surum)))
    except (ValueError, TypeError):
        raise DepoHatasi("DEP-010", ocfl_id(tur, kimlik)) from None


def _query() -> Select[Any]:
    b, d = t.BELGE.c, t.DOSYA.c
    return (
        select(b.kimlik, b.dosya, d.kod, d.plan, d.plan_surumu, d.birim, b.konu, t.NESNE.c.surum)
        .join(t.DOSYA, d.kimlik == b.dosya)
        .join(t.NESNE, t.NESNE.c.kimlik == b.kimlik)
        .where(b.gizlilik == int(GizlilikDerecesi.YOK))
    )


def _example(satir: Any) -> Ornek:
    belge, dosya, kod, plan, surum, birim, konu, belge_surumu = satir
    return Ornek(belge, dosya, kod, (plan, surum), birim, konu, belge_surumu)
