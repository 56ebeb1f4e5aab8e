# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv imza kanit topla | ekle | liste | denetle``: the evidence verdicts rest on. Only ``topla`` touches the network."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, An, Grup, ortak
from earsiv.cli._yaz import emit, findings, say, table

if TYPE_CHECKING:
    from earsiv.imza.getir import Fetcher, ToplamaSonucu
    from earsiv.imza.kanit import Kanit, KanitDeposu
    from earsiv.imza.sonuc import EksikKanit

_EN_COK_TUR = 6  # rounds: what is brought may show what else is missing


@click.group(cls=Grup)
def kanit() -> None:
    """Kanıt deposu: sertifika, SİL, OCSP cevabı, zaman damgası."""


@kanit.command()
@click.argument("dosyalar", nargs=-1, required=True, type=YOL, metavar="DOSYA...")
@click.option("--kanit", "klasor", required=True, type=YOL, help="Toplananın yazılacağı kanıt deposu.")
@click.option("--icerik", type=YOL, help="Ayrık imzanın imzaladığı dosya.")
@click.option("--guven", type=YOL, help="Kök sertifikaların klasörü (DER veya PEM).")
@click.option("--an", type=An(), help="Kanıtın kullanılacağı yargının anı; verilmezse şimdi.")
@click.option("--sure", type=click.IntRange(1, 3600), default=30, show_default=True, help="Bir soru için saniye; SİL için dört katı.")
@click.option("--vekil", help="HTTP vekil sunucusu (sunucu:kapı); ortam değişkenlerindeki kullanılmaz.")
@click.option("--ozel-ag", is_flag=True, help="Kurum içi adreslere de sorar.")
@ortak(yazar=True)
def topla(
    dosyalar: tuple[Path, ...],
    klasor: Path,
    icerik: Path | None,
    guven: Path | None,
    an: dt.datetime | None,
    sure: int,
    vekil: str | None,
    ozel_ag: bool,
    deneme: bool,
) -> Cikis:
    """AĞA ÇIKAR: imzaların eksik kanıtını gösterdikleri adreslerden toplar. Öteki komutların hiçbiri ağa çıkmaz.

    Örnek: earsiv imza kanit topla karar.p7s --kanit kanit/ --guven kokler/
    """
    from earsiv.imza.getir import HttpFetcher
    from earsiv.imza.kanit import KanitDeposu

    ayar: dict[str, Any] = {"icerik": icerik, "guven": guven, "an": an}
    if deneme:
        depo = KanitDeposu.open(klasor) if klasor.is_dir() else None
        _plan([e for yol in dosyalar for e in missing(yol, depo, **ayar)])
        return Cikis.TAMAM
    getirici = HttpFetcher(ozel_ag=ozel_ag, vekil=_proxy(vekil))
    with KanitDeposu.open(klasor, yazar=True) as depo:
        sonuclar = [gather(yol, depo, getirici, sure=sure, **ayar) for yol in dosyalar]
    return _report(sonuclar)


def missing(yol: Path, depo: KanitDeposu | None, *, icerik: Path | None, guven: Path | None, an: dt.datetime | None) -> list[EksikKanit]:
    """Return what the verdict on a file lacks."""
    from earsiv.imza import GuvenDeposu, verify_file

    sonuc = verify_file(yol, icerik=icerik, guven=GuvenDeposu.load(guven) if guven else None, kanit=depo, an=an)
    return list(dict.fromkeys(e for kok in sonuc.imzalar for imza in kok.all() for e in imza.eksik_kanit))


def gather(yol: Path, depo: KanitDeposu, getirici: Fetcher, *, sure: int, **ayar: Any) -> ToplamaSonucu:
    """Judge, fetch what is missing, judge again, until nothing new is missing."""
    from earsiv._clock import SystemClock
    from earsiv.imza.getir import ToplamaSonucu, collect

    alinan: dict[str, Kanit] = {}
    alinamayan: dict[tuple[str, ...], Any] = {}
    notlar: list[Any] = []
    sorulan: set[tuple[str, ...]] = set()
    for _ in range(_EN_COK_TUR):
        yeni = [e for e in missing(yol, depo, **ayar) if _key(e) not in sorulan]
        if not yeni:
            break
        say(f"{yol.name}: {len(yeni)} eksik kanıt soruluyor…")
        sorulan |= {_key(e) for e in yeni}
        sonuc = collect(yeni, getirici, depo, SystemClock(), sure=sure, sil_sure=4 * sure)
        alinan |= {k.sha256: k for k in sonuc.alinan}
        alinamayan |= {_key(a.eksik): a for a in sonuc.alinamayan}
        notlar += sonuc.bulgular
    return ToplamaSonucu(tuple(alinan.values()), tuple(alinamayan.values()), tuple(dict.fromkeys(notlar)))


def _key(eksik: EksikKanit) -> tuple[str, ...]:
    return (str(eksik.tur), eksik.veren, eksik.seri)


def _proxy(metin: str | None) -> tuple[str, int] | None:
    if metin is None:
        return None
    sunucu, _, kapi = metin.removeprefix("http://").rstrip("/").rpartition(":")
    if not sunucu or not kapi.isdecimal() or not 0 < int(kapi) < 65536:
        mesaj = f"vekil sunucu “sunucu:kapı” biçiminde verilir: {metin}"
        raise click.UsageError(mesaj)
    return sunucu, int(kapi)


