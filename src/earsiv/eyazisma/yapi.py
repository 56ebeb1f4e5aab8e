# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Hold one XML part against the tables of :mod:`earsiv.eyazisma.sema`: every departure, with line and element path, in one walk.

Strict where meaning could differ between two readers (missing, repeated, unreadable), lenient and talkative where it could not
(order, unknown elements of a later version, empty optional ones).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, cast

import attrs

from earsiv.eyazisma.bilesen import UZAY, XSI
from earsiv.eyazisma.deger import GUID, MANTIK, YARGICLAR
from earsiv.eyazisma.sema import TARAFLAR, Alan, Tip, tipler

if TYPE_CHECKING:
    from lxml.etree import _Element

_YARGISIZ: Final = frozenset({"yontem", "ozet_degeri"})  # the digests' own module judges these
_EKSIK_KODU: Final = {"mime": "EYP-021"}
_NIL: Final = f"{{{XSI}}}nil"
_EN_UZUN: Final = 80
_EN_COK: Final = 1_000
# what the format recommends but does not demand; only its absence is told, once a part
_ONERILEN: Final = {
    "KurumKurulus": ("Adi", "IletisimBilgisi", "BirimKKK"),
    "TuzelSahis": ("Adi", "IletisimBilgisi"),
    "GercekSahis": ("TCKN", "Gorev", "IletisimBilgisi"),
    "Kisi": ("Unvan",),
    "IletisimBilgisi": ("Telefon", "EPosta", "KepAdresi", "Faks", "WebAdresi", "Adres", "Il", "Ilce", "Ulke"),
    "Ek": ("Ad", "OzId"),
    "Ilgi": ("Ad", "OzId"),
    "Imza": ("Amac",),
    "Ustveri": ("OzId",),
    "UstVeri": ("OzId",),
}
_YALNIZ_OBUR_NESIL: Final = frozenset({("BirimKKK", 1), ("KepAdresi", 1)})
_DILLI: Final = frozenset(
    (
        *("Konu", "Adi", "Ad", "Aciklama", "Gorev", "IlkAdi", "Soyadi", "IkinciAdi", "Unvan", "OnEk"),
        *("Adres", "Il", "Ilce", "Ulke", "Makam", "Amac"),
    )
)


@attrs.frozen
class Kusur:
    """A departure from the table: rule code, line, element path and what the sentence needs."""

    kod: str
    satir: int
    yol: str
    degerler: dict[str, Any] = attrs.field(factory=dict)


def inspect(kok: _Element, nesil: int, tip: str) -> list[Kusur]:
    """Return every departure of the tree below ``kok`` from the type ``tip`` of a generation, in document order."""
    gezi = _Gezi(nesil)
    gezi.element(kok, tipler(nesil)[tip], "")
    return gezi.findings()


def line(oge: _Element) -> int:
    """Return the line of an element in its part."""
    return cast("int", oge.sourceline)


def text(oge: _Element) -> str:
    """Return the whole text of an element, comments gone, edges stripped."""
    return "".join(map(str, oge.itertext())).strip() if len(oge) else (oge.text or "").strip()


def is_nil(oge: _Element) -> bool:
    """Tell whether an element says of itself that it has no value."""
    deger = oge.get(_NIL)
    return deger is not None and deger.strip() in {"true", "1"}


def is_empty(oge: _Element) -> bool:
    """Tell whether an element holds nothing at all, at any depth: no text, no value of an attribute."""
    if (oge.text or "").strip() or any(
        d.strip() for ad, d in oge.attrib.items() if ad != "languageID" and not str(ad).startswith(f"{{{XSI}}}")
    ):
        return False
    return all(is_empty(alt) for alt in oge)


