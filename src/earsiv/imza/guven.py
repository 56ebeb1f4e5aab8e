# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``GuvenDeposu``: the root certificates a caller trusts, from a folder. Nothing is built in, nothing comes from the system.

A plain folder is the caller's word for every sound root in it, for all purposes. A folder with a register (``guven.toml``, written by
``earsiv imza guven ekle`` after the fingerprint was confirmed) is stricter: only registered roots are used, each for its purposes and in
its window. Roots that have expired stay: a letter of 2014 is judged with the root of 2014.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Final

import attrs

from earsiv._limits import MIB
from earsiv.errors import Bulgu, GirdiHatasi, bulgu, os_reason
from earsiv.imza._kalici import read_limited, walk
from earsiv.imza.kok import EN_BUYUK, KokOlgusu, read_root

KAYIT: Final = "guven.toml"
_UZANTILAR: Final = frozenset({".cer", ".crt", ".der", ".pem", ".cert"})
_EN_COK: Final = 2_000  # certificates a folder may hold
_DOSYA: Final = MIB  # a PEM file may hold many
_PEM: Final = re.compile(rb"-----BEGIN (?:X509 )?CERTIFICATE-----(.*?)-----END (?:X509 )?CERTIFICATE-----", re.DOTALL)


class Kullanim(StrEnum):
    """What a root is trusted for: signers' certificates (NES), time-stamps (ZD), institutions' seals (MUHUR)."""

    NES = "NES"
    ZD = "ZD"
    MUHUR = "MUHUR"


HER_KULLANIM: Final = frozenset(Kullanim)


@attrs.frozen
class Kok:
    """A trusted root: DER, its fingerprint, what it is trusted for, and the window in which it may be used (aware, both ends in).

    ``kaynak`` tells where it was obtained, ``eklenme`` when its fingerprint was confirmed (``None``: from a folder without a register).
    """

    sertifika: bytes = attrs.field(repr=False)
    sha256: str
    kullanim: frozenset[Kullanim]
    baslangic: dt.datetime
    bitis: dt.datetime
    kaynak: str = ""
    eklenme: dt.datetime | None = None
    konu: bytes = attrs.field(default=b"", repr=False, eq=False)

    def usable(self, kullanim: Kullanim, an: dt.datetime) -> bool:
        """Return whether the root may be used for a purpose at a moment."""
        return kullanim in self.kullanim and self.baslangic <= an <= self.bitis


@attrs.frozen
class GuvenDeposu:
    """Trusted roots, with what was refused while loading them."""

    kokler: tuple[Kok, ...] = ()
    bulgular: tuple[Bulgu, ...] = ()

    @classmethod
    def load(cls, klasor: Path) -> GuvenDeposu:
        """Read every certificate below a folder (DER or PEM); broken ones are refused with a finding, the rest are used.

        Raises:
            GirdiHatasi: KAB-001 when the folder cannot be read.
        """
        from earsiv.imza.guven_kaydi import read_register, registered

        if not klasor.is_dir():
            raise GirdiHatasi("KAB-001", str(klasor), ayrinti="klasör yok")
        bulgular: list[Bulgu] = []
        kayit = klasor / KAYIT
        if not kayit.is_file():
            return _trusted(sound_roots(klasor, bulgular), bulgular)
        satirlar = read_register(kayit, bulgular)
        olgular: dict[str, list[tuple[str, KokOlgusu]]] = {}
        for yer, olgu in sound_roots(klasor, bulgular, kayitli=True):
            olgular.setdefault(olgu.sha256, []).append((yer, olgu))
        return cls(tuple(registered(klasor, satirlar, olgular, bulgular)), tuple(bulgular))

    @classmethod
    def of(cls, *sertifikalar: bytes) -> GuvenDeposu:
        """Trust roots given as DER for all purposes within their own validity; unsound ones are findings."""
        bulgular: list[Bulgu] = []
        olgular = (
            (yer, _sound(ham, yer, bulgular, kayitli=False)) for yer, ham in ((f"kök {i}", h) for i, h in enumerate(sertifikalar, 1))
        )
        return _trusted(((yer, olgu) for yer, olgu in olgular if olgu), bulgular)

    def roots(self, kullanim: Kullanim, an: dt.datetime) -> tuple[Kok, ...]:
        """Return the roots that may be used for a purpose at a moment (aware)."""
        return tuple(k for k in self.kokler if k.usable(kullanim, an))

    def has(self, sha256: str) -> bool:
        """Return whether a root with this fingerprint (hexadecimal) is trusted for anything at any time."""
        return any(k.sha256 == sha256 for k in self.kokler)


