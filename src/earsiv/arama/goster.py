# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Present hits: from page ids to what a person sees, with the ledger as the last word on rights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from earsiv.arama.sorgu import Ve
from earsiv.arama.uc import Isabet
from earsiv.arama.vurgu import Vurgu, highlight
from earsiv.errors import DepoHatasi
from earsiv.model import Belge, Yetki
from earsiv.store import Depo, defter, ocfl_id
from earsiv.tarama import decode_pages


@attrs.frozen
class AramaSonucu:
    """One page found and shown: the record, the page (0: the record's subject line), score, snippet, boxes, layer matched."""

    belge: Belge
    dosya_kodu: str | None
    sayfa: int
    puan: float
    vurgu: Vurgu

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form that the command line promises."""
        b = self.belge
        return {
            "kimlik": b.kimlik,
            "sayi": b.sayi,
            "konu": b.konu,
            "dosya_kodu": self.dosya_kodu,
            "tarih": b.tarih.isoformat() if b.tarih else None,
            "sayfa": self.sayfa,
            "puan": round(self.puan, 4),
            "parca_html": self.vurgu.parca_html,
            "kutular": [list(k) for k in self.vurgu.kutular],
            "katman": self.vurgu.katman,
        }


@attrs.frozen
class AramaCevabi:
    """The answer to a search: how many pages the actor may see in all, how long it took (ms), and the best of them."""

    toplam: int
    sure_ms: float
    sonuclar: tuple[AramaSonucu, ...]


def present(depo: Depo, sorgu: Ve, isabetler: Sequence[Isabet], yetki: Yetki) -> tuple[AramaSonucu, ...]:
    """Return the hits as results; one that the ledger no longer shows to this actor is left out."""
    sonuclar = []
    with depo.reader() as baglanti:
        for isabet in isabetler:
            satir = defter.find(baglanti, "belge", isabet.belge)
            if satir is None:
                continue
            belge = defter.belge_of(satir)
            if not yetki.may_see(belge.gizlilik, belge.birim):
                continue
            dosya = defter.find(baglanti, "dosya", belge.dosya) if belge.dosya else None
            vurgu = _shown(depo, sorgu, belge, isabet.sayfa)
            sonuclar.append(AramaSonucu(belge, dosya["kod"] if dosya else None, isabet.sayfa, isabet.puan, vurgu))
    return tuple(sonuclar)


def _shown(depo: Depo, sorgu: Ve, belge: Belge, no: int) -> Vurgu:
    """Show the page's own text where it matches, else the record's subject line."""
    if no:
        try:
            sayfalar = decode_pages(depo.ocfl.read(ocfl_id("belge", belge.kimlik), "metin.jsonl"))
        except (
            DepoHatasi,
            ValueError,
            KeyError,
            TypeError,
            AttributeError,
        ):  # damage is the check's business; one lost object must not hide the other hits
            sayfalar = ()
        sayfa = next((s for s in sayfalar if s.no == no), None)
        if sayfa and (vurgu := highlight(sorgu, sayfa.metin, sayfa.kelimeler)).katman:
            return vurgu
    return highlight(sorgu, f"{belge.konu} {belge.sayi}")
