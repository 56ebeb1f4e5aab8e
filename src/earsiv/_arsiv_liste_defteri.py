# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The part of ``Arsiv`` that keeps imha lists: read as ledger and files agree on them, moved on all or nothing.

A list's object holds ``icerik.json`` (the canonical form that its digest names), ``karar.json`` and the signatures, and ``liste.json``,
which moves. What is read back is held against the digests first; a version that another writer made meanwhile stops the act.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import re
from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

from sqlalchemy import Connection

from earsiv import _clock, ayiklama
from earsiv._arsiv_ornek import OrnekIsleri
from earsiv.ayiklama import Adim, Eylem, ListeYolu
from earsiv.errors import DepoHatasi, GirdiHatasi
from earsiv.model import GizlilikDerecesi, ImhaListesi, Islem, KomisyonKarari, ListeDurumu
from earsiv.store import defter, kalintilar, ocfl_id

_D = TypeVar("_D")
_OKUYAN = frozenset({Islem.LISTE, Islem.KOMISYON, Islem.OY, Islem.ONAY, Islem.IMHA})
"""Whoever has a part in the path may read a list."""
_NO = re.compile(r"[0-9]{4}/[0-9]{1,9}")


class ListeDefteri(OrnekIsleri):
    """Lists as they are kept."""

    # -- reading ----------------------------------------------------------------------------------------------------

    def listeler(self) -> list[dict[str, str]]:
        """Return number, digest and state of every list the actor may see."""
        self._require(Islem.LISTE)
        with self.depo.reader() as baglanti:
            hepsi = defter.lists(baglanti)
        if self.yetki.birimler is None and self.yetki.derece is max(GizlilikDerecesi):
            return hepsi
        return [li for li in hepsi if self._sees_lines(self._kept_path(li["no"])[0])]

    def liste(self, no: str) -> ImhaListesi:
        """Return a list by number, after holding it against its digest.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-013 no such list.
            DepoHatasi: IMH-014 the list is no longer what its digest names.
        """
        return self.list_path(no).liste

    def list_path(self, no: str) -> ListeYolu:
        """Return a list with everything that was decided about it, after holding each part against its digest.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-013 no such list.
            DepoHatasi: IMH-014 list or decision is no longer what its digest names.
        """
        if not self.yetki.islemler & _OKUYAN:
            self._require(Islem.LISTE)
        return self._path(no)[0]

    def canonical_list(self, no: str) -> bytes:
        """Return the canonical form of a list: what its digest is taken of, and what members and approver sign.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-013.
            DepoHatasi: IMH-014.
        """
        return ayiklama.canonical(self.liste(no))

    # -- writing ----------------------------------------------------------------------------------------------------

    def _adim(self, gerekce: str = "") -> Adim:
        return Adim(Eylem.BOL, _clock.iso(self.depo.saat.now()), self.yetki.aktor, gerekce.strip())

    def _path(self, no: str) -> tuple[ListeYolu, int]:
        """Return a list's way as kept, and the version of its object; one with a line that is not to be seen is not there.

        Raises:
            GirdiHatasi: IMH-013.
            DepoHatasi: IMH-014.
        """
        yol, surum = self._kept_path(no)
        if not self._sees_lines(yol):
            raise GirdiHatasi("IMH-013", no)
        return yol, surum

    def _sees_lines(self, yol: ListeYolu) -> bool:
        nereler = {(s.gizlilik, s.ureten_birim) for s in yol.liste.satirlar}
        return all(self.yetki.may_see(GizlilikDerecesi[gizlilik], birim) for gizlilik, birim in nereler)

    def _list_json(self, oid: str, no: str) -> tuple[bytes, int]:
        """Return ``liste.json`` as ledger and files agree on it, and the version; what another writer is just showing is waited for."""
        for bekle in (False, True):
            with self.depo.transaction(self.yetki.aktor) if bekle else contextlib.nullcontext(), self.depo.reader() as baglanti:
                envanter = kalintilar.inventory_of(baglanti, no)
                with contextlib.suppress(DepoHatasi):
                    return self.depo.ocfl.read_proven(oid, "liste.json", envanter), self.depo.ocfl.head(oid)
        raise DepoHatasi("IMH-014", no)

    def _kept_path(self, no: str) -> tuple[ListeYolu, int]:
        with self.depo.reader() as baglanti:
            if not _NO.fullmatch(no) or not defter.known(baglanti, no):
                raise GirdiHatasi("IMH-013", no)
        oid = ocfl_id("liste", no)
        ham, surum = self._list_json(oid, no)
        try:
            veri = json.loads(ham)
            if "icerik" in veri:  # the first format
                liste = ImhaListesi.from_content(veri["icerik"], veri["ozet"], ListeDurumu(veri["durum"]))
                if not ayiklama.holds(liste):
                    raise DepoHatasi("IMH-014", no)
                return ListeYolu(liste, liste.durum), surum
            liste = self._sealed_part(oid, no, "icerik.json", veri["ozet"], ImhaListesi.from_content)
            karar = veri["adim"]["karar"]
            kararlari = KomisyonKarari.from_content
            yol = ayiklama.path_with(veri, liste, self._sealed_part(oid, no, "karar.json", karar["ozet"], kararlari) if karar else None)
        except (ValueError, KeyError, TypeError, AttributeError):
            raise DepoHatasi("IMH-014", no) from None
        if yol.liste.no != no or yol.chain():
            raise DepoHatasi("IMH-014", no)
        return yol, surum

    def _sealed_part(self, oid: str, no: str, ad: str, ozet: str, oku: Callable[[dict[str, Any], str], _D]) -> _D:
        """Return what a part says; its bytes are held against the digest every time, and made a value of once."""
        ham = self.depo.ocfl.read(oid, ad)
        if not hmac.compare_digest(hashlib.sha256(ham).hexdigest(), ozet):
            raise DepoHatasi("IMH-014", no)
        if self._okunan.get(ad, ("",))[0] != ozet:
            self._okunan[ad] = (ozet, oku(json.loads(ham), ozet))
        deger: _D = self._okunan[ad][1]
        return deger

    @cached_property
    def _okunan(self) -> dict[str, Any]:
        """The list and the decision that were read last, by the name of the part, each with its digest."""
        return {}

    def _advance(
        self,
        no: str,
        ilerlet: Callable[[ListeYolu], ListeYolu],
        eylem: str,
        ayrinti: dict[str, Any],
        *,
        icerik: Callable[[ListeYolu], dict[str, bytes]] | None = None,
        kosul: Callable[[Connection], None] | None = None,
        deneme: bool = False,
    ) -> ListeYolu:
        """Move a list on and write it down, all or nothing; who read an older version is told.

        Raises:
            GirdiHatasi: IMH-013.
            DepoHatasi: DEP-016 another writer was faster; IMH-014.
        """
        eski, surum = self._path(no)
        yeni = ilerlet(eski)
        if deneme:
            return yeni
        oid = ocfl_id("liste", no)

        def ayni(baglanti: Connection) -> None:
            if self.depo.ocfl.head(oid) != surum:
                raise DepoHatasi("DEP-016", no)
            if kosul:
                kosul(baglanti)

        dosyalar = icerik(yeni) if icerik else {}
        if surum == 1 and not self._has_part(oid, "icerik.json"):
            dosyalar["icerik.json"] = ayiklama.canonical(yeni.liste)
        ayrinti = {**ayrinti, "liste_ozeti": yeni.liste.ozet, "durum": str(yeni.durum)}
        deger = ayiklama.path_dict(yeni)
        self.depo.save("liste", no, deger, dosyalar, aktor=self.yetki.aktor, eylem=eylem, ayrinti=ayrinti, kosul=ayni)
        return yeni

    def _has_part(self, oid: str, ad: str) -> bool:
        envanter = self.depo.ocfl.inventory(oid)
        return any(ad in adlar for adlar in envanter["versions"][envanter["head"]]["state"].values())
