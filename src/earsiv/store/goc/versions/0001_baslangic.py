# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The first ledger: objects, files, records, lists, owed work, audit rows."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "nesne",
        sa.Column("kimlik", sa.String(80), primary_key=True),
        sa.Column("tur", sa.String(16), nullable=False),
        sa.Column("surum", sa.Integer, nullable=False),
        sa.Column("envanter", sa.String(128), nullable=False),
    )
    op.create_table(
        "dosya",
        sa.Column("kimlik", sa.String(36), primary_key=True),
        sa.Column("kod", sa.String(16), nullable=False),
        sa.Column("plan", sa.String(32), nullable=False),
        sa.Column("plan_surumu", sa.String(32), nullable=False),
        sa.Column("ad", sa.Text, nullable=False),
        sa.Column("birim", sa.String(16), nullable=False),
        sa.Column("acilis", sa.Date, nullable=False),
        sa.Column("kapanis", sa.Date),
    )
    op.create_index("dosya_konu", "dosya", ["kod", "birim", "acilis"])
    op.create_table(
        "belge",
        sa.Column("kimlik", sa.String(36), primary_key=True),
        sa.Column("dosya", sa.String(36)),
        sa.Column("tur", sa.String(8), nullable=False),
        sa.Column("sayi", sa.Text, nullable=False),
        sa.Column("tarih", sa.Date),
        sa.Column("konu", sa.Text, nullable=False),
        sa.Column("birim", sa.String(16), nullable=False),
        sa.Column("gizlilik", sa.Integer, nullable=False),
        sa.Column("kaynak_adi", sa.Text, nullable=False),
        sa.Column("boyut", sa.BigInteger, nullable=False),
        sa.Column("sha512", sa.String(128), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("sayfa_sayisi", sa.Integer, nullable=False),
        sa.Column("metin_durumu", sa.String(16), nullable=False),
        sa.Column("imza_durumu", sa.String(24)),
        sa.Column("alindi", sa.String(32), nullable=False),
    )
    op.create_index("belge_dosya", "belge", ["dosya"])
    op.create_index("belge_ozet", "belge", ["sha512"])
    op.create_table(
        "liste",
        sa.Column("no", sa.String(16), primary_key=True),
        sa.Column("ozet", sa.String(64), nullable=False),
        sa.Column("durum", sa.String(16), nullable=False),
    )
    op.create_table(
        "liste_dosyasi",
        sa.Column("dosya", sa.String(36), primary_key=True),
        sa.Column("liste", sa.String(16), nullable=False),
    )
    op.create_table(
        "bekleyen",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("tur", sa.String(16), nullable=False),
        sa.Column("nesne", sa.String(36), nullable=False),
        sa.UniqueConstraint("tur", "nesne", name="bekleyen_tek"),
    )
    op.create_table(
        "denetim",
        sa.Column("sira", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("zaman", sa.String(32), nullable=False),
        sa.Column("aktor", sa.Text, nullable=False),
        sa.Column("eylem", sa.String(32), nullable=False),
        sa.Column("nesne", sa.String(80), nullable=False),
        sa.Column("ayrinti", sa.Text, nullable=False),
        sa.Column("onceki", sa.String(64), nullable=False),
        sa.Column("ozet", sa.String(64), nullable=False),
    )
