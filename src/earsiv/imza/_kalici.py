# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Files of the trust store and of the evidence store: read with a limit, written whole or not at all, walked in one order."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from earsiv._clock import entropy
from earsiv.errors import GirdiHatasi, os_reason


def read_limited(yol: Path, en_fazla: int) -> bytes | None:
    """Return the bytes of a regular file, ``None`` when it holds more than ``en_fazla``.

    Raises:
        OSError: it cannot be read.
    """
    with yol.open("rb") as akis:
        veri = akis.read(en_fazla + 1)
    return veri if len(veri) <= en_fazla else None


def write_atomic(yol: Path, veri: bytes) -> None:
    """Put a file in place at once and on the medium: the old one, none, or the whole new one.

    Raises:
        GirdiHatasi: IMZ-193 the folder cannot be written.
    """
    gecici = yol.with_name(f".{yol.name}.{entropy(6).hex()}.yeni")
    try:
        yol.parent.mkdir(parents=True, exist_ok=True)
        with gecici.open("xb") as akis:
            akis.write(veri)
            akis.flush()
            os.fsync(akis.fileno())
        gecici.replace(yol)
    except OSError as hata:
        with contextlib.suppress(OSError):
            gecici.unlink(missing_ok=True)
        raise GirdiHatasi("IMZ-193", str(yol), ayrinti=os_reason(hata)) from hata
    sync_folder(yol.parent)


def sync_folder(yol: Path) -> None:
    """Sync a folder's own entries, where the platform lets one."""
    with contextlib.suppress(OSError):
        tutamac = os.open(yol, os.O_RDONLY)
        try:
            os.fsync(tutamac)
        finally:
            os.close(tutamac)


def walk(klasor: Path, kusur: Callable[[str, str], object] | None = None) -> Iterator[Path]:
    """Yield the regular files below a folder in name order; hidden names and links to folders are passed over.

    Args:
        kusur: told (name, reason) of each sub-folder that cannot be read.
    """

    def oldu(hata: OSError) -> None:
        if kusur is not None:
            kusur(str(hata.filename or klasor), os_reason(hata))

    for kok, altlar, adlar in os.walk(klasor, onerror=oldu):
        altlar[:] = sorted(a for a in altlar if not a.startswith("."))
        for ad in sorted(adlar):
            yol = Path(kok, ad)
            if not ad.startswith(".") and yol.is_file():
                yield yol
