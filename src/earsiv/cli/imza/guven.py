# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv imza guven ekle | liste | denetle``: the roots an institution trusts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, Grup, Tarih, ortak
from earsiv.cli._yaz import emit, findings

if TYPE_CHECKING:
    from earsiv.imza.guven import Kok, Kullanim


@click.group(cls=Grup)
def guven() -> None:
    """Güven deposu: kök sertifikalar, kullanım amaçları, parmak izleri."""


@guven.command()
@click.argument("klasor", type=YOL)
@click.argument("sertifika", type=YOL)
@click.option("--parmak-izi", required=True, help="SHA-256 parmak izi; ESHS'nin yayınından okunur, dosyadan değil.")
@click.option("--kullanim", required=True, help="Virgülle: NES (imzacı), ZD (zaman damgası), MUHUR (kurum mührü).")
@click.option("--kaynak", required=True, help="Kökün ve parmak izinin alındığı yer.")
@click.option("--baslangic", type=Tarih(), help="Bu günden önce kullanılmaz; verilmezse sertifikanınki.")
@click.option("--bitis", type=Tarih(), help="Bu günden sonra kullanılmaz; verilmezse sertifikanınki.")
@ortak(yazar=True)
def ekle(
    klasor: Path,
    sertifika: Path,
    parmak_izi: str,
    kullanim: str,
    kaynak: str,
    baslangic: dt.date | None,
    bitis: dt.date | None,
    deneme: bool,
) -> Cikis:
    """Parmak izi doğrulanan bir kök sertifikayı güven deposuna ekler.

    Örnek: earsiv imza guven ekle kokler/ kok.cer --parmak-izi 3A:… --kullanim NES,ZD --kaynak "ESHS sitesi"
    """
    from earsiv._clock import SystemClock
    from earsiv.imza.guven import GuvenDeposu
    from earsiv.imza.guven_kaydi import add_root, moment

    kok = add_root(
        klasor,
        sertifika,
        parmak_izi=parmak_izi,
        kullanim=_purposes(kullanim),
        kaynak=kaynak,
        baslangic=moment(baslangic, "baslangic"),
        bitis=moment(bitis, "bitis"),
        saat=SystemClock(),
        deneme=deneme,
    )
    bulgular = () if deneme else GuvenDeposu.load(klasor).bulgular

    def metin() -> Iterator[str]:
        yield f"{'Eklenebilir' if deneme else 'Eklendi'}:"
        yield from _lines(kok)
        yield from findings(bulgular)

    emit({"deneme": deneme, "kok": _row(kok), "bulgular": [b.as_dict() for b in bulgular]}, metin)
    return Cikis.TAMAM


@guven.command()
@click.argument("klasor", type=YOL)
@ortak()
def liste(klasor: Path) -> Cikis:
    """Kullanılan kökleri parmak izi, amaç ve tarih aralığıyla yazar; süresi bitmiş olanlar da durur.

    Örnek: earsiv imza guven liste kokler/
    """
    _show(klasor)
    return Cikis.TAMAM


@guven.command()
@click.argument("klasor", type=YOL)
@ortak()
def denetle(klasor: Path) -> Cikis:
    """Her sertifikayı ve kaydı denetler; bulgu varsa 1 ile biter.

    Örnek: earsiv imza guven denetle kokler/
    """
    return Cikis.BULGU if _show(klasor) else Cikis.TAMAM


def _show(klasor: Path) -> bool:
    """Print the store; return whether anything was found against it."""
    from earsiv.imza.guven import GuvenDeposu

    depo = GuvenDeposu.load(klasor)

    def metin() -> Iterator[str]:
        for kok in depo.kokler:
            yield from _lines(kok)
        yield from findings(depo.bulgular)
        yield f"{len(depo.kokler)} kök kullanılıyor, {len(depo.bulgular)} bulgu."

    emit({"kokler": [_row(k) for k in depo.kokler], "bulgular": [b.as_dict() for b in depo.bulgular]}, metin)
    return bool(depo.bulgular)


def _purposes(metin: str) -> list[Kullanim]:
    from earsiv.imza.guven import Kullanim

    try:
        return [Kullanim(ad.strip().upper()) for ad in metin.split(",")]  # ASCII
    except ValueError:
        mesaj = f"kullanım şunlardan biri ya da birkaçı olmalı, virgülle: {', '.join(Kullanim)}"
        raise click.UsageError(mesaj) from None


def _row(kok: Kok) -> dict[str, Any]:
    """Return a root as JSON."""
    from earsiv.imza.guven import Kullanim, fingerprint
    from earsiv.imza.kok import subject_text

    return {
        "konu": subject_text(kok.konu),
        "sha256": kok.sha256,
        "parmak_izi": fingerprint(kok.sertifika),
        "kullanim": [str(k) for k in Kullanim if k in kok.kullanim],
        "baslangic": kok.baslangic.astimezone(dt.UTC).isoformat(),
        "bitis": kok.bitis.astimezone(dt.UTC).isoformat(),
        "kaynak": kok.kaynak,
        "eklenme": kok.eklenme.astimezone(dt.UTC).isoformat() if kok.eklenme else None,
    }


def _lines(kok: Kok) -> Iterator[str]:
    """Yield a root for reading."""
    from earsiv._clock import ISTANBUL

    veri = _row(kok)
    bas, son = (f"{an.astimezone(ISTANBUL):%d.%m.%Y}" for an in (kok.baslangic, kok.bitis))
    yield f"{veri['konu'] or '(adsız)'}"
    yield f"  SHA-256  {veri['parmak_izi']}"
    yield f"  kullanım {', '.join(veri['kullanim'])}   aralık {bas}–{son}"
    if kok.kaynak:
        yield f"  kaynak   {kok.kaynak}"
