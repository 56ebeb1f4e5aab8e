# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Make e-Yazışma packages for tests, sound ones and ones broken in exactly one way.

This is no writer for real letters: it makes just enough to be judged, and lets every part be replaced.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from typing import Final
from xml.sax.saxutils import escape

import attrs

from earsiv.opc import write_zip
from earsiv.testing.pki import SahtePki, test_pki

_BAS: Final = '\ufeff<?xml version="1.0" encoding="utf-8"?>\n'
_UZAY: Final = "urn:dpt:eyazisma:schema:xsd:"
_ILISKI: Final = "http://eyazisma.dpt/iliskiler/"
_CORE: Final = "/package/services/metadata/core-properties/0123456789abcdef0123456789abcdef.psmdcp"
_CORE_ILISKI: Final = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_ALGORITMA: Final = {
    "sha256": "http://www.w3.org/2001/04/xmlenc#sha256",
    "sha384": "http://www.w3.org/2001/04/xmldsig-more#sha384",
    "sha512": "http://www.w3.org/2001/04/xmlenc#sha512",
}
_BELGE_ID: Final = "0A5E1C7D-3B2F-4E60-9A11-00000000E001"
_EK_ID: Final = "0A5E1C7D-3B2F-4E60-9A11-00000000E002"
_ON_EKLER: Final = ("tipler:", "", "ns2:")


