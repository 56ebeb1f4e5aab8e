# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``compute``: the one function that turns a file, its plan and its events into dates, an outcome and bars.

The clock starts on 1 January after the year in which the file was closed (Saklama Süreli SDP, genel açıklamalar): N years
after a closing in Y run from Y+1 to the end of Y+N, and the file may first be listed in Y+N+1. Where several periods bind
(further codes, earlier filings, other laws, files that refer to it) the longest holds and the most protective outcome wins.
What is missing is never guessed: the answer is then ``BELIRSIZ`` and the file is never due. Nothing here reads a clock or a disk.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final, TypeAlias

import attrs

from earsiv.errors import Bulgu, GirdiHatasi, Seviye, bulgu
from earsiv.model import Dosya, DosyaKodu, Olay, OlayTuru
from earsiv.saklama.engel import Engel, ImhaEngeli
from earsiv.saklama.profil import VARSAYILAN_PROFIL, KurumProfili
from earsiv.saklama.sonuc import KORUMA, TASFIYE, ArsivBelgesi, SaklamaHesabi, Sonuc, SureKalemi, SureKaynagi
from earsiv.saklama.takvim import SON_YIL, BaslangicKurali, add_months, add_years, beyond, extended, next_day, period_end, period_start
from earsiv.sdp import EtkinPlan, PlanSatiri

_YILLAR: Final = {f"{yil:0{basamak}}": yil for yil in range(1, 101) for basamak in (1, 2, 3)} | {"B": 0}
_SAGLAM: Final = {
    (sure, kod): (yil, Sonuc.SUREKLI if sure == "B" else sonuc) for sure, yil in _YILLAR.items() for kod, sonuc in TASFIYE.items()
}
"""Every period and disposal code that means something, with its years and outcome: whole years 1-100, or B, which never ends."""


_Saat: TypeAlias = tuple[dt.date, OlayTuru, BaslangicKurali]
"""The day that starts the clock, the event it belongs to, the rule of rounding."""


class _Belirsiz(Exception):
    """The period cannot be computed; carries the finding and what was known of the row."""

    def __init__(self, neden: Bulgu, satir: PlanSatiri | None = None) -> None:
        super().__init__(neden.kod)
        self.neden = neden
        self.satir = satir


def compute(
    dosya: Dosya,
    plan: EtkinPlan,
    olaylar: Iterable[Olay] | None,
    engeller: Iterable[Engel | ImhaEngeli],
    bugun: dt.date,
    *,
    profil: KurumProfili = VARSAYILAN_PROFIL,
    atiflar: Iterable[Dosya] = (),
) -> SaklamaHesabi:
    """Judge the retention of a file on one day.

    Args:
        dosya: the file with its code, the plan and version it was filed under (empty: the effective plan's), its extensions.
        plan: the effective plan of the institution on the day the question is asked for.
        olaylar: events to judge by in place of the file's own; ``None`` takes the file's own.
        engeller: bars known to the caller (holds, a lawsuit …); they never change the dates.
        bugun: the civil day of the judgement.
        profil: parameters and extra rules of the institution.
        atiflar: other files that refer to this one or to records in it, and its other volumes: the longest period wins,
            and one that is still open is a bar.

    Returns:
        The account. A missing row, period, closing date or starting event, or a code that is none, gives ``BELIRSIZ`` with a
        finding of level hata.
    """
    olgular = dosya.olaylar if olaylar is None else tuple(olaylar)
    barlar = tuple(dict.fromkeys(e if isinstance(e, Engel) else Engel(e) for e in engeller)) if engeller else ()
    kapanis = _closing(dosya, olgular)
    bagli = [(atif, _bar_of(atif, bugun)) for atif in atiflar]
    barlar += tuple(bar for _, bar in bagli if bar)
    try:
        kalemler = _own(dosya, plan, olgular, kapanis, bugun, profil)
        for atif, bar in bagli:
            kalemler += [] if bar else _borrowed(atif, plan, bugun, profil)
    except _Belirsiz as belirsiz:
        return _unknown(dosya, kapanis, bugun, barlar, belirsiz)
    except GirdiHatasi as bozuk:  # a code that is none, in the ledger or in a list: a line for a person, not the end of a sweep
        return _unknown(dosya, kapanis, bugun, barlar, _Belirsiz(bozuk.bulgu))
    return _account(dosya, plan, olgular, kapanis, bugun, profil, tuple(kalemler), barlar)


