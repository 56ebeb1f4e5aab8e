# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``ImhaEngeli``: the bars that keep a file off every destruction list, each with its ground; and one bar as it stands."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import attrs


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
    KAGIT_ASIL = "E11"
    ONAY_ZINCIRI = "E12"

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
    ImhaEngeli.KAGIT_ASIL: "Taranmış belgenin kâğıt aslı: tarama tek başına imha gerekçesi değildir.",
    ImhaEngeli.ONAY_ZINCIRI: "Karar, uygun görüş ve olur aynı listeyi göstermiyor.",
}


@attrs.frozen
class Engel:
    """One bar in the way of a file: its kind, where it comes from (a hold's number, a referring file), and the ground given."""

    tur: ImhaEngeli = attrs.field(converter=ImhaEngeli)
    kaynak: str = ""
    neden: str = ""

    @property
    def aciklama(self) -> str:
        """The bar in one line: the rule's sentence, then ground and source."""
        ek = " — ".join(parca for parca in (self.neden, self.kaynak) if parca)
        return f"{self.tur.aciklama} ({ek})" if ek else self.tur.aciklama

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {"kod": str(self.tur), "aciklama": self.aciklama, "kaynak": self.kaynak, "neden": self.neden}

    def __str__(self) -> str:
        """Return the id of the bar."""
        return str(self.tur)
