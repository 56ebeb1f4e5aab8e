# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Write a package in steps that cannot be taken in the wrong order: each step is a value whose methods are the next steps.

``create`` → content → metadata → (paraf) → digest and signature → nihai üstveri and digest → seal → file. What was digested can
no longer be changed, because the step that could change it is gone; a step used twice is refused. A signature is a function over
the exact bytes, or bytes brought later (smart card, remote service, browser); one whose content is not those bytes is refused.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import attrs

from earsiv._clock import Clock, SystemClock, iso
from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv.errors import GirdiHatasi, PaketHatasi, Seviye
from earsiv.eyazisma.bilesen import IMZA_YERLERI, YERLER, Tur, encode_name
from earsiv.eyazisma.denetle import verify
from earsiv.eyazisma.imzalar import signed_by
from earsiv.eyazisma.model import Ek, Guncelleme, NihaiUstveri, Taraf, Ustveri
from earsiv.eyazisma.paket import read
from earsiv.eyazisma.parcalar import Yazar, core_xml, creator_of
from earsiv.eyazisma.taslak import Kaynak, Taslak
from earsiv.eyazisma.xml_yaz import escape

Imzalayici = Callable[[bytes], bytes]

XML: Final = "application/xml"
_IMZ: Final = "application/octet-stream"
_CORE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_ILK_OZETLER: Final = {1: frozenset({"sha256", "sha512"}), 2: frozenset({"sha256", "sha384"})}
_GUVENSIZ: Final = re.compile(r"[^A-Za-z0-9._()-]")
_ID: Final = {
    "ustyazi": "IdUstYazi",
    "ustveri": "IdUstveri",
    "nihaiustveri": "IdNihaiUstveri",
    "belgehedef": "IdBelgeHedef",
    "belgeimza": "IdBelgeImza",
    "paketozeti": "IdPaketOzeti",
    "parafozeti": "IdParafOzeti",
    "nihaiozet": "IdNihaiOzet",
    "imzacades": "IdImzaCades",
    "parafimzacades": "IdParafImzaCades",
    "muhurcades": "IdMuhurCades",
    "guncellemebilgisi": "IdGuncellemeBilgisi",
    "orijinalpaket": "IdOrijinalPaket",
}


@attrs.define
class Durum:
    """What the steps hand on: the draft, the parts that are to be digested, what the core will say."""

    taslak: Taslak
    saat: Clock
    belge_id: str = ""
    imzalilar: list[str] = attrs.field(factory=list)
    ekler: list[Ek] = attrs.field(factory=list)
    ustyazi: str = ""
    ustveri: Ustveri | None = None
    parafli: list[str] = attrs.field(factory=list)
    core_adi: str = ""

    @property
    def yazar(self) -> Yazar:
        """The maker of XML parts of this generation."""
        return Yazar(self.taslak.nesil)

    def part(self, tur: str, veri: bytes, *, ad: str = "") -> str:
        """Write a part of the format at its fixed place."""
        yol = ad or YERLER[tur][0]
        self.taslak.add(yol, XML, veri, (tur, _ID[tur]))
        return yol

    def core(self, *, olusturan: str, konu: str) -> None:
        """Write the core properties; its name is a function of the letter's id, so that the same letter gives the same bytes."""
        iz = hashlib.sha256(escape(self.belge_id, "BelgeId").encode()).hexdigest()
        zaman = re.sub(r"\.?0+Z$", "Z", iso(self.saat.now()))
        ortak = {"olusturulma": zaman, "revizyon": f"Python/earsiv {version('earsiv')}"}
        veri = core_xml(self.taslak.tur, self.taslak.nesil, kimlik=self.belge_id, olusturan=olusturan, konu=konu, **ortak)
        self.core_adi = f"/package/services/metadata/core-properties/{iz[:32]}.psmdcp"
        self.taslak.add(self.core_adi, _CORE, veri, ("core", f"R{iz[32:48]}"), sakla=True)

    def digest(self, tur: str, adlar: Iterable[str]) -> bytes:
        """Write a digest part over written parts and return its bytes."""
        veri = self.yazar.digests(tur, self.belge_id, [self.taslak.reference(ad) for ad in adlar])
        self.part(tur, veri)
        return veri

    def signature(self, ad: str, imzalanan: bytes, cms: bytes) -> str:
        """Write a signature part after looking at what it signs.

        Raises:
            GirdiHatasi: EYP-066 it is no signature of those bytes.
        """
        tur, yerler, ozet = IMZA_YERLERI[ad]
        if kusur := signed_by(cms, imzalanan, self.taslak.hedef.name, self.taslak.sinirlar):
            raise GirdiHatasi("EYP-066", self.taslak.hedef.name, ad=ad, ayrinti=kusur)
        yol = yerler[1] if ad == "muhur" and self.taslak.nesil == 1 else yerler[0]
        self.taslak.add(yol, _IMZ, cms, (tur, _ID[tur]), kaynagi=YERLER[ozet][0])
        return yol


