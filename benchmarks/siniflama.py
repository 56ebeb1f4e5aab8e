# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Classification, measured: our suggestions beside plain title match and TF-IDF, on subjects that nothing was learned from or chosen by.

Data: ``fixtures/siniflama/konular.csv``, invented. ``egitim`` teaches and chose the weights (by cross-validation, ``--ayar`` prints it),
``sinama`` is only read here. The peers get the same codes to choose from, the same words (folded, stemmed) and, where it is said, the same
clue words and training records. Differences come with a 95 % interval: the same test records drawn again 5,000 times (paired bootstrap).
"""

from __future__ import annotations

import csv
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import attrs

from earsiv.sdp import effective
from earsiv.sdp.kelime import stems
from earsiv.sdp.ogren import Ogrenilen
from earsiv.sdp.oner import check, suggest
from earsiv.sdp.puan import build, clues, question, weigh

VERI = Path(__file__).resolve().parents[1] / "fixtures" / "siniflama" / "konular.csv"
PLAN = effective("belediye")
DIZIN = build(PLAN)
KAT, TEKRAR = 5, 5_000
DERINLIK = 100  # deeper places count as not found, for everybody
YOK = 10_000
ALARM = "yanlış alarm {:.3f}, başka kod yakalandı {:.3f}, kardeş kod yakalandı {:.3f}"


@attrs.frozen
class Kayit:
    """A record of the evaluation data."""

    kod: str
    konu: str
    metin: str
    birim: str
    bolum: str


Siralayici = Callable[[Kayit], Sequence[str]]


def read() -> list[Kayit]:
    """Read the evaluation data."""
    with VERI.open(encoding="utf-8", newline="") as dosya:
        return [Kayit(s["kod"], s["konu"], s["metin"], s["birim"], s["bolum"]) for s in csv.DictReader(dosya)]


def teach(kayitlar: Iterable[Kayit]) -> Ogrenilen:
    """Learn records."""
    ogrenilen = Ogrenilen()
    for k in kayitlar:
        ogrenilen.add(k.kod, PLAN.get(k.kod).anahtar, k.konu, k.metin, k.birim)
    return ogrenilen


def ours(gecmis: Ogrenilen | None = None, *, birim: bool = False) -> Siralayici:
    """Rank by this library, through its public function."""

    def rank(k: Kayit) -> Sequence[str]:
        oneriler = suggest(PLAN, k.metin, konu=k.konu, birim=k.birim if birim else None, gecmis=gecmis, adet=DERINLIK)
        return [o.satir.kod for o in oneriler]

    return rank


def without_clues(gecmis: Ogrenilen | None = None) -> Siralayici:
    """Rank by this library without its clue words."""
    dizin = build(PLAN, ipuclari={})

    def rank(k: Kayit) -> Sequence[str]:
        puanlar = {kod: math.fsum(p.values()) for kod, p in weigh(dizin, question(k.konu, k.metin), gecmis=gecmis).items()}
        return sorted(puanlar, key=lambda kod: (-puanlar[kod], kod))

    return rank


def titles() -> Siralayici:
    """Rank by plain title match: the share of the title's words that stand in the record."""
    kelimeler = {kod: set(stems(satir.ad)) for kod, satir in DIZIN.satirlar.items()}

    def rank(k: Kayit) -> Sequence[str]:
        sorgu = set(stems(f"{k.konu} {k.metin}"))
        puanlar = {kod: len(sorgu & ad) / len(ad) for kod, ad in kelimeler.items() if sorgu & ad}
        return sorted(puanlar, key=lambda kod: (-puanlar[kod], -len(kelimeler[kod]), kod))

    return rank


