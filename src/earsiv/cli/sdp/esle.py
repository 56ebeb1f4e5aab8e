# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv sdp esle``."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, Komut, ortak, shared
from earsiv.cli._yaz import emit, findings
from earsiv.cli.sdp._plan import open_effective, open_plan
from earsiv.errors import Seviye
from earsiv.sdp import EtkinPlan, Plan


@click.command(cls=Komut)
@click.argument("eski", metavar="ESKİ")
@click.argument("yeni", metavar="YENİ")
@click.option("--kodlar", default="", metavar="KOD,KOD…", help="Yalnız bu kodlar; verilmezse sürmeyen kodların hepsi.")
@click.option("--csv", "csv_iste", is_flag=True, help="Doldurulacak çizelgeyi CSV olarak yazar.")
@click.option("--dolu", type=YOL, metavar="DOSYA", help="Doldurulmuş çizelgeyi okur ve kararları denetler.")
@ortak()
def esle(eski: str, yeni: str, kodlar: str, csv_iste: bool, dolu: Path | None) -> Cikis:
    """Ölü ya da yeniden kullanılmış eski kodlara yeni plandan adaylar gösterir; kararı kişi verir.

    Örnek: earsiv sdp esle ortak/eski-kismi belediye --kodlar 050.01.04 --csv
    """
    from earsiv.sdp.esle_oner import BASLIKLAR, suggest_mapping

    (plan, kusurlar), etkin = open_plan(eski), open_effective(yeni)
    if dolu:
        return _check(dolu, plan, etkin)
    istenen = [k.strip() for k in kodlar.split(",") if k.strip()]
    oneriler = suggest_mapping(plan, etkin, istenen or None)
    if csv_iste and not shared("json_iste"):
        from earsiv.rapor.metin import safe_text

        yazici = csv.writer(sys.stdout, delimiter=";", lineterminator="\n")
        yazici.writerow(BASLIKLAR)
        yazici.writerows([safe_text(hucre, csv=True) for hucre in oneri.row()] for oneri in oneriler)
        return Cikis.TAMAM

    def metin() -> Iterator[str]:
        yield from findings(kusurlar)
        for oneri in oneriler:
            yield f"{oneri.kod}  {oneri.ad or '—'}  ({oneri.durum})"
            for aday in oneri.adaylar:
                yield f"    {aday.puan:.2f}  {aday.satir.kod}  {aday.satir.ad}: {'; '.join(n.metin for n in aday.nedenler)}"

    emit([oneri.as_dict() for oneri in oneriler], metin)
    return Cikis.TAMAM


def _check(dolu: Path, plan: Plan, etkin: EtkinPlan) -> Cikis:
    """Read a filled worksheet and say what speaks against its decisions; the archive records them, not this command."""
    from earsiv._clock import SystemClock, today
    from earsiv.kabul.tablo import read_tables
    from earsiv.sdp.esle import validate_mapping
    from earsiv.sdp.esle_oner import read_worksheet

    aktor = shared("aktor") or os.environ.get("EARSIV_AKTOR") or "yerel"
    cizelge = read_worksheet(read_tables(dolu)[0], etkin, aktor=aktor, tarih=today(SystemClock()))
    bulgular = (*cizelge.bulgular, *validate_mapping(cizelge.eslemeler, plan, etkin))
    gecerli = not any(b.seviye is Seviye.HATA for b in bulgular)

    def metin() -> Iterator[str]:
        for e in cizelge.eslemeler:
            yield f"{e.eski_kod} → {e.yeni_kod or '(kalsın)'}  {e.gerekce}"
        yield from findings(bulgular)

    eslemeler = [e.as_dict() for e in cizelge.eslemeler]
    emit({"gecerli": gecerli, "eslemeler": eslemeler, "bulgular": [b.as_dict() for b in bulgular]}, metin)
    return Cikis.TAMAM if gecerli else Cikis.BULGU
