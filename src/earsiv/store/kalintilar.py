# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The ledger's side of a destruction: what a line stands for, what refers to it, its rows going and the stubs that stay.

Every function works inside the caller's transaction and decides nothing; the content itself is removed by ``_destroy`` alone.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, insert, or_, select, update

from earsiv import _canon
from earsiv.errors import DepoHatasi
from earsiv.model import Belge, Kalinti
from earsiv.store import defter
from earsiv.store import tablolar as t
from earsiv.store.depo import ATIF_ONEKI, Depo, ledger_error, ocfl_id
from earsiv.store.listeler import GIDEN

TEMIZLIK: Final = "temizlik"
"""Owed where the free pages of the ledger may still hold what was destroyed."""
DIZINDEN: Final = "dizin_sil"
"""Work that is owed: the words of this record must leave the index."""
_YIGIN: Final = 400  # values named in one statement
_SABIR_SN: Final = 2.0  # how long the ledger is waited for before it is called busy
_MESGUL: Final = ("SQLITE_BUSY", "SQLITE_LOCKED")


class Kalem(NamedTuple):
    """Where one line stands; ``parca`` names the part of the proof from the moment on from which its content may be gone."""

    durum: str = ""
    neden: str = ""
    parca: str = ""

    @property
    def basladi(self) -> bool:
        """Whether its removal has begun and is not known to be over."""
        return bool(self.parca) and self.durum != "edildi"


# -- where a line stands --------------------------------------------------------------------------------------------


def item(baglanti: Connection, no: str, satir: int) -> Kalem:
    """Return where a line stands; one that was never looked at has no state."""
    c = t.IMHA_KALEMI.c
    bulunan = baglanti.execute(select(c.durum, c.neden, c.parca).where(c.liste == no, c.satir == satir)).first()
    return Kalem(*bulunan) if bulunan else Kalem()


def move_item(baglanti: Connection, no: str, satir: int, eski: Kalem, yeni: Kalem, zaman: str) -> bool:
    """Set where a line stands, only from where it stood when it was read; tell whether that was so."""
    c = t.IMHA_KALEMI.c
    degerler = {"durum": yeni.durum, "neden": yeni.neden, "parca": yeni.parca, "zaman": zaman}
    if not eski.durum:
        if item(baglanti, no, satir).durum:
            return False
        baglanti.execute(insert(t.IMHA_KALEMI).values(liste=no, satir=satir, **degerler))
        return True
    kosul = (c.liste == no, c.satir == satir, c.durum == eski.durum, c.parca == eski.parca)
    return baglanti.execute(update(t.IMHA_KALEMI).where(*kosul).values(**degerler)).rowcount == 1


# -- what a line stands for -----------------------------------------------------------------------------------------


def contents(baglanti: Connection, dosya: str, belge: str = "") -> list[Belge]:
    """Return the records of a file, or the one that is named if it lies there, by id."""
    kosul = [t.BELGE.c.dosya == dosya, *([t.BELGE.c.kimlik == belge] if belge else [])]
    sorgu = select(t.BELGE).where(*kosul).order_by(t.BELGE.c.kimlik)
    return [defter.belge_of(satir) for satir in baglanti.execute(sorgu).mappings()]


def objects(baglanti: Connection, belgeler: Iterable[str], dosya: str = "") -> dict[str, str]:
    """Return OCFL id -> inventory digest of records, what keeps their references, and a file."""
    kimlikler = [k for belge in belgeler for k in (f"{ATIF_ONEKI}{belge}", belge)] + ([dosya] if dosya else [])
    bulunan: dict[str, tuple[str, str]] = {}
    c = t.NESNE.c
    for bas in range(0, len(kimlikler), _YIGIN):
        sorgu = select(c.kimlik, c.tur, c.envanter).where(c.kimlik.in_(kimlikler[bas : bas + _YIGIN]))
        bulunan |= {kimlik: (tur, envanter) for kimlik, tur, envanter in baglanti.execute(sorgu)}
    return {ocfl_id(bulunan[k][0], k): bulunan[k][1] for k in kimlikler if k in bulunan}


def inventory_of(baglanti: Connection, kimlik: str) -> str:
    """Return the inventory digest of an object as the ledger knows it; empty when it knows none."""
    return str(baglanti.execute(select(t.NESNE.c.envanter).where(t.NESNE.c.kimlik == kimlik)).scalar() or "")


def referred_from(baglanti: Connection, dosya: str) -> dict[str, str]:
    """Return, for those records of a file that a living file refers to, that file: one on no list before one on a list, the oldest.

    A file that is going already is not living.
    """
    a, b, d, li = t.ATIF.c, t.BELGE.c, t.DOSYA.c, t.LISTE_DOSYASI.c
    gidiyor = exists().where(t.BEKLEYEN.c.tur == GIDEN, t.BEKLEYEN.c.nesne == a.dosya)
    sorgu = (
        select(a.belge, a.dosya)
        .select_from(
            t.ATIF.join(t.BELGE, b.kimlik == a.belge).join(t.DOSYA, d.kimlik == a.dosya).outerjoin(t.LISTE_DOSYASI, li.dosya == a.dosya)
        )
        .where(b.dosya == dosya, a.dosya != dosya, ~gidiyor)
        .order_by(a.belge, li.liste.is_not(None), a.dosya)
    )
    bulunan: dict[str, str] = {}
    for belge, diger in baglanti.execute(sorgu):
        bulunan.setdefault(belge, diger)
    return bulunan


