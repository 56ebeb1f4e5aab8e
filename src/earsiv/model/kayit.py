# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``Belge`` and ``Dosya``: the record and the file it lies in. The Dosya is the unit of retention and disposition."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any

import attrs

from earsiv.model.yetki import GizlilikDerecesi


class BelgeTuru(StrEnum):
    """What the received bytes are, decided by content and never by the extension."""

    EYP = "eyp"
    EYPS = "eyps"
    EYPG = "eypg"
    PDF = "pdf"
    TIFF = "tiff"
    PNG = "png"
    JPEG = "jpeg"


class MetinDurumu(StrEnum):
    """Where the text of a record stands."""

    VAR = "var"
    BEKLIYOR = "bekliyor"  # OCR is not possible here or failed; it is tried again
    YOK = "yok"  # nothing in the record carries text (an encrypted package, say)


@attrs.frozen
class Dosya:
    """A file (klasör içeriği) of one unit under one plan code; closing it starts the retention clock.

    ``kod`` is the plan code with ``plan`` and ``plan_surumu`` it was filed under, ``birim`` the DETSİS number of
    the unit that produced it, ``acilis`` and ``kapanis`` civil dates.
    """

    kimlik: str
    kod: str
    plan: str
    plan_surumu: str
    ad: str
    birim: str
    acilis: dt.date
    kapanis: dt.date | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values, dates as ISO 8601."""
        return _plain(attrs.asdict(self))

    @classmethod
    def from_dict(cls, veri: dict[str, Any]) -> Dosya:
        """Return the value of :meth:`as_dict` again."""
        return cls(**{**veri, "acilis": dt.date.fromisoformat(veri["acilis"]), "kapanis": _date(veri["kapanis"])})


@attrs.frozen
class Belge:
    """A record as received: where it is filed, what it says of itself, and the digests of its bytes.

    ``dosya`` is the id of its Dosya, or ``None`` while it waits for classification (then it is never due).
    ``boyut`` is bytes, ``alindi`` the UTC moment of intake (ISO 8601), ``imza_durumu`` the worst signature verdict
    in ETSI words or ``None`` for an unsigned record.
    """

    kimlik: str
    dosya: str | None
    tur: BelgeTuru
    sayi: str
    tarih: dt.date | None
    konu: str
    birim: str
    gizlilik: GizlilikDerecesi
    kaynak_adi: str
    boyut: int
    sha512: str
    sha256: str
    sayfa_sayisi: int
    metin_durumu: MetinDurumu
    imza_durumu: str | None
    alindi: str

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values, dates as ISO 8601, the degree by its code."""
        return _plain({**attrs.asdict(self), "gizlilik": self.gizlilik.name})

    @classmethod
    def from_dict(cls, veri: dict[str, Any]) -> Belge:
        """Return the value of :meth:`as_dict` again."""
        return cls(
            **{
                **veri,
                "tur": BelgeTuru(veri["tur"]),
                "tarih": _date(veri["tarih"]),
                "gizlilik": GizlilikDerecesi[veri["gizlilik"]],
                "metin_durumu": MetinDurumu(veri["metin_durumu"]),
            }
        )


def _date(deger: str | None) -> dt.date | None:
    return dt.date.fromisoformat(deger) if deger else None


def _plain(veri: dict[str, Any]) -> dict[str, Any]:
    return {
        ad: deger.isoformat() if isinstance(deger, dt.date) else str(deger) if isinstance(deger, StrEnum) else deger
        for ad, deger in veri.items()
    }
