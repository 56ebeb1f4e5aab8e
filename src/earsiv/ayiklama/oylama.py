# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Votes and what they come to. One vote a line and seat; in doubt, and on a tie, a record is kept."""

from __future__ import annotations

import datetime as dt
import hmac
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from earsiv import _canon
from earsiv.errors import ImhaHatasi
from earsiv.model import ImhaListesi, ImhaSatiri, KomisyonKarari, Oturum, Oy, SatirKarari, SatirOyu, SatirSonucu

_GEREKCELI: Final = frozenset({Oy.SAKLA, Oy.DEVRET})
NISAPLAR: Final[Mapping[str, Callable[[int, int], bool]]] = {
    "COGUNLUK": lambda imha, uye: 2 * imha > uye,
    "OYBIRLIGI": lambda imha, uye: imha == uye,
}
"""The rules by which a line goes: more than half of all members, or every one of them."""


@attrs.frozen
class SatirSuzgeci:
    """Which lines a bulk vote is about: all that fit everything given; none given means every line."""

    satirlar: tuple[int, ...] | None = None
    kod: str = ""
    yil: tuple[int | None, int | None] = (None, None)
    saklama_kodu: str = ""

    def picks(self, satir: ImhaSatiri) -> bool:
        """Tell whether a line fits."""
        bas, bit = self.yil
        return (
            (self.satirlar is None or satir.sira_no in self.satirlar)
            and (not self.kod or satir.dosya_kodu == self.kod or satir.dosya_kodu.startswith(f"{self.kod}."))
            and (bas is None or satir.yil_bas >= bas)
            and (bit is None or satir.yil_bit <= bit)
            and (not self.saklama_kodu or satir.saklama_kodu == self.saklama_kodu)
        )

    def apply(self, liste: ImhaListesi) -> tuple[int, ...]:
        """Return the numbers of the lines of a list that fit.

        Raises:
            ImhaHatasi: IMH-027 a line is named that the list does not have.
        """
        if yok := sorted(set(self.satirlar or ()) - {s.sira_no for s in liste.satirlar}):
            raise ImhaHatasi("IMH-027", liste.no, satir=yok[0])
        secilen = set(self.satirlar) if self.satirlar is not None else None
        suzgec = attrs.evolve(self, satirlar=None)
        return tuple(s.sira_no for s in liste.satirlar if (secilen is None or s.sira_no in secilen) and suzgec.picks(s))


def check_votes(liste: ImhaListesi, oturum: Oturum, ertelenen: Mapping[int, str], oylar: Iterable[SatirOyu]) -> None:
    """Refuse votes that nobody may give: an unknown line or seat, a line put off, keep or transfer without a reason.

    Raises:
        ImhaHatasi: IMH-026, IMH-027, IMH-029, IMH-041.
    """
    satirlar = {s.sira_no for s in liste.satirlar}
    koltuklar = {u.koltuk for u in oturum.uyeler}
    for oy in oylar:
        if oy.koltuk not in koltuklar:
            raise ImhaHatasi("IMH-026", liste.no, kisi=oy.koltuk)
        if oy.satir not in satirlar:
            raise ImhaHatasi("IMH-027", liste.no, satir=oy.satir)
        if oy.satir in ertelenen:
            raise ImhaHatasi("IMH-041", f"{liste.no} · satır {oy.satir}", gerekce=ertelenen[oy.satir])
        if oy.oy in _GEREKCELI and not oy.gerekce:
            raise ImhaHatasi("IMH-029", f"{liste.no} · satır {oy.satir}", oy=oy.oy)


def decide(
    no: str,
    liste: ImhaListesi,
    oturum: Oturum,
    oylar: Iterable[SatirOyu],
    ertelenen: Mapping[int, str],
    *,
    nisap: str,
    tarih: dt.date,
) -> KomisyonKarari:
    """Return the decision of a session: every line that was not put off, by the votes of every seat.

    Args:
        no: number of the decision.
        nisap: ``COGUNLUK`` or ``OYBIRLIGI``: what it takes for a line to go. It is kept otherwise, transferred where most say so.

    Raises:
        ImhaHatasi: IMH-026, IMH-027, IMH-029, IMH-041 a vote; IMH-028 a vote is missing.
    """
    hepsi = tuple(oylar)
    check_votes(liste, oturum, ertelenen, hepsi)
    verilen: dict[int, dict[str, SatirOyu]] = {}
    for oy in hepsi:
        verilen.setdefault(oy.satir, {})[oy.koltuk] = oy
    koltuklar = tuple(u.koltuk for u in oturum.uyeler)
    eksik = [
        (s.sira_no, koltuk)
        for s in liste.satirlar
        if s.sira_no not in ertelenen
        for koltuk in koltuklar
        if koltuk not in verilen.get(s.sira_no, {})
    ]
    if eksik:
        raise ImhaHatasi("IMH-028", f"{liste.no} · satır {eksik[0][0]}", sayi=len(eksik), koltuk=eksik[0][1])
    satirlar = tuple(_lines(liste, koltuklar, verilen, ertelenen, NISAPLAR[nisap]))
    karar = KomisyonKarari(no, tarih, liste.no, liste.ozet, nisap, oturum, satirlar)
    return attrs.evolve(karar, ozet=digest_of(karar))


