# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv sdp ogren``: count the words of the archive's filed records into a file that ``sdp oner`` and ``sdp uyum`` take.

Only records that are filed, that the actor may see and that carry no degree of confidentiality: a suggestion must not give away the words
of a secret letter to somebody who may not read it.
"""

from __future__ import annotations

import json
from pathlib import Path

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, Komut, archive, ortak
from earsiv.cli._yaz import emit, progress
from earsiv.errors import GirdiHatasi, os_reason
from earsiv.model import GizlilikDerecesi
from earsiv.sdp.ogren import Ogrenilen


@click.command(cls=Komut)
@click.option("--cikti", type=YOL, required=True, help="Öğrenilenlerin yazılacağı JSON dosyası.")
@ortak(depo=True, yazar=True)
def ogren(cikti: Path, deneme: bool) -> Cikis:
    """Arşivde dosyalanmış belgelerin kelimelerini kodlarına göre sayar; gizli belgeler ve metnin kendisi yazılmaz.

    Örnek: earsiv sdp ogren --depo arsiv --cikti ogrenilen.json
    """
    ogrenilen, atlanan = Ogrenilen(), 0
    with archive() as arsiv, progress("Öğrenme") as ilerleme:
        dosyalar = {d.kimlik: d for d in arsiv.dosyalar()}
        belgeler = arsiv.belgeler()
        for sira, belge in enumerate(belgeler, 1):
            dosya = dosyalar.get(belge.dosya or "")
            if dosya is None or belge.gizlilik > GizlilikDerecesi.YOK:
                atlanan += 1
            else:
                metin = "\n".join(sayfa.metin for sayfa in arsiv.pages(belge.kimlik))
                ogrenilen.add(dosya.kod, (dosya.plan, dosya.plan_surumu), belge.konu, metin, dosya.birim)
            if ilerleme:
                ilerleme(sira, len(belgeler), belge.konu)
    if not deneme:
        _write(cikti, json.dumps(ogrenilen.as_dict(), ensure_ascii=False, separators=(",", ":")))
    sonuc = {"ogrenilen": ogrenilen.toplam, "atlanan": atlanan, "kod": len(ogrenilen.belge), "cikti": None if deneme else str(cikti)}
    emit(sonuc, lambda: [f"{ogrenilen.toplam} belge, {len(ogrenilen.belge)} kod öğrenildi; {atlanan} belge atlandı."])
    return Cikis.TAMAM


def _write(yol: Path, metin: str) -> None:
    """Write the file whole or not at all.

    Raises:
        GirdiHatasi: SDP-075.
    """
    gecici = yol.with_name(f".{yol.name}.yeni")
    try:
        gecici.write_text(metin, encoding="utf-8")
        gecici.replace(yol)
    except OSError as hata:
        raise GirdiHatasi("SDP-075", str(yol), neden=os_reason(hata)) from None
