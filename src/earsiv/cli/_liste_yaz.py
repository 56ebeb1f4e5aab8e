# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""How a list on its way is shown: the JSON of the contract and tables for people. Reads values only and decides nothing."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from earsiv.ayiklama import DURUM_ADLARI, Eylem, ListeYolu, acts, pack_lines
from earsiv.cli._cikis import Cikis
from earsiv.cli._yaz import emit, findings, table
from earsiv.errors import Bulgu
from earsiv.model import ImhaListesi, ImhaSatiri, KomisyonKarari, Oturum, Oy, SatirOyu, SatirSonucu
from earsiv.rapor.sozler import KOLTUKLAR, NISAPLAR, OYLAR, SONUCLAR, YOK, day, moment

KOMUTLAR: Final = {
    Eylem.BOL: "liste bol",
    Eylem.OTURUM: "liste oturum",
    Eylem.OY: "liste oyla",
    Eylem.ERTELE: "liste ertele",
    Eylem.KARAR: "liste karar",
    Eylem.YENIDEN: "liste yeniden",
    Eylem.GORUS: "liste gorus",
    Eylem.OLUR: "liste olur",
    Eylem.IMZA: "liste imzala",
    Eylem.FIZIKI: "liste fiziki",
    Eylem.BASLA: "imha",
    Eylem.BIRAK: "liste birak",
    Eylem.TUTANAK: "liste tutanak",
    Eylem.KAPAT: "liste kapat",
    Eylem.IPTAL: "liste iptal",
}
"""The command of each act of a person; a run's own ends have none."""
_KONU_EN: Final = 40
_BASLIKLAR: Final = ("sıra", "birim", "dosya kodu", "konu", "yıl", "adet", "süre", "kod", "imha yılı")

# -- JSON -----------------------------------------------------------------------------------------------------------


def list_json(liste: ImhaListesi, sonuclar: Mapping[int, SatirSonucu] | None = None) -> dict[str, Any]:
    """Return a list with its lines, digest and state; what became of each line where that is known."""
    return {
        **liste.content(),
        "satirlar": [
            {**s.as_dict(), "yil": s.yil, **({"sonuc": str(sonuclar[s.sira_no])} if sonuclar is not None else {})} for s in liste.satirlar
        ],
        "ozet": liste.ozet,
        "durum": str(liste.durum),
    }


def state_json(yol: ListeYolu) -> dict[str, Any]:
    """Return where a list stands: number, digest, state, what may be done next, and how many lines came to what."""
    return {
        "no": yol.liste.no,
        "ozet": yol.liste.ozet,
        "durum": str(yol.durum),
        "sonraki": [{"eylem": str(e), "ad": e.ad, "komut": KOMUTLAR[e]} for e in acts(yol.durum) if e in KOMUTLAR],
        "sayilar": {str(s): n for s, n in Counter(yol.results().values()).items()},
    }


def path_json(yol: ListeYolu, oylar: Iterable[tuple[str, SatirOyu]] = ()) -> dict[str, Any]:
    """Return a list and everything that was decided about it."""
    return {
        **list_json(yol.liste, yol.results()),
        **state_json(yol),
        "oturum": yol.oturum.as_dict() if yol.oturum else None,
        "oylar": vote_counts(yol, oylar),
        "ertelenen": _reasons(yol.ertelenen),
        "karar": decision_json(yol.karar) if yol.karar else None,
        "gorus": yol.gorus.as_dict() if yol.gorus else None,
        "olur": yol.olur.as_dict() if yol.olur else None,
        "imzalar": [i.as_dict() for i in yol.imzalar],
        "fiziki": [f.as_dict() for f in yol.fiziki],
        "engellenen": _reasons(yol.engellenen),
        "birakilan": _reasons(yol.birakilan),
        "tutanak": {**yol.tutanak.content(), "ozet": yol.tutanak.ozet, "belge": yol.tutanak_belgesi} if yol.tutanak else None,
        "bolunen": list(yol.bolunen),
        "gecmis": [{"eylem": str(a.eylem), "zaman": a.zaman, "aktor": a.aktor, "gerekce": a.gerekce} for a in yol.gecmis],
    }


