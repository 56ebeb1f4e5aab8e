# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The commission's rules: who may sit over the records of a unit on a day, and whether the session may begin.

Composition, mandates and deputies are judged at the date of the act. Nothing is decided here about a line.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator

from earsiv import _text
from earsiv.errors import Bulgu, ImhaHatasi, bulgu
from earsiv.model import ImhaListesi, Koltuk, KoltukTuru, Komisyon, Oturum, Uye, Vekalet
from earsiv.saklama import KurumProfili

_EN_AZ = 3


def check_commission(komisyon: Komisyon, birim: str, gun: dt.date, profil: KurumProfili) -> tuple[Bulgu, ...]:
    """Return what is wrong with a commission that is to examine a unit's records on a day: composition, unit seats, double seats."""
    koltuklar = [k for k in komisyon.seats(birim) if _in_office(k, gun)]
    yer = f"{komisyon.no} · {birim}"
    return (*_appointment(komisyon, gun, yer), *_composition(komisyon, koltuklar, birim, gun, profil, yer), *_double(koltuklar, yer))


def _in_office(koltuk: Koltuk, gun: dt.date) -> bool:
    return koltuk.bas <= gun and (koltuk.bit is None or gun <= koltuk.bit)


def _appointment(komisyon: Komisyon, gun: dt.date, yer: str) -> Iterator[Bulgu]:
    if not komisyon.olur_sayi.strip():
        yield bulgu("IMH-001", yer, neden="görevlendirme olurunun sayısı yok")
    if komisyon.olur_tarihi > gun:
        yield bulgu("IMH-001", yer, neden=f"görevlendirme oluru {komisyon.olur_tarihi:%d.%m.%Y} tarihli, o gün yoktu")


def _composition(komisyon: Komisyon, koltuklar: list[Koltuk], birim: str, gun: dt.date, profil: KurumProfili, yer: str) -> Iterator[Bulgu]:
    sayilar = Counter(k.tur for k in koltuklar)
    kucuk = bool(profil.get("kucuk_teskilat", gun))
    birimden, en_az = int(profil.get("komisyon_birim_uyesi", gun) or 0), int(profil.get("komisyon_uye_sayisi", gun) or 0)
    toplam = len(koltuklar) - sayilar[KoltukTuru.DOGAL]
    if sayilar[KoltukTuru.BASKAN] != 1:
        yield bulgu("IMH-001", yer, neden=f"{sayilar[KoltukTuru.BASKAN]} başkan var, bir başkan olmalı")
    if sayilar[KoltukTuru.BIRIM] != birimden and not (kucuk and sayilar[KoltukTuru.BIRIM] >= 1):
        kod = "IMH-011" if any(k.tur is KoltukTuru.BIRIM for k in komisyon.koltuklar) else "IMH-001"
        yield bulgu(kod, yer, neden=f"{birim} biriminden {sayilar[KoltukTuru.BIRIM]} üye var, {birimden} üye olmalı")
    if toplam < (_EN_AZ if kucuk else en_az):
        yield bulgu("IMH-001", yer, neden=f"{toplam} üye var, en az {_EN_AZ if kucuk else en_az} üye olmalı")
    arsiv = komisyon.arsiv_birimi or next((k.birim for k in koltuklar if k.tur is KoltukTuru.BASKAN), "")
    for koltuk in koltuklar:
        disaridan = koltuk.birim != arsiv
        if koltuk.tur in {KoltukTuru.BASKAN, KoltukTuru.ARSIV} and disaridan:
            yield bulgu("IMH-001", f"{yer} · {koltuk.kod}", neden=f"{koltuk.ad} arşivi yürüten birimden değil")
        if not koltuk.kisi or not koltuk.ad:
            yield bulgu("IMH-001", f"{yer} · {koltuk.kod}", neden="koltukta kimse yok")


def _double(koltuklar: list[Koltuk], yer: str) -> Iterator[Bulgu]:
    for kisi, sayi in Counter(_text.identity(k.kisi) for k in koltuklar if k.kisi).items():
        if sayi > 1:
            yield bulgu("IMH-023", yer, kisi=next(k.kisi for k in koltuklar if _text.identity(k.kisi) == kisi))
    for kod, sayi in Counter(k.kod for k in koltuklar).items():
        if sayi > 1:
            yield bulgu("IMH-001", f"{yer} · {kod}", neden="aynı koltuk iki kez yazılmış")


def check_deputy(komisyon: Komisyon, vekalet: Vekalet) -> tuple[Bulgu, ...]:
    """Return what is wrong with a deputy: no such seat, no document, days the wrong way round, a person of another unit."""
    yer = f"{komisyon.no} · {vekalet.koltuk}"
    koltuk = next((k for k in komisyon.koltuklar if _stands_for(vekalet, k)), None)
    if koltuk is None:
        return (bulgu("IMH-026", yer, kisi=vekalet.koltuk),)
    kusurlar = []
    if not vekalet.belge:
        kusurlar.append(bulgu("IMH-036", yer, neden="vekâlet yazısının sayısı yok"))
    if vekalet.bit < vekalet.bas:
        kusurlar.append(bulgu("IMH-036", yer, neden="vekâletin bitişi başlangıcından önce"))
    if koltuk.tur is KoltukTuru.BIRIM and vekalet.birim != koltuk.birim:
        kusurlar.append(bulgu("IMH-011", yer, neden=f"{vekalet.ad} {koltuk.birim} biriminden değil"))
    if _text.identity(vekalet.kisi) in {
        _text.identity(k.kisi) for k in komisyon.koltuklar if k.tur is not KoltukTuru.BIRIM or k.birim == koltuk.birim
    }:
        kusurlar.append(bulgu("IMH-023", yer, kisi=vekalet.kisi))
    return tuple(kusurlar)


