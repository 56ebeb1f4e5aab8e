# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv imza …``: signatures, roots, evidence. One file a command or a group of them."""

from __future__ import annotations

import click

from earsiv.cli._ortak import Grup
from earsiv.cli.imza.dogrula import dogrula
from earsiv.cli.imza.tahmin import tahmin, yenilenecek
from earsiv.cli.imza_guven import guven
from earsiv.cli.imza_kanit import kanit
from earsiv.cli.imza_kayit import kayit


@click.group(cls=Grup)
def imza() -> None:
    """e-imzalar."""


for _komut in (dogrula, guven, kanit, kayit, tahmin, yenilenecek):
    imza.add_command(_komut)
