# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv sdp oner|uyum``: codes suggested for a document, and whether a code and a document agree. Nothing is filed by either."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import attrs
import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, Komut, ortak
from earsiv.cli._yaz import emit, findings, table
from earsiv.errors import GirdiHatasi, os_reason
from earsiv.sdp import KATMANLAR, effective
from earsiv.sdp.ogren import Ogrenilen
from earsiv.sdp.oner import check, suggest

_EN_COK: Final = 4 << 20
_BOM: Final = "\ufeff"
_PLAN = click.option("--plan", default="belediye", type=click.Choice(list(KATMANLAR)), show_default=True, help="Kurumun planı.")
_KONU = click.option("--konu", default="", help="Belgenin konusu; verilmezse metindeki “Konu:” satırı.")
_BIRIM = click.option("--birim", default="", help="Dosyalayan birimin DETSİS numarası.")
_OGRENILEN = click.option("--ogrenilen", type=YOL, help="Önceki dosyalamalardan öğrenilenler (JSON).")


@attrs.frozen
class _Belge:
    konu: str
    metin: str
    gonderen_kodu: str = ""


@click.command(cls=Komut)
@click.argument("dosya", type=YOL, metavar="DOSYA|-")
@_PLAN
@_KONU
@_BIRIM
@_OGRENILEN
@click.option("--adet", default=10, type=click.IntRange(1, 100), show_default=True, help="En çok kaç öneri.")
@ortak()
def oner(dosya: Path, plan: str, konu: str, birim: str, ogrenilen: Path | None, adet: int) -> Cikis:
    """Belgeye uyabilecek dosya kodlarını nedenleriyle önerir; metin, PDF, görüntü ya da e-Yazışma paketi, “-” için standart girdi.

    Örnek: earsiv sdp oner yazi.txt --konu "Çukur Onarımı"
    """
    belge = _read(dosya, konu)
    oneriler = suggest(
        effective(plan),
        belge.metin,
        konu=belge.konu,
        birim=birim or None,
        gecmis=_learned(ogrenilen),
        gonderen_kodu=belge.gonderen_kodu,
        adet=adet,
    )
    satirlar = [(o.satir.kod, o.satir.ad, o.satir.plan, f"{o.puan:.2f}", o.neden) for o in oneriler]

    def metin() -> Iterator[str]:
        if satirlar:
            yield from table(("kod", "ad", "plan", "puan", "neden"), satirlar)
        else:
            yield "Öneri yok: belgede planın ya da geçmişin bildiği hiçbir kelime geçmiyor."

    emit([o.as_dict() for o in oneriler], metin)
    return Cikis.TAMAM


@click.command(cls=Komut)
@click.argument("kod")
@click.argument("dosya", type=YOL, metavar="DOSYA|-")
@_PLAN
@_KONU
@_BIRIM
@_OGRENILEN
@ortak()
def uyum(kod: str, dosya: Path, plan: str, konu: str, birim: str, ogrenilen: Path | None) -> Cikis:
    """Verilen kodla belgenin metni açıkça çelişiyorsa uyarır; emin değilse susar.

    Örnek: earsiv sdp uyum 105.04 yazi.txt
    """
    belge = _read(dosya, konu)
    etkin = effective(plan)
    bulgular = (
        *etkin.check(kod, birim=birim),
        *check(etkin, kod, belge.metin, konu=belge.konu, gecmis=_learned(ogrenilen), birim=birim or None),
    )

    def metin() -> Iterator[str]:
        yield from findings(bulgular, "")
        if not bulgular:
            yield "Çelişki görülmedi."

    emit({"kod": kod, "uyumlu": not bulgular, "bulgular": [b.as_dict() for b in bulgular]}, metin)
    return Cikis.BULGU if bulgular else Cikis.TAMAM


def _read(dosya: Path, konu: str) -> _Belge:
    """Read the subject, the text and the sender's code of a document.

    Raises:
        GirdiHatasi: SDP-073 it cannot be read, SDP-074 it is too large for a text; what the readers of packages and scans say.
    """
    if str(dosya) == "-":
        return _Belge(konu, _decode(sys.stdin.buffer.read(_EN_COK + 1), "-"))
    from earsiv import tarama

    if tarama.detect(dosya) is not None:
        return _read_item(dosya, konu)
    try:
        with dosya.open("rb") as akis:
            return _Belge(konu, _decode(akis.read(_EN_COK + 1), dosya.name))
    except OSError as hata:
        raise GirdiHatasi("SDP-073", dosya.name, neden=os_reason(hata)) from None


def _decode(ham: bytes, yer: str) -> str:
    """Return the text of plain bytes: UTF-8, else the Turkish code page of Windows."""
    if len(ham) > _EN_COK:
        raise GirdiHatasi("SDP-074", yer, sinir=f"{_EN_COK >> 20} MB")
    if b"\0" in ham:
        raise GirdiHatasi("SDP-073", yer, neden="bu bir metin dosyası değil")
    try:
        return ham.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError:
        return ham.decode("cp1254", "replace")


def _read_item(dosya: Path, konu: str) -> _Belge:
    """Read a package or a scan as intake would, without taking it in; signatures are judged but not asked for here."""
    from earsiv._clock import SystemClock
    from earsiv._limits import VARSAYILAN
    from earsiv.kabul import read
    from earsiv.tarama import Ocr

    okunan = read(dosya, saat=SystemClock(), sinirlar=VARSAYILAN, ocr=Ocr(sinirlar=VARSAYILAN))
    kendi = okunan.konu if okunan.konu != dosya.stem else ""  # a file name is no subject
    return _Belge(konu or kendi, "\n".join(s.metin for s in okunan.sayfalar), okunan.gonderen_kodu)


def _learned(yol: Path | None) -> Ogrenilen | None:
    """Read what was learned.

    Raises:
        GirdiHatasi: SDP-071 it is not such a file, SDP-073 it cannot be read.
    """
    if yol is None:
        return None
    try:
        return Ogrenilen.from_dict(json.loads(yol.read_bytes()))
    except OSError as hata:
        raise GirdiHatasi("SDP-073", yol.name, neden=os_reason(hata)) from None
    except (ValueError, RecursionError):
        raise GirdiHatasi("SDP-071", yol.name) from None
