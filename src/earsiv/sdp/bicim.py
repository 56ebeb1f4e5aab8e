# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Which layout a plan's sheet has: told from its header row, and for the two official layouts from where the main code stands.

A sheet whose header is not understood, or fits two layouts, is refused; columns are never guessed from what stands in them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import zip_longest
from typing import Final

import attrs

from earsiv._text import search_fold
from earsiv.errors import GirdiHatasi
from earsiv.sdp.hucre import Hucre, Tablo

_BASLIK_SINIRI: Final = 60  # rows of letterhead above the header
DUZEYLER: Final = ("ana", "alt1", "alt2", "alt3")


class Bicim(StrEnum):
    """Layouts of plan tables."""

    TEKRARLI = "tekrarli"
    TASIMALI = "tasimali"
    KAYSIS = "kaysis"
    EARSIV = "earsiv"
    TEK_SUTUN = "tek-sutun"


ADLAR: Final[Mapping[Bicim, str]] = {
    Bicim.TEKRARLI: "resmî tablo, ana kod her satırda",
    Bicim.TASIMALI: "resmî tablo, ana kod bir kez yazılı, altı boş",
    Bicim.KAYSIS: "KAYSİS satırları",
    Bicim.EARSIV: "earsiv plan.csv",
    Bicim.TEK_SUTUN: "kodun tamamı tek sütunda",
}
_SUTUNLAR: Final = tuple(
    (alan, re.compile(desen))
    for alan, desen in (
        ("ana", r"ana(?: ?(?:dosya|kod|konu))?(?: (?:kodu|no))?"),
        ("alt1", r"(?:1|i|birinci)(?: (?:derece|duzey|kademe))? alt(?: \w+){0,2}|alt ?(?:kod|dosya|konu)? ?1"),
        ("alt2", r"(?:2|ii|ikinci)(?: (?:derece|duzey|kademe))? alt(?: \w+){0,2}|alt ?(?:kod|dosya|konu)? ?2"),
        ("alt3", r"(?:3|iii|ucuncu)(?: (?:derece|duzey|kademe))? alt(?: \w+){0,2}|alt ?(?:kod|dosya|konu)? ?3"),
        ("kod", r"(?:standart )?(?:dosya|konu|sdp|plan|dosya plani?) (?:kod|kodu|no|numarasi)|kod|kodu|sdp"),
        ("ad", r"(?:dosya |konu )?(?:ad|adi|basligi)|konu(?:su|lar)?|konuadi|baslik"),
        ("sure", r"saklama ?sure(?:si|leri)?(?: yil)?|sure(?:si)?(?: yil)?|toplam saklama suresi"),
        ("birim_sure", r"birim(?: arsivi(?:nde)?)?(?: saklama)?(?: suresi)?(?: yil)?"),
        ("kurum_sure", r"kurum(?: arsivi(?:nde)?)?(?: saklama)?(?: suresi)?(?: yil)?"),
        ("tasfiye", r"(?:tasfiye|saklama)(?: (?:tasfiye|saklama))? ?(?:kodu|islemi|sekli)|tasfiye|saklama ?kodu|dusunceler|sonuc"),
        ("aciklama", r"aciklama(?:lar)?|notlar"),
        ("dipnot", r"dip ?not(?:lar)?"),
        ("kaynak", r"kaynak"),
        ("aktif", r"aktif(?: ?mi)?"),
        ("grup_bas", r"grup ?baslangici"),
        ("grup_son", r"grup ?bitisi"),
    )
)


@attrs.frozen
class Baslik:
    """The header of a sheet: its first and last row (from 1), the column of each field, and the columns that are not read."""

    ilk: int
    son: int
    sutunlar: Mapping[str, int]
    etiketler: tuple[str, ...]
    okunmayan: tuple[str, ...]


def _label(hucre: Hucre) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", search_fold(hucre.metin))) if len(hucre.metin) <= 80 else ""


def _field(etiket: str) -> str | None:
    return next((alan for alan, desen in _SUTUNLAR if desen.fullmatch(etiket)), None)


def _fields(etiketler: Sequence[str]) -> list[tuple[str, int]]:
    return [(alan, sira) for sira, etiket in enumerate(etiketler) if (alan := _field(etiket))]