class _Adim:
    """A step: it can be taken once, and it gives the draft up when the block around it ends without a file."""

    def __init__(self, durum: Durum) -> None:
        self._durum = durum
        self._gecildi = False

    @property
    def nesil(self) -> int:
        """The generation that is being written."""
        return self._durum.taslak.nesil

    def __enter__(self) -> Self:
        return self

    def __exit__(self, tur: type[BaseException] | None, deger: BaseException | None, iz: TracebackType | None) -> None:
        self._durum.taslak.discard()

    def _open(self) -> Durum:
        """Return the state, for a step that was not taken yet."""
        if self._gecildi or not self._durum.taslak.acik:
            mesaj = "Bu adım geçildi; dönen yeni adımla sürdürün."
            raise RuntimeError(mesaj)
        return self._durum

    def _pass(self) -> Durum:
        """Take the step."""
        durum = self._open()
        self._gecildi = True
        return durum


class _KayitliAdim(_Adim):
    """A step between two signatures, at which a draft may wait."""

    def save(self, yol: Path | str) -> None:
        """Keep the draft in a file, to be taken up by ``resume`` elsewhere or later.

        Raises:
            GirdiHatasi: KAB-013, KAB-019.
        """
        self._open().taslak.save(Path(yol))


class _ImzaAdimi(_KayitliAdim):
    """A step that waits for a signature over ``imzalanacak``."""

    def __init__(self, durum: Durum, imzalanacak: bytes) -> None:
        super().__init__(durum)
        self.imzalanacak: Final = imzalanacak


