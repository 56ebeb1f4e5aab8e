# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Audit segments: the audit rows once more, outside the database, as canonical JSON lines in ``denetim/``.

The ledger row is written in the transaction of the act; the line follows right after it, and the files are held from before the commit
until then. Whoever edits one of the two is found by comparing them; a crash between them is made good at the next write or open. Files
that are gone, cut by more than a crash could, or ahead of the ledger (a restored old one) are not healed: writing stops.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from filelock import FileLock

from earsiv import _canon
from earsiv.denetim import Satir
from earsiv.errors import Bulgu, ZincirHatasi, bulgu
from earsiv.store.disk import Disk, translated

_BOY: Final = 100_000  # rows a segment
_PENCERE: Final = 1 << 14
_BOSLUK: Final = 16  # rows that processes which died between commit and append may have left


class IzDosyasi:
    """The segments below one folder; they only ever grow."""

    def __init__(self, klasor: Path, disk: Disk) -> None:
        self._klasor = klasor
        self._disk = disk
        self._kilit = FileLock(klasor / ".kilit")  # re-entrant within a thread

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Keep other writers from the files: commit and append happen as one, so living processes never leave a gap."""
        with translated(self._klasor):
            self._kilit.acquire()
        try:
            yield
        finally:
            self._kilit.release()

    def missing(self, defter_son: int, satirlar: Callable[[int], Iterable[Satir]]) -> list[Satir]:
        """Return the rows that the files do not have yet; to be asked while they are held.

        Args:
            defter_son: number of the ledger's newest committed row.
            satirlar: gives the ledger's rows after a number, those about to be committed too.

        Raises:
            ZincirHatasi: DNT-006 the files are ahead of the ledger, or too far behind it for a crash.
        """
        with translated(self._klasor):
            son = self.last()
        kurulusta = son == 0 and defter_son <= 1  # the very first row; later, files that are gone were taken away
        if not (kurulusta or (son and 0 <= defter_son - son <= _BOSLUK)):
            raise ZincirHatasi("DNT-006", "denetim", defter=defter_son, dosya=son)
        return list(satirlar(son))

    def append(self, satirlar: Iterable[Satir]) -> None:
        """Write rows to their segments and sync them."""
        yigin: dict[Path, list[bytes]] = {}
        for satir in satirlar:
            yol = self._klasor / f"{(satir.sira - 1) // _BOY + 1:06d}.jsonl"
            yigin.setdefault(yol, []).append(_line(satir))
        for yol, veri in yigin.items():
            self._disk.append(yol, b"".join(veri))

    def last(self) -> int:
        """Return the number of the newest whole line; a torn tail is cut off, its row comes again."""
        parcalar = sorted(self._klasor.glob("*.jsonl"))
        if not parcalar:
            return 0
        onceki = (len(parcalar) - 1) * _BOY
        kuyruk = _tail(parcalar[-1])
        if kuyruk and not kuyruk.endswith(b"\n"):
            veri = parcalar[-1].read_bytes()
            self._disk.replace(parcalar[-1], veri[: veri.rfind(b"\n") + 1])
            kuyruk = _tail(parcalar[-1])
        if not kuyruk:
            return onceki
        try:
            return int(json.loads(kuyruk.rstrip(b"\n").rpartition(b"\n")[2])["sira"])
        except (ValueError, KeyError, TypeError):  # an edited line: count instead, and let the comparison name it
            return onceki + parcalar[-1].read_bytes().count(b"\n")

    def rows(self) -> Iterator[bytes]:
        """Yield every line, without its end."""
        for yol in sorted(self._klasor.glob("*.jsonl")):
            with yol.open("rb") as dosya:
                for satir in dosya:
                    yield satir.rstrip(b"\n")

    def compare(self, defterden: Iterable[Satir]) -> Iterator[Bulgu]:
        """Yield where ledger and files disagree."""
        dosyadan = self.rows()
        defter_sayisi = ortak = 0
        for satir in defterden:
            defter_sayisi += 1
            diger = next(dosyadan, None)
            if diger is None:
                continue
            ortak += 1
            if _line(satir).rstrip(b"\n") != diger:
                yield bulgu("DNT-004", f"denetim satırı {satir.sira}")
        dosya_sayisi = ortak + sum(1 for _ in dosyadan)
        if dosya_sayisi != defter_sayisi:
            yield bulgu("DNT-005", "denetim", defter=defter_sayisi, dosya=dosya_sayisi)


def _tail(yol: Path) -> bytes:
    """Return the end of a file, long enough to hold its last whole line."""
    with yol.open("rb") as dosya:
        boy = dosya.seek(0, os.SEEK_END)
        pencere = _PENCERE
        while True:
            dosya.seek(max(0, boy - pencere))
            veri = dosya.read()
            if pencere >= boy or veri.rstrip(b"\n").count(b"\n"):
                return veri
            pencere *= 8


def _line(satir: Satir) -> bytes:
    return _canon.encode({**satir.content(), "ozet": satir.ozet}) + b"\n"