def refers_to(baglanti: Connection, dosya: str) -> list[str]:
    """Return the records to which a file refers and that are not going themselves."""
    a = t.ATIF.c
    gidiyor = exists().where(t.BEKLEYEN.c.tur == GIDEN, t.BEKLEYEN.c.nesne == a.belge)
    return list(baglanti.execute(select(a.belge).where(a.dosya == dosya, ~gidiyor).order_by(a.belge)).scalars())


def referred_by_own_file(baglanti: Connection, eylem: str) -> dict[str, str]:
    """Return the records that an act moved into a file which still refers to them, with that file."""
    tasinan = exists().where(t.DENETIM.c.nesne == t.BELGE.c.kimlik, t.DENETIM.c.eylem == eylem)
    sorgu = select(t.ATIF.c.belge, t.ATIF.c.dosya).join(
        t.BELGE, and_(t.BELGE.c.kimlik == t.ATIF.c.belge, t.BELGE.c.dosya == t.ATIF.c.dosya)
    )
    return {satir.belge: satir.dosya for satir in baglanti.execute(sorgu.where(tasinan))}


# -- going ----------------------------------------------------------------------------------------------------------


def mark_going(baglanti: Connection, kimlikler: Iterable[str]) -> None:
    """Note that these records and files are going: from now on no version of them is written."""
    for kimlik in kimlikler:
        defter.owe(baglanti, GIDEN, kimlik)


def unmark_going(baglanti: Connection, kimlikler: Sequence[str]) -> None:
    """Let these records and files be changed again."""
    defter.settle(baglanti, GIDEN, kimlikler)


def bury(baglanti: Connection, kalintilar: Sequence[Kalinti]) -> None:
    """Put stubs in place of the rows of records and files; the index owes the going of the records' words."""
    kimlikler = [k.kimlik for k in kalintilar]
    belgeler = [k.kimlik for k in kalintilar if k.tur == "belge"]
    for bas in range(0, len(kimlikler), _YIGIN):
        yigin = kimlikler[bas : bas + _YIGIN]
        nesneler = [*yigin, *(f"{ATIF_ONEKI}{k}" for k in yigin)]
        baglanti.execute(delete(t.NESNE).where(t.NESNE.c.kimlik.in_(nesneler)))
        baglanti.execute(delete(t.BELGE).where(t.BELGE.c.kimlik.in_(yigin)))
        baglanti.execute(delete(t.DOSYA).where(t.DOSYA.c.kimlik.in_(yigin)))
        baglanti.execute(delete(t.ATIF).where(or_(t.ATIF.c.belge.in_(yigin), t.ATIF.c.dosya.in_(yigin))))
        baglanti.execute(delete(t.BEKLEYEN).where(t.BEKLEYEN.c.nesne.in_(yigin)))
    for belge in belgeler:
        defter.owe(baglanti, DIZINDEN, belge)
    if kalintilar:
        baglanti.execute(insert(t.KALINTI), [_row_of(k) for k in kalintilar])


def _row_of(kalinti: Kalinti) -> dict[str, str]:
    ortak = {ad: str(getattr(kalinti, ad)) for ad in ("kimlik", "tur", "dosya", "birim", "liste")}
    return {**ortak, "deger": _canon.encode(kalinti.as_dict()).decode()}


# -- stubs ----------------------------------------------------------------------------------------------------------


def stub(baglanti: Connection, kimlik: str) -> Kalinti | None:
    """Return the stub of a record or file whose content is gone.

    Raises:
        DepoHatasi: DEP-020 its row is not readable.
    """
    return next(_stubs(baglanti, t.KALINTI.c.kimlik == kimlik), None)


def stubs(baglanti: Connection, *, liste: str = "", dosya: str = "") -> Iterator[Kalinti]:
    """Yield the stubs of a list, of a file with its records, or all of them, by id.

    Raises:
        DepoHatasi: DEP-020 a row is not readable.
    """
    c = t.KALINTI.c
    return _stubs(baglanti, *([c.liste == liste] if liste else []), *([c.dosya == dosya] if dosya else []))


def _stubs(baglanti: Connection, *kosul: ColumnElement[bool]) -> Iterator[Kalinti]:
    c = t.KALINTI.c
    for kimlik, metin in baglanti.execute(select(c.kimlik, c.deger).where(*kosul).order_by(c.kimlik)):
        try:
            yield Kalinti(**json.loads(metin))
        except (ValueError, TypeError):
            raise DepoHatasi("DEP-020", f"kalıntı {kimlik}", alan="kalıntı") from None


def scrub(depo: Depo) -> bool:
    """Rewrite the ledger file without the pages that rows left, and empty its journal; tell whether all of it is done.

    Another process that is reading or writing is not disturbed; then the answer is no, and it can be asked again.

    Raises:
        DepoHatasi: DEP-005…DEP-007, DEP-009 the disk or the ledger.
    """
    if depo.ayarlar.veritabani:  # a database server looks after its own pages
        return True
    try:
        with contextlib.closing(sqlite3.connect(depo.kok / "defter.db", timeout=_SABIR_SN, isolation_level=None)) as defter_:
            defter_.execute("PRAGMA secure_delete=ON")
            defter_.execute("VACUUM")
            mesgul, _, _ = defter_.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not mesgul
    except sqlite3.Error as hata:
        if (getattr(hata, "sqlite_errorname", "") or "").startswith(_MESGUL):
            return False
        raise ledger_error(depo.kok, hata) from hata
