# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Read one item completely, before anything is written: kind, what it says of itself, text, signatures."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs

from earsiv import eyazisma, imza, tarama
from earsiv._clock import Clock, civil_date
from earsiv._limits import Sinirlar
from earsiv.errors import Bulgu, EarsivError, GirdiHatasi, Seviye, bulgu
from earsiv.eyazisma.model import to_datetime
from earsiv.model import BelgeTuru, GizlilikDerecesi
from earsiv.tarama import Kind, Ocr, Sayfa


@attrs.frozen
class Okunan:
    """An item as read: its kind, its own words, its pages, its verdicts and everything found.

    ``bekleyen`` counts pages whose text is still to come; ``gonderen_kodu`` is the sender's file code, a hint only.
    """

    tur: BelgeTuru
    konu: str = ""
    sayi: str = ""
    tarih: dt.date | None = None
    gizlilik: GizlilikDerecesi = GizlilikDerecesi.YOK
    gonderen_kodu: str = ""
    sayfalar: tuple[Sayfa, ...] = ()
    bekleyen: int = 0
    metin_yok: bool = False
    imza: dict[str, Any] | None = None
    imza_durumu: str | None = None
    bulgular: tuple[Bulgu, ...] = ()


def read(
    yol: Path,
    *,
    saat: Clock,
    sinirlar: Sinirlar,
    ocr: Ocr | None,
    guven: imza.GuvenDeposu | None = None,
    kanit: imza.KanitKaynagi | None = None,
    ilerleme: Callable[[int, int], None] | None = None,
) -> Okunan:
    """Read an item by its content.

    Raises:
        GirdiHatasi: it cannot be opened at all (KAB-…, PKT-…, EYP-…, XML-…, TAR-…): it is refused.
    """
    tur = tarama.detect(yol)
    if tur is None:
        raise GirdiHatasi("KAB-003", yol.name)
    okuyucu = _package if tur is Kind.ZIP else _scan
    okunan = okuyucu(yol, tur, eyazisma.Yargi(guven=guven, kanit=kanit, saat=saat, sinirlar=sinirlar), ocr, ilerleme)
    beklenen = tarama.tur.UZANTILAR.get(yol.suffix)
    if beklenen is not tur:
        okunan = attrs.evolve(okunan, bulgular=(*okunan.bulgular, bulgu("KAB-004", yol.name, tur=okunan.tur)))
    return okunan


def _scan(yol: Path, tur: Kind, yargi: eyazisma.Yargi, ocr: Ocr | None, ilerleme: Any) -> Okunan:
    try:
        sonuc = tarama.read(yol, tur, ocr=ocr, sinirlar=yargi.sinirlar, ilerleme=ilerleme)
    except GirdiHatasi as hata:
        if hata.kod != "TAR-002":  # a password keeps the text from us, not the record from the archive
            raise
        return Okunan(BelgeTuru(str(tur)), konu=yol.stem.encode("utf-8", "replace").decode(), metin_yok=True, bulgular=(hata.bulgu,))
    okunan = Okunan(
        tur=BelgeTuru(str(tur)),
        konu=yol.stem.encode("utf-8", "replace").decode(),
        sayfalar=sonuc.sayfalar,
        bekleyen=sonuc.bekleyen,
        metin_yok=not sonuc.metin_var and not sonuc.bekleyen,
        bulgular=sonuc.bulgular,
    )
    if tur is Kind.PDF and sonuc.imza_sayisi:
        karar = imza.verify_pdf(yol, **attrs.asdict(yargi, recurse=False))
        bulgular = tuple(b for i in karar.imzalar for b in i.bulgular)
        okunan = attrs.evolve(
            okunan, imza={"pdf": karar.as_dict()}, imza_durumu=str(karar.durum), bulgular=(*okunan.bulgular, *karar.bulgular, *bulgular)
        )
    return okunan


