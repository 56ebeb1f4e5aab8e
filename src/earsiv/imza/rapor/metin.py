# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``text``: verdicts as lines for a terminal, for somebody who keeps records and not certificates."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from earsiv.errors import Bulgu, Seviye
from earsiv.imza.rapor.bicim import exact, moment, show
from earsiv.imza.rapor.ozet import (
    Satir,
    certificate,
    missing_rows,
    repeat_rows,
    signer,
    signer_rows,
    stamp_verdict,
    todo,
    verdict,
    why,
)
from earsiv.imza.rapor.sozler import DAMGALAR, KANITLAR, KARARLAR, source
from earsiv.imza.sonuc import DamgaSonucu, DogrulamaSonucu, EksikKanit, ImzaSonucu, KanitRef, KanitTuru, SertifikaOzeti

_EN: Final = 110
_ETIKET: Final = 22
_DUZEYLER: Final = {Seviye.HATA: "hata", Seviye.UYARI: "uyarı", Seviye.BILGI: "bilgi"}


def text(sonuclar: Sequence[tuple[str, DogrulamaSonucu]]) -> Iterator[str]:
    """Yield the report on files, line by line.

    Args:
        sonuclar: the name of each file and the verdict on it.
    """
    for sira, (ad, sonuc) in enumerate(sonuclar):
        if sira:
            yield ""
        yield from _file(ad, sonuc)


def _file(ad: str, sonuc: DogrulamaSonucu) -> Iterator[str]:
    yield exact(ad)
    yield from _wrap(f"Karar: {verdict(sonuc)}", "  ")
    yield f"  {exact(sonuc.bicim)} · {len(sonuc.imzalar)} imza"
    yield from _findings(sonuc.bulgular, "  ")
    for sira, imza in enumerate(sonuc.imzalar, start=1):
        yield ""
        yield from _signer(imza, f"{sira}. imza", "  ")
    if sonuc.damgalar:
        yield ""
        yield "  Belgenin zaman damgaları"
        yield from _stamps(sonuc.damgalar, "    ")
        yield from _findings([b for d in sonuc.damgalar for b in d.bulgular], "    ")
    yield ""
    yield from _rows(repeat_rows(sonuc), "  ")


def _signer(imza: ImzaSonucu, baslik: str, bosluk: str) -> Iterator[str]:
    ic = f"{bosluk}  "
    yield f"{bosluk}{baslik}: {signer(imza)} · {KARARLAR[imza.karar][0]}"
    if neden := why(imza):
        yield from _wrap(f"Neden: {neden}", ic)
    yield from _wrap(f"Ne yapmalı: {todo(imza)}", ic)
    yield from _rows(signer_rows(imza), ic)
    yield from _findings(imza.bulgular, ic, imza.yer)
    if imza.zincir:
        yield f"{ic}Sertifika zinciri"
        yield from _chain(imza.zincir, f"{ic}  ")
    if imza.zaman_damgalari:
        yield f"{ic}Zaman damgaları"
        yield from _stamps(imza.zaman_damgalari, f"{ic}  ")
    if iptal := [k for k in imza.kullanilan_kanit if k.tur is not KanitTuru.SERTIFIKA]:  # the certificates are in the chains
        yield f"{ic}Kararın dayandığı iptal kanıtları"
        yield from _evidence(iptal, f"{ic}  ")
    if imza.eksik_kanit:
        yield f"{ic}Getirilecek kanıtlar (her sertifika için biri yeter)"
        yield from _missing(imza.eksik_kanit, f"{ic}  ")
    for sira, karsi in enumerate(imza.karsi_imzalar, start=1):
        yield from _signer(karsi, f"{sira}. karşı imza", ic)


def _chain(zincir: Iterable[SertifikaOzeti], bosluk: str) -> Iterator[str]:
    for sira, halka in enumerate(zincir):
        yield from _wrap(f"{'└ ' if sira else ''}{certificate(halka)}", f"{bosluk}{'  ' * max(0, sira - 1)}")


def _stamps(damgalar: Iterable[DamgaSonucu], bosluk: str) -> Iterator[str]:
    for damga in damgalar:
        surum = f" {exact(damga.surum)}" if damga.surum else ""
        yield from _wrap(
            f"{DAMGALAR[damga.tur]}{surum}, {moment(damga.an)}, {show(damga.makam) or 'makamı bilinmiyor'}: {stamp_verdict(damga)}", bosluk
        )
        if damga.bitis:
            yield f"{bosluk}  makam sertifikasının bitişi {moment(damga.bitis)}; {show(damga.algoritma)}"
        yield from _chain(damga.zincir[1:], f"{bosluk}  ")


def _evidence(kanitlar: Iterable[KanitRef], bosluk: str) -> Iterator[str]:
    for kanit in kanitlar:
        zaman = f", üretimi {moment(kanit.zaman)}" if kanit.zaman else ""
        yield from _wrap(f"{KANITLAR[kanit.tur]}: {show(kanit.konu)}{zaman} ({show(source(kanit.kaynak))})", bosluk)
        yield f"{bosluk}  sha256 {exact(kanit.sha256)}"


def _missing(eksikler: Iterable[EksikKanit], bosluk: str) -> Iterator[str]:
    for sira, eksik in enumerate(eksikler, start=1):
        yield f"{bosluk}{sira}."
        yield from _rows(missing_rows(eksik), f"{bosluk}   ")


def _findings(bulgular: Iterable[Bulgu], bosluk: str, bilinen: str = "") -> Iterator[str]:
    """Yield findings with their advice; the place only where it is another than the one already told."""
    for b in bulgular:
        yer = f" [{show(b.yer)}]" if b.yer and b.yer != bilinen else ""
        oneri = f" {show(b.oneri)}" if b.oneri else ""
        yield from _wrap(f"{_DUZEYLER[b.seviye]} {b.kod}{yer}: {show(b.mesaj)}{oneri}", bosluk)


def _rows(satirlar: Iterable[Satir], bosluk: str) -> Iterator[str]:
    """Yield labelled rows under each other; values are never broken, so that digests and addresses can be copied."""
    for ad, deger in satirlar:
        yield f"{bosluk}{ad:<{_ETIKET}} {deger}"


def _wrap(metin: str, bosluk: str) -> list[str]:
    """Return a sentence in lines; what hangs over is indented."""
    return textwrap.wrap(
        metin,
        max(_EN, len(bosluk) + 40),
        initial_indent=bosluk,
        subsequent_indent=f"{bosluk}    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
