# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``explain`` tells a judgement as numbered steps; ``replay`` comes to the same dates from the steps alone.

The replay reads nothing but the story: no plan, no profile, no file. A story that was kept with a list therefore proves years later
how the date on that list came about, whatever plan is in force then.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from earsiv.model import OlayTuru, Uzatma
from earsiv.saklama.sonuc import KORUMA, TASFIYE, SaklamaHesabi, Sonuc, SureKalemi, SureKaynagi
from earsiv.saklama.takvim import BaslangicKurali, extended, next_day, period_end, period_start


@attrs.frozen
class Adim:
    """One step: its kind, the plain JSON values it rests on, and its sentence."""

    tur: str
    degerler: dict[str, Any]
    cumle: str

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {"tur": self.tur, "degerler": self.degerler, "cumle": self.cumle}


@attrs.frozen
class Hikaye:
    """The story of one judgement, step by step; its text numbers the steps and puts findings last."""

    adimlar: tuple[Adim, ...]
    bulgular: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {"adimlar": [a.as_dict() for a in self.adimlar], "bulgular": list(self.bulgular)}

    @classmethod
    def from_dict(cls, veri: Mapping[str, Any]) -> Hikaye:
        """Return the value of :meth:`as_dict` again."""
        return cls(tuple(Adim(a["tur"], dict(a["degerler"]), a["cumle"]) for a in veri["adimlar"]), tuple(veri["bulgular"]))

    def __str__(self) -> str:
        """Return the numbered Turkish text."""
        return "\n".join([*(f"{no}. {a.cumle}" for no, a in enumerate(self.adimlar, start=1)), *(f"! {b}" for b in self.bulgular)])


@attrs.frozen
class Tekrar:
    """What a story comes to when it is computed again."""

    baslangic: dt.date | None
    bitis: dt.date | None
    ilk_gun: dt.date | None
    sonuc: Sonuc
    suresi_doldu: bool

    @property
    def listelenebilir_yil(self) -> int | None:
        """The first year in which the file may be listed."""
        return self.ilk_gun.year if self.ilk_gun else None


def explain(hesap: SaklamaHesabi) -> Hikaye:
    """Tell how a judgement came about: rows, clock, rounding, extensions, the longest, the outcome, the day, the bars."""
    return Hikaye(tuple(_steps(hesap)), tuple(str(b) for b in hesap.bulgular))


def replay(hikaye: Hikaye) -> Tekrar:
    """Compute the dates and the outcome again from the steps of a story alone."""
    gun = dt.date.fromisoformat(next(a.degerler["bugun"] for a in hikaye.adimlar if a.tur == "gun"))
    satirlar = [a.degerler for a in hikaye.adimlar if a.tur == "sure"]
    if not satirlar or any(a.tur == "kusur" for a in hikaye.adimlar):
        return Tekrar(None, None, None, Sonuc.BELIRSIZ, suresi_doldu=False)
    sonuclar = [Sonuc.SUREKLI if s["sure"] == "B" else TASFIYE[s["tasfiye"]] for s in satirlar if s["sure"] == "B" or s["tasfiye"]]
    sonuc = max(sonuclar, key=KORUMA.index)
    ilk = satirlar[0]
    baslangic = period_start(dt.date.fromisoformat(ilk["temel"]), BaslangicKurali(ilk["kural"]))
    if sonuc is Sonuc.SUREKLI:
        return Tekrar(baslangic, None, None, sonuc, suresi_doldu=False)
    bitis = max(_end(s) for s in satirlar)
    return Tekrar(baslangic, bitis, next_day(bitis), sonuc, suresi_doldu=gun > bitis)


