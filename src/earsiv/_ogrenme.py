# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``Ogrenme``: what the archive's filed records teach, kept beside the search index and in step with the audit trail.

``dizin/ogrenilen.json`` is a disposable cache: counts, and a stamp that names the last audit row they hold. Before a question only the
records that later acts touched are taken out as they were and put in as they are; both are read from the versions of the objects, so the
answer is that of counting everything anew. Whatever does not fit (no file, another archive's, another analyser's, a broken audit chain,
a number that does not come out) ends in counting anew from the ledger. Trouble here never stops a question: it is then asked of less.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import threading
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import attrs
from sqlalchemy import Connection

from earsiv import _canon
from earsiv._veri import read_data
from earsiv.arama import onbellek
from earsiv.denetim import ILK, Satir
from earsiv.errors import DepoHatasi, EarsivError, GirdiHatasi
from earsiv.model import GizlilikDerecesi
from earsiv.sdp import Ogrenilen
from earsiv.sdp.kelime import stems
from earsiv.store import Depo, defter, siniflanan
from earsiv.store.disk import Disk
from earsiv.store.siniflanan import Ornek
from earsiv.tarama import decode_pages

_BICIM: Final = 1
_METIN: Final = 20_000  # characters: as many as are looked at
_PAY: Final = 200  # one in so many records may be relearned by the next process before the file is written
_GERI: Final = 1_000  # so many audit rows may be read again
_DENEME: Final = "6306 sayılı Kanun, taşın-\nmazın Belediye’nin ILIK çukurlarının karar lzin ihaleye"
_YOK_EDEN: Final = "imha"
_BOZUK: Final = (EarsivError, ValueError, KeyError, TypeError, AttributeError)
"""What reading damaged objects and rows may raise."""


class _YenidenSayilmali(Exception):
    """The counts cannot be brought up to date: they do not belong to this ledger, or it cannot be told what changed."""


@attrs.define
class _Bilgi:
    """The counts, the audit row up to which they hold, the records that could not be read, and what is not in the file yet."""

    sira: int
    ozet: str
    ogrenilen: Ogrenilen = attrs.field(factory=Ogrenilen)
    atlanan: set[str] = attrs.field(factory=set)
    degisen: int = 0
    yazilan_sira: int = 0


@cache
def analyser() -> str:
    """Return a name for the way words become stems: it changes with the word lists and with what they do to a sample."""
    return _canon.digest({"listeler": hashlib.sha256(read_data("sdp_kelime.toml")).hexdigest(), "deneme": list(stems(_DENEME))})


