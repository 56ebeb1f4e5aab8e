# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Import of a plan from a sheet, with a report of everything that was noticed; no file is opened and none is written here.

Nothing is repaired by guess. A row that can be read in more than one way is left out with its reasons and the readings a person could
choose from, and with it the rows below it. In strict mode one such row means that there is no plan at all.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from earsiv.errors import Bulgu, GirdiHatasi, Seviye, bulgu
from earsiv.model import DosyaKodu
from earsiv.sdp.bicim import ADLAR, Baslik, Bicim, find_header, layout
from earsiv.sdp.deger import Bolum, Kaynak, Plan, PlanSatiri
from earsiv.sdp.denetle import audit, ranges_text
from earsiv.sdp.ek import KURUM_EKI
from earsiv.sdp.hucre import Tablo
from earsiv.sdp.satir import HamSatir, read_rows
from earsiv.sdp.yukle import available, load

_AD: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_SURUM: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}")


@attrs.frozen
class IceAlmaHedefi:
    """What the person who imports knows and the sheet does not say.

    ``araliklar`` left empty are taken from the sections of the sheet, else from its first and last main code; ``bolumler`` add to
    those the sheet names. ``dayanak`` is the letter or decision the plan rests on. ``yururluk`` stays ``None`` where nobody knows
    the day; ``yururlukte`` is false for an older plan that only serves to read old files.
    """

    plan: str
    surum: str
    baslik: str = ""
    araliklar: tuple[tuple[int, int], ...] = ()
    yururluk: dt.date | None = None
    dayanak: str = ""
    bolumler: tuple[Bolum, ...] = ()
    ikinci_kodlar: frozenset[str] = frozenset()
    miras: bool = False
    yururlukte: bool = True
    kaynak: str = "tablo"

    def __attrs_post_init__(self) -> None:
        for deger, desen in ((self.plan, _AD), (self.surum, _SURUM)):
            if not desen.fullmatch(deger) or deger == KURUM_EKI:
                raise GirdiHatasi("SDP-044", deger, ayrinti="ad yalnız harf, rakam, _ ve - içerebilir ve plan adı küçük harf olmalı")
        if any(not 0 <= ilk <= son <= 999 for ilk, son in self.araliklar):
            raise GirdiHatasi("SDP-044", self.plan, ayrinti=f"aralık geçersiz: {ranges_text(self.araliklar)}")


@attrs.frozen
class AlinmayanSatir:
    """A row that is not in the plan: its number, its cells as they stand, why, and what a person could choose from."""

    no: int
    ham: tuple[str, ...]
    kod: str | None
    nedenler: tuple[str, ...]
    adaylar: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "satir": self.no,
            "ham": list(self.ham),
            "kod": self.kod,
            "nedenler": list(self.nedenler),
            "adaylar": list(self.adaylar),
        }


