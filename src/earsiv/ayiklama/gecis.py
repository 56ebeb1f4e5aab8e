# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The table of the list path: which act is possible in which state, and where it may lead. The picture in the docs is made from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final

from earsiv.model import ListeDurumu

D = ListeDurumu


class Eylem(StrEnum):
    """An act on a list."""

    BOL = "bol"  # split by unit and kind of material
    OTURUM = "oturum"  # a commission takes the list; on a list before one already: another takes it
    OY = "oy"
    ERTELE = "ertele"  # a line is put off
    KARAR = "karar"
    YENIDEN = "yeniden"  # the decision is taken back to be voted on again
    GORUS = "gorus"
    OLUR = "olur"
    IMZA = "imza"  # a member or the approver signs the canonical list
    FIZIKI = "fiziki"  # the physical act is recorded
    BASLA = "basla"  # execution begins, or goes on
    KISMEN = "kismen"  # a run ended, lines are left
    BITIR = "bitir"  # nothing is left
    BIRAK = "birak"  # what is left is given up
    TUTANAK = "tutanak"  # the minutes are sealed
    KAPAT = "kapat"  # no line is left that may go
    IPTAL = "iptal"

    @property
    def ad(self) -> str:
        """The act as it is named to people."""
        return _ADLAR[self]

    @property
    def ic(self) -> bool:
        """Whether nobody asks for it by itself: it is how a run ends."""
        return self in {Eylem.KISMEN, Eylem.BITIR}


_ADLAR: Final = {
    Eylem.BOL: "bölme",
    Eylem.OTURUM: "komisyonu toplama",
    Eylem.OY: "oylama",
    Eylem.ERTELE: "satır erteleme",
    Eylem.KARAR: "karar",
    Eylem.YENIDEN: "yeniden görüşme",
    Eylem.GORUS: "uygun görüş",
    Eylem.OLUR: "olur",
    Eylem.IMZA: "imzalama",
    Eylem.FIZIKI: "fiziki imha kaydı",
    Eylem.BASLA: "imha",
    Eylem.KISMEN: "kısmen bitirme",
    Eylem.BITIR: "bitirme",
    Eylem.BIRAK: "kalanı bırakma",
    Eylem.TUTANAK: "tutanak",
    Eylem.KAPAT: "kapatma",
    Eylem.IPTAL: "iptal",
}

GECISLER: Final[Mapping[tuple[ListeDurumu, Eylem], ListeDurumu]] = {
    (D.ONERI, Eylem.BOL): D.BOLUNDU,
    (D.ONERI, Eylem.OTURUM): D.GORUSME,
    (D.ONERI, Eylem.IPTAL): D.IPTAL,
    (D.GORUSME, Eylem.OTURUM): D.GORUSME,
    (D.GORUSME, Eylem.OY): D.GORUSME,
    (D.GORUSME, Eylem.ERTELE): D.GORUSME,
    (D.GORUSME, Eylem.IMZA): D.GORUSME,
    (D.GORUSME, Eylem.KARAR): D.KARAR,
    (D.GORUSME, Eylem.IPTAL): D.IPTAL,
    (D.KARAR, Eylem.IMZA): D.KARAR,
    (D.KARAR, Eylem.YENIDEN): D.GORUSME,
    (D.KARAR, Eylem.GORUS): D.GORUS,
    (D.KARAR, Eylem.KAPAT): D.KAPANDI,
    (D.KARAR, Eylem.IPTAL): D.IPTAL,
    (D.GORUS, Eylem.IMZA): D.GORUS,
    (D.GORUS, Eylem.OLUR): D.OLUR,
    (D.GORUS, Eylem.KAPAT): D.KAPANDI,
    (D.GORUS, Eylem.IPTAL): D.IPTAL,
    (D.OLUR, Eylem.FIZIKI): D.OLUR,
    (D.OLUR, Eylem.BASLA): D.YURUTME,
    (D.OLUR, Eylem.KAPAT): D.KAPANDI,
    (D.OLUR, Eylem.IPTAL): D.IPTAL,
    (D.YURUTME, Eylem.BASLA): D.YURUTME,
    (D.YURUTME, Eylem.KISMEN): D.KISMEN,
    (D.YURUTME, Eylem.BITIR): D.TAMAM,
    (D.KISMEN, Eylem.FIZIKI): D.KISMEN,
    (D.KISMEN, Eylem.BASLA): D.YURUTME,
    (D.KISMEN, Eylem.BIRAK): D.TAMAM,
    (D.TAMAM, Eylem.TUTANAK): D.TUTANAK,
}
"""What is not in here cannot happen to a list."""

DURUM_ADLARI: Final = {
    D.ONERI: "öneri, komisyonu bekliyor",
    D.GORUSME: "komisyonda görüşülüyor",
    D.KARAR: "karar verildi, uygun görüş bekliyor",
    D.GORUS: "uygun görüş geldi, olur bekliyor",
    D.OLUR: "olur verildi, imha edilebilir",
    D.YURUTME: "imha yürütülüyor",
    D.KISMEN: "kısmen imha edildi",
    D.TAMAM: "imha bitti, tutanak bekliyor",
    D.TUTANAK: "tutanakla kapandı",
    D.KAPANDI: "imha edilecek satır kalmadan kapandı",
    D.BOLUNDU: "bölündü",
    D.IPTAL: "iptal edildi",
}
"""The states as they are named to people."""

BITEN: Final = frozenset({D.TUTANAK, D.KAPANDI, D.BOLUNDU, D.IPTAL})
"""The ends: such a list holds no file any more."""


def acts(durum: ListeDurumu) -> tuple[Eylem, ...]:
    """Return the acts that are possible in a state."""
    return tuple(eylem for (nerede, eylem) in GECISLER if nerede is durum)


def diagram() -> Iterator[str]:
    """Yield the table as lines of a Mermaid state diagram."""
    yield "stateDiagram-v2"
    yield f"    [*] --> {D.ONERI}: listeye dondurma"
    for (nerede, eylem), sonra in GECISLER.items():
        yield f"    {nerede} --> {sonra}: {eylem.ad}"
    for durum in D:
        if durum in BITEN:
            yield f"    {durum} --> [*]"
