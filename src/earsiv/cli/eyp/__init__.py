# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv eyp …``: packages, without an archive. One file a command."""

from __future__ import annotations

from typing import Final

import click

from earsiv.cli._ortak import Grup
from earsiv.cli.eyp.cikar import cikar
from earsiv.cli.eyp.dogrula import dogrula
from earsiv.cli.eyp.goster import goster
from earsiv.cli.eyp.guncelle import guncelle
from earsiv.cli.eyp.nusha import nusha
from earsiv.cli.eyp.olustur import olustur
from earsiv.cli.eyp.sifrele import coz, sifrele
from earsiv.cli.eyp.surdur import surdur

_KOMUTLAR: Final = (cikar, coz, dogrula, goster, guncelle, nusha, olustur, sifrele, surdur)


@click.group(cls=Grup)
def eyp() -> None:
    """e-Yazışma paketleri."""


for _komut in _KOMUTLAR:
    eyp.add_command(_komut)