class IcerikAdimi(_Adim):
    """First step: the cover letter and the attachments."""

    def cover(self, kaynak: Kaynak, ad: str, mime: str = "application/pdf") -> None:
        """Write the cover letter.

        Args:
            kaynak: its bytes, or the file to stream it from.
            ad: its file name; the part's name is made of it.

        Raises:
            GirdiHatasi: KAB-001.
            RuntimeError: there is one already.
        """
        d = self._open()
        if d.ustyazi:
            mesaj = "Üst yazı bir kez eklenir."
            raise RuntimeError(mesaj)
        yol = f"/UstYazi/{safe_part_name(ad)}"
        d.taslak.add(yol, mime, kaynak, ("ustyazi", _ID["ustyazi"]), izle=True)
        d.ustyazi = yol

    def attach(self, ek: Ek, kaynak: Kaynak | None = None) -> None:
        """Declare an attachment; a file (``DED``) brings its bytes, signed unless ``imzali`` is false.

        Raises:
            GirdiHatasi: KAB-001.
            RuntimeError: a file without bytes, or bytes for what is none.
        """
        d = self._open()
        if (ek.tur == "DED") is (kaynak is None):
            mesaj = "Dosya eki (DED) içeriğiyle, öbür ekler içeriksiz eklenir."
            raise RuntimeError(mesaj)
        if kaynak is None:
            d.ekler.append(ek)
            return
        imzali = ek.imzali is not False
        yol = _free_name(d.taslak, "/Ekler/" if imzali else "/ImzasizEkler/", ek.dosya_adi)
        tur, on_ek = ("ek", "IdEk_") if imzali else ("imzasizEk", "IdImzasizEk_")
        d.taslak.add(yol, ek.mime_turu or "application/octet-stream", kaynak, (tur, on_ek + ek.id.upper()))  # ASCII: a GUID
        d.ekler.append(attrs.evolve(ek, imzali=imzali, dosya_adi=_written_name(ek.dosya_adi, yol)))
        if imzali:
            d.imzalilar.append(yol)

    def metadata(self, ustveri: Ustveri, nihai: NihaiUstveri | None = None) -> UstveriAdimi:
        """Write the üstveri with the attachments declared so far; from here on content is closed.

        Args:
            nihai: number, date and signers, which the first generation wants now.

        Raises:
            PaketHatasi: EYP-065 the package would be refused; nothing was signed yet.
            GirdiHatasi: EYP-067, EYP-068.
            RuntimeError: no cover letter, or ``nihai`` in the wrong generation.
        """
        d = self._open()
        if not d.ustyazi or (nihai is None) is (d.taslak.nesil == 1):
            mesaj = "Önce üst yazı eklenir; nihai üstveri birinci nesilde burada, ikincide imzadan sonra verilir."
            raise RuntimeError(mesaj)
        if f"/UstYazi/{safe_part_name(ustveri.dosya_adi)}" != d.ustyazi and ustveri.dosya_adi:
            mesaj = "Üstverideki DosyaAdi, eklenen üst yazının adı olmalı."
            raise RuntimeError(mesaj)
        self._pass()
        konulmayan = {e.upper() for dagitim in ustveri.dagitimlar for e in dagitim.konulmamis_ekler}  # ASCII: GUIDs
        ekler = tuple(
            attrs.evolve(e, dosya_adi=safe_part_name(e.dosya_adi)) if e.tur == "DED" and e.id.upper() in konulmayan else e  # ASCII: GUIDs
            for e in d.ekler
        )
        d.ustveri = ustveri = attrs.evolve(ustveri, ekler=ekler)
        d.belge_id = ustveri.belge_id.upper()  # ASCII: a GUID
        olusturan = creator_of(ustveri.olusturan, d.taslak.nesil) if ustveri.olusturan else ""
        d.core(olusturan=olusturan, konu=ustveri.konu)
        d.part("ustveri", d.yazar.metadata(ustveri, nihai))
        if nihai is not None:
            d.part("belgehedef", d.yazar.targets(x.taraf for x in ustveri.dagitimlar))
            d.part("belgeimza", d.yazar.signers(nihai))
        d.taslak.inspect(tamam=False)
        return UstveriAdimi(d)


class UstveriAdimi(_KayitliAdim):
    """Second step: the letter stands; have it initialled (second generation, optional) or go on to the signature."""

    def initials(self) -> ParafAdimi:
        """Write the ParafOzeti, to be signed by those who initial the letter.

        Raises:
            RuntimeError: the first generation has no paraf.
        """
        d = self._pass()
        if d.taslak.nesil == 1 or d.parafli:
            mesaj = "Paraf ikinci nesilde ve bir kez vardır."
            raise RuntimeError(mesaj)
        return ParafAdimi(d, d.digest("parafozeti", [YERLER["ustveri"][0], d.ustyazi, *d.imzalilar]))

    def digest(self) -> ImzaAdimi:
        """Write the PaketOzeti, to be signed by the one who signs the letter."""
        d = self._pass()
        if d.taslak.nesil == 1:
            adlar = [YERLER["belgehedef"][0], d.ustyazi, YERLER["ustveri"][0], *d.imzalilar]
        else:
            adlar = [YERLER["ustveri"][0], d.ustyazi, *d.parafli, *d.imzalilar]
        return ImzaAdimi(d, d.digest("paketozeti", adlar))