def _reasons(esleme: Mapping[int, str]) -> list[dict[str, Any]]:
    return [{"satir": satir, "gerekce": neden} for satir, neden in sorted(esleme.items())]


def vote_counts(yol: ListeYolu, oylar: Iterable[tuple[str, SatirOyu]]) -> list[dict[str, Any]]:
    """Return how each seat of the session voted, and how many of its votes are missing."""
    if yol.oturum is None:
        return []
    sayac: dict[str, Counter[Oy]] = {}
    for _, oy in oylar:
        if oy.satir not in yol.ertelenen:
            sayac.setdefault(oy.koltuk, Counter())[oy.oy] += 1
    gereken = len(yol.liste.satirlar) - len(yol.ertelenen)
    return [
        {
            "koltuk": u.koltuk,
            "kisi": u.kisi,
            "ad": u.ad,
            **{str(oy): sayac.get(u.koltuk, Counter())[oy] for oy in Oy},
            "eksik": gereken - sum(sayac.get(u.koltuk, Counter()).values()),
        }
        for u in yol.oturum.uyeler
    ]


def decision_json(karar: KomisyonKarari) -> dict[str, Any]:
    """Return a decision with every line: what it came to, each seat's vote, the reasons, who dissented."""
    koltuklar = [u.koltuk for u in karar.oturum.uyeler]
    return {
        "no": karar.no,
        "tarih": karar.tarih.isoformat(),
        "liste": karar.liste,
        "liste_ozeti": karar.liste_ozeti,
        "nisap": karar.nisap,
        "ozet": karar.ozet,
        "oturum": karar.oturum.as_dict(),
        "sayilar": {str(s): n for s, n in Counter(k.sonuc for k in karar.satirlar).items()},
        "satirlar": [
            {
                "satir": k.satir,
                "sonuc": str(k.sonuc),
                "oylar": dict(zip(koltuklar, map(str, k.oylar), strict=False)),  # a line put off has none
                "gerekceler": [{"koltuk": koltuk, "gerekce": neden} for koltuk, neden in k.gerekceler],
                "karsi": list(k.karsi),
            }
            for k in karar.satirlar
        ],
    }


def moment_text(zaman: str) -> str:
    """Return a UTC moment (ISO 8601) by the clock of Türkiye, as people write it."""
    return moment(dt.datetime.fromisoformat(zaman))


# -- for people -----------------------------------------------------------------------------------------------------


def line_table(satirlar: Sequence[ImhaSatiri], sonuclar: Mapping[int, SatirSonucu] | None = None) -> Iterator[str]:
    """Yield lines of a list as a table that fits a terminal."""
    basliklar = (*_BASLIKLAR, "sonuç") if sonuclar is not None else _BASLIKLAR
    yield from table(basliklar, [(*_cells(s), *([SONUCLAR[sonuclar[s.sira_no]]] if sonuclar is not None else [])) for s in satirlar])


def _cells(s: ImhaSatiri) -> tuple[object, ...]:
    konu = s.konu if len(s.konu) <= _KONU_EN else f"{s.konu[: _KONU_EN - 1]}…"
    return (s.sira_no, s.ureten_birim, s.dosya_kodu, konu, s.yil, s.adet, s.saklama_suresi, s.saklama_kodu, s.imha_yili)


def list_lines(liste: ImhaListesi) -> Iterator[str]:
    """Yield a list as proposed."""
    yield f"Liste {liste.no}  {day(liste.an)}  {len(liste.satirlar)} satır"
    yield f"Özet  {liste.ozet}"
    yield from line_table(liste.satirlar)


