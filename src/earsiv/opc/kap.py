# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``Kap``: an open, guarded OPC container: parts, content types, relationships. Lazy: parts are read when asked for."""

from __future__ import annotations

import hashlib
import posixpath
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Final, Self
from urllib.parse import unquote

import attrs

from earsiv import _xml
from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv._text import nfc
from earsiv.errors import Bulgu, GirdiHatasi, bulgu, os_reason, require_regular
from earsiv.opc.bekci import Girdi, inspect

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOK: Final = 1 << 18
_ILISKI_UZAYI: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TUR_UZAYI: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"


@attrs.frozen
class Parca:
    """A part: ``ad`` is its absolute part name (``/Ustveri/Ustveri.xml``), ``boyut`` its uncompressed bytes."""

    ad: str
    mime: str
    boyut: int
    girdi: Girdi


@attrs.frozen
class Iliski:
    """A relationship: who points where with which type; ``hedef`` is the resolved part name or the external URI."""

    kaynak: str
    kimlik: str
    tur: str
    hedef: str
    dis: bool = False


class Kap:
    """An OPC container opened for reading. Use as a context manager; not safe to share between threads.

    ``bulgular`` holds what was found while opening (relative targets, external or missing ones), ``eksik`` the relationships whose part is
    not there.
    """

    def __init__(self, akis: BinaryIO, yer: str, sinirlar: Sinirlar = VARSAYILAN) -> None:
        """Inspect the container and read its content types and relationships.

        Raises:
            GirdiHatasi: PKT-… from the guard, PKT-020…PKT-023 for OPC itself, XML-… for its tables.
        """
        self.yer = yer
        self.bulgular: list[Bulgu] = []
        self.eksik: list[Iliski] = []
        self._akis = akis
        self._sinirlar = sinirlar
        self._girdiler = {_key("/" + g.ad): g for g in inspect(akis, yer, sinirlar) if not g.klasor}
        self._acik_adlar = {_key(unquote(ad)): g for ad, g in self._girdiler.items() if "%" in ad}
        self._turler = self._content_types()
        self.iliskiler: tuple[Iliski, ...] = tuple(self._relationships())

    @classmethod
    def open(cls, yol: Path, sinirlar: Sinirlar = VARSAYILAN) -> Kap:
        """Open a container file.

        Raises:
            GirdiHatasi: KAB-001 the file cannot be read; otherwise as the constructor.
        """
        try:
            require_regular(yol)
            akis = yol.open("rb")
        except OSError as hata:
            raise GirdiHatasi("KAB-001", str(yol), ayrinti=os_reason(hata)) from None
        try:
            return cls(akis, yol.name, sinirlar)
        except BaseException:
            akis.close()
            raise

    def close(self) -> None:
        """Release the file."""
        self._akis.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, tur: type[BaseException] | None, deger: BaseException | None, iz: TracebackType | None) -> None:
        self.close()

    def parts(self) -> tuple[Parca, ...]:
        """Return every content part in container order; relationship parts and the type table are left out."""
        return tuple(
            self._part(girdi) for girdi in self._girdiler.values() if not girdi.ad.endswith(".rels") and girdi.ad != "[Content_Types].xml"
        )

    def find(self, ad: str) -> Parca | None:
        """Return the part of that name, compared as OPC does (ASCII case); tries the unescaped name second."""
        for aday in (ad, unquote(ad), nfc(unquote(ad))):
            if girdi := self._girdiler.get(_key(aday)):
                return self._part(girdi)
        girdi = self._acik_adlar.get(_key(ad))
        return self._part(girdi) if girdi else None

    def stream(self, parca: Parca) -> Iterator[bytes]:
        """Yield the uncompressed bytes of a part in blocks, with flat memory.

        Raises:
            GirdiHatasi: PKT-024 more, fewer or other bytes than the directory promised.
        """
        girdi, yer = parca.girdi, f"{self.yer} · {parca.ad}"
        toplam, crc = 0, 0
        for blok in self._inflate(girdi, yer) if girdi.yontem else self._raw(girdi, yer):
            toplam += len(blok)
            crc = zlib.crc32(blok, crc)
            if toplam > girdi.acik:
                break
            yield blok
        if toplam != girdi.acik or crc != girdi.crc:
            raise GirdiHatasi("PKT-024", yer)

    def _raw(self, girdi: Girdi, yer: str) -> Iterator[bytes]:
        konum, son = girdi.veri, girdi.veri + girdi.sikisik
        while konum < son:
            self._akis.seek(konum)  # the stream is shared between readers: always seek
            blok = self._akis.read(min(_BLOK, son - konum))
            if not blok:
                raise GirdiHatasi("PKT-024", yer)
            konum += len(blok)
            yield blok

    def _inflate(self, girdi: Girdi, yer: str) -> Iterator[bytes]:
        acici = zlib.decompressobj(-15)
        ham = self._raw(girdi, yer)
        while not acici.eof:
            girdi_blogu = acici.unconsumed_tail or next(ham, b"")
            try:
                blok = acici.decompress(girdi_blogu, _BLOK)
            except zlib.error:
                raise GirdiHatasi("PKT-024", yer) from None
            if not (blok or girdi_blogu or acici.eof):
                raise GirdiHatasi("PKT-024", yer)
            if blok:
                yield blok
        if acici.unused_data or next(ham, b""):
            raise GirdiHatasi("PKT-024", yer)

    def read(self, parca: Parca, en_fazla: int | None = None) -> bytes:
        """Return all bytes of a part.

        Raises:
            GirdiHatasi: PKT-025 the part is larger than ``en_fazla`` bytes (default: the XML limit).
        """
        sinir = self._sinirlar.xml_bayt if en_fazla is None else en_fazla
        if parca.boyut > sinir:
            raise GirdiHatasi("PKT-025", f"{self.yer} · {parca.ad}", boyut=parca.boyut, sinir=sinir)
        return b"".join(self.stream(parca))

    def digest(self, parca: Parca, adlar: Iterable[str]) -> dict[str, bytes]:
        """Return the digests of a part under several hashlib names, in one streamed pass."""
        ozetler = {ad: hashlib.new(ad) for ad in adlar}
        for blok in self.stream(parca):
            for ozet in ozetler.values():
                ozet.update(blok)
        return {ad: ozet.digest() for ad, ozet in ozetler.items()}

    def xml(self, parca: Parca) -> _Element:
        """Parse a part through the hardened factory."""
        return _xml.parse(self.read(parca), f"{self.yer} · {parca.ad}", self._sinirlar)

    def targets(self, esit: Callable[[Iliski], bool]) -> tuple[Iliski, ...]:
        """Return the relationships that satisfy a test, in file order."""
        return tuple(i for i in self.iliskiler if esit(i))

    def _part(self, girdi: Girdi) -> Parca:
        ad = "/" + girdi.ad
        uzanti = posixpath.splitext(ad)[1][1:]
        return Parca(ad, self._turler.get(_key(ad)) or self._turler.get("." + _key(uzanti), ""), girdi.acik, girdi)

    def _content_types(self) -> dict[str, str]:
        girdi = self._girdiler.get("/[content_types].xml")
        if girdi is None:
            raise GirdiHatasi("PKT-020", self.yer)
        ham = b"".join(self.stream(Parca("/[Content_Types].xml", "", girdi.acik, girdi)))
        turler: dict[str, str] = {}
        for oge in _xml.parse(ham, f"{self.yer} · [Content_Types].xml", self._sinirlar):
            if oge.tag == f"{_TUR_UZAYI}Default":
                turler["." + _key(oge.get("Extension") or "")] = oge.get("ContentType") or ""
            elif oge.tag == f"{_TUR_UZAYI}Override":
                turler[_key(oge.get("PartName") or "")] = oge.get("ContentType") or ""
        return turler

    def _relationships(self) -> Iterator[Iliski]:
        for girdi in list(self._girdiler.values()):
            klasor, _, dosya = ("/" + girdi.ad).rpartition("/")
            if not (klasor.endswith("/_rels") and dosya.endswith(".rels")):
                continue
            kaynak = klasor[: -len("_rels")] + dosya[: -len(".rels")]
            kok = self.xml(Parca("/" + girdi.ad, "", girdi.acik, girdi))
            for oge in kok:
                if oge.tag == f"{_ILISKI_UZAYI}Relationship":
                    yield self._relationship(kaynak, oge)

    def _relationship(self, kaynak: str, oge: _Element) -> Iliski:
        hedef, kimlik, tur = oge.get("Target") or "", oge.get("Id") or "", oge.get("Type") or ""
        yer = f"{self.yer} · {kaynak} · {kimlik}"
        if (oge.get("TargetMode") or "") == "External":
            self.bulgular.append(bulgu("PKT-022", yer, hedef=hedef))
            return Iliski(kaynak, kimlik, tur, hedef, dis=True)
        taban = posixpath.dirname(kaynak) or "/"
        adaylar = [posixpath.normpath(posixpath.join(taban, hedef)), posixpath.normpath(posixpath.join("/", hedef))]
        if not hedef.startswith("/") and kaynak == "/":
            self.bulgular.append(bulgu("PKT-026", yer, hedef=hedef))
        for aday in adaylar:
            if parca := self.find("/" + aday.lstrip("/")):
                return Iliski(kaynak, kimlik, tur, parca.ad)
        self.bulgular.append(bulgu("PKT-021", yer, hedef=hedef))
        eksik = Iliski(kaynak, kimlik, tur, "/" + adaylar[0].lstrip("/"))
        self.eksik.append(eksik)
        return eksik


def _key(ad: str) -> str:
    """Fold ASCII case only: part names are identifiers, Turkish casing must never touch them."""
    return ad.encode("utf-8", "surrogateescape").lower().decode("utf-8", "surrogateescape")
