# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Read plan versions: the shipped ones, in the wheel (``earsiv/data/sdp``) or a checkout (``sdp/``), and any two files.

Bytes from outside are hostile until read: every fault is one of our own errors, and nothing is repaired by guess.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from earsiv.errors import DepoHatasi, GirdiHatasi
from earsiv.model import DosyaKodu
from earsiv.sdp.deger import Bolum, Kaynak, Plan, PlanSatiri
from earsiv.sdp.ek import KURUM_EKI

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

SUTUNLAR: Final = ("kod", "ad", "saklama_suresi", "saklama_kodu", "aciklama", "kaynak")
"""The columns of ``plan.csv``, in order."""

_EN_COK_BAYT: Final = {"plan.csv": 8 << 20, "plan.toml": 1 << 20}
_ADLAR: Final = {"plan": re.compile(r"[a-z0-9][a-z0-9_-]{0,63}"), "surum": re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}")}
_ARALIK: Final = re.compile(r"([0-9]{3})(?:-([0-9]{3}))?")
_T = TypeVar("_T")


def _root() -> Traversable:
    """Return the folder of plan data; looks in the package first and at the checkout second."""
    paket = resources.files("earsiv").joinpath("data/sdp")
    if paket.is_dir():
        return paket
    depo = Path(__file__).resolve().parents[3] / "sdp"
    if depo.is_dir():
        return depo
    raise DepoHatasi("SDP-010", "earsiv/data/sdp")


@cache
def available() -> tuple[tuple[str, str], ...]:
    """Return every (plan, version) that is shipped, sorted."""
    return tuple(
        sorted(
            (plan.name, surum.name)
            for plan in _root().iterdir()
            if plan.is_dir()
            for surum in plan.iterdir()
            if surum.joinpath("plan.toml").is_file()
        )
    )


@cache
def load(plan: str, surum: str) -> Plan:
    """Load one shipped plan version.

    Raises:
        GirdiHatasi: SDP-011 no such plan or version; SDP-012 a row of it, SDP-013 its plan.toml is not readable.
    """
    if (plan, surum) not in available():
        raise GirdiHatasi("SDP-011", f"{plan} {surum}", bilinenler=", ".join("/".join(p) for p in available()))
    klasor = _root().joinpath(plan, surum)
    return parse_plan(klasor.joinpath("plan.csv").read_bytes(), klasor.joinpath("plan.toml").read_bytes())


def parse_plan(csv_verisi: bytes, toml_verisi: bytes) -> Plan:
    """Read a plan version from the bytes of its two files.

    Raises:
        GirdiHatasi: SDP-012 a row is not readable, is no code or stands twice; SDP-013 plan.toml is not as it must be.
    """
    tanim = _header(_decode(toml_verisi, "plan.toml"))
    ad, surum = _name(tanim, "plan"), _name(tanim, "surum")
    baslangic, bitis = _day(tanim, "yururluk_baslangic"), _day(tanim, "yururluk_bitis", zorunlu=False)
    if baslangic and bitis and bitis < baslangic:
        raise _faulty(neden="yururluk_bitis başlangıçtan önce")
    durum = _take(tanim, "durum", str)
    if durum not in {"tam", "kismi"}:
        raise _faulty(neden="durum “tam” ya da “kismi” olmalı")
    return Plan(
        ad=ad,
        surum=surum,
        baslik=_take(tanim, "ad", str),
        araliklar=tuple(_range(a) for a in _texts(tanim, "araliklar")),
        bolumler=tuple(_section(b) for b in _tables(tanim, "bolumler")),
        ikinci_kodlar=frozenset(_code(k) for k in _texts(tanim, "sadece_ikinci_kod")),
        miras=_take(tanim, "ust_sureden_miras", bool),
        tam=durum == "tam",
        yururlukte=_take(tanim, "yururlukte", bool),
        yururluk=baslangic,
        satirlar=_rows(_decode(csv_verisi, "plan.csv"), ad, surum),
        yururluk_bitis=bitis,
        yazi_tarihi=_day(tanim, "yazi_tarihi"),
        yazi_sayisi=_take(tanim, "yazi_sayisi", str),
        kapsam=_take(tanim, "kapsam", str),
        aciklama=_take(tanim, "aciklama", str),
        kaynaklar=tuple(Kaynak(_take(k, "kod", str), _take(k, "aciklama", str)) for k in _tables(tanim, "kaynaklar", zorunlu=False)),
        kayit=_day(tanim, "kayit", zorunlu=False),
    )