def verify(hikaye: Hikaye) -> bool:
    """Tell whether every date and outcome that a story states is what its rows come to."""
    tekrar = replay(hikaye)
    beklenen: dict[str, dict[str, Any]] = {
        "baslangic": {"baslangic": _iso(tekrar.baslangic)},
        "bitis": {"bitis": _iso(tekrar.bitis), "ilk_gun": _iso(tekrar.ilk_gun)},
        "sonuc": {"sonuc": str(tekrar.sonuc)},
        "gun": {"doldu": tekrar.suresi_doldu},
    }
    soylenen = [(a.degerler, beklenen[a.tur]) for a in hikaye.adimlar if a.tur in beklenen]
    ana: list[Any] = next((a.degerler["uzatmalar"] for a in hikaye.adimlar if a.tur == "sure"), [])
    uzatmalar = [a.degerler for a in hikaye.adimlar if a.tur == "uzatma"]
    tam = tekrar.sonuc is Sonuc.BELIRSIZ or uzatmalar == ana
    return tam and all(degerler.get(ad) == deger for degerler, olmasi in soylenen for ad, deger in olmasi.items())


def _iso(gun: dt.date | None) -> str | None:
    return gun.isoformat() if gun else None


def _end(satir: Mapping[str, Any]) -> dt.date:
    kural = BaslangicKurali(satir["kural"])
    bitis = period_end(dt.date.fromisoformat(satir["temel"]), kural, int(satir["sure"]))
    return extended(bitis, kural, [Uzatma.from_dict(u) for u in satir["uzatmalar"]])


def _steps(hesap: SaklamaHesabi) -> Iterator[Adim]:
    for kalem in hesap.kalemler:
        yield Adim("sure", _values(kalem), _row_sentence(kalem))
    if hesap.sonuc is Sonuc.BELIRSIZ:
        yield from _fault_steps(hesap)
    else:
        yield _clock_step(hesap)
        yield from _extension_steps(hesap)
        yield from _end_steps(hesap)
        yield Adim("sonuc", {"sonuc": str(hesap.sonuc)}, _ANLAM[hesap.sonuc].format(kod=_letter(hesap)))
        yield from _archive_steps(hesap)
    yield _day_step(hesap)
    for engel in hesap.engeller:
        yield Adim("engel", engel.as_dict(), f"Engel {engel}: {engel.aciklama}")


def _values(kalem: SureKalemi) -> dict[str, Any]:
    return {
        "kaynak": str(kalem.kaynak),
        "kod": kalem.kod,
        "satir_kodu": kalem.satir_kodu,
        "ad": kalem.ad,
        "plan": kalem.plan,
        "surum": kalem.surum,
        "sure": kalem.sure,
        "tasfiye": kalem.tasfiye,
        "temel": kalem.temel.isoformat(),
        "kural": str(kalem.kural),
        "uzatmalar": [u.as_dict() for u in kalem.uzatmalar],
        "dosya": kalem.dosya,
    }


_KAYNAK = {
    SureKaynagi.ANA: "Plan satırı",
    SureKaynagi.EK: "Kurumun ekindeki satır",
    SureKaynagi.DIGER: "Diğer kodun satırı",
    SureKaynagi.ONCEKI: "Dosyanın önceki kodunun satırı",
    SureKaynagi.KURAL: "Ek saklama kuralı",
    SureKaynagi.ATIF: "Atıf yapan dosyanın satırı",
}
_ANLAM = {
    Sonuc.IMHA: "Tasfiye kodu D: süre sonunda ayıklama ve imha komisyonuna sunulabilir.",
    Sonuc.DEVIR: "Tasfiye kodu A: süre sonunda Devlet Arşivlerine devredilir, imha edilmez.",
    Sonuc.KOMISYON: "Tasfiye kodu C: süre sonunda komisyonca değerlendirilir, doğrudan imha edilmez.",
    Sonuc.ORNEK: "Tasfiye kodu {kod}: süre sonunda örnekleri Devlet Arşivlerine ayrılır, kalanı ayrıca değerlendirilir.",
    Sonuc.SUREKLI: "Kurumunda saklanır: süresi dolmaz, imha edilmez, listeye girmez.",
}
_OLAY = {
    OlayTuru.KAPANIS: "kapandı",
    OlayTuru.SON_ISLEM: "son işlemini gördü",
    OlayTuru.DAVA_KESIN: "davası kesinleşti",
    OlayTuru.SOZLESME_SONU: "sözleşmesi sona erdi",
    OlayTuru.ILISIK_KESME: "ilgilisinin ilişiği kesildi",
    OlayTuru.KESIN_KABUL: "işinin kesin kabulü yapıldı",
    OlayTuru.KESIN_SONUC: "işi kesin sonuca bağlandı",
}
_KURAL = {
    BaslangicKurali.SONRAKI_YILBASI: "süre izleyen yılın başında, {gun:%d.%m.%Y} günü başlar",
    BaslangicKurali.SON_ISLEM: "süre son işlemi izleyen yılın başında, {gun:%d.%m.%Y} günü başlar (kurumun kuralı)",
    BaslangicKurali.KAPANIS_GUNU: "süre ertesi gün, {gun:%d.%m.%Y} günü başlar (kurumun kuralı)",
}