class Ogrenme:
    """The learned evidence of one open archive; one question at a time holds it."""

    def __init__(self, depo: Depo) -> None:
        """Name the archive; nothing is read yet."""
        self._depo = depo
        self._yol = depo.kok / "dizin" / onbellek.OGRENILEN
        self._disk = Disk()
        self._tek = threading.RLock()
        self._bilgi: _Bilgi | None = None

    @contextlib.contextmanager
    def lent(self, kendi: Ornek | None = None, metin: str = "") -> Iterator[Ogrenilen]:
        """Lend what is known as of now; nobody changes it meanwhile.

        Args:
            kendi: a record whose own part is left out: a wrongly filed record must not be a witness for its code.
            metin: its text.
        """
        with self._tek:
            bilgi = self._current()
            cikan = kendi is not None and _forget(bilgi, kendi, metin)
            try:
                yield bilgi.ogrenilen
            finally:
                if kendi is not None and cikan:
                    bilgi.ogrenilen.add(kendi.kod, kendi.anahtar, kendi.konu, metin, kendi.birim)

    def text(self, ornek: Ornek) -> str:
        """Return the beginning of a record's text, as much as is looked at.

        Raises:
            DepoHatasi: DEP-010 the text is not readable; DEP-011, DEP-012 it is not there.
        """
        return text_of(siniflanan.read_version(self._depo, "belge", ornek.belge, "metin.jsonl", ornek.surum), ornek.belge)

    def forget_all(self) -> bool:
        """Forget everything, here and on the medium: records were destroyed, and their words may stay in no count.

        The next question counts what is left anew.

        Returns:
            Whether the file is gone: a process that counts at this moment may keep it for longer than is waited for.

        Raises:
            DepoHatasi: DEP-005…DEP-007 the disk refuses.
        """
        with self._tek:
            self._bilgi = None
            return onbellek.forget(self._yol.parent, self._disk)

    # -- keeping up -------------------------------------------------------------------------------------------------

    def _current(self) -> _Bilgi:
        """Return what is known as of now; from the older file, or nothing, where the ledger does not answer or another process counts."""
        bilgi = self._bilgi or self._load()  # before the ledger is read: the file is never ahead of what is read then
        self._bilgi = None  # what fails halfway is not used again
        try:
            self._bilgi = self._followed(bilgi) or self._counted()
        except _BOZUK:
            self._bilgi = None
        return self._bilgi or self._load() or _Bilgi(0, ILK)

    def _followed(self, bilgi: _Bilgi | None) -> _Bilgi | None:
        """Bring the counts up to date and write them when enough is new; ``None`` when they must be counted anew."""
        if bilgi is None:
            return None
        if self._still(bilgi) is None:
            return None
        if bilgi.degisen * _PAY > bilgi.ogrenilen.toplam or bilgi.sira - bilgi.yazilan_sira > _GERI:
            with self._only_writer() as benim:
                if benim and (bilgi := self._still(bilgi)) is not None:
                    self._store(bilgi)
        return bilgi

    def _counted(self) -> _Bilgi | None:
        """Count every filed record anew, unless another process is at it."""
        with self._only_writer() as benim:
            if not benim:
                return None
            if (bilgi := self._followed_file()) is not None:  # another process has just done it
                return bilgi
            with self._depo.reader() as baglanti:
                son = defter.last_audit(baglanti)
                bilgi = _Bilgi(son.sira, son.ozet) if son else _Bilgi(0, ILK)
                for ornek in siniflanan.filed(baglanti):
                    self._learn(bilgi, ornek)
            self._store(bilgi)
            return bilgi

    def _followed_file(self) -> _Bilgi | None:
        bilgi = self._load()
        return None if bilgi is None else self._still(bilgi)

    def _still(self, bilgi: _Bilgi) -> _Bilgi | None:
        """Return the counts as of now; ``None`` where they must be counted anew.

        Asked again before they are written: what a destruction has just removed from the medium must not come back to it.
        """
        try:
            with self._depo.reader() as baglanti:
                self._follow(baglanti, bilgi)
        except _YenidenSayilmali:
            return None
        return bilgi

    def _follow(self, baglanti: Connection, bilgi: _Bilgi) -> None:
        son = defter.last_audit(baglanti)
        if son and (son.sira, son.ozet) == (bilgi.sira, bilgi.ozet):
            return
        onceki, degisen = _touched(defter.audit_rows(baglanti, max(bilgi.sira - 1, 0)), bilgi)
        for eski, yeni in self._changes(baglanti, degisen):
            if eski != yeni:
                self._replace(bilgi, eski, yeni)
        bilgi.sira, bilgi.ozet = onceki.sira, onceki.ozet
        if bilgi.ogrenilen.toplam + len(bilgi.atlanan) != siniflanan.count_filed(baglanti):
            raise _YenidenSayilmali  # something changed that no act tells of

    def _changes(self, baglanti: Connection, degisen: dict[str, dict[str, int]]) -> Iterator[tuple[Ornek | None, Ornek | None]]:
        """Yield every record that acts touched, by itself or with its file, as it was and as it is."""
        adaylar = dict.fromkeys(degisen["belge"])
        for dosya, ilk in degisen["dosya"].items():
            if ilk > 1 and self._moved(baglanti, dosya, ilk - 1):
                adaylar |= dict.fromkeys(siniflanan.records_of(baglanti, dosya))
        for belge in adaylar:
            simdi = siniflanan.find_filed(baglanti, belge)
            yield self._before(baglanti, belge, degisen, simdi), simdi

    def _moved(self, baglanti: Connection, dosya: str, surum: int) -> bool:
        simdi = defter.find(baglanti, "dosya", dosya)
        eski = siniflanan.read_object(self._depo, "dosya", dosya, surum)
        return simdi is None or any(simdi[ad] != eski[ad] for ad in ("kod", "plan", "plan_surumu", "birim"))

    def _before(self, baglanti: Connection, belge: str, degisen: dict[str, dict[str, int]], simdi: Ornek | None) -> Ornek | None:
        """Return a record as it was learned: from the versions before the first that an act wrote."""
        if belge in degisen["belge"]:
            surum = degisen["belge"][belge] - 1
            kayit = siniflanan.read_object(self._depo, "belge", belge, surum) if surum else {"dosya": None}
            if kayit["dosya"] is None or GizlilikDerecesi[str(kayit["gizlilik"])] > GizlilikDerecesi.YOK:
                return None
            dosya, konu = str(kayit["dosya"]), str(kayit["konu"])
        elif simdi is None:
            return None
        else:
            dosya, konu, surum = simdi.dosya, simdi.konu, simdi.surum
        if dosya in degisen["dosya"]:
            ust: Any = siniflanan.read_object(self._depo, "dosya", dosya, degisen["dosya"][dosya] - 1)
        else:
            ust = defter.find(baglanti, "dosya", dosya)
        if ust is None:
            raise _YenidenSayilmali
        return Ornek(belge, dosya, ust["kod"], (ust["plan"], ust["plan_surumu"]), ust["birim"], konu, surum)

    def _replace(self, bilgi: _Bilgi, eski: Ornek | None, yeni: Ornek | None) -> None:
        bilgi.degisen += 1
        if eski is not None and eski.belge in bilgi.atlanan:
            bilgi.atlanan.discard(eski.belge)
        elif eski is not None:
            try:
                bilgi.ogrenilen.remove(eski.kod, eski.anahtar, eski.konu, self.text(eski), eski.birim)
            except _BOZUK:
                raise _YenidenSayilmali from None
        if yeni is not None:
            self._learn(bilgi, yeni)

    def _learn(self, bilgi: _Bilgi, ornek: Ornek) -> None:
        try:
            bilgi.ogrenilen.add(ornek.kod, ornek.anahtar, ornek.konu, self.text(ornek), ornek.birim)
        except _BOZUK:
            bilgi.atlanan.add(ornek.belge)

    # -- the file ---------------------------------------------------------------------------------------------------

    def _load(self) -> _Bilgi | None:
        """Read the file: the stamp is its first line, and holds the digest of the second."""
        try:
            bas, _, govde = self._yol.read_bytes().partition(b"\n")
            damga = json.loads(bas.removeprefix(b'{"damga":').removesuffix(b","))
            sira, ozet, atlanan = damga["sira"], damga["ozet"], damga["atlanan"]
            if damga != self._stamp(sira, ozet, atlanan, govde) or type(sira) is not int:
                return None
            ogrenilen = Ogrenilen.from_dict(json.loads(govde.removeprefix(b'"ogrenilen":').rstrip().removesuffix(b"}")))
        except (OSError, RecursionError, *_BOZUK):
            return None
        return _Bilgi(sira, ozet, ogrenilen, set(atlanan), yazilan_sira=sira)

    def _store(self, bilgi: _Bilgi) -> None:
        """Put the file in place of the old one at once; what cannot be written is only learned again another time."""
        govde = b'"ogrenilen":' + json.dumps(bilgi.ogrenilen.as_dict(), ensure_ascii=False, separators=(",", ":")).encode() + b"}\n"
        damga = json.dumps(self._stamp(bilgi.sira, bilgi.ozet, sorted(bilgi.atlanan), govde), separators=(",", ":")).encode()
        with contextlib.suppress(DepoHatasi):
            self._disk.replace(self._yol, b'{"damga":' + damga + b",\n" + govde)
            bilgi.degisen, bilgi.yazilan_sira = 0, bilgi.sira

    @staticmethod
    def _stamp(sira: int, ozet: str, atlanan: list[str], govde: bytes) -> dict[str, object]:
        return {
            "bicim": _BICIM,
            "cozumleyici": analyser(),
            "sira": sira,
            "ozet": ozet,
            "atlanan": atlanan,
            "sha256": hashlib.sha256(govde).hexdigest(),
        }

    @contextlib.contextmanager
    def _only_writer(self) -> Iterator[bool]:
        """Tell whether nobody else writes the file, and keep it so; never waits."""
        with contextlib.ExitStack() as tutulan:
            try:
                benim = tutulan.enter_context(onbellek.only_writer(self._yol.parent))
            except DepoHatasi:
                benim = False
            yield benim


