# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv imza yukselt``, ``arsivle``, ``yenile``: keep a signature provable. A dry run asks for no time-stamp."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, Komut, ortak
from earsiv.cli.imza.at import CIKTI, DAMGA, KANIT, is_pdf, options, publish, read_file, require_free, stamper

if TYPE_CHECKING:
    from earsiv.imza.yukselt import Damgaci


@click.command(cls=Komut)
@click.argument("dosya", type=YOL)
@options(CIKTI, KANIT, DAMGA)
@ortak(yazar=True)
def yukselt(dosya: Path, cikti: Path, kanit: Path | None, damgaci_url: str | None, deneme: bool) -> Cikis:
    """İmzaya kanıtlarını koyar: CAdES'te XL, PDF'te LT. Zaman damgası yoksa önce onu (T) --damgaci-url ile alır.

    Örnek: earsiv imza yukselt karar.imz --kanit kanit/ --cikti karar-xl.imz
    """
    from earsiv.imza.topla import load_folder, signer_evidence
    from earsiv.imza.yukselt import add_timestamp, raise_to_xl

    require_free(cikti)
    veri, damgaci = read_file(dosya), stamper(None if deneme else damgaci_url)
    if not kanit and not damgaci_url:
        mesaj = "--kanit ya da --damgaci-url verin."
        raise click.UsageError(mesaj)
    if deneme and damgaci_url:
        return publish(cikti, b"", True)
    if is_pdf(veri):
        return publish(cikti, extend(veri, "LT" if kanit else "T", damgaci, kanit), deneme)
    if damgaci is not None:
        veri = add_timestamp(veri, damgaci)
    if kanit:
        veri = raise_to_xl(veri, signer_evidence(veri, load_folder(kanit)))
    return publish(cikti, veri, deneme)


_ARSIV: Final = (
    CIKTI,
    click.option("--kanit", type=YOL, required=True, help="Son zaman damgasının makamına ait sertifika, SİL ve ÇİSDuP cevapları."),
    click.option("--damgaci-url", metavar="ADRES", required=True, help="Arşiv zaman damgasını verecek makamın adresi."),
    click.option("--surum", type=click.Choice(["v2", "v3"]), default="v2", show_default=True, help="Arşiv zaman damgasının sürümü."),
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
    from earsiv.imza.topla import load_folder, pdf_evidence, stamp_evidence

    require_free(cikti)
    veri, damgaci = read_file(dosya), stamper(secim["damgaci_url"])
    if deneme:
        yigin = load_folder(secim["kanit"])
        pdf_evidence(veri, yigin) if is_pdf(veri) else stamp_evidence(veri, yigin)
        return publish(cikti, b"", True)
    if is_pdf(veri):
        return publish(cikti, extend(veri, "LTA", damgaci, secim["kanit"]), deneme)
    icerik = read_file(secim["icerik"]) if secim["icerik"] else None
    onceki = stamp_evidence(veri, load_folder(secim["kanit"]))
    return publish(cikti, islem(veri, damgaci, onceki=onceki, surum=secim["surum"], icerik=icerik), deneme)


def extend(pdf: bytes, seviye: str, damgaci: Damgaci | None, kanit: Path | None) -> bytes:
    """Extend a PDF; one without a document time-stamp gets it first where somebody stamps."""
    from earsiv.imza.pades_at import embedded, extend_pdf
    from earsiv.imza.topla import load_folder, pdf_evidence

    if damgaci is not None and not any(damga for damga, _ in embedded(pdf)):
        pdf = extend_pdf(pdf, seviye="T", damgaci=damgaci)
    if seviye == "T":
        return pdf
    return extend_pdf(pdf, seviye=seviye, damgaci=damgaci, kanit=pdf_evidence(pdf, load_folder(kanit)) if kanit else ())
