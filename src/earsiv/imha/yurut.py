# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``Yurutucu``: carry an approved list out line by line: proof first, each line once, whatever happens in between.

It decides nothing: which lines may go is the caller's word, given again for each inside the transaction that begins its removal. All
that it needs to go on after a crash lies in the archive folder, so a copy of the folder goes on where the other stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from sqlalchemy import Connection

from earsiv import _clock, ayiklama
from earsiv.errors import Bulgu, EarsivError, ImhaHatasi, ZincirHatasi
from earsiv.imha.deger import Dayanak, Yuruyus, require_lines
from earsiv.imha.kalem import EDILDI, EngelVarError, KalemIsi, KalemKusuruError, Yargi
from earsiv.imha.kanit import Icerik, Kalintici, KanitNesnesi
from earsiv.imha.kilit import running
from earsiv.model import ImhaListesi, ImhaSatiri
from earsiv.store import Depo, defter, listeler
from earsiv.store.disk import Disk
from earsiv.store.kalintilar import DIZINDEN, Kalem

Ilerleme = Callable[[int, int, str], None]
"""Called with (lines done, lines in all, file) while a run goes on."""

_DURDURAN: Final = frozenset({"DEP-005", "DEP-006", "DEP-007", "DEP-009"})
"""What concerns the archive and not one line: the run stops, and can be taken up again."""
_DEGISTI: Final = "IMH-054"
_YIGIN: Final = 200  # records that leave the index at a time


class Yurutucu:
    """Carries lists out in the name of one actor."""

    def __init__(
        self,
        depo: Depo,
        aktor: str,
        *,
        yargi: Yargi,
        dizinden_cikar: Callable[[Sequence[str]], None],
        disk: Disk | None = None,
    ) -> None:
        """Work on a store.

        Args:
            yargi: what stands in the way of a line, judged on the connection of the transaction that begins its removal.
            dizinden_cikar: takes records out of the search index; what it fails to do stays owed.
        """
        self._depo, self._aktor, self._disk = depo, aktor, disk or Disk()
        self._yargi, self._dizinden_cikar = yargi, dizinden_cikar

    def run(self, liste: ImhaListesi, satirlar: Sequence[ImhaSatiri], dayanak: Dayanak, *, ilerleme: Ilerleme | None = None) -> Yuruyus:
        """Carry lines out, and first those that an earlier run left half done.

        A line that may not go is left with its reason, one that fails is left to the next run; both do not keep the others.

        Args:
            satirlar: lines of the list that decision, consent and olur allow.

        Raises:
            ImhaHatasi: IMH-014 the list is not what its digest names; IMH-050 it is being carried out already; IMH-051 a decision is
                missing or is about another list; IMH-052 a line that is not of the list; IMH-020 its proof is damaged.
            DepoHatasi: DEP-005…DEP-009, DNT-006 the archive cannot be written: call again when it can.
        """
        _require(liste, satirlar, dayanak)
        with running(self._depo, liste.no, self._aktor, self._disk):
            return self._kosu(liste, dayanak, ilerleme).run(satirlar)

    def preview(self, liste: ImhaListesi, satirlar: Sequence[ImhaSatiri], dayanak: Dayanak) -> Yuruyus:
        """Return what :meth:`run` would do now, and change nothing.

        Raises:
            ImhaHatasi: IMH-014, IMH-051, IMH-052 as :meth:`run`.
            DepoHatasi: the ledger.
        """
        _require(liste, satirlar, dayanak)
        return self._kosu(liste, dayanak, None).preview(satirlar)

    def _kosu(self, liste: ImhaListesi, dayanak: Dayanak, ilerleme: Ilerleme | None) -> _Kosu:
        kanit = KanitNesnesi(self._depo, liste.no, self._disk)
        kalintici = Kalintici(liste, dayanak, self._aktor, _clock.iso(self._depo.saat.now()))
        kalem = KalemIsi(self._depo, self._aktor, liste.no, self._yargi, kanit, kalintici, self._disk)
        return _Kosu(self._depo, self._aktor, liste, dayanak, kanit, kalem, self._dizinden_cikar, ilerleme)


