# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Whoosh behind the protocol, for archives up to some ten thousand pages; any of the kept forks that import as ``whoosh``.

Opening a Whoosh index unpickles its schema: the folder is a private cache of this archive (mode 0700), is never imported from
elsewhere, and is rebuilt rather than repaired.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv.arama.sorgu import Ifade, Kelime, Onek, Sorgu, Suzgec, Ve, Veya
from earsiv.arama.uc import AGIRLIK, KATMANLAR, KONU_AGIRLIGI, Bulunan, Isabet, SayfaKaydi, Yetenekler
from earsiv.errors import AracHatasi, DepoHatasi
from earsiv.model import GizlilikDerecesi, Yetki


def _whoosh() -> Any:
    try:
        import whoosh.index
        import whoosh.query
    except ImportError:
        raise AracHatasi("ARC-005", "arama", arac="whoosh", ek="whoosh") from None
    return whoosh


class WhooshUcu:
    """The index in a folder."""

    yetenekler = Yetenekler()

    def __init__(self, sinirlar: Sinirlar = VARSAYILAN) -> None:
        """Make an engine; nothing is opened yet.

        Raises:
            AracHatasi: ARC-005 no Whoosh is installed.
        """
        self._w = _whoosh()
        self._sinirlar = sinirlar
        self._klasor = Path()
        self._dizin: Any = None
        self._yazar: Any = None

    def open(self, klasor: Path, *, yeni: bool = False) -> None:
        """Open the index in a folder, or make an empty one there.

        Raises:
            DepoHatasi: DEP-022 the folder holds no readable index.
        """
        klasor.chmod(0o700)
        self._klasor = klasor
        ac = self._w.index
        try:
            self._dizin = ac.create_in(str(klasor), self._schema()) if yeni else ac.open_dir(str(klasor))
        except (ac.IndexError, OSError, EOFError) as hata:
            raise DepoHatasi("DEP-022", str(klasor), ayrinti=str(hata)[:120]) from None

    def _schema(self) -> Any:
        from whoosh.analysis import RegexTokenizer
        from whoosh.fields import ID, KEYWORD, NUMERIC, TEXT, Schema

        alanlar: dict[str, Any] = {
            "kimlik": ID(unique=True),
            "belge": ID(stored=True),
            "sayfa": NUMERIC(stored=True),
            "birim": ID,
            "gizlilik": ID,
            "sdp": KEYWORD,
            "tarih": NUMERIC,
        }
        for katman in KATMANLAR:
            alanlar[katman] = TEXT(analyzer=RegexTokenizer(r"\S+"), phrase=True)
            alanlar[f"konu_{katman}"] = TEXT(analyzer=RegexTokenizer(r"\S+"), phrase=True)
        return Schema(**alanlar)

    def write(self, sayfalar: Iterable[SayfaKaydi]) -> None:
        """Put pages in; all pages of a record named are replaced."""
        yazar = self._writer()
        silinen: set[str] = set()
        for sayfa in sayfalar:
            if sayfa.belge not in silinen:
                yazar.delete_by_term("belge", sayfa.belge)
                silinen.add(sayfa.belge)
            yazar.add_document(
                kimlik=sayfa.kimlik,
                belge=sayfa.belge,
                sayfa=sayfa.sayfa,
                birim=sayfa.birim or "-",
                gizlilik=f"g{int(sayfa.gizlilik)}",
                sdp=" ".join(sayfa.sdp),
                tarih=sayfa.tarih,
                **{k: sayfa.terimler.get(k, "") for k in KATMANLAR},
                **{f"konu_{k}": sayfa.konu.get(k, "") for k in KATMANLAR},
            )

    def delete(self, belgeler: Sequence[str]) -> None:
        """Take every page of these records out."""
        for belge in belgeler:
            self._writer().delete_by_term("belge", belge)

    def purge(self, belgeler: Sequence[str], _sayfalar: Callable[[Sequence[str]], Iterable[SayfaKaydi]]) -> bool:
        """Take the records out and merge all segments into one: a merge copies only what lives. The cost is that of the whole index.

        Where nothing of them is in it and nothing was ever deleted, no word of theirs can be in it either.

        Raises:
            DepoHatasi: DEP-023 another process holds the index.
        """
        self.commit()
        silinen = [self._writer().delete_by_term("belge", belge) for belge in belgeler]
        if any(silinen) or self._has_deleted():
            self.maintain()
        else:
            self._yazar.cancel()
            self._yazar = None
        return True

    def _has_deleted(self) -> bool:
        with self._dizin.reader() as okuyucu:
            return bool(okuyucu.has_deletions())

    def commit(self) -> None:
        """Make what was written visible (Whoosh itself does not sync to the medium)."""
        if self._yazar is not None:
            self._yazar.commit()
            self._yazar = None

    def refresh(self) -> None:
        """See what another process has committed meanwhile: every searcher opens the newest anyway."""

    def search(self, sorgu: Sorgu, yetki: Yetki, suzgec: Suzgec, *, adet: int, bas: int = 0) -> Bulunan:
        """Return the best pages that the actor may see."""
        with self._dizin.searcher() as arayici:
            kosul = self._w.query.And([*self._rights(yetki), *self._filters(suzgec)])
            sonuclar = arayici.search(self._query(sorgu, arayici), filter=kosul, limit=bas + max(1, adet))
            isabetler = tuple(Isabet(i["belge"], int(i["sayfa"]), float(i.score)) for i in sonuclar[bas : bas + adet])
            return Bulunan(len(sonuclar), isabetler)

    def count(self, sorgu: Sorgu, yetki: Yetki, suzgec: Suzgec) -> int:
        """Return how many pages the actor may see that match."""
        return self.search(sorgu, yetki, suzgec, adet=1).toplam

    def terms(self, onek: str, yetki: Yetki, *, adet: int) -> list[str]:
        """Return terms of layer ``t`` that begin so, from pages the actor may see."""
        bulunan: list[str] = []
        with self._dizin.searcher() as arayici:
            kosul = self._w.query.And(self._rights(yetki))
            for ad in self._expand("t", onek, arayici):
                if len(arayici.search(self._w.query.Term("t", ad), filter=kosul, limit=1)):
                    bulunan.append(ad)
                if len(bulunan) == adet:
                    break
        return bulunan

    def records(self) -> dict[str, int]:
        """Return every record in the index with its number of pages."""
        with self._dizin.searcher() as arayici:
            return dict(Counter(kayit["belge"] for kayit in arayici.all_stored_fields()))

    def maintain(self) -> None:
        """Merge all segments into one."""
        self._writer().commit(optimize=True)
        self._yazar = None

    def snapshot(self, hedef: Path) -> None:
        """Copy the index, as last committed, into an empty folder."""
        self.commit()
        shutil.copytree(self._klasor, hedef, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*LOCK*"))

    def close(self) -> None:
        """Release the index."""
        if self._yazar is not None:
            self._yazar.cancel()
            self._yazar = None
        if self._dizin is not None:
            self._dizin.close()
            self._dizin = None

    def _writer(self) -> Any:
        if self._yazar is None:
            try:
                self._yazar = self._dizin.writer()
            except self._w.index.LockError:
                raise DepoHatasi("DEP-023", "dizin", ayrinti="kilitli") from None
        return self._yazar

    def _rights(self, yetki: Yetki) -> list[Any]:
        q = self._w.query
        kosullar = [q.Or([q.Term("gizlilik", f"g{int(d)}") for d in GizlilikDerecesi if d <= yetki.derece])]
        if yetki.birimler is not None:
            kosullar.append(q.Or([q.Term("birim", b) for b in sorted(yetki.birimler)]) if yetki.birimler else q.NullQuery)
        return kosullar

    def _filters(self, suzgec: Suzgec) -> list[Any]:
        q = self._w.query
        kosullar = []
        if suzgec.kod:
            kosullar.append(q.Term("sdp", suzgec.kod))
        if suzgec.birim:
            kosullar.append(q.Term("birim", suzgec.birim))
        if suzgec.yil_bas is not None or suzgec.yil_bit is not None:
            kosullar.append(q.NumericRange("tarih", (suzgec.yil_bas or 1) * 10000, (suzgec.yil_bit or 9999) * 10000 + 1231))
        return kosullar

    def _query(self, dugum: Sorgu, arayici: Any) -> Any:
        q = self._w.query
        match dugum:
            case Kelime(terim):
                return q.Or(
                    [
                        q.Term(on + k, getattr(terim, k), boost=AGIRLIK[k] * agirlik)
                        for on, agirlik in (("", 1.0), ("konu_", KONU_AGIRLIGI))
                        for k in KATMANLAR
                    ]
                )
            case Ifade(terimler):
                return q.Or(
                    [
                        q.Phrase(on + k, [getattr(t, k) for t in terimler], boost=AGIRLIK[k] * agirlik)
                        for on, agirlik in (("", 1.0), ("konu_", KONU_AGIRLIGI))
                        for k in KATMANLAR
                    ]
                )
            case Onek(onek):
                return q.Or([q.Term(alan, ad) for alan in ("t", "konu_t") for ad in self._expand(alan, onek, arayici)])
            case Veya(biri):
                return q.Or([self._query(alt, arayici) for alt in biri])
            case Ve(hepsi, hicbiri):
                tam = q.And([self._query(alt, arayici) for alt in hepsi])
                return q.AndNot(tam, q.Or([self._query(alt, arayici) for alt in hicbiri])) if hicbiri else tam

    def _expand(self, alan: str, onek: str, arayici: Any) -> list[str]:
        """Return the terms of a prefix, at most as many as the limit: Whoosh's own prefix query is unbounded."""
        adlar = []
        for ham in arayici.reader().expand_prefix(alan, onek):
            adlar.append(ham.decode("utf-8") if isinstance(ham, bytes) else ham)
            if len(adlar) == self._sinirlar.onek_acilim:
                break
        return adlar
