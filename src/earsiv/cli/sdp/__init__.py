# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv sdp …``: the file plan. One file a command."""

from __future__ import annotations

from typing import Final

import click

from earsiv.cli._ortak import Grup
from earsiv.cli.sdp.ara import ara
from earsiv.cli.sdp.denetle import denetle
from earsiv.cli.sdp.esle import esle
from earsiv.cli.sdp.fark import fark
from earsiv.cli.sdp.goster import goster
from earsiv.cli.sdp.ice_al import ice_al
from earsiv.cli.sdp_ogren import ogren
from earsiv.cli.sdp_oner import oner, uyum

_KOMUTLAR: Final = (ara, denetle, esle, fark, goster, ice_al, ogren, oner, uyum)


@click.group(cls=Grup)
def sdp() -> None:
    """Standart Dosya Planı."""


for _komut in _KOMUTLAR:
    sdp.add_command(_komut)