class _Gezi:
    def __init__(self, nesil: int) -> None:
        self._nesil = nesil
        self._tipler = tipler(nesil)
        self._kusurlar: list[Kusur] = []
        self._fazla = False
        self._bos: list[tuple[int, str]] = []
        self._onerilen: Counter[str] = Counter()

    def add(self, kod: str, oge: _Element, yol: str, **degerler: object) -> None:
        """Keep a departure; long values are cut, and of a thousand departures the rest says nothing new."""
        if len(self._kusurlar) >= _EN_COK:
            self._fazla = True
            return
        kisa = {ad: str(d) if len(str(d)) <= _EN_UZUN else f"{str(d)[:_EN_UZUN]}…" for ad, d in degerler.items()}
        self._kusurlar.append(Kusur(kod, line(oge), yol, kisa))

    def findings(self) -> list[Kusur]:
        if self._fazla:
            self._kusurlar.append(Kusur("EYP-146", 0, "", {"sayi": _EN_COK}))
        if self._bos:
            satir, yol = self._bos[0]
            adlar = ", ".join(dict.fromkeys(y.rpartition("/")[2] for _, y in self._bos))
            self._kusurlar.append(Kusur("EYP-103", satir, yol, {"sayi": len(self._bos), "adlar": adlar}))
        if self._onerilen:
            adlar = ", ".join(f"{ad} ({n})" for ad, n in self._onerilen.items())
            self._kusurlar.append(Kusur("EYP-140", 0, "", {"adlar": adlar}))
        return self._kusurlar

    def element(self, oge: _Element, tip: Tip, yol: str) -> None:
        """Judge the children and attributes of an element of a compound type."""
        sayim: dict[str, int] = {}
        en_ileri, sira_bozuk, taraf = -1, False, 0
        for alt in oge:
            alan = tip.ogeler.get(alt.tag)
            if alan is None:
                self._unknown(alt, tip, yol)
                continue
            ad = alan.ad
            no = sayim[ad] = sayim.get(ad, 0) + 1
            taraf += tip.secim and ad in TARAFLAR
            neresi = f"{yol}/{ad}" if yol else ad
            if alan.sira < en_ileri and not sira_bozuk:
                sira_bozuk = True
                self.add("EYP-111", alt, neresi, ad=ad)
            en_ileri = max(en_ileri, alan.sira)
            if alan.en_cok is not None and no == alan.en_cok + 1:
                self.add("EYP-112", oge, neresi, ad=ad, sayi=sum(1 for k in oge if k.tag == alt.tag))
            self._member(alt, alan, f"{neresi}[{no}]" if alan.en_cok is None and not tip.secim else neresi)
        if tip.secim and taraf != 1:
            self.add("EYP-138", oge, yol, sayi=taraf)
        self._absent(oge, tip, yol, sayim)

    def _absent(self, oge: _Element, tip: Tip, yol: str, sayim: dict[str, int]) -> None:
        for oznitelik in tip.oznitelikler:
            if oznitelik.en_az and not (oge.get(oznitelik.ad) or "").strip():
                self.add("EYP-020", oge, f"{yol}@{oznitelik.ad}", ad=oznitelik.ad)
        for alan in tip.zorunlu:
            if alan.ad not in sayim:
                self.add(_EKSIK_KODU.get(alan.tur, "EYP-020"), oge, f"{yol}/{alan.ad}".lstrip("/"), ad=alan.ad)
        for onerilen in _ONERILEN.get(tip.ad, ()):
            if onerilen not in sayim and (onerilen, self._nesil) not in _YALNIZ_OBUR_NESIL:
                self._onerilen[onerilen] += 1

    def _unknown(self, alt: _Element, tip: Tip, yol: str) -> None:
        ad = str(alt.tag).rpartition("}")[2]
        tasinmis = tip.ad == "UstVeri" and ad in {"Tarih", "BelgeNo"} and str(alt.tag) == f"{{{UZAY}Tipler-2}}{ad}"
        self.add("EYP-113" if tasinmis else "EYP-110", alt, f"{yol}/{ad}".lstrip("/"), ad=ad)

    def _member(self, oge: _Element, alan: Alan, yol: str) -> None:
        if is_nil(oge):
            if len(oge) or (oge.text or "").strip():
                self.add("EYP-139", oge, yol)
            elif alan.en_az:
                self.add(_EKSIK_KODU.get(alan.tur, "EYP-020"), oge, yol, ad=alan.ad)
            else:
                self._bos.append((line(oge), yol))
            return
        if alan.en_az == 0 and alan.ad not in TARAFLAR and not (oge.text or "").strip() and is_empty(oge):
            if alan.ad == "KonulmamisEkListesi":  # a list that is there names at least one
                self.add("EYP-132", oge, yol)
            else:
                self._bos.append((line(oge), yol))
            return
        if not alan.yaprak:
            self.element(oge, self._tipler[alan.tur], yol)
            return
        if len(oge):
            self.add("EYP-141", oge, yol, ad=alan.ad)
        self._leaf(oge, alan, yol)

    def _leaf(self, oge: _Element, alan: Alan, yol: str) -> None:
        if alan.tur in _YARGISIZ:
            return
        metin = text(oge)
        if alan.tur == "kimlik_ozniteligi":
            self._id(oge, yol)
            return
        if alan.tur == "algoritma":
            if not (oge.get("Algorithm") or "").strip():
                self.add("EYP-137", oge, yol)
            return
        if alan.tur == "kimlik" and not (metin and (oge.get("schemeID") or "").strip()):
            self.add("EYP-114", oge, yol, ad=alan.ad)
            return
        if not metin:
            self.add(_EKSIK_KODU.get(alan.tur, "EYP-020"), oge, yol, ad=alan.ad)
            return
        if alan.ad in _DILLI and oge.get("languageID") is None:
            self._onerilen["languageID"] += 1
        yargic = YARGICLAR.get(alan.tur)
        if yargic and (kusur := yargic(metin, self._nesil)):
            self.add(kusur[0], oge, yol, ad=alan.ad, **kusur[1])

    def _id(self, oge: _Element, yol: str) -> None:
        """Judge an ``Id`` element, whose value stands in an attribute."""
        deger, baska = (oge.get("Value") or "").strip(), (oge.get("EYazismaIdMi") or "").strip()
        if not deger:
            self.add("EYP-020", oge, f"{yol}@Value", ad="Id")
            return
        if baska and baska not in MANTIK:
            self.add("EYP-117", oge, f"{yol}@EYazismaIdMi", deger=baska)
        if MANTIK.get(baska) and not GUID.fullmatch(deger):
            self.add("EYP-119", oge, f"{yol}@Value", deger=deger)
        elif kusur := YARGICLAR["guid"](deger, self._nesil):
            self.add(kusur[0], oge, f"{yol}@Value", **kusur[1])
