# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv imza yukselt``, ``arsivle``, ``yenile``: keep a signature provable. A dry run goes as far as the first stamp."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, Komut, ortak
from earsiv.cli._yaz import say
from earsiv.cli.imza.at import CIKTI, DAMGA, GUVEN, KANIT, is_pdf, options, publish, read_file, require_free, stamper

if TYPE_CHECKING:
    from earsiv.imza.guven import GuvenDeposu
    from earsiv.imza.topla import Yigin
    from earsiv.imza.yukselt import Damgaci


class _YeterError(Exception):
    """A rehearsal has come to the point where a stamp would be taken."""


class _Prova:
    """Stands where the stamper would in a rehearsal."""

    def stamp(self, _ozet: bytes, _algoritma: str) -> NoReturn:
        """End the rehearsal."""
        raise _YeterError


def _produced(is_: Callable[[], bytes]) -> bytes:
    """Return what the work gives; nothing where a rehearsal ended before the stamp."""
    try:
        return is_()
    except _YeterError:
        return b""


def heap(kanit: Path | None, guven: Path | None) -> tuple[Yigin | None, GuvenDeposu | None]:
    """Return the evidence and the roots of two folders.

    Raises:
        GirdiHatasi: IMZ-107, KAB-001 a folder cannot be read.
    """
    from earsiv.imza.guven import GuvenDeposu
    from earsiv.imza.topla import load_folder

    return load_folder(kanit) if kanit else None, GuvenDeposu.load(guven) if guven else None


@click.command(cls=Komut)
@click.argument("dosya", type=YOL)
@options(CIKTI, KANIT, GUVEN, DAMGA)
@ortak(yazar=True)
def yukselt(dosya: Path, cikti: Path, kanit: Path | None, guven: Path | None, damgaci_url: str | None, deneme: bool) -> Cikis:
    """İmzaya kanıtlarını koyar: CAdES'te XL, PDF'te LT. Zaman damgası yoksa önce onu (T) --damgaci-url ile alır.

    Örnek: earsiv imza yukselt karar.imz --kanit kanit/ --guven kokler/ --cikti karar-xl.imz
    """
    if not kanit and (guven or not damgaci_url):
        mesaj = "--guven, --kanit ile verilir." if guven else "--kanit ya da --damgaci-url verin."
        raise click.UsageError(mesaj)
    require_free(cikti)
    veri, damgaci = read_file(dosya), _Prova() if deneme and damgaci_url else stamper(damgaci_url)
    yigin, kokler = heap(kanit, guven)
    if is_pdf(veri):
        return publish(cikti, _produced(lambda: extend(veri, "LT" if kanit else "T", damgaci, yigin, kokler)), deneme)
    return publish(cikti, _produced(lambda: _raise(veri, damgaci, yigin, kokler)), deneme)


def _raise(veri: bytes, damgaci: Damgaci | None, yigin: Yigin | None, guven: GuvenDeposu | None) -> bytes:
    """Stamp and raise a CMS, as far as there are means; that the chain is whole is seen before a stamp is taken."""
    from earsiv.errors import GirdiHatasi
    from earsiv.imza.topla import require_paths, signer_evidence, stamp_evidence
    from earsiv.imza.yukselt import add_timestamp, raise_to_xl

    if damgaci is not None:
        if yigin is not None:
            require_paths(veri, yigin, guven)
        veri = add_timestamp(veri, damgaci)
    if yigin is None:
        return veri
    kanitlar = signer_evidence(veri, yigin, guven)
    try:
        damga_kanitlari = stamp_evidence(veri, yigin, guven)
    except GirdiHatasi as hata:
        if hata.kod != "IMZ-107":
            raise
        damga_kanitlari = []
        say(f"Zaman damgasının kanıtı konmadı, arşivlemeden önce gerekir: {hata.bulgu.mesaj}")
    return raise_to_xl(veri, kanitlar, damga_kanitlari=damga_kanitlari)