def find_header(tablo: Tablo) -> Baslik | None:
    """Return the header of a sheet, or ``None`` where no row names a title and a code.

    Raises:
        GirdiHatasi: SDP-031 two columns claim to be the same thing.
    """
    satirlar = [[_label(h) for h in satir] for satir in tablo.satirlar[: _BASLIK_SINIRI + 1]]
    for no, ust_sira in enumerate(satirlar[:_BASLIK_SINIRI]):
        etiketler, bulunan = ust_sira, _fields(ust_sira)
        altlar = satirlar[no + 1] if no + 1 < len(satirlar) else []
        iki_katli = bool(bulunan) and not _complete(_fields(altlar)) and any(alan in DUZEYLER for alan, _ in _fields(altlar))
        if iki_katli:  # "Dosya Kodu" over "Ana Dosya | 1. Alt | …"
            etiketler = [alt if _field(alt) else ust for alt, ust in zip_longest(altlar, ust_sira, fillvalue="")]
            bulunan = _fields(etiketler)
        if _complete(bulunan):
            return _header(tablo, no, no + iki_katli, bulunan, etiketler)
    return None


def _complete(bulunan: list[tuple[str, int]]) -> bool:
    """Tell whether the fields of a row make it a header: a title and a code."""
    alanlar = {alan for alan, _ in bulunan}
    return "ad" in alanlar and bool(alanlar & {"kod", "ana"})


def _header(tablo: Tablo, ilk: int, son: int, bulunan: list[tuple[str, int]], etiketler: list[str]) -> Baslik:
    sutunlar: dict[str, int] = {}
    for alan, sira in bulunan:
        if alan in sutunlar:
            ayrinti = f"“{etiketler[sutunlar[alan]]}” ile “{etiketler[sira]}” sütunları aynı şey gibi görünüyor"
            raise GirdiHatasi("SDP-031", f"{tablo.ad} satır {ilk + 1}", ayrinti=ayrinti)
        sutunlar[alan] = sira
    okunmayan = tuple(e for sira, e in enumerate(etiketler) if e and sira not in sutunlar.values())
    return Baslik(ilk + 1, son + 1, sutunlar, tuple(etiketler), okunmayan)


def layout(tablo: Tablo, baslik: Baslik, istenen: Bicim | None = None) -> Bicim:
    """Return the layout of a sheet.

    Args:
        tablo: the sheet.
        baslik: its header.
        istenen: the layout the caller names, where the sheet itself cannot tell.

    Raises:
        GirdiHatasi: SDP-031 the sheet fits two layouts, or not the one that was named.
    """
    alanlar = set(baslik.sutunlar)
    if "ana" in alanlar and "kod" not in alanlar:
        uyan = _split_layouts(tablo, baslik)
    elif {"ana", "kod"} <= alanlar:
        uyan = {Bicim.KAYSIS}
    elif baslik.etiketler[:4] == ("kod", "ad", "saklama suresi", "saklama kodu"):
        uyan = {Bicim.EARSIV}
    else:
        uyan = {Bicim.TEK_SUTUN}
    if istenen is not None:
        resmi = {Bicim.TEKRARLI, Bicim.TASIMALI}
        uyan |= resmi if uyan & resmi else set()
        if istenen not in uyan:
            raise GirdiHatasi("SDP-031", tablo.ad, ayrinti=f"tablo “{istenen}” düzeninde değil; uyan: {', '.join(sorted(uyan))}")
        return istenen
    if len(uyan) > 1:
        ayrinti = "ana kod kimi alt satırda yinelenmiş, kimi alt satırda boş; tekrarli ya da tasimali olabilir"
        raise GirdiHatasi("SDP-031", tablo.ad, ayrinti=ayrinti)
    return next(iter(uyan))


def _split_layouts(tablo: Tablo, baslik: Baslik) -> set[Bicim]:
    """Tell the official layouts apart: is the main code written again before a lower level, or left out?"""
    yinelenen = bos = 0
    onceki = ""
    for satir in tablo.satirlar[baslik.son :]:
        degerler = [cell(satir, baslik, alan).metin.strip() for alan in DUZEYLER]
        if any(degerler[1:]):
            yinelenen += bool(degerler[0]) and degerler[0] == onceki
            bos += not degerler[0]
        onceki = degerler[0] or onceki
    if yinelenen and bos:
        return {Bicim.TEKRARLI, Bicim.TASIMALI}
    return {Bicim.TASIMALI} if bos else {Bicim.TEKRARLI}


def cell(satir: Sequence[Hucre], baslik: Baslik, alan: str) -> Hucre:
    """Return the cell of a field in a row; an empty one where the row is short or the sheet has no such column."""
    sira = baslik.sutunlar.get(alan)
    return satir[sira] if sira is not None and sira < len(satir) else Hucre()
