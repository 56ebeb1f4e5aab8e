# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Reports that list what is there or what moved: hand-over forms, inventory, contents of a file, plan, the year's numbers.

Only layout: counts and judgements are made by the rooms that know how and are handed in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from earsiv.model import Belge, Dosya, GizlilikDerecesi
from earsiv.rapor import sozler
from earsiv.rapor.deger import ImzaYeri, Rapor, highest
from earsiv.rapor.form import form
from earsiv.rapor.tahmin import count_text
from earsiv.sdp import EtkinPlan, PlanSatiri


def transfer_report(
    ad: str,
    satirlar: Iterable[Mapping[str, Any]],
    *,
    kurum: str,
    zaman: dt.datetime,
    bilgiler: Sequence[tuple[str, str]] = (),
    taraflar: Sequence[ImzaYeri] = (),
    no: str = "",
    ozet: str = "",
    gizlilik: GizlilikDerecesi | None = None,
) -> Rapor:
    """Return a hand-over form or an inventory.

    Args:
        ad: ``devir-teslim``, ``dab-devir`` or ``envanter``.
        satirlar: rows as field -> value; a row without ``sira_no`` gets its place, ``gizlilik`` may be a code.
        zaman: the moment that goes into the file.
        bilgiler: header facts in order.
        taraflar: who signs; the form's empty places where nobody is named.
        ozet: digest of what is handed over, for the foot of every page.
        gizlilik: the highest degree of the rows; without it the rows are read for it and held.

    Raises:
        GirdiHatasi: RAP-001 no such form.
    """
    if gizlilik is None:
        satirlar = tuple(satirlar)
        gizlilik = highest(_code(s.get("gizlilik")) for s in satirlar)
    return Rapor(
        form=form(ad),
        kurum=kurum,
        kunye=no,
        bilgiler=tuple(bilgiler),
        satirlar=_Numarali(satirlar),
        imzalar=tuple(taraflar),
        zaman=zaman,
        ozet=ozet,
        gizlilik=gizlilik,
    )


def _code(deger: Any) -> str | GizlilikDerecesi:
    """Return a degree or its code; a degree written out is found by its words."""
    if isinstance(deger, GizlilikDerecesi):
        return deger
    metin = str(deger or "YOK")
    return next((d for d in GizlilikDerecesi if sozler.degree_text(d) == metin), metin)


@attrs.frozen
class _Numarali:
    """Rows with their place as number where they have none; walked as often as what they are made of."""

    satirlar: Iterable[Mapping[str, Any]]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for sira, satir in enumerate(self.satirlar, start=1):
            derece = satir.get("gizlilik")
            yield {"sira_no": sira, **satir, "gizlilik": sozler.degree_text(derece) if derece else ""}


def content_report(
    dosya: Dosya,
    belgeler: Sequence[Belge],
    *,
    kurum: str,
    zaman: dt.datetime,
    birimler: Mapping[str, str] | None = None,
    aciklamalar: Mapping[str, str] | None = None,
) -> Rapor:
    """Return the contents of a file, record by record, in the order given.

    Args:
        zaman: the moment that goes into the file.
        birimler: names of units by DETSİS number, printed beside the number where known.
        aciklamalar: remarks by record.
    """
    kapanis = sozler.day(dosya.kapanis) if dosya.kapanis else "açık"
    bilgiler = (
        ("Birim", sozler.unit_text(dosya.birim, birimler or {})),
        ("Dosya Kodu", f"{dosya.kod}[{dosya.ozel}]" if dosya.ozel else dosya.kod),
        ("Dosya Adı", dosya.ad),
        ("Dosya Kimliği", dosya.kimlik),
        ("Açılış", sozler.day(dosya.acilis)),
        ("Kapanış", kapanis),
        ("Klasör No", dosya.klasor_no or sozler.YOK),
        ("Belge Sayısı", count_text(len(belgeler))),
        ("Sayfa Sayısı", count_text(sum(b.sayfa_sayisi for b in belgeler))),
    )
    return Rapor(
        form=form("icerik-listesi"),
        kurum=kurum,
        kunye=dosya.kod,
        bilgiler=bilgiler,
        satirlar=tuple(_record(sira, belge, aciklamalar or {}) for sira, belge in enumerate(belgeler, start=1)),
        zaman=zaman,
        gizlilik=highest(b.gizlilik for b in belgeler),
    )