def _closing(dosya: Dosya, olaylar: tuple[Olay, ...]) -> dt.date | None:
    """Return the day the file was closed: its own, or a later closing event; one that lies ahead keeps it open until then."""
    if not olaylar:
        return dosya.kapanis
    gunler = [o.tarih for o in olaylar if o.tur is OlayTuru.KAPANIS]
    if dosya.kapanis is not None:
        gunler.append(dosya.kapanis)
    return max(gunler, default=None)


def _bar_of(atif: Dosya, bugun: dt.date) -> Engel | None:
    """Return the bar that a referring file is while it is open or its clock has not started, else ``None``."""
    kapanis = _closing(atif, atif.olaylar)
    if kapanis is None or kapanis > bugun:
        return Engel(ImhaEngeli.GUNCEL_IS, f"dosya {atif.kimlik}", "atıf yapan dosya açık")
    if not _started(atif, atif.olaylar, bugun):
        return Engel(ImhaEngeli.GUNCEL_IS, f"dosya {atif.kimlik}", "atıf yapan dosyanın süresi başlamadı")
    return None


def _borrowed(atif: Dosya, plan: EtkinPlan, bugun: dt.date, profil: KurumProfili) -> list[SureKalemi]:
    """Return the periods of a closed file that refers to this one."""
    try:
        kalemler = _own(atif, plan, atif.olaylar, _closing(atif, atif.olaylar), bugun, profil)
    except _Belirsiz as belirsiz:
        raise _Belirsiz(attrs.evolve(belirsiz.neden, yer=f"{belirsiz.neden.yer} (dosya {atif.kimlik})"), belirsiz.satir) from None
    return [attrs.evolve(k, kaynak=SureKaynagi.ATIF, dosya=atif.kimlik) for k in kalemler]


def _started(dosya: Dosya, olaylar: tuple[Olay, ...], bugun: dt.date) -> bool:
    """Tell whether the event the file waits for has happened; a contract that is to end later has not ended."""
    if dosya.baslatan is OlayTuru.KAPANIS:
        return True
    gunler = [o.tarih for o in olaylar if o.tur is dosya.baslatan]
    return bool(gunler) and max(gunler) <= bugun


def _own(
    dosya: Dosya, plan: EtkinPlan, olaylar: tuple[Olay, ...], kapanis: dt.date | None, bugun: dt.date, profil: KurumProfili
) -> list[SureKalemi]:
    """Return every period that binds the file by itself: its codes, its earlier filings, the institution's rules."""
    anahtar = (dosya.plan, dosya.plan_surumu) if dosya.plan else None
    ana = plan.binding(dosya.kod, anahtar=anahtar, birim=dosya.birim, acilis=dosya.acilis)
    if not ana:
        raise _Belirsiz(_no_row(plan, dosya.kod, anahtar))
    saat = _clock(dosya, olaylar, kapanis, bugun, profil, ana[0])

    kalemler = [_item(SureKaynagi.ANA, dosya.kod, ana[0], dosya, saat)]
    if len(ana) == 1 and not (dosya.diger_kodlar or dosya.onceki or profil.kurallar):
        return kalemler
    kalemler += [_item(SureKaynagi.EK, dosya.kod, satir, dosya, saat) for satir in ana[1:]]
    # 020 and 030.x say what kind of paper it is; the business file has priority, so they do not count
    digerleri = [kod for kod in dosya.diger_kodlar if not plan.only_second(kod, dosya.acilis)]
    for kod in digerleri:
        kalemler += _further(SureKaynagi.DIGER, kod, anahtar, dosya, plan, saat)
    eskiler = [eski for eski in dosya.onceki if not eski.karar]
    for eski in eskiler:
        kalemler += _further(SureKaynagi.ONCEKI, eski.kod, (eski.plan, eski.plan_surumu), dosya, plan, saat)
    if profil.kurallar:
        kalemler += _ruled([dosya.kod, *digerleri, *(eski.kod for eski in eskiler)], dosya, saat, bugun, profil)
    return kalemler


