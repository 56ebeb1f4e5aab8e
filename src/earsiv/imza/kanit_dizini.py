# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The index of an evidence store: names and serial numbers to digests, in SQLite so that millions of OCSP answers need no loading.

It is a convenience. What counts is the register and the objects; an index that is missing, damaged, behind or of another store is made
again from them, in memory where the store may not be written.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from earsiv._clock import iso
from earsiv.errors import Bulgu, GirdiHatasi, bulgu, os_reason
from earsiv.imza.kanit import KanitSatiri
from earsiv.imza.kanit_oku import sniff
from earsiv.imza.sonuc import KanitTuru

_SURUM: Final = 1
_BEKLE: Final = 30
_SEMA: Final = """
CREATE TABLE durum (okunan INTEGER NOT NULL, son BLOB NOT NULL);
INSERT INTO durum VALUES (0, x'');
CREATE TABLE nesne (sha256 TEXT PRIMARY KEY, tur TEXT NOT NULL, an TEXT NOT NULL, kaynak TEXT NOT NULL, uretim TEXT) WITHOUT ROWID;
CREATE TABLE anahtar (tur TEXT NOT NULL, anahtar TEXT NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (tur, anahtar, sha256)) WITHOUT ROWID;
"""
_SUTUNLAR: Final = "SELECT n.sha256, n.tur, n.an, n.kaynak, n.uretim FROM nesne n"


def read_register(yol: Path) -> tuple[dict[str, KanitSatiri], list[Bulgu]]:
    """Return the register by digest (the first line of each counts), and what could not be read.

    Raises:
        GirdiHatasi: IMZ-193 the file cannot be read.
    """
    satirlar: dict[str, KanitSatiri] = {}
    bulgular: list[Bulgu] = []
    with _translated(yol), yol.open("rb") as akis:
        for no, ham in enumerate(akis, start=1):
            satir = KanitSatiri.parse(ham) if ham.endswith(b"\n") else None
            if satir is None:
                bulgular.append(bulgu("IMZ-195", yol.name, ayrinti=f"satır {no}"))
            else:
                satirlar.setdefault(satir.sha256, satir)
    return satirlar, bulgular


@contextlib.contextmanager
def _translated(yol: Path) -> Iterator[None]:
    try:
        yield
    except OSError as hata:
        raise GirdiHatasi("IMZ-193", str(yol), ayrinti=os_reason(hata)) from hata