def _stands_for(vekalet: Vekalet, koltuk: Koltuk) -> bool:
    return vekalet.koltuk == koltuk.kod and (koltuk.tur is not KoltukTuru.BIRIM or vekalet.koltuk_birimi in {"", koltuk.birim})


def convene(
    komisyon: Komisyon, liste: ImhaListesi, tarih: dt.date, yer: str, hazir: Collection[str], bugun: dt.date, profil: KurumProfili
) -> Oturum:
    """Return the session over a list: every seat filled by its holder, or by the deputy of that day.

    Args:
        hazir: ids of the persons present.
        bugun: the day of recording; a session is recorded on its day or later.

    Raises:
        ImhaHatasi: IMH-024 several units or kinds of material on the list; IMH-045 a day that has not come or lies before the list;
            IMH-001, IMH-011, IMH-023 the commission; IMH-025 a seat is empty; IMH-026 somebody present has no seat; IMH-036 a mandate
            or deputyship of other days; IMH-031 the author of the list sits on it.
    """
    if len(liste.birimler) != 1 or len(liste.malzemeler) != 1:
        raise ImhaHatasi("IMH-024", liste.no, birim=len(liste.birimler), malzeme=len(liste.malzemeler))
    if tarih > bugun or tarih < liste.an:
        raise ImhaHatasi("IMH-045", liste.no, tarih=f"{tarih:%d.%m.%Y}", an=f"{liste.an:%d.%m.%Y}", bugun=f"{bugun:%d.%m.%Y}")
    birim = liste.birimler[0]
    for kusur in check_commission(komisyon, birim, tarih, profil):
        raise ImhaHatasi.of(kusur)
    uyeler = tuple(_seated(komisyon, birim, tarih, frozenset(hazir)))
    if _text.identity(liste.duzenleyen) in {_text.identity(u.kisi) for u in uyeler} and profil.get("duzenleyen_oyu", tarih) == "YASAK":
        raise ImhaHatasi("IMH-031", liste.no, kisi=liste.duzenleyen)
    return Oturum(komisyon.no, f"{komisyon.olur_tarihi:%d.%m.%Y} tarihli ve {komisyon.olur_sayi} sayılı olur", tarih, yer, uyeler)


def _seated(komisyon: Komisyon, birim: str, gun: dt.date, hazir: frozenset[str]) -> Iterator[Uye]:
    oturan: dict[str, str] = {}
    bos: list[str] = []
    koltuklar = [k for k in komisyon.seats(birim) if _in_office(k, gun)]
    for koltuk in koltuklar:
        uye = _holder(komisyon, koltuk, gun, hazir)
        if uye is None:
            if koltuk.tur is not KoltukTuru.DOGAL:
                bos.append(koltuk.kod)
            continue
        if _text.identity(uye.kisi) in {_text.identity(kisi) for kisi in oturan}:
            raise ImhaHatasi("IMH-023", f"{komisyon.no} · {koltuk.kod}", kisi=uye.kisi)
        oturan[uye.kisi] = koltuk.kod
        yield uye
    yabanci = sorted(hazir - oturan.keys())
    if yabanci:
        baska_gun = [v.ad for v in komisyon.vekaletler if v.kisi in yabanci]
        baska_gun += [k.ad for k in komisyon.koltuklar if k.kisi in yabanci and not _in_office(k, gun)]
        if baska_gun:
            raise ImhaHatasi("IMH-036", komisyon.no, neden=f"{baska_gun[0]} {gun:%d.%m.%Y} günü bu koltukta değil")
        raise ImhaHatasi("IMH-026", komisyon.no, kisi=", ".join(yabanci))
    if bos:
        raise ImhaHatasi("IMH-025", komisyon.no, sayi=len(oturan), tam=len(oturan) + len(bos), koltuklar=", ".join(bos))


def _holder(komisyon: Komisyon, koltuk: Koltuk, gun: dt.date, hazir: frozenset[str]) -> Uye | None:
    """Return who sits on a seat: the appointed member, else the deputy of the day."""
    if koltuk.kisi in hazir:
        return Uye(koltuk.kod, koltuk.tur, koltuk.kisi, koltuk.ad, koltuk.unvan, koltuk.birim)
    for vekalet in komisyon.vekaletler:
        if vekalet.kisi in hazir and _stands_for(vekalet, koltuk) and vekalet.bas <= gun <= vekalet.bit and vekalet.belge:
            if koltuk.tur is KoltukTuru.BIRIM and vekalet.birim != koltuk.birim:
                raise ImhaHatasi("IMH-011", f"{komisyon.no} · {koltuk.kod}", neden=f"{vekalet.ad} {koltuk.birim} biriminden değil")
            return Uye(koltuk.kod, koltuk.tur, vekalet.kisi, vekalet.ad, vekalet.unvan, vekalet.birim, vekalet.belge)
    return None


def early_session(oturum: Oturum, profil: KurumProfili) -> tuple[Bulgu, ...]:
    """Return a warning where the commission meets earlier in the year than it should (IMH-009)."""
    ay, gun = (int(s) for s in str(profil.get("komisyon_baslangic", oturum.tarih)).split("-"))
    ilk = dt.date(oturum.tarih.year, ay, 1) + dt.timedelta(days=gun - 1)  # 29 February is 1 March in most years
    return (bulgu("IMH-009", f"{oturum.tarih:%d.%m.%Y}", ilk=f"{ilk:%d.%m.%Y}"),) if oturum.tarih < ilk else ()
