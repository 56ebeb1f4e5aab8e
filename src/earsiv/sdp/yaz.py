# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Write a plan version as the two files it is kept in; ``yukle.parse_plan`` reads exactly the same value again."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

from earsiv.errors import GirdiHatasi
from earsiv.sdp.deger import Plan
from earsiv.sdp.yukle import SUTUNLAR, parse_plan


def dump_plan(plan: Plan) -> dict[str, bytes]:
    """Return the plan as ``{"plan.csv": …, "plan.toml": …}``: UTF-8, one line a row, in the order of the rows.

    Raises:
        GirdiHatasi: SDP-012, SDP-013 the value holds what the files cannot carry or the reader would refuse.
    """
    try:
        dosyalar = {"plan.csv": _rows(plan).encode(), "plan.toml": "\n".join(_lines(plan)).encode()}
    except UnicodeEncodeError:
        raise GirdiHatasi("SDP-013", f"{plan.ad}/{plan.surum}", neden="metin olmayan bir karakter var") from None
    if parse_plan(dosyalar["plan.csv"], dosyalar["plan.toml"]) != plan:
        raise GirdiHatasi("SDP-013", f"{plan.ad}/{plan.surum}", neden="yazılan plan aynı okunmuyor")
    return dosyalar


def _rows(plan: Plan) -> str:
    satirlar = (",".join(_cell(getattr(satir, sutun)) for sutun in SUTUNLAR) for satir in plan.satirlar.values())
    return "".join(f"{satir}\n" for satir in (",".join(SUTUNLAR), *satirlar))


def _cell(metin: str) -> str:
    """Quote where it is needed; a lone carriage return needs it as well, which the standard writer does not see."""
    if not any(im in metin for im in ',"\r\n'):
        return metin
    cift = metin.replace('"', '""')
    return f'"{cift}"'


def _lines(plan: Plan) -> Iterator[str]:
    yield f"plan = {_text(plan.ad)}"
    yield f"surum = {_text(plan.surum)}"
    yield f"ad = {_text(plan.baslik)}"
    yield f"kapsam = {_text(plan.kapsam)}"
    yield f"araliklar = [{', '.join(_text(_range(*a)) for a in plan.araliklar)}]"
    yield f"yururluk_baslangic = {_day(plan.yururluk)}"
    yield f"yururluk_bitis = {_day(plan.yururluk_bitis)}"
    yield f"yazi_tarihi = {_day(plan.yazi_tarihi)}"
    yield f"yazi_sayisi = {_text(plan.yazi_sayisi)}"
    if plan.kayit:
        yield f"kayit = {_day(plan.kayit)}"
    yield f"durum = {_text('tam' if plan.tam else 'kismi')}"
    yield f"yururlukte = {'true' if plan.yururlukte else 'false'}"
    yield f"ust_sureden_miras = {'true' if plan.miras else 'false'}"
    yield f"sadece_ikinci_kod = [{', '.join(_text(k) for k in sorted(plan.ikinci_kodlar))}]"
    yield "bolumler = ["
    for bolum in plan.bolumler:
        yield f"  {{kod = {_text(bolum.kod)}, ad = {_text(bolum.ad)}, aralik = {_text(_range(bolum.ilk, bolum.son))}}},"
    yield "]"
    yield f"aciklama = {_text(plan.aciklama)}"
    for kaynak in plan.kaynaklar:
        yield from ("", "[[kaynaklar]]", f"kod = {_text(kaynak.kod)}", f"aciklama = {_text(kaynak.aciklama)}")
    yield ""


def _text(metin: str) -> str:
    """Return a TOML basic string: JSON's form, and DEL, which TOML wants escaped."""
    return json.dumps(metin, ensure_ascii=False).replace("\x7f", "\\u007f")


def _day(gun: dt.date | None) -> str:
    return _text(gun.isoformat() if gun else "")


def _range(ilk: int, son: int) -> str:
    return f"{ilk:03}-{son:03}"
