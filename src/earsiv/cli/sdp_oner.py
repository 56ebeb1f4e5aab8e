# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv sdp oner|uyum``: codes suggested for a document, and whether a code and a document agree. Nothing is filed by either.

With an archive its own plan answers, with what its filed records teach; without one a shipped plan, and what ``--ogrenilen`` names.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import attrs
import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, Komut, archive, ortak, shared
from earsiv.cli._yaz import emit, findings, progress, table
from earsiv.errors import Bulgu, GirdiHatasi, os_reason
from earsiv.sdp import KATMANLAR, effective
from earsiv.sdp.ogren import Ogrenilen
from earsiv.sdp.oner import Oneri, check, suggest

_EN_COK: Final = 4 << 20
_BOM: Final = "\ufeff"
_PLAN = click.option("--plan", type=click.Choice(list(KATMANLAR)), help="Kurumun planı; verilmezse arşivin planı, arşiv de yoksa belediye.")
_KONU = click.option("--konu", default="", help="Belgenin konusu; verilmezse metindeki “Konu:” satırı.")
_BIRIM = click.option("--birim", default="", help="Dosyalayan birimin DETSİS numarası.")
_OGRENILEN = click.option("--ogrenilen", type=YOL, help="Önceki dosyalamalardan öğrenilenler (JSON); arşiv verilirse onunkiler.")


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
@ortak(depo=True)
def oner(dosya: Path, plan: str | None, konu: str, birim: str, ogrenilen: Path | None, adet: int) -> Cikis:
    """Belgeye uyabilecek dosya kodlarını nedenleriyle önerir; metin, PDF, görüntü ya da e-Yazışma paketi, “-” için standart girdi.

    Örnek: earsiv sdp oner yazi.txt --konu "Çukur Onarımı" --depo arsiv
    """
    belge = _read(dosya, konu)
    ortak_: dict[str, Any] = {"konu": belge.konu, "birim": birim or None, "gonderen_kodu": belge.gonderen_kodu, "adet": adet}
    oneriler: tuple[Oneri, ...]
    if _asks_archive(plan, ogrenilen):
        with archive() as arsiv:
            oneriler = arsiv.suggest(belge.metin, **ortak_)
    else:
        oneriler = suggest(effective(plan or "belediye"), belge.metin, gecmis=_learned(ogrenilen), **ortak_)
    satirlar = [(o.satir.kod, o.satir.ad, o.satir.plan, f"{o.puan:.2f}", o.neden) for o in oneriler]

    def metin() -> Iterator[str]:
        if satirlar:
            yield from table(("kod", "ad", "plan", "puan", "neden"), satirlar)
        else:
            yield "Öneri yok: belgede planın ya da geçmişin bildiği hiçbir kelime geçmiyor."

    emit([o.as_dict() for o in oneriler], metin)
    return Cikis.TAMAM


@click.command(cls=Komut)
@click.argument("kod", required=False, metavar="[KOD|BELGE]")
@click.argument("dosya", type=YOL, required=False, metavar="[DOSYA|-]")
@_PLAN
@_KONU
@_BIRIM
@_OGRENILEN
@click.option("--hepsi", is_flag=True, help="Arşivde dosyalanmış bütün belgeleri denetler, yalnız açıkça uyuşmayanları yazar.")
@click.option("--yil", type=click.IntRange(1900, 9999), help="--hepsi ile: yalnız bu yılın belgeleri.")
@click.option("--adet", default=0, type=click.IntRange(0), help="--hepsi ile: en çok kaç belge yazılsın; 0 sınırsız.")
@ortak(depo=True)
def uyum(
    kod: str | None,
    dosya: Path | None,
    plan: str | None,
    konu: str,
    birim: str,
    ogrenilen: Path | None,
    hepsi: bool,
    yil: int | None,
    adet: int,
) -> Cikis:
    """Kod ile belgenin metni açıkça çelişiyorsa uyarır, emin değilse susar; arşivde bir belgeyi ya da (--hepsi) tümünü de denetler.

    Örnek: earsiv sdp uyum 105.04 yazi.txt
    """
    _require_one_use(kod, dosya, hepsi=hepsi, sinirli=bool(yil or adet))
    if hepsi:
        return _check_all(adet, yil)
    if dosya is None:
        return _check_record(str(kod))
    belge = _read(dosya, konu)
    bulgular = _check_text(str(kod), belge, plan, birim, ogrenilen)
    return _answer({"kod": kod}, bulgular)


