# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv imza …``: signatures, roots, evidence. One file a command or a group of them."""

from __future__ import annotations

from typing import Final

import click

from earsiv.cli._ortak import Grup
from earsiv.cli.imza.at import at, hazirla, tamamla
from earsiv.cli.imza.dogrula import dogrula
from earsiv.cli.imza.guven import guven
from earsiv.cli.imza.kanit import kanit
from earsiv.cli.imza.kayit import kayit
from earsiv.cli.imza.tahmin import tahmin, yenilenecek
from earsiv.cli.imza.yukselt import arsivle, yenile, yukselt

_KOMUTLAR: Final = (arsivle, at, dogrula, guven, hazirla, kanit, kayit, tahmin, tamamla, yenile, yenilenecek, yukselt)


@click.group(cls=Grup)
def imza() -> None:
    """e-imzalar."""


for _komut in _KOMUTLAR:
    imza.add_command(_komut)
