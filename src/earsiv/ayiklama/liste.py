# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Freeze candidates into an ``ImhaListesi`` and say whether a list still is what its digest names."""

from __future__ import annotations

import datetime as dt
import hmac
from collections.abc import Sequence
from typing import Final

import attrs

from earsiv import _canon
from earsiv.ayiklama.aday import DosyaOzeti
from earsiv.errors import ImhaHatasi
from earsiv.model import ImhaListesi, ImhaSatiri
from earsiv.saklama import SaklamaHesabi, Sonuc

_DUSUNCE: Final = "Kurum Arşivinde imha edilir"


def freeze(
    no: str,
    adaylar: Sequence[tuple[DosyaOzeti, SaklamaHesabi]],
    *,
    kurum: str,
    an: dt.date,
    duzenleyen: str,
    duzenlenme: str,
) -> ImhaListesi:
    """Make the list of these candidates, in the order given, with its digest.

    Args:
        no: number of the list (``2037/1``).
        an: the day on which the candidates were judged.
        duzenlenme: UTC moment of making, ISO 8601.

    Raises:
        ImhaHatasi: IMH-011 nothing to list; IMH-003 a file that is not due; IMH-005 one whose outcome is not destruction;
            IMH-004 one that is barred; IMH-012 one that stands on a list already.
    """
    if not adaylar:
        raise ImhaHatasi("IMH-011", an.isoformat())
    satirlar = tuple(_line(sira, ozet, hesap, an) for sira, (ozet, hesap) in enumerate(adaylar, start=1))
    liste = ImhaListesi(no=no, kurum=kurum, an=an, duzenleyen=duzenleyen, duzenlenme=duzenlenme, satirlar=satirlar)
    return attrs.evolve(liste, ozet=digest(liste))


def digest(liste: ImhaListesi) -> str:
    """Return the SHA-256 (hex) of the canonical form of a list's content."""
    return _canon.digest(liste.content())


def holds(liste: ImhaListesi) -> bool:
    """Tell whether the list is still what its digest names."""
    return hmac.compare_digest(digest(liste), liste.ozet)


def _line(sira: int, ozet: DosyaOzeti, hesap: SaklamaHesabi, an: dt.date) -> ImhaSatiri:
    yer = f"{ozet.dosya.kod} · {ozet.dosya.kimlik}"
    if ozet.liste:
        raise ImhaHatasi("IMH-012", yer, liste=ozet.liste)
    if hesap.sonuc is not Sonuc.IMHA:
        raise ImhaHatasi("IMH-005", yer, sonuc=hesap.sonuc)
    if not hesap.suresi_doldu or hesap.listelenebilir_yil is None or hesap.ilk_gun is None or an < hesap.ilk_gun:
        raise ImhaHatasi("IMH-003", yer, yil=hesap.listelenebilir_yil)
    if hesap.engeller:
        raise ImhaHatasi("IMH-004", yer, engel=hesap.engeller[0].aciklama)
    bas, bit = ozet.yillar
    sayilar = [s for s in ozet.sayilar if s]
    return ImhaSatiri(
        sira_no=sira,
        dosya=ozet.dosya.kimlik,
        ureten_birim=ozet.dosya.birim,
        dosya_kodu=ozet.dosya.kod,
        plan=hesap.plan,
        plan_surumu=hesap.surum,
        konu=ozet.dosya.ad,
        yil_bas=bas,
        yil_bit=bit,
        belge_sayi_araligi=" – ".join(dict.fromkeys((sayilar[0], sayilar[-1]))) if sayilar else "",
        klasor_no="",
        adet=ozet.adet,
        saklama_suresi=hesap.saklama_suresi,
        saklama_kodu=hesap.tasfiye_kodu,
        imha_yili=hesap.listelenebilir_yil,
        dusunce=_DUSUNCE,
    )
