# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The XML parts against the tables of the format, and what must agree inside one of them."""

from __future__ import annotations

from collections.abc import Iterator

from earsiv import _text
from earsiv.errors import Bulgu, bulgu
from earsiv.eyazisma.bilesen import Tur
from earsiv.eyazisma.kural import Baglam, kural
from earsiv.eyazisma.model import Taraf, TuzelSahis, to_datetime
from earsiv.eyazisma.sema import PARCALAR
from earsiv.eyazisma.yapi import inspect

_SEMALAR = frozenset({"MERSIS", "VBYS", "DERBIS", "PARBIS", "SENBIS"})
_ALFABE = "abcçdefgğhıijklmnoöprsştuüvyz"


@kural()
def parts_follow_the_tables(b: Baglam) -> Iterator[Bulgu]:
    """Every element where, as often and as its kind wants it."""
    for ad, kok in b.paket.kokler.items():
        tip = PARCALAR[b.paket.nesil][ad][2]
        for kusur in inspect(kok, b.paket.nesil, tip):
            yield bulgu(kusur.kod, b.at(ad, kusur.satir, kusur.yol), **kusur.degerler)


@kural(Tur.EYP, nesil=1)
def degree_expires_after_the_letter(b: Baglam) -> Iterator[Bulgu]:
    """A degree of secrecy does not end before the letter begins."""
    u, n = b.paket.ustveri, b.paket.nihai
    bitis = to_datetime(u.guvenlik_kodu_gecerlilik_tarihi) if u else None
    tarih = to_datetime(n.tarih) if n else None
    if bitis and tarih and bitis.date() < tarih.date():
        yield bulgu("EYP-128", b.at("ustveri", 0, "GuvenlikKoduGecerlilikTarihi"))


@kural(Tur.EYP)
def urgent_by_a_day(b: Baglam) -> Iterator[Bulgu]:
    """``GNL`` names its day."""
    for no, d in enumerate(b.paket.ustveri.dagitimlar if b.paket.ustveri else (), start=1):
        if d.ivedilik == "GNL" and not d.miat:
            yield bulgu("EYP-025", b.at("ustveri", d.satir, f"DagitimListesi/Dagitim[{no}]"))


@kural()
def schemes_of_legal_persons(b: Baglam) -> Iterator[Bulgu]:
    """Identifiers of legal persons come from a known register."""
    for taraf in _parties(b):
        if isinstance(taraf, TuzelSahis) and taraf.sema and taraf.sema not in _SEMALAR:
            yield bulgu("EYP-129", b.at("ustveri" if b.paket.ustveri else "belgehedef", taraf.satir, "TuzelSahis/Id"), sema=taraf.sema)


def _parties(b: Baglam) -> Iterator[Taraf]:
    u = b.paket.ustveri
    if u is None:
        yield from b.paket.hedefler
        return
    yield from (d.taraf for d in u.dagitimlar)
    yield from u.ilgililer
    if u.olusturan:
        yield u.olusturan


@kural(Tur.EYP)
def reference_labels(b: Baglam) -> Iterator[Bulgu]:
    """References are labelled a, b, c, ç … in the order of the alphabet."""
    ilgiler = b.paket.ustveri.ilgiler if b.paket.ustveri else ()
    etiketler = [i.etiket for i in ilgiler if i.etiket]
    for no, ilgi in enumerate(ilgiler, start=1):
        if ilgi.etiket and (len(ilgi.etiket) != 1 or _text.lower(ilgi.etiket) not in _ALFABE):
            yield bulgu("EYP-130", b.at("ustveri", ilgi.satir, f"Ilgiler/Ilgi[{no}]/Etiket"), etiket=ilgi.etiket[:20])
            return
    siralar = [_ALFABE.index(_text.lower(e)) for e in etiketler]
    if siralar != list(range(len(siralar))) and len(set(siralar)) == len(siralar):
        yield bulgu("EYP-131", b.at("ustveri", ilgiler[0].satir, "Ilgiler"), etiketler=", ".join(etiketler[:20]))
