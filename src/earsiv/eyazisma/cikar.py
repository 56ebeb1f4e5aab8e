# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``extract``: the parts of a package as files with names that are safe everywhere."""

from __future__ import annotations

import contextlib
import posixpath
from pathlib import Path
from typing import Any, Final

from earsiv.errors import GirdiHatasi
from earsiv.eyazisma.paket import Paket
from earsiv.opc import Parca, whole_file, writing

_EN_UZUN: Final = 140  # bytes; file systems take 255, and a number may be added
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
        with writing(hedef):
            taken = next((yol for yol, _ in plan if yol.exists()), None)
        if taken:
            raise GirdiHatasi("KAB-013", str(taken))
        _write(paket, hedef, plan)
    return [{"parca": p.ad, "yol": str(yol), "boyut": p.boyut, "mime": p.mime or None} for yol, p in plan]


def _plan(paket: Paket, hedef: Path) -> list[tuple[Path, Parca]]:
    """Give each part a path of its own: names that meet after mending, by case, or as file and folder, are told apart by a number."""
    klasorler = {_key(ust) for p in paket.kap.parts() for ust in _relative(p).parents}
    alinan: set[str] = set()
    plan = []
    for parca in paket.kap.parts():
        yol = _relative(parca)
        aday, sira = yol, 1
        while _key(aday) in alinan | klasorler:
            sira += 1
            aday = yol.with_stem(f"{yol.stem}_{sira}")
        alinan.add(_key(aday))
        plan.append((hedef / aday, parca))
    return plan


def _relative(parca: Parca) -> Path:
    return Path(*(safe_component(p) for p in parca.ad.strip("/").split("/")))


def _key(yol: Path) -> str:
    return str(yol).lower()  # ASCII enough: only to be careful about systems that do not tell cases apart


def _write(paket: Paket, hedef: Path, plan: list[tuple[Path, Parca]]) -> None:
    """Write the files; when one fails, take back those that were written."""
    yazilan: list[Path] = []
    yeni = not hedef.exists()
    try:
        for yol, parca in plan:
            with writing(yol.parent):
                yol.parent.mkdir(parents=True, exist_ok=True)
            with whole_file(yol) as akis:
                for blok in paket.kap.stream(parca):
                    akis.write(blok)
            yazilan.append(yol)
    except BaseException:
        for yol in yazilan:
            yol.unlink(missing_ok=True)
        for klasor in sorted({k for yol, _ in plan for k in yol.parents if hedef in k.parents or (yeni and k == hedef)}, reverse=True):
            with contextlib.suppress(OSError, ValueError):
                klasor.rmdir()
        raise


def safe_component(ad: str) -> str:
    """Return one step of a path that stays where it is and that every system takes."""
    temiz = "".join("_" if h in _YASAK or not h.isprintable() else h for h in ad).strip(" .") or "_"
    govde, uzanti = posixpath.splitext(temiz)
    if govde.lower() in _AYGITLAR:  # ASCII: names of devices
        govde += "_"
    kalan = _EN_UZUN - len(uzanti[:20].encode())
    return govde.encode()[:kalan].decode("utf-8", "ignore") + uzanti[:20]
