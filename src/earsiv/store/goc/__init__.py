# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Migrations of the ledger: one alembic revision a change, each in one transaction, never edited afterwards."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from earsiv.errors import DepoHatasi


def _config(baglanti: Connection) -> object:
    from alembic.config import Config

    ayar = Config()
    ayar.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    ayar.attributes["baglanti"] = baglanti
    return ayar


def upgrade(baglanti: Connection) -> None:
    """Bring the ledger to the newest revision, within the caller's transaction."""
    from alembic import command

    command.upgrade(_config(baglanti), "head")  # type: ignore[arg-type]


def newest() -> str:
    """Return the revision this version of the library writes."""
    from alembic.script import ScriptDirectory

    return str(ScriptDirectory(str(Path(__file__).parent)).get_current_head())


def revision(baglanti: Connection, yer: str) -> str | None:
    """Return the revision of a ledger that is older than ours; ``None`` when it is today's.

    Raises:
        DepoHatasi: DEP-003 newer or unknown; DEP-009 no ledger at all.
    """
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    betik = ScriptDirectory(str(Path(__file__).parent))
    bulunan = MigrationContext.configure(baglanti).get_current_revision()
    if bulunan == betik.get_current_head():
        return None
    if bulunan is None:
        raise DepoHatasi("DEP-009", yer, ayrinti="defter boş ya da earsiv defteri değil")
    if bulunan not in {b.revision for b in betik.walk_revisions()}:
        raise DepoHatasi("DEP-003", yer, surum=bulunan)
    return bulunan


def require_current(baglanti: Connection, yer: str) -> None:
    """Refuse a ledger that this version of the library does not know exactly.

    Raises:
        DepoHatasi: DEP-003 newer or unknown, DEP-004 older: it must be migrated first; DEP-009 no ledger at all.
    """
    if (eski := revision(baglanti, yer)) is not None:
        raise DepoHatasi("DEP-004", yer, surum=eski)
