# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Tesseract: the probe (is it there, which version, which languages) apart from the run (one page image to words)."""

from __future__ import annotations

import csv
import io
import re
from functools import cached_property
from pathlib import Path
from typing import Final

import attrs

from earsiv import _cocuk
from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv._text import nfc
from earsiv.errors import AracHatasi
from earsiv.tarama.sayfa import Kelime

_SURUM: Final = re.compile(rb"tesseract\s+v?([0-9][^\s]*)")
_YOKLAMA_SURESI: Final = 20


@attrs.frozen(slots=False)
class Ocr:
    """The OCR tool in one language, used as an outside program.

    ``program`` is its name on PATH, ``dil`` the language data it must have.
    """

    program: str = "tesseract"
    dil: str = "tur"
    sinirlar: Sinirlar = VARSAYILAN

    @cached_property
    def surum(self) -> str:
        """Version of the tool.

        Raises:
            AracHatasi: ARC-001 not installed, ARC-006 the language data is missing.
        """
        cikti = self._run([self.program, "--version"], self.program, _YOKLAMA_SURESI)
        eslesme = _SURUM.search(cikti)
        diller = self._run([self.program, "--list-langs"], self.program, _YOKLAMA_SURESI).decode("utf-8", "replace").split()
        if self.dil not in diller:
            raise AracHatasi("ARC-006", self.program, dil=self.dil)
        return eslesme[1].decode() if eslesme else "?"

    @property
    def motor(self) -> str:
        """Name of the reader as it is stored with every page it read."""
        return f"{self.program} {self.surum} {self.dil}"

    def available(self) -> AracHatasi | None:
        """Return why the tool cannot be used here, or ``None`` when it can."""
        try:
            self.surum  # noqa: B018 - the probe
        except AracHatasi as hata:
            return hata
        return None

    def read(self, goruntu: Path, dpi: int, yer: str) -> tuple[str, tuple[Kelime, ...]]:
        """Read one page image.

        Args:
            goruntu: image file (PNG).
            dpi: its resolution; boxes come back in points.
            yer: what is being read, used in errors.

        Raises:
            AracHatasi: ARC-001…ARC-003.
        """
        komut = [self.program, str(goruntu), "stdout", "-l", self.dil, "--dpi", str(dpi), "--psm", "3", "tsv"]
        return _words(self._run(komut, yer, self.sinirlar.ocr_sure).decode("utf-8", "replace"), 72 / dpi)

    def _run(self, komut: list[str], yer: str, sure: int) -> bytes:
        return _cocuk.run_limited(komut, sure=sure, bellek=self.sinirlar.cocuk_bellek, yer=yer, ortam={"OMP_THREAD_LIMIT": "1"})


def _words(tsv: str, olcek: float) -> tuple[str, tuple[Kelime, ...]]:
    """Turn Tesseract's table into text (lines, blank line between paragraphs) and boxed words."""
    kelimeler: list[Kelime] = []
    satirlar: list[str] = []
    onceki: tuple[str, ...] = ()
    for satir in csv.DictReader(io.StringIO(tsv), delimiter="\t", quoting=csv.QUOTE_NONE):
        metin = nfc((satir.get("text") or "").strip())
        if satir.get("level") != "5" or not metin:
            continue
        sol, ust, en, boy = (float(satir[ad]) * olcek for ad in ("left", "top", "width", "height"))
        x0, y0, x1, y1 = (round(v, 1) for v in (sol, ust, sol + en, ust + boy))
        kelimeler.append(Kelime(metin, x0, y0, x1, y1, guven=round(float(satir["conf"]), 1)))
        yer = tuple(satir[ad] for ad in ("block_num", "par_num", "line_num"))
        if yer == onceki:
            satirlar[-1] += " " + metin
        else:
            if onceki and yer[:2] != onceki[:2]:
                satirlar.append("")
            satirlar.append(metin)
        onceki = yer
    return "\n".join(satirlar), tuple(kelimeler)
