# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The ``earsiv`` command: thin words for archivists. This file only collects; each command has a file of its own."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import click

from earsiv import __version__
from earsiv.cli._cikis import Cikis, exit_code
from earsiv.cli._ortak import YOL, Grup, usage_text
from earsiv.errors import DepoHatasi, EarsivError, os_reason

_KOMUTLAR: Final = {  # name -> (module, object): loaded only when called or listed
    "ara": ("ara", "ara"),
    "calis": ("kabul", "calis"),
    "cikar": ("kayit", "cikar"),
    "denetle": ("denetle", "denetle"),
    "dosya": ("dosya", "dosya"),
    "eyp": ("eyp", "eyp"),
    "goster": ("kayit", "goster"),
    "imza": ("imza", "imza"),
    "kabul": ("kabul", "kabul"),
    "kur": ("kur", "kur"),
    "liste": ("liste", "liste"),
    "rapor": ("liste", "rapor"),
    "saklama": ("saklama", "saklama"),
    "sayi": ("sayi", "sayi"),
    "sdp": ("sdp", "sdp"),
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
    sys.exit(int(run(argumanlar)))


def run(argumanlar: list[str]) -> int:
    """Run the command line and return the exit code; every error becomes one Turkish line on stderr."""
    json_iste = "--json" in argumanlar
    try:
        sonuc: Any = earsiv.main(argumanlar, prog_name="earsiv", standalone_mode=False)
    except EarsivError as hata:
        return _fail(str(hata), {"hata": hata.bulgu.as_dict()}, exit_code(hata), json_iste=json_iste)
    except click.exceptions.NoArgsIsHelpError as hata:
        click.echo(hata.format_message(), err=True)
        return Cikis.KULLANIM
    except click.UsageError as hata:
        mesaj = f"Yanlış kullanım: {usage_text(hata)}"
        if hata.ctx:
            mesaj += f"\nYardım: {hata.ctx.command_path} --help"
        return _fail(mesaj, {"hata": {"kod": "KULLANIM", "mesaj": usage_text(hata)}}, Cikis.KULLANIM, json_iste=json_iste)
    except (KeyboardInterrupt, click.Abort):
        return _fail(
            "Durduruldu. Bitmiş olanlar arşivde; yeniden çalıştırınca kalan sürer.",
            {"hata": {"kod": "KESILDI"}},
            Cikis.KESILDI,
            json_iste=json_iste,
        )
    except OSError as hata:
        return _fail_os(hata, json_iste=json_iste)
    return int(sonuc) if isinstance(sonuc, int) else Cikis.TAMAM


def _fail(mesaj: str, veri: dict[str, Any], kod: Cikis, *, json_iste: bool) -> int:
    click.echo(mesaj, err=True)
    if json_iste:
        click.echo(json.dumps(veri, ensure_ascii=False))
    return kod


def _fail_os(hata: OSError, *, json_iste: bool) -> int:
    """Answer what the machine refused outside any room; a reader that went away is no fault."""
    if isinstance(hata, BrokenPipeError):
        sys.stderr.close()
        return Cikis.TAMAM
    kusur = DepoHatasi("DEP-007", str(hata.filename or ""), ayrinti=os_reason(hata))
    return _fail(str(kusur), {"hata": kusur.bulgu.as_dict()}, Cikis.DEPO, json_iste=json_iste)
