# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv eyp goster|dogrula``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, An, Grup, ortak
from earsiv.cli._yaz import emit, findings


@click.group(cls=Grup)
def eyp() -> None:
    """e-Yazışma paketleri."""


@eyp.command()
@click.argument("paket", type=YOL)
@ortak()
def goster(paket: Path) -> Cikis:
    """Paketin üstverisini, dağıtımını, eklerini ve imzacılarını gösterir.

    Örnek: earsiv eyp goster gelen.eyp
    """
    from earsiv import eyazisma

    with eyazisma.read(paket) as acik:
        veri = acik.describe()
        bulgular = list(acik.bulgular)

    def metin() -> Iterator[str]:
        yield f"{veri['konu']}"
        for ad, anahtar in (("tür", "tur"), ("sürüm", "surum"), ("sayı", "belge_no"), ("tarih", "tarih"), ("gizlilik", "guvenlik_kodu")):
            yield f"  {ad}: {veri[anahtar] or '—'}"
        for dagitim in veri["dagitimlar"]:
            yield f"  dağıtım: {dagitim['taraf']['ad']} ({dagitim['dagitim_turu']}, {dagitim['ivedilik']})"
        for ek in veri["ekler"]:
            yield f"  ek {ek['sira_no']}: {ek['ad'] or ek['dosya_adi'] or ek['tur']} ({ek['tur']}, {ek['boyut'] or 0} bayt)"
        for imza in veri["imzalar"]:
            yield f"  imza: {imza['ad']} {imza['soyad']} — {imza['makam'] or imza['unvan'] or ''}"
        yield from findings(bulgular)

    emit(veri, metin)
    return Cikis.TAMAM


@eyp.command()
@click.argument("paketler", nargs=-1, required=True, type=YOL, metavar="PAKET...")
@click.option("--alici", help="Bu nüshanın alıcısı (KKK, T.C. kimlik no veya kimlik): konulmamış ekler hoş görülür.")
@click.option("--guven", type=YOL, help="Kök sertifikaların klasörü.")
@click.option("--an", type=An(), help="Yargı anı; verilmezse şimdi.")
@ortak()
def dogrula(paketler: tuple[Path, ...], alici: str | None, guven: Path | None, an: dt.datetime | None) -> Cikis:
    """Paketleri denetler: yapı, üstveri, özetler, imzalar; bütün bulguları yazar.

    Örnek: earsiv eyp dogrula gelen.eyp --guven kokler/
    """
    from earsiv import eyazisma
    from earsiv.errors import EarsivError
    from earsiv.imza import GuvenDeposu

    depo = GuvenDeposu.load(guven) if guven else None
    raporlar, okunamayan = [], False
    for yol in paketler:
        try:
            with eyazisma.read(yol) as paket:
                rapor = eyazisma.check(paket, alici=alici, guven=depo, an=an)
        except EarsivError as hata:
            okunamayan |= hata.kod == "KAB-001"
            rapor = eyazisma.PaketRaporu.unreadable(str(yol), hata.bulgu)
        raporlar.append((str(yol), rapor))

    def metin() -> Iterator[str]:
        for ad, r in raporlar:
            ozet = {True: "özetler tutuyor", False: "ÖZETLER TUTMUYOR", None: "özet denetlenmedi"}[r.ozetler]
            yield f"{ad}: {'geçerli' if r.gecerli else 'GEÇERSİZ'} ({r.tur or 'paket değil'} {r.surum or ''}, {ozet})"
            for tur, sonuc in (("imza", r.imza), ("mühür", r.muhur), ("paraf", r.paraf)):
                if sonuc:
                    yield f"  {tur}: {sonuc.durum}"
            yield from findings(r.bulgular)

    emit([{**r.as_dict(), "dosya": ad} for ad, r in raporlar], metin)
    if okunamayan:
        return Cikis.KULLANIM
    return Cikis.TAMAM if all(r.gecerli for _, r in raporlar) else Cikis.BULGU
