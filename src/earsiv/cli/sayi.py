# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv sayi coz``."""

from __future__ import annotations

from collections.abc import Iterator

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import Grup, ortak
from earsiv.cli._yaz import emit, findings
from earsiv.model import BelgeSayisi, Bicim


@click.group(cls=Grup)
def sayi() -> None:
    """Belge sayıları."""


@sayi.command()
@click.argument("sayilar", nargs=-1, required=True, metavar="SAYI...")
@ortak()
def coz(sayilar: tuple[str, ...]) -> Cikis:
    """Belge sayısını bölümlerine ayırır.

    Örnek: earsiv sayi coz E-67915368-903.07.02-4752
    """
    okunan = [BelgeSayisi.parse(metin) for metin in sayilar]

    def metin() -> Iterator[str]:
        for s in okunan:
            yield f"{s.sayi}: {s.bicim}"
            for ad, deger in (("ortam", s.ortam), ("DETSİS", s.detsis), ("SDP", s.sdp), ("kayıt no", s.kayit_no)):
                if deger is not None:
                    yield f"  {ad}: {deger}"
            yield from findings(s.bulgular)

    emit([s.as_dict() for s in okunan], metin)
    return Cikis.BULGU if any(s.bicim is Bicim.BOZUK for s in okunan) else Cikis.TAMAM
