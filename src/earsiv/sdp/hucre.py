# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Cells of a plan's sheet and what each kind of cell may be read as.

A spreadsheet turns ``010`` into 10, ``105.10`` into 105.1 and ``4.01`` into a day of January. Nothing of that is undone here: what
cannot be read in exactly one way is not read, and the readings that a person could choose from are named.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from enum import StrEnum
from typing import Final

import attrs

from earsiv._text import fold, search_fold
from earsiv.errors import Bulgu, bulgu

TASFIYE_KODLARI: Final = frozenset({"A", "A1", "A2", "A3", "B", "C", "D"})
_KOD: Final = re.compile(r"[0-9]{3}(?:\.[0-9]{2}){0,3}")
_AYLAR: Final = "oca|şub|mar|nis|may|haz|tem|ağu|eyl|eki|kas|ara|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_AY_SIRASI: Final = {ad: sira % 12 + 1 for sira, ad in enumerate(_AYLAR.split("|"))}
_GUN_AY: Final = re.compile(rf"(\d{{1,2}})[. /-]({_AYLAR})[a-zçğıöşü]*(?:[. /-](\d{{2}}|\d{{4}}))?")
_AY_YIL: Final = re.compile(rf"({_AYLAR})[a-zçğıöşü]*[. /-](\d{{2}}|\d{{4}})")
_TARIH: Final = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:\s.*)?")
_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_FORMUL: Final = ("=", "+", "@", "\t")
_KOMUT: Final = re.compile(r"-[^|]*\|")
_DENETIM: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd\ufffe\uffff]")
_ADAY_SINIRI: Final = 6


class HucreTuru(StrEnum):
    """What the spreadsheet says that a cell holds; a CSV holds text only."""

    METIN = "metin"
    SAYI = "sayi"
    TARIH = "tarih"
    FORMUL = "formul"
    DIGER = "diger"  # a truth value or an error mark


@attrs.frozen
class Hucre:
    """A cell: ``metin`` is its value as text, a date in ISO 8601, a formula as written."""

    metin: str = ""
    tur: HucreTuru = HucreTuru.METIN

    @property
    def bos(self) -> bool:
        """Whether there is nothing in it."""
        return not self.metin.strip()


BOS: Final = Hucre()


@attrs.frozen
class Tablo:
    """A sheet: the name reports use, its rows, whether the workbook hides it, and what was noticed while it was opened."""

    ad: str
    satirlar: tuple[tuple[Hucre, ...], ...] = attrs.field(repr=False)
    gizli: bool = False
    bulgular: tuple[Bulgu, ...] = ()
    birlesik: tuple[tuple[int, int, int, int], ...] = ()
    """Cells merged into one over several rows: first row and column, last row and column, from 0; the value stands in the first."""


@attrs.frozen
class Okuma:
    """What a cell was read as; ``deger`` is ``None`` when only a person can tell, ``adaylar`` are then the readings to choose from."""

    deger: str | None
    bulgular: tuple[Bulgu, ...] = ()
    adaylar: tuple[str, ...] = ()


def _doubt(kod: str, yer: str, ham: str, adaylar: tuple[str, ...] = ()) -> Okuma:
    return Okuma(None, (bulgu(kod, yer, ham=ham, adaylar=", ".join(adaylar) or "yok"),), adaylar)


def foreign(hucre: Hucre, yer: str) -> Okuma | None:
    """Return the doubt about a cell that is a formula, a truth value or an error mark, or that a spreadsheet would take for a formula."""
    if hucre.tur in {HucreTuru.FORMUL, HucreTuru.DIGER} or hucre.metin.startswith(_FORMUL) or _KOMUT.match(hucre.metin):
        return _doubt("SDP-058", yer, hucre.metin[:80])
    return None


def read_code(hucre: Hucre, yer: str) -> Okuma:
    """Read a whole code from one cell; a number is taken only where its figures are a full code."""
    metin = hucre.metin.strip()
    if not metin:
        return Okuma("")
    if yabanci := foreign(hucre, yer):
        return yabanci
    if hucre.tur is HucreTuru.TARIH or _looks_like_date(metin):
        return _doubt("SDP-035", yer, metin, date_candidates(metin))
    sayi = hucre.tur is HucreTuru.SAYI
    sade = metin.removesuffix(".0") if sayi else metin
    if _KOD.fullmatch(sade):
        return Okuma(sade, (bulgu("SDP-038", yer, ham=metin, deger=sade),) if sayi else ())
    kusur = "SDP-034" if sayi else next((kod for desen, kod in _BOZULMALAR if desen.fullmatch(metin)), "SDP-037")
    return _doubt(kusur, yer, metin, code_candidates(metin))


