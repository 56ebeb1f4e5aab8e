# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Print the report of an import: layout, counts, rows left out, findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from earsiv.cli._yaz import findings
from earsiv.errors import Seviye
from earsiv.sdp.bicim import ADLAR
from earsiv.sdp.ice_al import IceAlmaRaporu


def report(rapor: IceAlmaRaporu) -> Iterator[str]:
    """Yield the report as lines: what weighs most first, remarks only as counts."""
    yield f"{rapor.kaynak}: {ADLAR[rapor.bicim]} ({rapor.bicim}); başlık {rapor.baslik_satiri}. satırda"
    yield f"  okunan satır: {rapor.okunan}   alınan kod: {rapor.alinan}   alınmayan: {len(rapor.alinmayanlar)}   not: {len(rapor.notlar)}"
    if rapor.okunmayan_sutunlar:
        yield f"  okunmayan sütunlar: {', '.join(rapor.okunmayan_sutunlar)}"
    for seviye in (Seviye.HATA, Seviye.UYARI):
        yield from findings(b for b in rapor.bulgular if b.seviye is seviye)
    for kod, adet in sorted(Counter(b.kod for b in rapor.bulgular if b.seviye is Seviye.BILGI).items()):
        ilk = next(b for b in rapor.bulgular if b.kod == kod)
        yield f"  · {kod} ({adet}): {ilk.yer}: {ilk.mesaj}" + (" …" if adet > 1 else "")