def _package(yol: Path, tur: Kind, yargi: eyazisma.Yargi, ocr: Ocr | None, ilerleme: Any) -> Okunan:
    del tur
    sinirlar = yargi.sinirlar
    with eyazisma.read(yol, sinirlar) as paket:
        rapor = eyazisma.verify(paket, **attrs.asdict(yargi, recurse=False))
        ic = eyazisma.innermost(paket)
        u, n = ic.ustveri, ic.nihai
        sayfalar, bekleyen, bulgular = _package_text(ic, sinirlar, ocr, ilerleme)
        verdikt = {ad: s.as_dict() for ad in ("imza", "muhur", "paraf") if (s := getattr(rapor, ad))}
        return Okunan(
            tur=BelgeTuru(str(paket.tur)),
            konu=(u.konu if u else paket.core.konu) or yol.stem.encode("utf-8", "replace").decode(),
            sayi=n.belge_no if n else "",
            tarih=_date(n.tarih) if n else None,
            gizlilik=_degree(paket),
            gonderen_kodu=next((s.kod for s in u.sdp if s.ana), "") if u else "",
            sayfalar=sayfalar,
            bekleyen=bekleyen,
            metin_yok=not bekleyen and not any(s.metin.strip() for s in sayfalar),
            imza={**verdikt, "ozetler": rapor.ozetler, "gecerli": rapor.gecerli},
            imza_durumu=str(rapor.imza.durum) if rapor.imza else None,
            bulgular=(*rapor.bulgular, *bulgular),
        )


def _degree(paket: eyazisma.Paket) -> GizlilikDerecesi:
    """Return the degree of a package; encrypted ranks highest.

    An update package may raise it. It may lower it only once its seal is proven, which is not judged yet: until then the higher holds.
    """
    if paket.ic:
        degisen = [g.yeni_gizlilik_derecesi for g in paket.guncellemeler if g.yeni_gizlilik_derecesi]
        return max(_degree(paket.ic), *(GizlilikDerecesi.from_code(kod) for kod in degisen[-1:]), GizlilikDerecesi.YOK)
    return GizlilikDerecesi.from_code(paket.ustveri.guvenlik_kodu) if paket.ustveri else GizlilikDerecesi.CGZ


def _package_text(paket: eyazisma.Paket, sinirlar: Sinirlar, ocr: Ocr | None, ilerleme: Any) -> tuple[tuple[Sayfa, ...], int, list[Bulgu]]:
    """Read the text of the cover letter and of every electronic attachment that is a PDF or an image."""
    parcalar = [
        p for p in (paket.part("ustyazi"), *(paket.attachment_part(e) for e in (paket.ustveri.ekler if paket.ustveri else ()))) if p
    ]
    sayfalar: list[Sayfa] = []
    bekleyen, bulgular = 0, []
    with tempfile.TemporaryDirectory(prefix="earsiv-parca-") as klasor:
        for sira, parca in enumerate(parcalar):
            gecici = Path(klasor) / str(sira)
            yer = f"{paket.yer} · {parca.ad}"
            try:
                with gecici.open("wb") as dosya:
                    for blok in paket.kap.stream(parca):
                        dosya.write(blok)
                tur = tarama.detect(gecici)
                if tur is None or tur is Kind.ZIP:
                    bulgular.append(bulgu("KAB-008", yer, mime=parca.mime or "bilinmiyor"))
                    continue
                sonuc = tarama.read(gecici, tur, ocr=ocr, sinirlar=sinirlar, ilerleme=ilerleme, yer=yer)
            except EarsivError as hata:
                bulgular.append(attrs.evolve(hata.bulgu, seviye=Seviye.UYARI))
                continue
            bas = len(sayfalar)
            sayfalar += [attrs.evolve(s, no=bas + s.no, parca=parca.ad) for s in sonuc.sayfalar]
            bekleyen += sonuc.bekleyen
            bulgular += sonuc.bulgular
    return tuple(sayfalar), bekleyen, bulgular


def _date(metin: str) -> dt.date | None:
    """Return the civil day in Turkey of a package's dateTime; local midnight written in UTC is the next day's."""
    an = to_datetime(metin)
    return civil_date(an) if an else None