def _plan(eksikler: list[EksikKanit]) -> None:
    """Print what would be asked."""

    def metin() -> Iterator[str]:
        for e in eksikler:
            yield f"{e.tur}: {e.veren} / {e.seri}"
            yield from (f"    {adres}" for adres in e.adresler)
        yield f"{len(eksikler)} eksik kanıt; ağa çıkılmadı."

    emit({"eksik_kanit": [e.as_dict() for e in eksikler]}, metin)


def _report(sonuclar: list[ToplamaSonucu]) -> Cikis:
    """Print what was brought and what not."""
    alinan = [k for s in sonuclar for k in s.alinan]
    alinamayan = [a for s in sonuclar for a in s.alinamayan]
    notlar = [b for s in sonuclar for b in s.bulgular]

    def metin() -> Iterator[str]:
        for k in alinan:
            yield f"alındı: {k.tur} {k.sha256[:16]}… {k.kaynak}"
        for a in alinamayan:
            yield f"alınamadı: {a.eksik.tur} {a.eksik.veren} / {a.eksik.seri}"
            yield from findings(a.bulgular, "    ")
        yield from findings(notlar)
        yield f"{len(alinan)} kanıt alındı, {len(alinamayan)} eksik kaldı."

    emit(
        {
            "alinan": [_row(k) for k in alinan],
            "alinamayan": [{"eksik": a.eksik.as_dict(), "bulgular": [b.as_dict() for b in a.bulgular]} for a in alinamayan],
            "bulgular": [b.as_dict() for b in notlar],
        },
        metin,
    )
    return Cikis.BULGU if alinamayan else Cikis.TAMAM


def _row(k: Kanit) -> dict[str, Any]:
    from earsiv._clock import iso

    an = iso(k.ilk_gorulme) if k.ilk_gorulme else None
    return {"tur": str(k.tur), "sha256": k.sha256, "boyut": len(k.veri), "ilk_gorulme": an, "kaynak": k.kaynak}


@kanit.command()
@click.argument("klasor", type=YOL)
@click.argument("yollar", nargs=-1, required=True, type=YOL, metavar="YOL...")
@ortak(yazar=True)
def ekle(klasor: Path, yollar: tuple[Path, ...], deneme: bool) -> Cikis:
    """Başka yerde toplanan kanıtı depoya ekler: dosya, klasör (adlar önemsiz) ya da başka bir kanıt deposu.

    Örnek: earsiv imza kanit ekle kanit/ /media/usb/
    """
    from earsiv.imza.kanit import Aktarim, KanitDeposu

    if deneme:
        okunan = [KanitDeposu.open(yol) for yol in yollar]
        aktarimlar = [Aktarim(tuple(d), (), d.bulgular) for d in okunan]
    else:
        with KanitDeposu.open(klasor, yazar=True) as depo:
            aktarimlar = [depo.import_from(yol) for yol in yollar]
    eklenen, zaten = ([k for a in aktarimlar for k in getattr(a, ad)] for ad in ("eklenen", "zaten"))
    bulgular = [b for a in aktarimlar for b in a.bulgular]

    def metin() -> Iterator[str]:
        yield from findings(bulgular)
        yield f"{len(eklenen)} kanıt {'eklenebilir' if deneme else 'eklendi'}, {len(zaten)} kanıt zaten vardı."

    veri = {"deneme": deneme, "eklenen": [_row(k) for k in eklenen], "zaten": len(zaten), "bulgular": [b.as_dict() for b in bulgular]}
    emit(veri, metin)
    return Cikis.BULGU if bulgular else Cikis.TAMAM


@kanit.command()
@click.argument("klasor", type=YOL)
@ortak()
def liste(klasor: Path) -> Cikis:
    """Depodaki kanıtları tür, parmak izi, ilk görülme zamanı ve kaynağıyla yazar.

    Örnek: earsiv imza kanit liste kanit/
    """
    from earsiv.imza.kanit import KanitDeposu

    with KanitDeposu.open(klasor) as depo:
        satirlar = [_row(k) for k in depo]
        bulgular = depo.bulgular

    def metin() -> Iterator[str]:
        yield from table(
            ("tür", "sha256", "boyut", "ilk görülme", "kaynak"),
            [(s["tur"], s["sha256"][:16], s["boyut"], s["ilk_gorulme"] or "bilinmiyor", s["kaynak"]) for s in satirlar],
        )
        yield from findings(bulgular)

    emit({"kanitlar": satirlar, "bulgular": [b.as_dict() for b in bulgular]}, metin)
    return Cikis.TAMAM


@kanit.command()
@click.argument("klasor", type=YOL)
@ortak()
def denetle(klasor: Path) -> Cikis:
    """Her nesneyi özetiyle ve kayıtla karşılaştırır; bulgu varsa 1 ile biter.

    Örnek: earsiv imza kanit denetle kanit/
    """
    from earsiv.imza.kanit import KanitDeposu

    with KanitDeposu.open(klasor) as depo:
        bulgular = depo.check()
    emit(
        {"bulgular": [b.as_dict() for b in bulgular]},
        lambda: [*findings(bulgular), "Bulgu yok." if not bulgular else f"{len(bulgular)} bulgu."],
    )
    return Cikis.BULGU if bulgular else Cikis.TAMAM
