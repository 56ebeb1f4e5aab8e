# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``Taslak``: a package on its way to a file. Parts go straight into the container and are digested on the way; nothing stays in memory.

The file gets its name only when our own validator finds no fault in it. A draft can be judged and saved at any moment between two parts, so
that a signature is asked for nothing that would be refused afterwards, and signing may happen in another process.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv.errors import GirdiHatasi, PaketHatasi, Seviye, os_reason, require_regular
from earsiv.eyazisma.bilesen import CORE_ILISKI, ILISKI, Tur
from earsiv.eyazisma.denetle import judge_in, with_signatures
from earsiv.eyazisma.icerik import Izleyici
from earsiv.eyazisma.kural import Baglam
from earsiv.eyazisma.paket import Paket
from earsiv.eyazisma.parcalar import YazilanReferans
from earsiv.eyazisma.xml_yaz import escape
from earsiv.opc import Kap, KapYazici, Parca, whole_file, writing

_BLOK: Final = 1 << 20
# what a draft lacks by nature: parts and signatures that come later
_SONRAKI: Final = frozenset({"EYP-005", "EYP-011", "EYP-050", "EYP-052", "EYP-070", "EYP-071", "EYP-075", "EYP-078"})
# read with a warning, never written
_YAZILMAZ: Final = frozenset(
    {"EYP-021", "EYP-029", "EYP-086", "EYP-105", "EYP-108", "EYP-110", "EYP-111", "EYP-115", "EYP-123", "EYP-151"}
) | {"EYP-064", "EYP-156"}

Kaynak = bytes | Path


