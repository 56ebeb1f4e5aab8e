# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv imza dogrula``: the verdict on signature files, as text, JSON, page and ETSI report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._dayanak import evidence_options, grounds
from earsiv.cli._ortak import YOL, Komut, ortak
from earsiv.cli._yaz import emit

if TYPE_CHECKING:
    from earsiv.imza import DogrulamaSonucu


@click.command(cls=Komut)
@click.argument("dosyalar", nargs=-1, required=True, type=YOL, metavar="DOSYA...")
@click.option("--icerik", type=YOL, help="Ayrık imzanın imzaladığı dosya.")
@evidence_options
@click.option("--html", type=YOL, help="Raporu bu dosyaya tek başına açılan bir sayfa olarak da yazar.")
@click.option("--etsi", type=YOL, help="Raporu bu klasöre ETSI TS 119 102-2 XML olarak da yazar, dosya başına bir tane.")
@ortak()
def dogrula(
    dosyalar: tuple[Path, ...],
    icerik: Path | None,
    guven: Path | None,
    kanit: Path | None,
    politika: Path | None,
    an: dt.datetime | None,
    html: Path | None,
    etsi: Path | None,
) -> Cikis:
    """İmza dosyalarını (.imz, .p7s) ve imzalı PDF'leri ağa çıkmadan doğrular.

    Örnek: earsiv imza dogrula karar.pdf --guven kokler/ --kanit kanit/ --html rapor.html
    """
    from earsiv.errors import EarsivError
    from earsiv.imza import DogrulamaSonucu, Gosterge, evaluate, rapor, read_file

    dayanak = grounds(guven, kanit, politika, an)
    sonuclar: list[tuple[str, DogrulamaSonucu]] = []
    okunamayan, belgeler = False, []
    for yol in dosyalar:
        olgular = None
        try:
            olgular = read_file(yol, icerik=icerik)
            sonuc = evaluate(olgular, **dayanak)
        except EarsivError as hata:
            okunamayan = True
            sonuc = DogrulamaSonucu("cades", (), (hata.bulgu,))  # nothing was judged: no signer, no verdict on one
        sonuclar.append((str(yol), sonuc))
        belgeler.append((yol, olgular))

    def metin() -> Iterator[str]:
        yield from rapor.text(sonuclar)

    emit([{"dosya": ad, **s.as_dict()} for ad, s in sonuclar], metin)
    if html:
        _write(html, rapor.html(sonuclar).encode())
    if etsi:
        for (yol, olgular), (ad, sonuc) in zip(belgeler, sonuclar, strict=True):
            kimlikler = rapor.identities(olgular) if olgular else {}
            sira = "" if [b.name for b, _ in belgeler].count(yol.name) == 1 else f"-{belgeler.index((yol, olgular)) + 1}"
            _write(etsi / f"{yol.name}{sira}.xml", rapor.etsi_xml(ad, sonuc, kimlikler=kimlikler))
    if okunamayan:
        return Cikis.KULLANIM
    return Cikis.TAMAM if all(s.durum is Gosterge.TOTAL_PASSED for _, s in sonuclar) else Cikis.BULGU


def _write(yol: Path, veri: bytes) -> None:
    """Write a report whole or not at all; an older one of the same name is replaced.

    Raises:
        GirdiHatasi: KAB-019 it cannot be written.
    """
    from earsiv.errors import GirdiHatasi, os_reason

    gecici = yol.with_name(f".{yol.name}.yeni")
    try:
        yol.parent.mkdir(parents=True, exist_ok=True)
        gecici.write_bytes(veri)
        gecici.replace(yol)
    except OSError as hata:
        raise GirdiHatasi("KAB-019", str(yol), ayrinti=os_reason(hata)) from None
