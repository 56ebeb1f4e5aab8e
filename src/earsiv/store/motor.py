# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The database engine: SQLite with WAL, ``synchronous=FULL`` and writers that begin immediate; or a URL."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event

_BEKLEME_MS: Final = 30_000


def make_engine(kok: Path, url: str = "") -> Engine:
    """Return the engine of an archive: ``defter.db`` in its folder unless a database URL is given."""
    if url:
        return create_engine(url, isolation_level="SERIALIZABLE")
    motor = create_engine(f"sqlite:///{kok / 'defter.db'}", connect_args={"timeout": _BEKLEME_MS / 1000})
    event.listen(motor, "connect", _prepare)
    event.listen(motor, "begin", _begin)
    return motor


def _prepare(baglanti: Any, _kayit: object) -> None:
    baglanti.isolation_level = None  # we say BEGIN ourselves, see below
    imlec = baglanti.cursor()
    for ayar in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        f"busy_timeout={_BEKLEME_MS}",
        "trusted_schema=OFF",
    ):
        imlec.execute(f"PRAGMA {ayar}")
    imlec.close()


def _begin(baglanti: Connection) -> None:
    """Begin as a reader where that was asked for, else as a writer at once: no upgrade, so no BUSY surprise."""
    oku = baglanti.get_execution_options().get("earsiv_oku", False)
    baglanti.exec_driver_sql("BEGIN" if oku else "BEGIN IMMEDIATE")
