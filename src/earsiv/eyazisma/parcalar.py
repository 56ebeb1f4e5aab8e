# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The model as XML parts of both generations, element by element in the order of the format."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from typing import Final

import attrs

from earsiv.errors import GirdiHatasi
from earsiv.eyazisma.bilesen import CORE_UZAY, DAHILI, DC, DCTERMS, OZET_ADLARI, OZET_URI, UZAY, XSD, XSI, Tur
from earsiv.eyazisma.model import (
    Dagitim,
    Ek,
    GercekSahis,
    Guncelleme,
    Heysk,
    IletisimBilgisi,
    Ilgi,
    ImzaBilgisi,
    KurumKurulus,
    NihaiUstveri,
    Sdp,
    SifreliIcerikBilgisi,
    TanimliKimlik,
    Taraf,
    TuzelSahis,
    Ustveri,
)
from earsiv.eyazisma.xml_yaz import BAS, Oge, escape, given, group, render

_KATEGORI: Final = {Tur.EYP: "RESMIYAZISMA", Tur.EYPS: "RESMIYAZISMA/SIFRELI", Tur.EYPG: "RESMIYAZISMA/GUNCELLEME"}


@attrs.frozen
class YazilanReferans:
    """A part to be named by a digest part, with its digests by hashlib name in the order in which they are written."""

    ad: str
    ozetler: tuple[tuple[str, bytes], ...]


