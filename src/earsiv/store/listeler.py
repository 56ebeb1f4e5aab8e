# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Lists in the ledger: number, digest, state, the files an open one holds, the votes of its members; within the caller's transaction.

``liste.json`` of a list's object names the files it still holds; its lines stand in ``icerik.json``, which never changes. Lists of the
first format have the lines in ``liste.json`` itself and hold all of their files until they are given up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Connection, delete, func, insert, select, update

from earsiv.model import Oy, SatirOyu
from earsiv.store import tablolar as t

GIDEN: Final = "imha"
"""Kind of owed work: the removal of this record or file has begun and must be ended; no further version of it is written."""
_YIGIN: Final = 500  # values named in one statement


def upsert(baglanti: Connection, deger: dict[str, Any]) -> None:
    """Write the row of a list and the rows of the files it holds."""
    satir = row_of(deger)
    if baglanti.execute(update(t.LISTE).where(t.LISTE.c.no == satir["no"]).values(**satir)).rowcount == 0:
        baglanti.execute(insert(t.LISTE).values(**satir))
    set_files(baglanti, satir["no"], held_files(deger))


def set_files(baglanti: Connection, no: str, dosyalar: Iterable[str]) -> None:
    """Let a list or a transfer hold exactly these files: its rows mirror what its own object says, so a crash cannot part them."""
    c, eski = t.LISTE_DOSYASI.c, held_by(baglanti, no)
    tutulan = dict.fromkeys(dosyalar)
    if giden := sorted(eski - tutulan.keys()):
        for bas in range(0, len(giden), _YIGIN):
            baglanti.execute(delete(t.LISTE_DOSYASI).where(c.liste == no, c.dosya.in_(giden[bas : bas + _YIGIN])))
    if yeni := [{"dosya": dosya, "liste": no} for dosya in tutulan if dosya not in eski]:
        baglanti.execute(insert(t.LISTE_DOSYASI), yeni)


def row_of(deger: dict[str, Any]) -> dict[str, Any]:
    """Return the ledger row that a list's own JSON stands for."""
    return {"no": deger["icerik"]["no"] if "icerik" in deger else deger["no"], "ozet": deger["ozet"], "durum": deger["durum"]}


def held_files(deger: dict[str, Any]) -> list[str]:
    """Return the files that a list holds according to its own JSON, each once."""
    if "icerik" not in deger:
        return list(dict.fromkeys(deger["dosyalar"]))
    return [] if deger["durum"] == "iptal" else [s["dosya"] for s in deger["icerik"]["satirlar"]]


def held_by(baglanti: Connection, no: str) -> set[str]:
    """Return the files that stand under this number."""
    return set(baglanti.execute(select(t.LISTE_DOSYASI.c.dosya).where(t.LISTE_DOSYASI.c.liste == no)).scalars())


def holders(baglanti: Connection, dosyalar: Sequence[str]) -> dict[str, str]:
    """Return, for those of these files that stand on an open list, the list."""
    c = t.LISTE_DOSYASI.c
    bulunan: dict[str, str] = {}
    for bas in range(0, len(dosyalar), _YIGIN):
        sorgu = select(c.dosya, c.liste).where(c.dosya.in_(dosyalar[bas : bas + _YIGIN]))
        bulunan |= {str(satir.dosya): str(satir.liste) for satir in baglanti.execute(sorgu)}
    return bulunan


# -- votes ----------------------------------------------------------------------------------------------------------


def put_votes(baglanti: Connection, no: str, kisi: str, oylar: Sequence[SatirOyu], zaman: str) -> None:
    """Write one row a vote; a vote given before by the same seat on the same line is replaced."""
    c = t.OY.c
    koltuklar = {o.koltuk for o in oylar}
    for koltuk in koltuklar:
        satirlar = [o.satir for o in oylar if o.koltuk == koltuk]
        for bas in range(0, len(satirlar), _YIGIN):
            baglanti.execute(delete(t.OY).where(c.liste == no, c.koltuk == koltuk, c.satir.in_(satirlar[bas : bas + _YIGIN])))
    if oylar:
        ortak = {"liste": no, "kisi": kisi, "zaman": zaman}
        baglanti.execute(
            insert(t.OY), [{**ortak, "satir": o.satir, "koltuk": o.koltuk, "oy": str(o.oy), "gerekce": o.gerekce} for o in oylar]
        )


def votes(baglanti: Connection, no: str, koltuklar: Iterable[str] | None = None) -> Iterator[tuple[str, SatirOyu]]:
    """Yield (person, vote) of a list, by line and seat; of some seats alone where they are given."""
    oylar = {str(o): o for o in Oy}
    sorgu = select(t.OY.c.kisi, t.OY.c.satir, t.OY.c.koltuk, t.OY.c.oy, t.OY.c.gerekce).where(t.OY.c.liste == no)
    if koltuklar is not None:
        sorgu = sorgu.where(t.OY.c.koltuk.in_(list(koltuklar)))
    for kisi, satir, koltuk, oy, gerekce in baglanti.execute(sorgu.order_by(t.OY.c.satir, t.OY.c.koltuk)):
        yield kisi, SatirOyu(satir, koltuk, oylar[oy], gerekce)


def clear_votes(baglanti: Connection, no: str) -> None:
    """Remove the votes that count: another commission decides anew; the audit rows keep what was voted."""
    baglanti.execute(delete(t.OY).where(t.OY.c.liste == no))


def count_all_votes(baglanti: Connection, no: str) -> int:
    """Return how many votes count on a list."""
    return int(baglanti.execute(select(func.count()).select_from(t.OY).where(t.OY.c.liste == no)).scalar_one())


# -- the lines of an execution --------------------------------------------------------------------------------------


def items(baglanti: Connection, no: str) -> dict[int, tuple[str, str, str]]:
    """Return where each line of an execution stands: line -> (state, reason, part of the proof)."""
    c = t.IMHA_KALEMI.c
    sorgu = select(c.satir, c.durum, c.neden, c.parca).where(c.liste == no).order_by(c.satir)
    return {satir: (durum, neden, parca) for satir, durum, neden, parca in baglanti.execute(sorgu)}


def going(baglanti: Connection, kimlik: str) -> bool:
    """Tell whether the removal of a record or file has begun."""
    c = t.BEKLEYEN.c
    return baglanti.execute(select(c.id).where(c.tur == GIDEN, c.nesne == kimlik)).first() is not None
