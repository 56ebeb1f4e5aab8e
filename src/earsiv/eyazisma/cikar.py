# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``extract``: the parts of a package as files with names that are safe everywhere."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import Any, Final

from earsiv.errors import GirdiHatasi, os_reason
from earsiv.eyazisma.paket import Paket
from earsiv.opc import Parca, whole_file

_EN_UZUN: Final = 120
_YASAK: Final = frozenset('\\/:*?"<>|')
_AYGITLAR: Final = frozenset({"con", "prn", "aux", "nul", *(f"{ad}{n}" for ad in ("com", "lpt") for n in range(10))})


def extract(paket: Paket, hedef: Path | str, *, deneme: bool = False) -> list[dict[str, Any]]:
    """Write every part below a folder and return where each went; nothing is overwritten.

    Args:
        deneme: only tell.

    Raises:
        GirdiHatasi: KAB-013 a name is taken; KAB-019 the folder; PKT-024 a part cannot be read to its end.
    """
    hedef = Path(hedef)
    plan = _plan(paket, hedef)
    if not deneme:
        for yol, _ in plan:
            if yol.exists():
                raise GirdiHatasi("KAB-013", str(yol))
        for yol, parca in plan:
            _write(paket, yol, parca)
    return [{"parca": p.ad, "yol": str(yol), "boyut": p.boyut, "mime": p.mime or None} for yol, p in plan]


def _plan(paket: Paket, hedef: Path) -> list[tuple[Path, Parca]]:
    """Give each part a path of its own: two names that differ only by case, or after mending, are told apart by a number."""
    alinan: set[str] = set()
    plan = []
    for parca in paket.kap.parts():
        yol = Path(*(safe_component(p) for p in parca.ad.strip("/").split("/")))
        aday, sira = yol, 1
        while str(aday).lower() in alinan:  # ASCII enough: only to be careful
            sira += 1
            aday = yol.with_stem(f"{yol.stem}_{sira}")
        alinan.add(str(aday).lower())  # ASCII enough
        plan.append((hedef / aday, parca))
    return plan


def _write(paket: Paket, yol: Path, parca: Parca) -> None:
    try:
        yol.parent.mkdir(parents=True, exist_ok=True)
    except OSError as hata:
        raise GirdiHatasi("KAB-019", str(yol.parent), ayrinti=os_reason(hata)) from None
    with whole_file(yol) as akis:
        for blok in paket.kap.stream(parca):
            akis.write(blok)


def safe_component(ad: str) -> str:
    """Return one step of a path that stays where it is and that every system takes."""
    temiz = "".join("_" if h in _YASAK or not h.isprintable() else h for h in ad).strip(" .") or "_"
    govde, uzanti = posixpath.splitext(temiz)
    govde = f"{govde[:_EN_UZUN]}_" if govde.lower() in _AYGITLAR else govde[:_EN_UZUN]  # ASCII: names of devices
    return govde + uzanti[:20]
