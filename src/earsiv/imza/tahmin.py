# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Until when will a signature still verify, and what must be done by then?

The forecast asks the judge himself: the same facts are judged again at every later date on which something ends (a certificate, an
authority, an algorithm), and the first date on which the verdict is no longer passed is the answer. No second set of rules.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from earsiv._clock import ISTANBUL, Clock, SystemClock, civil_date
from earsiv.imza.dogrula import Olgular, evaluate
from earsiv.imza.guven import GuvenDeposu
from earsiv.imza.kanit_kumesi import KanitKaynagi
from earsiv.imza.politika import DogrulamaPolitikasi
from earsiv.imza.sonuc import AltGosterge, DogrulamaSonucu, EksikKanit, Gosterge, ImzaSonucu

_AN: Final = dt.timedelta(seconds=1)
# what keeps a signature of a level alive: the deed, and the command that does it
_ISLER: Final = {
    "BES": ("Zaman damgası alın ve kanıtları toplayın; sertifika bitince geriye dönük kanıt kalmaz.", "earsiv imza yukselt"),
    "T": ("İptal kanıtlarını sertifikanın süresi içinde toplayıp imzaya ekleyin (XL).", "earsiv imza yukselt"),
    "XL": ("Arşiv damgası alın (A).", "earsiv imza arsivle"),
    "A": ("Arşiv damgasını yenileyin.", "earsiv imza yenile"),
}
_BASAMAK: Final = {"BES": "BES", "EPES": "BES", "T": "T", "C": "T", "X": "T", "XL": "XL", "A": "A", "ZD": "A"}


@attrs.frozen
class Tahmin:
    """The forecast for one file.

    ``simdi`` is the verdict now; ``son`` the last moment at which it still passes (``None``: it does not pass now, or no end is known),
    ``neden`` the word it would then get; ``yapilacak`` what keeps it alive, ``komut`` how; ``gozden`` the day the algorithm calendar
    must be looked at again.
    """

    simdi: DogrulamaSonucu
    son: dt.datetime | None
    neden: AltGosterge | None
    yapilacak: str
    komut: str
    gozden: dt.date
    eksik: tuple[EksikKanit, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "durum": str(self.simdi.durum),
            "alt_durum": str(self.simdi.alt_durum) if self.simdi.alt_durum else None,
            "karar": str(self.simdi.karar),
            "son": self.son.astimezone(dt.UTC).isoformat() if self.son else None,
            "neden": str(self.neden) if self.neden else None,
            "yapilacak": self.yapilacak,
            "komut": self.komut,
            "algoritma_gozden_gecirme": self.gozden.isoformat(),
            "eksik_kanit": [e.as_dict() for e in self.eksik],
        }


def forecast(
    olgular: Olgular,
    *,
    guven: GuvenDeposu | None,
    kanit: KanitKaynagi | None = None,
    politika: DogrulamaPolitikasi | None = None,
    an: dt.datetime | None = None,
    saat: Clock | None = None,
) -> Tahmin:
    """Return until when facts will be judged as passed, with the roots and evidence of today."""
    kurallar = politika or DogrulamaPolitikasi()
    bugun = an or (saat or SystemClock()).now()

    def judge(ne_zaman: dt.datetime) -> DogrulamaSonucu:
        return evaluate(olgular, guven=guven, kanit=kanit, politika=kurallar, an=ne_zaman)

    simdi = judge(bugun)
    ortak: dict[str, Any] = {"simdi": simdi, "gozden": kurallar.takvim.gozden}
    basamak = min((_BASAMAK.get(i.seviye, "BES") for i in simdi.imzalar), key=list(_ISLER).index, default="BES")
    yapilacak, komut = _ISLER[basamak]
    if simdi.durum is not Gosterge.TOTAL_PASSED:
        eksik = tuple(e for i in simdi.imzalar for k in i.all() for e in k.eksik_kanit)
        if eksik:
            yapilacak, komut = "Eksik kanıtları getirin; süreleri dolunca bir daha bulunamayabilir.", "earsiv imza kanit topla"
        else:
            yapilacak, komut = "İmza bugün de doğrulanmıyor; bulgularına bakın.", "earsiv imza dogrula"
        return Tahmin(son=None, neden=simdi.alt_durum, yapilacak=yapilacak, komut=komut, eksik=eksik, **ortak)
    gecen = bugun
    for biten in sorted({a for a in _ends(simdi.imzalar, kurallar) if a > bugun}):
        sonra = judge(biten + _AN)
        if sonra.durum is not Gosterge.TOTAL_PASSED:
            son, neden = _last_good(judge, gecen, biten + _AN)
            return Tahmin(son=son, neden=neden, yapilacak=yapilacak, komut=komut, **ortak)
        gecen = biten + _AN
    return Tahmin(son=None, neden=None, yapilacak=yapilacak, komut=komut, **ortak)


