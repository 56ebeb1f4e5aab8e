# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The counts kept beside the index: where they lie, who may write them, and how they go when a record they were made of is destroyed.

They are words of records, so they may not outlive one; and they are disposable, so the whole file goes. Counting is no business of
this room.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from earsiv.store.disk import Disk, translated

OGRENILEN: Final = "ogrenilen.json"
_KILIT: Final = ".ogrenilen.kilit"
_BEKLEME_SN: Final = 60.0


@contextlib.contextmanager
def only_writer(klasor: Path, *, bekleme: float = 0.0) -> Iterator[bool]:
    """Tell whether nobody else writes the counts, and keep it so.

    Args:
        klasor: the folder of the index.
        bekleme: how long another writer is waited for, in seconds.

    Raises:
        DepoHatasi: DEP-005…DEP-007 the folder cannot be written.
    """
    kilit = FileLock(klasor / _KILIT, timeout=bekleme)
    alindi = False
    with translated(klasor), contextlib.suppress(Timeout):
        klasor.mkdir(exist_ok=True)
        kilit.acquire()
        alindi = True
    try:
        yield alindi
    finally:
        if alindi:
            kilit.release()


def forget(klasor: Path, disk: Disk | None = None, *, bekleme: float = _BEKLEME_SN) -> bool:
    """Remove the counts, and what a crash left of writing them; tell whether they are gone: a process that counts may keep them.

    Raises:
        DepoHatasi: DEP-005…DEP-007 the disk refuses.
    """
    with only_writer(klasor, bekleme=bekleme) as benim:
        if not benim:
            return False
        with translated(klasor):
            for yol in (klasor / OGRENILEN, klasor / f".{OGRENILEN}.yeni"):
                yol.unlink(missing_ok=True)
        (disk or Disk()).sync_folder(klasor)
    return True