def path_lines(yol: ListeYolu, oylar: Iterable[tuple[str, SatirOyu]], satirlar: Sequence[ImhaSatiri]) -> Iterator[str]:
    """Yield a list and what was decided about it; of its lines only those given."""
    yield from state_lines(yol)
    if yol.oturum:
        yield from _session_lines(yol.oturum, vote_counts(yol, oylar))
    if yol.karar:
        yield f"Karar  {yol.karar.no}  {day(yol.karar.tarih)}  {NISAPLAR.get(yol.karar.nisap, yol.karar.nisap)}  özet {yol.karar.ozet}"
    if yol.gorus:
        ek = " (muafiyet)" if yol.gorus.muafiyet else ""
        yield f"Uygun görüş  {yol.gorus.sayi}{ek}  {day(yol.gorus.tarih)}  ret {len(yol.gorus.ret)} satır"
    if yol.olur:
        yield f"Olur  {yol.olur.sayi}  {day(yol.olur.tarih)}  {yol.olur.ad} {yol.olur.unvan}".rstrip() + f"  ret {len(yol.olur.ret)} satır"
    for imza in yol.imzalar:
        yield f"İmza  {imza.ad} ({imza.sifat})  {imza.durum} {imza.alt_durum}".rstrip()
    for kayit in yol.fiziki:
        yield f"Fiziki imha  {day(kayit.tarih)}  {kayit.yer}  {kayit.yontem}  satır {pack_lines(kayit.satirlar)}"
    for baslik, nedenler in (("Ertelenen", yol.ertelenen), ("Engellenen", yol.engellenen), ("Bırakılan", yol.birakilan)):
        yield from (f"{baslik} satır {satir}: {neden}" for satir, neden in sorted(nedenler.items()))
    if yol.tutanak:
        yield f"Tutanak  {yol.tutanak.no}  {day(yol.tutanak.tarih)}  belge {yol.tutanak_belgesi}"
    yield from line_table(satirlar, yol.results())


def _session_lines(oturum: Oturum, oylar: list[dict[str, Any]]) -> Iterator[str]:
    yield f"Oturum  {oturum.komisyon}  {day(oturum.tarih)}  {oturum.yer}".rstrip()
    turler = {u.koltuk: KOLTUKLAR[u.tur] for u in oturum.uyeler}
    satirlar = [(o["koltuk"], turler[o["koltuk"]], o["ad"], *(o[str(oy)] for oy in Oy), o["eksik"]) for o in oylar]
    yield from (f"  {s}" for s in table(("koltuk", "görev", "ad", *OYLAR.values(), "eksik"), satirlar))


def state_lines(yol: ListeYolu) -> Iterator[str]:
    """Yield where a list stands and what may be done next."""
    yield f"Liste {yol.liste.no}  {day(yol.liste.an)}  {len(yol.liste.satirlar)} satır  {DURUM_ADLARI[yol.durum]}"
    yield f"Özet  {yol.liste.ozet}"
    yield "Satırlar  " + ", ".join(f"{SONUCLAR[s]} {n}" for s, n in Counter(yol.results().values()).items())
    yield "Yapılabilecekler  " + (", ".join(f"{e.ad} ({KOMUTLAR[e]})" for e in acts(yol.durum) if e in KOMUTLAR) or YOK)


def bar_lines(engeller: Mapping[int, Iterable[Bulgu]]) -> Iterator[str]:
    """Yield what keeps lines from going, line by line."""
    if not engeller:
        yield "Bugün hiçbir satıra engel yok."
    for satir, bulgular in sorted(engeller.items()):
        yield f"Engel, satır {satir}:"
        yield from findings(bulgular)


def bar_json(engeller: Mapping[int, Iterable[Bulgu]]) -> list[dict[str, Any]]:
    """Return what keeps lines from going: a finding an entry."""
    return [{"satir": satir, **b.as_dict()} for satir, bulgular in sorted(engeller.items()) for b in bulgular]


def tell(yol: ListeYolu, ne: str, *, deneme: bool, **ek: Any) -> Cikis:
    """Print what an act did, and where the list stands now (of a trial: would stand)."""

    def metin() -> Iterator[str]:
        yield f"{ne}{' (deneme, yazılmadı)' if deneme else ''}"
        yield from state_lines(yol)

    emit({**state_json(yol), **ek, "deneme": deneme}, metin)
    return Cikis.TAMAM