def _last_good(
    judge: Callable[[dt.datetime], DogrulamaSonucu], gecen: dt.datetime, gecmeyen: dt.datetime
) -> tuple[dt.datetime, AltGosterge | None]:
    """Return the last second that still passes and the word after it, between a moment that passes and one that does not."""
    while gecmeyen - gecen > _AN:
        orta = gecen + (gecmeyen - gecen) / 2
        if judge(orta).durum is Gosterge.TOTAL_PASSED:
            gecen = orta
        else:
            gecmeyen = orta
    return gecen, judge(gecmeyen).alt_durum


def _ends(imzalar: Iterable[ImzaSonucu], politika: DogrulamaPolitikasi) -> Iterator[dt.datetime]:
    """Yield every moment at which something that a verdict rests on ends."""
    for imza in imzalar:
        for kat in imza.all():
            yield from (s.bitis for s in kat.zincir)
            for damga in kat.zaman_damgalari:
                yield from (s.bitis for s in damga.zincir)
                if damga.bitis:
                    yield damga.bitis
            yield from (k.zaman + dt.timedelta(hours=politika.tazelik_saat) for k in kat.kullanilan_kanit if k.zaman)
            yield from (k.sonraki for k in kat.kullanilan_kanit if k.sonraki)
    anahtarlar = (bitis for satirlar in politika.takvim.anahtarlar.values() for _, bitis in satirlar)
    for gun in (*politika.takvim.ozetler.values(), *anahtarlar):
        if gun < dt.date.max:
            yield dt.datetime.combine(gun, dt.time(23, 59, 59), ISTANBUL)


def due(kayit: Mapping[str, Any]) -> tuple[dt.datetime, str] | None:
    """Return (by when, what) must be done about a verdict as it was stored at intake; ``None`` where it holds no signature.

    Args:
        kayit: the JSON form of a ``DogrulamaSonucu``.
    """
    adaylar = []
    for imza in kayit.get("imzalar", ()):
        damgalar = [d["bitis"] for d in imza.get("zaman_damgalari", ()) if d.get("bitis") and d.get("tur") != "icerik"]
        bitis = imza.get("sertifika_bitis")
        kanitli = imza.get("seviye") in {"XL", "A", "ZD"}
        # below XL the evidence is still to be gathered, and authorities stop answering about expired certificates
        adaylar_son = [*([max(damgalar)] if damgalar else []), *([bitis] if bitis and not (damgalar and kanitli) else [])]
        son = min(adaylar_son, default=None)
        if son:
            adaylar.append((dt.datetime.fromisoformat(son), _ISLER[_BASAMAK.get(imza.get("seviye", ""), "BES")][0]))
    return min(adaylar, default=None)


@attrs.frozen
class Yenileme:
    """A record whose signatures need a deed: by when, what, and whether they were passed when they were judged last."""

    kimlik: str
    son: dt.datetime
    yapilacak: str
    durum: str

    def as_dict(self) -> dict[str, str]:
        """Return the JSON form."""
        return attrs.asdict(self) | {"son": self.son.isoformat()}


def renewals(kayitlar: Iterable[tuple[str, Mapping[str, Any] | None]], son: dt.date) -> list[Yenileme]:
    """Return what must be done until a day, most urgent first.

    Args:
        kayitlar: (record, its stored verdicts: each value that holds signers counts).
    """
    bulunan = []
    for kimlik, verdiktler in kayitlar:
        adaylar = [(d, v["durum"]) for v in (verdiktler or {}).values() if isinstance(v, Mapping) and (d := due(v)) is not None]
        if adaylar:
            (an, yapilacak), durum = min(adaylar)
            bulunan += [Yenileme(kimlik, an, yapilacak, durum)] if civil_date(an) <= son else []
    return sorted(bulunan, key=lambda y: (y.son, y.kimlik))
