# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The ``earsiv`` command: thin words for archivists. This file only collects; each command has a file of its own."""

from __future__ import annotations

import contextlib
import io
import json
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import click

from earsiv import __version__
from earsiv.cli._cikis import Cikis, exit_code
from earsiv.cli._ortak import YOL, Grup, usage_text
from earsiv.cli._yaz import findings
from earsiv.errors import DepoHatasi, EarsivError, PaketHatasi, os_reason

_KOMUTLAR: Final = {  # name -> (module, object): loaded only when called or listed
    "ara": ("ara", "ara"),
    "basvuru": ("basvuru", "basvuru"),
    "calis": ("kabul", "calis"),
    "cikar": ("kayit", "cikar"),
    "denetle": ("denetle", "denetle"),
    "devir": ("devir", "devir"),
    "dondur": ("dondur", "dondur"),
    "dosya": ("dosya", "dosya"),
    "eyp": ("eyp", "eyp"),
    "form": ("form", "form"),
    "goster": ("kayit", "goster"),
    "imha": ("imha", "imha"),
    "imza": ("imza", "imza"),
    "kabul": ("kabul", "kabul"),
    "komisyon": ("komisyon", "komisyon"),
    "kur": ("kur", "kur"),
    "kvkk": ("kvkk", "kvkk"),
    "liste": ("liste", "liste"),
    "ornek": ("ornek", "ornek"),
    "plan": ("plan", "plan"),
    "profil": ("profil", "profil"),
    "rapor": ("rapor", "rapor"),
    "saklama": ("saklama", "saklama"),
    "sayi": ("sayi", "sayi"),
    "sdp": ("sdp", "sdp"),
    "yedek": ("yedek", "yedek"),
    "yeniden-kur": ("denetle", "yeniden_kur"),
}


class _Kok(Grup):
    """The root group: commands by name, imported on use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in order."""
        del ctx
        return sorted(_KOMUTLAR)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by name."""
        del ctx
        if cmd_name not in _KOMUTLAR:
            return None
        modul, ad = _KOMUTLAR[cmd_name]
        komut: click.Command = getattr(import_module(f"earsiv.cli.{modul}"), ad)
        return komut


@click.group(cls=_Kok)
@click.version_option(__version__, prog_name="earsiv", message="%(prog)s %(version)s", help="Sürümü gösterir.")
@click.option("--depo", type=YOL, help="Arşivin klasörü (ya da EARSIV_DEPO).")
@click.option("--aktor", help="İşlemi yapan (ya da EARSIV_AKTOR); verilmezse “yerel”.")
@click.option("--json", "json_iste", is_flag=True, help="Cevabı JSON olarak yazar.")
@click.pass_context
def earsiv(ctx: click.Context, depo: Path | None, aktor: str | None, json_iste: bool) -> None:
    """Kamu kurumlarının EBYS arşivi: dosya planı, saklama, ayıklama-imha, e-Yazışma, e-imza, arama."""
    ctx.meta["earsiv.ortak"] = {ad: deger for ad, deger in (("depo", depo), ("aktor", aktor), ("json_iste", json_iste)) if deger}


def main(argumanlar: list[str] | None = None) -> None:
    """Run the command and end the process with its exit code."""
    argumanlar = sys.argv[1:] if argumanlar is None else argumanlar
    for akis in (sys.stdout, sys.stderr):  # UTF-8 whatever the terminal's habits
        if isinstance(akis, io.TextIOWrapper):
            akis.reconfigure(encoding="utf-8", errors="replace")
    with contextlib.suppress(ValueError, AttributeError):
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # a polite stop is Ctrl-C
    sys.exit(int(run(argumanlar)))


def run(argumanlar: list[str]) -> int:
    """Run the command line and return the exit code; every error becomes one Turkish line on stderr."""
    try:
        sonuc: Any = earsiv.main(argumanlar, prog_name="earsiv", standalone_mode=False)
    except (EarsivError, click.UsageError, click.Abort, KeyboardInterrupt, UnicodeError, OSError) as hata:
        return _answer(hata, argumanlar)
    return int(sonuc) if isinstance(sonuc, int) else Cikis.TAMAM


def _answer(hata: BaseException, argumanlar: list[str]) -> int:
    """Turn what ended a command into one Turkish line, the JSON of it where asked, and the exit code."""
    kod = Cikis.KULLANIM
    veri: dict[str, Any] = {"kod": "KULLANIM"}
    match hata:
        case PaketHatasi():
            kod, mesaj = exit_code(hata), "\n".join([str(hata), *findings(hata.bulgular)])
            veri = {**hata.bulgu.as_dict(), "bulgular": [b.as_dict() for b in hata.bulgular]}
        case EarsivError():
            kod, veri, mesaj = exit_code(hata), hata.bulgu.as_dict(), str(hata)
        case click.exceptions.NoArgsIsHelpError():
            mesaj = hata.format_message()
        case click.UsageError():
            veri |= {"mesaj": usage_text(hata)}
            mesaj = f"Yanlış kullanım: {usage_text(hata)}" + (f"\nYardım: {hata.ctx.command_path} --help" if hata.ctx else "")
        case UnicodeError():
            kotu = next((_text(a) for a in argumanlar if a != _text(a)), "")
            mesaj = f"Yanlış kullanım: metin olmayan değer: {kotu}"
        case BrokenPipeError():
            sys.stderr.close()
            return Cikis.TAMAM
        case OSError():
            kusur = DepoHatasi("DEP-007", str(hata.filename or ""), ayrinti=os_reason(hata))
            kod, veri, mesaj = Cikis.DEPO, kusur.bulgu.as_dict(), str(kusur)
        case _:
            kod, veri = Cikis.KESILDI, {"kod": "KESILDI"}
            mesaj = "Durduruldu. Bitmiş olanlar arşivde; yeniden çalıştırınca kalan sürer."
    with contextlib.suppress(OSError):  # a full or closed output must not hide the exit code
        click.echo(mesaj, err=True)
        if "--json" in argumanlar:
            click.echo(json.dumps({"hata": veri}, ensure_ascii=False))
    return kod


def _text(deger: str) -> str:
    return deger.encode("utf-8", "replace").decode()
