# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Verdicts as values: indication and sub-indication in the standard's words, the legal reading beside them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import attrs

from earsiv.errors import Bulgu, bulgu


class Gosterge(StrEnum):
    """Main indication of ETSI EN 319 102-1."""

    TOTAL_PASSED = "TOTAL_PASSED"
    INDETERMINATE = "INDETERMINATE"
    TOTAL_FAILED = "TOTAL_FAILED"


class AltGosterge(StrEnum):
    """Sub-indications of ETSI EN 319 102-1 that this room gives; the words are the standard's."""

    FORMAT_FAILURE = "FORMAT_FAILURE"
    HASH_FAILURE = "HASH_FAILURE"
    SIG_CRYPTO_FAILURE = "SIG_CRYPTO_FAILURE"
    NO_SIGNING_CERTIFICATE_FOUND = "NO_SIGNING_CERTIFICATE_FOUND"
    SIGNED_DATA_NOT_FOUND = "SIGNED_DATA_NOT_FOUND"
    SIG_CONSTRAINTS_FAILURE = "SIG_CONSTRAINTS_FAILURE"
    CRYPTO_CONSTRAINTS_FAILURE_NO_POE = "CRYPTO_CONSTRAINTS_FAILURE_NO_POE"
    NO_CERTIFICATE_CHAIN_FOUND = "NO_CERTIFICATE_CHAIN_FOUND"
    CHAIN_CONSTRAINTS_FAILURE = "CHAIN_CONSTRAINTS_FAILURE"
    OUT_OF_BOUNDS_NO_POE = "OUT_OF_BOUNDS_NO_POE"
    OUT_OF_BOUNDS_NOT_REVOKED = "OUT_OF_BOUNDS_NOT_REVOKED"
    TRY_LATER = "TRY_LATER"


class HukukiKarar(StrEnum):
    """What an archivist may rely on."""

    GECERLI = "GECERLI"
    GECERSIZ = "GECERSIZ"
    BELIRSIZ = "BELIRSIZ"


_KARAR = {
    Gosterge.TOTAL_PASSED: HukukiKarar.GECERLI,
    Gosterge.INDETERMINATE: HukukiKarar.BELIRSIZ,
    Gosterge.TOTAL_FAILED: HukukiKarar.GECERSIZ,
}
_AGIRLIK = {Gosterge.TOTAL_PASSED: 0, Gosterge.INDETERMINATE: 1, Gosterge.TOTAL_FAILED: 2}


@attrs.frozen
class ImzaSonucu:
    """The verdict on one signer.

    ``seviye`` is the level the attributes claim (BES … A), ``profil`` the Turkish profile its policy names,
    ``kimlik`` the holder's number, masked; ``imza_zamani`` is claimed by the signer, ``kanitli_zaman`` proven.
    """

    durum: Gosterge
    alt_durum: AltGosterge | None
    seviye: str = "BES"
    profil: str | None = None
    ad: str = ""
    kimlik: str = ""
    nitelik: str | None = None
    imza_zamani: str | None = None
    kanitli_zaman: str | None = None
    sertifika_sha256: str = ""
    bulgular: tuple[Bulgu, ...] = ()

    @property
    def karar(self) -> HukukiKarar:
        """The legal reading of the indication."""
        return _KARAR[self.durum]

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form that the command line promises."""
        return {
            "durum": str(self.durum),
            "alt_durum": str(self.alt_durum) if self.alt_durum else None,
            "karar": str(self.karar),
            "seviye": self.seviye,
            "profil": self.profil,
            "imzaci": {"ad": self.ad, "kimlik": self.kimlik},
            "nitelik": self.nitelik,
            "imza_zamani": self.imza_zamani,
            "kanitli_zaman": self.kanitli_zaman,
            "sertifika_sha256": self.sertifika_sha256,
            "karsi_imzalar": [],
            "bulgular": [b.as_dict() for b in self.bulgular],
        }


@attrs.frozen
class DogrulamaSonucu:
    """The verdict on one file: every signer, and the worst of them."""

    bicim: str
    imzalar: tuple[ImzaSonucu, ...]
    bulgular: tuple[Bulgu, ...] = ()

    @property
    def en_kotu(self) -> ImzaSonucu | None:
        """The signer with the worst verdict, first of equals."""
        return max(self.imzalar, key=lambda i: _AGIRLIK[i.durum], default=None)

    @property
    def durum(self) -> Gosterge:
        """The indication of the file: its worst signer's, or failed when nothing could be read as a signature."""
        kotu = self.en_kotu
        return kotu.durum if kotu else Gosterge.TOTAL_FAILED

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form that the command line promises."""
        kotu = self.en_kotu
        return {
            "bicim": self.bicim,
            "durum": str(self.durum),
            "alt_durum": str(kotu.alt_durum) if kotu and kotu.alt_durum else None if kotu else "FORMAT_FAILURE",
            "karar": str(_KARAR[self.durum]),
            "imzalar": [i.as_dict() for i in self.imzalar],
            "bulgular": [b.as_dict() for b in self.bulgular],
        }

    @classmethod
    def unreadable(cls, bicim: str, kusurlar: Sequence[Bulgu]) -> DogrulamaSonucu:
        """Return the verdict on something that is no readable signature: failed, with the reason."""
        return cls(bicim, (ImzaSonucu(Gosterge.TOTAL_FAILED, AltGosterge.FORMAT_FAILURE, bulgular=tuple(kusurlar)),))


def failed(alt: AltGosterge, kod: str, yer: str, /, **degerler: object) -> tuple[Gosterge, AltGosterge, Bulgu]:
    """Return a failed indication with its finding."""
    return Gosterge.TOTAL_FAILED, alt, bulgu(kod, yer, **degerler)


def unclear(alt: AltGosterge, kod: str, yer: str, /, **degerler: object) -> tuple[Gosterge, AltGosterge, Bulgu]:
    """Return an indeterminate indication with its finding."""
    return Gosterge.INDETERMINATE, alt, bulgu(kod, yer, **degerler)
