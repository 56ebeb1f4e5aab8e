# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""One tree of errors and one kind of finding, both built from the rule texts in ``data/kurallar.toml``.

An error says what is wrong (a stable code and a Turkish sentence), where (``yer``) and what to do (``oneri``).
The texts are data so that they can be corrected without touching code; the codes are API and never change.
Foreign exceptions are translated at the border of each room and never reach the caller.
"""

from __future__ import annotations

import errno
import stat
import tomllib
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Self

import attrs


class Seviye(StrEnum):
    """How much a finding weighs: ``HATA`` makes the judged thing invalid, the others do not."""

    HATA = "hata"
    UYARI = "uyari"
    BILGI = "bilgi"


@attrs.frozen
class Kural:
    """One row of the rule catalogue: code, level, sentence, advice, the source it rests on, the rows of a rule table it answers."""

    kod: str
    seviye: Seviye
    mesaj: str
    oneri: str
    dayanak: str = ""
    satir: tuple[str, ...] = ()


@attrs.frozen
class Bulgu:
    """A finding: a rule met at a place. It is a value, part of an answer, never raised.

    ``resmi_kod`` is the number (1-36) that the official package verifier gives the same fault, where it has one.
    """

    kod: str
    seviye: Seviye
    yer: str
    mesaj: str
    oneri: str = ""
    dayanak: str = ""
    resmi_kod: int | None = None

    def as_dict(self) -> dict[str, str | int]:
        """Return the JSON form that the command line promises."""
        ek = {} if self.resmi_kod is None else {"resmi_kod": self.resmi_kod}
        return ek | {
            "kod": self.kod,
            "seviye": str(self.seviye),
            "yer": self.yer,
            "mesaj": self.mesaj,
            "oneri": self.oneri,
            "dayanak": self.dayanak,
        }

    def __str__(self) -> str:
        """Return the one-line Turkish form: code, place, sentence, advice."""
        return " | ".join(parca for parca in (self.kod, self.yer, self.mesaj, self.oneri) if parca)


@cache
def kurallar() -> dict[str, Kural]:
    """Return the whole rule catalogue by code, in file order."""
    ham = tomllib.loads(resources.files("earsiv").joinpath("data/kurallar.toml").read_text("utf-8"))
    return {
        kod: Kural(
            kod=kod,
            seviye=Seviye(satir["seviye"]),
            mesaj=satir["mesaj"],
            oneri=satir["oneri"],
            dayanak=satir.get("dayanak", ""),
            satir=tuple(satir.get("satir", ())),
        )
        for kod, satir in ham.items()
    }


class _Bos(dict[str, Any]):
    """Leave a placeholder visible when a caller gave no value: a text bug must never hide a finding."""

    def __missing__(self, ad: str) -> str:
        return "{" + ad + "}"


def _printable(metin: str) -> str:
    """Show what is not text (bytes of a file name in another encoding) as a question mark, so that it can be written anywhere."""
    return metin.encode("utf-8", "replace").decode("utf-8")


def bulgu(kod: str, yer: str = "", /, **degerler: object) -> Bulgu:
    """Build the finding of rule ``kod`` met at ``yer``, with ``degerler`` filled into its sentence.

    Args:
        kod: a code of ``data/kurallar.toml``.
        yer: file, part, line, element path, row … in the input.
    """
    kural = kurallar()[kod]
    dolu = _Bos({ad: _printable(str(deger)) for ad, deger in degerler.items()})
    return Bulgu(
        kod=kod,
        seviye=kural.seviye,
        yer=_printable(yer),
        mesaj=kural.mesaj.format_map(dolu),
        oneri=kural.oneri.format_map(dolu),
        dayanak=kural.dayanak,
        resmi_kod=resmi if isinstance(resmi := degerler.get("resmi_kod"), int) else None,
    )


_NEDENLER = {
    errno.ENOENT: "dosya yok",
    errno.EACCES: "izin yok",
    errno.EPERM: "izin yok",
    errno.EISDIR: "bu bir klasör",
    errno.ENOTDIR: "yolun ortasında klasör olmayan bir ad var",
    errno.ENOSPC: "disk dolu",
    errno.EROFS: "salt okunur",
    errno.ENAMETOOLONG: "ad çok uzun",
    errno.EIO: "giriş/çıkış hatası",
}


def os_reason(hata: OSError) -> str:
    """Return what the operating system says, in Turkish where it is one of the usual things."""
    return _NEDENLER.get(hata.errno or 0, hata.strerror or type(hata).__name__)


def require_regular(yol: Path) -> None:
    """Refuse a pipe, a socket or a device where a file is wanted: reading one could wait for ever.

    Raises:
        GirdiHatasi: KAB-018.
        OSError: the path cannot be looked at.
    """
    if not stat.S_ISREG(yol.stat().st_mode) and not yol.is_dir():
        raise GirdiHatasi("KAB-018", str(yol))


class EarsivError(Exception):
    """Base of every error this library raises on purpose; ``bulgu`` holds code, place, sentence and advice."""

    def __init__(self, kod: str, yer: str = "", /, **degerler: object) -> None:
        self.bulgu = bulgu(kod, yer, **degerler)
        super().__init__(str(self.bulgu))

    @property
    def kod(self) -> str:
        """The stable rule code."""
        return self.bulgu.kod

    @property
    def yer(self) -> str:
        """Where in the input the fault lies."""
        return self.bulgu.yer

    @property
    def oneri(self) -> str:
        """What the user can do about it."""
        return self.bulgu.oneri

    @classmethod
    def of(cls, icerik: Bulgu) -> Self:
        """Return the error that a finding is, where what was found must stop the act."""
        hata = cls.__new__(cls)
        hata.bulgu = icerik
        Exception.__init__(hata, str(icerik))
        return hata

    def __reduce__(self) -> tuple[Any, ...]:
        return (_yeniden, (type(self), self.bulgu))


def _yeniden(tur: type[EarsivError], icerik: Bulgu) -> EarsivError:
    return tur.of(icerik)


class GirdiHatasi(EarsivError):
    """The input is refused (PKT, XML, EYP, SDP, SAY, ARA, KAB, TAR, IMZ, RAP, BIL, KVK)."""


class PaketHatasi(GirdiHatasi):
    """A package is not written because a validator would refuse it; ``bulgular`` holds every reason (EYP-065)."""

    def __init__(self, yer: str, bulgular: Sequence[Bulgu]) -> None:
        super().__init__("EYP-065", yer, sayi=len(bulgular))
        self.bulgular = tuple(bulgular)

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self.yer, self.bulgular))


class KuralHatasi(EarsivError):
    """A rule of law or of the institution says no (SAK, IMH, BIL, KVK)."""


class ImhaHatasi(KuralHatasi):
    """A rule of the ayıklama-imha path says no (IMH)."""


class YetkiHatasi(EarsivError):
    """The actor may not do this, or the thing does not exist for them (YET)."""


class DepoHatasi(EarsivError):
    """The archive itself is damaged, full, locked, missing or newer (DEP)."""


class ZincirHatasi(DepoHatasi):
    """The audit chain does not hold (DNT)."""


class AracHatasi(EarsivError):
    """An outside tool or an optional part is missing or failed (ARC)."""