def tfidf(belgeler: dict[str, list[str]]) -> Siralayici:
    """Rank by the cosine of TF-IDF vectors with the centroid of each code's documents."""
    hepsi = [Counter(stems(metin)) for metinler in belgeler.values() for metin in metinler]
    gecen = Counter(kok for sayilar in hepsi for kok in sayilar)

    def vector(metin: str) -> dict[str, float]:
        ham = {kok: (1 + math.log(n)) * math.log((1 + len(hepsi)) / (1 + gecen[kok])) for kok, n in Counter(stems(metin)).items()}
        boy = math.sqrt(sum(d * d for d in ham.values())) or 1.0
        return {kok: d / boy for kok, d in ham.items()}

    merkezler: dict[str, dict[str, float]] = {}
    for kod, metinler in belgeler.items():
        toplam: defaultdict[str, float] = defaultdict(float)
        for metin in metinler:
            for kok, d in vector(metin).items():
                toplam[kok] += d
        boy = math.sqrt(sum(d * d for d in toplam.values())) or 1.0
        merkezler[kod] = {kok: d / boy for kok, d in toplam.items()}

    def rank(k: Kayit) -> Sequence[str]:
        sorgu = vector(f"{k.konu} {k.metin}")
        puanlar = {kod: sum(d * m[kok] for kok, d in sorgu.items() if kok in m) for kod, m in merkezler.items()}
        return sorted((kod for kod, puan in puanlar.items() if puan > 0), key=lambda kod: (-puanlar[kod], kod))

    return rank


def plan_texts(*, ipucu: bool) -> dict[str, list[str]]:
    """Return one document per code: title, titles above, note, and perhaps clue words."""
    belgeler = {}
    for kod, satir in DIZIN.satirlar.items():
        ustler = [PLAN.get(kod[:n]).ad for n in (3, 6, 9) if n < len(kod)]
        ek = clues().get(f"{satir.plan}/{satir.surum}", {}).get(kod, "") if ipucu else ""
        belgeler[kod] = [" ".join((satir.ad, *ustler, satir.aciklama, ek))]
    return belgeler


def record_texts(kayitlar: Iterable[Kayit]) -> dict[str, list[str]]:
    """Return the records of each code as documents."""
    belgeler: dict[str, list[str]] = {}
    for k in kayitlar:
        belgeler.setdefault(k.kod, []).append(f"{k.konu} {k.metin}")
    return belgeler


