# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Read üstveri, nihai üstveri and belge imza XML of both generations into the model.

Only elements in the format's own namespaces count, whatever their prefix; an element of the same name in another namespace is
not ours. Empty optional elements are absent ones (old writers).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from earsiv.errors import GirdiHatasi
from earsiv.eyazisma.bilesen import UZAY
from earsiv.eyazisma.model import Dagitim, Ek, Ilgi, ImzaBilgisi, Sdp, Taraf, Ustveri

if TYPE_CHECKING:
    from lxml.etree import _Element


def parse_ustveri(kok: _Element, nesil: int, nihai: _Element | None, imzalar: _Element | None, yer: str) -> Ustveri:
    """Build the joined metadata.

    Args:
        kok: root of Ustveri.xml.
        nesil: generation, 1 or 2.
        nihai: root of NihaiUstveri.xml (second generation).
        imzalar: root of BelgeImza.xml (first generation).
        yer: name of the package, used in errors.

    Raises:
        GirdiHatasi: EYP-010 when the root is not the üstveri of this generation.
    """
    ad = "Ustveri" if nesil == 1 else "UstVeri"
    if kok.tag != f"{{{UZAY}Ustveri-{nesil}}}{ad}":
        raise GirdiHatasi("EYP-010", yer, beklenen=ad, bulunan=str(kok.tag))
    s = _Okur(nesil)
    tarihli = kok if nihai is None else nihai
    imza_koku = nihai if nihai is not None else imzalar
    return Ustveri(
        belge_id=s.text(kok, "BelgeId"),
        konu=s.text(kok, "Konu"),
        belge_no=s.text(tarihli, "BelgeNo"),
        tarih=s.text(tarihli, "Tarih"),
        guvenlik_kodu=s.text(kok, "GuvenlikKodu"),
        dil=s.text(kok, "Dil"),
        dosya_adi=s.text(kok, "DosyaAdi"),
        mime_turu=s.text(kok, "MimeTuru"),
        olusturan=s.party(s.child(kok, "Olusturan")),
        dagitimlar=tuple(s.recipient(d) for d in s.items(kok, "DagitimListesi", "Dagitim")),
        ekler=tuple(s.attachment(e) for e in s.items(kok, "Ekler", "Ek")),
        ilgiler=tuple(s.reference(i) for i in s.items(kok, "Ilgiler", "Ilgi")),
        ilgililer=tuple(t for i in s.items(kok, "IlgiliListesi", "Ilgili") if (t := s.party(i))),
        sdp=tuple(s.codes(kok)),
        imzalar=tuple(s.signer(i) for i in s.signers(imza_koku)),
        dogrulama_adresi=s.text(s.child(kok, "DogrulamaBilgisi"), "DogrulamaAdresi"),
    )


def parse_targets(kok: _Element, nesil: int) -> tuple[Taraf, ...]:
    """Return the parties of a BelgeHedef part."""
    s = _Okur(nesil)
    return tuple(t for h in s.items(kok, "HedefListesi", "Hedef") if (t := s.party(h)))


