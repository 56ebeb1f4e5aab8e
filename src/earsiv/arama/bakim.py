# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``Dizinleyici``: keep the index in step with the ledger; what is owed is a row there, so a crash forgets nothing.

A destroyed record leaves in two steps. ``remove`` takes it out of every answer at once; ``purge`` makes sure that none of its words
stays in the folder, which costs up to a whole rebuild. The debt ``dizin_sil`` stands until the second is done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from earsiv.arama import onbellek
from earsiv.arama.dizin import Dizin, layers
from earsiv.arama.uc import SayfaKaydi, code_terms, date_number
from earsiv.errors import Bulgu, DepoHatasi
from earsiv.model import ListeDurumu
from earsiv.store import Depo, defter, ocfl_id
from earsiv.store.kalintilar import DIZINDEN
from earsiv.store.listeler import GIDEN
from earsiv.tarama import decode_pages

_YIGIN: Final = 200  # records written between two commits
_BOZUK: Final = (DepoHatasi, ValueError, KeyError, TypeError, AttributeError)
"""What reading a damaged text may raise."""


class Dizinleyici:
    """Index the records of one archive."""

    def __init__(self, depo: Depo, dizin: Dizin, aktor: str) -> None:
        """Work on a store and an index in the name of an actor."""
        self._depo = depo
        self._dizin = dizin
        self._aktor = aktor
        self._cikarilan: set[str] = set()  # out of the answers, not yet out of the folder

    def settle(self) -> int:
        """Take out and index what is owed and return how many records were indexed; an index that is not current is rebuilt whole.

        Raises:
            DepoHatasi: DEP-023 another process writes the index; DEP-005…DEP-007 the disk.
        """
        if not self._dizin.guncel:
            return self.rebuild()
        if silinecek := self._owed(DIZINDEN):
            if self._executing():  # its own run ends with a purge; until then no search waits for one
                self.remove(silinecek)
            else:
                self.purge()
        borclar = self._owed("dizin")
        for bas in range(0, len(borclar), _YIGIN):
            yigin = borclar[bas : bas + _YIGIN]
            self._dizin.write((s for kimlik in yigin for s in self.pages(kimlik)), silinen=yigin)
            self._strike("dizin", yigin)
        return len(borclar)

    def remove(self, kimlikler: Sequence[str]) -> None:
        """Take destroyed records out of every answer: quick, but their words stay in the folder until :meth:`purge`.

        Raises:
            DepoHatasi: DEP-023 another process writes the index; DEP-005…DEP-007 the disk.
        """
        if not self._dizin.guncel:  # nothing is answered from it before it is built anew
            return
        if yeni := [k for k in self._gone(kimlikler) if k not in self._cikarilan]:
            self._dizin.write((), silinen=yeni)
            self._cikarilan.update(yeni)

    def purge(self, kimlikler: Sequence[str] = ()) -> bool:
        """Take destroyed records, and all that are owed, out of the index so that none of their words stays in its folder.

        To be called after their rows are gone, once a run and not once a batch. tantivy writes again what lives in the segments that
        held them, Whoosh copies the whole index; where that does not come out clean the index is built anew, so the cost is at most
        that of a rebuild (for a million pages minutes to an hour). The learned counts go with it.

        Returns:
            Whether all of it is done; if another process holds the index or the counts it stays owed, and :meth:`settle` does it.

        Raises:
            DepoHatasi: DEP-005…DEP-007 the disk: it stays owed.
        """
        borclu = self._owed(DIZINDEN)
        silinecek = self._gone(dict.fromkeys((*kimlikler, *borclu)))
        try:
            if silinecek and not self._dizin.purge(silinecek, lambda kalan: (s for kimlik in kalan for s in self._sure_pages(kimlik))):
                self._dizin.rebuild(s for kimlik in self._all() for s in self._sure_pages(kimlik))
        except DepoHatasi as hata:
            if hata.kod != "DEP-023":
                raise
            return False
        if silinecek and not onbellek.forget(self._depo.kok / "dizin"):
            return False
        self._strike(DIZINDEN, borclu)
        return True

    def rebuild(self, ilerleme: Callable[[int, int, str], None] | None = None) -> int:
        """Build the index anew from the records and return how many went in; the old one serves until the swap."""
        silinecek, gidenler, kimlikler = self._owed(DIZINDEN), {*self._owed(GIDEN)}, self._all()

        def sayfalar() -> Iterator[SayfaKaydi]:
            for sira, kimlik in enumerate(kimlikler):
                if ilerleme:
                    ilerleme(sira, len(kimlikler), kimlik)
                yield from self._sure_pages(kimlik) if kimlik in gidenler else self.pages(kimlik)

        self._dizin.rebuild(sayfalar())
        self._strike("dizin", kimlikler)
        if not silinecek or onbellek.forget(self._depo.kok / "dizin"):
            self._strike(DIZINDEN, silinecek)
        return len(kimlikler)

    def check(self) -> list[Bulgu]:
        """Return where index and records part; records that are owed to it, or are on their way out, are left out. Changes nothing."""
        bekleyen = {kimlik for tur in ("dizin", DIZINDEN, GIDEN) for kimlik in self._owed(tur)}
        beklenen = {kimlik: sum(1 for _ in self.pages(kimlik)) for kimlik in self._all() if kimlik not in bekleyen}
        return list(self._dizin.check(beklenen, bekleyen))

    def missing(self) -> list[str]:
        """Return the records that the index lacks, owed ones too."""
        return sorted(set(self._all()) - self._dizin.records())

    def pages(self, kimlik: str) -> Iterator[SayfaKaydi]:
        """Yield a record's pages as the index takes them; page 0 stands for a record without text. Nothing for one that is gone.

        Raises:
            DepoHatasi: DEP-011, DEP-012 its text is not there.
        """
        if (ortak := self._common(kimlik)) is None:
            return
        metin = self._depo.ocfl.read(ocfl_id("belge", kimlik), "metin.jsonl")
        sayfalar = [sayfa for sayfa in decode_pages(metin) if sayfa.metin.strip()]
        if not sayfalar:
            yield SayfaKaydi(sayfa=0, terimler={}, **ortak)
        for sira, sayfa in enumerate(sayfalar):
            yield SayfaKaydi(sayfa=sayfa.no, terimler=layers(sayfa.metin), **(ortak | {"konu": {}} if sira else ortak))

    def _sure_pages(self, kimlik: str) -> list[SayfaKaydi]:
        """Return a record's pages, or its subject line alone where its text is damaged: a purge must not wait for a repair."""
        try:
            return list(self.pages(kimlik))
        except _BOZUK:
            ortak = self._common(kimlik)
            return [SayfaKaydi(sayfa=0, terimler={}, **ortak)] if ortak else []

    def _common(self, kimlik: str) -> dict[str, Any] | None:
        """Return what every page of a record has, from its row; ``None`` for a record that is gone."""
        with self._depo.reader() as baglanti:
            satir = defter.find(baglanti, "belge", kimlik)
            dosya = defter.find(baglanti, "dosya", satir["dosya"]) if satir and satir["dosya"] else None
        if satir is None:
            return None
        belge = defter.belge_of(satir)
        return {
            "belge": kimlik,
            "birim": belge.birim,
            "gizlilik": belge.gizlilik,
            "sdp": code_terms(dosya["kod"]) if dosya else (),
            "tarih": date_number(belge.tarih),
            "konu": layers(f"{belge.konu}\n{belge.sayi}"),
        }

    def _all(self) -> list[str]:
        with self._depo.reader() as baglanti:
            return [belge.kimlik for belge in defter.records(baglanti)]

    def _owed(self, tur: str) -> list[str]:
        with self._depo.reader() as baglanti:
            return defter.owed(baglanti, tur)

    def _gone(self, kimlikler: Iterable[str]) -> list[str]:
        """Return those without a row: a living record is never taken out."""
        with self._depo.reader() as baglanti:
            return [kimlik for kimlik in kimlikler if defter.find(baglanti, "belge", kimlik) is None]

    def _executing(self) -> bool:
        with self._depo.reader() as baglanti:
            return any(liste["durum"] == ListeDurumu.YURUTME for liste in defter.lists(baglanti))

    def _strike(self, tur: str, kimlikler: Sequence[str]) -> None:
        if kimlikler:
            with self._depo.transaction(self._aktor) as islem:
                defter.settle(islem.baglanti, tur, kimlikler)