def _lines(
    liste: ImhaListesi,
    koltuklar: Sequence[str],
    verilen: Mapping[int, Mapping[str, SatirOyu]],
    ertelenen: Mapping[int, str],
    gider: Callable[[int, int], bool],
) -> Iterator[SatirKarari]:
    for satir in liste.satirlar:
        sira = satir.sira_no
        if sira in ertelenen:
            yield SatirKarari(sira, SatirSonucu.ERTELENDI, (), (("", ertelenen[sira]),))
            continue
        oylar = tuple(verilen[sira][k] for k in koltuklar)
        gerekceler = tuple((o.koltuk, o.gerekce) for o in oylar if o.gerekce)
        yield _counted(sira, tuple(o.oy for o in oylar), gerekceler, koltuklar, gider)


def _counted(
    sira: int, oylar: tuple[Oy, ...], gerekceler: tuple[tuple[str, str], ...], koltuklar: Sequence[str], gider: Callable[[int, int], bool]
) -> SatirKarari:
    sonuc = outcome(oylar, gider)
    karsi = tuple(koltuk for koltuk, oy in zip(koltuklar, oylar, strict=True) if _OY_SONUCU.get(oy, sonuc) is not sonuc)
    return SatirKarari(sira, sonuc, oylar, gerekceler, karsi)


def recount(karar: KomisyonKarari, liste: ImhaListesi, oturum: Oturum, ertelenen: Mapping[int, str]) -> KomisyonKarari:
    """Return a decision as the votes it names make it for a session: what is not the same was not decided there.

    Raises:
        ImhaHatasi: IMH-028 a line of the list is missing, stands there twice, or lacks a seat's vote.
    """
    koltuklar = tuple(u.koltuk for u in oturum.uyeler)
    eksik = [k.satir for k in karar.satirlar if k.satir not in ertelenen and len(k.oylar) != len(koltuklar)]
    if eksik or sorted(k.satir for k in karar.satirlar) != sorted(s.sira_no for s in liste.satirlar):
        raise ImhaHatasi("IMH-028", liste.no, sayi=len(eksik) or abs(len(liste.satirlar) - len(karar.satirlar)), koltuk="—")
    gider = NISAPLAR.get(karar.nisap, NISAPLAR["OYBIRLIGI"])
    satirlar = tuple(
        SatirKarari(k.satir, SatirSonucu.ERTELENDI, (), (("", ertelenen[k.satir]),))
        if k.satir in ertelenen
        else _counted(k.satir, k.oylar, k.gerekceler, koltuklar, gider)
        for k in karar.satirlar
    )
    return attrs.evolve(karar, oturum=oturum, satirlar=satirlar)


_OY_SONUCU: Final = {Oy.IMHA: SatirSonucu.IMHA, Oy.SAKLA: SatirSonucu.SAKLA, Oy.DEVRET: SatirSonucu.DEVRET}


def outcome(oylar: Sequence[Oy], gider: Callable[[int, int], bool]) -> SatirSonucu:
    """Return what votes come to: destroyed where the rule is met, transferred where more than half say so, else kept."""
    if oylar and gider(oylar.count(Oy.IMHA), len(oylar)):
        return SatirSonucu.IMHA
    return SatirSonucu.DEVRET if 2 * oylar.count(Oy.DEVRET) > len(oylar) else SatirSonucu.SAKLA


def digest_of(karar: KomisyonKarari) -> str:
    """Return the SHA-256 (hex) of the canonical form of a decision's content."""
    return _canon.digest(karar.content())


def decision_holds(karar: KomisyonKarari) -> bool:
    """Tell whether a decision is still what its digest names."""
    return hmac.compare_digest(digest_of(karar), karar.ozet)


def pack_votes(oylar: Sequence[SatirOyu]) -> list[dict[str, Any]]:
    """Return votes as an audit row keeps them: one entry for each (seat, vote, reason), its lines as ranges (``1-340,342``)."""
    gruplar: dict[tuple[str, str, str], list[int]] = {}
    for oy in oylar:
        gruplar.setdefault((oy.koltuk, str(oy.oy), oy.gerekce), []).append(oy.satir)
    return [{"koltuk": k, "oy": o, "gerekce": g, "satirlar": pack_lines(s)} for (k, o, g), s in gruplar.items()]


def unpack_votes(veri: Iterable[Mapping[str, Any]]) -> Iterator[SatirOyu]:
    """Yield the votes of :func:`pack_votes` again."""
    for kalem in veri:
        for satir in unpack_lines(kalem["satirlar"]):
            yield SatirOyu(satir, kalem["koltuk"], kalem["oy"], kalem["gerekce"])


def pack_lines(satirlar: Iterable[int]) -> str:
    """Return line numbers as ranges: ``1-340,342``."""
    parcalar: list[list[int]] = []
    for satir in sorted(set(satirlar)):
        if parcalar and parcalar[-1][1] == satir - 1:
            parcalar[-1][1] = satir
        else:
            parcalar.append([satir, satir])
    return ",".join(str(bas) if bas == bit else f"{bas}-{bit}" for bas, bit in parcalar)


def unpack_lines(metin: str) -> list[int]:
    """Return the line numbers of ranges.

    Raises:
        ImhaHatasi: IMH-027 it is not such a text.
    """
    satirlar: list[int] = []
    for parca in filter(None, (p.strip() for p in metin.split(","))):
        bas, tire, bit = parca.partition("-")
        uclar = (bas, bit) if tire else (bas, bas)
        if len(parca) > 20 or not all(uc.isascii() and uc.isdigit() for uc in uclar):
            raise ImhaHatasi("IMH-027", metin[:40], satir=parca[:20])
        ilk, son = (int(uc) for uc in uclar)
        if son < ilk or son - ilk + len(satirlar) >= _EN_COK:
            raise ImhaHatasi("IMH-027", metin[:40], satir=parca)
        satirlar.extend(range(ilk, son + 1))
    return satirlar


_EN_COK: Final = 1_000_000
