# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``Dizin``: the index of one archive: which engine, which analyser version, rebuilt whole and swapped in whole."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv.arama.analiz import COZUMLEYICI_SURUMU, analyze
from earsiv.arama.sorgu import Suzgec, Ve
from earsiv.arama.uc import KATMANLAR, AramaArkaUcu, Bulunan, SayfaKaydi
from earsiv.errors import Bulgu, DepoHatasi, GirdiHatasi, bulgu
from earsiv.model import Yetki
from earsiv.store.disk import translated

_SEMA: Final = 1
_KILIT_SURESI: Final = 60


def _engines() -> dict[str, Callable[[Sinirlar], AramaArkaUcu]]:
    """Engines by name; each is imported only when it is asked for."""

    def tantivy(sinirlar: Sinirlar) -> AramaArkaUcu:
        from earsiv.arama.tantivy_uc import TantivyUcu

        return TantivyUcu(sinirlar)

    def whoosh(sinirlar: Sinirlar) -> AramaArkaUcu:
        from earsiv.arama.whoosh_uc import WhooshUcu

        return WhooshUcu(sinirlar)

    return {"tantivy": tantivy, "whoosh": whoosh}


def make_engine(ad: str, sinirlar: Sinirlar = VARSAYILAN) -> AramaArkaUcu:
    """Return an engine by name.

    Raises:
        GirdiHatasi: ARA-004 no such engine.
    """
    motorlar = _engines()
    if ad not in motorlar:
        raise GirdiHatasi("ARA-004", ad, bilinenler=", ".join(motorlar))
    return motorlar[ad](sinirlar)


