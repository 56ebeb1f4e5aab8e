# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``Paket``: an open package. Reads the directory and the small XML parts; the content parts only when asked."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Self, cast

import attrs

from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv.errors import Bulgu, GirdiHatasi, bulgu
from earsiv.eyazisma import ozet as ozetler
from earsiv.eyazisma.bilesen import CORE_ILISKI, CORE_UZAY, DC, ILISKI, IMZA_YERLERI, KATEGORI, SAYIM, UZAY, Tur
from earsiv.eyazisma.model import Ek, Taraf, Ustveri
from earsiv.eyazisma.ustveri import parse_targets, parse_ustveri
from earsiv.opc import Iliski, Kap, Parca

if TYPE_CHECKING:
    from lxml.etree import _Element

_EN_DERIN: Final = 4
_OZET_ADLARI: Final = {"paketozeti": "PaketOzeti", "parafozeti": "ParafOzeti", "nihaiozet": "NihaiOzet"}


@attrs.frozen
class Core:
    """The OPC core properties that the format uses."""

    kimlik: str
    konu: str
    olusturan: str
    kategori: str
    icerik_turu: str
    surum: str


class Paket:
    """An e-Yazışma package opened for reading; a context manager.

    ``tur`` and ``nesil`` (1 or 2) say what it is, ``ustveri`` what it says of itself (``None`` for an encrypted package),
    ``ic`` the original inside an update package, ``bulgular`` what opening found.
    """

    def __init__(self, kap: Kap, sinirlar: Sinirlar = VARSAYILAN, derinlik: int = 0) -> None:
        """Read kind, version and metadata.

        Raises:
            GirdiHatasi: EYP-001 no core part, EYP-002 unknown kind, EYP-003 unreadable version, EYP-010 wrong root,
                XML-… and PKT-… from below.
        """
        self.kap = kap
        self.bulgular: list[Bulgu] = list(kap.bulgular)
        self.core = self._read_core()
        if self.core.kategori not in KATEGORI:
            raise GirdiHatasi("EYP-002", kap.yer, kategori=self.core.kategori or "boş")
        self.tur = KATEGORI[self.core.kategori]
        self.nesil = self._generation()
        self._check_counts()
        self.ozetler = {ad: o for ad in _OZET_ADLARI if (o := self._digest_part(ad)) is not None}
        self.ustveri = self._metadata() if self.tur is Tur.EYP else None
        self.hedefler: tuple[Taraf, ...] = self._targets()
        self.ic = self._inner(sinirlar, derinlik) if self.tur is Tur.EYPG else None

    @property
    def yer(self) -> str:
        """The name of the package as findings print it."""
        return self.kap.yer

    @property
    def eski_duzen(self) -> bool:
        """Whether it is of the oldest layout (1.0), which has no BelgeHedef."""
        return self.nesil == 1 and self.core.surum == "1.0"

    def close(self) -> None:
        """Release the file, and that of the original inside."""
        if self.ic:
            self.ic.close()
        self.kap.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, tur: type[BaseException] | None, deger: BaseException | None, iz: TracebackType | None) -> None:
        self.close()

    def relationships(self, ad: str) -> tuple[Iliski, ...]:
        """Return the relationships of a format type; an odd case of the type is accepted (and was reported)."""
        if ad == "core":
            return self.kap.targets(lambda i: i.tur == CORE_ILISKI)
        return self.kap.targets(lambda i: i.tur.lower() == ILISKI + ad.lower())  # ASCII: a URI, not user text

    def part(self, ad: str) -> Parca | None:
        """Return the part that the first relationship of a type points to; parts other than signatures hang on the package itself."""
        kokten = ad not in {"imzacades", "muhurcades", "parafimzacades"}
        uygun = (i for i in self.relationships(ad) if not i.dis and (i.kaynak == "/" or not kokten))
        return next((p for i in uygun if (p := self.kap.find(i.hedef))), None)

    def signature(self, ad: str) -> Parca | None:
        """Return the signature part ``imza``, ``muhur`` or ``paraf``: by relationship, else by its fixed name."""
        iliski, adlar, _ = IMZA_YERLERI[ad]
        return self.part(iliski) or next((p for n in adlar if (p := self.kap.find(n))), None)

    def attachment_part(self, ek: Ek) -> Parca | None:
        """Return the part of an attachment by relationship id, signed or unsigned; ``None`` when it has none here."""
        iliski = self.attachment_link(ek)
        return self.kap.find(iliski.hedef) if iliski else None

    def attachment_link(self, ek: Ek) -> Iliski | None:
        """Return the package's own relationship of an attachment: right type for its id prefix, from the package, first of equals."""
        for ad, on_ek in (("ek", "IdEk_"), ("imzasizEk", "IdImzasizEk_")):
            for iliski in self.relationships(ad):
                if iliski.kaynak == "/" and iliski.kimlik.lower() == (on_ek + ek.id).lower():  # ASCII: ids, not user text
                    return iliski
        return None

    def describe(self) -> dict[str, Any]:
        """Return the package as the command line shows it; an update package shows the original with its change."""
        gosterilen = self.ic or self
        u = gosterilen.ustveri
        return {
            "tur": str(self.tur),
            "surum": self.core.surum,
            "belge_id": u.belge_id if u else self.core.kimlik,
            "konu": u.konu if u else self.core.konu,
            "belge_no": u.belge_no if u else None,
            "tarih": u.tarih if u else None,
            "guvenlik_kodu": u.guvenlik_kodu if u else None,
            "dil": (u.dil or None) if u else None,
            "dosya_adi": u.dosya_adi if u else None,
            "mime_turu": (u.mime_turu or None) if u else None,
            "olusturan": u.olusturan.as_dict() if u and u.olusturan else None,
            "dagitimlar": [d.as_dict() for d in u.dagitimlar] if u else [],
            "hedefler": [h.as_dict() for h in self.hedefler],
            "ekler": list(gosterilen.attachments()),
            "ilgiler": [_blank_to_none(attrs.asdict(i), keep=("id", "etiket")) for i in u.ilgiler] if u else [],
            "ilgililer": [t.as_dict() for t in u.ilgililer] if u else [],
            "sdp": [attrs.asdict(s) for s in u.sdp] if u else [],
            "imzalar": [attrs.asdict(i) for i in u.imzalar] if u else [],
            "ustyazi": gosterilen.part_facts(gosterilen.part("ustyazi")),
            "guncellemeler": list(self.changes()),
            "bulgular": [b.as_dict() for b in self.bulgular],
        }

    def attachments(self) -> Iterator[dict[str, Any]]:
        """Yield the attachments as the command line shows them, with part, size and digest where they have one."""
        for ek in self.ustveri.ekler if self.ustveri else ():
            parca = self.attachment_part(ek)
            yield {
                "id": ek.id,
                "tur": ek.tur,
                "dosya_adi": ek.dosya_adi or None,
                "mime_turu": ek.mime_turu or None,
                "ad": ek.ad or None,
                "sira_no": ek.sira_no,
                "imzali": ek.imzali,
                "belge_no": ek.belge_no or None,
                "referans": ek.referans or None,
                **(self.part_facts(parca) or {"parca": None, "boyut": None, "sha256": None}),
            }

    def part_facts(self, parca: Parca | None) -> dict[str, Any] | None:
        """Return name, size (bytes) and SHA-256 of a part, ``None`` for none."""
        if parca is None:
            return None
        return {"parca": parca.ad, "boyut": parca.boyut, "sha256": self.kap.digest(parca, ["sha256"])["sha256"].hex()}

    def _read_core(self) -> Core:
        parcalar = [p for i in self.kap.targets(lambda i: i.tur == CORE_ILISKI) if (p := self.kap.find(i.hedef))]
        if len(parcalar) != 1:
            raise GirdiHatasi("EYP-001", self.kap.yer, sayi=len(parcalar))
        kok = self.kap.xml(parcalar[0])

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
        )

    def _generation(self) -> int:
        """Return 1 or 2 by the core version; a disagreement with the üstveri namespace is a finding, the latter wins.

        An update package exists in the second generation only.
        """
        if self.tur is Tur.EYPG:
            if self.core.surum != "2.1":
                self.bulgular.append(bulgu("EYP-004", self.kap.yer, surum=self.core.surum or "boş", nesil=2))
            return 2
        ana, nokta, alt = self.core.surum.partition(".")
        okunan = (1 if int(ana) < 2 else 2) if nokta and _digits(ana) and _digits(alt) else None
        ad_uzayindan = None
        if parca := self.part("ustveri"):
            kok = self.kap.xml(parca)
            ad_uzayindan = next((n for n in (1, 2) if str(kok.tag).startswith(f"{{{UZAY}Ustveri-{n}}}")), None)
        if okunan is None and ad_uzayindan is None:
            raise GirdiHatasi("EYP-003", self.kap.yer, surum=self.core.surum or "boş")
        if okunan is None or (ad_uzayindan and okunan != ad_uzayindan):
            self.bulgular.append(bulgu("EYP-004", self.kap.yer, surum=self.core.surum or "boş", nesil=ad_uzayindan))
        return ad_uzayindan or cast("int", okunan)

    def _check_counts(self) -> None:
        for ad, (en_az, en_cok) in SAYIM.get((self.tur, self.nesil), {}).items():
            sayi = len(self.relationships(ad))
            if sayi == 0 and self.eski_duzen and ad == "belgehedef":
                self.bulgular.append(bulgu("EYP-009", self.yer))
            elif not en_az <= sayi <= en_cok:
                self.bulgular.append(bulgu("EYP-005", f"{self.yer} · {ad}", ad=ad, sayi=sayi))
        if self.tur is Tur.EYP and self.nesil == 1 and not self.relationships("nihaiozet"):
            self.bulgular.append(bulgu("EYP-011", self.yer))
        for iliski in self.kap.iliskiler:
            if iliski.tur.lower().startswith(ILISKI) and iliski.tur[len(ILISKI) :] not in _ILISKI_ADLARI:  # ASCII URI
                self.bulgular.append(bulgu("EYP-006", f"{self.yer} · {iliski.kimlik}", tur=iliski.tur))

    def _digest_part(self, ad: str) -> ozetler.OzetParcasi | None:
        parca = self.part(ad)
        return ozetler.parse(self.kap, parca, _OZET_ADLARI[ad], self.nesil) if parca else None

    def _metadata(self) -> Ustveri | None:
        parca = self.part("ustveri")
        if parca is None:
            return None
        nihai = self._root_of("nihaiustveri", "NihaiUstveri", "NihaiUstVeri") if self.nesil == 2 else None
        imzalar = self._root_of("belgeimza", "BelgeImza", "BelgeImza") if self.nesil == 1 else None
        return parse_ustveri(self.kap.xml(parca), self.nesil, nihai, imzalar, self.yer)

    def _root_of(self, ad: str, uzay: str, kok_adi: str) -> _Element | None:
        """Return the root of an XML part after looking at its name; ``None`` when the part is absent.

        Raises:
            GirdiHatasi: EYP-010 another root.
        """
        parca = self.part(ad)
        if parca is None:
            return None
        kok = self.kap.xml(parca)
        if kok.tag != f"{{{UZAY}{uzay}-{self.nesil}}}{kok_adi}":
            raise GirdiHatasi("EYP-010", f"{self.yer} · {parca.ad}", beklenen=kok_adi, bulunan=str(kok.tag))
        return kok

    def _targets(self) -> tuple[Taraf, ...]:
        kok = self._root_of("belgehedef", "BelgeHedef", "BelgeHedef")
        if kok is None:
            return ()
        hedefler = parse_targets(kok, self.nesil)
        if not hedefler:
            self.bulgular.append(bulgu("EYP-020", f"{self.yer} · BelgeHedef", ad="Hedef"))
        return hedefler

    def _inner(self, sinirlar: Sinirlar, derinlik: int) -> Paket | None:
        """Open the original of an update package; it is read through a temporary file, never through memory."""
        parca = self.part("orijinalpaket")
        if parca is None:
            return None
        if derinlik >= _EN_DERIN:
            raise GirdiHatasi("EYP-007", self.yer, sinir=_EN_DERIN)
        akis = cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115 - closed with the inner package
        try:
            for blok in self.kap.stream(parca):
                akis.write(blok)
            ic = Paket(Kap(akis, f"{self.yer} · {parca.ad}", sinirlar), sinirlar, derinlik + 1)
        except BaseException:
            akis.close()
            raise
        if ic.tur is Tur.EYPS:
            self.bulgular.append(bulgu("EYP-008", ic.yer))
        return ic

    def changes(self) -> Iterator[dict[str, str | None]]:
        """Yield the changes that an update package declares.

        Raises:
            GirdiHatasi: EYP-010 the part has another root.
        """
        kok = self._root_of("guncellemebilgisi", "Tipler", "GuncellemeBilgisi") if self.tur is Tur.EYPG else None
        if kok is None:
            return
        uzay = f"{{{UZAY}Tipler-2}}"
        for oge in kok.iterchildren(uzay + "Guncellemeler"):
            bilgi = oge.find(uzay + "GuvenlikKoduDegisiklikBilgisi")
            alanlar = ("YeniGizlilikDerecesi", "DegistirmeTarihi", "Aciklama", "KomisyonKarariBelgeNo", "KomisyonKarariBelgeId")
            degerler = {a: None if bilgi is None else bilgi.findtext(uzay + a) for a in alanlar}
            yield {
                "tur": oge.findtext(uzay + "GuncellemeTuru"),
                "yeni_gizlilik_derecesi": degerler["YeniGizlilikDerecesi"],
                "tarih": degerler["DegistirmeTarihi"],
                "aciklama": degerler["Aciklama"],
                "komisyon_karari_belge_no": degerler["KomisyonKarariBelgeNo"],
                "komisyon_karari_belge_id": degerler["KomisyonKarariBelgeId"],
            }


_ILISKI_ADLARI: Final = frozenset(
    {
        *("ustveri", "nihaiustveri", "belgehedef", "belgeimza", "paketozeti", "parafozeti", "nihaiozet", "ustyazi", "ek", "imzasizEk"),
        *("imzacades", "parafimzacades", "muhurcades", "sifreliicerik", "sifreliicerikbilgisi", "guncellemebilgisi", "orijinalpaket"),
        "arsivozellikleri",
    }
)


def _digits(metin: str) -> bool:
    return metin.isascii() and metin.isdigit() and len(metin) < 6


def _blank_to_none(veri: dict[str, Any], keep: tuple[str, ...]) -> dict[str, Any]:
    return {ad: deger if deger or ad in keep else None for ad, deger in veri.items()}


def read(yol: Path | str, sinirlar: Sinirlar = VARSAYILAN) -> Paket:
    """Open a package file; close it when done (it is a context manager).

    Raises:
        GirdiHatasi: KAB-001 not readable, PKT-… not a sound container, EYP-… not a package, XML-… a broken part.
    """
    kap = Kap.open(Path(yol), sinirlar)
    try:
        return Paket(kap, sinirlar)
    except BaseException:
        kap.close()
        raise