def _require_one_use(kod: str | None, dosya: Path | None, *, hepsi: bool, sinirli: bool) -> None:
    """Refuse a line that asks for two things at once, or for none."""
    if hepsi and kod is not None:
        raise click.UsageError("--hepsi ile KOD, BELGE ya da DOSYA verilmez")
    if not hepsi and (kod is None or (dosya is None and _looks_like_code(kod))):
        raise click.UsageError("eksik: KOD ile DOSYA, arşivdeki bir BELGE ya da --hepsi")
    if sinirli and not hepsi:
        raise click.UsageError("--yil ve --adet yalnız --hepsi ile verilir")


def _looks_like_code(metin: str) -> bool:
    return metin[:3].isdigit() and metin[3:4] in {"", ".", "[", " "}


def _asks_archive(plan: str | None, ogrenilen: Path | None) -> bool:
    """Tell whether the archive answers: one is named on the line, or in the environment and nothing else is asked for.

    Raises:
        UsageError: the line names an archive and another plan or another knowledge.
    """
    baskasi = plan is not None or ogrenilen is not None
    if shared("depo") and baskasi:
        raise click.UsageError("--depo ile --plan ya da --ogrenilen birlikte verilmez")
    return bool(shared("depo") or (os.environ.get("EARSIV_DEPO") and not baskasi))


def _check_text(kod: str, belge: _Belge, plan: str | None, birim: str, ogrenilen: Path | None) -> tuple[Bulgu, ...]:
    if _asks_archive(plan, ogrenilen):
        with archive() as arsiv:
            kullanim: tuple[Bulgu, ...] = arsiv.plan.check(kod, birim=birim)
            return (*kullanim, *arsiv.check_code(kod, belge.metin, konu=belge.konu, birim=birim or None))
    etkin = effective(plan or "belediye")
    gecmis = _learned(ogrenilen)
    return (*etkin.check(kod, birim=birim), *check(etkin, kod, belge.metin, konu=belge.konu, gecmis=gecmis, birim=birim or None))


def _check_record(kimlik: str) -> Cikis:
    with archive() as arsiv:
        bulgular = arsiv.check_code(kimlik)
        kayit = arsiv.belge(kimlik)
        return _answer({"kod": arsiv.dosya(kayit.dosya).kod, "belge": kimlik, "dosya": kayit.dosya}, bulgular)


def _answer(bas: dict[str, Any], bulgular: tuple[Bulgu, ...]) -> Cikis:
    def metin() -> Iterator[str]:
        yield from findings(bulgular, "")
        if not bulgular:
            yield "Çelişki görülmedi."

    uyumlu = all(b.seviye == "bilgi" for b in bulgular)
    emit({**bas, "uyumlu": uyumlu, "bulgular": [b.as_dict() for b in bulgular]}, metin)
    return Cikis.TAMAM if uyumlu else Cikis.BULGU


def _check_all(adet: int, yil: int | None) -> Cikis:
    with archive() as arsiv, progress("Uyum denetimi") as ilerleme:
        tarama = arsiv.misfiled(adet, yil=yil, ilerleme=ilerleme)
        kayitlar = list(tarama)
    sayilar = tarama.counts()

    def metin() -> Iterator[str]:
        for k in kayitlar:
            yield f"{k.belge}  {k.kod}  {k.konu}"
            yield from findings(k.bulgular)
        yield "{incelenen} belge incelendi: {uyumsuz} uyuşmuyor, {karsilastirilamayan} karşılaştırılamadı, {okunamayan} okunamadı.".format(
            **sayilar
        )
        yield "Gizlilik derecesi olan belgelere bakılmadı."

    emit({**sayilar, "belgeler": [k.as_dict() for k in kayitlar]}, metin)
    return Cikis.BULGU if kayitlar else Cikis.TAMAM


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
