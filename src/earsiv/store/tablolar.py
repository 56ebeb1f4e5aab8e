# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The tables of the ledger, as the newest migration leaves them. Rows of objects mirror the OCFL files, which are the truth."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, Date, Index, Integer, MetaData, String, Table, Text, UniqueConstraint

META: Final = MetaData()

NESNE: Final = Table(
    "nesne",
    META,
    Column("kimlik", String(80), primary_key=True),
    Column("tur", String(16), nullable=False),
    Column("surum", Integer, nullable=False),
    Column("envanter", String(128), nullable=False),
)

DOSYA: Final = Table(
    "dosya",
    META,
    Column("kimlik", String(36), primary_key=True),
    Column("kod", String(16), nullable=False),
    Column("plan", String(32), nullable=False),
    Column("plan_surumu", String(32), nullable=False),
    Column("ad", Text, nullable=False),
    Column("birim", String(16), nullable=False),
    Column("acilis", Date, nullable=False),
    Column("kapanis", Date),
    Column("ust", String(36)),
    Column("ek", Text),
    Index("dosya_konu", "kod", "birim", "acilis"),
    Index("dosya_ust", "ust"),
)
"""``ek`` is the rare part of a file as canonical JSON, NULL for most; ``ust`` is in it too and stands apart to be looked up."""

BELGE: Final = Table(
    "belge",
    META,
    Column("kimlik", String(36), primary_key=True),
    Column("dosya", String(36)),
    Column("tur", String(8), nullable=False),
    Column("sayi", Text, nullable=False),
    Column("tarih", Date),
    Column("konu", Text, nullable=False),
    Column("birim", String(16), nullable=False),
    Column("gizlilik", Integer, nullable=False),
    Column("kaynak_adi", Text, nullable=False),
    Column("boyut", BigInteger, nullable=False),
    Column("sha512", String(128), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("sayfa_sayisi", Integer, nullable=False),
    Column("metin_durumu", String(16), nullable=False),
    Column("imza_durumu", String(24)),
    Column("alindi", String(32), nullable=False),
    Index("belge_dosya", "dosya"),
    Index("belge_ozet", "sha512"),
)

LISTE: Final = Table(
    "liste",
    META,
    Column("no", String(16), primary_key=True),
    Column("ozet", String(64), nullable=False),
    Column("durum", String(16), nullable=False),
)

LISTE_DOSYASI: Final = Table(
    "liste_dosyasi",
    META,
    Column("dosya", String(36), primary_key=True),
    Column("liste", String(16), nullable=False),
)
"""A file stands on at most one open list: the primary key says so."""

DONDURMA: Final = Table(
    "dondurma",
    META,
    Column("no", String(16), primary_key=True),
    Column("tur", String(8), nullable=False),
    Column("acan", Text, nullable=False),
    Column("acilis", Date, nullable=False),
    Column("kapanis", Date),
    Column("deger", Text, nullable=False),
)
"""Holds; ``deger`` is the whole of one as canonical JSON."""

ATIF: Final = Table(
    "atif",
    META,
    Column("belge", String(36), primary_key=True),
    Column("dosya", String(36), primary_key=True),
    Index("atif_dosya", "dosya"),
)
"""A record that is referred to from another file than the one it lies in."""

AYAR: Final = Table(
    "ayar",
    META,
    Column("kimlik", String(80), primary_key=True),
    Column("tur", String(16), nullable=False),
    Column("deger", Text, nullable=False),
)
"""What an institution has decided or registered: profile, overlay, plans, mappings, commissions, transfers, requests and the like."""

OY: Final = Table(
    "oy",
    META,
    Column("liste", String(16), primary_key=True),
    Column("satir", Integer, primary_key=True),
    Column("koltuk", String(16), primary_key=True),
    Column("kisi", Text, nullable=False),
    Column("oy", String(16), nullable=False),
    Column("gerekce", Text, nullable=False),
    Column("zaman", String(32), nullable=False),
)
"""One row a line and seat: the vote that counts now. The audit rows of the acts hold every vote ever given."""

KALINTI: Final = Table(
    "kalinti",
    META,
    Column("kimlik", String(36), primary_key=True),
    Column("tur", String(8), nullable=False),
    Column("dosya", String(36), nullable=False),
    Column("birim", String(16), nullable=False),
    Column("liste", String(24), nullable=False),
    Column("deger", Text, nullable=False),
    Index("kalinti_dosya", "dosya"),
    Index("kalinti_liste", "liste"),
)
"""Stubs of what was destroyed or transferred; ``deger`` is the whole of one as canonical JSON, and stands in the proof too."""

IMHA_KALEMI: Final = Table(
    "imha_kalemi",
    META,
    Column("liste", String(24), primary_key=True),
    Column("satir", Integer, primary_key=True),
    Column("durum", String(16), nullable=False),
    Column("neden", Text, nullable=False),
    Column("parca", String(48), nullable=False),
    Column("zaman", String(32), nullable=False),
)
"""Where each line of an execution stands; ``parca`` is the part of the proof that names it."""

BEKLEYEN: Final = Table(
    "bekleyen",
    META,
    Column("id", Integer, primary_key=True),
    Column("tur", String(16), nullable=False),
    Column("nesne", String(36), nullable=False),
    UniqueConstraint("tur", "nesne", name="bekleyen_tek"),
)
"""Work that is owed: ``dizin`` (index this record), ``ocr`` (read its text), ``icindekiler`` (index what this file holds)."""

DENETIM: Final = Table(
    "denetim",
    META,
    Column("sira", Integer, primary_key=True, autoincrement=False),
    Column("zaman", String(32), nullable=False),
    Column("aktor", Text, nullable=False),
    Column("eylem", String(32), nullable=False),
    Column("nesne", String(80), nullable=False),
    Column("ayrinti", Text, nullable=False),
    Column("onceki", String(64), nullable=False),
    Column("ozet", String(64), nullable=False),
    Index("denetim_nesne", "nesne"),
)
