# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""What a judgement on signatures stands on, as options of every command that judges: roots, evidence, moment, policy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from earsiv.cli._ortak import YOL, An


def evidence_options(islev: Callable[..., Any]) -> Callable[..., Any]:
    """Add what a judgement stands on: roots, evidence, moment, policy."""
    for secenek in (
        click.option("--politika", type=YOL, help="Doğrulama politikası (TOML)."),
        click.option("--an", type=An(), help="Yargı anı; verilmezse şimdi."),
        click.option("--kanit", type=YOL, help="Getirilen kanıtların klasörü (SİL, ÇİSDuP, sertifika) ya da kanıt deposu."),
        click.option("--guven", type=YOL, help="Kök sertifikaların klasörü (DER veya PEM)."),
    ):
        islev = secenek(islev)
    return islev


def grounds(guven: Path | None, kanit: Path | None, politika: Path | None, an: dt.datetime | None) -> dict[str, Any]:
    """Return what a judgement stands on, read from the given folders.

    Raises:
        GirdiHatasi: a folder or the policy cannot be read.
    """
    from earsiv.imza import DogrulamaPolitikasi, GuvenDeposu, KanitDeposu

    return {
        "guven": GuvenDeposu.load(guven) if guven else None,
        "kanit": KanitDeposu.open(kanit) if kanit else None,
        "politika": DogrulamaPolitikasi.load(politika) if politika else None,
        "an": an,
    }
