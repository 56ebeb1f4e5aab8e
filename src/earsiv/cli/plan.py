# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv plan goster|ek|ice-al|esle``: the plan of one archive, as far as the archive keeps it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, Grup, Tarih, archive, ortak
from earsiv.cli._yaz import emit, findings, table
from earsiv.errors import Seviye
from earsiv.sdp import EkIslemi, EkSatiri


@click.group(cls=Grup)
def plan() -> None:
    """Arşivin planı: yürürlükteki sürümler, kurum eki, içe alınan planlar, kod eşlemeleri."""


@plan.command()
@click.option("--an", type=Tarih(), help="Bu gün geçerli olan plan; verilmezse bugün.")
@click.option("--itibariyla", type=Tarih(), help="Geçmiş bir gün arşivin bildiği plan.")
@ortak(depo=True)
def goster(an: dt.date | None, itibariyla: dt.date | None) -> Cikis:
    """Kurumu bağlayan plan sürümlerini ve kurumun ekini gösterir.

    Örnek: earsiv plan goster --depo arsiv
    """
    with archive() as arsiv:
        etkin = arsiv.effective_plan(an, itibariyla=itibariyla)
        ek = arsiv.overlay(itibariyla)
        eslemeler = arsiv.mappings()
        bilinen = arsiv.plan_versions(itibariyla)
    katmanlar = [{"plan": p.ad, "surum": p.surum, "ad": p.baslik, "satir": len(p.satirlar), "tam": p.tam} for p in etkin.katmanlar]

    def metin() -> Iterator[str]:
        yield from table(("plan", "sürüm", "ad", "satır"), [(k["plan"], k["surum"], k["ad"], k["satir"]) for k in katmanlar])
        yield f"bilinen sürümler: {', '.join('/'.join(anahtar) for anahtar in bilinen)}"
        if ek.satirlar:
            yield ""
            satirlar = [(s.islem, s.kod, s.baslangic, s.ad or s.saklama_suresi or ", ".join(s.birimler), s.dayanak) for s in ek.satirlar]
            yield from table(("ek", "kod", "başlangıç", "ne", "dayanak"), satirlar)
        yield from findings(etkin.bulgular)

    emit(
        {
            "ad": etkin.ad,
            "katmanlar": katmanlar,
            "bilinen_surumler": ["/".join(anahtar) for anahtar in bilinen],
            "ek": ek.as_dict()["satirlar"],
            "eslemeler": eslemeler,
            "bulgular": [b.as_dict() for b in etkin.bulgular],
        },
        metin,
    )
    return Cikis.TAMAM


@plan.command("ek")
@click.argument("islem", type=click.Choice([str(i) for i in EkIslemi]))
@click.argument("kod")
@click.option("--dayanak", required=True, help="Dayandığı uygun görüş ya da karar.")
@click.option("--baslangic", type=Tarih(), help="Hangi günden beri; verilmezse bugün.")
@click.option("--ad", default="", help="EKLE, ADLANDIR: başlık.")
@click.option("--sure", default="", help="EKLE, SURE: 1–100 yıl ya da B.")
@click.option("--tasfiye", default="", help="EKLE, SURE: tasfiye kodu (A, A1, A2, A3, B, C, D).")
@click.option("--birim", "birimler", multiple=True, help="BIRIM, SURE: birim (DETSİS); birden çok verilebilir.")
@click.option("--aciklama", default="", help="EKLE: açıklama.")
@ortak(depo=True, yazar=True)
def ekle(islem: str, kod: str, dayanak: str, baslangic: dt.date | None, deneme: bool, **alanlar: Any) -> Cikis:
    """Kurumun plana ekini yazar: kod ekler, adlandırır, kapatır, birimlere ayırır, süresini değiştirir. Kod silinmez, kapatılır.

    Örnek: earsiv plan ek KAPAT 105.04 --dayanak "2026/12 sayılı yazı" --depo arsiv
    """
    with archive() as arsiv:
        satir = EkSatiri(
            islem=EkIslemi(islem),
            kod=kod,
            baslangic=baslangic or arsiv.today(),
            kayit=arsiv.today(),
            dayanak=dayanak,
            aktor="",
            ad=alanlar["ad"],
            saklama_suresi=alanlar["sure"],
            saklama_kodu=alanlar["tasfiye"],
            birimler=alanlar["birimler"],
            aciklama=alanlar["aciklama"],
        )
        yeni = arsiv.amend_plan(satir, deneme=deneme).satirlar[-1]
    emit(yeni.as_dict(), lambda: [f"{yeni.islem} {yeni.kod} {yeni.baslangic:%d.%m.%Y} gününden{' (yazılmadı)' if deneme else ''}"])
    return Cikis.TAMAM


