# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``ImhaEngeli``: the bars that keep a file off every destruction list, each with its ground."""

from __future__ import annotations

from enum import StrEnum


class ImhaEngeli(StrEnum):
    """Why a file may not be destroyed, whatever its period says; values are the ids of the bar table."""

    ARSIV_BELGESI = "E1"
    SURE_DOLMADI = "E2"
    GUNCEL_IS = "E3"
    DAVA = "E4"
    DENETIM = "E5"
    BILGI_EDINME = "E6"
    KVKK_TALEBI = "E7"
    PLAN_SATIRI_YOK = "E8"
    MUSADERE = "E9"
    IMZA_BUTUNLUK = "E10"

    @property
    def aciklama(self) -> str:
        """The bar in one Turkish sentence."""
        return _ACIKLAMA[self]


_ACIKLAMA = {
    ImhaEngeli.ARSIV_BELGESI: "Arşiv belgesi ya da arşivlik belge: devredilmeden veya örneği alınmadan imha edilemez.",
    ImhaEngeli.SURE_DOLMADI: "Saklama süresi dolmadı.",
    ImhaEngeli.GUNCEL_IS: "Dosya hâlâ güncel işlerde kullanılıyor.",
    ImhaEngeli.DAVA: "Dosya kesin sonuca bağlanmamış bir davanın konusu.",
    ImhaEngeli.DENETIM: "Dosya süren bir denetim, inceleme veya soruşturmanın konusu.",
    ImhaEngeli.BILGI_EDINME: "Dosya hakkında açık bir bilgi edinme başvurusu veya itirazı var.",
    ImhaEngeli.KVKK_TALEBI: "Dosya hakkında açık bir kişisel veri erişim talebi var.",
    ImhaEngeli.PLAN_SATIRI_YOK: "Planda karşılığı yok ya da komisyon kararı gerekiyor.",
    ImhaEngeli.MUSADERE: "Müsadere olunan belge: Devlet Arşivlerine teslim edilir.",
    ImhaEngeli.IMZA_BUTUNLUK: "İmza veya bütünlük denetimi tutmuyor: önce karar verilmesi gerekir.",
}
