# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""References across files: what another living file refers to stays, and no living record is left referred to by a file that is gone.

Each act is an object's next version with its audit row, and each can be repeated: a record is moved before its link is dropped, so a
crash between the two leaves one link too many and never one too few.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import Connection

from earsiv.errors import DepoHatasi
from earsiv.model import ImhaSatiri
from earsiv.store import Depo, defter, kalintilar, kayitlar, ocfl_id
from earsiv.store.depo import ATIF_ONEKI

EYLEM: Final = "imha_atif"


class Atiflar:
    """The references that the files of one list have to others, and others to them."""

    def __init__(self, depo: Depo, aktor: str, liste: str) -> None:
        """Write in the name of an actor, for a list."""
        self._depo = depo
        self._aktor = aktor
        self._liste = liste

    def heal(self) -> None:
        """Drop the links that a crash left between a record and the file it was moved into; such a link does no harm meanwhile."""
        with self._depo.reader() as baglanti:
            kalan = kalintilar.referred_by_own_file(baglanti, EYLEM)
        for belge, dosya in kalan.items():
            try:
                self._unlink(belge, dosya, {})
            except DepoHatasi as hata:
                if hata.kod != "DEP-016":
                    raise

    def move_out(self, satir: ImhaSatiri, izin: Callable[[Connection], None]) -> None:
        """Give each record of a file that a living file refers to into that file, and drop the link.

        Args:
            izin: asked inside the transaction of each move; what it raises stops the act.

        Raises:
            DepoHatasi: DEP-016 the reference was changed meanwhile; the disk or the ledger.
        """
        with self._depo.reader() as baglanti:
            gidecekler = kalintilar.referred_from(baglanti, satir.dosya)
        for belge, hedef in gidecekler.items():
            self._move(satir, belge, hedef, izin)
            self._unlink(belge, hedef, {"satir": satir.sira_no})

    def drop(self, satir: ImhaSatiri) -> None:
        """Drop the links of a file that is gone to records elsewhere.

        Raises:
            DepoHatasi: DEP-016 the references were changed meanwhile; the disk or the ledger.
        """
        with self._depo.reader() as baglanti:
            belgeler = kalintilar.refers_to(baglanti, satir.dosya)
        for belge in belgeler:
            self._unlink(belge, satir.dosya, {"satir": satir.sira_no})

    def _move(self, satir: ImhaSatiri, belge: str, hedef: str, izin: Callable[[Connection], None]) -> None:
        def kosul(baglanti: Connection) -> None:
            izin(baglanti)
            if kalintilar.referred_from(baglanti, satir.dosya).get(belge) != hedef:
                raise DepoHatasi("DEP-016", belge)

        eski = json.loads(self._depo.ocfl.read(ocfl_id("belge", belge), "belge.json"))
        ayrinti = {"liste": self._liste, "satir": satir.sira_no, "onceki_dosya": satir.dosya, "dosya": hedef}
        yeni = {**eski, "dosya": hedef}
        self._depo.save("belge", belge, yeni, aktor=self._aktor, eylem=EYLEM, ayrinti=ayrinti, kosul=kosul, borclar=("dizin",))

    def _unlink(self, belge: str, dosya: str, ayrinti: dict[str, Any]) -> None:
        with self._depo.reader() as baglanti:
            eski = kayitlar.referring(baglanti, [belge])

        def kosul(baglanti: Connection) -> None:
            if kayitlar.referring(baglanti, [belge]) != eski or defter.find(baglanti, "belge", belge) is None:
                raise DepoHatasi("DEP-016", belge)

        deger = {"belge": belge, "dosyalar": sorted(set(eski) - {dosya})}
        tam = {"liste": self._liste, **ayrinti, "belge": belge, "dosya": dosya}
        self._depo.save("atif", f"{ATIF_ONEKI}{belge}", deger, aktor=self._aktor, eylem=EYLEM, ayrinti=tam, kosul=kosul)
