# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Rows of the ledger to and from values; every function works inside the caller's transaction."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from typing import Any

import attrs
from sqlalchemy import Connection, RowMapping, and_, delete, func, insert, or_, select, update

from earsiv import _canon
from earsiv.denetim import Satir
from earsiv.errors import DepoHatasi
from earsiv.model import Belge, Dosya, GizlilikDerecesi
from earsiv.store import kayitlar, listeler
from earsiv.store import tablolar as t

_TABLO = {"belge": t.BELGE, "dosya": t.DOSYA}
_BELGE = tuple(alan.name for alan in attrs.fields(Belge))
_YIGIN = 500  # values named in one statement
IMZA_KUSURLU = "TOTAL_FAILED"
DOSYA_SUTUNLARI = ("kimlik", "kod", "plan", "plan_surumu", "ad", "birim", "acilis", "kapanis")
"""What a file has a column for; the rest is in ``ek``."""
_SADE_EK = {ad: d for ad, d in Dosya("", "", "", "", "", "", dt.date.min).as_dict().items() if ad not in DOSYA_SUTUNLARI}
"""The rare part of a file that has none."""
_BAGLAYAN = frozenset({"dondurma", "atif", "profil", "ek", "plan", "ornek"})
"""Objects that may bear on any file."""


def upsert(baglanti: Connection, tur: str, deger: dict[str, Any]) -> None:
    """Write the row of an object from its own file (``belge.json``, ``dosya.json``, ``liste.json`` …)."""
    if tur == "liste":
        listeler.upsert(baglanti, deger)
        return
    if tur == "dondurma":
        kayitlar.upsert_hold(baglanti, deger)
        return
    if tur == "atif":
        kayitlar.upsert_references(baglanti, deger)
        return
    if tur in kayitlar.AYARLAR:
        kayitlar.upsert_setting(baglanti, tur, deger)
        return
    tablo = _TABLO[tur]
    satir = row_of(tur, deger)
    if baglanti.execute(update(tablo).where(tablo.c.kimlik == satir["kimlik"]).values(**satir)).rowcount == 0:
        baglanti.execute(insert(tablo).values(**satir))


def row_of(tur: str, deger: dict[str, Any]) -> dict[str, Any]:
    """Return the ledger row that a record's or file's own JSON stands for."""
    if tur == "belge":
        belge = Belge.from_dict({ad: deger[ad] for ad in _BELGE})
        return {ad: _column(getattr(belge, ad)) for ad in _BELGE}
    if all(deger.get(ad, varsayilan) == varsayilan for ad, varsayilan in _SADE_EK.items()):  # most are plain, and asked by the thousand
        return {**_plain_columns(deger), "ust": None, "ek": None}
    dosya = Dosya.from_dict(deger)
    ek = dosya.extras()
    metin = _canon.encode(ek).decode() if ek else None
    return {**{ad: getattr(dosya, ad) for ad in DOSYA_SUTUNLARI}, "ust": dosya.ust or None, "ek": metin}


def _plain_columns(deger: dict[str, Any]) -> dict[str, Any]:
    """Return the columns of a file that has nothing rare about it."""
    gunler = {ad: dt.date.fromisoformat(gun) if (gun := deger[ad]) else None for ad in ("acilis", "kapanis")}
    return {ad: deger[ad] for ad in DOSYA_SUTUNLARI} | gunler


def _column(deger: Any) -> Any:
    """Return what the column holds: enums as their own value."""
    return int(deger) if isinstance(deger, int) else str(deger) if isinstance(deger, str) else deger


def belge_of(satir: RowMapping) -> Belge:
    """Return the record of a ledger row."""
    from earsiv.model import BelgeTuru, MetinDurumu

    return Belge(
        **{
            **satir,
            "tur": BelgeTuru(satir["tur"]),
            "gizlilik": GizlilikDerecesi(satir["gizlilik"]),
            "metin_durumu": MetinDurumu(satir["metin_durumu"]),
        }
    )


def dosya_of(satir: RowMapping) -> Dosya:
    """Return the file of a ledger row."""
    return dosya_from([satir[ad] for ad in DOSYA_SUTUNLARI], satir["ek"])


