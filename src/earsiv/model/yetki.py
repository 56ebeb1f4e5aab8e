# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Who may do and see what: degree of confidentiality, units, acts. A value that is handed in, never looked up here."""

from __future__ import annotations

from enum import IntEnum, StrEnum

import attrs


class GizlilikDerecesi(IntEnum):
    """Degree of confidentiality, in rising order; codes are those of the e-Yazışma lists.

    ``OZL`` left the rules in 2022 and is met in older letters; ``KSO`` (kişiye özel) is a marking of the first
    generation, ranked like it. ``TSD`` (tasnif dışı) is read as ``YOK``.
    """

    YOK = 0
    HZO = 1
    OZL = 2
    GZL = 3
    CGZ = 4

    @classmethod
    def from_code(cls, kod: str) -> GizlilikDerecesi:
        """Return the degree of a package code; an unknown code ranks highest, so nothing is shown by mistake."""
        return _KODLAR.get(kod, cls.CGZ)

    @classmethod
    def known(cls, kod: str) -> bool:
        """Tell whether a code is one of the lists'."""
        return kod in _KODLAR


_KODLAR = {
    "YOK": GizlilikDerecesi.YOK,
    "TSD": GizlilikDerecesi.YOK,
    "HZO": GizlilikDerecesi.HZO,
    "OZL": GizlilikDerecesi.OZL,
    "KSO": GizlilikDerecesi.OZL,
    "GZL": GizlilikDerecesi.GZL,
    "CGZ": GizlilikDerecesi.CGZ,
}


class Islem(StrEnum):
    """An act that needs a power of its own."""

    GOR = "gor"
    KABUL = "kabul"
    DOSYA = "dosya"
    LISTE = "liste"
    DENETIM = "denetim"
    DONDUR = "dondur"  # open holds, and close one's own
    PLAN = "plan"  # profile, plan overlay, plans, mappings
    UST_YONETICI = "ust_yonetici"  # close the holds of others
    KOMISYON = "komisyon"  # appoint, open sessions, enter paper votes, decide: the commission's secretary
    OY = "oy"  # vote as a member
    ONAY = "onay"  # record consent and olur
    IMHA = "imha"  # execute an approved list, record the physical act, seal the minutes
    DEVIR = "devir"  # hand over, take over, send to Devlet Arşivleri
    BASVURU = "basvuru"  # the register of requests, the periodic run for personal data


@attrs.frozen
class Yetki:
    """What one actor may see and do.

    ``derece`` is the highest degree shown to them; ``birimler`` the DETSİS numbers of the units they may see,
    ``None`` for every unit; ``islemler`` the acts they may perform.
    """

    aktor: str
    derece: GizlilikDerecesi = GizlilikDerecesi.YOK
    birimler: frozenset[str] | None = frozenset()
    islemler: frozenset[Islem] = frozenset({Islem.GOR})

    def may_see(self, gizlilik: GizlilikDerecesi, birim: str) -> bool:
        """Tell whether a record of this degree and unit exists for the actor."""
        return gizlilik <= self.derece and (self.birimler is None or birim in self.birimler)

    @classmethod
    def full(cls, aktor: str) -> Yetki:
        """Return every power over every unit: the archive office of a small institution."""
        return cls(aktor, GizlilikDerecesi.CGZ, None, frozenset(Islem))
