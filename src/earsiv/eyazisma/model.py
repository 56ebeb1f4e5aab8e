# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""One frozen model for both generations of the format, read and written alike; dates keep their original text.

Empty text means "not given". ``satir`` is the line in the part a value was read from (0 when it was not read), and is no part
of its equality.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Final, Self

import attrs

from earsiv._clock import ISTANBUL

_TARIH: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?")
_KESIR: Final = re.compile(r"(\.\d{6})\d+")


def mask_tckn(no: str) -> str:
    """Return a T.C. kimlik no with its middle hidden (``110******46``); shorter texts vanish whole."""
    return f"{no[:3]}{'*' * (len(no) - 5)}{no[-2:]}" if len(no) == 11 else "*" * len(no)


class Metin(str):
    """A text that may name its language (``@languageID``); equal to the plain text."""

    __slots__ = ("dil",)
    dil: str

    def __new__(cls, deger: str = "", dil: str = "") -> Self:
        """Return the text with its language code (``TR``; empty: none given)."""
        metin = super().__new__(cls, deger)
        metin.dil = dil
        return metin


@attrs.frozen
class TanimliKimlik:
    """An identifier of a named scheme (``GUID``, ``MERSIS`` …)."""

    deger: str
    sema: str


@attrs.frozen
class IletisimBilgisi:
    """How to reach a party."""

    telefon: str = ""
    telefon_diger: str = ""
    eposta: str = ""
    kep_adresi: str = ""
    faks: str = ""
    web_adresi: str = ""
    adres: str = ""
    il: str = ""
    ilce: str = ""
    ulke: str = ""


@attrs.frozen
class Kisi:
    """The name of a person, in its parts."""

    ilk_adi: str
    soyadi: str
    ikinci_adi: str = ""
    unvan: str = ""
    on_ek: str = ""

    @property
    def tam_ad(self) -> str:
        """The parts in the order in which they are spoken."""
        return " ".join(p for p in (self.on_ek, self.unvan, self.ilk_adi, self.ikinci_adi, self.soyadi) if p)


@attrs.frozen
class KurumKurulus:
    """An institution: ``kkk`` its DETSİS number (eight digits), ``birim_kkk`` that of its unit; ``byk`` is a code of the past."""

    kkk: str
    adi: str = ""
    birim_kkk: str = ""
    byk: str = ""
    iletisim: IletisimBilgisi | None = None
    satir: int = attrs.field(default=0, eq=False, repr=False)

    @property
    def tur(self) -> str:
        """The word for this kind of party."""
        return "kurum"

    @property
    def kimlik(self) -> str:
        """The number that names the party."""
        return self.kkk

    @property
    def ad(self) -> str:
        """The name of the party."""
        return self.adi

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"tur": self.tur, "kkk": self.kkk or None, "ad": self.adi} | _given(birim_kkk=self.birim_kkk, **_contact(self.iletisim))


@attrs.frozen
class TuzelSahis:
    """A legal person outside the state, named by an identifier of a scheme (``MERSIS`` …)."""

    id: str
    sema: str
    adi: str = ""
    iletisim: IletisimBilgisi | None = None
    satir: int = attrs.field(default=0, eq=False, repr=False)

    @property
    def tur(self) -> str:
        """The word for this kind of party."""
        return "tuzel"

    @property
    def kimlik(self) -> str:
        """The number that names the party."""
        return self.id

    @property
    def ad(self) -> str:
        """The name of the party."""
        return self.adi

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"tur": self.tur, "id": self.id or None, "ad": self.adi} | _given(sema=self.sema, **_contact(self.iletisim))


