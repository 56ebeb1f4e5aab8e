# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Read a PDF or an image into pages: layer text where there is some, OCR where there is none."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import attrs

from earsiv import _cocuk
from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv._text import nfc
from earsiv.errors import AracHatasi, Bulgu, GirdiHatasi, bulgu
from earsiv.tarama.ocr import Ocr
from earsiv.tarama.sayfa import Kelime, Sayfa
from earsiv.tarama.tur import Kind

_YIGIN: Final = 16  # pages a child opens at a time: bounds the disk its images take
_DPI: Final = 300
_ISCI: Final = 2


@attrs.frozen
class TaramaSonucu:
    """What was read: the pages, how many lack text only because OCR could not run, and the findings.

    ``imza_sayisi`` counts the signature fields of a PDF.
    """

    sayfalar: tuple[Sayfa, ...]
    bekleyen: int = 0
    imza_sayisi: int = 0
    bulgular: tuple[Bulgu, ...] = ()

    @property
    def metin_var(self) -> bool:
        """Whether any page carries text."""
        return any(s.metin.strip() for s in self.sayfalar)


def read(
    yol: Path,
    tur: Kind,
    *,
    ocr: Ocr | None = None,
    sinirlar: Sinirlar = VARSAYILAN,
    ilerleme: Callable[[int, int], None] | None = None,
    yer: str = "",
) -> TaramaSonucu:
    """Read every page of a file.

    Args:
        tur: kind of the file, by content.
        ocr: the OCR tool; ``None`` means no OCR is wanted, and image pages then wait.
        ilerleme: called with (pages done, pages in all).
        yer: name used in findings; the file's name when empty.

    Raises:
        GirdiHatasi: TAR-002 password, TAR-003 damaged, TAR-004 unreadable, TAR-005 and TAR-006 limits, TAR-007 too large.
    """
    yer = yer or yol.name
    if yol.stat().st_size > sinirlar.tarama_bayt:
        raise GirdiHatasi("TAR-007", yer, sinir=sinirlar.tarama_bayt)
    engel = ocr.available() if ocr else AracHatasi("ARC-001", yer, arac="OCR")
    sayfalar: list[Sayfa] = []
    bulgular: list[Bulgu] = []
    bekleyen, imza_sayisi, toplam = 0, 0, 1
    while len(sayfalar) < toplam:
        with tempfile.TemporaryDirectory(prefix="earsiv-sayfa-") as klasor:
            cevap = _open(yol, tur, len(sayfalar) + 1, Path(klasor), sinirlar, yer)
            toplam, imza_sayisi = cevap["sayfa_sayisi"], cevap["imza_sayisi"]
            bulgular += [bulgu("TAR-009", yer, ne=ne) for ne in cevap.get("etkin", ())]
            if not cevap["sayfalar"]:
                break
            for sayfa, kusur in _finish(cevap, None if engel else ocr, yer):
                sayfalar.append(sayfa)
                bekleyen += kusur is not None or (engel is not None and sayfa.kaynak == "bekliyor")
                bulgular += [kusur] if kusur else []
                if ilerleme:
                    ilerleme(len(sayfalar), toplam)
    if bekleyen and engel:
        bulgular.append(bulgu("TAR-001", yer, sayi=bekleyen, neden=engel.bulgu.mesaj))
    return TaramaSonucu(tuple(sayfalar), bekleyen, imza_sayisi, tuple(bulgular))


def _open(yol: Path, tur: Kind, ilk: int, klasor: Path, sinirlar: Sinirlar, yer: str) -> dict[str, Any]:
    istek = {
        "yol": str(yol.resolve()),
        "tur": str(tur),
        "ilk": ilk,
        "son": ilk + _YIGIN - 1,
        "klasor": str(klasor),
        "dpi": _DPI,
        "sayfa_sayisi": sinirlar.sayfa_sayisi,
        "piksel": sinirlar.piksel,
        "karakter": sinirlar.sayfa_karakter,
    }
    try:
        cevap = _cocuk.run_module("earsiv.tarama._sayfa_isci", istek, sinirlar, yer)
    except AracHatasi as hata:
        raise GirdiHatasi("TAR-004", yer, ayrinti=hata.bulgu.mesaj) from None
    if kod := cevap.get("kusur"):
        raise GirdiHatasi(kod, yer, **cevap.get("degerler", {}))
    return cevap


def _finish(cevap: dict[str, Any], ocr: Ocr | None, yer: str) -> list[tuple[Sayfa, Bulgu | None]]:
    """Turn the child's pages into ``Sayfa``, reading images in parallel."""

    def isle(veri: dict[str, Any]) -> tuple[Sayfa, Bulgu | None]:
        return _page(veri, cevap.get("motor", "pdfium"), ocr, f"{yer} sayfa {veri['no']}")

    with ThreadPoolExecutor(_ISCI) as havuz:
        return list(havuz.map(isle, cevap["sayfalar"]))


def _page(veri: dict[str, Any], motor: str, ocr: Ocr | None, yer: str) -> tuple[Sayfa, Bulgu | None]:
    metin = nfc(veri["metin"].encode("utf-8", "replace").decode("utf-8"))
    en, boy = veri["boyut"]
    sayfa = Sayfa(veri["no"], metin, "katman" if metin.strip() else "yok", motor, en, boy)
    if not veri["goruntu"]:
        kelimeler = tuple(Kelime(nfc(k[0]), *k[1:]) for k in veri.get("kelimeler", ()))
        return attrs.evolve(sayfa, kelimeler=kelimeler), None
    if ocr is None:
        return attrs.evolve(sayfa, kaynak="bekliyor"), None
    try:
        okunan, kelimeler = ocr.read(Path(veri["goruntu"]), veri["dpi"], yer)
    except AracHatasi as hata:
        return attrs.evolve(sayfa, kaynak="bekliyor"), bulgu("TAR-008", yer, neden=hata.bulgu.mesaj)
    return attrs.evolve(sayfa, metin=okunan, kaynak="ocr", motor=ocr.motor, kelimeler=kelimeler), None