@attrs.frozen
class PaketKurucu:
    """What goes into a package; ``build`` returns its bytes.

    ``nesil`` is 1 (written as 1.3) or 2 (2.0); ``on_ek`` the prefix of elements in the Tipler namespace; ``degistir`` may
    replace, add or (with ``None``) drop parts just before the container is written, after everything was digested and signed.
    """

    nesil: int = 2
    konu: str = "Bakım Raporu"
    belge_no: str = "E-99900014-807.04-118"
    tarih: str = "2022-12-05T10:20:30.1234567+03:00"
    guvenlik: str = ""
    sdp: str = "807.04"
    ustyazi: bytes = b"%PDF-1.4\n%%EOF\n"
    ek: bytes | None = b"ek metni\n"
    pki: SahtePki | None = attrs.field(factory=test_pki)
    on_ek: str = "tipler:"
    bom: bool = True
    degistir: Callable[[dict[str, bytes]], dict[str, bytes | None]] | None = None
    cms_icerigi: Callable[[bytes], bytes] | None = None

    def build(self) -> bytes:
        """Return the package."""
        parcalar: dict[str, bytes] = {"/UstYazi/ustyazi.pdf": self.ustyazi}
        if self.ek is not None:
            parcalar["/Ekler/ek1.txt"] = self.ek
        parcalar["/Ustveri/Ustveri.xml"] = self._ustveri()
        if self.nesil == 1:
            parcalar["/BelgeHedef/BelgeHedef.xml"] = self._root(
                "BelgeHedef",
                f"<{self.on_ek}HedefListesi><{self.on_ek}Hedef>{self._kurum('99900002', 'Örnek Kurumu')}</{self.on_ek}Hedef></{self.on_ek}HedefListesi>",
            )
            parcalar["/Imzalar/BelgeImza.xml"] = self._root(
                "BelgeImza", f"<{self.on_ek}ImzaListesi>{self._imza()}</{self.on_ek}ImzaListesi>"
            )
        ana = [ad for ad in parcalar if ad != "/Imzalar/BelgeImza.xml"]
        parcalar["/PaketOzeti/PaketOzeti.xml"] = self._ozet("PaketOzeti", ana, parcalar)
        parcalar["/Imzalar/ImzaCades.imz"] = self._sign(parcalar["/PaketOzeti/PaketOzeti.xml"], "kisi")
        if self.nesil == 2:
            parcalar["/NihaiUstveri/NihaiUstveri.xml"] = self._nihai()
        parcalar[_CORE] = self._core()
        parcalar["/NihaiOzet/NihaiOzet.xml"] = self._ozet("NihaiOzet", list(parcalar), parcalar)
        muhur = "/Muhur/MuhurCades.imz" if self.nesil == 2 else "/Muhurler/MuhurCades.imz"
        parcalar[muhur] = self._sign(parcalar["/NihaiOzet/NihaiOzet.xml"], "muhur")
        parcalar |= self._tables(muhur)
        for ad, veri in (self.degistir(parcalar) if self.degistir else {}).items():
            if veri is None:
                del parcalar[ad]
            else:
                parcalar[ad] = veri
        return write_zip((ad.lstrip("/"), veri) for ad, veri in parcalar.items())

    def _sign(self, veri: bytes, kim: str) -> bytes:
        if self.pki is None:
            return b"\x01\x02\x03"
        return self.pki.imzala(self.cms_icerigi(veri) if self.cms_icerigi else veri, kim=kim)

    def _root(self, ad: str, govde: str) -> bytes:
        kok = {"Ustveri": "UstVeri", "NihaiUstveri": "NihaiUstVeri"}.get(ad, ad) if self.nesil == 2 else ad
        tipler, kendi = f"{_UZAY}Tipler-{self.nesil}", f"{_UZAY}{ad}-{self.nesil}"
        if self.on_ek:
            uzay = f'xmlns:{self.on_ek[:-1]}="{tipler}" xmlns="{kendi}"'
        else:
            uzay, kok = f'xmlns:k="{kendi}" xmlns="{tipler}"', f"k:{kok}"
        metin = f"{_BAS}<{kok} {uzay}>{govde}</{kok}>"
        return metin.encode() if self.bom else metin.lstrip("\ufeff").encode()

    def _oge(self, **alanlar: str) -> str:
        return "".join(f"<{self.on_ek}{ad}>{escape(deger)}</{self.on_ek}{ad}>" for ad, deger in alanlar.items())

    def _kurum(self, kkk: str, ad: str) -> str:
        return f"<{self.on_ek}KurumKurulus>{self._oge(KKK=kkk, Adi=ad)}</{self.on_ek}KurumKurulus>"

    def _imza(self) -> str:
        kisi = f"<{self.on_ek}Kisi>{self._oge(IlkAdi='Deneme', Soyadi='Örnek', Unvan='Müdür')}</{self.on_ek}Kisi>"
        p = self.on_ek
        return f"<{p}Imza><{p}Imzalayan>{kisi}{self._oge(TCKN='12345678901', Gorev='Bilgi İşlem Müdürü')}</{p}Imzalayan>{self._oge(Makam='Bilgi İşlem Müdürlüğü', Amac='Onay', Tarih=self.tarih)}</{p}Imza>"

    def _ustveri(self) -> bytes:
        p = self.on_ek
        dagitim = f"<{p}DagitimListesi><{p}Dagitim>{self._kurum('99900002', 'Örnek Kurumu')}{self._oge(Ivedilik='NRM', DagitimTuru='GRG', Miat='PT0S')}</{p}Dagitim></{p}DagitimListesi>"
        ek = ""
        if self.ek is not None:
            ek = f'<{p}Ekler><{p}Ek><{p}Id Value="{_EK_ID}" />{self._oge(Tur="DED", DosyaAdi="ek1.txt", MimeTuru="text/plain", Ad="Birinci ek", SiraNo="1", ImzaliMi="true")}</{p}Ek></{p}Ekler>'
        govde = self._oge(BelgeId=_BELGE_ID, Konu=self.konu)
        if self.nesil == 1:
            govde += self._oge(Tarih=self.tarih, BelgeNo=self.belge_no)
        govde += self._oge(GuvenlikKodu=self.guvenlik or ("TSD" if self.nesil == 1 else "YOK"), MimeTuru="application/pdf")
        govde += dagitim + ek + self._oge(Dil="tur")
        govde += f"<{p}Olusturan>{self._kurum('99900001', 'Örnekova Belediye Başkanlığı')}</{p}Olusturan>"
        govde += self._oge(DosyaAdi="ustyazi.pdf")
        if self.nesil == 2:
            govde += f"<{p}SdpBilgisi><{p}AnaSdp>{self._oge(Kod=self.sdp, Ad='Dosya')}</{p}AnaSdp></{p}SdpBilgisi>"
            govde += f"<{p}DogrulamaBilgisi>{self._oge(DogrulamaAdresi='https://ornek.invalid/dogrula')}</{p}DogrulamaBilgisi>"
        return self._root("Ustveri", govde)

    def _nihai(self) -> bytes:
        p = self.on_ek
        return self._root(
            "NihaiUstveri", f"{self._oge(Tarih=self.tarih, BelgeNo=self.belge_no)}<{p}BelgeImzalar>{self._imza()}</{p}BelgeImzalar>"
        )

    def _ozet(self, ad: str, adlar: list[str], parcalar: dict[str, bytes]) -> bytes:
        uzay = f"{_UZAY}PaketOzeti-{self.nesil}"
        satirlar = []
        for parca in adlar:
            ogeler = [
                f'<DigestMethod Algorithm="{_ALGORITMA[alg]}" /><DigestValue>{base64.b64encode(hashlib.new(alg, parcalar[parca]).digest()).decode()}</DigestValue>'
                for alg in (("sha256",) if self.nesil == 1 else ("sha384", "sha512"))
            ]
            govde = "".join(ogeler if self.nesil == 1 else (f"<DigestItem>{o}</DigestItem>" for o in ogeler))
            satirlar.append(
                f'<Reference URI="{escape(parca)}" Type="http://eyazisma.dpt/bilesen#dahili" xmlns="{uzay}">{govde}</Reference>'
            )
        metin = f'{_BAS}<{ad} Id="{_BELGE_ID}" xmlns="{_UZAY}{ad}-{self.nesil}">{"".join(satirlar)}</{ad}>'
        return metin.encode()

    def _core(self) -> bytes:
        return (
            f'{_BAS}<coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
            ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
            ' xmlns="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">'
            f"<dc:identifier>{_BELGE_ID}</dc:identifier><dc:creator>Örnekova Belediye Başkanlığı/99900001</dc:creator>"
            f"<dc:subject>{escape(self.konu)}</dc:subject><category>RESMIYAZISMA</category>"
            f"<contentType>application/eyazisma</contentType><version>{'1.3' if self.nesil == 1 else '2.0'}</version>"
            "<revision>earsiv-deneme/1.0</revision></coreProperties>"
        ).encode()

    def _tables(self, muhur: str) -> dict[str, bytes]:
        """Return content types and relationships."""
        koke = {
            "ustyazi": "/UstYazi/ustyazi.pdf",
            "ustveri": "/Ustveri/Ustveri.xml",
            "paketozeti": "/PaketOzeti/PaketOzeti.xml",
            "nihaiozet": "/NihaiOzet/NihaiOzet.xml",
        }
        if self.nesil == 1:
            koke |= {"belgehedef": "/BelgeHedef/BelgeHedef.xml", "belgeimza": "/Imzalar/BelgeImza.xml"}
        else:
            koke |= {"nihaiustveri": "/NihaiUstveri/NihaiUstveri.xml"}
        iliskiler = [(_ILISKI + ad, hedef, f"Id_{ad}") for ad, hedef in koke.items()]
        if self.ek is not None:
            iliskiler.append((f"{_ILISKI}ek", "/Ekler/ek1.txt", f"IdEk_{_EK_ID}"))
        iliskiler.append((_CORE_ILISKI, _CORE, "R0123456789abcdef"))
        turler = {
            "pdf": "application/pdf",
            "xml": "application/xml",
            "txt": "text/plain",
            "imz": "application/octet-stream",
            "psmdcp": "application/vnd.openxmlformats-package.core-properties+xml",
            "rels": "application/vnd.openxmlformats-package.relationships+xml",
        }
        return {
            "/_rels/.rels": _rels(iliskiler),
            "/PaketOzeti/_rels/PaketOzeti.xml.rels": _rels([(f"{_ILISKI}imzacades", "../Imzalar/ImzaCades.imz", "IdImzaCades")]),
            "/NihaiOzet/_rels/NihaiOzet.xml.rels": _rels([(f"{_ILISKI}muhurcades", f"..{muhur}", "IdMuhurCades")]),
            "/[Content_Types].xml": (
                '\ufeff<?xml version="1.0" encoding="utf-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                + "".join(f'<Default Extension="{u}" ContentType="{t}" />' for u, t in turler.items())
                + "</Types>"
            ).encode(),
        }


