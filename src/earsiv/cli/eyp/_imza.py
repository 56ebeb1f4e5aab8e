# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Signing options of the package commands: PKCS#12 keys with passwords from the environment, or bytes to be signed elsewhere."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL
from earsiv.cli._yaz import emit
from earsiv.errors import GirdiHatasi

_PAROLA: Final = "EARSIV_PAROLA"


def password(ad: str) -> bytes | None:
    """Return a password from the environment: ``EARSIV_PAROLA_<AD>``, else ``EARSIV_PAROLA``."""
    deger = os.environ.get(f"{_PAROLA}_{ad}") or os.environ.get(_PAROLA)
    return deger.encode() if deger else None


def signer(yol: Path, ad: str) -> Callable[[bytes], bytes]:
    """Return the function that signs with a PKCS#12 file."""
    from earsiv.imza import pkcs12_signer

    return pkcs12_signer(yol, password(ad))


def sign_option(secenek: str, ad: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add an option that names a PKCS#12 file."""
    yardim = f"{ad} PKCS#12 anahtarı; parolası {_PAROLA} ortam değişkeninde."
    return click.option(secenek, type=YOL, help=yardim)


@contextmanager
def target(cikti: Path, deneme: bool) -> Iterator[Path]:
    """Give the file to write: in a dry run one of the same name that is thrown away; a file that is there already is told in both."""
    if not deneme:
        yield cikti
        return
    if cikti.exists():
        raise GirdiHatasi("KAB-013", str(cikti))
    with tempfile.TemporaryDirectory() as klasor:
        yield Path(klasor) / cikti.name


def dry(cikti: Path) -> Cikis:
    """Answer a dry run in which nothing stood in the way."""
    emit({"cikti": str(cikti), "deneme": True}, lambda: [f"{cikti}: yazılabilir (deneme; hiçbir şey yazılmadı)"])
    return Cikis.TAMAM


def hand_over(adim: Any, taslak: Path) -> dict[str, str]:
    """Save the draft and, beside it, the bytes that wait for a signature."""
    imzalanacak = taslak.with_name(f"{taslak.name}.imzalanacak")
    adim.save(taslak)
    from earsiv.opc import whole_file

    with whole_file(imzalanacak) as akis:
        akis.write(adim.imzalanacak)
    return {"taslak": str(taslak), "imzalanacak": str(imzalanacak), "adim": STEPS[type(adim).__name__]}


STEPS: Final = {"ParafAdimi": "paraf", "ImzaAdimi": "imza", "MuhurAdimi": "muhur", "NihaiAdimi": "nihai", "UstveriAdimi": "ustveri"}
