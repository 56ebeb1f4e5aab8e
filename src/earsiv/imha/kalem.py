# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The steps of one line, each whole or not at all, each to be repeated after a crash.

(1) ``begin``: in one write transaction the line is judged again, its content is held against the proof, and its going is logged: whoever
comes with a hold before that wins, and after it comes after a logged act. (2) ``remove``: the objects go. (3) ``finish``: in one write
transaction its rows go, its stubs come, and the act is logged.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import Connection

from earsiv import _clock
from earsiv.errors import Bulgu, DepoHatasi, ImhaHatasi, bulgu
from earsiv.imha.atif import Atiflar
from earsiv.imha.kanit import Icerik, Kalintici, KanitNesnesi
from earsiv.model import ImhaSatiri
from earsiv.store import Depo, _destroy, defter, kalintilar
from earsiv.store.depo import Islem
from earsiv.store.disk import Disk
from earsiv.store.kalintilar import Kalem
from earsiv.store.ocfl import inventory_digest

Yargi = Callable[[Connection, ImhaSatiri], tuple[Bulgu, ...]]
"""Given by the caller: what stands in the way of a line, asked inside the transaction that begins its removal; empty: it may go."""

SILINIYOR: Final = "siliniyor"
EDILDI: Final = "edildi"
ENGELLI: Final = "engelli"
HATALI: Final = "hatali"
_DENEME: Final = 5
_ADIMLAR: Final = frozenset({"imha_basla", "imha_durdu", "imha"})


class EngelVarError(Exception):
    """Something stands in the way of a line; never leaves this room."""

    def __init__(self, engel: Bulgu) -> None:
        super().__init__(str(engel))
        self.engel = engel


class KalemKusuruError(Exception):
    """The removal of one line failed while the archive itself is fine; never leaves this room."""

    def __init__(self, kusur: Bulgu) -> None:
        super().__init__(str(kusur))
        self.kusur = kusur