_ARSIV: Final = (
    CIKTI,
    click.option("--kanit", type=YOL, required=True, help="Son zaman damgasının makamına ait sertifika, SİL ve ÇİSDuP cevapları."),
    GUVEN,
    click.option("--damgaci-url", metavar="ADRES", required=True, help="Arşiv zaman damgasını verecek makamın adresi."),
    click.option("--surum", type=click.Choice(["v2", "v3"]), help="CAdES arşiv zaman damgasının sürümü; verilmezse v2."),
    click.option("--icerik", type=YOL, help="Ayrık imzanın imzaladığı dosya."),
)


@click.command(cls=Komut)
@click.argument("dosya", type=YOL)
@options(*_ARSIV)
@ortak(yazar=True)
def arsivle(dosya: Path, cikti: Path, deneme: bool, **secim: Any) -> Cikis:
    """İmzayı arşiv düzeyine çıkarır: CAdES'te A, PDF'te LTA. Önce son damganın kanıtını koyar, sonra damgalar.

    Örnek: earsiv imza arsivle karar-xl.imz --kanit kanit/ --damgaci-url http://zd.ornek.invalid --cikti karar-a.imz
    """
    from earsiv.imza.yukselt import archive

    return _stamp_over(dosya, cikti, deneme, secim, archive)


@click.command(cls=Komut)
@click.argument("dosya", type=YOL)
@options(*_ARSIV)
@ortak(yazar=True)
def yenile(dosya: Path, cikti: Path, deneme: bool, **secim: Any) -> Cikis:
    """Arşiv zaman damgasını yeniler: önceki makamın kanıtını koyar, üstüne yeni damga alır.

    Örnek: earsiv imza yenile karar-a.imz --kanit kanit/ --damgaci-url http://zd.ornek.invalid --cikti karar-a2.imz
    """
    from earsiv.imza.yukselt import renew

    return _stamp_over(dosya, cikti, deneme, secim, renew)


def _stamp_over(dosya: Path, cikti: Path, deneme: bool, secim: dict[str, Any], islem: Callable[..., bytes]) -> Cikis:
    from earsiv.imza.topla import Yigin, stamp_evidence

    require_free(cikti)
    veri, damgaci = read_file(dosya), _Prova() if deneme else stamper(secim["damgaci_url"])
    pdf = is_pdf(veri)
    if pdf and (secim["surum"] or secim["icerik"]):
        mesaj = "--surum ve --icerik PDF'te kullanılmaz."
        raise click.UsageError(mesaj)
    yigin, guven = heap(secim["kanit"], secim["guven"])
    if pdf:
        return publish(cikti, _produced(lambda: extend(veri, "LTA", damgaci, yigin, guven)), deneme)
    icerik = read_file(secim["icerik"]) if secim["icerik"] else None
    onceki = stamp_evidence(veri, yigin or Yigin(), guven)
    ayar = {"onceki": onceki, "surum": secim["surum"] or "v2", "icerik": icerik}
    return publish(cikti, _produced(lambda: islem(veri, damgaci, **ayar)), deneme)


def extend(pdf: bytes, seviye: str, damgaci: Damgaci | None, yigin: Yigin | None, guven: GuvenDeposu | None) -> bytes:
    """Extend a PDF; one without a document time-stamp gets it first where somebody stamps and its chains are whole."""
    from earsiv.imza.pades_at import embedded, extend_pdf
    from earsiv.imza.topla import pdf_evidence, require_paths

    if damgaci is not None and not any(damga for damga, _ in embedded(pdf)):
        if yigin is not None:
            require_paths(pdf, yigin, guven)
        pdf = extend_pdf(pdf, seviye="T", damgaci=damgaci)
    if seviye == "T":
        return pdf
    return extend_pdf(pdf, seviye=seviye, damgaci=damgaci, kanit=() if yigin is None else pdf_evidence(pdf, yigin, guven))