@plan.command("ice-al")
@click.argument("dizin", type=YOL)
@ortak(depo=True, yazar=True)
def ice_al(dizin: Path, deneme: bool) -> Cikis:
    """Bir plan sürümünü (plan.csv ve plan.toml) arşive alır; eski sürümler dosyaları için kalır.

    Klasörü “earsiv sdp ice-al” yazar.

    Örnek: earsiv plan ice-al belediye-2027 --depo arsiv
    """
    from earsiv.cli.sdp._plan import read_folder
    from earsiv.sdp.denetle import audit

    yeni = read_folder(dizin)
    kusurlar = (b for b in audit(yeni) if b.seviye is Seviye.HATA)  # rows that no period is computed from
    with archive() as arsiv:
        bulgular = (*kusurlar, *arsiv.add_plan(yeni, deneme=deneme))
        bugunku = next((p for p in arsiv.effective_plan().katmanlar if p.ad == yeni.ad), None)
    kayit = {
        "plan": yeni.ad,
        "surum": yeni.surum,
        "satir": len(yeni.satirlar),
        "yururluk_baslangic": yeni.yururluk.isoformat() if yeni.yururluk else None,
        "bugunku_surum": bugunku.surum if bugunku else None,
        "bugunku_satir": len(bugunku.satirlar) if bugunku else None,
        "bulgular": [b.as_dict() for b in bulgular],
    }

    def metin() -> Iterator[str]:
        yield f"Plan {'alınabilir' if deneme else 'alındı'}: {yeni.ad} {yeni.surum}, {len(yeni.satirlar)} satır"
        if yeni.yururluk:
            yield f"{yeni.yururluk:%d.%m.%Y} gününden başlayarak yürürlükte."
        else:
            yield "Yürürlük tarihi yazılı değil: yürürlüğe girdiği gün bilinen bir sürüm varken o geçerlidir (sdp ice-al --yururluk)."
        if bugunku:
            yield f"Bugün yürürlükte olan sürüm: {bugunku.surum}, {len(bugunku.satirlar)} satır."
        yield from findings(bulgular)

    emit(kayit, metin)
    return Cikis.TAMAM


@plan.command()
@click.argument("cizelge", type=YOL)
@ortak(depo=True, yazar=True)
def esle(cizelge: Path, deneme: bool) -> Cikis:
    """Doldurulmuş eşleme çizelgesini kaydeder ve eski kodlardaki dosyaları yeni kodlarına geçirir; eski süre de bağlamayı sürdürür.

    Çizelgeyi “earsiv sdp esle” yazar.

    Örnek: earsiv plan esle esleme.csv --depo arsiv
    """
    from earsiv.kabul.tablo import read_tables
    from earsiv.sdp.esle_oner import read_worksheet

    (tablo, *_) = read_tables(cizelge)
    with archive() as arsiv:
        okunan = read_worksheet(tablo, arsiv.plan, aktor=arsiv.yetki.aktor, tarih=arsiv.today())
        sonuc = None if okunan.bulgular else arsiv.map_codes(*okunan.eslemeler, deneme=deneme)
    if sonuc is None:
        emit(
            {"no": None, "tasinan": [], "kalan": [], "bulgular": [b.as_dict() for b in okunan.bulgular]}, lambda: findings(okunan.bulgular)
        )
        return Cikis.BULGU

    def metin() -> Iterator[str]:
        yield f"Eşleme {sonuc.no}: {len(sonuc.tasinan)} dosya {'taşınabilir' if deneme else 'taşındı'}, {len(sonuc.kalan)} dosya kaldı."
        yield from findings([*sonuc.bulgular, *(b for _, b in sonuc.kalan)])

    emit(sonuc.as_dict(), metin)
    return Cikis.BULGU if sonuc.kalan else Cikis.TAMAM