def _row_sentence(kalem: SureKalemi) -> str:
    sure = "süre B (sürekli)" if kalem.sure == "B" else f"süre {kalem.sure} yıl"
    tasfiye = f", tasfiye kodu {kalem.tasfiye}" if kalem.tasfiye else ""
    if kalem.kaynak is SureKaynagi.KURAL:
        return f"{_KAYNAK[kalem.kaynak]} “{kalem.ad}” ({kalem.satir_kodu}): {sure}."
    ustten = kalem.satir_kodu != kalem.kod
    nereden = f" ({kalem.kod} kodunun kendi süresi olmadığından üst satırdan)" if ustten else ""
    dosya = f" (dosya {kalem.dosya})" if kalem.dosya else ""
    return f"{_KAYNAK[kalem.kaynak]}{dosya} {kalem.satir_kodu} {kalem.ad} — {kalem.plan} {kalem.surum}: {sure}{tasfiye}{nereden}."


def _fault_steps(hesap: SaklamaHesabi) -> Iterator[Adim]:
    if hesap.saklama_suresi or hesap.tasfiye_kodu:
        degerler = {"sure": hesap.saklama_suresi, "tasfiye": hesap.tasfiye_kodu, "plan": hesap.plan, "surum": hesap.surum}
        sure = f"süre {hesap.saklama_suresi or 'yok'}, tasfiye kodu {hesap.tasfiye_kodu or 'yok'}"
        yield Adim("satir", degerler, f"Plan satırı {hesap.kod} — {hesap.plan} {hesap.surum}: {sure}.")
    for kusur in hesap.bulgular:
        yield Adim("kusur", {"kod": kusur.kod}, f"{kusur.mesaj} Süre hesaplanmadı; dosya hiçbir listeye girmez.")


def _clock_step(hesap: SaklamaHesabi) -> Adim:
    ana = hesap.kalemler[0]
    kapanis = f"{hesap.kapanis:%d.%m.%Y}" if hesap.kapanis else ""
    olay = f"Dosya {kapanis} günü kapandı"
    if ana.olay is not OlayTuru.KAPANIS:
        olay += f", {ana.temel:%d.%m.%Y} günü {_OLAY[ana.olay]}; sonraki gün sayılır"
    elif hesap.baslatan is not OlayTuru.KAPANIS:
        olay += f", o güne kadar {_OLAY[hesap.baslatan]}"
    degerler = {
        "olay": str(ana.olay),
        "kapanis": hesap.kapanis.isoformat() if hesap.kapanis else None,
        "temel": ana.temel.isoformat(),
        "kural": str(ana.kural),
        "baslangic": hesap.baslangic.isoformat() if hesap.baslangic else None,
    }
    return Adim("baslangic", degerler, f"{olay}; {_KURAL[ana.kural].format(gun=hesap.baslangic)}.")


