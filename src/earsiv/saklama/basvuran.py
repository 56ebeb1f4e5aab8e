# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``Basvuran``: who made a request, kept apart from the register's entry so that no row and no list carries a name.

The salt is the request's own: two requests of one person cannot be told to be one from their digests. Nothing is written here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import attrs

from earsiv._canon import digest
from earsiv._text import search_fold
from earsiv.errors import GirdiHatasi
from earsiv.saklama.dondurma import Kapsam, KapsamTuru

_KELIME: Final = re.compile(r"\w+")


@attrs.frozen
class Basvuran:
    """The applicant's name and address, the salt, and the scope of the request in plain."""

    ad: str
    iletisim: str
    tuz: str
    kapsam: tuple[Kapsam, ...]

    @property
    def ozet(self) -> str:
        """The digest by which the register knows the person."""
        return digest_of(self.ad, self.tuz)

    def masked(self) -> tuple[tuple[str, str], ...]:
        """Return the scope as the entry may show it: what names a person by its salted digest."""
        return tuple((str(k.tur), self._mask(k)) for k in self.kapsam)

    def _mask(self, kapsam: Kapsam) -> str:
        adli = kapsam.tur is KapsamTuru.KISI or names_person(kapsam.deger, self.ad)
        return f"#{digest_of(kapsam.deger, self.tuz)[:16]}" if adli else kapsam.deger

    def require_unnamed(self, yer: str, *metinler: str) -> None:
        """Refuse a text that others read where it names the applicant.

        Raises:
            GirdiHatasi: BIL-012.
        """
        if any(names_person(metin, self.ad) for metin in metinler):
            raise GirdiHatasi("BIL-012", yer)

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {"ad": self.ad, "iletisim": self.iletisim, "tuz": self.tuz, "kapsam": [k.as_dict() for k in self.kapsam]}

    @classmethod
    def from_dict(cls, veri: Mapping[str, Any]) -> Basvuran:
        """Return the value of :meth:`as_dict` again."""
        return cls(veri["ad"], veri["iletisim"], veri["tuz"], tuple(Kapsam(k["tur"], k["deger"]) for k in veri["kapsam"]))


def digest_of(ad: str, tuz: str) -> str:
    """Return the salted digest of a name, however it was typed (SHA-256, hex)."""
    return digest({"ad": search_fold("".join(ad.split())), "tuz": tuz})


def names_person(metin: str, ad: str) -> bool:
    """Tell whether a text carries a person's full name; a single word is too common to tell."""
    aranan, icinde = (" ".join(_KELIME.findall(search_fold(m))) for m in (ad, metin))
    return " " in aranan and f" {aranan} " in f" {icinde} "