def _record(sira: int, belge: Belge, aciklamalar: Mapping[str, str]) -> dict[str, Any]:
    return {
        "sira_no": sira,
        "tarih": belge.tarih,
        "sayi": belge.sayi,
        "konu": belge.konu,
        "sayfa_adedi": belge.sayfa_sayisi,
        "aciklama": aciklamalar.get(belge.kimlik, ""),
        "belge": belge.kimlik,
        "tur": str(belge.tur),
        "gizlilik": sozler.degree_text(belge.gizlilik),
        "kaynak_adi": belge.kaynak_adi,
        "imza_durumu": belge.imza_durumu,
        "sha256": belge.sha256,
    }


def plan_report(plan: EtkinPlan | Iterable[PlanSatiri], *, kurum: str, zaman: dt.datetime) -> Rapor:
    """Return a plan with its periods and outcomes, each level of the code in a column of its own.

    Args:
        plan: the plans in force, or rows of one.
        zaman: the moment that goes into the file.
    """
    bilgiler = [("Düzenlenme", sozler.moment(zaman))]
    if isinstance(plan, EtkinPlan):
        bilgiler += [("Plan", ", ".join(f"{p.ad} {p.surum}" for p in plan.katmanlar))]
        bilgiler += [("Geçerlilik Günü", sozler.day(plan.an))] if plan.an else []
    satirlar = tuple(plan.rows() if isinstance(plan, EtkinPlan) else plan)
    return Rapor(
        form=form("saklama-plani"),
        kurum=kurum,
        bilgiler=(*bilgiler, ("Satır Sayısı", count_text(len(satirlar)))),
        satirlar=tuple(_plan_row(satir) for satir in satirlar),
        zaman=zaman,
    )


def _plan_row(satir: PlanSatiri) -> dict[str, Any]:
    ana, *altlar = satir.kod.split(".")
    duzeyler = dict(zip(("ana_dosya", "alt_konu_1", "alt_konu_2", "alt_konu_3"), (ana, *altlar), strict=False))
    return {
        **duzeyler,
        "kod": satir.kod,
        "ad": satir.ad,
        "saklama_suresi": satir.saklama_suresi,
        "saklama_kodu": satir.saklama_kodu,
        "aciklama": satir.aciklama,
        "kaynak": satir.kaynak,
        "plan": satir.plan,
        "surum": satir.surum,
    }


def activity_report(
    yil: int,
    kurum: str,
    sayilar: Mapping[str, Mapping[str, Any]],
    *,
    zaman: dt.datetime,
    bilgiler: Sequence[tuple[str, str]] = (),
    imzalar: Sequence[ImzaYeri] = (),
) -> Rapor:
    """Return the yearly report of the institution archive.

    Args:
        sayilar: group -> indicator -> number, or a mapping again where an indicator is broken down; names as they are to be printed.
        zaman: the moment that goes into the file.
        bilgiler: further header facts.
    """
    satirlar = [
        {"sira_no": sira, "grup": grup, "gosterge": gosterge, "sayi": sayi}
        for sira, (grup, gosterge, sayi) in enumerate(
            ((grup, *deger) for grup, degerler in sayilar.items() for deger in _indicators(degerler)), start=1
        )
    ]
    return Rapor(
        form=form("faaliyet"),
        kurum=kurum,
        kunye=str(yil),
        bilgiler=(("Yıl", str(yil)), ("Düzenlenme", sozler.moment(zaman)), *bilgiler),
        satirlar=satirlar,
        imzalar=tuple(imzalar),
        zaman=zaman,
    )


def _indicators(degerler: Mapping[str, Any], on: str = "") -> Iterator[tuple[str, Any]]:
    for ad, deger in degerler.items():
        tam = f"{on} – {ad}" if on else str(ad)
        if isinstance(deger, Mapping):
            yield from _indicators(deger, tam)
        else:
            yield tam, deger
