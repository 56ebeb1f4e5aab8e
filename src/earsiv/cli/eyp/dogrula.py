# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv eyp dogrula``: judge packages; every finding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._dayanak import evidence_options, grounds
from earsiv.cli._ortak import YOL, Komut, ortak
from earsiv.cli._yaz import emit, findings


@click.command(cls=Komut)
@click.argument("paketler", nargs=-1, required=True, type=YOL, metavar="PAKET...")
@click.option("--alici", help="Bu nüshanın alıcısı (KKK, T.C. kimlik no veya kimlik): konulmamış ekler hoş görülür.")
@evidence_options
@ortak()
def dogrula(
    paketler: tuple[Path, ...],
    alici: str | None,
    guven: Path | None,
    kanit: Path | None,
    politika: Path | None,
    an: dt.datetime | None,
) -> Cikis:
    """Paketleri denetler: yapı, üstveri, özetler, imzalar; bütün bulguları yazar.

    Örnek: earsiv eyp dogrula gelen.eyp --guven kokler/
    """
    from earsiv import eyazisma

    dayanak = grounds(guven, kanit, politika, an)
    raporlar = [(str(yol), eyazisma.judge(yol, alici=alici, **dayanak)) for yol in paketler]

    def metin() -> Iterator[str]:
        for ad, r in raporlar:
            ozet = {True: "özetler tutuyor", False: "ÖZETLER TUTMUYOR", None: "özet denetlenmedi"}[r.ozetler]
            yield f"{ad}: {'geçerli' if r.gecerli else 'GEÇERSİZ'} ({r.tur or 'paket değil'} {r.surum or ''}, {ozet})"
            for tur, sonuc in (("imza", r.imza), ("mühür", r.muhur), ("paraf", r.paraf)):
                if sonuc:
                    yield f"  {tur}: {sonuc.durum}"
            yield from findings(r.bulgular)

    emit([{**r.as_dict(), "dosya": ad} for ad, r in raporlar], metin)
    if any(b.kod == "KAB-001" for _, r in raporlar for b in r.bulgular):
        return Cikis.KULLANIM
    return Cikis.TAMAM if all(r.gecerli for _, r in raporlar) else Cikis.BULGU
