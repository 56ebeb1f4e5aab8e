# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The XML trees of the format as data: per generation, which element holds which children, how often, in which order, of which kind.

The published schema files cannot be used (their patterns refuse every real package), so this table stands in for them. A row is a
type; a word in it is ``Name``, an occurrence (none = 1, ``?``, ``+``, ``*``, ``~`` = at most two) and after the colon a leaf kind of
:mod:`earsiv.eyazisma.deger` or another row. ``@`` marks attributes, ``<Taraf>`` the choice of exactly one party. What a digest reference
lacks is judged in :mod:`earsiv.eyazisma.ozet`, with the official numbers.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import attrs

from earsiv.eyazisma.bilesen import UZAY

_KELIME = re.compile(r"(@?)(<?\w+>?)([?+*~]?):(\w+)")
SECIM: Final = "<Taraf>"
TARAFLAR: Final = frozenset({"KurumKurulus", "GercekSahis", "TuzelSahis"})

_ORTAK: Final = {
    "TuzelSahis": "Id:kimlik Adi?:metin IletisimBilgisi?:IletisimBilgisi",
    "GercekSahis": "Kisi:Kisi TCKN?:tckn Gorev?:metin IletisimBilgisi?:IletisimBilgisi",
    "Kisi": "IlkAdi:metin Soyadi:metin IkinciAdi?:metin Unvan?:metin OnEk?:metin",
    "Yan": "<Taraf>:Yan",
    "Dagitim": "<Taraf>:Yan Ivedilik:ivedilik DagitimTuru:dagitim_turu Miat?:sure KonulmamisEkListesi?:KonulmamisEkListesi",
    "KonulmamisEkListesi": "KonulmamisEk+:KonulmamisEk",
    "KonulmamisEk": "EkId:guid",
    "Ek": (
        "Id:kimlik_ozniteligi BelgeNo?:metin Tur:ek_turu DosyaAdi?:metin MimeTuru?:metin Ad?:metin SiraNo:sira Aciklama?:metin "
        "Referans?:uri OzId?:kimlik ImzaliMi?:mantik Ozet?:Ozet"
    ),
    "Ozet": "OzetAlgoritmasi:algoritma OzetDegeri:base64",
    "Ilgi": (
        "Id:kimlik_ozniteligi BelgeNo?:metin Tarih?:tarih Etiket:metin EkId?:guid Ad?:metin Aciklama?:metin OzId?:kimlik"  # K.25: EkId
    ),
    "DagitimListesi": "Dagitim+:Dagitim",
    "Ekler": "Ek+:Ek",
    "Ilgiler": "Ilgi+:Ilgi",
    "IlgiliListesi": "Ilgili+:Yan",
    "HedefListesi": "Hedef+:Yan",
    "BelgeHedef": "HedefListesi:HedefListesi",
    "ozet": "@Id:metin Reference+:Reference",
}

_NESIL1: Final = _ORTAK | {
    "KurumKurulus": "KKK:kkk BYK?:eskimis Adi?:metin IletisimBilgisi?:IletisimBilgisi",
    "IletisimBilgisi": (
        "Telefon?:telefon TelefonDiger?:telefon EPosta?:eposta Faks?:telefon WebAdresi?:web Adres?:metin Il?:metin Ilce?:metin Ulke?:metin"
    ),
    "Imza": (
        "Imzalayan:GercekSahis YetkiDevreden?:GercekSahis VekaletVeren?:GercekSahis Makam?:metin Amac?:metin Aciklama?:metin Tarih?:tarih "
        "TCYK?:eskimis"
    ),
    "Ustveri": (
        "BelgeId:belge_id Konu:metin Tarih:tarih BelgeNo:metin GuvenlikKodu:guvenlik GuvenlikKoduGecerlilikTarihi?:tarih MimeTuru:mime "
        "OzId?:kimlik DagitimListesi:DagitimListesi Ekler?:Ekler Ilgiler?:Ilgiler Dil?:dil Olusturan:Yan IlgiliListesi?:IlgiliListesi "
        "DosyaAdi:metin"
    ),
    "BelgeImza": "ImzaListesi:ImzaListesi",
    "ImzaListesi": "Imza+:Imza",
    "Reference": "@Id?:metin @URI?:metin @Type?:metin DigestMethod?:yontem DigestValue?:ozet_degeri",
    "SifreliIcerikBilgisi": "@Id?:metin @Version?:metin @Yontem?:metin URI*:metin",
}