def dosya_from(degerler: Sequence[Any], ek: str | None) -> Dosya:
    """Return the file of its column values, in the order of ``DOSYA_SUTUNLARI``, and the rare rest as JSON.

    Raises:
        DepoHatasi: DEP-020 the rest is not what a file has.
    """
    if ek is None:
        return Dosya(*degerler)
    try:
        dosya = Dosya.from_dict({**json.loads(ek), **dict(zip(DOSYA_SUTUNLARI, degerler, strict=True))})
        if all(isinstance(olay.tarih, dt.date) for olay in dosya.olaylar):
            return dosya
    except (ValueError, TypeError, KeyError, AttributeError):
        pass
    raise DepoHatasi("DEP-020", f"dosya {degerler[0]}", alan="ek")


def find(baglanti: Connection, tur: str, kimlik: str) -> RowMapping | None:
    """Return the row of a record or file by id."""
    tablo = _TABLO[tur]
    return baglanti.execute(select(tablo).where(tablo.c.kimlik == kimlik)).mappings().first()


def subject_file(baglanti: Connection, kod: str, birim: str, yil: int, ozel: str = "") -> Dosya | None:
    """Return the open subject file of a code (and special code), unit and year, oldest first; a case file is none."""
    sade = or_(t.DOSYA.c.ek.is_(None), and_(*(t.DOSYA.c.ek.not_like(f'%"{ad}":%') for ad in ("vaka", "ozel"))))  # plain at first sight
    sorgu = (
        select(t.DOSYA)
        .where(t.DOSYA.c.kod == kod, t.DOSYA.c.birim == birim, t.DOSYA.c.kapanis.is_(None))
        .where(t.DOSYA.c.ek.like('%"ozel":%') if ozel else sade)
        .where(t.DOSYA.c.acilis >= dt.date(yil, 1, 1), t.DOSYA.c.acilis <= dt.date(yil, 12, 31))
        .order_by(t.DOSYA.c.acilis, t.DOSYA.c.kimlik)
    )
    dosyalar = (dosya_of(satir) for satir in baglanti.execute(sorgu).mappings())
    return next((d for d in dosyalar if d.ozel == ozel and not d.vaka), None)


def files(baglanti: Connection) -> Iterator[Dosya]:
    """Yield every file, by code and opening."""
    sorgu = select(t.DOSYA).order_by(t.DOSYA.c.kod, t.DOSYA.c.acilis, t.DOSYA.c.kimlik)
    for satir in baglanti.execute(sorgu).mappings():
        yield dosya_of(satir)


def files_with_lists(baglanti: Connection) -> Iterator[tuple[Dosya, str | None]]:
    """Yield every file with the open list it stands on, by id."""
    liste = t.LISTE_DOSYASI.c
    sorgu = select(t.DOSYA, liste.liste).outerjoin(t.LISTE_DOSYASI, liste.dosya == t.DOSYA.c.kimlik).order_by(t.DOSYA.c.kimlik)
    for satir in baglanti.execute(sorgu, execution_options={"yield_per": 1_000}).mappings():
        yield dosya_of(satir), satir["liste"]


def files_under(baglanti: Connection, kod: str, plan: str, surum: str) -> list[Dosya]:
    """Return the files filed under a code of a plan version."""
    sorgu = select(t.DOSYA).where(t.DOSYA.c.kod == kod, t.DOSYA.c.plan == plan, t.DOSYA.c.plan_surumu == surum)
    return [dosya_of(satir) for satir in baglanti.execute(sorgu.order_by(t.DOSYA.c.kimlik)).mappings()]


def codes_in_use(baglanti: Connection, plan: str) -> list[tuple[str, int]]:
    """Return the codes of a plan that files are filed under, whatever the version, with the number of files."""
    sorgu = select(t.DOSYA.c.kod, func.count()).where(t.DOSYA.c.plan == plan).group_by(t.DOSYA.c.kod).order_by(t.DOSYA.c.kod)
    return [(kod, int(sayi)) for kod, sayi in baglanti.execute(sorgu)]


