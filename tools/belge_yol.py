# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The page of the list path and of the transfers, written from the tables that the code itself obeys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Final

from belge_md import code, join, table

from earsiv.ayiklama import BITEN, DURUM_ADLARI, GECISLER, Eylem, acts, diagram
from earsiv.cli._liste_yaz import KOMUTLAR
from earsiv.devir import ADIMLAR, SON, DevirIslemi
from earsiv.model import DevirDurumu, DevirTuru, ListeDurumu

_TURLER: Final = {
    DevirTuru.BIRIM_KURUM: "birimden kurum arşivine",
    DevirTuru.KISI_KISI: "kişiden kişiye",
    DevirTuru.KURUM_DEVLET: "kurumdan Devlet Arşivlerine",
}
_DEVIR: Final = {
    DevirIslemi.TESLIM: "teslim eden imzalar",
    DevirIslemi.SAYIM: "kapıda barkodlar sayılır",
    DevirIslemi.KABUL: "teslim alan imzalar",
    DevirIslemi.PAKET: "paket yazılır",
    DevirIslemi.GONDER: "teslim eden imzalar, paket gider",
    DevirIslemi.ALINDI: "alındı belgesi gelir",
    DevirIslemi.RET: "teslim alan reddeder",
    DevirIslemi.IPTAL: "devirden vazgeçilir",
    DevirIslemi.KALDIR: "içerik buradan kaldırılır",
}
_DEVIR_DURUMU: Final = {
    DevirDurumu.HAZIRLIK: "liste donduruldu",
    DevirDurumu.TESLIM: "teslim eden imzaladı",
    DevirDurumu.PAKET: "paket yazıldı",
    DevirDurumu.GONDERILDI: "paket yolda",
    DevirDurumu.KABUL: "teslim alındı",
    DevirDurumu.RET: "reddedildi, dosyalar serbest",
    DevirDurumu.IPTAL: "vazgeçildi, dosyalar serbest",
    DevirDurumu.YEREL_SILINDI: "içerik burada yok, künyeler var",
}


def path_page() -> str:
    """Return ``docs/basvuru/liste-yolu.md``: states and acts of a list and of each kind of transfer, as tables and as diagrams."""
    return join([*_list_part(), *_transfer_part()])


def _list_part() -> Iterator[str]:
    yield from (
        "# Liste ve devir yolu",
        "",
        "Bir listenin ve bir devrin nerede olabileceği, oradan ne yapılabileceği ve bunun nereye götüreceği. Bu sayfa, programın",
        "kendisinin uyduğu tablodan üretilir: burada olmayan bir adım atılamaz (`IMH-030`, `DEV-006`). Adım adım anlatan:",
        "[](../rehber/ayiklama-imha.md), [](../rehber/devir.md).",
        "",
        "## İmha listesi",
        "",
        "### Durumlar",
        "",
    )
    yield from table(("Durum", "Anlamı", "Yapılabilecekler"), (_state(d) for d in ListeDurumu))
    yield from ("", "### Durum ve iş", "", "Gözdeki durum, o iş yapılınca varılan yerdir; boş göz, o işin orada olmadığıdır.", "")
    surenler = [d for d in ListeDurumu if d not in BITEN]
    yield from table(("İş", "Komut", *map(code, surenler)), (_act(e, surenler) for e in Eylem))
    yield from ("", "### Çizim", "", "![İmha listesinin yolu: durumlar ve aralarındaki işler](../resim/liste-yolu.svg)", "")
    yield from ("Aynı tablo, Mermaid metni olarak:", "", "```text", *diagram(), "```", "")


def _state(durum: ListeDurumu) -> tuple[str, str, str]:
    olan = "son" if durum in BITEN else ", ".join(e.ad for e in acts(durum))
    return code(durum), DURUM_ADLARI[durum], olan


def _act(eylem: Eylem, durumlar: list[ListeDurumu]) -> tuple[str, ...]:
    komut = code(f"earsiv {KOMUTLAR[eylem]}") if eylem in KOMUTLAR else "—"
    return (eylem.ad, komut, *_targets(GECISLER, durumlar, eylem))


def _targets(tablo: Mapping[tuple[Any, Any], Any], durumlar: list[Any], islem: Any) -> Iterator[str]:
    return (code(tablo[d, islem]) if (d, islem) in tablo else "" for d in durumlar)


def _transfer_part() -> Iterator[str]:
    yield from ("## Devir", "")
    yield from table(("Durum", "Anlamı"), ((code(d), f"{_DEVIR_DURUMU[d]}{' (son)' if d in SON else ''}") for d in DevirDurumu))
    yield ""
    for tur, adimlar in ADIMLAR.items():
        durumlar = list(dict.fromkeys(once for once, _ in adimlar))
        islemler = list(dict.fromkeys(islem for _, islem in adimlar))
        yield from (f"### {_capital(_TURLER[tur])} ({code(tur)})", "")
        yield from table(("İş", *map(code, durumlar)), ((_DEVIR[i], *_targets(adimlar, durumlar, i)) for i in islemler))
        yield from ("", "```text", *_transfer_diagram(adimlar), "```", "")


def _transfer_diagram(adimlar: Mapping[tuple[StrEnum, DevirIslemi], StrEnum]) -> Iterator[str]:
    yield "stateDiagram-v2"
    yield f"    [*] --> {DevirDurumu.HAZIRLIK}: listeye dondurma"
    for (once, islem), sonra in adimlar.items():
        yield f"    {once} --> {sonra}: {_DEVIR[islem]}"
    for durum in dict.fromkeys(adimlar.values()):
        if not any(once is durum for once, _ in adimlar):
            yield f"    {durum} --> [*]"


def _capital(metin: str) -> str:
    return f"{metin[0].replace('i', 'İ').upper()}{metin[1:]}"
