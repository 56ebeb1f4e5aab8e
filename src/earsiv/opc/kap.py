# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``Kap``: an open, guarded OPC container: parts, content types, relationships. Lazy: parts are read when asked for."""

from __future__ import annotations

import hashlib
import io
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
from earsiv.opc.bekci import Girdi, ascii_lower, inspect

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOK: Final = 1 << 18
_KUCUK: Final = 1 << 20
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
        girdiler = {ascii_lower("/" + g.ad): g for g in inspect(akis, yer, sinirlar) if not g.klasor}
        turler = self._content_types(girdiler.get("/[content_types].xml"))
        self._parcalar = {anahtar: _part(girdi, turler) for anahtar, girdi in girdiler.items()}
        self._acik_adlar = {ascii_lower(nfc(unquote(ad))): p for ad, p in self._parcalar.items() if "%" in ad or not ad.isascii()}
        self.bulgular += [
            bulgu("PKT-032", f"{yer} · {p.ad}", ne="yok") for p in self._parcalar.values() if not p.mime and not _is_table(p.ad)
        ]
        self.bulgular += [
            bulgu("PKT-029", f"{yer} · /{g.ad}", kodlama=g.kodlama or "UTF-8") for g in girdiler.values() if not g.ad.isascii()
        ]
        self._parts = tuple(p for p in self._parcalar.values() if not _is_table(p.ad))
        self._tables = tuple(p for p in self._parcalar.values() if _is_table(p.ad))
        self._bulunan: dict[str, tuple[Parca | None, str]] = {}
        self.iliskiler: tuple[Iliski, ...] = tuple(self._relationships())

    @classmethod
    def open(cls, yol: Path, sinirlar: Sinirlar = VARSAYILAN) -> Kap:
        """Open a container file.

        Raises:
            GirdiHatasi: KAB-001 the file cannot be read; otherwise as the constructor.
        """
        try:
            require_regular(yol)
            akis: BinaryIO = yol.open("rb")
            if yol.stat().st_size <= _KUCUK:  # read at once: many small looks cost more than the bytes
                with akis:
                    akis = io.BytesIO(akis.read())
        except OSError as hata:
            raise GirdiHatasi("KAB-001", str(yol), ayrinti=os_reason(hata)) from None
        except ValueError:  # a name that no file system takes
            raise GirdiHatasi("KAB-001", repr(str(yol)), ayrinti="ad geçersiz") from None
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
        return self._parts

    def tables(self) -> tuple[Parca, ...]:
        """Return the relationship parts and the type table, in container order."""
        return self._tables

    def find(self, ad: str) -> Parca | None:
        """Return the part of that name, compared as OPC does (ASCII case); tries the unescaped name second."""
        return self.locate(ad)[0]

    def locate(self, ad: str) -> tuple[Parca | None, str]:
        """Return the part of that name and the tolerance it took to find it: none, or a rule code (letter case, percent, form)."""
        if ad not in self._bulunan:
            self._bulunan[ad] = self._locate(ad)
        return self._bulunan[ad]

    def _locate(self, ad: str) -> tuple[Parca | None, str]:
        for aday in (ad, unquote(ad), nfc(unquote(ad))):
            if parca := self._parcalar.get(ascii_lower(aday)):
                return parca, "" if parca.ad == ad else "PKT-027" if ascii_lower(parca.ad) == ascii_lower(ad) else "PKT-028"
        parca = self._acik_adlar.get(ascii_lower(nfc(unquote(ad))))
        return parca, "PKT-028" if parca else ""

    def stream(self, parca: Parca) -> Iterator[bytes]:
        """Yield the uncompressed bytes of a part in blocks, with flat memory.

        Raises:
            GirdiHatasi: PKT-024 more, fewer or other bytes than the directory promised.
        """
        girdi, yer = parca.girdi, f"{self.yer} · {parca.ad}"
        toplam, crc = 0, 0
        for blok in self._inflate(girdi, yer) if girdi.yontem else self.raw(parca):
            toplam += len(blok)
            crc = zlib.crc32(blok, crc)
            if toplam > girdi.acik:
                break
            yield blok
        if toplam != girdi.acik or crc != girdi.crc:
            raise GirdiHatasi("PKT-024", yer)

    def raw(self, parca: Parca) -> Iterator[bytes]:
        """Yield the bytes of a part as they stand in the container, compressed or not.

        Raises:
            GirdiHatasi: PKT-024 the file ends too early.
        """
        return self._raw(parca.girdi, f"{self.yer} · {parca.ad}")

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

    @property
    def boyut(self) -> int:
        """The size of the container itself, bytes."""
        return self._akis.seek(0, io.SEEK_END)

    def container(self) -> Iterator[bytes]:
        """Yield the bytes of the container itself, those that were judged and no later ones."""
        konum, son = 0, self.boyut
        while konum < son:
            self._akis.seek(konum)
            blok = self._akis.read(min(_BLOK, son - konum))
            if not blok:
                raise GirdiHatasi("PKT-024", self.yer)
            konum += len(blok)
            yield blok

    def read(self, parca: Parca, en_fazla: int | None = None) -> bytes:
        """Return all bytes of a part.

        Raises:
            GirdiHatasi: PKT-025 the part is larger than ``en_fazla`` bytes (default: the XML limit).
        """
        sinir = self._sinirlar.xml_bayt if en_fazla is None else en_fazla
        if parca.boyut > sinir:
            raise GirdiHatasi("PKT-025", f"{self.yer} · {parca.ad}", boyut=parca.boyut, sinir=sinir)
        return b"".join(self.stream(parca))

    def digest(self, parca: Parca, adlar: Iterable[str], izle: Callable[[bytes], None] | None = None) -> dict[str, bytes]:
        """Return the digests of a part under several hashlib names, in one streamed pass.

        Args:
            izle: sees every block as well.
        """
        ozetler = {ad: hashlib.new(ad) for ad in adlar}
        for blok in self.stream(parca):
            for ozet in ozetler.values():
                ozet.update(blok)
            if izle:
                izle(blok)
        return {ad: ozet.digest() for ad, ozet in ozetler.items()}

    def xml(self, parca: Parca) -> _Element:
        """Parse a part through the hardened factory."""
        return _xml.parse(self.read(parca), f"{self.yer} · {parca.ad}", self._sinirlar)

    def table_of(self, kaynak: str) -> str:
        """Return the name of the relationship part of a source (``/``: the package)."""
        klasor, ad = posixpath.split(kaynak)
        aranan = posixpath.join(klasor, "_rels", f"{ad}.rels")
        return next((p.ad for p in self.tables() if ascii_lower(p.ad) == ascii_lower(aranan)), aranan)

    def targets(self, esit: Callable[[Iliski], bool]) -> tuple[Iliski, ...]:
        """Return the relationships that satisfy a test, in file order."""
        return tuple(i for i in self.iliskiler if esit(i))

    def _content_types(self, girdi: Girdi | None) -> dict[str, str]:
        if girdi is None:
            raise GirdiHatasi("PKT-020", self.yer)
        ham = self.read(Parca("/[Content_Types].xml", "", girdi.acik, girdi))
        turler: dict[str, str] = {}
        for oge in _xml.parse(ham, f"{self.yer} · [Content_Types].xml", self._sinirlar):
            if oge.tag == f"{_TUR_UZAYI}Default":
                anahtar = "." + ascii_lower(oge.get("Extension") or "")
            elif oge.tag == f"{_TUR_UZAYI}Override":
                anahtar = ascii_lower(oge.get("PartName") or "")
            else:
                continue
            tur = oge.get("ContentType") or ""
            if turler.setdefault(anahtar, tur) != tur:
                self.bulgular.append(bulgu("PKT-032", f"{self.yer} · [Content_Types].xml · {anahtar}", ne="iki ayrı türle"))
        return turler

    def _relationships(self) -> Iterator[Iliski]:
        sayi = 0
        for tablo in self.tables():
            klasor, _, dosya = tablo.ad.rpartition("/")
            if not klasor:
                continue  # the type table
            kaynak = klasor[: -len("_rels")] + dosya[: -len(".rels")]
            parca, hosgoru = self.locate(kaynak)
            if parca and hosgoru:
                self.bulgular.append(bulgu(hosgoru, f"{self.yer} · {tablo.ad}", ad=kaynak, parca=parca.ad))
            kaynak = parca.ad if parca else kaynak
            ogeler = self.xml(tablo)
            sayi += len(ogeler)
            if sayi > self._sinirlar.iliski_sayisi:
                raise GirdiHatasi("PKT-034", f"{self.yer} · {tablo.ad}", sinir=self._sinirlar.iliski_sayisi)
            for oge in ogeler:
                if oge.tag == f"{_ILISKI_UZAYI}Relationship":
                    yield self._relationship(kaynak, oge)

    def _relationship(self, kaynak: str, oge: _Element) -> Iliski:
        hedef, kimlik, tur = oge.get("Target") or "", oge.get("Id") or "", oge.get("Type") or ""
        yer = f"{self.yer} · {kaynak} · {kimlik}"
        if (oge.get("TargetMode") or "").lower() == "external":  # ASCII: a keyword of OPC
            self.bulgular.append(bulgu("PKT-022", yer, hedef=hedef))
            return Iliski(kaynak, kimlik, tur, hedef, dis=True)
        adaylar = _candidates(kaynak, hedef)
        if not hedef.startswith("/") and kaynak == "/":
            self.bulgular.append(bulgu("PKT-026", yer, hedef=hedef))
        for no, aday in enumerate(adaylar):
            parca, hosgoru = self.locate(aday)
            if parca:
                if no:
                    self.bulgular.append(bulgu("PKT-033", yer, hedef=hedef))
                if hosgoru:
                    self.bulgular.append(bulgu(hosgoru, yer, ad=aday, parca=parca.ad))
                return Iliski(kaynak, kimlik, tur, parca.ad)
        self.bulgular.append(bulgu("PKT-021", yer, hedef=hedef))
        eksik = Iliski(kaynak, kimlik, tur, adaylar[0])
        self.eksik.append(eksik)
        return eksik


def _candidates(kaynak: str, hedef: str) -> tuple[str, ...]:
    """Return the part names that a target may mean: from its source, and from the root as the official reader takes it."""
    if hedef.startswith("/") and "/." not in hedef and "//" not in hedef:
        return (hedef,)
    taban = posixpath.dirname(kaynak) or "/"
    return tuple("/" + posixpath.normpath(posixpath.join(t, hedef)).lstrip("/") for t in (taban, "/"))


def _part(girdi: Girdi, turler: dict[str, str]) -> Parca:
    ad = "/" + girdi.ad
    uzanti = posixpath.splitext(ad)[1][1:]
    return Parca(ad, turler.get(ascii_lower(ad)) or turler.get("." + ascii_lower(uzanti), ""), girdi.acik, girdi)


def _is_table(ad: str) -> bool:
    anahtar = ascii_lower(ad)
    return anahtar == "/[content_types].xml" or (anahtar.endswith(".rels") and posixpath.dirname(anahtar).endswith("/_rels"))
