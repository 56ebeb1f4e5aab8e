# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""What every command shares: Turkish help, ``--json`` and ``--depo`` before or after the command's name, dates, opening."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import click

_TARIH: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_YIL: Final = re.compile(r"(\d{4})?(?:(-)(\d{4})?)?")
_ORTAK: Final = "earsiv.ortak"
YOL: Final = click.Path(path_type=Path)


class _Yardim:
    """Help pages in Turkish: headings, the words of the usage line, options only."""

    def format_usage(self: Any, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), "Kullanım: ")

    def format_options(self: Any, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, and a group's commands."""
        secenekler = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        satirlar = [kayit for param in secenekler if (kayit := param.get_help_record(ctx))]
        if satirlar:
            with formatter.section("Seçenekler"):
                formatter.write_dl([(_turkce(ad), _turkce(yardim)) for ad, yardim in satirlar])
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def format_commands(self: Any, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands of a group with their first line."""
        adlar = self.list_commands(ctx)
        satirlar = [(ad, komut.get_short_help_str(90)) for ad in adlar if (komut := self.get_command(ctx, ad))]
        if satirlar:
            with formatter.section("Komutlar"):
                formatter.write_dl(satirlar)

    def get_help_option(self: Any, ctx: click.Context) -> click.Option | None:
        """Return the help option in Turkish."""
        secenek: click.Option | None = super().get_help_option(ctx)  # type: ignore[misc]
        if secenek is not None:
            secenek.help = "Bu yardımı gösterir."
        return secenek


_KALIPLAR: Final = (
    (re.compile(r"'(.*)' is not one of (.+)\."), r"“\1” bunlardan biri değil: \2"),
    (re.compile(r"(.+) is not in the range (.+)\."), r"\1, \2 aralığında değil"),
    (re.compile(r"'(.*)' is not a valid (?:integer|int)(?: range)?\."), r"“\1” bir sayı değil"),
)
_SOZLER: Final = (
    ("INTEGER RANGE", "SAYI"),
    ("INTEGER", "SAYI"),
    ("TEXT", "METİN"),
    ("PATH", "YOL"),
    ("[required]", "[zorunlu]"),
    ("; required]", "; zorunlu]"),
    ("[default: ", "[varsayılan: "),
)


def _turkce(metin: str) -> str:
    """Turn the few English words that click writes into an option's row."""
    for ingilizce, turkce in _SOZLER:
        metin = metin.replace(ingilizce, turkce)
    for kalip, turkce in _KALIPLAR:
        metin = kalip.sub(turkce, metin)
    return metin


class Komut(_Yardim, click.Command):
    """A command."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[SEÇENEKLER]", **kwargs})


class Grup(_Yardim, click.Group):
    """A group of commands."""

    command_class = Komut
    group_class = type

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[SEÇENEKLER]", "subcommand_metavar": "KOMUT [...]", **kwargs})
        var = {param.name for param in self.params}
        for ad, secenek, ayar in (("depo", "--depo", {"type": YOL}), ("aktor", "--aktor", {}), ("json_iste", "--json", {"is_flag": True})):
            if ad not in var:
                self.params.append(click.Option([secenek, ad], expose_value=False, hidden=True, callback=_remember, **ayar))


def _remember(ctx: click.Context, param: click.Parameter, deger: Any) -> None:
    """Keep a shared option that was given between a group and its command."""
    if deger:
        ctx.find_root().meta.setdefault(_ORTAK, {})[str(param.name)] = deger


def usage_text(hata: click.UsageError) -> str:
    """Return what was wrong with the call, in Turkish."""
    match hata:
        case click.NoSuchOption():
            return f"böyle bir seçenek yok: {hata.option_name}"
        case click.MissingParameter():
            return f"eksik: {hata.param.get_error_hint(hata.ctx) if hata.param and hata.ctx else hata.param_hint or ''}"
        case click.BadParameter():
            ad = hata.param.get_error_hint(hata.ctx) if hata.param and hata.ctx else hata.param_hint or ""
            return f"geçersiz değer, {ad}: {_turkce(hata.message)}"
        case _:
            eslesme = re.fullmatch(r"No such command '(.+)'\.", hata.message)
            return f"böyle bir komut yok: {eslesme[1]}" if eslesme else hata.message


class Tarih(click.ParamType[dt.date]):
    """A civil date: ``2037-03-01`` or ``01.03.2037``."""

    name = "TARİH"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Read the date."""
        if isinstance(value, dt.date):
            return value
        try:
            if eslesme := _TARIH.fullmatch(value.strip()):
                gun, ay, yil = map(int, eslesme.groups())
                return dt.date(yil, ay, gun)
            return dt.date.fromisoformat(value.strip())
        except ValueError:
            self.fail(f"“{value}” bir tarih değil; örnek: 2037-03-01 veya 01.03.2037", param, ctx)


class Yillar(click.ParamType[tuple[int | None, int | None]]):
    """Years: ``2015``, ``2013-2015``, ``2013-`` or ``-2015``."""

    name = "A-B"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int | None, int | None]:
        """Read the range."""
        eslesme = _YIL.fullmatch(value)
        if not value or eslesme is None:
            self.fail(f"“{value}” bir yıl aralığı değil; örnek: 2013-2015", param, ctx)
        bas, tire, bit = eslesme.groups()
        return (int(bas) if bas else None, int(bit) if bit else int(bas) if bas and not tire else None)


class An(click.ParamType[dt.datetime]):
    """A moment: ISO 8601, or a civil date, which means the end of that day in Turkey."""

    name = "TARİH"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.datetime:
        """Read the moment, aware."""
        from earsiv._clock import ISTANBUL

        if isinstance(value, dt.datetime):
            return value
        try:
            an = dt.datetime.fromisoformat(value.strip())
        except ValueError:
            an = dt.datetime.combine(Tarih().convert(value, param, ctx), dt.time())
        if an.time() == dt.time() and "T" not in value:
            an = an.replace(hour=23, minute=59, second=59)
        return an if an.tzinfo else an.replace(tzinfo=ISTANBUL)


def ortak(*, depo: bool = False, yazar: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add the shared options to a command; what was given before the command's name holds unless given again after it."""

    def sar(islev: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(islev)
        @click.pass_context
        def calis(ctx: click.Context, /, **degerler: Any) -> Any:
            kayit = ctx.find_root().meta.setdefault(_ORTAK, {})
            for ad in ("json_iste", "depo", "aktor"):
                if (deger := degerler.pop(ad, None)) not in {None, False}:
                    kayit[ad] = deger
            return islev(**degerler)

        calis = click.option("--json", "json_iste", is_flag=True, help="Cevabı JSON olarak yazar.")(calis)
        # accepted everywhere, shown where an archive is needed
        calis = click.option("--depo", type=YOL, hidden=not depo, help="Arşivin klasörü (ya da EARSIV_DEPO).")(calis)
        calis = click.option("--aktor", hidden=not depo, help="İşlemi yapan (ya da EARSIV_AKTOR); verilmezse “yerel”.")(calis)
        if yazar:
            calis = click.option("--deneme", is_flag=True, help="Yazmadan, ne olacağını gösterir.")(calis)
        return calis

    return sar


def scope_options(
    secenekler: Sequence[tuple[str, str, str]], *, on_ek: str = "", yardim: str = ""
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add one repeatable option for each kind of target; a command takes them as ``<on_ek><kind>``."""

    def sar(islev: Callable[..., Any]) -> Callable[..., Any]:
        for secenek, tur, aciklama in reversed(secenekler):
            islev = click.option(secenek, f"{on_ek}{tur}", multiple=True, help=f"{yardim}{aciklama} Birden çok verilebilir.")(islev)
        return islev

    return sar


def shared(ad: str) -> Any:
    """Return a shared option as given anywhere on the line, or from the environment."""
    ctx = click.get_current_context().find_root()
    return ctx.meta.get(_ORTAK, {}).get(ad)


@contextmanager
def archive(guven: Path | None = None, kanit: Path | None = None) -> Iterator[Any]:
    """Open the archive named on the line or by ``EARSIV_DEPO``, with roots and evidence (or ``EARSIV_GUVEN``, ``EARSIV_KANIT``)."""
    import os

    import earsiv

    yol = shared("depo") or os.environ.get("EARSIV_DEPO")
    if not yol:
        mesaj = "Arşiv klasörü verilmedi: --depo DİZİN ya da EARSIV_DEPO."
        raise click.UsageError(mesaj)
    from earsiv.imza import GuvenDeposu, KanitDeposu

    kokler, deliller = guven or os.environ.get("EARSIV_GUVEN"), kanit or os.environ.get("EARSIV_KANIT")
    dayanak: dict[str, Any] = {
        "guven": GuvenDeposu.load(Path(kokler)) if kokler else None,
        "kanit": KanitDeposu.open(Path(deliller)) if deliller else None,
    }
    with earsiv.open(Path(yol), shared("aktor") or os.environ.get("EARSIV_AKTOR") or "yerel", **dayanak) as arsiv:
        yield arsiv