def _rels(iliskiler: list[tuple[str, str, str]]) -> bytes:
    satirlar = "".join(f'<Relationship Type="{t}" Target="{h}" Id="{k}" />' for t, h, k in iliskiler)
    return f'\ufeff<?xml version="1.0" encoding="utf-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{satirlar}</Relationships>'.encode()


def _doctype(parcalar: dict[str, bytes]) -> dict[str, bytes | None]:
    ham = parcalar["/Ustveri/Ustveri.xml"].decode("utf-8-sig")
    bas, _, kalan = ham.partition("?>")
    return {"/Ustveri/Ustveri.xml": f'{bas}?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>{kalan}'.encode()}


_BOZUKLAR: Final[dict[str, PaketKurucu]] = {
    "EYP-043": PaketKurucu(degistir=lambda p: {"/UstYazi/ustyazi.pdf": p["/UstYazi/ustyazi.pdf"] + b" "}),
    "EYP-041": PaketKurucu(degistir=lambda _: {"/Ekler/ek1.txt": None}),
    "EYP-052": PaketKurucu(degistir=lambda _: {"/Ekler/fazla.txt": b"kimsenin imzalamadigi"}),
    "EYP-070": PaketKurucu(degistir=lambda _: {"/Imzalar/ImzaCades.imz": None, "/PaketOzeti/_rels/PaketOzeti.xml.rels": None}),
    "EYP-071": PaketKurucu(degistir=lambda _: {"/Muhur/MuhurCades.imz": None, "/NihaiOzet/_rels/NihaiOzet.xml.rels": None}),
    "IMZ-001": PaketKurucu(pki=None),
    "IMZ-035": PaketKurucu(cms_icerigi=lambda veri: hashlib.sha256(veri).digest()),
    "XML-003": PaketKurucu(degistir=_doctype),
    "XML-001": PaketKurucu(degistir=lambda _: {"/Ustveri/Ustveri.xml": b""}),
    "PKT-020": PaketKurucu(degistir=lambda _: {"/[Content_Types].xml": None}),
}


def broken_package(kod: str) -> bytes:
    """Return a package that breaks exactly the rule of this code (``EYP-043`` …).

    Raises:
        KeyError: no package is known for this code; see ``BOZUK_KODLAR``.
    """
    return _BOZUKLAR[kod].build()


BOZUK_KODLAR: Final = tuple(_BOZUKLAR)
