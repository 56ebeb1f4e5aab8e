# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Retention: the rare part of a file, holds, references between files and records, decisions of the institution."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add columns and tables; rows that are there stay as they are."""
    op.add_column("dosya", sa.Column("ust", sa.String(36)))
    op.add_column("dosya", sa.Column("ek", sa.Text))
    op.create_index("dosya_ust", "dosya", ["ust"])
    op.create_table(
        "dondurma",
        sa.Column("no", sa.String(16), primary_key=True),
        sa.Column("tur", sa.String(8), nullable=False),
        sa.Column("acan", sa.Text, nullable=False),
        sa.Column("acilis", sa.Date, nullable=False),
        sa.Column("kapanis", sa.Date),
        sa.Column("deger", sa.Text, nullable=False),
    )
    op.create_table(
        "atif",
        sa.Column("belge", sa.String(36), primary_key=True),
        sa.Column("dosya", sa.String(36), primary_key=True),
    )
    op.create_index("atif_dosya", "atif", ["dosya"])
    op.create_table(
        "ayar",
        sa.Column("kimlik", sa.String(80), primary_key=True),
        sa.Column("tur", sa.String(16), nullable=False),
        sa.Column("deger", sa.Text, nullable=False),
    )
