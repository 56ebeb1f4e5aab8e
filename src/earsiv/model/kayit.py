# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``Belge`` and ``Dosya``: the record and the file it lies in. The Dosya is the unit of retention and disposition."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any, Final

import attrs

from earsiv.model.olay import Olay, OlayTuru, Siniflama, Uzatma, plain_value
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


class MalzemeTuru(StrEnum):
    """The kind of material; different kinds go on separate lists."""

    EVRAK = "evrak"
    DEFTER = "defter"
    PLAN = "plan"
    FOTOGRAF = "fotograf"
    SES = "ses"
    GORUNTU = "goruntu"
    DISK = "disk"


class ArsivYeri(StrEnum):
    """In whose custody a file is."""

    BIRIM = "birim"  # the unit that produced it
    KURUM = "kurum"  # the institution archive
    DEVLET = "devlet"  # Devlet Arşivleri


class MetinDurumu(StrEnum):
    """Where the text of a record stands."""

    VAR = "var"
    BEKLIYOR = "bekliyor"  # OCR is not possible here or failed; it is tried again
    YOK = "yok"  # nothing in the record carries text (an encrypted package, say)


@attrs.define(on_setattr=attrs.setters.frozen, unsafe_hash=True)  # frozen as the others; made a million times in a sweep
class Dosya:
    """A file (klasör içeriği) of one unit under one plan code; closing it starts the retention clock.

    ``kod`` is the plan code with ``plan`` and ``plan_surumu`` it was filed under, ``birim`` the DETSİS number of
    the unit that produced it, ``acilis`` and ``kapanis`` civil dates. The rest is rarely there:

    * ``ozel`` is the text of the ``[…]`` suffix, ``vaka`` tells a case file (one matter, as many years as it takes) from a
      subject file (one year), ``ust`` is the id of the first volume when this is a further one;
    * ``diger_kodlar`` are the further codes of the same plan, ``onceki`` the earlier filings;
    * ``baslatan`` is the kind of event that starts the clock, ``olaylar`` what happened, ``uzatmalar`` the extensions;
    * ``ilgililer`` and ``esaslar`` are the persons and case numbers it is about, as the institution writes them;
    * ``uzunluk_mm`` is its length on the shelf in millimetres, 0 for a file that is only electronic;
    * ``malzeme`` is its kind, ``klasor_no``, ``barkod`` and ``arsiv_yeri`` are what is written on folder and shelf;
    * ``yer`` is in whose custody it is, ``sorumlu`` the person who answers for it.
    """

    kimlik: str
    kod: str
    plan: str
    plan_surumu: str
    ad: str
    birim: str
    acilis: dt.date
    kapanis: dt.date | None = None
    ozel: str = ""
    vaka: bool = False
    ust: str = ""
    diger_kodlar: tuple[str, ...] = ()
    onceki: tuple[Siniflama, ...] = ()
    baslatan: OlayTuru = OlayTuru.KAPANIS
    olaylar: tuple[Olay, ...] = ()
    uzatmalar: tuple[Uzatma, ...] = ()
    ilgililer: tuple[str, ...] = ()
    esaslar: tuple[str, ...] = ()
    uzunluk_mm: int = 0
    malzeme: MalzemeTuru = MalzemeTuru.EVRAK
    klasor_no: str = ""
    barkod: str = ""
    arsiv_yeri: str = ""
    yer: ArsivYeri = ArsivYeri.BIRIM
    sorumlu: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values, dates as ISO 8601."""
        return {ad: plain_value(getattr(self, ad)) for ad in _DOSYA_ALANLARI}

    def extras(self) -> dict[str, Any]:
        """Return the rare part of :meth:`as_dict`: only what is not as by default."""
        return {alan.name: plain_value(deger) for alan in _DOSYA_EKLERI if (deger := getattr(self, alan.name)) != alan.default}

    @classmethod
    def from_dict(cls, veri: dict[str, Any]) -> Dosya:
        """Return the value of :meth:`as_dict` again; what is missing is as by default."""
        return cls(
            **{
                **{ad: deger for ad, deger in veri.items() if ad in _DOSYA_ALANLARI},
                "acilis": _date(veri["acilis"]),
                "kapanis": _date(veri["kapanis"]),
                "baslatan": OlayTuru(veri.get("baslatan", OlayTuru.KAPANIS)),
                "malzeme": MalzemeTuru(veri.get("malzeme", MalzemeTuru.EVRAK)),
                "yer": ArsivYeri(veri.get("yer", ArsivYeri.BIRIM)),
                **{ad: tuple(veri.get(ad, ())) for ad in ("diger_kodlar", "ilgililer", "esaslar")},
                "onceki": tuple(Siniflama.from_dict(s) for s in veri.get("onceki", ())),
                "olaylar": tuple(Olay.from_dict(o) for o in veri.get("olaylar", ())),
                "uzatmalar": tuple(Uzatma.from_dict(u) for u in veri.get("uzatmalar", ())),
            }
        )


_DOSYA_ALANLARI: Final = tuple(alan.name for alan in attrs.fields(Dosya))
_DOSYA_EKLERI: Final = attrs.fields(Dosya)[8:]


@attrs.frozen
class Kalinti:
    """What stays of a file or record whose content went: the stub. It is written before the content goes and never removed.

    ``tur`` is ``dosya`` or ``belge``, ``dosya`` the file a record lay in, ``sha512`` and ``sha256`` the digests of the bytes that came in
    (empty for a file), ``konu`` the subject, masked where it is personal. ``tasfiye`` is ``imha`` or ``devir``; ``liste`` names the list,
    ``dayanak`` the decisions it rested on, ``yontem`` how it was done, ``yapan`` who did it and ``zaman`` when (UTC).
    """

    kimlik: str
    tur: str
    dosya: str
    birim: str
    kod: str
    plan: str
    plan_surumu: str
    konu: str
    sayi: str
    bas: str
    bit: str
    adet: int
    boyut: int
    sha512: str
    sha256: str
    gizlilik: str
    tasfiye: str
    liste: str
    liste_ozeti: str
    dayanak: str
    yontem: str
    yapan: str
    zaman: str

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return attrs.asdict(self)


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


def _date(deger: str | dt.date | None) -> Any:
    return dt.date.fromisoformat(deger) if isinstance(deger, str) and deger else deger or None


def _plain(veri: dict[str, Any]) -> dict[str, Any]:
    return {ad: plain_value(deger) for ad, deger in veri.items()}
