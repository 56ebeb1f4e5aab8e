# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Read the XML parts of both generations into the model.

Only elements in the format's own namespaces count, whatever their prefix; an element of the same name in another namespace is
not ours. Empty optional elements are absent ones (old writers). Reading judges nothing: what is missing reads as empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from earsiv.eyazisma.bilesen import UZAY
from earsiv.eyazisma.deger import MANTIK, integer
from earsiv.eyazisma.model import (
    Dagitim,
    Ek,
    EkOzeti,
    GercekSahis,
    Guncelleme,
    Heysk,
    IletisimBilgisi,
    Ilgi,
    ImzaBilgisi,
    Kisi,
    KurumKurulus,
    Metin,
    NihaiUstveri,
    Sdp,
    SifreliIcerikBilgisi,
    TanimliKimlik,
    Taraf,
    TuzelSahis,
    Ustveri,
)
from earsiv.eyazisma.yapi import is_empty, is_nil, line, text

if TYPE_CHECKING:
    from lxml.etree import _Element


class Okur:
    """Element access in the Tipler namespace of one generation."""

    def __init__(self, nesil: int) -> None:
        self._nesil = nesil
        self._uzay = f"{{{UZAY}Tipler-{nesil}}}"

    def metadata(self, kok: _Element) -> Ustveri:
        """Read Ustveri.xml."""
        sdp = self._child(kok, "SdpBilgisi")
        return Ustveri(
            belge_id=self._text(kok, "BelgeId"),
            konu=self._text(kok, "Konu"),
            guvenlik_kodu=self._text(kok, "GuvenlikKodu"),
            guvenlik_kodu_gecerlilik_tarihi=self._text(kok, "GuvenlikKoduGecerlilikTarihi"),
            mime_turu=self._text(kok, "MimeTuru"),
            oz_id=self._identifier(kok, "OzId"),
            dagitimlar=tuple(self._recipient(d) for d in self._items(kok, "DagitimListesi", "Dagitim")),
            ekler=tuple(self._attachment(e) for e in self._items(kok, "Ekler", "Ek")),
            ilgiler=tuple(self._reference(i) for i in self._items(kok, "Ilgiler", "Ilgi")),
            dil=self._text(kok, "Dil"),
            olusturan=self._party(self._child(kok, "Olusturan")),
            ilgililer=tuple(t for i in self._items(kok, "IlgiliListesi", "Ilgili") if (t := self._party(i))),
            dosya_adi=self._text(kok, "DosyaAdi"),
            sdp=(
                *(self._code(s, ana=True) for s in [self._child(sdp, "AnaSdp")] if s is not None),
                *(self._code(s, ana=False) for s in self._items(sdp, "DigerSdpler", "SdpListesi")),
            ),
            heysk=tuple(
                Heysk(integer(self._text(h, "Kod")), self._text(h, "Ad"), self._text(h, "Tanim"))
                for h in self._items(kok, "HeyskListesi", "Heysk")
            ),
            dogrulama_adresi=self._text(self._child(kok, "DogrulamaBilgisi"), "DogrulamaAdresi"),
        )

    def final(self, tarihli: _Element | None, imzali: _Element | None) -> NihaiUstveri:
        """Read number, date and signers: from NihaiUstveri.xml, or from Ustveri.xml and BelgeImza.xml of the first generation."""
        liste = "ImzaListesi" if self._nesil == 1 else "BelgeImzalar"
        return NihaiUstveri(
            belge_no=self._text(tarihli, "BelgeNo"),
            tarih=self._text(tarihli, "Tarih"),
            imzalar=tuple(self._signer(i) for i in self._items(imzali, liste, "Imza")),
        )

    def targets(self, kok: _Element) -> tuple[Taraf, ...]:
        """Read the parties of BelgeHedef.xml."""
        return tuple(t for h in self._items(kok, "HedefListesi", "Hedef") if (t := self._party(h)))

    def changes(self, kok: _Element) -> Iterator[Guncelleme]:
        """Read the changes of GuncellemeBilgisi.xml."""
        for oge in kok.iterchildren(self._uzay + "Guncellemeler"):
            bilgi = self._child(oge, "GuvenlikKoduDegisiklikBilgisi")
            alanlar = ("YeniGizlilikDerecesi", "DegistirmeTarihi", "Aciklama", "KomisyonKarariBelgeNo", "KomisyonKarariBelgeId")
            yield Guncelleme(self._text(oge, "GuncellemeTuru"), *(self._text(bilgi, ad) for ad in alanlar))

    def encryption(self, kok: _Element) -> SifreliIcerikBilgisi:
        """Read SifreliIcerikBilgisi.xml."""
        uriler = tuple(text(u) for u in kok if str(u.tag).endswith("}URI"))
        return SifreliIcerikBilgisi(kok.get("Version") or "", kok.get("Yontem") or "", uriler, kok.get("Id") or "")

    def _child(self, oge: _Element | None, ad: str) -> _Element | None:
        alt = None if oge is None else oge.find(self._uzay + ad)
        return None if alt is None or is_nil(alt) else alt

    def _text(self, oge: _Element | None, ad: str) -> str:
        alt = self._child(oge, ad)
        if alt is None:
            return ""
        dil = alt.get("languageID")
        return Metin(text(alt), dil) if dil else text(alt)

    def _items(self, oge: _Element | None, liste: str, ad: str) -> Iterator[_Element]:
        kap = self._child(oge, liste)
        return iter(()) if kap is None else kap.iterchildren(self._uzay + ad)

    def _identifier(self, oge: _Element | None, ad: str) -> TanimliKimlik | None:
        alt = self._child(oge, ad)
        if alt is None or not (text(alt) or alt.get("schemeID")):
            return None
        return TanimliKimlik(text(alt), (alt.get("schemeID") or "").strip())

    def _party(self, oge: _Element | None) -> Taraf | None:
        """Read the first party below an element; that it is the only one is judged elsewhere."""
        for alt in oge if oge is not None else ():
            satir = line(alt)
            match str(alt.tag).removeprefix(self._uzay) if str(alt.tag).startswith(self._uzay) else "":
                case "KurumKurulus":
                    kkk, adi, birim, byk = (self._text(alt, ad) for ad in ("KKK", "Adi", "BirimKKK", "BYK"))
                    return KurumKurulus(kkk, adi, birim, byk, self._contact(alt), satir)
                case "TuzelSahis":
                    kimlik = self._identifier(alt, "Id") or TanimliKimlik("", "")
                    return TuzelSahis(kimlik.deger, kimlik.sema, self._text(alt, "Adi"), self._contact(alt), satir)
                case "GercekSahis":
                    return self._person(alt)
        return None

    def _contact(self, oge: _Element) -> IletisimBilgisi | None:
        alt = self._child(oge, "IletisimBilgisi")
        if alt is None or not len(alt):
            return None
        adlar = ("Telefon", "TelefonDiger", "EPosta", "KepAdresi", "Faks", "WebAdresi", "Adres", "Il", "Ilce", "Ulke")
        return IletisimBilgisi(*(self._text(alt, ad) for ad in adlar))

    def _person(self, oge: _Element | None) -> GercekSahis:
        kisi = self._child(oge, "Kisi")
        ad = Kisi(*(self._text(kisi, n) for n in ("IlkAdi", "Soyadi", "IkinciAdi", "Unvan", "OnEk")))
        iletisim = self._contact(oge) if oge is not None else None
        return GercekSahis(ad, self._text(oge, "TCKN"), self._text(oge, "Gorev"), iletisim, line(oge) if oge is not None else 0)

    def _recipient(self, oge: _Element) -> Dagitim:
        return Dagitim(
            taraf=self._party(oge) or KurumKurulus("", satir=line(oge)),
            ivedilik=self._text(oge, "Ivedilik"),
            dagitim_turu=self._text(oge, "DagitimTuru"),
            miat=self._text(oge, "Miat"),
            konulmamis_ekler=tuple(self._text(e, "EkId") for e in self._items(oge, "KonulmamisEkListesi", "KonulmamisEk")),
            satir=line(oge),
        )

    def _attachment(self, oge: _Element) -> Ek:
        kimlik, baska = self._id(oge)
        ozet = self._child(oge, "Ozet")
        algoritma = self._child(ozet, "OzetAlgoritmasi")
        return Ek(
            id=kimlik,
            tur=self._text(oge, "Tur"),
            sira_no=integer(self._text(oge, "SiraNo")),
            dosya_adi=self._text(oge, "DosyaAdi"),
            mime_turu=self._text(oge, "MimeTuru"),
            ad=self._text(oge, "Ad"),
            imzali=MANTIK.get(self._text(oge, "ImzaliMi")),
            belge_no=self._text(oge, "BelgeNo"),
            aciklama=self._text(oge, "Aciklama"),
            referans=self._text(oge, "Referans"),
            oz_id=self._identifier(oge, "OzId"),
            ozet=None
            if ozet is None or is_empty(ozet)
            else EkOzeti("" if algoritma is None else algoritma.get("Algorithm") or "", self._text(ozet, "OzetDegeri")),
            eyazisma_id=baska,
            satir=line(oge),
        )

    def _reference(self, oge: _Element) -> Ilgi:
        kimlik, baska = self._id(oge)
        return Ilgi(
            id=kimlik,
            etiket=self._text(oge, "Etiket"),
            belge_no=self._text(oge, "BelgeNo"),
            tarih=self._text(oge, "Tarih"),
            ad=self._text(oge, "Ad"),
            ek_id=self._text(oge, "EkId"),
            aciklama=self._text(oge, "Aciklama"),
            oz_id=self._identifier(oge, "OzId"),
            eyazisma_id=baska,
            satir=line(oge),
        )

    def _code(self, oge: _Element, *, ana: bool) -> Sdp:
        return Sdp(self._text(oge, "Kod"), self._text(oge, "Ad"), ana, self._text(oge, "Aciklama"))

    def _signer(self, oge: _Element) -> ImzaBilgisi:
        devreden, veren = self._child(oge, "YetkiDevreden"), self._child(oge, "VekaletVeren")
        return ImzaBilgisi(
            imzalayan=self._person(self._child(oge, "Imzalayan")),
            makam=self._text(oge, "Makam"),
            amac=self._text(oge, "Amac"),
            aciklama=self._text(oge, "Aciklama"),
            tarih=self._text(oge, "Tarih"),
            yetki_devreden=self._person(devreden) if devreden is not None and len(devreden) else None,
            vekalet_veren=self._person(veren) if veren is not None and len(veren) else None,
            tcyk=self._text(oge, "TCYK"),
            satir=line(oge),
        )

    def _id(self, oge: _Element) -> tuple[str, bool | None]:
        alt = self._child(oge, "Id")
        if alt is None:
            return "", None
        return (alt.get("Value") or "").strip(), MANTIK.get((alt.get("EYazismaIdMi") or "").strip())
