# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Whether an entry of an overlay fits the plan it changes; nothing is repaired, an entry fits or is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

from earsiv.errors import Bulgu, GirdiHatasi, bulgu
from earsiv.model import DosyaKodu
from earsiv.sdp.deger import PlanSatiri
from earsiv.sdp.ek import DURUMLAR, EkIslemi, EkSatiri, KurumEki
from earsiv.sdp.plan import EtkinPlan

_KODLAR: Final = frozenset({"A", "A1", "A2", "A3", "B", "C", "D"})
_EN_UZUN: Final = 100
_KURUMUN: Final = range(100, 600)  # the main codes that are the institutions' own
_ALANLAR: Final[dict[EkIslemi, frozenset[str]]] = {
    EkIslemi.EKLE: frozenset({"ad", "sure", "aciklama"}),
    EkIslemi.ADLANDIR: frozenset({"ad"}),
    EkIslemi.KAPAT: frozenset(),
    EkIslemi.PASIF: frozenset(),
    EkIslemi.AC: frozenset(),
    EkIslemi.BIRIM: frozenset({"birimler"}),
    EkIslemi.SURE: frozenset({"sure", "birimler"}),
}


def legal_period(sure: str, kod: str) -> bool:
    """Tell whether a period and disposal code are ones the standard defines: whole years 1-100 or B, and A…D."""
    yil = sure.isascii() and sure.isdigit() and len(sure) <= len(str(_EN_UZUN)) and 1 <= int(sure) <= _EN_UZUN
    return (yil or sure == "B") and kod in _KODLAR


def require_fit(ek: KurumEki, satir: EkSatiri, plan: EtkinPlan) -> EkSatiri:
    """Return the entry with the plan and version it changes written in, if it fits.

    Raises:
        GirdiHatasi: see ``KurumEki.with_row``.
    """
    kod = DosyaKodu.parse(satir.kod)
    if kod.metin != satir.kod:
        raise GirdiHatasi("SDP-001", satir.yer, kod=satir.kod)
    if not satir.dayanak.strip() or not satir.aktor.strip():
        raise GirdiHatasi("SDP-017", satir.yer)
    if ek.satirlar and satir.kayit < ek.satirlar[-1].kayit:
        raise GirdiHatasi("SDP-025", satir.yer, kayit=satir.kayit.isoformat(), son=ek.satirlar[-1].kayit.isoformat())
    _require_fields(satir)
    if satir.islem is EkIslemi.EKLE:
        return _require_new(satir, kod, plan, ek)
    return _require_change(satir, plan, ek)


def _require_fields(satir: EkSatiri) -> None:
    alanlar = _ALANLAR[satir.islem]
    verilen = {"ad": satir.ad.strip(), "aciklama": satir.aciklama.strip(), "birimler": satir.birimler}
    for alan, deger in verilen.items():
        if deger and alan not in alanlar and alan != "aciklama":
            raise GirdiHatasi("SDP-023", satir.yer, alan=alan, neden="bu işlemde yeri yok")
    if "ad" in alanlar and not verilen["ad"]:
        raise GirdiHatasi("SDP-023", satir.yer, alan="ad", neden="boş")
    if not all(b.strip() == b and b for b in satir.birimler) or len(set(satir.birimler)) != len(satir.birimler):
        raise GirdiHatasi("SDP-023", satir.yer, alan="birimler", neden="boş ya da yinelenen birim var")
    sureli = bool(satir.saklama_suresi or satir.saklama_kodu)
    if sureli and "sure" not in alanlar:
        raise GirdiHatasi("SDP-023", satir.yer, alan="saklama_suresi", neden="bu işlemde yeri yok")
    if (sureli or satir.islem is EkIslemi.SURE) and not legal_period(satir.saklama_suresi, satir.saklama_kodu):
        raise GirdiHatasi("SDP-021", satir.yer, sure=satir.saklama_suresi or "boş", tasfiye=satir.saklama_kodu or "boş")