def records(baglanti: Connection, dosya: str | None = None) -> Iterator[Belge]:
    """Yield the records of a file in date order, or every record by id."""
    sorgu = select(t.BELGE)
    if dosya is not None:
        sorgu = sorgu.where(t.BELGE.c.dosya == dosya).order_by(t.BELGE.c.tarih, t.BELGE.c.kimlik)
    else:
        sorgu = sorgu.order_by(t.BELGE.c.kimlik)
    for satir in baglanti.execute(sorgu).mappings():
        yield belge_of(satir)


def records_elsewhere(baglanti: Connection, birim: str) -> list[str]:
    """Return the records of a unit that lie in files of other units."""
    sorgu = select(t.BELGE.c.kimlik).join(t.DOSYA, t.DOSYA.c.kimlik == t.BELGE.c.dosya)
    return list(baglanti.execute(sorgu.where(t.BELGE.c.birim == birim, t.DOSYA.c.birim != birim)).scalars())


def same_bytes(baglanti: Connection, sha512: str, dosya: str | None) -> Belge | None:
    """Return a record with these bytes in the same file, if there is one."""
    kosul = t.BELGE.c.dosya.is_(None) if dosya is None else t.BELGE.c.dosya == dosya
    satir = baglanti.execute(select(t.BELGE).where(t.BELGE.c.sha512 == sha512, kosul)).mappings().first()
    return belge_of(satir) if satir else None


def last_record_date(baglanti: Connection, dosya: str) -> dt.date | None:
    """Return the newest document date in a file."""
    return baglanti.execute(select(func.max(t.BELGE.c.tarih)).where(t.BELGE.c.dosya == dosya)).scalar()


def has_failed_signature(baglanti: Connection, dosya: str, once: str = "") -> bool:
    """Tell whether a record of a file carries a signature that failed; ``once`` leaves out what was taken in later."""
    kosul = [t.BELGE.c.dosya == dosya, t.BELGE.c.imza_durumu == IMZA_KUSURLU, *([t.BELGE.c.alindi < once] if once else [])]
    return baglanti.execute(select(t.BELGE.c.kimlik).where(*kosul).limit(1)).first() is not None


def counts(baglanti: Connection) -> dict[str, int]:
    """Return how many records, files, lists and audit rows there are, and how much work is owed."""
    tablolar = {
        "belge": t.BELGE,
        "dosya": t.DOSYA,
        "liste": t.LISTE,
        "dondurma": t.DONDURMA,
        "denetim": t.DENETIM,
        "bekleyen": t.BEKLEYEN,
    }
    return {ad: int(baglanti.execute(select(func.count()).select_from(tablo)).scalar_one()) for ad, tablo in tablolar.items()}


def known(baglanti: Connection, kimlik: str) -> bool:
    """Tell whether there is an object of this id."""
    return baglanti.execute(select(t.NESNE.c.kimlik).where(t.NESNE.c.kimlik == kimlik)).first() is not None


def set_version(baglanti: Connection, kimlik: str, tur: str, surum: int, envanter: str) -> None:
    """Record which version of an object the ledger stands for."""
    satir = {"tur": tur, "surum": surum, "envanter": envanter}
    if baglanti.execute(update(t.NESNE).where(t.NESNE.c.kimlik == kimlik).values(**satir)).rowcount == 0:
        baglanti.execute(insert(t.NESNE).values(kimlik=kimlik, **satir))


def owe(baglanti: Connection, tur: str, nesne: str) -> None:
    """Note work that is owed; noting it twice is once."""
    var = select(t.BEKLEYEN.c.id).where(t.BEKLEYEN.c.tur == tur, t.BEKLEYEN.c.nesne == nesne)
    if baglanti.execute(var).first() is None:
        baglanti.execute(insert(t.BEKLEYEN).values(tur=tur, nesne=nesne))


def owed(baglanti: Connection, tur: str) -> list[str]:
    """Return the objects for which work of this kind is owed, oldest first."""
    return list(baglanti.execute(select(t.BEKLEYEN.c.nesne).where(t.BEKLEYEN.c.tur == tur).order_by(t.BEKLEYEN.c.id)).scalars())


