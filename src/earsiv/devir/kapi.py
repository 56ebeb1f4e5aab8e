# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The check at the door of the institution archive: what is wrong with a file that a unit wants to hand over. Reads and writes nothing.

Findings of level ``hata`` keep a file off the list; the others go with it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from earsiv.devir.liste import on_shelf
from earsiv.errors import Bulgu, bulgu
from earsiv.model import ArsivYeri, Belge, DevirTuru, Dosya, GizlilikDerecesi
from earsiv.saklama import Durum, ImhaEngeli, SaklamaHesabi, Sonuc

_EKSIK_EK: Final = frozenset({"EYP-034", "EYP-039", "EYP-041"})
"""Findings of a package that say an attachment is not in it."""


def door_findings(
    dosya: Dosya,
    belgeler: Sequence[Belge],
    *,
    kod_var: bool,
    kusurlar: Iterable[tuple[str, str]] = (),
    birim_sonu: dt.date | None,
    an: dt.date,
) -> Iterator[Bulgu]:
    """Yield what the door finds: code, spine, content list, missing attachments, confidentiality, stage.

    Args:
        kod_var: whether the code is in the plan version it was filed under.
        kusurlar: (record, code) of the findings of its packages.
        birim_sonu: the last day of its stay in the unit, where the institution has set one.
    """
    yer = dosya.kimlik
    if dosya.yer is not ArsivYeri.BIRIM:
        yield bulgu("DEV-032", yer, nerede=_YERLER[dosya.yer])
    if dosya.kapanis is None or dosya.kapanis > an:
        yield bulgu("DEV-017", yer)
    if not kod_var:
        yield bulgu("DEV-012", yer, kod=dosya.kod)
    yield from _content(dosya, belgeler)
    if on_shelf(dosya):
        yield from (bulgu(kod, yer) for kod, deger in (("DEV-010", dosya.barkod), ("DEV-011", dosya.klasor_no)) if not deger)
    for belge in sorted({b for b, kod in kusurlar if kod in _EKSIK_EK}):
        yield bulgu("DEV-015", belge)
    gizli = [b.gizlilik for b in belgeler if b.gizlilik > GizlilikDerecesi.YOK]
    if gizli:
        yield bulgu("DEV-016", yer, sayi=len(gizli), derece=max(gizli).name)
    if birim_sonu is not None and an <= birim_sonu:
        yield bulgu("DEV-018", yer, bitis=f"{birim_sonu:%d.%m.%Y}")


def _content(dosya: Dosya, belgeler: Sequence[Belge]) -> Iterator[Bulgu]:
    if not belgeler and not on_shelf(dosya):
        yield bulgu("DEV-013", dosya.kimlik)
    if eksik := sum(b.tarih is None or not b.konu.strip() for b in belgeler):
        yield bulgu("DEV-014", dosya.kimlik, sayi=eksik)


_YERLER: Final = {ArsivYeri.BIRIM: "birim", ArsivYeri.KURUM: "kurum arşivi", ArsivYeri.DEVLET: "Devlet Arşivleri"}


def outgoing_findings(dosya: Dosya, hesap: SaklamaHesabi, dayanak: str = "") -> Iterator[Bulgu]:
    """Yield what keeps a file from Devlet Arşivleri: where it is, its outcome, its period, the bars on it.

    A confiscated record goes at once, whatever its period (E9). Any other outcome than transfer needs the decision it goes by.
    """
    yer = dosya.kimlik
    musadere = any(e.tur is ImhaEngeli.MUSADERE for e in hesap.engeller)
    if dosya.yer is ArsivYeri.DEVLET:
        yield bulgu("DEV-032", yer, nerede=_YERLER[dosya.yer])
    if dosya.kapanis is None or dosya.kapanis > hesap.bugun:
        yield bulgu("DEV-017", yer)
    if hesap.sonuc is not Sonuc.DEVIR and not musadere and not dayanak:
        yield bulgu("DEV-027", yer, sonuc=hesap.sonuc)
    if not hesap.suresi_doldu and not musadere:
        yield bulgu("DEV-029", yer, bitis=f"{hesap.bitis:%d.%m.%Y}" if hesap.bitis else "sürenin sonu")
    yield from bars(yer, hesap)


def undecided(yer: str, hesap: SaklamaHesabi, *, kararli: bool) -> Iterator[Bulgu]:
    """Yield what keeps a file here whose plan does not send it to Devlet Arşivleri while no decision does."""
    if hesap.sonuc is not Sonuc.DEVIR and not kararli and not any(e.tur is ImhaEngeli.MUSADERE for e in hesap.engeller):
        yield bulgu("DEV-027", yer, sonuc=hesap.sonuc)


def bars(yer: str, hesap: SaklamaHesabi) -> Iterator[Bulgu]:
    """Yield the bars that keep a file here; confiscation is the one that sends it on."""
    for engel in hesap.engeller:
        if engel.tur is not ImhaEngeli.MUSADERE:
            yield bulgu("DEV-028", yer, engel=engel.aciklama)


def personal_findings(dosya: Dosya, veren: str) -> Iterator[Bulgu]:
    """Yield what keeps a file from going from one person to another."""
    if dosya.yer is ArsivYeri.DEVLET:
        yield bulgu("DEV-032", dosya.kimlik, nerede=_YERLER[dosya.yer])
    if dosya.sorumlu != veren:
        yield bulgu("DEV-034", dosya.kimlik, kisi=dosya.sorumlu or "yok")


def wanted(tur: DevirTuru, dosya: Dosya, durum: Durum, sonuc: Sonuc, veren: str) -> bool:
    """Tell at a glance whether a file is one a proposal should look at; what stands on a list is none."""
    if tur is DevirTuru.BIRIM_KURUM:
        return dosya.yer is ArsivYeri.BIRIM and dosya.birim == veren and durum is not Durum.ACIK
    if tur is DevirTuru.KURUM_DEVLET:
        return dosya.yer is not ArsivYeri.DEVLET and durum is Durum.DIGER and sonuc is Sonuc.DEVIR
    return dosya.sorumlu == veren


def overdue(dosya: Dosya, birim_sonu: dt.date | None, an: dt.date) -> Bulgu | None:
    """Return the warning about a file that stayed in its unit longer than the institution lets it."""
    if dosya.yer is not ArsivYeri.BIRIM or dosya.kapanis is None or birim_sonu is None or an <= birim_sonu:
        return None
    return bulgu("DEV-003", dosya.kimlik, bitis=f"{birim_sonu:%d.%m.%Y}")
