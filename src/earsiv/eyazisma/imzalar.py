# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Signature, seal and paraf of a package, joined with the room ``imza``: four answers each, kept apart.

Do the digests hold? Does the mathematics of the CMS? Is what it holds the digest part, byte for byte? Is its level the one that the
format wants? In the wild every mixture occurs: somebody signs a hash instead of the part, and all the rest holds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

import attrs

from earsiv._clock import Clock
from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv.errors import Bulgu, GirdiHatasi, Seviye, bulgu
from earsiv.eyazisma.bilesen import IMZA_YERLERI, Tur
from earsiv.eyazisma.paket import Paket
from earsiv.imza import (
    AltGosterge,
    CmsBilgisi,
    DogrulamaPolitikasi,
    DogrulamaSonucu,
    Gosterge,
    GuvenDeposu,
    HukukiKarar,
    KanitKaynagi,
    cms_facts,
    verify_cms,
)
from earsiv.opc import Parca

_SIRA: Final = ("BES", "EPES", "T", "C", "X", "XL", "A")
_XML: Final = frozenset({"application/xml", "text/xml", "application/octet-stream"})
# what the guide demands: (kind, generation, signature) -> (least level, profiles)
DUZEYLER: Final[dict[tuple[Tur, int, str], tuple[str, frozenset[str]]]] = {
    (Tur.EYP, 1, "imza"): ("XL", frozenset({"P4"})),
    (Tur.EYP, 1, "muhur"): ("XL", frozenset({"P4"})),
    (Tur.EYP, 2, "imza"): ("XL", frozenset({"P3", "P4"})),
    (Tur.EYP, 2, "paraf"): ("XL", frozenset({"P3", "P4"})),
    (Tur.EYP, 2, "muhur"): ("A", frozenset({"P3", "P4"})),
    (Tur.EYPG, 2, "muhur"): ("A", frozenset({"P3", "P4"})),
}
# who signs a part: a person, an institution
_KULLANIM: Final = {"imza": "imza", "muhur": "muhur", "paraf": "imza"}
_ADLAR: Final = {"imza": "İmza", "muhur": "Mühür", "paraf": "Paraf imzası"}


@attrs.frozen
class PaketImzasi:
    """What was found of one signature part: four answers (``None``: could not be told), the verdict of ``imza`` and the findings."""

    ozetler: bool | None = None
    matematik: bool | None = None
    icerik: bool | None = None
    duzey: bool | None = None
    sonuc: DogrulamaSonucu | None = None
    bulgular: tuple[Bulgu, ...] = ()

    @property
    def durum(self) -> Gosterge:
        """The indication of the verdict; failed where the content is another one."""
        if self.sonuc is None or self.icerik is False:
            return Gosterge.TOTAL_FAILED
        return self.sonuc.durum

    @property
    def imzalar(self) -> tuple[Any, ...]:
        """The verdict on each signer."""
        return self.sonuc.imzalar if self.sonuc else ()

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form: the verdict's, with the four answers beside it."""
        dortlu = {"ozetler": self.ozetler, "matematik": self.matematik, "icerik": self.icerik, "duzey": self.duzey}
        return (self.sonuc or DogrulamaSonucu.unreadable("cades", self.bulgular)).as_dict() | {"ayri": dortlu}


@attrs.frozen
class Yargi:
    """With which roots, evidence and policy, at which moment and within which limits signatures are judged."""

    guven: GuvenDeposu | None = None
    kanit: KanitKaynagi | None = None
    politika: DogrulamaPolitikasi | None = None
    an: dt.datetime | None = None
    saat: Clock | None = None
    sinirlar: Sinirlar = VARSAYILAN


def verify(paket: Paket, yargi: Yargi, *, ozetler: bool | None) -> dict[str, PaketImzasi]:
    """Judge every signature part that the package has, by name (``imza``, ``muhur``, ``paraf``).

    Args:
        ozetler: whether the digests of the package hold, as ``check`` told.
    """
    if paket.tur is Tur.EYPS:
        return {}
    return {ad: _signature(paket, ad, parca, yargi, ozetler=ozetler) for ad in IMZA_YERLERI if (parca := paket.signature(ad))}


def _signature(paket: Paket, ad: str, parca: Parca, yargi: Yargi, *, ozetler: bool | None) -> PaketImzasi:
    imzalanan, yer = paket.ozetler.get(IMZA_YERLERI[ad][2]), f"{paket.yer} · {parca.ad}"
    if imzalanan is None:
        kusur = bulgu("EYP-072", yer)
        kusur = attrs.evolve(kusur, seviye=Seviye.UYARI) if ad == "paraf" else kusur  # O2-14: a left-over paraf forges nothing
        return PaketImzasi(ozetler=ozetler, bulgular=(kusur,))
    try:
        veri, icerik = paket.kap.read(parca, yargi.sinirlar.imza_bayt), paket.kap.read(imzalanan.parca)
    except GirdiHatasi as hata:
        return PaketImzasi(ozetler=ozetler, bulgular=(hata.bulgu,))
    bilgi = cms_facts(veri, yer, yargi.sinirlar)
    yabanci = bilgi is not None and bilgi.icerik is not None and bilgi.icerik != icerik
    # its mathematics are judged over what it holds; that this is another thing is an answer of its own
    politika = attrs.evolve(yargi.politika or DogrulamaPolitikasi(), kullanim=_KULLANIM[ad])
    ortam = attrs.asdict(attrs.evolve(yargi, politika=politika), recurse=False)
    sonuc = verify_cms(veri, yer, icerik=None if yabanci else icerik, **ortam)
    if bilgi is None:
        return PaketImzasi(ozetler=ozetler, matematik=False, sonuc=sonuc, bulgular=_findings(sonuc, guvenli=yargi.guven is not None))
    imza = PaketImzasi(
        ozetler=ozetler,
        matematik=_maths(sonuc),
        icerik=False if yabanci else None if bilgi.icerik is None else True,
        duzey=_level_reached(paket, ad, sonuc),
        sonuc=_of_another(sonuc, yer) if yabanci else sonuc,
    )
    bulgular = _findings(imza.sonuc, guvenli=yargi.guven is not None)
    return attrs.evolve(imza, bulgular=(*bulgular, *_answers(paket, ad, yer, imza), *_oddities(paket, ad, yer, bilgi)))