def spread_debts(baglanti: Connection) -> bool:
    """Turn ``icindekiler`` owed for a file into ``dizin`` owed for each of its records; tell whether there was any."""
    dosyalar = owed(baglanti, "icindekiler")
    for dosya in dosyalar:
        for belge in baglanti.execute(select(t.BELGE.c.kimlik).where(t.BELGE.c.dosya == dosya)).scalars().all():
            owe(baglanti, "dizin", belge)
    settle(baglanti, "icindekiler", dosyalar)
    return bool(dosyalar)


def settle(baglanti: Connection, tur: str, nesneler: Sequence[str]) -> None:
    """Strike work that is done."""
    for nesne in nesneler:
        baglanti.execute(delete(t.BEKLEYEN).where(t.BEKLEYEN.c.tur == tur, t.BEKLEYEN.c.nesne == nesne))


def last_audit(baglanti: Connection) -> Satir | None:
    """Return the newest audit row."""
    satir = baglanti.execute(select(t.DENETIM).order_by(t.DENETIM.c.sira.desc()).limit(1)).mappings().first()
    return _audit_of(satir) if satir else None


def last_audit_no(baglanti: Connection) -> int:
    """Return the number of the newest audit row; 0 when there is none."""
    return int(baglanti.execute(select(func.max(t.DENETIM.c.sira))).scalar() or 0)


def audit_rows(baglanti: Connection, sonra: int = 0) -> Iterator[Satir]:
    """Yield the audit rows after ``sonra``, in order."""
    for satir in baglanti.execute(select(t.DENETIM).where(t.DENETIM.c.sira > sonra).order_by(t.DENETIM.c.sira)).mappings():
        yield _audit_of(satir)


def acts_on(baglanti: Connection, nesne: str) -> Iterator[Satir]:
    """Yield the audit rows of one object, in order."""
    for satir in baglanti.execute(select(t.DENETIM).where(t.DENETIM.c.nesne == nesne).order_by(t.DENETIM.c.sira)).mappings():
        yield _audit_of(satir)


def acts_of(baglanti: Connection, eylem: str, nesneler: Sequence[str]) -> Iterator[Satir]:
    """Yield the audit rows of one act on some objects, in order within each batch of them."""
    c = t.DENETIM.c
    for bas in range(0, len(nesneler), _YIGIN):
        sorgu = select(t.DENETIM).where(c.nesne.in_(nesneler[bas : bas + _YIGIN]), c.eylem == eylem).order_by(c.sira)
        for satir in baglanti.execute(sorgu).mappings():
            yield _audit_of(satir)


def last_act_on(baglanti: Connection, nesne: str) -> int:
    """Return the number of the newest audit row of an object; 0 when there is none."""
    return int(baglanti.execute(select(func.max(t.DENETIM.c.sira)).where(t.DENETIM.c.nesne == nesne)).scalar() or 0)


def acts_between(baglanti: Connection, bas: str, son: str) -> dict[str, int]:
    """Return how often each act was done from one moment until before another (ISO 8601, UTC, fixed width)."""
    c = t.DENETIM.c
    sorgu = select(c.eylem, func.count()).where(c.zaman >= bas, c.zaman < son).group_by(c.eylem)
    return {eylem: int(sayi) for eylem, sayi in baglanti.execute(sorgu)}


def acts_named(baglanti: Connection, eylem: str, bas: str, son: str) -> Iterator[Satir]:
    """Yield the audit rows of one act from one moment until before another."""
    c = t.DENETIM.c
    for satir in baglanti.execute(select(t.DENETIM).where(c.eylem == eylem, c.zaman >= bas, c.zaman < son).order_by(c.sira)).mappings():
        yield _audit_of(satir)


def add_audit(baglanti: Connection, satir: Satir) -> None:
    """Insert an audit row."""
    degerler = {**satir.content(), "ayrinti": _canon.encode(satir.ayrinti).decode(), "ozet": satir.ozet}
    baglanti.execute(insert(t.DENETIM).values(**degerler))