class Taslak:
    """A package being written; a context manager. Leaving it before ``publish`` leaves nothing behind."""

    def __init__(self, hedef: Path, tur: Tur, nesil: int, ozetler: tuple[str, ...], sinirlar: Sinirlar = VARSAYILAN) -> None:
        self.hedef = hedef
        self.tur = tur
        self.nesil = nesil
        self.sinirlar = sinirlar
        self.izleyici = Izleyici()
        self._adlar = ozetler
        self._yigin = contextlib.ExitStack()
        self._akis: BinaryIO = self._yigin.enter_context(whole_file(hedef))
        self._kap = KapYazici(self._akis)
        self._ozetler: dict[str, dict[str, bytes]] = {}
        self.acik = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, tur: type[BaseException] | None, deger: BaseException | None, iz: TracebackType | None) -> None:
        self.discard()

    def discard(self) -> None:
        """Give the draft up; a published package stays."""
        self.acik = False
        with contextlib.suppress(_Vazgec):
            self._yigin.__exit__(_Vazgec, _Vazgec(), None)

    def add(
        self, ad: str, mime: str, kaynak: Kaynak, iliski: tuple[str, str], *, kaynagi: str = "/", sakla: bool = False, izle: bool = False
    ) -> None:
        """Write a part with the relationship (type, id) that leads to it.

        Args:
            kaynagi: the part the relationship hangs on.
            izle: let the content marks be taken from its bytes.

        Raises:
            GirdiHatasi: KAB-001 the source cannot be read.
        """
        bloklar = [kaynak] if isinstance(kaynak, bytes) else _blocks(kaynak)
        boyut = len(kaynak) if isinstance(kaynak, bytes) else _size(kaynak)
        if izle:
            bloklar = self._watched(bloklar)
        self._add(ad, mime, bloklar, boyut, sakla=sakla)
        self._link(ad, iliski, kaynagi)

    def add_stream(self, ad: str, mime: str, bloklar: Iterable[bytes], boyut: int, iliski: tuple[str, str]) -> None:
        """Write a part from blocks that come once, ``boyut`` bytes in all."""
        self._add(ad, mime, bloklar, boyut, sakla=False)
        self._link(ad, iliski, "/")

    def _add(self, ad: str, mime: str, bloklar: Iterable[bytes], boyut: int, *, sakla: bool) -> None:
        escape(mime, f"{ad} MIME")
        with writing(self.hedef), self._kap.whole_part():
            self._ozetler[ad] = self._kap.add(ad, mime, bloklar, boyut=boyut, sakla=sakla, ozetler=self._adlar)

    def _link(self, ad: str, iliski: tuple[str, str], kaynagi: str) -> None:
        tur, kimlik = iliski
        self.relate(CORE_ILISKI if tur == "core" else ILISKI + tur, ad if kaynagi == "/" else f"..{ad}", kimlik, kaynak=kaynagi)

    def copy(self, paket: Paket, parca: Parca) -> None:
        """Take over a part of another draft, bytes and digests; its relationships come separately."""
        izle = self.izleyici.see if parca == paket.part("ustyazi") else None
        self._ozetler[parca.ad] = paket.kap.digest(parca, self._adlar, izle)
        with writing(self.hedef):
            self._kap.copy(paket.kap, parca)

    def relate(self, tur: str, hedef: str, kimlik: str, *, kaynak: str = "/") -> None:
        """Note a relationship, written as given."""
        escape(kimlik, "Id", oznitelik=True)
        self._kap.relate(tur, hedef, kimlik, kaynak=kaynak)

    def has(self, ad: str) -> bool:
        """Tell whether a part of that name was written, whatever its letters' case."""
        return ad.lower() in {n.lower() for n in self._ozetler}  # ASCII: part names

    def reference(self, ad: str) -> YazilanReferans:
        """Return a written part as a digest part names it."""
        return YazilanReferans(ad, tuple((n, self._ozetler[ad][n]) for n in self._adlar))

    def inspect(self, *, tamam: bool, imzalar: bool = False) -> None:
        """Judge the draft as it stands by every rule.

        Args:
            tamam: nothing is to come any more.
            imzalar: judge the signatures too; those written here were judged when they came.

        Raises:
            PaketHatasi: EYP-065 with every finding that forbids writing it.
        """
        with self._open() as paket:
            baglam = Baglam.of(paket, None, bilinen=self._ozetler, izleyici=self.izleyici)
            rapor = judge_in(baglam)
            if imzalar:
                rapor = with_signatures(paket, rapor, self.sinirlar)
        icteki = frozenset(rapor.ic.bulgular if rapor.ic else ())
        engeller = [
            b
            for b in rapor.bulgular
            if (b.seviye is Seviye.HATA and (tamam or b.kod not in _SONRAKI or b in icteki)) or (b.kod in _YAZILMAZ and b not in icteki)
        ]
        if engeller:
            raise PaketHatasi(self.hedef.name, engeller)

    def save(self, yol: Path) -> None:
        """Copy the draft into a file, to be resumed from there.

        Raises:
            GirdiHatasi: KAB-013, KAB-019.
        """
        with writing(yol), self._kap.as_it_stands(), whole_file(yol) as akis:
            self._akis.seek(0)
            shutil.copyfileobj(self._akis, akis, _BLOK)

    def publish(self) -> Path:
        """Judge the whole package and give the file its name.

        Raises:
            PaketHatasi: EYP-065.
            GirdiHatasi: KAB-013, KAB-019.
        """
        self.inspect(tamam=True)
        with writing(self.hedef):
            self._kap.close()
            self._yigin.close()
        self.acik = False
        return self.hedef

    @contextlib.contextmanager
    def _open(self) -> Iterator[Paket]:
        with writing(self.hedef), self._kap.as_it_stands():
            paket = Paket(Kap(self._akis, self.hedef.name, self.sinirlar), self.sinirlar)
            try:
                yield paket
            finally:
                paket.close_inner()

    def _watched(self, bloklar: Iterable[bytes]) -> Iterator[bytes]:
        for blok in bloklar:
            self.izleyici.see(blok)
            yield blok


class _Vazgec(Exception):
    """The draft is given up: the file under way must not be published."""


def _size(yol: Path) -> int:
    try:
        require_regular(yol)
        return yol.stat().st_size
    except OSError as hata:
        raise GirdiHatasi("KAB-001", str(yol), ayrinti=os_reason(hata)) from None
    except ValueError:  # a name that no file system takes
        raise GirdiHatasi("KAB-001", repr(str(yol)), ayrinti="ad geçersiz") from None


def _blocks(yol: Path) -> Iterator[bytes]:
    try:
        with yol.open("rb") as dosya:
            while blok := dosya.read(_BLOK):
                yield blok
    except OSError as hata:
        raise GirdiHatasi("KAB-001", str(yol), ayrinti=os_reason(hata)) from None