def _extension_steps(hesap: SaklamaHesabi) -> Iterator[Adim]:
    for uzatma in hesap.kalemler[0].uzatmalar:
        ne = [f"{uzatma.yil} yıl"] if uzatma.yil else []
        if uzatma.bitis is not None:
            ne.append(f"{uzatma.bitis:%d.%m.%Y} gününe kadar")
        karar = f", {uzatma.karar}" if uzatma.karar else ""
        yield Adim("uzatma", uzatma.as_dict(), f"Süre uzatıldı: {', '.join(ne)} ({uzatma.gerekce}{karar}).")


def _end_steps(hesap: SaklamaHesabi) -> Iterator[Adim]:
    if len(hesap.kalemler) > 1:
        uzun = next(k for k in hesap.kalemler if k.bitis == hesap.bitis)
        bitisler = ", ".join(f"{k.kod} {f'{k.bitis:%d.%m.%Y}' if k.bitis else 'süresiz'}" for k in hesap.kalemler)
        yield Adim("en_uzun", {"kod": uzun.kod, "kaynak": str(uzun.kaynak)}, f"Birden çok süre bağlıyor ({bitisler}); en uzunu uygulanır.")
    if hesap.bitis is None or hesap.ilk_gun is None:
        ana = hesap.kalemler[0]
        ek = (
            f" Tasfiye kodu {ana.tasfiye} ancak süre belirlenirse işler; şimdi uygulanmaz."
            if ana.sure == "B" and ana.tasfiye != "B"
            else ""
        )
        yield Adim("bitis", {"bitis": None, "ilk_gun": None}, f"Süre dolmaz, dosya imha edilmez.{ek}")
        return
    degerler = {"bitis": hesap.bitis.isoformat(), "ilk_gun": hesap.ilk_gun.isoformat()}
    ana = hesap.kalemler[0]
    sure = f"{ana.sure} yıl" if len(hesap.kalemler) == 1 and not ana.uzatmalar else "Süre"
    ilk = f"{hesap.ilk_gun.year} yılında ({hesap.ilk_gun:%d.%m.%Y})"
    yield Adim("bitis", degerler, f"{sure} {hesap.bitis:%d.%m.%Y} günü sonunda dolar; dosya ilk kez {ilk} listeye alınabilir.")


def _letter(hesap: SaklamaHesabi) -> str:
    return next((k.tasfiye for k in hesap.kalemler if k.sonuc is hesap.sonuc), "")


def _archive_steps(hesap: SaklamaHesabi) -> Iterator[Adim]:
    if (test := hesap.arsiv_belgesi) is not None:
        yol = "son işlemin" if test.yol == "son_islem" else "kesin sonuca bağlanan işte son işlemin"
        gun = (
            f"{test.gun:%d.%m.%Y} gününden başlayarak arşiv belgesidir"
            if test.gun
            else "saklama süresi dolmadığından arşivlik belge olarak kalır"
        )
        yield Adim("arsiv_belgesi", test.as_dict(), f"Arşiv belgesi: {yol} ({test.son_islem:%d.%m.%Y}) üzerinden {test.yil} yıl; {gun}.")
    if hesap.devir_son_gun:
        yield Adim(
            "devir", {"son_gun": hesap.devir_son_gun.isoformat()}, f"Devir en geç {hesap.devir_son_gun:%d.%m.%Y} gününe kadar yapılır."
        )
    for yer, gun_ in hesap.asamalar:
        yield Adim("asama", {"yer": yer, "bitis": gun_.isoformat()}, f"{gun_:%d.%m.%Y} gününe kadar {yer} (kurumun ayrımı, bilgi içindir).")


def _day_step(hesap: SaklamaHesabi) -> Adim:
    gun = f"{hesap.bugun:%d.%m.%Y}"
    degerler = {"bugun": hesap.bugun.isoformat(), "doldu": hesap.suresi_doldu}
    if hesap.ilk_gun is None:
        return Adim("gun", degerler, f"{gun} günü itibarıyla: listeye alınamaz.")
    return Adim("gun", degerler, f"{gun} günü itibarıyla: süre {'doldu' if hesap.suresi_doldu else 'dolmadı'}.")