def _ruled(kodlar: list[str], dosya: Dosya, saat: _Saat, bugun: dt.date, profil: KurumProfili) -> Iterable[SureKalemi]:
    """Yield the periods of other laws and of the institution's own rules."""
    for kod in kodlar:
        for ek in profil.rules_for(kod, dosya.birim, bugun):
            satir = PlanSatiri(ek.kod or kod, ek.ad, ek.sure, "", "", ek.dayanak, "kural", ek.ad)
            yield _item(SureKaynagi.KURAL, kod, satir, dosya, saat)


def _further(
    kaynak: SureKaynagi, kod: str, anahtar: tuple[str, str] | None, dosya: Dosya, plan: EtkinPlan, saat: _Saat
) -> list[SureKalemi]:
    """Return the periods of another code of the file; it is read in the version the file was filed under."""
    satirlar = plan.binding(kod, anahtar=anahtar, birim=dosya.birim, acilis=dosya.acilis)
    if not satirlar and kaynak is SureKaynagi.DIGER:  # a code of the other layer: the common plan beside the sector's, say
        katman = plan.filed_key(kod, dosya.acilis)
        satirlar = plan.binding(kod, anahtar=katman, birim=dosya.birim, acilis=dosya.acilis)
    if not satirlar:
        raise _Belirsiz(_no_row(plan, kod, anahtar))
    return [_item(kaynak, kod, satir, dosya, saat) for satir in satirlar]


def _require_sound(satir: PlanSatiri) -> tuple[int, Sonuc]:
    """Return years (0 for B) and outcome of a row; refuse one that gives no period: empty is not zero, a letter is no period."""
    saglam = _SAGLAM.get((satir.saklama_suresi, satir.saklama_kodu))
    if saglam is not None:
        return saglam
    if not satir.saklama_suresi:
        raise _Belirsiz(bulgu("SAK-002", satir.kod, plan=f"{satir.plan} {satir.surum}"), satir)
    raise _Belirsiz(bulgu("SAK-005", satir.kod, sure=satir.saklama_suresi, tasfiye=satir.saklama_kodu or "boş"), satir)


def _clock(
    dosya: Dosya, olaylar: tuple[Olay, ...], kapanis: dt.date | None, bugun: dt.date, profil: KurumProfili, satir: PlanSatiri
) -> _Saat:
    """Return what starts the clock: the closing, or the event the file waits for where that is later; and the rule of rounding."""
    if kapanis is None:
        _require_sound(satir)  # a row that gives no period is the graver fault
        raise _Belirsiz(bulgu("SAK-003", dosya.kod), satir)
    temel, olay = kapanis, OlayTuru.KAPANIS
    kural = profil.start_rule(kapanis)
    if not _started(dosya, olaylar, bugun):
        _require_sound(satir)
        raise _Belirsiz(bulgu("SAK-012", dosya.kod, olay=dosya.baslatan), satir)
    if dosya.baslatan is not OlayTuru.KAPANIS:
        son = max(o.tarih for o in olaylar if o.tur is dosya.baslatan)
        temel, olay = (son, dosya.baslatan) if son > temel else (temel, olay)
    if kural is BaslangicKurali.SON_ISLEM:
        islemler = [o.tarih for o in olaylar if o.tur is OlayTuru.SON_ISLEM and temel < o.tarih <= bugun]
        if islemler:
            temel, olay = max(islemler), OlayTuru.SON_ISLEM
    if temel.year >= SON_YIL:
        raise _Belirsiz(bulgu("SAK-006", dosya.kod), satir)
    return temel, olay, kural


def _item(kaynak: SureKaynagi, kod: str, satir: PlanSatiri, dosya: Dosya, saat: _Saat) -> SureKalemi:
    """Return one binding period with its end."""
    temel, olay, kural = saat
    yil, sonuc = _require_sound(satir) if kaynak is not SureKaynagi.KURAL else (_YILLAR[satir.saklama_suresi], None)
    bitis = None
    if not yil:
        sonuc = Sonuc.SUREKLI
    elif sonuc is not Sonuc.SUREKLI:
        if beyond(temel, yil, dosya.uzatmalar):
            raise _Belirsiz(bulgu("SAK-006", kod), satir)
        bitis = extended(period_end(temel, kural, yil), kural, dosya.uzatmalar)
    return SureKalemi(
        kaynak=kaynak,
        kod=kod,
        satir_kodu=satir.kod,
        ad=satir.ad,
        plan=satir.plan,
        surum=satir.surum,
        sure=satir.saklama_suresi,
        tasfiye=satir.saklama_kodu,
        temel=temel,
        olay=olay,
        kural=kural,
        bitis=bitis,
        sonuc=sonuc,
        uzatmalar=dosya.uzatmalar,
    )


