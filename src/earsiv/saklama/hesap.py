# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``compute``: the one function that turns a plan row and a closing date into dates, an outcome and a reason.

The clock starts on 1 January after the year in which the file was closed (Saklama Süreli SDP, genel açıklamalar): N years
after a closing in Y run from Y+1 to the end of Y+N, and the file may first be listed in Y+N+1. Never rounded down.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import attrs

from earsiv.errors import Bulgu, Seviye, bulgu
from earsiv.saklama.engel import ImhaEngeli
from earsiv.sdp import EtkinPlan, PlanSatiri

_EN_UZUN = 100  # the standard defines whole years 1-100 or B
_SON_YIL = dt.MAXYEAR - _EN_UZUN - 1


class Sonuc(StrEnum):
    """What the plan wants done with a file when its period has run out."""

    IMHA = "IMHA"  # D: candidate for destruction by the commission
    DEVIR = "DEVIR"  # A: to Devlet Arşivleri
    KOMISYON = "KOMISYON"  # C: appraised first
    ORNEK = "ORNEK"  # A1-A3: samples go to Devlet Arşivleri, the rest is appraised
    SUREKLI = "SUREKLI"  # B: stays, period without end
    BELIRSIZ = "BELIRSIZ"  # not computable: never due


@attrs.frozen
class SaklamaHesabi:
    """The retention of one file, judged on one day.

    ``baslangic`` and ``bitis`` bound the period (civil dates, inclusive), ``listelenebilir_yil`` is the first year in
    which the file may be listed (``None``: never, or unknown), ``suresi_doldu`` tells whether that year has come on
    ``bugun``, ``neden`` the steps in the order they were taken, ``bulgular`` what a person must look at.
    """

    kod: str
    plan: str
    surum: str
    saklama_suresi: str
    tasfiye_kodu: str
    kapanis: dt.date | None
    bugun: dt.date
    baslangic: dt.date | None
    bitis: dt.date | None
    listelenebilir_yil: int | None
    sonuc: Sonuc
    suresi_doldu: bool
    engeller: tuple[ImhaEngeli, ...]
    neden: tuple[str, ...]
    bulgular: tuple[Bulgu, ...] = ()

    @property
    def imha_adayi(self) -> bool:
        """Whether the file may be put on an imha listesi today: D, period over, nothing in the way."""
        return self.sonuc is Sonuc.IMHA and self.suresi_doldu and not self.engeller

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form that the command line promises."""
        return {
            "kod": self.kod,
            "plan": self.plan,
            "surum": self.surum,
            "saklama_suresi": self.saklama_suresi or None,
            "tasfiye_kodu": self.tasfiye_kodu or None,
            "kapanis": self.kapanis.isoformat() if self.kapanis else None,
            "bugun": self.bugun.isoformat(),
            "baslangic": self.baslangic.isoformat() if self.baslangic else None,
            "bitis": self.bitis.isoformat() if self.bitis else None,
            "listelenebilir_yil": self.listelenebilir_yil,
            "sonuc": str(self.sonuc),
            "suresi_doldu": self.suresi_doldu,
            "engeller": [{"kod": str(e), "aciklama": e.aciklama} for e in self.engeller],
            "neden": list(self.neden),
            "bulgular": [b.as_dict() for b in self.bulgular],
        }


_SONUCLAR = {
    "A": Sonuc.DEVIR,
    "A1": Sonuc.ORNEK,
    "A2": Sonuc.ORNEK,
    "A3": Sonuc.ORNEK,
    "B": Sonuc.SUREKLI,
    "C": Sonuc.KOMISYON,
    "D": Sonuc.IMHA,
}
_ANLAM = {
    Sonuc.IMHA: "Tasfiye kodu D: süre sonunda ayıklama ve imha komisyonuna sunulabilir.",
    Sonuc.DEVIR: "Tasfiye kodu A: süre sonunda Devlet Arşivlerine devredilir, imha edilmez.",
    Sonuc.KOMISYON: "Tasfiye kodu C: süre sonunda komisyonca değerlendirilir, doğrudan imha edilmez.",
    Sonuc.ORNEK: "Tasfiye kodu {kod}: süre sonunda örnekleri Devlet Arşivlerine ayrılır, kalanı ayrıca değerlendirilir.",
    Sonuc.SUREKLI: "Tasfiye kodu B: süre sonunda da kurumunda saklanır, listeye girmez.",
}
_BITMEZ = frozenset({Sonuc.SUREKLI, Sonuc.BELIRSIZ})


def compute(
    kod: str,
    kapanis: dt.date | None,
    bugun: dt.date,
    *,
    plan: EtkinPlan,
    engeller: Sequence[ImhaEngeli] = (),
) -> SaklamaHesabi:
    """Judge the retention of a file under one code, on one day.

    Args:
        kod: the plan code of the file.
        kapanis: the civil day its work ended and it was closed; ``None`` while open or unknown.
        bugun: the civil day of the judgement.
        plan: the effective plan of the institution.
        engeller: bars known to the caller (a lawsuit, an audit …); they never change the dates.

    Returns:
        The account. A missing row, period or closing date gives ``BELIRSIZ`` with a finding of level hata.

    Raises:
        GirdiHatasi: SDP-001 when ``kod`` is not a code at all.
    """
    satir = plan.period_row(kod)
    if satir is None:
        return _unknown(kod, kapanis, bugun, None, engeller, bulgu("SAK-001", kod, plan=plan.ad))
    adimlar = [_row_sentence(kod, satir)]
    if (kusur := _row_fault(satir)) is not None:
        return _unknown(kod, kapanis, bugun, satir, engeller, kusur, tuple(adimlar))
    if kapanis is None:
        return _unknown(kod, None, bugun, satir, engeller, bulgu("SAK-003", kod), tuple(adimlar))
    if kapanis.year > _SON_YIL:
        return _unknown(kod, kapanis, bugun, satir, engeller, bulgu("SAK-006", kod), tuple(adimlar))

    baslangic = dt.date(kapanis.year + 1, 1, 1)
    adimlar.append(f"Dosya {kapanis:%d.%m.%Y} günü kapandı; süre izleyen yılın başında, {baslangic:%d.%m.%Y} günü başlar.")
    sonuc = Sonuc.SUREKLI if satir.saklama_suresi == "B" else _SONUCLAR[satir.saklama_kodu]
    bitis, yil = None, None
    if sonuc in _BITMEZ:
        adimlar.append(_permanent_sentence(satir))
    else:
        sure = int(satir.saklama_suresi)
        bitis, yil = dt.date(kapanis.year + sure, 12, 31), kapanis.year + sure + 1
        adimlar.append(f"{sure} yıl {bitis:%d.%m.%Y} günü sonunda dolar; dosya ilk kez {yil} yılında listeye alınabilir.")
        adimlar.append(_ANLAM[sonuc].format(kod=satir.saklama_kodu))
    doldu = yil is not None and bugun >= dt.date(yil, 1, 1)
    adimlar.append(_day_sentence(bugun, yil, doldu=doldu))
    adimlar.extend(f"Engel {e}: {e.aciklama}" for e in engeller)
    bulgular = (bulgu("SAK-004", kod, kapanis=kapanis.isoformat()),) if kapanis > bugun else ()
    return SaklamaHesabi(
        kod=kod,
        plan=satir.plan,
        surum=satir.surum,
        saklama_suresi=satir.saklama_suresi,
        tasfiye_kodu=satir.saklama_kodu,
        kapanis=kapanis,
        bugun=bugun,
        baslangic=baslangic,
        bitis=bitis,
        listelenebilir_yil=yil,
        sonuc=sonuc,
        suresi_doldu=doldu,
        engeller=tuple(engeller),
        neden=tuple(adimlar),
        bulgular=bulgular,
    )


def explain(hesap: SaklamaHesabi) -> str:
    """Return the account as a Turkish text of numbered steps, findings last."""
    satirlar = [f"{no}. {adim}" for no, adim in enumerate(hesap.neden, start=1)]
    satirlar += [f"! {b}" for b in hesap.bulgular]
    return "\n".join(satirlar)


def _row_fault(satir: PlanSatiri) -> Bulgu | None:
    """Return why the row gives no period, or ``None``: empty is not zero, and a letter other than B is no period."""
    sure = satir.saklama_suresi
    if not sure:
        return bulgu("SAK-002", satir.kod, plan=f"{satir.plan} {satir.surum}")
    gecerli = sure == "B" or (sure.isascii() and sure.isdigit() and 1 <= int(sure) <= _EN_UZUN)
    if not gecerli or satir.saklama_kodu not in _SONUCLAR:
        return bulgu("SAK-005", satir.kod, sure=sure, tasfiye=satir.saklama_kodu or "boş")
    return None


def _unknown(
    kod: str,
    kapanis: dt.date | None,
    bugun: dt.date,
    satir: PlanSatiri | None,
    engeller: Sequence[ImhaEngeli],
    neden: Bulgu,
    adimlar: tuple[str, ...] = (),
) -> SaklamaHesabi:
    return SaklamaHesabi(
        kod=kod,
        plan=satir.plan if satir else "",
        surum=satir.surum if satir else "",
        saklama_suresi=satir.saklama_suresi if satir else "",
        tasfiye_kodu=satir.saklama_kodu if satir else "",
        kapanis=kapanis,
        bugun=bugun,
        baslangic=None,
        bitis=None,
        listelenebilir_yil=None,
        sonuc=Sonuc.BELIRSIZ,
        suresi_doldu=False,
        engeller=tuple(engeller),
        neden=(*adimlar, f"{neden.mesaj} Süre hesaplanmadı; dosya hiçbir listeye girmez."),
        bulgular=(attrs.evolve(neden, seviye=Seviye.HATA),),
    )


def _row_sentence(kod: str, satir: PlanSatiri) -> str:
    sure = {"": "süre yok", "B": "süre B (sürekli)"}.get(satir.saklama_suresi, f"süre {satir.saklama_suresi} yıl")
    nereden = "" if satir.kod == kod else f" ({kod} kodunun kendi süresi olmadığından üst satırdan)"
    return f"Plan satırı {satir.kod} {satir.ad} — {satir.plan} {satir.surum}: {sure}, tasfiye kodu {satir.saklama_kodu or 'yok'}{nereden}."


def _permanent_sentence(satir: PlanSatiri) -> str:
    if satir.saklama_suresi != "B":
        return _ANLAM[Sonuc.SUREKLI]
    ek = f" Tasfiye kodu {satir.saklama_kodu} ancak süre belirlenirse işler; şimdi uygulanmaz." if satir.saklama_kodu != "B" else ""
    return f"Süre B (sürekli): dolmaz, dosya imha edilmez.{ek}"


def _day_sentence(bugun: dt.date, yil: int | None, *, doldu: bool) -> str:
    gun = f"{bugun:%d.%m.%Y}"
    if yil is None:
        return f"{gun} günü itibarıyla: listeye alınamaz."
    return f"{gun} günü itibarıyla: süre {'doldu' if doldu else 'dolmadı'}."