class KanitDizini:
    """One connection to the index; safe to share between threads."""

    def __init__(self, yol: Path, *, yazar: bool) -> None:
        self._yol, self._yazar = yol, yazar
        self._kilit = threading.RLock()
        self._baglanti = self._connect()
        self._denk: os.stat_result | None = None

    def find(self, tur: str, anahtar: str) -> list[KanitSatiri]:
        """Return the objects under a key, oldest issue first."""
        return self._rows(
            f"{_SUTUNLAR} JOIN anahtar a USING (sha256) WHERE a.tur = ? AND a.anahtar = ? ORDER BY n.uretim, n.an, n.sha256", tur, anahtar
        )

    def row(self, sha256: str) -> KanitSatiri | None:
        """Return the row of an object."""
        return next(iter(self._rows(f"{_SUTUNLAR} WHERE n.sha256 = ?", sha256)), None)

    def rows(self) -> list[KanitSatiri]:
        """Return every object, oldest first."""
        return self._rows(f"{_SUTUNLAR} ORDER BY n.an, n.sha256")

    def append(self, kayit: Path, satir: KanitSatiri) -> None:
        """Write a line to the register and sync it; a line that a crash tore stays behind as one that cannot be read."""
        with _translated(kayit), kayit.open("r+b") as akis:
            if akis.seek(0, os.SEEK_END):
                akis.seek(-1, os.SEEK_END)
                if akis.read(1) != b"\n":
                    akis.write(b"\n")
            akis.write(satir.line())
            akis.flush()
            os.fsync(akis.fileno())

    def catch_up(self, kayit: Path, oku: Callable[[str], bytes | None]) -> None:
        """Take in the lines of the register that the index does not have.

        Args:
            oku: gives the bytes of an object by its digest.
        """
        with self._kilit, _translated(kayit):
            durum = kayit.stat()
            if self._denk is not None and (durum.st_size, durum.st_mtime_ns, durum.st_ino) == _mark(self._denk):
                return
            try:
                self._take_in(kayit, oku)
            except sqlite3.Error:
                self._start_anew()
                self._take_in(kayit, oku)
            self._denk = durum

    def close(self) -> None:
        """Close the connection."""
        self._baglanti.close()

    def _take_in(self, kayit: Path, oku: Callable[[str], bytes | None]) -> None:
        okunan, son = self._baglanti.execute("SELECT okunan, son FROM durum").fetchone()
        with kayit.open("rb") as akis:
            akis.seek(max(0, okunan - len(son)))
            if akis.read(len(son)) != son:
                self._start_anew()
                okunan = 0
            akis.seek(okunan)
            yeni = list(akis)
        if yeni and not yeni[-1].endswith(b"\n"):
            yeni.pop()  # being written, or torn
        if not yeni:
            return
        if not self._yazar:
            self._to_memory()
        with self._baglanti:
            for ham in yeni:
                if satir := KanitSatiri.parse(ham):
                    self._put(satir, oku(satir.sha256))
            self._baglanti.execute("UPDATE durum SET okunan = ?, son = ?", (okunan + sum(map(len, yeni)), yeni[-1]))

    def _put(self, satir: KanitSatiri, veri: bytes | None) -> None:
        """Index one object; one that is lost or unreadable keeps its row, so that adding it again keeps its first-seen time."""
        self._baglanti.execute(
            "INSERT OR IGNORE INTO nesne VALUES (?, ?, ?, ?, NULL)", (satir.sha256, str(satir.tur), iso(satir.an), satir.kaynak)
        )
        self.put_keys(satir.sha256, veri)

    def put_keys(self, sha256: str, veri: bytes | None) -> None:
        """Index the names and numbers of an object."""
        try:
            anahtar = sniff(veri or b"", sha256)
        except GirdiHatasi:
            return
        if anahtar.uretim is not None:
            self._baglanti.execute("UPDATE nesne SET uretim = ? WHERE sha256 = ?", (iso(anahtar.uretim), sha256))
        self._baglanti.executemany("INSERT OR IGNORE INTO anahtar VALUES (?, ?, ?)", [(*kayit, sha256) for kayit in anahtar.index_keys()])

    def restore(self, sha256: str, veri: bytes) -> None:
        """Index the keys of an object whose bytes were written again."""
        with self._kilit, contextlib.suppress(sqlite3.Error), self._baglanti:
            self.put_keys(sha256, veri)

    def _rows(self, sorgu: str, *degerler: str) -> list[KanitSatiri]:
        with self._kilit:
            return [_row(*satir) for satir in self._baglanti.execute(sorgu, degerler)]

    def _connect(self) -> sqlite3.Connection:
        """Open the index as it lies there, an empty one where it cannot be used."""
        try:
            if not self._yazar:
                yol = f"file:{quote(str(self._yol.resolve()))}?mode=ro"
                baglanti = sqlite3.connect(yol, uri=True, timeout=_BEKLE, check_same_thread=False)
            else:
                baglanti = sqlite3.connect(self._yol, timeout=_BEKLE, check_same_thread=False)
                baglanti.execute("PRAGMA synchronous = NORMAL")
        except sqlite3.Error:
            return _empty(":memory:")
        try:
            if baglanti.execute("PRAGMA user_version").fetchone()[0] == _SURUM:
                return baglanti
        except sqlite3.Error:
            pass
        baglanti.close()
        return self._fresh()

    def _fresh(self) -> sqlite3.Connection:
        """Return an empty index, on disk for a writer."""
        if self._yazar:
            with contextlib.suppress(OSError, sqlite3.Error):
                self._yol.unlink(missing_ok=True)
                return _empty(self._yol)
        return _empty(":memory:")

    def _start_anew(self) -> None:
        self._baglanti.close()
        self._baglanti = self._fresh()

    def _to_memory(self) -> None:
        """Go on in a copy, because the file belongs to a writer."""
        bellek = sqlite3.connect(":memory:", check_same_thread=False)
        self._baglanti.backup(bellek)
        self._baglanti.close()
        self._baglanti = bellek


def _empty(yol: Path | str) -> sqlite3.Connection:
    baglanti = sqlite3.connect(yol, timeout=_BEKLE, check_same_thread=False)
    baglanti.executescript(f"BEGIN;{_SEMA}PRAGMA user_version = {_SURUM};COMMIT;")
    return baglanti


def _mark(durum: os.stat_result) -> tuple[int, int, int]:
    return durum.st_size, durum.st_mtime_ns, durum.st_ino


def _row(sha256: Any, tur: Any, an: Any, kaynak: Any, uretim: Any) -> KanitSatiri:
    tarih = dt.datetime.fromisoformat(uretim) if uretim else None
    return KanitSatiri(str(sha256), KanitTuru(tur), dt.datetime.fromisoformat(an), str(kaynak), tarih)