class KalemIsi:
    """What is done with the lines of one list."""

    def __init__(self, depo: Depo, aktor: str, liste: str, yargi: Yargi, kanit: KanitNesnesi, kalintici: Kalintici, disk: Disk) -> None:
        """Act in the name of an actor on the lines of a list, against its proof."""
        self._depo, self._aktor, self._liste, self._disk = depo, aktor, liste, disk
        self._yargi, self._kanit, self._kalintici = yargi, kanit, kalintici
        self.atiflar = Atiflar(depo, aktor, liste)

    # -- judging ----------------------------------------------------------------------------------------------------

    def judge(self, baglanti: Connection, satir: ImhaSatiri) -> Bulgu | None:
        """Return the first thing that stands in the way of a line now."""
        return next(iter((*_own_bars(baglanti, satir), *self._yargi(baglanti, satir))), None)

    def content(self, baglanti: Connection, satir: ImhaSatiri) -> Icerik:
        """Return what a line stands for now, as whole as ledger and files agree on it.

        Raises:
            ImhaHatasi: IMH-055 its file is not there.
            DepoHatasi: DEP-019 an object is not the one the ledger knows; DEP-010 it cannot be read.
        """
        icerik = self._kalintici.content(baglanti, satir)
        if icerik is None or not icerik.kalintilar:
            raise ImhaHatasi("IMH-055", _place(satir), dosya=satir.dosya)
        for oid, envanter in icerik.nesneler.items():
            if self._inventory(oid) != envanter:
                raise DepoHatasi("DEP-019", oid)
        return icerik

    def whole(self, icerik: Icerik) -> bool:
        """Tell whether nothing of a proven content is gone or changed.

        Raises:
            DepoHatasi: DEP-010 an object cannot be read.
        """
        ocfl = self._depo.ocfl
        return all(self._inventory(oid) == envanter and not any(ocfl.verify(oid, tam=False)) for oid, envanter in icerik.nesneler.items())

    # -- the steps --------------------------------------------------------------------------------------------------

    def begin(self, satir: ImhaSatiri, parca: str) -> Icerik:
        """Log that a line is going; from the commit on its content may be gone.

        Raises:
            EngelVarError: something stands in the way; that is written down.
            ImhaHatasi: IMH-020 no proof; IMH-054 the content has changed since the proof.
            DepoHatasi: DEP-016 another executor was faster; DEP-019 an object is damaged; the ledger.
        """
        kanitli = self._kanit.line(parca, satir.sira_no)
        self._kanit.part(parca).require(next(iter(kanitli.nesneler)))
        if not satir.belge:
            self.atiflar.move_out(satir, lambda baglanti: self._stop_at_bar(baglanti, satir))
        with self._depo.transaction(self._aktor) as islem:
            eski = kalintilar.item(islem.baglanti, self._liste, satir.sira_no)
            if eski.durum == EDILDI or eski.basladi:
                raise DepoHatasi("DEP-016", _place(satir))
            engel = self.judge(islem.baglanti, satir)
            if engel is None:
                if not self.content(islem.baglanti, satir).same_as(kanitli):
                    raise ImhaHatasi("IMH-054", _place(satir))
                self._move(islem, satir, eski, Kalem(SILINIYOR, "", parca))
                kalintilar.mark_going(islem.baglanti, kanitli.kimlikler)
                ayrinti = {"parca": parca, "sha256": self._kanit.part(parca).sha256, "nesneler": kanitli.nesneler}
                self._audit(islem, "imha_basla", satir, ayrinti)
        if engel is not None:
            raise EngelVarError(engel)
        return kanitli

    def resume(self, satir: ImhaSatiri, parca: str) -> Icerik:
        """Return the content of a line whose going was logged; while all of it is there, a bar that came since wins.

        Raises:
            EngelVarError: it stays; that is written down.
            ImhaHatasi: IMH-020 no proof, or the audit trail did not see that it was begun.
        """
        kanitli = self._kanit.line(parca, satir.sira_no)
        engel = None
        with self._depo.transaction(self._aktor) as islem:
            eski = kalintilar.item(islem.baglanti, self._liste, satir.sira_no)
            if eski.basladi:
                self._require_begun(islem.baglanti, satir, parca, kanitli)
            if eski.basladi and self.whole(kanitli):
                engel = self.judge(islem.baglanti, satir)
            if engel is not None:
                self._move(islem, satir, eski, Kalem(ENGELLI, reason(engel)))
                kalintilar.unmark_going(islem.baglanti, kanitli.kimlikler)
                self._audit(islem, "imha_durdu", satir, {"neden": reason(engel), "nesneler": list(kanitli.nesneler)})
        if engel is not None:
            raise EngelVarError(engel)
        return kanitli

    def remove(self, icerik: Icerik, parca: str) -> None:
        """Remove the objects of a line whose going is logged.

        Raises:
            KalemKusuruError: an object could not be removed; it can be tried again.
            ImhaHatasi: IMH-020 the proof is gone or changed, or the object is not the one it names.
        """
        kanit = self._kanit.part(parca)
        for oid in icerik.order():
            try:
                _destroy.remove_object(self._depo.ocfl, oid, kanit, self._disk)
            except DepoHatasi as hata:
                raise KalemKusuruError(hata.bulgu) from hata

    def finish(self, satir: ImhaSatiri, icerik: Icerik, parca: str) -> bool:
        """Put the stubs in place of the rows and log the act; tell whether it was this call that did it.

        Raises:
            DepoHatasi: DEP-016 references are being written all the time; the disk or the ledger.
        """
        for _ in range(_DENEME):
            if not satir.belge:
                self.atiflar.drop(satir)
            with self._depo.transaction(self._aktor) as islem:
                eski = kalintilar.item(islem.baglanti, self._liste, satir.sira_no)
                if eski.durum == EDILDI:
                    return False
                if not satir.belge and kalintilar.refers_to(islem.baglanti, satir.dosya):
                    continue
                self._move(islem, satir, eski, Kalem(EDILDI, "", parca))
                kalintilar.bury(islem.baglanti, icerik.kalintilar)
                ayrinti = {"parca": parca, "belgeler": icerik.belgeler, "bayt": icerik.bayt, "nesneler": list(icerik.nesneler)}
                self._audit(islem, "imha", satir, ayrinti)
                _destroy.prune(self._depo.ocfl, icerik.nesneler)
            return True
        raise DepoHatasi("DEP-016", _place(satir))

    # -- what did not go --------------------------------------------------------------------------------------------

    def bar(self, satir: ImhaSatiri, engel: Bulgu) -> None:
        """Write down that a line may not go, and why; once for each reason."""
        self._leave(satir, ENGELLI, reason(engel), "imha_engel")

    def fail(self, satir: ImhaSatiri, kusur: Bulgu) -> None:
        """Write down that a line failed, and why; one whose removal has begun keeps its part of the proof."""
        self._leave(satir, HATALI, reason(kusur), "imha_hata")

    def _leave(self, satir: ImhaSatiri, durum: str, neden: str, eylem: str) -> None:
        with self._depo.transaction(self._aktor) as islem:
            eski = kalintilar.item(islem.baglanti, self._liste, satir.sira_no)
            yeni = Kalem(durum, neden, eski.parca if eski.basladi else "")
            if eski == yeni or eski.durum == EDILDI or (eski.basladi and durum == ENGELLI):
                return
            self._move(islem, satir, eski, yeni)
            self._audit(islem, eylem, satir, {"neden": neden})

    # -- helpers ----------------------------------------------------------------------------------------------------

    def _require_begun(self, baglanti: Connection, satir: ImhaSatiri, parca: str, kanitli: Icerik) -> None:
        """Refuse to go on with a line whose state alone says that it was begun: the last act on it must be that, with this very content.

        Raises:
            ImhaHatasi: IMH-020.
        """
        izler = [iz for iz in defter.acts_on(baglanti, satir.belge or satir.dosya) if iz.eylem in _ADIMLAR]
        son = next((iz.ayrinti for iz in reversed(izler) if iz.ayrinti.get("liste") == self._liste), {})
        beklenen = {"satir": satir.sira_no, "parca": parca, "sha256": self._kanit.part(parca).sha256, "nesneler": kanitli.nesneler}
        if any(son.get(ad) != deger for ad, deger in beklenen.items()):
            raise ImhaHatasi("IMH-020", _place(satir), kanit=self._kanit.kimlik)

    def _inventory(self, oid: str) -> str:
        try:
            return inventory_digest(self._depo.ocfl.path(oid))
        except OSError:
            raise DepoHatasi("DEP-010", oid) from None

    def _stop_at_bar(self, baglanti: Connection, satir: ImhaSatiri) -> None:
        engel = self.judge(baglanti, satir)
        if engel is not None:
            raise EngelVarError(engel)

    def _move(self, islem: Islem, satir: ImhaSatiri, eski: Kalem, yeni: Kalem) -> None:
        zaman = _clock.iso(self._depo.saat.now())
        if not kalintilar.move_item(islem.baglanti, self._liste, satir.sira_no, eski, yeni, zaman):
            raise DepoHatasi("DEP-016", _place(satir))

    def _audit(self, islem: Islem, eylem: str, satir: ImhaSatiri, ayrinti: dict[str, Any]) -> None:
        ortak = {"liste": self._liste, "satir": satir.sira_no, "kanit": self._kanit.kimlik}
        islem.audit(eylem, satir.belge or satir.dosya, {**ortak, **ayrinti})


def reason(b: Bulgu) -> str:
    """Return a finding as it is written down for a line."""
    return f"{b.kod} · {b.mesaj}"


def _place(satir: ImhaSatiri) -> str:
    return f"satır {satir.sira_no} · {satir.belge or satir.dosya}"


def _own_bars(baglanti: Connection, satir: ImhaSatiri) -> tuple[Bulgu, ...]:
    """Return what stands in the way whatever the law says: nothing there, or a record that a living file refers to."""
    if defter.find(baglanti, "dosya", satir.dosya) is None:
        return (bulgu("IMH-055", _place(satir), dosya=satir.dosya),)
    if not satir.belge:
        return ()
    if not kalintilar.contents(baglanti, satir.dosya, satir.belge):
        return (bulgu("IMH-055", _place(satir), dosya=satir.dosya),)
    diger = kalintilar.referred_from(baglanti, satir.dosya).get(satir.belge)
    return (bulgu("IMH-053", _place(satir), dosya=diger),) if diger else ()