def _account(
    dosya: Dosya,
    plan: EtkinPlan,
    olaylar: tuple[Olay, ...],
    kapanis: dt.date | None,
    bugun: dt.date,
    profil: KurumProfili,
    kalemler: tuple[SureKalemi, ...],
    barlar: tuple[Engel, ...],
) -> SaklamaHesabi:
    """Combine the periods: the longest end, the most protective outcome."""
    ana = kalemler[0]
    bitis, sonuc = _combined(kalemler)
    ilk_gun = next_day(bitis) if bitis else None
    bulgular = _oddities(dosya, olaylar, ana, plan)
    if len(kalemler) > 1 and _conflicting(kalemler):
        bulgular.append(bulgu("SAK-013", dosya.kod, sureler=_periods(kalemler), bitis=f"{bitis:%d.%m.%Y}" if bitis else "yok"))
    if kapanis is not None and kapanis > bugun:
        bulgular.append(bulgu("SAK-004", dosya.kod, kapanis=kapanis.isoformat()))
    devir = sonuc is Sonuc.DEVIR or sonuc is Sonuc.ORNEK
    arsiv = _archival(olaylar, ana.temel, ilk_gun, bugun, profil) if devir or sonuc is Sonuc.KOMISYON else None
    baslangic = period_start(ana.temel, ana.kural)
    return SaklamaHesabi(
        kod=dosya.kod,
        plan=ana.plan,
        surum=ana.surum,
        saklama_suresi=ana.sure,
        tasfiye_kodu=ana.tasfiye,
        kapanis=kapanis,
        bugun=bugun,
        baslangic=baslangic,
        bitis=bitis,
        ilk_gun=ilk_gun,
        sonuc=sonuc,
        suresi_doldu=ilk_gun is not None and bugun >= ilk_gun,
        engeller=barlar,
        bulgular=tuple(bulgular),
        kalemler=kalemler,
        baslatan=dosya.baslatan,
        temel=ana.temel,
        arsiv_belgesi=arsiv,
        asamalar=_stages(baslangic, bitis, bugun, profil) if profil.degerler else (),
        devir_son_gun=add_months(arsiv.gun, int(profil.get("dab_devir_ay", bugun) or 0)) if devir and arsiv and arsiv.gun else None,
    )


def _combined(kalemler: tuple[SureKalemi, ...]) -> tuple[dt.date | None, Sonuc]:
    """Return the longest end (``None``: without end) and the most protective outcome."""
    ana = kalemler[0]
    if len(kalemler) == 1 and ana.sonuc is not None:
        return ana.bitis, ana.sonuc
    sonuc = max((k.sonuc for k in kalemler if k.sonuc is not None), key=KORUMA.index)
    bitisler = [k.bitis for k in kalemler if k.bitis is not None]
    return (None if sonuc is Sonuc.SUREKLI else max(bitisler)), sonuc


def _oddities(dosya: Dosya, olaylar: tuple[Olay, ...], ana: SureKalemi, plan: EtkinPlan) -> list[Bulgu]:
    """Return what a person should look at before believing the dates; none of it changes them."""
    bulgular = []
    if dosya.kapanis is not None and dosya.acilis > dosya.kapanis:
        bulgular.append(bulgu("SAK-015", dosya.kod, acilis=f"{dosya.acilis:%d.%m.%Y}", kapanis=f"{dosya.kapanis:%d.%m.%Y}"))
    sonraki = [o.tarih for o in olaylar if o.tur is OlayTuru.SON_ISLEM and o.tarih > ana.temel] if olaylar else []
    if sonraki:
        bulgular.append(bulgu("SAK-014", dosya.kod, islem=f"{max(sonraki):%d.%m.%Y}", temel=f"{ana.temel:%d.%m.%Y}"))
    if not dosya.plan and plan.bulgular:  # the file names no version: what is unsure about the one that answered is unsure here
        bulgular += [b for b in plan.bulgular if b.yer.partition("/")[0] == ana.plan]
    return bulgular


