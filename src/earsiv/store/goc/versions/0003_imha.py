# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Ayıklama and imha: votes, stubs, where each line of an execution stands; audit rows found by their object."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add tables and an index; rows that are there stay as they are."""
    op.create_table(
        "oy",
        sa.Column("liste", sa.String(16), primary_key=True),
        sa.Column("satir", sa.Integer, primary_key=True),
        sa.Column("koltuk", sa.String(16), primary_key=True),
        sa.Column("kisi", sa.Text, nullable=False),
        sa.Column("oy", sa.String(16), nullable=False),
        sa.Column("gerekce", sa.Text, nullable=False),
        sa.Column("zaman", sa.String(32), nullable=False),
    )
    op.create_table(
        "kalinti",
        sa.Column("kimlik", sa.String(36), primary_key=True),
        sa.Column("tur", sa.String(8), nullable=False),
        sa.Column("dosya", sa.String(36), nullable=False),
        sa.Column("birim", sa.String(16), nullable=False),
        sa.Column("liste", sa.String(24), nullable=False),
        sa.Column("deger", sa.Text, nullable=False),
    )
    op.create_index("kalinti_dosya", "kalinti", ["dosya"])
    op.create_index("kalinti_liste", "kalinti", ["liste"])
    op.create_table(
        "imha_kalemi",
        sa.Column("liste", sa.String(24), primary_key=True),
        sa.Column("satir", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("durum", sa.String(16), nullable=False),
        sa.Column("neden", sa.Text, nullable=False),
        sa.Column("parca", sa.String(48), nullable=False),
        sa.Column("zaman", sa.String(32), nullable=False),
    )
    op.create_index("denetim_nesne", "denetim", ["nesne"])
