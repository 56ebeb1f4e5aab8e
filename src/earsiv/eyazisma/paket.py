# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``Paket``: an open package. Reads the directory and the small XML parts; the content parts only when asked.

What is wrong with a part is kept (``kusurlar``) and the rest is read on, so that a judgement can name every fault at once;
``read`` raises the first of them, because who reads a letter wants a whole one.
"""

from __future__ import annotations

import codecs
import tempfile
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Final, Self, cast

import attrs

from earsiv import _xml
from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv.errors import Bulgu, GirdiHatasi, bulgu
from earsiv.eyazisma import ozet as ozetler
from earsiv.eyazisma.bilesen import BEKLENEN, CORE_ILISKI, CORE_UZAY, DC, ILISKI, IMZA_YERLERI, KATEGORI, OZET_ADLARI, UZAY, YERLER, Tur
from earsiv.eyazisma.model import Ek, Guncelleme, NihaiUstveri, SifreliIcerikBilgisi, Taraf, Ustveri
from earsiv.eyazisma.sema import PARCALAR
from earsiv.eyazisma.ustveri import Okur
from earsiv.opc import Iliski, Kap, Parca
from earsiv.opc.bekci import ascii_lower

if TYPE_CHECKING:
    from lxml.etree import _Element

EN_DERIN: Final = 4
_ON_EKLER: Final = frozenset({"tipler", "xsi", "xsd", "dc", "dcterms", "dcmitype"})


@attrs.frozen
class Core:
    """The OPC core properties that the format uses."""

    kimlik: str = ""
    konu: str = ""
    olusturan: str = ""
    kategori: str = ""
    icerik_turu: str = ""
    surum: str = ""
    olusturulma: str = ""
    parca: str = ""


class Paket:
    """An e-Yazışma package opened for reading; a context manager.

    ``tur`` and ``nesil`` (1 or 2) say what it is, ``ustveri`` and ``nihai`` what it says of itself (``None`` where it does not),
    ``ozetler`` its digest parts, ``ic`` the original inside an update package, ``bulgular`` what opening found, ``kusurlar``
    the parts that could not be read; ``bomsuz``, ``utf16`` and ``on_ekler`` the parts spelt unlike the official writer's.
    """

    def __init__(self, kap: Kap, sinirlar: Sinirlar = VARSAYILAN, derinlik: int = 0) -> None:
        """Read kind, version and every small part."""
        self.kap = kap
        self.sinirlar = sinirlar
        self.derinlik = derinlik
        self.bulgular: list[Bulgu] = list(kap.bulgular)
        self.kusurlar: list[GirdiHatasi] = []
        self.bomsuz: list[str] = []
        self.utf16: list[str] = []
        self.on_ekler: dict[str, list[str]] = {}
        self.core_koku: _Element | None = None
        self._bulunan: dict[str, Parca | None] = {}
        self._turler: dict[str, list[Iliski]] = {}
        for iliski in (i for i in kap.iliskiler if not i.dis):  # what points outside is not followed
            self._turler.setdefault(ascii_lower(iliski.tur), []).append(iliski)
        self.core = self._read_core()
        self.tur = self._kind()
        self.nesil = self._generation()
        self.kokler = {ad: kok for ad in PARCALAR[self.nesil] if (kok := self._root(ad)) is not None}
        self.ozetler = {ad: o for ad in OZET_ADLARI if ad in self.kokler and (o := self._digests(ad))}
        okur = Okur(self.nesil)
        ust, tarihli, imzali = (self.kokler.get(ad) for ad in ("ustveri", *_NIHAI[self.nesil]))
        self.ustveri: Ustveri | None = okur.metadata(ust) if ust is not None else None
        self.nihai: NihaiUstveri | None = okur.final(tarihli, imzali) if tarihli is not None else None
        hedef, degisen, sifreli = (self.kokler.get(ad) for ad in ("belgehedef", "guncellemebilgisi", "sifreliicerikbilgisi"))
        self.hedefler: tuple[Taraf, ...] = okur.targets(hedef) if hedef is not None else ()
        self.guncellemeler: tuple[Guncelleme, ...] = tuple(okur.changes(degisen)) if degisen is not None else ()
        self.sifreleme: SifreliIcerikBilgisi | None = okur.encryption(sifreli) if sifreli is not None else None

    @property
    def yer(self) -> str:
        """The name of the package as findings print it."""
        return self.kap.yer

    @property
    def eski_duzen(self) -> bool:
        """Whether it is of the oldest layout (1.0), which has no BelgeHedef."""
        return self.nesil == 1 and self.core.surum == "1.0" and self.kap.find(YERLER["belgehedef"][0]) is None

    def close(self) -> None:
        """Release the file, and that of the original inside."""
        self.close_inner()
        self.kap.close()

    def close_inner(self) -> None:
        """Release the original inside, if it was opened; the package itself stays open."""
        if ic := self.__dict__.pop("ic", None):
            ic.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, tur: type[BaseException] | None, deger: BaseException | None, iz: TracebackType | None) -> None:
        self.close()

    def require(self) -> None:
        """Refuse a package, or one inside it, of which a part could not be read.

        Raises:
            GirdiHatasi: the first of ``kusurlar``.
        """
        if self.kusurlar:
            raise self.kusurlar[0]
        if self.ic:
            self.ic.require()

    def relationships(self, ad: str) -> tuple[Iliski, ...]:
        """Return the relationships of a format type; an odd case of the type is accepted (and is a finding)."""
        tur = CORE_ILISKI if ad == "core" else ILISKI + ad
        return tuple(self._turler.get(ascii_lower(tur), ()))

    def part(self, ad: str) -> Parca | None:
        """Return the part that the first relationship of a type points to, ``None`` for a type that this kind of package does not have.

        Parts other than signatures hang on the package itself.
        """
        if ad not in BEKLENEN.get((self.tur, self.nesil), ()):
            return None
        if ad not in self._bulunan:
            self._bulunan[ad] = self._part(ad)
        return self._bulunan[ad]

    def _part(self, ad: str) -> Parca | None:
        kokten = ad not in {"imzacades", "muhurcades", "parafimzacades"}
        uygun = (i for i in self.relationships(ad) if i.kaynak == "/" or not kokten)
        return next((p for i in uygun if (p := self.kap.find(i.hedef))), None)

    def signature(self, ad: str) -> Parca | None:
        """Return the signature part ``imza``, ``muhur`` or ``paraf``: by relationship, else by its fixed name."""
        iliski, adlar, _ = IMZA_YERLERI[ad]
        if iliski not in BEKLENEN.get((self.tur, self.nesil), ()):
            return None
        return self.part(iliski) or next((p for n in adlar if (p := self.kap.find(n))), None)

    def attachment_part(self, ek: Ek) -> Parca | None:
        """Return the part of an attachment by relationship id, signed or unsigned; ``None`` when it has none here."""
        iliski = self.attachment_link(ek)
        return self.kap.find(iliski.hedef) if iliski else None

    def attachment_link(self, ek: Ek) -> Iliski | None:
        """Return the package's own relationship of an attachment: right type for its id prefix, from the package, first of equals."""
        kimlik = ek.id.lower()  # ASCII: ids, not user text
        return self._ek_iliskileri.get(f"idek_{kimlik}") or self._ek_iliskileri.get(f"idimzasizek_{kimlik}")

    @cached_property
    def _ek_iliskileri(self) -> dict[str, Iliski]:
        """The package's own relationships of attachments by lower-case id, first of equals."""
        bulunan: dict[str, Iliski] = {}
        for ad, on_ek in (("ek", "idek_"), ("imzasizEk", "idimzasizek_")):
            for iliski in self.relationships(ad):
                kimlik = iliski.kimlik.lower()  # ASCII: ids
                if iliski.kaynak == "/" and kimlik.startswith(on_ek):
                    bulunan.setdefault(kimlik, iliski)
        return bulunan

    @cached_property
    def ic(self) -> Paket | None:
        """The original inside an update package; it is read through a temporary file, never through memory.

        Raises:
            GirdiHatasi: EYP-007 nested too deep; PKT-… the original is no sound container.
        """
        parca = self.part("orijinalpaket") if self.tur is Tur.EYPG else None
        if parca is None:
            return None
        if self.derinlik >= EN_DERIN:
            raise GirdiHatasi("EYP-007", self.yer, sinir=EN_DERIN)
        akis = cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115 - closed with the inner package
        try:
            for blok in self.kap.stream(parca):
                akis.write(blok)
            return Paket(Kap(akis, f"{self.yer} · {parca.ad}", self.sinirlar), self.sinirlar, self.derinlik + 1)
        except BaseException:
            akis.close()
            raise

    def _read_core(self) -> Core:
        parcalar = [p for i in self.relationships("core") if (p := self.kap.find(i.hedef))]
        if len(parcalar) != 1:
            self.kusurlar.append(GirdiHatasi("EYP-001", self.yer, sayi=len(parcalar)))
        kok = self._parse(parcalar[0]) if parcalar else None
        if kok is None:
            return Core()
        if kok.tag != f"{{{CORE_UZAY}}}coreProperties":
            self.kusurlar.append(GirdiHatasi("EYP-010", self.yer, beklenen="coreProperties", bulunan=str(kok.tag)[:120]))
        self.core_koku = kok

        def metin(uzay: str, ad: str) -> str:
            oge = kok.find(f"{{{uzay}}}{ad}")
            return "" if oge is None else "".join(map(str, oge.itertext())).strip()

        return Core(
            kimlik=metin(DC, "identifier"),
            konu=metin(DC, "subject"),
            olusturan=metin(DC, "creator"),
            kategori=metin(CORE_UZAY, "category"),
            icerik_turu=metin(CORE_UZAY, "contentType"),
            surum=metin(CORE_UZAY, "version"),
            olusturulma=metin("http://purl.org/dc/terms/", "created"),
            parca=parcalar[0].ad,
        )

    def _kind(self) -> Tur:
        """Return the kind by the core's category; without one, by what the package carries (and that is a fault)."""
        if tur := KATEGORI.get(self.core.kategori):
            return tur
        self.kusurlar.append(GirdiHatasi("EYP-002", self.yer, kategori=self.core.kategori or "boş"))
        if self.relationships("sifreliicerik"):
            return Tur.EYPS
        return Tur.EYPG if self.relationships("orijinalpaket") else Tur.EYP

    def _generation(self) -> int:
        """Return 1 or 2 by the core version; a disagreement with the üstveri namespace is a finding, the latter wins.

        An update package exists in the second generation only.
        """
        if self.tur is Tur.EYPG:
            if self.core.surum != "2.1":
                self.bulgular.append(bulgu("EYP-106", self.yer, surum=self.core.surum or "boş"))
            return 2
        ana, nokta, alt = self.core.surum.partition(".")
        okunan = (1 if int(ana) < 2 else 2) if nokta and _digits(ana) and _digits(alt) else None
        ad_uzayindan = self._generation_by_namespace()
        if okunan is None and ad_uzayindan is None:
            self.kusurlar.append(GirdiHatasi("EYP-003", self.yer, surum=self.core.surum or "boş"))
        elif okunan is None or (ad_uzayindan and okunan != ad_uzayindan):
            self.bulgular.append(bulgu("EYP-004", self.yer, surum=self.core.surum or "boş", nesil=ad_uzayindan))
        return ad_uzayindan or okunan or 2

    def _generation_by_namespace(self) -> int | None:
        for ad in ("ustveri", "paketozeti", "nihaiozet"):
            parca = self._part(ad)
            kok = self._parse(parca) if parca else None
            for nesil in (1, 2):
                if kok is not None and str(kok.tag).startswith(f"{{{UZAY}{PARCALAR[nesil][ad][0]}-{nesil}}}"):
                    return nesil
        return None

    @cached_property
    def _agaclar(self) -> dict[str, _Element | None]:
        return {}

    def _parse(self, parca: Parca) -> _Element | None:
        """Parse a part once; what is wrong with it is kept."""
        if parca.ad not in self._agaclar:
            try:
                ham = self.kap.read(parca)
                kok = self._agaclar[parca.ad] = _xml.parse(ham, f"{self.yer} · {parca.ad}", self.sinirlar)
                self._note_spelling(parca.ad, ham, kok)
            except GirdiHatasi as hata:
                self._agaclar[parca.ad] = None
                self.kusurlar.append(hata)
        return self._agaclar[parca.ad]

    def _note_spelling(self, ad: str, ham: bytes, kok: _Element) -> None:
        """Keep what differs from the official writer's spelling and means the same."""
        if ham.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            self.utf16.append(ad)
        elif not ham.startswith(codecs.BOM_UTF8):
            self.bomsuz.append(ad)
        if yabanci := [on_ek for on_ek in kok.nsmap if on_ek and on_ek not in _ON_EKLER]:
            self.on_ekler[ad] = yabanci

    def _root(self, ad: str) -> _Element | None:
        """Return the root of a format part after looking at its name."""
        parca = self.part(ad)
        kok = self._parse(parca) if parca else None
        if parca is None or kok is None:
            return None
        uzay, kok_adi, _ = PARCALAR[self.nesil][ad]
        if kok.tag != f"{{{UZAY}{uzay}-{self.nesil}}}{kok_adi}":
            self.kusurlar.append(GirdiHatasi("EYP-010", f"{self.yer} · {parca.ad}", beklenen=kok_adi, bulunan=str(kok.tag)[:120]))
            return None
        return kok

    def _digests(self, ad: str) -> ozetler.OzetParcasi | None:
        parca = self.part(ad)
        return ozetler.parse(self.kokler[ad], parca, self.nesil) if parca else None


# where number and date, and where the signers stand, per generation
_NIHAI: Final = {1: ("ustveri", "belgeimza"), 2: ("nihaiustveri", "nihaiustveri")}


def _digits(metin: str) -> bool:
    return metin.isascii() and metin.isdigit() and len(metin) < 6


def read(yol: Path | str, sinirlar: Sinirlar = VARSAYILAN, *, tolerant: bool = False) -> Paket:
    """Open a package file; close it when done (it is a context manager).

    Args:
        tolerant: do not raise for a part that cannot be read; it is kept in ``kusurlar`` for ``check`` to tell.

    Raises:
        GirdiHatasi: KAB-001 not readable, PKT-… not a sound container; unless ``tolerant`` also EYP-… not a package,
            XML-… a broken part.
    """
    kap = Kap.open(Path(yol), sinirlar)
    try:
        paket = Paket(kap, sinirlar)
        if not tolerant:
            paket.require()
    except BaseException:
        kap.close()
        raise
    return paket
