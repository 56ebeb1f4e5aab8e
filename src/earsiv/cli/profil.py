# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv profil goster|ayarla|kural``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import Grup, Tarih, archive, ortak
from earsiv.cli._yaz import emit, table
from earsiv.saklama import KurumProfili, parameters


@click.group(cls=Grup)
def profil() -> None:
    """Kurum profili: süre ve usul parametreleri, ek saklama kuralları."""


@profil.command()
@click.option("--an", type=Tarih(), help="Bu gün geçerli olan değerler; verilmezse bugün.")
@click.option("--itibariyla", type=Tarih(), help="Geçmiş bir gün arşivin bildiği değerler.")
@ortak(depo=True)
def goster(an: dt.date | None, itibariyla: dt.date | None) -> Cikis:
    """Parametreleri değerleri, dayanakları ve kurumun gerekçeleriyle gösterir.

    Örnek: earsiv profil goster --depo arsiv
    """
    with archive() as arsiv:
        kurumun = arsiv.profile(itibariyla)
        gun = an or itibariyla or arsiv.today()
    satirlar = [_parameter(kurumun, ad, gun) for ad in parameters()]
    kurallar = [{**k.as_dict(), "gecerli": k.baslangic <= gun and (k.bitis is None or gun <= k.bitis)} for k in kurumun.kurallar]

    def metin() -> Iterator[str]:
        alanlar = ("ad", "deger", "kurum", "kanit", "dayanak")
        yield from table(("parametre", "değer", "kurumca", "kanıt", "dayanak"), [[_text(s[a]) for a in alanlar] for s in satirlar])
        if kurallar:
            yield ""
            sutunlar = ("ad", "kod", "birim", "sure", "baslangic", "bitis", "dayanak")
            yield from table(
                ("kural", "kod", "birim", "süre", "başlangıç", "bitiş", "dayanak"), [[k[a] for a in sutunlar] for k in kurallar]
            )

    emit({"an": gun.isoformat(), "parametreler": satirlar, "kurallar": kurallar}, metin)
    return Cikis.TAMAM


def _parameter(kurumun: KurumProfili, ad: str, gun: dt.date) -> dict[str, Any]:
    bilinen, giris = parameters()[ad], kurumun.entry(ad, gun)
    return {
        "ad": ad,
        "deger": kurumun.get(ad, gun),
        "varsayilan": bilinen.at(gun),
        "kurum": giris is not None,
        "gerekce": giris.gerekce if giris else "",
        "kanit": bilinen.kanit,
        "dayanak": giris.dayanak if giris and giris.dayanak else bilinen.dayanak,
        "aciklama": bilinen.aciklama,
    }


def _text(deger: Any) -> str:
    if isinstance(deger, bool):
        return "evet" if deger else "hayır"
    return "—" if deger is None else str(deger)


def _value(ad: str, metin: str) -> int | str | bool | None:
    """Read a value as the parameter's kind wants it; what does not fit is refused by the profile itself."""
    tur = parameters()[ad].tur if ad in parameters() else ""
    if metin in {"", "yok"}:
        return None
    if tur == "evet-hayir":
        return {"evet": True, "hayir": False, "hayır": False}.get(metin, metin)
    return int(metin) if tur not in {"secenek", "gun-ay"} and metin.isascii() and metin.isdigit() else metin


@profil.command()
@click.argument("ad")
@click.argument("deger")
@click.option("--gerekce", required=True, help="Neden değiştiği.")
@click.option("--dayanak", default="", help="Dayandığı karar ya da yazı.")
@click.option("--baslangic", type=Tarih(), help="Hangi günden beri; verilmezse bugün.")
@ortak(depo=True, yazar=True)
def ayarla(ad: str, deger: str, gerekce: str, dayanak: str, baslangic: dt.date | None, deneme: bool) -> Cikis:
    """Bir parametreyi gerekçesiyle değiştirir; eski değer geriye dönük hesaplar için kalır.

    Örnek: earsiv profil ayarla birim_arsivi_yil 5 --gerekce "Kurum yönergesi" --depo arsiv
    """
    with archive() as arsiv:
        yeni = arsiv.set_parameter(ad, _value(ad, deger), gerekce, baslangic=baslangic, dayanak=dayanak, deneme=deneme)
    giris = yeni.degerler[-1]
    emit(giris.as_dict(), lambda: [f"{giris.ad} {giris.baslangic:%d.%m.%Y} gününden: {_text(giris.deger)}{_trial(deneme)}"])
    return Cikis.TAMAM


@profil.command()
@click.argument("ad")
@click.option("--sure", required=True, help="1–100 yıl ya da B.")
@click.option("--gerekce", required=True, help="Neden.")
@click.option("--dayanak", required=True, help="Dayandığı kanun, karar ya da yazı.")
@click.option("--kod", default="", help="Bu kod ve altı; verilmezse bütün kodlar.")
@click.option("--birim", default="", help="Yalnız bu birim (DETSİS).")
@click.option("--baslangic", type=Tarih(), help="Hangi günden beri; verilmezse bugün.")
@click.option("--bitis", type=Tarih(), help="Hangi güne kadar.")
@ortak(depo=True, yazar=True)
def kural(ad: str, deneme: bool, **alanlar: Any) -> Cikis:
    """Başka bir kanunun ya da kurumun istediği ek süreyi tanımlar; kural süreyi yalnız uzatır.

    Örnek: earsiv profil kural ozluk --kod 903 --sure 100 --gerekce "…" --dayanak "…" --depo arsiv
    """
    with archive() as arsiv:
        yeni = arsiv.add_rule(ad, alanlar.pop("sure"), alanlar.pop("gerekce"), alanlar.pop("dayanak"), **alanlar, deneme=deneme)
    giris = yeni.kurallar[-1]
    emit(giris.as_dict(), lambda: [f"Kural {giris.ad}: {giris.kod or 'bütün kodlar'} {giris.sure}{_trial(deneme)}"])
    return Cikis.TAMAM


def _trial(deneme: bool) -> str:
    return " (yazılmadı)" if deneme else ""