class ParafAdimi(_ImzaAdimi):
    """The ParafOzeti waits for its signature."""

    def sign(self, imzala: Imzalayici) -> UstveriAdimi:
        """Call a function for the CMS over ``imzalanacak`` and go on; as ``attach_signature``."""
        self._open()
        return self.attach_signature(imzala(self.imzalanacak))

    def attach_signature(self, cms: bytes) -> UstveriAdimi:
        """Take a CMS made elsewhere.

        Raises:
            GirdiHatasi: EYP-066 it is no signature of those bytes; the step can be tried again.
        """
        yol = self._open().signature("paraf", self.imzalanacak, cms)
        d = self._pass()
        d.parafli = [YERLER["parafozeti"][0], yol]
        return UstveriAdimi(d)


class ImzaAdimi(_ImzaAdimi):
    """The PaketOzeti waits for the person's signature."""

    def sign(self, imzala: Imzalayici) -> NihaiAdimi:
        """Call a function for the CMS over ``imzalanacak`` and go on; as ``attach_signature``."""
        self._open()
        return self.attach_signature(imzala(self.imzalanacak))

    def attach_signature(self, cms: bytes) -> NihaiAdimi:
        """Take a CMS made elsewhere.

        Raises:
            GirdiHatasi: EYP-066 it is no signature of those bytes; the step can be tried again.
        """
        self._open().signature("imza", self.imzalanacak, cms)
        return NihaiAdimi(self._pass())


class NihaiAdimi(_KayitliAdim):
    """The letter is signed: number, date and signers follow, then the digest of the whole."""

    def finalize(self, nihai: NihaiUstveri | None = None) -> MuhurAdimi:
        """Write the nihai üstveri (second generation) and the NihaiOzet, to be sealed.

        Raises:
            PaketHatasi: EYP-065.
            RuntimeError: ``nihai`` is missing, or given in the first generation.
        """
        if (nihai is None) is (self._open().taslak.nesil == 2):
            mesaj = "Nihai üstveri ikinci nesilde burada verilir, birincide üstveriyle birlikte verildi."
            raise RuntimeError(mesaj)
        d = self._pass()
        paket, imza, ust = YERLER["paketozeti"][0], YERLER["imzacades"][0], YERLER["ustveri"][0]
        if nihai is None:
            ilk = [YERLER["belgehedef"][0], YERLER["belgeimza"][0], d.ustyazi, ust, *d.imzalilar, paket, imza]
        else:
            ilk = [ust, d.ustyazi, *d.parafli, paket, imza, d.part("nihaiustveri", d.yazar.final(nihai)), *d.imzalilar]
        muhurlenecek = d.digest("nihaiozet", [*ilk, d.core_adi])
        d.taslak.inspect(tamam=False)
        return MuhurAdimi(d, muhurlenecek)


class MuhurAdimi(_ImzaAdimi):
    """The NihaiOzet waits for the institution's seal; with it the package is whole."""

    def sign(self, imzala: Imzalayici) -> Path:
        """Call a function for the CMS over ``imzalanacak`` and publish; as ``attach_signature``."""
        self._open()
        return self.attach_signature(imzala(self.imzalanacak))

    def attach_signature(self, cms: bytes) -> Path:
        """Take a CMS made elsewhere and publish the package.

        Raises:
            GirdiHatasi: EYP-066 it is no signature of those bytes; KAB-013, KAB-019 the file.
            PaketHatasi: EYP-065 our own validator refuses the whole.
        """
        self._open().signature("muhur", self.imzalanacak, cms)
        return self._pass().taslak.publish()

    def publish_unsealed(self) -> Path:
        """Publish a package of the first generation, where the seal is optional.

        Raises:
            PaketHatasi: EYP-065, among others for a second generation package.
        """
        return self._pass().taslak.publish()