class Yazar:
    """Makes the XML parts of one generation."""

    def __init__(self, nesil: int) -> None:
        self._nesil = nesil

    def metadata(self, u: Ustveri, n: NihaiUstveri | None) -> bytes:
        """Return Ustveri.xml; the first generation takes number and date from ``n``.

        Raises:
            GirdiHatasi: EYP-067 a character XML cannot carry, EYP-068 something this generation has no place for.
        """
        ogeler = [*given(BelgeId=u.belge_id.upper(), Konu=u.konu)]  # ASCII: a GUID
        if self._nesil == 1:
            ogeler += given(Tarih=n.tarih, BelgeNo=n.belge_no) if n else []
            self._refuse({"SdpBilgisi": u.sdp, "HeyskListesi": u.heysk, "DogrulamaBilgisi": u.dogrulama_adresi})
        ogeler += [
            *given(GuvenlikKodu=u.guvenlik_kodu, GuvenlikKoduGecerlilikTarihi=u.guvenlik_kodu_gecerlilik_tarihi, MimeTuru=u.mime_turu),
            *self._identifier("OzId", u.oz_id),
            *group("DagitimListesi", (self._recipient(d) for d in u.dagitimlar)),
            *group("Ekler", (self._attachment(e) for e in u.ekler)),
            *group("Ilgiler", (self._reference(i) for i in u.ilgiler)),
            *given(Dil=u.dil),
            *(group("Olusturan", [self._party(u.olusturan)]) if u.olusturan else []),
            *group("IlgiliListesi", (Oge("Ilgili", (self._party(t),)) for t in u.ilgililer)),
            *given(DosyaAdi=u.dosya_adi),
        ]
        if self._nesil == 1:
            return self._prefixed("Ustveri", "Ustveri", ogeler)
        ogeler += [*self._codes(u.sdp), *group("HeyskListesi", (_heysk(h) for h in u.heysk))]
        ogeler += group("DogrulamaBilgisi", given(DogrulamaAdresi=u.dogrulama_adresi))
        return render(Oge("UstVeri", tuple(map(self._local, ogeler)), _heads(f"{UZAY}Ustveri-2")))

    def final(self, n: NihaiUstveri) -> bytes:
        """Return NihaiUstveri.xml."""
        imzalar = group("BelgeImzalar", map(self._signer, n.imzalar))
        return self._prefixed("NihaiUstveri", "NihaiUstVeri", [*given(Tarih=n.tarih, BelgeNo=n.belge_no), *imzalar])

    def signers(self, n: NihaiUstveri) -> bytes:
        """Return BelgeImza.xml of the first generation."""
        return self._prefixed("BelgeImza", "BelgeImza", group("ImzaListesi", map(self._signer, n.imzalar)))

    def targets(self, taraflar: Iterable[Taraf]) -> bytes:
        """Return BelgeHedef.xml."""
        return self._prefixed("BelgeHedef", "BelgeHedef", group("HedefListesi", (Oge("Hedef", (self._party(t),)) for t in taraflar)))

    def digests(self, tur: str, belge_id: str, referanslar: Iterable[YazilanReferans]) -> bytes:
        """Return a digest part (``paketozeti``, ``parafozeti``, ``nihaiozet``)."""
        ad = OZET_ADLARI[tur]
        yerel = () if tur == "paketozeti" else (("xmlns", f"{UZAY}PaketOzeti-{self._nesil}"),)
        ogeler = tuple(Oge("Reference", self._values(r), (("URI", r.ad), ("Type", DAHILI), *yerel)) for r in referanslar)
        basliklar = (("xmlns:xsi", XSI), ("xmlns:xsd", XSD), ("Id", belge_id), ("xmlns", f"{UZAY}{ad}-{self._nesil}"))
        return render(Oge(ad, ogeler, basliklar))

    def changes(self, guncellemeler: Iterable[Guncelleme]) -> bytes:
        """Return GuncellemeBilgisi.xml."""
        ogeler = []
        for g in guncellemeler:
            bilgi = given(YeniGizlilikDerecesi=g.yeni_gizlilik_derecesi, DegistirmeTarihi=g.tarih, Aciklama=g.aciklama)
            bilgi += given(KomisyonKarariBelgeNo=g.komisyon_karari_belge_no, KomisyonKarariBelgeId=g.komisyon_karari_belge_id)
            ogeler.append(Oge("Guncellemeler", (*given(GuncellemeTuru=g.tur), *group("GuvenlikKoduDegisiklikBilgisi", bilgi))))
        return render(Oge("tipler:GuncellemeBilgisi", tuple(ogeler), (("xmlns:tipler", f"{UZAY}Tipler-2"),)), on_ek="tipler:")

    def encryption(self, bilgi: SifreliIcerikBilgisi) -> bytes:
        """Return SifreliIcerikBilgisi.xml, attributes in the order of the generation."""
        uzay = f"{UZAY}SifreliIcerikBilgisi-1" if self._nesil == 1 else f"{UZAY}Tipler-2"
        alanlar = [("Id", bilgi.id), ("Version", bilgi.surum), ("Yontem", bilgi.yontem)]
        if self._nesil == 1:
            alanlar[1:] = alanlar[:0:-1]
        basliklar = (("xmlns:xsi", XSI), ("xmlns:xsd", XSD), *alanlar, ("xmlns", uzay))
        return render(Oge("SifreliIcerikBilgisi", tuple(Oge("URI", u) for u in bilgi.uriler), basliklar))

    def _prefixed(self, uzay: str, kok: str, ogeler: list[Oge]) -> bytes:
        basliklar = (("xmlns:tipler", f"{UZAY}Tipler-{self._nesil}"), ("xmlns", f"{UZAY}{uzay}-{self._nesil}"))
        return render(Oge(kok, tuple(ogeler), basliklar), on_ek="tipler:")

    def _local(self, oge: Oge) -> Oge:
        """Declare the namespace on the element itself, after its own attributes."""
        return attrs.evolve(oge, oznitelikler=(*oge.oznitelikler, ("xmlns", f"{UZAY}Tipler-{self._nesil}")))

    def _refuse(self, alanlar: dict[str, object]) -> None:
        for ad, deger in alanlar.items():
            if deger:
                raise GirdiHatasi("EYP-068", alan=ad)

    def _values(self, referans: YazilanReferans) -> tuple[Oge, ...]:
        ogeler = [
            (Oge("DigestMethod", "", (("Algorithm", OZET_URI[ad]),)), Oge("DigestValue", base64.b64encode(deger).decode()))
            for ad, deger in referans.ozetler
        ]
        return ogeler[0] if self._nesil == 1 else tuple(Oge("DigestItem", cift) for cift in ogeler)

    def _identifier(self, ad: str, kimlik: TanimliKimlik | None) -> list[Oge]:
        return [] if kimlik is None else [Oge(ad, kimlik.deger, (("schemeID", kimlik.sema.upper()),))]  # ASCII: a scheme

    def _party(self, taraf: Taraf) -> Oge:
        match taraf:
            case KurumKurulus():
                self._refuse({"BirimKKK": taraf.birim_kkk} if self._nesil == 1 else {"BYK": taraf.byk})
                icerik = [
                    *given(KKK=taraf.kkk, BYK=taraf.byk, Adi=taraf.adi),
                    *self._contact(taraf.iletisim),
                    *given(BirimKKK=taraf.birim_kkk),
                ]
                return Oge("KurumKurulus", tuple(icerik))
            case TuzelSahis():
                kimlik = self._identifier("Id", TanimliKimlik(taraf.id, taraf.sema))
                return Oge("TuzelSahis", (*kimlik, *given(Adi=taraf.adi), *self._contact(taraf.iletisim)))
            case GercekSahis():
                return self._person("GercekSahis", taraf)

    def _person(self, ad: str, sahis: GercekSahis) -> Oge:
        k = sahis.kisi
        kisi = given(IlkAdi=k.ilk_adi, Soyadi=k.soyadi, IkinciAdi=k.ikinci_adi, Unvan=k.unvan, OnEk=k.on_ek)
        return Oge(ad, (Oge("Kisi", tuple(kisi)), *given(TCKN=sahis.tckn, Gorev=sahis.gorev), *self._contact(sahis.iletisim)))

    def _contact(self, i: IletisimBilgisi | None) -> list[Oge]:
        if i is None:
            return []
        if self._nesil == 1:
            self._refuse({"KepAdresi": i.kep_adresi})
        ilk = given(Telefon=i.telefon, TelefonDiger=i.telefon_diger, EPosta=i.eposta, KepAdresi=i.kep_adresi, Faks=i.faks)
        return group("IletisimBilgisi", [*ilk, *given(WebAdresi=i.web_adresi, Adres=i.adres, Il=i.il, Ilce=i.ilce, Ulke=i.ulke)])

    def _recipient(self, d: Dagitim) -> Oge:
        konulmayan = group("KonulmamisEkListesi", (Oge("KonulmamisEk", tuple(given(EkId=e.upper()))) for e in d.konulmamis_ekler))  # ASCII
        return Oge("Dagitim", (self._party(d.taraf), *given(Ivedilik=d.ivedilik, DagitimTuru=d.dagitim_turu, Miat=d.miat), *konulmayan))

    def _attachment(self, e: Ek) -> Oge:
        sira = "" if e.sira_no is None else str(e.sira_no)
        icerik = [_id(e.id, e.eyazisma_id), *given(BelgeNo=e.belge_no, Tur=e.tur, DosyaAdi=e.dosya_adi, MimeTuru=e.mime_turu, Ad=e.ad)]
        icerik += [*given(SiraNo=sira, Aciklama=e.aciklama, Referans=e.referans), *self._identifier("OzId", e.oz_id)]
        icerik += given(ImzaliMi="" if e.imzali is None else str(e.imzali).lower())  # ASCII: a boolean
        if e.ozet:
            algoritma = Oge("OzetAlgoritmasi", "", (("Algorithm", e.ozet.algoritma),))
            icerik.append(Oge("Ozet", (algoritma, Oge("OzetDegeri", e.ozet.deger))))
        return Oge("Ek", tuple(icerik))

    def _reference(self, i: Ilgi) -> Oge:
        alanlar = given(BelgeNo=i.belge_no, Tarih=i.tarih, Etiket=i.etiket, EkId=i.ek_id.upper(), Ad=i.ad, Aciklama=i.aciklama)  # ASCII
        return Oge("Ilgi", (_id(i.id, i.eyazisma_id), *alanlar, *self._identifier("OzId", i.oz_id)))

    def _codes(self, kodlar: tuple[Sdp, ...]) -> list[Oge]:
        ana = [_sdp("AnaSdp", s) for s in kodlar if s.ana]
        return group("SdpBilgisi", [*ana, *group("DigerSdpler", (_sdp("SdpListesi", s) for s in kodlar if not s.ana))])

    def _signer(self, i: ImzaBilgisi) -> Oge:
        kisiler = [("Imzalayan", i.imzalayan), ("YetkiDevreden", i.yetki_devreden), ("VekaletVeren", i.vekalet_veren)]
        if self._nesil == 2:
            self._refuse({"TCYK": i.tcyk})
        alanlar = given(Makam=i.makam, Amac=i.amac, Aciklama=i.aciklama, Tarih=i.tarih, TCYK=i.tcyk)
        return Oge("Imza", (*(self._person(ad, k) for ad, k in kisiler if k), *alanlar))


