# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""tantivy behind the protocol: the default engine."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

import tantivy

from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv.arama.sorgu import Ifade, Kelime, Onek, Sorgu, Suzgec, Ve, Veya
from earsiv.arama.uc import AGIRLIK, KATMANLAR, KONU_AGIRLIGI, Bulunan, Isabet, SayfaKaydi, Yetenekler
from earsiv.errors import DepoHatasi
from earsiv.model import GizlilikDerecesi, Yetki

_YIGIN: Final = 50_000_000
_COK: Final = 1_000_000
_DENEME: Final = 40
_BEKLEME_SN: Final = 0.05
_TUR: Final = 3  # a merge that was under way may carry what was just deleted into a new segment: look again
_OBEK: Final = 500  # records named in one query
_PARCA_ADI: Final = re.compile(r"[0-9a-f]{32}\b")
_Q = tantivy.Query
_MUST, _SHOULD, _NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot


def _schema() -> tantivy.Schema:
    kur = tantivy.SchemaBuilder()
    for ad in ("belge", "birim", "gizlilik", "sdp"):
        kur.add_text_field(ad, stored=ad == "belge", tokenizer_name="whitespace", index_option="basic")
    kur.add_unsigned_field("sayfa", stored=True)
    kur.add_unsigned_field("tarih", indexed=True, fast=True)
    for katman in KATMANLAR:
        kur.add_text_field(katman, tokenizer_name="whitespace", index_option="position")
        kur.add_text_field(f"konu_{katman}", tokenizer_name="whitespace", index_option="position")
    return kur.build()


class _Parca(NamedTuple):
    """A segment of the index: its id, how many pages live in it, how many were deleted and are still there."""

    ad: str
    canli: int
    silinen: int