def _faulty(*, neden: str, yer: str = "plan.toml") -> GirdiHatasi:
    return GirdiHatasi("SDP-013", yer, neden=neden)


def _decode(veri: bytes, ad: str) -> str:
    if len(veri) > _EN_COK_BAYT[ad]:
        raise _faulty(neden=f"dosya {_EN_COK_BAYT[ad] >> 20} MiB sınırından büyük", yer=ad)
    try:
        return veri.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _faulty(neden="dosya UTF-8 değil", yer=ad) from None


def _header(metin: str) -> dict[str, Any]:
    try:
        return tomllib.loads(metin)
    except (ValueError, RecursionError):
        raise _faulty(neden="TOML yazımı bozuk") from None


def _take(tanim: Mapping[str, Any], ad: str, tur: type[_T]) -> _T:
    deger = tanim.get(ad)
    if not isinstance(deger, tur):
        raise _faulty(neden=f"“{ad}” yok ya da türü yanlış")
    return deger


def _name(tanim: Mapping[str, Any], ad: str) -> str:
    deger = _take(tanim, ad, str)
    if not _ADLAR[ad].fullmatch(deger) or deger == KURUM_EKI:
        raise _faulty(neden=f"“{ad}” kullanılabilir bir ad değil")
    return deger


def _texts(tanim: Mapping[str, Any], ad: str) -> list[str]:
    degerler = _take(tanim, ad, list)
    if not all(isinstance(d, str) for d in degerler):
        raise _faulty(neden=f"“{ad}” yalnız metin tutar")
    return degerler


def _tables(tanim: Mapping[str, Any], ad: str, *, zorunlu: bool = True) -> list[dict[str, Any]]:
    degerler = _take(tanim, ad, list) if zorunlu or ad in tanim else []
    if not all(isinstance(d, dict) for d in degerler):
        raise _faulty(neden=f"“{ad}” yalnız tablo tutar")
    return degerler


def _day(tanim: Mapping[str, Any], ad: str, *, zorunlu: bool = True) -> dt.date | None:
    """Return a date, or ``None`` where the text is empty: unknown, and never invented."""
    metin = _take(tanim, ad, str) if zorunlu or ad in tanim else ""
    try:
        return dt.date.fromisoformat(metin) if metin else None
    except ValueError:
        raise _faulty(neden=f"“{ad}” YYYY-AA-GG biçiminde değil") from None


def _code(metin: str) -> str:
    kod = DosyaKodu.parse(metin, "plan.toml").metin
    if kod != metin:
        raise _faulty(neden=f"“{metin}” sade bir kod değil")
    return kod


def _range(metin: str) -> tuple[int, int]:
    eslesme = _ARALIK.fullmatch(metin)
    ilk, son = (int(eslesme[1]), int(eslesme[2] or eslesme[1])) if eslesme else (1, 0)
    if ilk > son:
        raise _faulty(neden=f"“{metin}” bir aralık değil")
    return ilk, son


def _section(veri: Mapping[str, Any]) -> Bolum:
    return Bolum(_code(_take(veri, "kod", str)), _take(veri, "ad", str), *_range(_take(veri, "aralik", str)))


def _rows(metin: str, plan: str, surum: str) -> dict[str, PlanSatiri]:
    satirlar: dict[str, PlanSatiri] = {}
    okur = csv.reader(io.StringIO(metin, newline=""), strict=True)
    try:
        if tuple(next(okur, ())) != SUTUNLAR:
            raise GirdiHatasi("SDP-012", f"{plan}/{surum} satır 1", kod="başlık")
        for hucreler in okur:
            yer = f"{plan}/{surum} satır {okur.line_num}"
            if len(hucreler) != len(SUTUNLAR):
                raise GirdiHatasi("SDP-012", yer, kod=hucreler[0] if hucreler else "")
            kod = DosyaKodu.parse(hucreler[0], yer).metin
            if kod != hucreler[0] or kod in satirlar:
                raise GirdiHatasi("SDP-012", yer, kod=hucreler[0])
            satirlar[kod] = PlanSatiri(**dict(zip(SUTUNLAR, hucreler, strict=True)), plan=plan, surum=surum)
    except csv.Error:
        raise GirdiHatasi("SDP-012", f"{plan}/{surum} satır {okur.line_num}", kod="") from None
    return satirlar
