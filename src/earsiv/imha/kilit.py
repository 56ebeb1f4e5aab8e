# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""One executor a list: a lock file in ``is/`` that dies with its process, and a note of who holds it.

It keeps two executors from getting in each other's way. That each line goes once does not hang on it: the state of the line does that.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from earsiv import _canon, _clock
from earsiv.errors import ImhaHatasi
from earsiv.store import Depo
from earsiv.store.disk import Disk, translated


@contextlib.contextmanager
def running(depo: Depo, no: str, aktor: str, disk: Disk) -> Iterator[None]:
    """Hold the execution of a list.

    Raises:
        ImhaHatasi: IMH-050 somebody holds it already.
        DepoHatasi: DEP-005…DEP-007 the disk.
    """
    yol = depo.kok / "is" / f"imha-{no.replace('/', '-')}.kilit"
    kilit = FileLock(yol)
    kim = yol.with_suffix(".json")
    with translated(yol):
        if not _acquired(kilit):
            tutan, zaman = _holder(kim)
            raise ImhaHatasi("IMH-050", no, aktor=tutan, zaman=zaman)
    try:
        disk.write(kim, _canon.encode({"aktor": aktor, "baslangic": _clock.iso(depo.saat.now())}))
        yield
    finally:
        with contextlib.suppress(OSError):
            kim.unlink(missing_ok=True)
        kilit.release()


def _acquired(kilit: FileLock) -> bool:
    try:
        kilit.acquire(timeout=0)
    except Timeout:  # an OSError, so it is met here and not by who translates those
        return False
    return True


def _holder(yol: Path) -> tuple[str, str]:
    """Return who holds it, and since when as people write it."""
    try:
        kim = json.loads(yol.read_bytes())
        an = dt.datetime.fromisoformat(kim["baslangic"]).astimezone(_clock.ISTANBUL)
        return str(kim["aktor"]), f"{an:%d.%m.%Y %H:%M}"
    except (OSError, ValueError, KeyError, TypeError):
        return "başka bir işlem", "az önce"
