# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv sayi coz|denetle``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import Grup, archive, ortak
from earsiv.cli._yaz import emit, findings, table
from earsiv.model import BelgeSayisi, Bicim, SayiKapsami, Seri, SeriRaporu

_EN_COK: Final = 20  # lines of one kind on a page for people; JSON holds all
_CERCEVE: Final = {
    SayiKapsami.DETSIS_YIL: "sayıdaki DETSİS numarası ve yıl",
    SayiKapsami.BIRIM_YIL: "birim ve yıl",
    SayiKapsami.KURUM_YIL: "bütün kurum ve yıl",
    SayiKapsami.SUREKLI: "bütün kurum, yıl ayrılmaz",
}
_BASLIKLAR: Final = ("birim", "yıl", "biçim", "ilk", "son", "kayıt", "boşluk", "eksik", "çatışma", "sıradaki")


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


@sayi.command()
@click.option("--yil", type=click.IntRange(1900, 2200), help="Yalnız bu yılın serileri.")
@click.option("--birim", help="Yalnız bu DETSİS numarasının ya da birimin serileri.")
@ortak(depo=True)
def denetle(yil: int | None, birim: str | None) -> Cikis:
    """Kurumun belge sayılarında boşluk, çatışma ve tarih sırası arar; sayı vermez ve hiçbir şeyi değiştirmez.

    Çatışma, aynı numaranın içeriği ayrı kayıtlarda bulunmasıdır; varsa çıkış kodu 1'dir. Boşluk, arşivde bulunmayan numaradır.
    Başka kurumların sayıları, eski biçimli ve okunamayan sayılar ayrı sayılır.

    Örnek: earsiv sayi denetle --yil 2026 --depo arsiv
    """
    with archive() as arsiv:
        rapor: SeriRaporu = arsiv.number_report(yil, birim)
    emit({"yil": yil, "birim": birim, **rapor.as_dict()}, lambda: _report_lines(rapor))
    return Cikis.BULGU if rapor.catismalar else Cikis.TAMAM


def _report_lines(rapor: SeriRaporu) -> Iterator[str]:
    yield f"Numara çerçevesi: {rapor.kapsam} ({_CERCEVE[rapor.kapsam]})"
    yield (
        f"{rapor.incelenen} belge incelendi: seride {rapor.seride}, sayısız {rapor.sayisiz}, okunamayan {rapor.okunamayan},"
        f" eski biçimli {rapor.eski}, başka kurumun {rapor.baska_kurum}, tarihsiz {rapor.tarihsiz}."
    )
    if rapor.seriler:
        yield ""
        yield from table(_BASLIKLAR, (_row(rapor, s) for s in rapor.seriler))
        if any(rapor.proposal(s) is not None for s in rapor.seriler):
            yield "Sıradaki numara yalnız öneridir; sayıyı EBYS verir."
    for s in rapor.seriler:
        yield from _gap_lines(s)
    if rapor.catismalar:
        yield from ("", "çatışmalar:", *_shorten(list(_clash_lines(rapor)), "çatışma"))
    digerleri = [b for b in rapor.bulgular if b.kod not in {"SAY-031", "SAY-034"}]
    if digerleri:
        yield ""
        yield from findings(digerleri, "")


def _row(rapor: SeriRaporu, seri: Seri) -> tuple[object, ...]:
    acik = (seri.birim or "kurum", seri.yil or "sürekli", seri.bicim, seri.ilk, seri.son, seri.kayit)
    return (*acik, len(seri.bosluklar), seri.eksik, seri.catisan, rapor.proposal(seri))


def _gap_lines(seri: Seri) -> Iterator[str]:
    if seri.bosluklar:
        yield from ("", f"{seri.ad} boşlukları:", *_shorten([f"  {aralik}" for aralik in seri.bosluklar], "boşluk"))
    if seri.bastan:
        yield f"{seri.ad}: {seri.bastan} arşivde yok; seri 1'den başladıysa bunlar da eksiktir."


def _clash_lines(rapor: SeriRaporu) -> Iterator[str]:
    for c in rapor.catismalar:
        gizli = f", {c.gizli} tanesini görmeye yetkiniz yok" if c.gizli else ""
        ayri = "; ayrı serilerde, aynı DETSİS ve yılda" if c.asgari else ""
        satirlar = [f"  {c.birim or 'kurum'} / {c.yil or 'sürekli'} · {c.numara}: {c.adet} kayıt{gizli}{ayri}"]
        satirlar += [f"    {b.kimlik}  {b.sayi}  {f'{b.tarih:%d.%m.%Y}' if b.tarih else 'tarihsiz'}" for b in c.belgeler]
        yield "\n".join(satirlar)


def _shorten(satirlar: list[str], ne: str) -> Iterator[str]:
    yield from satirlar[:_EN_COK]
    if len(satirlar) > _EN_COK:
        yield f"  … ve {len(satirlar) - _EN_COK} {ne} daha; hepsi için --json"
