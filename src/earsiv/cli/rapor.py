# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv rapor``: a form of the archive as a file. What stands in it is the library's."""

from __future__ import annotations

from pathlib import Path

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, Komut, archive, ortak
from earsiv.cli._yaz import emit


@click.command(cls=Komut)
@click.argument("form")
@click.argument("no")
@click.option("--bicim", required=True, type=click.Choice(["pdf", "xlsx", "docx", "csv"]), help="Biçim.")
@click.option("--cikti", required=True, type=YOL, help="Yazılacak dosya; varsa üstüne yazılmaz.")
@ortak(depo=True, yazar=True)
def rapor(form: str, no: str, bicim: str, cikti: Path, deneme: bool) -> Cikis:
    """Bir formu dosyaya yazar; NO formun konusudur: liste, devir ya da dosya numarası, faaliyet raporunda yıl.

    Formlar: imha-listesi, komisyon-karari, imha-tutanagi, devir-teslim, envanter, dab-devir, icerik-listesi, saklama-plani, faaliyet.

    Örnek: earsiv rapor imha-listesi 2037/1 --bicim pdf --cikti liste.pdf --depo arsiv
    """
    from earsiv.opc import whole_file

    with archive() as arsiv:
        veri = arsiv.report(form, no, bicim)
    if not deneme:
        with whole_file(cikti) as akis:
            akis.write(veri)
    emit(
        {"form": form, "no": no, "bicim": bicim, "cikti": str(cikti), "boyut": len(veri)},
        lambda: [f"{cikti}  {len(veri)} bayt{' (yazılmadı)' if deneme else ''}"],
    )
    return Cikis.TAMAM