def text_of(veri: bytes, yer: str) -> str:
    """Return the beginning of a text file of pages.

    Raises:
        DepoHatasi: DEP-010 it is none.
    """
    parcalar: list[str] = []
    boy = 0
    try:
        for satir in veri.splitlines():
            for sayfa in decode_pages(satir):
                parcalar.append(sayfa.metin)
                boy += len(sayfa.metin) + 1
            if boy > _METIN:
                break
    except _BOZUK:
        raise DepoHatasi("DEP-010", f"{yer} · metin.jsonl") from None
    return "\n".join(parcalar)


def _forget(bilgi: _Bilgi, kendi: Ornek, metin: str) -> bool:
    """Take a record's own part out and tell whether it was in."""
    if kendi.belge in bilgi.atlanan:
        return False
    try:
        bilgi.ogrenilen.remove(kendi.kod, kendi.anahtar, kendi.konu, metin, kendi.birim)
    except GirdiHatasi:  # it was never learned: another process counts, or the ledger does not answer
        return False
    return True


def _touched(satirlar: Iterator[Satir], bilgi: _Bilgi) -> tuple[Satir, dict[str, dict[str, int]]]:
    """Return the last audit row, and for each record and file the first version that acts after the stamp wrote."""
    degisen: dict[str, dict[str, int]] = {"belge": {}, "dosya": {}}
    son = next(satirlar, None)
    if son is None or (son.sira, son.ozet) != (bilgi.sira, bilgi.ozet):
        raise _YenidenSayilmali
    for satir in satirlar:
        if (satir.sira, satir.onceki) != (son.sira + 1, son.ozet) or satir.compute() != satir.ozet:
            raise _YenidenSayilmali
        if satir.eylem == _YOK_EDEN:  # what was learned of a destroyed record can no longer be read, so not taken out either
            raise _YenidenSayilmali
        tur, surum = satir.ayrinti.get("tur"), satir.ayrinti.get("surum")
        if isinstance(surum, int) and tur in degisen:
            degisen[tur].setdefault(satir.nesne, surum)
        son = satir
    return son, degisen
