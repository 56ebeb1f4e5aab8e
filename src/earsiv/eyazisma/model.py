# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""One frozen model for both generations of the format; dates keep their original text (seven-digit fractions)."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import attrs


@attrs.frozen
class Taraf:
    """A party: ``tur`` is ``kurum``, ``kisi`` or ``tuzel``; ``kimlik`` its KKK, T.C. kimlik no or Id."""

    tur: str
    kimlik: str
    ad: str
    birim_kkk: str = ""
    sema: str = ""
    gorev: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form; a T.C. kimlik no is personal data and comes masked."""
        anahtar = {"kurum": "kkk", "kisi": "tckn", "tuzel": "id"}[self.tur]
        deger = mask_tckn(self.kimlik) if self.tur == "kisi" else self.kimlik
        sonuc: dict[str, Any] = {"tur": self.tur, anahtar: deger or None, "ad": self.ad}
        if self.birim_kkk:
            sonuc["birim_kkk"] = self.birim_kkk
        if self.sema:
            sonuc["sema"] = self.sema
        if self.gorev:
            sonuc["gorev"] = self.gorev
        return sonuc


@attrs.frozen
class Dagitim:
    """One addressee with urgency, kind and the attachments left out for them."""

    taraf: Taraf
    ivedilik: str
    dagitim_turu: str
    miat: str
    konulmamis_ekler: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "taraf": self.taraf.as_dict(),
            "ivedilik": self.ivedilik,
            "dagitim_turu": self.dagitim_turu,
            "miat": self.miat or None,
            "konulmamis_ekler": list(self.konulmamis_ekler),
        }


@attrs.frozen
class Ek:
    """An attachment as the üstveri declares it; only ``DED`` ones have a part in the package."""

    id: str
    tur: str
    dosya_adi: str
    mime_turu: str
    ad: str
    sira_no: int | None
    imzali: bool | None
    belge_no: str
    referans: str


@attrs.frozen
class Ilgi:
    """A reference to an earlier letter."""

    id: str
    etiket: str
    belge_no: str
    tarih: str
    ad: str
    ek_id: str


@attrs.frozen
class Sdp:
    """A file code as the sender gave it: a hint, never the receiver's own code."""

    kod: str
    ad: str
    ana: bool


@attrs.frozen
class ImzaBilgisi:
    """What the package says of a signer; the proof is in the CMS, not here."""

    ad: str
    soyad: str
    unvan: str
    makam: str
    amac: str
    tarih: str


@attrs.frozen
class Ustveri:
    """Üstveri and, in the second generation, nihai üstveri joined: what the letter says of itself."""

    belge_id: str
    konu: str
    belge_no: str
    tarih: str
    guvenlik_kodu: str
    dil: str
    dosya_adi: str
    mime_turu: str
    olusturan: Taraf | None
    dagitimlar: tuple[Dagitim, ...]
    ekler: tuple[Ek, ...]
    ilgiler: tuple[Ilgi, ...]
    ilgililer: tuple[Taraf, ...]
    sdp: tuple[Sdp, ...]
    imzalar: tuple[ImzaBilgisi, ...]
    dogrulama_adresi: str


_KESIR = re.compile(r"(\.\d{6})\d+")


def to_datetime(metin: str) -> dt.datetime | None:
    """Return the moment of an XML dateTime (seven-digit fractions are cut), ``None`` when it is none."""
    try:
        return dt.datetime.fromisoformat(_KESIR.sub(r"\1", metin.strip()))
    except ValueError:
        return None


def is_datetime(metin: str) -> bool:
    """Tell whether a text is an XML dateTime."""
    return "T" in metin and to_datetime(metin) is not None


def mask_tckn(no: str) -> str:
    """Return a T.C. kimlik no with its middle hidden (``110******46``); shorter texts vanish whole."""
    return f"{no[:3]}{'*' * (len(no) - 5)}{no[-2:]}" if len(no) == 11 else "*" * len(no)