_BOZULMALAR: Final = (
    (re.compile(r"[0-9]{1,2}(?:\.[0-9]{2}){0,3}"), "SDP-036"),  # 10, 10.05: a zero in front is gone
    (re.compile(r"[0-9]{1,3}(?:[.,][0-9]+){1,3}"), "SDP-034"),  # 105.1, 1.0, 105,04: it has been a number
)


def read_level(hucre: Hucre, duzey: int, yer: str) -> Okuma:
    """Read one level of a code from its own column: three figures for level 0, two for the others.

    The column fixes the width, so a whole number has exactly one reading (1 is 01, 10 is 10); it is taken and said. Zero below the main
    code may mean "none" and is not.
    """
    metin, en = hucre.metin.strip(), 3 if duzey == 0 else 2
    if not metin:
        return Okuma("")
    if yabanci := foreign(hucre, yer):
        return yabanci
    if hucre.tur is HucreTuru.TARIH or _looks_like_date(metin):
        return _doubt("SDP-035", yer, metin)
    sayi = hucre.tur is HucreTuru.SAYI
    tam = re.fullmatch(rf"([0-9]{{1,{en}}})(?:\.0)?", metin)
    if tam is None or (duzey and int(tam[1]) == 0) or (not duzey and re.fullmatch("0[0-9]", tam[1])):  # 01 in the first column: a level?
        kusur = "SDP-034" if sayi or tam else "SDP-037"
        return _doubt(kusur, yer, metin, code_candidates(metin) if duzey == 0 else ())
    deger = tam[1].zfill(en)
    return Okuma(deger, () if deger == metin and not sayi else (bulgu("SDP-038", yer, ham=metin, deger=deger),))


def read_period(hucre: Hucre, yer: str) -> Okuma:
    """Read a retention period: 1 to 100 years as written, ``B``, or nothing; what else a period might mean stays a question."""
    metin = hucre.metin.strip()
    if not metin:
        return Okuma("")
    if yabanci := foreign(hucre, yer):
        return yabanci
    if hucre.tur is HucreTuru.TARIH:
        return _doubt("SDP-042", yer, metin)
    if metin == "B" or (re.fullmatch(r"[0-9]{1,3}", metin) and 1 <= int(metin) <= 100):
        return Okuma(metin)
    eslesme = re.fullmatch(r"([0-9]{1,3})(?:\.0| ?(?:yıl|yil|sene))", fold(metin))
    if eslesme and 1 <= int(eslesme[1]) <= 100:
        deger = eslesme[1]
        sessiz = hucre.tur is HucreTuru.SAYI  # 15 kept as a float by the spreadsheet
        return Okuma(deger, () if sessiz else (bulgu("SDP-064", yer, ham=metin, deger=deger),))
    return _doubt("SDP-042", yer, metin, _period_candidates(metin))


def _period_candidates(metin: str) -> tuple[str, ...]:
    sade = search_fold(metin)
    if sade in {"b", "sd", "suresiz", "surekli", "devamli", "sinirsiz", "daimi"}:
        return ("B",)
    if not re.fullmatch(r"[0-9]+(?: ?[-–/] ?[0-9]+)+(?: yil)?", sade):
        return ()
    return tuple(dict.fromkeys(s for s in re.findall(r"[0-9]+", sade) if 1 <= int(s) <= 100))


_DEYIMLER: Final = tuple(
    (re.compile(desen), kodlar)
    for desen, kodlar in (
        (r"devlet arsiv\w*(?: \w{1,4})? gonderilir", ("A",)),
        (r"devlet arsiv\w*(?: \w{1,4})? gonderilmez", ("D",)),
        (r"(?:(?:tasra )?(?:birim|kurum) arsivinde )?imha edilir", ("D",)),
        (r"ayiklama ve imha komisyonu\w*(?: \w{1,4})? degerlendirilir", ("C",)),
        (r"kurumunda saklanir", ("B",)),
        (r"(?:(?:tasra )?(?:birim|kurum) arsivinde )?suresiz saklanir", ("B",)),
        (r"ornek(?:leri)? (?:secilenler|alinarak) devlet arsiv\w*(?: \w{1,4})? gonderilir", ("A1", "A2", "A3")),
        (r"ornek(?:leri)? (?:secilenler|alinarak) kurumunda saklanir", ()),
    )
)
"""Outcomes that older forms spell out, and the letters that come near: none or several mean that a person decides."""


