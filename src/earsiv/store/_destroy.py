# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The shredder: the only code that removes content, importable by ``imha`` alone (held by a contract in CI).

Threat: a wrong or unproven loss. Rule: proof first. The caller hands over a part of a proof that is already durable and names the
very inventory that is about to go; without it nothing is touched. Residual risk: copies in backups and on worn SSD cells.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs

from earsiv import _canon
from earsiv.errors import ImhaHatasi
from earsiv.store.disk import Disk, translated
from earsiv.store.ocfl import OcflKoku


@attrs.frozen
class Kanit:
    """A part of a proof, read once from its own file on the medium.

    ``ad`` is its name, ``sha256`` its digest; ``satirlar`` maps the number of a line to what is proven of it, ``nesneler`` object ids to
    the SHA-512 (hex) of the inventory that may go. ``yol`` and ``iz`` tell whether the file is still the one that was read.
    """

    ad: str
    yol: Path
    sha256: str
    satirlar: Mapping[int, Mapping[str, Any]]
    nesneler: Mapping[str, str]
    iz: tuple[int, ...]

    @classmethod
    def load(cls, yol: Path, sha256: str, ad: str = "") -> Kanit:
        """Read a part that is already durable.

        Args:
            yol: where it lies.
            sha256: the digest it must have.
            ad: how messages call it.

        Raises:
            ImhaHatasi: IMH-020 it is missing, unreadable, or not the one of this digest.
        """
        ad = ad or yol.name
        try:
            iz = _trace(yol)
            veri = yol.read_bytes()
            satirlar = {int(satir["satir"]): satir for satir in json.loads(veri)["satirlar"]}
            nesneler = {str(k): str(e) for satir in satirlar.values() for k, e in satir["nesneler"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            raise ImhaHatasi("IMH-020", ad, kanit=ad) from None
        if hashlib.sha256(veri).hexdigest() != sha256:
            raise ImhaHatasi("IMH-020", ad, kanit=ad)
        return cls(ad, yol, sha256, satirlar, nesneler, iz)

    def require(self, kimlik: str) -> str:
        """Return the inventory digest under which an object may go, after making sure that the proof still lies there.

        Raises:
            ImhaHatasi: IMH-020 the proof does not name the object, is gone, or has changed since it was read.
        """
        try:
            ayni = _trace(self.yol) == self.iz or _canon.file_digest(self.yol, "sha256") == self.sha256
        except OSError:
            ayni = False
        if not ayni or kimlik not in self.nesneler:
            raise ImhaHatasi("IMH-020", kimlik, kanit=self.ad)
        return self.nesneler[kimlik]


def remove_object(ocfl: OcflKoku, kimlik: str, kanit: Kanit, disk: Disk | None = None) -> None:
    """Remove an object and every version of it from the storage root; one that is gone already stays gone.

    The inventory goes last, and only after everything else is known to be gone, so an interrupted call can be repeated against the same
    proof. What lies there without an inventory is not what the proof names and is left alone.

    Args:
        kimlik: OCFL object id.

    Raises:
        ImhaHatasi: IMH-020 the proof is gone or changed, or names another content.
        DepoHatasi: DEP-005…DEP-007 the disk refuses; what is left can be removed by calling again.
    """
    disk = disk or Disk()
    beklenen = kanit.require(kimlik)
    klasor = ocfl.path(kimlik)
    envanter = klasor / "inventory.json"
    with translated(klasor):
        if not klasor.exists():
            return
        if envanter.is_file():
            if _canon.file_digest(envanter) != beklenen:
                raise ImhaHatasi("IMH-020", kimlik, kanit=kanit.ad)
            for yol in sorted(klasor.iterdir(), reverse=True):  # versions before the files that declare the object
                if yol != envanter:
                    _remove_tree(yol)
            disk.sync_folder(klasor)
            _remove_file(envanter)
        if any(klasor.iterdir()):
            raise ImhaHatasi("IMH-020", kimlik, kanit=kanit.ad)
        _remove_folder(klasor)
    disk.sync_folder(klasor.parent)


def prune(ocfl: OcflKoku, kimlikler: Iterable[str]) -> None:
    """Take away the empty folders that removed objects left; to be called inside a write transaction, where no object appears."""
    for kimlik in kimlikler:
        klasor = ocfl.path(kimlik).parent
        with contextlib.suppress(OSError):
            while klasor != ocfl.yol:
                _remove_folder(klasor)
                klasor = klasor.parent


def _trace(yol: Path) -> tuple[int, ...]:
    durum = yol.stat()
    return (durum.st_ino, durum.st_size, durum.st_mtime_ns, durum.st_ctime_ns)


def _remove_tree(yol: Path) -> None:
    if not yol.is_dir() or yol.is_symlink():
        _remove_file(yol)
        return
    for alt in sorted(yol.iterdir()):
        _remove_tree(alt)
    _remove_folder(yol)


def _remove_file(yol: Path) -> None:
    yol.unlink(missing_ok=True)


def _remove_folder(yol: Path) -> None:
    yol.rmdir()
