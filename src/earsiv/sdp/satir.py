# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Rows of a plan's sheet, read by its layout: each is a row of the plan, a heading, a note between rows, or a doubt with its reasons.

The levels above a row are carried down only along an unbroken path: below a code that could not be read nothing is carried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from earsiv.errors import Bulgu, Seviye, bulgu
from earsiv.sdp.bicim import DUZEYLER, Baslik, Bicim, cell
from earsiv.sdp.hucre import Hucre, Okuma, Tablo, foreign, read_code, read_level, read_outcome, read_period, read_text, read_title

_ARALIK: Final = re.compile(r"(?P<ad>.*?)\s*\(\s*(?P<ilk>[0-9]{3})\s*[-–—]\s*(?P<son>[0-9]{3})\s*\)")
_HAYIR: Final = frozenset({"0", "0.0", "false", "hayir", "hayır", "pasif", "h", "f", "yanlış", "yanlis"})
_SURELER: Final = ("sure", "birim_sure", "kurum_sure")
_SURE_SOZU: Final = re.compile(r"(?:sure|arsiv|saklama|tasfiye|yil)\w*")
_SURE_GIBI: Final = re.compile(r"B|A[123]?|C|D|[0-9]{1,3}(?:\.0)?")


@attrs.frozen
class HamSatir:
    """A row as read: ``no`` is its number in the sheet, ``kod`` is ``None`` where only a person can tell it, empty where there is none.

    ``aralik`` is the range of main codes where the row heads a section, ``ham`` the cells as they stand.
    """

    no: int
    yer: str
    kod: str | None
    ad: str = ""
    saklama_suresi: str = ""
    saklama_kodu: str = ""
    aciklama: str = ""
    kaynak: str = ""
    aralik: tuple[int, int] | None = None
    aktif: bool = True
    bulgular: tuple[Bulgu, ...] = ()
    adaylar: tuple[str, ...] = ()
    ham: tuple[str, ...] = ()

    @property
    def saglam(self) -> bool:
        """Whether the row can go into a plan as far as the row itself is concerned."""
        return bool(self.kod) and not any(b.seviye is Seviye.HATA for b in self.bulgular)


def read_rows(tablo: Tablo, baslik: Baslik, bicim: Bicim) -> Iterator[HamSatir]:
    """Yield every row below the header that is not empty and not the header printed again."""
    tasinan: list[str | None] = ["", "", "", ""]
    ust_satirlar = {tuple(h.metin.strip() for h in s if not h.bos) for s in tablo.satirlar[baslik.ilk - 1 : baslik.son]}
    for no, satir in enumerate(tablo.satirlar[baslik.son :], start=baslik.son + 1):
        dolu = tuple(h.metin.strip() for h in satir if not h.bos)
        if not dolu or dolu in ust_satirlar:
            continue
        yer = f"{tablo.ad} satır {no}"
        if bicim is Bicim.KAYSIS:
            kod = _kaysis_code(satir, baslik, yer)
        elif "ana" in baslik.sutunlar:
            kod = _split_code(satir, baslik, yer, tasinan)
        else:
            kod = read_code(cell(satir, baslik, "kod"), yer)
        okunan = _row(no, yer, satir, baslik, kod)
        if okunan.kod == "" and not cell(satir, baslik, "ad").bos:
            tasinan[:] = [None] * 4  # perhaps a row that lost its code: what stands below it is not carried past it
        yield _not_certain(okunan, tablo, baslik, satir)


def _not_certain(okunan: HamSatir, tablo: Tablo, baslik: Baslik, satir: Sequence[Hucre]) -> HamSatir:
    """Add the doubts that lie outside the cells a row is read from: a merged period, another column that may hold one."""
    if okunan.kod == "":
        return okunan
    sira = okunan.no - 1
    sutunlar = {baslik.sutunlar[alan] for alan in (*_SURELER, "tasfiye") if alan in baslik.sutunlar}
    birlesik = any(ust < sira <= alt and any(sol <= s <= sag for s in sutunlar) for ust, sol, alt, sag in tablo.birlesik)
    nedenler = ["hücresi yukarıdakiyle birleştirilmiş, kendisi boş"] if birlesik else []
    if (no := next(_unread(satir, baslik), None)) is not None:
        nedenler.append(f"okunmayan {no + 1}. sütunda da süre gibi duran {satir[no].metin.strip()} var")
    kusurlar = (bulgu("SDP-042", okunan.yer, ham=neden, adaylar="yok") for neden in nedenler)
    return attrs.evolve(okunan, bulgular=(*okunan.bulgular, *kusurlar))