def _audit_of(satir: RowMapping) -> Satir:
    try:
        ayrinti = json.loads(satir["ayrinti"])
    except ValueError:
        ayrinti = {"okunamayan": satir["ayrinti"]}
    return Satir(**{**satir, "ayrinti": ayrinti})


def next_list_no(baglanti: Connection, yil: int) -> str:
    """Return the next free list number of a year (``2037/1``)."""
    nolar = baglanti.execute(select(t.LISTE.c.no).where(t.LISTE.c.no.like(f"{yil}/%"))).scalars()
    return f"{yil}/{max((int(no.partition('/')[2]) for no in nolar), default=0) + 1}"


def bears_since(baglanti: Connection, sonra: int, dosyalar: Sequence[str]) -> bool:
    """Tell whether anything that bears on the retention of these files was written after an audit row; reading is not writing."""
    secilen = set(dosyalar)
    return any(_bears(baglanti, satir, secilen) for satir in audit_rows(baglanti, sonra))


def _bears(baglanti: Connection, satir: Satir, dosyalar: set[str]) -> bool:
    tur = satir.ayrinti.get("tur") if isinstance(satir.ayrinti, dict) and "surum" in satir.ayrinti else None
    if tur == "belge":
        belge = find(baglanti, "belge", satir.nesne)
        return belge is None or belge["dosya"] in dosyalar
    if tur == "dosya":  # one of them, a volume, or a file from which records are referred to
        dosya = find(baglanti, "dosya", satir.nesne)
        ciltli = select(t.DOSYA.c.kimlik).where(t.DOSYA.c.ust == satir.nesne).limit(1)
        atifli = select(t.ATIF.c.belge).where(t.ATIF.c.dosya == satir.nesne).limit(1)
        if satir.nesne in dosyalar or dosya is None or dosya["ust"]:
            return True
        return any(baglanti.execute(s).first() is not None for s in (ciltli, atifli))
    return tur in _BAGLAYAN


def files_of(baglanti: Connection, kimlikler: Sequence[str]) -> Iterator[Dosya]:
    """Yield those of these files that are there, by id."""
    for bas in range(0, len(kimlikler), _YIGIN):
        sorgu = select(t.DOSYA).where(t.DOSYA.c.kimlik.in_(kimlikler[bas : bas + _YIGIN])).order_by(t.DOSYA.c.kimlik)
        for satir in baglanti.execute(sorgu).mappings():
            yield dosya_of(satir)


def numbers_and_degrees(baglanti: Connection, dosyalar: Sequence[str]) -> dict[str, tuple[tuple[str, ...], GizlilikDerecesi]]:
    """Return, for each of these files, the numbers of its records in date order and their highest degree of confidentiality."""
    b = t.BELGE.c
    bulunan: dict[str, tuple[list[str], int]] = {d: ([], 0) for d in dosyalar}
    for bas in range(0, len(dosyalar), _YIGIN):
        sorgu = select(b.dosya, b.sayi, b.gizlilik).where(b.dosya.in_(dosyalar[bas : bas + _YIGIN])).order_by(b.dosya, b.tarih, b.kimlik)
        for dosya, sayi, gizlilik in baglanti.execute(sorgu):
            sayilar, derece = bulunan[dosya]
            if sayi:
                sayilar.append(sayi)
            bulunan[dosya] = (sayilar, max(derece, gizlilik))
    return {d: (tuple(s), GizlilikDerecesi(g)) for d, (s, g) in bulunan.items()}


def list_of_file(baglanti: Connection, dosya: str) -> str | None:
    """Return the open list a file stands on."""
    return baglanti.execute(select(t.LISTE_DOSYASI.c.liste).where(t.LISTE_DOSYASI.c.dosya == dosya)).scalar()


def files_on_list(baglanti: Connection, no: str) -> list[str]:
    """Return the files that an open list holds."""
    return list(baglanti.execute(select(t.LISTE_DOSYASI.c.dosya).where(t.LISTE_DOSYASI.c.liste == no)).scalars())


def lists(baglanti: Connection) -> list[dict[str, str]]:
    """Return number, digest and state of every list."""
    return [dict(s) for s in baglanti.execute(select(t.LISTE).order_by(t.LISTE.c.no)).mappings()]
