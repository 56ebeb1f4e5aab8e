# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The way of a transfer as a table, and each step as a function from one ``DevirYolu`` to the next. Writes nothing.

A step that the table does not have cannot be taken; every step names the digest of the list it is about, and days never run backwards.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import attrs

from earsiv.errors import Bulgu, GirdiHatasi, KuralHatasi, bulgu
from earsiv.model import AlindiBelgesi, BarkodSayimi, DevirDurumu, DevirTarafi, DevirTuru, DevirYolu, PaketOzeti


class DevirIslemi(StrEnum):
    """A step that can be taken with a transfer."""

    TESLIM = "teslim"  # the giver signs
    SAYIM = "sayim"  # barcodes are read at the door
    KABUL = "kabul"  # the taker signs
    PAKET = "paket"  # the package is written
    GONDER = "gonder"  # the giver signs and the package leaves
    ALINDI = "alindi"  # the receipt came
    RET = "ret"  # the taker refuses
    IPTAL = "iptal"  # the giver gives up
    KALDIR = "kaldir"  # the content leaves this archive


_D, _I = DevirDurumu, DevirIslemi
_ELDEN: Final = {
    (_D.HAZIRLIK, _I.TESLIM): _D.TESLIM,
    (_D.HAZIRLIK, _I.IPTAL): _D.IPTAL,
    (_D.TESLIM, _I.SAYIM): _D.TESLIM,
    (_D.TESLIM, _I.KABUL): _D.KABUL,
    (_D.TESLIM, _I.RET): _D.RET,
    (_D.TESLIM, _I.IPTAL): _D.IPTAL,
}
_DEVLETE: Final = {
    (_D.HAZIRLIK, _I.PAKET): _D.PAKET,
    (_D.HAZIRLIK, _I.IPTAL): _D.IPTAL,
    (_D.PAKET, _I.PAKET): _D.PAKET,
    (_D.PAKET, _I.GONDER): _D.GONDERILDI,
    (_D.PAKET, _I.IPTAL): _D.IPTAL,
    (_D.GONDERILDI, _I.ALINDI): _D.KABUL,
    (_D.GONDERILDI, _I.RET): _D.RET,
    (_D.KABUL, _I.KALDIR): _D.YEREL_SILINDI,
}
ADIMLAR: Final[Mapping[DevirTuru, Mapping[tuple[DevirDurumu, DevirIslemi], DevirDurumu]]] = MappingProxyType(
    {
        DevirTuru.BIRIM_KURUM: MappingProxyType(_ELDEN),
        DevirTuru.KISI_KISI: MappingProxyType(_ELDEN),
        DevirTuru.KURUM_DEVLET: MappingProxyType(_DEVLETE),
    }
)
"""Kind -> (state, step) -> next state: all there is."""
SON: Final = frozenset({_D.YEREL_SILINDI, _D.RET, _D.IPTAL})
"""States after which nothing follows and no file is held."""


def possible(tur: DevirTuru, durum: DevirDurumu) -> tuple[DevirIslemi, ...]:
    """Return the steps that can be taken from a state."""
    return tuple(islem for (once, islem) in ADIMLAR[tur] if once is durum)


def step(yol: DevirYolu, islem: DevirIslemi, ozet: str = "") -> DevirYolu:
    """Return the transfer in the state a step leads to; a state at an end lets its files go.

    Args:
        ozet: the digest of the list the step was taken about, where the caller knows it.

    Raises:
        KuralHatasi: DEV-006 not from this state; DEV-007 the step is about another list.
    """
    sonra = ADIMLAR[yol.liste.tur].get((yol.durum, islem))
    if sonra is None:
        olabilir = ", ".join(possible(yol.liste.tur, yol.durum)) or "hiçbiri"
        raise KuralHatasi("DEV-006", yol.liste.no, durum=yol.durum, islem=islem, olabilir=olabilir)
    if ozet and ozet != yol.liste.ozet:
        raise KuralHatasi("DEV-007", yol.liste.no, ozet=yol.liste.ozet)
    return attrs.evolve(yol, durum=sonra, tutulan=() if sonra in SON else yol.tutulan)


