# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv kvkk calistir|durum|kodlar``: the periodic run over personal data. It proposes and removes nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import Grup, Tarih, archive, ortak
from earsiv.cli._yaz import emit, findings, table


@click.group(cls=Grup)
def kvkk() -> None:
    """Kişisel veriler: periyodik imha."""


@kvkk.command()
@click.option("--an", type=Tarih(), help="Yargı günü; verilmezse bugün.")
@ortak(depo=True, yazar=True)
def calistir(an: dt.date | None, deneme: bool) -> Cikis:
    """Kişisel veri taşıyan bütün dosyaları inceler; süresi dolanları imha listesine önerir, kalanların nedenini yazar. Hiçbir şeyi silmez.

    Örnek: earsiv kvkk calistir --depo arsiv
    """
    with archive() as arsiv:
        sonuc = arsiv.kvkk_run(an, deneme=deneme)
    kosu = sonuc.kosu

    def metin() -> Iterator[str]:
        yield f"{kosu.no}  {kosu.gun:%d.%m.%Y}  incelenen {kosu.incelenen}, önerilen {len(kosu.onerilen)}; sonraki {kosu.sonraki:%d.%m.%Y}"
        yield from table(("dosya", "kod", "sonuç"), [(s.dosya, s.kod, s.aciklama) for s in sonuc.satirlar])
        if kosu.gec:
            yield "Bu çalıştırma süresinden sonra yapıldı."
        if kosu.onerilen:
            yield "Önerilenler imha listesine konur; listeyi komisyon görüşür."

    emit(sonuc.as_dict(), metin)
    return Cikis.TAMAM


@kvkk.command()
@click.option("--an", type=Tarih(), help="Durumun sorulduğu gün; verilmezse bugün.")
@ortak(depo=True)
def durum(an: dt.date | None) -> Cikis:
    """Son periyodik imhayı ve sonrakinin gününü gösterir; gecikmişse 1 ile çıkar.

    Örnek: earsiv kvkk durum --depo arsiv
    """
    with archive() as arsiv:
        nerede = arsiv.kvkk_status(an)

    def metin() -> Iterator[str]:
        if nerede.son and nerede.sonraki:
            yield f"Son çalıştırma {nerede.son.no}, {nerede.son.gun:%d.%m.%Y}; sonraki en geç {nerede.sonraki:%d.%m.%Y}"
        yield from findings(nerede.bulgular)

    emit(nerede.as_dict(), metin)
    return Cikis.BULGU if nerede.gecikti else Cikis.TAMAM


@kvkk.command()
@click.argument("kod", nargs=-1)
@click.option("--gerekce", default="", help="Neden bu kodlar; verilirse liste bu kodlarla değişir.")
@ortak(depo=True, yazar=True)
def kodlar(kod: tuple[str, ...], gerekce: str, deneme: bool) -> Cikis:
    """Her dosyası kişisel veri taşıyan kodları gösterir; kod ve gerekçe verilirse değiştirir.

    Örnek: earsiv kvkk kodlar 903.01 929 --gerekce "Özlük ve disiplin dosyaları" --depo arsiv
    """
    with archive() as arsiv:
        ayar = arsiv.set_personal_codes(kod, gerekce, deneme=deneme) if kod or gerekce else arsiv.personal_codes()
    emit(ayar, lambda: [f"{', '.join(ayar['kodlar']) or 'Kod yok.'}  {ayar['gerekce']}".rstrip()])
    return Cikis.TAMAM
