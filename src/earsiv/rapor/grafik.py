# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The chart of the forecast: one A4 page as SVG or PNG, drawn by typst with its own font, the same bytes on every machine.

Bars are stacked by outcome, in colours and patterns that stay apart in grey; the exact numbers stand under them. A bar that would
flatten all others is cut and shows it. The page says nothing that a decision could rest on: no file is named.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final, Literal

from earsiv._veri import read_data
from earsiv.errors import AracHatasi
from earsiv.rapor.metin import safe_text
from earsiv.rapor.tahmin import KOVA_ADLARI, SONUC_ADLARI, byte_text, check_format, count_text, metre_text, year_rows
from earsiv.saklama.tahmin import TAHMIN_SONUCLARI, Kova, Tahmin, Yuk

_COZUNURLUK: Final = 150.0  # dots an inch: 1754 x 1240 for the page
_KESME: Final = 2.5  # a backlog this many times the highest year is cut
_CIZGI: Final = 8
_EN_UZUN_AD: Final = 110
_DIPNOT: Final = (
    "Sürenin dolması imha izni değildir: her dosya için komisyon kararı, uygun görüş ve üst yönetici onayı gerekir. "
    "Her dosya tek yerde sayılır; engelli dosyalar, engel kalkmadıkça hiçbir yıla yazılmaz."
)
_KESIK: Final = " Kesik çubuk ölçeğe sığmamıştır; üstündeki sayı doğrudur."


def draw_forecast(tahmin: Tahmin, bicim: Literal["svg", "png"], *, kurum: str = "") -> bytes:
    """Return the chart of a forecast.

    Args:
        bicim: ``svg`` or ``png``.
        kurum: the institution, written under the title.

    Raises:
        GirdiHatasi: RAP-020 more years than fit on the page, RAP-021 no such format.
        AracHatasi: ARC-003 or ARC-004 the typesetter refuses, ARC-007 its template is not installed.
    """
    check_format(bicim, tahmin.yil_sayisi)
    return _compile(_content(tahmin, kurum), bicim)


def _content(tahmin: Tahmin, kurum: str) -> dict[str, Any]:
    """Return everything the template shows, ready as text and as shares of the height."""
    satirlar = list(year_rows(tahmin))[:-1]  # what is due later than the last year has no column
    yillar = [yuk.dosya for _, yuk, _ in satirlar[1:]]
    birikmis, en_cok = satirlar[0][1].dosya, max(yillar)
    kesik = bool(en_cok) and birikmis > _KESME * en_cok
    adim, ust = scale(en_cok if kesik else max(en_cok, birikmis))
    sutunlar = []
    for sira, (ad, yuk, sonuclar) in enumerate(satirlar):
        cut = kesik and sira == 0
        oranlar = [s / (yuk.dosya if cut else ust) for s in sonuclar]
        toplam = count_text(yuk.dosya) if yuk.dosya else ""
        sutunlar.append({"ad": ad, "oranlar": oranlar, "toplam": toplam, "kesik": cut, "birikmis": sira == 0})
    return {
        "baslik": "Saklama süresi dolan ve dolacak dosyalar",
        "alt": _subtitle(tahmin, kurum),
        "sonuclar": [SONUC_ADLARI[s] for s in TAHMIN_SONUCLARI],
        "eksen": "dosya sayısı",
        "cizgiler": [{"oran": deger / ust, "etiket": count_text(deger)} for deger in range(0, ust + 1, adim)],
        "sutunlar": sutunlar,
        "satirlar": list(_table(satirlar)),
        "kutular": list(_boxes(tahmin)),
        "bos": "" if birikmis or en_cok else "Süresi dolan ya da bu yıllarda dolacak dosya yok.",
        "dipnot": _DIPNOT + (_KESIK if kesik else ""),
    }


def scale(en_cok: int) -> tuple[int, int]:
    """Return the step and the top of an axis of whole numbers: steps of 1, 2 or 5 times a power of ten."""
    adim = 1
    while adim * _CIZGI < en_cok:
        basamak = 10 ** (len(str(adim)) - 1)
        adim = {1: 2, 2: 5, 5: 10}[adim // basamak] * basamak
    return adim, max(1, -(-en_cok // adim)) * adim


def _subtitle(tahmin: Tahmin, kurum: str) -> str:
    ad = " ".join(safe_text(kurum).split())
    ad = ad if len(ad) <= _EN_UZUN_AD else f"{ad[:_EN_UZUN_AD]}…"
    yillar = tahmin.yillar
    parcalar = (
        ad,
        f"{tahmin.bugun:%d.%m.%Y} günü itibarıyla",
        f"{yillar[0]}–{yillar[-1]}",
        f"{count_text(tahmin.incelenen)} dosya incelendi",
    )
    return " · ".join(parca for parca in parcalar if parca)


def _table(satirlar: Sequence[tuple[str, Yuk, tuple[int, ...]]]) -> Iterator[dict[str, Any]]:
    """Yield the rows under the bars: files by outcome, then the sum, the shelf and the bytes; zero is a dash."""
    for sira, sonuc in enumerate(TAHMIN_SONUCLARI):
        yield {"ad": SONUC_ADLARI[sonuc], "hucreler": [count_text(s[sira]) if s[sira] else "–" for _, _, s in satirlar]}
    yield {"ad": "Raf (m)", "hucreler": [metre_text(y.uzunluk_mm) if y.uzunluk_mm else "–" for _, y, _ in satirlar]}
    yield {"ad": "Veri", "hucreler": [byte_text(y.bayt) if y.bayt else "–" for _, y, _ in satirlar]}


def _boxes(tahmin: Tahmin) -> Iterator[dict[str, str]]:
    """Yield the loads that have no column, so that every file examined is on the page."""
    for kova in (Kova.SONRA, Kova.ENGELLI, Kova.SUREKLI, Kova.ACIK, Kova.HATALI):
        yuk = tahmin.total(kova)
        yield {"ad": f"{KOVA_ADLARI[kova]} (dosya)", "deger": count_text(yuk.dosya), "ek": f"{metre_text(yuk.uzunluk_mm)} m"}


def _compile(veri: dict[str, Any], bicim: Literal["svg", "png", "pdf"]) -> bytes:
    import typst

    derleyici = typst.Compiler(read_data("tahmin.typ"), font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=True))
    try:
        sonuc = derleyici.compile(format=bicim, ppi=_COZUNURLUK, sys_inputs={"veri": json.dumps(veri, ensure_ascii=False)})
    except typst.TypstError as hata:
        raise AracHatasi("ARC-003", "tahmin", arac="typst", kod=1, ayrinti=str(hata)[:160]) from None
    if not isinstance(sonuc, bytes):
        raise AracHatasi("ARC-004", "tahmin", arac="typst")
    return sonuc
