# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Durable file operations behind one small object, so that a test can count them and fail at the n-th."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from earsiv.errors import DepoHatasi, os_reason

_BLOK: Final = 1 << 20
_KODLAR: Final = {errno.ENOSPC: "DEP-005", errno.EDQUOT: "DEP-005", errno.EACCES: "DEP-006", errno.EPERM: "DEP-006", errno.EROFS: "DEP-006"}


@contextlib.contextmanager
def translated(yer: Path) -> Iterator[None]:
    """Turn what the operating system says into an error of ours.

    Raises:
        DepoHatasi: DEP-005 disk full, DEP-006 no permission, DEP-007 anything else.
    """
    try:
        yield
    except OSError as hata:
        kod = _KODLAR.get(hata.errno or 0, "DEP-007")
        raise DepoHatasi(kod, str(hata.filename or yer), ayrinti=os_reason(hata)) from hata


class Disk:
    """Writes that are on the medium when they return."""

    def mkdir(self, yol: Path) -> None:
        """Make a folder and its parents."""
        with translated(yol):
            yol.mkdir(parents=True, exist_ok=True)

    def write(self, yol: Path, veri: bytes) -> None:
        """Write a whole file and sync it."""
        with translated(yol), yol.open("wb") as dosya:
            dosya.write(veri)
            dosya.flush()
            os.fsync(dosya.fileno())

    def append(self, yol: Path, veri: bytes) -> None:
        """Append to a file and sync it."""
        with translated(yol), yol.open("ab") as dosya:
            dosya.write(veri)
            dosya.flush()
            os.fsync(dosya.fileno())

    def replace(self, yol: Path, veri: bytes) -> None:
        """Put a file in place of another at once: the old one or the new one, never half of it."""
        gecici = yol.with_name(f".{yol.name}.yeni")
        self.write(gecici, veri)
        self.rename(gecici, yol)

    def copy(self, kaynak: Path, hedef: Path) -> dict[str, str]:
        """Copy a file and return the digests (sha512, sha256; hex) of exactly what was written."""
        sha512, sha256 = hashlib.sha512(), hashlib.sha256()
        with translated(hedef), kaynak.open("rb") as okunan, hedef.open("wb") as yazilan:
            while blok := okunan.read(_BLOK):
                sha512.update(blok)
                sha256.update(blok)
                yazilan.write(blok)
            yazilan.flush()
            os.fsync(yazilan.fileno())
        return {"sha512": sha512.hexdigest(), "sha256": sha256.hexdigest()}

    def rename(self, kaynak: Path, hedef: Path) -> None:
        """Rename within one file system and sync the folder that receives it."""
        with translated(hedef):
            kaynak.replace(hedef)
        self.sync_folder(hedef.parent)

    def sync_folder(self, yol: Path) -> None:
        """Sync a folder's own entries, where the platform lets one."""
        with contextlib.suppress(OSError):
            tutamac = os.open(yol, os.O_RDONLY)
            try:
                os.fsync(tutamac)
            finally:
                os.close(tutamac)