def together(*parcalar: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the documents of several sources by code."""
    return {kod: [m for p in parcalar for m in p.get(kod, ())] for kod in dict.fromkeys(kod for p in parcalar for kod in p)}


def ranks(siralayici: Siralayici, kayitlar: Sequence[Kayit]) -> list[int]:
    """Return at which place each record's own code came."""
    return [sira.index(k.kod) + 1 if k.kod in (sira := list(siralayici(k))[:DERINLIK]) else YOK for k in kayitlar]


def measures(siralar: Sequence[int]) -> tuple[float, float, float]:
    """Return top-1, top-5 and the mean reciprocal rank."""
    n = len(siralar)
    return sum(s == 1 for s in siralar) / n, sum(s <= 5 for s in siralar) / n, sum(1 / s for s in siralar if s < YOK) / n


def interval(bizim: Sequence[int], onlar: Sequence[int], en_cok: int) -> tuple[float, float]:
    """Return the 95 % interval of the difference in top-``en_cok`` (paired bootstrap, fixed seed)."""
    farklar = [(b <= en_cok) - (o <= en_cok) for b, o in zip(bizim, onlar, strict=True)]
    rastgele = random.Random(20260101)
    n = len(farklar)
    dagilim = sorted(sum(rastgele.choices(farklar, k=n)) / n for _ in range(TEKRAR))
    return dagilim[int(TEKRAR * 0.025)], dagilim[int(TEKRAR * 0.975)]


def smudge(metin: str, oran: float, tohum: int) -> str:
    """Return the text with letters misread as OCR misreads them, always the same way."""
    rastgele = random.Random(tohum)
    yanlis = {
        "ı": "i",
        "ğ": "g",
        "ş": "s",
        "ç": "c",
        "ö": "o",
        "ü": "ii",
        "İ": "l",
        "m": "rn",
        "l": "1",
        "e": "c",
        "a": "o",
        "n": "u",
        "r": "t",
    }
    return "".join(yanlis.get(harf, "") if harf.isalpha() and rastgele.random() < oran else harf for harf in metin)


def rankers(egitim: Sequence[Kayit]) -> dict[str, Siralayici]:
    """Return every ranker of the table, taught with ``egitim`` where it learns."""
    gecmis = teach(egitim)
    kayitlar = record_texts(egitim)
    return {
        "başlık eşleştirme": titles(),
        "TF-IDF: başlık + açıklama": tfidf(plan_texts(ipucu=False)),
        "TF-IDF: eğitim kayıtları (en yakın merkez)": tfidf(kayitlar),
        "TF-IDF: plan + ipucu + eğitim kayıtları": tfidf(together(plan_texts(ipucu=True), kayitlar)),
        "earsiv: yalnız plan metni": without_clues(),
        "earsiv: plan metni + geçmiş, ipuçsuz": without_clues(gecmis),
        "earsiv: plan + ipucu, geçmişsiz": ours(),
        "earsiv: geçmişle": ours(gecmis),
        "earsiv: geçmiş + birim": ours(gecmis, birim=True),
    }


def alarms(kayitlar: Sequence[Kayit], gecmis: Callable[[int], Ogrenilen | None]) -> tuple[float, float, float]:
    """Return how often ``check`` warns of the right code, of another code at random, and of a sibling."""
    kodlar = sorted({k.kod for k in kayitlar})
    rastgele = random.Random(7)
    yanlis, baska, kardes, kardes_sayisi = 0, 0, 0, 0
    for i, k in enumerate(kayitlar):

        def warns(kod: str, k: Kayit = k, i: int = i) -> bool:
            return bool(check(PLAN, kod, k.metin, konu=k.konu, gecmis=gecmis(i), birim=k.birim))

        yanlis += warns(k.kod)
        baska += warns(rastgele.choice([kod for kod in kodlar if kod[:3] != k.kod[:3]]))
        if yakinlar := [kod for kod in kodlar if kod[:3] == k.kod[:3] and kod != k.kod]:
            kardes_sayisi += 1
            kardes += warns(rastgele.choice(yakinlar))
    return yanlis / len(kayitlar), baska / len(kayitlar), kardes / max(1, kardes_sayisi)


def folds(kayitlar: Sequence[Kayit]) -> tuple[list[int], list[Ogrenilen]]:
    """Return each record's fold, codes spread over the folds, and what is learned without each fold."""
    rastgele = random.Random(1)
    kat = [0] * len(kayitlar)
    for kod in sorted({k.kod for k in kayitlar}):
        yerler = [i for i, k in enumerate(kayitlar) if k.kod == kod]
        rastgele.shuffle(yerler)
        bas = rastgele.randrange(KAT)
        for sira, i in enumerate(yerler):
            kat[i] = (bas + sira) % KAT
    return kat, [teach(k for k, f in zip(kayitlar, kat, strict=True) if f != n) for n in range(KAT)]


def tune(egitim: Sequence[Kayit]) -> None:
    """Print what the weights, the curve and the thresholds were chosen by: cross-validation on the training half."""
    kat, gecmisler = folds(egitim)
    for ad, gecmisli, birimli in (("geçmişsiz", False, False), ("geçmişle", True, False), ("geçmiş + birim", True, True)):
        siralar, inanclar = [], []
        for i, k in enumerate(egitim):
            gecmis = gecmisler[kat[i]] if gecmisli else None
            oneriler = suggest(PLAN, k.metin, konu=k.konu, birim=k.birim if birimli else None, gecmis=gecmis, adet=DERINLIK)
            siralar.append(next((n for n, o in enumerate(oneriler, 1) if o.satir.kod == k.kod), YOK))
            inanclar.append(oneriler[0].puan if oneriler else 0.0)
        print(f"{ad:20} top-1 {{:.3f}}  top-5 {{:.3f}}  MRR {{:.3f}}".format(*measures(siralar)))
        print(*reliability(inanclar, siralar), sep="\n")
        print("  check: " + ALARM.format(*alarms(egitim, lambda i, g=gecmisli: gecmisler[kat[i]] if g else None)))


def reliability(inanclar: Sequence[float], siralar: Sequence[int]) -> list[str]:
    """Return how often the first suggestion is right, by the belief in it."""
    satirlar = []
    for alt, ust in ((0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1.01)):
        icinde = [(p, s == 1) for p, s in zip(inanclar, siralar, strict=True) if alt <= p < ust]
        if icinde:
            ort, dogru = sum(p for p, _ in icinde) / len(icinde), sum(d for _, d in icinde) / len(icinde)
            satirlar.append(f"  inanç {alt:.1f}-{min(1, ust):.1f}: {len(icinde):4} kayıt, ortalama {ort:.2f}, doğru {dogru:.2f}")
    return satirlar


def main() -> None:
    """Print the tables."""
    kayitlar = read()
    egitim = [k for k in kayitlar if k.bolum == "egitim"]
    if "--ayar" in sys.argv:
        tune(egitim)
        return
    sinama = [k for k in kayitlar if k.bolum == "sinama"]
    gorulmeyen = {k.kod for k in sinama} - {k.kod for k in egitim}
    print(
        f"eğitim {len(egitim)} kayıt / {len({k.kod for k in egitim})} kod; sınama {len(sinama)} / {len({k.kod for k in sinama})}", end="; "
    )
    print(f"eğitimde hiç görülmeyen kod {len(gorulmeyen)}; seçilebilir kod {len(DIZIN.satirlar)}\n")
    sonuclar = {ad: ranks(siralayici, sinama) for ad, siralayici in rankers(egitim).items()}
    print(f"{'':44} {'top-1':>7} {'top-5':>7} {'MRR':>7}")
    for ad, siralar in sonuclar.items():
        print(f"{ad:44} " + " ".join(f"{d:7.3f}" for d in measures(siralar)))
    print("\nfark (top-1, top-5) ve yüzde 95 aralığı")
    for bizim in list(sonuclar)[4:]:
        for onlar in list(sonuclar)[:4]:
            parcalar = []
            for en_cok in (1, 5):
                fark = sum((b <= en_cok) - (o <= en_cok) for b, o in zip(sonuclar[bizim], sonuclar[onlar], strict=True)) / len(sinama)
                alt, ust = interval(sonuclar[bizim], sonuclar[onlar], en_cok)
                parcalar.append(f"{fark:+.3f} [{alt:+.3f}, {ust:+.3f}]")
            print(f"  {bizim:37} − {onlar:44} " + "   ".join(parcalar))
    noise(egitim, sinama)
    gecmis = teach(egitim)
    print("\ncheck, geçmişle:   " + ALARM.format(*alarms(sinama, lambda _: gecmis)))
    print("check, geçmişsiz:  " + ALARM.format(*alarms(sinama, lambda _: None)))


def noise(egitim: Sequence[Kayit], sinama: Sequence[Kayit]) -> None:
    """Print top-1 and top-5 by the share of letters misread."""
    print(f"\n{'bozulan harf (top-1 / top-5)':44} " + " ".join(f"{oran:>13.0%}" for oran in (0, 0.02, 0.05, 0.1)))
    hepsi = rankers(egitim)
    for ad in ("başlık eşleştirme", "TF-IDF: plan + ipucu + eğitim kayıtları", "earsiv: geçmişle"):
        hucreler = []
        for oran in (0, 0.02, 0.05, 0.1):
            bozuk = [
                attrs.evolve(k, konu=smudge(k.konu, oran, 2 * i), metin=smudge(k.metin, oran, 2 * i + 1)) for i, k in enumerate(sinama)
            ]
            bir, bes, _ = measures(ranks(hepsi[ad], bozuk))
            hucreler.append(f"{bir:.3f} / {bes:.3f}")
        print(f"{ad:44} " + " ".join(hucreler))


if __name__ == "__main__":
    main()