def _unread(satir: Sequence[Hucre], baslik: Baslik) -> Iterator[int]:
    """Yield the columns right of the code that nobody reads, have no heading or one of a period, and hold what looks like one."""
    ilk = min(baslik.sutunlar.values())
    for no in range(ilk + 1, len(satir)):
        etiket = baslik.etiketler[no] if no < len(baslik.etiketler) else ""
        supheli = not etiket or any(_SURE_SOZU.fullmatch(soz) for soz in etiket.split())
        if supheli and no not in baslik.sutunlar.values() and _SURE_GIBI.fullmatch(satir[no].metin.strip()):
            yield no


def _row(no: int, yer: str, satir: Sequence[Hucre], baslik: Baslik, kod: Okuma) -> HamSatir:
    ham = tuple(h.metin.strip() for h in satir)
    if kod.deger == "":
        return _codeless(no, yer, satir, baslik, ham)
    yer = f"{yer} ({kod.deger})" if kod.deger else yer
    ad = read_title(cell(satir, baslik, "ad"), yer)
    sure, tasfiye = _period(satir, baslik, yer), read_outcome(cell(satir, baslik, "tasfiye"), yer)
    bulgular = [*kod.bulgular, *ad.bulgular, *sure.bulgular, *tasfiye.bulgular]
    for alan in ("aciklama", "dipnot", "kaynak"):
        bulgular += yabanci.bulgular if (yabanci := foreign(cell(satir, baslik, alan), yer)) else ()
    if None not in {sure.deger, tasfiye.deger} and bool(sure.deger) != bool(tasfiye.deger):
        bulgular.append(bulgu("SDP-043", yer, dolu=f"süre {sure.deger}" if sure.deger else f"tasfiye kodu {tasfiye.deger}"))
    aktif = cell(satir, baslik, "aktif").metin.strip().lower() not in _HAYIR  # ASCII: a truth value
    if not aktif:
        bulgular.append(bulgu("SDP-059", yer))
    aralik, kusur = _section(kod.deger, ad.deger or "", satir, baslik, yer)
    return HamSatir(
        no=no,
        yer=yer,
        kod=kod.deger,
        ad=ad.deger or "",
        saklama_suresi=sure.deger or "",
        saklama_kodu=tasfiye.deger or "",
        aciklama=_notes(satir, baslik, tasfiye),
        kaynak=read_text(cell(satir, baslik, "kaynak")),
        aralik=aralik,
        aktif=aktif,
        bulgular=(*bulgular, *kusur),
        adaylar=(*kod.adaylar, *sure.adaylar, *tasfiye.adaylar),
        ham=ham,
    )


def _codeless(no: int, yer: str, satir: Sequence[Hucre], baslik: Baslik, ham: tuple[str, ...]) -> HamSatir:
    """Read a row without code: a heading with its range, a note, or a row whose code is missing."""
    metin = read_text(cell(satir, baslik, "ad")) or next(read_text(h) for h in satir if not h.bos)
    if any(not cell(satir, baslik, alan).bos for alan in (*_SURELER, "tasfiye")):
        return HamSatir(no, yer, None, ad=metin, bulgular=(bulgu("SDP-053", yer, metin=metin[:80]),), ham=ham)
    eslesme = _ARALIK.fullmatch(metin)
    if eslesme and int(eslesme["ilk"]) < int(eslesme["son"]):
        aralik = (int(eslesme["ilk"]), int(eslesme["son"]))
        return HamSatir(no, yer, "", ad=eslesme["ad"], aralik=aralik, bulgular=(_section_found(yer, eslesme["ad"], aralik),), ham=ham)
    return HamSatir(no, yer, "", ad=metin, bulgular=(bulgu("SDP-052", yer, metin=metin[:160]),), ham=ham)


def _section_found(yer: str, ad: str, aralik: tuple[int, int]) -> Bulgu:
    return bulgu("SDP-055", yer, ad=ad, aralik=f"{aralik[0]:03d}-{aralik[1]:03d}")


def _section(
    kod: str | None, ad: str, satir: Sequence[Hucre], baslik: Baslik, yer: str
) -> tuple[tuple[int, int] | None, tuple[Bulgu, ...]]:
    """Return the range a row heads: written in its title, or in the group columns of KAYSİS."""
    if not kod or len(kod) != 3:
        return None, ()
    eslesme = _ARALIK.fullmatch(ad)
    ilk, son = (eslesme["ilk"], eslesme["son"]) if eslesme else (cell(satir, baslik, a).metin.strip() for a in ("grup_bas", "grup_son"))
    if not (re.fullmatch(r"[0-9]{1,3}", ilk) and re.fullmatch(r"[0-9]{1,3}", son)):
        return None, ()
    aralik = (int(ilk), int(son))
    if aralik[0] == int(kod) and aralik[0] < aralik[1]:
        return aralik, (_section_found(yer, eslesme["ad"] if eslesme else ad, aralik),)
    if eslesme is None and aralik[0] <= int(kod) <= aralik[1]:
        return None, ()  # a member of the group, not its heading
    return None, (bulgu("SDP-056", yer, aralik=f"{ilk}-{son}"),)