@attrs.frozen
class IceAlmaRaporu:
    """What was read and how: the layout, the columns, counts, rows left out, notes between rows, sections, every finding."""

    kaynak: str
    bicim: Bicim
    baslik_satiri: int
    sutunlar: Mapping[str, int]
    okunmayan_sutunlar: tuple[str, ...]
    okunan: int
    alinan: int
    alinmayanlar: tuple[AlinmayanSatir, ...]
    notlar: tuple[tuple[int, str], ...]
    bolumler: tuple[Bolum, ...]
    pasifler: tuple[str, ...]
    araliklar: tuple[tuple[int, int], ...]
    bulgular: tuple[Bulgu, ...]

    @property
    def gecerli(self) -> bool:
        """Whether nothing of level hata was found."""
        return not any(b.seviye is Seviye.HATA for b in self.bulgular)

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form that the command line promises."""
        return {
            "kaynak": self.kaynak,
            "gecerli": self.gecerli,
            "bicim": str(self.bicim),
            "bicim_adi": ADLAR[self.bicim],
            "baslik_satiri": self.baslik_satiri,
            "sutunlar": {alan: sira + 1 for alan, sira in self.sutunlar.items()},
            "okunmayan_sutunlar": list(self.okunmayan_sutunlar),
            "okunan": self.okunan,
            "alinan": self.alinan,
            "alinmayanlar": [a.as_dict() for a in self.alinmayanlar],
            "notlar": [{"satir": no, "metin": metin} for no, metin in self.notlar],
            "bolumler": [{"kod": b.kod, "ad": b.ad, "aralik": f"{b.ilk:03d}-{b.son:03d}"} for b in self.bolumler],
            "pasifler": list(self.pasifler),
            "araliklar": ranges_text(self.araliklar),
            "bulgular": [b.as_dict() for b in self.bulgular],
        }


@attrs.frozen
class IceAlma:
    """The outcome of an import: the report, and what is sound as a plan; ``None`` where nothing is or strictness refused it."""

    rapor: IceAlmaRaporu
    plan: Plan | None


def import_plan(
    tablolar: Sequence[Tablo], hedef: IceAlmaHedefi, *, bicim: Bicim | None = None, sayfa: str = "", siki: bool = True
) -> IceAlma:
    """Read a plan from the sheets of one file.

    Args:
        tablolar: the sheets.
        hedef: name, version and what the sheet does not say.
        bicim: the layout, where the sheet cannot tell.
        sayfa: the sheet, where more than one looks like a plan.
        siki: refuse the whole plan for one finding of level hata; otherwise what is sound is returned, marked as not complete.

    Raises:
        GirdiHatasi: SDP-030 no sheet has the header of a plan, SDP-031 more than one has or the layout is ambiguous.
    """
    tablo, baslik = _choose(tablolar, sayfa)
    duzen = layout(tablo, baslik, bicim)
    hepsi = tuple(read_rows(tablo, baslik, duzen))
    alinan, ek = _sound(hepsi)
    bolumler = _section_values(hepsi, alinan, hedef)
    araliklar = hedef.araliklar or _ranges(alinan, bolumler, hedef.plan)
    for satir in [s for s in alinan if not _covered(str(s.kod), araliklar)]:
        ek.setdefault(satir.no, []).append(bulgu("SDP-061", satir.yer, araliklar=ranges_text(araliklar)))
        alinan.remove(satir)
    alinmayan = tuple(_left_out(hepsi, {s.no for s in alinan}, ek))
    plan = _plan(alinan, hedef, bolumler, araliklar, yer=tablo.ad, tam=not alinmayan)
    rapor = IceAlmaRaporu(
        kaynak=tablo.ad,
        bicim=duzen,
        baslik_satiri=baslik.ilk,
        sutunlar=dict(baslik.sutunlar),
        okunmayan_sutunlar=baslik.okunmayan,
        okunan=len(hepsi),
        alinan=len(alinan),
        alinmayanlar=alinmayan,
        notlar=tuple((s.no, s.ad) for s in hepsi if s.kod == "" and s.aralik is None),
        bolumler=bolumler,
        pasifler=tuple(str(s.kod) for s in alinan if not s.aktif),
        araliklar=araliklar,
        bulgular=(*tablo.bulgular, *_findings(hepsi, alinan, ek, plan)),
    )
    return IceAlma(rapor, plan if alinan and (rapor.gecerli or not siki) else None)


def _findings(hepsi: Sequence[HamSatir], alinan: Sequence[HamSatir], ek: Mapping[int, Sequence[Bulgu]], plan: Plan) -> Iterator[Bulgu]:
    for satir in hepsi:
        yield from satir.bulgular
        yield from ek.get(satir.no, ())
    if alinan:
        yield from audit(plan, {str(s.kod): s.yer for s in alinan}, {s.kod for s in hepsi if s.kod})
    else:
        yield bulgu("SDP-030", plan.kaynaklar[0].aciklama, ayrinti="alınabilecek satır yok")


def _choose(tablolar: Sequence[Tablo], sayfa: str) -> tuple[Tablo, Baslik]:
    """Return the one sheet that has the header of a plan."""
    adaylar = [t for t in tablolar if (t.ad.rpartition(" · ")[2] == sayfa if sayfa else not t.gizli)]
    bulunan = [(t, baslik) for t in adaylar if (baslik := find_header(t))]
    yer = tablolar[0].ad if tablolar else ""
    if not bulunan:
        ayrinti = "konu adı ile kod sütununu adlandıran bir başlık satırı gerekir" if adaylar else f"“{sayfa}” adlı sayfa yok"
        raise GirdiHatasi("SDP-030", yer, ayrinti=ayrinti)
    if len(bulunan) > 1:
        raise GirdiHatasi("SDP-031", yer, ayrinti="plan gibi görünen sayfalar: " + ", ".join(t.ad.rpartition(" · ")[2] for t, _ in bulunan))
    return bulunan[0]


def _sound(hepsi: Sequence[HamSatir]) -> tuple[list[HamSatir], dict[int, list[Bulgu]]]:
    """Return the rows that can stand in a plan together, and the findings that only the whole shows."""
    bulgular: dict[int, list[Bulgu]] = {}
    gorulen: dict[str, HamSatir] = {}
    atilan: set[int] = set()
    for satir in hepsi:
        if not satir.kod:
            continue
        ilk = gorulen.setdefault(satir.kod, satir)
        if ilk is satir:
            continue
        kusur = "SDP-040" if _content(ilk)[0] == _content(satir)[0] else "SDP-041"
        bulgular.setdefault(satir.no, []).append(bulgu(kusur, satir.yer, oteki=ilk.no, ad=ilk.ad))
        atilan.add(satir.no)
        if _content(ilk) != _content(satir):  # which of the two is right is not known here
            bulgular.setdefault(ilk.no, []).append(bulgu(kusur, ilk.yer, oteki=satir.no, ad=satir.ad))
            atilan.add(ilk.no)
    saglam = {s.kod: s for s in hepsi if s.saglam and s.no not in atilan}
    for kod in sorted(saglam, key=lambda k: len(str(k))):
        satir, ust = saglam[kod], DosyaKodu.parse(str(kod)).ust
        if ust and ust not in saglam:
            kusur = "SDP-062" if ust in gorulen else "SDP-039"
            bulgular.setdefault(satir.no, []).append(bulgu(kusur, satir.yer, ust=ust))
            gorulen.setdefault(str(kod), satir)
            del saglam[kod]
    return sorted(saglam.values(), key=lambda s: s.no), bulgular


def _content(satir: HamSatir) -> tuple[str, str, str, str]:
    return (satir.ad, satir.saklama_suresi, satir.saklama_kodu, satir.aciklama)


def _section_values(hepsi: Iterable[HamSatir], alinan: Iterable[HamSatir], hedef: IceAlmaHedefi) -> tuple[Bolum, ...]:
    """Return the sections the sheet names, with or without a code of their own, and those the caller adds."""
    numaralar = {s.no for s in alinan}
    bolumler: dict[str, Bolum] = {}
    for satir in hepsi:
        if satir.aralik and (satir.kod == "" or satir.no in numaralar):
            kod = satir.kod or f"{satir.aralik[0]:03d}"
            ad = re.sub(r"\s*\([0-9]{3}\s*[-–—]\s*[0-9]{3}\)$", "", satir.ad)
            bolumler.setdefault(kod, Bolum(kod, ad, *satir.aralik))
    return tuple(sorted((bolumler | {b.kod: b for b in hedef.bolumler}).values(), key=lambda b: b.kod))


def _ranges(alinan: Sequence[HamSatir], bolumler: Sequence[Bolum], ad: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges of the sections where they hold every row, joined where they touch; else those the plan of this name has.

    Only a plan nobody knows speaks from its first to its last main code: one stray row would let a known one speak for other plans.
    """
    if not alinan:
        return ()
    birlesik: list[tuple[int, int]] = []
    for bolum in sorted(bolumler, key=lambda b: b.ilk):
        if birlesik and bolum.ilk <= birlesik[-1][1] + 1:
            birlesik[-1] = (birlesik[-1][0], max(birlesik[-1][1], bolum.son))
        else:
            birlesik.append((bolum.ilk, bolum.son))
    if birlesik and all(_covered(str(s.kod), birlesik) for s in alinan):
        return tuple(birlesik)
    if bilinen := [anahtar for anahtar in available() if anahtar[0] == ad and load(*anahtar).tam]:
        return load(*bilinen[-1]).araliklar
    analar = [int(str(s.kod)[:3]) for s in alinan]
    return ((min(analar), max(analar)),)


