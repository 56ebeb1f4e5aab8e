# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The part of ``Arsiv`` that looks at personal data: the periodic run, and what a request to delete comes to.

Nothing is removed here. A run writes down what it looked at and gives the ids that may be proposed for an imha list; the list's own path,
with commission, consent and approval, is the only way on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final

from earsiv import _canon
from earsiv._arsiv_takvim import TakvimIsleri
from earsiv.errors import DepoHatasi, GirdiHatasi, ImhaHatasi, YetkiHatasi
from earsiv.model import DosyaKodu, GizlilikDerecesi, Islem
from earsiv.saklama import ImhaEngeli, Kapsam, TasfiyeDondurma
from earsiv.saklama.kvkk import KODLAR_KAYDI, KvkkDurumu, KvkkSatiri, KvkkSonucu, PeriyodikImha, conclude, is_personal, judge_file, standing
from earsiv.saklama.supurme import Yargi
from earsiv.store import defter, kayitlar

AYAR: Final = KODLAR_KAYDI
"""The object that keeps the codes under which files hold personal data."""
_SATIRLAR: Final = "satirlar.jsonl"


class KvkkIsleri(TakvimIsleri):
    """Personal data."""

    def kvkk_run(self, an: dt.date | None = None, *, deneme: bool = False) -> KvkkSonucu:
        """Look at every file with personal data and say which may be proposed for an imha list and why the others stay.

        Args:
            an: the day to judge for, as in ``propose_imha``; today when not given.
            deneme: write down no run.

        Raises:
            YetkiHatasi: YET-003; KVK-006 the actor does not see every unit.
            ImhaHatasi: IMH-016 a past day, for which no list is made either.
        """
        self._require_every_unit()
        bugun = self._today()
        gun = an or bugun
        if gun < bugun:
            raise ImhaHatasi("IMH-016", gun.isoformat())
        kodlar = frozenset(self._personal_codes()["kodlar"])
        satirlar = tuple(judge_file(o.dosya, y, o.liste) for o, y in self.screened(gun) if is_personal(o.dosya, kodlar))
        ortak: dict[str, Any] = {
            "gun": bugun,
            "an": gun,
            "aktor": self.yetki.aktor,
            "ay": self._kvkk_months(bugun),
            "onceki": self._last_kvkk_run(),
        }
        yazilan: list[PeriyodikImha] = []

        def deger_of(no: str) -> dict[str, Any]:
            yazilan.append(conclude(satirlar, no=no, **ortak))
            return {"kimlik": no, "icerik": yazilan[-1].as_dict()}

        if deneme:
            deger_of(self._next_in_register("kvkk")())
        else:
            icerik = {_SATIRLAR: b"".join(_canon.encode(s.as_dict()) + b"\n" for s in satirlar)}
            ayrinti = {"an": gun.isoformat(), "incelenen": len(satirlar), "onerilen": sum(s.onerilir for s in satirlar)}
            self._write_numbered("kvkk", self._next_in_register("kvkk"), deger_of, eylem="kvkk", ayrinti=ayrinti, icerik=icerik)
        return KvkkSonucu(yazilan[-1], satirlar)

    def kvkk_status(self, an: dt.date | None = None) -> KvkkDurumu:
        """Say when the last run was, when the next is due, and warn where it is overdue.

        Raises:
            YetkiHatasi: YET-003.
        """
        self._require(Islem.BASVURU)
        gun = an or self._today()
        return standing(self._last_kvkk_run(gun), self._kvkk_months(gun), gun)

    def personal_codes(self) -> dict[str, Any]:
        """Return the codes under which every file counts as holding personal data, and why.

        Raises:
            YetkiHatasi: YET-003.
        """
        self._require(Islem.BASVURU)
        return self._personal_codes()

    def set_personal_codes(self, kodlar: Iterable[str], gerekce: str, *, deneme: bool = False) -> dict[str, Any]:
        """Say under which codes, and below them, every file counts as holding personal data; replaces what was said before.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: KVK-007 no reason, or not a bare code.
            DepoHatasi: DEP-016 another writer was faster.
        """
        self._require(Islem.BASVURU)
        adlar = sorted({kod.strip() for kod in kodlar})
        yanlis = next((kod for kod in adlar if _bare(kod) != kod), "")
        if yanlis or not gerekce.strip():
            raise GirdiHatasi("KVK-007", AYAR, kod=yanlis)
        eski = self._personal_codes()
        yeni = {"kodlar": adlar, "gerekce": gerekce.strip()}
        if not deneme:
            self._write_setting("kvkk", AYAR, yeni, eski if eski["gerekce"] else None, "kvkk_kodlari", {"kodlar": adlar})
        return yeni

    # -- helpers ----------------------------------------------------------------------------------------------------

    def _deletable(self, kapsamlar: Iterable[Kapsam]) -> tuple[KvkkSatiri, ...]:
        """Return every file that a request to delete names with what retention says of it; of files not to be seen only that.

        Raises:
            YetkiHatasi: KVK-006 the actor does not see every unit.
        """
        self._require_every_unit()
        bugun, bilinen = self._today(), self._known()
        kapsam = TasfiyeDondurma("", ImhaEngeli.KVKK_TALEBI, tuple(kapsamlar), "kapsam", self.yetki.aktor, bugun)
        dizin = bilinen.index([kapsam], bugun, bilinen.resolve([kapsam]))
        with self.depo.reader() as baglanti:
            bulunan = [(dosya, liste) for dosya, liste in defter.files_with_lists(baglanti) if dizin.on(dosya)]
        return tuple(judge_file(dosya, Yargi.of(self._judge(dosya, bugun, bilinen)), liste) for dosya, liste in bulunan)

    def _require_every_unit(self) -> None:
        self._require(Islem.BASVURU)
        if self.yetki.birimler is not None or self.yetki.derece < max(GizlilikDerecesi):
            raise YetkiHatasi("KVK-006", self.yetki.aktor, aktor=self.yetki.aktor)

    def _kvkk_months(self, gun: dt.date) -> int:
        return int(self._known().profil.get("kvkk_periyodik_ay", gun) or 1)

    def _last_kvkk_run(self, an: dt.date | None = None) -> PeriyodikImha | None:
        with self.depo.reader() as baglanti:
            kayit = kayitlar.settings(baglanti, "kvkk")
        kosular = [_run_of(kimlik, deger) for kimlik, deger in kayit.items() if kimlik != AYAR]
        return max((k for k in kosular if an is None or k.gun <= an), key=lambda k: (k.gun, int(k.no.partition("/")[2])), default=None)

    def _personal_codes(self) -> dict[str, Any]:
        with self.depo.reader() as baglanti:
            return kayitlar.setting(baglanti, AYAR) or {"kodlar": [], "gerekce": ""}


def _run_of(no: str, deger: Mapping[str, Any]) -> PeriyodikImha:
    """Return the run of a row.

    Raises:
        DepoHatasi: DEP-020 the row is none.
    """
    try:
        return PeriyodikImha.from_dict(deger)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise DepoHatasi("DEP-020", no, alan="koşu") from None


def _bare(kod: str) -> str:
    try:
        return DosyaKodu.parse(kod).metin
    except GirdiHatasi:
        return ""
