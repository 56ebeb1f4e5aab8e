# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv imza kanit topla | ekle | liste | denetle``: the evidence verdicts rest on. Of these only ``topla`` touches the network."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._dayanak import grounds
from earsiv.cli._ortak import YOL, An, Grup, ortak
from earsiv.cli._yaz import emit, findings, say, table

if TYPE_CHECKING:
    from earsiv.errors import Bulgu
    from earsiv.imza.dogrula import Olgular
    from earsiv.imza.getir import Fetcher, ToplamaSonucu
    from earsiv.imza.kanit import Kanit, KanitDeposu
    from earsiv.imza.sonuc import DogrulamaSonucu, EksikKanit

_EN_COK_TUR = 6  # rounds: what is brought may show what else is missing


@click.group(cls=Grup)
def kanit() -> None:
    """Kanıt deposu: sertifika, SİL, ÇİSDuP yanıtı, zaman damgası."""


@kanit.command()
@click.argument("dosyalar", nargs=-1, required=True, type=YOL, metavar="DOSYA...")
@click.option("--kanit", "klasor", required=True, type=YOL, help="Toplananın yazılacağı kanıt deposu.")
@click.option("--icerik", type=YOL, help="Ayrık imzanın imzaladığı dosya.")
@click.option("--guven", type=YOL, help="Kök sertifikaların klasörü (DER veya PEM).")
@click.option("--politika", type=YOL, help="Kanıtın kullanılacağı yargının politikası (TOML).")
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
    politika: Path | None,
    an: dt.datetime | None,
    sure: int,
    vekil: str | None,
    ozel_ag: bool,
    deneme: bool,
) -> Cikis:
    """AĞA ÇIKAR: imzaların eksik kanıtını gösterdikleri adreslerden toplar. Bundan başka yalnız --damgaci-url verilen komutlar ağa çıkar.

    Örnek: earsiv imza kanit topla karar.p7s --kanit kanit/ --guven kokler/
    """
    from earsiv.imza.getir import HttpFetcher
    from earsiv.imza.kanit import KanitDeposu

    dayanak = grounds(guven, None, politika, an)
    ayar: dict[str, Any] = {"icerik": icerik, **{ad: dayanak[ad] for ad in ("guven", "politika", "an")}}
    if deneme:
        depo = KanitDeposu.open(klasor) if klasor.is_dir() else None
        return _plan([(yol, *missing(yol, depo, **ayar)) for yol in dosyalar])
    getirici = HttpFetcher(ozel_ag=ozel_ag, vekil=_proxy(vekil))
    with KanitDeposu.open(klasor, yazar=True) as depo:
        sonuclar = [(yol, *gather(yol, depo, getirici, sure=sure, **ayar)) for yol in dosyalar]
    return _report(sonuclar)


def missing(yol: Path, depo: KanitDeposu | None, *, icerik: Path | None, **dayanak: Any) -> tuple[list[EksikKanit], list[Bulgu]]:
    """Return what the verdict on a file lacks, and why that could not be told of some of its signers."""
    from earsiv.imza import evaluate

    sonuc = evaluate(_facts(yol, icerik), kanit=depo, **dayanak)
    eksik = list(dict.fromkeys(e for kok in sonuc.imzalar for imza in kok.all() for e in imza.eksik_kanit))
    return eksik, _untold(sonuc)


def _facts(yol: Path, icerik: Path | None) -> Olgular:
    """Return the facts of a file; the content of a detached signature changes nothing of what is missing, so it need not be there."""
    from earsiv.imza import read_file
    from earsiv.imza.topla import facts_without_content

    olgular = read_file(yol, icerik=icerik)
    kusurlar = [b.kod for i in (olgular.hazir.imzalar if olgular.hazir else ()) for b in i.bulgular]
    return facts_without_content(yol.read_bytes(), yol.name) if "IMZ-034" in kusurlar else olgular


def _untold(sonuc: DogrulamaSonucu) -> list[Bulgu]:
    """Return the reasons where a verdict came to no path, and so could not say what is missing."""
    from earsiv.errors import Seviye
    from earsiv.imza import Gosterge

    if not sonuc.imzalar:
        return list(sonuc.bulgular)
    imzalar = [imza for kok in sonuc.imzalar for imza in kok.all()]
    yolsuz = [i for i in imzalar if i.durum is not Gosterge.TOTAL_PASSED and not i.zincir and not i.eksik_kanit]
    return list(dict.fromkeys(b for i in yolsuz for b in i.bulgular if b.seviye is Seviye.HATA or b.kod == "IMZ-015"))