def _maths(sonuc: DogrulamaSonucu) -> bool | None:
    """Return whether the mathematics hold; ``None`` where an algorithm could not be computed, which is no yes."""
    cevaplar = [i.matematik for i in sonuc.imzalar]
    return False if not cevaplar or False in cevaplar else None if None in cevaplar else True


def _of_another(sonuc: DogrulamaSonucu, yer: str) -> DogrulamaSonucu:
    """Fail every signer: what was signed is not this package's digest part."""
    kusur = bulgu("IMZ-035", yer)
    hukum: dict[str, Any] = {"durum": Gosterge.TOTAL_FAILED, "alt_durum": AltGosterge.HASH_FAILURE, "karar": HukukiKarar.GECERSIZ}
    yargilar = (attrs.evolve(i, bulgular=(kusur,), **hukum) for i in sonuc.imzalar)
    return attrs.evolve(sonuc, imzalar=tuple(yargilar))


_MATEMATIK: Final = frozenset({*(f"IMZ-{n:03}" for n in range(1, 15)), "IMZ-034", "IMZ-035", "IMZ-045"})


def _findings(sonuc: DogrulamaSonucu | None, *, guvenli: bool) -> tuple[Bulgu, ...]:
    """Return the findings of a verdict.

    Without roots only form and mathematics are judged (cli.md): what a certificate nobody vouches for says of itself is a warning.
    """
    bulgular = (*sonuc.bulgular, *(b for i in sonuc.imzalar for b in i.bulgular)) if sonuc else ()
    if guvenli:
        return bulgular
    return tuple(b if b.kod in _MATEMATIK or b.seviye is not Seviye.HATA else attrs.evolve(b, seviye=Seviye.UYARI) for b in bulgular)


_ICERIK_KODU: Final = {True: "EYP-084", None: "EYP-073", False: "EYP-085"}


def _answers(paket: Paket, ad: str, yer: str, imza: PaketImzasi) -> Iterator[Bulgu]:
    """Say the four answers, each as a finding of its own."""
    isim, (istenen, profiller) = _ADLAR[ad], _wanted(paket, ad)
    yield bulgu("EYP-080" if imza.ozetler else "EYP-081", yer, ad=isim)
    yield bulgu("EYP-082" if imza.matematik else "EYP-083", yer, ad=isim)
    yield bulgu(_ICERIK_KODU[imza.icerik], yer, ad=isim, parca=IMZA_YERLERI[ad][2], kural="K.100" if ad == "muhur" else "K.81")
    if imza.duzey is not None and imza.sonuc:
        dusuk = min(imza.sonuc.imzalar, key=lambda i: _SIRA.index(i.seviye))
        degerler = {"duzey": dusuk.seviye, "profil": dusuk.profil or "yok", "istenen": istenen, "profiller": ", ".join(sorted(profiller))}
        yield bulgu("EYP-090" if imza.duzey else "EYP-091", yer, ad=isim, **degerler)


def _wanted(paket: Paket, ad: str) -> tuple[str, frozenset[str]]:
    return DUZEYLER.get((paket.tur, paket.nesil, ad), ("", frozenset()))


def _level_reached(paket: Paket, ad: str, sonuc: DogrulamaSonucu) -> bool | None:
    """Hold the level and profile that the attributes claim against what the format wants of this signature."""
    istenen, profiller = _wanted(paket, ad)
    if not istenen or not sonuc.imzalar:
        return None
    return all(_SIRA.index(i.seviye) >= _SIRA.index(istenen) and i.profil in profiller for i in sonuc.imzalar)


def _oddities(paket: Paket, ad: str, yer: str, bilgi: CmsBilgisi) -> Iterator[Bulgu]:
    for mime in bilgi.mime_turleri:
        if mime.partition(";")[0].strip().lower() not in _XML:  # ASCII: a MIME type
            yield bulgu("EYP-092", yer, ad=_ADLAR[ad], mime=mime[:80])
    if paket.tur is Tur.EYPG and ad == "muhur" and (bilgi.imzaci_sayisi > 1 or bilgi.karsi_imza):
        yield bulgu("EYP-093", yer)


def signed_by(cms: bytes, imzalanan: bytes, yer: str, sinirlar: Sinirlar = VARSAYILAN) -> str:
    """Return why a CMS is no enveloping signature of exactly these bytes, nothing when it is one."""
    bilgi = cms_facts(cms, yer, sinirlar)
    if bilgi is None:
        return "CMS SignedData değil"
    if bilgi.icerik is None:
        return "ayrık imza"
    if bilgi.icerik != imzalanan:
        return "başka bir içerik imzalanmış" if len(bilgi.icerik) > 64 else "içerik yerine bir özet değeri imzalanmış"
    sonuc = verify_cms(cms, yer, sinirlar=sinirlar)
    kotu = next(
        (b for i in sonuc.imzalar for b in i.bulgular if i.durum is Gosterge.TOTAL_FAILED or b.kod in {"IMZ-010", "IMZ-011", "IMZ-045"}),
        None,
    )
    return kotu.mesaj if kotu else ""