def core_xml(tur: Tur, nesil: int, *, kimlik: str, olusturan: str, konu: str, olusturulma: str, revizyon: str) -> bytes:
    """Return the core properties part: one line, default namespace, as .NET writes it."""
    zaman = f'<dcterms:created xsi:type="dcterms:W3CDTF">{olusturulma}</dcterms:created>'
    surum = "2.1" if tur is Tur.EYPG else "1.3" if nesil == 1 else "2.0"
    alanlar = {"category": _KATEGORI[tur], "contentType": "application/eyazisma", "version": surum, "revision": revizyon}
    govde = f"<dc:identifier>{escape(kimlik, 'identifier')}</dc:identifier>{zaman}"
    govde += "".join(f"<dc:{ad}>{escape(d, ad)}</dc:{ad}>" for ad, d in (("creator", olusturan), ("subject", konu)) if d)
    govde += "".join(f"<{ad}>{escape(d, ad)}</{ad}>" for ad, d in alanlar.items())
    uzaylar = f'xmlns:dc="{DC}" xmlns:dcterms="{DCTERMS}" xmlns:xsi="{XSI}" xmlns="{CORE_UZAY}"'
    return f"{BAS}<coreProperties {uzaylar}>{govde}</coreProperties>".encode()


def creator_of(taraf: Taraf, nesil: int) -> str:
    """Return a party as ``dc:creator`` names it."""
    match taraf:
        case KurumKurulus():
            adlar = [p for p in (taraf.adi, taraf.kkk) if p]
            return "/".join(adlar) if nesil == 2 else adlar[0] if adlar else ""
        case TuzelSahis():
            return taraf.adi or f"{taraf.sema}:{taraf.id}"
        case GercekSahis():
            return ",".join(p for p in (taraf.tckn, taraf.gorev, taraf.ad) if p)


def _heads(uzay: str) -> tuple[tuple[str, str], ...]:
    return ("xmlns:xsi", XSI), ("xmlns:xsd", XSD), ("xmlns", uzay)


def _id(deger: str, baska: bool | None) -> Oge:  # noqa: FBT001 - a value of the format, not a switch
    ek = () if baska is None else (("EYazismaIdMi", "true" if baska else "false"),)
    return Oge("Id", "", (("Value", deger.upper()), *ek))  # ASCII: a GUID


def _sdp(ad: str, s: Sdp) -> Oge:
    return Oge(ad, tuple(given(Kod=s.kod, Ad=s.ad, Aciklama=s.aciklama)))


def _heysk(h: Heysk) -> Oge:
    return Oge("Heysk", tuple(given(Kod=str(h.kod or 0), Ad=h.ad, Tanim=h.tanim)))