def gather(yol: Path, depo: KanitDeposu, getirici: Fetcher, *, sure: int, **ayar: Any) -> tuple[ToplamaSonucu, list[Bulgu]]:
    """Judge, fetch what is missing, judge again, until nothing new is missing; what another address brought is not missing any more."""
    from earsiv._clock import SystemClock
    from earsiv.errors import bulgu
    from earsiv.imza.getir import Alinamayan, ToplamaSonucu, collect

    alinan: dict[str, Kanit] = {}
    alinamayan: dict[tuple[str, ...], Alinamayan] = {}
    notlar: list[Bulgu] = []
    sorulan: set[tuple[str, ...]] = set()
    eksik, bilinmeyen = missing(yol, depo, **ayar)
    for _ in range(_EN_COK_TUR):
        yeni = [e for e in eksik if _key(e) not in sorulan]
        if not yeni:
            break
        say(f"{yol.name}: {len(yeni)} eksik kanıt soruluyor…")
        sorulan |= {_key(e) for e in yeni}
        sonuc = collect(yeni, getirici, depo, SystemClock(), sure=sure, sil_sure=4 * sure)
        alinan |= {k.sha256: k for k in sonuc.alinan}
        alinamayan |= {_key(a.eksik): a for a in sonuc.alinamayan}
        notlar += sonuc.bulgular
        eksik, bilinmeyen = missing(yol, depo, **ayar)
    kalan = [alinamayan.get(_key(e)) or Alinamayan(e, (bulgu("IMZ-212", f"{e.veren} {e.seri}"),)) for e in eksik]
    return ToplamaSonucu(tuple(alinan.values()), tuple(kalan), tuple(dict.fromkeys(notlar))), bilinmeyen


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


def _plan(planlar: list[tuple[Path, list[EksikKanit], list[Bulgu]]]) -> Cikis:
    """Print what would be asked."""
    eksikler = [e for _, eksik, _ in planlar for e in eksik]
    bilinmeyen = [(yol, nedenler) for yol, _, nedenler in planlar if nedenler]

    def metin() -> Iterator[str]:
        for e in eksikler:
            yield f"{e.tur}: {e.veren} / {e.seri}"
            yield from (f"    {adres}" for adres in e.adresler)
        yield from _untold_text(bilinmeyen)
        yield f"{len(eksikler)} eksik kanıt; ağa çıkılmadı."

    emit({"eksik_kanit": [e.as_dict() for e in eksikler], "bilinmeyen": _untold_rows(bilinmeyen)}, metin)
    return Cikis.BULGU if bilinmeyen else Cikis.TAMAM


def _untold_text(bilinmeyen: list[tuple[Path, list[Bulgu]]]) -> Iterator[str]:
    for yol, nedenler in bilinmeyen:
        yield f"{yol}: eksik kanıt bilinemedi"
        yield from findings(nedenler, "    ")


def _untold_rows(bilinmeyen: list[tuple[Path, list[Bulgu]]]) -> list[dict[str, Any]]:
    return [{"dosya": str(yol), "bulgular": [b.as_dict() for b in nedenler]} for yol, nedenler in bilinmeyen]


def _report(sonuclar: list[tuple[Path, ToplamaSonucu, list[Bulgu]]]) -> Cikis:
    """Print what was brought and what not."""
    alinan = [k for _, s, _ in sonuclar for k in s.alinan]
    alinamayan = [a for _, s, _ in sonuclar for a in s.alinamayan]
    notlar = [b for _, s, _ in sonuclar for b in s.bulgular]
    bilinmeyen = [(yol, nedenler) for yol, _, nedenler in sonuclar if nedenler]

    def metin() -> Iterator[str]:
        for k in alinan:
            yield f"alındı: {k.tur} {k.sha256[:16]}… {k.kaynak}"
        for a in alinamayan:
            yield f"alınamadı: {a.eksik.tur} {a.eksik.veren} / {a.eksik.seri}"
            yield from findings(a.bulgular, "    ")
        yield from findings(notlar)
        yield from _untold_text(bilinmeyen)
        son = f", {len(bilinmeyen)} dosyanın eksiği bilinemedi" if bilinmeyen else ""
        yield f"{len(alinan)} kanıt alındı, {len(alinamayan)} eksik kaldı{son}."

    emit(
        {
            "alinan": [_row(k) for k in alinan],
            "alinamayan": [{"eksik": a.eksik.as_dict(), "bulgular": [b.as_dict() for b in a.bulgular]} for a in alinamayan],
            "bilinmeyen": _untold_rows(bilinmeyen),
            "bulgular": [b.as_dict() for b in notlar],
        },
        metin,
    )
    return Cikis.BULGU if alinamayan or bilinmeyen else Cikis.TAMAM


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
    from earsiv.imza.guven import KAYIT
    from earsiv.imza.kanit import Aktarim, KanitDeposu

    if deneme:
        okunan = [KanitDeposu.open(yol) for yol in yollar]
        aktarimlar = [Aktarim(tuple(d), (), d.bulgular) for d in okunan]
    else:
        with KanitDeposu.open(klasor, yazar=True) as depo:
            aktarimlar = [depo.import_from(yol) for yol in yollar]
    kayitlar = {KAYIT for yol in yollar if (yol / KAYIT).is_file()}  # the register of a trust store is no evidence, and no fault
    eklenen, zaten = ([k for a in aktarimlar for k in getattr(a, ad)] for ad in ("eklenen", "zaten"))
    bulgular = [b for a in aktarimlar for b in a.bulgular if not (b.kod == "IMZ-190" and b.yer in kayitlar)]

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