def _covered(kod: str, araliklar: Iterable[tuple[int, int]]) -> bool:
    return any(ilk <= int(kod[:3]) <= son for ilk, son in araliklar)


def _plan(
    alinan: Iterable[HamSatir],
    hedef: IceAlmaHedefi,
    bolumler: tuple[Bolum, ...],
    araliklar: tuple[tuple[int, int], ...],
    *,
    yer: str,
    tam: bool,
) -> Plan:
    satirlar = {}
    for satir in alinan:
        kod = str(satir.kod)
        deger = attrs.asdict(satir, filter=attrs.filters.include("ad", "saklama_suresi", "saklama_kodu", "aciklama"))
        satirlar[kod] = PlanSatiri(kod=kod, kaynak=satir.kaynak or hedef.kaynak, plan=hedef.plan, surum=hedef.surum, **deger)
    return Plan(
        ad=hedef.plan,
        surum=hedef.surum,
        baslik=hedef.baslik or f"{hedef.plan} {hedef.surum}",
        araliklar=araliklar,
        bolumler=bolumler,
        ikinci_kodlar=hedef.ikinci_kodlar,
        miras=hedef.miras,
        tam=tam,
        yururlukte=hedef.yururlukte,
        yururluk=hedef.yururluk,
        satirlar=satirlar,
        kapsam=ranges_text(araliklar),
        aciklama=hedef.dayanak,
        kaynaklar=(Kaynak(hedef.kaynak, yer),),
    )


def _left_out(hepsi: Iterable[HamSatir], alinan: set[int], ek: Mapping[int, Sequence[Bulgu]]) -> Iterator[AlinmayanSatir]:
    for s in hepsi:
        nedenler = tuple(dict.fromkeys(b.kod for b in (*s.bulgular, *ek.get(s.no, ())) if b.seviye is Seviye.HATA))
        if s.no not in alinan and nedenler:
            yield AlinmayanSatir(s.no, s.ham, s.kod, nedenler, s.adaylar)
