# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``KapYazici``: write an OPC container; relationships and the type table are kept on the way and written at the end.

Spelling of the tables is that of .NET's packaging library: byte order mark, one line, attributes in the order Type, Target, Id.
"""

from __future__ import annotations

import contextlib
import posixpath
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final
from xml.sax.saxutils import quoteattr

from earsiv.opc.kap import Iliski, Kap, Parca
from earsiv.opc.yaz import ZipYazici

_BAS: Final = '\ufeff<?xml version="1.0" encoding="utf-8"?>'
_ILISKI_UZAYI: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TUR_UZAYI: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS: Final = "application/vnd.openxmlformats-package.relationships+xml"


class KapYazici:
    """An OPC container being written to a seekable stream."""

    def __init__(self, akis: BinaryIO) -> None:
        self._zip = ZipYazici(akis)
        self._iliskiler: dict[str, list[Iliski]] = {}
        self._varsayilan: dict[str, str] = {}
        self._ozel: dict[str, str] = {}

    def add(
        self,
        ad: str,
        mime: str,
        veri: bytes | Iterable[bytes],
        *,
        boyut: int | None = None,
        sakla: bool = False,
        ozetler: Iterable[str] = (),
    ) -> dict[str, bytes]:
        """Write a part (``/Ustveri/Ustveri.xml``) and return its digests by hashlib name."""
        self._type(ad, mime)
        return self._zip.add(ad.lstrip("/"), veri, boyut=boyut, sakla=sakla, ozetler=ozetler)

    @contextlib.contextmanager
    def whole_part(self) -> Iterator[None]:
        """Forget what a block wrote when it fails: no half part stays behind."""
        isaret, turler = self._zip.mark(), (dict(self._varsayilan), dict(self._ozel))
        try:
            yield
        except BaseException:
            with contextlib.suppress(OSError):
                self._zip.rewind(isaret)
            self._varsayilan, self._ozel = turler
            raise

    def copy(self, kap: Kap, parca: Parca) -> None:
        """Copy a part of another container, compressed bytes and all."""
        self._type(parca.ad, parca.mime)
        self._zip.copy(kap, parca)

    def relate(self, tur: str, hedef: str, kimlik: str, *, kaynak: str = "/") -> None:
        """Note a relationship; ``hedef`` is written as given."""
        self._iliskiler.setdefault(kaynak, []).append(Iliski(kaynak, kimlik, tur, hedef))

    def close(self) -> None:
        """Write the relationship parts, the type table and the directory."""
        for kaynak, liste in self._iliskiler.items():
            klasor, ad = posixpath.split(kaynak)
            yol = posixpath.join(klasor, "_rels", f"{ad}.rels")
            self.add(yol, _RELS, relationships_xml(liste), sakla=kaynak == "/")
        self._zip.add("[Content_Types].xml", self._types_xml())
        self._zip.close()

    @contextlib.contextmanager
    def as_it_stands(self) -> Iterator[None]:
        """Make what was written so far a whole container for the length of a block; then writing goes on."""
        isaret, turler = self._zip.mark(), (dict(self._varsayilan), dict(self._ozel))
        self.close()
        try:
            yield
        finally:
            self._zip.rewind(isaret)
            self._varsayilan, self._ozel = turler

    def _type(self, ad: str, mime: str) -> None:
        """The first part of an extension fixes its default; another type, or no extension, gets a row of its own."""
        uzanti = posixpath.splitext(ad)[1][1:]
        anahtar = uzanti.lower()  # ASCII: extensions are compared so
        if not uzanti or self._varsayilan.setdefault(anahtar, mime) != mime:
            self._ozel[ad] = mime

    def _types_xml(self) -> bytes:
        ogeler = [f"<Default Extension={quoteattr(u)} ContentType={quoteattr(m)} />" for u, m in self._varsayilan.items()]
        ogeler += [f"<Override PartName={quoteattr(ad)} ContentType={quoteattr(m)} />" for ad, m in self._ozel.items()]
        return f'{_BAS}<Types xmlns="{_TUR_UZAYI}">{"".join(ogeler)}</Types>'.encode()


def relationships_xml(iliskiler: Iterable[Iliski]) -> bytes:
    """Return a relationship part; external ones keep their mode."""
    satirlar = "".join(
        f"<Relationship Type={quoteattr(i.tur)} Target={quoteattr(i.hedef)} Id={quoteattr(i.kimlik)} "
        + ('TargetMode="External" />' if i.dis else "/>")
        for i in iliskiler
    )
    return f'{_BAS}<Relationships xmlns="{_ILISKI_UZAYI}">{satirlar}</Relationships>'.encode()
