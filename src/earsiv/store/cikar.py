# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Copy a record's original out: the bytes that came in, proven, under a safe name, never over another file."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Final

from earsiv import _canon
from earsiv.errors import DepoHatasi, GirdiHatasi
from earsiv.model import Belge
from earsiv.store.depo import Depo, ocfl_id
from earsiv.store.disk import translated

_YASAK: Final = frozenset('/\\:*?"<>|')
_EN_UZUN: Final = 120


def copy_out(depo: Depo, belge: Belge, klasor: Path) -> Path:
    """Copy the original of a record into a folder and return where it lies.

    Raises:
        GirdiHatasi: KAB-013 the name is taken there; KAB-019 the target is no folder.
        DepoHatasi: DEP-005…DEP-007 the disk; DEP-014 the bytes are no longer those that came in.
    """
    kaynak = depo.ocfl.file(ocfl_id("belge", belge.kimlik), f"asil/{belge.kimlik}.{belge.tur}")
    yol = klasor / (safe_name(belge.kaynak_adi) or f"{belge.kimlik}.{belge.tur}")
    if klasor.exists() and not klasor.is_dir():
        raise GirdiHatasi("KAB-019", str(klasor), ayrinti="hedef bir klasör değil")
    with translated(klasor):
        klasor.mkdir(parents=True, exist_ok=True)
        if yol.exists():
            raise GirdiHatasi("KAB-013", str(yol))
        with tempfile.TemporaryDirectory(dir=klasor, prefix=".earsiv-") as gecici:
            kopya = Path(gecici) / "asil"
            shutil.copyfile(kaynak, kopya)
            if _canon.file_digest(kopya) != belge.sha512:
                raise DepoHatasi("DEP-014", belge.kimlik)
            kopya.replace(yol)
    return yol


def safe_name(ad: str) -> str:
    """Return a file name that stays in its folder and that every system takes."""
    return "".join("_" if h in _YASAK or not h.isprintable() else h for h in ad).strip(" .")[:_EN_UZUN]