@attrs.frozen
class GercekSahis:
    """A natural person; the T.C. kimlik no is personal data and leaves only masked."""

    kisi: Kisi
    tckn: str = attrs.field(default="", repr=mask_tckn)
    gorev: str = ""
    iletisim: IletisimBilgisi | None = None
    satir: int = attrs.field(default=0, eq=False, repr=False)

    @property
    def tur(self) -> str:
        """The word for this kind of party."""
        return "kisi"

    @property
    def kimlik(self) -> str:
        """The number that names the party."""
        return self.tckn

    @property
    def ad(self) -> str:
        """The name of the party."""
        return self.kisi.tam_ad

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form; the number comes masked."""
        sonuc: dict[str, Any] = {"tur": self.tur, "tckn": mask_tckn(self.tckn) or None, "ad": self.ad}
        return sonuc | _given(gorev=self.gorev, **attrs.asdict(self.kisi), **_contact(self.iletisim))


Taraf = KurumKurulus | TuzelSahis | GercekSahis


@attrs.frozen
class Dagitim:
    """One addressee with urgency, kind, deadline (an XML duration) and the attachments left out for them."""

    taraf: Taraf
    ivedilik: str = "NRM"
    dagitim_turu: str = "GRG"
    miat: str = ""
    konulmamis_ekler: tuple[str, ...] = ()
    satir: int = attrs.field(default=0, eq=False, repr=False)

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "taraf": self.taraf.as_dict(),
            "ivedilik": self.ivedilik,
            "dagitim_turu": self.dagitim_turu,
            "miat": self.miat or None,
            "konulmamis_ekler": list(self.konulmamis_ekler),
        }


@attrs.frozen
class EkOzeti:
    """The digest an external attachment carries in the üstveri: algorithm URI and base64 value."""

    algoritma: str
    deger: str


@attrs.frozen
class Ek:
    """An attachment as the üstveri declares it; only ``DED`` ones have a part in the package."""

    id: str
    tur: str
    sira_no: int | None
    dosya_adi: str = ""
    mime_turu: str = ""
    ad: str = ""
    imzali: bool | None = None
    belge_no: str = ""
    aciklama: str = ""
    referans: str = ""
    oz_id: TanimliKimlik | None = None
    ozet: EkOzeti | None = None
    eyazisma_id: bool | None = None
    satir: int = attrs.field(default=0, eq=False, repr=False)


@attrs.frozen
class Ilgi:
    """A reference to an earlier letter; ``ek_id`` names the attachment that carries it."""

    id: str
    etiket: str
    belge_no: str = ""
    tarih: str = ""
    ad: str = ""
    ek_id: str = ""
    aciklama: str = ""
    oz_id: TanimliKimlik | None = None
    eyazisma_id: bool | None = None
    satir: int = attrs.field(default=0, eq=False, repr=False)

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        alanlar = {ad: getattr(self, ad) or None for ad in ("belge_no", "tarih", "ad", "ek_id", "aciklama")}
        return {"id": self.id, "etiket": self.etiket} | alanlar | ({"oz_id": attrs.asdict(self.oz_id)} if self.oz_id else {})


@attrs.frozen
class Sdp:
    """A file code as the sender gave it: a hint, never the receiver's own code."""

    kod: str
    ad: str
    ana: bool = True
    aciklama: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"kod": self.kod, "ad": self.ad, "ana": self.ana} | _given(aciklama=self.aciklama)


@attrs.frozen
class Heysk:
    """A code of the service inventory of state institutions."""

    kod: int | None
    ad: str
    tanim: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"kod": self.kod, "ad": self.ad} | _given(tanim=self.tanim)


@attrs.frozen
class ImzaBilgisi:
    """What the package says of a signer; the proof is in the CMS, not here."""

    imzalayan: GercekSahis
    makam: str = ""
    amac: str = ""
    aciklama: str = ""
    tarih: str = ""
    yetki_devreden: GercekSahis | None = None
    vekalet_veren: GercekSahis | None = None
    tcyk: str = ""
    satir: int = attrs.field(default=0, eq=False, repr=False)

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        kisi = self.imzalayan.kisi
        return {
            "ad": " ".join(p for p in (kisi.ilk_adi, kisi.ikinci_adi) if p),
            "soyad": kisi.soyadi,
            "unvan": kisi.unvan,
            "makam": self.makam,
            "amac": self.amac,
            "tarih": self.tarih,
        } | _given(
            gorev=self.imzalayan.gorev,
            tckn=mask_tckn(self.imzalayan.tckn),
            aciklama=self.aciklama,
            yetki_devreden=self.yetki_devreden.as_dict() if self.yetki_devreden else None,
            vekalet_veren=self.vekalet_veren.as_dict() if self.vekalet_veren else None,
        )


