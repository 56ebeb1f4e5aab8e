# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Print: data to stdout, talk to stderr; one JSON document where asked; progress on terminals only."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import click

from earsiv.cli._ortak import shared
from earsiv.errors import Bulgu

_ISARET: Final = {"hata": "✗", "uyari": "!", "bilgi": "·"}


def emit(deger: Any, metin: Callable[[], Iterable[str]]) -> None:
    """Print a JSON document where ``--json`` was asked, else the lines of ``metin``."""
    if shared("json_iste"):
        click.echo(json.dumps(deger, ensure_ascii=False, indent=2))
    else:
        for satir in metin():
            click.echo(satir)


def say(metin: str) -> None:
    """Say something to the person at the terminal (stderr)."""
    click.echo(metin, err=True)


def findings(bulgular: Iterable[Bulgu], girinti: str = "  ") -> Iterator[str]:
    """Yield findings as lines: sign, code, place, sentence; the advice on a line of its own."""
    for b in bulgular:
        yield f"{girinti}{_ISARET[str(b.seviye)]} {b.kod} {b.yer}: {b.mesaj}"
        if b.oneri and b.seviye != "bilgi":
            yield f"{girinti}    → {b.oneri}"


def table(basliklar: Sequence[str], satirlar: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield a plain table, columns as wide as their longest cell."""
    hepsi = [tuple(basliklar), *(tuple("" if h is None else str(h) for h in satir) for satir in satirlar)]
    enler = [max(len(satir[i]) for satir in hepsi) for i in range(len(basliklar))]
    for satir in hepsi:
        yield "  ".join(hucre.ljust(en) for hucre, en in zip(satir, enler, strict=True)).rstrip()


@contextmanager
def progress(ne: str) -> Iterator[Callable[[int, int, str], None] | None]:
    """Give a progress callback that draws on a terminal, or ``None`` where there is none."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    sutunlar = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.fields[ad]}"))
    with Progress(*sutunlar, console=Console(stderr=True), transient=True) as cubuk:
        gorev = cubuk.add_task(ne, total=None, ad="")

        def ilerle(biten: int, toplam: int, ad: str) -> None:
            cubuk.update(gorev, completed=biten, total=toplam, ad=ad[:40])

        yield ilerle