class TantivyUcu:
    """The index in a folder; one writer at a time, opened for a batch and closed with it."""

    yetenekler = Yetenekler()

    def __init__(self, sinirlar: Sinirlar = VARSAYILAN) -> None:
        """Make an engine; nothing is opened yet."""
        self._sinirlar = sinirlar
        self._sema = _schema()
        self._klasor = Path()
        self._dizin: tantivy.Index | None = None
        self._yazar: tantivy.IndexWriter | None = None

    @property
    def dizin(self) -> tantivy.Index:
        """The open index."""
        if self._dizin is None:
            mesaj = "open() önce çağrılmalı"
            raise RuntimeError(mesaj)
        return self._dizin

    def open(self, klasor: Path, *, yeni: bool = False) -> None:
        """Open the index in a folder, or make an empty one there.

        Raises:
            DepoHatasi: DEP-022 the folder holds no readable index.
        """
        self._klasor = klasor
        if not yeni and not tantivy.Index.exists(str(klasor)):  # tantivy would make an empty one there
            raise DepoHatasi("DEP-022", str(klasor), ayrinti="meta.json")
        try:
            self._dizin = tantivy.Index(self._sema, str(klasor), reuse=not yeni)
        except (ValueError, OSError) as hata:
            raise DepoHatasi("DEP-022", str(klasor), ayrinti=str(hata)[:120]) from None
        self._dizin.config_reader("manual")
        self._dizin.reload()

    def write(self, sayfalar: Iterable[SayfaKaydi]) -> None:
        """Put pages in; all pages of a record named are replaced."""
        yazar = self._writer()
        silinen: set[str] = set()
        for sayfa in sayfalar:
            if sayfa.belge not in silinen:
                yazar.delete_documents_by_term("belge", sayfa.belge)
                silinen.add(sayfa.belge)
            belge = tantivy.Document()
            belge.add_text("belge", sayfa.belge)
            belge.add_text("birim", sayfa.birim or "-")
            belge.add_text("gizlilik", f"g{int(sayfa.gizlilik)}")
            belge.add_text("sdp", " ".join(sayfa.sdp))
            belge.add_unsigned("sayfa", sayfa.sayfa)
            belge.add_unsigned("tarih", sayfa.tarih)
            for katman in KATMANLAR:
                belge.add_text(katman, sayfa.terimler.get(katman, ""))
                belge.add_text(f"konu_{katman}", sayfa.konu.get(katman, ""))
            yazar.add_document(belge)

    def delete(self, belgeler: Sequence[str]) -> None:
        """Take every page of these records out."""
        for belge in belgeler:
            self._writer().delete_documents_by_term("belge", belge)

    def purge(self, belgeler: Sequence[str], sayfalar: Callable[[Sequence[str]], Iterable[SayfaKaydi]]) -> bool:
        """Empty every segment that holds a page of one of the records, deleted or not; what lives there is written again.

        tantivy keeps the words of a deleted page until its segment is merged, and cannot be told to merge; but a segment in which
        nothing lives is dropped, with its files. Clean is an index whose dictionaries name none of the records: they know deleted
        pages too. The cost is that of indexing what lives in those segments, at worst the whole index.

        Raises:
            DepoHatasi: DEP-022 the index is not readable, DEP-023 another process holds it.
        """
        try:
            self.commit()
            for _ in range(_TUR):
                kalan = self._named(belgeler)
                if not kalan:
                    self._collect()
                    return True
                yenilenen = self._neighbours(kalan)
                self.delete([*kalan, *yenilenen])
                self.write(sayfalar(yenilenen))
                self.commit()
        except (ValueError, OSError) as hata:
            raise DepoHatasi("DEP-022", str(self._klasor), ayrinti=str(hata)[:120]) from None
        return False

    def _named(self, belgeler: Sequence[str]) -> dict[str, int]:
        """Return those of the records that a dictionary of the index still names, with their pages, deleted ones too."""
        self.refresh()
        arayici = self.dizin.searcher()
        return {belge: sayi for belge in belgeler if (sayi := arayici.doc_freq("belge", belge))}

    def _segments(self) -> list[_Parca]:
        """Return the segments as last committed, in the order in which a search numbers them (which is held against the counts)."""
        parcalar = []
        for ham in json.loads((self._klasor / "meta.json").read_bytes())["segments"]:
            silinen = int((ham["deletes"] or {}).get("num_deleted_docs", 0))
            parcalar.append(_Parca(ham["segment_id"].replace("-", ""), int(ham["max_doc"]) - silinen, silinen))
        return parcalar

    def _neighbours(self, kalan: dict[str, int]) -> list[str]:
        """Return the other records with a living page in a segment that must go."""
        arayici = self.dizin.searcher()
        yerler = Counter(adres.segment_ord for adres in self._addresses(arayici, kalan.items()))
        hepsi, sirali = arayici.terms_with_prefix("belge", ""), set(yerler)
        if yerler.total() != sum(kalan.values()):  # some of their pages are deleted already, in a segment that has deleted ones
            sayilar, parcalar = Counter(adres.segment_ord for adres in self._addresses(arayici, hepsi)), self._segments()
            bilinir = [sayilar[sira] for sira in range(len(parcalar))] == [p.canli for p in parcalar]
            sirali |= {sira for sira, p in enumerate(parcalar) if p.silinen or not bilinir}  # an order that does not fit: all
        kirli = (adres for adres in self._addresses(arayici, hepsi) if adres.segment_ord in sirali)
        return sorted({arayici.doc(adres)["belge"][0] for adres in kirli} - kalan.keys())

    def _addresses(self, arayici: tantivy.Searcher, belgeler: Iterable[tuple[str, int]]) -> Iterator[tantivy.DocAddress]:
        """Yield where the living pages of records lie, a few records at a time; they come with a number of pages that is not too low."""
        kalan = iter(belgeler)
        while obek := list(islice(kalan, _OBEK)):
            aranan = _Q.term_set_query(self._sema, "belge", [belge for belge, _ in obek])
            for _, adres in arayici.search(aranan, limit=sum(sayi for _, sayi in obek), count=False).hits:
                yield adres

    def _collect(self) -> None:
        """Remove the files of segments that are no longer in the index."""
        self.dizin.reload()  # a searcher of ours would keep the old ones alive
        self._writer().garbage_collect_files()
        self.commit()
        canli = {p.ad for p in self._segments()}
        for yol in self._klasor.iterdir():
            if (ad := _PARCA_ADI.match(yol.name)) and ad[0] not in canli:
                yol.unlink()

    def commit(self) -> None:
        """Make what was written durable and visible; the writer is released."""
        if self._yazar is not None:
            self._yazar.commit()
            self._yazar.wait_merging_threads()
            self._yazar = None
        self.dizin.reload()

    def refresh(self) -> None:
        """See what another process has committed meanwhile."""
        self.dizin.reload()

    def search(self, sorgu: Sorgu, yetki: Yetki, suzgec: Suzgec, *, adet: int, bas: int = 0) -> Bulunan:
        """Return the best pages that the actor may see."""
        self.refresh()
        arayici = self.dizin.searcher()
        kosullar = self._rights(yetki) + self._filters(suzgec)
        tam = _Q.boolean_query([(_MUST, self._query(sorgu)), *((_MUST, _Q.const_score_query(k, 0.0)) for k in kosullar)])
        bulunan = arayici.search(tam, limit=max(1, adet), offset=bas)
        isabetler = []
        for puan, adres in bulunan.hits[:adet]:
            kayit = arayici.doc(adres)
            isabetler.append(Isabet(kayit["belge"][0], int(kayit["sayfa"][0]), float(puan)))
        return Bulunan(int(getattr(bulunan, "count", len(isabetler)) or 0), tuple(isabetler))

    def count(self, sorgu: Sorgu, yetki: Yetki, suzgec: Suzgec) -> int:
        """Return how many pages the actor may see that match."""
        return self.search(sorgu, yetki, suzgec, adet=1).toplam

    def terms(self, onek: str, yetki: Yetki, *, adet: int) -> list[str]:
        """Return terms of layer ``t`` that begin so, from pages the actor may see."""
        self.dizin.reload()
        kosul = _Q.boolean_query([(_MUST, k) for k in self._rights(yetki)])
        return [ad for ad, _ in self.dizin.searcher().terms_with_prefix("t", onek, filter_query=kosul, limit=adet)]

    def records(self) -> dict[str, int]:
        """Return every record in the index with its number of pages."""
        self.refresh()
        arayici = self.dizin.searcher()
        bulunan = arayici.search(_Q.all_query(), limit=max(1, min(arayici.num_docs, _COK)))
        return dict(Counter(arayici.doc(adres)["belge"][0] for _, adres in bulunan.hits))

    def maintain(self) -> None:
        """Merge segments and collect orphaned files."""
        yazar = self._writer()
        yazar.commit()
        yazar.garbage_collect_files()
        self.commit()

    def snapshot(self, hedef: Path) -> None:
        """Copy the index, as last committed, into an empty folder."""
        self.commit()
        shutil.copytree(self._klasor, hedef, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.lock", ".*.lock"))

    def close(self) -> None:
        """Release the index."""
        self._yazar = None
        self._dizin = None

    def _writer(self) -> tantivy.IndexWriter:
        """Return the writer; wait for a lock that a child being started still holds, although its owner has let go.

        We are the only writer (``Dizin`` holds its own lock), but between fork and exec a child has a copy of every open file.
        """
        for deneme in range(_DENEME):
            if self._yazar is None:
                try:
                    self._yazar = self.dizin.writer(heap_size=_YIGIN, num_threads=1)
                except ValueError as hata:
                    if deneme == _DENEME - 1:
                        raise DepoHatasi("DEP-023", "dizin", ayrinti=str(hata)[:120]) from None
                    time.sleep(_BEKLEME_SN)
        return self._yazar

    def _term(self, alan: str, deger: str) -> Any:
        return _Q.term_query(self._sema, alan, deger)

    def _rights(self, yetki: Yetki) -> list[Any]:
        dereceler = [f"g{int(d)}" for d in GizlilikDerecesi if d <= yetki.derece]
        kosullar = [_Q.term_set_query(self._sema, "gizlilik", dereceler)]
        if yetki.birimler is not None:
            kosullar.append(_Q.term_set_query(self._sema, "birim", sorted(yetki.birimler)) if yetki.birimler else _Q.empty_query())
        return kosullar

    def _filters(self, suzgec: Suzgec) -> list[Any]:
        kosullar = []
        if suzgec.kod:
            kosullar.append(self._term("sdp", suzgec.kod))
        if suzgec.birim:
            kosullar.append(self._term("birim", suzgec.birim))
        if suzgec.yil_bas is not None or suzgec.yil_bit is not None:
            alt, ust = (suzgec.yil_bas or 1) * 10000, (suzgec.yil_bit or 9999) * 10000 + 1231
            kosullar.append(_Q.range_query(self._sema, "tarih", tantivy.FieldType.Unsigned, alt, ust))
        return kosullar

    def _query(self, dugum: Sorgu) -> Any:
        match dugum:
            case Kelime(terim):
                return self._any(
                    (_Q.boost_query(self._term(on + k, getattr(terim, k)), AGIRLIK[k] * agirlik))
                    for on, agirlik in (("", 1.0), ("konu_", KONU_AGIRLIGI))
                    for k in KATMANLAR
                )
            case Ifade(terimler):
                return self._any(
                    _Q.boost_query(_Q.phrase_query(self._sema, on + k, [getattr(t, k) for t in terimler]), AGIRLIK[k] * agirlik)
                    for on, agirlik in (("", 1.0), ("konu_", KONU_AGIRLIGI))
                    for k in KATMANLAR
                )
            case Onek(onek):
                arayici = self.dizin.searcher()
                return self._any(
                    self._term(alan, ad)
                    for alan in ("t", "konu_t")
                    for ad, _ in arayici.terms_with_prefix(alan, onek, limit=self._sinirlar.onek_acilim)
                )
            case Veya(biri):
                return self._any(self._query(alt) for alt in biri)
            case Ve(hepsi, hicbiri):
                return _Q.boolean_query([*((_MUST, self._query(a)) for a in hepsi), *((_NOT, self._query(a)) for a in hicbiri)])

    def _any(self, sorgular: Iterable[Any]) -> Any:
        liste = [(_SHOULD, s) for s in sorgular]
        return _Q.boolean_query(liste) if liste else _Q.empty_query()