def _trusted(olgular: Iterable[tuple[str, KokOlgusu]], bulgular: list[Bulgu]) -> GuvenDeposu:
    """Trust sound roots for everything, each once."""
    kokler: dict[str, Kok] = {}
    for yer, olgu in olgular:
        if olgu.sha256 in kokler:
            bulgular.append(bulgu("IMZ-021", yer, parmak=olgu.sha256[:16]))
            continue
        kokler[olgu.sha256] = Kok(olgu.sertifika, olgu.sha256, HER_KULLANIM, olgu.baslangic, olgu.bitis, konu=olgu.konu)
    return GuvenDeposu(tuple(kokler.values()), tuple(bulgular))


def _sound(ham: bytes, yer: str, bulgular: list[Bulgu], *, kayitli: bool) -> KokOlgusu | None:
    """Return the facts of a sound root, or leave a finding; version 1 counts only where a person registered it."""
    try:
        olgu = read_root(ham, yer)
    except GirdiHatasi as hata:
        bulgular.append(hata.bulgu)
        return None
    if olgu.v1 and not kayitli:
        bulgular.append(bulgu("IMZ-020", yer, ayrinti="sürüm 1 sertifika, makam olduğunu söylemiyor; yalnız kayıtla kullanılır"))
        return None
    return olgu


def sound_roots(klasor: Path, bulgular: list[Bulgu], *, kayitli: bool = False) -> Iterator[tuple[str, KokOlgusu]]:
    """Yield (place, facts) of each sound root below a folder; what is refused becomes a finding.

    The place is the path inside the folder, with the number of the certificate where a PEM file holds several.
    """
    sayi = 0
    for yol in walk(klasor, lambda ad, neden: bulgular.append(bulgu("IMZ-020", ad, ayrinti=neden))):
        if yol.suffix.lower() not in _UZANTILAR:  # ASCII
            continue
        ad = yol.relative_to(klasor).as_posix()
        try:
            ham = read_limited(yol, _DOSYA)
        except OSError as hata:
            bulgular.append(bulgu("IMZ-020", ad, ayrinti=os_reason(hata)))
            continue
        if ham is None:
            bulgular.append(bulgu("IMZ-020", ad, ayrinti="dosya çok büyük"))
            continue
        for sira, parca in enumerate(split_pem(ham), start=1):
            sayi += 1
            if sayi > _EN_COK:
                bulgular.append(bulgu("IMZ-188", str(klasor), sinir=_EN_COK))
                return
            yer = ad if sira == 1 else f"{ad} ({sira})"
            olgu = _sound(parca, yer, bulgular, kayitli=kayitli)
            if olgu:
                yield yer, olgu


def split_pem(ham: bytes) -> list[bytes]:
    """Return each certificate of a PEM file as DER; a DER file is one. What is neither comes back as it is, to be refused by name."""
    if ham[:1] == b"\x30":
        return [ham]
    parcalar = [_unarmour(m) for m in _PEM.findall(ham)]
    return parcalar or [ham[: EN_BUYUK + 1]]


def _unarmour(govde: bytes) -> bytes:
    try:
        return base64.b64decode(b"".join(govde.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""


def fingerprint(sertifika: bytes) -> str:
    """Return the SHA-256 of a certificate as people compare it: pairs of capital hexadecimal digits with colons."""
    return hashlib.sha256(sertifika).digest().hex(":").upper()  # ASCII