def read_outcome(hucre: Hucre, yer: str) -> Okuma:
    """Read a disposal code: one of the printed letters, or a phrase of the older forms that has exactly one letter."""
    metin = hucre.metin.strip()
    if not metin or metin in TASFIYE_KODLARI:
        return Okuma(metin)
    if yabanci := foreign(hucre, yer):
        return yabanci
    sade = " ".join(re.findall(r"[a-z0-9]+", search_fold(metin)))
    for desen, kodlar in _DEYIMLER:
        if not desen.fullmatch(sade):
            continue
        if len(kodlar) == 1:
            return Okuma(kodlar[0], (bulgu("SDP-046", yer, ham=metin, deger=kodlar[0]),))
        return _doubt("SDP-047", yer, metin, kodlar)
    return _doubt("SDP-045", yer, metin[:80], _letter_candidates(metin))


def _letter_candidates(metin: str) -> tuple[str, ...]:
    sade = re.sub(r"[\s.-]", "", metin).upper()  # ASCII: letters of the plan
    parcalar = re.split(r"[,;/+]", sade)
    return tuple(dict.fromkeys(p for p in parcalar if p in TASFIYE_KODLARI)) if len(sade) <= 12 else ()


def read_text(hucre: Hucre) -> str:
    """Return a cell's text on one line: line breaks of the sheet become blanks, nothing else changes."""
    return re.sub(r"[ \t]*[\r\n\v\f\x85\u2028\u2029]+[ \t]*", " ", hucre.metin.strip())


def read_title(hucre: Hucre, yer: str) -> Okuma:
    """Read a title; a number, a date, a formula or nothing is no title."""
    metin = read_text(hucre)
    if metin and (yabanci := foreign(hucre, yer)):
        return yabanci
    if not metin or hucre.tur is not HucreTuru.METIN or _DENETIM.search(metin) or not re.search(r"[^\W\d_]", metin):
        return _doubt("SDP-057", yer, metin[:80].encode("unicode_escape").decode() if _DENETIM.search(metin) else metin[:80])
    return Okuma(metin)


def code_candidates(metin: str) -> tuple[str, ...]:
    """Return the codes that ``metin`` may once have been: zeros put back in front of the main code, on either side of a level."""
    gruplar = re.findall(r"[0-9]+", metin)
    if not gruplar or len(metin) > 40:
        return ()
    ana, *altlar = gruplar
    if len(ana) > 3 and len(ana) % 2:
        ana, altlar = ana[:3], [*(ana[i : i + 2] for i in range(3, len(ana), 2)), *altlar]
    secenekler = [[ana.zfill(3)], *map(_level_candidates, altlar)]
    kodlar = (".".join(p for p in secim if p) for secim in itertools.islice(itertools.product(*secenekler), 64))
    return tuple(dict.fromkeys(k for k in kodlar if _KOD.fullmatch(k)))[:_ADAY_SINIRI]


def _level_candidates(alt: str) -> list[str]:
    if alt == "0":
        return [""]  # the tail of a float
    if len(alt) == 1:
        return [f"{alt}0", f"0{alt}"]
    return [".".join(alt[i : i + 2] for i in range(0, len(alt), 2))] if len(alt) % 2 == 0 else ["?"]


def _looks_like_date(metin: str) -> bool:
    sade = fold(metin)
    return any(desen.fullmatch(sade) for desen in (_GUN_AY, _AY_YIL, _TARIH, _ISO))


def date_candidates(metin: str) -> tuple[str, ...]:
    """Return the codes that may stand behind a date: its day and month as typed, or the number the spreadsheet counts days with."""
    sade = fold(metin)
    if eslesme := _GUN_AY.fullmatch(sade):
        return _day_codes(int(eslesme[1]), _AY_SIRASI[eslesme[2]], eslesme[3] or "")
    if eslesme := _TARIH.fullmatch(sade):
        return _day_codes(int(eslesme[1]), int(eslesme[2]), eslesme[3])
    try:
        an = dt.datetime.fromisoformat(metin)
    except ValueError:
        return ()
    if an.year > 1902:
        return _day_codes(an.day, an.month, str(an.year))
    gecen = an.replace(tzinfo=None) - dt.datetime.fromisoformat("1899-12-30")
    return code_candidates(f"{gecen.total_seconds() / 86400:.2f}".removesuffix(".00"))


def _day_codes(gun: int, ay: int, yil: str) -> tuple[str, ...]:
    temel = f"{gun:03d}.{ay:02d}"
    return (temel, f"{temel}.{yil[-2:]}") if yil else (temel,)