def _no_row(plan: EtkinPlan, kod: str, anahtar: tuple[str, str] | None) -> Bulgu:
    """Return why a code has no row: no version of its plan is known for that day, or the plan does not have it."""
    eksik = [] if anahtar else [b for b in plan.bulgular if b.kod == "SDP-027"]
    if eksik and plan.plan_of(DosyaKodu.parse(kod)) is None:
        return eksik[0]
    return bulgu("SAK-001", kod, kod=kod, plan=" ".join(anahtar) if anahtar else plan.ad)


def _conflicting(kalemler: tuple[SureKalemi, ...]) -> bool:
    return len({(k.bitis, k.sonuc) for k in kalemler if k.sonuc is not None} | {(k.bitis, kalemler[0].sonuc) for k in kalemler}) > 1


def _periods(kalemler: tuple[SureKalemi, ...]) -> str:
    return ", ".join(
        dict.fromkeys(
            f"{k.kod} {k.sure}{f'/{k.tasfiye}' if k.tasfiye else ''} ({f'{k.bitis:%d.%m.%Y}' if k.bitis else 'süresiz'})" for k in kalemler
        )
    )


def _archival(olaylar: tuple[Olay, ...], temel: dt.date, ilk_gun: dt.date | None, bugun: dt.date, profil: KurumProfili) -> ArsivBelgesi:
    """Return whether the file is arşiv belgesi: twenty years since the last act, or fifteen and settled for good.

    The settlement itself is not counted as an act; both roads wait for the retention to run out (CBK 11 m.4).
    """
    gecmis = [o for o in olaylar if o.tarih <= bugun]
    son = max([temel, *(o.tarih for o in gecmis if o.tur is not OlayTuru.KESIN_SONUC)])
    yil = int(profil.get("arsiv_belgesi_yil", bugun) or 0)
    yollar = [(add_years(son, yil), "son_islem", yil)]
    kesin_yil = profil.get("kesin_sonuc_yil", bugun)
    if kesin_yil is not None and (kesin := [o.tarih for o in gecmis if o.tur is OlayTuru.KESIN_SONUC]):
        yollar.append((max(add_years(son, int(kesin_yil)), *kesin), "kesin_sonuc", int(kesin_yil)))
    gun, yol, sayi = min(yollar)
    en_erken = max(gun, ilk_gun) if ilk_gun else None
    return ArsivBelgesi(yol, sayi, son, en_erken, en_erken is not None and bugun >= en_erken)


def _stages(baslangic: dt.date, bitis: dt.date | None, bugun: dt.date, profil: KurumProfili) -> tuple[tuple[str, dt.date], ...]:
    """Return where the file lies until when, if the institution splits the period; information, never a ground."""
    birim = profil.get("birim_arsivi_yil", bugun)
    if birim is None or bitis is None:
        return ()
    ayrim = min(add_years(baslangic, int(birim)) - dt.timedelta(days=1), bitis)
    kurum = profil.get("kurum_arsivi_yil", bugun)
    son = bitis if kurum is None else min(add_years(ayrim, int(kurum)), bitis)
    return (("birim arşivi", ayrim), ("kurum arşivi", son))


def _unknown(dosya: Dosya, kapanis: dt.date | None, bugun: dt.date, barlar: tuple[Engel, ...], belirsiz: _Belirsiz) -> SaklamaHesabi:
    satir = belirsiz.satir
    return SaklamaHesabi(
        kod=dosya.kod,
        plan=satir.plan if satir else dosya.plan,
        surum=satir.surum if satir else dosya.plan_surumu,
        saklama_suresi=satir.saklama_suresi if satir else "",
        tasfiye_kodu=satir.saklama_kodu if satir else "",
        kapanis=kapanis,
        bugun=bugun,
        baslangic=None,
        bitis=None,
        ilk_gun=None,
        sonuc=Sonuc.BELIRSIZ,
        suresi_doldu=False,
        engeller=barlar,
        bulgular=(attrs.evolve(belirsiz.neden, seviye=Seviye.HATA),),
        baslatan=dosya.baslatan,
    )