class _Okur:
    """Element access in the Tipler namespace of one generation."""

    def __init__(self, nesil: int) -> None:
        self._uzay = f"{{{UZAY}Tipler-{nesil}}}"

    def child(self, oge: _Element | None, ad: str) -> _Element | None:
        return None if oge is None else oge.find(self._uzay + ad)

    def text(self, oge: _Element | None, ad: str) -> str:
        alt = self.child(oge, ad)
        return "" if alt is None else "".join(map(str, alt.itertext())).strip()

    def items(self, oge: _Element | None, liste: str, ad: str) -> Iterator[_Element]:
        kap = self.child(oge, liste)
        return iter(()) if kap is None else kap.iterchildren(self._uzay + ad)

    def party(self, oge: _Element | None) -> Taraf | None:
        if oge is None:
            return None
        if (kurum := self.child(oge, "KurumKurulus")) is not None:
            return Taraf("kurum", self.text(kurum, "KKK"), self.text(kurum, "Adi"), birim_kkk=self.text(kurum, "BirimKKK"))
        if (tuzel := self.child(oge, "TuzelSahis")) is not None:
            kimlik = self.child(tuzel, "Id")
            sema = "" if kimlik is None else kimlik.get("schemeID") or ""
            return Taraf("tuzel", self.text(tuzel, "Id"), self.text(tuzel, "Adi"), sema=sema)
        if (kisi := self.child(oge, "GercekSahis")) is not None:
            return self.person(kisi)
        return None

    def person(self, oge: _Element | None) -> Taraf:
        kisi = self.child(oge, "Kisi")
        ad = " ".join(p for n in ("OnEk", "Unvan", "IlkAdi", "IkinciAdi", "Soyadi") if (p := self.text(kisi, n)))
        return Taraf("kisi", self.text(oge, "TCKN"), ad, gorev=self.text(oge, "Gorev"))

    def recipient(self, oge: _Element) -> Dagitim:
        return Dagitim(
            taraf=self.party(oge) or Taraf("kurum", "", ""),
            ivedilik=self.text(oge, "Ivedilik"),
            dagitim_turu=self.text(oge, "DagitimTuru"),
            miat=self.text(oge, "Miat"),
            konulmamis_ekler=tuple(self.text(e, "EkId") for e in self.items(oge, "KonulmamisEkListesi", "KonulmamisEk")),
        )

    def attachment(self, oge: _Element) -> Ek:
        sira = self.text(oge, "SiraNo")
        return Ek(
            id=self._id(oge),
            tur=self.text(oge, "Tur"),
            dosya_adi=self.text(oge, "DosyaAdi"),
            mime_turu=self.text(oge, "MimeTuru"),
            ad=self.text(oge, "Ad"),
            sira_no=int(sira) if sira.isascii() and sira.lstrip("-").isdigit() and len(sira) < 12 else None,
            imzali={"true": True, "1": True, "false": False, "0": False}.get(self.text(oge, "ImzaliMi")),
            belge_no=self.text(oge, "BelgeNo"),
            referans=self.text(oge, "Referans"),
        )

    def reference(self, oge: _Element) -> Ilgi:
        alanlar = (self.text(oge, ad) for ad in ("Etiket", "BelgeNo", "Tarih", "Ad", "EkId"))
        return Ilgi(self._id(oge), *alanlar)

    def codes(self, kok: _Element) -> Iterator[Sdp]:
        bilgi = self.child(kok, "SdpBilgisi")
        if (ana := self.child(bilgi, "AnaSdp")) is not None:
            yield Sdp(self.text(ana, "Kod"), self.text(ana, "Ad"), ana=True)
        for oge in self.items(bilgi, "DigerSdpler", "SdpListesi"):
            yield Sdp(self.text(oge, "Kod"), self.text(oge, "Ad"), ana=False)

    def signers(self, kok: _Element | None) -> Iterator[_Element]:
        yield from self.items(kok, "BelgeImzalar", "Imza")
        yield from self.items(kok, "ImzaListesi", "Imza")

    def signer(self, oge: _Element) -> ImzaBilgisi:
        kisi = self.child(self.child(oge, "Imzalayan"), "Kisi")
        ad = " ".join(p for n in ("IlkAdi", "IkinciAdi") if (p := self.text(kisi, n)))
        return ImzaBilgisi(
            ad=ad,
            soyad=self.text(kisi, "Soyadi"),
            unvan=self.text(kisi, "Unvan"),
            makam=self.text(oge, "Makam"),
            amac=self.text(oge, "Amac"),
            tarih=self.text(oge, "Tarih"),
        )

    def _id(self, oge: _Element) -> str:
        alt = self.child(oge, "Id")
        return "" if alt is None else (alt.get("Value") or "").strip()