class Dizin:
    """The index below ``klasor``: ``damga.json`` says what made it, ``veri/`` is the engine's own."""

    def __init__(self, klasor: Path, arka_uc: str, sinirlar: Sinirlar = VARSAYILAN) -> None:
        """Name the index; nothing is opened yet."""
        self._klasor = klasor
        self._arka_uc = arka_uc
        self._sinirlar = sinirlar
        self._uc: AramaArkaUcu | None = None

    @property
    def guncel(self) -> bool:
        """Whether an index lies there that this version of the analyser and this engine made."""
        try:
            damga = json.loads((self._klasor / "damga.json").read_bytes())
        except (OSError, ValueError):
            return False
        return bool(damga == self._stamp() and (self._klasor / "veri").is_dir())

    def write(self, sayfalar: Iterable[SayfaKaydi], silinen: Sequence[str] = ()) -> None:
        """Put pages in and take records out; durable and visible on return.

        Raises:
            DepoHatasi: DEP-022 the index is not readable, DEP-023 another process holds it.
        """
        with self._lock():
            uc = self._open()
            uc.delete(silinen)
            uc.write(sayfalar)
            uc.commit()

    def purge(self, belgeler: Sequence[str], sayfalar: Callable[[Sequence[str]], Iterable[SayfaKaydi]]) -> bool:
        """Take records out so that none of their words stays anywhere in the folder; tell whether that is so.

        Args:
            sayfalar: gives the pages of living records, for an engine that must write some again.

        Returns:
            Whether the folder is clean; if not, it must be built anew.

        Raises:
            DepoHatasi: DEP-005…DEP-007 the disk, DEP-023 another process holds the index.
        """
        with self._lock():
            self._sweep()
            if not self.guncel:
                return False
            try:
                return self._open().purge(belgeler, sayfalar)
            except DepoHatasi as hata:
                if hata.kod != "DEP-022":
                    raise
                self.close()  # damaged, or the engine could not: what is built anew is clean
                return False

    def rebuild(self, sayfalar: Iterable[SayfaKaydi]) -> None:
        """Build a new index beside the old one and swap it in whole; until then the old one serves.

        Raises:
            DepoHatasi: DEP-023 another process holds the index.
        """
        with self._lock():
            yeni, eski = self._sweep()
            yeni.mkdir(parents=True)
            uc = make_engine(self._arka_uc, self._sinirlar)
            uc.open(yeni, yeni=True)
            try:
                uc.write(sayfalar)
                uc.commit()
            finally:
                uc.close()
            self.close()
            if (self._klasor / "veri").exists():
                (self._klasor / "veri").replace(eski)
            yeni.replace(self._klasor / "veri")
            (self._klasor / "damga.json").write_text(json.dumps(self._stamp()), "utf-8")
            self._sweep()

    def _sweep(self) -> tuple[Path, Path]:
        """Remove what a rebuild leaves or left: the index being built and the one it replaces; return where they lie.

        Raises:
            DepoHatasi: DEP-005…DEP-007 the disk refuses: what was in them is still there.
        """
        yollar = (self._klasor / "veri.yeni", self._klasor / "veri.eski")
        with translated(self._klasor):
            for yol in yollar:
                if yol.exists():
                    shutil.rmtree(yol)
        return yollar

    def search(self, sorgu: Ve, yetki: Yetki, suzgec: Suzgec | None = None, *, adet: int = 20, bas: int = 0) -> Bulunan:
        """Return the best pages that the actor may see.

        Raises:
            DepoHatasi: DEP-024 there is no current index: it must be rebuilt first.
        """
        return self._open().search(sorgu, yetki, suzgec or Suzgec(), adet=adet, bas=bas)

    def check(self, beklenen: Mapping[str, int], bekleyen: Collection[str] = ()) -> Iterable[Bulgu]:
        """Yield where the index and the records part.

        Args:
            beklenen: every record with its number of index pages.
            bekleyen: records that are owed to the index: whether they are in it is not judged.
        """
        if not self.guncel:
            yield bulgu("DEP-024", "dizin")
            return
        bulunan = {k: n for k, n in self._open().records().items() if k not in bekleyen}
        for ad, kimlikler in (
            ("eksik", beklenen.keys() - bulunan.keys()),
            ("fazla", bulunan.keys() - beklenen.keys()),
            ("sayfası farklı", {k for k in beklenen.keys() & bulunan.keys() if beklenen[k] != bulunan[k]}),
        ):
            for kimlik in sorted(kimlikler):
                yield bulgu("DEP-022", f"dizin · belge {kimlik}", ayrinti=ad)

    def records(self) -> set[str]:
        """Return the records that are in the index.

        Raises:
            DepoHatasi: DEP-024 there is no current index: it must be rebuilt first.
        """
        return set(self._open().records())

    def close(self) -> None:
        """Release the engine."""
        if self._uc is not None:
            self._uc.close()
            self._uc = None

    def _open(self) -> AramaArkaUcu:
        if not self.guncel:
            raise DepoHatasi("DEP-024", str(self._klasor))
        if self._uc is None:
            uc = make_engine(self._arka_uc, self._sinirlar)
            uc.open(self._klasor / "veri")
            self._uc = uc
        return self._uc

    @contextlib.contextmanager
    def _lock(self) -> Iterator[None]:
        """Be the only writer among all processes."""
        with translated(self._klasor):
            self._klasor.mkdir(parents=True, exist_ok=True)
            try:
                with FileLock(self._klasor / ".kilit", timeout=_KILIT_SURESI):
                    yield
            except Timeout:
                raise DepoHatasi("DEP-023", str(self._klasor), ayrinti="kilitli") from None

    def _stamp(self) -> dict[str, object]:
        return {"arka_uc": self._arka_uc, "cozumleyici": COZUMLEYICI_SURUMU, "sema": _SEMA}


def layers(metin: str) -> dict[str, str]:
    """Return the terms of a text by layer, joined by blanks in order, as the engines take them."""
    terimler = list(analyze(metin))
    return {katman: " ".join(getattr(terim, katman) for terim in terimler) for katman in KATMANLAR}