_NESIL2: Final = _ORTAK | {
    "KurumKurulus": "KKK:kkk Adi?:metin IletisimBilgisi?:IletisimBilgisi BirimKKK?:birim_kkk",
    "IletisimBilgisi": (
        "Telefon?:telefon TelefonDiger?:telefon EPosta?:eposta KepAdresi?:kep Faks?:telefon WebAdresi?:web Adres?:metin Il?:metin "
        "Ilce?:metin Ulke?:metin"
    ),
    "Imza": (
        "Imzalayan:GercekSahis YetkiDevreden?:GercekSahis VekaletVeren?:GercekSahis Makam?:metin Amac?:metin Aciklama?:metin Tarih?:tarih"
    ),
    "UstVeri": (
        "BelgeId:belge_id Konu:metin GuvenlikKodu:guvenlik GuvenlikKoduGecerlilikTarihi?:tarih MimeTuru:mime OzId?:kimlik "
        "DagitimListesi:DagitimListesi Ekler?:Ekler Ilgiler?:Ilgiler Dil?:dil Olusturan:Yan IlgiliListesi?:IlgiliListesi DosyaAdi:metin "
        "SdpBilgisi?:SdpBilgisi HeyskListesi?:HeyskListesi DogrulamaBilgisi:DogrulamaBilgisi"
    ),
    "SdpBilgisi": "AnaSdp:SDP DigerSdpler?:DigerSdpler",
    "DigerSdpler": "SdpListesi*:SDP",
    "SDP": "Kod:sdp_kodu Ad:metin Aciklama?:metin",
    "HeyskListesi": "Heysk+:Heysk",
    "Heysk": "Kod:heysk_kodu Ad:metin Tanim?:metin",
    "DogrulamaBilgisi": "DogrulamaAdresi:dogrulama_adresi",
    "NihaiUstVeri": "Tarih:tarih BelgeNo:metin BelgeImzalar:BelgeImzalar",
    "BelgeImzalar": "Imza+:Imza",
    "Reference": "@Id?:metin @URI?:metin @Type?:metin DigestItem~:DigestItem",
    "DigestItem": "DigestMethod?:yontem DigestValue?:ozet_degeri",
    "SifreliIcerikBilgisi": "@Id?:metin @Version?:metin @Yontem?:metin URI*:metin",
    "GuncellemeBilgisi": "Guncellemeler+:Guncellemeler",
    "Guncellemeler": "GuncellemeTuru:guncelleme_turu GuvenlikKoduDegisiklikBilgisi:GuvenlikKoduDegisiklikBilgisi",
    "GuvenlikKoduDegisiklikBilgisi": (
        "YeniGizlilikDerecesi:guvenlik DegistirmeTarihi:tarih Aciklama:metin KomisyonKarariBelgeNo:metin KomisyonKarariBelgeId:metin"
    ),
}

_TABLOLAR: Final = {1: _NESIL1, 2: _NESIL2}
# format part (relationship type) -> (namespace stem, root element, type row) per generation
PARCALAR: Final[dict[int, dict[str, tuple[str, str, str]]]] = {
    1: {
        "ustveri": ("Ustveri", "Ustveri", "Ustveri"),
        "belgehedef": ("BelgeHedef", "BelgeHedef", "BelgeHedef"),
        "belgeimza": ("BelgeImza", "BelgeImza", "BelgeImza"),
        "paketozeti": ("PaketOzeti", "PaketOzeti", "ozet"),
        "nihaiozet": ("NihaiOzet", "NihaiOzet", "ozet"),
        "sifreliicerikbilgisi": ("SifreliIcerikBilgisi", "SifreliIcerikBilgisi", "SifreliIcerikBilgisi"),
    },
    2: {
        "ustveri": ("Ustveri", "UstVeri", "UstVeri"),
        "nihaiustveri": ("NihaiUstveri", "NihaiUstVeri", "NihaiUstVeri"),
        "belgehedef": ("BelgeHedef", "BelgeHedef", "BelgeHedef"),
        "paketozeti": ("PaketOzeti", "PaketOzeti", "ozet"),
        "parafozeti": ("ParafOzeti", "ParafOzeti", "ozet"),
        "nihaiozet": ("NihaiOzet", "NihaiOzet", "ozet"),
        "sifreliicerikbilgisi": ("Tipler", "SifreliIcerikBilgisi", "SifreliIcerikBilgisi"),
        "guncellemebilgisi": ("Tipler", "GuncellemeBilgisi", "GuncellemeBilgisi"),
    },
}


@attrs.frozen
class Alan:
    """One member of a type: ``sira`` its place, ``en_cok`` ``None`` for no limit."""

    ad: str
    sira: int
    en_az: int
    en_cok: int | None
    tur: str
    yaprak: bool


@attrs.frozen
class Tip:
    """A type of the format: its members by tag, in the namespace where the format has each, its attributes, whether it is a choice.

    ``zorunlu`` are the members that must be there.
    """

    ad: str
    ogeler: dict[str, Alan]
    oznitelikler: tuple[Alan, ...]
    secim: bool
    zorunlu: tuple[Alan, ...]


_SIKLIK: Final[dict[str, tuple[int, int | None]]] = {"": (1, 1), "?": (0, 1), "+": (1, None), "*": (0, None), "~": (0, 2)}
_OZET_OGELERI: Final = frozenset({"Reference", "DigestItem", "DigestMethod", "DigestValue"})


@cache
def tipler(nesil: int) -> dict[str, Tip]:
    """Return the types of a generation by name."""
    return {ad: _tip(ad, satir, nesil) for ad, satir in _TABLOLAR[nesil].items()}


def _tip(ad: str, satir: str, nesil: int) -> Tip:
    alanlar: list[Alan] = []
    oznitelikler: list[Alan] = []
    for sira, (isaret, isim, siklik, tur) in enumerate(_KELIME.findall(satir)):
        if isim == SECIM:
            alanlar += [Alan(taraf, sira, 0, None, taraf, yaprak=False) for taraf in sorted(TARAFLAR)]
            continue
        alan = Alan(isim, sira, *_SIKLIK[siklik], tur, yaprak=tur not in _TABLOLAR[nesil])
        (oznitelikler if isaret else alanlar).append(alan)
    ogeler = {f"{{{UZAY}{_namespace(ad, alan.ad, nesil)}-{nesil}}}{alan.ad}": alan for alan in alanlar}
    return Tip(ad, ogeler, tuple(oznitelikler), SECIM in satir, tuple(a for a in alanlar if a.en_az))


def _namespace(tip: str, ad: str, nesil: int) -> str:
    """Return the namespace stem of an element: all are Tipler's, but those of digests, and the URIs of one part of the first generation."""
    if tip == "SifreliIcerikBilgisi" and nesil == 1:
        return tip
    return "PaketOzeti" if ad in _OZET_OGELERI else "Tipler"
