# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""What the archive's own filed records teach: which stems and which units go with which code, as plain counts.

``Ogrenilen`` only counts. It is added to when a record is filed, taken from when it is filed elsewhere, and two of them are summed by
:meth:`Ogrenilen.merge`; the order of these steps never matters, and what was taken away leaves no trace. Nothing is fetched, nothing is
random, and no text is kept: only stems and how many records carry them. A code counts under its plan and version, so what one plan's 105.04
taught is not said of another's. The weights of this evidence are set where it is used, in :mod:`earsiv.sdp.oner`.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, Final, Self

import attrs

from earsiv.errors import GirdiHatasi
from earsiv.model import DosyaKodu
from earsiv.sdp.kelime import stems

BICIM: Final = 1
_METIN: Final = 300  # stems: the matter of a record stands on its first page


@attrs.define(slots=True, eq=False)
class Ogrenilen:
    """Counts over filed records: by code, by stem and code, by unit and code; a code counts for the codes above it too.

    Keys are ``plan/sürüm/kod``. ``belge`` and ``kelime`` hold the counts of the codes filed under, ``birim`` those of the units.
    """

    belge: Counter[str] = attrs.field(factory=Counter)
    kelime: dict[str, Counter[str]] = attrs.field(factory=dict)
    birim: dict[str, Counter[str]] = attrs.field(factory=dict)
    toplam: int = attrs.field(default=0, init=False)
    _dal: Counter[str] = attrs.field(factory=Counter, init=False, repr=False)
    _yayilim: Counter[str] = attrs.field(factory=Counter, init=False, repr=False)
    _yerler: dict[str, Counter[str]] = attrs.field(factory=dict, init=False, repr=False)
    _birim_dal: dict[str, Counter[str]] = attrs.field(factory=dict, init=False, repr=False)

    def add(self, kod: str, anahtar: tuple[str, str], konu: str, metin: str, birim: str = "") -> None:
        """Learn a record that was filed under ``kod`` of the plan and version ``anahtar``.

        Raises:
            GirdiHatasi: SDP-001 not a code.
        """
        self._count(_key(kod, anahtar), _stems(konu, metin), birim, 1)

    def remove(self, kod: str, anahtar: tuple[str, str], konu: str, metin: str, birim: str = "") -> None:
        """Forget a record that was learned with the same words (it was filed elsewhere); the counts are as if it had never been.

        Raises:
            GirdiHatasi: SDP-001 not a code; SDP-070 no such record was learned, and nothing is changed.
        """
        ad, kokler = _key(kod, anahtar), _stems(konu, metin)
        bilinen = self.kelime.get(ad, Counter[str]())
        if not self.belge[ad] or any(not bilinen[kok] for kok in kokler) or (birim and not self.birim.get(birim, Counter[str]())[ad]):
            raise GirdiHatasi("SDP-070", ad)
        self._count(ad, kokler, birim, -1)

    def merge(self, diger: Ogrenilen) -> Ogrenilen:
        """Return what both learned together; neither is changed."""
        return Ogrenilen(self.belge + diger.belge, _sum(self.kelime, diger.kelime), _sum(self.birim, diger.birim))

    def records(self, ad: str) -> int:
        """Return how many records were filed under the code or below it (``plan/sürüm/kod``)."""
        return self._dal[ad]

    def spread(self, kok: str) -> int:
        """Return how many records carry the stem."""
        return self._yayilim[kok]

    def places(self, kok: str) -> Counter[str]:
        """Return in how many records of which codes, and of the codes above them, the stem stands."""
        return self._yerler.get(kok, _BOS)

    def of_unit(self, birim: str) -> Counter[str]:
        """Return how many records the unit filed under which codes, and under the codes above them."""
        return self._birim_dal.get(birim, _BOS)

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values, sorted, so that equal knowledge is equal text."""
        return {
            "bicim": BICIM,
            "belge": dict(sorted(self.belge.items())),
            "kelime": {ad: dict(sorted(s.items())) for ad, s in sorted(self.kelime.items())},
            "birim": {ad: dict(sorted(s.items())) for ad, s in sorted(self.birim.items())},
        }

    @classmethod
    def from_dict(cls, veri: object) -> Self:
        """Return the value of :meth:`as_dict` again.

        Raises:
            GirdiHatasi: SDP-071 this is not such a value, or one of another form.
        """
        if not isinstance(veri, dict) or veri.get("bicim") != BICIM:
            raise GirdiHatasi("SDP-071", "bicim")
        return cls(
            belge=_counts(veri.get("belge"), "belge"),
            kelime={ad: _counts(s, f"kelime/{ad}") for ad, s in _table(veri.get("kelime"), "kelime").items()},
            birim={ad: _counts(s, f"birim/{ad}") for ad, s in _table(veri.get("birim"), "birim").items()},
        )

    def _count(self, ad: str, kokler: tuple[str, ...], birim: str, adim: int) -> None:
        """Add or take one record in every table; what comes to nothing is dropped."""
        dal = _branch(ad)
        self.toplam += adim
        _add(self.belge, (ad,), adim)
        _add(self._dal, dal, adim)
        _add(self._yayilim, kokler, adim)
        _add_at(self.kelime, ad, kokler, adim)
        for kok in kokler:
            _add_at(self._yerler, kok, dal, adim)
        if birim:
            _add_at(self.birim, birim, (ad,), adim)
            _add_at(self._birim_dal, birim, dal, adim)

    def __attrs_post_init__(self) -> None:
        """Count the tables that follow from the kept ones."""
        self.toplam = self.belge.total()
        for ad, sayi in self.belge.items():
            _add(self._dal, _branch(ad), sayi)
        for ad, sayilar in self.kelime.items():
            for kok, sayi in sayilar.items():
                _add(self._yayilim, (kok,), sayi)
                _add_at(self._yerler, kok, _branch(ad), sayi)
        for birim, sayilar in self.birim.items():
            for ad, sayi in sayilar.items():
                _add_at(self._birim_dal, birim, _branch(ad), sayi)


_BOS: Final[Counter[str]] = Counter()


def _key(kod: str, anahtar: tuple[str, str]) -> str:
    return "/".join((*anahtar, DosyaKodu.parse(kod).metin))


def _branch(ad: str) -> tuple[str, ...]:
    """Return the key and the keys of the codes above it."""
    on_ek, _, kod = ad.rpartition("/")
    parcalar = kod.split(".")
    return tuple(f"{on_ek}/{'.'.join(parcalar[: n + 1])}" for n in range(len(parcalar)))


def _stems(konu: str, metin: str) -> tuple[str, ...]:
    """Return the different stems of a record, those of the subject first."""
    return tuple(dict.fromkeys((*stems(konu), *stems(metin)[:_METIN])))


def _add(sayilar: Counter[str], adlar: tuple[str, ...], adim: int) -> None:
    for ad in adlar:
        sayilar[ad] += adim
        if not sayilar[ad]:
            del sayilar[ad]


def _add_at(tablo: dict[str, Counter[str]], ad: str, adlar: tuple[str, ...], adim: int) -> None:
    sayilar = tablo.setdefault(ad, Counter())
    _add(sayilar, adlar, adim)
    if not sayilar:
        del tablo[ad]


def _sum(bir: dict[str, Counter[str]], iki: dict[str, Counter[str]]) -> dict[str, Counter[str]]:
    return {ad: bir.get(ad, _BOS) + iki.get(ad, _BOS) for ad in bir.keys() | iki.keys()}


def _table(veri: object, yer: str) -> dict[str, Any]:
    if not isinstance(veri, dict) or not all(isinstance(ad, str) for ad in veri):
        raise GirdiHatasi("SDP-071", yer)
    return veri


def _counts(veri: object, yer: str) -> Counter[str]:
    tablo = _table(veri, yer)
    if not all(type(sayi) is int and sayi > 0 for sayi in tablo.values()):
        raise GirdiHatasi("SDP-071", yer)
    return Counter(tablo)