def _require_new(satir: EkSatiri, kod: DosyaKodu, plan: EtkinPlan, ek: KurumEki) -> EkSatiri:
    if plan.find(kod) or any(s.islem is EkIslemi.EKLE and s.kod == satir.kod for s in ek.satirlar):
        raise GirdiHatasi("SDP-018", satir.yer, kod=satir.kod)
    if plan.plan_of(kod) is None:
        raise GirdiHatasi("SDP-020", satir.yer, neden="kurumun planlarından hiçbirinin aralığında değil")
    if kod.ust and plan.find(kod.ust) is None:
        raise GirdiHatasi("SDP-020", satir.yer, neden=f"üst kodu {kod.ust} yok")
    if satir.plan or satir.surum:
        raise GirdiHatasi("SDP-023", satir.yer, alan="plan", neden="eklenen kodun planı kurum ekidir")
    return satir


def _require_change(satir: EkSatiri, plan: EtkinPlan, ek: KurumEki) -> EkSatiri:
    hedef = plan.find(satir.kod)
    if hedef is None or not satir.changes(hedef):
        raise GirdiHatasi("SDP-019", satir.yer, kod=satir.kod, plan=" ".join(hedef.anahtar) if hedef else plan.ad)
    tam = attrs.evolve(satir, plan=hedef.plan, surum=hedef.surum)
    for once in ek.satirlar:
        if once.baslangic == tam.baslangic and _same_matter(once, tam) and once.changes(hedef):
            raise GirdiHatasi("SDP-022", satir.yer, neden="aynı gün için aynı konuda bir satır var")
    if _DEGISIKSIZ[satir.islem](tam, hedef, plan):
        raise GirdiHatasi("SDP-022", satir.yer, neden="kodun o günkü durumu zaten bu")
    return tam


def _same_matter(once: EkSatiri, yeni: EkSatiri) -> bool:
    if once.islem in DURUMLAR and yeni.islem in DURUMLAR:
        return True
    if once.islem is not yeni.islem:
        return False
    return yeni.islem is not EkIslemi.SURE or not once.birimler or not yeni.birimler or bool({*once.birimler} & {*yeni.birimler})


def _state_is(islem: EkIslemi | None) -> Callable[[EkSatiri, PlanSatiri, EtkinPlan], bool]:
    def ayni(_satir: EkSatiri, hedef: PlanSatiri, plan: EtkinPlan) -> bool:
        durum = plan.gorunum.state(hedef)
        return (durum.islem if durum else None) is islem

    return ayni


def _same_period(satir: EkSatiri, hedef: PlanSatiri, plan: EtkinPlan) -> bool:
    yeni = (satir.saklama_suresi, satir.saklama_kodu)
    birimler = satir.birimler or ("",)
    bagli = {(s.saklama_suresi, s.saklama_kodu) for b in birimler for s in plan.binding(hedef.kod, birim=b, acilis=satir.esik)}
    return bagli == {yeni}


_DEGISIKSIZ: Final[dict[EkIslemi, Callable[[EkSatiri, PlanSatiri, EtkinPlan], bool]]] = {
    EkIslemi.ADLANDIR: lambda satir, hedef, _plan: satir.ad == hedef.ad,
    EkIslemi.KAPAT: _state_is(EkIslemi.KAPAT),
    EkIslemi.PASIF: _state_is(EkIslemi.PASIF),
    EkIslemi.AC: _state_is(None),
    EkIslemi.BIRIM: lambda satir, hedef, plan: {*satir.birimler} == {*plan.gorunum.units(hedef)},
    EkIslemi.SURE: _same_period,
}


def audit(ek: KurumEki, plan: EtkinPlan) -> tuple[Bulgu, ...]:
    """Return what of an overlay no longer fits a plan, or deserves a second look.

    A code added that the plan now has itself (SDP-018), an entry whose code is gone or whose row belongs to a version that does
    not answer any more (SDP-019), and a code added among those that are common to all institutions (SDP-026).
    """
    bulgular: list[Bulgu] = []
    for satir in ek.satirlar:
        kod = DosyaKodu.parse(satir.kod)
        taban = plan.published(kod)
        if satir.islem is EkIslemi.EKLE:
            if taban:
                bulgular.append(bulgu("SDP-018", satir.yer, kod=satir.kod))
            if kod.ana not in _KURUMUN:
                bulgular.append(bulgu("SDP-026", satir.yer, kod=satir.kod))
        elif (hedef := plan.find(kod)) is None or not satir.changes(hedef):
            bulgular.append(bulgu("SDP-019", satir.yer, kod=satir.kod, plan=" ".join(hedef.anahtar) if hedef else plan.ad))
    return tuple(bulgular)