def deliver(yol: DevirYolu, veren: DevirTarafi, bugun: dt.date, ozet: str = "") -> DevirYolu:
    """The giver signs.

    Raises:
        GirdiHatasi: DEV-026 a side that says not who it is; DEV-035 a day that cannot be.
        KuralHatasi: DEV-006, DEV-007.
    """
    islem = DevirIslemi.GONDER if yol.liste.tur is DevirTuru.KURUM_DEVLET else DevirIslemi.TESLIM
    yeni = step(yol, islem, ozet)
    _require_side(veren, "veren", yol.liste.an, bugun)
    return attrs.evolve(yeni, veren=veren)


def deliver_absent(yol: DevirYolu, taniklar: Iterable[DevirTarafi], tutanak: str, bugun: dt.date, ozet: str = "") -> DevirYolu:
    """The giver is not there any more: two witnesses sign, by minutes. From person to person only.

    Raises:
        GirdiHatasi: DEV-025 no minutes named; DEV-026, DEV-035.
        KuralHatasi: DEV-001 not two different witnesses; DEV-006, DEV-007.
    """
    yeni, kisiler = step(yol, DevirIslemi.TESLIM, ozet), tuple(taniklar)
    if yol.liste.tur is not DevirTuru.KISI_KISI:
        raise KuralHatasi("DEV-001", yol.liste.no, neden="birim devrinde teslim eden kendisi imzalar")
    if not tutanak.strip():
        raise GirdiHatasi("DEV-025", yol.liste.no, ne="tutanak")
    for tanik in kisiler:
        _require_side(tanik, "tanık", yol.liste.an, bugun)
    taraflar = {t.kisi for t in kisiler} | {yol.liste.veren, yol.liste.alan}
    if len(kisiler) != _TANIK or len(taraflar) != _TANIK + 2:
        raise KuralHatasi("DEV-001", yol.liste.no, neden="verenin yerine, alandan başka iki ayrı kişi imzalar")
    return attrs.evolve(yeni, taniklar=kisiler, tutanak=tutanak.strip())


_TANIK: Final = 2
_BARKOD: Final = 64  # letters of one reading that are kept


def count(yol: DevirYolu, okunan: Iterable[str], sayan: str, zaman: str, ozet: str = "") -> DevirYolu:
    """Hold the barcodes read at the door against the list; the count is kept whether it agrees or not.

    Raises:
        KuralHatasi: DEV-006, DEV-007.
    """
    yeni = step(yol, DevirIslemi.SAYIM, ozet)
    kodlar = [kod for k in okunan if (kod := k.strip()[:_BARKOD])]
    beklenen, sayilar = yol.liste.barkodlar, Counter(kodlar)
    sayim = BarkodSayimi(
        liste_ozeti=yol.liste.ozet,
        beklenen=len(beklenen),
        okunan=len(kodlar),
        eksik=tuple(k for k in beklenen if k not in sayilar),
        fazla=tuple(sorted(sayilar.keys() - set(beklenen))),
        mukerrer=tuple(sorted(k for k, n in sayilar.items() if n > 1)),
        sayan=sayan,
        zaman=zaman,
    )
    return attrs.evolve(yeni, sayim=sayim)


def count_findings(sayim: BarkodSayimi) -> tuple[Bulgu, ...]:
    """Return one finding a barcode that was not read, was read twice, or is not of the list."""
    return tuple(bulgu("DEV-001", kod, neden=neden) for ad, neden in _SAYIM.items() for kod in getattr(sayim, ad))


_SAYIM: Final = {
    "eksik": "listedeki barkod kapıda okunmadı",
    "fazla": "kapıda okunan barkod listede yok",
    "mukerrer": "barkod kapıda birden çok okundu",
}


def accept(yol: DevirYolu, alan: DevirTarafi, yerler: Mapping[str, str], bugun: dt.date, ozet: str = "") -> DevirYolu:
    """The taker signs: another person than the giver, after a count that agrees where there is anything to count.

    Args:
        yerler: file -> its place on the shelves.

    Raises:
        GirdiHatasi: DEV-026, DEV-035; DEV-009 a place for a file that is not on the list.
        KuralHatasi: DEV-001 the same person, or the count; DEV-006, DEV-007.
    """
    yeni = step(yol, DevirIslemi.KABUL, ozet)
    once = yol.veren.tarih if yol.veren else max((t.tarih for t in yol.taniklar), default=yol.liste.an)
    _require_side(alan, "alan", once, bugun)
    if alan.kisi in {yol.veren.kisi if yol.veren else "", *(t.kisi for t in yol.taniklar)}:
        raise KuralHatasi("DEV-001", yol.liste.no, neden="teslim eden ile teslim alan ayrı kişiler olmalı")
    if yol.liste.tur is DevirTuru.KISI_KISI and alan.kisi != yol.liste.alan:
        raise KuralHatasi("DEV-001", yol.liste.no, neden=f"teslim alan {yol.liste.alan} olmalı")
    _require_count(yol)
    if yabanci := sorted(yerler.keys() - set(yol.liste.dosyalar)):
        raise GirdiHatasi("DEV-009", yabanci[0], neden="arşiv yeri verilen dosya listede yok")
    return attrs.evolve(yeni, alan=alan, yerler=sorted(yerler.items()))


