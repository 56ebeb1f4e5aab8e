# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""From a dead or reused code to a code of today's plan: candidates with reasons, and the decision a person records. Nothing maps by itself.

``KodEslemesi`` is what the archive keeps and re-files by; a candidate is only help in making one. A decision to a code that protects less
than the old one is allowed and said.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, Final

import attrs

from earsiv.errors import Bulgu, GirdiHatasi, Seviye, bulgu
from earsiv.sdp.deger import Plan, PlanSatiri
from earsiv.sdp.plan import EtkinPlan

_KORUMA: Final = {"D": 0, "C": 1, "A2": 2, "A1": 2, "A3": 2, "A": 3, "B": 4}


class EslemeKarari(StrEnum):
    """What a person decided about the files under an old code."""

    ESLE = "esle"
    KALSIN = "kalsin"  # they keep plan, version and code; reading goes on


@attrs.frozen
class KodEslemesi:
    """A recorded decision: files under ``eski_kod`` of one plan version go to ``yeni_kod`` of another, or stay; by whom, when and why."""

    eski_anahtar: tuple[str, str]
    eski_kod: str
    karar: EslemeKarari
    gerekce: str
    aktor: str
    tarih: dt.date
    yeni_anahtar: tuple[str, str] | None = None
    yeni_kod: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the plain JSON form that the archive keeps."""
        yeni = {"plan": self.yeni_anahtar[0], "surum": self.yeni_anahtar[1], "kod": self.yeni_kod} if self.yeni_anahtar else None
        return {
            "eski": {"plan": self.eski_anahtar[0], "surum": self.eski_anahtar[1], "kod": self.eski_kod},
            "yeni": yeni,
            "karar": str(self.karar),
            "gerekce": self.gerekce,
            "aktor": self.aktor,
            "tarih": self.tarih.isoformat(),
        }

    @classmethod
    def from_dict(cls, veri: Mapping[str, Any]) -> KodEslemesi:
        """Return the decision that :meth:`as_dict` wrote.

        Raises:
            GirdiHatasi: SDP-069 it is not of that form.
        """
        try:
            eski, yeni = veri["eski"], veri["yeni"]
            metinler = [taraf[alan] for taraf in (eski, yeni) if taraf is not None for alan in ("plan", "surum", "kod")]
            _require_text(*metinler, veri["gerekce"], veri["aktor"])
            return cls(
                eski_anahtar=(eski["plan"], eski["surum"]),
                eski_kod=eski["kod"],
                karar=EslemeKarari(veri["karar"]),
                gerekce=veri["gerekce"],
                aktor=veri["aktor"],
                tarih=dt.date.fromisoformat(veri["tarih"]),
                yeni_anahtar=(yeni["plan"], yeni["surum"]) if yeni else None,
                yeni_kod=yeni["kod"] if yeni else "",
            )
        except (KeyError, TypeError, ValueError, AttributeError) as hata:
            raise GirdiHatasi("SDP-069", "esleme", ayrinti=f"kayıt bu biçimde değil ({type(hata).__name__})") from None


def _require_text(*degerler: object) -> None:
    if not all(isinstance(deger, str) for deger in degerler):
        raise TypeError


def validate_mapping(eslemeler: Iterable[KodEslemesi], eski: Plan, yeni: EtkinPlan) -> tuple[Bulgu, ...]:
    """Return what speaks against recording the decisions; one finding of level hata is enough to refuse them all.

    Args:
        eslemeler: the decisions.
        eski: the plan version the files were filed under.
        yeni: the effective plan they are to be filed under.
    """
    bulgular: list[Bulgu] = []
    gorulen: dict[str, KodEslemesi] = {}
    for esleme in eslemeler:
        bulgular += _check(esleme, eski, yeni)
        ilk = gorulen.setdefault(esleme.eski_kod, esleme)
        if (ilk.karar, ilk.yeni_anahtar, ilk.yeni_kod) != (esleme.karar, esleme.yeni_anahtar, esleme.yeni_kod):
            bulgular.append(bulgu("SDP-067", esleme.eski_kod, kod=esleme.eski_kod))
    return tuple(bulgular)


def _check(esleme: KodEslemesi, eski: Plan, yeni: EtkinPlan) -> Iterator[Bulgu]:
    yer = f"{esleme.eski_kod} → {esleme.yeni_kod or '—'}"
    eksik = [ad for ad, deger in (("gerekçe", esleme.gerekce), ("kararı veren", esleme.aktor)) if not deger.strip()]
    if (esleme.karar is EslemeKarari.ESLE) != bool(esleme.yeni_kod and esleme.yeni_anahtar):
        eksik.append("yeni kod" if esleme.karar is EslemeKarari.ESLE else "“kalsın” kararında yeni kod olmaz")
    if eksik:
        yield bulgu("SDP-066", yer, ayrinti=", ".join(eksik))
    if esleme.eski_anahtar != eski.anahtar or esleme.eski_kod not in eski.satirlar:
        yield bulgu("SDP-002", esleme.eski_kod, plan=f"{eski.ad} {eski.surum}")
    if not esleme.yeni_kod:
        return
    try:
        satir = yeni.find(esleme.yeni_kod)
        if satir is None or satir.kod != esleme.yeni_kod or satir.anahtar != esleme.yeni_anahtar:
            yield bulgu("SDP-002", esleme.yeni_kod, plan=" ".join(filter(None, esleme.yeni_anahtar or ())) or yeni.ad)
            return
        yield from (b for b in yeni.check(esleme.yeni_kod) if b.seviye is Seviye.HATA)
    except GirdiHatasi as hata:
        yield hata.bulgu
        return
    yield from _weaker(eski.period_row(esleme.eski_kod), yeni.period_row(esleme.yeni_kod), yer)


def _weaker(once: PlanSatiri | None, sonra: PlanSatiri | None, yer: str) -> Iterator[Bulgu]:
    """Notice that the new row lets go earlier or more easily than the old one."""
    if once is None or not once.saklama_suresi:
        return
    yeni_sure, yeni_kod = (sonra.saklama_suresi, sonra.saklama_kodu) if sonra else ("", "")
    if _years(yeni_sure) < _years(once.saklama_suresi) or _KORUMA.get(yeni_kod, -1) < _KORUMA.get(once.saklama_kodu, -1):
        yield bulgu("SDP-068", yer, eski=f"{once.saklama_suresi}/{once.saklama_kodu}", yeni=f"{yeni_sure or '—'}/{yeni_kod or '—'}")


def _years(sure: str) -> int:
    """Return the period as a number to compare by; ``B`` never ends, no period protects nothing that could be counted."""
    return 1000 if sure == "B" else int(sure) if sure.isascii() and sure.isdigit() else 0
