# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Vote sheets of a commission that met on paper: what stands where on them, and reading one back. Writing them is ``rapor``'s.

Threat: a workbook that is a bomb, hangs its reader, carries formulas, belongs to another list, or was sorted, cut and edited on the way.
Rule: the container passes the guard, the workbook is opened in a child process, nothing is computed; a sheet of another list or session
is refused, and every line is held against the list. Residual risk: that of ``_cocuk``; who wrote a vote into a cell the sheet cannot tell.
"""

from __future__ import annotations

import itertools
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeAlias

from earsiv import _canon, _cocuk
from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv._text import nfc, search_fold
from earsiv.errors import AracHatasi, Bulgu, GirdiHatasi, ImhaHatasi, bulgu, os_reason, require_regular
from earsiv.model import ImhaListesi, ImhaSatiri, Oturum, Oy, SatirOyu
from earsiv.opc import inspect
from earsiv.sdp.hucre import BOS, Hucre, HucreTuru, Tablo

BICIM: Final = "earsiv-oy-tablosu/1"
SAYFA: Final = "Oylar"
GIZLI_SAYFA: Final = "earsiv"
BASLIK_SATIRI: Final = 9
"""The row of the headings, counted from 1; what is above it says which list and session the sheet is about."""
OY_SOZLERI: Final[Mapping[Oy, str]] = {Oy.IMHA: "İMHA", Oy.SAKLA: "SAKLA", Oy.DEVRET: "DEVRET", Oy.CEKIMSER: "ÇEKİMSER"}
SUTUNLAR: Final[tuple[tuple[str, int, Callable[[ImhaSatiri], str | int]], ...]] = (
    ("Sıra No", 8, lambda s: s.sira_no),
    ("Üreten Birim", 14, lambda s: s.ureten_birim),
    ("Dosya Kodu", 14, lambda s: s.dosya_kodu),
    ("Konu", 44, lambda s: s.konu),
    ("Yıl", 11, lambda s: s.yil),
    ("Adet", 7, lambda s: s.adet),
    ("Saklama Süresi", 9, lambda s: s.saklama_suresi),
    ("Saklama Kodu", 9, lambda s: s.saklama_kodu),
    ("İmha Yılı", 8, lambda s: s.imha_yili),
)
"""Heading, width and value of the columns that nobody may change."""
Sayfalar: TypeAlias = Mapping[str, Tablo]
"""The sheets of a workbook by name."""
_EN_BUYUK: Final = 64 << 20
_PAY: Final = 1_000  # rows that a person may have added below, to be told of them
_GEREKCELI: Final = frozenset({Oy.SAKLA, Oy.DEVRET})
_YASAK: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_NUMARALI: Final = re.compile(r"\[U\+([0-9A-F]{4,5})\]")
_KARSILASTIRILAN: Final = 4_000  # letters; what turns text round is written as its number, eight for one, and a cell holds 32,767
_KACIS: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SOZLER: Final = {soz: oy for oy, ad in OY_SOZLERI.items() for soz in (search_fold(ad), search_fold(ad)[0])}


# -- what stands where ----------------------------------------------------------------------------------------------


def info(liste: ImhaListesi, oturum: Oturum) -> tuple[tuple[str, str], ...]:
    """Return what stands above the table: a name in column A, its value in column C, from the second row on."""
    return (
        ("Liste No", liste.no),
        ("Liste Özeti (SHA-256)", liste.ozet),
        ("Komisyon", f"{oturum.komisyon} (olur: {oturum.komisyon_oluru})"),
        ("Oturum", f"{oturum.tarih:%d.%m.%Y} {oturum.yer}".strip()),
    )


def facts(liste: ImhaListesi, oturum: Oturum) -> tuple[tuple[str, str], ...]:
    """Return what the hidden sheet says to the machine."""
    return (
        ("bicim", BICIM),
        ("liste", liste.no),
        ("liste_ozeti", liste.ozet),
        ("komisyon", oturum.komisyon),
        ("oturum_ozeti", _canon.digest(oturum.as_dict())),
        *(("koltuk", uye.koltuk) for uye in oturum.uyeler),
    )


def headings(oturum: Oturum) -> tuple[str, ...]:
    """Return the headings of the table: the fixed columns, then vote and reason of each seat."""
    oylar = ((f"{u.koltuk} {u.ad} – Oy", f"{u.koltuk} {u.ad} – Gerekçe") for u in oturum.uyeler)
    return (*(ad for ad, _, _ in SUTUNLAR), *itertools.chain.from_iterable(oylar))


def cell_name(satir: int, sutun: int) -> str:
    """Return the name a spreadsheet gives a cell: row and column counted from 0 (``16, 3`` is ``D17``)."""
    harfler, sutun = "", sutun + 1
    while sutun:
        sutun, kalan = divmod(sutun - 1, 26)
        harfler = chr(ord("A") + kalan) + harfler
    return f"{harfler}{satir + 1}"


# -- opening --------------------------------------------------------------------------------------------------------


def read_vote_sheet(
    veri: bytes | Path, liste: ImhaListesi, oturum: Oturum, sinirlar: Sinirlar = VARSAYILAN
) -> tuple[list[SatirOyu], list[Bulgu]]:
    """Return the votes on a sheet that came back, and everything that is wrong with it, cell by cell.

    A vote cell left empty is no vote and is told. Votes are of use only where no finding has the level ``hata``.

    Args:
        veri: the XLSX file, or its bytes.
        liste: the list the session is about.
        oturum: the session with its seats.

    Raises:
        GirdiHatasi: IMH-080 it cannot be opened or is no XLSX; PKT-… its container is refused; KAB-018 a device.
        ImhaHatasi: IMH-081 it is the sheet of another list or session.
    """
    if isinstance(veri, Path):
        return check_sheets(_open(veri, liste, oturum, sinirlar), liste, oturum)
    if len(veri) > _EN_BUYUK:
        raise GirdiHatasi("IMH-080", liste.no, ayrinti=f"{_EN_BUYUK >> 20} MiB'den büyük")
    with tempfile.TemporaryDirectory(prefix="earsiv-") as klasor:
        yol = Path(klasor) / "oy-tablosu.xlsx"
        yol.write_bytes(veri)
        return check_sheets(_open(yol, liste, oturum, sinirlar), liste, oturum)


def _open(yol: Path, liste: ImhaListesi, oturum: Oturum, sinirlar: Sinirlar) -> Sayfalar:
    ad = yol.name.encode("utf-8", "replace").decode()
    try:
        require_regular(yol)
        if yol.stat().st_size > _EN_BUYUK:
            raise GirdiHatasi("IMH-080", ad, ayrinti=f"{_EN_BUYUK >> 20} MiB'den büyük")
        with yol.open("rb") as akis:
            if akis.read(2) != b"PK" or not any(g.ad == "xl/workbook.xml" for g in inspect(akis, ad, sinirlar)):
                raise GirdiHatasi("IMH-080", ad, ayrinti="XLSX değil")
    except OSError as hata:
        raise GirdiHatasi("IMH-080", ad, ayrinti=os_reason(hata)) from None
    satir, sutun = len(liste.satirlar) + BASLIK_SATIRI + _PAY, len(headings(oturum)) + 16
    istek = {"yol": str(yol.resolve()), "tur": "xlsx", "satir": satir, "sutun": sutun, "sayfa": 8, "hucre": satir * sutun}
    try:
        cevap = _cocuk.run_module("earsiv.kabul._tablo_isci", istek, sinirlar, ad)
    except AracHatasi as hata:
        raise GirdiHatasi("IMH-080", ad, ayrinti=f"bozuk ya da parolalı ({hata.bulgu.mesaj.rstrip('.')})") from None
    if "kusur" in cevap:
        raise GirdiHatasi("IMH-080", ad, ayrinti=str(cevap["kusur"]).rstrip("."))
    return {
        sayfa["ad"]: Tablo(
            sayfa["ad"],
            tuple(tuple(_cell(h) for h in satir) for satir in sayfa["satirlar"]),
            birlesik=tuple((ust, sol, alt, sag) for ust, sol, alt, sag in sayfa["birlesik"]),
        )
        for sayfa in cevap["sayfalar"]
    }


def _cell(deger: Any) -> Hucre:
    if isinstance(deger, str):
        return Hucre(deger) if deger else BOS
    tur, metin = next(iter(deger.items()))
    return Hucre(metin, HucreTuru(tur))


# -- checking -------------------------------------------------------------------------------------------------------


def check_sheets(sayfalar: Sayfalar, liste: ImhaListesi, oturum: Oturum) -> tuple[list[SatirOyu], list[Bulgu]]:
    """Return the votes on the sheets of a workbook, and every finding.

    Raises:
        ImhaHatasi: IMH-081 they are of another list or session.
    """
    _require_own(sayfalar, liste, oturum)
    tablo = sayfalar[SAYFA]
    bulgular = list(_head_faults(tablo, liste, oturum))
    basliklar = tablo.satirlar[BASLIK_SATIRI - 1] if len(tablo.satirlar) >= BASLIK_SATIRI else ()
    yerler, kusurlar = _columns(basliklar, headings(oturum))
    bulgular += kusurlar
    oylar: list[SatirOyu] = []
    if SUTUNLAR[0][0] not in yerler:
        return oylar, bulgular
    bulgular += _merged_faults(tablo, yerler, oturum)
    satirlar, kusurlar = _lines(tablo, liste, yerler[SUTUNLAR[0][0]])
    bulgular += kusurlar
    for yer, satir in satirlar:
        bulgular += _text_faults(tablo.satirlar[yer], yer, satir, yerler)
        for oy in _votes(tablo.satirlar[yer], yer, satir, yerler, oturum):
            if isinstance(oy, SatirOyu):
                oylar.append(oy)
            else:
                bulgular.append(oy)
    bulgular += _silent_seats(oylar, [s for _, s in satirlar], oturum)
    return oylar, bulgular


def _require_own(sayfalar: Sayfalar, liste: ImhaListesi, oturum: Oturum) -> None:
    for ad in (GIZLI_SAYFA, SAYFA):
        if ad not in sayfalar:
            raise ImhaHatasi("IMH-081", liste.no, ayrinti=f"“{ad}” sayfası yok")
    bulunan = [(_text(_at(s, 0)), _text(_at(s, 1))) for s in sayfalar[GIZLI_SAYFA].satirlar if s]
    beklenenler = [(ad, _plain(deger)) for ad, deger in facts(liste, oturum)]
    for beklenen, var in itertools.zip_longest(beklenenler, bulunan, fillvalue=("", "")):
        if beklenen != var:
            ad = beklenen[0] or var[0]
            raise ImhaHatasi("IMH-081", liste.no, ayrinti=f"{ad}: tabloda “{var[1]}”, burada “{beklenen[1]}”")


def _head_faults(tablo: Tablo, liste: ImhaListesi, oturum: Oturum) -> Iterator[Bulgu]:
    """Yield what was changed above the table; people read it there."""
    for yer, (_, deger) in enumerate(info(liste, oturum), start=1):
        hucre = _at(tablo.satirlar[yer], 2) if yer < len(tablo.satirlar) else BOS
        if _text(hucre) != _plain(deger):
            yield bulgu("IMH-085", cell_name(yer, 2), bulunan=hucre.metin[:80], beklenen=deger)


def _columns(satir: Sequence[Hucre], beklenen: Sequence[str]) -> tuple[dict[str, int], list[Bulgu]]:
    """Return where each column stands by its heading, and the columns that are not there, or there twice."""
    bulunan: dict[str, list[int]] = {}
    for sutun, hucre in enumerate(satir):
        bulunan.setdefault(_text(hucre), []).append(sutun)
    yerler, kusurlar = {}, []
    for ad in beklenen:
        sutunlar = bulunan.get(_plain(ad), [])
        if len(sutunlar) == 1:
            yerler[ad] = sutunlar[0]
        else:
            yer = cell_name(BASLIK_SATIRI - 1, sutunlar[-1]) if sutunlar else f"satır {BASLIK_SATIRI}"
            kusurlar.append(bulgu("IMH-088", yer, sutun=ad, ayrinti="iki kez var" if sutunlar else "yok ya da başlığı değişmiş"))
    return yerler, kusurlar


def _merged_faults(tablo: Tablo, yerler: Mapping[str, int], oturum: Oturum) -> Iterator[Bulgu]:
    """Yield the cells that were merged over several lines where votes are: one word for many lines is not a vote on each."""
    oy_sutunlari = {yerler[ad] for ad in headings(oturum)[len(SUTUNLAR) :] if ad in yerler}
    for ust, sol, alt, sag in tablo.birlesik:
        if alt >= BASLIK_SATIRI and oy_sutunlari.intersection(range(sol, sag + 1)):
            yield bulgu("IMH-086", cell_name(ust, sol), verilen=f"{cell_name(ust, sol)}:{cell_name(alt, sag)} birleştirilmiş")


def _lines(tablo: Tablo, liste: ImhaListesi, sutun: int) -> tuple[list[tuple[int, ImhaSatiri]], list[Bulgu]]:
    """Return the rows of the table with the lines they stand for, and those that are unknown, double, missing, out of order."""
    bilinen = {s.sira_no: s for s in liste.satirlar}
    bulunan: dict[int, int] = {}
    kusurlar: list[Bulgu] = []
    for yer, satir in enumerate(tablo.satirlar[BASLIK_SATIRI:], start=BASLIK_SATIRI):
        if all(h.bos for h in satir):
            continue
        hucre = _at(satir, sutun)
        sira = _number(hucre)
        neden = "" if sira in bilinen else "listede böyle bir satır yok"
        if neden or sira is None or sira in bulunan:
            kusurlar.append(
                bulgu("IMH-082", cell_name(yer, sutun), verilen=hucre.metin[:40] or "boş", ayrinti=neden or "satır iki kez var")
            )
        else:
            bulunan[sira] = yer
    if eksik := [s.sira_no for s in liste.satirlar if s.sira_no not in bulunan]:
        kusurlar.append(bulgu("IMH-083", SAYFA, sayi=len(eksik), satirlar=_ranges(eksik)))
    sirali = [s for s in bilinen if s in bulunan]
    if karisan := next((s for s, gelen in zip(sirali, bulunan, strict=True) if s != gelen), None):
        kusurlar.append(bulgu("IMH-084", cell_name(bulunan[karisan], sutun), satir=karisan))
    return [(yer, bilinen[sira]) for sira, yer in bulunan.items()], kusurlar


def _text_faults(hucreler: Sequence[Hucre], yer: int, satir: ImhaSatiri, yerler: Mapping[str, int]) -> Iterator[Bulgu]:
    for ad, _, deger_of in SUTUNLAR[1:]:
        if ad not in yerler:
            continue
        hucre, deger = _at(hucreler, yerler[ad]), deger_of(satir)
        ayni = _number(hucre) == deger if isinstance(deger, int) else _text(hucre) == _plain(deger)
        if not ayni:
            yield bulgu("IMH-085", cell_name(yer, yerler[ad]), bulunan=hucre.metin[:80], beklenen=str(deger)[:80])


def _votes(hucreler: Sequence[Hucre], yer: int, satir: ImhaSatiri, yerler: Mapping[str, int], oturum: Oturum) -> Iterator[SatirOyu | Bulgu]:
    """Yield what each seat says about one line, or what is wrong with it."""
    adlar = headings(oturum)[len(SUTUNLAR) :]
    for uye, (oy_adi, gerekce_adi) in zip(oturum.uyeler, zip(adlar[::2], adlar[1::2], strict=True), strict=True):
        if oy_adi not in yerler or gerekce_adi not in yerler:
            continue
        oy_yeri, gerekce_yeri = cell_name(yer, yerler[oy_adi]), cell_name(yer, yerler[gerekce_adi])
        hucre, gerekce = _at(hucreler, yerler[oy_adi]), _at(hucreler, yerler[gerekce_adi])
        if gerekce.tur in {HucreTuru.FORMUL, HucreTuru.DIGER}:
            yield bulgu("IMH-087", gerekce_yeri, ayrinti="gerekçe metin değil")
            continue
        if hucre.bos:
            if not gerekce.bos:
                yield bulgu("IMH-087", gerekce_yeri, ayrinti="gerekçe yazılmış ama oy yok")
            continue
        oy = _SOZLER.get(search_fold(hucre.metin.strip())) if hucre.tur is HucreTuru.METIN else None
        if oy is None:
            yield bulgu("IMH-086", oy_yeri, verilen=hucre.metin[:40])
        elif oy in _GEREKCELI and gerekce.bos:
            yield bulgu("IMH-087", gerekce_yeri, ayrinti=f"{OY_SOZLERI[oy]} oyunun gerekçesi yok")
        else:
            yield SatirOyu(satir.sira_no, uye.koltuk, oy, _unescaped(gerekce.metin))


def _silent_seats(oylar: Iterable[SatirOyu], satirlar: Sequence[ImhaSatiri], oturum: Oturum) -> Iterator[Bulgu]:
    """Yield, for each seat, on how many of the lines it has not voted."""
    verilen: dict[str, set[int]] = {}
    for oy in oylar:
        verilen.setdefault(oy.koltuk, set()).add(oy.satir)
    for uye in oturum.uyeler:
        if bos := [s.sira_no for s in satirlar if s.sira_no not in verilen.get(uye.koltuk, set())]:
            yield bulgu("IMH-089", f"{uye.koltuk} {uye.ad}", sayi=len(bos), satirlar=_ranges(bos))


# -- cells ----------------------------------------------------------------------------------------------------------


def _at(hucreler: Sequence[Hucre], sutun: int) -> Hucre:
    return hucreler[sutun] if sutun < len(hucreler) else BOS


def _plain(metin: str) -> str:
    """Return a text as it is compared: a spreadsheet may wrap and trim it, not change its words; what it cannot show was replaced."""
    geri = _NUMARALI.sub(lambda e: chr(int(e[1], 16)), metin)
    return " ".join(nfc(_YASAK.sub("\ufffd", geri)).split())[:_KARSILASTIRILAN]


def _unescaped(metin: str) -> str:
    """Return the text a spreadsheet meant by its own spelling of characters that XML cannot hold; what is no text is left as written."""
    acik = _KACIS.sub(lambda e: e[0] if e[1][0] in "Dd" and e[1][1] not in "01234567" else chr(int(e[1], 16)), metin)
    return _YASAK.sub("\ufffd", acik)


def _text(hucre: Hucre) -> str:
    return _plain(_unescaped(hucre.metin)) if hucre.tur is HucreTuru.METIN else ""


def _number(hucre: Hucre) -> int | None:
    metin = hucre.metin.strip()
    if hucre.tur is HucreTuru.SAYI:
        metin = metin.removesuffix(".0")
    elif hucre.tur is not HucreTuru.METIN:
        return None
    return int(metin) if metin.isascii() and metin.isdigit() and len(metin) < 10 else None


def _ranges(sayilar: Sequence[int]) -> str:
    """Return numbers as people write them: ``3–5, 9``; long rows are cut."""
    parcalar: list[list[int]] = []
    for sayi in sayilar:
        if parcalar and sayi == parcalar[-1][-1] + 1:
            parcalar[-1][1:] = [sayi]
        else:
            parcalar.append([sayi])
    yazilan = ["–".join(map(str, parca)) for parca in parcalar[:20]]
    return ", ".join([*yazilan, "…"] if len(parcalar) > len(yazilan) else yazilan)
