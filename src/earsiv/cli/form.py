# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv form liste|goster|ayarla|geri``: the institution's own columns and titles. Forms themselves are written by ``earsiv rapor``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, Grup, archive, ortak
from earsiv.cli._secim import read_bytes
from earsiv.cli._yaz import emit, table
from earsiv.errors import GirdiHatasi


@click.group(cls=Grup)
def form() -> None:
    """Formların sütunları ve başlıkları; kurum kendi düzenini verebilir."""


@form.command()
@ortak(depo=True)
def liste() -> Cikis:
    """Formları ve kurumun düzeni olanları gösterir.

    Örnek: earsiv form liste --depo arsiv
    """
    from earsiv.rapor import form as bicim
    from earsiv.rapor import form_names

    with archive() as arsiv:
        satirlar = [{"form": ad, "baslik": bicim(ad).baslik, "kurum_duzeni": arsiv.form_layout(ad) is not None} for ad in form_names()]
    emit(
        satirlar,
        lambda: table(
            ("form", "başlık", "kurumun düzeni"), [(*list(s.values())[:2], "var" if s["kurum_duzeni"] else "") for s in satirlar]
        ),
    )
    return Cikis.TAMAM


@form.command()
@click.argument("ad")
@ortak(depo=True)
def goster(ad: str) -> Cikis:
    """Bir formun sütunlarını, kurumun düzeniyle birlikte gösterir; bu çıktı “ayarla” için başlangıç olabilir.

    Örnek: earsiv form goster imha-listesi --depo arsiv
    """
    from earsiv.rapor import apply
    from earsiv.rapor import form as bicim

    with archive() as arsiv:
        duzen = arsiv.form_layout(ad)
    simdi = apply(bicim(ad), duzen) if duzen else bicim(ad)
    sutunlar = [{"alan": s.alan, "baslik": s.baslik, "genislik": s.genislik} for s in simdi.sutunlar]
    deger = {"form": ad, "baslik": simdi.baslik, "aciklama": simdi.aciklama, "sutunlar": sutunlar, "imzalar": list(simdi.imzalar)}
    emit(
        deger, lambda: [f"{simdi.baslik} — {simdi.aciklama}", *table(("alan", "başlık", "genişlik"), [tuple(s.values()) for s in sutunlar])]
    )
    return Cikis.TAMAM


@form.command()
@click.argument("dosya", type=YOL)
@ortak(depo=True, yazar=True)
def ayarla(dosya: Path, deneme: bool) -> Cikis:
    """Bir forma kurumun düzenini verir: TOML dosyasında form, baslik, aciklama, sutunlar (alan, baslik, genislik), imzalar.

    Örnek: earsiv form ayarla imha-listesi.toml --depo arsiv
    """
    from earsiv.rapor import FormDuzeni

    duzen = FormDuzeni.from_dict(_read(dosya))
    with archive() as arsiv:
        arsiv.set_form_layout(duzen, deneme=deneme)
    emit({**duzen.as_dict(), "deneme": deneme}, lambda: [f"{duzen.form}: kurumun düzeni {'geçerli' if deneme else 'kaydedildi'}"])
    return Cikis.TAMAM


@form.command()
@click.argument("ad")
@ortak(depo=True, yazar=True)
def geri(ad: str, deneme: bool) -> Cikis:
    """Bir formu ilk düzenine döndürür.

    Örnek: earsiv form geri imha-listesi --depo arsiv
    """
    with archive() as arsiv:
        arsiv.set_form_layout(None, ad, deneme=deneme)
    emit({"form": ad, "deneme": deneme}, lambda: [f"{ad}: ilk düzenine {'döner' if deneme else 'döndü'}"])
    return Cikis.TAMAM


def _read(yol: Path) -> Any:
    try:
        return tomllib.loads(read_bytes(yol).decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise GirdiHatasi("RAP-004", str(yol), neden="TOML olarak okunamıyor") from None