@attrs.frozen
class Ustveri:
    """What the letter says of itself and the person signs. Number, date and signers are in ``NihaiUstveri``, for both generations."""

    belge_id: str
    konu: str
    guvenlik_kodu: str
    dosya_adi: str
    mime_turu: str
    olusturan: Taraf | None
    dagitimlar: tuple[Dagitim, ...]
    guvenlik_kodu_gecerlilik_tarihi: str = ""
    oz_id: TanimliKimlik | None = None
    ekler: tuple[Ek, ...] = ()
    ilgiler: tuple[Ilgi, ...] = ()
    dil: str = "tur"
    ilgililer: tuple[Taraf, ...] = ()
    sdp: tuple[Sdp, ...] = ()
    heysk: tuple[Heysk, ...] = ()
    dogrulama_adresi: str = ""


@attrs.frozen
class NihaiUstveri:
    """Number, date and signers: a part of its own in the second generation, spread over two parts in the first."""

    belge_no: str
    tarih: str
    imzalar: tuple[ImzaBilgisi, ...] = ()


@attrs.frozen
class Guncelleme:
    """One change that an update package declares: the new degree of secrecy, when, why and by which decision."""

    tur: str
    yeni_gizlilik_derecesi: str
    tarih: str
    aciklama: str
    komisyon_karari_belge_no: str
    komisyon_karari_belge_id: str


@attrs.frozen
class SifreliIcerikBilgisi:
    """By which rules the content of an encrypted package was encrypted."""

    surum: str = "1.4"
    yontem: str = "Elektronik Belgeleri Açık Anahtar Altyapısı Kullanarak Güvenli İşleme Rehberi"
    uriler: tuple[str, ...] = (
        "http://www.kamusm.gov.tr/dokumanlar/belgeler",
        "http://www.e-yazisma.gov.tr/SitePages/dokumanlar.aspx",
    )
    id: str = ""


def to_datetime(metin: str) -> dt.datetime | None:
    """Return the moment of an XML dateTime (seven-digit fractions are cut, 24:00 is the next day), ``None`` when it is none."""
    metin = metin.strip()
    if not _TARIH.fullmatch(metin):
        return None
    gece = "T24:00:00" in metin
    try:
        an = dt.datetime.fromisoformat(_KESIR.sub(r"\1", metin.replace("T24:00:00", "T00:00:00") if gece else metin))
        return an + dt.timedelta(days=1) if gece else an
    except (ValueError, OverflowError):
        return None


def is_datetime(metin: str) -> bool:
    """Tell whether a text is an XML dateTime that says something: the year 1 is how programs write that none was set."""
    an = to_datetime(metin)
    return an is not None and an.year > 1


def shown_date(metin: str) -> str:
    """Return the civil day in Turkey of an XML dateTime as ``05.11.2026``; what cannot be read comes back as it is."""
    an = to_datetime(metin)
    if an is None:
        return metin
    try:
        gun = an.astimezone(ISTANBUL) if an.tzinfo else an
    except OverflowError:
        return metin
    return f"{gun:%d.%m.%Y}"


def _contact(iletisim: IletisimBilgisi | None) -> dict[str, Any]:
    return {"iletisim": _given(**attrs.asdict(iletisim))} if iletisim else {}


def _given(**alanlar: Any) -> dict[str, Any]:
    """Keep the fields that say something."""
    return {ad: deger for ad, deger in alanlar.items() if deger}