class _Kosu:
    """One run over one list, and what comes of it."""

    def __init__(
        self,
        depo: Depo,
        aktor: str,
        liste: ImhaListesi,
        dayanak: Dayanak,
        kanit: KanitNesnesi,
        kalem: KalemIsi,
        dizinden_cikar: Callable[[Sequence[str]], None],
        ilerleme: Ilerleme | None,
    ) -> None:
        self._depo, self._aktor, self._liste, self._dayanak = depo, aktor, liste, dayanak
        self._kanit, self._kalem, self._dizinden_cikar, self._ilerleme = kanit, kalem, dizinden_cikar, ilerleme
        self._edilen: dict[int, Icerik] = {}
        self._engellenen: dict[int, Bulgu] = {}
        self._hatali: dict[int, Bulgu] = {}
        self._dizinde: list[str] = []
        self._borclar: list[Bulgu] = []
        self._sayac = (0, 0)

    # -- the run ----------------------------------------------------------------------------------------------------

    def run(self, satirlar: Sequence[ImhaSatiri]) -> Yuruyus:
        """Finish what was begun, then prove and carry out the rest."""
        self._kalem.atiflar.heal()
        with self._depo.reader() as baglanti:
            self._dizinde += defter.owed(baglanti, DIZINDEN)
        yarim, kalan = self._sort(satirlar)
        self._sayac = (0, len(yarim) + len(kalan))
        for satir, parca in yarim:
            self._take(satir, parca, self._kalem.resume)
        while kalan:
            once = len(self._edilen)
            parcalar = self._prove(kalan)
            for satir in kalan:
                if parca := parcalar.get(satir.sira_no, ""):
                    self._take(satir, parca, self._kalem.begin)
            if len(self._edilen) == once:
                break
            # an earlier line gave this one a record, or took a reference from it: prove it again
            kalan = [s for s in kalan if (b := self._hatali.get(s.sira_no)) and b.kod == _DEGISTI]
        self._unindex(1)
        return self._result()

    def _sort(self, satirlar: Sequence[ImhaSatiri]) -> tuple[list[tuple[ImhaSatiri, str]], list[ImhaSatiri]]:
        """Return the lines of the list whose removal has begun, with their part of the proof, and those asked for that are to come."""
        with self._depo.reader() as baglanti:
            durumlar = {satir: Kalem(*d) for satir, d in listeler.items(baglanti, self._liste.no).items()}
        yarim = [(s, k.parca) for s in self._liste.satirlar if (k := durumlar.get(s.sira_no, Kalem())).basladi]
        atlanan = {s.sira_no for s, _ in yarim} | {n for n, k in durumlar.items() if k.durum == EDILDI}
        tek = {s.sira_no: s for s in satirlar if s.sira_no not in atlanan}
        return yarim, [tek[n] for n in sorted(tek)]

    def _prove(self, satirlar: Sequence[ImhaSatiri]) -> dict[int, str]:
        """Write the proof of those lines that may go now; what stands in the way of the others is written down."""
        with self._depo.reader() as baglanti:
            parcalar = self._kanit.write(self._liste, self._dayanak, self._aktor, self._going(baglanti, satirlar))
        for satir in satirlar:
            if (engel := self._engellenen.get(satir.sira_no)) is not None:
                self._kalem.bar(satir, engel)
            elif (kusur := self._hatali.get(satir.sira_no)) is not None:
                self._kalem.fail(satir, kusur)
        return parcalar

    def _going(self, baglanti: Connection, satirlar: Iterable[ImhaSatiri]) -> Iterator[Icerik]:
        """Yield the content of the lines that may go now, and note why the others may not."""
        for satir in satirlar:
            n = satir.sira_no
            self._hatali.pop(n, None)
            try:
                engel = self._kalem.judge(baglanti, satir)
                icerik = self._kalem.content(baglanti, satir) if engel is None else None
            except EarsivError as hata:
                _stop_at(hata)
                self._hatali[n] = hata.bulgu
                continue
            if icerik is not None:
                yield icerik
            elif engel is not None:
                self._engellenen[n] = engel

    def _take(self, satir: ImhaSatiri, parca: str, basla: Callable[[ImhaSatiri, str], Icerik]) -> None:
        """Carry one line out; what goes wrong with it alone is written down and kept from the others."""
        n = satir.sira_no
        self._hatali.pop(n, None)
        try:
            icerik = basla(satir, parca)
            self._kalem.remove(icerik, parca)
            if self._kalem.finish(satir, icerik, parca):
                self._edilen[n] = icerik
                self._dizinde += icerik.belgeler
        except EngelVarError as hata:
            self._engellenen[n] = hata.engel
            self._kalem.bar(satir, hata.engel)
        except KalemKusuruError as hata:
            self._fail(satir, hata.kusur)
        except EarsivError as hata:
            _stop_at(hata)
            self._fail(satir, hata.bulgu)
        self._sayac = (self._sayac[0] + 1, self._sayac[1])
        if self._ilerleme:
            self._ilerleme(*self._sayac, satir.dosya)
        self._unindex(_YIGIN)

    def _fail(self, satir: ImhaSatiri, kusur: Bulgu) -> None:
        self._hatali[satir.sira_no] = kusur
        self._kalem.fail(satir, kusur)

    def _unindex(self, en_az: int) -> None:
        """Take records out of the index when enough of them wait; what fails stays owed in the ledger."""
        if len(self._dizinde) < en_az:
            return
        yigin, self._dizinde = self._dizinde, []
        try:
            self._dizinden_cikar(yigin)
        except EarsivError as hata:
            self._borclar.append(hata.bulgu)

    # -- the preview ------------------------------------------------------------------------------------------------

    def preview(self, satirlar: Sequence[ImhaSatiri]) -> Yuruyus:
        """Judge every line as a run would, and write nothing."""
        yarim, kalan = self._sort(satirlar)
        with self._depo.reader() as baglanti:
            for satir, parca in yarim:
                self._preview_begun(baglanti, satir, parca)
            self._edilen |= {icerik.satir: icerik for icerik in self._going(baglanti, kalan)}
        return self._result()

    def _preview_begun(self, baglanti: Connection, satir: ImhaSatiri, parca: str) -> None:
        n = satir.sira_no
        try:
            icerik = self._kanit.line(parca, n)
            engel = self._kalem.judge(baglanti, satir) if self._kalem.whole(icerik) else None
        except EarsivError as hata:
            _stop_at(hata)
            self._hatali[n] = hata.bulgu
            return
        if engel is not None:
            self._engellenen[n] = engel
        else:
            self._edilen[n] = icerik

    def _result(self) -> Yuruyus:
        return Yuruyus(
            edilen=tuple(sorted(self._edilen)),
            engellenen=tuple(sorted(self._engellenen.items(), key=lambda e: e[0])),
            hatali=tuple(sorted(self._hatali.items(), key=lambda h: h[0])),
            belge=sum(len(i.belgeler) for i in self._edilen.values()),
            bayt=sum(i.bayt for i in self._edilen.values()),
            kanit=self._kanit.ozet,
            borclar=tuple(self._borclar),
        )


def _require(liste: ImhaListesi, satirlar: Sequence[ImhaSatiri], dayanak: Dayanak) -> None:
    if not ayiklama.holds(liste):
        raise ImhaHatasi("IMH-014", liste.no)
    dayanak.require(liste)
    require_lines(liste, tuple(satirlar))


def _stop_at(hata: EarsivError) -> None:
    """Raise again what concerns the whole archive.

    Raises:
        EarsivError: the one that was given.
    """
    if isinstance(hata, ZincirHatasi) or hata.kod in _DURDURAN:
        raise hata
