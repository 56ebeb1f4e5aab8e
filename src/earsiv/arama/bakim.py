# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``Dizinleyici``: keep the index in step with the ledger; what is owed is a row there, so a crash forgets nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from earsiv.arama.dizin import Dizin, layers
from earsiv.arama.uc import SayfaKaydi, code_terms, date_number
from earsiv.errors import Bulgu
from earsiv.store import Depo, defter, ocfl_id
from earsiv.tarama import decode_pages

_YIGIN = 200  # records written between two commits


class Dizinleyici:
    """Index the records of one archive."""

    def __init__(self, depo: Depo, dizin: Dizin, aktor: str) -> None:
        """Work on a store and an index in the name of an actor."""
        self._depo = depo
        self._dizin = dizin
        self._aktor = aktor

    def settle(self) -> int:
        """Index what is owed and return how many records that were; an index that is not current is rebuilt whole.

        Raises:
            DepoHatasi: DEP-023 another process writes the index.
        """
        if not self._dizin.guncel:
            return self.rebuild()
        with self._depo.reader() as baglanti:
            borclar = defter.owed(baglanti, "dizin")
        for bas in range(0, len(borclar), _YIGIN):
            yigin = borclar[bas : bas + _YIGIN]
            self._dizin.write((s for kimlik in yigin for s in self.pages(kimlik)), silinen=yigin)
            self._strike(yigin)
        return len(borclar)

    def rebuild(self, ilerleme: Callable[[int, int, str], None] | None = None) -> int:
        """Build the index anew from the records and return how many went in; the old one serves until the swap."""
        kimlikler = self._all()

        def sayfalar() -> Iterator[SayfaKaydi]:
            for sira, kimlik in enumerate(kimlikler):
                if ilerleme:
                    ilerleme(sira, len(kimlikler), kimlik)
                yield from self.pages(kimlik)

        self._dizin.rebuild(sayfalar())
        self._strike(kimlikler)
        return len(kimlikler)

    def check(self) -> list[Bulgu]:
        """Return where index and records part; records that are still owed to the index are left out. Changes nothing."""
        with self._depo.reader() as baglanti:
            bekleyen = set(defter.owed(baglanti, "dizin"))
        beklenen = {kimlik: sum(1 for _ in self.pages(kimlik)) for kimlik in self._all() if kimlik not in bekleyen}
        return list(self._dizin.check(beklenen, bekleyen))

    def missing(self) -> list[str]:
        """Return the records that the index lacks, owed ones too."""
        return sorted(set(self._all()) - self._dizin.records())

    def pages(self, kimlik: str) -> Iterator[SayfaKaydi]:
        """Yield a record's pages as the index takes them; page 0 stands for a record without text."""
        with self._depo.reader() as baglanti:
            satir = defter.find(baglanti, "belge", kimlik)
            dosya = defter.find(baglanti, "dosya", satir["dosya"]) if satir and satir["dosya"] else None
        if satir is None:
            return
        belge = defter.belge_of(satir)
        ortak: dict[str, Any] = {
            "belge": kimlik,
            "birim": belge.birim,
            "gizlilik": belge.gizlilik,
            "sdp": code_terms(dosya["kod"]) if dosya else (),
            "tarih": date_number(belge.tarih),
        }
        konu = layers(f"{belge.konu}\n{belge.sayi}")
        metin = self._depo.ocfl.read(ocfl_id("belge", kimlik), "metin.jsonl")
        sayfalar = [sayfa for sayfa in decode_pages(metin) if sayfa.metin.strip()]
        if not sayfalar:
            yield SayfaKaydi(sayfa=0, konu=konu, terimler={}, **ortak)
        for sira, sayfa in enumerate(sayfalar):
            yield SayfaKaydi(sayfa=sayfa.no, konu={} if sira else konu, terimler=layers(sayfa.metin), **ortak)

    def _all(self) -> list[str]:
        with self._depo.reader() as baglanti:
            return [belge.kimlik for belge in defter.records(baglanti)]

    def _strike(self, kimlikler: list[str]) -> None:
        with self._depo.transaction(self._aktor) as islem:
            defter.settle(islem.baglanti, "dizin", kimlikler)
