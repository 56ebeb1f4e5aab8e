# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The shredder: the only code that removes content, importable by ``imha`` alone (held by a contract in CI).

Threat: a wrong or unproven loss. Rule: proof first. The caller hands over the path of a proof that is already durable and names the
very inventory that is about to go; without it nothing is touched. Residual risk: copies in backups and on worn SSD cells.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from earsiv import _canon
from earsiv.errors import ImhaHatasi
from earsiv.store.disk import Disk, translated
from earsiv.store.ocfl import OcflKoku


def remove_object(ocfl: OcflKoku, kimlik: str, kanit: Path, disk: Disk | None = None) -> None:
    """Remove an object and every version of it from the storage root.

    Args:
        kimlik: OCFL object id.
        kanit: a JSON file that is already on the medium; its ``nesneler`` maps object ids to inventory SHA-512 (hex).

    Raises:
        ImhaHatasi: IMH-020 the proof is missing, unreadable or names another content.
        DepoHatasi: DEP-006, DEP-007 the disk refuses; what is left can be removed by calling again.
    """
    yol = ocfl.path(kimlik)
    try:
        beklenen = json.loads(kanit.read_bytes())["nesneler"][kimlik]
    except (OSError, ValueError, KeyError, TypeError):
        raise ImhaHatasi("IMH-020", kimlik, kanit=kanit.name) from None
    envanter = yol / "inventory.json"
    if envanter.is_file() and _canon.file_digest(envanter) != beklenen:
        raise ImhaHatasi("IMH-020", kimlik, kanit=kanit.name)
    with translated(yol):
        for surum in sorted(yol.glob("v*")):
            shutil.rmtree(surum)
        if yol.exists():  # the inventory goes last, so an interrupted call can be repeated against the same proof
            shutil.rmtree(yol)
    (disk or Disk()).sync_folder(yol.parent)