def create(
    hedef: Path | str, *, surum: str = "2.0", ozet: str = "", saat: Clock | None = None, sinirlar: Sinirlar = VARSAYILAN
) -> IcerikAdimi:
    """Begin a package.

    Args:
        hedef: the file that will come to be; nothing of that name may exist.
        surum: ``2.0`` or ``1.3``.
        ozet: the (first) digest algorithm: ``sha384`` (default) or ``sha256`` beside SHA-512, in 1.3 ``sha256`` (default) or ``sha512``.

    Raises:
        GirdiHatasi: EYP-003 no such version, EYP-040 two equal digests, KAB-013, KAB-019 the file.
    """
    if surum not in {"1.3", "2.0"}:
        raise GirdiHatasi("EYP-003", str(hedef), surum=surum)
    nesil = int(surum[0])
    ilk = ozet or ("sha256" if nesil == 1 else "sha384")
    if ilk not in _ILK_OZETLER[nesil]:
        raise GirdiHatasi("EYP-040", str(hedef), ne=f"ilk özet {ilk} olamaz", resmi_kod=30 if ilk == "sha512" else 12)
    taslak = Taslak(Path(hedef), Tur.EYP, nesil, (ilk,) if nesil == 1 else (ilk, "sha512"), sinirlar)
    return IcerikAdimi(Durum(taslak, saat or SystemClock()))


def create_update(
    hedef: Path | str,
    orijinal: Path | str,
    guncellemeler: Iterable[Guncelleme],
    *,
    belge_id: str,
    olusturan: Taraf,
    konu: str = "",
    saat: Clock | None = None,
    sinirlar: Sinirlar = VARSAYILAN,
) -> MuhurAdimi:
    """Begin an update package (``.eypg``) around an untouched original; its seal is what is left to do.

    Args:
        orijinal: an ``.eyp`` or ``.eypg`` file; it is not changed and goes in whole.
        belge_id: the id of the update itself (GUID).

    Raises:
        GirdiHatasi: EYP-008 the original is encrypted; what ``read`` raises for it; KAB-013, KAB-019 the file.
        PaketHatasi: EYP-065 the original is not valid, or the change is incomplete.
    """
    with read(orijinal, sinirlar) as paket:
        if paket.tur is Tur.EYPS:
            raise GirdiHatasi("EYP-008", paket.yer)
        uzanti = str(paket.tur)
        if engeller := [b for b in verify(paket, sinirlar=sinirlar).bulgular if b.seviye is Seviye.HATA]:
            raise PaketHatasi(paket.yer, engeller)
    d = Durum(Taslak(Path(hedef), Tur.EYPG, 2, ("sha384", "sha512"), sinirlar), saat or SystemClock(), belge_id.upper())  # ASCII: a GUID
    try:
        bilgi = d.part("guncellemebilgisi", d.yazar.changes(guncellemeler))
        icteki = f"/OrijinalPaket/OrijinalPaket.{uzanti}"
        d.taslak.add(icteki, "application/x-zip-compressed", Path(orijinal), ("orijinalpaket", _ID["orijinalpaket"]))
        d.core(olusturan=creator_of(olusturan, 2), konu=konu)
        muhurlenecek = d.digest("nihaiozet", [bilgi, icteki, d.core_adi])
        d.taslak.inspect(tamam=False)
    except BaseException:
        d.taslak.discard()
        raise
    return MuhurAdimi(d, muhurlenecek)


def safe_part_name(ad: str) -> str:
    """Return the part name of a file: as the official writer makes it, and without what a part name cannot carry."""
    temiz = _GUVENSIZ.sub("_", encode_name(posixpath.basename(ad.replace("\\", "/"))))
    return temiz if temiz.strip("._") and not temiz.startswith(".") else f"belge{temiz}" if temiz.strip("._") else "belge"


def _free_name(taslak: Taslak, klasor: str, ad: str) -> str:
    """Return a part name that is not taken: two different names may lose what made them different."""
    govde, uzanti = posixpath.splitext(safe_part_name(ad))
    aday, sira = f"{klasor}{govde}{uzanti}", 1
    while taslak.has(aday):
        sira += 1
        aday = f"{klasor}{govde}_{sira}{uzanti}"
    return aday


def _written_name(ad: str, yol: str) -> str:
    """Return the DosyaAdi: the name as given, or the part's where the two could not be matched by a reader."""
    return ad if encode_name(ad) == posixpath.basename(yol) else posixpath.basename(yol)
