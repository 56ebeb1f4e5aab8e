# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv imza kayit``: evidence records made, judged, renewed.

Every command that needs a time-stamp takes it in one of three ways: fetched (``--damgaci-url``), or in two steps by hand: the first run
writes the request (``--damga-istegi``), the second, over the same files, takes the answer (``--damga``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, An, Grup, ortak
from earsiv.cli._yaz import emit, findings, say
from earsiv.errors import GirdiHatasi, os_reason

if TYPE_CHECKING:
    from earsiv.imza.ers import Gece, Taslak
    from earsiv.imza.yol_yargi import Ortam

T = TypeVar("T")
_ALGORITMALAR: Final = ("sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512")
_GECE_SINIRI: Final = 1 << 30


@click.group(cls=Grup)
def kayit() -> None:
    """Kanıt kayıtları (RFC 4998): bir gecenin bütün dosyaları için tek zaman damgası."""


def _damga_secenekleri(islev: Callable[..., Any]) -> Callable[..., Any]:
    islev = click.option("--damga", type=YOL, help="Makamın cevabı (TimeStampResp ya da TimeStampToken).")(islev)
    islev = click.option("--damga-istegi", type=YOL, help="Zaman damgası isteğini bu dosyaya yazar ve durur.")(islev)
    return click.option("--damgaci-url", metavar="ADRES", help="Damgayı bu adresteki zaman damgası makamından alır.")(islev)


def _require_one_way(*yollar: str | Path | None) -> None:
    """Refuse the call before any file is read, not after hours of hashing."""
    if sum(yol is not None for yol in yollar) != 1:
        mesaj = "--damgaci-url, --damga-istegi ve --damga seçeneklerinden yalnız birini verin."
        raise click.UsageError(mesaj)


def _require_free(yollar: Iterable[Path]) -> None:
    """Refuse a target that is taken before a time-stamp is spent on it."""
    for yol in yollar:
        if yol.exists():
            raise GirdiHatasi("IMZ-178", str(yol), ayrinti="aynı adda dosya var")


def _stamped(taslak: Taslak[T], damgaci_url: str | None, damga_istegi: Path | None, damga: Path | None) -> T | None:
    """Finish the draft by one of the three ways; ``None`` when only the request was written."""
    from earsiv.imza.damgaci import HttpDamgaci, timestamp_request
    from earsiv.imza.ers import istek

    if damga_istegi is not None:
        _write(damga_istegi, timestamp_request(taslak.kok, taslak.algoritma))
        say(f"İstek yazıldı: {damga_istegi}. Cevabı aynı dosyalarla --damga ile verin.")
        return None
    if damga is not None:
        return taslak.complete(istek.token(_read(damga), str(damga)))
    from earsiv._clock import SystemClock
    from earsiv.imza.ag import HttpFetcher

    return taslak.stamp(HttpDamgaci(str(damgaci_url), HttpFetcher(), SystemClock()))


@kayit.command()
@click.argument("yollar", nargs=-1, required=True, type=YOL, metavar="YOL...")
@click.option("--hedef", type=YOL, required=True, help="Gece dosyasının ve kayıtların yazılacağı klasör.")
@click.option("--grup", is_flag=True, help="Her klasör tek nesnedir: içindeki dosyalar birlikte kanıtlanır.")
@click.option("--yalniz-gece", is_flag=True, help="Kayıtları yazmaz; gerekince “cikar” ile alınır.")
@click.option("--algoritma", type=click.Choice(_ALGORITMALAR), default="sha256", show_default=True, help="Özet algoritması.")
@_damga_secenekleri
@ortak(yazar=True)
def olustur(
    yollar: tuple[Path, ...],
    hedef: Path,
    grup: bool,
    yalniz_gece: bool,
    algoritma: str,
    damgaci_url: str | None,
    damga_istegi: Path | None,
    damga: Path | None,
    deneme: bool,
) -> Cikis:
    """Dosyaları tek bir zaman damgasının altında toplar, her biri için kanıt kaydı yazar.

    Örnek: earsiv imza kayit olustur gelen/ --hedef kanit/2026-11-21 --damgaci-url http://zd.ornek.invalid
    """
    from earsiv.imza import ers
    from earsiv.imza.ers import nesne

    if not deneme:
        _require_one_way(damgaci_url, damga_istegi, damga)
    nesneler = nesne.collect(yollar, grup=grup)
    taslak = ers.prepare(nesne.digests(nesneler, algoritma), algoritma)
    cevap: dict[str, Any] = {"kok": taslak.kok.hex(), "algoritma": algoritma, "nesne_sayisi": len(nesneler), "gece": None, "kayitlar": []}
    yol = hedef / f"gece-{taslak.kok.hex()[:16]}.ers"
    _require_free([yol, *(() if yalniz_gece else (_record_path(ad, hedef) for ad in nesneler))])
    gece = None if deneme else _stamped(taslak, damgaci_url, damga_istegi, damga)
    if gece is not None:
        _write(yol, gece.to_bytes())
        cevap |= {"gece": str(yol), "kayitlar": [] if yalniz_gece else _write_records(gece, gece.adlar, hedef)}
    emit(cevap, lambda: _summary(cevap))
    return Cikis.TAMAM


def _summary(cevap: Mapping[str, Any]) -> Iterator[str]:
    yield f"{cevap['nesne_sayisi']} nesne, kök {cevap['kok']} ({cevap['algoritma']})"
    if cevap["gece"]:
        yield f"Gece: {cevap['gece']}"
        yield f"Kayıt: {len(cevap['kayitlar'])}"


@kayit.command()
@click.argument("gece", type=YOL)
@click.argument("adlar", nargs=-1, metavar="[AD...]")
@click.option("--hedef", type=YOL, required=True, help="Kayıtların yazılacağı klasör.")
@ortak()
def cikar(gece: Path, adlar: tuple[str, ...], hedef: Path) -> Cikis:
    """Gece dosyasından nesnelerin kanıt kayıtlarını çıkarır; ad verilmezse hepsini.

    Örnek: earsiv imza kayit cikar kanit/gece.ers gelen/karar.pdf --hedef cikti/
    """
    from earsiv.imza.ers import Gece

    acik = Gece.from_bytes(_read(gece), str(gece))
    yazilan = _write_records(acik, adlar or acik.adlar, hedef)
    emit({"gece": str(gece), "kayitlar": yazilan}, lambda: yazilan)
    return Cikis.TAMAM


@kayit.command()
@click.argument("dosya", type=YOL, metavar="KAYIT")
@click.argument("nesneler", nargs=-1, required=True, type=YOL, metavar="NESNE...")
@click.option("--guven", type=YOL, help="Kök sertifikaların klasörü (DER veya PEM).")
@click.option("--kanit", type=YOL, help="Kanıt deposunun klasörü.")
@click.option("--an", type=An(), help="Yargı anı; verilmezse şimdi.")
@click.option("--politika", type=YOL, help="Doğrulama politikası (TOML).")
@ortak()
def dogrula(
    dosya: Path, nesneler: tuple[Path, ...], guven: Path | None, kanit: Path | None, an: dt.datetime | None, politika: Path | None
) -> Cikis:
    """Bir kanıt kaydını nesnesiyle doğrular; klasör ya da birden çok dosya, grubun tamamı demektir.

    Örnek: earsiv imza kayit dogrula karar.pdf.er karar.pdf --guven kokler/
    """
    from earsiv.imza import Gosterge, ers
    from earsiv.imza.ers import nesne
    from earsiv.imza.ers.yargi import judge

    olan = nesne.merge(nesne.collect(nesneler, grup=True).values())
    yargila = judge(_circumstances(guven, kanit, an, politika), dosya.name)
    sonuc = ers.verify(_read(dosya), lambda algoritma: nesne.digest(olan, algoritma), yargila, yer=dosya.name)

    def metin() -> Iterator[str]:
        yield f"{dosya}: {sonuc.durum} ({sonuc.alt_durum or '—'}) {sonuc.karar}"
        if sonuc.kanitli_zaman:
            yield f"  bu içerik {sonuc.kanitli_zaman.isoformat()} anında vardı"
        for damga in sonuc.damgalar:
            yield f"  damga {damga.an.isoformat() if damga.an else '—'} {damga.makam}: {damga.durum}"
            yield from findings(damga.bulgular, "    ")
        yield from findings(sonuc.bulgular)

    emit({"dosya": str(dosya), **sonuc.as_dict()}, metin)
    return Cikis.TAMAM if sonuc.durum is Gosterge.TOTAL_PASSED else Cikis.BULGU


def _circumstances(guven: Path | None, kanit: Path | None, an: dt.datetime | None, politika: Path | None) -> Ortam:
    """Return what the time-stamps are judged by."""
    from earsiv._clock import SystemClock
    from earsiv.imza.guven import GuvenDeposu
    from earsiv.imza.kanit import KanitDeposu
    from earsiv.imza.politika import DogrulamaPolitikasi
    from earsiv.imza.yol_yargi import Ortam

    return Ortam(
        DogrulamaPolitikasi.load(politika) if politika else DogrulamaPolitikasi(),
        GuvenDeposu.load(guven) if guven else None,
        KanitDeposu.open(kanit) if kanit else None,
        an or SystemClock().now(),
    )


@kayit.command()
@click.argument("dosyalar", nargs=-1, required=True, type=YOL, metavar="DOSYA...")
@click.option("--hedef", type=YOL, required=True, help="Yenilenen dosyaların yazılacağı klasör.")
@click.option("--algoritma", type=click.Choice(_ALGORITMALAR), help="Özet ağacını bu algoritmayla yeniler; nesneler gerekir.")
@click.option("--nesneler", type=YOL, help="Gecelerdeki adların bulunduğu klasör (--algoritma ile).")
@_damga_secenekleri
@ortak(yazar=True)
def yenile(
    dosyalar: tuple[Path, ...],
    hedef: Path,
    algoritma: str | None,
    nesneler: Path | None,
    damgaci_url: str | None,
    damga_istegi: Path | None,
    damga: Path | None,
    deneme: bool,
) -> Cikis:
    """Gece dosyalarını ya da tek tek kayıtları yeni, tek bir zaman damgasıyla yeniler.

    Örnek: earsiv imza kayit yenile kanit/*/gece-*.ers --hedef kanit/yenilenen --damga-istegi istek.tsq
    """
    if (algoritma is None) != (nesneler is None):
        mesaj = "--algoritma ve --nesneler birlikte verilir."
        raise click.UsageError(mesaj)
    if len({yol.name for yol in dosyalar}) < len(dosyalar):
        raise GirdiHatasi("IMZ-178", str(hedef), ayrinti="iki dosyanın adı aynı")
    if not deneme:
        _require_one_way(damgaci_url, damga_istegi, damga)
    _require_free(hedef / yol.name for yol in dosyalar)
    taslak = _renewal([_read(yol) for yol in dosyalar], dosyalar, algoritma, nesneler)
    cevap: dict[str, Any] = {"kok": taslak.kok.hex(), "algoritma": taslak.algoritma, "dosyalar": []}
    yeniler = None if deneme else _stamped(taslak, damgaci_url, damga_istegi, damga)
    for yol, yeni in zip(dosyalar, yeniler or (), strict=yeniler is not None):
        _write(hedef / yol.name, yeni)
        cevap["dosyalar"].append(str(hedef / yol.name))
    emit(cevap, lambda: [f"{len(dosyalar)} dosya, kök {cevap['kok']} ({cevap['algoritma']})", *cevap["dosyalar"]])
    return Cikis.TAMAM


def _renewal(hamlar: list[bytes], dosyalar: tuple[Path, ...], algoritma: str | None, nesneler: Path | None) -> Taslak[tuple[bytes, ...]]:
    """Return the draft that renews files of one kind: nights, or records."""
    from earsiv.imza import ers
    from earsiv.imza.ers.dosya import SIHIR

    geceler = [ers.Gece.from_bytes(ham, str(yol)) for ham, yol in zip(hamlar, dosyalar, strict=True) if ham.startswith(SIHIR)]
    if geceler and len(geceler) < len(hamlar):
        mesaj = "Gece dosyaları ile kayıtları ayrı ayrı yenileyin."
        raise click.UsageError(mesaj)
    if not geceler:
        if algoritma is not None:
            mesaj = "Özet ağacı gece dosyasıyla yenilenir."
            raise click.UsageError(mesaj)
        return ers.prepare_record_renewal(hamlar)
    if algoritma is None or nesneler is None:
        taslak = ers.prepare_renewal(geceler)
    else:
        taslak = ers.prepare_rehash(geceler, [_rehashed(gece, nesneler, algoritma) for gece in geceler], algoritma)
    return ers.Taslak(taslak.kok, taslak.algoritma, lambda token: tuple(g.to_bytes() for g in taslak.complete(token)))


def _rehashed(gece: Gece, kok: Path, algoritma: str) -> dict[str, Any]:
    """Return the new digests of a night's objects that are still there; one that has changed stops everything."""
    from earsiv.imza.ers import nesne

    yeni: dict[str, Any] = {}
    bozuk = []
    eski = gece.halkalar[0]
    for ad in gece.adlar:
        olan = nesne.find(kok, ad, grup=not isinstance(eski.ozetler[ad], bytes))
        if olan is None:
            say(f"{ad}: artık yok, yeni zincire alınmadı.")
        elif nesne.same(nesne.digest(olan, eski.algoritma), eski.ozetler[ad]):
            yeni[ad] = nesne.digest(olan, algoritma)
        else:
            bozuk.append(ad)
            say(f"{ad}: değişmiş.")
    if bozuk:
        raise GirdiHatasi("IMZ-179", str(kok), sayi=len(bozuk))
    return yeni


def _write_records(gece: Gece, adlar: tuple[str, ...], hedef: Path) -> list[str]:
    """Write the records of objects under their names, and return the paths."""
    yazilan = []
    for ad in adlar:
        yol = _record_path(ad, hedef)
        _write(yol, gece.record(ad))
        yazilan.append(str(yol))
    return yazilan


def _record_path(ad: str, hedef: Path) -> Path:
    parcalar = Path(ad).parts
    if not parcalar or Path(ad).is_absolute() or ".." in parcalar:
        raise GirdiHatasi("IMZ-178", str(hedef), ayrinti=f"“{ad}” güvenli bir ad değil")
    return hedef.joinpath(*parcalar[:-1], f"{parcalar[-1]}.er")


def _write(yol: Path, veri: bytes) -> None:
    """Write a new file; one that is there is never overwritten."""
    try:
        yol.parent.mkdir(parents=True, exist_ok=True)
        with yol.open("xb") as dosya:
            dosya.write(veri)
    except FileExistsError:
        raise GirdiHatasi("IMZ-178", str(yol), ayrinti="aynı adda dosya var") from None
    except OSError as hata:
        raise GirdiHatasi("IMZ-178", str(yol), ayrinti=os_reason(hata)) from None


def _read(yol: Path) -> bytes:
    try:
        with yol.open("rb") as dosya:
            veri = dosya.read(_GECE_SINIRI + 1)
    except OSError as hata:
        raise GirdiHatasi("KAB-001", str(yol), ayrinti=os_reason(hata)) from None
    if len(veri) > _GECE_SINIRI:
        raise GirdiHatasi("IMZ-172", str(yol), ayrinti="1 GiB'tan büyük")
    return veri