def _period(satir: Sequence[Hucre], baslik: Baslik, yer: str) -> Okuma:
    """Read the period; where a form gives unit and institution years apart, no sum is made of them.

    A total beside the two is taken where it is their sum. The years of one archive alone are no period: the other's may be missing.
    """
    ayri = [h for alan in _SURELER[1:] if not (h := cell(satir, baslik, alan)).bos]
    okunan = [o.deger for o in (read_period(h, yer) for h in ayri) if o.deger]
    yillar = [int(d) for d in okunan if d != "B"]
    butun = read_period(cell(satir, baslik, "sure"), yer)
    if "sure" in baslik.sutunlar:
        toplam = "B" if "B" in okunan else str(sum(yillar))
        iki_sutun = set(_SURELER) <= set(baslik.sutunlar)
        if not okunan or butun.deger in {None, "B"} or (iki_sutun and str(butun.deger).lstrip("0") == toplam):
            return butun
    elif not ayri or (set(okunan) == {"B"} and len(okunan) == len(ayri)):
        return Okuma(okunan[0] if okunan else "")
    olasi = [*(["B"] if "B" in okunan else []), *filter(None, [butun.deger]), *([str(sum(yillar))] if yillar else []), *map(str, yillar)]
    adaylar = tuple(dict.fromkeys(olasi))
    ham = " + ".join(h.metin.strip() for h in (cell(satir, baslik, "sure"), *ayri) if not h.bos)
    return Okuma(None, (bulgu("SDP-042", yer, ham=ham, adaylar=", ".join(adaylar) or "yok"),), adaylar)


def _notes(satir: Sequence[Hucre], baslik: Baslik, tasfiye: Okuma) -> str:
    """Return the note columns; a phrase that was read as a letter is kept in its own words."""
    parcalar = [read_text(cell(satir, baslik, alan)) for alan in ("aciklama", "dipnot")]
    if any(b.kod == "SDP-046" for b in tasfiye.bulgular):
        parcalar.append(f"Kaynakta: “{read_text(cell(satir, baslik, 'tasfiye'))}”.")
    return " ".join(p for p in parcalar if p)


def _kaysis_code(satir: Sequence[Hucre], baslik: Baslik, yer: str) -> Okuma:
    """Read a KAYSİS code, which comes joined and apart; both must say the same."""
    butun = read_code(cell(satir, baslik, "kod"), yer)
    ayri = [cell(satir, baslik, alan).metin.strip().removesuffix(".0") for alan in DUZEYLER]
    if butun.deger == "" and any(ayri):
        return _split_code(satir, baslik, yer, ["", "", "", ""])
    if not butun.deger:
        return butun
    sayilar = [int(p) for p in butun.deger.split(".")]
    okunan = [int(p) if re.fullmatch(r"[0-9]{1,3}", p) else -1 for p in ayri if p]
    while len(okunan) > len(sayilar) and okunan[-1] == 0:  # zero for "none"
        okunan.pop()
    if okunan and okunan != sayilar:
        return Okuma(None, (bulgu("SDP-060", yer, kod=butun.deger, parcalar=" | ".join(ayri)),), (butun.deger,))
    return butun


def _split_code(satir: Sequence[Hucre], baslik: Baslik, yer: str, tasinan: list[str | None]) -> Okuma:
    """Read a code whose levels stand in columns; ``tasinan`` is the path above, changed in place."""
    if baslik.sutunlar.keys().isdisjoint(DUZEYLER[1:]):  # no columns for the levels below: nothing fixes the width of what stands here
        return read_code(cell(satir, baslik, "ana"), yer)
    duzeyler = [read_level(cell(satir, baslik, alan), n, yer) for n, alan in enumerate(DUZEYLER)]
    dolu = [n for n, d in enumerate(duzeyler) if d.deger != ""]
    if not dolu:
        return Okuma("")
    bulgular = tuple(b for d in duzeyler for b in d.bulgular)
    yol: list[str | None] = []
    for n in range(dolu[-1] + 1):
        deger = duzeyler[n].deger
        if deger == "":  # left blank: the level above still stands, if the path to it is the same
            deger = (tasinan[n] or None) if yol == tasinan[:n] else None
        yol.append(deger)
    tasinan[:] = [*yol, *([""] * (4 - len(yol)))]
    if None not in yol:
        return Okuma(".".join(str(p) for p in yol), bulgular)
    adaylar = tuple(a for d in duzeyler for a in d.adaylar)
    return Okuma(None, bulgular if any(d.deger is None for d in duzeyler) else (*bulgular, bulgu("SDP-050", yer)), adaylar)