def _require_count(yol: DevirYolu) -> None:
    if yol.sayim is None:
        if yol.liste.barkodlar and yol.liste.tur is DevirTuru.BIRIM_KURUM:
            raise KuralHatasi("DEV-001", yol.liste.no, neden=f"{len(yol.liste.barkodlar)} barkod kapıda sayılmadı")
        return
    if not yol.sayim.tutuyor:
        raise KuralHatasi.of(count_findings(yol.sayim)[0])


def packed(yol: DevirYolu, paket: PaketOzeti, zaman: str, ozet: str = "") -> DevirYolu:
    """The package is written; it may be written again until it leaves.

    Raises:
        KuralHatasi: DEV-006, DEV-007.
    """
    return attrs.evolve(step(yol, DevirIslemi.PAKET, ozet), paket=attrs.evolve(paket, liste_ozeti=yol.liste.ozet, zaman=zaman))


def receipted(yol: DevirYolu, alindi: AlindiBelgesi, bugun: dt.date, ozet: str = "") -> DevirYolu:
    """The receipt came: it must name the very package that left.

    Raises:
        GirdiHatasi: DEV-026 no number or nobody who took over; DEV-035.
        KuralHatasi: DEV-024 another package; DEV-006, DEV-007.
    """
    yeni = step(yol, DevirIslemi.ALINDI, ozet)
    if not alindi.no or not alindi.ad:
        raise GirdiHatasi("DEV-026", yol.liste.no, kim="alındı belgesi", ne="numarası" if not alindi.no else "teslim alanın adı")
    _require_day(alindi.tarih, yol.veren.tarih if yol.veren else yol.liste.an, bugun, "alındı belgesi")
    ozetler = {yol.paket.ozet, yol.paket.kap_ozeti} - {""} if yol.paket else set()
    if alindi.paket_ozeti not in ozetler:
        raise KuralHatasi("DEV-024", yol.liste.no, ozet=yol.paket.ozet if yol.paket else "yok")
    return attrs.evolve(yeni, alindi=alindi)


def close(yol: DevirYolu, islem: DevirIslemi, gerekce: str, ozet: str = "") -> DevirYolu:
    """Refuse or give up a transfer with a reason; its files are free again.

    Raises:
        GirdiHatasi: DEV-025 no reason.
        KuralHatasi: DEV-006, DEV-007.
    """
    yeni = step(yol, islem, ozet)
    if not gerekce.strip():
        raise GirdiHatasi("DEV-025", yol.liste.no, ne="gerekçe")
    return attrs.evolve(yeni, gerekce=gerekce.strip())


def require_receipt(yol: DevirYolu) -> AlindiBelgesi:
    """Return the receipt, without which nothing leaves this archive.

    Raises:
        KuralHatasi: DEV-023.
    """
    if yol.liste.tur is not DevirTuru.KURUM_DEVLET or yol.durum is not DevirDurumu.KABUL or yol.alindi is None:
        raise KuralHatasi("DEV-023", yol.liste.no)
    return yol.alindi


def _require_side(taraf: DevirTarafi, kim: str, once: dt.date, bugun: dt.date) -> None:
    for ad, ne in (("kisi", "kimliği"), ("ad", "adı"), ("unvan", "unvanı")):
        if not getattr(taraf, ad):
            raise GirdiHatasi("DEV-026", taraf.kisi, kim=kim, ne=ne)
    _require_day(taraf.tarih, once, bugun, kim)


def _require_day(gun: dt.date, once: dt.date, bugun: dt.date, kim: str) -> None:
    if not once <= gun <= bugun:
        raise GirdiHatasi("DEV-035", kim, tarih=f"{gun:%d.%m.%Y}", bas=f"{once:%d.%m.%Y}", bit=f"{bugun:%d.%m.%Y}")
